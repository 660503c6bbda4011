//! Quads as rows of numbers, each term kept once.
//!
//! The graph of a report says the same few thousand terms tens of thousands of times. As numbers
//! they are written, sorted and compared without a look at their text, in a tenth of the memory.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use oxigraph::model::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, Quad, QuadRef, Term, TermRef,
};
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::quads::{Quads, compare_iris, compare_terms};

/// Quads in the order in which they were said, or sorted as [`Quads`] are.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    terms: Terms,
    rows: Vec<Row>,
}

/// A quad by the numbers of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub subject: u32,
    pub predicate: u32,
    pub object: u32,
    pub graph: u32,
}

impl Row {
    /// Whether two rows are one triple, in one graph or in two.
    fn is_triple_of(&self, other: &Self) -> bool {
        self.object == other.object
            && self.subject == other.subject
            && self.predicate == other.predicate
    }
}

/// A term of some rows by its number: a graph, a node of which much is said, a text that is said
/// of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node(u32);

/// What can be the subject of a quad.
pub(crate) trait Subject {
    /// Its number; the subject of the row before is `last`.
    fn number(self, terms: &mut Terms, last: Option<u32>) -> u32;
}

impl Subject for Node {
    fn number(self, _: &mut Terms, _: Option<u32>) -> u32 {
        self.0
    }
}

impl Subject for &NamedNode {
    fn number(self, terms: &mut Terms, last: Option<u32>) -> u32 {
        // Most of what is said is of the node of which the last was said.
        match last {
            Some(last) if terms.iri(last) == self.as_ref() => last,
            _ => Object::number(self, terms),
        }
    }
}

/// What can be the object of a quad: a term that is given away, or one that is lent.
pub(crate) trait Object {
    /// Its number; it is kept if it is new.
    fn number(self, terms: &mut Terms) -> u32;
}

impl Object for Node {
    fn number(self, _: &mut Terms) -> u32 {
        self.0
    }
}

impl Object for NamedNode {
    fn number(self, terms: &mut Terms) -> u32 {
        let found = terms.find(self.as_str());
        found.unwrap_or_else(|free| terms.keep(free, self))
    }
}

impl Object for &NamedNode {
    fn number(self, terms: &mut Terms) -> u32 {
        let found = terms.find(self.as_str());
        found.unwrap_or_else(|free| terms.keep(free, self.clone()))
    }
}

impl Object for NamedNodeRef<'_> {
    fn number(self, terms: &mut Terms) -> u32 {
        terms.word(self)
    }
}

impl Object for Literal {
    fn number(self, terms: &mut Terms) -> u32 {
        terms.push(self.into())
    }
}

impl Object for Term {
    fn number(self, terms: &mut Terms) -> u32 {
        match self {
            Self::NamedNode(node) => node.number(terms),
            other => terms.push(other),
        }
    }
}

