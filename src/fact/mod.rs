//! What is said of things: facts, each with the words that say it.

mod accession;
mod action;
mod address;
mod affiliation;
mod attendance;
mod candidacy;
mod count;
mod credit;
mod discrepancy;
mod due;
mod encounter;
mod enumeration;
mod event;
mod figure;
mod figure_en;
mod itinerary;
mod key;
mod membership;
mod minutes;
mod modal;
mod number;
mod participation;
mod plan;
mod quotation;
mod record;
mod roster;
mod sentence;
mod series;
mod session;
mod speech;
mod statement;
mod time;
mod topic;
mod undertaking;
mod unit;
mod visit;

use std::cmp::Reverse;

use crate::authority::fold::is_han;
use crate::authority::{Authority, Cues};
use crate::document::{Document, Span};
use crate::entity::{EntityId, Kind, Resolved};
use crate::mention::date::{CivilDate, DateReading};
use crate::mention::{Mention, Reading, numeral::Decimal};
use crate::project::Report;

pub use credit::Credit;
pub use discrepancy::{
    BodyList, DateConflict, Discrepancies, DurationConflict, FigureConflict, NameConflict,
    NameReason, Named, ParticipantConflict, Parts, Preference, PrintedName, SumConflict,
    TitleConflict, WeekdayConflict,
};
pub use participation::Occasion;
pub use quotation::Quotation;
pub use topic::Topic;

/// What facts are read from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The text.
    pub document: &'a Document,
    /// The mentions in it, in order.
    pub mentions: &'a [Mention],
    /// The things they name.
    pub resolved: &'a Resolved,
    /// What is known beforehand.
    pub authority: &'a Authority,
    /// What the settings say of the report.
    pub report: &'a Report,
}

/// The facts of a document, each kind in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Who holds which title where.
    pub memberships: Vec<Membership>,
    /// Titles of persons where no body is named.
    pub titles: Vec<JobTitle>,
    /// When and where named events took place.
    pub events: Vec<EventFact>,
    /// Parts of events.
    pub sessions: Vec<Session>,
    /// Headings of sessions where no event is known that they could be a part of.
    pub homeless: Vec<Span>,
    /// Kinds of sessions that the programme of an event lists.
    pub series: Vec<Series>,
    /// Who wants to join what.
    pub candidacies: Vec<Candidacy>,
    /// Meetings of two sides.
    pub visits: Vec<Visit>,
    /// Meetings without a name of their own, of which the report is the minutes.
    pub meetings: Vec<Meeting>,
    /// Who took part in what, as what.
    pub participations: Vec<Participation>,
    /// Who was not at what.
    pub absences: Vec<Absence>,
    /// Who does not belong to what.
    pub denials: Vec<Denial>,
    /// Recommendations and follow-up actions.
    pub undertakings: Vec<Undertaking>,
    /// What somebody spoke about.
    pub topics: Vec<Topic>,
    /// What somebody said, in quotation marks.
    pub quotations: Vec<Quotation>,
    /// Numbers.
    pub figures: Vec<Figure>,
    /// Web addresses of things.
    pub addresses: Vec<Address>,
    /// Whose report it is, and of which day.
    pub credit: Credit,
    /// What contradicts itself.
    pub discrepancies: Discrepancies,
    /// From which place of the text on who speaks; none: the report itself.
    turns: Vec<(usize, Option<EntityId>)>,
}

impl Facts {
    /// Whether a day that minutes give is that of another meeting than the one that is told of their event:
    /// those who meet every month have a meeting of its own for each day.
    fn is_other_session(
        &self,
        material: &Material,
        event: EntityId,
        date: Option<&(DateReading, Span)>,
    ) -> bool {
        let known = self.events.iter().find(|fact| fact.event == event);
        known
            .zip(date)
            .is_some_and(|(known, date)| known.is_other_session(material, date))
    }

    /// The session in which somebody says what stands at a place of the text, by its index in
    /// `sessions`: the one that was told last in the same part of the report as his.
    pub fn voiced_in(&self, material: &Material, at: usize, speaker: EntityId) -> Option<usize> {
        let part = session::headed(material, at);
        let told = |fact: &Participation| {
            let Occasion::Session(index) = fact.occasion else {
                return None;
            };
            let before = fact.evidence.iter().map(|words| words.start);
            let last = before.filter(|&start| start <= at).max()?;
            let is_talk = self.sessions[index].part_of.is_some();
            let is_here = fact.agent == speaker && session::headed(material, last) == part;
            is_here.then_some((last, is_talk, index))
        };
        self.participations
            .iter()
            .filter_map(told)
            .max()
            .map(|(.., index)| index)
    }

