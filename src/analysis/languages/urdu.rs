//! Urdu: words with one form of heh, yeh and kaf; the letters ٹ ڈ ڑ ں ے tell it from Arabic.
//!
//! The stop words are our own list.

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `ur`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ur",
    name: "Urdu",
    scripts: &[Script::Arabic],
    stop_words: "\
        کا کے کی کو میں سے پر نے اور یا لیکن مگر ہے ہیں تھا تھے تھی تھیں ہو ہوتا ہوتے ہوتی ہوا ہوئے ہوئی \
        ہونے گیا گئے گئی جا جاتا جاتے جاتی کر کرتا کرتے کرتی کرنے کرنا کیا کیے کہ جو جس جسے جن یہ وہ اس \
        اسے ان انہیں انہوں ہم تم آپ میرا میرے میری ہمارے اپنا اپنے اپنی کون کب کہاں کیوں کیسے کتنا کتنے \
        کتنی کس کوئی کچھ سب تمام بہت زیادہ نہیں نہ بھی ہی تو تک ساتھ لیے لئے ذریعے بعد پہلے جب تب اگر \
        ایک دو والا والے والی رہا رہے رہی دیا لیا سکتا سکتے سکتی یہاں وہاں اب",
    ..Language::PLAIN
};
