//! Bodies that only their neighbours tell: `Sarvodaya` between semicolons and among bodies,
//! `Ipsos Mori` on a line among lines of bodies, `the newspaper Vesti`, `Deltares, a research
//! institute,`.

use std::ops::Range;

use super::word::{GAP, Shape, Word};
use super::{Text, named};
use crate::authority::JurisdictionKind;
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

/// Finds the names in a sentence that stand in a list with commas of which most are bodies: `UNECE, the
/// World Bank, Deltares and the University of Novi Sad`.
pub fn in_comma_lists(texts: &[Text], found: &[Found]) -> Vec<Found> {
    /// Fewer known bodies say nothing of the others.
    const FEWEST: usize = 2;
    let lists = texts.iter().flat_map(|text| text.comma_lists(found));
    // Offices with those who hold them are no bodies.
    let of_bodies = |items: &Vec<Item>| {
        items.iter().all(|(text, words)| {
            let range = text.range(words.clone());
            let is_person =
                |item: &Found| item.kind == Kind::Person && overlap(&item.range, &range);
            !found.iter().any(is_person)
        })
    };
    lists
        .filter(of_bodies)
        .flat_map(|items| among(items, found, FEWEST))
        .collect()
}

/// Finds the names beside a noun that says that they are bodies': `the newspaper |Vesti`,
/// `|Deltares, a research institute,`.
pub fn apposed(text: &Text, found: &[Found], known: &[Found]) -> Vec<Found> {
    let mut bodies: Vec<Found> = Vec::new();
    for at in 0..text.words.len() {
        let Some(words) = text.apposed_at(at) else {
            continue;
        };
        let range = text.range(words.clone());
        let all = || found.iter().chain(known).chain(&bodies);
        if !all().any(|item| overlap(&item.range, &range)) {
            let name = text.text(words);
            let (kind, rule) = (Kind::Organisation, Rule::Form);
            bodies.push(named(kind, range, name, Vec::new(), rule));
        }
    }
    bodies
}

