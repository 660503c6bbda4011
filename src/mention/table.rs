//! Rows of a table of persons: which cell is the body, which the name, which the title.
//!
//! In plain text the cells of a row are only separated by white space, a body or a foreign name
//! may hold spaces itself, and an empty cell leaves no trace. So the cells are dealt out to the
//! columns, in order, in the way that fits the columns' kinds best.

use std::ops::Range;

use super::gloss;
use super::glyph::{Class, Glyphs, is_han};
use super::knowledge::{Knowledge, heads_names};
use super::name::without_spaces;
use super::organisation::is_foreign_body;
use super::scene::{Scene, overlap};
use super::{Found, Kind, Naming, PersonReading, Reading, RoleReading, Rule, by_script};

/// What a column holds, by the word that heads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A body or country that the person belongs to.
    Body,
    /// The person's name.
    Name,
    /// The same name in another script: Marx Fleury beside 馬克斯‧弗勒里.
    OtherName,
    /// The person's title.
    Title,
    /// The body with the person's title behind it: 疾病管制署副署長.
    BodyTitle,
    /// The person's name with the title behind it: 王小明科長.
    NameTitle,
    /// Where something takes place.
    Place,
    /// Who is to do what another column says.
    Actor,
    /// Anything else.
    Other,
}

/// What the columns of a table hold; row numbers are left out, as they are in the cells.
pub fn columns(knowledge: &Knowledge, headers: &[&str]) -> Vec<Column> {
    let is = |header: &str, wanted: &[&str]| {
        let header = without_spaces(header.to_owned());
        let said = knowledge.authority.lexicon.value("action-column", &header);
        said.is_some_and(|said| wanted.contains(&said))
    };
    let acts = headers.iter().any(|header| is(header, &["task", "work"]));
    let kinds = || {
        headers
            .iter()
            .filter_map(|header| kind_of(knowledge, header))
    };
    let mut named = kinds().any(|kind| matches!(kind, "name" | "name-title"));
    // 中文譯名　原名　職稱: who has a title is a person, but not in a table of bodies.
    let titled = kinds().any(|kind| matches!(kind, "title" | "organisation-title"))
        && !kinds().any(|kind| kind == "organisation");
    let in_han = |header: &str| header.chars().any(is_han);
    let chinese = headers
        .iter()
        .any(|header| kind_of(knowledge, header) == Some("name") && in_han(header));
    headers
        .iter()
        .filter_map(|header| {
            Some(match kind_of(knowledge, header)? {
                "other-name" | "person-other-name" if named => Column::OtherName,
                kind @ ("other-name" | "person-other-name") => {
                    named = titled || heads_names(kind);
                    if named { Column::Name } else { Column::Other }
                }
                // 姓名　Name
                "name" if chinese && !in_han(header) => Column::OtherName,
                "organisation" if acts && is(header, &["owner", "supporting"]) => Column::Actor,
                "organisation" | "country" => Column::Body,
                "name" => Column::Name,
                "title" => Column::Title,
                "organisation-title" => Column::BodyTitle,
                "name-title" => Column::NameTitle,
                "place" => Column::Place,
                "number" => return None,
                _ => Column::Other,
            })
        })
        .collect()
}

/// What a word that heads a column says of it; it may be spread over the column (姓　　名).
fn kind_of<'k>(knowledge: &'k Knowledge, header: &str) -> Option<&'k str> {
    let lexicon = &knowledge.authority.lexicon;
    let joined = || without_spaces(header.to_owned());
    let kind = lexicon.value("table-header", header);
    let ending = || {
        let endings = lexicon.cues("header-ending").ending(header);
        let longest = endings.max_by_key(|(word, _)| word.len());
        longest.map(|(_, kind)| &**kind)
    };
    kind.or_else(|| lexicon.value("table-header", &joined()))
        .or_else(ending)
}

/// The cells of a row without the number that begins it, if the first column numbers the rows.
pub fn unnumbered(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    headers: &[&str],
    cells: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let numbered = headers.first().and_then(|head| kind_of(knowledge, head)) == Some("number");
    let is_number = |cell: &Range<usize>| {
        let plain = |i: usize| glyphs.class(i) == Class::Digit || glyphs.char(i) == '.';
        !cell.is_empty() && cell.clone().all(plain)
    };
    let skipped = usize::from(numbered && cells.first().is_some_and(is_number));
    cells.into_iter().skip(skipped).collect()
}

