//! The nodes that were written so far, found by their paths and names.

use std::collections::BTreeSet;
use std::ops::Range;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, TermRef};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Writer, tagged};
use crate::diagnostic::nearest;
use crate::entity::fold;
use crate::graph::curation::{Value, Word};
use crate::graph::rows::Rows;
use crate::graph::term::{Terms, Values, date_type};
use crate::graph::vocab::{code, foaf, rdf, rdfs, skos, xsd};

/// What is wrong with a word that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is called so.
    Unknown,
    /// Several things are.
    Ambiguous,
    /// The code list has no such concept.
    Concept,
    /// It is no value of its property.
    Value,
}

/// A word that means nothing, and what to do about it.
#[derive(Debug)]
pub struct Fault {
    /// What is wrong.
    pub problem: Problem,
    /// The word, in bytes of its file.
    pub at: Range<usize>,
    /// What is wrong, for a person.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The nodes that were written so far, and what they are called.
pub struct Known {
    /// What the IRIs of things begin with.
    pub root: String,
    /// The paths of things by folded name: of nearly all one, of others sorted.
    names: FxHashMap<String, Vec<String>>,
    /// The paths of all nodes.
    paths: FxHashSet<String>,
    /// The IRIs of the nodes that have a class.
    written: FxHashSet<String>,
    /// The paths of rows of authority tables that were named.
    pub rows: BTreeSet<String>,
}

impl Known {
    /// What a writer has written.
    pub fn new(writer: &Writer) -> Self {
        let mut known = Self {
            root: writer.names.thing("").into_string(),
            names: FxHashMap::default(),
            paths: FxHashSet::default(),
            written: FxHashSet::default(),
            rows: BTreeSet::new(),
        };
        known.read(&writer.quads);
        known
    }

    fn read(&mut self, quads: &Rows) {
        let terms = quads.terms();
        let is_a = terms.known(rdf::TYPE);
        let names = [rdfs::LABEL, skos::ALT_LABEL, skos::PREF_LABEL, foaf::NAME];
        let names = names.map(|name| terms.known(name));
        // What is said of a node stands together, mostly.
        for about in quads.blocks() {
            let node = terms.iri(about[0].subject);
            if about.iter().any(|row| Some(row.predicate) == is_a)
                && !self.written.contains(node.as_str())
            {
                self.written.insert(node.as_str().to_owned());
            }
            let Some(path) = node.as_str().strip_prefix(&self.root) else {
                continue;
            };
            if !self.paths.contains(path) {
                self.paths.insert(path.to_owned());
            }
            for row in about {
                if names.contains(&Some(row.predicate))
                    && let TermRef::Literal(name) = terms.get(row.object)
                {
                    self.call(path, name.value());
                }
            }
        }
    }

    /// Forgets nodes that were removed.
    pub fn forget(&mut self, nodes: &[NamedNode]) {
        let mut gone = FxHashSet::default();
        for node in nodes {
            self.written.remove(node.as_str());
            if let Some(path) = node.as_str().strip_prefix(&self.root) {
                self.paths.remove(path);
                gone.insert(path);
            }
        }
        self.names.retain(|_, paths| {
            paths.retain(|path| !gone.contains(path.as_str()));
            !paths.is_empty()
        });
    }

    /// Takes in a node.
    pub fn add(&mut self, path: &str) {
        self.paths.insert(path.to_owned());
    }

    /// Takes in what a node is called.
    pub fn call(&mut self, path: &str, name: &str) {
        let paths = self.names.entry(fold(name));
        let paths = paths.or_insert_with(|| Vec::with_capacity(1));
        if let Err(place) = paths.binary_search_by(|known| (**known).cmp(path)) {
            paths.insert(place, path.to_owned());
        }
    }

    /// Takes in that a node has a class.
    pub fn wrote(&mut self, node: &NamedNode) {
        self.written.insert(node.as_str().to_owned());
    }

