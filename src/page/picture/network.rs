//! Who belongs to what and took part in what, as a drawing.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use oxigraph::model::TermRef;

use super::layout;
use crate::graph::vocab::{code, govrep, prov, rdf};
use crate::page::thing::Viewer;
use crate::page::{Page, Value, World};

/// The size of the sheet.
const WIDTH: f64 = 1500.0;
const HEIGHT: f64 = 1000.0;

/// The height of a name.
const LINE: f64 = 24.0;

/// Families that are drawn.
const DRAWN: [&str; 4] = ["person", "body", "event", "programme"];

/// The most lines of the table; a page stays below 200 kB.
const ROWS: usize = 400;

/// Two things and how they relate, in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line<'a> {
    from: &'a str,
    to: &'a str,
    how: String,
}

struct Node {
    link: Value,
    x: i64,
    y: i64,
    size: usize,
}

struct Drawn {
    a: usize,
    b: usize,
    x1: i64,
    y1: i64,
    x2: i64,
    y2: i64,
}

#[derive(Template)]
#[template(path = "network.html")]
struct NetworkPage<'p> {
    page: &'p Page<'p>,
    nodes: Vec<Node>,
    lines: Vec<Drawn>,
    rows: Vec<(Value, String, Value)>,
    rest: usize,
    width: i64,
    height: i64,
}

/// The lines of a graph: direct links between things, and those that a fact makes.
fn lines<'a>(world: &World<'a>, page: &Page<'_>) -> BTreeSet<Line<'a>> {
    let is_drawn = |iri: &str| {
        world.has_page(iri) && !world.is_inline(iri) && DRAWN.contains(&world.family(iri))
    };
    let mut lines = BTreeSet::new();
    for iri in world.pages() {
        if world.is_a(iri, govrep::ASSERTION) || world.is_a(iri, govrep::NEGATION) {
            continue;
        }
        let mut ends: Vec<&str> = Vec::new();
        let mut role: Option<String> = None;
        let is_fact = world.is_inline(iri);
        for quad in world.about(iri) {
            let TermRef::NamedNode(node) = quad.object.as_ref() else {
                continue;
            };
            let property = quad.predicate.as_ref();
            if [
                prov::WAS_DERIVED_FROM,
                prov::WAS_GENERATED_BY,
                rdf::TYPE,
                govrep::INVOLVES,
            ]
            .contains(&property)
            {
                continue;
            }
            if is_drawn(node.as_str()) {
                if is_fact {
                    ends.push(node.as_str());
                } else if is_drawn(iri) && node.as_str() != iri {
                    lines.insert(Line {
                        from: iri,
                        to: node.as_str(),
                        how: world.property_name(property.as_str(), page.language).text,
                    });
                }
            } else if is_fact && node.as_str().starts_with(code::NAMESPACE) && role.is_none() {
                role = world
                    .label(node.as_str(), page.language)
                    .map(|label| label.text);
            }
        }
        if !is_fact {
            continue;
        }
        let owners = world.incoming(iri).iter().map(|(owner, _)| *owner);
        ends.extend(owners.filter(|owner| is_drawn(owner)));
        ends.sort_unstable();
        ends.dedup();
        // Who stands first does or is something there: persons before events before bodies.
        ends.sort_by_key(|end| {
            let order = ["person", "event", "body", "programme"];
            order.iter().position(|family| *family == world.family(end))
        });
        let kind = world.kind(iri, page.language).text;
        if let Some((first, others)) = ends.split_first() {
            lines.extend(others.iter().map(|other| Line {
                from: first,
                to: other,
                how: role.clone().unwrap_or_else(|| kind.clone()),
            }));
        }
    }
    lines
}

/// About how wide a node with its name is.
fn width(name: &str) -> f64 {
    let columns = unicode_width::UnicodeWidthStr::width(name);
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    let width = columns as f64 * 9.0;
    width + 34.0
}

/// The small form, without names.
#[derive(Template)]
#[template(path = "network.svg")]
struct Image<'p> {
    nodes: &'p [Node],
    lines: &'p [Drawn],
    width: i64,
    height: i64,
}

/// Writes the drawing and its table.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>) -> askama::Result<super::Drawn> {
    let viewer = Viewer::new(world, page);
    let lines = lines(world, page);
    let mut degrees: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        *degrees.entry(line.from).or_default() += 1;
        *degrees.entry(line.to).or_default() += 1;
    }
    let mut things: Vec<(&str, usize)> = degrees.into_iter().collect();
    things.sort_by_key(|(iri, degree)| (std::cmp::Reverse(*degree), *iri));
    things.truncate(layout::MOST);
    things.sort_unstable();
    let place = |iri: &str| things.binary_search_by_key(&iri, |(iri, _)| iri).ok();
    let pairs: BTreeSet<(usize, usize)> = lines
        .iter()
        .filter_map(|line| Some((place(line.from)?, place(line.to)?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    let pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
    let mut points = layout::place(things.len(), &pairs, WIDTH, HEIGHT);
    let widths: Vec<f64> = things
        .iter()
        .map(|(iri, _)| width(&world.name(iri, page.language).text))
        .collect();
    layout::separate(&mut points, &widths, LINE, HEIGHT);
    #[expect(clippy::cast_possible_truncation, reason = "points lie on the sheet")]
    let whole = |value: f64| value.round() as i64;
    let at = |index: usize| (whole(points[index].x), whole(points[index].y));
    let drawing = NetworkPage {
        nodes: things
            .iter()
            .enumerate()
            .map(|(index, (iri, degree))| Node {
                link: viewer.link(iri),
                x: at(index).0,
                y: at(index).1,
                size: 6 + (*degree).min(16),
            })
            .collect(),
        lines: pairs
            .iter()
            .map(|&(a, b)| Drawn {
                a,
                b,
                x1: at(a).0,
                y1: at(a).1,
                x2: at(b).0,
                y2: at(b).1,
            })
            .collect(),
        rest: lines.len().saturating_sub(ROWS),
        rows: lines
            .iter()
            .take(ROWS)
            .map(|line| {
                (
                    viewer.link(line.from),
                    line.how.clone(),
                    viewer.link(line.to),
                )
            })
            .collect(),
        width: whole(WIDTH),
        height: whole(HEIGHT),
        page,
    };
    let image = Image {
        nodes: &drawing.nodes,
        lines: &drawing.lines,
        width: drawing.width,
        height: drawing.height,
    };
    Ok(super::Drawn {
        html: drawing.render()?,
        image: image.render()?,
    })
}
