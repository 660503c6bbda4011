//! What is wrong with a query that cannot be parsed, where, and what helps.
//!
//! The parser tells how far any of its rules came, which lies behind the fault by the length of the
//! word that it tried last, and lists all characters that it would have taken. So the text is
//! parsed a second time with wide gaps between its words, in which no rule comes into the next
//! word: that tells the word at which it ends. What is wrong there is said in a sentence of
//! `data/query/fault.csv`.

mod search;
mod table;
mod token;

use std::fmt;
use std::ops::Range;

use self::search::Search;
use self::table::{filled, row};
use self::token::tokens;

/// What is wrong with a text that is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes of the text; empty at its end.
    pub at: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column in code points, from 1.
    pub column: usize,
    /// The row of the table.
    key: &'static str,
    /// What its sentences name.
    values: Vec<String>,
}

impl Fault {
    /// Finds what is wrong with a text; `complaint` is what the parser says of one, if anything.
    pub(super) fn find(text: &str, complaint: impl Fn(&str) -> Option<String>) -> Self {
        let tokens = tokens(text);
        let (at, key, values) = Search {
            text,
            tokens: &tokens,
            complaint,
        }
        .fault();
        let (line, column) = position(text, at.start);
        Self {
            at,
            line,
            column,
            key,
            values,
        }
    }

    /// What is wrong, in Chinese or English, without its place.
    pub fn sentence(&self, language: &str) -> String {
        self.said(0, language)
    }

    /// What helps, in Chinese or English.
    pub fn help(&self, language: &str) -> Option<String> {
        Some(self.said(1, language)).filter(|help| !help.is_empty())
    }

    /// What is wrong and where.
    pub fn placed(&self, language: &str) -> String {
        let values = [
            self.line.to_string(),
            self.column.to_string(),
            self.sentence(language),
        ];
        filled(&row("place")[0][usize::from(language == "en")], &values)
    }

    fn said(&self, column: usize, language: &str) -> String {
        filled(
            &row(self.key)[column][usize::from(language == "en")],
            &self.values,
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.placed("en"))
    }
}

