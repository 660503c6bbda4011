//! The commitments of action plans in English: a heading that numbers one (`Commitment 3: Open
//! contracting`) with the lines below it that say who leads, who helps, and when it ends, and with its
//! milestones.

use super::{Material, Undertaking, UndertakingClass, action, encounter, sentence};
use crate::document::{Block, BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};

/// The longest heading, in words.
const HEADING: usize = 30;

/// A commitment that is being read.
struct Read {
    told: Undertaking,
    /// Whether anything is said of it but its title.
    is_told: bool,
    /// The blocks that it takes up.
    extent: Span,
    milestones: Vec<Undertaking>,
}

/// Reads them, in order, each before its milestones; those of `actions` that stand below one are its
/// milestones, too.
pub fn find(material: &Material, actions: &mut [Undertaking]) -> Vec<Undertaking> {
    let document = material.document;
    let blocks = document.blocks();
    let mut found: Vec<Read> = Vec::new();
    let mut open: Option<&Block> = None;
    let mut table = None;
    let mut listing = false;
    let mut above = None;
    for (index, block) in blocks.iter().enumerate() {
        // The title below the number of a commitment is no line of it.
        if !is_latin(document.slice(block.span)) || above.take() == Some(index) {
            continue;
        }
        if let Some((cue, number, title)) = heading(material, block, blocks.get(index + 1)) {
            (open, table, listing) = (Some(block), None, false);
            above = (!block.span.contains(title)).then_some(index + 1);
            found.push(Read {
                told: commitment(material, block, cue, number, title),
                is_told: false,
                extent: block.span.join(title),
                milestones: Vec::new(),
            });
            continue;
        }
        let read = line(material, block);
        let told = read.is_some() || heads_milestones(material, block);
        let goes_on = |above: &&Block| told || !ends(material, above, block);
        open = open.filter(goes_on);
        let in_table = match block.kind {
            BlockKind::Row { table, .. } => Some(table),
            _ => None,
        };
        // What stands below the table of a commitment is no part of it.
        if table.is_some() && table != in_table {
            open = None;
        }
        let (Some(commitment), Some(_)) = (found.last_mut(), open) else {
            continue;
        };
        // Whose lines follow a line that only speaks of another commitment, nobody knows.
        if numbered(material, block)
            .is_some_and(|(_, number, _)| number.path != commitment.told.number)
        {
            open = None;
            continue;
        }
        commitment.extent = commitment.extent.join(block.span);
        let Some((said, value)) = read else {
            listing = listing && is_item(material, block);
            if listing {
                let milestone = milestone(material, block, commitment.told.text);
                commitment.milestones.push(milestone);
                commitment.is_told = true;
            }
            listing |= heads_milestones(material, block);
            continue;
        };
        table = in_table;
        commitment.is_told = true;
        listing = said == "milestone";
        let words = sentence::trimmed(document.text(), block.span);
        let told = &mut commitment.told;
        match said {
            "lead" => told.lead.extend(bodies(material, value)),
            "supporting" => told.supporting.extend(bodies(material, value)),
            "end" | "term" if told.deadline.is_none() => {
                told.deadline = material.dates(value).last();
            }
            _ => continue,
        }
        told.evidence.push(words);
    }
    for read in &mut found {
        let inside = actions
            .iter_mut()
            .filter(|action| read.extent.contains(action.text));
        for action in inside {
            action.part_of = Some(read.told.text);
            read.is_told = true;
        }
    }
    // A line such as Commitment 3 of which nothing more is said is a reference.
    found.retain(|read| read.is_told);
    for Read { told, .. } in &mut found {
        for bodies in [&mut told.lead, &mut told.supporting] {
            bodies.sort_unstable();
            bodies.dedup();
        }
        let lead = &told.lead;
        told.supporting.retain(|body| !lead.contains(body));
    }
    found
        .into_iter()
        .flat_map(|read| [read.told].into_iter().chain(read.milestones))
        .collect()
}

/// Whether a line is nothing but a heading of milestones.
fn heads_milestones(material: &Material, block: &Block) -> bool {
    let words = material.document.slice(block.span).trim();
    let label = words.trim_end_matches(':').to_lowercase();
    material.authority.lexicon.value("plan-label-en", &label) == Some("milestone")
}

/// Whether a block is an item of a list, by its kind or by the mark that it begins with.
fn is_item(material: &Material, block: &Block) -> bool {
    let words = sentence::trimmed(material.document.text(), block.span);
    let marked = action::unmarked(material, block).start > words.start;
    block.kind == BlockKind::Item || block.kind == BlockKind::Paragraph && marked
}

