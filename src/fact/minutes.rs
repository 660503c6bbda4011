//! The meeting that minutes in English are of: when and where it was, who was there, and who sent
//! apologies.
//!
//! A title that calls the report minutes (`Minutes of the meeting held on …`) is the meeting,
//! unless it names an event. Lists below labels (`Present:`, `Apologies:`) say who was there.

use super::{
    Absence, EventFact, Facts, Material, Meeting, Occasion, Participation, attendance, quotation,
    roster, sentence,
};
use crate::document::{Block, BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::date::{CivilDate, DateReading};
use crate::mention::{PersonReading, Reading};

/// In which of the first blocks a title may stand.
const FIRST: usize = 8;

/// The longest title, in words.
const TITLE: usize = 30;

/// The notation in the group `attendee-label` of those who were not there.
pub const ABSENT: &str = "absent";

/// Reads the meeting and who took part in it; then whom sentences call absent from it or from an
/// event that they name.
pub fn find(material: &Material, facts: &mut Facts) {
    let title = title(material);
    let occasion = title.map(|(index, title)| meeting(material, facts, index, title));
    if let (Some((index, _)), Some(occasion)) = (title, occasion) {
        for (block, fact) in attendees(material, index, occasion) {
            match fact {
                Attendance::Absent(agent) => add_absence(facts, occasion, agent, block),
                Attendance::There(part) => {
                    if !facts
                        .participations
                        .iter()
                        .any(|known| (known.occasion, known.agent) == (part.occasion, part.agent))
                    {
                        facts.participations.push(part);
                    }
                }
            }
        }
    }
    absent_in_sentences(material, facts, occasion);
    there_in_sentences(material, facts, occasion);
    let absences = &facts.absences;
    facts.participations.retain(|part| {
        let absent =
            |absence: &Absence| (absence.occasion, absence.agent) == (part.occasion, part.agent);
        !absences.iter().any(absent)
    });
}

/// Adds an absence, or its words to the same one.
pub fn add_absence(facts: &mut Facts, occasion: Occasion, agent: EntityId, words: Span) {
    let same = |known: &&mut Absence| (known.occasion, known.agent) == (occasion, agent);
    match facts.absences.iter_mut().find(same) {
        Some(known) => {
            known.evidence.push(words);
            known.evidence.sort_unstable();
            known.evidence.dedup();
        }
        None => facts.absences.push(Absence {
            occasion,
            agent,
            evidence: vec![words],
        }),
    }
}

/// Whether the report calls itself minutes.
pub fn are_these(material: &Material) -> bool {
    title(material).is_some()
}

/// The day of the meeting that minutes in English are of.
pub fn held_on(material: &Material) -> Option<CivilDate> {
    let (index, _) = title(material)?;
    let (date, _) = date(material, index)?;
    date.end.is_none().then_some(date.start)
}

/// The block that calls the report minutes, with its words.
fn title(material: &Material) -> Option<(usize, Span)> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let guards = lexicon.group("minutes-guard-en");
    let words = lexicon.group("minutes-word-en");
    let blocks = document.blocks().iter().enumerate().take(FIRST);
    let mut titles = blocks.filter(|(_, block)| {
        let text = document.slice(block.span);
        let lower = text.to_lowercase();
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
            && is_latin(text)
            && text.split_whitespace().count() <= TITLE
            && !text.trim_end().ends_with('.')
            && words.iter().any(|(word, _)| holds(&lower, word))
            && !guards.iter().any(|(word, _)| holds(&lower, word))
    });
    let (index, block) = titles.next()?;
    Some((index, sentence::trimmed(document.text(), block.span)))
}

/// Whether words stand in a text, and no letter beside them.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + words.len()..].starts_with(char::is_alphanumeric)
    })
}

