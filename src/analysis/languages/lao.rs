//! Lao: writes no spaces between words; ICU's dictionary finds them.
//!
//! The stop words are our own list.

use crate::analysis::language::{Language, Words};
use crate::analysis::script::Script;

/// The language `lo`.
pub(crate) static LANGUAGE: Language = Language {
    code: "lo",
    name: "Lao",
    scripts: &[Script::Lao],
    words: Words::Dictionary,
    stop_words: "\
        ແລະ ຫຼື ແຕ່ ທີ່ ຂອງ ໃນ ຢູ່ ຈາກ ໄປ ມາ ໂດຍ ສໍາລັບ ເປັນ ແມ່ນ ມີ ໄດ້ ຈະ ບໍ່ ນີ້ ນັ້ນ ເຂົາ ລາວ ຂ້ອຍ \
        ພວກ ເຮົາ ເຈົ້າ ໃຫ້ ຫຍັງ ໃສ ໃຜ ໃດ ເວລາ ແນວໃດ ເປັນຫຍັງ ຈັກ ກໍ ທຸກ ຫຼາຍ ໜຶ່ງ ກັບ ຕໍ່ ຕາມ ເທິງ ລຸ່ມ \
        ການ ຄວາມ ກ່ຽວກັບ",
    ..Language::PLAIN
};