/// Finds firms and agencies by what they trade in or look after, behind a proper name: `Kumul
/// |Petroleum`, `Canada |Post`.
pub fn firms(text: &Text, found: &[Found], known: &[Found]) -> Vec<Found> {
    let mut firms: Vec<Found> = Vec::new();
    let small = |word: &&Word| word.shape == Shape::Lower;
    if text.words.iter().filter(small).count() < 3 {
        return firms;
    }
    for at in 0..text.words.len() {
        let Some(words) = text.firm_at(at).or_else(|| text.branch_of(at)) else {
            continue;
        };
        let range = text.range(words.clone());
        let bodies = |item: &&Found| item.kind != Kind::Jurisdiction;
        let mut all = found.iter().chain(known).filter(bodies);
        // Gael Force in Gael Force Boatbuilding, NOAA in NOAA Fisheries
        let begins = |item: &Found| {
            item.kind == Kind::Organisation
                && item.range.start == range.start
                && item.range.end < range.end
        };
        if !all.any(|item| overlap(&item.range, &range) && !begins(item)) {
            let name = text.text(words);
            firms.push(named(
                Kind::Organisation,
                range,
                name,
                Vec::new(),
                Rule::Ending,
            ));
        }
    }
    firms
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
    /// The lists with commas of a block: the names between two commas, or a comma and `and`, with the
    /// name that ends before the first comma and the one that begins behind the last.
    fn comma_lists<'t>(&'t self, found: &[Found]) -> Vec<Vec<Item<'t>>> {
        /// Fewer items are no list.
        const FEWEST: usize = 3;
        // Ministry of Health, Labour and Welfare: no comma inside a name divides.
        let inside = |at: usize| {
            let place = self.words[at].range.start;
            let holds = |item: &Found| item.range.start < place && place < item.range.end;
            found.iter().any(holds)
        };
        let is_name = |&at: &usize| {
            self.joins(at) || self.in_group("org-linker-en", at) || self.is_inner(at) || inside(at)
        };
        let divides = |at: usize| self.is_one_of(at, &[",", "and"]) && !inside(at);
        let indices: Vec<usize> = (0..self.words.len()).collect();
        let pieces: Vec<Range<usize>> = indices
            .split(|&at| divides(at))
            .filter_map(|piece| Some(*piece.first()?..*piece.last()? + 1))
            .collect();
        let is_whole = |piece: &Range<usize>| piece.clone().all(|at| is_name(&at));
        let tail = |piece: &Range<usize>| {
            let from = piece.clone().rev().take_while(is_name).last()?;
            Some(from..piece.end)
        };
        let head = |piece: &Range<usize>| {
            let last = piece.clone().take_while(is_name).last()?;
            Some(piece.start..last + 1)
        };
        let mut lists = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let end = (at..pieces.len()).find(|&i| !is_whole(&pieces[i]));
            let end = end.unwrap_or(pieces.len());
            if end > at {
                let before = at.checked_sub(1).and_then(|i| tail(&pieces[i]));
                let behind = pieces.get(end).and_then(head);
                let middle = pieces[at..end].iter().cloned();
                let items = before.into_iter().chain(middle).chain(behind);
                let items: Vec<Item> = items
                    .filter_map(|item| Some((self, self.without_linkers(item)?)))
                    .collect();
                if items.len() >= FEWEST {
                    lists.push(items);
                }
            }
            at = end + 1;
        }
        lists
    }

    /// Words without those in small letters at both ends.
    fn without_linkers(&self, words: Range<usize>) -> Option<Range<usize>> {
        let is_lower = |at: usize| self.words[at].shape == Shape::Lower;
        let start = words.clone().find(|&at| !is_lower(at))?;
        let last = words.rev().find(|&at| !is_lower(at))?;
        Some(start..last + 1)
    }

    /// The name at a word that ends with what a firm trades in or an agency looks after.
    fn firm_at(&self, at: usize) -> Option<Range<usize>> {
        const MOST: usize = 4;
        if !self.joins(at) || at > 0 && self.joins(at - 1) && !self.words[at - 1].possessive {
            return None;
        }
        let mut end = at;
        let mut several = false;
        while self.joins(end) && end - at <= 2 * MOST {
            end += 1;
            if self.words[end - 1].possessive {
                break;
            }
            // R. Hann & Sons
            if self.is(end, "&") && self.joins(end + 1) {
                several = true;
                end += 1;
            }
        }
        let proper = several
            || self.is_proper(at)
            || self.place_at(at).is_some()
            || self.known_body_at(at).is_some();
        let longest = if several { 2 * MOST } else { MOST };
        // Tonkin & Hargest
        let pair = several
            && end == at + 3
            && self.is_proper(at)
            && self.place_at(at).is_none()
            && self.words[end - 1].shape == Shape::Capital
            && self.words[at].shape == Shape::Capital
            && !self.is_one_of(end, &["&", "and"]);
        let fits = end > at + 1
            && end - at <= longest
            && proper
            && (self.in_group("firm-head-en", end - 1) || pair)
            && (several
                || !self.in_group("given-name", at) && self.words[at].shape != Shape::Initial)
            && self.title_at(at).is_none()
            && !self.begins_title(at);
        // at Kalpohin Estates
        let lexicon = &self.knowledge.authority.lexicon;
        let place = at > 0
            && self.in_group("location-word-en", at - 1)
            && lexicon.contains("place-suffix-en", &self.words[end - 1].text);
        (fits && !place).then(|| at - usize::from(self.has_article(at))..self.legal_end(end))
    }

    /// The name at a word that a country ends, whose branch it is: `VSF |Germany`, `Sika |Indonesia`.
    fn branch_of(&self, at: usize) -> Option<Range<usize>> {
        const MOST: usize = 2;
        let begins = at == 0 || self.is_one_of(at - 1, &[".", ":"]);
        if !self.joins(at) || at > 0 && self.joins(at - 1) || begins && !self.is_proper(at) {
            return None;
        }
        let country = (at + 1..=at + MOST).find(|&next| {
            let row = self
                .word(next)
                .filter(|_| self.joins(next))
                .and_then(|word| {
                    self.knowledge
                        .jurisdictions
                        .longest_at(self.glyphs, word.range.start)
                });
            row.is_some_and(|(_, row)| {
                // Transport |Scotland: a nation that is a first-level region
                row.kind == JurisdictionKind::Country
                    || row.kind == JurisdictionKind::Region && self.in_group("nation-en", next)
            })
        })?;
        let end = self.place_at(country)?;
        let name = at..country;
        let plain = |i: usize| {
            self.is_capital(i)
                && self.head(i).is_none()
                && self.title_at(i).is_none()
                && (self.is_proper(i) || !self.in_group("no-branch-en", i))
                && !self.words[i].possessive
                && !self.in_group("place-modifier-en", i)
                && !self.in_group("demonym-en", i)
                && !self.in_group("given-name", i)
                && !self.in_group_lower("ordinal-en", i)
        };
        let fits = name.clone().all(plain)
            && self.place_at(at).is_none()
            && self.known_body_at(at).is_none()
            && self.text(name).chars().count() > 1;
        (fits && !self.joins(end)).then_some(at..end)
    }

    /// The name at a word that a noun in small letters beside it calls a body.
    fn apposed_at(&self, at: usize) -> Option<Range<usize>> {
        const MOST: usize = 4;
        let lexicon = &self.knowledge.authority.lexicon;
        if !self.joins(at) || at > 0 && self.joins(at - 1) && !self.words[at - 1].possessive {
            return None;
        }
        let mut end = at;
        while end < at + MOST && self.joins(end) {
            end += 1;
            if self.words[end - 1].possessive {
                break;
            }
            // the consultants |Tonkin & Hargest
            end += usize::from(self.is(end, "&") && self.joins(end + 1));
        }
        let words = at..end;
        let place = self.place_at(at).is_some();
        let other = words.clone().all(|i| self.in_group("not-person-en", i))
            || self.words[at].shape == Shape::Initial
            || words.clone().any(|i| self.title_at(i).is_some())
            || words.len() == 1 && self.head(at).is_some();
        if self.joins(end) && !self.words[end - 1].possessive || place || other {
            return None;
        }
        let noun = |at: usize| {
            let word = self.word(at).filter(|word| word.shape == Shape::Lower)?;
            let value = lexicon.value("body-noun-en", &word.text)?;
            // A contractor may be a person, contractors with one name are a firm.
            Some((value != "person", word.text.ends_with('s')))
        };
        let person = words.len() > 1 && self.in_group("given-name", at);
        // the newspaper |Vesti
        if at > 0 && noun(at - 1).is_some() {
            return (!person).then_some(words);
        }
        // Deltares|, a Dutch research institute; Grant Thornton |the external auditors
        let article = end + usize::from(self.is(end, ","));
        let articles: &[&str] = if article > end {
            &["a", "an", "the"]
        } else {
            &["the"]
        };
        if !self.is_one_of(article, articles) {
            return None;
        }
        for last in article + 1..article + 2 + MOST {
            let word = self.word(last)?;
            if word.shape != Shape::Lower && !self.in_group("demonym-en", last) {
                return None;
            }
            if let Some((sure, plural)) = noun(last) {
                // Lima, a charity director
                let next = self.word(last + 1);
                let ends = next.is_none_or(|word| matches!(word.shape, Shape::Mark | Shape::Lower))
                    && self.title_at(last + 1).is_none();
                let told = plural || sure && !person && article > end;
                return (ends && told).then_some(words);
            }
        }
        None
    }
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
