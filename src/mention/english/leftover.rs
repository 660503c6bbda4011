//! Names that no rule for one kind explains, told by all that stands beside them in the document.
//!
//! A run of capitalised words that is no ordinary word, title, person or known name is a place or a
//! body in most reports; which of them, its neighbours say, none of them for sure:
//!
//! | printed | speaks for |
//! | --- | --- |
//! | between Rossaveel and Cleggan; the bend of Ulička | a place: the words before it |
//! | Pellworm (Germany); Forestry Commission at Walewale | a place: a larger one, or a body that is there |
//! | Monday, March 4 - Shippagan | a place: the day before it |
//! | administered by Pobal; Merinov: Lisandre Gauthier, CEO | a body: what it does, who acts for it |
//! | KMD, WRA and Sarvodaya; Kau, Ozi and Galili | what its neighbours in a list are |
//!
//! What speaks for a kind is added up over all places where the name stands.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::later::names;
use super::letters::abbreviated;
use super::word::{GAP, Shape};
use super::{Text, named};
use crate::authority::JurisdictionKind;
use crate::mention::{Found, Kind, Naming, Reading, Rule};

/// What suffices for a kind.
const ENOUGH: u32 = 2;

/// The most words of such a name.
const LONGEST: usize = 4;

/// How often neighbours are asked again: a list is told from its first name to its last.
const ROUNDS: usize = 4;

/// A name and where it stands.
struct Leftover<'t> {
    text: &'t Text<'t>,
    /// The number of its block.
    block: usize,
    words: Range<usize>,
    name: String,
}

impl Leftover<'_> {
    /// Whether it begins an item that tells of it: `(ii) |Periyathampanai - seed paddy group`.
    fn leads(&self) -> bool {
        self.text.lead() == Some(self.words.start) && self.text.sets_apart(self.words.end)
    }
}

/// Where the items of the blocks begin that may each tell of a place.
struct Leads<'t> {
    texts: &'t [Text<'t>],
}

impl Leads<'_> {
    /// Whether an item above or below one tells of a place, and none of a person or body.
    fn is_among_places(&self, block: usize, beside: &Beside) -> bool {
        const FAR: usize = 3;
        let kinds = (block.saturating_sub(FAR)..=block + FAR).filter_map(|at| {
            let text = self.texts.get(at).filter(|_| at != block)?;
            let lead = text.lead()?;
            beside.behind(text, lead)
        });
        let mut places = 0;
        for kind in kinds {
            if kind != Kind::Jurisdiction {
                return false;
            }
            places += 1;
        }
        places > 0
    }
}

/// What speaks for a place, and what for a body.
#[derive(Clone, Copy, Default)]
struct Votes {
    place: u32,
    body: u32,
}

impl Votes {
    fn place(votes: u32) -> Self {
        Self {
            place: votes,
            body: 0,
        }
    }

    fn body(votes: u32) -> Self {
        Self {
            place: 0,
            body: votes,
        }
    }

    fn add(&mut self, other: Self) {
        self.place += other.place;
        self.body += other.body;
    }

    fn kind(self) -> Option<Kind> {
        if self.place >= ENOUGH && self.place > self.body {
            Some(Kind::Jurisdiction)
        } else if self.body >= ENOUGH && self.body > self.place {
            Some(Kind::Organisation)
        } else {
            None
        }
    }
}

/// The names beside which others are read, by the glyphs at which they begin and end.
#[derive(Default)]
struct Beside {
    begin: FxHashMap<usize, Kind>,
    /// With the glyph at which it begins.
    end: FxHashMap<usize, (Kind, usize)>,
    /// Where the names of countries end.
    countries: FxHashSet<usize>,
}

impl Beside {
    fn add(&mut self, range: &Range<usize>, kind: Kind) {
        let kind = if kind == Kind::Place {
            Kind::Jurisdiction
        } else {
            kind
        };
        self.begin.insert(range.start, kind);
        self.end.insert(range.end, (kind, range.start));
    }

    /// Whether the name that ends before a word is a country's.
    fn is_country(&self, text: &Text, at: usize) -> bool {
        let last = at.checked_sub(1).map(|last| &text.words[last]);
        last.is_some_and(|last| self.countries.contains(&last.range.end))
    }

    /// Whether a word that says where, or another name of a list, stands before the name that ends before
    /// a word.
    fn is_introduced(&self, text: &Text, at: usize) -> bool {
        let last = at.checked_sub(1).map(|last| &text.words[last]);
        let begin = last.and_then(|last| self.end.get(&last.range.end));
        let before = begin.and_then(|(_, begin)| text.at(*begin).checked_sub(1));
        before.is_some_and(|before| {
            let word = text.words[before].text.to_lowercase();
            let lexicon = &text.knowledge.authority.lexicon;
            lexicon.contains("name-cue-en", &word)
                || text.is_one_of(before, &["and", ",", "or", "(", "-", "the", GAP])
        })
    }

