//! Turkish: Snowball stems. Capital I is the dotless ı here and nowhere else; what follows an
//! apostrophe is the suffix of a name (İstanbul'da) and no word. Folding then makes ı and i one, so
//! that words typed without Turkish letters are found.
//!
//! The stop words are our own list.

use frostem::Algorithm;

use crate::analysis::language::{Apostrophe, Case, Language};
use crate::analysis::script::Script;

/// The language `tr`.
pub(crate) static LANGUAGE: Language = Language {
    code: "tr",
    name: "Turkish",
    scripts: &[Script::Latin],
    stemmer: Some(Algorithm::Turkish),
    case: Case::Turkic,
    apostrophe: Apostrophe::Suffix,
    stop_words: "\
        ve veya ya da de ile için gibi kadar göre ama fakat ancak ise ki çünkü eğer bu şu o bunlar \
        şunlar onlar bunu şunu onu bunun onun buna ona bunda onda ben sen biz siz benim senin bizim \
        sizin kendi kendisi ne kim kime kimin kimdir nedir hangi hangisi nerede nereye nereden nasıl \
        neden niçin niye kaç mi mı mu mü mıdır midir bir her bütün tüm bazı çok daha en az sadece \
        yalnızca hem hiç değil var yok olarak olan olduğu olduğunu oldu olmuştur olur olmak idi dır dir \
        tarafından sonra önce üzerinde üzere arasında altında içinde karşı doğru beri rağmen dolayı \
        başka diğer aynı şey ayrıca böyle öyle şimdi",
    ..Language::PLAIN
};
