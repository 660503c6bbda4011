//! The delegation whose report it is: 訪團, 考察團, 我國代表團.
//!
//! A report names its own delegation in full at most once (立法院跨黨派訪問團) and by a bare word
//! afterwards. The bare words are one group, called by the full name if there is just one.

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::repeated::Block;
use super::{Found, Kind, Naming, Reading, Rule, scene};

/// How often a delegation without a full name must be called by a bare word to be a body.
const FEWEST: usize = 2;

/// Finds the places of such words in a text, in which `found` was found.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Block],
    found: &[Found],
) -> Vec<Found> {
    let words = Cues::from(knowledge.authority.lexicon.cues("delegation-name"));
    let own = Cues::from(knowledge.authority.lexicon.cues("self-jurisdiction"));
    let mut places = Vec::new();
    for block in blocks {
        for at in block.range.clone() {
            let Some(end) = words.end(glyphs, at) else {
                continue;
            };
            // 我國|代表團
            let owners = own.before(glyphs, block.range.start, at);
            let from = owners.map(|(start, _)| start).min().unwrap_or(at);
            let begins = from == block.range.start
                || glyphs.class(from - 1) != Class::Han
                || from < at
                || knowledge.name_start(glyphs, block.range.start, at + 1).at == at;
            // 代表團團員, 訪問團長
            let runs_on = matches!(glyphs.char(end), '員' | '長' | '團');
            let range = from..end;
            let free = !found
                .iter()
                .any(|f| f.kind != Kind::Jurisdiction && scene::overlap(&f.range, &range));
            if end <= block.range.end && begins && !runs_on && free {
                places.push(range);
            }
        }
    }
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let full = full_name(knowledge, found);
    if full.is_none() && places.len() < FEWEST {
        return Vec::new();
    }
    let name = full.unwrap_or_else(|| glyphs.text(first.clone()));
    let found = |range| Found {
        kind: Kind::Organisation,
        range,
        reading: Reading::Named(Naming {
            chinese: Some(name.clone()),
            ..Naming::default()
        }),
        rule: Rule::Repeated,
        hard: true,
    };
    places.into_iter().map(found).collect()
}

/// The only name of a delegation that the text prints in full.
fn full_name(knowledge: &Knowledge, found: &[Found]) -> Option<String> {
    let words = knowledge.authority.lexicon.cues("delegation-name");
    let mut names: Vec<&String> = found
        .iter()
        .filter(|f| f.kind == Kind::Organisation)
        .filter_map(|f| match &f.reading {
            Reading::Named(naming) if naming.key.is_none() => naming.chinese.as_ref(),
            _ => None,
        })
        .filter(|name| words.ending(name).next().is_some())
        .collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [name] => Some((*name).clone()),
        _ => None,
    }
}
