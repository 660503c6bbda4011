//! Places in the text that name a thing, give a date or a number.
//!
//! Rules find them: known names (a dictionary), names explained in brackets, names by their
//! ending, persons by their titles, tables and lists. A name found once on good evidence is
//! then looked for in the whole text. Offsets belong here; identity belongs to
//! [`entity`](crate::entity).

mod branch;
mod counted;
mod cover;
mod cue;
pub mod date;
mod delegation;
mod english;
mod event;
mod figure;
mod gazetteer;
mod gloss;
mod glyph;
mod government;
mod home;
mod initial;
mod jurisdiction;
mod knowledge;
mod list;
mod name;
mod named;
mod noun;
pub mod numeral;
mod office;
mod organisation;
mod person;
mod place;
mod repeated;
mod role;
mod roll;
mod row;
mod scene;
mod school;
mod street;
mod table;
mod tagger;
mod thing;
mod town;
mod url;
mod venue;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::authority::{Home, Lexicon};
use crate::document::{Block, BlockKind, Document, Span, is_latin};
use crate::project::Report;

use cover::Cover;
use glyph::Glyphs;
use scene::Scene;

pub use cover::title;
pub use event::EventReading;
pub use figure::FigureReading;
pub use home::read as home;
pub use knowledge::{Knowledge, heads_names};
pub use tagger::{Sample, samples};

/// What kind of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A country, territory, region or city, as place and as actor.
    Jurisdiction,
    /// A body: agency, association, company, partnership, community.
    Organisation,
    /// A person.
    Person,
    /// A place that nobody governs: an airport, a river, an island.
    Place,
    /// A summit, conference or other event with a name.
    Event,
    /// A document with a name: declaration, law, guideline.
    Work,
    /// A programme or plan.
    Programme,
    /// A service on the web.
    Platform,
    /// A date or range of dates.
    Date,
    /// A number of something.
    Figure,
    /// A web address.
    Url,
}

/// How a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The name stands in the authority tables.
    Dictionary,
    /// The name is explained in brackets.
    Gloss,
    /// The name has the ending of its kind (基金會, Agency).
    Ending,
    /// A title stands before, in or after the name.
    Title,
    /// The name is a cell of a table.
    Table,
    /// The name is an item of a list that says its kind.
    List,
    /// A word that points to what the report's settings name (我國, 本會).
    Reference,
    /// A name that other evidence established, met again.
    Repeated,
    /// The form alone says it: dates, numbers, web addresses.
    Form,
    /// A statistical tagger says it, and no rule.
    Model,
}

/// A place in the text and what it says there.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What kind of thing it names.
    pub kind: Kind,
    /// The words, in bytes of the reading text.
    pub span: Span,
    /// What they say.
    pub reading: Reading,
    /// How it was found.
    pub rule: Rule,
}

/// What the words of a mention say.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A name.
    Named(Naming),
    /// A person's name with what stands around it.
    Person(PersonReading),
    /// A date.
    Date(date::DateReading),
    /// A web address, whole.
    Url(String),
    /// An event.
    Event(EventReading),
    /// A number of something.
    Figure(FigureReading),
}

/// The names that one mention gives to a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// The key of the authority row that the mention names.
    pub key: Option<String>,
    /// The Chinese name, without what merely describes it.
    pub chinese: Option<String>,
    /// The name in another language.
    pub foreign: Option<String>,
    /// Abbreviations.
    pub short: Vec<String>,
}

impl Naming {
    fn known(key: &str) -> Self {
        Self {
            key: Some(key.to_owned()),
            ..Self::default()
        }
    }
}

/// A person as named at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonReading {
    /// The name in its normal form: 唐鳳 for 唐政務委員鳳.
    pub name: String,
    /// The name in Latin script, if a gloss gives it.
    pub foreign: Option<String>,
    /// Whether the place gives only a part of the name (歐蘭德, 唐政委).
    pub partial: bool,
    /// The titles and roles that stand with the name.
    pub roles: Vec<RoleReading>,
}

/// A title as printed beside a name, and whose title it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleReading {
    /// The words of the title; empty where only the body is told (`Mart Kask, Ministry of Health`).
    pub title: Span,
    /// The words that name the body or jurisdiction, if some stand there.
    pub of: Option<Span>,
}

/// The cells below heads in Chinese that say that days stand there.
fn cells_of_days(document: &Document, lexicon: &Lexicon, glyphs: &Glyphs) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (head, cell) in document
        .blocks()
        .iter()
        .filter_map(|b| document.columns(b))
        .flatten()
    {
        let words = document.slice(head);
        let of_days = lexicon.value("table-header", words) == Some("date");
        if of_days && !is_latin(words) {
            found.push(glyphs.range(cell));
        }
    }
    found
}

