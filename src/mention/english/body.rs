//! Bodies that only their neighbours tell: `Sarvodaya` between semicolons and among bodies,
//! `Ipsos Mori` on a line among lines of bodies.

use std::ops::Range;

use super::word::{GAP, Shape};
use super::{Text, named};
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, Rule};

/// The most words of a name that has no noun of a body.
const LONGEST: usize = 5;

/// An item of a list, in the block that it stands in.
type Item<'t> = (&'t Text<'t>, Range<usize>);

/// Finds the items between semicolons that are names and stand among as many bodies.
pub fn in_lists(texts: &[Text], found: &[Found]) -> Vec<Found> {
    let listing = |text: &&Text| text.words.iter().any(|word| word.is(";"));
    let lists = texts.iter().filter(listing);
    lists
        .flat_map(|text| {
            let items = text.items().into_iter().map(|item| (text, item));
            among(items.collect(), found, 1)
        })
        .collect()
}

/// Finds the lines that are names and stand among lines of which most are bodies.
pub fn among_lines(texts: &[Text], found: &[Found]) -> Vec<Found> {
    /// Fewer lines are no list.
    const FEWEST: usize = 4;
    const LONGEST_LINE: usize = 12;
    let is_line = |text: &Text| {
        !text.words.is_empty()
            && text.words.len() <= LONGEST_LINE
            && (0..text.words.len()).all(|i| {
                text.words[i].shape == Shape::Mark
                    || text.is_capital(i)
                    || text.in_group("org-linker-en", i)
            })
    };
    texts
        .chunk_by(|above, below| is_line(above) && is_line(below))
        .filter(|lines| lines.len() >= FEWEST)
        .flat_map(|lines| {
            let items = lines.iter().map(|text| (text, 0..text.words.len()));
            among(items.collect(), found, FEWEST - 1)
        })
        .collect()
}

/// The names among items of which at least as many are bodies, and no fewer than `fewest`.
fn among(items: Vec<Item>, found: &[Found], fewest: usize) -> Vec<Found> {
    let mut known = 0;
    let mut names: Vec<Item> = Vec::new();
    for (text, words) in items {
        let range = text.range(words.clone());
        let inside = || found.iter().filter(|item| overlap(&item.range, &range));
        let is_body =
            |item: &Found| item.kind == Kind::Organisation && item.range.len() * 2 > range.len();
        if inside().any(is_body) {
            known += 1;
        } else if inside().next().is_none() {
            names.extend(text.plain_name(words).map(|words| (text, words)));
        }
    }
    if known < fewest || names.len() > known {
        return Vec::new();
    }
    let bodies = names.into_iter().map(|(text, words)| {
        let (range, name) = (text.range(words.clone()), text.text(words));
        named(Kind::Organisation, range, name, Vec::new(), Rule::List)
    });
    bodies.collect()
}

impl Text<'_> {
    /// The items of a list between semicolons, gaps and colons, without an `and` before the last.
    fn items(&self) -> Vec<Range<usize>> {
        let mut items = Vec::new();
        let mut start = 0;
        for at in 0..=self.words.len() {
            if at < self.words.len() && !self.is_one_of(at, &[";", GAP, ":", "|"]) {
                continue;
            }
            let from = start + usize::from(self.is(start, "and"));
            if at > from {
                items.push(from..at);
            }
            start = at + 1;
        }
        items
    }

    /// The words of an item, if they may be a name that nothing else tells.
    fn plain_name(&self, words: Range<usize>) -> Option<Range<usize>> {
        let mut end = words.end;
        while end > words.start && self.words[end - 1].shape == Shape::Mark {
            end -= 1;
        }
        let start = words.start + usize::from(self.is_one_of(words.start, &["the", "The"]));
        let name = start..end;
        let fits = !name.is_empty()
            && name.len() <= LONGEST
            && name.clone().all(|i| self.joins(i))
            && self.title_at(start).is_none()
            && (name.len() == 1 || !self.in_group("given-name", start))
            && self.words[start].shape != Shape::Initial
            && !self.in_group_lower("attendee-label", start)
            && !(end == start + 1 && self.head(start).is_some())
            && name.clone().any(|i| !self.in_group("not-person-en", i));
        fits.then_some(name)
    }
}
