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
use super::glyph::{Class, Glyphs, is_han};
use super::knowledge::{Knowledge, TitleRow, word_start};
use super::organisation::capitalised_run;
use super::{Found, Kind, Naming, PersonReading, Reading, RoleReading, Rule};
use crate::authority::Uses;

/// A title in the text: 副執行長, 執行副總裁兼常務董事.
#[derive(Clone, Debug)]
pub struct Role {
    /// The glyphs, with what changes the title (副, 時任) and a second title after 兼.
    pub range: Range<usize>,
    /// How the title may stand with a name.
    pub uses: Uses,
    /// The row of the last title, in the authority table.
    pub row: TitleRow,
}

/// Finds the titles of a block, whether or not a person bears them.
pub fn roles(knowledge: &Knowledge, glyphs: &Glyphs, block: Range<usize>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let Some((end, title)) = knowledge
            .title_at(glyphs, at)
            .filter(|(end, _)| *end <= block.end)
        else {
            at += 1;
            continue;
        };
        let mut start = at;
        while let Some((prefix, ())) =
            knowledge
                .title_prefixes
                .longest_before(glyphs, block.start, start)
        {
            start = prefix;
        }
        let role = Role {
            range: start..end,
            uses: knowledge.uses(title),
            row: title,
        };
        match roles.last_mut() {
            // 執行副總裁|兼|常務董事, 總經理|暨|執行長
            Some(last)
                if start == last.range.end + 1
                    && matches!(glyphs.char(last.range.end), '兼' | '暨') =>
            {
                last.range.end = end;
                last.row = role.row;
            }
            Some(last) if start < last.range.end => {
                last.range.end = end;
                last.uses = role.uses;
                last.row = role.row;
            }
            _ => roles.push(role),
        }
        at = end;
    }
    roles
}

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
}

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

