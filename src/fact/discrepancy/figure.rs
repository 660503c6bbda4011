//! One measure of one thing with two values.

use std::cmp::Ordering;

use crate::document::{Span, is_latin};
use crate::fact::{Facts, Figure, Material, Measured, sentence, time};
use crate::mention::date::CivilDate;
use crate::mention::numeral::Decimal;

/// Figures of one thing, one measure and one time that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureConflict {
    /// Of what.
    pub about: Measured,
    /// The notation of what is measured in the code list `measure`.
    pub measure: String,
    /// The figures, by their index in [`Facts::figures`], in the order of the text.
    pub figures: Vec<usize>,
    /// Whether they differ in nothing but that one is rounded: 70, more than 70.
    pub rounded: bool,
}

/// Compares the figures that say how much there is of one thing in all, at one time.
///
/// A figure is left out if it counts a part (其中), what is added (新增), each (每) or what was and
/// will be (去年), or if more is said of those who are counted. Two amounts, quantities or shares
/// are of one thing only if the same words say what is measured (總面積), and in English there must
/// be as many as are had (has, employs). Bounds that some number fits do not contradict each other.
pub fn find(material: &Material, facts: &Facts) -> Vec<FigureConflict> {
    let whole: Vec<(usize, Compared)> = facts
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| !matches!(figure.about, Measured::Undertaking(_)))
        .filter(|(_, figure)| is_whole(material, figure))
        .filter(|(_, figure)| figure.of.is_some() || !GENERIC.contains(&figure.measure.as_str()))
        .map(|(index, figure)| (index, compared(material, figure)))
        .collect();
    // Those of one thing, measure, wording and time.
    let mut groups: Vec<(&Compared, Vec<usize>)> = Vec::new();
    for (index, of) in &whole {
        let figure = &facts.figures[*index];
        let same = |(words, known): &&mut (&Compared, Vec<usize>)| {
            let other = &facts.figures[known[0]];
            (other.about, &other.measure) == (figure.about, &figure.measure) && *words == of
        };
        match groups.iter_mut().find(same) {
            Some((_, known)) => known.push(*index),
            None => groups.push((of, vec![*index])),
        }
    }
    let mut conflicts: Vec<FigureConflict> = Vec::new();
    for (_, group) in groups {
        // A number that is told again and again is compared once.
        let said = |index: usize| (facts.figures[index].value, &facts.figures[index].bound);
        let mut distinct: Vec<usize> = Vec::new();
        for &index in &group {
            if !distinct.iter().any(|&known| said(known) == said(index)) {
                distinct.push(index);
            }
        }
        let clash = |a: usize, b: usize| !fit(&facts.figures[a], &facts.figures[b]);
        let torn: Vec<usize> = { distinct.iter().copied() }
            .filter(|&one| distinct.iter().any(|&other| clash(one, other)))
            .collect();
        let Some(&first) = torn.first() else { continue };
        let figure = &facts.figures[first];
        let value = figure.value;
        conflicts.push(FigureConflict {
            about: figure.about,
            measure: figure.measure.clone(),
            rounded: torn
                .iter()
                .all(|&index| facts.figures[index].value == value),
            figures: group
                .into_iter()
                .filter(|&index| torn.iter().any(|&known| said(known) == said(index)))
                .collect(),
        });
    }
    conflicts
}

/// Measures that do not say what is measured: one body spends, gets and owes amounts.
const GENERIC: [&str; 3] = ["amount", "quantity", "share"];

/// What two figures have in common that can contradict each other, as printed.
#[derive(PartialEq)]
struct Compared {
    /// What is measured: 總面積.
    of: Option<String>,
    /// What is counted: 個會員國.
    noun: String,
    /// Of when.
    days: Vec<CivilDate>,
}

fn compared(material: &Material, figure: &Figure) -> Compared {
    let plain = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect();
    Compared {
        of: figure.of.map(|of| plain(material.document.slice(of))),
        noun: noun(material, figure),
        days: as_of(material, figure.place),
    }
}

