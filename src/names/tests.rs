//! Facts about names, as tests: which words are which place, and which are none.

use proptest::prelude::{any, proptest};

use crate::names::{
    Mention, Place, cities_named, city, country, country_asked, demonym, mentions, nearest_cities,
    nearest_countries, region,
};

/// What a text names, in order: `KR`, `KR/buan`, `@africa`, a demonym as `~KR`.
fn named(text: &str) -> String {
    let names = mentions(text).into_iter().map(|mention| {
        let sign = if mention.demonym { "~" } else { "" };
        match mention.place {
            Place::Country(country) => format!("{sign}{}", country.code),
            Place::City(city) => format!("{sign}{}/{}", city.country, city.id),
            Place::Region(region) => format!("{sign}@{}", region.slug),
        }
    });
    names.collect::<Vec<_>>().join(" ")
}

/// The words of a text that name places, in order.
fn words(text: &str) -> Vec<&str> {
    mentions(text).into_iter().map(|Mention { start, end, .. }| &text[start..end]).collect()
}

/// A text with its letters taken apart.
fn apart(text: &str) -> String {
    icu_normalizer::DecomposingNormalizerBorrowed::new_nfd().normalize(text).into_owned()
}

#[track_caller]
fn names(facts: &[(&str, &str)]) {
    for (text, expected) in facts {
        assert_eq!(named(text), *expected, "in {text:?}, {:?}", words(text));
    }
}

fn code(name: &str) -> Option<&'static str> {
    country(name).map(|country| country.code)
}

