//! Telugu: words as they stand.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `te`.
pub(crate) static LANGUAGE: Language = Language {
    code: "te",
    name: "Telugu",
    scripts: &[Script::Telugu],
    stop_words: "\
        మరియు లేదా కానీ ఈ ఆ ఇది అది ఇవి అవి వారు వాళ్ళు అతను ఆమె ఆయన నేను మేము మనం నువ్వు మీరు నా నీ మన \
        మా మీ వారి అతని తన తమ ఏ ఏది ఎవరు ఏమి ఎక్కడ ఎప్పుడు ఎందుకు ఎలా ఎన్ని ఎంత అని అనే ఒక కొన్ని అన్ని \
        చాలా మరింత కూడా ఉంది ఉన్నాయి ఉన్న ఉన్నది ఉన్నారు ఉండే నుండి నుంచి వరకు తో కు కి లో పై కింద \
        గురించి కోసం ద్వారా తర్వాత ముందు కాదు లేదు అయిన అయింది అయితే వలన యొక్క చేసిన చేసే",
    ..Language::PLAIN
};