/// The event that the title names, or a meeting of its own, with date and place.
fn meeting(material: &Material, facts: &mut Facts, index: usize, title: Span) -> Occasion {
    let date = date(material, index);
    let location = location(material, index);
    let named = material
        .inside(title)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Event(_)))
        .find_map(|(index, _)| material.resolved.of_mention[index]);
    let mut evidence = vec![title];
    evidence.extend(date.iter().map(|(_, words)| line(material, *words)));
    evidence.extend(location.map(|(_, words)| line(material, words)));
    evidence.sort_unstable();
    evidence.dedup();
    let location = location.map(|(place, _)| place);
    let named = named.filter(|event| !facts.is_other_session(material, *event, date.as_ref()));
    if let Some(event) = named {
        let known = facts.events.iter_mut().find(|fact| fact.event == event);
        if let Some(known) = known {
            known.add_date(material, date);
        } else if date.is_some() || location.is_some() {
            facts.events.push(EventFact {
                event,
                date,
                other_dates: Vec::new(),
                location,
                evidence,
            });
        }
        return Occasion::Event(event);
    }
    let key = date
        .as_ref()
        .map_or_else(|| "minutes".to_owned(), |(date, _)| date.start.to_string());
    facts.meetings.push(Meeting {
        key,
        label: material.document.slice(title).to_owned(),
        date,
        location,
        evidence,
    });
    Occasion::Meeting(facts.meetings.len() - 1)
}

fn line(material: &Material, words: Span) -> Span {
    let document = material.document;
    sentence::trimmed(document.text(), document.block_at(words.start).span)
}

/// The blocks of the head of minutes from the title on, up to the first list of attendees.
fn head<'m>(material: &'m Material, title: usize) -> impl Iterator<Item = &'m Block> {
    let blocks = material.document.blocks()[title..].iter().take(FIRST);
    blocks.take_while(|block| label(material, block).is_none())
}

/// The day of the meeting: in the title, in a field that says so, or on a line of its own.
fn date(material: &Material, title: usize) -> Option<(DateReading, Span)> {
    let document = material.document;
    let day = |span: Span| {
        let mut dates = material.dates(span);
        dates.find(|(date, _)| date.start.day().is_some())
    };
    let mut lines = head(material, title).filter_map(|block| {
        if let BlockKind::Field { label, value } = block.kind {
            let said = material.authority.lexicon.field(document.slice(label));
            let is_day = matches!(said, Some("time" | "date"));
            return is_day.then(|| day(value)).flatten();
        }
        let (date, words) = day(block.span)?;
        let rest = block.span.len().saturating_sub(words.len());
        (rest <= words.len() || says_held(material, block)).then_some((date, words))
    });
    let block = &document.blocks()[title];
    day(block.span).or_else(|| lines.next())
}

/// Whether a line of the head says that the meeting was held, and is no sentence: `of the meeting held on 4
/// May 2021`, `Held at County Hall`.
fn says_held(material: &Material, block: &Block) -> bool {
    let text = material.document.slice(block.span).trim_end();
    let lower = text.to_lowercase();
    let cues = material.authority.lexicon.group("held-cue-en").iter();
    let mut starts = cues.filter_map(|(cue, _)| Some(lower[..lower.find(&**cue)?].trim()));
    block.kind == BlockKind::Paragraph
        && is_latin(text)
        && !text.ends_with('.')
        && text.split_whitespace().count() <= TITLE
        && starts.any(|lead| lead.is_empty() || lead.ends_with("meeting"))
}

/// The place of the meeting: in a field that says so, else in the title or a line that says where it was
/// held.
fn location(material: &Material, title: usize) -> Option<(EntityId, Span)> {
    let document = material.document;
    let place = |span: Span, wanted: Kind| {
        let places = material.inside(span).filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            (material.resolved.entity(id).kind == wanted).then_some((id, mention.span))
        });
        places.last()
    };
    let field = head(material, title).find_map(|block| {
        let BlockKind::Field { label, value } = block.kind else {
            return None;
        };
        let words = document.slice(label).trim();
        let said = material.authority.lexicon.field(words);
        (said == Some("place")).then_some(value)
    });
    if let Some(value) = field {
        return place(value, Kind::Jurisdiction).or_else(|| place(value, Kind::Place));
    }
    let heading = document.blocks()[title].span;
    let told = |block: Span| {
        let last = place(block, Kind::Jurisdiction)?;
        // Minutes of the London Assembly name no place.
        let held = document.slice(Span::new(block.start, last.1.start));
        let after = document.slice(Span::new(last.1.end, block.end));
        let lower = held.to_lowercase();
        let listed = held.trim_end().ends_with(',');
        // Record of the meeting, Nairobi, 7 February; at County Hall, Wick
        let apart = listed && (after.starts_with(',') || holds(&lower, "at"));
        (apart || holds(&lower, "in")).then_some(last)
    };
    let lines = head(material, title).filter(|block| says_held(material, block));
    told(heading).or_else(|| lines.map(|block| block.span).find_map(told))
}

