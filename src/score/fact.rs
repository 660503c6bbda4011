//! What is said of things, compared by way of the things' own pairing.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::align::Edge;
use super::answer::Answer;
use super::comparison::{Comparison, Item, Level, Measure};
use super::gold::{Entity, Gold, Relation};
use super::ink::Place;
use super::kind::Kind;
use super::said::{Object, beside};
use crate::entity::fold;

/// Words of a title that say when and not what; a title counts without them.
const WHEN: [&str; 2] = ["現任", "時任"];

/// Both sides and the pairing of their things.
pub struct Facts<'a> {
    gold: &'a Gold,
    answer: &'a Answer,
    /// For each given thing the one of the gold file that it is.
    is: BTreeMap<usize, usize>,
}

/// Facts of the gold file in terms that can be compared.
type Wanted<T> = BTreeMap<T, Item>;

impl<'a> Facts<'a> {
    /// Both sides, with the pairing of their things.
    pub fn new(gold: &'a Gold, answer: &'a Answer, things: &Comparison) -> Self {
        Self {
            gold,
            answer,
            is: (things.pairs())
                .filter(|(_, of)| *of < gold.entities.len())
                .collect(),
        }
    }

    /// Counts facts by kind.
    pub fn measures(&self) -> Vec<Measure> {
        vec![
            self.memberships(),
            self.roles(),
            self.participations(),
            self.figures(),
        ]
    }

    /// Pairs of member and body.
    fn memberships(&self) -> Measure {
        let mut wanted = Wanted::new();
        for relation in &self.gold.relations {
            if let Some((member, body)) = self.membership(relation) {
                add(
                    &mut wanted,
                    (member, body),
                    self.said(relation, [member, body], ""),
                );
            }
        }
        let mut given = BTreeMap::new();
        for fact in &self.answer.memberships {
            let item = self.item(&[fact.member, fact.body], String::new(), &fact.place);
            given.entry((fact.member, fact.body)).or_insert(item);
        }
        compare(
            "membership",
            wanted,
            given,
            |want, have| self.same(have.0, want.0) && self.same(have.1, want.1),
            |_, _| true,
        )
    }

    /// The member and the body that a relation names, if it says membership.
    fn membership(&self, relation: &Relation) -> Option<(usize, usize)> {
        let subject = self.gold.index(&relation.subject)?;
        let object = || self.gold.index(relation.object.as_str()?);
        let is_body = |index: usize| {
            matches!(
                self.gold.entities[index].kind(),
                Kind::Organisation | Kind::Place
            )
        };
        match relation.predicate.as_str() {
            "memberOf" | "worksFor" => Some((subject, object()?)),
            "foundedBy" => Some((object()?, subject)),
            "participatesIn" => {
                let body = object().filter(|&body| is_body(body) || self.is_work(body))?;
                Some((subject, body))
            }
            "holdsRole" => {
                let body = self.gold.index(relation.qualifiers.org.as_deref()?)?;
                is_body(body).then_some((subject, body))
            }
            _ => None,
        }
    }

    /// Whether a thing is a programme or a project: to take part in one may be given as belonging
    /// to it or as a participation.
    fn is_work(&self, thing: usize) -> bool {
        let kind = self.gold.entities[thing].kind();
        matches!(kind, Kind::Programme | Kind::Project)
    }

    /// Titles: person, body if one is said, and words.
    fn roles(&self) -> Measure {
        let mut wanted = Wanted::new();
        let mut untitled = BTreeSet::new();
        for relation in &self.gold.relations {
            let Some(subject) = self.gold.index(&relation.subject) else {
                continue;
            };
            if relation.predicate != "holdsRole" {
                untitled.extend(self.membership(relation));
                continue;
            }
            // A role at an event is a participation; its title alone may be given here, too.
            let at_event = self.occasion_of_role(relation).is_some();
            let org = relation.qualifiers.org.as_deref();
            let body = org
                .and_then(|org| self.gold.index(org))
                .filter(|_| !at_event);
            let words = relation.object.as_str().unwrap_or_default();
            let title = title(self.gold, words, body);
            let things = [subject, body.unwrap_or(subject)];
            let mut item = self.said(relation, things, words);
            item.optional |= at_event;
            add(&mut wanted, (subject, body, title), item);
        }
        untitled.retain(|&(member, body)| {
            let titled = |(person, of, _): &(usize, Option<usize>, String)| {
                (*person, *of) == (member, Some(body))
            };
            !wanted.keys().any(titled)
        });
        let mut given = BTreeMap::new();
        for role in &self.answer.roles {
            // The gold file says no title of the pair: this one is neither right nor wrong.
            let pair = role
                .body
                .and_then(|body| Some((*self.is.get(&role.person)?, *self.is.get(&body)?)));
            if pair.is_some_and(|pair| untitled.contains(&pair)) {
                continue;
            }
            let body = role.body.and_then(|body| self.is.get(&body)).copied();
            let title = title(self.gold, &role.title, body);
            let things: Vec<usize> = [Some(role.person), role.body]
                .into_iter()
                .flatten()
                .collect();
            let item = self.item(&things, role.title.clone(), &role.place);
            given.entry((role.person, role.body, title)).or_insert(item);
        }
        let same_body = |have: Option<usize>, want: Option<usize>| match (have, want) {
            (Some(have), Some(want)) => self.same(have, want),
            (None, None) => true,
            _ => false,
        };
        compare(
            "role",
            wanted,
            given,
            |want, have| {
                self.same(have.0, want.0) && (want.2 == have.2 || same_body(have.1, want.1))
            },
            |want, have| want.2 == have.2 && same_body(have.1, want.1),
        )
    }

