//! Nepali: Snowball stems; छ, हरू and लाई tell it from Hindi, whose script it shares.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `ne`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ne",
    name: "Nepali",
    scripts: &[Script::Devanagari],
    stemmer: Some(Algorithm::Nepali),
    stop_words: "\
        छ छन् छैन थियो थिए हो होइन हुन् हुन्छ हुने भएको भयो भए भने भन्ने र वा तर पनि यो त्यो यस यसको \
        त्यस त्यसको उनी उनको तिनी म हामी हाम्रो मेरो तपाईं तपाईंको आफ्नो को का की के कसरी किन कहाँ कहिले \
        कति कुन मा बाट लाई ले सँग सम्म लागि द्वारा पछि अघि माथि तल भित्र बारे एक धेरै सबै केही गर्न \
        गर्ने गरेको गरे गर्छ गरी रूपमा जुन जब तब यदि अनि हरू हरु गरिएको",
    ..Language::PLAIN
};