/// What a list says of somebody on it.
enum Attendance {
    There(Participation),
    Absent(EntityId),
}

/// What the label of a block says of the list behind or below it, and the list in the block, if it
/// begins there.
fn label<'m>(material: &'m Material, block: &Block) -> Option<(&'m str, Span, Option<Span>)> {
    let document = material.document;
    let (label, value) = match block.kind {
        BlockKind::Field { label, value } => (label, Some(value).filter(|v| !v.is_empty())),
        BlockKind::Paragraph | BlockKind::Heading | BlockKind::Item => (block.span, None),
        _ => return None,
    };
    let words = document.slice(label);
    let lower = words.trim().trim_end_matches(':').to_lowercase();
    let lexicon = &material.authority.lexicon;
    let mut ends = lower.match_indices([' ', '(', '/']).map(|(end, _)| end);
    let said = lexicon.value("attendee-label", lower.trim()).or_else(|| {
        value?;
        ends.find_map(|end| lexicon.value("attendee-label", lower[..end].trim()))
    })?;
    is_latin(words).then_some((said, label, value))
}

/// Those who stand in the lists of the minutes.
fn attendees(material: &Material, title: usize, occasion: Occasion) -> Vec<(Span, Attendance)> {
    let document = material.document;
    let blocks = document.blocks();
    let mut found: Vec<(Span, Attendance)> = Vec::new();
    let mut open: Option<&str> = None;
    for block in &blocks[title + 1..] {
        let list = if let Some((said, words, value)) = label(material, block) {
            let columns = |value: Span| {
                document.slice(value).contains(['\t']) || { document.slice(value).contains("   ") }
            };
            // Present: Ministry of Health, above those who came from there
            let heads = |value: Span| is_body(material, value);
            open = Some(said).filter(|_| value.is_none_or(|value| columns(value) || heads(value)));
            // A label alone holds no list: PRESENT
            let Some(value) = value else { continue };
            let _ = words;
            Some((said, value))
        } else if goes_on(material, block) {
            open.map(|said| (said, block.span))
        } else if open.is_some()
            && (is_short_item(material, block) || is_body(material, block.span))
        {
            // Whom an item names no rule may know; the list goes on.
            continue;
        } else {
            open = None;
            None
        };
        let Some((said, list)) = list else { continue };
        let words = sentence::trimmed(document.text(), block.span);
        let away: Vec<EntityId> = roster::excused_among(material, list, block.span);
        for (person, agent) in persons(material, list) {
            let fact = match said {
                "" => continue,
                _ if away.contains(&agent) => Attendance::Absent(agent),
                ABSENT => Attendance::Absent(agent),
                said => Attendance::There(there(material, person, agent, said, occasion, words)),
            };
            found.push((words, fact));
        }
    }
    found
}

/// Whether a list of attendees may go on in a block.
fn goes_on(material: &Material, block: &Block) -> bool {
    /// A longer line with a full stop is a sentence.
    const LINE: usize = 8;
    let text = material.document.slice(block.span).trim_end();
    let words = text.split_whitespace().count();
    let is_sentence = text.ends_with('.') && words > LINE;
    let names = || {
        material
            .inside(block.span)
            .any(|(_, mention)| matches!(mention.reading, Reading::Person(_)))
    };
    let kind = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Row { .. } | BlockKind::Columns { .. }
    );
    kind && !is_sentence && (names() || matches!(block.kind, BlockKind::Columns { .. }))
}

/// Whether a stretch is nothing but the name of a body.
fn is_body(material: &Material, span: Span) -> bool {
    let words = sentence::trimmed(material.document.text(), span);
    let named = material.entity_at(words);
    named.is_some_and(|id| material.resolved.entity(id).kind == Kind::Organisation)
}

/// Whether a block is an item of a list and no sentence.
fn is_short_item(material: &Material, block: &Block) -> bool {
    const LONGEST: usize = 12;
    let text = material.document.slice(block.span).trim_end();
    let short = text.split_whitespace().count() <= LONGEST;
    block.kind == BlockKind::Item && short && !text.ends_with(['.', ':'])
}

