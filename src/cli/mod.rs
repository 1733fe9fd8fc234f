//! What can be typed, and which command answers it.
//!
//! The program uses only the library's public names. It alone prints, exits, and reads the
//! environment.

mod bench;
mod check;
mod choices;
mod city;
mod duplicates;
mod eval;
mod facets;
mod index;
mod inspect;
mod limits;
mod manual;
mod names;
mod questions;
mod report;
mod search;
mod show;
mod stats;

use std::ffi::OsString;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use choices::{ColourChoice, Place};
use report::Failure;

/// Full-text search over the documents of the UNESCO Global Network of Learning Cities.
///
/// Documents in any language become one index; nobody has to say which language a question is in.
#[derive(Parser)]
#[command(name = "gnlc", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Folder of the index [default: index/ here, else the user's data folder]
    #[arg(long, global = true, value_name = "DIR", env = "GNLC_INDEX")]
    index: Option<PathBuf>,

    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColourChoice,
}

const EXAMPLES: &str = "\
Examples:
  gnlc search \"lifelong learning\" --country China
  gnlc search 南京 终身学习
  gnlc search '\"members meeting\"' -award --year 2016..2019
  gnlc facets --facet region --facet country
  gnlc index my-documents --prune
  gnlc inspect seeds/cities/cork.md

Exit codes: 0 found or done, 1 nothing found, 2 error.";

#[derive(Subcommand)]
enum Command {
    /// Make files and folders searchable; run again, only what changed is read
    #[command(visible_alias = "add")]
    Index(index::Arguments),
    /// Find passages, best first, with counts per country and year
    Search(search::Arguments),
    /// Count passages and documents per facet
    Facets(facets::Arguments),
    /// Print a passage or document in full, with where it stands in its file
    Show(show::Arguments),
    /// Print what the program sees in one document: shape, title, date, places, zones, passages
    Inspect(inspect::Arguments),
    /// Print what a name of a place means: kind, country, spellings, how many passages name it
    Names(names::Arguments),
    /// Gather what the index says about one city, in all scripts
    City(city::Arguments),
    /// Print what the index holds
    Stats(stats::Arguments),
    /// Read every file of the index and name what is damaged
    Check(check::Arguments),
    /// List documents that are the same text, or nearly, in groups
    Duplicates(duplicates::Arguments),
    /// Measure how good the answers are: judged queries become nDCG, MRR and recall by language
    Eval(eval::Arguments),
    /// Measure, on your own documents, how fast they are indexed and found, and where the time goes
    Bench(bench::Arguments),
    /// Print a completion script for a shell
    Completions(manual::Completions),
    /// Print the manual page
    Man,
}

/// How a command ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Found,
    NothingFound,
    /// Done, but something could not be read; it has been told.
    Incomplete,
}

type Outcome = Result<Ending, Failure>;

/// Reads the arguments, runs the command and tells how it ended.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments(std::env::args_os())) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; clap knows where each goes.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let place = choices::Place::new(arguments.index);
    let colour = arguments.color;
    colour.apply();
    report::hold_panics();
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| answer(arguments.command, &place, colour)));
    match outcome.unwrap_or_else(|_| Err(report::fault())) {
        Ok(Ending::Found) => ExitCode::SUCCESS,
        Ok(Ending::NothingFound) => ExitCode::from(1),
        Ok(Ending::Incomplete) => ExitCode::from(2),
        // Whoever reads us has seen enough, as `head` does after ten lines.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            report::tell(&failure);
            ExitCode::from(2)
        }
    }
}

/// The arguments as they were given, but that `-word` of a question is no option: the commands that ask have none of one
/// hyphen and several letters. A blank before it is nothing to a question, and tells the two apart. A word that is the
/// name of an option lacks a hyphen, which clap says.
fn arguments(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut given: Vec<OsString> = given.collect();
    let word = |argument: &OsString| {
        let word = argument.to_str()?.strip_prefix('-')?;
        (word.len() > 1 && !word.starts_with('-')).then(|| word.to_owned())
    };
    if given.iter().all(|argument| word(argument).is_none()) {
        return given;
    }
    // In front of the command stand options with their values.
    let mut at = 1;
    while let Some(option) =
        given.get(at).and_then(|text| text.to_str()).filter(|text| text.starts_with("--"))
    {
        at += if option.contains('=') { 1 } else { 2 };
    }
    let program = Arguments::command();
    let asks =
        given.get(at).and_then(|name| name.to_str()).filter(|name| matches!(*name, "search" | "facets"));
    let Some(command) = asks.and_then(|name| program.find_subcommand(name)) else { return given };
    let is_option = |word: &str| {
        let options = command.get_arguments().chain(program.get_arguments());
        options.filter_map(|option| option.get_long()).any(|long| long == word)
    };
    let end = given.iter().position(|argument| argument == "--").unwrap_or(given.len());
    for argument in given.iter_mut().take(end).skip(at + 1) {
        if let Some(word) = word(argument).filter(|word| !is_option(word)) {
            *argument = OsString::from(format!(" -{word}"));
        }
    }
    given
}

fn answer(command: Command, place: &Place, colour: ColourChoice) -> Outcome {
    match command {
        Command::Index(command) => index::run(&command, place),
        Command::Search(command) => search::run(&command, place, colour),
        Command::Facets(command) => facets::run(&command, place, colour),
        Command::Show(command) => show::run(&command, place, colour),
        Command::Inspect(command) => inspect::run(&command),
        Command::Names(command) => names::run(&command, place, colour),
        Command::City(command) => city::run(&command, place, colour),
        Command::Stats(command) => stats::run(&command, place, colour),
        Command::Duplicates(command) => duplicates::run(&command, place, colour),
        Command::Check(command) => check::run(&command, place),
        Command::Eval(command) => eval::run(&command, place, colour),
        Command::Bench(command) => bench::run(&command, colour),
        Command::Completions(command) => manual::completions(&command),
        Command::Man => manual::page(),
    }
}
