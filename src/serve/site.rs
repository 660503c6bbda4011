//! The pages of the site, rendered when they are asked for.
//!
//! They are those of a release, at the same paths: links between them are relative and work here
//! as they do in a folder. `/doc/person/唐鳳` without an ending is the page in the language that
//! the client reads best.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hyper::body::Bytes;
use hyper::header;
use oxigraph::model::NamedNodeRef;
use self_cell::self_cell;

use super::evaluate::problem;
use super::media::Media;
use super::problem::Problem;
use super::reconcile::{PREVIEW, node};
use super::reply::Reply;
use super::request::Request;
use super::search::Hit;
use super::version::{THINGS, Version};
use crate::document::Document;
use crate::graph::Quads;
use crate::page::front::Download;
use crate::page::quality::Quality;
use crate::page::question::{Answer, Shown};
use crate::page::site::{Content, File, SiteError};
use crate::page::thing::Viewer;
use crate::page::{
    self, Language, Page, Reading, Said, Value, World, ask, link, quality, question,
};
use crate::publish::catalog::Score;
use crate::publish::dump::Format;
use crate::publish::edition::DIGITS;
use crate::query::SavedQuery;

/// The path of the query page, without its ending.
const QUERY_PAGE: &str = "sparql";

/// The path of the search page, without its ending.
const SEARCH_PAGE: &str = "search";

/// Rendered files by path.
type Files = BTreeMap<String, Bytes>;

/// A text that passages lie in.
pub struct Text {
    /// The IRI of the text.
    pub iri: String,
    /// The IRI of the report.
    pub report: String,
    /// The document that was read from it.
    pub document: Document,
}

/// What the index of the pages borrows from.
struct Sources {
    base: String,
    quads: Arc<Quads>,
    texts: Arc<[Text]>,
}

self_cell!(
    struct Indexed {
        owner: Sources,
        #[covariant]
        dependent: World,
    }
);

/// The pages of a version.
pub struct Pages {
    indexed: Indexed,
    languages: Vec<Language>,
    /// Things whose names are no names for files, by the names of their pages.
    renamed: HashMap<String, String>,
    /// The answers of the saved queries with their defaults, where they have one.
    answers: OnceLock<Vec<Option<Answer>>>,
    /// Pages that are not about one thing, by path, for each language.
    general: Vec<Mutex<Option<Arc<Files>>>>,
}

impl Pages {
    /// Indexes a version; pages are rendered later.
    pub fn new(version: &Version) -> Self {
        let sources = Sources {
            base: version.project.base.clone(),
            quads: Arc::clone(&version.quads),
            texts: Arc::clone(&version.texts),
        };
        let indexed = Indexed::new(sources, |sources| {
            let readings = sources.texts.iter().map(|text| {
                let things = format!("{}{THINGS}", sources.base);
                let stem = text.iri.strip_prefix(&things).unwrap_or(&text.iri);
                let (iri, report) = (text.iri.clone(), text.report.clone());
                Reading::new(iri, report, link::stem(stem), &text.document)
            });
            World::new(&sources.base, &sources.quads, readings.collect())
        });
        let world = indexed.borrow_dependent();
        let renamed = world.pages().into_iter().filter_map(|iri| {
            let stem = world.stem(iri)?;
            (iri.strip_prefix(&world.things) != Some(&stem)).then(|| (stem, iri.to_owned()))
        });
        let languages = page::Site::languages(&version.project);
        Self {
            renamed: renamed.collect(),
            general: languages.iter().map(|_| Mutex::default()).collect(),
            answers: OnceLock::new(),
            languages,
            indexed,
        }
    }

