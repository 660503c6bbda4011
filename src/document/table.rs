//! Tables that the text shows as lines of words under a line of column heads.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Span;
use super::script::{Class, class};

/// A table of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The column heads, from left to right.
    pub columns: Vec<Span>,
}

/// The words that may head a column, such as 單位, 姓名 and 職稱.
///
/// They are given by the caller, from data. A line that holds only such words, two or more, set
/// apart by white space or strokes, begins a table. Latin words count in any case.
///
/// With them go the labels of fields (時間, 出席委員): a line that begins with one and a colon begins
/// a block, however the line above it ends.
#[derive(Clone, Debug, Default)]
pub struct TableHeaders {
    words: FxHashSet<String>,
    /// The length of the longest, in bytes.
    longest: usize,
    labels: FxHashSet<String>,
    endings: Vec<String>,
    /// Words above the names of persons: they stand beside heads that are known only.
    persons: FxHashSet<String>,
}

impl TableHeaders {
    /// The set of these words.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: FxHashSet<String> = words
            .into_iter()
            .map(Into::into)
            .flat_map(|word: String| [word.to_lowercase(), word])
            .collect();
        Self {
            longest: words.iter().map(String::len).max().unwrap_or_default(),
            words,
            labels: FxHashSet::default(),
            endings: Vec::new(),
            persons: FxHashSet::default(),
        }
    }

    /// The same words, with these endings of words that head a column, too: 辦理單位, 計畫負責人. A line of
    /// three such words or more begins a table.
    #[must_use]
    pub fn with_endings<W: Into<String>>(self, endings: impl IntoIterator<Item = W>) -> Self {
        let endings = endings.into_iter().map(Into::into).collect();
        Self { endings, ..self }
    }

    /// The same words, of which these head a column of persons.
    #[must_use]
    pub fn with_persons<W: Into<String>>(self, words: impl IntoIterator<Item = W>) -> Self {
        let words = words.into_iter().map(Into::into);
        let persons = words.map(|word: String| word.to_lowercase()).collect();
        Self { persons, ..self }
    }

    /// The same words, with these labels of fields.
    #[must_use]
    pub fn with_labels<W: Into<String>>(self, labels: impl IntoIterator<Item = W>) -> Self {
        let labels = labels.into_iter().map(Into::into).collect();
        Self { labels, ..self }
    }

    /// Whether the words before a colon are the label of a field, which may be spread over a
    /// column: 出席委員, 時　　間.
    pub(super) fn is_label(&self, words: &str) -> bool {
        let joined: String = words.split_whitespace().collect();
        self.labels.contains(&joined)
    }

    /// How many columns the line heads, if it heads any.
    pub(super) fn columns(&self, line: &str) -> Option<usize> {
        /// Fewer heads that no table knows are told by those beside them.
        const FEWEST: usize = 3;
        const LONGEST: usize = 8;
        let heads = cells(line).map(|cell| &line[cell]);
        let (mut count, mut by_ending, mut unknown, mut persons) = (0, 0, 0, false);
        for head in heads {
            let known = |head: &str| {
                // No letter is more than three times as long as its small form (U+212A, the Kelvin sign).
                let may_be = head.len() <= 3 * self.longest;
                may_be && (self.words.contains(head) || self.words.contains(&head.to_lowercase()))
            };
            // 職　　稱 between strokes
            let joined = || -> String { head.split_whitespace().collect() };
            let spread = || head.chars().any(is_han) && known(&joined());
            count += 1;
            persons |= self.persons.contains(&head.to_lowercase());
            if known(head) || spread() {
                continue;
            }
            let ends = |ending: &String| head.ends_with(&**ending);
            if head.chars().count() <= LONGEST && self.endings.iter().any(ends) {
                by_ending += 1;
                continue;
            }
            // District       Centres working  Households  Implementing partner
            if !may_head(head) {
                return None;
            }
            unknown += 1;
        }
        let fewest = if by_ending + unknown > 0 { FEWEST } else { 2 };
        let told = unknown == 0 || !persons && unknown * 2 <= count && in_columns(line);
        (count >= fewest && told).then_some(count)
    }
}

/// Whether Latin words may head a column: a few, the first with a capital, and no number.
fn may_head(head: &str) -> bool {
    const LONGEST: usize = 4;
    head.starts_with(|c: char| c.is_ascii_uppercase())
        && head.split_whitespace().count() <= LONGEST
        && !head.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ';' | ':'))
        && !head.chars().any(is_han)
}

/// What sets the cells of a row apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// `| Name | Position |`.
    Strokes,
    /// Tabs.
    Tabs,
    /// Two spaces or more between words that a single one separates.
    Gaps,
    /// Any white space.
    Spaces,
}