/// Reads a row: the persons and the body it names, if the table has a column of names, and the
/// places in a column of places.
pub fn find(scene: &Scene, columns: &[Column], cells: &[Range<usize>]) -> Vec<Found> {
    let wanted = [
        Column::Name,
        Column::NameTitle,
        Column::Place,
        Column::Actor,
    ];
    if !columns.iter().any(|column| wanted.contains(column)) || cells.is_empty() {
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
    // 計畫負責人　照服員
    let names: Vec<Range<usize>> = columns
        .iter()
        .zip(&dealt)
        .filter(|(column, _)| **column == Column::Name)
        .filter_map(|(_, range)| range.clone())
        .collect();
    let other = cell(Column::OtherName);
    let mut found = persons(scene, &cell, names);
    if let Some(other) = other {
        name_otherwise(scene.glyphs, other, &mut found);
    }
    let actors = columns.iter().zip(&dealt);
    let actors = actors.filter(|(column, _)| **column == Column::Actor);
    let actors = actors.filter_map(|(_, cell)| cell.clone());
    found.extend(actors.flat_map(|cell| units(scene, cell)));
    if let Some(range) = cell(Column::Place) {
        found.extend(places(scene, range));
    }
    found
}

/// Gives the only person of a row the name in another script that a cell has, which names that person as well.
pub fn name_otherwise(glyphs: &Glyphs, cell: Range<usize>, found: &mut Vec<Found>) {
    let name = glyphs.text(cell.clone());
    let mut persons = found.iter_mut().filter_map(|item| match &mut item.reading {
        Reading::Person(person) => Some(person),
        _ => None,
    });
    let (Some(person), None) = (persons.next(), persons.next()) else {
        return;
    };
    let (chinese, latin) = match (
        is_han(glyphs.char(cell.start)),
        person.name.chars().any(is_han),
    ) {
        (false, true) => (person.name.clone(), name),
        (true, false) => (without_spaces(name), person.name.clone()),
        _ => return,
    };
    person.name = chinese;
    person.foreign = Some(latin);
    let reading = PersonReading {
        roles: Vec::new(),
        ..person.clone()
    };
    found.push(Found {
        kind: Kind::Person,
        range: cell,
        reading: Reading::Person(reading),
        rule: Rule::Table,
        hard: true,
    });
}

/// The persons of a row, and their body.
fn persons(
    scene: &Scene,
    cell: &impl Fn(Column) -> Option<Range<usize>>,
    named_in: Vec<Range<usize>>,
) -> Vec<Found> {
    let glyphs = scene.glyphs;
    let says = |group: &'static str| {
        move |cell: &Range<usize>| {
            let words = glyphs.text(cell.clone()).to_lowercase();
            let lexicon = &scene.knowledge.authority.lexicon;
            lexicon.contains(group, words.trim())
        }
    };
    let (answers, blank) = (says("no-title"), says("blank-cell"));
    let mut body = cell(Column::Body).filter(|body| !blank(body));
    let mut title = cell(Column::Title).filter(|title| !answers(title) && !blank(title));
    if let Some(range) = cell(Column::BodyTitle) {
        let (head, tail) = before_title(scene, &range);
        body = body.or(head);
        title = title.or(tail);
    }
    let mut cells = named_in;
    if let Some(range) = cell(Column::NameTitle) {
        let (head, tail) = name_and_title(scene, &range);
        cells.extend(head.filter(|_| cells.is_empty()));
        title = title.or(tail);
    }
    let names: Vec<Range<usize>> = cells
        .into_iter()
        .flat_map(|range| listed(scene, range))
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    // A role that stands in the column of bodies: 資深倡議者及行動者.
    if title.is_none() && body.as_ref().is_some_and(|range| is_role(scene, range)) {
        title = body.take();
    }
    let roles: Vec<RoleReading> = title
        .map(|range| RoleReading {
            title: glyphs.span(range),
            of: body.clone().map(|range| glyphs.span(range)),
        })
        .into_iter()
        .collect();
    let mut found: Vec<Found> = names
        .into_iter()
        .map(|name| Found {
            kind: Kind::Person,
            reading: Reading::Person(PersonReading {
                name: without_spaces(glyphs.text(name.clone())),
                foreign: None,
                partial: false,
                roles: roles.clone(),
            }),
            range: name,
            rule: Rule::Table,
            hard: true,
        })
        .collect();
    if let Some(range) = body {
        let known = scene.bodies.iter().any(|b| b.range == range);
        if !known {
            found.push(named(scene, Kind::Organisation, range));
        }
    }
    found
}

