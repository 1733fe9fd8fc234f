//! `index`: files and folders become an index folder.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::Args;
use gnlc::index::{Start, StreamChoice};
use gnlc::ingest::{self, IngestOptions, Input, Missing, Progress, Report, Run, Status};
use gnlc::present::terminal::{neutral, number};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::choices::{Place, SEEDS};
use crate::cli::limits::LimitArguments;
use crate::cli::report::{self, Failure};
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Examples:
  gnlc index                       index seeds/
  gnlc index reports news.jsonl    files and folders; run again, only what changed is read
  cat records.jsonl | gnlc index - records from standard input
  gnlc index reports --dry-run --prune
  gnlc index reports --thesaurus unesco.ttl --rebuild")]
pub(crate) struct Arguments {
    /// Files and folders; `-` reads JSON lines from standard input [default: seeds]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Build the index again from nothing; the old one answers until the new one is finished
    #[arg(long)]
    rebuild: bool,
    /// Remove documents whose files below the given paths are gone
    #[arg(long)]
    prune: bool,
    /// Only say what would be read, skipped and removed
    #[arg(long)]
    dry_run: bool,
    /// Stay, and read again whenever a file changes
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    /// Leave out the pieces of words: a little smaller, hardly faster, blind to spelling variants
    #[arg(long)]
    fast: bool,
    /// Find the concepts of this SKOS file too (Turtle, N-Triples, RDF/XML), under all their labels;
    /// the index remembers it
    #[arg(long, value_name = "FILE")]
    thesaurus: Vec<PathBuf>,
    /// Write what happened to each file, one JSON object a line
    #[arg(long, value_name = "FILE.jsonl")]
    report: Option<PathBuf>,
    /// Threads [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    // Two workers then make four segments of 147 MB of text and hold less than 400 MB at most, all told.
    /// Memory the index may hold before it writes to disk: 200MB, 1GB
    #[arg(long, value_name = "SIZE", default_value = "205MB", value_parser = size)]
    memory: usize,
    /// Print nothing but errors
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    limits: LimitArguments,
}

/// Notes shown after a run; a large collection would otherwise fill the screen.
const SHOWN_NOTES: usize = 20;
/// How often `--watch` looks for changes.
const WATCH_EVERY: Duration = Duration::from_secs(1);

pub(crate) fn run(arguments: &Arguments, place: &Place) -> Outcome {
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(SEEDS)] } else { arguments.paths.clone() };
    if arguments.paths.is_empty() && !Path::new(SEEDS).exists() {
        return Err(Failure::Usage {
            message: format!("no path was given, and there is no `{SEEDS}` folder here"),
            hint: "name what to index: `gnlc index PATH`".into(),
        });
    }
    if arguments.watch {
        return watch(arguments, place, &paths);
    }
    once(arguments, place, &paths, arguments.rebuild)
}

/// Reads, and reads again whenever a file changes, until somebody stops it.
fn watch(arguments: &Arguments, place: &Place, paths: &[PathBuf]) -> Outcome {
    // Looked at before reading: a change meanwhile is one more reason to read again.
    let mut known = state(paths);
    once(arguments, place, paths, arguments.rebuild)?;
    loop {
        std::thread::sleep(WATCH_EVERY);
        let now = state(paths);
        if now != known {
            once(arguments, place, paths, false)?;
            known = now;
        }
    }
}

fn once(arguments: &Arguments, place: &Place, paths: &[PathBuf], rebuild: bool) -> Outcome {
    let options = IngestOptions {
        jobs: arguments.jobs.map_or_else(processors, std::num::NonZeroUsize::get),
        memory: arguments.memory,
        streams: if arguments.fast { StreamChoice::Fast } else { StreamChoice::All },
        start: if rebuild { Start::Anew } else { Start::Continue },
        // Who watches wants what is deleted to be found no more.
        missing: if arguments.prune || arguments.watch { Missing::Remove } else { Missing::Keep },
        run: if arguments.dry_run { Run::Dry } else { Run::Real },
        thesauri: arguments.thesaurus.clone(),
        limits: arguments.limits.limits(),
    };
    let bar = progress_bar(arguments.quiet);
    let report = if paths == [PathBuf::from("-")] {
        let mut lines = io::BufReader::new(io::stdin());
        ingest::ingest(Input::Records(&mut lines), &place.folder, &options, &mut |_| {})
    } else {
        ingest::ingest(Input::Paths(paths), &place.folder, &options, &mut |progress| show(&bar, progress))
    };
    bar.finish_and_clear();
    let report = report?;
    report.failures.iter().chain(&report.incomplete).for_each(report::warn);
    if let Some(path) = &arguments.report {
        write_report(&report, path)?;
    }
    if !arguments.quiet {
        summary(arguments, &report, place);
    }
    let is_complete = report.failures.is_empty() && report.incomplete.is_none();
    Ok(if is_complete { Ending::Found } else { Ending::Incomplete })
}

