//! Places that no table lists, told by the larger place after a comma: `in Wilmington, Delaware`.

use super::Text;
use super::word::Shape;
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, Rule};

use super::named;

/// The most words that such a name has.
const LONGEST: usize = 3;

/// Finds the places of a block that the tables do not know. `found` are its other names.
pub fn find(text: &Text, found: &[Found]) -> Vec<Found> {
    (1..text.words.len())
        .filter_map(|at| text.unlisted_place(at, found))
        .collect()
}

impl Text<'_> {
    fn unlisted_place(&self, at: usize, found: &[Found]) -> Option<Found> {
        const BEFORE: [&str; 10] = [
            "in", "In", "at", "At", "to", "To", "from", "near", "outside", "visited",
        ];
        if !self.is_one_of(at - 1, &BEFORE) {
            return None;
        }
        let mut end = at;
        while end < at + LONGEST
            && self.joins(end)
            && self
                .word(end)
                .is_some_and(|word| word.shape == Shape::Capital && !word.possessive)
            && self.head(end).is_none()
            && self.title_at(end).is_none()
        {
            end += 1;
        }
        if end == at || self.joins(end) || !self.is(end, ",") || self.place_at(at) == Some(end) {
            return None;
        }
        let after = self.place_at(end + 1)?;
        // in Digital Health, Canada Post said; from John Smith, Canada
        let other = (at..end).all(|i| self.in_group("not-person-en", i))
            || end - at > 1 && self.in_group("given-name", at)
            || self.joins(after)
            || self.words[after - 1].possessive;
        let range = self.range(at..end);
        let taken = found.iter().any(|item| overlap(&item.range, &range));
        (!other && !taken).then(|| {
            let name = self.text(at..end);
            named(Kind::Jurisdiction, range, name, Vec::new(), Rule::Form)
        })
    }
}
