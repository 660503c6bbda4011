//! The page on which an editor goes through a report: the text with what was recognised in it,
//! beside it what each place says and how it was found, and entries for `curation.toml`.
//!
//! It is one file that needs no other and no script: what can be hidden is hidden by the style.

mod snippet;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use askama::Template;
use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef, vocab::rdf};
use sha2::{Digest, Sha256};

use super::reading::{Kind, apart, close_ranks};
use super::world::{is_han, said, to_node};
use super::{Language, Reading, Said, World, words};
use crate::extraction::Extraction;
use crate::graph::vocab::{code, govrep, oa, prov, schema};
use crate::mention::Rule;

use snippet::{Entry, Snippets, is_apart};

/// How many characters of the words of a fact are shown.
const QUOTED: usize = 80;

/// How something came about, as far as the page tells it apart.
const HOWS: [&str; 4] = ["extracted", "annotated", "curated", "known"];

/// How the mentions at places were found, by their first and last code points.
pub type Rules = HashMap<(usize, usize), &'static str>;

/// The rules that found the mentions of a report, as keys of the texts of the interface.
pub fn rules(extraction: &Extraction) -> Rules {
    let mentions = extraction.mentions.iter();
    mentions
        .map(|mention| {
            let chars = extraction.document.origin(mention.span).chars;
            let key = match mention.rule {
                Rule::Dictionary => "rule-dictionary",
                Rule::Gloss => "rule-gloss",
                Rule::Ending => "rule-ending",
                Rule::Title => "rule-title",
                Rule::Table => "rule-table",
                Rule::List => "rule-list",
                Rule::Reference => "rule-reference",
                Rule::Repeated => "rule-repeated",
                Rule::Form => "rule-form",
                Rule::Model => "rule-model",
            };
            ((chars.start, chars.end), key)
        })
        .collect()
}

/// A run of characters.
struct Run {
    text: String,
    /// The note about the thing that it names, and the family of the thing.
    mark: Option<(usize, &'static str)>,
}

/// What is known of a node, wherever it is said.
struct Known {
    family: &'static str,
    /// One of [`HOWS`].
    how: &'static str,
    name: Said,
    kind: Said,
    /// How it was found.
    methods: Vec<String>,
    /// Who proposed it.
    creators: Vec<String>,
    /// What is said: property and values.
    properties: Vec<(Said, Vec<Said>)>,
    /// Whether it is a fact, and not a thing.
    is_fact: bool,
    /// Whether it is a part of a contradiction.
    is_disputed: bool,
    entry: Entry,
}

/// What a place says.
struct Note {
    number: usize,
    /// By which rule it was found there, if a rule names it.
    rule: Option<String>,
    /// The words, of a fact.
    quote: Option<Said>,
    known: Rc<Known>,
    snippet: String,
}

/// A piece of the text with its notes.
struct Block {
    kind: &'static str,
    /// The heading level in HTML, 0 for none.
    level: usize,
    line: usize,
    runs: Vec<Run>,
    notes: Vec<Note>,
}

/// One of the values of a contradiction.
struct Claim {
    value: Said,
    line: String,
    is_preferred: bool,
}

struct Dispute {
    name: Said,
    reasons: Vec<Said>,
    claims: Vec<Claim>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    language: Language,
    title: Said,
    source_lang: Option<&'static str>,
    style: &'static str,
    script: &'static str,
    policy: String,
    /// Families with how many notes there are.
    families: Vec<(&'static str, usize)>,
    hows: Vec<(&'static str, usize)>,
    disputes: Vec<Dispute>,
    blocks: Vec<Block>,
}

impl ReviewPage {
    fn t<'k>(&self, key: &'k str) -> &'k str {
        words().text(key, self.language)
    }

    fn family(&self, family: &str) -> String {
        self.t(&format!("family-{family}")).to_owned()
    }

