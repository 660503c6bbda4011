//! Visits: a heading that says who was visited, with fields for the time and the attendees, or
//! a date and a verb of visiting in a sentence.

use std::ops::Range;

use super::{
    Facts, Material, Occasion, Participation, Visit, attendance, itinerary, key, minutes, roster,
    sentence,
};
use crate::document::{Block, BlockKind, NodeId, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::date::CivilDate;
use crate::mention::{Reading, Rule, heads_names};

/// Reads visits and who attended them.
pub fn find(material: &Material, facts: &mut Facts) {
    let headings = headings(material);
    // Where a report visits a body twice, its own words tell the visits apart.
    let wanted: Vec<(String, Vec<String>)> = headings
        .iter()
        .map(|(id, host, title)| {
            let words = material.document.slice(*title).to_owned();
            let times: Vec<&str> = fields(material, *id)
                .filter(|(_, kind, _)| matches!(kind, FieldKind::Time))
                .map(|(.., value)| material.document.slice(value))
                .collect();
            let name = material.resolved.entity(*host).key.clone();
            (name, vec![words, times.join("\n")])
        })
        .collect();
    let keys = key::apart(&wanted);
    for ((id, host, title), key) in headings.into_iter().zip(keys) {
        under_heading(material, facts, id, host, key, title);
        if let Some(visit) = facts.visits.last_mut() {
            itinerary::complete(material, visit, |block| belongs(material, id, block));
        }
    }
    in_sentences(material, facts);
}

/// The headings that say who was visited, with the body and the words that call it a visit.
fn headings(material: &Material) -> Vec<(NodeId, EntityId, Span)> {
    let nodes = material.document.nodes().iter().enumerate();
    nodes
        .filter(|(_, node)| node.is_heading)
        .filter_map(|(index, node)| {
            let host = visited(material, node.title)?;
            Some((NodeId(index), host, named(material, node.title)))
        })
        .collect()
}

/// The heading without a date that a colon sets off: 7 月 11 日（三）：|拜會…
fn named(material: &Material, title: Span) -> Span {
    let text = material.document.slice(title);
    let start = text
        .char_indices()
        .find(|(_, c)| matches!(c, '：' | ':'))
        .map(|(at, c)| at + c.len_utf8())
        .filter(|&at| {
            let before = Span::new(title.start, title.start + at);
            material.dates(before).next().is_some()
        })
        .unwrap_or(0);
    sentence::trimmed(
        material.document.text(),
        Span::new(title.start + start, title.end),
    )
}

fn under_heading(
    material: &Material,
    facts: &mut Facts,
    id: NodeId,
    host: EntityId,
    key: String,
    title: Span,
) {
    let document = material.document;
    let heading = document.node(id).title;
    let mut visit = Visit {
        host,
        key,
        label: document.slice(title).trim().to_owned(),
        dates: material.dates(heading).collect(),
        location: None,
        open_list: false,
        evidence: vec![title],
    };
    let occasion = Occasion::Visit(facts.visits.len());
    let mut found: Vec<Participation> = Vec::new();
    // The list that a label began and that goes on below it.
    let mut below_label: Option<roster::Roster> = None;
    for block in below(material, id) {
        if let Some((label, value)) = document.field(block) {
            below_label = None;
            match field(material, label) {
                Some(FieldKind::Time) => {
                    let dates: Vec<_> = material.dates(value).collect();
                    if !dates.is_empty() {
                        visit.evidence.push(block.span);
                    }
                    visit.dates.extend(dates);
                }
                Some(FieldKind::Place) => {
                    visit.location = itinerary::place(material, value);
                    if visit.location.is_some() {
                        visit.evidence.push(block.span);
                    }
                }
                Some(FieldKind::Attendees(label, said)) => {
                    visit.open_list |= roster::is_open(material, value);
                    let list = roster::Roster {
                        value,
                        block: block.span,
                        occasion,
                        role: "attendee",
                        side: roster::side_of_label(material, label, said, host),
                        host: Some(host),
                        body: None,
                    };
                    for agent in roster::excused(material, &list) {
                        minutes::add_absence(facts, occasion, agent, block.span);
                    }
                    let (listed, _) = roster::read(material, &list);
                    if said == minutes::ABSENT {
                        for fact in listed {
                            minutes::add_absence(facts, occasion, fact.agent, block.span);
                        }
                        continue;
                    }
                    add(&mut found, listed);
                    let empty = document.slice(value).trim().is_empty();
                    below_label = empty.then_some(list);
                }
                None => {}
            }
            continue;
        }
        if let Some(list) = &mut below_label {
            match roster::line(material, block) {
                Some(roster::Line::Persons) => {
                    (list.value, list.block) = (block.span, block.span);
                    let (read, shared) = roster::read(material, list);
                    list.body = shared.or(list.body);
                    visit.open_list |= roster::is_open(material, block.span);
                    add(&mut found, read);
                    continue;
                }
                Some(roster::Line::Body(body)) => {
                    list.body = Some(body);
                    continue;
                }
                None => below_label = None,
            }
        }
        if is_row_of_persons(material, block) && belongs(material, id, block) {
            add(
                &mut found,
                row(material, facts, block.span, (occasion, host)),
            );
            continue;
        }
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
            && belongs(material, id, block)
        {
            add(&mut found, present(material, block.span, occasion, host));
        }
    }
    facts.participations.extend(found);
    facts.visits.push(visit);
}

/// Those of a row of a table who were at a visit; who the row says were not, are told so.
fn row(
    material: &Material,
    facts: &mut Facts,
    row: Span,
    (occasion, host): (Occasion, EntityId),
) -> Vec<Participation> {
    let list = roster::Roster {
        value: row,
        block: row,
        occasion,
        role: "attendee",
        side: None,
        host: Some(host),
        body: None,
    };
    for agent in roster::excused(material, &list) {
        minutes::add_absence(facts, occasion, agent, row);
    }
    roster::read(material, &list).0
}

/// Whether a block is a row of a table with a column of persons.
fn is_row_of_persons(material: &Material, block: &Block) -> bool {
    let BlockKind::Row { table, .. } = block.kind else {
        return false;
    };
    let lexicon = &material.authority.lexicon;
    material.document.tables()[table]
        .columns
        .iter()
        .any(|head| {
            let head = material.document.slice(*head);
            lexicon.value("table-header", head).is_some_and(heads_names)
        })
}

/// Whether a block stands under a heading itself, or under an item right below it.
fn belongs(material: &Material, id: NodeId, block: &Block) -> bool {
    let document = material.document;
    block.node.is_some_and(|node| {
        node == id || !document.node(node).is_heading && document.node(node).parent == Some(id)
    })
}

/// The blocks under the heading of a visit; fields may be numbered, and the label of a list of
/// attendees may be a heading of its own.
fn below<'m>(material: &'m Material, id: NodeId) -> impl Iterator<Item = &'m Block> {
    let document = material.document;
    let label = move |node: NodeId| {
        let attendees = || {
            let title = document.node(node).title;
            let words = sentence::trimmed(document.text(), title);
            let end = words.start + document.slice(words).trim_end_matches(['：', ':']).len();
            field(material, Span::new(words.start, end))
        };
        document.node(node).parent == Some(id)
            && matches!(attendees(), Some(FieldKind::Attendees(..)))
    };
    let listed = move |block: &Block| {
        let node = block.node?;
        let above = document.node(node).parent;
        Some(label(node) || above.is_some_and(label))
    };
    let blocks = document.blocks().iter();
    blocks.filter(move |block| belongs(material, id, block) || listed(block) == Some(true))
}