/// Builds the index from `seeds/` for a first search.
pub(crate) fn first(place: &Place) -> Result<(), Failure> {
    let options = IngestOptions {
        jobs: processors(),
        memory: 205_000_000,
        streams: StreamChoice::All,
        start: Start::Continue,
        missing: Missing::Keep,
        run: Run::Real,
        thesauri: Vec::new(),
        limits: gnlc::read::Limits::default(),
    };
    let bar = progress_bar(false);
    let paths = [PathBuf::from(SEEDS)];
    let report =
        ingest::ingest(Input::Paths(&paths), &place.folder, &options, &mut |progress| show(&bar, progress));
    bar.finish_and_clear();
    let report = report?;
    report.failures.iter().chain(&report.incomplete).for_each(report::warn);
    let (documents, passages, _) = report.read();
    anstream::eprintln!(
        "built the index `{}` from `{SEEDS}/`: {} in {}",
        place.folder.display(),
        number(passages, "passage"),
        number(documents, "document")
    );
    Ok(())
}

pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

fn progress_bar(quiet: bool) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn show(bar: &ProgressBar, progress: Progress<'_>) {
    bar.set_length(progress.all as u64);
    bar.set_position(progress.done as u64);
    bar.set_message(neutral(progress.path));
}

fn summary(arguments: &Arguments, report: &Report, place: &Place) {
    let (documents, passages, bytes) = report.read();
    let read = report.count(Status::Read) + report.count(Status::Repaired);
    let (verb, skipped, removed) = (
        if arguments.dry_run { "would read" } else { "read" },
        report.count(Status::Skipped),
        report.count(Status::Removed),
    );
    let mut line = format!("{verb} {}", number(read as u64, "source"));
    if !arguments.dry_run {
        line.push_str(&format!(": {}, {}", number(documents, "document"), number(passages, "passage")));
    }
    let moved = report.outcomes.iter().filter(|outcome| outcome.from.is_some()).count();
    let counts = [
        (moved, "of them moved"),
        (skipped, "unchanged"),
        (removed, "removed"),
        (report.failures.len(), "not read"),
    ];
    for (count, what) in counts {
        if count > 0 {
            line.push_str(&format!("; {count} {what}"));
        }
    }
    let seconds = report.took.as_secs_f64();
    let speed = bytes as f64 / 1e6 / seconds.max(1e-9);
    anstream::eprintln!("{line} ({seconds:.2} s, {speed:.1} MB/s) → {}", place.folder.display());
    if report.outcomes.is_empty() && report.failures.is_empty() {
        anstream::eprintln!(
            "note: no file that could be read lies there; hidden files and README.md are passed over"
        );
    }
    let notes: Vec<String> = report
        .outcomes
        .iter()
        .filter(|outcome| outcome.status == Status::Repaired)
        .flat_map(|outcome| outcome.notes.iter().map(|note| format!("`{}`: {note}", outcome.path)))
        .collect();
    for note in notes.iter().take(SHOWN_NOTES) {
        anstream::eprintln!("note: {}", neutral(note));
    }
    if notes.len() > SHOWN_NOTES {
        anstream::eprintln!(
            "and {} more notes; `--report FILE.jsonl` writes them all",
            notes.len() - SHOWN_NOTES
        );
    }
}

fn write_report(report: &Report, path: &Path) -> Result<(), Failure> {
    let mut out = BufWriter::new(File::create(path)?);
    for outcome in &report.outcomes {
        let status = match outcome.status {
            Status::Read => "read",
            Status::Skipped => "skipped",
            Status::Repaired => "repaired",
            Status::Failed => "failed",
            Status::Removed => "removed",
        };
        let line = serde_json::json!({
            "path": outcome.path, "status": status, "notes": outcome.notes, "encoding": outcome.encoding,
            "shapes": outcome.shapes, "languages": outcome.languages, "documents": outcome.documents,
            "passages": outcome.passages, "bytes": outcome.bytes, "from": outcome.from,
        });
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

/// Name, size and time of every file below the paths: what changes when a file does.
fn state(paths: &[PathBuf]) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    paths
        .iter()
        .flat_map(|path| gnlc::read::walk(path))
        .flatten()
        .filter_map(|source| {
            let metadata = source.path.metadata().ok()?;
            Some((source.path, metadata.len(), metadata.modified().ok()))
        })
        .collect()
}

/// Reads `200MB`, `1GiB`, `64m`, `1000000`.
pub(crate) fn size(text: &str) -> Result<usize, String> {
    let digits = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let unit = match text[digits..].trim().to_lowercase().trim_end_matches('b') {
        "" => 1,
        "k" => 1_000,
        "m" => 1_000_000,
        "g" => 1_000_000_000,
        "ki" => 1 << 10,
        "mi" => 1 << 20,
        "gi" => 1 << 30,
        _ => return Err("a size is written `200MB` or `1GB`".into()),
    };
    let number: usize = text[..digits].parse().map_err(|_| "a size is written `200MB` or `1GB`")?;
    number.checked_mul(unit).ok_or_else(|| "that is more than any machine has".into())
}
