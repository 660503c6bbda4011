//! What is known beforehand, indexed for the rules.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use super::cue::Cues;
use super::gazetteer::Gazetteer;
use super::glyph::{Class, Glyphs};
use super::named::Named;
use crate::authority::words::{APART, ORDINARY, WordList};
use crate::authority::{Authority, Jurisdiction, Organisation, SurnameKind, Title, Uses};

/// The authority tables as gazetteers; built once, shared by all documents.
#[derive(Debug)]
pub struct Knowledge<'a> {
    /// The tables themselves.
    pub authority: &'a Authority,
    /// Names of countries and places.
    pub jurisdictions: Named<'a, Jurisdiction>,
    /// Names of organisations.
    pub organisations: Named<'a, Organisation>,
    /// Titles and honorifics.
    titles: Named<'a, Title>,
    /// Words before a title that change it: 副, 前, 時任.
    title_prefixes: Named<'a, Title>,
    /// Words that hold a title and are none: 代表團, 記者會.
    title_guards: Gazetteer<()>,
    /// Words after which a name may begin.
    before_name: Gazetteer<()>,
    /// Words that hold such a word and are none: 參與, 自由.
    before_name_guards: Gazetteer<()>,
    /// Words before which a name has ended.
    after_name: Gazetteer<()>,
    /// Counting words: a name may begin after `135 個`.
    classifiers: Gazetteer<()>,
    /// Endings that make a name an organisation's by themselves.
    pub strong_suffixes: Gazetteer<()>,
    /// Endings that do so only where the context agrees.
    pub weak_suffixes: Gazetteer<()>,
    /// All endings of bodies, those included that prove nothing outside a list or table.
    body_endings: Gazetteer<()>,
    /// Phrases that end like an organisation and name none.
    pub generic_organisations: Gazetteer<()>,
    /// Words put before a name that are not part of it: 我國, 民間.
    pub descriptors: Gazetteer<()>,
    /// Words that hold a name by chance: 今日本會.
    name_traps: Gazetteer<()>,
    /// Endings of events: 高峰會 ends like a body and is none.
    pub event_endings: Gazetteer<()>,
    /// The same with their kinds, as cues: `summit` for 高峰會.
    pub event_heads: Cues<'a>,
    /// Words for the body that speaks: 本會.
    pub self_organisations: Cues<'a>,
    /// Words for the country that speaks: 我國.
    pub self_jurisdictions: Cues<'a>,
    /// Words that begin like a name: 陸續, 高峰.
    not_names: Gazetteer<()>,
    /// Characters that no given name holds: 的, 等, 會.
    never_given: HashSet<char>,
}

impl<'a> Knowledge<'a> {
    /// Gathers the tables, which are indexed already but for what a project adds.
    pub fn new(authority: &'a Authority) -> Self {
        let lexicon = &authority.lexicon;
        let words = |list| Gazetteer::from(lexicon.index(list));
        let cues = |group: &str| Cues::new(lexicon.group(group));
        let ordinary = lexicon.own(ORDINARY).unwrap_or_default();
        let plain = |name: &str| u8::from(lexicon.contains(ORDINARY, name)) * APART;
        let changes = |title: &Title, _: &str| u8::from(title.uses.prefix) * APART;
        Self {
            authority,
            jurisdictions: Named::new(&authority.jurisdictions, 0, ordinary, |_, n| plain(n)),
            organisations: Named::new(&authority.organisations, 0, ordinary, |_, n| plain(n)),
            titles: Named::new(&authority.titles, 0, &[], changes),
            title_prefixes: Named::new(&authority.titles, APART, &[], changes),
            title_guards: words(WordList::TITLE_GUARDS),
            before_name: words(WordList::BEFORE_NAME),
            before_name_guards: words(WordList::BEFORE_NAME_GUARDS),
            after_name: words(WordList::AFTER_NAME),
            classifiers: words(WordList::CLASSIFIERS),
            strong_suffixes: words(WordList::STRONG_SUFFIXES),
            weak_suffixes: words(WordList::WEAK_SUFFIXES),
            body_endings: words(WordList::BODY_ENDINGS),
            generic_organisations: words(WordList::GENERIC_ORGANISATIONS),
            descriptors: words(WordList::DESCRIPTORS),
            name_traps: words(WordList::NAME_TRAPS),
            event_endings: words(WordList::EVENT_ENDINGS),
            event_heads: cues("event-suffix"),
            self_organisations: cues("self-organisation"),
            self_jurisdictions: cues("self-jurisdiction"),
            not_names: words(WordList::NOT_NAMES),
            never_given: lexicon
                .group("not-given")
                .iter()
                .flat_map(|(word, _)| word.chars())
                .collect(),
        }
    }

