//! Dates as English prints them: `7–9 December 2016`, `December 7, 2016`, `30 December 2016 to
//! 2 January 2017`, `since 2011`, `Q4 2016`, `15/08/2016`.

use crate::mention::date::{CivilDate, Printed, Words, digits, months};
use crate::mention::gazetteer::is_word;
use crate::mention::glyph::{Class, Glyphs};

/// A date or a range of dates at an index: where it ends, and its first and last date.
pub fn read(
    glyphs: &Glyphs,
    at: usize,
    words: &Words,
) -> Option<(usize, Printed, Option<Printed>)> {
    if at > 0 && matches!(glyphs.class(at - 1), Class::Digit | Class::Letter) {
        return None;
    }
    if let Some((end, date)) =
        quarter(glyphs, at, words).or_else(|| between_strokes(glyphs, at, words))
    {
        return Some((end, date, None));
    }
    let (end, first, last) = match glyphs.class(at) {
        Class::Digit => day_first(glyphs, at, words).or_else(|| year(glyphs, at, words))?,
        Class::Letter => month_first(glyphs, at, words)?,
        _ => return None,
    };
    if last.is_some() || first.day.is_none() {
        return Some((end, first, last));
    }
    // 30 November to 2 December 2016, Dec. 30, 2016 - Jan. 2, 2017
    let second = joint(glyphs, end).and_then(|at| match glyphs.class(at) {
        Class::Digit => day_first(glyphs, at, words),
        Class::Letter => month_first(glyphs, at, words),
        _ => None,
    });
    match second {
        Some((second_end, last, None)) if last.day.is_some() => {
            let turn = last.month < first.month;
            let first = Printed {
                year: first.year.or_else(|| Some(last.year? - i16::from(turn))),
                ..first
            };
            Some((second_end, first, Some(last)))
        }
        _ => Some((end, first, None)),
    }
}

/// A quarter of a year: `Q4 2025`, `2025 Q4`, `fourth quarter of 2025`.
fn quarter(glyphs: &Glyphs, at: usize, words: &Words) -> Option<(usize, Printed)> {
    let part = |at: usize| {
        let named = words.part.at(glyphs, at).filter(|(word, value)| {
            let latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
            latin && value.starts_with("quarter-")
        });
        let (word, value) = named.max_by_key(|(word, _)| word.len())?;
        let end = at + word.chars().count();
        is_word(glyphs, at, end).then_some((end, months(value)?))
    };
    let year = |at: usize| {
        let (end, year) = digits(glyphs, at, 4).filter(|(end, _)| end - at == 4)?;
        let year = i16::try_from(year).ok()?;
        let whole = !matches!(glyphs.class(end), Class::Letter | Class::Digit);
        (whole && (1900..2100).contains(&year)).then_some((end, year))
    };
    let past_mark = |at: usize| {
        let next = glyphs.skip_space(at);
        let mark = usize::from(matches!(glyphs.char(next), ',' | '/' | '-'));
        glyphs.skip_space(next + mark)
    };
    let (end, year, months) = if let Some((end, months)) = part(at) {
        let mut next = glyphs.skip_space(end);
        for word in ["of ", "in "] {
            if glyphs.starts_with(next, word) {
                next += word.chars().count();
            }
        }
        let (end, year) = year(past_mark(next))?;
        (end, year, months)
    } else {
        let (end, year) = year(at)?;
        let (end, months) = part(past_mark(end))?;
        (end, year, months)
    };
    let date = Printed {
        year: Some(year),
        months: Some(months),
        ..Printed::default()
    };
    Some((end, date))
}

/// The numbers of `15/08/2025` at an index, and where they end.
fn strokes(glyphs: &Glyphs, at: usize) -> Option<(usize, [u32; 2], i16)> {
    let apart = at == 0
        || !matches!(glyphs.class(at - 1), Class::Digit | Class::Letter)
            && !matches!(glyphs.char(at - 1), '/' | '-' | '.');
    let (first_end, first) = digits(glyphs, at, 2).filter(|_| apart)?;
    let mark = glyphs.char(first_end);
    if !matches!(mark, '/' | '-' | '.') {
        return None;
    }
    let (second_end, second) = digits(glyphs, first_end + 1, 2)?;
    let (end, year) = (glyphs.char(second_end) == mark)
        .then(|| digits(glyphs, second_end + 1, 4))
        .flatten()?;
    let year = i16::try_from(year).ok()?;
    let whole = end == second_end + 5
        && !matches!(glyphs.class(end), Class::Digit | Class::Letter)
        && !(matches!(glyphs.char(end), '/' | '-' | '.') && glyphs.class(end + 1) == Class::Digit);
    (whole && (1900..2100).contains(&year)).then_some((end, [first, second], year))
}

/// Whether days come before months in such dates; none where the text has no day above twelve, or has
/// both orders.
pub fn day_comes_first(glyphs: &Glyphs) -> Option<bool> {
    let (mut day_first, mut month_first) = (false, false);
    for at in 0..glyphs.len() {
        if glyphs.class(at) != Class::Digit {
            continue;
        }
        if let Some((_, [first, second], _)) = strokes(glyphs, at) {
            day_first |= first > 12 && second <= 12;
            month_first |= second > 12 && first <= 12;
        }
    }
    (day_first != month_first).then_some(day_first)
}

/// `15/08/2025`, `08/15/2025`; `03/04/2025` where another date of the text shows which is the day.
fn between_strokes(glyphs: &Glyphs, at: usize, words: &Words) -> Option<(usize, Printed)> {
    let (end, [first, second], year) = strokes(glyphs, at)?;
    let day_first = match (first > 12, second > 12) {
        (true, false) => true,
        (false, true) => false,
        (false, false) if first == second => true,
        _ => words.day_first?,
    };
    let (day, month) = if day_first {
        (first, second)
    } else {
        (second, first)
    };
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    CivilDate::new(year, Some(month), Some(day))?;
    Some((end, printed(Some(year), month, Some(day))))
}