/// The line and column of a byte, both from 1; columns count code points.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = 1 + before.matches('\n').count();
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::search::REASONS;
    use super::table::TABLE;
    use crate::query::{QueryError, read_query};

    /// The place in the text, what is wrong, and what helps.
    fn fault(text: &str) -> (String, String, String) {
        let error = read_query("test", text, "https://e.org/").unwrap_err();
        let QueryError::Syntax { fault, .. } = error else {
            panic!("{error:?}")
        };
        (
            text[fault.at.clone()].to_owned(),
            fault.placed("en"),
            fault.help("en").unwrap_or_default(),
        )
    }

    /// A text, the words at fault, what is said, and how what helps begins.
    const FAULTS: &[(&str, &str, &str, &str)] = &[
        (
            "SELECT ?s WHERE { ?s a foaf:Person }",
            "foaf:",
            "line 1, column 24: unknown prefix `foaf:`",
            "add `PREFIX foaf: <http://xmlns.com/foaf/0.1/>` at the beginning of the query",
        ),
        (
            "PREFIX own: <https://e.org/>\nASK { ?s a\n  onw:Person }",
            "onw:",
            "line 3, column 3: unknown prefix `onw:`",
            "did you mean `own:`? There are `own:`",
        ),
        (
            "PREFIX foaf: <http://xmlns.com/foaf/0.1/> ASK { ?s a foaf:Person",
            "",
            "line 1, column 65: the query ends too early",
            "the `{` in line 1, column 47 has no `}`",
        ),
        (
            "SELECT ?s WHERE ?s a ?p }",
            "?s",
            "line 1, column 17: `?s` cannot stand here",
            "a `{` seems to be missing before it",
        ),
        (
            "SELCT ?s WHERE { ?s ?p ?o }",
            "SELCT",
            "line 1, column 1: `SELCT` is no word of SPARQL",
            "did you mean `SELECT`?",
        ),
        (
            "SELECT ?s WHERE { ?s ?p ?o FILTER regx(?o, 'a') }",
            "regx",
            "line 1, column 35: `regx` is no word of SPARQL",
            "did you mean `REGEX`?",
        ),
        (
            "SELECT ?s WHERE { ?s ?p ?o ?a ?b ?c }",
            "?a",
            "line 1, column 28: `?a` cannot stand here",
            "a `.` seems to be missing before it",
        ),
        (
            "SELECT ?x WHERE { ?s ?p \"abc }\n}",
            "\"",
            "line 1, column 25: the text that begins here has no end",
            "close it with `\"`; a text of several lines stands between `\"\"\"`",
        ),
        (
            "SELECT ?x (COUNT(?s) AS ?n) WHERE { ?s ?p ?x }",
            "SELECT",
            "line 1, column 1: a variable of SELECT has no value",
            "beside COUNT and the like, every other variable has to stand in GROUP BY",
        ),
        (
            "日本",
            "日本",
            "line 1, column 1: `日本` is no word of SPARQL",
            "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, with its prefixes before them",
        ),
        (
            "# 註\nSELECT ?s WHERE { ?s ?p <http://a b> }",
            "<http://a b>",
            "line 2, column 25: `<http://a b>` is not an IRI",
            "an IRI holds no spaces and none of `< > \" { } | ^ \\`; a space is written %20",
        ),
        (
            "SELECT ?s WHERE { ?s ?p ?o } ORDER ?s",
            "?s",
            "line 1, column 36: `?s` cannot stand here",
            "a `BY` seems to be missing before it",
        ),
        (
            "SELECT ?s, ?p WHERE { ?s ?p ?o }",
            ",",
            "line 1, column 10: a `,` cannot stand here",
            "the variables after SELECT are set apart by spaces",
        ),
        (
            "SELECT ?s WHERE { ?s ?p ?o } }",
            "}",
            "line 1, column 30: the `}` closes no `{`",
            "take it away, or write the `{` that it closes",
        ),
        (
            "SELECT ?s WHERE { ?s ?p ?o . BIND(1 AS ?o) }",
            "BIND",
            "line 1, column 30: BIND gives a value to a variable that has one",
            "choose another variable after AS",
        ),
        (
            "SELECT * WHERE { VALUES (?a ?b) { (1) } }",
            "VALUES",
            "line 1, column 18: a row of VALUES has not as many values as there are variables",
            "write UNDEF where there is no value",
        ),
        (
            "SELECT ?s",
            "",
            "line 1, column 10: the query ends too early",
            "what follows SELECT needs WHERE { … } behind it",
        ),
        (
            " # nothing",
            "",
            "line 1, column 1: the query is empty",
            "begin with SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
    ];

    #[test]
    fn what_is_wrong_is_said_in_a_sentence_with_its_place() {
        for (text, at, message, help) in FAULTS {
            let (place, placed, helps) = fault(text);
            assert_eq!((&*place, &*placed), (*at, *message), "{text}");
            assert!(helps.starts_with(*help), "{text}: {helps}");
        }
    }

    #[test]
    fn it_is_said_in_chinese_too() {
        let error = read_query("test", "ASK { ?s a foaf:Person }", "https://e.org/").unwrap_err();
        let QueryError::Syntax { fault, .. } = error else {
            panic!("{error:?}")
        };
        let tag = "zh-Hant";
        assert_eq!(fault.placed(tag), "第 1 行第 12 字：未宣告前綴 `foaf:`");
        assert_eq!(
            fault.help(tag).unwrap(),
            "在查詢開頭加上 `PREFIX foaf: <http://xmlns.com/foaf/0.1/>`"
        );
    }

    #[test]
    fn any_text_has_a_place_that_lies_in_it() {
        let whole = "PREFIX a: <http://e.org/> # 註\nSELECT (COUNT(?s) AS ?n) WHERE { ?s a:b \"x\"@en ,                      'y'^^a:c ; ^a:d/a:e* [ a:f _:g ] . FILTER(?n > 3.5e1 && REGEX(STR(?s), '^a')) } LIMIT 3";
        for (cut, _) in whole.char_indices() {
            let _ = read_query("test", &whole[..cut], "https://e.org/");
            let (before, after) = whole.split_at(cut);
            for sign in ["\u{0}", "}", "\"", "<", "é:", " , ", "@", "\\"] {
                let text = format!("{before}{sign}{after}");
                if let Err(QueryError::Syntax { fault, .. }) =
                    read_query("test", &text, "https://e.org/")
                {
                    assert!(text.get(fault.at.clone()).is_some(), "{text}: {fault:?}");
                    assert!(!fault.sentence("zh-Hant").contains('{') || text.contains('{'));
                }
            }
        }
    }

    #[test]
    fn the_table_has_every_row_in_both_languages() {
        let table = include_str!("../../../data/query/fault.csv");
        assert_eq!(TABLE.len(), table.lines().count() - 1);
        for (key, [sentence, help]) in TABLE.iter() {
            assert!(sentence.iter().all(|text| !text.is_empty()), "{key}");
            assert_eq!(help[0].is_empty(), help[1].is_empty(), "{key}");
        }
        for (_, key, _) in REASONS {
            assert!(TABLE.iter().any(|(of, _)| of == key), "{key}");
        }
    }
}
