//! Names that good evidence established, met again elsewhere in the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::gazetteer::Gazetteer;
use super::glyph::{Class, Glyphs, is_han};
use super::knowledge::{Knowledge, TitleRow};
use super::role::Role;
use super::scene;
use super::tagger::Vocabulary;
use super::{Found, Kind, Naming, PersonReading, Reading, RoleReading, Rule, by_script};

/// Trims names whose beginning is uncertain to a name that stands by itself elsewhere: 民間
/// 開放文化基金會 after 及, where a table has 開放文化基金會.
pub fn trim_to_established(glyphs: &Glyphs, found: &mut [Found]) {
    let established: FxHashSet<String> = found
        .iter()
        .filter(|f| f.hard && f.kind == Kind::Organisation)
        .filter_map(|f| match &f.reading {
            Reading::Named(naming) => naming.chinese.clone(),
            _ => None,
        })
        .filter(|name| name.chars().count() >= 4)
        .collect();
    for item in found.iter_mut().filter(|f| !f.hard) {
        let Reading::Named(naming) = &mut item.reading else {
            continue;
        };
        let Some(name) = naming.chinese.clone() else {
            continue;
        };
        let ends = name.char_indices().skip(1).enumerate();
        let longest = ends
            .map(|(dropped, (at, _))| (dropped + 1, &name[at..]))
            .find(|(_, end)| established.contains(*end));
        if let Some((dropped, known)) = longest {
            item.range.start = glyphs.skip_space(item.range.start + dropped);
            naming.chinese = Some(known.to_owned());
        }
    }
}

/// Finds further places of the names in `found`.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Block],
    found: &[Found],
) -> Vec<Found> {
    elsewhere(knowledge, glyphs, blocks, found, &[])
}

/// Finds further places of the names in `found`, where nothing of `others` stands, either.
pub fn elsewhere(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Block],
    found: &[Found],
    others: &[Found],
) -> Vec<Found> {
    let names = established(found);
    let gazetteer = Gazetteer::new(
        names
            .iter()
            .enumerate()
            .map(|(i, name)| (name.text.as_str(), i)),
    );
    let mut taken: Vec<Range<usize>> = found
        .iter()
        .chain(others)
        .filter(|f| match &f.reading {
            // A name of a person or body may stand where one of a known place does.
            Reading::Named(naming) => f.kind != Kind::Jurisdiction || naming.key.is_none(),
            _ => f.kind != Kind::Date,
        })
        .map(|f| f.range.clone())
        .collect();
    taken.sort_by_key(|range| range.start);
    let mut again = Vec::new();
    for block in blocks {
        let mut at = block.range.start;
        while at < block.range.end {
            let Some((end, name)) = gazetteer
                .longest_at(glyphs, at)
                .filter(|(end, _)| *end <= block.range.end)
            else {
                at += 1;
                continue;
            };
            if !is_taken(&taken, &(at..end)) {
                let name = &names[name];
                again.push(name.met(knowledge, glyphs, block, at..end));
            }
            at = end;
        }
    }
    again
}

/// A block and the titles in it.
pub struct Block {
    /// Its glyphs.
    pub range: Range<usize>,
    /// Its titles.
    pub roles: Vec<Role>,
}

struct Name {
    text: String,
    kind: Kind,
    reading: Reading,
}

impl Name {
    fn met(
        &self,
        knowledge: &Knowledge,
        glyphs: &Glyphs,
        block: &Block,
        range: Range<usize>,
    ) -> Found {
        let mut reading = self.reading.clone();
        let mut range = range;
        if let Reading::Person(person) = &mut reading {
            person.roles = Vec::new();
            let at = glyphs.skip_space(range.end);
            if let Some(role) = block
                .roles
                .iter()
                .find(|role| role.range.start == at && role.uses.after)
            {
                if !role.uses.honorific {
                    let before = glyphs.skip_space_back(block.range.start, range.start);
                    person.roles.push(RoleReading {
                        title: glyphs.span(role.range.clone()),
                        of: knowledge
                            .jurisdictions
                            .longest_before(glyphs, block.range.start, before)
                            .map(|(start, _)| glyphs.span(start..before)),
                    });
                }
                range.end = role.range.end;
            }
        }
        Found {
            kind: self.kind,
            range,
            reading,
            rule: Rule::Repeated,
            hard: true,
        }
    }
}

