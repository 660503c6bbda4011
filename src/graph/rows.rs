//! Quads as rows of numbers, each term kept once.
//!
//! The graph of a report says the same few thousand terms tens of thousands of times. As numbers
//! they are written, sorted and compared without a look at their text, in a tenth of the memory.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{
    GraphNameRef, Literal, LiteralRef, NamedNode, NamedNodeRef, Quad, QuadRef, Term, TermRef,
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
        terms.name(self.as_ref())
    }
}

impl Object for &NamedNode {
    fn number(self, terms: &mut Terms) -> u32 {
        terms.name(self.as_ref())
    }
}

impl Object for NamedNodeRef<'_> {
    fn number(self, terms: &mut Terms) -> u32 {
        terms.word(self)
    }
}

impl Object for Literal {
    fn number(self, terms: &mut Terms) -> u32 {
        terms.text(self.as_ref())
    }
}

impl Object for Term {
    fn number(self, terms: &mut Terms) -> u32 {
        self.as_ref().number(terms)
    }
}

impl Object for TermRef<'_> {
    fn number(self, terms: &mut Terms) -> u32 {
        match self {
            Self::NamedNode(node) => terms.name(node),
            Self::Literal(literal) => terms.text(literal),
            other => terms.other(other),
        }
    }
}

impl Rows {
    /// With room for so many quads.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self {
            terms: Terms::with_capacity(rows),
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

    /// The nodes of which a property is said, each with what is said.
    pub(crate) fn of_property(
        &self,
        property: NamedNodeRef<'_>,
    ) -> impl Iterator<Item = (NamedNodeRef<'_>, TermRef<'_>)> {
        let property = self.terms.known(property);
        let rows = self.rows.iter();
        let rows = rows.filter(move |row| Some(row.predicate) == property);
        rows.map(|row| (self.terms.iri(row.subject), self.terms.get(row.object)))
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
        each_once(&self.rows)
    }

    /// The rows about one node after the other, together.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.chunk_by(|a, b| a.subject == b.subject)
    }

    /// The terms by their numbers; of some nothing may be said any more.
    pub(crate) fn terms(&self) -> &Terms {
        &self.terms
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
        if self.terms.len() == 0 {
            *self = other;
            return;
        }
        let terms = other.terms.iter();
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
        let rank = |number: u32| ranks[number as usize] as usize;
        // Each row goes to where those of its subject stand: how many there are says where.
        let mut next = vec![0_u32; ranks.len() + 1];
        for row in &self.rows {
            next[rank(row.subject) + 1] += 1;
        }
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let mut sorted = self.rows.clone();
        for row in &self.rows {
            let place = &mut next[rank(row.subject)];
            sorted[*place as usize] = *row;
            *place += 1;
        }
        self.rows = sorted;
        let terms = &self.terms;
        for about in self.rows.chunk_by_mut(|a, b| a.subject == b.subject) {
            about.sort_by(|a, b| {
                let predicates = rank(a.predicate).cmp(&rank(b.predicate));
                predicates.then_with(|| terms.compare(a, b))
            });
            // Texts that are said twice get one number.
            for at in 1..about.len() {
                let before = about[at - 1];
                let is_said = before.predicate == about[at].predicate
                    && terms.get(before.object) == terms.get(about[at].object);
                if is_said {
                    about[at].object = before.object;
                }
            }
        }
        self.rows.dedup();
    }

    /// The places of subjects and predicates in their order, by their numbers.
    fn ranks(&self) -> Vec<u32> {
        const NONE: u32 = u32::MAX;
        let mut ranks = vec![NONE; self.terms.len()];
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

/// Of sorted rows those of triples, each once, whatever graphs it stands in.
pub(crate) fn each_once(rows: &[Row]) -> impl Iterator<Item = &Row> + Clone {
    let runs = rows.chunk_by(Row::is_triple_of);
    runs.filter_map(<[Row]>::first)
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
///
/// Their characters stand one after the other in one piece of memory: as strings of their own they
/// would be three times as much of it, asked for forty thousand times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    all: Vec<Kept>,
    /// The characters of all of them, in their order.
    text: String,
    /// The language tags of texts.
    tags: Vec<String>,
    /// What is neither an IRI nor a text.
    others: Vec<Term>,
    /// Of each IRI its hash and its number and one, at the place that the hash says or after it; a
    /// number 0 is none. At least half of the places are free.
    places: Vec<(u32, u32)>,
    /// How many IRIs there are.
    iris: usize,
    /// The numbers of words of the vocabulary and one, by where their text lies in memory.
    words: Vec<u32>,
}

/// A term whose characters begin where those of the term before end.
#[derive(Clone, Copy, Debug)]
struct Kept {
    end: usize,
    kind: Kind,
}

/// What a term is besides its characters.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Iri,
    Text,
    /// A text in a language, by the number of its tag.
    Tagged(u32),
    /// A text of a datatype, by the number of that.
    Typed(u32),
    /// Something else, by its number among such.
    Other(u32),
}

