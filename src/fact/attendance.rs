//! Who took part in named events: attended, held or spoke at them, as sentences, the list of a
//! delegation and the heads of minutes say it.

use std::collections::BTreeSet;

use super::{Facts, Material, Occasion, Participation, minutes, record, roster, sentence};
use crate::document::{Block, BlockKind, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::{Mention, Reading, Rule};

/// Reads them.
pub fn find(material: &Material, facts: &mut Facts) {
    let mut found = Vec::new();
    let mut sent = None;
    for (index, mention) in material.mentions.iter().enumerate() {
        let (Reading::Event(_), Some(event)) =
            (&mention.reading, material.resolved.of_mention[index])
        else {
            continue;
        };
        let held = organisers(material, mention.span);
        found.extend(
            held.into_iter()
                .map(|(agent, sentence)| part(event, agent, "organiser", vec![sentence])),
        );
        let (attendees, own) = attendees(material, mention.span);
        if let Some(&(_, sentence)) = attendees.first().filter(|_| own) {
            sent.get_or_insert((event, sentence));
        }
        found.extend(attendees.into_iter().map(|(agent, sentence)| {
            let role = attended(material, event_head(mention), agent);
            part(event, agent, role, vec![sentence])
        }));
    }
    found.extend(receptions(material));
    found.extend(beside(material));
    found.extend(under_headings(material));
    if let Some((event, sentence)) = sent {
        found.extend(delegation(material, event, sentence));
    }
    let (there, absent, away) = heads(material, facts);
    found.extend(there);
    for (occasion, agent, words) in away {
        minutes::add_absence(facts, occasion, agent, words);
    }
    for fact in absent {
        let words = fact.evidence.first().copied();
        if let Some(words) = words {
            minutes::add_absence(facts, fact.occasion, fact.agent, words);
        }
    }
    for fact in found {
        add(&mut facts.participations, fact);
    }
}

/// Adds a fact, or its words to the same fact.
pub fn add(facts: &mut Vec<Participation>, fact: Participation) {
    let same = |known: &&mut Participation| {
        (known.occasion, known.agent, &known.role) == (fact.occasion, fact.agent, &fact.role)
    };
    match facts.iter_mut().find(same) {
        Some(known) => {
            known.implied &= fact.implied;
            known.evidence.extend(fact.evidence);
            known.evidence.sort_unstable();
            known.evidence.dedup();
        }
        None => facts.push(fact),
    }
}

fn part(event: EntityId, agent: EntityId, role: &str, evidence: Vec<Span>) -> Participation {
    Participation {
        implied: false,
        occasion: Occasion::Event(event),
        agent,
        role: role.to_owned(),
        side: None,
        acting_for: None,
        title: None,
        evidence,
    }
}

fn event_head(mention: &Mention) -> &str {
    match &mention.reading {
        Reading::Event(event) => &event.head,
        _ => "",
    }
}

/// The notation of the role of somebody who attended an event of a kind: who is 採訪 is asked.
fn attended(material: &Material, head: &str, agent: EntityId) -> &'static str {
    match material.authority.lexicon.value("event-suffix", head) {
        Some("interview") => "interviewee",
        _ => present(material, agent),
    }
}

/// The notation of the role of somebody who only was there: a body sends others.
pub fn present(material: &Material, agent: EntityId) -> &'static str {
    match material.resolved.entity(agent).kind {
        Kind::Person => "attendee",
        _ => "participant",
    }
}

/// The persons and bodies that a stretch of text names as acting: those in the list after 由, or
/// all of them. A body that only says whom a person acts for is none of them.
fn agents(material: &Material, span: Span) -> Vec<EntityId> {
    let text = material.document.text();
    let start = text[span.start..span.end]
        .rfind('由')
        .map_or(span.start, |at| span.start + at + '由'.len_utf8());
    let said = Span::new(start, span.end);
    let bodies: BTreeSet<Span> = material
        .inside(said)
        .filter_map(|(_, mention)| match &mention.reading {
            Reading::Person(person) => Some(person),
            _ => None,
        })
        .flat_map(|person| person.roles.iter().filter_map(|role| role.of))
        .collect();
    let mut agents: Vec<EntityId> = material
        .outermost(said)
        .filter(|(_, mention)| !bodies.contains(&mention.span))
        .filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let acts = match material.resolved.entity(id).kind {
                Kind::Person | Kind::Organisation => true,
                // 我國
                Kind::Jurisdiction => mention.rule == Rule::Reference,
                _ => false,
            };
            acts.then_some(id)
        })
        .collect();
    agents.sort_unstable();
    agents.dedup();
    agents
}

