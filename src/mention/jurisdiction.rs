//! Countries, territories, regions, cities: by name, by 我國, by 法方.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::numeral;
use super::place::PlaceEnding;
use super::{Found, Kind, Naming, Reading, Rule};
use crate::authority::{Entry, Jurisdiction, Level};

/// What the lexicon says of a word for a town or county of the speaker: 本縣.
const LOCAL: &str = "local";

/// Countries whose names a text cuts to one character before 國, by that character: 瓜地馬拉 by
/// 瓜 where the text has 瓜國.
#[derive(Debug, Default)]
pub struct ShortCountries<'a>(FxHashMap<char, &'a str>);

impl<'a> ShortCountries<'a> {
    /// Reads a text. A character with which two countries of the text begin says none of them.
    pub fn read(knowledge: &Knowledge<'a>, glyphs: &Glyphs) -> Self {
        let mut short: FxHashMap<char, Option<&str>> = (0..glyphs.len())
            .filter(|&at| knowledge.is_short_country(glyphs, at) || is_side(glyphs, at))
            .filter(|&at| knowledge.jurisdictions.longest_at(glyphs, at).is_none())
            .map(|at| (glyphs.char(at), None))
            .collect();
        if short.is_empty() {
            return Self::default();
        }
        let mut contested = Vec::new();
        for at in 0..glyphs.len() {
            let Some(known) = short.get_mut(&glyphs.char(at)) else {
                continue;
            };
            let country = knowledge
                .jurisdictions
                .longest_at(glyphs, at)
                .filter(|(_, row)| row.level == Level::National)
                .map(|(_, row)| row.key.as_ref());
            match (country, *known) {
                (Some(country), None) => *known = Some(country),
                (Some(country), Some(other)) if country != other => contested.push(glyphs.char(at)),
                _ => {}
            }
        }
        for char in contested {
            short.remove(&char);
        }
        let known = short.into_iter();
        Self(known.filter_map(|(char, key)| Some((char, key?))).collect())
    }

    fn at(&self, glyphs: &Glyphs, at: usize) -> Option<(usize, &'a str, Rule)> {
        (glyphs.char(at + 1) == '國')
            .then(|| self.0.get(&glyphs.char(at)))
            .flatten()
            .map(|key| (at + 2, *key, Rule::Dictionary))
    }

    /// The country that a side means: 巴方 where the text has 巴拉圭.
    fn side(&self, glyphs: &Glyphs, at: usize) -> Option<&'a str> {
        self.0.get(&glyphs.char(at)).copied()
    }
}

fn is_side(glyphs: &Glyphs, at: usize) -> bool {
    glyphs.char(at + 1) == '方' && glyphs.class(at) == Class::Han
}

/// What the words for the speaker's own jurisdictions mean.
#[derive(Clone, Debug, Default)]
pub struct Own<'a> {
    /// The key of 我國.
    pub country: Option<&'a str>,
    /// The towns and counties of the body that speaks, as its name has them: 本縣, 本鄉.
    pub local: Vec<&'a Jurisdiction>,
}

/// The places with which the name of a body of their own begins: 雲林縣|西螺鎮|公所.
pub fn governed<'a>(knowledge: &Knowledge<'a>, glyphs: &Glyphs) -> Vec<&'a Jurisdiction> {
    let (mut governed, mut at) = (Vec::new(), 0);
    while let Some((end, row)) = knowledge
        .jurisdictions
        .longest_at(glyphs, at)
        .filter(|(_, row)| row.level != Level::National)
    {
        governed.push(row);
        at = end;
    }
    let lexicon = &knowledge.authority.lexicon;
    let end = Cues::from(lexicon.cues("local-body")).end(glyphs, at);
    // 高雄市政府|參訪心得報告 is of whoever went there.
    let visits = Cues::from(lexicon.cues("visited-body"));
    let local = end.is_some_and(|end| visits.at(glyphs, end).next().is_none());
    if local { governed } else { Vec::new() }
}

