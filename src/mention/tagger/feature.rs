//! What is looked at to tell whether a token belongs to a name.
//!
//! The same features are numbers while a report is read and words while a model is trained.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::class::NONE;
use super::clue::{Clues, Told};
use super::few::{self, Few};
use super::group::{self, Group};
use super::hash;
use super::model::{Model, Scores, sum};
use super::token::{LAYOUTS, Name, Row, SHAPES, Token, name, plain};
use super::vocabulary::{SORTS, Sorts, Vocabulary};
use crate::mention::glyph::Glyphs;

/// What takes the features of a token.
pub trait Sink {
    /// Takes one that can have few values: the place of its family and those of its parts ([`few`]).
    fn few(&mut self, family: usize, values: &[usize]);

    /// Takes the word of a token, or of none outside of the text, with its place among [`WORDS`].
    fn word(&mut self, place: usize, at: Option<usize>);

    /// Takes how a token and its neighbours are written: places among [`SHAPES`], and one behind the last for
    /// what stands outside of the text.
    fn shapes(&mut self, shapes: &[usize]);

    /// Takes the words of two tokens, with the place of the first among [`PAIRS`].
    fn pair(&mut self, place: usize, at: [Option<usize>; 2]);

    /// Takes some letters of a word.
    fn letters(&mut self, template: Name, range: Range<usize>);
}

/// Sums up the weights of features.
pub struct Sum<'a> {
    /// A document.
    pub features: &'a Features<'a>,
    /// Where the weights stand.
    pub model: &'a Model,
    /// Those of features with few values.
    pub few: &'a Few,
    /// Those of the words of the document.
    pub around: &'a Around,
    /// The sums.
    pub scores: Scores,
}

impl Sink for Sum<'_> {
    #[inline]
    fn few(&mut self, family: usize, values: &[usize]) {
        self.few.add(family, values, &mut self.scores);
    }

    #[inline]
    fn word(&mut self, place: usize, at: Option<usize>) {
        sum(&mut self.scores, &self.around.of(at)[place]);
    }

    #[inline]
    fn shapes(&mut self, shapes: &[usize]) {
        let shapes = shapes.iter().map(|&shape| shape_name(shape).hash);
        self.model
            .add(shapes.fold(AROUND.hash, hash::add), &mut self.scores);
    }

    #[inline]
    fn pair(&mut self, place: usize, at: [Option<usize>; 2]) {
        let (first, second) = (self.features.word(at[0]), self.features.word(at[1]));
        let number = hash::add(hash::add(PAIRS[place].hash, first), second);
        self.model.add(number, &mut self.scores);
    }

    #[inline]
    fn letters(&mut self, template: Name, range: Range<usize>) {
        let glyphs = self.features.glyphs;
        let letters = hash::word(range.map(|at| plain(glyphs.char(at))));
        let number = hash::add(template.hash, letters);
        self.model.add(number, &mut self.scores);
    }
}

/// Writes features as the tables of weights do.
pub struct Written<'a> {
    /// A document.
    pub document: &'a Features<'a>,
    /// The features.
    pub features: Vec<String>,
}

impl Written<'_> {
    fn text(&self, at: Option<usize>) -> String {
        let token = at.and_then(|at| self.document.tokens.get(at));
        token.map_or_else(
            || few::EDGE.text.to_owned(),
            |token| self.letters_of(token.range.clone()),
        )
    }

    fn letters_of(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        for c in range.map(|at| plain(self.document.glyphs.char(at))) {
            match c {
                ',' | '"' => {
                    let code = format!("{}{:04X}", hash::ESCAPE, u32::from(c));
                    text.push_str(&code);
                }
                c => text.push(c),
            }
        }
        text
    }
}

impl Sink for Written<'_> {
    fn few(&mut self, family: usize, values: &[usize]) {
        self.features.push(few::written(family, values));
    }

    fn word(&mut self, place: usize, at: Option<usize>) {
        let feature = format!("{}={}", WORDS[place].text, self.text(at));
        self.features.push(feature);
    }

    fn shapes(&mut self, shapes: &[usize]) {
        let shapes: Vec<&str> = shapes.iter().map(|&shape| shape_name(shape).text).collect();
        let feature = format!("{}={}", AROUND.text, shapes.join(" "));
        self.features.push(feature);
    }

    fn pair(&mut self, place: usize, at: [Option<usize>; 2]) {
        let [first, second] = at.map(|at| self.text(at));
        let feature = format!("{}={first} {second}", PAIRS[place].text);
        self.features.push(feature);
    }

    fn letters(&mut self, template: Name, range: Range<usize>) {
        let feature = format!("{}={}", template.text, self.letters_of(range));
        self.features.push(feature);
    }
}

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

