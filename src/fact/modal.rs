//! Undertakings that English words by a verb: `The Agency will publish …`, `Members should …`,
//! `We call on …`.
//!
//! A verb alone is no evidence: `the meeting will take place` promises nothing. The subject must
//! be a body, a country or a person that the text names, `we` or `members`, or the sentence must
//! stand under a heading such as Commitments.

use std::ops::Range;

use super::{Material, Undertaking, UndertakingClass, action, quotation, sentence};
use crate::authority::Lexicon;
use crate::document::{BlockKind, NodeId, Span, is_latin};
use crate::entity::{EntityId, Kind};

/// How many words of a sentence may stand before the verb.
const FARTHEST: usize = 24;

/// Reads the sentences of English blocks; `known` are those read from lists.
pub fn find(material: &Material, known: &[Undertaking]) -> Vec<Undertaking> {
    let document = material.document;
    let mut found: Vec<Undertaking> = Vec::new();
    for block in document.blocks() {
        // Chair Ana Lima: |we will publish …
        let line = quotation::turn(material, block);
        let speaker = line.map(|(speaker, _)| speaker);
        let text = match (block.kind.clone(), line) {
            (_, Some((_, words))) => words,
            (BlockKind::Paragraph, None) => block.span,
            (BlockKind::Item, None) => {
                let title = block.node.map(|node| document.node(node).title);
                let start = title.map_or(block.span.start, |title| title.start);
                Span::new(start, block.span.end)
            }
            _ => continue,
        };
        if !is_latin(document.slice(text)) {
            continue;
        }
        let promised = block.node.is_some_and(|node| promises(material, node));
        // The number of the heading above is no number of a sentence.
        let item = block.node.filter(|_| block.kind == BlockKind::Item);
        for sentence in sentence::latin(material, text) {
            let taken = known
                .iter()
                .any(|u| u.text.start < sentence.end && sentence.start < u.text.end);
            let read = |said: Span| Some((said, read(material, said, promised, speaker)?));
            let told = read(sentence).or_else(|| read(contrasted(material, sentence)?));
            let Some((sentence, reading)) = told.filter(|_| !taken) else {
                continue;
            };
            let number = item.map_or_else(Vec::new, |node| document.path(node));
            let marker = item
                .map_or_else(Vec::new, |node| document.markers(node))
                .join("-");
            found.push(Undertaking {
                number,
                marker,
                maker: reading.maker,
                joint: reading.joint,
                speaker,
                addressees: reading.addressees,
                modality: reading.modality,
                deadline: action::deadline(material, sentence),
                cue: Some(reading.cue),
                ..Undertaking::stated(reading.class, sentence)
            });
        }
    }
    found
}

/// Whether a heading above says that promises or advice follow.
pub fn promises(material: &Material, node: NodeId) -> bool {
    let mut at = Some(node);
    while let Some(id) = at {
        let node = material.document.node(id);
        let title = material.document.slice(node.title).to_lowercase();
        let mut ends = title.match_indices([' ', ':', ',']).map(|(end, _)| end);
        let lexicon = &material.authority.lexicon;
        let is = |title: &str| lexicon.contains("undertaking-heading-en", title);
        if node.is_heading && (is(&title) || ends.any(|end| is(&title[..end]))) {
            return true;
        }
        at = node.parent;
    }
    false
}

/// What a sentence undertakes.
struct Reading {
    class: UndertakingClass,
    /// Who does it, if the subject is named.
    maker: Option<EntityId>,
    /// Who does it together with the first: `Denmark and |Sweden| will build`.
    joint: Vec<EntityId>,
    /// Who ought to, where somebody else says so: `|Kenya should publish`.
    addressees: Vec<EntityId>,
    /// The notation in the code list `modality`.
    modality: Option<String>,
    /// The verb.
    cue: Span,
}

