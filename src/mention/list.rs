//! Lists of persons after a label: `出席人員：行政院唐政務委員鳳、林分析師菊穗等人`.

use std::ops::Range;

use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::name::without_spaces;
use super::scene::{Scene, overlap};
use super::table::is_name;
use super::{Found, Kind, PersonReading, Reading, Rule, by_script};

/// The items of a list, without the spaces around them and without a closing 等人.
pub fn items(scene: &Scene, value: Range<usize>) -> Vec<Range<usize>> {
    let glyphs = scene.glyphs;
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut start = value.start;
    for at in value.clone() {
        match glyphs.char(at) {
            ' ' | '\t' if at > start && depth == 0 && stands_between_names(scene, start..at) => {
                items.push(start..at);
                start = at;
            }
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '、' | ',' | ';' | '。' | '及' | '與' | '和'
                if depth == 0 && is_separator(scene, at) =>
            {
                items.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(start..value.end);
    items
        .into_iter()
        .filter_map(|item| {
            let item = trimmed(glyphs, item);
            let closed = closing(scene, &item);
            let item = trimmed(glyphs, item.start..closed);
            (!item.is_empty()).then_some(item)
        })
        .flat_map(|item| glued(scene, &item).unwrap_or_else(|| vec![item]))
        .collect()
}

/// The names of an item that holds nothing else, where no space was printed between those that ended a
/// column and those that begin the next line: 許舒博|曹啟鴻　張福興, 洪　讀|侯惠仙, 馬耀‧達給|柯清標.
///
/// Of all readings the one with most names of the usual three characters. Five characters without a space are
/// rather one name with a title inside that no table has: 閻參議明宏.
pub fn glued(scene: &Scene, item: &Range<usize>) -> Option<Vec<Range<usize>>> {
    const FEWEST: usize = 6;
    const FEWEST_SPACED: usize = 5;
    let glyphs = scene.glyphs;
    let han = |&i: &usize| glyphs.class(i) == Class::Han;
    // A list with marks between its names has no columns.
    let marked = |at: usize| glyphs.joins_list(at) || matches!(glyphs.char(at), ',' | ';');
    if item.start > 0 && marked(item.start - 1) || marked(item.end) {
        return None;
    }
    let spaced = item.clone().any(|i| glyphs.class(i) == Class::Space);
    let fewest = if spaced { FEWEST_SPACED } else { FEWEST };
    let plain =
        |i: usize| matches!(glyphs.class(i), Class::Han | Class::Space) || glyphs.char(i) == '‧';
    // 宮城縣石卷市　松島町 are places.
    let other = scene.bodies.iter().map(|body| (&body.range, body.kind));
    let mut other = other.filter(|(range, kind)| *kind == Kind::Organisation || range.len() > 2);
    if item.clone().filter(han).count() < fewest
        || !item.clone().all(plain)
        || is_name(scene, item) && longest_part(glyphs, item) <= LONGEST_PART
        || other.any(|(range, _)| overlap(range, item))
        || scene.roles.iter().any(|role| overlap(&role.range, item))
    {
        return None;
    }
    // For each place the last name of the best reading that ends there, with its cost.
    let mut best: Vec<Option<(usize, Range<usize>)>> = vec![None; item.len() + 1];
    for at in item.clone().filter(|&at| glyphs.class(at) == Class::Han) {
        let before = glyphs.skip_space_back(item.start, at);
        let cost = match &best[before - item.start] {
            _ if before == item.start => 0,
            Some((cost, _)) => *cost,
            None => continue,
        };
        for end in name_ends(scene, at, item.end) {
            let cost = cost + unlikeliness(scene, item, at..end);
            let known = &mut best[end - item.start];
            if known.as_ref().is_none_or(|(other, _)| cost < *other) {
                *known = Some((cost, at..end));
            }
        }
    }
    let mut names = Vec::new();
    let mut end = item.end;
    while end > item.start {
        let (_, name) = best[end - item.start].clone()?;
        end = glyphs.skip_space_back(item.start, name.start);
        names.push(name);
    }
    names.reverse();
    (names.len() > 1).then_some(names)
}

/// The most characters of a part of a name with a middle dot that no other name is glued to.
const LONGEST_PART: usize = 4;

/// How many characters the longest part between the middle dots of a name has; none where it has no dot.
fn longest_part(glyphs: &Glyphs, name: &Range<usize>) -> usize {
    let text = glyphs.text(name.clone());
    let parts = text.split('‧').map(|part| part.chars().count());
    parts.max().filter(|_| text.contains('‧')).unwrap_or(0)
}

/// Where a name of a list that begins at an index may end before a limit, though the next one follows without
/// a space.
fn name_ends(scene: &Scene, at: usize, limit: usize) -> Vec<usize> {
    const DOUBLE: usize = 4;
    const USUAL: usize = 3;
    let (knowledge, glyphs) = (scene.knowledge, scene.glyphs);
    let whole = scene.names_at(at).chain([at + DOUBLE]);
    let whole = whole.filter(move |&end| is_name(scene, &(at..end)));
    // 龍鏡平|屠登科: a surname that is a word as well
    let usual = |i: usize| scene.may_be_given(i) && knowledge.is_given(glyphs.char(i));
    let rare = knowledge.is_rare_surname(glyphs.char(at)) && (at + 1..at + USUAL).any(usual);
    let rare = (rare && (at + 1..at + USUAL).all(|i| scene.may_be_given(i))).then_some(at + USUAL);
    let ends = whole.chain(spread_end(scene, at)).chain(rare);
    let ends = ends.chain(dotted_ends(glyphs, at..limit));
    ends.filter(|&end| end <= limit).collect()
}

/// Where a name with a middle dot may end that begins a stretch: 卜拉諾‧達給|仇德馨.
fn dotted_ends(glyphs: &Glyphs, stretch: Range<usize>) -> Vec<usize> {
    const SHORTEST: usize = 2;
    let run = |from: usize| {
        let han = (from..stretch.end).take_while(|&i| glyphs.class(i) == Class::Han);
        from + han.count()
    };
    let mut from = stretch.start;
    let mut end = run(from);
    while end < stretch.end && glyphs.char(end) == '‧' && (1..=LONGEST_PART).contains(&(end - from))
    {
        from = end + 1;
        end = run(from);
    }
    let dotted = from > stretch.start && end > from && glyphs.char(end) != '‧';
    let shortest = (from + SHORTEST).min(end);
    let ends = shortest..=end.min(from + LONGEST_PART);
    ends.filter(|_| dotted).collect()
}

/// The end of a name of two characters with white space between them, whatever follows: 洪　讀|侯惠仙.
fn spread_end(scene: &Scene, at: usize) -> Option<usize> {
    let given = scene.glyphs.skip_space(at + 1);
    let mut surnames = scene.knowledge.surnames_at(scene.glyphs, at);
    let single = surnames.any(|(length, _)| length == 1);
    (single && given > at + 1 && scene.may_be_given(given)).then_some(given + 1)
}

/// How unlikely a name of a list is to be one: such of three characters, and such between spaces, are usual.
fn unlikeliness(scene: &Scene, item: &Range<usize>, name: Range<usize>) -> usize {
    const USUAL: usize = 3;
    let glyphs = scene.glyphs;
    let spaced = name.clone().any(|i| glyphs.class(i) == Class::Space);
    let edge = |at: usize| glyphs.class(at) == Class::Space;
    let opens = name.start == item.start || edge(name.start - 1);
    let closes = name.end == item.end || edge(name.end);
    match (opens && closes, name.len() == USUAL, spaced) {
        (true, true, false) => 0,
        (_, true, false) => 1,
        (true, ..) => 2,
        (false, _, true) => 3,
        (false, ..) => 4,
    }
}

/// Whether the space after a name separates it from another: 羅淑蕾　　李昆澤, 楊　曜　　楊玉欣.
fn stands_between_names(scene: &Scene, before: Range<usize>) -> bool {
    let glyphs = scene.glyphs;
    let next = glyphs.skip_space(before.end);
    let before = without_remark(glyphs, trimmed(glyphs, before));
    // What stands since the last space, where something else than a name went before.
    let last = (before.clone())
        .rev()
        .find(|&i| glyphs.class(i) == Class::Space)
        .map_or(before.start, |space| space + 1);
    let is_list = before.len() >= 2 && glyphs.class(before.start) == Class::Han;
    is_list
        && glyphs.class(next) == Class::Han
        && (listed_name(scene, &before).is_some()
            || before.end - last > 2 && listed_name(scene, &(last..before.end)).is_some()
            || scene.roles.iter().any(|role| role.range.end == before.end))
        && scene.names_at(next).any(|end| {
            end >= scene.block.end
                || glyphs.class(end) != Class::Han
                || scene.name_ends_at(end)
                || end - next > 2 && scene.names_at(end).next().is_some()
        })
}

/// The names of a block that holds nothing else, with spaces between them: the second line of a
/// list of members of parliament.
pub fn of_names_alone(scene: &Scene) -> Vec<Found> {
    const FEWEST: usize = 3;
    let glyphs = scene.glyphs;
    let alone = |class| matches!(class, Class::Han | Class::Space | Class::Letter);
    let plain = scene
        .block
        .clone()
        .all(|i| alone(glyphs.class(i)) || matches!(glyphs.char(i), '‧' | '.' | '、' | '(' | ')'));
    if !plain || scene.block.len() < FEWEST * 3 {
        return Vec::new();
    }
    let items = items(scene, scene.block.clone());
    let whole = items.iter().filter(|item| item.len() >= 3).count();
    let is_named = |item: &Range<usize>| {
        let bare = without_remark(glyphs, item.clone());
        listed_name(scene, &bare).is_some()
    };
    let things = scene.lists_things(&scene.block);
    if things || whole < FEWEST || !items.iter().all(is_named) {
        return Vec::new();
    }
    items
        .into_iter()
        .filter_map(|item| named(scene, item))
        .collect()
}

/// A name in Han characters, and where it ends if one in Latin script follows it: 廖國棟Sufin
/// Siluko.
pub fn listed_name(scene: &Scene, range: &Range<usize>) -> Option<usize> {
    if is_name(scene, range) || spread_end(scene, range.start) == Some(range.end) {
        return Some(range.end);
    }
    let glyphs = scene.glyphs;
    let latin = range
        .clone()
        .find(|&i| glyphs.class(i) == Class::Letter)
        .filter(|&i| i > range.start)?;
    let han = range.start..glyphs.skip_space_back(range.start, latin);
    let rest = (latin..range.end).all(|i| {
        glyphs.class(i) == Class::Letter || matches!(glyphs.char(i), ' ' | '\t' | '.' | '‧' | '-')
    });
    (rest && is_name(scene, &han)).then_some(han.end)
}

/// The person that an item of a list names by nothing but the name.
fn named(scene: &Scene, item: Range<usize>) -> Option<Found> {
    let name = without_remark(scene.glyphs, item);
    let word = scene.knowledge.is_all_word(scene.glyphs, &name);
    alone(scene, name).filter(|_| !word)
}

/// The person whose name of three characters or more follows a body in an item: 國有財產署|王大明.
fn behind_body(scene: &Scene, item: &Range<usize>) -> Option<Found> {
    const SHORTEST: usize = 3;
    let body = scene
        .bodies
        .iter()
        .filter(|body| body.kind == Kind::Organisation && body.range.start == item.start)
        .max_by_key(|body| body.range.end)?;
    let name = scene.glyphs.skip_space(body.range.end)..item.end;
    let person = name.len() >= SHORTEST && is_name(scene, &name);
    alone(scene, name).filter(|_| person)
}

/// An item without the remark in brackets that ends it: 鄭美芬(委員出席15人).
fn without_remark(glyphs: &Glyphs, item: Range<usize>) -> Range<usize> {
    let remark = item.clone().find(|&i| glyphs.char(i) == '(');
    match remark {
        Some(open) if open > item.start && glyphs.char(item.end - 1) == ')' => {
            item.start..glyphs.skip_space_back(item.start, open)
        }
        _ => item,
    }
}

/// The person that a range names whole.
pub fn alone(scene: &Scene, item: Range<usize>) -> Option<Found> {
    let glyphs = scene.glyphs;
    let end = listed_name(scene, &item)?;
    let foreign = glyphs.skip_space(end).min(item.end)..item.end;
    Some(Found {
        kind: Kind::Person,
        reading: Reading::Person(PersonReading {
            name: without_spaces(glyphs.text(item.start..end)),
            foreign: (!foreign.is_empty()).then(|| glyphs.text(foreign)),
            partial: false,
            roles: Vec::new(),
        }),
        range: item,
        rule: Rule::List,
        hard: true,
    })
}

/// 及 separates items only where no name holds it.
fn is_separator(scene: &Scene, at: usize) -> bool {
    scene.glyphs.class(at) == Class::Mark
        || scene
            .knowledge
            .name_start(scene.glyphs, scene.block.start, at + 2)
            .at
            == at + 1
            && !scene
                .bodies
                .iter()
                .any(|body| body.range.start < at && at < body.range.end)
}

fn trimmed(glyphs: &Glyphs, range: Range<usize>) -> Range<usize> {
    let start = glyphs.skip_space(range.start).min(range.end);
    start..glyphs.skip_space_back(start, range.end)
}

/// Where the words that close a list (等人) begin in its last item.
fn closing(scene: &Scene, item: &Range<usize>) -> usize {
    scene
        .knowledge
        .authority
        .lexicon
        .group("list-close")
        .iter()
        .filter_map(|(word, _)| scene.glyphs.ends_with(item.start, item.end, word))
        .min()
        .unwrap_or(item.end)
}

/// What the closing words of a list say its items are: organisations before 等社群, documents
/// before 等文件. `item_end` is where an item of the list ends.
pub fn kind_of_items(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block_end: usize,
    item_end: usize,
) -> Option<Kind> {
    if !matches!(glyphs.char(item_end), '、' | '等' | '及' | '與' | '和') {
        return None;
    }
    let closing = (item_end..block_end)
        .take_while(|&i| !matches!(glyphs.char(i), '。' | '，' | ';' | ':'))
        .find(|&i| glyphs.char(i) == '等')?;
    let nouns = knowledge.authority.lexicon.group("class-noun");
    let (_, kind) = nouns
        .iter()
        .filter(|(noun, _)| glyphs.starts_with(closing + 1, noun))
        .max_by_key(|(noun, _)| noun.len())?;
    match kind.as_ref() {
        "organisation" => Some(Kind::Organisation),
        "document" => Some(Kind::Work),
        _ => None,
    }
}

/// What the items of a list are, by the words that end with a colon before it: programmes after
/// `3 個重要計畫如下：`.
pub fn intro_kind(knowledge: &Knowledge, text: &str) -> Option<Kind> {
    let text = text.trim_end().strip_suffix(['：', ':'])?;
    let clause = text
        .rfind(['，', '。', '；'])
        .map_or(text, |at| &text[at..]);
    let groups = [
        ("programme-suffix", Kind::Programme),
        ("platform-suffix", Kind::Platform),
    ];
    let lexicon = &knowledge.authority.lexicon;
    groups.into_iter().find_map(|(group, kind)| {
        lexicon
            .group(group)
            .iter()
            .any(|(word, _)| word.chars().count() > 1 && clause.contains(word.as_ref()))
            .then_some(kind)
    })
}

/// Whether what stands behind a label is said, and no list: 主席：請提案人蕭委員美玲說明提案旨趣。
fn is_sentence(glyphs: &Glyphs, value: &Range<usize>) -> bool {
    let last = glyphs.skip_space_back(value.start, value.end);
    let stops = |i: usize| matches!(glyphs.char(i), '。' | '？' | '?' | '！' | '!');
    let marked = value.clone().any(|i| glyphs.char(i) == '、');
    last > value.start && stops(last - 1) && !marked
}

/// Persons named without a title, and bodies that only their place before a person reveals.
pub fn find(scene: &Scene, value: Range<usize>, persons: &[Found]) -> Vec<Found> {
    let glyphs = scene.glyphs;
    let mut found = Vec::new();
    if is_sentence(glyphs, &value) {
        return found;
    }
    for item in items(scene, value) {
        // 蔡明倫(由江志偉代理): whom the remark names is not the one of the item.
        let bare = without_remark(glyphs, item.clone());
        let person = persons.iter().find(|p| {
            p.kind == Kind::Person && item.start <= p.range.start && p.range.start < bare.end
        });
        // 林 處 長 文 德
        let goes_on = persons.iter().any(|p| {
            p.kind == Kind::Person && p.range.start < item.start && item.start < p.range.end
        });
        if goes_on {
            continue;
        }
        let Some(person) = person else {
            found.extend(behind_body(scene, &item).or_else(|| named(scene, item)));
            continue;
        };
        let before = trimmed(glyphs, item.start..person.range.start);
        let taken = scene.bodies.iter().chain(persons).any(|b| {
            b.kind != Kind::Person && b.range.start < before.end && before.start < b.range.end
        }) || scene.roles.iter().any(|role| role.range.end == before.end)
            // 現在請|林委員淑芬發言
            || scene
                .knowledge
                .boundary_ends(glyphs, before.start, before.end);
        // 紀　錄：
        let label = before.end > 0 && glyphs.char(before.end - 1) == ':';
        // 民眾王小華
        let noun = scene
            .knowledge
            .person_nouns
            .longest_at(glyphs, before.start);
        let noun = noun.is_some_and(|(end, ())| end == before.end);
        if before.len() >= 2 && !taken && !label && !noun {
            found.push(Found {
                kind: Kind::Organisation,
                reading: Reading::Named(by_script(&glyphs.text(before.clone()))),
                range: before,
                rule: Rule::List,
                hard: true,
            });
        }
    }
    found
}