/// The persons of a list, but for those for whom somebody else came.
pub fn persons<'m>(
    material: &'m Material,
    list: Span,
) -> impl Iterator<Item = (&'m PersonReading, EntityId)> {
    let document = material.document;
    let proxies = material.authority.lexicon.group("proxy-cue-en");
    material.inside(list).filter_map(move |(index, mention)| {
        let Reading::Person(person) = &mention.reading else {
            return None;
        };
        let before = document.slice(Span::new(list.start, mention.span.start));
        let before = before.trim_end().to_lowercase();
        let replaced = proxies.iter().any(|(cue, _)| {
            let rest = before.strip_suffix(&**cue);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        let agent = material.resolved.of_mention[index]?;
        (!replaced).then_some((person, agent))
    })
}

fn there(
    material: &Material,
    person: &PersonReading,
    agent: EntityId,
    said: &str,
    occasion: Occasion,
    words: Span,
) -> Participation {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let titles = || {
        let titles = person.roles.iter().map(|role| document.slice(role.title));
        titles.filter(|title| !title.is_empty())
    };
    let chairs =
        |title: &&str| lexicon.value("attendee-label", &title.to_lowercase()) == Some("chair");
    let chair = titles().find(chairs);
    let role = match said {
        "chair" => "chair",
        "speaker" => "speaker",
        "panellist" => "panellist",
        _ if chair.is_some() => "chair",
        _ => attendance::present(material, agent),
    };
    let body = person
        .roles
        .iter()
        .filter_map(|role| material.entity_at(role.of?))
        .find(|id| material.resolved.entity(*id).kind == Kind::Organisation);
    let title = titles().find(|title| !chairs(title)).or(chair);
    // Who chairs does so for nobody.
    let acts = title.is_none_or(|title| !chairs(&title));
    Participation {
        occasion,
        agent,
        role: role.to_owned(),
        side: None,
        acting_for: body.filter(|_| acts),
        title: title.map(str::to_owned),
        implied: false,
        evidence: vec![words],
    }
}

/// The first of some cues in a sentence, of several at one place the longest, with what it means.
fn first_cue<'m>(material: &'m Material, said: Span, group: &str) -> Option<(Span, &'m str)> {
    let words = material.document.slice(said).to_lowercase();
    let cues = material.authority.lexicon.group(group).iter();
    let (at, cue, value) = cues
        .filter_map(|(cue, value)| Some((words.find(&**cue)?, cue, value)))
        .min_by_key(|(at, cue, _)| (*at, std::cmp::Reverse(cue.len())))?;
    let start = said.start + at;
    // Lower case may change the length of other scripts' words.
    (words.len() == said.len()).then(|| (Span::new(start, start + cue.len()), &**value))
}

/// Who a sentence says was there: `Members present included …`, `The meeting was chaired by …`.
fn there_in_sentences(material: &Material, facts: &mut Facts, meeting: Option<Occasion>) {
    for said in running(material) {
        let Some((cue, role)) = first_cue(material, said, "presence-cue-en") else {
            continue;
        };
        if sentence::is_not_asserted(material, said) {
            continue;
        }
        let lead = Span::new(said.start, cue.start);
        let Some(occasion) = met(material, lead, meeting) else {
            continue;
        };
        let list = Span::new(cue.end, said.end);
        let found: Vec<Participation> = listed_behind(material, list)
            .into_iter()
            .map(|(person, agent)| there(material, person, agent, role, occasion, said))
            .collect();
        for part in found {
            let known = facts
                .participations
                .iter()
                .any(|known| (known.occasion, known.agent) == (part.occasion, part.agent));
            if !known {
                facts.participations.push(part);
            }
        }
    }
}

/// The English sentences of the running text, and of what stands behind labels.
fn running<'m>(material: &'m Material) -> impl Iterator<Item = Span> + 'm {
    let document = material.document;
    let texts = document
        .blocks()
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Paragraph | BlockKind::Item => Some(block.span),
            BlockKind::Field { value, .. } => Some(value),
            _ => None,
        });
    let texts = texts.filter(|text| is_latin(document.slice(*text)));
    texts.flat_map(|text| sentence::latin(material, text))
}

