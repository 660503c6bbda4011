//! Rows of tables in English: `Ms. Syombua Mutua | Director | ICT Authority`.
//!
//! The heads of the columns say what a cell is. Where a row has as many cells as there are heads,
//! each stands below its own; else a cell goes to the head that begins nearest to it.

use std::ops::Range;

use super::word::Shape;
use super::{Text, named};
use crate::mention::scene::overlap;
use crate::mention::table::name_otherwise;
use crate::mention::{Found, Kind, PersonReading, Reading, RoleReading, Rule};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Body,
    Name,
    /// The same name in another script.
    OtherName,
    Title,
    /// Who is to do something: bodies, or persons that stand elsewhere.
    Actors,
    Number,
    Place,
    Other,
}

/// A head of a column: its words, and where it begins in its line.
pub struct Head<'h> {
    pub words: &'h str,
    pub start: usize,
}

/// Reads a row, whose `cells` are ranges of glyphs.
pub fn find(text: &Text, heads: &[Head], cells: &[Range<usize>], bodies: &[Found]) -> Vec<Found> {
    let mut columns: Vec<Column> = heads.iter().map(|head| text.column(head.words)).collect();
    // English name | Position: who has a title is a person.
    let holds = |column: Column| columns.contains(&column);
    if !holds(Column::Name) && holds(Column::Title) && !holds(Column::Body) {
        let other = columns
            .iter_mut()
            .find(|column| **column == Column::OtherName);
        if let Some(other) = other {
            *other = Column::Name;
        }
    }
    let dealt = deal(text, heads, &columns, cells);
    let cell = |wanted: Column| {
        let mut with = columns.iter().zip(&dealt);
        with.find(|(column, _)| **column == wanted)
            .and_then(|(_, cell)| cell.clone())
            .filter(|cell| !cell.is_empty())
    };
    let mut found = Vec::new();
    let body = cell(Column::Body).map(|cell| text.bodies_in(cell, bodies, false));
    let of = body.as_ref().and_then(|bodies| bodies.first());
    let named = columns
        .iter()
        .zip(&dealt)
        .filter(|(column, _)| **column == Column::Name);
    for names in named.filter_map(|(_, cell)| cell.clone().filter(|cell| !cell.is_empty())) {
        let answers = |title: &Range<usize>| {
            let words = text.glyphs.text(title.clone()).to_lowercase();
            let lexicon = &text.knowledge.authority.lexicon;
            lexicon.contains("no-title", words.trim())
        };
        let title = cell(Column::Title).filter(|title| !answers(title));
        let roles: Vec<RoleReading> = match (title, of) {
            (None, None) => Vec::new(),
            (title, of) => {
                let of = of.map(|of| text.glyphs.span(of.range.clone()));
                let empty = of.map(|of| crate::document::Span::new(of.start, of.start));
                let title = title.map(|title| text.glyphs.span(title)).or(empty);
                title
                    .map(|title| RoleReading { title, of })
                    .into_iter()
                    .collect()
            }
        };
        for (range, name) in text.persons_in(names, bodies) {
            found.push(person(range, name, roles.clone()));
        }
    }
    if let Some(other) = cell(Column::OtherName) {
        name_otherwise(text.glyphs, other, &mut found);
    }
    found.extend(body.into_iter().flatten());
    let first = columns.iter().position(|column| *column == Column::Body);
    for (at, (column, cell)) in columns.iter().zip(dealt).enumerate() {
        let Some(cell) = cell.filter(|cell| !cell.is_empty()) else {
            continue;
        };
        match column {
            Column::Actors => {
                found.extend(text.bodies_in(cell.clone(), bodies, true));
                let named = text.persons_in(cell, bodies);
                let named = named
                    .into_iter()
                    .filter(|(range, _)| text.has_given_name(range));
                found.extend(named.map(|(range, name)| person(range, name, Vec::new())));
            }
            Column::Place => found.extend(text.places_in(cell, bodies)),
            Column::Body if first != Some(at) => found.extend(text.bodies_in(cell, bodies, false)),
            _ => {}
        }
    }
    found
}

/// The person whom a cell names.
fn person(range: Range<usize>, name: String, roles: Vec<RoleReading>) -> Found {
    Found {
        kind: Kind::Person,
        range,
        reading: Reading::Person(PersonReading {
            name,
            foreign: None,
            partial: false,
            roles,
        }),
        rule: Rule::Table,
        hard: true,
    }
}

/// The bodies of the value of a field whose label says that it names some: `Lead implementing
/// agency:`.
pub fn bodies(text: &Text, bodies: &[Found]) -> Vec<Found> {
    text.bodies_in(text.block.clone(), bodies, false)
}