/// The fields among them that say when it was or who attended, with their values.
fn fields<'m>(
    material: &'m Material,
    id: NodeId,
) -> impl Iterator<Item = (&'m Block, FieldKind<'m>, Span)> {
    below(material, id).filter_map(|block| {
        let (label, value) = material.document.field(block)?;
        Some((block, field(material, label)?, value))
    })
}

/// Nobody takes part in one visit twice, let alone on both sides: what was read first stands.
fn add(found: &mut Vec<Participation>, more: Vec<Participation>) {
    for fact in more {
        if !found.iter().any(|known| known.agent == fact.agent) {
            found.push(fact);
        }
    }
}

/// Who received, spoke or was there, by the words after their names.
fn present(
    material: &Material,
    block: Span,
    occasion: Occasion,
    host: EntityId,
) -> Vec<Participation> {
    let document = material.document;
    let mut found = Vec::new();
    for (index, mention) in material.inside(block) {
        let (Reading::Person(person), Some(agent)) =
            (&mention.reading, material.resolved.of_mention[index])
        else {
            continue;
        };
        let clause = sentence::clause(document, mention.span);
        let after = document.slice(Span::new(
            mention.span.end,
            clause.end.max(mention.span.end),
        ));
        let says = |group: &str| material.words(group).stand_in(after);
        if !(says("presence-verb") || says("speech-verb"))
            || sentence::is_not_asserted(material, clause)
        {
            continue;
        }
        let body = person
            .roles
            .first()
            .and_then(|role| role.of)
            .and_then(|of| material.entity_at(of));
        let side = body.and_then(|body| roster::side_of_body(material, body, host));
        found.push(Participation {
            implied: false,
            occasion,
            agent,
            role: "attendee".to_owned(),
            side: side.map(str::to_owned),
            acting_for: None,
            title: None,
            evidence: vec![sentence::around(document, mention.span)],
        });
    }
    found
}

