//! A name becomes everything it may mean, with what decides whether it does: what `gnlc names` tells.
//!
//! Nothing is decided here. In a text `mentions` decides by capitals and neighbours; this says by which rule.

use crate::analysis::fold::key;
use crate::analysis::script::{Script, script};
use crate::names::cities::City;
use crate::names::countries::{Country, all_countries};
use crate::names::guards::{self, Guard};
use crate::names::keys::Target;
use crate::names::labels::tagged;
use crate::names::mentions::mentions;
use crate::names::place::Place;
use crate::names::{LabelLanguage, labels, whole};

/// One thing a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// What it is.
    pub place: Place,
    /// The words that say so.
    pub words: String,
    /// Whether they are a demonym or adjective rather than the name.
    pub demonym: bool,
    /// Sentences about when they do not mean it.
    pub remarks: Vec<&'static str>,
}

/// Spellings of one language, or of one script where the language is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spellings {
    /// `fr`, or `Cyrillic`.
    pub group: String,
    /// The usual one first.
    pub names: Vec<&'static str>,
}

/// Everything a text names: as one name; else each of its pieces as one; else whatever names stand in it.
///
/// ```
/// use gnlc::names::senses;
///
/// let found = |text: &[&str]| senses(text).into_iter().map(|sense| sense.place.id()).collect::<Vec<_>>();
/// assert_eq!(found(&["南京"]), ["CN/nanjing"]);
/// assert_eq!(found(&["Papua", "New", "Guinea"]), ["PG"]);
/// assert_eq!(found(&["Jordan", "Cork"]), ["JO", "IE/cork"]);
/// assert!(found(&["Atlantis"]).is_empty());
/// ```
pub fn senses<T: AsRef<str>>(pieces: &[T]) -> Vec<Sense> {
    let text = pieces.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ");
    let one = of_name(&text);
    if !one.is_empty() {
        return one;
    }
    let each: Vec<Vec<Sense>> = pieces.iter().map(|piece| of_name(piece.as_ref())).collect();
    if !each.iter().any(Vec::is_empty) {
        return each.into_iter().flatten().collect();
    }
    let mut found: Vec<Sense> = Vec::new();
    for mention in mentions(&text) {
        let words = text[mention.start..mention.end].to_owned();
        if !found.iter().any(|known| known.place == mention.place && known.words == words) {
            let sense = Sense { place: mention.place, words, demonym: mention.demonym, remarks: Vec::new() };
            found.push(sense);
        }
    }
    found
}

/// What a text may mean that is nothing but one name.
fn of_name(name: &str) -> Vec<Sense> {
    let name = name.trim();
    let mut found: Vec<Sense> = Vec::new();
    let mut add = |place: Place, demonym: bool, remarks: Vec<&'static str>| {
        if !found.iter().any(|sense| sense.place == place) {
            found.push(Sense { place, words: name.to_owned(), demonym, remarks });
        }
    };
    for target in whole::targets(name) {
        if let Some(place) = target.place() {
            add(place, target.is_demonym(), remarks(target, name));
        }
    }
    // A code, an official name, a name that is also another word: nothing the table of keys holds.
    if let Some(country) = whole::country(name) {
        add(Place::Country(country), false, Vec::new());
    } else if let Some(country) = whole::country_asked(name) {
        add(Place::Country(country), false, vec![ALSO_A_WORD]);
    }
    if let Some(region) = whole::region(name) {
        add(Place::Region(region), false, Vec::new());
    }
    for target in whole::city_targets(name) {
        if let Some(place) = target.place() {
            add(place, false, remarks(target, name));
        }
    }
    found
}

const ALSO_A_WORD: &str =
    "also another word: a place only where a country is asked for, in options and in fields of records";

fn remarks(target: Target, name: &str) -> Vec<&'static str> {
    let mut remarks = Vec::new();
    let mut say = |when: bool, remark| {
        if when {
            remarks.push(remark);
        }
    };
    say(
        target.is_demonym(),
        "a demonym or adjective, not the name: it is understood, but no value of a filter",
    );
    say(
        target.needs_itself(),
        "the name of other cities of the same country too: in a text it counts only where this one is named in full nearby",
    );
    say(
        target.needs_country() && !target.needs_itself(),
        "also a word, a person or another place: in a text it counts only where its country is named nearby",
    );
    say(target.only_alone(), "also another word: a place only where it is the whole text");
    say(target.needs_capitals(), "an acronym: in a text it counts only in capitals");
    say(target.is_case(), "the name with the ending of a case: in a text it counts only with a capital");
    say(
        target.needs_capital() && !target.needs_country() && !target.is_case(),
        "also a common word: in a text it counts only with a capital",
    );
    let person = guards::is(Guard::Both, &key(name));
    say(person, "also a given name: beside a family name or a title it is a person");
    remarks
}

