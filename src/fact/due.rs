//! By when something is to be done, as Chinese words say it.
//!
//! | printed | what it says |
//! | --- | --- |
//! | 於2025年底|前, 預計|114年 | a date beside a word that makes it a deadline |
//! | 會後兩週內 | so long after the meeting whose minutes the report is |

use super::{Material, minutes, record, sentence};
use crate::document::Span;
use crate::mention::date::{self, CivilDate, DateReading, YearSource};

/// Whether something can still be done by a date: one without a year of its own that lies before the
/// meeting of the minutes is that of another year, and nobody knows of which.
pub fn is_open(material: &Material, date: &DateReading) -> bool {
    let guessed = date.year == YearSource::Context;
    let held = || record::held_on(material).or_else(|| minutes::held_on(material));
    !guessed || held().is_none_or(|held| !is_before(date.last(), held))
}

/// Whether one date is over before another begins.
fn is_before(date: CivilDate, other: CivilDate) -> bool {
    let (Some(month), Some(other_month)) = (date.month(), other.month()) else {
        return date.year() < other.year();
    };
    let months = (date.year(), month).cmp(&(other.year(), other_month));
    let days = || date.day().zip(other.day()).is_some_and(|(a, b)| a < b);
    months.is_lt() || months.is_eq() && days()
}

/// The deadline that some words tell, with the words for it.
pub fn find(material: &Material, said: Span) -> Option<(DateReading, Span)> {
    printed(material, said).or_else(|| after_the_meeting(material, said))
}

fn printed(material: &Material, said: Span) -> Option<(DateReading, Span)> {
    let document = material.document;
    let words = |wanted: &'static str| {
        let words = material.authority.lexicon.group("deadline-word").iter();
        words.filter(move |(_, place)| place == wanted)
    };
    let dates = material.dates(said);
    let mut open = dates.filter(|(date, _)| is_open(material, date));
    open.find(|(_, printed)| {
        let lead = document.slice(Span::new(said.start, printed.start));
        let lead = lead.trim_end().trim_end_matches('於').trim_end();
        let rest = document
            .slice(Span::new(printed.end, said.end))
            .trim_start();
        let date = document.slice(*printed);
        // 於 8 月|前往
        let guarded = material.words("deadline-guard").start(rest);
        !guarded && words("after").any(|(word, _)| rest.starts_with(word.as_ref()))
            || words("after").any(|(word, _)| date.ends_with(word.as_ref()))
            || words("before").any(|(word, _)| lead.ends_with(word.as_ref()))
    })
}

/// 會後兩週內, 會議後 10 日內.
fn after_the_meeting(material: &Material, said: Span) -> Option<(DateReading, Span)> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let leads = material.words("after-meeting-lead");
    let found = material.cues(said, "after-meeting").find_map(|(cue, _)| {
        // 公聽|會後 is after something else.
        let block = document.block_at(cue.start).span;
        let before = document.slice(Span::new(block.start, cue.start));
        if before.ends_with(char::is_alphanumeric) && leads.ending(before).next().is_none() {
            return None;
        }
        let rest = document.slice(Span::new(cue.end, said.end.max(cue.end)));
        let (length, period) = date::period(rest, lexicon)?;
        let behind = rest[length..].trim_start();
        let (within, _) = material.words("within-word").starting(behind).next()?;
        let end = cue.end + rest.len() - behind.len() + within.len();
        Some((period, Span::new(cue.start, end)))
    });
    let ((months, days), words) = found?;
    let start = record::held_on(material)?.after(months, days)?;
    let reading = DateReading {
        start,
        end: None,
        year: YearSource::Context,
        ongoing: false,
        months: None,
    };
    Some((reading, sentence::trimmed(document.text(), words)))
}
