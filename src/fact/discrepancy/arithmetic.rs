//! Stated totals against the parts that stand beside them: `甲、乙及丙共 4 國`, three goals of which
//! two follow, columns with their sums, shares of one whole.

use crate::authority::Level;
use crate::document::{BlockKind, Document, NodeId, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::fact::{Material, number, sentence, time};
use crate::mention::Reading;

/// A total and parts that do not make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumConflict {
    /// The total: `4`; nothing where it goes without saying.
    pub stated: String,
    /// The words that state it.
    pub total: Span,
    /// What the parts come to.
    pub counted: String,
    /// The parts, each as printed.
    pub parts: Vec<String>,
    /// The words of the parts.
    pub places: Vec<Span>,
    /// What the parts are.
    pub of: Parts,
}

/// What a total is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Names in a sentence.
    Names,
    /// The items of a list.
    Items,
    /// Numbers that are added.
    Numbers,
    /// Shares that make up the whole, which nobody states.
    Shares,
}

/// Compares totals with their parts.
///
/// A list that may go on (等, 包括, such as) must not be longer than its total; one that is
/// complete must be as long. Where a list could begin at several places, no beginning may fit.
pub fn find(material: &Material) -> Vec<SumConflict> {
    let mut conflicts = names(material);
    conflicts.extend(items(material));
    conflicts.extend(columns(material));
    conflicts.extend(shares(material));
    conflicts.sort_by_key(|conflict| conflict.total);
    conflicts.dedup_by_key(|conflict| conflict.total);
    conflicts
}

/// Where a sentence names what it counts.
fn names(material: &Material) -> Vec<SumConflict> {
    let mut conflicts = Vec::new();
    for block in material.document.blocks() {
        let text = match block.kind {
            BlockKind::Paragraph
            | BlockKind::Item
            | BlockKind::Field { .. }
            | BlockKind::Footnote { .. } => block.span,
            _ => continue,
        };
        for run in runs(material, text) {
            conflicts.extend(before_total(material, &run, text));
            conflicts.extend(after_total(material, &run, text));
        }
    }
    conflicts
}

/// Names of one kind in a row, with nothing but marks and words such as 及 between them.
struct Run {
    kind: Kind,
    /// Each name, with all that belongs to it: 法國|巴黎, a gloss.
    names: Vec<Span>,
    /// Whether all are countries.
    national: bool,
    /// The names after which a word for "and" stands.
    joined: Vec<usize>,
}

impl Run {
    fn span(&self) -> Span {
        self.names[0].join(self.names[self.names.len() - 1])
    }
}

fn runs(material: &Material, text: Span) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut end = text.start;
    for (index, mention) in material.inside(text) {
        let of = material.resolved.of_mention[index].filter(|_| mention.span.start >= end);
        let Some((kind, national)) = of.and_then(|of| listable(material, of)) else {
            end = end.max(mention.span.end);
            continue;
        };
        let gap = material.document.slice(Span::new(end, mention.span.start));
        let known = runs.last_mut().filter(|run| run.span().end == end);
        end = mention.span.end;
        match (known, gap_of(material, gap)) {
            // A city after its country, a person after their body.
            (Some(run), Gap::Nothing) if run.kind == kind || run.names.len() == 1 => {
                let last = run.names.len() - 1;
                run.names[last] = run.names[last].join(mention.span);
                run.kind = kind;
                run.national &= national;
            }
            (Some(run), gap @ (Gap::Mark | Gap::And)) if run.kind == kind => {
                if gap == Gap::And {
                    run.joined.push(run.names.len() - 1);
                }
                run.names.push(mention.span);
                run.national &= national;
            }
            _ => runs.push(Run {
                kind,
                names: vec![mention.span],
                national,
                joined: Vec::new(),
            }),
        }
    }
    runs.retain(|run| run.names.len() > 1 && (run.kind != Kind::Jurisdiction || run.national));
    runs
}