/// Reads a sentence; `speaker` is who says it, if the line says so.
fn read(
    material: &Material,
    sentence: Span,
    promised: bool,
    speaker: Option<EntityId>,
) -> Option<Reading> {
    let text = material.document.slice(sentence);
    let lexicon = &material.authority.lexicon;
    let (cue, value) = first_cue(lexicon, text)?;
    let (class, modality) = match value.split_once('/') {
        Some((class, modality)) => (class, Some(modality.to_owned())),
        None => (value, None),
    };
    let class = match class {
        "commitment" => UndertakingClass::Commitment,
        "recommendation" | "call" => UndertakingClass::Recommendation,
        _ => return None,
    };
    let before = &text[..cue.start];
    let after = text[cue.end..].trim_start();
    // The Ministry's plans to build
    if ["'s", "’s", "s'", "s’"]
        .iter()
        .any(|end| before.trim_end().ends_with(end))
    {
        return None;
    }
    let lead: Vec<&str> = before.split_whitespace().collect();
    // Whether samples should be taken; if the Agency will pay; it recalled that it would.
    let reported = lead
        .iter()
        .any(|word| lexicon.contains("subordinator-en", &word.to_lowercase()));
    let happens = begins_to_happen(lexicon, after);
    let asks = text.ends_with('?');
    // could not commit, but should not commit
    let is_suggested = modality.as_deref() == Some("suggested");
    let may_deny = class == UndertakingClass::Commitment || is_suggested;
    let promised_not = may_deny && is_negated(lexicon, after);
    // declined |to commit to
    let refused =
        matches!(lead.as_slice(), [.., verb, "to"] if lexicon.contains("refusal-en", verb));
    let denied = refused || lead.last().is_some_and(|word| is_negation(lexicon, word));
    if reported || happens || asks || promised_not || denied || lead.len() > FARTHEST {
        return None;
    }
    let subject = Span::new(sentence.start, sentence.start + cue.start);
    let named = material.inside(subject).filter_map(|(index, mention)| {
        let id = material.resolved.of_mention[index]?;
        let kind = material.resolved.entity(id).kind;
        let is_agent = matches!(kind, Kind::Organisation | Kind::Jurisdiction | Kind::Person);
        is_agent.then_some((mention.span, id))
    });
    // The body itself, not the place in its name.
    let by = named
        .reduce(|best, next| {
            if next.0.start >= best.0.end {
                best
            } else {
                longer(best, next)
            }
        })
        .filter(|(span, _)| begins(material, text, span.start - sentence.start))
        .and_then(|name| meant(material, name, subject));
    let general = lead
        .first()
        .is_some_and(|word| lexicon.contains("undertaking-subject-en", &word.to_lowercase()));
    let is_asked = lexicon.contains("addressed-cue-en", &text[cue.clone()]);
    // Canada will publish its register, Kenya said: that is no word of Canada.
    let told = class == UndertakingClass::Commitment
        && (is_conditional(lexicon, after) || is_told_by_another(material, sentence, cue.end, by));
    // I will circulate
    let first = lead.first();
    let own = first.is_some_and(|word| lexicon.contains("first-person-en", &word.to_lowercase()));
    // I think it will rain: that is no promise of whoever thinks so.
    let adverb = |word: &&str| {
        let word = word.trim_end_matches(',').to_lowercase();
        lexicon.contains("quote-adverb-en", &word)
    };
    let alone = class != UndertakingClass::Commitment || lead.iter().skip(1).all(adverb);
    let verb = Span::new(sentence.start + cue.start, sentence.start + cue.end);
    let only_told = told
        || sentence::is_hearsay_at(material, sentence, Some(verb))
        || sentence::is_taken_back(material, sentence)
        || speaker.is_some() && own && !alone;
    let speaker = speaker.filter(|_| own);
    let stated = by.or(speaker).is_some() || general || promised && !lead.is_empty();
    let joint = by.map_or_else(Vec::new, |first| joint(material, subject, first));
    let (joint, asked) = if is_asked {
        (Vec::new(), joint)
    } else {
        (joint, Vec::new())
    };
    (stated && !only_told).then(|| Reading {
        class,
        maker: by.filter(|_| !is_asked).or(speaker),
        joint,
        addressees: by.filter(|_| is_asked).into_iter().chain(asked).collect(),
        modality,
        cue: Span::new(sentence.start + cue.start, sentence.start + cue.end),
    })
}

