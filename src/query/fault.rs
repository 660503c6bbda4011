//! What is wrong with a query that cannot be parsed, where, and what helps.
//!
//! The parser tells how far any of its rules came, which lies behind the fault by the length of the
//! word that it tried last, and lists all characters that it would have taken. So the text is
//! parsed a second time with wide gaps between its words, in which no rule comes into the next
//! word: that tells the word at which it ends. What is wrong there is said in a sentence of
//! `data/query/fault.csv`.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use super::error::byte_at;
use super::lexical::{closed_string, iri, is_name, name, until};
use crate::diagnostic::nearest;
use crate::graph::vocab::PREFIXES;

/// What is put between words: more blanks than the longest word of the grammar has letters.
const GAP: &str = "                    ";

/// How many bytes before the place that the parser tells the fault may lie.
const BEHIND: usize = GAP.len() + 4;

/// From how many bytes on a text is not parsed again to find the word.
const LONG: usize = 256 << 10;

/// What the parser says of texts that have the form of a query and still are none: a part of its
/// words, the row of the table, and the word at which the fault is shown.
const REASONS: [(&str, &str, &str); 6] = [
    ("that is unbound", "select-unbound", "SELECT"),
    ("Duplicated variable name", "select-twice", "SELECT"),
    ("not authorized with GROUP BY", "select-star", "SELECT"),
    ("BIND is overriding", "bind-again", "BIND"),
    ("Repeated variables", "values-twice", "VALUES"),
    ("VALUES clause rows", "values-width", "VALUES"),
];

/// A sentence and what helps, each in Chinese and English.
type Row = [[String; 2]; 2];

/// The rows of the table by key.
static TABLE: LazyLock<Vec<(String, Row)>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(&include_bytes!("../../data/query/fault.csv")[..]);
    let rows = reader.records().flatten().map(|row| {
        let cell = |number: usize| row.get(number).unwrap_or_default().to_owned();
        (cell(0), [[cell(1), cell(2)], [cell(3), cell(4)]])
    });
    rows.collect()
});

/// The words of SPARQL.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(&include_bytes!("../../data/query/word.csv")[..]);
    let rows = reader.records().flatten();
    rows.filter_map(|row| row.get(0).map(str::to_owned))
        .collect()
});

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

fn row(key: &str) -> &'static Row {
    static NONE: LazyLock<Row> = LazyLock::new(Row::default);
    let row = TABLE.iter().find(|(of, _)| of == key);
    row.map_or(&*NONE, |(_, row)| row)
}

/// A sentence with values in the place of `{0}`, `{1}` …
fn filled(sentence: &str, values: &[String]) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(number, after)| {
            let value = values.get(number.parse::<usize>().ok()?)?;
            Some((value, after))
        });
        rest = if let Some((value, after)) = value {
            out.push_str(value);
            after
        } else {
            out.push('{');
            after
        };
    }
    out + rest
}

/// The line and column of a byte, both from 1; columns count code points.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = 1 + before.matches('\n').count();
    (line, before[start..].chars().count() + 1)
}

/// What a word of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A text with its quotes.
    Text,
    /// A text that has no end.
    OpenText,
    /// An IRI in angle brackets.
    Iri,
    /// A name with a prefix.
    Prefixed,
    /// A variable.
    Variable,
    /// Letters: of the grammar, or a mistake.
    Word,
    /// A number.
    Number,
    /// Everything else.
    Sign,
}

/// A word of the text.
#[derive(Clone, Copy, Debug)]
struct Token<'q> {
    text: &'q str,
    at: usize,
    kind: Kind,
}

impl Token<'_> {
    fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    fn is(&self, word: &str) -> bool {
        self.kind != Kind::Text && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it can begin a triple.
    fn is_term(&self) -> bool {
        !matches!(self.kind, Kind::Sign | Kind::OpenText)
    }
}

