//! What a line announces by its first or last words: a figure, a field, a line of contents.

use super::script::{Class, class};

/// Words before the number of a figure or table.
const CAPTIONS: [&str; 17] = [
    "圖", "表", "附圖", "附表", "圖表", "圖片", "照片", "相片", "Figure", "Fig.", "Fig", "Table",
    "Photo", "FIGURE", "TABLE", "Chart", "Picture",
];

/// The beginning of a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caption {
    /// Its number, unless it has none or a compound one (`圖 2-1：`).
    pub(super) number: Option<u32>,
}

/// Whether a text begins as a caption does: `圖 1：…`, `表二、…`, `Figure 3.`
pub(super) fn caption(text: &str) -> Option<Caption> {
    let word = CAPTIONS
        .iter()
        .filter(|word| text.starts_with(**word))
        .max_by_key(|word| word.len())?;
    let latin = word.is_ascii();
    let rest = text[word.len()..].trim_start();
    let spaced = rest.len() + word.len() < text.len();
    let end = rest
        .char_indices()
        .take(8)
        .find(|&(_, c)| {
            !(c.is_ascii_digit() || matches!(c, '０'..='９' | '-' | '–') || is_han_digit(c))
        })
        .map(|(at, _)| at)?;
    let (number, after) = (&rest[..end], rest[end..].trim_start());
    if latin && (!spaced || number.is_empty()) {
        return None;
    }
    if !after.starts_with(['：', ':', '、', '．', '.'])
        || number.is_empty() && !after.starts_with(['：', ':'])
    {
        return None;
    }
    // `表 1.5` is a figure of speech about a figure.
    if after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(Caption {
        number: value(number),
    })
}

fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

fn value(number: &str) -> Option<u32> {
    let digits: Option<String> = number
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => c.is_ascii_digit().then_some(c),
        })
        .collect();
    match digits {
        Some(digits) => digits.parse().ok(),
        None => super::numeral::han_ordinal(number),
    }
}

/// The most letters of a field's label.
const LABEL_LETTERS: usize = 10;

/// The bytes of the label of a field such as `時間：105 年` or `Date: 7 December`, and of label,
/// colon and white space together.
///
/// The shape decides: at most ten Han characters, which may be spread by spaces (`地　　點：`),
/// or at most three Latin words of which the first has a capital; no digit and no punctuation.
/// Words that introduce a quotation (`他指出：「`) are none.
pub(super) fn field(text: &str) -> Option<(usize, usize)> {
    let mut letters = 0;
    let mut words = 0;
    let mut latin = None;
    let mut before = Class::Space;
    for (at, c) in text.char_indices() {
        let kind = class(c);
        match kind {
            _ if matches!(c, '：' | ':') => {
                let label = text[..at].trim_end().len();
                let rest = &text[at + c.len_utf8()..];
                let value = rest.trim_start();
                // A time, a URL, a ratio.
                let stuck = c == ':' && latin == Some(true) && value.len() == rest.len();
                let quoted = value.starts_with(['「', '『', '“', '"']);
                if label == 0 || stuck && !rest.is_empty() || quoted {
                    return None;
                }
                return Some((label, text.len() - value.len()));
            }
            Class::Han => {
                letters += 1;
                if letters > LABEL_LETTERS || latin == Some(true) {
                    return None;
                }
                latin = Some(false);
            }
            Class::Word => {
                letters += 1;
                words += usize::from(before == Class::Space);
                let first = latin.is_none();
                if c.is_numeric()
                    || latin == Some(false)
                    || first && !c.is_uppercase()
                    || words > 3
                    || letters > 3 * LABEL_LETTERS
                {
                    return None;
                }
                latin = Some(true);
            }
            Class::Space => {}
            _ => return None,
        }
        before = kind;
    }
    None
}

/// Whether a line is one of a table of contents: dot leaders and a page number end it.
pub(super) fn contents(text: &str) -> bool {
    let page = |c: char| c.is_ascii_digit() || "ivxlcdmIVXLCDM-".contains(c);
    let head = text.trim_end_matches(page);
    if !(1..=8).contains(&(text.len() - head.len())) {
        return false;
    }
    let leader = |c| {
        matches!(
            c,
            '.' | '…' | '‥' | '．' | '·' | '‧' | '⋯' | '-' | '_' | '─' | ' '
        )
    };
    let dots = &head[head.trim_end_matches(leader).len()..];
    let count = |wanted: fn(char) -> bool| dots.chars().filter(|&c| wanted(c)).count();
    count(|c| matches!(c, '…' | '‥' | '⋯')) >= 2
        || count(|c| matches!(c, '.' | '．' | '·' | '‧' | '_' | '─')) >= 4
}

/// Whether a line is the heading of a table of contents.
pub(super) fn contents_heading(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !c.is_whitespace());
    let first = letters.next();
    let second = letters.next();
    match (first, second, letters.next()) {
        (Some('目'), Some('次' | '錄' | '录'), None) => true,
        _ => {
            text.eq_ignore_ascii_case("contents") || text.eq_ignore_ascii_case("table of contents")
        }
    }
}

/// Whether a line under such a heading is an entry: it ends with a page number set off by space.
pub(super) fn contents_entry(text: &str) -> bool {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - head.len();
    (1..=3).contains(&digits) && head.ends_with([' ', '\t', '\u{3000}'])
}

/// Whether a line begins with a bullet. A dash is one only where a paragraph may begin (`sure`).
pub(super) fn bullet(text: &str, sure: bool) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(
            '•' | '●' | '○' | '◎' | '※' | '◆' | '◇' | '■' | '□' | '▪' | '▶' | '►' | '➢' | '✓' | '★'
            | '\u{F06C}' | '\u{F0B7}' | '\u{F0D8}',
        ) => true,
        Some('-' | '–' | '*' | '·') => sure && chars.next() == Some(' '),
        _ => false,
    }
}
