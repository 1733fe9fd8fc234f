//! Documents that were cut wait here until there are enough to be put in order, so that neighbours in the index are
//! alike whatever order they came in.
//!
//! What is alike packs well: repeated sentences fall into one block of the store, and the passages of a word's list
//! stand close together. The order in the index decides nothing that a reader sees.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::index::{Adder, Batch, Entry};
use crate::ingest::{Done, Seen};

/// Bytes of text that are put in order at once. From 3 to 6 MiB the index of 147 MB of text became 2.4 MB smaller; much more
/// than 8 would take the memory that segments are filled in.
const ROOM: usize = 8 << 20;

/// A document that waits, with what was seen of its page.
pub(crate) struct Waiting {
    pub(crate) source: usize,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) seen: Seen,
    pub(crate) entries: Vec<Entry>,
}

/// What documents are put in order by: those in one language stand together, and among them those of one place or
/// kind, as far as ids tell it. A document that holds nothing has no language.
pub(crate) fn rank<'a>(language: Option<&'static str>, id: &'a str) -> (&'a str, &'a str) {
    (language.unwrap_or_default(), id)
}

impl Waiting {
    fn rank(&self) -> (&str, &str) {
        rank(self.entries.first().map(|entry| entry.language.code), &self.id)
    }
}

/// The documents of one worker that wait.
pub(crate) struct Window<'a> {
    batch: Batch<'a>,
    waiting: Vec<Waiting>,
    bytes: usize,
}

impl<'a> Window<'a> {
    pub(crate) fn new(adder: Adder<'a>) -> Window<'a> {
        Window { batch: Batch::new(adder), waiting: Vec::new(), bytes: 0 }
    }

    /// Takes a document in. The window is handed over when it is full: `done` hears of every document of it.
    pub(crate) fn push(&mut self, document: Waiting, done: &mut dyn FnMut(Done)) {
        self.bytes += document.entries.iter().map(|entry| entry.stored.text.len()).sum::<usize>();
        self.waiting.push(document);
        if self.bytes >= ROOM {
            self.hand_over(done);
        }
    }

    /// Hands over what waits.
    pub(crate) fn hand_over(&mut self, done: &mut dyn FnMut(Done)) {
        let mut documents = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        documents.sort_by(|left, right| left.rank().cmp(&right.rank()));
        for Waiting { source, path, id, mut seen, entries } in documents {
            let batch = &mut self.batch;
            // A word that no rule foresaw costs one document, not the run.
            let added = catch_unwind(AssertUnwindSafe(|| add(&path, &entries, batch, &mut seen)))
                .unwrap_or_else(|_| Err(Error::UnderstandDocument { path: PathBuf::from(path), id }));
            done(Done { source, seen, error: added.err() });
        }
    }

    /// Hands over what waits, and ends the segment that is being filled.
    pub(crate) fn finish(mut self, done: &mut dyn FnMut(Done)) {
        self.hand_over(done);
        if let Err(error) = self.batch.finish() {
            done(Done { source: 0, seen: Seen::default(), error: Some(error) });
        }
    }
}

/// Adds the passages of one file's documents.
fn add(path: &str, entries: &[Entry], batch: &mut Batch<'_>, seen: &mut Seen) -> Result<()> {
    // What is laid out together stays together.
    for own in entries.chunk_by(|left, right| left.stored.document.id == right.stored.document.id) {
        batch.add(path, &own[0].stored.document.title, own)?;
        seen.documents += 1;
        seen.passages += own.len() as u64;
        seen.languages.extend(own.iter().map(|entry| entry.language.code.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use tantivy::DocAddress;

    use crate::index::batch::tests::options;
    use crate::index::{Index, Writer};
    use crate::ingest::sources::Job;
    use crate::ingest::understand;
    use crate::ingest::window::{ROOM, Waiting, Window};
    use crate::read;

    fn waiting(id: &str, text: &str) -> Waiting {
        let line = serde_json::json!({"id": id, "text": text}).to_string();
        let document = read::records(Path::new("r.jsonl"), line.as_bytes()).next().unwrap().unwrap();
        understand(&Job { source: 7, path: "r.jsonl".into(), document })
    }

    fn writer(folder: &Path) -> Writer {
        Writer::open(folder, &options()).unwrap()
    }

    const ENGLISH: &str = "Evening courses are open to every adult who lives in the old town.";
    const GERMAN: &str = "Die Abendkurse stehen allen Erwachsenen offen, die in der Altstadt wohnen.";

    #[test]
    fn documents_in_one_language_stand_together_in_the_order_of_their_ids() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(folder.path());
        let mut window = Window::new(writer.adder());
        let mut told = 0;
        for (id, text) in [("d", ENGLISH), ("c", GERMAN), ("b", ENGLISH), ("a", GERMAN)] {
            window.push(waiting(id, text), &mut |_| told += 1);
        }
        assert_eq!(told, 0, "a window that is not full waits");
        window.finish(&mut |done| {
            assert_eq!((done.source, done.error.is_none()), (7, true));
            told += 1;
        });
        assert_eq!(told, 4);
        writer.commit().unwrap();
        let index = Index::open(folder.path()).unwrap();
        let ids: Vec<String> = (0..4)
            .map(|number| index.stored(DocAddress::new(0, number)).unwrap().document.id.clone())
            .collect();
        assert_eq!(ids, ["a", "c", "b", "d"]);
    }

    #[test]
    fn a_full_window_waits_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(folder.path());
        let mut window = Window::new(writer.adder());
        let mut passages = 0;
        window.push(waiting("long", &"word ".repeat(ROOM / 4)), &mut |done| passages += done.seen.passages);
        assert!(passages > 1_000, "{passages} passages");
    }
}