/// Finds the mentions of a document, in the order of the text.
///
/// `report` says what the text leaves unsaid: which country 我國 is, which body 本會 is, in
/// which year the report speaks; `home` whose bodies its bare names in English mean.
pub fn find(
    document: &Document,
    knowledge: &Knowledge,
    report: &Report,
    home: &Home,
) -> Vec<Mention> {
    let glyphs = Glyphs::known(document.text(), &knowledge.beginnings);
    let ranges: Vec<Range<usize>> = document
        .blocks()
        .iter()
        .map(|block| glyphs.range(block.span))
        .collect();
    let cover = Cover::read(document, knowledge, report, home);
    let context = Context::of(&cover, knowledge, report, &glyphs);
    let english = English::read(document, knowledge, &glyphs, &ranges);
    let lists = thing::lists(document, knowledge, &glyphs, &ranges);
    let (mut intro, mut above, mut rolled) = (None, None, false);
    let mut venues: FxHashSet<String> = FxHashSet::default();
    let (mut found, mut blocks) = (Vec::new(), Vec::new());
    for (index, (block, range)) in document.blocks().iter().zip(&ranges).enumerate() {
        let roles = role::roles(knowledge, &glyphs, range.clone());
        let text = english.texts[index].as_ref();
        let glosses = text
            .is_none()
            .then(|| gloss::find(knowledge, &glyphs, range.clone()));
        let glosses = glosses.unwrap_or_default();
        let mut bodies = match text {
            Some(text) => english_bodies(text, &context, &english.lower, home),
            None => bodies(knowledge, &glyphs, range, &glosses, &roles, &context),
        };
        if let Some(text) = text.filter(|_| is_venue(document, knowledge, block)) {
            venues.extend(read_venue(text, &mut bodies));
        }
        if block.kind == BlockKind::Item {
            if let Some(kind) = intro {
                classify_item(document, &glyphs, block, &glosses, kind, &mut bodies);
            }
        } else {
            intro = list::intro_kind(knowledge, document.slice(block.span));
        }
        let scene = Scene {
            knowledge,
            glyphs: &glyphs,
            block: range.clone(),
            roles,
            bodies: &bodies,
            glosses: &glosses,
            things: &lists.things[index],
            persons: &lists.persons,
        };
        let persons = match text {
            Some(text) => english::persons(text, &bodies, &english.lower, english.listed[index]),
            None => person::find(&scene),
        };
        let with = (text, home);
        let mut persons = of_block(document, &scene, block, persons, with, &mut rolled);
        persons.retain(|found| found.kind != Kind::Person || !scene.is_listed_thing(found));
        if let Some(title) = above {
            persons.extend(scene.below_title(title, &persons));
        }
        drop_labels(document, knowledge, &mut persons);
        above = scene.title_alone();
        let roles = scene.roles;
        leave_to_persons(&mut bodies, &persons, text.is_some());
        bodies.extend(persons);
        found.extend(bodies);
        found.extend(url::find(&glyphs, range.clone()));
        blocks.push(repeated::Block {
            range: range.clone(),
            roles,
        });
    }
    name_venues(&venues, &mut found);
    drop_inside_urls(&mut found);
    repeated::trim_to_established(&glyphs, &mut found);
    drop_nested(&mut found);
    let texts: Vec<_> = english.texts.into_iter().flatten().collect();
    english::surnames(&texts, &english.lower, &mut found);
    english::longer_names(&texts, &mut found);
    let again = repeated::find(knowledge, &glyphs, &blocks, &found);
    found.extend(again);
    let mostly = texts.len() * 2 > document.blocks().len();
    let again = english::later(&texts, &english.lower, &found, mostly);
    found.extend(again);
    let again = repeated::by_surname(knowledge, &glyphs, &blocks, &found);
    found.extend(again);
    read_as_a_whole(knowledge, &glyphs, &blocks, &mut found);
    counted::drop(knowledge, document, &glyphs, &mut found);
    let lexicon = &knowledge.authority.lexicon;
    let cells = cells_of_days(document, lexicon, &glyphs);
    let dates = date::find_with(&glyphs, &ranges, &cells, lexicon, cover.year);
    let events = event::find(knowledge, &glyphs, &ranges, &dates, &found);
    found.extend(events);
    found.retain(|f| f.kind != Kind::Event || matches!(f.reading, Reading::Event(_)));
    let numbers = figures(knowledge, &glyphs, &ranges, &texts, &dates);
    found.extend(outside_places(numbers, &found));
    found.extend(dates.into_iter().map(of_date));
    if report.tagger {
        let tags = tagger::tag(document, knowledge, &glyphs, &ranges);
        add_tagged(&tags, (knowledge, &glyphs), (&blocks, &lists), &mut found);
    }
    english::drop_homographs(&texts, &mut found);
    settle(knowledge, &glyphs, &blocks, &mut found);
    mentions(&glyphs, found)
}

