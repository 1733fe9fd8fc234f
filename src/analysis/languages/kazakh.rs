//! Kazakh: words as they stand. Its own letters (ә ғ қ ң ө ұ ү һ і) tell it from Russian.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `kk`.
pub(crate) static LANGUAGE: Language = Language {
    code: "kk",
    name: "Kazakh",
    scripts: &[Script::Cyrillic],
    stop_words: "\
        және мен пен бен да де та те не немесе бірақ егер үшін туралы бойынша дейін кейін бұрын арқылы \
        сияқты ретінде бар жоқ емес болып болды болған болады еді екен бұл ол сол осы олар оның олардың \
        біз сіз сен менің біздің өз өзі өзінің кім қандай қай қашан қайда қалай неге неше қанша барлық \
        барша әр бір көп ең тек ғана қазір енді ал мұнда онда деп деген қарай",
    ..Language::PLAIN
};
