//! What an annotation says of things, as far as the selected words say it.

use oxigraph::model::{Literal, NamedNode, Term};

use super::{Annotator, Refusal, Subject};
use crate::authority::Entry as _;
use crate::document::Span;
use crate::graph::curation::{Entry, Value, Word};
use crate::graph::map::compose;
use crate::graph::term::{Nature, Terms, Values};
use crate::graph::vocab::{code, xsd};
use crate::mention::Reading;

impl Annotator<'_, '_, '_> {
    /// The path of a fact.
    pub(super) fn fact(
        &mut self,
        entry: &Entry,
        spans: &[Span],
        statements: &[(NamedNode, Term)],
        event: Option<&str>,
    ) -> Result<Subject, Refusal> {
        let fact = entry.classes.iter().find(|class| {
            Terms::class(&class.text).is_some_and(|(nature, _)| nature == Nature::Fact)
        });
        let class = fact.map_or("", |class| class.text.as_str());
        let words: String = spans.iter().map(|span| self.quotes.words(*span)).collect();
        let root = &self.known.root;
        let path = compose::fact_path(self.writer, root, class, &words, statements, event);
        let path = path.map_err(|help| {
            let message = format!("too little is said of this {class} to give it a name");
            Refusal::new("annotation-value", message, help)
        })?;
        if let Some(id) = &entry.id {
            self.ids.insert(id.text.clone(), path.clone());
        }
        let is_known = self.known.contains(&path);
        Ok(Subject { path, is_known })
    }

    /// The event in which somebody took part.
    pub(super) fn event(&mut self, value: &Value, spans: &[Span]) -> Result<String, Refusal> {
        let Value::Text(word) = value else {
            let help = "give the name of the event as the words have it";
            return Err(Refusal::new("annotation-value", "`event` is no name", help));
        };
        let word = self.known_as(word);
        let path = self.known.path(self.writer, &word)?;
        self.is_named(&path, &word.text, spans)?;
        Ok(path)
    }

    /// A word, or the path of what annotations call so.
    fn known_as(&self, word: &Word) -> Word {
        Word {
            text: self.ids.get(&word.text).unwrap_or(&word.text).clone(),
            at: word.at.clone(),
        }
    }

    /// A value of a property, which must stand in the selected words.
    pub(super) fn statement(
        &mut self,
        name: &Word,
        value: &Value,
        spans: &[Span],
    ) -> Result<(NamedNode, Term), Refusal> {
        let term = self.terms.property(&name.text).cloned();
        let Some(term) = term else {
            let message = format!("`{}` is no property", name.text);
            let help = "the names of properties are the keys of ontology/context.jsonld";
            return Err(Refusal::new("annotation-property", message, help));
        };
        let value = match value {
            Value::Text(word) if term.values == Values::Nodes => Value::Text(self.known_as(word)),
            value => value.clone(),
        };
        let object = self
            .known
            .value(self.writer, self.terms, &term.values, &value, name)?;
        let is_said = match &object {
            Term::NamedNode(node) => {
                let iri = node.as_str();
                if let Some(path) = iri.strip_prefix(&self.known.root) {
                    let path = path.to_owned();
                    let printed = match &value {
                        Value::Text(word) => word.text.as_str(),
                        _ => &path,
                    };
                    self.is_named(&path, printed, spans)?;
                    return Ok((term.iri, object));
                }
                // A concept or a property is a judgement; an address must be printed.
                term.values == Values::Properties
                    || iri.starts_with(code::NAMESPACE)
                    || !self.inside(iri, spans).is_empty()
            }
            Term::Literal(literal) => self.is_read(literal, spans),
            _ => false,
        };
        if is_said {
            return Ok((term.iri, object));
        }
        let printed = match &object {
            Term::Literal(literal) => literal.value().to_owned(),
            object => object.to_string(),
        };
        let message = format!(
            "the selected words do not say `{printed}` for `{}`",
            name.text
        );
        let help = "texts stand in the selected words to the letter, numbers and dates as they are \
                    printed there";
        Err(Refusal::new("annotation-words", message, help))
    }

    /// Whether the selected words name a thing.
    fn is_named(&self, path: &str, printed: &str, spans: &[Span]) -> Result<(), Refusal> {
        let is_inside = |place: &Span| spans.iter().any(|span| span.contains(*place));
        let is_placed = self.places.get(path);
        let is_placed = is_placed.is_some_and(|places| places.iter().any(is_inside));
        let stands = |name: &str| !self.inside(name, spans).is_empty();
        let names = self.called.get(path).into_iter().flatten();
        let is_called = || {
            let authority = self.writer.material.authority;
            let row = match path.split_once('/') {
                Some(("jurisdiction", key)) => authority
                    .jurisdictions
                    .get(key)
                    .is_some_and(|row| row.names().any(|name| stands(&name))),
                Some(("organisation", key)) => authority
                    .organisations
                    .get(key)
                    .is_some_and(|row| row.names().any(|name| stands(&name))),
                _ => false,
            };
            row || names.clone().any(|(_, name)| stands(name.value()))
        };
        if is_placed || is_called() {
            return Ok(());
        }
        let message = format!("the selected words do not name `{printed}`");
        let help = "select the words that name it, too: a target may be a list";
        Err(Refusal::new("annotation-words", message, help))
    }

    /// Whether a number, a date or a text can be read in the selected words.
    fn is_read(&self, literal: &Literal, spans: &[Span]) -> bool {
        let value = literal.value();
        let datatype = literal.datatype();
        if datatype == xsd::BOOLEAN {
            return false;
        }
        let material = self.writer.material;
        let mut inside = material.mentions.iter().filter(|mention| {
            let is_inside = |span: &Span| span.contains(mention.span);
            spans.iter().any(is_inside)
        });
        if [xsd::DATE, xsd::G_YEAR, xsd::G_YEAR_MONTH].contains(&datatype) {
            return inside.any(|mention| match &mention.reading {
                Reading::Date(date) => {
                    let dates = [Some(date.start), date.end];
                    let printed = dates.into_iter().flatten().map(|date| date.to_string());
                    printed.into_iter().any(|date| {
                        let rest = date.strip_prefix(value);
                        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                    })
                }
                _ => false,
            });
        }
        if value.parse::<f64>().is_ok() {
            let is_figure = inside.any(|mention| match &mention.reading {
                Reading::Figure(figure) => figure.value.to_string() == value,
                _ => false,
            });
            return is_figure
                || spans
                    .iter()
                    .any(|span| has_number(material.document.slice(*span), value));
        }
        !self.inside(value, spans).is_empty()
    }
}

/// Whether a number is printed in a text, with or without commas, and not as a part of another.
fn has_number(text: &str, number: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut printed = text.split(|c| !is_part(c));
    printed.any(|run| {
        let run = run.trim_matches(['.', ',']);
        run == number || run.replace(',', "") == number
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_printed_whole() {
        assert!(has_number("共有 2,456 人，70 國。", "2456"));
        assert!(has_number("共有 2,456 人，70 國。", "70"));
        assert!(!has_number("共有 2,456 人", "456"));
        assert!(has_number("成長 3.5%。", "3.5") && !has_number("成長 3.5%。", "3"));
    }
}
