//! Visits and meetings that reports in English tell: below a heading (`Visit to the Ministry of
//! Finance`) with the day and the place in the sentences below it, or in one sentence (`On 12 March
//! 2024 the delegation called on the Ministry of Finance in Tallinn`).

use super::visit::{self, FieldKind};
use super::{
    Facts, Material, Occasion, Participation, Visit, action, attendance, itinerary, key, minutes,
    modal, roster, sentence,
};
use crate::document::{Block, BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::date::DateReading;
use crate::mention::{Mention, Reading};

/// The longest heading, in words.
const HEADING: usize = 16;

/// Reads visits and who took part in them.
pub fn find(material: &Material, facts: &mut Facts) {
    let blocks = material.document.blocks();
    let mut found: Vec<(Visit, Vec<Participation>)> = Vec::new();
    let mut absent = Vec::new();
    let mut below: Option<usize> = None;
    let mut is_to_do = false;
    for block in blocks {
        let text = material.document.slice(block.span);
        if !is_latin(text) {
            below = None;
            continue;
        }
        if block.kind == BlockKind::Heading {
            is_to_do = false;
        }
        if action::heads_actions(material, block.span) {
            (is_to_do, below) = (true, None);
            continue;
        }
        let promised = is_to_do
            || block
                .node
                .is_some_and(|node| modal::promises(material, node));
        if let Some(host) = heading(material, block).filter(|_| !promised) {
            let words = title(material, block);
            below = Some(found.len());
            found.push((called(material, host, words), Vec::new()));
            continue;
        }
        if ends_section(material, block) {
            below = None;
        }
        if below.is_none() && !promised {
            for visit in in_row(material, block) {
                let known = found.iter().any(|(other, _)| same(other, &visit));
                if !known {
                    let here = Occasion::Visit(facts.visits.len() + found.len());
                    let words = visit.evidence[0];
                    let host = part(material, here, visit.host, Some(roster::HOST), words);
                    found.push((visit, vec![host]));
                }
            }
        }
        let occasion = |at: usize| Occasion::Visit(facts.visits.len() + at);
        if let Some(at) = below {
            let (visit, parts) = &mut found[at];
            let out = told(material, block, visit, parts, occasion(at));
            absent.extend(
                out.into_iter()
                    .map(|(agent, words)| (occasion(at), agent, words)),
            );
        } else if matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            for said in sentence::latin(material, block.span) {
                let Some((visit, guests)) = in_sentence(material, said) else {
                    continue;
                };
                let known = found.iter().any(|(other, _)| same(other, &visit))
                    || facts.visits.iter().any(|other| same(other, &visit));
                if !known {
                    let here = occasion(found.len());
                    let host = (visit.host, roster::HOST);
                    let guests = guests.into_iter().map(|guest| (guest, roster::VISITOR));
                    let parts = [host].into_iter().chain(guests);
                    let parts = parts
                        .map(|(agent, side)| part(material, here, agent, Some(side), said))
                        .collect();
                    found.push((visit, parts));
                }
            }
        }
    }
    let wanted: Vec<(String, Vec<String>)> = found
        .iter()
        .map(|(visit, _)| {
            let name = material.resolved.entity(visit.host).key.clone();
            let day = visit.dates.first().map(|(date, _)| date.start.to_string());
            (name, vec![day.unwrap_or_default(), visit.label.clone()])
        })
        .collect();
    let taken = facts
        .visits
        .iter()
        .map(|visit| (visit.key.clone(), Vec::new()));
    let taken: Vec<_> = taken.collect();
    let count = taken.len();
    let keys = key::apart(&taken.into_iter().chain(wanted).collect::<Vec<_>>());
    for ((mut visit, parts), key) in found.into_iter().zip(&keys[count..]) {
        visit.key.clone_from(key);
        facts.visits.push(visit);
        facts.participations.extend(parts);
    }
    for (occasion, agent, words) in absent {
        minutes::add_absence(facts, occasion, agent, words);
    }
}

