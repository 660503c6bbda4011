//! Lists of people: who is named, for whom, on which side.

use super::{Material, Occasion, Participation, membership, sentence};
use crate::document::{Block, BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::{Mention, PersonReading, Reading};

/// A list of people and what its label says of it.
#[derive(Clone, Copy, Debug)]
pub struct Roster<'l> {
    /// The list without its label.
    pub value: Span,
    /// What the evidence is: the block that holds the list.
    pub block: Span,
    /// In what those on it took part.
    pub occasion: Occasion,
    /// The notation of the role.
    pub role: &'l str,
    /// The notation of the side that the label says.
    pub side: Option<&'l str>,
    /// The body that is called on, if it is a visit.
    pub host: Option<EntityId>,
    /// The body of those before whom none is named, until one is.
    pub body: Option<EntityId>,
}

/// The notation of the side that comes to another one.
pub const VISITOR: &str = "visitor";
/// The notation of the side that is called on.
pub const HOST: &str = "host";

/// What stands between the people of one body and those of the next one, where a list tells them apart.
const APART: [char; 3] = ['；', ';', '\n'];

/// The persons of a list, each for the body that the list names with him or, where its form says that he
/// shares it, for that of the one before; hosts for the body visited. With them the body that those of the
/// next line may share.
pub fn read(material: &Material, list: &Roster) -> (Vec<Participation>, Option<EntityId>) {
    let mut side = list.side;
    let hosts = || (side == Some(HOST)).then_some(list.host).flatten();
    let of_all = list.body.or_else(hosts);
    let mut shared = of_all;
    let mut titled = false;
    let mut bracketed = false;
    let mut found: Vec<Participation> = Vec::new();
    let mut at = list.value.start;
    for (index, mention) in material.inside(list.value) {
        let (Reading::Person(person), Some(agent)) =
            (&mention.reading, material.resolved.of_mention[index])
        else {
            continue;
        };
        let lead = Span::new(at, mention.span.start.max(at));
        if material.document.slice(lead).contains(APART) {
            (shared, titled, bracketed) = (of_all, false, false);
        }
        // 工務處（古處長明弘、林大中）、
        if bracketed && closes(material.document.slice(lead)) {
            (shared, titled, bracketed) = (of_all, false, false);
        }
        // 我方 in the midst of a list begins the other side.
        if let Some(turn) = side_said(material, lead, false) {
            if side.is_some_and(|side| side != turn) {
                shared = None;
            }
            side = Some(turn);
        }
        at = mention.span.end;
        let title = person.roles.first().map(|role| material.title(role.title));
        let own = body_of(material, list.value, lead, mention, person);
        // 民眾|王小華先生
        let own = own.filter(|(place, _)| !names_stranger(material, *place));
        let body = if let Some((place, body)) = own {
            let sharing = sharing(material, list.value, (place, body), mention.span);
            shared = sharing.map(|_| body);
            titled = sharing == Some(Sharing::Titled);
            let gap = Span::new(place.end, mention.span.start.max(place.end));
            bracketed = opens(material.document.slice(gap));
            Some(body)
        } else {
            let is_told = title.is_some() || !titled;
            let title = title.as_deref().unwrap_or_default();
            let body = shared.filter(|body| {
                is_told
                    && fits(material, title, *body)
                    && !is_stranger(material, lead, mention.span, *body)
            });
            // Whoever is of another body parts those behind him from the one before.
            shared = body.or(of_all);
            body
        };
        if is_excused(material, list.block, mention.span)
            || proxy(material, list.value, mention.span).is_some()
        {
            continue;
        }
        if found.iter().any(|known| known.agent == agent) {
            continue;
        }
        // At a meeting of one's own nobody is a visitor.
        let side = side.or_else(|| side_of_body(material, body?, list.host?));
        found.push(Participation {
            implied: false,
            occasion: list.occasion,
            agent,
            role: list.role.to_owned(),
            side: side.map(str::to_owned),
            acting_for: body.or_else(|| replaced(material, list.value, mention.span)),
            title,
            evidence: vec![sentence::trimmed(material.document.text(), list.block)],
        });
    }
    (found, shared)
}

