//! What somebody says in quotation marks, and who: `“Buses are a lifeline,” said Ana Lima.`,
//! `賴署長表示：「…」`.
//!
//! Marks alone are no evidence, since they stand around titles and terms as well: a verb of saying
//! must stand beside them, with somebody named before or behind it.

use super::{Material, sentence};
use crate::document::{BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;

/// Words of somebody, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Who says it.
    pub speaker: EntityId,
    /// The words between the marks.
    pub text: Span,
    /// The words that say that it was said: said, 表示; none behind a name and a colon.
    pub cue: Option<Span>,
    /// The words with those around.
    pub evidence: Vec<Span>,
}

/// The marks around what is said.
const MARKS: [(char, char); 3] = [('「', '」'), ('“', '”'), ('"', '"')];

/// How few words or characters no statement has.
const SHORTEST: (usize, usize) = (4, 6);

/// Who is told to have spoken beside a quotation: he, the word for it, and the words of both.
struct Told {
    speaker: EntityId,
    cue: Option<Span>,
    words: Span,
}

/// Reads them, in the order of the text.
pub fn find(material: &Material) -> Vec<Quotation> {
    let document = material.document;
    let mut found: Vec<Quotation> = Vec::new();
    for block in document.blocks() {
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Field { .. }
        ) {
            continue;
        }
        // Who spoke last in the block, and where his words end.
        let mut last: Option<(Quotation, usize)> = None;
        for (outer, text) in quoted(document.text(), block.span) {
            if is_term(material, text) {
                continue;
            }
            let from = last.as_ref().map_or(block.span.start, |(_, end)| *end);
            let before = Span::new(from, outer.start);
            let after = Span::new(outer.end, block.span.end);
            let latin = is_latin(document.slice(block.span));
            let here = Span::new(block.span.start, outer.start);
            let him = || meant(material, here, found.last());
            let told = if latin {
                english_before(material, before)
                    .or_else(|| english_after(material, text, after, him()))
                    .or_else(|| named_at(material, before))
            } else {
                chinese_before(material, before, text, him()).or_else(|| {
                    let after = chinese_after(material, after);
                    after.or_else(|| named_at(material, before))
                })
            };
            let goes_on = || {
                let (known, _) = last.as_ref()?;
                // “…,” said Ana Lima. |“…”
                let joined = !document.slice(before).contains(char::is_alphanumeric);
                joined.then(|| Told {
                    speaker: known.speaker,
                    cue: known.cue,
                    words: known.evidence[0],
                })
            };
            let Some(told) = told.or_else(goes_on) else {
                continue;
            };
            let evidence = told.words.join(outer);
            let quotation = Quotation {
                speaker: told.speaker,
                text,
                cue: told.cue,
                evidence: vec![evidence],
            };
            last = Some((quotation.clone(), outer.end.max(told.words.end)));
            found.push(quotation);
        }
    }
    found
}

/// The stretches between quotation marks in a block, with the marks and without them.
fn quoted(text: &str, block: Span) -> Vec<(Span, Span)> {
    let words = &text[block.start..block.end];
    let mut found = Vec::new();
    let mut open: Option<(usize, char, char)> = None;
    for (at, c) in words.char_indices() {
        match open {
            Some((start, opener, closer)) if c == closer => {
                let inside = Span::new(block.start + start + opener.len_utf8(), block.start + at);
                let outer = Span::new(block.start + start, block.start + at + c.len_utf8());
                let inside = sentence::trimmed(text, inside);
                // “We agree|,” said Ana Lima.
                let said = text[inside.start..inside.end].trim_end_matches([',', '，']);
                found.push((outer, Span::new(inside.start, inside.start + said.len())));
                open = None;
            }
            Some(_) => {}
            None => {
                open = MARKS
                    .iter()
                    .find(|(opener, _)| *opener == c)
                    .map(|&(opener, closer)| (at, opener, closer));
            }
        }
    }
    found
}

