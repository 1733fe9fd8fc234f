//! A target: what is read, from which files it begins, and what must hold of everything that comes of it.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::OnceLock;

use gnlc::error::Error;
use gnlc::facet::Facet;
use gnlc::index::{Index, Start, StreamChoice};
use gnlc::ingest::{self, IngestOptions, Missing, Run};
use gnlc::query::{self, Filters, Reading};
use gnlc::read::{self, Document, Limits};
use gnlc::search::{self, SearchOptions};
use gnlc::{concepts, passage, present, structure};

use crate::mutate::Input;
use crate::seeds::{encoded, files, open_pdf, pages, texts};

pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) seeds: fn() -> Vec<Input>,
    /// Reads an input and says in a number what was seen, to tell those that show something new.
    pub(crate) run: fn(&str, &[u8]) -> u64,
}

#[rustfmt::skip]
pub(crate) const TARGETS: &[Target] = &[
    Target { name: "html",      seeds: || [files(&[".html"]), texts("a.html", HTML)].concat(),            run: document },
    Target { name: "feed",      seeds: || files(&[".rss", ".atom"]),                                      run: document },
    Target { name: "xml",       seeds: || [files(&[".xml"]), texts("a.xml", XML)].concat(),    run: document },
    Target { name: "warc",      seeds: || files(&[".warc"]),                                              run: document },
    Target { name: "json",      seeds: || [files(&[".json"]), texts("a.json", JSON)].concat(),            run: document },
    Target { name: "table",     seeds: || [files(&[".csv", ".tsv"]), texts("a.csv", CSV)].concat(),       run: document },
    Target { name: "markdown",  seeds: || [files(&[".md"]), texts("a.md", MARKDOWN)].concat(),                                     run: document },
    Target { name: "plain",     seeds: || [files(&[".txt"]), pages(), encoded()].concat(),                                  run: document },
    Target { name: "docx",      seeds: || files(&[".docx"]),                                              run: document },
    Target { name: "pptx",      seeds: || files(&[".pptx"]),                                              run: document },
    Target { name: "xlsx",      seeds: || files(&[".xlsx"]),                                              run: document },
    Target { name: "odf",       seeds: || files(&[".odt", ".odp", ".ods"]),                               run: document },
    Target { name: "epub",      seeds: || files(&[".epub"]),                                              run: document },
    Target { name: "rtf",       seeds: || [files(&[".rtf"]), texts("a.rtf", RTF)].concat(),               run: document },
    Target { name: "pdf",       seeds: open_pdf,                                                          run: document },
    Target { name: "mail",      seeds: || [files(&[".eml", ".mbox"]), texts("a.eml", MAIL)].concat(),     run: document },
    Target { name: "archive",   seeds: || files(&[".zip", ".tar"]),                                      run: document },
    Target { name: "packed",    seeds: || files(&[".gz", ".zst"]),                                        run: document },
    Target { name: "records",   seeds: || [files(&[".jsonl"]), texts("a.jsonl", RECORDS)].concat(),                                     run: records },
    Target { name: "thesaurus", seeds: || texts("a.ttl", SKOS),                                           run: thesaurus },
    Target { name: "query",     seeds: || texts("q", QUERIES),                                            run: question },
];

/// Everything a file goes through on its way to an index.
fn document(name: &str, bytes: &[u8]) -> u64 {
    let mut seen = Seen::default();
    for found in read::documents(Path::new(name), bytes) {
        match found {
            Ok(document) => understood(&document, &mut seen),
            Err(error) => seen.error(&error),
        }
    }
    seen.finish()
}