/// What only all names together tell of each.
fn settle(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[repeated::Block],
    found: &mut Vec<Found>,
) {
    found.retain(|item| !governs_itself(glyphs, item));
    repeated::name_whole(knowledge, glyphs, found);
    venue::settle(knowledge, glyphs, blocks, found);
    street::settle(knowledge, glyphs, found);
    school::drop(knowledge, glyphs, found);
    office::settle(knowledge, glyphs, found);
    jurisdiction::drop_doubtful_sides(knowledge, glyphs, found);
}

/// Drops the titles that only say what part somebody has in a meeting: 紀錄, 代理人.
fn drop_labels(document: &Document, knowledge: &Knowledge, persons: &mut [Found]) {
    let lexicon = &knowledge.authority.lexicon;
    let labels = |title: &str| {
        let title = name::without_spaces(title.to_owned());
        !is_latin(&title)
            && (lexicon.value("attendee-label", &title) == Some("recorder")
                || lexicon.contains("proxy-word", &title))
    };
    for found in persons {
        if let Reading::Person(person) = &mut found.reading {
            person
                .roles
                .retain(|role| !labels(document.slice(role.title)));
        }
    }
}

/// Whether a title goes on with the last character of a name, which is a village or town then: 明德村|村長.
fn governs_itself(glyphs: &Glyphs, item: &Found) -> bool {
    let Reading::Person(person) = &item.reading else {
        return false;
    };
    let last = person.name.chars().next_back();
    let last = last.filter(|last| matches!(last, '村' | '鄉' | '鎮' | '縣'));
    last.is_some_and(|last| {
        let printed = glyphs.text(item.range.start..item.range.end + 2);
        printed.starts_with(&format!("{}{last}長", person.name))
    })
}

/// A date, which is one by its form whatever stands around it.
fn of_date(place: date::DatePlace) -> Found {
    Found {
        kind: Kind::Date,
        range: place.range,
        reading: Reading::Date(place.reading),
        rule: Rule::Form,
        hard: true,
    }
}

/// What was found as mentions, in the order of the text.
fn mentions(glyphs: &Glyphs, found: Vec<Found>) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = found
        .into_iter()
        .map(|f| Mention {
            kind: f.kind,
            span: glyphs.span(f.range),
            reading: f.reading,
            rule: f.rule,
        })
        .collect();
    mentions.sort_by_key(|m| (m.span, m.kind));
    mentions
}

/// Drops names without a title that are a verb and a word beside it (交界處|應協調), or that only begin as
/// names do (小林探望); a list says more than its words (單連發).
fn drop_words(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut Vec<Found>) {
    const NAME: usize = 3;
    found.retain(|item| {
        let Reading::Person(person) = &item.reading else {
            return true;
        };
        let verb = knowledge.helps_verb(glyphs, item.range.start);
        let word = !person.partial && knowledge.ends_in_verb(glyphs, &item.range);
        item.range.len() != NAME || item.rule == Rule::List || !verb && !word
    });
}

/// What only the whole text tells of its names, and what is left out for others.
fn read_as_a_whole(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[repeated::Block],
    found: &mut Vec<Found>,
) {
    found.extend(town::find(knowledge, glyphs, blocks, found));
    found.extend(government::find(knowledge, glyphs, blocks, found));
    found.extend(delegation::find(knowledge, glyphs, blocks, found));
    found.extend(initial::find(knowledge, glyphs, blocks, found));
    drop_words(knowledge, glyphs, found);
    drop_inside_urls(found);
    drop_nested(found);
    drop_parts_of_names(knowledge, found);
    prefer_named_in_full(knowledge, glyphs, found);
}

/// The persons of a block with those that its place says; `rolled` says that the block above is a roll of
/// names, and then whether this one is.
fn of_block(
    document: &Document,
    scene: &Scene,
    block: &Block,
    persons: Vec<Found>,
    (text, home): (Option<&english::Text>, &Home),
    rolled: &mut bool,
) -> Vec<Found> {
    let roll = text
        .is_none()
        .then(|| roll::of_block(document, scene, block, *rolled));
    let roll = roll.flatten();
    *rolled = roll.is_some() || roll::opens(document, scene.knowledge, block);
    // Behind a label a list holds bodies before names as well.
    let persons = match roll {
        Some(_) if document.field(block).is_none() => persons,
        _ => placed(document, scene, block, persons, text, home),
    };
    match roll {
        Some(roll) => roll::instead(persons, roll),
        None => persons,
    }
}

