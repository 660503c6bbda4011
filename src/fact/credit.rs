//! Whose report it is and of which day, as its head says it: `服務機關：國家發展委員會`, `提報人：王大明`,
//! `報告日期：106 年 3 月 1 日`, `Prepared by: Ana Lima` with `Date: 4 May 2025` beside it.

use super::{Material, minutes, record, sentence};
use crate::document::{Block, BlockKind, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::date::DateReading;

/// In which of the first blocks the fields of the head stand.
const HEAD: usize = 20;

/// What the head of a report says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The body whose report it is, with the line that says so.
    pub body: Option<(EntityId, Span)>,
    /// The persons who wrote it, each with the line.
    pub writers: Vec<(EntityId, Span)>,
    /// Its day, with the line.
    pub issued: Option<(DateReading, Span)>,
}

impl Credit {
    /// Who speaks in the report: the body whose report it is, else the only one who wrote it.
    pub fn author(&self) -> Option<EntityId> {
        let body = self.body.as_ref().map(|(id, _)| *id);
        body.or(match self.writers.as_slice() {
            [(only, _)] => Some(*only),
            _ => None,
        })
    }
}

/// Reads it.
pub fn find(material: &Material) -> Credit {
    let document = material.document;
    let mut credit = Credit::default();
    for (at, block) in document.blocks().iter().take(HEAD).enumerate() {
        let Some((said, value)) = field(material, block) else {
            continue;
        };
        let line = sentence::trimmed(document.text(), block.span);
        match said {
            // In minutes it may be of whoever moves something: 提案機關.
            "issuer" if !is_of_meeting(material) => credit.add_body(material, value, line),
            "author" => {
                credit.add_body(material, value, line);
                let persons = material.named(value, |kind| kind == Kind::Person);
                let persons = persons.map(|(_, id)| (id, line));
                credit.writers.extend(persons);
            }
            "report-date" => credit.add_day(material, value, line),
            // The date beside whoever prepared a report is that of the report, and not of a meeting.
            "time" if is_beside_author(material, at) && !is_of_meeting(material) => {
                credit.add_day(material, value, line);
            }
            _ => {}
        }
    }
    credit.writers.sort_by_key(|(id, _)| *id);
    credit.writers.dedup_by_key(|(id, _)| *id);
    credit
}

impl Credit {
    /// The body that a field begins with; of several, the first one.
    fn add_body(&mut self, material: &Material, value: Span, line: Span) {
        let first = || {
            let mut named = material.named(value, |kind| {
                matches!(kind, Kind::Organisation | Kind::Person)
            });
            let (_, id) = named.next()?;
            (material.resolved.entity(id).kind == Kind::Organisation).then_some((id, line))
        };
        self.body = self.body.take().or_else(first);
    }

    fn add_day(&mut self, material: &Material, value: Span, line: Span) {
        let mut dates = material.dates(value);
        let first = || {
            let (date, _) = dates.next()?;
            date.end.is_none().then_some((date, line))
        };
        self.issued = self.issued.take().or_else(first);
    }
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
