//! Numbers of something in English: `£2.4 million`, `EUR 35 bn`, `12.5 per cent`, `more than 4,000
//! hectares`, `two thirds of respondents`.
//!
//! A number is one only with a currency, a unit or the noun of what it counts; section numbers,
//! references, years and times are none.

use std::ops::Range;

use super::Text;
use super::word::{GAP, Shape};
use crate::mention::Found;
use crate::mention::date::DatePlace;
use crate::mention::figure::{FigureReading, of_form};
use crate::mention::glyph::Class;
use crate::mention::numeral::{self, Decimal};

/// The most words of what is counted: `small and medium enterprises`.
const NOUN: usize = 4;

/// Finds the numbers of a block, in order.
pub fn find(text: &Text, dates: &[DatePlace]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = text.block.start;
    while at < text.block.end {
        let known = dates
            .iter()
            .find(|date| date.range.start <= at && at < date.range.end);
        if let Some(date) = known {
            at = date.range.end;
            continue;
        }
        let read = text.number_at(at).or_else(|| text.fraction_at(at));
        match read {
            Some((range, reading)) => {
                at = range.end.max(at + 1);
                found.push(of_form(range, reading));
            }
            None => at += 1,
        }
    }
    found
}

/// What stands behind a number.
struct Behind {
    unit: Range<usize>,
    counted: Option<Range<usize>>,
    /// What the words multiply the number by.
    factor: i64,
}