impl Setting {
    /// How a row sets its cells apart.
    pub(super) fn of(row: &str) -> Self {
        if has_strokes(row) {
            Self::Strokes
        } else if row.contains('\t') {
            Self::Tabs
        } else if row.contains("  ") && !row.chars().any(is_han) {
            Self::Gaps
        } else {
            Self::Spaces
        }
    }
}

/// The stroke between the cells of a row of Chinese: 編號｜姓名｜職稱.
const WIDE_STROKE: char = '｜';

/// Whether strokes around or between words make a row of a line.
pub(super) fn has_strokes(line: &str) -> bool {
    // Most lines hold none.
    line.contains('|')
        && (line.starts_with('|') && line[1..].contains('|') || line.matches(" | ").count() >= 2)
        || line.matches(WIDE_STROKE).count() >= 2
}

/// Whether a line holds nothing but Chinese words with white space between them, as a list of names
/// does: 陳委員鴻明 張委員章得.
pub(super) fn sets_apart(line: &str) -> bool {
    const LONGEST: usize = 16;
    let is_word = |word: &str| {
        // 陳科長志明、林約聘人員佳慧
        word.split('、').all(|part| part.chars().count() <= LONGEST)
            && word.chars().any(is_han)
            && word
                .chars()
                .all(|c| is_han(c) || matches!(c, '（' | '）' | '(' | ')' | '．' | '‧' | '、'))
    };
    // 出席委員：陳委員裕璋 吳委員光庭
    let list = line.split_once('：').map_or(line, |(_, list)| list);
    list.split_whitespace().nth(1).is_some() && list.split_whitespace().all(is_word)
}

/// Whether a line is a row of Chinese columns: 嘉義市政府工務處　　　　岳承勳、岳庭安.
pub(super) fn is_row(line: &str) -> bool {
    const GAP: usize = 2;
    let mut spaces = 0;
    let wide = line.chars().any(|c| {
        spaces = match c {
            _ if !c.is_whitespace() => 0,
            '\u{3000}' => spaces + GAP,
            _ => spaces + 1,
        };
        spaces > GAP
    });
    wide && line.chars().any(is_han) && !line.contains(['。', '，', '；'])
}

/// Whether a line only divides the heads of columns from the rows: `|---|:---:|`, `----+----`.
pub(super) fn divides(line: &str) -> bool {
    let is_part = |c: char| matches!(c, '|' | '-' | ':' | '+' | ' ');
    line.contains(['|', '+']) && line.contains("---") && line.chars().all(is_part)
}

/// Spaces that set words further apart than the words of a sentence are.
const GAP: &str = "   ";

/// Whether a Latin line is set in columns: `Ana Lima      Ministry of Health`. A justified line has
/// more such gaps, or more of two spaces.
pub(super) fn in_columns(line: &str) -> bool {
    const MOST: usize = 4;
    let mut gaps = 0;
    let mut rest = without_marker(line);
    while let Some(at) = gap(rest) {
        gaps += 1;
        rest = rest[at..].trim_start();
    }
    let is_justified = || {
        let spaces = line.split(|c: char| !c.is_whitespace());
        let double = spaces.filter(|spaces| *spaces == "  ").count();
        double >= MOST && double > gaps
    };
    (1..=MOST).contains(&gaps) && !is_justified() && !line.chars().any(is_han)
}

/// Where the first gap of a line is; a tab is one in a line without such spaces.
fn gap(line: &str) -> Option<usize> {
    let line = line.as_bytes();
    let mut spaces = memchr::memchr_iter(b' ', line);
    let spaces = spaces.find(|&at| line[at..].starts_with(GAP.as_bytes()));
    spaces.or_else(|| memchr::memchr(b'\t', line))
}

/// A line without the number or bullet that it begins with, which often has a gap behind it.
fn without_marker(line: &str) -> &str {
    const LONGEST: usize = 6;
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let first = &line[..end];
    let marks = !first.chars().any(char::is_alphabetic) || first.ends_with(['.', ')']);
    if first.chars().count() <= LONGEST && marks {
        line[end..].trim_start()
    } else {
        line
    }
}

/// The column in which the last cell of a line set in columns begins, from the line's beginning.
pub(super) fn last_column(line: &str) -> usize {
    let at = line.rfind(GAP).map_or(0, |at| at + GAP.len());
    line[..at].chars().count()
}

fn is_han(c: char) -> bool {
    class(c) == Class::Han
}

/// The number before a row (`19. `, `3、`, `7 `), with the bytes of number and white space.
pub(super) fn row_number(line: &str) -> Option<(u32, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line[..digits].parse().ok().filter(|_| digits <= 4)?;
    let rest = &line[digits..];
    let after = rest.strip_prefix(['.', '、', '．']).unwrap_or(rest);
    let cells = after.trim_start();
    let marked = after.len() < rest.len() && !after.starts_with(|c: char| c.is_ascii_digit());
    (marked || cells.len() < after.len()).then_some((number, line.len() - cells.len()))
}

