//! The graph, indexed for pages: what a node is called, what it is, where its page lies.

use oxigraph::model::{LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};
use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::Reading;
use super::{Language, link, set, words};
use crate::graph::Quads;
use crate::graph::language::bcp47_case;
use crate::graph::vocab::{
    self, code, dcterms, foaf, govrep, oa, org, prov, rdf, rdfs, schema, skos,
};

/// A text as a page shows it, with its language where that is not the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// The BCP 47 tag for `lang`, if the page is in another language.
    pub lang: Option<String>,
}

impl Said {
    /// A text of unknown language: Chinese if it has Han characters.
    pub fn guess(text: impl Into<String>, language: Language) -> Self {
        let text = text.into();
        let lang = (language == Language::English && text.chars().any(is_han))
            .then(|| Language::Chinese.tag().to_owned());
        Self { text, lang }
    }
}

/// Whether a character is a Han ideograph.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// A value as a page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// The text.
    pub said: Said,
    /// Where it leads to.
    pub href: Option<String>,
    /// Whether that is another site.
    pub is_outside: bool,
    /// The machine form of a date.
    pub datetime: Option<String>,
    /// What kind of thing it is, for its colour; empty for plain values.
    pub family: &'static str,
}

/// A place that a link leads to, below the root of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The page without its ending.
    pub stem: String,
    /// The place in the page.
    pub fragment: Option<String>,
}

/// The graph of a dataset with what pages ask of it.
#[derive(Debug)]
pub struct World<'a> {
    /// The base of the dataset's IRIs.
    pub base: &'a str,
    /// What the IRIs of things begin with.
    pub things: String,
    /// Everything, the ontology included.
    pub quads: &'a Quads,
    /// The texts that passages lie in.
    pub readings: Vec<Reading<'a>>,
    /// The place of each text in the list, by its IRI.
    texts: FxHashMap<String, usize>,
    /// The passages of each text by their place: the first code point, the end, the IRI.
    placed: Vec<Vec<(usize, usize, &'a str)>>,
    incoming: FxHashMap<&'a str, Vec<Incoming<'a>>>,
    pages: FxHashSet<&'a str>,
    assertions: FxHashMap<(&'a str, &'a str), Vec<&'a str>>,
    /// The one thing of each name; none where several share it.
    named: FxHashMap<&'a str, Option<&'a str>>,
}

/// A subject and the property by which it leads to a node.
pub type Incoming<'a> = (&'a str, NamedNodeRef<'a>);

/// Vocabularies by how much their classes say to a reader; those not listed say least.
const TELLING: [&str; 6] = [
    govrep::NAMESPACE,
    vocab::cv::NAMESPACE,
    org::NAMESPACE,
    vocab::bibo::NAMESPACE,
    foaf::NAMESPACE,
    schema::NAMESPACE,
];

