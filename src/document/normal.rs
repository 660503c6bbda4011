//! One form for characters that a reader cannot tell apart.
//!
//! Fonts in PDF files often give a Han character the code of a radical or of a compatibility
//! ideograph that looks the same, so that 民 does not match ⺠. They are folded to the unified
//! ideograph, one character at a time. Full-width letters, digits and punctuation stay as
//! printed: readers see the difference.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::origin::OffsetMap;

/// A text with its characters folded, and the way back.
pub(super) struct Folded<'t> {
    pub(super) text: Cow<'t, str>,
    /// From offsets in `text` to offsets in the text as given; nothing where they are the same.
    pub(super) map: Option<OffsetMap>,
}

impl<'t> Folded<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let Some(first) = text.find(|c| fold(c) != Fold::Keep) else {
            return Self {
                text: Cow::Borrowed(text),
                map: None,
            };
        };
        let mut folded = String::with_capacity(text.len());
        let mut map = OffsetMap::default();
        let mut kept = 0;
        for (at, c) in text[first..].char_indices().map(|(at, c)| (first + at, c)) {
            let to = match fold(c) {
                Fold::Keep => continue,
                Fold::To(to) => Some(to),
                Fold::Drop => None,
            };
            map.copy(folded.len(), kept..at);
            folded.push_str(&text[kept..at]);
            kept = at + c.len_utf8();
            if let Some(to) = to {
                map.replace(folded.len(), at..kept);
                folded.push(to);
            }
        }
        map.copy(folded.len(), kept..text.len());
        folded.push_str(&text[kept..]);
        Self {
            text: Cow::Owned(folded),
            map: Some(map),
        }
    }
}

/// A text with its characters folded like those of the reading text, to look for it there.
pub fn folded(text: &str) -> Cow<'_, str> {
    Folded::new(text).text
}

/// What becomes of a character in the reading text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Keep,
    To(char),
    /// It has no width and no meaning (a zero-width space, a stray byte order mark).
    Drop,
}

/// Folds one character.
pub(super) fn fold(c: char) -> Fold {
    // Nearly every character of a report.
    if c < '\u{A0}' || ('\u{3000}'..'\u{F900}').contains(&c) {
        return Fold::Keep;
    }
    match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Fold::To(' '),
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => Fold::Drop,
        '\u{2E80}'..='\u{2EF3}' => unified(RADICALS.chars().nth(c as usize - 0x2E80), c),
        // Kangxi radicals and compatibility ideographs decompose to one unified ideograph.
        '\u{2F00}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            unified(std::iter::once(c).nfkc().next(), c)
        }
        _ => Fold::Keep,
    }
}

fn unified(to: Option<char>, c: char) -> Fold {
    to.filter(|&to| to != c).map_or(Fold::Keep, Fold::To)
}

/// The CJK Radicals Supplement, U+2E80 to U+2EF3, as unified ideographs, in order.
///
/// From EquivalentUnifiedIdeograph.txt of the Unicode Character Database, version 14; the three
/// characters without an equivalent stand for themselves.
const RADICALS: &str = "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_compatibility_ideographs_become_unified() {
        let folded = Folded::new("⼈⺠的⽣活 \u{F9D0}");
        assert_eq!(folded.text, "人民的生活 類");
    }

    #[test]
    fn full_width_forms_stay_as_printed() {
        let folded = Folded::new("（ＯＧＰ）：１２，ﾃ");
        assert_eq!(folded.text, "（ＯＧＰ）：１２，ﾃ");
        assert!(folded.map.is_none());
    }

    #[test]
    fn spaces_become_one_kind_and_invisible_marks_go() {
        let folded = Folded::new("\u{FEFF}8\u{A0}國\u{200B}家\u{3000}。");
        assert_eq!(folded.text, "8 國家\u{3000}。");
    }

    #[test]
    fn folded_offsets_lead_back() {
        let received = "a⺠\u{200B}b";
        let folded = Folded::new(received);
        let map = folded.map.expect("something was folded");
        assert_eq!(folded.text, "a民b");
        assert_eq!(&received[map.start(1)..map.end(4)], "⺠");
        assert_eq!(&received[map.start(4)..map.end(5)], "b");
        assert_eq!(&received[map.start(0)..map.end(5)], received);
    }

    #[test]
    fn the_radical_table_has_one_entry_per_code_point() {
        assert_eq!(RADICALS.chars().count(), 0x2EF3 - 0x2E80 + 1);
        assert_eq!(fold('⻑'), Fold::To('長'));
        assert_eq!(fold('⺀'), Fold::Keep);
    }
}
