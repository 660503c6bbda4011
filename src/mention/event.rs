//! Summits, conferences and other events with a name: `2016 年 OGP 全球高峰會`, 本次高峰會.
//!
//! Any gathering may be called 會議 or 論壇. A name of its own has a year, an ordinal number, a
//! quotation mark, a gloss or a body in it, or stands after a verb of holding or attending.

use std::collections::HashSet;
use std::ops::Range;

use super::cue::Cues;
use super::date::{CivilDate, DatePlace, DateReading, YearSource};
use super::glyph::{Class, Glyphs, is_han};
use super::knowledge::{Knowledge, word_start};
use super::{Found, Kind, Naming, Reading, Rule};
use crate::authority::Text;

/// What the words for an event say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventReading {
    /// The name without its year.
    pub naming: Naming,
    /// The word that says what kind of event it is: 高峰會.
    pub head: String,
    /// The year of the edition, if the name or the clause around it says one.
    pub year: Option<i16>,
    /// Whether the words point back (本次高峰會, 高峰會) and name nothing by themselves.
    pub points_back: bool,
    /// Whether the words mean the event that recurs and not one of its editions (每年的高峰會).
    pub series: bool,
}

/// The most characters of a line that is a heading and not a sentence.
const LINE: usize = 40;

/// What the rules for events look at.
struct Scene<'a> {
    knowledge: &'a Knowledge<'a>,
    glyphs: &'a Glyphs,
    block: &'a Range<usize>,
    /// The dates of the block.
    dates: &'a [DatePlace],
    /// What was found before in the block, by its beginning.
    found: &'a [&'a Found],
}

/// Finds the events of a text.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Range<usize>],
    dates: &[DatePlace],
    found: &[Found],
) -> Vec<Found> {
    let mut events: Vec<Found> = Vec::new();
    // What may be a name, if another place shows that it is one.
    let mut doubtful: Vec<Found> = Vec::new();
    let mut sorted: Vec<&Found> = found.iter().collect();
    sorted.sort_by_key(|f| f.range.start);
    for block in blocks {
        let from = sorted.partition_point(|f| f.range.start < block.start);
        let to = sorted.partition_point(|f| f.range.start < block.end);
        let found = &sorted[from..to];
        let from = dates.partition_point(|d| d.range.start < block.start);
        let to = dates.partition_point(|d| d.range.start < block.end);
        let dates = &dates[from..to];
        let scene = Scene {
            knowledge,
            glyphs,
            block,
            dates,
            found,
        };
        for at in block.clone() {
            if !knowledge.event_heads.may_begin(glyphs.char(at)) {
                continue;
            }
            let head = knowledge
                .event_heads
                .at(glyphs, at)
                .map(|(word, kind)| (word.chars().count(), kind.as_ref()))
                .filter(|(length, _)| *length > 1)
                // 高峰會|議程
                .filter(|(length, _)| !scene.runs_on(at + length))
                .max();
            let Some((length, kind)) = head.filter(|(length, _)| at + length <= block.end) else {
                continue;
            };
            let end = at + length;
            let last = events.last().map_or(0, |last| last.range.end);
            if last >= end {
                continue;
            }
            let event = match kind {
                "reception" => scene.reception(at, end),
                _ => match scene.read(at, end, kind) {
                    Some((event, true)) => Some(event),
                    Some((event, false)) => {
                        doubtful.push(event);
                        None
                    }
                    None => None,
                },
            };
            let event = event.or_else(|| scene.next_item(events.last()?, at, end));
            // 高峰會|閉幕儀式 is a part of the event that was found already.
            events.extend(event.filter(|event| kind == "summit" || event.range.start >= last));
        }
    }
    events.extend(repeated(&events, doubtful));
    let meetings = meetings_of_bodies(knowledge, glyphs, dates, found);
    events.extend(meetings);
    let years = years_of_editions(glyphs, dates, &events);
    events.extend(years);
    events
}