/// Whether words in marks are a name or a term rather than what somebody said.
fn is_term(material: &Material, text: Span) -> bool {
    let words = material.document.slice(text);
    let (fewest, shortest) = SHORTEST;
    let short = if is_latin(words) {
        words.split_whitespace().count() < fewest
    } else {
        words.chars().count() < shortest
    };
    // A plan, a law or a body by its ending, and no sentence.
    let groups = [
        "programme-suffix",
        "doc-suffix",
        "org-suffix",
        "event-suffix",
    ];
    let ends = |group: &str| material.words(group).ending(words).next().is_some();
    let says = words.contains(['，', '。', '！', '？', ',', '.'])
        || material.words("sentence-mark").stand_in(words);
    let named = !says && groups.iter().any(|group| ends(group));
    short || named || material.entity_at(text).is_some()
}

/// The persons and bodies that a stretch names, not those inside the names of others.
fn people<'m>(material: &'m Material, within: Span) -> impl Iterator<Item = (Span, EntityId)> + 'm {
    material
        .outermost(within)
        .filter_map(move |(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let kind = material.resolved.entity(id).kind;
            matches!(kind, Kind::Person | Kind::Organisation).then_some((mention.span, id))
        })
}

/// The persons among them; where a title belongs to the name, with it.
fn persons<'m>(
    material: &'m Material,
    within: Span,
) -> impl Iterator<Item = (Span, EntityId)> + 'm {
    material.inside(within).filter_map(move |(index, mention)| {
        let Reading::Person(_) = mention.reading else {
            return None;
        };
        Some((mention.span, material.resolved.of_mention[index]?))
    })
}

/// Who is named alone before a colon, as in a record: Mayor Ana Lima: “…”.
fn named_at(material: &Material, before: Span) -> Option<Told> {
    const LONGEST: usize = 60;
    let text = material.document.slice(before);
    let lead = text.trim_end().strip_suffix([':', '：'])?;
    let words = sentence::trimmed(
        material.document.text(),
        Span::new(before.start, before.start + lead.len()),
    );
    let mut named = persons(material, words);
    let (name, speaker) = named.next()?;
    let short = words.len() <= LONGEST && !lead.contains(['.', '。', '，', '；']);
    let alone = named.next().is_none() && name.end == words.end && short;
    alone.then_some(Told {
        speaker,
        cue: None,
        words,
    })
}

/// Whom a pronoun means behind some words of a block: the only person that they name; where they name
/// nobody, whoever was quoted last, if nobody else was named since.
fn meant(material: &Material, before: Span, last: Option<&Quotation>) -> Option<EntityId> {
    let only = |within: Span, known: Option<EntityId>| {
        let mut named = persons(material, within).map(|(_, id)| id).chain(known);
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    };
    if persons(material, before).next().is_some() {
        return only(before, None);
    }
    let last = last?;
    let since = Span::new(last.text.end.min(before.start), before.end);
    only(since, Some(last.speaker))
}

/// The verb of saying with which some English words begin.
fn verb_at<'m>(material: &'m Material, words: &str) -> Option<&'m str> {
    let verbs = material
        .authority
        .lexicon
        .cues("quote-verb-en")
        .starting(words);
    let whole = verbs.filter(|(verb, _)| !words[verb.len()..].starts_with(char::is_alphanumeric));
    whole
        .max_by_key(|(verb, _)| verb.len())
        .map(|(verb, _)| &**verb)
}

/// Who says what follows: `Ana Lima, chief of staff, said: |`, `Ana Lima told reporters that |`.
fn english_before(material: &Material, before: Span) -> Option<Told> {
    let document = material.document;
    let within = sentence::latin(material, before).last().copied()?;
    let text = document.slice(within);
    let lead = text.trim_end_matches([':', ',', ' ']);
    let open = text.trim_end().ends_with([':', ',']);
    let verbs = material
        .authority
        .lexicon
        .cues("quote-verb-en")
        .ending(lead);
    let whole = verbs.filter(|(verb, _)| lead[..lead.len() - verb.len()].ends_with(' '));
    let (verb, _) = whole.max_by_key(|(verb, _)| verb.len()).filter(|_| open)?;
    let cue = Span::new(
        within.start + lead.len() - verb.len(),
        within.start + lead.len(),
    );
    let subject = Span::new(within.start, cue.start);
    let (name, speaker) = subject_of(material, subject)?;
    let gap = document.slice(Span::new(name.end, subject.end));
    let titled = gap.trim().is_empty() || gap.starts_with([',', ' ', '(']);
    let asserted = !sentence::is_not_asserted(material, subject);
    (titled && asserted).then_some(Told {
        speaker,
        cue: Some(cue),
        words: within,
    })
}

