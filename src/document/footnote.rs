//! Footnotes: where they stand at the foot of a page, and the digits that refer to them.

use std::ops::Range;

use super::line::Line;
use super::script::{Class, class};
use super::unwrap::{Between, Page, Shape};

/// A footnote as received.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) number: u32,
    /// Its lines, of which the first begins with the number.
    pub(super) lines: Range<usize>,
    /// Where its words begin, after the number.
    pub(super) start: usize,
}

/// The footnotes of a text, in order, and the byte ranges of the numbers that refer to them.
#[derive(Clone, Debug, Default)]
pub(super) struct Footnotes {
    pub(super) notes: Vec<Note>,
    pub(super) references: Vec<Range<usize>>,
    /// The rules above them.
    pub(super) rules: Vec<usize>,
}

/// The most lines at the foot of a page that are searched for footnotes without a rule.
const FOOT_LINES: usize = 30;

/// Finds the footnotes below a rule, and those at the foot of a known page that the text above
/// refers to.
pub(super) fn find(page: &Page, lines: &[Line]) -> Footnotes {
    let mut found = Footnotes::default();
    let mut top = 0;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].above.page_start {
            top = at;
        }
        let below_rule = at > 0 && lines[at - 1].rule;
        let body_end = if below_rule { at - 1 } else { at };
        let begins =
            !lines[at].rule && body_end > top && note_start(page.text, &lines[at]).is_some();
        let notes = if !begins {
            None
        } else if below_rule {
            block(page, lines, at, &found)
        } else if starts_soon(lines, at) {
            block(page, lines, at, &found).filter(|notes| {
                let end = notes.last().map_or(at, |note| note.lines.end);
                lines.get(end).is_some_and(|line| line.above.page_start)
            })
        } else {
            None
        };
        let Some(notes) = notes else {
            at += 1;
            continue;
        };
        let references = references(page, &lines[top..body_end], &notes);
        if !below_rule && references.len() < notes.len() {
            at += 1;
            continue;
        }
        if below_rule {
            found.rules.push(at - 1);
        }
        at = notes.last().map_or(at, |note| note.lines.end);
        top = at;
        found.notes.extend(notes);
        found.references.extend(references);
    }
    found.references.sort_by_key(|range| range.start);
    found
}

/// Whether a page begins within the next few lines.
fn starts_soon(lines: &[Line], at: usize) -> bool {
    lines[at + 1..]
        .iter()
        .take(FOOT_LINES)
        .any(|line| line.above.page_start)
}

/// The footnotes that begin at line `first` and follow each other.
fn block(page: &Page, lines: &[Line], first: usize, found: &Footnotes) -> Option<Vec<Note>> {
    let (number, start) = note_start(page.text, &lines[first])?;
    let expected = found.notes.last().map_or(1, |note| note.number + 1);
    if number != expected && number != 1 {
        return None;
    }
    let mut notes = vec![Note {
        number,
        lines: first..first + 1,
        start,
    }];
    let mut address = page.ends_in_address(&lines[first], false);
    for at in first + 1..lines.len() {
        let (before, line) = (&lines[at - 1], &lines[at]);
        if line.above.page_start || line.rule {
            break;
        }
        let note = notes.last_mut()?;
        let ended = before.trailing
            || address
            || before.finished
            || page.layout.short(page.text, before, line);
        if let Some((number, start)) = note_start(page.text, line)
            && number == note.number + 1
            && ended
        {
            notes.push(Note {
                number,
                lines: at..at + 1,
                start,
            });
            address = page.ends_in_address(line, false);
            continue;
        }
        let shape = Shape {
            lines: note.lines.len(),
            hangs: true,
            address,
            column: None,
        };
        if !page.continues(before, line, shape, Between::default()) {
            break;
        }
        note.lines.end = at + 1;
        address = page.ends_in_address(line, address);
    }
    Some(notes)
}

/// The number that a footnote begins with, and where its words begin.
fn note_start(text: &str, line: &Line) -> Option<(u32, usize)> {
    let words = line.text(text);
    let raised = words.starts_with(superscript);
    let len = words.find(|c: char| {
        if raised {
            !superscript(c)
        } else {
            !c.is_ascii_digit()
        }
    })?;
    let number = number(&words[..len])?;
    let rest = &words[len..];
    let next = rest.chars().next()?;
    // A list item, a figure, a unit of time follow other signs.
    let apart =
        next.is_whitespace() || matches!(class(next), Class::Han) || next.is_ascii_uppercase();
    let year = rest.trim_start().starts_with(['年', '月', '日']);
    (apart && !year || raised).then(|| (number, line.end - rest.trim_start().len()))
}

fn superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn number(digits: &str) -> Option<u32> {
    let mut value = 0;
    for (count, c) in digits.chars().enumerate() {
        let digit = match c {
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            '⁰' => 0,
            '⁴'..='⁹' => u32::from(c) - u32::from('⁰'),
            _ => c.to_digit(10)?,
        };
        if count == 3 || count == 0 && digit == 0 {
            return None;
        }
        value = value * 10 + digit;
    }
    (value > 0).then_some(value)
}

/// A number that touches the word before it.
struct Touching {
    at: Range<usize>,
    number: u32,
    /// How surely it is a reference: 3 and 2 surely, 1 if no other number fits.
    strength: u8,
}