/// The same of some words of a block.
pub fn bodies_in(text: &Text, words: Range<usize>, bodies: &[Found]) -> Vec<Found> {
    if words.is_empty() {
        return Vec::new();
    }
    text.bodies_in(text.range(words), bodies, false)
}

/// The cell of each column, if it has one.
fn deal(
    text: &Text,
    heads: &[Head],
    columns: &[Column],
    cells: &[Range<usize>],
) -> Vec<Option<Range<usize>>> {
    // The number before a row may be left out of its cells.
    let is_number = |cell: &Range<usize>| {
        text.glyphs
            .text(cell.clone())
            .chars()
            .all(|c| !c.is_alphabetic())
    };
    let unnumbered = columns.first() == Some(&Column::Number)
        && cells.len() + 1 == columns.len()
        && cells.first().is_some_and(|cell| !is_number(cell));
    let skipped = usize::from(unnumbered);
    if cells.len() + skipped == columns.len() {
        let none = (0..skipped).map(|_| None);
        return none.chain(cells.iter().cloned().map(Some)).collect();
    }
    let mut dealt = vec![None; columns.len()];
    let mut next = 0;
    for cell in cells {
        let start = cell.start - text.block.start;
        let nearest = (next..heads.len()).min_by_key(|&i| heads[i].start.abs_diff(start));
        let Some(nearest) = nearest else { break };
        dealt[nearest] = Some(cell.clone());
        next = nearest + 1;
    }
    dealt
}