/// What the words before a cue say was held: nothing but the meeting or an event.
fn met(material: &Material, lead: Span, meeting: Option<Occasion>) -> Option<Occasion> {
    let event = material
        .inside(lead)
        .filter(|(_, mention)| matches!(mention.reading, Reading::Event(_)))
        .find_map(|(index, mention)| Some((mention.span, material.resolved.of_mention[index]?)));
    let mut is_said = event.is_some();
    let mut only = true;
    let mut alone = true;
    for (place, word) in words(material, lead) {
        if event.is_some_and(|(name, _)| name.contains(place)) {
            continue;
        }
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        match material
            .authority
            .lexicon
            .value("meeting-subject-en", &bare)
        {
            _ if bare.is_empty() => {}
            Some(kind) => {
                is_said |= kind == "noun";
                alone &= bare == "also";
            }
            None => only = false,
        }
    }
    let occasion = event.map(|(_, id)| Occasion::Event(id)).or(meeting);
    occasion.filter(|_| only && (is_said || alone))
}

/// The words of a stretch between spaces, with their places.
pub fn words<'m>(
    material: &'m Material,
    span: Span,
) -> impl DoubleEndedIterator<Item = (Span, &'m str)> {
    let text = material.document.slice(span);
    text.split_whitespace().map(move |word| {
        let at = span.start + word.as_ptr() as usize - text.as_ptr() as usize;
        (Span::new(at, at + word.len()), word)
    })
}

/// A person that a stretch names, with the place.
type Named<'m> = (Span, &'m PersonReading, EntityId);

fn named<'m>(material: &'m Material, list: Span) -> Vec<Named<'m>> {
    let mut found: Vec<Named> = Vec::new();
    for (index, mention) in material.inside(list) {
        let Reading::Person(person) = &mention.reading else {
            continue;
        };
        let apart = found
            .last()
            .is_none_or(|(last, ..)| last.end <= mention.span.start);
        let agent = material.resolved.of_mention[index];
        found.extend(agent.filter(|_| apart).map(|id| (mention.span, person, id)));
    }
    found
}

/// Whether a word may stand in a list of persons: a part of a name or title, or what joins them.
fn is_joint(material: &Material, place: Span, word: &str, people: &[Named]) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lexicon = &material.authority.lexicon;
    !bare.starts_with(char::is_lowercase)
        || lexicon.contains("list-joint-en", bare)
        || is_titled(place, people)
}

/// Whether a word is a part of the title or body of somebody.
fn is_titled(place: Span, people: &[Named]) -> bool {
    let mut roles = people.iter().flat_map(|(_, person, _)| &person.roles);
    roles.any(|role| role.title.overlaps(place) || role.of.is_some_and(|of| of.overlaps(place)))
}

/// Whether the words between two persons make both of them one list: they end with a comma or
/// `and`, but for the title of the second.
fn goes_on_between(material: &Material, gap: Span, people: &[Named]) -> bool {
    let joined = words(material, gap).all(|(place, word)| is_joint(material, place, word, people));
    let mut closing = words(material, gap).rev();
    let closer = closing.find_map(|(_, word)| {
        if word.ends_with([',', ';']) || matches!(word, "and" | "&" | "from") {
            return Some(true);
        }
        let is_title = word.starts_with(char::is_uppercase) || word == "the";
        (!is_title).then_some(false)
    });
    joined && closer == Some(true)
}

/// The persons listed right behind some words: names and titles with commas and `and` between.
pub fn listed_behind<'m>(material: &'m Material, list: Span) -> Vec<(&'m PersonReading, EntityId)> {
    let people = named(material, list);
    let mut found: Vec<(&PersonReading, EntityId)> = Vec::new();
    let mut at = list.start;
    for &(span, person, id) in &people {
        let gap = Span::new(at, span.start);
        let joined = if found.is_empty() {
            words(material, gap).all(|(place, word)| is_joint(material, place, word, &people))
        } else {
            goes_on_between(material, gap, &people)
        };
        if !joined {
            break;
        }
        found.push((person, id));
        at = span.end;
    }
    // They were received by Ana Lima and |Li Wei thanked| her.
    let rest = Span::new(at, list.end);
    let acts = material.document.slice(rest).starts_with([' ', '\n'])
        && words(material, rest)
            .next()
            .is_some_and(|(place, word)| !is_joint(material, place, word, &people));
    if acts && found.len() > 1 {
        found.pop();
    }
    found
}

