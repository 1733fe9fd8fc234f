//! Starts the program: arguments in, exit code out.

mod cli;

use std::process::ExitCode;

// Of a run that indexes, every eighth of its time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
