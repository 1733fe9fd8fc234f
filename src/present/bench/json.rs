//! A measurement becomes JSON: seconds, bytes and rates, so that runs can be compared by a program.

use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use crate::index::StreamChoice;
use crate::measure::{LanguageFigures, Latency, Measurement, Raw, per_second};
use crate::present::bench::{MEGABYTE, raw_name, times};
use crate::present::json::SCHEMA_VERSION;

#[derive(Serialize)]
struct Object {
    schema_version: u32,
    input: Input,
    indexing: Indexing,
    memory: Memory,
    stages: Vec<Stage>,
    /// Measured by itself; part of the stage `structure`.
    language_detection: Rate,
    one_thread: Rate,
    streams: Vec<Stream>,
    languages: Vec<Language>,
    questions: Questions,
    /// Raw Tantivy on the same passages, one thread; empty where it was not asked for.
    raw_engine: Vec<Baseline>,
}

#[derive(Serialize)]
struct Input {
    sources: u64,
    documents: u64,
    passages: u64,
    source_bytes: u64,
    text_bytes: u64,
    passage_bytes: u64,
}

#[derive(Serialize)]
struct Indexing {
    jobs: usize,
    streams: &'static str,
    seconds: f64,
    /// Of all threads together; null where the system does not tell.
    processor_seconds: Option<f64>,
    mb_per_second: f64,
    documents_per_second: f64,
    passages_per_second: f64,
    index_bytes: u64,
    index_to_text: f64,
}

#[derive(Serialize)]
struct Memory {
    /// Until the real indexing ended; null where the system does not tell.
    peak_bytes: Option<u64>,
}

#[derive(Serialize)]
struct Stage {
    name: &'static str,
    #[serde(flatten)]
    rate: Rate,
    /// Part of all stages.
    share: f64,
}

#[derive(Serialize)]
struct Rate {
    seconds: f64,
    mb_per_second: f64,
}

#[derive(Serialize)]
struct Stream {
    name: &'static str,
    words: u64,
    /// All three streams are cut in one go: the same seconds for each.
    words_per_second: f64,
}

#[derive(Serialize)]
struct Language {
    code: &'static str,
    name: &'static str,
    documents: u64,
    passages: u64,
    bytes: u64,
    words: u64,
    mb_per_second: f64,
    words_per_second: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<Waiting>,
}

#[derive(Serialize)]
struct Questions {
    asked: usize,
    rounds: usize,
    with_facets: Waiting,
    without_facets: Waiting,
}

#[derive(Serialize)]
struct Waiting {
    p50_ms: f64,
    p99_ms: f64,
    max_ms: f64,
}

#[derive(Serialize)]
struct Baseline {
    words: &'static str,
    #[serde(flatten)]
    rate: Rate,
    index_bytes: u64,
    index_to_text: f64,
    /// How many times as long all our stages take.
    our_time_ratio: f64,
    /// The same for our stages `words` and `engine` alone, which do what it does.
    our_words_and_engine_time_ratio: f64,
    our_index_ratio: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<Waiting>,
}