/// Whether two ranges share a glyph.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
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

    /// The title that stands before a name, with its body: `[body][title] name`.
    pub fn roles_before(&self, name: usize) -> Vec<RoleReading> {
        let mut roles = self.apposed_roles(name);
        roles.truncate(1);
        roles
    }

    /// The titles that stand before a glossed name, nearest first:
    /// `[body][title]、[body][title] name(Name)`. Only a gloss tells such an apposition from a
    /// list of persons, whose next one has the title (經濟部部長、外交部部長李大維).
    fn apposed_roles(&self, name: usize) -> Vec<RoleReading> {
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
    fn separator_before(&self, at: usize) -> Option<usize> {
        let start = self.knowledge.name_start(self.glyphs, self.block.start, at);
        let comma = start.at.checked_sub(1).filter(|&i| i >= self.block.start)?;
        (self.glyphs.char(comma) == '、').then_some(comma)
    }

    /// A title with the words that narrow it (數位|政委) and the body before it.
    fn title_and_body(&self, role: &Role) -> (Range<usize>, Option<Range<usize>>) {
        const NARROWING: usize = 8;
        let glyphs = self.glyphs;
        let edge = glyphs.skip_space_back(self.block.start, role.range.start);
        if let Some(body) = self.body_ending(edge).or_else(|| self.body_within(role)) {
            return (role.range.clone(), Some(body.range.clone()));
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

    fn foreign_body_start(&self, end: usize) -> usize {
        let capitalised = gloss::foreign_start(self.knowledge, self.glyphs, self.block.start, end);
        if capitalised < end {
            capitalised
        } else {
            word_start(self.glyphs, self.block.start, end)
        }
    }

    /// The organisation that a title reveals, unless it was found already.
    fn body_beside(&self, role: &RoleReading) -> Option<Found> {
        let range = self.glyphs.range(role.of?);
        if self.bodies.iter().any(|b| overlap(&b.range, &range)) {
            return None;
        }
        Some(Found {
            kind: Kind::Organisation,
            reading: Reading::Named(Naming {
                foreign: Some(self.glyphs.text(range.clone())),
                ..Naming::default()
            }),
            range,
            rule: Rule::Title,
            hard: true,
        })
    }

    /// The longest organisation or jurisdiction that ends at `at`.
    fn body_ending(&self, at: usize) -> Option<&Found> {
        self.bodies
            .iter()
            .filter(|body| body.range.end == at)
            .min_by_key(|body| body.range.start)
    }

    /// The body whose last character is the title's first: 外交部|長.
    fn body_within(&self, role: &Role) -> Option<&Found> {
        let title = self.glyphs.text(role.range.clone());
        let lexicon = &self.knowledge.authority.lexicon;
        lexicon
            .contains("head-suffix", &title)
            .then(|| self.body_ending(role.range.start + 1))?
    }

    /// Whether a name may begin at an index: after punctuation, a space, a function word, a
    /// title or a body.
    fn begins_here(&self, at: usize) -> bool {
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

    /// Where a surname that ends at `end` begins.
    fn surname_before(&self, end: usize) -> Option<usize> {
        [3, 2, 1].into_iter().find_map(|length| {
            let start = end.checked_sub(length).filter(|&s| s >= self.block.start)?;
            self.knowledge
                .surnames_at(self.glyphs, start)
                .any(|(surname, _)| surname == length)
                .then_some(start)
        })
    }

    /// The end of the given name after a title.
    ///
    /// `certain` says that a body stands before the surname, so that no function word is needed
    /// after the name.
    fn given_name(&self, start: usize, certain: bool) -> Option<usize> {
        let glyphs = self.glyphs;
        let ends = |at| self.knowledge.ends_name(glyphs, at);
        let hard = |at: usize| at >= self.block.end || glyphs.class(at) != Class::Han;
        // 衛生福利部陳部長時中: after a body two characters that stand alone are the name, even if
        // the first is a word (時); only a longer word (表示) is not.
        let both = self.may_be_given(start) && self.may_be_given(start + 1);
        if certain && both && hard(start + 2) && !self.knowledge.is_function_word(glyphs, start) {
            return Some(start + 2);
        }
        if !self.may_be_given(start) || ends(start) {
            return None;
        }
        if hard(start + 1) {
            return Some(start + 1);
        }
        if !self.may_be_given(start + 1) {
            return ends(start + 1).then_some(start + 1);
        }
        if hard(start + 2) {
            return Some(start + 2);
        }
        if ends(start + 1) {
            return Some(start + 1);
        }
        (certain || ends(start + 2)).then_some(start + 2)
    }

    /// Whether a character may stand in a given name.
    fn may_be_given(&self, at: usize) -> bool {
        at < self.block.end
            && self.glyphs.class(at) == Class::Han
            && !self.knowledge.never_given(self.glyphs.char(at))
    }

    /// The end of a full name in Han characters, surname first, that begins at `start`.
    pub fn full_name(&self, start: usize) -> Option<usize> {
        if self.is_known_word(start) || self.knowledge.is_word(self.glyphs, start) {
            return None;
        }
        self.names_at(start).find(|&end| self.name_ends_at(end))
    }

    /// Where names in Han characters that begin at `start` may end, the likeliest first: given
    /// names of two characters, of one, of three. A name of two may be printed with a space in
    /// it (邱　毅).
    pub fn names_at(&self, start: usize) -> impl Iterator<Item = usize> {
        let glyphs = self.glyphs;
        self.knowledge
            .surnames_at(glyphs, start)
            .flat_map(move |(surname, given)| {
                let after = start + surname;
                let spaced = glyphs.class(after) == Class::Space && surname == 1;
                let spaced = spaced.then_some(after + 2);
                let given = [2, 1, 3].into_iter().filter(move |g| given.contains(g));
                spaced
                    .into_iter()
                    .chain(given.map(move |length| after + length))
                    .filter(move |&end| {
                        let from = if Some(end) == spaced {
                            after + 1
                        } else {
                            after
                        };
                        end <= self.block.end && (from..end).all(|i| self.may_be_given(i))
                    })
            })
    }

    /// Whether a country, body or other known word begins here, which a name must not be cut
    /// from: 高雄市, 金管會.
    fn is_known_word(&self, start: usize) -> bool {
        self.bodies
            .iter()
            .any(|b| b.range.start == start && b.range.len() > 1)
    }

    fn name_ends_at(&self, end: usize) -> bool {
        end >= self.block.end
            || self.knowledge.name_may_end(self.glyphs, end)
            || self.roles.iter().any(|role| role.range.start == end)
    }

    /// The end of a transliterated name with a middle dot: 法蘭索瓦‧歐蘭德.
    pub fn transliterated(&self, start: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let mut end = start;
        let mut dots = 0;
        while end < self.block.end {
            match (glyphs.class(end), glyphs.char(end)) {
                (_, '‧') if end > start => dots += 1,
                (Class::Han, _) if dots == 0 || !self.name_ends_at(end) => {}
                _ => break,
            }
            end += 1;
        }
        let plausible = dots > 0 && end - start <= 20 && glyphs.char(end - 1) != '‧';
        plausible.then_some(end)
    }

    /// The end of a foreign name of two to five capitalised words that begins at `start`.
    fn foreign_name(&self, start: usize) -> Option<usize> {
        let end = capitalised_run(self.knowledge, self.glyphs, start, self.block.end);
        self.is_foreign_name(start..end).then_some(end)
    }

    fn is_foreign_name(&self, range: Range<usize>) -> bool {
        if range.is_empty() {
            return false;
        }
        let text = self.glyphs.text(range.clone());
        let words = text.split_whitespace().count();
        (2..=5).contains(&words)
            && gloss::is_proper(self.knowledge, &text)
            && !gloss::is_acronym(&text)
            && !super::organisation::is_foreign_body(self.knowledge, &text)
            && !self.bodies.iter().any(|b| overlap(&b.range, &range))
    }

    /// Where the name in Han characters that ends at a title begins.
    fn name_before(&self, end: usize, honorific: bool) -> Option<usize> {
        let glyphs = self.glyphs;
        [3, 4, 5, 2, 6].into_iter().find_map(|length| {
            let start = end.checked_sub(length).filter(|&s| s >= self.block.start)?;
            let range = start..end;
            let spaced = range.clone().any(|i| glyphs.class(i) == Class::Space);
            let plausible = self.names_at(start).any(|name_end| name_end == end)
                && !self.knowledge.is_word(glyphs, start)
                && !self.bodies.iter().any(|b| overlap(&b.range, &range))
                && !self.roles.iter().any(|r| overlap(&r.range, &range));
            // After 先生 three characters are a name wherever they stand; before a plain title
            // the name must stand alone, and two characters may be any word (安全主任).
            let evidence = self.begins_here(start) || honorific && length == 3;
            let long_enough = honorific || spaced || length > 2;
            (plausible && evidence && long_enough).then_some(start)
        })
    }

    /// A name together with a title that follows it.
    fn with_title_after(&self, end: usize) -> usize {
        let at = self.glyphs.skip_space(end);
        self.roles
            .iter()
            .find(|role| role.range.start == at && role.uses.after)
            .map_or(end, |role| role.range.end)
    }
}

/// A name in Han characters without the space that may stand in it; other names as they are.
pub fn without_spaces(name: String) -> String {
    if name.chars().any(is_han) {
        name.split_whitespace().collect()
    } else {
        name
    }
}
