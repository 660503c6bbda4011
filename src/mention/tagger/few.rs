//! Features that can have few values.
//!
//! Each value has a place of its own, so that its weights need not be looked up.

use super::class;
use super::clue::CLUES;
use super::hash;
use super::model::{Model, Scores};
use super::token::{BLOCKS, LAYOUTS, Name, SHAPES, name};
use super::vocabulary::SORTS;

/// A template with the values that its parts may have.
struct Family {
    template: Name,
    parts: &'static [&'static [Name]],
}

/// What stands outside of the text, and a word that no vocabulary knows.
pub const EDGE: Name = name("<>");

const SHAPES_OR_EDGE: &[Name] = &with_edge::<{ SHAPES.len() + 1 }>(&SHAPES);
const LAYOUTS_OR_EDGE: &[Name] = &with_edge::<{ LAYOUTS.len() + 1 }>(&LAYOUTS);
const SORTS_OR_EDGE: &[Name] = &with_edge::<{ SORTS.len() + 1 }>(&SORTS);
const COUNTS: &[Name] = &[name("0"), name("1"), name("2"), name("3")];
const GROUPS: [Name; class::GROUPS] = numbers();
const PARTS: [Name; class::PARTS] = numbers();
const LENGTHS: &[Name] = &[name("2"), name("3"), name("4")];

/// The families, by the constants below.
const FAMILIES: [Family; 43] = [
    family("b", &[]),
    family("s-2", &[SHAPES_OR_EDGE]),
    family("s-1", &[SHAPES_OR_EDGE]),
    family("s0", &[SHAPES_OR_EDGE]),
    family("s1", &[SHAPES_OR_EDGE]),
    family("s2", &[SHAPES_OR_EDGE]),
    family("lay", &[LAYOUTS_OR_EDGE]),
    family("layn", &[LAYOUTS_OR_EDGE]),
    family("br", &[COUNTS]),
    family("lp", &[COUNTS]),
    family("blk", &[&BLOCKS]),
    family("colon", &[]),
    family("rep2", &[]),
    family("rep3", &[]),
    family("rep4", &[]),
    family("rpe2", &[]),
    family("rpe3", &[]),
    family("rpe4", &[]),
    family("cap", &[COUNTS, COUNTS]),
    family("wb", &[LENGTHS, &SORTS]),
    family("wi", &[LENGTHS, &SORTS]),
    family("we", &[LENGTHS, &SORTS]),
    family("wn", &[SORTS_OR_EDGE]),
    family("wp", &[SORTS_OR_EDGE]),
    family("wf", &[SORTS_OR_EDGE]),
    family("B", &[&CLUES]),
    family("I", &[&CLUES]),
    family("E", &[&CLUES]),
    family("S", &[&CLUES]),
    family("p", &[&CLUES]),
    family("pp", &[&CLUES]),
    family("n", &[&CLUES]),
    family("nn", &[&CLUES]),
    family("g-2", &[&GROUPS]),
    family("g-1", &[&GROUPS]),
    family("g0", &[&GROUPS]),
    family("g1", &[&GROUPS]),
    family("g2", &[&GROUPS]),
    family("gg-2", &[&GROUPS, &PARTS]),
    family("gg-1", &[&GROUPS, &PARTS]),
    family("gg0", &[&GROUPS, &PARTS]),
    family("gg1", &[&GROUPS, &PARTS]),
    family("gg2", &[&GROUPS, &PARTS]),
];