/// The years that begin a name without 年 (2016 OGP 高峰會): they are dates by their place only.
fn years_of_editions(glyphs: &Glyphs, dates: &[DatePlace], events: &[Found]) -> Vec<Found> {
    let year = |found: &Found| {
        let Reading::Event(EventReading {
            year: Some(year), ..
        }) = found.reading
        else {
            return None;
        };
        let start = found.range.start;
        let digits = (start..found.range.end).take_while(|&at| glyphs.class(at) == Class::Digit);
        let range = start..start + digits.count();
        let printed = glyphs.text(range.clone()) == year.to_string();
        let known = dates.iter().any(|date| date.range.start == start);
        (printed && !known).then_some(Found {
            kind: Kind::Date,
            range,
            reading: Reading::Date(DateReading {
                start: CivilDate::new(year, None, None)?,
                end: None,
                year: YearSource::Printed,
                ongoing: false,
                months: None,
            }),
            rule: Rule::Form,
            hard: true,
        })
    };
    events.iter().filter_map(year).collect()
}

/// The doubtful names that are the end of a certain one: 智慧醫療論壇 where another place has
/// 2024 年臺韓智慧醫療論壇.
fn repeated(events: &[Found], doubtful: Vec<Found>) -> Vec<Found> {
    let name = |found: &Found| match &found.reading {
        Reading::Event(event) if !event.points_back => event.naming.chinese.clone(),
        _ => None,
    };
    // Every end of a certain name.
    let certain: HashSet<String> = events
        .iter()
        .filter_map(name)
        .flat_map(|name| {
            let ends: Vec<String> = name
                .char_indices()
                .map(|(at, _)| name[at..].to_owned())
                .collect();
            ends
        })
        .collect();
    let is_known = |found: &Found| {
        let next = events.partition_point(|event| event.range.end <= found.range.start);
        let free = events
            .get(next)
            .is_none_or(|event| event.range.start >= found.range.end);
        free && name(found).is_some_and(|name| certain.contains(&name))
    };
    doubtful
        .into_iter()
        .filter(is_known)
        .map(|found| Found {
            rule: Rule::Repeated,
            ..found
        })
        .collect()
}

/// A name as far as it is read.
struct Name {
    start: usize,
    /// Whether its form alone makes it one: an ordinal number, a quotation.
    proper: bool,
}

