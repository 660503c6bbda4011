//! From names that the tagger found to mentions, beside those of the rules.
//!
//! Rules come first: a name counts where nothing is left that a rule found, and if no rule knows it as
//! the name of something else. What only shortens the name of a known thing is a mention of that thing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{Found, Kind, Naming, PersonReading, Reading, RoleReading, Rule, by_script};
use super::super::{name, repeated, scene};
use super::token::plain;
use super::{Tagged, Tags};
use crate::mention::glyph::{Class, Glyphs, is_han};
use crate::mention::jurisdiction::is_called_after_town;
use crate::mention::knowledge::Knowledge;
use crate::mention::place::PlaceEnding;
use crate::mention::scene::Scene;

/// What the rules say of a document.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// Its blocks with the titles in them.
    pub blocks: &'a [repeated::Block],
    /// What they found.
    pub found: &'a [Found],
    /// Where things are listed, in order.
    pub things: &'a [Range<usize>],
    /// Where persons are listed under a label of attendance, in order.
    pub persons: &'a [Range<usize>],
}

/// The mentions of what the rules did not find.
pub fn propose(tags: &Tags, knowledge: &Knowledge, glyphs: &Glyphs, rules: &Rules) -> Vec<Found> {
    let Rules {
        blocks,
        found,
        things,
        persons,
    } = *rules;
    let beside = Beside {
        knowledge,
        glyphs,
        blocks,
        found,
        things,
        persons,
        places: places(found),
    };
    let mut names: BTreeMap<(Sort, String), Vec<Name>> = BTreeMap::new();
    for name in beside.glossed(&tags.names) {
        names
            .entry((name.sort, name.folded.clone()))
            .or_default()
            .push(name);
    }
    names.retain(|_, places| places.iter().any(|name| name.certain));
    let mut known = Known::read(glyphs, found);
    names.retain(|(sort, folded), places| {
        !known.holds(folded) && !beside.is_listed_otherwise(*sort, &places[0].bare)
    });
    for places in names.values() {
        known.add(fullest(places));
    }
    let mut proposed = Vec::new();
    for places in names.into_values() {
        if let Some((kind, reading)) = known.reading(&beside, fullest(&places)) {
            let mentions = places.into_iter().map(|name| name.found(kind, &reading));
            proposed.extend(mentions);
        }
    }
    let again = repeated::elsewhere(knowledge, glyphs, blocks, &proposed, found);
    proposed.extend(again.into_iter().map(|again| Found {
        rule: Rule::Model,
        ..again
    }));
    proposed
}

/// The place that says most of a name: the first with its other name, else the first.
fn fullest(places: &[Name]) -> &Name {
    let glossed = places.iter().find(|name| name.gloss.is_some());
    glossed.unwrap_or(&places[0])
}

/// What sort of thing a name is of: the kinds of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    Person,
    Body,
    Place,
}

impl Sort {
    /// The sort of a place among the kinds of the model.
    pub(super) const ALL: [Self; 3] = [Self::Person, Self::Body, Self::Place];

    pub(super) fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Person => Some(Self::Person),
            Kind::Organisation => Some(Self::Body),
            Kind::Jurisdiction | Kind::Place => Some(Self::Place),
            _ => None,
        }
    }
}

/// A name as it stands at one place.
#[derive(Clone, Debug)]
struct Name {
    sort: Sort,
    /// What is named where it is a place.
    kind: Kind,
    /// The glyphs, with titles inside and behind it.
    range: Range<usize>,
    /// Without titles.
    bare: String,
    /// The same to be compared.
    folded: String,
    /// The name in another script that stands in brackets behind it.
    gloss: Option<String>,
    /// Whether it is a surname beside a title.
    surname: bool,
    roles: Vec<RoleReading>,
    certain: bool,
}

impl Name {
    /// The mention at this place, of what the name stands for.
    fn found(self, kind: Kind, reading: &Reading) -> Found {
        let mut reading = reading.clone();
        if let Reading::Person(person) = &mut reading {
            person.roles = self.roles;
        }
        Found {
            kind,
            range: self.range,
            reading,
            rule: Rule::Model,
            hard: true,
        }
    }
}

/// What the rules found, and where.
struct Beside<'a> {
    knowledge: &'a Knowledge<'a>,
    glyphs: &'a Glyphs,
    blocks: &'a [repeated::Block],
    found: &'a [Found],
    /// Where things are listed.
    things: &'a [Range<usize>],
    /// Where persons are listed under a label of attendance.
    persons: &'a [Range<usize>],
    /// The places of what was found, in the order of their beginnings.
    places: Vec<(Range<usize>, Kind)>,
}

