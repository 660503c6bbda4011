//! How long something takes, against its dates: `12 月 7 日至 9 日，為期 4 天`, a three-day summit
//! from 7 to 10 December.

use jiff::civil::Date;

use crate::document::{BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::fact::{Facts, Material, number, sentence, time};
use crate::mention::Reading;
use crate::mention::date::{CivilDate, DateReading};

/// A length and dates that it does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationConflict {
    /// What takes so long, if it has a name.
    pub event: Option<EntityId>,
    /// The number of days that are stated.
    pub days: i64,
    /// The words that state it.
    pub place: Span,
    /// The first and the last day.
    pub dates: (CivilDate, CivilDate),
    /// The words that print them.
    pub printed: Span,
}

/// Compares lengths in days with the dates beside them, or with those of the event that is said
/// to take so long. The first and the last day count.
///
/// Dates of a journey are not compared with the length of what it led to, nor lengths that leave
/// out days (工作天, excluding travel) with dates.
pub fn find(material: &Material, facts: &Facts) -> Vec<DurationConflict> {
    let document = material.document;
    let mut conflicts = Vec::new();
    for block in document.blocks() {
        if !matches!(
            block.kind,
            BlockKind::Paragraph
                | BlockKind::Item
                | BlockKind::Field { .. }
                | BlockKind::Footnote { .. }
        ) {
            continue;
        }
        let lengths = if is_latin(document.slice(block.span)) {
            english(material, block.span)
        } else {
            chinese(material, block.span)
        };
        for length in lengths {
            let found = beside(material, &length).or_else(|| of_event(material, facts, &length));
            let Some((event, first, last, printed)) = found else {
                continue;
            };
            let Some(days) = days(first, last).filter(|days| *days != length.days) else {
                continue;
            };
            if days > 0 {
                conflicts.push(DurationConflict {
                    event,
                    days: length.days,
                    place: length.place,
                    dates: (first, last),
                    printed,
                });
            }
        }
    }
    conflicts
}

/// A length in days.
struct Length {
    days: i64,
    place: Span,
    sentence: Span,
    /// What follows says what takes so long: 為期 3 天的|高峰會.
    describes: bool,
}

/// 為期 3 天, 共三天.
fn chinese(material: &Material, block: Span) -> Vec<Length> {
    let document = material.document;
    let mut found: Vec<Length> = Vec::new();
    let totals = material.cues(block, "total-cue");
    for (cue, _) in material.cues(block, "duration-cue").chain(totals) {
        let text = document.slice(Span::new(cue.end, block.end.max(cue.end)));
        let rest = text.trim_start();
        let Some((days, length)) = number::at_start(material, rest) else {
            continue;
        };
        let unit = rest[length..].trim_start();
        let Some(after) = after_days(material, unit) else {
            continue;
        };
        let end = block.end - after.len();
        let place = Span::new(cue.start, end);
        let sentence = sentence::whole(document, place);
        // 3 天 2 夜, 3 日內, 5 天工作坊: the last says what takes so long.
        let part = material.words("day-part").start(after.trim_start());
        let leaves_out = material
            .words("day-guard")
            .stand_in(document.slice(sentence));
        if part || leaves_out || found.iter().any(|known| known.place.overlaps(place)) {
            continue;
        }
        let marks = ['，', '。', '；', '、', '）', ')', '：'];
        found.push(Length {
            days,
            place,
            sentence,
            describes: !after.trim_start().is_empty() && !after.trim_start().starts_with(marks),
        });
    }
    found
}

/// What follows a word for days that some words begin with.
fn after_days<'w>(material: &Material, words: &'w str) -> Option<&'w str> {
    let units = material.words("day-unit").starting(words);
    units.last().map(|(word, _)| &words[word.len()..])
}

/// A three-day summit, lasted three days.
fn english(material: &Material, block: Span) -> Vec<Length> {
    let document = material.document;
    let mut found = Vec::new();
    for sentence in sentence::latin(material, block) {
        let words = document.slice(sentence);
        let lower = words.to_lowercase();
        if material.words("day-guard").stand_in(&lower) {
            continue;
        }
        let begins = |at: usize| {
            let before = words[..at].chars().next_back();
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '"'))
        };
        for (at, _) in words.char_indices().filter(|(at, _)| begins(*at)) {
            let Some((days, length)) = number::at_start(material, &words[at..]) else {
                continue;
            };
            let rest = &words[at + length..];
            let tied = rest
                .strip_prefix(['-', '\u{2010}', '\u{2011}'])
                .and_then(|unit| after_days(material, unit));
            let lasts = || {
                let lasts = time::ends(material, "length-verb-en", words[..at].trim_end());
                let unit = rest.strip_prefix(' ').filter(|_| lasts)?;
                after_days(material, unit)
            };
            let Some(after) = tied.or_else(lasts) else {
                continue;
            };
            if after.starts_with(|c: char| c.is_alphabetic() || c == '-') {
                continue;
            }
            let end = sentence.end - after.len();
            found.push(Length {
                days,
                place: Span::new(sentence.start + at, end),
                sentence,
                describes: tied.is_some(),
            });
        }
    }
    found
}