/// Writes a measurement as one JSON object and a line feed.
///
/// # Errors
/// Those of `out`.
pub fn json(measurement: &Measurement, out: &mut dyn Write) -> io::Result<()> {
    let Measurement { options, whole, processor, peak_memory, apart, answering } = measurement;
    let rate = |took| Rate { seconds: seconds(took), mb_per_second: speed(apart.text_bytes, took) };
    let total = apart.times.total();
    let object = Object {
        schema_version: SCHEMA_VERSION,
        input: Input {
            sources: whole.sources,
            documents: whole.documents,
            passages: whole.passages,
            source_bytes: whole.source_bytes,
            text_bytes: apart.text_bytes,
            passage_bytes: apart.passage_bytes,
        },
        indexing: Indexing {
            jobs: options.jobs,
            streams: match options.streams {
                StreamChoice::All => "all",
                StreamChoice::Fast => "fast",
            },
            seconds: seconds(whole.took),
            processor_seconds: processor.map(seconds),
            mb_per_second: speed(apart.text_bytes, whole.took),
            documents_per_second: rounded(per_second(whole.documents, whole.took)),
            passages_per_second: rounded(per_second(whole.passages, whole.took)),
            index_bytes: whole.index_bytes,
            index_to_text: ratio(whole.index_bytes, apart.text_bytes),
        },
        memory: Memory { peak_bytes: *peak_memory },
        stages: apart
            .times
            .stages()
            .into_iter()
            .map(|(name, took)| {
                let share = rounded(times(took.as_secs_f64(), total.as_secs_f64()));
                Stage { name, rate: rate(took), share }
            })
            .collect(),
        language_detection: rate(apart.times.language),
        one_thread: rate(total),
        streams: [("main", apart.streams.main), ("exact", apart.streams.exact)]
            .into_iter()
            .map(|(name, words)| Stream {
                name,
                words,
                words_per_second: rounded(per_second(words, apart.times.words)),
            })
            .collect(),
        languages: apart
            .languages
            .iter()
            .map(|figures| language(figures, answering.languages.get(figures.language.code)))
            .collect(),
        questions: Questions {
            asked: answering.questions,
            rounds: answering.rounds,
            with_facets: waiting(&answering.with_facets),
            without_facets: waiting(&answering.without_facets),
        },
        raw_engine: apart
            .raw
            .iter()
            .map(|raw| {
                let asked = answering.raw.iter().find(|(words, _)| *words == raw.words);
                baseline(measurement, raw, rate(raw.took), asked.map(|(_, latency)| waiting(latency)))
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn language(figures: &LanguageFigures, asked: Option<&Latency>) -> Language {
    Language {
        code: figures.language.code,
        name: figures.language.name,
        documents: figures.documents,
        passages: figures.passages,
        bytes: figures.bytes,
        words: figures.words,
        mb_per_second: speed(figures.bytes, figures.took),
        words_per_second: rounded(per_second(figures.words, figures.took)),
        questions: asked.map(waiting),
    }
}

fn baseline(measurement: &Measurement, raw: &Raw, rate: Rate, questions: Option<Waiting>) -> Baseline {
    let Measurement { whole, apart, .. } = measurement;
    let ours = |took: Duration| rounded(times(took.as_secs_f64(), raw.took.as_secs_f64()));
    Baseline {
        words: raw_name(raw.words),
        rate,
        index_bytes: raw.index_bytes,
        index_to_text: ratio(raw.index_bytes, apart.text_bytes),
        our_time_ratio: ours(apart.times.total()),
        our_words_and_engine_time_ratio: ours(apart.times.words + apart.times.engine),
        our_index_ratio: ratio(whole.index_bytes, raw.index_bytes),
        questions,
    }
}

fn waiting(latency: &Latency) -> Waiting {
    let milliseconds = |time: Duration| rounded(time.as_secs_f64() * 1e3);
    Waiting {
        p50_ms: milliseconds(latency.p50),
        p99_ms: milliseconds(latency.p99),
        max_ms: milliseconds(latency.max),
    }
}

fn speed(bytes: u64, took: Duration) -> f64 {
    rounded(per_second(bytes, took) / MEGABYTE)
}

fn ratio(one: u64, other: u64) -> f64 {
    rounded(times(one as f64, other as f64))
}

/// No clock is better than a microsecond here.
fn seconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 1e6).round() / 1e6
}

/// Four digits: more would be noise.
fn rounded(figure: f64) -> f64 {
    if figure == 0.0 {
        return 0.0;
    }
    let unit = 10_f64.powi(3 - figure.abs().log10().floor() as i32);
    (figure * unit).round() / unit
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn figures_have_four_digits() {
        assert_eq!(rounded(0.000_123_456), 0.000_123_5);
        assert_eq!(rounded(123_456.0), 123_500.0);
        assert_eq!(rounded(0.0), 0.0);
    }
}