fn places(found: &[Found]) -> Vec<(Range<usize>, Kind)> {
    let places = found.iter().map(|found| (found.range.clone(), found.kind));
    let mut places: Vec<(Range<usize>, Kind)> = places.collect();
    places.sort_by_key(|(range, _)| range.start);
    places
}

impl Beside<'_> {
    /// The name that was tagged, if it may be one where it stands.
    fn read(&self, tagged: &Tagged) -> Option<Name> {
        let range = self.bare(tagged.range.clone());
        let sort = self.sort(Sort::ALL[tagged.kind], &range)?;
        let (range, gloss) = self.without_gloss(sort, range);
        let range = match sort {
            Sort::Place => self.without_kind(range),
            _ => range,
        };
        let pointed = self.is_pointer(sort, &range)
            || sort != Sort::Person && self.is_short_form(range.start);
        // 文化部 | V | X
        let over_cells = range
            .clone()
            .any(|at| matches!(self.glyphs.char(at), '\t' | '|' | '│'));
        if range.is_empty() || !self.is_free(sort, &range) || pointed || over_cells {
            return None;
        }
        let mut found = Name {
            sort,
            kind: Kind::Organisation,
            bare: self.printed(range.clone()),
            folded: String::new(),
            gloss,
            surname: false,
            roles: Vec::new(),
            certain: tagged.certain,
            range,
        };
        match sort {
            Sort::Person => {
                self.read_person(&mut found, tagged.block);
                if self.is_no_person(&found) {
                    return None;
                }
            }
            Sort::Place => found.kind = self.kind_of_place(&found),
            Sort::Body => {}
        }
        // A surname alone is no name: 林課長 is one.
        found.folded = if found.surname {
            folded(&self.printed(found.range.clone()))
        } else {
            folded(&found.bare)
        };
        let letters = found.folded.chars().filter(|c| c.is_alphabetic()).count();
        (letters >= 2).then_some(found)
    }

    /// The names that were tagged; one in brackets right behind another one of its sort is that one's
    /// name in another script.
    fn glossed(&self, tagged: &[Tagged]) -> Vec<Name> {
        let glyphs = self.glyphs;
        let mut names: Vec<Name> = Vec::new();
        for name in tagged.iter().filter_map(|tagged| self.read(tagged)) {
            let open = glyphs.skip_space_back(0, name.range.start).checked_sub(1);
            let Some(open) = open.filter(|&open| glyphs.char(open) == '(') else {
                match names.last_mut().filter(|last| self.goes_on(last, &name)) {
                    Some(last) => {
                        last.range.end = name.range.end;
                        last.bare = self.printed(last.range.clone());
                        last.folded = folded(&last.bare);
                        last.kind = name.kind;
                    }
                    None => names.push(name),
                }
                continue;
            };
            let end = glyphs.skip_space_back(0, open);
            let latin = |name: &Name| name.bare.chars().all(|c| !is_han(c));
            let of_rules = self
                .found
                .iter()
                .any(|found| found.range.end == end && Sort::of(found.kind) == Some(name.sort));
            let before = names
                .last_mut()
                .filter(|before| before.range.end == end && before.sort == name.sort);
            match before {
                Some(before) if latin(&name) && !latin(before) => before.gloss = Some(name.bare),
                Some(_) => {}
                None if of_rules => {}
                None => names.push(name),
            }
        }
        names
    }

    /// Whether a place is the first half of one whose name has a stroke in it: 戈爾諾-|巴達赫尚自治州, but not
    /// 倫敦-|曼徹斯特.
    fn goes_on(&self, first: &Name, second: &Name) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let sounds = |at: usize| knowledge.is_transcription(glyphs.char(at));
        let Range { start, end } = first.range;
        let listed = knowledge.jurisdictions.longest_at(glyphs, start);
        let ending = knowledge.place_ending_before(glyphs, second.range.start, second.range.end);
        first.sort == Sort::Place
            && second.sort == Sort::Place
            && end + 1 == second.range.start
            && glyphs.is_stroke(end)
            && listed.is_none()
            && (start..end).all(sounds)
            && ending.is_some()
    }

    /// A name in Chinese without the one in Latin letters that brackets inside it give, and that name: 國家宮|(Palais
    /// de la Nation. A body's name may go on behind them.
    fn without_gloss(&self, sort: Sort, range: Range<usize>) -> (Range<usize>, Option<String>) {
        let glyphs = self.glyphs;
        let open = range.clone().find(|&at| glyphs.char(at) == '(');
        let open = open.filter(|_| sort != Sort::Person && glyphs.class(range.start) == Class::Han);
        let Some(open) = open.filter(|&open| open > range.start) else {
            return (range, None);
        };
        let close = (open..range.end).find(|&at| glyphs.char(at) == ')');
        let inner = open + 1..close.unwrap_or(range.end);
        let goes_on = close.is_some_and(|close| close + 1 < range.end);
        let latin = inner.clone().all(|at| glyphs.class(at) != Class::Han);
        if inner.is_empty() || !latin || sort == Sort::Body && goes_on {
            return (range, None);
        }
        let gloss = self.printed(inner);
        (
            range.start..glyphs.skip_space_back(range.start, open),
            Some(gloss),
        )
    }

    /// The name of a place without a word for its kind that is no part of it: Bauerfield |airport, (Alappuzha
    /// and) Kottayam |Districts.
    fn without_kind(&self, range: Range<usize>) -> Range<usize> {
        let glyphs = self.glyphs;
        let lexicon = &self.knowledge.authority.lexicon;
        let mut ends = range.clone().rev();
        let Some(gap) = ends.find(|&at| glyphs.char(at) == ' ') else {
            return range;
        };
        let word = glyphs.text(gap + 1..range.end);
        let before = glyphs.skip_space_back(0, range.start);
        let listed = ["and", ",", "&"]
            .iter()
            .any(|joint| glyphs.ends_with(0, before, joint).is_some());
        let plural = listed && lexicon.contains("place-plural-en", &word);
        let small = lexicon.contains("place-noun-en", &word);
        if small || plural {
            range.start..glyphs.skip_space_back(range.start, gap)
        } else {
            range
        }
    }

    /// A range without marks at its edges.
    fn bare(&self, mut range: Range<usize>) -> Range<usize> {
        let outside = |at: usize| matches!(self.glyphs.class(at), Class::Mark | Class::Space);
        while range.start < range.end && outside(range.start) {
            range.start += 1;
        }
        while range.start < range.end
            && outside(range.end - 1)
            && self.glyphs.char(range.end - 1) != ')'
        {
            range.end -= 1;
        }
        range
    }

    /// Whether no rule found anything there, but for places inside the name of a body or person, and for the town
    /// that a place is called after.
    fn is_free(&self, sort: Sort, range: &Range<usize>) -> bool {
        /// The most glyphs of what is found, but for web addresses, which no name begins in.
        const LONGEST: usize = 400;
        let before = self
            .places
            .partition_point(|(place, _)| place.start < range.end);
        let near = self.places[..before].iter().rev();
        let of_town =
            sort == Sort::Place && is_called_after_town(self.knowledge, self.glyphs, range);
        near.take_while(|(place, _)| place.start + LONGEST > range.start)
            .filter(|(place, _)| scene::overlap(place, range))
            .all(|(place, kind)| {
                let inside = scene::contains(range, place) && place.len() < range.len();
                let is_place = matches!(kind, Kind::Jurisdiction | Kind::Place);
                inside
                    && is_place
                    && (sort != Sort::Place || of_town && *kind == Kind::Jurisdiction)
            })
    }

    /// The sort of a name that the tagger takes for one of a sort: that of its end where no person's name
    /// ends so; none where it names nothing.
    fn sort(&self, proposed: Sort, range: &Range<usize>) -> Option<Sort> {
        let name = self.printed(range.clone());
        let lexicon = &self.knowledge.authority.lexicon;
        if proposed == Sort::Body {
            // 婦產科, 各|縣市警察局
            let each = range.start.checked_sub(1);
            let each = each.is_some_and(|at| self.glyphs.char(at) == '各');
            let generic = lexicon.contains("org-generic", &name) || each;
            return (!generic).then_some(proposed);
        }
        // 歐美, 西方
        if lexicon.contains("not-place", &name) {
            return None;
        }
        // Mon, 3 Jun 2024
        let mark = usize::from(matches!(self.glyphs.char(range.end), ',' | '.'));
        let behind = self.glyphs.skip_space(range.end + mark);
        let is_day = self.glyphs.class(behind) == Class::Digit;
        if is_day && lexicon.contains("weekday", &name) {
            return None;
        }
        if self
            .things
            .iter()
            .any(|things| scene::overlap(things, range))
        {
            return None;
        }
        // 黃布條：
        let labels = self.glyphs.char(range.end) == ':';
        if proposed == Sort::Person && labels && self.knowledge.is_compound(self.glyphs, range) {
            return None;
        }
        // 阿福, but 阿蓮 is a town
        let town = self
            .knowledge
            .weak_places
            .longest_at(self.glyphs, range.start);
        let listed = town.is_some_and(|(end, _)| end == range.end);
        let familiar = lexicon.cues("familiar-name");
        let familiar = familiar.start(&name) && range.len() == 2 && !listed;
        let attended = self.persons.iter();
        let attended = attended.filter(|persons| scene::overlap(persons, range));
        let is_usual = self.knowledge.is_usual(self.glyphs, range);
        if proposed == Sort::Person && (is_usual || attended.count() > 0) {
            return Some(proposed);
        }
        match self.knowledge.sort_by_ending(&name) {
            Some("thing") => None,
            Some("institution") => Some(Sort::Body),
            _ if familiar && proposed == Sort::Place => None,
            _ if proposed == Sort::Place && self.knowledge.is_general_place(self.glyphs, range) => {
                None
            }
            _ if proposed == Sort::Place => Some(proposed),
            Some("thing-place") => None,
            Some("body") => Some(Sort::Body),
            Some("place") => Some(Sort::Place),
            _ => Some(proposed),
        }
    }

    /// Whether a name stands in brackets that only say how a thing is called from there on:
    /// (hereinafter "the Board"), （下稱本論壇）.
    fn is_short_form(&self, start: usize) -> bool {
        const FARTHEST: usize = 40;
        let glyphs = self.glyphs;
        let mut before = (start.saturating_sub(FARTHEST)..start).rev();
        let open = before.find(|&at| matches!(glyphs.char(at), '(' | ')'));
        let open = open.filter(|&at| glyphs.char(at) == '(');
        open.is_some_and(|open| {
            let words = glyphs.text(open + 1..start).to_lowercase();
            let lexicon = &self.knowledge.authority.lexicon;
            let cues = lexicon.group("gloss-cue").iter();
            let mut acronyms = cues.filter(|(_, value)| value == "acronym");
            acronyms.any(|(cue, _)| words.trim_start().starts_with(&**cue))
        })
    }

    /// Whether the words only point to a thing (該局, this Ministry) or say that there is none (TBC).
    fn is_pointer(&self, sort: Sort, range: &Range<usize>) -> bool {
        let glyphs = self.glyphs;
        let lexicon = &self.knowledge.authority.lexicon;
        let end = match glyphs.class(range.start) {
            Class::Letter => {
                let mut inside = range.clone();
                inside.find(|&at| glyphs.class(at) != Class::Letter)
            }
            _ => Some(range.start + 1),
        };
        let word = glyphs.text(range.start..end.unwrap_or(range.end));
        let whole = glyphs.text(range.clone()).to_lowercase();
        lexicon.contains("pointer-word", &word.to_lowercase()) && !self.begins_listed(range)
            || lexicon
                .value("pointer-or-name", &word)
                .filter(|_| sort != Sort::Person)
                .is_some_and(|before| self.is_own(range, before == "character"))
            || lexicon.contains("no-entry", &whole)
    }

    /// Whether what may be a name is the body that speaks or a general one: 本署, 兩公司, not 本格特; where a single
    /// `character` tells it, 本廠, too.
    fn is_own(&self, range: &Range<usize>, character: bool) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let rest = range.start + 1..range.end;
        let mut bodies = knowledge.self_organisations.at(glyphs, range.start);
        let mut places = knowledge.self_jurisdictions.at(glyphs, range.start);
        let lexicon = &knowledge.authority.lexicon;
        bodies.next().is_some()
            || places.next().is_some()
            || lexicon.contains("org-generic", &glyphs.text(rest.clone()))
            || character && rest.len() <= 1 && !self.begins_listed(range)
    }

    /// Whether a listed place begins a name: 貴州, 雙溪.
    fn begins_listed(&self, range: &Range<usize>) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let region = knowledge.jurisdictions.longest_at(glyphs, range.start);
        let lists = [
            &knowledge.place_names,
            &knowledge.place_hints,
            &knowledge.towns,
        ];
        let mut places = lists
            .map(|list| list.longest_at(glyphs, range.start))
            .into_iter();
        let inside = |end: usize| end > range.start + 1 && end <= range.end;
        region.is_some_and(|(end, _)| inside(end))
            || places.any(|place| place.is_some_and(|(end, ())| inside(end)))
    }

    /// A name as it is written, without the white space of the layout.
    fn printed(&self, range: Range<usize>) -> String {
        let han = range.clone().any(|at| self.glyphs.class(at) == Class::Han);
        let text = self.glyphs.text(range);
        if han {
            return name::without_spaces(text);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    }

    /// Tells a person's name from the titles before, in and behind it.
    fn read_person(&self, found: &mut Name, block: usize) {
        let glyphs = self.glyphs;
        found.kind = Kind::Person;
        let block = &self.blocks[block];
        let mut bare = found.range.clone();
        let title = |range: &Range<usize>| RoleReading {
            title: glyphs.span(range.clone()),
            of: None,
        };
        while let Some(role) = block.roles.iter().find(|role| {
            role.range.end == bare.end && role.range.start > bare.start && role.uses.after
        }) {
            bare.end = glyphs.skip_space_back(bare.start, role.range.start);
            if !role.uses.honorific {
                found.roles.push(title(&role.range));
            }
        }
        while let Some(role) = block.roles.iter().find(|role| {
            role.range.start == bare.start && role.range.end < bare.end && role.uses.before
        }) {
            bare.start = role.range.end;
            while matches!(glyphs.class(bare.start), Class::Space | Class::Mark)
                && bare.start < bare.end
            {
                bare.start += 1;
            }
            found.range.start = bare.start;
        }
        let surnames = &self.knowledge.authority.surnames;
        // 柯|員
        if bare.end > bare.start + 1 {
            let lexicon = &self.knowledge.authority.lexicon;
            let last = bare.end - 1;
            let address = lexicon.contains("surname-address", &glyphs.text(last..bare.end));
            if address && surnames.contains(&glyphs.text(bare.start..last)) {
                bare.end = last;
            }
        }
        found.bare = self.printed(bare.clone());
        found.surname = bare.end < found.range.end && surnames.contains(&found.bare);
        // 魏|簡任技正|如薰
        let inner = block.roles.iter().find(|role| {
            let inside = role.range.start > bare.start && role.range.end < bare.end;
            inside
                && role.uses.inner
                && surnames.contains(&glyphs.text(bare.start..role.range.start))
        });
        // 蕭女士|匯報
        let said = inner.filter(|role| self.knowledge.is_no_given(glyphs, role.range.end));
        if let Some(role) = said {
            found.bare = self.printed(bare.start..role.range.start);
            found.surname = true;
            found.range.end = role.range.end;
        } else if let Some(role) = inner {
            let family = self.printed(bare.start..role.range.start);
            found.bare = family + &self.printed(role.range.end..bare.end);
            found.roles.push(title(&role.range));
        }
        let behind = glyphs.skip_space(found.range.end);
        let behind = block
            .roles
            .iter()
            .find(|role| role.range.start == behind && role.uses.after);
        // 王醫師|領隊: the title that the person is called by stands behind the name already.
        if let Some(role) = behind.filter(|_| !found.surname) {
            found.range.end = role.range.end;
            if !role.uses.honorific {
                found.roles.push(title(&role.range));
            }
        }
        let scene = Scene {
            knowledge: self.knowledge,
            glyphs,
            block: block.range.clone(),
            roles: block.roles.clone(),
            bodies: self.found,
            glosses: &[],
            things: &[],
            persons: &[],
        };
        found.roles.extend(scene.roles_before(found.range.start));
    }

    /// Whether a name is none of a person: it ends in a common word (小林|探望), or stands for several things
    /// (Breathitt, Clay; Kulob - Shurobod), for the end of one sentence and the beginning of the next (Allgäu.
    /// Oberstdorf), or for a grade and the next name (Carradale: C. Campbeltown: A).
    fn is_no_person(&self, name: &Name) -> bool {
        const LONGEST_TITLE: usize = 4;
        let bare = &name.bare;
        if bare.chars().any(is_han) {
            let glyphs = Glyphs::new(bare);
            let whole = 0..glyphs.len();
            // 村中|耆老
            return if name.surname {
                self.knowledge.is_no_surname(&glyphs, whole)
            } else {
                self.knowledge.ends_in_verb(&glyphs, &whole)
                    || self.knowledge.is_all_word(&glyphs, &whole)
            };
        }
        let family = bare.split(',').next().unwrap_or_default();
        let several = family.len() < bare.len() && family.chars().any(char::is_lowercase);
        let joined = [" - ", " – ", " / "]
            .iter()
            .any(|joint| bare.contains(joint));
        let sentences = bare.split_once(". ").is_some_and(|(first, _)| {
            let last = first.rsplit(' ').next().unwrap_or_default();
            last.chars().filter(|c| c.is_lowercase()).count() >= LONGEST_TITLE
        });
        let colon = |at: usize| self.glyphs.char(at) == ':';
        let before = self.glyphs.skip_space_back(0, name.range.start);
        let initial = bare.chars().nth(1) == Some('.') && bare.matches(' ').count() == 1;
        let graded = initial && before > 0 && colon(before - 1) && colon(name.range.end);
        // Knott and |Leslie Counties
        let last = bare.rsplit(' ').next().unwrap_or_default();
        let lexicon = &self.knowledge.authority.lexicon;
        let places = last.len() < bare.len() && lexicon.contains("place-plural-en", last);
        several || joined || sentences || graded || places
    }

    /// Whether a place is governed or only a place: what has no ending that says so and stands in no table
    /// is only a place.
    fn kind_of_place(&self, found: &Name) -> Kind {
        let Range { start, end } = found.range;
        let ending = self.knowledge.place_ending_before(self.glyphs, start, end);
        let value = || {
            let last = found.bare.rsplit(' ').next().unwrap_or_default();
            let lexicon = &self.knowledge.authority.lexicon;
            lexicon.value("place-suffix-en", last)
        };
        let is_governed = match ending {
            Some((_, ending)) => matches!(ending, PlaceEnding::Governed { .. }),
            // 以國
            None => {
                value() == Some("governed")
                    || self.is_town(&found.bare)
                    || self.knowledge.is_short_country(self.glyphs, start)
            }
        };
        if is_governed {
            Kind::Jurisdiction
        } else {
            Kind::Place
        }
    }

    /// Whether the tables know a town or a region of that name.
    fn is_town(&self, name: &str) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        let of_latin = lexicon.value("place-en", name);
        of_latin.is_some_and(|value| value != "feature") || lexicon.contains("town", name)
    }

    /// The only listed county or city that a name in Chinese is a weak form of: 嘉縣.
    fn weakly_listed(&self, name: &str) -> Option<Naming> {
        let jurisdictions = &self.knowledge.authority.jurisdictions;
        let is_governed = name.ends_with(['縣', '市']);
        let rows = jurisdictions.weakly_named(name);
        let mut rows = rows.filter(|_| is_governed);
        let row = rows.next()?;
        rows.next().is_none().then(|| Naming {
            short: vec![name.to_owned()],
            ..Naming::known(&row.key)
        })
    }

    /// Whether the tables know a name as one of something else.
    fn is_listed_otherwise(&self, sort: Sort, name: &str) -> bool {
        let authority = self.knowledge.authority;
        let body = || authority.organisations.named(name).next().is_some();
        let place = || authority.jurisdictions.named(name).next().is_some();
        sort != Sort::Body && body() || sort != Sort::Place && place()
    }
}