fn printed(year: Option<i16>, month: i8, day: Option<i8>) -> Printed {
    Printed {
        year,
        month: Some(month),
        day,
        ..Printed::default()
    }
}

/// `7 December 2016`, `7-9 December 2016`, `the 7th of December`.
fn day_first(
    glyphs: &Glyphs,
    at: usize,
    words: &Words,
) -> Option<(usize, Printed, Option<Printed>)> {
    let (first_end, first) = day_number(glyphs, at)?;
    let second = day_range(glyphs, first_end);
    let days_end = second.map_or(first_end, |(end, _)| end);
    let mut month_at = glyphs.skip_space(days_end);
    if glyphs.starts_with(month_at, "of ") {
        month_at += 3;
    }
    let (month_end, month) = month_name(glyphs, month_at, words)?;
    let (end, year) = trailing_year(glyphs, month_end);
    let last = second.map(|(_, day)| printed(year, month, Some(day)));
    Some((end, printed(year, month, Some(first)), last))
}

/// `December 7, 2016`, `December 7-9, 2016`, `December 2016`.
fn month_first(
    glyphs: &Glyphs,
    at: usize,
    words: &Words,
) -> Option<(usize, Printed, Option<Printed>)> {
    let (month_end, month) = month_name(glyphs, at, words)?;
    let day_at = glyphs.skip_space(month_end);
    let Some((first_end, first)) = day_number(glyphs, day_at) else {
        let (end, year) = trailing_year(glyphs, month_end);
        year?;
        return Some((end, printed(year, month, None), None));
    };
    let second = day_range(glyphs, first_end);
    let days_end = second.map_or(first_end, |(end, _)| end);
    let (end, year) = trailing_year(glyphs, days_end);
    let last = second.map(|(_, day)| printed(year, month, Some(day)));
    Some((end, printed(year, month, Some(first)), last))
}

/// A year by itself after `in`, `since`, `by` and the like, and no number of anything.
fn year(glyphs: &Glyphs, at: usize, words: &Words) -> Option<(usize, Printed, Option<Printed>)> {
    let (end, value) = digits(glyphs, at, 4).filter(|(end, _)| end - at == 4)?;
    let year = i16::try_from(value)
        .ok()
        .filter(|y| (1900..2100).contains(y))?;
    // 2016-17, 2016.5, 2016 people
    let next = glyphs.char(end);
    let goes_on = matches!(next, '-' | '.' | ',' | '/') && glyphs.class(end + 1) == Class::Digit
        || glyphs.class(end) == Class::Letter
        || matches!(next, '%' | '年');
    if goes_on {
        return None;
    }
    let before = glyphs.skip_space_back(0, at);
    let start = (before.saturating_sub(8)..before).find(|&from| {
        let cue = |word: &str| from + word.chars().count() == before;
        words
            .before_year
            .at(glyphs, from)
            .any(|(word, _)| cue(word))
            && is_word(glyphs, from, before)
    });
    let date = Printed {
        year: Some(year),
        ..Printed::default()
    };
    (start.is_some() && before < at).then_some((end, date, None))
}

/// Where the second date of a range begins: after a dash, `to` or `until`.
fn joint(glyphs: &Glyphs, end: usize) -> Option<usize> {
    let joint = glyphs.skip_space(end);
    if glyphs.char(joint) == '-' {
        return Some(glyphs.skip_space(joint + 1));
    }
    ["to ", "until ", "till ", "through "]
        .iter()
        .find(|word| glyphs.starts_with(joint, word))
        .map(|word| glyphs.skip_space(joint + word.chars().count()))
}

/// A day of the month, with `st`, `nd`, `rd`, `th`.
fn day_number(glyphs: &Glyphs, at: usize) -> Option<(usize, i8)> {
    let (end, value) = digits(glyphs, at, 2)?;
    let day = i8::try_from(value)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let ordinal = ["st", "nd", "rd", "th"];
    let end = if ordinal.iter().any(|o| glyphs.starts_with(end, o)) {
        end + 2
    } else {
        end
    };
    (!matches!(glyphs.class(end), Class::Letter | Class::Digit)).then_some((end, day))
}

fn day_range(glyphs: &Glyphs, end: usize) -> Option<(usize, i8)> {
    let and = glyphs.skip_space(end);
    let after = joint(glyphs, end).or_else(|| {
        // 7 and 8 December
        glyphs.starts_with(and, "and ").then_some(and + 4)
    })?;
    day_number(glyphs, glyphs.skip_space(after))
}

fn month_name(glyphs: &Glyphs, at: usize, words: &Words) -> Option<(usize, i8)> {
    if glyphs.class(at) != Class::Letter {
        return None;
    }
    words
        .month
        .at(glyphs, at)
        .filter(|(word, _)| is_word(glyphs, at, at + word.chars().count()))
        .max_by_key(|(word, _)| word.len())
        .and_then(|(word, value)| {
            let end = at + word.chars().count();
            let end = if glyphs.char(end) == '.' && glyphs.class(end + 1) != Class::Mark {
                end + 1
            } else {
                end
            };
            Some((end, value.parse().ok()?))
        })
}

fn trailing_year(glyphs: &Glyphs, end: usize) -> (usize, Option<i16>) {
    let mut at = glyphs.skip_space(end);
    if glyphs.char(at) == ',' {
        at = glyphs.skip_space(at + 1);
    }
    match digits(glyphs, at, 4) {
        Some((year_end, year)) if year_end - at == 4 => (year_end, i16::try_from(year).ok()),
        _ => (end, None),
    }
}