    /// The title at an index, unless it is part of another word (代表團).
    pub fn title_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, TitleRow)> {
        let (end, title) = self.titles.number_at(glyphs, index)?;
        let guarded = self
            .title_guards
            .longest_at(glyphs, index)
            .is_some_and(|(guard_end, ())| guard_end > end);
        (!guarded).then_some((end, TitleRow(title)))
    }

    /// The title that ends just before `end`, with the index where it begins.
    pub fn title_before(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        end: usize,
    ) -> Option<(usize, TitleRow)> {
        let (start, title) = self.titles.number_before(glyphs, floor, end)?;
        Some((start, TitleRow(title)))
    }

    /// Where the word before a title that changes it begins: 副, 前, 時任.
    pub fn title_prefix_before(&self, glyphs: &Glyphs, floor: usize, end: usize) -> Option<usize> {
        let (start, _) = self.title_prefixes.number_before(glyphs, floor, end)?;
        Some(start)
    }

    /// How a title may stand with a name.
    pub fn uses(&self, row: TitleRow) -> Uses {
        self.authority.titles.row(row.0).uses
    }

    /// The surnames that begin at an index, longest first: their lengths, and how many
    /// characters the given name after each may have.
    pub fn surnames_at<'g>(
        &'g self,
        glyphs: &'g Glyphs,
        index: usize,
    ) -> impl Iterator<Item = (usize, RangeInclusive<usize>)> + 'g {
        let surnames = self
            .authority
            .surnames
            .starting(move |i| glyphs.char(index + i));
        surnames.filter_map(move |(length, kind)| {
            let mut range = index..index + length;
            if !range.all(|i| glyphs.class(i) == Class::Han) {
                return None;
            }
            let given = match kind {
                SurnameKind::Single | SurnameKind::Compound => 1..=2,
                SurnameKind::Japanese => 1..=3,
            };
            Some((length, given))
        })
    }

    /// Whether the ending of a body stands before an index: 經濟組|許組長承翰.
    pub fn ends_body(&self, glyphs: &Glyphs, floor: usize, at: usize) -> bool {
        self.body_endings
            .longest_before(glyphs, floor, at)
            .is_some()
    }

    /// Whether a name only stands inside a longer word: 日本 in 今日本會.
    pub fn is_trapped(&self, glyphs: &Glyphs, floor: usize, name: &Range<usize>) -> bool {
        const LONGEST: usize = 6;
        (name.start.saturating_sub(LONGEST).max(floor)..=name.start).any(|from| {
            self.name_traps
                .longest_at(glyphs, from)
                .is_some_and(|(end, ())| end >= name.end)
        })
    }

    /// Whether an ordinary word begins at an index, though its first character is a surname.
    pub fn is_word(&self, glyphs: &Glyphs, index: usize) -> bool {
        self.not_names.longest_at(glyphs, index).is_some()
    }

    /// Whether no given name holds a character.
    pub fn never_given(&self, char: char) -> bool {
        self.never_given.contains(&char)
    }

    /// Whether a word before which a name has ended begins at an index.
    pub fn ends_name(&self, glyphs: &Glyphs, index: usize) -> bool {
        self.after_name.longest_at(glyphs, index).is_some()
    }

    /// Whether a word of two characters or more, before which a name has ended, begins at an
    /// index.
    pub fn is_function_word(&self, glyphs: &Glyphs, index: usize) -> bool {
        self.after_name
            .longest_at(glyphs, index)
            .is_some_and(|(end, ())| end > index + 1)
    }

    /// Whether a name that ends at `index` is followed by something that cannot belong to it:
    /// punctuation, a space, the end of the block, or a function word.
    pub fn name_may_end(&self, glyphs: &Glyphs, index: usize) -> bool {
        !matches!(glyphs.class(index), Class::Han) || self.ends_name(glyphs, index)
    }

    /// Where the name that ends at `end` begins, looking back no further than `floor`.
    ///
    /// A name may hold Chinese characters, letters and digits. It begins after punctuation (a
    /// hard edge), or after a function word or a counted classifier (a soft edge: the word may
    /// turn out to be part of the name).
    pub fn name_start(&self, glyphs: &Glyphs, floor: usize, end: usize) -> NameStart {
        let mut at = end;
        let mut letters = false;
        while at > floor {
            let soft = NameStart { at, hard: false };
            let previous = glyphs.class(at - 1);
            match previous {
                Class::Han if letters => return soft,
                Class::Han => {
                    if self.boundary_ends(glyphs, floor, at) {
                        return soft;
                    }
                }
                Class::Letter | Class::Digit => {
                    // A counted noun: 135 個|國家行動計畫 was cut at the classifier already;
                    // here a bare number ends the name, a word with letters joins it.
                    let word = word_start(glyphs, floor, at);
                    if (word..at).all(|i| glyphs.class(i) == Class::Digit) {
                        return soft;
                    }
                    letters = true;
                    at = word;
                    continue;
                }
                Class::Space => {
                    let before = glyphs.skip_space_back(floor, at);
                    let joins = before > floor
                        && glyphs.class(before - 1) == Class::Letter
                        && matches!(glyphs.class(at), Class::Han | Class::Letter);
                    if !joins {
                        let hard = before == floor || glyphs.class(before - 1) == Class::Mark;
                        return NameStart { at, hard };
                    }
                    at = before;
                    continue;
                }
                Class::Mark if inside_name(glyphs, floor, at - 1) => {}
                Class::Mark => return NameStart { at, hard: true },
            }
            at -= 1;
        }
        NameStart { at, hard: true }
    }

    /// Whether a word after which a name may begin ends at `at`.
    fn boundary_ends(&self, glyphs: &Glyphs, floor: usize, at: usize) -> bool {
        if let Some((start, ())) = self.before_name.longest_before(glyphs, floor, at) {
            let guarded = (start.saturating_sub(3).max(floor)..=start).any(|from| {
                self.before_name_guards
                    .longest_at(glyphs, from)
                    .is_some_and(|(end, ())| end > at || (end == at && from < start))
            });
            if !guarded {
                return true;
            }
        }
        self.classifiers
            .longest_before(glyphs, floor, at)
            .is_some_and(|(start, ())| {
                let number = glyphs.skip_space_back(floor, start);
                number > floor && glyphs.class(number - 1) == Class::Digit
            })
    }
}