/// Who of those who follow somebody shares the body before him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sharing {
    /// Everybody.
    All,
    /// Whoever has a title.
    Titled,
}

/// Who shares the body before somebody: everybody where it stands apart from him, as what heads a line does
/// (`霧臺鄉公所　杜鄉長正吉、柯課長明德`, `工務處（古處長明弘、林大中）`), or is the only one between marks that set
/// the people of one body apart (`工務處古處長明弘、林科長大中；民政局…`); those with a title, where it is the only
/// one of the list, or where others follow and nobody up to the mark is of no body that lists people.
fn sharing(
    material: &Material,
    value: Span,
    (body, id): (Span, EntityId),
    name: Span,
) -> Option<Sharing> {
    let document = material.document;
    let text = document.text();
    // A list may be read otherwise than the body before its label, or run on behind a name that is no part of it.
    if body.start > name.start || body.start < value.start || name.end > value.end {
        return None;
    }
    let gap = document.slice(Span::new(body.end, name.start.max(body.end)));
    let heads = gap.starts_with(['：', ':', '\u{3000}', '\t', '（', '(']) || gap.starts_with("  ");
    let start = text[value.start..body.start].rfind(APART);
    let end = text[name.end..value.end].find(APART);
    let marked = start.is_some() || end.is_some();
    let start = start.map_or(value.start, |at| value.start + at);
    let end = end.map_or(value.end, |at| name.end + at);
    let stretch = Span::new(start, end);
    let mut bodies = material
        .named(stretch, |kind| kind == Kind::Organisation)
        .map(|(place, _)| place)
        .filter(|place| !names_stranger(material, *place));
    // 本府|工務處
    let is_part = |other: &Span| other.end == body.start;
    if heads {
        return Some(Sharing::All);
    }
    if bodies.all(|other| other == body || is_part(&other)) {
        return Some(if marked {
            Sharing::All
        } else {
            Sharing::Titled
        });
    }
    let mut strangers = people(material, stretch).filter(|(_, mention)| {
        let Reading::Person(person) = &mention.reading else {
            return false;
        };
        let role = person.roles.first().filter(|role| role.of.is_none());
        role.is_some_and(|role| !fits(material, document.slice(role.title), id))
    });
    strangers.next().is_none().then_some(Sharing::Titled)
}

/// Whether somebody with a title can be of a body: a 議員 only of a 議會, a 里長 of none that lists people.
fn fits(material: &Material, title: &str, body: EntityId) -> bool {
    let owners = material.words("title-owner").ending(title);
    let Some((_, ends)) = owners.max_by_key(|(word, _)| word.len()) else {
        return true;
    };
    let entity = material.resolved.entity(body);
    let mut names = entity.chinese.iter().chain(&entity.aliases);
    names.any(|name| {
        ends.split('/')
            .any(|end| !end.is_empty() && name.ends_with(end))
    })
}

/// Whether the words for somebody say that he is of no such body, before his name or in it: 民眾|王小華,
/// 李|地主|國強.
fn is_stranger(material: &Material, lead: Span, name: Span, body: EntityId) -> bool {
    let before = material.document.slice(lead).trim_end();
    let inside = material.document.slice(name);
    let words = material.words("stranger-word").places(inside);
    !fits(material, before, body)
        || words
            .iter()
            .any(|&(_, (word, _))| !fits(material, word, body))
}

/// Whether words that look like a body only say that somebody is of none.
fn names_stranger(material: &Material, words: Span) -> bool {
    let lexicon = &material.authority.lexicon;
    lexicon.contains("stranger-word", material.document.slice(words).trim())
}

/// Whether the brackets that open behind a body hold those who are of it.
fn opens(gap: &str) -> bool {
    gap.starts_with(['（', '(']) && !gap.contains(['）', ')'])
}

/// Whether words close more brackets than they open.
fn closes(words: &str) -> bool {
    words.matches(['）', ')']).count() > words.matches(['（', '(']).count()
}

