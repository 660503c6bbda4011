//! The number before a heading or a list item: 壹、 （一） 1. (1) I. 第一章 1.1.

use super::numeral::{MOST, Numeral, begins_numeral, is_numeral, numerals};
use super::script::{Class, class};

/// What stands around the ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// 一、
    Comma,
    /// 1.
    Dot,
    /// （一） and (一), which documents mix.
    Brackets,
    /// 1)
    Close,
    /// 1 and white space.
    Bare,
    /// 第一章: the unit.
    Unit(char),
    /// Chapter 1: the place of the word in [`UNIT_WORDS`].
    Word(u8),
}

/// A way of numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) numeral: Numeral,
    pub(super) frame: Frame,
}

/// The most components of a decimal number that are told apart.
pub(super) const COMPONENTS: usize = 4;

/// A marker at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: Style,
    pub(super) ordinal: u32,
    /// The components of a decimal number (zero where there are fewer).
    pub(super) components: [u32; COMPONENTS],
    /// Bytes of the marker as printed.
    pub(super) len: usize,
    /// Bytes of the marker and the white space after it.
    pub(super) title: usize,
}

/// Units of 第一章, the largest first.
const UNITS: [char; 9] = ['卷', '編', '篇', '部', '章', '節', '條', '項', '款'];

/// Words of Chapter 1.
const UNIT_WORDS: [&str; 7] = [
    "Part", "Chapter", "Section", "Article", "Appendix", "Annex", "Schedule",
];

impl Style {
    /// The place of the style in the order that 《文書處理手冊》 prescribes for official
    /// documents of Taiwan, and that units of division have by themselves: a style that begins
    /// anew closes those that stand after it. Other styles have no order of their own.
    pub(super) fn rank(self) -> Option<u32> {
        match (self.frame, self.numeral) {
            (Frame::Word(0 | 1 | 4..), _) => Some(0),
            (Frame::Unit(unit), _) => UNITS
                .iter()
                .position(|&u| u == unit)
                .and_then(|at| u32::try_from(at).ok()),
            (Frame::Comma | Frame::Dot, Numeral::Formal) => Some(20),
            (Frame::Comma | Frame::Dot, Numeral::Han) => Some(21),
            (Frame::Brackets, Numeral::Han) => Some(22),
            _ => None,
        }
    }

    /// Whether this style, beginning anew, ends runs of `open`.
    pub(super) fn closes(self, open: Self) -> bool {
        match (self.rank(), open.rank()) {
            // Parts, chapters and appendices stand outside all else.
            (Some(0), other) if matches!(self.frame, Frame::Word(_)) => other != Some(0),
            (Some(new), Some(old)) => new < old && (new < 20) == (old < 20),
            // What the order does not name lies below what it names.
            (Some(new), None) => new >= 20,
            (None, _) => false,
        }
    }

    /// Whether a marker of this style can hardly be a wrapped number or word, so that a gap in
    /// its order is a slip of the writer.
    pub(super) fn strong(self) -> bool {
        match self.numeral {
            Numeral::Formal => true,
            Numeral::Han => self.frame != Frame::Bare,
            _ => matches!(self.frame, Frame::Unit(_)),
        }
    }

    /// Whether one marker alone is likely something else: an initial (`A. Smith`), a word.
    pub(super) fn needs_second(self) -> bool {
        matches!(
            self.numeral,
            Numeral::RomanUpper
                | Numeral::RomanLower
                | Numeral::LetterUpper
                | Numeral::LetterLower
                | Numeral::Decimal(_)
        ) && !matches!(self.frame, Frame::Word(_))
    }

    /// Whether headings of this style are always headings, however short their sections.
    pub(super) fn divides(self) -> bool {
        matches!(self.rank(), Some(0..=21))
    }
}

/// How the marker at the start of `text` may be read: `I.` is one in Roman numerals, or the
/// ninth letter.
pub(super) fn readings(text: &str) -> impl Iterator<Item = Marker> {
    let mut two = [None, None];
    if let Some(first) = text.chars().next()
        && may_begin(first)
    {
        two = read(text, first);
    }
    two.into_iter().flatten()
}

