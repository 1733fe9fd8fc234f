//! A measurement becomes tables for people: what was done, how fast, and where the time went.

use std::io::{self, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};

use crate::index::StreamChoice;
use crate::measure::{Answering, Apart, Latency, Measurement, RawWords, per_second};
use crate::present::bench::{MEGABYTE, times};
use crate::present::terminal::{Colour, Look, number};

const TITLE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const BAR: Style = AnsiColor::Cyan.on_default();
const INDENT: usize = 4;
/// Columns of a figure: seven of them and the longest language's name fill eighty.
const CELL: usize = 9;
/// Columns of a bar that stands for everything.
const LONGEST_BAR: f64 = 24.0;

/// Writes a measurement for people.
///
/// # Errors
/// Those of `out`.
pub fn text(measurement: &Measurement, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { look, names: 0, out };
    page.indexing(measurement)?;
    page.stages(&measurement.apart)?;
    page.languages(measurement)?;
    page.questions(&measurement.answering)?;
    page.raw(measurement)
}

struct Page<'a> {
    look: &'a Look,
    /// Columns of the names in the table being written.
    names: usize,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn indexing(&mut self, measurement: &Measurement) -> io::Result<()> {
        let Measurement { options, whole, apart, processor, peak_memory, .. } = measurement;
        writeln!(
            self.out,
            "{} from {}: {} MB of text, {} in {}",
            number(whole.documents, "document"),
            number(whole.sources, "file"),
            megabytes(apart.text_bytes),
            number(apart.passages, "passage"),
            number(apart.languages.len() as u64, "language")
        )?;
        let streams = match options.streams {
            StreamChoice::All => "",
            StreamChoice::Fast => ", without grams",
        };
        self.table(&format!("Indexing, {}{streams}", number(options.jobs as u64, "job")), 12, &[])?;
        let speed = |amount| per_second(amount, whole.took);
        let rates = format!(
            " s   {} MB/s   {} documents/s   {} passages/s",
            short(speed(apart.text_bytes) / MEGABYTE),
            short(speed(whole.documents)),
            short(speed(whole.passages))
        );
        self.row("all of it", &[short(whole.took.as_secs_f64())], &rates)?;
        if let Some(processor) = processor {
            let busy = times(processor.as_secs_f64(), whole.took.as_secs_f64());
            let tail = format!(" s of all threads: {} at work on average", short(busy));
            self.row("processor", &[short(processor.as_secs_f64())], &tail)?;
        }
        let size = times(whole.index_bytes as f64, apart.text_bytes as f64);
        self.row("index", &[megabytes(whole.index_bytes)], &format!(" MB, {} times the text", short(size)))?;
        match peak_memory {
            Some(bytes) => self.row("memory", &[megabytes(*bytes)], " MB at most"),
            None => self.row("memory", &[], "not known on this system"),
        }
    }

    fn stages(&mut self, apart: &Apart) -> io::Result<()> {
        self.table("The same work on one thread", 24, &["s", "MB/s", "share %"])?;
        let total = apart.times.total();
        let figures = |took: Duration| {
            let share = times(took.as_secs_f64(), total.as_secs_f64());
            let bar = "█".repeat((share * LONGEST_BAR).round() as usize);
            let speed = per_second(apart.text_bytes, took) / MEGABYTE;
            let cells = [short(took.as_secs_f64()), short(speed), format!("{:.1}", share * 100.0)];
            (cells, bar)
        };
        for (name, took) in apart.times.stages() {
            let (cells, bar) = figures(took);
            let bar = format!("  {}", self.paint(BAR, &bar));
            self.row(name, &cells, &bar)?;
            if name == "structure" {
                let (cells, _) = figures(apart.times.language);
                self.row("· of it, language", &cells, "")?;
            }
        }
        let (cells, _) = figures(total);
        self.row("all", &cells, "")?;
        let streams = [("main", apart.streams.main), ("exact", apart.streams.exact)];
        let streams = streams.map(|(name, words)| {
            format!("{name} {}, {}/s", large(words as f64), large(per_second(words, apart.times.words)))
        });
        self.row(&format!("words by stream: {}", streams.join("; ")), &[], "")
    }

    fn languages(&mut self, measurement: &Measurement) -> io::Result<()> {
        let heads = ["documents", "passages", "MB", "MB/s", "words/s", "p50 ms", "p99 ms"];
        self.table("By language", 13, &heads)?;
        for figures in &measurement.apart.languages {
            let answers = measurement.answering.languages.get(figures.language.code);
            let time = |of: fn(&Latency) -> Duration| {
                answers.map_or_else(|| "–".to_owned(), |latency| milliseconds(of(latency)))
            };
            let cells = [
                figures.documents.to_string(),
                figures.passages.to_string(),
                megabytes(figures.bytes),
                short(per_second(figures.bytes, figures.took) / MEGABYTE),
                large(per_second(figures.words, figures.took)),
                time(|latency| latency.p50),
                time(|latency| latency.p99),
            ];
            self.row(figures.language.name, &cells, "")?;
        }
        Ok(())
    }

    fn questions(&mut self, answering: &Answering) -> io::Result<()> {
        let asked = number(answering.questions as u64, "question");
        let title = format!("{asked}, each {} times, warm", answering.rounds);
        self.table(&title, 36, &["p50 ms", "p99 ms", "max ms"])?;
        let ours = [
            ("with counts by country and year", &answering.with_facets),
            ("without counts", &answering.without_facets),
        ];
        let raw = answering.raw.iter().map(|(words, latency)| (raw_label(*words), latency));
        for (label, latency) in ours.into_iter().chain(raw) {
            let cells = [latency.p50, latency.p99, latency.max].map(milliseconds);
            self.row(label, &cells, "")?;
        }
        Ok(())
    }

    fn raw(&mut self, measurement: &Measurement) -> io::Result<()> {
        let Measurement { whole, apart, .. } = measurement;
        if apart.raw.is_empty() {
            return Ok(());
        }
        let all = apart.times.total();
        let both = apart.times.words + apart.times.engine;
        let heads = ["s", "MB/s", "index MB", "× text", "gnlc ×"];
        self.table("The same passages, one thread", 28, &heads)?;
        let mut rows =
            vec![("gnlc", all, Some(whole.index_bytes)), ("gnlc, only words and engine", both, None)];
        rows.extend(apart.raw.iter().map(|raw| (raw_label(raw.words), raw.took, Some(raw.index_bytes))));
        for (label, took, bytes) in rows {
            let speed = per_second(apart.text_bytes, took) / MEGABYTE;
            let size = bytes.map(|bytes| short(times(bytes as f64, apart.text_bytes as f64)));
            let cells = [
                short(took.as_secs_f64()),
                short(speed),
                bytes.map_or_else(String::new, megabytes),
                size.unwrap_or_default(),
                short(times(all.as_secs_f64(), took.as_secs_f64())),
            ];
            self.row(label, &cells, "")?;
        }
        let explained = "gnlc × says how many times as long all stages of gnlc take";
        let explained = self.paint(QUIET, explained);
        self.row(&explained, &[], "")
    }

    /// Begins a table: its title, and what its columns hold.
    fn table(&mut self, title: &str, names: usize, heads: &[&str]) -> io::Result<()> {
        self.names = names;
        let gap = (INDENT + names).saturating_sub(title.chars().count());
        let heads: String = heads.iter().map(|head| format!("{head:>CELL$}")).collect();
        let (title, heads) = (self.paint(TITLE, title), self.paint(QUIET, &heads));
        writeln!(self.out)?;
        writeln!(self.out, "{}", format!("{title}{}{heads}", " ".repeat(gap)).trim_end())
    }

    fn row(&mut self, name: &str, cells: &[String], tail: &str) -> io::Result<()> {
        let cells: String = cells.iter().map(|cell| format!("{cell:>CELL$}")).collect();
        let line = format!("{:INDENT$}{name:<names$}{cells}{tail}", "", names = self.names);
        writeln!(self.out, "{}", line.trim_end())
    }

    fn paint(&self, style: Style, text: &str) -> String {
        match self.look.colour {
            Colour::On if !text.is_empty() => format!("{style}{text}{style:#}"),
            _ => text.to_owned(),
        }
    }
}