/// Drops what the persons of a block, or the column of bodies in its row, show to be none.
fn leave_to_persons(bodies: &mut Vec<Found>, persons: &[Found], is_english: bool) {
    bodies.retain(|body| {
        // The column of bodies says that Code for Africa is no code.
        let works = [Kind::Work, Kind::Programme, Kind::Platform, Kind::Event];
        let in_column = |p: &Found| {
            p.kind == Kind::Organisation && p.rule == Rule::Table && p.range == body.range
        };
        if works.contains(&body.kind) && persons.iter().any(in_column) {
            return false;
        }
        // Chad Smith is no country, and 秘書長江大年 names no river.
        let named = |p: &&Found| p.kind == Kind::Person && scene::overlap(&p.range, &body.range);
        let mut persons = persons.iter().filter(named);
        match body.kind {
            Kind::Place => persons.next().is_none(),
            Kind::Jurisdiction if is_english => persons.next().is_none(),
            // 韓國|豪 among the names of a list
            Kind::Jurisdiction => !persons.any(|p| {
                p.rule == Rule::List
                    && p.range != body.range
                    && scene::contains(&p.range, &body.range)
            }),
            _ => true,
        }
    });
}

/// Whether a block is a field that says where something takes place.
fn is_venue(document: &Document, knowledge: &Knowledge, block: &Block) -> bool {
    document.field(block).is_some_and(|(label, _)| {
        let label = document.slice(label).trim();
        knowledge.authority.lexicon.field(label) == Some("place")
    })
}

/// Reads the value of a venue, and returns the names of the bodies in it that it makes places.
fn read_venue(text: &english::Text, bodies: &mut Vec<Found>) -> Vec<String> {
    let names = as_places(bodies);
    let places = english::venues(text, bodies);
    bodies.extend(places);
    names
}

/// Makes places of the bodies that the value of a venue names, and returns their names.
fn as_places(bodies: &mut [Found]) -> Vec<String> {
    let mut names = Vec::new();
    for venue in bodies.iter_mut().filter(|found| is_unlisted(found)) {
        venue.kind = Kind::Place;
        if let Reading::Named(naming) = &venue.reading {
            names.extend(naming.foreign.clone());
        }
    }
    names
}

/// Makes what a field calls the place of a meeting one wherever it is named.
fn name_venues(venues: &FxHashSet<String>, found: &mut [Found]) {
    for item in found.iter_mut().filter(|item| is_unlisted(item)) {
        let name = match &item.reading {
            Reading::Named(naming) => naming.foreign.as_ref(),
            _ => None,
        };
        if name.is_some_and(|name| venues.contains(name)) {
            item.kind = Kind::Place;
        }
    }
}

/// The numbers of a text, those of its English blocks by the rules for English.
fn figures(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    ranges: &[Range<usize>],
    texts: &[english::Text],
    dates: &[date::DatePlace],
) -> Vec<Found> {
    let english: FxHashSet<usize> = texts.iter().map(|text| text.block.start).collect();
    let others = ranges
        .iter()
        .filter(|range| !english.contains(&range.start));
    let others: Vec<Range<usize>> = others.cloned().collect();
    let mut found = figure::find(knowledge, glyphs, &others, dates);
    found.extend(texts.iter().flat_map(|text| {
        let from = dates.partition_point(|date| date.range.end <= text.block.start);
        let to = dates.partition_point(|date| date.range.start < text.block.end);
        english::figures(text, &dates[from..to])
    }));
    found
}

/// The numbers that are no part of a place's name: 3 in 國道3號.
fn outside_places(numbers: Vec<Found>, found: &[Found]) -> Vec<Found> {
    let places = found.iter().filter(|item| item.kind == Kind::Place);
    let mut places: Vec<&Range<usize>> = places.map(|place| &place.range).collect();
    places.sort_unstable_by_key(|place| (place.start, place.end));
    let is_outside = |number: &Found| {
        let at = number.range.start;
        let before = places.partition_point(|place| place.start < at);
        before == 0 || places[before - 1].end <= at
    };
    numbers.into_iter().filter(is_outside).collect()
}

/// Whether only its ending says that something is a body.
fn is_unlisted(found: &Found) -> bool {
    let unlisted = matches!(&found.reading, Reading::Named(naming) if naming.key.is_none());
    found.kind == Kind::Organisation && found.rule == Rule::Ending && unlisted
}

/// What a text leaves unsaid in each of its blocks.
struct Context<'a> {
    /// The body that 本會 means.
    issuer: Option<&'a Naming>,
    /// Whether only a title says so.
    by_title: bool,
    /// What 我國 and 本縣 mean.
    own: jurisdiction::Own<'a>,
    /// The countries that one character before 國 means.
    short: jurisdiction::ShortCountries<'a>,
}

impl<'a> Context<'a> {
    fn of(
        cover: &'a Cover<'a>,
        knowledge: &Knowledge<'a>,
        report: &'a Report,
        glyphs: &Glyphs,
    ) -> Self {
        Self {
            issuer: cover.issuer.as_ref(),
            by_title: cover.by_title,
            own: jurisdiction::Own {
                country: report.jurisdiction.as_deref(),
                local: cover.local.clone(),
            },
            short: jurisdiction::ShortCountries::read(knowledge, glyphs),
        }
    }
}

