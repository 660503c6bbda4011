//! The built-in tables, checked by themselves and against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const SURNAMES: &str = include_str!("../../data/authority/builtin/surnames.csv");
const README: &str = include_str!("../../data/authority/README.md");

/// Names of two bodies that only the date of a report tells apart.
const SHARED: [&str; 1] = ["國科會"];

fn builtin() -> Authority {
    Authority::builtin()
}

fn check_cells<const N: usize>(text: &'static str, columns: &[&str; N]) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("a header"), columns.as_slice());
    let ours: Vec<[Text; N]> = cell::rows(cell::without_header(text)).collect();
    let theirs: Vec<csv::StringRecord> = reader.records().map(|it| it.expect("CSV")).collect();
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert!(ours.iter().eq(theirs.iter()), "{ours:?}");
        for cell in ours {
            assert_eq!(cell.trim(), cell, "blanks around a cell");
            assert!(!cell.contains("||") && !cell.starts_with('|') && !cell.ends_with('|'));
        }
        assert!(!ours[N - 1].is_empty(), "{ours:?} has no source");
    }
}

#[test]
fn every_table_is_read_as_the_csv_crate_reads_it_and_each_row_has_its_source() {
    check_cells(JURISDICTIONS, &jurisdiction::COLUMNS);
    check_cells(ORGANISATIONS, &organisation::COLUMNS);
    check_cells(TITLES, &title::COLUMNS);
    check_cells(SURNAMES, &surname::COLUMNS);
    check_cells(LEXICON, &lexicon::COLUMNS);
}

#[test]
fn every_table_is_sorted_and_has_each_key_once() {
    fn check<T: Entry>(register: &Register<T>) {
        let keys: Vec<&Text> = register.iter().map(Entry::key).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    }
    let authority = builtin();
    check(&authority.jurisdictions);
    check(&authority.organisations);
    check(&authority.titles);
    let surnames: Vec<[Text; 3]> = cell::rows(cell::without_header(SURNAMES)).collect();
    assert!(surnames.is_sorted_by(|a, b| a[0] < b[0]));
    let lexicon: Vec<[Text; 4]> = cell::rows(cell::without_header(LEXICON)).collect();
    assert!(lexicon.is_sorted_by(|a, b| a[..2] < b[..2]));
}

#[test]
fn every_row_is_found_by_its_key_its_number_and_each_of_its_names() {
    fn check<T: Entry + PartialEq + std::fmt::Debug>(register: &Register<T>, table: &str) {
        let rows: Vec<&T> = register.iter().collect();
        assert_eq!(rows.len(), table.lines().count() - 1);
        assert_eq!(register.len(), rows.len());
        let mut names = 0;
        for (number, row) in rows.into_iter().enumerate() {
            assert_eq!(register.get(row.key()), Some(row));
            assert_eq!(register.row(number), row);
            for name in row.names() {
                names += 1;
                assert!(register.named(&name).any(|it| it == row), "{name}");
            }
            for form in row.weak_names() {
                assert!(register.weakly_named(&form).any(|it| it == row), "{form}");
            }
        }
        assert_eq!(register.index().len(), names);
        assert_eq!(register.get("no such key"), None);
        assert_eq!(register.named("no such name").next(), None);
    }
    let authority = builtin();
    check(&authority.jurisdictions, JURISDICTIONS);
    check(&authority.organisations, ORGANISATIONS);
    check(&authority.titles, TITLES);
    for [surname, kind, _] in cell::rows(cell::without_header(SURNAMES)) {
        let kind = SurnameKind::from_cell(&kind).expect("a kind");
        assert_eq!(authority.surnames.kind(&surname), Some(kind));
    }
    for [group, word, value, _] in cell::rows(cell::without_header(LEXICON)) {
        assert_eq!(authority.lexicon.value(&group, &word), Some(&*value));
    }
}

#[test]
fn a_row_lies_within_a_listed_one_and_never_within_itself() {
    let authority = builtin();
    for row in &authority.jurisdictions {
        let mut above = row.within.as_deref();
        for _ in 0..8 {
            let Some(key) = above else { break };
            let next = authority.jurisdictions.get(key);
            above = next.unwrap_or_else(|| panic!("{key}")).within.as_deref();
        }
        assert_eq!(above, None, "{} lies in a circle", row.key);
    }
    for row in &authority.organisations {
        let mut above = row.within.as_deref();
        for _ in 0..8 {
            let Some(key) = above else { break };
            let next = authority.organisations.get(key);
            above = next.unwrap_or_else(|| panic!("{key}")).within.as_deref();
        }
        assert_eq!(above, None, "{} lies in a circle", row.key);
        if let Some(key) = row.jurisdiction.as_deref() {
            assert!(authority.jurisdictions.get(key).is_some(), "{key}");
        }
    }
}

