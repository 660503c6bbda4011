//! Where the tagger reads a text otherwise than a rule that only guessed.
//!
//! A rule that goes by the ending of a name, or by a table whatever stands around, may begin too early
//! (途楚河), stop too early (航港局 in 航港局北部航務中心), or see a name where there is none. What the tagger
//! is certain of stands against such a guess, not against a gloss, a list, a cell or a reference.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::ops::Range;

use super::super::scene::overlap;
use super::super::{Found, Kind, Reading, Rule};
use super::proposal::Sort;
use super::{Bytes, Tagged, Tags};
use crate::mention::glyph::{Class, Glyphs};
use crate::mention::jurisdiction::is_called_after_town;
use crate::mention::knowledge::Knowledge;

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

/// What rules guessed and the tagger reads otherwise.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    item: Found,
    /// Whether there is a name of its sort, which begins or ends elsewhere.
    is_shifted: bool,
}

/// Takes out of what the rules found what the tagger is certain to read otherwise.
pub fn revise(
    tags: &Tags,
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    found: &mut Vec<Found>,
) -> Vec<Withdrawn> {
    let verdict = |item: &Found| match tags.verdict(knowledge, glyphs, item) {
        Verdict::Denied if is_known_by_letters(glyphs, item) => Verdict::Undecided,
        // 紅樓202會議室: the number says that it is a room.
        Verdict::Denied | Verdict::Shifted
            if item.kind == Kind::Place && item.rule == Rule::Form =>
        {
            Verdict::Undecided
        }
        // The tagger may take 彰化|南瑤宮 for two.
        Verdict::Shifted
            if item.kind == Kind::Place && is_called_after_town(knowledge, glyphs, &item.range) =>
        {
            Verdict::Undecided
        }
        // Skye|島, 外交、|勞工暨貿易部: what goes on over a space or a comma was not guessed.
        Verdict::Shifted if is_told_by_form(glyphs, item) => Verdict::Undecided,
        verdict => verdict,
    };
    let verdicts: Vec<Verdict> = found.iter().map(verdict).collect();
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
    let mut withdrawn = Vec::new();
    let judged = mem::take(found).into_iter().zip(verdicts);
    for (item, verdict) in judged {
        let is_shifted = verdict == Verdict::Shifted;
        let is_denied =
            verdict != Verdict::Agrees && is_guess(&item) && denied.contains(&name(&item));
        if is_shifted || is_denied {
            withdrawn.push(Withdrawn { item, is_shifted });
        } else {
            found.push(item);
        }
    }
    withdrawn
}

/// Puts back what was withdrawn for another reading that was not taken up, and tells the titles of a
/// withdrawn name by the one in its place.
pub fn settle(withdrawn: Vec<Withdrawn>, glyphs: &Glyphs, found: &mut Vec<Found>) {
    let mut moved: HashMap<Bytes, Option<Bytes>> = HashMap::new();
    let mut back = Vec::new();
    for Withdrawn { item, is_shifted } in withdrawn {
        let span = glyphs.span(item.range.clone());
        let sort = Sort::of(item.kind);
        let mut over = found
            .iter()
            .filter(|other| overlap(&other.range, &item.range) && Sort::of(other.kind).is_some())
            .peekable();
        if is_shifted && over.peek().is_none() {
            back.push(item);
            continue;
        }
        let read = over.find(|other| Sort::of(other.kind) == sort);
        moved.insert(span, read.map(|read| glyphs.span(read.range.clone())));
    }
    found.extend(back);
    for item in found {
        if let Reading::Person(person) = &mut item.reading {
            for role in &mut person.roles {
                if let Some(read) = role.of.and_then(|of| moved.get(&of)) {
                    role.of = *read;
                }
            }
        }
    }
}

/// Whether a place has its ending in another script, or a body a list of what it is for in its name.
fn is_told_by_form(glyphs: &Glyphs, item: &Found) -> bool {
    let (first, last) = (item.range.start, item.range.end.saturating_sub(1));
    let two_scripts = glyphs.class(first) == Class::Letter && glyphs.class(last) == Class::Han;
    match item.kind {
        Kind::Place | Kind::Jurisdiction => two_scripts,
        Kind::Organisation => item.range.clone().any(|at| glyphs.char(at) == '、'),
        _ => false,
    }
}

