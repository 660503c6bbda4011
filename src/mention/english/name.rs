//! The shapes of persons' names in English text.

use std::ops::Range;

use super::person::Scene;
use super::word::{Shape, Word};
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind};

/// The most words that a name has.
const LONGEST: usize = 8;

impl Scene<'_> {
    /// Whether a name may begin at a word: not in the middle of capitalised words.
    pub(super) fn begins(&self, at: usize) -> bool {
        let text = self.text;
        at == 0
            || !text.joins(at - 1)
            || text.words[at - 1].possessive
            || text.title_ends(at)
            || text.begins_title(at - 1)
            || self.ends_body(at)
    }

    /// The end of the name that begins at a word: two words or more.
    pub(super) fn name_at(&self, start: usize) -> Option<usize> {
        let text = self.text;
        text.word(start)?;
        let place = text.words[start].shape == Shape::Initial && text.place_at(start).is_some();
        // U.S. Secretary
        if self.is_blocked(start)
            || text.title_at(start).is_some()
            || text.begins_title(start)
            || place
        {
            return None;
        }
        let is_surname = |i: usize| self.is_titled_surname(start, i);
        let mut at = start;
        let mut capitals = 0;
        let mut written_large = 0;
        // Elena NEVADO DEL CAMPO, SMITH John: the capitals stand together.
        let mut changes = 0;
        let mut large_before = None;
        while at < text.words.len() && at - start < LONGEST {
            // Giorgi 'Gia' Lomtadze
            if let Some(next) = self.after_nickname(start, at) {
                at = next;
            }
            // NDLOVU-MOKOENA, Thandiwe; in a list
            if self.is_turned(start, at) {
                at += 1;
            }
            let word = &text.words[at];
            match word.shape {
                Shape::Capital if !self.is_blocked(at) || is_surname(at) => capitals += 1,
                // Nadeesha Kumari, though Kumari is a form of address
                Shape::Capital
                    if at > start
                        && text.honorific_at(at) == Some(at + 1)
                        && text.in_group("given-name", at)
                        && !text.is_capital(at + 1) =>
                {
                    capitals += 1;
                }
                // Maryam bint Said: after a particle any word is a name.
                Shape::Capital
                    if at > start
                        && text.words[at - 1].shape == Shape::Lower
                        && text.head(at).is_none() =>
                {
                    capitals += 1;
                }
                // C C September
                Shape::Capital
                    if at > start
                        && text.words[at - 1].shape == Shape::Initial
                        && text.in_group("month-en", at) =>
                {
                    capitals += 1;
                }
                // SMITH, John
                Shape::Capitals
                    if !self.is_blocked(at)
                        && (word.text.len() >= 3
                            || written_large + capitals > 0
                                && text.in_group_lower("name-particle", at)) =>
                {
                    written_large += 1;
                }
                Shape::Initial => {}
                Shape::Lower if text.in_group("name-particle", at) && self.goes_on(at) => {}
                // Dónal Mac an Bhaird
                Shape::Lower
                    if text.is_one_of(at, &["an", "na"])
                        && at > start
                        && text.in_group("patronym-en", at - 1)
                        && text.is_capital(at + 1) => {}
                _ => break,
            }
            let is_large = word.shape == Shape::Capitals;
            if is_large || word.shape == Shape::Capital {
                changes += usize::from(large_before.is_some_and(|before| before != is_large));
                large_before = Some(is_large);
            }
            at += 1;
            if word.possessive {
                break;
            }
        }
        let whole = at - start;
        let range = (at > start).then(|| text.range(start..at))?;
        let enough = capitals + written_large >= 2
            || whole >= 2
                && capitals + written_large == 1
                && text.words[start].shape == Shape::Initial
            // Erdenechimeg B.
            || whole == 2
                && capitals == 1
                && self.listed.persons
                && text.words[at - 1].shape == Shape::Initial;
        // MEDIA STATEMENT John Smith
        let heads = text.words[start].shape == Shape::Capitals && written_large > 1;
        let large =
            written_large > 0 && (capitals == 0 || heads || written_large > 1 && changes > 1);
        // Vermont Senator Peter Welch: the name begins after the title. A. Chief Anita Romero
        let marker = text.words[start].shape == Shape::Initial && text.begins_title(start + 1);
        let is_title = |i: usize| text.title_at(i).is_some() && !is_surname(i);
        if marker || (start + 1..at).any(is_title) {
            return None;
        }
        // Georgia Brown is none, and no Georgia.
        let given = |body: &Found| at > start + 1 && text.is_given_name_at(start, &body.range);
        let body = self.bodies.iter().any(|body| {
            overlap(&body.range, &range)
                && (body.kind != Kind::Jurisdiction
                    || body.range.len() * 2 > range.len() && !given(body))
        });
        (enough && !large && !body).then_some(at)
    }

    /// Whether the word that closes a name is a surname there, though it is a title elsewhere: Catherine
    /// |King.
    fn is_titled_surname(&self, start: usize, at: usize) -> bool {
        let text = self.text;
        at > start
            && text.in_group("title-surname-en", at)
            && text.in_group("given-name", start)
            && !text.is_capital(at + 1)
    }

    /// The word after a nickname in quotation marks that a word of the name follows.
    fn after_nickname(&self, start: usize, at: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let text = self.text;
        if at == start || !text.is_one_of(at, &["'", "\""]) {
            return None;
        }
        let close = (at + 2..at + 2 + LONGEST).find(|&i| text.is_one_of(i, &["'", "\""]))?;
        let named = (at + 1..close).all(|i| text.is_capital(i));
        let next = close + 1;
        (named && text.is_capital(next) && !self.is_blocked(next)).then_some(next)
    }

    /// Whether a comma stands at a word between a surname in capitals and a given name, which ends
    /// an item of a list of persons.
    fn is_turned(&self, start: usize, at: usize) -> bool {
        let text = self.text;
        let surname = at == start + 1
            && text.words[start].shape == Shape::Capitals
            && text.words[start].text.chars().count() >= 3;
        let given = text
            .word(at + 1)
            .is_some_and(|word| word.shape == Shape::Capital)
            && !self.is_blocked(at + 1);
        self.listed.persons
            && surname
            && text.is(at, ",")
            && given
            && (text.word(at + 2).is_none() || text.is_one_of(at + 2, &[";", "|", "\t", "("]))
    }

    /// Whether particles are followed by a capitalised word.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let text = self.text;
        let next = (at..at + 3).find(|&i| !text.in_group("name-particle", i));
        // bin Said
        let patronym = text.in_group("patronym-en", at);
        next.is_some_and(|i| {
            text.is_capital(i) && (!self.is_blocked(i) || patronym && text.head(i).is_none())
        })
    }

    /// The end of a surname after a title: `Mr|Lee`, `Ms.|de la Cruz-Ibarra`.
    pub(super) fn surname_at(&self, start: usize, honorific: bool) -> Option<usize> {
        let text = self.text;
        let mut at = start;
        while text.in_group("name-particle", at) && self.goes_on(at) {
            at += 1;
        }
        let word = text.word(at)?;
        let letters = word.text.chars().count();
        let range = word.range.clone();
        let body = self.bodies.iter().any(|body| {
            overlap(&body.range, &range) && !(honorific && body.kind == Kind::Jurisdiction)
        });
        let free = word.shape == Shape::Capital && letters >= 2 && !self.is_blocked(at) && !body;
        let title = text.title_at(at).is_some() && !honorific;
        (free && !title).then_some(at + 1)
    }

    /// Whether a capitalised word belongs to no person's name.
    pub(super) fn is_blocked(&self, at: usize) -> bool {
        let text = self.text;
        let Some(word) = text.word(at) else {
            return true;
        };
        !matches!(
            word.shape,
            Shape::Capital | Shape::Capitals | Shape::Initial
        ) || text.is_ordinary(at)
            || text.in_group("not-person-en", at)
            || text.head(at).is_some()
            || text.honorific_at(at).is_some()
            || text.in_group_lower("ordinal-en", at)
            || text.in_group("post-nominal", at)
            || text.in_group("plural-title-en", at)
    }

    /// Whether the document writes none of the words without a capital, nor are they a place.
    pub(super) fn is_plain(&self, words: &Range<usize>) -> bool {
        words.clone().all(|index| {
            let word: &Word = &self.text.words[index];
            word.shape != Shape::Capital
                || word.text.chars().count() < 3
                || !self.lower.contains(&word.text.to_lowercase())
        })
    }

    /// Whether a given name of the tables that is nothing else (no place, no word of the language)
    /// begins the words, and nothing beside them says that they are a part of another name:
    /// `Robert Wood Johnson|Foundation`.
    pub(super) fn is_named(&self, words: &Range<usize>) -> bool {
        let text = self.text;
        let lexicon = &text.knowledge.authority.lexicon;
        let first = &text.words[words.start];
        let given = lexicon.value("given-name", &first.text) == Some("");
        let after = text.is_capital(words.end) && !text.is_ordinary(words.end);
        let touches = |left: usize| text.words[left].range.end == text.words[left + 1].range.start;
        let marks = ["-", "/"];
        let goes_on = text.is_one_of(words.end, &marks) && touches(words.end - 1);
        let follows =
            words.start > 0 && text.is_one_of(words.start - 1, &marks) && touches(words.start - 1);
        // Jennifer Baker & Sons, but not Jennifer Baker & Anna Lima
        let one = |at: usize| text.is_capital(at) && !text.is_capital(at + 1);
        let firm = text.is(words.end, "&") && one(words.end + 1)
            || words.start > 1
                && text.is(words.start - 1, "&")
                && (words.start < 3 || !text.is_capital(words.start - 3));
        let joined = goes_on || follows || firm;
        // gauges at Kwame Danso, but at Anna Lima's
        let stands_at = words.start > 0
            && text.is_one_of(words.start - 1, &["at", "At", "near", "Near"])
            && !text.words[words.end - 1].possessive;
        given && words.len() <= 5 && !after && !joined && !stands_at
    }

    /// Whether a word ends as surnames of some languages do: `Sydykova`, `Kapanadze`.
    fn ends_as_surname(&self, word: &Word) -> bool {
        const STEM: usize = 3;
        let lexicon = &self.text.knowledge.authority.lexicon;
        let ends = word.text.char_indices().skip(STEM).map(|(at, _)| at);
        word.shape == Shape::Capital
            && ends
                .into_iter()
                .any(|at| lexicon.contains("surname-end-en", &word.text[at..]))
    }

    /// Whether the words are a surname behind initials: behind two or more (`H J Morkel`), or behind one
    /// beside another such name (`J Molapo, K Molapo`).
    pub(super) fn is_initialled(&self, words: &Range<usize>) -> bool {
        let text = self.text;
        let is_initial = |at: usize| {
            text.word(at)
                .is_some_and(|word| word.shape == Shape::Initial)
        };
        let is_surname = |at: usize| {
            text.word(at)
                .is_some_and(|word| word.shape == Shape::Capital)
                && !self.is_blocked(at)
        };
        let last = words.end - 1;
        let initials = words.start..last;
        let whole = !initials.is_empty()
            && initials.clone().all(is_initial)
            && is_surname(last)
            && !text.is_capital(words.end)
            && !text.is(words.end, "&")
            && (words.start == 0 || !text.is(words.start - 1, "&"));
        let letters: usize = initials
            .map(|at| {
                text.words[at]
                    .text
                    .chars()
                    .filter(|c| c.is_alphabetic())
                    .count()
            })
            .sum();
        let joint = |at: usize| text.is_one_of(at, &[",", ";", "and"]);
        let before = words.start > 2
            && joint(words.start - 1)
            && is_surname(words.start - 2)
            && is_initial(words.start - 3);
        let behind = joint(words.end)
            && is_initial(words.end + 1)
            && (is_surname(words.end + 2) || is_initial(words.end + 2));
        whole && (letters > 1 || before || behind)
    }

    /// Whether the words look like a person's name more than like another one: they hold a known
    /// given name, an initial, a particle, a hyphen as in `Wei-lin` or a capital as in `O'Neill`.
    pub(super) fn is_likely(&self, words: &Range<usize>) -> bool {
        let text = self.text;
        let inner_capital = |word: &Word| {
            word.shape == Shape::Capital && word.text.chars().skip(1).any(char::is_uppercase)
        };
        // Ülle Õunapuu: letters that English has not
        let foreign = words.len() <= 3
            && words
                .clone()
                .any(|index| !text.words[index].text.is_ascii());
        foreign
            || words.clone().any(|index| {
                let word = &text.words[index];
                word.shape == Shape::Initial
                    || word.shape == Shape::Lower
                    || text.in_group("given-name", index)
                    || index == words.start && text.in_group("surname-en", index)
                    || word.is_hyphened()
                    || inner_capital(word)
                    || index + 1 == words.end && index > words.start && self.ends_as_surname(word)
            })
    }
}
