//! `govrep explain`: what is known of a thing, each fact with the words that it comes from.
//!
//! Everything is read from the graph, so that the command tells what was published and nothing
//! else: a fact is a node that points at the thing and was derived from a passage.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use oxigraph::model::{Graph, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use percent_encoding::percent_decode_str;

use govrep::diagnostic::{Diagnostic, visible};
use govrep::graph::iri::Namer;
use govrep::graph::vocab::{self, bibo, cv, dcterms, foaf, oa, org, prov, rdf, rdfs, schema, skos};
use govrep::page::{Language, Site, set, words};
use govrep::project::slug;
use govrep::source::Kind;

use super::dataset::{Dataset, ontology, open};
use super::dossier;
use super::paint::Paint;
use super::sheet::{COLUMNS, Sheet};
use super::telling::holds_in_order;
use super::{Console, Outcome, to_stdout, wrap};
use crate::cli::Explain;

/// How many names are offered when none is the one asked for.
const OFFERED: usize = 5;

/// Properties that say how a thing is called, or where a fact comes from: shown in their own way.
const SHOWN_APART: [NamedNodeRef<'static>; 8] = [
    rdf::TYPE,
    rdfs::LABEL,
    skos::ALT_LABEL,
    foaf::NAME,
    prov::WAS_DERIVED_FROM,
    prov::WAS_GENERATED_BY,
    vocab::govrep::EXTRACTION_METHOD,
    vocab::govrep::CONFIDENCE,
];

/// Vocabularies by how much their classes say here; those not listed say least.
const TELLING: [&str; 6] = [
    vocab::govrep::NAMESPACE,
    cv::NAMESPACE,
    org::NAMESPACE,
    bibo::NAMESPACE,
    foaf::NAMESPACE,
    schema::NAMESPACE,
];

pub fn run(explain: &Explain, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let (project, dataset) = Dataset::of_project(open(project)?, console)?;
    console.show_errors(&dataset.found);
    let graph = dataset.graph(&ontology(&project.base)?);
    let files: BTreeMap<String, String> = dataset
        .reports
        .iter()
        .map(|read| {
            let source = read.extraction.document.source();
            let names = Namer::new(&project.base, &read.report.key, source);
            let text = names.text().into_string();
            (text, read.report.source.clone())
        })
        .collect();
    let language = explain
        .lang
        .or_else(|| Site::languages(&project).first().copied())
        .unwrap_or(Language::English);
    let explainer = Explainer::new(&graph, &project.base, &files, language);
    match explainer.find(&explain.thing) {
        Found::Things(things) => {
            to_stdout(|out| {
                for (number, thing) in things.iter().enumerate() {
                    if number > 0 {
                        writeln!(out)?;
                    }
                    explainer.write(thing.as_ref(), console.colors_data(), out)?;
                }
                Ok(())
            })?;
            Ok(Outcome::Fine)
        }
        Found::Nearest(names) => {
            let message = format!("nothing is called `{}`", explain.thing);
            let unknown = Diagnostic::error("explain-unknown", message);
            let unknown = match names.as_slice() {
                [] => unknown.help("`govrep query` lists the saved queries, which list things"),
                names => unknown.help(format!("did you mean {}?", names.join(", "))),
            };
            console.show(&[unknown]);
            Ok(Outcome::Problems)
        }
    }
}

/// The graph of a project, to be explained.
pub struct Explainer<'a> {
    /// All triples, the ontology's included.
    pub(super) graph: &'a Graph,
    /// What the IRIs of the project begin with.
    pub(super) base: &'a str,
    /// The file of each source, by the beginning of the IRIs of its texts.
    pub(super) files: &'a BTreeMap<String, String>,
    /// The language of the frame and, where there is a choice, of labels.
    pub(super) language: Language,
}

/// What was found for a word.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The things of that name, by IRI.
    Things(Vec<NamedNode>),
    /// Nothing; the names that are nearest, best first.
    Nearest(Vec<String>),
}

impl<'a> Explainer<'a> {
    /// `files` names the file of each source by what the IRIs of its texts begin with.
    pub fn new(
        graph: &'a Graph,
        base: &'a str,
        files: &'a BTreeMap<String, String>,
        language: Language,
    ) -> Self {
        Self {
            graph,
            base,
            files,
            language,
        }
    }

