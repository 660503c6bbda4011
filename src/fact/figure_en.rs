//! What a number in an English sentence is of: what is named at its beginning, before a verb of
//! having, doing or spending that the number follows.
//!
//! | printed | what it is of |
//! | --- | --- |
//! | The Agency planted |40,000 trees| | the Agency |
//! | Kenya's tuna exports reached |9,800 tonnes| | Kenya, its `tuna exports` |
//! | The recovery rate in Northmere was |61%| | Northmere, its `recovery rate` |
//! | Tuna makes up |41 per cent| of Kenya's exports | Kenya |
//! | Ms Lima said that Kenya exported |9,800 tonnes| | Kenya, as she said |
//!
//! A comparison is a number of neither: 12 per cent more, 300 fewer rangers. Who hires 300 staff need
//! not have 300: behind verbs of change the number is only a quantity.

use super::quotation::{POSSESSIVE, introduces};
use super::{Material, time};
use crate::document::Span;
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;

/// What a number is of, and who says so.
pub struct Subject {
    /// The thing.
    pub about: EntityId,
    /// The notation of what is measured in the code list `measure`.
    pub measure: String,
    /// The words that say what of the thing is measured.
    pub of: Option<Span>,
    /// Who says so; none: the report itself.
    pub speaker: Option<EntityId>,
}

/// What kind of verb stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    /// has, costs
    Have,
    /// hired, planted
    Change,
    /// is: only of what a thing has, since a thing is no number.
    State,
}

/// Reads it.
pub fn subject(
    material: &Material,
    place: Span,
    counted: Option<Span>,
    measure: &str,
) -> Option<Subject> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let said = time::sentence_of(material, place);
    let rest = document.slice(Span::new(place.end, said.end));
    let next = rest.split_whitespace().next().unwrap_or_default();
    let counted = counted.map_or("", |counted| document.slice(counted));
    let first = counted.split_whitespace().next().unwrap_or_default();
    let compares =
        |word: &str| lexicon.contains("comparison-en", word.trim_end_matches([',', '.']));
    if compares(next) || compares(first) {
        return None;
    }
    let before = document.slice(Span::new(said.start, place.start));
    let shared = || (measure == "share").then(|| owner(material, Span::new(place.end, said.end)));
    let Some((lead, verb)) = verb(material, without_fillers(material, before)) else {
        return shared().flatten();
    };
    let of_body = lexicon.value("measure-subject", measure) == Some("organisation");
    let measure = if of_body && verb == Verb::Change {
        "quantity"
    } else {
        measure
    };
    let lead = Span::new(said.start, said.start + lead.len());
    if let Some((about, noun)) = meant(material, document.slice(lead)) {
        let head = Span::new(said.start, said.start + noun);
        let (speaker, head) = attributed(material, after_dateline(material, head));
        let fits = fits(material, about, measure) && verb != Verb::State;
        return (fits && opens(material, head)).then(|| Subject {
            about,
            measure: measure.to_owned(),
            of: None,
            speaker,
        });
    }
    let (last, about) = material
        .inside(lead)
        .filter_map(|(index, mention)| {
            let is_date = matches!(mention.reading, Reading::Date(_));
            let id = material.resolved.of_mention[index].filter(|_| !is_date)?;
            Some((mention.span, id))
        })
        .max_by_key(|(span, _)| (span.end, span.len()))?;
    let gap = Span::new(last.end, lead.end);
    let bare = is_adverbs(material, document.slice(gap));
    let owned = owned(material, gap);
    let head = Span::new(said.start, last.start);
    let (speaker, head) = attributed(material, after_dateline(material, head));
    let noun = if bare { noun_of(material, head) } else { None };
    let begins = opens(material, head) || noun.is_some();
    let of = owned.or(noun);
    let fits = fits(material, about, measure)
        && begins
        && (bare || of.is_some())
        && (verb != Verb::State || of.is_some());
    if !fits {
        return shared().flatten();
    }
    Some(Subject {
        about,
        measure: measure.to_owned(),
        of,
        speaker,
    })
}

/// Whether a thing may have what is measured.
fn fits(material: &Material, about: EntityId, measure: &str) -> bool {
    let kind = material.resolved.entity(about).kind;
    match material.authority.lexicon.value("measure-subject", measure) {
        Some("organisation") => matches!(kind, Kind::Organisation | Kind::Programme),
        Some("event") => kind == Kind::Event,
        _ => !matches!(kind, Kind::Person | Kind::Work),
    }
}

