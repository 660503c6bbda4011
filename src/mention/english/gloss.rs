//! Names explained in brackets: `National Transport Office (NTO)`, `Fisheries Agency ("the
//! Agency")`.

use std::ops::Range;

use super::phrase::Phrase;
use super::{Text, named};
use crate::mention::event::EventReading;
use crate::mention::gloss::is_acronym;
use crate::mention::{Found, Kind, Naming, Reading, Rule};

/// Makes mentions of the names of a block, each with the abbreviation that follows it.
pub fn find(text: &Text, phrases: Vec<Phrase>, known: &[Found]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for phrase in phrases {
        let words = text.extended(&phrase);
        let short = text.short_names(words.end);
        found.push(text.mention(phrase.kind, phrase.head, words, short));
    }
    // World Health Organization (WHO): a listed name keeps its row and takes the bracket in.
    for body in known.iter().filter(|body| body.kind == Kind::Organisation) {
        let end = text.at(body.range.end);
        let Some((close, short)) = text.short_names(end) else {
            continue;
        };
        let mut body = body.clone();
        body.range.end = close;
        if let Reading::Named(naming) = &mut body.reading {
            naming.short = short;
        }
        body.rule = Rule::Gloss;
        found.push(body);
    }
    found
}

impl Text<'_> {
    fn mention(
        &self,
        kind: Kind,
        head: usize,
        words: Range<usize>,
        short: Option<(usize, Vec<String>)>,
    ) -> Found {
        let range = self.range(words);
        let name = self.glyphs.text(range.clone());
        let (end, short) = short.map_or((range.end, Vec::new()), |(end, short)| (end, short));
        let rule = if short.is_empty() {
            Rule::Ending
        } else {
            Rule::Gloss
        };
        if kind != Kind::Event {
            return named(kind, range.start..end, name, short, rule);
        }
        Found {
            kind,
            reading: Reading::Event(EventReading {
                naming: Naming {
                    foreign: Some(name),
                    short,
                    ..Naming::default()
                },
                head: self.words[head].text.clone(),
                year: None,
                series: false,
                points_back: false,
            }),
            // The bracket names the event again (`the Summit`), at a place of its own.
            range,
            rule,
            hard: true,
        }
    }

    /// A name whose abbreviation says that it begins earlier: `Food and Drug Administration
    /// (TFDA)` after `Taiwan`.
    fn extended(&self, phrase: &Phrase) -> Range<usize> {
        let words = phrase.words.clone();
        let Some((_, short)) = self.short_names(words.end) else {
            return words;
        };
        let Some(first) = short.first().and_then(|short| short.chars().next()) else {
            return words;
        };
        let initial = |index: usize| self.words[index].text.chars().next();
        if initial(words.start) == Some(first) {
            return words;
        }
        let from = words.start.saturating_sub(4);
        (from..words.start)
            .rev()
            .take_while(|&i| self.joins(i) || self.is_one_of(i, &["and", "&", ",", "of", "for"]))
            .find(|&i| self.joins(i) && initial(i) == Some(first))
            .map_or(words.clone(), |start| start..words.end)
    }

    /// The abbreviations in the bracket after a name, and the glyph after the bracket.
    fn short_names(&self, open: usize) -> Option<(usize, Vec<String>)> {
        if !self.is(open, "(") {
            return None;
        }
        let close = (open + 1..(open + 9).min(self.words.len())).find(|&i| self.is(i, ")"))?;
        let mut at = open + 1;
        // also known as, hereinafter, abbreviated
        while self.in_group_lower("gloss-cue-en", at) {
            at += 1;
        }
        let quoted = |index: usize| self.is_one_of(index, &["\"", "'", ","]);
        while quoted(at) || self.is_one_of(at, &["the", "The"]) {
            at += 1;
        }
        let mut end = close;
        while end > at && quoted(end - 1) {
            end -= 1;
        }
        if at >= end {
            return None;
        }
        let name = self.text(at..end);
        let defined = at > open + 1 && end - at <= 3 && (at..end).all(|i| self.is_capital(i));
        (is_acronym(&name) || defined).then(|| (self.words[close].range.end, vec![name]))
    }
}
