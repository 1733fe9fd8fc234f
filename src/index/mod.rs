//! Passages become an index folder, and come back out of it.
//!
//! Useful for: adding, replacing and removing the passages of a source in one atomic run; opening
//! the last finished state; reading a passage back. Not useful for: deciding what is found
//! (`search`) or which files are read (`ingest`).
//!
//! A folder holds `gnlc.json` (the manifest), one folder of Tantivy segments, and the list of
//! sources belonging to the last commit. Tantivy's own commit names that list, so both change at once; it names
//! what a run counts and gathers of all passages too, once that is there.
//! Every file is known to be damaged when it is: `check` reads them all.

pub mod adder;
pub mod batch;
pub mod check;
pub(crate) mod columns;
pub(crate) mod files;
pub(crate) mod inverter;
mod kept;
pub(crate) mod lengths;
pub mod manifest;
pub(crate) mod removals;
pub mod schema;
pub(crate) mod sketch;
pub(crate) mod spellings;
pub(crate) mod state;
pub mod store;
pub mod stored;
pub(crate) mod terms;
pub(crate) mod thesauri;
pub(crate) mod words;
pub mod writer;

pub use adder::Adder;
pub use batch::Batch;
pub use check::{Check, Finding, Remedy, check};
pub use manifest::{SourceState, Sources};
pub use store::{Index, Statistics};
pub use stored::{Stored, StoredDocument};
pub use writer::{Entry, Start, StreamChoice, Writer, WriterOptions};
