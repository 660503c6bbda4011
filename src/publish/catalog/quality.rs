//! How data.europa.eu would rate the description, before it is published.
//!
//! The indicators and their points are those of its metadata quality assessment, and the result
//! is published with the Data Quality Vocabulary, as that portal does. That an address answers
//! only a portal can see: 80 points are open and told apart where the release has a file for it, and
//! nothing is published of them. With the Open Government Data License of Taiwan 10 of the other 325
//! are missing, since the European list of licences does not have it.

use oxigraph::model::{
    Graph, Literal, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef, Triple,
};

use super::Writing;
use super::table::{FileFormat, Indicator as Row, Of, Rule, Test, expand, in_language};
use crate::graph::vocab::{dcat, dqv, piveau, rdf, skos, xsd};
use crate::project::Labels;

/// What the description is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The indicators in the order of the methodology.
    pub indicators: Vec<Indicator>,
    /// Where the description breaks a rule of DCAT-AP, a sentence for each.
    pub broken: Vec<String>,
    /// What the sum is called, such as `good`.
    pub rating: Labels,
    /// What it would be called if all addresses answered.
    pub rating_if_answered: Labels,
}

/// One question that the assessment asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The dimension that it belongs to, such as `findability`.
    pub dimension: String,
    /// Its name in the vocabulary of the portal, such as `keywordAvailability`.
    pub metric: String,
    /// The same for a person.
    pub label: Labels,
    /// The points reached.
    pub points: u32,
    /// The points that hang on answers of addresses, which nobody asked.
    pub open: u32,
    /// The points that can be had.
    pub most: u32,
}

impl Score {
    /// The points reached.
    pub fn points(&self) -> u32 {
        self.indicators.iter().map(|it| it.points).sum()
    }

    /// The points that hang on answers of addresses, which nobody asked.
    pub fn open(&self) -> u32 {
        self.indicators.iter().map(|it| it.open).sum()
    }

    /// The points that can be had.
    pub fn most(&self) -> u32 {
        self.indicators.iter().map(|it| it.most).sum()
    }
}