/// The persons listed right before the end of a stretch, with whom its sentence, or a clause
/// behind `that`, begins.
pub fn listed_before<'m>(material: &'m Material, list: Span) -> Vec<(&'m PersonReading, EntityId)> {
    let people = named(material, list);
    let lexicon = &material.authority.lexicon;
    let mut found: Vec<(&PersonReading, EntityId)> = Vec::new();
    let mut at = list.end;
    for &(span, person, id) in people.iter().rev() {
        let gap = Span::new(span.end, at);
        let joined = if found.is_empty() {
            words(material, gap).all(|(place, word)| {
                is_joint(material, place, word, &people)
                    || lexicon.contains("count-adverb-en", word)
            })
        } else {
            goes_on_between(material, gap, &people)
        };
        if !joined {
            break;
        }
        found.insert(0, (person, id));
        at = span.start;
    }
    let lead = Span::new(list.start, at);
    let dates: Vec<Span> = material.dates(lead).map(|(_, printed)| printed).collect();
    // The World Bank's |Ana Lima
    let owner = material
        .named(lead, |kind| kind == Kind::Organisation)
        .map(|(body, _)| body)
        .find(|body| {
            quotation::owned(material, *body, list).is_some_and(|(name, _)| name.start == at)
        });
    let begins = words(material, lead)
        .last()
        .is_none_or(|(_, word)| word == "that")
        || words(material, lead).all(|(place, word)| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            matches!(bare, "" | "The" | "the" | "On" | "In")
                || is_titled(place, &people)
                || owner.is_some_and(|body| body.overlaps(place))
                || dates.iter().any(|date| date.overlaps(place))
        });
    found.retain(|_| begins);
    found
}

/// Whom a sentence calls absent: `Apologies were received from …`, `… was unable to attend`.
fn absent_in_sentences(material: &Material, facts: &mut Facts, meeting: Option<Occasion>) {
    let document = material.document;
    for said in running(material) {
        let Some((cue, side)) = first_cue(material, said, "absence-cue-en") else {
            continue;
        };
        if sentence::is_not_asserted_but(material, said, Some(cue)) {
            continue;
        }
        let (listed, occasion) = if side == "after" {
            let list = Span::new(cue.end, said.end);
            (listed_behind(material, list), meeting)
        } else {
            let list = Span::new(said.start, cue.start);
            let missed = missed(material, Span::new(cue.end, said.end), meeting);
            (listed_before(material, list), missed)
        };
        let words = document.slice(cue).to_lowercase();
        let is_of_one = ["was ", "sent his", "sent her"];
        let is_of_one = is_of_one.iter().any(|one| words.starts_with(one));
        let Some(occasion) = occasion.filter(|_| listed.len() == 1 || !is_of_one) else {
            continue;
        };
        for (_, agent) in listed {
            add_absence(facts, occasion, agent, said);
        }
    }
}

/// What the words behind `was unable to attend` say was missed: the event that they begin with, or
/// the meeting, if they name nothing else.
fn missed(material: &Material, rest: Span, meeting: Option<Occasion>) -> Option<Occasion> {
    let document = material.document;
    let event = material.inside(rest).find_map(|(index, mention)| {
        let gap = document.slice(Span::new(rest.start, mention.span.start));
        let direct = matches!(gap.trim(), "" | "the");
        let is_event = matches!(mention.reading, Reading::Event(_)) && direct;
        is_event
            .then_some(material.resolved.of_mention[index])
            .flatten()
    });
    if let Some(event) = event {
        return Some(Occasion::Event(event));
    }
    let objects = material.authority.lexicon.group("absence-object-en");
    let lower = document.slice(rest).to_lowercase();
    let mut words = lower.trim_start();
    while words.starts_with(char::is_alphanumeric) {
        let (object, kind) = objects.iter().find(|(object, _)| {
            let behind = words.strip_prefix(&**object);
            behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
        })?;
        if kind == "reason" {
            break;
        }
        words = words[object.len()..].trim_start();
    }
    meeting
}
