//! Which hyphens at the end of a line only divide a word: `Ka-|zakhstan`, and not `co-|operation` where the
//! report writes it so.

use rustc_hash::FxHashSet;

use super::line::Line;

/// The words of a text that no line end divides, in small letters.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Those without a hyphen.
    plain: FxHashSet<String>,
    /// Two of them with the hyphen between.
    hyphened: FxHashSet<String>,
}

/// What is asked of a word: whether somebody who never saw the report knows it, or, of letters with a hyphen
/// behind them (co-), whether words begin with these.
pub(super) type Known<'k> = &'k dyn Fn(&str) -> bool;

impl Words {
    /// The words of a text, if any of its lines may end within one.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let mut words = Self::default();
        let divided = |pair: &[Line]| parts(text, &pair[0], &pair[1]).is_some();
        if !lines.windows(2).any(divided) {
            return words;
        }
        // What begins a line below a divided word is a part of it.
        let mut open = false;
        for line in lines {
            let row = line.text(text);
            let mut before: Option<(&str, usize)> = None;
            for (at, word) in letters(row) {
                let end = at + word.len();
                let joined = before.filter(|&(_, end)| &row[end..at] == "-");
                if let Some((first, _)) = joined {
                    words.hyphened.insert(joint(first, "-", word));
                }
                let cut = open && at == 0 || is_hyphen(row[end..].chars().next());
                if !cut && joined.is_none() {
                    words.plain.insert(word.to_lowercase());
                }
                before = Some((word, end));
            }
            open = row.ends_with(HYPHENS);
        }
        words
    }

    /// The bytes of the hyphen at the end of a line, if it only divides the word that goes on in the next one.
    pub(super) fn divider(
        &self,
        text: &str,
        line: &Line,
        next: &Line,
        known: Known,
    ) -> Option<usize> {
        let (first, second, hyphen) = parts(text, line, next)?;
        (hyphen == SOFT || self.is_one(first, second, known)).then_some(hyphen.len_utf8())
    }

    /// Whether two parts are one word: as the report writes it elsewhere, or as it is known, or where neither
    /// part is a word by itself and the first one is neither short nor a name (al-|shabaab).
    fn is_one(&self, first: &str, second: &str, known: Known) -> bool {
        let (hyphened, one) = (joint(first, "-", second), joint(first, "", second));
        if self.hyphened.contains(&hyphened) {
            return false;
        }
        if self.plain.contains(&one) {
            return true;
        }
        // Co-operation, UN-led, e-mail
        let lone = first.chars().nth(1).is_none() || first.chars().all(char::is_uppercase);
        // Re-|sign is not resign, but inter-|national is international.
        let short = first.chars().nth(SHORT).is_none();
        let is_prefix = known(&joint(first, "-", ""));
        if lone || known(&hyphened) || is_prefix && short {
            return false;
        }
        let is_word = |part: &str| {
            let part = part.to_lowercase();
            self.plain.contains(&part) || known(&part)
        };
        let whole = !short && !is_prefix && first.chars().all(char::is_lowercase);
        let neither = || whole && !is_word(first) && !is_word(second);
        known(&one) || known(&[first, second].concat()) || neither()
    }
}

/// How many letters a part may have that is none of a longer word: al-, bin-.
const SHORT: usize = 3;

/// A hyphen that is only printed where a line ends.
const SOFT: char = '\u{AD}';

const HYPHENS: [char; 3] = ['-', '\u{2010}', SOFT];

fn is_hyphen(c: Option<char>) -> bool {
    c.is_some_and(|c| HYPHENS.contains(&c))
}

fn joint(first: &str, sign: &str, second: &str) -> String {
    [first, sign, second].concat().to_lowercase()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && (c.is_lowercase() || c.is_uppercase())
}

/// The words of a line, of letters alone, with the places where they begin.
fn letters(row: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = row.split(|c: char| !is_letter(c));
    let placed = words.map(|word| (word.as_ptr() as usize - row.as_ptr() as usize, word));
    placed.filter(|(_, word)| !word.is_empty())
}

/// The parts of a word that a hyphen at the end of a line may divide, and the hyphen: letters behind white
/// space or an opening mark, and small letters.
fn parts<'t>(text: &'t str, line: &Line, next: &Line) -> Option<(&'t str, &'t str, char)> {
    let row = line.text(text);
    let hyphen = row.chars().next_back().filter(|c| is_hyphen(Some(*c)))?;
    let (at, first) = letters(row).last()?;
    let whole = at + first.len() + hyphen.len_utf8() == row.len();
    let begins = row[..at].chars().next_back();
    let alone =
        begins.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '‘' | '"' | '\''));
    let rest = next.text(text);
    let (start, second) = letters(rest).next()?;
    let goes_on = start == 0 && second.chars().all(char::is_lowercase);
    // state-of-the-|art-hall
    let ends = !is_hyphen(rest[start + second.len()..].chars().next());
    (whole && alone && goes_on && ends).then_some((first, second, hyphen))
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    /// Whether the hyphen in the text above only divides its word, with these words known.
    fn divides(text: &str, known: &[&str]) -> bool {
        let (lines, _) = line::split(text);
        let words = Words::of(text, &lines);
        let known = |word: &str| known.contains(&word);
        words.divider(text, &lines[0], &lines[1], &known).is_some()
    }

    #[test]
    fn a_divided_word_is_one_where_the_report_or_a_table_has_it_so() {
        assert!(divides("in Ka-\nzakhstan. We left Kazakhstan", &[]));
        assert!(divides("in Ka-\nzakhstan.", &["Kazakhstan", "ka"]));
        assert!(divides(
            "the develop-\nment of",
            &["develop", "development"]
        ));
    }

    #[test]
    fn a_hyphen_stays_where_the_report_or_a_table_has_it() {
        assert!(!divides(
            "for co-\noperation. Co-operation is",
            &["cooperation"]
        ));
        assert!(!divides(
            "for co-\noperation",
            &["co-operation", "cooperation"]
        ));
    }

    #[test]
    fn parts_that_are_no_words_are_one_and_others_are_left_as_they_are() {
        assert!(divides("the gillnet-\ntting", &[]));
        assert!(!divides("a well-\nknown road", &["well", "known"]));
        assert!(!divides("a Covid-\nrelated delay", &["related"]));
        assert!(!divides("the UN-\nzled", &[]));
        assert!(!divides("an e-\nzmail", &[]));
        assert!(!divides("the al-\nshabaab group", &[]));
        assert!(!divides("near Glen-\ntting", &[]));
        assert!(!divides("to re-\nsign it", &["re-", "resign"]));
        assert!(divides("to re-\nsign it. They resign", &["re-"]));
    }

    #[test]
    fn only_letters_that_stand_alone_are_parts_of_a_word() {
        assert!(!divides("at a.bc/Ka-\nzakhstan for Kazakhstan", &[]));
        assert!(!divides("in Ka-\nZakhstan", &["Kazakhstan"]));
        assert!(!divides("a vis-à-\nvisz", &[]));
        assert!(!divides("of the 5-\nyearz", &[]));
        assert!(divides("in Ka\u{AD}\nzakhstan", &["ka"]));
    }
}
