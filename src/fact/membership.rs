//! Who holds which title in which body.

use super::{
    Facts, JobTitle, Material, Membership, Occasion, Participation, accession, affiliation,
    sentence,
};
use crate::document::{BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::{Reading, RoleReading, Rule};

/// Reads memberships from the titles that stand with persons; those of attendee lists come with
/// the bodies that the lists imply.
pub fn find(material: &Material, facts: &mut Facts) {
    let mut memberships: Vec<Membership> = Vec::new();
    for participation in &facts.participations {
        let is_person = |id: &EntityId| material.resolved.entity(*id).kind == Kind::Person;
        // Who came in somebody's place is no member of him.
        let body = participation.acting_for.filter(|id| !is_person(id));
        if let (Some(body), Some(title)) = (body, &participation.title)
            && !says_former(material, title)
        {
            let fact = Membership {
                member: participation.agent,
                body,
                title: title.clone(),
                roles: roles(material, title),
                since: None,
                as_of: None,
                evidence: participation.evidence.clone(),
            };
            add(&mut memberships, fact);
        }
    }
    let mut titles: Vec<JobTitle> = Vec::new();
    for (index, mention) in material.mentions.iter().enumerate() {
        let (Reading::Person(person), Some(member)) =
            (&mention.reading, material.resolved.of_mention[index])
        else {
            continue;
        };
        for reading in &person.roles {
            if is_former(material, reading) || names_somebody(material, reading, member) {
                continue;
            }
            let evidence = vec![evidence(material, mention.span, reading)];
            if let Some((event, title)) = of_event(material, reading) {
                facts.participations.push(Participation {
                    implied: false,
                    occasion: Occasion::Event(event),
                    agent: member,
                    role: role(material, &title).unwrap_or_else(|| "participant".to_owned()),
                    side: None,
                    acting_for: None,
                    title: Some(title),
                    evidence,
                });
                continue;
            }
            let title = material.title(reading.title);
            match body(material, reading, &title) {
                Some(body) => add(
                    &mut memberships,
                    Membership {
                        member,
                        body,
                        roles: roles(material, &title),
                        title,
                        since: None,
                        as_of: None,
                        evidence,
                    },
                ),
                None if title.is_empty() => {}
                None => titles.push(JobTitle {
                    person: member,
                    title,
                    evidence,
                }),
            }
        }
    }
    let (joined, denied) = accession::find(material);
    for fact in affiliation::find(material).into_iter().chain(joined) {
        add(&mut memberships, fact);
    }
    facts.denials = denied;
    // A body without a title adds nothing where the same body has one.
    let with_title: Vec<(EntityId, EntityId)> = memberships
        .iter()
        .filter(|m| !m.title.is_empty())
        .map(|m| (m.member, m.body))
        .collect();
    memberships.retain(|m| !m.title.is_empty() || !with_title.contains(&(m.member, m.body)));
    // A title without a body adds nothing where the same title has one.
    titles.retain(|t| {
        !memberships
            .iter()
            .any(|m| m.member == t.person && m.title == t.title)
    });
    titles
        .sort_by(|a, b| (a.person, &a.title, &a.evidence).cmp(&(b.person, &b.title, &b.evidence)));
    titles.dedup_by(|b, a| {
        let same = a.person == b.person && a.title == b.title;
        if same {
            a.evidence.append(&mut b.evidence);
        }
        same
    });
    facts.memberships = memberships;
    facts.titles = titles;
}

/// Whether a title is one that somebody had before: 前|部長, 前|衛生福利部部長, 曾任|司長, the former |minister.
fn is_former(material: &Material, reading: &RoleReading) -> bool {
    let document = material.document;
    let title = reading.title;
    let start = reading
        .of
        .map_or(title.start, |of| of.start.min(title.start));
    let block = document.block_at(title.start).span;
    let lead = document.slice(Span::new(block.start, start.max(block.start)));
    let marks = ['，', '。', '；', '、', ',', '：', '（'];
    let clause = lead.rsplit(marks).next().unwrap_or_default().trim();
    let words = material.authority.lexicon.group("former-word");
    let formerly = words
        .iter()
        .any(|(word, _)| *clause == **word || word.chars().count() > 1 && clause.contains(&**word));
    let last = lead.split_whitespace().next_back().unwrap_or_default();
    formerly
        || says_former(material, last) && is_latin(last)
        || says_former(material, document.slice(title))
}

/// Whether a title begins with the word that somebody had it before: 前|部長, Former |Prime Minister, ex-|minister.
fn says_former(material: &Material, title: &str) -> bool {
    let first = title.split([' ', '-']).next().unwrap_or_default();
    let lexicon = &material.authority.lexicon;
    material.words("former-word").start(title)
        || lexicon.contains("former-word-en", &first.to_lowercase())
}

fn add(memberships: &mut Vec<Membership>, fact: Membership) {
    let known = memberships
        .iter_mut()
        .filter(|m| m.member == fact.member && m.body == fact.body && m.title == fact.title)
        // A founding member is more than a member.
        .find(|m| !m.title.is_empty() || m.roles == fact.roles);
    match known {
        Some(known) => {
            known.since = known.since.take().or(fact.since);
            known.as_of = known.as_of.or(fact.as_of);
            known.evidence.extend(fact.evidence);
            known.evidence.sort_unstable();
            known.evidence.dedup();
        }
        None => memberships.push(fact),
    }
}

/// The event that a title belongs to, and the title without its name: 高峰會|聯合主席.
fn of_event(material: &Material, reading: &RoleReading) -> Option<(EntityId, String)> {
    let (index, mention) = material
        .inside(reading.title)
        .find(|(_, mention)| matches!(mention.reading, Reading::Event(_)))?;
    let event = material.resolved.of_mention[index]?;
    let title = Span::new(mention.span.end, reading.title.end);
    let title = material.document.slice(title).trim();
    (!title.is_empty()).then(|| (event, title.to_owned()))
}

/// The row of a table, or the sentence around the name.
fn evidence(material: &Material, name: Span, role: &RoleReading) -> Span {
    let block = material.document.block_at(name.start);
    let whole = name.join(role.title);
    let whole = role.of.map_or(whole, |of| whole.join(of));
    match block.kind {
        BlockKind::Row { .. } => block.span,
        _ => sentence::around(material.document, whole),
    }
}

/// Whether what stands where a title would be names somebody else: `Hon. Clare O'Neil MP, |Ashwini Vaishnaw`.
fn names_somebody(material: &Material, reading: &RoleReading, member: EntityId) -> bool {
    let block = material.document.block_at(reading.title.start).span;
    material.inside(block).any(|(index, mention)| {
        matches!(mention.reading, Reading::Person(_))
            && mention.span.overlaps(reading.title)
            && material.resolved.of_mention[index].is_some_and(|other| other != member)
    })
}

/// Whether a country or town is only where somebody is posted: 駐|德國|代表, `Ambassador to |Kenya`,
/// `High Commissioner in |London`.
fn is_posting(material: &Material, reading: &RoleReading, of: Span) -> bool {
    let document = material.document;
    let block = document.block_at(of.start).span;
    let before = document.slice(Span::new(block.start, of.start));
    let between = (reading.title.end <= of.start).then(|| {
        document
            .slice(Span::new(reading.title.end, of.start))
            .trim()
    });
    before.ends_with('駐') || matches!(between, Some("to" | "in" | "to the" | "in the"))
}

/// The body that a title belongs to.
///
/// 我國 before a title only says where somebody is from, unless the title is an office of state:
/// 我國總統, but not 我國倡議者.
fn body(material: &Material, reading: &RoleReading, title: &str) -> Option<EntityId> {
    let of = reading.of?;
    let index = material
        .inside(of)
        .filter(|(index, mention)| {
            mention.span == of && material.resolved.of_mention[*index].is_some()
        })
        .map(|(index, _)| index)
        .next()?;
    let body = material.resolved.of_mention[index]?;
    let jurisdiction = material.resolved.entity(body).kind == Kind::Jurisdiction;
    if jurisdiction && is_posting(material, reading, of) {
        return None;
    }
    let from = material.mentions[index].rule == Rule::Reference && jurisdiction;
    let office = |title: &str| {
        let offices = material.authority.lexicon.group("state-office");
        offices
            .iter()
            .any(|(office, _)| title.ends_with(office.as_ref()))
    };
    (!from || office(title)).then_some(body)
}

/// The concept of a title in the code list `role`: of the longest known title at its end.
pub fn role(material: &Material, title: &str) -> Option<String> {
    last_title(material, title)?.1
}

/// The longest known title at the end of some words: where it begins, and its concept in the code
/// list `role`.
fn last_title(material: &Material, words: &str) -> Option<(usize, Option<String>)> {
    let (at, row) = words.char_indices().find_map(|(at, _)| {
        let row = material.authority.titles.named(&words[at..]).next()?;
        Some((at, row))
    })?;
    Some((at, row.role.as_ref().map(ToString::to_string)))
}

/// The concepts of a title in the code list `role`, in its order: one for each of the titles that
/// are joined in it (副總裁|兼|共同創辦人).
fn roles(material: &Material, title: &str) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    let mut rest = Some(title);
    while let Some((at, role)) = rest.and_then(|words| last_title(material, words)) {
        let before = rest.and_then(|words| before_joiner(material, &words[..at]));
        roles.extend(role.filter(|role| !roles.contains(role)));
        rest = before;
    }
    roles.reverse();
    roles
}

/// What stands before the word that joins a title to the one before it: 副總裁|兼, `Chairman| and `.
fn before_joiner<'w>(material: &Material, words: &'w str) -> Option<&'w str> {
    let words = words.trim_end();
    let joiners = material.words("title-joiner").ending(words);
    let (joiner, _) = joiners.max_by_key(|(joiner, _)| joiner.len())?;
    let before = &words[..words.len() - joiner.len()];
    let is_whole = !joiner.is_ascii() || before.ends_with(char::is_whitespace);
    is_whole.then(|| before.trim_end())
}
