//! Entries for `curation.toml`, ready to be pasted.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use oxigraph::model::{GraphNameRef, LiteralRef, TermRef, vocab::rdf};

use crate::graph::iri::authority_graph;
use crate::graph::language::bcp47_case;
use crate::graph::term::{Terms, Values};
use crate::graph::vocab::{code, foaf, govrep, prov, rdfs, skos, xsd};
use crate::page::World;
use crate::page::world::to_node;

/// Whether a property is for programs, or shown in another way.
pub fn is_apart(property: &str) -> bool {
    [
        rdf::TYPE,
        rdf::SUBJECT,
        rdfs::LABEL,
        foaf::NAME,
        prov::WAS_DERIVED_FROM,
        prov::WAS_GENERATED_BY,
        prov::WAS_ATTRIBUTED_TO,
        govrep::EXTRACTION_METHOD,
        govrep::OUTLINE_PATH,
        govrep::ASSERTION_STATUS,
    ]
    .iter()
    .any(|known| known.as_str() == property)
}

/// Entries for `curation.toml`.
pub struct Snippets<'c, 'a> {
    world: &'c World<'a>,
    /// The keys of the context, by property.
    keys: HashMap<String, (String, Values)>,
    /// The graph of what is known beforehand.
    authority: String,
}

impl<'c, 'a> Snippets<'c, 'a> {
    /// For the nodes of a world.
    pub fn new(world: &'c World<'a>) -> Self {
        let terms = Terms::of_ontology();
        let keys = terms.properties().filter_map(|key| {
            let term = terms.property(key)?;
            let value = (key.to_owned(), term.values.clone());
            Some((term.iri.as_str().to_owned(), value))
        });
        Self {
            world,
            keys: keys.collect(),
            authority: authority_graph(world.base).into_string(),
        }
    }

    /// What corrects a node, with what it says now, and what rejects it.
    pub fn entry(&self, node: &str) -> Entry {
        let world = self.world;
        // An assertion is corrected where it is stated: at its subject.
        let is_assertion = world.is_a(node, govrep::ASSERTION);
        let subject = world.nodes(node, rdf::SUBJECT).next();
        let subject = subject.filter(|_| is_assertion).unwrap_or(node);
        let path = subject.strip_prefix(&world.things).unwrap_or(subject);
        let is_known = world.quads.about(to_node(subject)).iter().any(|quad| {
            matches!(quad.graph_name.as_ref(), GraphNameRef::NamedNode(graph)
                if graph.as_str() == self.authority)
        });
        let is_row = is_known && !world.is_inline(subject);
        let values = if is_assertion {
            self.stated(node)
        } else if is_row {
            Vec::new()
        } else if world.is_inline(subject) {
            self.said(subject)
        } else {
            self.labels(subject)
        };
        let mut said = String::new();
        for (key, value) in values {
            let _ = writeln!(said, "{key} = {value}");
        }
        if !is_assertion {
            let _ = write!(
                said,
                "\n# or, to take it out:\n# [[reject]]\n# id = {}\n# reason = \"\"\n",
                quoted(path)
            );
        }
        Entry {
            table: if is_assertion || is_row {
                "add"
            } else {
                "correct"
            },
            path: quoted(path),
            is_named_so: is_row && !is_assertion,
            said,
        }
    }

    /// The labels of a thing, one for each language.
    fn labels(&self, node: &str) -> Vec<(String, String)> {
        [(rdfs::LABEL, "label"), (skos::PREF_LABEL, "prefLabel")]
            .into_iter()
            .filter_map(|(property, key)| {
                let labels = self.world.literals(node, property);
                Some((key.to_owned(), Self::by_language(labels)?))
            })
            .collect()
    }

    /// Texts by language; none if there are none.
    fn by_language(texts: impl Iterator<Item = LiteralRef<'a>>) -> Option<String> {
        let mut of: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for text in texts {
            let tag = bcp47_case(text.language()?).into_owned();
            of.entry(tag).or_default().push(quoted(text.value()));
        }
        if of.is_empty() {
            return None;
        }
        let most = of.values().map(Vec::len).max().unwrap_or(1);
        // A key holds one text; further ones of a language go into tables of their own.
        let tables: Vec<String> = (0..most)
            .map(|at| {
                let texts = of.iter().filter_map(|(tag, texts)| {
                    let text = texts.get(at)?;
                    Some(format!("{tag} = {text}"))
                });
                format!("{{ {} }}", texts.collect::<Vec<_>>().join(", "))
            })
            .collect();
        Some(match tables.as_slice() {
            [only] => only.clone(),
            several => format!("[{}]", several.join(", ")),
        })
    }

