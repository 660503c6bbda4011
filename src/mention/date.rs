//! Dates as printed: `2016 年 12 月 7 日至 9 日`, `105 年 10 月 7 日上午`, `同年 9 月`,
//! `105/12/07`, `10/17（二）`, `7–9 December 2016`, `Q4 2016`, `15/08/2016`.
//!
//! Years of the Republic of China (民國) are 1911 behind. A date without a year takes it from
//! its context, and says so in [`YearSource`].

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use super::cue::Cues;
use super::english;
use super::glyph::{Class, Glyphs};
use super::numeral;
use crate::authority::Lexicon;

/// A date of the Gregorian calendar at the precision printed: year, month or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl CivilDate {
    /// A date, if it exists: no thirteenth month, no 30 February.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        if month.is_none() && day.is_some() {
            return None;
        }
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, if printed.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day, if printed.
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// The day so many days and months after this one, if this is a day.
    pub fn after(self, months: i32, days: i32) -> Option<Self> {
        let day = Date::new(self.year, self.month?, self.day?).ok()?;
        let gap = jiff::Span::new().try_months(months).ok()?;
        let day = day.checked_add(gap.try_days(days).ok()?).ok()?;
        Self::new(day.year(), Some(day.month()), Some(day.day()))
    }
}

impl fmt::Display for CivilDate {
    /// The lexical form of `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The year before the first of the Republic of China.
const BEFORE_REPUBLIC: i16 = 1911;

/// Where the year of a date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearSource {
    /// Printed as it is.
    Printed,
    /// Printed in the calendar of the Republic of China.
    Republic,
    /// Taken from the context (`12 月 7 日`, `同年 9 月`, `今年`).
    Context,
}

/// What a date in the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// The date, or the first of a range.
    pub start: CivilDate,
    /// The last date of a range, included.
    pub end: Option<CivilDate>,
    /// Where the year comes from.
    pub year: YearSource,
    /// Whether it is the beginning of something whose end is not told (自 2013 年起).
    pub ongoing: bool,
    /// The first and last month of the part of a year that the words mean (2017 年初, 第 3 季).
    pub months: Option<(i8, i8)>,
}

impl DateReading {
    /// The last date that it says: of a part of a year the last month of it.
    pub fn last(&self) -> CivilDate {
        let month = self.months.map(|(_, last)| CivilDate {
            month: Some(last),
            ..self.start
        });
        self.end.or(month).unwrap_or(self.start)
    }
}

impl fmt::Display for DateReading {
    /// ISO 8601: a date, `start/end`, or `start/..` where no end is told.
    ///
    /// A part of a year is its months as they are usually understood: the beginning is the first
    /// quarter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = |month: i8| CivilDate {
            month: Some(month),
            ..self.start
        };
        match (self.end, self.months) {
            (Some(end), _) => write!(f, "{}/{end}", self.start),
            (None, Some((first, last))) if first < last => {
                write!(f, "{}/{}", month(first), month(last))
            }
            (None, Some((first, _))) => write!(f, "{}", month(first)),
            (None, None) if self.ongoing => write!(f, "{}/..", self.start),
            (None, None) => write!(f, "{}", self.start),
        }
    }
}

/// A date where it stands, with the glyphs that print it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatePlace {
    /// The glyphs.
    pub range: Range<usize>,
    /// What they say.
    pub reading: DateReading,
}

/// A date as far as it is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Printed {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub republic: bool,
    /// 同年: the year of the date before.
    pub same_year: bool,
    /// 今年, 去年: that many years from the report's own.
    pub from_report: Option<i16>,
    /// 自 2013 年起: no end is told.
    pub ongoing: bool,
    /// 年初: the months of the year.
    pub months: Option<(i8, i8)>,
    /// `10/17（二）`: the weekday.
    pub weekday: Option<Weekday>,
}

/// A weekday printed behind a day without a year, from 1 for Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weekday {
    /// Beside what is a date by itself: `10/17（星期二）`.
    Beside(i8),
    /// Which alone makes it a date, that has to be on it.
    Alone(i8),
}

impl Printed {
    /// Whether it is on the weekday that stands beside it, if it is a day of a year.
    fn fits(&self, year: i16) -> bool {
        let Some((weekday, (month, day))) = self.weekday.zip(self.month.zip(self.day)) else {
            return true;
        };
        let (Weekday::Beside(weekday) | Weekday::Alone(weekday)) = weekday;
        let day = Date::new(self.year.unwrap_or(year), month, day);
        day.is_ok_and(|day| day.weekday().to_monday_one_offset() == weekday)
    }
}

