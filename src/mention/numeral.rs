//! Numbers as printed: `2,456`, `14,000`, `5 萬`, `一百零五`, `二〇一六`.

use std::fmt;
use std::ops::Range;

use super::glyph::{Class, Glyphs};

/// An exact decimal number: `units` × 10^-`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    units: i64,
    scale: u32,
}

impl Decimal {
    /// A whole number.
    pub fn integer(value: i64) -> Self {
        Self {
            units: value,
            scale: 0,
        }
    }

    /// The value, if it is whole.
    pub fn as_integer(self) -> Option<i64> {
        (self.scale == 0).then_some(self.units)
    }

    fn new(units: i64, scale: u32) -> Self {
        let (mut units, mut scale) = (units, scale);
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        Self { units, scale }
    }

    fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let units = |part: Self| {
            part.units
                .checked_mul(10_i64.checked_pow(scale - part.scale)?)
        };
        Some(Self::new(units(self)?.checked_add(units(other)?)?, scale))
    }

    /// Reads a number with a full stop before its fraction, as a table writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let scale = u32::try_from(fraction.len()).ok()?;
        Some(Self::new(format!("{whole}{fraction}").parse().ok()?, scale))
    }

    /// The number so many times; none if it is too large.
    pub fn times(self, factor: i64) -> Option<Self> {
        Some(Self::new(self.units.checked_mul(factor)?, self.scale))
    }
}

impl fmt::Display for Decimal {
    /// The lexical form of `xsd:integer` or `xsd:decimal`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.units);
        }
        let width = self.scale as usize;
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = format!("{:0>1$}", self.units.unsigned_abs(), width + 1);
        let (whole, fraction) = digits.split_at(digits.len() - width);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// A number in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The glyphs that print it.
    pub range: Range<usize>,
    /// What it says.
    pub value: Decimal,
    /// How many digits are printed before a decimal point.
    pub digits: usize,
}

/// The number that begins at an index, in Arabic or Chinese digits.
///
/// A number is read whole: at the `4` of `2,456` there is none. 千, 萬, 億 and 兆 after its digits
/// are a part of it, and so are the smaller ones that follow: `1 億 5,000 萬`.
pub fn read(glyphs: &Glyphs, index: usize) -> Option<Numeral> {
    if glyphs.class(index) == Class::Digit {
        arabic(glyphs, index)
    } else {
        chinese(glyphs, index)
    }
}

/// The number in Arabic digits that begins at an index and that letters may touch: the `2` of `£2m`.
pub fn read_before_letters(glyphs: &Glyphs, index: usize) -> Option<Numeral> {
    let number = counted(glyphs, index, true)?;
    Some(Numeral {
        range: index..number.end,
        value: number.value,
        digits: number.digits,
    })
}

fn arabic(glyphs: &Glyphs, start: usize) -> Option<Numeral> {
    if start > 0 {
        let before = glyphs.char(start - 1);
        let inside_number =
            matches!(before, ',' | '.') && start > 1 && glyphs.class(start - 2) == Class::Digit;
        if inside_number || matches!(glyphs.class(start - 1), Class::Digit | Class::Letter) {
            return None;
        }
        // 1 億 |5,000 萬
        let edge = glyphs.skip_space_back(0, start);
        if edge > 1 && multiplier(glyphs.char(edge - 1)).is_some() {
            let counted = glyphs.char(glyphs.skip_space_back(0, edge - 1).max(1) - 1);
            if counted.is_ascii_digit() || is_chinese_number(counted) {
                return None;
            }
        }
    }
    let mut whole = counted(glyphs, start, false)?;
    // The smaller multipliers that follow.
    while let Some(most) = whole.factor.filter(|factor| *factor >= 10_000) {
        let next = glyphs.skip_space(whole.end);
        let Some(part) = counted(glyphs, next, false) else {
            break;
        };
        let is_smaller = part
            .factor
            .map_or(next == whole.end, |factor| factor < most);
        let fits = part.value.as_integer().is_some_and(|value| value < most);
        if !is_smaller || !fits {
            break;
        }
        whole.value = whole.value.plus(part.value)?;
        whole.end = part.end;
        whole.factor = part.factor;
    }
    Some(Numeral {
        range: start..whole.end,
        value: whole.value,
        digits: whole.digits,
    })
}

/// Digits with the words that multiply them.
struct Counted {
    value: Decimal,
    digits: usize,
    /// What the words multiply by; none where there are none.
    factor: Option<i64>,
    end: usize,
}

fn counted(glyphs: &Glyphs, start: usize, before_letters: bool) -> Option<Counted> {
    let mut at = start;
    let mut units: i64 = 0;
    let mut digits = 0;
    let mut scale = 0;
    let digit = |at: usize| glyphs.char(at).to_digit(10).map(i64::from);
    while let Some(value) = digit(at) {
        units = units.checked_mul(10)?.checked_add(value)?;
        digits += 1;
        at += 1;
        // A comma only groups thousands: three digits must follow, and not four.
        let grouped = glyphs.char(at) == ','
            && (1..=3).all(|i| digit(at + i).is_some())
            && digit(at + 4).is_none();
        if grouped {
            at += 1;
        }
    }
    if glyphs.char(at) == '.' && digit(at + 1).is_some() {
        at += 1;
        while let Some(value) = digit(at) {
            units = units.checked_mul(10)?.checked_add(value)?;
            scale += 1;
            at += 1;
        }
        // `1.2.3` is a version or an outline number.
        if glyphs.char(at) == '.' && digit(at + 1).is_some() {
            return None;
        }
    }
    if glyphs.class(at) == Class::Letter && !before_letters {
        return None;
    }
    if digits == 0 {
        return None;
    }
    let mut factor = 1;
    let mut next = glyphs.skip_space(at);
    // 5 千萬, 3 百億
    if let Some(unit) = chinese_unit(glyphs.char(next)).filter(|unit| *unit > 10) {
        factor = unit;
        next += 1;
    }
    if let Some(by) = multiplier(glyphs.char(next)) {
        factor *= by;
        next += 1;
    }
    if factor > 1 {
        at = next;
    }
    Some(Counted {
        value: Decimal::new(units, scale).times(factor)?,
        digits,
        factor: (factor > 1).then_some(factor),
        end: at,
    })
}

