//! The front page: what the dataset is, and where to begin.

use askama::Template;

use super::list::{self, Families, Report};
use super::question::{self, Answer};
use super::thing::{Dispute, Viewer};
use super::{Page, Said, Value, World, picture};
use crate::graph::vocab::govrep;
use crate::query::SavedQuery;

/// A file that can be downloaded.
#[derive(Clone, Debug)]
pub struct Download {
    /// The name of the format.
    pub format: &'static str,
    /// The path below the root of the site.
    pub path: String,
    /// The size in bytes.
    pub bytes: u64,
}

impl Download {
    fn size(&self) -> String {
        match self.bytes {
            0..1_000 => format!("{} B", self.bytes),
            1_000..1_000_000 => format!("{} kB", self.bytes.div_ceil(1_000)),
            _ => format!(
                "{}.{} MB",
                self.bytes / 1_000_000,
                self.bytes / 100_000 % 10
            ),
        }
    }
}

/// A question on the front page, with the beginning of its answer.
struct Asked {
    line: question::Line,
    rows: Vec<Vec<Value>>,
}

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'p> {
    page: &'p Page<'p>,
    description: Said,
    figures: Vec<(String, &'static str)>,
    families: Vec<(&'static str, String, usize)>,
    reports: Vec<Report>,
    asked: Vec<Asked>,
    /// A contradiction, to show what a fact with its words is.
    dispute: Option<Dispute>,
    pictures: &'static [picture::Card],
    downloads: &'p [Download],
    citation: String,
    json_ld: serde_json::Value,
}

/// How many questions the front page shows.
const ASKED: usize = 6;

/// Writes the front page.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(
    world: &World<'_>,
    page: &Page<'_>,
    families: &Families<'_>,
    questions: &[(&SavedQuery, Option<Answer>)],
    downloads: &[Download],
    figures: &[(usize, &'static str)],
) -> askama::Result<String> {
    // Those say most that need no value and name things.
    let asked = questions
        .iter()
        .filter(|(query, _)| query.parameters.iter().all(|p| p.default.is_none()))
        .filter_map(|(query, answer)| {
            let answer = answer.as_ref()?;
            let rows = question::sample(world, page, answer, 3);
            (rows.len() > 1).then(|| Asked {
                line: question::line(page, query, Some(answer)),
                rows,
            })
        })
        .take(ASKED)
        .collect();
    let description = page.text_of(&page.site.project.dataset.description);
    let title = page.site_title();
    let publisher = page.publisher().map(|publisher| publisher.text);
    let citation = match &publisher {
        Some(publisher) => format!("{publisher}. {}. {}", title.text, page.site.version),
        None => format!("{}. {}", title.text, page.site.version),
    };
    let distributions: Vec<_> = downloads
        .iter()
        .map(|file| {
            serde_json::json!({
                "@type": "DataDownload",
                "encodingFormat": file.format,
                "contentUrl": format!("{}{}", page.site.project.base, file.path),
            })
        })
        .collect();
    let languages: Vec<&str> = page
        .site
        .project
        .languages
        .iter()
        .map(String::as_str)
        .collect();
    let json_ld = serde_json::json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": page.site.project.base,
        "url": page.site.project.base,
        "name": title.text,
        "description": description.text,
        "license": page.site.project.dataset.licence,
        "version": page.site.version,
        "inLanguage": languages,
        "isAccessibleForFree": true,
        "creator": publisher.map(|name| serde_json::json!({"@type": "Organization", "name": name})),
        "distribution": distributions,
    });
    FrontPage {
        description,
        figures: figures
            .iter()
            .map(|(number, key)| (picture::chart::grouped(&number.to_string()), *key))
            .collect(),
        families: families
            .iter()
            .map(|(family, things)| (family, page.link(&list::stem(family, 0)), things.len()))
            .collect(),
        reports: list::reports(world, page),
        asked,
        dispute: dispute(world, page),
        pictures: &picture::CARDS,
        downloads,
        citation,
        json_ld,
        page,
    }
    .render()
}

/// The contradiction that shows best what one is: decided, between two statements with words.
fn dispute(world: &World<'_>, page: &Page<'_>) -> Option<Dispute> {
    let viewer = Viewer::new(world, page);
    let pages = world.pages();
    let disputes = pages
        .iter()
        .filter(|iri| world.is_a(iri, govrep::DISCREPANCY))
        .map(|iri| viewer.dispute(iri));
    let mut disputes = disputes.filter(|dispute| {
        let claims = &dispute.claims;
        claims.len() == 2 && claims.iter().all(|(claim, _)| !claim.quotes.is_empty())
    });
    let first = disputes.next();
    match &first {
        Some(dispute) if !dispute.is_decided => disputes.find(|it| it.is_decided).or(first),
        _ => first,
    }
}