/// Whether two tell of one visit: the same body, on the same day or on a day that one leaves out.
fn same(a: &Visit, b: &Visit) -> bool {
    let day = |visit: &Visit| visit.dates.first().map(|(date, _)| date.start);
    a.host == b.host && (day(a).is_none() || day(b).is_none() || day(a) == day(b))
}

fn called(material: &Material, host: EntityId, title: Span) -> Visit {
    Visit {
        host,
        key: String::new(),
        label: material.document.slice(title).to_owned(),
        dates: dates(material, title),
        location: None,
        open_list: false,
        evidence: vec![title],
    }
}

/// The words of a heading without its number.
fn title(material: &Material, block: &Block) -> Span {
    let document = material.document;
    let node = block.node.map(|node| document.node(node).title);
    let inside = node.filter(|title| block.span.contains(*title) && !title.is_empty());
    sentence::trimmed(document.text(), inside.unwrap_or(block.span))
}

/// The body that a heading says was visited or met.
fn heading(material: &Material, block: &Block) -> Option<EntityId> {
    let title = title(material, block);
    let text = material.document.slice(title);
    let line = matches!(
        block.kind,
        BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item
    );
    if !line || text.ends_with('.') {
        return None;
    }
    called_on(material, title)
}

/// The body that a few words say was visited or met.
fn called_on(material: &Material, title: Span) -> Option<EntityId> {
    let text = material.document.slice(title);
    if text.split_whitespace().count() > HEADING {
        return None;
    }
    let lower = text.to_lowercase();
    let cues = material.authority.lexicon.group("visit-heading-en");
    let (at, cue) = cues
        .iter()
        .filter_map(|(cue, _)| Some((lower.find(&**cue)?, cue)))
        .filter(|(at, _)| !lower[..*at].ends_with(char::is_alphanumeric))
        .min_by_key(|(at, cue)| (*at, std::cmp::Reverse(cue.len())))?;
    if lower.len() != text.len() || sentence::is_not_asserted(material, title) {
        return None;
    }
    // Nothing but a number, a day or an adjective stands before: 12 March: |Visit to …
    let days: Vec<Span> = material
        .inside(title)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Date(_)))
        .map(|(_, mention)| mention.span)
        .collect();
    let lexicon = &material.authority.lexicon;
    let leads =
        minutes::words(material, Span::new(title.start, title.start + at)).all(|(place, word)| {
            let bare = word
                .trim_matches(|c: char| !c.is_alphabetic())
                .to_lowercase();
            let groups = ["visit-lead-en", "weekday", "month-en"];
            bare.is_empty()
                || groups.iter().any(|group| lexicon.contains(group, &bare))
                || days.iter().any(|day| day.overlaps(place))
        });
    if !leads {
        return None;
    }
    let after = Span::new(title.start + at + cue.len(), title.end);
    host(material, after)
}

/// The visits of a row of an itinerary: a day in one of its first cells, and the body in a later one.
fn in_row(material: &Material, block: &Block) -> Vec<Visit> {
    let BlockKind::Row { table, cells } = &block.kind else {
        return Vec::new();
    };
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let gives = |head: &Span| {
        let head = document.slice(*head).to_lowercase();
        matches!(
            lexicon.value("action-column-en", &head),
            Some("owner" | "due" | "end" | "done")
        )
    };
    let days = dates(material, block.span);
    let at = |day: &Span| cells.iter().take(2).position(|cell| cell.contains(*day));
    let first = days.first().and_then(|(_, day)| at(day));
    let Some(first) = first.filter(|_| !document.tables()[*table].columns.iter().any(gives)) else {
        return Vec::new();
    };
    let visits = cells[first + 1..].iter().filter_map(|cell| {
        let host = called_on(material, *cell)?;
        Some(Visit {
            dates: days[..1].to_vec(),
            location: itinerary::place_of_row(material, block),
            evidence: vec![sentence::trimmed(document.text(), block.span)],
            ..called(material, host, *cell)
        })
    });
    visits.collect()
}