/// A row of the table of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TitleRow(usize);

/// Where a name begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameStart {
    /// The first glyph.
    pub at: usize,
    /// Whether punctuation or the edge of a block stands before it.
    pub hard: bool,
}

/// The first glyph of the word of letters and digits that ends at `end`.
pub fn word_start(glyphs: &Glyphs, floor: usize, end: usize) -> usize {
    let mut at = end;
    while at > floor
        && (matches!(glyphs.class(at - 1), Class::Letter | Class::Digit)
            || (at < end && inside_name(glyphs, floor, at - 1)))
    {
        at -= 1;
    }
    at
}

/// A mark that joins the parts of one name: `Jean-Baptiste`, `g0v.news`, `d'Iéna`, `法蘭索瓦‧歐蘭德`.
fn inside_name(glyphs: &Glyphs, floor: usize, at: usize) -> bool {
    at > floor
        && matches!(glyphs.char(at), '-' | '.' | '\'' | '‧' | '&' | '+' | '_')
        && matches!(
            glyphs.class(at - 1),
            Class::Letter | Class::Digit | Class::Han
        )
        && matches!(
            glyphs.class(at + 1),
            Class::Letter | Class::Digit | Class::Han
        )
        && glyphs.class(at - 1) == glyphs.class(at + 1)
}