/// The words of dates.
pub(super) struct Words<'a> {
    /// 民國, 令和, 西元前.
    pub era: Cues<'a>,
    /// 同年, 去年.
    pub relative: Cues<'a>,
    /// 上午, 初, 底.
    pub part: Cues<'a>,
    /// December, Dec.
    pub month: Cues<'a>,
    /// Words before a year that stands alone: in, since.
    pub before_year: Cues<'a>,
    /// Words after a date from which on something goes on: 起.
    pub open: Cues<'a>,
    /// Words that only begin like one: 起草.
    pub open_guard: Cues<'a>,
    /// Words behind a date by which something is due: 前.
    pub due: Cues<'a>,
    /// Words that only begin like one, or like a part of a month: 前往, 初步.
    pub due_guard: Cues<'a>,
    /// Whether the first number of 03/04/2024 is the day; none where the text does not show it.
    pub day_first: Option<bool>,
    /// The cells that hold days, in order, by the heads of their columns.
    cells: &'a [Range<usize>],
}

impl<'a> Words<'a> {
    fn new(lexicon: &'a Lexicon, glyphs: &Glyphs, cells: &'a [Range<usize>]) -> Self {
        let cues = |group| Cues::from(lexicon.cues(group));
        Self {
            due: cues("deadline-word"),
            due_guard: cues("deadline-guard"),
            day_first: english::day_comes_first(glyphs),
            cells,
            era: cues("era"),
            relative: cues("relative-date"),
            part: cues("date-part"),
            month: cues("month-en"),
            before_year: cues("year-cue-en"),
            open: cues("date-open"),
            open_guard: cues("date-open-guard"),
        }
    }

    /// Whether a date may begin with a Chinese character.
    fn may_begin(&self, first: char) -> bool {
        numeral::begins(first) || self.era.may_begin(first) || self.relative.may_begin(first)
    }
}

/// Finds the dates of a text.
///
/// `report_year` is the year in which the report speaks, for 今年 and for dates without a year
/// where no fuller date stands before them in the same block. `blocks` are the ranges of glyphs
/// of the blocks, in order.
pub fn find(
    glyphs: &Glyphs,
    blocks: &[Range<usize>],
    lexicon: &Lexicon,
    report_year: Option<i16>,
) -> Vec<DatePlace> {
    find_with(glyphs, blocks, &[], lexicon, report_year)
}

/// The same of a text with tables: `cells` are those below the heads of days, in order, where `10/17` is a day
/// without its weekday, too.
pub fn find_with(
    glyphs: &Glyphs,
    blocks: &[Range<usize>],
    cells: &[Range<usize>],
    lexicon: &Lexicon,
    report_year: Option<i16>,
) -> Vec<DatePlace> {
    let words = Words::new(lexicon, glyphs, cells);
    let mut raw = Vec::new();
    for (block, range) in blocks.iter().enumerate() {
        let mut at = range.start;
        while at < range.end {
            // Few Chinese characters begin a date.
            if glyphs.class(at) == Class::Han && !words.may_begin(glyphs.char(at)) {
                at += 1;
                continue;
            }
            match printed_range(glyphs, at, &words) {
                Some((end, first, last)) if end <= range.end => {
                    raw.push((block, at..end, first, last));
                    at = end;
                }
                _ => at += 1,
            }
        }
    }
    let frame = report_year.or_else(|| most_frequent_year(&raw));
    // That of a plan need not be the year in which the report speaks of 明年.
    let only = only_year(&raw, glyphs, lexicon);
    let month_years = month_years(&raw);
    // What the settings leave open, another date of the month may tell.
    let of_month = |month: Option<i8>| {
        let year = month_years.get(usize::try_from(month?).ok()?).copied()??;
        report_year.is_none().then_some(year)
    };
    let mut places = Vec::new();
    // The last full date of the same block, and of the text.
    let (mut in_block, mut before): (Option<(usize, i16)>, Option<i16>) = (None, None);
    for (block, range, first, last) in raw {
        let here = in_block.filter(|(b, _)| *b == block).map(|(_, year)| year);
        let (year, source) = if let Some(year) = first.year {
            let source = if first.republic {
                YearSource::Republic
            } else {
                YearSource::Printed
            };
            (Some(year), source)
        } else if first.same_year {
            (here.or(before).or(frame), YearSource::Context)
        } else if let Some(offset) = first.from_report {
            (
                frame.and_then(|y| y.checked_add(offset)),
                YearSource::Context,
            )
        } else {
            let fits = |year: &i16| [Some(first), last].iter().flatten().all(|d| d.fits(*year));
            let year = here.or_else(|| of_month(first.month)).or(frame);
            let year = year.or_else(|| only.filter(fits));
            let alone = |d: &Printed| matches!(d.weekday, Some(Weekday::Alone(_)));
            let strict = [Some(first), last].iter().flatten().any(alone);
            (
                year.filter(|year| !strict || fits(year)),
                YearSource::Context,
            )
        };
        let Some(reading) = year.and_then(|year| resolve(year, source, first, last)) else {
            continue;
        };
        before = Some(reading.start.year);
        if reading.start.month.is_some() {
            in_block = Some((block, reading.start.year));
        }
        places.push(DatePlace { range, reading });
    }
    places
}

