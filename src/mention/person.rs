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

use super::cue::Cues;
use super::gloss::{self, Gloss};
use super::glyph::{Class, Glyphs};
use super::jurisdiction::follows_day;
use super::knowledge::{Knowledge, heads_names};
use super::name::without_spaces;
use super::numeral;
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
        let inside = scene.title_inside(role, &found);
        let after = || scene.title_after(index).filter(|hit| free(&hit.range));
        let before = || scene.title_before(index).filter(|hit| free(&hit.range));
        // 馬英九總統|任內: a name right before a title has it, whatever follows.
        let hit = match inside.filter(|hit| free(&hit.range)) {
            Some(hit) => Some(hit),
            None if scene.is_name_in_han_before(role) => after().or_else(before),
            None => before().or_else(after),
        };
        found.extend(hit);
    }
    found.extend(scene.labelled(&found));
    found.extend(scene.series(&found));
    found.extend(scene.speaking(&found));
    found.extend(scene.in_rows(&found));
    // A row may have told the first name of a list: 蘭嶼鄉衛生所　賴建宏、希婻‧瑪飛洑.
    found.extend(scene.dotted(&found));
    found.extend(scene.beside_nouns(&found));
    found.extend(scene.series(&found));
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
    /// 唐政務委員鳳: surname, title, given name. It may follow another one without a mark, among
    /// those `found`: 陳委員武正|黃委員武達.
    fn title_inside(&self, role: &Role, found: &[Found]) -> Option<Found> {
        if !role.uses.inner {
            return None;
        }
        if let Some(spread) = self.title_inside_spread(role) {
            return Some(spread);
        }
        let title = self.with_first_title(role);
        let surname = self.surname_before_title(title.start)?;
        let surname = self.two_surnames_before(title.start).unwrap_or(surname);
        let body = self.body_before(surname);
        // 江西|區|廳長
        let region = body.is_some_and(|body| body.kind == Kind::Jurisdiction)
            && self
                .knowledge
                .place_ending_at(self.glyphs, surname)
                .is_some();
        // 公共關係處|歐陽專員依凡, but 館方|經理|練旺生
        let of_body = || {
            let whole = title.end..(title.end + 3).min(self.block.end);
            let (knowledge, glyphs) = (self.knowledge, self.glyphs);
            knowledge.ends_body(glyphs, self.block.start, surname)
                && !knowledge.is_usual(glyphs, &whole)
        };
        let town = (self.knowledge).is_head_of_town(self.glyphs, surname, &title);
        let certain = body.is_some() || self.follows_weak_body(surname) || of_body();
        let follows = found.iter().any(|f| f.range.end == surname);
        let begins = || {
            self.begins_here(surname)
                || self.follows_village(surname)
                // 由|曾鄉長宗祥: 曾 is a word as well.
                || self.knowledge.boundary_ends(self.glyphs, self.block.start, surname)
                || self.is_usual_around(surname..title.start, title.end)
        };
        if region || town || !certain && !follows && !begins() {
            return None;
        }
        let alone = surname == self.block.start || self.glyphs.class(surname - 1) != Class::Han;
        let given = self.given_name(title.end, certain, alone).or_else(|| {
            // 詹處長方冠: a name of two characters would begin with a surname of its own.
            let end = self.full_name(title.end)?;
            // 石委員|尚對
            let verb = self.knowledge.is_function_word(self.glyphs, title.end)
                || self.knowledge.ends_name(self.glyphs, end - 1)
                    && !self.knowledge.is_given(self.glyphs.char(end - 1));
            (end == title.end + 2 && !verb).then_some(end)
        })?;
        let glyphs = self.glyphs;
        // 曾視察|布國
        let country = |body: &Found| {
            body.kind == Kind::Jurisdiction
                && body.range == (title.end..given)
                && glyphs.char(given - 1) == '國'
        };
        if self.bodies.iter().any(country) {
            return None;
        }
        // 馬|村長|耀‧伊斯南冠
        let given = match glyphs.char(given) {
            '‧' => self.dotted_end(given)?,
            _ => given,
        };
        let name = glyphs.text(surname..title.start) + &glyphs.text(title.end..given);
        let first = RoleReading {
            title: glyphs.span(title),
            of: body.map(|b| glyphs.span(b.range.clone())),
        };
        Some(Self::person(surname..given, name, vec![first], Rule::Title))
    }

    /// A title with the one right before it that the same person has: 副縣長|兼召集人.
    fn with_first_title(&self, role: &Role) -> Range<usize> {
        let joins = matches!(self.glyphs.char(role.range.start), '兼' | '暨');
        let mut roles = self.roles.iter();
        let first = roles.find(|first| joins && first.range.end == role.range.start);
        first.map_or(role.range.start, |first| first.range.start)..role.range.end
    }

    /// Whether a surname and the two usual characters of a given name stand around a title before what ends a
    /// name, and neither is a part of a word, whatever stands before: 如果|邱委員文彥|有.
    fn is_usual_around(&self, surname: Range<usize>, given: usize) -> bool {
        const GIVEN: usize = 2;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let usual = |at: usize| self.may_be_given(at) && knowledge.is_given(glyphs.char(at));
        let part =
            surname.start > self.block.start && Knowledge::begins_word(glyphs, surname.start - 1);
        // 因為|王如玄|主委
        let whole = [1, 2].into_iter().any(|before| {
            let start = surname.start.checked_sub(before);
            start
                .filter(|&start| start >= self.block.start)
                .is_some_and(|start| {
                    let mut surnames = knowledge.surnames_at(glyphs, start);
                    surnames.any(|(length, _)| length == 1) && (start + 1..surname.end).all(usual)
                })
        });
        // 公司|賴游|經理錦堂: of two families
        let before = surname.start.checked_sub(1);
        let double = before.is_some_and(|at| {
            let mut surnames = knowledge.surnames_at(glyphs, at);
            at >= self.block.start
                && self.begins_here(at)
                && surnames.any(|(length, _)| length == 1)
        });
        surname.len() == 1
            && !part
            && !whole
            && !double
            && (given..given + GIVEN).all(usual)
            && self.name_ends_at(given + GIVEN)
            && !knowledge.ends_name(glyphs, given)
            && !Knowledge::begins_word(glyphs, given)
    }

    /// 吳副署長　宏緯, 鄧　科員　宇捷, 胡 次 長 忠 一: the same with white space between the parts, for the sake of
    /// a column.
    fn title_inside_spread(&self, role: &Role) -> Option<Found> {
        const GIVEN: usize = 2;
        const WIDEST: usize = 4;
        let glyphs = self.glyphs;
        let title = role.range.clone();
        let edge = glyphs.skip_space_back(self.block.start, title.start);
        let given = glyphs.skip_space(title.end);
        let apart = self.spread_given(&title, given);
        let end = apart.unwrap_or(given + GIVEN);
        let gap = given - title.end;
        if !(1..=WIDEST).contains(&gap) || title.start - edge > WIDEST || end > self.block.end {
            return None;
        }
        let surname = self.surname_before(edge)?;
        let opens = surname == self.block.start || glyphs.class(surname - 1) != Class::Han;
        let closes = end == self.block.end || glyphs.class(end) != Class::Han;
        let word = self.knowledge.is_function_word(glyphs, given)
            || self.knowledge.is_word(glyphs, given)
            || self.is_no_given(given)
            || end < self.block.end && glyphs.char(end) == ':'
            || self.roles.iter().any(|role| role.range.start == given)
            || self.is_known_word(given)
            || self.knowledge.ends_body(glyphs, given, end);
        let named = (given..end).all(|i| self.may_be_given(i));
        (opens && closes && (apart.is_some() || named && !word)).then(|| {
            let name = glyphs.text(surname..edge) + &glyphs.text(given..end);
            let role = RoleReading {
                title: glyphs.span(title),
                of: self
                    .body_before(surname)
                    .map(|body| glyphs.span(body.range.clone())),
            };
            Self::person(surname..end, name, vec![role], Rule::Title)
        })
    }

    /// The end of a given name of two characters that stand apart, as those of the title before them do:
    /// 胡 次 長 |忠 一.
    fn spread_given(&self, title: &Range<usize>, given: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let spread =
            |range: Range<usize>| range.into_iter().any(|i| glyphs.class(i) == Class::Space);
        let last = glyphs.skip_space(given + 1);
        let alone = last > given + 1 && glyphs.class(last + 1) != Class::Han;
        let named = self.may_be_given(given) && self.may_be_given(last);
        (spread(title.clone()) && alone && named && last < self.block.end).then_some(last + 1)
    }

    /// 主持人高嘉良, 執行長 Jean-Baptiste Bouzige, 總統法蘭索瓦‧歐蘭德.
    fn title_before(&self, index: usize) -> Option<Found> {
        let role = &self.roles[index];
        if !role.uses.before
            || role.uses.honorific && self.glyphs.class(role.range.start) == Class::Han
        {
            return None;
        }
        let start = self.past_country(self.behind_title(role));
        if start == role.range.end
            && (self.is_called_before(role) || self.is_joint_before_dot(start))
        {
            return None;
        }
        let end = match self.glyphs.class(start) {
            Class::Letter => self.foreign_name(start)?,
            Class::Han => self
                .transliterated(start)
                .or_else(|| self.spread_whole_name(start))
                .or_else(|| self.full_name(start))
                .or_else(|| self.transcribed(start))
                .or_else(|| self.usual_name(role, start))?,
            _ => return None,
        };
        let name = self.glyphs.text(start..end);
        // 發表人 阮氏秋紅 Nguyễn Thị Thu Hồng
        let latin = self.glyphs.skip_space(end);
        let foreign = (latin > end && self.glyphs.class(start) == Class::Han)
            .then(|| self.foreign_name(latin))
            .flatten();
        let range = start..foreign.unwrap_or_else(|| self.with_title_after(end));
        let mut found = Self::person(range, name, self.roles_before(start), Rule::Title);
        if let Reading::Person(person) = &mut found.reading {
            person.foreign = foreign.map(|end| self.glyphs.text(latin..end));
        }
        Some(found)
    }

    /// Where a name with a middle dot begins behind the country that it is of: 加拿大之|詹姆斯‧貝里薩里奧.
    fn past_country(&self, start: usize) -> usize {
        let mut bodies = self.bodies.iter().filter(|body| body.range.start == start);
        let of = bodies.find(|body| matches!(self.glyphs.char(body.range.end), '之' | '的' | '籍'));
        let name = of.map(|body| body.range.end + 1);
        name.filter(|&at| self.transliterated(at).is_some())
            .unwrap_or(start)
    }

    /// Whether a word that joins names begins at an index, and no part of one before a middle dot: 與|比令‧哈勇.
    fn is_joint_before_dot(&self, at: usize) -> bool {
        const LONGEST: usize = 6;
        let glyphs = self.glyphs;
        let mut marks =
            (at..self.block.end.min(at + LONGEST)).filter(|&i| glyphs.class(i) != Class::Han);
        let dotted = marks.next().is_some_and(|mark| glyphs.char(mark) == '‧');
        dotted
            && !self.knowledge.is_dotted(glyphs.char(at))
            && self
                .knowledge
                .boundary_ends(glyphs, self.block.start, at + 1)
    }

    /// Where a name after a title may begin, over what brackets say of the title:
    /// 副局長(規劃)|陳順傑.
    fn behind_title(&self, role: &Role) -> usize {
        const FARTHEST: usize = 12;
        let glyphs = self.glyphs;
        let start = glyphs.skip_space(role.range.end);
        if glyphs.char(start) != '(' {
            return start;
        }
        let limit = self.block.end.min(start + FARTHEST);
        let close = (start..limit).find(|&i| glyphs.char(i) == ')');
        let qualifies = |close: usize| (start + 1..close).all(|i| glyphs.class(i) == Class::Han);
        close
            .filter(|&close| qualifies(close))
            .map_or(start, |close| glyphs.skip_space(close + 1))
    }

    /// 高嘉良先生, Manish Bapna 先生, 美國歐巴馬總統.
    fn title_after(&self, index: usize) -> Option<Found> {
        let role = &self.roles[index];
        let glyphs = self.glyphs;
        // 李文章|紀錄：張惠美
        let label = glyphs.text(role.range.clone());
        let labels = role.range.end < self.block.end
            && glyphs.char(role.range.end) == ':'
            && self
                .knowledge
                .authority
                .lexicon
                .contains("attendee-label", &label);
        if !role.uses.after || labels {
            return None;
        }
        let end = glyphs.skip_space_back(self.block.start, role.range.start);
        let last = end.checked_sub(1).filter(|&i| i >= self.block.start)?;
        let start = match glyphs.class(last) {
            Class::Letter => {
                let start = gloss::foreign_start(self.knowledge, glyphs, self.block.start, end);
                self.is_foreign_name(start..end).then_some(start)?
            }
            Class::Han if end == role.range.start => self.name_before(end, role.uses.honorific)?,
            // 職業安全衛生處　董旺　管理師
            Class::Han => self.name_before(end, false).filter(|&start| {
                let hard = start == self.block.start || glyphs.class(start - 1) != Class::Han;
                hard && (end >= start + 3 || self.body_before(start).is_some())
            })?,
            _ => return None,
        };
        let mut name = glyphs.text(start..end);
        // 小野寺|課長: a surname alone is the one of somebody who is named elsewhere.
        if self.knowledge.authority.surnames.contains(&name) {
            return None;
        }
        let mut foreign = None;
        let mut start = start;
        // 廖國棟 Sufin Siluko 委員
        let gap = glyphs.skip_space_back(self.block.start, start);
        if glyphs.class(last) == Class::Letter
            && gap > self.block.start
            && glyphs.class(gap - 1) == Class::Han
            && let Some(han) = self.name_before(gap, false)
        {
            foreign = Some(std::mem::replace(&mut name, glyphs.text(han..gap)));
            start = han;
        }
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
        let mut found = Self::person(start..role.range.end, name, roles, Rule::Title);
        if let Reading::Person(person) = &mut found.reading {
            person.foreign = foreign;
        }
        Some(found)
    }

    /// Whether a name of three characters or more, at a clear beginning, ends where a title begins.
    pub(super) fn is_name_in_han_before(&self, role: &Role) -> bool {
        let end = role.range.start;
        end > self.block.start
            && self.glyphs.class(end - 1) == Class::Han
            && !role.uses.honorific
            && self
                .name_before(end, false)
                .is_some_and(|start| end - start >= 3)
    }

    /// `姓名：陳建宏　職稱：科長`, `主席：陳建仁　　紀錄：林雅惠`, `專門委員：張智為`: a name after a
    /// label or a title anywhere in a line.
    fn labelled(&self, found: &[Found]) -> Vec<Found> {
        let (glyphs, lexicon) = (self.glyphs, &self.knowledge.authority.lexicon);
        let is_label = |word: &str| {
            let header = lexicon.value("table-header", word);
            header.is_some_and(heads_names)
                || lexicon.is_of_persons(word)
                || lexicon.contains("attendee-label", word)
        };
        let mut persons = Vec::new();
        // In a ruled table the line between two cells: │出國人員姓名│劉穎真│
        let marks = |&i: &usize| matches!(glyphs.char(i), ':' | '│');
        for colon in self.block.clone().filter(marks) {
            let label_end = glyphs.skip_space_back(self.block.start, colon);
            let mut label = label_end;
            while label > self.block.start && glyphs.class(label - 1) == Class::Han {
                label -= 1;
            }
            let word = glyphs.text(label..label_end);
            // 主　　席：, and 紀　錄： in the middle of a line
            let spread = || {
                let from = label_end.saturating_sub(12).max(self.block.start);
                (from..label_end).any(|at| {
                    let begins = at == self.block.start || glyphs.class(at - 1) == Class::Space;
                    let plain = (at..label_end)
                        .all(|i| matches!(glyphs.class(i), Class::Han | Class::Space));
                    begins && plain && is_label(&without_spaces(glyphs.text(at..label_end)))
                })
            };
            let title = self.roles.iter().find(|role| {
                role.range.end == label_end
                    && !role.uses.honorific
                    && self.begins_here(role.range.start)
            });
            let cell = glyphs.char(colon) == '│';
            // 交通部鐵道局：王大明；
            let body = !cell
                && self
                    .body_ending(label_end)
                    .is_some_and(|body| body.kind == Kind::Organisation);
            let labels = is_label(&word) || !cell && (title.is_some() || body || spread());
            let start = glyphs.skip_space(colon + 1);
            if !labels || glyphs.class(start) != Class::Han {
                continue;
            }
            let before_label = || {
                let colon =
                    (start..self.block.end.min(start + 12)).find(|&i| glyphs.char(i) == ':')?;
                let ends = |&end: &usize| end < colon && is_label(&glyphs.text(end..colon));
                self.names_at(start).find(ends)
            };
            let name = self.transliterated(start).or_else(|| self.full_name(start));
            let Some(end) = name.or_else(before_label) else {
                continue;
            };
            let range = start..end;
            let last = glyphs.text(end - 1..end);
            if body && (lexicon.contains("not-name-end", &last) || end < start + 2) {
                continue;
            }
            // 紀錄：黃靜汶|出席人員：
            let next = (end..self.block.end.min(end + 8)).find(|&i| glyphs.char(i) == ':');
            let closed = end >= self.block.end
                || glyphs.class(end) != Class::Han
                || next.is_some_and(|colon| is_label(&glyphs.text(end..colon)))
                || self.roles.iter().any(|role| role.range.start == end);
            if closed
                && !found
                    .iter()
                    .chain(self.bodies)
                    .any(|f| overlap(&f.range, &range))
            {
                let name = glyphs.text(range.clone());
                let roles = title.map(|role| {
                    let (title, of) = self.title_and_body(role);
                    RoleReading {
                        title: glyphs.span(title),
                        of: of.map(|of| glyphs.span(of)),
                    }
                });
                persons.push(Self::person(
                    range,
                    name,
                    roles.into_iter().collect(),
                    Rule::List,
                ));
            }
        }
        persons
    }

    /// 陳冠宇表示: a name of three characters or more between a mark and a verb of speech.
    fn speaking(&self, found: &[Found]) -> Vec<Found> {
        let (glyphs, lexicon) = (self.glyphs, &self.knowledge.authority.lexicon);
        let begins = |at: &usize| {
            let before = at.checked_sub(1).filter(|&i| i >= self.block.start);
            glyphs.class(*at) == Class::Han
                && before.is_none_or(|i| {
                    matches!(
                        glyphs.char(i),
                        '。' | ',' | '，' | ';' | '：' | ':' | '」' | ' ' | '\t'
                    )
                })
        };
        let name = |start: usize| {
            let end = self.names_at(start).find(|&end| {
                end >= start + 3 && (start..end).all(|i| glyphs.class(i) == Class::Han)
            })?;
            let range = start..end;
            let verb = lexicon
                .group("speech-verb")
                .iter()
                .any(|(verb, _)| glyphs.starts_with(end, verb));
            let last = glyphs.text(end - 1..end);
            let ordinary = self.knowledge.is_word(glyphs, start)
                || self.knowledge.begins_ordinary(glyphs, start)
                || self.knowledge.begins_in_word(glyphs, &range)
                || self.knowledge.ends_in_word(glyphs, &range)
                || lexicon.contains("not-name-end", &last)
                || self.knowledge.ends_body(glyphs, self.block.start, end)
                || self.roles.iter().any(|role| overlap(&role.range, &range))
                || found
                    .iter()
                    .chain(self.bodies)
                    .any(|f| overlap(&f.range, &range));
            (verb && !ordinary).then_some(range)
        };
        self.block
            .clone()
            .filter(begins)
            .filter_map(name)
            .map(|range| {
                let name = glyphs.text(range.clone());
                Self::person(range, name, Vec::new(), Rule::Title)
            })
            .collect()
    }

    /// 陳敏薰、王小明、李大華等人: names of three characters in a list that is closed so, or that
    /// holds a person found otherwise.
    fn series(&self, found: &[Found]) -> Vec<Found> {
        const LONGEST_PART: usize = 4;
        let glyphs = self.glyphs;
        let is_item = |range: &Range<usize>| {
            let first = range.clone().position(|i| glyphs.char(i) == '‧');
            // Not |國際組馬泰伊‧霍切瓦爾.
            let dotted = first.is_some_and(|length| length <= LONGEST_PART);
            (dotted
                || self.names_at(range.start).any(|end| end == range.end)
                || self.has_two_surnames(range))
                && !self.knowledge.is_word(glyphs, range.start)
                && !self.ends_otherwise(range)
                && (self.is_usual(range)
                    || !self
                        .knowledge
                        .ends_body(glyphs, self.block.start, range.end))
                && !self.bodies.iter().any(|body| overlap(&body.range, range))
                && !self.roles.iter().any(|role| overlap(&role.range, range))
        };
        // 夏曼‧藍波安羅
        let runs = |i: usize| {
            glyphs.class(i) == Class::Han && !self.bodies.iter().any(|body| body.range.start == i)
                || glyphs.char(i) == '‧'
        };
        let mut persons: Vec<Found> = Vec::new();
        let mut at = self.block.start;
        while at < self.block.end {
            // From the first separator to the last one of a list.
            let Some(comma) = (at..self.block.end).find(|&i| glyphs.char(i) == '、') else {
                break;
            };
            let start = self.knowledge.name_start(glyphs, at, comma).at;
            let first = start..comma;
            let mut items = Vec::from([first]);
            let mut end = comma;
            while matches!(glyphs.char(end), '、' | '與' | '及' | '和' | '跟')
                && end < self.block.end
            {
                let joined = glyphs.char(end) != '、';
                let from = glyphs.skip_space(end + 1);
                let stop = (from..self.block.end)
                    .find(|&i| !runs(i))
                    .unwrap_or(self.block.end);
                // 顏　泓
                let spaced = (glyphs.class(stop) == Class::Space)
                    .then(|| self.names_at(from).find(|&end| end > stop))
                    .flatten();
                let stop = spaced.unwrap_or(stop);
                let last = joined || glyphs.char(stop) != '、';
                let item = if last {
                    from..self.end_of_last(from, stop)
                } else {
                    from..stop
                };
                // A line that ends with a comma names nobody more.
                if item.is_empty() || joined && !is_item(&item) && !self.sounds(&item) {
                    break;
                }
                end = if last { item.end } else { stop };
                items.push(item);
                if joined {
                    break;
                }
            }
            at = end.max(comma + 1);
            let closed = self.closes_series(end).is_some();
            let known = |item: &Range<usize>| {
                found
                    .iter()
                    .any(|f| f.kind == Kind::Person && overlap(&f.range, item))
            };
            // 印尼籍廚工|蘇拉特諾、韋沃沃
            let foreign = known(&items[0]) && self.sounds(&items[0]);
            // 遨請|高永光: only the last three characters are the first name.
            let whole = |item: &Range<usize>| {
                let long =
                    item.len() >= 3 || glyphs.class(item.end) != Class::Han && known(&items[0]);
                known(item) || long && is_item(item) || foreign && self.sounds(item)
            };
            let rest = items[1..].iter().all(whole);
            if let Some(from) = items[0]
                .end
                .checked_sub(3)
                .filter(|&from| from > items[0].start)
                && rest
                && !whole(&items[0])
            {
                items[0].start = from;
            }
            let usual = items
                .iter()
                .all(|item| self.is_usual(item) && is_item(item));
            let evident = closed || self.are_likely(&items) || usual || items.iter().any(known);
            if !evident
                || self.lists_things(&(items[0].start..end))
                || !rest
                || items.len() < 2
                || !(known(&items[0]) || items[0].len() >= 3 && is_item(&items[0]))
            {
                continue;
            }
            for item in items.into_iter().filter(|item| !known(item)) {
                let name = glyphs.text(item.clone());
                persons.push(Self::person(item, name, Vec::new(), Rule::List));
            }
        }
        persons
    }

    /// Whether a list is long and most of its items are names by surname and given name.
    fn are_likely(&self, items: &[Range<usize>]) -> bool {
        const FEW: usize = 3;
        let likely = items.iter().filter(|item| self.is_usual(item)).count();
        items.len() > FEW && items.iter().all(|item| item.len() >= 3) && likely * 2 > items.len()
    }

    /// Where the last name of a list ends: 李大華|等人, 江啟臣|所提書面質詢, 童涵浦|四位學者.
    fn end_of_last(&self, from: usize, stop: usize) -> usize {
        self.names_at(from)
            .find(|&end| end == from + 3 && self.closes_series(end).is_some())
            .or_else(|| {
                let dotted = (from..stop).any(|i| self.glyphs.char(i) == '‧');
                let end = dotted.then(|| self.transliterated(from)).flatten();
                end.filter(|&end| end <= stop)
            })
            .or_else(|| self.closed_sounds(from))
            .or_else(|| (from..stop).find(|&i| self.glyphs.char(i) == '等'))
            .or_else(|| self.full_name(from).filter(|&end| end >= from + 3))
            .unwrap_or(stop)
    }

    /// Whether a stretch that is free is written with characters that write sounds.
    fn sounds(&self, range: &Range<usize>) -> bool {
        let mut chars = range.clone();
        range.len() > 1
            && chars.all(|i| self.knowledge.is_transcription(self.glyphs.char(i)))
            && self.is_free_of_bodies(range)
    }

    /// The end of characters that write sounds behind which a list of persons closes:
    /// 帕特森比恩|三人.
    fn closed_sounds(&self, from: usize) -> Option<usize> {
        let run = (from..self.block.end)
            .take_while(|&i| self.knowledge.is_transcription(self.glyphs.char(i)));
        let end = from + run.count();
        (end > from + 1 && self.closes_series(end).is_some()).then_some(end)
    }

    /// 克里斯蒂安‧豪澤, 依梅‧巴彥: a name with a middle dot names a person wherever it stands, up to where a
    /// name begins and ends.
    fn dotted(&self, found: &[Found]) -> Vec<Found> {
        const SHORTEST: usize = 2;
        const LONGEST: usize = 5;
        let glyphs = self.glyphs;
        let is_dot = |i: usize| glyphs.char(i) == '‧';
        let mut persons = Vec::new();
        let mut after = self.block.start;
        for dot in self.block.clone().filter(|&i| is_dot(i)) {
            let start = self
                .told_start(dot, LONGEST)
                .or_else(|| self.sounds_before(dot))
                .or_else(|| self.sounds_behind(dot))
                .or_else(|| self.dotted_start(dot, LONGEST));
            let Some(start) = start.filter(|&start| start >= after) else {
                continue;
            };
            // 隨|尤瑪‧比浩
            let start =
                start + usize::from(start + SHORTEST < dot && self.is_joint_before_dot(start));
            let Some(end) = self.dotted_end(dot) else {
                continue;
            };
            let range = start..end;
            let last = (start..end).rev().take_while(|&i| !is_dot(i)).count();
            let taken = found.iter().filter(|f| f.kind == Kind::Person);
            let free =
                !taken.clone().any(|f| overlap(&f.range, &range)) && self.is_free_of_bodies(&range);
            if free && last >= SHORTEST && !self.is_of_thing(end, 1) {
                let name = glyphs.text(range.clone());
                let whole = start..self.with_title_after(end);
                let roles = self.roles_before(start);
                persons.push(Self::person(whole, name, roles, Rule::Form));
                after = end;
            }
        }
        persons
    }

    /// Where the part of a name before a middle dot begins that stands right behind a title or a noun
    /// of persons: 詩人|依梅‧巴彥.
    pub fn told_start(&self, dot: usize, longest: usize) -> Option<usize> {
        const SHORTEST: usize = 2;
        let glyphs = self.glyphs;
        let nouns = &self.knowledge.person_nouns;
        let floor = dot.saturating_sub(longest).max(self.block.start + 1);
        let mut starts = (floor..(dot + 1).saturating_sub(SHORTEST)).rev();
        starts.find(|&at| {
            (at..dot).all(|i| glyphs.class(i) == Class::Han)
                && (self.roles.iter().any(|role| role.range.end == at)
                    || nouns.longest_before(glyphs, self.block.start, at).is_some())
        })
    }

    /// Where the characters that write sounds before a middle dot begin behind a word or a character that
    /// nouns of persons or bodies end in: 請|伊斯坦大‧達利, 棗椰農|穆萊‧拉赫森, 漁業局|安妮‧托伊德森.
    pub fn sounds_behind(&self, dot: usize) -> Option<usize> {
        const SHORTEST: usize = 2;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let run = (self.block.start..dot)
            .rev()
            .take_while(|&at| knowledge.is_dotted(glyphs.char(at)))
            .last()?;
        let before = run.checked_sub(1).filter(|&at| at >= self.block.start)?;
        let person = Cues::from(knowledge.authority.lexicon.cues("person-noun-end"));
        let told = person.at(glyphs, before).next().is_some()
            || knowledge.boundary_ends(glyphs, self.block.start, run)
            || knowledge.ends_body(glyphs, self.block.start, run);
        (told && run + SHORTEST <= dot).then_some(run)
    }

    /// Where the part of a name before a middle dot begins that only marks, words, titles, nouns of
    /// persons and bodies set off: 雕刻家|拉黑子‧馬耀.
    fn dotted_start(&self, dot: usize, longest: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let nouns = &self.knowledge.person_nouns;
        let floor = dot.saturating_sub(longest + 1).max(self.block.start);
        let edge = |at: usize| {
            at == self.block.start
                || glyphs.class(at - 1) != Class::Han
                || self.roles.iter().any(|role| role.range.end == at)
                || nouns.longest_before(glyphs, self.block.start, at).is_some()
                || self.body_ending(at).is_some()
                || self.knowledge.boundary_ends(glyphs, self.block.start, at)
        };
        let run = (floor..dot)
            .rev()
            .take_while(|&at| self.knowledge.is_dotted(glyphs.char(at)))
            .last();
        (floor..dot)
            .rev()
            .take_while(|&at| glyphs.class(at) == Class::Han)
            .find(|&at| edge(at))
            .or_else(|| run.filter(|&at| at + 2 <= dot))
            .filter(|&at| at + longest >= dot)
    }

    /// The end of the words at an index that close a list of persons: 等人, 等|教授, 四位|學者.
    pub fn closes_series(&self, at: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let of_persons = ["等人", "等多人", "等委員", "等貴賓"];
        let word = of_persons.iter().find(|word| glyphs.starts_with(at, word));
        if let Some(word) = word {
            return Some(at + word.chars().count());
        }
        // 石有喜、黎帶娣|夫婦
        let words = Cues::from(self.knowledge.authority.lexicon.cues("series-close"));
        let from = if glyphs.char(at) == '等' { at + 1 } else { at };
        if let Some(end) = words.end(glyphs, from) {
            return Some(end);
        }
        let from = if glyphs.char(at) == '等' { at + 1 } else { at };
        let role = self.roles.iter().find(|role| role.range.start == from);
        if let Some(role) = role.filter(|_| from > at) {
            return Some(role.range.end);
        }
        self.counts_persons(from).then_some(from)
    }

    /// 等|16人, 等|三人
    fn counts_persons(&self, at: usize) -> bool {
        let glyphs = self.glyphs;
        numeral::read(glyphs, glyphs.skip_space(at)).is_some_and(|number| {
            let end = glyphs.skip_space(number.range.end);
            end < self.block.end && matches!(glyphs.char(end), '人' | '位' | '名' | '員' | '戶')
        })
    }

    /// 總統歐巴馬(Barack Obama): a foreign name of two or more words, with a title or a middle dot
    /// before the bracket.
    fn glossed(&self, gloss: &Gloss) -> Option<Found> {
        let foreign = gloss.foreign.as_deref()?;
        gloss.chinese.as_deref()?;
        // Cynthia M. Halvorsen(美國能源部)
        let mut name = gloss.name.clone();
        if name.all(|i| self.glyphs.class(i) != Class::Han) {
            return self.glossed_in_han(gloss);
        }
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
        // 揚森教授（Prof. Henk Jansen）
        if let Some(title) = self
            .roles
            .iter()
            .find(|role| role.range.end == gloss.name.end && role.range.start > gloss.name.start)
            && let Some(start) = self.name_before(title.range.start, title.uses.honorific)
        {
            let name = self.glyphs.text(start..title.range.start);
            let mut roles = self.roles_before(start);
            if !title.uses.honorific {
                roles.insert(
                    0,
                    RoleReading {
                        title: self.glyphs.span(title.range.clone()),
                        of: None,
                    },
                );
            }
            let mut found = Self::person(start..gloss.whole.end, name, roles, Rule::Gloss);
            if let Reading::Person(reading) = &mut found.reading {
                reading.foreign = Some(self.without_title(foreign));
            }
            return Some(found);
        }
        let title_end = self
            .roles
            .iter()
            .filter(|role| role.range.end <= gloss.name.end && role.range.end > gloss.name.start)
            .map(|role| role.range.end)
            .max();
        let dotted = gloss.name.clone().any(|i| self.glyphs.char(i) == '‧');
        let start = match title_end {
            Some(end) => end,
            None if dotted => gloss.name.start,
            // 朱利亞克里克（Julia Creek）
            None if self.ends_as_place(gloss, foreign) => return None,
            // 6/6　|圖哈伯斯（Two Harbors）
            None if follows_day(self.glyphs, self.block.start, gloss.name.start) => return None,
            // 朴智恩(Park Ji-eun), 卓拉（Jan Zahradil）
            None => self.name_before(gloss.name.end, false).or_else(|| {
                let given = foreign.split_whitespace().next().unwrap_or_default();
                self.knowledge
                    .authority
                    .lexicon
                    .contains("given-name", given)
                    .then(|| self.sounds_before(gloss.name.end))
                    .flatten()
            })?,
        };
        if gloss.name.end < start + 2 {
            return None;
        }
        let name = self.glyphs.text(start..gloss.name.end);
        // By its form alone 德拉斯特（De Rust） may be a place as well.
        let mut chars = start..gloss.name.end;
        let sounds = chars.all(|i| self.knowledge.is_transcription(self.glyphs.char(i)));
        let told = title_end.is_some() || dotted || !sounds;
        let mut found = Self::person(
            start..self.with_title_after(gloss.whole.end),
            name,
            self.apposed_roles(start),
            if told { Rule::Gloss } else { Rule::Form },
        );
        if let Reading::Person(reading) = &mut found.reading {
            reading.foreign = Some(self.without_title(foreign));
        }
        Some(found)
    }

    /// Whether the last word of a foreign name is one that places end with and no surname, behind a name written by its
    /// sound that is longer than those of persons without a dot.
    fn ends_as_place(&self, gloss: &Gloss, foreign: &str) -> bool {
        const SHORTEST: usize = 4;
        let last = foreign.rsplit(' ').next().unwrap_or_default();
        let lexicon = &self.knowledge.authority.lexicon;
        gloss.name.len() >= SHORTEST
            && lexicon.value("place-suffix-en", last).is_some()
            && !lexicon.contains("surname-en", last)
    }

    /// Yaway Nomin(雅崴‧諾命): a foreign name whose brackets hold one with a middle dot.
    fn glossed_in_han(&self, gloss: &Gloss) -> Option<Found> {
        let chinese = gloss.chinese.as_deref().filter(|name| name.contains('‧'))?;
        if !self.is_foreign_name(gloss.name.clone()) {
            return None;
        }
        let whole = gloss.name.start..self.with_title_after(gloss.whole.end);
        let roles = self.roles_before(gloss.name.start);
        let mut found = Self::person(whole, chinese.to_owned(), roles, Rule::Gloss);
        if let Reading::Person(reading) = &mut found.reading {
            reading.foreign.clone_from(&gloss.foreign);
        }
        Some(found)
    }

    /// `Henk Jansen` of `Prof. Henk Jansen`.
    fn without_title(&self, foreign: &str) -> String {
        let glyphs = Glyphs::new(foreign);
        let title = self.knowledge.title_at(&glyphs, 0);
        let rest = title.map(|(end, _)| {
            let dot = usize::from(glyphs.char(end) == '.');
            glyphs.skip_space(end + dot)
        });
        match rest.filter(|&at| at < glyphs.len()) {
            Some(at) => foreign[glyphs.byte(at)..].to_owned(),
            None => foreign.to_owned(),
        }
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
