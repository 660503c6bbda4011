//! A page as text: its lines in order of reading, tables row by row.

use super::grid::{Grid, grids};
use super::line::{Line, lines};
use super::sheet::{Glyph, Sheet};
use crate::source::prose::Prose;

/// What the pages of a file have in common.
#[derive(Debug)]
pub struct Measure {
    /// The height of the font of the running text.
    size: f64,
    /// The distance of two lines of a paragraph.
    pitch: f64,
    /// Where lines begin and end.
    left: f64,
}

impl Measure {
    /// Measures all pages.
    pub fn of(sheets: &[Sheet]) -> Self {
        let (mut sizes, mut pitches, mut lefts) = (Vec::new(), Vec::new(), Vec::new());
        for sheet in sheets {
            sizes.extend(sheet.glyphs.iter().map(|glyph| glyph.size));
            let lines = lines(&sheet.glyphs);
            lefts.extend(lines.iter().map(|line| line.left));
            for pair in lines.windows(2) {
                let pitch = pair[1].base - pair[0].base;
                if pitch < 4.0 * pair[0].size && (pair[1].size - pair[0].size).abs() < 0.5 {
                    pitches.push(pitch);
                }
            }
        }
        let quantile = |values: &mut Vec<f64>, part: usize| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() * part / 100).copied()
        };
        let size = quantile(&mut sizes, 50).unwrap_or(12.0);
        Self {
            size,
            pitch: quantile(&mut pitches, 50).unwrap_or(1.5 * size),
            left: quantile(&mut lefts, 3).unwrap_or(0.0),
        }
    }
}