/// For each month the year of the days printed with it, if all of them have one year.
fn month_years(raw: &[(usize, Range<usize>, Printed, Option<Printed>)]) -> [Option<i16>; 13] {
    let mut years = [None; 13];
    let mut several = [false; 13];
    for (_, _, first, _) in raw {
        let (Some(year), Some(month), Some(_)) = (first.year, first.month, first.day) else {
            continue;
        };
        let Some(slot) = usize::try_from(month).ok().filter(|&m| m < years.len()) else {
            continue;
        };
        several[slot] |= years[slot].is_some_and(|known| known != year);
        years[slot] = Some(year);
    }
    for (year, several) in years.iter_mut().zip(several) {
        *year = year.filter(|_| !several);
    }
    years
}

/// The year that most dates with a month carry; of two, the later one.
fn most_frequent_year(raw: &[(usize, Range<usize>, Printed, Option<Printed>)]) -> Option<i16> {
    let mut counts = std::collections::BTreeMap::new();
    for (_, _, first, _) in raw {
        if let (Some(year), Some(_)) = (first.year, first.month) {
            *counts.entry(year).or_insert(0) += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|&(year, count)| (count, year))
        .map(|(year, _)| year)
}

/// The only year of the text, if one of its first lines prints it: 113 年度訪視行程表. That of a
/// budget or plan (115 年度預算說明會) may be told of in another one.
fn only_year(
    raw: &[(usize, Range<usize>, Printed, Option<Printed>)],
    glyphs: &Glyphs,
    lexicon: &Lexicon,
) -> Option<i16> {
    const FIRST: usize = 3;
    /// How many characters may stand between a year and what is planned for it.
    const NEAR: usize = 12;
    let printed = || {
        raw.iter()
            .filter_map(|(block, range, first, _)| Some((*block, range.end, first.year?)))
    };
    let (_, end, year) = printed().find(|(block, ..)| *block < FIRST)?;
    let near = glyphs.text(end..glyphs.len().min(end + NEAR));
    let line = near.split('\n').next().unwrap_or_default();
    let planned = lexicon.group("year-of-plan").iter();
    let mut planned = planned.map(|(word, _)| word.as_ref());
    let is_of_plan = planned.any(|word: &str| line.contains(word));
    let only = printed().all(|(.., other)| other == year);
    (only && !is_of_plan).then_some(year)
}

fn resolve(
    year: i16,
    source: YearSource,
    first: Printed,
    last: Option<Printed>,
) -> Option<DateReading> {
    let start = CivilDate::new(year, first.month, first.day)?;
    let end = match last {
        None => None,
        Some(last) => {
            let month = last.month.or(first.month);
            // 12 月 31 日至 1 月 3 日 ends in the year after.
            let turn = last.year.is_none() && last.month.is_some() && month < first.month;
            let end_year = last.year.unwrap_or(year + i16::from(turn));
            let end = CivilDate::new(end_year, month, last.day)?;
            // 12 月 9 日至 7 日 says nothing that can be relied on.
            if end < start {
                return None;
            }
            Some(end).filter(|end| *end > start)
        }
    };
    Some(DateReading {
        start,
        ongoing: first.ongoing && end.is_none(),
        months: first.months.filter(|_| end.is_none()),
        end,
        year: source,
    })
}

/// A date or a range of dates at an index.
fn printed_range(
    glyphs: &Glyphs,
    at: usize,
    words: &Words,
) -> Option<(usize, Printed, Option<Printed>)> {
    if let Some(found) = english::date(glyphs, at, words) {
        return Some(found);
    }
    let (end, mut first) = printed(glyphs, at, words)?;
    if let Some((last_end, last)) = range_end(glyphs, end, first, words) {
        let (end, _) = day_part(glyphs, last_end, words);
        return Some((end, first, Some(last)));
    }
    let (end, part) = day_part(glyphs, end, words);
    // 6 月|底, 8 月|前: a month without year or day is a date only by what is said of it.
    let bare = first.year.is_none() && first.month.is_some() && first.day.is_none();
    if bare && !first.same_year && first.from_report.is_none() {
        let next = glyphs.skip_space(end);
        let mut due = words.due.at(glyphs, next);
        let due = due.any(|(_, place)| place == "after");
        let of_month = part.is_some_and(|part| PARTS_OF_MONTHS.contains(&part));
        let guarded = words.due_guard.over(glyphs, next + 1).next().is_some()
            || words.due_guard.over(glyphs, end + 1).next().is_some();
        if guarded || !due && !of_month {
            return None;
        }
    }
    first.months = part.filter(|_| first.month.is_none()).and_then(months);
    first.ongoing = open(glyphs, end, words).is_some();
    Some((end, first, None))
}

/// The parts that a month has, by their value in the table of words.
const PARTS_OF_MONTHS: [&str; 5] = ["early", "middle", "late", "end", "before-end"];

/// Where a word such as 起 ends that says that something goes on from the date before it.
fn open(glyphs: &Glyphs, at: usize, words: &Words) -> Option<usize> {
    let at = glyphs.skip_space(at);
    let guarded = words.open_guard.at(glyphs, at).next().is_some();
    let lengths = words
        .open
        .at(glyphs, at)
        .map(|(word, _)| word.chars().count());
    lengths.max().filter(|_| !guarded).map(|length| at + length)
}

/// The first and last month of a part of the year, by its value in the table of words.
pub(super) fn months(part: &str) -> Option<(i8, i8)> {
    Some(match part {
        "early" | "quarter-1" => (1, 3),
        "quarter-2" => (4, 6),
        "quarter-3" => (7, 9),
        "late" | "quarter-4" => (10, 12),
        "end" => (12, 12),
        "first-half" => (1, 6),
        "second-half" => (7, 12),
        _ => return None,
    })
}

/// `至 9 日`, `- 2017 年 1 月 3 日` after a first date.
fn range_end(
    glyphs: &Glyphs,
    end: usize,
    first: Printed,
    words: &Words,
) -> Option<(usize, Printed)> {
    let joint = skip_weekday(glyphs, glyphs.skip_space(end));
    // 8 月 1 日起至 31 日
    let joint = open(glyphs, joint, words).unwrap_or(joint);
    let joint = glyphs.skip_space(joint);
    if !matches!(glyphs.char(joint), '至' | '到' | '迄' | '-' | '~' | '～') {
        return None;
    }
    let at = glyphs.skip_space(joint + 1);
    if let Some((last_end, last)) = printed(glyphs, at, words)
        && (last.year.is_some() || last.day.is_some() || last.month.is_none())
    {
        return Some((last_end, last));
    }
    first.day?;
    let day = numeral::read(glyphs, at)?;
    let unit = glyphs.skip_space(day.range.end);
    let is_day = matches!(glyphs.char(unit), '日' | '號');
    let last = Printed {
        day: Some(small(&day, 31)?),
        ..Printed::default()
    };
    is_day.then_some((unit + 1, last))
}

/// `(星期三)` after a day.
fn skip_weekday(glyphs: &Glyphs, at: usize) -> usize {
    if glyphs.char(at) != '(' {
        return at;
    }
    let close = (at + 1..at + 6).find(|&i| glyphs.char(i) == ')');
    let weekday = ["星期", "週", "周", "禮拜"];
    let named = weekday.iter().any(|w| glyphs.starts_with(at + 1, w))
        || "一二三四五六日".contains(glyphs.char(at + 1)) && glyphs.char(at + 2) == ')';
    match close {
        Some(close) if named => close + 1,
        _ => at,
    }
}

/// `上午`, `初`, `底` belong to the date as printed: where they end, and what they say.
fn day_part<'a>(glyphs: &Glyphs, end: usize, words: &Words<'a>) -> (usize, Option<&'a str>) {
    let end = skip_weekday(glyphs, end);
    if let Some((end, quarter)) = spaced_quarter(glyphs, end) {
        return (end, Some(quarter));
    }
    words
        .part
        .at(glyphs, end)
        // 2012 年|中央政府
        .filter(|(word, _)| word != "中" || glyphs.class(end + 1) != Class::Han)
        .map(|(word, part)| (end + word.chars().count(), Some(part.as_ref())))
        .max_by_key(|(end, _)| *end)
        .unwrap_or((end, None))
}