fn understood(document: &Document, seen: &mut Seen) {
    let text = &document.text;
    assert!(text.is_char_boundary(document.body_start), "the body begins inside a character");
    let mut last = 0;
    for mark in &document.marks {
        assert!(
            mark.at.start <= mark.at.end && text.get(mark.at.clone()).is_some(),
            "{mark:?} is not in the text"
        );
        assert!(last <= mark.at.start, "{mark:?} stands before an earlier one");
        last = mark.at.start;
        seen.see(("mark", std::mem::discriminant(&mark.role)));
    }
    let page = structure::page(document);
    let passages = passage::passages(document, &page);
    for passage in &passages {
        let own = text.get(passage.start..passage.end).expect("a passage is in its text");
        assert!(!own.trim().is_empty() && !passage.text.trim().is_empty(), "a passage of blanks");
        seen.see(("language", passage.language.code));
    }
    let outline = present::outline::outline(document, &page, &passages);
    assert!(passages.is_empty() || !outline.is_empty(), "an outline of nothing");
    for entry in ingest::entries(document, &page) {
        let stored = &entry.stored;
        assert_eq!(stored.original(), &text[stored.start as usize..stored.end as usize], "another original");
        assert!(stored.first_line <= stored.last_line, "lines run backwards");
        seen.see(("kind", &stored.document.kind, stored.document.date.is_some(), stored.cities.len().min(3)));
    }
    seen.see(("shape", page.shape, passages.len().ilog2_or_zero(), text.len().ilog2_or_zero() / 2));
    seen.see(("encoding", &document.encoding, document.format as u8));
    document.notes.iter().for_each(|note| seen.see(("note", words(note))));
}

/// A file of records, line by line.
fn records(name: &str, bytes: &[u8]) -> u64 {
    let mut seen = Seen::default();
    for found in read::records(Path::new(name), bytes) {
        match found {
            Ok(document) => understood(&document, &mut seen),
            Err(error) => seen.error(&error),
        }
    }
    document(name, bytes) ^ seen.finish()
}

/// A thesaurus, in each of its syntaxes.
fn thesaurus(_: &str, bytes: &[u8]) -> u64 {
    let mut seen = Seen::default();
    match concepts::read(bytes, concepts::syntax_of(bytes)) {
        Ok(found) => {
            let keys = concepts::Keys::new(&found);
            seen.see(("keys", keys.as_bytes().len().ilog2_or_zero(), found.len().min(8)));
            let again = concepts::Keys::from_text(keys.as_bytes().to_vec());
            assert_eq!(again.as_bytes(), keys.as_bytes(), "keys that change when they are read back");
        }
        Err(error) => seen.see(words(&error.to_string())),
    }
    seen.finish()
}

/// A question: parsed, understood, taken literally, and answered.
fn question(_: &str, bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    // Nobody types more, and an argument may not hold more.
    let text: String = text.chars().take(4_000).filter(|letter| *letter != '\0').collect();
    let mut seen = Seen::default();
    for reading in [Reading::Understood, Reading::Literal] {
        let query = query::query(&text, Filters::default(), reading);
        query.notes.iter().for_each(|note| seen.see(words(note)));
        query
            .understood
            .iter()
            .for_each(|item| seen.see((item.kind, item.certainty == query::Certainty::Sure)));
        query.clauses.iter().for_each(|clause| {
            seen.see((clause.occur as u8, std::mem::discriminant(&clause.node)));
        });
        // The answer is asked for only where the question is one that people could type.
        if text.len() < 400 {
            let answer = search::search(small_index(), &query, &SearchOptions::default()).expect("an answer");
            for hit in &answer.hits {
                for at in &hit.highlights {
                    assert!(
                        hit.stored.text.get(at.clone()).is_some(),
                        "{at:?} is marked, and is not in the text"
                    );
                }
            }
            seen.see(("found", answer.total.passages.min(4), answer.notes.len()));
        }
    }
    let mut filters = Filters::default();
    for facet in [Facet::Year, Facet::Country, Facet::City, Facet::Region, Facet::Language, Facet::Kind] {
        let _ = filters.add(facet, &text);
    }
    let _ = filters.set_from(&text);
    let _ = filters.set_to(&text);
    seen.finish()
}

