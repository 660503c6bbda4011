//! When and where visits were, as the sentence below their heading or the itinerary says it.
//!
//! | printed | what it says |
//! | --- | --- |
//! | 3月12日上午赴位於首爾市之保健福祉部拜會 | below the heading of the visit: the day and the place |
//! | 2月17日（一）　東京　拜會總務省 | a line of the itinerary that names who was visited |

use super::{Material, Visit, sentence};
use crate::document::{Block, BlockKind, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::Mention;
use crate::mention::date::DateReading;

/// Gives a visit the day and the place that its heading and its fields leave unsaid. `belongs`
/// tells the blocks below its heading.
pub fn complete(material: &Material, visit: &mut Visit, belongs: impl Fn(&Block) -> bool) {
    let first = material.document.blocks().iter().find(|block| {
        block.kind == BlockKind::Paragraph
            && belongs(block)
            && material.document.field(block).is_none()
    });
    if let Some((date, sentence)) = first.and_then(|block| in_sentence(material, block)) {
        let said = place_in_sentence(material, sentence);
        let same = visit
            .dates
            .first()
            .is_none_or(|(known, _)| known.start == date.0.start);
        if same && visit.location.is_none() {
            visit.location = said;
        }
        let tells = same && (visit.dates.is_empty() || said.is_some());
        if visit.dates.is_empty() {
            visit.dates.push(date);
        }
        if tells {
            visit.evidence.push(sentence);
        }
    }
    if !visit.dates.is_empty() && visit.location.is_some() {
        return;
    }
    for block in material.document.blocks() {
        let Some((date, place)) = in_line(material, block, visit.host) else {
            continue;
        };
        let same = visit
            .dates
            .first()
            .is_none_or(|(known, _)| known.start == date.0.start);
        if !same {
            continue;
        }
        if visit.dates.is_empty() {
            visit.dates.push(date);
        }
        visit.location = visit.location.or(place);
        visit.evidence.push(block.span);
        break;
    }
}

/// The last place that words name, by itself.
pub fn place(material: &Material, words: Span) -> Option<EntityId> {
    places(material, words).map(|(_, id)| id).last()
}

/// The places in some words, but for those in other names.
fn places<'m>(
    material: &'m Material,
    words: Span,
) -> impl Iterator<Item = (&'m Mention, EntityId)> + 'm {
    material
        .outermost(words)
        .filter_map(move |(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let kind = material.resolved.entity(id).kind;
            matches!(kind, Kind::Jurisdiction | Kind::Place).then_some((mention, id))
        })
}

fn days<'m>(material: &'m Material, words: Span) -> impl Iterator<Item = (DateReading, Span)> + 'm {
    let dates = material.dates(words);
    dates.filter(|(date, _)| date.start.day().is_some())
}

/// The day with which the first sentence below the heading of a visit begins, or begins after the
/// words for who came: 本團於|10月16日上午, and the sentence.
fn in_sentence(material: &Material, block: &Block) -> Option<((DateReading, Span), Span)> {
    /// How many bytes may stand before the day: 考察團一行於.
    const LEAD: usize = 36;
    let document = material.document;
    let (date, printed) = days(material, block.span).next()?;
    let sentence = sentence::whole(document, printed);
    let lead = Span::new(sentence.start, printed.start);
    let first = document.slice(Span::new(block.span.start, sentence.start));
    let words = document.slice(lead).trim();
    let plain = words.is_empty() || words.ends_with(['於', '在']) && lead.len() <= LEAD;
    let clause = sentence::clause(document, printed);
    let visited = ["visit-verb", "presence-verb", "place-cue"]
        .iter()
        .any(|group| material.cues(sentence, group).next().is_some());
    let told = plain && first.trim().is_empty() && date.end.is_none() && visited;
    (told && !sentence::is_not_asserted(material, clause)).then_some(((date, printed), sentence))
}

/// The place right behind a word that says where: 位於|大阪市之大阪管區氣象台.
fn place_in_sentence(material: &Material, sentence: Span) -> Option<EntityId> {
    let document = material.document;
    let words = material.words("location-verb");
    let found = places(material, sentence).find(|(mention, _)| {
        let before = document.slice(Span::new(sentence.start, mention.span.start));
        words.ending(before).next().is_some()
    });
    found.map(|(_, id)| id)
}

/// The day and the place of a line of the itinerary that begins with a day and names a host.
fn in_line(
    material: &Material,
    block: &Block,
    host: EntityId,
) -> Option<((DateReading, Span), Option<EntityId>)> {
    let document = material.document;
    let line = matches!(
        block.kind,
        BlockKind::Row { .. } | BlockKind::Paragraph | BlockKind::Item
    );
    if !line || document.slice(block.span).contains('。') {
        return None;
    }
    let (date, printed) = days(material, block.span).next()?;
    let lead = document.slice(Span::new(block.span.start, printed.start));
    let plain = lead.chars().all(|c| !c.is_alphabetic());
    let named = material
        .inside(Span::new(printed.end, block.span.end))
        .any(|(index, _)| material.resolved.of_mention[index] == Some(host));
    (plain && named).then(|| ((date, printed), place_of_row(material, block)))
}

/// The place of a row that has a cell below the head of the places, if it is one place.
pub fn place_of_row(material: &Material, block: &Block) -> Option<EntityId> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let columns = document.columns(block)?;
    let (_, cell) = columns
        .iter()
        .find(|(head, _)| lexicon.value("table-header", document.slice(*head)) == Some("place"))?;
    let mut named = places(material, *cell).map(|(_, id)| id);
    match (named.next(), named.next()) {
        (Some(place), None) => Some(place),
        _ => None,
    }
}
