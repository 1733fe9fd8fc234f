//! Lines become furniture: menus, filters, pagination, footers, addresses, credits; labelled with a reason, never deleted.
//!
//! Two kinds of evidence: what a line says (our own list in `furniture.tsv`) and what it stands among
//! (a nested run of short bullets, the lines behind a copyright). What introduces itself with a colon, or is
//! followed by running text, is content even if it says "Contact": a lost answer is worse than a shown menu.

use std::collections::HashSet;
use std::ops::Range;

use crate::names;
use crate::read::Role;
use crate::structure::beside::{among_menu_words, between_menus, rows_of_buttons};
use crate::structure::line::{Bullet, Line, width};
use crate::structure::page::Zone;
use crate::structure::phrases::furniture;

/// What a line is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) zone: Zone,
    pub(crate) reason: &'static str,
}

fn label(zone: Zone, reason: &'static str) -> Option<Label> {
    Some(Label { zone, reason })
}

/// Labels the furniture among the lines; what stays unlabelled is content.
///
/// A line that is marked as a heading, a row or set text is none, whatever it says.
pub(crate) fn labels(lines: &[Line<'_>], roles: &[Option<Role>]) -> Vec<Option<Label>> {
    let is_content = |index: usize| {
        matches!(roles.get(index), Some(Some(Role::Heading(_) | Role::Header | Role::Row | Role::Set)))
    };
    let last_prose = lines.iter().rposition(Line::is_prose).unwrap_or(0);
    let mut labels: Vec<Option<Label>> = (0..lines.len())
        .map(|index| if is_content(index) { None } else { spoken(lines, index, last_prose) })
        .collect();
    rows_of_buttons(lines, &mut labels);
    keep_marked_lists(lines, roles, &mut labels);
    for run in runs(lines) {
        match bullets(lines, &labels, &run) {
            Some(label) => labels[run].fill(Some(label)),
            // As of marked lists.
            None if stands_in_text(lines, &run) || is_mostly_text(lines, &labels, &run) => {
                labels[run].fill(None);
            }
            None => {}
        }
    }
    among_menu_words(lines, &mut labels);
    between_menus(lines, &mut labels);
    tail(lines, &mut labels);
    labels
}

/// A marked list stays one where fewer than a third of its items are words of a menu or footer, as one with bullets does:
/// "Languages" among the subjects of a school is no menu word.
fn keep_marked_lists(lines: &[Line<'_>], roles: &[Option<Role>], labels: &mut [Option<Label>]) {
    let is_item = |index: &usize| matches!(roles.get(*index), Some(Some(Role::Item)));
    let visible: Vec<usize> = (0..lines.len()).filter(|index| !lines[*index].blank()).collect();
    let lists = visible.chunk_by(|one, other| is_item(one) && is_item(other));
    for items in lists.filter(|items| is_item(&items[0])) {
        let said = items.iter().filter(|index| labels[**index].is_some()).count();
        if said * 3 < items.len() {
            items.iter().for_each(|index| labels[*index] = None);
        }
    }
}

/// What a line says about itself.
fn spoken(lines: &[Line<'_>], index: usize, last_prose: usize) -> Option<Label> {
    let line = &lines[index];
    if line.blank() || line.width > 300 {
        return None;
    }
    if let Some(label) = credit(line) {
        return Some(label);
    }
    if is_path(line) {
        return label(Zone::Menu, "the path to the page, or its menu in a line");
    }
    let class = furniture().class(line.text)?;
    if class == "address" {
        return label(Zone::Footer, "a postal address");
    }
    if line.width > 120 {
        return None;
    }
    let heads = || next(lines, index).is_some_and(|next| lines[next].is_prose());
    // A numbered item is one of a list, whatever it says.
    if line.bullet == Bullet::Number && class != "credit" {
        return None;
    }
    match class {
        "skip" => label(Zone::Menu, "a link past the menu"),
        "filter" => label(Zone::Menu, "a filter of a list"),
        "pager" => label(Zone::Menu, "turns pages"),
        "results" if line.text.starts_with(|c: char| c.is_ascii_digit()) && line.width <= 40 => {
            label(Zone::Menu, "counts results")
        }
        "credit" => label(Zone::Caption, "a credit"),
        "menu" if !heads() => label(Zone::Menu, MENU_WORD),
        "share" if !heads() => label(Zone::Menu, SHARE_BUTTON),
        "footer" if !heads() && !is_sentence_with_footer_words(line) => label(Zone::Footer, FOOTER_WORD),
        "pointer" if index > last_prose => label(Zone::Footer, "points elsewhere"),
        "neighbour" if index > last_prose && !heads() => label(Zone::Menu, "turns pages"),
        _ => None,
    }
}

/// Whether a line is `Home > News > Libraries` or `Home | Courses | Contact`: short parts, a menu word among them.
fn is_path(line: &Line<'_>) -> bool {
    const SEPARATORS: [char; 8] = ['>', '»', '›', '|', '/', '→', '＞', '｜'];
    if line.width > 120 || !line.text.contains(SEPARATORS) || line.ends_like_sentence() {
        return false;
    }
    let parts: Vec<&str> = line.text.split(SEPARATORS).map(str::trim).collect();
    // "You are here: Home", "当前位置:首页".
    let says = |part: &&str| {
        let last = part.rsplit([':', '：']).next().unwrap_or(part).trim();
        matches!(furniture().class(last), Some("menu" | "footer")) && width(last) <= 30
    };
    parts.len() >= 2 && parts.iter().all(|part| !part.is_empty() && width(part) <= 60) && says(&parts[0])
}

/// `Nanjing © A Photographer` is a caption; `© 2022 A Publisher` closes a page.
fn credit(line: &Line<'_>) -> Option<Label> {
    let (before, behind) = line.text.split_once('©')?;
    let year = behind
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
    let closing = before.trim().is_empty() || furniture().says(before, "footer");
    if closing && (year || !before.trim().is_empty()) {
        return label(Zone::Footer, "a copyright");
    }
    // "A guide (© A Town) that tells adults where …" is a sentence with a credit in it, "The miners measure the air. © A
    // Photographer" one before it.
    let is_before =
        crate::structure::line::ends_like_sentence(before.trim_end_matches([' ', '(', '|', '–', '-']))
            && before.split_whitespace().count() >= 4;
    let is_sentence = is_before || line.ends_like_sentence() && width(behind) > LONGEST_HOLDER;
    (line.width <= 160 && !behind.trim().is_empty() && !is_sentence).then_some(())?;
    label(Zone::Caption, "a photo credit")
}

pub(super) const MENU_WORD: &str = "a menu word";
pub(super) const SHARE_BUTTON: &str = "a share button";
pub(super) const FOOTER_WORD: &str = "words of a footer";

/// Columns of the longest name of who holds the rights of a picture.
const LONGEST_HOLDER: usize = 60;

/// Whether words of a footer stand in a sentence about something else: "All rights reserved for citizens were …".
fn is_sentence_with_footer_words(line: &Line<'_>) -> bool {
    let is_notice = |c: char| c == '©' || c.is_ascii_digit();
    line.ends_like_sentence() && line.text.split_whitespace().count() >= 10 && !line.text.contains(is_notice)
}

/// The next line with something on it, when at most one blank line stands between.
fn next(lines: &[Line<'_>], index: usize) -> Option<usize> {
    (index + 1..lines.len().min(index + 3)).find(|next| !lines[*next].blank())
}

fn before(lines: &[Line<'_>], index: usize) -> Option<usize> {
    (0..index).rev().take(4).find(|before| !lines[*before].blank())
}

/// Runs of lines that open with the sign of a list.
fn runs(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.bullet == Bullet::Sign) {
        match runs.last_mut() {
            Some(run)
                if run.end == index
                    || run.end + 1 == index
                        && lines[run.end].blank()
                        && line.indent == lines[run.end - 1].indent =>
            {
                run.end = index + 1;
            }
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

/// Whether a run of bullets is furniture.
fn bullets(lines: &[Line<'_>], labels: &[Option<Label>], run: &Range<usize>) -> Option<Label> {
    let items: Vec<&Line<'_>> = lines[run.clone()].iter().filter(|line| !line.blank()).collect();
    let count = items.len();
    let languages = items.iter().filter(|item| furniture().says(item.text, "language")).count();
    if languages >= 3 && languages * 2 >= count {
        return label(Zone::Menu, "switches the language");
    }
    let pages = items.iter().filter(|item| is_page_item(item.text)).count();
    if pages >= 3 && pages * 2 >= count {
        return label(Zone::Menu, "turns pages");
    }
    let labelled: Vec<Zone> = run.clone().filter_map(|index| Some(labels[index].as_ref()?.zone)).collect();
    let footers = labelled.iter().filter(|zone| **zone == Zone::Footer).count();
    let menus = labelled.iter().filter(|zone| **zone == Zone::Menu).count();
    if footers + menus >= 2 && (footers + menus) * 3 >= count {
        let zone = if footers >= menus { Zone::Footer } else { Zone::Menu };
        return label(zone, "a run of links with words of a menu or footer");
    }
    let introduced = before(lines, run.start).is_some_and(|before| lines[before].text.ends_with([':', '：']));
    let short = items.iter().all(|item| item.width <= 90 && !item.ends_like_sentence());
    let members = items.iter().filter(|item| item.text.contains([',', '，', '、', '('])).count() * 2 >= count;
    // In running text, or of cities, a list is one however long it is.
    let cities = || items.iter().filter(|item| names::city(item.text, None).is_some()).count();
    if introduced || !short || members || stands_in_text(lines, run) || cities() * 2 >= count {
        return None;
    }
    let levels: HashSet<usize> = items.iter().map(|item| item.indent).collect();
    if levels.len() >= 2 && count >= 8 {
        return label(Zone::Menu, "a nested run of short items");
    }
    if count >= 15 {
        return label(Zone::Menu, "a long run of short items");
    }
    let neighbour = before(lines, run.start).and_then(|before| labels[before].as_ref());
    match neighbour {
        Some(beside) if matches!(beside.zone, Zone::Menu | Zone::Footer) => {
            label(beside.zone, "goes on with the line above")
        }
        _ => None,
    }
}

/// Whether fewer than half of the items of a list say words of a menu: "Languages" between "Health" and "Work" is a need.
fn is_mostly_text(lines: &[Line<'_>], labels: &[Option<Label>], run: &Range<usize>) -> bool {
    let items = run.clone().filter(|index| !lines[*index].blank());
    let (said, all) =
        items.fold((0, 0), |(said, all), index| (said + usize::from(labels[index].is_some()), all + 1));
    said * 2 < all
}

/// Whether running text stands directly above some lines, and below them.
fn stands_in_text(lines: &[Line<'_>], run: &Range<usize>) -> bool {
    let mut below = (run.end..lines.len()).filter(|index| !lines[*index].blank()).take(2);
    before(lines, run.start).is_some_and(|above| lines[above].is_prose())
        && below.any(|index| lines[index].is_prose())
}

/// `3`, `Page 3`, `…`, `Page courante 3`.
fn is_page_item(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    furniture().says(text, "pager")
        || text.trim() == "…"
        || words.len() <= 2
            && words.last().is_some_and(|word| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Behind the last sentence, everything below the first footer line is footer.
fn tail(lines: &[Line<'_>], labels: &mut [Option<Label>]) {
    let is_sentence = |line: &Line<'_>| {
        // Without blanks a sentence is as wide as some words.
        line.ends_like_sentence() && (line.text.split_whitespace().count() >= 4 || line.width >= 24)
    };
    let last = (0..lines.len())
        .rev()
        .find(|index| labels[*index].is_none() && (lines[*index].is_prose() || is_sentence(&lines[*index])));
    let from = last.map_or(lines.len() / 2, |last| last + 1);
    let first = (from..lines.len())
        .find(|index| labels[*index].as_ref().is_some_and(|label| label.zone == Zone::Footer));
    for index in first.into_iter().flat_map(|first| first + 1..lines.len()) {
        if !lines[index].blank() {
            labels[index]
                .get_or_insert(Label { zone: Zone::Footer, reason: "behind the first line of the footer" });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Role;
    use crate::structure::furniture::labels;
    use crate::structure::line::lines;
    use crate::structure::page::Zone;

    fn zones(text: &str) -> Vec<Option<Zone>> {
        labels(&lines(text), &[]).into_iter().map(|label| label.map(|label| label.zone)).collect()
    }

    #[test]
    fn a_nested_menu_is_not_a_list_of_answers() {
        let menu = "  • Work\n    • Aims\n    • Staff\n    • Past\n  • Places\n    • Offices\n    • Houses\n    • Gardens\n";
        assert!(zones(menu).iter().all(|zone| *zone == Some(Zone::Menu)));
    }

    #[test]
    fn a_list_that_introduces_itself_is_content() {
        let list = "The town names its aims:\n  • reading for adults\n  • courses in parks\n  • free buses";
        assert!(zones(list).iter().all(Option::is_none));
    }

    #[test]
    fn what_stands_among_menu_words_is_menu() {
        let page =
            "Home\nCourses\nLibraries\nNews\nContact\n\nA town opens a school\n\nIt lies at the harbour.";
        let labelled = zones(page);
        assert!(labelled[..5].iter().all(Option::is_some), "{labelled:?}");
        assert!(labelled[5..].iter().all(Option::is_none), "{labelled:?}");
        // One of them says nothing of the others.
        let list = "Contact\nOslo\nBergen\nTromsø\n\nThree towns take part in the programme of the region.";
        assert!(zones(list)[1..].iter().all(Option::is_none));
    }

    #[test]
    fn text_among_words_of_menus_and_footers_is_text() {
        for text in [
            "Home\nContact\nA town opens museums\n3 May 2022\nThe mayor opened them. They are free.",
            "The needs are these.\n\n- Health\n- Languages\n- Work",
            "1. Computers\n2. Languages\n3. Mathematics",
            "The library opened, and many people of the town came to see it.\nFollow us on Facebook\nAnn Example\nThe next call opens in June. It will be long.",
        ] {
            let lines = lines(text);
            for (line, zone) in lines.iter().zip(zones(text)) {
                let is_word = matches!(line.text, "Home" | "Contact" | "Follow us on Facebook");
                assert_eq!(zone.is_some(), is_word && !line.blank(), "{} in {text}", line.text);
            }
        }
        assert_eq!(zones("Home > News > Libraries"), [Some(Zone::Menu)]);
        assert_eq!(zones("当前位置:首页 > 新闻中心 > 正文"), [Some(Zone::Menu)]);
        assert_eq!(zones("Oslo / Bergen"), [None]);
        assert!(zones("Share on Facebook\nShare on Twitter\nThe mayor opened a library, and it is open to all of them from now on.")[1].is_some());
    }

    #[test]
    fn sentences_with_words_of_credits_and_footers_are_text() {
        for text in [
            "The town published a guide (© A Town) that tells adults where courses are held in winter and spring.",
            "All rights reserved for citizens were extended to newcomers by the council.",
        ] {
            assert_eq!(zones(text), [None], "{text}");
        }
        assert_eq!(zones("© 2024 A Town. All rights reserved."), [Some(Zone::Footer)]);
        assert_eq!(zones("The mayor opens the hall © Ann Example."), [Some(Zone::Caption)]);
    }

    #[test]
    fn credits_are_captions_and_copyrights_are_footers() {
        assert_eq!(zones("Harbour © Ada Example/Pictures"), [Some(Zone::Caption)]);
        assert_eq!(zones("©2022 Example"), [Some(Zone::Footer)]);
        assert_eq!(zones("Copyright © 2020 Example Institute, All rights reserved."), [Some(Zone::Footer)]);
    }

    #[test]
    fn a_long_list_in_running_text_or_of_cities_is_no_menu() {
        let prose = "The school of the town teaches many things, and here is the whole list of them.";
        let things =
            "- Reading\n- Languages\n- Boats\n  - Rowing\n  - Sailing\n- Music\n- Bread\n- Bees\n- Wood\n"
                .repeat(2);
        assert!(zones(&format!("{prose}\n\n{things}\n{prose}")).iter().all(Option::is_none));
        let menu = zones(&format!("Start\n\n{things}\nA title\n\n{prose}"));
        assert!(menu.contains(&Some(Zone::Menu)));
        let cities = ["Bonn", "Cork", "Espoo", "Nanjing", "Medellín", "Izmir", "Busan", "Surabaya"];
        let cities: String = cities.iter().map(|city| format!("- {city}\n")).collect();
        assert!(zones(&format!("Members\n\n{}", cities.repeat(2))).iter().all(Option::is_none));
    }

    #[test]
    fn a_marked_list_with_one_menu_word_is_none() {
        let marked = |text: &str| {
            let lines = lines(text);
            let roles = vec![Some(Role::Item); lines.len()];
            labels(&lines, &roles).into_iter().filter(Option::is_some).count()
        };
        assert_eq!(marked("Reading\nLanguages\nBoats\nMusic"), 0);
        assert_eq!(marked("Home\nSearch\nOur work"), 2);
    }

    #[test]
    fn contact_above_running_text_is_a_heading() {
        let text = "Contact\nThe office answers letters about the network on every working day of the week.";
        assert!(zones(text).iter().all(Option::is_none));
    }
}