fn multiplier(c: char) -> Option<i64> {
    match c {
        '萬' | '万' => Some(10_000),
        '億' | '亿' => Some(100_000_000),
        '兆' => Some(1_000_000_000_000),
        _ => None,
    }
}

fn chinese_digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '貳' | '兩' => 2,
        '三' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn chinese_unit(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

fn is_chinese_number(c: char) -> bool {
    chinese_digit(c).is_some() || chinese_unit(c).is_some() || multiplier(c).is_some()
}

/// Whether a number may begin with a Chinese character.
pub fn begins(first: char) -> bool {
    chinese_digit(first).or(chinese_unit(first)).is_some()
}

fn chinese(glyphs: &Glyphs, start: usize) -> Option<Numeral> {
    if !begins(glyphs.char(start)) {
        return None;
    }
    if start > 0 && is_chinese_number(glyphs.char(start - 1)) {
        return None;
    }
    let mut end = start;
    while is_chinese_number(glyphs.char(end)) {
        end += 1;
    }
    let chars: Vec<char> = (start..end).map(|i| glyphs.char(i)).collect();
    let value = chinese_value(&chars)?;
    Some(Numeral {
        range: start..end,
        value: Decimal::integer(value),
        digits: chars.len(),
    })
}

/// What a row of Chinese number characters says, digit by digit (`一〇五`) or with its units
/// (`一百零五`); `None` where it is not well formed.
pub fn chinese_value(chars: &[char]) -> Option<i64> {
    let positional = chars.iter().all(|&c| chinese_digit(c).is_some());
    if positional {
        return chars.iter().try_fold(0_i64, |value, &c| {
            value.checked_mul(10)?.checked_add(chinese_digit(c)?)
        });
    }
    let (mut total, mut section, mut digit) = (0_i64, 0_i64, None);
    for &c in chars {
        if let Some(value) = chinese_digit(c) {
            if digit.is_some_and(|d| d != 0) {
                return None;
            }
            digit = Some(value);
        } else if let Some(unit) = chinese_unit(c) {
            // 十五 begins with an unwritten one.
            section += digit.take().unwrap_or(1) * unit;
        } else {
            let factor = multiplier(c)?;
            let counted = section + digit.take().unwrap_or(0);
            // 一萬億: the second multiplies the first.
            total = if counted == 0 {
                total.checked_mul(factor)?
            } else {
                total.checked_add(counted.checked_mul(factor)?)?
            };
            section = 0;
        }
    }
    total.checked_add(section + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        let glyphs = Glyphs::new(text);
        read(&glyphs, 0).map(|n| format!("{} {}", n.value, n.range.end))
    }

    #[test]
    fn arabic_numbers() {
        assert_eq!(value("2,456 個").as_deref(), Some("2456 5"));
        assert_eq!(value("１４,０００名").as_deref(), Some("14000 6"));
        assert_eq!(value("5 萬人").as_deref(), Some("50000 3"));
        assert_eq!(value("1.25億元").as_deref(), Some("125000000 5"));
        assert_eq!(value("1 億 5,000 萬元").as_deref(), Some("150000000 11"));
        assert_eq!(value("3億2,000萬人次").as_deref(), Some("320000000 8"));
        assert_eq!(value("12萬3,456人").as_deref(), Some("123456 8"));
        assert_eq!(value("5千萬元").as_deref(), Some("50000000 3"));
        assert_eq!(value("1兆2,000億").as_deref(), Some("1200000000000 8"));
        assert_eq!(value("2 億 3 項").as_deref(), Some("200000000 3"));
        assert_eq!(value("5 萬 20 億").as_deref(), Some("50000 3"));
        assert_eq!(value("0.50").as_deref(), Some("0.5 4"));
        assert_eq!(value("2011,2012").as_deref(), Some("2011 4"));
        assert_eq!(value("1.2.3"), None);
        assert_eq!(value("3rd"), None);
    }

    #[test]
    fn chinese_numbers_in_both_styles() {
        assert_eq!(value("一百零五年").as_deref(), Some("105 4"));
        assert_eq!(value("一〇五年").as_deref(), Some("105 3"));
        assert_eq!(value("兩千四百五十六").as_deref(), Some("2456 7"));
        assert_eq!(value("十五").as_deref(), Some("15 2"));
        assert_eq!(value("一億五千萬").as_deref(), Some("150000000 5"));
        assert_eq!(value("一萬億").as_deref(), Some("1000000000000 3"));
        assert_eq!(value("九千九百萬億億"), None);
        assert_eq!(value("三萬二千").as_deref(), Some("32000 4"));
        assert_eq!(value("二〇一六").as_deref(), Some("2016 4"));
    }

    #[test]
    fn a_number_is_read_whole() {
        let glyphs = Glyphs::new("2,456");
        assert_eq!(read(&glyphs, 2), None);
        let glyphs = Glyphs::new("1 億 5,000 萬");
        assert_eq!(read(&glyphs, 4), None);
        let glyphs = Glyphs::new("g0v");
        assert_eq!(read(&glyphs, 1), None);
    }
}