    fn behind(&self, text: &Text, at: usize) -> Option<Kind> {
        let range = &text.word(at)?.range;
        self.begin.get(&range.start).copied()
    }

    fn before(&self, text: &Text, at: usize) -> Option<Kind> {
        let last = at.checked_sub(1)?;
        let (kind, _) = self.end.get(&text.words[last].range.end)?;
        Some(*kind)
    }
}

/// Finds the places and bodies among the names that `found` leaves.
pub fn find(texts: &[Text], lower: &FxHashSet<String>, found: &[Found]) -> Vec<Found> {
    let mut beside = Beside::default();
    for item in found {
        beside.add(&item.range, item.kind);
        if is_country(item, texts) {
            beside.countries.insert(item.range.end);
        }
    }
    let mut left: Vec<Leftover> = Vec::new();
    let mut taken: Vec<&Range<usize>> = found.iter().map(|item| &item.range).collect();
    taken.sort_unstable_by_key(|range| range.start);
    for (block, text) in texts.iter().enumerate() {
        let from = taken.partition_point(|range| range.start < text.block.start);
        let to = taken.partition_point(|range| range.start < text.block.end);
        left.extend(text.leftovers(block, lower, &taken[from..to]));
    }
    let leads = Leads { texts };
    let bodies = bodies_by_name(found);
    let mut kinds: FxHashMap<String, Kind> = FxHashMap::default();
    for _ in 0..ROUNDS {
        let mut votes: FxHashMap<&str, Votes> = FxHashMap::default();
        for name in &left {
            let all = votes.entry(&name.name).or_default();
            all.add(name.text.votes(&name.words, &beside));
            if name.leads() && leads.is_among_places(name.block, &beside) {
                all.add(Votes::place(2));
            }
        }
        let told: Vec<(String, Kind)> = votes
            .into_iter()
            .filter(|(name, _)| !kinds.contains_key(*name))
            .filter_map(|(name, votes)| Some((name.to_owned(), votes.kind()?)))
            .collect();
        if told.is_empty() {
            break;
        }
        kinds.extend(told);
        for name in &left {
            if let Some(kind) = kinds.get(&name.name) {
                beside.add(&name.text.range(name.words.clone()), *kind);
            }
        }
    }
    let names = left.into_iter().filter_map(|name| {
        let kind = *kinds.get(&name.name)?;
        let range = name.text.range(name.words);
        let whole = Some(kind).filter(|kind| *kind == Kind::Organisation);
        let whole = whole.and_then(|_| only_longer(&name.name, &bodies));
        let item = named(kind, range, name.name, Vec::new(), Rule::Form);
        Some(match whole {
            Some(whole) => abbreviated(item, whole),
            None => item,
        })
    });
    names.collect()
}

/// The bodies with their names, sorted by them; of one name in the order in which they are found.
fn bodies_by_name(found: &[Found]) -> Vec<(&str, &Found)> {
    let bodies = found.iter().filter(|item| item.kind == Kind::Organisation);
    let mut bodies: Vec<(&str, &Found)> = bodies
        .filter_map(|item| Some((names(item)?, item)))
        .collect();
    bodies.sort_by_key(|&(name, _)| name);
    bodies
}

/// The only body whose name begins with another one: `Goundar Shipping Ltd` for `Goundar Shipping`.
fn only_longer<'f>(name: &str, bodies: &[(&str, &'f Found)]) -> Option<&'f Found> {
    let beginning = format!("{name} ");
    let from = bodies.partition_point(|&(other, _)| other < beginning.as_str());
    let mut longer = bodies[from..]
        .iter()
        .take_while(|(other, _)| other.starts_with(&beginning));
    let &(first, body) = longer.next()?;
    longer.all(|&(other, _)| other == first).then_some(body)
}

/// Whether a name is a country's.
fn is_country(item: &Found, texts: &[Text]) -> bool {
    let Reading::Named(Naming { key: Some(key), .. }) = &item.reading else {
        return false;
    };
    let authority = texts.first().map(|text| text.knowledge.authority);
    let row = authority.and_then(|authority| authority.jurisdictions.get(key));
    item.kind == Kind::Jurisdiction && row.is_some_and(|row| row.kind == JurisdictionKind::Country)
}