/// `第 4 季`, with spaces around its number.
fn spaced_quarter(glyphs: &Glyphs, end: usize) -> Option<(usize, &'static str)> {
    const QUARTERS: [&str; 4] = ["quarter-1", "quarter-2", "quarter-3", "quarter-4"];
    let at = glyphs.skip_space(end);
    if glyphs.char(at) != '第' {
        return None;
    }
    let number = numeral::read(glyphs, glyphs.skip_space(at + 1))?;
    let unit = glyphs.skip_space(number.range.end);
    let number = usize::try_from(number.value.as_integer()?).ok()?;
    let quarter = QUARTERS.get(number.checked_sub(1)?)?;
    (glyphs.char(unit) == '季').then_some((unit + 1, quarter))
}

/// Whether a year that is none of ours stands before a month: 西元前 44 年|3 月 15 日.
fn follows_year(glyphs: &Glyphs, at: usize) -> bool {
    let end = glyphs.skip_space_back(0, at);
    let unit = end.saturating_sub(1);
    let number = glyphs.skip_space_back(0, unit);
    end > 1
        && number > 0
        && glyphs.char(unit) == '年'
        && (glyphs.class(number - 1) == Class::Digit
            || numeral::chinese_value(&[glyphs.char(number - 1)]).is_some())
}

/// How years are counted after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Era {
    /// 民國.
    Republic,
    /// From a year before the first, which is 0 in the common era.
    After(i16),
}

