//! Parts of an event: headings that name a session, and who spoke in it.

use super::{Facts, Material, Occasion, Participation, Session, key, sentence, speech};
use crate::document::{BlockKind, NodeId, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;
use crate::project::slug;

/// Reads the sessions of the report's events, and the talks that were given in its ceremonies.
pub fn find(material: &Material, facts: &mut Facts) {
    let document = material.document;
    let main = material.main_event();
    let mut headed: Vec<(Session, NodeId)> = Vec::new();
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for (index, node) in document.nodes().iter().enumerate() {
        if !node.is_heading {
            continue;
        }
        let Some((format, titled)) = format(material, node.title) else {
            continue;
        };
        let (chinese, foreign) = titles(document.slice(titled));
        let name = slug(
            foreign
                .as_deref()
                .or(chinese.as_deref())
                .unwrap_or_default(),
        );
        if name.is_empty() {
            continue;
        }
        let id = NodeId(index);
        // 「海洋教育」座談會 may be the event that the report is about.
        let own = own_event(material, node.title);
        let event = enclosing_event(material, id).or(main);
        let Some(event) = event.filter(|event| Some(*event) != own) else {
            if own.is_none() {
                facts.homeless.push(node.title);
            }
            continue;
        };
        let body = body(material, id);
        let above = node.parent.map(|parent| document.section(parent));
        let first = body.first().map(|&block| document.slice(block).to_owned());
        // The same title on two days, or of two events
        let place = material.resolved.entity(event).key.clone();
        names.push((
            format!("{place}/{name}"),
            vec![above.unwrap_or_default(), first.unwrap_or_default()],
        ));
        let session = Session {
            event,
            part_of: None,
            key: name,
            chinese,
            foreign,
            also: Vec::new(),
            date: body.first().and_then(|&block| first_date(material, block)),
            format,
            evidence: vec![node.title],
        };
        headed.push((session, id));
    }
    let keys = key::apart(&names);
    let mut talks = Vec::new();
    for ((mut session, node), key) in headed.into_iter().zip(keys) {
        let (_, key) = key.split_once('/').unwrap_or_default();
        key.clone_into(&mut session.key);
        let event = session.event;
        let is_ceremony = session.format == CEREMONY;
        let index = facts.sessions.len();
        facts.sessions.push(session);
        for block in body(material, node) {
            for mut spoken in said_in(material, block, Occasion::Session(index)) {
                // 於閉幕儀式前發表演說: not in the ceremony
                if is_ceremony && stands_beside(material, spoken.cue) {
                    spoken.part.occasion = Occasion::Event(event);
                }
                if is_ceremony {
                    talks.extend(speech::add(material, facts, event, &spoken));
                }
                facts.participations.push(spoken.part);
            }
        }
    }
    speech::again(material, facts, &talks);
}

/// The notation of the format of an opening or closing.
const CEREMONY: &str = "ceremony";

/// The event that a whole title names.
fn own_event(material: &Material, title: Span) -> Option<EntityId> {
    let end = title.start + material.document.slice(title).trim_end().len();
    material
        .inside(title)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Event(_)))
        .filter(|(_, mention)| mention.span.end == end)
        .find_map(|(index, _)| material.resolved.of_mention[index])
}

/// The event that a piece of the text belongs to: the one that a heading above it names, else the
/// one that the report is about.
pub(super) fn event_of(material: &Material, node: Option<NodeId>) -> Option<EntityId> {
    let above = node.and_then(|node| enclosing_event(material, node));
    above.or_else(|| material.main_event())
}

/// The event that the nearest heading above a node names.
fn enclosing_event(material: &Material, node: NodeId) -> Option<EntityId> {
    material
        .document
        .ancestors(node)
        .skip(1)
        .filter(|node| node.is_heading)
        .find_map(|node| {
            let events = material
                .inside(node.title)
                .filter(|(_, mention)| matches!(mention.reading, Reading::Event(_)));
            events
                .filter_map(|(index, _)| material.resolved.of_mention[index])
                .last()
        })
}

