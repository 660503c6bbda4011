//! Tables that the text shows as lines of words under a line of column heads.

use std::collections::HashSet;
use std::ops::Range;

use super::Span;

/// A table of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The column heads, from left to right.
    pub columns: Vec<Span>,
}

/// The words that may head a column, such as 單位, 姓名 and 職稱.
///
/// They are given by the caller, from data. A line that holds only such words, two or more, set
/// apart by white space, begins a table.
#[derive(Clone, Debug, Default)]
pub struct TableHeaders {
    words: HashSet<String>,
}

impl TableHeaders {
    /// The set of these words.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Self {
            words: words.into_iter().map(Into::into).collect(),
        }
    }

    /// How many columns the line heads, if it heads any.
    pub(super) fn columns(&self, line: &str) -> Option<usize> {
        let mut count = 0;
        for word in line.split_whitespace() {
            if !self.words.contains(word) {
                return None;
            }
            count += 1;
        }
        (count >= 2).then_some(count)
    }
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

/// The cells of a row, separated by tabs if there are any and else by white space, as byte
/// ranges of `row`.
pub(super) fn cells(row: &str) -> impl Iterator<Item = Range<usize>> {
    let tabs = row.contains('\t');
    let separator = move |c: char| if tabs { c == '\t' } else { c.is_whitespace() };
    row.split_inclusive(separator)
        .scan(0, |end, cell| {
            let start = *end;
            *end += cell.len();
            let from = start + (cell.len() - cell.trim_start().len());
            Some(from..from + cell.trim().len())
        })
        .filter(|cell| !cell.is_empty())
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
    fn a_head_has_two_known_words_or_more() {
        let headers = TableHeaders::new(["單位", "姓名"]);
        assert_eq!(headers.columns("單位 \u{3000}姓名"), Some(2));
        assert_eq!(headers.columns("姓名"), None);
        assert_eq!(headers.columns("單位 電話"), None);
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
        let tabbed = "Aaron Wytze\tg0v.news\t 記者 ";
        let words: Vec<&str> = cells(tabbed).map(|cell| &tabbed[cell]).collect();
        assert_eq!(words, ["Aaron Wytze", "g0v.news", "記者"]);
    }
}
