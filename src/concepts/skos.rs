//! SKOS files become Concepts.
//!
//! Source: SKOS Simple Knowledge Organization System Reference, W3C 2009; SKOS-XL labels are not read.

use std::collections::BTreeMap;

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxrdfxml::RdfXmlParser;
use oxttl::TurtleParser;

use crate::concepts::{Concept, Label};
use crate::error::Cause;

/// How triples are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Turtle, of which N-Triples is a part.
    Turtle,
    /// RDF/XML.
    Xml,
}

const PREFERRED: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";
const OTHER: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
const BROADER: &str = "http://www.w3.org/2004/02/skos/core#broader";

/// The syntax of a file, by its first sign: XML begins with `<?` or a tag of RDF.
pub fn syntax_of(bytes: &[u8]) -> Syntax {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1_000)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let is_xml = start.starts_with("<?xml") || start.starts_with("<rdf:") || start.starts_with("<!--");
    if is_xml { Syntax::Xml } else { Syntax::Turtle }
}

/// What is read of one resource.
#[derive(Default)]
struct Resource {
    preferred: Vec<Label>,
    others: Vec<Label>,
    /// IRIs of what it is a kind of.
    broader: Vec<String>,
}

pub(crate) fn concepts(bytes: &[u8], syntax: Syntax) -> Result<Vec<Concept>, Cause> {
    let mut found: BTreeMap<String, Resource> = BTreeMap::new();
    match syntax {
        Syntax::Turtle => {
            for triple in TurtleParser::new().for_slice(bytes) {
                add(triple?, &mut found);
            }
        }
        Syntax::Xml => {
            for triple in RdfXmlParser::new().for_slice(bytes) {
                add(triple?, &mut found);
            }
        }
    }
    found.retain(|_, resource| !resource.preferred.is_empty() || !resource.others.is_empty());
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    for iri in found.keys() {
        *ends.entry(end(iri)).or_default() += 1;
    }
    let id = |iri: &str| if ends.get(end(iri)) == Some(&1) { end(iri).to_owned() } else { iri.to_owned() };
    let concepts = found.iter().map(|(iri, resource)| Concept {
        id: id(iri),
        labels: resource.preferred.iter().chain(&resource.others).cloned().collect(),
        broader: resource.broader.iter().filter(|iri| found.contains_key(*iri)).map(|iri| id(iri)).collect(),
    });
    Ok(concepts.collect())
}

fn add(triple: Triple, found: &mut BTreeMap<String, Resource>) {
    let NamedOrBlankNode::NamedNode(subject) = triple.subject else { return };
    match (triple.predicate.as_str(), triple.object) {
        (BROADER, Term::NamedNode(above)) => {
            found.entry(subject.into_string()).or_default().broader.push(above.into_string());
        }
        (predicate @ (PREFERRED | OTHER), Term::Literal(literal)) => {
            let language = literal.language().unwrap_or("und").to_lowercase();
            let label = Label { language, text: literal.value().trim().to_owned() };
            if label.text.is_empty() {
                return;
            }
            let resource = found.entry(subject.into_string()).or_default();
            if predicate == PREFERRED { resource.preferred.push(label) } else { resource.others.push(label) }
        }
        _ => {}
    }
}

/// What stands behind the last `/`, `#` or `:` of an IRI.
fn end(iri: &str) -> &str {
    iri.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(iri)
}

#[cfg(test)]
mod tests {
    use super::{Syntax, concepts, syntax_of};

    const TURTLE: &str = r#"
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <http://example.org/a/night-school> a skos:Concept ;
            skos:altLabel "evening class"@en ; skos:prefLabel "night school"@en , "夜校"@zh .
        <http://example.org/a/night-school> skos:broader <http://example.org/b#fair> , <http://example.org/b#nothing> .
        <http://example.org/b#fair> skos:prefLabel "book fair"@EN ; skos:definition "no label"@en ."#;

    #[test]
    fn turtle_and_xml_give_the_same_concepts() {
        let found = concepts(TURTLE.as_bytes(), syntax_of(TURTLE.as_bytes())).unwrap();
        let ids: Vec<&str> = found.iter().map(|concept| concept.id.as_str()).collect();
        assert_eq!(ids, ["night-school", "fair"]);
        let labels: Vec<&str> = found[0].labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(labels, ["night school", "夜校", "evening class"]);
        assert_eq!(found[1].labels[0].language, "en");
        assert_eq!(found[0].broader, ["fair"]);
        let xml = r#"<?xml version="1.0"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
              <skos:Concept rdf:about="http://example.org/a/night-school">
                <skos:altLabel xml:lang="en">evening class</skos:altLabel>
                <skos:prefLabel xml:lang="en">night school</skos:prefLabel>
                <skos:prefLabel xml:lang="zh">夜校</skos:prefLabel>
                <skos:broader rdf:resource="http://example.org/b#fair"/>
              </skos:Concept>
              <skos:Concept rdf:about="http://example.org/b#fair"><skos:prefLabel xml:lang="en">book fair</skos:prefLabel></skos:Concept>
            </rdf:RDF>"#;
        assert_eq!(syntax_of(xml.as_bytes()), Syntax::Xml);
        assert_eq!(concepts(xml.as_bytes(), Syntax::Xml).unwrap(), found);
    }

    #[test]
    fn resources_that_end_alike_keep_their_whole_names() {
        let file = r#"<http://a.example/c/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "one"@en .
            <http://b.example/c/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "uno"@es ."#;
        let found = concepts(file.as_bytes(), Syntax::Turtle).unwrap();
        assert_eq!(found[0].id, "http://a.example/c/1");
    }
}