    /// Whether a node has a class.
    pub fn is_written(&self, node: &NamedNode) -> bool {
        self.written.contains(node.as_str())
    }

    /// Whether a node was written or named.
    pub fn contains(&self, path: &str) -> bool {
        self.paths.contains(path) || self.rows.contains(path)
    }

    /// The paths of what is called so.
    pub fn called(&self, name: &str) -> impl Iterator<Item = &str> {
        let paths = self.names.get(&fold(name));
        paths.into_iter().flatten().map(String::as_str)
    }

    /// The path of a thing from its path, its name, or the code of a jurisdiction.
    ///
    /// # Errors
    ///
    /// If nothing is called so, or several things are.
    pub fn path(&mut self, writer: &Writer, word: &Word) -> Result<String, Fault> {
        let text = word.text.strip_prefix(&self.root).unwrap_or(&word.text);
        if is_row(writer, text) {
            self.rows.insert(text.to_owned());
            return Ok(text.to_owned());
        }
        if self.paths.contains(text) {
            return Ok(text.to_owned());
        }
        let country = format!("jurisdiction/{text}");
        if is_row(writer, &country) {
            self.rows.insert(country.clone());
            return Ok(country);
        }
        let called: Vec<&str> = self.called(text).collect();
        if let [only] = called.as_slice() {
            return Ok((*only).to_owned());
        }
        let fault = |problem, message, help| Fault {
            problem,
            at: word.at.clone(),
            message,
            help,
        };
        if !called.is_empty() {
            let message = format!("`{text}` is the name of several things");
            let help = format!("give the path: {}", called.join(" or "));
            return Err(fault(Problem::Ambiguous, message, help));
        }
        let help = match self.near(text) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "give its path, such as `organisation/ogp`, or add it with its class".to_owned()
            }
        };
        let message = format!("nothing is called `{text}`");
        Err(fault(Problem::Unknown, message, help))
    }

    /// The path that was probably meant: of what is called nearly so, or of the same class with nearly the
    /// same rest, for all paths of a class begin alike; or with the same rest below another class.
    fn near(&self, text: &str) -> Option<String> {
        let paths = || self.paths.iter().map(String::as_str);
        let Some((class, rest)) = text.split_once('/') else {
            let name = nearest(&fold(text), self.names.keys().map(String::as_str))?;
            return self.names[name].first().cloned();
        };
        let parts = || paths().filter_map(|path| path.split_once('/'));
        let same_class = parts().filter(|(other, _)| *other == class);
        let near = nearest(rest, same_class.map(|(_, rest)| rest));
        let near = near.map(|rest| format!("{class}/{rest}"));
        near.or_else(|| {
            let (class, rest) = parts().find(|(_, other)| *other == rest)?;
            Some(format!("{class}/{rest}"))
        })
    }

    /// A node that a property points at: a concept of a code list, a thing, or something
    /// elsewhere on the web.
    fn node(&mut self, writer: &Writer, word: &Word) -> Result<NamedNode, Fault> {
        let text = word
            .text
            .strip_prefix(code::NAMESPACE)
            .unwrap_or(&word.text);
        if text.contains("://") && !text.starts_with(&self.root) {
            return NamedNode::new(text).map_err(|_| Fault {
                problem: Problem::Value,
                at: word.at.clone(),
                message: format!("`{text}` is not an IRI"),
                help: "write it whole and without spaces".to_owned(),
            });
        }
        if let Some((scheme, notation)) = text.split_once('/')
            && let Some(known) = notations(scheme)
        {
            if known.clone().any(|known| known == notation) {
                return Ok(code::concept(scheme, notation));
            }
            let known: BTreeSet<&str> = known.collect();
            let help = match nearest(notation, known.iter().copied()) {
                Some(near) => format!("did you mean `{scheme}/{near}`?"),
                None => format!("it has {}", Vec::from_iter(known).join(", ")),
            };
            return Err(Fault {
                problem: Problem::Concept,
                at: word.at.clone(),
                message: format!("the code list `{scheme}` has no `{notation}`"),
                help,
            });
        }
        let path = self.path(writer, word)?;
        Ok(writer.names.thing(&path))
    }

    /// A value of the property `name` as RDF.
    ///
    /// # Errors
    ///
    /// If it is none, or names nothing.
    pub fn value(
        &mut self,
        writer: &Writer,
        terms: &Terms,
        values: &Values,
        value: &Value,
        name: &Word,
    ) -> Result<Term, Fault> {
        let typed = |text: &str, datatype: NamedNodeRef<'_>| -> Term {
            Literal::new_typed_literal(text, datatype).into()
        };
        let term = match (values, value) {
            (Values::Nodes, Value::Text(word)) => return self.node(writer, word).map(Term::from),
            (Values::Properties, Value::Text(word)) => {
                let property = terms.property(&word.text);
                property.map(|property| property.iri.clone().into())
            }
            (Values::Texts, Value::Text(word)) => Some(writer.printed(&word.text).into()),
            (Values::Texts, Value::Tagged(tag, word)) => {
                let tag = tag.to_ascii_lowercase();
                let is_tag = Literal::new_language_tagged_literal("", &tag).is_ok();
                is_tag.then(|| tagged(&word.text, &tag).into())
            }
            (Values::Dates, Value::Text(word)) => {
                let is_date = word.text.parse::<crate::project::Date>().is_ok();
                is_date.then(|| typed(&word.text, date_type(&word.text)))
            }
            (Values::Dates, Value::Date(word)) => Some(typed(&word.text, date_type(&word.text))),
            (Values::Dates, Value::Integer(word)) => Some(typed(&word.text, xsd::G_YEAR)),
            (
                Values::Typed(datatype),
                Value::Text(word) | Value::Integer(word) | Value::Decimal(word),
            ) => Some(typed(&word.text, datatype.as_ref())),
            (Values::Plain, Value::Integer(word)) => Some(typed(&word.text, xsd::INTEGER)),
            (Values::Plain, Value::Decimal(word)) => Some(typed(&word.text, xsd::DECIMAL)),
            (Values::Typed(_) | Values::Plain, Value::Boolean(truth)) => {
                Some(Literal::from(*truth).into())
            }
            (Values::Plain, Value::Text(word)) => {
                Some(Literal::new_simple_literal(&word.text).into())
            }
            _ => None,
        };
        term.ok_or_else(|| {
            let wanted = match values {
                Values::Nodes => "the name or path of a thing",
                Values::Properties => "the name of a property",
                Values::Texts => "a text, or texts by language: { zh-Hant = \"…\", en = \"…\" }",
                Values::Typed(_) | Values::Plain => "a number or a text",
                Values::Dates => "a date: 2016-12-07, \"2016-12\" or \"2016\"",
            };
            Fault {
                problem: Problem::Value,
                at: name.at.clone(),
                message: format!("a value of `{}` does not fit", name.text),
                help: format!("its values are {wanted}"),
            }
        })
    }
}

/// The notations of a code list, if there is one of the name.
fn notations(scheme: &str) -> Option<impl Iterator<Item = &'static str> + Clone> {
    let place = code::SCHEMES.binary_search_by_key(&scheme, |(name, _)| name);
    let (_, concepts) = code::SCHEMES[place.ok()?];
    let root = code::NAMESPACE.len() + scheme.len() + 1;
    let notation = move |concept: &NamedNodeRef<'static>| concept.as_str().get(root..);
    Some(concepts.iter().filter_map(notation))
}

/// Whether a path is that of a row of an authority table.
fn is_row(writer: &Writer, path: &str) -> bool {
    let authority = writer.material.authority;
    match path.split_once('/') {
        Some(("jurisdiction", key)) => authority.jurisdictions.get(key).is_some(),
        Some(("organisation", key)) => authority.organisations.get(key).is_some(),
        _ => false,
    }
}