/// Who speaks or acts in some words: the first person, else the first body that they begin with.
fn subject_of(material: &Material, words: Span) -> Option<(Span, EntityId)> {
    let mut named = persons(material, words);
    if let Some(first) = named.next() {
        let alone = named.all(|(_, id)| id == first.1);
        return alone.then_some(first);
    }
    let (name, id) = people(material, words).next()?;
    let lead = material.document.slice(Span::new(words.start, name.start));
    matches!(lead.trim(), "" | "The" | "the").then_some((name, id))
}

/// Who has said what stands before: `|said Ana Lima, chief of staff.`, `|Ana Lima said.`, `|she said.`
fn english_after(
    material: &Material,
    quoted: Span,
    after: Span,
    him: Option<EntityId>,
) -> Option<Told> {
    /// The most words of a title before a name, and of one behind it.
    const TITLE: usize = 14;
    let document = material.document;
    let printed = document.slice(after);
    let rest = printed.trim_start_matches([',', ' ']);
    let inside = Span::new(quoted.end, after.start);
    let comma = document.slice(inside).contains(',') || printed.starts_with(',');
    let asks = document.slice(quoted).ends_with(['?', '!']);
    let after = Span::new(after.end - rest.len(), after.end);
    let within = sentence::latin(material, after).first().copied()?;
    if !(comma || asks) || within.start != after.start {
        return None;
    }
    let text = document.slice(within);
    let words = Span::new(within.start, within.end);
    let is_pronoun = |word: &str| {
        let word = word.trim_end_matches(['.', ',']).to_lowercase();
        material
            .authority
            .lexicon
            .contains("speaker-pronoun-en", &word)
    };
    if let Some((pronoun, rest)) = text.split_once(' ').filter(|(word, _)| is_pronoun(word))
        && let Some(verb) = verb_at(material, rest)
    {
        let start = within.start + pronoun.len() + 1;
        return him.map(|speaker| Told {
            speaker,
            cue: Some(Span::new(start, start + verb.len())),
            words,
        });
    }
    if let Some(verb) = verb_at(material, text) {
        let behind = text[verb.len()..].trim_start();
        let word = behind.split(' ').next().unwrap_or_default();
        if is_pronoun(word) {
            return him.map(|speaker| Told {
                speaker,
                cue: Some(Span::new(within.start, within.start + verb.len())),
                words,
            });
        }
        let cue = Span::new(within.start, within.start + verb.len());
        let rest = Span::new(cue.end, within.end);
        let (name, speaker) = persons(material, rest)
            .next()
            .or_else(|| people(material, rest).next())?;
        let title = document.slice(Span::new(rest.start, name.start));
        let near = title.split_whitespace().count() <= TITLE && !title.contains(['.', ';', ':']);
        return near.then_some(Told {
            speaker,
            cue: Some(cue),
            words,
        });
    }
    // Ana Lima, chief of staff, |said.
    let (name, speaker) = subject_of(material, words)?;
    let lead = document.slice(Span::new(words.start, name.start));
    let rest = document.slice(Span::new(name.end, words.end));
    let spaced = rest.len() - rest.trim_start().len();
    let behind = match rest.strip_prefix(',') {
        Some(title) => {
            let end = title.rfind(", ").map(|at| at + 2)?;
            rest.len() - title.len() + end
        }
        None => spaced,
    };
    let verb = verb_at(material, &rest[behind..])?;
    let start = name.end + behind;
    // “Really?” Ana Lima said that it was late.
    let ends = !rest[behind + verb.len()..].contains(char::is_alphanumeric);
    if !comma && !ends {
        return None;
    }
    let near = [lead, &rest[..behind]]
        .iter()
        .all(|words| words.split_whitespace().count() <= TITLE && !words.contains(['.', ';', ':']));
    near.then(|| Told {
        speaker,
        cue: Some(Span::new(start, start + verb.len())),
        words,
    })
}

