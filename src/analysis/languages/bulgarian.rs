//! Bulgarian: folded words; Snowball has no stemmer for it, four-grams do the work of one.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `bg`.
pub(crate) static LANGUAGE: Language = Language {
    code: "bg",
    name: "Bulgarian",
    scripts: &[Script::Cyrillic],
    stop_words: "\
        и в във на с със за от до по при през към между без над под пред след около срещу че да не ни се \
        си са е съм сме сте бе бях беше бяха бил била било били ще щe няма има или но а ако като както \
        също така тогава когато където кой коя кое кои какво какъв каква какви колко защо как чий този \
        тази това тези онзи онази онова онези аз ти той тя то ние вие те го я ги му ѝ им ми ме мен него \
        нея нас вас тях мой твой свой своя свое свои негов неин наш ваш техен един една едно едни всеки \
        всяка всяко всички много повече най само още вече докато дори обаче пък нито ли де",
    ..Language::PLAIN
};