/// Our own texts, indexed once.
fn small_index() -> &'static Index {
    static INDEX: OnceLock<(tempfile::TempDir, Index)> = OnceLock::new();
    let (_, index) = INDEX.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/cities");
        let options = IngestOptions {
            jobs: 1,
            memory: 50_000_000,
            streams: StreamChoice::All,
            start: Start::Anew,
            missing: Missing::Keep,
            run: Run::Real,
            thesauri: Vec::new(),
            limits: Limits::default(),
        };
        let place = folder.path().join("index");
        ingest::ingest(ingest::Input::Paths(&[seeds]), &place, &options, &mut |_| {}).expect("an index");
        let index = Index::open(&place).expect("it opens");
        (folder, index)
    });
    index
}

/// What was seen of an input, whatever its texts say.
#[derive(Default)]
struct Seen(BTreeSet<u64>);

impl Seen {
    fn see(&mut self, what: impl std::hash::Hash) {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        self.0.insert(hasher.finish());
    }

    fn error(&mut self, error: &Error) {
        if let Error::ReaderFault { .. } = error {
            // The reader was stopped by a panic, which the hook has seen.
            panic!("{}", crate::FAULT);
        }
        self.see(words(&error.to_string()));
    }

    fn finish(self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }
}

/// A sentence without what it quotes and counts.
fn words(sentence: &str) -> String {
    let parts = sentence.split('`').step_by(2);
    parts
        .flat_map(str::chars)
        .filter(|letter| letter.is_ascii_alphabetic() || *letter == ' ')
        .take(60)
        .collect()
}

trait Logarithm {
    fn ilog2_or_zero(self) -> u32;
}

impl Logarithm for usize {
    fn ilog2_or_zero(self) -> u32 {
        self.checked_ilog2().unwrap_or(0)
    }
}