/// Visits that only a sentence names: 於 2013 年 12 月 4 日拜會外交部國際組織司. A date with a day
/// stands right before the verb, the body right after it.
fn in_sentences(material: &Material, facts: &mut Facts) {
    let document = material.document;
    // Of each visit its host and its day; one without a day may be any.
    let day = |visit: &Visit| visit.dates.first().map(|(date, _)| date.start);
    let mut known: Vec<(EntityId, Option<CivilDate>)> = facts
        .visits
        .iter()
        .map(|visit| (visit.host, day(visit)))
        .collect();
    let mut keys: Vec<(String, Vec<String>)> = Vec::new();
    let before = facts.visits.len();
    for mention in material.mentions {
        let Reading::Date(date) = &mention.reading else {
            continue;
        };
        let block = document.block_at(mention.span.start);
        let in_row = is_row(material, block, mention.span);
        // A later day of a row tells of what stands right behind it.
        let later = || {
            let mut dates = material.dates(block.span);
            dates.next().is_some_and(|(first, printed)| {
                first.start.day().is_some() && is_row(material, block, printed)
            })
        };
        let told = in_row || block.kind == BlockKind::Paragraph || later();
        if !told || date.start.day().is_none() {
            continue;
        }
        let mut others = material.dates(Span::new(mention.span.end, block.span.end));
        let end = others
            .next()
            .map_or(block.span.end, |(_, other)| other.start);
        let rest = before_day(material, mention.span, end);
        let end = mention.span.end + rest.len();
        for (index, verb) in verbs(material, rest, in_row).into_iter().enumerate() {
            let at = mention.span.end + verb.end;
            let Some((body, host)) = body_behind(material, Span::new(at, end)) else {
                continue;
            };
            let own = Span::new(mention.span.end + verb.start, at);
            let clauses = [mention.span, own].map(|words| sentence::clause(document, words));
            let is_told = |clause: &Span| !sentence::is_not_asserted(material, *clause);
            let on = date.start;
            let is_known = known
                .iter()
                .any(|(other, day)| *other == host && day.is_none_or(|day| day == on));
            if is_known || !clauses.iter().all(is_told) {
                continue;
            }
            known.push((host, Some(on)));
            let words = mention.span.join(body);
            let sentence = sentence::around(document, words);
            let occasion = Occasion::Visit(facts.visits.len());
            let sides = [
                (caller(material, mention.span), roster::VISITOR),
                (Some(host), roster::HOST),
            ];
            for (agent, side) in sides {
                facts
                    .participations
                    .extend(agent.map(|agent| Participation {
                        implied: false,
                        occasion,
                        agent,
                        role: attendance::present(material, agent).to_owned(),
                        side: Some(side.to_owned()),
                        acting_for: None,
                        title: None,
                        evidence: vec![sentence],
                    }));
            }
            let key = material.resolved.entity(host).key.clone();
            keys.push((key, vec![on.to_string()]));
            // Of several visits in a row the later ones are called by their own words.
            let label = if index == 0 {
                words
            } else {
                Span::new(mention.span.end + verb.start, body.end)
            };
            facts.visits.push(Visit {
                host,
                key: String::new(),
                label: document.slice(label).to_owned(),
                dates: vec![(date.clone(), mention.span)],
                location: itinerary::place_of_row(material, block),
                open_list: false,
                evidence: vec![words],
            });
        }
    }
    // The visits of headings have their keys.
    let taken = facts.visits[..before].iter();
    let taken: Vec<_> = taken.map(|visit| (visit.key.clone(), Vec::new())).collect();
    let wanted: Vec<_> = taken.into_iter().chain(keys).collect();
    let keys = key::apart(&wanted);
    for (visit, key) in facts.visits[before..].iter_mut().zip(&keys[before..]) {
        visit.key.clone_from(key);
    }
}

