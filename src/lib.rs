//! Full-text search over the documents of the UNESCO Global Network of Learning Cities.
//!
//! Rooms, in reading order. Documents: [`read`] → [`structure`] → [`passage`] → [`index`], led by
//! [`ingest`]. Questions: [`query`] → [`search`] → [`present`]. Both visit [`analysis`] and [`names`].
//! [`evaluate`] says how good the answers are, [`measure`] how fast they come.

#![warn(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

pub mod analysis;
pub mod calendar;
pub mod concepts;
pub mod error;
pub mod evaluate;
pub mod facet;
pub mod index;
pub mod ingest;
pub mod measure;
pub mod names;
pub mod passage;
pub mod present;
pub mod query;
pub mod read;
pub mod search;
pub mod structure;