/// Properties that give a name, best first.
const NAMES: [NamedNodeRef<'static>; 4] =
    [rdfs::LABEL, skos::PREF_LABEL, dcterms::TITLE, foaf::NAME];

impl<'a> World<'a> {
    /// Indexes a graph; `readings` are the texts that its passages lie in.
    pub fn new(base: &'a str, quads: &'a Quads, readings: Vec<Reading<'a>>) -> Self {
        let things = format!("{base}id/");
        let mut incoming: FxHashMap<&str, Vec<Incoming<'_>>> = FxHashMap::default();
        let mut pages: FxHashSet<&str> = FxHashSet::default();
        let mut assertions: FxHashMap<(&str, &str), Vec<&str>> = FxHashMap::default();
        let mut places: FxHashSet<&str> = FxHashSet::default();
        let mut last: Option<&Quad> = None;
        for quad in quads.iter() {
            let is_copy = last.is_some_and(|last| {
                last.subject == quad.subject
                    && last.predicate == quad.predicate
                    && last.object == quad.object
            });
            last = Some(quad);
            let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject.as_ref() else {
                continue;
            };
            if is_copy {
                continue;
            }
            let subject = subject.as_str();
            if subject.starts_with(&things) {
                pages.insert(subject);
            }
            let TermRef::NamedNode(object) = quad.object.as_ref() else {
                continue;
            };
            if quad.predicate == rdf::TYPE {
                if [
                    govrep::PASSAGE,
                    oa::TEXT_POSITION_SELECTOR,
                    oa::TEXT_QUOTE_SELECTOR,
                ]
                .contains(&object)
                {
                    places.insert(subject);
                }
                continue;
            }
            if quad.predicate == rdf::SUBJECT {
                let properties = quads.objects(to_node(subject), rdf::PREDICATE);
                for property in properties {
                    if let TermRef::NamedNode(property) = property {
                        let key = (object.as_str(), property.as_str());
                        assertions.entry(key).or_default().push(subject);
                    }
                }
            }
            let link = (subject, quad.predicate.as_ref());
            incoming.entry(object.as_str()).or_default().push(link);
        }
        pages.retain(|page| !places.contains(page));
        let mut named: FxHashMap<&str, Option<&str>> = FxHashMap::default();
        for page in &pages {
            for property in NAMES {
                for name in quads.objects(to_node(page), property) {
                    let TermRef::Literal(name) = name else {
                        continue;
                    };
                    let known = named.entry(name.value()).or_insert(Some(page));
                    if *known != Some(page) {
                        *known = None;
                    }
                }
            }
        }
        let texts = readings.iter().enumerate();
        let mut world = Self {
            base,
            things,
            quads,
            texts: texts
                .map(|(at, reading)| (reading.iri.clone(), at))
                .collect(),
            readings,
            placed: Vec::new(),
            incoming,
            pages,
            assertions,
            named,
        };
        world.placed = world
            .readings
            .iter()
            .map(|it| world.placed_in(it))
            .collect();
        for (reading, placed) in world.readings.iter_mut().zip(&world.placed) {
            reading.divide(placed);
        }
        world
    }

    fn placed_in(&self, reading: &Reading<'a>) -> Vec<(usize, usize, &'a str)> {
        let incoming = self.incoming(&reading.iri).iter();
        let passages = incoming.filter(|(_, property)| *property == oa::HAS_SOURCE);
        let mut placed: Vec<_> = passages
            .filter_map(|(passage, _)| {
                let place = self.place(passage)?;
                Some((place.start, place.end, *passage))
            })
            .collect();
        placed.sort_unstable();
        placed
    }

    /// The passages of a text that have a part in a range of it, by their place.
    pub fn passages_in(
        &self,
        reading: &Reading<'_>,
        range: &std::ops::Range<usize>,
    ) -> impl Iterator<Item = (usize, usize, &'a str)> {
        let placed = self.texts.get(&reading.iri).map(|at| &self.placed[*at]);
        let placed = placed.map_or(&[] as &[_], Vec::as_slice);
        let end = placed.partition_point(|(start, ..)| *start < range.end);
        let first = range.start;
        let before = placed[..end].iter().copied();
        before.filter(move |(_, end, _)| *end > first)
    }

    /// The thing that alone has this name.
    pub fn named(&self, name: &str) -> Option<&'a str> {
        self.named.get(name).copied().flatten()
    }

    /// The IRIs of the things that have a page, sorted.
    pub fn pages(&self) -> Vec<&'a str> {
        let mut pages: Vec<&str> = self.pages.iter().copied().collect();
        pages.sort_unstable();
        pages
    }

    /// Whether a thing has a page.
    pub fn has_page(&self, iri: &str) -> bool {
        self.pages.contains(iri)
    }

    /// What is said of a node, each triple once.
    pub fn about(&self, iri: &str) -> impl Iterator<Item = &'a Quad> {
        let mut last: Option<&Quad> = None;
        self.quads.about(to_node(iri)).iter().filter(move |quad| {
            let is_new = last
                .is_none_or(|last| last.predicate != quad.predicate || last.object != quad.object);
            last = Some(quad);
            is_new
        })
    }

    /// What has a node as value, each triple once; classes are not counted.
    pub fn incoming(&self, iri: &str) -> &[Incoming<'a>] {
        self.incoming.get(iri).map_or(&[], Vec::as_slice)
    }

    /// The nodes that a property of a node leads to.
    pub fn nodes(&self, iri: &str, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a str> {
        self.quads
            .objects(to_node(iri), property)
            .filter_map(|term| match term {
                TermRef::NamedNode(node) => Some(node.as_str()),
                _ => None,
            })
    }

    /// The literals of a property of a node.
    pub fn literals(
        &self,
        iri: &str,
        property: NamedNodeRef<'a>,
    ) -> impl Iterator<Item = LiteralRef<'a>> {
        self.quads
            .objects(to_node(iri), property)
            .filter_map(|term| match term {
                TermRef::Literal(literal) => Some(literal),
                _ => None,
            })
    }

    /// The first literal of a property.
    pub fn literal(&self, iri: &str, property: NamedNodeRef<'a>) -> Option<&'a str> {
        self.literals(iri, property).next().map(LiteralRef::value)
    }

    /// The assertions of a link, which carry its words.
    pub fn assertions(&self, subject: &str, property: &str, object: TermRef<'_>) -> Vec<&'a str> {
        let known = self.assertions.get(&(subject, property));
        let known = known.map_or(&[] as &[&str], Vec::as_slice);
        let says = |assertion: &&&'a str| {
            self.is_a(assertion, govrep::ASSERTION)
                && self
                    .quads
                    .objects(to_node(assertion), rdf::OBJECT)
                    .any(|value| value == object)
        };
        known.iter().filter(says).copied().collect()
    }

    /// The best name of a node in a language, if the graph gives one.
    pub fn label(&self, iri: &str, language: Language) -> Option<Said> {
        for property in NAMES {
            let mut other: Option<LiteralRef<'_>> = None;
            for literal in self.literals(iri, property) {
                match literal.language() {
                    Some(tag) if language.reads(tag) => {
                        return Some(Said {
                            text: literal.value().to_owned(),
                            lang: None,
                        });
                    }
                    _ => {
                        // Of the other languages Chinese comes first: it is what the source has.
                        let is_better = |old: LiteralRef<'_>| {
                            old.language()
                                .is_none_or(|tag| !Language::Chinese.reads(tag))
                        };
                        if other.is_none_or(is_better) {
                            other = Some(literal);
                        }
                    }
                }
            }
            if let Some(literal) = other {
                return Some(said(literal, language));
            }
        }
        None
    }

    /// Whether a text is a name of a node, in any language.
    pub fn is_called(&self, iri: &str, text: &str) -> bool {
        let mut names = NAMES.iter().chain([&skos::ALT_LABEL]);
        names.any(|property| {
            self.literals(iri, *property)
                .any(|name| name.value() == text)
        })
    }

    /// The name of a node: its label, what it joins, or the end of its IRI.
    pub fn name(&self, iri: &str, language: Language) -> Said {
        if let Some(label) = self.label(iri, language) {
            return label;
        }
        if self.is_a(iri, govrep::PASSAGE)
            && let Some(words) = self.literal(iri, schema::TEXT)
        {
            return Said::guess(words, language);
        }
        let mut parts: Vec<(usize, String)> = Vec::new();
        if iri.starts_with(&self.things) {
            for quad in self.about(iri) {
                let rank = words().rank(quad.predicate.as_str());
                match quad.object.as_ref() {
                    TermRef::NamedNode(node)
                        if quad.predicate != rdf::TYPE
                            && node.as_str().starts_with(&self.things) =>
                    {
                        let label = self.label(node.as_str(), language);
                        parts.extend(label.map(|label| (rank, label.text)));
                    }
                    TermRef::Literal(text) if quad.predicate == schema::ROLE_NAME => {
                        parts.push((rank, text.value().to_owned()));
                    }
                    _ => {}
                }
            }
        }
        parts.sort();
        parts.dedup();
        if parts.is_empty() {
            let tail = iri.strip_prefix(&self.things).unwrap_or(iri);
            return Said::guess(tail, language);
        }
        parts.reverse();
        let parts: Vec<String> = parts.into_iter().map(|(_, part)| part).collect();
        Said::guess(parts.join(" · "), language)
    }

    /// Whether a node is of a class.
    pub fn is_a(&self, iri: &str, class: NamedNodeRef<'_>) -> bool {
        self.nodes(iri, rdf::TYPE).any(|c| c == class.as_str())
    }

    /// The most telling class of a node.
    pub fn class(&self, iri: &str) -> Option<&'a str> {
        let classes: Vec<&str> = self.nodes(iri, rdf::TYPE).collect();
        let is_above = |class: &str| {
            classes.iter().any(|other| {
                self.nodes(other, rdfs::SUB_CLASS_OF)
                    .any(|above| above == class)
            })
        };
        let rank = |class: &str| {
            let vocabulary = TELLING.iter().position(|v| class.starts_with(v));
            // Every agent is one; the other class says more.
            let is_agent = class == foaf::AGENT.as_str() || class == rdf::STATEMENT.as_str();
            let is_plain = words().class(class).is_none() && !class.starts_with(govrep::NAMESPACE);
            (
                is_agent,
                is_plain,
                is_above(class),
                vocabulary.unwrap_or(TELLING.len()),
            )
        };
        let best = classes
            .iter()
            .copied()
            .min_by_key(|class| (rank(class), *class));
        // A unit or a formal organisation is more than an organisation.
        let organisation = org::ORGANIZATION_CLASS.as_str();
        if best == Some(organisation) {
            let special = classes.iter().copied().find(|class| {
                *class != organisation
                    && words().class(class).is_some_and(|c| c.family == "body")
                    && !class.starts_with(foaf::NAMESPACE)
            });
            return special.or(best);
        }
        best
    }

    /// What a node is, in a word.
    pub fn kind(&self, iri: &str, language: Language) -> Said {
        match self.class(iri) {
            Some(class) => self.class_name(class, language),
            None => Said::guess("", language),
        }
    }

    /// What a class is called.
    pub fn class_name(&self, class: &str, language: Language) -> Said {
        match words().class_name(class, language) {
            Some(name) => Said {
                text: name.to_owned(),
                lang: None,
            },
            None => self.term_name(class, language),
        }
    }

    /// What a property is called, from its subject to its value.
    pub fn property_name(&self, property: &str, language: Language) -> Said {
        match words().property_name(property, language) {
            Some(name) => Said {
                text: name.to_owned(),
                lang: None,
            },
            None => self.term_name(property, language),
        }
    }

    /// What a property is called, from its value to its subject.
    pub fn inverse_name(&self, property: &str, language: Language) -> Said {
        if let Some(name) = words().inverse_name(property, language) {
            return Said {
                text: name.to_owned(),
                lang: None,
            };
        }
        let mut name = self.property_name(property, language);
        name.text.insert_str(0, "← ");
        name
    }

    fn term_name(&self, term: &str, language: Language) -> Said {
        self.label(term, language).unwrap_or_else(|| {
            let local = term.rsplit(['#', '/']).next().unwrap_or(term);
            Said::guess(local, language)
        })
    }

    /// The family of a node: `person`, `body`, `place` … `record` if it is nothing else.
    pub fn family(&self, iri: &str) -> &'static str {
        let class = self.class(iri);
        class
            .and_then(|class| words().class(class))
            .map_or("record", |class| class.family)
    }

    /// Whether a node says something of others, so that it is shown with them.
    pub fn is_inline(&self, iri: &str) -> bool {
        self.has_page(iri)
            && match self.class(iri).and_then(|class| words().class(class)) {
                Some(class) => class.is_inline,
                None => NAMES.iter().all(|name| self.literal(iri, *name).is_none()),
            }
    }

    /// The end of the IRI of a thing, as the name of its files.
    pub fn stem(&self, iri: &str) -> Option<String> {
        iri.strip_prefix(&self.things).map(link::stem)
    }

    /// Where a node is shown on this site, if it is.
    pub fn target(&self, iri: &str) -> Option<Target> {
        if self.has_page(iri) {
            let stem = self.stem(iri)?;
            return Some(Target {
                stem: format!("doc/{stem}"),
                fragment: None,
            });
        }
        if let Some(local) = iri.strip_prefix(govrep::NAMESPACE) {
            return Some(Target {
                stem: "ontology/index".to_owned(),
                fragment: Some(local.to_owned()),
            });
        }
        if let Some(tail) = iri.strip_prefix(code::NAMESPACE) {
            let (list, concept) = match tail.split_once('/') {
                Some((list, concept)) => (list, Some(concept.to_owned())),
                None => (tail, None),
            };
            return Some(Target {
                stem: format!("ontology/code/{list}"),
                fragment: concept,
            });
        }
        if iri.starts_with(&self.things) {
            let passage = iri.strip_suffix("/selector").unwrap_or(iri);
            return self.place(passage).map(|place| place.target());
        }
        None
    }

    /// The place of a passage in its text.
    pub fn place(&self, passage: &str) -> Option<Place<'_, 'a>> {
        let source = self.nodes(passage, oa::HAS_SOURCE).next()?;
        let selector = self.nodes(passage, oa::HAS_SELECTOR).next()?;
        let number = |property| self.literal(selector, property)?.parse().ok();
        Some(Place {
            reading: self.reading(source)?,
            start: number(oa::START)?,
            end: number(oa::END)?,
        })
    }

    /// The text with this IRI.
    pub fn reading(&self, iri: &str) -> Option<&Reading<'a>> {
        self.texts.get(iri).map(|at| &self.readings[*at])
    }

    /// The passages that a node was derived from, in the order of the text.
    pub fn passages(&self, iri: &str) -> Vec<&'a str> {
        let mut passages: Vec<&str> = self.nodes(iri, prov::WAS_DERIVED_FROM).collect();
        passages.sort_by_key(|passage| {
            let place = self.place(passage);
            (
                place.map_or((usize::MAX, 0), |place| (place.start, place.end)),
                *passage,
            )
        });
        passages
    }

    /// A value for a page at `from`.
    pub fn value(
        &self,
        term: TermRef<'_>,
        from: &str,
        language: Language,
        first: Language,
    ) -> Value {
        match term {
            TermRef::NamedNode(node) => self.link(node.as_str(), from, language, first),
            TermRef::Literal(literal) => {
                let (said, datetime) = written(literal, language);
                // Addresses are often given as text.
                let text = literal.value();
                let is_address = ["http://", "https://"].iter().any(|s| text.starts_with(s))
                    && !text.contains(char::is_whitespace);
                Value {
                    href: is_address.then(|| text.to_owned()),
                    is_outside: is_address,
                    said,
                    datetime,
                    family: "",
                }
            }
            _ => Value::default(),
        }
    }

    /// A link to a node for a page at `from`.
    pub fn link(&self, iri: &str, from: &str, language: Language, first: Language) -> Value {
        let href = self
            .target(iri)
            .map(|target| target.href(from, language, first));
        let is_web = ["http://", "https://"].iter().any(|s| iri.starts_with(s));
        let is_outside = href.is_none() && is_web && !iri.starts_with(self.base);
        let said = if is_outside && self.label(iri, language).is_none() {
            let shown = iri.split_once("://").map_or(iri, |(_, rest)| rest);
            Said {
                text: shown.trim_end_matches('/').to_owned(),
                lang: None,
            }
        } else {
            self.name(iri, language)
        };
        let family = if self.has_page(iri) {
            self.family(iri)
        } else {
            ""
        };
        Value {
            said,
            href: href.or_else(|| is_outside.then(|| iri.to_owned())),
            is_outside,
            datetime: None,
            family,
        }
    }
}