/// How a token and its neighbours are written.
const AROUND: Name = name("sss");

const PAIRS: [Name; 4] = [name("ww-2"), name("ww-1"), name("ww0"), name("ww1")];

const FRONTS: [Name; 3] = [name("pre2"), name("pre3"), name("pre4")];

const TAILS: [Name; 3] = [name("suf2"), name("suf3"), name("suf4")];

/// What the words of a document weigh at each of the places around a token, each looked up once.
pub struct Around {
    /// The weights of each word, what stands outside of the text first.
    weights: Vec<[Scores; WORDS.len()]>,
    /// For each token its word among them.
    words: Vec<usize>,
}

impl Around {
    /// Looks up the words of a document in a model.
    pub fn of_all(tokens: &[Token], model: &Model) -> Self {
        let weights_of = |word: u64| {
            let mut weights = [Scores::default(); WORDS.len()];
            for (scores, template) in weights.iter_mut().zip(&WORDS) {
                model.add(hash::add(template.hash, word), scores);
            }
            weights
        };
        let mut weights = vec![weights_of(few::EDGE.hash)];
        let mut known: FxHashMap<u64, usize> = FxHashMap::default();
        let words = tokens.iter().map(|token| {
            *known.entry(token.word).or_insert_with(|| {
                weights.push(weights_of(token.word));
                weights.len() - 1
            })
        });
        let words = words.collect();
        Self { weights, words }
    }

