//! The releases of a dataset: a page, and the feeds that tell of new ones.

use askama::Template;

use super::{Page, Said, Value, world};
use crate::publish::dump::Format;
use crate::publish::history::{ADDED, Past, REMOVED, path};

/// A release on the page.
struct Listed<'p> {
    past: &'p Past,
    date: Value,
    files: Vec<(String, String)>,
    patches: Option<[String; 2]>,
}

#[derive(Template)]
#[template(path = "releases.html")]
struct ReleasesPage<'p> {
    page: &'p Page<'p>,
    releases: Vec<Listed<'p>>,
}

/// Writes the page of the releases, the newest first.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(page: &Page<'_>, history: &[Past]) -> askama::Result<String> {
    ReleasesPage {
        page,
        releases: history.iter().map(|past| listed(page, past)).collect(),
    }
    .render()
}

fn listed<'p>(page: &Page<'_>, past: &'p Past) -> Listed<'p> {
    let dataset = &page.site.project.dataset.name;
    let file = |name: &str| page.file(&path(&past.version, name));
    let date = past.issued.as_deref().map(|day| Value {
        said: Said {
            text: world::date(day, page.language).unwrap_or_else(|| day.to_owned()),
            lang: None,
        },
        datetime: Some(day.to_owned()),
        ..Value::default()
    });
    let dump = |format: Format| {
        let name = format!("{dataset}.{}", format.extension());
        (format.extension().to_owned(), file(&name))
    };
    Listed {
        past,
        date: date.unwrap_or_default(),
        files: Format::ALL.map(dump).to_vec(),
        patches: past.changes.is_some().then(|| [file(ADDED), file(REMOVED)]),
    }
}

/// A release in a feed.
struct Entry<'p> {
    past: &'p Past,
    moment: String,
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed<'p> {
    page: &'p Page<'p>,
    updated: &'p str,
    entries: &'p [Entry<'p>],
}

/// Writes the feed of the releases whose day is known, as
/// [Atom](https://www.rfc-editor.org/rfc/rfc4287); none if there are none.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn feed(page: &Page<'_>, history: &[Past]) -> askama::Result<Option<String>> {
    let entries: Vec<Entry<'_>> = history
        .iter()
        .filter_map(|past| {
            let moment = moment(past.issued.as_deref()?);
            Some(Entry { past, moment })
        })
        .collect();
    let Some(newest) = entries.iter().map(|entry| entry.moment.as_str()).max() else {
        return Ok(None);
    };
    let feed = Feed {
        page,
        updated: newest,
        entries: &entries,
    };
    feed.render().map(Some)
}

/// A day as a moment: of a month or a year the first.
fn moment(day: &str) -> String {
    let rest = "0000-01-01".get(day.len()..).unwrap_or_default();
    format!("{day}{rest}T00:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_feed_has_moments_whatever_is_known_of_the_day() {
        for (day, expected) in [
            ("2026", "2026-01-01T00:00:00Z"),
            ("2026-11", "2026-11-01T00:00:00Z"),
            ("2026-11-23", "2026-11-23T00:00:00Z"),
        ] {
            assert_eq!(moment(day), expected);
        }
    }
}