/// The era of a name in the table of words; none for years that are counted backwards.
fn era(name: &str) -> Option<Era> {
    Some(match name {
        "roc" => Era::Republic,
        "ce" => Era::After(0),
        "meiji" => Era::After(1867),
        "taisho" => Era::After(1911),
        "showa" => Era::After(1925),
        "heisei" => Era::After(1988),
        "reiwa" => Era::After(2018),
        _ => return None,
    })
}

/// One date at an index.
fn printed(glyphs: &Glyphs, at: usize, words: &Words) -> Option<(usize, Printed)> {
    if let Some((word, value)) = words.relative.at(glyphs, at).next() {
        return relative(glyphs, at + word.chars().count(), value);
    }
    if let Some((word, name)) = words.era.at(glyphs, at).last() {
        let number = glyphs.skip_space(at + word.chars().count());
        return year_first(glyphs, number, Some(era(name)?));
    }
    if at > 0 && matches!(glyphs.class(at - 1), Class::Digit | Class::Letter) {
        return None;
    }
    if glyphs.class(at) != Class::Digit && numeral::read(glyphs, at).is_none() {
        return None;
    }
    // 令和|6 年, 西元前|221 年: what the era says was read, or cannot be.
    let word_end = glyphs.skip_space_back(0, at);
    if words.era.before(glyphs, 0, word_end).next().is_some() {
        return None;
    }
    numeric(glyphs, at)
        .or_else(|| year_first(glyphs, at, None))
        .or_else(|| {
            month_first(glyphs, at)
                .filter(|_| !follows_year(glyphs, at))
                .map(|(end, month, day)| {
                    let date = Printed {
                        month: Some(month),
                        day,
                        ..Printed::default()
                    };
                    (end, date)
                })
        })
        .or_else(|| day_of_week(glyphs, at, words))
}

/// `10/17（二）`, `10.17(星期四)`: a month and a day without a year, which the weekday behind them
/// tells from a fraction, or the head of its column.
fn day_of_week(glyphs: &Glyphs, at: usize, words: &Words) -> Option<(usize, Printed)> {
    if at > 0 && matches!(glyphs.char(at - 1), '/' | '.') {
        return None;
    }
    let (month_end, month) = digits(glyphs, at, 2)?;
    if !matches!(glyphs.char(month_end), '/' | '.') {
        return None;
    }
    let (end, day) = digits(glyphs, month_end + 1, 2)?;
    let bracket = glyphs.skip_space(end);
    let is_stroke = glyphs.char(month_end) == '/';
    let is_named = skip_weekday(glyphs, bracket) > bracket;
    let is_bare = is_named && WEEKDAYS.contains(&glyphs.char(bracket + 1));
    let next = words.cells.partition_point(|cell| cell.end <= at);
    let in_cell = || {
        let cell = words.cells.get(next).is_some_and(|cell| cell.start <= at);
        let whole =
            glyphs.class(end) != Class::Digit && !matches!(glyphs.char(end), '/' | '.' | '%');
        cell && whole && is_stroke
    };
    let in_cell = in_cell();
    // 10.1（一） is a section, and 3/5（二） may be anything that is not on a Tuesday.
    let told = is_named && !is_bare || is_bare && is_stroke || in_cell;
    let date = Printed {
        month: Some(i8::try_from(month).ok()?),
        day: Some(i8::try_from(day).ok()?),
        weekday: is_named
            .then(|| weekday(glyphs, bracket))
            .flatten()
            .map(if is_bare && !in_cell {
                Weekday::Alone
            } else {
                Weekday::Beside
            }),
        ..Printed::default()
    };
    let leap = CivilDate::new(2000, date.month, date.day);
    (leap.is_some() && told).then_some((end, date))
}

/// The characters for the days of the week from Monday on, as they stand alone in brackets.
const WEEKDAYS: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];

/// The weekday in a bracket behind a day, from 1 for Monday.
fn weekday(glyphs: &Glyphs, bracket: usize) -> Option<i8> {
    let close = (bracket + 1..bracket + 6).find(|&at| glyphs.char(at) == ')')?;
    let name = match glyphs.char(close - 1) {
        '天' => '日',
        name => name,
    };
    let place = WEEKDAYS.iter().position(|&day| day == name)?;
    i8::try_from(place + 1).ok()
}

/// `同年 9 月`, `今年`, `去年 5 月 3 日`; `value` is `same` or a number of years.
fn relative(glyphs: &Glyphs, end: usize, value: &str) -> Option<(usize, Printed)> {
    let mut date = Printed::default();
    match value.strip_prefix("year")? {
        "=" => date.same_year = true,
        offset => date.from_report = Some(offset.parse().ok()?),
    }
    let after = glyphs.skip_space(end);
    if let Some((month_end, month, day)) = month_first(glyphs, after) {
        date.month = Some(month);
        date.day = day;
        return Some((month_end, date));
    }
    // 同年 alone points back to a date that is a mention already.
    (!date.same_year).then_some((end, date))
}

