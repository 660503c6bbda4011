//! What holds of the tagger whatever its weights are, and two small texts as it reads them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::model::{NEVER, Scores};
use super::path::Span;
use super::vocabulary::Vocabulary;
use super::*;
use crate::authority::Authority;
use crate::source;

fn document(knowledge: &Knowledge, text: &str) -> Document {
    let (source, _) = source::decode("report.txt", text.as_bytes()).expect("a text");
    Document::read(source, &knowledge.headers).0
}

/// The names in a text with their kinds, and where they stand.
fn tagged(knowledge: &Knowledge, text: &str) -> (Document, Vec<(Bytes, &'static str)>) {
    let document = document(knowledge, text);
    let glyphs = Glyphs::known(document.text(), &knowledge.beginnings);
    let blocks = document.blocks().iter();
    let blocks: Vec<Range<usize>> = blocks.map(|block| glyphs.range(block.span)).collect();
    let found = tag(&document, knowledge, &glyphs, &blocks);
    let found = found
        .names
        .into_iter()
        .map(|found| (glyphs.span(found.range), label::KINDS[found.kind]));
    let found = found.collect();
    (document, found)
}

fn names(text: &str) -> Vec<String> {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (document, found) = tagged(&knowledge, text);
    let found = found.into_iter();
    found
        .map(|(span, kind)| format!("{kind} {}", document.slice(span)))
        .collect()
}

#[test]
fn names_of_a_chinese_text_are_found() {
    let text = "一、本所於５月２日至滿福埤與居民會勘，由邱雅惠陪同，並請大榕樹工作室提供圖面。\n";
    let found = ["LOC 滿福埤", "PER 邱雅惠", "ORG 大榕樹工作室"];
    assert_eq!(names(text), found);
}

#[test]
fn names_of_an_english_text_are_found() {
    let text =
        "Mosese Tuilagi of the Saltmarsh Growers' Co-operative met us at Pohutukawa Landing.\n";
    let found = [
        "PER Mosese Tuilagi",
        "ORG Saltmarsh Growers' Co-operative",
        "LOC Pohutukawa Landing",
    ];
    assert_eq!(names(text), found);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn names_stand_apart_on_characters_and_are_the_same_each_time(
        text in "(林|\\(|7|𠮷)(林|市|會|王小明|臺|é|O'Neill|Ministry| of |Health|，|。|\n|\n\n|　|\\(|\\)|7|𠮷){0,60}",
    ) {
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let (document, found) = tagged(&knowledge, &text);
        for (span, _) in &found {
            let (start, end) = (span.start, span.end);
            prop_assert!(start < end);
            prop_assert!(document.text().is_char_boundary(start));
            prop_assert!(document.text().is_char_boundary(end));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        prop_assert_eq!(found, tagged(&knowledge, &text).1);
    }

    /// All rows of labels of a short text, gone through one by one.
    #[test]
    fn the_best_labels_and_their_margins_are_those_of_all_rows_of_labels(
        scores in prop::collection::vec(prop::array::uniform13(-40_i16..40), 1..4),
        steps in prop::collection::vec(-40..40, label::COUNT * label::COUNT),
    ) {
        let model = model(&steps);
        let row = |scores: &[i16; label::COUNT]| -> Scores {
            std::array::from_fn(|label| scores.get(label).copied().map(i32::from).unwrap_or_default())
        };
        let rows: Vec<Scores> = scores.iter().map(row).collect();
        let mut paths = Paths::default();
        paths.scores.clone_from(&rows);
        let spans = paths.spans(&model);
        let all = every_row(&model, &rows);
        let best = all.iter().map(|(sum, _)| *sum).max().expect("one may be outside");
        for Span { tokens, kind, margin } in spans {
            let least = tokens.clone().map(|at| {
                let labels = all.iter().filter(|(sum, _)| *sum == best).map(|(_, row)| row[at]);
                let of_best: BTreeSet<usize> = labels.collect();
                if of_best.len() > 1 {
                    return 0;
                }
                let others = all.iter().filter(|(_, row)| !of_best.contains(&row[at]));
                best - others.map(|(sum, _)| *sum).max().unwrap_or(NEVER)
            });
            prop_assert_eq!(margin, least.min().expect("a token"));
            let first = all.iter().filter(|(sum, _)| *sum == best);
            let is_so = |(_, row): &(i32, Vec<usize>)| label::kind(row[tokens.start]) == kind;
            prop_assert!(first.clone().any(is_so));
        }
    }
}

fn model(steps: &[i32]) -> Model {
    let mut rows = vec!["feature,label,weight".to_owned()];
    for (at, step) in steps.iter().enumerate() {
        let [from, to] = [at / label::COUNT, at % label::COUNT].map(|at| pack::LABELS[at]);
        rows.push(format!(">{from},{to},{step}"));
    }
    let bytes = pack::pack(&rows.join("\n")).expect("a table");
    Model::stored(bytes.leak())
}

/// Each row of labels that may be, with its sum.
fn every_row(model: &Model, scores: &[Scores]) -> Vec<(i32, Vec<usize>)> {
    let mut all: Vec<(i32, Vec<usize>)> = vec![(0, Vec::new())];
    for here in scores {
        let longer = all.iter().flat_map(|(sum, row)| {
            let last = row.last().copied();
            (0..label::COUNT)
                .filter(move |&label| match last {
                    Some(last) => label::follows(last, label),
                    None => label::begins(label),
                })
                .map(move |label| {
                    let step = last.map_or(0, |last| model.transitions[last][label]);
                    let mut row = row.clone();
                    row.push(label);
                    (sum + step + here[label], row)
                })
        });
        all = longer.collect();
    }
    all.retain(|(_, row)| row.last().is_none_or(|&last| label::ends(last)));
    all
}

#[test]
fn what_a_token_weighs_is_the_sum_of_its_features_as_they_are_written() {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let text = "臺北市政府,「主任」 O'Neill \"Ministry of Health\" = 12\n";
    let document = document(&knowledge, text);
    let glyphs = Glyphs::known(document.text(), &knowledge.beginnings);
    let blocks = document.blocks().iter();
    let blocks: Vec<Range<usize>> = blocks.map(|block| glyphs.range(block.span)).collect();
    let (tokens, rows) = token::read(&document, &glyphs, &blocks);
    let told = clue::read(&knowledge, &glyphs, &tokens);
    let features = Features::new(&glyphs, &tokens, &told);
    let mut count = 0;
    for row in &rows {
        for latin in [false, true] {
            let Weights { model, few } = &*WEIGHTS[usize::from(latin)];
            let around = Around::of_all(&tokens, model);
            let row = token::Row {
                latin,
                ..row.clone()
            };
            for at in row.tokens.clone() {
                let mut summed = Sum {
                    features: &features,
                    model,
                    few,
                    around: &around,
                    scores: [0; 16],
                };
                features.of(&row, at, &mut summed);
                let mut written = Written {
                    document: &features,
                    features: Vec::new(),
                };
                features.of(&row, at, &mut written);
                let mut scores = [0; 16];
                for feature in &written.features {
                    model.add(pack::hashed(feature), &mut scores);
                }
                assert_eq!(summed.scores, scores, "{:?}", written.features);
                count += written.features.len();
            }
        }
    }
    assert!(count > 500);
}

#[test]
fn the_tables_are_sorted_and_read_as_they_are_written() {
    for (language, bytes) in ["zh", "en"].iter().zip(MODELS) {
        let file = format!("data/model/{language}.csv");
        let table = fs::read_to_string(&file).expect("a table");
        let rows: Vec<&str> = table.lines().skip(1).collect();
        assert!(rows.is_sorted(), "{file}");
        assert_eq!(pack::pack(&table).expect("rows"), bytes);
        let model = Model::stored(bytes);
        for row in rows.iter().step_by(97) {
            let [weight, label, feature]: [&str; 3] = row
                .rsplitn(3, ',')
                .collect::<Vec<_>>()
                .try_into()
                .expect("three cells");
            if feature.starts_with('>') || matches!(feature, "threshold" | "against") {
                continue;
            }
            let mut scores = [0; 16];
            model.add(pack::hashed(feature), &mut scores);
            let place = (0..label::COUNT).position(|place| pack::LABELS[place] == label);
            let weight: i32 = weight.parse().expect("a number");
            assert_eq!(scores[place.expect("a label")], weight, "{row}");
        }
    }
}

/// Nothing that is kept out of tuning may be trained on.
#[test]
fn the_list_of_texts_names_all_texts_and_no_case_that_is_kept_out() {
    let list = fs::read_to_string("data/model/texts.csv").expect("a list");
    let listed: BTreeSet<&str> = list.lines().skip(1).collect();
    assert!(listed.iter().is_sorted() && listed.len() == list.lines().count() - 1);
    let mut texts = 0;
    for language in ["zh", "en"] {
        let folder = format!("data/model/text/{language}");
        for entry in fs::read_dir(&folder).expect("texts") {
            let name = entry.expect("an entry").file_name();
            let path = format!("{folder}/{}", name.to_string_lossy());
            assert!(listed.contains(path.as_str()), "{path} was not trained on");
            let text = fs::read_to_string(format!("{path}/report.txt")).expect("a text");
            let says = [
                "本文為訓練用之虛構報告",
                "This report is made up for training",
            ];
            assert!(says.iter().any(|says| text.starts_with(says)), "{path}");
            assert!(!Path::new(&format!("tests/case/{}", name.to_string_lossy())).exists());
            texts += 1;
        }
    }
    let own = listed
        .iter()
        .filter(|path| path.starts_with("data/model/text/"));
    assert_eq!(own.count(), texts);
    for path in listed.iter().filter(|path| path.starts_with("tests/case/")) {
        let about = fs::read_to_string(format!("{path}/README.md")).expect("a case that exists");
        assert!(
            !about.contains("**held-out**") && !about.contains("kept out of tuning"),
            "{path}"
        );
    }
}

#[test]
fn the_vocabularies_know_words_and_their_base_forms() {
    let languages = [("zh", Vocabulary::chinese()), ("en", Vocabulary::english())];
    for ((language, read), bytes) in languages.into_iter().zip(vocabulary::WORDS) {
        let file = format!("data/model/vocabulary-{language}.csv");
        let table = fs::read_to_string(&file).expect("a table");
        assert_eq!(pack::vocabulary(&table).expect("rows"), bytes);
        let rows: Vec<&str> = table.lines().skip(1).collect();
        assert!(
            rows.is_sorted_by(|a, b| a.split(',').next() < b.split(',').next()),
            "{file}"
        );
        for row in rows {
            let (word, sorts) = row.split_once(',').expect("two cells");
            let found = read.sorts(hash::word(word.chars()));
            let found = found.iter().filter(|sort| **sort != class::NONE);
            let found: Vec<&str> = found
                .map(|&sort| vocabulary::SORTS[usize::from(sort)].text)
                .collect();
            assert_eq!(found.join("|"), sorts, "{word}");
        }
    }
    for fault in ["議會", "議會,n|v|a", "議會,k", "議會,n\n議會,v"] {
        assert!(
            pack::vocabulary(&format!("word,sorts\n{fault}")).is_err(),
            "{fault}"
        );
    }
    let english = Vocabulary::english();
    assert_eq!(english.sorts_of("ministries"), english.sorts_of("ministry"));
    assert_eq!(english.sorts_of("visited"), english.sorts_of("visit"));
    assert_eq!(english.sorts_of("qwrtz"), [class::NONE; 2]);
}

#[test]
fn the_groups_of_words_are_those_of_the_tables() {
    let languages = [("zh", group::chinese()), ("en", group::english())];
    for ((language, read), bytes) in languages.into_iter().zip(group::GROUPS) {
        let file = format!("data/model/groups-{language}.csv");
        let table = fs::read_to_string(&file).expect("a table");
        assert_eq!(pack::groups(&table).expect("rows"), bytes);
        for row in table.lines().skip(1) {
            let (word, group) = row.split_once(',').expect("three cells");
            let [first, part] = read.told(hash::word(word.chars())).expect("a group");
            assert_eq!(format!("{first},{part}"), group, "{word}");
        }
    }
    for fault in [
        "鹿港",
        "鹿港,1",
        "鹿港,64,0",
        "鹿港,0,16",
        "鹿港,1,1\n鹿港,1,2",
    ] {
        assert!(
            pack::groups(&format!("word,group,part\n{fault}")).is_err(),
            "{fault}"
        );
    }
}