    /// The graph, indexed.
    pub fn world(&self) -> &World<'_> {
        self.indexed.borrow_dependent()
    }

    /// The language of pages for a client that reads this one best.
    pub fn language(&self, tag: &str) -> Language {
        let mut languages = self.languages.iter().copied();
        let first = self.languages[0];
        languages.find(|of| of.reads(tag)).unwrap_or(first)
    }

    /// The name of a page and its language, from a path such as `doc/person/唐鳳.en.html`.
    pub fn parse<'p>(&self, path: &'p str) -> Option<(&'p str, Language)> {
        let path = path.strip_suffix(".html")?;
        for language in self.languages.iter().skip(1) {
            let stem = path.strip_suffix(language.tag());
            if let Some(stem) = stem.and_then(|stem| stem.strip_suffix('.')) {
                return Some((stem, *language));
            }
        }
        Some((path, self.languages[0]))
    }

    /// The thing and the part of its text that a page shows.
    fn thing(&self, stem: &str) -> Option<(String, usize)> {
        let world = self.world();
        let tail = stem.strip_prefix("doc/")?;
        let iri = format!("{}{tail}", world.things);
        let iri = self.renamed.get(tail).cloned().unwrap_or(iri);
        if world.has_page(&iri) {
            return Some((iri, 0));
        }
        world.readings.iter().find_map(|reading| {
            let part = (1..reading.parts()).find(|part| reading.stem_of_part(*part) == stem)?;
            Some((reading.iri.clone(), part))
        })
    }
}

/// What all pages share.
fn shell<'v>(version: &'v Version, pages: &'v Pages) -> page::Site<'v> {
    let set = &version.project.dataset.version;
    page::Site {
        project: &version.project,
        version: set.as_deref().unwrap_or(&version.tag[..DIGITS]),
        issued: None,
        languages: &pages.languages,
    }
}

fn failed(error: SiteError) -> Problem {
    match error {
        SiteError::Query(error) => problem(error),
        _ => Problem::bug(),
    }
}

/// The page of a thing: its document, or where in a text it stands.
pub fn thing(version: &Version, node: NamedNodeRef<'_>, language: &str) -> Result<Reply, Problem> {
    let pages = version.pages();
    let (world, site) = (pages.world(), shell(version, pages));
    let language = pages.language(language);
    if !world.has_page(node.as_str())
        && let Some(target) = world.target(node.as_str())
    {
        let href = target.href("", language, site.first());
        return Ok(Reply::empty(hyper::StatusCode::SEE_OTHER).with(
            header::LOCATION,
            &super::reply::encode_iri(&format!("/{href}")),
        ));
    }
    let html = page::site::thing(site, world, node.as_str(), 0, language).map_err(failed)?;
    Ok(Reply::new(Media::Html, html).with(header::CONTENT_LANGUAGE, language.tag()))
}

/// The file of the site at a path; none if it has none there.
pub fn file(version: &Version, request: &Request, path: &str) -> Result<Option<Reply>, Problem> {
    let pages = version.pages();
    let world = pages.world();
    if let Some((stem, language)) = pages.parse(path) {
        if stem == SEARCH_PAGE {
            return super::search::page(version, request, language).map(Some);
        }
        if stem == QUERY_PAGE {
            return Ok(Some(query(version, request, language, None)?));
        }
        if let Some((iri, part)) = pages.thing(stem) {
            let site = shell(version, pages);
            let html = page::site::thing(site, world, &iri, part, language).map_err(failed)?;
            let reply = Reply::new(Media::Html, html);
            if version.is_withdrawn(page::to_node(&iri)) {
                return Ok(Some(reply.status(hyper::StatusCode::GONE)));
            }
            return Ok(Some(reply));
        }
    }
    if let Some(media) = Media::of_file(path)
        && let Some(bytes) = page::site::asset(world, path)
    {
        return Ok(Some(Reply::new(media, bytes)));
    }
    // All others have an ending, and none is below the things.
    let is_page = Media::of_file(path) == Some(Media::Html) && !path.starts_with("doc/");
    if !is_page && !path.starts_with("asset/") {
        return Ok(None);
    }
    for number in 0..pages.languages.len() {
        // Pages of the first language have no language in their names.
        let is_other = number > 0;
        let tag = pages.languages[number].tag();
        if is_other != path.contains(&format!(".{tag}.")) && !path.starts_with("asset/") {
            continue;
        }
        if let Some(bytes) = general(version, pages, number)?.get(path) {
            let media = Media::of_file(path).unwrap_or(Media::Html);
            return Ok(Some(Reply::new(media, bytes.clone())));
        }
    }
    Ok(None)
}

/// The page of the site with that name in the language of the client.
pub fn named(version: &Version, stem: &str, language: &str) -> Result<Reply, Problem> {
    let pages = version.pages();
    let language = pages.language(language);
    let number = pages.languages.iter().position(|of| *of == language);
    let path = link::page(stem, language, pages.languages[0]);
    let general = general(version, pages, number.unwrap_or_default())?;
    let bytes = general.get(&path).ok_or_else(Problem::bug)?;
    Ok(Reply::new(Media::Html, bytes.clone()).with(header::CONTENT_LANGUAGE, language.tag()))
}

