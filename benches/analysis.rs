//! Words a second, language by language: cutting a text, and telling which language it is in.

mod corpus;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use gnlc::analysis;

fn main() {
    divan::main();
}

/// All three streams of every passage; items are words of the main stream.
#[divan::bench(args = corpus::LANGUAGES, sample_count = 20, sample_size = 1)]
fn tokens(bencher: Bencher<'_, '_>, language: &str) {
    let texts = corpus::repeated(&corpus::passages_in(language), 200_000);
    let words: usize = texts.iter().map(|text| analysis::tokens(&text.text, text.language).main.len()).sum();
    bencher.counter(BytesCount::new(corpus::bytes(&texts))).counter(ItemsCount::new(words)).bench_local(
        || {
            for text in &texts {
                divan::black_box(analysis::tokens(&text.text, text.language));
            }
        },
    );
}

/// The language of every passage; items are passages.
#[divan::bench(args = corpus::LANGUAGES, sample_count = 20, sample_size = 1)]
fn detect(bencher: Bencher<'_, '_>, language: &str) {
    let texts = corpus::repeated(&corpus::passages_in(language), 200_000);
    bencher
        .counter(BytesCount::new(corpus::bytes(&texts)))
        .counter(ItemsCount::new(texts.len()))
        .bench_local(|| {
            for text in &texts {
                divan::black_box(analysis::detect(&text.text));
            }
        });
}