/// The most characters of what is found, but for web addresses, of which no name is a part.
const LONGEST: usize = 400;

fn is_taken(taken: &[Range<usize>], range: &Range<usize>) -> bool {
    let before = taken.partition_point(|t| t.start < range.end);
    // Names are short: what begins far before does not reach here.
    taken[..before]
        .iter()
        .rev()
        .take_while(|t| t.start + LONGEST > range.start)
        .any(|t| scene::overlap(t, range))
}

/// The names that may be looked for, each with what it stands for.
fn established(found: &[Found]) -> Vec<Name> {
    let mut names = Vec::new();
    for item in found {
        match &item.reading {
            Reading::Named(naming) if item.rule != Rule::Reference => {
                let certain = item.hard || !naming.short.is_empty() || naming.foreign.is_some();
                let chinese = naming
                    .chinese
                    .iter()
                    .filter(|name| certain && name.chars().count() >= 3);
                let all = chinese.chain(&naming.foreign).chain(&naming.short);
                for text in all {
                    names.push(Name {
                        text: text.clone(),
                        kind: item.kind,
                        reading: Reading::Named(Naming {
                            key: naming.key.clone(),
                            ..by_script(text)
                        }),
                    });
                }
            }
            Reading::Person(person) if !person.partial => names.extend(of_person(person)),
            _ => {}
        }
    }
    names
}

/// A person's whole names, and the last part of a transliterated one (歐蘭德) or its first one.
fn of_person(person: &PersonReading) -> Vec<Name> {
    let reading = |partial| {
        Reading::Person(PersonReading {
            partial,
            roles: Vec::new(),
            ..person.clone()
        })
    };
    let mut names = vec![Name {
        text: person.name.clone(),
        kind: Kind::Person,
        reading: reading(false),
    }];
    if let Some(foreign) = &person.foreign {
        names.push(Name {
            text: foreign.clone(),
            kind: Kind::Person,
            reading: reading(false),
        });
    }
    let last = person.name.rsplit_once('‧').map(|(_, last)| last);
    let last = last.filter(|last| last.chars().count() >= 2);
    let first = person.name.split_once('‧').map(|(first, _)| first);
    let first = first.filter(|first| first.chars().count() >= 3);
    names.extend(last.into_iter().chain(first).map(|part| Name {
        text: part.to_owned(),
        kind: Kind::Person,
        reading: reading(true),
    }));
    names
}