    /// A text of the frame.
    pub(super) fn t(&self, key: &'static str) -> &'static str {
        words().text(key, self.language)
    }

    /// The things with an IRI, the end of one (`person/唐鳳`), or a name.
    ///
    /// The last part of a person's name (Obama) will do where nothing is called so in whole. Names are compared
    /// without case, accents, spaces and punctuation, when none is the same
    /// to the letter.
    pub fn find(&self, asked: &str) -> Found {
        // An address copied from a browser.
        let asked = &*percent_decode_str(asked).decode_utf8_lossy();
        for iri in [
            asked.to_owned(),
            format!("{}id/{asked}", self.base),
            format!("{}{asked}", self.base),
        ] {
            if let Ok(node) = NamedNode::new(iri)
                && self.graph.triples_for_subject(&node).next().is_some()
            {
                return Found::Things(vec![node]);
            }
        }
        let names = self.names();
        let called = |same: &dyn Fn(&str) -> bool| -> Vec<NamedNode> {
            let things = names.iter().filter(|(name, _)| same(name));
            let things: BTreeSet<NamedNodeRef<'_>> = things.map(|(_, thing)| *thing).collect();
            things.into_iter().map(NamedNodeRef::into_owned).collect()
        };
        // 臺灣 and 台灣 are one name.
        let spelt = |name: &str| name.replace('臺', "台");
        let asked_so = spelt(asked);
        let mut things = called(&|name| spelt(name) == asked_so);
        let key = slug(&asked_so);
        if things.is_empty() && !key.is_empty() {
            things = called(&|name| slug(&spelt(name)) == key);
        }
        if !things.is_empty() {
            return Found::Things(things);
        }
        // 歐蘭德 for 法蘭索瓦‧歐蘭德, Obama for Barack Obama.
        if !key.is_empty() {
            things = called(&|name| {
                let mut parts = name.split([' ', '‧', '·', '・']);
                name.contains([' ', '‧', '·', '・'])
                    && parts.next_back().map(|part| slug(&spelt(part))) == Some(key.clone())
            });
            things.retain(|thing| {
                self.objects(thing.as_ref(), rdf::TYPE)
                    .any(|class| class == TermRef::NamedNode(foaf::PERSON))
            });
            if !things.is_empty() {
                return Found::Things(things);
            }
        }
        let mut near: Vec<(usize, &str)> = names
            .iter()
            .filter_map(|(name, _)| Some((distance(asked, name)?, *name)))
            .collect();
        near.sort_unstable();
        near.dedup();
        near.truncate(OFFERED);
        Found::Nearest(near.into_iter().map(|(_, name)| name.to_owned()).collect())
    }

    /// Names of things in a few characters, which no line breaks.
    fn short_names(&self) -> Vec<&'a str> {
        const CHARACTERS: usize = 5;
        let names = self.names().into_iter().map(|(name, _)| name);
        let mut names: Vec<&str> = names
            .filter(|name| name.chars().count() <= CHARACTERS)
            .filter(|name| name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
            .collect();
        names.dedup();
        names
    }

    /// Every name of every thing in the project's own space that words were found for, or that
    /// facts point at.
    fn names(&self) -> Vec<(&'a str, NamedNodeRef<'a>)> {
        let mut names: Vec<_> = [rdfs::LABEL, skos::ALT_LABEL, foaf::NAME, dcterms::TITLE]
            .into_iter()
            .flat_map(|property| self.graph.triples_for_predicate(property))
            .filter_map(|triple| match (triple.subject, triple.object) {
                (NamedOrBlankNodeRef::NamedNode(thing), TermRef::Literal(name))
                    if thing.as_str().starts_with(self.base) =>
                {
                    Some((name.value(), thing))
                }
                _ => None,
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Writes what is known of a thing.
    pub fn write(
        &self,
        thing: NamedNodeRef<'_>,
        color: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let paint = Paint::new(color);
        let title = self.label(thing);
        let kind = self.kind(thing);
        writeln!(out, "{}", paint.title(&visible(&title)))?;
        writeln!(out, "{kind} · {}", paint.dim(&visible(thing.as_str())))?;
        let method = self.node(thing, vocab::govrep::EXTRACTION_METHOD);
        if method == Some(vocab::code::extraction_method::MODEL) {
            writeln!(out, "{}", self.t("dossier-model-alone"))?;
        }
        self.write_reports(thing, paint, out)?;

        let names = self.names_of(thing);
        let passages = self.passages(thing);
        let is_statement = self.is_statement(thing);
        let is_person_elsewhere = self.is_a(thing, foaf::PERSON)
            && !passages.is_empty()
            && !is_printed(&title, &passages)
            // 賴組長作松 prints 賴作松.
            && !names.iter().any(|name| is_printed(name, &passages) && holds_in_order(name, &title));
        // A name that is only known beforehand is not how the source calls it.
        // The name at the head may be one: a person's is no translation of what the source prints.
        let is_head = |name: &str| name == title && !is_person_elsewhere;
        let (printed, others): (Vec<&str>, Vec<&str>) = { names.iter().copied() }
            .filter(|name| !is_head(name))
            .partition(|name| is_printed(name, &passages) && !is_statement);
        let elsewhere = if is_statement || passages.is_empty() {
            "dossier-also"
        } else {
            "dossier-elsewhere"
        };
        for (before, names) in [("dossier-printed", printed), (elsewhere, others)] {
            if !names.is_empty() {
                writeln!(out, "{}{}", self.t(before), visible(&names.join(" · ")))?;
            }
        }
        let between = self.t("dossier-colon");
        for (property, values) in self.values(thing) {
            writeln!(out, "{property}{between}{}", visible(&values.join(" · ")))?;
        }

        let mut sheet = Sheet::new(
            out,
            paint,
            self.language,
            self.files.len() > 1,
            self.short_names(),
        );
        if self.is_discrepancy(thing) {
            sheet.heading(self.t("dossier-readings"))?;
            self.write_values(thing, &mut sheet)?;
        } else if is_statement && !passages.is_empty() {
            sheet.heading(self.t("dossier-the-words"))?;
            sheet.passages(&passages, &names)?;
        }
        self.write_dossier(thing, &names, &mut sheet)?;

        let mut places: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for passage in &passages {
            let lines = places.entry(&passage.file).or_default();
            lines.insert(passage.line);
        }
        if !places.is_empty() {
            sheet.heading(self.t(if is_statement {
                "dossier-where-said"
            } else {
                "dossier-where-named"
            }))?;
        }
        for (file, lines) in places {
            let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
            let place = visible(&format!("{file}:{}", lines.join(", ")));
            for line in wrap::lines(&place, COLUMNS + 4) {
                writeln!(sheet.out, "  {}", paint.dim(&place[line]))?;
            }
        }
        Ok(())
    }

    /// The reports that name a thing, with who gave them and the file whose lines are cited; all
    /// of them if none does.
    fn write_reports(
        &self,
        thing: NamedNodeRef<'_>,
        paint: Paint,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let cited: BTreeSet<String> = { self.passages(thing).into_iter() }
            .map(|passage| passage.file)
            .collect();
        for (text, file) in self.files {
            if !cited.is_empty() && !cited.contains(file) {
                continue;
            }
            let text = NamedNodeRef::new_unchecked(text);
            let Some(report) = self.node(text, dcterms::IS_FORMAT_OF) else {
                continue;
            };
            let line = set(&[
                self.t("dossier-source"),
                &self.credits(report).join(" · "),
                self.t(if self.is_read(text) {
                    "dossier-lines-read"
                } else {
                    "dossier-lines"
                }),
                file,
            ]);
            let line = visible(&line);
            for range in wrap::lines(&line, COLUMNS + 4) {
                writeln!(out, "{}", paint.dim(&line[range]))?;
            }
        }
        Ok(())
    }

    /// Whether a text was read from a file that is no plain text, so that its lines are not the file's.
    fn is_read(&self, text: NamedNodeRef<'_>) -> bool {
        let run = self.node(text, prov::WAS_GENERATED_BY);
        let file = run.and_then(|run| self.node(run, prov::USED));
        let format = file.and_then(|file| self.text(file, dcterms::FORMAT));
        format.is_some_and(|format| format != Kind::Text.media_type())
    }

    /// What a report is called, who gave it and when it appeared. What it does not print is marked:
    /// a title that an editor gave it, an issuer that is taken for it.
    fn credits(&self, report: NamedNodeRef<'_>) -> Vec<String> {
        let title = self.label(report);
        let titles = self.objects(report, dcterms::TITLE);
        let mut titles =
            titles.filter(|it| matches!(it, TermRef::Literal(it) if it.value() == title));
        let is_given = titles.any(|it| self.is_inferred(report, dcterms::TITLE, it));
        let working = is_given.then(|| self.t("dossier-working-title"));
        let mut credits = vec![format!("{title}{}", working.unwrap_or_default())];
        if let Some(issuer) = self.node(report, dcterms::CREATOR) {
            let issuer = TermRef::NamedNode(issuer);
            let told = self.value_of(report, dcterms::CREATOR, issuer);
            let words = self.words_of_link(report, dcterms::CREATOR, issuer);
            let lines: BTreeSet<usize> = words.iter().map(|words| words.line).collect();
            let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
            credits.push(if lines.is_empty() {
                told
            } else {
                let cited = [self.t("dossier-see"), " ", &lines.join(", ")].concat();
                format!("{told}{}{cited}", self.t("dossier-comma"))
            });
        }
        let dates = [dcterms::ISSUED, schema::DATE_PUBLISHED];
        let mut dates = dates.iter().flat_map(|date| self.objects(report, *date));
        credits.push(match dates.next() {
            Some(date) => self.text_of(date),
            None => self.t("dossier-undated").to_owned(),
        });
        credits
    }

    /// What is known of a thing without words of its own, by property; what an assertion says and
    /// what is a fact of its own stands among the facts.
    fn values(&self, thing: NamedNodeRef<'_>) -> BTreeMap<String, Vec<String>> {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let properties: BTreeSet<NamedNodeRef<'_>> = self
            .graph
            .triples_for_subject(thing)
            .map(|triple| triple.predicate)
            .filter(|property| !SHOWN_APART.contains(property))
            .filter(|property| !dossier::is_told_apart(*property))
            .collect();
        for property in properties {
            for object in self.in_language(self.objects(thing, property)) {
                let value = match object {
                    _ if words().is_quiet(property.as_str(), "") => continue,
                    object if !self.words_of_value(thing, property, object).is_empty() => continue,
                    TermRef::NamedNode(value) => match self.label_in_graph(value) {
                        Some(label) => label.to_owned(),
                        // A fact of its own, which is shown as such.
                        None if value.as_str().starts_with(self.base) => continue,
                        None => value.as_str().to_owned(),
                    },
                    TermRef::Literal(_) => self.text_of(object),
                    _ => continue,
                };
                let name = self.name_of_term(property);
                values.entry(name).or_default().push(value);
            }
        }
        for values in values.values_mut() {
            values.sort_unstable();
        }
        values
    }

    /// The passages that say it, in the order of file and line.
    pub(super) fn passages(&self, fact: NamedNodeRef<'_>) -> Vec<Passage> {
        let mut passages: Vec<Passage> = self
            .objects(fact, prov::WAS_DERIVED_FROM)
            .filter_map(|object| match object {
                TermRef::NamedNode(passage) => Some(self.passage(passage)),
                _ => None,
            })
            .collect();
        passages.sort_unstable();
        passages
    }

    fn passage(&self, passage: NamedNodeRef<'_>) -> Passage {
        let selector = self.node(passage, oa::HAS_SELECTOR);
        // The reading form has no line breaks of the page.
        let words = self
            .text(passage, schema::TEXT)
            .or_else(|| self.text(selector?, oa::EXACT))
            .unwrap_or_default();
        let words: Vec<&str> = words.split_whitespace().collect();
        let received = selector.and_then(|selector| self.text(selector, oa::EXACT));
        let start = selector.and_then(|selector| self.text(selector, oa::START));
        let line = self.text(passage, vocab::govrep::LINE).unwrap_or_default();
        let source = self.node(passage, oa::HAS_SOURCE).unwrap_or(passage);
        let file = self
            .files
            .iter()
            .find(|(iri, _)| source.as_str().starts_with(iri.as_str()))
            .map_or(source.as_str(), |(_, file)| file);
        Passage {
            file: file.to_owned(),
            line: line.parse().unwrap_or_default(),
            start: start
                .and_then(|start| start.parse().ok())
                .unwrap_or_default(),
            words: words.join(" "),
            received: received.unwrap_or_default().to_owned(),
        }
    }

    /// What a thing is, by the most telling of its classes: `person`, `membership`.
    pub(super) fn kind(&self, thing: NamedNodeRef<'_>) -> String {
        let classes: Vec<NamedNodeRef<'_>> = self
            .objects(thing, rdf::TYPE)
            .filter_map(|class| match class {
                TermRef::NamedNode(class) => Some(class),
                _ => None,
            })
            .collect();
        let is_above = |class: &NamedNodeRef<'_>| {
            let mut others = classes.iter().filter(|other| *other != class);
            others.any(|other| {
                self.objects(*other, rdfs::SUB_CLASS_OF)
                    .any(|above| above == TermRef::NamedNode(*class))
            })
        };
        let rank = |class: &NamedNodeRef<'_>| {
            let vocabulary = TELLING.iter().position(|v| class.as_str().starts_with(v));
            (
                *class == foaf::AGENT,
                vocabulary.unwrap_or(TELLING.len()),
                class.as_str().to_owned(),
            )
        };
        let best = classes
            .iter()
            .filter(|class| !is_above(class))
            .min_by_key(|class| rank(class));
        best.map_or_else(String::new, |class| self.name_of_term(*class))
    }

    /// The name of a class or property.
    pub(super) fn name_of_term(&self, term: NamedNodeRef<'_>) -> String {
        let iri = term.as_str();
        let borrowed = [
            words().class_name(iri, self.language),
            words().property_name(iri, self.language),
        ];
        let own = || {
            self.objects(term, rdfs::LABEL)
                .find_map(|label| match label {
                    TermRef::Literal(label) if self.reads(label.language()) => Some(label.value()),
                    _ => None,
                })
        };
        let name = borrowed.into_iter().flatten().next().or_else(own);
        name.map_or_else(|| words_of_local_name(iri), str::to_owned)
    }

    /// What a thing is called where one name must do: in the language if it can be, and as the
    /// report prints it.
    pub(super) fn label(&self, thing: NamedNodeRef<'_>) -> String {
        let label = self.label_in_graph(thing);
        label.unwrap_or(thing.as_str()).to_owned()
    }

    pub(super) fn label_in_graph(&self, thing: NamedNodeRef<'_>) -> Option<&'a str> {
        let label = self.first_text(
            thing,
            &[rdfs::LABEL, skos::PREF_LABEL, foaf::NAME, dcterms::TITLE],
        )?;
        Some(self.as_printed(thing, label))
    }

    /// What a report in the language calls a body or a country whose label it never prints; a
    /// label that only says more in front, such as the country of a body, stays.
    fn as_printed(&self, thing: NamedNodeRef<'_>, label: &'a str) -> &'a str {
        let is_a = |class| {
            self.objects(thing, rdf::TYPE)
                .any(|of| of == TermRef::NamedNode(class))
        };
        // What an editor calls it stays, too.
        let method = self.node(thing, vocab::govrep::EXTRACTION_METHOD);
        let is_curated = method == Some(vocab::code::extraction_method::CURATED);
        let is_own = thing.as_str().starts_with(self.base) && is_a(foaf::AGENT);
        if !is_own || is_a(foaf::PERSON) || is_curated {
            return label;
        }
        let passages = self.passages(thing);
        if !self.has_words_read(thing) || is_printed(label, &passages) {
            return label;
        }
        let names = [rdfs::LABEL, foaf::NAME, skos::ALT_LABEL].into_iter();
        let printed: Vec<LiteralRef<'a>> = names
            .flat_map(|property| self.objects(thing, property))
            .filter_map(|name| match name {
                TermRef::Literal(name) => Some(name),
                _ => None,
            })
            .filter(|name| name.language().is_none() || self.reads(name.language()))
            .filter(|name| is_printed(name.value(), &passages))
            .collect();
        if printed.iter().any(|name| label.ends_with(name.value())) {
            return label;
        }
        // A piece of the label before another name, a name before an abbreviation.
        let best = printed.into_iter().min_by_key(|name| {
            let text = name.value();
            let is_abbreviation = name.language().is_none();
            (
                !label.contains(text),
                is_abbreviation,
                text.chars().count(),
                text,
            )
        });
        best.map_or(label, LiteralRef::value)
    }

    /// Whether words that a thing comes from can be read in the language.
    pub(super) fn has_words_read(&self, thing: NamedNodeRef<'_>) -> bool {
        self.objects(thing, prov::WAS_DERIVED_FROM)
            .filter_map(|passage| match passage {
                TermRef::NamedNode(passage) => Some(passage),
                _ => None,
            })
            .flat_map(|passage| self.objects(passage, schema::TEXT))
            .any(|text| matches!(text, TermRef::Literal(text) if self.reads(text.language())))
    }

    /// Whether a text with this tag can be read in the language.
    pub(super) fn reads(&self, tag: Option<&str>) -> bool {
        tag.is_some_and(|tag| self.language.reads(tag))
    }

    /// Values without those in another language, if there is one in this.
    pub(super) fn in_language(
        &self,
        values: impl Iterator<Item = TermRef<'a>>,
    ) -> Vec<TermRef<'a>> {
        let mut values: Vec<TermRef<'a>> = values.collect();
        let tag = |value: &TermRef<'a>| match value {
            TermRef::Literal(text) => text.language(),
            _ => None,
        };
        if values.iter().any(|value| self.reads(tag(value))) {
            values.retain(|value| tag(value).is_none() || self.reads(tag(value)));
        }
        values
    }

