//! Which lines belong to one paragraph, and what stands between them.

use super::hyphen::{Known, Words};
use super::layout::Layout;
use super::line::Line;
use super::script::{Class, Habits, class};
use super::table;

/// What the lines of a paragraph so far say about where it may go on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Lines so far.
    pub(super) lines: usize,
    /// Whether it begins with a number, a label or a bullet, so that later lines may hang.
    pub(super) hangs: bool,
    /// Whether its last line ends inside an address (URL or e-mail).
    pub(super) address: bool,
    /// The column at which its first line goes on behind a label and more than one space.
    pub(super) column: Option<usize>,
}

/// What lies between two lines of the received text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Between {
    /// Something that is no part of the running text: a page number, footnotes, a page's edge.
    pub(super) furniture: bool,
    /// A drawn rule.
    pub(super) rule: bool,
}

/// The text with all that was measured on it.
#[derive(Clone, Copy)]
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) layout: &'t Layout,
    pub(super) habits: &'t Habits,
    /// The words of the text.
    pub(super) words: &'t Words,
    /// Which words there are besides.
    pub(super) known: Known<'t>,
}

/// What stands between two lines of one block in the reading text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A space.
    Space,
    /// Nothing.
    None,
    /// Nothing, and the hyphen at the end of the first line, of so many bytes, goes.
    Word { hyphen: usize },
}

/// Whether a short Latin line is in capitals, as a heading or label is: `IN ATTENDANCE`.
fn in_capitals(line: &str) -> bool {
    const LONGEST: usize = 6;
    const SHORTEST: usize = 6;
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    // Nearly all lines have another letter soon.
    letters().all(|c| c.is_ascii_uppercase())
        && letters().count() >= SHORTEST
        && line.split_whitespace().count() <= LONGEST
        && !line.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '.'))
}

