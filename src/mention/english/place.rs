//! Places in English that the table of jurisdictions does not list.
//!
//! | printed | evidence |
//! | --- | --- |
//! | training in Kandy and Jaffna | a town or region of the word list, standing by itself |
//! | Uva Province, Khovd aimag, the Wadden Sea | the noun at its end |
//! | the Strait of Hormuz, Lake Victoria | the noun before it |
//! | 1 Horse Guards Road | a number and a street |
//! | State Route 98, Route 210, SH2 near Tangoio, the A9 at Dunkeld | a number that roads have |
//! | in Wilmington, Delaware | the larger place after a comma |
//! | at County Hall, Wick | the building before a comma |
//! | in Duqm; in Kandy, Suhurupaya and Jaffna | a word that says where, or a list of places |
//! | the town of Duqm, Chüy valley, Aravan and Batken districts | a noun in small letters beside it |
//! | flew to Duqm; gauges at Duqm; the Member for Duqm | what stands before it |
//!
//! Part of another capitalised name is no place by itself.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::word::{GAP, Shape, Word};
use super::{Text, named};
use crate::authority::JurisdictionKind;
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, Rule};

/// The most words that such a name has.
const LONGEST: usize = 3;

/// The most words of a name that a noun ends.
const LONGEST_HEADED: usize = 5;

/// Words before a place.
pub(super) const BEFORE: [&str; 20] = [
    "in", "In", "at", "At", "to", "To", "from", "From", "near", "Near", "outside", "visited", "of",
    "between", "across", "around", "via", "through", "toward", "towards",
];

/// Finds the places of a block that the table does not list. `found` are its other names, `lower`
/// the words that the document writes without a capital.
pub fn find(text: &Text, found: &[Found], lower: &FxHashSet<String>) -> Vec<Found> {
    let mut places: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let place = text
            .address(at)
            .or_else(|| text.numbered_road(at))
            .or_else(|| text.before_name(at))
            .or_else(|| text.headed(at))
            .or_else(|| text.of_word_list(at, found, &places))
            .or_else(|| text.with_noun(at, lower))
            .or_else(|| text.unlisted_place(at, found))
            .or_else(|| text.behind_venue(at, found))
            .or_else(|| text.place_in_list(at, found, &places, lower))
            .filter(|place| {
                let range = text.range(place.words.clone());
                found.iter().all(|item| {
                    let within = range.start <= item.range.start && item.range.end <= range.end;
                    // Bairiki Conference in Bairiki Conference Hall
                    let begins = range.start == item.range.start && item.range.end < range.end;
                    !overlap(&item.range, &range)
                        || within && (item.kind == Kind::Jurisdiction || begins)
                })
            });
        match place {
            Some(place) => {
                at = place.words.end;
                let name = text.text(place.words.clone());
                let range = text.range(place.words);
                places.push(named(place.kind, range, name, Vec::new(), Rule::Form));
            }
            None => at += 1,
        }
    }
    places
}

/// Finds the towns of the word list that only the body before them tells: `UPASI, |Coonoor;`.
pub fn beside_bodies(texts: &[Text], found: &[Found]) -> Vec<Found> {
    let mut towns = Vec::new();
    for text in texts {
        for at in 2..text.words.len() {
            if !text.is(at - 1, ",") {
                continue;
            }
            let Some((end, kind, _)) = text.in_word_list(at) else {
                continue;
            };
            let glyph = text.words[at - 2].range.end;
            let is_body = |item: &Found| item.kind == Kind::Organisation && item.range.end == glyph;
            let closes = text
                .word(end)
                .is_none_or(|word| word.shape == Shape::Mark && !word.is("("));
            let range = text.range(at..end);
            if closes
                && found.iter().any(is_body)
                && !found.iter().any(|item| overlap(&item.range, &range))
            {
                let name = text.text(at..end);
                towns.push(named(kind, range, name, Vec::new(), Rule::Form));
            }
        }
    }
    towns
}

