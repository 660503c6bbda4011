//! What one version of a dataset adds to another and takes from it, thing by thing.

use std::cmp::Ordering;

use oxigraph::model::{
    GraphName, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, TermRef,
};

use crate::graph::language::bcp47_case;
use crate::graph::quads::compare;
use crate::graph::vocab::{dcterms, foaf, rdfs, skos};
use crate::graph::{Names, Quads};

/// The properties that name a thing, the best first.
const LABELS: [NamedNodeRef<'static>; 4] =
    [rdfs::LABEL, skos::PREF_LABEL, foaf::NAME, dcterms::TITLE];

/// What happened to a statement, or to a thing as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Both have the thing, and say different things of it.
    Changed,
}

/// A thing of which the versions say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing<'q> {
    /// Its IRI.
    pub iri: &'q str,
    /// Its name in the first language that has one, or in any.
    pub label: Option<&'q str>,
    /// What happened to it.
    pub change: Change,
    /// What only the old version says, in order.
    pub removed: Vec<QuadRef<'q>>,
    /// What only the new version says, in order.
    pub added: Vec<QuadRef<'q>>,
}

/// Everything that two versions differ in, by IRI.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference<'q> {
    /// The things.
    pub things: Vec<Thing<'q>>,
}

impl<'q> Difference<'q> {
    /// Compares two versions without blank nodes, which have no name to be compared by.
    ///
    /// `languages` say in which order names are preferred.
    pub fn between(old: &'q Quads, new: &'q Quads, languages: &[String]) -> Self {
        let mut things: Vec<Thing<'q>> = Vec::new();
        let mut before = old.iter().map(Quad::as_ref).peekable();
        let mut after = new.iter().map(Quad::as_ref).peekable();
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => compare(*a, *b),
            };
            let removed = if order.is_le() { before.next() } else { None };
            let added = if order.is_ge() { after.next() } else { None };
            if order.is_eq() {
                continue;
            }
            let Some(quad) = removed.or(added) else { break };
            let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else {
                continue;
            };
            if things
                .last()
                .is_none_or(|last| last.iri != subject.as_str())
            {
                things.push(Thing {
                    iri: subject.as_str(),
                    label: label(subject, new, languages).or(label(subject, old, languages)),
                    change: match (old.about(subject).is_empty(), new.about(subject).is_empty()) {
                        (true, _) => Change::Added,
                        (_, true) => Change::Removed,
                        _ => Change::Changed,
                    },
                    removed: Vec::new(),
                    added: Vec::new(),
                });
            }
            if let Some(thing) = things.last_mut() {
                thing.removed.extend(removed);
                thing.added.extend(added);
            }
        }
        Self { things }
    }

    /// How many things were added, removed or changed.
    pub fn count(&self, change: Change) -> usize {
        let things = self.things.iter();
        things.filter(|thing| thing.change == change).count()
    }

    /// What only the new version says: with [`removed`](Self::removed) a patch.
    pub fn added(&self) -> Quads {
        let things = self.things.iter();
        things
            .flat_map(|it| it.added.iter().map(|quad| quad.into_owned()))
            .collect()
    }

    /// What only the old version says.
    pub fn removed(&self) -> Quads {
        let things = self.things.iter();
        things
            .flat_map(|it| it.removed.iter().map(|quad| quad.into_owned()))
            .collect()
    }
}

/// The name of a thing.
fn label<'q>(thing: NamedNodeRef<'_>, quads: &'q Quads, languages: &[String]) -> Option<&'q str> {
    let about = quads.about(thing);
    LABELS.iter().find_map(|property| {
        let names = about
            .iter()
            .filter(|quad| quad.predicate.as_ref() == *property);
        let names = names.filter_map(|quad| match quad.object.as_ref() {
            TermRef::Literal(name) => Some(name),
            _ => None,
        });
        let rank = |tag: Option<&str>| {
            let place = languages
                .iter()
                .position(|known| tag.is_some_and(|tag| tag.eq_ignore_ascii_case(known)));
            place.unwrap_or(languages.len())
        };
        let best = names.min_by_key(|name| rank(name.language()));
        best.map(LiteralRef::value)
    })
}

