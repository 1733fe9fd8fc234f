//! What a web page says about itself becomes what is Stated: title, date, language, address.
//!
//! Three notations say the same, and pages use them side by side: `<meta>` elements, Open Graph, and linked data
//! (JSON-LD). The heading of the page is its title when the others only add the name of the site to it. The date is
//! the one of publication; when a page was changed last says nothing about when it was written.

use serde_json::{Map, Value};

use crate::read::document::head;
use crate::read::html::blocks::Block;
use crate::read::html::tree::Tree;
use crate::read::marked::Role;
use crate::read::stated::Stated;

/// Names of `<meta>` for the date of publication, the surest first.
#[rustfmt::skip]
const DATES: &[&str] = &[
    "article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "citation_publication_date",
    "citation_date", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "pubdate", "publishdate",
    "publish-date", "parsely-pub-date", "sailthru.date", "date",
];

/// Names of `<meta>` for the title.
const TITLES: &[&str] = &["og:title", "citation_title", "dcterms.title", "dc.title", "twitter:title"];

/// What parts a title from the name of its site.
const PARTS: &[&str] = &[" | ", " – ", " — ", " - ", " :: ", " · ", " » ", "｜", " _ "];

/// Kinds of linked data that say what kind of document a page is.
const KINDS: &[(&str, &str)] =
    &[("NewsArticle", "news"), ("ReportageNewsArticle", "news"), ("Report", "report")];

/// Among how many blocks the heading of a page is looked for.
const HEAD: usize = 20;

/// How many pieces of linked data are looked through; a page has a handful.
const LOOKED_AT: usize = 2000;

/// What a page states.
pub(crate) fn stated(tree: &Tree, blocks: &[Block], around: &[Option<Role>]) -> Stated {
    let linked: Vec<Value> =
        tree.linked_data.iter().filter_map(|data| serde_json::from_str(data.trim()).ok()).collect();
    let linked = objects(&linked);
    let site = meta(tree, &["og:site_name", "application-name"]);
    let mut extra = Map::new();
    for (name, value) in [
        (
            "author",
            meta(tree, &["author", "article:author", "dc.creator", "dcterms.creator", "citation_author"]),
        ),
        (
            "description",
            meta(tree, &["og:description", "description", "dcterms.description", "dc.description"]),
        ),
        ("site", site.clone()),
    ] {
        if let Some(value) = value {
            extra.insert(name.to_owned(), Value::from(value));
        }
    }
    Stated {
        title: title(tree, blocks, around, &linked, site.as_deref()),
        language: language(tree, &linked),
        date: date(tree, &linked),
        kind: linked.iter().find_map(|object| kind(object)),
        source: source(tree, &linked),
        extra,
        ..Stated::default()
    }
}

/// The content of the first `<meta>` with one of these names, the first name first.
fn meta(tree: &Tree, names: &[&str]) -> Option<String> {
    let named = |name: &str| {
        tree.elements.iter().filter(|element| element.name == "meta").find_map(|element| {
            let says = |attribute: &str| {
                element.attribute(attribute).is_some_and(|own| own.eq_ignore_ascii_case(name))
            };
            let content = if says("name") || says("property") || says("itemprop") || says("http-equiv") {
                element.attribute("content")?
            } else {
                return None;
            };
            visible(content)
        })
    };
    names.iter().find_map(|name| named(name))
}

fn visible(text: &str) -> Option<String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty()).then_some(folded)
}

/// The objects of linked data, those in lists and graphs too, outermost first.
fn objects(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = waiting.pop().filter(|_| found.len() < LOOKED_AT) {
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                waiting.extend(object.get("mainEntity"));
                waiting.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    found
}

/// Whether linked data is about a text, not about the site, its owner or a picture.
fn is_text(object: &Map<String, Value>) -> bool {
    types(object).any(|kind| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "WebPage" | "Report" | "Event" | "CreativeWork")
    })
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match object.get("@type") {
        Some(Value::String(kind)) => (Some(kind.as_str()), None),
        Some(Value::Array(kinds)) => (None, Some(kinds)),
        _ => (None, None),
    };
    one.into_iter().chain(many.into_iter().flatten().filter_map(Value::as_str))
}

fn text_of(linked: &[&Map<String, Value>], names: &[&str]) -> Option<String> {
    let texts = linked.iter().filter(|object| is_text(object));
    texts.flat_map(|object| names.iter().filter_map(|name| object.get(*name)?.as_str())).find_map(visible)
}

fn kind(object: &Map<String, Value>) -> Option<String> {
    let known = |kind: &str| KINDS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| (*kind).to_owned());
    types(object).find_map(known)
}