/// The kind of a thing that lists count, and whether it is a country.
fn listable(material: &Material, of: EntityId) -> Option<(Kind, bool)> {
    let entity = material.resolved.entity(of);
    let row = entity.authority.as_deref();
    let row = row.and_then(|key| material.authority.jurisdictions.get(key));
    let national = row.is_some_and(|row| row.level == Level::National);
    let counts = matches!(
        entity.kind,
        Kind::Jurisdiction | Kind::Organisation | Kind::Person
    );
    counts.then_some((entity.kind, national))
}

/// What stands between two names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Mark,
    And,
    Other,
}

fn gap_of(material: &Material, words: &str) -> Gap {
    let words = without_brackets(words.trim()).trim().to_owned();
    let mut rest = words.trim_start_matches([',', '、']).trim();
    let had_mark = rest.len() < words.len();
    if rest.is_empty() {
        return if had_mark { Gap::Mark } else { Gap::Nothing };
    }
    rest = rest.strip_prefix("the ").unwrap_or(rest).trim();
    let is_and = ["list-separator", "list-separator-en"]
        .iter()
        .any(|group| material.authority.lexicon.contains(group, rest));
    if is_and { Gap::And } else { Gap::Other }
}

/// Words without a bracket at their beginning.
fn without_brackets(words: &str) -> &str {
    let open = words.starts_with(['(', '（']);
    let close = words.find([')', '）']);
    match close.filter(|_| open) {
        Some(close) => words[close..].trim_start_matches([')', '）']),
        None => words,
    }
}

/// 甲、乙及丙|共 3 國, 甲、乙、丙|等 5 國.
fn before_total(material: &Material, run: &Run, text: Span) -> Option<SumConflict> {
    let document = material.document;
    let span = run.span();
    let after = Span::new(span.end, text.end.max(span.end));
    let words = document.slice(after);
    let rest = without_brackets(words.trim_start()).trim_start();
    let (open, rest) = match rest.strip_prefix('等') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, rest),
    };
    let sums = material.words("total-cue").starting(rest);
    let sum = sums.map(|(word, _)| word.len()).max();
    let rest = rest[sum.unwrap_or(0)..].trim_start();
    let (value, length) = number::at_start(material, rest)?;
    let unit = unit(material, rest[length..].trim_start(), run.kind)?;
    let at = text.end - rest.len();
    let total = Span::new(at, at + length + (rest[length..].len() - unit.len()));
    let counts = counts(material, run, text);
    let fits = |count: &usize| {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        count == value || open && count < value
    };
    if counts.is_empty() || counts.iter().any(fits) {
        return None;
    }
    Some(of_names(material, run, total, value, counts[0]))
}

/// 3 國：甲、乙及丙; three ministries (A, B and C).
fn after_total(material: &Material, run: &Run, text: Span) -> Option<SumConflict> {
    let document = material.document;
    let span = run.span();
    let lead = document.slice(Span::new(text.start, span.start)).trim_end();
    let after = document.slice(Span::new(span.end, text.end.max(span.end)));
    let after = without_brackets(after.trim_start()).trim_start();
    let bracket = lead.ends_with(['(', '（']) && after.starts_with([')', '）']);
    let cue = material
        .words("list-opener")
        .ending(lead)
        .max_by_key(|(word, _)| word.len());
    let open = match (bracket, cue) {
        (true, _) => false,
        (_, Some((_, kind))) => kind == "open",
        _ => return None,
    };
    let ends = after.is_empty() || after.starts_with(['。', '；', '.', ';', ')', '）']);
    let goes_on = after.starts_with('等');
    if !ends && !goes_on {
        return None;
    }
    let cut = match (bracket, cue) {
        (false, Some((word, _))) => word.len(),
        _ => lead.chars().next_back()?.len_utf8(),
    };
    let head = lead[..lead.len() - cut]
        .trim_end()
        .trim_end_matches(['，', ','])
        .trim_end();
    let (value, at) = last_number(material, head, run.kind)?;
    let total = Span::new(text.start + at, text.start + head.len());
    if sentence::whole(document, total).end < span.start {
        return None;
    }
    let count = i64::try_from(run.names.len()).ok()?;
    let fits = count == value || (open || goes_on) && count < value;
    (!fits).then(|| of_names(material, run, total, value, run.names.len()))
}

