//! Countries named by one character: 臺美, 美、日、加三國, 抵臺.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::repeated::Block;
use super::{Found, Kind, Naming, Reading, Rule, numeral};
use crate::authority::Level;

/// What the lexicon says of a character that begins the names of several countries: the report must name
/// the country.
const NAMED: &str = "named";

/// What it says of the character for the country whose report it is, which needs fewer words around it.
const OWN: &str = "own";

/// What it says of a verb that ends other words, too: 訪 in 到訪日期.
const WORD: &str = "word";

/// Finds such countries where nothing else was `found`.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Block],
    found: &[Found],
) -> Vec<Found> {
    let lexicon = &knowledge.authority.lexicon;
    let initials = Initials {
        knowledge,
        glyphs,
        words: Cues::from(lexicon.cues("country-initial")),
        closing: Cues::from(lexicon.cues("country-initial-close")),
        frames: Cues::from(lexicon.cues("country-initial-frame")),
        named: named(knowledge, glyphs, found),
    };
    let mut taken = vec![false; glyphs.len()];
    for known in found {
        taken[known.range.clone()].fill(true);
    }
    let mut countries = Vec::new();
    for Block { range: block, .. } in blocks {
        let mut at = block.start;
        while at < block.end {
            if taken[at] || initials.country(at).is_none() {
                at += 1;
                continue;
            }
            let hit = initials
                .side_by_side(block, at)
                .or_else(|| initials.listed(block, at))
                .or_else(|| initials.framed(block, at))
                .unwrap_or_default();
            for &place in hit.iter().filter(|&&place| !taken[place]) {
                countries.extend(initials.found(place));
            }
            at = hit.last().map_or(at, |&last| last) + 1;
        }
    }
    countries
}

/// The countries that a report names in full, by their first character; none where two begin alike.
fn named<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    found: &[Found],
) -> FxHashMap<char, Option<&'a str>> {
    let mut named: FxHashMap<char, Option<&str>> = FxHashMap::default();
    for item in found.iter().filter(|item| item.kind == Kind::Jurisdiction) {
        let Reading::Named(Naming { key: Some(key), .. }) = &item.reading else {
            continue;
        };
        let row = knowledge.authority.jurisdictions.get(key);
        let Some(row) = row.filter(|row| row.level == Level::National && item.range.len() > 1)
        else {
            continue;
        };
        let first = named.entry(glyphs.char(item.range.start));
        first
            .and_modify(|known| *known = known.filter(|known| *known == &*row.key))
            .or_insert(Some(&row.key));
    }
    named
}

struct Initials<'a, 'g> {
    knowledge: &'g Knowledge<'a>,
    glyphs: &'g Glyphs,
    words: Cues<'a>,
    closing: Cues<'a>,
    frames: Cues<'a>,
    named: FxHashMap<char, Option<&'a str>>,
}

impl Initials<'_, '_> {
    /// The key of the country that a character means, and whether it is the report's own.
    fn country(&self, at: usize) -> Option<(&str, bool)> {
        let (_, value) = self.words.at(self.glyphs, at).next()?;
        if self.is_day(at) {
            return None;
        }
        let named = self.named.get(&self.glyphs.char(at)).copied();
        if let Some(named) = named {
            return named.map(|key| (key, &**value == OWN));
        }
        let jurisdictions = &self.knowledge.authority.jurisdictions;
        let character = self.glyphs.text(at..at + 1);
        let row = jurisdictions.weakly_named(&character).next();
        row.filter(|_| &**value != NAMED)
            .map(|row| (&*row.key, &**value == OWN))
    }

    /// Whether a character is that of a day: 6|日|臺美雙方, 今|日.
    fn is_day(&self, at: usize) -> bool {
        let days = Cues::from(self.knowledge.authority.lexicon.cues("day-lead"));
        let before = self.glyphs.skip_space_back(0, at).checked_sub(1);
        self.glyphs.char(at) == '日'
            && before.is_some_and(|at| {
                let numeral = numeral::read(self.glyphs, at).is_some();
                numeral || days.at(self.glyphs, at).next().is_some()
            })
    }

