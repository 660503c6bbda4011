//! Whose report it is and of which day, as its head says it: `服務機關：國家發展委員會`, `提報人：王大明`,
//! `報告日期：106 年 3 月 1 日`, `Prepared by: Ana Lima` with `Date: 4 May 2025` beside it.

use super::{Material, minutes, record, sentence};
use crate::document::{Block, BlockKind, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::date::{CivilDate, DateReading};

/// In which of the first blocks the fields of the head stand.
const HEAD: usize = 20;

/// What the head of a report says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The bodies whose report it is, each with the line that says so.
    pub bodies: Vec<(EntityId, Span)>,
    /// The persons who wrote it, each with the line.
    pub writers: Vec<(EntityId, Span)>,
    /// Its day, with the line.
    pub issued: Option<(DateReading, Span)>,
}

impl Credit {
    /// Who speaks in the report: the only body whose report it is; where no body is named, the only one
    /// who wrote it.
    pub fn author(&self) -> Option<EntityId> {
        let told = match self.bodies.as_slice() {
            [] => &self.writers,
            bodies => bodies,
        };
        match told {
            [(only, _)] => Some(*only),
            _ => None,
        }
    }
}

/// Reads it.
pub fn find(material: &Material) -> Credit {
    let document = material.document;
    let mut credit = Credit::default();
    let meets = is_of_meeting(material);
    let (mut named, mut days, mut beside) = (false, Vec::new(), Vec::new());
    for (at, block) in document.blocks().iter().take(HEAD).enumerate() {
        let Some((said, value)) = field(material, block) else {
            continue;
        };
        let line = sentence::trimmed(document.text(), block.span);
        match said {
            // In minutes it may be of whoever moves something.
            "issuer" if !meets => credit.bodies.extend(bodies(material, value, line)),
            "author" => {
                let value = without_others(material, value);
                credit.bodies.extend(writing_body(material, value, line));
                let persons = material.named(value, |kind| kind == Kind::Person);
                let persons = persons.map(|(_, id)| (id, line));
                credit.writers.extend(persons);
            }
            "report-date" => {
                named = true;
                days.extend(dates(material, value, line));
            }
            // The date beside whoever prepared a report is that of the report, and not of a meeting.
            "date" if is_beside_author(material, at) && !meets => {
                beside.extend(dates(material, value, line));
            }
            _ => {}
        }
    }
    credit.issued = only(if named { days } else { beside });
    for told in [&mut credit.bodies, &mut credit.writers] {
        told.sort_by_key(|(id, _)| *id);
        told.dedup_by_key(|(id, _)| *id);
    }
    credit
}

/// The bodies that a value lists from its beginning on: 外交部、經濟部.
fn bodies(material: &Material, value: Span, line: Span) -> Vec<(EntityId, Span)> {
    let named: Vec<(Span, EntityId)> = material
        .named(value, |kind| kind == Kind::Organisation)
        .collect();
    let mut found: Vec<(EntityId, Span)> = Vec::new();
    let mut at = value.start;
    for (place, id) in named {
        let gap = material.document.slice(Span::new(at, place.start)).trim();
        let words: String = gap.replace(['、', '，', ',', ';', '；', '/', '／', '&'], " ");
        let joins = |word| matches!(word, "and" | "the" | "The" | "及" | "與" | "和" | "暨");
        // 經濟部 水利署 is one.
        let listed = found.is_empty() || !gap.is_empty();
        if !listed || !words.split_whitespace().all(joins) {
            break;
        }
        found.push((id, line));
        at = place.end;
    }
    found
}

/// The body that a report is by: it begins the value, and goes on to no more than other names.
fn writing_body(material: &Material, value: Span, line: Span) -> Vec<(EntityId, Span)> {
    let Some((place, _)) = material.leading_body(value, &["the", "The"]) else {
        return Vec::new();
    };
    let rest = Span::new(place.end, value.end);
    let words = material.document.slice(rest).trim_start();
    // 財政部|王大明, but Ministry of Energy|consultants
    let start = rest.end - words.len();
    let mut persons = material.named(rest, |kind| kind == Kind::Person);
    let goes = words.starts_with(char::is_alphanumeric)
        && !["and ", "及", "與", "和", "暨"]
            .iter()
            .any(|word| words.starts_with(word))
        && !persons.any(|(person, _)| person.start == start);
    if goes {
        return Vec::new();
    }
    bodies(material, value, line)
}