impl Scene<'_> {
    /// Whether a word goes on over the end of a head.
    fn runs_on(&self, end: usize) -> bool {
        let guards = Cues::from(self.knowledge.authority.lexicon.cues("event-guard"));
        guards.over(self.glyphs, end).any(|(_, after)| after > end)
    }

    /// The event whose name ends with the head `head..end`, and whether it is certainly one.
    fn read(&self, head: usize, end: usize, kind: &str) -> Option<(Found, bool)> {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let name = self.name(head, end, kind == "social-movement");
        // 舉辦|一次技術研討會 tells how many, not which.
        if !name.proper && self.is_count(name.start) {
            return None;
        }
        let gloss = self
            .near(head)
            .find(|f| f.kind == Kind::Event && f.range.start <= head && f.range.end > end);
        let foreign = gloss.and_then(|f| match &f.reading {
            Reading::Named(naming) => naming.foreign.clone(),
            _ => None,
        });
        let (words, pointer) = self.pointer(name.start, end);
        let (from, year) = edition(glyphs, self.block, self.dates, name.start);
        let year = year.or_else(|| self.held(name.start));
        let text = glyphs.text(words..end);
        // The gloss of `OGP 高峰會(Global Summit)` translates the words without the letters.
        let letters: String = text.chars().take_while(|c| !is_han(*c)).collect();
        let foreign = foreign.map(|foreign| match letters.trim() {
            "" => foreign,
            letters if foreign.contains(letters) => foreign,
            letters => format!("{letters} {foreign}"),
        });
        let bare = words >= head;
        let lexicon = &knowledge.authority.lexicon;
        // 開幕儀式 is a part of an event.
        if lexicon.value("session-format", &text) == Some("ceremony") {
            return None;
        }
        // 座談會(Panels) is a form, 亞太經濟合作會議 a body.
        let form = bare && lexicon.contains("session-format", &text);
        let body = self
            .found
            .iter()
            .any(|f| f.kind == Kind::Organisation && f.range.start <= words && f.range.end >= end);
        if form || body {
            return None;
        }
        // 一、行前準備
        let heads_line = kind == "preparation" && end == self.block.end && self.block.len() <= LINE;
        let is_named = kind == "summit"
            || heads_line
            || year.is_some()
            || name.proper
            || gloss.is_some()
            || pointer
            || !bare && (self.is_called(words, head, end) || self.is_scheduled(words));
        let edge = if from < name.start { from } else { words };
        let text = match self.owner(words, from) {
            Some(owner) => owner + &text,
            None => text,
        };
        let found = Found {
            kind: Kind::Event,
            range: edge.min(from)..gloss.map_or(end, |f| f.range.end),
            reading: Reading::Event(EventReading {
                naming: Naming {
                    chinese: Some(text),
                    foreign,
                    ..Naming::default()
                },
                head: glyphs.text(head..end),
                year,
                points_back: year.is_none() && !name.proper && !heads_line && (pointer || bare),
                series: year.is_none() && self.is_series(head),
            }),
            rule: Rule::Ending,
            hard: true,
        };
        Some((found, is_named))
    }

    /// Whose meeting a name is that begins with its number, where a body stands before the year:
    /// 海岸委員會| 113 年|第 2 次會議.
    fn owner(&self, name: usize, year: usize) -> Option<String> {
        self.ordinal_prefix(name).filter(|_| year < name)?;
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let edge = glyphs.skip_space_back(self.block.start, year);
        let bodies = self
            .near(name)
            .filter(|f| f.kind == Kind::Organisation && f.range.end == edge);
        if let Some(body) = bodies.min_by_key(|f| f.range.start) {
            let Reading::Named(naming) = &body.reading else {
                return None;
            };
            let row = naming.key.as_deref();
            let row = row.and_then(|key| knowledge.authority.organisations.get(key));
            let listed = row.and_then(|row| row.zh.as_deref());
            return listed.or(naming.chinese.as_deref()).map(str::to_owned);
        }
        let start = knowledge.name_start(glyphs, self.block.start, edge).at;
        let bodies = knowledge.authority.lexicon.group("meeting-body");
        let is_body = |(word, _): &(Text, Text)| {
            let begins = glyphs.ends_with(start, edge, word);
            begins.is_some_and(|begins| begins > start)
        };
        bodies.iter().any(is_body).then(|| glyphs.text(start..edge))
    }

    /// What was found before that may touch a name with its head at an index.
    fn near(&self, head: usize) -> impl Iterator<Item = &Found> {
        const LONGEST: usize = 80;
        let from = head.saturating_sub(LONGEST);
        let first = self.found.partition_point(|f| f.range.start < from);
        let last = self.found.partition_point(|f| f.range.start <= head);
        self.found[first..last].iter().copied()
    }

    /// Where the name that ends with a head begins.
    fn name(&self, head: usize, end: usize, is_movement: bool) -> Name {
        let (knowledge, glyphs, floor) = (self.knowledge, self.glyphs, self.block.start);
        // 「2024 年臺韓智慧醫療論壇」, 「永續漁業」研討會
        let closed = [end, head.saturating_sub(1)]
            .into_iter()
            .find(|&at| at > floor && matches!(glyphs.char(at), '」' | '』'));
        if let Some(open) = closed.and_then(|close| self.opening(close)) {
            let inside = open + 1;
            let start = if glyphs.char(end) == '」' || glyphs.char(end) == '』' {
                let dated = self.dates.iter().find(|d| d.range.start == inside);
                dated.map_or(inside, |d| glyphs.skip_space(d.range.end))
            } else {
                open
            };
            if start < head {
                return Name {
                    start,
                    proper: true,
                };
            }
        }
        let start = knowledge.name_start(glyphs, floor, end).at.min(head);
        // 318 學運
        let number = word_start(glyphs, floor, glyphs.skip_space_back(floor, head));
        let day = (number..head).filter(|&at| glyphs.class(at) == Class::Digit);
        if start == head && is_movement && day.count() == 3 {
            return Name {
                start: number,
                proper: true,
            };
        }
        // …推動小組|第 7 |次會議
        if let Some(mut ordinal) = self.ordinal(start) {
            while let Some(before) = self.edition_before(ordinal) {
                ordinal = before;
            }
            let edge = glyphs.skip_space_back(floor, ordinal);
            let scope = knowledge.name_start(glyphs, floor, edge).at;
            let start = if edge >= scope + 2 { scope } else { ordinal };
            return Name {
                start,
                proper: true,
            };
        }
        let proper =
            (start..head).any(|at| self.ordinal_prefix(at).is_some_and(|end| self.counts(end)));
        // 召開|利害關係人|的|預備會議
        let start = self.held_name(start).unwrap_or(start);
        Name { start, proper }
    }

    /// The quotation mark that a closing one belongs to, if it stands near.
    fn opening(&self, close: usize) -> Option<usize> {
        const LONGEST: usize = 40;
        let floor = close.saturating_sub(LONGEST).max(self.block.start);
        let mark = (floor..close)
            .rev()
            .find(|&at| matches!(self.glyphs.char(at), '「' | '」' | '『' | '』'))?;
        matches!(self.glyphs.char(mark), '「' | '『').then_some(mark)
    }

    /// Where 第 stands before a number, and a classifier, that end at an index.
    fn ordinal(&self, at: usize) -> Option<usize> {
        let (glyphs, floor) = (self.glyphs, self.block.start);
        let edge = glyphs.skip_space_back(floor, at);
        let classifiers = self.knowledge.authority.lexicon.group("classifier");
        let edge = classifiers
            .iter()
            .filter_map(|(word, _)| glyphs.ends_with(floor, edge, word))
            .min()
            .map_or(edge, |unit| glyphs.skip_space_back(floor, unit));
        let number = word_start(glyphs, floor, edge);
        let digits = number < edge && (number..edge).all(|i| glyphs.class(i) == Class::Digit);
        let before = glyphs.skip_space_back(floor, number);
        let from = before.checked_sub(1).filter(|&from| from >= floor)?;
        (digits && self.ordinal_prefix(from) == Some(before)).then_some(from)
    }

    /// Where a number of an edition begins that ends at an index: 第 11 屆|第 2 會期|第 7 次會議,
    /// 112 學年度|第 2 次會議.
    fn edition_before(&self, at: usize) -> Option<usize> {
        let (glyphs, floor) = (self.glyphs, self.block.start);
        let edge = glyphs.skip_space_back(floor, at);
        let units = self.knowledge.authority.lexicon.group("edition-unit");
        let unit = units
            .iter()
            .filter_map(|(word, _)| glyphs.ends_with(floor, edge, word))
            .min()?;
        let edge = glyphs.skip_space_back(floor, unit);
        let number = word_start(glyphs, floor, edge);
        let digits = number < edge && (number..edge).all(|i| glyphs.class(i) == Class::Digit);
        let before = glyphs.skip_space_back(floor, number);
        let prefix = before.checked_sub(1).filter(|&from| from >= floor);
        let prefix = prefix.filter(|&from| self.ordinal_prefix(from) == Some(before));
        digits.then_some(prefix.unwrap_or(number))
    }

    /// Where a word such as 第 ends that begins at an index.
    fn ordinal_prefix(&self, at: usize) -> Option<usize> {
        let prefixes = self.knowledge.authority.lexicon.group("ordinal-prefix");
        prefixes
            .iter()
            .find(|(word, _)| self.glyphs.starts_with(at, word))
            .map(|(word, _)| at + word.chars().count())
    }

    /// Whether a number in Chinese characters and a classifier stand at an index.
    fn counts(&self, at: usize) -> bool {
        super::numeral::read(self.glyphs, at).is_some_and(|number| {
            let unit = self.glyphs.skip_space(number.range.end);
            let classifiers = self.knowledge.authority.lexicon.group("classifier");
            classifiers
                .iter()
                .any(|(word, _)| self.glyphs.starts_with(unit, word))
        })
    }

    /// Whether a number of events stands at an index, or ends within what begins there: |一次, 一|次.
    fn is_count(&self, at: usize) -> bool {
        let glyphs = self.glyphs;
        let counters = Cues::from(self.knowledge.authority.lexicon.cues("event-counter"));
        let counts = |at: usize| counters.at(glyphs, glyphs.skip_space(at)).next().is_some();
        let number = super::numeral::read(glyphs, at).map(|number| number.range.end);
        let vague = Cues::from(self.knowledge.authority.lexicon.cues("vague-number"));
        let vague = vague.end(glyphs, at);
        let before = glyphs.skip_space_back(self.block.start, at);
        let behind_number = before > self.block.start
            && (glyphs.class(before - 1) == Class::Digit
                || super::numeral::chinese_value(&[glyphs.char(before - 1)]).is_some());
        number.or(vague).is_some_and(counts) || behind_number && counts(at)
    }

    /// The beginning of a name with 的 in it that stands after a verb of holding.
    fn held_name(&self, start: usize) -> Option<usize> {
        let (glyphs, floor) = (self.glyphs, self.block.start);
        let particle = start.checked_sub(1).filter(|&at| at > floor)?;
        if !matches!(glyphs.char(particle), '的' | '之') {
            return None;
        }
        let start = self.knowledge.name_start(glyphs, floor, particle).at;
        let counts = (start..particle).any(|at| glyphs.class(at) == Class::Digit);
        (particle >= start + 2 && !counts && self.verb_before(start, "hold").is_some())
            .then_some(start)
    }

    /// Where a verb with a role begins that ends at an index.
    fn verb_before(&self, at: usize, role: &str) -> Option<usize> {
        let edge = self.glyphs.skip_space_back(self.block.start, at);
        let verbs = self.knowledge.authority.lexicon.group("event-verb");
        verbs
            .iter()
            .filter(|(_, value)| value == role)
            .find_map(|(verb, _)| self.glyphs.ends_with(self.block.start, edge, verb))
    }

    /// Whether words before a head are a name: a body's, or what is held or attended.
    fn is_called(&self, start: usize, head: usize, end: usize) -> bool {
        let words = self.glyphs.text(start..head);
        let lexicon = &self.knowledge.authority.lexicon;
        let generic = lexicon.group("event-generic");
        let mut rest = words.trim();
        while let Some(after) = generic
            .iter()
            .filter_map(|(word, _)| rest.strip_prefix(word.as_ref()))
            .min_by_key(|after| after.len())
        {
            rest = after.trim_start();
        }
        let han = rest.chars().filter(|c| is_han(*c)).count();
        // 會議 is the least that can be said: it takes more words to make it a name.
        let plain = lexicon.contains("event-generic", &self.glyphs.text(head..end));
        let least = if plain { 4 } else { 2 };
        let of_body = self
            .near(head)
            .any(|f| f.kind == Kind::Organisation && f.range.start == start && f.range.end <= head);
        (han >= least || of_body && !plain)
            && !rest.is_empty()
            && !self.is_planned(start)
            && (of_body && !plain
                || self.verb_before(start, "hold").is_some()
                || self.verb_before(start, "attend").is_some())
    }

    /// Whether a short line with a date says that what follows was attended:
    /// 7 月 14 日至 17 日：出席|國際園藝展.
    fn is_scheduled(&self, start: usize) -> bool {
        let dated = self
            .dates
            .iter()
            .any(|d| d.range.start >= self.block.start && d.range.end <= start);
        self.block.len() <= LINE && dated && self.verb_before(start, "attend").is_some()
    }

    /// What stands after an event in a list: 召開預備會議、|多場次的公民論壇.
    fn next_item(&self, last: &Found, head: usize, end: usize) -> Option<Found> {
        const LONGEST: usize = 16;
        let glyphs = self.glyphs;
        let comma = last.range.end;
        let start = glyphs.skip_space(comma + 1);
        let plain = start + 2 <= head
            && head - start <= LONGEST
            && last.range.start >= self.block.start
            && (start..head).all(|at| glyphs.class(at) == Class::Han);
        let Reading::Event(event) = &last.reading else {
            return None;
        };
        let counts = glyphs.char(comma) == '、' && plain && !event.points_back;
        // 彙集|公民論壇: a verb, and no name, begins the item.
        let name = self.knowledge.name_start(glyphs, start, end).at;
        let particle = name.checked_sub(1).filter(|&at| glyphs.char(at) == '的');
        let whole = particle.map_or(name, |at| self.knowledge.name_start(glyphs, start, at).at);
        (counts && whole == start).then(|| Found {
            kind: Kind::Event,
            range: start..end,
            reading: Reading::Event(EventReading {
                naming: Naming {
                    chinese: Some(glyphs.text(start..end)),
                    ..Naming::default()
                },
                head: glyphs.text(head..end),
                year: None,
                points_back: false,
                series: false,
            }),
            rule: Rule::List,
            hard: true,
        })
    }

    /// Where the clause that holds an index begins; commas in brackets end none.
    fn clause(&self, at: usize) -> usize {
        const LONGEST: usize = 200;
        let mut depth = 0_usize;
        let floor = at.saturating_sub(LONGEST).max(self.block.start);
        let edge = (floor..at).rev().find(|&i| match self.glyphs.char(i) {
            ')' => {
                depth += 1;
                false
            }
            '(' => {
                depth = depth.saturating_sub(1);
                false
            }
            '。' | ',' | ';' | '\n' => depth == 0,
            _ => false,
        });
        edge.map_or(floor, |i| i + 1)
    }

    /// Whether the clause before an index plans, advises or asks for what it says.
    fn is_planned(&self, at: usize) -> bool {
        let clause = self.clause(at);
        let cues = self.knowledge.authority.lexicon.group("undertaking-cue");
        cues.iter()
            .filter(|(_, value)| !value.ends_with("/done") && !value.ends_with("/ongoing"))
            .any(|(word, _)| (clause..at).any(|i| self.glyphs.starts_with(i, word)))
    }

    /// 張大使銘忠|午宴: a meal that a person gives.
    fn reception(&self, head: usize, end: usize) -> Option<Found> {
        let host = self
            .near(head)
            .find(|f| f.kind == Kind::Person && f.range.end == head)?;
        let body = self.near(head).find(|f| {
            f.kind == Kind::Organisation
                && f.range.end
                    == self
                        .glyphs
                        .skip_space_back(self.block.start, host.range.start)
        });
        let start = body.map_or(host.range.start, |body| body.range.start);
        Some(Found {
            kind: Kind::Event,
            range: head..end,
            reading: Reading::Event(EventReading {
                naming: Naming {
                    chinese: Some(self.glyphs.text(start..end)),
                    ..Naming::default()
                },
                head: self.glyphs.text(head..end),
                year: None,
                points_back: false,
                series: false,
            }),
            rule: Rule::Ending,
            hard: true,
        })
    }

    /// 本次, 今年的 and the like before the name, and whether one stands there.
    fn pointer(&self, start: usize, end: usize) -> (usize, bool) {
        let mut at = start;
        let mut points = false;
        while let Some((length, points_back)) = self
            .knowledge
            .authority
            .lexicon
            .group("event-pointer")
            .iter()
            .filter(|(word, _)| self.glyphs.starts_with(at, word))
            .map(|(word, value)| (word.chars().count(), value != "verb"))
            .filter(|&(length, _)| length > 1 || self.points_alone(at, end))
            .max()
        {
            if at + length >= end {
                break;
            }
            at = self.glyphs.skip_space(at + length);
            points |= points_back;
        }
        (at, points)
    }

    /// Whether a single character that points stands right before the head of an event that ends at an
    /// index: 本|論壇, but neither 本日會議 nor 本會|議.
    fn points_alone(&self, at: usize, end: usize) -> bool {
        let (knowledge, glyphs) = (self.knowledge, self.glyphs);
        let mut own = knowledge.self_organisations.at(glyphs, at);
        let mut heads = knowledge.event_heads.at(glyphs, at + 1);
        own.next().is_none() && heads.any(|(word, _)| at + 1 + word.chars().count() == end)
    }

    /// Whether the clause says that the event recurs: 每年的高峰會, 定期主辦高峰會.
    fn is_series(&self, head: usize) -> bool {
        let clause = self.clause(head);
        let lexicon = &self.knowledge.authority.lexicon;
        let cues = lexicon.group("event-pointer");
        cues.iter().any(|(word, value)| {
            value == "series" && (clause..head).any(|at| self.glyphs.starts_with(at, word))
        })
    }

    /// The year of 「2015 年…於墨西哥舉辦之高峰會」: the clause says when it was held.
    fn held(&self, start: usize) -> Option<i16> {
        let (glyphs, floor) = (self.glyphs, self.block.start);
        let edge = glyphs.skip_space_back(floor, start);
        let particle = edge
            .checked_sub(1)
            .filter(|&i| matches!(glyphs.char(i), '之' | '的'))?;
        self.verb_before(particle, "hold")?;
        let sentence = (floor..edge)
            .rev()
            .find(|&i| matches!(glyphs.char(i), '。' | ';' | '\n'))
            .map_or(floor, |i| i + 1);
        self.dates
            .iter()
            .filter(|d| d.range.start >= sentence && d.range.end <= edge)
            .max_by_key(|d| d.range.start)
            .map(|d| d.reading.start.year())
    }
}

