//! Two names of one place in a report: a short form of a longer name, or a second name in brackets.

use crate::authority::Lexicon;
use crate::document::{Document, Span};
use crate::mention::Mention;

/// The fewest characters of a name before what a short form leaves out.
const SHORTEST: usize = 2;

/// Whether a name is a short form of a longer one: 小港機場 of 高雄小港機場 (where 高雄 `is_scope`), 多納橋 of 多納吊橋,
/// 翠巒 of 翠巒部落.
pub(super) fn shortens(
    lexicon: &Lexicon,
    short: &str,
    long: &str,
    is_scope: impl Fn(&str) -> bool,
) -> bool {
    if short.len() >= long.len() {
        return false;
    }
    let ending = ending(lexicon, short);
    let scoped = || {
        let scope = long.strip_suffix(short);
        scope.is_some_and(|scope| ending.is_some_and(|(at, _)| at > 0) && is_scope(scope))
    };
    let tailed = || {
        let tail = long.strip_prefix(short);
        tail.is_some_and(|tail| ending.is_none() && lexicon.contains("place-tail", tail))
    };
    let modified = || ending.is_some_and(|(at, _)| leaves_out(lexicon, short, at, long));
    scoped() || tailed() || modified()
}

/// Whether a longer name differs from a short one only by words that may be left out before how it ends:
/// 台南|機場, 台南|軍用|機場.
fn leaves_out(lexicon: &Lexicon, short: &str, ending: usize, long: &str) -> bool {
    let (stem, head) = short.split_at(ending);
    let inside = long
        .strip_prefix(stem)
        .and_then(|rest| rest.strip_suffix(head));
    let Some(inside) = inside.filter(|_| stem.chars().count() >= SHORTEST) else {
        return false;
    };
    let before = lexicon.value("place-left-out", inside);
    before.is_some_and(|before| before.is_empty() || before.split('|').any(|end| end == head))
}

/// Where the longest ending of a place begins in a name, and the ending; none where a name is nothing else.
fn ending<'n>(lexicon: &Lexicon, name: &'n str) -> Option<(usize, &'n str)> {
    let endings = lexicon.cues("place-suffix");
    let at = endings
        .ending(name)
        .map(|(word, _)| name.len() - word.len());
    at.filter(|&at| at > 0).min().map(|at| (at, &name[at..]))
}

/// The pairs of mentions, by their places in a list, of which the second stands in brackets behind the first and
/// names the same place: 大肚溪（烏溪）, 中正橋（舊名川端橋）.
pub(super) fn glossed(
    lexicon: &Lexicon,
    document: &Document,
    places: &[(usize, &Mention)],
) -> Vec<(usize, usize)> {
    let mut sorted = places.to_vec();
    sorted.sort_by_key(|(index, mention)| (mention.span.start, *index));
    let pairs = sorted.windows(2).filter(|pair| {
        let (first, second) = (pair[0].1.span, pair[1].1.span);
        second.start >= first.end && is_gloss(lexicon, document, first, second)
    });
    pairs.map(|pair| (pair[0].0, pair[1].0)).collect()
}

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
        let is_short = |short, long| {
            shortens(&authority.lexicon, short, long, |scope| {
                ["高雄", "台北市"].contains(&scope)
            })
        };
        for (short, long) in [
            ("小港機場", "高雄小港機場"),
            ("多納橋", "多納吊橋"),
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
            ("草嶺", "草嶺隧道"),
            ("高雄機場", "高雄小港機場"),
            ("小港機場", "小港機場"),
        ] {
            assert!(!is_short(short, long), "{short} {long}");
        }
    }
}