/// Whom a subject means that begins with a name: `the Bank's |A. Adesina`, `Kenya's |Ministry of Health`;
/// nobody, where it is something else of theirs: `the Bank's |website`.
fn meant(material: &Material, name: (Span, EntityId), subject: Span) -> Option<EntityId> {
    let (span, id) = name;
    let behind = material.document.slice(Span::new(span.end, subject.end));
    let mut signs = quotation::POSSESSIVE.iter();
    let Some(sign) = signs.find(|sign| behind.starts_with(**sign)) else {
        return Some(id);
    };
    let start = span.end + sign.len();
    let body = || {
        let rest = Span::new(start, subject.end);
        let mut bodies = material.named(rest, |kind| kind == Kind::Organisation);
        bodies.find(|(place, _)| place.start == start)
    };
    let next = quotation::owned(material, span, subject).or_else(body)?;
    meant(material, next, subject)
}

/// The others of a subject that is a list of names and nothing more: `Denmark, |Norway| and |Sweden|`.
fn joint(material: &Material, subject: Span, first: EntityId) -> Vec<EntityId> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let is_agent = |kind| matches!(kind, Kind::Organisation | Kind::Jurisdiction | Kind::Person);
    let mut others = Vec::new();
    let mut end = None;
    for (span, id) in material.named(subject, is_agent) {
        if let Some(end) = end {
            let gap = document.slice(Span::new(end, span.start.max(end)));
            let gap = without_determiner(lexicon, gap);
            if !matches!(gap.trim(), "," | "and" | ", and" | "&") {
                return Vec::new();
            }
            if id != first && !others.contains(&id) {
                others.push(id);
            }
        } else if id != first {
            continue;
        }
        end = Some(span.end);
    }
    let rest = end.map_or("", |end| {
        document.slice(Span::new(end, subject.end.max(end)))
    });
    let mut rest = rest.split_whitespace();
    let plain = rest.all(|word| matches!(word, "both" | "all" | "also") || word.ends_with("ly"));
    if plain { others } else { Vec::new() }
}

/// The words behind those that a sentence sets against them: `The firm failed, but |the Ministry will publish`.
fn contrasted(material: &Material, sentence: Span) -> Option<Span> {
    let text = material.document.slice(sentence);
    let lexicon = &material.authority.lexicon;
    let joints = lexicon.group("clause-joint-en").iter();
    let (at, from) = joints
        .filter_map(|(joint, _)| {
            let words = format!(", {joint} ");
            text.find(&words).map(|at| (at, at + words.len()))
        })
        .min()?;
    let reported = text[..at]
        .split_whitespace()
        .any(|word| lexicon.contains("subordinator-en", &word.to_lowercase()));
    (!reported).then(|| Span::new(sentence.start + from, sentence.end))
}

/// Whether what is promised hangs on something: `publish only |if others do`.
fn is_conditional(lexicon: &Lexicon, after: &str) -> bool {
    let small = after.to_lowercase();
    let conditions = lexicon.group("condition-en");
    conditions.iter().any(|(words, _)| {
        let mut places = small.match_indices(&**words);
        places.any(|(at, _)| small[..at].ends_with(' '))
    })
}

/// Whether a sentence ends with the words that another one than its subject said it: `, Kenya said`.
fn is_told_by_another(
    material: &Material,
    sentence: Span,
    from: usize,
    subject: Option<EntityId>,
) -> bool {
    let lexicon = &material.authority.lexicon;
    let rest = Span::new(sentence.start + from, sentence.end);
    let said = |span: Span| {
        let document = material.document;
        let after = document.slice(Span::new(span.end, sentence.end));
        let mut words = after.split_whitespace();
        let verb = words.next().map(|word| word.trim_end_matches(['.', ',']));
        let before = document.slice(Span::new(rest.start, span.start));
        words.next().is_none()
            && verb.is_some_and(|verb| lexicon.contains("speech-verb", verb))
            && without_determiner(lexicon, before).ends_with(',')
    };
    material.inside(rest).any(|(index, mention)| {
        let id = material.resolved.of_mention[index];
        id.is_some() && id != subject && said(mention.span)
    })
}

