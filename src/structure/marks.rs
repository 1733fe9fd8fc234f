//! What the markup of a file says about its lines outranks what they look like.
//!
//! Readers of web pages, office files and books hand over lines with marks. A marked menu is a menu without a menu
//! word in it, and a marked heading is a heading above a picture; lines without a mark are still read as those of
//! plain text. Pages begin where their marks say and change nothing else.

use std::ops::Range;

use crate::read::{Document, Format, Role};
use crate::structure::furniture::Label;
use crate::structure::line::{Bullet, Line};
use crate::structure::masthead::Title;
use crate::structure::page::{Places, Reading, Zone};
use crate::structure::rows::{self, Row};
use crate::structure::shape::{Claim, Sheet};

/// The role of each line; none for lines without a mark.
pub(crate) fn roles(document: &Document, lines: &[Line<'_>]) -> Vec<Option<Role>> {
    let mut roles = vec![None; lines.len()];
    let mut from = 0;
    for mark in document.marks.iter().filter(|mark| !mark.at.is_empty()) {
        // Marks come in order; lines before this one are done.
        while lines.get(from).is_some_and(|line| line.blank() || line.at.start < mark.at.start) {
            from += 1;
        }
        for (line, role) in lines[from..].iter().zip(&mut roles[from..]) {
            if line.at.start >= mark.at.end && !line.blank() {
                break;
            }
            if !line.blank() {
                *role = Some(mark.role);
            }
        }
    }
    roles
}

/// Puts what marks say in the place of what was guessed, and gives marked items their bullets.
pub(crate) fn relabel(lines: &mut [Line<'_>], roles: &[Option<Role>], labels: &mut [Option<Label>]) {
    for (index, role) in roles.iter().enumerate() {
        match role {
            Some(Role::Menu) => labels[index] = label(Zone::Menu, "the page's own navigation"),
            Some(Role::Footer) => labels[index] = label(Zone::Footer, "the page's own footer"),
            Some(Role::Heading(_) | Role::Header | Role::Row | Role::Set) => labels[index] = None,
            Some(Role::Item) if lines[index].bullet == Bullet::None => lines[index].bullet = Bullet::Sign,
            _ => {}
        }
    }
    heads_of_menus(lines, roles, labels);
}

fn label(zone: Zone, reason: &'static str) -> Option<Label> {
    Some(Label { zone, reason })
}

/// A heading with nothing below it but a menu belongs to the menu.
fn heads_of_menus(lines: &[Line<'_>], roles: &[Option<Role>], labels: &mut [Option<Label>]) {
    // What stands below the line in hand: the label of the next line, and the next line that is no furniture.
    let (mut below, mut content): (Option<Label>, Option<Option<Role>>) = (None, None);
    for index in (0..lines.len()).rev() {
        if lines[index].blank() {
            continue;
        }
        if let (Some(Role::Heading(level)), None) = (roles[index], &labels[index]) {
            let is_bare = match content {
                None => true,
                Some(Some(Role::Heading(next))) => next <= level,
                Some(_) => false,
            };
            let furniture = below.as_ref().filter(|label| matches!(label.zone, Zone::Menu | Zone::Footer));
            if let Some(furniture) = furniture.filter(|_| is_bare && level > 1) {
                labels[index] = label(furniture.zone, "heads what stands below it");
            }
        }
        if labels[index].is_none() {
            content = Some(roles[index]);
        }
        below.clone_from(&labels[index]);
    }
}

/// Among how many lines a heading is looked for that may be the title; above it stand a kicker, a date, an author.
const HEAD: usize = 8;

/// The title of a laid-out document, and the line of the heading that says it.
///
/// A heading of the first level is not always the title: it may be the first of many chapters, or say more than the
/// title that is stated; then it stays a heading, or its words would be found nowhere.
pub(crate) fn title(
    document: &Document,
    lines: &[Line<'_>],
    roles: &[Option<Role>],
    labels: &[Option<Label>],
) -> Option<(Title, Option<usize>)> {
    let free = || (0..lines.len()).filter(|index| labels[*index].is_none() && !lines[*index].blank());
    let headings = || free().filter(|index| matches!(roles[*index], Some(Role::Heading(_))));
    let is_first_level = |index: &usize| roles[*index] == Some(Role::Heading(1));
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    if let Some(text) = document.stated.title.clone().filter(|_| document.format == Format::Laid) {
        let stated = letters(&text);
        let again = headings().find(|index| letters(lines[*index].text) == stated);
        let again = again.or_else(|| {
            headings().find(|index| is_first_level(index) && stated.contains(&letters(lines[*index].text)))
        });
        let line = again.or_else(|| free().take(HEAD).find(is_first_level)).unwrap_or(0);
        return Some((Title { line, text }, again));
    }
    let alone = || {
        let mut all = headings().filter(is_first_level);
        all.next().filter(|_| all.next().is_none())
    };
    let first = || free().next().filter(|index| matches!(roles[*index], Some(Role::Heading(_))));
    let line = free().take(HEAD).find(is_first_level).or_else(alone).or_else(first)?;
    Some((Title { line, text: lines[line].text.to_owned() }, Some(line)))
}

/// The marked tables outside other claims, each a claim of its own, under the headings that `above` finds for its line.
pub(crate) fn tables(sheet: &Sheet<'_>, claims: &[Claim]) -> Vec<Claim> {
    let is_row = |index: usize| {
        matches!(sheet.roles[index], Some(Role::Header | Role::Row))
            && sheet.labels[index].is_none()
            && !claims.iter().any(|claim| claim.lines.contains(&index))
    };
    let mut tables = Vec::new();
    let mut index = 0;
    while index < sheet.lines.len() {
        if !is_row(index) {
            index += 1;
            continue;
        }
        let goes_on = |next: &usize| is_row(*next) && sheet.roles[*next] != Some(Role::Header);
        let end = (index + 1..sheet.lines.len()).find(|next| !goes_on(next)).unwrap_or(sheet.lines.len());
        let lines = index..end;
        let rows = (end - index) - usize::from(sheet.roles[index] == Some(Role::Header));
        let reason = format!("marked as a table of {rows} rows");
        tables.push(Claim { lines, zone: Zone::Table, reason, blocks: Vec::new() });
        index = end;
    }
    tables
}

/// The blocks of a marked table.
pub(crate) fn table_blocks(
    sheet: &Sheet<'_>,
    lines: &Range<usize>,
    heading: &[String],
    section: Option<&Places>,
) -> Vec<crate::structure::page::Block> {
    let cells = |index: usize| -> Vec<String> {
        sheet.lines[index].raw.split('\t').map(|cell| cell.trim().to_owned()).collect()
    };
    let is_named = sheet.roles[lines.start] == Some(Role::Header);
    let names = if is_named { cells(lines.start) } else { Vec::new() };
    // A header without a row below it is a row.
    let from = lines.start + usize::from(is_named && lines.len() > 1);
    let names = if from > lines.start { names } else { Vec::new() };
    let rows = (from..lines.end).map(|index| Row { at: sheet.lines[index].at.clone(), cells: cells(index) });
    rows::blocks(&names, rows, heading, section, &Reading::Plain)
}

#[cfg(test)]
mod tests {
    use crate::read::{Document, Format, Mark, Role};
    use crate::structure::{Page, Reading, Zone, page};

    /// A laid-out document: each line with its role, blank lines between paragraphs.
    fn read(lines: &[(&str, Option<Role>)]) -> Page {
        let (mut text, mut marks) = (String::new(), Vec::new());
        for (line, role) in lines {
            let start = text.len();
            text.push_str(line);
            marks.extend(role.map(|role| Mark { at: start..text.len(), role }));
            let is_row = matches!(role, Some(Role::Item | Role::Header | Role::Row | Role::Menu));
            text.push_str(if is_row { "\n" } else { "\n\n" });
        }
        page(&Document { text, marks, format: Format::Laid, ..Document::default() })
    }

    fn zones(page: &Page) -> Vec<(Zone, &str)> {
        page.zones.iter().map(|zone| (zone.zone, zone.reason.as_str())).collect()
    }

    const PROSE: &str = "모든 사람이 저녁마다 도서관에 모여 함께 읽고 쓰고 배우며, 도시는 그 비용을 냅니다.";

    #[test]
    fn marks_outrank_what_lines_look_like() {
        let page = read(&[
            ("서울 소식", Some(Role::Menu)),
            ("도시가 배웁니다", Some(Role::Heading(1))),
            ("2024년 2월 14일", None),
            (PROSE, None),
            ("계획", Some(Role::Heading(2))),
            ("첫째 강좌", Some(Role::Item)),
            ("둘째 강좌", Some(Role::Item)),
            ("강당", Some(Role::Caption)),
            ("관련 글", Some(Role::Heading(2))),
            ("다른 기사", Some(Role::Menu)),
            ("시청", Some(Role::Footer)),
        ]);
        assert_eq!(
            zones(&page),
            [
                (Zone::Menu, "the page's own navigation"),
                (Zone::Masthead, "marked as the title"),
                (Zone::Masthead, "the date"),
                (Zone::Body, "running text"),
                (Zone::Heading, "marked as a heading"),
                (Zone::List, "marked as a list"),
                (Zone::Caption, "marked as a caption"),
                (Zone::Menu, "heads what stands below it"),
                (Zone::Menu, "the page's own navigation"),
                (Zone::Footer, "the page's own footer"),
            ]
        );
        let part = &page.parts[0];
        assert_eq!(
            (part.title.as_str(), part.date.as_ref().map(|date| date.day)),
            ("도시가 배웁니다", Some(Some(14)))
        );
        // What a picture shows can be found.
        assert_eq!(part.blocks.len(), 4);
        assert_eq!(
            (part.blocks[1].heading.as_slice(), part.blocks[3].zone),
            (["계획".to_owned()].as_slice(), Zone::Caption)
        );
    }

    #[test]
    fn a_heading_that_says_more_than_the_title_stays_findable() {
        let text = "Une ville entière retourne à l’école\n\n4 mai 2023\n\nElle ouvre ses salles le soir.";
        let marks = vec![Mark { at: 0..text.find('\n').unwrap(), role: Role::Heading(1) }];
        let mut document =
            Document { text: text.to_owned(), marks, format: Format::Laid, ..Document::default() };
        document.stated.title = Some("École du soir".to_owned());
        let part = page(&document).parts.remove(0);
        assert_eq!((part.title.as_str(), part.date.map(|date| date.year)), ("École du soir", Some(2023)));
        assert_eq!(part.blocks[0].heading, ["Une ville entière retourne à l’école"]);
    }

    #[test]
    fn the_language_of_a_template_does_not_outweigh_the_text() {
        let of = |text: &str, stated: &str| {
            let mut document =
                Document { text: text.to_owned(), format: Format::Laid, ..Document::default() };
            document.stated.language = Some(stated.to_owned());
            page(&document).parts[0].language.code
        };
        let french =
            "La ville ouvre une école du soir pour tous ceux qui veulent apprendre à lire et à écrire. "
                .repeat(8);
        assert_eq!(of(PROSE, "en-US"), "ko");
        assert_eq!(of(&french, "en"), "fr");
        assert_eq!(of(&french, "pt-BR"), "pt", "what is not the usual of templates was meant");
        assert_eq!(of("La ville ouvre une école du soir.", "en"), "en", "too short to be sure");
    }

    #[test]
    fn headings_nest_as_their_levels_say() {
        let page = read(&[
            ("Rapport", Some(Role::Heading(1))),
            ("Été", Some(Role::Heading(2))),
            ("Juin", Some(Role::Heading(3))),
            ("Une fête.", None),
            ("Hiver", Some(Role::Heading(2))),
            ("Un marché.", None),
            ("Contact", Some(Role::Heading(2))),
        ]);
        let blocks = &page.parts[0].blocks;
        assert_eq!(blocks[0].heading, ["Été", "Juin"]);
        assert_eq!(blocks[1].heading, ["Hiver"]);
        assert_eq!(blocks[2].zone, Zone::Body, "a heading with nothing below it is found as text");
    }

    #[test]
    fn a_marked_table_reads_with_the_names_of_its_columns() {
        let page = read(&[
            ("المدن", Some(Role::Heading(1))),
            ("المدينة\tالبلد\tالسنة", Some(Role::Header)),
            ("تونس\tتونس\t2017", Some(Role::Row)),
            ("\tالأردن\t2019", Some(Role::Row)),
        ]);
        let blocks = &page.parts[0].blocks;
        assert_eq!(blocks.len(), 2, "one for each country");
        assert_eq!(blocks[0].about.countries, ["TN"]);
        let text = "المدينة, البلد, السنة\nالبلد: الأردن, السنة: 2019";
        assert_eq!(blocks[1].reading, Reading::Given(text.to_owned()));
    }

    #[test]
    fn a_city_as_a_heading_opens_its_section() {
        let page = read(&[
            ("Cities that learn", Some(Role::Heading(1))),
            ("Nanjing", Some(Role::Heading(2))),
            ("A festival.", None),
            ("Espoo, Finland", Some(Role::Heading(2))),
            ("A library.", None),
        ]);
        let cities: Vec<_> = page.parts[0].blocks.iter().map(|block| block.about.cities.clone()).collect();
        assert_eq!(cities, [["Nanjing"], ["Espoo"]]);
    }
}
