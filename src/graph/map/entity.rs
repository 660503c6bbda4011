//! Countries, bodies, persons, works, programmes and platforms.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use super::{Writer, english, method, tagged};
use crate::authority::OrganisationClass;
use crate::document::Span;
use crate::entity::{Entity, EntityId, Kind};
use crate::fact::Facts;
use crate::graph::vocab::{code, dcterms, foaf, govrep, org, prov, rdfs, schema, skos};
use crate::mention::Rule;

/// Writes an entity: what the document itself says of it. What is known of it beforehand stands
/// in the graph of the authority tables. It was first `found_by` a rule.
pub fn write(writer: &mut Writer, id: EntityId, found_by: Rule, facts: &Facts) {
    let entity = writer.material.resolved.entity(id);
    if entity.kind == Kind::Event {
        return;
    }
    let subject = writer.entity(id);
    writer.types(&subject, classes(writer, entity));
    names(writer, &subject, entity);
    write_type(writer, &subject, entity);
    writer.evidence(&subject, &entity.mentions, method(found_by));
    for address in facts.addresses.iter().filter(|address| address.of == id) {
        if let Ok(url) = NamedNode::new(address.url.as_str()) {
            writer.add(&subject, schema::URL, url);
            derived(writer, &subject, &address.evidence);
        }
    }
    for title in facts.titles.iter().filter(|title| title.person == id) {
        let printed = writer.printed(&title.title);
        writer.add(&subject, schema::JOB_TITLE, printed);
        derived(writer, &subject, &title.evidence);
    }
}

/// What kind of body or document a thing is, where its name says so; a body of the authority tables
/// has its own there.
fn write_type(writer: &mut Writer, subject: &NamedNode, entity: &Entity) {
    let (property, list, kind) = match entity.kind {
        Kind::Organisation if entity.authority.is_none() => {
            let kind = body_type(writer, entity);
            (org::CLASSIFICATION, "organisation-type", kind)
        }
        Kind::Work => {
            let kind = document_type(writer, entity);
            (dcterms::TYPE, "document-type", kind)
        }
        _ => return,
    };
    if let Some(kind) = kind {
        writer.add(subject, property, code::concept(list, kind));
    }
}

/// The kind of a body whose name ends or begins with words for it: 委員會, University of.
fn body_type<'m>(writer: &Writer<'m>, entity: &Entity) -> Option<&'m str> {
    let ends = writer.material.words("organisation-type");
    let leads = writer.material.words("organisation-type-lead");
    let names = [&entity.chinese, &entity.foreign].into_iter().flatten();
    let mut kinds = names.filter_map(|name| {
        let words = ends.ending(name).chain(leads.starting(name));
        words.max_by_key(|(word, _)| word.len())
    });
    kinds.next().map(|(_, kind)| &**kind)
}

/// The kind of a document whose name ends with a word for it: 宣言, Declaration.
fn document_type<'m>(writer: &Writer<'m>, entity: &Entity) -> Option<&'m str> {
    let chinese = entity.chinese.as_ref().and_then(|name| {
        let words = writer.material.words("doc-suffix").ending(name);
        words.max_by_key(|(word, _)| word.len())
    });
    let lexicon = &writer.material.authority.lexicon;
    let last = |name: &String| {
        let last = name.rsplit(' ').next()?;
        lexicon.value("doc-suffix-en", last)
    };
    let foreign = || entity.foreign.as_ref().and_then(last);
    chinese.map(|(_, kind)| &**kind).or_else(foreign)
}

fn derived(writer: &mut Writer, subject: &NamedNode, evidence: &[Span]) {
    for &span in evidence {
        let passage = writer.passage(span);
        writer.add(subject, prov::WAS_DERIVED_FROM, passage);
    }
}