/// The words of the group `event-verb` with a role, the longest first.
fn verbs<'a>(material: &Material<'a>, wanted: &str) -> Vec<&'a str> {
    let group = material.authority.lexicon.group("event-verb");
    let words = group.iter().filter(|(_, role)| role == wanted);
    let mut words: Vec<&str> = words.map(|(word, _)| word.as_ref()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// Where the last verb of a stretch of text begins and ends.
fn last_verb(text: &str, verbs: &[&str]) -> Option<(usize, usize)> {
    let places = verbs
        .iter()
        .filter_map(|verb| text.rfind(verb).map(|at| (at, at + verb.len())));
    places.max_by_key(|&(at, end)| (end, std::cmp::Reverse(at)))
}

/// Who organised an event: `由 A 主席主辦|高峰會`, `論壇|由 A 與 B 共同主辦`.
fn organisers(material: &Material, name: Span) -> Vec<(EntityId, Span)> {
    let document = material.document;
    let clause = sentence::clause(document, name);
    let around = sentence::around(document, name);
    if sentence::is_not_asserted(material, clause) {
        return Vec::new();
    }
    let verbs: Vec<&str> = material
        .authority
        .lexicon
        .group("organise-verb")
        .iter()
        .map(|(word, _)| word.as_ref())
        .collect();
    let is_body = |id: &EntityId| material.resolved.entity(*id).kind == Kind::Organisation;
    let before = Span::new(clause.start, name.start);
    let text = document.slice(before);
    let by = |span: Span| {
        let said = document.slice(span).contains('由');
        let agents = if said {
            agents(material, span)
        } else {
            Vec::new()
        };
        agents.into_iter().filter(is_body)
    };
    if let Some((at, end)) = last_verb(text, &verbs)
        && text[end..].trim().is_empty()
    {
        let subject = Span::new(clause.start, clause.start + at);
        return by(subject).map(|agent| (agent, around)).collect();
    }
    let after = Span::new(name.end, clause.end.max(name.end));
    match last_verb(document.slice(after), &verbs) {
        Some((at, _)) => {
            let subject = Span::new(after.start, after.start + at);
            by(subject).map(|agent| (agent, around)).collect()
        }
        None => Vec::new(),
    }
}

/// Who attended an event, and whether the sentence says so of our own side: `本會組團參加|高峰會`,
/// `高峰會|於巴黎舉辦，我國由 A、B 等代表參與`.
fn attendees(material: &Material, name: Span) -> (Vec<(EntityId, Span)>, bool) {
    /// How far the object may stand from its verb, in bytes: 參加|於墨西哥舉辦之|高峰會.
    const GAP: usize = 48;
    let document = material.document;
    let around = sentence::around(document, name);
    let clause = sentence::clause(document, name);
    let verbs = verbs(material, "attend");
    let none = (Vec::new(), false);
    let before = document.slice(Span::new(clause.start, name.start));
    if let Some((at, end)) = last_verb(before, &verbs) {
        let gap = &before[end..];
        let direct = gap.trim().trim_start_matches(['「', '『']).is_empty();
        let held = gap.trim_end().ends_with(['之', '的']) && gap.len() <= GAP;
        if !direct && !held || sentence::is_not_asserted(material, clause) {
            return none;
        }
        let subject = Span::new(clause.start, clause.start + at);
        let mut agents = agents(material, subject);
        // 由高處長率團，於…考察，並出席|論壇: the subject stands in an earlier clause.
        let whole = sentence::whole(document, name);
        let mut start = clause.start;
        while agents.is_empty() && start > whole.start {
            let earlier = &document.text()[whole.start..start];
            let edge = earlier.trim_end_matches(['，', ',', '；']);
            let from = edge.rfind(['，', ',']).map_or(whole.start, |at| {
                whole.start + at + edge[at..].chars().next().map_or(1, char::len_utf8)
            });
            agents = agents_of_subject(material, Span::new(from, whole.start + edge.len()));
            start = from;
        }
        let own = agents.iter().any(|&id| is_own(material, id));
        return (agents.into_iter().map(|id| (id, around)).collect(), own);
    }
    // Later clauses of the sentence without an event of their own.
    let whole = sentence::whole(document, name);
    let mut at = clause.end;
    while at < whole.end {
        let text = &document.text()[at..whole.end];
        let start = at + text.len() - text.trim_start_matches(['，', ',', ' ', '\n']).len();
        if start >= whole.end {
            break;
        }
        let rest = &document.text()[start..whole.end];
        let end = rest
            .find(['，', ',', '；', '。'])
            .map_or(whole.end, |i| start + i);
        let next = Span::new(start, end);
        at = end.max(start + 1);
        while !document.text().is_char_boundary(at) {
            at += 1;
        }
        let words = document.slice(next);
        let closes = verbs.iter().any(|verb| words.ends_with(verb));
        if !closes || sentence::is_not_asserted(material, next) {
            continue;
        }
        let agents = all_agents(material, next);
        let own = agents.iter().any(|&id| is_own(material, id));
        if own {
            return (agents.into_iter().map(|id| (id, around)).collect(), own);
        }
    }
    none
}

/// Those of an earlier clause who go on acting: its persons, else what it begins with.
fn agents_of_subject(material: &Material, span: Span) -> Vec<EntityId> {
    let all = agents(material, span);
    let persons: Vec<EntityId> = all
        .iter()
        .copied()
        .filter(|&id| material.resolved.entity(id).kind == Kind::Person)
        .collect();
    if !persons.is_empty() {
        return persons;
    }
    let first = material
        .inside(span)
        .find(|(_, mention)| mention.span.start == span.start)
        .and_then(|(index, _)| material.resolved.of_mention[index]);
    all.into_iter().filter(|&id| Some(id) == first).collect()
}

/// The subject before 由 and the list after it: 我國|由 A、B.
fn all_agents(material: &Material, span: Span) -> Vec<EntityId> {
    let mut agents = agents(material, span);
    let words = material.document.slice(span);
    if let Some(at) = words.rfind('由') {
        let before = Span::new(span.start, span.start + at);
        agents.extend(
            material
                .inside(before)
                .filter(|(_, mention)| mention.rule == Rule::Reference)
                .filter_map(|(index, _)| material.resolved.of_mention[index]),
        );
    }
    agents.sort_unstable();
    agents.dedup();
    agents
}

/// Whether something is the report's own country or body.
fn is_own(material: &Material, id: EntityId) -> bool {
    let key = &material.resolved.entity(id).key;
    material.report.jurisdiction.as_ref() == Some(key)
        || material.report.issuer.as_ref() == Some(key)
}

/// Who gave a meal: 張大使銘忠|午宴.
fn receptions(material: &Material) -> Vec<Participation> {
    let mut found = Vec::new();
    for pair in material.mentions.windows(2) {
        let [host, meal] = pair else { continue };
        let follows = host.span.end == meal.span.start;
        if !follows
            || !matches!(host.reading, Reading::Person(_))
            || !matches!(meal.reading, Reading::Event(_))
        {
            continue;
        }
        let (Some(agent), Some(event)) =
            (material.entity_at(host.span), material.entity_at(meal.span))
        else {
            continue;
        };
        let words = sentence::around(material.document, host.span.join(meal.span));
        found.push(part(event, agent, "host", vec![words]));
    }
    found
}

/// Who moderated, spoke or sat on the panel, in the sentences from one that names an event to its
/// full stop, if they name no other.
fn beside(material: &Material) -> Vec<Participation> {
    let document = material.document;
    let mut found = Vec::new();
    for (index, mention) in material.mentions.iter().enumerate() {
        let (Reading::Event(_), Some(event)) =
            (&mention.reading, material.resolved.of_mention[index])
        else {
            continue;
        };
        let block = document.block_at(mention.span.start);
        let in_session = || {
            let heading = |node| {
                document
                    .ancestors(node)
                    .any(|node| super::session::is_session(material, node.title))
            };
            block.node.is_some_and(heading)
        };
        if block.kind != BlockKind::Paragraph || in_session() {
            continue;
        }
        let start = sentence::whole(document, mention.span).start;
        let end = document.text()[mention.span.end..block.span.end]
            .find('。')
            .map_or(block.span.end, |at| mention.span.end + at);
        let stretch = Span::new(start, end);
        let other = material.inside(stretch).any(|(index, mention)| {
            matches!(mention.reading, Reading::Event(_))
                && material.resolved.of_mention[index] != Some(event)
        });
        if !other {
            let occasion = Occasion::Event(event);
            found.extend(super::session::participations(material, stretch, occasion));
        }
    }
    found
}

/// Who organised an event, spoke or sat on a panel of it, in the paragraphs below a heading that
/// names it: 四、臺韓智慧醫療論壇.
fn under_headings(material: &Material) -> Vec<Participation> {
    let document = material.document;
    let mut found = Vec::new();
    for (index, node) in document.nodes().iter().enumerate() {
        if !node.is_heading {
            continue;
        }
        let event = material
            .inside(node.title)
            .filter(|(_, mention)| {
                matches!(mention.reading, Reading::Event(_)) && mention.span.end == node.title.end
            })
            .find_map(|(index, _)| material.resolved.of_mention[index]);
        let Some(event) = event else { continue };
        let blocks = document.blocks().iter().filter(|block| {
            block.node == Some(crate::document::NodeId(index)) && block.kind == BlockKind::Paragraph
        });
        for block in blocks {
            found.extend(super::session::participations(
                material,
                block.span,
                Occasion::Event(event),
            ));
            found.extend(organised(material, block.span, event));
        }
    }
    found
}

/// Who organised what a heading names: 由 A 與 B 共同主辦, with no other event in the clause.
fn organised(material: &Material, block: Span, event: EntityId) -> Vec<Participation> {
    let document = material.document;
    let mut found = Vec::new();
    for (verb, _) in material.cues(block, "organise-verb") {
        let clause = sentence::clause(document, verb);
        let before = Span::new(clause.start, verb.start.max(clause.start));
        let other = material.inside(clause).any(|(index, mention)| {
            matches!(mention.reading, Reading::Event(_))
                && material.resolved.of_mention[index] != Some(event)
        });
        let ends = document
            .slice(Span::new(verb.end, clause.end))
            .trim()
            .is_empty();
        if other || !ends || sentence::is_not_asserted(material, clause) {
            continue;
        }
        if document.slice(before).contains('由') {
            let words = sentence::around(document, verb);
            let bodies = agents(material, before).into_iter();
            let bodies =
                bodies.filter(|&id| material.resolved.entity(id).kind == Kind::Organisation);
            found.extend(bodies.map(|id| part(event, id, "organiser", vec![words])));
        }
    }
    found
}

/// The members of the delegation that the report lists took part in what it was sent to.
fn delegation(material: &Material, event: EntityId, sent: Span) -> Vec<Participation> {
    let document = material.document;
    let headings = material.authority.lexicon.group("delegation-heading");
    let is_list = |block: &Block| {
        let Some(node) = block.node else { return false };
        let title = document.slice(document.node(node).title).trim();
        headings
            .iter()
            .any(|(word, _)| title.ends_with(word.as_ref()))
    };
    let rows = document
        .blocks()
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Row { .. }) && is_list(block));
    let mut found = Vec::new();
    for row in rows {
        for (index, mention) in material.inside(row.span) {
            if let (Reading::Person(_), Some(agent)) =
                (&mention.reading, material.resolved.of_mention[index])
            {
                // That they belong to it is what the list says.
                found.push(Participation {
                    implied: true,
                    ..part(event, agent, present(material, agent), vec![row.span, sent])
                });
            }
        }
    }
    found
}

