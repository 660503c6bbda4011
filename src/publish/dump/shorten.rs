//! Which prefixes a dump uses, and IRIs relative to its base.

use std::cmp::Reverse;

use oxigraph::model::{QuadRef, TermRef, vocab::rdf};

use crate::graph::Names;

/// The part of an IRI after the base, where it can be made relative to it.
///
/// Oxigraph's serializer can make IRIs relative too, but does so for every IRI of the same
/// scheme, down to `<//schema.org/>`.
pub(super) fn relative<'i>(names: &Names<'_>, iri: &'i str) -> Option<&'i str> {
    below(base(names)?, iri)
}

/// The base, if IRIs can be made relative to it.
fn base<'n>(names: &Names<'n>) -> Option<&'n str> {
    names.base.filter(|base| base.ends_with('/'))
}

/// The prefixes of the elements of an RDF/XML file: properties and classes.
///
/// XML names have no escapes: a namespace must be all of the IRI but the name.
pub(super) fn element_prefixes<'n>(
    rows: &[QuadRef<'_>],
    names: &Names<'n>,
) -> Vec<(&'n str, &'n str)> {
    let is_element_of = |iri: &str, namespace: &str| {
        iri.strip_prefix(namespace)
            .is_some_and(|name| !name.is_empty() && !name.contains(['#', '/', ':']))
    };
    let is_used = |namespace: &str| {
        rows.iter().any(|row| match row.object {
            TermRef::NamedNode(class) if row.predicate == rdf::TYPE => {
                is_element_of(class.as_str(), namespace)
            }
            _ => is_element_of(row.predicate.as_str(), namespace),
        })
    };
    let used = names.prefixes.iter().copied();
    used.filter(|(_, namespace)| is_used(namespace)).collect()
}

/// Prefixes by the length of their namespaces, of which the writer takes the longest that fits.
pub(super) struct Prefixes<'n> {
    longest_first: Vec<(&'n str, &'n str)>,
    /// Which of them no IRI has needed yet, longest first: a list that soon is short.
    unused: Vec<usize>,
}

impl<'n> Prefixes<'n> {
    pub(super) fn new(names: &Names<'n>) -> Self {
        let mut longest_first = names.prefixes.to_vec();
        longest_first.sort_by_key(|(_, namespace)| Reverse(namespace.len()));
        Self {
            unused: (0..longest_first.len()).collect(),
            longest_first,
        }
    }

    /// Notes the prefix that an IRI needs.
    pub(super) fn see(&mut self, iri: &str) {
        let fits = |(_, namespace): &(&str, &str)| iri.starts_with(namespace);
        if !self
            .unused
            .iter()
            .any(|&index| fits(&self.longest_first[index]))
        {
            return;
        }
        let taken = self
            .longest_first
            .iter()
            .position(|prefix| fits(prefix) && is_local_name(&iri[prefix.1.len()..]));
        self.unused.retain(|&index| Some(index) != taken);
    }

    /// The prefixes that are needed.
    pub(super) fn used(self) -> Vec<(&'n str, &'n str)> {
        let indexed = self.longest_first.into_iter().enumerate();
        indexed
            .filter_map(|(index, prefix)| (!self.unused.contains(&index)).then_some(prefix))
            .collect()
    }
}

/// The part of an IRI after the base, if it resolves to the same IRI again (RFC 3986, section
/// 5.2): not where it could be read as a scheme, a root or a dot segment.
fn below<'a>(base: &str, iri: &'a str) -> Option<&'a str> {
    iri.strip_prefix(base).filter(|path| {
        path.starts_with(char::is_alphanumeric)
            && !path.bytes().any(|byte| matches!(byte, b':' | b'.'))
    })
}

/// Whether Turtle can write `local` after a prefix, with escapes where needed (`PN_LOCAL`).
fn is_local_name(local: &str) -> bool {
    let is_escapable = |c| "_~.-!$&'()*+,;=/?#@%".contains(c);
    local.chars().all(|c| {
        c.is_ascii_alphanumeric()
            || c == ':'
            || is_escapable(c)
            || matches!(c, '\u{b7}' | '\u{c0}'..='\u{1fff}' | '\u{200c}' | '\u{200d}' | '\u{203f}'
                | '\u{2040}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
                | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
                | '\u{10000}'..)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_resolves_to_the_same_iri_is_made_relative() {
        let base = "https://e.org/id/";
        for (iri, path) in [
            ("https://e.org/id/person/唐鳳", Some("person/唐鳳")),
            (
                "https://e.org/id/passage/4e30/5-9",
                Some("passage/4e30/5-9"),
            ),
            ("https://e.org/id/", None),
            ("https://e.org/id//double", None),
            ("https://e.org/id/a:b", None),
            ("https://e.org/id/a/../b", None),
            ("https://e.org/id/唐鳳", Some("唐鳳")),
            ("https://e.org/data/1", None),
        ] {
            assert_eq!(below(base, iri), path, "{iri}");
        }
    }

    #[test]
    fn the_longest_prefix_that_turtle_can_write_is_the_one_that_is_used() {
        let names = Names {
            base: None,
            prefixes: &[
                ("e", "https://e.org/"),
                ("ns", "https://e.org/ns#"),
                ("f", "https://f.org/"),
            ],
        };
        for (iri, used) in [
            ("https://e.org/ns#a", Some("ns")),
            ("https://e.org/x", Some("e")),
            ("https://e.org/‧", None),
            ("https://g.org/x", None),
        ] {
            let mut prefixes = Prefixes::new(&names);
            prefixes.see(iri);
            let found: Vec<_> = prefixes
                .used()
                .into_iter()
                .map(|(prefix, _)| prefix)
                .collect();
            assert_eq!(found, Vec::from_iter(used), "{iri}");
        }
    }
}
