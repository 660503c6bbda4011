//! Bodies: by name, by gloss, by the ending of their name.

use std::ops::Range;

use super::gloss::{self, Gloss};
use super::glyph::{Class, Glyphs};
use super::knowledge::{Knowledge, NameStart};
use super::{Found, Kind, Naming, Reading, Rule};
use crate::authority::Organisation;

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
                    && !is_abroad(knowledge, glyphs, &block, at, row)
            });
        match hit {
            Some((end, row)) if end <= block.end => {
                found.push(Found {
                    kind: Kind::Organisation,
                    range: at..end,
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
    row.is_public() && country.is_some_and(|country| row.jurisdiction.as_deref() != Some(country))
}

/// 本會, 本部: the body that the report's settings name as its issuer.
pub fn by_reference(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: Range<usize>,
    issuer: &Naming,
) -> Vec<Found> {
    let guards = knowledge.authority.lexicon.group("self-organisation-guard");
    let mut found = Vec::new();
    for at in block {
        let Some((word, _)) = knowledge.self_organisations.at(glyphs, at).next() else {
            continue;
        };
        let end = at + word.chars().count();
        // 本會議, 基本會費: the word must stand alone.
        let runs_on = guards.iter().any(|(guard, _)| {
            let length = guard.chars().count();
            (0..length).any(|back| {
                at.checked_sub(back)
                    .is_some_and(|from| glyphs.starts_with(from, guard) && from + length >= end)
            })
        });
        if !runs_on {
            found.push(Found {
                kind: Kind::Organisation,
                range: at..end,
                reading: Reading::Named(issuer.clone()),
                rule: Rule::Reference,
                hard: true,
            });
        }
    }
    found
}

/// Finds organisations by the ending of their Chinese name (基金會, 研究中心).
///
/// A strong ending suffices. A weak one (部, 司, 中心) needs a known body or country at the
/// beginning of the name: 外交部國際組織司, 法國經濟部.
pub fn by_ending(knowledge: &Knowledge, glyphs: &Glyphs, block: Range<usize>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in block.clone() {
        if glyphs.class(at) != Class::Han {
            continue;
        }
        let strong = knowledge.strong_suffixes.longest_at(glyphs, at);
        let weak = knowledge.weak_suffixes.longest_at(glyphs, at);
        let Some((end, is_strong)) = (match (strong, weak) {
            (Some((s, ())), Some((w, ()))) if w > s => Some((w, false)),
            (Some((s, ())), _) => Some((s, true)),
            (None, Some((w, ()))) => Some((w, false)),
            (None, None) => None,
        }) else {
            continue;
        };
        if end > block.end || runs_on(knowledge, glyphs, at, end) {
            continue;
        }
        let start = described(
            knowledge,
            glyphs,
            knowledge.name_start(glyphs, block.start, end),
            end,
        );
        if !is_name(knowledge, glyphs, start.at, at, end, is_strong) {
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
            range: start.at..end,
            reading: Reading::Named(Naming {
                chinese: Some(glyphs.text(start.at..end)),
                ..Naming::default()
            }),
            rule: Rule::Ending,
            hard: start.hard,
        });
    }
    found
}

/// Whether the word goes on after its ending (委員會議, 公司法), or is no body but a building of
/// one (別館, 會議室).
fn runs_on(knowledge: &Knowledge, glyphs: &Glyphs, at: usize, end: usize) -> bool {
    let lexicon = &knowledge.authority.lexicon;
    lexicon.group("building-suffix").iter().any(|(word, _)| {
        end.checked_sub(word.chars().count())
            .is_some_and(|from| glyphs.starts_with(from, word))
    }) || lexicon.group("org-guard").iter().any(|(guard, _)| {
        let length = guard.chars().count();
        (end.saturating_sub(length - 1)..end).any(|from| glyphs.starts_with(from, guard))
    }) || (at..end).any(|from| {
        // 處|長 is a title, no body.
        knowledge
            .title_at(glyphs, from)
            .is_some_and(|(title_end, _)| title_end > end)
    })
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
) -> bool {
    if start >= suffix {
        return false;
    }
    if let Some((generic, ())) = knowledge
        .generic_organisations
        .longest_before(glyphs, start, end)
        && generic == start
    {
        return false;
    }
    // 公司|辦公室 of 該公司辦公室
    let before = glyphs.text(start..suffix);
    let lexicon = &knowledge.authority.lexicon;
    if lexicon.contains("org-suffix", &before)
        || lexicon.contains("org-generic", &before)
        || lexicon.contains("session-format", &glyphs.text(start..end))
    {
        return false;
    }
    let place = knowledge
        .jurisdictions
        .longest_at(glyphs, start)
        .map(|(place_end, _)| place_end);
    if let Some(place_end) = place
        && let Some((generic, ())) = knowledge
            .generic_organisations
            .longest_before(glyphs, start, end)
        && generic <= place_end
    {
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
    if glyphs.class(start) == Class::Letter {
        return true;
    }
    let owner = knowledge
        .organisations
        .longest_at(glyphs, start)
        .map(|(owner_end, _)| owner_end)
        .or(place);
    owner.is_some_and(|owner_end| owner_end < suffix) && knowledge.name_may_end(glyphs, end)
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
        if words >= 2 && is_foreign_body(knowledge, &text) {
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
    // An initial: `Mark T. Johnson`.
    if end == at + 1 && glyphs.char(end) == '.' {
        end += 1;
    }
    let after = glyphs.skip_space(end).min(limit);
    after.max(at + 1)
}

/// The kind of thing that a gloss names, by the ending of the Chinese name and the head of the
/// foreign one.
pub fn gloss_kind(knowledge: &Knowledge, gloss: &Gloss) -> Option<Kind> {
    let lexicon = &knowledge.authority.lexicon;
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
                .group(group)
                .iter()
                .filter(|(word, _)| chinese.ends_with(word.as_ref()) && chinese.len() > word.len())
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
        ];
        let longest = candidates
            .into_iter()
            .filter_map(|(length, kind)| length.map(|length| (length, kind)))
            .max_by_key(|(length, _)| *length);
        if let Some((_, kind)) = longest {
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
    foreign_kind(knowledge, gloss.foreign.as_deref()?)
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
