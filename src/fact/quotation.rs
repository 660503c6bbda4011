//! What somebody says in quotation marks, and who: `“Buses are a lifeline,” said Ana Lima.`,
//! `賴署長表示：「…」`.
//!
//! In minutes and records a line that begins with a name and a colon is what that person says.
//!
//! Marks alone are no evidence, since they stand around titles and terms as well: a verb of saying
//! must stand beside them, with somebody named before or behind it.

use super::{Material, minutes, record, sentence};
use crate::document::{Block, BlockKind, Span, is_latin};
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

/// The signs of whose something is, behind a name: Kenya's exports.
pub(super) const POSSESSIVE: [&str; 4] = ["'s ", "’s ", "' ", "’ "];

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
    let records = minutes::are_these(material) || record::is_this(material);
    let mut found: Vec<Quotation> = Vec::new();
    for block in document.blocks() {
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Field { .. }
        ) {
            continue;
        }
        let latin = is_latin(document.slice(block.span));
        // Who spoke last in the block, and where his words end.
        let mut last: Option<(Quotation, usize)> = None;
        for (outer, text) in quoted(document.text(), block.span) {
            if is_term(material, text) {
                continue;
            }
            // “…,” Ana Lima told the visitors, |“…”: one sentence for both.
            let from = last.as_ref().map_or(block.span.start, |(_, end)| *end);
            let from = from.min(outer.start);
            let before = near_before(document.text(), Span::new(from, outer.start));
            let after = near_after(document.text(), Span::new(outer.end, block.span.end));
            let here = Span::new(block.span.start, outer.start);
            let here = near_before(document.text(), here);
            let him = || meant(material, here, found.last());
            let told = if latin {
                english_before(material, before)
                    .or_else(|| english_after(material, text, after, him))
                    .or_else(|| named_at(material, before))
            } else {
                chinese_before(material, before, text, him).or_else(|| {
                    let after = chinese_after(material, text, after);
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
        if last.is_none() && records {
            found.extend(spoken(material, block));
        }
    }
    found
}

/// Who speaks in a block of a record, and his words: `舒孟哲處長：|本處將…`, `Chair Ana Lima: |we will …`.
pub(super) fn turn(material: &Material, block: &Block) -> Option<(EntityId, Span)> {
    let (label, value) = material.document.field(block)?;
    let told = named_at(material, Span::new(label.start, value.start))?;
    let own = Span::new(value.start, next_turn(material, value).unwrap_or(value.end));
    let words = sentence::trimmed(material.document.text(), own);
    (!words.is_empty()).then_some((told.speaker, words))
}

/// Where somebody else begins to speak in the words of a line, behind a stop: `…。|廠商回應：…`. Who does
/// need not be known.
fn next_turn(material: &Material, value: Span) -> Option<usize> {
    /// The most characters of a label.
    const LONGEST: usize = 20;
    let words = material.document.slice(value);
    let mut colons = words.match_indices(['：', ':']).map(|(at, _)| at);
    colons.find_map(|colon| {
        let stop = words[..colon].rfind(['。', '；', '！', '？'])?;
        let start = stop + words[stop..].chars().next().map_or(0, char::len_utf8);
        let label = &words[start..colon];
        // 下午 2：30 is a time.
        let ends = label.ends_with(|c: char| c.is_alphabetic() || matches!(c, '）' | ')' | ' '));
        let short = label.chars().count() <= LONGEST && !label.contains(['，', ',']);
        (short && ends).then_some(value.start + start)
    })
}

/// What somebody says in a block of minutes, in sentences of his own.
fn spoken(material: &Material, block: &Block) -> Option<Quotation> {
    let (speaker, text) = turn(material, block)?;
    let words = material.document.slice(text);
    // Ana Lima: Bob Stone has written “I will pay”.
    let others = || people(material, text).any(|(_, other)| other != speaker);
    if !quoted(material.document.text(), text).is_empty() && others() {
        return None;
    }
    let lexicon = &material.authority.lexicon;
    let speaks = if is_latin(words) {
        // Director of Finance, |who will be leaving.
        let clause = words.split([',', '“', '"']).next().unwrap_or_default();
        let small = clause.to_lowercase();
        let verb = |word: &str| {
            lexicon.contains("aux-verb-en", word) || lexicon.contains("first-person-en", word)
        };
        words.ends_with(['.', '!', '?']) && small.split_whitespace().any(verb)
    } else {
        words.contains(['，', '。', '！', '？'])
    };
    (speaks && !is_term(material, text)).then(|| Quotation {
        speaker,
        text,
        cue: None,
        evidence: vec![sentence::trimmed(material.document.text(), block.span)],
    })
}

/// The one in whose marks a place of the text stands.
pub(super) fn at(quotations: &[Quotation], place: usize) -> Option<&Quotation> {
    let after = quotations.partition_point(|said| said.text.start <= place);
    let last = quotations[..after].last()?;
    (place < last.text.end).then_some(last)
}

/// How many bytes before and behind the marks are read.
const WINDOW: usize = 4_000;

/// The end of a long stretch, from behind the first stop in it.
fn near_before(text: &str, before: Span) -> Span {
    if before.len() <= WINDOW {
        return before;
    }
    let from = boundary(text, before.end - WINDOW);
    let words = &text[from..before.end];
    let stop = words.char_indices().find(|(_, c)| matches!(c, '。' | '.'));
    let start = stop.map_or(before.end, |(at, c)| from + at + c.len_utf8());
    Span::new(start, before.end)
}

/// The beginning of a long stretch.
fn near_after(text: &str, after: Span) -> Span {
    let end = after.end.min(after.start + WINDOW);
    Span::new(after.start, boundary(text, end))
}

/// The first place from there on where a character begins, or the end.
fn boundary(text: &str, from: usize) -> usize {
    let mut places = from..text.len();
    let begins = places.find(|&at| text.is_char_boundary(at));
    begins.unwrap_or(text.len())
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
    material.named(within, |kind| {
        matches!(kind, Kind::Person | Kind::Organisation)
    })
}

/// The persons among them.
fn persons<'m>(
    material: &'m Material,
    within: Span,
) -> impl Iterator<Item = (Span, EntityId)> + 'm {
    people(material, within).filter(|(_, id)| is_person(material, *id))
}

