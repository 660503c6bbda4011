//! Recommendations and follow-up actions.

use std::collections::BTreeMap;

use oxigraph::model::Literal;

use super::Writer;
use crate::fact::{Facts, UndertakingClass};
use crate::graph::vocab::{code, dcterms, govrep, prov, rdfs, schema};

/// The longest label, in characters; the whole text stands beside it.
const LABEL: usize = 40;

/// Writes the undertakings. Where their words name no maker, it is the body that the settings name
/// as the report's issuer, which the report itself may never name.
pub fn write(writer: &mut Writer, facts: &Facts) {
    let author = writer.author();
    let mut taken = BTreeMap::new();
    for fact in &facts.undertakings {
        let maker = fact
            .by
            .or_else(|| {
                fact.maker
                    .filter(|_| writer.material.report.issuer.is_none())
            })
            .map_or_else(|| author.clone(), |maker| writer.entity(maker));
        let number: Vec<String> = fact.number.iter().map(u32::to_string).collect();
        let number = number.join("-");
        let path = format!("undertaking/{}/{number}", writer.names.report());
        let path = super::numbered(&mut taken, path);
        let subject = writer.names.thing(&path);
        let class = match fact.class {
            UndertakingClass::Recommendation => govrep::RECOMMENDATION,
            UndertakingClass::Commitment => govrep::COMMITMENT,
        };
        writer.types(&subject, &[class, govrep::UNDERTAKING]);
        let kind = match fact.class {
            UndertakingClass::Recommendation => code::statement_kind::RECOMMENDATION,
            UndertakingClass::Commitment => code::statement_kind::FOLLOW_UP_ACTION,
        };
        writer.add(&subject, dcterms::TYPE, kind);
        let text = writer.material.document.slice(fact.text).trim();
        let label = writer.printed(&shortened(text));
        writer.add(&subject, rdfs::LABEL, label);
        let text = writer.printed(text);
        writer.add(&subject, schema::TEXT, text);
        if !fact.marker.is_empty() {
            writer.add(
                &subject,
                dcterms::IDENTIFIER,
                Literal::new_simple_literal(&fact.marker),
            );
        }
        writer.add(
            &subject,
            govrep::OUTLINE_PATH,
            Literal::new_simple_literal(&number),
        );
        writer.add(&subject, govrep::MAKER, maker.clone());
        writer.add(&subject, prov::WAS_ATTRIBUTED_TO, maker.clone());
        let status = code::concept("undertaking-status", &fact.status);
        writer.add(&subject, govrep::UNDERTAKING_STATUS, status);
        writer.evidence(&subject, &fact.evidence, code::extraction_method::RULE);
    }
}

/// The first clause of a text, cut at a mark where there is one.
fn shortened(text: &str) -> String {
    let mut label: String = text.chars().take(LABEL).collect();
    if label.len() < text.len() {
        let cut = label
            .rfind(['，', '、', '；', '。', ','])
            .filter(|&at| at > 0);
        label.truncate(cut.unwrap_or(label.len()));
        label.push('…');
    }
    label
}