/// Who was there, who stands in a list of those who were not, and whom another list excuses.
type Heads = (
    Vec<Participation>,
    Vec<Participation>,
    Vec<(Occasion, EntityId, Span)>,
);

/// A list of people: its block, the words that name them, and the body for which they are there.
type Listed = (Span, Span, Option<EntityId>);

/// What a block below 出席人員： lists: the people of a line, or behind a body (霧臺鄉公所：|杜正吉鄉長).
fn listed_in(material: &Material, block: &Block) -> Option<Listed> {
    match block.kind {
        BlockKind::Paragraph | BlockKind::Row { .. } => Some((block.span, block.span, None)),
        BlockKind::Field { label, value } => {
            let mut bodies = material.named(label, |kind| kind == Kind::Organisation);
            let (_, body) = bodies.next()?;
            Some((block.span, value, Some(body)))
        }
        _ => None,
    }
}

/// The lines of people below a list that begins behind its label, which stand further in than the label does.
fn below_first<'m>(material: &'m Material, label: usize) -> impl Iterator<Item = Listed> + 'm {
    let document = material.document;
    let blocks = document.blocks();
    let edge = document.indent(&blocks[label]);
    let below = blocks[label + 1..].iter().take_while(move |next| {
        next.node == blocks[label].node
            && matches!(next.kind, BlockKind::Paragraph)
            && document.indent(next) > edge
            && roster::line(material, next) == Some(roster::Line::Persons)
    });
    below.filter_map(|next| listed_in(material, next))
}

