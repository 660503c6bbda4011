//! A score as a table for people.

use std::fmt::Write as _;

use super::Score;
use super::comparison::{Difference, Level, Measure};
use crate::diagnostic::visible;

/// Writes a score as tables, then what was missed, mistaken and spurious.
pub fn to_text(score: &Score) -> String {
    let mut out = String::new();
    for (level, title) in LEVELS {
        let rows = score
            .measures
            .iter()
            .filter(|measure| measure.level == level);
        let _ = writeln!(
            out,
            "{title:<28}{:>6}{:>7}{:>6}{:>11}{:>8}{:>7}",
            "gold", "given", "hits", "precision", "recall", "F1"
        );
        for row in rows {
            // Parts of the kind above have no answer of their own.
            let indent = if row.given.is_none() { "    " } else { "  " };
            let _ = writeln!(
                out,
                "{:<28}{:>6}{:>7}{:>6}{:>11}{:>8}{:>7}",
                format!("{indent}{}", row.kind),
                row.gold,
                row.given
                    .map_or_else(|| "·".to_owned(), |given| given.to_string()),
                row.hits,
                decimal(row.precision()),
                decimal(row.recall()),
                decimal(row.f1()),
            );
        }
        out.push('\n');
    }
    if let Some(accuracy) = score.date_value_accuracy {
        let _ = writeln!(
            out,
            "of the dates found, {} have the right value\n",
            decimal(Some(accuracy))
        );
    }
    for (level, title) in LEVELS {
        // Exact places repeat what overlapping ones say, and boundaries besides.
        if level != Level::MentionOverlap {
            for measure in score.measures.iter().filter(|m| m.level == level) {
                lists(&mut out, title, measure);
            }
        }
    }
    out
}

/// Writes the counts of the kinds as one table in Markdown, for a page that says how good a
/// project is. Left out are places in the text, parts of kinds, which have no precision of their
/// own, and kinds of which neither side has any.
pub fn to_markdown(score: &Score) -> String {
    let mut out = String::new();
    let mut cells = |cells: [&str; 7]| {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    cells(["", "gold", "given", "hits", "precision", "recall", "F1"]);
    cells(["---", "---:", "---:", "---:", "---:", "---:", "---:"]);
    let sections = [
        ("entities", &[Level::Entity][..]),
        ("dates and figures", &[Level::MentionOverlap, Level::Value]),
        ("facts", &[Level::Fact]),
        ("relations", &[Level::Relation]),
    ];
    for (title, levels) in sections {
        cells([&format!("**{title}**"), "", "", "", "", "", ""]);
        for row in &score.measures {
            let name = match (row.level, &*row.kind) {
                (Level::MentionOverlap, "date") => "date, its place",
                (Level::Value, "date") => "date, its value",
                (Level::MentionOverlap, _) => continue,
                (_, kind) => kind,
            };
            if let Some(given) = row.given
                && levels.contains(&row.level)
                && row.gold + given > 0
            {
                cells([
                    name,
                    &row.gold.to_string(),
                    &given.to_string(),
                    &row.hits.to_string(),
                    &decimal(row.precision()),
                    &decimal(row.recall()),
                    &decimal(row.f1()),
                ]);
            }
        }
    }
    out
}

const LEVELS: [(Level, &str); 6] = [
    (Level::Entity, "entities"),
    (Level::MentionExact, "mentions, exact"),
    (Level::MentionOverlap, "mentions, overlapping"),
    (Level::Value, "values"),
    (Level::Fact, "facts"),
    (Level::Relation, "relations"),
];

fn decimal(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "·".to_owned(), |ratio| format!("{ratio:.3}"))
}

fn lists(out: &mut String, title: &str, measure: &Measure) {
    let lists = [
        ("missed", &measure.missed),
        ("mistaken", &measure.mistaken),
        ("spurious", &measure.spurious),
    ];
    // Parts of a kind repeat what stands under the kind.
    if measure.given.is_none() || lists.iter().all(|(_, list)| list.is_empty()) {
        return;
    }
    let _ = writeln!(out, "{title}: {}", measure.kind);
    for (name, list) in lists {
        for difference in list {
            let _ = writeln!(out, "  {name:<10}{}", describe(difference, measure.level));
        }
    }
    out.push('\n');
}

/// `數位社會 (societe-numerique, line 149): given as organisation, is programme`.
fn describe(difference: &Difference, level: Level) -> String {
    let mut text = difference.name.clone();
    let id = (!difference.id.is_empty()).then(|| difference.id.clone());
    let line = difference.line.map(|line| format!("line {line}"));
    let place: Vec<String> = id.into_iter().chain(line).collect();
    if !place.is_empty() {
        let _ = write!(text, " ({})", place.join(", "));
    }
    let _ = match (&difference.expected, &difference.found) {
        (Some(expected), Some(found)) => write!(text, ": given as {found}, is {expected}"),
        // The heading of the list says the kind already.
        (Some(word), None) | (None, Some(word)) if level != Level::Entity => {
            write!(text, ": {word}")
        }
        _ => Ok(()),
    };
    if let Some(duplicate) = &difference.duplicate_of {
        let _ = write!(text, ": {duplicate} once more");
    }
    visible(&text)
}