/// Finds the jurisdictions of a block. `own` is what 我國 and 本縣 mean.
pub fn find<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    block: Range<usize>,
    own: &Own<'a>,
    short: &ShortCountries<'a>,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let weak = || weakly(knowledge, glyphs, &block, at, found.last());
        let hit = by_name(knowledge, glyphs, block.start, at)
            .or_else(|| by_reference(knowledge, glyphs, &block, at, own))
            .or_else(|| by_side(knowledge, glyphs, block.start, at, short))
            .or_else(|| short.at(glyphs, at))
            .or_else(weak);
        match hit {
            Some((end, key, rule)) if end <= block.end => {
                let mut add = |range: Range<usize>, key: &str| {
                    found.push(Found {
                        kind: Kind::Jurisdiction,
                        range,
                        reading: Reading::Named(Naming::known(key)),
                        rule,
                        hard: true,
                    });
                };
                match above(knowledge, glyphs, at..end, key) {
                    Some((edge, county)) => {
                        add(at..edge, county);
                        add(at..end, key);
                    }
                    None => add(at..end, key),
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The place in which another one lies, where its name stands before the name of that: 臺東縣|蘭嶼鄉.
fn above<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    name: Range<usize>,
    key: &str,
) -> Option<(usize, &'a str)> {
    const SHORTEST: usize = 4;
    let jurisdictions = &knowledge.authority.jurisdictions;
    let row = (name.len() >= SHORTEST).then(|| jurisdictions.get(key))??;
    // Labels have no county before them.
    if row.zh.chars().count() == name.len() {
        return None;
    }
    let whole = jurisdictions.get(row.within.as_deref()?)?;
    let edges = whole.names().filter_map(|name_of_whole| {
        let edge = name.start + name_of_whole.chars().count();
        (edge + 1 < name.end && glyphs.starts_with(name.start, &name_of_whole)).then_some(edge)
    });
    let edge = edges.max()?;
    let rest = glyphs.text(edge..name.end);
    let is_name = row.names().any(|name| *name == *rest);
    is_name.then_some((edge, &*whole.key))
}

fn by_name<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    floor: usize,
    at: usize,
) -> Option<(usize, &'a str, Rule)> {
    let (end, row) = knowledge.jurisdictions.longest_at(glyphs, at)?;
    // 懷坦吉|條約 is called after the town, and is no mention of it.
    let treaties = Cues::from(knowledge.authority.lexicon.cues("treaty-noun"));
    let treaty = row.level == Level::Subnational && treaties.at(glyphs, end).next().is_some();
    let trapped = knowledge.is_trapped(glyphs, floor, &(at..end));
    // 31 日|本會
    let before = glyphs.skip_space_back(floor, at);
    let day = glyphs.char(at) == '日' && before > floor && glyphs.class(before - 1) == Class::Digit;
    let part = row.level == Level::Subnational && is_cut(knowledge, glyphs, floor, &(at..end));
    let language = row.level == Level::National && is_language(knowledge, glyphs, end);
    let era = is_era(knowledge, glyphs, at, end);
    (!treaty && !trapped && !day && !part && !language && !era).then(|| {
        let end = match row.level {
            Level::National => with_form(knowledge, glyphs, end),
            Level::Subnational if is_downtown(knowledge, glyphs, &(at..end)) => end - 1,
            Level::Subnational => with_ending(knowledge, glyphs, end),
            Level::Other => end,
        };
        (end, row.key.as_ref(), Rule::Dictionary)
    })
}

/// Whether a name begins with the short name of a listed town and ends as what is called after its town:
/// 鹿港|南靖宮, but not 鹿港鎮|南靖宮, 宜蘭|冬山河.
pub fn is_called_after_town(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> bool {
    let town = knowledge.jurisdictions.longest_at(glyphs, name.start);
    let town = town.filter(|(end, row)| {
        let ending = knowledge.place_ending_before(glyphs, name.start, *end);
        let governed = |ending| matches!(ending, PlaceEnding::Governed { .. });
        row.level == Level::Subnational
            && *end > name.start + 1
            && *end < name.end
            && !ending.is_some_and(|(_, ending)| governed(ending))
    });
    town.is_some_and(|(end, _)| knowledge.is_called_by_town(glyphs, &(end..name.end)))
}

/// Whether a short name stands at the end of a longer foreign one: 里茲 in 聖摩|里茲.
fn is_cut(knowledge: &Knowledge, glyphs: &Glyphs, floor: usize, name: &Range<usize>) -> bool {
    const SHORT: usize = 2;
    let sounds = |i: usize| knowledge.is_transcription(glyphs.char(i));
    let run = (floor..name.start).rev().take_while(|&i| sounds(i)).count();
    let place = knowledge
        .jurisdictions
        .longest_before(glyphs, floor, name.start)
        .is_some();
    let begins = knowledge.name_start(glyphs, floor, name.start + 1).at == name.start;
    name.len() <= SHORT && run > 1 && !place && !begins && name.clone().all(sounds)
}

/// Whether a city's name shares its ending with the word for its middle: 新竹|市區, but not
/// 嘉義市|區段徵收.
fn is_downtown(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> bool {
    const SHORTEST: usize = 2;
    let words = Cues::from(knowledge.authority.lexicon.cues("downtown-guard"));
    name.len() > SHORTEST
        && glyphs.starts_with(name.end - 1, "市區")
        && words.at(glyphs, name.end).next().is_none()
}

/// The end of a town's or region's name with the ending that tables leave out: 華城|市.
fn with_ending(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> usize {
    let is_ending = |c| matches!(c, '市' | '縣' | '州' | '省' | '郡' | '町' | '村' | '鎮');
    let bare = end > 0 && !is_ending(glyphs.char(end - 1)) && glyphs.char(end - 1) != '區';
    let closed =
        knowledge.name_may_end(glyphs, end + 1) && knowledge.title_at(glyphs, end).is_none();
    if bare && is_ending(glyphs.char(end)) && closed {
        end + 1
    } else {
        end
    }
}

/// Whether a country's name goes on as that of its language: 西班牙|文, but 日本|文化.
fn is_language(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> bool {
    const WHOLE: &str = "whole";
    let lexicon = &knowledge.authority.lexicon;
    let guards = Cues::from(lexicon.cues("country-word-guard"));
    let mut words = Cues::from(lexicon.cues("country-word")).at(glyphs, end);
    guards.at(glyphs, end).next().is_none()
        && words.any(|(word, value)| {
            // 韓國|文在寅
            value != WHOLE || knowledge.name_may_end(glyphs, end + word.chars().count())
        })
}

/// Whether a country's name is that of the years counted behind it: 中華民國|113年.
fn is_era(knowledge: &Knowledge, glyphs: &Glyphs, at: usize, end: usize) -> bool {
    let eras = Cues::from(knowledge.authority.lexicon.cues("era"));
    let year = numeral::read(glyphs, glyphs.skip_space(end));
    eras.before(glyphs, at, end).next().is_some()
        && year.is_some_and(|year| glyphs.char(glyphs.skip_space(year.range.end)) == '年')
}

/// The end of a country's name with the form of its state: 甘比亞|共和國.
fn with_form(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> usize {
    let forms = Cues::from(knowledge.authority.lexicon.cues("state-form"));
    forms.end(glyphs, end).unwrap_or(end)
}

/// A weak form right after the place that it lies in (臺中|大里), after a comma behind a place
/// of the same region (大里區、|神岡), or in a list of such forms behind a word that says where.
fn weakly<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    block: &Range<usize>,
    at: usize,
    last: Option<&Found>,
) -> Option<(usize, &'a str, Rule)> {
    let form = |at: usize| {
        let (end, row) = knowledge.weak_places.longest_at(glyphs, at)?;
        let closed = end >= block.end
            || glyphs.class(end) != Class::Han
            || knowledge.name_may_end(glyphs, end);
        (closed && end <= block.end).then_some((end, row))
    };
    let (end, row) = form(at)?;
    let is_separator = |at: usize| glyphs.joins_list(at);
    let before = last.and_then(|last| {
        let Reading::Named(naming) = &last.reading else {
            return None;
        };
        let known = knowledge
            .authority
            .jurisdictions
            .get(naming.key.as_deref()?)?;
        Some((last.range.end, known))
    });
    let within = row.within.as_deref();
    let beside = before.is_some_and(|(last, known)| {
        last == at && within == Some(&*known.key)
            || last + 1 == at && is_separator(last) && within == known.within.as_deref()
    });
    let listed = || {
        let cue = knowledge
            .place_cues
            .longest_before(glyphs, block.start, at)
            .is_some();
        let next = is_separator(end).then(|| form(end + 1)).flatten();
        cue && next.is_some_and(|(_, next)| next.within.as_deref() == within && within.is_some())
    };
    let alone = || {
        let closed = end >= block.end || glyphs.class(end) == Class::Mark;
        closed && follows_day(glyphs, block.start, at)
    };
    // 赴|大田, 前往|大里
    let reached = || {
        let cue = knowledge.place_cues.longest_before(glyphs, block.start, at);
        cue.is_some_and(|(from, ())| from + 2 <= at || glyphs.char(from) == '赴')
    };
    // 太平、端洛、務邊、金寶: three listed places or more
    let in_series = || {
        const FEWEST: usize = 3;
        let word = |range: Range<usize>| {
            let lexicon = &knowledge.authority.lexicon;
            lexicon.contains("weak-place-guard", &glyphs.text(range))
        };
        let mut count =
            1 + usize::from(before.is_some_and(|(last, _)| last + 1 == at) && is_separator(at - 1))
                * 2;
        let mut edge = end;
        while count < FEWEST && is_separator(edge) {
            let next = form(edge + 1).map(|(end, _)| end).or_else(|| {
                let strong = knowledge.jurisdictions.longest_at(glyphs, edge + 1);
                strong.map(|(end, _)| end)
            });
            let Some(next) = next else { break };
            count += 1;
            edge = next;
        }
        count >= FEWEST && !word(at..end)
    };
    (beside || listed() || alone() || reached() || in_series()).then_some((
        end,
        row.key.as_ref(),
        Rule::Dictionary,
    ))
}

/// Whether nothing but a day and white space stands before an index in its block, as in the
/// headings of an itinerary: 11月10日　|達爾文.
pub fn follows_day(glyphs: &Glyphs, floor: usize, at: usize) -> bool {
    let is_day = |c: char| "年月日星期週一二三四五六日第天()-/~,、.".contains(c);
    let plain =
        |i: usize| matches!(glyphs.class(i), Class::Digit | Class::Space) || is_day(glyphs.char(i));
    at > floor
        && glyphs.class(at - 1) == Class::Space
        && (floor..at).any(|i| glyphs.class(i) == Class::Digit)
        && (floor..at).all(plain)
}

/// 我國, 我方; 本縣.
fn by_reference<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    block: &Range<usize>,
    at: usize,
    own: &Own<'a>,
) -> Option<(usize, &'a str, Rule)> {
    let words = knowledge.self_jurisdictions.at(glyphs, at);
    let (word, value) = words
        .filter(|(word, _)| word.chars().count() > 1)
        .max_by_key(|(word, _)| word.chars().count())?;
    let row = if value == LOCAL {
        // 原本|市府; 「本市推動…」, which a guest may say of his own.
        let inside = at > block.start && Knowledge::begins_word(glyphs, at - 1);
        if inside || is_quoted(glyphs, block.start, at) {
            return None;
        }
        let ending = word.chars().last()?;
        let mut local = own.local.iter().rev();
        local.find(|row| row.zh.ends_with(ending)).copied()?
    } else {
        knowledge.authority.jurisdictions.get(own.country?)?
    };
    // 我國際能見度 is 我|國際, 我國人 is a person, 日本縣 no county of ours.
    let guards = Cues::from(knowledge.authority.lexicon.cues("self-jurisdiction-guard"));
    let end = at + word.chars().count();
    let guarded = guards.over(glyphs, end).any(|(from, _)| from <= at);
    (!guarded).then(|| (end, row.key.as_ref(), Rule::Reference))
}

/// Whether an index stands between quotation marks of its block.
fn is_quoted(glyphs: &Glyphs, floor: usize, at: usize) -> bool {
    let mut marks = (floor..at).rev().map(|at| glyphs.char(at));
    marks.find(|c| matches!(c, '「' | '」')) == Some('「')
}

/// Leaves out sides of countries whose words say something else as well (港方 is a harbour's, too), where
/// the report does not name the country.
pub fn drop_doubtful_sides(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut Vec<Found>) {
    let lexicon = &knowledge.authority.lexicon;
    let is_doubtful = |item: &Found| {
        item.rule == Rule::Reference
            && lexicon.contains("doubtful-side", &glyphs.text(item.range.clone()))
    };
    if !found.iter().any(is_doubtful) {
        return;
    }
    let key = |item: &Found| match &item.reading {
        Reading::Named(naming) if item.kind == Kind::Jurisdiction => naming.key.clone(),
        _ => None,
    };
    let named = found.iter().filter(|item| !is_doubtful(item));
    let named: FxHashSet<String> = named.filter_map(key).collect();
    found.retain(|item| !is_doubtful(item) || key(item).is_none_or(|key| named.contains(&key)));
}

/// 法方, 美方: the first character of a country's name and 方, as a word of its own.
fn by_side<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    floor: usize,
    at: usize,
    short: &ShortCountries<'a>,
) -> Option<(usize, &'a str, Rule)> {
    if !is_side(glyphs, at) {
        return None;
    }
    let stands_alone = at == floor
        || glyphs.class(at - 1) != Class::Han
        || knowledge.name_start(glyphs, floor, at).at == at;
    // 立法方面, 以方便
    let traps = knowledge.authority.lexicon.group("frame-trap");
    let trapped = (at.saturating_sub(3).max(floor)..=at)
        .any(|from| traps.iter().any(|(trap, _)| glyphs.starts_with(from, trap)));
    let runs_on = matches!(
        glyphs.char(at + 2),
        '面' | '式' | '案' | '向' | '法' | '針' | '程' | '塊' | '位' | '便' | '才' | '可' | '言'
    );
    if !stands_alone || trapped || runs_on {
        return None;
    }
    let usual = || {
        let jurisdictions = &knowledge.authority.jurisdictions;
        let row = jurisdictions
            .weakly_named(&glyphs.text(at..at + 1))
            .next()?;
        Some(row.key.as_ref())
    };
    let key = short.side(glyphs, at).or_else(usual)?;
    Some((at + 2, key, Rule::Reference))
}