impl Text<'_> {
    /// The figure whose digits begin at a glyph.
    fn number_at(&self, at: usize) -> Option<(Range<usize>, FigureReading)> {
        let glyphs = self.glyphs;
        if glyphs.class(at) != Class::Digit || at > self.block.start && self.runs_on(at) {
            return None;
        }
        let number =
            numeral::read(glyphs, at).or_else(|| numeral::read_before_letters(glyphs, at))?;
        let end = number.range.end;
        // 30-40 per cent, 12:30, 3/4
        let range = matches!(glyphs.char(end), '-' | ':' | '/') && {
            glyphs.class(end + 1) == Class::Digit
        };
        if end > self.block.end || range {
            return None;
        }
        let currency = self.currency_before(at);
        let behind = self.behind(end, currency.is_some())?;
        let (start, bound) = self.bound(currency.as_ref().map_or(at, |sign| sign.start));
        let named = currency.is_none() && behind.unit.is_empty();
        if named && bound.is_none() && self.is_reference(at, &number) {
            return None;
        }
        let value = number.value.times(behind.factor)?;
        let last = behind
            .counted
            .as_ref()
            .map_or(behind.unit.end, |noun| noun.end);
        let unit = currency.filter(|_| behind.counted.is_none());
        Some((
            start..last.max(end),
            FigureReading {
                value,
                bound: bound.unwrap_or_else(|| "exactly".to_owned()),
                unit: glyphs.span(unit.unwrap_or(behind.unit)),
                counted: behind.counted.map(|noun| glyphs.span(noun)),
                of: None,
            },
        ))
    }

    /// Whether digits belong to what stands before them: `COVID-19`, `A4`, `10:30`, `1.2`.
    fn runs_on(&self, at: usize) -> bool {
        let glyphs = self.glyphs;
        let before = glyphs.char(at - 1);
        matches!(glyphs.class(at - 1), Class::Letter | Class::Digit)
            || matches!(before, '-' | ':' | '/' | '.' | ',' | '#' | '_' | '@')
                && at >= 2
                && !matches!(glyphs.class(at - 2), Class::Space)
    }

    /// The sign or code of a currency right before a number.
    fn currency_before(&self, at: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        let glyphs = self.glyphs;
        let end = glyphs.skip_space_back(self.block.start, at);
        let lexicon = &self.knowledge.authority.lexicon;
        (end.saturating_sub(LONGEST).max(self.block.start)..end).find_map(|start| {
            let whole = start == self.block.start || glyphs.class(start - 1) != Class::Letter;
            let sign = start..end;
            (whole && lexicon.contains("currency", &glyphs.text(sign.clone()))).then_some(sign)
        })
    }

    /// The unit or the noun behind a number; none if nothing says what it counts.
    fn behind(&self, end: usize, is_money: bool) -> Option<Behind> {
        let glyphs = self.glyphs;
        let mut at = self.at(end);
        let direct = |index: usize, from: usize| {
            self.word(index)
                .is_some_and(|word| self.glyphs.skip_space(from) == word.range.start)
        };
        let lexicon = &self.knowledge.authority.lexicon;
        let mut from = end;
        let mut factor = 1;
        // £2m, 15km: letters that touch the number
        if let Some(touching) = self.rest_of_word(end) {
            let letters = glyphs.text(touching.clone()).to_lowercase();
            let by = lexicon.value("multiplier-en", &letters);
            // £2m, but 50m of cable are metres.
            let by = by.filter(|_| is_money || letters.len() > 1);
            let Some(by) = by.and_then(|by| by.parse().ok()) else {
                let is_unit = !is_money && lexicon.contains("unit-en", &letters);
                return is_unit.then_some(Behind {
                    unit: touching,
                    counted: None,
                    factor: 1,
                });
            };
            (factor, from) = (by, touching.end);
        } else if !direct(at, end) {
            return is_money.then_some(Behind {
                unit: end..end,
                counted: None,
                factor: 1,
            });
        }
        if let Some(by) = self
            .word(at)
            .filter(|_| factor == 1)
            .and_then(|word| lexicon.value("multiplier-en", &word.text.to_lowercase()))
            .and_then(|by| by.parse().ok())
        {
            factor = by;
            from = self.words[at].range.end;
            at += 1;
        }
        if is_money {
            return Some(Behind {
                unit: from..from,
                counted: None,
                factor,
            });
        }
        // On 27 September delegates met.
        if self.in_group("month-en", at) {
            return None;
        }
        // per cent, square kilometres
        let unit = (1..=3).rev().find_map(|count| {
            self.word(at + count - 1).filter(|_| direct(at, from))?;
            let words = self.range(at..at + count);
            let name = glyphs.text(words.clone());
            let is = |name: &str| {
                lexicon.contains("unit-en", name) || lexicon.contains("classifier", name)
            };
            (is(&name) || is(&name.to_lowercase())).then_some(words)
        });
        if let Some(unit) = unit {
            return Some(Behind {
                unit,
                counted: None,
                factor,
            });
        }
        let counted = direct(at, from).then(|| self.noun(at)).flatten()?;
        Some(Behind {
            unit: counted.start..counted.start,
            counted: Some(counted),
            factor,
        })
    }

    /// The letters of a word behind the number that it begins with.
    fn rest_of_word(&self, end: usize) -> Option<Range<usize>> {
        let word = self.words[..self.at(end)].last()?;
        (word.range.start < end && end < word.range.end).then_some(end..word.range.end)
    }

    /// The noun phrase in the plural that begins at a word: `local authorities`.
    fn noun(&self, start: usize) -> Option<Range<usize>> {
        let lexicon = &self.knowledge.authority.lexicon;
        let mut last = None;
        for at in start..(start + NOUN).min(self.words.len()) {
            let word = &self.words[at];
            let joined = at > start && word.is("and") && last.is_none();
            if word.shape != Shape::Lower && !joined && !(word.is_capital() && last.is_none()) {
                break;
            }
            if self.in_group("noun-stop-en", at) && !joined {
                break;
            }
            let text = word.text.to_lowercase();
            let plural = text.len() > 3
                && text.ends_with('s')
                && !text.ends_with("ss")
                && !lexicon.contains("no-plural-en", &text)
                || lexicon.contains("plural-en", &text);
            if plural {
                last = Some(at);
                // 1,741 municipalities |reported
                if !self
                    .word(at + 1)
                    .is_some_and(|next| lexicon.contains("plural-en", &next.text))
                {
                    break;
                }
            }
        }
        last.map(|last| self.range(start..last + 1))
    }

    /// The words before a number that bound it, and where they begin.
    fn bound(&self, at: usize) -> (usize, Option<String>) {
        const LONGEST: usize = 4;
        let mut end = self.at(at);
        // about a hundred: none of it; more than a third
        if end > 0
            && self.is_one_of(end - 1, &["a", "the", "some of the"])
            && !self.is(end - 1, "the")
        {
            end -= 1;
        }
        let lexicon = &self.knowledge.authority.lexicon;
        (end.saturating_sub(LONGEST)..end)
            .find_map(|start| {
                let words = self.range(start..end);
                let near = self.glyphs.skip_space_back(self.block.start, at) >= words.end;
                let text = self.glyphs.text(words.clone()).to_lowercase();
                let bound = lexicon.value("bound", &text).filter(|_| near)?;
                Some((words.start, Some(bound.to_owned())))
            })
            .unwrap_or((at, None))
    }

    /// Whether a plain number only refers to something (`section 12`, `Article 4`), numbers a
    /// paragraph, or is a year.
    fn is_reference(&self, at: usize, number: &numeral::Numeral) -> bool {
        let word = self.at(at);
        let before = word.checked_sub(1);
        let refers = before.is_some_and(|before| {
            self.in_group_lower("reference-word-en", before)
                || self.words[before].is(".")
                    && before > 0
                    && self.in_group_lower("reference-word-en", before - 1)
                || self.is_one_of(before, &["and", "to", ","])
                    && before > 1
                    && self.words[before - 1].shape == Shape::Number
                    && self.in_group_lower("reference-word-en", before - 2)
        });
        let grouped = self.glyphs.text(number.range.clone()).contains(',');
        let year = number.digits == 4
            && !grouped
            && number
                .value
                .as_integer()
                .is_some_and(|value| (1900..2100).contains(&value));
        let numbers = before.is_none_or(|i| self.words[i].is(GAP));
        let small = number.digits <= 2 && numbers;
        // March 12 members
        let month = before.is_some_and(|before| self.in_group("month-en", before));
        refers || year || small || month
    }

    /// A part of all: `two thirds of`, `half of the`, `a quarter of`.
    fn fraction_at(&self, at: usize) -> Option<(Range<usize>, FigureReading)> {
        let glyphs = self.glyphs;
        if glyphs.class(at) != Class::Letter {
            return None;
        }
        let first = self.at(at);
        if self.word(first)?.range.start != at {
            return None;
        }
        let lexicon = &self.knowledge.authority.lexicon;
        (1..=3).rev().find_map(|count| {
            let next = first + count;
            if next > self.words.len() || !self.is(next, "of") {
                return None;
            }
            let words = self.range(first..next);
            let name = glyphs.text(words.clone()).to_lowercase().replace('-', " ");
            let value = lexicon.value("fraction-en", &name)?;
            let (number, exact) = value.split_once('/')?;
            let after = if self.is(next + 1, "the") {
                next + 2
            } else {
                next + 1
            };
            let noun = self.noun(after)?;
            let (start, bound) = self.bound(at);
            let said = bound.unwrap_or_else(|| exact.to_owned());
            Some((
                start..noun.end,
                FigureReading {
                    value: Decimal::parse(number)?,
                    bound: said,
                    unit: glyphs.span(words),
                    counted: Some(glyphs.span(noun)),
                    of: None,
                },
            ))
        })
    }
}
