//! Which patterns of a graph are relations between two things: src/score/link.csv.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::{
    GraphNameRef, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef,
};
use serde::Deserialize;

use super::graph::Graph;
use super::pattern::{CHECKED, Step, filtered, follow, path, term};
use crate::graph::Names;
use crate::graph::vocab::{PREFIXES, dcterms, govrep, rdf, schema};

const LINKS: &str = include_str!("link.csv");

/// Something that a graph says of a thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// The pattern: its name in the table; of a denied triple its property after `not:`.
    pub link: String,
    /// Of what: the index of a thing.
    pub from: usize,
    /// What: another thing, or words.
    pub to: End,
    /// The notations of the role, type, status or outcome.
    pub codes: Vec<String>,
    /// Other things that the same node names, such as the body of a title.
    pub beside: Vec<usize>,
    /// The node that says it, where that is a thing itself, as claims are.
    pub node: Option<usize>,
    /// When it counts for precision.
    pub judged: Judged,
}

/// What a relation leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The index of a thing.
    Thing(usize),
    /// A name, title, date (ISO 8601) or sentence.
    Words(String),
}

/// When a relation counts for precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Always.
    Always,
    /// Where it is right, or the gold file says something else in its place.
    IfSaid,
    /// Never: it repeats others, or no gold file has its kind.
    Never,
}

/// A row of the table.
#[derive(Debug, Deserialize)]
struct Row {
    link: String,
    node: String,
    from: String,
    to: String,
    code: String,
    judged: Judged,
    chain: String,
}

/// The rows of the table.
fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(LINKS.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect(CHECKED))
        .collect()
}

/// Links that lead on when one follows the other, as parts of parts and places in places do,
/// and whether they do so turned round; by name.
pub fn chains() -> BTreeMap<String, (String, bool)> {
    let rows = rows().into_iter().filter(|row| !row.chain.is_empty());
    rows.map(|row| {
        let chain = row.chain.trim_start_matches('^').to_owned();
        (row.link, (chain, row.chain.starts_with('^')))
    })
    .collect()
}

/// All that a graph says of the things, each once, in order.
pub fn relations(graph: &Graph, things: &Things) -> Vec<Relation> {
    let rows = rows();
    let mut found = BTreeSet::new();
    for row in rows.iter().filter(|row| !row.node.is_empty()) {
        through_nodes(graph, things, row, &mut found);
    }
    let properties: HashMap<NamedNode, &Row> = rows
        .iter()
        .filter(|row| row.node.is_empty())
        .map(|row| (term(&row.to), row))
        .collect();
    for quad in graph.quads() {
        if let NamedOrBlankNodeRef::NamedNode(node) = quad.subject.as_ref() {
            let triple = (node, quad.predicate.as_ref(), quad.object.as_ref());
            let said = if is_stated(quad) {
                Said::Beforehand
            } else {
                Said::Plainly
            };
            found.extend(direct(graph, things, &properties, triple, said));
        }
    }
    for quad in graph.known() {
        if let NamedOrBlankNodeRef::NamedNode(node) = quad.subject.as_ref() {
            let triple = (node, quad.predicate.as_ref(), quad.object.as_ref());
            found.extend(direct(graph, things, &properties, triple, Said::Beforehand));
        }
    }
    for node in graph.subjects() {
        let said = if graph.is_a(node, govrep::NEGATION) {
            Said::Denied
        } else if graph.is_a(node, govrep::ASSERTION)
            && graph.notation(node, govrep::ASSERTION_STATUS) != Some("rejected")
        {
            Said::Disputed
        } else {
            continue;
        };
        for subject in graph.nodes(node, rdf::SUBJECT) {
            for property in graph.nodes(node, rdf::PREDICATE) {
                for object in graph.values(node, rdf::OBJECT) {
                    let triple = (subject, property, object);
                    found.extend(direct(graph, things, &properties, triple, said));
                }
            }
        }
    }
    found.into_iter().collect()
}

/// Whether the settings of the report state its date, and not its text.
fn is_stated(quad: &Quad) -> bool {
    let graph = quad.graph_name.as_ref();
    let is_meta =
        matches!(graph, GraphNameRef::NamedNode(graph) if graph.as_str().ends_with("/meta"));
    is_meta && quad.predicate == dcterms::ISSUED
}

/// The index of the thing that a node is.
pub type Things<'a> = HashMap<NamedNodeRef<'a>, usize>;

