//! Malay: the Indonesian Snowball stemmer; both languages build words with the same affixes.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `ms`.
pub(crate) static LANGUAGE: Language = Language {
    code: "ms",
    name: "Malay",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Indonesian),
    stop_words: "\
        yang dan di ke dari daripada kepada untuk pada dengan dalam oleh ialah adalah ini itu tersebut \
        atau tetapi namun kerana sebab jika kalau bila apabila agar supaya sehingga maka bahawa sebagai \
        seperti antara tentang terhadap hingga sampai sejak selama selepas sebelum semasa ketika akan \
        telah sudah sedang masih belum tidak bukan jangan ada tak juga pun lah kah saya aku kamu anda \
        dia ia beliau kami kita mereka nya apa apakah siapa siapakah bilakah mana manakah mengapa kenapa \
        bagaimana bagaimanakah berapa berapakah para semua setiap tiap banyak beberapa lebih paling \
        sangat hanya lain sama sendiri dapat boleh mesti perlu menjadi merupakan secara serta lagi lalu \
        kemudian iaitu yakni hal suatu sebuah seorang mahu awak encik",
    ..Language::PLAIN
};
