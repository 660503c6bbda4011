//! Who holds which title in which body (the Organization Ontology's n-ary memberships).

use super::Writer;
use crate::document::BlockKind;
use crate::fact::Facts;
use crate::graph::vocab::{code, org, schema};
use crate::project::slug;

/// Writes the memberships.
pub fn write(writer: &mut Writer, facts: &Facts) {
    for fact in &facts.memberships {
        let mut path = format!(
            "membership/{}/{}",
            writer.key(fact.member),
            writer.key(fact.body)
        );
        if !fact.title.is_empty() {
            path.push('/');
            path.push_str(&slug(&fact.title));
        }
        let subject = writer.names.thing(&path);
        let (member, body) = (writer.entity(fact.member), writer.entity(fact.body));
        writer.types(&subject, &[org::MEMBERSHIP]);
        writer.add(&subject, org::MEMBER, member);
        writer.add(&subject, org::ORGANIZATION, body);
        if let Some(role) = &fact.role {
            writer.add(&subject, org::ROLE, code::concept("role", role));
        }
        if !fact.title.is_empty() {
            let title = writer.printed(&fact.title);
            writer.add(&subject, schema::ROLE_NAME, title);
        }
        let document = writer.material.document;
        let from_table = fact
            .evidence
            .iter()
            .all(|span| matches!(document.block_at(span.start).kind, BlockKind::Row { .. }));
        let method = if from_table {
            code::extraction_method::TABLE
        } else {
            code::extraction_method::RULE
        };
        writer.evidence(&subject, &fact.evidence, method);
    }
}
