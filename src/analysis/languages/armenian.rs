//! Armenian: Snowball stems; the emphasis and question marks inside words are dropped.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `hy`.
pub(crate) static LANGUAGE: Language = Language {
    code: "hy",
    name: "Armenian",
    scripts: &[Script::Armenian],
    stemmer: Some(Algorithm::Armenian),
    stop_words: "\
        և եւ ու կամ բայց իսկ որ որը որի որոնք որոնց որպես եթե երբ քանի քանզի թե թեև է են էր էին եմ ես \
        ենք եք եղել լինել լինի չէ չի չեն ոչ այս այդ այն սա դա նա նրա նրան նրանց նրանք դու մենք դուք իմ \
        քո մեր ձեր իր իրենց ով ինչ ինչու ինչպես որտեղ ուր որքան ում մեջ վրա տակ մոտ համար հետ մասին \
        առանց մինչև միջև ըստ դեպի կողմից միջոցով հետո առաջ բոլոր ամեն յուրաքանչյուր շատ ավելի նաև միայն \
        արդեն դեռ այստեղ այնտեղ մի մեկ նույն այլ ապա",
    ..Language::PLAIN
};