/// The pages that are not about one thing, in the language of that number, rendered together.
fn general(version: &Version, pages: &Pages, number: usize) -> Result<Arc<Files>, Problem> {
    // Who comes while they are rendered waits for them.
    let mut general = pages.general[number]
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some(general) = &*general {
        return Ok(Arc::clone(general));
    }
    let world = pages.world();
    let answers = pages.answers.get_or_init(|| {
        let answer = |query: &SavedQuery| {
            // A question that fails has a page without an answer.
            let results = version.store.query(query.bind(&[]).ok()?, None).ok()?;
            Answer::read(results).ok()
        };
        version.queries.iter().map(answer).collect()
    });
    let questions = version.queries.iter().zip(answers.iter().cloned());
    let questions = questions.collect();
    let mut downloads = Vec::new();
    for format in Format::ALL {
        let dump = version.dump(format).map_err(|_| Problem::bug())?;
        downloads.push(Download {
            format: format.in_oxigraph().name(),
            path: format!(
                "dump/{}.{}",
                version.project.dataset.name,
                format.extension()
            ),
            bytes: dump.len() as u64,
        });
    }
    let content = Content {
        site: shell(version, pages),
        questions,
        // The checks and the catalogue are those of a release, which was built before.
        quality: Quality {
            checks: Vec::new(),
            warnings: Vec::new(),
            catalogue: &Score::default(),
            measured: Vec::new(),
        },
        history: Vec::new(),
        downloads,
        figures: vec![
            (world.readings.len(), "reports"),
            (world.pages().len(), "things"),
            (version.quads.union().count(), "triples"),
            (quality::disputes(world), "discrepancies"),
        ],
        world,
    };
    let files: Vec<File> =
        page::site::general(&content, pages.languages[number]).map_err(failed)?;
    let files = files.into_iter().map(|(path, bytes)| (path, bytes.into()));
    Ok(Arc::clone(general.insert(Arc::new(files.collect()))))
}

/// The page of a saved query with a form for its values, and its answer if it was asked.
pub fn question(
    version: &Version,
    query: &SavedQuery,
    values: &[(String, String)],
    answer: Option<&Answer>,
    language: &str,
) -> Result<Reply, Problem> {
    let pages = version.pages();
    let language = pages.language(language);
    let site = shell(version, pages);
    let mut page = Page::new(site, language, &question::stem(&query.name), "questions");
    page.title = question::line(&page, query, None).summary;
    page.trail = vec![(page.t("questions").to_owned(), "query/index".to_owned())];
    let action = page.file(&format!("api/{}", query.name));
    let form = ask::Form::new(query, values, action);
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.extend_pairs(values);
    let asked = match asked.finish() {
        asked if asked.is_empty() => asked,
        asked => format!("?{asked}"),
    };
    let html = question::render(pages.world(), &page, query, answer, Some((form, &asked)));
    Ok(Reply::new(Media::Html, html.map_err(|_| Problem::bug())?)
        .with(header::CONTENT_LANGUAGE, language.tag()))
}

/// The search page with what was found.
pub fn search(
    version: &Version,
    words: &str,
    hits: &[Hit],
    language: Language,
) -> Result<Reply, Problem> {
    let pages = version.pages();
    let world = pages.world();
    let page = Page::new(shell(version, pages), language, SEARCH_PAGE, "search");
    let title = page.t("search").to_owned();
    let page = page.titled(Said {
        text: title,
        lang: None,
    });
    let viewer = Viewer::new(world, &page);
    let hits: Vec<(Value, Said)> = hits
        .iter()
        .map(|hit| {
            let iri = hit.thing.as_str();
            (viewer.link(iri), world.kind(iri, language))
        })
        .collect();
    let index = page::site::index(language);
    let html = page::search::render(&page, &index, words, &hits).map_err(|_| Problem::bug())?;
    Ok(Reply::new(Media::Html, html).with(header::CONTENT_LANGUAGE, language.tag()))
}