/// The bodies of a cell of actors that end as public bodies and their parts do: 工務課、養護隊.
fn units(scene: &Scene, cell: Range<usize>) -> Vec<Found> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 3..=10;
    let glyphs = scene.glyphs;
    let lexicon = &scene.knowledge.authority.lexicon;
    let is_unit = |part: &Range<usize>| {
        let last = glyphs.text(part.end - 1..part.end);
        LENGTHS.contains(&part.len())
            && part.clone().all(|i| glyphs.class(i) == Class::Han)
            && (lexicon.contains("org-suffix-unit", &last) || lexicon.contains("bureau-end", &last))
            && !scene.bodies.iter().any(|body| overlap(&body.range, part))
    };
    let parts = parts(scene, cell, |c| {
        matches!(c, '、' | ',' | ';' | '/' | ' ' | '\t')
    });
    let parts = parts.into_iter().filter(is_unit);
    parts
        .map(|part| named(scene, Kind::Organisation, part))
        .collect()
}

/// A thing that only its column tells.
fn named(scene: &Scene, kind: Kind, range: Range<usize>) -> Found {
    Found {
        kind,
        reading: Reading::Named(by_script(&scene.glyphs.text(range.clone()))),
        range,
        rule: Rule::Table,
        hard: true,
    }
}

/// What stands before the title that ends a cell, and the title.
fn before_title(
    scene: &Scene,
    cell: &Range<usize>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let title = scene
        .roles
        .iter()
        .find(|role| role.range.end == cell.end && role.range.start >= cell.start);
    let Some(title) = title else {
        return (Some(cell.clone()), None);
    };
    let head = cell.start..scene.glyphs.skip_space_back(cell.start, title.range.start);
    (
        (!head.is_empty()).then_some(head),
        Some(title.range.clone()),
    )
}

/// The name in a cell and the title before or behind it: 王小明科長, 科長　王小明, 王小明／科長.
fn name_and_title(
    scene: &Scene,
    cell: &Range<usize>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let glyphs = scene.glyphs;
    let parts_them =
        |i: usize| matches!(glyphs.char(i), '/' | '、' | ',') || glyphs.class(i) == Class::Space;
    let (head, title) = before_title(scene, cell);
    if let (Some(head), Some(title)) = (&head, &title) {
        let mut end = head.end;
        while end > head.start && parts_them(end - 1) {
            end -= 1;
        }
        return (Some(head.start..end), Some(title.clone()));
    }
    let before = scene.roles.iter().find_map(|role| {
        let mut start = role.range.end;
        while start < cell.end && parts_them(start) {
            start += 1;
        }
        let name = start..cell.end;
        let fits = role.range.start >= cell.start && !name.is_empty() && is_name(scene, &name);
        fits.then_some((name, cell.start..role.range.end))
    });
    match before {
        Some((name, title)) => (Some(name), Some(title)),
        None => (head, title),
    }
}

/// The names of a cell: one, or several with commas between them.
fn listed(scene: &Scene, cell: Range<usize>) -> Vec<Range<usize>> {
    if is_name(scene, &cell) {
        return vec![cell];
    }
    // 簡信義牧師
    if let (Some(name), Some(_)) = before_title(scene, &cell)
        && is_name(scene, &name)
    {
        return vec![name];
    }
    // 蕭　艷（新住民）
    if scene.glyphs.class(cell.start) == Class::Han
        && let Some(open) = cell.clone().find(|&i| scene.glyphs.char(i) == '(')
        && scene.glyphs.char(cell.end - 1) == ')'
    {
        let name = cell.start..scene.glyphs.skip_space_back(cell.start, open);
        return Vec::from_iter((!name.is_empty() && is_name(scene, &name)).then_some(name));
    }
    let mut names = parts(scene, cell, |c| matches!(c, '、' | ',' | ';' | '/'));
    let latin = |name: &Range<usize>| {
        name.clone().all(|i| scene.glyphs.class(i) == Class::Letter) && name.len() > 1
    };
    let whole = |part: &Range<usize>| is_name(scene, part);
    if names.len() > 1
        && names.iter().any(whole)
        && names.iter().all(|part| whole(part) || latin(part))
    {
        names.retain(|name| !name.is_empty());
        names
    } else {
        Vec::new()
    }
}

