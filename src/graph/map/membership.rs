//! Who holds which title in which body (the Organization Ontology's n-ary memberships).

use oxigraph::model::Literal;

use super::event::{negation_path, write_expression};
use super::{Writer, chinese, date, english};
use crate::document::BlockKind;
use crate::entity::Kind;
use crate::fact::{Denial, Facts};
use crate::graph::vocab::{code, foaf, govrep, org, prov, rdf, rdfs, schema};
use crate::mention::date::YearSource;
use crate::project::slug;

/// Writes the memberships.
pub fn write(writer: &mut Writer, facts: &Facts) {
    for fact in &facts.memberships {
        let mut path = format!(
            "membership/{}/{}",
            writer.key(fact.member),
            writer.key(fact.body)
        );
        let kind = match (fact.title.as_str(), fact.roles.first()) {
            ("", role) => role.cloned(),
            (title, _) => Some(slug(title)),
        };
        if let Some(kind) = kind {
            path.push('/');
            path.push_str(&kind);
        }
        let subject = writer.names.thing(&path);
        let (member, body) = (writer.entity(fact.member), writer.entity(fact.body));
        // What others take part in as members acts as a body.
        if writer.material.resolved.entity(fact.body).kind == Kind::Programme {
            writer.types(
                &body,
                &[
                    org::ORGANIZATIONAL_COLLABORATION,
                    org::ORGANIZATION_CLASS,
                    foaf::ORGANIZATION,
                    foaf::AGENT,
                ],
            );
            let programme = writer.material.resolved.entity(fact.body);
            let name = programme.chinese.as_ref().or(programme.foreign.as_ref());
            let name = Literal::new_simple_literal(name.unwrap_or(&programme.key));
            writer.add(&body, foaf::NAME, name);
        }
        writer.types(&subject, &[org::MEMBERSHIP]);
        writer.add(&subject, org::MEMBER, member);
        writer.add(&subject, org::ORGANIZATION, body);
        for role in &fact.roles {
            writer.add(&subject, org::ROLE, code::concept("role", role));
        }
        // `Mart Kask, Ministry of Health`: the body is told, as what is not.
        if fact.roles.is_empty() && fact.title.is_empty() {
            writer.add(&subject, org::ROLE, code::role::AFFILIATED);
        }
        if !fact.title.is_empty() {
            let title = writer.printed(&fact.title);
            writer.add(&subject, schema::ROLE_NAME, title);
        }
        if let Some((since, printed)) = &fact.since {
            writer.add(&subject, schema::START_DATE, date(since.start));
            if since.year != YearSource::Printed {
                write_expression(writer, &subject, *printed);
            }
        }
        if let Some(printed) = fact.as_of {
            write_expression(writer, &subject, printed);
        }
        let document = writer.material.document;
        let from_table = fact
            .evidence
            .iter()
            .all(|span| matches!(document.block_at(span.start).kind, BlockKind::Row { .. }));
        let mut method = writer.rule_upon([fact.member, fact.body]);
        if from_table && method == code::extraction_method::RULE {
            method = code::extraction_method::TABLE;
        }
        writer.evidence(&subject, &fact.evidence, method);
    }
    for fact in &facts.denials {
        write_denial(writer, fact);
    }
}

/// That somebody is no member, as a triple that never holds.
fn write_denial(writer: &mut Writer, fact: &Denial) {
    let (member, body) = (writer.entity(fact.member), writer.entity(fact.body));
    let (member_key, body_key) = (writer.key(fact.member), writer.key(fact.body));
    let path = negation_path(body_key, org::HAS_MEMBER, member_key);
    let subject = writer.names.thing(&path);
    writer.types(&subject, &[govrep::NEGATION, prov::ENTITY]);
    let (names, bodies) = (writer.called_in(fact.member), writer.called_in(fact.body));
    let label = chinese(&format!("{} 非 {} 成員", names.0, bodies.0));
    writer.add(&subject, rdfs::LABEL, label);
    let label = english(&format!("{} is not a member of {}", names.1, bodies.1));
    writer.add(&subject, rdfs::LABEL, label);
    writer.add(&subject, rdf::SUBJECT, body);
    writer.add(&subject, rdf::PREDICATE, org::HAS_MEMBER);
    writer.add(&subject, rdf::OBJECT, member);
    let method = writer.rule_upon([fact.member, fact.body]);
    writer.evidence(&subject, &fact.evidence, method);
}