impl Page<'_> {
    /// Whether `next` goes on with the paragraph whose last line is `line`, as far as spaces,
    /// widths and blank lines tell.
    pub(super) fn continues(
        &self,
        line: &Line,
        next: &Line,
        shape: Shape,
        between: Between,
    ) -> bool {
        let layout = self.layout;
        let crossing = between.furniture || next.above.page_start;
        if between.rule {
            return false;
        }
        if !layout.whole
            && let Some(goes_on) = self.in_columns(line, next)
        {
            return goes_on;
        }
        // A row of columns is over where its line is, unless a list goes on.
        let (words, more) = (line.text(self.text), next.text(self.text));
        if table::is_row(words)
            && !words.ends_with(['、', ','])
            && (table::is_row(more) || table::sets_apart(more))
        {
            return false;
        }
        if !layout.wrapped
            || in_capitals(next.text(self.text)) && !in_capitals(line.text(self.text))
        {
            return false;
        }
        if !crossing
            && (next.above.empty_paragraph && layout.marked || next.above.blanks > layout.spacing)
        {
            return false;
        }
        if !(next.above.page_start && next.indent == 1) {
            let deeper = next.indent >= line.indent + 2;
            let usual = layout.first_indent == Some(next.indent);
            let hanging = shape.hangs && shape.lines == 1 && !usual;
            if deeper && !hanging {
                return false;
            }
            // A paragraph whose lines hang is over where a line begins further left.
            if shape.lines > 1 && !crossing && next.indent + 2 <= line.indent {
                return false;
            }
        }
        // Present:  Ana Lima, and another one below her
        let short = layout.short(self.text, line, next)
            || shape.column == Some(next.indent) && self.stops_early(line, next);
        if layout.marked {
            if line.trailing {
                return !short && self.may_be_wrap_space(line, next);
            }
            return !(short && line.finished);
        }
        !short
            || self.goes_on_in_lower_case(line, next)
            || shape.address && self.address_goes_on(line, next)
    }

    /// Whether a line goes on in the next where one of the two is set in columns or between strokes:
    /// only what stands below the last cell does.
    fn in_columns(&self, line: &Line, next: &Line) -> Option<bool> {
        let (words, more) = (line.text(self.text), next.text(self.text));
        let set = |words: &str| table::in_columns(words) || table::has_strokes(words);
        if set(more) {
            return Some(false);
        }
        let column = self.label_column(line, next);
        (set(words) || column.is_some()).then(|| {
            let column = column.unwrap_or(line.indent + table::last_column(words));
            let below = next.above.blanks == 0
                && next.indent > line.indent
                && next.indent.abs_diff(column) <= 2;
            below && (self.goes_on_in_lower_case(line, next) || !self.stops_early(line, next))
        })
    }

    /// The column of the next line, if the line has a label before it and two spaces: `Helpers  Ministry
    /// of |Finance`.
    fn label_column(&self, line: &Line, next: &Line) -> Option<usize> {
        const NARROWEST: usize = 6;
        let at = next.indent.checked_sub(line.indent)?;
        let words = line.text(self.text);
        let (label, value) = words.split_at_checked(at)?;
        let apart = label.ends_with("  ") && !label.ends_with("   ") && !value.starts_with(' ');
        (at >= NARROWEST && apart && label.is_ascii()).then_some(next.indent)
    }

    /// Whether a line in a column stops well before the edge of the page, so that what stands below it
    /// is the next one of a list.
    fn stops_early(&self, line: &Line, next: &Line) -> bool {
        let open = self.text[line.start..line.end].ends_with([',', ';', '&', '/', '-']);
        let begins = next.text(self.text).starts_with(char::is_uppercase);
        begins && !open && self.layout.leaves_room(self.text, line, next)
    }

    /// Whether a Latin sentence goes on, however short its line is.
    fn goes_on_in_lower_case(&self, line: &Line, next: &Line) -> bool {
        let latin = matches!(self.last_class(line), Some(Class::Word | Class::Sign))
            || self.text[line.start..line.end].ends_with([',', ';']);
        let first = next
            .text(self.text)
            .split(|c: char| !c.is_alphabetic())
            .next();
        latin
            && !line.finished
            && first.is_some_and(|word| word.len() > 1 && word.chars().all(char::is_lowercase))
    }

    /// Whether the space at the end of `line` can be one between two words, where the line was
    /// broken, and not the mark of a paragraph's end.
    fn may_be_wrap_space(&self, line: &Line, next: &Line) -> bool {
        let (Some(before), Some(after)) = (self.last_class(line), self.first_class(next)) else {
            return false;
        };
        match before {
            Class::Han | Class::Wide => false,
            Class::Close => self.habits.spaced(before, after) == Some(true),
            Class::Word => self.habits.spaced(before, after) != Some(false) || after == Class::Open,
            _ => true,
        }
    }

    fn last_class(&self, line: &Line) -> Option<Class> {
        line.text(self.text).chars().next_back().map(class)
    }

    fn first_class(&self, line: &Line) -> Option<Class> {
        line.text(self.text).chars().next().map(class)
    }

    /// What stands between two lines of one paragraph in the reading text.
    pub(super) fn joint(&self, line: &Line, next: &Line, address: bool) -> Joint {
        let divider = || self.words.divider(self.text, line, next, self.known);
        if !address && let Some(hyphen) = divider() {
            return Joint::Word { hyphen };
        }
        if self.spaced(line, next, address) {
            Joint::Space
        } else {
            Joint::None
        }
    }

    /// Whether a space stands between two lines of one paragraph.
    fn spaced(&self, line: &Line, next: &Line, address: bool) -> bool {
        let (words, more) = (line.text(self.text), next.text(self.text));
        if address && self.address_goes_on(line, next) {
            return false;
        }
        let mut ending = words.chars().rev();
        let mut beginning = more.chars();
        let (Some(a), Some(b)) = (ending.next(), beginning.next()) else {
            return false;
        };
        let inner = ending.next();
        let (before, after) = (class(a), class(b));
        if table::sets_apart(words) && table::sets_apart(more) {
            return true;
        }
        // A dash between words has a space on both sides, or it would belong to one of them.
        let dash = |c: char, beside: Option<char>| {
            matches!(c, '-' | '–' | '—') && beside.is_some_and(char::is_whitespace)
        };
        if dash(b, beginning.next()) || dash(a, inner) {
            return true;
        }
        match (before, after) {
            (Class::Wide | Class::Open, _)
            | (_, Class::Wide | Class::Close | Class::Stop)
            | (Class::Han, Class::Han) => false,
            // A number broken at its comma or point.
            (Class::Stop, Class::Word) if matches!(a, ',' | '.') && b.is_ascii_digit() => {
                line.trailing || !inner.is_some_and(|c| c.is_ascii_digit())
            }
            (Class::Han, Class::Word) | (Class::Word, Class::Han) => {
                line.trailing && before == Class::Word
                    || self.habits.spaced(before, after) == Some(true)
            }
            (Class::Stop | Class::Sign, Class::Han) => line.trailing,
            (Class::Han, _) | (_, Class::Han) => self.habits.spaced(before, after) == Some(true),
            // A word broken at its hyphen or slash, but not a dash between words.
            (Class::Sign, Class::Word) if matches!(a, '-' | '\u{AD}' | '\u{2010}' | '/') => {
                line.trailing || !inner.is_some_and(char::is_alphanumeric)
            }
            (Class::Word, Class::Open) => {
                line.trailing || self.habits.spaced(before, after) != Some(false)
            }
            _ => true,
        }
    }

    /// Whether an address that reaches the end of `line` goes on in `next`.
    fn address_goes_on(&self, line: &Line, next: &Line) -> bool {
        let more = next.text(self.text);
        let token = &more[..more.bytes().take_while(|&b| in_address(b)).count()];
        let (Some(&last), Some(&first)) = (
            self.text.as_bytes()[line.start..line.end].last(),
            token.as_bytes().first(),
        ) else {
            return false;
        };
        if line.trailing {
            return false;
        }
        let joint = |b: u8| {
            matches!(
                b,
                b'/' | b'?' | b'&' | b'=' | b'#' | b'%' | b'_' | b'-' | b'~' | b'+' | b'@'
            )
        };
        joint(last)
            || joint(first)
            || last == b'.' && (first.is_ascii_lowercase() || first.is_ascii_digit())
            || first == b'.' && token.len() > 1
            || token
                .bytes()
                .any(|b| matches!(b, b'/' | b'?' | b'&' | b'=' | b'#' | b'%' | b'_' | b'@'))
            || token.len() == more.len() && self.layout.full(line)
    }

    /// Whether an address (URL or e-mail) reaches the end of `line`; `before` says whether one
    /// reached the end of the line before and goes on in this one.
    pub(super) fn ends_in_address(&self, line: &Line, before: bool) -> bool {
        let words = line.text(self.text);
        let from = words.len() - words.bytes().rev().take_while(|&b| in_address(b)).count();
        let token = &words[from..];
        token.contains("://")
            || token.starts_with("www.")
            || token.find('@').is_some_and(|at| at > 0)
            || before && from == 0
    }
}

/// The characters that RFC 3986 allows in a URI.
fn in_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}
