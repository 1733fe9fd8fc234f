//! Tamil: Snowball stems.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `ta`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ta",
    name: "Tamil",
    scripts: &[Script::Tamil],
    stemmer: Some(Algorithm::Tamil),
    stop_words: "\
        மற்றும் அல்லது ஆனால் இந்த அந்த இது அது இவை அவை இவர் அவர் அவர்கள் அவள் அவன் நான் நாம் நாங்கள் நீ \
        நீங்கள் என் எனது உன் தன் தனது தம் எந்த எது எவை யார் என்ன எங்கே எப்போது ஏன் எப்படி எத்தனை எவ்வளவு \
        என்று என்ற என்பது என ஒரு ஒன்று சில பல எல்லா அனைத்து மிகவும் மிக மேலும் உள்ள உள்ளது உள்ளன இருந்து \
        இருந்த இருந்தது ஆகும் ஆகிய ஆக போன்ற பற்றி மூலம் வரை பின் பின்னர் முன் முன்னர் கீழ் மேல் இல்லை \
        அல்ல கொண்ட கொண்டு செய்ய செய்து தான் கூட வேண்டும்",
    ..Language::PLAIN
};
