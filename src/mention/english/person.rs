//! Persons in English text.
//!
//! | printed | evidence |
//! | --- | --- |
//! | Ms. Solberg-Dahl, Director General Ingrid Solberg-Dahl | a title or form of address before |
//! | The Minister of Digital Affairs, Audra Huang, | a title in apposition before |
//! | María Santos, Undersecretary of …; Mart Kask (Estonia) | a title or body after |
//! | Nguyen Thi Mai of Access Now | a body joined by `of`, `from`, `at` |
//! | Secretary of Education Miguel Cardona | an office that runs on into the name |
//! | moderated by Rohan Patel; Rohan Patel argued | a verb |
//! | Margaret May MP | letters after the name |
//! | Participants: Rohan Patel; Åsa Lindqvist | a place in a list |
//! | Ana Lima (Brazil), Bo Berg (Sweden), Cy Young (WWF) | a row of names with brackets |
//! | Jennifer Okonkwo | a given name of the tables, and nothing that speaks against it |
//! | H J Morkel; J Molapo, K Molapo | initials, where they are two or the names are |
//!
//! Two capitalised words alone are no evidence.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::phrase::in_small;
use super::word::{GAP, Shape, Word};
use super::{Text, named};
use crate::document::Span;
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, PersonReading, Reading, RoleReading, Rule};

/// What is known of the lines around a block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed {
    /// Whether it stands in a list of persons.
    pub persons: bool,
    /// Whether the columns of its list hold nothing but persons: no cell behind the first names a body or a title, and
    /// one is a name that only persons have.
    pub only_persons: bool,
    /// Whether the next block begins with a title, as below a signature.
    pub signs: bool,
}

/// A block with what the rules look at.
pub(super) struct Scene<'s> {
    pub(super) text: &'s Text<'s>,
    pub(super) bodies: &'s [Found],
    pub(super) lower: &'s FxHashSet<String>,
    pub(super) listed: Listed,
    /// Where the names of rows with brackets begin.
    rows: FxHashSet<usize>,
}

/// What a rule found: the words of the name, roles, and a body that only its place reveals.
pub(super) struct Hit {
    pub(super) words: Range<usize>,
    pub(super) roles: Vec<RoleReading>,
    pub(super) body: Option<Found>,
    pub(super) rule: Rule,
    /// Whether it is a person only if the document names one so elsewhere: `Director|Training`.
    pub(super) doubtful: bool,
}

impl Hit {
    pub(super) fn new(words: Range<usize>, roles: Vec<RoleReading>, rule: Rule) -> Self {
        Self {
            words,
            roles,
            body: None,
            rule,
            doubtful: false,
        }
    }
}

/// Finds the persons of a block, and the bodies that only their place beside a person reveals.
///
/// `lower` are the words that the document writes without a capital.
pub fn find(
    text: &Text,
    bodies: &[Found],
    lower: &FxHashSet<String>,
    listed: Listed,
) -> Vec<Found> {
    let mut scene = Scene {
        text,
        bodies,
        lower,
        listed,
        rows: FxHashSet::default(),
    };
    scene.rows = scene.bracketed();
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let several = scene.after_plural(at);
        if let Some(last) = several.last() {
            at = last.words.end;
            hits.extend(several);
            continue;
        }
        match scene.hit(at) {
            Some(hit) => {
                let body = hit.body.as_ref().map_or(0, |body| text.at(body.range.end));
                at = hit.words.end.max(at + 1).max(body);
                hits.push(hit);
            }
            None => at += 1,
        }
    }
    scene.beside(&mut hits);
    let mut found = Vec::new();
    for hit in hits {
        found.extend(hit.body);
        found.push(Found {
            kind: Kind::Person,
            range: text
                .range(text.form_of_address(hit.words.start)..text.letters_behind(hit.words.end)),
            reading: Reading::Person(PersonReading {
                name: named_so(text.text(hit.words)),
                foreign: None,
                partial: hit.doubtful,
                roles: hit.roles,
            }),
            rule: hit.rule,
            hard: true,
        });
    }
    found
}