    fn how(&self, how: &str) -> String {
        self.t(&format!("review-how-{how}")).to_owned()
    }
}

/// Writes the page of one of the texts of a world.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(
    world: &World<'_>,
    reading: &Reading<'_>,
    rules: &Rules,
    language: Language,
) -> askama::Result<String> {
    let style = include_str!("../../../templates/asset/review.css");
    let script = include_str!("../../../templates/asset/review.js");
    let mut collector = Collector::new(world, reading, rules, language);
    let blocks = collector.blocks();
    let is_chinese = reading.text().chars().take(2000).any(is_han);
    let tag = if is_chinese { "zh-Hant" } else { "en" };
    let counted = |of: &BTreeMap<&'static str, usize>, order: &[&'static str]| {
        let known = order.iter().filter_map(|key| Some((*key, *of.get(key)?)));
        let mut counts: Vec<(&'static str, usize)> = known.collect();
        counts.extend(
            of.iter()
                .filter(|(key, _)| !order.contains(key))
                .map(|(k, n)| (*k, *n)),
        );
        counts
    };
    let order = [
        "person",
        "body",
        "place",
        "event",
        "work",
        "programme",
        "topic",
    ];
    ReviewPage {
        language,
        title: world.name(&reading.report, language),
        source_lang: (tag != language.tag()).then_some(tag),
        style,
        script,
        policy: policy(style, script),
        families: counted(&collector.families, &order),
        hows: counted(&collector.hows, &HOWS),
        disputes: collector.disputes(),
        blocks,
    }
    .render()
}

/// A text of the interface.
fn words_of(key: &str, language: Language) -> String {
    words().text(key, language).to_owned()
}

/// Whether words only stand for what was named elsewhere: 本部, and `Ministry` in the Ministry.
fn stands_in(rule: &str, words: &str) -> bool {
    let word = words.trim();
    let is_common = word.starts_with(char::is_uppercase)
        && word.contains(char::is_lowercase)
        && word.chars().all(|c| c.is_ascii_alphabetic());
    rule == "rule-reference" || rule == "rule-repeated" && is_common
}

