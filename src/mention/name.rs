//! The shapes of persons' names: how long a name in Han characters may be, where one in another
//! script ends.

use std::ops::Range;

use super::cue::Cues;
use super::gloss;
use super::glyph::{Class, is_han};
use super::knowledge::Knowledge;
use super::numeral;
use super::organisation::{capitalised_run, is_foreign_body};
use super::role::Role;
use super::scene::{Scene, overlap};

impl Scene<'_> {
    /// Where a surname that ends at `end` begins.
    pub fn surname_before(&self, end: usize) -> Option<usize> {
        [3, 2, 1].into_iter().find_map(|length| {
            let start = end.checked_sub(length).filter(|&s| s >= self.block.start)?;
            let known = self
                .knowledge
                .surnames_at(self.glyphs, start)
                .any(|(surname, _)| surname == length);
            let word = self.knowledge.is_no_surname(self.glyphs, start..end);
            (known && !word).then_some(start)
        })
    }

    /// Where two surnames that end at `end` begin, the husband's family's and the father's, where
    /// a name may begin: 黃呂|委員錦茹.
    pub fn two_surnames_before(&self, end: usize) -> Option<usize> {
        let is_surname = |at: usize| {
            let mut surnames = self.knowledge.surnames_at(self.glyphs, at);
            surnames.any(|(length, _)| length == 1)
        };
        let start = end.checked_sub(2).filter(|&s| s >= self.block.start)?;
        let opens = start == self.block.start || self.glyphs.class(start - 1) != Class::Han;
        (opens && is_surname(start) && is_surname(start + 1)).then_some(start)
    }

    /// The end of the given name after a title.
    ///
    /// `certain` says that a body stands before the surname, so that no function word is needed
    /// after the name; `alone` that a line, a cell or white space does.
    pub fn given_name(&self, start: usize, certain: bool, alone: bool) -> Option<usize> {
        let glyphs = self.glyphs;
        let ends = |at| self.knowledge.ends_name(glyphs, at);
        // (涂副處長耀仁|代)
        let stands_in = |at: usize| glyphs.char(at) == '代' && glyphs.class(at + 1) != Class::Han;
        // 陳委員武正|黃委員武達
        let next = |at: usize| {
            // 楊副部長念|祖|代表列席
            let inner = |role: &&Role| {
                let word = self.knowledge.ends_name(glyphs, role.range.start);
                role.uses.inner && !role.uses.honorific && !word
            };
            let mut roles = self.roles.iter().filter(inner);
            roles.any(|role| self.surname_before(role.range.start) == Some(at))
        };
        let hard = |at: usize| {
            at >= self.block.end || glyphs.class(at) != Class::Han || stands_in(at) || next(at)
        };
        // 甯會長|吃飯, 彭議員|特助, (宣副分署長|代)
        if self.is_no_given(start)
            || stands_in(start)
            || self.roles.iter().any(|role| role.range.start == start)
        {
            return None;
        }
        // 衛生福利部陳部長時中: after a body two characters that stand alone are the name, even if
        // the first is a word (時); only a longer word (表示) is not.
        let both = self.may_be_given(start) && self.may_be_given(start + 1);
        // 江科長中信 fills a line or a cell, so that 中 is no word of its own.
        let word =
            self.knowledge.is_function_word(glyphs, start) || self.knowledge.is_word(glyphs, start);
        let closed = |at: usize| {
            let edge = at >= self.block.end || glyphs.class(at) != Class::Han || stands_in(at);
            edge || next(at) && !ends(start)
        };
        if (certain || alone && !word)
            && both
            && closed(start + 2)
            && !self.knowledge.is_function_word(glyphs, start)
        {
            return Some(start + 2);
        }
        // 經濟部匡部長時雨|賀電
        let usual = |at: usize| self.knowledge.is_given(glyphs.char(at));
        let word = self.knowledge.is_function_word(glyphs, start)
            || self.knowledge.is_function_word(glyphs, start + 1);
        if certain && both && usual(start) && usual(start + 1) && !word {
            return Some(start + 2);
        }
        // 徐委員中雄|就: what begins like a word may begin a name of usual characters before another word.
        let lexicon = &self.knowledge.authority.lexicon;
        if both
            && lexicon.contains("given-word", &glyphs.text(start..start + 1))
            && !glyphs.is_conjunction(start)
            && usual(start)
            && usual(start + 1)
            && ends(start + 2)
            && !word
            && !Knowledge::begins_word(glyphs, start)
        {
            return Some(start + 2);
        }
        if !self.may_be_given(start) || ends(start) {
            return None;
        }
        // 柯課長|答
        if hard(start + 1) {
            // 尤代表|蚵：
            let turn = alone && glyphs.char(start + 1) == ':';
            return (turn || usual(start)).then_some(start + 1);
        }
        if !self.may_be_given(start + 1) {
            return (usual(start) && ends(start + 1)).then_some(start + 1);
        }
        if hard(start + 2) {
            return Some(start + 2);
        }
        // 吳署長欣宜|補充: 宜 is a word, and ends given names as well.
        let last = glyphs.text(start + 1..start + 2);
        let both = lexicon.contains("given-word", &last)
            && (self.knowledge.is_function_word(glyphs, start + 2)
                || usual(start) && usual(start + 1) && ends(start + 2))
            && !self.knowledge.is_function_word(glyphs, start + 1);
        if ends(start + 1) && !both {
            // 邵署長|原則同意
            let word = Knowledge::begins_word(glyphs, start);
            return (usual(start) && !word).then_some(start + 1);
        }
        // 潘副局長|允交由
        let one = usual(start) || usual(start + 1);
        let likely = one && (certain || ends(start + 2));
        likely.then_some(start + 2)
    }

    /// Whether two characters behind a title are a word and no given name, which what stands around them may
    /// tell: a list, the end of a line or brackets.
    pub fn is_no_given(&self, start: usize) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let end = start + 2;
        // 呂村長|形容：, 彭理事長|書面陳情
        let verbs = Cues::from(knowledge.authority.lexicon.cues("speech-verb"));
        if verbs.end(glyphs, start) == Some(end) || self.is_listed_word(start) {
            return true;
        }
        if !knowledge.is_no_given(glyphs, start) {
            return false;
        }
        let usual = (start..end).any(|at| knowledge.is_given(glyphs.char(at)));
        let inner = |role: &&Role| role.uses.inner && role.range.end == start;
        let title = self.roles.iter().find(inner).map(|role| role.range.start);
        let surname = title.and_then(|title| self.surname_before(title));
        let after = surname.is_some_and(|at| at > self.block.start && glyphs.char(at - 1) == '、');
        let edge = end >= self.block.end || matches!(glyphs.char(end), '、' | '(' | ':' | '\n');
        // 王主任革新、林|課長
        let next = end + 2..=end + 3;
        let listed = glyphs.char(end) == '、'
            && self
                .roles
                .iter()
                .any(|role| role.uses.inner && next.contains(&role.range.start));
        !(listed || usual && (after || edge))
    }

    /// Whether a word of two characters that is no given name, though its characters stand in some, begins at an
    /// index: 書面.
    fn is_listed_word(&self, at: usize) -> bool {
        let word = self.glyphs.text(at..(at + 2).min(self.block.end));
        let lexicon = &self.knowledge.authority.lexicon;
        lexicon.contains("not-given-word", &word)
    }

    /// Whether a character may stand in a given name.
    pub fn may_be_given(&self, at: usize) -> bool {
        at < self.block.end
            && self.glyphs.class(at) == Class::Han
            && (!self.knowledge.never_given(self.glyphs.char(at)) || self.ends_given_pair(at))
            && !self.begins_day(at)
    }

    /// Whether a character that stands in no other given name ends one that is known: 雅|各.
    fn ends_given_pair(&self, at: usize) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        at > self.block.start && lexicon.contains("given-pair", &self.glyphs.text(at - 1..at + 1))
    }

    /// Whether a day in the words of news begins at an index: 今(22)日, 昨5日.
    fn begins_day(&self, at: usize) -> bool {
        let glyphs = self.glyphs;
        if !matches!(glyphs.char(at), '今' | '昨') {
            return false;
        }
        let from = glyphs.skip_space(at + 1);
        let from = from + usize::from(glyphs.char(from) == '(');
        numeral::read(glyphs, glyphs.skip_space(from)).is_some_and(|day| {
            let end = glyphs.skip_space(day.range.end);
            let end = glyphs.skip_space(end + usize::from(glyphs.char(end) == ')'));
            end < self.block.end && glyphs.char(end) == '日'
        })
    }

    /// The end of a full name in Han characters, surname first, that begins at `start`.
    pub fn full_name(&self, start: usize) -> Option<usize> {
        // 甘醫師|應邀
        let word = self.knowledge.is_word(self.glyphs, start)
            || self.knowledge.is_function_word(self.glyphs, start)
            || self.knowledge.begins_ordinary(self.glyphs, start);
        if self.is_known_word(start) || word {
            return None;
        }
        let run_on = self.names_at(start).find(|&end| {
            end >= start + 3 && (self.runs_into_office(end) || self.takes_office(end))
        });
        run_on.or_else(|| self.closed_name(start))
    }

    /// Whether an index is followed by 任 and a title: 簡又升|任執行秘書.
    fn takes_office(&self, at: usize) -> bool {
        self.glyphs.char(at) == '任' && self.roles.iter().any(|role| role.range.start == at + 1)
    }

    /// The end of such a name before what cannot belong to it. 吳|老先生 is a surname and a title.
    fn closed_name(&self, start: usize) -> Option<usize> {
        let cuts_title = |end: usize| {
            let mut roles = self.roles.iter();
            roles.any(|role| {
                start < role.range.start && (role.range.start + 1..role.range.end).contains(&end)
            })
        };
        // 代表|左營|凌|先生
        let honoured = |at: usize| {
            let mut roles = self.roles.iter();
            roles.any(|role| role.uses.honorific && role.range.start == at)
        };
        self.names_at(start)
            .filter(|&end| !cuts_title(end))
            .filter(|&end| !(honoured(end) && self.is_of_place(&(start..end))))
            .find(|&end| !self.is_cut(&(start..end)) && self.name_ends_at(end))
    }

    /// Whether a word begins with the last character of a name: 陳菊|任內, 西岡|說.
    pub fn is_cut(&self, name: &Range<usize>) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let last = name.end - 1;
        let word = name.len() > 2
            && knowledge.is_function_word(glyphs, last)
            && !self.is_hard_edge(name.end);
        let mut surnames = knowledge.surnames_at(glyphs, name.start);
        let verb = name.len() > 2
            && knowledge.ends_name(glyphs, last)
            && surnames.all(|(length, _)| length + 1 == name.len());
        word || verb
    }

    /// The end of a name of the usual three characters right after a body and a title, whatever
    /// follows it: 專門委員|賴品叡|隨團協助. No word may begin in it.
    pub fn usual_name(&self, title: &Role, start: usize) -> Option<usize> {
        const NAME: usize = 3;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let end = start + NAME;
        let range = start..end;
        let single = knowledge
            .surnames_at(glyphs, start)
            .any(|(surname, _)| surname == 1);
        let begins_word = |at: usize| {
            knowledge.is_function_word(glyphs, at)
                || self.is_known_word(at)
                || self.roles.iter().any(|role| role.range.start == at)
        };
        let plain = range
            .clone()
            .skip(1)
            .all(|i| self.may_be_given(i) && !knowledge.ends_name(glyphs, i));
        let word = knowledge.is_word(glyphs, start)
            || knowledge.ends_name(glyphs, start)
            || (start..end).any(begins_word)
            || knowledge.ends_body(glyphs, start, end)
            || self.bodies.iter().any(|body| overlap(&body.range, &range));
        let of_body = self.body_before(title.range.start).is_some();
        let titled = title.range.len() > 1 && title.range.end == start && of_body;
        // 主席|費雅拉|諾夫: a longer foreign name
        let sounds = range
            .clone()
            .all(|i| knowledge.is_transcription(glyphs.char(i)));
        (titled && !sounds && single && plain && !word && end <= self.block.end).then_some(end)
    }

    /// Whether the next office of a list without marks begins at an index: 署長吳欣宜|地政司司長王靚雯.
    /// A body, a title and a surname behind it must follow each other.
    fn runs_into_office(&self, at: usize) -> bool {
        const FARTHEST: usize = 30;
        const SHORTEST: usize = 2;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let title = self
            .roles
            .iter()
            .find(|role| role.range.start >= at + SHORTEST && role.uses.before)
            .filter(|role| role.range.start <= at + FARTHEST && !role.uses.honorific);
        let Some(title) = title else { return false };
        let body = at..title.range.start;
        let start = knowledge.name_start(glyphs, at, body.end).at;
        let whole = start == at
            || knowledge
                .over_conjunction(glyphs, at, start)
                .is_some_and(|whole| whole.at == at);
        whole
            && body.clone().all(|i| glyphs.class(i) == Class::Han)
            && knowledge.ends_body(glyphs, at + 1, body.end)
            && knowledge
                .surnames_at(glyphs, glyphs.skip_space(title.range.end))
                .next()
                .is_some()
    }

    /// Whether a surname stands behind the name of a village: 大坪村|曹.
    fn is_of_village(&self, name: &Range<usize>) -> bool {
        const SHORTEST: usize = 3;
        name.len() >= SHORTEST && self.follows_village(name.end - 1)
    }

    /// Whether a surname stands behind the name of a place of two characters: 左營|凌.
    fn is_of_place(&self, name: &Range<usize>) -> bool {
        const NAME: usize = 3;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let surname = name.end.saturating_sub(1);
        let place = glyphs.text(name.start..surname);
        let towns = ["", "鄉", "鎮", "市", "區", "縣"].into_iter();
        let mut rows = towns.filter_map(|end| {
            let table = &knowledge.authority.jurisdictions;
            table.named(&format!("{place}{end}")).next()
        });
        let mut surnames = knowledge.surnames_at(glyphs, surname);
        // 松本|清 is a name of Japan.
        let mut double = knowledge.surnames_at(glyphs, name.start);
        name.len() == NAME
            && surnames.any(|(length, _)| length == 1)
            && !double.any(|(length, _)| length == 2)
            && rows.next().is_some()
    }

    /// Whether a village's name ends at an index.
    pub fn follows_village(&self, at: usize) -> bool {
        self.knowledge
            .village_ends(self.glyphs, self.block.start, at)
    }

    /// Where the surname begins that a title follows, with those that are words as well: 占|組長.
    pub fn surname_before_title(&self, title: usize) -> Option<usize> {
        let rare = || {
            let at = title.checked_sub(1).filter(|&at| at >= self.block.start)?;
            let rare = self.knowledge.is_rare_surname(self.glyphs.char(at));
            let opens = at == self.block.start
                || self.glyphs.class(at - 1) != Class::Han
                || self.body_before(at).is_some()
                || self
                    .knowledge
                    .boundary_ends(self.glyphs, self.block.start, at);
            let word = Knowledge::begins_word(self.glyphs, at);
            (rare && opens && !word).then_some(at)
        };
        self.surname_before(title).or_else(rare)
    }

    /// Whether a surname of one character stands before a title at a clear beginning, so that what follows
    /// the title is no whole name: 占|組長|明昱.
    pub fn is_called_before(&self, title: &Role) -> bool {
        let (glyphs, floor) = (self.glyphs, self.block.start);
        let Some(at) = title.range.start.checked_sub(1).filter(|&at| at >= floor) else {
            return false;
        };
        let lexicon = &self.knowledge.authority.lexicon;
        // 請|李委員應元發言
        let opens = || {
            at == floor
                || glyphs.class(at - 1) != Class::Han
                || self.body_ending(at).is_some()
                || self.knowledge.boundary_ends(glyphs, floor, at)
        };
        title.uses.inner
            && title.range.len() > 1
            && self.surname_before_title(title.range.start) == Some(at)
            && opens()
            && !self.knowledge.ends_name(glyphs, at)
            && !lexicon.contains("verb-surname", &glyphs.text(at..at + 1))
    }

    /// Whether the word around an index ends there.
    fn is_hard_edge(&self, at: usize) -> bool {
        at >= self.block.end || self.glyphs.class(at) != Class::Han
    }

    /// Where names in Han characters that begin at `start` may end, the likeliest first: given
    /// names of two characters, of one, of three. For the sake of a column a short one may be
    /// printed with white space in it (邱　毅, 藤原　優).
    pub fn names_at(&self, start: usize) -> impl Iterator<Item = usize> {
        const DOUBLE: usize = 4;
        let glyphs = self.glyphs;
        // 洪陳秀鳳: of a husband's and a father's family
        let double = start..start + DOUBLE;
        // 戴秋香|代
        let married = (start + 2..double.end).all(|at| self.knowledge.is_given(glyphs.char(at)))
            && glyphs.char(double.end - 1) != '代'
            && !self.knowledge.qualifies(glyphs, start + 2)
            && self.has_two_surnames(&double);
        let married = married.then_some(double.end);
        // 姚 士 源
        let titled = |end: usize| {
            let range = start..end;
            self.roles.iter().any(|role| overlap(&role.range, &range))
        };
        let spread = self.spread_whole_name(start).filter(|&end| !titled(end));
        let single = self
            .knowledge
            .surnames_at(glyphs, start)
            .flat_map(move |(surname, given)| {
                let after = start + surname;
                let longest = if surname == 1 { 1 } else { *given.end() };
                let given = [2, 1, 3].into_iter().filter(move |g| given.contains(g));
                let apart = self.spaced_given(after);
                let apart = apart.filter(move |(_, length)| *length <= longest);
                let apart = apart.map(|(from, length)| from..from + length);
                let joined = given.map(move |length| after..after + length);
                let han = apart.into_iter().chain(joined).filter_map(move |given| {
                    let named =
                        given.end <= self.block.end && given.clone().all(|i| self.may_be_given(i));
                    // 鍾離馨|與Edwards, 鳥居惠|與中華民國
                    let joint = given.clone().skip(1).any(|i| glyphs.char(i) == '與');
                    let joint = joint && (given.len() > 2 || glyphs.char(given.end - 1) == '與');
                    (named && !joint).then_some(given.end)
                });
                self.given_in_kana(after).into_iter().chain(han)
            });
        married.into_iter().chain(spread).chain(single)
    }

    /// The end of a Japanese given name in kana at an index: 中島|さやか.
    fn given_in_kana(&self, at: usize) -> Option<usize> {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
        let kana = |&i: &usize| matches!(self.glyphs.char(i), 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー');
        let length = (at..self.block.end).take_while(kana).count();
        LENGTHS.contains(&length).then_some(at + length)
    }

    /// The given name behind the white space at an index: where it begins, and its characters up
    /// to a mark, a space or a word. A title there is none.
    fn spaced_given(&self, after: usize) -> Option<(usize, usize)> {
        const WIDEST: usize = 4;
        const LONGEST: usize = 3;
        let glyphs = self.glyphs;
        let from = glyphs.skip_space(after);
        if !(1..=WIDEST).contains(&(from - after)) {
            return None;
        }
        let end = (from + 1..=from + LONGEST).find(|&end| self.name_ends_at(end))?;
        let titled = |role: &Role| overlap(&role.range, &(from..end));
        (!self.roles.iter().any(titled)).then_some((from, end - from))
    }

    /// Whether a name has the surnames of a husband's and a father's family and a given name of
    /// two characters: 高金素梅. In a list or a cell only, since any four characters may look so.
    pub fn has_two_surnames(&self, range: &Range<usize>) -> bool {
        let is_surname = |at| {
            let mut surnames = self.knowledge.surnames_at(self.glyphs, at);
            surnames.any(|(length, _)| length == 1)
        };
        range.len() == 4
            && range.end <= self.block.end
            && is_surname(range.start)
            && is_surname(range.start + 1)
            && (range.start + 2..range.end).all(|at| self.may_be_given(at))
            && !self.knowledge.is_word(self.glyphs, range.start)
    }

    /// Whether a country, body or other known word begins here, which a name must not be cut
    /// from: 高雄市, 金管會.
    pub fn is_known_word(&self, start: usize) -> bool {
        self.bodies
            .iter()
            .any(|b| b.range.start == start && b.range.len() > 1)
    }

    pub fn name_ends_at(&self, end: usize) -> bool {
        end >= self.block.end
            || self.knowledge.name_may_end(self.glyphs, end)
            || self.begins_day(end)
            || self.roles.iter().any(|role| role.range.start == end)
    }

    /// The end of a transliterated name with a middle dot: 法蘭索瓦‧歐蘭德.
    pub fn transliterated(&self, start: usize) -> Option<usize> {
        const LONGEST: usize = 24;
        let glyphs = self.glyphs;
        let ceiling = self.block.end.min(start + LONGEST_PART + 1);
        let dot = (start..ceiling).find(|&i| glyphs.class(i) != Class::Han)?;
        // 市長|顧問埃格蕾‧斯坦庫特: another title stands before the name.
        let told = self.told_start(dot, LONGEST_PART);
        // 谷縱|副主任委員|‧喀勒芳安
        let inner = self.roles.iter().any(|role| role.range.end == dot);
        let later = !inner && told.is_some_and(|told| told > start);
        if glyphs.char(dot) != '‧' || dot == start || later {
            return None;
        }
        let end = self.dotted_end(dot)?;
        (end <= start + LONGEST).then_some(end)
    }

    /// Where a name ends one of whose middle dots stands at an index: each part up to the next dot or
    /// stroke, the last one up to a mark or a word, or where the characters end that write sounds.
    pub fn dotted_end(&self, dot: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let mut from = dot + 1;
        loop {
            let plain = |i: &usize| {
                // 巴奈‧達邦|財團法人環境權保障基金會
                // 赫|里茲 is no town behind one character.
                let body = *i > from + 1 && (self.is_known_word(*i) || self.is_form(*i));
                *i < self.block.end && glyphs.class(*i) == Class::Han && !body
            };
            let stop = from + (from..self.block.end).take_while(plain).count();
            // 烏明‧巴尚|長老與比令‧哈勇
            let titled = |role: &Role| from < role.range.start && role.range.end <= stop;
            // 安娜‧凱萊門|與久洛‧托特
            let is_joint = |at: usize| matches!(glyphs.char(at), '與' | '及' | '暨');
            let two = (from + SHORTEST_PART..stop.saturating_sub(1)).any(is_joint);
            let joins = stop < self.block.end
                && !two
                && !self.roles.iter().any(titled)
                && matches!(glyphs.char(stop), '‧' | '-')
                && glyphs.class(stop + 1) == Class::Han;
            if joins && (from + 1..=from + LONGEST_PART).contains(&stop) {
                from = stop + 1;
                continue;
            }
            let end = self.end_of_part(from, stop)?;
            // Not what follows in another line, nor the known body that follows.
            let called = end < stop && self.is_of_thing(end, SHORTEST_PART);
            return (!called).then_some(end);
        }
    }

    /// The end of the last part of such a name, which begins at an index and stops at a mark.
    fn end_of_part(&self, from: usize, stop: usize) -> Option<usize> {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let sounds = (from..stop).take_while(|&i| knowledge.is_dotted(glyphs.char(i)));
        let sounds = from + sounds.count();
        // 邦加尼‧庫內內|及: 內 is a word, and writes a sound as well.
        let hard = stop >= self.block.end || glyphs.class(stop) != Class::Han;
        let ends = |&i: &usize| {
            let last = hard && i + 1 == stop && i >= from + SHORTEST_PART;
            // 彼得林|共進晚餐: 得 is a word only where a name may have ended before it.
            let early = i < from + SHORTEST_PART;
            let word = knowledge.is_function_word(glyphs, i);
            // 考烏塔依|帶至: a word by itself would not stand before another one that ends names.
            let kept = !word && knowledge.is_function_word(glyphs, i + 1);
            let sound =
                i < sounds && (early || last || kept || knowledge.is_transcription(glyphs.char(i)));
            let title = self.roles.iter().any(|role| role.range.start == i);
            // 庫珀|二名帶領
            let counted = !early && self.closes_series(i).is_some();
            counted
                || !early && (self.is_listed_word(i) || self.is_of_thing(i, SHORTEST_PART))
                || self.name_ends_at(i) && (word || !sound || title)
        };
        let end = (from + 1..=stop).find(ends).unwrap_or(stop);
        // 沃亞切克|總經理
        let titled = end < stop
            && knowledge.is_dotted(glyphs.char(end - 1))
            && self.roles.iter().any(|role| role.range.start == end);
        // 喀勒芳安: characters of given names fill what is left up to a mark.
        let named =
            |i: usize| knowledge.is_dotted(glyphs.char(i)) || knowledge.is_given(glyphs.char(i));
        let filled = hard && end == stop && end == sounds + 2 && (sounds..end).all(named);
        // 夸貝納‧奧杜羅|收留遭棄船員
        let end = if sounds >= from + SHORTEST_PART && end > sounds + 1 && !titled && !filled {
            sounds
        } else {
            end
        };
        (end > from && end <= from + LONGEST_PART).then_some(end)
    }

    /// Whether the ending of a body or place of so many characters or more begins at an index, so that a name
    /// before it is what that is called after: 喬治‧華盛頓|大學, 菲利普‧高德森|國際機場.
    pub fn is_of_thing(&self, at: usize, shortest: usize) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let place = knowledge.place_ending_at(glyphs, at).map(|(end, _)| end);
        let body = knowledge.body_endings.longest_at(glyphs, at);
        let end = place.max(body.map(|(end, ())| end));
        end.is_some_and(|end| end >= at + shortest)
            && !knowledge.ends_name(glyphs, at)
            && !self.roles.iter().any(|role| role.range.start == at)
    }

    /// Whether the legal form of a body begins at an index: 財團法人.
    fn is_form(&self, at: usize) -> bool {
        self.knowledge
            .legal_prefixes
            .longest_at(self.glyphs, at)
            .is_some()
    }

    /// The end of a foreign name in Han characters without a dot that begins at `start`: 校長|
    /// 馬薩列戈斯. Only a title tells it from other words.
    pub fn transcribed(&self, start: usize) -> Option<usize> {
        const SHORTEST: usize = 3;
        let end = self
            .knowledge
            .transcribed(self.glyphs, start, self.block.end)?;
        let free = self.is_free_of_bodies(&(start..end));
        (free && end >= start + SHORTEST && !self.knowledge.is_word(self.glyphs, start))
            .then_some(end)
    }

    /// Whether no body stands in a stretch, nor a place, but for one inside it: the town 海倫 in
    /// 海倫克萊恩.
    pub fn is_free_of_bodies(&self, range: &Range<usize>) -> bool {
        !self.bodies.iter().any(|body| {
            let inside = body.kind == super::Kind::Jurisdiction
                && body.rule == super::Rule::Ending
                && range.start <= body.range.start
                && body.range.end <= range.end
                && body.range != *range;
            overlap(&body.range, range) && !inside
        })
    }

    /// Where such a name begins that ends at a title: 諾瓦克|教授.
    fn transcribed_before(&self, end: usize) -> Option<usize> {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
        let start = self.sounds_before(end)?;
        let range = start..end;
        // 卡德麗‧|佩爾納
        if start > self.block.start && self.glyphs.char(start - 1) == '‧' {
            return None;
        }
        // 美國|拜登|總統: two characters need a country in front.
        let placed = self.body_ending(start).is_some();
        let long_enough = range.len() > 2 || placed;
        let free = !self.bodies.iter().any(|body| overlap(&body.range, &range))
            && !self.roles.iter().any(|role| overlap(&role.range, &range));
        (LENGTHS.contains(&range.len())
            && long_enough
            && free
            && !self.knowledge.is_word(self.glyphs, start))
        .then_some(start)
    }

    /// Where the run of characters that write sounds and ends at a bracket begins: 議員|卓拉(.
    pub fn sounds_before(&self, end: usize) -> Option<usize> {
        const SHORTEST_NAME: usize = 3;
        let opens = |at: usize| {
            self.begins_here(at)
                || self
                    .knowledge
                    .person_nouns
                    .longest_before(self.glyphs, self.block.start, at)
                    .is_some()
        };
        // 科|茨曼諾娃: no body is called by one character alone.
        let alone = |at: usize| {
            at + SHORTEST_NAME < end
                && (at == self.block.start || self.glyphs.class(at - 1) != Class::Han)
        };
        let mut start = end;
        while start > self.block.start
            && self.knowledge.is_transcription(self.glyphs.char(start - 1))
            && (start == end || alone(start - 1) || !self.begins_here(start))
        {
            start -= 1;
        }
        (start + 2 <= end && opens(start)).then_some(start)
    }

    /// The end of a foreign name of two to five capitalised words that begins at `start`.
    pub fn foreign_name(&self, start: usize) -> Option<usize> {
        let end = capitalised_run(self.knowledge, self.glyphs, start, self.block.end);
        self.is_foreign_name(start..end).then_some(end)
    }

    pub fn is_foreign_name(&self, range: Range<usize>) -> bool {
        if range.is_empty() {
            return false;
        }
        let text = self.glyphs.text(range.clone());
        // Umin‧Itei
        let words = text.split([' ', '‧']).filter(|word| !word.is_empty());
        (2..=5).contains(&words.count())
            && gloss::is_proper(self.knowledge, &text)
            && !gloss::is_acronym(&text)
            && !is_foreign_body(self.knowledge, &text)
            && !self.is_phrase(&text)
            && !self.bodies.iter().any(|b| overlap(&b.range, &range))
    }

    /// Whether words in Latin script hold one that no name of a person does: Public Management
    /// Review.
    fn is_phrase(&self, text: &str) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        let known = |word: &str| lexicon.value("given-name", word) == Some("");
        let mut words = text.split_whitespace();
        !words.clone().any(known) && words.any(|word| lexicon.contains("not-person-en", word))
    }

    /// The end of a name in Han characters that is spread over a column, surname first, and
    /// stands between white space: 余　　岱, 詹　書　瑜.
    pub fn spread_name(&self, start: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let single = self
            .knowledge
            .surnames_at(glyphs, start)
            .any(|(surname, _)| surname == 1);
        let mut end = start + 1;
        let mut given = 0;
        while single && given < 2 && glyphs.class(end) == Class::Space {
            let next = glyphs.skip_space(end);
            let alone = self.may_be_given(next) && glyphs.class(next + 1) != Class::Han;
            if !alone {
                break;
            }
            given += 1;
            end = next + 1;
        }
        let closed = end >= self.block.end || glyphs.class(end) != Class::Han;
        (given > 0 && closed).then_some(end)
    }

    /// The end of a name of three characters that a column sets apart: 主任　|應　樹　人.
    pub fn spread_whole_name(&self, start: usize) -> Option<usize> {
        const NAME: usize = 3;
        let end = self.spread_name(start)?;
        (without_spaces(self.glyphs.text(start..end)).chars().count() == NAME).then_some(end)
    }

    /// Where a name with a middle dot that ends at a title begins: 夷將‧拔路兒|主任委員.
    fn dotted_before(&self, end: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let glyphs = self.glyphs;
        let floor = end.saturating_sub(LONGEST).max(self.block.start);
        let dot = (floor..end)
            .rev()
            .take_while(|&i| glyphs.class(i) == Class::Han || glyphs.char(i) == '‧')
            .filter(|&i| glyphs.char(i) == '‧')
            .last()?;
        if self.dotted_end(dot) != Some(end) {
            return None;
        }
        // 夷將 holds a function word: only a mark, a body or a title says where it begins.
        let told = || {
            self.sounds_behind(dot)
                .or_else(|| self.told_start(dot, LONGEST_PART))
        };
        let edge = (floor..dot).rev().take(5).find(|&i| {
            i == self.block.start
                || glyphs.class(i - 1) != Class::Han
                || self.body_ending(i).is_some()
                || self.roles.iter().any(|role| role.range.end == i)
        });
        let start = told()
            .or(edge)
            .unwrap_or_else(|| self.knowledge.name_start(glyphs, floor, dot).at);
        let parts = dot > start && end > dot + 1;
        let free = !self
            .bodies
            .iter()
            .any(|body| overlap(&body.range, &(start..end)));
        (parts && free && dot - start <= 6).then_some(start)
    }

    /// Whether what stands before a title ends in a common word, or is a surname of one character and a
    /// character that given names do not have: 宿|主人, 尚|非.
    fn is_ordinary(&self, name: &Range<usize>) -> bool {
        const SHORTEST: usize = 2;
        let short = name.len() == SHORTEST
            && self.glyphs.class(name.end) == Class::Han
            && !self.knowledge.is_given(self.glyphs.char(name.end - 1))
            && self.surname_before(name.end).is_none();
        short || self.knowledge.ends_in_word(self.glyphs, name)
    }

    /// Where the name in Han characters that ends at a title begins.
    pub fn name_before(&self, end: usize, honorific: bool) -> Option<usize> {
        let glyphs = self.glyphs;
        if let Some(start) = self.dotted_before(end) {
            return Some(start);
        }
        // 司馬光遠: the second character of a compound surname may be one, too.
        let compound = [4, 3].into_iter().filter(|&length| {
            let start = end.checked_sub(length).filter(|&s| s >= self.block.start);
            start.is_some_and(|start| {
                // 三星鄉|游林阿枝|女士
                if self.body_ending(start).is_some() && self.has_two_surnames(&(start..end)) {
                    return true;
                }
                let mut surnames = self.knowledge.surnames_at(glyphs, start);
                surnames.any(|(surname, given)| surname == 2 && given.contains(&(length - 2)))
            })
        });
        let listed = compound.chain([3, 4, 5, 2, 6]).find_map(|length| {
            let start = end.checked_sub(length).filter(|&s| s >= self.block.start)?;
            let range = start..end;
            let spaced = range.clone().any(|i| glyphs.class(i) == Class::Space);
            let two = self.has_two_surnames(&range) && self.body_before(start).is_some();
            // 農學院|院長, but 大西慎司|副市長
            let last = glyphs.text(end - 1..end);
            let lexicon = &self.knowledge.authority.lexicon;
            let body = lexicon.value("org-suffix", &last) == Some("weak")
                && self
                    .knowledge
                    .surnames_at(glyphs, start)
                    .all(|(s, _)| s == 1);
            // 三國函邀鄺|總統
            let given = start + 2..end;
            let split = length > 4 && self.knowledge.holds_boundary(glyphs, &given);
            let told = two || self.names_at(start).any(|name_end| name_end == end);
            let of_place = honorific && self.is_of_place(&range);
            let plausible = told
                && !body
                && !split
                && !of_place
                && !self.is_of_village(&range)
                && !self.knowledge.is_word(glyphs, start)
                && !self.is_ordinary(&range)
                && !self.bodies.iter().any(|b| overlap(&b.range, &range))
                && !self.roles.iter().any(|r| overlap(&r.range, &range));
            // After 先生 three characters are a name wherever they stand, but for the end of a longer name
            // (蘇|米特拉); before a plain title the name must stand alone, and two characters may be any
            // word (安全主任).
            let sounds = || {
                (start.saturating_sub(1)..end)
                    .all(|i| self.knowledge.is_transcription(glyphs.char(i)))
            };
            let evidence = self.begins_here(start) || honorific && length == 3 && !sounds();
            // 行政院|唐鳳|政務委員
            let of_body = self.body_before(start).is_some();
            let long_enough = honorific || spaced || length > 2 || of_body;
            (plausible && evidence && long_enough).then_some(start)
        });
        listed.or_else(|| self.transcribed_before(end))
    }
}

/// The fewest characters of such a part, and of an ending that what is called after somebody has.
const SHORTEST_PART: usize = 2;

/// The most characters of a part of a name with middle dots.
const LONGEST_PART: usize = 7;

/// A name in Han characters without the space that may stand in it; other names as they are.
pub fn without_spaces(name: String) -> String {
    if name.chars().any(is_han) {
        name.split_whitespace().collect()
    } else {
        name
    }
}
