//! The names that editors and annotations may use: the keys of the JSON-LD context of the ontology.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use oxigraph::model::{NamedNode, NamedNodeRef};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use crate::graph::ontology;
use crate::graph::vocab::{cv, dcterms, foaf, govrep, org, prov, rdf, schema, skos, xsd};

/// What a name of the context stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The property or class.
    pub iri: NamedNode,
    /// What its values are.
    pub values: Values,
}

/// What the values of a property are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// Nodes, by name, path or IRI.
    Nodes,
    /// Properties, by name.
    Properties,
    /// Texts in a language.
    Texts,
    /// Literals of a datatype.
    Typed(NamedNode),
    /// Dates as precise as they are written.
    Dates,
    /// Whatever is written: a number or a text without a language.
    Plain,
}

/// What kind of node a class makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A person, body or jurisdiction: it has a `foaf:name`.
    Agent,
    /// Another thing in the world.
    Thing,
    /// A subject matter: it has a `skos:prefLabel`.
    Concept,
    /// What is said of things; its words are the evidence of all its properties.
    Fact,
}

/// The properties whose values are dates: a JSON-LD context cannot say "as precise as written".
const DATES: [NamedNodeRef<'static>; 6] = [
    schema::START_DATE,
    schema::END_DATE,
    schema::OBSERVATION_DATE,
    dcterms::ISSUED,
    dcterms::VALID,
    govrep::DEADLINE,
];