fn of_names(material: &Material, run: &Run, total: Span, value: i64, count: usize) -> SumConflict {
    let document = material.document;
    let names = &run.names[run.names.len() - count.min(run.names.len())..];
    let printed = |name: &Span| document.slice(*name).trim().to_owned();
    SumConflict {
        stated: value.to_string(),
        total: sentence::around(document, total),
        counted: count.to_string(),
        parts: names.iter().map(printed).collect(),
        places: vec![names[0].join(names[names.len() - 1])],
        of: Parts::Names,
    }
}

/// How many names the list before a total may have; none where it may begin with something that is
/// no name.
fn counts(material: &Material, run: &Run, text: Span) -> Vec<usize> {
    let lead = material
        .document
        .slice(Span::new(text.start, run.names[0].start))
        .trim_end();
    let joins = ["list-separator", "list-separator-en"];
    let is_cut = lead.ends_with([',', ')', '）', '」', '》']);
    if is_cut || joins.iter().any(|group| time::ends(material, group, lead)) {
        return Vec::new();
    }
    // The name before an "and" that is not the last may be no part of the list.
    let last = run.names.len().saturating_sub(2);
    let mut counts = vec![run.names.len()];
    let cuts = run.joined.iter().filter(|&&at| at < last);
    counts.extend(cuts.map(|at| run.names.len() - at - 1));
    counts
}

/// What follows the unit that counts things of a kind, if the words begin with one.
fn unit<'w>(material: &Material, words: &'w str, kind: Kind) -> Option<&'w str> {
    let units = material.words("kind-unit").starting(words);
    let unit = units.max_by_key(|(word, _)| word.len());
    let (word, of) = unit?;
    let is_kind = match kind {
        Kind::Jurisdiction => of == "country",
        Kind::Organisation => of == "body",
        _ => of == "person",
    };
    is_kind.then(|| &words[word.len()..])
}

/// The last number in some words with a unit for things of a kind, which ends them.
fn last_number(material: &Material, words: &str, kind: Kind) -> Option<(i64, usize)> {
    /// How far from the end a number may stand, in characters.
    const FAR: usize = 30;
    let begins = |at: &usize| {
        let before = words[..*at].chars().next_back();
        before.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, ',' | '.'))
    };
    let places = words.char_indices().rev().take(FAR).map(|(at, _)| at);
    places.filter(begins).find_map(|at| {
        let (value, length) = number::at_start(material, &words[at..])?;
        let rest = words[at + length..].trim_start();
        let tail = if let Some(tail) = unit(material, rest, kind) {
            tail
        } else {
            // eight founding| governments
            let at = rest.rfind(' ')?;
            unit(material, rest[at..].trim_start(), kind)?
        };
        (tail.trim().is_empty() && value > 1).then_some((value, at))
    })
}

/// Where the items of a list follow the words that count them: `有以下 4 個結論：`.
fn items(material: &Material) -> Vec<SumConflict> {
    let document = material.document;
    let mut conflicts = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let text = match (&block.kind, block.node) {
            (BlockKind::Item, Some(node)) => document.node(node).title,
            (BlockKind::Paragraph | BlockKind::Item, _) => block.span,
            _ => continue,
        };
        let words = document.slice(text).trim_end();
        let Some(words) = words.strip_suffix(['：', ':']) else {
            continue;
        };
        let Some((value, at)) = announced(material, text, words) else {
            continue;
        };
        let listed = listed(document, index);
        let count = i64::try_from(listed.len()).unwrap_or(i64::MAX);
        if listed.len() > 1 && count != value {
            let total = Span::new(text.start + at, text.start + words.len());
            conflicts.push(SumConflict {
                stated: value.to_string(),
                total: last_sentence(material, text, total),
                counted: count.to_string(),
                parts: { listed.iter() }
                    .map(|title| document.slice(*title).trim().to_owned())
                    .collect(),
                places: listed,
                of: Parts::Items,
            });
        }
    }
    conflicts
}