/// The year before a name (`2016 年 OGP 高峰會`, `2016 OGP 高峰會`) and where it begins.
fn edition(
    glyphs: &Glyphs,
    block: &Range<usize>,
    dates: &[DatePlace],
    start: usize,
) -> (usize, Option<i16>) {
    let mut before = glyphs.skip_space_back(block.start, start);
    // 今年|的|巴黎高峰會
    if before > block.start && matches!(glyphs.char(before - 1), '的' | '之') {
        before -= 1;
    }
    // 113 年|度|第 2 次會議
    if before > block.start && glyphs.char(before - 1) == '度' {
        before -= usize::from(dates.iter().any(|d| d.range.end == before - 1));
    }
    let date = dates.iter().find(|d| {
        d.range.end == before && d.range.start >= block.start && d.reading.start.month().is_none()
    });
    if let Some(date) = date {
        return (date.range.start, Some(date.reading.start.year()));
    }
    if before < start && before > block.start && glyphs.class(before - 1) == Class::Digit {
        let number = word_start(glyphs, block.start, before);
        if let Ok(year) = glyphs.text(number..before).parse::<i16>()
            && before - number == 4
        {
            return (number, Some(year));
        }
    }
    (start, None)
}

/// `2014 年 5 月之推動委員會`: the month makes a body that meets one of its meetings.
fn meetings_of_bodies(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    dates: &[DatePlace],
    found: &[Found],
) -> Vec<Found> {
    const LONGEST: usize = 20;
    let meeting = |date: &DatePlace| {
        date.reading.start.month()?;
        let particle = glyphs.skip_space(date.range.end);
        if !matches!(glyphs.char(particle), '之' | '的') {
            return None;
        }
        let start = glyphs.skip_space(particle + 1);
        let bodies = knowledge.authority.lexicon.group("meeting-body");
        let head_at = |at: usize| {
            bodies
                .iter()
                .filter(|(word, _)| glyphs.starts_with(at, word))
                .map(|(word, _)| at + word.chars().count())
                .max()
        };
        let (head, end) = (start..start + LONGEST)
            .take_while(|&at| glyphs.class(at) != Class::Mark)
            .find_map(|at| Some((at, head_at(at)?)))?;
        let known = found
            .iter()
            .any(|f| f.kind == Kind::Organisation && f.range.start == start && f.range.end == end);
        // …之推動委員會委員 are persons.
        let whole = knowledge.name_start(glyphs, start, end).at == start
            && knowledge.name_may_end(glyphs, end);
        if !known && !whole {
            return None;
        }
        // 同年 9 月之推動委員會: the year stands beside the name, the month in it.
        let month = (date.range.start..date.range.end)
            .find(|&at| {
                super::numeral::read(glyphs, at)
                    .is_some_and(|n| glyphs.char(glyphs.skip_space(n.range.end)) == '月')
            })
            .unwrap_or(date.range.start);
        Some(Found {
            kind: Kind::Event,
            range: date.range.start..end,
            reading: Reading::Event(EventReading {
                naming: Naming {
                    chinese: Some(glyphs.text(month..end)),
                    ..Naming::default()
                },
                head: glyphs.text(head..end),
                year: Some(date.reading.start.year()),
                points_back: false,
                series: false,
            }),
            rule: Rule::Ending,
            hard: true,
        })
    };
    dates.iter().filter_map(meeting).collect()
}