    fn found(&self, at: usize) -> Option<Found> {
        let (key, _) = self.country(at)?;
        Some(Found {
            kind: Kind::Jurisdiction,
            range: at..at + 1,
            reading: Reading::Named(Naming::known(key)),
            rule: Rule::Reference,
            hard: true,
        })
    }

    /// Whether a word of its own begins at an index.
    fn opens(&self, block: &Range<usize>, at: usize) -> bool {
        at == block.start
            || self.glyphs.class(at - 1) != Class::Han
            || self.knowledge.name_start(self.glyphs, block.start, at).at == at
    }

    fn closes(&self, at: usize) -> bool {
        self.knowledge.name_may_end(self.glyphs, at) || self.is_worded(at)
    }

    /// Whether words stand behind countries that only countries have: 雙方, but not 合作社.
    fn is_worded(&self, at: usize) -> bool {
        self.closing.at(self.glyphs, at).next().is_some() && !self.goes_on(at)
    }

    /// Whether languages or the name of a body go on there: 中、英、日|等語言, 中德|合作社.
    fn goes_on(&self, at: usize) -> bool {
        let guards = Cues::from(
            self.knowledge
                .authority
                .lexicon
                .cues("country-initial-guard"),
        );
        let after = at + usize::from(self.glyphs.char(at) == '等');
        guards.at(self.glyphs, after).next().is_some()
    }

    /// Countries that stand side by side: 臺美|雙方, 中日韓|三國.
    fn side_by_side(&self, block: &Range<usize>, at: usize) -> Option<Vec<usize>> {
        const MOST: usize = 4;
        let countries = (at..block.end).take(MOST).map_while(|i| self.country(i));
        let countries: Vec<(&str, bool)> = countries.collect();
        let end = at + countries.len();
        let own = countries.iter().any(|(_, own)| *own);
        let worded = self.is_worded(end) || self.count_of_countries(end).is_some();
        let closed = worded || own && self.knowledge.name_may_end(self.glyphs, end);
        let distinct = (1..countries.len()).all(|i| countries[i].0 != countries[i - 1].0);
        let fits = countries.len() > 1 && distinct && self.opens(block, at) && closed;
        fits.then(|| (at..end).collect())
    }

    /// Countries of a list: 美、日、澳、立陶宛|等國, 中、美|兩國.
    fn listed(&self, block: &Range<usize>, at: usize) -> Option<Vec<usize>> {
        const FEWEST: usize = 3;
        let glyphs = self.glyphs;
        let (mut initials, mut items, mut edge) = (Vec::new(), 0, at);
        loop {
            let full = self.knowledge.jurisdictions.longest_at(glyphs, edge);
            let initial = self.words.at(glyphs, edge).next().is_some();
            match full {
                Some((end, _)) => edge = end,
                None if initial => {
                    initials.extend(self.country(edge).map(|_| edge));
                    edge += 1;
                }
                None => break,
            }
            items += 1;
            if edge + 1 >= block.end || !glyphs.joins_list(edge) {
                break;
            }
            edge += 1;
        }
        let counted = self.count_of_countries(edge).is_some();
        let closed = counted || items >= FEWEST && self.closes(edge);
        let opens = counted && items >= FEWEST || self.opens(block, at);
        let fits = initials.len() > 1 && closed && opens && !self.goes_on(edge);
        fits.then_some(initials)
    }

    /// 抵|臺, 訪|美.
    fn framed(&self, block: &Range<usize>, at: usize) -> Option<Vec<usize>> {
        let (_, own) = self.country(at)?;
        let mut verbs = self.frames.before(self.glyphs, block.start, at);
        let framed = verbs.any(|(from, (_, value))| match &**value {
            OWN => own,
            WORD => own || self.opens(block, from),
            _ => true,
        });
        (framed && self.knowledge.name_may_end(self.glyphs, at + 1)).then(|| vec![at])
    }

    /// The end of words that say that countries stood before them: 等國, 三國, 等八個會員國, 雙方.
    fn count_of_countries(&self, at: usize) -> Option<usize> {
        let glyphs = self.glyphs;
        let at = at + usize::from(glyphs.char(at) == '等');
        let at = numeral::read(glyphs, at).map_or(at, |number| number.range.end);
        let units = Cues::from(self.knowledge.authority.lexicon.cues("country-unit"));
        units.end(glyphs, at).filter(|_| !self.goes_on(at))
    }
}
