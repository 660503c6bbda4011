//! What sort of word a common word is, as dictionaries say: 高麗菜 and council are nouns.

use super::class::{CLASSES, NONE};
use super::hash;
use super::table::Table;
use super::token::{Name, name};

/// The vocabularies that build.rs made of data/model: Chinese, and English in small letters.
pub static WORDS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary-zh")),
    include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary-en")),
];

/// The sorts of words, in the order of [`CLASSES`].
pub const SORTS: [Name; CLASSES.len()] = {
    let mut sorts = [name(""); CLASSES.len()];
    let mut at = 0;
    while at < sorts.len() {
        sorts[at] = name(CLASSES[at]);
        at += 1;
    }
    sorts
};

/// The sorts of a word, by their places among [`SORTS`]; [`NONE`] where there is none.
pub type Sorts = [u8; 2];

/// The words of a language.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary(Table);

impl Vocabulary {
    /// The Chinese words of two to four characters.
    pub fn chinese() -> Self {
        Self(Table::stored(WORDS[0]))
    }

    /// The English words in their base forms.
    pub fn english() -> Self {
        Self(Table::stored(WORDS[1]))
    }

    /// The sorts of the word that has a hash.
    #[inline]
    pub fn sorts(&self, word: u64) -> Sorts {
        self.0.told(word).unwrap_or([NONE; 2])
    }

    /// What sort of word some characters are, if they are one.
    pub fn sort(&self, word: impl Iterator<Item = char>) -> Option<&'static str> {
        let [first, _] = self.sorts(hash::word(word));
        CLASSES.get(usize::from(first)).copied()
    }

    /// Whether letters are an English word in small letters, or a form of one.
    pub fn has(&self, word: &str) -> bool {
        self.sorts_of(word)[0] != NONE
    }

    /// The sorts of an English word in small letters, or of its base form: ministries, joined.
    pub fn sorts_of(&self, word: &str) -> Sorts {
        /// Endings with what stands in their place in the base form.
        const ENDINGS: [(&str, &str); 6] = [
            ("s", ""),
            ("ies", "y"),
            ("es", ""),
            ("ed", ""),
            ("d", ""),
            ("ing", ""),
        ];
        let whole = self.sorts(hash::word(word.chars()));
        if whole[0] != NONE {
            return whole;
        }
        let bases = ENDINGS.iter().filter_map(|(ending, base)| {
            let stem = word.strip_suffix(ending)?;
            let sorts = self.sorts(hash::word(stem.chars().chain(base.chars())));
            (sorts[0] != NONE).then_some(sorts)
        });
        bases.into_iter().next().unwrap_or([NONE; 2])
    }
}