#[test]
fn a_country_is_known_by_code_and_by_any_of_its_names() {
    for (name, expected) in [
        ("KR", "KR"),
        ("kr", "KR"),
        ("kor", "KR"),
        ("Republic of Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Korea (Republic of)", "KR"),
        ("한국", "KR"),
        ("대한민국", "KR"),
        ("韩国", "KR"),
        ("韓國", "KR"),
        ("Corée du Sud", "KR"),
        ("Éire", "IE"),
        ("Filipinas", "PH"),
        ("ประเทศไทย", "TH"),
        ("UK", "GB"),
        ("United Kingdom of Great Britain and Northern Ireland", "GB"),
        ("U.S.A.", "US"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Islamic Republic of Iran", "IR"),
        ("People's Republic of China", "CN"),
        ("People’s Republic of China", "CN"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("TÜRKİYE", "TR"),
        ("Turkiye", "TR"),
        ("Turkey", "TR"),
        ("Việt Nam", "VN"),
        ("Vie\u{323}\u{302}t Nam", "VN"),
        ("المغرب", "MA"),
        ("Россия", "RU"),
        (" Finland ", "FI"),
    ] {
        assert_eq!(code(name), Some(expected), "{name}");
    }
    for unknown in ["", "Korean", "Atlantis", "X1", "República", "Nigerr"] {
        assert_eq!(code(unknown), None, "{unknown}");
    }
}

#[test]
fn countries_with_similar_names_stay_apart() {
    names(&[
        ("From Niger it is far to Nigeria; a Nigerien is no Nigerian.", "NE NG ~NE ~NG"),
        (
            "Guests from Guinea, from Guinea-Bissau, from Equatorial Guinea, from Papua New Guinea",
            "GN GW GQ PG",
        ),
        ("The Republic of the Congo borders on the Democratic Republic of the Congo.", "CG CD"),
        ("Between the Republic of Korea and the Democratic People's Republic of Korea", "KR KP"),
        ("From Dominica to the Dominican Republic", "DM DO"),
        ("Le Niger et le Nigéria, la Guinée équatoriale et la Guinée-Bissau", "NE NG GQ GW"),
        ("从尼日尔到尼日利亚，从几内亚到赤道几内亚", "NE NG GN GQ"),
        ("Нигер и Нигерия, Доминика и Доминиканская Республика", "NE NG DM DO"),
        ("Niger and Nigeria", "NE NG"),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", "GN GW GQ PG"),
        ("Congo, DR Congo and the Democratic Republic of the Congo", "CG CD CD"),
        ("Republic of the Congo", "CG"),
        ("Korea, DPR Korea, the Democratic People's Republic of Korea", "KR KP KP"),
        ("Dominica and the Dominican Republic", "DM DO"),
        ("Samoa, American Samoa", "WS AS"),
        ("Sudan and South Sudan", "SD SS"),
        ("Ireland and Northern Ireland", "IE GB"),
        ("New Mexico and Mexico, New South Wales, Atlanta, Georgia", "MX"),
    ]);
}

#[test]
fn a_place_beside_a_title_or_a_given_name_is_a_person() {
    names(&[
        ("Michael Jordan visited Jordan.", "JO"),
        ("Chad Smith spoke about Chad.", "TD"),
        ("Dr. Jordan and Ms Georgia", ""),
        ("Mr Israel, Mayor Cork", ""),
        ("Jordan, Georgia and Chad", "JO GE TD"),
        ("Georgia Williams opened the hall, Jordan Smith sang and Chad Wilson danced.", ""),
        ("Mayor Georgia and Prof. Jordan met Mr Chad.", ""),
        ("A town near Atlanta, Georgia, and the Georgia Legislature", ""),
        ("A library in Georgia, USA, and one in the U.S. state of Georgia", "US US"),
        ("in Georgia we met Professor Chad", "GE"),
        ("Villa Maria, Argentina", "AR/villa-maria AR"),
        ("San Juan Argentina", "AR"),
    ]);
}

#[test]
fn a_name_that_is_also_a_word_needs_its_capital() {
    names(&[
        ("They roast a turkey in Turkey.", "TR"),
        ("Fine china from China, a jersey", "CN"),
        ("polish the Polish text", "~PL"),
        ("it is in us as no one", ""),
        ("The UK, the USA, the UAE and the U.S. agree", "GB US AE US"),
        ("a uk of the KR in IT and NO", ""),
        ("Long Island, Mr Man", ""),
        // What people type without capitals is no running text.
        ("turkey 2020", "TR"),
        ("learning cities uk", "GB"),
        ("turn it in to us", ""),
        ("ciudades que son la base", ""),
        ("la réunion à la Réunion", "RE"),
        ("Los programas que son la base. Son La, Viet Nam", "VN/son-la VN"),
    ]);
}

#[test]
fn spellings_of_a_name_are_one_place() {
    names(&[
        ("Türkiye, Turkey, Turkiye, TÜRKİYE, TURKEY", "TR TR TR TR TR"),
        ("Côte d’Ivoire, Côte d'Ivoire, Cote d Ivoire, Cote dIvoire", "CI CI CI CI"),
        ("Viet Nam, Vietnam, Việt Nam, Vie\u{323}\u{302}t Nam", "VN VN VN VN"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Venezuela (Bolivarian Republic of) and Bolivia", "VE BO"),
        ("Korea, Republic of", "KR"),
        ("Republic of\nKorea", "KR"),
        ("China, People’s Republic of China, Peoples Republic of China", "CN CN CN"),
        ("Xi'an, Xi’an", "CN/xian CN/xian"),
        ("L'Alcora and L’Alcora", "ES/l-alcora ES/l-alcora"),
        ("Guediawaye, Guédiawaye", "SN/guediawaye SN/guediawaye"),
        ("Santiago de los Caballeros de León", "NI/leon"),
        ("Thành phố Hồ Chí Minh", "VN/ho-chi-minh-city"),
        ("Tha\u{300}nh pho\u{302}\u{301} Ho\u{302}\u{300} Chi\u{301} Minh", "VN/ho-chi-minh-city"),
    ]);
    assert_eq!(words("in Iran (Islamic Republic of) today"), ["Iran (Islamic Republic of)"]);
}

#[test]
fn names_are_found_in_every_script() {
    names(&[
        ("南京 终身学习", "CN/nanjing"),
        ("蘇州 學習型城市 2024", "CN/suzhou"),
        ("苏州和南京加入了网络", "CN/suzhou CN/nanjing"),
        ("부안 평생학습 전략", "KR/buan"),
        ("مدن التعلم المغرب 2020", "MA"),
        ("تهران اصفهان", "IR/tehran IR/isfahan"),
        ("Bakı Gəncə Qəbələ", "AZ/baku AZ/ganja AZ/gabala"),
        ("เมืองแห่งการเรียนรู้ ประเทศไทย 2567", "TH"),
        ("กรุงเทพมหานครและขอนแก่น", "TH/bangkok TH/khon-kaen"),
        ("Финляндия, Эспоо", "FI FI/espoo"),
        ("Ελλάδα, Κόρινθος", "GR GR/corinth"),
        ("アンティグア・バーブーダ", "AG"),
        ("刚果（金）和刚果（布）", "CD CG"),
        ("भारत और नेपाल", "IN NP"),
        ("ישראל", "IL"),
    ]);
}

#[test]
fn what_is_written_together_with_a_name_does_not_hide_it() {
    names(&[
        ("Hangzhous motto, Chengdus parks", "CN/hangzhou CN/chengdu"),
        ("Chinas first city, las empresas chinas", "CN ~CN"),
        ("Villa Marías university", "AR/villa-maria"),
        ("Города России и Китайской Народной Республики, в Саудовской Аравии", "RU CN SA"),
        ("в Нидерландах, с Ираном, для Объединенных Арабских Эмиратов", "NL IR AE"),
        ("in den Vereinigten Staaten und der Demokratischen Republik Kongo", "US CD"),
        ("у Києві, в Україні, της Ελλάδας", "UA/kyiv UA GR"),
        ("Buan’s strategy, Espoo's plan", "KR/buan FI/espoo"),
        ("부안의 전략, 한국에서, 부산은", "KR/buan KR KR/busan"),
        ("والمغرب وبالمغرب للمغرب", "MA MA MA"),
        ("בישראל", "IL"),
        ("learningBeijing", "CN/beijing"),
        ("countries2014China", "CN"),
    ]);
    assert_eq!(words("Hangzhous motto"), ["Hangzhou"]);
    assert_eq!(words("والمغرب"), ["المغرب"]);
    assert_eq!(words("한국에서"), ["한국"]);
    // The same in separate letters, as some systems store it.
    assert_eq!(named(&apart("부안의")), "KR/buan");
    // Endings are not letters: these are other words.
    names(&[("Buans?", "KR/buan"), ("turkeys and Poles", ""), ("한국어와", ""), ("المالي", "")]);
}

#[test]
fn buan_is_not_busan() {
    names(&[("Buan and Busan", "KR/buan KR/busan"), ("Buzan, Bussan, Bua", "")]);
    assert_eq!(nearest_cities("Bussan"), ["Busan Metropolitan City", "Bissau", "Buan"]);
}

#[test]
fn an_ambiguous_city_counts_only_with_its_country_near() {
    names(&[
        ("León Nicaragua", "NI/leon"),
        ("a lion is un León", ""),
        ("The Cork conference", ""),
        ("in Cork, Ireland", "IE/cork IE"),
        ("Dublin and Cork", "IE/dublin IE/cork"),
        ("Seo-gu", ""),
        ("Seo-gu in the Republic of Korea", "KR"),
        ("Seo-gu (Gwangju). The city of Seo-gu", "KR/seo-gu-gwangju KR/seo-gu-gwangju"),
    ]);
    let far = format!("Ireland {} Cork", "and a word ".repeat(300));
    names(&[(&far, "IE")]);
    assert_eq!(city("Cork", None), None);
    assert_eq!(city("Cork", Some("IE")).map(|city| city.id), Some("cork"));
    assert_eq!(city("Cork", Some("FI")), None);
    assert_eq!(city("Seo-gu", Some("KR")).map(|city| city.id), Some("seo-gu-gwangju"));
    assert_eq!(cities_named("Cork").len(), 1);
}

#[test]
fn a_city_is_known_by_any_of_its_names() {
    for (name, id) in [
        ("Buan", "buan"),
        ("南京", "nanjing"),
        ("南京市", "nanjing"),
        ("Nankin", "nanjing"),
        ("Espoo City", "espoo"),
        ("City of Espoo", "espoo"),
        ("Sonderborg", "sonderborg"),
        ("Xi’an", "xian"),
        ("اصفهان", "isfahan"),
        ("L’Alcora", "l-alcora"),
        ("Ho Chi Minh City", "ho-chi-minh-city"),
    ] {
        assert_eq!(city(name, None).map(|city| city.id), Some(id), "{name}");
    }
    for unknown in ["", "Korea", "Davenport", "Hamburg"] {
        assert_eq!(city(unknown, None), None, "{unknown}");
    }
}

#[test]
fn a_demonym_is_marked_as_one() {
    names(&[
        ("which Korean cities joined in 2024", "~KR"),
        ("korean cities 2024", "~KR"),
        ("South Korean and North Korean", "~KR ~KP"),
        ("the Dominican Republic and a Dominican city", "DO ~DO"),
        ("한국어, 한국인은", "~KR ~KR"),
        ("法语和法国人，法国人口", "~FR FR"),
        ("タイ語とタイ", "~TH TH"),
    ]);
    names(&[
        ("les villes coréennes et une ville française", "~KR ~FR"),
        ("ciudades coreanas de 2024", "~KR"),
        ("cidades portuguesas, città italiane, koreanische Städte", "~PT ~IT ~KR"),
        ("корейские города, в российских городах", "~KR ~RU"),
        ("المدن الكورية والمدن المغربية", "~KR ~MA"),
        ("African and Latin American cities", "~@africa ~@latin-america-caribbean"),
    ]);
    assert_eq!(demonym("coréenne").map(|country| country.code), Some("KR"));
    assert_eq!(demonym("Korean").map(|country| country.code), Some("KR"));
    assert_eq!(demonym("Korea"), None);
}

#[test]
fn places_outside_the_tables_are_none() {
    names(&[("Nanjing © Joshua Davenport/Shutterstock", "CN/nanjing"), ("23 September 2020, Hamburg.", "")]);
}

#[test]
fn regional_groups_are_places_in_fourteen_languages() {
    names(&[
        (
            "Africa Arab States Asia and the Pacific Europe Latin America and the Caribbean",
            "@africa @arab-states @asia-pacific @europe-north-america @latin-america-caribbean",
        ),
        ("South Africa and Africa", "ZA @africa"),
        ("Amérique latine et Caraïbes", "@latin-america-caribbean"),
        ("亚洲及太平洋地区", "@asia-pacific"),
        ("아시아 태평양", "@asia-pacific"),
    ]);
    for (name, slug) in [
        ("africa", "africa"),
        ("Europe", "europe-north-america"),
        ("Europe and North America", "europe-north-america"),
        ("Asie et Pacifique", "asia-pacific"),
        ("الدول العربية", "arab-states"),
        ("ลาตินอเมริกาและแคริบเบียน", "latin-america-caribbean"),
        ("Avrupa ve Kuzey Amerika", "europe-north-america"),
    ] {
        assert_eq!(region(name).map(|region| region.slug), Some(slug), "{name}");
    }
}

#[test]
fn a_short_foreign_name_inside_a_longer_word_is_none() {
    names(&[
        ("タイトルとスタイル", ""),
        ("タイの都市", "TH"),
        ("沿海地区", ""),
        ("在上海地铁", "CN/shanghai"),
        ("東京都", ""),
        ("南アメリカとインド洋", ""),
        ("Bakış, Francés", ""),
        ("ราชาดก ประเทศชาด", "TD"),
    ]);
}

#[test]
fn a_misspelt_country_is_offered_its_neighbours() {
    assert_eq!(nearest_countries("Filand")[0], "Finland");
    assert_eq!(nearest_countries("Kenja")[0], "Kenya");
    assert_eq!(nearest_countries("Phillipines")[0], "Philippines");
    assert_eq!(nearest_countries("Gremany")[0], "Germany");
    assert!(nearest_countries("qqqqqqqq").is_empty());
    assert!(nearest_countries("").is_empty());
}

#[test]
fn a_text_of_any_length_takes_linear_time() {
    for piece in [
        "Guinea ",
        "a",
        "Aa",
        "Republic of ",
        "南",
        "สาธารณรัฐ",
        "Seo-gu ",
        "والمغرب",
        "(",
        "e\u{301}",
        "Korea, ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let start = std::time::Instant::now();
        mentions(&text);
        assert!(start.elapsed().as_secs() < 5, "{piece:?} takes {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_text_gives_ranges_in_order_on_character_boundaries(
        text in "([A-Za-z ,.'()-]|Guinea|Korea|Republic of |南京|中国|부안의|المغرب|و|ประเทศไทย|É|\u{301}|\n|タイ|Seo-gu|İ|ﬁ|½){0,40}",
        wild in any::<String>(),
    ) {
        for text in [&text, &wild, &format!("{wild}{text}")] {
            let mut end = 0;
            for mention in mentions(text) {
                assert!(mention.start >= end && mention.start < mention.end, "{text:?}");
                assert!(text.get(mention.start..mention.end).is_some(), "{text:?}");
                end = mention.end;
            }
            country(text);
            city(text, None);
        }
    }
}

#[test]
fn official_names_are_names_and_the_words_that_make_them_official() {
    for (name, expected) in [
        ("Republic of Kenya", Some("KE")),
        ("République d'Indonésie", Some("ID")),
        ("Föderative Republik Brasilien", Some("BR")),
        ("Moldova, Republic of", Some("MD")),
        ("Comores, Îles", Some("KM")),
        ("República Francesa", Some("FR")),
        ("Аргентинская Республика", Some("AR")),
        ("肯尼亚共和国", Some("KE")),
        ("케냐 공화국", Some("KE")),
        // Nothing else may stand beside the name, and some names differ by these words alone.
        ("Kenya Airways", None),
        ("Kenyan", None),
        ("Republic of Kenya and Uganda", None),
        ("República de Corea Unida", None),
        ("Republic of Chinese", None),
    ] {
        assert_eq!(code(name), expected, "{name}");
    }
}

#[test]
fn where_a_country_is_asked_for_its_name_may_be_another_word() {
    for (name, expected) in
        [("Island", "IS"), ("Maurice", "MU"), ("Того", "TG"), ("Mỹ", "US"), ("SAD", "US"), ("Čad", "TD")]
    {
        assert_eq!(country_asked(name).map(|country| country.code), Some(expected), "{name}");
        assert_eq!(code(name), None, "{name} is also a word");
        assert_eq!(named(name), "", "{name} is also a word");
    }
    assert_eq!(country_asked(""), None);
}

/// Names by another route than ours: see the head of the file.
#[test]
fn countries_are_known_by_the_names_that_others_gave_them() {
    let table = include_str!("../../tests/country_names.tsv");
    // help: add a missing name to country_aliases.tsv and make the tables again, see SOURCES.md
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut wrong = Vec::new();
    for row in rows {
        let [language, name, expected] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("language, name, code: {row}")
        };
        let found = country_asked(name).map(|country| country.code);
        if found != Some(expected) {
            wrong.push(format!("{language}: `{name}` is {found:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} names:\n{}", wrong.len(), wrong.join("\n"));
}
