//! Annotations as JSON-LD: who made them, what they select, what they say.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::{Annotations, Creator, Proposal, Selector, Target, body, json};
use crate::diagnostic::{Diagnostic, Place};
use crate::graph::term::Terms;

/// What the names of the Web Annotation vocabulary may be written with.
const PREFIXES: [&str; 3] = ["http://www.w3.org/ns/oa#", "oa:", "@"];

/// Names of the vocabulary that its JSON-LD context shortens.
const SHORT: [(&str, &str); 5] = [
    ("hasBody", "body"),
    ("hasTarget", "target"),
    ("hasSelector", "selector"),
    ("hasSource", "source"),
    ("annotatedBy", "creator"),
];

/// An object by its short names.
pub type Object = Map<String, Json>;

/// What is wrong with an annotation, and what to do.
pub struct Wrong {
    pub code: &'static str,
    pub message: String,
    pub help: String,
}

impl Wrong {
    pub fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
        }
    }

    fn form(message: &str, help: &str) -> Self {
        Self::new("annotation-form", message, help)
    }
}

/// Reads the file.
pub fn parse(file: &str, bytes: &[u8]) -> (Annotations, Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let mut reader = Reader {
        terms: Terms::of_ontology(),
        annotations: Annotations {
            file: file.to_owned(),
            text: text.clone(),
            ..Annotations::default()
        },
        found: Vec::new(),
    };
    if str::from_utf8(bytes).is_err() {
        let error = Diagnostic::error("annotation-encoding", "the file is not UTF-8");
        let error = error.at(Place::file(file)).help("save it as UTF-8");
        return (reader.annotations, vec![error]);
    }
    for (at, value) in json::pieces(&text) {
        match value {
            Ok(value) => reader.any(&value, &at, None),
            Err(message) => {
                let place = reader.annotations.place(&at);
                let help = "write one annotation to a line, or an array, as JSON";
                let error = Diagnostic::error("annotation-syntax", message);
                reader.found.push(error.at(place).help(help));
                reader.annotations.refused += 1;
            }
        }
    }
    (reader.annotations, reader.found)
}

/// The name of the vocabulary that a key stands for.
fn name(key: &str) -> &str {
    let local = PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix));
    let local = local.unwrap_or(key);
    let short = SHORT.iter().find(|(long, _)| *long == local);
    short.map_or(local, |(_, short)| short)
}

/// The value of a key of the vocabulary.
pub fn get<'j>(object: &'j Object, wanted: &str) -> Option<&'j Json> {
    object.get(wanted).or_else(|| {
        let mut keys = object.iter();
        keys.find(|(key, _)| name(key) == wanted).map(|(_, v)| v)
    })
}

/// The values of a list, or the one value.
pub fn each(value: Option<&Json>) -> &[Json] {
    match value {
        None | Some(Json::Null) => &[],
        Some(Json::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
    }
}

/// A text, also as a JSON-LD value.
pub fn text(value: &Json) -> Option<&str> {
    match value {
        Json::String(text) => Some(text),
        Json::Object(object) => object.get("@value")?.as_str(),
        _ => None,
    }
}

fn text_of<'j>(object: &'j Object, key: &str) -> Option<&'j str> {
    each(get(object, key)).first().and_then(text)
}

/// Whether a node is of a class of the vocabulary.
fn is_a(object: &Object, class: &str) -> bool {
    let mut types = each(get(object, "type")).iter().filter_map(text);
    types.any(|known| name(known) == class)
}

struct Reader {
    terms: &'static Terms,
    annotations: Annotations,
    found: Vec<Diagnostic>,
}

impl Reader {
    /// An annotation, or a page or collection of them; `maker` made those that do not say.
    fn any(&mut self, value: &Json, at: &Range<usize>, maker: Option<&Creator>) {
        let Json::Object(object) = value else {
            let wrong = Wrong::form(
                "an annotation is an object",
                "write it as the Web Annotation Data Model has it: { \"type\": \"Annotation\", … }",
            );
            return self.refuse(wrong, at);
        };
        if let Some(items) = get(object, "items").or_else(|| get(object, "graph")) {
            let own = creator(object);
            for item in each(Some(items)) {
                self.any(item, at, own.as_ref().or(maker));
            }
        } else if let Some(first) = get(object, "first").filter(|first| first.is_object()) {
            let own = creator(object);
            self.any(first, at, own.as_ref().or(maker));
        } else {
            self.annotation(object, at, maker);
        }
    }