fn milestone(material: &Material, block: &Block, whole: Span) -> Undertaking {
    let document = material.document;
    let said = sentence::trimmed(document.text(), action::unmarked(material, block));
    Undertaking {
        part_of: Some(whole),
        deadline: action::deadline(material, said),
        evidence: vec![sentence::trimmed(document.text(), block.span)],
        ..Undertaking::stated(UndertakingClass::Commitment, said)
    }
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
    number: Number,
    title: Span,
) -> Undertaking {
    let text = material.document.text();
    let mut evidence = vec![sentence::trimmed(text, block.span)];
    if !block.span.contains(title) {
        evidence.push(title);
    }
    Undertaking {
        number: number.path,
        marker: number.printed,
        cue: Some(cue),
        evidence,
        ..Undertaking::stated(UndertakingClass::Commitment, title)
    }
}

/// The number of a commitment: 3, 2.1, III, Three.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    path: Vec<u32>,
    printed: String,
}

/// The word, the number and the title of a heading of a commitment. The title may stand on the next
/// line.
fn heading(
    material: &Material,
    block: &Block,
    below: Option<&Block>,
) -> Option<(Span, Number, Span)> {
    let document = material.document;
    let (cue, number, rest) = numbered(material, block)?;
    let behind = document.slice(rest);
    let spaced = behind.trim_start();
    let title = spaced.trim_start_matches([':', '.', '-', '–', '—', ')', ' ', '\t']);
    if title.is_empty() {
        let title = sentence::trimmed(document.text(), below?.span);
        let words = document.slice(title);
        let is_title = is_title_line(material, below?)
            && is_latin(words)
            && !words.ends_with(['.', ':'])
            && line(material, below?).is_none()
            && numbered(material, below?).is_none();
        return is_title.then_some((cue, number, title));
    }
    let apart = title.len() < spaced.len();
    let title = Span::new(rest.end - title.len(), rest.end);
    apart.then(|| (cue, number, sentence::trimmed(document.text(), title)))
}

/// Whether a block may be the line of a title.
fn is_title_line(material: &Material, block: &Block) -> bool {
    let kind = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Heading | BlockKind::Item | BlockKind::Field { .. }
    );
    let words = material.document.slice(block.span).split_whitespace();
    kind && words.count() <= HEADING
}

/// The word for a commitment and its number at the beginning of a line, and what stands behind.
fn numbered(material: &Material, block: &Block) -> Option<(Span, Number, Span)> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let text = document.slice(block.span).trim_end();
    if !is_title_line(material, block) {
        return None;
    }
    let lead = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let start = block.span.start + text.len() - lead.len();
    let words = lexicon.group("commitment-word-en");
    let lower = lead.to_lowercase();
    let (word, _) = words
        .iter()
        .filter(|(word, _)| lower.starts_with(&**word))
        .max_by_key(|(word, _)| word.len())?;
    let rest = lead.get(word.len()..)?;
    let spaced = rest.trim_start_matches([' ', '\t', '#']);
    let end = spaced
        .find(|c: char| !c.is_alphanumeric() && c != '.')
        .unwrap_or(spaced.len());
    let printed = spaced[..end].trim_end_matches('.');
    let path: Vec<u32> = printed
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    let by_word = || {
        lexicon
            .value("number-word-en", &printed.to_lowercase())?
            .parse()
            .ok()
    };
    let path = match path[..] {
        [] => vec![by_word().or_else(|| roman(printed))?],
        _ => path,
    };
    let cue = Span::new(start, start + word.len());
    let close = block.span.start + text.len();
    let behind = Span::new(close - spaced.len() + printed.len(), close);
    let printed = printed.to_owned();
    Some((cue, Number { path, printed }, behind))
}

/// The value of a small Roman numeral in capitals.
fn roman(numeral: &str) -> Option<u32> {
    const LONGEST: usize = 5;
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Option<Vec<u32>> = numeral.chars().map(digit).collect();
    let digits = digits.filter(|digits| (1..=LONGEST).contains(&digits.len()))?;
    let mut sum = 0;
    for (at, &value) in digits.iter().enumerate() {
        match digits.get(at + 1) {
            Some(&next) if next > value => sum -= i64::from(value),
            _ => sum += i64::from(value),
        }
    }
    u32::try_from(sum).ok()
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