/// A name to be compared: without case, marks and spaces.
fn folded(name: &str) -> String {
    let chars = name.chars().filter(|c| c.is_alphanumeric());
    chars.map(plain).collect()
}

/// The words of a folded name, with a space before and behind each.
fn words(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let mut spaced = String::from(" ");
    for word in words.filter(|word| !word.is_empty()) {
        spaced.extend(word.chars().map(plain));
        spaced.push(' ');
    }
    spaced
}

/// The names of things, by their folded forms, with their words and what they stand for.
struct Known {
    names: BTreeMap<String, Meaning>,
}

struct Meaning {
    words: String,
    kind: Kind,
    reading: Reading,
}

impl Known {
    /// The names that the rules found.
    fn read(glyphs: &Glyphs, found: &[Found]) -> Self {
        let mut known = Self {
            names: BTreeMap::new(),
        };
        for item in found {
            let mut names = Vec::new();
            let naming = match &item.reading {
                Reading::Named(naming) => Some(naming),
                Reading::Event(event) => Some(&event.naming),
                _ => None,
            };
            if let Some(naming) = naming {
                names.push(glyphs.text(item.range.clone()));
                names.extend(naming.chinese.iter().chain(&naming.foreign).cloned());
                names.extend(naming.short.iter().cloned());
            }
            if let Reading::Person(person) = &item.reading {
                names.push(person.name.clone());
                names.extend(person.foreign.clone());
            }
            for name in names {
                let entry = known.names.entry(folded(&name));
                entry.or_insert_with(|| Meaning {
                    words: words(&name),
                    kind: item.kind,
                    reading: item.reading.clone(),
                });
            }
        }
        known
    }