#[test]
fn a_name_tells_one_row_unless_it_is_known_to_be_shared() {
    let authority = builtin();
    let mut keys: BTreeMap<Text, BTreeSet<&str>> = BTreeMap::new();
    for row in &authority.jurisdictions {
        let names: Vec<Text> = row.names().collect();
        for name in names {
            keys.entry(name).or_default().insert(&row.key);
        }
    }
    for row in &authority.organisations {
        for name in row.names() {
            keys.entry(name).or_default().insert(&row.key);
        }
    }
    let shared: Vec<&str> = keys
        .iter()
        .filter(|(_, keys)| keys.len() > 1)
        .map(|(name, _)| &**name)
        .collect();
    assert_eq!(shared, SHARED);
}

#[test]
fn a_name_stands_once_in_its_row() {
    let authority = builtin();
    let check = |key: &str, names: Vec<Text>| {
        let distinct: BTreeSet<&Text> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{key}: {names:?}");
    };
    for row in &authority.jurisdictions {
        check(&row.key, row.names().chain(row.weak_names()).collect());
    }
    for row in &authority.organisations {
        check(&row.key, row.names().chain(row.weak_names()).collect());
    }
    for row in &authority.titles {
        check(row.key(), row.names().collect());
    }
}

#[test]
fn no_word_that_names_nothing_is_a_name() {
    let authority = builtin();
    let groups = [
        "boundary-after",
        "boundary-before",
        "org-generic",
        "pronoun",
        "self-jurisdiction",
        "self-organisation",
    ];
    for row in &authority.jurisdictions {
        for name in row.names() {
            let group = groups
                .iter()
                .find(|it| authority.lexicon.contains(it, &name));
            assert_eq!(group, None, "{name}, of {}", row.key);
        }
    }
    for row in &authority.organisations {
        for name in row.names() {
            let group = groups
                .iter()
                .find(|it| authority.lexicon.contains(it, &name));
            assert_eq!(group, None, "{name}, of {}", row.key);
        }
    }
}

#[test]
fn a_strong_name_has_more_than_one_han_character() {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let authority = builtin();
    let jurisdictions = authority.jurisdictions.iter().flat_map(Entry::names);
    let organisations = authority.organisations.iter().flat_map(Entry::names);
    for name in jurisdictions.chain(organisations) {
        assert!(
            name.chars().count() > 1 || !name.chars().all(is_han),
            "{name}"
        );
    }
}

#[test]
fn all_of_iso_3166_1_is_listed_with_the_labels_of_cldr() {
    let authority = builtin();
    assert_eq!(
        authority.jurisdictions.iter().filter(|row| row.eu).count(),
        249
    );
    let labels = |key: &str| {
        let row = authority.jurisdictions.get(key).expect(key);
        (row.zh.to_string(), row.en.to_string())
    };
    for (key, zh, en) in [
        ("BFA", "布吉納法索", "Burkina Faso"),
        ("CIV", "象牙海岸", "Côte d’Ivoire"),
        ("GEO", "喬治亞", "Georgia"),
        ("HKG", "香港", "Hong Kong"),
        ("HRV", "克羅埃西亞", "Croatia"),
        ("IDN", "印尼", "Indonesia"),
        ("KOR", "南韓", "South Korea"),
        ("MAC", "澳門", "Macao"),
        ("SWZ", "史瓦帝尼", "Eswatini"),
        ("TUR", "土耳其", "Türkiye"),
        ("TWN", "台灣", "Taiwan"),
        ("XKX", "科索沃", "Kosovo"),
    ] {
        assert_eq!(labels(key), (zh.to_owned(), en.to_owned()));
    }
}

#[test]
fn taiwans_and_the_mainlands_names_of_a_place_lead_to_one_row() {
    let authority = builtin();
    for (key, names) in [
        (
            "CZE",
            &["捷克", "捷克共和國", "Czechia", "Czech Republic"][..],
        ),
        ("DEU", &["德國", "德意志聯邦共和國"]),
        ("FR-75C", &["巴黎", "Paris"]),
        ("GEO", &["喬治亞", "格魯吉亞", "Georgia"]),
        ("ITA", &["義大利", "意大利"]),
        ("KOR", &["南韓", "韓國", "大韓民國", "Republic of Korea"]),
        ("NZL", &["紐西蘭", "新西蘭"]),
        ("SAU", &["沙烏地阿拉伯", "沙特阿拉伯"]),
        (
            "TW-TPE",
            &["臺北市", "台北市", "臺北", "台北", "Taipei City"],
        ),
        ("TWN", &["臺灣", "台灣", "中華民國", "R.O.C."]),
        ("USA", &["美國", "U.S.", "USA", "United States of America"]),
    ] {
        for name in names {
            let found: Vec<&str> = authority
                .jurisdictions
                .named(name)
                .map(|it| &*it.key)
                .collect();
            assert_eq!(found, [key], "{name}");
        }
    }
    assert_eq!(authority.jurisdictions.named("美").count(), 0);
    let found: Vec<&str> = authority
        .jurisdictions
        .weakly_named("美")
        .map(|it| &*it.key)
        .collect();
    assert_eq!(found, ["USA"]);
}