    /// The text of the first property that has one, in the language if it can be.
    pub(super) fn first_text(
        &self,
        thing: NamedNodeRef<'_>,
        properties: &[NamedNodeRef<'_>],
    ) -> Option<&'a str> {
        let labels = properties
            .iter()
            .copied()
            .enumerate()
            .flat_map(|(order, property)| {
                let labels = self.objects(thing, property);
                labels.map(move |label| (order, label))
            });
        labels
            .filter_map(|(order, label)| match label {
                TermRef::Literal(label) => {
                    let language = match label.language() {
                        tag if self.reads(tag) => 0,
                        Some(tag) if self.language.other().reads(tag) => 1,
                        _ => 2,
                    };
                    Some((language, order, label.value()))
                }
                _ => None,
            })
            .min()
            .map(|(_, _, label)| label)
    }

    /// Every name of a thing.
    pub(super) fn names_of(&self, thing: NamedNodeRef<'_>) -> Vec<&'a str> {
        let names = [rdfs::LABEL, foaf::NAME, skos::ALT_LABEL].into_iter();
        let names: BTreeSet<&str> = names
            .flat_map(|property| self.objects(thing, property))
            .filter_map(|name| match name {
                TermRef::Literal(name) => Some(name.value()),
                _ => None,
            })
            .collect();
        names.into_iter().collect()
    }

    pub(super) fn objects(
        &self,
        subject: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> impl Iterator<Item = TermRef<'a>> + use<'a> {
        let objects = self.graph.objects_for_subject_predicate(subject, property);
        // Collected, because the iterator of the graph would borrow the arguments.
        let objects: Vec<TermRef<'a>> = objects.collect();
        objects.into_iter()
    }

    fn text(&self, subject: NamedNodeRef<'_>, property: NamedNodeRef<'_>) -> Option<&'a str> {
        let texts = self.objects(subject, property);
        let texts = texts.filter_map(|object| match object {
            TermRef::Literal(text) => Some(text.value()),
            _ => None,
        });
        // Whichever comes first in the graph may differ from run to run.
        texts.min()
    }

    pub(super) fn node(
        &self,
        subject: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> Option<NamedNodeRef<'a>> {
        let nodes = self.objects(subject, property);
        let nodes = nodes.filter_map(|object| match object {
            TermRef::NamedNode(node) => Some(node),
            _ => None,
        });
        nodes.min()
    }
}

/// Words of a source and where they stand; in the order of file and line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Passage {
    pub(super) file: String,
    pub(super) line: usize,
    /// The place of the first character in the text of the source.
    pub(super) start: usize,
    pub(super) words: String,
    /// The same as the source has them, line breaks and all.
    pub(super) received: String,
}

