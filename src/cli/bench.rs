//! `bench`: the reader's own documents become figures.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use gnlc::index::StreamChoice;
use gnlc::measure::{self, Baseline, MeasureOptions, Measurement};
use gnlc::present::bench;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::choices::{ColourChoice, PlainFormat, SEEDS};
use crate::cli::index::{processors, size};
use crate::cli::report::{self, Failure};
use crate::cli::{Ending, Outcome};

#[derive(Args)]
#[command(after_help = "\
Examples:
  gnlc bench                               how fast the texts of seeds/ are indexed and found
  gnlc bench reports news.jsonl --jobs 2   your own documents
  gnlc bench reports --format json > before.json
  gnlc bench reports --fast --no-baseline --keep my-index

Nothing that exists is changed: the index is built in a temporary folder, or in the new folder of `--keep`.
Figures of one run belong together; close other programs, and run it twice before you compare.")]
pub(crate) struct Arguments {
    /// Files and folders [default: seeds]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Threads of the real indexing [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Memory the index may hold before it writes to disk: 200MB, 1GB
    #[arg(long, value_name = "SIZE", default_value = "205MB", value_parser = size)]
    memory: usize,
    /// Leave out the pieces of words, as `gnlc index --fast` does
    #[arg(long)]
    fast: bool,
    /// How many questions are made of the documents and asked
    #[arg(long, value_name = "N", default_value_t = 200)]
    questions: usize,
    /// Leave out raw Tantivy on the same passages
    #[arg(long)]
    no_baseline: bool,
    /// Keep the index that was built, in this new or empty folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: PlainFormat,
}

pub(crate) fn run(arguments: &Arguments, colour: ColourChoice) -> Outcome {
    let paths = paths(arguments)?;
    let options = MeasureOptions {
        jobs: arguments.jobs.map_or_else(processors, NonZeroUsize::get),
        memory: arguments.memory,
        streams: if arguments.fast { StreamChoice::Fast } else { StreamChoice::All },
        questions: arguments.questions,
        baseline: if arguments.no_baseline { Baseline::Without } else { Baseline::With },
    };
    let scratch = Scratch::new()?;
    let folder = match &arguments.keep {
        Some(folder) => vacant(folder)?,
        None => scratch.folder.join("index"),
    };
    let bar = progress_bar();
    bar.set_message("indexing");
    let before = processor_time();
    let whole = measure::whole(&paths, &folder, &options, &mut |progress| {
        bar.set_length(progress.all as u64);
        bar.set_position(progress.done as u64);
    })?;
    let processor = processor_time().zip(before).map(|(after, before)| after.saturating_sub(before));
    let peak_memory = peak_memory();
    whole.failures.iter().for_each(report::warn);
    if whole.passages == 0 {
        bar.finish_and_clear();
        return Err(Failure::Usage {
            message: "there is no text to measure in the given paths".into(),
            hint: "name files or folders with documents: `gnlc bench PATH`".into(),
        });
    }
    bar.set_length(whole.documents);
    bar.set_message("stage by stage");
    let apart =
        measure::apart(&paths, &scratch.folder, &options, &mut |documents| bar.set_position(documents))?;
    bar.set_message("asking");
    let answering = measure::answering(&folder, &apart)?;
    bar.finish_and_clear();
    let ending = if whole.failures.is_empty() { Ending::Found } else { Ending::Incomplete };
    let measurement = Measurement { options, whole, processor, peak_memory, apart, answering };
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        PlainFormat::Text => bench::text(&measurement, &colour.look(), &mut out)?,
        PlainFormat::Json => bench::json(&measurement, &mut out)?,
    }
    out.flush()?;
    Ok(ending)
}

fn paths(arguments: &Arguments) -> Result<Vec<PathBuf>, Failure> {
    if !arguments.paths.is_empty() {
        return Ok(arguments.paths.clone());
    }
    if !Path::new(SEEDS).exists() {
        return Err(Failure::Usage {
            message: format!("no path was given, and there is no `{SEEDS}` folder here"),
            hint: "name what to measure: `gnlc bench PATH`".into(),
        });
    }
    Ok(vec![PathBuf::from(SEEDS)])
}

/// A folder to keep the index in: somebody's own index is never built over.
fn vacant(folder: &Path) -> Result<PathBuf, Failure> {
    let is_vacant = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if is_vacant {
        return Ok(folder.to_owned());
    }
    Err(Failure::Usage {
        message: format!("`{}` is not a new or empty folder", folder.display()),
        hint: "name one that does not exist yet: `--keep DIR`".into(),
    })
}

/// A temporary folder that goes away however the command ends, short of being killed.
struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    fn new() -> Result<Scratch, Failure> {
        /// Folders of killed runs whose process number came round again.
        const TRIES: u32 = 100;
        let mut failed = io::Error::from(io::ErrorKind::AlreadyExists);
        for number in 0..TRIES {
            let folder = std::env::temp_dir().join(format!("gnlc-bench-{}-{number}", std::process::id()));
            // Made by us or not at all: whoever could guess the name must not choose what is in it.
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(Scratch { folder }),
                Err(error) => failed = error,
            }
            if failed.kind() != io::ErrorKind::AlreadyExists {
                break;
            }
        }
        let path = std::env::temp_dir();
        Err(gnlc::error::Error::WriteIndex { path, source: failed.into() }.into())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's folder for such things.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The most memory this program has held so far, where the system tells it.
fn peak_memory() -> Option<u64> {
    // Linux only; a file that is not there is no answer.
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Processor time of all threads of this program so far, where the system tells it.
fn processor_time() -> Option<Duration> {
    /// Linux counts in hundredths of a second on every machine we know.
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name stands in brackets and may hold anything; then the state, and eleven
    // fields further the time spent in the program and in the system.
    let mut fields = stat.rsplit(')').next()?.split_ascii_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u32>().ok();
    Some(TICK * next()? + TICK * next()?)
}

pub(crate) fn progress_bar() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