fn last_sentence(material: &Material, text: Span, total: Span) -> Span {
    if is_latin(material.document.slice(text)) {
        let sentences = sentence::latin(material, text);
        return sentences.last().copied().unwrap_or(text);
    }
    sentence::around(material.document, total)
}

/// The longest list whose items are counted.
const MOST: i64 = 30;

/// The number of items that the last clause before a colon announces, and where it stands.
fn announced(material: &Material, text: Span, words: &str) -> Option<(i64, usize)> {
    let found = if is_latin(words) {
        announced_en(material, text, words)
    } else {
        announced_zh(material, words)
    };
    // With two numbers it is not clear which counts the items.
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// 有以下|4 個|結論, |3 個|主要目標|如下: the word that points below stands right before the number,
/// or behind what is counted.
fn announced_zh(material: &Material, words: &str) -> Vec<(i64, usize)> {
    /// How many characters may stand between a classifier and the noun: 3 個|主要|目標.
    const BETWEEN: usize = 2;
    let from = words
        .rfind(['。', '；', '，'])
        .map_or(0, |at| at + '。'.len_utf8());
    let clause = &words[from..];
    let longest = |words: &str, group: &str| {
        let found = material.words(group).ending(words);
        found.map(|(word, _)| word.len()).max()
    };
    let counts = |rest: &str| {
        let Some(end) = longest(rest, "list-pointer") else {
            return false;
        };
        let counted = rest[..rest.len() - end].trim();
        let noun = longest(counted, "item-noun");
        let modifier = noun.map(|length| counted[..counted.len() - length].chars().count());
        counted.is_empty() || modifier.is_some_and(|count| count <= BETWEEN)
    };
    let begins = |at: &usize| {
        let before = clause[..*at].chars().next_back();
        before.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, ',' | '.' | '第'))
    };
    let places = clause.char_indices().map(|(at, _)| at).filter(begins);
    let found = places.filter_map(|at| {
        let (value, length) = number::at_start(material, &clause[at..])?;
        let rest = clause[at + length..].trim_start();
        let unit = material.words("item-unit").starting(rest).last()?;
        // 3 個月內完成下列事項
        let times = material.words("classifier").starting(rest).last();
        let is_time = times.is_some_and(|(word, _)| word.len() > unit.0.len());
        let led = longest(clause[..at].trim_end(), "list-pointer").is_some();
        let counted = !is_time && (led || counts(&rest[unit.0.len()..]));
        (counted && (1..=MOST).contains(&value)).then_some((value, from + at))
    });
    found.collect()
}

/// The following |three| steps, |three| key steps are as follows, |three| steps below: a number with
/// the noun of what is listed, and the word that points below right beside them.
fn announced_en(material: &Material, text: Span, words: &str) -> Vec<(i64, usize)> {
    /// How many words may stand before the noun: three |key policy| steps.
    const BEFORE: usize = 2;
    let last = sentence::latin(material, text).last().copied();
    let from = last.map_or(0, |sentence| (sentence.start - text.start).min(words.len()));
    let clause = words[from..].to_ascii_lowercase();
    let lexicon = &material.authority.lexicon;
    let begins = |at: &usize| {
        let before = clause[..*at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ',' | '.' | '-'))
    };
    let places = clause.char_indices().map(|(at, _)| at).filter(begins);
    let found = places.filter_map(|at| {
        let (value, length) = number::at_start(material, &clause[at..])?;
        let rest = clause[at + length..].strip_prefix(' ')?;
        let mut tokens = rest.split_whitespace();
        let mut before = tokens.by_ref().take(BEFORE + 1);
        let noun =
            before.position(|word| lexicon.contains("item-noun-en", word.trim_end_matches(',')))?;
        let modifiers = rest.split_whitespace().take(noun);
        let points = |words: &[&str]| lexicon.contains("list-pointer", &words.join(" "));
        let within = modifiers.clone().any(|word| points(&[word]));
        let plain = modifiers
            .clone()
            .all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'));
        let led = time::ends(material, "list-pointer", clause[..at].trim_end());
        // three steps| are |as follows
        let behind: Vec<&str> = rest.split_whitespace().skip(noun + 1).collect();
        let closed = points(&behind) || points(behind.get(1..).unwrap_or_default());
        // Article 5 measures
        let reference = clause[..at].split_whitespace().next_back();
        let refers = reference.is_some_and(|word| lexicon.contains("reference-word-en", word));
        let counted = plain && !refers && (led || within || closed);
        (counted && (1..=MOST).contains(&value)).then_some((value, from + at))
    });
    found.collect()
}