/// The places of a cell that no table lists: written by their sound, or ending as places do.
fn places(scene: &Scene, cell: Range<usize>) -> Vec<Found> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
    let (knowledge, glyphs) = (scene.knowledge, scene.glyphs);
    let separators = |c| {
        matches!(
            c,
            '、' | ',' | ';' | '/' | '-' | '~' | '→' | '>' | ' ' | '\t'
        )
    };
    let is_place = |part: &Range<usize>| {
        let sounds = part.len() > 2
            && part
                .clone()
                .all(|i| knowledge.is_transcription(glyphs.char(i)));
        let ends = knowledge
            .place_ending_before(glyphs, part.start, part.end)
            .is_some_and(|(ending, _)| ending > part.start)
            && knowledge
                .place_guards
                .longest_before(glyphs, part.start, part.end)
                .is_none();
        LENGTHS.contains(&part.len())
            && (sounds || ends)
            && part.clone().all(|i| glyphs.class(i) == Class::Han)
            && !scene.bodies.iter().any(|body| overlap(&body.range, part))
    };
    let weak = |part: &Range<usize>| {
        let (end, row) = knowledge.weak_places.longest_at(glyphs, part.start)?;
        (end == part.end).then(|| Found {
            reading: Reading::Named(Naming::known(&row.key)),
            ..named(scene, Kind::Jurisdiction, part.clone())
        })
    };
    let chinese = scene.block.clone().any(|i| glyphs.class(i) == Class::Han);
    let foreign = |part: &Range<usize>| chinese && is_foreign_place(scene, part);
    let spaced = |c| separators(c) && !matches!(c, ' ' | '-');
    let latin = parts(scene, cell.clone(), spaced)
        .into_iter()
        .filter(foreign)
        .map(|part| named(scene, Kind::Jurisdiction, part));
    parts(scene, cell, separators)
        .into_iter()
        .filter_map(|part| {
            // 須崎市|野見灣
            let town = scene.bodies.iter().find(|body| {
                body.kind == Kind::Jurisdiction
                    && body.range.start == part.start
                    && body.range.end < part.end
            });
            let part = town.map_or(part.start, |town| town.range.end)..part.end;
            let free = !scene.bodies.iter().any(|body| overlap(&body.range, &part));
            let weak = free.then(|| weak(&part)).flatten();
            weak.or_else(|| is_place(&part).then(|| named(scene, Kind::Jurisdiction, part)))
        })
        .chain(latin)
        .collect()
}

/// Whether a part of a cell is a proper name in Latin letters that names no body: Sankt Lambrecht.
fn is_foreign_place(scene: &Scene, part: &Range<usize>) -> bool {
    const WORDS: usize = 4;
    let glyphs = scene.glyphs;
    let text = glyphs.text(part.clone());
    let plain = part.clone().all(|i| {
        glyphs.class(i) == Class::Letter || matches!(glyphs.char(i), ' ' | '-' | '\'' | '.')
    });
    plain
        && text.split(' ').count() <= WORDS
        && gloss::is_proper(scene.knowledge, &text)
        && !gloss::is_acronym(&text)
        && !is_foreign_body(scene.knowledge, &text)
        && !scene.bodies.iter().any(|body| overlap(&body.range, part))
}

/// The pieces of a cell between separators, without spaces around them.
fn parts(
    scene: &Scene,
    cell: Range<usize>,
    is_separator: impl Fn(char) -> bool,
) -> Vec<Range<usize>> {
    let glyphs = scene.glyphs;
    let mut parts = Vec::new();
    let mut start = cell.start;
    for at in cell.clone().chain([cell.end]) {
        if at == cell.end || is_separator(glyphs.char(at)) {
            let from = glyphs.skip_space(start).min(at);
            let part = from..glyphs.skip_space_back(from, at);
            if !part.is_empty() {
                parts.push(part);
            }
            start = at + 1;
        }
    }
    parts
}