    /// What an assertion states.
    fn stated(&self, assertion: &str) -> Vec<(String, String)> {
        let property = self.world.nodes(assertion, rdf::PREDICATE).next();
        let object = self
            .world
            .quads
            .objects(to_node(assertion), rdf::OBJECT)
            .next();
        let value = property.zip(object).and_then(|(property, object)| {
            let (key, values) = self.keys.get(property)?;
            Some((key.clone(), self.value(values, object)?))
        });
        value.into_iter().collect()
    }

    /// All that a fact says.
    fn said(&self, node: &str) -> Vec<(String, String)> {
        let mut of: BTreeMap<&str, Vec<TermRef<'_>>> = BTreeMap::new();
        for quad in self.world.about(node) {
            let property = quad.predicate.as_str();
            let is_label = quad.predicate == rdfs::LABEL;
            let is_part =
                [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].contains(&quad.predicate.as_ref());
            if (!is_apart(property) || is_label || is_part) && property != rdf::TYPE.as_str() {
                of.entry(property).or_default().push(quad.object.as_ref());
            }
        }
        of.into_iter()
            .filter_map(|(property, objects)| {
                let (key, values) = self.keys.get(property)?;
                let texts = objects.iter().filter_map(|object| match object {
                    TermRef::Literal(literal) => Some(*literal),
                    _ => None,
                });
                if *values == Values::Texts {
                    return Some((key.clone(), Self::by_language(texts)?));
                }
                let written: Option<Vec<String>> = objects
                    .iter()
                    .map(|object| self.value(values, *object))
                    .collect();
                Some(match written?.as_slice() {
                    [only] => (key.clone(), only.clone()),
                    several => (key.clone(), format!("[{}]", several.join(", "))),
                })
            })
            .collect()
    }

    fn value(&self, values: &Values, object: TermRef<'_>) -> Option<String> {
        match object {
            TermRef::NamedNode(node) => {
                let iri = node.as_str();
                if *values == Values::Properties {
                    return self.keys.get(iri).map(|(key, _)| quoted(key));
                }
                let path = iri
                    .strip_prefix(&self.world.things)
                    .or(iri.strip_prefix(code::NAMESPACE))
                    .unwrap_or(iri);
                Some(quoted(path))
            }
            TermRef::Literal(literal) => Some(match literal.language() {
                Some(tag) => format!("{{ {} = {} }}", bcp47_case(tag), quoted(literal.value())),
                None if [xsd::INTEGER, xsd::DECIMAL, xsd::BOOLEAN]
                    .contains(&literal.datatype()) =>
                {
                    literal.value().to_owned()
                }
                None => quoted(literal.value()),
            }),
            _ => None,
        }
    }
}

/// An entry but for the words that it quotes.
pub struct Entry {
    table: &'static str,
    path: String,
    /// Whether the words are a further name of the thing.
    is_named_so: bool,
    said: String,
}

impl Entry {
    /// What can be done where words only stand for a thing that the tables know (the Ministry, 本部):
    /// they are no name of it, so the only entry takes the thing out.
    pub fn standing_in(&self, words: &str, line: &str) -> String {
        if !self.is_named_so {
            return self.at(words, line);
        }
        let (path, words) = (&self.path, quoted(words.trim()));
        let said = self.said.trim_start();
        format!("# line {line}: {words} stands for {path} and is no name of it\n{said}")
    }

    /// The entry for words in a line.
    pub fn at(&self, words: &str, line: &str) -> String {
        let (table, path, words) = (self.table, &self.path, quoted(words.trim()));
        let mut text = format!("[[{table}]]\nid = {path}\nquote = {words}\nline = {line}\n");
        if self.is_named_so {
            let _ = writeln!(text, "altLabel = {words}");
        }
        text + &self.said
    }
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    // JSON's escapes are TOML's, but for one character.
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_toml_string() {
        for text in ["a \"b\" \\ c", "行\n\t", "\u{1}\u{7f}\u{2028}"] {
            let toml = format!("a = {}", quoted(text));
            let table: toml::Table = toml.parse().expect("TOML");
            assert_eq!(table["a"].as_str(), Some(text));
        }
    }
}
