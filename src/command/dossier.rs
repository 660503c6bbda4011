//! What `govrep explain` tells of a thing: its facts below headings, each with the words that say
//! it and the line where they stand.
//!
//! A fact is told by what is said in it besides the thing, never by all that hangs together with
//! it: below a person stands the part that they played at an event, not the event.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef};

use govrep::graph::vocab::{
    code, cv, dcterms, foaf, govrep as own, org, prov, rdf, rdfs, schema, skos,
};
use govrep::page::{Heading, words};

use super::explain::{Explainer, Passage, is_printed, squeezed};
use super::sheet::Sheet;
use super::telling::BELOW;

/// Links that only shorten others, or lead to where a thing is named: no facts of their own.
const SHORTCUTS: [NamedNodeRef<'static>; 8] = [
    own::INVOLVES,
    org::HAS_MEMBER,
    org::MEMBER_OF,
    org::HAS_UNIT,
    schema::ATTENDEE,
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

/// Headings below which an event tells where: `said at …`.
const VOICES: [NamedNodeRef<'static>; 5] = [
    own::SPEAKER,
    schema::AUTHOR,
    prov::WAS_ATTRIBUTED_TO,
    own::MAKER,
    own::ADDRESSEE,
];

/// Links from what was said to who said it: only statements stand below them, since a law that
/// was spoken of is nothing that was said.
const SAYING: [NamedNodeRef<'static>; 3] = [own::SPEAKER, schema::AUTHOR, prov::WAS_ATTRIBUTED_TO];

/// How many statements below a heading are quoted in a language that is not that of the lines; of
/// a longer speech the places are told.
const SPEECH: usize = 12;

/// Facts below a heading.
struct Section {
    heading: String,
    /// The link that leads to the first of them.
    link: NamedNode,
    /// Whether the heading names an occasion.
    has_venue: bool,
    /// The facts, each with the link that leads to it.
    facts: Vec<(NamedNode, NamedNode)>,
    /// How the thing is described, which stands below the same heading.
    described: Vec<Entry>,
}

/// Facts that the same words say.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// The words, in the order of the source.
    passages: Vec<Passage>,
    /// What they say, a line for each fact.
    said: Vec<String>,
    /// Words that are cited without being quoted: the days and the place of an event, what a part
    /// in it was inferred from.
    cited: Vec<Passage>,
    /// What each line begins with, and the words that say the rest of it.
    heads: Vec<(String, Passage)>,
    /// Whether the words are in another language than the lines.
    is_translated: bool,
    /// Whether of the words only the clause with the name matters: they say who somebody is.
    is_brief: bool,
    /// Whether the lines tell more than who was there.
    is_long: bool,
    /// What stands above a list that the fact is an item of, and the words for it.
    over: Option<(String, Passage)>,
    /// Where the words of a sentence stand that say a line.
    places: BTreeMap<String, BTreeSet<usize>>,
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

    /// Whether a node is of a class.
    pub(super) fn is_a(&self, node: NamedNodeRef<'_>, class: NamedNodeRef<'_>) -> bool {
        self.objects(node, rdf::TYPE)
            .any(|of| of == TermRef::NamedNode(class))
    }

    /// Writes all that is told of a thing below headings.
    pub(super) fn write_dossier(
        &self,
        thing: NamedNodeRef<'_>,
        names: &[&str],
        sheet: &mut Sheet<'_>,
    ) -> io::Result<()> {
        let mut sections = self.sections(thing);
        let mut on_record = self.said_of(thing);
        // How somebody is described says what they are, as roles do.
        let roles = sections
            .first_mut()
            .filter(|section| section.link == org::MEMBER);
        if let (Some(roles), true) = (roles, self.is_a(thing, foaf::PERSON)) {
            roles.described = std::mem::take(&mut on_record);
        }
        if !on_record.is_empty() {
            sheet.heading(self.t("dossier-on-record"))?;
            write_entries(on_record, names, sheet)?;
        }
        let mut discrepancies: BTreeSet<NamedNode> = BTreeSet::new();
        for section in &mut sections {
            for (fact, _) in &section.facts {
                discrepancies.extend(self.contradictions(thing, fact.as_ref()));
            }
            let facts = std::mem::take(&mut section.facts);
            let (disputed, facts): (Vec<_>, Vec<_>) = facts
                .into_iter()
                .partition(|(fact, _)| self.is_discrepancy(fact.as_ref()));
            discrepancies.extend(disputed.into_iter().map(|(fact, _)| fact));
            section.facts = facts;
        }
        for section in sections {
            let entries = self.entries(thing, section.facts, section.described, names);
            if !entries.is_empty() {
                sheet.heading(&section.heading)?;
                write_entries(entries, names, sheet)?;
            }
        }
        let (contradictions, notes): (Vec<_>, Vec<_>) = discrepancies
            .into_iter()
            .partition(|discrepancy| self.is_contradiction(discrepancy.as_ref()));
        for (heading, discrepancies) in [
            ("dossier-contradictions", contradictions),
            ("dossier-notes", notes),
        ] {
            if !discrepancies.is_empty() {
                sheet.heading(self.t(heading))?;
            }
            for discrepancy in discrepancies {
                sheet.item(&self.label(discrepancy.as_ref()))?;
                self.write_values(discrepancy.as_ref(), sheet)?;
            }
        }
        Ok(())
    }

    /// The contradictions that touch a fact: about it, or about the day of the event in which it
    /// is a part. What an event's other statements contradict is told with the event.
    pub(super) fn contradictions(
        &self,
        thing: NamedNodeRef<'_>,
        fact: NamedNodeRef<'_>,
    ) -> BTreeSet<NamedNode> {
        let event = self.other_event(fact, thing);
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
        let of_event = event.map_or_else(Vec::new, about);
        let of_fact = if self.is_statement(fact) {
            about(fact)
        } else {
            Vec::new()
        };
        of_fact
            .into_iter()
            .chain(of_event.into_iter().filter(|it| self.is_of_day(it)))
            .collect()
    }

    /// Whether a discrepancy is about the day of something.
    fn is_of_day(&self, discrepancy: &NamedNode) -> bool {
        let assertions = self.objects(discrepancy.as_ref(), own::CONFLICTING_ASSERTION);
        let mut properties = assertions.filter_map(|assertion| match assertion {
            TermRef::NamedNode(assertion) => self.node(assertion, rdf::PREDICATE),
            _ => None,
        });
        properties.any(|property| [schema::START_DATE, schema::END_DATE].contains(&property))
    }

    /// Whether the source gives two dates of an event.
    pub(super) fn has_two_dates(&self, event: NamedNodeRef<'_>) -> bool {
        let about = self.subjects(schema::ABOUT, event).into_iter();
        let mut about = about.map(NamedNodeRef::into_owned);
        about.any(|it| self.is_contradiction(it.as_ref()) && self.is_of_day(&it))
    }

    /// The event that a participation is a part of.
    pub(super) fn event_of(&self, fact: NamedNodeRef<'_>) -> Option<NamedNodeRef<'_>> {
        let triples = self.graph.triples_for_object(fact);
        let events = triples
            .filter(|triple| triple.predicate == cv::HAS_PARTICIPATION)
            .filter_map(|triple| match triple.subject {
                NamedOrBlankNodeRef::NamedNode(event) => Some(event),
                NamedOrBlankNodeRef::BlankNode(_) => None,
            });
        events.min()
    }

    /// The same, unless it is the thing that the dossier is about.
    pub(super) fn other_event(
        &self,
        fact: NamedNodeRef<'_>,
        thing: NamedNodeRef<'_>,
    ) -> Option<NamedNodeRef<'_>> {
        self.event_of(fact).filter(|event| *event != thing)
    }

    /// Whether a statement is inferred: its assertion says so.
    pub(super) fn is_inferred(
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

    /// Why a statement is inferred, if its assertion says so.
    pub(super) fn reason(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> Option<String> {
        let assertions = self.assertions(subject, predicate, object);
        let reasons: Vec<TermRef<'_>> = assertions
            .flat_map(|assertion| self.objects(assertion, own::REASON))
            .collect();
        let reasons = self.in_language(reasons.into_iter());
        reasons.first().map(|reason| self.text_of(*reason))
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
        let properties: BTreeSet<NamedNodeRef<'_>> = self
            .graph
            .triples_for_subject(thing)
            .map(|triple| triple.predicate)
            .filter(|property| !is_told_apart(*property))
            // What somebody speaks up for is no subject that they have, as a text has one.
            .filter(|property| *property != dcterms::SUBJECT || !self.is_a(thing, foaf::PERSON))
            .collect();
        let titles = self.titles(thing);
        for property in properties {
            for object in self.in_language(self.objects(thing, property)) {
                let passages = self.words_of_value(thing, property, object);
                let value = self.text_of(object);
                let is_told = titles.contains(&value)
                    || property == schema::FOUNDER && self.has_role_in(object, thing);
                if passages.is_empty() || is_told {
                    continue;
                }
                let name = self.name_of_term(property);
                let mut line = format!("{name}{}{value}", self.t("dossier-colon"));
                if !self.is_of_language(object) {
                    line.push_str(self.t("dossier-as-printed"));
                }
                entries.entry(passages).or_default().push(line);
            }
        }
        let mut entries: Vec<Entry> = entries
            .into_iter()
            .map(|(passages, mut said)| {
                said.sort_unstable();
                Entry {
                    passages,
                    said,
                    is_brief: true,
                    ..Entry::default()
                }
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

    /// The facts about a thing below their headings, in the order of a dossier. A fact that several
    /// links lead to is told once, below the first.
    fn sections(&self, thing: NamedNodeRef<'_>) -> Vec<Section> {
        let headings = words().headings();
        // By place of the heading; headings that no table has come last.
        let mut found: BTreeMap<NamedNode, (usize, String, NamedNode, bool)> = BTreeMap::new();
        let mut take = |fact: NamedNodeRef<'_>, is_value: bool, link: NamedNodeRef<'_>| {
            if is_value && SAYING.contains(&link) && !self.is_statement(fact) {
                return;
            }
            // That somebody stayed away is told where their part in the event is.
            if self.is_told_absence(fact, thing) {
                return;
            }
            let is_voice = VOICES.contains(&link);
            let venue = is_voice.then(|| self.node(fact, own::VOICED_IN)).flatten();
            let denied = self
                .node(fact, rdf::PREDICATE)
                .filter(|_| self.is_a(fact, own::NEGATION));
            let is_of_denied =
                |of: &Heading| of.is_denied && denied.is_some_and(|it| it.as_str() == of.property);
            let is_of_link = |of: &Heading| {
                !of.is_denied && of.is_value == is_value && of.property == link.as_str()
            };
            let place = headings.iter().position(is_of_denied);
            let place = place.or_else(|| headings.iter().position(is_of_link));
            let (place, name) = match place {
                // Two links may share a heading: it stands where the first would.
                Some(place) => {
                    let name = headings[place].name(self.language);
                    let same = |of: &Heading| of.name(self.language) == name;
                    (
                        headings.iter().position(same).unwrap_or(place),
                        name.to_owned(),
                    )
                }
                None if !is_value => return,
                None => {
                    let name = format!("{} · {}", self.kind(fact), self.name_of_term(link));
                    (headings.len(), name)
                }
            };
            let at = venue.map_or_else(String::new, |venue| {
                format!("{}{}", self.t("dossier-at"), self.occasion(venue, thing))
            });
            let told = (
                place,
                format!("{name}{at}"),
                link.into_owned(),
                venue.is_some(),
            );
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
            if !(reifies && self.is_a(fact, own::ASSERTION)) {
                take(fact, true, triple.predicate);
            }
        }
        for triple in self.graph.triples_for_subject(thing) {
            if let TermRef::NamedNode(fact) = triple.object {
                take(fact, false, triple.predicate);
            }
        }
        let mut sections: BTreeMap<(usize, String), Section> = BTreeMap::new();
        for (fact, (place, heading, link, has_venue)) in found {
            let section = sections
                .entry((place, heading.clone()))
                .or_insert_with(|| Section {
                    heading,
                    link: link.clone(),
                    has_venue,
                    facts: Vec::new(),
                    described: Vec::new(),
                });
            section.facts.push((fact, link));
        }
        let mut sections: Vec<Section> = sections.into_values().collect();
        self.join_speeches(thing, &mut sections);
        for section in &mut sections {
            self.tell_once(thing, &mut section.facts);
        }
        sections
    }

    /// What is said on an occasion that is not named, in the lines of a speech that is, is told
    /// with the speech, or not at all if its words are told there.
    fn join_speeches(&self, thing: NamedNodeRef<'_>, sections: &mut [Section]) {
        let words_of = |section: &Section, is_of: &dyn Fn(&NamedNode) -> bool| -> Vec<Passage> {
            let facts = section.facts.iter().filter(|(fact, _)| is_of(fact));
            facts
                .flat_map(|(fact, link)| self.words_of_fact(thing, fact.as_ref(), link.as_ref()))
                .collect()
        };
        let is_saying = |section: &Section| SAYING.contains(&section.link.as_ref());
        // A speech by its place, its words, and those of them that statements tell.
        let speeches: Vec<(usize, Vec<Passage>, Vec<Passage>)> = sections
            .iter()
            .enumerate()
            .filter(|(_, section)| is_saying(section) && section.has_venue)
            .map(|(index, section)| {
                let all = words_of(section, &|_| true);
                (
                    index,
                    all,
                    words_of(section, &|fact| self.is_said(fact.as_ref())),
                )
            })
            .collect();
        let bare = sections
            .iter()
            .position(|section| is_saying(section) && !section.has_venue);
        let Some(bare) = bare else { return };
        for (fact, link) in std::mem::take(&mut sections[bare].facts) {
            let words = self.words_of_fact(thing, fact.as_ref(), link.as_ref());
            let home = speeches.iter().find(|(_, all, _)| {
                let both = all.iter().min().zip(all.iter().max());
                both.is_some_and(|(first, last)| {
                    !words.is_empty() && words.iter().all(|it| first <= it && it <= last)
                })
            });
            match home {
                Some((_, _, told))
                    if words
                        .iter()
                        .all(|words| told.iter().any(|told| told.holds(words))) => {}
                Some((index, ..)) => sections[*index].facts.push((fact, link)),
                None => sections[bare].facts.push((fact, link)),
            }
        }
    }

    /// Whether a fact is what somebody says, in a sentence of its own.
    fn is_said(&self, fact: NamedNodeRef<'_>) -> bool {
        [own::UNDERTAKING, schema::CLAIM, own::SPEECH_TOPIC]
            .iter()
            .any(|class| self.is_a(fact, *class))
    }

    /// Leaves out what other facts below the heading, or the roles of the thing, say with the same
    /// words.
    fn tell_once(&self, thing: NamedNodeRef<'_>, facts: &mut Vec<(NamedNode, NamedNode)>) {
        let told: Vec<(NamedNode, Vec<Passage>)> = facts
            .iter()
            .map(|(fact, link)| {
                let words = self.words_of_fact(thing, fact.as_ref(), link.as_ref());
                (fact.clone(), words)
            })
            .collect();
        let words_of = |fact: &NamedNode| -> &[Passage] {
            let known = told.iter().find(|(known, _)| known == fact);
            known.map_or(&[], |(_, words)| words.as_slice())
        };
        let touches = |one: &[Passage], other: &[Passage]| {
            one.iter().any(|one| {
                other
                    .iter()
                    .any(|other| one.holds(other) || other.holds(one))
            })
        };
        facts.retain(|(fact, link)| {
            let node = fact.as_ref();
            let words = words_of(fact);
            let others = || told.iter().filter(|(other, _)| other != fact);
            if self.is_a(node, schema::OBSERVATION) {
                // The number stands in the sentence that says what it is of.
                let names = self.names_of(node).into_iter();
                let names: Vec<String> = names.map(squeezed).collect();
                return !others().any(|(other, said)| {
                    self.is_said(other.as_ref())
                        && said.iter().any(|said| {
                            let said_words = squeezed(&said.words);
                            names.iter().any(|name| said_words.contains(name))
                                || words.iter().any(|words| said.holds(words))
                        })
                });
            }
            // Whom a speech names as candidates, a sentence of it tells.
            if self.is_a(node, own::CANDIDACY) {
                return !others()
                    .any(|(other, said)| self.is_said(other.as_ref()) && touches(words, said));
            }
            if self.is_a(node, own::SPEECH_TOPIC) {
                return !others().any(|(other, said)| {
                    self.is_a(other.as_ref(), schema::CLAIM) && touches(words, said)
                });
            }
            if *link == schema::FOUNDER {
                return !self.has_role_in(TermRef::NamedNode(thing), node);
            }
            let is_founding = self.node(node, dcterms::TYPE) == Some(code::step_type::FOUNDING);
            if is_founding && *link == prov::WAS_ASSOCIATED_WITH {
                let bodies = self.objects(node, schema::ABOUT);
                return !bodies.into_iter().any(|body| match body {
                    TermRef::NamedNode(body) => self.has_role_in(TermRef::NamedNode(thing), body),
                    _ => false,
                });
            }
            // What others are, a sentence tells with the same words.
            if self.is_a(node, org::MEMBERSHIP) && *link == prov::WAS_ATTRIBUTED_TO {
                return !others().any(|(other, said)| {
                    self.is_a(other.as_ref(), schema::CLAIM) && touches(words, said)
                });
            }
            // Who speaks at a part of an event speaks at the event, and was there.
            let Some(event) = self.event_of(node) else {
                return true;
            };
            !others().any(|(other, said)| {
                let is_same = self.node(other.as_ref(), cv::ROLE) == self.node(node, cv::ROLE)
                    && (words.is_empty() || touches(words, said));
                is_same
                    && self
                        .event_of(other.as_ref())
                        .is_some_and(|part| part != thing && self.wholes(part).contains(&event))
            })
        });
    }

    /// Whether somebody holds a role in a body, which says with its words what being a founder
    /// of it would.
    fn has_role_in(&self, member: TermRef<'_>, body: NamedNodeRef<'_>) -> bool {
        let TermRef::NamedNode(member) = member else {
            return false;
        };
        let roles = self.memberships(member).into_iter();
        let mut bodies = roles.filter_map(|role| self.node(role, org::ORGANIZATION));
        bodies.any(|of| of == body)
    }

    /// What a thing is a part of as an event, nearest first.
    pub(super) fn wholes(&self, event: NamedNodeRef<'_>) -> Vec<NamedNodeRef<'_>> {
        let mut wholes: Vec<NamedNodeRef<'_>> = Vec::new();
        let mut next = self.node(event, schema::SUPER_EVENT);
        while let Some(whole) = next.filter(|whole| !wholes.contains(whole)) {
            wholes.push(whole);
            next = self.node(whole, schema::SUPER_EVENT);
        }
        wholes
    }

    /// The words that say a fact: of the link, or of the node if it is a statement.
    fn words_of_fact(
        &self,
        thing: NamedNodeRef<'_>,
        fact: NamedNodeRef<'_>,
        link: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        let mut passages = self.words_of_link(fact, link, TermRef::NamedNode(thing));
        if passages.is_empty() && self.is_statement(fact) {
            passages = self.passages(fact);
        }
        passages
    }

    /// Facts with their words, those together that are told on one line: parts in one event, candidates
    /// of one sentence.
    fn groups(
        &self,
        thing: NamedNodeRef<'_>,
        facts: Vec<(NamedNode, NamedNode)>,
    ) -> Vec<Vec<(NamedNode, Vec<Passage>)>> {
        let mut groups: BTreeMap<(NamedNode, Vec<Passage>), Vec<_>> = BTreeMap::new();
        for (fact, link) in facts {
            let node = fact.as_ref();
            let words = self.words_of_fact(thing, node, link.as_ref());
            let event = self.other_event(node, thing);
            let key = match (event, self.node(node, own::CANDIDACY_STATUS)) {
                (Some(event), _) => (event.into_owned(), Vec::new()),
                (None, Some(status)) => (status.into_owned(), words.clone()),
                (None, None) => (fact.clone(), Vec::new()),
            };
            groups.entry(key).or_default().push((fact, words));
        }
        groups.into_values().collect()
    }

    /// Facts as lines, those of the same words together, in the order of the source; of memberships
    /// those in a delegation last.
    fn entries(
        &self,
        thing: NamedNodeRef<'_>,
        facts: Vec<(NamedNode, NamedNode)>,
        described: Vec<Entry>,
        names: &[&str],
    ) -> Vec<Entry> {
        let groups = self.groups(thing, facts);
        let mut entries: BTreeMap<(bool, Vec<Passage>), Entry> = BTreeMap::new();
        for Entry { passages, said, .. } in described {
            let entry = entries.entry((false, passages)).or_default();
            entry.said.extend(said);
            entry.is_brief = true;
        }
        let mut rest: Vec<String> = Vec::new();
        let captions = self.captions();
        let above = self.above_lists(groups.iter(), thing);
        for group in groups {
            let (facts, words): (Vec<NamedNode>, Vec<Vec<Passage>>) = group.into_iter().unzip();
            let words = words.concat();
            let mut passages = told_passages(words.clone(), names);
            let over = self.list_above(&facts, &words, &above, thing);
            if let Some(over) = over {
                passages.retain(|words| words != over);
            }
            let cited = self.cited_words(&facts, &words, &passages, thing);
            let mut said = self.line(&facts, &passages, thing);
            let mut head = self.head_of_words(&facts, &passages, thing);
            let over = over.map(|over| {
                said = self.wording(facts[0].as_ref());
                if let Some((head, _)) = &mut head {
                    head.clear();
                }
                (self.head_of_list(facts[0].as_ref()), over.clone())
            });
            let are_said = facts.iter().all(|fact| self.is_statement(fact.as_ref()));
            // Words that stand in captions alone the text does not take up.
            let is_caption = |words: &Passage| captions.iter().any(|caption| caption.holds(words));
            if are_said && !passages.is_empty() && passages.iter().all(is_caption) {
                said = format!("{said} · {}", self.t("dossier-caption"));
                head = None;
            }
            let alone = |node| {
                self.node(node, own::EXTRACTION_METHOD) == Some(code::extraction_method::MODEL)
            };
            if !alone(thing) && facts.iter().any(|fact| alone(fact.as_ref())) {
                said.push_str(self.t("dossier-model"));
            }
            // Words that only say who somebody is, or that they were there.
            let is_part = |fact: &NamedNode| self.is_a(fact.as_ref(), cv::PARTICIPATION);
            let is_role = |fact: &NamedNode| self.is_a(fact.as_ref(), org::MEMBERSHIP);
            // What was spoken of proves more than who was there.
            let talk = self.words_of_talk(&facts, thing);
            let company = self.words_of_company(&facts, thing);
            let is_brief = facts.iter().all(|fact| is_part(fact) || is_role(fact))
                && talk.is_empty()
                && !said.contains(self.t("dossier-beside"));
            passages.extend(talk);
            passages.extend(company);
            for words in self.words_of_tails(&facts, thing) {
                let is_over = over.as_ref().is_some_and(|(_, over)| *over == words);
                if !is_over && !passages.iter().any(|told| told.holds(&words)) {
                    passages.push(words);
                }
            }
            let is_last = facts.iter().any(|fact| {
                let body = self.node(fact.as_ref(), org::ORGANIZATION);
                let kinds = body.map(|body| self.objects(body, org::CLASSIFICATION));
                let delegation = TermRef::NamedNode(code::organisation_type::DELEGATION);
                kinds.is_some_and(|mut kinds| kinds.any(|kind| kind == delegation))
            });
            let places = self.places_of_text(&facts, &passages);
            if passages.is_empty() {
                rest.push(said);
            } else {
                let entry = entries.entry((is_last, passages)).or_default();
                entry.is_brief = is_brief && (entry.is_brief || entry.said.is_empty());
                entry.places.insert(said.clone(), places);
                entry.said.push(said);
                entry.heads.extend(head);
                let is_read = facts.iter().all(|fact| self.has_words_read(fact.as_ref()));
                entry.is_translated |= are_said && !is_read;
                entry.is_long |= entry.said.iter().any(|said| said.contains(BELOW));
                entry.over = entry.over.take().or(over);
                entry.cited.extend(cited);
            }
        }
        let mut told = read_together(entries);
        // What no words of its own say comes last, on one line.
        rest.sort_unstable();
        rest.dedup();
        if !rest.is_empty() {
            told.push(Entry {
                said: vec![rest.join(" · ")],
                ..Entry::default()
            });
        }
        told
    }

    /// The words that several statements have above their own: those over a list.
    fn above_lists<'g>(
        &self,
        groups: impl Iterator<Item = &'g Vec<(NamedNode, Vec<Passage>)>>,
        thing: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        let mut known: BTreeMap<Passage, usize> = BTreeMap::new();
        for group in groups {
            let [(fact, words)] = group.as_slice() else {
                continue;
            };
            let facts = std::slice::from_ref(fact);
            let words = self.words_and_tails(facts, words.clone(), thing);
            if let (true, [first, _, ..]) = (self.is_said(fact.as_ref()), words.as_slice()) {
                *known.entry(first.clone()).or_default() += 1;
            }
        }
        known.retain(|_, count| *count > 1);
        known.into_keys().collect()
    }

    /// Which of the words above lists stand above one statement.
    fn list_above<'w>(
        &self,
        facts: &[NamedNode],
        words: &[Passage],
        above: &'w [Passage],
        thing: NamedNodeRef<'_>,
    ) -> Option<&'w Passage> {
        let [fact] = facts else { return None };
        let all = self.words_and_tails(facts, words.to_vec(), thing);
        let is_item = self.is_said(fact.as_ref()) && all.len() > 1;
        above
            .iter()
            .find(|over| is_item && all.first() == Some(over))
    }

    /// Words with those of what is told of facts besides their names, in the order of the source.
    fn words_and_tails(
        &self,
        facts: &[NamedNode],
        mut words: Vec<Passage>,
        thing: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        words.extend(self.words_of_tails(facts, thing));
        told_passages(words, &[])
    }

    /// The lines where the words stand in a sentence that say a statement.
    fn places_of_text(&self, facts: &[NamedNode], passages: &[Passage]) -> BTreeSet<usize> {
        let facts = facts.iter().filter(|fact| self.is_said(fact.as_ref()));
        let texts = facts.flat_map(|fact| self.objects(fact.as_ref(), schema::TEXT));
        let texts = texts.filter_map(|text| match text {
            TermRef::Literal(text) => Some(text.value()),
            _ => None,
        });
        texts
            .flat_map(|text| {
                let mut passages = passages.iter();
                let ends = passages.find_map(|words| {
                    let start = words.words.find(text)?;
                    let last = text.chars().next_back()?;
                    let end = start + text.len() - last.len_utf8();
                    Some([words.line_at(start), words.line_at(end)])
                });
                ends.into_iter().flatten()
            })
            .collect()
    }

    /// Words that facts rest on besides those that are quoted: of the setting of an event, the list
    /// of those who were there, a body, and whoever says it.
    fn cited_words(
        &self,
        facts: &[NamedNode],
        words: &[Passage],
        passages: &[Passage],
        thing: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        let mut cited = self.words_of_setting(facts, thing);
        if facts.iter().any(|fact| self.is_of_list(fact.as_ref())) {
            let mut roles = self.memberships(thing);
            roles.retain(|role| self.passages(*role).iter().any(|it| words.contains(it)));
            for role in roles {
                let of = self.passages(role);
                cited.extend(self.words_of_body(&[role.into_owned()], &of));
            }
            cited.extend_from_slice(words);
        }
        cited.extend(self.words_of_body(facts, passages));
        cited.extend(self.words_of_speaker(facts, passages));
        cited
    }

    /// Whether a fact follows from a list or from the whole that somebody belonged to.
    fn is_of_list(&self, fact: NamedNodeRef<'_>) -> bool {
        self.is_a(fact, cv::PARTICIPATION)
            && self.node(fact, own::EXTRACTION_METHOD) == Some(code::extraction_method::INFERRED)
    }

    /// The words nearest above that name the body of a role, where its own words do not: the
    /// heading of a list; and those that print the name that is told of it, if it is another one.
    fn words_of_body(&self, facts: &[NamedNode], passages: &[Passage]) -> Vec<Passage> {
        let Some(first) = passages.first() else {
            return Vec::new();
        };
        let bodies = facts
            .iter()
            .filter(|fact| self.is_a(fact.as_ref(), org::MEMBERSHIP))
            .filter_map(|fact| {
                let body = self.node(fact.as_ref(), org::ORGANIZATION)?;
                let of = TermRef::NamedNode(body);
                let is_inferred = self.is_inferred(fact.as_ref(), org::ORGANIZATION, of);
                (!is_inferred).then_some(body)
            });
        let mut words: Vec<Passage> = Vec::new();
        for body in bodies {
            let passages_of = self.passages(body);
            let names = self.names_of(body);
            let mut told = passages.to_vec();
            if !names.iter().any(|name| is_printed(name, passages)) {
                let above = { passages_of.iter() }
                    .filter(|words| words.file == first.file && words.start <= first.start);
                told.extend(above.max_by_key(|words| words.start).cloned());
            }
            // What stands in front of a name as printed, such as its country, is no other name.
            let label = self.label(body);
            let is_same = |name: &&str| label == *name || label.ends_with(*name);
            let same: Vec<&str> = { names.iter().copied() }.filter(is_same).collect();
            let printing = |of: &[&str]| {
                let mut passages_of = passages_of.iter();
                passages_of.find(|words| of.iter().any(|name| words.words.contains(name)))
            };
            if !same.iter().any(|name| is_printed(name, &told)) {
                told.extend(printing(&same).cloned());
            }
            if !names.iter().any(|name| is_printed(name, &told)) {
                told.extend(printing(&names).cloned());
            }
            words.extend(told.split_off(passages.len()));
        }
        words
    }

    /// The words nearest above that say that somebody speaks whose words a fact is.
    fn words_of_speaker(&self, facts: &[NamedNode], passages: &[Passage]) -> Vec<Passage> {
        let Some(first) = passages.first() else {
            return Vec::new();
        };
        let nodes = facts.iter().map(NamedNode::as_ref);
        let quoted = nodes.filter(|fact| self.is_a(*fact, org::MEMBERSHIP));
        let speakers = quoted.flat_map(|fact| self.objects(fact, prov::WAS_ATTRIBUTED_TO));
        let mut words: Vec<Passage> = Vec::new();
        for speaker in speakers {
            let TermRef::NamedNode(speaker) = speaker else {
                continue;
            };
            let parts = self.subjects(cv::HAS_PARTICIPANT, speaker).into_iter();
            let said = parts.flat_map(|part| self.passages(part));
            let above = said.filter(|words| words.file == first.file && words.start <= first.start);
            words.extend(above.max_by_key(|words| words.start));
        }
        words
    }

    /// The captions of all pictures.
    fn captions(&self) -> Vec<Passage> {
        let pictures = self.subjects(rdf::TYPE, schema::IMAGE_OBJECT);
        pictures
            .into_iter()
            .flat_map(|picture| self.passages(picture))
            .collect()
    }
}

fn write_entries(entries: Vec<Entry>, names: &[&str], sheet: &mut Sheet<'_>) -> io::Result<()> {
    let is_long = entries.len() > SPEECH;
    let mut list: Option<(Passage, String)> = None;
    let mut entries: VecDeque<Entry> = entries.into();
    while let Some(entry) = entries.pop_front() {
        if let Some((head, words)) = &entry.over {
            if list.as_ref().is_none_or(|(told, _)| told != words) {
                let same = { entries.iter() }
                    .take_while(|next| next.over.as_ref().is_some_and(|(_, it)| it == words));
                let items = std::iter::once(&entry).chain(same);
                let before = said_of_all(items, sheet.t("dossier-colon"));
                let said = match (entry.is_translated, before.is_empty()) {
                    (false, _) => "",
                    (true, true) => head,
                    (true, false) => before.trim_end_matches(sheet.t("dossier-colon")),
                };
                sheet.list_head(said, words, names)?;
                list = Some((words.clone(), before));
            }
            let before = list.as_ref().map_or("", |(_, before)| before.as_str());
            let said = entry.said.iter();
            let said: Vec<String> = said.map(|said| said[before.len()..].to_owned()).collect();
            let quoted = entry.heads.first().filter(|_| !entry.is_translated);
            sheet.list_item(&said, quoted.map(|(_, words)| words), &entry.passages)?;
            continue;
        }
        list = None;
        if is_long && entry.is_translated && entry.cited.is_empty() {
            sheet.cited_items(&entry.said, &entry.passages, &entry.places)?;
            continue;
        }
        let head = entry.heads.first().filter(|head| {
            let (kind, words) = head;
            entry.heads.len() == entry.said.len()
                && entry.heads.iter().all(|(it, _)| it == kind)
                // Of several lines the last words hold those of the others.
                && entry.heads.iter().all(|(_, it)| it == words || entry.passages.len() == 1)
        });
        if let Some((head, _)) = head {
            let (_, words) = entry.heads.last().expect("there is a first one");
            let words = entry
                .passages
                .iter()
                .find(|it| it.holds(words))
                .unwrap_or(words);
            if sheet.is_new(words) {
                let others = entry.passages.iter().filter(|it| *it != words);
                let others: Vec<&Passage> = others.chain(&entry.cited).collect();
                sheet.quoted_item(head, words, &others, names)?;
                continue;
            }
        }
        for said in &entry.said {
            sheet.item(said)?;
        }
        let names_only = entry.is_brief;
        sheet.passages_and(
            &entry.passages,
            &entry.cited,
            names,
            names_only,
            entry.is_long,
        )?;
    }
    Ok(())
}

/// What all items of a list begin with, up to a colon.
fn said_of_all<'e>(items: impl Iterator<Item = &'e Entry>, colon: &str) -> String {
    let items: Vec<&String> = items.flat_map(|item| &item.said).collect();
    let Some(end) = items.first().and_then(|said| said.find(colon)) else {
        return String::new();
    };
    let before = &items[0][..end + colon.len()];
    let is_of_all = items.len() > 1 && items.iter().all(|said| said.starts_with(before));
    if is_of_all {
        before.to_owned()
    } else {
        String::new()
    }
}

/// Entries in the order of their words; those whose words the next ones hold are read with them.
fn read_together(entries: BTreeMap<(bool, Vec<Passage>), Entry>) -> Vec<Entry> {
    let mut told: Vec<Entry> = Vec::new();
    let mut entries = entries.into_iter().peekable();
    let mut before: Vec<String> = Vec::new();
    let mut heads_before: Vec<(String, Passage)> = Vec::new();
    let mut cited_before: Vec<Passage> = Vec::new();
    let mut places: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    while let Some(((is_last, passages), mut entry)) = entries.next() {
        entry.said.sort_unstable();
        entry.said.dedup();
        before.append(&mut entry.said);
        heads_before.append(&mut entry.heads);
        cited_before.append(&mut entry.cited);
        places.append(&mut entry.places);
        let is_held = entries.peek().is_some_and(|((next_is_last, next), _)| {
            *next_is_last == is_last
                && next.len() == 1
                && !passages.is_empty()
                && passages
                    .iter()
                    .all(|words| next.iter().any(|next| next.holds(words)))
        });
        if !is_held {
            let said = std::mem::take(&mut before);
            let heads = std::mem::take(&mut heads_before);
            let mut cited = std::mem::take(&mut cited_before);
            cited.retain(|words| !passages.iter().any(|told| told.holds(words)));
            told.push(Entry {
                passages,
                said,
                cited,
                heads,
                is_brief: entry.is_brief,
                is_translated: entry.is_translated,
                is_long: entry.is_long,
                over: entry.over,
                places: std::mem::take(&mut places),
            });
        }
    }
    told
}

/// Passages in the order of the source: those that name the thing, if any does, since what names
/// others proves little; and of two of which one holds the other, the longer.
fn told_passages(mut passages: Vec<Passage>, names: &[&str]) -> Vec<Passage> {
    passages.sort_unstable();
    passages.dedup();
    let is_named = |passage: &Passage| {
        names
            .iter()
            .any(|name| !name.is_empty() && passage.words.contains(name))
    };
    if passages.iter().any(is_named) {
        passages.retain(is_named);
    }
    let is_part = |passage: &Passage| {
        let mut others = passages.iter().filter(|other| *other != passage);
        others.any(|other| other.holds(passage))
    };
    let whole: Vec<bool> = passages.iter().map(|passage| !is_part(passage)).collect();
    let mut whole = whole.into_iter();
    passages.retain(|_| whole.next().unwrap_or(true));
    passages
}

/// Whether a property is told in a part of its own, not among the plain values.
pub(super) fn is_told_apart(property: NamedNodeRef<'_>) -> bool {
    let names = [rdfs::LABEL, skos::ALT_LABEL, foaf::NAME, rdf::TYPE];
    let mut headings = words().headings().iter();
    let is_fact =
        headings.any(|of| !of.is_value && !of.is_denied && of.property == property.as_str());
    is_fact || names.contains(&property) || SHORTCUTS.contains(&property)
}
