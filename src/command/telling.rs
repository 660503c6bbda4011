//! How `govrep explain` words a fact: first how firmly it was said and of whom, then what, then
//! what else is known of it. What stands in the line already is not said again.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef};

use govrep::graph::vocab::{
    bibo, code, cv, dcterms, foaf, govrep as own, org, prov, rdf, schema, skos, xsd,
};
use govrep::page::{Language, date, days, set, words};

use super::explain::{Explainer, Passage, is_printed};

/// What a piece begins with that stands below the line of its fact.
pub(super) const BELOW: char = '\n';

/// How many of those whom somebody met are named; the words below name all.
const COMPANY: usize = 12;

/// Force of wording that says no more than that something was said: what kind of statement it is
/// says more.
const PLAIN: [NamedNodeRef<'static>; 2] = [code::modality::OBSERVED, code::modality::PROPOSED];

/// Kinds of statements that say what they are in a speech; any other is told as said.
const PARTS_OF_SPEECH: [NamedNodeRef<'static>; 7] = [
    code::statement_kind::STEP,
    code::statement_kind::EXAMPLE,
    code::statement_kind::MAIN_GOAL,
    code::statement_kind::OBSTACLE,
    code::statement_kind::CONCLUSION,
    code::statement_kind::REASON,
    code::statement_kind::RECEPTION,
];

/// Kinds that a speech numbers.
const NUMBERED: [NamedNodeRef<'static>; 2] =
    [code::statement_kind::STEP, code::statement_kind::MAIN_GOAL];

/// Whether a name stands in a text, as a word of its own if it is in Latin letters: Taiwan does
/// not in vTaiwan.
fn names_in(text: &str, name: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let [first, last] = [name.chars().next(), name.chars().next_back()];
    text.match_indices(name).any(|(at, _)| {
        let [before, after] = [&text[..at], &text[at + name.len()..]];
        let goes_on = is_letter(first) && is_letter(before.chars().next_back())
            || is_letter(last) && is_letter(after.chars().next());
        !goes_on
    })
}

/// That somebody was not there, as the heading of what is denied says it.
fn absent(language: Language) -> String {
    let mut headings = words().headings().iter();
    let heading = headings.find(|of| of.is_denied && of.property == schema::ATTENDEE.as_str());
    heading.map_or_else(String::new, |of| of.name(language).to_owned())
}

/// Whether a text has all letters and numbers of another one, in order.
pub(super) fn holds_in_order(text: &str, other: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric());
    let mut sought = other.chars().filter(|c| c.is_alphanumeric());
    sought.all(|c| letters.any(|letter| letter == c))
}

/// Whether a word of the report stands above a list or an aim, and says what it is.
fn is_head(cue: &str) -> bool {
    words().is_used_as("head", cue)
}

/// What a name as printed means in English, if the tables have it.
fn sense_of(name: &str) -> Option<&'static str> {
    words().cue(name)
}

/// Values in the order of their letters.
fn sorted(mut values: Vec<String>) -> Vec<String> {
    values.sort_unstable();
    values
}

/// What a statement begins with, so that it is not told after it.
const BEFORE: [NamedNodeRef<'static>; 6] = [
    own::MODALITY,
    own::CUE,
    dcterms::TYPE,
    own::MAKER,
    schema::AUTHOR,
    own::ADDRESSEE,
];

/// In what an event was held, when and where.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// What is told of it, piece by piece.
    pub(super) told: Vec<String>,
    /// The words that say it.
    pub(super) words: Vec<Passage>,
}

/// Whether a day of a month, in the form of XML Schema, is followed by another one.
fn is_day_after(first: &str, last: &str) -> bool {
    let day = |date: &str| -> Option<(String, u32)> {
        let (month, day) = date.rsplit_once('-')?;
        Some((month.to_owned(), day.parse().ok()?))
    };
    match (day(first), day(last)) {
        (Some((month, one)), Some((same, next))) => month == same && one + 1 == next,
        _ => false,
    }
}

impl<'a> Explainer<'a> {
    /// What facts of one kind say besides the thing, in one line.
    pub(super) fn line(
        &self,
        facts: &[NamedNode],
        passages: &[Passage],
        thing: NamedNodeRef<'_>,
    ) -> String {
        let Some(first) = facts.first().map(NamedNode::as_ref) else {
            return String::new();
        };
        if self.is_a(first, own::CANDIDACY) {
            return self.candidates(facts, passages, thing);
        }
        let mut said: Vec<String> = Vec::new();
        let mut skipped: Vec<NamedNodeRef<'_>> = Vec::new();
        if self.is_a(first, cv::PARTICIPATION) || self.is_a(first, org::MEMBERSHIP) {
            if let Some(event) = self.other_event(first, thing) {
                said.push(self.label(event));
                match self.absence(event, thing) {
                    Some(_) => said.push(absent(self.language)),
                    None => said.extend(self.setting(event).told),
                }
            }
            said.extend(self.affiliation_of_others(first, thing));
            let mut described = facts.iter().map(NamedNode::as_ref);
            said.extend(described.find_map(|fact| self.description(fact)));
        } else if self.is_a(first, own::UNDERTAKING) || self.is_a(first, schema::CLAIM) {
            said.push(self.statement(first, thing));
            skipped.extend(BEFORE);
        } else if self.is_a(first, own::SPEECH_TOPIC) {
            said.push(self.topic(first));
            skipped.push(own::CUE);
        } else {
            said.push(self.label(first));
        }
        for fact in facts {
            self.add_tails(fact.as_ref(), thing, &skipped, &mut said);
        }
        if let Some(body) = self.body_of(first, thing) {
            let what = self.description(body);
            said.extend(what.map(|what| format!("{BELOW}{what}")));
        }
        if let Some(event) = self.other_event(first, thing) {
            said.extend(self.company(first, event));
        }
        let line = said.join(" · ");
        line.replace(&format!(" · {BELOW}"), &BELOW.to_string())
    }

    /// How a thing is described in the language.
    fn description(&self, thing: NamedNodeRef<'_>) -> Option<String> {
        let mut descriptions = self.objects(thing, dcterms::DESCRIPTION);
        descriptions.find_map(|text| match text {
            TermRef::Literal(text) if self.reads(text.language()) => Some(text.value().to_owned()),
            _ => None,
        })
    }