/// The words of a text, without its comments.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let (length, kind) = match byte {
            b'#' => {
                at += until(rest, b"\n");
                continue;
            }
            _ if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'"' | b'\'' => {
                let line = until(rest, b"\n");
                let is_long = rest.len() >= 3 && rest[1] == byte && rest[2] == byte;
                match closed_string(rest) {
                    Some(length) if is_long || length <= line => (length, Kind::Text),
                    _ => (line, Kind::OpenText),
                }
            }
            b'<' => iri(rest).map_or((1, Kind::Sign), |length| (length, Kind::Iri)),
            b'?' | b'$' if rest.get(1).is_some_and(|b| is_name(*b)) => {
                (1 + name(&rest[1..]), Kind::Variable)
            }
            b'@' => (1 + tag(&rest[1..]), Kind::Sign),
            b':' => (1 + local(&rest[1..]), Kind::Prefixed),
            _ if byte.is_ascii_digit() => (tag(rest), Kind::Number),
            _ if is_name(byte) => {
                let prefix = tag(rest);
                if rest.get(prefix) == Some(&b':') {
                    let length = prefix + 1 + local(&rest[prefix + 1..]);
                    let is_blank = rest.starts_with(b"_:");
                    let kind = if is_blank { Kind::Sign } else { Kind::Prefixed };
                    (length, kind)
                } else {
                    (name(rest), Kind::Word)
                }
            }
            _ => (1, Kind::Sign),
        };
        tokens.push(Token {
            text: &text[at..at + length],
            at,
            kind,
        });
        at += length;
    }
    tokens
}

/// How many bytes a name has that may have hyphens inside, as prefixes and language tags do.
fn tag(rest: &[u8]) -> usize {
    let is_part = |byte: &u8| is_name(*byte) || *byte == b'-';
    rest.iter().take_while(|byte| is_part(byte)).count()
}

/// How many bytes stand behind the colon of a name.
fn local(rest: &[u8]) -> usize {
    let is_part = |byte: &u8| is_name(*byte) || b"-.:%\\".contains(byte);
    let length = rest.iter().take_while(|byte| is_part(byte)).count();
    // A full stop at the end ends the triple.
    let dots = rest[..length].iter().rev().take_while(|b| **b == b'.');
    length - dots.count()
}

/// Where the fault is, the row of the table, and what it names.
type Found = (Range<usize>, &'static str, Vec<String>);

/// The way to a fault.
struct Search<'q, C> {
    text: &'q str,
    tokens: &'q [Token<'q>],
    complaint: C,
}