/// The body that stands first in a stretch, with nothing but an article before it.
fn host(material: &Material, after: Span) -> Option<EntityId> {
    let leads = ["the", "The", "officials", "staff", "of", "from"];
    let body = material.leading_body(after, &leads);
    body.map(|(_, id)| id)
}

/// Whether what a heading says ends here: another heading, or a short line that looks like one.
pub fn ends_section(material: &Material, block: &Block) -> bool {
    const SHORT: usize = 8;
    let text = material.document.slice(block.span).trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let large = words
        .iter()
        .filter(|word| !word.starts_with(char::is_lowercase))
        .count();
    let line = block.kind == BlockKind::Paragraph
        && words.len() <= SHORT
        && !text.ends_with(['.', ':', ';', ','])
        && !text.contains(['\t', ','])
        && !text.contains("   ")
        && large * 2 > words.len()
        && !material
            .inside(block.span)
            .any(|(_, mention)| matches!(mention.reading, Reading::Person(_) | Reading::Date(_)));
    block.kind == BlockKind::Heading || line
}

/// What a block below the heading tells of a visit; returns whom it calls absent.
fn told(
    material: &Material,
    block: &Block,
    visit: &mut Visit,
    parts: &mut Vec<Participation>,
    occasion: Occasion,
) -> Vec<(EntityId, Span)> {
    let document = material.document;
    let words = sentence::trimmed(document.text(), block.span);
    if let Some((label, value)) = document.field(block) {
        match visit::field(material, label) {
            Some(FieldKind::Time) if !dates(material, value).is_empty() => {
                visit.dates.extend(dates(material, value));
                visit.evidence.push(words);
            }
            Some(FieldKind::Attendees(label, said)) => {
                let side = roster::side_of_label(material, label, said, visit.host);
                let people: Vec<EntityId> = minutes::persons(material, value)
                    .map(|(_, id)| id)
                    .collect();
                if said == minutes::ABSENT {
                    return people.into_iter().map(|id| (id, words)).collect();
                }
                for person in people {
                    add(parts, part(material, occasion, person, side, words));
                }
            }
            _ => {
                let head = document.slice(label).trim();
                let said = material.authority.lexicon.field(head);
                if said == Some("place") {
                    visit.location = visit.location.or(place(material, value, false));
                    visit.evidence.push(words);
                }
            }
        }
        return Vec::new();
    }
    for said in sentence::latin(material, block.span) {
        let lower = document.slice(said).to_lowercase();
        if lower.len() != said.len() || sentence::is_not_asserted(material, said) {
            continue;
        }
        if held(material, &lower).is_some() && points_back(material, &lower) {
            if visit.dates.is_empty() {
                visit.dates.extend(dates(material, said));
            }
            visit.location = visit.location.or(place(material, said, true));
            visit.evidence.push(said);
        }
        for (cue, value) in material.authority.lexicon.group("encounter-cue-en") {
            let (side, stands) = value.split_once('/').unwrap_or((value, ""));
            let Some(at) = lower.find(&**cue) else {
                continue;
            };
            let (start, end) = (said.start + at, said.start + at + cue.len());
            let whole = !lower[..at].ends_with(char::is_alphanumeric)
                && !lower[at + cue.len()..].starts_with(char::is_alphanumeric);
            let listed = match stands {
                _ if !whole => Vec::new(),
                "before" => minutes::listed_before(material, Span::new(said.start, start)),
                _ => minutes::listed_behind(material, Span::new(end, said.end)),
            };
            for (_, agent) in listed {
                add(parts, part(material, occasion, agent, Some(side), said));
            }
        }
    }
    visit.evidence.sort_unstable();
    visit.evidence.dedup();
    Vec::new()
}

/// Where a sentence in small letters says that something took place: not that it will be held.
pub fn held(material: &Material, lower: &str) -> Option<usize> {
    let cues = material.authority.lexicon.group("held-cue-en").iter();
    let places = cues.flat_map(|(cue, _)| lower.match_indices(&**cue).map(|(at, _)| at));
    places
        .filter(|&at| !lower[..at].ends_with(char::is_alphanumeric))
        .filter(|&at| !lower[..at].trim_end().ends_with(" be"))
        .min()
}

