//! The meeting that minutes in Chinese are of: what its head calls it, and when and where it was.
//!
//! ```text
//! 原住民族委員會　會議紀錄
//! 會議名稱：研商礦業用地諮商同意事宜第3次會議
//! 時間：113年8月6日（星期二）下午2時
//! 地點：三棧社區活動中心二樓
//! ```

use super::{EventFact, Facts, Material, Meeting, Occasion, sentence};
use crate::document::{Block, BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;
use crate::mention::date::{CivilDate, DateReading};

/// In which of the first blocks the title and the fields of the head stand.
const HEAD: usize = 10;

/// Reads the head of minutes: the event that it names, or a meeting of its own, if it has a day.
pub fn occasion(material: &Material, facts: &mut Facts) -> Option<Occasion> {
    let document = material.document;
    let title = head(material).find_map(|block| title(material, block))?;
    let name = head(material).find_map(|block| field(material, block, "meeting"));
    let event = [Some(title), name]
        .into_iter()
        .flatten()
        .find_map(|words| event(material, words));
    let date = head(material).find_map(|block| day(material, block));
    let location = head(material).find_map(|block| place(material, block));
    let mut evidence = vec![title];
    evidence.extend(name.map(|words| line(material, words)));
    evidence.extend(date.iter().map(|(_, words)| line(material, *words)));
    evidence.extend(location.map(|(_, words)| line(material, words)));
    evidence.sort_unstable();
    evidence.dedup();
    let location = location.map(|(place, _)| place);
    let event = event.filter(|event| !facts.is_other_session(material, *event, date.as_ref()));
    if let Some(event) = event {
        let known = facts.events.iter_mut().find(|fact| fact.event == event);
        if let Some(known) = known {
            known.add_date(material, date);
        } else if date.is_some() {
            facts.events.push(EventFact {
                event,
                date,
                other_dates: Vec::new(),
                location,
                evidence,
            });
        }
        return Some(Occasion::Event(event));
    }
    let key = date.as_ref()?.0.start.to_string();
    facts.meetings.push(Meeting {
        key,
        label: document.slice(name.unwrap_or(title)).trim().to_owned(),
        date,
        location,
        evidence,
    });
    Some(Occasion::Meeting(facts.meetings.len() - 1))
}

/// Whether the report calls itself minutes.
pub fn is_this(material: &Material) -> bool {
    head(material).any(|block| title(material, block).is_some())
}

/// The day of the meeting that minutes are of.
pub fn held_on(material: &Material) -> Option<CivilDate> {
    head(material).find_map(|block| title(material, block))?;
    let (date, _) = head(material).find_map(|block| day(material, block))?;
    date.end.is_none().then_some(date.start)
}

fn head<'m>(material: &'m Material) -> impl Iterator<Item = &'m Block> {
    let blocks = material.document.blocks().iter().take(HEAD);
    blocks.filter(|block| !is_latin(material.document.slice(block.span)))
}

/// The words of a line that calls the text minutes.
fn title(material: &Material, block: &Block) -> Option<Span> {
    let document = material.document;
    let text = document.slice(block.span).trim_end();
    let words = material.authority.lexicon.group("minutes-word");
    let ends = words.iter().any(|(word, _)| text.ends_with(word.as_ref()));
    let heads = !matches!(block.kind, BlockKind::Row { .. } | BlockKind::Field { .. });
    (ends && heads).then(|| sentence::trimmed(document.text(), block.span))
}

fn event(material: &Material, words: Span) -> Option<EntityId> {
    let events = material
        .inside(words)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Event(_)));
    events
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .last()
}

/// The value of a field whose label says what is wanted. The colon may be left out where the label
/// is set apart: 時　　間　中華民國113年5月6日.
fn field(material: &Material, block: &Block, wanted: &str) -> Option<Span> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let said = |label: &str| {
        let joined: String = label.split_whitespace().collect();
        let said = lexicon.field(&joined);
        said == Some(wanted) || wanted == "time" && said == Some("date")
    };
    if let Some((label, value)) = document.field(block) {
        return (!value.is_empty() && said(document.slice(label))).then_some(value);
    }
    let text = document.slice(block.span);
    let mut gaps = text.match_indices(char::is_whitespace);
    let at = gaps.find_map(|(at, _)| said(&text[..at]).then_some(at))?;
    let value = Span::new(block.span.start + at, block.span.end);
    (block.kind == BlockKind::Paragraph).then(|| sentence::trimmed(document.text(), value))
}

fn day(material: &Material, block: &Block) -> Option<(DateReading, Span)> {
    let value = field(material, block, "time")?;
    let mut dates = material.dates(value);
    dates.find(|(date, _)| date.start.day().is_some())
}

fn place(material: &Material, block: &Block) -> Option<(EntityId, Span)> {
    let value = field(material, block, "place")?;
    let places = |wanted: Kind| {
        let named = material
            .outermost(value)
            .filter_map(move |(index, mention)| {
                let id = material.resolved.of_mention[index]?;
                (material.resolved.entity(id).kind == wanted).then_some((id, mention.span))
            });
        named.last()
    };
    places(Kind::Jurisdiction).or_else(|| places(Kind::Place))
}

fn line(material: &Material, words: Span) -> Span {
    let document = material.document;
    sentence::trimmed(document.text(), document.block_at(words.start).span)
}