/// What stands on a page at some height.
enum Piece<'s> {
    Line(Line<'s>),
    Table(&'s Grid),
    /// The rule above footnotes.
    Rule(f64),
}

/// Writes a page.
pub fn write(sheet: &Sheet, measure: &Measure, text: &mut String) {
    let grids = grids(&sheet.rules);
    let mut cells: Vec<Vec<&Glyph>> = vec![Vec::new(); grids.len()];
    let mut running: Vec<&Glyph> = Vec::new();
    for glyph in &sheet.glyphs {
        let middle = f64::midpoint(glyph.left, glyph.right);
        let height = glyph.base - 0.35 * glyph.size;
        match grids.iter().position(|grid| grid.holds(middle, height)) {
            Some(at) => cells[at].push(glyph),
            None => running.push(glyph),
        }
    }
    let mut pieces: Vec<(f64, Piece)> = Vec::new();
    let running = lines(running);
    if let Some(rule) = note_rule(sheet, &running, &grids) {
        pieces.push((rule, Piece::Rule(rule)));
    }
    let running = columns(running, measure).into_iter();
    pieces.extend(running.map(|(height, line)| (height, Piece::Line(line))));
    for (grid, cells) in grids.iter().zip(&cells) {
        if !cells.is_empty() {
            pieces.push((grid.top(), Piece::Table(grid)));
        }
    }
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut last: Option<f64> = None;
    for (_, piece) in &pieces {
        match piece {
            Piece::Rule(at) => {
                text.push_str("____________\n");
                last = Some(*at);
            }
            Piece::Table(grid) => {
                if last.is_some() {
                    text.push('\n');
                }
                let at = grids
                    .iter()
                    .position(|other| std::ptr::eq(other, *grid))
                    .unwrap_or(0);
                let mut prose = Prose::default();
                for row in grid.rows(&cells[at], measure.pitch) {
                    prose.row(&row);
                }
                prose.end_table();
                text.push_str(&prose.finish());
                last = None;
            }
            Piece::Line(line) => {
                // A line further up begins another column.
                let gap = last.is_some_and(|last| line.base - last > 1.45 * measure.pitch);
                if gap {
                    text.push('\n');
                }
                let indent = (line.left - measure.left) / (0.5 * measure.size);
                text.push_str(&" ".repeat(columns_of(indent)));
                text.push_str(&line.text());
                text.push('\n');
                last = Some(line.base);
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a page has"
)]
fn columns_of(indent: f64) -> usize {
    indent.round().clamp(0.0, 120.0) as usize
}

/// The rule above the footnotes of a page: short, alone, with smaller text below it.
fn note_rule(sheet: &Sheet, lines: &[Line], grids: &[Grid]) -> Option<f64> {
    let width = sheet.area.width();
    sheet
        .rules
        .iter()
        .filter(|rule| rule.width() > 40.0 && rule.width() < 0.7 * width && rule.height() < 2.0)
        .map(|rule| rule.y0)
        .filter(|&at| grids.iter().all(|grid| !grid.spans(at)))
        .filter(|&at| {
            let above = lines.iter().rev().find(|line| line.base < at);
            let mut below = lines.iter().filter(|line| line.base > at).peekable();
            let first = below.peek().is_some_and(|line| {
                line.text().trim_start().starts_with(|c: char| {
                    c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁴'..='⁹')
                })
            });
            first
                && above.is_some_and(|above| {
                    below
                        .next()
                        .is_some_and(|line| line.size < 0.95 * above.size)
                })
        })
        .fold(None, |lowest: Option<f64>, at| {
            Some(lowest.map_or(at, |other| other.max(at)))
        })
}

/// The fewest lines of a page that stands in two columns.
const COLUMN_LINES: usize = 8;

/// Orders lines for reading: where two columns stand side by side, the left one first.
///
/// Each line comes with the height at which it is read.
fn columns<'s>(lines: Vec<Line<'s>>, measure: &Measure) -> Vec<(f64, Line<'s>)> {
    let Some((gutter, range)) = gutter(&lines, measure) else {
        return lines.into_iter().map(|line| (line.base, line)).collect();
    };
    let top = lines[range.start].base;
    let bottom = lines[range.end - 1].base;
    let mut left = Vec::new();
    let mut right = Vec::new();
    let mut read = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        if !range.contains(&at) {
            read.push((line.base, line));
            continue;
        }
        let (a, b): (Vec<&Glyph>, Vec<&Glyph>) =
            line.glyphs.iter().partition(|glyph| glyph.left < gutter);
        left.extend(super::line::lines(a));
        right.extend(super::line::lines(b));
    }
    // All of them are read between the heights of the first and the last.
    let all = left.len() + right.len();
    let step = (bottom - top) / f64::from(u32::try_from(all).unwrap_or(1).max(1));
    for (at, line) in left.into_iter().chain(right).enumerate() {
        let at = f64::from(u32::try_from(at).unwrap_or(u32::MAX));
        read.push((top + at * step, line));
    }
    read
}

/// Where a page parts into two columns, and which lines do.
///
/// A table without rules has a gutter, too, but its cells do not fill the width on both sides.
fn gutter(lines: &[Line], measure: &Measure) -> Option<(f64, std::ops::Range<usize>)> {
    let left = lines.iter().map(|line| line.left).min_by(f64::total_cmp)?;
    let right = lines.iter().map(|line| line.right).max_by(f64::total_cmp)?;
    let width = right - left;
    if lines.len() < COLUMN_LINES || width < 20.0 * measure.size {
        return None;
    }
    let mut best: Option<(f64, std::ops::Range<usize>)> = None;
    for step in 0_u32..=40 {
        let at = left + width * (0.35 + 0.3 * f64::from(step) / 40.0);
        let clear = |line: &Line| {
            line.glyphs.iter().all(|glyph| {
                glyph.right < at - 0.4 * measure.size || glyph.left > at + 0.4 * measure.size
            })
        };
        let mut start = 0;
        for end in 0..=lines.len() {
            if end < lines.len() && clear(&lines[end]) {
                continue;
            }
            let range = start..end;
            start = end + 1;
            let part = &lines[range.clone()];
            let full = |from: f64, to: f64, side: &dyn Fn(&Glyph) -> bool| {
                let filled = part.iter().filter(|line| {
                    let glyphs = || {
                        line.glyphs
                            .iter()
                            .filter(|glyph| side(glyph) && !glyph.text.trim().is_empty())
                    };
                    let first = glyphs().map(|glyph| glyph.left).min_by(f64::total_cmp);
                    let last = glyphs().map(|glyph| glyph.right).max_by(f64::total_cmp);
                    first
                        .zip(last)
                        .is_some_and(|(a, b)| b - a > 0.75 * (to - from))
                });
                filled.count() * 2 >= part.len()
            };
            let longer = best
                .as_ref()
                .is_none_or(|(_, known)| part.len() > known.len());
            if part.len() >= COLUMN_LINES
                && longer
                && full(left, at, &|glyph| glyph.left < at)
                && full(at, right, &|glyph| glyph.left >= at)
            {
                best = Some((at, range));
            }
        }
    }
    best
}
