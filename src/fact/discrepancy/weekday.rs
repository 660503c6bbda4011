//! Dates beside a weekday that they are not.

use jiff::civil::Date;

use crate::document::Span;
use crate::fact::{Facts, Material, Occasion};
use crate::mention::Reading;
use crate::mention::date::{CivilDate, DateReading, YearSource};

/// A day with a weekday beside it that is another day's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekdayConflict {
    /// What is dated so, if it is a visit or a session.
    pub of: Option<Occasion>,
    /// The day.
    pub date: CivilDate,
    /// Its weekday, from 1 for Monday.
    pub actual: i8,
    /// The weekday that is printed.
    pub printed: i8,
    /// The words: date and weekday.
    pub place: Span,
}

/// A day and the weekday printed beside it.
struct Dated<'m> {
    reading: &'m DateReading,
    actual: i8,
    printed: i8,
    place: Span,
    date: Span,
}

/// Compares days with the weekdays printed beside them: `12 月 7 日(星期三)`, `Friday, 7 May`.
///
/// A year that is not printed but taken from the context may be wrong itself. It counts only
/// where another day of that year agrees with its weekday, is printed in full elsewhere, or lies
/// within an event.
pub fn find(material: &Material, facts: &Facts) -> Vec<WeekdayConflict> {
    let dated: Vec<Dated> = material
        .mentions
        .iter()
        .filter_map(|mention| match &mention.reading {
            Reading::Date(reading) => read(material, reading, mention.span),
            _ => None,
        })
        .collect();
    dated
        .iter()
        .filter(|day| day.actual != day.printed)
        .filter(|day| {
            let year = day.reading.start.year();
            let agrees =
                |other: &Dated| other.actual == other.printed && other.reading.start.year() == year;
            day.reading.year != YearSource::Context
                || dated.iter().any(agrees)
                || is_printed(material, day.reading)
                || is_within_event(facts, day.reading)
        })
        .map(|day| WeekdayConflict {
            of: of(facts, day.date),
            date: day.reading.start,
            actual: day.actual,
            printed: day.printed,
            place: day.place,
        })
        .collect()
}

fn read<'m>(material: &Material, reading: &'m DateReading, date: Span) -> Option<Dated<'m>> {
    let start = reading.start;
    let (month, day) = (start.month()?, start.day()?);
    if reading.end.is_some() {
        return None;
    }
    let weekday = Date::new(start.year(), month, day).ok()?.weekday();
    let (printed, place) = after(material, date).or_else(|| before(material, date))?;
    Some(Dated {
        reading,
        actual: weekday.to_monday_one_offset(),
        printed,
        place,
        date,
    })
}

/// The weekday after a day, or at the end of its words, and where both stand.
fn after(material: &Material, date: Span) -> Option<(i8, Span)> {
    let text = material.document.text();
    let block = material.document.block_at(date.start).span;
    let words = &text[date.start..date.end];
    let from = words
        .rfind(['日', '號'])
        .map_or(date.end, |at| date.start + at + '日'.len_utf8());
    let rest = &text[from..block.end];
    let weekdays = material.authority.lexicon.group("weekday");
    let beginning = |rest: &str| {
        let found = weekdays
            .iter()
            .filter(|(word, _)| rest.starts_with(word.as_ref()));
        found.max_by_key(|(word, _)| word.len()).cloned()
    };
    // A bare （一） counts only right after the day; elsewhere it may number an item.
    let spaced = rest.trim_start();
    let open = spaced
        .strip_prefix(['(', '（', ',', '，'])
        .map(str::trim_start);
    let bare = beginning(rest).filter(|(word, _)| word.starts_with(['(', '（']));
    let (tail, (word, value)) = match bare {
        Some(found) => (rest, found),
        None => [open, Some(spaced)]
            .into_iter()
            .flatten()
            .find_map(|tail| {
                let found = beginning(tail).filter(|(word, _)| !word.starts_with(['(', '（']))?;
                Some((tail, found))
            })?,
    };
    let end = block.end - tail.len() + word.len();
    let is_whole = !text[end..].starts_with(|c: char| c.is_ascii_alphabetic());
    is_whole.then_some((
        value.parse().ok()?,
        Span::new(date.start, end.max(date.end)),
    ))
}

/// The weekday before a day, and where both stand.
fn before(material: &Material, date: Span) -> Option<(i8, Span)> {
    let text = material.document.text();
    let block = material.document.block_at(date.start).span;
    let lead = text[block.start..date.start].trim_end();
    let lead = lead.strip_suffix(',').unwrap_or(lead).trim_end();
    let weekdays = material.authority.lexicon.group("weekday");
    let (word, value) = weekdays
        .iter()
        .filter(|(word, _)| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter(|(word, _)| {
            let rest = lead.strip_suffix(word.as_ref());
            rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphabetic()))
        })
        .max_by_key(|(word, _)| word.len())?;
    let start = block.start + lead.len() - word.len();
    Some((value.parse().ok()?, Span::new(start, date.end)))
}

/// Whether the text prints the same day with its year elsewhere.
fn is_printed(material: &Material, reading: &DateReading) -> bool {
    material.mentions.iter().any(|mention| {
        matches!(&mention.reading, Reading::Date(other)
            if other.year != YearSource::Context
                && (other.start == reading.start || other.end == Some(reading.start)))
    })
}

fn is_within_event(facts: &Facts, reading: &DateReading) -> bool {
    facts.events.iter().any(|event| {
        event.settled().is_some_and(|(date, _)| {
            let last = date.end.unwrap_or(date.start);
            date.start.day().is_some() && date.start <= reading.start && reading.start <= last
        })
    })
}

/// The visit or session that has its date from these words.
fn of(facts: &Facts, date: Span) -> Option<Occasion> {
    let mut visits = facts.visits.iter();
    let visit = visits.position(|visit| visit.dates.iter().any(|(_, place)| *place == date));
    let mut sessions = facts.sessions.iter();
    let session = sessions.position(|s| s.date.as_ref().is_some_and(|(_, place)| *place == date));
    visit
        .map(Occasion::Visit)
        .or(session.map(Occasion::Session))
}
