//! Questions that a reader may ask of the report, answered from the report by a person, and the
//! examples of `ontology/README.md`: what is written by the documentation alone must find it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use govrep::query::SavedQuery;
use serde::Deserialize;

use crate::query::{SAVED, csv};

/// The report, as received.
const REPORT: &str = include_str!("../../data/report/ogp-summit-2016/source.txt");

#[derive(Deserialize)]
struct Questions {
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    id: String,
    #[serde(rename = "zh-Hant")]
    chinese: String,
    en: String,
    words: Vec<Words>,
    asks: Vec<Ask>,
}

/// Words of the report that give the answer.
#[derive(Deserialize)]
struct Words {
    line: usize,
    text: String,
}

/// A saved query that is asked, and what it should say in the columns that hold the answer.
#[derive(Deserialize)]
struct Ask {
    query: String,
    #[serde(default)]
    parameters: toml::Table,
    columns: Vec<String>,
    answer: Vec<Vec<String>>,
}

impl Ask {
    fn values(&self) -> Vec<(String, String)> {
        let text = |value: &toml::Value| value.as_str().expect("a text").to_owned();
        let values = self.parameters.iter();
        values
            .map(|(name, value)| (name.clone(), text(value)))
            .collect()
    }

    /// As it is typed.
    fn command(&self) -> String {
        let mut command = format!("govrep query {}", self.query);
        for (name, value) in self.values() {
            let value = if value.contains([' ', '（']) {
                format!("'{value}'")
            } else {
                value
            };
            write!(command, " -p {name}={value}").expect("text");
        }
        command
    }
}

static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
    let text = include_str!("../gold/ogp-summit-2016-questions.toml");
    let questions: Questions = toml::from_str(text).expect("the questions");
    questions.question
});

/// The rows of an answer in these columns, each once.
fn rows(query: &SavedQuery, ask: &Ask) -> BTreeSet<Vec<String>> {
    let answer = csv(query, &SAVED.store, &ask.values());
    let mut reader = csv::Reader::from_reader(answer.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let columns: Vec<usize> = ask
        .columns
        .iter()
        .map(|column| {
            let at = head.iter().position(|name| name == column);
            at.unwrap_or_else(|| panic!("{} has no column {column}", query.name))
        })
        .collect();
    let rows = reader.records().map(|row| row.expect("CSV"));
    rows.map(|row| columns.iter().map(|&at| row[at].to_owned()).collect())
        .collect()
}

#[test]
fn every_question_has_exactly_the_answer_of_the_report() {
    assert_eq!(QUESTIONS.len(), 49);
    let mut wrong = String::new();
    for question in QUESTIONS.iter() {
        for ask in &question.asks {
            let query = SAVED.queries.get(&ask.query);
            let query = query.unwrap_or_else(|error| panic!("{}: {error}", question.id));
            let expected: BTreeSet<Vec<String>> = ask.answer.iter().cloned().collect();
            let found = rows(query, ask);
            if found != expected {
                let missing: Vec<_> = expected.difference(&found).collect();
                let more: Vec<_> = found.difference(&expected).collect();
                let (id, command) = (&question.id, ask.command());
                writeln!(
                    wrong,
                    "{id}: $ {command}\n  missing {missing:?}\n  too many {more:?}"
                )
                .expect("text");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_answer_stands_in_the_report() {
    // White space does not matter: lines are wrapped.
    let (mut text, mut lines) = (String::new(), Vec::new());
    for (number, line) in REPORT.lines().enumerate() {
        for c in line.chars().filter(|c| !c.is_whitespace()) {
            text.push(c);
            lines.extend([number + 1].repeat(c.len_utf8()));
        }
    }
    for question in QUESTIONS.iter() {
        assert!(!question.words.is_empty(), "{}", question.id);
        for Words { line, text: words } in &question.words {
            let sought: String = words.chars().filter(|c| !c.is_whitespace()).collect();
            let mut places = text.match_indices(&sought).map(|(at, _)| lines[at]);
            assert!(
                places.any(|place| place == *line),
                "{}: {words} does not begin in line {line}",
                question.id
            );
        }
    }
}

#[test]
fn the_readme_of_the_queries_says_which_query_answers_which_question() {
    let mut table = String::from("| question | 問題 | asked like this |\n| --- | --- | --- |\n");
    for question in QUESTIONS.iter() {
        let asked: Vec<String> = question
            .asks
            .iter()
            .map(|ask| format!("`{}`", ask.command()))
            .collect();
        let (english, chinese) = (&question.en, &question.chinese);
        writeln!(table, "| {english} | {chinese} | {} |", asked.join("<br>")).expect("text");
    }
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/README.md");
    let readme = fs::read_to_string(readme).expect("the README");
    assert!(
        readme.contains(&table),
        "the table of questions in queries/README.md is not this one:\n\n{table}"
    );
}

/// The examples of the ontology's README, each with the heading above it and the answer below it,
/// if it shows one.
fn examples() -> Vec<(String, String, Option<String>)> {
    let readme = include_str!("../../ontology/README.md");
    let mut examples = Vec::new();
    let mut heading = "";
    let mut rest = readme;
    while let Some((before, after)) = rest.split_once("```sparql\n") {
        let mut headings = before
            .lines()
            .filter(|line| line.starts_with("## ") || line.starts_with("### "));
        heading = headings.next_back().unwrap_or(heading);
        let (query, after) = after.split_once("```").expect("the end of a block");
        let answer = after
            .trim_start()
            .strip_prefix("```csv\n")
            .and_then(|block| block.split_once("```"))
            .map(|(answer, _)| answer.to_owned());
        examples.push((heading.to_owned(), query.to_owned(), answer));
        rest = after;
    }
    examples
}

#[test]
fn the_examples_of_the_ontology_give_what_they_show() {
    let examples = examples();
    assert!(examples.len() >= 20, "one for each kind of statement");
    for (heading, text, expected) in examples {
        let query = SavedQuery::parse("example", &text, "https://example.org/");
        let query = query.unwrap_or_else(|error| panic!("{heading}: {error}\n{text}"));
        let answer = csv(&query, &SAVED.store, &[]);
        let answer = answer.replace("\r\n", "\n");
        assert!(
            answer.lines().count() > 1,
            "{heading} finds nothing:\n{text}"
        );
        if let Some(expected) = expected {
            assert_eq!(answer, expected, "{heading}\n{text}");
        }
    }
}