    fn annotation(&mut self, object: &Object, at: &Range<usize>, maker: Option<&Creator>) {
        let (targets, source) = match targets(object) {
            Ok(targets) => targets,
            Err(wrong) => return self.refuse(wrong, at),
        };
        let Some(creator) = creator(object).or_else(|| maker.cloned()) else {
            let wrong = Wrong::new(
                "annotation-creator",
                "the annotation does not say who made it",
                "add \"creator\": the IRI of the program or person, or { \"name\": \"…\" }",
            );
            return self.refuse(wrong, at);
        };
        let bodies = each(get(object, "body"));
        if bodies.is_empty() {
            let wrong = Wrong::form(
                "the annotation says nothing: it has no body",
                "add \"body\": { \"type\": \"Person\", \"name\": \"…\" }",
            );
            return self.refuse(wrong, at);
        }
        for body in bodies {
            match body::read(self.terms, body, at) {
                Ok(entries) => {
                    let proposals = entries.into_iter().map(|entry| Proposal {
                        targets: targets.clone(),
                        entry,
                        creator: creator.clone(),
                        source: source.clone(),
                        at: at.clone(),
                    });
                    self.annotations.proposals.extend(proposals);
                }
                Err(wrong) => self.refuse(wrong, at),
            }
        }
    }

    fn refuse(&mut self, wrong: Wrong, at: &Range<usize>) {
        let warning = Diagnostic::warning(wrong.code, wrong.message);
        let place = self.annotations.place(at);
        self.found.push(warning.at(place).help(wrong.help));
        self.annotations.refused += 1;
    }
}

/// Who made something: its creator, else the program that wrote it.
fn creator(object: &Object) -> Option<Creator> {
    let agents = ["creator", "generator"].into_iter();
    agents
        .flat_map(|key| each(get(object, key)))
        .find_map(|agent| match agent {
            Json::String(text) => Some(named(text)),
            Json::Object(agent) => {
                let iri = text_of(agent, "id").filter(|id| !id.starts_with("_:"));
                let name = ["name", "label", "foaf:name", "rdfs:label", "nickname"];
                let name = name.iter().find_map(|key| text_of(agent, key));
                (iri.is_some() || name.is_some()).then(|| Creator {
                    name: name.map(|name| name.trim().to_owned()),
                    iri: iri.map(ToOwned::to_owned),
                    is_software: ["Software", "SoftwareAgent", "SoftwareApplication"]
                        .iter()
                        .any(|class| is_a(agent, class) || is_a(agent, &format!("prov:{class}"))),
                })
            }
            _ => None,
        })
        .filter(|creator| creator.iri.is_some() || creator.name.as_deref() != Some(""))
}

/// Somebody who is given by an IRI or by a name.
fn named(text: &str) -> Creator {
    let is_iri = text.contains(':') && !text.contains(char::is_whitespace);
    Creator {
        name: (!is_iri).then(|| text.trim().to_owned()),
        iri: is_iri.then(|| text.to_owned()),
        is_software: false,
    }
}

/// What the annotation selects, and of which text.
fn targets(object: &Object) -> Result<(Vec<Target>, Option<String>), Wrong> {
    let mut targets = Vec::new();
    let mut source = None;
    let mut open: Vec<&Json> = each(get(object, "target")).iter().rev().collect();
    while let Some(target) = open.pop() {
        let Json::Object(target) = target else {
            return Err(whole());
        };
        if let Some(items) = get(target, "items") {
            open.extend(each(Some(items)).iter().rev());
            continue;
        }
        if source.is_none() {
            let own = get(target, "source").and_then(|source| match source {
                Json::Object(source) => text_of(source, "id"),
                source => text(source),
            });
            source = own.map(ToOwned::to_owned);
        }
        let selectors = match get(target, "selector") {
            Some(selectors) => selected(each(Some(selectors)))?,
            // Some write the selector in place of the target.
            None => selector(target)?.into_iter().collect(),
        };
        if selectors.is_empty() {
            return Err(whole());
        }
        targets.push(Target { selectors });
    }
    if targets.is_empty() {
        return Err(whole());
    }
    Ok((targets, source))
}

fn whole() -> Wrong {
    Wrong::new(
        "annotation-selector",
        "the annotation selects no words",
        "give its target a TextQuoteSelector or a TextPositionSelector",
    )
}

/// The selectors that are known; others select the same in a way that is not read here.
fn selected(selectors: &[Json]) -> Result<Vec<Selector>, Wrong> {
    let mut known = Vec::new();
    for value in selectors {
        let Json::Object(object) = value else {
            continue;
        };
        known.extend(selector(object)?);
        // What refines a part of the page, such as a fragment, selects by itself, but a
        // position in it counts from where it begins.
        let mut outer = object;
        while let Some(Json::Object(inner)) = get(outer, "refinedBy") {
            if !is_a(inner, "TextPositionSelector") {
                known.extend(selector(inner)?);
            }
            outer = inner;
        }
    }
    Ok(known)
}