/// The one body or programme of the text whose name has the noun that ends some words as its head, and
/// where its article stands: `The authority |treated`, of Kallisto Health Authority, but no `The harbour` of
/// Wexmouth Harbour Board.
fn meant(material: &Material, lead: &str) -> Option<(EntityId, usize)> {
    let words = without_adverbs(material, lead);
    let (before, noun) = words.rsplit_once(' ')?;
    let head = before
        .strip_suffix("The")
        .or_else(|| before.strip_suffix("the"))?;
    let small = noun.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    let whole = head.is_empty() || head.ends_with(' ');
    let mut letters = noun.chars();
    let name = letters.next()?.to_ascii_uppercase().to_string() + letters.as_str();
    let lexicon = &material.authority.lexicon;
    let is_head = ["org-head-en", "programme-suffix-en"]
        .iter()
        .any(|group| lexicon.contains(group, &name));
    if !is_head {
        return None;
    }
    let holds = |known: &String| head_of(known) == name;
    let entities = material.resolved.entities.iter().enumerate();
    let mut named = entities.filter(|(_, entity)| {
        matches!(entity.kind, Kind::Organisation | Kind::Programme)
            && !entity.mentions.is_empty()
            && entity.foreign.iter().chain(&entity.aliases).any(holds)
    });
    let (index, _) = named.next().filter(|_| small && whole)?;
    let alone = named.next().is_none();
    alone.then_some((EntityId(index), head.len()))
}

/// The head word of an English name: the last, or the one before a preposition (Ministry of Health).
fn head_of(name: &str) -> &str {
    let short = [" of ", " for ", " on "]
        .iter()
        .filter_map(|joint| name.find(joint))
        .min();
    let name = &name[..short.unwrap_or(name.len())];
    name.rsplit(' ').next().unwrap_or(name)
}

/// What stands behind the place and day at the head of a press release: `Suva, 5 May 2024 – |The Board`.
fn after_dateline(material: &Material, head: Span) -> Span {
    const LONGEST: usize = 10;
    let text = material.document.slice(head);
    let dash = [" – ", " — ", " - "]
        .iter()
        .filter_map(|dash| text.find(dash).map(|at| (at, dash.len())))
        .min();
    let Some((at, length)) = dash else {
        return head;
    };
    let line = Span::new(head.start, head.start + at);
    let short = text[..at].split_whitespace().count() <= LONGEST;
    let dated = material.dates(line).next().is_some();
    if short && dated {
        Span::new(head.start + at + length, head.end)
    } else {
        head
    }
}

/// Words without the bounds and articles at their end: `The Agency planted |about, |a further`.
fn without_fillers<'w>(material: &Material, words: &'w str) -> &'w str {
    let lexicon = &material.authority.lexicon;
    let mut words = words.trim_end();
    while let Some((filler, _)) = ["bound", "figure-filler-en"]
        .into_iter()
        .flat_map(|group| lexicon.group(group))
        .find(|(filler, _)| words.ends_with(&format!(" {filler}")))
    {
        words = words[..words.len() - filler.len()].trim_end();
    }
    words
}

/// The words before the verb of the tables that some words end with, and its kind.
fn verb<'w>(material: &Material, words: &'w str) -> Option<(&'w str, Verb)> {
    let lexicon = &material.authority.lexicon;
    lexicon
        .group("figure-verb-en")
        .iter()
        .filter_map(|(verb, value)| {
            let lead = words.strip_suffix(&**verb)?.strip_suffix(' ')?;
            let kind = match &**value {
                "change" => Verb::Change,
                "state" => Verb::State,
                _ => Verb::Have,
            };
            Some((lead, kind))
        })
        .min_by_key(|(lead, _)| lead.len())
}

/// Whether nothing but adverbs and auxiliary verbs stand in a gap.
fn is_adverbs(material: &Material, gap: &str) -> bool {
    gap.split_whitespace().all(|word| is_adverb(material, word))
}

/// Whether a word is one of them, a comma beside it or not.
fn is_adverb(material: &Material, word: &str) -> bool {
    let lexicon = &material.authority.lexicon;
    lexicon.contains("count-adverb-en", word.trim_matches(','))
}

/// What a thing has, right behind its name: Kenya|'s |tuna exports|.
fn owned(material: &Material, gap: Span) -> Option<Span> {
    let text = material.document.slice(gap);
    let behind = POSSESSIVE.iter().find_map(|sign| text.strip_prefix(sign))?;
    let noun = without_adverbs(material, behind);
    let start = gap.end - behind.len();
    is_noun(material, noun).then(|| Span::new(start, start + noun.len()))
}