/// The classes that an editor may use, with all that are written out for them, so that no
/// reasoner is needed (ontology/README.md).
const CLASSES: &[(&str, Nature, &[NamedNodeRef<'static>])] = {
    use Nature::{Agent, Concept, Fact, Thing};
    &[
        ("Agent", Agent, &[foaf::AGENT]),
        ("Call", Fact, &[govrep::CALL, govrep::UNDERTAKING]),
        ("Candidacy", Fact, &[govrep::CANDIDACY, prov::ENTITY]),
        ("Claim", Fact, &[schema::CLAIM]),
        (
            "Commitment",
            Fact,
            &[govrep::COMMITMENT, govrep::UNDERTAKING],
        ),
        ("Concept", Concept, &[skos::CONCEPT]),
        ("CreativeWork", Thing, &[schema::CREATIVE_WORK]),
        ("Event", Thing, &[schema::EVENT]),
        ("EventSeries", Thing, &[schema::EVENT_SERIES, schema::EVENT]),
        (
            "FormalOrganization",
            Agent,
            &[
                org::FORMAL_ORGANIZATION,
                org::ORGANIZATION_CLASS,
                foaf::ORGANIZATION,
                foaf::AGENT,
            ],
        ),
        ("Goal", Fact, &[govrep::GOAL, govrep::UNDERTAKING]),
        ("Group", Agent, &[foaf::GROUP, foaf::AGENT]),
        (
            "ImageObject",
            Thing,
            &[schema::IMAGE_OBJECT, schema::CREATIVE_WORK],
        ),
        (
            "Jurisdiction",
            Agent,
            &[
                govrep::JURISDICTION,
                schema::ADMINISTRATIVE_AREA,
                dcterms::LOCATION,
                foaf::AGENT,
            ],
        ),
        (
            "Legislation",
            Thing,
            &[schema::LEGISLATION, schema::CREATIVE_WORK],
        ),
        ("Membership", Fact, &[org::MEMBERSHIP]),
        ("Negation", Fact, &[govrep::NEGATION, prov::ENTITY]),
        ("Observation", Fact, &[schema::OBSERVATION]),
        (
            "Organization",
            Agent,
            &[org::ORGANIZATION_CLASS, foaf::ORGANIZATION, foaf::AGENT],
        ),
        (
            "OrganizationalCollaboration",
            Agent,
            &[
                org::ORGANIZATIONAL_COLLABORATION,
                org::ORGANIZATION_CLASS,
                foaf::ORGANIZATION,
                foaf::AGENT,
            ],
        ),
        (
            "OrganizationalUnit",
            Agent,
            &[
                org::ORGANIZATIONAL_UNIT,
                org::ORGANIZATION_CLASS,
                foaf::ORGANIZATION,
                foaf::AGENT,
            ],
        ),
        ("Participation", Fact, &[cv::PARTICIPATION]),
        (
            "Person",
            Agent,
            &[foaf::PERSON, schema::PERSON, foaf::AGENT],
        ),
        ("Place", Thing, &[schema::PLACE]),
        ("Platform", Thing, &[govrep::PLATFORM, schema::WEB_SITE]),
        (
            "ProcedureStep",
            Fact,
            &[govrep::PROCEDURE_STEP, schema::EVENT, prov::ACTIVITY],
        ),
        ("Programme", Thing, &[govrep::PROGRAMME, schema::PROJECT]),
        ("Project", Thing, &[schema::PROJECT]),
        ("PublicEvent", Thing, &[cv::PUBLIC_EVENT, schema::EVENT]),
        (
            "PublicOrganisation",
            Agent,
            &[
                cv::PUBLIC_ORGANISATION,
                org::ORGANIZATION_CLASS,
                foaf::ORGANIZATION,
                foaf::AGENT,
            ],
        ),
        (
            "Recommendation",
            Fact,
            &[govrep::RECOMMENDATION, govrep::UNDERTAKING],
        ),
        ("Session", Thing, &[govrep::SESSION, schema::EVENT]),
        ("SpeechTopic", Fact, &[govrep::SPEECH_TOPIC]),
        ("Visit", Thing, &[govrep::VISIT, schema::EVENT]),
    ]
};

/// Where the things of a class have their IRIs (ontology/README.md), and whether their words are
/// enough to make a new one: a country is one of a table, a session has its event.
const SEGMENTS: &[(&str, &str, bool)] = &[
    ("Agent", "group", false),
    ("Concept", "topic", true),
    ("CreativeWork", "document", true),
    ("Event", "event", true),
    ("EventSeries", "event", true),
    ("FormalOrganization", "organisation", true),
    ("Group", "group", true),
    ("ImageObject", "document", false),
    ("Jurisdiction", "jurisdiction", false),
    ("Legislation", "legislation", false),
    ("Organization", "organisation", true),
    ("OrganizationalCollaboration", "organisation", true),
    ("OrganizationalUnit", "organisation", true),
    ("Person", "person", true),
    ("Place", "place", true),
    ("Platform", "platform", true),
    ("Programme", "programme", true),
    ("Project", "project", true),
    ("PublicEvent", "event", true),
    ("PublicOrganisation", "organisation", true),
    ("Session", "event", false),
    ("Visit", "event", false),
];

/// The names of the context, each with what it stands for.
#[derive(Clone, Debug)]
pub struct Terms {
    properties: FxHashMap<String, Term>,
    /// The namespace of each prefix.
    prefixes: BTreeMap<String, String>,
}

impl Terms {
    /// Those of the ontology inside the program, read when they are first asked for.
    pub fn of_ontology() -> &'static Self {
        static TERMS: LazyLock<Terms> = LazyLock::new(Terms::read);
        &TERMS
    }

    /// A test reads the same file, so none of this fails.
    fn read() -> Self {
        let (_, text) = ontology::FILES
            .iter()
            .find(|(path, _)| *path == "context.jsonld")
            .expect("the context is embedded");
        let document: Json = serde_json::from_str(text).expect("the context is JSON");
        let context = document["@context"].as_object().expect("an object");
        let expand = |name: &str| -> Option<NamedNode> {
            let (prefix, local) = name.split_once(':')?;
            let namespace = context.get(prefix)?.as_str()?;
            NamedNode::new(format!("{namespace}{local}")).ok()
        };
        let prefixes = context.iter().filter_map(|(key, namespace)| {
            let namespace = namespace.as_str().filter(|text| text.contains("://"))?;
            Some((key.clone(), namespace.to_owned()))
        });
        let prefixes = prefixes.collect();
        let is_property = |key: &str| key.starts_with(|c: char| c.is_ascii_lowercase());
        let mut properties = FxHashMap::default();
        for (key, definition) in context.iter().filter(|(key, _)| is_property(key)) {
            let id = definition.as_str().or_else(|| definition["@id"].as_str());
            let Some(iri) = id.and_then(expand) else {
                continue;
            };
            let values = match definition["@type"].as_str() {
                _ if iri == rdf::PREDICATE => Values::Properties,
                // Of what is denied, the object is a thing.
                _ if iri == rdf::OBJECT => Values::Nodes,
                Some("@id") => Values::Nodes,
                Some(datatype) => expand(datatype).map_or(Values::Plain, Values::Typed),
                None if definition["@container"] == "@language" => Values::Texts,
                None if DATES.contains(&iri.as_ref()) => Values::Dates,
                None => Values::Plain,
            };
            properties.insert(key.clone(), Term { iri, values });
        }
        Self {
            properties,
            prefixes,
        }
    }

    /// The property of a name.
    pub fn property(&self, name: &str) -> Option<&Term> {
        self.properties.get(name)
    }

    /// The property of a name that may also be written with a prefix or as an IRI, with its key
    /// of the context.
    pub fn property_named(&self, name: &str) -> Option<(&str, &Term)> {
        if let Some((key, term)) = self.properties.get_key_value(name) {
            return Some((key, term));
        }
        let properties = self.properties.iter();
        let meant = properties.filter(|(_, term)| self.is_written(name, term.iri.as_str()));
        let (key, term) = meant.min_by_key(|(key, _)| *key)?;
        Some((key, term))
    }

    /// Whether a name, with a prefix or as an IRI, is that of a class.
    pub fn is_name_of(&self, name: &str, class: &str) -> bool {
        Self::class(class).is_some_and(|(_, types)| self.is_written(name, types[0].as_str()))
    }

    /// Whether a text is an IRI, whole or with a prefix of the context.
    fn is_written(&self, text: &str, iri: &str) -> bool {
        let shortened = || {
            let (prefix, local) = text.split_once(':')?;
            iri.strip_prefix(self.prefixes.get(prefix)?.as_str())
                .map(|rest| rest == local)
        };
        text == iri || shortened() == Some(true)
    }

    /// All names of properties, sorted.
    pub fn properties(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.properties.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// What a class makes and all classes that are written out for it.
    pub fn class(name: &str) -> Option<(Nature, &'static [NamedNodeRef<'static>])> {
        let at = CLASSES.binary_search_by_key(&name, |(key, ..)| key).ok()?;
        let (_, nature, types) = CLASSES[at];
        Some((nature, types))
    }

    /// The first part of the paths of things of a class; none for facts.
    pub fn segment(class: &str) -> Option<&'static str> {
        let (_, segment, _) = SEGMENTS.iter().find(|(known, ..)| *known == class)?;
        Some(segment)
    }

    /// Whether a new thing of a class can be made of its name alone.
    pub fn is_open(class: &str) -> bool {
        let mut open = SEGMENTS.iter().filter(|(.., is_open)| *is_open);
        open.any(|(known, ..)| *known == class)
    }

    /// Whether the paths of things begin so.
    pub fn is_segment(segment: &str) -> bool {
        SEGMENTS.iter().any(|(_, known, _)| *known == segment)
    }

    /// All names of classes, sorted.
    pub fn classes() -> impl Iterator<Item = &'static str> {
        CLASSES.iter().map(|(key, ..)| *key)
    }
}