/// A name as it is written elsewhere: `S. Napa` for `S. NAPA`.
fn named_so(name: String) -> String {
    if name.contains(char::is_lowercase) {
        return name;
    }
    let words = name.split(' ').map(|word| {
        let parts = word.split('-').map(in_small);
        parts.collect::<Vec<_>>().join("-")
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a block announces or heads a list of persons: `Panellists were:`, `PRESENT`.
pub fn announces(text: &Text) -> bool {
    let Some(last) = text
        .words
        .iter()
        .rposition(|word| word.shape != Shape::Mark)
    else {
        return false;
    };
    let colon = text.words.last().is_some_and(|word| word.is(":"));
    let lexicon = &text.knowledge.authority.lexicon;
    let is_label = |words: Range<usize>| {
        let label = text.text(words).to_lowercase();
        lexicon.contains("attendee-label", &label)
    };
    // List of participants (Organisation; Name; Position)
    let open = text.words.iter().position(|word| word.is("("));
    let bracketed = text.words.last().is_some_and(|word| word.is(")"))
        && open
            .is_some_and(|open| (open.saturating_sub(4)..open).any(|start| is_label(start..open)));
    // PRESENT; List of participants
    let whole = last < 4 && is_label(0..last + 1);
    // Annex 2: List of Persons Met
    let heading = last < 10
        && !text.words.last().is_some_and(|word| word.is("."))
        && (1..=last).any(|start| {
            // Ola Berg, Chair and Ola Berg - Chair announce nobody.
            let marked =
                text.is_one_of(start - 1, &[":", "."]) || text.is(start - 1, "-") && start < last;
            marked && last < start + 5 && is_label(start..last + 1)
        });
    whole
        || heading
        || bracketed
        || colon
            && (0..=last).any(|start| {
                (start + 1..=(start + 3).min(last + 1)).any(|end| is_label(start..end))
            })
}

impl Scene<'_> {
    /// The person whose name begins at a word, or whose titles do.
    fn hit(&self, at: usize) -> Option<Hit> {
        let text = self.text;
        let told = self
            .addressed(at)
            .or_else(|| self.after_office(at))
            .or_else(|| self.speaker_in_capitals(at))
            .or_else(|| self.speaker_with_office(at));
        if let Some(hit) = told {
            return Some(hit);
        }
        if let Some(end) = self.first_cell(at) {
            let apposed = || self.apposed_after(end).map(|roles| (roles, None));
            let cells = self.in_cells(at, end);
            let placed = cells
                .or_else(apposed)
                .or_else(|| self.placed(end, true, false));
            let (roles, body) = placed.unwrap_or_default();
            let hit = Hit::new(at..end, roles, Rule::List);
            return Some(Hit { body, ..hit });
        }
        let article = [
            "the", "The", "a", "A", "an", "An", "this", "This", "our", "Our",
        ];
        if !self.begins(at) || at > 0 && text.is_one_of(at - 1, &article) {
            return None;
        }
        let end = self.name_at(at)?;
        let words = at..end;
        // B. Field visits
        let small = text
            .word(end)
            .is_some_and(|word| word.shape == Shape::Lower);
        if at == 0
            && words.len() == 2
            && text.words[0].shape == Shape::Initial
            && (small && !self.speaks(end)
                || text.words[1].range.start > text.words[0].range.end + 1)
        {
            return None;
        }
        let plain = self.is_plain(&words);
        let hit = |roles, rule| Some(Hit::new(words.clone(), roles, rule));
        if let Some(roles) = self.apposed_before(at, end) {
            return hit(roles, Rule::Title);
        }
        // What is said of a person stands after the letters behind the name.
        let tail = text.post_nominals(end);
        if let Some((roles, body)) = self.in_cells(at, tail) {
            return Some(Hit {
                body,
                ..Hit::new(words, roles, Rule::List)
            });
        }
        if let Some(roles) = self.apposed_after(tail) {
            let body = self.body_behind_title(at, tail);
            let roles = self.with_body(roles, body.as_ref());
            let hit = Hit::new(words, roles, Rule::Title);
            return Some(Hit { body, ..hit });
        }
        let starts_line = self.starts_line(at);
        // May and Green are names where persons are listed.
        let initial = text.words[at].shape == Shape::Initial;
        let cell = text.is_one_of(end, &["|", GAP]);
        if !plain && (initial || !(cell && starts_line && self.listed.persons)) {
            return None;
        }
        let is_likely = self.is_likely(&words);
        let in_row = self.rows.contains(&at);
        let introduced = self.is_introduced(at);
        let apposed = is_likely || in_row || introduced || starts_line && self.listed.persons;
        if apposed && let Some((roles, body)) = self.placed(tail, starts_line, in_row) {
            return Some(Hit {
                body,
                ..Hit::new(words, roles, Rule::Title)
            });
        }
        let by = at > 1 && text.is_one_of(at - 1, &["by", "By"]);
        let done_by = by && text.in_group_lower("by-verb-en", at - 2);
        // Gulzada Sydykova (Precedent) asked
        let bracket = text.bracket_end(tail).unwrap_or(tail);
        if tail > end || done_by || is_likely && (by || self.speaks(tail) || self.speaks(bracket)) {
            return hit(Vec::new(), Rule::Title);
        }
        // - Merinov: Lisandre Gauthier-Solomon
        if self.closes_pair(at, tail) {
            return hit(Vec::new(), Rule::List);
        }
        if let Some(hit) = self.officer(at, &words, tail) {
            return Some(hit);
        }
        if is_likely && self.is_in_columns(at, tail) {
            return hit(Vec::new(), Rule::List);
        }
        let is_item = starts_line && self.listed.persons && self.ends_item(tail);
        let signs = starts_line && self.listed.signs && tail == text.words.len();
        if in_row || introduced || is_item || signs {
            return hit(Vec::new(), Rule::List);
        }
        if self.is_named(&words) {
            return hit(Vec::new(), Rule::Dictionary);
        }
        if self.is_initialled(&words) {
            return hit(Vec::new(), Rule::Form);
        }
        None
    }

    /// `Dr. Hsieh Meng-ju`, `Mr Lee`, `Director General Ingrid Solberg-Dahl`.
    fn addressed(&self, at: usize) -> Option<Hit> {
        let text = self.text;
        let mut start = at;
        let mut roles = Vec::new();
        let (mut honorific, mut address) = (false, false);
        loop {
            if let Some(end) = text.honorific_at(start) {
                honorific = true;
                start = end;
            } else if let Some(end) = text.title_at(start)
                && !text.words[end - 1].possessive
            {
                // The Ministry of |Justice's| Ruth Kelly is no justice.
                address = text.in_group("address-title-en", end - 1);
                roles.push(self.role(start..end, self.body_before(start)));
                start = end;
            } else {
                break;
            }
        }
        // F/B |Lady Jhoanna
        if start == at || at > 0 && text.in_group("vessel-prefix-en", at - 1) {
            return None;
        }
        let (end, whole) = match self.name_at(start) {
            Some(end) => (end, true),
            // The Honourable Attorney-General has no such surname, Mr Bishop has.
            None if honorific
                && text.title_at(start).is_some()
                && !text.in_group("surname-address-en", at) =>
            {
                return None;
            }
            None => match text.name_in_capitals(start).filter(|_| honorific) {
                Some(end) => (end, true),
                None => (self.surname_at(start, honorific)?, false),
            },
        };
        // A title in small letters stands before a whole name only.
        let small = text.words[at].shape == Shape::Lower && !honorific;
        if small && !whole || !honorific && !self.is_plain(&(start..end)) {
            return None;
        }
        let mut body = None;
        let tail = text.post_nominals(end);
        let in_row = self.rows.contains(&start) || honorific;
        if let Some((more, beside)) = self.in_cells(start, tail) {
            roles.extend(more);
            body = beside;
        } else if let Some(more) = self.apposed_after(tail) {
            body = self.body_behind_title(start, tail);
            roles.extend(self.with_body(more, body.as_ref()));
        } else if let Some((more, beside)) = self.placed(tail, self.starts_line(start), in_row) {
            roles.extend(more);
            body = beside;
        }
        Some(Hit {
            words: start..end,
            roles,
            body,
            rule: Rule::Title,
            doubtful: !whole && !honorific && !address,
        })
    }

    /// A speaker whose line begins with his name in capitals (`MRS NAPA:`), or a name in capitals with
    /// its initials (`MR D A WORTH`).
    fn speaker_in_capitals(&self, at: usize) -> Option<Hit> {
        let text = self.text;
        let capitals = |at: usize| {
            text.word(at)
                .filter(|word| word.shape == Shape::Capitals)
                .map(|word| word.text.as_str())
        };
        let mut start = at;
        while capitals(start).is_some_and(|word| text.is_title_in_capitals(word, true)) {
            start += 1;
            start += usize::from(text.is(start, "."));
        }
        let end = text.name_in_capitals(start).filter(|_| start > at)?;
        let speaks =
            text.is_one_of(end, &[":", "(", "-"]) || text.is(end, ".") && text.is(end + 1, "-");
        // … the statement of MR D A WORTH
        let initials = text.words[start].shape == Shape::Initial;
        let told = initials || speaks && self.starts_line(at);
        told.then(|| Hit::new(start..end, Vec::new(), Rule::Title))
    }

    /// Who speaks at the beginning of a paragraph, in capitals and with office or body: `TRENT VANDERZANDEN,
    /// Health Policy Division: I am`.
    fn speaker_with_office(&self, at: usize) -> Option<Hit> {
        const FAR: usize = 20;
        const LONGEST: usize = 5;
        let text = self.text;
        if at > 0 || text.words.len() < 3 {
            return None;
        }
        let large = |i: usize| {
            let word = &text.words[i];
            let named = word.shape == Shape::Capitals
                && text.head(i).is_none()
                && !text.is_title_in_capitals(&word.text, false)
                && !text.in_group("not-person-en", i);
            named || word.shape == Shape::Initial
        };
        let mut start = 0;
        while start < text.words.len() && text.is_title_in_capitals(&text.words[start].text, true) {
            start += 1;
            start += usize::from(text.is(start, "."));
        }
        let end = (start..text.words.len()).find(|&i| !large(i))?;
        let colon = (end..text.words.len().min(end + FAR)).find(|&i| text.is(i, ":"))?;
        let name = (2..=LONGEST).contains(&(end - start)) && text.is(end, ",");
        let said = (colon..text.words.len()).any(|i| text.words[i].shape == Shape::Lower);
        if !name || !said {
            return None;
        }
        let roles = self.apposed_after(end);
        let body = match &roles {
            Some(_) => None,
            None => match text.body_at(end + 1, self.bodies) {
                Some(_) => None,
                None => self
                    .unknown_body(end + 1)
                    .filter(|(_, after)| text.is_one_of(*after, &[":", ","]))
                    .map(|(body, _)| body),
            },
        };
        let roles = roles.unwrap_or_else(|| {
            let known = text.body_at(end + 1, self.bodies).map(|(body, _)| body);
            known
                .or(body.as_ref())
                .map_or_else(Vec::new, |body| self.member(body))
        });
        let hit = Hit::new(start..end, roles, Rule::Title);
        Some(Hit { body, ..hit })
    }

    /// The person behind a cell that is nothing but an office, with the body in the next cell.
    fn officer(&self, at: usize, words: &Range<usize>, tail: usize) -> Option<Hit> {
        let text = self.text;
        let ends = text.word(tail).is_none_or(|word| word.is(GAP));
        if !ends || !self.follows_office_cell(at) {
            return None;
        }
        let first = text
            .words
            .iter()
            .position(|word| word.shape != Shape::Mark)?;
        let body = self.unknown_body(tail + 1).map(|(body, _)| body);
        let known = text.body_at(tail + 1, self.bodies).map(|(body, _)| body);
        let role = self.role(first..at - 1, known.or(body.as_ref()));
        let hit = Hit::new(words.clone(), vec![role], Rule::List);
        let body = body.filter(|_| known.is_none());
        Some(Hit { body, ..hit })
    }

    /// Whether a line begins with a cell that is nothing but an office, before that of a name: `Treasurer
    /// |Ana Lima       Ministry of Health`.
    fn follows_office_cell(&self, at: usize) -> bool {
        let text = self.text;
        let Some(gap) = at.checked_sub(1).filter(|&gap| text.words[gap].is(GAP)) else {
            return false;
        };
        let first = (0..gap).find(|&i| text.words[i].shape != Shape::Mark);
        first.is_some_and(|first| {
            let cell = text.text(first..gap);
            let lexicon = &text.knowledge.authority.lexicon;
            text.title_at(first) == Some(gap)
                || lexicon.contains("attendee-label", cell.to_lowercase().trim_end_matches(':'))
        })
    }

    /// The end of a name that is the first cell of a line in a list of persons, though one of its
    /// words is an ordinary one: `Will Perrin`, `Jo May`.
    fn first_cell(&self, at: usize) -> Option<usize> {
        const MOST: usize = 5;
        let text = self.text;
        if !self.listed.persons || !self.starts_line(at) {
            return None;
        }
        // Will Perrin – Talk About Local
        let dash = |i: usize| {
            let apart = |a: usize, b: usize| text.words[a].range.end < text.words[b].range.start;
            i > at
                && text.is(i, "-")
                && i + 1 < text.words.len()
                && apart(i - 1, i)
                && apart(i, i + 1)
        };
        let end = (at..text.words.len().min(at + MOST))
            .find(|&i| text.is_one_of(i, &["|", GAP]) || dash(i))?;
        let fits = (at..end).all(|i| {
            (text.is_capital(i) || text.words[i].shape == Shape::Initial)
                && text.head(i).is_none()
                && text.title_at(i).is_none()
        });
        let name = (at..end).any(|i| !text.in_group("not-person-en", i));
        let range = text.range(at..end.max(at + 1));
        let body = self.bodies.iter().any(|body| overlap(&body.range, &range));
        (fits && name && end >= at + 2 && !body).then_some(end)
    }

    /// Whether a name closes an item that begins with that of a body: `- Merinov: |Lisandre
    /// Gauthier-Solomon`.
    fn closes_pair(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let Some(colon) = at.checked_sub(1).filter(|&colon| text.is(colon, ":")) else {
            return false;
        };
        let first = (0..colon).find(|&i| text.words[i].shape != Shape::Mark);
        let begins = text.words[0].shape == Shape::Mark;
        let named = first.is_some_and(|first| {
            let range = text.range(first..colon);
            let known = |body: &Found| overlap(&body.range, &range);
            self.bodies.iter().any(known)
        });
        begins
            && named
            && text
                .word(end)
                .is_none_or(|word| word.is(",") || word.is(";"))
    }

    /// Whether a name is a cell of a line of a list of persons that begins with that of another: `Chen
    /// Shih-chung     |Wang Kwo-tsai`.
    fn is_in_columns(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let cell = at > 0 && text.is_one_of(at - 1, &["|", GAP]) && self.ends_item(end);
        let first = || {
            let start = (0..at).find(|&i| {
                self.starts_line(i) && text.is_capital(i) && text.honorific_at(i).is_none()
            })?;
            let end = text.post_nominals(self.name_at(start)?);
            Some(text.is_one_of(end, &["|", GAP]) && self.is_likely(&(start..end)))
        };
        self.listed.only_persons && cell && first().unwrap_or_default()
    }

    /// A body without a title.
    fn member(&self, body: &Found) -> Vec<RoleReading> {
        let glyphs = self.text.glyphs;
        let of = glyphs.span(body.range.clone());
        let title = Span::new(of.start, of.start);
        let is_body = body.kind == Kind::Organisation;
        let role = RoleReading {
            title,
            of: Some(of),
        };
        is_body.then_some(role).into_iter().collect()
    }

    pub(super) fn role(&self, title: Range<usize>, of: Option<&Found>) -> RoleReading {
        let glyphs = self.text.glyphs;
        RoleReading {
            title: glyphs.span(self.text.range(title)),
            of: of.map(|body| glyphs.span(body.range.clone())),
        }
    }

    /// The body or country that ends just before a title: `World Bank President …`, `Estonia's
    /// Prime Minister …`.
    fn body_before(&self, title: usize) -> Option<&Found> {
        let last = &self.text.words[title.checked_sub(1)?];
        let end = last.range.end;
        self.bodies
            .iter()
            .filter(|body| body.range.end == end)
            .min_by_key(|body| body.range.start)
    }

    pub(super) fn ends_body(&self, at: usize) -> bool {
        self.body_before(at).is_some()
    }

    /// `The Minister of Digital Affairs, |Audra Huang,`.
    fn apposed_before(&self, at: usize, end: usize) -> Option<Vec<RoleReading>> {
        let text = self.text;
        if at < 2 || !text.is(at - 1, ",") {
            return None;
        }
        if text.joins(end) && text.words[end].shape != Shape::Capitals {
            return None;
        }
        let floor = (at - 1).saturating_sub(16);
        let start = (floor..at - 1).rev().take_while(|&i| {
            let word = &text.words[i];
            word.shape != Shape::Mark || word.is("(") || word.is(")") || word.is("&")
        });
        let mut title = None;
        for i in start {
            if (i == 0 || !text.joins(i - 1) || text.words[i - 1].possessive)
                && let Some(phrase) = text.title_phrase(i)
                && phrase.start == i
                && (i..phrase.end - 1).all(|word| !text.words[word].possessive)
            {
                title = Some(phrase);
            }
        }
        let title = title?;
        // A list of persons: `Minister Tang, Audra Huang`.
        let rest = title.end;
        let to_comma = if rest == at - 1 {
            Some(None)
        } else if let Some(sender) = self.sender(&title, at - 1) {
            return Some(vec![self.role(title.start..at - 1, Some(sender))]);
        } else if text.is_one_of(rest, &["of", "for", "at", "from", "in"]) {
            match text.body_at(rest + 1, self.bodies) {
                // High Commissioner in London
                Some((body, after)) if after == at - 1 => {
                    let posted = text.is(rest, "in") && body.kind != Kind::Organisation;
                    Some(Some(body).filter(|_| !posted))
                }
                _ => Some(None).filter(|_| {
                    (rest + 1..at - 1).all(|i| {
                        text.joins(i) || text.is_one_of(i, &["and", "of", "the", "for", "&"])
                    })
                }),
            }
        } else {
            None
        };
        let body = to_comma?;
        let title = if body.is_some() {
            title
        } else {
            title.start..at - 1
        };
        let owner = || self.body_before(title.start);
        Some(vec![self.role(title.clone(), body.or_else(owner))])
    }

    /// Who sent the bearer of a title to somebody else, where that ends the words up to `end`: `|Ethiopia|'s
    /// Ambassador to Kenya`, `the Ambassador of |Norway| to Uganda`.
    fn sender(&self, title: &Range<usize>, end: usize) -> Option<&Found> {
        let text = self.text;
        let of = text.is(title.end, "of");
        let named = of.then(|| text.body_at(title.end + 1, self.bodies));
        let (sender, to) = match named.flatten() {
            Some((sender, after)) => (sender, after),
            None => (self.body_before(title.start)?, title.end),
        };
        let (_, after) = text.body_at(to + 1, self.bodies)?;
        (text.is(to, "to") && after == end).then_some(sender)
    }

    /// The title and the body in the cells behind a name, in a list that is set in columns: `Ana
    /// Lima      Head of Analysis      Ministry of Health`.
    fn in_cells(&self, name: usize, end: usize) -> Option<(Vec<RoleReading>, Option<Found>)> {
        let text = self.text;
        if !self.listed.persons || !self.starts_line(name) || !text.is_one_of(end, &["|", GAP]) {
            return None;
        }
        let mut title = None;
        let mut body = None;
        let mut unknown = Vec::new();
        for cell in text.cells_after(end) {
            let whole = text
                .body_at(cell.start, self.bodies)
                .filter(|(found, after)| found.kind == Kind::Organisation && *after >= cell.end);
            match whole {
                Some((found, _)) if body.is_none() => body = Some(found),
                None if title.is_none() && self.is_title_cell(&cell) => title = Some(cell),
                _ => unknown.push(cell),
            }
        }
        // A cell that says both, or more than that, is read by its words.
        let mut more = None;
        if let Some(cell) = unknown.pop() {
            if title.is_some() && body.is_none() {
                let (found, after) = self.unknown_body(cell.start)?;
                more = Some(found).filter(|_| after == cell.end);
            } else if body.is_some() && title.is_none() {
                title = Some(cell);
            }
        }
        let of = body.or(more.as_ref());
        let title = title?;
        // Who chairs the meeting does so for nobody.
        let lexicon = &text.knowledge.authority.lexicon;
        let words = text.text(title.clone()).to_lowercase();
        let roles = if lexicon.value("attendee-label", &words) == Some("chair") {
            let member = of.into_iter().flat_map(|body| self.member(body));
            [self.role(title, None)].into_iter().chain(member).collect()
        } else {
            vec![self.role(title, of)]
        };
        Some((roles, more))
    }

    /// Whether a cell is a title and names no body: `Deputy Director`, `Head of Analysis`.
    fn is_title_cell(&self, cell: &Range<usize>) -> bool {
        let text = self.text;
        let range = text.range(cell.clone());
        let named =
            |found: &&Found| found.kind == Kind::Organisation && overlap(&found.range, &range);
        let titled = || {
            (cell.start..cell.end).any(|at| {
                text.title_at(at).is_some_and(|end| end <= cell.end) || text.begins_title(at)
            })
        };
        !self.bodies.iter().any(|found| named(&found)) && titled()
    }

    /// The titles after a name: `, Deputy Secretary General of the Ministry …`, `(Principal Adviser,
    /// Ministry …)`, `, who directs …`.
    pub(super) fn apposed_after(&self, end: usize) -> Option<Vec<RoleReading>> {
        let text = self.text;
        let opens = text.is(end, "(");
        if !opens && !text.is_one_of(end, &[",", "-", ":", "|", GAP]) {
            return None;
        }
        if text.is(end, ",") && text.is(end + 1, "who") {
            // who directs the Office
            let lexicon = &text.knowledge.authority.lexicon;
            let leads = text
                .word(end + 2)
                .is_some_and(|verb| lexicon.value("person-verb-en", &verb.text) == Some("of"));
            let body = text.body_at(end + 3, self.bodies).filter(|_| leads);
            return Some(body.map_or_else(Vec::new, |(body, _)| self.member(body)));
        }
        let mut roles = Vec::new();
        let mut start = end + 1;
        // 's own form of address after the name: `(Dr.)`, `PhD`
        if let Some(title) = text.title_phrase(start) {
            let after = title.end;
            let joined =
                text.is_one_of(after, &["of", "at", "for", "in", "with", "from", ",", "to"]);
            let body = joined
                .then(|| text.body_at(after + 1, self.bodies))
                .flatten()
                .map(|(body, _)| body)
                // Assistant Secretary in Samoa
                .filter(|body| {
                    body.kind == Kind::Organisation || !text.is_one_of(after, &["in", ","])
                });
            let ends = joined
                || text
                    .word(after)
                    .is_none_or(|word| word.shape == Shape::Mark)
                || text.is_one_of(after, &["and", "on"]);
            if !ends {
                return None;
            }
            // Minister of State for Open Government
            let title = if body.is_none() && text.is_one_of(after, &["of", "for"]) {
                title.start..self.topic_end(after)
            } else {
                title
            };
            let whole = text.is(title.end, "(") && body.is_none();
            let beside = whole
                .then(|| text.body_at(title.end + 1, self.bodies))
                .flatten();
            roles.push(self.role(title, body));
            if let Some(body) = body {
                roles.extend(self.further_roles(text.at(body.range.end)));
            }
            // Chair (Ministry of …): what the person chairs the bracket does not say.
            roles.extend(beside.into_iter().flat_map(|(body, _)| self.member(body)));
            return Some(roles);
        }
        // Head of a kind that no table knows, before a body: `, Chief Hydrologist, Ministry …`
        let from = start;
        while text.joins(start) && start - from < 5 {
            start += 1;
        }
        if start > from
            && start - from >= 2
            && text.is_one_of(start, &[",", "of"])
            && !self
                .bodies
                .iter()
                .any(|body| overlap(&body.range, &text.range(from..start)))
            && let Some((body, _)) = text.body_at(start + 1, self.bodies)
            && self.listed.persons
        {
            return Some(vec![self.role(from..start, Some(body))]);
        }
        None
    }

    /// The titles in other bodies behind a first one: `, Director of the Ministry of Health |and Chair of the
    /// National Audit Office`.
    fn further_roles(&self, end: usize) -> Vec<RoleReading> {
        let text = self.text;
        let mut roles = Vec::new();
        let mut at = end;
        loop {
            let comma = at + usize::from(text.is(at, ","));
            let next = comma + usize::from(text.is(comma, "and"));
            let Some(title) = text.title_phrase(next).filter(|_| next > at) else {
                break;
            };
            let joined = text.is_one_of(title.end, &["of", "at", "for"]);
            let body = joined.then(|| text.body_at(title.end + 1, self.bodies));
            // …, Minister of Health |Bo Berg is another one.
            let Some((body, after)) = body.flatten().filter(|(_, after)| !text.joins(*after))
            else {
                break;
            };
            roles.push(self.role(title, Some(body)));
            at = after;
        }
        roles
    }

    /// The body that no table and no head reveals behind a title, where a line says nothing else: `Dr
    /// Chong Yoke Sin, Chief Executive, |Integrated Health Systems`.
    fn body_behind_title(&self, name: usize, end: usize) -> Option<Found> {
        let text = self.text;
        let title = text.title_phrase(end + 1)?;
        let line = self.starts_line(name) && text.is(end, ",") && text.is(title.end, ",");
        let (body, after) = self.unknown_body(title.end + 1).filter(|_| line)?;
        let alone = text.at(body.range.end) == after && self.ends_item(after);
        let words = title.end + 1..after;
        let place = text.place_at(words.start).is_some();
        let titled = words.clone().any(|at| text.title_at(at).is_some());
        (alone && words.len() > 1 && !place && !titled && !self.is_likely(&words)).then_some(body)
    }

    /// Titles of which the last is one in a body, if they name none.
    fn with_body(&self, mut roles: Vec<RoleReading>, body: Option<&Found>) -> Vec<RoleReading> {
        let of = body.map(|body| self.text.glyphs.span(body.range.clone()));
        if let Some(role) = roles.last_mut() {
            role.of = role.of.or(of);
        }
        roles
    }

    /// The end of `of State for Open Government` after a title that belongs to no body.
    fn topic_end(&self, joint: usize) -> usize {
        let text = self.text;
        let mut end = joint;
        let mut at = joint;
        while text.is_one_of(at, &["of", "for", "and", "the", "&", "to"]) || text.joins(at) {
            at += 1;
            if text.joins(at - 1) {
                end = at;
            }
        }
        end
    }

    /// A body or place right after the name: `(Estonia)`, `of Access Now`, `- Friends of the
    /// River`, and in a list after a comma.
    pub(super) fn placed(
        &self,
        end: usize,
        starts_line: bool,
        in_row: bool,
    ) -> Option<(Vec<RoleReading>, Option<Found>)> {
        let text = self.text;
        if text.is(end, "(") {
            let Some((body, after)) = text.body_at(end + 1, self.bodies) else {
                let told = in_row || self.listed.persons;
                let body = self.bracketed_body(end).filter(|_| told)?;
                return Some((self.member(&body), Some(body)));
            };
            let closed = text.is(after, ")") || text.is(after, ",");
            return closed.then(|| (self.member(body), None));
        }
        if let Some(start) = self.acting_for(end)
            && let Some((body, _)) = text.body_at(start, self.bodies)
        {
            return Some((self.member(body), None));
        }
        if text.is_one_of(end, &["of", "from", "at", "representing"]) {
            if let Some((body, _)) = text.body_at(end + 1, self.bodies) {
                let person = body.kind == Kind::Organisation || !text.is(end, "at");
                return person.then(|| (self.member(body), None));
            }
            let (body, after) = self.unknown_body(end + 1)?;
            let told = self.speaks(after) || self.speaks_with(after);
            return told.then(|| (self.member(&body), Some(body)));
        }
        if !starts_line || !text.is_one_of(end, &[",", "-", ":", "|", GAP]) {
            return None;
        }
        if let Some((body, after)) = text.body_at(end + 1, self.bodies)
            && (self.ends_item(after) || text.is(after, ","))
        {
            return Some((self.member(body), None));
        }
        let (body, after) = self.unknown_body(end + 1).filter(|_| self.listed.persons)?;
        // Present: Ann Lee, Bob Ray
        let next = end + 1..after;
        let may_be = text.is(end, ",") || self.listed.only_persons;
        let is_person = may_be && self.name_at(next.start) == Some(after) && self.is_likely(&next);
        (self.ends_item(after) && !is_person).then(|| (self.member(&body), Some(body)))
    }

    /// The word after those that say for whom a person speaks: `, speaking on behalf of|`, `,
    /// representing|`.
    fn acting_for(&self, end: usize) -> Option<usize> {
        let text = self.text;
        let mut at = end + usize::from(text.is(end, ","));
        let speaks = text.is_one_of(at, &["speaking", "acting", "intervening", "appearing"]);
        at += usize::from(speaks);
        if text.is(at, "on") && text.is(at + 1, "behalf") && text.is(at + 2, "of") {
            return Some(at + 3);
        }
        let named = text.is(at, "representing") || speaks && text.is(at, "for");
        named.then_some(at + 1)
    }

    /// Capitalised words in the place of a body.
    pub(super) fn unknown_body(&self, start: usize) -> Option<(Found, usize)> {
        let text = self.text;
        let start = if text.is_one_of(start, &["the", "The"]) {
            start + 1
        } else {
            start
        };
        let mut end = start;
        // A cell of its own is the name, whatever its words: Check That Bike.
        let cell = start > 0 && text.is_one_of(start - 1, &["|", GAP]);
        while text.joins(end)
            || end > start && text.is_inner(end)
            || cell && text.is_capital(end)
            || end > start
                && text.is_one_of(end, &["of", "for", "the", "and", "&"])
                && (text.joins(end + 1) || text.joins(end + 2))
                && !(text.is(end, "and") && self.is_person_at(end + 1))
        {
            end += 1;
        }
        if end == start {
            return None;
        }
        let range = text.range(start..end);
        let taken = self.bodies.iter().any(|body| {
            body.range == range || body.kind != Kind::Jurisdiction && overlap(&body.range, &range)
        });
        (!taken).then(|| {
            let name = text.text(start..end);
            (
                named(Kind::Organisation, range, name, Vec::new(), Rule::List),
                end,
            )
        })
    }

    /// Whether what looks like the name of a person begins at a word: Kloop Media and |Gulzada Sydykova.
    fn is_person_at(&self, at: usize) -> bool {
        self.name_at(at)
            .is_some_and(|end| self.is_likely(&(at..end)))
    }

    pub(super) fn speaks(&self, at: usize) -> bool {
        self.text.speaks(at)
    }

    /// Whether somebody speaks together with the one named last: `|and Gulzada Sydykova (Precedent)
    /// asked`.
    fn speaks_with(&self, at: usize) -> bool {
        let text = self.text;
        let end = text
            .is(at, "and")
            .then(|| self.name_at(at + 1))
            .flatten()
            .map(|end| text.post_nominals(end));
        end.is_some_and(|end| self.speaks(text.bracket_end(end).unwrap_or(end)))
    }

    /// Whether nothing but a marker stands before a word in its block.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        self.text.words[..at]
            .iter()
            .all(|word| word.shape == Shape::Mark || word.shape == Shape::Number)
            || self.text.honorific_before(at)
            // ARTCI; N'GUESSAN Kouamé Aristide; Directeur
            || self.listed.persons && at > 0 && self.text.is(at - 1, ";")
    }

    /// Whether an item of a list ends at a word.
    pub(super) fn ends_item(&self, at: usize) -> bool {
        self.text.word(at).is_none()
            || self.text.is_one_of(at, &[";", "."]) && at + 1 == self.text.words.len()
            || self.text.is_one_of(at, &["|", GAP])
            || self.listed.persons && self.text.is_one_of(at, &[";", ",", "(", "and"])
    }
}

impl Text<'_> {
    /// Whether a word in capitals is a form of address or a title in small letters: `MR`.
    pub(super) fn is_title_in_capitals(&self, word: &str, honorific: bool) -> bool {
        let small = in_small(word);
        let mut forms = [format!("{small}."), small].into_iter();
        let titles = &self.knowledge.authority.titles;
        forms.any(|form| {
            titles
                .named(&form)
                .any(|row| row.uses.honorific == honorific)
        })
    }

    /// The end of a name whose surname is in capitals, behind its initials: `M A |MZIZI`.
    fn name_in_capitals(&self, start: usize) -> Option<usize> {
        let mut end = start;
        let mut surname = false;
        while let Some(word) = self.word(end) {
            let initial = word.shape == Shape::Initial
                || word.shape == Shape::Capital && word.text.len() == 1 && !surname;
            let large = word.shape == Shape::Capitals
                && !self.is_title_in_capitals(&word.text, false)
                && self.head(end).is_none();
            if !initial && !large {
                break;
            }
            surname |= large && word.text.chars().count() > 2;
            end += 1;
        }
        surname.then_some(end)
    }

    /// Whether a verb of speech or of taking part stands at a word: `argued`, `chaired`.
    pub(super) fn speaks(&self, at: usize) -> bool {
        let at = if self.is_one_of(at, &["also", "then", "further", "later", "both", "briefly"]) {
            at + 1
        } else {
            at
        };
        if self.word(at).is_none_or(|word| word.shape != Shape::Lower) {
            return false;
        }
        // called for, took part in
        let two = (at + 1 < self.words.len()).then(|| self.text(at..at + 2));
        let lexicon = &self.knowledge.authority.lexicon;
        let phrase = |group: &str| two.as_ref().is_some_and(|two| lexicon.contains(group, two));
        self.in_group("speech-verb", at)
            || self.in_group("event-verb", at)
            || self.in_group("person-verb-en", at)
            || phrase("speech-verb")
            || phrase("event-verb")
    }

    /// The cells of a line behind the first one, where gaps part them.
    fn further_cells(&self) -> Vec<Range<usize>> {
        let gap = (0..self.words.len()).find(|&at| self.is_one_of(at, &["|", GAP]));
        let gap = gap.filter(|&gap| self.is(gap, GAP));
        gap.map(|gap| self.cells_after(gap)).unwrap_or_default()
    }

    /// Whether a cell behind the first one is a name that only a person has: Wang |Kwo-tsai, but not Grant Thornton.
    pub(super) fn has_person_in_column(&self) -> bool {
        let mut cells = self.further_cells().into_iter();
        cells.any(|cell| cell.len() > 1 && self.words[cell].iter().any(Word::is_hyphened))
    }

    /// Whether a cell behind the first one begins with a title or names a body.
    pub(super) fn has_columns_of_bodies(&self) -> bool {
        let mut cells = self.further_cells().into_iter();
        cells.any(|cell| {
            self.title_at(cell.start).is_some()
                || self.known_body_at(cell.start).is_some()
                || (cell.start + 1..cell.end).any(|at| self.head(at) == Some(Kind::Organisation))
        })
    }

    /// The cells from a stroke or gap on to the end of the line, blank ones left out.
    fn cells_after(&self, gap: usize) -> Vec<Range<usize>> {
        let mut cells = Vec::new();
        let mut start = gap + 1;
        for at in gap + 1..=self.words.len() {
            if at == self.words.len() || self.is_one_of(at, &["|", GAP]) {
                if at > start {
                    cells.push(start..at);
                }
                start = at + 1;
            }
        }
        cells
    }

    fn honorific_before(&self, at: usize) -> bool {
        // Rt Hon Dame |Moira MacAllister
        let start = self.form_of_address(at);
        start < at
            && self.words[..start]
                .iter()
                .all(|word| matches!(word.shape, Shape::Mark | Shape::Number))
    }
}
