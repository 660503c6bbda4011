//! 縣府 and 市府: the government of the county or city that was named last.

use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::repeated::Block;
use super::{Found, Kind, Naming, Reading, Rule, scene};

/// Finds the places of such words in a text, in which `found` was found.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Block],
    found: &[Found],
) -> Vec<Found> {
    let mut governments: Vec<(usize, char, String)> = found
        .iter()
        .filter_map(|f| {
            let (sort, key) = government(knowledge, glyphs, f)?;
            Some((f.range.start, sort, key))
        })
        .collect();
    governments.sort_unstable_by_key(|(at, _, _)| *at);
    let mut again = Vec::new();
    for block in blocks {
        for at in block.range.clone() {
            let sort = glyphs.char(at);
            let stands = matches!(sort, '縣' | '市')
                && glyphs.char(at + 1) == '府'
                && at + 2 <= block.range.end
                && (at == block.range.start
                    || glyphs.class(at - 1) != Class::Han
                    || knowledge.name_start(glyphs, block.range.start, at + 1).at == at);
            if !stands
                || found
                    .iter()
                    .any(|f| scene::overlap(&f.range, &(at..at + 2)))
            {
                continue;
            }
            let fits = |(_, known, _): &&(usize, char, String)| *known == sort;
            let before = governments
                .iter()
                .filter(fits)
                .take_while(|(start, _, _)| *start < at);
            let meant = before.last().or_else(|| governments.iter().find(fits));
            again.extend(meant.map(|(_, _, key)| Found {
                kind: Kind::Organisation,
                range: at..at + 2,
                reading: Reading::Named(Naming::known(key)),
                rule: Rule::Repeated,
                hard: true,
            }));
        }
    }
    again
}

/// The listed government that a mention names or begins with, and the character that its kind
/// of place ends with.
fn government(knowledge: &Knowledge, glyphs: &Glyphs, found: &Found) -> Option<(char, String)> {
    if found.kind != Kind::Organisation {
        return None;
    }
    let (_, row) = knowledge
        .organisations
        .longest_at(glyphs, found.range.start)?;
    let name = row.zh.as_deref()?.strip_suffix("政府")?;
    let sort = name
        .chars()
        .next_back()
        .filter(|sort| matches!(sort, '縣' | '市'))?;
    Some((sort, row.key.to_string()))
}