/// The same quads without their graphs.
pub fn without_graphs(quads: &Quads) -> Quads {
    quads.union().map(QuadRef::into_owned).collect()
}

/// Whether any quad stands in a named graph.
pub fn has_graphs(quads: &Quads) -> bool {
    quads
        .iter()
        .any(|quad| quad.graph_name != GraphName::DefaultGraph)
}

/// A statement as a person reads it, without its subject: `rdfs:label "唐鳳"@zh-Hant`.
pub fn statement(quad: &QuadRef<'_>, names: &Names<'_>) -> String {
    let property = names.shorten(quad.predicate.as_str());
    let value = match quad.object {
        TermRef::NamedNode(node) => names.shorten(node.as_str()).into_owned(),
        TermRef::Literal(text) if text.language().is_some() => {
            let tag = bcp47_case(text.language().unwrap_or_default());
            LiteralRef::new_language_tagged_literal_unchecked(text.value(), &tag).to_string()
        }
        other => other.to_string(),
    };
    format!("{property} {value}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::dump::{self, Format};
    use oxigraph::model::{Literal, NamedNode};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn node(name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("https://e.org/{name}"))
    }

    fn quads(rows: &[(&str, &str, &str)]) -> Quads {
        let quads = rows.iter().map(|(subject, tag, name)| {
            let name = Literal::new_language_tagged_literal(*name, *tag).unwrap();
            Quad::new(node(subject), rdfs::LABEL, name, node("g"))
        });
        quads.collect()
    }

    #[test]
    fn things_are_added_removed_and_changed() {
        let old = quads(&[
            ("gone", "en", "Gone"),
            ("kept", "en", "Kept"),
            ("same", "en", "Same"),
        ]);
        let new = quads(&[
            ("kept", "zh-Hant", "留"),
            ("same", "en", "Same"),
            ("new", "en", "New"),
        ]);
        let languages = ["zh-Hant".to_owned()];
        let difference = Difference::between(&old, &new, &languages);
        let things: Vec<_> = difference
            .things
            .iter()
            .map(|it| (it.label, it.change))
            .collect();
        assert_eq!(
            things,
            [
                (Some("Gone"), Change::Removed),
                (Some("留"), Change::Changed),
                (Some("New"), Change::Added)
            ]
        );
        let kept = &difference.things[1];
        assert_eq!((kept.removed.len(), kept.added.len()), (1, 1));
        assert_eq!(
            statement(&kept.added[0], &Names::default())
                .split(' ')
                .nth(1),
            Some("\"留\"@zh-Hant")
        );
        assert_eq!(difference.count(Change::Changed), 1);
    }

    #[test]
    fn equal_versions_do_not_differ() {
        let old = quads(&[("a", "en", "A")]);
        assert_eq!(Difference::between(&old, &old.clone(), &[]).things, []);
    }

    fn version() -> impl Strategy<Value = Quads> {
        let row = ("[a-c]", "[a-c]{0,2}");
        prop::collection::vec(row, 0..12).prop_map(|rows| {
            let rows = rows.iter().map(|(s, text)| {
                Quad::new(
                    node(s),
                    rdfs::LABEL,
                    Literal::from(text.as_str()),
                    node("g"),
                )
            });
            rows.collect()
        })
    }

    proptest! {
        /// The lines of the old version without those removed and with those added are those of
        /// the new one.
        #[test]
        fn a_difference_is_a_patch(old in version(), new in version()) {
            let lines = |quads: &Quads| -> BTreeSet<String> {
                let mut file = Vec::new();
                dump::write(quads, Format::NQuads, &Names::default(), &mut file).unwrap();
                String::from_utf8(file).unwrap().lines().map(str::to_owned).collect()
            };
            let difference = Difference::between(&old, &new, &[]);
            let mut patched = lines(&old);
            for line in lines(&difference.removed()) {
                prop_assert!(patched.remove(&line));
            }
            for line in lines(&difference.added()) {
                prop_assert!(patched.insert(line));
            }
            prop_assert_eq!(patched, lines(&new));
        }
    }
}