const HTML: &[&str] = &[
    "<!doctype html><base href='/x'><title>T &amp; U</title><meta name=author content='A'><h1>One<h2>Two</h1><p>Text <b>bold<p>more\
     <table><tr><td rowspan=2 colspan=3>a<table><tr><td>b</table><td>c<tr><th>d</table><ul><li>one<ul><li>two</ul><dl><dt>a<dd>b</dl>\
     <pre>set\n text</pre><select><option>x</select><textarea>y</textarea><svg><text>z</text></svg><template>t</template>\
     <script>if(a<b)'</scr'</script><style>p{}</style><noscript>n</noscript><iframe>i</iframe><br><hr><img alt=a><ruby>漢<rt>kan</ruby>",
    "<html lang=zh-Hant><head><meta charset=big5><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"datePublished\":\
     \"2024-01-02\",\"headline\":\"H\",\"author\":[{\"name\":\"N\"}]}]}</script><body><nav>menu</nav><div hidden>h</div><time datetime=2020-01-02>t</time>",
];
const XML: &[&str] = &[
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><a xml:lang='fr'><head>H</head><p>Text &b;&d; &#233; <i>in</i></p>\
     <![CDATA[raw <x>]]><?pi x?><!-- c --><date>2020-01-02</date><table><row><cell>1</cell></row></table></a>",
    "<?xml version='1.0' encoding='koi8-r'?><text:a xmlns:text='u'><text:p>One</text:p><text:p>Two</text:p></text:a>",
];
const JSON: &[&str] = &[
    "[{\"text\":\"A town.\",\"year\":[2020,\"2021\"],\"country\":\"IE\"},{\"text\":\"\\ud83d\\ude00\",\"extra\":{\"a\":[1,null,true]}},5]",
    "{\"data\":{\"items\":[{\"body\":\"x\",\"title\":\"y\"}]}}",
];
const CSV: &[&str] = &[
    "id;text;year\n1;\"a \"\"quoted\"\"\nline\";2020\n2;b\n",
    "a,b\n1,2\n\n,,,\n\"open",
    "x\ty\r\n1\t\r\n\t2\r\n",
];
const MARKDOWN: &[&str] = &[
    "---\ntitle: \"A: town\"\ndate: 2024-02-14\ncountry: [IE, PT]\nlang: en\n---\n\n# One\n\nText *is* **here** [link](http://x) ![pic](y).\n\n\
     - item\n  - inner\n1. first\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```rust\ncode\n```\n\n> quoted\n\nTitle\n=====\n\n<div>raw</div>\n\n[1]: x\n",
    "+++\ntitle = \"x\"\n+++\n\n## Cork\n\nPress release, 12 May 2024\n\n## Évora\n\nText.[^1]\n\n[^1]: note\n",
];
const RTF: &[&str] = &[
    "{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0\\fcharset204 A;}}{\\info{\\title T}{\\creatim\\yr2024\\mo2\\dy3}}{\\stylesheet{\\s1 heading 1;}}\
     \\pard\\s1 Head\\par\\pard {\\*\\x y}Text \\'e9 \\u233? \\u-10179?\\u-8704?\\tab{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt link}}\\trowd\\cellx1 a\\cell b\\cell\\row\
     {\\footnote n}\\page\\bin3 abc{\\pict 00ff}\\par}",
];
const MAIL: &[&str] = &[
    "From: =?utf-8?B?w6k=?= <a@b>\r\nTo: c\r\nSubject: =?iso-8859-1?q?caf=E9?=\r\nDate: Tue, 2 Jan 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
     Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=koi8-r\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>a=C1</p>\r\n\
     --x\r\nContent-Type: message/rfc822\r\n\r\nFrom: d\r\nSubject: e\r\n\r\ninner\r\n--x\r\nContent-Type: text/plain; name=a.txt\r\n\
     Content-Disposition: attachment; filename*=utf-8''%C3%A9.txt\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8gd29ybGQ=\r\n--x--\r\n",
    "From a Thu Jan  1 00:00:00 2024\nFrom: a@b\nSubject: one\n\nThe first.\n>From quoted\n\nFrom b Thu Jan  1 00:00:00 2024\nFrom: c@d\nSubject: two\n\nThe second.\n",
];
const RECORDS: &[&str] = &[
    "{\"id\":\"a1\",\"title\":\"Évora\",\"text\":\"A learning \\u0063ity in Portugal, 12 May 2024.\",\"lang\":\"en\",\"year\":\"2024\",\"country\":[\"PT\"],\"x\":[1]}\n\
     \n{\"id\":1,\"text\":\"南京加入了全球学习型城市网络。\",\"date\":\"2024-02-30\",\"kind\":\"news\",\"city\":\"Nanjing\",\"region\":\"africa\",\"source\":\"http://x\"}\r\n\
     {\"id\":1,\"text\":\"again\"}\n[1]\n{\"text\":null}\n",
];
const SKOS: &[&str] = &[
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <http://x/> .\n:a a skos:Concept ; skos:prefLabel \"lifelong learning\"@en, \"终身学习\"@zh ;\n\
     skos:altLabel \"adult education\"@en ; skos:broader :b .\n:b skos:prefLabel \"education\"@en .\n",
    "<http://x/a> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Weiterbildung\"@de .\n",
    "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:skos='http://www.w3.org/2004/02/skos/core#'>\
     <skos:Concept rdf:about='http://x/a'><skos:prefLabel xml:lang='fr'>apprentissage</skos:prefLabel></skos:Concept></rdf:RDF>",
];
const QUERIES: &[&str] = &[
    "+Cork \"learning festival\"~3 -award (one OR two) AND NOT three libr* hangzou~1 title:award country:Ireland year:2016..2019 festival",
    "南京 终身学习 «книга» „Buch“ 「本」 평생학습 city:\"Buan\" region:africa kind:news lang:ko 2567",
    "((((a OR b) AND (c)))) \"open -\"x +\"y\" z~9 * ~1 : title: title:(a b) -title:\"x y\"",
    "Korea Georgia Republic of Kenya members' meeting 12 May 2024 undated year:undated year:2024..",
];