impl Passage {
    /// Whether the words of another passage are a part of these.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.file == other.file
            && (self.start..=self.start + self.received.chars().count()).contains(&other.start)
            && squeezed(&self.words).contains(&squeezed(&other.words))
    }

    /// The line of the words from a byte of them on.
    pub(super) fn line_at(&self, byte: usize) -> usize {
        /// How many characters tell where the words stand among page numbers and footnotes.
        const TELLING: usize = 8;
        let printed = |c: &char| !c.is_whitespace();
        let before = self.words[..byte].chars().filter(printed).count();
        let sought: Vec<char> = self.words[byte..].chars().filter(printed).collect();
        let sought = &sought[..sought.len().min(TELLING)];
        let (mut line, mut last) = (self.line, None);
        let mut received: Vec<(char, usize)> = Vec::new();
        for c in self.received.chars() {
            match c {
                '\n' if last == Some('\r') => {}
                '\n' | '\r' => line += 1,
                c if printed(&c) => received.push((c, line)),
                _ => {}
            }
            last = Some(c);
        }
        let stand_at = |rest: &[(char, usize)]| rest.iter().map(|(c, _)| c).eq(sought);
        let found = received
            .windows(sought.len().max(1))
            .skip(before)
            .find(|rest| stand_at(rest));
        found.map_or(self.line, |rest| rest[0].1)
    }
}

