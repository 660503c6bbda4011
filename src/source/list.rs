//! Numbers that a word processor puts before the items of a list.

/// The characters of a way to count.
const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = [
    '子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥',
];

/// A number as a list shows it.
///
/// `format` is a value of `w:numFmt` (ISO/IEC 29500, 17.18.59) or of `style:num-format` (ODF
/// 1.3, 19.502), which begins with the first number itself: `1`, `a`, `I`, `一, 二, 三, ...`.
/// There is none for bullets and for formats that are not known.
pub(super) fn number(format: &str, n: u32) -> Option<String> {
    let first = format.split(',').next().unwrap_or_default().trim();
    let index = usize::try_from(n.checked_sub(1)?).ok()?;
    let cycle = |signs: &[char]| signs.get(index % signs.len()).map(char::to_string);
    match first {
        "1" | "decimal" | "decimalHalfWidth" => Some(n.to_string()),
        "decimalZero" => Some(format!("{n:02}")),
        "decimalFullWidth" | "decimalFullWidth2" | "１" => Some(
            n.to_string()
                .bytes()
                .filter_map(|b| char::from_u32(0xFF10 + u32::from(b - b'0')))
                .collect(),
        ),
        "①"
        | "decimalEnclosedCircle"
        | "decimalEnclosedCircleChinese"
        | "ideographEnclosedCircle" => char::from_u32(0x2460 + n - 1)
            .filter(|_| n <= 20)
            .map(String::from),
        "a" | "lowerLetter" => Some(letters(index, b'a')),
        "A" | "upperLetter" => Some(letters(index, b'A')),
        "i" | "lowerRoman" => roman(n).map(|text| text.to_ascii_lowercase()),
        "I" | "upperRoman" => roman(n),
        "一"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseDigital" => han(n, &HAN, '十', '百'),
        "壹" | "ideographLegalTraditional" | "chineseLegalSimplified" => {
            han(n, &LEGAL, '拾', '佰')
        }
        "甲" | "ideographTraditional" => cycle(&STEMS),
        "子" | "ideographZodiac" => cycle(&BRANCHES),
        _ => None,
    }
}

/// a to z, then aa, bb, …
fn letters(index: usize, first: u8) -> String {
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (index / 26 + 1).min(8)).collect()
}

fn roman(mut n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n >= 4000 {
        return None;
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            text.push_str(sign);
            n -= value;
        }
    }
    Some(text)
}

fn han(n: u32, digits: &[char; 10], ten: char, hundred: char) -> Option<String> {
    if n >= 1000 {
        return None;
    }
    let digit = |d: u32| digits[(d % 10) as usize];
    let mut text = String::new();
    if n >= 100 {
        text.push(digit(n / 100));
        text.push(hundred);
        if !n.is_multiple_of(100) && n % 100 < 10 {
            text.push('零');
        }
    }
    let rest = n % 100;
    if rest >= 10 {
        if rest >= 20 || n >= 100 {
            text.push(digit(rest / 10));
        }
        text.push(ten);
    }
    if !rest.is_multiple_of(10) {
        text.push(digit(rest));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_as_offices_do() {
        let cases = [
            ("taiwaneseCountingThousand", 21, "二十一"),
            ("一, 二, 三, ...", 10, "十"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("ideographLegalTraditional", 3, "參"),
            ("壹, 貳, 參, ...", 11, "拾壹"),
            ("ideographTraditional", 4, "丁"),
            ("upperRoman", 14, "XIV"),
            ("a", 27, "aa"),
            ("decimal", 7, "7"),
            ("①, ②, ③, ...", 3, "③"),
            ("decimalFullWidth", 12, "１２"),
        ];
        for (format, n, text) in cases {
            assert_eq!(number(format, n).as_deref(), Some(text), "{format}");
        }
        assert_eq!(number("bullet", 1), None);
    }
}