/// Whether a block is a row, or a line, of an itinerary that a date begins, or a number and a date:
/// 10月7日　高知縣　拜會高知縣廳.
fn is_row(material: &Material, block: &Block, date: Span) -> bool {
    let document = material.document;
    let lead = document.slice(Span::new(block.span.start, date.start));
    match block.kind {
        BlockKind::Row { .. } => !lead.contains(char::is_alphabetic) || only_counts(material, lead),
        BlockKind::Paragraph => {
            (lead.trim().is_empty() || only_counts(material, lead))
                && !document.slice(block.span).contains(['。', '，'])
        }
        _ => false,
    }
}

/// Whether what stands before the day of a row only counts rows or days: 一, (二), 第1天, 第三日, Day 2.
fn only_counts(material: &Material, lead: &str) -> bool {
    let bare = lead
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let words = material.words("day-count");
    let before = words.starting(&bare).filter(|(_, place)| place == "before");
    let bare = before
        .last()
        .map_or(&*bare, |(word, _)| &bare[word.len()..]);
    let behind = words.ending(bare).filter(|(_, place)| place == "after");
    let behind = behind.map(|(word, _)| word.len()).max().unwrap_or(0);
    let number = bare[..bare.len() - behind].trim();
    let counts = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    !number.is_empty() && number.chars().count() <= 3 && number.chars().all(counts)
}

/// The longest body right behind a verb of visiting.
fn body_behind(material: &Material, rest: Span) -> Option<(Span, EntityId)> {
    let text = material.document.text();
    material
        .inside(rest)
        .filter(|(_, body)| {
            body.span.start == rest.start || text[rest.start..body.span.start].trim().is_empty()
        })
        .filter_map(|(index, body)| {
            let id = material.resolved.of_mention[index]?;
            let is_body = material.resolved.entity(id).kind == Kind::Organisation;
            is_body.then_some((body.span, id))
        })
        .max_by_key(|(span, _)| span.end)
}