impl Terms {
    /// With room for the terms of so many quads.
    fn with_capacity(rows: usize) -> Self {
        Self {
            all: Vec::with_capacity(rows / 2),
            text: String::with_capacity(20 * rows),
            ..Self::default()
        }
    }

    /// The number of terms.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The terms in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = TermRef<'_>> {
        (0..number_of(self.len())).map(|number| self.get(number))
    }

    #[inline]
    pub(crate) fn get(&self, number: u32) -> TermRef<'_> {
        let value = self.characters(number);
        match self.all[number as usize].kind {
            Kind::Iri => NamedNodeRef::new_unchecked(value).into(),
            Kind::Text => LiteralRef::new_simple_literal(value).into(),
            Kind::Tagged(tag) => {
                let tag = &self.tags[tag as usize];
                LiteralRef::new_language_tagged_literal_unchecked(value, tag).into()
            }
            Kind::Typed(datatype) => {
                LiteralRef::new_typed_literal(value, self.iri(datatype)).into()
            }
            Kind::Other(other) => self.others[other as usize].as_ref(),
        }
    }

    /// A term that is the subject, predicate or graph of a quad, and thereby an IRI.
    #[inline]
    pub(crate) fn iri(&self, number: u32) -> NamedNodeRef<'_> {
        NamedNodeRef::new_unchecked(self.characters(number))
    }

    /// The language tags of texts, each once.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().map(String::as_str)
    }

    /// Whether a term is an IRI.
    #[inline]
    pub(crate) fn is_iri(&self, number: u32) -> bool {
        matches!(self.all[number as usize].kind, Kind::Iri)
    }

    /// The datatype of a text that has one of its own.
    pub(crate) fn datatype(&self, number: u32) -> Option<u32> {
        match self.all[number as usize].kind {
            Kind::Typed(datatype) => Some(datatype),
            _ => None,
        }
    }

    #[inline]
    fn characters(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |last| self.all[last].end);
        &self.text[start..self.all[number].end]
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

    fn push(&mut self, characters: &str, kind: Kind) -> u32 {
        self.text.push_str(characters);
        let end = self.text.len();
        self.all.push(Kept { end, kind });
        number_of(self.all.len() - 1)
    }

    /// The number of an IRI; it is kept if it is new.
    fn name(&mut self, name: NamedNodeRef<'_>) -> u32 {
        let found = self.find(name.as_str());
        found.unwrap_or_else(|free| self.keep(free, name))
    }

    /// Keeps a text.
    fn text(&mut self, text: LiteralRef<'_>) -> u32 {
        let kind = match (text.language(), text.datatype()) {
            (None, xsd::STRING) => Kind::Text,
            (None, datatype) => Kind::Typed(self.word(datatype)),
            (Some(tag), rdf::LANG_STRING) => Kind::Tagged(self.tag(tag)),
            _ => return self.other(text.into()),
        };
        self.push(text.value(), kind)
    }

    /// The number of a language tag.
    fn tag(&mut self, tag: &str) -> u32 {
        let known = self.tags.iter().position(|known| known == tag);
        number_of(known.unwrap_or_else(|| {
            self.tags.push(tag.to_owned());
            self.tags.len() - 1
        }))
    }

    /// Keeps what is neither an IRI nor a text of RDF 1.1.
    fn other(&mut self, term: TermRef<'_>) -> u32 {
        self.others.push(term.into_owned());
        self.push("", Kind::Other(number_of(self.others.len() - 1)))
    }

    /// The number of a word of the vocabulary, which mostly lies where it lay when it was said
    /// before.
    fn word(&mut self, word: NamedNodeRef<'_>) -> u32 {
        // Room enough that two words in use hardly ever share a place.
        const WORDS: usize = 1 << 12;
        if self.words.is_empty() {
            self.words.resize(WORDS, 0);
        }
        let hash = number_of_hash(FxBuildHasher.hash_one(word.as_str().as_ptr().addr()));
        let place = place_of(hash, WORDS);
        if let Some(number) = self.words[place].checked_sub(1)
            && self.iri(number) == word
        {
            return number;
        }
        let number = self.name(word);
        self.words[place] = number + 1;
        number
    }

    /// The number of an IRI, or the place where it can be kept.
    fn find(&mut self, iri: &str) -> Result<u32, Free> {
        if self.places.len() <= 2 * self.iris {
            self.widen();
        }
        self.place(iri)
    }

    /// The number of an IRI, if it is kept.
    pub(crate) fn known(&self, iri: NamedNodeRef<'_>) -> Option<u32> {
        let is_empty = self.places.is_empty();
        (!is_empty).then(|| self.place(iri.as_str()).ok()).flatten()
    }

    fn place(&self, iri: &str) -> Result<u32, Free> {
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

    fn keep(&mut self, free: Free, iri: NamedNodeRef<'_>) -> u32 {
        let number = self.push(iri.as_str(), Kind::Iri);
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
