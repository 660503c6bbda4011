//! Persons without a title, whom the words beside them tell.
//!
//! | printed | what tells it |
//! | --- | --- |
//! | 司機周志雄, 其子鄭宇翔, 法國人Maëlle Kervadec | a noun of persons right before the name |
//! | 典藏組劉奕廷、金門縣文化局的呂順發、光華村廖運來 | the body or the place that he is of |
//! | 黃勝強： | a line that begins with a name and a colon: what he says follows |
//! | 阮氏清河 | 氏 between a surname and a given name |
//!
//! But behind a noun of persons a name must be made of characters that given names have.

use std::ops::Range;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::scene::{Scene, overlap};
use super::{Found, Kind, PersonReading, Reading, Rule};

/// The usual length of a name: a surname and two characters.
const NAME: usize = 3;

impl Scene<'_> {
    /// Finds such persons; `found` are those found already.
    pub fn beside_nouns(&self, found: &[Found]) -> Vec<Found> {
        let mut persons: Vec<Found> = self.turn().into_iter().collect();
        let nouns = self.noun_ends();
        for at in self.starts(&nouns) {
            let hit = match self.glyphs.class(at) {
                Class::Han => self
                    .behind_noun(&nouns, at)
                    .or_else(|| self.of_owner(at))
                    .or_else(|| self.with_clan_mark(&nouns, at)),
                Class::Letter => self.foreign_behind_noun(&nouns, at),
                _ => None,
            };
            let Some(range) = hit else { continue };
            let free = !found
                .iter()
                .chain(&persons)
                .any(|f| f.kind == Kind::Person && overlap(&f.range, &range));
            if free {
                persons.push(self.unnamed_part(range));
            }
        }
        persons
    }

    /// Where nouns of persons end in the block.
    fn noun_ends(&self) -> Vec<usize> {
        let nouns = &self.knowledge.person_nouns;
        let ends = self.block.clone();
        let ends = ends.filter_map(|at| nouns.longest_at(self.glyphs, at));
        let mut ends: Vec<usize> = ends.map(|(end, ())| end).collect();
        ends.sort_unstable();
        ends
    }

    /// Where names may begin that such words tell.
    fn starts(&self, nouns: &[usize]) -> Vec<usize> {
        let glyphs = self.glyphs;
        let is = |at: usize, chars: &str| at < self.block.end && chars.contains(glyphs.char(at));
        let mut starts = Vec::new();
        for &end in nouns {
            starts.push(end);
            starts.extend(is(end, "為是").then_some(end + 1));
        }
        let titles = self.roles.iter().map(|role| role.range.end);
        starts.extend(titles.filter(|&end| is(end, "為是")).map(|end| end + 1));
        for body in self.bodies {
            let end = body.range.end;
            starts.push(end);
            starts.extend(is(end, "的人").then_some(end + 1));
        }
        for at in self.block.clone() {
            let begins = at > self.block.start && glyphs.class(at - 1) != Class::Letter;
            if glyphs.class(at) == Class::Letter && begins {
                starts.push(at);
            } else if glyphs.char(at) == '氏' && begins {
                starts.push(at - 1);
            }
        }
        starts.retain(|&at| at < self.block.end);
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// A name in Han characters behind a noun of persons.
    fn behind_noun(&self, nouns: &[usize], at: usize) -> Option<Range<usize>> {
        if !self.follows_noun(nouns, at) && !self.follows_title_and_copula(at) {
            return None;
        }
        let (glyphs, knowledge) = (self.glyphs, self.knowledge);
        let listed = self
            .names_at(at)
            .filter(|&end| self.is_usual(&(at..end)) || self.is_japanese(&(at..end)))
            .filter(|&end| !self.is_cut(&(at..end)))
            .find(|&end| self.name_ends_at(end) || self.is_usual(&(at..end)));
        let sounds = || {
            let end = knowledge.transcribed(glyphs, at, self.block.end)?;
            let separated = matches!(glyphs.char(end), '、' | '及' | '與' | '和');
            (end >= at + NAME || separated).then_some(end)
        };
        let end = listed.or_else(sounds)?;
        self.may_be(at..end)
    }

    /// Whether a noun of persons ends at an index, or 人 behind a country or a town: 惠安人.
    fn follows_noun(&self, nouns: &[usize], at: usize) -> bool {
        let (glyphs, floor) = (self.glyphs, self.block.start);
        // 聯絡窗口為|柯睿紘
        let copula = at > floor && matches!(glyphs.char(at - 1), '為' | '是');
        let at = if copula { at - 1 } else { at };
        let noun = nouns.binary_search(&at).is_ok();
        let native = || {
            let edge = at.checked_sub(1).filter(|&edge| edge > floor);
            edge.is_some_and(|edge| {
                glyphs.char(edge) == '人'
                    && self
                        .body_ending(edge)
                        .is_some_and(|place| place.kind == Kind::Jurisdiction)
            })
        };
        noun || native()
    }

    /// Whether a title and 為 end at an index: 總幹事為|張簡文潔.
    fn follows_title_and_copula(&self, at: usize) -> bool {
        let copula = at > self.block.start && matches!(self.glyphs.char(at - 1), '為' | '是');
        copula && self.roles.iter().any(|role| role.range.end == at - 1)
    }

    /// A name of the usual length behind a body, or behind a village, with or without 的 between
    /// them, where the name ends.
    fn of_owner(&self, at: usize) -> Option<Range<usize>> {
        let glyphs = self.glyphs;
        let joined = at > self.block.start && glyphs.char(at - 1) == '的';
        let owner = self.body_ending(if joined { at - 1 } else { at })?;
        let village = || self.follows_village(owner.range.end);
        let body = owner.kind == Kind::Organisation;
        let owns = body || village();
        let end = self.names_at(at).find(|&end| {
            let name = at..end;
            let closed = self.name_ends_at(end) && !self.is_cut(&name);
            closed && (self.is_usual(&name) || body && self.is_japanese(&name))
        })?;
        self.may_be(at..end).filter(|_| owns)
    }

    /// A name with 氏 behind the surname, as women of Viet Nam have: 阮氏清河.
    fn with_clan_mark(&self, nouns: &[usize], at: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 2;
        let glyphs = self.glyphs;
        let surname = glyphs.char(at + 1) == '氏'
            && self
                .knowledge
                .surnames_at(glyphs, at)
                .any(|(length, _)| length == 1);
        if !surname {
            return None;
        }
        let lexicon = &self.knowledge.authority.lexicon;
        let words = Cues::from(lexicon.cues("clan-word"));
        let kin = Cues::from(lexicon.cues("kin-end"));
        let given = at + 2;
        let begins = self.begins_here(at)
            || self.follows_noun(nouns, at)
            || kin.at(glyphs, at - 1).next().is_some();
        let end = (given + 1..=given + LONGEST)
            .rev()
            .filter(|&end| (given..end).all(|i| self.may_be_given(i)))
            .find(|&end| self.name_ends_at(end))?;
        let clan = words.at(glyphs, given).next().is_some();
        (begins && !clan && !self.knowledge.ends_name(glyphs, given))
            .then(|| self.may_be(at..end))
            .flatten()
    }

    /// A foreign name behind a noun of persons: 窗口|John Fairweather.
    fn foreign_behind_noun(&self, nouns: &[usize], at: usize) -> Option<Range<usize>> {
        let glyphs = self.glyphs;
        let edge = glyphs.skip_space_back(self.block.start, at);
        if at > self.block.start && glyphs.class(at - 1) == Class::Letter {
            return None;
        }
        let han = edge > self.block.start && glyphs.class(edge - 1) == Class::Han;
        let told = han && self.follows_noun(nouns, edge);
        let of_body = || {
            han && glyphs.char(edge - 1) == '的'
                && self
                    .body_ending(edge - 1)
                    .is_some_and(|body| body.kind == Kind::Organisation)
        };
        if !told && !self.is_listed_behind_han(edge) && !of_body() {
            return None;
        }
        let end = self.foreign_name(at)?;
        let given = || {
            let text = glyphs.text(at..end);
            let first = text.split([' ', '-']).next().unwrap_or_default();
            let lexicon = &self.knowledge.authority.lexicon;
            lexicon.value("given-name", first) == Some("")
        };
        let body = || {
            let from = glyphs.skip_space(end);
            let suffixes = &self.knowledge.body_endings;
            suffixes.longest_at(glyphs, from).is_some()
        };
        ((told || of_body() || given()) && !body()).then_some(at..end)
    }

    /// Whether a list in Chinese goes on at an index: 樊美鳳及|Andrew Penhallow.
    fn is_listed_behind_han(&self, edge: usize) -> bool {
        edge > self.block.start + 1
            && matches!(
                self.glyphs.char(edge - 1),
                '、' | '及' | '與' | '和' | '由' | '的'
            )
            && self.glyphs.class(edge - 2) == Class::Han
            // 三、Val di Funes
            && edge > self.block.start + 2
    }

    /// The name that begins a line and has a colon behind it, with or without a remark in
    /// brackets: what is said follows.
    fn turn(&self) -> Option<Found> {
        const LONGEST: usize = 24;
        let glyphs = self.glyphs;
        let at = glyphs.skip_space(self.block.start);
        let closes = |end: usize| {
            let mut next = end;
            let mut remark = false;
            if glyphs.char(next) == '(' {
                let limit = self.block.end.min(next + LONGEST);
                next = (next..limit).find(|&i| glyphs.char(i) == ')')? + 1;
                remark = true;
            }
            (next < self.block.end && glyphs.char(next) == ':').then_some(remark)
        };
        let dotted = self.transliterated(at).filter(|&end| closes(end).is_some());
        let end = dotted.or_else(|| {
            self.names_at(at).find(|&end| {
                let name = at..end;
                let usual = self.is_usual(&name) || self.is_japanese(&name);
                let said = closes(end);
                said.is_some() && (usual || said == Some(true) && name.len() >= NAME)
            })
        })?;
        let word = glyphs.text(at..end);
        let lexicon = &self.knowledge.authority.lexicon;
        let label = ["field-label", "attendee-label", "table-header"]
            .iter()
            .any(|group| lexicon.contains(group, &word));
        // 白布帆： needs another place that names a person.
        let range = self
            .may_be(at..end)
            .filter(|name| !label && !self.knowledge.is_compound(glyphs, name))?;
        Some(self.unnamed_part(range))
    }

    /// Whether a stretch is a surname and two characters that given names have, or one of them
    /// behind a surname of two.
    pub fn is_usual(&self, name: &Range<usize>) -> bool {
        // 姚 士 源
        if name.clone().any(|i| self.glyphs.class(i) == Class::Space) {
            let packed = super::name::without_spaces(self.glyphs.text(name.clone()));
            let packed = Glyphs::new(&packed);
            return self.knowledge.is_usual(&packed, &(0..packed.len()));
        }
        let mut given = (name.start + 2..name.end).map(|i| self.glyphs.char(i));
        self.knowledge.is_usual(self.glyphs, name)
            || name.len() == 4
                && given.all(|char| self.knowledge.is_given(char))
                && self.has_two_surnames(name)
    }

    /// Whether a stretch is a Japanese family's name of two characters or more and a given name.
    fn is_japanese(&self, name: &Range<usize>) -> bool {
        let surnames = self.knowledge.surnames_at(self.glyphs, name.start);
        let mut surnames = surnames.filter(|(length, lengths)| *length > 1 && *lengths.end() > 2);
        surnames.any(|(length, _)| {
            let given = name.start + length..name.end;
            given.len() <= NAME
                && !given.is_empty()
                && given
                    .clone()
                    .any(|i| self.knowledge.is_given(self.glyphs.char(i)))
        })
    }

    /// A name, unless a word, a title or a body stands there.
    fn may_be(&self, name: Range<usize>) -> Option<Range<usize>> {
        let (glyphs, knowledge) = (self.glyphs, self.knowledge);
        let dotted = name.clone().any(|i| glyphs.char(i) == '‧');
        let sounds = |i: usize| knowledge.is_transcription(glyphs.char(i));
        let ordinary = knowledge.is_word(glyphs, name.start)
            || knowledge.is_function_word(glyphs, name.start)
            || knowledge.begins_ordinary(glyphs, name.start) && !name.clone().all(sounds)
            || !dotted
                && !self.is_usual(&name)
                && (knowledge.ends_body(glyphs, name.start + 1, name.end)
                    // 東京大學|安田講堂
                    || knowledge.sort_by_ending(&glyphs.text(name.clone())).is_some())
            || !self.is_free_of_bodies(&name)
            || self.roles.iter().any(|role| overlap(&role.range, &name));
        (!ordinary).then_some(name)
    }

    fn unnamed_part(&self, range: Range<usize>) -> Found {
        let name = super::name::without_spaces(self.glyphs.text(range.clone()));
        Found {
            kind: Kind::Person,
            range: range.start..self.with_title_after(range.end),
            reading: Reading::Person(PersonReading {
                name,
                foreign: None,
                partial: false,
                roles: Vec::new(),
            }),
            rule: Rule::List,
            hard: true,
        }
    }
}
