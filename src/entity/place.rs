//! Two names of one place in a report: a short form of a longer name, or a second name in brackets.

use std::collections::{BTreeMap, BTreeSet};

use crate::authority::Lexicon;
use crate::document::{Document, Span};
use crate::mention::Mention;

/// The fewest characters of a name before what a short form leaves out.
const SHORTEST: usize = 2;

/// A name that a longer one may be called by.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ShortForm {
    pub name: String,
    /// The town that it leaves out, which only is one where somebody knows it.
    pub scope: Option<String>,
}

/// What a name may be called by for short: 小港機場 for 高雄小港機場 if 高雄 is a town, 台南機場 for 台南軍用機場,
/// 翠巒 for 翠巒部落.
pub(super) fn short_forms(lexicon: &Lexicon, long: &str) -> Vec<ShortForm> {
    let scoped = long.char_indices().skip(SHORTEST).map(|(at, _)| ShortForm {
        name: long[at..].to_owned(),
        scope: Some(long[..at].to_owned()),
    });
    let scoped = scoped.filter(|short| head(lexicon, &short.name).is_some_and(|at| at > 0));
    let whole = |name: String| ShortForm { name, scope: None };
    let tails = lexicon.cues("place-tail").ending(long);
    let tailed = tails.map(|(tail, _)| long[..long.len() - tail.len()].to_owned());
    let tailed = tailed.filter(|name| is_long(name) && head(lexicon, name).is_none());
    let modified = lexicon
        .group("place-left-out")
        .iter()
        .flat_map(|(word, heads)| {
            let heads = heads.split('|').filter(|head| long.ends_with(head));
            heads.filter_map(|head| {
                let stem = long[..long.len() - head.len()].strip_suffix(&**word)?;
                is_long(stem).then(|| format!("{stem}{head}"))
            })
        });
    let mut shorts: Vec<ShortForm> = scoped.collect();
    shorts.extend(tailed.chain(modified).map(whole));
    shorts
}

fn is_long(stem: &str) -> bool {
    stem.chars().count() >= SHORTEST
}

/// Where the longest word for a kind of place begins that a name ends with; 0 where the name is nothing else.
fn head(lexicon: &Lexicon, name: &str) -> Option<usize> {
    let endings = lexicon.cues("place-suffix").ending(name);
    endings.map(|(word, _)| name.len() - word.len()).min()
}

/// The nodes of places and their second names, by those of the second: 大肚溪（烏溪）, 中正橋（舊名川端橋）. A second
/// name of two places is of neither.
pub(super) fn glossed(
    lexicon: &Lexicon,
    document: &Document,
    places: &[(usize, &Mention)],
) -> Vec<(usize, usize)> {
    let mut sorted = places.to_vec();
    sorted.sort_by_key(|(index, mention)| (mention.span.start, *index));
    let mut firsts: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for pair in sorted.windows(2) {
        let (first, second) = (pair[0].1.span, pair[1].1.span);
        if second.start >= first.end && is_gloss(lexicon, document, first, second) {
            firsts.entry(pair[1].0).or_default().insert(pair[0].0);
        }
    }
    let only = |(second, firsts): (usize, BTreeSet<usize>)| {
        let first = firsts.first().copied()?;
        (firsts.len() == 1).then_some((first, second))
    };
    firsts.into_iter().filter_map(only).collect()
}

/// Whether the second of two names stands in brackets behind the first as another name of it: with a word that says so,
/// or where both are of one sort.
fn is_gloss(lexicon: &Lexicon, document: &Document, first: Span, second: Span) -> bool {
    const MARKS: [char; 4] = ['「', '」', ' ', '　'];
    let between = document.slice(Span::new(first.end, second.start));
    let Some(cue) = between.strip_prefix(['(', '（']) else {
        return false;
    };
    let behind = &document.text()[second.end..];
    let closes = behind.trim_start_matches(MARKS).starts_with([')', '）']);
    let cue = cue.trim_matches(MARKS);
    let sort = |span| {
        let name = document.slice(span);
        let sorts = lexicon.cues("place-sort");
        let longest = sorts.ending(name).max_by_key(|(word, _)| word.len());
        longest.map(|(_, sort)| sort)
    };
    closes
        && if cue.is_empty() {
            sort(first).is_some() && sort(first) == sort(second)
        } else {
            lexicon.contains("gloss-cue", cue)
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    #[test]
    fn a_short_form_leaves_out_a_town_a_modifier_or_the_kind() {
        let authority = Authority::builtin();
        let is_short = |short: &str, long: &str| {
            let mut forms = short_forms(&authority.lexicon, long).into_iter();
            let towns = ["高雄", "台北市", "北港"];
            forms.any(|form| {
                form.name == short && form.scope.is_none_or(|scope| towns.contains(&&*scope))
            })
        };
        for (short, long) in [
            ("小港機場", "高雄小港機場"),
            ("中山路", "台北市中山路"),
            ("后豐橋", "后豐大橋"),
            ("石榴站", "石榴車站"),
            ("台南機場", "台南軍用機場"),
            ("參山風景區", "參山國家風景區"),
            ("翠巒", "翠巒部落"),
        ] {
            assert!(is_short(short, long), "{short} {long}");
        }
        for (short, long) in [
            ("左營車站", "新左營車站"),
            ("中山路", "中山北路"),
            ("機場", "高雄機場"),
            ("火車站", "高雄火車站"),
            ("天后宮", "北港天后宮"),
            ("國際機場", "高雄國際機場"),
            ("草嶺", "草嶺隧道"),
            ("嘉義公園", "嘉義文化公園"),
            ("台中站", "台中火車站"),
            ("高雄機場", "高雄小港機場"),
            ("小港機場", "小港機場"),
        ] {
            assert!(!is_short(short, long), "{short} {long}");
        }
    }
}
