//! Which names of events mean one event.
//!
//! Editions of one event are told apart by their year; a name without a year is the edition
//! that the report is about. Two names are one event's if they end alike and the words before
//! the ending are the same, or some of the same: 高峰會, OGP 高峰會 and OGP 全球高峰會.
//!
//! A name that any body's meeting may have (第 2 次會議) means one of its report.

use std::collections::HashMap;

use super::fold;
use super::resolve::abbreviates;
use crate::authority::{Authority, Lexicon};
use crate::mention::{EventReading, Mention, Reading, numeral};

/// The event that a name means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Identity {
    name: String,
    head: String,
    year: Option<i16>,
    series: bool,
}

/// The events that a text names.
pub(super) struct Events<'a> {
    authority: &'a Authority,
    /// The names that stand for an event, the longest of each.
    leading: Vec<Identity>,
    /// The index of the event that each name means.
    of: HashMap<Identity, usize>,
    /// The event that words like 本次高峰會 point to: the one that has a year and is named most
    /// often, the first of equals.
    main: Option<usize>,
    /// The last event with each ending that was named.
    last: HashMap<String, usize>,
}

impl<'a> Events<'a> {
    /// Reads all names of events.
    pub fn new(mentions: &[Mention], authority: &'a Authority) -> Self {
        let mut events = Self {
            authority,
            leading: Vec::new(),
            of: HashMap::new(),
            main: None,
            last: HashMap::new(),
        };
        let named: Vec<Identity> = mentions
            .iter()
            .filter_map(|mention| match &mention.reading {
                Reading::Event(event) if !event.points_back => identity(authority, event),
                _ => None,
            })
            .collect();
        // The longest name stands for an event.
        let mut distinct = named.clone();
        distinct.sort_by_key(|identity| std::cmp::Reverse(identity.name.chars().count()));
        let (dated, undated) = distinct
            .into_iter()
            .partition::<Vec<_>, _>(|identity| identity.year.is_some());
        for identity in dated {
            events.file(identity);
        }
        let mut counts = vec![(0_usize, 0); events.leading.len()];
        for (place, identity) in named.iter().enumerate() {
            if let Some(&event) = events.of.get(identity) {
                let (count, first) = &mut counts[event];
                *first = if *count == 0 { place } else { *first };
                *count += 1;
            }
        }
        events.main = (0..counts.len())
            .max_by_key(|&event| (counts[event].0, std::cmp::Reverse(counts[event].1)));
        for identity in undated {
            events.file(identity);
        }
        events
    }

    /// Finds the event of a name among those known, or takes it for a new one.
    fn file(&mut self, identity: Identity) {
        if self.of.contains_key(&identity) {
            return;
        }
        // Another place says the year of the same name.
        let mut known: Vec<usize> = self
            .of
            .iter()
            .filter(|(other, _)| {
                other.name == identity.name
                    && other.series == identity.series
                    && identity.year.is_none()
            })
            .map(|(_, &event)| event)
            .collect();
        if known.is_empty() {
            let events = 0..self.leading.len();
            known = events
                .filter(|&event| self.is_same(event, &identity))
                .collect();
        }
        known.sort_unstable();
        known.dedup();
        let event = match (known.as_slice(), self.main) {
            ([event], _) => *event,
            (several, Some(main)) if several.contains(&main) => main,
            _ => {
                self.leading.push(identity.clone());
                self.leading.len() - 1
            }
        };
        self.of.insert(identity, event);
    }

    fn is_same(&self, event: usize, other: &Identity) -> bool {
        let lead = &self.leading[event];
        let years = lead.year == other.year || other.year.is_none();
        if lead.head != other.head || lead.series != other.series || !years {
            return false;
        }
        let before = |name: &Identity| fold(name.name.strip_suffix(&name.head).unwrap_or_default());
        let (long, short) = (before(lead), before(other));
        // 第 1 次會議 is not 第 11 次會議, and 會議 alone is none of them.
        let counted = [&short, &long]
            .iter()
            .any(|name| self.authority.lexicon.counts(name));
        if short.is_empty() {
            return !counted;
        }
        if long.ends_with(&short) {
            return true;
        }
        if counted && self.shortens_owner(&short, &long) {
            return true;
        }
        let mut letters = long.chars();
        let within = short.chars().all(|c| letters.any(|other| other == c));
        // 巴黎高峰會 is called by its place.
        let place = || self.authority.jurisdictions.named(&short).next().is_some();
        !counted && (within || other.year.is_some() && place())
    }

    /// Whether one name has the number of another, and a short name of its owner before it:
    /// 國發會|第 2 次, 國家發展委員會|第 2 次.
    fn shortens_owner(&self, short: &str, long: &str) -> bool {
        const SHORT: std::ops::RangeInclusive<usize> = 2..=4;
        let prefixes = self.authority.lexicon.group("ordinal-prefix");
        let parted = |name: &str| {
            let places = prefixes.iter().filter_map(|(word, _)| name.find(&**word));
            let (owner, count) = name.split_at(places.min()?);
            Some((owner.to_owned(), count.to_owned()))
        };
        let (Some(short), Some(long)) = (parted(short), parted(long)) else {
            return false;
        };
        let is_short = SHORT.contains(&short.0.chars().count());
        is_short && short.1 == long.1 && abbreviates(&short.0, &long.0)
    }

