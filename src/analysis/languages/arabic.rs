//! Arabic: Snowball stems, then one form for alef, yeh, teh marbuta and kaf.
//!
//! Vowel marks and the tatweel are dropped before the stemmer sees a word; a text pasted from a
//! Persian keyboard is brought back to Arabic letters for it.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `ar`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ar",
    name: "Arabic",
    scripts: &[Script::Arabic],
    stemmer: Some(Algorithm::Arabic),
    variants: &[('ک', 'ك'), ('ی', 'ي')],
    stop_words: "\
        في من على إلى الى عن مع هذا هذه ذلك تلك هذان هؤلاء التي الذي الذين اللذين اللتين اللاتي ما ماذا \
        هو هي هم هن نحن أنا أنت أنتم كان كانت كانوا يكون تكون كل بعض أي أية أن ان إن أو او أم ثم لا لم \
        لن ليس ليست قد لقد حتى إذا اذا إذ كما لكن لكنه بل بين بعد قبل عند عندما منذ خلال حول دون غير سوى \
        فقط أيضا ايضا حيث متى أين كيف لماذا كم هل و ف ب ل ك وقد وفي ومن وعلى والتي والذي وهو وهي وكان \
        وكانت ولا وما وهذا فيها فيه منه منها عليه عليها له لها لهم به بها بهم عنه عنها إليه إليها نحو \
        تحت فوق أمام وراء هناك هنا كذلك لدى عبر ضد مثل تم يتم",
    ..Language::PLAIN
};
