//! The commitments of action plans in English: a heading that numbers one (`Commitment 3: Open
//! contracting`) with the lines below it that say who leads, who helps, and when it ends.

use super::{Material, Undertaking, UndertakingClass, encounter, sentence};
use crate::document::{Block, BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};

/// The longest heading, in words.
const HEADING: usize = 30;

/// Reads them, in order.
pub fn find(material: &Material) -> Vec<Undertaking> {
    let document = material.document;
    let mut found: Vec<Undertaking> = Vec::new();
    let mut told: Vec<bool> = Vec::new();
    let mut open: Option<&Block> = None;
    let mut table = None;
    for block in document.blocks() {
        if !is_latin(document.slice(block.span)) {
            continue;
        }
        if let Some((cue, number, title)) = heading(material, block) {
            (open, table) = (Some(block), None);
            told.push(false);
            found.push(commitment(material, block, cue, &number, title));
            continue;
        }
        let read = line(material, block);
        let goes_on = |above: &&Block| read.is_some() || !ends(material, above, block);
        open = open.filter(goes_on);
        let in_table = match block.kind {
            BlockKind::Row { table, .. } => Some(table),
            _ => None,
        };
        // What stands below the table of a commitment is no part of it.
        if table.is_some() && table != in_table {
            open = None;
        }
        let (Some(commitment), Some((said, value)), Some(_)) = (found.last_mut(), read, open)
        else {
            continue;
        };
        table = in_table;
        if let Some(told) = told.last_mut() {
            *told = true;
        }
        let words = sentence::trimmed(document.text(), block.span);
        match said {
            "lead" => commitment.lead.extend(bodies(material, value)),
            "supporting" => commitment.supporting.extend(bodies(material, value)),
            "end" | "term" if commitment.deadline.is_none() => {
                commitment.deadline = material.dates(value).last();
            }
            _ => continue,
        }
        commitment.evidence.push(words);
    }
    // A line such as Commitment 3 of which nothing more is said is a reference.
    let mut told = told.into_iter();
    found.retain(|_| told.next() == Some(true));
    for commitment in &mut found {
        for bodies in [&mut commitment.lead, &mut commitment.supporting] {
            bodies.sort_unstable();
            bodies.dedup();
        }
        let lead = &commitment.lead;
        commitment.supporting.retain(|body| !lead.contains(body));
    }
    found
}

/// Whether a commitment ends at a block: a heading of its own level or a higher one.
fn ends(material: &Material, commitment: &Block, block: &Block) -> bool {
    if commitment.kind != BlockKind::Heading {
        return encounter::ends_section(material, block);
    }
    let document = material.document;
    let level = |block: &Block| block.node.map(|node| document.ancestors(node).count());
    block.kind == BlockKind::Heading && level(block) <= level(commitment)
}

fn commitment(
    material: &Material,
    block: &Block,
    cue: Span,
    number: &str,
    title: Span,
) -> Undertaking {
    Undertaking {
        number: number
            .split('.')
            .filter_map(|part| part.parse().ok())
            .collect(),
        marker: number.to_owned(),
        cue: Some(cue),
        evidence: vec![sentence::trimmed(material.document.text(), block.span)],
        ..Undertaking::stated(UndertakingClass::Commitment, title)
    }
}

/// The word, the number and the title of a heading of a commitment.
fn heading(material: &Material, block: &Block) -> Option<(Span, String, Span)> {
    let document = material.document;
    let text = document.slice(block.span);
    let kind = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Heading | BlockKind::Item | BlockKind::Field { .. }
    );
    if !kind || text.split_whitespace().count() > HEADING {
        return None;
    }
    let lead = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let start = block.span.start + text.len() - lead.len();
    let words = material.authority.lexicon.group("commitment-word-en");
    let lower = lead.to_lowercase();
    let (word, _) = words
        .iter()
        .filter(|(word, _)| lower.starts_with(&**word))
        .max_by_key(|(word, _)| word.len())?;
    let rest = lead.get(word.len()..)?;
    let spaced = rest.trim_start_matches([' ', '\t', '#']);
    let digits = spaced
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(spaced.len());
    let number = spaced[..digits].trim_matches('.');
    let behind = spaced[digits..].trim_start();
    let title = behind.trim_start_matches([':', '.', '-', '–', '—', ')', ' ', '\t']);
    let apart = title.len() < behind.len() || digits > number.len();
    if number.is_empty() || !apart || title.trim().is_empty() {
        return None;
    }
    let cue = Span::new(start, start + word.len());
    let end = block.span.end;
    let title = sentence::trimmed(document.text(), Span::new(end - title.len(), end));
    Some((cue, number.to_owned(), title))
}

/// What a line below a heading says, by its label, and the words behind the label.
fn line<'m>(material: &'m Material, block: &Block) -> Option<(&'m str, Span)> {
    let document = material.document;
    let (label, value) = match &block.kind {
        BlockKind::Field { label, value } => (*label, *value),
        BlockKind::Row { cells, .. } => {
            let [label, .., value] = cells[..] else {
                return None;
            };
            (label, value)
        }
        _ => {
            let text = document.slice(block.span);
            let at = text.find([':', '\t'])?;
            let middle = block.span.start + at;
            (
                Span::new(block.span.start, middle),
                Span::new(middle + 1, block.span.end),
            )
        }
    };
    let label = document.slice(label).trim().to_lowercase();
    let said = material.authority.lexicon.value("plan-label-en", &label)?;
    Some((said, value))
}

/// The bodies that a stretch names, not those inside the names of others.
fn bodies(material: &Material, value: Span) -> Vec<EntityId> {
    let named = material.outermost(value).filter_map(|(index, _)| {
        let id = material.resolved.of_mention[index]?;
        (material.resolved.entity(id).kind == Kind::Organisation).then_some(id)
    });
    named.collect()
}