/// Those of a list of whom it says that they were not there: 范振倫（請假）.
pub fn excused(material: &Material, list: &Roster) -> Vec<EntityId> {
    excused_among(material, list.value, list.block)
}

/// The same of the persons in a stretch of a block.
pub fn excused_among(material: &Material, value: Span, block: Span) -> Vec<EntityId> {
    let persons = people(material, value);
    persons
        .filter(|(_, mention)| is_excused(material, block, mention.span))
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .collect()
}

/// The persons that a stretch names.
fn people<'m>(
    material: &'m Material,
    value: Span,
) -> impl Iterator<Item = (usize, &'m Mention)> + 'm {
    let inside = material.inside(value);
    inside.filter(|(_, mention)| matches!(mention.reading, Reading::Person(_)))
}

/// What the brackets hold that open right behind a name, without them.
fn bracketed(material: &Material, value: Span, name: Span) -> Option<Span> {
    let rest = material
        .document
        .slice(Span::new(name.end, value.end.max(name.end)));
    let open = rest.len() - rest.trim_start().len();
    let inside = rest[open..].strip_prefix(['(', '（'])?;
    let start = name.end + rest.len() - inside.len();
    Some(Span::new(start, start + inside.find([')', '）'])?))
}

/// Who came instead of somebody: the one whom the brackets behind his name call so, with a word that says
/// it: 王秀英（代理人：陳志明）, 涂副處長（許永發代）.
fn proxy(material: &Material, value: Span, name: Span) -> Option<EntityId> {
    let inside = bracketed(material, value, name)?;
    let lexicon = &material.authority.lexicon;
    let mut named = people(material, inside);
    let (index, proxy) = named.next().filter(|_| named.next().is_none())?;
    let text = material.document.text();
    let bare = |from: usize, to: usize| {
        let words = text[from..to].trim_matches(|c: char| !c.is_alphanumeric());
        let openers = lexicon.cues("proxy-opener").starting(words);
        let opener = openers.last().map_or(0, |(word, _)| word.len());
        words[opener..].to_owned()
    };
    let beside = [
        bare(inside.start, proxy.span.start),
        bare(proxy.span.end, inside.end),
    ];
    let says = beside
        .iter()
        .any(|words| lexicon.contains("proxy-word", words));
    says.then_some(material.resolved.of_mention[index])
        .flatten()
}

/// For whom somebody in brackets came.
fn replaced(material: &Material, value: Span, name: Span) -> Option<EntityId> {
    let agent = material.entity_at(name)?;
    let mut before = people(
        material,
        Span::new(value.start, name.start.max(value.start)),
    );
    let (index, _) = before.find(|(_, other)| proxy(material, value, other.span) == Some(agent))?;
    material.resolved.of_mention[index]
}

/// Whether the brackets right behind a name, or another cell of its row, say that somebody was not
/// there. A cell says it of the only person whom the row names.
fn is_excused(material: &Material, block: Span, name: Span) -> bool {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let away = |words: &str| lexicon.contains("absence-word", &words.trim().to_lowercase());
    let behind = Span::new(name.end, block.end.max(name.end));
    let next = people(material, behind).next();
    let rest = document.slice(Span::new(
        name.end,
        next.map_or(behind.end, |(_, next)| next.span.start),
    ));
    // Between an English name and its brackets its title may stand: Ana Ruiz, Treasurer (absent).
    let brackets = rest.match_indices(['(', '（']);
    let latin = is_latin(document.slice(name));
    let mut remarks = brackets
        .filter(|(at, _)| {
            let between = &rest[..*at];
            let own = Span::new(name.end, name.end + at);
            between.trim().is_empty() || latin && is_apposed(material, name, own)
        })
        .filter_map(|(at, open)| {
            rest[at + open.len()..]
                .split([')', '）', '，', '、', ','])
                .next()
        });
    let row = document.block_at(name.start);
    let in_cell = match &row.kind {
        BlockKind::Row { cells, .. } => {
            let is_person = |mention: &Mention| matches!(mention.reading, Reading::Person(_));
            let persons = material.inside(row.span);
            persons.filter(|(_, mention)| is_person(mention)).count() == 1
                && cells.iter().any(|cell| {
                    let words = document.slice(*cell).trim_end();
                    // 秘書長（請假）
                    let closed = words.strip_suffix([')', '）']);
                    let remark = closed.and_then(|words| words.rsplit(['(', '（']).next());
                    away(words) || remark.is_some_and(away)
                })
        }
        _ => false,
    };
    in_cell || remarks.any(away)
}

/// Whether what stands behind a name is no more than a title, a role or a body of it, behind a comma at most:
/// `, Treasurer`, `, Ministry of Health`; not `, Bob`.
fn is_apposed(material: &Material, name: Span, behind: Span) -> bool {
    let document = material.document;
    let whole = sentence::trimmed(document.text(), behind);
    let printed = document.slice(whole);
    let words = printed.strip_prefix([',', '–', '-']).unwrap_or(printed);
    let own = Span::new(whole.end - words.trim_start().len(), whole.end);
    let words = document.slice(own);
    if words.contains([',', ';', '(', ')', '\n', '\t']) {
        return false;
    }
    let is_body = || {
        let named = material.entity_at(own);
        named.is_some_and(|id| material.resolved.entity(id).kind == Kind::Organisation)
    };
    let is_title = || {
        let mut persons = people(material, Span::new(name.start, own.end));
        persons.any(|(_, mention)| match &mention.reading {
            Reading::Person(person) => person.roles.iter().any(|role| role.title == own),
            _ => false,
        })
    };
    let lexicon = &material.authority.lexicon;
    is_title()
        || is_body()
        || membership::role(material, words).is_some()
        || lexicon.contains("post-nominal", words)
}

/// The side that a label says: 我方出席人員 the visitors, 法方出席人員 and 法國代表 the hosts.
/// 出席人員 says none.
///
/// `said` is what the authority tables say of the label's words.
pub fn side_of_label(
    material: &Material,
    label: Span,
    said: &str,
    host: EntityId,
) -> Option<&'static str> {
    match said {
        VISITOR => return Some(VISITOR),
        HOST => return Some(HOST),
        _ => {}
    }
    let names_host = || {
        let named = material
            .inside(label)
            .any(|(index, _)| material.resolved.of_mention[index] == Some(host));
        named.then_some(HOST)
    };
    side_said(material, label, true).or_else(names_host)
}