/// Words without the determiner at their end: `…, |the`.
fn without_determiner<'w>(lexicon: &Lexicon, words: &'w str) -> &'w str {
    let words = words.trim_end();
    let (rest, last) = words.rsplit_once(' ').unwrap_or(("", words));
    if lexicon.contains("determiner-en", last) {
        rest.trim_end()
    } else {
        words
    }
}

/// Whether words begin with a negation: `|not publish`, but not `|not only publish`.
fn is_negated(lexicon: &Lexicon, after: &str) -> bool {
    let guards = lexicon.group("negation-guard-en");
    after
        .split_whitespace()
        .next()
        .is_some_and(|word| is_negation(lexicon, word))
        && !guards.iter().any(|(guard, _)| after.starts_with(&**guard))
}

fn is_negation(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.contains("negation", word.trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether the words behind `will` only say that something takes place: be held, take place.
fn begins_to_happen(lexicon: &Lexicon, after: &str) -> bool {
    let mut ends = after.match_indices([' ', '.', ',']).map(|(end, _)| end);
    ends.any(|end| lexicon.contains("event-future-en", &after[..end]))
}

/// Whether a sentence only says what is going to take place: `The next meeting will be held …`.
pub fn foretells(material: &Material, sentence: Span) -> bool {
    let text = material.document.slice(sentence);
    let lexicon = &material.authority.lexicon;
    first_cue(lexicon, text)
        .is_some_and(|(cue, _)| begins_to_happen(lexicon, text[cue.end..].trim_start()))
}

fn longer(a: (Span, EntityId), b: (Span, EntityId)) -> (Span, EntityId) {
    if b.0.len() > a.0.len() { b } else { a }
}

/// Whether nothing but an article or a bullet stands before a place of a sentence.
fn begins(material: &Material, sentence: &str, at: usize) -> bool {
    let lexicon = &material.authority.lexicon;
    // By December 2025 |the Registrar will publish
    let words = || sentence[..at].split_whitespace();
    let cue = words().next().map(str::to_lowercase);
    let dated = cue.is_some_and(|cue| lexicon.contains("deadline-cue-en", &cue));
    let skipped = usize::from(dated);
    words().skip(skipped).all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_day =
            bare.starts_with(|c: char| c.is_ascii_digit()) || lexicon.contains("month-en", bare);
        if dated && is_day {
            return true;
        }
        let is_mark = !word.contains(char::is_alphanumeric);
        is_mark || lexicon.contains("determiner-en", &word.to_lowercase())
    })
}

/// The first cue of a sentence and its value; of those that begin at one word the longest.
fn first_cue<'l>(lexicon: &'l Lexicon, text: &str) -> Option<(Range<usize>, &'l str)> {
    let cues = lexicon.group("undertaking-cue");
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let begins = c.is_ascii_lowercase() && !inside;
        inside = c.is_alphanumeric();
        if !begins {
            continue;
        }
        let rest = &text[at..];
        let end = rest.find(|c: char| !c.is_alphanumeric());
        let word = &rest[..end.unwrap_or(rest.len())];
        // The cues that begin with this word stand together.
        let from = cues.partition_point(|(cue, _)| &**cue < word);
        let longest = cues[from..]
            .iter()
            .take_while(|(cue, _)| cue.starts_with(word))
            .filter(|(cue, _)| {
                let tail = rest.strip_prefix(&**cue);
                tail.is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
            })
            .max_by_key(|(cue, _)| cue.len());
        if let Some((cue, value)) = longest {
            return Some((at..at + cue.len(), value));
        }
    }
    None
}