/// The heading, when all titles are it or it with the name of the site; else what the page says, without that name.
fn title(
    tree: &Tree,
    blocks: &[Block],
    around: &[Option<Role>],
    linked: &[&Map<String, Value>],
    site: Option<&str>,
) -> Option<String> {
    let written = visible(&tree.title);
    let headline = text_of(linked, &["headline"]);
    let said = headline.or_else(|| meta(tree, TITLES)).or_else(|| written.clone());
    let shown = || blocks.iter().zip(around).filter(|(_, role)| role.is_none()).map(|(block, _)| block);
    let mut headings = shown().filter(|block| block.role == Some(Role::Heading(1)));
    let in_title = |heading: &&Block| {
        let heading = letters(&heading.text);
        [&said, &written].into_iter().flatten().any(|title| letters(title).contains(&heading))
    };
    if let Some(heading) = headings.clone().find(in_title) {
        return visible(&heading.text);
    }
    // Sites that keep the first level for their own name head their pages with the second.
    let is_part = |block: &&Block| {
        let own = letters(&block.text);
        let first = |title: &String| {
            PARTS.iter().any(|part| title.split(part).next().map(letters).as_ref() == Some(&own))
        };
        matches!(block.role, Some(Role::Heading(_))) && [&said, &written].into_iter().flatten().any(first)
    };
    if let Some(heading) = shown().take(HEAD).find(is_part) {
        return visible(&heading.text);
    }
    // A page whose `<title>` names the part of the site ("News | Town") has its title in its main text.
    let in_main = |block: &&Block| {
        let mut at = block.element;
        while at > 0 && !matches!(tree.elements[at].name, "main" | "article") {
            at = tree.elements[at].parent;
        }
        at > 0
    };
    let only = shown().filter(|block| block.role == Some(Role::Heading(1))).count() == 1;
    if let (true, true, Some(heading)) = (only, said == written, headings.clone().find(in_main))
        && says_something(&heading.text)
    {
        return visible(&heading.text);
    }
    match said {
        Some(said) => Some(without_site(&said, site)),
        None => headings.next().and_then(|heading| visible(&heading.text)),
    }
}

/// Whether a heading has two words, or as many characters where no blanks are written.
fn says_something(heading: &str) -> bool {
    heading.split_whitespace().count() >= 2
        || heading.chars().filter(|character| *character as u32 >= 0x0e00).count() >= 6
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `A library opens | Town of Alder` is `A library opens`, where the site is called Town of Alder.
fn without_site(title: &str, site: Option<&str>) -> String {
    let Some(site) = site.map(letters).filter(|site| !site.is_empty()) else { return title.to_owned() };
    for part in PARTS {
        if let Some((before, behind)) = title.rsplit_once(part)
            && letters(behind) == site
        {
            return before.trim().to_owned();
        }
        if let Some((before, behind)) = title.split_once(part)
            && letters(before) == site
        {
            return behind.trim().to_owned();
        }
    }
    title.to_owned()
}

fn language(tree: &Tree, linked: &[&Map<String, Value>]) -> Option<String> {
    let root = tree.elements.iter().filter(|element| matches!(element.name, "html" | "body"));
    let said = root.clone().find_map(|element| element.attribute("lang"));
    let said =
        said.or_else(|| root.clone().find_map(|element| element.attribute("xml:lang"))).and_then(visible);
    said.or_else(|| meta(tree, &["content-language", "dcterms.language", "dc.language", "language"]))
        .or_else(|| text_of(linked, &["inLanguage"]))
        .or_else(|| meta(tree, &["og:locale"]))
        .map(|code| code.split(',').next().unwrap_or_default().trim().replace('_', "-"))
        .filter(|code| !code.is_empty())
}

fn date(tree: &Tree, linked: &[&Map<String, Value>]) -> Option<String> {
    let published = text_of(linked, &["datePublished", "dateCreated"]).or_else(|| meta(tree, DATES));
    let marked = || {
        let times = tree.elements.iter().filter(|element| {
            element.attribute("itemprop") == Some("datePublished") || element.attribute("pubdate").is_some()
        });
        times.into_iter().find_map(|element| element.attribute("datetime").or(element.attribute("content")))
    };
    // A time that the text only names has no place in the head of a page; the first one of an article is its own.
    let first = || {
        let time =
            tree.elements.iter().find(|element| element.name == "time" && in_header(tree, element.parent))?;
        time.attribute("datetime")
    };
    published.or_else(|| marked().or_else(first).and_then(visible)).map(|date| day(&date).to_owned())
}

/// Whether an element is the header of an article, a few steps up.
fn in_header(tree: &Tree, element: usize) -> bool {
    let mut at = element;
    for _ in 0..4 {
        if matches!(tree.elements[at].name, "header" | "hgroup") {
            return true;
        }
        at = tree.elements[at].parent;
    }
    false
}

/// `2024-02-14T09:00:00+09:00` is the day 2024-02-14: the one its author wrote, in no other zone.
pub(crate) fn day(date: &str) -> &str {
    let bytes = date.as_bytes();
    let is_day = bytes.len() > 10
        && bytes[..10]
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
        && matches!(bytes[10], b'T' | b't' | b' ');
    if is_day { &date[..10] } else { head(date, 200) }
}

fn source(tree: &Tree, linked: &[&Map<String, Value>]) -> Option<String> {
    let links = tree.elements.iter().filter(|element| element.name == "link");
    let canonical = links.filter(|link| {
        let rel = link.attribute("rel").unwrap_or_default();
        rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
    });
    let is_address = |address: &str| address.starts_with("https://") || address.starts_with("http://");
    let canonical =
        canonical.filter_map(|link| visible(link.attribute("href")?)).find(|address| is_address(address));
    canonical
        .or_else(|| {
            meta(tree, &["og:url", "citation_public_url", "dcterms.identifier"]).filter(|url| is_address(url))
        })
        .or_else(|| text_of(linked, &["url", "@id"]).filter(|url| is_address(url)))
}