    /// Gives what is promised or advised in quotation marks whoever says it, and to nobody else whose turn
    /// it is there.
    fn give_speakers(&mut self) {
        for told in &mut self.undertakings {
            let place = told.cue.unwrap_or(told.text);
            let quotation = quotation::at(&self.quotations, place.start);
            let Some(quotation) = quotation.filter(|said| said.text.contains(place)) else {
                continue;
            };
            let turn = told.speaker.replace(quotation.speaker);
            if told.maker.is_none() || told.maker == turn {
                told.maker = told.speaker;
            }
        }
    }

    /// Whose words in quotation marks stand at a place of the text.
    fn quoted_at(&self, at: usize) -> Option<EntityId> {
        quotation::at(&self.quotations, at).map(|said| said.speaker)
    }

    /// Who speaks at a place of the text; none: the report itself.
    fn speaker_at(&self, at: usize) -> Option<EntityId> {
        if let Some(speaker) = self.quoted_at(at) {
            return Some(speaker);
        }
        let after = self.turns.partition_point(|(start, _)| *start <= at);
        self.turns[..after].last().and_then(|(_, speaker)| *speaker)
    }
}

/// A title or role of a person in a body or jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The person.
    pub member: EntityId,
    /// The body or jurisdiction.
    pub body: EntityId,
    /// The title as printed, never corrected; empty if none is told.
    pub title: String,
    /// The notations in the code list `role` of what the title names, in its order: two of
    /// `副總裁兼共同創辦人`, none of a title that the list lacks.
    pub roles: Vec<String>,
    /// From when on, with the words that print it.
    pub since: Option<(DateReading, Span)>,
    /// The words of the time of which it is told, where it may be older.
    pub as_of: Option<Span>,
    /// The words.
    pub evidence: Vec<Span>,
}

/// A title that stands with a person without a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobTitle {
    /// The person.
    pub person: EntityId,
    /// The title as printed.
    pub title: String,
    /// The words.
    pub evidence: Vec<Span>,
}

/// When and where a named event took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFact {
    /// The event.
    pub event: EntityId,
    /// Its dates, with the words that print them.
    pub date: Option<(DateReading, Span)>,
    /// What the report says elsewhere: dates that share no day with these.
    pub other_dates: Vec<(DateReading, Span)>,
    /// The most precise place named.
    pub location: Option<EntityId>,
    /// The words.
    pub evidence: Vec<Span>,
}

impl EventFact {
    /// Its dates, where the report gives it no others.
    pub fn settled(&self) -> Option<&(DateReading, Span)> {
        self.date.as_ref().filter(|_| self.other_dates.is_empty())
    }

    /// Adds what another place says of the same event: another date if it shares no day with the first.
    /// What is held more than once has none of both.
    fn add_date(&mut self, material: &Material, other: Option<(DateReading, Span)>) {
        let Some(other) = other.filter(|other| self.is_apart(other)) else {
            return;
        };
        if self.is_held_once(material) {
            self.other_dates.push(other);
        } else {
            self.date = None;
        }
    }

    /// Whether a day is that of another meeting of those who meet more than once.
    fn is_other_session(&self, material: &Material, other: &(DateReading, Span)) -> bool {
        !self.is_held_once(material) && (self.date.is_none() || self.is_apart(other))
    }

    fn is_held_once(&self, material: &Material) -> bool {
        let event = material.resolved.entity(self.event);
        event.is_held_once(&material.authority.lexicon)
    }

    fn is_apart(&self, other: &(DateReading, Span)) -> bool {
        let date = self.date.as_ref();
        date.is_some_and(|(date, _)| is_apart(date, &other.0))
    }
}

/// Whether two dates, of which both name days, share none.
fn is_apart(a: &DateReading, b: &DateReading) -> bool {
    let days = |date: &DateReading| {
        let last = date.end.unwrap_or(date.start);
        let names_days = date.start.day().is_some() && last.day().is_some() && !date.ongoing;
        names_days.then_some((date.start, last))
    };
    match (days(a), days(b)) {
        (Some(a), Some(b)) => a.1 < b.0 || b.1 < a.0,
        _ => false,
    }
}

/// A programme item of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The event that it is part of.
    pub event: EntityId,
    /// The session that it is part of, by its index in [`Facts::sessions`].
    pub part_of: Option<usize>,
    /// The last part of its IRI path.
    pub key: String,
    /// Its title in Chinese.
    pub chinese: Option<String>,
    /// Its title in another language.
    pub foreign: Option<String>,
    /// What else it is called.
    pub also: Vec<String>,
    /// The notation of its format in the code list `session-format`.
    pub format: String,
    /// Its date, with the words that print it.
    pub date: Option<(DateReading, Span)>,
    /// The words.
    pub evidence: Vec<Span>,
}

