//! Places that no table lists, by the ending of their name or by how they are written: 笠間市,
//! 成田國際機場, 比爾托芬.

use std::ops::Range;

use super::cue::Cues;
use super::gloss::{self, Gloss};
use super::glyph::{Class, Glyphs};
use super::knowledge::{Knowledge, NameStart};
use super::numeral;
use super::role::Role;
use super::scene;
use super::{Found, Kind, Naming, Reading, Rule};
use crate::authority::Level;

/// The longest name of a place worth reading, in characters.
const LONGEST: usize = 14;
/// The longest one that only a word beside it tells, without its ending.
const LONGEST_CUED: usize = 5;

/// Finds such places of a block; `found` are the bodies and listed places in it.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    roles: &[Role],
    glosses: &[Gloss],
    found: &[Found],
) -> Vec<Found> {
    let place = Places {
        knowledge,
        glyphs,
        block: block.clone(),
        roles,
        glosses,
        found,
    };
    let mut places: Vec<Found> = Vec::new();
    for at in block.clone() {
        if glyphs.class(at) != Class::Han {
            if glyphs.char(at) == '、' {
                places.extend(place.listed(at));
            }
            continue;
        }
        let hit = place
            .by_name(at)
            .or_else(|| place.glossed(at))
            .or_else(|| place.by_ending(at))
            .or_else(|| place.town(at))
            .or_else(|| place.transcribed(at));
        let Some(hit) = hit else { continue };
        // 東沙環礁|國家公園: the longer name takes the place of the shorter.
        let inside = |known: &Found| {
            hit.range.start <= known.range.start
                && known.range.end <= hit.range.end
                && known.range != hit.range
        };
        let free = !places
            .iter()
            .any(|known| scene::overlap(&known.range, &hit.range) && !inside(known));
        if free {
            places.retain(|known| !inside(known));
            places.push(hit);
        }
    }
    places
}

/// A block and what was found in it.
struct Places<'a> {
    knowledge: &'a Knowledge<'a>,
    glyphs: &'a Glyphs,
    block: Range<usize>,
    roles: &'a [Role],
    glosses: &'a [Gloss],
    found: &'a [Found],
}