fn selector(object: &Object) -> Result<Option<Selector>, Wrong> {
    if is_a(object, "TextQuoteSelector") {
        let Some(exact) = text_of(object, "exact").filter(|words| !words.trim().is_empty()) else {
            return Err(Wrong::new(
                "annotation-selector",
                "the TextQuoteSelector quotes nothing",
                "add \"exact\" with the words",
            ));
        };
        let context = |key| text_of(object, key).unwrap_or_default().to_owned();
        return Ok(Some(Selector::Quote {
            exact: exact.to_owned(),
            prefix: context("prefix"),
            suffix: context("suffix"),
        }));
    }
    if is_a(object, "TextPositionSelector") {
        let number = |key: &str| {
            let value = each(get(object, key)).first()?;
            let value = value.get("@value").unwrap_or(value);
            usize::try_from(value.as_u64()?).ok()
        };
        return match (number("start"), number("end")) {
            (Some(start), Some(end)) if start < end => Ok(Some(Selector::Position(start..end))),
            _ => Err(Wrong::new(
                "annotation-selector",
                "the TextPositionSelector has no range of characters",
                "give \"start\" and \"end\" as numbers of code points, the end larger",
            )),
        };
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGET: &str = r#""target": {"selector": {"type": "TextQuoteSelector", "exact": "高嘉良", "suffix": "先生"}}"#;

    fn read(text: &str) -> (Annotations, Vec<String>) {
        let (annotations, found) = parse("a.jsonl", text.as_bytes());
        let told = found.iter().map(|d| format!("{}: {}", d.code, d.message));
        (annotations, told.collect())
    }

    #[test]
    fn an_annotation_says_who_what_and_where() {
        let line = format!(
            r#"{{"type": "Annotation", "creator": {{"id": "https://e.org/m", "type": "Software", "name": "m"}}, {TARGET}, "body": {{"type": "Person", "name": "高嘉良"}}}}"#
        );
        let (read, found) = read(&line);
        assert!(found.is_empty(), "{found:?}");
        let [proposal] = read.proposals.as_slice() else {
            panic!("{read:?}");
        };
        assert_eq!(proposal.creator.iri.as_deref(), Some("https://e.org/m"));
        assert!(proposal.creator.is_software);
        assert_eq!(proposal.entry.classes[0].text, "Person");
        assert_eq!(
            proposal.targets[0].selectors,
            [Selector::Quote {
                exact: "高嘉良".to_owned(),
                prefix: String::new(),
                suffix: "先生".to_owned(),
            }]
        );
        assert_eq!(proposal.at, 0..line.len());
    }

    #[test]
    fn names_may_be_written_with_prefixes_and_pages_lend_their_creator() {
        let page = r#"{"type": "AnnotationPage", "creator": "some tagger", "items": [
            {"@type": "oa:Annotation",
             "oa:hasTarget": {"oa:hasSelector": [{"@type": "oa:TextPositionSelector", "oa:start": 3, "oa:end": 6},
                                                 {"@type": "FragmentSelector", "value": "x"}]},
             "oa:hasBody": {"@type": "foaf:Person", "foaf:name": "高嘉良"}}]}"#;
        let (read, found) = read(page);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(
            read.proposals[0].creator.name.as_deref(),
            Some("some tagger")
        );
        assert_eq!(
            read.proposals[0].targets[0].selectors,
            [Selector::Position(3..6)]
        );
    }

    #[test]
    fn what_is_no_annotation_is_told_and_counted() {
        for (line, told) in [
            ("7", "annotation-form: an annotation is an object"),
            (
                "{\"type\": ",
                "annotation-syntax: EOF while parsing a value",
            ),
            ("{}", "annotation-selector: the annotation selects no words"),
            (
                r#"{"target": "https://e.org/report.txt", "body": "x"}"#,
                "annotation-selector: the annotation selects no words",
            ),
            (
                r#"{"target": {"selector": {"type": "TextPositionSelector", "start": 6, "end": 3}}}"#,
                "annotation-selector: the TextPositionSelector has no range of characters",
            ),
            (
                r#"{"target": {"selector": {"type": "TextQuoteSelector", "exact": " "}}}"#,
                "annotation-selector: the TextQuoteSelector quotes nothing",
            ),
            (
                r#"{"target": {"selector": {"type": "TextQuoteSelector", "exact": "x"}}}"#,
                "annotation-creator: the annotation does not say who made it",
            ),
            (
                r#"{"creator": "me", "target": {"selector": {"type": "TextQuoteSelector", "exact": "x"}}}"#,
                "annotation-form: the annotation says nothing: it has no body",
            ),
            (
                r#"{"creator": "me", "target": {"selector": {"type": "TextQuoteSelector", "exact": "x"}}, "body": {"type": "Persan"}}"#,
                "annotation-class: `Persan` is no class of things or facts",
            ),
        ] {
            let (read, found) = read(line);
            assert_eq!(found, [told], "{line}");
            assert_eq!((read.refused, read.proposals.len()), (1, 0), "{line}");
        }
    }
}
