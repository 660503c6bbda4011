//! The page of one thing: its names, what is said of it with the words, what leads to it.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use oxigraph::model::{LiteralRef, NamedNodeRef, Quad, TermRef};
use serde_json::{Value as Json, json};

use super::world::{Place, to_node};
use super::{Language, Page, Said, Value, World, words};
use crate::graph::Quads;
use crate::graph::vocab::{
    can_contradict, cv, dcterms, foaf, govrep, oa, org, prov, rdf, rdfs, schema, skos,
};

/// How many facts of a kind, links and places a page lists; the data file has all.
const MOST: usize = 120;

/// How many quotations stand open below one fact.
const OPEN_QUOTES: usize = 2;

/// Characters shown on either side of a name.
const AROUND: usize = 24;

/// Properties shown in their own way, or not for readers.
const APART: [NamedNodeRef<'static>; 14] = [
    rdf::TYPE,
    rdfs::LABEL,
    skos::PREF_LABEL,
    skos::ALT_LABEL,
    foaf::NAME,
    prov::WAS_DERIVED_FROM,
    prov::WAS_GENERATED_BY,
    govrep::EXTRACTION_METHOD,
    govrep::OUTLINE_PATH,
    govrep::CONFIDENCE,
    skos::EXACT_MATCH,
    skos::CLOSE_MATCH,
    oa::HAS_SOURCE,
    oa::HAS_SELECTOR,
];

/// Words of a source with their place.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Pieces of the words, and whether each is the name of the thing.
    pub pieces: Vec<(String, bool)>,
    /// The language of the words, if not that of the page.
    pub lang: Option<String>,
    /// The line, from 1.
    pub line: String,
    /// The headings above, outermost first.
    pub section: Said,
    /// The report, if the dataset has several.
    pub report: Said,
    /// Where the reader shows them.
    pub href: String,
}

/// A property with its values.
#[derive(Clone, Debug)]
pub struct Property {
    /// What it is called.
    pub name: Said,
    /// Its values.
    pub values: Vec<Value>,
    /// The words that say it, where it is a direct link.
    pub quotes: Vec<Quote>,
    iri: String,
}

/// A node that says something of others.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The end of its IRI, to be linked to.
    pub id: String,
    /// Its own page.
    pub own: Value,
    /// Whether it has a name of its own.
    pub is_named: bool,
    /// What it says.
    pub properties: Vec<Property>,
    /// How it was found.
    pub methods: Vec<Value>,
}

/// Facts that the same words say.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The facts.
    pub facts: Vec<Fact>,
    /// The words, the first few.
    pub quotes: Vec<Quote>,
    /// The other words.
    pub more_quotes: Vec<Quote>,
}

/// Facts of one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// A name for links to the heading.
    pub id: String,
    /// What the facts are.
    pub name: Said,
    /// The facts, by the words that say them.
    pub clusters: Vec<Cluster>,
    /// How many facts there are.
    pub count: usize,
    /// How many of them are not shown.
    pub rest: usize,
}

/// Links to other things that have this one as value.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// How they relate.
    pub name: Said,
    /// The things.
    pub links: Vec<Value>,
    /// How many more there are.
    pub rest: usize,
}

/// A contradiction.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// Its page.
    pub own: Value,
    /// Why one statement is preferred.
    pub reasons: Vec<Value>,
    /// The statements: the value, whether it is preferred, the words.
    pub claims: Vec<(Property, bool)>,
    /// Whether one of them is preferred.
    pub is_decided: bool,
    /// Whether they contradict each other: they give values of one property that has one value.
    /// What else an editor joins is a note.
    pub is_contradiction: bool,
}

