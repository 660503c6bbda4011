//! What the page put between the lines of the text: page numbers, running heads and feet.

use std::collections::HashMap;

use super::label;
use super::line::Line;
use super::marker;
use super::unwrap::Page;

/// Marks in `left_out` the lines that are no part of the running text.
pub(super) fn find(page: &Page, lines: &[Line], left_out: &mut [bool]) {
    running_heads(page, lines, left_out);
    page_numbers(page, lines, left_out);
}

/// Lines at the edges of a page that are looked at.
const EDGE: usize = 2;
/// Pages on which a line must stand to be a running head.
const REPEATS: usize = 3;

/// Leaves out a line that stands near the edge of three or more pages. Where it is the first
/// thing of the document it stays there, as its title.
fn running_heads(page: &Page, lines: &[Line], left_out: &mut [bool]) {
    let mut edges: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    let starts = page_starts(lines);
    if starts.len() < REPEATS {
        return;
    }
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(lines.len());
        let texts: Vec<usize> = (*start..end)
            .filter(|&at| !lines[at].rule && !left_out[at])
            .collect();
        let edge = |place: usize| place < EDGE || place + EDGE >= texts.len();
        for (_, &at) in texts.iter().enumerate().filter(|&(place, _)| edge(place)) {
            let words = lines[at].text(page.text);
            let plain = !lines[at].finished
                && label::caption(words).is_none()
                && label::field(words).is_none()
                && marker::readings(words).next().is_none();
            let core = words.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-'));
            if plain && !core.is_empty() {
                edges.entry(core).or_default().push((number, at));
            }
        }
    }
    for (core, places) in edges {
        let mut pages: Vec<usize> = places.iter().map(|&(number, _)| number).collect();
        pages.dedup();
        // With a number that changes it may as well be 附件 1, 附件 2: half of all pages prove it.
        let exact = places
            .iter()
            .all(|&(_, at)| lines[at].text(page.text) == core);
        let needed = if exact {
            REPEATS
        } else {
            REPEATS.max(starts.len() / 2)
        };
        if pages.len() < needed {
            continue;
        }
        for (_, at) in places {
            let title = lines[..at].iter().all(|line| line.rule);
            left_out[at] |= !title;
        }
    }
}

fn page_starts(lines: &[Line]) -> Vec<usize> {
    (0..lines.len())
        .filter(|&at| at == 0 || lines[at].above.page_start)
        .collect()
}

/// A line that holds only a page number.
enum Number {
    /// `- 18 -`, `第 18 頁`, `Page 3 of 9`: it can be nothing else.
    Plain,
    /// `18`: it may be content.
    Bare(u32),
}

fn page_numbers(page: &Page, lines: &[Line], left_out: &mut [bool]) {
    let mut bare: Vec<(usize, u32)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if left_out[at] || line.rule || line.width > 24 {
            continue;
        }
        match page_number(line.text(page.text)) {
            Some(Number::Plain) => left_out[at] = true,
            Some(Number::Bare(value)) => bare.push((at, value)),
            None => {}
        }
    }
    // Numbers below each other are a column of figures.
    let is_bare = |at: usize| bare.binary_search_by_key(&at, |&(line, _)| line).is_ok();
    let single: Vec<(usize, u32)> = bare
        .iter()
        .copied()
        .filter(|&(at, _)| !(is_bare(at + 1) || at > 0 && is_bare(at - 1)))
        .collect();
    let paged = lines.iter().any(|line| line.above.page_start);
    for (index, &(at, value)) in single.iter().enumerate() {
        let ends_page = lines
            .get(at + 1)
            .map_or(paged, |next| next.above.page_start);
        let begins_page = lines[at].above.page_start;
        let counted = [index.checked_sub(1), Some(index + 1)]
            .into_iter()
            .flatten()
            .any(|other| {
                single.get(other).is_some_and(|&(line, number)| {
                    number.abs_diff(value) == 1
                        && (number > value) == (line > at)
                        && line.abs_diff(at) >= PAGE_LINES
                })
            });
        let interrupts = at > 0 && {
            let before = &lines[at - 1];
            page.layout.wrapped
                && page.layout.full(before)
                && !before.finished
                && !(page.layout.marked && before.trailing)
                && at + 1 < lines.len()
        };
        left_out[at] |= interrupts || counted || (ends_page || begins_page) && value < 1000;
    }
}

/// The fewest lines between two page numbers.
const PAGE_LINES: usize = 8;

fn page_number(text: &str) -> Option<Number> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if digits(&compact) && text.len() == compact.len() {
        return compact.parse().ok().map(Number::Bare);
    }
    let dashes = ['-', '–', '—', '~', '－', '‧', '·'];
    let inner = compact.trim_matches(dashes);
    if digits(inner) && compact.starts_with(dashes) && compact.ends_with(dashes) {
        return Some(Number::Plain);
    }
    let lower = compact.to_ascii_lowercase();
    // 第18頁, 第18頁，共30頁, 第18頁/共30頁
    let chinese = lower.strip_prefix('第').and_then(|rest| {
        let (page, rest) = rest.split_once('頁')?;
        let rest = rest.trim_matches(['，', ',', '/', '（', '）', '(', ')', '、']);
        let total = rest
            .strip_prefix('共')
            .and_then(|rest| rest.strip_suffix('頁'));
        Some(digits(page) && (rest.is_empty() || total.is_some_and(digits)))
    });
    // Page 3, Page 3 of 9, p. 3, 3/9 is left alone: it may be a date.
    let english = ["page", "p."]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .is_some_and(|rest| {
            let (page, total) = rest
                .split_once("of")
                .or_else(|| rest.split_once('/'))
                .unwrap_or((rest, "1"));
            digits(page) && digits(total)
        });
    (chinese == Some(true) || english).then_some(Number::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decorated_page_numbers_are_plain() {
        for text in [
            "- 18 -",
            "－18－",
            "第 18 頁",
            "第18頁，共30頁",
            "第 1 頁/共 3 頁",
            "Page 3 of 9",
            "page 4",
            "p. 5",
        ] {
            assert!(matches!(page_number(text), Some(Number::Plain)), "{text}");
        }
    }

    #[test]
    fn other_numbers_may_be_content() {
        assert!(matches!(page_number("18"), Some(Number::Bare(18))));
        for text in [
            "1 8",
            "12345",
            "- 18",
            "第 18 條",
            "18 日",
            "3/9",
            "-",
            "pages",
            "第頁",
        ] {
            assert!(page_number(text).is_none(), "{text}");
        }
    }
}
