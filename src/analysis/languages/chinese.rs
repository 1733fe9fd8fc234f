//! Chinese: Traditional is mapped to Simplified character for character, then jieba's dictionary
//! finds the words (search mode, no guessing of unknown words: measured better and the same for a
//! question as for a document). Unknown words are found by *exact*, which holds characters and pairs.
//!
//! The stop words are our own list.

use crate::analysis::language::{Language, Words};
use crate::analysis::script::Script;

/// The language `zh`.
pub(crate) static LANGUAGE: Language = Language {
    code: "zh",
    name: "Chinese",
    scripts: &[Script::Han],
    words: Words::Chinese,
    stop_words: "\
        的 了 和 与 及 或 在 是 有 被 把 对 从 到 由 于 以 为 因 因为 所以 但 但是 \
        而 而且 如果 虽然 就 都 也 还 又 再 很 更 最 不 没 没有 这 那 这个 那个 这些 \
        那些 哪 哪个 哪些 哪里 哪儿 谁 什么 何 何时 何地 为什么 怎么 怎样 如何 多少 几 \
        吗 呢 吧 啊 我 你 他 她 它 我们 你们 他们 它们 自己 之 其 其中 该 此 并 并且 \
        等 着 过 地 得 个 一个 上 下 中 里 后 前 时 将 会 能 可 可以 要 让 给 向 \
        跟 则 且 即 哪一 年 第几 请问 是否 有何 何种 几个 几年",
    ..Language::PLAIN
};
