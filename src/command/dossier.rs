//! What `govrep explain` tells of a thing: its facts below headings, each with the words that say
//! it and the line where they stand.
//!
//! A fact is told by what is said in it besides the thing, never by all that hangs together with
//! it: below a person stands the part that they played at an event, not the event.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use govrep::diagnostic::visible;
use govrep::graph::vocab::{
    code, cv, dcterms, foaf, govrep as own, org, prov, rdf, rdfs, schema, skos,
};

use super::explain::{COLUMNS, Explainer, Passage};
use super::paint::{Paint, marks};
use super::wrap;

/// Which end of a link the thing is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    /// The fact has the thing as value.
    Is,
    /// The thing has the fact as value.
    Has,
}

/// What the facts are called that a link leads to, in the order of a dossier. A fact that several
/// links lead to is told once, below the first.
const HEADINGS: [(Thing, NamedNodeRef<'static>, &str); 45] = [
    (Thing::Is, org::MEMBER, "roles and bodies"),
    (Thing::Has, own::STEP, "step by step"),
    (Thing::Has, cv::HAS_PARTICIPATION, "who took part"),
    (Thing::Is, cv::HAS_PARTICIPANT, "part in events"),
    (Thing::Is, own::ACTING_FOR, "who took part for it"),
    (Thing::Is, own::INVITED_BY, "invited"),
    (Thing::Is, org::ORGANIZATION, "who belongs to it"),
    (Thing::Is, own::SPEAKER, "said"),
    (Thing::Is, schema::AUTHOR, "said"),
    (
        Thing::Is,
        own::MAKER,
        "undertakes, advises, calls for, aims at",
    ),
    (Thing::Is, own::ADDRESSEE, "addressed to it"),
    (Thing::Is, prov::WAS_ASSOCIATED_WITH, "did"),
    (Thing::Is, own::CANDIDATE, "wishes to join"),
    (Thing::Is, own::CANDIDATE_TO, "who wishes to join it"),
    (Thing::Is, own::VOICED_IN, "what was said there"),
    (Thing::Is, dcterms::IS_PART_OF, "its parts"),
    (Thing::Is, schema::SUPER_EVENT, "its parts"),
    (Thing::Is, schema::OBSERVATION_ABOUT, "figures"),
    (Thing::Is, org::SUB_ORGANIZATION_OF, "its parts"),
    (Thing::Is, org::UNIT_OF, "its parts"),
    (Thing::Is, schema::FOUNDER, "founded"),
    (Thing::Is, schema::ORGANIZER, "organised"),
    (Thing::Is, own::OPERATOR, "runs"),
    (Thing::Is, own::USES, "used by"),
    (Thing::Is, dcterms::CREATOR, "made"),
    (Thing::Is, dcterms::PUBLISHER, "published"),
    (Thing::Is, schema::LEGISLATION_JURISDICTION, "laws"),
    (Thing::Is, own::LEAD_INSTITUTION, "leads"),
    (Thing::Is, own::SUPPORTING_INSTITUTION, "supports"),
    (Thing::Is, own::ASSESSES, "assessments"),
    (Thing::Is, own::STEP, "step of"),
    (Thing::Is, own::PRECEDES, "came before it"),
    (Thing::Is, schema::LOCATION, "held or based there"),
    (Thing::Is, dcterms::SPATIAL, "of this place"),
    (Thing::Is, schema::CONTAINED_IN_PLACE, "places within"),
    (Thing::Is, own::CLIENT_SECTOR, "has clients of this kind"),
    (Thing::Is, dcterms::SUBJECT, "has this subject"),
    (Thing::Is, schema::ABOUT, "about it"),
    (Thing::Is, foaf::DEPICTS, "pictures"),
    (Thing::Is, rdf::SUBJECT, "denied or absent"),
    (Thing::Is, rdf::OBJECT, "denied or absent"),
    (Thing::Is, dcterms::TYPE, "of this kind"),
    (Thing::Is, org::ROLE, "held by"),
    (Thing::Is, cv::ROLE, "held by"),
    (Thing::Is, own::CONFLICTING_ASSERTION, "contradicted"),
];

/// Links that only shorten others, or lead to where a thing is named: no facts of their own.
const SHORTCUTS: [NamedNodeRef<'static>; 9] = [
    own::INVOLVES,
    org::HAS_MEMBER,
    org::MEMBER_OF,
    org::HAS_UNIT,
    schema::ATTENDEE,
    prov::WAS_ATTRIBUTED_TO,
    prov::WAS_GENERATED_BY,
    prov::USED,
    own::PREFERRED_ASSERTION,
];

/// Classes whose words say them; the words of anything else merely name it.
const STATEMENTS: [NamedNodeRef<'static>; 12] = [
    org::MEMBERSHIP,
    cv::PARTICIPATION,
    schema::OBSERVATION,
    schema::CLAIM,
    own::SPEECH_TOPIC,
    own::CANDIDACY,
    own::PROCEDURE_STEP,
    own::UNDERTAKING,
    own::ASSESSMENT,
    own::ASSERTION,
    own::NEGATION,
    own::DISCREPANCY,
];

/// What is told of a fact after its name, in this order, each value after these words.
const TOLD: [(NamedNodeRef<'static>, &str); 26] = [
    (schema::MEASURED_PROPERTY, ""),
    (schema::OBSERVATION_ABOUT, "of "),
    (dcterms::TYPE, ""),
    (own::MODALITY, ""),
    (own::CUE, ""),
    (org::MEMBER, ""),
    (cv::HAS_PARTICIPANT, ""),
    (org::ORGANIZATION, ""),
    (schema::ROLE_NAME, ""),
    (org::ROLE, ""),
    (cv::ROLE, ""),
    (own::SIDE, ""),
    (own::CAPACITY, "as "),
    (own::ACTING_FOR, "for "),
    (own::INVITED_BY, "invited by "),
    (schema::START_DATE, "from "),
    (schema::END_DATE, "until "),
    (own::OUTCOME, ""),
    (own::REASON, "because "),
    (own::CANDIDACY_STATUS, ""),
    (prov::WAS_ASSOCIATED_WITH, "by "),
    (own::MAKER, "by "),
    (schema::AUTHOR, "by "),
    (own::SPEAKER, "said by "),
    (own::ADDRESSEE, "to "),
    (own::DEADLINE, "until "),
];

/// Headings below which an event tells where: `said at …`.
const VOICES: [NamedNodeRef<'static>; 4] =
    [own::SPEAKER, schema::AUTHOR, own::MAKER, own::ADDRESSEE];

/// How many quotations stand below a fact; the lines of the others are named.
const QUOTATIONS: usize = 2;

/// How many lines of the terminal a quotation may take.
const LINES: usize = 3;

/// Facts that the same words say.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// The words, in the order of the source.
    passages: Vec<Passage>,
    /// What they say, a line for each fact.
    said: Vec<String>,
}

impl Explainer<'_> {
    /// Whether the words of a node say it, rather than name it.
    pub(super) fn is_statement(&self, node: NamedNodeRef<'_>) -> bool {
        self.objects(node, rdf::TYPE).any(|class| {
            STATEMENTS
                .iter()
                .any(|statement| class == TermRef::NamedNode(*statement))
        })
    }

    /// Writes all that is told of a thing below headings.
    pub(super) fn write_dossier(
        &self,
        thing: NamedNodeRef<'_>,
        names: &[&str],
        paint: Paint,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let said_of = self.said_of(thing);
        if !said_of.is_empty() {
            writeln!(out, "\n{}", paint.heading("what is said of it"))?;
            self.write_entries(said_of, names, paint, out)?;
        }
        let mut contradictions: BTreeSet<NamedNode> = BTreeSet::new();
        for (heading, facts) in self.facts(thing) {
            for (fact, _) in &facts {
                contradictions.extend(self.contradictions(thing, fact.as_ref()));
            }
            let (disputed, facts): (BTreeSet<_>, BTreeSet<_>) = facts
                .into_iter()
                .partition(|(fact, _)| self.is_discrepancy(fact.as_ref()));
            contradictions.extend(disputed.into_iter().map(|(fact, _)| fact));
            if !facts.is_empty() {
                writeln!(out, "\n{}", paint.heading(&heading))?;
                self.write_entries(self.entries(thing, facts), names, paint, out)?;
            }
        }
        if !contradictions.is_empty() {
            writeln!(
                out,
                "\n{}",
                paint.heading("what the source says in several ways")
            )?;
        }
        for discrepancy in &contradictions {
            write_item(&self.label(discrepancy.as_ref()), out)?;
            self.write_values(discrepancy.as_ref(), paint, out)?;
        }
        Ok(())
    }

    /// The contradictions that touch a fact: about it, or about the day of the event in which it
    /// is a part. What an event's other statements contradict is told with the event.
    fn contradictions(
        &self,
        thing: NamedNodeRef<'_>,
        fact: NamedNodeRef<'_>,
    ) -> BTreeSet<NamedNode> {
        let event = self.event_of(fact).filter(|event| *event != thing);
        let about = |node: NamedNodeRef<'_>| -> Vec<NamedNode> {
            let triples = self.graph.triples_for_object(node);
            triples
                .filter(|triple| triple.predicate == schema::ABOUT)
                .filter_map(|triple| match triple.subject {
                    NamedOrBlankNodeRef::NamedNode(node) => Some(node.into_owned()),
                    NamedOrBlankNodeRef::BlankNode(_) => None,
                })
                .filter(|node| self.is_discrepancy(node.as_ref()))
                .collect()
        };
        let is_of_day = |discrepancy: &NamedNode| {
            let assertions = self.objects(discrepancy.as_ref(), own::CONFLICTING_ASSERTION);
            let mut properties = assertions.filter_map(|assertion| match assertion {
                TermRef::NamedNode(assertion) => self.node(assertion, rdf::PREDICATE),
                _ => None,
            });
            properties.any(|property| [schema::START_DATE, schema::END_DATE].contains(&property))
        };
        let of_event = event.map_or_else(Vec::new, about);
        let of_fact = if self.is_statement(fact) {
            about(fact)
        } else {
            Vec::new()
        };
        of_fact
            .into_iter()
            .chain(of_event.into_iter().filter(is_of_day))
            .collect()
    }

    /// The event that a participation is a part of.
    fn event_of(&self, fact: NamedNodeRef<'_>) -> Option<NamedNodeRef<'_>> {
        let triples = self.graph.triples_for_object(fact);
        let events = triples
            .filter(|triple| triple.predicate == cv::HAS_PARTICIPATION)
            .filter_map(|triple| match triple.subject {
                NamedOrBlankNodeRef::NamedNode(event) => Some(event),
                NamedOrBlankNodeRef::BlankNode(_) => None,
            });
        events.min()
    }

    /// The days of an event: `2016-12-07 to 2016-12-09`; what the report only implies says so.
    fn days(&self, event: NamedNodeRef<'_>) -> Option<String> {
        let day = |property| {
            let day = self.objects(event, property).find_map(|day| match day {
                TermRef::Literal(text) => Some((day, text.value())),
                _ => None,
            });
            day.map(|(day, text)| {
                if self.is_inferred(event, property, day) {
                    format!("{text} (implied)")
                } else {
                    text.to_owned()
                }
            })
        };
        let first = day(schema::START_DATE)?;
        match day(schema::END_DATE).filter(|last| *last != first) {
            Some(last) => Some(format!("{first} to {last}")),
            None => Some(first),
        }
    }

    /// Whether a statement is inferred: its assertion says so.
    fn is_inferred(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> bool {
        self.assertions(subject, predicate, object)
            .any(|assertion| {
                self.objects(assertion, own::EXTRACTION_METHOD)
                    .any(|method| method == TermRef::NamedNode(code::extraction_method::INFERRED))
            })
    }

    /// The assertions of a triple.
    fn assertions<'s>(
        &'s self,
        subject: NamedNodeRef<'s>,
        predicate: NamedNodeRef<'s>,
        object: TermRef<'s>,
    ) -> impl Iterator<Item = NamedNodeRef<'s>> {
        self.graph
            .triples_for_object(subject)
            .filter(|triple| triple.predicate == rdf::SUBJECT)
            .filter_map(|triple| match triple.subject {
                NamedOrBlankNodeRef::NamedNode(node) => Some(node),
                NamedOrBlankNodeRef::BlankNode(_) => None,
            })
            .filter(move |node| {
                let has = |property, value| self.objects(*node, property).any(|o| o == value);
                has(rdf::TYPE, TermRef::NamedNode(own::ASSERTION))
                    && has(rdf::PREDICATE, TermRef::NamedNode(predicate))
                    && has(rdf::OBJECT, object)
            })
    }

    /// What an assertion says of the thing besides its names: a property, a value, the words.
    fn said_of(&self, thing: NamedNodeRef<'_>) -> Vec<Entry> {
        let mut entries: BTreeMap<Vec<Passage>, Vec<String>> = BTreeMap::new();
        for triple in self.graph.triples_for_subject(thing) {
            if is_told_apart(triple.predicate) {
                continue;
            }
            let passages = self.words_of_value(thing, triple.predicate, triple.object);
            if passages.is_empty() {
                continue;
            }
            let property = self.name_of_term(triple.predicate);
            let value = self.text_of(triple.object);
            let said = entries.entry(passages).or_default();
            said.push(format!("{property}: {value}"));
        }
        let mut entries: Vec<Entry> = entries
            .into_iter()
            .map(|(passages, mut said)| {
                said.sort_unstable();
                Entry { passages, said }
            })
            .collect();
        entries.sort_unstable();
        entries
    }

    /// The words of a value: of its assertion, or those that name the thing and print it.
    pub(super) fn words_of_value(
        &self,
        thing: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        value: TermRef<'_>,
    ) -> Vec<Passage> {
        let mut passages = self.words_of_link(thing, predicate, value);
        if let TermRef::Literal(text) = value
            && passages.is_empty()
            && !self.is_statement(thing)
        {
            passages = self.passages(thing);
            passages.retain(|passage| passage.words.contains(text.value()));
        }
        passages
    }

    /// The passages of the assertions of a triple.
    pub(super) fn words_of_link(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> Vec<Passage> {
        let mut passages: Vec<Passage> = self
            .assertions(subject, predicate, object)
            .flat_map(|node| self.passages(node))
            .collect();
        passages.sort_unstable();
        passages.dedup();
        passages
    }

    /// The facts about a thing, each with the link that leads to it, by heading in order.
    fn facts(&self, thing: NamedNodeRef<'_>) -> Vec<(String, BTreeSet<(NamedNode, NamedNode)>)> {
        // By place of the heading; headings that no table has come last.
        let mut found: BTreeMap<NamedNode, (usize, String, NamedNode)> = BTreeMap::new();
        let mut take = |fact: NamedNodeRef<'_>, end: Thing, link: NamedNodeRef<'_>| {
            let is_voice = VOICES.contains(&link);
            let venue = is_voice.then(|| self.node(fact, own::VOICED_IN)).flatten();
            let at = venue.map_or_else(String::new, |venue| format!(" at {}", self.label(venue)));
            let place = HEADINGS
                .iter()
                .position(|(of, property, _)| *of == end && *property == link);
            let told = match place {
                Some(place) => {
                    let is_topic = self
                        .objects(fact, rdf::TYPE)
                        .any(|class| class == TermRef::NamedNode(own::SPEECH_TOPIC));
                    let name = match (is_topic, link) {
                        (true, own::SPEAKER) => "spoke about",
                        (true, own::VOICED_IN) => "what was spoken about there",
                        _ => HEADINGS[place].2,
                    };
                    let heading = format!("{name}{at}");
                    (place, heading, link.into_owned())
                }
                None if end == Thing::Has => return,
                None => {
                    let heading = format!("{} · {}", self.kind(fact), self.name_of_term(link));
                    (HEADINGS.len(), heading, link.into_owned())
                }
            };
            let known = found
                .entry(fact.into_owned())
                .or_insert_with(|| told.clone());
            if told < *known {
                *known = told;
            }
        };
        for triple in self.graph.triples_for_object(thing) {
            let NamedOrBlankNodeRef::NamedNode(fact) = triple.subject else {
                continue;
            };
            if SHORTCUTS.contains(&triple.predicate) || !fact.as_str().starts_with(self.base) {
                continue;
            }
            let reifies = [rdf::SUBJECT, rdf::OBJECT].contains(&triple.predicate);
            let is_assertion = self
                .objects(fact, rdf::TYPE)
                .any(|class| class == TermRef::NamedNode(own::ASSERTION));
            if !(reifies && is_assertion) {
                take(fact, Thing::Is, triple.predicate);
            }
        }
        for triple in self.graph.triples_for_subject(thing) {
            if let TermRef::NamedNode(fact) = triple.object {
                take(fact, Thing::Has, triple.predicate);
            }
        }
        let mut headings: BTreeMap<(usize, String), BTreeSet<(NamedNode, NamedNode)>> =
            BTreeMap::new();
        for (fact, (place, heading, link)) in found {
            // Two links may share a heading: it stands where the first would.
            let place = HEADINGS
                .iter()
                .position(|(_, _, name)| *name == heading)
                .unwrap_or(place);
            headings
                .entry((place, heading))
                .or_default()
                .insert((fact, link));
        }
        headings
            .into_iter()
            .map(|((_, heading), facts)| (heading, facts))
            .collect()
    }

    /// Facts as lines, those of the same words together, in the order of the source.
    fn entries(
        &self,
        thing: NamedNodeRef<'_>,
        facts: BTreeSet<(NamedNode, NamedNode)>,
    ) -> Vec<Entry> {
        let mut entries: BTreeMap<Vec<Passage>, BTreeSet<String>> = BTreeMap::new();
        for (fact, link) in facts {
            let fact = fact.as_ref();
            let mut passages = self.words_of_link(fact, link.as_ref(), TermRef::NamedNode(thing));
            if passages.is_empty() && self.is_statement(fact) {
                passages = self.passages(fact);
            }
            let said = self.phrase(fact, thing);
            entries.entry(passages).or_default().insert(said);
        }
        let entries = entries.into_iter().map(|(passages, said)| Entry {
            passages,
            said: said.into_iter().collect(),
        });
        // What no words of its own say comes last, on one line.
        let (mut told, rest): (Vec<Entry>, Vec<Entry>) =
            entries.partition(|entry| !entry.passages.is_empty());
        told.sort_unstable();
        for entry in rest {
            told.push(Entry {
                passages: Vec::new(),
                said: vec![entry.said.join(" · ")],
            });
        }
        told
    }

    /// What a fact says besides the thing.
    fn phrase(&self, fact: NamedNodeRef<'_>, thing: NamedNodeRef<'_>) -> String {
        let mut said: Vec<String> = Vec::new();
        let is_relation = [org::MEMBERSHIP, cv::PARTICIPATION].iter().any(|class| {
            self.objects(fact, rdf::TYPE)
                .any(|of| of == TermRef::NamedNode(*class))
        });
        if is_relation {
            if let Some(event) = self.event_of(fact).filter(|event| *event != thing) {
                said.push(self.label(event));
                said.extend(self.days(event));
            }
        } else {
            let is_undertaking = self
                .objects(fact, rdf::TYPE)
                .any(|of| of == TermRef::NamedNode(own::UNDERTAKING));
            let label = self.label(fact);
            said.push(if is_undertaking {
                format!("{}: {label}", self.kind(fact))
            } else {
                label
            });
        }
        let mut shown: Vec<Vec<String>> = Vec::new();
        for (property, before) in TOLD {
            let all: Vec<TermRef<'_>> = self.objects(fact, property).collect();
            let others = all
                .iter()
                .filter(|value| **value != TermRef::NamedNode(thing));
            let mut values: Vec<String> = others.map(|value| self.text_of(*value)).collect();
            let before = if values.len() < all.len() {
                "with "
            } else {
                before
            };
            values.sort_unstable();
            values.dedup();
            // A literal stands once for each language.
            if property == own::REASON || property == schema::ROLE_NAME {
                values = self
                    .first_text(fact, &[property])
                    .map(str::to_owned)
                    .into_iter()
                    .collect();
            }
            if values.is_empty() || shown.contains(&values) {
                continue;
            }
            // The printed title says what the role is.
            let is_titled = || self.objects(fact, schema::ROLE_NAME).next().is_some();
            if property == org::ROLE && is_titled() {
                continue;
            }
            let text = values.join("、");
            let text = if property == own::CUE {
                format!("“{text}”")
            } else {
                text
            };
            said.push(format!("{before}{text}"));
            shown.push(values);
        }
        said.join(" · ")
    }

    /// A value in words.
    fn text_of(&self, value: TermRef<'_>) -> String {
        match value {
            TermRef::NamedNode(node) => self.label(node),
            TermRef::Literal(literal) => literal.value().to_owned(),
            _ => String::new(),
        }
    }

    fn write_entries(
        &self,
        entries: Vec<Entry>,
        names: &[&str],
        paint: Paint,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for entry in entries {
            for said in &entry.said {
                write_item(said, out)?;
            }
            self.write_passages(&entry.passages, names, paint, out)?;
        }
        Ok(())
    }

    /// Writes words after the numbers of their lines, names marked, and the lines of the rest.
    pub(super) fn write_passages(
        &self,
        passages: &[Passage],
        names: &[&str],
        paint: Paint,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        // What names the thing says more than what is about its group.
        let mut passages: Vec<&Passage> = passages.iter().collect();
        passages.sort_by_key(|passage| {
            !names
                .iter()
                .any(|name| !name.is_empty() && passage.words.contains(name))
        });
        let (shown, rest) = passages.split_at(passages.len().min(QUOTATIONS));
        for passage in shown {
            let (from, words) = excerpt(&passage.words, names);
            let words = visible(words.as_str());
            let marks = marks(&words, names);
            let place = self.place(passage, passage.line_at(from));
            let margin = " ".repeat(place.width());
            for (number, line) in wrap::lines(&words, COLUMNS - place.width())
                .into_iter()
                .enumerate()
            {
                let margin = if number == 0 { &place } else { &margin };
                writeln!(
                    out,
                    "    {} {}",
                    paint.dim(&format!("{margin} │")),
                    paint.marked(&words, line, &marks)
                )?;
            }
        }
        if !rest.is_empty() {
            let lines: BTreeSet<usize> = rest.iter().map(|passage| passage.line).collect();
            let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
            writeln!(
                out,
                "    {}",
                paint.dim(&format!("also {}", lines.join(", ")))
            )?;
        }
        Ok(())
    }

    /// Where words stand: the line, and the file where there are several.
    fn place(&self, passage: &Passage, line: usize) -> String {
        match self.files.len() {
            0 | 1 => line.to_string(),
            _ => format!("{}:{line}", passage.file),
        }
    }
}

/// Writes one item of a list, wrapped.
fn write_item(said: &str, out: &mut dyn Write) -> io::Result<()> {
    let said = visible(said);
    for (number, line) in wrap::lines(&said, COLUMNS + 2).into_iter().enumerate() {
        let mark = if number == 0 { "  - " } else { "    " };
        writeln!(out, "{mark}{}", &said[line])?;
    }
    Ok(())
}

/// As many words as fit into a few lines, around the first name that stands in them, and the byte
/// at which they begin.
fn excerpt(words: &str, names: &[&str]) -> (usize, String) {
    const BEFORE: usize = 24;
    let room = LINES * (COLUMNS - 8);
    if words.width() <= room {
        return (0, words.to_owned());
    }
    let name = names
        .iter()
        .filter(|name| !name.is_empty())
        .filter_map(|name| words.find(name))
        .min();
    let fits = |from: usize| {
        let mut used = 0;
        words[from..].char_indices().find_map(|(at, c)| {
            used += c.width().unwrap_or(0);
            (used > room).then_some(from + at)
        })
    };
    let start = match name {
        Some(at) if fits(0).is_some_and(|end| at >= end) => {
            let before: Vec<usize> = words[..at].char_indices().map(|(at, _)| at).collect();
            before[before.len().saturating_sub(BEFORE)]
        }
        _ => 0,
    };
    let end = fits(start);
    let shown = format!(
        "{}{}{}",
        if start > 0 { "…" } else { "" },
        &words[start..end.unwrap_or(words.len())],
        if end.is_some() { "…" } else { "" }
    );
    (start, shown)
}

/// Whether a property is told in a part of its own, not among the plain values.
pub(super) fn is_told_apart(property: NamedNodeRef<'_>) -> bool {
    let names = [rdfs::LABEL, skos::ALT_LABEL, foaf::NAME, rdf::TYPE];
    let is_fact = HEADINGS
        .iter()
        .any(|(end, link, _)| *end == Thing::Has && *link == property);
    is_fact || names.contains(&property) || SHORTCUTS.contains(&property)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_around_the_name() {
        let shown = |words: &str, names: &[&str]| excerpt(words, names).1;
        assert_eq!(shown("短句", &["句"]), "短句");
        let long = format!("{}唐鳳{}", "前".repeat(300), "後".repeat(300));
        let cut = shown(&long, &["唐鳳"]);
        assert!(cut.starts_with("…前") && cut.ends_with("後…"), "{cut}");
        assert!(
            cut.contains("唐鳳") && cut.width() <= LINES * COLUMNS,
            "{cut}"
        );
        let cut = shown(&long, &["不在"]);
        assert!(cut.starts_with('前') && cut.ends_with("前…"), "{cut}");
    }
}