    /// The event of a role such as co-chair of a summit.
    fn occasion_of_role(&self, relation: &Relation) -> Option<usize> {
        let index = self.gold.index(relation.qualifiers.org.as_deref()?)?;
        let kind = self.gold.entities[index].kind();
        matches!(kind, Kind::Event | Kind::Session | Kind::Visit).then_some(index)
    }

    /// Who took part in what, as what.
    fn participations(&self) -> Measure {
        let mut wanted = Wanted::new();
        for relation in &self.gold.relations {
            let (Some(subject), Some(part)) = (
                self.gold.index(&relation.subject),
                gold_part(&relation.predicate),
            ) else {
                continue;
            };
            let object = match part {
                "chair" => self.occasion_of_role(relation),
                _ => relation.object.as_str().and_then(|id| self.gold.index(id)),
            };
            let Some(object) = object else { continue };
            let kind = self.gold.entities[object].kind();
            // To take part in a body is to belong to it.
            if part == "participant" && matches!(kind, Kind::Organisation | Kind::Place) {
                continue;
            }
            if relation.predicate == "presents" && kind != Kind::Session {
                continue;
            }
            add(
                &mut wanted,
                (subject, object, part),
                self.said(relation, [subject, object], part),
            );
        }
        // A visit is a meeting, whatever predicate says so.
        let also = beside(self.gold);
        for said in also.iter().filter(|said| said.predicate == "(met-at)") {
            if let Object::Thing(visit) = said.object {
                let item = Item {
                    optional: true,
                    ..Item::default()
                };
                add(&mut wanted, (said.subject, visit, "participant"), item);
            }
        }
        let is_body_at_visit = |agent: usize, occasion: usize| {
            let kind = |thing: usize| self.gold.entities[thing].kind();
            kind(occasion) == Kind::Visit && kind(agent) != Kind::Person
        };
        let mut given = BTreeMap::new();
        for fact in &self.answer.parts {
            let part = given_part(&fact.role);
            let mut item = self.item(&[fact.agent, fact.occasion], fact.role.clone(), &fact.place);
            item.optional = fact.implied;
            given
                .entry((fact.agent, fact.occasion, part))
                .or_insert(item);
        }
        compare(
            "participation",
            wanted,
            given,
            |want, have| self.same(have.0, want.0) && self.same(have.1, want.1),
            |want, have| {
                // Of bodies the gold file need not say which side they are on.
                want.2 == have.2
                    || (is_body_at_visit(want.0, want.1)
                        && (want.2, have.2) == ("participant", "host"))
            },
        )
    }

    /// Numbers and what they are of.
    fn figures(&self) -> Measure {
        let mut wanted = Wanted::new();
        for figure in &self.gold.figures {
            let (Some(subject), Some(value)) = (self.gold.index(&figure.subject), figure.value())
            else {
                continue;
            };
            let entity = &self.gold.entities[subject];
            let item = Item {
                id: figure.subject.clone(),
                name: format!("{}: {}", entity.label(), figure.quote),
                what: format!("{} {value}", figure.bound()),
                line: Some(figure.line),
                optional: figure.is_optional() || entity.is_optional(),
            };
            let fact = (subject, value, figure.bound().to_owned());
            add(&mut wanted, fact, item);
        }
        let mut given = BTreeMap::new();
        for figure in &self.answer.figures {
            let number = &figure.number;
            let what = format!("{} {}", number.bound, number.value);
            let item = self.item(&[figure.about], what, &number.place);
            let fact = (figure.about, number.value.clone(), number.bound.clone());
            given.entry(fact).or_insert(item);
        }
        compare(
            "figure",
            wanted,
            given,
            |want, have| self.same(have.0, want.0) && want.1 == have.1,
            |want, have| want.2 == have.2,
        )
    }