fn is_person(material: &Material, id: EntityId) -> bool {
    material.resolved.entity(id).kind == Kind::Person
}

/// The words that may stand beside a name and tell of nobody else: the titles of its person, those whose
/// titles they are, bodies, countries and days.
fn beside(material: &Material, name: Span, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    for (_, mention) in material.inside(name) {
        if let Reading::Person(person) = &mention.reading {
            let roles = person.roles.iter();
            found.extend(roles.flat_map(|role| [Some(role.title), role.of]).flatten());
        }
    }
    for (index, mention) in material.inside(within) {
        let kind = material.resolved.of_mention[index].map(|id| material.resolved.entity(id).kind);
        let is_body = matches!(
            kind,
            Some(Kind::Organisation | Kind::Jurisdiction | Kind::Place)
        );
        if is_body || matches!(mention.reading, Reading::Date(_)) {
            found.push(mention.span);
        }
    }
    found
}

/// The words of a stretch, with their places.
fn words_of<'a>(
    material: &Material<'a>,
    within: Span,
) -> impl Iterator<Item = (Span, &'a str)> + use<'a> {
    let parts = material.document.slice(within);
    let mut end = within.start;
    let placed = parts.split_inclusive(char::is_whitespace).map(move |part| {
        let start = end;
        end += part.len();
        let word = part.trim_end();
        (Span::new(start, start + word.len()), word)
    });
    placed.filter(|(_, word)| !word.is_empty())
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
    let before = Span::new(words.start, name.start);
    let fits = if is_latin(material.document.slice(words)) {
        introduces(material, before, name, true)
    } else {
        is_led(material, before, name)
    };
    let alone = named.next().is_none() && name.end == words.end && short && fits;
    alone.then_some(Told {
        speaker,
        cue: None,
        words,
    })
}

/// Whom a pronoun means behind some words of a block: the only person that they name; where they name
/// nobody, the person quoted last, if that was a few blocks before in the same part of the report and
/// nobody else was named since.
fn meant(material: &Material, before: Span, last: Option<&Quotation>) -> Option<EntityId> {
    /// The most bytes between.
    const FAR: usize = 1_500;
    let document = material.document;
    let only = |within: Span, known: Option<EntityId>| {
        let mut named = persons(material, within).map(|(_, id)| id).chain(known);
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    };
    if persons(material, before).next().is_some() {
        return only(before, None);
    }
    let last = last.filter(|last| is_person(material, last.speaker))?;
    let since = Span::new(last.text.end.min(before.start), before.end);
    let part = |at: usize| document.block_at(at).node;
    let same = since.len() <= FAR && part(last.text.start) == part(before.end);
    same.then(|| only(since, Some(last.speaker))).flatten()
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
    let speaks = is_aside(material, name, Span::new(name.end, subject.end));
    let asserted = !sentence::is_not_asserted(material, subject);
    (speaks && asserted).then_some(Told {
        speaker,
        cue: Some(cue),
        words: within,
    })
}

/// Who speaks or acts in some words: the only person that they name, behind no more than titles; else the
/// first body, where they begin with it.
fn subject_of(material: &Material, words: Span) -> Option<(Span, EntityId)> {
    let mut named = persons(material, words);
    if let Some((name, id)) = named.next() {
        let alone = named.all(|(_, other)| other == id);
        let lead = Span::new(words.start, name.start);
        let behind = material.document.slice(Span::new(name.end, words.end));
        let fits = introduces(material, lead, name, behind.starts_with(','));
        return (alone && fits).then_some((name, id));
    }
    let (name, id) = people(material, words).next()?;
    let lead = material.document.slice(Span::new(words.start, name.start));
    matches!(lead.trim(), "" | "The" | "the").then_some((name, id))
}

/// The person behind the name of a body and the sign of the possessive, and behind nothing but titles: `the
/// Bank's |A. Adesina`.
pub(super) fn owned(material: &Material, body: Span, within: Span) -> Option<(Span, EntityId)> {
    let behind = Span::new(body.end, within.end.max(body.end));
    let text = material.document.slice(behind);
    let sign = POSSESSIVE.iter().find(|sign| text.starts_with(**sign))?;
    let rest = Span::new(behind.start + sign.len(), behind.end);
    let (name, person) = persons(material, rest).next()?;
    let lead = Span::new(rest.start, name.start);
    introduces(material, lead, name, false).then_some((name, person))
}

/// Whether English words before a name only introduce its person: titles, articles and bodies, behind a
/// clause of their own (`On Monday, Mayor |Ana Lima`). Where the name may be in apposition, that clause
/// tells of the person as well: `The director of the Board, |Ana Lima|, said`, but not `The spokesman for
/// the mayor, |Ana Lima|, said`.
pub(super) fn introduces(material: &Material, lead: Span, name: Span, apposed: bool) -> bool {
    let text = material.document.slice(lead);
    let comma = text.rfind(", ").map(|at| lead.start + at);
    let titles = Span::new(comma.map_or(lead.start, |at| at + 1), lead.end);
    let known = beside(material, name, lead);
    let mut may_be_field = false;
    let words: Vec<(Span, &str)> = words_of(material, titles).collect();
    let introduced = words.iter().rev().all(|&(place, word)| {
        let title = is_title(material, &known, place, word);
        // |Transport| Minister Alan Whitcombe
        let field = may_be_field && is_field(material, word);
        may_be_field |= title && !is_article(word);
        title || field
    });
    if !introduced {
        return false;
    }
    let Some(comma) = comma.filter(|_| apposed) else {
        return true;
    };
    let clause = Span::new(lead.start, comma);
    let mut of_body = false;
    let describes = words_of(material, clause).all(|(place, word)| {
        of_body |= matches!(word, "of" | "for" | "at" | "in");
        let covered = known.iter().any(|body| body.contains(bare(place, word)));
        if of_body {
            covered || matches!(word, "of" | "for" | "at" | "in" | "the")
        } else {
            is_title(material, &known, place, word)
        }
    });
    describes || super::figure_en::opens(material, clause)
}

/// Whether a word before a title may say of what it is: a capital begins it, and it is none of the words
/// that begin sentences.
fn is_field(material: &Material, word: &str) -> bool {
    let lexicon = &material.authority.lexicon;
    let groups = ["sentence-word-en", "quote-follow-en"];
    let small = word.to_lowercase();
    let mut opener = groups
        .iter()
        .flat_map(|group| [word, &small].map(|word| lexicon.contains(group, word)));
    word.starts_with(char::is_uppercase) && !opener.any(|known| known)
}

/// A word without the marks and the sign of the possessive at its end.
fn bare(place: Span, word: &str) -> Span {
    let word = word.trim_end_matches([',', '.', ')']);
    let word = word.strip_suffix("'s").unwrap_or(word);
    let word = word.strip_suffix("’s").unwrap_or(word);
    Span::new(place.start, place.start + word.len())
}

fn is_article(word: &str) -> bool {
    matches!(word, "The" | "the" | "A" | "a" | "An" | "an")
}

/// Whether a word before a name is an article, a title or a form of address, or belongs to known words.
fn is_title(material: &Material, known: &[Span], place: Span, word: &str) -> bool {
    let lexicon = &material.authority.lexicon;
    let titles = &material.authority.titles;
    let plain = word.trim_end_matches(',');
    let groups = ["address-title-en", "title-modifier-en", "quote-title-en"];
    let small = plain.to_lowercase();
    let named = |word: &str| titles.named(word).next().is_some();
    is_article(plain)
        || known.iter().any(|words| words.contains(bare(place, word)))
        || named(plain)
        || named(&small)
        || groups
            .iter()
            .any(|group| lexicon.contains(group, plain) || lexicon.contains(group, &small))
}

/// Whether nothing but titles, an apposition in commas or brackets and adverbs stand between a name and
/// its verb: Ana Lima|, chief of staff, also| said.
fn is_aside(material: &Material, name: Span, gap: Span) -> bool {
    /// The most words of an apposition.
    const LONGEST: usize = 14;
    let text = material.document.slice(gap);
    let (inside, rest) = match text.trim_start().chars().next() {
        Some(',') => text.rsplit_once(',').unwrap_or_default(),
        Some('(') => text.split_once(')').unwrap_or((text, text)),
        _ => ("", text),
    };
    let plain = inside.split_whitespace().count() <= LONGEST && !inside.contains(['.', ';', ':']);
    let known = beside(material, name, gap);
    let lexicon = &material.authority.lexicon;
    let rest = Span::new(gap.end - rest.len(), gap.end);
    let nobody = persons(material, gap).next().is_none();
    plain
        && nobody
        && words_of(material, rest).all(|(place, word)| {
            lexicon.contains("quote-adverb-en", word)
                || known.iter().any(|words| words.contains(bare(place, word)))
        })
}

/// Whether a name ends where it seems to: said Ana Lima|, said Ana Lima| on Monday, but neither said Ana
/// Lima|'s lawyer nor said Ana Lima| supporters.
fn is_whole(material: &Material, name: Span, behind: &str) -> bool {
    if POSSESSIVE.iter().any(|sign| behind.starts_with(sign)) {
        return false;
    }
    let rest = behind.trim_start();
    let word = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let start = name.end + (behind.len() - rest.len());
    let place = Span::new(start, start + word.len());
    word.is_empty()
        || material.authority.lexicon.contains("quote-follow-en", word)
        || titles_of(material, name).any(|title| title.contains(place))
}

/// The titles printed beside a name.
fn titles_of(material: &Material, name: Span) -> impl Iterator<Item = Span> {
    let readings = material.inside(name).map(|(_, mention)| &mention.reading);
    readings
        .filter_map(|reading| match reading {
            Reading::Person(person) => Some(&person.roles),
            _ => None,
        })
        .flatten()
        .map(|role| role.title)
}

/// Who has said what stands before: `|said Ana Lima, chief of staff.`, `|Ana Lima said.`, `|she said.`
fn english_after(
    material: &Material,
    quoted: Span,
    after: Span,
    him: impl Fn() -> Option<EntityId>,
) -> Option<Told> {
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
        return him().map(|speaker| Told {
            speaker,
            cue: Some(Span::new(start, start + verb.len())),
            words,
        });
    }
    if let Some(verb) = verb_at(material, text) {
        let behind = text[verb.len()..].trim_start();
        let word = behind.split(' ').next().unwrap_or_default();
        if is_pronoun(word) {
            return him().map(|speaker| Told {
                speaker,
                cue: Some(Span::new(within.start, within.start + verb.len())),
                words,
            });
        }
        let cue = Span::new(within.start, within.start + verb.len());
        let rest = Span::new(cue.end, within.end);
        let named = persons(material, rest)
            .next()
            .filter(|(name, _)| {
                introduces(material, Span::new(rest.start, name.start), *name, true)
            })
            .or_else(|| {
                let (name, id) = people(material, rest).next()?;
                let lead = document.slice(Span::new(rest.start, name.start));
                matches!(lead.trim(), "" | "the").then_some((name, id))
            });
        let (name, speaker) = named?;
        let near = is_whole(
            material,
            name,
            document.slice(Span::new(name.end, rest.end)),
        );
        return near.then_some(Told {
            speaker,
            cue: Some(cue),
            words,
        });
    }
    // Ana Lima, chief of staff, |said.
    let (name, speaker) = subject_of(material, words)?;
    let mut places = words_of(material, Span::new(name.end, words.end));
    let (cue, verb) = places.find_map(|(place, _)| {
        let verb = verb_at(material, document.slice(Span::new(place.start, words.end)))?;
        Some((Span::new(place.start, place.start + verb.len()), verb))
    })?;
    let rest = document.slice(Span::new(cue.start, words.end));
    // “Really?” Ana Lima said that it was late.
    let ends = !rest[verb.len()..].contains(char::is_alphanumeric);
    if !comma && !ends {
        return None;
    }
    let near = is_aside(material, name, Span::new(name.end, cue.start));
    near.then_some(Told {
        speaker,
        cue: Some(cue),
        words,
    })
}

