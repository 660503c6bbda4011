//! Who belongs to what, as lists and verbs of joining say it: `由巴西、挪威等 8 國組成`,
//! `智利及美國等推動委員會成員國`, `法國從 2013 年加入 OGP`.

use super::enumeration::{self, Item};
use super::{Material, Membership, sentence};
use crate::document::Span;
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;
use crate::mention::date::DateReading;

/// Reads them.
pub fn find(material: &Material) -> Vec<Membership> {
    let mut found = founders(material);
    found.extend(listed_members(material));
    found.extend(joined(material));
    found
}

fn member(member: EntityId, body: EntityId, role: &str, evidence: Span) -> Membership {
    Membership {
        member,
        body,
        title: String::new(),
        roles: vec![role.to_owned()],
        since: None,
        as_of: None,
        evidence: vec![evidence],
    }
}

/// Whether something can belong to a body.
fn is_agent(material: &Material, id: EntityId) -> bool {
    let kind = material.resolved.entity(id).kind;
    matches!(kind, Kind::Jurisdiction | Kind::Organisation)
}

fn is_body(material: &Material, id: EntityId) -> bool {
    let kind = material.resolved.entity(id).kind;
    matches!(kind, Kind::Organisation | Kind::Programme)
}

/// Where each of the words of a group stands in the text, with its end and value.
fn places<'a>(material: &Material<'a>, group: &str) -> Vec<(Span, &'a str)> {
    let document = material.document;
    let whole = Span::new(0, document.text().len());
    let mut places: Vec<(Span, &str)> = material
        .cues(whole, group)
        .filter(|(place, _)| !document.slice(*place).is_ascii())
        .collect();
    // Of 成員 and 成員國 the longer word counts.
    places.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    places.dedup_by_key(|(span, _)| span.start);
    places
}

/// The date, if one stands in some words, with the words that print it.
fn date_in(material: &Material, words: Span) -> Option<(DateReading, Span)> {
    material
        .inside(words)
        .find_map(|(_, mention)| match &mention.reading {
            Reading::Date(date) if date.end.is_none() => Some((date.clone(), mention.span)),
            _ => None,
        })
}

/// The list that ends before a place, over what closes and counts it: `美國|等 8 國政府|組成`.
fn list_before(material: &Material, clause: Span, at: usize) -> Vec<Item> {
    /// How many bytes may stand between the last name and the word: 等 15 個地方政府共同.
    const GAP: usize = 60;
    let text = material.document.text();
    let mut last = None;
    for (_, mention) in material.inside(Span::new(clause.start, at)) {
        let names = !matches!(mention.reading, Reading::Figure(_) | Reading::Date(_));
        if names && last.is_none_or(|end| mention.span.end > end) {
            last = Some(mention.span.end);
        }
    }
    let Some(end) = last else { return Vec::new() };
    let gap = &text[end..at.max(end)];
    let closes = material.authority.lexicon.group("list-close");
    let is_closed = closes
        .iter()
        .any(|(word, _)| gap.trim_start().starts_with(word.as_ref()));
    let plain = gap.trim().is_empty() || is_closed && gap.len() <= GAP;
    if plain && !gap.contains(['，', '。', '；']) {
        enumeration::ending_at(material, clause.start, end)
    } else {
        Vec::new()
    }
}

/// `聯盟係於 2011 年由巴西、印尼等 8 國政府組成`: the list after 由 founded what stands before.
fn founders(material: &Material) -> Vec<Membership> {
    let document = material.document;
    let mut found = Vec::new();
    for (verb, _) in places(material, "found-verb") {
        let clause = sentence::clause(document, verb);
        let after = document.slice(Span::new(verb.end, clause.end.max(verb.end)));
        if !after.trim().trim_end_matches(['。', '；']).is_empty()
            || sentence::is_not_asserted(material, clause)
        {
            continue;
        }
        let items = list_before(material, clause, verb.start);
        let Some(first) = items.first() else { continue };
        let before = Span::new(clause.start, first.0.start);
        let by = document.slice(before).trim_end().ends_with('由');
        if !by || items.len() < 2 || !items.iter().all(|(_, id)| is_agent(material, *id)) {
            continue;
        }
        // 聯盟（…，簡稱 OGP）係於…: a comma in the brackets ends no clause.
        let whole = sentence::whole(document, verb);
        let lead = Span::new(whole.start, first.0.start);
        let body = material
            .inside(lead)
            .filter_map(|(index, _)| material.resolved.of_mention[index])
            .filter(|&id| is_body(material, id))
            .last();
        let Some(body) = body else { continue };
        let evidence = sentence::around(document, Span::new(first.0.start, verb.end));
        let since = date_in(material, before);
        found.extend(items.iter().map(|&(_, id)| Membership {
            since: since.clone(),
            ..member(id, body, "founding-member", evidence)
        }));
    }
    found
}