/// The datatype of a date as it is written: a day, a month or a year.
pub fn date_type(text: &str) -> NamedNodeRef<'static> {
    match text.len() {
        4 => xsd::G_YEAR,
        7 => xsd::G_YEAR_MONTH,
        _ => xsd::DATE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_what_the_context_says() {
        let terms = Terms::of_ontology();
        let maker = terms.property("maker").expect("a property");
        assert_eq!(
            (maker.iri.as_ref(), &maker.values),
            (govrep::MAKER, &Values::Nodes)
        );
        assert_eq!(
            terms.property("label").map(|t| &t.values),
            Some(&Values::Texts)
        );
        assert_eq!(
            terms.property("startDate").map(|t| &t.values),
            Some(&Values::Dates)
        );
        let position = &terms.property("position").expect("a property").values;
        assert_eq!(*position, Values::Typed(xsd::INTEGER.into_owned()));
        assert_eq!(terms.property("Person"), None);
        assert_eq!(terms.property("govrep"), None);
    }

    #[test]
    fn every_class_of_things_has_a_place_for_its_iris() {
        for (key, nature, _) in CLASSES {
            assert_eq!(
                Terms::segment(key).is_none(),
                *nature == Nature::Fact,
                "{key}"
            );
        }
    }

    #[test]
    fn every_class_is_one_of_the_context_and_writes_its_own_first() {
        assert!(CLASSES.is_sorted_by_key(|(key, ..)| *key));
        let (_, text) = ontology::FILES[0];
        let context: Json = serde_json::from_str(text).expect("JSON");
        for (key, _, types) in CLASSES {
            let name = context["@context"][*key]
                .as_str()
                .expect("a class of the context");
            let local = name.split_once(':').expect("a prefix").1;
            assert!(types[0].as_str().ends_with(local), "{key}");
        }
    }
}
