//! Every page of a dataset, written into a release.

use std::collections::BTreeMap;

use thiserror::Error;

use super::front::Download;
use super::list::{self, Families};
use super::quality::Quality;
use super::question::{self, Answer};
use super::thing::{self, Viewer};
use super::vocabulary::{self, Usage};
use super::{
    Language, Page, Said, Site, World, bundle, history, host, link, picture, quality, reading,
    search,
};
use crate::graph::vocab::{PREFIXES, code};
use crate::graph::{Names, Quads, ontology};
use crate::publish::dump::{self, DumpError, Format};
use crate::publish::history::Past;
use crate::publish::packed::Packing;
use crate::publish::release::{Release, ReleaseError};
use crate::query::{QueryError, ResultFormat, SavedQuery, result};

/// What a site is made of.
#[derive(Debug)]
pub struct Content<'c, 'a> {
    /// The dataset and its languages.
    pub site: Site<'c>,
    /// The graph.
    pub world: &'c World<'a>,
    /// The saved questions with their answers; none where a value is missing.
    pub questions: Vec<(&'c SavedQuery, Option<Answer>)>,
    /// What was checked, and how well the reports were read.
    pub quality: Quality<'c>,
    /// The releases that can still be had, the newest first.
    pub history: Vec<Past>,
    /// The dumps.
    pub downloads: Vec<Download>,
    /// How many things, facts and triples there are.
    pub figures: Vec<(usize, &'static str)>,
}

impl Content<'_, '_> {
    /// The path of the dataset as packed N-Quads, which the query page loads.
    fn dataset(&self) -> Option<String> {
        let mut dumps = self.downloads.iter().map(|file| file.path.as_str());
        let quads = dumps.find(|path| path.ends_with(Format::NQuads.extension()))?;
        Some(format!("{quads}.{}", Packing::Gzip.extension()))
    }
}

/// Why a site could not be written.
#[derive(Debug, Error)]
pub enum SiteError {
    /// A file could not be written.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// The data of a thing could not be written.
    #[error(transparent)]
    Dump(#[from] DumpError),
    /// An answer could not be written.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A template failed.
    #[error("a page could not be written: {0}")]
    Template(#[from] askama::Error),
    /// JSON could not be written.
    #[error("a search index could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// A file that was rendered: its path below the root of the site, and its bytes.
pub type File = (String, Vec<u8>);

/// The scripts, styles and pictures that pages share.
const ASSETS: [(&str, &str); 7] = [
    (
        "asset/style.css",
        include_str!("../../templates/asset/style.css"),
    ),
    (
        "asset/theme.js",
        include_str!("../../templates/asset/theme.js"),
    ),
    (
        "asset/reader.js",
        include_str!("../../templates/asset/reader.js"),
    ),
    (
        "asset/search.js",
        include_str!("../../templates/asset/search.js"),
    ),
    (
        "asset/network.js",
        include_str!("../../templates/asset/network.js"),
    ),
    ("asset/map.js", include_str!("../../templates/asset/map.js")),
    (
        "asset/icon.svg",
        include_str!("../../templates/asset/icon.svg"),
    ),
];

/// How many things are rendered before it is told how far the work is.
const BATCH: usize = 512;

/// Writes all pages, the data of each thing, the texts and the search index; `progress` is told
/// how many things are done, and of how many.
///
/// Each page is made and written before the same thread makes another, so that memory does not
/// grow with their number.
///
/// # Errors
///
/// When a file cannot be written.
pub fn write(
    content: &Content<'_, '_>,
    release: &mut Release,
    progress: &dyn Fn(usize, usize),
) -> Result<(), SiteError> {
    for (path, text) in ASSETS {
        put(release, path, text.as_bytes())?;
    }
    for (name, bytes) in bundle::FILES {
        put(release, &bundle::path(name), bytes)?;
    }
    for (path, text) in ontology::FILES {
        put(release, &format!("ontology/{path}"), text.as_bytes())?;
    }
    for reading in &content.world.readings {
        put(release, &reading.file(), reading.text().as_bytes())?;
    }
    for language in content.site.languages {
        for (path, bytes) in general(content, *language)? {
            put(release, &path, &bytes)?;
        }
    }
    let things = content.world.pages();
    for (number, batch) in things.chunks(BATCH).enumerate() {
        release.write_made(batch, |iri| thing_files(content, iri))?;
        progress(
            (number * BATCH + batch.len()).min(things.len()),
            things.len(),
        );
    }
    for (path, bytes) in answers(content)? {
        put(release, &path, &bytes)?;
    }
    for (path, text) in host_files(content, release)? {
        put(release, &path, text.as_bytes())?;
    }
    Ok(())
}

/// The list of pages, the feed and the rules for hosts.
fn host_files(
    content: &Content<'_, '_>,
    release: &Release,
) -> Result<Vec<(String, String)>, SiteError> {
    let site = content.site;
    // Of each page the one in the first language, which has the bare ending.
    let stems: Vec<String> = release
        .files()
        .keys()
        .filter_map(|path| path.strip_suffix(".html"))
        .filter(|stem| !stem.starts_with("id/") && *stem != "404")
        .filter(|stem| {
            let of_other = |language: &Language| stem.ends_with(&format!(".{}", language.tag()));
            !site.languages.iter().skip(1).any(of_other)
        })
        .map(str::to_owned)
        .collect();
    let mut files = host::sitemaps(site, &stems)?;
    files.extend(host::files(site, content.world)?);
    for language in site.languages {
        let page = Page::new(site, *language, "feed", "");
        let feed = history::feed(&page, &content.history)?;
        files.extend(feed.map(|feed| (page.feed_path(), feed)));
    }
    Ok(files)
}

/// The folder of the search index of a language.
pub fn index(language: Language) -> String {
    format!("asset/index-{}", language.tag())
}

fn put(release: &mut Release, path: &str, bytes: &[u8]) -> Result<(), ReleaseError> {
    release.write_bytes(path, bytes)
}

/// The pages of one language that are not about one thing, and its search index.
///
/// # Errors
///
/// When a template fails.
pub fn general(content: &Content<'_, '_>, language: Language) -> Result<Vec<File>, SiteError> {
    let part = Part { content, language };
    let families = Families::new(content.world);
    let usage = Usage::new(content.world);
    let mut files = part.pages(&families, &usage, &vocabulary::shapes())?;
    let page = part.page("search", "search");
    files.extend(search::index(content.world, &page, &index(language))?);
    Ok(files)
}

/// A file of the site that is neither a page nor data: scripts, styles, the ontology, texts.
pub fn asset(world: &World<'_>, path: &str) -> Option<Vec<u8>> {
    let ontology = |(file, _): &&(&str, &str)| path.strip_prefix("ontology/") == Some(file);
    if let Some((_, text)) = ASSETS.iter().find(|(file, _)| *file == path) {
        return Some(text.as_bytes().to_vec());
    }
    if let Some((_, text)) = ontology::FILES.iter().find(ontology) {
        return Some(text.as_bytes().to_vec());
    }
    let reading = world.readings.iter().find(|r| r.file() == path)?;
    Some(reading.text().as_bytes().to_vec())
}

/// The page of a thing in one language; of a text its page `part`, from 0.
///
/// # Errors
///
/// When a template fails.
pub fn thing(
    site: Site<'_>,
    world: &World<'_>,
    iri: &str,
    part: usize,
    language: Language,
) -> Result<String, SiteError> {
    let stem = world.stem(iri).unwrap_or_default();
    if let Some(reading) = world.reading(iri) {
        let mut page = Page::new(site, language, &reading.stem_of_part(part), "reports");
        page.title = reading::title(world, &page, reading, part);
        page.trail = vec![(page.t("reports").to_owned(), "report/index".to_owned())];
        return Ok(reading::render(world, &page, reading, part)?);
    }
    let family = world.family(iri);
    let mut page = Page::new(site, language, &format!("doc/{stem}"), "browse");
    page.title = world.name(iri, language);
    page.trail = vec![
        (page.t("browse").to_owned(), "browse/index".to_owned()),
        (page.family(family), list::stem(family, 0)),
    ];
    let view = Viewer::new(world, &page).view(iri);
    Ok(thing::render(&page, &view)?)
}

/// The pages and the data of a thing.
fn thing_files(content: &Content<'_, '_>, iri: &str) -> Result<Vec<File>, SiteError> {
    let world = content.world;
    let mut files = Vec::new();
    let Some(stem) = world.stem(iri) else {
        return Ok(files);
    };
    let reading = world.reading(iri);
    for language in content.site.languages {
        for part in 0..reading.map_or(1, super::Reading::parts) {
            let html = thing(content.site, world, iri, part, *language)?;
            let stem = match reading {
                Some(reading) => reading.stem_of_part(part),
                None => format!("doc/{stem}"),
            };
            let path = link::page(&stem, *language, content.site.first());
            files.push((path, html.into_bytes()));
        }
    }
    let first = Page::new(
        content.site,
        content.site.first(),
        &format!("id/{stem}/index"),
        "",
    );
    let first = first.titled(world.name(iri, content.site.first()));
    let forward = host::forward(&first, iri, &format!("doc/{stem}"))?;
    files.push((first.path(), forward.into_bytes()));
    let quads = Viewer::data(world, iri);
    let names = Names {
        base: Some(world.base),
        prefixes: PREFIXES,
    };
    for format in [Format::Turtle, Format::JsonLd] {
        let mut bytes = Vec::new();
        dump::write(&quads, format, &names, &mut bytes)?;
        files.push((format!("data/{stem}.{}", format.extension()), bytes));
    }
    Ok(files)
}

/// The questions as SPARQL, and the answers as CSV and JSON, or N-Triples.
fn answers(content: &Content<'_, '_>) -> Result<Vec<File>, SiteError> {
    let names = Names {
        base: Some(content.world.base),
        prefixes: PREFIXES,
    };
    let mut files = Vec::new();
    for (query, answer) in &content.questions {
        let text = query.text.clone().into_bytes();
        files.push((format!("query/{}.rq", query.name), text));
        let Some(answer) = answer else { continue };
        let mut formats = vec![query.answer_format()];
        if query.answer_format() == ResultFormat::Csv {
            formats.push(ResultFormat::Json);
        }
        for format in formats {
            let mut bytes = Vec::new();
            result::write(answer.results(), format, &names, &mut bytes)?;
            files.push((format!("query/{}.{}", query.name, format.name()), bytes));
        }
    }
    Ok(files)
}

/// The pages in one language that are not of things.
struct Part<'c, 'a> {
    content: &'c Content<'c, 'a>,
    language: Language,
}

impl<'c> Part<'c, '_> {
    fn page(&self, stem: &str, section: &'static str) -> Page<'c> {
        Page::new(self.content.site, self.language, stem, section)
    }

    fn titled(&self, stem: &str, section: &'static str, key: &str) -> Page<'c> {
        let page = self.page(stem, section);
        let text = page.t(key).to_owned();
        page.titled(Said { text, lang: None })
    }

    fn pages(
        &self,
        families: &Families<'_>,
        usage: &Usage<'_>,
        shapes: &Quads,
    ) -> Result<Vec<File>, SiteError> {
        let (content, world) = (self.content, self.content.world);
        let mut pages: BTreeMap<String, String> = BTreeMap::new();
        let mut add = |page: &Page<'_>, html: String| pages.insert(page.path(), html);

        let page = self.page("index", "");
        let html = super::front::render(
            world,
            &page,
            families,
            &content.questions,
            &content.downloads,
            &content.figures,
        )?;
        add(&page, html);

        let page = self.titled("browse/index", "browse", "browse");
        add(&page, list::render_families(world, &page, families)?);
        for (family, things) in families.iter() {
            for number in 0..Families::pages(things) {
                let mut page = self.page(&list::stem(family, number), "browse");
                let text = page.family(family);
                page.title = Said { text, lang: None };
                page.trail = vec![(page.t("browse").to_owned(), "browse/index".to_owned())];
                let html = list::render(world, &page, family, things, number)?;
                add(&page, html);
            }
        }

        let page = self.titled("report/index", "reports", "reports");
        add(&page, list::render_reports(world, &page)?);

        let page = self.titled("query/index", "questions", "questions");
        let lines = content.questions.iter();
        let lines = lines.map(|(query, answer)| question::line(&page, query, answer.as_ref()));
        let lines = lines.collect();
        add(&page, question::render_list(&page, lines)?);
        for (query, answer) in &content.questions {
            let mut page = self.page(&question::stem(&query.name), "questions");
            page.title = question::line(&page, query, None).summary;
            page.trail = vec![(page.t("questions").to_owned(), "query/index".to_owned())];
            let html = question::render(world, &page, query, answer.as_ref(), None)?;
            add(&page, html);
        }

        let page = self.titled("ontology/index", "ontology", "ontology");
        add(&page, vocabulary::render(world, &page, usage)?);
        let trail = vec![(page.t("ontology").to_owned(), "ontology/index".to_owned())];
        let mut page = self.titled("ontology/shapes", "ontology", "ontology-shapes");
        page.trail.clone_from(&trail);
        add(&page, vocabulary::render_shapes(world, &page, shapes)?);
        for (name, concepts) in code::SCHEMES {
            let mut page = self.page(&format!("ontology/code/{name}"), "ontology");
            page.title = world.name(code::scheme(name).as_str(), self.language);
            page.trail.clone_from(&trail);
            let html = vocabulary::render_list(world, &page, usage, name, concepts)?;
            add(&page, html);
        }

        let page = self.titled("quality", "quality", "quality");
        add(&page, quality::render(world, &page, &content.quality)?);

        let page = self.titled("releases", "", "releases");
        add(&page, history::render(&page, &content.history)?);

        let page = self.titled("search", "search", "search");
        add(
            &page,
            search::render(&page, &index(self.language), "", &[])?,
        );

        let page = self.titled("sparql", "questions", "sparql");
        let html = match content.dataset() {
            Some(dump) if !bundle::FILES.is_empty() => {
                let questions = content.questions.iter().map(|(query, _)| *query);
                bundle::render(&page, questions, &dump)?
            }
            _ => super::plain::render_missing_query(&page)?,
        };
        add(&page, html);

        if self.language == content.site.first() {
            let page = self.titled("404", "", "not-found");
            pages.insert(
                "404.html".to_owned(),
                super::plain::render_not_found(&page)?,
            );
        }
        let bytes = pages
            .into_iter()
            .map(|(path, html)| (path, html.into_bytes()));
        Ok(bytes.chain(self.pictures()?).collect())
    }

    /// The pictures on their pages, and small.
    fn pictures(&self) -> Result<Vec<File>, SiteError> {
        let world = self.content.world;
        let mut files: Vec<(String, String)> = Vec::new();
        let page = self.titled("picture/index", "pictures", "pictures");
        files.push((page.path(), picture::render(&page)?));
        let trail = vec![(page.t("pictures").to_owned(), "picture/index".to_owned())];
        let draw = |stem: &str, key: &str| {
            let mut page = self.titled(stem, "pictures", key);
            page.trail.clone_from(&trail);
            page
        };
        let page = draw("picture/network", "network");
        let drawn = picture::network::render(world, &page)?;
        files.push((page.path(), drawn.html));
        let network = drawn.image;
        let page = draw("picture/map", "map");
        let drawn = picture::map::render(world, &page)?;
        files.push((page.path(), drawn.html));
        let map = drawn.image;
        let page = draw("picture/timeline", "timeline");
        files.push((page.path(), picture::timeline::render(world, &page)?));
        let page = draw("picture/chart", "charts");
        files.push((page.path(), picture::chart::render(world, &page)?));
        if self.language == self.content.site.first() {
            // They have no words.
            files.push((picture::NETWORK.to_owned(), network));
            files.push((picture::MAP.to_owned(), map));
        }
        let bytes = files.into_iter();
        Ok(bytes
            .map(|(path, text)| (path, text.into_bytes()))
            .collect())
    }
}
