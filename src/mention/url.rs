//! Web addresses.

use std::ops::Range;

use super::glyph::{Class, Glyphs};
use super::{Found, Kind, Reading, Rule};

/// Finds the `http` and `https` addresses of a block.
pub fn find(glyphs: &Glyphs, block: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| glyphs.starts_with(at, scheme));
        let Some(scheme) = scheme else {
            at += 1;
            continue;
        };
        let mut end = at + scheme.len();
        while end < block.end && may_stand_in_url(glyphs, end) {
            end += 1;
        }
        // Punctuation after an address is the sentence's.
        while end > at
            && matches!(
                glyphs.char(end - 1),
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"'
            )
        {
            end -= 1;
        }
        let count = |end: usize, bracket| (at..end).filter(|&i| glyphs.char(i) == bracket).count();
        while end > at && glyphs.char(end - 1) == ')' && count(end, ')') > count(end, '(') {
            end -= 1;
        }
        if end > at + scheme.len() {
            found.push(Found {
                kind: Kind::Url,
                range: at..end,
                reading: Reading::Url(glyphs.text(at..end)),
                rule: Rule::Form,
                hard: true,
            });
        }
        at = end.max(at + 1);
    }
    found
}

fn may_stand_in_url(glyphs: &Glyphs, at: usize) -> bool {
    let char = glyphs.char(at);
    match glyphs.class(at) {
        Class::Letter | Class::Digit => char.is_ascii(),
        Class::Mark => {
            char.is_ascii()
                && !matches!(
                    char,
                    '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '\n'
                )
        }
        Class::Han | Class::Space => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<String> {
        let glyphs = Glyphs::new(text);
        find(&glyphs, 0..glyphs.len())
            .into_iter()
            .map(|f| glyphs.text(f.range))
            .collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        assert_eq!(
            urls("見 https://example.org/a?b=1&c=2。"),
            ["https://example.org/a?b=1&c=2"]
        );
        assert_eq!(
            urls("(http://example.org/a_(b))"),
            ["http://example.org/a_(b)"]
        );
        assert_eq!(urls("網址：http://example.org/"), ["http://example.org/"]);
        assert_eq!(urls("https://"), Vec::<String>::new());
    }
}