/// Finds the names in a field whose label says where something takes place, before the town or alone:
/// `Cankarjev dom` in `Venue: Cankarjev dom, Ljubljana`.
pub fn venues(text: &Text, found: &[Found]) -> Vec<Found> {
    const LONGEST: usize = 6;
    let all: Vec<usize> = (0..text.words.len()).collect();
    let items = all.split(|&at| text.is_one_of(at, &[",", ";", "(", ")"]));
    let items: Vec<Range<usize>> = items
        .filter_map(|item| Some(*item.first()?..*item.last()? + 1))
        .collect();
    let is_town = |words: &Range<usize>| {
        let range = text.range(words.clone());
        let is_place = |item: &Found| matches!(item.kind, Kind::Jurisdiction | Kind::Place);
        found
            .iter()
            .any(|item| item.range == range && is_place(item))
    };
    let named = match items.iter().position(is_town) {
        Some(town) => &items[..town],
        None if items.len() == 1 => &items[..],
        None => return Vec::new(),
    };
    let places = named.iter().filter(|item| {
        let range = text.range((*item).clone());
        let free = !found.iter().any(|known| overlap(&known.range, &range));
        let words = (*item).clone();
        let small = words.clone().filter(|&at| !text.joins(at)).count();
        let plain = words.clone().all(|at| {
            let shape = text.words[at].shape;
            !matches!(shape, Shape::Mark | Shape::Number)
                && text.title_at(at).is_none()
                && !text.in_group_lower("no-venue-en", at)
        });
        free && plain && text.joins(item.start) && small <= 1 && item.len() <= LONGEST
    });
    places
        .map(|item| {
            let (range, name) = (text.range(item.clone()), text.text(item.clone()));
            super::named(Kind::Place, range, name, Vec::new(), Rule::Form)
        })
        .collect()
}

/// A place, as words of its block.
struct Place {
    words: Range<usize>,
    kind: Kind,
}

/// What the word list says of a name: nothing more, or that it needs other evidence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Alone,
    Beside,
}