/// What a line of a list is whose label stands above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It names persons.
    Persons,
    /// It names the body of those below it, and nothing else.
    Body(EntityId),
}

/// What a block is in such a list; none ends it.
pub fn line(material: &Material, block: &Block) -> Option<Line> {
    /// More characters make a sentence.
    const LONGEST: usize = 80;
    let document = material.document;
    let text = document.slice(block.span);
    let short = !text.contains('。') && text.chars().count() <= LONGEST;
    let listed = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Row { .. }
    );
    if !short || !listed {
        return None;
    }
    let mut mentions = material.inside(block.span);
    if mentions.any(|(_, mention)| matches!(mention.reading, Reading::Person(_))) {
        return Some(Line::Persons);
    }
    let words = match block.node.filter(|_| block.kind == BlockKind::Item) {
        Some(node) => document.node(node).title,
        None => block.span,
    };
    let body = material.entity_at(sentence::trimmed(document.text(), words))?;
    let is_body = material.resolved.entity(body).kind == Kind::Organisation;
    is_body.then_some(Line::Body(body))
}

/// Whether words are nothing but a side: 日方.
pub fn is_side(material: &Material, words: Span) -> bool {
    let whole = sentence::trimmed(material.document.text(), words);
    let is_whole = material
        .inside(whole)
        .any(|(_, mention)| mention.span == whole);
    is_whole && side_said(material, whole, false).is_some()
}

