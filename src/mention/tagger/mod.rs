//! Names that rules miss, proposed by a statistical tagger.
//!
//! A linear-chain model says of each token whether it begins, goes on or ends the name of a person, a
//! body or a place. Rules come first: what it proposes counts where they say
//! nothing, and where it is certain that a rule that only guessed is wrong.

mod apart;
mod class;
mod clue;
mod feature;
mod few;
mod group;
pub mod label;
mod model;
#[cfg(test)]
mod pack;
mod path;
mod proposal;
mod revision;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;

use std::ops::Range;
use std::sync::LazyLock;

use super::glyph::Glyphs;
use super::knowledge::Knowledge;
use crate::authority::hash;
use crate::document::{Document, Span as Bytes};

use feature::{Around, Features, Sum, Written};
use few::Few;
use model::Model;
use path::Paths;

pub use proposal::{Rules, propose};
pub use revision::{revise, settle};
pub use vocabulary::Vocabulary;

/// The models that build.rs made of data/model: for Chinese, and for what is in Latin letters.
static MODELS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/model-zh")),
    include_bytes!(concat!(env!("OUT_DIR"), "/model-en")),
];

/// A model as it is used.
struct Weights {
    model: Model,
    few: Few,
}

static WEIGHTS: [LazyLock<Weights>; 2] = [
    LazyLock::new(|| Weights::stored(MODELS[0])),
    LazyLock::new(|| Weights::stored(MODELS[1])),
];

impl Weights {
    fn stored(bytes: &'static [u8]) -> Self {
        let model = Model::stored(bytes);
        let few = Few::of(&model);
        Self { model, few }
    }
}

/// A name that the tagger found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tagged {
    /// Its glyphs.
    range: Range<usize>,
    /// The place of the block that it stands in.
    block: usize,
    /// The place of its kind among [`label::KINDS`].
    kind: usize,
    /// Whether it is as certain as the model asks for.
    certain: bool,
    /// Whether it is certain enough to stand against what a rule found there.
    contradicts: bool,
}

/// What the tagger says of a document.
#[derive(Clone, Debug)]
pub struct Tags {
    /// The names, in the order of the text.
    names: Vec<Tagged>,
    /// Where each token begins, and whether it certainly belongs to no name.
    outside: Vec<(usize, bool)>,
}

/// Tags the names in a document; `blocks` are the glyphs of its blocks.
pub fn tag(
    document: &Document,
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Range<usize>],
) -> Tags {
    let (tokens, rows) = token::read(document, glyphs, blocks);
    let told = clue::read(knowledge, glyphs, &tokens);
    let features = Features::new(glyphs, &tokens, &told);
    let mut paths = Paths::default();
    let (mut names, mut outside) = (Vec::new(), Vec::new());
    let mut around = [None, None];
    for (block, row) in rows.iter().enumerate() {
        let Weights { model, few } = &*WEIGHTS[usize::from(row.latin)];
        let around =
            around[usize::from(row.latin)].get_or_insert_with(|| Around::of_all(&tokens, model));
        paths.scores.clear();
        for at in row.tokens.clone() {
            let mut sum = Sum {
                features: &features,
                model,
                few,
                around,
                scores: [0; 16],
            };
            features.of(row, at, &mut sum);
            paths.scores.push(sum.scores);
        }
        let from = row.tokens.start;
        for span in paths.spans(model) {
            let first = &tokens[from + span.tokens.start];
            let last = &tokens[from + span.tokens.end - 1];
            let whole = first.range.start..last.range.end;
            let parts = match label::KINDS[span.kind] {
                "LOC" => apart::places(knowledge, glyphs, whole),
                "ORG" => apart::bodies(knowledge, glyphs, whole),
                _ => vec![whole],
            };
            names.extend(parts.into_iter().map(|range| Tagged {
                range,
                block,
                kind: span.kind,
                certain: span.margin >= model.thresholds[span.kind],
                contradicts: span.margin >= model.against_rules[span.kind],
            }));
        }
        let alone = (0..row.tokens.len())
            .map(|at| paths.outside(at) >= model.against_rules[label::KINDS.len()]);
        outside.extend(
            row.tokens
                .clone()
                .map(|at| tokens[at].range.start)
                .zip(alone),
        );
    }
    Tags { names, outside }
}

/// The tokens of a block with what the tagger sees of them, for its training.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Whether the block is written in Latin letters.
    pub latin: bool,
    /// Each token's bytes of the reading text, and its features.
    pub tokens: Vec<(Bytes, Vec<String>)>,
}

/// What the tagger sees of a document.
pub fn samples(document: &Document, knowledge: &Knowledge) -> Vec<Sample> {
    let glyphs = Glyphs::known(document.text(), &knowledge.beginnings);
    let blocks = document.blocks().iter();
    let blocks: Vec<Range<usize>> = blocks.map(|block| glyphs.range(block.span)).collect();
    let (tokens, rows) = token::read(document, &glyphs, &blocks);
    let told = clue::read(knowledge, &glyphs, &tokens);
    let features = Features::new(&glyphs, &tokens, &told);
    let sample = |row: &token::Row| {
        let tokens = row.tokens.clone().map(|at| {
            let mut written = Written {
                document: &features,
                features: Vec::new(),
            };
            features.of(row, at, &mut written);
            (glyphs.span(tokens[at].range.clone()), written.features)
        });
        Sample {
            latin: row.latin,
            tokens: tokens.collect(),
        }
    };
    rows.iter().map(sample).collect()
}