impl Text<'_> {
    /// Whether a place only begins the name of a work or event: `Malabo|Convention`.
    pub fn begins_name(&self, place: &Range<usize>) -> bool {
        let mut at = self.at(place.end);
        let first = at;
        if first == 0 || self.words[first - 1].possessive {
            return false;
        }
        while self.joins(at) {
            if matches!(self.head(at), Some(Kind::Work | Kind::Event)) && !self.joins(at + 1) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Whether a small word may stand inside the name of a place: Baile |an Mhothair.
    pub(super) fn links(&self, at: usize) -> bool {
        const GROUPS: [&str; 3] = ["foreign-of", "foreign-article", "foreign-link-en"];
        let small = |word: &Word| word.shape == Shape::Lower;
        self.word(at).is_some_and(small) && GROUPS.iter().any(|group| self.in_group(group, at))
    }

    /// Whether a name may begin at a word: no capitalised word of the same name stands before it.
    fn is_free_before(&self, at: usize) -> bool {
        at == 0
            || !self.joins(at - 1) && !self.is(at - 1, "&")
            || self.words[at - 1].possessive
            || self.title_ends(at)
    }

    /// Whether a name may end before a word.
    fn is_free_after(&self, end: usize) -> bool {
        !(self.joins(end) || self.is(end, "&") && self.joins(end + 1))
            || self.words[end - 1].possessive
    }

    /// Whether a word is a proper name rather than an ordinary word with a capital.
    pub(super) fn is_proper(&self, index: usize) -> bool {
        self.joins(index)
            && !self.in_group("not-person-en", index)
            && self.head(index).is_none()
            && self.title_at(index).is_none()
    }

    /// The town, region, sea of the word list at a word: its end, its kind, how sure it is.
    fn in_word_list(&self, at: usize) -> Option<(usize, Kind, Sure)> {
        const MOST: usize = 4;
        let lexicon = &self.knowledge.authority.lexicon;
        if !self.is_capital(at) || self.is_day(at) {
            return None;
        }
        (at + 1..=(at + MOST).min(self.words.len()))
            .rev()
            .filter(|&end| (at..end).all(|i| self.words[i].shape != Shape::Mark))
            .find_map(|end| {
                let name = self.text(at..end);
                // the Thames
                let flows = at > 0 && end == at + 1 && self.is_one_of(at - 1, &["the", "The"]);
                if flows && lexicon.contains("river-en", &name) {
                    return Some((end, Kind::Place, Sure::Alone));
                }
                let large = self.words[at].shape == Shape::Capitals && name.len() >= 5;
                let value = lexicon.value("place-en", &name).or_else(|| {
                    lexicon
                        .value("place-en", &in_small(&name))
                        .filter(|_| large)
                })?;
                let kind = if value == "feature" {
                    Kind::Place
                } else {
                    Kind::Jurisdiction
                };
                let sure = if value == "hint" {
                    Sure::Beside
                } else {
                    Sure::Alone
                };
                Some((end, kind, sure))
            })
    }

    /// Whether a word is that of a day, before its date: `|Mon, 3 Jun 2024`.
    fn is_day(&self, at: usize) -> bool {
        let date = at + 1 + usize::from(self.is_one_of(at + 1, &[",", "."]));
        self.in_group("weekday", at)
            && self
                .word(date)
                .is_some_and(|word| word.shape == Shape::Number)
    }

    /// A name of the word list that stands by itself.
    fn of_word_list(&self, at: usize, found: &[Found], places: &[Found]) -> Option<Place> {
        let (end, kind, sure) = self.in_word_list(at)?;
        if self.place_at(at).is_some_and(|listed| listed >= end) || !self.is_free_before(at) {
            return None;
        }
        // Khovd aimag, Rakhine state
        let lexicon = &self.knowledge.authority.lexicon;
        let suffixed = self.in_group("place-noun-en", end)
            || self.word(end).is_some_and(|word| {
                word.shape == Shape::Lower
                    && lexicon.value("place-suffix-en", &capitalised(&word.text))
                        == Some("governed")
            });
        // Jezersko pumping station
        let work = (end + 2 <= self.words.len())
            .then(|| lexicon.value("place-noun-en", &self.text(end..end + 2)))
            .flatten();
        if work == Some("") {
            let (words, kind) = (at..end + 2, Kind::Place);
            return Some(Place { words, kind });
        }
        let end = if suffixed { end + 1 } else { end };
        if !self.is_free_after(end) {
            return None;
        }
        let cued = sure == Sure::Alone || suffixed || self.is_cued(at, end, found, places);
        cued.then_some(Place {
            words: at..end,
            kind,
        })
    }

    /// Whether a word before a name, a place beside it, or a cell of its own says that it is one.
    fn is_cued(&self, at: usize, end: usize, found: &[Found], places: &[Found]) -> bool {
        // Tabubil and Kiunga: what two words of the list are beside each other.
        let is_place =
            |index: usize| self.place_at(index).is_some() || self.in_word_list(index).is_some();
        let behind = |end: usize| {
            let glyph = self.words[end - 1].range.end;
            let mut all = found.iter().chain(places);
            all.any(|item| {
                matches!(item.kind, Kind::Jurisdiction | Kind::Place) && item.range.end == glyph
            })
        };
        // Snina - Stakčín - Ulič
        let joint = |index: usize| self.is_one_of(index, &[",", "and", "or", "-"]);
        // UPASI, Coonoor, and others
        let seat = || {
            let body = at > 1 && self.is(at - 1, ",") && {
                let glyph = self.words[at - 2].range.end;
                let is_body = |item: &Found| item.kind == Kind::Organisation;
                found
                    .iter()
                    .any(|item| is_body(item) && item.range.end == glyph)
            };
            let marked = self
                .word(end)
                .is_none_or(|word| word.shape == Shape::Mark && !word.is("("));
            body && marked
        };
        // Hamilton and Preston |said
        let next = (joint(end) && end + 1 < self.words.len()).then(|| self.in_word_list(end + 1));
        let last = next.flatten().map_or(end, |(last, ..)| last);
        if self.in_group("speech-verb", last) || self.is(last, ":") {
            return false;
        }
        // in the Sahel and the Western Cape
        let whole = seat();
        let at = at - usize::from(at > 0 && self.is(at - 1, "the"));
        at > 0 && self.is_one_of(at - 1, &BEFORE)
            || whole
            || joint(end) && is_place(end + 1)
            || at > 2 && joint(at - 1) && self.ends_listed(at - 2)
            || at > 1 && joint(at - 1) && behind(at - 1)
            || at > 2 && self.is(at - 1, "and") && self.is(at - 2, ",") && behind(at - 2)
    }

    /// Whether a word ends a name of the word list.
    fn ends_listed(&self, last: usize) -> bool {
        const MOST: usize = 3;
        (last.saturating_sub(MOST)..=last)
            .any(|start| matches!(self.in_word_list(start), Some((end, ..)) if end == last + 1))
    }

    /// `Uva Province`, `the Wadden Sea`, `Independence Square`: a noun ends the name.
    fn headed(&self, at: usize) -> Option<Place> {
        let lexicon = &self.knowledge.authority.lexicon;
        if !self.joins(at) || !self.is_free_before(at) || self.title_at(at).is_some() {
            return None;
        }
        let mut end = at;
        while end < at + LONGEST_HEADED && self.joins(end) {
            end += 1;
            if self.words[end - 1].possessive {
                break;
            }
        }
        // Government Building II
        let numbered = end > at + 1 && is_roman(&self.words[end - 1].text);
        let last = end - usize::from(numbered);
        let (head, value) = [2, 1].into_iter().find_map(|length| {
            let head = last.checked_sub(length).filter(|&head| head > at)?;
            Some((
                head,
                lexicon.value("place-suffix-en", &self.text(head..last))?,
            ))
        })?;
        let listed = self.place_at(at).filter(|&end| end == head);
        let is_area = || {
            let row = self
                .knowledge
                .jurisdictions
                .longest_at(self.glyphs, self.words[at].range.start);
            row.is_some_and(|(_, row)| {
                !matches!(row.kind, JurisdictionKind::Region | JurisdictionKind::City)
            })
        };
        let whole = self.place_at(at).is_some_and(|listed| listed >= last)
            // Geospatial Capacity Building
            || lexicon.contains("not-place-en", &self.text(last.saturating_sub(2)..last));
        let proper = numbered || (at..head).any(|i| self.is_proper(i)) || listed.is_some();
        let body = (at..head).any(|i| self.head(i) == Some(Kind::Organisation) && i + 1 < head);
        // Anna Park and R. J. Castle are persons.
        let person = (at..head).any(|i| self.words[i].shape == Shape::Initial)
            || value == "surname"
                && self.in_group("given-name", head - 1)
                && lexicon
                    .value("place-prefix-en", &self.words[at].text)
                    .is_none();
        // Spokane Regional Health District is no region.
        let of_service = self.in_group("not-person-en", head - 1)
            && !self.in_group("place-modifier-en", head - 1);
        let several = value == "surname" && head >= at + 2;
        let fits = !person
            && match value {
                "governed" => {
                    // Northern Province
                    let direction = (at..head).all(|i| self.in_group("direction-en", i));
                    direction || proper && !of_service && !(listed.is_some() && is_area())
                }
                "named" => true,
                _ => proper || several,
            };
        let kind = if value == "governed" {
            Kind::Jurisdiction
        } else {
            Kind::Place
        };
        // State Highway |10
        let counted = self.in_group("numbered-place-en", head)
            && self
                .word(end)
                .is_some_and(|word| word.shape == Shape::Number && word.text.len() <= 3);
        (fits && !whole && !body && self.is_free_after(end)).then_some(Place {
            words: at..end + usize::from(counted),
            kind,
        })
    }

    /// `the Strait of Hormuz`, `Lake Victoria`: a noun begins the name.
    fn before_name(&self, at: usize) -> Option<Place> {
        const MOST: usize = 4;
        let lexicon = &self.knowledge.authority.lexicon;
        if !self.is_capital(at) || at > 0 && self.joins(at - 1) && !self.words[at - 1].possessive {
            return None;
        }
        let (after, value) = (at + 1..=(at + MOST).min(self.words.len()))
            .rev()
            .filter(|&end| (at..end).all(|i| self.words[i].shape != Shape::Mark))
            .find_map(|end| Some((end, lexicon.value("place-prefix-en", &self.text(at..end))?)))?;
        let first = after + usize::from(self.is(after, "the"));
        // Baile |an Mhothair, Santa María |de Dota
        let mut end = first;
        while end < first + LONGEST + 1 {
            if self.joins(end) {
                end += 1;
                if self.words[end - 1].possessive {
                    break;
                }
            } else if self.links(end) && self.joins(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        let kind = if value == "governed" {
            Kind::Jurisdiction
        } else {
            Kind::Place
        };
        let proper = (first..end).any(|i| self.is_proper(i));
        let whole = self.place_at(at).is_some_and(|listed| listed >= end)
            || self
                .in_word_list(at)
                .is_some_and(|(listed, ..)| listed >= end);
        let body = (first..end).any(|i| self.head(i).is_some());
        (end > first && proper && !whole && !body && self.is_free_after(end)).then_some(Place {
            words: at..end,
            kind,
        })
    }

    /// `Route 210`, `NH 715`; `SH2` and `the A9` where what follows says that it is a road.
    fn numbered_road(&self, at: usize) -> Option<Place> {
        let lexicon = &self.knowledge.authority.lexicon;
        let word = self.word(at).filter(|word| word.is_capital())?;
        let next = self.word(at + 1).filter(|next| is_road_number(&next.text));
        let end = if next.is_some() && lexicon.value("road-en", &word.text) == Some("") {
            at + 2
        } else {
            let letters = word.text.find(|c: char| !c.is_ascii_uppercase())?;
            let (letters, number) = word.text.split_at(letters);
            let articled = lexicon.value("road-en", letters)? == "the";
            let the = at > 0 && self.is_one_of(at - 1, &["the", "The"]);
            let number = number.strip_prefix('-').unwrap_or(number);
            ((the || !articled) && is_road_number(number)).then_some(at + 1)?
        };
        let behind = self
            .word(end)
            .map(|word| lexicon.value("road-follow-en", &word.text));
        let told = match behind {
            Some(Some("place")) => self.is_capital(end + 1),
            Some(Some("verb")) | None => end > at + 1,
            Some(Some(_)) => true,
            Some(None) => end > at + 1 && self.words[end].shape == Shape::Mark,
        };
        let classed = at > 0 && end > at + 1 && self.in_group("road-class-en", at - 1);
        let words = at - usize::from(classed)..end;
        let kind = Kind::Place;
        told.then_some(Place { words, kind })
    }

    /// `1 Horse Guards Road`; `102 Petty France` between commas and before a place.
    fn address(&self, at: usize) -> Option<Place> {
        const MOST: usize = 4;
        let lexicon = &self.knowledge.authority.lexicon;
        let number = self.word(at).filter(|word| word.shape == Shape::Number)?;
        let digits = number.text.chars().take_while(char::is_ascii_digit).count();
        let is_number = digits <= 4 && number.text.len() - digits <= 1;
        let mut end = at + 1;
        while end < at + 1 + MOST && self.joins(end) {
            end += 1;
        }
        if !is_number || end == at + 1 || self.joins(end) {
            return None;
        }
        let street = lexicon.value("place-suffix-en", &self.words[end - 1].text) == Some("named");
        let starts = at == 0 || self.is_one_of(at - 1, &[",", "|", GAP]);
        let before_place = self.is(end, ",")
            && (self.place_at(end + 1).is_some() || self.in_word_list(end + 1).is_some())
            && (at + 1..end).all(|i| self.is_proper(i));
        let is_address = street && end > at + 2 || starts && at > 0 && before_place;
        is_address.then_some(Place {
            words: at..end,
            kind: Kind::Place,
        })
    }

    /// A place that only the larger one after a comma tells.
    fn unlisted_place(&self, at: usize, found: &[Found]) -> Option<Place> {
        if at == 0 || !self.is_one_of(at - 1, &BEFORE[..12]) {
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
        // City Hall, Wellington
        let lexicon = &self.knowledge.authority.lexicon;
        let suffix = [2, 1].into_iter().find_map(|length| {
            let first = end.checked_sub(length).filter(|&first| first >= at)?;
            lexicon.value("place-suffix-en", &self.text(first..end))
        });
        let governed = suffix.is_none_or(|value| value == "governed");
        let kind = if governed {
            Kind::Jurisdiction
        } else {
            Kind::Place
        };
        (!other && !taken).then_some(Place {
            words: at..end,
            kind,
        })
    }

    /// A town that no list has behind a building: `at County Hall, |Wick`.
    fn behind_venue(&self, at: usize, found: &[Found]) -> Option<Place> {
        const LONGEST_VENUE: usize = 5;
        let hall = at.checked_sub(2)?;
        if !self.is(at - 1, ",") || !self.in_group("venue-head-en", hall) {
            return None;
        }
        let first = (hall.saturating_sub(LONGEST_VENUE)..=hall)
            .rev()
            .find(|&first| !self.joins(first) && !self.is_one_of(first, &["the", "The", "of"]))?;
        let mut end = at;
        while end < at + LONGEST && self.is_proper(end) && !self.words[end].possessive {
            end += 1;
        }
        let closed = self.word(end).is_none_or(|word| {
            matches!(word.shape, Shape::Mark | Shape::Number)
                || word.is("on")
                || self.in_group("weekday", end)
        });
        let range = self.range(at..end.max(at + 1));
        let taken = found.iter().any(|item| overlap(&item.range, &range));
        let told = self.is_one_of(first, &["at", "At"]) && end > at && closed && !taken;
        told.then_some(Place {
            words: at..end,
            kind: Kind::Jurisdiction,
        })
    }

    /// A name that no list has beside a noun in small letters that says what it is: `the town of
    /// |Duqm`, `|Chüy valley`, `|Aravan and Batken districts`.
    fn with_noun(&self, at: usize, lower: &FxHashSet<String>) -> Option<Place> {
        let end = self.unlisted_name(at, lower)?;
        let lexicon = &self.knowledge.authority.lexicon;
        let free = self.is_free_before(at) && self.is_free_after(end);
        let adjective = (at..end).any(|i| self.in_group("demonym-en", i));
        let kind_before = at > 1
            && self.is(at - 1, "of")
            && self.words[at - 2].shape == Shape::Lower
            && self.in_group("place-kind-en", at - 2);
        let given = self.in_group("given-name", at) && !kind_before;
        if !free || adjective || given || self.words[end - 1].possessive {
            return None;
        }
        // Chüy valley, Jezersko pumping station; a state or a group may be called after anything.
        let noun = (end + 1..=(end + 2).min(self.words.len()))
            .rev()
            .filter(|_| {
                self.word(end)
                    .is_some_and(|word| word.shape == Shape::Lower)
            })
            .find(|&last| lexicon.value("place-noun-en", &self.text(end..last)) == Some(""));
        if let Some(last) = noun.filter(|_| !kind_before) {
            let noun = capitalised(&self.words[last - 1].text);
            let kind = if lexicon.value("place-suffix-en", &noun) == Some("governed") {
                Kind::Jurisdiction
            } else {
                Kind::Place
            };
            let words = at..last;
            return Some(Place { words, kind });
        }
        (kind_before || self.leads_to_kind(at, end, lower)).then_some(Place {
            words: at..end,
            kind: Kind::Jurisdiction,
        })
    }

    /// Whether a name stands in a list that a noun in the plural closes: `|Aravan and Batken districts`.
    fn leads_to_kind(&self, start: usize, end: usize, lower: &FxHashSet<String>) -> bool {
        const MOST: usize = 8;
        let mut end = end;
        let mut several = start > 0 && self.is_one_of(start - 1, &["and", "or", ","]);
        for _ in 0..MOST {
            let closes = self.word(end).is_some_and(|word| {
                matches!(word.shape, Shape::Lower | Shape::Capital)
                    && self.in_group_lower("place-kind-en", end)
            });
            if closes {
                return several && self.words[end].text.ends_with('s');
            }
            let comma = end + usize::from(self.is(end, ","));
            let next = comma + usize::from(self.is_one_of(comma, &["and", "or"]));
            let name = self
                .place_at(next)
                .or_else(|| self.in_word_list(next).map(|(end, ..)| end))
                .or_else(|| self.unlisted_name(next, lower));
            let Some(name) = name.filter(|_| next > end) else {
                return false;
            };
            (end, several) = (name, true);
        }
        false
    }

    /// The end of a name of one or two words that may be a place and is in no list.
    fn unlisted_name(&self, at: usize, lower: &FxHashSet<String>) -> Option<usize> {
        const MOST: usize = 2;
        let mut end = at;
        while end < at + MOST && self.is_plain_name(end, lower) {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// Whether the title of somebody who sits for a place stands before a word: `Members for|`.
    fn is_seat(&self, at: usize) -> bool {
        at > 1 && self.is(at - 1, "for") && self.in_group("seat-title-en", at - 2)
    }

    /// Whether a verb of travelling stands before a word: `flew to|`.
    fn travels(&self, at: usize) -> bool {
        const MOST: usize = 3;
        let lexicon = &self.knowledge.authority.lexicon;
        (2..=MOST.min(at)).any(|length| {
            let words = self.text(at - length..at).to_lowercase();
            lexicon.contains("travel-verb-en", &words)
        })
    }

    /// A capitalised word that no list has, after `in` or among places that a word which says
    /// where introduces: `in Duqm`, `to Khovd, Erdenet and |Ulaangom`.
    fn place_in_list(
        &self,
        at: usize,
        found: &[Found],
        places: &[Found],
        lower: &FxHashSet<String>,
    ) -> Option<Place> {
        let inside = ["in", "In", "near", "Near", "outside"];
        let end = self.unlisted_name(at, lower)?;
        if !self.is_free_after(end) || self.words[end - 1].possessive {
            return None;
        }
        let single = end == at + 1;
        // In Paris, Smith said: what goes on with neither a mark nor a joint is no list.
        let closes = self
            .word(end)
            .is_none_or(|word| word.shape == Shape::Mark || self.is_one_of(end, &["and", "or"]));
        let glyph = at.checked_sub(2).map(|before| self.words[before].range.end);
        let listed = single
            && (self.is(at.wrapping_sub(1), "and") || self.is(at.wrapping_sub(1), ",") && closes)
            && found.iter().chain(places).any(|item| {
                // Market Street, |Hartwick
                let street = item.kind == Kind::Place && self.is(at - 1, ",");
                Some(item.range.end) == glyph
                    && (street
                        || item.kind == Kind::Jurisdiction
                            && self.is_introduced(self.at(item.range.start), found, places))
            });
        // from Kasane to Livingstone
        let way = single
            && at > 0
            && (self.is_one_of(at - 1, &["from", "From"]) && self.is(end, "to")
                || at > 2 && self.is(at - 1, "to") && self.is_one_of(at - 3, &["from", "From"]));
        // gauges at Jasenovac, but an adviser at Deltares
        let stands_at = at > 1
            && self.is_one_of(at - 1, &["at", "At"])
            && self.words[at - 2].shape == Shape::Lower
            && !self.title_ends(at - 1);
        let cued = way
            || self.is_seat(at)
            || stands_at
            || self.travels(at)
            || at > 0 && self.is_one_of(at - 1, &inside);
        let person = self.in_group("given-name", at) || self.in_group("surname-en", at);
        let language = self.in_group("demonym-en", at) || at > 1 && self.is_spoken(at - 2);
        let told = listed && (closes || !person) || cued && !person;
        (told && !language).then_some(Place {
            words: at..end,
            kind: Kind::Jurisdiction,
        })
    }

    /// Whether what follows `in` behind a word may be a language: `aired |in Pokomo`.
    pub(super) fn is_spoken(&self, at: usize) -> bool {
        self.is_one_of(at + 1, &["in"]) && self.in_group("language-verb-en", at)
    }

    /// Whether a list of places that a word which says where introduces reaches to a word.
    fn is_introduced(&self, at: usize, found: &[Found], places: &[Found]) -> bool {
        let mut at = at;
        for _ in 0..8 {
            if at == 0 {
                return false;
            }
            if self.is_one_of(at - 1, &BEFORE) || self.is_seat(at) {
                return true;
            }
            if at < 2 || !self.is_one_of(at - 1, &[",", "and"]) {
                return false;
            }
            let glyph = self.words[at - 2].range.end;
            let before = found
                .iter()
                .chain(places)
                .find(|item| item.kind == Kind::Jurisdiction && item.range.end == glyph);
            let Some(before) = before else { return false };
            at = self.at(before.range.start);
        }
        false
    }

    /// A capitalised word that is no ordinary one, nor one of a body, a title or a person.
    fn is_plain_name(&self, index: usize, lower: &FxHashSet<String>) -> bool {
        const SHORTEST: usize = 4;
        self.word(index).is_some_and(|word| {
            word.shape == Shape::Capital
                && word.text.chars().count() >= SHORTEST
                && !word.text.contains(|c: char| c.is_ascii_digit())
                // Kyzyl-Suu, but not WikiLeaks
                && !(word.text.split('-')).any(|part| part.chars().skip(1).any(char::is_uppercase))
                && !lower.contains(&word.text.to_lowercase())
        }) && self.is_proper(index)
            && !self.in_group("not-place-en", index)
            && self.known_body_at(index).is_none()
            && self.place_at(index).is_none()
            // in Resolution No. 44
            && !self.in_group("number-sign-en", index + 1)
    }
}

/// Whether a word is the number of a road: 210, 14A.
fn is_road_number(word: &str) -> bool {
    const MOST: usize = 4;
    let digits = word.strip_suffix(|c: char| c.is_ascii_uppercase());
    let digits = digits.unwrap_or(word);
    (1..=MOST).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// `Ulan Bator` for `ULAN BATOR`.
fn in_small(name: &str) -> String {
    let mut small = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            small.extend(c.to_lowercase());
        } else {
            small.push(c);
        }
        inside = c.is_alphabetic() || c == '\'';
    }
    small
}

/// `Province` for `province`.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