/// Finds short references, surname and title: 唐政委 where the text names one 唐 with that title.
pub fn by_surname(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Block],
    found: &[Found],
) -> Vec<Found> {
    let mut again = Vec::new();
    let bearers = bearers(knowledge, glyphs, found);
    let whole = titled(glyphs, found);
    let known = Known::new(knowledge, found, &whole);
    let mut taken: Vec<Range<usize>> = found
        .iter()
        .filter(|f| f.kind != Kind::Jurisdiction)
        .map(|f| f.range.clone())
        .collect();
    taken.sort_by_key(|range| range.start);
    for block in blocks {
        for role in block
            .roles
            .iter()
            .filter(|role| role.uses.inner || role.uses.after)
        {
            let start = role.range.start;
            let Some(surname) = [3, 2, 1].into_iter().find_map(|length| {
                let from = start
                    .checked_sub(length)
                    .filter(|&s| s >= block.range.start)?;
                is_family(knowledge, &glyphs.text(from..start)).then_some(from)
            }) else {
                continue;
            };
            let range = surname..role.range.end;
            let family = glyphs.text(surname..start);
            let plain = keeps_rank(knowledge, glyphs, &role.range);
            let bearer = bearers.get(&(family.clone(), role.row)).copied();
            let bearer = bearer.filter(|_| plain);
            // 真鍋|部長: nobody of a family that is written with two characters has a whole name.
            let unnamed = || {
                let floor = block.range.start;
                let begins = surname == floor
                    || glyphs.class(surname - 1) != Class::Han
                    || knowledge.name_start(glyphs, floor, surname + 1).at == surname
                    || knowledge.ends_body(glyphs, floor, surname);
                // 鹿野鄉|長田再興
                let is_next =
                    |it: &Found| it.kind == Kind::Person && it.range.start == role.range.end;
                let town = knowledge.is_head_of_town(glyphs, surname, &role.range)
                    && found.iter().any(is_next);
                let long = start >= surname + 2 && begins && !town;
                // 許場長: nobody else of the family is named, or just one whose title goes with it.
                if start == surname + 1 {
                    return called(knowledge, glyphs, block, surname, role, &known);
                }
                (long && !known.families.contains(family.as_str())).then(|| PersonReading {
                    name: family.clone(),
                    foreign: None,
                    partial: true,
                    roles: Vec::new(),
                })
            };
            let person = match bearer {
                Some(bearer) => bearer.cloned(),
                None => unnamed(),
            };
            let Some(person) = person else { continue };
            if is_taken(&taken, &range) || knowledge.is_no_surname(glyphs, surname..start) {
                continue;
            }
            again.push(Found {
                kind: Kind::Person,
                reading: Reading::Person(PersonReading {
                    partial: true,
                    roles: Vec::new(),
                    ..person
                }),
                range,
                rule: Rule::Repeated,
                hard: true,
            });
        }
    }
    again
}

/// Gives who is called by a surname and a title (洪總幹事) the whole name, where the report names only one
/// of the family whole, with a title that goes with it or with none; who is only addressed by a surname (柯員) that of
/// the only one of the family.
pub fn name_whole(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut [Found]) {
    let mut whole = titled(glyphs, found);
    let calls = calls(knowledge, &whole);
    let names = found.iter().filter_map(|item| match &item.reading {
        Reading::Person(person) => Some(&person.name),
        _ => None,
    });
    let names: BTreeSet<&String> = names.collect();
    let called = names.into_iter();
    let called: FxHashMap<String, String> = called
        .filter_map(|name| Some((name.clone(), called_otherwise(&calls, &whole, name)?)))
        .collect();
    whole.retain(|name, _| !called.contains_key(name));
    let families = families(knowledge, &whole);
    for item in found.iter_mut() {
        let Reading::Person(person) = &mut item.reading else {
            continue;
        };
        if whole.contains_key(&person.name) {
            continue;
        }
        let name = match called_by(knowledge, &person.name) {
            Some((family, title)) => only_one(knowledge, families.get(family), &whole, title),
            None => called.get(&person.name).map(String::as_str),
        };
        if let Some((name, bearer)) = name.and_then(|name| whole.get_key_value(name)) {
            person.name.clone_from(name);
            person.foreign.clone_from(&bearer.foreign);
            person.partial = true;
        }
    }
}

/// The persons who are named whole, by their surnames.
type Families<'n> = FxHashMap<&'n str, Vec<&'n str>>;

fn families<'n>(knowledge: &Knowledge, whole: &'n Titled) -> Families<'n> {
    let mut families = Families::default();
    for name in whole.keys() {
        if let Some(family) = family_of(knowledge, name) {
            families.entry(family).or_default().push(name);
        }
    }
    families
}