/// Whether a sentence begins with what was called a visit above: `The visit took place …`.
fn points_back(material: &Material, lower: &str) -> bool {
    let nouns = material.authority.lexicon.group("visit-noun-en");
    let rest = lower.trim_start();
    let rest = ["the ", "this ", "our ", "a ", "it ", "they "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    nouns.iter().any(|(noun, _)| rest.starts_with(&**noun))
        || rest.len() < lower.trim_start().len() && {
            rest.starts_with("was held")
                || rest.starts_with("took place")
                || rest.starts_with("were held")
        }
}

fn add(parts: &mut Vec<Participation>, fact: Participation) {
    if !parts.iter().any(|known| known.agent == fact.agent) {
        parts.push(fact);
    }
}

fn part(
    material: &Material,
    occasion: Occasion,
    agent: EntityId,
    side: Option<&str>,
    words: Span,
) -> Participation {
    Participation {
        occasion,
        agent,
        role: attendance::present(material, agent).to_owned(),
        side: side.map(str::to_owned),
        acting_for: None,
        title: None,
        implied: false,
        evidence: vec![words],
    }
}

/// The days that a stretch prints.
fn dates(material: &Material, span: Span) -> Vec<(DateReading, Span)> {
    let dates = material.dates(span);
    dates
        .filter(|(date, _)| date.start.day().is_some())
        .collect()
}

/// The place that a stretch names: the first one, which a country may follow (in Tallinn, Estonia);
/// where it is a sentence, behind a word that says where.
pub fn place(material: &Material, span: Span, in_sentence: bool) -> Option<EntityId> {
    let document = material.document;
    let said_where = |mention: &Mention| {
        let before = document.slice(Span::new(span.start, mention.span.start));
        let before = before.trim_end();
        let before = before.strip_suffix(" the").unwrap_or(before);
        ["in", "at", "In", "At"].iter().any(|word| {
            let rest = before.strip_suffix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', ',', '(']))
        })
    };
    let mut places = material.outermost(span).filter_map(|(index, mention)| {
        let id = material.resolved.of_mention[index]?;
        let kind = material.resolved.entity(id).kind;
        let fits = matches!(kind, Kind::Jurisdiction | Kind::Place);
        (fits && (!in_sentence || said_where(mention))).then_some((kind, id))
    });
    let first = places.next()?;
    let city = places.find(|(kind, _)| *kind == Kind::Jurisdiction);
    match (first.0, city) {
        (Kind::Place, Some((_, id))) => Some(id),
        _ => Some(first.1),
    }
}

/// A visit that one sentence tells, with its day: `On 12 March 2024 the delegation called on …`, and
/// those whom it names as visitors.
fn in_sentence(material: &Material, said: Span) -> Option<(Visit, Vec<EntityId>)> {
    let document = material.document;
    let dates = dates(material, said);
    let [day] = &dates[..] else { return None };
    let lower = document.slice(said).to_lowercase();
    if lower.len() != said.len() || sentence::is_not_asserted(material, said) {
        return None;
    }
    let verbs = material.authority.lexicon.group("visit-verb-en");
    let (host, at) = verbs
        .iter()
        .filter(|(_, value)| &**value == "past")
        .find_map(|(verb, _)| {
            let at = lower.find(&**verb)?;
            let whole = lower[..at].ends_with(' ') && lower[at + verb.len()..].starts_with(' ');
            let after = Span::new(said.start + at + verb.len(), said.end);
            let host = whole.then(|| host(material, after)).flatten()?;
            Some((host, at))
        })?;
    let before = Span::new(said.start, said.start + at);
    let guests = minutes::listed_before(material, before);
    let guests: Vec<EntityId> = guests.into_iter().map(|(_, id)| id).collect();
    let visit = Visit {
        host,
        key: String::new(),
        label: document.slice(said).trim_end_matches('.').to_owned(),
        dates: vec![day.clone()],
        location: place(material, said, true),
        open_list: false,
        evidence: vec![said],
    };
    Some((visit, guests))
}
