//! What is particular to English: names are runs of capitalised words, and white space and
//! function words tell where they begin and end.
//!
//! A block is read as English where its letters are Latin and hardly any character is Chinese
//! ([`is_latin`](crate::document::is_latin)); the language is never asked of the report as a whole, since reports mix.

mod body;
mod date;
mod figure;
mod gloss;
mod homograph;
mod later;
mod leftover;
mod letters;
mod name;
mod office;
mod person;
mod phrase;
mod place;
mod row;
mod series;
mod title;
mod word;

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::glyph::Glyphs;
use super::knowledge::Knowledge;
use super::{Found, Kind, Naming, Reading, Rule};
use crate::document::{BlockKind, Document};

use word::{Shape, Word};

pub use date::{day_comes_first, read as date};
pub use figure::find as figures;
pub use homograph::drop as drop_homographs;
pub use later::{longer_names, surnames};
pub use person::{Listed, find as persons};
pub use place::{find as places, venues};
pub use row::{Head, bodies as bodies_of_field, find as row};

/// A block of English.
pub struct Text<'a> {
    /// What is known beforehand.
    pub knowledge: &'a Knowledge<'a>,
    /// The text of the document.
    pub glyphs: &'a Glyphs,
    /// The glyphs of the block.
    pub block: Range<usize>,
    /// Its words and marks.
    pub words: Vec<Word>,
    /// Where the titles that begin at each word end.
    titles: Vec<title::Ends>,
}

/// The words that the English blocks of a document write without a capital: what else is
/// capitalised may be a name.
pub fn lower_words<'t>(texts: impl Iterator<Item = &'t Text<'t>>) -> FxHashSet<String> {
    texts
        .flat_map(|text| text.words.iter().map(move |word| (text, word)))
        .filter(|(text, word)| word.shape == Shape::Lower && !text.is_in_address(word))
        .map(|(_, word)| word.text.clone())
        .collect()
}

impl<'a> Text<'a> {
    /// Reads the words of a block.
    pub fn new(knowledge: &'a Knowledge<'a>, glyphs: &'a Glyphs, block: Range<usize>) -> Self {
        let mut words = word::words(glyphs, block.clone());
        word::read_capitals(&mut words);
        let lexicon = &knowledge.authority.lexicon;
        word::read_saints(glyphs, &mut words, |word| {
            lexicon.contains("saint-en", word)
        });
        word::read_descent(glyphs, &mut words);
        word::read_initials(&mut words, |word| {
            lexicon.contains("reference-word-en", word)
        });
        let mut text = Self {
            knowledge,
            glyphs,
            block,
            words,
            titles: Vec::new(),
        };
        text.titles = (0..text.words.len())
            .map(|at| text.read_titles(at))
            .collect();
        text
    }

    fn word(&self, index: usize) -> Option<&Word> {
        self.words.get(index)
    }

    /// Whether the word at an index is this word or mark.
    fn is(&self, index: usize, text: &str) -> bool {
        self.word(index).is_some_and(|word| word.is(text))
    }

    fn is_one_of(&self, index: usize, words: &[&str]) -> bool {
        self.word(index)
            .is_some_and(|word| words.contains(&word.text.as_str()))
    }

    fn is_capital(&self, index: usize) -> bool {
        self.word(index).is_some_and(Word::is_capital)
    }

    /// Whether the word at an index is in a group of the lexicon, as written.
    fn in_group(&self, group: &str, index: usize) -> bool {
        self.word(index)
            .is_some_and(|word| self.knowledge.authority.lexicon.contains(group, &word.text))
    }

