//! Bodies that a sentence lists as participants, against the table of the delegation.

use crate::document::{BlockKind, Span};
use crate::entity::{EntityId, Kind, fold};
use crate::fact::{Facts, Material, sentence};
use crate::mention::Reading;

/// Lists of the bodies that took part, which differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantConflict {
    /// In what they took part, if the report names it.
    pub event: Option<EntityId>,
    /// The lists in sentences, those that name the same bodies as one.
    pub lists: Vec<BodyList>,
    /// The table of the delegation.
    pub table: BodyList,
    /// The bodies of the sentences of which the table names nobody.
    pub only_listed: Vec<EntityId>,
    /// The bodies of the table that no sentence names, where the sentences list all.
    pub only_in_table: Vec<EntityId>,
}

/// The bodies that one place lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyList {
    /// The bodies, each once, in the order of the text.
    pub bodies: Vec<EntityId>,
    /// What each is called there.
    pub names: Vec<String>,
    /// Where the list stands.
    pub places: Vec<Span>,
    /// Whether the list says that it is not complete (等).
    pub open: bool,
}

/// Compares the sentences that list the bodies of a delegation with its table.
///
/// A list is one of the delegation if its sentence says so and it shares two bodies with the
/// table, and half of its own. Whoever is only said to attend need not be all.
/// A body has somebody in the table if it, a part of it or what it is a part of stands there, or
/// if somebody of the table belongs to it by other words of the report.
pub fn find(material: &Material, facts: &Facts) -> Vec<ParticipantConflict> {
    let Some((table, persons)) = delegation(material) else {
        return Vec::new();
    };
    let in_table = |body: EntityId| {
        let belongs = |person: &EntityId| {
            let mut memberships = facts.memberships.iter();
            memberships.any(|m| m.member == *person && related(material, m.body, body))
        };
        table.bodies.iter().any(|&row| related(material, row, body)) || persons.iter().any(belongs)
    };
    let mut lists: Vec<BodyList> = Vec::new();
    let (mut event, mut names_all) = (None, true);
    for (list, forms) in listed(material) {
        let shared = list.bodies.iter().filter(|&&body| in_table(body)).count();
        if shared < 2 || shared * 2 < list.bodies.len() {
            continue;
        }
        names_all &= forms && !list.open;
        event = event.or_else(|| event_of(material, list.places[0]));
        match lists.iter_mut().find(|known| known.bodies == list.bodies) {
            Some(known) => known.places.extend(list.places),
            None => lists.push(list),
        }
    }
    let mut only_listed: Vec<EntityId> = Vec::new();
    for &body in lists.iter().flat_map(|list| &list.bodies) {
        if !in_table(body) && !is_mission(material, body) && !only_listed.contains(&body) {
            only_listed.push(body);
        }
    }
    names_all &= !lists.is_empty();
    let only_in_table: Vec<EntityId> = { table.bodies.iter().copied() }
        .filter(|&row| {
            let mut bodies = lists.iter().flat_map(|list| &list.bodies);
            names_all && !bodies.any(|&body| related(material, row, body))
        })
        .collect();
    if only_listed.is_empty() && only_in_table.is_empty() {
        return Vec::new();
    }
    vec![ParticipantConflict {
        event,
        lists,
        table,
        only_listed,
        only_in_table,
    }]
}

