//! The countries that reports name, on a map of the world.
//!
//! The outlines are those of Natural Earth, in the public domain (`data/page/outline.csv`).

use std::collections::BTreeMap;

use askama::Template;

use crate::graph::vocab::{dcterms, prov};
use crate::page::thing::Viewer;
use crate::page::{Page, Value, World};

/// How dark the darkest country is.
const STEPS: usize = 4;

/// An outline on the sheet, or a point where the country is too small.
struct Shape {
    outline: &'static str,
    point: Option<(&'static str, &'static str)>,
    link: Option<Value>,
    count: usize,
    step: usize,
}

struct Row {
    link: Value,
    count: usize,
    roles: Vec<String>,
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage<'p> {
    page: &'p Page<'p>,
    shapes: Vec<Shape>,
    rows: Vec<Row>,
}

/// Writes the map and its table.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let mut places: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    let mut rows = Vec::new();
    for iri in world.pages() {
        if world.family(iri) != "place" {
            continue;
        }
        let count = world.nodes(iri, prov::WAS_DERIVED_FROM).count();
        if let Some(code) = world.literal(iri, dcterms::IDENTIFIER) {
            places.insert(code, (iri, count));
        }
        if count > 0 {
            rows.push((iri, count));
        }
    }
    rows.sort_by_key(|(iri, count)| (std::cmp::Reverse(*count), *iri));
    let most = rows.first().map_or(0, |(_, count)| *count);
    let shapes = OUTLINES
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.splitn(3, ',');
            let (code, outline, point) = (cells.next()?, cells.next()?, cells.next()?);
            let known = places.get(code).filter(|(_, count)| *count > 0);
            let count = known.map_or(0, |(_, count)| *count);
            let point = point.split_once(' ').filter(|_| count > 0);
            (point.is_some() || !outline.is_empty()).then(|| Shape {
                outline,
                point,
                link: known.map(|(iri, _)| viewer.link(iri)),
                count,
                step: step(count, most),
            })
        })
        .collect();
    let rows = rows
        .into_iter()
        .map(|(iri, count)| Row {
            link: viewer.link(iri),
            count,
            roles: roles(world, page, iri),
        })
        .collect();
    MapPage { page, shapes, rows }.render()
}

const OUTLINES: &str = include_str!("../../../data/page/outline.csv");

/// How dark a country is: by how often it is named, in doubling steps below the most.
fn step(count: usize, most: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let mut step = STEPS;
    let mut limit = most;
    while step > 1 && count * 2 <= limit {
        step -= 1;
        limit /= 2;
    }
    step
}

/// What a place is to others, in words, each with how often.
fn roles(world: &World<'_>, page: &Page<'_>, iri: &str) -> Vec<String> {
    let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
    for (other, property) in world.incoming(iri) {
        if world.has_page(other) {
            *roles.entry(property.as_str()).or_default() += 1;
        }
    }
    let name = |property: &str| world.inverse_name(property, page.language).text;
    roles
        .into_iter()
        .map(|(property, count)| format!("{} ({count})", name(property)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_the_darker_the_more_often_it_is_named() {
        let steps = [0, 1, 5, 12, 25, 40].map(|count| step(count, 40));
        assert_eq!(steps, [0, 1, 1, 3, 4, 4]);
        assert_eq!(step(1, 1), STEPS);
    }

    #[test]
    fn outlines_have_a_code_and_a_path_or_a_point() {
        let mut codes = 0;
        for line in OUTLINES.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(
                cells[1].starts_with('M') != cells[2].contains(' '),
                "{line}"
            );
            codes += usize::from(cells[0].len() == 3);
        }
        assert!(codes > 230);
    }
}