/// The relations that nodes of a class are.
fn through_nodes(graph: &Graph, things: &Things, row: &Row, found: &mut BTreeSet<Relation>) {
    let (class, filters) = filtered(&row.node);
    let (from, to) = (path(&row.from), path(&row.to));
    let codes: Vec<NamedNode> = row.code.split_terminator(';').map(term).collect();
    for node in graph.subjects() {
        if !graph.is_a(node, class.as_ref())
            || !filters.iter().all(|filter| filter.holds(graph, node))
        {
            continue;
        }
        let codes: Vec<String> = codes
            .iter()
            .filter_map(|code| graph.notation(node, code.as_ref()))
            .map(str::to_owned)
            .collect();
        let beside = beside(graph, things, node);
        let tos = ends(graph, things, node, &to);
        for from in ends(graph, things, node, &from) {
            let End::Thing(from) = from else { continue };
            for to in tos.iter().filter(|to| **to != End::Thing(from)) {
                found.insert(Relation {
                    link: row.link.clone(),
                    from,
                    to: to.clone(),
                    codes: codes.clone(),
                    beside: beside.clone(),
                    node: things.get(&node).copied(),
                    judged: row.judged,
                });
            }
        }
    }
}

/// The relation that a triple is, if it is one between things, or from a thing to words.
fn direct(
    graph: &Graph,
    things: &Things,
    properties: &HashMap<NamedNode, &Row>,
    (node, property, value): (NamedNodeRef, NamedNodeRef, TermRef),
    said: Said,
) -> Option<Relation> {
    let from = *things.get(&node)?;
    let row = properties.get(&property.into_owned());
    let to = match value {
        TermRef::NamedNode(value) => End::Thing(*things.get(&value)?),
        TermRef::Literal(value) if is_translation(graph, node, property, value) => return None,
        // Of properties that the table does not list, those between two things count.
        TermRef::Literal(value) if row.is_some() => End::Words(match (property, said) {
            (schema::START_DATE, Said::Plainly) => interval(graph, node, value.value()),
            _ => value.value().to_owned(),
        }),
        _ => return None,
    };
    let names = Names {
        base: None,
        prefixes: PREFIXES,
    };
    let name = names.shorten(property.as_str());
    (to != End::Thing(from)).then(|| Relation {
        link: match said {
            Said::Denied => format!("not:{name}"),
            _ => name.into_owned(),
        },
        from,
        to,
        codes: Vec::new(),
        beside: Vec::new(),
        node: None,
        judged: match said {
            // That a source says so is not that it is so; and what is known beforehand the
            // report need not say.
            Said::Disputed | Said::Beforehand => Judged::Never,
            _ => row.map_or(Judged::Always, |row| row.judged),
        },
    })
}

/// How a graph says a triple.
#[derive(Clone, Copy)]
enum Said {
    /// As a triple.
    Plainly,
    /// As a triple that was known before the report was read.
    Beforehand,
    /// As an assertion, beside which the triple may stand or not.
    Disputed,
    /// As what does not hold.
    Denied,
}

/// The things that a node names.
fn beside(graph: &Graph, things: &Things, node: NamedNodeRef) -> Vec<usize> {
    let mut beside = BTreeSet::new();
    for quad in graph.about(node) {
        if let TermRef::NamedNode(object) = quad.object.as_ref() {
            beside.extend(things.get(&object));
        }
    }
    let owners = graph.pointing(node);
    beside.extend(owners.filter_map(|owner| things.get(&owner)));
    beside.into_iter().collect()
}

/// Whether a text has the same in Chinese beside it.
fn is_translation(
    graph: &Graph,
    node: NamedNodeRef,
    property: NamedNodeRef,
    text: LiteralRef,
) -> bool {
    let is_chinese = |tag: &str| tag.starts_with("zh");
    let is_other = text.language().is_some_and(|tag| !is_chinese(tag));
    let mut values = graph.values(node, property);
    is_other
        && values.any(|value| match value {
            TermRef::Literal(value) => value.language().is_some_and(is_chinese),
            _ => false,
        })
}

/// A start with the end that stands beside it, if that is another date.
fn interval(graph: &Graph, node: NamedNodeRef, start: &str) -> String {
    match graph.texts(node, schema::END_DATE).next() {
        Some(end) if end != start => format!("{start}/{end}"),
        _ => start.to_owned(),
    }
}

/// The ends of a path, things and words only.
fn ends(graph: &Graph, things: &Things, node: NamedNodeRef, path: &[Step]) -> Vec<End> {
    let Some((last, steps)) = path.split_last() else {
        let own = things.get(&node).map(|&thing| End::Thing(thing));
        return own.into_iter().collect();
    };
    let mut nodes = vec![node.into_owned()];
    for step in steps {
        nodes = nodes
            .iter()
            .flat_map(|node| follow(graph, node.as_ref(), step))
            .collect();
    }
    let mut ends = Vec::new();
    for node in &nodes {
        let node = node.as_ref();
        let reached = follow(graph, node, last);
        ends.extend(
            reached
                .iter()
                .filter_map(|node| Some(End::Thing(*things.get(&node.as_ref())?))),
        );
        if !last.turned {
            let property = last.property.as_ref();
            let values = graph.values(node, property);
            ends.extend(values.filter_map(|value| match value {
                TermRef::Literal(text) if !is_translation(graph, node, property, text) => {
                    Some(End::Words(match property {
                        schema::START_DATE => interval(graph, node, text.value()),
                        _ => text.value().to_owned(),
                    }))
                }
                _ => None,
            }));
        }
    }
    ends
}