/// Where the verbs of visiting stand: one right behind a date, and in its row any.
fn verbs(material: &Material, rest: &str, in_row: bool) -> Vec<Range<usize>> {
    let words = material.words("visit-verb");
    // More than one space set the columns of an itinerary apart.
    let close = rest.strip_prefix(' ').unwrap_or(rest);
    let behind = words.starting(close).map(|(verb, _)| verb.len()).max();
    let start = rest.len() - close.len();
    let mut found: Vec<Range<usize>> = Vec::new();
    found.extend(behind.map(|length| start..start + length));
    if in_row {
        let places = words.places(rest);
        let mut places: Vec<Range<usize>> = places
            .into_iter()
            .map(|(at, (verb, _))| at..at + verb.len())
            .collect();
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        for place in places {
            if found.last().is_none_or(|last| place.start >= last.end) {
                found.push(place);
            }
        }
    }
    found
}

/// The words up to what looks like another day, also where nothing makes it a date: 參訪…，|10/18 拜會….
/// A point is one of a day where the first day has it; elsewhere it is one of hours.
fn before_day<'m>(material: &Material<'m>, date: Span, end: usize) -> &'m str {
    let has_points = material.document.slice(date).contains('.');
    let rest = &material.document.text()[date.end..end];
    let mut chars = rest.char_indices().peekable();
    let mut number: Option<usize> = None;
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_digit() {
            number.get_or_insert(at);
            continue;
        }
        let is_stroke = matches!(c, '/' | '／') || c == '.' && has_points;
        let goes_on = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if let Some(start) = number.take()
            && (is_stroke && goes_on || matches!(c, '日' | '號'))
        {
            return &rest[..start];
        }
    }
    rest
}

/// Who paid a visit: 本會 or 我國 at the beginning of the sentence.
fn caller(material: &Material, date: Span) -> Option<EntityId> {
    let sentence = sentence::whole(material.document, date);
    let begins = |span: Span| {
        let clause = sentence::clause(material.document, span);
        sentence::trimmed(material.document.text(), clause).start == span.start
    };
    material
        .inside(Span::new(sentence.start, date.start))
        .filter(|(_, mention)| mention.rule == Rule::Reference && begins(mention.span))
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .last()
}

/// The body that a heading says was visited: 拜會法國 Digital Agency.
fn visited(material: &Material, title: Span) -> Option<EntityId> {
    let text = material.document.slice(title);
    let verbs = material.authority.lexicon.group("visit-verb");
    let verb_end = verbs
        .iter()
        .filter_map(|(verb, _)| text.find(verb.as_ref()).map(|at| (at, at + verb.len())))
        .min()
        .map(|(_, end)| title.start + end)?;
    material
        .inside(Span::new(verb_end, title.end))
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .find(|&id| material.resolved.entity(id).kind == Kind::Organisation)
}

/// What a field below the heading of a visit says.
pub enum FieldKind<'a> {
    /// When it was.
    Time,
    /// Where it was.
    Place,
    /// With the label, and the side or part that the authority tables say.
    Attendees(Span, &'a str),
}

/// What the label of a field says of a visit.
pub fn field<'a>(material: &Material<'a>, label: Span) -> Option<FieldKind<'a>> {
    let words = material.document.slice(label);
    let words = words.trim_end_matches(['：', ':', ' ']);
    let lexicon = &material.authority.lexicon;
    if crate::document::is_latin(words) {
        let lower = words.to_lowercase();
        if let Some(side) = lexicon.value("attendee-label", &lower) {
            return Some(FieldKind::Attendees(label, side));
        }
    }
    match lexicon.field(words) {
        Some("time" | "date") => return Some(FieldKind::Time),
        Some("place") => return Some(FieldKind::Place),
        _ => {}
    }
    let labels = material.words("attendee-label").ending(words);
    let known = labels.max_by_key(|(word, _)| word.len());
    match known {
        Some((_, side)) => Some(FieldKind::Attendees(label, side)),
        // 日方, 韓方
        None => roster::is_side(material, label).then_some(FieldKind::Attendees(label, "side")),
    }
}
