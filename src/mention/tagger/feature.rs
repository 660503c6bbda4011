//! What is looked at to tell whether a token belongs to a name.
//!
//! The same features are numbers while a report is read and words while a model is trained.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::class::NONE;
use super::clue::{CLUES, Clues, Told};
use super::hash;
use super::model::{Model, Scores};
use super::token::{BLOCKS, LAYOUTS, Name, Row, SHAPES, Token, name, plain};
use super::vocabulary::{SORTS, Sorts, Vocabulary};
use crate::mention::glyph::Glyphs;

/// What takes the features of a token.
pub trait Sink {
    /// A part of a feature.
    type Part: Clone;

    /// A name as such a part.
    fn name(&self, name: Name) -> Self::Part;

    /// The word of a token.
    fn word(&self, token: &Token) -> Self::Part;

    /// Some letters of a word.
    fn letters(&self, glyphs: &Glyphs, range: Range<usize>) -> Self::Part;

    /// Takes a feature.
    fn take(&mut self, template: Name, parts: &[Self::Part]);
}

/// Sums up the weights of features.
pub struct Sum<'m> {
    /// Where the weights stand.
    pub model: &'m Model,
    /// The sums.
    pub scores: Scores,
}

impl Sink for Sum<'_> {
    type Part = u64;

    #[inline]
    fn name(&self, name: Name) -> u64 {
        name.hash
    }

    #[inline]
    fn word(&self, token: &Token) -> u64 {
        token.word
    }

    #[inline]
    fn letters(&self, glyphs: &Glyphs, range: Range<usize>) -> u64 {
        number_of(glyphs, range)
    }

    #[inline]
    fn take(&mut self, template: Name, parts: &[u64]) {
        self.model.add(number(template, parts), &mut self.scores);
    }
}

/// The number of some letters.
#[inline]
pub fn number_of(glyphs: &Glyphs, range: Range<usize>) -> u64 {
    hash::word(range.map(|at| plain(glyphs.char(at))))
}

/// The number of a feature.
#[inline]
pub fn number(template: Name, parts: &[u64]) -> u64 {
    parts.iter().copied().fold(template.hash, hash::add)
}

/// Writes features as the tables of weights do.
pub struct Written<'g> {
    /// The text.
    pub glyphs: &'g Glyphs,
    /// The features.
    pub features: Vec<String>,
}

impl Sink for Written<'_> {
    type Part = String;

    fn name(&self, name: Name) -> String {
        name.text.to_owned()
    }

    fn word(&self, token: &Token) -> String {
        self.letters(self.glyphs, token.range.clone())
    }

    fn letters(&self, glyphs: &Glyphs, range: Range<usize>) -> String {
        let mut part = String::new();
        for c in range.map(|at| plain(glyphs.char(at))) {
            match c {
                ',' | '"' => {
                    let code = format!("{}{:04X}", hash::ESCAPE, u32::from(c));
                    part.push_str(&code);
                }
                c => part.push(c),
            }
        }
        part
    }

    fn take(&mut self, template: Name, parts: &[String]) {
        self.features.push(match parts {
            [] => template.text.to_owned(),
            parts => format!("{}={}", template.text, parts.join(" ")),
        });
    }
}

/// What stands outside of the text.
const EDGE: Name = name("<>");

/// The words around, those of English in the middle of the list.
const WORDS: [Name; 7] = [
    name("w-3"),
    name("w-2"),
    name("w-1"),
    name("w0"),
    name("w1"),
    name("w2"),
    name("w3"),
];

const SHAPED: [Name; 5] = [name("s-2"), name("s-1"), name("s0"), name("s1"), name("s2")];

const PAIRS: [Name; 4] = [name("ww-2"), name("ww-1"), name("ww0"), name("ww1")];

const FRONTS: [Name; 3] = [name("pre2"), name("pre3"), name("pre4")];

const TAILS: [Name; 3] = [name("suf2"), name("suf3"), name("suf4")];

/// Words of two to four tokens that are said again begin or end here.
const AGAIN: [[Name; 2]; 3] = [
    [name("rep2"), name("rpe2")],
    [name("rep3"), name("rpe3")],
    [name("rep4"), name("rpe4")],
];

const NUMBERS: [Name; 4] = [name("0"), name("1"), name("2"), name("3")];

/// How many characters a word has.
const LENGTHS: [Name; 3] = [name("2"), name("3"), name("4")];

