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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_by_word_number_and_colon() {
        let number = |text| caption(text).map(|caption| caption.number);
        assert_eq!(number("圖 1：OGP 簡要統計"), Some(Some(1)));
        assert_eq!(number("圖 17:領取手冊"), Some(Some(17)));
        assert_eq!(number("表二、團員名單"), Some(Some(2)));
        assert_eq!(number("照片１２：合照"), Some(Some(12)));
        assert_eq!(number("附圖：路線"), Some(None));
        assert_eq!(number("圖 2-1：會場"), Some(None));
        assert_eq!(number("Figure 3. The sources"), Some(Some(3)));
        assert_eq!(number("Table 4: Costs"), Some(Some(4)));
    }

    #[test]
    fn sentences_about_figures_are_no_captions() {
        for text in [
            "圖 1 顯示",
            "表示：感謝",
            "圖書館：地點",
            "如圖 1：",
            "Tables: two",
            "Figure 1.5 shows",
            "圖",
        ] {
            assert_eq!(caption(text), None, "{text}");
        }
    }

    #[test]
    fn fields_are_told_by_their_shape() {
        let parts =
            |text: &'static str| field(text).map(|(label, value)| (&text[..label], &text[value..]));
        assert_eq!(parts("時間：105 年"), Some(("時間", "105 年")));
        assert_eq!(parts("我方出席人員：唐鳳"), Some(("我方出席人員", "唐鳳")));
        assert_eq!(parts("地　　點: 巴黎"), Some(("地　　點", "巴黎")));
        assert_eq!(parts("會談內容："), Some(("會談內容", "")));
        assert_eq!(parts("Date: 7 December"), Some(("Date", "7 December")));
        assert_eq!(
            parts("Place of meeting: Paris"),
            Some(("Place of meeting", "Paris"))
        );
    }

    #[test]
    fn sentences_with_a_colon_are_no_fields() {
        for text in [
            "最後，座談會有以下結論：",
            "歐蘭德總統並提出今年的主要目標如下：",
            "他指出：「開放政府」",
            "https://a.b",
            "10:30 開會",
            "note: small",
            "比例 3：1",
            "：",
        ] {
            assert_eq!(field(text), None, "{text}");
        }
    }

    #[test]
    fn lines_of_contents_have_leaders_and_a_page() {
        for text in [
            "壹、目的……………1",
            "一、行前準備......... 12",
            "Preface ........ iv",
            "附錄‧‧‧‧‧‧‧‧-3-",
        ] {
            assert!(contents(text), "{text}");
        }
        for text in ["他沉默了……", "等等...", "A ... 1", "目的 1", "第 3 項"] {
            assert!(!contents(text), "{text}");
        }
        assert!(contents_heading("目　次") && contents_heading("Contents"));
        assert!(!contents_heading("目次表"));
        assert!(contents_entry("壹、目的 1") && !contents_entry("壹、目的1"));
    }

    #[test]
    fn a_dash_is_a_bullet_only_where_a_paragraph_may_begin() {
        assert!(bullet("● 公開", false));
        assert!(bullet("- open", true));
        assert!(!bullet("- open", false));
        assert!(!bullet("-5 度", true));
    }
}