    /// The body that a thing belongs to by a membership.
    fn body_of(&self, fact: NamedNodeRef<'_>, thing: NamedNodeRef<'_>) -> Option<NamedNodeRef<'_>> {
        let is_member = self.node(fact, org::MEMBER) == Some(thing);
        self.node(fact, org::ORGANIZATION).filter(|_| is_member)
    }

    /// Who belongs to what, where the thing is neither: what somebody says of others.
    fn affiliation_of_others(
        &self,
        fact: NamedNodeRef<'_>,
        thing: NamedNodeRef<'_>,
    ) -> Option<String> {
        let ends = [org::MEMBER, org::ORGANIZATION].map(|end| self.node(fact, end));
        let [Some(member), Some(body)] = ends else {
            return None;
        };
        (![member, body].contains(&thing)).then(|| {
            let [member, body] = [member, body].map(|node| self.label(node));
            format!("{member}{}{body}", self.t("dossier-colon"))
        })
    }

    /// Whether a claim is one that the report makes itself: nobody else says it, and its author
    /// is who gave the report.
    fn is_of_report(&self, claim: NamedNodeRef<'_>) -> bool {
        let reports = self.subjects(rdf::TYPE, bibo::REPORT);
        let mut authors = self.objects(claim, schema::AUTHOR);
        self.is_a(claim, schema::CLAIM)
            && self.node(claim, own::SPEAKER).is_none()
            && authors.any(|author| {
                let mut reports = reports.iter();
                reports.any(|report| {
                    self.objects(*report, dcterms::CREATOR)
                        .any(|it| it == author)
                })
            })
    }

    /// What a statement says in full where its label is shorter.
    pub(super) fn wording(&self, statement: NamedNodeRef<'_>) -> String {
        let full = self.description(statement);
        full.unwrap_or_else(|| self.label(statement))
    }

    /// What an undertaking or a claim says.
    fn statement(&self, fact: NamedNodeRef<'_>, thing: NamedNodeRef<'_>) -> String {
        let (head, label) = self.head_and_wording(fact, "", thing);
        if head.is_empty() {
            return label;
        }
        format!("{head}{}{label}", self.t("dossier-colon"))
    }

    /// How firmly something is said, in the word of the report or in one that means the same; else
    /// what kind of statement it is.
    fn force(&self, fact: NamedNodeRef<'_>) -> (String, bool) {
        let modality = self.node(fact, own::MODALITY);
        let modality = modality.filter(|modality| !PLAIN.contains(modality));
        let is_modal = modality.is_some();
        // Of what is plainly said only a verb of saying says more than its kind.
        if let Some(cue) = self.cue(fact, |cue| is_modal || words().is_saying(cue)) {
            return (cue.to_owned(), true);
        }
        let force = match modality.or_else(|| self.node(fact, dcterms::TYPE)) {
            Some(force) => self.label(force),
            None if self.is_a(fact, schema::CLAIM) => String::new(),
            None => self.kind(fact),
        };
        (force, is_modal)
    }

    /// The word of the report that says how something is said, if it is a wanted one: as printed,
    /// or what it means in the language.
    fn cue(&self, fact: NamedNodeRef<'_>, is_wanted: impl Fn(&str) -> bool) -> Option<&'a str> {
        let cues = self.objects(fact, own::CUE).filter_map(|cue| match cue {
            TermRef::Literal(cue) => Some((self.reads(cue.language()), cue.value())),
            _ => None,
        });
        let cues: Vec<(bool, &str)> = cues.filter(|(_, cue)| is_wanted(cue)).collect();
        let own = cues.iter().find(|(is_read, _)| *is_read);
        own.map(|(_, cue)| *cue).or_else(|| {
            let is_translated = self.language == Language::English;
            let mut cues = cues.iter().filter(|_| is_translated);
            cues.find_map(|(_, cue)| words().cue(cue))
        })
    }

    /// How firmly an undertaking or a claim is said and of whom, unless it or the words beside it
    /// name them, and what it says.
    fn head_and_wording(
        &self,
        fact: NamedNodeRef<'_>,
        beside: &str,
        thing: NamedNodeRef<'_>,
    ) -> (String, String) {
        let label = self.wording(fact);
        let (force, is_modal) = self.force(fact);
        let speakers: Vec<TermRef<'_>> = self.objects(fact, own::SPEAKER).collect();
        let is_speaker = speakers.contains(&TermRef::NamedNode(thing));
        // Words that stand where the report renders a speech, without saying whose they are.
        if is_speaker && self.is_inferred(fact, own::SPEAKER, TermRef::NamedNode(thing)) {
            return (self.t("dossier-not-named").to_owned(), label);
        }
        let named = |property: NamedNodeRef<'_>| -> Vec<String> {
            let agents = self
                .objects(fact, property)
                .filter_map(|agent| match agent {
                    TermRef::NamedNode(agent) if agent != thing => Some(agent),
                    _ => None,
                });
            let agents = agents
                .filter(|agent| !speakers.contains(&TermRef::NamedNode(*agent)))
                .filter(|agent| !self.is_named_in(*agent, &label))
                .filter(|agent| {
                    ![beside, &force]
                        .iter()
                        .any(|it| self.is_named_in(*agent, it))
                });
            // Nor who only follows from the words.
            let agents = agents
                .filter(|agent| !self.is_inferred(fact, property, TermRef::NamedNode(*agent)));
            agents.map(|agent| self.label(agent)).collect()
        };
        let list = self.t("dossier-list");
        let mut of: Vec<String> = Vec::new();
        let makers: Vec<String> = [named(own::MAKER), named(schema::AUTHOR)].concat();
        if !makers.is_empty() && self.is_of_report(fact) {
            of.push(self.t("dossier-report").to_owned());
        } else if !makers.is_empty() {
            of.push(sorted(makers).join(list));
        }
        let addressees = sorted(named(own::ADDRESSEE)).join(list);
        if is_speaker && words().begins_with_saying(self.language, &label) {
            return (String::new(), label);
        }
        if is_speaker && (!of.is_empty() || !self.is_told_by_verb(fact, is_modal)) {
            let makers = of.first().map_or("", String::as_str);
            let head = self.said_of_whom(fact, &force, [makers, &addressees], &[&label, beside]);
            return (head, label);
        }
        // A verb of saying with those whom it addresses: called on all governments.
        if is_speaker && of.is_empty() && !addressees.is_empty() && is_modal {
            return (
                [&force, self.t("dossier-verb"), &addressees].concat(),
                label,
            );
        }
        if !addressees.is_empty() {
            of.push(self.around(own::ADDRESSEE, &addressees));
        }
        let of = of.join(self.t("dossier-comma"));
        // A label that has the word of force is a sentence; one that has that of its kind need not
        // be: `obstacle: an obstacle to …`.
        let [told, force_told] = [&label, &force].map(|text| text.to_lowercase());
        let is_told = if is_modal {
            told.contains(&force_told)
        } else {
            told.starts_with(&force_told)
        };
        let head = match (is_told, of.is_empty()) {
            (true, true) if is_speaker && !words().begins_with_saying(self.language, &force) => {
                self.t("dossier-said").to_owned()
            }
            (true, true) => String::new(),
            (true, false) => of,
            (false, true) => force,
            (false, false) => {
                let [open, close] = [self.t("dossier-open"), self.t("dossier-close")];
                format!("{force}{open}{of}{close}")
            }
        };
        (head, self.numbered(fact, is_speaker, label))
    }

    /// Whether what somebody says is told by a verb of its own, or by what it is in the speech.
    fn is_told_by_verb(&self, fact: NamedNodeRef<'_>, is_modal: bool) -> bool {
        let verb = |cue: &str| words().is_saying(cue) || is_head(cue);
        if self.objects(fact, own::CUE).any(|cue| match cue {
            TermRef::Literal(cue) => verb(cue.value()),
            _ => false,
        }) {
            return true;
        }
        let kind = self.node(fact, dcterms::TYPE);
        !is_modal && kind.is_some_and(|kind| PARTS_OF_SPEECH.contains(&kind))
    }

    /// That the speaker says something, of whom, and how firmly if the words do not say it.
    fn said_of_whom(
        &self,
        fact: NamedNodeRef<'_>,
        force: &str,
        [makers, addressees]: [&str; 2],
        told: &[&str],
    ) -> String {
        let is_used = |of: &str| {
            self.objects(fact, own::CUE).any(|cue| match cue {
                TermRef::Literal(cue) => words().is_used_as(of, cue.value()),
                _ => false,
            })
        };
        let is_done = ["done", "saying", "head"].into_iter().any(is_used);
        let is_modal = self.node(fact, own::MODALITY);
        let is_modal = is_modal.is_some_and(|modality| !PLAIN.contains(&modality));
        let force_told = force.to_lowercase();
        let is_told = is_done
            || !is_modal
            || told
                .iter()
                .any(|told| told.to_lowercase().contains(&force_told));
        if !is_told && is_used("force") {
            let gap = self.t("dossier-verb");
            let whom = if addressees.is_empty() {
                makers
            } else {
                addressees
            };
            let whom = if whom.is_empty() {
                String::new()
            } else {
                format!("{whom}{gap}")
            };
            return format!("{}{whom}{force}", self.t("dossier-said-that"));
        }
        let said = self.t("dossier-said");
        let comma = self.t("dossier-comma");
        let told = match (is_told, makers.is_empty()) {
            (true, true) => return said.to_owned(),
            (false, true) => {
                let open = self.t("dossier-open");
                return [said, open, force, self.t("dossier-close")].concat();
            }
            (true, false) => [said, self.t("dossier-of-whom"), makers].concat(),
            (false, false) => [said, self.t("dossier-of-whom"), makers, comma, force].concat(),
        };
        told + self.t("dossier-close")
    }

    /// What a statement says after its number in the speech, where the words have one.
    fn numbered(&self, fact: NamedNodeRef<'_>, is_speaker: bool, label: String) -> String {
        let is_part = self.node(fact, dcterms::TYPE);
        let is_part = is_part.is_some_and(|kind| NUMBERED.contains(&kind));
        match self.objects(fact, schema::POSITION).next() {
            Some(TermRef::Literal(number)) if is_speaker && is_part => {
                format!("({}) {label}", number.value())
            }
            _ => label,
        }
    }

    /// What stands above a list that a statement is an item of, if a word says so: in the language
    /// or as a verb of saying with it.
    pub(super) fn head_of_list(&self, fact: NamedNodeRef<'_>) -> String {
        let head = self.cue(fact, is_head);
        match head {
            Some(head) => [self.t("dossier-said"), self.t("dossier-colon"), head].concat(),
            None => self.force(fact).0,
        }
    }

    /// What a statement or a topic begins with, where words of it say the rest.
    pub(super) fn head_of_words(
        &self,
        facts: &[NamedNode],
        passages: &[Passage],
        thing: NamedNodeRef<'_>,
    ) -> Option<(String, Passage)> {
        let [fact] = facts else { return None };
        let fact = fact.as_ref();
        let is_topic = self.is_a(fact, own::SPEECH_TOPIC);
        if !is_topic && !self.is_a(fact, own::UNDERTAKING) && !self.is_a(fact, schema::CLAIM) {
            return None;
        }
        passages.iter().find_map(|passage| {
            let (head, wording) = if is_topic {
                let (verb, label) = self.verb_and_topic(fact);
                (verb.to_owned(), label)
            } else {
                self.head_and_wording(fact, &passage.words, thing)
            };
            holds_in_order(&passage.words, &wording).then(|| (head, passage.clone()))
        })
    }

    /// What a speech was about, after the verb as printed if it can be read in the language.
    fn topic(&self, fact: NamedNodeRef<'_>) -> String {
        let (verb, label) = self.verb_and_topic(fact);
        if label.contains(verb) {
            return label;
        }
        format!("{verb}{}{label}", self.t("dossier-colon"))
    }

    fn verb_and_topic(&self, fact: NamedNodeRef<'_>) -> (&'a str, String) {
        let cue = self.cue(fact, |_| true);
        let verb = cue.unwrap_or_else(|| self.t("dossier-topic"));
        (verb, self.label(fact))
    }

    /// Candidates that one sentence names, in its order: `prospective (OGP): Portugal, Morocco`.
    fn candidates(
        &self,
        facts: &[NamedNode],
        passages: &[Passage],
        thing: NamedNodeRef<'_>,
    ) -> String {
        let words: Vec<&str> = passages
            .iter()
            .map(|passage| passage.words.as_str())
            .collect();
        let words = words.concat();
        let named = |property: NamedNodeRef<'_>| -> Vec<String> {
            let nodes: BTreeSet<NamedNodeRef<'_>> = facts
                .iter()
                .filter_map(|fact| self.node(fact.as_ref(), property))
                .filter(|node| *node != thing)
                .collect();
            let mut nodes: Vec<NamedNodeRef<'_>> = nodes.into_iter().collect();
            nodes.sort_by_key(|node| {
                let places = self
                    .names_of(*node)
                    .into_iter()
                    .filter_map(|name| words.find(name));
                places.min().unwrap_or(words.len())
            });
            nodes.into_iter().map(|node| self.label(node)).collect()
        };
        let list = self.t("dossier-list");
        let [candidates, bodies] = [own::CANDIDATE, own::CANDIDATE_TO].map(named);
        let status = named(own::CANDIDACY_STATUS).join(list);
        let mut line = match (bodies.is_empty(), candidates.is_empty()) {
            (false, _) => format!(
                "{status}{}{}{}",
                self.t("dossier-open"),
                bodies.join(list),
                self.t("dossier-close")
            ),
            (true, _) => status,
        };
        if !candidates.is_empty() {
            line.push_str(self.t("dossier-colon"));
            line.push_str(&candidates.join(list));
            if facts.iter().any(|fact| self.is_open(fact.as_ref())) {
                line.push_str(self.t("dossier-and-others"));
            }
        }
        let mut said = vec![line];
        let skipped = [own::CANDIDACY_STATUS];
        if let Some(first) = facts.first() {
            self.add_tails(first.as_ref(), thing, &skipped, &mut said);
        }
        said.join(" · ")
    }

    /// Whether the list that a fact is from may go on.
    fn is_open(&self, fact: NamedNodeRef<'_>) -> bool {
        self.objects(fact, own::OPEN_LIST)
            .any(|open| matches!(open, TermRef::Literal(open) if open.value() == "true"))
    }

    /// Adds what is told of a fact besides its name.
    fn add_tails(
        &self,
        fact: NamedNodeRef<'_>,
        thing: NamedNodeRef<'_>,
        skipped: &[NamedNodeRef<'_>],
        said: &mut Vec<String>,
    ) {
        let roles = self.roles_told(fact, thing);
        let is_titled = self
            .in_language(self.objects(fact, schema::ROLE_NAME))
            .iter()
            .any(|title| self.is_of_language(*title));
        // A membership that has a name of its own is told by it.
        let role = self
            .label_in_graph(fact)
            .filter(|_| self.is_a(fact, org::MEMBERSHIP));
        for told in words().told() {
            let property = NamedNodeRef::new_unchecked(&told.property);
            let holders = [schema::ROLE_NAME, own::ACTING_FOR];
            let is_apart = skipped.contains(&property)
                // The printed title says what the role is, in its own language.
                || property == org::ROLE && (is_titled || role.is_some())
                || property == schema::ROLE_NAME
                    && !is_titled
                    && role.is_none()
                    && self.has_role(fact)
                || property == prov::WAS_ATTRIBUTED_TO && !self.is_quoted(fact);
            if is_apart {
                continue;
            }
            if let (true, Some(role)) = (property == schema::ROLE_NAME, role) {
                said.push(role.to_owned());
                continue;
            }
            let all: Vec<TermRef<'_>> = self.objects(fact, property).collect();
            let is_held = all.contains(&TermRef::NamedNode(thing));
            // Who else said it did not say it together.
            if is_held && [own::SPEAKER, schema::AUTHOR].contains(&property) {
                continue;
            }
            let others = all
                .into_iter()
                .filter(|value| *value != TermRef::NamedNode(thing));
            // A step is of a day; others began on it.
            if property == schema::START_DATE && self.is_a(fact, own::PROCEDURE_STEP) {
                said.extend(self.days(fact));
                continue;
            }
            let mut values: Vec<String> = self
                .in_language(others)
                .into_iter()
                .filter(|value| !(holders.contains(&property) && roles.contains(value)))
                .filter(|value| match value {
                    TermRef::NamedNode(node) => {
                        !said.iter().any(|said| self.is_named_in(*node, said))
                    }
                    _ => true,
                })
                .map(|value| self.value_of(fact, property, value))
                .filter(|value| !said.iter().any(|said| said.contains(value.as_str())))
                .collect();
            values = sorted(values);
            values.dedup();
            if values.is_empty() {
                continue;
            }
            let values = values.join(self.t("dossier-list"));
            said.push(if is_held {
                set(&[self.t("dossier-with"), &values])
            } else {
                told.of(&values, self.language)
            });
        }
    }

    /// Titles and bodies that the roles of a participant tell already.
    fn roles_told(&self, fact: NamedNodeRef<'_>, thing: NamedNodeRef<'_>) -> Vec<TermRef<'a>> {
        if !self.is_a(fact, cv::PARTICIPATION)
            || self.node(fact, cv::HAS_PARTICIPANT) != Some(thing)
        {
            return Vec::new();
        }
        self.memberships(thing)
            .into_iter()
            .flat_map(|role| {
                [schema::ROLE_NAME, org::ORGANIZATION]
                    .into_iter()
                    .flat_map(move |property| self.objects(role, property))
            })
            .collect()
    }

    /// The titles that the roles of a thing tell.
    pub(super) fn titles(&self, thing: NamedNodeRef<'_>) -> Vec<String> {
        let roles = self.memberships(thing).into_iter();
        let titles = roles.flat_map(|role| self.objects(role, schema::ROLE_NAME));
        titles.map(|title| self.text_of(title)).collect()
    }

    /// The roles of a thing in bodies.
    pub(super) fn memberships(&self, thing: NamedNodeRef<'_>) -> Vec<NamedNodeRef<'a>> {
        self.subjects(org::MEMBER, thing)
    }

    /// The nodes that a property joins to a thing.
    pub(super) fn subjects(
        &self,
        property: NamedNodeRef<'_>,
        thing: NamedNodeRef<'_>,
    ) -> Vec<NamedNodeRef<'a>> {
        let subjects = self.graph.subjects_for_predicate_object(property, thing);
        subjects
            .filter_map(|subject| match subject {
                NamedOrBlankNodeRef::NamedNode(node) => Some(node),
                NamedOrBlankNodeRef::BlankNode(_) => None,
            })
            .collect()
    }

    fn has_role(&self, fact: NamedNodeRef<'_>) -> bool {
        [org::ROLE, cv::ROLE]
            .iter()
            .any(|role| self.node(fact, *role).is_some())
    }

    /// Whether a fact without a speaker of its own is what somebody said, not what a program
    /// proposed.
    fn is_quoted(&self, fact: NamedNodeRef<'_>) -> bool {
        self.node(fact, own::SPEAKER).is_none()
            && self.node(fact, own::EXTRACTION_METHOD) != Some(code::extraction_method::ANNOTATED)
    }

    /// Whether a text is in the language, or in none.
    pub(super) fn is_of_language(&self, value: TermRef<'_>) -> bool {
        match value {
            TermRef::Literal(text) => text.language().is_none() || self.reads(text.language()),
            _ => true,
        }
    }

    /// Whether a name of a thing stands in a text.
    fn is_named_in(&self, thing: NamedNodeRef<'_>, text: &str) -> bool {
        let names = self.names_of(thing).into_iter();
        let mut names = names.filter(|name| name.chars().count() > 1);
        names.any(|name| names_in(text, name))
    }

    /// A value with the words that the table puts around it.
    fn around(&self, property: NamedNodeRef<'_>, value: &str) -> String {
        let mut told = words().told().iter();
        let told = told.find(|told| told.property == property.as_str());
        told.map_or_else(|| value.to_owned(), |told| told.of(value, self.language))
    }

    /// A value in words.
    pub(super) fn text_of(&self, value: TermRef<'_>) -> String {
        match value {
            TermRef::NamedNode(node) => self.label(node),
            TermRef::Literal(literal) => {
                let is_date = [xsd::DATE, xsd::G_YEAR_MONTH, xsd::G_YEAR];
                let text = literal.value();
                let day = is_date
                    .contains(&literal.datatype())
                    .then(|| date(text, self.language));
                day.flatten().unwrap_or_else(|| text.to_owned())
            }
            _ => String::new(),
        }
    }

    /// A value of a fact; of what the report only implies it is said.
    pub(super) fn value_of(
        &self,
        fact: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
        value: TermRef<'_>,
    ) -> String {
        let mut text = self.text_of(value);
        let is_part = property == cv::ROLE
            && self.node(fact, own::EXTRACTION_METHOD) == Some(code::extraction_method::INFERRED);
        if is_part || self.is_inferred(fact, property, value) {
            text.push_str(&self.implied(fact, property, value));
        }
        text
    }

    /// That something is implied, and by what if that is said.
    fn implied(
        &self,
        fact: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
        value: TermRef<'_>,
    ) -> String {
        match self.reason(fact, property, value) {
            Some(reason) => {
                let [because, close] = [self.t("dossier-implied-as"), self.t("dossier-close")];
                format!("{because}{reason}{close}")
            }
            None => self.t("dossier-implied").to_owned(),
        }
    }

    /// An event with what it is a part of, its days and its place: `opening (OGP Summit, Paris)`;
    /// below one that took part in it these are told already.
    pub(super) fn occasion(&self, event: NamedNodeRef<'_>, thing: NamedNodeRef<'_>) -> String {
        let label = self.label(event);
        let mut parts = self.subjects(cv::HAS_PARTICIPANT, thing).into_iter();
        if parts.any(|part| self.event_of(part) == Some(event)) {
            return label;
        }
        let setting = self.setting(event).told.join(self.t("dossier-comma"));
        if setting.is_empty() {
            return label;
        }
        let [open, close] = [self.t("dossier-open"), self.t("dossier-close")];
        format!("{label}{open}{setting}{close}")
    }

    /// In what an event was held, when and where, unless its label says it, and the words for it.
    pub(super) fn setting(&self, event: NamedNodeRef<'_>) -> Setting {
        let label = self.label(event);
        let wholes = self.wholes(event);
        let mut setting = Setting::default();
        // That a speech is one says its name.
        let format = self
            .node(event, cv::FORMAT)
            .filter(|format| *format != code::session_format::SPEECH);
        let form = [format.map(|format| self.label(format)), self.minutes(event)];
        let form = form.into_iter().flatten();
        let form = form.filter(|form| !label.contains(form.as_str()));
        setting.told.extend(form);
        self.cite(event, schema::DURATION, &mut setting);
        // A journey is no occasion of what was done on it.
        let mut part = event;
        for whole in wholes.iter().filter(|_| self.is_a(event, own::SESSION)) {
            setting.told.push(self.label(*whole));
            self.cite(part, schema::SUPER_EVENT, &mut setting);
            if !self.is_a(*whole, own::SESSION) {
                break;
            }
            part = *whole;
        }
        let days = self.days_of_part(event, &wholes, &mut setting);
        if let Some(days) = days {
            let mut days = self.without_what_is_said(event, &label, days);
            if self.has_two_dates(event) {
                days.push_str(self.t("dossier-two-dates"));
            }
            setting.told.push(days);
        }
        let mut events = std::iter::once(event).chain(wholes.iter().copied());
        let mut part = event;
        let mut is_implied = false;
        let places = events.find_map(|event| {
            let is_part = TermRef::NamedNode(event);
            is_implied |= self.is_inferred(part, schema::SUPER_EVENT, is_part);
            part = event;
            Some(self.places(event)).filter(|places| !places.is_empty())
        });
        let places = places.unwrap_or_default();
        if !places.is_empty() && !places.iter().any(|place| label.contains(place.as_str())) {
            self.cite(part, schema::LOCATION, &mut setting);
            let implied = is_implied.then(|| self.t("dossier-implied"));
            let places = places.join(self.t("dossier-list"));
            let implied = implied.unwrap_or_default();
            setting.told.push(format!("{places}{implied}"));
        }
        setting.words.sort_unstable();
        setting.words.dedup();
        setting
    }

    /// The days of an event: its own, the day of what it is a part of, one of those of all events
    /// of its form, or as printed.
    fn days_of_part(
        &self,
        event: NamedNodeRef<'_>,
        wholes: &[NamedNodeRef<'_>],
        setting: &mut Setting,
    ) -> Option<String> {
        let before = setting.words.len();
        self.cite(event, own::DATE_EXPRESSION, setting);
        let days = if let Some(days) = self.days(event) {
            self.cite(event, schema::START_DATE, setting);
            days
        } else if let Some((whole, mut day)) = {
            // A part of what took one day took place on it; its own words may say so.
            let mut days = wholes.iter();
            days.find_map(|whole| Some((*whole, self.day_of(*whole)?)))
        } {
            setting.words.extend(self.words_of_days(whole));
            if !self.is_dated_with(event, whole) {
                day.push_str(self.t("dossier-implied"));
            }
            day
        } else if let Some((all, days)) = self.days_of_form(event) {
            self.cite(all, schema::START_DATE, setting);
            format!("{days}{}", self.t("dossier-implied"))
        } else {
            self.days_as_printed(event)?
        };
        self.cite_year(event, before, setting);
        Some(days)
    }

    /// One of the days of all events of the same form within the same whole: `8 or 9 December`.
    fn days_of_form(&self, event: NamedNodeRef<'_>) -> Option<(NamedNodeRef<'a>, String)> {
        let form = self.node(event, cv::FORMAT)?;
        let whole = self.node(event, schema::SUPER_EVENT)?;
        let parts = self.subjects(schema::SUPER_EVENT, whole).into_iter();
        let mut all = parts.filter(|part| self.is_a(*part, schema::EVENT_SERIES));
        let all = all.find(|all| self.node(*all, cv::FORMAT) == Some(form))?;
        let [first, last] = [schema::START_DATE, schema::END_DATE].map(|end| self.day(all, end));
        let [first, last] = [first?, last?];
        let or = days(&first, &last, self.t("dossier-or"), self.language)?;
        let is_next = is_day_after(&first, &last);
        let range = days(&first, &last, self.t("dossier-days"), self.language)?;
        let days = if is_next { or } else { range };
        Some((all, days))
    }

    /// A day of an event, in the form of XML Schema.
    fn day(&self, event: NamedNodeRef<'_>, end: NamedNodeRef<'_>) -> Option<String> {
        self.objects(event, end).find_map(|day| match day {
            TermRef::Literal(day) => Some(day.value().to_owned()),
            _ => None,
        })
    }

    /// Adds the words for the values of a property.
    fn cite(&self, event: NamedNodeRef<'_>, property: NamedNodeRef<'_>, setting: &mut Setting) {
        for value in self.objects(event, property) {
            let words = self.words_of_link(event, property, value);
            setting.words.extend(words);
        }
    }

    /// Adds the words that print the year, where those for the days, from `before` on, do not: of
    /// what the event is a part of, or of what that was made for.
    fn cite_year(&self, event: NamedNodeRef<'_>, before: usize, setting: &mut Setting) {
        let mut around = vec![event];
        around.extend(self.wholes(event));
        let purposes = around.clone().into_iter();
        let purposes = purposes.flat_map(|of| self.objects(of, schema::ABOUT));
        around.extend(purposes.filter_map(|of| match of {
            TermRef::NamedNode(of) if self.is_a(of, schema::EVENT) => Some(of),
            _ => None,
        }));
        let mut dated = around.iter();
        let year = dated.find_map(|of| self.day(*of, schema::START_DATE));
        let Some(year) = year.and_then(|day| day.split('-').next().map(str::to_owned)) else {
            return;
        };
        let prints = |words: &[Passage]| words.iter().any(|words| words.words.contains(&year));
        if prints(&setting.words[before..]) {
            return;
        }
        for of in around {
            for day in self.objects(of, schema::START_DATE) {
                let words = self.words_of_link(of, schema::START_DATE, day);
                if prints(&words) {
                    setting.words.extend(words);
                    return;
                }
            }
            // A date without words of its own stands beside the name.
            let mut words = self.passages(of);
            words.retain(|words| prints(std::slice::from_ref(words)));
            if !words.is_empty() {
                setting.words.extend(words.into_iter().next());
                return;
            }
        }
    }

    /// Whether the words of an event, or of the parts in it, print the date of its whole.
    fn is_dated_with(&self, event: NamedNodeRef<'_>, whole: NamedNodeRef<'_>) -> bool {
        let parts = self
            .objects(event, cv::HAS_PARTICIPATION)
            .filter_map(|part| match part {
                TermRef::NamedNode(part) => Some(part),
                _ => None,
            });
        let nodes: Vec<NamedNodeRef<'_>> = std::iter::once(event).chain(parts).collect();
        let words: Vec<Passage> = { nodes.into_iter() }
            .flat_map(|node| self.passages(node))
            .collect();
        self.objects(whole, own::DATE_EXPRESSION)
            .any(|printed| match printed {
                TermRef::Literal(printed) => is_printed(printed.value(), &words),
                _ => false,
            })
    }

    /// The words for the days of what others are parts of: its own, or the first of those of its
    /// parts that print the date, and its name.
    fn words_of_days(&self, whole: NamedNodeRef<'_>) -> Vec<Passage> {
        let mut setting = Setting::default();
        self.cite(whole, schema::START_DATE, &mut setting);
        self.cite(whole, own::DATE_EXPRESSION, &mut setting);
        if !setting.words.is_empty() {
            return setting.words;
        }
        let events = self.subjects(schema::SUPER_EVENT, whole);
        let events: Vec<NamedNodeRef<'_>> = { std::iter::once(whole) }.chain(events).collect();
        let parts = events.iter().flat_map(|event| {
            let parts = self.objects(*event, cv::HAS_PARTICIPATION);
            parts.filter_map(|part| match part {
                TermRef::NamedNode(part) => Some(part),
                _ => None,
            })
        });
        let nodes: Vec<NamedNodeRef<'_>> = parts.chain(events.iter().copied()).collect();
        let words: BTreeSet<Passage> = nodes
            .into_iter()
            .flat_map(|node| self.passages(node))
            .collect();
        let is_dated = |words: &&Passage| {
            let mut printed = self.objects(whole, own::DATE_EXPRESSION);
            printed.any(|printed| match printed {
                TermRef::Literal(printed) => words.words.contains(printed.value()),
                _ => false,
            })
        };
        let dated = words.iter().find(is_dated).cloned();
        dated.into_iter().chain(self.passages(whole)).collect()
    }

    /// The days of an event as the source prints them, where they are not told otherwise.
    fn days_as_printed(&self, event: NamedNodeRef<'_>) -> Option<String> {
        let mut printed = self.objects(event, own::DATE_EXPRESSION);
        let printed = printed.next()?;
        let mut days = self.text_of(printed);
        if !self.is_of_language(printed) {
            days.push_str(self.t("dossier-as-printed"));
        }
        if self.is_inferred(event, own::DATE_EXPRESSION, printed) {
            days.push_str(self.t("dossier-implied"));
        }
        Some(days)
    }

    /// The statement that somebody did not attend an event.
    fn absence(
        &self,
        event: NamedNodeRef<'_>,
        thing: NamedNodeRef<'_>,
    ) -> Option<NamedNodeRef<'a>> {
        let mut denied = self.subjects(rdf::OBJECT, thing).into_iter();
        denied.find(|denied| {
            self.is_a(*denied, own::NEGATION)
                && self.node(*denied, rdf::PREDICATE) == Some(schema::ATTENDEE)
                && self.node(*denied, rdf::SUBJECT) == Some(event)
        })
    }

    /// Whether a fact denies that somebody attended an event in which they have a part.
    pub(super) fn is_told_absence(&self, fact: NamedNodeRef<'_>, thing: NamedNodeRef<'_>) -> bool {
        let event = self.node(fact, rdf::SUBJECT);
        event.is_some_and(|event| {
            self.absence(event, thing) == Some(fact)
                && self
                    .subjects(cv::HAS_PARTICIPANT, thing)
                    .into_iter()
                    .any(|part| self.event_of(part) == Some(event))
        })
    }

    /// The words that give the days and the place of the events that facts are parts in.
    pub(super) fn words_of_setting(
        &self,
        facts: &[NamedNode],
        thing: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        let events: BTreeSet<NamedNodeRef<'_>> = facts
            .iter()
            .filter_map(|fact| self.other_event(fact.as_ref(), thing))
            .collect();
        let mut words: Vec<Passage> = Vec::new();
        for event in events {
            if let Some(absence) = self.absence(event, thing) {
                words.extend(self.passages(absence));
                continue;
            }
            words.extend(self.setting(event).words);
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// How many minutes an event took, if it is given so.
    fn minutes(&self, event: NamedNodeRef<'_>) -> Option<String> {
        let Some(TermRef::Literal(duration)) = self.objects(event, schema::DURATION).next() else {
            return None;
        };
        let minutes = duration.value().strip_prefix("PT")?.strip_suffix('M')?;
        minutes
            .parse::<u32>()
            .ok()
            .map(|minutes| format!("{minutes} {}", self.t("dossier-minutes")))
    }

    /// The days of an event; what the report only implies says so.
    fn days(&self, event: NamedNodeRef<'_>) -> Option<String> {
        let day = |property| {
            let day = self.objects(event, property).next()?;
            Some(self.value_of(event, property, day))
        };
        let first = day(schema::START_DATE)?;
        let Some(last) = day(schema::END_DATE).filter(|last| *last != first) else {
            return Some(first);
        };
        let between = self.t("dossier-days");
        let ends = [schema::START_DATE, schema::END_DATE].map(|end| self.day(event, end));
        let together = match ends {
            [Some(from), Some(to)] if !self.has_implied_days(event) => {
                days(&from, &to, between, self.language)
            }
            _ => None,
        };
        Some(together.unwrap_or_else(|| set(&[&first, between, &last])))
    }

    fn has_implied_days(&self, event: NamedNodeRef<'_>) -> bool {
        [schema::START_DATE, schema::END_DATE].iter().any(|end| {
            self.objects(event, *end)
                .any(|day| self.is_inferred(event, *end, day))
        })
    }

    /// The day of an event that took one.
    fn day_of(&self, event: NamedNodeRef<'_>) -> Option<String> {
        let first = self.objects(event, schema::START_DATE).next()?;
        let last = self.objects(event, schema::END_DATE).next()?;
        (first == last).then(|| self.text_of(first))
    }

    /// The year alone where the label has the month and the day.
    fn without_what_is_said(&self, event: NamedNodeRef<'_>, label: &str, days: String) -> String {
        let day = self.objects(event, schema::START_DATE).next();
        let Some(TermRef::Literal(day)) = day else {
            return days;
        };
        let numbers = |text: &str| -> Vec<u32> {
            let digits = text.split(|c: char| !c.is_ascii_digit());
            digits.filter_map(|digits| digits.parse().ok()).collect()
        };
        match numbers(day.value()).as_slice() {
            [_, rest @ ..] if rest.len() == 2 && numbers(label).windows(2).any(|it| it == rest) => {
                let year = day.value().split('-').next().unwrap_or_default();
                date(year, self.language).unwrap_or(days)
            }
            _ => days,
        }
    }

    /// Where an event was held: of a town and its country the town.
    fn places(&self, event: NamedNodeRef<'_>) -> Vec<String> {
        let places: Vec<NamedNodeRef<'_>> = self
            .objects(event, schema::LOCATION)
            .filter_map(|place| match place {
                TermRef::NamedNode(place) => Some(place),
                _ => None,
            })
            .collect();
        let holds_another = |place: &NamedNodeRef<'_>| {
            let mut others = places.iter().filter(|other| *other != place);
            others.any(|other| {
                self.node(*other, schema::CONTAINED_IN_PLACE) == Some(*place)
                    || self.node(*other, dcterms::SPATIAL) == Some(*place)
            })
        };
        let narrow = places.iter().filter(|place| !holds_another(place));
        sorted(narrow.map(|place| self.label(*place)).collect())
    }

    /// Whom somebody met who took part on one of two sides, and what they spoke of.
    fn company(&self, fact: NamedNodeRef<'_>, event: NamedNodeRef<'_>) -> Vec<String> {
        let mut company: Vec<String> = Vec::new();
        let others = self.other_side(fact, event);
        let list = self.t("dossier-list");
        let (before, beside) = if others.is_empty() && self.is_a(event, own::SESSION) {
            let mut others = self.others(fact, event);
            // A group without a name is nobody who sat there.
            others.retain(|other| {
                let agent = self.node(*other, cv::HAS_PARTICIPANT);
                agent.is_some_and(|agent| !self.is_a(agent, foaf::GROUP))
            });
            ("dossier-beside", others)
        } else {
            ("dossier-met", others.clone())
        };
        let mut names: Vec<String> = beside
            .iter()
            .filter_map(|other| self.node(*other, cv::HAS_PARTICIPANT))
            .map(|agent| self.label(agent))
            .collect();
        names.dedup();
        if !names.is_empty() {
            let goes_on = self.is_open(event) || names.len() > COMPANY;
            names.truncate(COMPANY);
            let open = if goes_on {
                self.t("dossier-and-others")
            } else {
                ""
            };
            company.push(set(&[self.t(before), &names.join(list), open]));
        }
        // In the order of the words.
        let mut subjects: Vec<(Vec<Passage>, usize, String)> = self
            .objects(event, dcterms::SUBJECT)
            .filter_map(|subject| match subject {
                TermRef::NamedNode(topic) => {
                    let words = self.words_of_value(event, dcterms::SUBJECT, subject);
                    let (name, place) = self.name_in(topic, &words);
                    Some((words, place, name))
                }
                _ => None,
            })
            .collect();
        subjects.sort_unstable();
        let is_talk = !others.is_empty();
        if is_talk && !subjects.is_empty() {
            let open = if self.goes_on(event) {
                self.t("dossier-and-others")
            } else {
                ""
            };
            let names: Vec<String> = subjects.into_iter().map(|(_, _, name)| name).collect();
            let subjects = names.join(list);
            let subjects = set(&[self.t("dossier-discussed"), &subjects, open]);
            company.push(format!("{BELOW}{subjects}"));
        }
        if is_talk || self.is_moderator(fact) {
            company.extend(self.told_there(fact, event));
            for other in &self.others(fact, event) {
                let agent = self.node(*other, cv::HAS_PARTICIPANT);
                let did = agent.zip(self.description(*other));
                company.extend(did.map(|(agent, did)| {
                    let name = self.label(agent);
                    format!("{BELOW}{name} {did}")
                }));
            }
        }
        let published = self.publications(event).into_iter();
        company.extend(published.map(|told| format!("{BELOW}{told}")));
        company
    }

    /// What others said at an event, a line for each of them.
    fn told_there(&self, fact: NamedNodeRef<'_>, event: NamedNodeRef<'_>) -> Vec<String> {
        let place = |said: NamedNodeRef<'_>, words: &[Passage]| {
            let texts = self.objects(said, schema::TEXT);
            let places = texts.filter_map(|text| match text {
                TermRef::Literal(text) => {
                    let mut words = words.iter();
                    words.find_map(|words| words.words.find(text.value()))
                }
                _ => None,
            });
            places.min()
        };
        let mut said: Vec<(Vec<Passage>, Option<usize>, String, NamedNodeRef<'_>)> = self
            .said_to(fact, event)
            .into_iter()
            .map(|said| {
                let words = self.passages(said);
                let place = place(said, &words);
                (words, place, self.label(said), said)
            })
            .collect();
        said.sort_unstable();
        let mut lines: Vec<String> = Vec::new();
        let mut before = (String::new(), String::new());
        for (_, _, _, said) in said {
            let (speaker, verb, said) = self.with_speaker(said);
            let whole = [speaker.as_str(), verb.as_str(), said.as_str()];
            // Who said it, and how, is not told again.
            let from = match (speaker == before.0, verb == before.1) {
                (true, true) => 2,
                (true, false) => 1,
                (false, _) => 0,
            };
            let told = set(&whole[from..]);
            let told = told.trim_start();
            match lines.last_mut().filter(|_| from > 0) {
                Some(line) => {
                    line.push_str(self.t("dossier-semicolon"));
                    line.push_str(told);
                }
                None => lines.push(format!("{BELOW}{told}")),
            }
            before = (speaker, verb);
        }
        lines
    }

    /// Whether the list of what was spoken of at an event is an open one: the words for it go on
    /// behind the last of its names.
    fn goes_on(&self, event: NamedNodeRef<'_>) -> bool {
        let open = words().text("dossier-and-others", Language::Chinese);
        let subjects = self.objects(event, dcterms::SUBJECT);
        subjects.into_iter().any(|subject| {
            let TermRef::NamedNode(topic) = subject else {
                return false;
            };
            let passages = self.words_of_link(event, dcterms::SUBJECT, subject);
            let mut names = self.names_of(topic).into_iter();
            names.any(|name| {
                let mut passages = passages.iter();
                passages.any(|words| words.words.contains(&format!("{name}{open}")))
            })
        })
    }

    /// Whether a participant led the event: what others said there is told of them, too.
    fn is_moderator(&self, fact: NamedNodeRef<'_>) -> bool {
        self.objects(fact, cv::ROLE)
            .any(|role| role == TermRef::NamedNode(code::role::MODERATOR))
    }

    /// What was published about an event where it can be read, with its address.
    fn publications(&self, event: NamedNodeRef<'_>) -> Vec<String> {
        let about = self.published(event).into_iter();
        let told = about.filter_map(|document| {
            let address = self.objects(document, schema::URL).next()?;
            let address = self.around(schema::URL, &self.text_of(address));
            Some(set(&[
                &self.wording(document),
                self.t("dossier-comma"),
                &address,
            ]))
        });
        sorted(told.collect())
    }

    /// The documents about an event that have an address.
    fn published(&self, event: NamedNodeRef<'_>) -> Vec<NamedNodeRef<'a>> {
        let mut about = self.subjects(schema::ABOUT, event);
        about.retain(|document| self.objects(*document, schema::URL).next().is_some());
        about
    }

    /// What others claimed or spoke of at an event; what the participant did is told apart.
    fn said_to(&self, fact: NamedNodeRef<'_>, event: NamedNodeRef<'_>) -> Vec<NamedNodeRef<'a>> {
        let participant = self.node(fact, cv::HAS_PARTICIPANT);
        self.subjects(own::VOICED_IN, event)
            .into_iter()
            .filter(|said| {
                let classes = [schema::CLAIM, own::SPEECH_TOPIC];
                classes.iter().any(|class| self.is_a(*said, *class))
            })
            .filter(|said| self.node(*said, own::SPEAKER) != participant)
            .collect()
    }

    /// Who said something, unless it names them, how, and what.
    fn with_speaker(&self, said: NamedNodeRef<'_>) -> (String, String, String) {
        let label = self.label(said);
        let colon = self.t("dossier-colon");
        let speakers = self.objects(said, own::SPEAKER);
        let speakers: Vec<NamedNodeRef<'_>> = speakers
            .filter_map(|speaker| match speaker {
                TermRef::NamedNode(speaker) => Some(speaker),
                _ => None,
            })
            .collect();
        let words = self.passages(said);
        let names = speakers.iter();
        let mut names: Vec<(usize, String)> = names
            .map(|speaker| self.name_in(*speaker, &words))
            .map(|(name, place)| (place, name))
            .collect();
        names.sort_unstable();
        let names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
        let names = names.join(self.t("dossier-list"));
        if speakers.is_empty() {
            let statement = self.statement(said, said);
            return match statement.strip_suffix(&label) {
                Some(head) => (head.to_owned(), String::new(), label),
                None => (String::new(), String::new(), statement),
            };
        }
        if speakers
            .iter()
            .any(|speaker| self.is_named_in(*speaker, &label))
        {
            return (String::new(), String::new(), label);
        }
        if self.is_a(said, own::SPEECH_TOPIC) {
            let topic = self.topic(said);
            let verb = topic.strip_suffix(&label).unwrap_or_default();
            let verb = format!("{}{verb}", self.t("dossier-verb"));
            return (names, verb, label);
        }
        (names, colon.to_owned(), label)
    }

    /// The words of what is told of facts besides their names, where they have words of their own:
    /// the address of a document, for whom somebody acted.
    pub(super) fn words_of_tails(
        &self,
        facts: &[NamedNode],
        thing: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        for fact in facts.iter().map(NamedNode::as_ref) {
            if let Some(body) = self.body_of(fact, thing) {
                for what in self.objects(body, dcterms::DESCRIPTION) {
                    passages.extend(self.words_of_link(body, dcterms::DESCRIPTION, what));
                }
            }
            for told in words().told() {
                let property = NamedNodeRef::new_unchecked(&told.property);
                for value in self.objects(fact, property) {
                    if value != TermRef::NamedNode(thing) {
                        passages.extend(self.words_of_link(fact, property, value));
                    }
                }
            }
        }
        passages.sort_unstable();
        passages.dedup();
        passages
    }

    /// The words that name whom somebody met.
    pub(super) fn words_of_company(
        &self,
        facts: &[NamedNode],
        thing: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        let mut words: Vec<Passage> = facts
            .iter()
            .filter_map(|fact| {
                let event = self.other_event(fact.as_ref(), thing)?;
                Some(self.other_side(fact.as_ref(), event))
            })
            .flatten()
            .flat_map(|other| self.passages(other))
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The words that tell what was spoken of where somebody met others or led the talk, and what
    /// was published of it.
    pub(super) fn words_of_talk(
        &self,
        facts: &[NamedNode],
        thing: NamedNodeRef<'_>,
    ) -> Vec<Passage> {
        let mut words: Vec<Passage> = Vec::new();
        for fact in facts.iter().map(NamedNode::as_ref) {
            let Some(event) = self.other_event(fact, thing) else {
                continue;
            };
            let is_talk = !self.other_side(fact, event).is_empty();
            if is_talk {
                for subject in self.objects(event, dcterms::SUBJECT) {
                    words.extend(self.words_of_link(event, dcterms::SUBJECT, subject));
                }
            }
            if is_talk || self.is_moderator(fact) {
                let said = self.said_to(fact, event).into_iter();
                words.extend(said.flat_map(|said| self.passages(said)));
                let others = self.others(fact, event).into_iter();
                let described = others.filter(|other| self.description(*other).is_some());
                words.extend(described.flat_map(|other| self.passages(other)));
            }
            for document in self.published(event) {
                for property in [schema::ABOUT, schema::URL] {
                    for value in self.objects(document, property) {
                        words.extend(self.words_of_link(document, property, value));
                    }
                }
            }
        }
        words.sort_unstable();
        words.dedup();
        let whole = words.clone();
        words.retain(|words| {
            let mut others = whole.iter().filter(|other| *other != words);
            !others.any(|other| other.holds(words))
        });
        words
    }

    /// The participations of persons on the other side, in the order of the source.
    fn other_side(&self, fact: NamedNodeRef<'_>, event: NamedNodeRef<'_>) -> Vec<NamedNodeRef<'a>> {
        let Some(side) = self.node(fact, own::SIDE) else {
            return Vec::new();
        };
        let mut others = self.others(fact, event);
        others.retain(|other| {
            let person = self.node(*other, cv::HAS_PARTICIPANT);
            self.node(*other, own::SIDE).is_some_and(|it| it != side)
                && person.is_some_and(|person| self.is_a(person, foaf::PERSON))
        });
        others
    }

    /// The participations of others in an event, in the order of the source.
    fn others(&self, fact: NamedNodeRef<'_>, event: NamedNodeRef<'_>) -> Vec<NamedNodeRef<'a>> {
        let own = self.node(fact, cv::HAS_PARTICIPANT);
        let mut others: Vec<(Vec<Passage>, usize, NamedNodeRef<'a>)> = self
            .objects(event, cv::HAS_PARTICIPATION)
            .filter_map(|other| match other {
                TermRef::NamedNode(other) => Some(other),
                _ => None,
            })
            .filter_map(|other| {
                let agent = self.node(other, cv::HAS_PARTICIPANT)?;
                if own == Some(agent) {
                    return None;
                }
                let passages = self.passages(other);
                let words = passages
                    .first()
                    .map_or("", |passage| passage.words.as_str());
                let names = self.names_of(agent).into_iter();
                let place = names.filter_map(|name| words.find(name)).min();
                Some((passages, place.unwrap_or(usize::MAX), other))
            })
            .collect();
        others.sort_unstable();
        others.into_iter().map(|(_, _, other)| other).collect()
    }

    /// What a thing is called in these words, in the language, and where; its label if they do
    /// not say.
    fn name_in(&self, thing: NamedNodeRef<'_>, passages: &[Passage]) -> (String, usize) {
        let words: Vec<&str> = passages
            .iter()
            .map(|passage| passage.words.as_str())
            .collect();
        let words = words.concat();
        let names = self.names_of(thing).into_iter();
        let place = names.filter_map(|name| words.find(name)).min();
        let place = place.unwrap_or(words.len());
        let label = self.label(thing);
        if words.contains(&label) {
            return (label, place);
        }
        let names = self
            .in_language(self.objects(thing, skos::ALT_LABEL))
            .into_iter();
        let mut names = names.filter_map(|name| match name {
            TermRef::Literal(name) if self.reads(name.language()) => Some(name.value()),
            _ => None,
        });
        let printed = names.find(|name| words.contains(name));
        // A name that means something else than the label does, or that only the report may use.
        let narrower = self.names_of(thing).into_iter().find_map(|name| {
            let is_printed = words.contains(name) && self.language == Language::English;
            is_printed.then(|| sense_of(name)).flatten()
        });
        let printed = narrower.map_or_else(|| printed.map(str::to_owned), |it| Some(it.to_owned()));
        let called = printed.unwrap_or(label);
        (called, place)
    }
}

#[cfg(test)]
mod tests {
    use super::{holds_in_order, is_day_after, names_in};

    #[test]
    fn words_that_say_all_of_a_line_stand_for_it() {
        let words = "在之後的 5 年內，OGP 各國應評估自身能力，產生改革";
        assert!(holds_in_order(
            words,
            "在之後的 5 年內評估自身能力，產生改革"
        ));
        assert!(!holds_in_order(words, "評估自身能力，在之後的 5 年內"));
        assert!(!holds_in_order(words, "各國必須評估"));
    }

    #[test]
    fn two_days_may_follow_each_other() {
        assert!(is_day_after("2016-12-08", "2016-12-09"));
        assert!(!is_day_after("2016-12-07", "2016-12-09"));
        assert!(!is_day_after("2016-12", "2016-12-09"));
    }

    #[test]
    fn a_latin_name_is_a_word() {
        assert!(names_in("Taiwan presents it", "Taiwan"));
        assert!(!names_in("利用 vTaiwan 廣徵意見", "Taiwan"));
        assert!(names_in("vTaiwan 及臺灣", "臺灣"));
        assert!(names_in("在vTaiwan討論", "vTaiwan"));
    }
}
