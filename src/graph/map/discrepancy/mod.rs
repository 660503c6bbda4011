//! Contradictions: each value as an assertion of its own, and what joins them.

mod arithmetic;
mod date;
mod duration;
mod figure;
mod name;
mod participant;
mod title;
mod weekday;

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::assertion::{self, Said};
use super::{Writer, chinese, english};
use crate::document::Span;
use crate::fact::Facts;
use crate::graph::vocab::{code, dcterms, govrep, prov, rdf, rdfs, schema};

/// Statements that cannot all hold.
struct Contradiction {
    /// The IRI path below `{base}id/discrepancy/{doc}/`.
    path: String,
    /// The things concerned.
    about: Vec<NamedNode>,
    /// The concept in the code list `discrepancy-kind`.
    kind: NamedNodeRef<'static>,
    /// What it is, in Chinese and English.
    label: Bilingual,
    /// The statements; two or more.
    values: Vec<Value>,
    /// The one that is preferred, by its index in `values`, and why.
    preferred: Option<(usize, Bilingual)>,
}

/// One statement: a triple with the places that print it.
struct Value {
    subject: NamedNode,
    predicate: NamedNodeRef<'static>,
    object: Term,
    places: Vec<Span>,
}

/// A text in Chinese and English.
struct Bilingual {
    chinese: String,
    english: String,
}

/// Writes them: assertions into the graph `evidence` of the report, discrepancies into the graph
/// of quality. `figures` are the nodes of those of the report, where they have one.
pub fn write(writer: &mut Writer, facts: &Facts, figures: &[Option<NamedNode>]) {
    let mut found = date::read(writer, facts);
    found.extend(name::read(writer, facts));
    found.extend(participant::read(writer, facts));
    found.extend(weekday::read(writer, facts));
    found.extend(figure::read(writer, facts, figures));
    found.extend(arithmetic::read(writer, facts));
    found.extend(duration::read(writer, facts));
    found.extend(title::read(writer, facts));
    let mut assertions: BTreeMap<NamedNode, Assertion> = BTreeMap::new();
    for contradiction in found {
        write_one(writer, contradiction, &mut assertions);
    }
    for assertion in assertions.into_values() {
        write_assertion(writer, assertion);
    }
}

/// A value as it stands in all the contradictions that it is a part of.
struct Assertion {
    value: Value,
    standing: Standing,
}

/// How a value stands; of several contradictions the worst counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Preferred,
    Open,
    Contradicted,
}

fn write_one(
    writer: &mut Writer,
    contradiction: Contradiction,
    assertions: &mut BTreeMap<NamedNode, Assertion>,
) {
    let path = format!(
        "discrepancy/{}/{}",
        writer.names.report(),
        contradiction.path
    );
    let node = writer.names.thing(&path);
    let graph = writer.quality();
    let mut add = |predicate: NamedNodeRef<'_>, object: Term| {
        writer.add_to(&node, predicate, object, graph);
    };
    add(rdf::TYPE, govrep::DISCREPANCY.into());
    add(rdf::TYPE, prov::ENTITY.into());
    add(rdfs::LABEL, chinese(&contradiction.label.chinese).into());
    add(rdfs::LABEL, english(&contradiction.label.english).into());
    for thing in contradiction.about {
        add(schema::ABOUT, thing.into());
    }
    add(govrep::DISCREPANCY_KIND, contradiction.kind.into());
    add(
        govrep::DISCREPANCY_SCOPE,
        code::discrepancy_scope::WITHIN_SOURCE.into(),
    );
    if let Some((_, reason)) = &contradiction.preferred {
        add(govrep::REASON, chinese(&reason.chinese).into());
        add(govrep::REASON, english(&reason.english).into());
    }
    let preferred = contradiction.preferred.map(|(index, _)| index);
    for (index, value) in contradiction.values.into_iter().enumerate() {
        let name = assertion::name(writer, &value.subject, value.predicate, &value.object);
        writer.add_to(&node, govrep::CONFLICTING_ASSERTION, name.clone(), graph);
        if preferred == Some(index) {
            writer.add_to(&node, govrep::PREFERRED_ASSERTION, name.clone(), graph);
        }
        let standing = match preferred {
            Some(preferred) if preferred == index => Standing::Preferred,
            Some(_) => Standing::Contradicted,
            None => Standing::Open,
        };
        match assertions.get_mut(&name) {
            Some(known) => {
                known.standing = known.standing.max(standing);
                known.value.places.extend(value.places);
            }
            None => {
                assertions.insert(name, Assertion { value, standing });
            }
        }
    }
}

fn write_assertion(writer: &mut Writer, assertion: Assertion) {
    let Assertion { value, standing } = assertion;
    let status = match standing {
        Standing::Preferred => code::assertion_status::ASSERTED,
        Standing::Open => code::assertion_status::CONTESTED,
        Standing::Contradicted => code::assertion_status::CONTRADICTED,
    };
    let said = Said {
        status,
        method: code::extraction_method::RULE,
        spans: &value.places,
    };
    let node = assertion::write(writer, &value.subject, value.predicate, value.object, said);
    if [schema::START_DATE, schema::END_DATE, dcterms::TEMPORAL].contains(&value.predicate) {
        let graph = writer.graph("evidence");
        for place in &value.places {
            let printed = writer.printed(writer.material.document.slice(*place));
            writer.add_to(&node, govrep::DATE_EXPRESSION, printed, graph);
        }
    }
}
