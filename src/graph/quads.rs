//! Quads in one fixed order, each once.

use std::cmp::Ordering;
use std::ops::{Deref, Range};

use oxigraph::model::{
    BlankNodeRef, GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef,
    TermRef, vocab::xsd,
};

use super::language::bcp47_case;
use super::vocab::oa;

/// Quads sorted as the lines of their N-Quads file are, each once.
///
/// The order is that of the bytes of the file, with language tags in their published case
/// ([`bcp47_case`]), so the file is written from first to last and `LC_ALL=C sort -u` does not
/// change it. Two graphs without blank nodes are the same exactly if their `Quads` are equal:
/// nothing remains for RDFC-1.0 to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quads(Vec<Quad>);

impl Quads {
    /// Sorts and drops repetitions.
    pub fn new(quads: Vec<Quad>) -> Self {
        Self::and_repeated(quads).0
    }

    /// Of quads that are sorted, each once.
    pub(super) fn of_sorted(quads: Vec<Quad>) -> Self {
        Self(quads)
    }

    /// The same as [`Quads::new`], and the first quad that was repeated.
    pub(crate) fn and_repeated(mut quads: Vec<Quad>) -> (Self, Option<Quad>) {
        let mut order = order(&quads);
        for target in 0..order.len() {
            // What belongs here may have been swapped away since; its traces lead to it.
            let mut source = order[target];
            while source < target {
                source = order[source];
            }
            if source != target {
                quads.swap(target, source);
            }
            order[target] = source;
        }
        let mut repeated = None;
        quads.dedup_by(|next, kept| {
            // Neighbours mostly differ in their objects.
            let is_same = next.object == kept.object && next == kept;
            if is_same && repeated.is_none() {
                repeated = Some(kept.clone());
            }
            is_same
        });
        (Self(quads), repeated)
    }

    /// The quads of several together, each once.
    pub fn merged(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().collect();
        // Two and two, so that each quad is moved as often as the number of parts has digits.
        while parts.len() > 1 {
            let mut rest = parts.into_iter();
            let mut merged = Vec::new();
            while let Some(part) = rest.next() {
                merged.push(part.merge(rest.next().unwrap_or_default()));
            }
            parts = merged;
        }
        parts.pop().unwrap_or_default()
    }

    fn merge(mut self, other: Self) -> Self {
        let (Some(first), Some(last)) = (other.0.first(), other.0.last()) else {
            return self;
        };
        let quads = &mut self.0;
        // What lies before and after all of the others stays as it is.
        let start = quads.partition_point(|quad| compare_quads(quad, first).is_lt());
        let end = quads.partition_point(|quad| compare_quads(quad, last).is_le());
        let between = start..end + other.len();
        quads.splice(end..end, other.0);
        let mut has_repeated = false;
        // The stable sort finds both runs and moves the shorter one only.
        quads[between].sort_by(|a, b| {
            let order = compare_quads(a, b);
            has_repeated |= order.is_eq();
            order
        });
        if has_repeated {
            quads.dedup();
        }
        self
    }

