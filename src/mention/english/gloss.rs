//! Names explained in brackets: `National Transport Office (NTO)`, `Fisheries Agency ("the
//! Agency")`.

use std::ops::Range;

use super::phrase::{Phrase, in_small};
use super::word::Shape;
use super::{Text, named};
use crate::mention::event::EventReading;
use crate::mention::gloss::is_acronym;
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, Naming, Reading, Rule};

/// Makes mentions of the names of a block, each with the abbreviation that follows it.
pub fn find(text: &Text, phrases: Vec<Phrase>, known: &[Found]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for phrase in phrases {
        let words = text.extended(&phrase);
        let short = text.short_names(words.end);
        found.push(text.mention(phrase.kind, phrase.head, words, short));
    }
    found.extend(text.listed_in_capitals());
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

/// Finds the bodies that only the bracket behind them tells, by its letters: `Commission to
/// Investigate Allegations of Bribery or Corruption (CIABOC)`, `Transport for London (TfL)`.
pub fn by_initials(text: &Text, found: &[Found]) -> Vec<Found> {
    let mut bodies = Vec::new();
    for open in 1..text.words.len() {
        if !text.is(open, "(") {
            continue;
        }
        let Some((close, short)) = text.short_names(open) else {
            continue;
        };
        let words = short.first().and_then(|short| text.spelt(open, short));
        let listed = |words: &Range<usize>| text.place_at(words.start) == Some(words.end);
        let Some(words) = words.filter(|words| text.may_be_body(words) && !listed(words)) else {
            continue;
        };
        let range = text.range(words.clone());
        // What is found already is whole, or a part of this.
        let taken = found.iter().any(|item| {
            let within = range.start < item.range.start && item.range.end <= close.max(range.end);
            overlap(&item.range, &range) && !within
        });
        if !taken {
            let name = text.text(words);
            bodies.push(named(
                Kind::Organisation,
                range.start..close,
                name,
                short,
                Rule::Gloss,
            ));
        }
    }
    bodies
}

impl Text<'_> {
    /// The bodies of the tables that a heading writes in capitals: `ECONOMIC AND SOCIAL COMMISSION FOR ASIA
    /// AND THE PACIFIC`.
    fn listed_in_capitals(&self) -> Vec<Found> {
        const LONGEST: usize = 12;
        let mut found = Vec::new();
        let mut start = 0;
        while start < self.words.len() {
            let last = (start..self.words.len().min(start + LONGEST))
                .take_while(|&at| {
                    self.words[at].shape == Shape::Capitals
                        || at > start && self.words[at].shape == Shape::Lower
                })
                .last();
            let key = last
                .into_iter()
                .flat_map(|last| ((start + 2)..=last).rev())
                .find_map(|last| {
                    let words = start..last + 1;
                    let name = self.written_small(words.clone());
                    let mut rows = self.knowledge.authority.organisations.named(&name);
                    let row = rows.next().filter(|_| rows.next().is_none())?;
                    Some((words, row.key.clone()))
                });
            match key {
                Some((words, key)) => {
                    start = words.end;
                    found.push(Found {
                        kind: Kind::Organisation,
                        range: self.range(words),
                        reading: Reading::Named(Naming::known(&key)),
                        rule: Rule::Dictionary,
                        hard: true,
                    });
                }
                None => start += 1,
            }
        }
        found
    }

    /// Words in capitals as they are written elsewhere: `Economic and Social Commission`.
    fn written_small(&self, words: Range<usize>) -> String {
        let words = words.map(|at| {
            let word = &self.words[at];
            if word.shape == Shape::Capitals {
                in_small(&word.text)
            } else {
                word.text.clone()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The words before a bracket whose initials the abbreviation in it has, in order.
    fn spelt(&self, open: usize, short: &str) -> Option<Range<usize>> {
        const MOST: usize = 12;
        let letters: Vec<char> = short
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect();
        if letters.len() < 2 {
            return None;
        }
        let linked = |i: usize| {
            self.joins(i) || self.in_group("org-linker-en", i) || self.is_one_of(i, &[",", "or"])
        };
        let initials = |words: Range<usize>| -> Vec<(char, bool)> {
            let words = words.filter(|&i| self.words[i].shape != Shape::Mark);
            let firsts = words.flat_map(|i| {
                let large = self.joins(i);
                // UK gives both its letters.
                let whole = self.words[i].shape == Shape::Capitals;
                let parts = self.words[i].text.split('-');
                parts.flat_map(move |part| {
                    let taken = if whole { usize::MAX } else { 1 };
                    let letters = part.chars().take(taken).enumerate();
                    letters.map(move |(at, letter)| (letter, large && at == 0))
                })
            });
            firsts
                .flat_map(|(first, large)| first.to_lowercase().map(move |first| (first, large)))
                .collect()
        };
        let is_spelt = |start: usize| {
            // Each letter begins a word, and each capitalised word but one has its letter.
            let initials = initials(start..open);
            let (mut at, mut skipped) = (0, 0);
            for &letter in &letters {
                while at < initials.len() && initials[at].0 != letter {
                    skipped += usize::from(initials[at].1);
                    at += 1;
                }
                if at == initials.len() {
                    return false;
                }
                at += 1;
            }
            skipped += initials[at..].iter().filter(|(_, large)| *large).count();
            skipped <= 1
                && initials
                    .first()
                    .is_some_and(|(first, _)| *first == letters[0])
        };
        (open.saturating_sub(MOST)..open)
            .rev()
            .take_while(|&i| linked(i))
            .filter(|&i| self.joins(i) && (i == 0 || !self.joins(i - 1)))
            .find(|&start| is_spelt(start))
            .map(|start| start..open)
    }

    /// Whether words may be the name of a body although they do not end in its noun: they hold one,
    /// or a place, or are mostly no ordinary words.
    fn may_be_body(&self, words: &Range<usize>) -> bool {
        if let Some(first) = words.clone().find_map(|i| self.head(i)) {
            return first == Kind::Organisation;
        }
        // Megan Mirza (MM)
        if words.len() <= 2 && !words.clone().any(|i| self.place_at(i).is_some())
            || self.in_group("given-name", words.start)
            || self.honorific_at(words.start).is_some()
        {
            return false;
        }
        let capitals = words.clone().filter(|&i| self.joins(i));
        let ordinary = capitals
            .clone()
            .filter(|&i| self.in_group("not-person-en", i));
        self.has_place(words.clone()) || ordinary.count() * 2 < capitals.count()
    }

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

    /// Whether a word in a bracket is made of the beginnings of those before it: `Danish International
    /// Development Agency (|Danida)`, `Universitas Hasanuddin (|Unhas)`.
    fn is_clipped(&self, open: usize, at: usize) -> bool {
        const MOST: usize = 8;
        const LONGEST: usize = 10;
        let word = &self.words[at];
        let short: Vec<char> = word.text.to_lowercase().chars().collect();
        if word.shape != Shape::Capital || short.len() > LONGEST || short.len() < 3 {
            return false;
        }
        let names: Vec<Vec<char>> = (open.saturating_sub(MOST)..open)
            .rev()
            .take_while(|&i| self.joins(i) || self.in_group("org-linker-en", i))
            .filter(|&i| self.joins(i))
            .map(|i| self.words[i].text.to_lowercase().chars().collect())
            .collect();
        // The beginnings that the letters may be cut into, word after word.
        let mut reached = vec![(0, 0)];
        for name in names.iter().rev() {
            let mut next = reached.clone();
            for &(done, words) in &reached {
                let same = name.iter().zip(&short[done..]).take_while(|(a, b)| a == b);
                next.extend((1..=same.count()).map(|length| (done + length, words + 1)));
            }
            next.sort_unstable();
            next.dedup();
            reached = next;
        }
        reached
            .iter()
            .any(|&(done, words)| done == short.len() && words >= 2)
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
        let clipped = end == at + 1 && self.is_clipped(open, at);
        (is_acronym(&name) || defined || clipped).then(|| (self.words[close].range.end, vec![name]))
    }
}
