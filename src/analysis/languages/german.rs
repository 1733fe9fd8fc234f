//! German: Snowball stems (they also read ae, oe, ue as umlauts), then ä ö ü and ß folded.
//!
//! Compounds are not taken apart: measured, four-grams find their parts as well.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `de`.
pub(crate) static LANGUAGE: Language = Language {
    code: "de",
    name: "German",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::German),
    stop_words: "\
        der die das den dem des ein eine einer eines einem einen und oder aber denn sondern doch wie als \
        wenn weil dass daß ob obwohl damit bis seit während in im an am auf aus bei beim mit nach von \
        vom vor zu zum zur über unter zwischen durch für gegen ohne um hinter neben wegen trotz ich du \
        er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen sich mein meine dein deine sein seine \
        seiner seinem seinen ihre ihrer ihrem ihren unser unsere euer kein keine keiner keinen nicht \
        nichts ist sind war waren wurde wurden wird werden worden bin bist hat haben hatte hatten habe \
        kann können konnte muss müssen soll sollen sollte will wollen darf dürfen mag wer was wo wann \
        warum weshalb welche welcher welches welchen welchem wessen wem wen woher wohin wieviel dieser \
        diese dieses diesem diesen jener jene jeder jede jedes alle alles allem allen auch nur noch \
        schon sehr mehr so da dann hier dort etwa man sowie beziehungsweise bzw",
    ..Language::PLAIN
};