/// Of every token.
pub const ANY: usize = 0;
/// The shapes of the five tokens around.
pub const SHAPED: usize = 1;
/// White space before a token.
pub const LAYOUT: usize = 6;
/// White space behind it.
pub const LAYOUT_BEHIND: usize = 7;
/// Brackets around it.
pub const DEPTH: usize = 8;
/// Its place in the block.
pub const PLACE: usize = 9;
/// The kind of the block.
pub const BLOCK: usize = 10;
/// It stands behind a colon.
pub const LABELLED: usize = 11;
/// Words of two to four tokens that are said again begin here.
pub const AGAIN: usize = 12;
/// Such words end before it.
pub const AGAIN_BEFORE: usize = 15;
/// How often a word has a capital, and how often none.
pub const CAPITALS: usize = 18;
/// A Chinese word of a length and a sort begins here.
pub const BEGINS: usize = 19;
/// It goes on here.
pub const GOES_ON: usize = 20;
/// It ends here.
pub const ENDS: usize = 21;
/// The sort of an English word.
pub const SORT: usize = 22;
/// That of the word before.
pub const SORT_BEFORE: usize = 23;
/// That of the word behind.
pub const SORT_BEHIND: usize = 24;
/// What tables say of a token: it begins what they know, goes on in it, ends it, is it; then of what ends
/// one and two tokens before it, and of what begins one and two behind it.
pub const TOLD: usize = 25;
/// The groups of the words two and one before a token, its own, and those one and two behind it.
pub const GROUPED: usize = 33;
/// The parts of those groups.
pub const PARTED: usize = 38;

/// Where the values of each family begin, and where those of the last one end.
const BEGINNINGS: [usize; FAMILIES.len() + 1] = {
    let mut beginnings = [0; FAMILIES.len() + 1];
    let mut at = 0;
    while at < FAMILIES.len() {
        let (mut count, mut part) = (1, 0);
        while part < FAMILIES[at].parts.len() {
            count *= FAMILIES[at].parts[part].len();
            part += 1;
        }
        beginnings[at + 1] = beginnings[at] + count;
        at += 1;
    }
    beginnings
};

/// The first numbers, as names.
const fn numbers<const COUNT: usize>() -> [Name; COUNT] {
    const DIGITS: &str = "\
        00010203040506070809101112131415161718192021222324252627282930313233343536373839\
        404142434445464748495051525354555657585960616263";
    let mut all = [EDGE; COUNT];
    let (mut at, mut rest) = (0, DIGITS);
    while at < COUNT {
        let (number, others) = rest.split_at(2);
        (all[at], rest) = (name(number), others);
        at += 1;
    }
    all
}

const fn family(template: &'static str, parts: &'static [&'static [Name]]) -> Family {
    Family {
        template: name(template),
        parts,
    }
}

/// A list of values with one more for what stands outside of the text.
const fn with_edge<const COUNT: usize>(names: &[Name]) -> [Name; COUNT] {
    let mut all = [EDGE; COUNT];
    let mut at = 0;
    while at < names.len() {
        all[at] = names[at];
        at += 1;
    }
    all
}

/// The place of a value, given as the places of its parts.
#[inline]
const fn place(family: usize, values: &[usize]) -> usize {
    let (mut place, mut part) = (0, 0);
    while part < values.len() {
        place = place * FAMILIES[family].parts[part].len() + values[part];
        part += 1;
    }
    BEGINNINGS[family] + place
}

/// As the tables of weights write it: `cap=3 0`.
pub fn written(family: usize, values: &[usize]) -> String {
    let Family { template, parts } = &FAMILIES[family];
    let values = parts.iter().zip(values);
    let values: Vec<&str> = values.map(|(part, &value)| part[value].text).collect();
    match values.as_slice() {
        [] => template.text.to_owned(),
        values => format!("{}={}", template.text, values.join(" ")),
    }
}

/// The weights of all such features.
#[derive(Clone, Debug)]
pub struct Few(Vec<Scores>);

impl Few {
    /// Looks them up in a model.
    pub fn of(model: &Model) -> Self {
        let mut all = Vec::with_capacity(BEGINNINGS[FAMILIES.len()]);
        for Family { template, parts } in &FAMILIES {
            let mut numbers = vec![template.hash];
            for part in *parts {
                let longer = numbers.iter().flat_map(|&number| {
                    let values = part.iter();
                    values.map(move |value| hash::add(number, value.hash))
                });
                numbers = longer.collect();
            }
            all.extend(numbers.into_iter().map(|number| {
                let mut scores = Scores::default();
                model.add(number, &mut scores);
                scores
            }));
        }
        Self(all)
    }

    /// Adds the weights of a value.
    #[inline]
    pub fn add(&self, family: usize, values: &[usize], scores: &mut Scores) {
        super::model::sum(scores, &self.0[place(family, values)]);
    }
}
