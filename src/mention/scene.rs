//! What stands around the names of a block: its titles and the bodies that they belong to.

use std::ops::Range;

use super::gloss::{self, Gloss};
use super::glyph::{Class, Glyphs};
use super::knowledge::{Knowledge, word_start};
use super::role::Role;
use super::{Found, Kind, Naming, Reading, RoleReading, Rule};

/// Everything in a block that the rules for persons look at.
pub struct Scene<'a> {
    /// What is known beforehand.
    pub knowledge: &'a Knowledge<'a>,
    /// The text.
    pub glyphs: &'a Glyphs,
    /// The block.
    pub block: Range<usize>,
    /// Titles.
    pub roles: Vec<Role>,
    /// Organisations and jurisdictions found so far.
    pub bodies: &'a [Found],
    /// Glosses.
    pub glosses: &'a [Gloss],
    /// Where things are listed, and no persons.
    pub things: &'a [Range<usize>],
    /// Where persons are listed under a label of attendance.
    pub persons: &'a [Range<usize>],
}

/// Whether two ranges share a glyph.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether one range lies in another.
pub fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

impl Scene<'_> {
    /// The title that stands before a name, with its body: `[body][title] name`.
    pub fn roles_before(&self, name: usize) -> Vec<RoleReading> {
        let mut roles = self.apposed_roles(name);
        roles.truncate(1);
        roles
    }

    /// The titles that stand before a glossed name, nearest first:
    /// `[body][title]、[body][title] name(Name)`. Only a gloss tells such an apposition from a
    /// list of persons, whose next one has the title (經濟部部長、外交部部長李大維).
    pub fn apposed_roles(&self, name: usize) -> Vec<RoleReading> {
        let glyphs = self.glyphs;
        let mut readings = Vec::new();
        let mut end = glyphs.skip_space_back(self.block.start, name);
        loop {
            // A country between a title and a name (現任主席|法國|歐蘭德) belongs to the name.
            if readings.is_empty()
                && let Some(body) = self.body_ending(end)
            {
                end = glyphs.skip_space_back(self.block.start, body.range.start);
            }
            let Some(role) = self
                .roles
                .iter()
                .find(|role| role.range.end == end && !role.uses.honorific)
            else {
                break;
            };
            let (title, body) = self.title_and_body(role);
            // 王美玲處長　|李國強科員
            if body.is_none() && end < name && self.is_name_in_han_before(role) {
                break;
            }
            readings.push(RoleReading {
                title: glyphs.span(title.clone()),
                of: body.clone().map(|range| glyphs.span(range)),
            });
            let start = body.map_or(title.start, |range| range.start);
            let before = glyphs.skip_space_back(self.block.start, start);
            // 世界資源協會執行副總裁、|本次高峰會|聯合主席
            let separator = self.separator_before(before);
            match separator {
                Some(next) => end = next,
                None => break,
            }
        }
        readings
    }

    /// The end of the apposition before a comma, if what stands before `at` is one.
    pub fn separator_before(&self, at: usize) -> Option<usize> {
        let start = self.knowledge.name_start(self.glyphs, self.block.start, at);
        let comma = start.at.checked_sub(1).filter(|&i| i >= self.block.start)?;
        (self.glyphs.char(comma) == '、').then_some(comma)
    }

    /// A title with the words that narrow it (數位|政委) and the body before it.
    pub fn title_and_body(&self, role: &Role) -> (Range<usize>, Option<Range<usize>>) {
        const NARROWING: usize = 8;
        let glyphs = self.glyphs;
        let edge = glyphs.skip_space_back(self.block.start, role.range.start);
        if let Some(body) = self.body_ending(edge).or_else(|| self.body_within(role)) {
            return (role.range.clone(), Some(body.range.clone()));
        }
        // 貿協|副秘書長: a weak form of a listed body's name, right before a title
        let from = self
            .knowledge
            .name_start(glyphs, self.block.start, role.range.start)
            .at;
        if from + 1 < role.range.start && self.weak_body(from..edge).is_some() {
            return (role.range.clone(), Some(from..edge));
        }
        // `g0v 共同發起人`, `Digital Agency 部長`
        if edge > self.block.start
            && matches!(glyphs.class(edge - 1), Class::Letter | Class::Digit)
            && glyphs.class(role.range.start) == Class::Han
        {
            let start = self.foreign_body_start(edge);
            let letters = (start..edge).any(|i| glyphs.class(i) == Class::Letter);
            if letters {
                return (role.range.clone(), Some(start..edge));
            }
        }
        let start = self
            .knowledge
            .name_start(glyphs, self.block.start, role.range.start)
            .at;
        let body = self
            .bodies
            .iter()
            .filter(|b| {
                b.range.end > start && b.range.end <= role.range.start && b.range.start >= start
            })
            .max_by_key(|b| b.range.end);
        let from = body.map_or(start, |b| glyphs.skip_space(b.range.end));
        if role.range.start - from <= NARROWING {
            (from..role.range.end, body.map(|b| b.range.clone()))
        } else {
            (role.range.clone(), None)
        }
    }

    pub fn foreign_body_start(&self, end: usize) -> usize {
        let capitalised = gloss::foreign_start(self.knowledge, self.glyphs, self.block.start, end);
        if capitalised < end {
            capitalised
        } else {
            word_start(self.glyphs, self.block.start, end)
        }
    }

    /// The key of the only listed body with a weak form: 貿協.
    fn weak_body(&self, range: Range<usize>) -> Option<&str> {
        if range.len() < 2 || self.glyphs.class(range.start) != Class::Han {
            return None;
        }
        let text = self.glyphs.text(range);
        let mut rows = self.knowledge.authority.organisations.weakly_named(&text);
        let row = rows.next()?;
        rows.next().is_none().then_some(&*row.key)
    }

    /// Whether a weak form of a listed body's name ends at an index: 貿協|侯副組長雅琳.
    pub fn follows_weak_body(&self, at: usize) -> bool {
        let start = self
            .knowledge
            .name_start(self.glyphs, self.block.start, at)
            .at;
        self.weak_body(start..at).is_some()
    }

    /// The organisation that a title reveals, unless it was found already.
    pub fn body_beside(&self, role: &RoleReading) -> Option<Found> {
        let range = self.glyphs.range(role.of?);
        if self.bodies.iter().any(|b| overlap(&b.range, &range)) {
            return None;
        }
        let text = self.glyphs.text(range.clone());
        let naming = match self.weak_body(range.clone()) {
            Some(key) => Naming {
                short: vec![text],
                ..Naming::known(key)
            },
            None => Naming {
                foreign: Some(text),
                ..Naming::default()
            },
        };
        Some(Found {
            kind: Kind::Organisation,
            reading: Reading::Named(naming),
            range,
            rule: Rule::Title,
            hard: true,
        })
    }

    /// The longest organisation or jurisdiction that ends at `at`.
    pub fn body_ending(&self, at: usize) -> Option<&Found> {
        self.bodies
            .iter()
            .filter(|body| body.range.end == at)
            .min_by_key(|body| body.range.start)
    }

    /// The body that ends at an index or before the white space in front of it, as in a column:
    /// 太魯閣國家公園管理處　葛課長倩文.
    pub fn body_before(&self, at: usize) -> Option<&Found> {
        let end = self.glyphs.skip_space_back(self.block.start, at);
        self.body_ending(end)
            .filter(|body| end == at || body.kind == Kind::Organisation)
    }

    /// The body whose last character is the title's first: 外交部|長.
    pub fn body_within(&self, role: &Role) -> Option<&Found> {
        let title = self.glyphs.text(role.range.clone());
        let lexicon = &self.knowledge.authority.lexicon;
        lexicon
            .contains("head-suffix", &title)
            .then(|| self.body_ending(role.range.start + 1))?
    }

    /// Whether a name may begin at an index: after punctuation, a space, a function word, a
    /// title or a body.
    pub fn begins_here(&self, at: usize) -> bool {
        at == self.block.start
            || self.glyphs.class(at - 1) != Class::Han
            || self
                .knowledge
                .name_start(self.glyphs, self.block.start, at + 1)
                .at
                == at
            || self.roles.iter().any(|role| role.range.end == at)
            || self.body_ending(at).is_some()
            || self.knowledge.ends_body(self.glyphs, self.block.start, at)
    }

    /// A name together with a title that follows it.
    pub fn with_title_after(&self, end: usize) -> usize {
        let at = self.glyphs.skip_space(end);
        self.roles
            .iter()
            .find(|role| role.range.start == at && role.uses.after)
            .map_or(end, |role| role.range.end)
    }
}
