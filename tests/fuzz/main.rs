//! Files and questions that nobody wrote are read, and nothing may stop the program, take long or take much memory.
//!
//! `cargo test` reads a few hundred of them for each target, the same ones each time. Hours of it:
//!
//! ```text
//! cargo test --profile fuzz --test fuzz -- pdf 600              # one target, seconds; `all` for every one
//! cargo test --profile fuzz --test fuzz -- pdf 600 7            # the same from another number
//! cargo test --profile fuzz --test fuzz -- replay FILE          # one input that was written as a finding
//! ```
//!
//! Findings lie in `target/fuzz-findings/`, called `TARGET.NUMBER.NAME`. A program that dies (a stack without end) leaves
//! the input it was reading as `TARGET.current.NAME`. Inputs that show something new (a message, a shape, a mark) are kept
//! as beginnings of others, in memory only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

mod mutate;
mod random;
mod seeds;
mod targets;
mod watch;

use mutate::Input;
use random::Random;
use targets::{TARGETS, Target};
use watch::{Measured, Watch};

/// What a target says when a reader was stopped by a panic that it caught itself.
pub(crate) const FAULT: &str = "a reader was stopped";

/// Inputs for each target in `cargo test`: two seconds or so, unoptimised.
const FEW: usize = 150;
/// The same inputs each time.
const SEED: u64 = 1;
/// Most inputs that are kept as beginnings of others.
const KEPT: usize = 400;
/// Longer than this is a finding.
const LONGEST: Duration = Duration::from_secs(2);
const LONGEST_UNOPTIMISED: Duration = Duration::from_secs(20);
/// Findings of one cause that are written.
const WRITTEN: usize = 3;

/// Where the last panic was, and what it said.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

enum Until {
    Inputs(usize),
    Time(Duration),
}

fn main() -> ExitCode {
    // Options are those of the test programs beside this one, which run under the same command.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let said = panic.payload_as_str().unwrap_or_default();
        if said != FAULT
            && let Ok(mut last) = PANIC.lock()
        {
            *last = Some(format!("{place}: {said}"));
        }
    }));
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (name, until, seed) = match words[..] {
        ["replay", file] => return replay(Path::new(file)),
        [] => ("all", Until::Inputs(FEW), SEED),
        [name] => (name, Until::Inputs(FEW), SEED),
        [name, seconds, ref rest @ ..] => {
            let seconds = seconds.parse().unwrap_or(60);
            let seed = rest.first().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
            (name, Until::Time(Duration::from_secs(seconds)), seed)
        }
    };
    let mut found = 0;
    for target in TARGETS.iter().filter(|target| name == "all" || target.name == name) {
        found += run(target, &until, seed);
    }
    if found > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Reads mutated inputs of a target; says how many kinds of findings there were.
fn run(target: &Target, until: &Until, seed: u64) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz-findings");
    fs::create_dir_all(&folder).expect("a folder for findings");
    let mut random = Random::new(seed);
    let mut inputs = (target.seeds)();
    assert!(!inputs.is_empty(), "{} has no files to begin from", target.name);
    let (mut seen, mut causes) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let (started, mut read, mut bytes_read) = (Instant::now(), 0, 0);
    let (mut slowest, beginnings) = (Duration::ZERO, inputs.len());
    let watch = Watch::start(
        target.name,
        if matches!(until, Until::Time(_)) { LONGEST } else { LONGEST_UNOPTIMISED },
    );
    while match until {
        Until::Inputs(most) => read < *most,
        Until::Time(time) => started.elapsed() < *time,
    } {
        // The beginnings themselves come first: they must be fine.
        let input = match inputs.get(read) {
            Some(input) if read < beginnings => input.clone(),
            _ => {
                let (one, other) = (random.below(inputs.len()), random.below(inputs.len()));
                inputs[one].changed(&inputs[other], &mut random)
            }
        };
        let bytes = input.bytes();
        let current = folder.join(format!("{}.current.{}", target.name, plain(&input.name)));
        if matches!(until, Until::Time(_)) {
            fs::write(&current, &bytes).expect("an input is written");
        }
        let (signature, measured) = watch.measured(&current, || judged(target, &input.name, &bytes));
        let _ = fs::remove_file(&current);
        read += 1;
        bytes_read += bytes.len();
        slowest = slowest.max(measured.time);
        match signature {
            Ok(signature) if seen.insert(signature) && read > beginnings && inputs.len() < KEPT => {
                inputs.push(input.clone())
            }
            Ok(_) => {}
            Err(cause) => note(&mut causes, &folder, target, &input, &bytes, cause),
        }
        for cause in measured.excess() {
            note(&mut causes, &folder, target, &input, &bytes, cause);
        }
    }
    println!(
        "fuzz {}: {read} inputs, {:.1} MB in {:.0} s; {} kept, {} kinds seen; slowest {:.2} s, memory at most {} MB; {} kinds of findings",
        target.name,
        bytes_read as f64 / 1e6,
        started.elapsed().as_secs_f64(),
        inputs.len() - beginnings,
        seen.len(),
        slowest.as_secs_f64(),
        watch.most() >> 20,
        causes.len()
    );
    causes.iter().for_each(|(cause, times)| println!("    {times} × {cause}"));
    causes.len()
}

/// What was seen of an input, or why it failed.
fn judged(target: &Target, name: &str, bytes: &[u8]) -> Result<u64, String> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(name, bytes))).map_err(|_| {
        let last = PANIC.lock().ok().and_then(|mut last| last.take());
        last.unwrap_or_else(|| "a panic that said nothing".to_owned())
    })
}

/// Counts a finding, and writes the first ones of its kind.
fn note(
    causes: &mut BTreeMap<String, usize>,
    folder: &Path,
    target: &Target,
    input: &Input,
    bytes: &[u8],
    cause: String,
) {
    // Numbers in a message are those of this input.
    let kind: String = cause.split(": ").take(2).collect::<Vec<_>>().join(": ").chars().take(150).collect();
    let all: usize = causes.values().sum();
    let times = causes.entry(kind).or_default();
    *times += 1;
    if *times <= WRITTEN {
        let path: PathBuf = folder.join(format!("{}.{all}.{}", target.name, plain(&input.name)));
        fs::write(&path, bytes).expect("a finding is written");
        println!("fuzz {}: {cause}", target.name);
        println!("    replay with: cargo test --profile fuzz --test fuzz -- replay {}", path.display());
    }
}

/// A name without what a file's name may not hold.
fn plain(name: &str) -> String {
    name.chars()
        .map(|letter| if letter.is_alphanumeric() || "._-".contains(letter) { letter } else { '_' })
        .collect()
}

/// Reads a finding again and says what happens.
fn replay(path: &Path) -> ExitCode {
    let bytes = fs::read(path).expect("the file is there");
    let called = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut parts = called.splitn(3, '.');
    let (target, name) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
    let target =
        TARGETS.iter().find(|known| known.name == target).expect("a finding is called TARGET.NUMBER.NAME");
    let watch = Watch::start(target.name, LONGEST);
    let (signature, measured): (_, Measured) = watch.measured(path, || judged(target, name, &bytes));
    println!(
        "{} bytes as `{name}`: {:.3} s, {} MB",
        bytes.len(),
        measured.time.as_secs_f64(),
        measured.memory >> 20
    );
    match signature {
        Ok(_) => ExitCode::SUCCESS,
        Err(cause) => {
            println!("{cause}");
            ExitCode::FAILURE
        }
    }
}
