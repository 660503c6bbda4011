//! Turtle of rows, whose terms are numbered: what is written for an IRI is found by its number, and
//! no IRI is looked at more than once.

use std::io::{self, Write};

use oxigraph::model::{NamedNodeRef, TermRef, vocab::rdf};

use super::DumpError;
use super::shorten::{Prefixes, relative};
use super::turtle::{Oxigraph, is_unnamed, place_of, write_head, write_literal};
use crate::graph::language::Tags;
use crate::graph::rows::{Row, Terms, each_once};
use crate::graph::{Names, Rows};

/// Writes the triples of all graphs together, those about one node in one block and the types of it
/// first.
pub(super) fn write(
    rows: &Rows,
    names: &Names<'_>,
    tags: &Tags<'_>,
    out: &mut impl Write,
) -> Result<(), DumpError> {
    let mut forms = Forms::of(rows, names);
    write_head(names, &forms.prefixes, out)?;
    let mut oxigraph = Oxigraph::new(&forms.prefixes)?;
    forms.ask(&mut oxigraph)?;
    let terms = rows.terms();
    for block in rows.blocks() {
        let is_type = |row: &&Row| forms.words[row.predicate as usize] == TYPE;
        let types = each_once(block).filter(is_type);
        let others = each_once(block).filter(|row| !is_type(row));
        let mut last = None;
        for row in types.chain(others) {
            match last.replace(row.predicate) {
                Some(before) if before == row.predicate => out.write_all(b" , ")?,
                Some(_) => {
                    out.write_all(b" ;\n\t")?;
                    forms.verb(row.predicate, out)?;
                }
                None => {
                    forms.node(row.subject, out)?;
                    out.write_all(b" ")?;
                    forms.verb(row.predicate, out)?;
                }
            }
            if terms.is_iri(row.object) {
                forms.node(row.object, out)?;
                continue;
            }
            match terms.get(row.object) {
                TermRef::Literal(literal) => {
                    let datatype = terms.datatype(row.object).map(|of| forms.word(of));
                    write_literal(literal, datatype, tags, &mut oxigraph, out)?;
                }
                other => out.write_all(oxigraph.form(other)?.as_bytes())?,
            }
        }
        out.write_all(b" .\n")?;
    }
    Ok(())
}

/// The number of a form that is not known.
const NONE: u32 = 0;

/// The number of the form of a node that is a path below the base, between angle brackets.
const PATH: u32 = 1;

/// The number of the form of `rdf:type` as a predicate.
const TYPE: u32 = 2;

/// What is written for some IRIs.
struct Forms<'n, 'r> {
    terms: &'r Terms,
    /// The prefixes that are used.
    prefixes: Vec<(&'n str, &'n str)>,
    /// How many bytes of a node are left out where it is a path.
    base: usize,
    /// The numbers of the forms of nodes, by those of the terms: subjects and objects are made
    /// relative to the base.
    nodes: Vec<u32>,
    /// The same of predicates and datatypes, which never are.
    words: Vec<u32>,
    /// The forms from number 2 on, each of a term.
    whole: Vec<(u32, String)>,
}

impl<'n, 'r> Forms<'n, 'r> {
    /// Those that some rows need; which they are, Oxigraph is still to be asked.
    fn of(rows: &'r Rows, names: &Names<'n>) -> Self {
        let terms = rows.terms();
        let mut used = Prefixes::new(names);
        let mut forms = Self {
            terms,
            prefixes: Vec::new(),
            base: names.base.map_or(0, str::len),
            nodes: vec![NONE; terms.len()],
            words: vec![NONE; terms.len()],
            whole: vec![(0, "a".to_owned())],
        };
        for row in rows.triples() {
            for node in [row.subject, row.object] {
                if forms.nodes[node as usize] != NONE {
                    continue;
                }
                if terms.is_iri(node) {
                    let iri = terms.iri(node);
                    forms.nodes[node as usize] = match relative(names, iri.as_str()) {
                        Some(_) => PATH,
                        None => forms.whole(node, iri, &mut used),
                    };
                } else if let Some(datatype) = terms.datatype(node) {
                    forms.see_word(datatype, &mut used);
                }
            }
            forms.see_word(row.predicate, &mut used);
        }
        forms.prefixes = used.used();
        forms
    }

    fn see_word(&mut self, word: u32, used: &mut Prefixes<'_>) {
        if self.words[word as usize] == NONE {
            let iri = self.terms.iri(word);
            self.words[word as usize] = if iri == rdf::TYPE {
                TYPE
            } else if is_unnamed(iri) {
                NONE
            } else {
                self.whole(word, iri, used)
            };
        }
    }

    /// A new number, for what is written for a term.
    fn whole(&mut self, term: u32, iri: NamedNodeRef<'_>, used: &mut Prefixes<'_>) -> u32 {
        used.see(iri.as_str());
        self.whole.push((term, String::new()));
        place_of(self.whole.len() - 1) + TYPE
    }

    /// Asks Oxigraph what it writes.
    fn ask(&mut self, oxigraph: &mut Oxigraph) -> io::Result<()> {
        for (term, form) in self.whole.iter_mut().skip(1) {
            *form = oxigraph.form(self.terms.iri(*term))?;
        }
        Ok(())
    }

    fn node(&self, node: u32, out: &mut impl Write) -> io::Result<()> {
        match self.nodes[node as usize] {
            PATH => {
                let path = &self.terms.iri(node).as_str()[self.base..];
                out.write_all(b"<")?;
                out.write_all(path.as_bytes())?;
                out.write_all(b">")
            }
            form => out.write_all(self.form(form).as_bytes()),
        }
    }

    /// A predicate, and the space after it.
    fn verb(&self, verb: u32, out: &mut impl Write) -> io::Result<()> {
        out.write_all(self.word(verb).as_bytes())?;
        out.write_all(b" ")
    }

    fn word(&self, word: u32) -> &str {
        self.form(self.words[word as usize])
    }

    fn form(&self, number: u32) -> &str {
        let form = number.checked_sub(TYPE);
        let form = form.and_then(|place| self.whole.get(place as usize));
        form.map_or("", |(_, form)| form)
    }
}
