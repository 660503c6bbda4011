//! Things by their names, in any language and spelling that the dataset has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::request::Request;
use super::rows::local;
use super::site;
use super::version::{THINGS, Version};
use crate::graph::vocab::{foaf, rdf, rdfs, skos};
use crate::page::Language;

/// The path of the search.
pub const PATH: &str = "/search";

/// How many things are found if nothing is said, and at most.
const FOUND: (usize, usize) = (20, 100);

/// What is less alike is not found, from 0 to 1.
const LEAST: f64 = 0.4;

/// Properties whose values are names.
pub const NAMES: [NamedNodeRef<'_>; 4] =
    [rdfs::LABEL, skos::PREF_LABEL, skos::ALT_LABEL, foaf::NAME];

/// All names of things.
pub struct Index {
    names: Vec<Name>,
}

struct Name {
    /// The name as it is compared.
    key: String,
    /// The name as it is written.
    text: String,
    thing: NamedNode,
}

/// A thing that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The thing.
    pub thing: NamedNode,
    /// The name that is like what was asked for.
    pub name: String,
    /// How much, from 0 to 1; 1 is the same name.
    pub score: f64,
}

impl Index {
    /// Collects the names of a version.
    pub fn new(version: &Version) -> Self {
        let things = format!("{}{THINGS}", version.base());
        let mut names = Vec::new();
        let mut last: Option<(String, NamedNode)> = None;
        for triple in version.quads.union() {
            if let (NamedOrBlankNodeRef::NamedNode(thing), TermRef::Literal(name)) =
                (triple.subject, triple.object)
                && NAMES.contains(&triple.predicate)
                && thing.as_str().starts_with(&things)
            {
                let found = (name.value().to_owned(), thing.into_owned());
                if last.as_ref() == Some(&found) {
                    continue;
                }
                names.push(Name {
                    key: key(name.value()),
                    text: found.0.clone(),
                    thing: found.1.clone(),
                });
                last = Some(found);
            }
        }
        Self { names }
    }

    /// The things that have names, each once.
    pub fn things(&self) -> impl Iterator<Item = &NamedNode> {
        let things: BTreeSet<&NamedNode> = self.names.iter().map(|name| &name.thing).collect();
        things.into_iter()
    }

    /// The things whose names are most like some words, best first, each once.
    pub fn find(&self, words: &str, limit: usize, fits: impl Fn(&NamedNode) -> bool) -> Vec<Hit> {
        let words = key(words);
        if words.is_empty() {
            return Vec::new();
        }
        let pairs = pairs(&words);
        let mut best: HashMap<&NamedNode, (f64, &Name)> = HashMap::new();
        for name in &self.names {
            let score = likeness(&words, &pairs, &name.key);
            if score >= LEAST && fits(&name.thing) {
                let entry = best.entry(&name.thing).or_insert((score, name));
                // Of names that are equally alike the first in order, so that chance has no say.
                if (score, &entry.1.text) > (entry.0, &name.text) {
                    *entry = (score, name);
                }
            }
        }
        let mut hits: Vec<Hit> = best
            .into_iter()
            .map(|(thing, (score, name))| Hit {
                thing: thing.clone(),
                name: name.text.clone(),
                score,
            })
            .collect();
        hits.sort_by(|a, b| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then_with(|| a.thing.as_str().cmp(b.thing.as_str()))
        });
        hits.truncate(limit);
        hits
    }
}

/// A name as it is compared: without case, width, spaces and punctuation.
fn key(name: &str) -> String {
    let folded = name.nfkc().flat_map(char::to_lowercase);
    folded.filter(|c| c.is_alphanumeric()).collect()
}

/// Neighbouring characters, each pair as often as it occurs.
fn pairs(text: &str) -> BTreeMap<(char, char), usize> {
    let mut pairs = BTreeMap::new();
    for pair in text.chars().zip(text.chars().skip(1)) {
        *pairs.entry(pair).or_default() += 1;
    }
    pairs
}

/// How much two texts are alike, from 0 to 1, as names are compared.
pub fn alike(words: &str, name: &str) -> f64 {
    let (words, name) = (key(words), key(name));
    likeness(&words, &pairs(&words), &name)
}

/// How much a name is like the words: 1 if it is the same, less if it begins with them or holds
/// them, else by the pairs of characters that they share (Dice).
fn likeness(words: &str, of_words: &BTreeMap<(char, char), usize>, name: &str) -> f64 {
    if name == words {
        return 1.0;
    }
    let (short, long) = (words.chars().count(), name.chars().count());
    #[expect(clippy::cast_precision_loss, reason = "lengths of names")]
    let part = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    if name.starts_with(words) {
        return 0.6 + 0.35 * part(short, long);
    }
    if name.contains(words) {
        return 0.5 + 0.35 * part(short, long);
    }
    let of_name = pairs(name);
    let shared: usize = of_words
        .iter()
        .map(|(pair, count)| count.min(of_name.get(pair).unwrap_or(&0)))
        .sum();
    0.95 * part(2 * shared, (short + long).saturating_sub(2))
}