    /// The same without regard to a capital at its beginning.
    fn in_group_lower(&self, group: &str, index: usize) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        self.word(index)
            .is_some_and(|word| lexicon.contains(group, &word.text.to_lowercase()))
    }

    /// Whether a capitalised word is none of a name: `The`, `However`, `March`.
    fn is_ordinary(&self, index: usize) -> bool {
        if self
            .word(index)
            .is_some_and(|word| word.shape == Shape::Initial)
        {
            return false;
        }
        // A company may be an AS, a person may be called Jan.
        self.in_group_lower("sentence-word-en", index) && !self.in_group("legal-form", index)
            || self.in_group("month-en", index) && !self.is_given_name_of_month(index)
            || self.in_group("weekday", index)
            || self
                .word(index)
                .is_some_and(|word| self.is_derived(&word.text))
    }

    /// Whether a month is a given name here: `Jan van Eyck`, but not `Jan 2024`.
    fn is_given_name_of_month(&self, index: usize) -> bool {
        let next = index + 1;
        self.in_group("given-name", index)
            && self.word(next).is_some_and(|word| {
                matches!(word.shape, Shape::Capital | Shape::Initial)
                    && !self.in_group("month-en", next)
                    || word.shape == Shape::Lower && self.in_group("name-particle", next)
            })
    }

    /// Whether a word stands in an e-mail or web address, which is in small letters throughout.
    fn is_in_address(&self, word: &Word) -> bool {
        let (glyphs, range) = (self.glyphs, &word.range);
        let before = range.start > 0 && matches!(glyphs.char(range.start - 1), '@' | '.' | '/');
        let after = glyphs.char(range.end);
        let letter = matches!(glyphs.class(range.end + 1), super::glyph::Class::Letter);
        before || after == '@' || after == '.' && letter
    }

    /// Whether a word only says where a body is from or what it lives on: `Luxembourg-based`.
    fn is_derived(&self, word: &str) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        word.rsplit_once('-')
            .is_some_and(|(_, end)| lexicon.contains("derived-en", end))
    }

    /// The glyphs from one word to another, the latter not included.
    fn range(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words[words.start].range.start;
        let end = self.words[words.end - 1].range.end;
        start..end.max(start)
    }

    /// Words as a name is written: with one space where the layout has more.
    fn text(&self, words: Range<usize>) -> String {
        let text = self.glyphs.text(self.range(words));
        let mut parts = text.split_whitespace();
        let mut name = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            name.push(' ');
            name.push_str(part);
        }
        name
    }

    /// The index of the word that begins at a glyph, or of the first one after it.
    fn at(&self, glyph: usize) -> usize {
        self.words.partition_point(|word| word.range.start < glyph)
    }

    /// The end of the country, region or city that begins at a word.
    fn place_at(&self, index: usize) -> Option<usize> {
        let start = self.word(index)?.range.start;
        let (end, _) = self
            .knowledge
            .jurisdictions
            .longest_at(self.glyphs, start)?;
        // Darkhan in Darkhan-Uul
        self.is_whole(&(start..end)).then(|| self.at(end))
    }

    /// Whether a listed name is no part of a longer word: Roche in `Keaveney-Roche`. `Kenya-Estonia`
    /// and `Taiwan-based` name both and one.
    pub fn is_whole(&self, range: &Range<usize>) -> bool {
        let after = |word: &Word| word.range.start <= range.start;
        let at = self.words.partition_point(after).checked_sub(1);
        let word = at.and_then(|at| self.word(at));
        let Some(word) = word.filter(|word| range.start < word.range.end) else {
            return true;
        };
        if word.range.start == range.start && word.range.end <= range.end {
            return true;
        }
        let mut start = word.range.start;
        word.text.split('-').all(|part| {
            let from = start;
            start += part.chars().count() + 1;
            let inside = range.start <= from && from < range.end;
            let listed = || {
                self.knowledge
                    .jurisdictions
                    .longest_at(self.glyphs, from)
                    .is_some()
            };
            inside || part.starts_with(char::is_lowercase) || listed()
        })
    }

    /// Whether a listed place is the given name of somebody here: `Jordan|Bell`. One more word with a
    /// capital may be a surname; in a longer run it may be anything.
    pub fn is_given_name(&self, place: &Range<usize>) -> bool {
        let at = self.at(place.start);
        let next = at + 1;
        self.is_given_name_at(at, place)
            && (at == 0 || !self.joins(at - 1) || self.title_ends(at))
            && self.is_proper(next)
            && self
                .word(next)
                .is_some_and(|word| word.shape == Shape::Capital)
            && !self.joins(next + 1)
            && self.place_at(next).is_none()
            && self.known_body_at(next).is_none()
            && !self.in_group("place-suffix-en", next)
    }

    /// Whether a place is one word that is a given name as well.
    fn is_given_name_at(&self, at: usize, place: &Range<usize>) -> bool {
        self.word(at)
            .is_some_and(|word| word.range == *place && !word.possessive)
            && self.in_group("given-name", at)
    }

    /// Whether the block is nothing but the name of a body: `Transparency Team`.
    fn is_body(&self) -> bool {
        const LONGEST: usize = 8;
        let last = self.words.len().checked_sub(1);
        let headed =
            last.is_some_and(|last| last > 0 && self.head(last) == Some(Kind::Organisation));
        headed
            && self.words.len() <= LONGEST
            && (0..self.words.len()).all(|i| self.joins(i) || self.in_group("org-linker-en", i))
    }

    /// The end of the listed body that begins at a word.
    fn known_body_at(&self, index: usize) -> Option<usize> {
        let start = self.word(index)?.range.start;
        let (end, _) = self
            .knowledge
            .organisations
            .longest_at(self.glyphs, start)?;
        Some(self.at(end))
    }
}

/// A body or another thing with a name in English.
fn named(
    kind: Kind,
    range: Range<usize>,
    foreign: String,
    short: Vec<String>,
    rule: Rule,
) -> Found {
    Found {
        kind,
        range,
        reading: Reading::Named(Naming {
            key: None,
            chinese: None,
            foreign: Some(foreign),
            short,
        }),
        rule,
        hard: true,
    }
}