/// Everything that a page says of a thing.
#[derive(Clone, Debug)]
pub struct View {
    /// The IRI.
    pub iri: String,
    /// The end of the IRI, as the name of its files.
    pub stem: String,
    /// What it is called.
    pub name: Said,
    /// What it is.
    pub kind: Said,
    /// The family of the kind, for its colour.
    pub family: &'static str,
    /// What it is called in the other language.
    pub other_name: Option<Said>,
    /// What the sources call it, where the name that stands for it is not printed in them.
    pub printed: Vec<Said>,
    /// Other names.
    pub also: Vec<Said>,
    /// What is said of it directly.
    pub properties: Vec<Property>,
    /// Where it contradicts itself.
    pub disputes: Vec<Dispute>,
    /// Its own words, if it is a statement.
    pub quotes: Vec<Quote>,
    /// What is said of it in nodes.
    pub groups: Vec<Group>,
    /// What leads to it.
    pub incoming: Vec<Incoming>,
    /// The same thing elsewhere.
    pub elsewhere: Vec<Value>,
    /// How it was found.
    pub methods: Vec<Value>,
    /// Where it is named, below the headings there.
    pub mentions: Vec<(Said, Vec<Quote>)>,
    /// How many more places there are.
    pub mentions_rest: usize,
    /// Whether words are behind it.
    pub has_words: bool,
    /// The text of a report, if it is a report.
    pub reader: Option<String>,
    /// For search engines.
    pub json_ld: Json,
}

impl View {
    /// At how many places it is named.
    fn named(&self) -> usize {
        let shown = self.mentions.iter().map(|(_, quotes)| quotes.len());
        shown.sum::<usize>() + self.mentions_rest
    }
}

#[derive(Template)]
#[template(path = "thing.html")]
struct ThingPage<'p> {
    page: &'p Page<'p>,
    view: &'p View,
}

/// Writes the page of a thing.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(page: &Page<'_>, view: &View) -> askama::Result<String> {
    ThingPage { page, view }.render()
}

/// Collects what a page says.
pub struct Viewer<'v, 'a> {
    world: &'v World<'a>,
    page: &'v Page<'v>,
    language: Language,
    from: String,
}

impl<'v, 'a> Viewer<'v, 'a> {
    /// For values and links on a page.
    pub fn new(world: &'v World<'a>, page: &'v Page<'v>) -> Self {
        Self {
            world,
            language: page.language,
            from: page.path(),
            page,
        }
    }

    fn value(&self, term: TermRef<'_>) -> Value {
        self.world
            .value(term, &self.from, self.language, self.page.site.first())
    }

    /// A link to a node.
    pub fn link(&self, iri: &str) -> Value {
        self.world
            .link(iri, &self.from, self.language, self.page.site.first())
    }

    /// What is known of a thing.
    pub fn view(&self, iri: &str) -> View {
        let world = self.world;
        let name = world.name(iri, self.language);
        let names = self.names(iri);
        let is_statement = world.is_inline(iri);
        let groups = self.groups(iri, &names);
        let passages = world.passages(iri);
        let quotes = if is_statement {
            self.quotes(&passages, &[])
        } else {
            Vec::new()
        };
        let mentions: Vec<Quote> = if is_statement {
            Vec::new()
        } else {
            let shown = passages.iter().take(MOST);
            shown
                .filter_map(|passage| self.in_context(passage))
                .collect()
        };
        let other = world.label(iri, self.language.other());
        let other_name = other
            .filter(|other| other.lang.is_none() && other.text != name.text)
            .map(|other| Said {
                text: other.text,
                lang: Some(self.language.other().tag().to_owned()),
            });
        let mut also: Vec<Said> = world
            .literals(iri, skos::ALT_LABEL)
            .map(|literal| super::world::said(literal, self.language))
            .filter(|said| said.text != name.text)
            .filter(|said| other_name.as_ref().is_none_or(|o| o.text != said.text))
            .collect();
        also.dedup();
        let is_printed = |name: &str| {
            let mut words = passages
                .iter()
                .flat_map(|p| world.literals(p, schema::TEXT));
            words.any(|words| words.value().contains(name))
        };
        let says = !is_statement && !is_printed(&name.text);
        let (printed, also): (Vec<Said>, Vec<Said>) = also
            .into_iter()
            .partition(|said| says && is_printed(&said.text));
        let family = world.family(iri);
        let elsewhere = [skos::EXACT_MATCH, skos::CLOSE_MATCH]
            .into_iter()
            .flat_map(|property| world.nodes(iri, property))
            .map(|node| self.link(node))
            .collect();
        let mut view = View {
            iri: iri.to_owned(),
            stem: world.stem(iri).unwrap_or_default(),
            kind: world.kind(iri, self.language),
            family,
            other_name,
            printed,
            also,
            properties: self.properties(iri, None, true),
            disputes: self.disputes(iri),
            quotes,
            groups,
            incoming: self.incoming(iri),
            elsewhere,
            methods: self.methods(iri),
            mentions_rest: if is_statement {
                0
            } else {
                passages.len() - mentions.len()
            },
            mentions: by_section(mentions),
            has_words: !passages.is_empty(),
            reader: self.reader(iri),
            json_ld: Json::Null,
            name,
        };
        view.json_ld = self.json_ld(&view);
        view
    }