impl Places<'_> {
    /// A well-known river, island or sea.
    fn by_name(&self, at: usize) -> Option<Found> {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let (end, ()) = knowledge.place_names.longest_at(glyphs, at)?;
        let range = at..end;
        let free = end <= self.block.end && !knowledge.is_trapped(glyphs, self.block.start, &range);
        free.then(|| self.place(Kind::Place, range)).flatten()
    }

    /// A town abroad that is known, where its name is not a part of a longer foreign one:
    /// 格拉茨, but not 洛伊薩|赫河, 馬丁內斯|‧.
    fn town(&self, at: usize) -> Option<Found> {
        let (knowledge, glyphs, block) = (self.knowledge, self.glyphs, &self.block);
        let (end, ()) = knowledge.towns.longest_at(glyphs, at)?;
        let goes_on = |i: usize| match glyphs.class(i) {
            Class::Han => knowledge.is_transcription(glyphs.char(i)),
            _ => glyphs.char(i) == '‧',
        };
        let begins = at == block.start
            || !goes_on(at - 1)
            || knowledge.boundary_ends(glyphs, block.start, at);
        let ends = end == block.end || !goes_on(end) || knowledge.ends_name(glyphs, end);
        let free = end <= block.end && begins && ends;
        free.then(|| self.place(Kind::Jurisdiction, at..end))
            .flatten()
    }

    /// The places of a list that its closing words call so, beside one that is known: 秋田、能代
    /// 及北九州|等4處. `comma` is one of its commas; the list is read at the first.
    fn listed(&self, comma: usize) -> Vec<Found> {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
        // The first item may hold words that stand before the list.
        const LONG: usize = 4;
        let glyphs = self.glyphs;
        let weak = self
            .knowledge
            .weak_places
            .longest_before(glyphs, self.block.start, comma)
            .map(|(start, _)| start);
        let first = self
            .knowledge
            .name_start(glyphs, self.block.start, comma)
            .at;
        if first > self.block.start && glyphs.char(first - 1) == '、' {
            return Vec::new();
        }
        let first = weak.unwrap_or(first);
        let leading = first..comma;
        let mut items = Vec::from([leading]);
        let mut at = comma;
        while at < self.block.end && matches!(glyphs.char(at), '、' | '及' | '與' | '和') {
            let from = at + 1;
            at = (from..self.block.end)
                .find(|&i| {
                    glyphs.class(i) != Class::Han
                        || matches!(glyphs.char(i), '及' | '與' | '和' | '等')
                })
                .unwrap_or(self.block.end);
            items.push(from..at);
        }
        if glyphs.char(at) != '等' || !self.closes_places(at + 1) {
            return Vec::new();
        }
        let known = |item: &Range<usize>| {
            let known = |f: &&Found| f.kind == Kind::Jurisdiction && f.range.end == item.end;
            self.found.iter().any(|f| known(&f))
        };
        if !items.iter().any(known) {
            return Vec::new();
        }
        items
            .into_iter()
            .filter(|item| {
                LENGTHS.contains(&item.len())
                    && (item.start != first || item.len() < LONG)
                    && item.clone().all(|i| glyphs.class(i) == Class::Han)
                    && !self.found.iter().any(|f| scene::overlap(&f.range, item))
            })
            .filter_map(|item| self.place(Kind::Jurisdiction, item))
            .collect()
    }

    /// Whether words behind 等 say that places stood before it: 地, 4處, 三縣市.
    fn closes_places(&self, at: usize) -> bool {
        let glyphs = self.glyphs;
        let number = numeral::read(glyphs, glyphs.skip_space(at));
        let noun = number.map_or(at, |number| glyphs.skip_space(number.range.end));
        let words = self.knowledge.authority.lexicon.group("place-list-close");
        words.iter().any(|(word, _)| glyphs.starts_with(noun, word))
    }

    /// A foreign name that its characters and a gloss of one word tell: 福斯馬克(Forsmark).
    fn glossed(&self, at: usize) -> Option<Found> {
        const SHORTEST: usize = 3;
        const SHORTEST_CUED: usize = 2;
        const LONGEST_BODY: usize = 6;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let sounds = |i: usize| knowledge.is_transcription(glyphs.char(i));
        let gloss = self.glosses.iter().find(|gloss| {
            let name = gloss.name.start..gloss.name.end;
            name.contains(&at) && (at..name.end).all(sounds)
        })?;
        let inside = at > gloss.name.start && sounds(at - 1);
        let foreign = gloss.foreign.as_deref()?;
        let length = gloss.name.end - at;
        let cued = self.after_cue(at) || self.listed_before(at).is_some();
        let proper = gloss.short.is_empty()
            && !foreign.contains(' ')
            && gloss::is_proper(knowledge, foreign)
            && !gloss::is_acronym(foreign)
            && knowledge
                .authority
                .organisations
                .named(foreign)
                .next()
                .is_none();
        let person = self
            .roles
            .iter()
            .any(|role| role.range.end == at || role.range.start == gloss.whole.end);
        let known = self.listed_at(at).is_some_and(|end| end == gloss.name.end);
        let evident = length >= SHORTEST || length >= SHORTEST_CUED && cued;
        // 麥考羅特(Mekorot)|國營水公司
        let after = gloss.whole.end;
        let body = (after + 1..=after + LONGEST_BODY).any(|end| {
            knowledge
                .strong_suffixes
                .longest_before(glyphs, after, end)
                .is_some()
        }) && glyphs.class(after) == Class::Han
            && !knowledge.ends_name(glyphs, after);
        if inside || !proper || person || known || !evident || body {
            return None;
        }
        self.place(Kind::Jurisdiction, at..gloss.name.end)
    }

    /// A place whose name ends with the ending at `at`.
    fn by_ending(&self, at: usize) -> Option<Found> {
        // 昂卡洛(ONKALO)|最終|處置場
        const BETWEEN: usize = 2;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let (end, ending) = knowledge.place_ending_at(glyphs, at)?;
        let mut start = knowledge.name_start(glyphs, self.block.start, end);
        start.at = knowledge.at_listed_place(glyphs, self.block.start, start.at);
        let start = super::organisation::described(knowledge, glyphs, start, end);
        let start = self.after_bodies(start, at);
        let whole = ending == PlaceEnding::Venue;
        let guarded = knowledge
            .place_guards
            .longest_before(glyphs, self.block.start, end)
            // 主題公園 is no name, 三棧|社區活動中心 is one.
            .is_some_and(|(guard, ())| {
                if whole {
                    guard < at && guard <= start.at
                } else {
                    guard < at
                }
            });
        // 美國|華盛頓特區 is listed.
        let listed = |known: &Found| {
            known.kind == Kind::Jurisdiction
                && known.range.end == end
                && known.range.start >= start.at
                && known.range.start < at
        };
        if end > self.block.end || guarded || self.found.iter().any(listed) {
            return None;
        }
        // 特勒吉(Gorkhi-Terelj)|國家公園
        let gloss = self.glosses.iter().find(|gloss| {
            let after = gloss.whole.end;
            (after..=after + BETWEEN).contains(&at)
                && (after..at).all(|i| glyphs.class(i) == Class::Han)
        });
        if let (Some(gloss), PlaceEnding::Feature { .. } | PlaceEnding::Venue) = (gloss, ending) {
            let name = glyphs.text(gloss.name.clone()) + &glyphs.text(gloss.whole.end..end);
            let mut found = self.place(Kind::Place, gloss.name.start..end)?;
            found.reading = Reading::Named(Naming {
                chinese: Some(name),
                ..Naming::default()
            });
            return Some(found);
        }
        match ending {
            PlaceEnding::Governed { certain } => self.governed(start, at, end, certain),
            PlaceEnding::Feature { certain } => self.feature(start, at, end, certain),
            PlaceEnding::Venue => self.venue(start, at, end),
        }
    }

    /// The beginning of a name after the bodies that stand before it: 亞泥公司|新城山礦場, and
    /// after places in front of another one: 秘魯|利馬|利馬會議中心.
    fn after_bodies(&self, start: NameStart, suffix: usize) -> NameStart {
        let mut start = start;
        for known in self.found {
            let body = known.kind == Kind::Organisation;
            let next = known.range.end;
            let name = self.glyphs.text(known.range.clone());
            let doubled = known.kind == Kind::Jurisdiction
                && known.range.start == start.at
                && (self.listed_at(next).is_some_and(|end| end <= suffix)
                    || self.glyphs.starts_with(next, &name));
            let inside = known.range.start >= start.at && known.range.end < suffix;
            if inside && (body || doubled) {
                start = NameStart {
                    at: known.range.end,
                    hard: false,
                };
            }
        }
        start
    }

    /// A town or region: 茨城縣|笠間市, 赴|香取市.
    fn governed(
        &self,
        start: NameStart,
        suffix: usize,
        end: usize,
        certain: bool,
    ) -> Option<Found> {
        let glyphs = self.glyphs;
        let cued = certain && self.after_words(start.at);
        // 笠間市長: the title shares the ending.
        let titled = self.roles.iter().any(|role| {
            role.range.start == end || role.range.start == suffix && self.shares_ending(&role.range)
        });
        let closed = titled || self.knowledge.name_may_end(glyphs, end);
        let owner = self.owner_before(start.at, suffix);
        // 貝里斯|首都|貝爾墨邦
        let inner = NameStart {
            at: owner.unwrap_or(start.at),
            hard: false,
        };
        let inner = super::organisation::described(self.knowledge, glyphs, inner, end).at;
        let length = suffix.saturating_sub(inner);
        let plain = (inner..suffix).all(|i| glyphs.class(i) == Class::Han);
        let glossed = self.gloss_of(end).is_some();
        // 馬佐夫舍|省
        let sounds = certain
            && length > 2
            && (inner..suffix).all(|i| self.knowledge.is_transcription(glyphs.char(i)));
        // 倉敷市 as an item of its own; 南戈壁省, whatever follows
        let ending = glyphs.char(suffix);
        let alone = certain
            && !titled
            && (start.hard && inner == start.at || self.separated(inner))
            && matches!(
                ending,
                '市' | '縣' | '鄉' | '鎮' | '省' | '州' | '郡' | '町'
            )
            && (2..=4).contains(&length)
            && end == suffix + 1;
        let province = ending == '省' && !titled && (2..=5).contains(&length) && end == suffix + 1;
        let evident = owner.is_some() || cued || glossed || sounds || alone || province;
        if !(closed || glossed || province) || !plain || !(1..=5).contains(&length) || !evident {
            return None;
        }
        self.place(Kind::Jurisdiction, inner..end)
    }

    /// A park, a hotel, a hall: 栗林公園, 利馬會議中心.
    fn venue(&self, start: NameStart, suffix: usize, end: usize) -> Option<Found> {
        const LONGEST_STEM: usize = 8;
        const SURE_STEM: usize = 3;
        let stem = suffix.saturating_sub(start.at);
        let closed = self.knowledge.name_may_end(self.glyphs, end);
        ((closed || stem >= SURE_STEM) && stem <= LONGEST_STEM)
            .then(|| self.feature(start, suffix, end, true))
            .flatten()
    }

    /// An airport, a river, an island: 成田國際機場.
    fn feature(&self, start: NameStart, suffix: usize, end: usize, certain: bool) -> Option<Found> {
        let glyphs = self.glyphs;
        // 福建省|閩江, 臺南市|飛雁新村, but 桃園國際機場
        let owner = self.owner_before(start.at, suffix).filter(|&owner| {
            let governed = |ending| matches!(ending, PlaceEnding::Governed { .. });
            let ending = self.knowledge.place_ending_before(glyphs, start.at, owner);
            !certain || ending.is_some_and(|(_, ending)| governed(ending))
        });
        let from = owner.unwrap_or(start.at);
        let length = suffix.saturating_sub(from);
        let plain = (from..suffix).all(|i| glyphs.class(i) == Class::Han);
        // 各擇一|漁港, 該|公園
        let counted = suffix > from
            && matches!(
                glyphs.char(suffix - 1),
                '一' | '兩' | '二' | '三' | '各' | '該' | '某' | '數' | '幾' | '等'
            );
        if counted {
            return None;
        }
        let trail = self
            .knowledge
            .place_trails
            .longest_at(glyphs, end)
            .is_some();
        // 奧爾基洛托|島
        let sounds =
            length > 2 && (from..suffix).all(|i| self.knowledge.is_transcription(glyphs.char(i)));
        let glossed = self.gloss_of(end).is_some();
        // 閩江 after 福建省; elsewhere one character is a word with the ending (公車|站).
        let shortest = if !certain && (owner.is_some() || glossed) {
            1
        } else {
            2
        };
        let evident =
            certain || owner.is_some() || self.after_words(from) || trail || sounds || glossed;
        let closed = certain || trail || glossed || self.knowledge.name_may_end(glyphs, end);
        // A river or a bridge has a short name, unless it is a foreign one.
        if !certain && !sounds && !glossed && length > LONGEST_CUED {
            return None;
        }
        if !plain || !(shortest..=LONGEST).contains(&length) || !evident || !closed {
            return None;
        }
        self.place(Kind::Place, from..end)
    }

    /// A foreign name after a word that says where: 前往|比爾托芬, 赴西班牙|阿斯圖里亞斯.
    fn transcribed(&self, at: usize) -> Option<Found> {
        const SHORTEST: usize = 3;
        if !self.knowledge.is_transcription(self.glyphs.char(at)) {
            return None;
        }
        let country = self.listed_before(at);
        let cell = self.fills_cell(at);
        if !self.after_cue(country.unwrap_or(at)) && !cell {
            return None;
        }
        let end = self
            .knowledge
            .transcribed(self.glyphs, at, self.block.end)?;
        let person = self.roles.iter().any(|role| role.range.start == end);
        // 奧蘭|治沃克(Orange Walk): only a gloss tells it from a listed place with words behind it.
        let whole = self.listed_at(at).is_none() || self.gloss_of(end).is_some();
        if end < at + SHORTEST || person || !whole {
            return None;
        }
        self.place(Kind::Jurisdiction, at..end)
    }

    /// Whether a run of characters that write sounds fills a cell between ruled lines.
    fn fills_cell(&self, at: usize) -> bool {
        const RULES: [char; 3] = ['│', '|', '┃'];
        let glyphs = self.glyphs;
        let before = glyphs.skip_space_back(self.block.start, at);
        let opens = before > self.block.start && RULES.contains(&glyphs.char(before - 1));
        let han = (at..self.block.end).take_while(|&i| glyphs.class(i) == Class::Han);
        let end = glyphs.skip_space(at + han.count());
        opens && end < self.block.end && RULES.contains(&glyphs.char(end))
    }

    /// Whether a name begins after a sign between the members of a list.
    fn separated(&self, at: usize) -> bool {
        at > self.block.start && matches!(self.glyphs.char(at - 1), '、' | '及' | '與' | '和')
    }

    /// The place with a name, unless a body or a longer listed place stands there.
    fn place(&self, kind: Kind, range: Range<usize>) -> Option<Found> {
        let titled =
            |role: &Role| scene::overlap(&role.range, &range) && role.range.start < range.start;
        let taken = self.roles.iter().any(titled)
            || self.found.iter().any(|known| {
                scene::overlap(&known.range, &range)
                    && (!matches!(known.kind, Kind::Jurisdiction)
                        || known.range.start <= range.start && range.end <= known.range.end)
            });
        if taken {
            return None;
        }
        let name = self.glyphs.text(range.clone());
        let gloss = self.gloss_of(range.end);
        let known = (kind == Kind::Jurisdiction)
            .then(|| self.known(&name))
            .flatten();
        let naming = match known {
            Some(key) => Naming::known(key),
            None => Naming {
                chinese: Some(name),
                foreign: gloss.and_then(|gloss| gloss.foreign.clone()),
                ..Naming::default()
            },
        };
        Some(Found {
            kind,
            reading: Reading::Named(naming),
            range: range.start..gloss.map_or(range.end, |gloss| gloss.whole.end),
            rule: Rule::Ending,
            hard: true,
        })
    }

    /// The key of the only listed place that a name means, weakly or without its ending: 秋田,
    /// 原州|市.
    fn known(&self, name: &str) -> Option<&str> {
        let jurisdictions = &self.knowledge.authority.jurisdictions;
        let mut weak = jurisdictions.weakly_named(name);
        if let (Some(row), None) = (weak.next(), weak.next()) {
            return Some(&*row.key);
        }
        let (ending, _) = name.char_indices().next_back()?;
        let stem = &name[..ending];
        let mut rows = jurisdictions
            .named(stem)
            .chain(jurisdictions.weakly_named(stem));
        let row = rows.next()?;
        (rows.next().is_none() && row.level == Level::Subnational).then_some(&*row.key)
    }

    /// The gloss of a name that ends at an index, if it gives a proper name.
    fn gloss_of(&self, end: usize) -> Option<&Gloss> {
        let proper = |gloss: &&Gloss| {
            let foreign = gloss.foreign.as_deref();
            gloss.name.end == end
                && foreign.is_some_and(|foreign| gloss::is_proper(self.knowledge, foreign))
        };
        self.glosses.iter().find(proper)
    }

    /// Where the listed place that begins at an index ends.
    fn listed_at(&self, at: usize) -> Option<usize> {
        let listed = |known: &&Found| known.kind == Kind::Jurisdiction && known.range.start == at;
        self.found.iter().find(listed).map(|known| known.range.end)
    }

    /// Where the last listed place between two indices ends.
    fn owner_before(&self, start: usize, suffix: usize) -> Option<usize> {
        self.found
            .iter()
            .filter(|known| known.kind == Kind::Jurisdiction)
            .map(|known| &known.range)
            .filter(|range| range.start >= start && range.end < suffix)
            .map(|range| range.end)
            .max()
    }

    /// Where the listed place that ends at an index begins.
    fn listed_before(&self, at: usize) -> Option<usize> {
        let listed = |known: &&Found| known.kind == Kind::Jurisdiction && known.range.end == at;
        self.found
            .iter()
            .find(listed)
            .map(|known| known.range.start)
    }

    /// Whether a word that says where, or a place and a comma, stands before an index.
    fn after_cue(&self, at: usize) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let cue = |at| {
            knowledge
                .place_cues
                .longest_before(glyphs, self.block.start, at)
                .is_some()
        };
        let separated = at > self.block.start && matches!(glyphs.char(at - 1), '、' | '及' | '與');
        cue(at) || separated && self.listed_before(at - 1).is_some()
    }

    /// The same, or a word that may stand before other things, too (跨越), so that the ending must
    /// say that it is a place.
    fn after_words(&self, at: usize) -> bool {
        let words = Cues::from(self.knowledge.authority.lexicon.cues("place-verb"));
        let mut before = words.before(self.glyphs, self.block.start, at);
        self.after_cue(at) || before.next().is_some()
    }

    /// Whether a title begins with the last character of a place: 笠間|市長.
    fn shares_ending(&self, title: &Range<usize>) -> bool {
        let title = self.glyphs.text(title.clone());
        self.knowledge
            .authority
            .lexicon
            .contains("head-suffix", &title)
    }
}

/// What an ending tells of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceEnding {
    /// A town or a region: 市, 縣.
    Governed {
        /// Whether a word that says where suffices before the name; else the place in which it
        /// lies must stand there (區).
        certain: bool,
    },
    /// Something that nobody governs: 機場, 河.
    Feature {
        /// Whether the ending suffices.
        certain: bool,
    },
    /// Something that was built for people to come to: 公園, 會議中心. The ending suffices where
    /// the name ends behind it, or is long.
    Venue,
}

impl PlaceEnding {
    /// Reads the value of a row of the group `place-suffix`.
    pub fn from_value(value: &str) -> Self {
        match value {
            "governed" => Self::Governed { certain: true },
            "quarter" => Self::Governed { certain: false },
            "venue" => Self::Venue,
            value => Self::Feature {
                certain: value == "feature",
            },
        }
    }
}