impl<C: Fn(&str) -> Option<String>> Search<'_, C> {
    fn fault(&self) -> Found {
        let end = self.text.trim_end().len();
        if self.tokens.is_empty() {
            return (0..0, "empty", Vec::new());
        }
        let told = (self.complaint)(self.text).unwrap_or_default();
        let place = place_in(self.text, &told).unwrap_or(end);
        if self.text.len() > LONG {
            return (place..place, "long", Vec::new());
        }
        let (index, complaint) = self.word_at(place);
        let token = index.and_then(|index| self.tokens.get(index));
        // What could stand in its place; a word of the grammar is not listed here.
        let start = token.map_or(self.text.len(), |token| token.at);
        let instead = (self.complaint)(&self.text[..start]).unwrap_or_default();
        if let Some(found) = self.unfit_sense(&complaint, &instead, start) {
            return found;
        }
        let (Some(token), Some(index)) = (token, index) else {
            return self.early_end(end);
        };
        let one = |key| (token.range(), key, vec![token.text.to_owned()]);
        let two = |key, second: &str| {
            let values = vec![token.text.to_owned(), second.to_owned()];
            (token.range(), key, values)
        };
        if let Some(found) = self.unknown_prefix(token, &complaint) {
            return found;
        }
        if complaint.contains("IRI parsing failed") {
            let from = self.text[..token.range().end].rfind('<').unwrap_or(start);
            let to = self.text[from..].find('>').map_or(end, |at| from + at + 1);
            return (from..to, "iri", vec![self.text[from..to].to_owned()]);
        }
        match token.kind {
            Kind::OpenText => {
                let quote = token.text[..1].to_owned();
                return (token.at..token.at + 1, "text", vec![quote]);
            }
            Kind::Word => {
                let known = || WORDS.iter().map(String::as_str);
                if !known().any(|word| word.eq_ignore_ascii_case(token.text)) {
                    let upper = token.text.to_uppercase();
                    let begins = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
                    let is_first = !self.tokens[..index]
                        .iter()
                        .any(|before| begins.iter().any(|word| before.is(word)));
                    return match nearest(&upper, known()) {
                        Some(near) => two("word-near", near),
                        None if is_first => one("word-first"),
                        None => one("word"),
                    };
                }
            }
            _ => {}
        }
        if let Some(open) = opening(token.text)
            && self.open_brackets(index).is_empty()
        {
            return two("close", open);
        }
        let has_pattern = self.tokens[..index].iter().any(|before| before.is("{"));
        if token.is(",") && !has_pattern {
            return one("comma");
        }
        match missing(token, &complaint, &instead) {
            Some(missing) => two("missing", &missing),
            None => one("unexpected"),
        }
    }

    /// The word at which the parser ends, none for the end of the text, and what it says there.
    fn word_at(&self, place: usize) -> (Option<usize>, String) {
        let mut spaced = String::new();
        let mut starts = Vec::new();
        let mut before: Option<&Token<'_>> = None;
        for token in self.tokens {
            let last = before.map_or(0, |before| before.range().end);
            let gap = &self.text[last..token.at];
            spaced.push_str(gap);
            let is_near = token.at + BEHIND >= place && token.at <= place;
            // Only where blanks change nothing: a type stands close to its text.
            let is_call = token.text == "(" && before.is_some_and(|it| it.kind == Kind::Word);
            let is_in_bracket = before.is_some_and(|it| matches!(it.text, "{" | "("));
            let is_apart = !gap.is_empty() || is_call || is_in_bracket;
            if is_near && is_apart {
                spaced.push_str(GAP);
            }
            starts.push(spaced.len());
            spaced.push_str(token.text);
            before = Some(token);
        }
        let end = spaced.len();
        // Beyond a comment.
        spaced.push('\n');
        spaced.push_str(GAP);
        let complaint = (self.complaint)(&spaced).unwrap_or_default();
        let reached = place_in(&spaced, &complaint).unwrap_or(spaced.len());
        // At the last word it comes no further than a word of the grammar is long.
        if reached + 1 >= end + GAP.len() {
            return (None, complaint);
        }
        let before = starts.partition_point(|start| *start <= reached);
        (Some(before.saturating_sub(1)), complaint)
    }

    /// What has the form of a query and makes no sense.
    fn unfit_sense(&self, complaint: &str, instead: &str, start: usize) -> Option<Found> {
        let (_, key, word) = REASONS
            .iter()
            .find(|(told, _, _)| complaint.contains(told) || instead.contains(told))?;
        let mut before = self.tokens.iter().filter(|token| token.at < start);
        let shown = before.rfind(|token| token.is(word));
        let range = shown.map_or(start..start, Token::range);
        Some((range, key, Vec::new()))
    }

    /// The prefix that the text uses and does not declare.
    fn unknown_prefix(&self, token: &Token<'_>, complaint: &str) -> Option<Found> {
        if !complaint.contains("Prefix not found") || token.kind != Kind::Prefixed {
            return None;
        }
        let (prefix, _) = token.text.split_once(':')?;
        let range = token.at..token.at + prefix.len() + 1;
        let own = prefix.to_owned();
        if let Some((_, namespace)) = PREFIXES.iter().find(|(known, _)| *known == prefix) {
            return Some((range, "prefix-known", vec![own, (*namespace).to_owned()]));
        }
        let declared = self.tokens.windows(2).filter(|pair| pair[0].is("PREFIX"));
        let declared = declared.filter_map(|pair| pair[1].text.strip_suffix(':'));
        let known: Vec<&str> = declared
            .chain(PREFIXES.iter().map(|(known, _)| *known))
            .collect();
        let listed: Vec<String> = known.iter().map(|known| format!("`{known}:`")).collect();
        let listed = listed.join(", ");
        Some(match nearest(prefix, known.iter().copied()) {
            Some(near) => (range, "prefix-near", vec![own, near.to_owned(), listed]),
            None => (range, "prefix", vec![own, listed]),
        })
    }

    /// What is missing at the end.
    fn early_end(&self, end: usize) -> Found {
        let unclosed = self.tokens.iter().find(|t| t.kind == Kind::OpenText);
        if let Some(text) = unclosed {
            let quote = text.text[..1].to_owned();
            return (text.at..text.at + 1, "text", vec![quote]);
        }
        let open = self.open_brackets(self.tokens.len());
        let Some(token) = open.last() else {
            return (end..end, "end", Vec::new());
        };
        let (line, column) = position(self.text, token.at);
        let close = match token.text {
            "{" => "}",
            "(" => ")",
            _ => "]",
        };
        let values = [token.text, &line.to_string(), &column.to_string(), close];
        (end..end, "open", values.map(str::to_owned).to_vec())
    }

    /// The brackets that are open before a word.
    fn open_brackets(&self, index: usize) -> Vec<&Token<'_>> {
        let mut open = Vec::new();
        for token in &self.tokens[..index] {
            match token.text {
                "{" | "(" | "[" => open.push(token),
                "}" | ")" | "]" => {
                    open.pop();
                }
                _ => {}
            }
        }
        open
    }
}