/// The only one of a family who is named whole, if a title may be theirs.
fn only_one<'n>(
    knowledge: &Knowledge,
    family: Option<&Vec<&'n str>>,
    whole: &Titled,
    title: &str,
) -> Option<&'n str> {
    let &[name] = family?.as_slice() else {
        return None;
    };
    let bearer = &whole[name];
    let titles = &bearer.titles;
    // 五十嵐議員 is the vice-chair 五十嵐早苗: few bear such a name.
    let fits = title.is_empty()
        || is_japanese(knowledge, name)
        || titles.is_empty()
        || titles.contains(title)
        || knowledge.authority.lexicon.contains("passing-title", title)
        || titles
            .iter()
            .any(|other| is_short_of(knowledge, title, other))
        || bearer.is_beside(knowledge, title);
    fits.then_some(name)
}

/// Whether a whole name begins with a Japanese family's name of two characters or more.
fn is_japanese(knowledge: &Knowledge, name: &str) -> bool {
    const LONGEST_CHINESE: usize = 2;
    let glyphs = Glyphs::new(name);
    let mut surnames = knowledge.surnames_at(&glyphs, 0);
    surnames.any(|(length, given)| length > 1 && *given.end() > LONGEST_CHINESE)
}

/// Whether one of two titles is a short form of the other (次長 of 常務次長): a word of the lists narrows it and
/// makes no other rank of it (副處長).
fn is_short_of(knowledge: &Knowledge, one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let lexicon = &knowledge.authority.lexicon;
    let narrowing = long
        .strip_suffix(short)
        .filter(|_| short.chars().count() > 1);
    let narrowed = narrowing.and_then(|narrowing| lexicon.value("title-narrowing", narrowing));
    narrowed.is_some_and(|only| only.is_empty() || only == short)
}

/// The surname that a whole name begins with, the longer one of two.
fn family_of<'n>(knowledge: &Knowledge, name: &'n str) -> Option<&'n str> {
    let count = name.chars().count();
    let ends = name.char_indices().map(|(at, _)| at).take(4);
    let beginnings = ends.skip(1).map(|end| &name[..end]);
    beginnings
        .filter(|beginning| beginning.chars().count() < count)
        .filter(|beginning| is_family(knowledge, beginning))
        .last()
}

/// Whether the tables know a surname, be it a word as well.
fn is_family(knowledge: &Knowledge, word: &str) -> bool {
    let mut chars = word.chars();
    let mut rare = || match (chars.next(), chars.next()) {
        (Some(char), None) => knowledge.is_rare_surname(char),
        _ => false,
    };
    knowledge.authority.surnames.contains(word) || rare()
}

/// The persons who are named whole.
type Titled = BTreeMap<String, Bearer>;

/// What a report says of somebody whom it names whole.
#[derive(Default)]
struct Bearer {
    /// The name in another script.
    foreign: Option<String>,
    titles: BTreeSet<String>,
    /// The words before the name and in the brackets behind it, in which a title may end that no table knows.
    beside: BTreeSet<String>,
}

impl Bearer {
    /// The titles that end the words beside the name, and what they are called for short: with no word before
    /// that makes another rank of one (副隊長), nor a character that makes a longer word (調查員).
    fn titles_beside(&self, knowledge: &Knowledge) -> impl Iterator<Item = String> {
        const SHORTEST: usize = 2;
        const LONGER: usize = 2;
        let lexicon = &knowledge.authority.lexicon;
        let (ranks, shorts) = (lexicon.cues("title-rank"), lexicon.cues("title-short"));
        let vocabulary = Vocabulary::chinese();
        let whole = move |words: &[char], start: usize| {
            let before: String = words[..start].iter().collect();
            let longer = (start.saturating_sub(LONGER)..start)
                .any(|start| vocabulary.sort(words[start..].iter().copied()).is_some());
            ranks.ending(&before).next().is_none() && !longer
        };
        self.beside.iter().flat_map(move |beside| {
            let words: Vec<char> = beside.chars().collect();
            let long = shorts.ending(beside).filter_map(|(long, short)| {
                let start = words.len().checked_sub(long.chars().count())?;
                whole(&words, start).then(|| short.to_string())
            });
            let mut titles: Vec<String> = long.collect();
            let last = (words.len() + 1).saturating_sub(SHORTEST);
            titles.extend(
                (0..last)
                    .filter(|&start| whole(&words, start))
                    .map(|start| words[start..].iter().collect::<String>()),
            );
            titles
        })
    }

