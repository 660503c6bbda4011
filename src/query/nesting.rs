//! How deep a query nests, told from its text before it is parsed.
//!
//! The parser and all that works on its tree go down one call for each bracket and each operator,
//! so a text of a few thousand brackets would end the program; and for the functions with several
//! forms the parser reads their first argument once for each form, at every level anew.

use std::str;

use super::lexical::{iri, is_name, name, string, until};

/// How deep brackets may nest. Queries that people write stay below ten, programs' below thirty.
const BRACKETS: usize = 100;

/// How many operators and patterns a text may have that hang on each other one below the other.
const LINKS: usize = 1_000;

/// How many triples, or steps of paths, a text may have: the evaluator looks for their best order,
/// and that takes time with the third power of their number.
const STEPS: usize = 300;

/// How deep calls may nest whose first argument is read once for each form that they have.
const REREAD: usize = 8;

/// The functions of that kind.
const REREAD_FUNCTIONS: [&str; 4] = ["GROUP_CONCAT", "REGEX", "REPLACE", "SUBSTR"];

/// The words that put what follows on top of what stands before.
const LINK_WORDS: [&str; 6] = ["BIND", "FILTER", "LATERAL", "MINUS", "OPTIONAL", "UNION"];

/// What is too deep in a query, and the byte at which it gets so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Brackets in brackets.
    Brackets(usize),
    /// Operators and patterns.
    Links(usize),
    /// Triples and steps of paths.
    Steps(usize),
    /// One of the functions with several forms in the arguments of another.
    Calls(usize),
}

impl Excess {
    /// The byte of the text at which it is too much.
    pub fn at(self) -> usize {
        let (Self::Brackets(at) | Self::Links(at) | Self::Steps(at) | Self::Calls(at)) = self;
        at
    }

    /// What is too much, as a part of a sentence.
    pub fn message(self) -> String {
        match self {
            Self::Brackets(_) => format!("more than {BRACKETS} brackets stand in each other"),
            Self::Links(_) => format!("more than {LINKS} operators and patterns are joined"),
            Self::Steps(_) => format!("more than {STEPS} triples and steps are joined"),
            Self::Calls(_) => {
                let names = REREAD_FUNCTIONS.join(", ");
                format!("more than {REREAD} calls of {names} stand in each other")
            }
        }
    }
}

/// Whether a query or update is too deep to be parsed.
///
/// Strings, IRIs and comments are passed over. `in_update`, the triples of `INSERT DATA` do not
/// count: they are a list, however many there are.
pub fn excess(text: &str, in_update: bool) -> Option<Excess> {
    let bytes = text.as_bytes();
    let is_open = |byte: &&u8| matches!(byte, b'{' | b'(' | b'[');
    // Most queries are too short for any of it.
    if bytes.len() <= STEPS && bytes.iter().filter(is_open).count() <= REREAD {
        return None;
    }
    // For each open bracket, whether it is that of a call of the functions with several forms.
    let mut open: Vec<bool> = Vec::new();
    let (mut links, mut steps, mut calls) = (0, 0, 0);
    let mut last_word = "";
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let mut length = 1;
        let mut word = "";
        match byte {
            b'#' => length = until(rest, b"\n"),
            b'"' | b'\'' => length = string(rest),
            b'<' => length = iri(rest).unwrap_or(1),
            b'{' | b'(' | b'[' => {
                let is_reread = byte == b'('
                    && REREAD_FUNCTIONS
                        .iter()
                        .any(|name| name.eq_ignore_ascii_case(last_word));
                open.push(is_reread);
                calls += usize::from(is_reread);
                if open.len() > BRACKETS {
                    return Some(Excess::Brackets(at));
                }
                if calls > REREAD {
                    return Some(Excess::Calls(at));
                }
            }
            b'}' | b')' | b']' => calls -= usize::from(open.pop() == Some(true)),
            b'!' | b'+' | b'-' | b'*' | b'|' | b'^' | b'&' => links += 1,
            b'.' if rest.get(1).is_some_and(u8::is_ascii_digit) => {}
            b'.' | b';' | b'/' if !in_update => steps += 1,
            b'?' | b'$' | b'@' | b':' => length = 1 + name(&rest[1..]),
            _ if is_name(byte) => {
                length = name(rest);
                word = str::from_utf8(&rest[..length]).unwrap_or_default();
                links += usize::from(
                    LINK_WORDS
                        .iter()
                        .any(|link| link.eq_ignore_ascii_case(word)),
                );
            }
            _ => {}
        }
        if links > LINKS {
            return Some(Excess::Links(at));
        }
        if steps > STEPS {
            return Some(Excess::Steps(at));
        }
        if !byte.is_ascii_whitespace() {
            last_word = word;
        }
        at += length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Option<Excess> {
        excess(text, false)
    }

    #[test]
    fn what_people_write_is_not_too_deep() {
        assert_eq!(
            query("SELECT * { ?s ?p ?o FILTER(?o < 3 && (?o > 1)) }"),
            None
        );
        let strings = format!(
            "SELECT * {{ ?s ?p \"{0}\", '''{0}''', <{0}> }} # {0}",
            "([!-".repeat(900)
        );
        assert_eq!(
            query(&strings.replace("<([", "<a").replace("([!->", ">")),
            None
        );
        let values = format!(
            "SELECT * {{ VALUES ?x {{ {} }} }}",
            "<http://a.example/-/-/> (1) ".repeat(9000)
        );
        assert_eq!(query(&values), None);
        let data = format!("INSERT DATA {{ {} }}", "<a:b> <a:c> 1 . ".repeat(9000));
        assert_eq!(excess(&data, true), None);
    }

    #[test]
    fn what_is_too_deep_is_told_with_its_place() {
        for (open, close) in [("{", "}"), ("(", ")"), ("[", "]")] {
            let nest = |depth| format!("{}{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(query(&nest(BRACKETS)), None);
            assert_eq!(query(&nest(BRACKETS + 1)), Some(Excess::Brackets(BRACKETS)));
        }
        assert_eq!(query(&"!".repeat(LINKS + 1)), Some(Excess::Links(LINKS)));
        assert!(query(&"{} union ".repeat(LINKS + 1)).is_some());
        let steps = format!("?s <p:p>{} ?o", "/<p:p>".repeat(STEPS + 1));
        assert!(matches!(query(&steps), Some(Excess::Steps(_))));
        let calls = |depth| format!("{}?x{}", "SUBSTR (".repeat(depth), ",1)".repeat(depth));
        assert_eq!(query(&calls(REREAD)), None);
        assert!(matches!(query(&calls(REREAD + 1)), Some(Excess::Calls(_))));
        assert_eq!(query(&calls(3).repeat(9)), None);
    }

    #[test]
    fn odd_texts_are_passed_over() {
        for text in [
            "<", "\"", "'''", "\\", "\"\\", "#", ")))]]}", "?", "é", "<a b>", "'a\\''",
        ] {
            assert_eq!(query(text), None, "{text}");
        }
    }
}
