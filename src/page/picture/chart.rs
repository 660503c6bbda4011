//! The numbers of the reports, by measure, as bars.

use std::collections::BTreeMap;

use askama::Template;

use crate::graph::vocab::{code, govrep, schema};
use crate::page::thing::{Quote, Viewer};
use crate::page::{Page, Said, Value, World};

/// The most figures of one page.
const MOST: usize = 300;

struct Bar {
    link: Value,
    about: Vec<Value>,
    bound: Option<Said>,
    value: String,
    /// The length of the bar of 100; none if there is nothing to compare.
    length: Option<f64>,
    quote: Option<Quote>,
}

#[derive(Template)]
#[template(path = "chart.html")]
struct ChartPage<'p> {
    page: &'p Page<'p>,
    measures: Vec<(Said, Vec<Bar>)>,
    rest: usize,
}

/// Writes the figures, by what they measure.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let mut figures: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let all = world.pages();
    let all = all
        .iter()
        .filter(|iri| world.is_a(iri, schema::OBSERVATION));
    let all: Vec<&str> = all.copied().collect();
    let rest = all.len().saturating_sub(MOST);
    for iri in &all[..all.len() - rest] {
        let measure = world.nodes(iri, schema::MEASURED_PROPERTY).next();
        figures
            .entry(measure.unwrap_or_default())
            .or_default()
            .push(iri);
    }
    let measures = figures
        .into_iter()
        .map(|(measure, figures)| {
            let number =
                |iri: &str| -> Option<f64> { world.literal(iri, schema::VALUE)?.parse().ok() };
            let most = figures
                .iter()
                .filter_map(|iri| number(iri))
                .fold(0.0, f64::max);
            let mut bars: Vec<(f64, Bar)> = figures
                .iter()
                .map(|iri| {
                    let value = number(iri);
                    let mut bounds = world.nodes(iri, govrep::BOUND);
                    let exactly = code::bound::EXACTLY.as_str();
                    let bound = bounds.find(|bound| *bound != exactly);
                    let bar = Bar {
                        link: viewer.link(iri),
                        about: world
                            .nodes(iri, schema::OBSERVATION_ABOUT)
                            .map(|about| viewer.link(about))
                            .collect(),
                        bound: bound.and_then(|bound| world.label(bound, page.language)),
                        value: grouped(world.literal(iri, schema::VALUE).unwrap_or_default()),
                        length: value
                            .filter(|_| most > 0.0)
                            .map(|value| (value / most * 1000.0).round().clamp(2.0, 1000.0) / 10.0),
                        quote: viewer.quotes(&world.passages(iri), &[]).into_iter().next(),
                    };
                    (value.unwrap_or_default(), bar)
                })
                .collect();
            bars.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            let name = world.name(measure, page.language);
            (name, bars.into_iter().map(|(_, bar)| bar).collect())
        })
        .collect();
    ChartPage {
        page,
        measures,
        rest,
    }
    .render()
}

/// A whole number with its thousands apart, as both languages write it.
fn grouped(number: &str) -> String {
    let is_plain = number.len() > 3 && number.bytes().all(|b| b.is_ascii_digit());
    if !is_plain {
        return number.to_owned();
    }
    let mut grouped = String::new();
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && (number.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        for (number, expected) in [
            ("135", "135"),
            ("2456", "2,456"),
            ("1000000", "1,000,000"),
            ("-5.25", "-5.25"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }
}
