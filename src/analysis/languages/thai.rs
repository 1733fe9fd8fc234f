//! Thai: writes no spaces between words; ICU's dictionary finds them. SARA AM keeps its one letter.
//!
//! The stop words are our own list.

use crate::analysis::language::{Language, Words};
use crate::analysis::script::Script;

/// The language `th`.
pub(crate) static LANGUAGE: Language = Language {
    code: "th",
    name: "Thai",
    scripts: &[Script::Thai],
    words: Words::Dictionary,
    stop_words: "\
        และ หรือ แต่ ที่ ซึ่ง อัน ของ ใน จาก ไป มา โดย เพื่อ สำหรับ เป็น คือ มี ได้ จะ ไม่ ไม่ใช่ นี้ \
        นั้น เหล่า พวก เขา เธอ มัน ผม ฉัน เรา คุณ ท่าน ให้ อะไร ไหน ใคร ใด เมื่อ เมื่อไร เมื่อใด อย่างไร \
        ทำไม เท่าไร เท่าใด กี่ ก็ ทุก หลาย หนึ่ง กับ ต่อ ตาม บน ใต้ การ ความ เกี่ยวกับ ถึง อยู่ แล้ว ยัง \
        อีก กว่า ที่สุด ด้วย ว่า ถ้า หาก เพราะ จึง ดังนั้น ระหว่าง ก่อน หลัง ถูก ต้อง อาจ คง เคย นะ ครับ \
        ค่ะ หรือไม่",
    ..Language::PLAIN
};
