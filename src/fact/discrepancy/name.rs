//! Two names for one thing: the foreign name or abbreviation beside them is the same.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::authority::{Authority, Entry, Register};
use crate::document::Span;
use crate::entity::{EntityId, fold};
use crate::fact::{Facts, Material};
use crate::mention::Reading;

/// A thing with several names for one foreign name or abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameConflict {
    /// The thing.
    pub of: Named,
    /// The foreign name or abbreviation that stands beside all of them.
    pub gloss: String,
    /// The names that differ, each with all places that print it, in the order of the text.
    pub names: Vec<PrintedName>,
    /// The name to be preferred, by its index in `names`, and why.
    pub preferred: Option<(usize, NameReason)>,
}

/// What has several names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A thing with a name.
    Entity(EntityId),
    /// A session, by its index in [`Facts::sessions`].
    Session(usize),
}

/// A name and where it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedName {
    /// The name.
    pub name: String,
    /// The words, in the order of the text.
    pub places: Vec<Span>,
}

/// Why one name is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameReason {
    /// It alone stands in the authority tables.
    Known,
    /// It is printed at more places than any other.
    MoreOften,
}

/// Compares the names that stand beside one gloss.
pub fn find(material: &Material, facts: &Facts) -> Vec<NameConflict> {
    let mut conflicts = of_entities(material);
    conflicts.extend(of_sessions(material, facts));
    conflicts
}

/// A name at a place, with what is printed beside it.
struct Place<'m> {
    name: &'m str,
    glosses: Vec<&'m str>,
    span: Span,
}

fn of_entities(material: &Material) -> Vec<NameConflict> {
    let mut places: BTreeMap<EntityId, Vec<Place>> = BTreeMap::new();
    for (mention, of) in material.mentions.iter().zip(&material.resolved.of_mention) {
        let Some(id) = *of else { continue };
        let (name, glosses) = match &mention.reading {
            Reading::Named(naming) => {
                let glosses = naming.foreign.iter().chain(&naming.short);
                (
                    naming.chinese.as_deref(),
                    glosses.map(String::as_str).collect(),
                )
            }
            Reading::Person(person) => (
                Some(person.name.as_str()),
                person.foreign.iter().map(String::as_str).collect(),
            ),
            _ => continue,
        };
        if let Some(name) = name {
            let span = mention.span;
            places.entry(id).or_default().push(Place {
                name,
                glosses,
                span,
            });
        }
    }
    let mut conflicts: Vec<NameConflict> = places
        .into_iter()
        .filter_map(|(id, places)| of_entity(material, id, &places))
        .collect();
    conflicts.sort_by_key(|conflict| conflict.names[0].places.first().copied());
    conflicts
}

fn of_entity(material: &Material, id: EntityId, places: &[Place]) -> Option<NameConflict> {
    // The names that each gloss stands beside.
    let mut beside: BTreeMap<String, (&str, Vec<&str>)> = BTreeMap::new();
    for place in places {
        for &gloss in &place.glosses {
            let (_, names) = beside.entry(fold(gloss)).or_insert((gloss, Vec::new()));
            if !names.contains(&place.name) {
                names.push(place.name);
            }
        }
    }
    let (gloss, names) = beside
        .into_values()
        .map(|(gloss, names)| (gloss, variants(material.authority, &names)))
        .find(|(_, names)| names.len() > 1)?;
    let row = material.resolved.entity(id).authority.as_deref();
    let known = |name: &str| row.is_some_and(|row| is_known(material.authority, row, name));
    // Names that a table gives one thing do not contradict each other.
    if names.iter().filter(|name| known(name)).count() > 1 {
        return None;
    }
    let mut names: Vec<PrintedName> = names
        .iter()
        .map(|name| {
            let same = places.iter().filter(|place| fold(place.name) == fold(name));
            PrintedName {
                name: (*name).to_owned(),
                places: same.map(|place| place.span).collect(),
            }
        })
        .collect();
    names.sort_by_key(|name| name.places.first().copied());
    let preferred = names
        .iter()
        .position(|name| known(&name.name))
        .map(|index| (index, NameReason::Known))
        .or_else(|| Some((most_printed(&names)?, NameReason::MoreOften)));
    Some(NameConflict {
        of: Named::Entity(id),
        gloss: gloss.to_owned(),
        names,
        preferred,
    })
}