impl Rows {
    /// With room for so many quads.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self {
            terms: Terms::default(),
            rows: Vec::with_capacity(rows),
        }
    }

    /// A node to say something of, or in.
    pub(crate) fn node(&mut self, name: &NamedNode) -> Node {
        Node(Object::number(name, &mut self.terms))
    }

    /// A text that is said of many nodes.
    pub(crate) fn text(&mut self, text: Literal) -> Node {
        Node(text.number(&mut self.terms))
    }

    /// What a node is called.
    pub(crate) fn name(&self, node: Node) -> NamedNodeRef<'_> {
        self.terms.iri(node.0)
    }

    /// Says something.
    pub(crate) fn add(
        &mut self,
        subject: impl Subject,
        predicate: NamedNodeRef<'_>,
        object: impl Object,
        graph: Node,
    ) {
        let last = self.rows.last().map(|row| row.subject);
        let row = Row {
            subject: subject.number(&mut self.terms, last),
            predicate: self.terms.word(predicate),
            object: object.number(&mut self.terms),
            graph: graph.0,
        };
        self.rows.push(row);
    }

    /// The number of quads.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The quads in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = QuadRef<'_>> + Clone {
        self.rows.iter().map(|row| self.quad(row))
    }

    /// The quads that are said of one node after the other, together.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = impl Iterator<Item = QuadRef<'_>> + Clone> {
        let runs = self.rows.chunk_by(|a, b| a.subject == b.subject);
        runs.map(|run| run.iter().map(|row| self.quad(row)))
    }

    /// The triples of all graphs together, as quads of the default graph; each once, if the quads
    /// are sorted.
    pub fn union(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone {
        self.triples().map(|row| QuadRef {
            graph_name: GraphNameRef::DefaultGraph,
            ..self.quad(row)
        })
    }

    /// The rows of [`Rows::union`].
    pub(crate) fn triples(&self) -> impl Iterator<Item = &Row> + Clone {
        let runs = self.rows.chunk_by(Row::is_triple_of);
        runs.filter_map(<[Row]>::first)
    }

    /// The terms by their numbers; of some nothing may be said any more.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms.all
    }

    #[inline]
    fn quad(&self, row: &Row) -> QuadRef<'_> {
        QuadRef {
            subject: self.terms.iri(row.subject).into(),
            predicate: self.terms.iri(row.predicate),
            object: self.terms.get(row.object),
            graph_name: self.terms.iri(row.graph).into(),
        }
    }

    /// Leaves out nodes, what points at them, and the nodes that say nothing without them, since
    /// they point at them by one of some properties; returns the nodes that are gone.
    pub(crate) fn remove<'n>(
        &mut self,
        nodes: impl IntoIterator<Item = &'n NamedNode>,
        essential: &[NamedNodeRef<'_>],
    ) -> Vec<NamedNode> {
        let numbers = nodes.into_iter().map(|node| self.terms.find(node.as_str()));
        let mut gone: FxHashSet<u32> = numbers.flatten().collect();
        let essential = essential.iter().map(|name| self.terms.find(name.as_str()));
        let essential: Vec<u32> = essential.flatten().collect();
        loop {
            let before = gone.len();
            for row in &self.rows {
                if gone.contains(&row.object) && essential.contains(&row.predicate) {
                    gone.insert(row.subject);
                }
            }
            if gone.len() == before {
                break;
            }
        }
        let is_kept = |row: &Row| !gone.contains(&row.subject) && !gone.contains(&row.object);
        self.rows.retain(is_kept);
        let gone = gone.into_iter();
        gone.map(|number| self.terms.iri(number).into_owned())
            .collect()
    }

    /// Leaves out what is said of a node by properties of some kind.
    pub(crate) fn leave_out(&mut self, subject: &NamedNode, of_kind: impl Fn(&str) -> bool) {
        let Ok(subject) = self.terms.find(subject.as_str()) else {
            return;
        };
        let terms = &self.terms;
        self.rows
            .retain(|row| row.subject != subject || !of_kind(terms.iri(row.predicate).as_str()));
    }

    /// Takes in what others say.
    pub fn append(&mut self, other: Self) {
        if self.terms.all.is_empty() {
            *self = other;
            return;
        }
        let terms = other.terms.all.into_iter();
        let numbers: Vec<u32> = terms.map(|term| term.number(&mut self.terms)).collect();
        let number = |old: u32| numbers[old as usize];
        self.rows.extend(other.rows.iter().map(|row| Row {
            subject: number(row.subject),
            predicate: number(row.predicate),
            object: number(row.object),
            graph: number(row.graph),
        }));
    }

    /// Sorts the quads as the lines of an N-Quads file are, and drops repetitions.
    pub fn sort(&mut self) {
        let ranks = self.ranks();
        let rank = |number: u32| u64::from(ranks[number as usize]);
        let key = |row: &Row| rank(row.subject) << 32 | rank(row.predicate);
        self.rows.sort_by_cached_key(key);
        let terms = &self.terms;
        let about = |a: &Row, b: &Row| a.subject == b.subject && a.predicate == b.predicate;
        for values in self.rows.chunk_by_mut(about) {
            values.sort_by(|a, b| terms.compare(a, b));
            // Texts that are said twice get one number.
            for at in 1..values.len() {
                let before = values[at - 1].object;
                if terms.get(before) == terms.get(values[at].object) {
                    values[at].object = before;
                }
            }
        }
        self.rows.dedup();
    }

    /// The places of subjects and predicates in their order, by their numbers.
    fn ranks(&self) -> Vec<u32> {
        const NONE: u32 = u32::MAX;
        let mut ranks = vec![NONE; self.terms.all.len()];
        let mut names = Vec::new();
        for row in &self.rows {
            for number in [row.subject, row.predicate] {
                let rank = &mut ranks[number as usize];
                if *rank == NONE {
                    *rank = 0;
                    names.push(Name {
                        iri: self.terms.iri(number),
                        next: 0,
                        number,
                    });
                }
            }
        }
        order(&mut names, 0);
        for (rank, name) in (0..).zip(names) {
            ranks[name.number as usize] = rank;
        }
        ranks
    }

    /// What all of them say, sorted.
    pub fn merged(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.append(part);
        }
        all.sort();
        all
    }
}