/// All sessions of one kind at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The event.
    pub event: EntityId,
    /// The last part of its IRI path.
    pub key: String,
    /// What the kind is called in Chinese.
    pub chinese: String,
    /// What it is called in another language.
    pub foreign: Option<String>,
    /// The notation of the format in the code list `session-format`.
    pub format: String,
    /// When such sessions took place, with the words that print it.
    pub date: Option<(DateReading, Span)>,
    /// The words.
    pub evidence: Vec<Span>,
}

/// The wish of a country or body to join another body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidacy {
    /// Who may join.
    pub candidate: EntityId,
    /// What.
    pub to: EntityId,
    /// The notation of how it stands in the code list `candidacy-status`.
    pub status: String,
    /// What the report calls it, where it speaks of this one alone.
    pub label: Option<Span>,
    /// Whether it is one of a list that need not be complete.
    pub open_list: bool,
    /// Who says that it may join; none: the report itself.
    pub speaker: Option<EntityId>,
    /// The words.
    pub evidence: Vec<Span>,
}

/// A meeting of two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The body that was visited.
    pub host: EntityId,
    /// The last part of its IRI path.
    pub key: String,
    /// What the report calls it.
    pub label: String,
    /// Its dates as printed at several places; they may contradict each other.
    pub dates: Vec<(DateReading, Span)>,
    /// The place, where the report says it.
    pub location: Option<EntityId>,
    /// Whether a list of attendees says that it is not complete (等人).
    pub open_list: bool,
    /// The words.
    pub evidence: Vec<Span>,
}

/// A meeting that the report is the minutes of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The last part of its IRI path.
    pub key: String,
    /// What the report calls it.
    pub label: String,
    /// Its date, with the words that print it.
    pub date: Option<(DateReading, Span)>,
    /// The most precise place named.
    pub location: Option<EntityId>,
    /// The words.
    pub evidence: Vec<Span>,
}

/// Somebody who the report says was not at something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// At what.
    pub occasion: Occasion,
    /// Who.
    pub agent: EntityId,
    /// The words.
    pub evidence: Vec<Span>,
}

/// Somebody who the report says is no member of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// Who.
    pub member: EntityId,
    /// Of what.
    pub body: EntityId,
    /// The words.
    pub evidence: Vec<Span>,
}

/// A part that somebody took in something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// In what.
    pub occasion: Occasion,
    /// Who: a person, or a body where no person is named.
    pub agent: EntityId,
    /// The notation of the role in the code list `role`: attendee, moderator …
    pub role: String,
    /// The notation of the side in the code list `side`.
    pub side: Option<String>,
    /// For whom.
    pub acting_for: Option<EntityId>,
    /// The title as printed.
    pub title: Option<String>,
    /// Whether it only follows from a part in a session: who spoke there was at the event.
    pub implied: bool,
    /// The words.
    pub evidence: Vec<Span>,
}

/// A statement that somebody should or will do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undertaking {
    /// What kind of statement it is.
    pub class: UndertakingClass,
    /// Its number in the outline, from the root: `[3, 2, 1]`; empty in running text.
    pub number: Vec<u32>,
    /// The markers as printed: `參-二-（一）`.
    pub marker: String,
    /// What it says.
    pub text: Span,
    /// The notation of its status in the code list `undertaking-status`.
    pub status: String,
    /// Who binds itself, advises, urges or aims; none: the report itself.
    pub maker: Option<EntityId>,
    /// Who does so together with the maker: Denmark and |Sweden| will build.
    pub joint: Vec<EntityId>,
    /// Who said it; none: the report itself.
    pub speaker: Option<EntityId>,
    /// Who should act.
    pub addressees: Vec<EntityId>,
    /// By when, with the words that print it.
    pub deadline: Option<(DateReading, Span)>,
    /// The words of the undertaking that it is a part of.
    pub part_of: Option<Span>,
    /// The bodies in charge of it.
    pub lead: Vec<EntityId>,
    /// The bodies that help.
    pub supporting: Vec<EntityId>,
    /// The notation of its modality in the code list `modality`.
    pub modality: Option<String>,
    /// The word that makes it one.
    pub cue: Option<Span>,
    /// The words.
    pub evidence: Vec<Span>,
}

