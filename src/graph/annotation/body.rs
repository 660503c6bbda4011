//! What an annotation says: the JSON-LD of its body as entries like those of an editor.

use std::ops::Range;

use serde_json::Value as Json;

use super::file::{Object, Wrong, each, get, text};
use crate::diagnostic::nearest;
use crate::graph::curation::{Entry, Value, Word};
use crate::graph::term::{Terms, Values};

/// Keys of a body that say nothing of the world.
const IGNORED: [&str; 8] = [
    "@context",
    "purpose",
    "motivation",
    "creator",
    "generator",
    "created",
    "modified",
    "generated",
];

/// What a [`Membership`] says, when it is written into the body of a person.
///
/// [`Membership`]: crate::fact::Membership
const OF_MEMBERSHIP: [&str; 4] = ["organization", "memberRole", "roleName", "role"];

/// Properties that lead from data to words, which the program alone writes.
const EVIDENCE: [&str; 4] = [
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/csvw#",
    "https://w3id.org/govrep/ns#conflictingAssertion",
];

/// The same of the vocabulary of govrep.
const BOOKKEEPING: [&str; 10] = [
    "assertionStatus",
    "confidence",
    "discrepancyKind",
    "discrepancyScope",
    "endLine",
    "extractionMethod",
    "inSection",
    "line",
    "outlinePath",
    "page",
];

/// The entries of a body: the thing or fact that it is, and those that it holds.
pub fn read(terms: &Terms, body: &Json, at: &Range<usize>) -> Result<Vec<Entry>, Wrong> {
    let mut reader = Reader {
        terms,
        at,
        entries: Vec::new(),
    };
    match body {
        Json::String(id) => {
            let id = Some(reader.word(id));
            reader.entries.push(reader.entry(id));
        }
        Json::Object(object) => reader.object(object)?,
        _ => {
            return Err(Wrong::new(
                "annotation-form",
                "the body is no object",
                "write what the words say: { \"type\": \"Person\", \"name\": \"…\" }",
            ));
        }
    }
    Ok(reader.entries)
}

struct Reader<'r> {
    terms: &'r Terms,
    at: &'r Range<usize>,
    entries: Vec<Entry>,
}

impl<'r> Reader<'r> {
    fn word(&self, text: &str) -> Word {
        Word {
            text: text.trim().to_owned(),
            at: self.at.clone(),
        }
    }

    fn entry(&self, id: Option<Word>) -> Entry {
        Entry {
            id,
            at: self.at.clone(),
            ..Entry::default()
        }
    }

    fn object(&mut self, object: &Object) -> Result<(), Wrong> {
        let types: Vec<&str> = each(get(object, "type")).iter().filter_map(text).collect();
        let is_a = |class: &str| types.iter().any(|known| known.ends_with(class));
        if is_a("SpecificResource")
            && let Some(source) = get(object, "source")
        {
            let inner = read(self.terms, source, self.at)?;
            self.entries.extend(inner);
            return Ok(());
        }
        if is_a("TextualBody") {
            return self.tag(object);
        }
        self.node(object)?;
        Ok(())
    }

    /// A tag names the class; the words selected are the name.
    fn tag(&mut self, object: &Object) -> Result<(), Wrong> {
        let Some(tag) = get(object, "value").and_then(text) else {
            return Err(Wrong::new(
                "annotation-form",
                "the TextualBody has no value",
                "its value is the name of a class, such as Person",
            ));
        };
        let class = class(self.terms, tag).ok_or_else(|| unknown_class(tag))?;
        let mut entry = self.entry(None);
        entry.classes.push(self.word(class));
        self.entries.push(entry);
        Ok(())
    }

    /// A thing or fact; returns by what others refer to it.
    fn node(&mut self, object: &Object) -> Result<Option<Word>, Wrong> {
        let id = get(object, "id").and_then(text).map(|id| self.word(id));
        let mut entry = self.entry(id);
        for tag in each(get(object, "type")).iter().filter_map(text) {
            let class = class(self.terms, tag).ok_or_else(|| unknown_class(tag))?;
            entry.classes.push(self.word(class));
        }
        let has_class = !entry.classes.is_empty();
        for (key, value) in object {
            if IGNORED.contains(&key.as_str()) || ["id", "type", "@id", "@type"].contains(&&**key) {
                continue;
            }
            // Some write `kind` for the class.
            if key == "kind"
                && !has_class
                && let Some(class) = text(value).and_then(|tag| class(self.terms, tag))
            {
                entry.classes.push(self.word(class));
                continue;
            }
            let property = if key == "event" {
                "event"
            } else {
                self.property(key)?
            };
            let values = self.values(property, value)?;
            entry.properties.push((self.word(property), values));
        }
        let name = names(&entry).next().cloned();
        if entry.classes.iter().any(|class| class.text == "Person") {
            self.membership(&mut entry, name.as_ref());
        }
        let handle = entry.id.clone().or(name);
        // What only points at a thing says nothing of it.
        if !entry.classes.is_empty() || !entry.properties.is_empty() || self.entries.is_empty() {
            self.entries.push(entry);
        }
        Ok(handle)
    }

