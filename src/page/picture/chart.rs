//! The numbers of the reports, by measure, as bars.

use std::collections::BTreeMap;

use askama::Template;

use crate::graph::vocab::{code, govrep, schema};
use crate::page::thing::{Quote, Viewer};
use crate::page::{Page, Said, Value, World};

/// The most figures of one page.
const MOST: usize = 300;

/// A number, and every place that gives it for the same thing.
struct Bar {
    about: Vec<Value>,
    bound: Option<Said>,
    value: String,
    number: f64,
    /// The length of the bar of 100; none if there is nothing to compare.
    length: Option<f64>,
    places: Vec<(Value, Option<Quote>)>,
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
            let name = world.name(measure, page.language);
            (name, bars(world, &viewer, page, &figures))
        })
        .collect();
    ChartPage {
        page,
        measures,
        rest,
    }
    .render()
}

/// The figures of one measure, the largest first; what several places say alike stands once.
fn bars(world: &World<'_>, viewer: &Viewer<'_, '_>, page: &Page<'_>, figures: &[&str]) -> Vec<Bar> {
    let exactly = code::bound::EXACTLY.as_str();
    let mut bars: Vec<Bar> = Vec::new();
    for iri in figures {
        let value = world.literal(iri, schema::VALUE).unwrap_or_default();
        let mut bounds = world.nodes(iri, govrep::BOUND);
        let bound = bounds.find(|bound| *bound != exactly);
        let about = world.nodes(iri, schema::OBSERVATION_ABOUT);
        let bar = Bar {
            about: about.map(|about| viewer.link(about)).collect(),
            bound: bound.and_then(|bound| world.label(bound, page.language)),
            value: {
                let is_percent = world
                    .nodes(iri, schema::UNIT_CODE)
                    .any(|unit| unit == code::unit::PERCENT.as_str());
                grouped(value) + if is_percent { "%" } else { "" }
            },
            number: value.parse().unwrap_or_default(),
            length: None,
            places: vec![(
                viewer.link(iri),
                viewer.quotes(&world.passages(iri), &[]).into_iter().next(),
            )],
        };
        let same = bars.iter_mut().find(|known| {
            (&known.value, &known.bound, &known.about) == (&bar.value, &bar.bound, &bar.about)
        });
        match same {
            Some(known) => known.places.extend(bar.places),
            None => bars.push(bar),
        }
    }
    bars.sort_by(|a, b| b.number.total_cmp(&a.number));
    let most = bars.first().map_or(0.0, |bar| bar.number);
    // One number alone has nothing to be compared with.
    if most > 0.0 && bars.iter().any(|bar| bar.value != bars[0].value) {
        for bar in &mut bars {
            let length = (bar.number / most * 1000.0).round().clamp(2.0, 1000.0);
            bar.length = Some(length / 10.0);
        }
    }
    bars
}

/// A whole number with its thousands apart, as both languages write it.
pub fn grouped(number: &str) -> String {
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
