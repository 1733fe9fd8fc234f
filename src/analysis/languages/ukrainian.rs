//! Ukrainian: Snowball stems; the apostrophe inside a word is part of it (п'ять = пять).
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::{Apostrophe, Language};
use crate::analysis::script::Script;

/// The language `uk`.
pub(crate) static LANGUAGE: Language = Language {
    code: "uk",
    name: "Ukrainian",
    scripts: &[Script::Cyrillic],
    stemmer: Some(Algorithm::Ukrainian),
    apostrophe: Apostrophe::Joins,
    stop_words: "\
        і й та в у на з із зі до від по при про за під над перед між без для через біля після проти що \
        щоб як так це то же ж але а або чи якщо коли де куди звідки хто чий який яка яке які якого якої \
        яких якому скільки чому навіщо був була було були бути є буде будуть не ні немає би б я ти він \
        вона воно ми ви вони мене тебе його її нас вас їх мені тобі йому їй нам вам їм ним ній них мій \
        твій свій свої своєї свого своїх наш ваш цей ця ці цього цієї цьому цих той те того тієї тому \
        тих весь все всі всіх кожен сам також теж ще вже тільки лише дуже більше менше можна може там \
        тут тоді ніж себе собі",
    ..Language::PLAIN
};
