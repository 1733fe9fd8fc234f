//! Facts about the forms that names and adjectives take, as tests, written down without looking at the rules.

use crate::names::{Place, mentions, nearest_countries, possible_mentions, senses};

/// What a text names: `KR`, `IE/cork`, an adjective as `~KR`.
fn named(text: &str) -> String {
    let names = mentions(text).into_iter().map(|mention| {
        let sign = if mention.demonym { "~" } else { "" };
        format!("{sign}{}", mention.place.id())
    });
    names.collect::<Vec<_>>().join(" ")
}

/// Every text that does not name what it should, with what it names.
#[track_caller]
fn all(facts: &[(&str, &str)]) {
    let wrong = facts.iter().filter(|(text, expected)| named(text) != *expected);
    let wrong: Vec<String> =
        wrong.map(|(text, expected)| format!("{text}: {}, not {expected}", named(text))).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Language by language: words of that language, each with its country.
#[rustfmt::skip]
const ADJECTIVES: &[(&str, &str)] = &[
    ("de", "deutsche DE deutschen DE deutscher DE deutsches DE griechische GR chinesischen CN libysche LY
        britischer GB"),
    ("nl", "Duitse DE Marokkaanse MA Chinese CN Koreaanse KR Poolse PL Finse FI Ierse IE Turkse TR
        Oekraïense UA Japanse JP"),
    ("sv", "kinesiska CN tyska DE koreanska KR marockanska MA finskt FI irländska IE polska PL grekiska GR
        ryska RU svensk SE"),
    ("da", "kinesiske CN tyske DE sydkoreanske KR marokkanske MA irske IE tyrkiske TR russisk RU italienske IT
        svenske SE"),
    ("nb", "kinesiske CN tyske DE koreansk KR sveitsisk CH greske - østerrikske AT meksikansk MX vietnamesiske VN"),
    ("fi", "saksalaiset DE kiinalaisissa CN korealaiset KR marokkolaisten MA turkkilaisia TR ranskalainen FR
        irlantilaiset IE
        suomalaisen FI ruotsalaisissa SE portugalilaiset PT meksikolaiset MX afrikkalaiset africa"),
    ("hu", "kínai CN német DE marokkói MA török TR olasz IT koreai KR lengyel PL görög GR portugál PT ukrán UA
        thaiföldi TH
        írországi IE vietnámi VN kenyai KE"),
    ("pl", "niemieckie DE chińskie CN koreańskich KR marokańskie MA tureckim TR włoska IT hiszpańskiego ES
        irlandzkimi IE
        fińskiej FI szwedzką SE japońscy JP ukraińskie UA afrykańskich africa"),
    ("cs", "německá DE čínská CN korejských KR italská IT turecké TR polští PL francouzskými FR řecká GR
        irského IE ruská RU
        finskou FI španělská ES japonská JP ukrajinských UA"),
    ("sk", "nemecké DE čínske CN kórejských KR talianskej IT tureckom TR fínske FI maďarských HU írske IE
        švédskeho SE"),
    ("sl", "kitajska CN nemška DE korejskih KR italijansko IT maroška MA turških TR finskega FI irskih IE japonski JP"),
    ("hr", "kineski CN njemački DE korejskih KR talijanskog IT marokanske MA turskih TR finskom FI irskih IE
        japanska JP"),
    ("ro", "chinezești CN marocane MA coreene KR germană DE italiene IT turcești TR finlandeze FI irlandez IE
        franceză FR
        românești RO greacă GR ucrainene UA spaniole ES"),
    ("bg", "китайски CN германските DE корейска KR мароканските MA турския TR италианско IT ирландски IE
        финландските FI"),
    ("uk", "німецькі DE китайських CN корейські KR марокканський MA турецького TR італійської IT ірландським IE
        фінські FI
        мексиканське MX в'єтнамських VN"),
    ("el", "γερμανικές DE κινεζικές CN κορεατικών KR τουρκικές TR ιταλική IT ιρλανδικού IE φινλανδικά FI
        μεξικάνικη MX"),
    ("tr", "Alman DE Çinli CN Koreli KR Faslı MA İtalyan IT İrlandalı IE Finlandiyalı FI Fransız FR Meksikalılar MX"),
    ("he", "גרמניות DE הסיניות CN קוריאניות KR מרוקאיות MA טורקית TR איטלקים IT איריות IE והצרפתית FR"),
    ("fa", "آلمانی DE مراکشی MA ایتالیایی IT فرانسوی FR ایرلندی IE فنلاندی FI ژاپنی JP مکزیکی MX"),
    ("hi", "जर्मन DE कोरियाई KR इतालवी IT आयरिश IE जापानी JP वियतनामी VN"),
    ("bn", "চীনা CN জার্মান DE কোরীয় KR ইতালীয় IT ফরাসি FR জাপানি JP আইরিশ IE"),
    ("sw", "Kijerumani DE Kichina CN Wachina CN Kikorea KR Kiitaliano IT Kijapani JP Mjapani JP"),
];

#[test]
fn adjectives_of_twenty_languages_are_known_in_the_forms_that_texts_have() {
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for (language, words) in ADJECTIVES {
        for pair in words.split_whitespace().collect::<Vec<_>>().chunks(2) {
            pairs += 1;
            // A long text with capitals, where small letters mean something.
            let text = format!("{} {}", pair[0], "Und so weiter und so fort. ".repeat(8));
            let expected = if pair[1] == "-" { String::new() } else { format!("~{}", pair[1]) };
            if named(&text) != expected {
                wrong.push(format!("{language}: {} is {:?}", pair[0], named(&text)));
            }
        }
    }
    assert!(pairs >= 200, "{pairs}");
    assert!(wrong.is_empty(), "{} of {pairs}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_are_known_in_their_cases() {
    all(&[
        ("Kiinassa, Saksan ja Suomesta; Venäjällä, Thaimaassa", "CN DE FI RU TH"),
        (
            "Pekingissä, Isfahanissa, Tampereella, Espoossa ja Dublinin",
            "CN/beijing IR/isfahan FI/tampere FI/espoo IE/dublin",
        ),
        ("Kínában, Törökországból, Németországnak és Olaszországra", "CN TR DE IT"),
        ("Pekingben, Dublinban, Isfahánból", "CN/beijing IE/dublin IR/isfahan"),
        ("w Chinach, do Niemiec, w Niemczech, w Turcji, Hiszpanii, Korei", "CN DE DE TR ES KR"),
        ("w Pekinie, do Dublina, w Bangkoku", "CN/beijing IE/dublin TH/bangkok"),
        ("v Číně, ve Francii, v Koreji, v Polsku, v Německu", "CN FR KR PL DE"),
        ("v Pekingu, v Dublinu a v Bangkoku", "CN/beijing IE/dublin TH/bangkok"),
        ("v Taliansku, v Írsku, Indonézii", "IT IE ID"),
        ("v Nemčiji, v Turčiji, na Kitajskem", "DE TR ~CN"),
        ("u Italiji, iz Španije, u Meksiku", "IT ES MX"),
        ("orașele Germaniei, Chinei și Italiei, ale Marocului", "DE CN IT MA"),
        ("থাইল্যান্ডের শহর, চীনের, জার্মানির, জার্মানিতে", "TH CN DE DE"),
        ("দক্ষিণ কোরিয়ায়, চীনে, ভারতকে, বেইজিংয়ের, ঘানার", "KR CN IN CN/beijing GH"),
        ("בסין, ביפן, מסין ובגרמניה", "CN JP CN DE"),
        ("v Corku, Irsko", "IE/cork IE"),
        ("কর্ক, আয়ারল্যান্ড", "IE/cork IE"),
    ]);
    // What people type has no capitals.
    all(&[
        ("kaupungit kiinassa", "CN"),
        ("városok kínában", "CN"),
        ("miasta w turcji", "TR"),
        ("dublinban", "IE/dublin"),
    ]);
}

#[test]
fn words_of_other_languages_are_no_adjectives_and_no_cases() {
    let long =
        |words: &str| format!("{words}. {}", "And So On and so forth in a text of some length. ".repeat(4));
    for text in [
        // English and French.
        "It is germane to the point, a ruse, a roman, a rumen",
        "le roman, une ruse",
        // Finnish: autumn colours, cod, basis. Norwegian: sweat, find, easy.
        "Ruskan aikaan turska ja ruska. Perusta on hyvä",
        "svette og sved, finn det, lett",
        // Hungarian: throat, guild, into mud. Croatian: mistakes. Slovene: road, yellow.
        "a torok fáj, a céh, sárba",
        "greške na cesti, rumen",
        // Spanish and Romanian: cinema, who. Indonesian: cooking, now. Lithuanian: species. Polish: dish.
        "Cine mudo en el cine. Cine este acolo",
        "Masakan enak, kini",
        "rūšį, Danie główne",
        // German: to lie. Dutch: let's.
        "Liegen, kanton und kantone",
        "Lets go, Pools and Fins",
        // Hindi and Persian: sugar. Hebrew: they broke.
        "दो चम्मच चीनी डालें और अच्छी तरह मिलाएँ, फिर उसे ठंडा होने दें और परोसें",
        "הפרו את החוק",
        // Bengali: a sheet.
        "একটি চাদর",
        // Catalan: sister. Latvian: digits.
        "la meva germana, ciparu",
    ] {
        let found = named(&long(text));
        assert_eq!(found, "", "in {text:?}");
    }
    for question in [
        "la ruse",
        "la meva germana",
        "cine y aprendizaje",
        "rumen health",
        "cesti",
        "perusta",
        "masakan",
        "danie",
    ] {
        assert_eq!(named(question), "", "in {question:?}");
        assert!(
            !possible_mentions(question, "en").iter().any(|found| matches!(found.place, Place::Country(_)))
        );
    }
}

#[test]
fn a_form_that_two_countries_share_names_neither() {
    // Slovak in Prague, Slovene in Ljubljana.
    all(&[
        ("slovenská", ""),
        ("slovenska", ""),
        ("slovenskych", "~SK"),
        ("slovenskih", "~SI"),
        ("slovinská", "~SI"),
    ]);
}

#[test]
fn forms_of_cases_are_not_offered() {
    assert!(!nearest_countries("Francjo").contains(&"Poland") && nearest_countries("Niemiecz").is_empty());
    assert!(senses(&["Francji"])[0].remarks[0].contains("ending of a case"));
}