/// `2016 年`, `2016 年 12 月`, `105 年 12 月 7 日`.
///
/// `said` is the era of the word before it; without one, a number of two or three digits is a
/// year of the Republic when a month follows or when it is at least 100: `5 年` and `15 年` are
/// durations.
fn year_first(glyphs: &Glyphs, at: usize, said: Option<Era>) -> Option<(usize, Printed)> {
    let (end, value, digits) = match numeral::read(glyphs, at) {
        Some(number) => (
            number.range.end,
            i16::try_from(number.value.as_integer()?).ok()?,
            number.digits,
        ),
        // 令和元年
        None if said.is_some() && glyphs.char(at) == '元' => (at + 1, 1, 1),
        None => return None,
    };
    let unit = glyphs.skip_space(end);
    if glyphs.char(unit) != '年' {
        return None;
    }
    let after = glyphs.skip_space(unit + 1);
    let month = month_first(glyphs, after);
    let positional = digits == 4 && (1000..3000).contains(&value);
    let is_of_republic = (1..200).contains(&value);
    let era = match said {
        Some(said) => said,
        None if positional => Era::After(0),
        None if value >= 100 && is_of_republic && digits == 3 => Era::Republic,
        None if is_of_republic && month.is_some() => Era::Republic,
        None => return None,
    };
    if era == Era::Republic && !is_of_republic {
        return None;
    }
    // 300 年 is nobody's year of the Republic; 150 年來 is a duration.
    let duration = ["來", "內", "間", "以上", "歷史"];
    if !positional && month.is_none() && duration.iter().any(|w| glyphs.starts_with(after, w)) {
        return None;
    }
    let before_first = match era {
        Era::Republic => BEFORE_REPUBLIC,
        Era::After(year) => year,
    };
    let date = Printed {
        year: Some(value.checked_add(before_first)?),
        month: month.map(|(_, month, _)| month),
        day: month.and_then(|(_, _, day)| day),
        republic: era == Era::Republic,
        ..Printed::default()
    };
    Some((month.map_or(unit + 1, |(end, _, _)| end), date))
}

/// `12 月`, `12 月 7 日`.
fn month_first(glyphs: &Glyphs, at: usize) -> Option<(usize, i8, Option<i8>)> {
    let number = numeral::read(glyphs, at)?;
    let unit = glyphs.skip_space(number.range.end);
    if glyphs.char(unit) != '月' {
        return None;
    }
    let month = small(&number, 12)?;
    let day_at = glyphs.skip_space(unit + 1);
    let day = numeral::read(glyphs, day_at).and_then(|number| {
        let unit = glyphs.skip_space(number.range.end);
        let day = small(&number, 31)?;
        matches!(glyphs.char(unit), '日' | '號').then_some((unit + 1, day))
    });
    Some(match day {
        Some((end, day)) => (end, month, Some(day)),
        None => (unit + 1, month, None),
    })
}

/// `2016-12-07`, `2016/12/7`, `105/12/07`, `105.12.07`.
fn numeric(glyphs: &Glyphs, at: usize) -> Option<(usize, Printed)> {
    let (year_end, year) = digits(glyphs, at, 4)?;
    let separator = glyphs.char(year_end);
    if !matches!(separator, '-' | '/' | '.') || year_end - at < 2 {
        return None;
    }
    let (month_end, month) = digits(glyphs, year_end + 1, 2)?;
    if glyphs.char(month_end) != separator {
        return None;
    }
    let (end, day) = digits(glyphs, month_end + 1, 2)?;
    let republic = match year_end - at {
        4 => false,
        3 if year < 200 => true,
        _ => return None,
    };
    let year = i16::try_from(year).ok()?;
    let date = Printed {
        year: Some(if republic {
            year + BEFORE_REPUBLIC
        } else {
            year
        }),
        month: Some(i8::try_from(month).ok()?),
        day: Some(i8::try_from(day).ok()?),
        republic,
        ..Printed::default()
    };
    CivilDate::new(date.year?, date.month, date.day)?;
    Some((end, date))
}

/// The months and days of the period with which some words begin, and how many bytes print it:
/// 兩週, 10 日, 三個月.
pub fn period(words: &str, lexicon: &Lexicon) -> Option<(usize, (i32, i32))> {
    let glyphs = Glyphs::new(words);
    let number = numeral::read(&glyphs, glyphs.skip_space(0))?;
    let count = i32::try_from(number.value.as_integer()?).ok()?;
    let unit = glyphs.byte(glyphs.skip_space(number.range.end));
    let units = lexicon.cues("period-length").starting(&words[unit..]);
    let (name, value) = units.max_by_key(|(name, _)| name.len())?;
    let (kind, length) = value.split_once(' ')?;
    let count = count.checked_mul(length.parse().ok()?)?;
    let period = match kind {
        "months" => (count, 0),
        _ => (0, count),
    };
    Some((unit + name.len(), period))
}

