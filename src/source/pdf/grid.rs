//! Tables with drawn rules: which cells there are, and what stands in each.

use kurbo::Rect;

use super::line::{Line, is_wide, lines};
use super::sheet::Glyph;
use crate::source::prose::Cell;

/// How far rules that meet may be apart, in points.
const NEAR: f64 = 3.0;

/// The most crossings of rules that a table on one page may have; a chart has more.
const MAX_GRID: usize = 4_000;

/// A table: the heights and places of its rules.
#[derive(Debug)]
pub struct Grid {
    across: Vec<Rect>,
    down: Vec<Rect>,
    /// The distinct places of rules.
    rows: Vec<f64>,
    columns: Vec<f64>,
}

/// The tables that rules form: rules that meet, with two columns or more.
pub fn grids(rules: &[Rect]) -> Vec<Grid> {
    let mut groups: Vec<Vec<Rect>> = Vec::new();
    for rule in rules {
        let near = rule.inflate(NEAR, NEAR);
        let meets = |group: &Vec<Rect>| group.iter().any(|other| overlap(&near, other));
        let (met, mut apart): (Vec<_>, Vec<_>) =
            std::mem::take(&mut groups).into_iter().partition(meets);
        let mut joined: Vec<Rect> = met.into_iter().flatten().collect();
        joined.push(*rule);
        apart.push(joined);
        groups = apart;
    }
    let mut grids: Vec<Grid> = groups.into_iter().filter_map(Grid::of).collect();
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    grids
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}

/// Sorted, those that are nearly the same taken together.
fn distinct(mut places: Vec<f64>) -> Vec<f64> {
    places.sort_by(f64::total_cmp);
    places.dedup_by(|b, a| *b - *a < NEAR);
    places
}

impl Grid {
    fn of(rules: Vec<Rect>) -> Option<Self> {
        let (across, down): (Vec<Rect>, Vec<Rect>) = rules
            .into_iter()
            .partition(|rule| rule.width() > rule.height());
        let rows = distinct(
            across
                .iter()
                .map(|rule| f64::midpoint(rule.y0, rule.y1))
                .collect(),
        );
        let columns = distinct(
            down.iter()
                .map(|rule| f64::midpoint(rule.x0, rule.x1))
                .collect(),
        );
        // A page has no more; a chart may.
        let table = rows.len() >= 2 && columns.len() >= 3 && rows.len() * columns.len() <= MAX_GRID;
        table.then_some(Self {
            across,
            down,
            rows,
            columns,
        })
    }

    pub fn top(&self) -> f64 {
        self.rows[0]
    }

    /// Whether a height lies in the table.
    pub fn spans(&self, height: f64) -> bool {
        height > self.rows[0] - NEAR && height < self.rows[self.rows.len() - 1] + NEAR
    }

    /// Whether a place lies in the table.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        let last = self.columns.len() - 1;
        self.spans(y) && x > self.columns[0] - NEAR && x < self.columns[last] + NEAR
    }

    /// Whether a rule parts two columns at some height.
    fn parted_right(&self, column: usize, height: f64) -> bool {
        let x = self.columns[column + 1];
        self.down.iter().any(|rule| {
            (f64::midpoint(rule.x0, rule.x1) - x).abs() < NEAR
                && rule.y0 - NEAR < height
                && height < rule.y1 + NEAR
        })
    }

    /// Whether a rule parts two rows at some place.
    fn parted_below(&self, row: usize, x: f64) -> bool {
        let y = self.rows[row + 1];
        self.across.iter().any(|rule| {
            (f64::midpoint(rule.y0, rule.y1) - y).abs() < NEAR
                && rule.x0 - NEAR < x
                && x < rule.x1 + NEAR
        })
    }

    /// The rows from top to bottom: cells with their paragraphs. A cell over several rows or
    /// columns stands in the first of them.
    pub fn rows(&self, glyphs: &[&Glyph], pitch: f64) -> Vec<Vec<Cell>> {
        let (height, width) = (self.rows.len() - 1, self.columns.len() - 1);
        let mut home: Vec<Vec<(usize, usize)>> = (0..height)
            .map(|row| (0..width).map(|column| (row, column)).collect())
            .collect();
        for row in 0..height {
            let middle = f64::midpoint(self.rows[row], self.rows[row + 1]);
            for column in 0..width {
                let x = f64::midpoint(self.columns[column], self.columns[column + 1]);
                if row > 0 && !self.parted_below(row - 1, x) {
                    home[row][column] = home[row - 1][column];
                } else if column > 0 && !self.parted_right(column - 1, middle) {
                    home[row][column] = home[row][column - 1];
                }
            }
        }
        let mut inside: Vec<Vec<Vec<&Glyph>>> = vec![vec![Vec::new(); width]; height];
        for glyph in glyphs {
            let at = |places: &[f64], place: f64| {
                let after = places.partition_point(|&other| other <= place);
                after.clamp(1, places.len() - 1) - 1
            };
            let row = at(&self.rows, glyph.base - 0.35 * glyph.size);
            let column = at(&self.columns, f64::midpoint(glyph.left, glyph.right));
            let (row, column) = home[row][column];
            inside[row][column].push(glyph);
        }
        let mut rows = Vec::with_capacity(height);
        for (row, cells) in inside.into_iter().enumerate() {
            let cells = cells.into_iter().enumerate().map(|(column, glyphs)| {
                let last = (column..width)
                    .take_while(|&c| home[row][c] == (row, column))
                    .last();
                let right = self.columns[last.unwrap_or(column) + 1];
                paragraphs(&lines(glyphs), self.columns[column], right, pitch)
            });
            rows.push(cells.collect());
        }
        rows
    }
}

/// The paragraphs of a cell: a line goes on in the next one if it fills the cell.
fn paragraphs(lines: &[Line], left: f64, right: f64, pitch: f64) -> Cell {
    let mut cell = Cell::new();
    let mut open: Option<&Line> = None;
    for line in lines {
        let text = line.text();
        let goes_on = open.is_some_and(|last| {
            let margin = (last.left - left).clamp(0.0, 0.2 * (right - left));
            right - margin - last.right < 1.6 * line.size
                && line.base - last.base < 1.8 * pitch.max(line.size)
        });
        match cell.last_mut().filter(|_| goes_on) {
            Some(before) => {
                let end = before.trim_end().len();
                let spaced = end < before.len();
                before.truncate(end);
                let words = before
                    .chars()
                    .next_back()
                    .zip(text.trim_start().chars().next());
                if spaced || words.is_some_and(|(a, b)| !is_wide(a) && !is_wide(b)) {
                    before.push(' ');
                }
                before.push_str(text.trim_start());
            }
            None => cell.push(text),
        }
        open = Some(line);
    }
    cell
}