/// Session titles whose English title stands beside another Chinese one elsewhere.
fn of_sessions(material: &Material, facts: &Facts) -> Vec<NameConflict> {
    let mut conflicts = Vec::new();
    // Only a report with sessions is looked through for brackets.
    let bracketed = LazyCell::new(|| bracketed(material));
    for (index, session) in facts.sessions.iter().enumerate() {
        let (Some(chinese), Some(foreign)) = (&session.chinese, &session.foreign) else {
            continue;
        };
        let wanted = fold(foreign);
        let mut names: Vec<PrintedName> = Vec::new();
        for &(_, name, span) in bracketed.iter().filter(|(words, ..)| *words == wanted) {
            match names
                .iter_mut()
                .find(|known| fold(&known.name) == fold(name))
            {
                Some(known) => known.places.push(span),
                None => names.push(PrintedName {
                    name: name.to_owned(),
                    places: vec![span],
                }),
            }
        }
        let printed: Vec<&str> = names.iter().map(|name| name.name.as_str()).collect();
        let variants: Vec<String> = variants(material.authority, &printed)
            .into_iter()
            .map(ToOwned::to_owned)
            .collect();
        let own = |name: &str| fold(name) == fold(chinese);
        if variants.len() < 2 || !variants.iter().any(|name| own(name)) {
            continue;
        }
        names.retain(|name| variants.contains(&name.name));
        // The heading is a witness of its own: no preference where the rest outvotes it.
        let preferred = most_printed(&names)
            .filter(|&index| own(&names[index].name))
            .map(|index| (index, NameReason::MoreOften));
        conflicts.push(NameConflict {
            of: Named::Session(index),
            gloss: foreign.clone(),
            names,
            preferred,
        });
    }
    conflicts
}

/// What stands in brackets in a text, folded, each with the title before it and the places of both.
fn bracketed<'m>(material: &'m Material) -> Vec<(String, &'m str, Span)> {
    let text = material.document.text();
    let mut found = Vec::new();
    for (open, bracket) in text.match_indices(['(', '（']) {
        let inside = open + bracket.len();
        let Some(length) = text[inside..].find([')', '）']) else {
            break;
        };
        let end = inside
            + length
            + text[inside + length..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let block = material.document.block_at(open);
        let floor = match block.node.map(|node| material.document.node(node).title) {
            Some(title) if title.start <= open && open < title.end => title.start,
            _ => block.span.start,
        };
        let before = &text[floor..open];
        let start = before
            .char_indices()
            .rev()
            .find(|(_, c)| matches!(c, '「' | '『' | '《' | '、' | '，' | '。' | '；' | '：'))
            .map_or(floor, |(at, c)| floor + at + c.len_utf8());
        let name = text[start..open].trim();
        if !name.is_empty() {
            let start = start + (text[start..open].len() - text[start..open].trim_start().len());
            let words = fold(&text[inside..inside + length]);
            found.push((words, name, Span::new(start, end)));
        }
    }
    found
}

/// The names that are variants of at least one other of them, each once, the first spelling of
/// those that only differ in spaces and marks.
fn variants<'n>(authority: &Authority, names: &[&'n str]) -> Vec<&'n str> {
    let mut distinct: Vec<(&str, String)> = Vec::new();
    for name in names {
        let folded = fold(name);
        if !distinct.iter().any(|(_, known)| *known == folded) {
            distinct.push((name, folded));
        }
    }
    distinct
        .iter()
        .filter(|(_, a)| {
            distinct
                .iter()
                .any(|(_, b)| a != b && is_variant(authority, a, b))
        })
        .map(|(name, _)| *name)
        .collect()
}

/// Whether two folded names look like one name printed in two ways: a word left out in the
/// middle, or up to two characters replaced.
///
/// A word more before a name says whose it is (韓國外交部), one after it what it is, and a short
/// form (世衛組織) leaves out characters at several places; places and numbers tell things apart.
fn is_variant(authority: &Authority, a: &str, b: &str) -> bool {
    const LONGEST_WORD: usize = 3;
    const LONGEST_REPLACED: usize = 2;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if !a.iter().chain(&b).any(|&c| is_han(c)) {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[start..]
        .iter()
        .rev()
        .zip(b[start..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (&a[start..a.len() - tail], &b[start..b.len() - tail]);
    let told_apart = [a, b].into_iter().any(|part| {
        let word: String = part.iter().collect();
        let number =
            |c: &char| c.is_ascii_digit() || "一二三四五六七八九十百兩甲乙丙丁".contains(*c);
        part.iter().any(number) || authority.jurisdictions.named(&word).next().is_some()
    });
    if told_apart {
        return false;
    }
    let common = start + tail;
    if a.is_empty() || b.is_empty() {
        let word = a.len().max(b.len());
        start >= 2 && tail >= 2 && common >= 5 && word <= LONGEST_WORD
    } else {
        a.len() == b.len() && a.len() <= LONGEST_REPLACED && common >= 4 && common > a.len()
    }
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

fn is_known(authority: &Authority, row: &str, name: &str) -> bool {
    fn named<T: Entry>(register: &Register<T>, row: &str, name: &str) -> bool {
        register.named(name).any(|entry| entry.key() == row)
    }
    named(&authority.organisations, row, name) || named(&authority.jurisdictions, row, name)
}

/// The name that is printed at more places than every other.
fn most_printed(names: &[PrintedName]) -> Option<usize> {
    let most = names.iter().map(|name| name.places.len()).max()?;
    let mut with_most = (0..names.len()).filter(|&index| names[index].places.len() == most);
    let first = with_most.next()?;
    with_most.next().is_none().then_some(first)
}
