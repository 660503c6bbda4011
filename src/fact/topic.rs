//! What somebody spoke about: `他分享 g0v 社群執行的幾項專案`, `以「海洋治理」為題發表演講`,
//! `spoke on open data`.

use super::{Facts, Material, Occasion, sentence};
use crate::document::{BlockKind, Span, is_latin};
use crate::entity::EntityId;
use crate::mention::Reading;

/// What a speech was about, in the words of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Who spoke.
    pub speaker: EntityId,
    /// Where, if the report tells it as a part of a session or visit.
    pub occasion: Option<Occasion>,
    /// The words that say about what.
    pub text: Span,
    /// The word for speaking: 分享.
    pub cue: Span,
    /// The thing that these words name, if they are nothing but a name.
    pub about: Option<EntityId>,
    /// The words.
    pub evidence: Vec<Span>,
}

/// How short and how long the words for a topic may be, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=80;

/// Reads them: a verb of presenting after a person, or in a clause without a subject of its own
/// where somebody speaks. What somebody is asked to tell, or will tell, is left out.
pub fn find(material: &Material, facts: &Facts) -> Vec<Topic> {
    let document = material.document;
    let mut topics: Vec<Topic> = Vec::new();
    for block in document.blocks() {
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Caption { .. }
        ) {
            continue;
        }
        let found = if is_latin(document.slice(block.span)) {
            english(material, block.span)
        } else {
            chinese(material, facts, block.span)
        };
        for (speaker, cue, text, evidence) in found {
            if topics.iter().any(|known| known.text == text) || is_told(facts, text) {
                continue;
            }
            let occasion = facts
                .voiced_in(material, cue.start, speaker)
                .map(Occasion::Session);
            topics.push(Topic {
                speaker,
                occasion: occasion.or_else(|| visit_at(material, facts, cue.start, speaker)),
                text,
                cue,
                about: material.entity_at(text),
                evidence: vec![evidence],
            });
        }
    }
    topics
}

/// Whether words are a sentence that is told as what somebody should or will do: 報告|漁業署應加強稽查.
fn is_told(facts: &Facts, words: Span) -> bool {
    let mut cues = facts.undertakings.iter().filter_map(|told| told.cue);
    cues.any(|cue| words.start < cue.start && cue.end <= words.end)
}

/// A speaker, the verb, the topic and the words of all.
type Found = (EntityId, Span, Span, Span);

fn chinese(material: &Material, facts: &Facts, block: Span) -> Vec<Found> {
    let document = material.document;
    let mut found: Vec<Found> = Vec::new();
    let titled = titled(material, block);
    for (cue, text) in titled.into_iter().chain(presented(material, block)) {
        let sentence = sentence::whole(document, cue);
        let clause = sentence::clause(document, cue);
        if sentence::is_not_asserted_but(material, clause, Some(text)) {
            continue;
        }
        // A sentence that goes on (並分析…) is by whoever spoke in the one before.
        let last = found
            .last()
            .map(|(speaker, _, text, _)| (*speaker, text.end));
        let Some((speaker, name)) = speaker(material, facts, (sentence, clause, cue), last) else {
            continue;
        };
        let length = document.slice(text).chars().count();
        let known = found.iter().any(|(_, _, known, _)| known.overlaps(text));
        if LENGTH.contains(&length) && !known {
            let words = name.unwrap_or(cue).join(cue).join(text);
            found.push((speaker, cue, text, words));
        }
    }
    found
}

/// 以「甲」為題發表演講, 就甲進行專題報告: the words around and the topic.
fn titled(material: &Material, block: Span) -> Vec<(Span, Span)> {
    let words = material.document.slice(block);
    let text = material.document.text();
    let mut found = Vec::new();
    for (closer, opener) in material.authority.lexicon.group("topic-frame") {
        for (close, _) in words.match_indices(&**closer) {
            let clause = words[..close]
                .rfind(['。', '；'])
                .map_or(0, |at| at + '。'.len_utf8());
            let Some(open) = words[clause..close].rfind(&**opener) else {
                continue;
            };
            let from = block.start + clause + open;
            let topic = Span::new(from + opener.len(), block.start + close);
            let topic = unquoted(text, sentence::trimmed(text, topic));
            let inside = material.document.slice(topic);
            if !inside.contains(['。', '；', '」', '「']) {
                found.push((Span::new(from, block.start + close + closer.len()), topic));
            }
        }
    }
    found
}

/// 分享|…, up to the end of the clause.
fn presented(material: &Material, block: Span) -> Vec<(Span, Span)> {
    let document = material.document;
    let text = document.text();
    let mut found = Vec::new();
    for (cue, _) in material.cues(block, "topic-verb") {
        let rest = document.slice(Span::new(cue.end, block.end.max(cue.end)));
        let guarded = material.words("topic-guard").start(rest.trim_start());
        if guarded || rest.is_empty() {
            continue;
        }
        let end = rest
            .find(['，', '。', '；', '：', ':', '\n'])
            .unwrap_or(rest.len());
        let mut topic = &rest[..end];
        // 原因|如下：
        topic = topic.trim_end();
        let pointers = material.words("list-pointer").ending(topic);
        if let Some((pointer, _)) = pointers.max_by_key(|(word, _)| word.len()) {
            topic = &topic[..topic.len() - pointer.len()];
        }
        // 分享|了|有關|…
        topic = topic.trim_start();
        while let Some((filler, _)) = material.words("topic-filler").starting(topic).last() {
            topic = topic[filler.len()..].trim_start();
        }
        let start = cue.end + rest.find(topic).unwrap_or(0);
        let span = sentence::trimmed(text, Span::new(start, start + topic.len()));
        found.push((cue, unquoted(text, span)));
    }
    found
}