/// Who says what follows: 農業部部長陳駿季致詞時表示：|, 賴瑩瑩說，|.
fn chinese_before(
    material: &Material,
    before: Span,
    quoted: Span,
    him: impl Fn() -> Option<EntityId>,
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
        return him().map(|speaker| Told {
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

/// Who speaks in the words before a verb of saying: whom its clause names, with nothing but titles,
/// bodies and words of time and manner around; where the clause has no subject (並, 致詞時), whoever
/// does something in the clause before, if nobody else is named.
fn speaker_before(material: &Material, words: Span) -> Option<(Span, EntityId)> {
    let document = material.document;
    let comma = |until: usize| {
        let text = document.slice(Span::new(words.start, until));
        text.rfind('，').map(|at| words.start + at)
    };
    let split = comma(words.end);
    let start = split.map_or(words.start, |at| at + '，'.len_utf8());
    let clause = Span::new(start, words.end);
    if let Some((name, id)) = people(material, clause).last() {
        let lead = Span::new(clause.start, name.start);
        let gap = Span::new(name.end, clause.end);
        let titles = titles_beside(material, name, id);
        let speaks = is_led(material, lead, name) && is_manner(material, gap, &titles);
        return speaks.then_some((name, id));
    }
    let end = split.filter(|_| is_manner(material, clause, &[]))?;
    if comma(end).is_some() {
        return None;
    }
    let (name, id) = persons(material, Span::new(words.start, end)).next()?;
    let mut others = people(material, Span::new(name.end, words.end));
    let titles = titles_beside(material, name, id);
    let rest = behind_manner(material, Span::new(name.end, end), &titles);
    let acts = material.words("event-verb").start(document.slice(rest));
    let fits = is_led(material, Span::new(words.start, name.start), name);
    let alone = others.all(|(_, other)| !is_person(material, other));
    (acts && fits && alone).then_some((name, id))
}

/// The titles printed beside a person; none of a body, since 農業部|部長 is somebody else.
fn titles_beside(material: &Material, name: Span, id: EntityId) -> Vec<Span> {
    let titles = is_person(material, id).then(|| titles_of(material, name));
    titles.into_iter().flatten().collect()
}

/// Whether Chinese words before a name only introduce it: titles, bodies, words of time and manner.
fn is_led(material: &Material, lead: Span, name: Span) -> bool {
    let known = beside(material, name, lead);
    let titles = &material.authority.titles;
    let mut rest = behind_manner(material, lead, &known);
    while rest.start < rest.end {
        let text = material.document.slice(rest);
        let ends = text
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(10);
        let title = ends.filter(|end| titles.named(&text[..*end]).next().is_some());
        let Some(title) = title.last() else {
            return false;
        };
        let behind = Span::new(rest.start + title, rest.end);
        rest = behind_manner(material, behind, &known);
    }
    true
}

/// Whether nothing stands in a gap but words of time and manner and known words.
fn is_manner(material: &Material, gap: Span, known: &[Span]) -> bool {
    let rest = behind_manner(material, gap, known);
    rest.start == rest.end
}

/// What stands behind the words of time and manner and the known words that some words begin with:
/// 致詞時也|特別.
fn behind_manner(material: &Material, words: Span, known: &[Span]) -> Span {
    let document = material.document;
    let manner = material.words("quote-manner");
    let days: Vec<Span> = material.dates(words).map(|(_, place)| place).collect();
    let mut start = words.start;
    loop {
        let text = document.slice(Span::new(start, words.end));
        let places = known.iter().chain(&days);
        let place = places
            .filter(|place| place.start <= start && place.end > start && place.end <= words.end)
            .map(|place| place.end)
            .max();
        let word = manner.starting(text).map(|(word, _)| word.len()).max();
        let space = text.len() - text.trim_start().len();
        let word = word
            .or((space > 0).then_some(space))
            .map(|length| start + length);
        match place.max(word) {
            Some(end) => start = end,
            None => return Span::new(start, words.end),
        }
    }
}

/// Who has said what stands before: 「…」|賴瑩瑩強調。
fn chinese_after(material: &Material, quoted: Span, after: Span) -> Option<Told> {
    let document = material.document;
    let text = document.slice(after);
    // 「…，」賴瑩瑩強調，…; but 「…？」闕河鳴回應，… begins what he says himself.
    let inside = document.slice(Span::new(quoted.end, after.start));
    let goes_on = inside.contains(['，', ',']) || text.starts_with('，');
    let rest = text.trim_start_matches(['，', '。', ' ']);
    let start = after.end - rest.len();
    let end = rest
        .find(['，', '。', '；', '：', '「', '！', '？', '\n'])
        .unwrap_or(rest.len());
    let clause = Span::new(start, start + end);
    let said = document.slice(clause);
    let closed = rest[end..].is_empty() || rest[end..].starts_with(['。', '；']);
    let closed = closed || goes_on && rest[end..].starts_with('，');
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
