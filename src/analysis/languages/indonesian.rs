//! Indonesian: Snowball stems. Malay is so near that each is also found by the other's questions.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::Language;
use crate::analysis::script::Script;

/// The language `id`.
pub(crate) static LANGUAGE: Language = Language {
    code: "id",
    name: "Indonesian",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Indonesian),
    stop_words: "\
        yang dan di ke dari untuk pada dengan dalam oleh adalah ialah ini itu tersebut atau tetapi tapi \
        namun karena sebab jika kalau bila agar supaya sehingga maka bahwa sebagai seperti antara \
        tentang terhadap hingga sampai sejak selama setelah sesudah sebelum saat ketika akan telah sudah \
        sedang masih belum tidak bukan jangan ada tak juga pun lah kah saya aku kamu anda dia ia beliau \
        kami kita mereka nya apa apakah siapa siapakah kapan kapankah dimana dimanakah mana mengapa \
        kenapa bagaimana bagaimanakah berapa berapakah manakah para semua setiap tiap banyak beberapa \
        lebih paling sangat hanya lain sama sendiri dapat bisa harus menjadi merupakan secara serta lagi \
        lalu kemudian yaitu yakni hal suatu sebuah seorang",
    ..Language::PLAIN
};