/// The side that words say: 我方 the visitors, 日方 the hosts; in a label 我國 and 日本, too.
fn side_said(material: &Material, words: Span, is_label: bool) -> Option<&'static str> {
    let text = material.document.slice(words);
    let lexicon = &material.authority.lexicon;
    let sides = lexicon.group("side-word");
    let is_side = |word: &str| is_label || sides.iter().any(|(side, _)| word.ends_with(&**side));
    let own = lexicon.group("self-jurisdiction");
    if own
        .iter()
        .any(|(word, _)| is_side(word) && text.contains(word.as_ref()))
    {
        return Some(VISITOR);
    }
    let named = material.inside(words).find_map(|(index, mention)| {
        let entity = material
            .resolved
            .entity(material.resolved.of_mention[index]?);
        let is_country = entity.kind == Kind::Jurisdiction;
        (is_country && is_side(material.document.slice(mention.span))).then_some(&entity.key)
    })?;
    let own = material.report.jurisdiction.as_ref() == Some(named);
    Some(if own { VISITOR } else { HOST })
}

/// The side of those who act for a body: the body called on and its parts are the host, an own public
/// body and an own mission are visitors.
pub fn side_of_body(material: &Material, body: EntityId, host: EntityId) -> Option<&'static str> {
    if body == host || is_part(material, body, host) {
        return Some(HOST);
    }
    let entity = material.resolved.entity(body);
    let own = material.report.jurisdiction.as_deref()?;
    let row = entity
        .authority
        .as_deref()
        .and_then(|key| material.authority.organisations.get(key));
    let is_own = row.is_some_and(|row| row.jurisdiction.as_deref() == Some(own));
    let missions = material.authority.lexicon.group("mission-prefix");
    let is_mission = entity.chinese.as_deref().is_some_and(|name| {
        missions
            .iter()
            .any(|(word, _)| name.starts_with(word.as_ref()))
    });
    (is_own || is_mission).then_some(VISITOR)
}

/// Whether a body is a part of another one: by its row, or since its name goes on from that of the other
/// (交通部|路政司).
fn is_part(material: &Material, body: EntityId, whole: EntityId) -> bool {
    let [body, whole] = [body, whole].map(|id| material.resolved.entity(id));
    let organisations = &material.authority.organisations;
    let row = |key: &str| organisations.get(key).map(|row| row.within.as_deref());
    let above = std::iter::successors(body.authority.as_deref(), |key| row(key).flatten());
    let named = || {
        let longer = body.chinese.as_deref().zip(whole.chinese.as_deref());
        longer.is_some_and(|(name, whole)| name.starts_with(whole) && name.len() > whole.len())
    };
    let listed = whole.authority.as_deref();
    listed.is_some_and(|key| above.skip(1).any(|above| above == key)) || named()
}

/// Whether a list ends in 等 or 等人.
pub fn is_open(material: &Material, value: Span) -> bool {
    let text = material.document.slice(value);
    let text = text.trim_end_matches(['。', '.', ' ', '；', ';']);
    material
        .authority
        .lexicon
        .group("list-close")
        .iter()
        .any(|(word, _)| text.ends_with(word.as_ref()))
}

/// The body that stands before a person, behind the one before him and in the same item of the list, or in
/// brackets after him; with its place.
fn body_of(
    material: &Material,
    value: Span,
    lead: Span,
    mention: &Mention,
    person: &PersonReading,
) -> Option<(Span, EntityId)> {
    if let Some(of) = person.roles.first().and_then(|role| role.of)
        && let Some(body) = material.entity_at(of)
    {
        return Some((of, body));
    }
    let text = material.document.text();
    let item = text[lead.start..lead.end]
        .rfind(['、', '，', '；', '：', '\n'])
        .map_or(lead.start, |at| lead.start + at);
    let bodies = |within: Span| {
        material.inside(within).filter_map(|(index, mention)| {
            let id = material.resolved.of_mention[index]?;
            let is_body = material.resolved.entity(id).kind == Kind::Organisation;
            is_body.then_some((mention.span, id))
        })
    };
    // 陳大文（外交部）
    bodies(Span::new(item, lead.end)).last().or_else(|| {
        let rest = &text[mention.span.end..value.end];
        let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
        let close = rest.find([')', '）'])?;
        let inside = Span::new(mention.span.end + open.len_utf8(), mention.span.end + close);
        bodies(inside).next()
    })
}