    /// The triples of all graphs together, each once, in N-Triples line order, as quads of the
    /// default graph.
    pub fn union(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone {
        // Graph names are compared last, so the copies of a triple are neighbours.
        let mut last: Option<&Quad> = None;
        self.0.iter().filter_map(move |quad| {
            // Neighbours mostly differ in their objects.
            let is_again = last.is_some_and(|last| {
                last.object == quad.object
                    && last.predicate == quad.predicate
                    && last.subject == quad.subject
            });
            last = Some(quad);
            (!is_again).then(|| QuadRef {
                graph_name: GraphNameRef::DefaultGraph,
                ..quad.as_ref()
            })
        })
    }

    /// What is said of a node, found by its place in the order.
    pub fn about(&self, node: NamedNodeRef<'_>) -> &[Quad] {
        let to_node = |quad: &Quad| compare_subjects(quad.subject.as_ref(), node.into());
        let start = self.0.partition_point(|quad| to_node(quad).is_lt());
        let length = self.0[start..].partition_point(|quad| to_node(quad).is_eq());
        &self.0[start..start + length]
    }

    /// The values of a property of a node, each once.
    pub fn objects<'q>(
        &'q self,
        node: NamedNodeRef<'_>,
        property: NamedNodeRef<'q>,
    ) -> impl Iterator<Item = TermRef<'q>> {
        // The copies of a triple, from several graphs, are neighbours.
        let mut last: Option<TermRef<'_>> = None;
        self.about(node)
            .iter()
            .filter(move |quad| quad.predicate.as_ref() == property)
            .map(|quad| quad.object.as_ref())
            .filter(move |&object| last.replace(object) != Some(object))
    }

    /// The first node that is the value of a property of a node.
    pub fn node<'q>(
        &'q self,
        node: NamedNodeRef<'_>,
        property: NamedNodeRef<'q>,
    ) -> Option<NamedNodeRef<'q>> {
        self.objects(node, property).find_map(|value| match value {
            TermRef::NamedNode(value) => Some(value),
            _ => None,
        })
    }

    /// The range of code points of a selector.
    pub fn range(&self, selector: NamedNodeRef<'_>) -> Option<Range<usize>> {
        let number = |property| self.objects(selector, property).find_map(number);
        Some(number(oa::START)?..number(oa::END)?)
    }

    /// The first quad that has a blank node as subject, object or graph name.
    pub fn first_blank(&self) -> Option<QuadRef<'_>> {
        self.0.iter().map(Quad::as_ref).find(|quad| {
            quad.subject.is_blank_node()
                || quad.object.is_blank_node()
                || quad.graph_name.is_blank_node()
        })
    }

    /// Gives up the order.
    pub fn into_vec(self) -> Vec<Quad> {
        self.0
    }
}

impl Deref for Quads {
    type Target = [Quad];

    fn deref(&self) -> &[Quad] {
        &self.0
    }
}

impl FromIterator<Quad> for Quads {
    fn from_iter<I: IntoIterator<Item = Quad>>(quads: I) -> Self {
        Self::new(quads.into_iter().collect())
    }
}

/// The positions of quads in their order.
///
/// Positions are sorted, not quads, which are large; and runs of quads about one node before
/// the quads of each node, because names far apart in memory are slow to compare. The stable
/// sort is linear where the input is already in order, as the parts of a merge are.
fn order(quads: &[Quad]) -> Vec<usize> {
    let mut start = 0;
    let mut runs: Vec<Range<usize>> = quads
        .chunk_by(|a, b| a.subject == b.subject)
        .map(|run| {
            let end = start + run.len();
            std::mem::replace(&mut start, end)..end
        })
        .collect();
    let subject = |run: &Range<usize>| quads[run.start].subject.as_ref();
    runs.sort_by(|a, b| compare_subjects(subject(a), subject(b)));
    let mut order = Vec::with_capacity(quads.len());
    for runs in runs.chunk_by(|a, b| subject(a) == subject(b)) {
        let first = order.len();
        order.extend(runs.iter().cloned().flatten());
        order[first..].sort_by(|&a: &usize, &b| compare_statements(&quads[a], &quads[b]));
    }
    order
}

/// The order of the lines that two quads have in an N-Quads file.
///
/// Terms are compared where they lie, no line is built: a line is a sequence of tokens, and
/// each token but a literal is its text between two marks.
pub(crate) fn compare(a: QuadRef<'_>, b: QuadRef<'_>) -> Ordering {
    compare_subjects(a.subject, b.subject)
        .then_with(|| compare_iris(a.predicate, b.predicate))
        .then_with(|| compare_terms(a.object, b.object))
        .then_with(|| compare_graph_names(a.graph_name, b.graph_name))
}

/// The same of quads as they are kept.
fn compare_quads(a: &Quad, b: &Quad) -> Ordering {
    compare_subjects(a.subject.as_ref(), b.subject.as_ref()).then_with(|| compare_statements(a, b))
}

/// The same of quads about one node, as they are kept.
fn compare_statements(a: &Quad, b: &Quad) -> Ordering {
    compare_iris(a.predicate.as_ref(), b.predicate.as_ref())
        .then_with(|| compare_terms(a.object.as_ref(), b.object.as_ref()))
        .then_with(|| compare_graph_names(a.graph_name.as_ref(), b.graph_name.as_ref()))
}

