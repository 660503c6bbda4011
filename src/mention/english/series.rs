//! Persons named in a row: `Ana Lima (Brazil), Bo Berg (Sweden) and Cy Young`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::person::{Hit, Scene};
use super::word::{GAP, Shape};
use super::{Text, named};
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, Rule};

/// The longest bracket after a name, in words.
const BRACKET: usize = 14;

impl Scene<'_> {
    /// Where the names begin that each have a bracket behind them, three or more in a row, or two
    /// of which one looks like a person's: such a form is that of a list of persons.
    pub(super) fn bracketed(&self) -> FxHashSet<usize> {
        let mut begin = FxHashSet::default();
        let mut row: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < self.text.words.len() {
            let found = self.bracketed_at(at);
            let Some((words, close)) = found else {
                self.end_row(&mut row, &mut begin);
                at += 1;
                continue;
            };
            row.push(words);
            at = self.text.joint(close);
            if at == close {
                self.end_row(&mut row, &mut begin);
            }
        }
        self.end_row(&mut row, &mut begin);
        begin
    }

    fn end_row(&self, row: &mut Vec<Range<usize>>, begin: &mut FxHashSet<usize>) {
        let likely = row.iter().any(|words| self.is_likely(words));
        if row.len() >= 3 || row.len() == 2 && likely {
            begin.extend(row.iter().map(|words| words.start));
        }
        row.clear();
    }

    /// The name at a word, titles before it left out, and the word after the bracket behind it.
    fn bracketed_at(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let text = self.text;
        let mut start = at;
        while let Some(end) = text.honorific_at(start).or_else(|| text.title_at(start)) {
            start = end;
        }
        if start == at && !self.begins(at) {
            return None;
        }
        let words = start..self.name_at(start)?;
        let open = text.post_nominals(words.end);
        let close = text.bracket_end(open).filter(|&close| close > open)?;
        self.is_plain(&words).then_some((words, close))
    }

    /// The body in the bracket behind a name of a row, which no table and no head reveals:
    /// `(TalkaboutLocal)`, `(DCLG, by telephone)`. The initials of the name are none.
    pub(super) fn bracketed_body(&self, open: usize) -> Option<Found> {
        let text = self.text;
        let start = open + 1;
        let mut end = start;
        while text.is_capital(end)
            || end > start && text.is_one_of(end, &["of", "for", "the", "and"])
        {
            end += 1;
        }
        let closed = text.is_one_of(end, &[")", ","]);
        if end == start || !closed || text.title_phrase(start).is_some() {
            return None;
        }
        let word = &text.words[start];
        let capitals = word.text.chars().filter(|c| c.is_uppercase()).count();
        let letters = word.text.chars().count();
        let named_so = end - start > 1 || capitals >= 2 && letters >= 3;
        let blocked = (start..end).all(|i| text.in_group("not-person-en", i));
        let range = text.range(start..end);
        let taken = self.bodies.iter().any(|body| {
            let part = body.kind == Kind::Jurisdiction && body.range.len() < range.len();
            overlap(&body.range, &range) && !part
        });
        if !named_so || blocked || taken || self.are_initials(open, &word.text) {
            return None;
        }
        let name = text.text(start..end);
        let (kind, rule) = (Kind::Organisation, Rule::List);
        Some(named(kind, range, name, Vec::new(), rule))
    }

    /// Whether a short word begins with the initials of the words before a bracket: `Gesche Schmid
    /// (GSc)`.
    fn are_initials(&self, open: usize, short: &str) -> bool {
        let initial = |index: usize| self.text.words[index].text.chars().next();
        let mut letters = short.chars();
        let (first, second) = (letters.next(), letters.next());
        short.chars().count() <= 4
            && open >= 2
            && (open.saturating_sub(4)..open - 1).any(|i| initial(i) == first)
            && (initial(open - 1) == second || initial(open - 1) == short.chars().last())
    }

    /// The persons after a title of several: `Councillors Benson, Butler and Collins (B)`.
    pub(super) fn after_plural(&self, at: usize) -> Vec<Hit> {
        let text = self.text;
        let mut hits = Vec::new();
        if !text.in_group("plural-title-en", at) {
            return hits;
        }
        // Councillors      B. Snook, Hubert Snook
        let mut next = at + 1 + usize::from(text.is(at + 1, GAP));
        while let Some(end) = self
            .name_at(next)
            .or_else(|| self.surname_at(next, false))
            .filter(|&end| !text.joins(end) && self.is_plain(&(next..end)))
        {
            let title = self.role(at..at + 1, None);
            hits.push(Hit::new(next..end, vec![title], Rule::List));
            let close = text.bracket_end(end).unwrap_or(end);
            next = text.joint(close);
            if next == close {
                break;
            }
        }
        // Members Only: one word proves nothing.
        if hits.len() < 2 {
            hits.clear();
        }
        hits
    }

    /// Whether the words before a name say that persons follow: `Panellists were|`, `the
    /// delegation, composed of three Members:|`.
    pub(super) fn is_introduced(&self, at: usize) -> bool {
        const VERBS: [&str; 10] = [
            ":",
            "included",
            "include",
            "includes",
            "were",
            "are",
            "comprised",
            "comprises",
            "comprising",
            "including",
        ];
        let text = self.text;
        let start = text.before_titles(at);
        let Some(verb) = start.checked_sub(1).filter(|&v| text.is_one_of(v, &VERBS)) else {
            return false;
        };
        let lexicon = &text.knowledge.authority.lexicon;
        (verb.saturating_sub(3)..verb).any(|from| {
            let label = text.text(from..verb).to_lowercase();
            lexicon.contains("attendee-label", &label)
        })
    }

    /// Names that a comma, a semicolon or `and` joins to those of persons found.
    pub(super) fn beside(&self, hits: &mut Vec<Hit>) {
        let text = self.text;
        let mut index = 0;
        while index < hits.len() {
            let end = text.post_nominals(hits[index].words.end);
            let mut close = text.bracket_end(end).unwrap_or(end);
            index += 1;
            // Sudhakar Raghunathan, ESCAP; |Akosita Lotu-Finau, SPC
            if text.is(close, ",")
                && let Some((_, after)) = text.body_at(close + 1, self.bodies)
                && text.is(after, ";")
            {
                close = after;
            }
            let next = text.joint(close);
            let listed = text.is_one_of(close, &["and", ";"])
                || text.is(close, ",")
                    && (self.listed.persons || close == end && self.closes_series(next));
            let name = text.after_titles(next);
            if next == close || !listed || hits.iter().any(|hit| hit.words.contains(&name)) {
                continue;
            }
            if let Some(after) = self.name_at(name)
                && self.is_plain(&(name..after))
                // … and Jane Smith Foundation; Lao Front for Development
                && !text.joins(after)
                && !text.is_one_of(after, &["of", "for"])
            {
                let tail = text.post_nominals(after);
                let (roles, body) = match self.apposed_after(tail) {
                    Some(roles) => (roles, None),
                    None => self.placed(tail, false, true).unwrap_or_default(),
                };
                let hit = Hit::new(name..after, roles, Rule::List);
                hits.insert(index, Hit { body, ..hit });
            }
        }
    }

    /// Whether the name at a word is followed by `and` or a comma and another name.
    fn closes_series(&self, at: usize) -> bool {
        let Some(end) = self.name_at(at) else {
            return false;
        };
        let text = self.text;
        let next = if text.is(end, ",") { end + 1 } else { end };
        let next = if text.is(next, "and") { next + 1 } else { next };
        next > end && self.name_at(text.after_titles(next)).is_some()
    }
}

