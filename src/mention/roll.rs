//! Rolls: lists of persons in columns, with nothing but blanks or marks between the names.
//!
//! | printed | what is read |
//! | --- | --- |
//! | 列席委員：王大明　　韓國豪　　文　璟　　李春生　　林文雄 | 韓國豪 and 文璟, since the others are names by their surnames |
//! | 連署人：王大明　李佩珊皮耀宗　習安平卜拉諾‧達給 | two names in one where no blank was left between them |
//! | the line below such a list | the same with fewer names |

use std::ops::Range;

use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::list::{alone, glued, listed_name};
use super::name::without_spaces;
use super::scene::{Scene, overlap};
use super::tagger::Vocabulary;
use super::{Found, Kind, PersonReading, Reading, Rule, is_attendee_label};
use crate::document::{Block, BlockKind, Document};

/// What stands before or above a roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// A label of persons.
    Label,
    /// Another roll, or a label with nothing behind it.
    Roll,
    /// Anything else.
    Other,
}

/// The persons of a block that is a roll of names; `rolled` says that the block above is one, too.
pub fn of_block(
    document: &Document,
    scene: &Scene,
    block: &Block,
    rolled: bool,
) -> Option<Vec<Found>> {
    if matches!(block.kind, BlockKind::Row { .. }) {
        return None;
    }
    match document.field(block) {
        Some((label, value)) => {
            let labelled = is_attendee_label(scene.knowledge, document.slice(label));
            let value = scene.glyphs.range(value);
            labelled.then(|| find(scene, &value, Lead::Label))?
        }
        None if rolled => find(scene, &scene.block, Lead::Roll),
        None => find(scene, &scene.block, Lead::Other),
    }
}

/// Whether a label of persons has nothing behind it, so that they stand in the next block.
pub fn opens(document: &Document, knowledge: &Knowledge, block: &Block) -> bool {
    document.field(block).is_some_and(|(label, value)| {
        document.slice(value).trim().is_empty()
            && is_attendee_label(knowledge, document.slice(label))
    })
}

/// The persons of a roll in the place of what other rules read there without a title.
pub fn instead(mut persons: Vec<Found>, mut roll: Vec<Found>) -> Vec<Found> {
    let titled = |item: &Found| match &item.reading {
        Reading::Person(person) => !person.roles.is_empty(),
        _ => item.rule != Rule::List,
    };
    persons.retain(|item| titled(item) || !overlaps_any(item, &roll));
    roll.retain(|item| !overlaps_any(item, &persons));
    persons.extend(roll);
    persons
}

fn overlaps_any(item: &Found, others: &[Found]) -> bool {
    let mut others = others.iter();
    others.any(|other| overlap(&other.range, &item.range))
}

/// The persons of a roll; none where the stretch is no roll.
fn find(scene: &Scene, value: &Range<usize>, lead: Lead) -> Option<Vec<Found>> {
    if scene.lists_things(value) || lead != Lead::Label && !is_plain(scene.glyphs, value) {
        return None;
    }
    let items = items(scene, value);
    let names = items.iter().filter(|item| is_named(scene, item)).count();
    let may = items.iter().filter(|item| may_be_name(scene, item)).count();
    let whole = names + may == items.len();
    let is_roll = match lead {
        Lead::Label => names >= 4 && names * 3 >= items.len() * 2,
        Lead::Roll => names >= 2 && names * 3 >= items.len() * 2 && whole,
        Lead::Other => names >= 4 && names * 4 >= items.len() * 3 && whole,
    };
    let persons = items.into_iter().filter_map(|item| person(scene, item));
    is_roll.then(|| persons.collect())
}

/// Whether a stretch holds nothing but words in Han characters, names with middle dots and blanks.
fn is_plain(glyphs: &Glyphs, value: &Range<usize>) -> bool {
    let mut chars = value.clone();
    chars.all(|i| matches!(glyphs.class(i), Class::Han | Class::Space) || glyphs.char(i) == '‧')
        && value.clone().any(|i| glyphs.class(i) == Class::Space)
}

