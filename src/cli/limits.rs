//! What one file may ask of the program: the options, and which of them raises a limit that was met.

use clap::Args;
use gnlc::error::Limit;
use gnlc::read::Limits;

use crate::cli::index::size;

/// The limits of one file; their values when nothing is said are those of the library.
#[derive(Args)]
#[command(next_help_heading = "Limits of one file; what asks for more is told and left out")]
pub(crate) struct LimitArguments {
    /// Largest file that is read whole (web page, PDF, office file, text), part of an archive, or mail; lines of
    /// records and archives are read piece by piece [default: 256MiB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_file_size: Option<usize>,
    /// Most that an archive, packed file or PDF may unpack to [default: 1GiB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_unpacked: Option<usize>,
    /// How many times larger than packed a file may be unpacked [default: 200]
    #[arg(long, value_name = "N")]
    max_expansion: Option<u64>,
    /// How deep elements may stand in each other [default: 512]
    #[arg(long, value_name = "N")]
    max_depth: Option<usize>,
    /// How deep archives and mails may stand in each other [default: 4]
    #[arg(long, value_name = "N")]
    max_archives: Option<usize>,
    /// Most documents of one file: entries, rows, mails, parts [default: 1000000]
    #[arg(long, value_name = "N")]
    max_documents: Option<usize>,
    /// Most pages or slides of a document [default: 20000]
    #[arg(long, value_name = "N")]
    max_pages: Option<usize>,
    /// Most lines of a document [default: 1000000]
    #[arg(long, value_name = "N")]
    max_lines: Option<usize>,
    /// Most cells of a table; those behind them are left out [default: 2000000]
    #[arg(long, value_name = "N")]
    max_cells: Option<usize>,
}

impl LimitArguments {
    pub(crate) fn limits(&self) -> Limits {
        let known = Limits::default();
        Limits {
            bytes: self.max_file_size.map_or(known.bytes, |size| size as u64),
            unpacked: self.max_unpacked.map_or(known.unpacked, |size| size as u64),
            expansion: self.max_expansion.unwrap_or(known.expansion),
            depth: self.max_depth.unwrap_or(known.depth),
            archives: self.max_archives.unwrap_or(known.archives),
            documents: self.max_documents.unwrap_or(known.documents),
            pages: self.max_pages.unwrap_or(known.pages),
            lines: self.max_lines.unwrap_or(known.lines),
            cells: self.max_cells.unwrap_or(known.cells),
        }
    }
}

/// The option that raises a limit.
pub(crate) fn option(limit: Limit) -> Option<&'static str> {
    Some(match limit {
        Limit::Bytes => "--max-file-size SIZE",
        Limit::Unpacked => "--max-unpacked SIZE",
        Limit::Expansion => "--max-expansion N",
        Limit::Depth => "--max-depth N",
        Limit::Archives => "--max-archives N",
        Limit::Documents => "--max-documents N",
        Limit::Pages => "--max-pages N",
        Limit::Lines => "--max-lines N",
        Limit::Cells => "--max-cells N",
        Limit::Fixed => return None,
    })
}