    /// Every name of a thing, longest first, to mark it in words.
    fn names(&self, iri: &str) -> Vec<&'a str> {
        let mut names: Vec<&str> = [rdfs::LABEL, skos::ALT_LABEL, foaf::NAME]
            .into_iter()
            .flat_map(|property| self.world.literals(iri, property))
            .map(LiteralRef::value)
            .filter(|name| name.chars().count() > 1)
            .collect();
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
        names.dedup();
        names
    }

    fn methods(&self, iri: &str) -> Vec<Value> {
        let methods = self.world.nodes(iri, govrep::EXTRACTION_METHOD);
        methods.map(|method| self.link(method)).collect()
    }

    /// What is said of a node directly; `except` is the thing that is known already.
    fn properties(&self, iri: &str, except: Option<&str>, with_words: bool) -> Vec<Property> {
        let world = self.world;
        let mut found: BTreeMap<(usize, &str), Vec<&Quad>> = BTreeMap::new();
        let participants = self.participants(iri);
        for quad in world.about(iri) {
            let property = quad.predicate.as_str();
            if APART.contains(&quad.predicate.as_ref()) || !with_words && self.is_quiet(quad) {
                continue;
            }
            // What somebody speaks up for is no subject that they have, as a text has one.
            if quad.predicate == dcterms::SUBJECT && world.is_a(iri, foaf::PERSON) {
                continue;
            }
            if let TermRef::NamedNode(node) = quad.object.as_ref() {
                let is_shown_apart = Some(node.as_str()) == except
                    || with_words && world.is_inline(node.as_str())
                    || quad.predicate == govrep::INVOLVES && participants.contains(node.as_str());
                if is_shown_apart {
                    continue;
                }
            }
            found
                .entry((words().rank(property), property))
                .or_default()
                .push(quad);
        }
        // What is said in the language of the page need not be said in the other one.
        let is_foreign = |quad: &Quad| match quad.object.as_ref() {
            TermRef::Literal(text) => text.language().is_some_and(|tag| !self.language.reads(tag)),
            _ => false,
        };
        let is_own = |quad: &&Quad| match quad.object.as_ref() {
            TermRef::Literal(text) => text.language().is_some_and(|tag| self.language.reads(tag)),
            _ => false,
        };
        found
            .into_iter()
            .map(|((_, property), mut quads)| {
                if quads.iter().any(is_own) {
                    quads.retain(|quad| !is_foreign(quad));
                }
                let assertions = quads
                    .iter()
                    .flat_map(|quad| world.assertions(iri, property, quad.object.as_ref()));
                let quotes = if with_words {
                    let mut passages: Vec<&str> =
                        assertions.flat_map(|a| world.passages(a)).collect();
                    passages.dedup();
                    self.quotes(&passages, &[])
                } else {
                    Vec::new()
                };
                let shown = quads.iter().take(MOST);
                Property {
                    name: world.property_name(property, self.language),
                    values: shown.map(|quad| self.value(quad.object.as_ref())).collect(),
                    quotes,
                    iri: property.to_owned(),
                }
            })
            .collect()
    }

    /// Whether what is told of a fact says nothing to a reader: so the tables say, and a cue in
    /// another language stands in the words below.
    fn is_quiet(&self, quad: &Quad) -> bool {
        let property = quad.predicate.as_str();
        match quad.object.as_ref() {
            TermRef::NamedNode(value) => words().is_quiet(property, value.as_str()),
            TermRef::Literal(text) => {
                let is_foreign = text.language().is_some_and(|tag| !self.language.reads(tag));
                words().is_quiet(property, "") || quad.predicate == govrep::CUE && is_foreign
            }
            _ => false,
        }
    }

    /// Who takes part in an event by a participation, which says more than the bare link.
    fn participants(&self, event: &str) -> BTreeSet<&'a str> {
        let participations = self.world.nodes(event, cv::HAS_PARTICIPATION);
        participations
            .flat_map(|node| self.world.nodes(node, cv::HAS_PARTICIPANT))
            .collect()
    }

    /// The nodes that say something of a thing, by what they say.
    fn groups(&self, iri: &str, names: &[&str]) -> Vec<Group> {
        let world = self.world;
        // Each fact once, under the property that stands first in the table.
        let mut facts: BTreeMap<&str, (usize, &str, bool)> = BTreeMap::new();
        let mut add = |fact: &'a str, property: &'a str, is_outgoing: bool| {
            let link = (words().rank(property), property, is_outgoing);
            let known = facts.entry(fact).or_insert(link);
            *known = (*known).min(link);
        };
        for (fact, property) in world.incoming(iri) {
            if world.is_inline(fact) && !self.is_of_dispute(fact, iri) {
                add(fact, property.as_str(), false);
            }
        }
        for quad in world.about(iri) {
            if let TermRef::NamedNode(fact) = quad.object.as_ref()
                && world.is_inline(fact.as_str())
            {
                add(fact.as_str(), quad.predicate.as_str(), true);
            }
        }
        let mut groups: BTreeMap<(usize, &str, bool, &str), Vec<&str>> = BTreeMap::new();
        for (fact, (rank, property, is_outgoing)) in facts {
            let class = world.class(fact).unwrap_or_default();
            groups
                .entry((rank, property, is_outgoing, class))
                .or_default()
                .push(fact);
        }
        groups
            .into_iter()
            .enumerate()
            .map(|(index, ((_, property, is_outgoing, class), mut facts))| {
                facts.sort_by_cached_key(|fact| self.order(fact));
                let rest = facts.len().saturating_sub(MOST);
                let relation = if is_outgoing {
                    world.property_name(property, self.language)
                } else {
                    world.inverse_name(property, self.language)
                };
                Group {
                    id: format!("g{}", index + 1),
                    name: self.heading(&relation, class),
                    count: facts.len(),
                    clusters: self.clusters(&facts[..facts.len() - rest], iri, names),
                    rest,
                }
            })
            .collect()
    }

    /// The heading of a group: how it relates, and what it is unless that says it.
    fn heading(&self, relation: &Said, class: &str) -> Said {
        // How firmly something was said stands with each fact: what is under study is no
        // commitment.
        let class = if class == govrep::COMMITMENT.as_str() {
            govrep::UNDERTAKING.as_str()
        } else {
            class
        };
        let kind = self.world.class_name(class, self.language);
        let same = relation
            .text
            .to_lowercase()
            .contains(&kind.text.to_lowercase());
        if same || kind.text.is_empty() {
            return relation.clone();
        }
        Said {
            text: match self.language {
                Language::Chinese => format!("{}（{}）", relation.text, kind.text),
                Language::English => format!("{} ({})", relation.text, kind.text),
            },
            lang: None,
        }
    }

    /// Facts stand in the order of the text, those without words last.
    fn order(&self, fact: &str) -> (Option<String>, usize, String) {
        let date = [schema::START_DATE, schema::OBSERVATION_DATE]
            .into_iter()
            .find_map(|property| self.world.literal(fact, property));
        let passages = self.world.passages(fact);
        let first = passages
            .first()
            .and_then(|passage| self.world.place(passage));
        (
            date.map(str::to_owned),
            first.map_or(usize::MAX, |place| place.start),
            fact.to_owned(),
        )
    }

    /// Whether a node is a part of a contradiction, which is shown above all else.
    fn is_of_dispute(&self, fact: &str, thing: &str) -> bool {
        let world = self.world;
        if world.is_a(fact, govrep::DISCREPANCY) {
            return world.nodes(fact, schema::ABOUT).any(|about| about == thing);
        }
        // An assertion is the evidence of a direct link, or one side of a contradiction.
        world.is_a(fact, govrep::ASSERTION)
    }

    /// Facts by the words that say them, in order.
    fn clusters(&self, facts: &[&str], thing: &str, names: &[&str]) -> Vec<Cluster> {
        let mut clusters: Vec<(Vec<&str>, Vec<Fact>)> = Vec::new();
        for fact in facts {
            let passages = self.telling(self.world.passages(fact), names);
            let same = clusters.iter_mut().find(|(known, _)| *known == passages);
            match same {
                Some((known, facts)) if !known.is_empty() => facts.push(self.fact(fact, thing)),
                _ => clusters.push((passages, vec![self.fact(fact, thing)])),
            }
        }
        clusters
            .into_iter()
            .map(|(passages, mut facts)| {
                let mut quotes = self.quotes(&passages, names);
                for fact in &mut facts {
                    fact.properties
                        .retain(|property| !is_quoted(property, &quotes));
                }
                let more_quotes = quotes.split_off(quotes.len().min(OPEN_QUOTES));
                Cluster {
                    facts,
                    quotes,
                    more_quotes,
                }
            })
            .collect()
    }

    /// The passages that name the thing, if any does: what names others proves little.
    fn telling(&self, mut passages: Vec<&'a str>, names: &[&str]) -> Vec<&'a str> {
        let names_it = |passage: &&str| {
            let words = self.world.literal(passage, schema::TEXT);
            words.is_some_and(|words| names.iter().any(|name| words.contains(name)))
        };
        if passages.iter().any(names_it) {
            passages.retain(names_it);
        }
        passages
    }

    fn fact(&self, fact: &str, thing: &str) -> Fact {
        let world = self.world;
        let own = self.link(fact);
        let is_named = world.label(fact, self.language).is_some();
        let mut properties = self.properties(fact, Some(thing), false);
        if is_named {
            // The label is made of the text.
            let text = own.said.text.trim_end_matches('…').to_owned();
            properties.retain(|property| {
                property.iri != schema::TEXT.as_str()
                    || !property
                        .values
                        .iter()
                        .all(|v| v.said.text.starts_with(&text))
            });
        }
        // What it is a part of: an event has its participations.
        for (owner, property) in world.incoming(fact) {
            // What speaks of statements as such is no part of what they say.
            let is_about = [govrep::DISCREPANCY, govrep::ASSERTION, govrep::NEGATION];
            if *owner == thing || is_about.iter().any(|class| world.is_a(owner, *class)) {
                continue;
            }
            // When and where a part was played is known of the event.
            if *property == cv::HAS_PARTICIPATION {
                let known = self.properties(owner, None, false).into_iter();
                let setting = [schema::START_DATE, schema::END_DATE, schema::LOCATION];
                let setting = known
                    .filter(|property| setting.iter().any(|known| known.as_str() == property.iri));
                properties.splice(0..0, setting);
            }
            properties.insert(
                0,
                Property {
                    name: world.inverse_name(property.as_str(), self.language),
                    values: vec![self.link(owner)],
                    quotes: Vec::new(),
                    iri: String::new(),
                },
            );
        }
        // A role and its printed name are often the same words.
        let mut shown: BTreeSet<String> = BTreeSet::new();
        properties.retain(|property| {
            let is_printed = property.iri == schema::ROLE_NAME.as_str();
            let text: Vec<&str> = property
                .values
                .iter()
                .map(|v| v.said.text.as_str())
                .collect();
            let text = text.join("\n");
            shown.insert(text) || is_printed
        });
        Fact {
            id: fact.strip_prefix(&world.things).unwrap_or(fact).to_owned(),
            own,
            is_named,
            properties,
            methods: self.methods(fact),
        }
    }

    /// Contradictions about a thing, or the one that it is.
    pub fn disputes(&self, iri: &str) -> Vec<Dispute> {
        let world = self.world;
        let mut disputes: Vec<&str> = world
            .incoming(iri)
            .iter()
            .filter(|(_, property)| *property == schema::ABOUT)
            .map(|(node, _)| *node)
            .filter(|node| world.is_a(node, govrep::DISCREPANCY))
            .collect();
        if world.is_a(iri, govrep::DISCREPANCY) {
            disputes.push(iri);
        }
        disputes
            .iter()
            .map(|dispute| self.dispute(dispute))
            .collect()
    }

    /// A contradiction.
    pub fn dispute(&self, dispute: &str) -> Dispute {
        let world = self.world;
        let preferred: Vec<&str> = world.nodes(dispute, govrep::PREFERRED_ASSERTION).collect();
        let mut claims: Vec<(Property, bool)> = world
            .nodes(dispute, govrep::CONFLICTING_ASSERTION)
            .map(|assertion| {
                let property = world.nodes(assertion, rdf::PREDICATE).next();
                let values = world.quads.objects(to_node(assertion), rdf::OBJECT);
                let property = Property {
                    name: world.property_name(property.unwrap_or_default(), self.language),
                    values: values.map(|value| self.value(value)).collect(),
                    quotes: self.quotes(&world.passages(assertion), &[]),
                    iri: assertion.to_owned(),
                };
                (property, preferred.contains(&assertion))
            })
            .collect();
        claims.sort_by_key(|(claim, is_preferred)| (!is_preferred, claim.iri.clone()));
        let properties = world
            .nodes(dispute, govrep::CONFLICTING_ASSERTION)
            .flat_map(|assertion| world.nodes(assertion, rdf::PREDICATE));
        let reasons: Vec<_> = self
            .properties(dispute, None, false)
            .into_iter()
            .filter(|property| property.iri == govrep::REASON.as_str())
            .flat_map(|property| property.values)
            .collect();
        Dispute {
            own: self.link(dispute),
            reasons,
            is_decided: claims.iter().any(|(_, is_preferred)| *is_preferred),
            is_contradiction: can_contradict(properties),
            claims,
        }
    }

    /// Things that have this one as value, by how they relate.
    fn incoming(&self, iri: &str) -> Vec<Incoming> {
        let world = self.world;
        let mut found: BTreeMap<(usize, &str), BTreeSet<(String, &str)>> = BTreeMap::new();
        for (other, property) in world.incoming(iri) {
            let other = *other;
            if !world.has_page(other) || world.is_inline(other) || other == iri {
                continue;
            }
            if [prov::WAS_DERIVED_FROM, prov::USED].contains(property) {
                continue;
            }
            if *property == govrep::INVOLVES && self.participants(other).contains(iri) {
                continue;
            }
            // Among the founders stands who holds that role, which is told with its words.
            if *property == schema::FOUNDER && self.has_role_in(iri, other) {
                continue;
            }
            let property = property.as_str();
            let name = world.name(other, self.language).text;
            let links = found.entry((words().rank(property), property)).or_default();
            links.insert((name, other));
        }
        found
            .into_iter()
            .map(|((_, property), links)| Incoming {
                name: world.inverse_name(property, self.language),
                rest: links.len().saturating_sub(MOST),
                links: links
                    .iter()
                    .take(MOST)
                    .map(|(_, other)| self.link(other))
                    .collect(),
            })
            .collect()
    }

    /// Whether a thing holds a role in a body.
    fn has_role_in(&self, thing: &str, body: &str) -> bool {
        let roles = self.world.incoming(thing).iter();
        let mut roles = roles.filter(|(_, property)| *property == org::MEMBER);
        roles.any(|(role, _)| {
            self.world
                .nodes(role, org::ORGANIZATION)
                .any(|it| it == body)
        })
    }

    /// The text of a report.
    fn reader(&self, iri: &str) -> Option<String> {
        let reading = self
            .world
            .readings
            .iter()
            .find(|reading| reading.report == iri)?;
        Some(self.page.link(&reading.stem_of_part(0)))
    }

    /// Passages as quotations; `names` are marked in them.
    pub fn quotes(&self, passages: &[&str], names: &[&str]) -> Vec<Quote> {
        let quote = |passage: &&str| {
            let words = self.world.literal(passage, schema::TEXT).or_else(|| {
                let selector = self.world.nodes(passage, oa::HAS_SELECTOR).next()?;
                self.world.literal(selector, oa::EXACT)
            })?;
            let words: Vec<&str> = words.split_whitespace().collect();
            let words = words.join(" ");
            self.quote(passage, &words, marked(&words, names))
        };
        passages.iter().filter_map(quote).collect()
    }

    fn quote(&self, passage: &str, words: &str, pieces: Vec<(String, bool)>) -> Option<Quote> {
        let world = self.world;
        let place = world.place(passage);
        let section = world
            .literal(passage, govrep::IN_SECTION)
            .unwrap_or_default();
        let section: Vec<String> = section.split(" > ").map(short).collect();
        let report = match place {
            // Where all words are of one report, to name it beside each of them tells nothing.
            Some(Place { reading, .. })
                if world.readings.iter().any(|r| r.report != reading.report) =>
            {
                world.name(&reading.report, self.language)
            }
            _ => Said::default(),
        };
        let link = self.link(passage);
        Some(Quote {
            lang: Said::guess(words, self.language).lang,
            pieces,
            line: world
                .literal(passage, govrep::LINE)
                .unwrap_or_default()
                .to_owned(),
            section: Said::guess(section.join(" › "), self.language),
            report,
            href: link.href?,
        })
    }

    /// A passage with some characters around it.
    pub fn in_context(&self, passage: &str) -> Option<Quote> {
        let Some(Place {
            reading,
            start,
            end,
        }) = self.world.place(passage)
        else {
            return self.quotes(&[passage], &[]).pop();
        };
        let plain = |from: usize, to: usize| reading.reflowed(from, to, false);
        let first = start.saturating_sub(AROUND);
        let last = (end + AROUND).min(reading.len());
        let mut pieces = vec![
            (plain(first, start), false),
            (plain(start, end), true),
            (plain(end, last), false),
        ];
        if first > 0 {
            pieces[0].0.insert(0, '…');
        }
        if last < reading.len() {
            pieces[2].0.push('…');
        }
        let words = pieces[1].0.clone();
        self.quote(passage, &words, pieces)
    }

    /// What search engines read, as JSON-LD in the terms of schema.org.
    fn json_ld(&self, view: &View) -> Json {
        let world = self.world;
        let class = world
            .class(&view.iri)
            .and_then(|class| words().class(class));
        let kind = class
            .map(|class| class.schema)
            .filter(|kind| !kind.is_empty());
        let mut object = json!({
            "@context": "https://schema.org/",
            "@type": kind.unwrap_or("Thing"),
            "@id": view.iri,
            "name": view.name.text,
            "url": view.iri,
        });
        let mut put = |key: &str, mut values: Vec<Json>| match values.len() {
            0 => {}
            1 => object[key] = values.remove(0),
            _ => object[key] = values.into(),
        };
        let names = view
            .printed
            .iter()
            .chain(&view.also)
            .chain(&view.other_name);
        put(
            "alternateName",
            names.map(|name| json!(name.text)).collect(),
        );
        let text = |property: NamedNodeRef<'a>| -> Vec<Json> {
            let literals = world.literals(&view.iri, property);
            literals.map(|literal| json!(literal.value())).collect()
        };
        put("identifier", text(dcterms::IDENTIFIER));
        let same = world.nodes(&view.iri, skos::EXACT_MATCH);
        put("sameAs", same.map(|iri| json!(iri)).collect());
        if matches!(kind, Some("Event")) {
            put("startDate", text(schema::START_DATE));
            put("endDate", text(schema::END_DATE));
        }
        if matches!(kind, Some("Person")) {
            put("jobTitle", text(schema::JOB_TITLE));
        }
        let mut reports: Vec<Json> = world
            .passages(&view.iri)
            .iter()
            // Unlike `url` and `sameAs`, a text here would be read as a text.
            .filter_map(|passage| Some(json!({ "@id": world.place(passage)?.reading.report })))
            .collect();
        reports.dedup();
        put("subjectOf", reports);
        object
    }

    /// The triples that the data file of a thing holds: its own, those of the facts about it,
    /// and the passages that say them.
    pub fn data(world: &World<'a>, iri: &str) -> Quads {
        let mut nodes: BTreeSet<&str> = BTreeSet::new();
        let facts = world.incoming(iri).iter().map(|(fact, _)| *fact);
        nodes.extend(facts.filter(|fact| world.is_inline(fact)));
        for quad in world.about(iri) {
            if let TermRef::NamedNode(fact) = quad.object.as_ref()
                && world.is_inline(fact.as_str())
            {
                nodes.insert(fact.as_str());
            }
        }
        nodes.insert(iri);
        let mut parts: BTreeSet<&str> = BTreeSet::new();
        for node in &nodes {
            for passage in world.nodes(node, prov::WAS_DERIVED_FROM) {
                parts.insert(passage);
                parts.extend(world.nodes(passage, oa::HAS_SELECTOR));
            }
        }
        parts.extend(nodes);
        let quads = parts
            .iter()
            .flat_map(|node| world.quads.about(to_node(node)));
        quads.cloned().collect()
    }
}