/// Whether some number is both.
fn fit(a: &Figure, b: &Figure) -> bool {
    let ((low, open_low), (high, open_high)) = meet(reach(a), reach(b));
    match low.total_cmp(&high) {
        Ordering::Less => true,
        Ordering::Equal => !open_low && !open_high,
        Ordering::Greater => false,
    }
}

/// The numbers that a figure may mean: the least and the most, each with whether it is left out.
type Reach = ((f64, bool), (f64, bool));

fn reach(figure: &Figure) -> Reach {
    /// How far from the truth a round number may be.
    const ROUGH: f64 = 0.1;
    let value = number(figure.value);
    let (least, most) = ((f64::NEG_INFINITY, false), (f64::INFINITY, false));
    match figure.bound.as_str() {
        "exactly" => ((value, false), (value, false)),
        "more-than" => ((value, true), most),
        "at-least" => ((value, false), most),
        "less-than" => (least, (value, true)),
        "at-most" => (least, (value, false)),
        "about" => (
            (value * (1.0 - ROUGH), false),
            (value * (1.0 + ROUGH), false),
        ),
        _ => (least, most),
    }
}

fn meet((a_low, a_high): Reach, (b_low, b_high): Reach) -> Reach {
    let stricter = |a: (f64, bool), b: (f64, bool), low: bool| match a.0.total_cmp(&b.0) {
        Ordering::Equal => (a.0, a.1 || b.1),
        order if order.is_gt() == low => a,
        _ => b,
    };
    (
        stricter(a_low, b_low, true),
        stricter(a_high, b_high, false),
    )
}

fn number(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

/// What is counted, as printed without the number: 個會員國.
fn noun(material: &Material, figure: &Figure) -> String {
    let words = material.document.slice(figure.place);
    let digit = words.rfind(|c: char| c.is_ascii_digit()).map(|at| at + 1);
    let unit = || words.find(figure.unit.chars().next()?);
    let words = &words[digit.or_else(unit).unwrap_or(0)..];
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a figure says how much there is in all: nothing is said of those counted, and no word
/// makes them a part.
fn is_whole(material: &Material, figure: &Figure) -> bool {
    let document = material.document;
    let sentence = time::sentence_of(material, figure.place);
    let clause = sentence::clause(document, figure.place);
    let before = Span::new(clause.start, figure.place.start.max(clause.start));
    let earlier = Span::new(sentence.start, before.end.max(sentence.start));
    let after = document.slice(Span::new(
        figure.place.end,
        sentence.end.max(figure.place.end),
    ));
    let is_part = time::said(material, "partial-word", before)
        .or_else(|| time::said(material, "past-word", earlier))
        .is_some();
    let lead = document.slice(before).trim_end();
    // 成長到 leads to what there is then.
    let mut adds = material.words("growth-verb").ending(lead);
    let block = document.block_at(figure.place.start).span;
    let is_had = !is_latin(document.slice(block)) || time::ends(material, "count-verb-en", lead);
    !is_part && is_had && adds.all(|(_, kind)| kind == "result") && ends(material, after)
}

/// Whether what follows a figure leaves it as it is: a mark, the end, a word for taking part.
fn ends(material: &Material, after: &str) -> bool {
    let mut rest = after.trim_start();
    // 名公務人員|及公民社會人員參與
    let attend = material.words("event-verb").starting(rest);
    if let Some((verb, _)) = attend
        .filter(|(_, role)| role == "attend")
        .max_by_key(|w| w.0.len())
    {
        rest = rest[verb.len()..].trim_start();
    }
    rest.chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '％'))
}

/// The days, months and years of which a figure is, where its sentence dates it before; nothing
/// for those of now.
fn as_of(material: &Material, place: Span) -> Vec<CivilDate> {
    let document = material.document;
    let clause = sentence::clause(document, place);
    let sentence = time::sentence_of(material, place);
    let own = Span::new(clause.start, place.start.max(clause.start));
    if time::said(material, "now-word", own).is_some() {
        return Vec::new();
    }
    let before = Span::new(sentence.start, place.start.max(sentence.start));
    let dates = time::dates(material, before).into_iter();
    let mut days: Vec<CivilDate> = dates.map(|(date, _)| date).collect();
    days.sort_unstable();
    days.dedup();
    days
}