#[test]
fn neighbours_in_spelling_stay_apart() {
    let authority = builtin();
    let key = |name: &str| {
        authority
            .jurisdictions
            .named(name)
            .next()
            .map(|it| it.key.to_string())
    };
    for (name, expected) in [
        ("多明尼加", "DOM"),
        ("多米尼克", "DMA"),
        ("尼日", "NER"),
        ("奈及利亞", "NGA"),
        ("剛果民主共和國", "COD"),
        ("剛果共和國", "COG"),
        ("幾內亞", "GIN"),
        ("幾內亞比索", "GNB"),
        ("蘇格蘭", "GB-SCT"),
        ("馬利", "MLI"),
        ("馬里蘭州", "US-MD"),
    ] {
        assert_eq!(key(name).as_deref(), Some(expected), "{name}");
    }
}

#[test]
fn keys_identifiers_and_dates_have_their_form() {
    let authority = builtin();
    let is_slug = |text: &str| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !text.is_empty()
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(allowed))
    };
    let is_upper = |text: &str| text.bytes().all(|it| it.is_ascii_uppercase());
    for row in &authority.jurisdictions {
        let fits = match row.key.split_once('-') {
            None => row.key.len() == 3 && is_upper(&row.key),
            Some(("M49", code)) => code.len() == 3,
            Some(("area", name)) => is_slug(name),
            Some((country, name)) if country.len() == 3 => is_upper(country) && is_slug(name),
            Some((country, code)) => country.len() == 2 && is_upper(country) && code.len() <= 3,
        };
        assert!(fits, "{}", row.key);
    }
    let is_date = |text: &str| {
        matches!(text.len(), 4 | 7 | 10) && text.split('-').all(|it| it.parse::<u16>().is_ok())
    };
    for row in &authority.organisations {
        assert!(is_slug(&row.key), "{}", row.key);
        for date in row.from.iter().chain(&row.until) {
            assert!(is_date(date), "{}: {date}", row.key);
        }
    }
    let jurisdictions = authority
        .jurisdictions
        .iter()
        .filter_map(|it| it.wikidata.as_ref());
    let organisations = authority
        .organisations
        .iter()
        .filter_map(|it| it.wikidata.as_ref());
    for id in jurisdictions.chain(organisations) {
        assert!(
            id.strip_prefix('Q')
                .is_some_and(|number| number.parse::<u32>().is_ok())
        );
    }
}

#[test]
fn every_group_of_cue_words_is_documented() {
    let documented: BTreeSet<&str> = README
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .flat_map(|cell| cell.split(", "))
        .map(|group| group.trim_matches('`'))
        .collect();
    for group in builtin().lexicon.groups() {
        assert!(documented.contains(group), "{group}");
    }
}

#[test]
fn every_column_is_documented() {
    let columns = jurisdiction::COLUMNS.iter().chain(&organisation::COLUMNS);
    let columns = columns.chain(&title::COLUMNS).chain(&surname::COLUMNS);
    for column in columns.chain(&lexicon::COLUMNS) {
        assert!(README.contains(&format!("`{column}`")), "{column}");
    }
}

#[test]
fn titles_tell_where_they_may_stand() {
    let authority = builtin();
    let minister = authority
        .titles
        .named("政委")
        .next()
        .expect("an abbreviation");
    assert_eq!(minister.zh.as_deref(), Some("政務委員"));
    assert!(minister.uses.inner && minister.uses.before && minister.uses.after);
    let mister = authority.titles.get("先生").expect("an honorific");
    assert!(mister.uses.honorific && mister.uses.after && !mister.uses.before);
    assert!(authority.titles.get("副").expect("a prefix").uses.prefix);
    for title in &authority.titles {
        let uses = title.uses;
        let any = uses.inner || uses.before || uses.after || uses.prefix;
        assert!(any, "{title:?} may stand nowhere");
    }
}

#[test]
fn a_surname_is_found_at_the_start_of_a_name() {
    let surnames = builtin().surnames;
    assert_eq!(surnames.longest_prefix("歐陽鋒"), Some("歐陽"));
    assert_eq!(surnames.longest_prefix("唐鳳"), Some("唐"));
    assert_eq!(surnames.longest_prefix("張簡某某"), Some("張簡"));
    assert_eq!(surnames.longest_prefix("長谷川某"), Some("長谷川"));
    assert_eq!(surnames.longest_prefix("Bapna"), None);
    assert_eq!(surnames.longest_prefix(""), None);
    let readings: Vec<(&str, SurnameKind)> = surnames.prefixes("高木某").collect();
    assert_eq!(
        readings,
        [("高木", SurnameKind::Japanese), ("高", SurnameKind::Single)]
    );
}