/// The bodies in the table of the delegation, and the persons in it: the only table of persons
/// with their bodies, or of several the only one whose heading says that it is the delegation's.
fn delegation(material: &Material) -> Option<(BodyList, Vec<EntityId>)> {
    let document = material.document;
    let count = document.tables().len();
    let mut tables: Vec<(BodyList, Vec<EntityId>, bool)> = Vec::new();
    for index in 0..count {
        let mut list = BodyList {
            bodies: Vec::new(),
            names: Vec::new(),
            places: Vec::new(),
            open: false,
        };
        let mut persons = Vec::new();
        let (mut titled, mut hull) = (false, None::<Span>);
        for block in document.blocks() {
            if !matches!(block.kind, BlockKind::Row { table, .. } if table == index) {
                continue;
            }
            hull = Some(hull.map_or(block.span, |hull| hull.join(block.span)));
            titled |= block.node.is_some_and(|node| {
                let title = document.slice(document.node(node).title);
                material.words("delegation-heading").stand_in(title)
            });
            for (at, mention) in material.inside(block.span) {
                let (Reading::Person(person), Some(id)) =
                    (&mention.reading, material.resolved.of_mention[at])
                else {
                    continue;
                };
                persons.push(id);
                let of = person.roles.iter().find_map(|role| role.of);
                if let Some(of) = of
                    && let Some(body) = material.entity_at(of)
                    && !list.bodies.contains(&body)
                {
                    list.bodies.push(body);
                    list.names.push(document.slice(of).trim().to_owned());
                }
            }
        }
        list.places.extend(hull);
        if persons.len() > 1 && list.bodies.len() > 1 {
            tables.push((list, persons, titled));
        }
    }
    if tables.len() > 1 {
        tables.retain(|(_, _, titled)| *titled);
    }
    match tables.len() {
        1 => tables.pop().map(|(list, persons, _)| (list, persons)),
        _ => None,
    }
}

/// The lists of bodies before a word for taking part in this journey: `由甲、乙及丙等代表參與`;
/// with each, whether it says who makes up the delegation.
fn listed(material: &Material) -> Vec<(BodyList, bool)> {
    let document = material.document;
    let mut lists: Vec<(BodyList, bool)> = Vec::new();
    for block in document.blocks() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let bodies = bodies(material, block.span);
        for (last, &(span, _)) in bodies.iter().enumerate() {
            let Some(close) = close(material, span, block.span) else {
                continue;
            };
            let mut first = last;
            while first > 0 && joins(document.text(), bodies[first - 1].0, bodies[first].0) {
                first -= 1;
            }
            let whole = Span::new(bodies[first].0.start, close.end);
            let clause = sentence::clause(document, whole);
            let place = sentence::around(document, whole);
            let before = document.slice(Span::new(clause.start, whole.start));
            if first == last
                || !is_ours(material, before)
                || !is_of_journey(material, place)
                || sentence::is_not_asserted(material, clause)
            {
                continue;
            }
            let mut list = BodyList {
                bodies: Vec::new(),
                names: Vec::new(),
                places: vec![place],
                open: close.open,
            };
            for (span, body) in &bodies[first..=last] {
                if !list.bodies.contains(body) {
                    list.bodies.push(*body);
                    list.names.push(document.slice(*span).to_owned());
                }
            }
            lists.push((list, close.forms));
        }
    }
    lists
}

/// The bodies named in a span, without those inside the name of another.
fn bodies(material: &Material, span: Span) -> Vec<(Span, EntityId)> {
    let mut bodies: Vec<(Span, EntityId)> = Vec::new();
    for (index, mention) in material.inside(span) {
        let Some(id) = material.resolved.of_mention[index] else {
            continue;
        };
        let nested = bodies
            .last()
            .is_some_and(|(last, _)| last.contains(mention.span));
        if material.resolved.entity(id).kind == Kind::Organisation && !nested {
            bodies.push((mention.span, id));
        }
    }
    bodies
}

/// How a list of participants ends.
struct Close {
    /// Where the word ends that says so.
    end: usize,
    /// Whether the list is open.
    open: bool,
    /// Whether the bodies are said to make up the delegation, and not only to attend.
    forms: bool,
}

