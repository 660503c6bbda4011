//! Where the tagger reads a text otherwise than a rule that only guessed.
//!
//! A rule that goes by the ending of a name, or by a table whatever stands around, may begin too early
//! (途楚河), stop too early (航港局 in 航港局北部航務中心), or see a name where there is none. What the tagger
//! is certain of stands against such a guess, not against a gloss, a list, a cell or a reference.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::{Found, Reading, Rule};
use super::proposal::Sort;
use super::{Bytes, Tagged, Tags};
use crate::mention::glyph::Glyphs;

/// What the tagger says of a name that a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The same.
    Agrees,
    /// Nothing that is certain.
    Undecided,
    /// A name of that sort begins or ends elsewhere.
    Shifted,
    /// There is a name of another sort, or none.
    Denied,
}

/// Leaves out of what the rules found what the tagger is certain to read otherwise. Whose title a
/// title is, is told by the name as it is read now.
pub fn revise(tags: &Tags, glyphs: &Glyphs, found: &mut Vec<Found>) {
    let verdicts: Vec<Verdict> = found.iter().map(|item| tags.verdict(item)).collect();
    let name = |item: &Found| (Sort::of(item.kind), glyphs.text(item.range.clone()));
    let named = |wanted: Verdict| -> HashSet<(Option<Sort>, String)> {
        let names = found.iter().zip(&verdicts);
        names
            .filter(|(_, verdict)| **verdict == wanted)
            .map(|(item, _)| name(item))
            .collect()
    };
    let agreed = named(Verdict::Agrees);
    let mut denied = named(Verdict::Denied);
    denied.retain(|name| !agreed.contains(name));
    let mut moved: HashMap<Bytes, Bytes> = HashMap::new();
    let mut verdicts = verdicts.into_iter();
    found.retain(|item| match verdicts.next() {
        Some(Verdict::Shifted) => {
            if let Some(read) = tags.over(&item.range).find(|read| read.contradicts) {
                moved.insert(
                    glyphs.span(item.range.clone()),
                    glyphs.span(read.range.clone()),
                );
            }
            false
        }
        Some(Verdict::Denied | Verdict::Undecided) => {
            !is_guess(item) || !denied.contains(&name(item))
        }
        _ => true,
    });
    for item in found {
        if let Reading::Person(person) = &mut item.reading {
            for of in person.roles.iter_mut().filter_map(|role| role.of.as_mut()) {
                *of = moved.get(of).copied().unwrap_or(*of);
            }
        }
    }
}

/// Whether a rule went only by a form or a table.
fn is_guess(item: &Found) -> bool {
    matches!(
        item.rule,
        Rule::Ending | Rule::Dictionary | Rule::Form | Rule::Repeated
    ) && Sort::of(item.kind).is_some()
}

impl Tags {
    /// The names that have a glyph in a range.
    fn over(&self, range: &Range<usize>) -> impl Iterator<Item = &Tagged> {
        let end = range.end;
        let from = self
            .names
            .partition_point(|name| name.range.end <= range.start);
        self.names[from..]
            .iter()
            .take_while(move |name| name.range.start < end)
    }

    /// What is said of a name that a rule found.
    fn verdict(&self, item: &Found) -> Verdict {
        let Some(sort) = Sort::of(item.kind).filter(|_| is_guess(item)) else {
            return Verdict::Undecided;
        };
        let from = self
            .names
            .partition_point(|name| name.range.end <= item.range.start);
        let mut over = self.names[from..]
            .iter()
            .take_while(|name| name.range.start < item.range.end)
            .peekable();
        if over.peek().is_none() {
            return if self.is_outside(&item.range) {
                Verdict::Denied
            } else {
                Verdict::Undecided
            };
        }
        let (mut shifted, mut denied) = (false, false);
        for name in over {
            let same = Sort::ALL[name.kind] == sort;
            if same && name.range == item.range {
                return Verdict::Agrees;
            }
            shifted |= same && name.contradicts;
            denied |= !same && name.contradicts;
        }
        match (shifted, denied) {
            (true, _) if sort != Sort::Person => Verdict::Shifted,
            (false, true) => Verdict::Denied,
            _ => Verdict::Undecided,
        }
    }