/// Words without the quotation marks around them.
fn unquoted(text: &str, span: Span) -> Span {
    let words = &text[span.start..span.end];
    for (open, close) in [
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('“', '”'),
        ('"', '"'),
    ] {
        let inside = words
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside.filter(|inside| !inside.contains([open, close])) {
            let start = span.start + open.len_utf8();
            return Span::new(start, start + inside.len());
        }
    }
    span
}

/// Who speaks at a verb: the last person before it in its clause, with no other agent between; in
/// a clause without a subject the person of the sentence, or whoever has the word.
fn speaker(
    material: &Material,
    facts: &Facts,
    (sentence, clause, cue): (Span, Span, Span),
    last: Option<(EntityId, usize)>,
) -> Option<(EntityId, Option<Span>)> {
    /// How far a person may stand before a verb in its own clause, in characters.
    const FAR: usize = 30;
    let document = material.document;
    let before = Span::new(clause.start, cue.start.max(clause.start));
    let lead = document.slice(before);
    if material.words("topic-request").stand_in(lead) {
        return None;
    }
    let agents = |span: Span| {
        material.inside(span).filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let person = matches!(mention.reading, Reading::Person(_));
            let agent = matches!(
                material.resolved.entity(id).kind,
                crate::entity::Kind::Organisation | crate::entity::Kind::Jurisdiction
            );
            (person || agent).then_some((mention.span, id, person))
        })
    };
    if let Some((name, id, person)) = agents(before).max_by_key(|(span, ..)| span.end) {
        let gap = document.slice(Span::new(name.end, cue.start.max(name.end)));
        let denied = material.words("negation").stand_in(gap);
        let near = person && !denied && gap.chars().count() <= FAR;
        return near.then_some((id, Some(name)));
    }
    // 並說明…, 首先他分享…
    let mut rest = lead.trim();
    let openers = material.words("clause-opener");
    let pronouns = material.words("speaker-pronoun");
    loop {
        let first = openers.starting(rest).chain(pronouns.starting(rest));
        let Some((word, _)) = first.max_by_key(|(word, _)| word.len()) else {
            break;
        };
        rest = rest[word.len()..].trim_start();
    }
    if !rest.is_empty() {
        return None;
    }
    let earlier = Span::new(sentence.start, before.start.max(sentence.start));
    let persons: Vec<_> = agents(earlier).filter(|(.., person)| *person).collect();
    if let Some((name, id, _)) = persons.last() {
        let alone = persons.iter().all(|(_, other, _)| other == id);
        return alone.then_some((*id, Some(*name)));
    }
    let goes_on = last.filter(|(id, end)| {
        let between = Span::new(*end, sentence.start.max(*end));
        agents(between).all(|(_, other, person)| !person || other == *id)
    });
    let speaker = goes_on
        .map(|(id, _)| id)
        .or_else(|| facts.speaker_at(cue.start));
    Some((speaker?, None))
}

/// The visit that a place of the text is told below, if somebody took part in it.
fn visit_at(material: &Material, facts: &Facts, at: usize, agent: EntityId) -> Option<Occasion> {
    let document = material.document;
    let node = document.block_at(at).node?;
    let index = document.ancestors(node).find_map(|node| {
        let told = |words: &Span| node.title.overlaps(*words);
        facts
            .visits
            .iter()
            .position(|visit| visit.evidence.iter().any(told))
    })?;
    let occasion = Occasion::Visit(index);
    let mut parts = facts.participations.iter();
    parts
        .any(|part| part.occasion == occasion && part.agent == agent)
        .then_some(occasion)
}

/// Ms Lima spoke on …, gave a presentation on …
fn english(material: &Material, block: Span) -> Vec<Found> {
    /// How far a person may stand before a verb, in characters.
    const FAR: usize = 40;
    let document = material.document;
    let mut found = Vec::new();
    for sentence in sentence::latin(material, block) {
        let words = document.slice(sentence);
        for (at, (verb, _)) in material.words("topic-verb-en").places(words) {
            let after = &words[at + verb.len()..];
            let whole = words[..at].ends_with(' ') && after.starts_with(' ');
            let cue = Span::new(sentence.start + at, sentence.start + at + verb.len());
            let before = Span::new(sentence.start, cue.start);
            let person = material
                .inside(before)
                .filter(|(_, mention)| matches!(mention.reading, Reading::Person(_)))
                .last();
            let Some((index, person)) = person.filter(|_| whole) else {
                continue;
            };
            let gap = document.slice(Span::new(person.span.end, cue.start));
            let asked = material
                .words("topic-request")
                .stand_in(&gap.to_lowercase());
            let Some(id) = material.resolved.of_mention[index] else {
                continue;
            };
            let is_near = gap.chars().count() <= FAR && !gap.contains([';', '.']) && !asked;
            let end = after.find([',', ';', '.', '(']).unwrap_or(after.len());
            let closers = material.words("topic-close-en").places(&after[..end]);
            let closers = closers.into_iter().filter(|&(at, (word, _))| {
                let behind = &after[at + word.len()..end];
                after[..at].ends_with(' ') && behind.starts_with(' ')
            });
            let end = closers.map(|(at, _)| at).min().unwrap_or(end);
            let topic = Span::new(cue.end, cue.end + end);
            let topic = unquoted(document.text(), sentence::trimmed(document.text(), topic));
            let said = document.slice(topic);
            let is_topic = !material.words("topic-guard").start(said)
                && !sentence::is_not_asserted_but(material, sentence, Some(topic));
            if is_near && is_topic && LENGTH.contains(&said.chars().count()) {
                found.push((id, cue, topic, person.span.join(topic)));
            }
        }
    }
    found
}