/// A thing in a few lines, for the frame of another program.
pub fn preview(version: &Version, id: &str, language: &str) -> Result<Reply, Problem> {
    let unknown = || Problem::not_found(PREVIEW);
    let pages = version.pages();
    let world = pages.world();
    let thing = node(version, id).ok_or_else(unknown)?;
    if !version.is_known(thing.as_ref()) {
        return Err(unknown());
    }
    let language = pages.language(language);
    let stem = PREVIEW.trim_start_matches('/');
    let page = Page::new(shell(version, pages), language, stem, "");
    let html = page::preview::render(&page, world, thing.as_str()).map_err(|_| Problem::bug())?;
    let reply = Reply::new(Media::Html, html).framed().tagged();
    Ok(reply
        .with(header::CONTENT_LANGUAGE, language.tag())
        .with(header::VARY, "Accept-Language"))
}

/// A query in SPARQL and its answer.
pub struct Asked<'q> {
    /// The text of the query.
    pub text: &'q str,
    /// The answer, or why there is none.
    pub outcome: Result<Answered<'q>, &'q Problem>,
}

/// The answer to a query in SPARQL.
pub struct Answered<'q> {
    /// The answer.
    pub answer: Answer,
    /// The same as Turtle, if it is a graph.
    pub turtle: Option<String>,
    /// The forms in which the answer can be had.
    pub forms: &'q [Media],
}

/// The page on which queries are written, and answered if one was asked.
pub fn query(
    version: &Version,
    request: &Request,
    language: Language,
    asked: Option<Asked<'_>>,
) -> Result<Reply, Problem> {
    let pages = version.pages();
    let world = pages.world();
    let page = Page::new(shell(version, pages), language, QUERY_PAGE, "questions");
    let title = page.t("sparql").to_owned();
    let page = page.titled(Said {
        text: title,
        lang: None,
    });
    let parameters = request.parameters()?;
    let wanted = parameters.iter().find(|(name, _)| name == "example");
    let example = wanted.and_then(|(_, name)| version.queries.get(name).ok());
    let begun = match example {
        Some(example) => example.text.clone(),
        None => beginning(),
    };
    let path = |name: &str, value: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair(name, value);
        format!("sparql?{}", query.finish())
    };
    let shown = match asked {
        None => unanswered(&begun),
        Some(Asked { text, outcome }) => match outcome {
            Ok(answered) => ask::Asked {
                answer: Some(Shown::new(world, &page, &answered.answer)),
                turtle: answered.turtle,
                forms: answered
                    .forms
                    .iter()
                    .map(|media| {
                        let mut query = form_urlencoded::Serializer::new(String::new());
                        query.append_pair("query", text);
                        query.append_pair(super::sparql::FORMAT, media.suffix());
                        (media.types()[0], format!("sparql?{}", query.finish()))
                    })
                    .collect(),
                ..unanswered(text)
            },
            Err(problem) => ask::Asked {
                wrong: Some(ask::Wrong::new(
                    language,
                    (
                        problem.code,
                        problem.status == hyper::StatusCode::BAD_REQUEST,
                    ),
                    &problem.message,
                    problem.help.as_deref(),
                    problem.fault.as_deref().map(|fault| (fault, text)),
                )),
                ..unanswered(text)
            },
        },
    };
    let examples = version
        .queries
        .iter()
        .filter(|query| query.bind(&[]).is_ok());
    let examples = examples
        .map(|query| {
            let summary = question::line(&page, query, None).summary;
            (path("example", &query.name), summary)
        })
        .collect();
    let html = ask::render(&page, shown, examples).map_err(|_| Problem::bug())?;
    Ok(Reply::new(Media::Html, html).with(header::CONTENT_LANGUAGE, language.tag()))
}

/// A query that has no answer yet.
fn unanswered(query: &str) -> ask::Asked<'_> {
    ask::Asked {
        query,
        wrong: None,
        answer: None,
        turtle: None,
        forms: Vec::new(),
    }
}

/// What stands in the form at first: the prefixes of the dataset and a small query.
fn beginning() -> String {
    let mut text = String::new();
    for (prefix, namespace) in crate::graph::vocab::PREFIXES {
        text.extend(["PREFIX ", prefix, ": <", namespace, ">\n"]);
    }
    text.push_str("\nSELECT ?thing ?label WHERE {\n  ?thing rdfs:label ?label\n}\nLIMIT 20\n");
    text
}