    /// Whether a given thing is a thing of the gold file.
    fn same(&self, given: usize, gold: usize) -> bool {
        self.is.get(&given) == Some(&gold)
    }

    /// What a relation says of things, and whether to give it neither helps nor hurts.
    fn said(&self, relation: &Relation, things: [usize; 2], what: &str) -> Item {
        let entities = things.map(|index| &self.gold.entities[index]);
        let qualifiers = &relation.qualifiers;
        // Who stands in the list of a delegation takes part in what it was sent to, and that is
        // a fact of its own.
        let delegate = relation.predicate == "memberOf"
            && qualifiers.row.is_some()
            && entities[1].subtype.as_deref() == Some("collective");
        Item {
            id: entities.map(|entity| &*entity.id).join(" → "),
            name: entities.map(Entity::label).join(" → "),
            what: what.to_owned(),
            line: Some(relation.line),
            optional: qualifiers.inferred
                || qualifiers.inferred_subject
                || delegate
                || (relation.predicate == "participatesIn" && self.is_work(things[1]))
                || relation.predicate == "presents"
                || entities.iter().any(|entity| entity.is_optional()),
        }
    }

    /// A given fact about things.
    fn item(&self, things: &[usize], what: String, place: &Place) -> Item {
        let things = things.iter().map(|&index| &self.answer.things[index]);
        let (ids, names): (Vec<&str>, Vec<&str>) = things
            .map(|thing| {
                (
                    &*thing.label,
                    thing.names.first().map_or(&*thing.label, |n| n),
                )
            })
            .unzip();
        Item {
            id: ids.join(" → "),
            name: names.join(" → "),
            what,
            line: Some(self.answer.ink.line(place)),
            optional: false,
        }
    }
}

/// A title without the name of its body and without when it is held: 總統 for 時任美國總統.
pub(super) fn title(gold: &Gold, words: &str, body: Option<usize>) -> String {
    let mut title = fold(words);
    let strip = |title: &mut String| {
        for word in WHEN {
            if let Some(rest) = title.strip_prefix(word) {
                *title = rest.to_owned();
            }
        }
    };
    strip(&mut title);
    if let Some(body) = body {
        let names = gold.entities[body].names().map(fold);
        let rests = names
            .filter(|name| !name.is_empty())
            .filter_map(|name| title.strip_prefix(&name).filter(|rest| !rest.is_empty()));
        if let Some(rest) = rests.min_by_key(|rest| rest.len()) {
            title = rest.to_owned();
        }
    }
    strip(&mut title);
    title
}

/// Compares facts: `near` says which two may be one, `right` whether they then agree.
fn compare<T, U>(
    kind: &'static str,
    wanted: Wanted<T>,
    given: BTreeMap<U, Item>,
    near: impl Fn(&T, &U) -> bool,
    right: impl Fn(&T, &U) -> bool,
) -> Measure {
    let mut edges = Vec::new();
    for (index, want) in wanted.keys().enumerate() {
        for (found, have) in given.keys().enumerate() {
            if near(want, have) {
                edges.push(Edge {
                    gold: index,
                    given: found,
                    hit: right(want, have),
                    weight: 0,
                });
            }
        }
    }
    let expected = wanted.into_values().collect();
    Comparison::new(expected, given.into_values().collect(), edges).measure(Level::Fact, kind)
}

/// Adds a fact; what several relations say alike is one fact, optional only if each of them is.
fn add<T: Ord>(wanted: &mut Wanted<T>, fact: T, item: Item) {
    match wanted.entry(fact) {
        Entry::Occupied(mut known) => known.get_mut().optional &= item.optional,
        Entry::Vacant(new) => {
            new.insert(item);
        }
    }
}

/// What kind of part a predicate of the gold file says.
fn gold_part(predicate: &str) -> Option<&'static str> {
    Some(match predicate {
        "participatesIn" => "participant",
        "speaksAt" | "presents" => "speaker",
        "moderates" => "moderator",
        "panelistAt" => "panellist",
        "hosts" | "organizes" => "host",
        "holdsRole" => "chair",
        _ => return None,
    })
}

/// What kind of part a notation of the code list `role` says.
fn given_part(role: &str) -> &'static str {
    match role {
        "speaker" | "video-message" => "speaker",
        "moderator" => "moderator",
        "panellist" => "panellist",
        "host" | "organiser" => "host",
        "chair" | "co-chair" | "vice-chair" => "chair",
        _ => "participant",
    }
}
