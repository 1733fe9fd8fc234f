//! Serbian: Snowball stems; it writes every word of Cyrillic in Latin letters, so both alphabets
//! meet in *main*.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `sr`.
pub(crate) static LANGUAGE: Language = Language {
    code: "sr",
    name: "Serbian",
    scripts: &[Script::Cyrillic, Script::Latin],
    stemmer: Some(Algorithm::Serbian),
    stop_words: "\
        и у на за од до с са из по при кроз према против без под над пред око између код о те или али а \
        него но јер да ако кад када док као како где ко шта зашто колико који која које којих којем \
        којој којим коју чији је су сам си смо сте био била било били бити би ће ћу није нису не ни се \
        га ју му јој им их нас вас њих нам вам ја ти он она оно ми ви они оне тај та то тог тога том \
        овај ова ово ови ове свој своја своје својих мој његов њен наш ваш њихов све сви сваки један \
        једна више мање врло само још већ такође тако тада овде тамо уз након пре током i u na za od do \
        s sa iz po pri kroz prema protiv bez pod nad pred oko između kod o te ili ali a nego jer da ako \
        kad kada dok kao kako gde ko šta zašto koliko koji koja koje kojih kojem kojoj kojim koju je su \
        sam smo ste bio bila bilo bili biti bi će nije nisu ne se ga mu joj im ih taj ta to tog ovaj ova \
        ovo ove svoj svoje više samo još već takođe tako uz nakon pre tokom",
    ..Language::PLAIN
};
