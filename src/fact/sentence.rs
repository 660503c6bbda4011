//! The sentence around some words: the evidence that a reader can check.

use std::ops::Range;

use super::Material;
use crate::document::{Document, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;

/// The longest evidence, in bytes; beyond, only the clause is shown.
const LONGEST: usize = 600;

/// The sentence that holds a span: up to 。！？； or the edge of the block; of a very long one only
/// the clause.
pub fn around(document: &Document, span: Span) -> Span {
    let sentence = whole(document, span);
    if sentence.len() <= LONGEST {
        sentence
    } else {
        trimmed(document.text(), clause(document, span))
    }
}

/// The sentence that holds a span, however long.
pub fn whole(document: &Document, span: Span) -> Span {
    // A name may stand below its title, in a block of its own.
    let last = document.block_at(span.end).span;
    let block = document.block_at(span.start).span;
    let block = Span::new(block.start, block.end.max(last.end));
    let text = document.text();
    let start = document.stop_before(span.start);
    let end = document.stop_after(span.end);
    let start = start.map_or(block.start, |stop| stop.end.max(block.start));
    let end = end.map_or(block.end, |stop| stop.end.min(block.end));
    trimmed(text, Span::new(start, end))
}

/// The stretch between two commas or stops that holds a span.
pub fn clause(document: &Document, span: Span) -> Span {
    let sentence = whole(document, span);
    let text = document.text();
    let start = text[sentence.start..span.start.max(sentence.start)]
        .rfind(['，', ','])
        .map_or(sentence.start, |at| {
            let at = sentence.start + at;
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
    let end = text[span.end.min(sentence.end)..sentence.end]
        .find(['，', ','])
        .map_or(sentence.end, |at| span.end + at);
    Span::new(start, end)
}

/// The body that a clause only says to have spoken: 韓國環境部|表示.
pub fn voice(material: &Material, clause: Span) -> Option<EntityId> {
    /// The most characters between the body and the verb: 韓國環境部|日前|表示.
    const BETWEEN: usize = 6;
    let document = material.document;
    let (index, mention) = material.outermost(clause).last()?;
    let id = material.resolved.of_mention[index]?;
    let rest = document
        .slice(Span::new(mention.span.end, clause.end))
        .trim();
    let verbs = material.words("speech-verb").ending(rest);
    let verb = verbs.map(|(verb, _)| verb.len()).max()?;
    let says = rest[..rest.len() - verb].chars().count() <= BETWEEN;
    (says && material.resolved.entity(id).kind == Kind::Organisation).then_some(id)
}

/// The body that an earlier clause of the sentence around a place says to speak: 韓國環境部表示，….
pub fn voice_before(material: &Material, place: Span) -> Option<EntityId> {
    let document = material.document;
    let whole = whole(document, place);
    let mut start = whole.start;
    let mut said = None;
    let marks = ['，', '：', ':'];
    let lead = document.slice(Span::new(whole.start, place.start.max(whole.start)));
    for (at, mark) in lead.match_indices(marks) {
        let clause = Span::new(start, whole.start + at);
        said = voice(material, trimmed(document.text(), clause)).or(said);
        start = whole.start + at + mark.len();
    }
    said
}

/// Whether a clause denies, supposes, plans or calls off what it says: 不是, 若, 預計, 取消.
pub fn is_not_asserted(material: &Material, clause: Span) -> bool {
    is_not_asserted_but(material, clause, None)
}

/// The same of a clause without some words of it: in `3 個|目標` 目標 is what is counted.
pub fn is_not_asserted_but(material: &Material, clause: Span, words: Option<Span>) -> bool {
    is_denied_but(material, clause, words)
        || is_hearsay(material, clause)
        || is_latin(material.document.slice(clause)) && says(material, "prospect-en", clause, words)
}

/// The same, where an English clause may tell of what is promised (will, should).
pub fn is_denied_but(material: &Material, clause: Span, words: Option<Span>) -> bool {
    says(material, "not-asserted", clause, words)
}

/// Whether the clause behind one takes back what it says: 核定500萬元，|惟未獲撥付.
pub fn is_withdrawn(material: &Material, clause: Span) -> bool {
    let document = material.document;
    let sentence = whole(document, clause);
    let rest = document.slice(Span::new(clause.end, sentence.end.max(clause.end)));
    let rest = rest.trim_start_matches(['，', ',', ' ', '\n']);
    let next = rest
        .split(['，', ',', '；', '。'])
        .next()
        .unwrap_or_default();
    let mut words = material.words("contrast-word").starting(next);
    words.any(|(word, _)| {
        let denied = next[word.len()..].trim_start();
        material.words("not-asserted").start(denied)
    })
}

/// Whether a sentence refutes what it tells, at its end or behind the words for what others say:
/// …之說法|並不正確, but not 查處|不實廣告.
pub fn is_refuted(material: &Material, sentence: Span) -> bool {
    let words = material.document.slice(sentence);
    let places = material.words("refutation").places(words);
    places.iter().any(|&(at, (word, _))| {
        let rest = &words[at + word.len()..];
        let closes = !rest.contains(char::is_alphanumeric);
        let lead = words[..at].trim_end_matches(['，', ' ']);
        closes || material.words("refuted-noun").ending(lead).next().is_some()
    })
}

/// Whether a clause, or one before it in its sentence, says that what follows is hearsay: 據報載, 據悉, 傳聞,
/// reportedly. An English word says it of its own clause only, except at the beginning of the sentence.
pub fn is_hearsay(material: &Material, clause: Span) -> bool {
    is_hearsay_at(material, clause, None)
}

/// The same of an English sentence, for the verb at a place in it: `will publish the register of persons who
/// are said to have paid` is a promise.
pub fn is_hearsay_at(material: &Material, clause: Span, verb: Option<Span>) -> bool {
    let start = whole(material.document, clause).start.min(clause.start);
    let sentence = Span::new(start, clause.end);
    let words = material.document.slice(sentence);
    let small = words.to_ascii_lowercase();
    let places = material.words("hearsay").places(&small);
    places.iter().any(|&(at, (cue, _))| {
        let place = Span::new(start + at, start + at + cue.len());
        if !cue.is_ascii() {
            return opens_hearsay(material, sentence, place);
        }
        let letter = |c: char| c.is_ascii_alphabetic();
        let is_whole =
            !words[..at].ends_with(letter) && !words[at + cue.len()..].starts_with(letter);
        is_whole
            && governs(
                &small,
                at..at + cue.len(),
                verb.map(|verb| verb.start - start..verb.end - start),
            )
    })
}

/// Whether a Chinese word for hearsay begins a clause, or stands behind no more than what opens one, names and
/// words for its subject: 本案|據悉, but neither 申|報載具 nor 對|外傳播.
fn opens_hearsay(material: &Material, sentence: Span, cue: Span) -> bool {
    let text = material.document.text();
    if material.words("hearsay-guard").start(&text[cue.start..]) {
        return false;
    }
    let lead = &text[sentence.start..cue.start];
    let mark = lead.rfind([
        '，', ',', '、', '：', ':', '；', '。', '「', '（', '(', '\n',
    ]);
    let from = mark.map_or(sentence.start, |at| {
        let at = sentence.start + at;
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    let lead = Span::new(from, cue.start);
    let groups = [
        "hearsay-subject",
        "clause-opener",
        "time-filler",
        "self-organisation",
        "self-person",
        "pronoun",
    ];
    let groups = groups.map(|group| material.words(group));
    let skip = |at: usize| at + (text[at..lead.end].len() - text[at..lead.end].trim_start().len());
    let mut at = skip(lead.start);
    while at < lead.end {
        let rest = &text[at..lead.end];
        let words = groups.iter().flat_map(|group| group.starting(rest));
        let word = words.map(|(word, _)| at + word.len()).max();
        let names = material.outermost(lead).map(|(_, mention)| mention.span);
        let name = names
            .filter(|name| name.start == at)
            .map(|name| name.end)
            .max();
        let Some(end) = word.max(name) else {
            return false;
        };
        at = skip(end);
    }
    true
}

/// Whether English words for hearsay say it of a sentence, or of a verb in it. In front of the verb they stand
/// at the beginning of the sentence or in the verb's clause; behind it at once, or at the end behind a comma.
fn governs(sentence: &str, cue: Range<usize>, verb: Option<Range<usize>>) -> bool {
    /// Words that begin a clause of its own.
    const RELATIVE: [&str; 9] = [
        "who", "which", "that", "whose", "whom", "where", "because", "although", "while",
    ];
    let lead = &sentence[..cue.start];
    if !lead.contains(char::is_alphanumeric) {
        return true;
    }
    let is_relative = |words: &str| {
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        words.any(|word| RELATIVE.contains(&word))
    };
    let clause = lead.rfind([',', ';']).map_or(0, |at| at + 1);
    let Some(verb) = verb else {
        return !is_relative(&lead[clause..]);
    };
    if cue.end <= verb.start {
        let between = &sentence[cue.end..verb.start];
        // The Ministry, reportedly, will
        let apart = lead.trim_end().ends_with(',') && between.trim_start().starts_with(',');
        let goes_on = if apart {
            between.trim_start()[1..].contains([',', ';'])
        } else {
            between.contains([',', ';'])
        };
        return !goes_on && !is_relative(&lead[clause..]);
    }
    let between = &sentence[verb.end.min(cue.start)..cue.start];
    let rest = &sentence[cue.end..];
    let helps = |word: &str| matches!(word, "" | "be" | "have" | "also" | "not");
    let close = between.split(|c: char| !c.is_alphanumeric()).all(helps);
    let last = lead.trim_end().ends_with(',') && !rest.contains(char::is_alphanumeric);
    close || last
}

/// Whether the sentence of a clause says that what was promised was taken back or not kept: withdrew its pledge,
/// 惟未履行.
pub fn is_taken_back(material: &Material, clause: Span) -> bool {
    says(
        material,
        "retraction",
        whole(material.document, clause).join(clause),
        None,
    )
}

/// Whether a clause only says what would be: 若, 如果.
pub fn is_supposed(material: &Material, clause: Span) -> bool {
    says(material, "condition-word", clause, None)
}

/// Whether a word of a group stands in a clause, outside the words that are left out; an English
/// one may begin with a capital, but not in a date or a person (May 2021, Will Perring).
fn says(material: &Material, group: &str, clause: Span, but: Option<Span>) -> bool {
    let words = material.document.slice(clause);
    let small = words.to_ascii_lowercase();
    let in_name = |place: Span| {
        material.inside(clause).any(|(_, mention)| {
            let is_name = matches!(mention.reading, Reading::Person(_) | Reading::Date(_));
            is_name && mention.span.contains(place)
        })
    };
    let places = material.words(group).places(&small);
    places.iter().any(|&(at, (cue, _))| {
        let place = Span::new(clause.start + at, clause.start + at + cue.len());
        // A Latin cue is a word of its own.
        let letter = |c: char| c.is_ascii_alphabetic();
        let whole = !cue.starts_with(letter)
            || !words[..at].ends_with(letter) && !words[at + cue.len()..].starts_with(letter);
        let is_left_out = but.is_some_and(|but| but.contains(place));
        whole && !is_left_out && !(cue.starts_with(letter) && in_name(place))
    })
}

/// The sentences of an English block: a full stop ends one before a capital, but not after `Dr` or `Ltd`.
pub fn latin(material: &Material, block: Span) -> Vec<Span> {
    let text = material.document.slice(block);
    let lexicon = &material.authority.lexicon;
    let mut sentences = Vec::new();
    let mut start = 0;
    let add = |from: usize, to: usize, sentences: &mut Vec<Span>| {
        let whole = Span::new(block.start + from, block.start + to);
        let sentence = trimmed(material.document.text(), whole);
        if sentence.start < sentence.end {
            sentences.push(sentence);
        }
    };
    for (at, stop) in text.match_indices(['.', '?', '!', ';']) {
        let end = at + stop.len();
        let rest = text[end..].trim_start();
        let closes = text[end..].starts_with([' ', '"', '”', ')']) || rest.is_empty();
        let word = text[start..at]
            .rsplit([' ', '('])
            .next()
            .unwrap_or_default();
        let dotted = format!("{word}.");
        let short = stop == "."
            && (word.chars().count() == 1
                || lexicon.contains("legal-form", &dotted)
                || material.authority.titles.named(&dotted).next().is_some());
        let next = rest.chars().next().is_none_or(|c| !c.is_lowercase());
        // Clearstream Ltd. agreed: a small letter goes on.
        if closes && next && !(short && !rest.is_empty() && stop == ".") {
            add(start, end, &mut sentences);
            start = end;
        }
    }
    add(start, text.len(), &mut sentences);
    sentences
}

/// A span without the white space at its ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let slice = &text[span.start..span.end];
    let start = span.start + (slice.len() - slice.trim_start().len());
    let end = span.end - (slice.len() - slice.trim_end().len());
    Span::new(start, end.max(start))
}
