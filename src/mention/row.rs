//! Persons whom their place in a line tells: rows that no column heads, cells of a ruled table,
//! names with the body behind them in brackets.
//!
//! | printed | what tells it |
//! | --- | --- |
//! | 司徒雅文／主辦專員 | a line that begins with a name and ends with a title |
//! | ５　余　　岱　簡任秘書　本院 | a number before it, or white space around it |
//! | 經濟部地質調查及礦業管理中心　卓大維(代) | a body before the white space |
//! | 花蓮醫院　李文瑞　張育誠 | the name before it |
//! | 劉穎真(本校), Aigerim Nurzhanova(哈薩克，…) | a body in the brackets |

use std::ops::Range;

use super::cue::Cues;
use super::glyph::Class;
use super::role::Role;
use super::scene::{Scene, overlap};
use super::{Found, Kind, PersonReading, Reading, RoleReading, Rule};

/// From how many spaces on a gap sets cells apart.
const WIDE: usize = 2;

impl Scene<'_> {
    /// Finds such persons; `found` are those found already.
    pub fn in_rows(&self, found: &[Found]) -> Vec<Found> {
        let mut persons: Vec<Found> = Vec::new();
        let starts = self.block.clone().filter(|&at| {
            at == self.block.start
                || self.glyphs.class(at - 1) != Class::Han
                    && !matches!(self.glyphs.class(at - 1), Class::Letter)
                || self.glyphs.starts_with(at.saturating_sub(2), "(由")
        });
        for at in starts {
            let hit = match self.glyphs.class(at) {
                Class::Han => self
                    .before_title(at)
                    .or_else(|| self.behind_body(at))
                    .or_else(|| self.behind_office(at))
                    .or_else(|| self.behind_person(at, found, &persons))
                    .or_else(|| self.behind_stroke(at))
                    .or_else(|| self.before_bracket(at)),
                Class::Letter => self.foreign_name(at).and_then(|end| {
                    self.foreign_before_bracket(at..end)
                        .or_else(|| self.foreign_speaking(at..end))
                        .or_else(|| self.foreign_apart(at..end))
                }),
                _ => None,
            };
            let hit = hit.or_else(|| self.standing_in(at));
            let Some(hit) = hit else { continue };
            let free = !found
                .iter()
                .chain(&persons)
                .any(|f| f.kind == Kind::Person && overlap(&f.range, &hit.range));
            if free {
                persons.push(hit);
            }
        }
        persons
    }

    /// A name at the beginning of a line that a title ends, with white space or a stroke between
    /// them.
    fn before_title(&self, at: usize) -> Option<Found> {
        const FARTHEST: usize = 24;
        let glyphs = self.glyphs;
        if !self.begins_row(at) {
            return None;
        }
        let name = self.row_name(at)?;
        let mut next = glyphs.skip_space(name.end);
        let apart = next > name.end || glyphs.char(next) == '/';
        if glyphs.char(next) == '/' {
            next = glyphs.skip_space(next + 1);
        }
        let role = self.roles.iter().find(|role| {
            let end = role.range.end;
            role.range.start >= next
                && role.range.start <= next + FARTHEST
                && (end >= self.block.end || glyphs.class(end) != Class::Han)
        })?;
        let words = (next..role.range.start)
            .all(|i| matches!(glyphs.class(i), Class::Han | Class::Letter | Class::Digit));
        (apart && words && !role.uses.honorific)
            .then(|| self.in_row(name, vec![self.role_reading(role)]))
    }

    /// A name after a body and white space.
    fn behind_body(&self, at: usize) -> Option<Found> {
        let glyphs = self.glyphs;
        if at == self.block.start || glyphs.class(at - 1) != Class::Space {
            return None;
        }
        let gap = glyphs.skip_space_back(self.block.start, at);
        // 本　會　陳欽銘　章立言
        let own = || {
            let words = super::name::without_spaces(glyphs.text(self.block.start..gap));
            let lexicon = &self.knowledge.authority.lexicon;
            lexicon.contains("self-organisation", &words)
        };
        let body = self.body_ending(gap);
        let is_body = body.is_some_and(|body| body.kind == Kind::Organisation) || own();
        if body.is_none() && !is_body {
            return None;
        }
        let name = self.row_name(at)?;
        // 日本　　三浦健太郎　　國立健康危機管理研究機構
        let column = at >= gap + WIDE && glyphs.skip_space(name.end) >= name.end + WIDE;
        let next = glyphs.char(name.end);
        let closed = name.end >= self.block.end
            || matches!(
                next,
                '(' | '、' | ' ' | '\t' | '\u{3000}' | ';' | ',' | '。'
            )
            || self.roles.iter().any(|role| role.range.start == name.end);
        (closed && (is_body || column)).then(|| {
            let mut found = self.in_row(name, Vec::new());
            found.range.end = self.with_title_after(found.range.end);
            found
        })
    }

    /// A name that fills a cell between strokes behind one that ends with a title or a body:
    /// │ 副縣長 │ 游景嵐.
    fn behind_stroke(&self, at: usize) -> Option<Found> {
        let glyphs = self.glyphs;
        let floor = self.block.start;
        let stroke = glyphs.skip_space_back(floor, at).checked_sub(1)?;
        if stroke < floor || glyphs.char(stroke) != '│' {
            return None;
        }
        let edge = glyphs.skip_space_back(floor, stroke);
        let title = self.roles.iter().find(|role| role.range.end == edge);
        if title.is_none() && self.body_ending(edge).is_none() {
            return None;
        }
        let name = self.row_name(at).filter(|name| name.len() > 1)?;
        let rest = glyphs.skip_space(name.end);
        let roles = title.map(|role| self.role_reading(role));
        let closed = rest >= self.block.end || glyphs.char(rest) == '│';
        closed.then(|| self.in_row(name, roles.into_iter().collect()))
    }

    /// A name in brackets with the word that it stands in for the one before: 林委員志盈(許永發代).
    fn standing_in(&self, at: usize) -> Option<Found> {
        let glyphs = self.glyphs;
        let openers = self.knowledge.proxy_openers;
        let opener = openers.before(glyphs, self.block.start, at).next();
        let bracket = opener.map_or(at, |(start, _)| start).saturating_sub(1);
        let opens = bracket >= self.block.start && bracket < at && glyphs.char(bracket) == '(';
        if !opens || self.is_known_word(at) {
            return None;
        }
        let closes = |end: usize| {
            let word = glyphs.skip_space(end);
            let close = self.knowledge.proxies.end(glyphs, word);
            close.is_some_and(|close| glyphs.char(close) == ')')
        };
        let end = self.names_at(at).find(|&end| closes(end))?;
        Some(self.in_row(at..end, Vec::new()))
    }

    /// A name after another person of the row and white space: 花蓮醫院　李文瑞　張育誠.
    fn behind_person(&self, at: usize, found: &[Found], persons: &[Found]) -> Option<Found> {
        const SHORTEST: usize = 3;
        let glyphs = self.glyphs;
        let gap = glyphs.skip_space_back(self.block.start, at);
        let mut others = found.iter().chain(persons);
        let beside = others.any(|f| f.kind == Kind::Person && f.range.end == gap);
        if gap == at || !beside {
            return None;
        }
        let name = self.row_name(at).filter(|name| name.len() >= SHORTEST)?;
        let closed = name.end >= self.block.end
            || matches!(
                glyphs.char(name.end),
                '(' | '、' | ' ' | '\t' | '\u{3000}' | ';' | ',' | '。'
            );
        closed.then(|| self.in_row(name, Vec::new()))
    }

    /// A name of three characters or more that ends a line or an item behind words that end like
    /// a title, though no table lists it: 保健福祉部老人政策官　廉敏燮.
    fn behind_office(&self, at: usize) -> Option<Found> {
        const SHORTEST: usize = 3;
        const LONGEST: usize = 10;
        let (glyphs, lexicon) = (self.glyphs, &self.knowledge.authority.lexicon);
        let edge = glyphs.skip_space_back(self.block.start, at);
        if edge == at || edge == self.block.start {
            return None;
        }
        let name = self.row_name(at).filter(|name| name.len() >= SHORTEST)?;
        let closed = name.end >= self.block.end
            || matches!(glyphs.char(name.end), '、' | ';' | ',' | '。' | '(' | '│')
            || glyphs.skip_space(name.end) >= name.end + WIDE;
        let han = (self.block.start..edge)
            .rev()
            .take_while(|&i| glyphs.class(i) == Class::Han);
        let mut start = edge - han.count();
        let body = self
            .bodies
            .iter()
            .filter(|body| start <= body.range.start && body.range.end < edge)
            .max_by_key(|body| body.range.end);
        if let Some(body) = body {
            start = body.range.end;
        }
        let titled = self.roles.iter().any(|role| role.range.end == edge);
        let ends = lexicon.contains("office-ending", &glyphs.text(edge - 1..edge));
        let named = (2..=LONGEST).contains(&(edge - start));
        (closed && ends && named && !titled).then(|| {
            let role = RoleReading {
                title: glyphs.span(start..edge),
                of: body.map(|body| glyphs.span(body.range.clone())),
            };
            self.in_row(name, vec![role])
        })
    }

    /// A name at the beginning of a line whose brackets begin with a body.
    fn before_bracket(&self, at: usize) -> Option<Found> {
        if !self.begins_row(at) {
            return None;
        }
        let name = self.row_name(at)?;
        let in_brackets = self.body_in_brackets(name.end, true);
        in_brackets.then(|| self.in_row(name, Vec::new()))
    }

    /// A foreign name whose brackets begin with a body: Cynthia M. Halvorsen(美國能源部).
    fn foreign_before_bracket(&self, name: Range<usize>) -> Option<Found> {
        let begins = self.begins_row(name.start);
        self.body_in_brackets(name.end, begins)
            .then(|| self.in_row(name, Vec::new()))
    }

    /// A foreign name before a verb of speech: Ignacio Fuenzalida Uribe 說明.
    fn foreign_speaking(&self, name: Range<usize>) -> Option<Found> {
        let next = self.glyphs.skip_space(name.end);
        let verbs = Cues::from(self.knowledge.authority.lexicon.cues("speech-verb"));
        let mut said = verbs.at(self.glyphs, next);
        said.any(|(verb, _)| verb.chars().count() > 1)
            .then(|| self.in_row(name, Vec::new()))
    }

    /// A foreign name that ends a line after a wide space, or a list after a person: it holds a
    /// known given name or an initial.
    fn foreign_apart(&self, name: Range<usize>) -> Option<Found> {
        let glyphs = self.glyphs;
        let Range { start: at, end } = name;
        let gap = glyphs.skip_space_back(self.block.start, at);
        let before = gap.checked_sub(1).filter(|&i| i >= self.block.start);
        let before = glyphs.char(before?);
        let next = glyphs.skip_space(end);
        let wide = at - gap >= WIDE || before == '│';
        let closed = end >= self.block.end
            || matches!(glyphs.char(end), '、' | '│' | '(' | '。' | ';')
            || glyphs.char(next) == '│';
        // 迦納　　Kwabena Ofori-Mensah　　迦納衛生服務署
        let column = at - gap >= WIDE
            && next >= end + WIDE
            && (self.body_ending(gap).is_some() || matches!(before, '—' | '-'));
        let text = glyphs.text(at..end);
        let mut words = text.split(' ');
        let lexicon = &self.knowledge.authority.lexicon;
        let given = |word: &str| {
            let first = word.split('-').next().unwrap_or_default();
            word.ends_with('.')
                || lexicon.contains("given-name", word)
                || lexicon.contains("given-name", first)
        };
        (column || (wide || before == '、') && closed && words.any(given))
            .then(|| self.in_row(at..end, Vec::new()))
    }

    /// The title that a line of nothing else ends with: 行政院院長, in lists whose names stand in
    /// the line below.
    pub fn title_alone(&self) -> Option<RoleReading> {
        const LONGEST: usize = 30;
        let glyphs = self.glyphs;
        let end = glyphs.skip_space_back(self.block.start, self.block.end);
        let plain =
            (self.block.start..end).all(|i| matches!(glyphs.class(i), Class::Han | Class::Space));
        let ends = |role: &&Role| role.range.end == end && role.uses.before && !role.uses.honorific;
        let role = self.roles.iter().find(ends);
        let role = role.filter(|_| plain && end - self.block.start <= LONGEST)?;
        // A bare title may head anything: 院長 above 陳情書.
        Some(self.role_reading(role)).filter(|title| title.of.is_some())
    }

    /// A title with the body that it is in.
    fn role_reading(&self, role: &Role) -> RoleReading {
        let (title, of) = self.title_and_body(role);
        RoleReading {
            title: self.glyphs.span(title),
            of: of.map(|of| self.glyphs.span(of)),
        }
    }

    /// The name that fills a line, but for a remark in brackets, below a title: 彭淮南,
    /// 宋餘俠(代理).
    pub fn below_title(&self, title: RoleReading, persons: &[Found]) -> Option<Found> {
        const SHORTEST: usize = 3;
        let glyphs = self.glyphs;
        let start = glyphs.skip_space(self.block.start);
        let fills = |&end: &usize| {
            let rest = glyphs.skip_space(end);
            rest >= self.block.end || glyphs.char(rest) == '('
        };
        let name = start..self.names_at(start).find(fills)?;
        let taken = persons.iter().chain(self.bodies);
        let free = !taken.clone().any(|f| overlap(&f.range, &name));
        let word = self.knowledge.is_word(glyphs, start)
            || self.roles.iter().any(|role| overlap(&role.range, &name))
            || self.knowledge.ends_body(glyphs, start, name.end);
        (free && !word && name.len() >= SHORTEST).then(|| self.in_row(name, vec![title]))
    }

    /// Whether a bracket opens at an index that begins with a body, or, at the beginning of a
    /// line, with a country.
    fn body_in_brackets(&self, at: usize, row: bool) -> bool {
        let glyphs = self.glyphs;
        let open = glyphs.skip_space(at);
        let from = glyphs.skip_space(open + 1);
        let own = || {
            let mut words = self.knowledge.self_organisations.at(glyphs, from);
            words.next().is_some()
        };
        // (R-CA)
        let seat = matches!(glyphs.char(from), 'R' | 'D' | 'I')
            && glyphs.char(from + 1) == '-'
            && glyphs.class(from + 2) == Class::Letter
            && glyphs.char(from + 4) == ')';
        glyphs.char(open) == '('
            && (seat
                || self.bodies.iter().any(|body| {
                    body.range.start == from && (row || body.kind == Kind::Organisation)
                })
                || row && own())
    }

    /// Whether a line, or what its number heads, begins at an index.
    fn begins_row(&self, at: usize) -> bool {
        const LONGEST_MARKER: usize = 5;
        let glyphs = self.glyphs;
        let before = glyphs.skip_space_back(self.block.start, at);
        let marker = self.block.start..before;
        let number = |i: usize| {
            glyphs.class(i) == Class::Digit || "一二三四五六七八九十".contains(glyphs.char(i))
        };
        // 1.酒井浩司, (二)　青木美穗
        let closed = before > self.block.start
            && (before < at || matches!(glyphs.char(before - 1), '.' | '、' | ')'));
        marker.is_empty()
            || closed
                && marker.len() <= LONGEST_MARKER
                && marker.clone().any(number)
                && marker
                    .clone()
                    .all(|i| number(i) || matches!(glyphs.char(i), '.' | '、' | '(' | ')'))
            || glyphs.char(before - 1) == '│'
    }

    /// The name in Han characters that begins at an index and fills what stands between marks or
    /// white space, or up to a title.
    fn row_name(&self, at: usize) -> Option<Range<usize>> {
        let (glyphs, knowledge) = (self.glyphs, self.knowledge);
        let end = self.spread_name(at).or_else(|| {
            self.names_at(at).find(|&end| {
                glyphs.class(end) != Class::Han
                    || self.roles.iter().any(|role| role.range.start == end)
            })
        })?;
        let range = at..end;
        let last = glyphs.text(end - 1..end);
        let word = glyphs.text(range.clone());
        let lexicon = &knowledge.authority.lexicon;
        let ordinary = knowledge.is_word(glyphs, at)
            || lexicon.contains("not-name-end", &last) && !self.is_usual(&range)
            || lexicon.contains("table-header", &word)
            || self.is_known_word(at)
            || self.ends_otherwise(&range)
            || self.lists_things(&range)
            || self.bodies.iter().any(|body| overlap(&body.range, &range))
            || self.roles.iter().any(|role| overlap(&role.range, &range));
        (!ordinary).then_some(range)
    }

    fn in_row(&self, range: Range<usize>, roles: Vec<RoleReading>) -> Found {
        Found {
            kind: Kind::Person,
            reading: Reading::Person(PersonReading {
                name: super::name::without_spaces(self.glyphs.text(range.clone())),
                foreign: None,
                partial: false,
                roles,
            }),
            range,
            rule: Rule::List,
            hard: true,
        }
    }
}
