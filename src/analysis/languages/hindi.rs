//! Hindi: Snowball stems, then nukta and chandrabindu folded.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `hi`.
pub(crate) static LANGUAGE: Language = Language {
    code: "hi",
    name: "Hindi",
    scripts: &[Script::Devanagari],
    stemmer: Some(Algorithm::Hindi),
    stop_words: "\
        का के की को में से पर ने और या एवं तथा लेकिन परन्तु किन्तु मगर है हैं था थे थी थीं हो होता होते \
        होती हुआ हुए हुई होने होना होगा गया गये गए गयी गई जा जाता जाते जाती जाने कर करता करते करती करने \
        करना किया किये किए कि जो जिस जिसे जिसके जिसकी जिसका जिन जिन्हें जिनके यह ये वह वे इस इसे इसके \
        इसकी इसका इन इन्हें इनके उस उसे उसके उसकी उसका उन उन्हें उनके मैं हम तुम आप मेरा मेरे मेरी हमारे \
        अपना अपने अपनी कौन क्या कब कहाँ कहां क्यों कैसे कितना कितने कितनी किस किसे किसके किसने किसका कोई \
        कुछ सब सभी बहुत अधिक नहीं न ना भी ही तो तक साथ लिए द्वारा बाद पहले जब तब अगर यदि एक दो वाला वाले \
        वाली रहा रहे रही दिया लिया सकता सकते सकती ऐसे यहाँ वहाँ अब",
    ..Language::PLAIN
};