    /// Takes what is said of a person in a body out of the person.
    fn membership(&mut self, person: &mut Entry, name: Option<&Word>) {
        let (of_membership, own): (Vec<_>, Vec<_>) = person
            .properties
            .drain(..)
            .partition(|(name, _)| OF_MEMBERSHIP.contains(&name.text.as_str()));
        person.properties = own;
        let has_body = of_membership
            .iter()
            .any(|(name, _)| name.text == "organization");
        if of_membership.is_empty() {
            return;
        }
        let is_concept = |values: &[Value]| {
            let mut texts = values.iter().filter_map(|value| match value {
                Value::Text(word) => Some(&word.text),
                _ => None,
            });
            texts.any(|text| text.contains('/'))
        };
        let mut membership = self.entry(None);
        membership.classes.push(self.word("Membership"));
        if let Some(member) = person.id.as_ref().or(name) {
            let member = vec![Value::Text(member.clone())];
            membership.properties.push((self.word("member"), member));
        }
        for (mut property, values) in of_membership {
            if property.text != "organization" {
                let known = match (has_body, is_concept(&values)) {
                    (false, _) => "jobTitle",
                    (true, true) => "memberRole",
                    (true, false) => "roleName",
                };
                known.clone_into(&mut property.text);
            }
            if has_body {
                membership.properties.push((property, values));
            } else {
                person.properties.push((property, values));
            }
        }
        if has_body {
            self.entries.push(membership);
        }
    }

    /// The key of the context for a property, which may be written in other ways.
    fn property(&self, key: &str) -> Result<&'r str, Wrong> {
        let found = self.terms.property_named(key).filter(|(_, term)| {
            let iri = term.iri.as_str();
            let local = iri.rsplit(['#', '/']).next().unwrap_or(iri);
            !EVIDENCE.iter().any(|namespace| iri.starts_with(namespace))
                && !BOOKKEEPING.contains(&local)
        });
        found.map(|(name, _)| name).ok_or_else(|| {
            let help = match nearest(key, self.terms.properties()) {
                Some(near) if near != key => format!("did you mean `{near}`?"),
                _ => "the names of properties are the keys of ontology/context.jsonld".to_owned(),
            };
            let message = format!("`{key}` is no property that an annotation may say");
            Wrong::new("annotation-property", message, help)
        })
    }

    fn values(&mut self, property: &str, value: &Json) -> Result<Vec<Value>, Wrong> {
        let is_text = |terms: &Terms| {
            terms
                .property(property)
                .is_some_and(|term| matches!(term.values, Values::Texts))
        };
        let mut values = Vec::new();
        for value in each(Some(value)) {
            match value {
                Json::String(text) => values.push(Value::Text(self.word(text))),
                Json::Number(number) => {
                    let word = self.word(&number.to_string());
                    let is_whole = number.is_i64() || number.is_u64();
                    values.push(if is_whole {
                        Value::Integer(word)
                    } else {
                        Value::Decimal(word)
                    });
                }
                Json::Bool(truth) => values.push(Value::Boolean(*truth)),
                Json::Object(object) if object.contains_key("@value") => {
                    let Some(text) = object["@value"].as_str() else {
                        values.extend(self.values(property, &object["@value"])?);
                        continue;
                    };
                    let text = self.word(text);
                    let tag = object.get("@language").and_then(Json::as_str);
                    values.push(match tag {
                        Some(tag) => Value::Tagged(tag.to_owned(), text),
                        None => Value::Text(text),
                    });
                }
                Json::Object(languages) if is_text(self.terms) => {
                    for (tag, texts) in languages {
                        for text in each(Some(texts)).iter().filter_map(text) {
                            values.push(Value::Tagged(tag.clone(), self.word(text)));
                        }
                    }
                }
                Json::Object(node) => {
                    let handle = self.node(node)?.ok_or_else(|| {
                        let message = format!("the value of `{property}` has neither name nor id");
                        let help = "add its \"name\", as the words have it";
                        Wrong::new("annotation-value", message, help)
                    })?;
                    values.push(Value::Text(handle));
                }
                Json::Null | Json::Array(_) => {
                    let message = format!("`{property}` has no value that can be read");
                    let help = "its values are texts, numbers or things";
                    return Err(Wrong::new("annotation-value", message, help));
                }
            }
        }
        Ok(values)
    }
}