impl Undertaking {
    /// One of which nothing is known but its words: the report's own, in running text, and what has
    /// become of it is not said.
    fn stated(class: UndertakingClass, text: Span) -> Self {
        Self {
            class,
            number: Vec::new(),
            marker: String::new(),
            text,
            status: "stated".to_owned(),
            maker: None,
            joint: Vec::new(),
            speaker: None,
            addressees: Vec::new(),
            deadline: None,
            part_of: None,
            lead: Vec::new(),
            supporting: Vec::new(),
            modality: None,
            cue: None,
            evidence: vec![text],
        }
    }
}

/// The kinds of undertakings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndertakingClass {
    /// The maker advises.
    Recommendation,
    /// The maker binds itself.
    Commitment,
    /// The maker urges others.
    Call,
    /// The maker aims or hopes.
    Goal,
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measured {
    /// A thing.
    Thing(EntityId),
    /// A session, by its index in [`Facts::sessions`].
    Session(usize),
    /// All sessions of a kind, by their index in [`Facts::series`].
    Series(usize),
    /// What somebody should or will do, by its index in [`Facts::undertakings`].
    Undertaking(usize),
}

/// A number that the report gives for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Of what.
    pub about: Measured,
    /// The notation of what is measured in the code list `measure`.
    pub measure: String,
    /// The number.
    pub value: Decimal,
    /// The notation of its bound in the code list `bound`.
    pub bound: String,
    /// The unit, or the classifier with what is counted, as printed: %, 個會員國.
    pub unit: String,
    /// The unit and the noun without the words between them, by which the figure is called.
    pub key: String,
    /// The notation of the unit in the code list `unit`, where the tables know it.
    pub unit_code: Option<String>,
    /// The words before the number that say what is measured: 總面積.
    pub of: Option<Span>,
    /// The number with its bound and unit, where it stands.
    pub place: Span,
    /// Of when, in the words before it (迄今), with the date that these say.
    pub as_of: Option<(Option<CivilDate>, Span)>,
    /// Who says so; none: the report itself.
    pub speaker: Option<EntityId>,
    /// The words.
    pub evidence: Vec<Span>,
}

/// The web address of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The thing.
    pub of: EntityId,
    /// The address.
    pub url: String,
    /// The words.
    pub evidence: Vec<Span>,
}

/// Reads the facts of a document.
pub fn find(material: &Material) -> Facts {
    let credit = credit::find(material);
    let mut facts = Facts {
        events: event::find(material),
        undertakings: undertaking::find(material, &credit),
        addresses: address::find(material),
        credit,
        ..Facts::default()
    };
    let mut actions = action::find(material, &mut facts.undertakings);
    let commitments = plan::find(material, &mut actions);
    facts.undertakings.extend(commitments);
    facts.undertakings.extend(actions);
    let worded = modal::find(material, &facts.undertakings);
    facts.undertakings.extend(worded);
    visit::find(material, &mut facts);
    encounter::find(material, &mut facts);
    session::find(material, &mut facts);
    series::find(material, &mut facts);
    attendance::find(material, &mut facts);
    minutes::find(material, &mut facts);
    membership::find(material, &mut facts);
    participation::of_events(material, &mut facts);
    let (stated, turns) = statement::find(material, &facts.undertakings);
    facts.undertakings.extend(stated);
    facts.turns = turns;
    facts.quotations = quotation::find(material);
    facts.give_speakers();
    facts.candidacies = candidacy::find(material, &facts);
    // Of a number whose subject a verb tells no other rule need guess it.
    let counts = count::find(material, &facts);
    facts.figures = figure::find(material, &facts);
    facts.figures.retain(|figure| {
        let same = |count: &Figure| count.place.overlaps(figure.place);
        !counts.iter().any(same)
    });
    facts.figures.extend(counts);
    facts.figures.sort_by_key(|figure| figure.place);
    facts.topics = topic::find(material, &facts);
    facts.discrepancies = discrepancy::find(material, &facts);
    facts
}

impl<'a> Material<'a> {
    /// The mentions that lie inside a span, with their indices.
    pub fn inside(&self, span: Span) -> impl Iterator<Item = (usize, &'a Mention)> + use<'a> {
        let mentions = self.mentions;
        let first = mentions.partition_point(|m| m.span.start < span.start);
        mentions[first..]
            .iter()
            .enumerate()
            .map(move |(i, mention)| (first + i, mention))
            .take_while(move |(_, mention)| mention.span.start < span.end)
            .filter(move |(_, mention)| mention.span.end <= span.end)
    }

    /// The same, but for those inside others of them.
    pub fn outermost(&self, span: Span) -> impl Iterator<Item = (usize, &'a Mention)> {
        self.inside(span).filter(move |(_, mention)| {
            !self
                .inside(span)
                .any(|(_, other)| other.span != mention.span && other.span.contains(mention.span))
        })
    }

    /// The things of some kinds that a span names, without names inside other names.
    pub fn named(
        &self,
        span: Span,
        is_wanted: impl Fn(Kind) -> bool,
    ) -> impl Iterator<Item = (Span, EntityId)> {
        self.outermost(span).filter_map(move |(index, mention)| {
            let id = self.resolved.of_mention[index]?;
            is_wanted(self.resolved.entity(id).kind).then_some((mention.span, id))
        })
    }

    /// The dates that a span prints, with their places.
    pub fn dates(&self, span: Span) -> impl Iterator<Item = (DateReading, Span)> + use<'a> {
        self.inside(span)
            .filter_map(|(_, mention)| match &mention.reading {
                Reading::Date(date) => Some((date.clone(), mention.span)),
                _ => None,
            })
    }

