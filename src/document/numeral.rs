//! The numerals of headings and lists: 壹, 一, 甲, 1, I, A.

/// How the ordinal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 壹貳參
    Formal,
    /// 一二三
    Han,
    /// 甲乙丙
    Stem,
    /// 1 2 3
    Arabic,
    /// 1.1, 1.1.1: as many components as the number says.
    Decimal(u8),
    /// ①②③
    Circled,
    /// I II III
    RomanUpper,
    /// i ii iii
    RomanLower,
    /// A B C
    LetterUpper,
    /// a b c
    LetterLower,
}

/// Larger ordinals are years and figures, not markers.
pub(super) const MOST: u32 = 200;

/// The ordinals that a numeral may stand for.
pub(super) fn numerals(text: &str) -> [Option<(Numeral, u32)>; 2] {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return [None, None];
    };
    let single = chars.next().is_none();
    let one = |numeral, value: Option<u32>| {
        [
            value
                .filter(|v| (1..=MOST).contains(v))
                .map(|value| (numeral, value)),
            None,
        ]
    };
    if first.is_ascii_digit() || ('０'..='９').contains(&first) {
        return one(Numeral::Arabic, arabic(text));
    }
    if first.is_ascii_alphabetic() {
        let upper = first.is_ascii_uppercase();
        let roman = roman(text, upper).map(|value| {
            (
                if upper {
                    Numeral::RomanUpper
                } else {
                    Numeral::RomanLower
                },
                value,
            )
        });
        let letter = single.then(|| {
            let base = if upper { 'A' } else { 'a' };
            let numeral = if upper {
                Numeral::LetterUpper
            } else {
                Numeral::LetterLower
            };
            (numeral, u32::from(first) - u32::from(base) + 1)
        });
        return [roman, letter];
    }
    if let Some(at) = STEMS.iter().position(|&stem| stem == first) {
        return one(Numeral::Stem, u32::try_from(at + 1).ok().filter(|_| single));
    }
    if FORMAL.contains(&first) {
        return one(Numeral::Formal, han(text, &FORMAL));
    }
    one(Numeral::Han, han(text, &HAN))
}

const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
/// 1 to 10 in the forms of cheques, then variants of 3, 3, 2.
const FORMAL: [char; 13] = [
    '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖', '拾', '叁', '参', '貮',
];
const HAN: [char; 11] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '〇',
];

pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('０'..='９').contains(&c) || begins_numeral(c)
}

/// Whether the character is one of the Chinese numerals.
pub(super) fn begins_numeral(c: char) -> bool {
    HAN.contains(&c) || FORMAL.contains(&c) || STEMS.contains(&c)
}

fn arabic(text: &str) -> Option<u32> {
    let mut value = 0;
    for (count, c) in text.chars().enumerate() {
        let digit = match c {
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => c.to_digit(10)?,
        };
        // A leading zero is a date or a code.
        if count == 3 || count == 0 && digit == 0 {
            return None;
        }
        value = value * 10 + digit;
    }
    Some(value)
}

/// The number that 一 to 九十九 stand for.
pub(super) fn han_ordinal(text: &str) -> Option<u32> {
    han(text, &HAN).filter(|&value| value > 0)
}

/// 一 to 九十九, in either set of signs.
fn han(text: &str, signs: &[char]) -> Option<u32> {
    let digit = |c: char| {
        let at = signs.iter().position(|&sign| sign == c)?;
        let value = match (at, c) {
            (_, '〇') => 0,
            (10 | 11, _) => 3,
            (12, _) => 2,
            _ => at + 1,
        };
        u32::try_from(value).ok()
    };
    let mut values = [0; 3];
    let mut count = 0;
    for c in text.chars() {
        *values.get_mut(count)? = digit(c)?;
        count += 1;
    }
    match &values[..count] {
        [one] => Some(*one),
        [10, ones @ 1..=9] => Some(10 + ones),
        [tens @ 1..=9, 10] => Some(tens * 10),
        // 二十一; 二一 for 21, 一〇 for 10.
        [tens @ 1..=9, 10, ones @ 1..=9] | [tens @ 1..=9, ones @ 0..=9] => Some(tens * 10 + ones),
        _ => None,
    }
}

/// A Roman numeral in its regular form, up to 89.
fn roman(text: &str, upper: bool) -> Option<u32> {
    let mut rest = text;
    let mut value = 0;
    let digits = [
        (50, "L", "l"),
        (40, "XL", "xl"),
        (10, "X", "x"),
        (9, "IX", "ix"),
        (5, "V", "v"),
        (4, "IV", "iv"),
        (1, "I", "i"),
    ];
    for (worth, large, small) in digits {
        let digit = if upper { large } else { small };
        let most = if matches!(worth, 10 | 1) { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(digit) else {
                break;
            };
            rest = after;
            value += worth;
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_ordinals_are_regular_or_nothing() {
        let cases = [
            ("一", 1),
            ("十", 10),
            ("十九", 19),
            ("三十", 30),
            ("九十九", 99),
            ("二一", 21),
            ("一〇", 10),
        ];
        for (text, value) in cases {
            assert_eq!(han_ordinal(text), Some(value), "{text}");
        }
        for text in ["", "十十", "一十一十", "一二三", "〇", "百"] {
            assert_eq!(han_ordinal(text), None, "{text}");
        }
    }

    #[test]
    fn roman_numerals_are_regular_or_nothing() {
        for (value, text) in [
            (1, "I"),
            (4, "IV"),
            (9, "IX"),
            (14, "XIV"),
            (49, "XLIX"),
            (88, "LXXXVIII"),
        ] {
            assert_eq!(roman(text, true), Some(value), "{text}");
            assert_eq!(roman(&text.to_lowercase(), false), Some(value), "{text}");
        }
        for text in ["IIII", "VX", "IC", "iv", ""] {
            assert_eq!(roman(text, true), None, "{text}");
        }
    }
}