/// The names that an entry gives to its thing.
pub fn names(entry: &Entry) -> impl Iterator<Item = &Word> {
    let properties = entry.properties.iter();
    properties
        .filter(|(property, _)| is_naming(&property.text))
        .flat_map(|(_, values)| values)
        .filter_map(|value| match value {
            Value::Text(name) | Value::Tagged(_, name) => Some(name),
            _ => None,
        })
}

/// Whether a property gives a name.
pub fn is_naming(property: &str) -> bool {
    ["name", "label", "prefLabel", "altLabel"].contains(&property)
}

/// The class of the context, which may be written with a prefix, whole, or in lower case.
fn class(terms: &Terms, tag: &str) -> Option<&'static str> {
    let tag = tag.trim();
    let exact = Terms::classes().find(|class| *class == tag);
    exact
        .or_else(|| Terms::classes().find(|class| terms.is_name_of(tag, class)))
        .or_else(|| Terms::classes().find(|class| class.eq_ignore_ascii_case(tag)))
}

fn unknown_class(tag: &str) -> Wrong {
    let help = match nearest(tag, Terms::classes()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "known are {}",
            Terms::classes().collect::<Vec<_>>().join(", ")
        ),
    };
    let message = format!("`{tag}` is no class of things or facts");
    Wrong::new("annotation-class", message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(body: &str) -> Vec<String> {
        let body = serde_json::from_str(body).expect("JSON");
        let entries = match read(Terms::of_ontology(), &body, &(0..0)) {
            Ok(entries) => entries,
            Err(wrong) => return vec![format!("{}: {}", wrong.code, wrong.message)],
        };
        let value = |value: &Value| match value {
            Value::Text(word) | Value::Integer(word) | Value::Decimal(word) => word.text.clone(),
            Value::Tagged(tag, word) => format!("{}@{tag}", word.text),
            other => format!("{other:?}"),
        };
        entries
            .iter()
            .map(|entry| {
                let classes: Vec<&str> = entry.classes.iter().map(|c| &*c.text).collect();
                let mut said = classes.join("+");
                for (name, values) in &entry.properties {
                    let values: Vec<String> = values.iter().map(value).collect();
                    said.extend([" ", &name.text, "=", &values.join("|")]);
                }
                said
            })
            .collect()
    }

    #[test]
    fn a_body_is_an_entry_in_the_words_of_the_context() {
        assert_eq!(
            entries(r#"{"type": "Person", "name": "高嘉良"}"#),
            ["Person name=高嘉良"]
        );
        assert_eq!(
            entries(
                r#"{"@type": "http://xmlns.com/foaf/0.1/Person", "rdfs:label": {"zh-Hant": "高嘉良"}}"#
            ),
            ["Person label=高嘉良@zh-Hant"]
        );
        assert_eq!(
            entries(r#"{"type": "TextualBody", "purpose": "tagging", "value": "person"}"#),
            ["Person"]
        );
        assert_eq!(
            entries(r#"{"kind": "Observation", "value": 70, "observationAbout": "OGP"}"#),
            ["Observation observationAbout=OGP value=70"]
        );
    }

    #[test]
    fn a_role_of_a_person_is_a_membership_where_a_body_is_told() {
        assert_eq!(
            entries(
                r#"{"type": "Person", "name": "高嘉良", "roleName": "共同發起人", "organization": {"type": "Organization", "name": "g0v"}}"#
            ),
            [
                "Organization name=g0v",
                "Membership member=高嘉良 organization=g0v roleName=共同發起人",
                "Person name=高嘉良"
            ]
        );
        assert_eq!(
            entries(r#"{"type": "Person", "name": "高嘉良", "role": "先生"}"#),
            ["Person name=高嘉良 jobTitle=先生"]
        );
    }

    #[test]
    fn evidence_is_not_for_annotations_to_say() {
        for key in [
            "wasDerivedFrom",
            "extractionMethod",
            "prov:wasAttributedTo",
            "page",
            "exact",
        ] {
            let body = format!(r#"{{"type": "Person", "name": "x", "{key}": "y"}}"#);
            let told =
                format!("annotation-property: `{key}` is no property that an annotation may say");
            assert_eq!(entries(&body), [told]);
        }
    }
}
