//! What was checked, how well the reports were read, and where they contradict themselves.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use oxigraph::model::TermRef;

use super::picture::chart::grouped;
use super::thing::{Dispute, Viewer};
use super::{Page, Said, Value, World, words};
use crate::graph::vocab::{govrep, prov, rdf};
use crate::publish::catalog;
use crate::score::{self, Level, Measure};

/// The most contradictions that the page shows whole; the others are named.
const WHOLE: usize = 25;

/// The most warnings that the page shows.
const WARNINGS: usize = 50;

/// What the page tells.
#[derive(Clone, Debug)]
pub struct Quality<'q> {
    /// What was checked.
    pub checks: Vec<Check>,
    /// What a person should know besides.
    pub warnings: Vec<String>,
    /// How data.europa.eu would rate the catalogue.
    pub catalogue: &'q catalog::Score,
    /// How well reports were read that a person read, too, by their keys.
    pub measured: Vec<(String, score::Score)>,
}

/// A check that was made before the release.
#[derive(Clone, Debug)]
pub struct Check {
    /// The key of its name in the table of words.
    pub key: &'static str,
    /// How many things it looked at; none if it was not made.
    pub looked_at: Option<usize>,
    /// How many problems it found.
    pub problems: usize,
}

impl Check {
    /// How many things it looked at, with the thousands apart; empty if it was not made.
    fn count(&self) -> String {
        let count = self.looked_at.map(|count| count.to_string());
        grouped(&count.unwrap_or_default())
    }

    /// What it looked at, for a number before it.
    fn unit(&self, page: &Page<'_>) -> String {
        words()
            .text(&format!("{}-unit", self.key), page.language)
            .to_owned()
    }
}

/// One indicator.
struct Rated {
    label: Said,
    /// The points, unless they hang on answers of addresses.
    points: Option<u32>,
    most: u32,
    is_lacking: bool,
}

/// The indicators of one dimension of the catalogue's rating.
struct Dimension {
    name: String,
    indicators: Vec<Rated>,
}

/// How well a report was read.
struct Reading {
    report: Value,
    sections: Vec<(&'static str, Vec<Row>)>,
}

/// What a person found beside what was given, of one kind.
struct Row {
    name: String,
    gold: usize,
    given: usize,
    hits: usize,
    precision: String,
    recall: String,
}

#[derive(Template)]
#[template(path = "quality.html")]
struct QualityPage<'p> {
    page: &'p Page<'p>,
    quality: &'p Quality<'p>,
    dimensions: Vec<Dimension>,
    rating: Said,
    readings: Vec<Reading>,
    disputes: Vec<Dispute>,
    others: Vec<Value>,
    methods: Vec<(Value, usize)>,
}

impl QualityPage<'_> {
    fn disputes_total(&self) -> usize {
        self.disputes.len() + self.others.len()
    }

    fn warnings(&self) -> impl Iterator<Item = &str> {
        self.quality
            .warnings
            .iter()
            .take(WARNINGS)
            .map(String::as_str)
    }

    fn warnings_rest(&self) -> usize {
        self.quality.warnings.len().saturating_sub(WARNINGS)
    }
}

/// Writes the page on the quality of the data.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>, quality: &Quality<'_>) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let mut disputed: Vec<&str> = world
        .pages()
        .into_iter()
        .filter(|iri| world.is_a(iri, govrep::DISCREPANCY))
        .collect();
    let others = disputed.split_off(disputed.len().min(WHOLE));
    let mut methods: BTreeMap<&str, usize> = BTreeMap::new();
    for quad in world.quads.union() {
        if quad.predicate == govrep::EXTRACTION_METHOD
            && let TermRef::NamedNode(method) = quad.object
        {
            *methods.entry(method.as_str()).or_default() += 1;
        }
    }
    QualityPage {
        page,
        quality,
        dimensions: dimensions(page, quality.catalogue),
        rating: page.text_of(&quality.catalogue.rating),
        readings: readings(world, page, &quality.measured),
        disputes: disputed.iter().map(|iri| viewer.dispute(iri)).collect(),
        others: others.iter().map(|iri| viewer.link(iri)).collect(),
        methods: methods
            .into_iter()
            .map(|(method, count)| (viewer.link(method), count))
            .collect(),
    }
    .render()
}