impl Text<'_> {
    fn column(&self, head: &str) -> Column {
        let lexicon = &self.knowledge.authority.lexicon;
        let head = head.trim().trim_end_matches(':');
        let value = lexicon
            .value("table-header", head)
            .or_else(|| lexicon.value("table-header", &head.to_lowercase()))
            .or_else(|| lexicon.value("table-header", &capitalised(head)));
        match value {
            Some("organisation") => Column::Body,
            Some("name" | "name-title") => Column::Name,
            Some("other-name" | "person-other-name") => Column::OtherName,
            Some("title") => Column::Title,
            Some("actor") => Column::Actors,
            Some("number") => Column::Number,
            Some("place") => Column::Place,
            _ => Column::Other,
        }
    }

    fn words_in(&self, cell: &Range<usize>) -> Range<usize> {
        self.at(cell.start)..self.at(cell.end)
    }

    /// Whether words begin with a given name that is no other word.
    fn has_given_name(&self, range: &Range<usize>) -> bool {
        let first = self.words[self.at(range.start)].text.as_ref();
        self.knowledge.authority.lexicon.value("given-name", first) == Some("")
    }

    /// The persons of a cell, with the form of address before each and without it.
    fn persons_in(&self, cell: Range<usize>, bodies: &[Found]) -> Vec<(Range<usize>, String)> {
        let words = self.words_in(&cell);
        let mut persons = Vec::new();
        for part in self.parts(words.clone(), &[";", "/", "and", "&"]) {
            // Odhiambo, Beryl A. is one, Ana Lima, Bo Berg are two.
            let commas = self.parts(part.clone(), &[","]);
            let several = commas.len() > 1
                && commas
                    .iter()
                    .all(|part| self.person_in(part.clone(), bodies).is_some());
            let parts = if several { commas } else { vec![part] };
            persons.extend(
                parts
                    .into_iter()
                    .filter_map(|part| self.person_in(part, bodies)),
            );
        }
        persons
    }

    fn person_in(&self, words: Range<usize>, bodies: &[Found]) -> Option<(Range<usize>, String)> {
        const LONGEST: usize = 8;
        let mut start = words.start;
        while let Some(end) = self.honorific_at(start).filter(|&end| end < words.end) {
            start = end;
        }
        let addressed = start > words.start;
        let stop = (start..words.end).find(|&i| self.is_one_of(i, &["(", "-", ":"]));
        let mut end = stop.unwrap_or(words.end);
        // Anna Berg, PhD
        let numeral = |at: usize| self.words[at].text.chars().all(|c| matches!(c, 'I' | 'V'));
        while end > start + 1
            && (self.is(end - 1, ",")
                || self.in_group("post-nominal", end - 1) && !numeral(end - 1))
        {
            end -= 1;
        }
        let is_part = |i: usize| {
            let word = &self.words[i];
            match word.shape {
                // The column says that it is a name, though a word of it be one of the language.
                Shape::Capital | Shape::Capitals | Shape::Initial => true,
                Shape::Lower => i > start && self.in_group("name-particle", i),
                Shape::Mark => word.is(",") && i > start && i + 1 < end,
                Shape::Number => false,
            }
        };
        let count = (start..end)
            .filter(|&i| self.words[i].shape != Shape::Mark)
            .count();
        let enough = count >= 2 || count == 1 && addressed;
        if !enough || end - start > LONGEST || !(start..end).all(is_part) {
            return None;
        }
        let range = self.range(start..end);
        let is_body = bodies.iter().any(|body| {
            body.kind == Kind::Organisation
                && body.range.start <= range.start
                && body.range.end >= range.end
        });
        let name = self.text(start..end);
        (!is_body).then(|| (self.range(words.start..end), name))
    }

    /// The bodies of a cell that names nothing else: those known, and words that only the column
    /// tells to be one. In a column of `actors` a list, and only what looks like a body's name.
    fn bodies_in(&self, cell: Range<usize>, bodies: &[Found], actors: bool) -> Vec<Found> {
        let words = self.words_in(&cell);
        let marks: &[&str] = if actors {
            &[",", ";", "/", "and", "&"]
        } else {
            &[";", "/"]
        };
        let mut found = Vec::new();
        for part in self.parts(words, marks) {
            let range = self.range(part.clone());
            let mut known = bodies
                .iter()
                .filter(|body| body.kind == Kind::Organisation && overlap(&body.range, &range))
                .peekable();
            if known.peek().is_some() {
                found.extend(known.cloned());
                continue;
            }
            found.extend(self.body_in(part, bodies, actors));
        }
        found
    }

    /// The names of a cell in a column of places that nothing else explains.
    fn places_in(&self, cell: Range<usize>, bodies: &[Found]) -> Vec<Found> {
        const LONGEST: usize = 4;
        let parts = self.parts(self.words_in(&cell), &[",", ";", "/", "and", "&"]);
        let is_name = |part: &Range<usize>| {
            let range = self.range(part.clone());
            part.len() <= LONGEST
                && part.clone().all(|at| self.joins(at) || self.links(at))
                && !part.clone().all(|at| self.in_group("not-person-en", at))
                && !part.clone().any(|at| self.title_at(at).is_some())
                && !bodies.iter().any(|body| overlap(&body.range, &range))
        };
        let names = parts.into_iter().filter(is_name);
        names
            .map(|part| {
                let (range, name) = (self.range(part.clone()), self.text(part));
                named(Kind::Jurisdiction, range, name, Vec::new(), Rule::Table)
            })
            .collect()
    }

    fn body_in(&self, words: Range<usize>, bodies: &[Found], actor: bool) -> Option<Found> {
        let start = words.start + usize::from(self.is_one_of(words.start, &["the", "The"]));
        let stop = (start..words.end).find(|&i| self.is_one_of(i, &["(", ",", "-", ":"]));
        let mut end = stop.unwrap_or(words.end);
        // Publish What You Pay¹
        while end > start && self.words[end - 1].shape == Shape::Mark {
            end -= 1;
        }
        if start >= end || !self.is_capital(start) || self.title_at(start).is_some() {
            return None;
        }
        let range = self.range(start..end);
        let place = bodies.iter().any(|body| {
            body.kind == Kind::Jurisdiction
                && body.range.start == range.start
                && body.range.end == range.end
        });
        let lexicon = &self.knowledge.authority.lexicon;
        // the EITI secretariat
        let small_head = |i: usize| {
            i + 1 == end && lexicon.contains("org-head-en", &capitalised(&self.words[i].text))
        };
        let linked = (start..end).all(|i| {
            self.is_capital(i)
                || self.in_group("org-linker-en", i)
                || self.words[i].shape == Shape::Number
                || small_head(i)
        });
        let name = self.text(start..end);
        let nobody = lexicon.contains("no-name-en", &name.to_lowercase());
        let acronym = end == start + 1
            && self.words[start].shape == Shape::Capitals
            && name.chars().count() >= 3;
        let is_body = !place && linked && !nobody && (!actor || acronym);
        is_body.then(|| named(Kind::Organisation, range, name, Vec::new(), Rule::Table))
    }

    /// The parts of a cell between marks or words.
    fn parts(&self, words: Range<usize>, marks: &[&str]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = words.start;
        for at in words.start..=words.end {
            if at == words.end || self.is_one_of(at, marks) {
                if at > start {
                    parts.push(start..at);
                }
                start = at + 1;
            }
        }
        parts
    }
}

/// `Job title` for `JOB TITLE`.
fn capitalised(head: &str) -> String {
    let mut chars = head.chars();
    let first = chars.next().map(char::to_uppercase);
    first
        .into_iter()
        .flatten()
        .chain(chars.flat_map(char::to_lowercase))
        .collect()
}
