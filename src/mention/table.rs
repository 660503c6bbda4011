//! Rows of a table of persons: which cell is the body, which the name, which the title.
//!
//! In plain text the cells of a row are only separated by white space, a body or a foreign name
//! may hold spaces itself, and an empty cell leaves no trace. So the cells are dealt out to the
//! columns, in order, in the way that fits the columns' kinds best.

use std::ops::Range;

use super::glyph::Class;
use super::knowledge::Knowledge;
use super::name::without_spaces;
use super::scene::Scene;
use super::{Found, Kind, PersonReading, Reading, RoleReading, Rule, by_script};

/// What a column holds, by the word that heads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A body or country that the person belongs to.
    Body,
    /// The person's name.
    Name,
    /// The person's title.
    Title,
    /// Anything else.
    Other,
}

/// What the columns of a table hold; row numbers are left out, as they are in the cells.
pub fn columns(knowledge: &Knowledge, headers: &[&str]) -> Vec<Column> {
    headers
        .iter()
        .filter_map(|header| {
            Some(
                match knowledge.authority.lexicon.value("table-header", header)? {
                    "organisation" | "country" => Column::Body,
                    "name" => Column::Name,
                    "title" => Column::Title,
                    "number" => return None,
                    _ => Column::Other,
                },
            )
        })
        .collect()
}

/// Reads a row: the person and the body it names, if the table has a column of names.
pub fn find(scene: &Scene, columns: &[Column], cells: &[Range<usize>]) -> Vec<Found> {
    if !columns.contains(&Column::Name) || cells.is_empty() {
        return Vec::new();
    }
    let dealt = deal(scene, columns, cells);
    let cell = |kind: Column| {
        columns
            .iter()
            .zip(&dealt)
            .find(|(column, _)| **column == kind)
            .and_then(|(_, range)| range.clone())
    };
    let Some(name) = cell(Column::Name).filter(|range| is_name(scene, range)) else {
        return Vec::new();
    };
    let glyphs = scene.glyphs;
    let mut body = cell(Column::Body);
    let mut title = cell(Column::Title);
    // A role that stands in the column of bodies: 資深倡議者及行動者.
    if title.is_none() && body.as_ref().is_some_and(|range| is_role(scene, range)) {
        title = body.take();
    }
    let roles = title
        .map(|range| RoleReading {
            title: glyphs.span(range),
            of: body.clone().map(|range| glyphs.span(range)),
        })
        .into_iter()
        .collect();
    let mut found = vec![Found {
        kind: Kind::Person,
        reading: Reading::Person(PersonReading {
            name: without_spaces(glyphs.text(name.clone())),
            foreign: None,
            partial: false,
            roles,
        }),
        range: name,
        rule: Rule::Table,
        hard: true,
    }];
    if let Some(range) = body {
        let known = scene.bodies.iter().any(|b| b.range == range);
        if !known {
            found.push(Found {
                kind: Kind::Organisation,
                reading: Reading::Named(by_script(&glyphs.text(range.clone()))),
                range,
                rule: Rule::Table,
                hard: true,
            });
        }
    }
    found
}

/// Deals the cells out to the columns, in order, a column taking none, one or several
/// neighbours; the dealing with the best score wins, the earlier of two equal ones.
fn deal(scene: &Scene, columns: &[Column], cells: &[Range<usize>]) -> Vec<Option<Range<usize>>> {
    let (width, length) = (columns.len(), cells.len());
    // best[c][n]: the best score of the first c columns taking the first n cells, and how many
    // cells the last of them takes.
    let mut best = vec![vec![None::<(i32, usize)>; length + 1]; width + 1];
    best[0][0] = Some((0, 0));
    for (c, column) in columns.iter().enumerate() {
        for taken in 0..=length {
            let Some((score, _)) = best[c][taken] else {
                continue;
            };
            for next in taken..=length {
                let segment = (next > taken).then(|| cells[taken].start..cells[next - 1].end);
                let total = score + fit(scene, *column, segment.as_ref());
                if best[c + 1][next].is_none_or(|(known, _)| total > known) {
                    best[c + 1][next] = Some((total, next - taken));
                }
            }
        }
    }
    let mut dealt = vec![None; width];
    let mut taken = length;
    for c in (0..width).rev() {
        let Some((_, count)) = best[c + 1][taken] else {
            return dealt;
        };
        if count > 0 {
            dealt[c] = Some(cells[taken - count].start..cells[taken - 1].end);
        }
        taken -= count;
    }
    dealt
}

/// How well some neighbouring cells fit a column.
fn fit(scene: &Scene, column: Column, segment: Option<&Range<usize>>) -> i32 {
    let Some(range) = segment else {
        return match column {
            Column::Name => -6,
            Column::Body => -3,
            Column::Title => -2,
            Column::Other => 0,
        };
    };
    let spaces = range
        .clone()
        .filter(|&i| scene.glyphs.class(i) == Class::Space)
        .count();
    let spread = i32::try_from(spaces).unwrap_or(i32::MAX).min(20);
    match column {
        Column::Name if is_name(scene, range) => 6,
        Column::Name => -6 - spread,
        Column::Title if ends_with_title(scene, range) => 4 - spread,
        Column::Body if is_body(scene, range) => 4,
        Column::Body if ends_with_title(scene, range) => -1 - spread,
        Column::Body if is_name(scene, range) => -spread,
        Column::Body => 1 - spread,
        Column::Title | Column::Other => -spread,
    }
}

fn is_body(scene: &Scene, range: &Range<usize>) -> bool {
    scene.bodies.iter().any(|body| {
        body.range.end == range.end && body.range.start <= range.start.max(body.range.start)
    }) && scene.bodies.iter().any(|body| body.range == *range)
}

/// Whether a stretch of text is a whole person's name.
pub fn is_name(scene: &Scene, range: &Range<usize>) -> bool {
    let glyphs = scene.glyphs;
    match glyphs.class(range.start) {
        Class::Han => {
            let whole = scene.names_at(range.start).any(|end| end == range.end)
                || range.clone().any(|i| glyphs.char(i) == '‧')
                    && range
                        .clone()
                        .all(|i| glyphs.class(i) == Class::Han || glyphs.char(i) == '‧');
            whole
                && !scene.bodies.iter().any(|body| body.range == *range)
                && !scene.roles.iter().any(|role| role.range.end == range.end)
        }
        Class::Letter => {
            let words = glyphs.text(range.clone());
            let words: Vec<&str> = words.split_whitespace().collect();
            (2..=5).contains(&words.len())
                && words
                    .iter()
                    .all(|word| word.chars().next().is_some_and(char::is_uppercase))
                && range.clone().all(|i| glyphs.class(i) != Class::Han)
        }
        _ => false,
    }
}

fn ends_with_title(scene: &Scene, range: &Range<usize>) -> bool {
    scene.roles.iter().any(|role| {
        role.range.end == range.end && role.range.start >= range.start && !role.uses.honorific
    })
}

/// A phrase that says what a person is, not which body: it ends in a title and is no body.
fn is_role(scene: &Scene, range: &Range<usize>) -> bool {
    ends_with_title(scene, range) && !is_body(scene, range)
}