/// The numbered items right below a block, as long as it is clear where they end.
fn listed(document: &Document, index: usize) -> Vec<Span> {
    let mut titles: Vec<Span> = Vec::new();
    let mut parent: Option<Option<NodeId>> = None;
    let own = document.blocks()[index].node;
    for block in &document.blocks()[index + 1..] {
        let Some(node) = block.node else { break };
        let item = document.node(node);
        let is_new = !titles.contains(&item.title);
        match parent {
            None if item.ordinal == 1 && Some(node) != own => {
                parent = Some(item.parent);
                titles.push(item.title);
            }
            None => break,
            Some(above) if item.parent == above => {
                if !is_new {
                    continue;
                }
                if u32::try_from(titles.len() + 1).ok() != Some(item.ordinal) {
                    break;
                }
                titles.push(item.title);
            }
            Some(above) => {
                let mut up = document.ancestors(node);
                if !up.any(|up| up.parent == above && titles.last() == Some(&up.title)) {
                    // An item that goes on elsewhere: it is not clear where the list ends.
                    let next = u32::try_from(titles.len() + 1).ok();
                    return if next == Some(item.ordinal) && item.ordinal > 1 {
                        Vec::new()
                    } else {
                        titles
                    };
                }
            }
        }
    }
    titles
}

/// Tables with a row of sums.
fn columns(material: &Material) -> Vec<SumConflict> {
    let document = material.document;
    let mut conflicts = Vec::new();
    for table in 0..document.tables().len() {
        let rows: Vec<(Span, &[Span])> = document
            .blocks()
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Row { table: of, cells } if *of == table => {
                    Some((block.span, cells.as_slice()))
                }
                _ => None,
            })
            .collect();
        conflicts.extend(sums(material, &rows));
    }
    conflicts
}

fn sums(material: &Material, rows: &[(Span, &[Span])]) -> Vec<SumConflict> {
    let document = material.document;
    let names_sum = |cells: &[Span]| {
        cells.first().is_some_and(|cell| {
            let word = document.slice(*cell).trim().to_lowercase();
            material.authority.lexicon.contains("sum-row", &word)
        })
    };
    let Some(((total, last), parts)) = rows.split_last() else {
        return Vec::new();
    };
    let width = last.len();
    let whole = parts.len() > 1 && parts.iter().all(|(_, cells)| cells.len() == width);
    if !names_sum(last) || !whole || parts.iter().any(|(_, cells)| names_sum(cells)) {
        return Vec::new();
    }
    let value = |cell: Span| -> Option<f64> {
        let words = document
            .slice(cell)
            .trim()
            .trim_end_matches(['%', '％'])
            .replace(',', "");
        words.parse().ok()
    };
    let scale = |cell: Span| {
        let words = document.slice(cell);
        words.rsplit_once('.').map_or(0, |(_, fraction)| {
            fraction.chars().take_while(char::is_ascii_digit).count()
        })
    };
    (1..width)
        .filter_map(|column| {
            let cells: Vec<Span> = parts.iter().map(|(_, cells)| cells[column]).collect();
            let values: Option<Vec<f64>> = cells.iter().map(|&cell| value(cell)).collect();
            let (values, stated) = (values?, value(last[column])?);
            let sum: f64 = values.iter().sum();
            let places = cells
                .iter()
                .chain([&last[column]])
                .map(|&cell| scale(cell))
                .max()?;
            // Each rounded number may be off by half of its last place.
            let is_share = document.slice(last[column]).contains(['%', '％']);
            let rounded = f64::from(u32::try_from(values.len() + 1).ok()?);
            let slack = if places > 0 || is_share {
                0.5 * 10_f64.powi(-i32::try_from(places).ok()?) * rounded
            } else {
                0.0
            };
            ((sum - stated).abs() > slack + 1e-9).then(|| SumConflict {
                stated: document.slice(last[column]).trim().to_owned(),
                total: *total,
                counted: format!("{sum:.places$}"),
                parts: { cells.iter() }
                    .map(|&cell| document.slice(cell).trim().to_owned())
                    .collect(),
                places: parts.iter().map(|(row, _)| *row).collect(),
                of: Parts::Numbers,
            })
        })
        .collect()
}