impl Writing<'_> {
    /// Rates what was said so far.
    pub fn score(&self) -> Score {
        let graph = self.graph();
        let dataset = self.address.dataset();
        let distributions: Vec<NamedNodeRef<'_>> = graph
            .objects_for_subject_predicate(&dataset, dcat::DISTRIBUTION)
            .filter_map(|node| match node {
                TermRef::NamedNode(node) => Some(node),
                _ => None,
            })
            .collect();
        let broken = self.violations(&graph);
        let indicators = self.tables.indicators.iter().map(|row| {
            let nodes = match row.of {
                Of::Dataset => &[dataset.as_ref()][..],
                Of::Distribution => &distributions,
            };
            let passed = nodes.iter().filter(|node| match row.test {
                Test::Conforms => broken.is_empty(),
                _ => self.passes(&graph, **node, row),
            });
            // Of distributions, the share that passes; whole points only.
            let (passed, all) = (passed.count(), nodes.len());
            let share = |points: u32| points as usize * passed / all.max(1);
            let worth = u32::try_from(share(row.points)).unwrap_or(row.points);
            let (points, open) = match row.test {
                // Whether it answers, only those see who ask.
                Test::Published => (0, worth),
                _ => (worth, 0),
            };
            Indicator {
                dimension: row.dimension.clone(),
                metric: row.metric.clone(),
                label: labels(&row.zh, &row.en),
                points,
                open,
                most: row.points,
            }
        });
        let score = Score {
            indicators: indicators.collect(),
            broken: broken.clone(),
            rating: Labels::default(),
            rating_if_answered: Labels::default(),
        };
        Score {
            rating: self.rating(score.points()),
            rating_if_answered: self.rating(score.points() + score.open()),
            ..score
        }
    }

    /// What a sum of points is called.
    fn rating(&self, points: u32) -> Labels {
        let mut ratings = self.tables.ratings.iter();
        let rating = ratings.find(|rating| points >= rating.points);
        rating.map_or_else(Labels::default, |it| labels(&it.zh, &it.en))
    }

    /// Publishes the rating with the dataset.
    pub fn measurements(&mut self, score: &Score) {
        let dataset = self.address.dataset();
        for it in score.indicators.iter().filter(|it| it.open == 0) {
            let is_reached = it.points == it.most;
            let value = Literal::from(is_reached);
            self.measurement(&dataset, &it.metric, value, xsd::BOOLEAN);
        }
        let sum = Literal::new_typed_literal(score.points().to_string(), xsd::INTEGER);
        let scoring = &piveau::SCORING.as_str()[piveau::NAMESPACE.len()..];
        self.measurement(&dataset, scoring, sum, xsd::INTEGER);
        let rows = self.tables.indicators.iter().zip(&score.indicators);
        for (row, _) in rows.filter(|(_, it)| it.open == 0) {
            let metric = NamedNode::new_unchecked(format!("{}{}", piveau::NAMESPACE, row.metric));
            let dimension = format!("{}{}", piveau::NAMESPACE, row.dimension);
            let dimension = NamedNode::new_unchecked(dimension);
            self.stubs.is(&metric, dqv::METRIC);
            for tag in self.languages() {
                let label = in_language(tag, &row.zh, &row.en);
                self.stubs.text(&metric, skos::PREF_LABEL, tag, label);
            }
            self.stubs
                .term(&metric, dqv::IN_DIMENSION, dimension.clone());
            self.stubs.is(&dimension, dqv::DIMENSION);
            self.stubs
                .text(&dimension, skos::PREF_LABEL, "en", &row.dimension);
        }
    }

    fn measurement(
        &mut self,
        dataset: &NamedNode,
        metric: &str,
        value: Literal,
        datatype: NamedNodeRef<'_>,
    ) {
        let node = self.address.part(&format!("quality/{metric}"));
        let metric = NamedNode::new_unchecked(format!("{}{metric}", piveau::NAMESPACE));
        self.said
            .term(dataset, dqv::HAS_QUALITY_MEASUREMENT, node.clone());
        self.said.is(&node, dqv::QUALITY_MEASUREMENT);
        self.said
            .term(&node, dqv::IS_MEASUREMENT_OF, metric.clone());
        self.said.term(&node, dqv::COMPUTED_ON, dataset.clone());
        self.said.term(&node, dqv::VALUE, value);
        self.stubs.is(&metric, dqv::METRIC);
        self.stubs
            .term(&metric, dqv::EXPECTED_DATA_TYPE, datatype.into_owned());
    }

    fn graph(&self) -> Graph {
        let said = self.said.iter().chain(self.stubs.iter());
        said.map(|quad| Triple::from(quad.clone())).collect()
    }

    fn passes(&self, graph: &Graph, node: NamedNodeRef<'_>, row: &Row) -> bool {
        row.property
            .split_whitespace()
            .filter_map(expand)
            .all(|property| {
                let mut values = graph
                    .objects_for_subject_predicate(node, &property)
                    .peekable();
                values.peek().is_some()
                    && values.all(|value| match (row.test, value) {
                        (Test::Present, _) => true,
                        (_, TermRef::NamedNode(value)) => match row.test {
                            Test::Published => self.is_published(value),
                            Test::Listed => self.is_listed(value),
                            Test::NonProprietary => self
                                .format_of(value)
                                .is_some_and(|it| it.non_proprietary == "Y"),
                            Test::MachineReadable => self
                                .format_of(value)
                                .is_some_and(|it| it.machine_readable == "Y"),
                            Test::Present | Test::Conforms => true,
                        },
                        _ => false,
                    })
            })
    }

    /// Whether the release has a file at this address.
    fn is_published(&self, address: NamedNodeRef<'_>) -> bool {
        let name = self.address.file_at(address.as_str());
        name.is_some_and(|name| self.described_by.files.contains_key(name))
    }

    /// Whether a code is of a list in the tables.
    fn is_listed(&self, code: NamedNodeRef<'_>) -> bool {
        let tables = self.tables;
        tables.schemes.iter().any(|scheme| {
            let code = code.as_str().strip_prefix(&*scheme.namespace);
            code.is_some_and(|code| match &*scheme.key {
                "file-type" => tables.formats.iter().any(|it| it.file_type == code),
                "media-type" => tables.formats.iter().any(|it| it.media_type == code),
                key => tables.concept(key, code).is_some(),
            })
        })
    }

    fn format_of(&self, file_type: NamedNodeRef<'_>) -> Option<&FileFormat> {
        let scheme = self.tables.scheme("file-type")?;
        let code = file_type.as_str().strip_prefix(&*scheme.namespace)?;
        self.tables
            .formats
            .iter()
            .find(|format| format.file_type == code)
    }

    /// Where the description breaks a rule of DCAT-AP, each said once for all things of a class.
    fn violations(&self, graph: &Graph) -> Vec<String> {
        let mut found = Vec::new();
        for rule in &self.tables.rules {
            let (Some(class), Some(property)) = (expand(&rule.class), expand(&rule.property))
            else {
                continue;
            };
            for node in graph.subjects_for_predicate_object(rdf::TYPE, &class) {
                let values: Vec<TermRef<'_>> = graph
                    .objects_for_subject_predicate(node, &property)
                    .collect();
                let count = values.len();
                let is_kept = count >= rule.least
                    && rule.most.is_none_or(|most| count <= most)
                    && values.iter().all(|value| is_of(graph, *value, rule));
                if !is_kept {
                    found.push(broken(rule, count));
                }
            }
        }
        found.dedup();
        found
    }
}

/// How a rule is broken by something that has so many values.
fn broken(rule: &Rule, count: usize) -> String {
    let Rule {
        class,
        property,
        least,
        most,
        value,
    } = rule;
    match most {
        _ if count < *least => format!("a {class} must have {property}"),
        Some(most) if count > *most => format!("a {class} may have {most} {property}, not {count}"),
        _ => format!("{property} of a {class} must be of the kind {value}"),
    }
}

fn labels(zh: &str, en: &str) -> Labels {
    [("zh-Hant", zh), ("en", en)].into_iter().collect()
}

/// Whether a value is what a rule demands.
fn is_of(graph: &Graph, value: TermRef<'_>, rule: &Rule) -> bool {
    let datatype = match value {
        TermRef::Literal(literal) => Some(literal.datatype()),
        _ => None,
    };
    match (&*rule.value, datatype) {
        ("text", Some(datatype)) => datatype == xsd::STRING || datatype == rdf::LANG_STRING,
        ("date", Some(datatype)) => {
            [xsd::DATE, xsd::DATE_TIME, xsd::G_YEAR, xsd::G_YEAR_MONTH].contains(&datatype)
        }
        ("geo", Some(_)) | ("iri", None) => true,
        ("text" | "date" | "geo", None) | ("iri", Some(_)) => false,
        (name, Some(datatype)) => expand(name).is_some_and(|it| it.as_ref() == datatype),
        (name, None) => {
            let node = match value {
                TermRef::NamedNode(node) => NamedOrBlankNodeRef::from(node),
                TermRef::BlankNode(node) => node.into(),
                _ => return false,
            };
            expand(name).is_some_and(|class| {
                let mut types = graph.objects_for_subject_predicate(node, rdf::TYPE);
                types.any(|it| it == TermRef::from(class.as_ref()))
            })
        }
    }
}