impl Target {
    /// The link for a page at `from`.
    pub fn href(&self, from: &str, language: Language, first: Language) -> String {
        let mut href = link::relative(from, &link::page(&self.stem, language, first));
        if let Some(fragment) = &self.fragment {
            href.push('#');
            href.push_str(fragment);
        }
        href
    }
}

/// A piece of a text, in code points.
#[derive(Clone, Copy, Debug)]
pub struct Place<'w, 'a> {
    /// The text.
    pub reading: &'w Reading<'a>,
    /// The first character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
}

impl Place<'_, '_> {
    /// Where the reader shows it.
    pub fn target(&self) -> Target {
        Target {
            stem: self.reading.stem_of_part(self.reading.part_at(self.start)),
            fragment: Some(format!("p={}-{}", self.start, self.end)),
        }
    }
}

/// A node with this IRI, which came out of a graph.
pub fn to_node(iri: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new_unchecked(iri)
}

/// A literal for a reader of a language.
pub fn said(literal: LiteralRef<'_>, language: Language) -> Said {
    match literal.language() {
        Some(tag) => Said {
            text: literal.value().to_owned(),
            lang: (!language.reads(tag)).then(|| bcp47_case(tag).into_owned()),
        },
        None => Said::guess(literal.value(), language),
    }
}