impl Text<'_> {
    /// The word after the marks and the `and` that join two items.
    fn joint(&self, at: usize) -> usize {
        let mut next = at;
        while self.is_one_of(next, &[",", ";", "and"]) {
            next += 1;
        }
        next
    }

    /// The word after a bracket that opens at a word.
    pub(super) fn bracket_end(&self, open: usize) -> Option<usize> {
        if !self.is(open, "(") {
            return None;
        }
        let mut depth = 0_usize;
        for at in open..(open + BRACKET).min(self.words.len()) {
            if self.is(at, "(") {
                depth += 1;
            } else if self.is(at, ")") {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
        }
        None
    }

    /// The word after the titles and forms of address at a word.
    fn after_titles(&self, at: usize) -> usize {
        let mut start = at;
        while let Some(end) = self.honorific_at(start).or_else(|| self.title_at(start)) {
            start = end;
        }
        start
    }

    /// The word where the forms of address before a name begin, or the name: `|Prof. Dr. Ana Lima`.
    pub(super) fn form_of_address(&self, at: usize) -> usize {
        let mut start = at;
        while let Some(before) =
            (start.saturating_sub(4)..start).find(|&from| self.honorific_at(from) == Some(start))
        {
            start = before;
        }
        start
    }

    /// The word where the form of address before a name begins, or the name.
    fn before_titles(&self, at: usize) -> usize {
        (at.saturating_sub(4)..at)
            .find(|&start| self.after_titles(start) == at)
            .unwrap_or(at)
    }

    /// The word after the letters behind a name that no comma parts from it: `KC`, `MP`.
    pub(super) fn letters_behind(&self, end: usize) -> usize {
        let mut end = end;
        while self
            .word(end)
            .is_some_and(|word| word.shape != Shape::Mark && self.in_group("post-nominal", end))
        {
            end += 1;
        }
        end
    }

    /// The word after the letters behind a name: `, QC`, `MP`, `, Jr.`
    pub(super) fn post_nominals(&self, end: usize) -> usize {
        let mut end = end;
        loop {
            let at = if self.is(end, ",") { end + 1 } else { end };
            let is = self
                .word(at)
                .is_some_and(|word| word.shape != Shape::Mark && self.in_group("post-nominal", at));
            if !is {
                return end;
            }
            end = at + 1;
            let dotted =
                self.is(end, ".") && self.words[end].range.start == self.words[at].range.end;
            // A full stop that ends the sentence stays outside.
            if dotted && end + 1 < self.words.len() && !self.is_capital(end + 1) {
                end += 1;
            }
        }
    }
}
