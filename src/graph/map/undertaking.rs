//! Undertakings: commitments, goals, calls, recommendations and follow-up actions.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode};
use sha2::{Digest, Sha256};

use super::event::write_voice;
use super::{Writer, date};
use crate::document::{Document, Span};
use crate::entity::EntityId;
use crate::fact::{Facts, Undertaking, UndertakingClass};
use crate::graph::curation::{Curation, Entry, Found};
use crate::graph::quote::Asked;
use crate::graph::vocab::{code, dcterms, govrep, prov, rdfs, schema};
use crate::source::hexadecimal;

/// The longest label, in characters; the whole text stands beside it.
const LABEL: usize = 40;

/// Writes the undertakings. What the report itself says has its author for a maker; where the
/// settings name the issuer, the report need not.
///
/// Where an editor says what a sentence undertakes, the reading of the rules gives way. Returns the
/// node of each, if it has one.
pub fn write(
    writer: &mut Writer,
    facts: &Facts,
    edited: &[(String, Span)],
) -> Vec<Option<NamedNode>> {
    let mut nodes = Vec::with_capacity(facts.undertakings.len());
    let author = writer.author();
    let mut taken = BTreeMap::new();
    let document = writer.material.document;
    let mut by_words: BTreeMap<Span, NamedNode> = BTreeMap::new();
    for fact in &facts.undertakings {
        if fact.cue.is_some() && is_edited(document, edited, fact.text) {
            nodes.push(None);
            continue;
        }
        // What a meeting gives others to do is its own decision.
        let given = fact.class == UndertakingClass::Commitment
            && fact.maker.is_none()
            && !fact.addressees.is_empty();
        let of_report = fact.speaker.is_none() && (fact.cue.is_none() || given);
        let maker = fact
            .maker
            .filter(|_| !of_report || writer.material.report.issuer.is_none());
        let head = writer.told_author.filter(|_| maker.is_none());
        let maker = maker.map_or_else(|| author.clone(), |maker| writer.entity(maker));
        let text = writer.material.document.slice(fact.text).trim();
        let number: Vec<String> = fact.number.iter().map(u32::to_string).collect();
        let number = number.join("-");
        let key = if number.is_empty() {
            hash(text)
        } else {
            number.clone()
        };
        let path = format!("undertaking/{}/{key}", writer.names.report());
        let path = super::numbered(&mut taken, path);
        let subject = writer.names.thing(&path);
        let class = match fact.class {
            UndertakingClass::Recommendation => govrep::RECOMMENDATION,
            UndertakingClass::Commitment => govrep::COMMITMENT,
            UndertakingClass::Call => govrep::CALL,
            UndertakingClass::Goal => govrep::GOAL,
        };
        writer.types(&subject, &[class, govrep::UNDERTAKING]);
        let kind = match (fact.class, of_report) {
            (UndertakingClass::Recommendation, true) => Some(code::statement_kind::RECOMMENDATION),
            (UndertakingClass::Commitment, true) => Some(code::statement_kind::FOLLOW_UP_ACTION),
            (UndertakingClass::Recommendation, false) => Some(code::statement_kind::SUGGESTION),
            (UndertakingClass::Commitment, false) => Some(code::statement_kind::PLEDGE),
            _ => None,
        };
        if let Some(kind) = kind {
            writer.add(&subject, dcterms::TYPE, kind);
        }
        let label = writer.printed(&shortened(text));
        writer.add(&subject, rdfs::LABEL, label);
        let text = writer.printed(text);
        writer.add(&subject, schema::TEXT, text);
        if !number.is_empty() {
            let printed = Literal::new_simple_literal(&fact.marker);
            writer.add(&subject, dcterms::IDENTIFIER, printed);
            let path = Literal::new_simple_literal(&number);
            writer.add(&subject, govrep::OUTLINE_PATH, path);
            if let Some(last) = fact.number.last() {
                writer.add(&subject, schema::POSITION, Literal::from(*last));
            }
        }
        writer.add(&subject, govrep::MAKER, maker.clone());
        for &other in &fact.joint {
            let other = writer.entity(other);
            writer.add(&subject, govrep::MAKER, other);
        }
        let speaker = fact.speaker.map(|speaker| writer.entity(speaker));
        if let Some(speaker) = speaker.clone() {
            writer.add(&subject, govrep::SPEAKER, speaker);
        }
        writer.add(&subject, prov::WAS_ATTRIBUTED_TO, speaker.unwrap_or(maker));
        write_voice(writer, &subject, facts, fact.text.start, fact.speaker);
        if let Some(whole) = fact.part_of.and_then(|whole| by_words.get(&whole)) {
            writer.add(&subject, dcterms::IS_PART_OF, whole.clone());
        }
        for (property, bodies) in [
            (govrep::ADDRESSEE, &fact.addressees),
            (govrep::LEAD_INSTITUTION, &fact.lead),
            (govrep::SUPPORTING_INSTITUTION, &fact.supporting),
        ] {
            for &body in bodies {
                let body = writer.entity(body);
                writer.add(&subject, property, body);
            }
        }
        if let Some((deadline, _)) = &fact.deadline {
            writer.add(&subject, govrep::DEADLINE, date(deadline.last()));
        }
        if let Some(modality) = &fact.modality {
            let modality = code::concept("modality", modality);
            writer.add(&subject, govrep::MODALITY, modality);
        }
        if let Some(cue) = fact.cue {
            let cue = writer.printed(writer.material.document.slice(cue));
            writer.add(&subject, govrep::CUE, cue);
        }
        write_standing(writer, &subject, fact, head);
        by_words.insert(fact.text, subject.clone());
        nodes.push(Some(subject));
    }
    nodes
}