/// Places in their order, those below one heading together.
fn by_section(quotes: Vec<Quote>) -> Vec<(Said, Vec<Quote>)> {
    let mut sections: Vec<(Said, Vec<Quote>)> = Vec::new();
    for quote in quotes {
        match sections.last_mut() {
            Some((section, quotes)) if *section == quote.section => quotes.push(quote),
            _ => sections.push((quote.section.clone(), vec![quote])),
        }
    }
    sections
}

/// Whether the text of a statement stands in the words below it anyway.
fn is_quoted(property: &Property, quotes: &[Quote]) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let words = |quote: &Quote| -> String {
        let pieces: Vec<&str> = quote
            .pieces
            .iter()
            .map(|(piece, _)| piece.as_str())
            .collect();
        plain(&pieces.concat())
    };
    property.iri == schema::TEXT.as_str()
        && property.values.iter().all(|value| {
            let text = plain(&value.said.text);
            quotes.iter().any(|quote| words(quote).contains(&text))
        })
}

/// A heading, cut where it is long.
fn short(heading: &str) -> String {
    const LONG: usize = 24;
    if heading.chars().count() <= LONG {
        return heading.to_owned();
    }
    let start: String = heading.chars().take(LONG - 1).collect();
    format!("{start}…")
}

/// Splits words at the names in them.
fn marked(words: &str, names: &[&str]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        // The earliest name, and of those the longest, which stands first.
        let found = names
            .iter()
            .filter_map(|name| Some((rest.find(name)?, *name)))
            .min_by_key(|(at, _)| *at);
        let Some((at, name)) = found else {
            break;
        };
        if at > 0 {
            pieces.push((rest[..at].to_owned(), false));
        }
        pieces.push((name.to_owned(), true));
        rest = &rest[at + name.len()..];
    }
    if !rest.is_empty() {
        pieces.push((rest.to_owned(), false));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_marked_where_they_stand() {
        let pieces = marked("唐政委與唐鳳", &["唐政委", "唐鳳"]);
        let marks: Vec<&str> = pieces
            .iter()
            .filter(|p| p.1)
            .map(|p| p.0.as_str())
            .collect();
        assert_eq!(marks, ["唐政委", "唐鳳"]);
        let all: String = pieces.into_iter().map(|p| p.0).collect();
        assert_eq!(all, "唐政委與唐鳳");
    }
}