/// A literal as people write it: dates and yes or no in words; and the machine form of a date.
fn written(literal: LiteralRef<'_>, language: Language) -> (Said, Option<String>) {
    use vocab::xsd;
    let text = literal.value();
    let kind = literal.datatype();
    let words = if [xsd::DATE, xsd::G_YEAR_MONTH, xsd::G_YEAR].contains(&kind) {
        date(text, language)
    } else if kind == xsd::DATE_TIME {
        text.get(..10).and_then(|day| date(day, language))
    } else if kind == xsd::BOOLEAN {
        let key = if matches!(text, "true" | "1") {
            "yes"
        } else {
            "no"
        };
        let said = Said {
            text: words().text(key, language).to_owned(),
            lang: None,
        };
        return (said, None);
    } else {
        return (said(literal, language), None);
    };
    match words {
        Some(words) => {
            let said = Said {
                text: words,
                lang: None,
            };
            (said, Some(text.to_owned()))
        }
        None => (said(literal, language), None),
    }
}

/// Two days with a word between them, from their forms in XML Schema: `7 to 9 December 2016`.
///
/// What both share is said once. Nothing if one of them is no date.
pub fn days(first: &str, last: &str, between: &str, language: Language) -> Option<String> {
    let [from, to] = [date(first, language)?, date(last, language)?];
    let shared = match (first.split_once('-'), last.split_once('-')) {
        (Some((year, _)), Some((same, _))) if year == same => {
            let is_same_month = first.len() == last.len() && first.get(..7) == last.get(..7);
            1 + usize::from(is_same_month && first.len() > 7)
        }
        _ => 0,
    };
    // The pieces that `date` sets: year, month and day in Chinese, the other way round in English.
    Some(match language {
        Language::Chinese => {
            let rest = to.splitn(2 * shared + 1, ' ').last().unwrap_or(&to);
            let rest = if shared == 0 { &to } else { rest };
            set(&[&from, between, rest])
        }
        Language::English => {
            let pieces = from.split(' ').count().saturating_sub(shared).max(1);
            let from: Vec<&str> = from.split(' ').take(pieces).collect();
            format!("{}{between}{to}", from.join(" "))
        }
    })
}

