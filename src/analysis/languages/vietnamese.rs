//! Vietnamese: each syllable is a word, its tone marks kept in *main* (measured: .815 kept, .766
//! folded) and folded in *exact*, where a question typed without marks finds it.
//!
//! The stop words are our own list.

use crate::analysis::language::{Accents, Language};
use crate::analysis::script::Script;

/// The language `vi`.
pub(crate) static LANGUAGE: Language = Language {
    code: "vi",
    name: "Vietnamese",
    scripts: &[Script::Latin],
    accents: Accents::Kept,
    stop_words: "\
        và hoặc hay nhưng mà thì là của cho với từ đến tới trong ngoài trên dưới trước sau giữa bởi vì \
        do nên nếu khi lúc để được bị có không chưa chẳng đã đang sẽ vẫn còn cũng đều chỉ rất quá hơn \
        nhất này kia đó ấy nào gì ai đâu bao nhiêu sao thế tại ở về theo như những các một mọi mỗi nhiều \
        ít vài cái con chiếc tôi ta anh chị ông bà nó họ chúng mình bạn rằng vào ra lên xuống lại qua \
        cùng khác việc sự người ngày năm",
    ..Language::PLAIN
};
