//! Events, sessions and visits, and who took part in them.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use super::compose::short_hash;
use super::entity::foreign;
use super::{Writer, chinese, english};
use crate::document::Span;
use crate::entity::{Entity, EntityId, Kind};
use crate::fact::{Absence, Facts, Meeting, Occasion, Participation, Series, Session, Visit};
use crate::graph::vocab::{code, cv, dcterms, govrep, prov, rdf, rdfs, schema, skos};
use crate::mention::date::{DateReading, YearSource};

/// Writes them.
pub fn write(writer: &mut Writer, facts: &Facts) {
    let events = writer.material.resolved.entities.iter().enumerate();
    for (index, entity) in events.filter(|(_, entity)| entity.kind == Kind::Event) {
        event(writer, EntityId(index), entity, facts);
    }
    for session in &facts.sessions {
        write_session(writer, session, facts);
    }
    for series in &facts.series {
        write_series(writer, series);
    }
    for visit in &facts.visits {
        write_visit(writer, visit);
    }
    for meeting in &facts.meetings {
        write_meeting(writer, meeting);
    }
    for absence in &facts.absences {
        write_absence(writer, absence, facts);
    }
    for participation in &facts.participations {
        write_participation(writer, participation, facts);
    }
}

fn event(writer: &mut Writer, id: EntityId, entity: &Entity, facts: &Facts) {
    let subject = writer.entity(id);
    writer.types(&subject, &[cv::PUBLIC_EVENT, schema::EVENT]);
    if entity.chinese.is_some() || entity.foreign.is_none() {
        let label = writer.printed(&entity.edition());
        writer.add(&subject, rdfs::LABEL, label);
    }
    if let Some(name) = &entity.foreign {
        let name = match entity.year {
            Some(year) => format!("{name} {year}"),
            None => name.clone(),
        };
        writer.add(&subject, rdfs::LABEL, foreign(entity.kind, &name));
    }
    for alias in &entity.aliases {
        let alias = writer.printed(alias);
        writer.add(&subject, skos::ALT_LABEL, alias);
    }
    let mut spans = entity.mentions.clone();
    for fact in facts.events.iter().filter(|fact| fact.event == id) {
        // Dates that contradict each other are the business of their discrepancy.
        if let Some((date, printed)) = fact.settled() {
            write_date(writer, &subject, date, *printed);
        }
        if let Some(place) = fact.location {
            let place = writer.entity(place);
            writer.add(&subject, schema::LOCATION, place);
        }
        spans.extend(&fact.evidence);
    }
    writer.evidence(&subject, &spans, code::extraction_method::RULE);
}

/// A date, with the words that print it where more than reading them was needed.
fn write_date(writer: &mut Writer, subject: &NamedNode, date: &DateReading, printed: Span) {
    writer.dates(subject, date);
    if date.year != YearSource::Printed || date.months.is_some() || date.ongoing {
        write_expression(writer, subject, printed);
    }
}

/// The words that print a date.
pub fn write_expression(writer: &mut Writer, subject: &NamedNode, printed: Span) {
    let document = writer.material.document;
    let printed = writer.printed(document.slice(printed));
    writer.add(subject, govrep::DATE_EXPRESSION, printed);
}

/// In which session somebody said what a statement says.
pub fn write_voice(
    writer: &mut Writer,
    statement: &NamedNode,
    facts: &Facts,
    at: usize,
    speaker: Option<EntityId>,
) {
    let session = speaker.and_then(|speaker| facts.voiced_in(writer.material, at, speaker));
    if let Some(index) = session {
        let path = session_path(writer, &facts.sessions[index]);
        let session = writer.names.thing(&path);
        writer.add(statement, govrep::VOICED_IN, session);
    }
}

/// The path of a session.
pub fn session_path(writer: &Writer, session: &Session) -> String {
    format!(
        "event/{}/session/{}",
        writer.key(session.event),
        session.key
    )
}

/// The path of a visit.
pub fn visit_path(writer: &Writer, visit: &Visit) -> String {
    format!("event/{}/visit/{}", writer.names.report(), visit.key)
}