/// The numbers in `lines` that refer to `notes`, one for each at most.
fn references(page: &Page, lines: &[Line], notes: &[Note]) -> Vec<Range<usize>> {
    let mut numbers = Vec::new();
    for line in lines.iter().filter(|line| !line.rule) {
        touching(page, line, &mut numbers);
    }
    notes
        .iter()
        .filter_map(|note| {
            let fitting = || {
                numbers
                    .iter()
                    .filter(|n| n.number == note.number && n.strength > 0)
            };
            let best = fitting().map(|n| n.strength).max()?;
            let alone = fitting().count() == 1;
            (best > 1 || alone)
                .then(|| fitting().find(|n| n.strength == best).map(|n| n.at.clone()))?
        })
        .collect()
}

fn touching(page: &Page, line: &Line, numbers: &mut Vec<Touching>) {
    let words = line.text(page.text);
    let digit = |c: char| c.is_ascii_digit() || superscript(c);
    let mut from = 0;
    while let Some(start) = words[from..].find(digit).map(|at| from + at) {
        let raised = words[start..].starts_with(superscript);
        let end = words[start..]
            .find(|c: char| {
                if raised {
                    !superscript(c)
                } else {
                    !c.is_ascii_digit()
                }
            })
            .map_or(words.len(), |at| start + at);
        from = end;
        let Some(number) = number(&words[start..end]) else {
            continue;
        };
        let strength = strength(page, &words[..start], &words[end..], raised);
        let at = line.start + start..line.start + end;
        numbers.push(Touching {
            at,
            number,
            strength,
        });
    }
}

fn strength(page: &Page, before: &str, after: &str, raised: bool) -> u8 {
    let Some(last) = before.chars().next_back() else {
        return 0;
    };
    let mut following = after.chars();
    let next = following.next();
    let next_class = next.map(class);
    let goes_on = matches!(next, Some('.' | ',' | ':'))
        && following.next().is_some_and(|c| c.is_ascii_digit());
    if goes_on || matches!(next_class, Some(Class::Word | Class::Sign)) || next == Some('%') {
        return 0;
    }
    let ends = next_class.is_none_or(|kind| kind != Class::Han);
    // Where digits are set apart from Han characters, one that touches them stands out.
    let apart = page.habits.separates_digits();
    match class(last) {
        _ if raised => 3,
        Class::Close => 3,
        Class::Wide if matches!(last, '」' | '』' | '）' | '》' | '〉') => 3,
        Class::Wide if matches!(last, '。' | '，' | '；' | '！' | '？') => {
            1 + u8::from(apart || ends)
        }
        Class::Han if apart => 2 + u8::from(ends),
        Class::Han => u8::from(ends),
        Class::Word if last.is_ascii_lowercase() => 1,
        Class::Stop
            if last != '%'
                && before
                    .trim_end_matches(['.', ','])
                    .ends_with(char::is_alphabetic) =>
        {
            2
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::hyphen::Words;
    use super::super::layout::Layout;
    use super::super::line;
    use super::*;

    /// The numbers and words of the footnotes, and what stands before each reference.
    fn notes(text: &str) -> (Vec<(u32, &str)>, Vec<&str>) {
        let (mut lines, habits) = line::split(text);
        let layout = Layout::measure(text, &mut lines);
        let found = find(
            &Page {
                text,
                layout: &layout,
                habits: &habits,
                words: &Words::default(),
                known: &|_| false,
            },
            &lines,
        );
        let notes = found.notes.iter().map(|note| {
            let end = lines[note.lines.end - 1].end;
            (note.number, &text[note.start..end])
        });
        let before = |range: &Range<usize>| &text[..range.start];
        let references = found.references.iter().map(before);
        (notes.collect(), references.collect())
    }

    #[test]
    fn a_reference_touches_a_bracket_a_word_or_a_full_stop() {
        for sentence in [
            "秘書處（OGP）1透過",
            "最新消息1。",
            "參與會議。1 其後",
            "the law.1 It",
            "宣言¹通過",
        ] {
            let text = format!("{sentence}\n____________\n1 註釋文字。\n");
            let (found, references) = notes(&text);
            assert_eq!(found, [(1, "註釋文字。")], "{text}");
            assert_eq!(references.len(), 1, "{text}");
        }
    }

    #[test]
    fn figures_are_no_references() {
        for sentence in [
            "第 1 次會議",
            "1.5 倍、2,456 個",
            "G1 領袖",
            "增加1%",
            "(1) 擴大",
            "於 1月",
        ] {
            let text = format!("{sentence}\n____________\n1 註釋文字。\n");
            assert_eq!(notes(&text).1, Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn of_several_numbers_the_surest_is_the_reference() {
        let text = "於第1次會議（Letter）1通過，第1案\n____________\n1 註釋文字。\n";
        assert_eq!(notes(text).1, ["於第1次會議（Letter）"]);
    }

    #[test]
    fn a_rule_without_a_number_below_begins_no_footnote() {
        assert_eq!(notes("甲方1。\n____________\n乙方\n").0, []);
        assert_eq!(notes("甲方1。\n____________\n1. 清單\n").0, []);
        assert_eq!(notes("甲方1。\n____________\n1 月 5 日\n").0, []);
    }

    #[test]
    fn footnotes_follow_each_other() {
        let text = "甲）1及乙）2。\n____________\n1 第一註。\n2 第二註，見 http://a.example/b\n/c。\n\x0C丙\n";
        let (found, references) = notes(text);
        assert_eq!(found[0], (1, "第一註。"));
        assert_eq!(found[1].0, 2);
        assert_eq!(references.len(), 2);
    }
}