pub(super) fn digits(glyphs: &Glyphs, at: usize, most: usize) -> Option<(usize, u32)> {
    let mut end = at;
    let mut value = 0;
    while let Some(digit) = glyphs.char(end).to_digit(10) {
        value = value * 10 + digit;
        end += 1;
        if end - at > most {
            return None;
        }
    }
    (end > at).then_some((end, value))
}

fn small(number: &numeral::Numeral, most: i64) -> Option<i8> {
    let value = number.value.as_integer()?;
    (1..=most).contains(&value).then_some(())?;
    i8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    /// The dates of a text of one block, as `printed = value`.
    fn dates(text: &str) -> Vec<String> {
        let authority = Authority::builtin();
        let glyphs = Glyphs::new(text);
        find(
            &glyphs,
            std::slice::from_ref(&(0..glyphs.len())),
            &authority.lexicon,
            Some(2016),
        )
        .into_iter()
        .map(|place| {
            let printed = glyphs.text(place.range);
            format!("{printed} = {}", place.reading)
        })
        .collect()
    }

    #[test]
    fn western_and_republican_years() {
        assert_eq!(
            dates("2016 年 12 月 7 日至 9 日於法國巴黎舉辦"),
            ["2016 年 12 月 7 日至 9 日 = 2016-12-07/2016-12-09"]
        );
        assert_eq!(
            dates("時間：105 年 10 月 7 日上午"),
            ["105 年 10 月 7 日上午 = 2016-10-07"]
        );
        assert_eq!(
            dates("中華民國97年4月24日（星期四）上午9時14分"),
            ["中華民國97年4月24日(星期四)上午 = 2008-04-24"]
        );
        assert_eq!(
            dates("民國一百零五年十二月"),
            ["民國一百零五年十二月 = 2016-12"]
        );
        assert_eq!(dates("自 2013 年建立以來"), ["2013 年 = 2013"]);
        assert_eq!(
            dates("2013 年至 2022 年建置"),
            ["2013 年至 2022 年 = 2013/2022"]
        );
    }

    #[test]
    fn years_of_other_eras() {
        assert_eq!(
            dates("令和 6 年 5 月 3 日"),
            ["令和 6 年 5 月 3 日 = 2024-05-03"]
        );
        assert_eq!(dates("平成28年12月"), ["平成28年12月 = 2016-12"]);
        assert_eq!(dates("昭和三十九年"), ["昭和三十九年 = 1964"]);
        assert_eq!(dates("令和元年5月1日"), ["令和元年5月1日 = 2019-05-01"]);
        assert_eq!(dates("民國元年"), ["民國元年 = 1912"]);
        assert_eq!(dates("西元 645 年"), ["西元 645 年 = 0645"]);
        for text in [
            "民國前 1 年 10 月 10 日",
            "西元前 221 年",
            "公元前 44 年 3 月 15 日",
            "民國 31000 年",
            "西元 32767 年 1 月",
        ] {
            assert_eq!(dates(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn parts_of_years() {
        assert_eq!(dates("2017 年初施行"), ["2017 年初 = 2017-01/2017-03"]);
        assert_eq!(dates("113 年第3季公告"), ["113 年第3季 = 2024-07/2024-09"]);
        assert_eq!(dates("108 年底完工"), ["108 年底 = 2019-12"]);
        assert_eq!(dates("4 月 3 日上午"), ["4 月 3 日上午 = 2016-04-03"]);
    }

    #[test]
    fn days_with_their_weekday_need_no_year() {
        assert_eq!(dates("10/18（二） 拜會"), ["10/18(二) = 2016-10-18"]);
        assert_eq!(dates("3.5 (星期四)"), ["3.5 = 2016-03-05"]);
        assert_eq!(
            dates("6/9（四）～6/10（五）"),
            ["6/9(四)~6/10(五) = 2016-06-09/2016-06-10"]
        );
        for text in [
            "13/17（二）",
            "2/30（二）",
            "10/17 次",
            "3/10/17（二）",
            // Sections, and a day that 2016 has on another weekday.
            "詳見 3.1（二）",
            "依 10.3（一）辦理",
            "10/17（二） 拜會",
        ] {
            assert_eq!(dates(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_year_of_a_budget_or_of_another_weekday_is_no_year_of_days() {
        let authority = Authority::builtin();
        let read = |text: &str| -> Vec<String> {
            let glyphs = Glyphs::new(text);
            let line = text.chars().position(|c| c == '\n').expect("two lines");
            let blocks = [0..line, line + 1..glyphs.len()];
            let found = find(&glyphs, &blocks, &authority.lexicon, None);
            let found = found.into_iter().skip(1);
            found.map(|place| place.reading.to_string()).collect()
        };
        assert_eq!(read("115 年度訪視行程表\n8/5（三）"), ["2026-08-05"]);
        assert_eq!(read("115 年度訪視行程表\n8 月 5 日"), ["2026-08-05"]);
        for text in [
            "115 年度訪視行程表\n8/5（二）",
            "115 年度訪視行程表\n8.5（星期二）",
            "115 年度預算說明會\n8/5（三）",
            "115 年度施政計畫說明會\n8 月 5 日",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn parts_of_months_need_no_year() {
        assert_eq!(dates("於 6 月底前完成"), ["6 月底前 = 2016-06"]);
        assert_eq!(dates("8 月中旬開工"), ["8 月中旬 = 2016-08"]);
        assert_eq!(dates("應於 9 月前提報"), ["9 月 = 2016-09"]);
        for text in [
            "8 月召開",
            "6 個月底",
            "8 月中央公告",
            "8 月前往",
            "8 月初步",
        ] {
            assert_eq!(dates(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn quarters_and_days_between_strokes() {
        assert_eq!(dates("Q4 2025"), ["Q4 2025 = 2025-10/2025-12"]);
        assert_eq!(dates("by 2025 Q1"), ["2025 Q1 = 2025-01/2025-03"]);
        assert_eq!(
            dates("the third quarter of 2025"),
            ["third quarter of 2025 = 2025-07/2025-09"]
        );
        assert_eq!(dates("due 15/08/2025"), ["15/08/2025 = 2025-08-15"]);
        assert_eq!(dates("due 08/15/2025"), ["08/15/2025 = 2025-08-15"]);
        assert_eq!(dates("03/04/2025"), Vec::<String>::new());
        assert_eq!(
            dates("15/08/2025 and 03/04/2025"),
            ["15/08/2025 = 2025-08-15", "03/04/2025 = 2025-04-03"]
        );
        assert_eq!(
            dates("15/08/2025, 08/15/2025, 03/04/2025"),
            ["15/08/2025 = 2025-08-15", "08/15/2025 = 2025-08-15"]
        );
    }

    #[test]
    fn the_last_date_of_a_part_of_a_year_is_its_last_month() {
        let authority = Authority::builtin();
        let glyphs = Glyphs::new("113 年第 4 季, 113年第4季");
        let whole = 0..glyphs.len();
        let found = find(&glyphs, &[whole], &authority.lexicon, None);
        let last: Vec<String> = found.iter().map(|d| d.reading.last().to_string()).collect();
        assert_eq!(last, ["2024-12", "2024-12"]);
    }

    #[test]
    fn dates_from_which_something_goes_on() {
        assert_eq!(dates("自 2013 年起多次"), ["2013 年 = 2013/.."]);
        assert_eq!(dates("2013 年 5 月以來"), ["2013 年 5 月 = 2013-05/.."]);
        assert_eq!(dates("於 2013 年起草"), ["2013 年 = 2013"]);
        assert_eq!(
            dates("105 年 8 月 1 日起至 106 年 7 月 31 日止"),
            ["105 年 8 月 1 日起至 106 年 7 月 31 日 = 2016-08-01/2017-07-31"]
        );
    }

    #[test]
    fn years_from_the_context() {
        assert_eq!(
            dates("2014 年 5 月提案，同年 9 月討論"),
            ["2014 年 5 月 = 2014-05", "同年 9 月 = 2014-09"]
        );
        assert_eq!(
            dates("12 月 8 日至 9 日的議程"),
            ["12 月 8 日至 9 日 = 2016-12-08/2016-12-09"]
        );
        assert_eq!(dates("今年巴黎高峰會"), ["今年 = 2016"]);
    }

    #[test]
    fn numeric_and_english_dates() {
        assert_eq!(dates("2016-12-07"), ["2016-12-07 = 2016-12-07"]);
        assert_eq!(dates("105/12/07"), ["105/12/07 = 2016-12-07"]);
        assert_eq!(
            dates("on 7–9 December 2016 in"),
            ["7-9 December 2016 = 2016-12-07/2016-12-09"]
        );
        assert_eq!(
            dates("December 7th, 2016"),
            ["December 7th, 2016 = 2016-12-07"]
        );
        assert_eq!(dates("in May 2014"), ["May 2014 = 2014-05"]);
        assert_eq!(
            dates("from 30 November to 2 December 2016"),
            ["30 November to 2 December 2016 = 2016-11-30/2016-12-02"]
        );
        assert_eq!(
            dates("Dec. 30, 2016 – Jan. 2, 2017"),
            ["Dec. 30, 2016 - Jan. 2, 2017 = 2016-12-30/2017-01-02"]
        );
        assert_eq!(
            dates("from 7 to 9 December"),
            ["7 to 9 December = 2016-12-07/2016-12-09"]
        );
        assert_eq!(dates("run since 2011, to"), ["2011 = 2011"]);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "約成立 1 年",
            "在不到 5 年內",
            "擁有 45 個成員",
            "2 月 30 日",
            "318 學運",
            "2456",
            "with 2016 members",
            "in 2016.5 seconds",
        ] {
            assert_eq!(dates(text), Vec::<String>::new(), "{text}");
        }
    }
}