fn raw_label(words: RawWords) -> &'static str {
    match words {
        RawWords::Default => "raw Tantivy, default words",
        RawWords::EnglishStems => "raw Tantivy, English stems",
    }
}

fn megabytes(bytes: u64) -> String {
    short(bytes as f64 / MEGABYTE)
}

fn milliseconds(time: Duration) -> String {
    short(time.as_secs_f64() * 1e3)
}

/// Three digits, and all of a larger number.
fn short(figure: f64) -> String {
    let digits = match figure {
        figure if figure >= 99.95 => 0,
        figure if figure >= 9.995 => 1,
        figure if figure >= 0.9995 => 2,
        _ => 3,
    };
    format!("{figure:.digits$}")
}

/// Three digits and a unit: 4.53 k, 12.1 M.
fn large(figure: f64) -> String {
    match figure {
        figure if figure >= 1e9 => format!("{} G", short(figure / 1e9)),
        figure if figure >= 1e6 => format!("{} M", short(figure / 1e6)),
        figure if figure >= 1e3 => format!("{} k", short(figure / 1e3)),
        figure => format!("{figure:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short_enough_for_their_column() {
        for (figure, shown) in
            [(0.0, "0.000"), (0.01234, "0.012"), (9.876, "9.88"), (12.34, "12.3"), (4567.8, "4568")]
        {
            assert_eq!(short(figure), shown);
        }
        assert_eq!(large(4_530.0), "4.53 k");
        assert_eq!(large(999.0), "999");
    }
}
