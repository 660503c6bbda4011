//! The countries that reports name, on a map of the world.
//!
//! The outlines are those of Natural Earth, in the public domain (`data/page/outline.csv`).

use std::collections::BTreeMap;

use askama::Template;

use crate::graph::vocab::{cv, dcterms, govrep, org, prov};
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
    /// The numbers of its roles in the list of them.
    roles: String,
}

struct Row {
    link: Value,
    count: usize,
    roles: Vec<(String, usize)>,
    numbers: String,
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage<'p> {
    page: &'p Page<'p>,
    shapes: Vec<Shape>,
    rows: Vec<Row>,
    /// What places are to others, each with how many places.
    roles: Vec<(String, usize)>,
}

/// The small form, without links.
#[derive(Template)]
#[template(path = "map.svg")]
struct Image<'p> {
    shapes: &'p [Shape],
}

/// Writes the map and its table.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>) -> askama::Result<super::Drawn> {
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
    let of_place: BTreeMap<&str, BTreeMap<String, usize>> = rows
        .iter()
        .map(|(iri, _)| (*iri, roles(world, page, iri)))
        .collect();
    let all = ranked(&of_place);
    let numbers = |iri: &str| -> String {
        let own = of_place.get(iri);
        let has = |role: &String| own.is_some_and(|own| own.contains_key(role));
        let numbers = all.iter().enumerate().filter(|(_, (role, _))| has(role));
        let numbers: Vec<String> = numbers.map(|(number, _)| number.to_string()).collect();
        numbers.join(" ")
    };
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
                roles: known.map(|(iri, _)| numbers(iri)).unwrap_or_default(),
            })
        })
        .collect();
    let rows = rows
        .into_iter()
        .map(|(iri, count)| Row {
            link: viewer.link(iri),
            count,
            roles: of_place
                .get(iri)
                .cloned()
                .unwrap_or_default()
                .into_iter()
                .collect(),
            numbers: numbers(iri),
        })
        .collect();
    let drawing = MapPage {
        page,
        shapes,
        rows,
        roles: all,
    };
    let shapes = &drawing.shapes;
    Ok(super::Drawn {
        html: drawing.render()?,
        image: Image { shapes }.render()?,
    })
}

/// The roles with how many places have each, the most common first.
fn ranked(of_place: &BTreeMap<&str, BTreeMap<String, usize>>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for role in of_place.values().flat_map(BTreeMap::keys) {
        *counts.entry(role).or_default() += 1;
    }
    let counts = counts.into_iter();
    let mut all: Vec<_> = counts
        .map(|(role, count)| (role.to_owned(), count))
        .collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
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

/// What a place is to others, in words, each with how often: its role in what it takes part in
/// or belongs to, else how the other relates to it.
fn roles(world: &World<'_>, page: &Page<'_>, iri: &str) -> BTreeMap<String, usize> {
    let mut roles: BTreeMap<String, usize> = BTreeMap::new();
    for (other, property) in world.incoming(iri) {
        let speaks_of_statements =
            world.is_a(other, govrep::ASSERTION) || world.is_a(other, govrep::NEGATION);
        if !world.has_page(other) || speaks_of_statements {
            continue;
        }
        // A role is that of who holds it: a president of a country is none of its roles.
        let is_holder = [org::MEMBER, cv::HAS_PARTICIPANT].contains(property);
        let named = [org::ROLE, cv::ROLE]
            .into_iter()
            .filter(|_| is_holder)
            .flat_map(|role| world.nodes(other, role))
            .filter_map(|role| world.label(role, page.language));
        let mut named: Vec<String> = named.map(|label| label.text).collect();
        if named.is_empty() {
            named.push(world.inverse_name(property.as_str(), page.language).text);
        }
        for name in named {
            *roles.entry(name).or_default() += 1;
        }
    }
    roles
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