fn classes(writer: &Writer, entity: &Entity) -> &'static [NamedNodeRef<'static>] {
    match entity.kind {
        Kind::Jurisdiction => &[
            govrep::JURISDICTION,
            schema::ADMINISTRATIVE_AREA,
            dcterms::LOCATION,
            foaf::AGENT,
        ],
        Kind::Organisation => organisation_classes(writer, entity),
        Kind::Person => &[foaf::PERSON, schema::PERSON, foaf::AGENT],
        Kind::Place => &[schema::PLACE, dcterms::LOCATION],
        Kind::Event => &[],
        Kind::Work => &[schema::CREATIVE_WORK],
        Kind::Programme => &[govrep::PROGRAMME, schema::PROJECT],
        Kind::Platform => &[govrep::PLATFORM, schema::WEB_SITE],
    }
}

fn organisation_classes(writer: &Writer, entity: &Entity) -> &'static [NamedNodeRef<'static>] {
    let row = entity
        .authority
        .as_deref()
        .and_then(|key| writer.material.authority.organisations.get(key));
    match row.map(|row| row.class) {
        Some(
            OrganisationClass::Formal
            | OrganisationClass::Court
            | OrganisationClass::Parliament
            | OrganisationClass::Igo,
        ) => &[
            org::ORGANIZATION_CLASS,
            org::FORMAL_ORGANIZATION,
            foaf::ORGANIZATION,
            foaf::AGENT,
        ],
        Some(OrganisationClass::Unit) => &[
            org::ORGANIZATION_CLASS,
            org::ORGANIZATIONAL_UNIT,
            foaf::ORGANIZATION,
            foaf::AGENT,
        ],
        Some(OrganisationClass::Collaboration) => &[
            org::ORGANIZATION_CLASS,
            org::ORGANIZATIONAL_COLLABORATION,
            foaf::ORGANIZATION,
            foaf::AGENT,
        ],
        _ => &[org::ORGANIZATION_CLASS, foaf::ORGANIZATION, foaf::AGENT],
    }
}

/// Labels and other names. A thing of the authority tables has its labels there; here stand
/// only the names that the document uses.
fn names(writer: &mut Writer, subject: &NamedNode, entity: &Entity) {
    let mut printed: BTreeSet<&str> = entity.aliases.iter().map(String::as_str).collect();
    if entity.authority.is_some() {
        printed.extend(entity.chinese.as_deref());
        printed.extend(entity.foreign.as_deref());
    } else {
        if let Some(name) = entity.chinese.as_deref() {
            writer.add(subject, rdfs::LABEL, writer.called_in_han(name));
        }
        if let Some(name) = entity.foreign.as_deref() {
            let label = foreign(entity.kind, name);
            writer.named_in_report(
                subject,
                std::slice::from_ref(&label),
                entity.chinese.is_some(),
            );
            writer.add(subject, rdfs::LABEL, label);
        }
        if entity.kind == Kind::Jurisdiction {
            // All countries and territories stand in the tables: what does not lies below one.
            let level = code::concept("jurisdiction-level", "subnational");
            writer.add(subject, govrep::JURISDICTION_LEVEL, level);
        }
        if matches!(
            entity.kind,
            Kind::Organisation | Kind::Person | Kind::Jurisdiction
        ) {
            let name = match entity.kind {
                Kind::Person => entity.foreign.as_deref().or(entity.chinese.as_deref()),
                _ => entity.chinese.as_deref().or(entity.foreign.as_deref()),
            };
            let name = Literal::new_simple_literal(name.unwrap_or(&entity.key));
            writer.add(subject, foaf::NAME, name);
        }
    }
    for name in printed {
        let literal = if name.is_ascii() {
            Literal::new_simple_literal(name)
        } else if is_latin(name) {
            foreign(entity.kind, name)
        } else {
            writer.printed(name)
        };
        writer.add(subject, skos::ALT_LABEL, literal);
    }
}

fn is_latin(name: &str) -> bool {
    !name.chars().any(|c| c.is_alphabetic() && c > '\u{24f}')
}

/// A name in Latin script. Persons and towns are called so in English too; of other names with accents
/// the language is not known.
pub fn foreign(kind: Kind, name: &str) -> Literal {
    if matches!(kind, Kind::Person | Kind::Jurisdiction) || name.is_ascii() {
        english(name)
    } else {
        tagged(name, "und")
    }
}