/// The cells of a row as byte ranges of `row`, separated by strokes if there are any, else by tabs,
/// by gaps, by white space. A blank cell between strokes is one.
pub(super) fn cells(row: &str) -> impl Iterator<Item = Range<usize>> {
    let setting = Setting::of(row);
    let separator = move |c: char| match setting {
        Setting::Strokes => matches!(c, '|' | WIDE_STROKE),
        Setting::Tabs => c == '\t',
        Setting::Gaps | Setting::Spaces => c.is_whitespace(),
    };
    let mut starts = Vec::new();
    let mut start = 0;
    let mut chars = row.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let gap = setting != Setting::Gaps
            || matches!(chars.peek(), Some((_, next)) if next.is_whitespace());
        if separator(c) && gap {
            starts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    starts.push(start..row.len());
    let last = starts.len() - 1;
    let cells = starts.into_iter().enumerate().filter_map(move |(i, cell)| {
        let text = &row[cell.clone()];
        let from = cell.start + (text.len() - text.trim_start().len());
        let range = from..from + text.trim().len();
        let inner = setting == Setting::Strokes && i > 0 && i < last;
        (inner || !range.is_empty()).then_some(range)
    });
    cells.collect::<Vec<_>>().into_iter()
}

/// Whether a line without a number looks like a row of `columns` cells: words, no sentence.
pub(super) fn looks_like_row(line: &str, columns: usize) -> bool {
    let count = cells(line).count();
    (columns..=columns + 3).contains(&count) && !line.contains(['。', '；', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_make_columns_and_justified_lines_do_not() {
        assert!(in_columns("Ana Lima      Ministry of Health"));
        assert!(!in_columns("Ana Lima of the Ministry.  She spoke"));
        assert!(!in_columns("(iv)     the board met"));
        assert!(!in_columns("the   board   of   the   bank   met"));
        assert!(!in_columns("the  board  of  the  bank   met"));
        assert_eq!(last_column("Ana      Health"), 9);
        assert!(divides("|---|:---:|") && divides("-----+-----") && !divides("-----"));
    }

    #[test]
    fn lines_of_names_and_rows_of_columns_are_told_from_sentences() {
        assert!(sets_apart("陳委員鴻明 張委員章得"));
        assert!(sets_apart("出席委員：吳委員光庭 黃委員書禮（許永發代）"));
        assert!(!sets_apart("本案 2 件，均經 審議通過"));
        assert!(!sets_apart("本案照案通過"));
        assert!(is_row("嘉義市政府工務處　　　岳承勳、岳庭安"));
        assert!(!is_row("嘉義市政府工務處 岳承勳"));
        assert!(!is_row("本案　　經審議，照案通過"));
        let labels = TableHeaders::default().with_labels(["出席委員"]);
        assert!(labels.is_label("出 席　委員") && !labels.is_label("他指出"));
    }

    #[test]
    fn a_head_has_two_known_words_or_more() {
        let headers = TableHeaders::new(["單位", "姓名"]);
        assert_eq!(headers.columns("單位 \u{3000}姓名"), Some(2));
        assert_eq!(headers.columns("姓名"), None);
        assert_eq!(headers.columns("單位 電話"), None);
        let headers = TableHeaders::new(["Name", "Job Title"]);
        assert_eq!(headers.columns("| Name | Job title |"), Some(2));
        assert_eq!(headers.columns("NAME      JOB TITLE"), Some(2));
        assert_eq!(headers.columns("Name Job Title"), None);
    }

    #[test]
    fn rows_have_numbers_and_cells() {
        assert_eq!(row_number("10. 開放文化基金會 吳銘軒"), Some((10, 4)));
        assert_eq!(row_number("7 開放"), Some((7, 2)));
        assert_eq!(row_number("2016年"), None);
        assert_eq!(row_number("1.5 倍"), None);
        let row = "g0v  劉宇庭 活躍參與者";
        let words: Vec<&str> = cells(row).map(|cell| &row[cell]).collect();
        assert_eq!(words, ["g0v", "劉宇庭", "活躍參與者"]);
        let piped = "| 1 | Ana Lima |  | Chair |";
        let words: Vec<&str> = cells(piped).map(|cell| &piped[cell]).collect();
        assert_eq!(words, ["1", "Ana Lima", "", "Chair"]);
        let apart = "Ana Lima    Ministry of Health  Chair";
        let words: Vec<&str> = cells(apart).map(|cell| &apart[cell]).collect();
        assert_eq!(words, ["Ana Lima", "Ministry of Health", "Chair"]);
        let tabbed = "Aaron Wytze\tg0v.news\t 記者 ";
        let words: Vec<&str> = cells(tabbed).map(|cell| &tabbed[cell]).collect();
        assert_eq!(words, ["Aaron Wytze", "g0v.news", "記者"]);
    }
}