/// `智利及美國等 OGP 推動委員會|成員國`, `首爾、巴黎等 15 個地方政府|參加|先導計畫`.
fn listed_members(material: &Material) -> Vec<Membership> {
    let document = material.document;
    let mut found = Vec::new();
    for (noun, value) in places(material, "member-noun") {
        // A 成員國 is a country.
        let (role, kind) = value.split_once('/').unwrap_or((value, ""));
        let fits = |id: EntityId| {
            let is_country = material.resolved.entity(id).kind == Kind::Jurisdiction;
            is_country || kind != "jurisdiction" && is_agent(material, id)
        };
        let clause = sentence::clause(document, noun);
        let body = material
            .inside(Span::new(clause.start, noun.start))
            .filter(|(_, mention)| {
                let gap = Span::new(mention.span.end, noun.start);
                matches!(document.slice(gap).trim(), "" | "之" | "的")
            })
            .filter_map(|(index, mention)| {
                let id = material.resolved.of_mention[index]?;
                is_body(material, id).then_some((mention.span, id))
            })
            .min_by_key(|(span, _)| span.start);
        let Some((span, body)) = body else { continue };
        if sentence::is_not_asserted(material, clause) {
            continue;
        }
        // Only a list that is closed, or 為 and 是, say that those before belong to it.
        let before = document.slice(Span::new(clause.start, span.start));
        let copula = material.authority.lexicon.group("copula");
        let is = copula
            .iter()
            .find(|(word, _)| before.trim_end().ends_with(word.as_ref()));
        let end = match is {
            Some((word, _)) => clause.start + before.trim_end().len() - word.len(),
            None => span.start,
        };
        let items = list_before(material, clause, end);
        let closed = items.last().is_some_and(|(last, _)| {
            let gap = document.slice(Span::new(last.end, end));
            !gap.trim().is_empty()
        });
        if is.is_none() && !(closed && items.len() >= 2) {
            continue;
        }
        let evidence = sentence::around(document, noun);
        let role = committee_role(material, body).unwrap_or(role);
        let whole = sentence::whole(document, noun);
        let dates = material.inside(Span::new(whole.start, span.start));
        let as_of = dates
            .filter(|(_, mention)| matches!(mention.reading, Reading::Date(_)))
            .map(|(_, mention)| mention.span)
            .last();
        let items = items.iter().filter(|(_, id)| fits(*id));
        found.extend(items.map(|&(_, id)| Membership {
            as_of,
            ..member(id, body, role, evidence)
        }));
    }
    for (verb, role) in places(material, "event-verb") {
        if role != "attend" {
            continue;
        }
        let programme = material
            .inside(Span::new(
                verb.end,
                document.block_at(verb.end).span.end.max(verb.end),
            ))
            .find(|(_, mention)| {
                let gap = Span::new(verb.end, mention.span.start);
                document.slice(gap).trim().is_empty()
            })
            .and_then(|(index, _)| material.resolved.of_mention[index])
            .filter(|&id| material.resolved.entity(id).kind == Kind::Programme);
        let Some(body) = programme else { continue };
        let clause = sentence::clause(document, verb);
        let items = list_before(material, clause, verb.start);
        if items.len() < 2 || sentence::is_not_asserted(material, clause) {
            continue;
        }
        let evidence = sentence::around(document, verb);
        let items = items.iter().filter(|(_, id)| is_agent(material, *id));
        found.extend(items.map(|&(_, id)| member(id, body, "participant", evidence)));
    }
    found
}

/// The role of the members of a body that is called so: 推動委員會.
fn committee_role<'a>(material: &Material<'a>, body: EntityId) -> Option<&'a str> {
    let entity = material.resolved.entity(body);
    let ends = |word: &str| {
        let mut names = entity.chinese.iter().chain(&entity.aliases);
        names.any(|name| name.ends_with(word))
    };
    let roles = material.authority.lexicon.group("committee-role").iter();
    roles
        .filter(|(word, _)| ends(word))
        .max_by_key(|(word, _)| word.len())
        .map(|(_, role)| role.as_ref())
}

/// `法國|從 2013 年|加入| OGP`: a date, and nothing that plans, asks or hopes for it.
fn joined(material: &Material) -> Vec<Membership> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let mut found = Vec::new();
    for (verb, value) in places(material, "membership-verb") {
        if value != "join" {
            continue;
        }
        let clause = sentence::clause(document, verb);
        let body = material
            .inside(Span::new(verb.end, clause.end.max(verb.end)))
            .take_while(|(_, mention)| {
                let gap = Span::new(verb.end, mention.span.start);
                document.slice(gap).trim().is_empty()
            })
            .filter_map(|(index, mention)| {
                let id = material.resolved.of_mention[index]?;
                (material.resolved.entity(id).kind == Kind::Organisation)
                    .then_some((mention.span, id))
            })
            .max_by_key(|(span, _)| span.end);
        let Some((span, body)) = body else { continue };
        // 加入 OGP|事宜 is a candidacy.
        let rest = document.slice(Span::new(span.end, clause.end.max(span.end)));
        let nouns = lexicon.group("candidacy-noun");
        let wished = nouns
            .iter()
            .any(|(noun, _)| rest.trim_start().starts_with(noun.as_ref()));
        let before = Span::new(clause.start, verb.start.max(clause.start));
        let Some((date, printed)) = date_in(material, before) else {
            continue;
        };
        let agent = material
            .inside(Span::new(clause.start, printed.start))
            .filter_map(|(index, mention)| {
                let id = material.resolved.of_mention[index]?;
                is_agent(material, id).then_some((mention.span, id))
            })
            .last();
        let Some((name, agent)) = agent else { continue };
        let between = document.slice(Span::new(name.end, printed.start)).trim();
        let openers = lexicon.group("location-verb").iter();
        let mut openers = openers.chain(lexicon.group("date-opener"));
        let direct = between.is_empty() || openers.any(|(word, _)| **word == *between);
        let after = document.slice(Span::new(printed.end, verb.start)).trim();
        let formal = after.is_empty() || lexicon.contains("clause-opener", after);
        if direct && formal && !wished && !sentence::is_not_asserted(material, clause) {
            found.push(Membership {
                since: Some((date, printed)),
                ..member(agent, body, "member", sentence::around(document, verb))
            });
        }
    }
    found
}