/// Who says what follows: 農業部部長陳駿季致詞時表示：|, 賴瑩瑩說，|.
fn chinese_before(
    material: &Material,
    before: Span,
    quoted: Span,
    him: Option<EntityId>,
) -> Option<Told> {
    let document = material.document;
    let text = document.slice(before).trim_end();
    let lead = text.trim_end_matches(['：', ':', '，', ',', ' ']);
    let marked = lead.len() < text.len();
    let words = material.words("quote-verb");
    let (verb, value) = words.ending(lead).max_by_key(|(verb, _)| verb.len())?;
    // 稱「長照 2.0」
    let long = document.slice(quoted).chars().count() >= 2 * SHORTEST.1;
    let told = marked || long && value.is_empty();
    if !told {
        return None;
    }
    let end = before.start + lead.len();
    let cue = Span::new(end - verb.len(), end);
    let sentence = Span::new(start_of(material, before), cue.start);
    // 他也表示：
    let words = sentence::trimmed(document.text(), sentence);
    let lead = document.slice(words);
    if people(material, words).next().is_none() && material.words("speech-pronoun").start(lead) {
        return him.map(|speaker| Told {
            speaker,
            cue: Some(cue),
            words: Span::new(words.start, end),
        });
    }
    let (name, speaker) = speaker_before(material, sentence)?;
    Some(Told {
        speaker,
        cue: Some(cue),
        words: Span::new(name.start, end),
    })
}

/// Where the sentence begins that goes on to the end of some words.
fn start_of(material: &Material, before: Span) -> usize {
    let text = material.document.slice(before);
    let stop = text.rfind(['。', '；', '！', '？', '」', '\n']);
    stop.map_or(before.start, |at| {
        let mark = text[at..].chars().next().map_or(0, char::len_utf8);
        before.start + at + mark
    })
}

/// Who speaks in the words before a verb of saying: the last person of its clause with nothing but words
/// of time and manner behind, else of an earlier clause, where he is the only one; else a body right
/// before the verb.
fn speaker_before(material: &Material, words: Span) -> Option<(Span, EntityId)> {
    /// The most characters between a name and the verb: 致詞時也特別.
    const BETWEEN: usize = 10;
    let document = material.document;
    let gap = |name: Span| document.slice(Span::new(name.end, words.end));
    let near = |name: Span| {
        let gap = gap(name).trim();
        gap.chars().count() <= BETWEEN && !gap.contains(['、', '「', '」', '：'])
    };
    let denied = |name: Span| material.words("negation").stand_in(gap(name));
    let last = people(material, words).last();
    if let Some((name, id)) = last.filter(|(name, _)| near(*name) && !denied(*name)) {
        return Some((name, id));
    }
    let named: Vec<(Span, EntityId)> = persons(material, words).collect();
    let &(name, id) = named.last()?;
    let alone = named.iter().all(|(_, other)| *other == id);
    let behind = people(material, Span::new(name.end, words.end))
        .next()
        .is_none();
    (alone && behind && !denied(name)).then_some((name, id))
}

/// Who has said what stands before: 「…」|賴瑩瑩強調。
fn chinese_after(material: &Material, after: Span) -> Option<Told> {
    let document = material.document;
    let text = document.slice(after);
    let rest = text.trim_start_matches(['，', '。', ' ']);
    let start = after.end - rest.len();
    let end = rest
        .find(['，', '。', '；', '：', '「', '！', '？', '\n'])
        .unwrap_or(rest.len());
    let clause = Span::new(start, start + end);
    let said = document.slice(clause);
    let closed = rest[end..].is_empty() || rest[end..].starts_with(['。', '，', '；']);
    let words = material.words("quote-verb").ending(said.trim_end());
    let (verb, _) = words
        .max_by_key(|(verb, _)| verb.len())
        .filter(|_| closed)?;
    let until = clause.start + said.trim_end().len();
    let cue = Span::new(until - verb.len(), until);
    let (name, speaker) = speaker_before(material, Span::new(clause.start, cue.start))?;
    Some(Told {
        speaker,
        cue: Some(cue),
        words: Span::new(clause.start.min(name.start), cue.end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_between_marks_are_found_with_and_without_them() {
        let text = "甲說：「乙丙」，he said: “Yes, we do.” and \"no\".";
        let whole = Span::new(0, text.len());
        let inner: Vec<&str> = quoted(text, whole)
            .iter()
            .map(|(_, words)| &text[words.start..words.end])
            .collect();
        assert_eq!(inner, ["乙丙", "Yes, we do.", "no"]);
    }
}