    fn holds(&self, folded: &str) -> bool {
        self.names.contains_key(folded)
    }

    /// Adds what the tagger found, a surname alone excepted.
    fn add(&mut self, name: &Name) {
        if !name.surname {
            for known in name.gloss.iter().chain([&name.bare]) {
                let meaning = Meaning {
                    words: words(known),
                    kind: name.kind,
                    reading: whole(name),
                };
                self.names.insert(folded(known), meaning);
            }
        }
    }

    /// What a name stands for: itself, or the one thing whose name it shortens; nothing, where it may
    /// shorten several. Whose surname it is, where it is one beside a title, is told later ([`repeated::name_whole`]).
    fn reading(&self, beside: &Beside, name: &Name) -> Option<(Kind, Reading)> {
        let own = &name.folded;
        let mut longer: BTreeMap<String, &Meaning> = BTreeMap::new();
        for (other, meaning) in &self.names {
            let is_longer = Sort::of(meaning.kind) == Some(name.sort) && other != own;
            if is_longer && shortens(name, own, other, &meaning.words) {
                longer.insert(called(&meaning.reading), meaning);
            }
        }
        if longer.len() > 1 {
            return None;
        }
        if let Some((_, meaning)) = longer.pop_first()
            && !name.surname
        {
            let mut reading = meaning.reading.clone();
            if let Reading::Person(person) = &mut reading {
                person.partial = true;
            }
            return Some((meaning.kind, reading));
        }
        let reading = match name.sort {
            Sort::Person if name.surname => person(&beside.printed(name.range.clone()), true),
            Sort::Place => {
                if let Some(listed) = beside.weakly_listed(&name.bare) {
                    return Some((Kind::Jurisdiction, Reading::Named(listed)));
                }
                whole(name)
            }
            _ => whole(name),
        };
        Some((name.kind, reading))
    }
}

