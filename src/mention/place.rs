//! Places that no table lists, by the ending of their name or by how they are written: 笠間市,
//! 成田國際機場, 比爾托芬.

use std::ops::Range;

use super::cue::Cues;
use super::gloss::{self, Gloss};
use super::glyph::{Class, Glyphs};
use super::jurisdiction::{follows_day, is_called_after_town};
use super::knowledge::{Knowledge, NameStart};
use super::numeral::{self, Decimal};
use super::role::Role;
use super::scene;
use super::{Found, Kind, Naming, Reading, Rule, street, venue};
use crate::authority::Level;

/// What stands before the rest of a foreign name that is written by its sound: 新|梅斯托.
const PREFIXES: [char; 7] = ['新', '北', '東', '上', '下', '大', '小'];

/// The longest name of a place worth reading, in characters.
const LONGEST: usize = 14;
/// The longest one that only a word beside it tells, without its ending.
const LONGEST_CUED: usize = 5;
/// How many characters a verb before the name of a place has.
const VERB: usize = 2;
/// The shortest foreign name of a place in characters that write sounds, where a list tells it.
const SHORTEST_FOREIGN: usize = 2;

/// Finds such places of a block; `found` are the bodies and listed places in it.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    roles: &[Role],
    glosses: &[Gloss],
    found: &[Found],
) -> Vec<Found> {
    let mut place = Places {
        knowledge,
        glyphs,
        block: block.clone(),
        roles,
        glosses,
        found,
        so_far: Vec::new(),
    };
    for at in block.clone() {
        if glyphs.class(at) != Class::Han {
            let more = match glyphs.char(at) {
                '、' => place.listed(at),
                '→' => place.on_route(at),
                _ => {
                    let numbered = place.numbered_road(at).or_else(|| place.room(at));
                    let found = numbered.or_else(|| place.in_two_scripts(at));
                    found.into_iter().collect()
                }
            };
            place.so_far.extend(more);
            continue;
        }
        let hit = place
            .by_name(at)
            .or_else(|| place.worded_road(at))
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
        let places = &mut place.so_far;
        let free = !places
            .iter()
            .any(|known| scene::overlap(&known.range, &hit.range) && !inside(known));
        if free {
            places.retain(|known| !inside(known));
            places.push(hit);
        }
    }
    place.so_far
}

/// A block and what was found in it.
struct Places<'a> {
    knowledge: &'a Knowledge<'a>,
    glyphs: &'a Glyphs,
    block: Range<usize>,
    roles: &'a [Role],
    glosses: &'a [Gloss],
    found: &'a [Found],
    /// The places found so far.
    so_far: Vec<Found>,
}