/// The persons of a block with those that its place says: a row of a table, a list of attendees.
fn placed(
    document: &Document,
    scene: &Scene,
    block: &Block,
    mut persons: Vec<Found>,
    text: Option<&english::Text>,
    home: &Home,
) -> Vec<Found> {
    let (knowledge, glyphs) = (scene.knowledge, scene.glyphs);
    if let BlockKind::Row { table, cells } = &block.kind {
        let headers: Vec<&str> = document.tables()[*table]
            .columns
            .iter()
            .map(|span| document.slice(*span))
            .collect();
        let columns = table::columns(knowledge, &headers);
        let cells: Vec<Range<usize>> = cells.iter().map(|c| glyphs.range(*c)).collect();
        let mut row = match text {
            Some(text) => {
                let spans = &document.tables()[*table].columns;
                let first = spans.first().map_or(0, |span| glyphs.index(span.start));
                let starts = spans.iter().map(|span| glyphs.index(span.start) - first);
                let heads: Vec<english::Head> = headers
                    .iter()
                    .zip(starts)
                    .map(|(&words, start)| english::Head { words, start })
                    .collect();
                english::row(text, &heads, &cells, scene.bodies)
            }
            None => Vec::new(),
        };
        // Names in Chinese, or cells that stand below no head.
        if !row.iter().any(|f| f.kind == Kind::Person) {
            let cells: Vec<Range<usize>> = cells.into_iter().filter(|c| !c.is_empty()).collect();
            let cells = table::unnumbered(knowledge, glyphs, &headers, cells);
            row.extend(table::find(scene, &columns, &cells));
            if text.is_some() {
                home::settle(knowledge, home, glyphs, &mut row);
            }
        }
        // In an itinerary what stands behind a body is a place: 健康保險審查評價院　　原州.
        let holds = |column| columns.contains(&column);
        if text.is_none() && holds(table::Column::Place) && !holds(table::Column::Name) {
            persons.retain(|found| found.rule != Rule::List);
        }
        // What the row says of its person stands above what a title in it suggests.
        if row.iter().any(|f| f.kind == Kind::Person) {
            if text.is_none() {
                return row;
            }
            persons.retain(|found| !row.iter().any(|f| scene::overlap(&f.range, &found.range)));
        }
        persons.extend(row);
    } else if let Some(text) = text {
        let lexicon = &knowledge.authority.lexicon;
        let said = document.field(block).and_then(|(label, _)| {
            lexicon.value(
                "plan-label-en",
                &document.slice(label).trim().to_lowercase(),
            )
        });
        if matches!(said, Some("lead" | "supporting")) {
            persons.extend(english::bodies_of_field(text, scene.bodies));
        } else if said.is_none() {
            persons.extend(english::bodies_behind_label(text, scene.bodies));
        }
    } else {
        let field = document.field(block);
        let list = field.filter(|(label, _)| is_attendee_label(knowledge, document.slice(*label)));
        if let Some((_, value)) = list {
            let listed = list::find(scene, glyphs.range(value), &persons);
            persons.extend(listed);
        } else {
            let listed = list::of_names_alone(scene);
            if persons.len() < listed.len() {
                persons = listed;
            }
        }
    }
    persons
}

/// The English blocks of a document.
struct English<'a> {
    /// For each block its words, if it is English.
    texts: Vec<Option<english::Text<'a>>>,
    /// For each block whether it stands in a list of persons.
    listed: Vec<english::Listed>,
    /// The words that they write without a capital.
    lower: FxHashSet<String>,
}

impl<'a> English<'a> {
    fn read(
        document: &Document,
        knowledge: &'a Knowledge<'a>,
        glyphs: &'a Glyphs,
        ranges: &[Range<usize>],
    ) -> Self {
        let texts: Vec<Option<english::Text>> = document
            .blocks()
            .iter()
            .zip(ranges)
            .map(|(block, range)| {
                let range = match &block.kind {
                    // The heads of the columns say in which language the rows are.
                    BlockKind::Row { table, .. } => {
                        let heads = &document.tables()[*table].columns;
                        let latin = heads.iter().all(|head| is_latin(document.slice(*head)));
                        latin.then(|| range.clone())?
                    }
                    // A label in Chinese introduces a list in the manner of Chinese.
                    BlockKind::Field { label, value } => {
                        is_latin(document.slice(*label)).then(|| glyphs.range(*value))?
                    }
                    _ => range.clone(),
                };
                is_latin(document.slice(glyphs.span(range.clone())))
                    .then(|| english::Text::new(knowledge, glyphs, range))
            })
            .collect();
        Self {
            listed: english::listed(document, knowledge, &texts),
            lower: english::lower_words(texts.iter().flatten()),
            texts,
        }
    }
}