/// What stands between the blanks and marks of a list, names that no blank parts taken apart; what holds
/// digits, and remarks in brackets, left out.
fn items(scene: &Scene, value: &Range<usize>) -> Vec<Range<usize>> {
    let glyphs = scene.glyphs;
    let mut words: Vec<Range<usize>> = Vec::new();
    let (mut depth, mut at) = (0_usize, value.start);
    while at < value.end {
        match glyphs.char(at) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_part(glyphs, at) => {
                let rest = (at..value.end).take_while(|&i| is_part(glyphs, i));
                let word = at..at + rest.count();
                at = word.end;
                match words.last_mut() {
                    Some(last) if goes_on(scene, last, &word) => last.end = word.end,
                    _ => words.push(word),
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let digit = |word: &Range<usize>| word.clone().any(|i| glyphs.class(i) == Class::Digit);
    words.retain(|word| !digit(word));
    let parts = |word: Range<usize>| glued(scene, &word).unwrap_or_else(|| vec![word]);
    words.into_iter().flat_map(parts).collect()
}

/// Whether a character is part of a word of a list.
fn is_part(glyphs: &Glyphs, at: usize) -> bool {
    let class = glyphs.class(at);
    matches!(class, Class::Han | Class::Letter | Class::Digit)
        || matches!(glyphs.char(at), '‧' | '.' | '-' | '\'')
}

/// Whether a word of a list goes on with the next one: 文　|璟, 解　|悅連惠娥, 房國鈞譚　|昭, Panay |Kacaw.
fn goes_on(scene: &Scene, last: &Range<usize>, word: &Range<usize>) -> bool {
    const WIDEST: usize = 4;
    const NAME: usize = 3;
    let glyphs = scene.glyphs;
    let gap = last.end..word.start;
    if gap.len() > WIDEST || gap.clone().any(|i| glyphs.class(i) != Class::Space) {
        return false;
    }
    let han = |i: usize| glyphs.class(i) == Class::Han;
    if glyphs.class(word.start) == Class::Letter {
        return gap.len() == 1 && (glyphs.class(last.end - 1) == Class::Letter || han(last.start));
    }
    let letters = last.clone().filter(|&i| han(i)).count();
    let spread = last.clone().any(|i| glyphs.class(i) == Class::Space);
    let opens = letters == 1 || spread && letters == 2 && word.len() == 1;
    let hangs = last.len() > NAME && letters % NAME == 1 && word.len() == 1;
    han(last.start) && han(word.start) && (opens || hangs) && scene.may_be_given(word.start)
}

/// Whether an item is a name by its surname.
fn is_named(scene: &Scene, item: &Range<usize>) -> bool {
    let role = scene.roles.iter().any(|role| overlap(&role.range, item));
    let word = || scene.knowledge.is_all_word(scene.glyphs, item);
    !role && (listed_name(scene, item).is_some() && !word() || is_by_surname(scene, item))
}

/// Whether an item is a surname, though it may be a word as well, and the usual two characters of a given name,
/// whatever begins or ends so: 屠登科, 韓國豪.
fn is_by_surname(scene: &Scene, item: &Range<usize>) -> bool {
    const USUAL: usize = 3;
    let (knowledge, glyphs) = (scene.knowledge, scene.glyphs);
    let mut surnames = knowledge.surnames_at(glyphs, item.start);
    let known = surnames.any(|(length, _)| length == 1)
        || knowledge.is_rare_surname(glyphs.char(item.start));
    let usual = |i: usize| scene.may_be_given(i) && knowledge.is_given(glyphs.char(i));
    let body = scene.bodies.iter().any(|body| {
        body.range == *item || body.kind == Kind::Organisation && overlap(&body.range, item)
    });
    item.len() == USUAL && known && !body && (item.start + 1..item.end).all(usual)
}

/// Whether an item among names may be one, though no table has its surname or it begins as something else
/// does: 韓國豪, 步雪亭, 簡　單.
fn may_be_name(scene: &Scene, item: &Range<usize>) -> bool {
    const SHORTEST: usize = 2;
    const USUAL: usize = 3;
    const LONGEST: usize = 4;
    let (knowledge, glyphs) = (scene.knowledge, scene.glyphs);
    let han: Vec<usize> = (item.clone())
        .filter(|&i| glyphs.class(i) != Class::Space)
        .collect();
    let plain = han.iter().all(|&i| glyphs.class(i) == Class::Han);
    if !plain || !(SHORTEST..=LONGEST).contains(&han.len()) || is_named(scene, item) {
        return false;
    }
    let chars = || han.iter().map(|&i| glyphs.char(i));
    let given = han[1..].iter().all(|&i| scene.may_be_given(i));
    let last: String = chars().skip(han.len() - 1).collect();
    let lexicon = &knowledge.authority.lexicon;
    let ends_body = lexicon.value("org-suffix", &last).is_some()
        || lexicon.contains("org-suffix-unit", &last)
        || lexicon.contains("bureau-end", &last)
        || knowledge.ends_body(glyphs, item.start, item.end);
    let body = scene.bodies.iter().any(|body| {
        body.range == *item
            || body.kind == Kind::Organisation && overlap(&body.range, item)
            || body.range.start == item.start && body.range.len() >= USUAL
    });
    let spread = han.len() < item.len();
    let known = || knowledge.surnames_at(glyphs, item.start).next().is_some();
    let surname = known() || knowledge.is_rare_surname(glyphs.char(item.start));
    let word = Vocabulary::chinese().sort(chars()).is_some();
    // 全體|委員
    let words = Knowledge::begins_word(glyphs, item.start)
        && (han.get(SHORTEST)).is_some_and(|&at| Knowledge::begins_word(glyphs, at));
    let fits = match han.len() {
        SHORTEST => spread || surname && !word,
        USUAL => !word || surname,
        _ => !word && !words,
    };
    let role = scene.roles.iter().any(|role| overlap(&role.range, item));
    given && fits && !ends_body && !body && !role && !knowledge.is_all_word(glyphs, item)
}

/// The person that an item of a roll names.
fn person(scene: &Scene, item: Range<usize>) -> Option<Found> {
    if listed_name(scene, &item).is_some() {
        return alone(scene, item.clone()).filter(|_| is_named(scene, &item));
    }
    (is_named(scene, &item) || may_be_name(scene, &item)).then(|| Found {
        kind: Kind::Person,
        reading: Reading::Person(PersonReading {
            name: without_spaces(scene.glyphs.text(item.clone())),
            foreign: None,
            partial: false,
            roles: Vec::new(),
        }),
        range: item,
        rule: Rule::List,
        hard: true,
    })
}