fn write_session(writer: &mut Writer, session: &Session, facts: &Facts) {
    let subject = writer.names.thing(&session_path(writer, session));
    writer.types(&subject, &[govrep::SESSION, schema::EVENT]);
    if let Some(title) = &session.chinese {
        let title = writer.printed(title);
        writer.add(&subject, rdfs::LABEL, title);
    }
    if let Some(title) = &session.foreign {
        writer.add(&subject, rdfs::LABEL, english(title));
    }
    for name in &session.also {
        let name = writer.printed(name);
        writer.add(&subject, skos::ALT_LABEL, name);
    }
    let whole = match session.part_of {
        Some(index) => {
            let path = session_path(writer, &facts.sessions[index]);
            writer.names.thing(&path)
        }
        None => writer.entity(session.event),
    };
    writer.add(&subject, schema::SUPER_EVENT, whole);
    writer.add(
        &subject,
        cv::FORMAT,
        code::concept("session-format", &session.format),
    );
    if let Some((date, printed)) = &session.date {
        write_date(writer, &subject, date, *printed);
    }
    writer.evidence(&subject, &session.evidence, code::extraction_method::RULE);
}

/// The path of all sessions of a kind.
pub fn series_path(writer: &Writer, series: &Series) -> String {
    format!("event/{}/session/{}", writer.key(series.event), series.key)
}

fn write_series(writer: &mut Writer, series: &Series) {
    let subject = writer.names.thing(&series_path(writer, series));
    writer.types(&subject, &[schema::EVENT_SERIES, schema::EVENT]);
    writer.add(&subject, dcterms::TYPE, code::event_type::SERIES);
    writer.add(&subject, rdfs::LABEL, chinese(&series.chinese));
    if let Some(name) = &series.foreign {
        writer.add(&subject, rdfs::LABEL, english(name));
    }
    let event = writer.entity(series.event);
    writer.add(&subject, schema::SUPER_EVENT, event);
    writer.add(
        &subject,
        cv::FORMAT,
        code::concept("session-format", &series.format),
    );
    if let Some((date, printed)) = &series.date {
        write_date(writer, &subject, date, *printed);
    }
    writer.evidence(&subject, &series.evidence, code::extraction_method::RULE);
}

/// A visit; dates that contradict each other are all kept as printed, and are the business of
/// its discrepancy.
fn write_visit(writer: &mut Writer, visit: &Visit) {
    let subject = writer.names.thing(&visit_path(writer, visit));
    writer.types(&subject, &[govrep::VISIT, schema::EVENT]);
    let label = writer.printed(&visit.label);
    writer.add(&subject, rdfs::LABEL, label);
    let host = writer.entity(visit.host);
    writer.add(&subject, schema::ABOUT, host);
    if let Some(place) = visit.location {
        let place = writer.entity(place);
        writer.add(&subject, schema::LOCATION, place);
    }
    for (_, printed) in &visit.dates {
        write_expression(writer, &subject, *printed);
    }
    if let Some((first, _)) = visit.dates.first() {
        let agree = visit
            .dates
            .iter()
            .all(|(date, _)| (date.start, date.end) == (first.start, first.end));
        if agree {
            writer.dates(&subject, first);
        }
    }
    writer.add(&subject, dcterms::TYPE, code::event_type::VISIT);
    if visit.open_list {
        writer.add(&subject, govrep::OPEN_LIST, Literal::from(true));
    }
    let method = writer.rule_upon([visit.host]);
    writer.evidence(&subject, &visit.evidence, method);
}

/// The path of a meeting that the report is the minutes of.
fn meeting_path(writer: &Writer, meeting: &Meeting) -> String {
    format!("event/{}/meeting/{}", writer.names.report(), meeting.key)
}

fn write_meeting(writer: &mut Writer, meeting: &Meeting) {
    let subject = writer.names.thing(&meeting_path(writer, meeting));
    writer.types(&subject, &[schema::EVENT]);
    let title = meeting.label.to_lowercase();
    let types = writer.material.authority.lexicon.group("meeting-type-en");
    // A meeting with a committee need not be one of the committee.
    let of = types.iter().find(|(word, _)| {
        let words = || title.split(|c: char| !c.is_alphanumeric());
        words().any(|said| said == &**word) && words().all(|said| said != "with")
    });
    if let Some((_, kind)) = of {
        writer.add(&subject, dcterms::TYPE, code::concept("event-type", kind));
    }
    let label = writer.printed(&meeting.label);
    writer.add(&subject, rdfs::LABEL, label);
    if let Some((date, printed)) = &meeting.date {
        write_date(writer, &subject, date, *printed);
    }
    if let Some(place) = meeting.location {
        let place = writer.entity(place);
        writer.add(&subject, schema::LOCATION, place);
    }
    writer.evidence(&subject, &meeting.evidence, code::extraction_method::RULE);
}