type Days = (Option<EntityId>, CivilDate, CivilDate, Span);

/// The only range of days in the sentence, where nothing but a word for holding stands between it
/// and the length: `於 7 日至 9 日舉行|為期 3 天的`, `自 7 日至 9 日止，|為期 3 天`.
fn beside(material: &Material, length: &Length) -> Option<Days> {
    /// How far a word for holding may stand after the dates, in characters.
    const NEAR: usize = 12;
    let document = material.document;
    let mut ranges = material
        .dates(length.sentence)
        .filter_map(|(date, printed)| Some((range(&date)?, printed)));
    let ((first, last), printed) = ranges.next()?;
    if ranges.next().is_some() {
        return None;
    }
    let between = if printed.end <= length.place.start {
        Span::new(printed.end, length.place.start)
    } else if length.place.end <= printed.start {
        Span::new(length.place.end, printed.start)
    } else {
        return None;
    };
    let words = document.slice(between);
    let lower = words.to_lowercase();
    let says = |group: &str, words: &str| material.words(group).stand_in(words);
    let holds = |words: &str| {
        let places = material.words("event-verb").places(words);
        places.iter().any(|(_, (_, role))| role == "hold")
    };
    let after = document.slice(Span::new(printed.end, length.sentence.end.max(printed.end)));
    let after: String = after.chars().take(NEAR).collect();
    let fits = if length.describes {
        let tied = time::ends(material, "length-opener", lower.trim_end());
        let held = length.place.end <= printed.start && holds(&after);
        let sentence = document.slice(length.sentence).to_lowercase();
        (holds(&lower) || held || tied)
            && !words.contains(['，', '；'])
            && !says("journey-word", &sentence)
    } else {
        let closes = material.words("range-close").places(words);
        let rest = closes
            .iter()
            .fold(words.to_owned(), |rest, (_, (word, _))| {
                rest.replace(&**word, "")
            });
        let bare = rest
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '，' | ',' | '（' | '('));
        (bare || holds(&lower)) && !says("partial-word", &lower)
    };
    fits.then(|| (event_in(material, length.sentence), first, last, printed))
}

/// The days of the event right after a length (為期 3 天的|高峰會) or right before it (高峰會|為期 3 天).
fn of_event(material: &Material, facts: &Facts, length: &Length) -> Option<Days> {
    let document = material.document;
    let (before, after) = (
        Span::new(length.sentence.start, length.place.start),
        Span::new(length.place.end, length.sentence.end.max(length.place.end)),
    );
    let event = |span: Span, ends: bool| {
        material
            .inside(span)
            .filter(|(_, mention)| matches!(mention.reading, Reading::Event(_)))
            .filter(|(_, mention)| {
                let gap = if ends {
                    Span::new(mention.span.end, span.end)
                } else {
                    Span::new(span.start, mention.span.start)
                };
                let gap = document.slice(gap).trim();
                gap.is_empty() || material.authority.lexicon.contains("length-link", gap)
            })
            .find_map(|(index, _)| material.resolved.of_mention[index])
    };
    let event = if length.describes {
        event(after, false)
    } else {
        event(before, true)
    };
    let event = event.filter(|id| material.resolved.entity(*id).kind == Kind::Event)?;
    let fact = facts.events.iter().find(|fact| fact.event == event)?;
    let (date, printed) = fact.settled()?;
    let (first, last) = range(date)?;
    Some((Some(event), first, last, *printed))
}

/// The only event that a sentence names.
fn event_in(material: &Material, sentence: Span) -> Option<EntityId> {
    let mut events: Vec<EntityId> = material
        .inside(sentence)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Event(_)))
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .filter(|id| material.resolved.entity(*id).kind == Kind::Event)
        .collect();
    events.sort_unstable();
    events.dedup();
    match events.as_slice() {
        [event] => Some(*event),
        _ => None,
    }
}

/// The first and last day of a range of days.
fn range(date: &DateReading) -> Option<(CivilDate, CivilDate)> {
    let (first, last) = (date.start, date.end?);
    (first.day().is_some() && last.day().is_some() && !date.ongoing).then_some((first, last))
}

/// How many days there are, both ends counted.
fn days(first: CivilDate, last: CivilDate) -> Option<i64> {
    let civil = |date: CivilDate| Date::new(date.year(), date.month()?, date.day()?).ok();
    let span = civil(first)?.until(civil(last)?).ok()?;
    Some(i64::from(span.get_days()) + 1)
}