    /// The body that stands first in a stretch, with nothing but some words before it, and its place.
    pub fn leading_body(&self, after: Span, leads: &[&str]) -> Option<(Span, EntityId)> {
        self.inside(after)
            .filter_map(|(index, mention)| {
                let id = self.resolved.of_mention[index]?;
                let is_body = self.resolved.entity(id).kind == Kind::Organisation;
                let gap = Span::new(after.start, mention.span.start);
                let mut before = self.document.slice(gap).split_whitespace();
                (is_body && before.all(|word| leads.contains(&word))).then_some((mention.span, id))
            })
            .max_by_key(|(span, _)| span.end)
    }

    /// The entity that the mention with exactly this span names.
    pub fn entity_at(&self, span: Span) -> Option<EntityId> {
        self.inside(span)
            .filter(|(_, mention)| mention.span == span)
            .find_map(|(index, _)| self.resolved.of_mention[index])
    }

    /// Where the words of a lexicon group stand inside a span, with what each means: word by word in
    /// the order of the group, so that one word may lie in another.
    pub fn cues(
        &self,
        within: Span,
        group: &str,
    ) -> impl Iterator<Item = (Span, &'a str)> + use<'a> {
        let places = self.words(group).places(self.document.slice(within));
        places.into_iter().map(move |(at, (word, value))| {
            let start = within.start + at;
            (Span::new(start, start + word.len()), value.as_ref())
        })
    }

    /// The words of a lexicon group.
    pub fn words(&self, group: &str) -> Cues<'a> {
        self.authority.lexicon.cues(group)
    }

    /// A title as it is called: 次長 for 次 長, which a column sets apart.
    pub fn title(&self, title: Span) -> String {
        let words = self.document.slice(title);
        let spread = words.chars().all(|c| is_han(c) || c.is_whitespace());
        let kept = words.chars().filter(|c| !spread || !c.is_whitespace());
        kept.collect()
    }

    /// The event that the report is about: of those with a date the one that is named most often,
    /// else the only one.
    pub fn main_event(&self) -> Option<EntityId> {
        let events = self.resolved.entities.iter().enumerate();
        let events: Vec<_> = events
            .filter(|(_, entity)| entity.kind == Kind::Event)
            .collect();
        let dated = events.iter().filter(|(_, entity)| entity.year.is_some());
        let main = dated.max_by_key(|(index, entity)| (entity.mentions.len(), Reverse(*index)));
        let only = match events.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        main.or(only).map(|(index, _)| EntityId(*index))
    }

    /// Whether a word stands at a byte of the text.
    pub fn says(&self, at: usize, word: &str) -> bool {
        self.document.text()[at..].starts_with(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_quoted_promises_and_not_whose_turn_it_is() {
        let (turn, quoted, other) = (EntityId(0), EntityId(1), EntityId(2));
        let promise = |start: usize, maker: Option<EntityId>| Undertaking {
            speaker: Some(turn),
            maker,
            ..Undertaking::stated(UndertakingClass::Commitment, Span::new(start, start + 5))
        };
        let said = |start: usize, end: usize| Quotation {
            speaker: quoted,
            text: Span::new(start, end),
            cue: None,
            evidence: Vec::new(),
        };
        let mut facts = Facts {
            quotations: vec![said(10, 20), said(30, 40)],
            undertakings: vec![
                promise(0, Some(turn)),
                promise(12, Some(turn)),
                promise(32, Some(other)),
                promise(38, None),
            ],
            ..Facts::default()
        };
        facts.give_speakers();
        let told = facts.undertakings.iter();
        let told: Vec<_> = told.map(|told| (told.speaker, told.maker)).collect();
        assert_eq!(
            told,
            [
                (Some(turn), Some(turn)),
                (Some(quoted), Some(quoted)),
                (Some(quoted), Some(other)),
                (Some(turn), None),
            ]
        );
    }
}