/// The rating of the catalogue by dimension, in the order of the methodology.
fn dimensions(page: &Page<'_>, score: &catalog::Score) -> Vec<Dimension> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    for it in &score.indicators {
        let name = words()
            .text(&format!("mqa-{}", it.dimension), page.language)
            .to_owned();
        let is_known = it.open == 0;
        let row = Rated {
            label: page.text_of(&it.label),
            points: is_known.then_some(it.points),
            most: it.most,
            is_lacking: is_known && it.points < it.most,
        };
        match dimensions.last_mut() {
            Some(last) if last.name == name => last.indicators.push(row),
            _ => dimensions.push(Dimension {
                name,
                indicators: vec![row],
            }),
        }
    }
    dimensions
}

/// The tables of how well reports were read.
fn readings(
    world: &World<'_>,
    page: &Page<'_>,
    measured: &[(String, score::Score)],
) -> Vec<Reading> {
    const SECTIONS: [(&str, &[Level]); 4] = [
        ("score-things", &[Level::Entity]),
        ("score-values", &[Level::MentionOverlap, Level::Value]),
        ("score-facts", &[Level::Fact]),
        ("score-relations", &[Level::Relation]),
    ];
    let viewer = Viewer::new(world, page);
    let report = |key: &str| {
        let end = format!("/{key}");
        let known = world.readings.iter().find(|it| it.report.ends_with(&end));
        known.map_or_else(Value::default, |it| viewer.link(&it.report))
    };
    measured
        .iter()
        .map(|(key, score)| Reading {
            report: report(key),
            sections: SECTIONS
                .into_iter()
                .map(|(title, levels)| {
                    let rows = score.measures.iter();
                    let rows = rows.filter(|measure| levels.contains(&measure.level));
                    (
                        title,
                        rows.filter_map(|measure| row(page, measure)).collect(),
                    )
                })
                .collect(),
        })
        .collect()
}

/// A row of such a table; none for parts of a kind, and where there is nothing on either side.
fn row(page: &Page<'_>, measure: &Measure) -> Option<Row> {
    let given = measure.given?;
    let key = match (measure.level, &*measure.kind) {
        (Level::MentionOverlap, "date") => "kind-date-place".to_owned(),
        (Level::Value, "date") => "kind-date-value".to_owned(),
        (Level::MentionOverlap, "figure") => "kind-figure-value".to_owned(),
        (Level::MentionOverlap, _) => return None,
        (_, kind) => format!("kind-{kind}"),
    };
    let decimal =
        |ratio: Option<f64>| ratio.map_or_else(|| "·".to_owned(), |it| format!("{it:.3}"));
    (measure.gold + given > 0).then(|| Row {
        name: words().text(&key, page.language).to_owned(),
        gold: measure.gold,
        given,
        hits: measure.hits,
        precision: decimal(measure.precision()),
        recall: decimal(measure.recall()),
    })
}

/// How many contradictions a graph states.
pub fn disputes(world: &World<'_>) -> usize {
    let class: TermRef<'_> = govrep::DISCREPANCY.into();
    let quads = world.quads.union();
    quads
        .filter(|quad| quad.predicate == rdf::TYPE && quad.object == class)
        .count()
}

/// How many nodes were derived from words.
pub fn facts(world: &World<'_>) -> usize {
    let quads = world.quads.union();
    let derived = quads.filter(|quad| quad.predicate == prov::WAS_DERIVED_FROM);
    let facts: BTreeSet<String> = derived.map(|quad| quad.subject.to_string()).collect();
    facts.len()
}

/// How many triples lead from one node to another.
pub fn links(world: &World<'_>) -> usize {
    let quads = world.quads.union();
    quads
        .filter(|quad| matches!(quad.object, TermRef::NamedNode(_)))
        .count()
}