/// The path of what somebody took part in.
pub fn occasion_path(writer: &Writer, occasion: Occasion, facts: &Facts) -> String {
    match occasion {
        Occasion::Event(event) => format!("event/{}", writer.key(event)),
        Occasion::Session(index) => session_path(writer, &facts.sessions[index]),
        Occasion::Visit(index) => visit_path(writer, &facts.visits[index]),
        Occasion::Meeting(index) => meeting_path(writer, &facts.meetings[index]),
    }
}

/// The path of a triple that never holds: as an editor's would be called, so that both are one.
pub fn negation_path(subject: &str, predicate: NamedNodeRef, object: &str) -> String {
    let predicate = predicate.as_str();
    let predicate = predicate.split_once('/').map_or(predicate, |(_, end)| end);
    let key = short_hash(&[subject, predicate, object]);
    format!("negation/{key}")
}

/// That somebody was not there, as a triple that never holds.
fn write_absence(writer: &mut Writer, fact: &Absence, facts: &Facts) {
    let path = occasion_path(writer, fact.occasion, facts);
    let entity = writer.material.resolved.entity(fact.agent);
    let name = entity.name().to_owned();
    let tail = path.strip_prefix("event/").unwrap_or(&path);
    let path_of_negation = negation_path(tail, schema::ATTENDEE, &entity.key);
    let subject = writer.names.thing(&path_of_negation);
    writer.types(&subject, &[govrep::NEGATION, prov::ENTITY]);
    let chinese = chinese(&format!("{name} 未出席"));
    writer.add(&subject, rdfs::LABEL, chinese);
    let english = english(&format!("{name} did not attend"));
    writer.add(&subject, rdfs::LABEL, english);
    let event = writer.names.thing(&path);
    writer.add(&subject, rdf::SUBJECT, event);
    writer.add(&subject, rdf::PREDICATE, schema::ATTENDEE);
    let agent = writer.entity(fact.agent);
    writer.add(&subject, rdf::OBJECT, agent);
    let method = writer.rule_upon([fact.agent]);
    writer.evidence(&subject, &fact.evidence, method);
}

fn write_participation(writer: &mut Writer, fact: &Participation, facts: &Facts) {
    let path = occasion_path(writer, fact.occasion, facts);
    let event = writer.names.thing(&path);
    let tail = path.strip_prefix("event/").unwrap_or(&path);
    let agent_key = writer.key(fact.agent);
    let subject = writer
        .names
        .thing(&format!("participation/{tail}/{agent_key}/{}", fact.role));
    writer.types(&subject, &[cv::PARTICIPATION]);
    writer.add(&event, cv::HAS_PARTICIPATION, subject.clone());
    let agent = writer.entity(fact.agent);
    writer.add(&event, govrep::INVOLVES, agent.clone());
    if let Occasion::Session(index) = fact.occasion {
        let whole = writer.entity(facts.sessions[index].event);
        writer.add(&whole, govrep::INVOLVES, agent.clone());
    }
    writer.add(&subject, cv::HAS_PARTICIPANT, agent);
    writer.add(&subject, cv::ROLE, code::concept("role", &fact.role));
    if let Some(side) = &fact.side {
        writer.add(&subject, govrep::SIDE, code::concept("side", side));
    }
    if let Some(body) = fact.acting_for {
        let body = writer.entity(body);
        writer.add(&subject, govrep::ACTING_FOR, body);
    }
    if let Some(title) = &fact.title {
        let title = writer.printed(title);
        writer.add(&subject, schema::ROLE_NAME, title);
    }
    let method = if fact.implied {
        code::extraction_method::INFERRED
    } else {
        writer.rule_upon([fact.agent])
    };
    writer.evidence(&subject, &fact.evidence, method);
}
