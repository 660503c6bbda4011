//! Summits, conferences and other events with a name: `2016 年 OGP 全球高峰會`, 本次高峰會.

use std::ops::Range;

use super::date::DatePlace;
use super::glyph::{Class, Glyphs, is_han};
use super::knowledge::{Knowledge, word_start};
use super::{Found, Kind, Naming, Reading, Rule};

/// What the words for an event say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventReading {
    /// The name without its year.
    pub naming: Naming,
    /// The word that says what kind of event it is: 高峰會.
    pub head: String,
    /// The year of the edition, if the name or the clause around it says one.
    pub year: Option<i16>,
    /// Whether the words point back (本次高峰會, 高峰會) and name nothing by themselves.
    pub points_back: bool,
}

/// Finds the events of a text.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Range<usize>],
    dates: &[DatePlace],
    found: &[Found],
) -> Vec<Found> {
    let mut events = Vec::new();
    for block in blocks {
        for at in block.clone() {
            let head = knowledge
                .event_heads
                .at(glyphs, at)
                .map(|(word, kind)| (word.chars().count(), kind == "summit"))
                .filter(|(length, _)| *length > 1)
                // 高峰會|議程
                .filter(|(length, _)| !runs_on(knowledge, glyphs, at + length))
                .max();
            let Some((length, is_summit)) = head.filter(|(length, _)| at + length <= block.end)
            else {
                continue;
            };
            let end = at + length;
            if events
                .last()
                .is_some_and(|last: &Found| last.range.end >= end)
            {
                continue;
            }
            let event = read(knowledge, glyphs, block, dates, found, at, end);
            // Any meeting may be called 會議 or 典禮; a year makes it one of its own.
            let named = matches!(&event.reading, Reading::Event(event) if event.year.is_some());
            // 高峰會|閉幕儀式 is a part of the event that was found already.
            let part = events
                .last()
                .is_some_and(|last: &Found| last.range.end > event.range.start);
            if is_summit || named && !part {
                events.push(event);
            }
        }
    }
    events
}

/// Whether a word goes on over the end of a head.
fn runs_on(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> bool {
    let guards = knowledge.authority.lexicon.group("event-guard");
    guards.iter().any(|(guard, _)| {
        (1..guard.chars().count()).any(|back| end >= back && glyphs.starts_with(end - back, guard))
    })
}

fn read(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    dates: &[DatePlace],
    found: &[Found],
    head: usize,
    end: usize,
) -> Found {
    let start = knowledge.name_start(glyphs, block.start, end).at.min(head);
    let gloss = found
        .iter()
        .find(|f| f.kind == Kind::Event && f.range.start <= head && f.range.end > end);
    let foreign = gloss.and_then(|f| match &f.reading {
        Reading::Named(naming) => naming.foreign.clone(),
        _ => None,
    });
    let (words, pointer) = pointer(knowledge, glyphs, start, end);
    let (from, year) = edition(glyphs, block, dates, start);
    let clause_year = year.or_else(|| held(knowledge, glyphs, block, dates, start));
    let name = glyphs.text(words..end);
    // The gloss of `OGP 高峰會(Global Summit)` translates the words without the letters.
    let letters: String = name.chars().take_while(|c| !is_han(*c)).collect();
    let foreign = foreign.map(|foreign| match letters.trim() {
        "" => foreign,
        letters if foreign.contains(letters) => foreign,
        letters => format!("{letters} {foreign}"),
    });
    let bare = words == head;
    Found {
        kind: Kind::Event,
        range: from..gloss.map_or(end, |f| f.range.end),
        reading: Reading::Event(EventReading {
            naming: Naming {
                chinese: Some(name),
                foreign,
                ..Naming::default()
            },
            head: glyphs.text(head..end),
            year: clause_year,
            points_back: clause_year.is_none() && (pointer || bare),
        }),
        rule: Rule::Ending,
        hard: true,
    }
}

/// 本次, 今年的 and the like before the name, and whether one stands there.
fn pointer(knowledge: &Knowledge, glyphs: &Glyphs, start: usize, end: usize) -> (usize, bool) {
    let mut at = start;
    let mut points = false;
    while let Some(length) = knowledge
        .authority
        .lexicon
        .group("event-pointer")
        .iter()
        .filter(|(word, _)| glyphs.starts_with(at, word))
        .map(|(word, _)| word.chars().count())
        .max()
    {
        if at + length >= end {
            break;
        }
        at = glyphs.skip_space(at + length);
        points = true;
    }
    (at, points)
}

/// The year before a name (`2016 年 OGP 高峰會`, `2016 OGP 高峰會`) and where it begins.
fn edition(
    glyphs: &Glyphs,
    block: &Range<usize>,
    dates: &[DatePlace],
    start: usize,
) -> (usize, Option<i16>) {
    let before = glyphs.skip_space_back(block.start, start);
    let date = dates.iter().find(|d| {
        d.range.end == before && d.range.start >= block.start && d.reading.start.month().is_none()
    });
    if let Some(date) = date {
        return (date.range.start, Some(date.reading.start.year()));
    }
    if before < start && before > block.start && glyphs.class(before - 1) == Class::Digit {
        let number = word_start(glyphs, block.start, before);
        if let Ok(year) = glyphs.text(number..before).parse::<i16>()
            && before - number == 4
        {
            return (number, Some(year));
        }
    }
    (start, None)
}

/// The year of 「2015 年…於墨西哥舉辦之高峰會」: the clause says when it was held.
fn held(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    dates: &[DatePlace],
    start: usize,
) -> Option<i16> {
    let edge = glyphs.skip_space_back(block.start, start);
    knowledge
        .authority
        .lexicon
        .group("event-verb")
        .iter()
        .filter(|(_, role)| role == "hold")
        .find_map(|(verb, _)| {
            let particle = edge
                .checked_sub(1)
                .filter(|&i| matches!(glyphs.char(i), '之' | '的'))?;
            glyphs.ends_with(block.start, particle, verb)
        })?;
    let sentence = (block.start..edge)
        .rev()
        .find(|&i| matches!(glyphs.char(i), '。' | ';' | '\n'))
        .map_or(block.start, |i| i + 1);
    dates
        .iter()
        .filter(|d| d.range.start >= sentence && d.range.end <= edge)
        .max_by_key(|d| d.range.start)
        .map(|d| d.reading.start.year())
}
