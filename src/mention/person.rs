//! Persons, in every style of official reports.
//!
//! | printed | rule |
//! | --- | --- |
//! | 唐政務委員鳳, 柴主任惠珍 | the title stands inside the name |
//! | 執行長 Jean-Baptiste Bouzige, 主持人高嘉良 | before it |
//! | 高嘉良先生, 歐蘭德總統 | after it |
//! | 總統法蘭索瓦‧歐蘭德(François Hollande) | before a name with a gloss |
//!
//! A surname alone is no evidence: without a title, a gloss, a cell or a list there is no
//! person.

use std::ops::Range;

use super::gloss::{self, Gloss};
use super::glyph::{Class, Glyphs};
use super::name::without_spaces;
use super::role::Role;
use super::scene::{Scene, overlap};
use super::{Found, Kind, PersonReading, Reading, RoleReading, Rule};

/// Finds the persons of a block, and the bodies that only a title beside them reveals
/// (`g0v` in `g0v 共同發起人高嘉良`).
pub fn find(scene: &Scene) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for gloss in scene.glosses {
        found.extend(scene.glossed(gloss));
    }
    for (index, role) in scene.roles.iter().enumerate() {
        let free = |range: &Range<usize>| {
            !found
                .iter()
                .any(|f: &Found| f.kind == Kind::Person && overlap(&f.range, range))
        };
        let hits = scene
            .title_inside(role)
            .or_else(|| scene.title_before(index))
            .or_else(|| scene.title_after(index));
        if let Some(hit) = hits
            && free(&hit.range)
        {
            found.push(hit);
        }
    }
    let mut bodies: Vec<Found> = Vec::new();
    for person in &found {
        if let Reading::Person(reading) = &person.reading {
            for role in &reading.roles {
                bodies.extend(scene.body_beside(role));
            }
        }
    }
    found.extend(bodies);
    found
}

impl Scene<'_> {
    /// 唐政務委員鳳: surname, title, given name.
    fn title_inside(&self, role: &Role) -> Option<Found> {
        if !role.uses.inner {
            return None;
        }
        let title = role.range.clone();
        let surname = self.surname_before(title.start)?;
        let body = self.body_ending(surname);
        if body.is_none() && !self.begins_here(surname) {
            return None;
        }
        let given = self.given_name(title.end, body.is_some())?;
        let glyphs = self.glyphs;
        let name = glyphs.text(surname..title.start) + &glyphs.text(title.end..given);
        let first = RoleReading {
            title: glyphs.span(title),
            of: body.map(|b| glyphs.span(b.range.clone())),
        };
        Some(Self::person(surname..given, name, vec![first], Rule::Title))
    }

    /// 主持人高嘉良, 執行長 Jean-Baptiste Bouzige, 總統法蘭索瓦‧歐蘭德.
    fn title_before(&self, index: usize) -> Option<Found> {
        let role = &self.roles[index];
        if !role.uses.before
            || role.uses.honorific && self.glyphs.class(role.range.start) == Class::Han
        {
            return None;
        }
        let start = self.glyphs.skip_space(role.range.end);
        let end = match self.glyphs.class(start) {
            Class::Letter => self.foreign_name(start)?,
            Class::Han => self
                .transliterated(start)
                .or_else(|| self.full_name(start))?,
            _ => return None,
        };
        let name = self.glyphs.text(start..end);
        let range = start..self.with_title_after(end);
        Some(Self::person(
            range,
            name,
            self.roles_before(start),
            Rule::Title,
        ))
    }

    /// 高嘉良先生, Manish Bapna 先生, 美國歐巴馬總統.
    fn title_after(&self, index: usize) -> Option<Found> {
        let role = &self.roles[index];
        if !role.uses.after {
            return None;
        }
        let glyphs = self.glyphs;
        let end = glyphs.skip_space_back(self.block.start, role.range.start);
        let last = end.checked_sub(1).filter(|&i| i >= self.block.start)?;
        let start = match glyphs.class(last) {
            Class::Letter => {
                let start = gloss::foreign_start(self.knowledge, glyphs, self.block.start, end);
                self.is_foreign_name(start..end).then_some(start)?
            }
            Class::Han if end == role.range.start => self.name_before(end, role.uses.honorific)?,
            _ => return None,
        };
        let name = glyphs.text(start..end);
        let mut roles = self.roles_before(start);
        if !role.uses.honorific {
            roles.insert(
                0,
                RoleReading {
                    title: glyphs.span(role.range.clone()),
                    of: self
                        .body_ending(glyphs.skip_space_back(self.block.start, start))
                        .map(|b| glyphs.span(b.range.clone())),
                },
            );
        }
        Some(Self::person(
            start..role.range.end,
            name,
            roles,
            Rule::Title,
        ))
    }

    /// 總統歐巴馬(Barack Obama): a foreign name of two or more words, with a title or a middle dot
    /// before the bracket.
    fn glossed(&self, gloss: &Gloss) -> Option<Found> {
        let foreign = gloss.foreign.as_deref()?;
        gloss.chinese.as_deref()?;
        let words = foreign.split_whitespace().count();
        if !(2..=5).contains(&words)
            || !gloss::is_proper(self.knowledge, foreign)
            || super::organisation::is_foreign_body(self.knowledge, foreign)
            || self
                .knowledge
                .jurisdictions
                .longest_at(&Glyphs::new(foreign), 0)
                .is_some_and(|(end, _)| end == foreign.chars().count())
        {
            return None;
        }
        let title_end = self
            .roles
            .iter()
            .filter(|role| role.range.end <= gloss.name.end && role.range.start >= gloss.name.start)
            .map(|role| role.range.end)
            .max();
        let dotted = gloss.name.clone().any(|i| self.glyphs.char(i) == '‧');
        let start = match title_end {
            Some(end) => end,
            None if dotted => gloss.name.start,
            // 朴智恩(Park Ji-eun)
            None => self.name_before(gloss.name.end, false)?,
        };
        if gloss.name.end < start + 2 {
            return None;
        }
        let name = self.glyphs.text(start..gloss.name.end);
        let mut found = Self::person(
            start..self.with_title_after(gloss.whole.end),
            name,
            self.apposed_roles(start),
            Rule::Gloss,
        );
        if let Reading::Person(reading) = &mut found.reading {
            reading.foreign = Some(foreign.to_owned());
        }
        Some(found)
    }

    fn person(range: Range<usize>, name: String, roles: Vec<RoleReading>, rule: Rule) -> Found {
        Found {
            kind: Kind::Person,
            range,
            reading: Reading::Person(PersonReading {
                name: without_spaces(name),
                foreign: None,
                partial: false,
                roles,
            }),
            rule,
            hard: true,
        }
    }
}