/// Who was at the meeting that minutes are of, and who was not: 主席, 出席人員, 缺席 at their head.
fn heads(material: &Material, facts: &mut Facts) -> Heads {
    let document = material.document;
    let Some(occasion) = record::occasion(material, facts) else {
        return Heads::default();
    };
    let mut away: Vec<(EntityId, Span)> = Vec::new();
    let mut found: Vec<Participation> = Vec::new();
    let mut absent: Vec<Participation> = Vec::new();
    for (at, block) in document.blocks().iter().enumerate() {
        let depth = block.node.map_or(0, |node| document.path(node).len());
        if depth > 1 {
            continue;
        }
        let mut labels = Vec::new();
        for (word, part) in material.cues(block.span, "attendee-label") {
            let rest = document
                .slice(Span::new(word.end, block.span.end))
                .trim_start();
            // 王秀英（代理人：陳志明） opens no list.
            let before = document.slice(Span::new(block.span.start, word.start));
            let in_brackets = before.rfind(['(', '（']) > before.rfind([')', '）']);
            // 出席人員 above a table
            let title = block.node.filter(|_| block.kind != BlockKind::Paragraph);
            let start = title.map_or(block.span.start, |node| document.node(node).title.start);
            let alone = rest.trim_end().is_empty() && word.start == start;
            let table = || {
                let below = document.blocks().get(at + 1);
                below.is_some_and(|below| matches!(below.kind, BlockKind::Columns { .. }))
            };
            if !in_brackets && (rest.starts_with(['：', ':']) || alone && table()) {
                let colon = block.span.end - rest.len();
                labels.push((Span::new(word.start, colon), part));
            }
        }
        // Of 出席人員 and 人員 the longer word is the label.
        labels.sort_by_key(|(label, _)| (label.end, label.start));
        labels.dedup_by_key(|(label, _)| label.end);
        for (index, (label, part)) in labels.iter().enumerate() {
            let end = labels
                .get(index + 1)
                .map_or(block.span.end, |(next, _)| next.start);
            let mut lists = vec![(block.span, Span::new(label.end, end), None)];
            if index + 1 == labels.len() {
                lists.extend(below_first(material, at));
            }
            // 出席人員： above a list of lines
            if document.slice(lists[0].1).trim().chars().count() <= 1 {
                let below = document.blocks()[at + 1..].iter();
                lists = below
                    .take_while(|next| next.node == block.node)
                    .map(|next| (next, listed_in(material, next)))
                    .take_while(|(next, list)| {
                        list.is_some() || matches!(next.kind, BlockKind::Columns { .. })
                    })
                    .filter_map(|(_, list)| list)
                    .collect();
            }
            let role = match *part {
                "chair" => "chair",
                "speaker" => "speaker",
                "panellist" => "panellist",
                _ => "attendee",
            };
            // The line above, how far it stands in, and the last body that was named.
            let mut above: Option<(usize, Option<EntityId>)> = None;
            for (block, value, body) in lists {
                let indent = document.indent(document.block_at(block.start));
                // 霧臺鄉公所　杜正吉鄉長, and another one below him
                let hangs = above.filter(|(known, _)| *known < indent);
                let body = body.or(hangs.and_then(|(_, last)| last));
                let list = roster::Roster {
                    value,
                    block,
                    occasion,
                    role,
                    side: None,
                    host: None,
                    body,
                };
                let words = sentence::trimmed(document.text(), block);
                let excused = roster::excused(material, &list).into_iter();
                away.extend(excused.map(|agent| (agent, words)));
                let (read, shared) = roster::read(material, &list);
                // 霧臺鄉公所, above those who came from there
                let alone = match roster::line(material, document.block_at(block.start)) {
                    Some(roster::Line::Body(body)) => Some(body),
                    _ => None,
                };
                let of_last = shared.or(alone);
                if hangs.is_none() || of_last.is_some() && of_last != body {
                    above = Some((indent, of_last));
                }
                for fact in read {
                    if *part == minutes::ABSENT {
                        absent.push(fact);
                    } else if !found.iter().any(|known| known.agent == fact.agent) {
                        found.push(fact);
                    }
                }
            }
        }
    }
    let away = away.into_iter();
    let away = away.map(|(agent, words)| (occasion, agent, words));
    (found, absent, away.collect())
}
