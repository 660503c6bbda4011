//! Later mentions in English: `Ms Solberg-Dahl`, `FitzGerald`, `the Committee`, `Harbourline`.
//!
//! Such a mention is of one thing only if just one thing of the document is called so.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::word::Shape;
use super::{Text, named};
use crate::mention::glyph::is_han;
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, Naming, PersonReading, Reading, Rule};

/// Gives persons named by a part of their name the whole one, and finds surnames that stand
/// alone.
pub fn surnames(texts: &[Text], lower: &FxHashSet<String>, found: &mut Vec<Found>) {
    let first = first_names(texts, found);
    found.extend(first);
    let whole: Vec<String> = spell_out(found);
    // Mr Lee; Te Aroha Walker: every end of a name is a surname, and so may be its first word.
    // Mr Van der Wielen, if he is Pieter van der Wielen.
    let mut owners: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    for name in &whole {
        let ends = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
        let first = name.split(' ').next();
        // Mr Tay, if he is Desmond Tay Boon Keng.
        let words: Vec<&str> = name.split(' ').collect();
        let middle = texts.first().filter(|_| words.len() == 4).and_then(|text| {
            let lexicon = &text.knowledge.authority.lexicon;
            let named = lexicon.contains("given-name", words[0])
                && lexicon.contains("surname-en", words[1])
                && !words[0].is_empty();
            named.then_some(words[1])
        });
        for part in ends.chain(first).chain(middle) {
            let large = part
                .starts_with(char::is_lowercase)
                .then(|| capitalised(part));
            // Mr Lin, if he is LIN Chia-hung.
            let small = (part.chars().count() > 1 && !part.contains(char::is_lowercase))
                .then(|| capitalised(&part.to_lowercase()));
            let parts = [Some(part.to_owned()), large, small].into_iter().flatten();
            for part in parts {
                let names = owners.entry(part).or_default();
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
    }
    let inner = inner_names(&whole);
    found.retain_mut(|item| {
        let Reading::Person(person) = &mut item.reading else {
            return true;
        };
        if person.name.contains('‧') || person.name.chars().any(is_han) {
            return true;
        }
        let called = person.name.as_str();
        let owners = owners.get(called).map(Vec::as_slice);
        match owners.or_else(|| inner.get(called).map(std::slice::from_ref)) {
            Some([whole]) => {
                (*whole).clone_into(&mut person.name);
                person.partial = true;
                true
            }
            // Two are called so: nobody knows who is meant.
            Some(_) => false,
            None => !person.partial,
        }
    });
    let mut again = Vec::new();
    let mut places: Vec<&Range<usize>> = found.iter().map(|f| &f.range).collect();
    places.sort_unstable_by_key(|place| place.start);
    for text in texts {
        let at = |glyph: usize| places.partition_point(|place| place.start < glyph);
        let taken = &places[at(text.block.start)..at(text.block.end)];
        for start in 0..text.words.len() {
            if !text.is_capital(start)
                || start > 0 && (text.joins(start - 1) || text.is(start - 1, "&"))
            {
                continue;
            }
            let end = (start + 1..=(start + 4).min(text.words.len()))
                .rev()
                .find(|&end| owners.contains_key(text.text(start..end).as_str()));
            let Some(end) = end.filter(|&end| !text.joins(end) || text.words[end - 1].possessive)
            else {
                continue;
            };
            let surname = text.text(start..end);
            let Some([name]) = owners.get(surname.as_str()).map(Vec::as_slice) else {
                continue;
            };
            let range = text.range(start..end);
            // A first name or a short word alone may be anything.
            let is_end = name.to_lowercase().ends_with(&surname.to_lowercase());
            let long = surname.chars().count() >= 4;
            let ordinary = lower.contains(&surname.to_lowercase());
            if is_end && long && !ordinary && !taken.iter().any(|place| overlap(place, &range)) {
                again.push(Found {
                    kind: Kind::Person,
                    range,
                    reading: Reading::Person(PersonReading {
                        name: (*name).to_owned(),
                        foreign: None,
                        partial: true,
                        roles: Vec::new(),
                    }),
                    rule: Rule::Repeated,
                    hard: true,
                });
            }
        }
    }
    found.extend(again);
}

/// The first surname of those who have two, by which just one of the document may be called: `Mr Olazábal`, if he
/// is Raimundo Olazábal Etxebarria, `Ms Mwakyusa`, if she is Neema Mwakyusa-Lyimo.
fn inner_names(whole: &[String]) -> FxHashMap<&str, &str> {
    const SHORTEST: usize = 4;
    let mut owners: FxHashMap<&str, Option<&str>> = FxHashMap::default();
    for name in whole {
        let (Some((_, rest)), Some(last)) = (name.split_once(' '), name.rfind([' ', '-'])) else {
            continue;
        };
        let end = last.saturating_sub(name.len() - rest.len());
        let inner = rest[..end].split([' ', '-']);
        for part in inner.filter(|part| part.chars().count() >= SHORTEST) {
            let owner = owners.entry(part).or_insert(Some(name));
            if *owner != Some(name) {
                *owner = None;
            }
        }
    }
    let owners = owners.into_iter();
    owners
        .filter_map(|(part, owner)| Some((part, owner?)))
        .collect()
}

/// `Van der Wielen` for `van der Wielen`.
fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// Finds the whole names of those whom the document calls by form of address and surname only, and
/// elsewhere by more: `Onkabetse Rraditladi`, because of `Ms Rraditladi`.
fn first_names(texts: &[Text], found: &[Found]) -> Vec<Found> {
    const MOST: usize = 3;
    let called: FxHashSet<&str> = found
        .iter()
        .filter_map(|item| match &item.reading {
            Reading::Person(person) if !person.partial => Some(person.name.as_str()),
            _ => None,
        })
        .filter(|name| !name.contains(' ') && name.chars().count() >= 3)
        .collect();
    let ends = |name: &str| {
        let is_end = |called: &&str| {
            let before = name.strip_suffix(*called);
            before.is_some_and(|before| before.ends_with(' '))
        };
        name.contains(' ') && called.iter().any(is_end)
    };
    let known = found.iter().any(|item| match &item.reading {
        Reading::Person(person) => ends(&person.name),
        _ => false,
    });
    if called.is_empty() || known && called.len() == 1 {
        return Vec::new();
    }
    let mut names = Vec::new();
    for text in texts {
        for last in 1..text.words.len() {
            if !called.contains(text.words[last].text.as_str()) {
                continue;
            }
            let is_part = |i: usize| {
                let word = &text.words[i];
                (word.shape == Shape::Capital && text.joins(i) || word.shape == Shape::Initial)
                    && !word.possessive
                    && !text.in_group("not-person-en", i)
                    && text.head(i).is_none()
                    && text.title_at(i).is_none()
                    && text.honorific_at(i).is_none()
                    && !text.in_group("plural-title-en", i)
            };
            let floor = last.saturating_sub(MOST);
            let Some(start) = (floor..last).rev().take_while(|&i| is_part(i)).last() else {
                continue;
            };
            let free = start == 0 || !text.joins(start - 1);
            let range = text.range(start..last + 1);
            let taken = found.iter().any(|item| overlap(&item.range, &range));
            if free && !taken && !text.joins(last + 1) {
                names.push(Found {
                    kind: Kind::Person,
                    range,
                    reading: Reading::Person(PersonReading {
                        name: text.text(start..last + 1),
                        foreign: None,
                        partial: false,
                        roles: Vec::new(),
                    }),
                    rule: Rule::Repeated,
                    hard: true,
                });
            }
        }
    }
    names
}

/// Gives persons whose name has initials the one name of the document that spells them out
/// (`Grace W. Ndirangu`, `Grace Wanjiku Ndirangu`), or that leaves out a part of it the one that has it (`Ugat
/// Jelian`, `Ugat anak Jelian`), and returns the names.
fn spell_out(found: &mut [Found]) -> Vec<String> {
    let names = whole_names(found);
    let spells = |long: &str, short: &str| {
        let (long, short) = (long.split(' '), short.split(' '));
        long.clone().count() == short.clone().count()
            && long.zip(short).all(|(long, short)| {
                long == short
                    || short.len() == 2 && short.ends_with('.') && long.starts_with(&short[..1])
            })
    };
    // With a particle in it a name is of one family: bint, anak, de.
    let holds = |long: &str, short: &str| {
        let mut rest = long.split(' ');
        long.len() > short.len()
            && short.contains(' ')
            && long.split(' ').next() == short.split(' ').next()
            && long
                .split(' ')
                .any(|word| word.starts_with(char::is_lowercase))
            && short.split(' ').all(|word| rest.any(|other| other == word))
    };
    let longer = |name: &str| {
        let fits = |other: &str| {
            if name.contains(". ") {
                spells(other, name)
            } else {
                holds(other, name)
            }
        };
        let mut all = names.iter().filter(|other| *other != name && fits(other));
        all.next().filter(|_| all.next().is_none())
    };
    for item in found.iter_mut() {
        if let Reading::Person(person) = &mut item.reading
            && let Some(name) = longer(&person.name)
        {
            person.name.clone_from(name);
        }
    }
    whole_names(found)
}

/// The names of two words or more in Latin script.
fn whole_names(found: &[Found]) -> Vec<String> {
    let names = found.iter().filter_map(|f| match &f.reading {
        Reading::Person(person) => Some(&person.name),
        _ => None,
    });
    let mut names: Vec<String> = names.filter(|name| name.contains(' ')).cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Finds the only body or event of its kind by its head: `the Committee`, `the Summit`.
pub fn bare_heads(texts: &[Text], found: &[Found]) -> Vec<Found> {
    let mut by_head: BTreeMap<(Kind, String), Vec<&Found>> = BTreeMap::new();
    let Some(first) = texts.first() else {
        return Vec::new();
    };
    for item in found {
        let name = match &item.reading {
            // A listed body is called by its printed name.
            Reading::Named(Naming {
                key: Some(_),
                foreign: None,
                ..
            }) if item.kind == Kind::Organisation => Some(first.glyphs.text(item.range.clone())),
            Reading::Named(naming) => naming.foreign.clone(),
            Reading::Event(event) => event.naming.foreign.clone(),
            _ => None,
        };
        let Some(name) = name else { continue };
        let of_kind = matches!(item.kind, Kind::Organisation | Kind::Event);
        let mut heads: Vec<&str> = name.split(' ').collect();
        heads.dedup();
        for head in heads.into_iter().filter(|_| of_kind) {
            let known = by_head.entry((item.kind, head.to_owned())).or_default();
            if !known
                .iter()
                .any(|other| other.reading == item.reading || same_name(other, item))
            {
                known.push(item);
            }
        }
    }
    let mut again = Vec::new();
    for text in texts {
        for at in 1..text.words.len() {
            if !text.is_one_of(at - 1, &["the", "The", "this", "This"]) || text.joins(at + 1) {
                continue;
            }
            let Some(kind) = text.head(at) else { continue };
            let head = text.words[at].text.clone();
            let Some([only]) = by_head.get(&(kind, head)).map(Vec::as_slice) else {
                continue;
            };
            let range = text.words[at].range.clone();
            if found.iter().any(|f| overlap(&f.range, &range)) {
                continue;
            }
            again.push(Found {
                range,
                rule: Rule::Reference,
                ..(*only).clone()
            });
        }
    }
    again
}

/// Whether two mentions print one name, which neither leaves to the tables.
pub(super) fn same_name(a: &Found, b: &Found) -> bool {
    names(a).is_some() && names(a) == names(b)
}

pub(super) fn names(item: &Found) -> Option<&str> {
    match &item.reading {
        Reading::Named(naming) => naming.foreign.as_deref(),
        Reading::Event(event) => event.naming.foreign.as_deref(),
        _ => None,
    }
}

/// Gives what a longer name of the document names in full that name as well: `Khovd` after `Khovd
/// aimag`, `Linked Data Working Group` after `Australian Government Linked Data Working Group`.
pub fn longer_names(texts: &[Text], found: &mut [Found]) {
    let Some(text) = texts.first() else { return };
    let lexicon = &text.knowledge.authority.lexicon;
    let mut all: BTreeMap<Kind, BTreeSet<String>> = BTreeMap::new();
    for item in found.iter() {
        if let Reading::Named(naming) = &item.reading
            && naming.key.is_none()
            && matches!(item.kind, Kind::Jurisdiction | Kind::Organisation)
            && let Some(name) = &naming.foreign
        {
            all.entry(item.kind).or_default().insert(name.clone());
        }
    }
    let is_noun = |word: &str| {
        lexicon.contains("place-noun-en", word)
            || lexicon.value("place-suffix-en", &capitalised(word)) == Some("governed")
    };
    let of_government = |words: &str| words.ends_with(" Government");
    for item in found.iter_mut() {
        let Reading::Named(naming) = &mut item.reading else {
            continue;
        };
        let Some(name) = naming.foreign.clone().filter(|_| naming.key.is_none()) else {
            continue;
        };
        let Some(names) = all.get(&item.kind) else {
            continue;
        };
        let before =
            |other: &str, name: &str| Some(other.strip_suffix(name)?.strip_suffix(' ')?.to_owned());
        let mut longer = names.iter().filter(|other| {
            if item.kind == Kind::Jurisdiction {
                let rest = other.strip_prefix(&name);
                return rest
                    .and_then(|rest| rest.strip_prefix(' '))
                    .is_some_and(is_noun);
            }
            let governed = before(other, &name).is_some_and(|rest| of_government(&rest));
            // TI Georgia, Transparency International Georgia
            let (letters, place) = name.split_once(' ').unwrap_or((&name, ""));
            let spelt = before(other, place).is_some_and(|rest| {
                let initials = rest.split(' ').filter_map(|word| word.chars().next());
                letters.len() > 1 && letters.chars().eq(initials)
            });
            name.contains(' ') && (governed || spelt)
        });
        if let (Some(whole), None) = (longer.next(), longer.next()) {
            naming.foreign = Some(whole.clone());
            naming.short.push(name);
        }
    }
}

/// Finds companies by the first word of their name: `Harbourline` after `Harbourline Technologies
/// Inc.`
pub fn companies(texts: &[Text], lower: &FxHashSet<String>, found: &[Found]) -> Vec<Found> {
    let mut owners: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for item in found.iter().filter(|f| f.kind == Kind::Organisation) {
        let Reading::Named(naming) = &item.reading else {
            continue;
        };
        let Some(name) = &naming.foreign else {
            continue;
        };
        let Some((first, rest)) = name.split_once(' ') else {
            continue;
        };
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let Some(text) = texts.first() else {
            return Vec::new();
        };
        if text
            .knowledge
            .authority
            .lexicon
            .contains("legal-form", last)
        {
            let names = owners.entry(first).or_default();
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    let mut again = Vec::new();
    for text in texts {
        for at in 0..text.words.len() {
            let word = &text.words[at];
            let Some([name]) = owners.get(word.text.as_str()).map(Vec::as_slice) else {
                continue;
            };
            let alone = word.shape == Shape::Capital
                && word.text.chars().count() >= 4
                && !lower.contains(&word.text.to_lowercase())
                && !text.in_group("not-person-en", at)
                && (at == 0 || !text.joins(at - 1))
                && !text.joins(at + 1)
                && text.place_at(at).is_none();
            let range = word.range.clone();
            if alone && !found.iter().any(|f| overlap(&f.range, &range)) {
                again.push(named(
                    Kind::Organisation,
                    range,
                    (*name).to_owned(),
                    Vec::new(),
                    Rule::Repeated,
                ));
            }
        }
    }
    again
}
