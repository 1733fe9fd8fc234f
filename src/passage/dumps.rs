//! What the raw dumps must give, read whole: the pages this product was asked for.
//!
//! The dumps are not part of the project. The tests look for them in the folder `GNLC_DUMPS` names, then beside the
//! project, and say that they were skipped where there are none.

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
mod tests {
    use std::path::{Path, PathBuf};

    use crate::passage::{LONGEST, Passage, passages};
    use crate::read::Document;
    use crate::structure::{Page, Zone, page};

    struct Read {
        text: String,
        page: Page,
        passages: Vec<Passage>,
    }

    fn folder() -> PathBuf {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
        std::env::var_os("GNLC_DUMPS").map_or(beside, PathBuf::from)
    }

    /// The dump whose name begins with a number.
    fn dump(number: &str) -> Option<Read> {
        let entries = std::fs::read_dir(folder()).into_iter().flatten().flatten();
        let path = entries
            .map(|entry| entry.path())
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)));
        let Some(path) = path else {
            println!("skipped: no dump {number} in {}; name its folder in GNLC_DUMPS", folder().display());
            return None;
        };
        let text = std::fs::read_to_string(path).unwrap();
        let document = Document { text: text.clone(), ..Document::default() };
        let page = page(&document);
        let passages = passages(&document, &page);
        for passage in &passages {
            let original = &text[passage.start..passage.end];
            assert!(original.chars().count() <= LONGEST);
            assert!(!original.contains('©'), "no caption: {original}");
        }
        for part in &page.parts {
            assert_eq!(part.language.code, "en", "a by-line or a menu decides no language");
            assert!(
                !part
                    .about
                    .cities
                    .iter()
                    .any(|city| ["Davenport", "Hamburg", "Changsha"].contains(&city.as_str()))
            );
            assert!(part.date.as_ref().is_some_and(|date| date.year <= 2024), "no year of a plan");
        }
        Some(Read { text, page, passages })
    }

    impl Read {
        /// The passages whose original says these words, blanks folded.
        fn saying(&self, words: &str) -> Vec<&Passage> {
            let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.passages
                .iter()
                .filter(|passage| fold(&self.text[passage.start..passage.end]).contains(words))
                .collect()
        }

        fn day(&self) -> (i16, Option<i8>, Option<i8>) {
            let date = self.page.parts[0].date.as_ref().unwrap();
            (date.year, date.month, date.day)
        }
    }

    #[test]
    fn sections_of_cities_are_about_their_city() {
        let Some(read) = dump("000") else { return };
        assert_eq!(
            (read.page.shape, read.page.parts[0].kind, read.day()),
            ("city-sections", "news", (2024, Some(2), Some(14)))
        );
        let sections: Vec<(String, Vec<String>)> = read
            .passages
            .iter()
            .filter(|passage| !passage.heading.is_empty())
            .map(|passage| (passage.about.countries.join(" "), passage.about.cities.clone()))
            .collect();
        let wanted = [
            ("CN", "Nanjing"),
            ("CN", "Suzhou"),
            ("KR", "Buan"),
            ("KR", "Seo-gu (Gwangju)"),
            ("KR", "Hanam"),
        ];
        assert_eq!(sections, wanted.map(|(country, city)| (country.to_owned(), vec![city.to_owned()])));
        let general = read.saying("Currently, 56 cities in the Republic of Korea");
        assert_eq!(
            (general[0].about.countries.join(" "), general[0].about.cities.len()),
            ("KR".to_owned(), 0)
        );
        let captions = read.page.zones.iter().filter(|zone| zone.zone == Zone::Caption).count();
        assert_eq!(captions, 6);
    }

    #[test]
    fn a_list_of_members_is_grouped_by_country() {
        let Some(read) = dump("001") else { return };
        let part = &read.page.parts[0];
        assert_eq!(
            (read.page.shape, part.kind, read.day()),
            ("member-list", "announcement", (2024, Some(2), Some(22)))
        );
        let groups: Vec<&Passage> =
            read.passages.iter().filter(|passage| !passage.about.cities.is_empty()).collect();
        assert_eq!(groups.len(), 5);
        assert_eq!(groups.iter().map(|passage| passage.about.cities.len()).sum::<usize>(), 11);
        let korea = read.saying("Hanam, Republic of Korea");
        assert_eq!(korea[0].text, "Republic of Korea: Buan, Seo-gu (Gwangju), Hanam");
        assert_eq!(korea[0].heading, ["The new members in Asia and the Pacific are:", "Republic of Korea"]);
        let quotation = read.saying("Cities are key to transforming the right to education");
        assert!(quotation[0].text.contains("Audrey Azoulay, UNESCO Director-General"));
    }

    #[test]
    fn a_flattened_table_gives_every_city_to_its_country() {
        let Some(read) = dump("002") else { return };
        let part = &read.page.parts[0];
        assert_eq!(
            (read.page.shape, part.kind, read.day()),
            ("region-table", "press-release", (2020, Some(9), Some(23)))
        );
        assert!(part.about.is_empty() && read.page.notes.is_empty(), "{:?}", read.page.notes);
        let groups: Vec<&Passage> =
            read.passages.iter().filter(|passage| passage.heading.len() == 3).collect();
        assert_eq!(groups.len(), 27);
        assert_eq!(groups.iter().map(|passage| passage.about.cities.len()).sum::<usize>(), 55);
        let reads = |text: &str| groups.iter().any(|passage| passage.text == text);
        assert!(reads("Morocco (Arab States): Benguerir, Laayoune, Chefchaouen"));
        assert!(reads("Thailand (Asia and the Pacific): Chachoengsao, Phuket, Chiang Mai"));
        assert!(reads("Greece (Europe): Corinth"), "its row is broken over three lines");
        assert!(reads("Nicaragua (Latin America and the Caribbean): Santiago de los Caballeros de León"));
        let turkey = read.saying("Afyonkarahisar");
        assert_eq!(
            (turkey[0].about.countries.join(" "), turkey[0].about.regions.join(" ")),
            ("TR".to_owned(), "europe-north-america".to_owned())
        );
    }

    #[test]
    fn every_card_of_a_listing_is_a_document() {
        let Some(read) = dump("003") else { return };
        let countries: Vec<String> =
            read.page.parts.iter().map(|part| part.about.countries.join(" ")).collect();
        assert_eq!(countries, ["CN", "AR", "BR", "DK", "CN", "CN", "CN", "AM", "BG", "FI", "KR", "IE"]);
        for (number, part) in read.page.parts.iter().enumerate() {
            assert_eq!((part.key.as_str(), part.kind), (format!("card{}", number + 1).as_str(), "profile"));
            assert_eq!(part.date.as_ref().map(|date| date.year), Some(2021));
            assert_eq!(part.about.cities, std::slice::from_ref(&part.title));
            assert!(part.blocks.len() >= 4, "{} has {} sections", part.title, part.blocks.len());
        }
        for words in [
            "Cultural Circle every resident will live within",
            "is a vibrant city of 88600 inhabitants",
            "training for new modern farmers",
            "education project for the ageing population",
            "after the collapse of the Soviet Union with increased unemployment",
            "In 2017 Cork City hosted the third International Conference on Learning Cities",
            "motto government leads society coordinates and everyone participates",
            "economic emigration and improving the lives of the immigrants who stayed",
        ] {
            assert_eq!(read.saying(words).len(), 1, "{words}");
        }
        assert!(
            read.saying("Scam alert").is_empty() && read.saying("Afghanistan").is_empty(),
            "no menu is an answer"
        );
    }

    #[test]
    fn an_article_is_about_the_country_it_speaks_of() {
        let Some(read) = dump("004") else { return };
        let part = &read.page.parts[0];
        assert_eq!(
            (read.page.shape, part.kind, read.day()),
            ("article", "report", (2016, Some(11), Some(22)))
        );
        assert_eq!(
            (part.about.countries.join(" "), part.about.cities.join(" ")),
            ("CN".to_owned(), "Hangzhou".to_owned())
        );
        for passage in &read.passages {
            assert!(!passage.about.countries.iter().any(|code| ["JO", "DK", "SX"].contains(&code.as_str())));
        }
    }
}