/// Words without the spaces between them: a line break may stand for one or for none.
pub(super) fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a name stands in one of the passages.
pub(super) fn is_printed(name: &str, passages: &[Passage]) -> bool {
    let mut words = passages.iter().map(|passage| passage.words.as_str());
    words.any(|words| words.contains(name))
}

/// How far a name is from what was asked; nothing if it is another name altogether.
fn distance(asked: &str, name: &str) -> Option<usize> {
    let (asked, name) = (slug(asked), slug(name));
    if asked.is_empty() || name.is_empty() {
        return None;
    }
    if name.contains(&asked) || asked.contains(&name) {
        return Some(1);
    }
    let longer = asked.chars().count().max(name.chars().count());
    let distance = strsim::osa_distance(&asked, &name);
    // One of two letters says less than one of two Chinese characters: nobody is not Norway.
    let share = if asked.is_ascii() { 3 } else { 2 };
    (distance * share <= longer).then_some(distance)
}

/// `https://schema.org/startDate` → `start date`; a leading `has` says nothing here.
fn words_of_local_name(iri: &str) -> String {
    let local = iri.rsplit(['/', '#']).next().unwrap_or(iri);
    let local = match local.strip_prefix("has") {
        Some(rest) if rest.starts_with(char::is_uppercase) => rest,
        _ => local,
    };
    let mut words = String::new();
    for c in local.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::Triple;

    const BASE: &str = "https://e.org/";

    const DATA: &str = r#"
        @base <https://e.org/id/> .
        @prefix bibo: <http://purl.org/ontology/bibo/> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix govrep: <https://w3id.org/govrep/ns#> .
        @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix org: <http://www.w3.org/ns/org#> .
        @prefix cv: <http://data.europa.eu/m8g/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix schema: <https://schema.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .

        <person/a> a foaf:Person, foaf:Agent, schema:Person ;
            foaf:name "高嘉良" ; rdfs:label "高嘉良"@zh-Hant ; skos:altLabel "CL Kao" ;
            prov:wasDerivedFrom <p/1>, <p/2> .
        <organisation/g0v> a org:Organization ; rdfs:label "g0v"@en .
        <organisation/ocf> a org:Organization ;
            rdfs:label "開放文化基金會"@zh-Hant, "Open Culture Foundation"@en .
        <organisation/wri> a org:Organization, foaf:Agent ;
            rdfs:label "世界資源研究所"@zh-Hant, "World Resources Institute"@en ;
            skos:altLabel "世界資源協會"@zh-Hant, "WRI" ; prov:wasDerivedFrom <p/3> .
        <organisation/council> a org:Organization, foaf:Agent ; rdfs:label "法國國家數位委員會"@zh-Hant ;
            skos:altLabel "國家數位委員會"@zh-Hant, "CNNum" ; prov:wasDerivedFrom <p/3> .
        <membership/1> a org:Membership ; org:member <person/a> ; org:organization <organisation/ocf> ;
            schema:roleName "董事"@zh-Hant ; prov:wasDerivedFrom <p/2> .
        <membership/2> a org:Membership ; org:member <person/a> ; org:organization <organisation/g0v> ;
            schema:roleName "共同發起人"@zh-Hant ; prov:wasDerivedFrom <p/1> .
        <event/s> a govrep:Session ; rdfs:label "分歧及融合"@zh-Hant ;
            cv:hasParticipation <participation/1> ; prov:wasDerivedFrom <p/1> .
        <participation/1> a cv:Participation ; cv:hasParticipant <person/a> ;
            cv:role <https://w3id.org/govrep/code/role/moderator> ; prov:wasDerivedFrom <p/1> .
        <https://w3id.org/govrep/code/role/moderator> skos:prefLabel "主持人"@zh-Hant, "moderator"@en .
        <document/r> a bibo:Report ; dcterms:title "考察報告"@zh-Hant, "Report of a visit"@en ;
            dcterms:creator <organisation/ocf> .
        <document/r/> dcterms:isFormatOf <document/r> .
        <p/1> oa:hasSource <document/r/text/1> ; govrep:line 77 ; govrep:inSection "貳、過程 > 一、高峰會"@zh-Hant ;
            schema:text "由 g0v 共同發起人高嘉良主持，與談人來自法國、德國、南非等國的公民科技社群，討論「分歧及融合」。"@zh-Hant .
        <p/3> oa:hasSource <document/r/text/1> ; govrep:line 130 ;
            schema:text "世界資源協會(WRI)及 CNNum(國家數位委員會)"@zh-Hant .
        <p/2> oa:hasSource <document/r/text/1> ; govrep:line 120 ; oa:hasSelector <p/2/selector> .
        <p/2/selector> oa:exact """開放文化基金會 董事
高嘉良""" .
    "#;

    fn graph() -> Graph {
        RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(DATA)
            .map(|quad| Triple::from(quad.unwrap()))
            .collect()
    }

    fn with<T>(test: impl FnOnce(Explainer<'_>) -> T) -> T {
        let files = BTreeMap::from([(
            "https://e.org/id/document/r/".to_owned(),
            "data/report/r/source.txt".to_owned(),
        )]);
        test(Explainer::new(&graph(), BASE, &files, Language::Chinese))
    }

    fn dossier(language: Language) -> String {
        with(|mut explainer| {
            explainer.language = language;
            let Found::Things(things) = explainer.find("高嘉良") else {
                panic!("he is known")
            };
            let mut out = Vec::new();
            explainer
                .write(things[0].as_ref(), false, &mut out)
                .unwrap();
            String::from_utf8(out).unwrap()
        })
    }

    #[test]
    fn each_fact_comes_with_its_words() {
        assert_eq!(
            dossier(Language::Chinese),
            "\
高嘉良
人物 · https://e.org/id/person/a
報告：考察報告 · 開放文化基金會 · 未載日期 · 行號依 data/report/r/source.txt
又稱（報告未載）：CL Kao

職務與身分
  - g0v · 共同發起人
    77 │ 由 g0v 共同發起人高嘉良主持，與談人來自法國、德國、南非等國的公民科技社
       │ 群，討論「分歧及融合」。
  - 開放文化基金會 · 董事
    120 │ 開放文化基金會 董事 高嘉良

參與的活動
  - 分歧及融合 · 主持人
    引文見上 77

提及之處
  data/report/r/source.txt:77, 120
"
        );
    }

    #[test]
    fn the_frame_and_the_labels_are_in_the_language_and_the_words_as_printed() {
        assert_eq!(
            dossier(Language::English),
            "\
高嘉良
person · https://e.org/id/person/a
report: Report of a visit · Open Culture Foundation · undated · line numbers of
data/report/r/source.txt
also (not in the report): CL Kao

roles and bodies
  - g0v · 共同發起人
    77 │ 由 g0v 共同發起人高嘉良主持，與談人來自法國、德國、南非等國的公民科技社
       │ 群，討論「分歧及融合」。
  - Open Culture Foundation · 董事
    120 │ 開放文化基金會 董事 高嘉良

part in events
  - 分歧及融合 · moderator
    quoted above 77

named in
  data/report/r/source.txt:77, 120
"
        );
    }

    #[test]
    fn a_body_is_called_as_the_report_calls_it() {
        let called = |iri: &str, language| {
            with(|mut explainer| {
                explainer.language = language;
                explainer.label(NamedNodeRef::new(iri).unwrap())
            })
        };
        let wri = "https://e.org/id/organisation/wri";
        assert_eq!(called(wri, Language::Chinese), "世界資源協會");
        // The report has no English words.
        assert_eq!(called(wri, Language::English), "World Resources Institute");
        // What only says more in front stays.
        let council = "https://e.org/id/organisation/council";
        assert_eq!(called(council, Language::Chinese), "法國國家數位委員會");
    }

    #[test]
    fn things_are_found_by_iri_path_and_name() {
        let person = NamedNode::new("https://e.org/id/person/a").unwrap();
        for asked in [
            "https://e.org/id/person/a",
            "person/a",
            "id/person/a",
            "高嘉良",
            "CL Kao",
            "cl kao",
            "高 嘉 良",
            "Kao",
            "person%2Fa",
            "%E9%AB%98嘉良",
        ] {
            let found = with(|explainer| explainer.find(asked));
            let expected = match asked {
                // Spaces between Han characters make another slug: offered, not taken.
                "高 嘉 良" => Found::Nearest(vec!["高嘉良".to_owned()]),
                _ => Found::Things(vec![person.clone()]),
            };
            assert_eq!(found, expected, "{asked}");
        }
    }

    #[test]
    fn the_nearest_names_are_offered() {
        let nearest = |asked| with(|explainer| explainer.find(asked));
        assert_eq!(nearest("高家良"), Found::Nearest(vec!["高嘉良".to_owned()]));
        assert_eq!(
            nearest("基金會"),
            Found::Nearest(vec!["開放文化基金會".to_owned()])
        );
        assert_eq!(nearest("火星"), Found::Nearest(vec![]));
        assert_eq!(distance("nobody", "Norway"), None);
        assert_eq!(distance("Norwey", "Norway"), Some(1));
        assert_eq!(nearest("。"), Found::Nearest(vec![]));
    }

    #[test]
    fn words_from_the_middle_of_a_passage_have_their_own_line() {
        let passage = Passage {
            file: "r.txt".to_owned(),
            line: 10,
            words: "我國代表團於會後拜會外交部， 並由唐鳳致詞".to_owned(),
            start: 0,
            received: "我國代表團於會後\n\n18\n\n拜會外交部，\r\n並由唐鳳致詞".to_owned(),
        };
        let line_of = |words| passage.line_at(passage.words.find(words).unwrap());
        assert_eq!(line_of("我國"), 10);
        assert_eq!(line_of("會後"), 10);
        assert_eq!(line_of("拜會"), 14, "a page number stands between");
        assert_eq!(line_of("並由"), 15);
        assert_eq!(line_of("唐鳳"), 15);
    }

    #[test]
    fn local_names_read_as_words() {
        assert_eq!(
            words_of_local_name("https://schema.org/startDate"),
            "start date"
        );
        assert_eq!(
            words_of_local_name("http://data.europa.eu/m8g/hasParticipant"),
            "participant"
        );
        assert_eq!(
            words_of_local_name("http://www.w3.org/ns/org#Membership"),
            "membership"
        );
    }
}
