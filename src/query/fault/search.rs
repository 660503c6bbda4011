//! The way from what the parser says to the word that is at fault.

use std::ops::Range;
use std::sync::LazyLock;

use super::position;
use super::token::{Kind, Token};
use crate::diagnostic::nearest;
use crate::graph::vocab::PREFIXES;
use crate::query::error::byte_at;

/// What is put between words: more blanks than the longest word of the grammar has letters.
const GAP: &str = "                    ";

/// How many bytes before the place that the parser tells the fault may lie.
const BEHIND: usize = GAP.len() + 4;

/// From how many bytes on a text is not parsed again to find the word.
const LONG: usize = 256 << 10;

/// What the parser says of texts that have the form of a query and still are none: a part of its
/// words, the row of the table, and the word at which the fault is shown.
pub const REASONS: [(&str, &str, &str); 6] = [
    ("that is unbound", "select-unbound", "SELECT"),
    ("Duplicated variable name", "select-twice", "SELECT"),
    ("not authorized with GROUP BY", "select-star", "SELECT"),
    ("BIND is overriding", "bind-again", "BIND"),
    ("Repeated variables", "values-twice", "VALUES"),
    ("VALUES clause rows", "values-width", "VALUES"),
];

/// The words of SPARQL.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(&include_bytes!("../../../data/query/word.csv")[..]);
    let rows = reader.records().flatten();
    rows.filter_map(|row| row.get(0).map(str::to_owned))
        .collect()
});

/// Where the fault is, the row of the table, and what it names.
pub type Found = (Range<usize>, &'static str, Vec<String>);

/// The way to a fault.
pub struct Search<'q, C> {
    pub text: &'q str,
    pub tokens: &'q [Token<'q>],
    /// What the parser says of a text, if anything.
    pub complaint: C,
}

impl<C: Fn(&str) -> Option<String>> Search<'_, C> {
    /// What is wrong; the text is known to be no query.
    pub fn fault(&self) -> Found {
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