    /// Whether a title ends the words beside the name.
    fn is_beside(&self, knowledge: &Knowledge, title: &str) -> bool {
        self.titles_beside(knowledge).any(|beside| beside == title)
    }
}

fn titled(glyphs: &Glyphs, found: &[Found]) -> Titled {
    let persons = found.iter().filter(|item| item.kind == Kind::Person);
    let ends: BTreeSet<usize> = persons.map(|item| item.range.end).collect();
    let mut whole = Titled::new();
    for item in found {
        let Reading::Person(person) = &item.reading else {
            continue;
        };
        if !person.partial {
            let bearer = whole.entry(person.name.clone()).or_default();
            if bearer.foreign.is_none() {
                bearer.foreign.clone_from(&person.foreign);
            }
            let roles = person.roles.iter();
            let printed = roles.map(|role| glyphs.text(glyphs.range(role.title)));
            bearer
                .titles
                .extend(printed.filter(|title| !title.is_empty()));
            bearer
                .beside
                .extend(words_beside(glyphs, &ends, &item.range));
            // 宋宜蓁|小姐
            let printed = glyphs.text(item.range.clone());
            let behind = printed.rsplit_once(&person.name).map(|(_, behind)| behind);
            let behind = behind.filter(|behind| !behind.is_empty());
            bearer.beside.extend(behind.map(str::to_owned));
        }
    }
    whole
}

/// The Chinese words right before a name, behind the last one that ends before, and those that begin the
/// brackets right behind it.
fn words_beside(
    glyphs: &Glyphs,
    ends: &BTreeSet<usize>,
    name: &Range<usize>,
) -> impl Iterator<Item = String> {
    const LONGEST: usize = 10;
    let end = glyphs.skip_space_back(name.start.saturating_sub(LONGEST), name.start);
    let floor = end.saturating_sub(LONGEST);
    let floor = ends
        .range(floor..=end)
        .next_back()
        .map_or(floor, |&end| end);
    let start = (floor..end)
        .rev()
        .take_while(|&at| glyphs.class(at) == Class::Han)
        .last();
    let bracket = matches!(glyphs.char(name.end), '（' | '(').then_some(name.end + 1);
    let behind = bracket.map(|open| {
        let words = (open..open + LONGEST).take_while(|&at| glyphs.class(at) == Class::Han);
        open..words.last().map_or(open, |last| last + 1)
    });
    let ranges = start.map(|start| start..end).into_iter().chain(behind);
    ranges.map(|range| glyphs.text(range))
}

/// The surname and the title that a short name is made of; an address such as 員 counts as none.
fn called_by<'n>(knowledge: &Knowledge, name: &'n str) -> Option<(&'n str, &'n str)> {
    let authority = knowledge.authority;
    let ends = name.char_indices().skip(1).take(3);
    ends.map(|(at, _)| name.split_at(at))
        .filter(|(family, _)| is_family(knowledge, family))
        .find_map(|(family, title)| {
            if authority.lexicon.contains("surname-address", title) {
                return Some((family, ""));
            }
            let known = authority.titles.named(title).next().is_some();
            known.then_some((family, title))
        })
}

/// Those who are named whole, by the titles that stand beside their names.
type Calls = FxHashMap<String, Vec<String>>;

fn calls(knowledge: &Knowledge, whole: &Titled) -> Calls {
    let mut calls = Calls::default();
    for (name, bearer) in whole {
        for title in bearer.titles_beside(knowledge) {
            calls.entry(title).or_default().push(name.clone());
        }
    }
    calls
}