/// Whether a table knows a name that is written in capitals only: OGP is no word by chance.
fn is_known_by_letters(glyphs: &Glyphs, item: &Found) -> bool {
    const SHORTEST: usize = 3;
    item.rule == Rule::Dictionary
        && item.range.len() >= SHORTEST
        && (item.range.clone()).all(|at| glyphs.char(at).is_ascii_uppercase())
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
    fn verdict(&self, knowledge: &Knowledge, glyphs: &Glyphs, item: &Found) -> Verdict {
        let Some(sort) = Sort::of(item.kind).filter(|_| is_guess(item)) else {
            return Verdict::Undecided;
        };
        let mut over = self.over(&item.range).peekable();
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
            // 鹿港|南靖宮 is one place, in 鹿港.
            let whole = sort == Sort::Place
                && name.certain
                && name.range.len() > item.range.len()
                && is_called_after_town(knowledge, glyphs, &name.range);
            if same && whole && item.kind == Kind::Jurisdiction {
                return Verdict::Undecided;
            }
            let longer = whole && name.range.end == item.range.end;
            shifted |= same && (name.contradicts || longer);
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
    use super::super::super::{PersonReading, RoleReading, by_script};
    use super::*;
    use crate::authority::Authority;

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

    fn revised(tags: &Tags, glyphs: &Glyphs, found: &mut Vec<Found>) -> Vec<Withdrawn> {
        let authority = Authority::builtin();
        revise(tags, &Knowledge::new(&authority), glyphs, found)
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
        let withdrawn = revised(&tags(text, names), &glyphs, &mut found);
        assert!(withdrawn.len() <= rules.len() * 2);
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
        let room = [("紅樓202會議室", Kind::Place, Rule::Form)];
        assert_eq!(left("在紅樓202會議室", &room, &[]), ["紅樓202會議室"]);
        let cell = [("南瓜", Kind::Place, Rule::Table)];
        assert_eq!(left("採收南瓜三公斤", &cell, &[]), ["南瓜"]);
    }

    #[test]
    fn what_goes_on_over_a_space_or_a_comma_was_not_guessed() {
        let none: [String; 0] = [];
        let island = [("Skye島", Kind::Place, Rule::Ending)];
        let short = [("Skye", PLACE, true)];
        assert_eq!(left("在Skye島上", &island, &short), ["Skye島"]);
        let ministry = [("外交、勞工暨貿易部", Kind::Organisation, Rule::Ending)];
        let part = [("勞工暨貿易部", BODY, true)];
        assert_eq!(
            left("訪外交、勞工暨貿易部", &ministry, &part),
            ["外交、勞工暨貿易部"]
        );
        // Who is a person by the form of the name only may be a place.
        let form = [("德拉斯特", Kind::Person, Rule::Form)];
        let place = [("德拉斯特", PLACE, true)];
        assert_eq!(left("德拉斯特一帶的農戶", &form, &place), none);
    }

    /// A name as a rule or the tagger found it.
    fn item(kind: Kind, range: Range<usize>, reading: Reading) -> Found {
        Found {
            kind,
            range,
            reading,
            rule: Rule::Ending,
            hard: true,
        }
    }

    #[test]
    fn what_nothing_takes_the_place_of_is_put_back() {
        let text = "沿途楚河結冰";
        let glyphs = Glyphs::new(text);
        let named = Reading::Named(by_script("途楚河"));
        let mut found = vec![item(Kind::Place, 1..4, named.clone())];
        let withdrawn = revised(&tags(text, &[("楚河", PLACE, true)]), &glyphs, &mut found);
        assert!(found.is_empty());
        settle(withdrawn.clone(), &glyphs, &mut found);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].range, 1..4);
        let mut found = vec![item(Kind::Place, 2..4, named)];
        settle(withdrawn, &glyphs, &mut found);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_title_is_of_the_body_as_it_is_read_now_and_of_no_place() {
        let text = "花蓮航港局北部航務中心主任林明";
        let glyphs = Glyphs::new(text);
        let of = |found: &[Found]| match &found[0].reading {
            Reading::Person(person) => person.roles[0].of,
            _ => None,
        };
        let person = |of: Range<usize>| {
            let role = RoleReading {
                title: glyphs.span(11..13),
                of: Some(glyphs.span(of)),
            };
            Reading::Person(PersonReading {
                name: "林明".to_owned(),
                foreign: None,
                partial: false,
                roles: vec![role],
            })
        };
        let body = Reading::Named(by_script("航港局"));
        let mut found = vec![
            item(Kind::Person, 13..15, person(2..5)),
            item(Kind::Organisation, 2..5, body),
        ];
        found[0].rule = Rule::Title;
        let says = [("花蓮", PLACE, true), ("航港局北部航務中心", BODY, true)];
        let withdrawn = revised(&tags(text, &says), &glyphs, &mut found);
        let whole = Reading::Named(by_script("航港局北部航務中心"));
        found.push(item(Kind::Organisation, 2..11, whole));
        settle(withdrawn.clone(), &glyphs, &mut found);
        assert_eq!(of(&found), Some(glyphs.span(2..11)));
        // Read as a place, it is the body of no title.
        let place = Reading::Named(by_script("航港局北部航務中心"));
        let mut found = vec![
            item(Kind::Person, 13..15, person(2..5)),
            item(Kind::Place, 2..11, place),
        ];
        settle(withdrawn, &glyphs, &mut found);
        assert_eq!(of(&found), None);
    }
}