/// What a whole name says.
fn whole(name: &Name) -> Reading {
    let mut reading = match name.sort {
        Sort::Person => person(&name.bare, false),
        Sort::Body | Sort::Place => Reading::Named(by_script(&name.bare)),
    };
    match &mut reading {
        Reading::Person(person) => person.foreign.clone_from(&name.gloss),
        Reading::Named(naming) if name.gloss.is_some() => naming.foreign.clone_from(&name.gloss),
        _ => {}
    }
    reading
}

fn person(name: &str, partial: bool) -> Reading {
    Reading::Person(PersonReading {
        name: name.to_owned(),
        foreign: None,
        partial,
        roles: Vec::new(),
    })
}

/// The name by which a thing is told from others.
fn called(reading: &Reading) -> String {
    match reading {
        Reading::Person(person) => person.name.clone(),
        Reading::Named(Naming {
            key,
            chinese,
            foreign,
            short,
        }) => {
            let name = key.as_ref().or(chinese.as_ref()).or(foreign.as_ref());
            name.or(short.first()).cloned().unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Whether a name may be a shorter form of another one of its sort, which is given folded and by
/// its words: letters inside a word shorten nothing.
fn shortens(name: &Name, own: &str, other: &str, other_words: &str) -> bool {
    let longer = other.len() > own.len();
    match name.sort {
        Sort::Person if name.surname => other.starts_with(&folded(&name.bare)),
        Sort::Person if !own.chars().any(is_han) => {
            longer && shortens_person(&words(&name.bare), other_words)
        }
        Sort::Body if own.is_ascii() => longer && other_words.contains(&words(&name.bare)),
        Sort::Person | Sort::Body => longer && (other.starts_with(own) || other.ends_with(own)),
        Sort::Place => {
            let apart = other.chars().count().abs_diff(own.chars().count()) == 1;
            apart && (other.starts_with(own) || own.starts_with(other)) && !own.is_ascii()
        }
    }
}

/// Whether the words of a name in Latin script may be those of a person whose name is longer: one of them (Liang
/// of Liang Ta-wei, Huamaní of Yolanda Huamaní Quispe), an initial and the last one, or the first one and others
/// in their order (Ugat Jelian of Ugat anak Jelian).
fn shortens_person(own: &str, other: &str) -> bool {
    const SHORTEST: usize = 3;
    let parts: Vec<&str> = own.split_whitespace().collect();
    let others: Vec<&str> = other.split_whitespace().collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    if parts.len() == 1 {
        let is_end = others.last() == Some(last);
        return is_end || first.chars().count() >= SHORTEST && others.contains(first);
    }
    let mut rest = others.iter();
    let in_order = parts.iter().all(|part| rest.any(|other| other == part));
    let ends = others.len() >= parts.len() && others.ends_with(&parts[1..]);
    let is_initial = ends && first.chars().count() == 1 && other.trim_start().starts_with(first);
    is_initial || others.ends_with(&parts) || in_order && others.first() == Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_shorter(sort: Sort, own: &str, other: &str) -> bool {
        let name = Name {
            sort,
            kind: Kind::Organisation,
            range: 0..0,
            bare: own.to_owned(),
            folded: folded(own),
            gloss: None,
            surname: false,
            roles: Vec::new(),
            certain: true,
        };
        shortens(&name, &name.folded, &folded(other), &words(other))
    }

    #[test]
    fn what_points_to_a_thing_is_told_from_a_name_that_begins_so() {
        let points = |words: &str| {
            let whole = 0..words.chars().count();
            asked(words, |beside| beside.is_pointer(Sort::Body, &whole))
        };
        for words in ["該局", "本署", "本廠", "本委員會", "兩公司", "各縣市"] {
            assert!(points(words), "{words}");
        }
        for words in [
            "本格特州立大學",
            "雙連埤",
            "雙崎",
            "那羅部落",
            "那霸",
            "貴州",
        ] {
            assert!(!points(words), "{words}");
        }
    }

    /// What is asked of a text beside which no rule found anything.
    fn asked<T>(text: &str, ask: impl Fn(&Beside) -> T) -> T {
        let authority = crate::authority::Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let glyphs = Glyphs::known(text, &knowledge.beginnings);
        ask(&Beside {
            knowledge: &knowledge,
            glyphs: &glyphs,
            blocks: &[],
            found: &[],
            things: &[],
            persons: &[],
            places: Vec::new(),
        })
    }

    #[test]
    fn a_name_in_chinese_ends_before_the_one_in_brackets() {
        let of = |sort: Sort, text: &str| {
            asked(text, |beside| {
                let (range, gloss) = beside.without_gloss(sort, 0..text.chars().count());
                (beside.glyphs.text(range), gloss)
            })
        };
        let palace = Some("Palais de la Nation".to_owned());
        let cut = ("國家宮".to_owned(), palace.clone());
        assert_eq!(of(Sort::Place, "國家宮（Palais de la Nation"), cut);
        assert_eq!(of(Sort::Place, "國家宮（Palais de la Nation）"), cut);
        // The name of a body goes on behind them; those in Chinese are no other name.
        for text in ["保育區（KAZA）秘書處", "新竹（北區）", "()"] {
            assert_eq!(
                of(Sort::Body, text),
                (text.replace('（', "(").replace('）', ")"), None)
            );
        }
    }

    #[test]
    fn a_stroke_may_stand_in_the_name_of_a_place() {
        let joins = |first: &str, second: &str| {
            let text = format!("{first}-{second}");
            let end = first.chars().count();
            let name = |range: Range<usize>| Name {
                sort: Sort::Place,
                kind: Kind::Place,
                bare: String::new(),
                folded: String::new(),
                gloss: None,
                surname: false,
                roles: Vec::new(),
                certain: true,
                range,
            };
            let whole = text.chars().count();
            asked(&text, |beside| {
                beside.goes_on(&name(0..end), &name(end + 1..whole))
            })
        };
        assert!(joins("戈爾諾", "巴達赫尚自治州"));
        assert!(!joins("倫敦", "曼徹斯特市"));
        assert!(!joins("戈爾諾", "巴達赫尚"));
    }

    #[test]
    fn a_shorter_form_is_made_of_whole_words() {
        assert!(is_shorter(Sort::Body, "Police", "Fiji Police Force"));
        assert!(!is_shorter(Sort::Body, "ICE", "Police Service"));
        assert!(is_shorter(Sort::Body, "開放文化", "開放文化基金會"));
        assert!(!is_shorter(Sort::Body, "文化", "開放文化基金會"));
        assert!(is_shorter(Sort::Person, "Vasili", "Ana Vasili"));
        assert!(is_shorter(Sort::Person, "A. Vasili", "Ana Vasili"));
        assert!(!is_shorter(Sort::Person, "Li", "Ana Vasili"));
        assert!(!is_shorter(Sort::Person, "B. Vasili", "Ana Vasili"));
        assert!(is_shorter(Sort::Person, "Liang", "Liang Ta-wei"));
        assert!(is_shorter(
            Sort::Person,
            "Huamaní",
            "Yolanda Huamaní Quispe"
        ));
        assert!(is_shorter(Sort::Person, "Ugat Jelian", "Ugat anak Jelian"));
        assert!(!is_shorter(Sort::Person, "Ana Jelian", "Ugat anak Jelian"));
    }
}