impl From<Rows> for Vec<Quad> {
    fn from(rows: Rows) -> Self {
        rows.iter().map(QuadRef::into_owned).collect()
    }
}

impl From<Rows> for Quads {
    fn from(mut rows: Rows) -> Self {
        rows.sort();
        Self::of_sorted(rows.into())
    }
}

/// An IRI to be sorted.
#[derive(Clone, Copy)]
struct Name<'t> {
    iri: NamedNodeRef<'t>,
    /// The eight bytes that tell it apart, as a number.
    next: u64,
    number: u32,
}

impl<'t> Name<'t> {
    fn from(&self, byte: usize) -> &'t [u8] {
        let text = self.iri.as_str().as_bytes();
        text.get(byte..).unwrap_or_default()
    }
}

/// Sorts different IRIs as they stand in a file, between angle brackets; they are the same up to
/// the byte `from`.
///
/// Nearly all of them begin with the base of the dataset and the kind of a thing, which a
/// comparison would look at each time.
fn order(names: &mut [Name<'_>], from: usize) {
    const FEW: usize = 24;
    let Some((first, others)) = names.split_first() else {
        return;
    };
    let rest = first.from(from);
    if others.len() < FEW || rest.is_empty() {
        names.sort_unstable_by(|a, b| compare_iris(a.iri, b.iri));
        return;
    }
    let shared = others.iter().fold(rest.len(), |shared, other| {
        let both = rest[..shared].iter().zip(other.from(from));
        both.take_while(|(a, b)| a == b).count()
    });
    for name in &mut *names {
        let mut next = [0; 8];
        let rest = name.from(from + shared).iter().chain(b">");
        for (next, byte) in next.iter_mut().zip(rest) {
            *next = *byte;
        }
        name.next = u64::from_be_bytes(next);
    }
    names.sort_unstable_by_key(|name| name.next);
    for alike in names.chunk_by_mut(|a, b| a.next == b.next) {
        order(alike, from + shared + 8);
    }
}

/// Terms by their numbers: IRIs each once, and texts as often as they are said, since most are
/// said once and to look for the others costs more than to keep them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    all: Vec<Term>,
    /// Of each IRI its hash and its number and one, at the place that the hash says or after it; a
    /// number 0 is none. At least half of the places are free.
    places: Vec<(u32, u32)>,
    /// How many IRIs there are.
    iris: usize,
    /// The numbers of words of the vocabulary and one, by where their text lies in memory.
    words: Vec<u32>,
}

impl Terms {
    #[inline]
    fn get(&self, number: u32) -> TermRef<'_> {
        self.all[number as usize].as_ref()
    }

    /// A term that is the subject, predicate or graph of a quad, and thereby an IRI.
    #[inline]
    fn iri(&self, number: u32) -> NamedNodeRef<'_> {
        match &self.all[number as usize] {
            Term::NamedNode(node) => node.as_ref(),
            _ => NamedNodeRef::new_unchecked(""),
        }
    }

    /// The order of two rows of one subject and predicate.
    fn compare(&self, a: &Row, b: &Row) -> Ordering {
        let objects = if a.object == b.object {
            Ordering::Equal
        } else {
            compare_terms(self.get(a.object), self.get(b.object))
        };
        objects.then_with(|| compare_iris(self.iri(a.graph), self.iri(b.graph)))
    }

    fn push(&mut self, term: Term) -> u32 {
        self.all.push(term);
        number_of(self.all.len() - 1)
    }

    /// The number of a word of the vocabulary, which mostly lies where it lay when it was said
    /// before.
    fn word(&mut self, word: NamedNodeRef<'_>) -> u32 {
        const WORDS: usize = 1 << 8;
        if self.words.is_empty() {
            self.words.resize(WORDS, 0);
        }
        let text = word.as_str();
        let place = (text.as_ptr().addr() ^ text.as_ptr().addr() >> 8) % WORDS;
        if let Some(number) = self.words[place].checked_sub(1)
            && self.iri(number) == word
        {
            return number;
        }
        let found = self.find(text);
        let number = found.unwrap_or_else(|free| self.keep(free, word.into_owned()));
        self.words[place] = number + 1;
        number
    }

    /// The number of an IRI, or the place where it can be kept.
    fn find(&mut self, iri: &str) -> Result<u32, Free> {
        if self.places.len() <= 2 * self.iris {
            self.widen();
        }
        // The upper half of the hash is the better mixed.
        let hash = number_of_hash(FxBuildHasher.hash_one(iri));
        let mut place = place_of(hash, self.places.len());
        loop {
            match self.places[place] {
                (_, 0) => return Err(Free { place, hash }),
                (known, number) if known == hash && self.iri(number - 1).as_str() == iri => {
                    return Ok(number - 1);
                }
                _ => place = (place + 1) % self.places.len(),
            }
        }
    }

    fn keep(&mut self, free: Free, iri: NamedNode) -> u32 {
        let number = self.push(iri.into());
        self.places[free.place] = (free.hash, number + 1);
        self.iris += 1;
        number
    }

    /// Makes room for as many IRIs again.
    fn widen(&mut self) {
        let room = (4 * self.iris).next_power_of_two().max(1 << 8);
        let former = std::mem::replace(&mut self.places, vec![(0, 0); room]);
        for (hash, number) in former.into_iter().filter(|(_, number)| *number > 0) {
            let mut place = place_of(hash, room);
            while self.places[place].1 != 0 {
                place = (place + 1) % room;
            }
            self.places[place] = (hash, number);
        }
    }
}