/// The sign or word that must stand before a word, if it is only one, or ends a triple.
fn missing(token: &Token<'_>, complaint: &str, instead: &str) -> Option<String> {
    let signs: Vec<&str> = expected(instead)
        .filter_map(|it| it.strip_prefix('"')?.strip_suffix('"'))
        .collect();
    if token.is_term() && signs.contains(&".") {
        return Some(".".to_owned());
    }
    if let [sign] = signs[..] {
        return Some(sign.to_owned());
    }
    // Only a word of the grammar can stand here.
    let mut words = expected(complaint);
    let word = words.next().filter(|_| words.next().is_none())?;
    let is_word = |it: &str| WORDS.iter().any(|known| known == it);
    // Of the words before, some end where the text does.
    let is_only_word = expected(instead).all(|it| it == "[_]" || is_word(it));
    (is_word(word) && is_only_word).then(|| word.to_owned())
}

/// The brackets that a bracket closes.
fn opening(close: &str) -> Option<&'static str> {
    match close {
        "}" => Some("{"),
        ")" => Some("("),
        "]" => Some("["),
        _ => None,
    }
}

/// What the parser would have taken, each thing as it writes it.
fn expected(complaint: &str) -> impl Iterator<Item = &str> {
    let (_, listed) = complaint.split_once("expected ").unwrap_or_default();
    let (first, rest) = match listed.strip_prefix("one of ") {
        Some(several) => (None, several),
        None => (Some(listed), ""),
    };
    first
        .into_iter()
        .chain(rest.split(", "))
        .filter(|it| !it.is_empty())
}

/// The byte at which the parser ended, as it tells in `error at 3:5: …`.
fn place_in(text: &str, complaint: &str) -> Option<usize> {
    let numbers = complaint.strip_prefix("error at ")?.split_once(": ")?.0;
    let (line, column) = numbers.split_once(':')?;
    Some(byte_at(text, line.parse().ok()?, column.parse().ok()?).start)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let table = include_str!("../../data/query/fault.csv");
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