impl<'a> Text<'a> {
    /// The runs of capitalised words that nothing explains and that may be names.
    fn leftovers<'t>(
        &'t self,
        block: usize,
        lower: &FxHashSet<String>,
        taken: &[&Range<usize>],
    ) -> Vec<Leftover<'t>>
    where
        'a: 't,
    {
        let free = |at: usize| {
            let range = &self.words[at].range;
            !taken
                .iter()
                .any(|item| item.start < range.end && range.start < item.end)
        };
        let part = |at: usize| self.joins(at) && free(at);
        let mut left = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            if !part(at) {
                at += 1;
                continue;
            }
            let start = at;
            while at < self.words.len() {
                if part(at) {
                    at += 1;
                    if self.words[at - 1].possessive {
                        break;
                    }
                } else if self.links(at) && at + 1 < self.words.len() && part(at + 1) {
                    at += 1;
                } else {
                    break;
                }
            }
            let words = start..at;
            let beside_name =
                start > 0 && self.joins(start - 1) && !self.words[start - 1].possessive
                    || self.joins(at) && !self.words[at - 1].possessive;
            if !beside_name && self.may_be_left(&words, lower) {
                let name = self.text(words.clone());
                left.push(Leftover {
                    text: self,
                    block,
                    words,
                    name,
                });
            }
        }
        left
    }

    /// Whether words may be a name that no rule knows.
    fn may_be_left(&self, words: &Range<usize>, lower: &FxHashSet<String>) -> bool {
        const SHORTEST: usize = 3;
        let first = &self.words[words.start];
        let capital = |at: &usize| self.joins(*at);
        let small = |at: usize| lower.contains(&self.words[at].text.to_lowercase());
        let ordinary = |at: usize| {
            self.in_group("not-person-en", at) || self.in_group("not-place-en", at) || small(at)
        };
        let large = words
            .clone()
            .all(|at| self.words[at].shape == Shape::Capitals);
        let digit = |at: usize| self.words[at].text.contains(|c: char| c.is_ascii_digit());
        words.len() <= LONGEST
            && !words.clone().any(digit)
            && first.shape != Shape::Initial
            && self.text(words.clone()).chars().count() >= SHORTEST
            && !(words.len() > 1 && self.in_group("given-name", words.start))
            && !words.clone().any(|at| self.title_at(at).is_some())
            && !words.clone().any(|at| self.in_group("post-nominal", at))
            && !words.clone().filter(capital).all(ordinary)
            && !ordinary(words.start)
            && !(words.len() == 1 && self.head(words.start).is_some())
            && !self.in_group("demonym-en", words.start)
            && self
                .knowledge
                .authority
                .jurisdictions
                .get(&first.text)
                .is_none()
            && self
                .word(words.end)
                .is_none_or(|word| word.shape != Shape::Number)
            && !self.in_group("number-sign-en", words.end)
            && !(words.start > 0 && self.in_group("vessel-prefix-en", words.start - 1))
            && !(large && self.in_group("no-body-en", words.start))
    }

    /// The first word of an item behind its number or bullet.
    fn lead(&self) -> Option<usize> {
        let first = self
            .words
            .iter()
            .position(|word| word.shape == Shape::Capital)?;
        let marker = |at: usize| {
            let word = &self.words[at];
            matches!(word.shape, Shape::Mark | Shape::Number)
                || word.text.len() <= 4 && self.is_one_of(at + 1, &[")", "."])
        };
        (first > 0 && (0..first).all(marker)).then_some(first)
    }

    /// Whether a mark sets the name that begins an item apart from what is said of it.
    fn sets_apart(&self, at: usize) -> bool {
        self.is_one_of(at, &["-", ":", ".", ",", ";", "("]) || self.word(at).is_none()
    }

    /// What the words beside a name say of it.
    fn votes(&self, words: &Range<usize>, beside: &Beside) -> Votes {
        let article = words.start > 0 && self.is_one_of(words.start - 1, &["the", "The"]);
        let start = words.start - usize::from(article);
        let mut votes = Votes::default();
        votes.add(self.votes_before(start, words, beside));
        votes.add(self.votes_behind(start, words, beside));
        votes.add(self.votes_of_list(start, words, beside));
        let hint = self
            .knowledge
            .authority
            .lexicon
            .contains("place-en", &self.text(words.clone()));
        if hint && !article && votes.place > 0 {
            votes.place += 1;
        }
        votes
    }

    /// What the words before a name say.
    fn votes_before(&self, start: usize, words: &Range<usize>, beside: &Beside) -> Votes {
        let lexicon = &self.knowledge.authority.lexicon;
        let Some(last) = start.checked_sub(1) else {
            return Votes::default();
        };
        let letters = self.has_letters(words.start);
        let before = self.words[last].text.to_lowercase();
        // Slo-venia
        let mut parts = self.words[words.start].text.split('-').skip(1);
        let broken = parts.any(|part| part.starts_with(char::is_lowercase));
        let kind = beside.before(self, last);
        match lexicon.value("name-cue-en", &before) {
            // an adviser at Deltares, but Forestry Commission at Walewale
            Some("seat") if letters || last > 0 && self.title_ends(last) => Votes::body(1),
            Some("seat") if kind == Some(Kind::Person) => Votes::default(),
            Some("place" | "seat") if last > 0 && self.is_spoken(last - 1) => Votes::default(),
            // in the Plantation Sector
            Some("place" | "seat") if !letters => Votes::place(2 - u32::from(start < words.start)),
            Some("way") if !letters => Votes::place(2),
            Some("place-weak") if !letters && start == words.start => {
                Votes::place(1 + u32::from(self.is_way(last, beside)))
            }
            // the bend of Ulička, the people of Arippu
            Some("of") => {
                let noun = last
                    .checked_sub(1)
                    .filter(|&noun| self.words[noun].shape == Shape::Lower);
                match noun {
                    Some(noun) if !letters && self.in_group("place-owner-en", noun) => {
                        Votes::place(2)
                    }
                    // LeBlanc of WorkSafeNB
                    _ if kind == Some(Kind::Person) => Votes::body(1 + u32::from(letters)),
                    _ => Votes::default(),
                }
            }
            // is run by Pobal
            Some("by") if last > 0 && self.is_participle(last - 1) => Votes::body(2),
            Some("body") => Votes::body(2),
            Some("body-weak") => Votes::body(1),
            _ if self.is(last, "(") && self.is(words.end, ")") => match kind.filter(|_| !broken) {
                // Central University (Jhongli)
                Some(Kind::Organisation) if !letters => Votes::place(1),
                Some(Kind::Person) => Votes::body(2),
                _ => Votes::default(),
            },
            // Bank of Ceylon (Medawachchiya branch)
            _ if self.is(last, "(")
                && kind == Some(Kind::Organisation)
                && self.in_group("branch-noun-en", words.end)
                && self.is(words.end + 1, ")") =>
            {
                Votes::place(2)
            }
            // the same divisions (Kannaddy and Muthaliyarkulam)
            _ if self.is_one_of(last, &["(", ":"])
                && last > 0
                && !letters
                && self.is_place_noun(last - 1) =>
            {
                Votes::place(2)
            }
            _ if self.is(last, "-") && self.heads_day(last) => Votes::place(2),
            // Omar Bwanamaka - SUPKEM
            _ if self.is_one_of(last, &["-", ",", GAP])
                && kind == Some(Kind::Person)
                && letters =>
            {
                Votes::body(2)
            }
            _ => Votes::default(),
        }
    }

    /// What the words behind a name say.
    fn votes_behind(&self, start: usize, words: &Range<usize>, beside: &Beside) -> Votes {
        let end = words.end;
        let lexicon = &self.knowledge.authority.lexicon;
        // Pellworm (Germany)
        if self.is(end, "(") && beside.behind(self, end + 1) == Some(Kind::Jurisdiction) {
            return Votes::place(2);
        }
        // Merinov: Lisandre Gauthier-Solomon
        if self.is(end, ":") && beside.behind(self, end + 1) == Some(Kind::Person) {
            return Votes::body(2);
        }
        let Some(word) = self.word(end).filter(|word| word.shape == Shape::Lower) else {
            return Votes::default();
        };
        // in Malwathu Oya basin
        if lexicon.contains("place-noun-en", &word.text) && !self.words[end - 1].possessive {
            return Votes::place(2);
        }
        // Kaitāia office
        let branch = start > 0
            && !self.is_one_of(start - 1, &[".", GAP])
            && self.in_group("branch-noun-en", end)
            && words.len() <= 2;
        if branch && !self.has_letters(words.start) && !self.words[end - 1].possessive {
            return Votes::place(2);
        }
        // KenGen has agreed
        if self.in_group("aux-verb-en", end) && self.has_letters(words.start) {
            return Votes::body(2);
        }
        // Officers told the team: what begins a sentence may be any word.
        let begins = start == 0 || self.is_one_of(start - 1, &[".", ":", ";", GAP]);
        let named_so = self.has_letters(words.start) || words.len() > 1;
        if lexicon.contains("acronym-verb-en", &word.text) && begins && named_so {
            return Votes::body(2);
        }
        Votes::default()
    }

    /// What the neighbours of a name in a list are.
    fn votes_of_list(&self, start: usize, words: &Range<usize>, beside: &Beside) -> Votes {
        let end = words.end;
        let in_cell = self.words.iter().any(|word| word.is(GAP) || word.is("|"));
        let letters = self.has_letters(words.start);
        let joint = |at: usize| self.is_one_of(at, &["and", "or", "&", ","]);
        let before_end = start
            .checked_sub(1)
            .filter(|&at| joint(at))
            .map_or(0, |at| {
                at - usize::from(at > 0 && self.is(at, "and") && self.is(at - 1, ","))
            });
        let before = beside.before(self, before_end);
        let goes_on = self.is_one_of(end, &["and", "or"]);
        let next = joint(end).then(|| {
            let next = end + 1;
            let next = next + usize::from(self.is(next, "and"));
            next + usize::from(self.is(next, "the"))
        });
        let behind = next.and_then(|next| beside.behind(self, next));
        let comma_before = start > 0 && self.is(start - 1, ",");
        let closes = self
            .word(end)
            .is_none_or(|word| word.is(GAP) || self.is_one_of(end, &[".", ";", ")", ","]));
        match (before, behind) {
            (Some(Kind::Jurisdiction), Some(Kind::Jurisdiction)) => Votes::place(3),
            (Some(Kind::Organisation), Some(Kind::Organisation)) => Votes::body(3),
            // Fire Brigade, Savanna-la-Mar
            (Some(Kind::Organisation), None) if comma_before && closes && !letters && !in_cell => {
                Votes::place(2)
            }
            (Some(Kind::Organisation), Some(Kind::Jurisdiction)) if !letters => Votes::place(1),
            (Some(Kind::Organisation), _) if !comma_before => Votes::body(1 + u32::from(letters)),
            (_, Some(Kind::Organisation)) if !self.is(end, ",") => Votes::body(2),
            // Kenya and |Telia
            (Some(Kind::Jurisdiction), _) if !letters && beside.is_country(self, before_end) => {
                Votes::place(1)
            }
            (Some(Kind::Jurisdiction), _)
                if !letters
                    && (comma_before && !self.is(end, ",") && !goes_on
                        || !beside.is_introduced(self, before_end)) =>
            {
                Votes::place(1)
            }
            (Some(Kind::Jurisdiction), _) if !letters => Votes::place(2),
            // Jude Croos, Caritas-Valvuthayam, Mannar
            (Some(Kind::Person), Some(Kind::Jurisdiction)) if self.is(end, ",") => Votes::body(2),
            (Some(Kind::Person), None) if comma_before && closes => Votes::body(1),
            (None, Some(Kind::Jurisdiction)) => Votes::place(if self.is(end, ",") { 1 } else { 2 }),
            _ => Votes::default(),
        }
    }

    /// Whether what stands before `to` or `from` is on its way or comes from a place: `moved its line |to`,
    /// `workers |from`, `Kekirawa |to`.
    fn is_way(&self, at: usize, beside: &Beside) -> bool {
        const MOST: usize = 4;
        let floor = at.saturating_sub(MOST);
        let moved = (floor..at)
            .rev()
            .take_while(|&before| self.words[before].shape != Shape::Mark)
            .any(|before| self.in_group("motion-verb-en", before));
        let of_place = at > 0 && self.is_place_noun(at - 1);
        moved || of_place || beside.before(self, at) == Some(Kind::Jurisdiction)
    }

    /// Whether a noun in small letters is a place, or what a place has.
    fn is_place_noun(&self, at: usize) -> bool {
        self.words[at].shape == Shape::Lower
            && (self.in_group("place-owner-en", at) || self.in_group("place-kind-en", at))
    }

    /// Whether a word says what was done: `run by|`, `administered by|`.
    fn is_participle(&self, at: usize) -> bool {
        let word = &self.words[at];
        let lexicon = &self.knowledge.authority.lexicon;
        word.shape == Shape::Lower
            && (lexicon.contains("by-verb-en", &word.text)
                || lexicon.contains("done-en", &word.text)
                || lexicon
                    .cues("participle-end-en")
                    .ending(&word.text)
                    .next()
                    .is_some())
    }

    /// Whether a dash stands behind a day in a heading: `Monday, March 4 -|`.
    fn heads_day(&self, dash: usize) -> bool {
        const MOST: usize = 8;
        dash <= MOST
            && (0..dash).any(|at| self.in_group("weekday", at) || self.in_group("month-en", at))
    }
}
