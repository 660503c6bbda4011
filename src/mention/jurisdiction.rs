//! Countries, territories, regions, cities: by name, by 我國, by 法方.

use std::ops::Range;

use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::{Found, Kind, Naming, Reading, Rule};

/// Finds the jurisdictions of a block. `own` is the key of the jurisdiction that 我國 means.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: Range<usize>,
    own: Option<&str>,
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let hit = by_name(knowledge, glyphs, block.start, at)
            .or_else(|| own.and_then(|key| by_reference(knowledge, glyphs, at, key)))
            .or_else(|| by_side(knowledge, glyphs, block.start, at));
        match hit {
            Some((end, key, rule)) if end <= block.end => {
                found.push(Found {
                    kind: Kind::Jurisdiction,
                    range: at..end,
                    reading: Reading::Named(Naming::known(key)),
                    rule,
                    hard: true,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

fn by_name<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    floor: usize,
    at: usize,
) -> Option<(usize, &'a str, Rule)> {
    let (end, row) = knowledge.jurisdictions.longest_at(glyphs, at)?;
    (!knowledge.is_trapped(glyphs, floor, &(at..end))).then_some((
        end,
        row.key.as_ref(),
        Rule::Dictionary,
    ))
}

/// 我國, 我方.
fn by_reference<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    at: usize,
    own: &str,
) -> Option<(usize, &'a str, Rule)> {
    let length = knowledge
        .self_jurisdictions
        .at(glyphs, at)
        .map(|(word, _)| word.chars().count())
        .filter(|length| *length > 1)
        .max()?;
    let row = knowledge.authority.jurisdictions.get(own)?;
    // 我國際能見度 is 我|國際, 我國人 is a person.
    let runs_on = knowledge
        .authority
        .lexicon
        .group("self-jurisdiction-guard")
        .iter()
        .any(|(word, _)| glyphs.starts_with(at, word));
    (!runs_on).then(|| (at + length, row.key.as_ref(), Rule::Reference))
}

/// 法方, 美方: the first character of a country's name and 方, as a word of its own.
fn by_side<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    floor: usize,
    at: usize,
) -> Option<(usize, &'a str, Rule)> {
    if glyphs.char(at + 1) != '方' {
        return None;
    }
    let stands_alone = at == floor
        || glyphs.class(at - 1) != Class::Han
        || knowledge.name_start(glyphs, floor, at).at == at;
    // 立法方面, 以方便
    let traps = knowledge.authority.lexicon.group("frame-trap");
    let trapped = (at.saturating_sub(3).max(floor)..=at)
        .any(|from| traps.iter().any(|(trap, _)| glyphs.starts_with(from, trap)));
    let runs_on = matches!(
        glyphs.char(at + 2),
        '面' | '式' | '案' | '向' | '法' | '針' | '程' | '塊' | '位' | '便' | '才' | '可' | '言'
    );
    if !stands_alone || trapped || runs_on {
        return None;
    }
    let row = knowledge
        .authority
        .jurisdictions
        .weakly_named(&glyphs.text(at..at + 1))
        .next()?;
    Some((at + 2, row.key.as_ref(), Rule::Reference))
}