/// Longer names that hold a name and are other places: `Guinea-Bissau` and `Gulf of Guinea` for `Guinea`.
pub fn longer_names(name: &str) -> Vec<&'static str> {
    let wanted = key(name);
    let own: Vec<Place> = of_name(name).into_iter().map(|sense| sense.place).collect();
    let holds = |longer: &str| {
        let longer = format!(" {} ", key(longer));
        longer.trim() != wanted && longer.contains(&format!(" {wanted} "))
    };
    if wanted.is_empty() {
        return Vec::new();
    }
    let countries = all_countries().iter().filter(|country| !own.contains(&Place::Country(country)));
    let countries = countries.map(|country| country.label).filter(|label| holds(label));
    let others = guards::of(Guard::NoPlace).map(|longer| longer.split('=').next().unwrap_or(longer));
    let others = others.filter(|longer| holds(longer));
    countries.chain(others).collect()
}

/// Every spelling of a place that is known.
pub fn spellings(place: Place) -> Vec<Spellings> {
    match place {
        Place::Country(country) => of_country(country),
        Place::City(city) => of_city(city),
        Place::Region(region) => {
            let mut groups = Vec::new();
            add(&mut groups, "en", region.label);
            tagged(region.labels).for_each(|(language, name)| add(&mut groups, language, name));
            by_script(&mut groups, region.names.split('|'));
            groups
        }
    }
}

fn of_country(country: &'static Country) -> Vec<Spellings> {
    let mut groups = Vec::new();
    let english = country.english().split('|').filter(|name| !name.is_empty());
    [country.label].into_iter().chain(english).for_each(|name| add(&mut groups, "en", name));
    for (language, names) in tagged(country.names()) {
        if let Some(language) = LabelLanguage::named(language) {
            add(&mut groups, language.code(), country.label_in(language));
        }
        names.split('|').for_each(|name| add(&mut groups, language, name));
    }
    groups
}

fn of_city(city: &'static City) -> Vec<Spellings> {
    let mut groups = Vec::new();
    add(&mut groups, "en", city.name);
    labels::of_city(city).for_each(|(language, name)| add(&mut groups, language, name));
    by_script(&mut groups, city.spellings());
    groups
}

/// Adds what no language has yet under the script it is written in.
fn by_script(groups: &mut Vec<Spellings>, names: impl Iterator<Item = &'static str>) {
    for name in names {
        if !groups.iter().any(|group| group.names.contains(&name)) {
            let first = name.chars().map(script).find(|script| *script != Script::Common);
            add(groups, &first.map_or_else(String::new, |script| format!("{script:?}")), name);
        }
    }
}

fn add(groups: &mut Vec<Spellings>, group: &str, name: &'static str) {
    match groups.iter_mut().find(|known| known.group == group) {
        Some(known) if known.names.contains(&name) => {}
        Some(known) => known.names.push(name),
        None => groups.push(Spellings { group: group.to_owned(), names: vec![name] }),
    }
}

#[cfg(test)]
mod tests {
    use crate::names::{longer_names, senses, spellings};

    fn told(name: &str) -> Vec<(String, bool, usize)> {
        let senses = senses(&[name]).into_iter();
        senses.map(|sense| (sense.place.id(), sense.demonym, sense.remarks.len())).collect()
    }

    #[test]
    fn a_name_tells_all_it_may_mean_and_when() {
        assert_eq!(told("Finland"), [("FI".to_owned(), false, 0)]);
        assert_eq!(told("FIN"), [("FI".to_owned(), false, 0)]);
        assert_eq!(told("Finnish"), [("FI".to_owned(), true, 1)]);
        assert_eq!(told("Cork")[0].0, "IE/cork");
        assert!(senses(&["Cork"])[0].remarks[0].contains("only where its country"));
        // A common word and a given name.
        assert_eq!(told("Georgia"), [("GE".to_owned(), false, 2)]);
        assert_eq!(told("Island")[0], ("IS".to_owned(), false, 1));
        assert_eq!(told("City of Espoo"), [("FI/espoo".to_owned(), false, 0)]);
    }

    #[test]
    fn longer_names_are_other_places() {
        let longer = longer_names("Guinea");
        for name in ["Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea", "Gulf of Guinea"] {
            assert!(longer.contains(&name), "{longer:?}");
        }
        assert!(longer_names("Georgia").contains(&"Atlanta, Georgia"));
        assert!(longer_names("Finland").is_empty() && longer_names("").is_empty());
    }

    #[test]
    fn spellings_come_by_language_or_script() {
        let of = |name: &str, group: &str| {
            let groups = spellings(senses(&[name])[0].place);
            groups.into_iter().find(|known| known.group == group).map(|known| known.names.join("|"))
        };
        assert_eq!(of("Iceland", "de").as_deref(), Some("Island|Republik Island"));
        assert_eq!(of("Nanjing", "en").as_deref(), Some("Nanjing"));
        assert_eq!(of("Nanjing", "Han").as_deref(), Some("南京市"));
        assert_eq!(of("Africa", "fr").as_deref(), Some("Afrique"));
    }
}