    fn of(&self, at: Option<usize>) -> &[Scores; WORDS.len()] {
        let word = at.and_then(|at| self.words.get(at));
        &self.weights[word.copied().unwrap_or_default()]
    }
}

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
    /// The groups of English words, and of the pairs of Chinese characters that begin at each token.
    groups: Vec<Option<Group>>,
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
            groups: groups(glyphs, tokens),
            cases,
        }
    }

    /// The number of the word of a token.
    #[inline]
    fn word(&self, at: Option<usize>) -> u64 {
        let token = at.and_then(|at| self.tokens.get(at));
        token.map_or(few::EDGE.hash, |token| token.word)
    }

    /// The shape of a token; behind the last one, what stands outside of the text.
    fn shape(&self, at: Option<usize>) -> usize {
        let token = at.and_then(|at| self.tokens.get(at));
        token.map_or(SHAPES.len(), |token| token.shape)
    }

    /// The features of a token of a row.
    pub fn of(&self, row: &Row, at: usize, sink: &mut impl Sink) {
        let token = &self.tokens[at];
        let near = |place: usize, middle: usize| (at + place).checked_sub(middle);
        sink.few(few::ANY, &[]);
        let words = if row.latin { 1..6 } else { 0..7 };
        for place in words {
            sink.word(place, near(place, 3));
        }
        let shape = |place: usize| self.shape(near(place, 2));
        let shapes = [shape(0), shape(1), shape(2), shape(3), shape(4)];
        for (place, shape) in shapes.into_iter().enumerate() {
            sink.few(few::SHAPED + place, &[shape]);
        }
        sink.shapes(&shapes[1..4]);
        for place in 0..PAIRS.len() {
            sink.pair(place, [near(place, 2), near(place + 1, 2)]);
        }
        if row.latin {
            self.letters(token, sink);
            self.sorts_around(at, sink);
        } else {
            self.words_over(at, sink);
        }
        self.groups_around(row, at, sink);
        let next = self.tokens.get(at + 1);
        sink.few(few::LAYOUT, &[token.layout]);
        let behind = next.map_or(LAYOUTS.len(), |next| next.layout);
        sink.few(few::LAYOUT_BEHIND, &[behind]);
        sink.few(few::DEPTH, &[token.depth]);
        sink.few(few::PLACE, &[token.place]);
        sink.few(few::BLOCK, &[row.block]);
        if token.labelled {
            sink.few(few::LABELLED, &[]);
        }
        self.clues(at, sink);
        for length in 0..3 {
            if self.again[at][length] {
                sink.few(few::AGAIN + length, &[]);
            }
            let start = at.checked_sub(length + 1);
            if start.is_some_and(|start| self.again[start][length]) {
                sink.few(few::AGAIN_BEFORE + length, &[]);
            }
        }
    }

    /// What sorts of words an English word and its neighbours are.
    fn sorts_around(&self, at: usize, sink: &mut impl Sink) {
        let places = [
            (few::SORT, Some(at)),
            (few::SORT_BEFORE, at.checked_sub(1)),
            (few::SORT_BEHIND, Some(at + 1)),
        ];
        for (family, place) in places {
            let Some(place) = place.filter(|&place| self.is_letters(place)) else {
                continue;
            };
            let [first, second, _] = self.sorts[place];
            if first == NONE {
                sink.few(family, &[SORTS.len()]);
            }
            for sort in [first, second].into_iter().filter(|&sort| sort != NONE) {
                sink.few(family, &[usize::from(sort)]);
            }
        }
    }

    fn is_letters(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_letters)
    }

    /// The Chinese words that begin, go on or end at a character, and those beside it.
    fn words_over(&self, at: usize, sink: &mut impl Sink) {
        for length in 2..=4 {
            let sort = |from: Option<usize>| {
                let sort = self.sorts.get(from?)?[length - 2];
                (sort != NONE).then_some(usize::from(sort))
            };
            if let Some(sort) = sort(Some(at)) {
                sink.few(few::BEGINS, &[length - 2, sort]);
            }
            if let Some(sort) = sort((at + 1).checked_sub(length)) {
                sink.few(few::ENDS, &[length - 2, sort]);
            }
            for back in 1..length - 1 {
                if let Some(sort) = sort(at.checked_sub(back)) {
                    sink.few(few::GOES_ON, &[length - 2, sort]);
                }
            }
            if let Some(sort) = sort(Some(at + 1)) {
                sink.few(few::SORT_BEHIND, &[sort]);
            }
            if let Some(sort) = sort(at.checked_sub(length)) {
                sink.few(few::SORT_BEFORE, &[sort]);
            }
        }
    }

    /// The groups of the words around a token: of five in English, of four pairs of characters in Chinese.
    fn groups_around(&self, row: &Row, at: usize, sink: &mut impl Sink) {
        for place in 0..4 + usize::from(row.latin) {
            let word = (at + place).checked_sub(2);
            if let Some(Some(group)) = word.and_then(|word| self.groups.get(word)) {
                let group = group.map(usize::from);
                sink.few(few::GROUPED + place, &group[..1]);
                sink.few(few::PARTED + place, &group);
            }
        }
    }

    /// What the letters of an English word tell.
    fn letters(&self, token: &Token, sink: &mut impl Sink) {
        let range = &token.range;
        if token.is_word() {
            for length in 2..=4 {
                if range.len() > length {
                    sink.letters(TAILS[length - 2], range.end - length..range.end);
                    sink.letters(FRONTS[length - 2], range.start..range.start + length);
                }
            }
        }
        if let Some(&[capital, small]) = self.cases.get(&token.word) {
            let counts = [capital.min(3), small.min(2)].map(usize::from);
            sink.few(few::CAPITALS, &counts);
        }
    }

    /// What the tables say of a token and of those beside it.
    fn clues(&self, at: usize, sink: &mut impl Sink) {
        let Told {
            begins,
            inside,
            ends,
        } = self.told[at];
        let ending = |back: usize| at.checked_sub(back).map_or(0, |at| self.told[at].ends);
        let beginning = |ahead: usize| self.told.get(at + ahead).map_or(0, |told| told.begins);
        let told: [Clues; 8] = [
            begins & !ends,
            inside,
            ends & !begins,
            begins & ends,
            ending(1),
            ending(2),
            beginning(1),
            beginning(2),
        ];
        for (place, mut clues) in told.into_iter().enumerate() {
            while clues != 0 {
                sink.few(few::TOLD + place, &[clues.trailing_zeros() as usize]);
                clues &= clues - 1;
            }
        }
    }
}

fn shape_name(shape: usize) -> Name {
    SHAPES.get(shape).copied().unwrap_or(few::EDGE)
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

/// The groups of English words, and of the pairs of Chinese characters that begin at each token.
fn groups(glyphs: &Glyphs, tokens: &[Token]) -> Vec<Option<Group>> {
    let (chinese, english) = (group::chinese(), group::english());
    let nexts = tokens.iter().skip(1).map(Some).chain([None]);
    let of_word = |(token, next): (&Token, Option<&Token>)| {
        let mut chars = token.range.clone().map(|at| glyphs.char(at));
        if token.is_letters() {
            return english.told(hash::word(chars.clone())).or_else(|| {
                // NAIROBI
                let first = chars.next().filter(|_| token.is_in_capitals());
                let rest = chars.flat_map(char::to_lowercase);
                english.told(hash::word(std::iter::once(first?).chain(rest)))
            });
        }
        let next = next.filter(|next| token.is_han() && next.is_han())?;
        let pair = [token, next].map(|token| plain(glyphs.char(token.range.start)));
        chinese.told(hash::word(pair.into_iter()))
    };
    tokens.iter().zip(nexts).map(of_word).collect()
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