/// Shares of two parts that make up the whole, alone in their sentence: 男性占 60%、女性占 50%.
fn shares(material: &Material) -> Vec<SumConflict> {
    /// How far two rounded shares may be from the whole.
    const SLACK: f64 = 1.0;
    let document = material.document;
    let shares: Vec<(Span, f64, bool)> = material
        .mentions
        .iter()
        .filter_map(|mention| match &mention.reading {
            Reading::Figure(figure) => {
                let is_share = document.slice(figure.unit).contains(['%', '％']);
                let value: f64 = figure.value.to_string().parse().ok()?;
                is_share.then_some((mention.span, value, figure.bound == "exactly"))
            }
            _ => None,
        })
        .collect();
    let mut conflicts = Vec::new();
    for pair in shares.windows(2) {
        let [(one, a, true), (other, b, true)] = pair else {
            continue;
        };
        let sentence = time::sentence_of(material, *one);
        let within = shares.iter().filter(|(span, ..)| sentence.contains(*span));
        if !sentence.contains(*other) || within.count() != 2 {
            continue;
        }
        let first = document.slice(Span::new(sentence.start, one.start));
        let first = first
            .rsplit(['，', '、', '；', ','])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let second = document.slice(Span::new(one.end, other.start));
        let last = document.slice(Span::new(other.end, sentence.end.max(other.end)));
        let bare = ends_clause(material, second) && ends_clause(material, last);
        let second = second.to_lowercase();
        let mut pairs = material.authority.lexicon.group("complement").iter();
        let whole = pairs.any(|(x, y)| {
            names_part(&first, x, y) && names_part(&second, y, x)
                || names_part(&first, y, x) && names_part(&second, x, y)
        });
        if whole && bare && (a + b - 100.0).abs() > SLACK {
            let sum = format!("{}%", a + b);
            conflicts.push(SumConflict {
                stated: String::new(),
                total: sentence::around(document, one.join(*other)),
                counted: sum,
                parts: [*one, *other]
                    .map(|span| document.slice(span).trim().to_owned())
                    .into(),
                places: vec![*one, *other],
                of: Parts::Shares,
            });
        }
    }
    conflicts
}

/// Whether nothing more is said of a share: a mark, the end or a word for "and" follows it. 男性 60%
/// |贊成、女性 50%|贊成 are no parts of one whole.
fn ends_clause(material: &Material, after: &str) -> bool {
    let after = after.trim_start();
    let joined = ["list-separator", "list-separator-en"]
        .iter()
        .any(|group| material.words(group).start(after));
    joined || !after.starts_with(char::is_alphanumeric)
}

/// Whether some words name one part, and not only the other whose name holds it: 同意 in 不同意; Latin
/// words are whole.
fn names_part(words: &str, part: &str, other: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let words = if other.contains(part) {
        words.replace(other, " ")
    } else {
        words.to_owned()
    };
    words.match_indices(part).any(|(at, _)| {
        let (before, after) = (&words[..at], &words[at + part.len()..]);
        !part.starts_with(letter) || !before.ends_with(letter) && !after.starts_with(letter)
    })
}