/// A document, as its features are asked for.
pub struct Features<'a> {
    /// The text.
    pub glyphs: &'a Glyphs,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// What the tables say of them.
    pub told: &'a [Told],
    /// Which words of two to four tokens are said more than once, by the place of their beginning.
    again: Vec<[bool; 3]>,
    /// What sorts of words the vocabularies know: of a Chinese word of two, three and four characters
    /// that begins here its first one, of an English word its first two.
    sorts: Vec<[u8; 3]>,
    /// How often a word stands with a capital and without, in English.
    cases: FxHashMap<u64, [u8; 2]>,
}

impl<'a> Features<'a> {
    /// Looks over a document.
    pub fn new(glyphs: &'a Glyphs, tokens: &'a [Token], told: &'a [Told]) -> Self {
        let mut cases: FxHashMap<u64, [u8; 2]> = FxHashMap::default();
        for token in tokens.iter().filter(|token| token.is_letters()) {
            let count = &mut cases.entry(token.word).or_default()[usize::from(!token.is_capital())];
            *count = count.saturating_add(1);
        }
        Self {
            glyphs,
            tokens,
            told,
            again: again(tokens),
            sorts: sorts(glyphs, tokens),
            cases,
        }
    }

    fn word<S: Sink>(&self, at: Option<usize>, sink: &S) -> S::Part {
        let token = at.and_then(|at| self.tokens.get(at));
        token.map_or_else(|| sink.name(EDGE), |token| sink.word(token))
    }

    fn shape<S: Sink>(&self, at: Option<usize>, sink: &S) -> S::Part {
        let token = at.and_then(|at| self.tokens.get(at));
        sink.name(token.map_or(EDGE, |token| SHAPES[token.shape]))
    }

    /// The features of a token of a row.
    pub fn of(&self, row: &Row, at: usize, sink: &mut impl Sink) {
        let token = &self.tokens[at];
        let near = |place: usize, middle: usize| (at + place).checked_sub(middle);
        sink.take(name("b"), &[]);
        let words = if row.latin { 1..6 } else { 0..7 };
        for place in words {
            let word = self.word(near(place, 3), sink);
            sink.take(WORDS[place], &[word]);
        }
        for (place, template) in SHAPED.into_iter().enumerate() {
            let shape = self.shape(near(place, 2), sink);
            sink.take(template, &[shape]);
        }
        let shapes = [0, 1, 2].map(|place| self.shape(near(place, 1), sink));
        sink.take(name("sss"), &shapes);
        for (place, template) in PAIRS.into_iter().enumerate() {
            let pair = [near(place, 2), near(place + 1, 2)].map(|at| self.word(at, sink));
            sink.take(template, &pair);
        }
        if row.latin {
            self.letters(token, sink);
            self.sorts_around(at, sink);
        } else {
            self.words_over(at, sink);
        }
        let next = self.tokens.get(at + 1);
        let told = [
            (name("lay"), LAYOUTS[token.layout]),
            (name("layn"), next.map_or(EDGE, |next| LAYOUTS[next.layout])),
            (name("br"), NUMBERS[token.depth]),
            (name("lp"), NUMBERS[token.place]),
            (name("blk"), BLOCKS[row.block]),
        ];
        for (template, value) in told {
            let value = sink.name(value);
            sink.take(template, &[value]);
        }
        if token.labelled {
            sink.take(name("colon"), &[]);
        }
        self.clues(at, sink);
        for (length, [begins, ends]) in AGAIN.into_iter().enumerate() {
            if self.again[at][length] {
                sink.take(begins, &[]);
            }
            let start = at.checked_sub(length + 1);
            if start.is_some_and(|start| self.again[start][length]) {
                sink.take(ends, &[]);
            }
        }
    }

    /// What sorts of words an English word and its neighbours are.
    fn sorts_around(&self, at: usize, sink: &mut impl Sink) {
        let places = [
            (name("wn"), Some(at)),
            (name("wp"), at.checked_sub(1)),
            (name("wf"), Some(at + 1)),
        ];
        for (template, place) in places {
            let Some(place) = place.filter(|&place| self.is_letters(place)) else {
                continue;
            };
            let [first, second, _] = self.sorts[place];
            if first == NONE {
                let unknown = sink.name(EDGE);
                sink.take(template, &[unknown]);
            }
            for sort in [first, second].into_iter().filter(|&sort| sort != NONE) {
                let sort = sink.name(SORTS[usize::from(sort)]);
                sink.take(template, &[sort]);
            }
        }
    }

