//! Parts of an event: headings that name a session, and who spoke in it.

use super::{Facts, Material, Occasion, Participation, Session, sentence};
use crate::document::{BlockKind, NodeId, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;
use crate::project::slug;

/// Reads the sessions of the report's main event.
pub fn find(material: &Material, facts: &mut Facts) {
    let Some(event) = main_event(material) else {
        return;
    };
    for (index, node) in material.document.nodes().iter().enumerate() {
        if !node.is_heading {
            continue;
        }
        let Some((format, titled)) = format(material, node.title) else {
            continue;
        };
        let (chinese, foreign) = titles(material.document.slice(titled));
        let key = slug(
            foreign
                .as_deref()
                .or(chinese.as_deref())
                .unwrap_or_default(),
        );
        if key.is_empty() || facts.sessions.iter().any(|known| known.key == key) {
            continue;
        }
        let occasion = Occasion::Session(facts.sessions.len());
        let body = body(material, NodeId(index));
        facts.sessions.push(Session {
            event,
            key,
            chinese,
            foreign,
            date: body.first().and_then(|&block| first_date(material, block)),
            format,
            evidence: vec![node.title],
        });
        for block in body {
            let found = participations(material, block, occasion);
            facts.participations.extend(found);
        }
    }
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

/// The event with dates that is named most often.
fn main_event(material: &Material) -> Option<EntityId> {
    material
        .resolved
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == Kind::Event && entity.year.is_some())
        .max_by_key(|(index, entity)| (entity.mentions.len(), std::cmp::Reverse(*index)))
        .map(|(index, _)| EntityId(index))
}

/// Whether a heading names a session.
pub(super) fn is_session(material: &Material, title: Span) -> bool {
    format(material, title).is_some()
}

/// The format that a heading says, and the part of it that is the title: `“…” 座談會`, 開幕.
fn format(material: &Material, title: Span) -> Option<(String, Span)> {
    let text = material.document.slice(title).trim_end();
    let (word, format) = material
        .authority
        .lexicon
        .group("session-format")
        .iter()
        .filter(|(word, _)| text.ends_with(word.as_ref()))
        .max_by_key(|(word, _)| word.len())?;
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

/// Who moderated, spoke or sat on the panel, by the words around their names.
pub(super) fn participations(
    material: &Material,
    block: Span,
    occasion: Occasion,
) -> Vec<Participation> {
    let document = material.document;
    let mut found: Vec<Participation> = Vec::new();
    for (cue, value) in material.authority.lexicon.group("participation-cue") {
        // `speaker<`: the person stands before the cue; `speaker>`: after it;
        // `panellist<<`: every person and body of the clause before it.
        let (role, side) = value.split_at(value.find(['<', '>']).unwrap_or(value.len()));
        for (at, _) in document.slice(block).match_indices(cue.as_ref()) {
            let cue = Span::new(block.start + at, block.start + at + cue.len());
            let sentence = sentence::around(document, cue);
            let agents = match side {
                "<" => near(material, Span::new(sentence.start, cue.start), true),
                ">" => near(material, Span::new(cue.end, sentence.end), false),
                _ => listed(material, sentence, cue),
            };
            for agent in agents {
                let fact = Participation {
                    occasion,
                    agent,
                    role: role.to_owned(),
                    side: None,
                    acting_for: None,
                    title: None,
                    evidence: vec![sentence],
                };
                if !found.iter().any(|f| f.agent == agent && f.role == role) {
                    found.push(fact);
                }
            }
        }
    }
    found
}

/// The person next to a cue, with nothing but titles and bodies between them.
fn near(material: &Material, span: Span, before: bool) -> Vec<EntityId> {
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
        .and_then(|(index, _)| material.resolved.of_mention[index])
        .into_iter()
        .collect()
}

/// Everybody in the list that ends at a cue: `與A、B、C等社群朋友共同與談`. Where persons are named,
/// the bodies only say for whom they are there.
fn listed(material: &Material, sentence: Span, cue: Span) -> Vec<EntityId> {
    let text = material.document.text();
    let start = text[sentence.start..cue.start]
        .rfind('，')
        .map_or(sentence.start, |at| sentence.start + at);
    let of_kind = |kind: Kind| {
        let mut agents: Vec<EntityId> = material
            .inside(Span::new(start, cue.start))
            .filter_map(|(index, _)| material.resolved.of_mention[index])
            .filter(|&id| material.resolved.entity(id).kind == kind)
            .collect();
        agents.sort_unstable();
        agents.dedup();
        agents
    };
    let persons = of_kind(Kind::Person);
    if persons.is_empty() {
        of_kind(Kind::Organisation)
    } else {
        persons
    }
}