/// Whether the clause of a cue says that it was before or after a part of the event.
fn stands_beside(material: &Material, cue: Span) -> bool {
    let clause = sentence::clause(material.document, cue);
    let before = material
        .document
        .slice(Span::new(clause.start, cue.start.max(clause.start)));
    let lexicon = &material.authority.lexicon;
    let places = lexicon.cues("session-format").places(before);
    let mut places = places.iter().filter(|(_, (_, format))| format == CEREMONY);
    places.any(|(at, (word, _))| {
        let rest = before[at + word.len()..].trim_start();
        lexicon.cues("time-beside").start(rest)
    })
}

/// The paragraphs under a heading, those of its sub-headings included, but not those of
/// sessions below it.
fn body(material: &Material, session: NodeId) -> Vec<Span> {
    let document = material.document;
    let below = |node: NodeId| {
        let mut at = Some(node);
        while let Some(id) = at {
            if id == session {
                return true;
            }
            let node = document.node(id);
            if node.is_heading && format(material, node.title).is_some() {
                return false;
            }
            at = node.parent;
        }
        false
    };
    document
        .blocks()
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph && block.node.is_some_and(below))
        .map(|block| block.span)
        .collect()
}

/// Whether several speak by turns in a session of that heading: a panel, a workshop.
pub(super) fn is_shared(material: &Material, title: Span) -> bool {
    format(material, title)
        .is_some_and(|(format, _)| matches!(format.as_str(), "panel" | "workshop"))
}

/// The heading of the session that a place of the text stands below, if any.
pub(super) fn headed(material: &Material, at: usize) -> Option<Span> {
    let document = material.document;
    let node = document.block_at(at).node?;
    let mut titles = document.ancestors(node).map(|node| node.title);
    titles.find(|title| is_session(material, *title))
}

/// Whether a heading names a session.
pub(super) fn is_session(material: &Material, title: Span) -> bool {
    format(material, title).is_some()
}

/// The format that a heading says, and the part of it that is the title: `“…” 座談會`, 開幕.
fn format(material: &Material, title: Span) -> Option<(String, Span)> {
    let text = material.document.slice(title).trim_end();
    let formats = material.words("session-format").ending(text);
    let (word, format) = formats.max_by_key(|(word, _)| word.len())?;
    let rest = text[..text.len() - word.len()].trim_end();
    let span = if rest.is_empty() {
        Span::new(title.start, title.start + text.len())
    } else {
        // A heading that merely lists or numbers formats (座談會及工作坊) is no session.
        let closes = rest.ends_with([')', '）', '」', '』']);
        if !closes && format.as_ref() != "ceremony" {
            return None;
        }
        Span::new(title.start, title.start + rest.len())
    };
    let alone = rest.is_empty() && format.as_ref() != "ceremony";
    (!alone).then(|| (format.to_string(), span))
}

/// A title and its gloss.
fn titles(text: &str) -> (Option<String>, Option<String>) {
    let text = text.trim().trim_matches(['「', '」', '『', '』']);
    let open = text.find(['(', '（']);
    let close = text.rfind([')', '）']);
    let some = |part: &str| {
        let part = part.trim();
        (!part.is_empty()).then(|| part.to_owned())
    };
    match (open, close) {
        (Some(open), Some(close)) if open < close => {
            let inside = text[open..close].trim_start_matches(['(', '（']);
            (some(&text[..open]), some(inside))
        }
        _ => (some(text), None),
    }
}

/// The date at the beginning of a session's text.
fn first_date(
    material: &Material,
    block: Span,
) -> Option<(crate::mention::date::DateReading, Span)> {
    let (_, mention) = material.inside(block).next()?;
    match &mention.reading {
        Reading::Date(date) if mention.span.start == block.start && date.start.day().is_some() => {
            Some((date.clone(), mention.span))
        }
        _ => None,
    }
}