impl Places<'_> {
    /// A well-known river, island or sea.
    fn by_name(&self, at: usize) -> Option<Found> {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let (end, ()) = knowledge.place_names.longest_at(glyphs, at)?;
        let range = at..end;
        let free = end <= self.block.end && !knowledge.is_trapped(glyphs, self.block.start, &range);
        let start = self.town_of(range);
        free.then(|| self.place(Kind::Place, start..end)).flatten()
    }

    /// Where a name begins with the short name of the town before it, for what is called after its town:
    /// 彰化|南瑤宮, but not 彰化市|南瑤宮.
    fn town_of(&self, name: Range<usize>) -> usize {
        let town = self
            .found
            .iter()
            .find(|known| known.kind == Kind::Jurisdiction && known.range.end == name.start);
        let whole = town.map(|town| town.range.start..name.end);
        let whole = whole.filter(|whole| is_called_after_town(self.knowledge, self.glyphs, whole));
        whole.map_or(name.start, |whole| whole.start)
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
        // 馬丁內斯|表示 is whoever speaks.
        let speaks = || {
            let verbs = Cues::from(knowledge.authority.lexicon.cues("speech-verb"));
            verbs.at(glyphs, end).next().is_some()
        };
        let free = end <= block.end && begins && ends && !speaks() && !self.is_called_after(end);
        free.then(|| self.place(Kind::Jurisdiction, at..end))
            .flatten()
    }

    /// Whether a longer name goes on behind the town that it is called after: 虎尾|溪, 京丹後|市, but
    /// not 格拉茨|山區.
    fn is_called_after(&self, end: usize) -> bool {
        let ending = self.knowledge.place_ending_at(self.glyphs, end);
        ending.is_some_and(|(after, ending)| match ending {
            PlaceEnding::Feature { .. } => !self.trailed(end),
            PlaceEnding::Governed { .. } => self.knowledge.name_may_end(self.glyphs, after),
            PlaceEnding::Venue => false,
        })
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
        // 烏來區|忠治、信賢
        let owner = self.found.iter().find(|known| {
            known.kind == Kind::Jurisdiction
                && known.range.start == first
                && known.range.end + SHORTEST_FOREIGN <= comma
        });
        let first = owner.map_or(first, |owner| owner.range.end);
        let leading = first..comma;
        let mut items = Vec::from([leading]);
        let mut at = comma;
        while at < self.block.end && glyphs.joins_list(at) {
            let from = at + 1;
            at = (from..self.block.end)
                .find(|&i| {
                    glyphs.class(i) != Class::Han
                        || glyphs.is_conjunction(i)
                        || glyphs.char(i) == '等'
                })
                .unwrap_or(self.block.end);
            items.push(from..at);
        }
        let known = |item: &Range<usize>| {
            let places = self.found.iter().chain(&self.so_far);
            places
                .filter(|f| matches!(f.kind, Kind::Jurisdiction | Kind::Place))
                .any(|f| f.range.end == item.end)
        };
        let mut counted = false;
        if glyphs.char(at) != '等' || !self.closes_places(at + 1) {
            // 忠治、信賢、福山、孝義|四里; 前往七星潭、鹽寮及加路蘭|從事
            let last = items.pop().unwrap_or(at..at);
            let end = self.counted_places(last.clone(), items.len() + 1);
            counted = end.is_some();
            let end = end.or_else(|| {
                let reached = self.is_reached(first);
                reached.then(|| self.foreign_or_word_end(last.clone()))
            });
            let Some(end) = end else { return Vec::new() };
            items.push(last.start..end);
            let places = |item: &Range<usize>| known(item) || self.may_be_place(item);
            let many = items.len() > 2 || items.iter().filter(|item| known(item)).count() > 0;
            if !many || !items.iter().all(places) {
                return Vec::new();
            }
        }
        // 埃貝耶、賈盧伊特及沃傑|等環礁
        let foreign = items.iter().all(|item| self.sounds(item))
            && items.iter().any(|item| item.len() > SHORTEST_FOREIGN);
        if !foreign && !counted && !items.iter().any(known) {
            return Vec::new();
        }
        items
            .into_iter()
            .filter(|item| {
                LENGTHS.contains(&item.len())
                    && (item.start != first || item.len() < LONG || foreign)
                    && item.clone().all(|i| glyphs.class(i) == Class::Han)
                    && !self
                        .found
                        .iter()
                        .chain(&self.so_far)
                        .any(|f| scene::overlap(&f.range, item))
            })
            .filter_map(|item| self.place(Kind::Jurisdiction, item))
            .collect()
    }

    /// Where the last name of a list ends behind which stands how many places it names: 孝義|四里.
    fn counted_places(&self, last: Range<usize>, items: usize) -> Option<usize> {
        const SHORTEST: usize = 2;
        let glyphs = self.glyphs;
        let items = Decimal::integer(i64::try_from(items).ok()?);
        (last.start + SHORTEST..=last.end).find(|&at| {
            let number = numeral::read(glyphs, glyphs.skip_space(at));
            number.is_some_and(|number| number.value == items && self.closes_places(at))
        })
    }

    /// Where the last name of a list ends: before the nearest word.
    fn foreign_or_word_end(&self, last: Range<usize>) -> usize {
        const SHORTEST: usize = 2;
        let ends = |&at: &usize| self.knowledge.ends_name(self.glyphs, at) || self.trailed(at);
        (last.start + SHORTEST..last.end)
            .find(ends)
            .unwrap_or(last.end)
    }

    /// Whether an item of a list of places may name one that no table has.
    fn may_be_place(&self, item: &Range<usize>) -> bool {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;
        let knowledge = self.knowledge;
        LENGTHS.contains(&item.len())
            && item.clone().all(|i| {
                self.glyphs.class(i) == Class::Han && !matches!(self.glyphs.char(i), '的' | '之')
            })
            && !knowledge.is_word(self.glyphs, item.start)
            && !self
                .roles
                .iter()
                .any(|role| scene::overlap(&role.range, item))
            && !self
                .found
                .iter()
                .any(|f| f.kind != Kind::Jurisdiction && scene::overlap(&f.range, item))
    }

    /// The places between the arrows of a route: 維也納→梅爾克Melk→哈爾施塔特. `arrow` is one of
    /// them; the route is read at the first.
    fn on_route(&self, arrow: usize) -> Vec<Found> {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
        let glyphs = self.glyphs;
        let edge = |i: usize| {
            let wide = glyphs.class(i) == Class::Space && glyphs.class(i + 1) == Class::Space;
            wide || matches!(
                glyphs.char(i),
                '→' | '│' | '|' | '\t' | ',' | '。' | ';' | ':'
            )
        };
        let first = (self.block.start..arrow).rev().find(|&i| edge(i));
        if first.is_some_and(|i| glyphs.char(i) == '→') {
            return Vec::new();
        }
        let mut start = first.map_or(self.block.start, |i| i + 1);
        let mut found = Vec::new();
        let mut leads_somewhere = false;
        loop {
            let end = (start..self.block.end)
                .find(|&i| edge(i) && i > start)
                .unwrap_or(self.block.end);
            let from = glyphs.skip_space(start).min(end);
            let han = (from..end)
                .take_while(|&i| glyphs.class(i) == Class::Han)
                .count();
            let latin = (from + han..end)
                .take_while(|&i| {
                    glyphs.class(i) == Class::Letter || matches!(glyphs.char(i), ' ' | '-' | '.')
                })
                .count();
            let name = from..from + han;
            let foreign = glyphs.text(from + han..from + han + latin);
            let foreign = foreign.trim();
            let proper = !foreign.is_empty()
                && gloss::is_proper(self.knowledge, foreign)
                && !gloss::is_acronym(foreign);
            let taken = |range: &Range<usize>| {
                let known = self.found.iter().chain(&self.so_far);
                known
                    .clone()
                    .any(|known| scene::overlap(&known.range, range))
                    || self
                        .roles
                        .iter()
                        .any(|role| scene::overlap(&role.range, range))
            };
            let reading = match (LENGTHS.contains(&han), proper) {
                (true, _) => Some(Naming {
                    chinese: Some(glyphs.text(name.clone())),
                    foreign: proper.then(|| foreign.to_owned()),
                    ..Naming::default()
                }),
                (false, true) if han == 0 => Some(Naming {
                    foreign: Some(foreign.to_owned()),
                    ..Naming::default()
                }),
                _ => None,
            };
            let whole = from..glyphs.skip_space_back(from, from + han + latin);
            if let Some(naming) = reading.filter(|_| !taken(&whole)) {
                found.push(Found {
                    kind: Kind::Jurisdiction,
                    reading: Reading::Named(naming),
                    range: whole,
                    rule: Rule::List,
                    hard: true,
                });
            }
            // 申請→審核→核定 leads nowhere: a stop must be a place by itself.
            leads_somewhere |= proper && han > 0 || self.sounds(&name) || self.is_found(&name);
            if glyphs.char(end) != '→' {
                break;
            }
            start = end + 1;
        }
        if leads_somewhere { found } else { Vec::new() }
    }

    /// Whether a place was found that is all of a name.
    fn is_found(&self, name: &Range<usize>) -> bool {
        let is_place = |known: &&Found| {
            matches!(known.kind, Kind::Jurisdiction | Kind::Place) && known.range == *name
        };
        let is_town = || {
            let town = self.knowledge.towns.longest_at(self.glyphs, name.start);
            town.is_some_and(|(end, ())| end == name.end)
        };
        !name.is_empty() && (self.found.iter().any(|known| is_place(&known)) || is_town())
    }

    /// A road by its number: 台8線, 台14甲線, 省道台17線, 縣道120線, 國道1號, 51號國道.
    fn numbered_road(&self, at: usize) -> Option<Found> {
        const LONGEST: usize = 3;
        let glyphs = self.glyphs;
        let begins = glyphs.class(at) == Class::Digit
            && (at == self.block.start || glyphs.class(at - 1) != Class::Digit);
        if !begins {
            return None;
        }
        let digits = (at..self.block.end).take_while(|&i| glyphs.class(i) == Class::Digit);
        let number = at..at + digits.count();
        if let Some(end) = self.road_of_number(number.clone()) {
            return self.place(Kind::Place, self.lettered(at)..end);
        }
        // 106乙線, but not 345乙線|變電站
        let guards = Cues::from(self.knowledge.authority.lexicon.cues("road-guard"));
        let branched = || {
            let end = self.line_end(number.end, "number")?;
            let guarded = guards.at(glyphs, end).next().is_some();
            let fits = end == number.end + 2 && (2..=LONGEST).contains(&number.len());
            (fits && !guarded).then(|| self.place(Kind::Place, at..end))?
        };
        if at == self.block.start || glyphs.class(at - 1) != Class::Han {
            return branched();
        }
        let leads = self.knowledge.road_leads;
        let mut leads = leads.before(glyphs, self.block.start, at);
        let lead = leads.find(|(start, (_, value))| **value != *"initial" || self.begins(*start));
        let Some((start, (_, value))) = lead else {
            return branched();
        };
        if **value == *"number" && glyphs.char(number.end) == '號' {
            return self.place(Kind::Place, start..number.end + 1);
        }
        let end = self.line_end(number.end, value)?;
        (number.len() <= LONGEST)
            .then(|| self.place(Kind::Place, self.classed(start)..end))
            .flatten()
    }

    /// Where the number of a road begins with the letters before it: P|131號公路.
    fn lettered(&self, number: usize) -> usize {
        const MOST: usize = 3;
        let glyphs = self.glyphs;
        let letters = (self.block.start..number)
            .rev()
            .take_while(|&i| glyphs.char(i).is_ascii_uppercase())
            .count();
        let start = number - letters;
        let begins = start == self.block.start || glyphs.class(start - 1) != Class::Letter;
        if letters <= MOST && begins {
            start
        } else {
            number
        }
    }

    /// A name in Latin letters with an ending in Chinese: Skye|島, Pocztowa |街, but not Pangnirtung |村公所, Table |區,
    /// and not California |州, which is listed.
    fn in_two_scripts(&self, at: usize) -> Option<Found> {
        const SHORTEST: usize = 3;
        const LONGEST: usize = 40;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let inside = |i: usize| {
            matches!(glyphs.class(i), Class::Letter | Class::Digit)
                || matches!(glyphs.char(i), '-' | '.' | '\'' | '’')
        };
        let first = self.block.start;
        let follows = at > first + 1 && glyphs.char(at - 1) == ' ' && inside(at - 2);
        let begins = glyphs.class(at) == Class::Letter
            && (at == first || !inside(at - 1))
            && !follows
            && glyphs.char(at).is_uppercase();
        if !begins {
            return None;
        }
        let limit = self.block.end.min(at + LONGEST);
        let joins = |i: usize| glyphs.char(i) == ' ' && glyphs.class(i + 1) == Class::Letter;
        let end = (at..limit).find(|&i| !inside(i) && !joins(i))?;
        let ending_at = end + usize::from(glyphs.char(end) == ' ');
        let (close, ending) = knowledge.place_ending_at(glyphs, ending_at)?;
        let kind = match ending {
            // Table 區
            PlaceEnding::Governed { certain: false } => return None,
            PlaceEnding::Governed { .. } => Kind::Jurisdiction,
            PlaceEnding::Feature { .. } | PlaceEnding::Venue => Kind::Place,
        };
        let name = glyphs.text(at..end);
        let small = name.chars().filter(|c| c.is_lowercase()).count();
        let proper = small + 1 >= SHORTEST && gloss::is_proper(knowledge, &name);
        let taken = |known: &Found| scene::overlap(&known.range, &(at..close));
        // Koror|州政府, Hauraki |區域
        let extends = knowledge.body_ending_begins(glyphs, close)
            || Knowledge::begins_word(glyphs, close - 1);
        let ends = knowledge.name_may_end(glyphs, close) || !extends;
        if !proper || close > self.block.end || !ends || self.found.iter().any(taken) {
            return None;
        }
        let mut found = self.place(kind, at..close)?;
        if let Reading::Named(naming) = &mut found.reading {
            let chinese = name + &glyphs.text(ending_at..close);
            naming.chinese = naming.chinese.as_ref().map(|_| chinese);
        }
        Some(found)
    }

    /// A room by its number in a house with a name: 本院|紅樓302會議室, but not 3樓302會議室, 大樓601會議室.
    fn room(&self, at: usize) -> Option<Found> {
        const SHORTEST: usize = 3;
        const LONGEST_HOUSE: usize = 4;
        let glyphs = self.glyphs;
        let digits = (at..self.block.end).take_while(|&i| glyphs.class(i) == Class::Digit);
        let end = at + digits.count();
        let nouns = Cues::from(self.knowledge.authority.lexicon.cues("room-noun"));
        let noun_end = nouns.end(glyphs, glyphs.skip_space(end))?;
        let house = glyphs.skip_space_back(self.block.start, at);
        let storey = house.checked_sub(1).filter(|&i| glyphs.char(i) == '樓')?;
        let floor = (self.block.start).max(storey.saturating_sub(LONGEST_HOUSE));
        let name = (floor..storey).rev();
        let mut name = name.take_while(|&i| {
            glyphs.class(i) == Class::Han
                && !venue::is_storey(glyphs.char(i))
                && glyphs.char(i) != '大'
        });
        let follows = |start: usize| {
            self.begins(start) || self.found.iter().any(|known| known.range.end == start)
        };
        let start = name.find(|&start| follows(start));
        let room = self.place(Kind::Place, start?..noun_end)?;
        (end - at >= SHORTEST).then_some(Found {
            rule: Rule::Form,
            ..room
        })
    }

    /// Whether a name may begin at a place.
    fn begins(&self, at: usize) -> bool {
        at == self.block.start
            || self.glyphs.class(at - 1) != Class::Han
            || (self.knowledge).boundary_ends(self.glyphs, self.block.start, at)
    }

    /// The end of a line behind its number, by what stands before that: 台14|甲線, 竹60|線, 台7|甲.
    fn line_end(&self, number_end: usize, lead: &str) -> Option<usize> {
        let (glyphs, lexicon) = (self.glyphs, &self.knowledge.authority.lexicon);
        let branch = lexicon.contains("road-branch", &glyphs.text(number_end..number_end + 1));
        let end = number_end + usize::from(branch);
        if end < self.block.end && glyphs.char(end) == '線' {
            return Some(end + 1);
        }
        (branch && lead.is_empty()).then_some(end)
    }

    /// Where a line's name begins with the class of the road before it: 省道|台17線.
    fn classed(&self, start: usize) -> usize {
        let leads = self.knowledge.road_leads;
        let mut leads = leads.before(self.glyphs, self.block.start, start);
        let class = leads.find(|(_, (_, value))| **value == *"number");
        class.map_or(start, |(start, _)| start)
    }

    /// A road by its number in words: 國道三號, 七號國道, 台十四甲線, 苗二十六線.
    fn worded_road(&self, at: usize) -> Option<Found> {
        const LONGEST: usize = 3;
        let glyphs = self.glyphs;
        let is_number = |i: usize| {
            matches!(
                glyphs.char(i),
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
            )
        };
        let number_end = |from: usize| {
            let number = (from..self.block.end).take_while(|&i| is_number(i)).count();
            (1..=LONGEST).contains(&number).then_some(from + number)
        };
        let counted =
            at > self.block.start && (is_number(at - 1) || glyphs.class(at - 1) == Class::Digit);
        let leads = self.knowledge.road_leads;
        if let Some((word, value)) = leads.at(glyphs, at).last() {
            let number = at + word.chars().count();
            let end = number_end(number)?;
            // 中一線 might be anything, 三台一線 a machine.
            let end = match &**value {
                "number" => (glyphs.char(end) == '號').then_some(end + 1),
                "initial" if end - number == 1 || !self.begins(at) => None,
                _ if counted => None,
                lead => self.line_end(end, lead),
            };
            return self.place(Kind::Place, self.classed(at)..end?);
        }
        let begins = is_number(at) && (at == self.block.start || !is_number(at - 1));
        let end = begins
            .then(|| self.road_of_number(at..number_end(at)?))
            .flatten()?;
        self.place(Kind::Place, at..end)
    }

    /// The end of a road behind its number: 51|號國道, but not 八月五號公路封閉.
    fn road_of_number(&self, number: Range<usize>) -> Option<usize> {
        const ORDINAL: &str = "ordinal";
        let glyphs = self.glyphs;
        let words = Cues::from(self.knowledge.authority.lexicon.cues("road-number"));
        let (word, value) = words.at(glyphs, number.end).last()?;
        let before = |at: usize| glyphs.skip_space_back(self.block.start, at);
        let follows = |at: usize, word: &str| glyphs.ends_with(self.block.start, at, word);
        // 八月五、六號
        let counts = |i: &usize| {
            glyphs.class(*i) == Class::Digit
                || glyphs.joins_list(*i)
                || "一二三四五六七八九十日號至到~-".contains(glyphs.char(*i))
        };
        let days = (self.block.start..before(number.start))
            .rev()
            .take_while(counts);
        let first = before(number.start) - days.count();
        let day = follows(before(first), "月").is_some();
        let ordinal = **value == *ORDINAL && follows(before(number.start), "第").is_some();
        (!day && !ordinal).then(|| number.end + word.chars().count())
    }

    /// Whether a stretch of text is written with characters that write sounds.
    fn sounds(&self, range: &Range<usize>) -> bool {
        let mut chars = range.clone();
        range.len() >= SHORTEST_FOREIGN
            && chars.all(|i| self.knowledge.is_transcription(self.glyphs.char(i)))
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
            // 布根蘭邦的居辛(Güssing)
            let placed =
                at == name.start && name.len() <= LONGEST_CUED && self.owner_of(at).is_some();
            name.contains(&at) && (placed || (at..name.end).all(sounds))
        })?;
        let inside = at > gloss.name.start && sounds(at - 1) && sounds(at);
        let foreign = gloss.foreign.as_deref()?;
        let length = gloss.name.end - at;
        let cued = self.after_cue(at) || self.owner_of(at).is_some();
        let proper = gloss.short.is_empty()
            && (!foreign.contains(' ') || follows_day(glyphs, self.block.start, at))
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
        /// How many places before may end with this one.
        const NEAR: usize = 16;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let (end, ending) = knowledge.place_ending_at(glyphs, at)?;
        let mut start = knowledge.name_start(glyphs, self.block.start, end);
        start.at = knowledge.at_listed_place(glyphs, self.block.start, start.at);
        let start = super::organisation::described(knowledge, glyphs, start, end);
        let start = self.after_bodies(start, at);
        let start = super::organisation::described(knowledge, glyphs, start, end);
        let start = self.over_word(start, at);
        let start = self.behind_verb(start, at);
        let start = self.over_stroke(start, at);
        let whole = ending == PlaceEnding::Venue;
        let guarded = knowledge
            .place_guards
            .longest_before(glyphs, self.block.start, end)
            // 主題公園 is no name, 三棧|社區活動中心 is one.
            .is_some_and(|(guard, ())| {
                // 維新路, 桃山村: an adjective in the middle of a name makes no generic word of it.
                let loose = matches!(glyphs.char(guard), '新' | '舊' | '小' | '山');
                // 首爾市|中區
                let side = matches!(glyphs.char(guard), '東' | '西' | '南' | '北' | '中');
                if side && glyphs.char(at) == '區' {
                    guard < at && !self.place_before(guard)
                } else if whole || loose {
                    guard < at && (guard <= start.at || self.place_before(guard))
                } else {
                    guard < at
                }
            });
        // 嘉寶里|海側, 瑞平里|河濱
        let sides = Cues::from(knowledge.authority.lexicon.cues("place-side"));
        let beside = sides.at(glyphs, at).next().is_some();
        // 美國|華盛頓特區 is listed.
        let listed = |known: &Found| {
            known.kind == Kind::Jurisdiction
                && known.range.end == end
                && known.range.start >= start.at
                && known.range.start < at
        };
        // 停|奮起湖: what is known by name begins where it says.
        let known = |known: &Found| {
            known.range.end == end && known.range.start >= start.at && known.range.start < at
        };
        if end > self.block.end
            || guarded
            || beside
            || self.found.iter().any(listed)
            || self.so_far.iter().rev().take(NEAR).any(known)
            || self.is_inside_foreign(at, end)
        {
            return None;
        }
        // 特勒吉(Gorkhi-Terelj)|國家公園
        let gloss = self.glosses.iter().find(|gloss| {
            let after = gloss.whole.end;
            end > at + 1
                && (after..=after + BETWEEN).contains(&at)
                && (after..at).all(|i| glyphs.class(i) == Class::Han)
        });
        if let (Some(gloss), PlaceEnding::Feature { .. } | PlaceEnding::Venue) = (gloss, ending) {
            // 尖石鄉|那羅(Naro)部落
            let town = self.owner_before(gloss.name.start, gloss.name.end);
            let from = town.unwrap_or(gloss.name.start);
            let name = glyphs.text(from..gloss.name.end) + &glyphs.text(gloss.whole.end..end);
            let mut found = self.place(Kind::Place, from..end)?;
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

    /// Whether an ending of one character is one of those that write the sound of a longer name:
    /// 霍恩|海|姆.
    fn is_inside_foreign(&self, at: usize, end: usize) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let sounds = |i: usize| knowledge.is_transcription(glyphs.char(i));
        end == at + 1
            && at > self.block.start
            && end < self.block.end
            && sounds(at - 1)
            && sounds(end)
            && matches!(glyphs.char(at), '海' | '山' | '河')
            && !knowledge.ends_name(glyphs, end)
            && !Knowledge::begins_word(glyphs, end)
            && knowledge.jurisdictions.longest_at(glyphs, end).is_none()
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
        // 首爾市中區|樂天飯店
        let inside = |known: &&Found| {
            known.kind == Kind::Jurisdiction
                && known.range.start >= start.at
                && known.range.end <= suffix
        };
        let last = self
            .so_far
            .iter()
            .filter(inside)
            .map(|known| known.range.end)
            .max();
        last.map_or(start, |at| NameStart { at, hard: true })
    }

    /// The beginning of a foreign name over the stroke in it: 戈爾諾-|巴達赫尚自治州, but not 倫敦-|曼徹斯特市.
    fn over_stroke(&self, start: NameStart, suffix: usize) -> NameStart {
        const SHORTEST: usize = 2;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let sounds = |&i: &usize| knowledge.is_transcription(glyphs.char(i));
        if start.at >= suffix || !(start.at..suffix).all(|i| sounds(&i)) {
            return start;
        }
        let stroke = start.at.checked_sub(1).filter(|&i| i > self.block.start);
        let Some(stroke) = stroke.filter(|&i| glyphs.is_stroke(i)) else {
            return start;
        };
        let run = (self.block.start..stroke).rev().take_while(sounds).count();
        let listed = knowledge
            .jurisdictions
            .longest_before(glyphs, self.block.start, stroke);
        if run < SHORTEST || listed.is_some() || suffix < start.at + SHORTEST {
            return start;
        }
        NameStart {
            at: stroke - run,
            ..start
        }
    }

    /// The beginning of a name at the listed place that a verb stands before: 擴建|小港機場.
    fn behind_verb(&self, start: NameStart, suffix: usize) -> NameStart {
        let at = start.at + VERB;
        if at < suffix && self.is_verb_before_place(start.at) {
            NameStart { at, hard: false }
        } else {
            start
        }
    }

    /// Whether a verb stands at an index and a listed place behind it: 加強|金門.
    fn is_verb_before_place(&self, at: usize) -> bool {
        let listed = |at: usize| {
            let weak = self.knowledge.weak_places.longest_at(self.glyphs, at);
            self.listed_at(at).is_some() || weak.is_some()
        };
        Knowledge::begins_verb(self.glyphs, at) && listed(at + VERB) && !listed(at)
    }

    /// The beginning of a short name right behind a town, where a character in it is a word as well:
    /// 梅山鄉|太和村.
    fn over_word(&self, start: NameStart, suffix: usize) -> NameStart {
        const LONGEST: usize = 3;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let towns = self.found.iter().chain(&self.so_far);
        let at = towns
            .filter(|known| known.kind == Kind::Jurisdiction)
            .map(|known| known.range.end)
            .filter(|&at| at < start.at && suffix <= at + LONGEST)
            .find(|&at| {
                let mut chars = at..suffix;
                chars.all(|i| {
                    glyphs.class(i) == Class::Han && !knowledge.is_function_word(glyphs, i)
                }) && !glyphs.joins_list(at)
                    && !matches!(glyphs.char(at), '之' | '的')
            });
        at.map_or(start, |at| NameStart { at, hard: false })
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
        let owner = self.owner_before(start.at, suffix);
        // 秀林鄉|富世村|大同部落
        let village = end == suffix + 1
            // 臺南市|飛雁新村 is no district.
            && suffix > 0
            && glyphs.char(suffix - 1) != '新'
            && owner.is_some_and(|owner| match glyphs.char(suffix) {
                '村' | '里' | '町' => (owner + 2..=owner + 3).contains(&suffix),
                // 首爾市|中區|樂天飯店
                '區' => (owner + 1..=owner + 3).contains(&suffix),
                _ => false,
            });
        // 錦水村、梅園村|三村, 湖內里、後驛里
        let small = matches!(glyphs.char(suffix), '村' | '里') && end == suffix + 1;
        let in_list =
            small && (self.separated(owner.unwrap_or(start.at)) || glyphs.joins_list(end));
        let closed = titled
            || village
            || in_list
            || self.trailed(end)
            || self.knowledge.name_may_end(glyphs, end);
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
                '市' | '縣' | '鄉' | '鎮' | '省' | '州' | '郡' | '町' | '村'
            )
            && (2..=4).contains(&length)
            && end == suffix + 1;
        let province = ending == '省' && !titled && (2..=5).contains(&length) && end == suffix + 1;
        // 至|達觀里
        let quarter = small && length == 2 && (in_list || self.after_cue(inner));
        let evident = owner.is_some() || cued || glossed || sounds || alone || province || quarter;
        // 埃斯波及奧盧|三市
        if length == 1 && is_count(glyphs, suffix) {
            return None;
        }
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
        // 東石|漁人碼頭
        let town = self.names_town(start.at..suffix);
        ((closed || stem >= SURE_STEM || town) && stem <= LONGEST_STEM)
            .then(|| self.feature(start, suffix, end, true))
            .flatten()
    }

    /// An airport, a river, an island: 成田國際機場.
    fn feature(&self, start: NameStart, suffix: usize, end: usize, certain: bool) -> Option<Found> {
        let glyphs = self.glyphs;
        // 福建省|閩江, 臺南市|飛雁新村, but 桃園國際機場
        let town = self.owner_before(start.at, suffix);
        let called = |owner: usize| {
            let governed = |ending| matches!(ending, PlaceEnding::Governed { .. });
            let ending = self.knowledge.place_ending_before(glyphs, start.at, owner);
            (certain || self.knowledge.is_called_by_town(glyphs, &(owner..end)))
                && !ending.is_some_and(|(_, ending)| governed(ending))
        };
        let owner = town.filter(|&owner| !called(owner));
        let from = owner.unwrap_or(start.at);
        // 釜山新港: the town is part of the name.
        let side = suffix == from + 1
            && matches!(
                glyphs.char(from),
                '新' | '舊' | '內' | '外' | '東' | '西' | '南' | '北'
            );
        let whole = owner.filter(|_| side).and_then(|owner| {
            let ends = |known: &&Found| known.range.end == owner;
            self.found.iter().find(ends).map(|known| known.range.start)
        });
        let from = whole.unwrap_or(from);
        // 隔|納爾瓦河
        let run = (from..suffix)
            .rev()
            .take_while(|&i| self.knowledge.is_transcription(glyphs.char(i)))
            .count();
        let from = if run > 2 && !certain {
            suffix - run
        } else {
            from
        };
        let length = suffix.saturating_sub(from);
        let plain = (from..suffix).all(|i| glyphs.class(i) == Class::Han);
        // 各擇一|漁港, 該|公園
        if suffix > from && is_count(glyphs, suffix) {
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
        // 福江島 as an item of its own, 內湖|站
        let alone = self.stands_alone(start, from, suffix..end);
        let named = self.names_town(from..suffix);
        // 和卿路|101號
        let addressed = street::is_addressed(self.knowledge, glyphs, &(from..end));
        let evident = certain
            || addressed
            || town.is_some()
            || self.after_words(from)
            || trail
            || sounds
            || glossed
            || alone
            || named;
        let closed = certain
            || addressed
            || trail
            || glossed
            || sounds
            // 瑞穗鄉|奇美部落|道路
            || (owner.is_some() || self.place_before(from)) && end > suffix + 1
            || self.trailed(end)
            || self.knowledge.name_may_end(glyphs, end);
        // A river or a bridge has a short name, unless it is a foreign one.
        if !certain && !sounds && !glossed && length > LONGEST_CUED {
            return None;
        }
        if !plain || !(shortest..=LONGEST).contains(&length) || !evident || !closed {
            return None;
        }
        self.place(Kind::Place, from..end)
    }

    /// Whether a short name with an ending that only natural places have stands between marks or in
    /// a list: 福江島, 奈留島、|久賀島.
    fn stands_alone(&self, start: NameStart, from: usize, ending: Range<usize>) -> bool {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
        const NAME: usize = 3;
        let lexicon = &self.knowledge.authority.lexicon;
        let value = lexicon.value("place-suffix", &self.glyphs.text(ending.clone()));
        let length = ending.start.saturating_sub(from);
        let island = matches!(self.glyphs.char(ending.start), '島' | '嶼');
        // 林清溪
        let person = ending.end == from + NAME && self.glyphs.char(ending.start) == '溪' && {
            let mut surnames = self.knowledge.surnames_at(self.glyphs, from);
            surnames.any(|(surname, _)| surname == 1)
        };
        value == Some("alone")
            && (start.hard && start.at == from || self.separated(from))
            && (LENGTHS.contains(&length) || island && length == 1)
            && !person
            && !self.knowledge.is_word(self.glyphs, from)
    }

    /// Whether a stretch of text is the name of one listed town or region, if weakly: 內湖|站,
    /// 長崎|港.
    fn names_town(&self, stem: Range<usize>) -> bool {
        let jurisdictions = &self.knowledge.authority.jurisdictions;
        let name = self.glyphs.text(stem);
        let mut rows = jurisdictions
            .named(&name)
            .chain(jurisdictions.weakly_named(&name));
        let town = rows
            .next()
            .is_some_and(|row| row.level == Level::Subnational);
        town && name.chars().count() > 1 && rows.next().is_none()
    }

    /// A foreign name beside what says that it is a place: 前往|比爾托芬, 奧地利|格拉茨,
    /// 科萬、|奇基穆拉, 格拉茨|近郊.
    fn transcribed(&self, at: usize) -> Option<Found> {
        const SHORTEST: usize = 3;
        const NAME: usize = 3;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let sounds = |i: usize| knowledge.is_transcription(glyphs.char(i));
        // 赴|新梅斯托
        let prefixed = PREFIXES.contains(&glyphs.char(at)) && sounds(at + 1);
        if !sounds(at) && !prefixed {
            return None;
        }
        let owner = self.owner_of(at);
        let cue = self.after_words(owner.unwrap_or(at));
        let cell = self.fills_cell(at);
        let listed = self.separated(at) && self.place_before(at - 1);
        let begins = cue || cell || listed || owner.is_some();
        // 抵|達蓬塔阿雷納斯 is cut in the middle of a word.
        let inside_cue = || {
            const LONGEST: usize = 3;
            (at.saturating_sub(LONGEST).max(self.block.start)..at).any(|from| {
                let cue = knowledge.place_cues.longest_at(glyphs, from);
                cue.is_some_and(|(end, ())| end > at)
            })
        };
        let alone = || knowledge.name_start(glyphs, self.block.start, at + 1).at == at;
        if !begins && !alone() || inside_cue() {
            return None;
        }
        let sure = owner.is_some() || self.is_reached(at);
        let end = self.foreign_end(at + usize::from(prefixed), sure)?;
        let trailed = self.trailed(end);
        if !begins && !trailed {
            return None;
        }
        // 法國|馬克宏|表示
        let speaks = || {
            let verbs = Cues::from(knowledge.authority.lexicon.cues("speech-verb"));
            verbs.at(glyphs, end).next().is_some()
        };
        // 林德福 may be a name of here.
        let named = end == at + NAME
            && owner.is_none()
            && !cell
            && !trailed
            && !self.is_reached(at)
            && knowledge
                .surnames_at(glyphs, at)
                .any(|(surname, _)| surname == 1);
        let person = self.roles.iter().any(|role| role.range.start == end)
            || glyphs.char(end) == '‧'
            || named
            || !cue && !listed && speaks();
        // 奧蘭|治沃克(Orange Walk): only a gloss tells it from a listed place with words behind it.
        let weak = knowledge.weak_places.longest_at(glyphs, at);
        let cut = self.listed_at(at).is_some() || weak.is_some_and(|(weak, _)| weak < end);
        let whole = !cut || self.gloss_of(end).is_some();
        let verb = self.is_verb_before_place(at);
        let shortest = if cue && self.goes_on_in_list(end) {
            SHORTEST_FOREIGN
        } else {
            SHORTEST
        };
        if end < at + shortest || person || !whole || verb {
            return None;
        }
        self.place(Kind::Jurisdiction, at..end)
    }

    /// Whether a word for a journey to a place stands before an index: 赴, 前往.
    fn is_reached(&self, at: usize) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let cue = knowledge
            .place_cues
            .longest_before(glyphs, self.block.start, at);
        cue.is_some_and(|(from, ())| from + 2 <= at || glyphs.char(from) == '赴')
    }

    /// The end of a foreign name in characters that write sounds, where a name may end or words
    /// follow that only follow a place; of a long one whatever follows, if it is `sure` that a
    /// place stands there.
    fn foreign_end(&self, at: usize, sure: bool) -> Option<usize> {
        const LONGEST: usize = 9;
        const LONG: usize = 4;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let run = (at..self.block.end.min(at + LONGEST + 1))
            .take_while(|&i| knowledge.is_transcription(glyphs.char(i)));
        let end = at + run.count();
        let trailed = (at + SHORTEST_FOREIGN..=end).find(|&end| self.trailed(end));
        let closed = || knowledge.transcribed(glyphs, at, self.block.end);
        // 本古里安|機場 is a longer name.
        let whole = knowledge.place_ending_at(glyphs, end).is_none();
        let long = (sure && whole && (at + LONG..=at + LONGEST).contains(&end)).then_some(end);
        trailed.or_else(closed).or(long)
    }

    /// Whether words stand at an index that only follow a place: 近郊, 居民.
    fn trailed(&self, at: usize) -> bool {
        let words = Cues::from(self.knowledge.authority.lexicon.cues("settlement-trail"));
        words.at(self.glyphs, at).next().is_some()
    }

    /// Whether a list goes on behind an index with another foreign name: 科萬|、奇基穆拉.
    fn goes_on_in_list(&self, at: usize) -> bool {
        const SHORTEST: usize = 3;
        self.glyphs.joins_list(at)
            && self
                .foreign_end(at + 1, false)
                .is_some_and(|end| end > at + SHORTEST)
    }

    /// Where the place begins that stands right before an index, or before a word that joins the
    /// two: 奧地利|格拉茨, 貝里斯的|丹格里加, 科羅州以外的|裴里琉.
    fn owner_of(&self, at: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let joined = at > self.block.start && glyphs.char(at - 1) == '的';
        let edge = if joined { at - 1 } else { at };
        let words = Cues::from(self.knowledge.authority.lexicon.cues("settlement-joint"));
        let joint = joined
            .then(|| {
                words
                    .before(glyphs, self.block.start, edge)
                    .map(|(from, _)| from)
                    .min()
            })
            .flatten();
        let edge = joint.unwrap_or(edge);
        let ends = |known: &&Found| known.kind == Kind::Jurisdiction && known.range.end == edge;
        let mut known = self.found.iter().chain(&self.so_far);
        known.find(ends).map(|known| known.range.start)
    }

    /// Whether a place was found that ends at an index.
    fn place_before(&self, at: usize) -> bool {
        let ends = |known: &Found| {
            matches!(known.kind, Kind::Jurisdiction | Kind::Place) && known.range.end == at
        };
        self.found.iter().chain(&self.so_far).any(ends)
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
        at > self.block.start && self.glyphs.joins_list(at - 1)
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
        if taken || self.knowledge.is_general_place(self.glyphs, &range) {
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
        // 公館村 lies elsewhere than 公館鄉.
        let endings = ["市", "縣", "鄉", "鎮", "區", "村", "町", "州", "省", "郡"];
        let other = endings
            .iter()
            .find(|ending| row.zh.ends_with(**ending))
            .is_some_and(|own| !name.ends_with(own));
        let only = rows.next().is_none() && row.level == Level::Subnational;
        (only && !other).then_some(&*row.key)
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

    /// Where the last town or region between two indices ends.
    fn owner_before(&self, start: usize, suffix: usize) -> Option<usize> {
        let owners = self.found.iter().chain(&self.so_far);
        owners
            .filter(|known| known.kind == Kind::Jurisdiction)
            .map(|known| &known.range)
            .filter(|range| range.start >= start && range.end < suffix)
            .map(|range| range.end)
            .max()
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
        cue(at) || self.separated(at) && self.place_before(at - 1)
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

/// Whether the character before an ending counts or points: 三|市, 該|公園.
fn is_count(glyphs: &Glyphs, suffix: usize) -> bool {
    let before = suffix.checked_sub(1).map(|i| glyphs.char(i));
    before.is_some_and(|c| "一兩二三四五六七八九十各該某數幾等個座".contains(c))
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