/// How many cells, which are words where nothing but a space sets columns apart, a column can take.
const MOST_CELLS: usize = 24;

/// Deals the cells out to the columns, in order, a column taking none, one or several
/// neighbours; the dealing with the best score wins, the earlier of two equal ones. A row with
/// more cells than the columns can take is no row: nothing is dealt.
fn deal(scene: &Scene, columns: &[Column], cells: &[Range<usize>]) -> Vec<Option<Range<usize>>> {
    let (width, length) = (columns.len(), cells.len());
    if length > width * MOST_CELLS {
        return vec![None; width];
    }
    // best[c][n]: the best score of the first c columns taking the first n cells, and how many
    // cells the last of them takes.
    let mut best = vec![vec![None::<(i32, usize)>; length + 1]; width + 1];
    best[0][0] = Some((0, 0));
    for (c, column) in columns.iter().enumerate() {
        for taken in 0..=length {
            let Some((score, _)) = best[c][taken] else {
                continue;
            };
            for next in taken..=length.min(taken + MOST_CELLS) {
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
            Column::Name | Column::NameTitle => -6,
            Column::OtherName => -4,
            Column::Body | Column::BodyTitle => -3,
            Column::Title => -2,
            Column::Place | Column::Actor | Column::Other => 0,
        };
    };
    let spaces = range
        .clone()
        .filter(|&i| scene.glyphs.class(i) == Class::Space)
        .count();
    let spread = i32::try_from(spaces).unwrap_or(i32::MAX).min(20);
    match column {
        Column::Name | Column::OtherName if is_name(scene, range) => 6,
        Column::Name if !listed(scene, range.clone()).is_empty() => 5 - spread.min(2),
        Column::Title if ends_with_title(scene, range) => 4 - spread,
        Column::Body if is_body(scene, range) => 4,
        Column::Body if ends_with_title(scene, range) => -1 - spread,
        Column::Body if is_name(scene, range) => -spread,
        Column::NameTitle if begins_with_name(scene, range) => 6,
        Column::BodyTitle if ends_with_title(scene, range) => 4,
        Column::Place if begins_with_place(scene, range) => 3 - spread,
        Column::Place if is_foreign_place(scene, range) => 3,
        Column::Name | Column::OtherName | Column::NameTitle => -6 - spread,
        Column::Body | Column::BodyTitle => 1 - spread,
        Column::Title | Column::Place | Column::Actor | Column::Other => -spread,
    }
}

fn begins_with_name(scene: &Scene, range: &Range<usize>) -> bool {
    let (head, _) = before_title(scene, range);
    head.is_some_and(|head| is_name(scene, &head))
}

fn begins_with_place(scene: &Scene, range: &Range<usize>) -> bool {
    scene
        .bodies
        .iter()
        .any(|body| body.kind == Kind::Jurisdiction && body.range.start == range.start)
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
                || scene.has_two_surnames(range)
                || range.clone().any(|i| glyphs.char(i) == '‧')
                    && range
                        .clone()
                        .all(|i| glyphs.class(i) == Class::Han || glyphs.char(i) == '‧');
            // 文化局
            let last = glyphs.text(range.end - 1..range.end);
            let lexicon = &scene.knowledge.authority.lexicon;
            let body = lexicon.value("org-suffix", &last) == Some("weak");
            whole
                && !body
                && !scene.ends_otherwise(range)
                && !scene.is_known_word(range.start)
                && !scene.bodies.iter().any(|body| body.range == *range)
                && !scene.roles.iter().any(|role| role.range.end == range.end)
        }
        Class::Letter => {
            let words = glyphs.text(range.clone());
            let words: Vec<&str> = words.split([' ', '‧']).filter(|w| !w.is_empty()).collect();
            let gap = range
                .clone()
                .any(|i| glyphs.class(i) == Class::Space && glyphs.class(i + 1) == Class::Space);
            (2..=5).contains(&words.len())
                && !gap
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