    fn is_letters(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_letters)
    }

    /// The Chinese words that begin, go on or end at a character, and those beside it.
    fn words_over(&self, at: usize, sink: &mut impl Sink) {
        for (length, long) in (2..).zip(LENGTHS) {
            let sort = |from: Option<usize>| {
                let sort = self.sorts.get(from?)?[length - 2];
                (sort != NONE).then(|| SORTS[usize::from(sort)])
            };
            let inside = (1..length - 1).map(|back| (name("wi"), at.checked_sub(back)));
            let over = [
                (name("wb"), Some(at)),
                (name("we"), (at + 1).checked_sub(length)),
            ];
            for (template, from) in over.into_iter().chain(inside) {
                if let Some(sort) = sort(from) {
                    let parts = [sink.name(long), sink.name(sort)];
                    sink.take(template, &parts);
                }
            }
            let beside = [
                (name("wf"), Some(at + 1)),
                (name("wp"), at.checked_sub(length)),
            ];
            for (template, from) in beside {
                if let Some(sort) = sort(from) {
                    let sort = sink.name(sort);
                    sink.take(template, &[sort]);
                }
            }
        }
    }

    /// What the letters of an English word tell.
    fn letters(&self, token: &Token, sink: &mut impl Sink) {
        let range = &token.range;
        if token.is_word() {
            for length in 2..=4 {
                if range.len() > length {
                    let tail = sink.letters(self.glyphs, range.end - length..range.end);
                    sink.take(TAILS[length - 2], &[tail]);
                    let front = sink.letters(self.glyphs, range.start..range.start + length);
                    sink.take(FRONTS[length - 2], &[front]);
                }
            }
        }
        if let Some(&[capital, small]) = self.cases.get(&token.word) {
            let counts = [
                NUMBERS[capital.min(3) as usize],
                NUMBERS[small.min(2) as usize],
            ];
            let counts = counts.map(|count| sink.name(count));
            sink.take(name("cap"), &counts);
        }
    }

    /// What the tables say of a token and of those beside it.
    fn clues(&self, at: usize, sink: &mut impl Sink) {
        let mut each = |template: Name, mut clues: Clues| {
            while clues != 0 {
                let clue = clues.trailing_zeros() as usize;
                let clue = sink.name(CLUES[clue]);
                sink.take(template, &[clue]);
                clues &= clues - 1;
            }
        };
        let Told {
            begins,
            inside,
            ends,
        } = self.told[at];
        each(name("B"), begins & !ends);
        each(name("I"), inside);
        each(name("E"), ends & !begins);
        each(name("S"), begins & ends);
        let ends = |back: usize| at.checked_sub(back).map_or(0, |at| self.told[at].ends);
        each(name("p"), ends(1));
        each(name("pp"), ends(2));
        let begins = |ahead: usize| self.told.get(at + ahead).map_or(0, |told| told.begins);
        each(name("n"), begins(1));
        each(name("nn"), begins(2));
    }
}

/// The sorts of the words that begin at each token.
fn sorts(glyphs: &Glyphs, tokens: &[Token]) -> Vec<[u8; 3]> {
    let (chinese, english) = (Vocabulary::chinese(), Vocabulary::english());
    let mut known: FxHashMap<u64, Sorts> = FxHashMap::default();
    let mut buffer = String::new();
    let mut of = |at: usize| {
        let token = &tokens[at];
        if token.is_letters() {
            let [first, second] = *known.entry(token.word).or_insert_with(|| {
                buffer.clear();
                buffer.extend(token.range.clone().map(|at| plain(glyphs.char(at))));
                english.sorts_of(&buffer)
            });
            return [first, second, NONE];
        }
        let mut sorts = [NONE; 3];
        let mut number = hash::EMPTY;
        let ahead = tokens[at..]
            .iter()
            .take(4)
            .take_while(|token| token.is_han());
        for (length, token) in ahead.enumerate() {
            number = hash::with(number, plain(glyphs.char(token.range.start)));
            if length > 0 {
                sorts[length - 1] = chinese.sorts(number)[0];
            }
        }
        sorts
    };
    (0..tokens.len()).map(&mut of).collect()
}

/// For each token which words of two, three and four tokens from there on are said elsewhere, too.
fn again(tokens: &[Token]) -> Vec<[bool; 3]> {
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    let mut again = vec![[false; 3]; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        if !token.is_word() {
            continue;
        }
        let behind = tokens[at + 1..].iter().take_while(|next| next.is_word());
        let mut number = token.word;
        for (length, next) in behind.take(3).enumerate() {
            number = hash::add(number, next.word);
            let first = *seen.entry(number).or_insert(at);
            if first != at {
                again[first][length] = true;
                again[at][length] = true;
            }
        }
    }
    again
}