/// A year, a month or a day in words, from its form in XML Schema.
pub fn date(text: &str, language: Language) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = text.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let mut number = || parts.next().map(str::parse::<usize>).transpose().ok();
    let (month, day) = (number()?, number()?);
    let month_name = |month: usize| MONTHS.get(month.checked_sub(1)?);
    Some(match (language, month, day) {
        (Language::Chinese, Some(month), Some(day)) => format!("{year} 年 {month} 月 {day} 日"),
        (Language::Chinese, Some(month), None) => format!("{year} 年 {month} 月"),
        (Language::Chinese, None, _) => format!("{year} 年"),
        (Language::English, Some(month), Some(day)) => {
            format!("{day} {} {year}", month_name(month)?)
        }
        (Language::English, Some(month), None) => format!("{} {year}", month_name(month)?),
        (Language::English, None, _) => year.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_days_share_is_said_once() {
        for (first, last, chinese, english) in [
            (
                "2016-12-07",
                "2016-12-09",
                "2016 年 12 月 7 日至 9 日",
                "7 to 9 December 2016",
            ),
            (
                "2016-11-30",
                "2016-12-02",
                "2016 年 11 月 30 日至 12 月 2 日",
                "30 November to 2 December 2016",
            ),
            (
                "2016-12-30",
                "2017-01-02",
                "2016 年 12 月 30 日至 2017 年 1 月 2 日",
                "30 December 2016 to 2 January 2017",
            ),
            (
                "2016-05",
                "2016-09",
                "2016 年 5 月至 9 月",
                "May to September 2016",
            ),
            ("2013", "2022", "2013 年至 2022 年", "2013 to 2022"),
        ] {
            let written = |between, language| days(first, last, between, language);
            assert_eq!(written("至", Language::Chinese).as_deref(), Some(chinese));
            assert_eq!(written(" to ", Language::English).as_deref(), Some(english));
        }
        assert_eq!(days("2016", "soon", " to ", Language::English), None);
    }

    #[test]
    fn dates_are_written_as_precisely_as_they_are_known() {
        for (text, chinese, english) in [
            ("2016-12-07", "2016 年 12 月 7 日", "7 December 2016"),
            ("2016-09", "2016 年 9 月", "September 2016"),
            ("2011", "2011 年", "2011"),
        ] {
            assert_eq!(date(text, Language::Chinese).unwrap(), chinese);
            assert_eq!(date(text, Language::English).unwrap(), english);
        }
        assert_eq!(date("2016-13", Language::English), None);
        assert_eq!(date("soon", Language::English), None);
    }
}
