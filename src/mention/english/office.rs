//! Offices that run on into the name of who holds them: `Secretary of Education Miguel Cardona`.

use super::person::{Hit, Scene};
use crate::mention::Rule;

/// The longest office after its title, in words.
const LONGEST: usize = 14;

impl Scene<'_> {
    /// The person whose office begins at a word: `Director of the White House Gender Policy
    /// Council |Jen Klein`, `Ambassador to the Holy See |Matthew Lee`.
    ///
    /// The office ends where a body or a place does, or with a word that belongs to no name of a
    /// person; what follows in the same run of capitalised words is the name.
    pub(super) fn after_office(&self, at: usize) -> Option<Hit> {
        let text = self.text;
        if text.title_at(at).is_none() && !text.begins_title(at) {
            return None;
        }
        let title = text.title_phrase(at).filter(|title| title.start == at)?;
        if !text.is_one_of(title.end, &["of", "for", "to"]) {
            return None;
        }
        let first = title.end + 1;
        for next in first..(first + LONGEST).min(text.words.len()) {
            let joins = text.joins(next);
            let inner = ["the", "of", "for", "and", "&", "on"];
            // Minister of Justice Dr |Abdul Basir Anwar
            let start = self.after_address(next);
            if next > first && (joins && self.ends_office(next) || start > next) {
                let name = self.name_at(start).filter(|&end| {
                    !text.joins(text.post_nominals(end)) && self.is_plain(&(start..end))
                });
                if let Some(end) = name {
                    let body = text
                        .body_at(first, self.bodies)
                        .filter(|(_, after)| *after == next)
                        .map(|(body, _)| body);
                    let office = match body {
                        Some(_) => title,
                        None => at..next,
                    };
                    let roles = vec![self.role(office, body)];
                    return Some(Hit::new(start..end, roles, Rule::Title));
                }
            }
            // Minister of Economy, Trade and Industry
            let goes_on =
                text.is_one_of(next, &inner) || text.is(next, ",") && text.is_series(next);
            if !joins && !goes_on {
                return None;
            }
        }
        None
    }

    /// The word behind the forms of address at a word.
    fn after_address(&self, at: usize) -> usize {
        let mut start = at;
        while let Some(end) = self.text.honorific_at(start) {
            start = end;
        }
        start
    }

    /// Whether the word before an index may be the last one of an office.
    fn ends_office(&self, at: usize) -> bool {
        let text = self.text;
        text.in_group("not-person-en", at - 1) || text.head(at - 1).is_some() || self.ends_body(at)
    }
}
