//! Time and memory of one input, and an end to what does not end.
//!
//! Time is that of the processor where the system tells it: on a machine with other work, the clock says nothing about a
//! reader. Where the system tells neither, the clock serves and memory is not judged.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Beyond this, by the clock, an input is not waited for.
const ENDLESS: Duration = Duration::from_secs(180);
/// More memory than before by this is a finding.
const LARGEST: u64 = 500 << 20;

pub(crate) struct Watch {
    /// What takes longer is a finding.
    longest: Duration,
    now: Arc<Mutex<Option<(Instant, PathBuf)>>>,
    most: Cell<u64>,
}

/// What one input cost.
pub(crate) struct Measured {
    pub(crate) time: Duration,
    pub(crate) memory: u64,
    longest: Duration,
}

impl Measured {
    /// What it cost too much of, as causes of findings.
    pub(crate) fn excess(&self) -> Vec<String> {
        let mut causes = Vec::new();
        if self.time > self.longest {
            causes.push(format!("too slow: {:.1} s", self.time.as_secs_f64()));
        }
        if self.memory > LARGEST {
            causes.push(format!("too large: {} MB", self.memory >> 20));
        }
        causes
    }
}

impl Watch {
    pub(crate) fn start(name: &'static str, longest: Duration) -> Watch {
        let now: Arc<Mutex<Option<(Instant, PathBuf)>>> = Arc::default();
        let watched = Arc::downgrade(&now);
        std::thread::spawn(move || {
            while let Some(now) = watched.upgrade() {
                let begun = now.lock().ok().and_then(|now| now.clone());
                if let Some((begun, path)) = begun.filter(|(begun, _)| begun.elapsed() > ENDLESS) {
                    println!(
                        "fuzz {name}: no end after {:.0} s: {}",
                        begun.elapsed().as_secs_f64(),
                        path.display()
                    );
                    std::process::exit(3);
                }
                drop(now);
                std::thread::sleep(Duration::from_millis(500));
            }
        });
        Watch { longest, now, most: Cell::new(0) }
    }

    /// The most memory that one input took.
    pub(crate) fn most(&self) -> u64 {
        self.most.get()
    }

    /// Does something with an input that lies at a path, and says what it cost.
    pub(crate) fn measured<T>(&self, path: &Path, work: impl FnOnce() -> T) -> (T, Measured) {
        self.set(Some((Instant::now(), path.to_owned())));
        // The peak is counted from here on.
        let _ = fs::write("/proc/self/clear_refs", "5");
        let (before, begun, clock) = (peak(), processor(), Instant::now());
        let result = work();
        let time = match (processor(), begun) {
            (Some(now), Some(begun)) => now.saturating_sub(begun),
            _ => clock.elapsed(),
        };
        let memory = peak().saturating_sub(before);
        self.most.set(self.most.get().max(memory));
        self.set(None);
        (result, Measured { time, memory, longest: self.longest })
    }

    fn set(&self, value: Option<(Instant, PathBuf)>) {
        if let Ok(mut now) = self.now.lock() {
            *now = value;
        }
    }
}

/// The most memory this program has held since it was last asked to forget.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) << 10
}

/// What this thread has had of a processor.
fn processor() -> Option<Duration> {
    let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(times.split(' ').next()?.parse().ok()?))
}