/// A part that somebody took, with the words that say it and where he is named.
pub(super) struct Spoken {
    /// The part.
    pub part: Participation,
    /// The words that say it.
    pub cue: Span,
    /// His name.
    pub name: Span,
}

/// Who moderated, spoke or sat on the panel, by the words around their names.
pub(super) fn participations(
    material: &Material,
    block: Span,
    occasion: Occasion,
) -> Vec<Participation> {
    let spoken = said_in(material, block, occasion).into_iter();
    spoken.map(|spoken| spoken.part).collect()
}

/// The same with the words.
fn said_in(material: &Material, block: Span, occasion: Occasion) -> Vec<Spoken> {
    let document = material.document;
    let mut found: Vec<Spoken> = Vec::new();
    for (cue, role, side) in cues(material, block) {
        let sentence = sentence::whole(document, cue);
        let agents = match side {
            "<" => near(material, Span::new(sentence.start, cue.start), true),
            ">" => near(material, Span::new(cue.end, sentence.end), false),
            _ => listed(material, sentence, cue),
        };
        for (name, agent) in agents {
            let known = |spoken: &Spoken| spoken.part.agent == agent && spoken.part.role == role;
            if found.iter().any(known) {
                continue;
            }
            let part = Participation {
                implied: false,
                occasion,
                agent,
                role: role.to_owned(),
                side: None,
                acting_for: None,
                title: None,
                evidence: vec![sentence::around(document, name.join(cue))],
            };
            found.push(Spoken { part, cue, name });
        }
    }
    found
}

/// The words of a block that say who took what part: their place, the role, and where the person
/// stands: `<` before, `>` after, `<<` a whole list before.
fn cues<'a>(material: &Material<'a>, block: Span) -> Vec<(Span, &'a str, &'a str)> {
    let mut found: Vec<(Span, &str, &str)> = Vec::new();
    for (place, value) in material.cues(block, "participation-cue") {
        let (role, side) = value.split_at(value.find(['<', '>']).unwrap_or(value.len()));
        found.push((place, role, side));
    }
    for talk in speech::delivered(material, block) {
        if !found.iter().any(|(cue, ..)| cue.overlaps(talk)) {
            found.push((talk, "speaker", "<"));
        }
    }
    found
}

/// The person next to a cue, with nothing but titles and bodies between them.
fn near(material: &Material, span: Span, before: bool) -> Vec<(Span, EntityId)> {
    const GAP: usize = 45;
    let mut persons = material
        .inside(span)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Person(_)));
    let person = if before {
        persons.last()
    } else {
        persons.next()
    };
    person
        .filter(|(_, mention)| {
            let gap = if before {
                span.end - mention.span.end
            } else {
                mention.span.start - span.start
            };
            gap <= GAP
        })
        .and_then(|(index, mention)| Some((mention.span, material.resolved.of_mention[index]?)))
        .into_iter()
        .collect()
}

/// Everybody in the list that ends at a cue: `與A、B、C等社群朋友共同與談`. Where persons are named,
/// the bodies only say for whom they are there.
fn listed(material: &Material, sentence: Span, cue: Span) -> Vec<(Span, EntityId)> {
    let text = material.document.text();
    let start = text[sentence.start..cue.start]
        .rfind('，')
        .map_or(sentence.start, |at| sentence.start + at);
    let of_kind = |kind: Kind| {
        let mut agents: Vec<(Span, EntityId)> = material
            .inside(Span::new(start, cue.start))
            .filter_map(|(index, mention)| {
                Some((mention.span, material.resolved.of_mention[index]?))
            })
            .filter(|&(_, id)| material.resolved.entity(id).kind == kind)
            .collect();
        agents.sort_unstable_by_key(|(span, id)| (*id, *span));
        agents.dedup_by_key(|(_, id)| *id);
        agents
    };
    let persons = of_kind(Kind::Person);
    if persons.is_empty() {
        of_kind(Kind::Organisation)
    } else {
        persons
    }
}
