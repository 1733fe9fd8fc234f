//! Greek: Snowball stems; accents and the final sigma are folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `el`.
pub(crate) static LANGUAGE: Language = Language {
    code: "el",
    name: "Greek",
    scripts: &[Script::Greek],
    stemmer: Some(Algorithm::Greek),
    stop_words: "\
        ο η το οι τα του της των τον την τους τις στο στη στην στον στους στις στα ένας μια μία ένα και \
        κι ή είτε ούτε αλλά όμως ενώ ότι πως που να θα δεν μη μην αν εάν όταν γιατί επειδή διότι αφού \
        πριν μετά σε από με για προς κατά παρά αντί χωρίς μεταξύ μέχρι ως σαν όπως είναι ήταν είμαι έχει \
        έχουν είχε είχαν έχω υπάρχει υπάρχουν αυτός αυτή αυτό αυτοί αυτές αυτά αυτού αυτής αυτών εκείνος \
        εκείνη εκείνο εγώ εσύ εμείς εσείς μου σου μας σας ποιος ποια ποιο ποιοι ποιες ποιον τι πού πότε \
        πώς πόσο πόσα πόσοι πόσες όλα όλοι όλες κάθε κάποιος κάποια κάτι τίποτα πολύ πιο περισσότερο \
        επίσης μόνο ακόμη ακόμα ήδη όχι ναι εδώ εκεί οποίος οποία οποίο οποίοι οποίες",
    ..Language::PLAIN
};
