//! What English sentences say that somebody has: `OGP now has more than 70 member countries.`

use super::{Facts, Figure, Material, Measured, figure, number, sentence, time, unit};
use crate::document::{BlockKind, Span, is_latin};
use crate::entity::EntityId;
use crate::mention::numeral::Decimal;

/// Reads the counts of English sentences whose subject is named right before the verb.
pub fn find(material: &Material, facts: &Facts) -> Vec<Figure> {
    let document = material.document;
    let mut found = Vec::new();
    for block in document.blocks() {
        let text = match block.kind {
            BlockKind::Paragraph
            | BlockKind::Item
            | BlockKind::Caption { .. }
            | BlockKind::Footnote { .. } => block.span,
            _ => continue,
        };
        if !is_latin(document.slice(text)) {
            continue;
        }
        for sentence in sentence::latin(material, text) {
            if !sentence::is_not_asserted(material, sentence) {
                found.extend(read(material, facts, sentence));
            }
        }
    }
    found
}

fn read(material: &Material, facts: &Facts, sentence: Span) -> Vec<Figure> {
    let document = material.document;
    let words = document.slice(sentence);
    let mut found = Vec::new();
    for (at, (verb, _)) in material.words("count-verb-en").places(words) {
        let whole = words[..at].ends_with(' ') && words[at + verb.len()..].starts_with(' ');
        let Some(counted) = whole
            .then(|| counted(material, &words[at + verb.len()..]))
            .flatten()
        else {
            continue;
        };
        let before = Span::new(sentence.start, sentence.start + at);
        let Some(about) = subject(material, before, counted.measure) else {
            continue;
        };
        let start = sentence.start + at + verb.len();
        let place = Span::new(start + counted.from, start + counted.to);
        found.push(Figure {
            about: Measured::Thing(about),
            measure: counted.measure.to_owned(),
            value: Decimal::integer(counted.value),
            bound: counted.bound.to_owned(),
            unit: counted.noun.to_owned(),
            key: counted.noun.to_owned(),
            unit_code: unit::code(&material.authority.lexicon, "", counted.measure),
            of: None,
            place,
            as_of: time::as_of(material, place),
            speaker: facts.speaker_at(start),
            evidence: vec![sentence],
        });
    }
    found
}

/// A number with its bound and what it counts, at these bytes of the words.
struct Counted<'w> {
    value: i64,
    bound: &'w str,
    noun: &'w str,
    measure: &'w str,
    from: usize,
    to: usize,
}

/// more than 70 member countries, right at the beginning of some words.
fn counted<'w>(material: &Material<'w>, words: &'w str) -> Option<Counted<'w>> {
    let spaced = |words: &str| words.len() - words.trim_start().len();
    let from = spaced(words);
    let bounds = material.words("bound").starting(&words[from..]);
    let bound = bounds
        .filter(|(word, _)| words[from + word.len()..].starts_with(' '))
        .max_by_key(|(word, _)| word.len());
    let (length, bound) = bound.map_or((0, "exactly"), |(word, bound)| (word.len(), &**bound));
    let number = from + length + spaced(&words[from + length..]);
    let (value, digits) = number::at_start(material, &words[number..])?;
    let noun = number + digits + spaced(&words[number + digits..]);
    let measures = material.words("measure-en").starting(&words[noun..]);
    let (name, measure) = measures
        .filter(|(name, _)| !words[noun + name.len()..].starts_with(char::is_alphanumeric))
        .max_by_key(|(name, _)| name.len())?;
    (noun > number + digits).then_some(Counted {
        value,
        bound,
        noun: name,
        measure,
        from,
        to: noun + name.len(),
    })
}

/// What is named right before a verb, and can have such a number.
fn subject(material: &Material, before: Span, measure: &str) -> Option<EntityId> {
    let kind = material
        .authority
        .lexicon
        .value("measure-subject", measure)?;
    let last = material
        .inside(before)
        .filter_map(|(index, mention)| Some((mention.span, material.resolved.of_mention[index]?)))
        .max_by_key(|(span, _)| (span.end, span.len()))?;
    let gap = material.document.slice(Span::new(last.0.end, before.end));
    let mut between = gap.split_whitespace().map(|word| word.trim_matches(','));
    let adverbs = |word: &str| material.authority.lexicon.contains("count-adverb-en", word);
    (between.all(adverbs) && figure::has(material, last.1, kind)).then_some(last.1)
}
