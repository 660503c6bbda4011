//! What the dataset is about: words, places, time; computed from it where nothing is set.

use std::collections::{BTreeMap, HashSet};

use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, TermRef};

use super::Described;
use crate::graph::vocab::{prov, rdf, rdfs, schema};
use crate::project::{Date, Keywords};

/// How many of the things that are named most often become keywords.
const KEYWORDS: usize = 8;

/// The properties of days on which something took place.
const DAYS: [NamedNodeRef<'static>; 2] = [schema::START_DATE, schema::END_DATE];

impl Described<'_> {
    /// The words that are set, otherwise the names of the things that most passages name.
    pub(super) fn keywords(&self) -> Keywords {
        let set = &self.project.dataset.keywords;
        if !set.is_empty() {
            return set.clone();
        }
        let mut passages: BTreeMap<&str, usize> = BTreeMap::new();
        for quad in self.quads.iter() {
            if quad.predicate == prov::WAS_DERIVED_FROM
                && let NamedOrBlankNodeRef::NamedNode(thing) = quad.subject.as_ref()
            {
                *passages.entry(thing.as_str()).or_default() += 1;
            }
        }
        let mut things: Vec<(&str, usize)> = passages.into_iter().collect();
        things.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut words: Keywords = Vec::new();
        for language in &self.project.languages {
            let named = things.iter().filter_map(|(thing, _)| {
                let thing = NamedNodeRef::new_unchecked(thing);
                let mut labels = self.quads.objects(thing, rdfs::LABEL);
                labels.find_map(|label| match label {
                    TermRef::Literal(label) => label
                        .language()
                        .is_some_and(|tag| tag.eq_ignore_ascii_case(language))
                        .then(|| label.value().to_owned()),
                    _ => None,
                })
            });
            let named: Vec<String> = named.take(KEYWORDS).collect();
            if !named.is_empty() {
                words.push((language.clone(), named));
            }
        }
        words
    }

    /// The countries that are set, otherwise those whose government the reports are of.
    pub(super) fn countries(&self) -> Vec<&str> {
        let set = &self.project.dataset.spatial;
        let mut codes: Vec<&str> = if set.is_empty() {
            let reports = self.sources.iter();
            reports
                .filter_map(|it| it.report.jurisdiction.as_deref())
                .collect()
        } else {
            set.iter().map(String::as_str).collect()
        };
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The period that is set, otherwise from the first to the last day of what took place.
    pub(super) fn period(&self) -> Option<(Date, Date)> {
        if let Some(period) = self.project.dataset.temporal {
            return Some(period);
        }
        let events: HashSet<NamedOrBlankNodeRef<'_>> = self
            .quads
            .iter()
            .filter(|quad| quad.predicate == rdf::TYPE)
            .filter(|quad| quad.object.as_ref() == schema::EVENT.into())
            .map(|quad| quad.subject.as_ref())
            .collect();
        let days = self.quads.iter().filter(|quad| {
            DAYS.contains(&quad.predicate.as_ref()) && events.contains(&quad.subject.as_ref())
        });
        let days = days.filter_map(|quad| match quad.object.as_ref() {
            TermRef::Literal(day) => day.value().parse().ok(),
            _ => None,
        });
        let mut days: Vec<Date> = days.collect();
        if days.is_empty() {
            days.extend(self.sources.iter().filter_map(|it| it.report.date));
        }
        // Lexical order is that of time, with a year before its months.
        let first = days.iter().min_by_key(ToString::to_string);
        let last = days.iter().max_by_key(ToString::to_string);
        first.copied().zip(last.copied())
    }
}