/// Who is called so, though not by a surname and a title of the tables.
fn called_otherwise(calls: &Calls, whole: &Titled, name: &str) -> Option<String> {
    called_beside(calls, name).or_else(|| called_in_latin(whole, name).map(str::to_owned))
}

/// The only one named whole in Chinese whose name in Latin script ends in what somebody is called by: Edwards Brown,
/// where 瑪麗絲‧愛德華茲 (Maris Edwards Brown) is named.
fn called_in_latin<'n>(whole: &'n Titled, name: &str) -> Option<&'n str> {
    if name.chars().any(is_han) {
        return None;
    }
    let is_end = |bearer: &Bearer| {
        let before = bearer
            .foreign
            .as_deref()
            .and_then(|foreign| foreign.strip_suffix(name));
        before.is_some_and(|before| before.ends_with(' '))
    };
    let mut others = whole.iter().filter(|(_, bearer)| is_end(bearer));
    let (only, _) = others.next()?;
    others.next().is_none().then_some(only.as_str())
}

/// The only one of a family beside whose name the title stands that somebody is called by, which no table
/// knows: 程地質師, where 地質師程芷瑜 is named.
fn called_beside(calls: &Calls, name: &str) -> Option<String> {
    let ends = name.char_indices().skip(1).take(2);
    let mut parts = ends.map(|(at, _)| name.split_at(at));
    parts.find_map(|(family, title)| {
        let bearers = calls.get(title)?.iter();
        let mut others = bearers.filter(|other| other.starts_with(family) && *other != name);
        let only = others.next()?;
        others.all(|other| other == only).then(|| only.clone())
    })
}

/// What is named whole.
struct Known<'f> {
    /// The beginnings of the names of persons that may be surnames.
    families: FxHashSet<&'f str>,
    /// Those who are named whole, by their surnames, and their titles.
    bearers: Families<'f>,
    whole: &'f Titled,
    /// Where the names of bodies end.
    bodies: FxHashSet<usize>,
}

impl<'f> Known<'f> {
    fn new(knowledge: &Knowledge, found: &'f [Found], whole: &'f Titled) -> Self {
        let mut known = Self {
            families: FxHashSet::default(),
            bearers: families(knowledge, whole),
            whole,
            bodies: FxHashSet::default(),
        };
        for item in found {
            if let Reading::Person(person) = &item.reading {
                let beginnings = surnames(&person.name);
                known.families.extend(beginnings);
            }
            if item.kind == Kind::Organisation {
                known.bodies.insert(item.range.end);
            }
        }
        known
    }
}

/// The beginnings of a name that may be a surname.
fn surnames(name: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 3;
    let places = name.char_indices().take(LONGEST);
    places.map(|(at, c)| &name[..at + c.len_utf8()])
}

