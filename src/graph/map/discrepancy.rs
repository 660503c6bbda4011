//! Contradictions: each value as an assertion of its own, and what joins them.

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Term};

use super::assertion::{self, Said};
use super::event::visit_path;
use super::{Writer, chinese, date, english};
use crate::fact::{DateConflict, Facts};
use crate::graph::vocab::{code, govrep, prov, rdf, rdfs, schema};

/// Writes them: assertions into the graph `evidence` of the report, discrepancies into the graph
/// of quality.
pub fn write(writer: &mut Writer, facts: &Facts) {
    for conflict in &facts.date_conflicts {
        write_dates(writer, conflict, facts);
    }
}

fn write_dates(writer: &mut Writer, conflict: &DateConflict, facts: &Facts) {
    let visit = &facts.visits[conflict.visit];
    let subject = writer.names.thing(&visit_path(writer, visit));
    let assertions: Vec<NamedNode> = conflict
        .dates
        .iter()
        .enumerate()
        .map(|(index, (reading, places))| {
            let value = date(reading.start);
            let status = match conflict.preferred {
                Some(preferred) if preferred.date == index => code::assertion_status::ASSERTED,
                Some(_) => code::assertion_status::CONTRADICTED,
                None => code::assertion_status::CONTESTED,
            };
            let said = Said {
                status,
                method: code::extraction_method::RULE,
                spans: places,
            };
            assertion::write(writer, &subject, schema::START_DATE, value.into(), said)
        })
        .collect();
    let path = format!(
        "discrepancy/{}/visit-{}-start-date",
        writer.names.report(),
        visit.key
    );
    let discrepancy = writer.names.thing(&path);
    let graph: GraphName = writer.names.quality().into();
    let mut add = |predicate: NamedNodeRef<'_>, object: Term| {
        writer.add_to(&discrepancy, predicate, object, graph.clone());
    };
    add(rdf::TYPE, govrep::DISCREPANCY.into());
    add(rdf::TYPE, prov::ENTITY.into());
    add(
        rdfs::LABEL,
        chinese(&format!("{}：日期不一致", visit.label)).into(),
    );
    add(
        rdfs::LABEL,
        english(&format!("dates that differ: {}", visit.label)).into(),
    );
    add(schema::ABOUT, subject.clone().into());
    add(
        govrep::DISCREPANCY_KIND,
        code::discrepancy_kind::DATE.into(),
    );
    add(
        govrep::DISCREPANCY_SCOPE,
        code::discrepancy_scope::WITHIN_SOURCE.into(),
    );
    for assertion in &assertions {
        add(govrep::CONFLICTING_ASSERTION, assertion.clone().into());
    }
    if let Some(preferred) = conflict.preferred {
        add(
            govrep::PREFERRED_ASSERTION,
            assertions[preferred.date].clone().into(),
        );
        let (first, last) = preferred.days;
        let reason = format!("唯一落在所屬活動期間（{first} 至 {last}）之內的日期");
        add(govrep::REASON, chinese(&reason).into());
        let reason = format!("the only date within the days of the event ({first} to {last})");
        add(govrep::REASON, english(&reason).into());
        // Only the preferred value is a plain triple.
        let (reading, _) = &conflict.dates[preferred.date];
        let reading = reading.clone();
        writer.dates(&subject, &reading);
    }
}
