//! Lines become furniture by what they stand beside: the other entries of a menu, the other buttons of a row.

use crate::structure::furniture::{FOOTER_WORD, Label, MENU_WORD, SHARE_BUTTON};
use crate::structure::line::Line;
use crate::structure::page::Zone;
use crate::structure::phrases::{cues, furniture};

/// The last of a row of share buttons stands above running text and heads nothing.
pub(super) fn rows_of_buttons(lines: &[Line<'_>], labels: &mut [Option<Label>]) {
    for index in 1..lines.len() {
        let is_button =
            |label: &Option<Label>| label.as_ref().is_some_and(|label| label.reason == SHARE_BUTTON);
        if labels[index].is_none()
            && is_button(&labels[index - 1])
            && furniture().class(lines[index].text) == Some("share")
        {
            labels[index] = Some(Label { zone: Zone::Menu, reason: SHARE_BUTTON });
        }
    }
}

/// A block of a few words a line, half of them words of a menu: the others are its entries too ("Home, Courses, News").
pub(super) fn among_menu_words(lines: &[Line<'_>], labels: &mut [Option<Label>]) {
    let is_entry = |line: &Line<'_>| !line.blank() && line.width <= 30 && !line.ends_like_sentence();
    // "News" is what a page may be, and an entry of every menu.
    let is_kind =
        |line: &Line<'_>| ["news", "announcement", "report"].iter().any(|kind| cues().says(line.text, kind));
    let mut end = 0;
    for block in lines.chunk_by(|one, other| is_entry(one) == is_entry(other)) {
        let here = end..end + block.len();
        end = here.end;
        if block.len() < 4 || !is_entry(&block[0]) {
            continue;
        }
        let is_word = |label: &Label| matches!(label.reason, MENU_WORD | FOOTER_WORD);
        let said: Vec<&Label> =
            labels[here.clone()].iter().flatten().filter(|label| is_word(label)).collect();
        let [first, _, ..] = said.as_slice() else { continue };
        let kinds = here.clone().filter(|index| labels[*index].is_none() && is_kind(&lines[*index])).count();
        if (said.len() + kinds) * 2 < block.len() {
            continue;
        }
        // What stands above the first word or below the last may be the title, a date or the text.
        let is_said = |index: &usize| labels[*index].as_ref().is_some_and(is_word);
        let (Some(top), Some(bottom)) = (here.clone().find(is_said), here.rev().find(is_said)) else {
            continue;
        };
        let zone = first.zone;
        for label in &mut labels[top..bottom] {
            label.get_or_insert(Label { zone, reason: "among words of a menu" });
        }
    }
}

/// A site menu explains some of its links: short lines between two menus are menu as well.
pub(super) fn between_menus(lines: &[Line<'_>], labels: &mut [Option<Label>]) {
    let is_menu = |label: &Option<Label>| {
        label.as_ref().is_some_and(|label| label.zone == Zone::Menu && label.reason != SHARE_BUTTON)
    };
    let menus: Vec<usize> = (0..lines.len()).filter(|index| is_menu(&labels[*index])).collect();
    for right in 1..menus.len() {
        let (above, below) = (menus[right - 1], menus[right]);
        // Long menus must stand on both sides: between a stray menu word and a share button stands the article.
        let long_above = right >= 3 && menus[right - 3] + 5 >= above;
        let long_below = menus.get(right + 2).is_some_and(|third| *third <= below + 5);
        if !long_above || !long_below {
            continue;
        }
        let gap: Vec<usize> = (above + 1..below).filter(|index| !lines[*index].blank()).collect();
        if gap.is_empty() || gap.len() > 80 {
            continue;
        }
        let short = gap.iter().filter(|index| lines[**index].width <= 80).count();
        let sentences = gap.iter().filter(|index| lines[**index].ends_like_sentence()).count();
        let longest = gap.iter().map(|index| lines[*index].width).max().unwrap_or(0);
        let mostly_short = short * 3 >= gap.len() * 2 && sentences * 4 <= gap.len();
        let links = gap.len() >= 6 && longest <= 220 && mostly_short;
        let crumbs = gap.len() < 6 && longest <= 60 && sentences == 0;
        if links || crumbs {
            for index in gap {
                labels[index].get_or_insert(Label { zone: Zone::Menu, reason: "between two menus" });
            }
        }
    }
}
