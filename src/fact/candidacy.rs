//! Who wants to join what: `我國加入 OGP 案`, `科索沃申請加入`, `潛在會員國，特別是葡萄牙、德國等`.
//!
//! Wanting to join is no membership. How it stands is what the text says most: a refusal or an
//! admission stands above an application.

use super::enumeration;
use super::{Candidacy, Facts, Material, sentence};
use crate::document::Span;
use crate::entity::{EntityId, Kind};

/// Reads them.
pub fn find(material: &Material, facts: &Facts) -> Vec<Candidacy> {
    let wishes = wishes(material);
    let mut found: Vec<Candidacy> = Vec::new();
    for wish in &wishes {
        let Some(to) = wish.to.or_else(|| meant(&wishes, wish.candidate)) else {
            continue;
        };
        let known = found
            .iter_mut()
            .find(|known| (known.candidate, known.to) == (wish.candidate, to));
        match known {
            Some(known) => {
                if rank(&wish.status) > rank(&known.status) {
                    known.status.clone_from(&wish.status);
                }
                known.evidence.push(wish.evidence);
                known.open_list |= wish.open_list;
                known.label = known.label.or(wish.label);
            }
            None => found.push(Candidacy {
                candidate: wish.candidate,
                to,
                status: wish.status.clone(),
                label: wish.label,
                open_list: wish.open_list,
                speaker: facts.speaker_at(wish.words.start),
                evidence: vec![wish.evidence],
            }),
        }
    }
    for candidacy in &mut found {
        candidacy.evidence.sort_unstable();
        candidacy.evidence.dedup();
    }
    found
}

/// A place that speaks of a wish to join.
struct Wish {
    candidate: EntityId,
    /// The body, where it is named.
    to: Option<EntityId>,
    /// The notation in the code list `candidacy-status`.
    status: String,
    words: Span,
    /// The words, if they name this wish alone.
    label: Option<Span>,
    open_list: bool,
    evidence: Span,
}

/// How much a status says: later steps stand above earlier ones.
fn rank(status: &str) -> usize {
    const ORDER: [&str; 5] = [
        "prospective",
        "applied",
        "under-review",
        "refused",
        "accepted",
    ];
    ORDER.iter().position(|known| *known == status).unwrap_or(0)
}

/// The body of a wish that does not name it: the only one that this candidate, or else anybody,
/// wants to join.
fn meant(wishes: &[Wish], candidate: EntityId) -> Option<EntityId> {
    let only = |mut bodies: Vec<EntityId>| {
        bodies.sort_unstable();
        bodies.dedup();
        match bodies.as_slice() {
            [body] => Some(*body),
            _ => None,
        }
    };
    let own = wishes.iter().filter(|wish| wish.candidate == candidate);
    only(own.filter_map(|wish| wish.to).collect())
        .or_else(|| only(wishes.iter().filter_map(|wish| wish.to).collect()))
}

fn wishes(material: &Material) -> Vec<Wish> {
    let whole = Span::new(0, material.document.text().len());
    let mut found = Vec::new();
    for (cue, value) in material.cues(whole, "candidacy-cue") {
        match value {
            "prospective" => found.extend(prospective(material, cue)),
            _ => found.extend(applied(material, cue)),
        }
    }
    found.sort_by_key(|wish| (wish.words.start, wish.words.end));
    // Of 加入 and 申請加入 the longer word is the cue.
    found.dedup_by(|b, a| {
        let same = a.words == b.words && a.candidate == b.candidate;
        if same && rank(&b.status) > rank(&a.status) {
            a.status.clone_from(&b.status);
        }
        same
    });
    found
}

