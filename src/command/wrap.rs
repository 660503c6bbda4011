//! Lines for a terminal, where an East Asian character takes two columns.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// What may not begin a line.
const CLOSING: &str = "，。、；：！？）］｝」』】〉》〕…・‧%,.;:!?)]}”’";

/// What may not end a line.
const OPENING: &str = "（［｛「『【〈《〔([{“‘";

/// Where the lines of a text are (ranges of bytes), when none may take more than `columns`.
///
/// Breaks stand at spaces, which are left out, and between wide characters; a word that is too
/// long is cut, unless it is an address, which could not be copied then. Punctuation that closes does not begin a line, punctuation that opens does not
/// end one.
pub fn lines(text: &str, columns: usize) -> Vec<Range<usize>> {
    lines_around(text, columns, &[])
}

/// The same, with no break within any of the names: 柴惠珍 stands on one line.
pub fn lines_around(text: &str, columns: usize, names: &[&str]) -> Vec<Range<usize>> {
    let whole: Vec<Range<usize>> = { names.iter() }
        .flat_map(|name| text.match_indices(name))
        .map(|(at, name)| at..at + name.len())
        .collect();
    let is_within = |at: usize| whole.iter().any(|name| name.start < at && at < name.end);
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    // The last place where this line may end, and where the next one would begin.
    let mut chance: Option<(usize, usize)> = None;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if at > start
            && c != ' '
            && before.is_some_and(|before| may_break(before, c))
            && !is_within(at)
        {
            let end = text[..at].trim_end_matches(' ').len();
            chance = Some((end, at));
        }
        let columns_of_c = c.width().unwrap_or(0);
        let is_over = used + columns_of_c > columns && c != ' ' && at > start;
        if is_over && (chance.is_some() || !is_in_address(text, start, at)) {
            let (end, next) = chance.take().unwrap_or((at, at));
            lines.push(start..end);
            start = next;
            used = text[next..at].chars().filter_map(char::width).sum();
        }
        used += columns_of_c;
        before = Some(c);
    }
    let end = text.trim_end_matches(' ').len();
    if start < end || lines.is_empty() {
        lines.push(start..end.max(start));
    }
    lines
}

/// Whether a line that begins at `start` is nothing but an address up to `at`.
fn is_in_address(text: &str, start: usize, at: usize) -> bool {
    text[start..at].contains("://")
}

fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    if CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before == ' ' || wide(before) || wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> Vec<&str> {
        lines(text, columns).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(wrapped("國家發展委員會", 6), ["國家發", "展委員", "會"]);
        assert_eq!(wrapped("國家發展委員會", 7), ["國家發", "展委員", "會"]);
    }

    #[test]
    fn a_name_stays_whole() {
        let text = "會見唐鳳、柴惠珍、潘國才";
        let named = |names: &[&str]| -> Vec<&str> {
            let lines = lines_around(text, 14, names).into_iter();
            lines.map(|line| &text[line]).collect()
        };
        assert_eq!(named(&[]), ["會見唐鳳、柴惠", "珍、潘國才"]);
        assert_eq!(named(&["柴惠珍"]), ["會見唐鳳、", "柴惠珍、潘國才"]);
        assert_eq!(wrapped("惠珍", 2), ["惠", "珍"]);
    }

    #[test]
    fn an_address_stays_whole() {
        assert_eq!(
            wrapped("網址：https://e.org/a/b 是", 8),
            ["網址：", "https://e.org/a/b", "是"]
        );
    }

    #[test]
    fn words_stay_whole_and_spaces_at_breaks_go() {
        assert_eq!(
            wrapped("Open Government Partnership", 12),
            ["Open", "Government", "Partnership"]
        );
        assert_eq!(
            wrapped("由 g0v 共同發起人", 8),
            ["由 g0v", "共同發起", "人"]
        );
    }

    #[test]
    fn punctuation_stays_with_its_words() {
        assert_eq!(
            wrapped("開放政府，公共參與", 8),
            ["開放政", "府，公共", "參與"]
        );
        assert_eq!(wrapped("提出「宣言」者", 6), ["提出", "「宣", "言」者"]);
    }

    #[test]
    fn what_cannot_break_is_cut() {
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("，，，，", 4), ["，，", "，，"]);
    }

    #[test]
    fn short_and_empty_texts_are_one_line() {
        assert_eq!(wrapped("", 10), [""]);
        assert_eq!(wrapped("高嘉良 ", 10), ["高嘉良"]);
    }
}