/// The value of a field that says who wrote a report up to a bracket or a word behind which others stand:
/// `Ana Lima|, reviewed by Robert Stone`, 王大明|（審核：李國強）.
fn without_others(material: &Material, value: Span) -> Span {
    let text = material.document.slice(value);
    let lower = text.to_ascii_lowercase();
    let mut ends: Vec<usize> = text
        .match_indices(['(', '（', '[', '［', '【', '〔', '<'])
        .map(|(at, _)| at)
        .collect();
    let chinese = material.authority.lexicon.group("author-end").iter();
    let before = |at: usize| {
        // 王大明、|李國強指導
        let lead = &text[..at];
        let bare = |c: char| !c.is_alphanumeric();
        lead.rfind(bare).map_or(0, |gap| {
            gap + lead[gap..].chars().next().map_or(0, char::len_utf8)
        })
    };
    ends.extend(
        chinese.flat_map(|(word, _)| text.match_indices(&**word).map(|(at, _)| before(at))),
    );
    let latin = material.authority.lexicon.group("author-end-en").iter();
    ends.extend(latin.flat_map(|(word, _)| {
        let places = lower.match_indices(&**word).map(|(at, _)| at);
        let whole = |at: &usize| {
            !lower[..*at].ends_with(char::is_alphanumeric)
                && !lower[at + word.len()..].starts_with(char::is_alphanumeric)
        };
        places.filter(whole).collect::<Vec<_>>()
    }));
    // Not the word in the Institute |for Energy.
    let names: Vec<Span> = material
        .outermost(value)
        .map(|(_, mention)| mention.span)
        .collect();
    let within = |at: &usize| {
        let at = value.start + at;
        names.iter().any(|name| name.start < at && at < name.end)
    };
    ends.retain(|at| !within(at));
    let end = ends.into_iter().min().unwrap_or(text.len());
    Span::new(value.start, value.start + end)
}

/// The days of a field; none where it tells a period.
fn dates(material: &Material, value: Span, line: Span) -> Vec<(DateReading, Span)> {
    let dates: Vec<_> = material.dates(value).collect();
    if dates.iter().any(|(date, _)| date.end.is_some()) {
        return Vec::new();
    }
    dates.into_iter().map(|(date, _)| (date, line)).collect()
}

/// The day that all tell, as exactly as any; where they tell several, none.
fn only(days: Vec<(DateReading, Span)>) -> Option<(DateReading, Span)> {
    let agree = |a: CivilDate, b: CivilDate| {
        let same = |a: Option<i8>, b: Option<i8>| a.is_none() || b.is_none() || a == b;
        a.year() == b.year() && same(a.month(), b.month()) && same(a.day(), b.day())
    };
    let parts = |date: CivilDate| (date.month().is_some(), date.day().is_some());
    let all = days
        .iter()
        .all(|(a, _)| days.iter().all(|(b, _)| agree(a.start, b.start)));
    let mut days = days.into_iter().filter(|_| all);
    let first = days.next()?;
    Some(days.fold(first, |best, day| {
        if parts(day.0.start) > parts(best.0.start) {
            day
        } else {
            best
        }
    }))
}

/// What a field of the head says, with its value.
fn field<'m>(material: &'m Material, block: &Block) -> Option<(&'m str, Span)> {
    let BlockKind::Field { label, value } = block.kind else {
        return None;
    };
    let label = material.document.slice(label);
    let lexicon = &material.authority.lexicon;
    // 報 告 日 期
    let joined = || label.split_whitespace().collect::<String>();
    let said = lexicon.field(label).or_else(|| lexicon.field(&joined()))?;
    (!value.is_empty()).then_some((said, value))
}

/// Whether a field that says who wrote the report stands within two blocks of one of the head.
fn is_beside_author(material: &Material, at: usize) -> bool {
    const NEAR: usize = 2;
    let blocks = material.document.blocks();
    let near = &blocks[at.saturating_sub(NEAR)..blocks.len().min(at + NEAR + 1)];
    near.iter()
        .any(|block| field(material, block).is_some_and(|(said, _)| said == "author"))
}

fn is_of_meeting(material: &Material) -> bool {
    minutes::are_these(material) || record::is_this(material)
}