    /// The event that words mean, as the name to know it by; none where they only point back
    /// and there is nothing to point to.
    pub fn name(&mut self, event: &EventReading) -> Option<String> {
        let index = if event.points_back {
            self.pointed(event)?
        } else {
            *self.of.get(&identity(self.authority, event)?)?
        };
        let lead = &self.leading[index];
        self.last.insert(lead.head.clone(), index);
        let year = lead.year.map(|year| format!("{year} "));
        let series = if lead.series { "* " } else { "" };
        Some(format!("{series}{}{}", year.unwrap_or_default(), lead.name))
    }

    /// 本次高峰會, 高峰會: the report's own, else the last named with that ending.
    fn pointed(&self, event: &EventReading) -> Option<usize> {
        if event.series {
            let mut series = (0..self.leading.len()).filter(|&index| {
                self.leading[index].series && self.leading[index].head == event.head
            });
            return series.next();
        }
        self.main
            .filter(|&main| {
                let lead = &self.leading[main];
                lead.head == event.head
                    && identity(self.authority, event).is_some_and(|identity| {
                        // 本次 APEC 高峰會 is not the OGP's.
                        identity.name == identity.head || self.is_same(main, &identity)
                    })
            })
            .or_else(|| self.last.get(&event.head).copied())
    }
}

/// Whether a name only says which of several an event is and of what sort, so that every body may
/// have one that is called so: 第 2 次會議, 工作會議.
pub(super) fn is_anybodys(lexicon: &Lexicon, name: &str, head: &str) -> bool {
    let Some(before) = name.strip_suffix(head) else {
        return false;
    };
    let before = fold(before);
    let mut rest = before.as_str();
    let sorts = ["meeting-sort", "event-generic"].map(|group| lexicon.group(group));
    loop {
        let sort = sorts
            .iter()
            .flat_map(|words| words.iter())
            .filter_map(|(word, _)| rest.strip_prefix(&**word))
            .min_by_key(|after| after.len());
        match after_count(lexicon, rest).or(sort) {
            Some(after) => rest = after,
            None => return rest.is_empty(),
        }
    }
}

/// The same of a name in English: Second Meeting 2024, Annual Conference.
pub(super) fn is_anybodys_in_english(lexicon: &Lexicon, name: &str) -> bool {
    let words = || {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let is_sort = |word: &str| {
        let before = lexicon.value("meeting-sort-en", word);
        before.is_some_and(|head| head.is_empty() || words().any(|word| word == head))
    };
    words().all(|word| {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| c.is_ascii_digit())
            || lexicon.contains("event-suffix-en", word)
            || lexicon.contains("ordinal-en", &lower)
            || is_sort(&lower)
    })
}

/// What stands behind a number that says which of several: 第 2 次|會議, 112 學年度|會議.
fn after_count<'n>(lexicon: &Lexicon, name: &'n str) -> Option<&'n str> {
    let prefixes = lexicon.group("ordinal-prefix");
    let behind = prefixes
        .iter()
        .find_map(|(word, _)| name.strip_prefix(&**word));
    let number = behind.unwrap_or(name);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || numeral::begins(c));
    let after = |group| {
        let units = lexicon.group(group).iter();
        let afters = units.filter_map(|(word, _)| unit.strip_prefix(&**word));
        afters.min_by_key(|after| after.len())
    };
    let edition = after("edition-unit");
    if unit.len() == number.len() || behind.is_none() && edition.is_none() {
        return None;
    }
    Some(edition.or_else(|| after("classifier")).unwrap_or(unit))
}

/// The event that a name means; another name of a known one (318 學運) means the same.
fn identity(authority: &Authority, event: &EventReading) -> Option<Identity> {
    let naming = &event.naming;
    let name = naming.chinese.as_ref().or(naming.foreign.as_ref())?;
    let known = authority.lexicon.value("event-alias", name);
    Some(Identity {
        name: known.unwrap_or(name).to_owned(),
        head: event.head.clone(),
        year: event.year,
        series: event.series,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_sort_are_no_name() {
        let authority = Authority::builtin();
        let is_anybodys = |name: &str, head| is_anybodys(&authority.lexicon, name, head);
        for (name, head) in [
            ("第 2 次會議", "會議"),
            ("第二次工作小組會議", "工作小組會議"),
            ("第 11 屆第 2 會期第 3 次臨時會議", "會議"),
            ("112 學年度第 1 學期第 2 次校務會議", "會議"),
            ("工作會議", "會議"),
            ("第 1 場公聽會", "公聽會"),
        ] {
            assert!(is_anybodys(name, head), "{name}");
        }
        for (name, head) in [
            ("海岸委員會第 2 次會議", "會議"),
            ("第二屆數位論壇", "論壇"),
            ("第 3 次全國農業會議", "會議"),
            ("雲海海岸委員會第 2 屆第 3 次會議", "會議"),
            ("318 學運", "學運"),
            ("OGP 高峰會", "高峰會"),
        ] {
            assert!(!is_anybodys(name, head), "{name}");
        }
        for (name, expected) in [
            ("Second Meeting 2024", true),
            ("2nd Joint Meeting of the Board", true),
            ("Annual General Meeting", true),
            ("General Assembly", false),
            ("Annual Fisheries Conference", false),
            ("OGP Global Summit 2016", false),
        ] {
            let found = is_anybodys_in_english(&authority.lexicon, name);
            assert_eq!(found, expected, "{name}");
        }
    }
}