/// What has become of an undertaking, and the words that say it; the head of the report may tell its maker.
fn write_standing(
    writer: &mut Writer,
    subject: &NamedNode,
    fact: &Undertaking,
    head: Option<EntityId>,
) {
    let status = code::concept("undertaking-status", &fact.status);
    writer.add(subject, govrep::UNDERTAKING_STATUS, status);
    let method = writer.rule_upon(agents(fact).chain(head));
    writer.evidence(subject, &fact.evidence, method);
}

/// All whom an undertaking names.
fn agents(fact: &Undertaking) -> impl Iterator<Item = EntityId> + '_ {
    let others = [&fact.addressees, &fact.lead, &fact.supporting, &fact.joint];
    let others = others.into_iter().flatten().copied();
    others.chain(fact.maker).chain(fact.speaker)
}

/// Whether an editor says of words of this sentence, at this place, what they undertake.
pub fn is_edited(document: &Document, edited: &[(String, Span)], sentence: Span) -> bool {
    let mut here = edited.iter().filter(|(_, place)| place.overlaps(sentence));
    here.any(|(quote, _)| {
        let words = plain(document.slice(sentence));
        words.contains(&**quote) || quote.contains(&*words)
    })
}

/// What an editor says to be statements: the words without white space, and where they stand.
pub fn edited(document: &Document, curation: &Curation, quotes: &Asked<'_>) -> Vec<(String, Span)> {
    const CLASSES: [&str; 5] = ["Commitment", "Recommendation", "Call", "Goal", "Claim"];
    let is_statement = |entry: &&Entry| {
        let mut classes = entry.classes.iter();
        classes.any(|class| CLASSES.contains(&class.text.as_str()))
    };
    curation
        .entries
        .iter()
        .filter(is_statement)
        .flat_map(|entry| &entry.quotes)
        .filter_map(|quote| match quote.find(quotes, document) {
            Found::At(place) => Some((plain(&quote.words.text), place)),
            // What is wrong with the quote is told elsewhere.
            Found::Nowhere(_) | Found::Several(_) => None,
        })
        .collect()
}

fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    plain.retain(|c| !c.is_whitespace());
    plain
}

/// Eight digits of the SHA-256 of a text without white space, so that wrapping it anew moves
/// nothing.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(plain(text));
    hexadecimal(&digest[..4])
}

/// The first clause of a text, cut at a mark where there is one.
pub fn shortened(text: &str) -> String {
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
