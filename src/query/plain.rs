//! Queries of the plainest form, read without the parser: `SELECT ?p ?o WHERE { <thing> ?p ?o }`.
//!
//! It is what most clients ask, and the parser takes longer to read it than the index to answer it.
//! What has anything else in it is left to the parser; a test holds both to the same.

use oxigraph::model::{NamedNode, Variable};
use oxiri::Iri;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::lexical::{iri, is_name, name};

/// Reads a query whose pattern is one triple of IRIs and variables; none if it has another form.
pub fn read(text: &str, base: &str) -> Option<Query> {
    let base = Iri::parse(base.to_owned()).ok()?;
    let mut rest = Rest(text);
    rest.take_word("SELECT")?;
    let mut variables = Vec::with_capacity(3);
    while rest.next()? == b'?' {
        let variable = rest.take_variable()?;
        // The parser says what is wrong with the same column twice.
        if variables.contains(&variable) {
            return None;
        }
        variables.push(variable);
    }
    if rest.next()? != b'{' {
        rest.take_word("WHERE")?;
    }
    rest.take(b'{')?;
    let subject = rest.take_term(&base)?;
    let predicate = match rest.take_term(&base)? {
        TermPattern::NamedNode(node) => NamedNodePattern::NamedNode(node),
        TermPattern::Variable(variable) => NamedNodePattern::Variable(variable),
        _ => return None,
    };
    let object = rest.take_term(&base)?;
    if rest.next()? == b'.' {
        rest.take(b'.')?;
    }
    rest.take(b'}')?;
    let has_more = rest.next().is_some();
    let triple = TriplePattern {
        subject,
        predicate,
        object,
    };
    (!has_more && !variables.is_empty()).then(|| Query::Select {
        dataset: None,
        pattern: GraphPattern::Project {
            inner: Box::new(GraphPattern::Bgp {
                patterns: vec![triple],
            }),
            variables,
        },
        base_iri: Some(base),
    })
}

/// What is not read yet.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    /// The first byte behind blanks and comments.
    fn next(&mut self) -> Option<u8> {
        loop {
            self.0 = self.0.trim_start_matches([' ', '\t', '\r', '\n']);
            if !self.0.starts_with('#') {
                return self.0.bytes().next();
            }
            let end = self.0.find(['\r', '\n']).unwrap_or(self.0.len());
            self.0 = &self.0[end..];
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then(|| self.0 = &self.0[1..])
    }

    fn take_word(&mut self, word: &str) -> Option<()> {
        self.next()?;
        let (found, rest) = self.0.split_at_checked(word.len())?;
        let is_whole = rest.bytes().next().is_some_and(|byte| !is_name(byte));
        (is_whole && found.eq_ignore_ascii_case(word)).then(|| self.0 = rest)
    }

    fn take_variable(&mut self) -> Option<Variable> {
        self.take(b'?')?;
        let length = name(self.0.as_bytes());
        let (name, rest) = self.0.split_at(length);
        // Which letters beyond ASCII a name may have, the parser knows.
        (length > 0 && name.is_ascii()).then(|| {
            self.0 = rest;
            Variable::new_unchecked(name)
        })
    }

    fn take_term(&mut self, base: &Iri<String>) -> Option<TermPattern> {
        match self.next()? {
            b'?' => Some(self.take_variable()?.into()),
            b'<' => {
                let length = iri(self.0.as_bytes())?;
                let node = base.resolve(&self.0[1..length - 1]).ok()?;
                self.0 = &self.0[length..];
                Some(NamedNode::from(node).into())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use spargebra::SparqlParser;

    const BASE: &str = "https://e.org/id/";

    fn parsed(text: &str) -> Option<Query> {
        let parser = SparqlParser::new().with_base_iri(BASE).unwrap();
        parser.parse_query(text).ok()
    }

    #[test]
    fn plain_queries_are_read_as_the_parser_reads_them() {
        for text in [
            "SELECT ?p ?o WHERE { <https://e.org/唐鳳> ?p ?o }",
            "select ?p ?o{<person/唐鳳>?p ?o.}",
            "SELECT?o where{ <a:b#c> <../d/./e?f> ?o } # 你好",
            "\n#a\r\nSELECT ?s_1 #b {\rWHERE #c\n{ ?s_1 <p> <> . #d\n}",
            "SELECT ?other { ?s ?p ?s }",
            "SELECT ?0 WHERE { <> <> ?0 }",
        ] {
            let read = read(text, BASE);
            assert!(read.is_some(), "{text}");
            assert_eq!(read, parsed(text), "{text}");
        }
    }

    #[test]
    fn what_has_another_form_is_left_to_the_parser() {
        for text in [
            "",
            "SELECT",
            "SELECT { <a> <b> ?c }",
            "SELECT * { <a> <b> ?c }",
            "SELECT DISTINCT ?c { <a> <b> ?c }",
            "SELECT ?c ?c { <a> <b> ?c }",
            "SELECT ?c ELSEWHERE { <a> <b> ?c }",
            "SELECT ?c WHEREVER { <a> <b> ?c }",
            "SELECTED ?c { <a> <b> ?c }",
            "SELECT ?c { <a> <b> ?c } LIMIT 1",
            "SELECT ?c { <a> <b> ?c . <a> <b> ?d }",
            "SELECT ?c { <a> <b> \"c\" }",
            "SELECT ?c { <a> <b c> ?c }",
            "SELECT ?c { <a> <b\\u0063> ?c }",
            "SELECT ?c { <a> a ?c }",
            "SELECT ?名 { <a> <b> ?名 }",
            "SELECT ?c { <a> <b> ?c",
            "BASE <x:y> SELECT ?c { <a> <b> ?c }",
        ] {
            assert!(read(text, BASE).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_the_parser_reads(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "SELECT", "select", "WHERE", "{", "}", ".", "?s", "?p", "?o", "?", "<a>", "<a:b>", "<",
                    ">", "#", "\n", "\r", " ", " ", "\t", "*", "<http://[::1>", "<é/%zz>", "?é", "\\u0020",
                ]),
                0..14,
            ),
            whole in any::<bool>(),
        ) {
            let mut text = parts.concat();
            if whole {
                text = format!("SELECT ?p ?o WHERE {{ <x> ?p ?o {text} }}");
            }
            if let Some(query) = read(&text, BASE) {
                prop_assert_eq!(Some(query), parsed(&text), "{}", text);
            }
        }
    }
}
