//! Bodies: by name, by gloss, by the ending of their name.

use std::iter;
use std::ops::Range;

use super::branch;
use super::cue::Cues;
use super::gloss::{self, Gloss};
use super::glyph::{Class, Glyphs};
use super::knowledge::{Knowledge, NameStart};
use super::place::PlaceEnding;
use super::role::Role;
use super::{Found, Kind, Naming, Reading, Rule};
use crate::authority::{Entry, Level, Organisation, OrganisationClass};

/// Finds organisations whose names stand in the authority tables.
pub fn by_name(knowledge: &Knowledge, glyphs: &Glyphs, block: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let hit = knowledge
            .organisations
            .longest_at(glyphs, at)
            .filter(|(end, row)| {
                let range = at..*end;
                !knowledge.is_trapped(glyphs, block.start, &range)
                    && !is_in_meeting(knowledge, glyphs, *end)
                    && !is_second_part(knowledge, glyphs, block.start, at)
                    && !is_abroad(knowledge, glyphs, &block, at, row)
            });
        match hit {
            Some((end, row)) if end <= block.end => {
                // 行政院|研考會, 財團法人|國家政策研究基金會
                let whole = found
                    .pop_if(|last| is_part_of(row, last, at))
                    .map_or(at, |last| last.range.start);
                found.push(Found {
                    kind: Kind::Organisation,
                    range: with_legal_form(knowledge, glyphs, block.start, whole)..end,
                    reading: Reading::Named(Naming::known(&row.key)),
                    rule: Rule::Dictionary,
                    hard: true,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether a listed body is part of the one that ends where it begins.
fn is_part_of(row: &Organisation, before: &Found, at: usize) -> bool {
    let Reading::Named(naming) = &before.reading else {
        return false;
    };
    before.range.end == at && row.within.is_some() && row.within.as_deref() == naming.key.as_deref()
}

/// The beginning of a name with the legal form that is printed in front of it.
pub fn with_legal_form(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: usize,
) -> usize {
    let form = knowledge
        .legal_prefixes
        .longest_before(glyphs, floor, start);
    form.map_or(start, |(form, ())| form)
}

/// Whether what looks like a name is the second part of one: 教育文化暨|科技部.
fn is_second_part(knowledge: &Knowledge, glyphs: &Glyphs, floor: usize, at: usize) -> bool {
    at > floor + 2
        && glyphs.char(at - 1) == '暨'
        && glyphs.class(at - 2) == Class::Han
        && !knowledge.ends_body(glyphs, floor, at - 1)
}

/// Whether the name of a public body has another country before it: 法國|財政部 is not the
/// ministry that is called 財政部 at home.
fn is_abroad(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    at: usize,
    row: &Organisation,
) -> bool {
    let before = glyphs.skip_space_back(block.start, at);
    let country = knowledge
        .jurisdictions
        .longest_before(glyphs, block.start, before)
        .map(|(_, country)| country.key.as_ref());
    let abroad = match country {
        Some(country) => row.jurisdiction.as_deref() != Some(country),
        None => before
            .checked_sub(2)
            .is_some_and(|from| from >= block.start && knowledge.is_short_country(glyphs, from)),
    };
    row.is_public() && abroad
}

/// 本會, 本部: the body that the report's settings name as its issuer.
pub fn by_reference(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: Range<usize>,
    issuer: &Naming,
    by_title: bool,
) -> Vec<Found> {
    let mut found = Vec::new();
    for at in block {
        let Some((word, _)) = knowledge.self_organisations.at(glyphs, at).next() else {
            continue;
        };
        let end = at + word.chars().count();
        let naming = referred(knowledge, issuer, word);
        let fitting = naming.as_ref().or(Some(issuer).filter(|_| !by_title));
        if let Some(naming) = fitting
            && !is_no_reference(knowledge, glyphs, at..end)
        {
            found.push(Found {
                kind: Kind::Organisation,
                range: at..end,
                reading: Reading::Named(naming.clone()),
                rule: Rule::Reference,
                hard: true,
            });
        }
    }
    found
}

/// Whether what reads like a word for the issuer is a part of another one: 本會議, 基本會費, a
/// host's 本部長.
fn is_no_reference(knowledge: &Knowledge, glyphs: &Glyphs, word: Range<usize>) -> bool {
    let guards = Cues::from(knowledge.authority.lexicon.cues("self-organisation-guard"));
    let mut over = guards.over(glyphs, word.end);
    over.any(|(from, _)| from <= word.start) || is_titled(knowledge, glyphs, word)
}

/// Whether a longer title begins with a word: 本部|長.
fn is_titled(knowledge: &Knowledge, glyphs: &Glyphs, word: Range<usize>) -> bool {
    let title = knowledge.title_at(glyphs, word.start);
    title.is_some_and(|(end, _)| end > word.end)
}

/// Finds organisations by the ending of their Chinese name (基金會, 研究中心).
///
/// A strong ending suffices. A weak one (部, 司, 中心) needs a known body or country at the
/// beginning of the name (外交部國際組織司, 法國經濟部) or a title after it (軍備局局長).
pub fn by_ending(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: Range<usize>,
    roles: &[Role],
    glosses: &[Gloss],
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in block.clone() {
        if glyphs.class(at) != Class::Han {
            continue;
        }
        let Some((end, is_strong)) = ending_at(knowledge, glyphs, at) else {
            continue;
        };
        // 臺中市衛生|局|長: the title of its head shares the last character of a body that begins with
        // its owner.
        let headed = shares_ending(knowledge, glyphs, end);
        if end > block.end
            || runs_on(knowledge, glyphs, at, end) && !headed
            || end == at + 1 && is_particle(knowledge, glyphs, at)
        {
            continue;
        }
        let charged = charged_from(knowledge, glyphs, block.start, at);
        let mut start = beginning(
            knowledge,
            glyphs,
            &block,
            roles,
            at..end,
            is_strong,
            charged,
        );
        let is_fund = is_fund(glyphs, &(at..end));
        // 帛琉(Palau)|環境品質保護委員會
        let place = glossed_owner(knowledge, glyphs, glosses, start.at);
        let words = start.at..end;
        if let Some(place) = &place {
            start.at = place.start;
        }
        let has_title = has_title(roles, glyphs, end);
        let office = is_listed_office(knowledge, glyphs, roles, start, at..end);
        let quoted_fund = is_fund && is_quoted_fund(glyphs, block.start, start.at, at..end);
        let evidence = Evidence {
            owned: place.is_some() || owned_by(knowledge, glyphs, &found, start.at, at..end),
            titled: has_title && is_head(knowledge, glyphs, block.start, start, at..end)
                || is_member_word(knowledge, glyphs, end)
                || heads_row(knowledge, glyphs, &block, start, at..end)
                || is_led_by_next(glyphs, roles, start.at, at..end)
                || is_listed_unit(knowledge, glyphs, &found, start.at, at..end)
                || office
                || quoted_fund
                || charged == Some(start.at)
                    && is_bureau(knowledge, glyphs, roles, &block, start.at, at..end)
                || is_joined(knowledge, glyphs, start.at..at)
                || is_long_name(knowledge, glyphs, start, at, end),
            bears_person: has_title || headed || bears_person(knowledge, glyphs, roles, end),
        };

        if !is_name(knowledge, glyphs, start.at, at, end, is_strong, evidence)
            || is_fund && !has_title && !quoted_fund
            || headed
                && !is_owned_unit(knowledge, glyphs, &found, start.at, at)
                && !(office
                    && charged == Some(start.at)
                    && start.at > block.start
                    && glyphs.char(start.at - 1) == '、')
            || holds_listed(knowledge, glyphs, start.at, end)
            || is_placed(knowledge, glyphs, start.at, end)
            || is_pointed_at(knowledge, glyphs, block.start, start.at, at)
            || !is_strong && begins_surname(knowledge, glyphs, at, end)
            || is_venue(knowledge, glyphs, start.at, at, end)
            || is_inside_venue(knowledge, glyphs, start.at, at..end)
            || is_titled_person(knowledge, glyphs, start.at, end, roles)
        {
            continue;
        }
        if branch::before_persons(knowledge, glyphs, &(start.at..end)).is_some() {
            continue;
        }
        // 中央研究院|資訊科技創新研究中心: the longer name takes the place of the shorter.
        if found
            .last()
            .is_some_and(|last| last.range.start >= start.at)
        {
            found.pop();
        }
        found.push(Found {
            kind: Kind::Organisation,
            range: with_legal_form(knowledge, glyphs, block.start, start.at)..end,
            reading: Reading::Named(Naming {
                chinese: Some(match place {
                    Some(place) => glyphs.text(place) + &glyphs.text(words),
                    None => glyphs.text(start.at..end),
                }),
                ..Naming::default()
            }),
            rule: if office { Rule::Title } else { Rule::Ending },
            hard: start.hard,
        });
    }
    found
}

/// The end of the longest ending at an index, and whether it is a strong one.
fn ending_at(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> Option<(usize, bool)> {
    let strong = knowledge.strong_suffixes.longest_at(glyphs, at);
    let weak = knowledge.weak_suffixes.longest_at(glyphs, at);
    match (strong, weak) {
        (Some((s, ())), Some((w, ()))) if w > s => Some((w, false)),
        (Some((s, ())), _) => Some((s, true)),
        (None, weak) => weak.map(|(w, ())| (w, false)),
    }
}

/// Where the name before an ending begins, by the words around it; `charged` is where what a title before it has
/// charge of begins.
fn beginning(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    roles: &[Role],
    ending: Range<usize>,
    is_strong: bool,
    charged: Option<usize>,
) -> NameStart {
    let Range { start: at, end } = ending;
    let edge = edge_before(knowledge, glyphs, block.start, at..end, roles);
    let mut start = described(knowledge, glyphs, edge, end);
    // 荷蘭國家公共衛生|及環境研究院, 感染管制|及生物安全組組長
    if let Some(whole) = knowledge.over_conjunction(glyphs, block.start, start.at)
        && (has_title(roles, glyphs, end) && !is_strong
            || is_led_by_next(glyphs, roles, start.at, at..end)
            || owner_at(knowledge, glyphs, whole.at)
            || is_study(knowledge, glyphs, whole.at..start.at, at..end)
            || glyphs.char(start.at - 1) == '暨')
    {
        start = whole;
    }
    if let Some(whole) = behind_listed(knowledge, glyphs, block.start, start.at, at..end) {
        start = whole;
    }
    if let Some(item) = item_before(knowledge, glyphs, block.start, start.at, at)
        && is_listed_office(knowledge, glyphs, roles, item, at..end)
    {
        start = item;
    }
    let start = over_charge(knowledge, glyphs, block.start, start, end, charged);
    let quotable = is_strong || is_fund(glyphs, &(at..end));
    let quoted = || quoted(knowledge, glyphs, block.start, start.at, end);
    let quoted = quotable.then(quoted).flatten();
    quoted.map_or(start, |at| NameStart { at, hard: true })
}

/// Whether a body is for two things or more, which only names join so: 旅遊暨環境|部.
fn is_joined(knowledge: &Knowledge, glyphs: &Glyphs, name: Range<usize>) -> bool {
    let joint = name.clone().find(|&at| glyphs.char(at) == '暨');
    joint.is_some_and(|joint| {
        let comma = (name.start..joint)
            .rev()
            .find(|&at| glyphs.char(at) == '、');
        let first = comma.map_or(name.start, |comma| comma + 1);
        knowledge.is_field(glyphs, &(first..joint))
    })
}

/// Whether what ends like a body stands before a verb and only makes a noun of it: 國軍救災|所需.
fn is_particle(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> bool {
    let words = Cues::from(knowledge.authority.lexicon.cues("org-particle"));
    words.at(glyphs, at).next().is_some()
}

/// Whether the title of a head goes on behind the ending of a body: 衛生|局|長.
fn shares_ending(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> bool {
    is_headed(knowledge, glyphs, end)
        && !is_guarded(knowledge, glyphs, end)
        && !is_in_meeting(knowledge, glyphs, end)
}

/// Whether a name ends inside the word for a meeting of heads: 財政|部長會議.
fn is_in_meeting(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> bool {
    let meetings = Cues::from(knowledge.authority.lexicon.cues("event-suffix"));
    let mut meetings = meetings.at(glyphs, end - 1);
    is_headed(knowledge, glyphs, end) && meetings.any(|(word, _)| word.chars().count() > 1)
}

/// The beginning of a name before its ending, whatever describes the body.
fn edge_before(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    ending: Range<usize>,
    roles: &[Role],
) -> NameStart {
    let at = ending.start;
    let mut edge = knowledge.name_start(glyphs, floor, ending.end);
    edge.at = knowledge.at_listed_place(glyphs, floor, edge.at);
    let edge = in_country(knowledge, glyphs, edge, at);
    let edge = behind_country(knowledge, glyphs, edge, at);
    let edge = at_inner_place(knowledge, glyphs, edge, at);
    let edge = after_title(knowledge, glyphs, edge, at, roles);
    at_opener(knowledge, glyphs, edge, at)
}

/// Whether an ending is that of a university or a department, whose names join two things:
/// 葡萄與葡萄酒|學系, 高地與群島|大學.
fn is_study(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    joined: Range<usize>,
    ending: Range<usize>,
) -> bool {
    const LONGEST: usize = 5;
    let lexicon = &knowledge.authority.lexicon;
    let words = joined.start..joined.end.saturating_sub(1);
    let body = knowledge
        .strong_suffixes
        .longest_before(glyphs, words.start, words.end);
    joined.len() <= LONGEST
        && lexicon.contains("study-suffix", &glyphs.text(ending))
        && body.is_none()
        && !knowledge.holds_persons(glyphs, &words)
}

/// Where the listed body begins whose part joins two things: 農業部林業及自然保育署|航測及|遙測分署.
/// `start` stands behind the conjunction.
fn behind_listed(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: usize,
    ending: Range<usize>,
) -> Option<NameStart> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
    const JOINT: &str = "joint";
    const FARTHEST: usize = 30;
    let conjunction = start.checked_sub(1).filter(|&at| at > floor)?;
    let lexicon = &knowledge.authority.lexicon;
    let branch = lexicon.value("branch-suffix", &glyphs.text(ending)) == Some(JOINT);
    if !branch
        || !glyphs.is_conjunction(conjunction)
        || knowledge.ends_body(glyphs, floor, conjunction)
    {
        return None;
    }
    let floor = conjunction.saturating_sub(FARTHEST).max(floor);
    let ends = LENGTHS.map(|length| conjunction.saturating_sub(length));
    let plain = |end: &usize| {
        !knowledge.holds_persons(glyphs, &(*end..conjunction))
            && (*end..conjunction)
                .all(|i| glyphs.class(i) == Class::Han && !knowledge.ends_name(glyphs, i))
    };
    ends.filter(|&end| end > floor)
        .filter(plain)
        .find_map(|end| knowledge.organisations.longest_before(glyphs, floor, end))
        .map(|(at, _)| NameStart { at, hard: false })
}

/// The beginning of a name at the words for what the body is charged with, where a conjunction among
/// them was taken for the end of another name: 轄下的|交通及運輸委員會, 越南|勞動、榮軍暨社會部.
fn over_charge(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: NameStart,
    end: usize,
    charged: Option<usize>,
) -> NameStart {
    let from = charged.filter(|&from| {
        let organisations = &knowledge.organisations;
        from < start.at
            && organisations.longest_before(glyphs, floor, end).is_none()
            && organisations.longest_at(glyphs, from).is_none()
    });
    let Some(from) = from else { return start };
    let owner = knowledge.jurisdictions.longest_before(glyphs, floor, from);
    NameStart {
        at: owner.map_or(from, |(owner, _)| owner),
        hard: false,
    }
}

/// Where the words for what a body is charged with begin that stand before its ending, several of
/// them joined: 漁業|署, 運輸及物流|局.
fn charged_from(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    suffix: usize,
) -> Option<usize> {
    let mut from = None;
    let mut at = suffix;
    while let Some((start, ())) = knowledge.portfolios.longest_before(glyphs, floor, at) {
        from = Some(start);
        let before = start.checked_sub(1).filter(|&i| i >= floor);
        // 衛生局|醫事科, 漁業及|海洋局
        let joint = before.is_some_and(|i| {
            glyphs.joins_list(i)
                || bureau_end(knowledge, glyphs, i).is_some_and(|value| value != LAST)
        });
        at = if joint { start - 1 } else { start };
    }
    from
}

/// What the table says of the ending of a public body that only its last character tells: 局, 處.
fn bureau_end<'k>(knowledge: &Knowledge<'k>, glyphs: &Glyphs, at: usize) -> Option<&'k str> {
    let ends = Cues::from(knowledge.authority.lexicon.cues("bureau-end"));
    ends.at(glyphs, at).next().map(|(_, value)| value.as_ref())
}

/// An ending behind which no part of the same body stands.
const LAST: &str = "last";

/// Whether a name whose words say what a body is charged with ends like a public body that stands
/// for itself, or like a part of one that a title, or a person, stands behind.
fn is_bureau(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    roles: &[Role],
    block: &Range<usize>,
    start: usize,
    ending: Range<usize>,
) -> bool {
    let bureau = bureau_end(knowledge, glyphs, ending.end - 1);
    // 財政部|以外, but 文化|部 between marks
    let alone = || {
        let edge = |class| class != Class::Han;
        let opens = start == block.start || edge(glyphs.class(start - 1));
        // 臺東縣政府　　交通及觀光發展處
        let before = glyphs.skip_space_back(block.start, start);
        let part = before < start && knowledge.ends_body(glyphs, block.start, before);
        opens && !part && edge(glyphs.class(ending.end))
    };
    let common = bureau == Some("common");
    let ends = knowledge.name_may_end(glyphs, ending.end);
    let closed = ends && (common || alone());
    let person = || bears_person(knowledge, glyphs, roles, ending.end);
    let named = || {
        let joined = usize::from(glyphs.char(ending.end) == '的');
        let name = ending.end + joined;
        let mut surnames = knowledge.surnames_at(glyphs, name);
        surnames.any(|(length, _)| {
            length == 1 && (name + 1..name + 3).all(|i| knowledge.is_given(glyphs.char(i)))
        })
    };
    let titled = || has_title(roles, glyphs, ending.end) || person();
    // 衛生局醫事科
    let part = || {
        (start..ending.start)
            .filter_map(|i| bureau_end(knowledge, glyphs, i))
            .any(|value| value != LAST)
    };
    ending.len() == 1 && (bureau.is_some() && (closed || titled()) || ends && part() || named())
}

/// Where a name begins that fills quotation marks, with the number or the list that it begins
/// with: 「2012|國際貴賓觀選團」, 「亞太、北非及|中東記者協會選舉觀察團」.
fn quoted(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: usize,
    end: usize,
) -> Option<usize> {
    const FARTHEST: usize = 16;
    if !matches!(glyphs.char(end), '」' | '』') {
        return None;
    }
    let nearest = start.saturating_sub(FARTHEST).max(floor);
    let open = (nearest..start)
        .rev()
        .take_while(|&i| {
            glyphs.class(i) != Class::Mark || matches!(glyphs.char(i), '、' | '「' | '『')
        })
        .find(|&i| matches!(glyphs.char(i), '「' | '『'))?;
    let words = (open + 1..start)
        .any(|i| knowledge.is_function_word(glyphs, i) || knowledge.title_at(glyphs, i).is_some());
    (open + 1 < start && !words).then_some(open + 1)
}

/// The name of a listed place or of a body whose gloss ends at an index: 帛琉 of 帛琉(Palau),
/// 德國聯邦議院 of 德國聯邦議院(Deutscher Bundestag).
fn glossed_owner(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    glosses: &[Gloss],
    at: usize,
) -> Option<Range<usize>> {
    // 麥考羅特(Mekorot)|國營|水公司
    let form = with_legal_form(knowledge, glyphs, 0, at);
    let gloss = glosses.iter().find(|gloss| gloss.whole.end == form)?;
    let end = gloss.name.end;
    let sounds = (gloss.name.start..end).all(|i| knowledge.is_transcription(glyphs.char(i)));
    if sounds && gloss.name.len() > 2 {
        return Some(gloss.name.clone());
    }
    let place = knowledge
        .jurisdictions
        .longest_before(glyphs, gloss.name.start, end);
    if let Some((start, _)) = place {
        return Some(start..end);
    }
    let start = NameStart {
        at: gloss.name.start,
        hard: gloss.hard,
    };
    // 世界衛生組織(WHO)|西太平洋區署 is a part of a listed body, and named apart.
    let listed = |name: &String| {
        knowledge
            .authority
            .organisations
            .named(name)
            .next()
            .is_some()
    };
    let body = gloss.chinese.as_ref().is_some_and(|name| !listed(name))
        && gloss_kind(knowledge, gloss) == Some(Kind::Organisation)
        && !knowledge.ends_name(glyphs, at);
    body.then(|| described(knowledge, glyphs, start, end).at..end)
}

/// Whether a body that was found begins a name: 岡山縣廳|農林水產部. The sections of a mission
/// (駐日本代表處|經濟組) are parts of it that nobody names apart.
fn owned_by(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    found: &[Found],
    start: usize,
    suffix: Range<usize>,
) -> bool {
    let lexicon = &knowledge.authority.lexicon;
    let mission = |owner: &Found| {
        let missions = Cues::from(lexicon.cues("mission-suffix"));
        let mut endings = missions.before(glyphs, start, owner.range.end);
        endings.next().is_some()
    };
    let unit = || lexicon.contains("org-suffix-unit", &glyphs.text(suffix.clone()));
    found.iter().rev().any(|owner| {
        owner.range.start == start && owner.range.end < suffix.start && !(unit() && mission(owner))
    })
}

/// Whether a name is that of a part of a body that a word only points to: 該|大學|中文圖書館,
/// 該院|傳染病防治中心.
fn is_pointed_at(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: usize,
    suffix: usize,
) -> bool {
    const LONGEST: usize = 4;
    let lexicon = &knowledge.authority.lexicon;
    let is_body = |from: usize, end: usize| lexicon.contains("org-suffix", &glyphs.text(from..end));
    let points = |at: usize| matches!(glyphs.char(at), '該' | '貴');
    let inside = start > floor
        && (points(start - 1) || glyphs.char(start - 1) == '本')
        && (start + 1..suffix).any(|end| is_body(start, end));
    let before = (start.saturating_sub(LONGEST).max(floor)..start)
        .any(|at| points(at) && at + 1 < start && is_body(at + 1, start));
    inside || before
}

/// Whether a name that ends weakly is that of a place: 利馬|會議中心, 三棧社區|活動中心.
fn is_venue(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: usize,
    suffix: usize,
    end: usize,
) -> bool {
    let ending = knowledge.place_ending_before(glyphs, start, end);
    ending.is_some_and(|(place, ending)| {
        let venue = matches!(
            ending,
            PlaceEnding::Feature { certain: true } | PlaceEnding::Venue
        );
        place < suffix && venue
    })
}

/// Whether a centre is a room of a station or an airport: 維也納中央車站|行控中心.
fn is_inside_venue(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: usize,
    suffix: Range<usize>,
) -> bool {
    let venue = |end: usize| {
        let ending = knowledge.place_ending_before(glyphs, start, end);
        ending.is_some_and(|(place, ending)| {
            place > start && ending == PlaceEnding::Feature { certain: true }
        })
    };
    glyphs.text(suffix.clone()) == "中心" && (start + 2..suffix.start).any(venue)
}

/// Whether what ends like a part of a body is the name of somebody with a title behind it:
/// 大西慎司|副市長.
fn is_titled_person(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: usize,
    end: usize,
    roles: &[Role],
) -> bool {
    let next = glyphs.skip_space(end);
    let titled = roles.iter().any(|role| role.range.start == next);
    titled
        && knowledge
            .surnames_at(glyphs, start)
            .any(|(surname, given)| surname >= 2 && given.contains(&(end - start - surname)))
}

/// Whether an ending of one character begins a family's name: 公共衛生學院|司馬書豪.
fn begins_surname(knowledge: &Knowledge, glyphs: &Glyphs, at: usize, end: usize) -> bool {
    end == at + 1
        && knowledge
            .surnames_at(glyphs, at)
            .any(|(surname, _)| surname >= 2)
}

/// Finds organisations behind their legal form, whatever they end with: 財團法人|中央畜產會.
pub fn by_legal_form(knowledge: &Knowledge, glyphs: &Glyphs, block: Range<usize>) -> Vec<Found> {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 30;
    let mut found = Vec::new();
    for at in block.clone() {
        let Some((start, ())) = knowledge.legal_prefixes.longest_at(glyphs, at) else {
            continue;
        };
        let han = (start..block.end.min(start + LONGEST))
            .take_while(|&i| glyphs.class(i) == Class::Han)
            .count();
        let end = (start + SHORTEST + 1..=start + han).find(|&end| {
            knowledge.name_may_end(glyphs, end)
                && knowledge.ends_body(glyphs, start + SHORTEST, end)
                && knowledge
                    .generic_organisations
                    .longest_before(glyphs, start, end)
                    .is_none_or(|(generic, ())| generic > start)
        });
        // 財團法人|預算案關於內政部
        let Some(end) = end.filter(|&end| !holds_listed(knowledge, glyphs, start, end)) else {
            continue;
        };
        found.push(Found {
            kind: Kind::Organisation,
            range: at..end,
            reading: Reading::Named(Naming {
                chinese: Some(glyphs.text(start..end)),
                ..Naming::default()
            }),
            rule: Rule::Ending,
            hard: true,
        });
    }
    found
}

/// Finds organisations whose name stands in quotation marks behind a noun that says so: 新創公司
/// 「海礁智醫」.
pub fn by_apposition(knowledge: &Knowledge, glyphs: &Glyphs, block: Range<usize>) -> Vec<Found> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=12;
    let nouns = Cues::from(knowledge.authority.lexicon.cues("apposed-body"));
    let mut found = foreign_by_apposition(knowledge, glyphs, &block, nouns);
    for open in block.clone().filter(|&i| glyphs.char(i) == '「') {
        let start = open + 1;
        let name = (start..block.end)
            .take_while(|&i| matches!(glyphs.class(i), Class::Han | Class::Letter | Class::Digit));
        let end = start + name.count();
        let noun = nouns.before(glyphs, block.start, open).next().is_some();
        if noun && glyphs.char(end) == '」' && LENGTHS.contains(&(end - start)) {
            found.push(Found {
                kind: Kind::Organisation,
                range: start..end,
                reading: Reading::Named(super::by_script(&glyphs.text(start..end))),
                rule: Rule::Ending,
                hard: true,
            });
        }
    }
    found
}

/// The same of names in Latin letters without quotation marks: 出版社|Y Lolfa. A given name may begin
/// that of a person.
fn foreign_by_apposition(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    nouns: Cues,
) -> Vec<Found> {
    let begins = |&at: &usize| {
        at > block.start
            && glyphs.class(at) == Class::Letter
            && matches!(glyphs.class(at - 1), Class::Han | Class::Space)
    };
    let read = |at: usize| {
        let edge = glyphs.skip_space_back(block.start, at);
        let named =
            |(_, (_, value)): &(usize, &(crate::authority::Text, crate::authority::Text))| {
                &**value == "named"
            };
        nouns.before(glyphs, block.start, edge).find(named)?;
        let end = capitalised_run(knowledge, glyphs, at, block.end);
        let text = glyphs.text(at..end.max(at));
        let first = text.split([' ', '-']).next().unwrap_or_default();
        let given = knowledge.authority.lexicon.contains("given-name", first);
        (end > at + 1 && !given).then(|| Found {
            kind: Kind::Organisation,
            range: at..end,
            reading: Reading::Named(super::by_script(&text)),
            rule: Rule::Ending,
            hard: true,
        })
    };
    block.clone().filter(begins).filter_map(read).collect()
}

/// Parts of the body that speaks, by the short names that only its own papers use: 程序委員會 of 立法院.
pub fn by_part(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: Range<usize>,
    issuer: &Naming,
) -> Vec<Found> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=12;
    let organisations = &knowledge.authority.organisations;
    let mut found: Vec<Found> = Vec::new();
    let Some(whole) = issuer.key.as_deref() else {
        return found;
    };
    let ends = |end: usize| {
        knowledge
            .strong_suffixes
            .longest_before(glyphs, block.start, end)
    };
    for end in block.clone().skip(1).chain([block.end]) {
        if ends(end).is_none() || is_guarded(knowledge, glyphs, end) {
            continue;
        }
        let part = LENGTHS.rev().find_map(|length| {
            let start = end.checked_sub(length).filter(|&at| at >= block.start)?;
            let text = glyphs.text(start..end);
            let mut rows = organisations.weakly_named(&text);
            let row = rows.find(|row| row.within.as_deref() == Some(whole))?;
            Some((start, row))
        });
        let Some((start, row)) = part else { continue };
        found.push(Found {
            kind: Kind::Organisation,
            range: start..end,
            reading: Reading::Named(Naming::known(&row.key)),
            rule: Rule::Reference,
            hard: true,
        });
    }
    found
}

/// Parts of the body whose report it is, and of a government: 本會|土地管理處, 縣府|城鄉發展處.
///
/// They are called as the part is, after the whole name of the issuer where 本會 is known.
pub fn by_owner_reference(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: Range<usize>,
    issuer: Option<&Naming>,
    roles: &[Role],
) -> Vec<Found> {
    const LONGEST: usize = 14;
    let lexicon = &knowledge.authority.lexicon;
    let pointers = Cues::from(lexicon.cues("owner-pointer"));
    let mut found: Vec<Found> = Vec::new();
    for at in block.clone() {
        let Some((word, kind)) = pointers.at(glyphs, at).last() else {
            continue;
        };
        let from = at + word.chars().count();
        // 本會|期司法院
        if found.last().is_some_and(|last| last.range.end > at)
            || is_no_reference(knowledge, glyphs, at..from)
        {
            continue;
        }
        let han = (from..block.end.min(from + LONGEST))
            .take_while(|&i| glyphs.class(i) == Class::Han)
            .count();
        let end = (from + 3..=from + han).find(|&end| {
            let suffix = knowledge
                .weak_suffixes
                .longest_before(glyphs, from, end)
                .or_else(|| knowledge.strong_suffixes.longest_before(glyphs, from, end));
            let closed = knowledge.name_may_end(glyphs, end)
                || has_title(roles, glyphs, end)
                || bears_person(knowledge, glyphs, roles, end);
            suffix.is_some_and(|(suffix, ())| {
                suffix >= from + 2 && closed && !runs_on(knowledge, glyphs, suffix, end)
            })
        });
        let Some(end) = end else { continue };
        let whole = glyphs.text(from..end);
        let owner = issuer.filter(|_| kind.as_ref() == "self");
        let owner =
            owner.map(|issuer| referred(knowledge, issuer, word).unwrap_or_else(|| issuer.clone()));
        let owner = owner.and_then(|owner| name_of(knowledge, &owner));
        let name = owner.map_or_else(|| whole.clone(), |owner| owner + &whole);
        // 本部|長期照顧司, 本院|財政委員會: of a listed body it does not matter what its name begins with.
        if let Some(row) = knowledge.authority.organisations.named(&name).next()
            && name != whole
        {
            found.push(Found {
                kind: Kind::Organisation,
                range: at..end,
                reading: Reading::Named(Naming::known(&row.key)),
                rule: Rule::Reference,
                hard: true,
            });
            continue;
        }
        // 該部|應與|外交部歐洲司: a word between them begins another name.
        let edge = knowledge.name_start(glyphs, from, end).at;
        let joined = || knowledge.over_conjunction(glyphs, from, edge);
        if edge > from && joined().is_none_or(|whole| whole.at > from) {
            continue;
        }
        let listed = knowledge
            .organisations
            .longest_at(glyphs, from)
            .is_some_and(|(listed, _)| listed == end);
        let function = (from..end).any(|i| knowledge.is_function_word(glyphs, i));
        if listed || function || lexicon.contains("org-generic", &whole) {
            continue;
        }
        found.push(Found {
            kind: Kind::Organisation,
            range: at..end,
            reading: Reading::Named(Naming {
                chinese: Some(name),
                ..Naming::default()
            }),
            rule: Rule::Ending,
            hard: true,
        });
    }
    found
}

/// The Chinese name of a body.
pub fn name_of(knowledge: &Knowledge, naming: &Naming) -> Option<String> {
    let key = naming.key.as_deref();
    let row = key.and_then(|key| knowledge.authority.organisations.get(key));
    let label = row.and_then(|row| row.zh.as_ref().map(ToString::to_string));
    label.or_else(|| naming.chinese.clone())
}

/// The body that a word for the issuer means: where the issuer is a part (農業部畜牧司), 本部 is
/// what it is a part of. None if neither fits the word.
fn referred(knowledge: &Knowledge, issuer: &Naming, word: &str) -> Option<Naming> {
    let organisations = &knowledge.authority.organisations;
    let ending: String = word.chars().skip(1).collect();
    let row = issuer.key.as_deref().and_then(|key| organisations.get(key));
    let fits = |row: &Organisation| {
        let mut names = row.names();
        names.any(|name| name.ends_with(&ending))
    };
    let name = issuer.chinese.as_deref().unwrap_or_default();
    if name.ends_with(&ending) || row.is_some_and(fits) {
        return Some(issuer.clone());
    }
    let mut above = if let Some(row) = row {
        row.within.as_deref().and_then(|key| organisations.get(key))
    } else {
        let glyphs = Glyphs::new(name);
        let listed = knowledge.organisations.longest_at(&glyphs, 0);
        listed.map(|(_, row)| row)
    };
    while let Some(row) = above {
        if fits(row) {
            return Some(Naming::known(&row.key));
        }
        above = row.within.as_deref().and_then(|key| organisations.get(key));
    }
    None
}

/// The beginning of a name at its country, if a city of it stands before that: 華沙|波蘭國會,
/// but 芝加哥臺灣商會.
fn in_country(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: NameStart,
    suffix: usize,
) -> NameStart {
    let country = || {
        let (city_end, city) = knowledge.jurisdictions.longest_at(glyphs, start.at)?;
        let (end, country) = knowledge.jurisdictions.longest_at(glyphs, city_end)?;
        let jurisdictions = &knowledge.authority.jurisdictions;
        let upwards = iter::successors(city.within.as_deref(), |key| {
            jurisdictions.get(key).and_then(|row| row.within.as_deref())
        });
        // The tables of a project may go round in circles.
        let above = upwards.take(8).find(|&key| key == &*country.key);
        (above.is_some() && end <= suffix).then_some(city_end)
    };
    match country() {
        Some(at) => NameStart { at, hard: false },
        None => start,
    }
}

/// The beginning of a university's name after its country, where a town or a foreign name begins
/// it: 波蘭|波茲南大學.
fn behind_country(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: NameStart,
    suffix: usize,
) -> NameStart {
    const SHORTEST: usize = 2;
    let country = knowledge.jurisdictions.longest_at(glyphs, start.at);
    // 花蓮|花蓮區漁會
    if let Some((end, _)) = country
        && end < suffix
        && glyphs.starts_with(end, &glyphs.text(start.at..end))
    {
        return NameStart {
            at: end,
            hard: false,
        };
    }
    let country = country.filter(|(_, row)| row.level == Level::National);
    let Some((at, _)) = country else { return start };
    let town = knowledge
        .jurisdictions
        .longest_at(glyphs, at)
        .is_some_and(|(end, _)| end <= suffix);
    let sounds =
        suffix >= at + SHORTEST && (at..suffix).all(|i| knowledge.is_transcription(glyphs.char(i)));
    if glyphs.starts_with(suffix, "大學") && (town || sounds) {
        NameStart { at, hard: false }
    } else {
        start
    }
}

/// The beginning of a name at the place in it that only a short word stands before: 靠|嘉義大學,
/// 案移|臺灣花蓮地方檢察署, but not 國立|臺灣大學.
fn at_inner_place(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: NameStart,
    suffix: usize,
) -> NameStart {
    const LONGEST: usize = 3;
    const SHORTEST: usize = 2;
    let lexicon = &knowledge.authority.lexicon;
    if start.hard {
        return start;
    }
    let inner = (start.at + 1..suffix.min(start.at + LONGEST + 1)).find(|&at| {
        let place = knowledge.jurisdictions.longest_at(glyphs, at);
        place.is_some_and(|(end, row)| {
            end <= suffix && end >= at + SHORTEST && row.level != Level::Other
        })
    });
    let plain = |at: usize| {
        let lead = start.at..at;
        let opener = lexicon.contains("place-opener", &glyphs.text(lead.clone()));
        let sounds = lead
            .clone()
            .all(|i| knowledge.is_transcription(glyphs.char(i)));
        lead.clone().all(|i| glyphs.class(i) == Class::Han)
            && !opener
            && glyphs.char(at - 1) != '駐'
            && !sounds
            && !owner_at(knowledge, glyphs, start.at)
            && !knowledge.ends_body(glyphs, start.at, at)
            && knowledge
                .portfolios
                .longest_before(glyphs, start.at, at)
                .is_none()
    };
    match inner {
        Some(at) if plain(at) => NameStart { at, hard: false },
        _ => start,
    }
}

/// What stands behind a name that ends weakly.
#[derive(Clone, Copy)]
struct Evidence {
    /// Something makes it a body's without a known owner in front: the title of its head.
    titled: bool,
    /// A title, or a person with one, stands right behind it.
    bears_person: bool,
    /// A body or place that no table lists begins it.
    owned: bool,
}

/// Whether a person with a title stands right behind a name: 環境保護局|江孟璇科長.
fn bears_person(knowledge: &Knowledge, glyphs: &Glyphs, roles: &[Role], end: usize) -> bool {
    roles
        .iter()
        .any(|role| (end + 1..=end + 6).contains(&role.range.start))
        && knowledge.surnames_at(glyphs, end).next().is_some()
}

/// Whether a name in front of a title is that of the body which the bearer heads: it stands
/// alone, or as one of a list, and is more than a part of a body that was named before.
fn is_head(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: NameStart,
    ending: Range<usize>,
) -> bool {
    const SHORTEST: usize = 2;
    const LONG: usize = 4;
    let before = start.at.checked_sub(1).filter(|&i| i >= floor);
    let before = before.map(|i| glyphs.char(i));
    let alone = start.hard && before != Some(')') || before == Some('、');
    // 人事室　　主任: in a column each unit is a body of its own.
    let column = before.is_none() && glyphs.class(ending.end) == Class::Space;
    let unit = knowledge
        .authority
        .lexicon
        .contains("org-suffix-unit", &glyphs.text(ending.clone()));
    // 由|國際事務處|副處長
    let long = start.at + LONG <= ending.start && !unit && before != Some(')');
    start.at + SHORTEST <= ending.start && (alone && (column || !unit) || long)
}

/// Whether somebody with the title of a unit's head stands right behind its name: 感染管制及生物安全組|
/// 尚嘉慧副組長.
fn is_led_by_next(glyphs: &Glyphs, roles: &[Role], start: usize, ending: Range<usize>) -> bool {
    const SHORTEST: usize = 2;
    let unit = glyphs.char(ending.end - 1);
    let leads = |role: &Role| {
        let between = role.range.start.checked_sub(ending.end);
        let title = role.range.clone();
        between.is_some_and(|name| (2..=4).contains(&name))
            && title.len() > 1
            && glyphs.char(title.end - 1) == '長'
            && glyphs.char(title.end - 2) == unit
    };
    ending.len() == 1
        && ending.start >= start + SHORTEST
        && (ending.end..ending.end + 2).all(|i| glyphs.class(i) == Class::Han)
        && roles.iter().any(leads)
}

/// Whether a name begins a line that goes on, behind white space, with a person and ends there:
/// 都市發展局　許志堅　張剛維.
fn heads_row(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    start: NameStart,
    ending: Range<usize>,
) -> bool {
    const SHORTEST: usize = 2;
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
    let mut at = glyphs.skip_space(ending.end);
    let opens = start.at == block.start || glyphs.class(start.at - 1) == Class::Space;
    // 交通局：羅兆廷        工務局：程　鵬
    if glyphs.char(ending.end) == ':' && opens && ending.start >= start.at + SHORTEST {
        let name = glyphs.skip_space(ending.end + 1);
        let han = (name..block.end).take_while(|&i| glyphs.class(i) == Class::Han);
        let length = han.count();
        let away = ["未派員", "請假"]
            .iter()
            .any(|word| glyphs.starts_with(name, word));
        let surname = knowledge.surnames_at(glyphs, name).next();
        let named = surname.is_some_and(|(surname, _)| {
            surname < length || glyphs.class(name + surname) == Class::Space
        });
        return away || named && length <= *LENGTHS.end() && !knowledge.is_word(glyphs, name);
    }
    if start.at != block.start || at == ending.end || ending.start < start.at + SHORTEST {
        return false;
    }
    // White space and names of persons alone stand behind it.
    let mut persons = 0;
    while at < block.end {
        let han = (at..block.end).take_while(|&i| glyphs.class(i) == Class::Han);
        let length = han.count();
        let surname = knowledge.surnames_at(glyphs, at).next();
        let person = surname.is_some_and(|(surname, _)| surname < length)
            && LENGTHS.contains(&length)
            && !knowledge.is_word(glyphs, at)
            && !knowledge.ends_body(glyphs, at, at + length);
        if !person {
            return false;
        }
        persons += 1;
        at = glyphs.skip_space(at + length);
    }
    persons > 0
}

/// Whether a name is one of a list of units whose first one has its owner in front: 雲林縣政府建設處、
/// |環境保護局、農業處.
fn is_listed_unit(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    found: &[Found],
    start: usize,
    ending: Range<usize>,
) -> bool {
    const SHORTEST: usize = 2;
    let lexicon = &knowledge.authority.lexicon;
    let is_unit = |end: usize| {
        let last = glyphs.text(end - 1..end);
        lexicon.value("org-suffix", &last) == Some("weak")
    };
    let separator = start.checked_sub(1).map(|i| glyphs.char(i));
    let before = found.last().filter(|body| body.range.end + 1 == start);
    let owned = before.is_some_and(|body| is_unit(body.range.end));
    let bureau = matches!(
        glyphs.char(ending.end - 1),
        '局' | '處' | '署' | '部' | '司'
    );
    matches!(separator, Some('、' | '及' | '與' | '暨' | '和'))
        && owned
        && bureau
        && ending.start >= start + SHORTEST
        && (start..ending.start).all(|i| glyphs.class(i) == Class::Han)
        && knowledge.name_may_end(glyphs, ending.end)
}

/// Whether a name is an item of a list or a cell with somebody's title and name behind it: 、|作計室|助理次長馬自勇、,
/// 、|財政局|長翁自保、, 、|人力司|兼資源司司長王天德.
fn is_listed_office(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    roles: &[Role],
    start: NameStart,
    ending: Range<usize>,
) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;
    const FARTHEST: usize = 8;
    let own = start.at..ending.start;
    let before = start.at.checked_sub(1).map(|i| glyphs.char(i));
    let opens = start.hard && before != Some(')') || matches!(before, Some('、' | '兼'));
    let title = if glyphs.char(ending.end) == '兼' {
        let other = ending.end + 1;
        let role = roles.iter().find(|role| role.range.start > other);
        role.filter(|role| {
            role.range.start <= other + FARTHEST
                && (other..role.range.start).all(|i| glyphs.class(i) == Class::Han)
                && knowledge.ends_body(glyphs, other, role.range.start)
        })
    } else {
        let at = ending.end;
        // 財政|局長, 主計|室主任
        let begins = |role: &&Role| role.range.start == at || role.range.start + 1 == at;
        roles.iter().find(begins)
    };
    // 工作場|所
    let unit = !matches!(glyphs.char(ending.start), '所' | '班' | '庭');
    ending.len() == 1
        && unit
        && opens
        && LENGTHS.contains(&own.len())
        && own.clone().all(|i| glyphs.class(i) == Class::Han)
        && !own.clone().any(|i| knowledge.is_function_word(glyphs, i))
        && title.is_some_and(|title| bears_whole_name(knowledge, glyphs, title))
}

/// The beginning of an item whose first character was taken for a word before the name: 、|後|次室.
fn item_before(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: usize,
    suffix: usize,
) -> Option<NameStart> {
    const FARTHEST: usize = 2;
    let cut = start.min(suffix);
    let at = (cut.saturating_sub(FARTHEST).max(floor)..cut)
        .find(|&at| at > floor && glyphs.char(at - 1) == '、')?;
    let plain = (at..cut).all(|i| glyphs.class(i) == Class::Han && !glyphs.is_conjunction(i));
    let word = knowledge.is_function_word(glyphs, at)
        || (at + 2..=cut).any(|end| knowledge.boundary_ends(glyphs, at, end) && end > at + 1);
    (plain && !word).then_some(NameStart { at, hard: true })
}

/// Whether a name of three characters, or of two before a mark, stands behind a title.
fn bears_whole_name(knowledge: &Knowledge, glyphs: &Glyphs, title: &Role) -> bool {
    let next = glyphs.skip_space(title.range.end);
    // | 政風室主任 | 吳家興 |
    let name = match glyphs.char(next) {
        '|' | '│' => glyphs.skip_space(next + 1),
        _ => next,
    };
    let mut surnames = knowledge.surnames_at(glyphs, name);
    let named = |length: usize, given: usize| {
        let end = name + length + given;
        let han = (name..end).all(|i| glyphs.class(i) == Class::Han);
        let plain = (name + length..end).all(|i| !knowledge.never_given(glyphs.char(i)));
        let hard = glyphs.class(end) != Class::Han;
        han && plain && (hard || given > 1 && knowledge.ends_name(glyphs, end))
    };
    !title.uses.honorific
        && !knowledge.is_word(glyphs, name)
        && surnames.any(|(length, _)| named(length, 2) || named(length, 1))
}

/// The ending of a body that is called after somebody, or named between marks like a work.
const FUND: &str = "基金";

/// Whether an ending is that of a fund.
fn is_fund(glyphs: &Glyphs, ending: &Range<usize>) -> bool {
    ending.len() == FUND.chars().count() && glyphs.starts_with(ending.start, FUND)
}

/// Whether a fund's name fills quotation marks: 「研發替代役基金」.
fn is_quoted_fund(glyphs: &Glyphs, floor: usize, start: usize, ending: Range<usize>) -> bool {
    const SHORTEST: usize = 4;
    start > floor
        && start + SHORTEST <= ending.start
        && glyphs.char(start - 1) == '「'
        && glyphs.char(ending.end) == '」'
}

/// The beginning of a name after the last title in it: 尤琳副執行長|詢問 is none of a hospital's
/// name. The members of a body may be named by their title (校長協會).
fn after_title(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: NameStart,
    suffix: usize,
    roles: &[Role],
) -> NameStart {
    // 黃瑞景|先生|獎學基金
    let fund = |role: &Role| role.uses.honorific && glyphs.starts_with(suffix, FUND);
    let inside = roles.iter().rev().find(|role| {
        role.range.start >= start.at
            && !fund(role)
            && role.range.end <= suffix
            && knowledge
                .body_endings
                .longest_at(glyphs, role.range.end)
                .is_none()
    });
    let Some(role) = inside else {
        // 主任秘書晏|如|芳|原住民族委員會: the boundary fell into the name.
        let cut = roles
            .iter()
            .find(|role| (role.range.end + 1..=role.range.end + 2).contains(&start.at));
        let bearer = cut.and_then(|role| bearer_between(knowledge, glyphs, role, suffix, roles));
        return match bearer.filter(|&end| end > start.at) {
            Some(at) => NameStart { at, hard: false },
            None => start,
        };
    };
    let bearer = bearer_between(knowledge, glyphs, role, suffix, roles);
    if role.range.start == start.at && bearer.is_none() {
        return start;
    }
    let at = bearer.unwrap_or(role.range.end);
    let rest = knowledge.name_start(glyphs, at, suffix + 1);
    NameStart {
        at: rest.at.max(at),
        hard: false,
    }
}

/// The end of a name of three characters between a title and a body that has a title of its own
/// behind it, as in a list without marks: 主任秘書|林坤原|大陸委員會法政處專門委員.
fn bearer_between(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    title: &Role,
    suffix: usize,
    roles: &[Role],
) -> Option<usize> {
    const GIVEN: usize = 2;
    const FARTHEST: usize = 30;
    let at = title.range.end;
    let titled = roles.iter().any(|role| {
        (suffix + 1..=suffix + FARTHEST).contains(&role.range.start)
            && knowledge.ends_body(glyphs, suffix, role.range.start)
            && (suffix..role.range.start).all(|i| glyphs.class(i) == Class::Han)
    });
    let (surname, _) = knowledge.surnames_at(glyphs, at).next()?;
    let end = at + surname + GIVEN;
    let plain =
        (at..end).all(|i| glyphs.class(i) == Class::Han && !knowledge.never_given(glyphs.char(i)));
    let other = owner_at(knowledge, glyphs, at) || knowledge.is_word(glyphs, at);
    (title.uses.before && titled && plain && !other && end < suffix).then_some(end)
}

/// The beginning of a name at the last word in it that begins names: 查目前|財團法人甲基金會,
/// 伊象‧達固|國立東華大學. The word may be part of a longer name: 經濟部|國營事業管理司,
/// 蒙古|國立大學.
fn at_opener(knowledge: &Knowledge, glyphs: &Glyphs, start: NameStart, suffix: usize) -> NameStart {
    let openers = Cues::from(knowledge.authority.lexicon.cues("name-opener"));
    // 伊婉‧督宇|行政院主計總處: what follows a name with a dot is none of a body's.
    let dot = (start.at..suffix).rev().find(|&i| glyphs.char(i) == '‧');
    let behind_dot = dot.and_then(|dot| {
        let listed = |at: &usize| {
            let body = knowledge.organisations.longest_at(glyphs, *at);
            body.is_some_and(|(end, _)| end > at + 2)
        };
        (dot + 2..suffix).find(listed)
    });
    if let Some(at) = behind_dot {
        return NameStart { at, hard: false };
    }
    let begins = |at: usize| {
        let form = knowledge.legal_prefixes.longest_at(glyphs, at);
        let form = form.is_some_and(|(end, ())| end < suffix);
        // 迄未與|駐台北…代表處
        let mission =
            glyphs.char(at) == '駐' && knowledge.jurisdictions.longest_at(glyphs, at + 1).is_some();
        form || mission || openers.at(glyphs, at).next().is_some()
    };
    let owned = |at: usize| {
        let body = knowledge.organisations.longest_before(glyphs, start.at, at);
        let place = knowledge.jurisdictions.longest_before(glyphs, start.at, at);
        // 石川縣 holds the 縣 of 石川縣立
        let holds = |(end, _): (usize, _)| end > at;
        body.is_some_and(|(body, _)| body == start.at)
            || place.is_some_and(|(place, _)| place == start.at)
            || knowledge
                .jurisdictions
                .longest_at(glyphs, start.at)
                .is_some_and(holds)
    };
    (start.at + 1..suffix)
        .rev()
        .find(|&at| begins(at) && !owned(at))
        .map_or(start, |at| {
            // 承|台北駐大阪經濟文化辦事處
            let seat = knowledge.jurisdictions.longest_before(glyphs, start.at, at);
            let seat = seat.filter(|_| glyphs.char(at) == '駐');
            NameStart {
                at: seat.map_or(at, |(seat, _)| seat),
                hard: true,
            }
        })
}

/// Whether a word stands at an index that says that somebody belongs to the body before it:
/// 海盜黨|籍.
fn is_member_word(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> bool {
    let words = Cues::from(knowledge.authority.lexicon.cues("org-trail"));
    words.at(glyphs, at).next().is_some()
}

/// Whether a weak ending suffices because the name is long and stands alone: 自然資源部, but not
/// 東南部.
fn is_long_name(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: NameStart,
    suffix: usize,
    end: usize,
) -> bool {
    const LONG: usize = 4;
    let before = start.at.checked_sub(1).map(|i| glyphs.char(i));
    let alone = start.hard || matches!(before, Some('及' | '與' | '暨' | '和' | '、'));
    let ending = glyphs.text(suffix..end);
    alone
        && suffix >= start.at + LONG
        && knowledge
            .authority
            .lexicon
            .contains("org-suffix-long", &ending)
        && knowledge
            .generic_organisations
            .longest_before(glyphs, start.at, end)
            .is_none()
        && (start.at..suffix).all(|i| glyphs.class(i) == Class::Han)
        && knowledge.name_may_end(glyphs, end)
}

/// Whether a known place or body begins at an index, which may own another body.
pub fn owner_at(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> bool {
    knowledge.jurisdictions.longest_at(glyphs, at).is_some()
        || knowledge.organisations.longest_at(glyphs, at).is_some()
        || knowledge.is_short_country(glyphs, at)
}

/// Whether a title stands right after a name, or after the space behind it.
fn has_title(roles: &[Role], glyphs: &Glyphs, end: usize) -> bool {
    let next = glyphs.skip_space(end);
    let behind = |role: &Role| {
        let from = role.range.start;
        // 會計|室主任 is a title of its own.
        from == next || from + 1 == end && role.range.end > end + 1
    };
    roles
        .iter()
        .any(|role| behind(role) && !role.uses.honorific)
}

/// Whether a name ends with the name of a listed body and only words stand before that:
/// 提報|國家發展委員會, but not 韓國|國家發展委員會.
pub fn holds_listed(knowledge: &Knowledge, glyphs: &Glyphs, start: usize, end: usize) -> bool {
    let Some((listed, _)) = knowledge.organisations.longest_before(glyphs, start, end) else {
        return false;
    };
    let before = glyphs.skip_space_back(start, listed);
    before > start
        && !knowledge.ends_body(glyphs, start, before)
        && [
            knowledge
                .jurisdictions
                .longest_before(glyphs, start, before)
                .is_some(),
            knowledge
                .organisations
                .longest_before(glyphs, start, before)
                .is_some(),
            glyphs.class(before - 1) == Class::Letter,
            before >= start + 2 && knowledge.is_short_country(glyphs, before - 2),
            // 旅遊暨|環境部
            is_joined(knowledge, glyphs, start..listed),
        ]
        .iter()
        .all(|owner| !owner)
}

/// How universities end, but for their hospitals.
const UNIVERSITY: &str = "大學";

/// Whether a place stands before a listed university, which has no other branch there: 花蓮|東華大學.
fn is_placed(knowledge: &Knowledge, glyphs: &Glyphs, start: usize, end: usize) -> bool {
    let listed = knowledge.organisations.longest_before(glyphs, start, end);
    let place = knowledge.jurisdictions.longest_at(glyphs, start);
    matches!((listed, place), (Some((listed, row)), Some((end, _)))
        if listed == end && row.class == OrganisationClass::University)
        && glyphs.ends_with(start, end, UNIVERSITY).is_some()
}

/// Whether the word goes on after its ending (委員會議, 公司法), or is no body but a building of
/// one (別館, 會議室).
fn runs_on(knowledge: &Knowledge, glyphs: &Glyphs, at: usize, end: usize) -> bool {
    is_guarded(knowledge, glyphs, end)
        || is_headed(knowledge, glyphs, end)
        || (at..end).any(|from| {
            // 處|長 is a title, no body.
            // 立陶宛國會|議員: the title holds the whole ending and another title.
            let member = |title_end: usize| {
                from == at
                    && knowledge
                        .title_at(glyphs, end)
                        .is_some_and(|(end, _)| end == title_end)
            };
            knowledge
                .title_at(glyphs, from)
                .is_some_and(|(title_end, _)| title_end > end && !member(title_end))
        })
}

/// Whether a known word goes on after the ending of a body, or makes it a building.
fn is_guarded(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> bool {
    let building = knowledge.building_suffixes.before(glyphs, 0, end).next();
    let mut guards = knowledge.organisation_guards.over(glyphs, end);
    building.is_some() || guards.any(|(_, after)| after > end)
}

/// Whether something of its own stands between the owner that begins a name and the ending that
/// the title of its head shares: 臺中市|衛生|局長, but not 能源署|邵|組長 or 統計局|副|局長.
fn is_owned_unit(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    found: &[Found],
    start: usize,
    suffix: usize,
) -> bool {
    const SHORTEST: usize = 2;
    let place = knowledge.jurisdictions.longest_at(glyphs, start);
    let body = knowledge.organisations.longest_at(glyphs, start);
    let ends = found
        .iter()
        .filter(|body| start <= body.range.start)
        .map(|body| body.range.end)
        .chain(place.map(|(end, _)| end))
        .chain(body.map(|(end, _)| end));
    let Some(from) = ends.filter(|&end| end <= suffix).max() else {
        return false;
    };
    let own = from..suffix;
    // 環境保護局|江孟璇|科長; of two characters only a bureau may begin like a name: 衛生|局長.
    let bureau = matches!(glyphs.char(suffix), '局' | '處' | '署' | '部' | '廳' | '院');
    // 直島町役場|企劃|課長 heads a part of a body that stands before it.
    let part = !bureau && place.is_none_or(|(end, _)| end < from);
    let person = knowledge
        .surnames_at(glyphs, from)
        .any(|(surname, given)| own.len() > surname && given.contains(&(own.len() - surname)));
    own.len() >= SHORTEST
        && !part
        && !(person && (own.len() > SHORTEST || !bureau))
        && own.clone().all(|i| glyphs.class(i) == Class::Han)
        && !knowledge.authority.surnames.contains(&glyphs.text(own))
        && !knowledge.ends_body(glyphs, start, suffix)
        && knowledge
            .title_prefix_before(glyphs, start, suffix)
            .is_none()
}

/// Whether the title of a head begins with the last character of a body: 外交部|長.
fn is_headed(knowledge: &Knowledge, glyphs: &Glyphs, end: usize) -> bool {
    let titles = Cues::from(knowledge.authority.lexicon.cues("head-suffix"));
    let mut titles = titles.at(glyphs, end.saturating_sub(1));
    titles.any(|(title, _)| matches!(title.chars().count(), 2 | 3))
}

/// The beginning of a name without what merely describes it: 我國, 民間, 相關.
pub fn described(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: NameStart,
    end: usize,
) -> NameStart {
    let mut start = start;
    while let Some((after, ())) = knowledge.descriptors.longest_at(glyphs, start.at) {
        if after + 2 > end {
            break;
        }
        start = NameStart {
            at: glyphs.skip_space(after),
            hard: false,
        };
    }
    start
}

fn is_name(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    start: usize,
    suffix: usize,
    end: usize,
    strong: bool,
    evidence: Evidence,
) -> bool {
    let Evidence {
        titled,
        bears_person,
        owned,
    } = evidence;
    if start >= suffix {
        return false;
    }
    let generics = &knowledge.generic_organisations;
    let generic = generics.longest_before(glyphs, start, end);
    let generic = generic.map(|(generic, ())| generic);
    if generic == Some(start) {
        return false;
    }
    // 臺捷|議會: the two countries of what follows.
    let short = |i: usize| {
        let name = glyphs.text(i..i + 1);
        knowledge
            .authority
            .jurisdictions
            .weakly_named(&name)
            .next()
            .is_some()
    };
    if suffix == start + 2 && short(start) && short(start + 1) {
        return false;
    }
    // 民眾黨三|黨團, but 第二|發電廠
    let number = |i: usize| "兩二三四五六七八九十".contains(glyphs.char(i));
    let counted = suffix > start + 1 && number(suffix - 1) && glyphs.char(suffix - 2) != '第';
    // 司法及法制兩|委員會
    let committees = counted && glyphs.starts_with(suffix, "委員會");
    if counted && (!strong || committees) {
        return false;
    }
    // 公司|辦公室 of 該公司辦公室, 行政院|研處
    let before = glyphs.text(start..suffix);
    let lexicon = &knowledge.authority.lexicon;
    if lexicon.contains("org-suffix", &before)
        || lexicon.contains("org-generic", &before)
        || lexicon.contains("org-verb", &glyphs.text(suffix - 1..end))
        || lexicon.contains("session-format", &glyphs.text(start..end))
    {
        return false;
    }
    let listed = knowledge.jurisdictions.longest_at(glyphs, start);
    let place = listed.map(|(place_end, _)| place_end);
    // 法國|政府 names nobody, 東京|大學 and 韓國|國會 do.
    let ending = glyphs.text(suffix..end);
    let delegation = lexicon.contains("delegation-name", &ending) || ending == "國會";
    if let Some((place_end, row)) = listed
        && row.level != Level::Subnational
        && !(delegation && row.level == Level::National)
        && generic.is_some_and(|generic| generic <= place_end)
    {
        return false;
    }
    let body = knowledge.organisations.longest_at(glyphs, start);
    let body = body.map(|(body_end, _)| body_end);
    // 衛生署|與|地方政府
    if body.is_some_and(|end| generic == Some(end + 1) && knowledge.ends_name(glyphs, end)) {
        return false;
    }
    if knowledge
        .event_endings
        .longest_before(glyphs, start, end)
        .is_some_and(|(event, ())| event <= suffix)
    {
        return false;
    }
    if strong {
        return suffix - start >= 2 || glyphs.class(start) == Class::Letter;
    }
    // `Barbara Liskov`蒞|院: one character between is a verb.
    let han = (start..suffix).filter(|&i| glyphs.class(i) == Class::Han);
    if glyphs.class(start) == Class::Letter {
        return end > suffix + 1 || han.count() != 1;
    }
    if titled {
        return true;
    }
    let owner = body.or(place).or_else(|| {
        knowledge
            .is_short_country(glyphs, start)
            .then_some(start + 2)
    });
    // 民進黨|黨團
    let of_body = body == Some(suffix);
    let part = |owner_end| owner_end == suffix && end > suffix + 1 && of_body;
    (owned || owner.is_some_and(|owner_end| owner_end < suffix || part(owner_end)))
        && (knowledge.name_may_end(glyphs, end) || bears_person)
}

/// Names in Latin script that end or begin with the word for a body: `Digital Agency`,
/// `Conseil National du Numérique`.
///
/// What stands in the brackets of a gloss is the gloss's own matter.
pub fn by_foreign_head(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: Range<usize>,
    glosses: &[Gloss],
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = block.start;
    while at < block.end {
        if let Some(gloss) = glosses
            .iter()
            .find(|gloss| gloss.name.end < at && at < gloss.whole.end)
        {
            at = gloss.whole.end;
            continue;
        }
        let begins = glyphs.class(at) == Class::Letter
            && (at == block.start || !matches!(glyphs.class(at - 1), Class::Letter | Class::Digit));
        if !begins {
            at += 1;
            continue;
        }
        let end = capitalised_run(knowledge, glyphs, at, block.end);
        if end == at {
            at = next_word(glyphs, at, block.end);
            continue;
        }
        let text = glyphs.text(at..end);
        let words = text.split_whitespace().count();
        // AAPA Annual Conference
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let event = knowledge.authority.lexicon.value("org-head-en", last) == Some("event");
        if words >= 2 && !event && is_foreign_body(knowledge, &text) {
            found.push(Found {
                kind: Kind::Organisation,
                range: at..end,
                reading: Reading::Named(Naming {
                    foreign: Some(text),
                    ..Naming::default()
                }),
                rule: Rule::Ending,
                hard: true,
            });
        }
        at = end;
    }
    found
}

/// Whether a proper name in Latin script holds a word for a body.
pub fn is_foreign_body(knowledge: &Knowledge, text: &str) -> bool {
    gloss::is_proper(knowledge, text)
        && text.split_whitespace().any(|word| {
            knowledge
                .authority
                .lexicon
                .value("org-head-en", word.trim_end_matches(['.', ',']))
                .is_some()
        })
        || ends_in_legal_form(knowledge, text)
}

/// Whether a proper name in Latin script ends in the legal form of a company: Lely Industries N.V.
fn ends_in_legal_form(knowledge: &Knowledge, text: &str) -> bool {
    let lexicon = &knowledge.authority.lexicon;
    let last = text.rsplit_once(' ').map(|(_, last)| last);
    gloss::is_proper(knowledge, text)
        && last.is_some_and(|last| {
            lexicon.value("legal-form", last) == Some("suffix")
                || lexicon.value("legal-form", last.trim_end_matches('.')) == Some("suffix")
        })
}

/// The end of the run of capitalised words that begins at `at`.
pub fn capitalised_run(knowledge: &Knowledge, glyphs: &Glyphs, at: usize, limit: usize) -> usize {
    let mut end = at;
    let mut word = at;
    while word < limit && glyphs.class(word) == Class::Letter {
        let word_end = next_word(glyphs, word, limit);
        let run_end = glyphs.skip_space_back(word, word_end);
        let candidate = glyphs.text(at..run_end);
        if !gloss::is_proper(knowledge, &candidate) {
            break;
        }
        // A particle joins two words and does not end a name.
        let last = candidate.split_whitespace().next_back().unwrap_or_default();
        if last.chars().next().is_some_and(char::is_uppercase) || last.contains('\'') {
            end = run_end;
        }
        if run_end == word_end {
            break;
        }
        word = word_end;
    }
    end
}

/// The beginning of the word after the one at `at`: over letters, digits, joining marks, spaces.
fn next_word(glyphs: &Glyphs, at: usize, limit: usize) -> usize {
    let mut end = at;
    while end < limit
        && (matches!(glyphs.class(end), Class::Letter | Class::Digit)
            || matches!(glyphs.char(end), '-' | '\'' | '&' | '.')
                && matches!(glyphs.class(end + 1), Class::Letter))
    {
        end += 1;
    }
    // Initials: `Mark T. Johnson`, `J.P. Kjær`, `K.-H. Lindqvist`, and the stop of `N.V.`
    let initial = end == at + 1 || end > at + 1 && matches!(glyphs.char(end - 2), '.' | '-');
    if initial && glyphs.char(end) == '.' {
        end += 1;
        if glyphs.char(end) == '-' && glyphs.class(end + 1) == Class::Letter {
            return next_word(glyphs, end + 1, limit);
        }
    }
    let after = glyphs.skip_space(end).min(limit);
    after.max(at + 1)
}

/// The kind of thing that a gloss names, by the ending of the Chinese name and the head of the
/// foreign one.
pub fn gloss_kind(knowledge: &Knowledge, gloss: &Gloss) -> Option<Kind> {
    let lexicon = &knowledge.authority.lexicon;
    // Cynthia M. Halvorsen(美國能源部): a person with the body.
    let person = gloss.foreign.as_deref().is_some_and(|foreign| {
        let mut words = foreign.split_whitespace();
        words.clone().count() > 1
            && words.any(|word| lexicon.value("given-name", word) == Some(""))
            && !is_foreign_body(knowledge, foreign)
    });
    if person && gloss.short.is_empty() {
        return None;
    }
    if let Some(chinese) = &gloss.chinese {
        // 亞太經濟合作會議 ends like an event.
        if knowledge
            .authority
            .organisations
            .named(chinese)
            .next()
            .is_some()
        {
            return Some(Kind::Organisation);
        }
        let ends = |group: &str| {
            lexicon
                .cues(group)
                .ending(chinese)
                .filter(|(word, _)| chinese.len() > word.len())
                .map(|(word, _)| word.len())
                .max()
        };
        let generic = lexicon.contains("org-generic", chinese);
        if lexicon.contains("session-format", chinese) {
            return None;
        }
        let candidates = [
            (ends("doc-suffix"), Kind::Work),
            (ends("programme-suffix"), Kind::Programme),
            (ends("platform-suffix"), Kind::Platform),
            (
                ends("event-suffix").filter(|&length| length > 3),
                Kind::Event,
            ),
            (ends("org-suffix").filter(|_| !generic), Kind::Organisation),
            // 利馬會議中心
            (ends_as_venue(knowledge, chinese), Kind::Place),
        ];
        let longest = candidates
            .into_iter()
            .filter_map(|(length, kind)| length.map(|length| (length, kind)))
            .max_by_key(|(length, _)| *length);
        if let Some((_, kind)) = longest {
            if kind == Kind::Place {
                return None;
            }
            // `集體行動(collective action)` explains a word; only programmes are written small.
            let proper = gloss.foreign.as_deref().is_none_or(|foreign| {
                let last = foreign.split_whitespace().next_back().unwrap_or_default();
                gloss::is_proper(knowledge, foreign)
                    || !foreign.contains(' ')
                    || kind == Kind::Programme
                        && lexicon.contains("programme-suffix-en", &capitalised(last))
            });
            return proper.then_some(kind);
        }
        if generic {
            return None;
        }
    }
    let foreign = gloss.foreign.as_deref()?;
    foreign_kind(knowledge, foreign).or_else(|| {
        // 亞洲自由選舉網絡(Asian Network for Free Elections, ANFREL)
        let body = !gloss.short.is_empty() && is_foreign_body(knowledge, foreign);
        (body && foreign.split_whitespace().count() > 2).then_some(Kind::Organisation)
    })
}

/// The length of the ending that makes a name that of a place.
fn ends_as_venue(knowledge: &Knowledge, name: &str) -> Option<usize> {
    let endings = knowledge.authority.lexicon.cues("place-suffix");
    endings
        .ending(name)
        .filter(|(word, value)| {
            matches!(value.as_ref(), "feature" | "venue") && name.len() > word.len()
        })
        .map(|(word, _)| word.len())
        .max()
}

/// A word with a capital.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The kind of thing that a proper name in Latin script says, by its last word (English) or its
/// first (French, Spanish).
fn foreign_kind(knowledge: &Knowledge, foreign: &str) -> Option<Kind> {
    if !gloss::is_proper(knowledge, foreign) {
        return None;
    }
    let lexicon = &knowledge.authority.lexicon;
    let mut words = foreign.split_whitespace();
    let first = words.next()?;
    let last = words.next_back()?;
    let groups = [
        ("programme-suffix-en", Kind::Programme),
        ("org-head-en", Kind::Organisation),
        ("doc-suffix-en", Kind::Work),
        ("platform-suffix-en", Kind::Platform),
    ];
    [last, first].into_iter().find_map(|word| {
        groups
            .iter()
            .find(|(group, _)| lexicon.contains(group, word))
            .map(|(_, kind)| *kind)
    })
}
