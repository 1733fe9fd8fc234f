//! Georgian: words as they stand; capitals (Mtavruli) and small letters are one.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `ka`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ka",
    name: "Georgian",
    scripts: &[Script::Georgian],
    stop_words: "\
        და ან თუ რომ რომელიც რომლის რომელსაც რომლებიც მაგრამ არ არა ვერ ნუ არის არიან იყო იყვნენ იქნება \
        ეს ის ისინი ამ იმ მე შენ ჩვენ თქვენ მას მის მისი მათ მათი ჩემი თავის თავისი რა რას ვინ ვის სად \
        როდის როგორ რატომ რამდენი რომელი რომელ როცა რადგან ასევე აგრეთვე ერთი ყველა ყოველი უფრო ძალიან \
        მხოლოდ უკვე კი ხოლო შორის შემდეგ მიერ შესახებ მიხედვით გარდა როგორც იმის ამის აქ იქ",
    ..Language::PLAIN
};