/// Rules out nearly all lines at a glance.
fn may_begin(c: char) -> bool {
    matches!(c, '0'..='9' | 'A'..='Z' | 'a'..='z' | '(' | '（' | '〔' | '第' | '０'..='９')
        || matches!(c, '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{249B}' | '\u{2776}'..='\u{2793}')
        || matches!(c, '\u{3220}'..='\u{3229}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}')
        || begins_numeral(c)
}

fn read(text: &str, first: char) -> [Option<Marker>; 2] {
    let after = &text[first.len_utf8()..];
    match first {
        '(' | '（' | '〔' => brackets(text, after),
        '第' => [unit(text, after), None],
        _ => match single_sign(first) {
            Some((style, ordinal)) => [sign(text, after, style, ordinal), None],
            None => framed(text),
        },
    }
}

fn marker(text: &str, rest: &str, style: Style, ordinal: u32) -> Marker {
    let title = rest.trim_start();
    Marker {
        style,
        ordinal,
        components: [0; COMPONENTS],
        len: text.len() - rest.len(),
        title: text.len() - title.len(),
    }
}

/// （一） (1) (a) (iv)
fn brackets(text: &str, after: &str) -> [Option<Marker>; 2] {
    let Some((inside, close)) = after
        .char_indices()
        .take(6)
        .find(|(_, c)| matches!(c, ')' | '）' | '〕'))
        .map(|(at, c)| (&after[..at], at + c.len_utf8()))
    else {
        return [None, None];
    };
    let rest = &after[close..];
    let rest = rest.strip_prefix('、').unwrap_or(rest);
    numerals(inside.trim()).map(|numeral| {
        numeral.map(|(numeral, ordinal)| {
            marker(
                text,
                rest,
                Style {
                    numeral,
                    frame: Frame::Brackets,
                },
                ordinal,
            )
        })
    })
}

/// 第一章, 第 2 節
fn unit(text: &str, after: &str) -> Option<Marker> {
    let after = after.trim_start_matches(' ');
    let at = after
        .char_indices()
        .take(6)
        .find(|(_, c)| UNITS.contains(c))?
        .0;
    let unit = after[at..].chars().next()?;
    let (numeral, ordinal) = numerals(after[..at].trim())[0]?;
    let rest = &after[at + unit.len_utf8()..];
    let rest = if unit == '部' {
        rest.strip_prefix('分').unwrap_or(rest)
    } else {
        rest
    };
    let end = rest.chars().next();
    let alone = end.is_none_or(|c| c.is_whitespace() || matches!(c, '、' | '：' | ':'));
    if !alone || !matches!(numeral, Numeral::Han | Numeral::Arabic | Numeral::Formal) {
        return None;
    }
    let rest = rest.strip_prefix(['、', '：', ':']).unwrap_or(rest);
    Some(marker(
        text,
        rest,
        Style {
            numeral,
            frame: Frame::Unit(unit),
        },
        ordinal,
    ))
}

/// One character that is a whole marker: ㈠ ⑴ ⒈ ① ❶; or a Roman numeral in one: Ⅳ.
fn single_sign(c: char) -> Option<(Style, u32)> {
    let at = |first: u32| u32::from(c) - first + 1;
    let (numeral, frame, ordinal) = match c {
        '\u{3220}'..='\u{3229}' => (Numeral::Han, Frame::Brackets, at(0x3220)),
        '\u{2474}'..='\u{2487}' => (Numeral::Arabic, Frame::Brackets, at(0x2474)),
        '\u{2488}'..='\u{249B}' => (Numeral::Arabic, Frame::Dot, at(0x2488)),
        '\u{2460}'..='\u{2473}' => (Numeral::Circled, Frame::Bare, at(0x2460)),
        '\u{3251}'..='\u{325F}' => (Numeral::Circled, Frame::Bare, at(0x3251) + 20),
        '\u{32B1}'..='\u{32BF}' => (Numeral::Circled, Frame::Bare, at(0x32B1) + 35),
        '\u{2776}'..='\u{277F}' => (Numeral::Circled, Frame::Close, at(0x2776)),
        '\u{2780}'..='\u{2789}' => (Numeral::Circled, Frame::Comma, at(0x2780)),
        '\u{278A}'..='\u{2793}' => (Numeral::Circled, Frame::Dot, at(0x278A)),
        '\u{2160}'..='\u{216B}' => (Numeral::RomanUpper, Frame::Bare, at(0x2160)),
        '\u{2170}'..='\u{217B}' => (Numeral::RomanLower, Frame::Bare, at(0x2170)),
        _ => return None,
    };
    Some((Style { numeral, frame }, ordinal))
}