/// Reads the words after a body that ends a list of participants: `等 6 個單位代表共同參與`.
fn close(material: &Material, body: Span, block: Span) -> Option<Close> {
    let lexicon = &material.authority.lexicon;
    let text = material.document.text();
    let mut rest = text[body.end..block.end].trim_start();
    let mut open = false;
    loop {
        let cue = lexicon.cues("delegation-cue").starting(rest).last();
        if let Some((word, value)) = cue {
            return Some(Close {
                end: block.end - rest.len() + word.len(),
                open,
                forms: value == "form",
            });
        }
        let word = [
            "list-close",
            "delegation-filler",
            "class-noun",
            "classifier",
        ]
        .iter()
        .flat_map(|group| lexicon.cues(group).starting(rest))
        .map(|(word, _)| word.len())
        .max();
        open |= rest.starts_with('等');
        let number = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
                .len();
        let step = word.unwrap_or(number);
        if step == 0 {
            return None;
        }
        rest = &rest[step..];
    }
}

/// Whether a sentence tells of this journey and not of what bodies do at other times: it names
/// the main event, or points to the occasion (本次, 本團).
fn is_of_journey(material: &Material, sentence: Span) -> bool {
    let words = material.document.slice(sentence);
    let points = material.words("delegation-pointer").stand_in(words);
    let main = material.main_event();
    let mut inside = material.inside(sentence);
    points || main.is_some() && inside.any(|(index, _)| material.resolved.of_mention[index] == main)
}

/// Whether the delegation is ours: the words before its list say so (我國由).
fn is_ours(material: &Material, before: &str) -> bool {
    ["self-jurisdiction", "delegation-pointer"]
        .iter()
        .any(|group| material.words(group).stand_in(before))
}

/// Whether two bodies are neighbours in one list: a separator stands between them, and at most
/// a person with a title.
fn joins(text: &str, before: Span, after: Span) -> bool {
    const LONGEST: usize = 12;
    if before.end > after.start {
        return false;
    }
    let gap = text[before.end..after.start].trim();
    gap.contains(['、', '及', '與', '和', '暨'])
        && gap.chars().count() <= LONGEST
        && !gap.contains(['，', '。', '；', '：', ',', '由', '於'])
}

/// The event that a sentence names, else the one that the report is about.
fn event_of(material: &Material, sentence: Span) -> Option<EntityId> {
    let is_event = |id: &EntityId| material.resolved.entity(*id).kind == Kind::Event;
    let named = material
        .inside(sentence)
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .find(is_event);
    named.or_else(|| material.main_event())
}

/// Whether a body is a mission abroad, whose people join on the spot.
fn is_mission(material: &Material, body: EntityId) -> bool {
    let suffixes = material.authority.lexicon.group("mission-suffix");
    let name = material.resolved.entity(body).chinese.as_deref();
    name.is_some_and(|name| {
        suffixes
            .iter()
            .any(|(suffix, _)| name.ends_with(suffix.as_ref()))
    })
}

/// Whether two bodies are one, or one is a part of the other, by the tables or by its name.
fn related(material: &Material, a: EntityId, b: EntityId) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (material.resolved.entity(a), material.resolved.entity(b));
    let names = |entity: &crate::entity::Entity| -> Vec<String> {
        let own = entity.chinese.iter().chain(&entity.foreign);
        own.chain(&entity.aliases).map(|name| fold(name)).collect()
    };
    let (of_a, of_b) = (names(a), names(b));
    let by_name = of_a.iter().any(|a| {
        let mut others = of_b.iter().filter(|b| !a.is_empty() && !b.is_empty());
        others.any(|b| a.starts_with(b.as_str()) || b.starts_with(a.as_str()))
    });
    let within = |part: Option<&str>, whole: Option<&str>| {
        let organisations = &material.authority.organisations;
        let parent = |key: &str| organisations.get(key)?.within.as_deref();
        let mut at = part.and_then(parent);
        // No body is more than a few levels deep; tables of a project may go round in circles.
        (0..8).any(|_| {
            let found = at.is_some() && at == whole;
            at = at.and_then(parent);
            found
        })
    };
    let (a, b) = (a.authority.as_deref(), b.authority.as_deref());
    by_name || within(a, b) || within(b, a)
}
