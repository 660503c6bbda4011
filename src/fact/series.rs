//! The kinds of sessions that the programme of an event lists: `議程包含座談會(Panels)、
//! 工作坊(Workshops)等`.

use super::{Facts, Material, Series, sentence, session};
use crate::document::{BlockKind, Span};
use crate::mention::Reading;
use crate::project::slug;

/// How many kinds make a list: two may be chance.
const LEAST: usize = 3;

/// A kind of session where it stands.
struct Item<'a> {
    words: Span,
    chinese: &'a str,
    foreign: Option<Span>,
    format: &'a str,
}

/// Reads them.
pub fn find(material: &Material, facts: &mut Facts) {
    let document = material.document;
    for block in document.blocks() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let items = items(material, block.span);
        let joined = |a: &Item, b: &Item| {
            let gap = document.slice(Span::new(a.words.end, b.words.start));
            material
                .authority
                .lexicon
                .contains("list-separator", gap.trim())
        };
        for run in items.chunk_by(joined).filter(|run| run.len() >= LEAST) {
            let (first, last) = (&run[0], &run[run.len() - 1]);
            let clause = sentence::clause(document, first.words.join(last.words));
            let lead = Span::new(clause.start, first.words.start);
            let cues = material.words("session-cue");
            let is_programme = cues.stand_in(document.slice(lead));
            let event = session::event_of(material, block.node);
            let Some(event) = event.filter(|_| is_programme) else {
                continue;
            };
            let date = material.inside(lead).find_map(|(_, mention)| {
                let Reading::Date(date) = &mention.reading else {
                    return None;
                };
                date.start.day().map(|_| (date.clone(), mention.span))
            });
            let programme = sentence::trimmed(document.text(), clause);
            for item in run {
                let foreign = item.foreign.map(|words| document.slice(words).to_owned());
                let key = slug(foreign.as_deref().unwrap_or(item.chinese));
                let known = |series: &Series| series.event == event && series.key == key;
                if key.is_empty() || facts.series.iter().any(known) {
                    continue;
                }
                let mut evidence = glossed(material, item.chinese);
                if evidence.is_empty() {
                    evidence.push(item.words);
                }
                evidence.push(programme);
                facts.series.push(Series {
                    event,
                    key,
                    chinese: item.chinese.to_owned(),
                    foreign,
                    format: item.format.to_owned(),
                    date: date.clone(),
                    evidence,
                });
            }
        }
    }
}

/// The kinds of sessions that a block names, in order.
fn items<'a>(material: &Material<'a>, block: Span) -> Vec<Item<'a>> {
    let text = material.document.slice(block);
    let places = material.words("session-format").places(text).into_iter();
    let mut items: Vec<Item> = places
        .filter(|(_, (word, _))| !word.is_ascii())
        .map(|(at, (word, format))| {
            let end = block.start + at + word.len();
            let foreign = gloss(material, end);
            let close = foreign.map_or(end, |words| bracket_end(material, words));
            Item {
                words: Span::new(block.start + at, close),
                chinese: word.as_ref(),
                foreign,
                format: format.as_ref(),
            }
        })
        .collect();
    // Of 座談 and 座談會 the longer word counts.
    items.sort_by_key(|item| (item.words.start, std::cmp::Reverse(item.words.end)));
    let mut end = 0;
    items.retain(|item| {
        let keeps = item.words.start >= end;
        end = end.max(item.words.end);
        keeps
    });
    items
}

/// The words in Latin letters in the brackets at a place.
fn gloss(material: &Material, at: usize) -> Option<Span> {
    let block = material.document.block_at(at).span;
    let rest = &material.document.text()[at..block.end.max(at)];
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let close = rest.find([')', '）'])?;
    let inside = &rest[open.len_utf8()..close];
    let latin = inside.starts_with(|c: char| c.is_ascii_alphabetic());
    latin.then(|| Span::new(at + open.len_utf8(), at + close))
}

fn bracket_end(material: &Material, inside: Span) -> usize {
    let rest = &material.document.text()[inside.end..];
    inside.end + rest.chars().next().map_or(0, char::len_utf8)
}

/// Where the text explains a word in brackets.
fn glossed(material: &Material, word: &str) -> Vec<Span> {
    let text = material.document.text();
    text.match_indices(word)
        .filter_map(|(at, _)| {
            let inside = gloss(material, at + word.len())?;
            Some(Span::new(at, bracket_end(material, inside)))
        })
        .collect()
}