    /// Whether no token of a range certainly belongs to a name.
    fn is_outside(&self, range: &Range<usize>) -> bool {
        let from = self
            .outside
            .partition_point(|(start, _)| *start < range.start);
        let mut tokens = self.outside[from..]
            .iter()
            .take_while(|(start, _)| *start < range.end)
            .peekable();
        tokens.peek().is_some() && tokens.all(|(_, outside)| *outside)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Kind, by_script};
    use super::*;

    /// What the tagger says of a text: names with their kinds, and whether it is certain.
    fn tags(text: &str, names: &[(&str, usize, bool)]) -> Tags {
        let place = |part: &str| {
            let at = text.rfind(part).expect("a part of the text");
            let start = text[..at].chars().count();
            start..start + part.chars().count()
        };
        let names: Vec<Tagged> = names
            .iter()
            .map(|&(name, kind, contradicts)| Tagged {
                range: place(name),
                block: 0,
                kind,
                certain: true,
                contradicts,
            })
            .collect();
        let outside = (0..text.chars().count())
            .map(|at| (at, !names.iter().any(|name| name.range.contains(&at))))
            .collect();
        Tags { names, outside }
    }

    /// The names that are left of those that rules found.
    fn left(
        text: &str,
        rules: &[(&str, Kind, Rule)],
        names: &[(&str, usize, bool)],
    ) -> Vec<String> {
        let glyphs = Glyphs::new(text);
        let mut found = Vec::new();
        for &(name, kind, rule) in rules {
            for (at, _) in text.match_indices(name) {
                let start = text[..at].chars().count();
                found.push(Found {
                    kind,
                    range: start..start + name.chars().count(),
                    reading: Reading::Named(by_script(name)),
                    rule,
                    hard: true,
                });
            }
        }
        revise(&tags(text, names), &glyphs, &mut found);
        let left = found.into_iter();
        left.map(|item| glyphs.text(item.range)).collect()
    }

    const BODY: usize = 1;
    const PLACE: usize = 2;

    #[test]
    fn what_begins_elsewhere_is_left_out() {
        let rule = [("途楚河", Kind::Place, Rule::Ending)];
        let none: [String; 0] = [];
        assert_eq!(left("沿途楚河結冰", &rule, &[("楚河", PLACE, true)]), none);
        // Where it is not certain, the rule stays.
        assert_eq!(
            left("沿途楚河結冰", &rule, &[("楚河", PLACE, false)]),
            ["途楚河"]
        );
        // A list says more than the words around.
        let listed = [("途楚河", Kind::Place, Rule::List)];
        assert_eq!(
            left("沿途楚河結冰", &listed, &[("楚河", PLACE, true)]),
            ["途楚河"]
        );
    }

    #[test]
    fn what_is_none_in_one_place_is_none_anywhere_unless_it_is_agreed_to() {
        let rule = [("青島", Kind::Jurisdiction, Rule::Dictionary)];
        let none: [String; 0] = [];
        let shop = [("青島火鍋店", BODY, true)];
        assert_eq!(left("青島火鍋店的青島蛋餃", &rule, &shop), none);
        let both = [("青島火鍋店", BODY, true), ("青島", PLACE, true)];
        assert_eq!(left("青島火鍋店在青島", &rule, &both), ["青島", "青島"]);
    }

    #[test]
    fn where_the_tagger_is_certain_of_no_name_a_guess_is_none() {
        let rule = [("南瓜", Kind::Place, Rule::Ending)];
        let none: [String; 0] = [];
        assert_eq!(left("採收南瓜三公斤", &rule, &[]), none);
        let cell = [("南瓜", Kind::Place, Rule::Table)];
        assert_eq!(left("採收南瓜三公斤", &cell, &[]), ["南瓜"]);
    }
}