fn sign(text: &str, after: &str, style: Style, ordinal: u32) -> Option<Marker> {
    if !matches!(style.numeral, Numeral::RomanUpper | Numeral::RomanLower) {
        return Some(marker(text, after, style, ordinal));
    }
    let (frame, rest) = frame(after)?;
    Some(marker(text, rest, Style { frame, ..style }, ordinal))
}

/// What follows an ordinal that has no opening bracket.
fn frame(after: &str) -> Option<(Frame, &str)> {
    let c = after.chars().next()?;
    let frame = match c {
        '、' => Frame::Comma,
        '.' | '．' => Frame::Dot,
        ')' | '）' => Frame::Close,
        c if c.is_whitespace() => return Some((Frame::Bare, after)),
        _ => return None,
    };
    Some((frame, &after[c.len_utf8()..]))
}

/// 壹、 一、 甲、 1. 1、 1) 1.1 I. A. Chapter 1
fn framed(text: &str) -> [Option<Marker>; 2] {
    let end = text
        .char_indices()
        .take(8)
        .find(|&(_, c)| !is_numeral(c))
        .map_or(text.len(), |(at, _)| at);
    let (ordinal, after) = text.split_at(end);
    if ordinal.is_empty() {
        return [None, None];
    }
    if has_point(text) {
        return [decimal(text), None];
    }
    let Some((frame, rest)) = frame(after) else {
        return [word(text), None];
    };
    // A letter's full stop is followed by a space: `e.g.`, `A.I.` and `i.e.` are words.
    let apart = rest
        .chars()
        .next()
        .is_none_or(|c| !c.is_ascii_alphanumeric());
    let letters = ordinal.as_bytes()[0].is_ascii_alphabetic();
    let two = numerals(ordinal).map(|numeral| {
        let (numeral, ordinal) = numeral?;
        let bare = frame == Frame::Bare && numeral != Numeral::Arabic;
        let stuck = letters && !apart;
        let figure = matches!(frame, Frame::Dot | Frame::Comma)
            && numeral == Numeral::Arabic
            && rest.starts_with(|c: char| c.is_ascii_digit());
        (!bare && !stuck && !figure).then(|| marker(text, rest, Style { numeral, frame }, ordinal))
    });
    if two == [None, None] {
        [word(text), None]
    } else {
        two
    }
}

/// Whether a text begins with a number that has a point, be it a marker or not.
fn has_point(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut after = rest.chars();
    rest.len() < text.len()
        && after.next() == Some('.')
        && after.next().is_some_and(|c| c.is_ascii_digit())
}

/// 1.1, 1.1.2
fn decimal(text: &str) -> Option<Marker> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let mut components = [0; COMPONENTS];
    let mut count = 0;
    for part in text[..end].trim_end_matches('.').split('.') {
        let value = part
            .parse()
            .ok()
            .filter(|value| (1..=MOST).contains(value))?;
        *components.get_mut(count)? = value;
        count += 1;
    }
    let rest = &text[end..];
    if !rest.starts_with(|c: char| c.is_whitespace() || class(c) == Class::Han) {
        return None;
    }
    let numeral = Numeral::Decimal(u8::try_from(count).ok()?);
    let style = Style {
        numeral,
        frame: Frame::Bare,
    };
    Some(Marker {
        components,
        ..marker(text, rest, style, components[count.checked_sub(1)?])
    })
}