/// What is told of a thing before its name: The |recovery rate in| Northmere.
fn noun_of(material: &Material, head: Span) -> Option<Span> {
    let text = material.document.slice(head).trim_end();
    let (words, joint) = text.rsplit_once(' ')?;
    let (words, joint) = match joint {
        "the" => words.rsplit_once(' ')?,
        _ => (words, joint),
    };
    let lexicon = &material.authority.lexicon;
    if !lexicon.contains("noun-joint-en", joint) {
        return None;
    }
    let article = words
        .split_once(' ')
        .filter(|(first, _)| matches!(*first, "The" | "the" | "A" | "An" | "Its"));
    let noun = article.map_or(words, |(_, noun)| noun);
    let start = head.start + words.len() - noun.len();
    let small = noun
        .strip_prefix(|c: char| c.is_uppercase() && article.is_none())
        .unwrap_or(noun);
    is_noun(material, small).then(|| Span::new(start, start + noun.len()))
}

/// Words without the adverbs at their end.
fn without_adverbs<'w>(material: &Material, words: &'w str) -> &'w str {
    let mut words = words.trim_end();
    while let Some((rest, last)) = words.rsplit_once(' ')
        && is_adverb(material, last)
    {
        words = rest.trim_end();
    }
    words
}

/// Whether a few small words may be a noun: they hold no verb of the tables and no mark.
fn is_noun(material: &Material, words: &str) -> bool {
    const MOST: usize = 5;
    let lexicon = &material.authority.lexicon;
    let groups = [
        "figure-verb-en",
        "person-verb-en",
        "speech-verb",
        "aux-verb-en",
        "prospect-en",
    ];
    let plain = |word: &str| {
        let letters = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        letters && !groups.iter().any(|group| lexicon.contains(group, word))
    };
    (1..=MOST).contains(&words.split(' ').count()) && words.split(' ').all(plain)
}

/// Whose the whole is of which a number is a part: 41 per cent| of Kenya's| exports.
fn owner(material: &Material, rest: Span) -> Option<Subject> {
    let document = material.document;
    let text = document.slice(rest);
    let behind = text.strip_prefix(" of ")?;
    let behind = behind.strip_prefix("the ").unwrap_or(behind);
    let at = rest.end - behind.len();
    let (span, about) = material
        .inside(Span::new(at, rest.end))
        .take_while(|(_, mention)| mention.span.start == at)
        .filter_map(|(index, mention)| Some((mention.span, material.resolved.of_mention[index]?)))
        .max_by_key(|(span, _)| span.end)?;
    let kind = material.resolved.entity(about).kind;
    let owns = POSSESSIVE
        .iter()
        .any(|sign| text[span.end - rest.start..].starts_with(sign));
    let fits = matches!(
        kind,
        Kind::Organisation | Kind::Jurisdiction | Kind::Programme | Kind::Place
    );
    (owns && fits).then(|| Subject {
        about,
        measure: "share".to_owned(),
        of: None,
        speaker: None,
    })
}

/// Who says what follows some words, and what of these words belongs to it: `According to Ms Lima, |`, `Ms
/// Lima said that |`.
fn attributed(material: &Material, head: Span) -> (Option<EntityId>, Span) {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let none = (None, head);
    let text = document.slice(head).trim_end();
    let text = text.strip_suffix(" the").unwrap_or(text).trim_end();
    let person = material
        .inside(head)
        .filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let kind = material.resolved.entity(id).kind;
            matches!(kind, Kind::Person | Kind::Organisation).then_some((mention.span, id))
        })
        .max_by_key(|(span, _)| span.end);
    let Some((name, id)) = person else {
        return none;
    };
    let rest = Span::new(head.end, head.end);
    let gap = &text[(name.end - head.start).min(text.len())..];
    let lower = text.to_lowercase();
    let cues = lexicon.cues("attribution-en").starting(&lower);
    if let Some(cue) = cues.map(|(cue, _)| cue.len()).max() {
        let lead = Span::new((head.start + cue).min(name.start), name.start);
        let told = gap.trim() == "," && introduces(material, lead, name, true);
        return if told { (Some(id), rest) } else { none };
    }
    let verb = gap.trim().strip_suffix("that").unwrap_or(gap).trim();
    let says = lexicon.contains("quote-verb-en", verb);
    let begins = opens(material, Span::new(head.start, name.start));
    if says && begins {
        return (Some(id), rest);
    }
    none
}

/// Whether nothing but a number, an article and a date stands before the subject of a sentence.
pub fn opens(material: &Material, lead: Span) -> bool {
    let text = material.document.slice(lead);
    let dates: Vec<Span> = material
        .inside(lead)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Date(_)))
        .map(|(_, mention)| mention.span)
        .collect();
    let mut at = 0;
    text.split(char::is_whitespace).all(|word| {
        let place = Span::new(lead.start + at, lead.start + at + word.len());
        at += word.len()
            + text[at + word.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        bare.is_empty()
            || matches!(
                bare,
                "The" | "the" | "In" | "On" | "By" | "During" | "Since"
            )
            || dates.iter().any(|date| date.overlaps(place))
    })
}