/// `我國|加入| OGP |案`: an agent, the verb, the body or none, and a word for the matter; 申請加入
/// needs none.
fn applied(material: &Material, cue: Span) -> Option<Wish> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let clause = sentence::clause(document, cue);
    let (name, candidate) = agent_before(material, clause, cue.start)?;
    let body = material
        .inside(Span::new(cue.end, clause.end.max(cue.end)))
        .take_while(|(_, mention)| {
            let gap = Span::new(cue.end, mention.span.start);
            document.slice(gap).trim().is_empty()
        })
        .filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let is_body = material.resolved.entity(id).kind == Kind::Organisation;
            is_body.then_some((mention.span, id))
        })
        .max_by_key(|(span, _)| span.end);
    let end = body.map_or(cue.end, |(span, _)| span.end);
    let rest = &document.text()[end..clause.end.max(end)];
    let spaced = rest.trim_start();
    let noun = lexicon
        .group("candidacy-noun")
        .iter()
        .filter(|(noun, _)| spaced.starts_with(noun.as_ref()))
        .map(|(noun, _)| noun.len())
        .max();
    let applies = says(material, Span::new(name.end, cue.end), "apply");
    if noun.is_none() && !applies || sentence::is_supposed(material, clause) {
        return None;
    }
    let end = noun.map_or(end, |length| end + rest.len() - spaced.len() + length);
    let whole = sentence::around(document, name.join(cue));
    let refused = Span::new(clause.start, name.start);
    let status = if says_last(material, refused, "refuse") {
        "refused"
    } else if says_last(material, refused, "admit") {
        "accepted"
    } else if applies || says(material, Span::new(name.start, clause.end), "apply") {
        "applied"
    } else {
        "prospective"
    };
    let words = Span::new(name.start, end);
    Some(Wish {
        candidate,
        to: body.map(|(_, id)| id),
        status: status.to_owned(),
        words,
        label: Some(words),
        open_list: false,
        evidence: whole,
    })
}

/// The agent that ends where the verb begins: 我國|加入, 科索沃(Kosovo)|申請加入.
fn agent_before(material: &Material, clause: Span, at: usize) -> Option<(Span, EntityId)> {
    let document = material.document;
    material
        .inside(Span::new(clause.start, at.max(clause.start)))
        .filter(|(_, mention)| {
            let gap = document.slice(Span::new(mention.span.end, at)).trim();
            // 科索沃(Kosovo): the gloss may stand outside the name.
            gap.is_empty() || gap.starts_with(['(', '（']) && gap.ends_with([')', '）'])
        })
        .filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let kind = material.resolved.entity(id).kind;
            matches!(kind, Kind::Jurisdiction | Kind::Organisation).then_some((mention.span, id))
        })
        .max_by_key(|(span, _)| (span.end, std::cmp::Reverse(span.start)))
}

/// Whether some words hold a verb of the group `membership-verb` with a value.
fn says(material: &Material, words: Span, wanted: &str) -> bool {
    let text = material.document.slice(words);
    let verbs = material.authority.lexicon.group("membership-verb");
    verbs
        .iter()
        .any(|(verb, value)| value == wanted && text.contains(verb.as_ref()))
}

/// Whether some words end with such a verb: 仍未改變而|婉拒|我國加入.
fn says_last(material: &Material, words: Span, wanted: &str) -> bool {
    let text = material.document.slice(words).trim_end();
    let verbs = material.authority.lexicon.group("membership-verb");
    verbs
        .iter()
        .any(|(verb, value)| value == wanted && text.ends_with(verb.as_ref()))
}

/// `向潛在會員國倡議，特別是葡萄牙、德國等`: those listed may join what was named before.
fn prospective(material: &Material, cue: Span) -> Vec<Wish> {
    /// How far the list may stand from the word, in bytes.
    const FAR: usize = 60;
    let document = material.document;
    let sentence = sentence::whole(document, cue);
    let text = document.text();
    let rest = &text[cue.end..sentence.end.max(cue.end)];
    let openers = material.authority.lexicon.group("example-cue");
    let opener = openers
        .iter()
        .filter_map(|(word, _)| rest.find(word.as_ref()).map(|at| (at, at + word.len())))
        .min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)));
    let Some((_, end)) = opener.filter(|(at, _)| *at <= FAR) else {
        return Vec::new();
    };
    let start = cue.end + end;
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let (items, last) = enumeration::starting_at(material, start, sentence.end);
    let to = material
        .inside(Span::new(sentence.start, cue.start))
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .filter(|&id| material.resolved.entity(id).kind == Kind::Organisation)
        .last();
    let Some(to) = to else { return Vec::new() };
    let closes = material.authority.lexicon.group("list-close");
    let after = text[last..sentence.end.max(last)].trim_start();
    let open_list = closes
        .iter()
        .any(|(word, _)| after.starts_with(word.as_ref()));
    let clause = sentence::clause(document, cue);
    let words = sentence::trimmed(text, Span::new(clause.start, last));
    items
        .into_iter()
        .filter(|(_, id)| material.resolved.entity(*id).kind == Kind::Jurisdiction)
        .map(|(_, candidate)| Wish {
            candidate,
            to: Some(to),
            status: "prospective".to_owned(),
            words,
            label: None,
            open_list,
            evidence: words,
        })
        .collect()
}
