//! Talks that were given in a ceremony: `由總統發表開幕演講`, `發表一場 10 分鐘的演說(Keynote)`.
//!
//! A talk under a heading of its own is a session already; those of an opening or a closing have
//! only the words that tell of them.

use super::session::Spoken;
use super::{Facts, Material, Occasion, Participation, Session, sentence};
use crate::document::Span;
use crate::entity::EntityId;
use crate::project::slug;

/// The words that say that a talk was given, in a block: `發表|一場 10 分鐘的|演說`.
pub fn delivered(material: &Material, block: Span) -> Vec<Span> {
    /// How far the talk may stand from its verb, in bytes.
    const FAR: usize = 60;
    let text = material.document.slice(block);
    let verbs = material.words("delivery-verb");
    let mut found = Vec::new();
    for (at, (verb, _)) in verbs.places(text) {
        let start = at + verb.len();
        let rest = &text[start..];
        let clause = rest.find(['，', '。', '；', '、']).unwrap_or(rest.len());
        let Some((from, to)) = noun(material, &rest[..clause]).filter(|(from, _)| *from <= FAR)
        else {
            continue;
        };
        // 發表報告後進行演說 is of the other verb; 發表|的|演說 only points to a talk.
        let gap = rest[..from].trim_start();
        if !verbs.stand_in(gap) && !gap.starts_with(['的', '之']) {
            found.push(Span::new(block.start + at, block.start + start + to));
        }
    }
    found
}

/// The first word for a talk in some words, the longest of those that begin there.
fn noun(material: &Material, words: &str) -> Option<(usize, usize)> {
    talks(material)
        .filter_map(|(noun, _)| words.find(noun).map(|at| (at, at + noun.len())))
        .min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)))
}

/// The words for talks in Chinese, with their formats.
fn talks<'a>(material: &Material<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let formats = material.authority.lexicon.group("session-format").iter();
    formats
        .map(|(word, format)| (word.as_ref(), format.as_ref()))
        .filter(|(word, format)| !word.is_ascii() && matches!(*format, "speech" | "keynote"))
}

/// Adds the talk that somebody gave in a ceremony, with him as its speaker, and gives its index.
pub fn add(
    material: &Material,
    facts: &mut Facts,
    event: EntityId,
    spoken: &Spoken,
) -> Option<usize> {
    let part_of = match spoken.part.occasion {
        Occasion::Session(index) => Some(index),
        _ => None,
    };
    if spoken.part.role != "speaker" || spoken.name.start > spoken.cue.start {
        return None;
    }
    let end = spoken.cue.end;
    let (format, foreign) = match named(material, end) {
        Some((format, words)) => (format, Some(words)),
        None => (format(material, spoken.cue)?, None),
    };
    let agent = material.resolved.entity(spoken.part.agent);
    let key = slug(&format!("{format}-{}", agent.key));
    let mut sessions = facts.sessions.iter();
    if sessions.any(|known| known.event == event && known.key == key) {
        return None;
    }
    let bracket = foreign.and_then(|words| {
        let rest = &material.document.text()[words.end..];
        Some(words.end + rest.chars().next()?.len_utf8())
    });
    let words = Span::new(spoken.name.start, bracket.unwrap_or(end));
    let index = facts.sessions.len();
    facts.sessions.push(Session {
        event,
        part_of,
        key,
        chinese: Some(material.document.slice(words).to_owned()),
        foreign: foreign.map(|words| material.document.slice(words).to_owned()),
        also: phrase(material, spoken.cue).into_iter().collect(),
        format: format.to_owned(),
        date: None,
        evidence: vec![words],
    });
    facts.participations.push(Participation {
        occasion: Occasion::Session(index),
        ..spoken.part.clone()
    });
    Some(index)
}

/// What a talk is called, if that is more than a talk: 發表|開幕演講.
fn phrase(material: &Material, cue: Span) -> Option<String> {
    let words = material.document.slice(cue);
    let verbs = material.authority.lexicon.group("delivery-verb");
    let phrase = verbs
        .iter()
        .find_map(|(verb, _)| words.strip_prefix(verb.as_ref()))?;
    let counted = phrase.contains(|c: char| c.is_whitespace() || c.is_numeric());
    let bare = talks(material).any(|(noun, _)| noun == phrase);
    (!bare && !counted && !phrase.contains('的')).then(|| phrase.to_owned())
}

/// The format of the talk that some words end with.
fn format<'a>(material: &Material<'a>, cue: Span) -> Option<&'a str> {
    let words = material.document.slice(cue);
    talks(material)
        .filter(|(noun, _)| words.ends_with(noun))
        .max_by_key(|(noun, _)| noun.len())
        .map(|(_, format)| format)
}

/// The format that brackets after a talk name: 演說(Keynote).
fn named<'a>(material: &Material<'a>, end: usize) -> Option<(&'a str, Span)> {
    let block = material.document.block_at(end).span;
    let rest = &material.document.text()[end..block.end.max(end)];
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let close = rest.find([')', '）'])?;
    let inside = &rest[open.len_utf8()..close];
    let format = material.authority.lexicon.value("session-format", inside)?;
    Some((format, Span::new(end + open.len_utf8(), end + close)))
}

/// Adds to each talk the other places that name it by its speaker: 歐蘭德|開幕致詞. Where somebody
/// spoke in several sessions, no such place says which.
pub fn again(material: &Material, facts: &mut Facts, talks: &[usize]) {
    /// How far the word may stand from the name, in bytes.
    const FAR: usize = 36;
    let document = material.document;
    for &talk in talks {
        let spoke = |part: &&Participation| part.role == "speaker";
        let parts = facts.participations.iter().filter(spoke);
        let in_talk = parts
            .clone()
            .find(|p| p.occasion == Occasion::Session(talk));
        let Some(agent) = in_talk.map(|part| part.agent) else {
            continue;
        };
        let around = facts.sessions[talk].part_of.map(Occasion::Session);
        let elsewhere = parts.filter(|part| part.agent == agent).any(|part| {
            matches!(part.occasion, Occasion::Session(index) if index != talk)
                && Some(part.occasion) != around
        });
        if elsewhere {
            continue;
        }
        for (index, mention) in material.mentions.iter().enumerate() {
            if material.resolved.of_mention[index] != Some(agent) {
                continue;
            }
            let clause = sentence::clause(document, mention.span);
            let end = clause.end.max(mention.span.end);
            let rest = document.slice(Span::new(mention.span.end, end));
            let Some((at, end)) = noun(material, rest).filter(|(at, _)| *at <= FAR) else {
                continue;
            };
            let nouns = material.authority.lexicon.group("speech-noun").iter();
            let mut videos = nouns.filter(|(_, kind)| kind == "video-message");
            let is_video = videos.any(|(word, _)| rest[at..].starts_with(&**word));
            let words = Span::new(mention.span.start, mention.span.end + end);
            let evidence = &mut facts.sessions[talk].evidence;
            if !is_video && !evidence.iter().any(|known| known.overlaps(words)) {
                evidence.push(words);
            }
        }
    }
}
