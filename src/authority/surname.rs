//! Surnames in Han characters.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::table::{Fault, Text};

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
    kinds: FxHashMap<Text, SurnameKind>,
    /// The length of the longest, in code points.
    longest: usize,
}

impl Surnames {
    pub(super) fn new(rows: impl Iterator<Item = (Text, SurnameKind)>) -> Self {
        let mut surnames = Self {
            kinds: FxHashMap::with_capacity_and_hasher(1024, FxBuildHasher),
            longest: 0,
        };
        for (surname, kind) in rows {
            surnames.insert(surname, kind);
        }
        surnames
    }

    pub(super) fn insert(&mut self, surname: Text, kind: SurnameKind) -> Option<SurnameKind> {
        self.longest = self.longest.max(surname.chars().count());
        self.kinds.insert(surname, kind)
    }

    /// The number of surnames.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Whether these words are a surname.
    pub fn contains(&self, surname: &str) -> bool {
        self.kinds.contains_key(surname)
    }

    /// How this surname is made.
    pub fn kind(&self, surname: &str) -> Option<SurnameKind> {
        self.kinds.get(surname).copied()
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
        let ends: Vec<usize> = ends.take(self.longest).collect();
        ends.into_iter().rev().filter_map(|end| {
            let surname = &text[..end];
            Some((surname, self.kind(surname)?))
        })
    }
}
