//! Which thing an annotation means: a known one by its name or path, or a new one.

use std::collections::BTreeSet;

use super::{Annotator, Refusal, Subject};
use crate::authority::Entry as _;
use crate::document::Span;
use crate::graph::annotation::body;
use crate::graph::curation::{Entry, Word};
use crate::graph::term::Terms;
use crate::project::slug;

impl Annotator<'_, '_, '_> {
    /// The thing that is meant, where its name stands, and what it is called there.
    pub(super) fn thing(
        &mut self,
        entry: &Entry,
        spans: &[Span],
    ) -> Result<(Subject, Vec<Span>, Vec<String>), Refusal> {
        let mut names: Vec<Word> = body::names(entry).cloned().collect();
        names.dedup();
        if names.is_empty() {
            // Words that are tagged are a name themselves.
            let words = self.writer.material.document.slice(spans[0]);
            let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let at = entry.at.clone();
            names.push(Word { text, at });
        }
        let mut evidence = Vec::new();
        for name in &names {
            let places = self.inside(&name.text, spans);
            if places.is_empty() {
                let message = format!("the selected words do not name `{}`", name.text);
                let help =
                    "a name must stand in the words that the annotation selects, to the letter";
                return Err(Refusal::new("annotation-name", message, help));
            }
            evidence.extend(places);
        }
        evidence.sort_unstable();
        evidence.dedup();
        let path = self.which(entry, &names, &evidence)?;
        let is_known = self.known.contains(&path);
        if let Some(id) = &entry.id {
            self.ids.insert(id.text.clone(), path.clone());
        }
        let names = names.into_iter().map(|name| name.text).collect();
        Ok((Subject { path, is_known }, evidence, names))
    }

    /// The path of a thing: of a known one by its id or name, else a new one.
    fn which(
        &mut self,
        entry: &Entry,
        names: &[Word],
        evidence: &[Span],
    ) -> Result<String, Refusal> {
        let segments: BTreeSet<&str> = entry
            .classes
            .iter()
            .filter_map(|class| Terms::segment(&class.text))
            .collect();
        let is_kind = |path: &str| {
            let segment = path.split('/').next().unwrap_or(path);
            segments.is_empty() || segments.contains(segment)
        };
        if let Some(id) = &entry.id {
            let known = match self.ids.get(&id.text) {
                Some(path) => Some(path.clone()),
                None => self.known.path(self.writer, id).ok(),
            };
            match known {
                Some(path) if is_kind(&path) => {
                    // A name that the thing has nowhere else would be one that was made up for it.
                    let is_its = names
                        .iter()
                        .any(|name| self.known.called(&name.text).any(|known| known == path));
                    let is_there = evidence.iter().any(|span| {
                        let known = self.at.get(span);
                        known.is_some_and(|known| known.contains(&path))
                    });
                    let is_row = self.rows(&names[0].text).contains(&path);
                    if is_its || is_there || is_row {
                        return Ok(path);
                    }
                    let message = format!("`{path}` is not known as `{}`", names[0].text);
                    let help = "leave the id out, or let an editor add the name in curation.toml";
                    return Err(Refusal::new("annotation-name", message, help));
                }
                Some(path) => {
                    let class = &entry.classes[0].text;
                    let message = format!("`{path}` is no {class}");
                    let help = "leave the class out, or give another id";
                    return Err(Refusal::new("annotation-kind", message, help));
                }
                None if entry.classes.is_empty() => {
                    return Err(self.known.path(self.writer, id).err().map_or_else(
                        || Refusal::new("annotation-unknown", "the thing is not known", ""),
                        Refusal::from,
                    ));
                }
                // What is not known is only a name inside the file.
                None => {}
            }
        }
        let mut called: BTreeSet<String> = BTreeSet::new();
        for name in names {
            let known = self.known.called(&name.text).map(ToOwned::to_owned);
            called.extend(
                known
                    .chain(self.rows(&name.text))
                    .filter(|path| is_kind(path)),
            );
        }
        let called: Vec<String> = called.into_iter().collect();
        match called.as_slice() {
            [] => {}
            [only] => {
                if !self.known.contains(only) {
                    self.known.rows.insert(only.clone());
                }
                return Ok(only.clone());
            }
            several => {
                let message = format!("`{}` is the name of several things", names[0].text);
                let help = format!("give the id: {}", several.join(" or "));
                return Err(Refusal::new("annotation-ambiguous", message, help));
            }
        }
        self.new_thing(entry, names, evidence)
    }

    /// The rows of authority tables with a name, as paths.
    fn rows(&self, name: &str) -> Vec<String> {
        let authority = self.writer.material.authority;
        let places = authority.jurisdictions.named(name);
        let bodies = authority.organisations.named(name);
        places
            .map(|row| format!("jurisdiction/{}", row.key()))
            .chain(bodies.map(|row| format!("organisation/{}", row.key())))
            .collect()
    }

    fn new_thing(
        &self,
        entry: &Entry,
        names: &[Word],
        evidence: &[Span],
    ) -> Result<String, Refusal> {
        let name = &names[0].text;
        let Some(class) = entry.classes.first().map(|class| class.text.as_str()) else {
            let message = format!("nothing is called `{name}`");
            let help = "say its class as \"type\"";
            return Err(Refusal::new("annotation-unknown", message, help));
        };
        let Some(segment) = Terms::segment(class).filter(|_| Terms::is_open(class)) else {
            let message =
                format!("no {class} is called `{name}`, and an annotation cannot add one");
            let help = "add a row to an authority table, or an entry to curation.toml";
            return Err(Refusal::new("annotation-unknown", message, help));
        };
        let others = evidence
            .iter()
            .filter_map(|span| self.at.get(span))
            .flatten();
        let mut others = others.filter(|path| {
            let is_rejected = self.rejected.contains(path.as_str());
            let kind = path.split('/').next().unwrap_or(path);
            !is_rejected && Terms::is_segment(kind) && kind != segment
        });
        if let Some(other) = others.next() {
            let message = format!("the words are known as `{other}`, not as a {class}");
            let help = "if that is wrong, reject it in curation.toml";
            return Err(Refusal::new("annotation-kind", message, help));
        }
        match slug(name) {
            slug if slug.is_empty() => {
                let message = format!("`{name}` holds no letter or digit that can stand in an IRI");
                let help = "select the words that are the name";
                Err(Refusal::new("annotation-name", message, help))
            }
            slug => Ok(format!("{segment}/{slug}")),
        }
    }
}