/// What a request looks for.
struct Wanted {
    words: String,
    limit: usize,
    class: Option<NamedNode>,
}

impl Wanted {
    fn read(version: &Version, request: &Request) -> Result<Self, Problem> {
        let parameters = request.parameters()?;
        let given = |name: &str| {
            let mut values = parameters.iter().filter(|(n, _)| n == name);
            values.next().map_or("", |(_, value)| value.as_str())
        };
        let limit = match given("limit") {
            "" => FOUND.0,
            number => number
                .parse()
                .ok()
                .filter(|n| (1..=FOUND.1).contains(n))
                .ok_or_else(|| {
                    let message = format!("`limit` must be a whole number from 1 to {}", FOUND.1);
                    Problem::bad("search-limit", message)
                })?,
        };
        let class = given("type");
        Ok(Self {
            words: given("q").to_owned(),
            limit,
            class: (!class.is_empty()).then(|| expanded(version, class)),
        })
    }

    fn find(&self, version: &Version) -> Vec<Hit> {
        let fits = |thing: &NamedNode| is_of(version, thing, self.class.as_ref());
        version.index().find(&self.words, self.limit, fits)
    }
}

/// `/search?q=…`: things by name, as JSON or as a page.
pub(super) fn answer(version: &Version, request: &Request) -> Result<Reply, Problem> {
    let media = request.choose(&[Media::Json, Media::Html])?;
    if media == Media::Html {
        let language = version.pages().language(request.language());
        let reply = page(version, request, language)?;
        let vary = hyper::header::VARY;
        return Ok(reply.tagged().varying().with(vary, "Accept-Language"));
    }
    let wanted = Wanted::read(version, request)?;
    if wanted.words.is_empty() {
        return Err(
            Problem::bad("search-words", "nothing is asked for").help("give the words: `?q=…`")
        );
    }
    let language = request.language();
    let found: Value = wanted
        .find(version)
        .iter()
        .map(|hit| {
            json!({
                "id": hit.thing.as_str(),
                "path": local(hit.thing.as_str(), version),
                "label": version.label(hit.thing.as_ref(), language).map(|l| l.value().to_owned()),
                "name": hit.name,
                "score": hit.score,
                "types": types(version, hit.thing.as_ref()),
            })
        })
        .collect();
    let reply = Reply::new(media, format!("{found}\n"));
    let vary = hyper::header::VARY;
    Ok(reply.with(vary, "Accept-Language").tagged().varying())
}

/// The search page with what was found.
pub(super) fn page(
    version: &Version,
    request: &Request,
    language: Language,
) -> Result<Reply, Problem> {
    let wanted = Wanted::read(version, request)?;
    site::search(version, &wanted.words, &wanted.find(version), language)
}

/// The class or property with an IRI or a short name such as `foaf:Person`.
pub fn expanded(version: &Version, name: &str) -> NamedNode {
    let known = name.split_once(':').and_then(|(prefix, local)| {
        let names = version.names();
        let (_, namespace) = names.prefixes.iter().find(|(p, _)| *p == prefix)?;
        NamedNode::new(format!("{namespace}{local}")).ok()
    });
    known.unwrap_or_else(|| NamedNode::new_unchecked(name))
}

/// Whether a thing is of a class; of any if none is asked for.
pub fn is_of(version: &Version, thing: &NamedNode, class: Option<&NamedNode>) -> bool {
    class.is_none_or(|class| {
        let mut types = version.quads.objects(thing.as_ref(), rdf::TYPE);
        types.any(|of| of == TermRef::NamedNode(class.as_ref()))
    })
}

/// The classes of a thing.
pub fn types(version: &Version, thing: NamedNodeRef<'_>) -> Vec<String> {
    let types = version.quads.objects(thing, rdf::TYPE);
    types
        .filter_map(|of| match of {
            TermRef::NamedNode(class) => Some(class.as_str().to_owned()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_width_and_punctuation() {
        assert!((alike("ｏｇｐ", "OGP") - 1.0).abs() < 1e-9);
        assert!(
            (alike("Open Government Partnership", "open-government partnership") - 1.0).abs()
                < 1e-9
        );
    }

    #[test]
    fn the_more_alike_the_higher() {
        let name = "國家發展委員會";
        let scores = [
            "國家發展委員會",
            "國家發展委員",
            "國家發展",
            "發展委員會",
            "國家委員會發展",
            "外交部",
        ]
        .map(|words| alike(words, name));
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
        assert!(scores[5] < LEAST && scores[4] > LEAST, "{scores:?}");
    }
}