/// Adds what the tagger finds beside the rules, in the place of what they guessed wrongly.
fn add_tagged(
    tags: &tagger::Tags,
    (knowledge, glyphs): (&Knowledge, &Glyphs),
    (blocks, lists): (&[repeated::Block], &thing::Lists),
    found: &mut Vec<Found>,
) {
    let withdrawn = tagger::revise(tags, knowledge, glyphs, found);
    let rules = tagger::Rules {
        blocks,
        found,
        things: &lists.things.concat(),
        persons: &lists.persons,
    };
    let proposed = tagger::propose(tags, knowledge, glyphs, &rules);
    found.extend(proposed);
    tagger::settle(withdrawn, glyphs, found);
}

/// The organisations, jurisdictions and other named things of an English block.
fn english_bodies<'a>(
    text: &english::Text<'a>,
    context: &Context<'a>,
    lower: &FxHashSet<String>,
    home: &Home,
) -> Vec<Found> {
    let range = text.block.clone();
    let mut found = organisation::by_name(text.knowledge, text.glyphs, range.clone());
    found.retain(|body| text.is_whole(&body.range));
    home::settle(text.knowledge, home, text.glyphs, &mut found);
    found.extend(english::find(text, &found));
    drop_nested(&mut found);
    let (own, short) = (&context.own, &context.short);
    let mut places = jurisdiction::find(text.knowledge, text.glyphs, range, own, short);
    places.retain(|place| {
        text.is_whole(&place.range)
            && !text.begins_name(&place.range)
            && !text.is_given_name(&place.range)
    });
    found.extend(places);
    let places = english::places(text, &found, lower);
    // France in 102 Petty France, Bairiki Conference in Bairiki Conference Hall
    found.retain(|known| {
        !places
            .iter()
            .any(|place| scene::overlap(&place.range, &known.range))
    });
    found.extend(places);
    found
}

/// Gives the glossed name that an item begins with the kind that the words before the list say.
fn classify_item(
    document: &Document,
    glyphs: &Glyphs,
    block: &Block,
    glosses: &[gloss::Gloss],
    kind: Kind,
    bodies: &mut Vec<Found>,
) {
    let Some(title) = block.node.map(|node| document.node(node).title) else {
        return;
    };
    let start = glyphs.index(title.start);
    if let Some(gloss) = glosses.iter().find(|gloss| gloss.name.start == start) {
        bodies.retain(|body| {
            !scene::overlap(&body.range, &gloss.whole) || body.kind == Kind::Jurisdiction
        });
        bodies.push(Found {
            kind,
            range: gloss.whole.clone(),
            reading: Reading::Named(Naming {
                key: None,
                chinese: gloss.chinese.clone(),
                foreign: gloss.foreign.clone(),
                short: gloss.short.clone(),
            }),
            rule: Rule::List,
            hard: true,
        });
    }
}

/// A name, filed by its script.
fn by_script(name: &str) -> Naming {
    let name = Some(name.to_owned());
    if name.iter().any(|name| name.chars().any(glyph::is_han)) {
        Naming {
            chinese: name,
            ..Naming::default()
        }
    } else {
        Naming {
            foreign: name,
            ..Naming::default()
        }
    }
}

fn is_attendee_label(knowledge: &Knowledge, label: &str) -> bool {
    // 主　　席：
    let label = name::without_spaces(label.trim_end_matches(['：', ':', ' ']).to_owned());
    let lexicon = &knowledge.authority.lexicon;
    lexicon.is_of_persons(&label)
        || lexicon
            .group("attendee-label")
            .iter()
            .any(|(word, _)| label.ends_with(word.as_ref()))
}

/// The organisations, jurisdictions and other named things of a block, persons excepted.
fn bodies<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    range: &Range<usize>,
    glosses: &[gloss::Gloss],
    roles: &[role::Role],
    context: &Context<'a>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for gloss in glosses {
        let kind = organisation::gloss_kind(knowledge, gloss)
            .or_else(|| list::kind_of_items(knowledge, glyphs, range.end, gloss.whole.end));
        if let Some(kind) = kind {
            found.push(glossed(knowledge, glyphs, gloss, kind));
        }
    }
    let mut bodies = organisation::by_name(knowledge, glyphs, range.clone());
    if let Some(issuer) = context.issuer {
        bodies.extend(organisation::by_reference(
            knowledge,
            glyphs,
            range.clone(),
            issuer,
            context.by_title,
        ));
        bodies.extend(organisation::by_part(
            knowledge,
            glyphs,
            range.clone(),
            issuer,
        ));
    }
    bodies.extend(organisation::by_ending(
        knowledge,
        glyphs,
        range.clone(),
        roles,
        glosses,
    ));
    let forms = organisation::by_legal_form(knowledge, glyphs, range.clone());
    bodies.extend(forms);
    bodies.extend(organisation::by_apposition(
        knowledge,
        glyphs,
        range.clone(),
    ));
    bodies.extend(organisation::by_owner_reference(
        knowledge,
        glyphs,
        range.clone(),
        context.issuer,
        roles,
    ));
    bodies.extend(organisation::by_foreign_head(
        knowledge,
        glyphs,
        range.clone(),
        glosses,
    ));
    found.extend(bodies);
    drop_nested(&mut found);
    found.extend(jurisdiction::find(
        knowledge,
        glyphs,
        range.clone(),
        &context.own,
        &context.short,
    ));
    let places = place::find(knowledge, glyphs, range, roles, glosses, &found);
    // 西亞 in 西利西亞省
    found.retain(|known| {
        known.kind != Kind::Jurisdiction
            || !places.iter().any(|place| {
                place.kind == Kind::Jurisdiction && scene::overlap(&place.range, &known.range)
            })
    });
    found.extend(places);
    found
}

