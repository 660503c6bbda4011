//! Lists of things by family, and of the reports.

use std::collections::BTreeMap;

use askama::Template;

use super::thing::Viewer;
use super::{Page, Said, Value, World};
use crate::graph::vocab::{dcterms, prov};

/// The most things on one page of a list.
const PAGE: usize = 400;

/// The families in the order of lists.
pub const FAMILIES: [&str; 11] = [
    "person",
    "body",
    "place",
    "event",
    "work",
    "programme",
    "topic",
    "statement",
    "figure",
    "relation",
    "record",
];

/// Things by family, each family sorted by name in the IRI's order.
#[derive(Debug)]
pub struct Families<'a>(BTreeMap<usize, Vec<&'a str>>);

impl<'a> Families<'a> {
    /// Sorts the things of a dataset.
    pub fn new(world: &World<'a>) -> Self {
        let mut families: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for iri in world.pages() {
            let family = world.family(iri);
            let rank = FAMILIES.iter().position(|f| *f == family);
            families
                .entry(rank.unwrap_or(FAMILIES.len() - 1))
                .or_default()
                .push(iri);
        }
        Self(families)
    }

    /// The families that have things, each with its things.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[&'a str])> {
        self.0
            .iter()
            .map(|(rank, things)| (FAMILIES[*rank], things.as_slice()))
    }

    /// How many pages the list of a family has.
    pub fn pages(things: &[&str]) -> usize {
        things.len().div_ceil(PAGE).max(1)
    }
}

/// The stem of a page of a list, from 0.
pub fn stem(family: &str, number: usize) -> String {
    match number {
        0 => format!("browse/{family}"),
        _ => format!("browse/{family}-{}", number + 1),
    }
}

/// A line of a list.
pub struct Entry {
    link: Value,
    kind: Said,
    places: usize,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'p> {
    page: &'p Page<'p>,
    entries: Vec<Entry>,
    total: usize,
    number: usize,
    stems: Vec<String>,
}

/// Writes one page of the list of a family.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(
    world: &World<'_>,
    page: &Page<'_>,
    family: &str,
    things: &[&str],
    number: usize,
) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let shown = things.iter().skip(number * PAGE).take(PAGE);
    let mut entries: Vec<Entry> = shown
        .map(|iri| Entry {
            link: viewer.link(iri),
            kind: world.kind(iri, page.language),
            places: world.nodes(iri, prov::WAS_DERIVED_FROM).count(),
        })
        .collect();
    // What the reports name stands before what is only known.
    entries.sort_by_key(|entry| entry.places == 0);
    ListPage {
        page,
        entries,
        total: things.len(),
        number,
        stems: (0..Families::pages(things))
            .map(|n| page.link(&stem(family, n)))
            .collect(),
    }
    .render()
}

#[derive(Template)]
#[template(path = "browse.html")]
struct BrowsePage<'p> {
    page: &'p Page<'p>,
    families: Vec<(&'static str, String, usize, Vec<Value>)>,
}

/// Writes the page that leads to the lists.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_families(
    world: &World<'_>,
    page: &Page<'_>,
    families: &Families<'_>,
) -> askama::Result<String> {
    const SHOWN: usize = 12;
    let viewer = Viewer::new(world, page);
    let families = families
        .iter()
        .map(|(family, things)| {
            let mut named: Vec<(usize, &str)> = things
                .iter()
                .map(|iri| (world.nodes(iri, prov::WAS_DERIVED_FROM).count(), *iri))
                .collect();
            named.sort_by_key(|(places, iri)| (std::cmp::Reverse(*places), *iri));
            let shown = named
                .iter()
                .take(SHOWN)
                .map(|(_, iri)| viewer.link(iri))
                .collect();
            (family, page.link(&stem(family, 0)), things.len(), shown)
        })
        .collect();
    BrowsePage { page, families }.render()
}

/// A report in a list.
pub struct Report {
    /// Its page.
    pub link: Value,
    /// Its text.
    pub reader: String,
    /// Who issued it.
    pub issuers: Vec<Value>,
    /// When.
    pub dates: Vec<Value>,
    /// How many code points its text has.
    pub length: usize,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage<'p> {
    page: &'p Page<'p>,
    reports: Vec<Report>,
}

/// The reports of a dataset.
pub fn reports(world: &World<'_>, page: &Page<'_>) -> Vec<Report> {
    let viewer = Viewer::new(world, page);
    let first = page.site.first();
    let report = |reading: &super::Reading<'_>| Report {
        link: viewer.link(&reading.report),
        reader: page.link(&reading.stem_of_part(0)),
        issuers: world
            .nodes(&reading.report, dcterms::CREATOR)
            .map(|issuer| viewer.link(issuer))
            .collect(),
        dates: world
            .literals(&reading.report, dcterms::ISSUED)
            .map(|date| world.value(date.into(), &page.path(), page.language, first))
            .collect(),
        length: reading.len(),
    };
    world.readings.iter().map(report).collect()
}

/// Writes the list of reports.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_reports(world: &World<'_>, page: &Page<'_>) -> askama::Result<String> {
    let reports = reports(world, page);
    ReportsPage { page, reports }.render()
}