/// Somebody who is called by a surname of one character and a title only, where a name may begin: 許場長, 余小姐.
/// Where the family has members who are named whole, it is the only one of them whose title may be that one
/// (崔次長), or somebody else whose body or village stands before; otherwise nothing is told.
fn called(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Block,
    surname: usize,
    role: &Role,
    known: &Known,
) -> Option<PersonReading> {
    let floor = block.range.start;
    let titled = |at: usize| block.roles.iter().any(|role| role.range.end == at);
    let body = known
        .bodies
        .contains(&glyphs.skip_space_back(floor, surname));
    let village = knowledge.village_ends(glyphs, floor, surname);
    // 柯社工師|追回
    let closed = knowledge.name_may_end(glyphs, role.range.end)
        || Knowledge::begins_verb(glyphs, role.range.end);
    let set_off = || {
        let place = knowledge.place_ending_before(glyphs, floor, surname);
        // 帝力老市場|黃太太, but 江黃|議員
        let named = |start: usize| (start - 2..start).all(|at| glyphs.class(at) == Class::Han);
        place.is_some_and(|(start, _)| start > floor + 1 && named(start))
            || knowledge.ends_body(glyphs, floor, surname)
    };
    let begins = surname == floor && closed
        || surname > floor && glyphs.class(surname - 1) != Class::Han
        || body
        || (village || set_off()) && closed
        || titled(surname)
        || closed && knowledge.name_start(glyphs, floor, surname + 1).at == surname
        || knowledge
            .person_nouns
            .longest_before(glyphs, floor, surname)
            .is_some();
    let family = glyphs.text(surname..surname + 1);
    let namesake = known.families.contains(family.as_str());
    let name = glyphs.text(surname..role.range.end);
    let lexicon = &knowledge.authority.lexicon;
    let title = glyphs.text(role.range.clone());
    let unfit = lexicon.cues("unaddressed-title").start(&title);
    // 方代表、李代表天賜, but not 勞資雙方代表
    let enclosed = || {
        let end = role.range.end;
        let opens = surname == floor || glyphs.class(surname - 1) != Class::Han;
        opens && (end >= block.range.end || glyphs.class(end) != Class::Han)
    };
    let long = role.range.len() > 1 && (!unfit || enclosed());
    let rare = knowledge.is_rare_surname(glyphs.char(surname));
    let alone = surname == floor || glyphs.class(surname - 1) != Class::Han || body;
    let word = knowledge.is_word(glyphs, surname)
        || knowledge.ends_name(glyphs, surname)
        || rare && (!(alone && closed) || Knowledge::begins_word(glyphs, surname))
        || lexicon.contains("verb-surname", &family);
    if !begins || !long || word {
        return None;
    }
    let only = || {
        only_one(
            knowledge,
            known.bearers.get(family.as_str()),
            known.whole,
            &title,
        )
    };
    // 馬總統, where only 委員馬文君 is named
    let own = || body || village || lexicon.contains("state-office", &title);
    // 崔次長, where 常務次長崔祖蔭 is named; or another one, whose office the words before tell.
    let name = if namesake {
        only()
            .map(str::to_owned)
            .or_else(|| own().then_some(name))?
    } else {
        name
    };
    Some(PersonReading {
        name,
        foreign: None,
        partial: true,
        roles: Vec::new(),
    })
}

/// Whether no word before the last title of a stretch makes another rank of it, as 副 does.
fn keeps_rank(knowledge: &Knowledge, glyphs: &Glyphs, titles: &Range<usize>) -> bool {
    let Some((title, _)) = knowledge.title_before(glyphs, titles.start, titles.end) else {
        return false;
    };
    let prefix = knowledge.title_prefix_before(glyphs, titles.start, title);
    let lexicon = &knowledge.authority.lexicon;
    prefix.is_none_or(|prefix| {
        let only = lexicon.value("title-narrowing", &glyphs.text(prefix..title));
        only.is_some_and(|only| only.is_empty() || only == glyphs.text(title..titles.end))
    })
}

/// By surname and title the person who bears them, if there is just one.
fn bearers<'f>(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    found: &'f [Found],
) -> FxHashMap<(String, TitleRow), Option<&'f PersonReading>> {
    let mut bearers = FxHashMap::default();
    for item in found {
        let Reading::Person(person) = &item.reading else {
            continue;
        };
        if person.partial {
            continue;
        }
        for role in &person.roles {
            let range = glyphs.range(role.title);
            let Some((_, title)) = knowledge.title_before(glyphs, range.start, range.end) else {
                continue;
            };
            if !keeps_rank(knowledge, glyphs, &range) {
                continue;
            }
            for surname in surnames(&person.name) {
                let bearer = bearers
                    .entry((surname.to_owned(), title))
                    .or_insert(Some(person));
                if bearer.is_some_and(|bearer| bearer.name != person.name) {
                    *bearer = None;
                }
            }
        }
    }
    bearers
}
