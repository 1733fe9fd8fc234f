//! `completions` and `man`: help in the form that shells and `man` read.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Ending, Outcome};

#[derive(Args)]
pub(crate) struct Completions {
    /// Which shell
    shell: Shell,
}

pub(crate) fn completions(arguments: &Completions) -> Outcome {
    let mut command = crate::cli::Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "gnlc", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Ending::Found)
}

pub(crate) fn page() -> Outcome {
    let mut page = Vec::new();
    clap_mangen::Man::new(crate::cli::Arguments::command()).render(&mut page)?;
    io::stdout().write_all(&page)?;
    Ok(Ending::Found)
}
