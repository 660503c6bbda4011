//! What happened when, as the reports date it.

use askama::Template;

use crate::graph::vocab::schema;
use crate::page::thing::{Quote, Viewer};
use crate::page::{Page, Value, World};

/// The most entries of one page.
const MOST: usize = 250;

/// What happened at one time by the same words.
struct Entry {
    date: Value,
    end: Option<Value>,
    links: Vec<Value>,
    kind: String,
    quote: Option<Quote>,
}

impl Entry {
    /// Whether another one is told at once with it.
    fn is_with(&self, other: &Self) -> bool {
        let place = |entry: &Self| entry.quote.as_ref().map(|quote| quote.href.clone());
        self.date == other.date
            && self.end == other.end
            && self.kind == other.kind
            && place(self).is_some()
            && place(self) == place(other)
    }
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelinePage<'p> {
    page: &'p Page<'p>,
    years: Vec<(String, Vec<Entry>)>,
    rest: usize,
}

/// Writes the timeline: things with a start, in its order.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let (from, first) = (page.path(), page.site.first());
    let mut dated: Vec<(&str, &str)> = world
        .pages()
        .into_iter()
        .filter_map(|iri| Some((world.literal(iri, schema::START_DATE)?, iri)))
        .collect();
    dated.sort_unstable();
    let rest = dated.len().saturating_sub(MOST);
    dated.truncate(MOST);
    let mut years: Vec<(String, Vec<Entry>)> = Vec::new();
    for (date, iri) in dated {
        let literal = |property| {
            let literal = world.literals(iri, property).next()?;
            Some(world.value(literal.into(), &from, page.language, first))
        };
        let start = literal(schema::START_DATE).unwrap_or_default();
        let end = literal(schema::END_DATE).filter(|end| end.said != start.said);
        let entry = Entry {
            end,
            date: start,
            links: vec![viewer.link(iri)],
            kind: world.kind(iri, page.language).text,
            quote: viewer
                .quotes(
                    &world.passages(iri)[..1.min(world.passages(iri).len())],
                    &[],
                )
                .pop(),
        };
        let year = date.split('-').next().unwrap_or(date).to_owned();
        match years.last_mut() {
            Some((last, entries)) if *last == year => {
                match entries.iter_mut().find(|known| known.is_with(&entry)) {
                    Some(known) => known.links.extend(entry.links),
                    None => entries.push(entry),
                }
            }
            _ => years.push((year, vec![entry])),
        }
    }
    TimelinePage { page, years, rest }.render()
}