/// What the page may do: its own style and script, told by their hashes, and nothing else.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| base64(&Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// Bytes in Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let three = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or(0)));
        let bits = three[0] << 16 | three[1] << 8 | three[2];
        for digit in 0..4 {
            if digit <= chunk.len() {
                let index = bits >> (18 - 6 * digit) & 63;
                text.push(char::from(DIGITS[index as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

struct Collector<'c, 'a> {
    world: &'c World<'a>,
    reading: &'c Reading<'a>,
    rules: &'c Rules,
    language: Language,
    snippets: Snippets<'c, 'a>,
    families: BTreeMap<&'static str, usize>,
    hows: BTreeMap<&'static str, usize>,
    /// The contradictions of which a passage of the text is a part.
    disputes: BTreeSet<&'a str>,
    nodes: HashMap<&'a str, Rc<Known>>,
    count: usize,
}

impl<'c, 'a> Collector<'c, 'a> {
    fn new(
        world: &'c World<'a>,
        reading: &'c Reading<'a>,
        rules: &'c Rules,
        language: Language,
    ) -> Self {
        Self {
            world,
            reading,
            rules,
            language,
            snippets: Snippets::new(world),
            families: BTreeMap::new(),
            hows: BTreeMap::new(),
            disputes: BTreeSet::new(),
            nodes: HashMap::new(),
            count: 0,
        }
    }

    /// The pieces of the text that people read, each with its notes.
    fn blocks(&mut self) -> Vec<Block> {
        let (world, reading) = (self.world, self.reading);
        let mut said: Vec<(Range<usize>, &'a str, &'a str)> = Vec::new();
        for (passage, property) in world.incoming(&reading.iri) {
            let Some(place) = world.place(passage).filter(|_| *property == oa::HAS_SOURCE) else {
                continue;
            };
            for (node, property) in world.incoming(passage) {
                if *property == prov::WAS_DERIVED_FROM && world.has_page(node) {
                    said.push((place.start..place.end, node, passage));
                }
            }
        }
        said.sort_by_key(|(range, node, _)| (range.start, std::cmp::Reverse(range.end), *node));
        said.dedup();
        let things = said.iter().filter(|(_, node, _)| !world.is_inline(node));
        let things = things
            .map(|(range, node, _)| (range.clone(), *node))
            .collect();
        let marks = apart(world, reading, things);
        let mut blocks = Vec::new();
        let mut rest = said.as_slice();
        for (piece, kind) in &reading.pieces {
            let here = rest.partition_point(|(range, ..)| range.start < piece.end);
            let (these, after) = rest.split_at(here);
            rest = after;
            let text = reading.slice(piece.start, piece.end);
            if text.trim().is_empty() && these.is_empty() {
                continue;
            }
            blocks.push(self.block(piece, *kind, these, &marks));
        }
        close_ranks(blocks.iter_mut().map(|block| &mut block.level));
        blocks
    }

    fn block(
        &mut self,
        piece: &Range<usize>,
        kind: Kind,
        said: &[(Range<usize>, &'a str, &'a str)],
        marks: &[(Range<usize>, &'a str)],
    ) -> Block {
        let first = self.count;
        let notes: Vec<Note> = said
            .iter()
            .map(|(range, node, passage)| self.note(range, node, passage))
            .collect();
        let mut runs = Vec::new();
        let mut at = piece.start;
        let from = marks.partition_point(|(range, _)| range.end <= piece.start);
        let here = marks[from..]
            .iter()
            .take_while(|(range, _)| range.start < piece.end);
        let is_row = matches!(kind, Kind::Row | Kind::Contents);
        for (range, node) in here {
            let (start, end) = (range.start.max(at), range.end.min(piece.end));
            runs.push(Run {
                text: self.reading.reflowed(at, start, is_row),
                mark: None,
            });
            // A mark that began in the piece before has its note there.
            let note = said.iter().position(|(r, n, _)| r == range && n == node);
            runs.push(Run {
                text: self.reading.reflowed(start, end, is_row),
                mark: note.map(|note| (first + note, notes[note].known.family)),
            });
            at = end;
        }
        runs.push(Run {
            text: self.reading.reflowed(at, piece.end, is_row),
            mark: None,
        });
        runs.retain(|run| !run.text.is_empty());
        let text = self.reading.slice(piece.start, piece.end);
        let blank = text.chars().take_while(|c| c.is_whitespace()).count();
        Block {
            kind: kind.name(),
            level: match kind {
                Kind::Heading(depth) => depth + 1,
                _ => 0,
            },
            line: self.reading.line_at((piece.start + blank).min(piece.end)),
            runs,
            notes,
        }
    }

    fn note(&mut self, range: &Range<usize>, node: &'a str, passage: &'a str) -> Note {
        let world = self.world;
        let number = self.count;
        self.count += 1;
        let known = self.known(node);
        *self.families.entry(known.family).or_default() += 1;
        *self.hows.entry(known.how).or_default() += 1;
        let rule = self.rules.get(&(range.start, range.end));
        let rule = rule.filter(|_| !known.is_fact);
        let words = world.literals(passage, schema::TEXT).next();
        let quote = words.filter(|_| known.is_fact).map(|words| {
            let mut quote = said(words, self.language);
            if let Some((end, _)) = quote.text.char_indices().nth(QUOTED) {
                quote.text.truncate(end);
                quote.text.push('…');
            }
            quote
        });
        let printed = words.map(LiteralRef::value).unwrap_or_default();
        let line = world.literal(passage, govrep::LINE).unwrap_or("1");
        let snippet = if rule.is_some_and(|rule| stands_in(rule, printed)) {
            known.entry.standing_in(printed, line)
        } else {
            known.entry.at(printed, line)
        };
        Note {
            number,
            rule: rule.map(|rule| words_of(rule, self.language)),
            quote,
            snippet,
            known,
        }
    }

    /// What is known of a node: looked up once, because it may be named a thousand times.
    fn known(&mut self, node: &'a str) -> Rc<Known> {
        if let Some(known) = self.nodes.get(node) {
            return Rc::clone(known);
        }
        let world = self.world;
        let how = self.how(node);
        let is_fact = world.is_inline(node);
        let methods = world.nodes(node, govrep::EXTRACTION_METHOD);
        let creators = world
            .nodes(node, prov::WAS_ATTRIBUTED_TO)
            .filter(|_| how == "annotated");
        let name = |node: &str| world.name(node, self.language).text;
        let mut is_disputed = false;
        for (dispute, property) in world.incoming(node) {
            if *property == govrep::CONFLICTING_ASSERTION {
                is_disputed = true;
                self.disputes.insert(dispute);
            }
        }
        let known = Rc::new(Known {
            family: world.family(node),
            how,
            name: self.name(node),
            kind: world.kind(node, self.language),
            methods: methods.map(name).collect(),
            creators: creators.map(name).collect(),
            properties: if is_fact {
                self.properties(node)
            } else {
                Vec::new()
            },
            is_fact,
            is_disputed,
            entry: self.snippets.entry(node),
        });
        self.nodes.insert(node, Rc::clone(&known));
        known
    }

    /// What an assertion states, else what the node is called.
    fn name(&self, node: &str) -> Said {
        let world = self.world;
        let subject = world.nodes(node, rdf::SUBJECT).next();
        match subject.filter(|_| world.is_a(node, govrep::ASSERTION)) {
            Some(subject) => world.name(subject, self.language),
            None => world.name(node, self.language),
        }
    }

    /// How a node came about.
    fn how(&self, node: &str) -> &'static str {
        let method = self.world.nodes(node, govrep::EXTRACTION_METHOD).next();
        let is = |concept: NamedNodeRef<'_>| method == Some(concept.as_str());
        match method {
            None => "known",
            _ if is(code::extraction_method::ANNOTATED) => "annotated",
            _ if is(code::extraction_method::CURATED)
                || is(code::extraction_method::INFERRED)
                || is(code::extraction_method::MANUAL) =>
            {
                "curated"
            }
            Some(_) => "extracted",
        }
    }

    /// What a fact says, property by property.
    fn properties(&self, node: &str) -> Vec<(Said, Vec<Said>)> {
        let world = self.world;
        let mut properties: Vec<(usize, &str, Vec<Said>)> = Vec::new();
        for quad in world.about(node) {
            let property = quad.predicate.as_str();
            if is_apart(property) {
                continue;
            }
            let value = match quad.object.as_ref() {
                TermRef::NamedNode(node) => world.name(node.as_str(), self.language),
                TermRef::Literal(literal) => said(literal, self.language),
                _ => continue,
            };
            match properties
                .iter_mut()
                .find(|(_, known, _)| *known == property)
            {
                Some((.., values)) => values.push(value),
                None => properties.push((words().rank(property), property, vec![value])),
            }
        }
        properties.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        properties
            .into_iter()
            .map(|(_, property, values)| (world.property_name(property, self.language), values))
            .collect()
    }

    fn disputes(&self) -> Vec<Dispute> {
        let world = self.world;
        let of = |dispute: &&'a str| {
            let preferred = world.nodes(dispute, govrep::PREFERRED_ASSERTION).next();
            let mut claims: Vec<(usize, Claim)> = world
                .nodes(dispute, govrep::CONFLICTING_ASSERTION)
                .map(|assertion| {
                    let value = world.quads.objects(to_node(assertion), rdf::OBJECT).next();
                    let value = match value {
                        Some(TermRef::NamedNode(node)) => world.name(node.as_str(), self.language),
                        Some(TermRef::Literal(literal)) => said(literal, self.language),
                        _ => Said::default(),
                    };
                    let passage = world.passages(assertion).first().copied();
                    let line = passage.and_then(|passage| world.literal(passage, govrep::LINE));
                    let claim = Claim {
                        value,
                        line: line.unwrap_or_default().to_owned(),
                        is_preferred: preferred == Some(assertion),
                    };
                    (claim.line.parse().unwrap_or(usize::MAX), claim)
                })
                .collect();
            claims.sort_by(|a, b| (a.0, &a.1.value.text).cmp(&(b.0, &b.1.value.text)));
            let reasons = world.literals(dispute, govrep::REASON);
            let mut reasons: Vec<Said> = reasons.map(|r| said(r, self.language)).collect();
            // One in the language of the page is enough.
            reasons.sort_by_key(|reason| reason.lang.is_some());
            reasons.truncate(1);
            Dispute {
                name: world.name(dispute, self.language),
                reasons,
                claims: claims.into_iter().map(|(_, claim)| claim).collect(),
            }
        };
        self.disputes.iter().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_for_a_name_are_none() {
        assert!(stands_in("rule-reference", "本部"));
        assert!(stands_in("rule-repeated", "Ministry"));
        assert!(!stands_in("rule-repeated", "Ministry of Justice"));
        assert!(!stands_in("rule-repeated", "MOJ"));
        assert!(!stands_in("rule-dictionary", "Ofcom"));
    }

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }
}