/// The mention that a gloss makes.
fn glossed(knowledge: &Knowledge, glyphs: &Glyphs, gloss: &gloss::Gloss, kind: Kind) -> Found {
    let start = knowledge::NameStart {
        at: gloss.name.start,
        hard: gloss.hard,
    };
    let start = organisation::described(knowledge, glyphs, start, gloss.name.end);
    let chinese = gloss.chinese.as_ref().map(|chinese| {
        if glyphs.text(gloss.name.clone()) == *chinese {
            glyphs.text(start.at..gloss.name.end)
        } else {
            chinese.clone()
        }
    });
    let from = organisation::with_legal_form(knowledge, glyphs, gloss.name.start, start.at);
    Found {
        kind,
        range: from..gloss.whole.end,
        reading: Reading::Named(Naming {
            key: None,
            chinese,
            foreign: gloss.foreign.clone(),
            short: gloss.short.clone(),
        }),
        rule: Rule::Gloss,
        hard: start.hard,
    }
}

/// An address names nothing by its words: no YouTube in `https://www.youtube.com/`.
fn drop_inside_urls(found: &mut Vec<Found>) {
    let mut urls: Vec<Range<usize>> = found
        .iter()
        .filter(|f| f.kind == Kind::Url)
        .map(|f| f.range.clone())
        .collect();
    urls.sort_unstable_by_key(|url| url.start);
    found.retain(|f| {
        let before = urls.partition_point(|url| url.start < f.range.end);
        let inside = before > 0 && urls[before - 1].end > f.range.start;
        f.kind == Kind::Url || !inside
    });
}

/// Leaves out places that are only parts of other names: 高雄 in 高雄市政府, 東京 in 東京大學, though
/// the report may name the city elsewhere.
fn drop_parts_of_names(knowledge: &Knowledge, found: &mut Vec<Found>) {
    let mut whole: Vec<(Range<usize>, Kind)> = found
        .iter()
        .filter(|f| matches!(f.kind, Kind::Organisation | Kind::Person | Kind::Place))
        .map(|f| (f.range.clone(), f.kind))
        .collect();
    whole.sort_unstable_by_key(|(range, _)| range.start);
    let longest = whole
        .iter()
        .map(|(range, _)| range.len())
        .max()
        .unwrap_or(0);
    let is_part = |f: &Found| {
        let from = whole.partition_point(|(range, _)| range.start + longest <= f.range.start);
        whole[from..]
            .iter()
            .take_while(|(range, _)| range.start <= f.range.start)
            .any(|(range, kind)| {
                // 德班 in 南非德班開放資料 stands after the country that it lies in, and is kept.
                let located = *kind == Kind::Organisation
                    && range.start < f.range.start
                    && lies_in_what_stands_before(knowledge, found, f);
                !located && f.range.end <= range.end && f.range.len() < range.len()
            })
    };
    // 由武長江研議 names no river.
    let is_in_person = |f: &Found| {
        let from = whole.partition_point(|(range, _)| range.start + longest <= f.range.start);
        let persons = whole[from..]
            .iter()
            .filter(|(_, kind)| *kind == Kind::Person);
        let river = matches!(&f.reading, Reading::Named(naming) if naming.chinese.is_some());
        f.kind == Kind::Place
            && river
            && persons
                .take_while(|(range, _)| range.start <= f.range.start)
                .any(|(range, _)| f.range.end <= range.end)
    };
    let parts: Vec<bool> = found
        .iter()
        .map(|f| f.kind == Kind::Jurisdiction && is_part(f) || is_in_person(f))
        .collect();
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        !parts[index - 1]
    });
}

/// Whether the listed place right before another is one that it lies in: 南非|德班.
fn lies_in_what_stands_before(knowledge: &Knowledge, found: &[Found], place: &Found) -> bool {
    let key = |f: &Found| match &f.reading {
        Reading::Named(naming) => naming.key.clone(),
        _ => None,
    };
    let jurisdictions = &knowledge.authority.jurisdictions;
    let Some(own) = key(place) else { return false };
    let before = found
        .iter()
        .find(|f| f.kind == Kind::Jurisdiction && f.range.end == place.range.start)
        .and_then(key);
    let Some(before) = before else { return false };
    let mut above = jurisdictions
        .get(&own)
        .and_then(|row| row.within.as_deref());
    while let Some(within) = above {
        if before == within {
            return true;
        }
        above = jurisdictions
            .get(within)
            .and_then(|row| row.within.as_deref());
    }
    false
}