/// Chapter 1, Appendix A
fn word(text: &str) -> Option<Marker> {
    let end = text.bytes().take(10).position(|b| b == b' ')?;
    let word = UNIT_WORDS
        .iter()
        .position(|unit| unit.eq_ignore_ascii_case(&text[..end]))?;
    // `part 1` inside a sentence is no heading.
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let rest = text[end..].trim_start();
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let [first, second] = numerals(&rest[..len]);
    let (numeral, ordinal) = first.or(second)?;
    let after = &rest[len..];
    let after = after.strip_prefix(['.', ':', '：', '、']).unwrap_or(after);
    if !after.starts_with(char::is_whitespace) && !after.is_empty() {
        return None;
    }
    let frame = Frame::Word(u8::try_from(word).ok()?);
    Some(marker(text, after, Style { numeral, frame }, ordinal))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numeral, frame, ordinal, marker and title of the first reading.
    fn first(text: &str) -> Option<(Numeral, Frame, u32, &str, &str)> {
        let marker = readings(text).next()?;
        let Style { numeral, frame } = marker.style;
        Some((
            numeral,
            frame,
            marker.ordinal,
            &text[..marker.len],
            &text[marker.title..],
        ))
    }

    #[test]
    fn all_usual_styles_are_read() {
        use Frame::{Brackets, Close, Comma, Dot};
        use Numeral::{Arabic, Circled, Formal, Han, LetterUpper, RomanLower, RomanUpper, Stem};
        let cases = [
            ("壹、目的", (Formal, Comma, 1, "壹、", "目的")),
            ("拾參．結論", (Formal, Dot, 13, "拾參．", "結論")),
            ("二十一、附則", (Han, Comma, 21, "二十一、", "附則")),
            ("（三）12 月", (Han, Brackets, 3, "（三）", "12 月")),
            ("(十)、其他", (Han, Brackets, 10, "(十)、", "其他")),
            ("㈡拜會", (Han, Brackets, 2, "㈡", "拜會")),
            ("乙、說明", (Stem, Comma, 2, "乙、", "說明")),
            ("10. 開放", (Arabic, Dot, 10, "10.", "開放")),
            ("３、開放", (Arabic, Comma, 3, "３、", "開放")),
            ("2) open", (Arabic, Close, 2, "2)", "open")),
            ("（1）擴大", (Arabic, Brackets, 1, "（1）", "擴大")),
            ("⑴ 擴大", (Arabic, Brackets, 1, "⑴", "擴大")),
            ("③三", (Circled, Frame::Bare, 3, "③", "三")),
            ("IV.  四", (RomanUpper, Dot, 4, "IV.", "四")),
            ("Ⅳ、四", (RomanUpper, Comma, 4, "Ⅳ、", "四")),
            ("(iii) third", (RomanLower, Brackets, 3, "(iii)", "third")),
            ("B. Data", (LetterUpper, Dot, 2, "B.", "Data")),
            (
                "第十二章 結論",
                (Han, Frame::Unit('章'), 12, "第十二章", "結論"),
            ),
            (
                "第 3 條：罰則",
                (Arabic, Frame::Unit('條'), 3, "第 3 條：", "罰則"),
            ),
            (
                "第一部分 總論",
                (Han, Frame::Unit('部'), 1, "第一部分", "總論"),
            ),
            (
                "Chapter 2: Method",
                (Arabic, Frame::Word(1), 2, "Chapter 2:", "Method"),
            ),
            (
                "APPENDIX A",
                (LetterUpper, Frame::Word(4), 1, "APPENDIX A", ""),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(first(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn decimal_numbers_have_their_components() {
        let marker = readings("2.10.3 Scope").next().expect("it is a marker");
        assert_eq!(marker.style.numeral, Numeral::Decimal(3));
        assert_eq!((marker.ordinal, marker.components), (3, [2, 10, 3, 0]));
    }

    #[test]
    fn a_letter_may_be_a_roman_numeral() {
        let ordinals: Vec<u32> = readings("I. 結論").map(|marker| marker.ordinal).collect();
        assert_eq!(ordinals, [1, 9]);
    }

    #[test]
    fn dates_figures_and_words_are_no_markers() {
        for text in [
            "2011 年由巴西",
            "14,000 名",
            "1.5%",
            "2016.12.7",
            "007. Bond",
            "e.g. this",
            "A.I. strategy",
            "第一次會議",
            "第三條規定",
            "part 1 of it",
            "(CNNum)副主委",
            "一百五十個",
            "十分鐘",
            "",
            "1",
        ] {
            let markers: Vec<Marker> = readings(text)
                .filter(|marker| marker.style.frame != Frame::Bare)
                .collect();
            assert_eq!(markers, [], "{text}");
        }
    }
}
