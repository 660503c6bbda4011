//! Who English sentences say belongs to what: `Kenya joined the OGP in 2011`, `Malta has been a member
//! of the OGP since 2011`, `Austria is not a member of the OGP`.
//!
//! A verb of joining alone is no evidence (`Ana Lima joined the Ministry in thanking …`): it needs its
//! day or year. What is only planned or asked for is none either.

use super::{Denial, Material, Membership, figure_en, sentence};
use crate::document::{BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::date::DateReading;

/// Reads who belongs to what, and who does not.
pub fn find(material: &Material) -> (Vec<Membership>, Vec<Denial>) {
    let document = material.document;
    let (mut found, mut denied) = (Vec::new(), Vec::new());
    for block in document.blocks() {
        let running = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        if !running || !is_latin(document.slice(block.span)) {
            continue;
        }
        for said in sentence::latin(material, block.span) {
            let Some(told) = read(material, said) else {
                continue;
            };
            let Told {
                members,
                body,
                role,
                since,
            } = told;
            for member in members {
                let evidence = vec![said];
                match role {
                    Some(role) => found.push(Membership {
                        member,
                        body,
                        title: String::new(),
                        roles: vec![role.to_owned()],
                        since: since.clone(),
                        as_of: None,
                        evidence,
                    }),
                    None => denied.push(Denial {
                        member,
                        body,
                        evidence,
                    }),
                }
            }
        }
    }
    (found, denied)
}

/// What a sentence tells.
struct Told<'m> {
    members: Vec<EntityId>,
    body: EntityId,
    /// The notation of the role; none where it is denied.
    role: Option<&'m str>,
    since: Option<(DateReading, Span)>,
}

fn read<'m>(material: &'m Material, said: Span) -> Option<Told<'m>> {
    let document = material.document;
    let words = document.slice(said).to_ascii_lowercase();
    let cues = material.authority.lexicon.group("accession-en").iter();
    let (at, cue, value) = cues
        .filter_map(|(cue, value)| {
            let at = words.find(&**cue)?;
            let whole = words[..at].ends_with(' ') && words[at + cue.len()..].starts_with(' ');
            whole.then_some((at, cue, &**value))
        })
        .max_by_key(|(_, cue, _)| cue.len())?;
    let cue = Span::new(said.start + at, said.start + at + cue.len());
    if sentence::is_not_asserted_but(material, said, Some(cue)) {
        return None;
    }
    let (lead, members) = members(material, Span::new(said.start, cue.start))?;
    let after = Span::new(cue.end, said.end);
    let (name, body) = material.leading_body(after, &["the", "The"])?;
    let since = since(material, Span::new(name.end, said.end))
        .or_else(|| material.dates(lead).last().filter(|_| !lead.is_empty()));
    let (role, dated) = match value.split_once('/') {
        Some((role, _)) => (role, true),
        None => (value, false),
    };
    (since.is_some() || !dated).then_some(Told {
        members,
        body,
        role: Some(role).filter(|role| *role != "none"),
        since,
    })
}

/// Those who are named right before a verb, with what stands before the first of them: nothing but
/// an article and a date.
fn members(material: &Material, before: Span) -> Option<(Span, Vec<EntityId>)> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let adverb = |word: &str| lexicon.contains("count-adverb-en", word.trim_matches(','));
    let named: Vec<(Span, EntityId)> = material
        .outermost(before)
        .filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let kind = material.resolved.entity(id).kind;
            let fits = matches!(kind, Kind::Jurisdiction | Kind::Organisation);
            fits.then_some((mention.span, id))
        })
        .collect();
    let mut members = Vec::new();
    let mut at = before.end;
    for &(span, id) in named.iter().rev() {
        let gap = document.slice(Span::new(span.end, at.max(span.end)));
        let joined = if members.is_empty() {
            gap.split_whitespace().all(adverb)
        } else {
            matches!(
                gap.trim(),
                "," | "and" | ", and" | "and the" | ", the" | ", and the"
            )
        };
        if !joined {
            break;
        }
        members.push(id);
        at = span.start;
    }
    let lead = Span::new(before.start, at);
    members.reverse();
    (!members.is_empty() && figure_en::opens(material, lead)).then_some((lead, members))
}

/// The date behind the name of the body: `|in 2011`, `|since 20 September 2011`.
fn since(material: &Material, after: Span) -> Option<(DateReading, Span)> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let (date, printed) = material.dates(after).next()?;
    let gap = document.slice(Span::new(after.start, printed.start));
    let word = gap.trim().trim_start_matches(',').trim_start();
    let direct = lexicon.contains("year-cue-en", word) || matches!(word, "on" | "from");
    (direct && date.end.is_none()).then_some((date, printed))
}