/// The bodies, works, programmes, platforms and events of a block, without those that stand in
/// the authority tables: `bodies` are those.
pub fn find(text: &Text, known: &[Found]) -> Vec<Found> {
    let phrases = phrase::find(text, known);
    let mut found = gloss::find(text, phrases, known);
    found.extend(gloss::by_initials(text, &found));
    let apposed = body::apposed(text, &found, known);
    found.extend(apposed);
    let firms = body::firms(text, &found, known);
    found.extend(firms);
    found
}

/// Further mentions of what the document names elsewhere.
///
/// Where `mostly` English is written, the names that no rule explains are read, too.
pub fn later(
    texts: &[Text],
    lower: &FxHashSet<String>,
    found: &[Found],
    mostly: bool,
) -> Vec<Found> {
    let mut all = found.to_vec();
    let known = all.len();
    all.extend(letters::find(texts, lower, found));
    all.extend(later::bare_heads(texts, found));
    all.extend(later::companies(texts, lower, found));
    let listed = [
        body::in_lists(texts, &all),
        body::in_comma_lists(texts, &all),
        body::among_lines(texts, &all),
        place::beside_bodies(texts, &all),
    ];
    all.extend(listed.into_iter().flatten());
    if mostly {
        all.extend(leftover::find(texts, lower, &all));
    }
    all.split_off(known)
}

/// The cell behind the label of a line that is set in columns, if the label says that bodies follow:
/// `Lead agency       Ministry of Health`.
pub fn bodies_behind_label(text: &Text, bodies: &[Found]) -> Vec<Found> {
    let gap = text.words.iter().position(|word| word.is(word::GAP));
    let Some(gap) = gap.filter(|&gap| gap > 0) else {
        return Vec::new();
    };
    let label = text.text(0..gap).to_lowercase();
    let lexicon = &text.knowledge.authority.lexicon;
    let said = lexicon.value("plan-label-en", label.trim_end_matches(':'));
    if !matches!(said, Some("lead" | "supporting")) {
        return Vec::new();
    }
    row::bodies_in(text, gap + 1..text.words.len(), bodies)
}

/// Whether a label introduces persons: `Present`, `Contact for civil society`.
fn is_label(knowledge: &Knowledge, label: &str) -> bool {
    let label = label.trim().to_lowercase();
    let lexicon = &knowledge.authority.lexicon;
    let is = |label: &str| lexicon.contains("attendee-label", label.trim());
    let mut ends = label.match_indices([' ', '(', '/']).map(|(end, _)| end);
    is(&label) || ends.any(|end| is(&label[..end]))
}

/// Which blocks stand in a list of persons, below `Participants:` and the like.
pub fn listed(document: &Document, knowledge: &Knowledge, texts: &[Option<Text>]) -> Vec<Listed> {
    /// A longer paragraph is no item of a list, in words.
    const LONGEST: usize = 60;
    let mut open = false;
    let mut listed = vec![Listed::default(); texts.len()];
    for (index, text) in texts.iter().enumerate() {
        let block = &document.blocks()[index];
        if let BlockKind::Field { label, value } = block.kind {
            listed[index].persons = is_label(knowledge, document.slice(label));
            // Attendees: the names stand below.
            // Annex: List of participants
            let announced = text.as_ref().is_some_and(person::announces);
            // Present:   Ana Lima      Ministry of Health
            let columns = text
                .as_ref()
                .is_some_and(|text| text.words.iter().any(|word| word.is(word::GAP)));
            // Present: Ministry of Health, above those who came from there
            let heads = text.as_ref().is_some_and(Text::is_body);
            open = listed[index].persons && (value.is_empty() || columns || heads) || announced;
            continue;
        }
        let Some(text) = text else {
            open = false;
            continue;
        };
        let announces = person::announces(text);
        let closes = block.kind == BlockKind::Heading || text.words.len() > LONGEST;
        listed[index].persons = open && !closes && !announces;
        open = announces || open && !closes;
        let below = texts.get(index + 1).and_then(Option::as_ref);
        listed[index].signs = below.is_some_and(|below| {
            below.title_at(0).is_some()
                || below.title_phrase(0).is_some_and(|title| title.start == 0)
                || below.is_body()
        });
    }
    settle_columns(document, texts, &mut listed);
    listed
}

/// Says of the lines of each list of persons whether its columns hold nothing but persons; a label begins another list.
fn settle_columns(document: &Document, texts: &[Option<Text>], listed: &mut [Listed]) {
    let is_field = |at: usize| matches!(document.blocks()[at].kind, BlockKind::Field { .. });
    let mut start = 0;
    for at in 1..=listed.len() {
        let ends = at == listed.len() || is_field(at) || !listed[at].persons;
        if !ends && listed[start].persons {
            continue;
        }
        let lines = || texts[start..at].iter().flatten();
        let only_persons =
            lines().any(Text::has_person_in_column) && !lines().any(Text::has_columns_of_bodies);
        if listed[start].persons && only_persons {
            for line in &mut listed[start..at] {
                line.only_persons = true;
            }
        }
        start = at;
    }
}