/// Reads a name of several listed bodies (國科會) as that of the one which the text names in
/// full as well.
fn prefer_named_in_full(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut [Found]) {
    let organisations = &knowledge.authority.organisations;
    let key = |f: &Found| match &f.reading {
        Reading::Named(naming) if f.kind == Kind::Organisation => naming.key.clone(),
        _ => None,
    };
    let full: FxHashSet<String> = found
        .iter()
        .filter_map(|f| {
            let key = key(f)?;
            let text = glyphs.text(f.range.clone());
            let mut named = organisations.named(&text);
            (named.next().is_some() && named.next().is_none()).then_some(key)
        })
        .collect();
    let abroad = abroad(knowledge, found);
    for f in found.iter_mut() {
        let Some(own) = key(f) else { continue };
        if !f
            .range
            .clone()
            .any(|i| glyphs.class(i) == glyph::Class::Han)
        {
            continue;
        }
        let text = glyphs.text(f.range.clone());
        // 丹麥環境保護署, …, 環保署
        let at_home = organisations
            .get(&own)
            .is_some_and(|row| row.zh.as_deref() == Some(&text));
        if let Some((start, name)) = abroad.get(&own)
            && f.range.start > *start
            && !at_home
        {
            f.reading = Reading::Named(Naming {
                chinese: Some(name.clone()),
                ..Naming::default()
            });
            continue;
        }
        let mut others = organisations
            .named(&text)
            .filter(|row| *row.key != *own && full.contains(&*row.key));
        if full.contains(&own) {
            continue;
        }
        if let (Some(row), None) = (others.next(), others.next())
            && let Reading::Named(naming) = &mut f.reading
        {
            naming.key = Some(row.key.to_string());
        }
    }
}

/// Public bodies whose full name the text never prints while it names a foreign body that is
/// called like them: by their key where that one is named first, and how.
fn abroad(knowledge: &Knowledge, found: &[Found]) -> FxHashMap<String, (usize, String)> {
    let authority = knowledge.authority;
    let mut abroad: FxHashMap<String, (usize, String)> = FxHashMap::default();
    for f in found.iter().filter(|f| f.kind == Kind::Organisation) {
        let Reading::Named(naming) = &f.reading else {
            continue;
        };
        let (None, Some(name)) = (&naming.key, &naming.chinese) else {
            continue;
        };
        for (at, _) in name.char_indices().skip(2) {
            let (country, rest) = name.split_at(at);
            let Some(country) = authority.jurisdictions.named(country).next() else {
                continue;
            };
            for row in authority.organisations.named(rest) {
                let other = row.jurisdiction.as_deref() != Some(&*country.key);
                if row.is_public() && other && row.zh.as_deref() != Some(rest) {
                    let first = abroad.entry(row.key.to_string());
                    let first = first.or_insert((f.range.start, name.clone()));
                    if f.range.start < first.0 {
                        *first = (f.range.start, name.clone());
                    }
                }
            }
        }
    }
    abroad
}

/// Of overlapping mentions of bodies and works keeps the longest; of equal ones, the one found
/// first. Jurisdictions and persons may lie inside a body's name and keep their own place.
fn drop_nested(found: &mut Vec<Found>) {
    let exclusive = |f: &Found| {
        !matches!(
            f.kind,
            Kind::Jurisdiction | Kind::Person | Kind::Date | Kind::Url
        )
    };
    let mut order: Vec<usize> = (0..found.len()).filter(|&i| exclusive(&found[i])).collect();
    order.sort_by_key(|&i| {
        (
            found[i].range.start,
            std::cmp::Reverse(found[i].range.end),
            i,
        )
    });
    let mut dropped = vec![false; found.len()];
    let mut kept: Option<usize> = None;
    for i in order {
        let overlaps =
            kept.is_some_and(|k: usize| scene::overlap(&found[k].range, &found[i].range));
        match kept {
            Some(k) if overlaps => {
                if found[i].range.len() > found[k].range.len() {
                    dropped[k] = true;
                    kept = Some(i);
                } else {
                    dropped[i] = true;
                }
            }
            _ => kept = Some(i),
        }
    }
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        !dropped[index - 1]
    });
}

/// A mention while rules still work on it, in glyphs.
#[derive(Clone, Debug)]
struct Found {
    kind: Kind,
    range: Range<usize>,
    reading: Reading,
    rule: Rule,
    /// Whether the name certainly begins where it does.
    hard: bool,
}