/// A place that an IRI can be kept at.
#[derive(Clone, Copy)]
struct Free {
    place: usize,
    hash: u32,
}

/// Where the search for a hash begins among places whose number is a power of two.
#[inline]
fn place_of(hash: u32, places: usize) -> usize {
    hash as usize % places
}

/// A number of a term as it is kept; no memory holds four billion terms.
fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn number_of_hash(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::graph::quads::tests::quad;
    use oxigraph::model::{GraphName, NamedOrBlankNode};
    use proptest::prelude::*;

    pub(crate) fn rows(quads: &[Quad]) -> Rows {
        let mut rows = Rows::default();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                continue;
            };
            let GraphName::NamedNode(graph) = &quad.graph_name else {
                continue;
            };
            let graph = rows.node(graph);
            rows.add(subject, quad.predicate.as_ref(), quad.object.clone(), graph);
        }
        rows
    }

    /// Quads of named graphs.
    pub(crate) fn named() -> impl Strategy<Value = Vec<Quad>> {
        let is_named = |quad: &Quad| quad.graph_name != GraphName::DefaultGraph;
        prop::collection::vec(quad().prop_filter("a named graph", is_named), 0..40)
    }

    proptest! {
        #[test]
        fn rows_are_the_quads_that_were_said(quads in named(), more in named()) {
            let said = rows(&quads);
            let again: Vec<Quad> = said.clone().into();
            prop_assert_eq!(&again, &quads);
            let mut all = said.clone();
            all.append(rows(&more));
            let both = [quads.clone(), more].concat();
            let again: Vec<Quad> = all.clone().into();
            prop_assert_eq!(&again, &both);
            prop_assert_eq!(Quads::from(all), Quads::new(both.clone()));
            prop_assert_eq!(Quads::from(Rows::merged([said])), Quads::new(quads));
        }
    }

    proptest! {
        #[test]
        fn names_are_in_the_order_of_their_lines(
            names in prop::collection::hash_set("(https://e.org/(id/(a/)?)?)?[0-9/-]{0,10}", 0..200),
        ) {
            let mut lines: Vec<String> = names.iter().map(|name| format!("<{name}>")).collect();
            lines.sort();
            let mut numbered: Vec<Name<'_>> = (0..)
                .zip(&names)
                .map(|(number, name)| Name { iri: NamedNodeRef::new_unchecked(name), next: 0, number })
                .collect();
            order(&mut numbered, 0);
            let names: Vec<&String> = names.iter().collect();
            let line = |name: &Name<'_>| format!("<{}>", names[name.number as usize]);
            prop_assert_eq!(numbered.iter().map(line).collect::<Vec<_>>(), lines);
        }
    }

    proptest! {
        #[test]
        fn what_is_left_out_is_of_the_node_and_the_property(quads in named()) {
            for quad in quads.iter().take(3) {
                let NamedOrBlankNode::NamedNode(node) = &quad.subject else { continue };
                let property = quad.predicate.as_str();
                let mut said = rows(&quads);
                said.leave_out(node, |of| of == property);
                let mut expected = quads.clone();
                expected.retain(|q| q.subject != quad.subject || q.predicate != quad.predicate);
                prop_assert_eq!(Vec::from(said), expected);
            }
        }
    }
}