fn compare_subjects(a: NamedOrBlankNodeRef<'_>, b: NamedOrBlankNodeRef<'_>) -> Ordering {
    use NamedOrBlankNodeRef::{BlankNode, NamedNode};
    match (a, b) {
        (NamedNode(a), NamedNode(b)) => compare_iris(a, b),
        (BlankNode(a), BlankNode(b)) => compare_blanks(a, b),
        // '<' comes before '_'.
        (NamedNode(_), BlankNode(_)) => Ordering::Less,
        (BlankNode(_), NamedNode(_)) => Ordering::Greater,
    }
}

/// The order of terms that stand at one place of a line.
pub(super) fn compare_terms(a: TermRef<'_>, b: TermRef<'_>) -> Ordering {
    match (a, b) {
        (TermRef::NamedNode(a), TermRef::NamedNode(b)) => compare_iris(a, b),
        (TermRef::Literal(a), TermRef::Literal(b)) => compare_literals(a, b),
        // '"' comes before '<'.
        (TermRef::Literal(_), TermRef::NamedNode(_)) => Ordering::Less,
        (TermRef::NamedNode(_), TermRef::Literal(_)) => Ordering::Greater,
        // What a published graph does not hold: blank nodes, triple terms.
        _ => a.to_string().cmp(&b.to_string()),
    }
}

fn compare_graph_names(a: GraphNameRef<'_>, b: GraphNameRef<'_>) -> Ordering {
    use GraphNameRef::{BlankNode, DefaultGraph, NamedNode};
    // '.' comes before '<', and '<' before '_'.
    let rank = |name: GraphNameRef<'_>| match name {
        DefaultGraph => 0,
        NamedNode(_) => 1,
        BlankNode(_) => 2,
    };
    match (a, b) {
        (NamedNode(a), NamedNode(b)) => compare_iris(a, b),
        (BlankNode(a), BlankNode(b)) => compare_blanks(a, b),
        _ => rank(a).cmp(&rank(b)),
    }
}

pub(super) fn compare_iris(a: NamedNodeRef<'_>, b: NamedNodeRef<'_>) -> Ordering {
    compare_ended(a.as_str(), b.as_str(), b'>')
}

fn compare_blanks(a: BlankNodeRef<'_>, b: BlankNodeRef<'_>) -> Ordering {
    compare_ended(a.as_str(), b.as_str(), b' ')
}

fn compare_literals(a: LiteralRef<'_>, b: LiteralRef<'_>) -> Ordering {
    compare_values(a.value(), b.value()).then_with(|| match (a.language(), b.language()) {
        (Some(a), Some(b)) if a == b => Ordering::Equal,
        (Some(a), Some(b)) => compare_ended(&bcp47_case(a), &bcp47_case(b), b' '),
        // `"…" .` before `"…"@en` before `"…"^^<…>`.
        (None, Some(_)) if is_simple(a) => Ordering::Less,
        (Some(_), None) if is_simple(b) => Ordering::Greater,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (None, None) => match (is_simple(a), is_simple(b)) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => compare_iris(a.datatype(), b.datatype()),
        },
    })
}

/// Whether the file has neither a tag nor a datatype after the closing quote.
fn is_simple(literal: LiteralRef<'_>) -> bool {
    literal.datatype() == xsd::STRING
}

/// Compares two texts that the file follows with the byte `end`, which neither holds.
fn compare_ended(a: &str, b: &str, end: u8) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let shared = a.len().min(b.len());
    a[..shared].cmp(&b[..shared]).then_with(|| {
        a.get(shared)
            .unwrap_or(&end)
            .cmp(b.get(shared).unwrap_or(&end))
    })
}

/// Compares two literal values as they stand in the file, between quotes and with escapes.
fn compare_values(a: &str, b: &str) -> Ordering {
    let shared = a.len().min(b.len());
    let (left, right) = (a.as_bytes(), b.as_bytes());
    if left[..shared] == right[..shared] && left.len() == right.len() {
        return Ordering::Equal;
    }
    let at = (0..shared).find(|&i| left[i] != right[i]).unwrap_or(shared);
    // Escapes change the order of the character where the two part, and only of that one.
    let is_plain = |byte: u8| !matches!(byte, 0..0x20 | b'"' | b'\\' | 0x7F | 0xBE..=0xBF | 0xEF);
    match (left.get(at), right.get(at)) {
        (Some(&l), Some(&r)) if is_plain(l) && is_plain(r) => l.cmp(&r),
        _ => {
            // The bytes before are equal, so a boundary of one is a boundary of the other.
            let start = (0..=at).rev().find(|&i| a.is_char_boundary(i)).unwrap_or(0);
            quoted_char(&a[start..]).cmp(&quoted_char(&b[start..]))
        }
    }
}

