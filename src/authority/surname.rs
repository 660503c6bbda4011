//! Surnames in Han characters.

use std::collections::BTreeMap;

use super::cell::{Fault, Text};
use super::index::{Index, hash};

/// The columns of surnames.csv.
pub(super) const COLUMNS: [&str; 3] = ["surname", "kind", "source"];

/// How a surname is made, which tells how a name that starts with it may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SurnameKind {
    /// One character, Chinese or Korean: 陳, 金.
    Single,
    /// Two characters, Chinese or Korean: 歐陽, 張簡.
    Compound,
    /// Japanese: 佐藤, 長谷川.
    Japanese,
}

impl SurnameKind {
    /// The kinds, by their numbers.
    const ALL: [Self; 3] = [Self::Single, Self::Compound, Self::Japanese];

    /// The kind of a number in an index.
    fn of(number: u32) -> Self {
        Self::ALL[number as usize % Self::ALL.len()]
    }

    /// Reads the column `kind`.
    pub(super) fn from_cell(cell: &str) -> Result<Self, Fault> {
        match cell {
            "single" => Ok(Self::Single),
            "compound" => Ok(Self::Compound),
            "japanese" => Ok(Self::Japanese),
            "" => Err(Fault::missing("kind")),
            other => {
                let known = ["single", "compound", "japanese"];
                Err(Fault::unknown("kind", other, &known))
            }
        }
    }
}

/// The surnames that are known; a surname alone is no evidence of a person.
#[derive(Clone, Debug)]
pub struct Surnames {
    /// The built-in ones, each with the number of its kind.
    builtin: Index,
    /// Those that a project adds or gives another kind.
    own: BTreeMap<Text, SurnameKind>,
    /// How many of these are built in, too.
    replaced: usize,
}

/// The length of the longest surname that is looked for, in code points.
const LONGEST: usize = 6;

impl Surnames {
    pub(super) fn stored(index: &'static [u8]) -> Self {
        Self {
            builtin: Index::stored(index),
            own: BTreeMap::new(),
            replaced: 0,
        }
    }

    pub(super) fn insert(&mut self, surname: Text, kind: SurnameKind) -> Option<SurnameKind> {
        let former = self.kind(&surname);
        let is_new = !self.own.contains_key(&surname);
        self.replaced += usize::from(is_new && former.is_some());
        self.own.insert(surname, kind);
        former
    }

    /// The number of surnames.
    pub fn len(&self) -> usize {
        self.builtin.len() + self.own.len() - self.replaced
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether these words are a surname.
    pub fn contains(&self, surname: &str) -> bool {
        self.kind(surname).is_some()
    }

    /// How this surname is made.
    pub fn kind(&self, surname: &str) -> Option<SurnameKind> {
        let own = || self.own.get(surname).copied();
        (!self.own.is_empty()).then(own).flatten().or_else(|| {
            let mut spelt = self.builtin.spelt(surname);
            spelt.next().map(|name| SurnameKind::of(name.value))
        })
    }

    /// The surnames that a row of characters starts with, longest first, by their lengths.
    pub(crate) fn starting<'s>(
        &'s self,
        char: impl Fn(usize) -> char + Copy + 's,
    ) -> impl Iterator<Item = (usize, SurnameKind)> + 's {
        let is_builtin = self.own.is_empty();
        let builtin = is_builtin.then(|| {
            let (pair, single) = (hash(char(0), Some(char(1))), Some(hash(char(0), None)));
            self.builtin.beginning(pair, single, |_, _| true)
        });
        let builtin = builtin.into_iter().flatten().filter_map(move |name| {
            let stands = name.is((0..name.chars).map(char));
            stands.then(|| (name.chars, SurnameKind::of(name.value)))
        });
        let extended = (!is_builtin).then(|| (1..=LONGEST).rev());
        let extended = extended.into_iter().flatten().filter_map(move |length| {
            let surname: String = (0..length).map(char).collect();
            Some((length, self.kind(&surname)?))
        });
        builtin.chain(extended)
    }

    /// The longest surname that `text` starts with.
    ///
    /// A Japanese surname may be a Chinese one with a given name's first character (高木,
    /// 林田); [`Surnames::prefixes`] gives every reading.
    pub fn longest_prefix<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.prefixes(text).next().map(|(surname, _)| surname)
    }

    /// Every surname that `text` starts with, the longest first.
    pub fn prefixes<'a>(&self, text: &'a str) -> impl Iterator<Item = (&'a str, SurnameKind)> {
        let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
        let ends: Vec<usize> = ends.take(LONGEST).collect();
        ends.into_iter().rev().filter_map(|end| {
            let surname = &text[..end];
            Some((surname, self.kind(surname)?))
        })
    }
}