/// The first character of `text` as the N-Quads writer puts it between quotes.
fn quoted_char(text: &str) -> String {
    let length = text.chars().next().map_or(0, char::len_utf8);
    LiteralRef::new_simple_literal(&text[..length]).to_string()
}

/// A literal as a count.
pub fn number(term: TermRef<'_>) -> Option<usize> {
    match term {
        TermRef::Literal(literal) => literal.value().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};
    use proptest::prelude::*;

    /// The line of a quad, with its language tag in published case.
    fn line(quad: &Quad) -> String {
        let tags = super::super::language::Tags::of([quad.as_ref()]);
        format!("{} .\n", tags.cased(quad.as_ref()))
    }

    fn iri() -> impl Strategy<Value = NamedNode> {
        "[a-c>?/-]{0,3}".prop_map(|tail| {
            NamedNode::new_unchecked(format!("https://example.org/{}", tail.replace('>', "é")))
        })
    }

    fn literal() -> impl Strategy<Value = Literal> {
        let value = "[ab\"\\\\\n\t\u{1}\u{7f}臺灣\u{fffd}\u{fffe}\u{ffff}\u{10000}]{0,4}";
        prop_oneof![
            value.prop_map(Literal::new_simple_literal),
            (value, "en|zh|zh-hant|zh-tw|en-us|en-scouse").prop_map(|(value, tag)| {
                Literal::new_language_tagged_literal_unchecked(value, tag)
            }),
            (value, iri()).prop_map(|(value, iri)| Literal::new_typed_literal(value, iri)),
        ]
    }

    pub(crate) fn quad() -> impl Strategy<Value = Quad> {
        let graph = prop_oneof![
            Just(oxigraph::model::GraphName::DefaultGraph),
            iri().prop_map(Into::into)
        ];
        let object = prop_oneof![
            iri().prop_map(oxigraph::model::Term::from),
            literal().prop_map(Into::into)
        ];
        (iri(), iri(), object, graph).prop_map(|(s, p, o, g)| Quad::new(s, p, o, g))
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_the_lines(quads in prop::collection::vec(quad(), 0..40)) {
            let mut lines: Vec<String> = quads.iter().map(line).collect();
            lines.sort();
            lines.dedup();
            let sorted: Vec<String> = Quads::new(quads).iter().map(line).collect();
            prop_assert_eq!(sorted, lines);
        }
    }

    proptest! {
        #[test]
        fn a_node_is_found_by_its_place(quads in prop::collection::vec(quad(), 0..40), node in iri()) {
            let quads = Quads::new(quads);
            let about = |q: &&Quad| q.subject.as_ref() == NamedOrBlankNodeRef::from(node.as_ref());
            let searched: Vec<&Quad> = quads.iter().filter(about).collect();
            let found: Vec<&Quad> = quads.about(node.as_ref()).iter().collect();
            prop_assert_eq!(found, searched);
        }
    }

    proptest! {
        #[test]
        fn parts_are_merged_as_if_they_had_been_one(
            parts in prop::collection::vec(prop::collection::vec(quad(), 0..20), 0..4)
        ) {
            let merged = Quads::merged(parts.iter().cloned().map(Quads::new));
            prop_assert_eq!(merged, Quads::new(parts.concat()));
        }
    }

    #[test]
    fn a_triple_of_two_graphs_is_listed_once() {
        let node = NamedNode::new_unchecked;
        let quads = Quads::new(
            ["https://example.org/2", "https://example.org/1"]
                .map(|graph| {
                    Quad::new(
                        node("https://example.org/s"),
                        node("https://example.org/p"),
                        node("https://example.org/o"),
                        node(graph),
                    )
                })
                .to_vec(),
        );
        assert_eq!(quads.len(), 2);
        assert_eq!(quads.union().count(), 1);
    }
}
