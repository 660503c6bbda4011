//! Search without a server: an index made at build, read by a small script.
//!
//! Words are looked up by their beginning. Chinese has no spaces, so runs of Han characters are
//! indexed as pairs (bigrams), 開放政府 as 開放, 放政, 政府 and, for the last character, 府. What
//! the script looks up it then compares with the text, so a pair never finds a wrong passage.

use std::cmp::Reverse;

use askama::Template;
use rustc_hash::FxHashMap;
use serde_json::{Value as Json, json};

use super::thing::Viewer;
use super::world::is_han;
use super::{Page, Said, Value, World};
use crate::graph::vocab::{dcterms, foaf, prov, rdfs, skos};

/// The most characters of a text that a result shows.
const SHOWN: usize = 120;

/// About how many bytes a block of tokens has.
const BLOCK: usize = 60_000;

/// How many entries a block of them has.
const ENTRIES: usize = 200;

/// The family of the paragraphs of a text.
const TEXT: &str = "text";

/// The tokens of a text: words in lower case, and pairs of Han characters.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut han: Vec<char> = Vec::new();
    let mut flush = |word: &mut String, han: &mut Vec<char>| {
        if !word.is_empty() {
            tokens.push(std::mem::take(word));
        }
        if han.len() == 1 {
            tokens.push(han[0].to_string());
        }
        tokens.extend(han.windows(2).map(|pair| pair.iter().collect::<String>()));
        // By its beginning each character is found in a pair, and the last one by itself.
        if han.len() > 1 {
            tokens.extend(han.last().map(char::to_string));
        }
        han.clear();
    };
    for c in text.chars() {
        if is_han(c) {
            if !word.is_empty() {
                flush(&mut word, &mut han);
            }
            han.push(c);
        } else if c.is_alphanumeric() {
            if !han.is_empty() {
                flush(&mut word, &mut han);
            }
            word.extend(c.to_lowercase());
        } else {
            flush(&mut word, &mut han);
        }
    }
    flush(&mut word, &mut han);
    tokens
}

/// The index of a site in one language while it is made.
#[derive(Default)]
struct Index {
    entries: Vec<Json>,
    postings: FxHashMap<String, Vec<u32>>,
}

impl Index {
    /// Adds what can be found: its name, other names, what it is, its family and its address.
    fn add(&mut self, name: &str, others: &[&str], kind: &str, family: &str, href: &str) {
        let more = others.join(" · ");
        let mut found: Vec<String> = tokens(name);
        found.extend(tokens(&more));
        // Who types a whole name finds it first, however many have its words.
        let whole = others.iter().chain([&name]).filter(|_| family != TEXT);
        found.extend(whole.map(|name| format!("={}", name.to_lowercase())));
        found.sort();
        found.dedup();
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        for token in found {
            self.postings.entry(token).or_default().push(number);
        }
        self.entries.push(json!([name, more, kind, family, href]));
    }

    /// The files of the index: a list of its blocks, blocks of tokens in order, blocks of entries.
    ///
    /// Scripts and not JSON, because pages opened from a folder may not read files; blocks,
    /// because a search needs few of them, however large the dataset is.
    fn files(self, folder: &str) -> Result<Vec<(String, Vec<u8>)>, serde_json::Error> {
        let script = |name: &str, number: usize, value: &Json| {
            let mut script = format!("govrepIndex({name:?},{number},").into_bytes();
            serde_json::to_writer(&mut script, value)?;
            script.extend_from_slice(b");\n");
            let path = match name {
                "list" => format!("{folder}/list.js"),
                _ => format!("{folder}/{name}-{number}.js"),
            };
            Ok((path, script))
        };
        let mut tokens: Vec<(String, Vec<u32>)> = self.postings.into_iter().collect();
        // In the order in which the script compares.
        tokens.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        let mut blocks: Vec<Vec<(String, Vec<u32>)>> = Vec::new();
        let mut size = BLOCK;
        for (token, numbers) in tokens {
            if size >= BLOCK {
                blocks.push(Vec::new());
                size = 0;
            }
            size += token.len() + 4 + numbers.len() * 5;
            if let Some(last) = blocks.last_mut() {
                last.push((token, numbers));
            }
        }
        let firsts: Vec<&str> = blocks.iter().map(|block| block[0].0.as_str()).collect();
        let list = json!({
            "shown": SHOWN, "tokens": firsts, "entries": self.entries.len(), "block": ENTRIES,
        });
        let mut files = vec![script("list", 0, &list)?];
        for (number, block) in blocks.iter().enumerate() {
            files.push(script("tokens", number, &json!(block))?);
        }
        for (number, block) in self.entries.chunks(ENTRIES).enumerate() {
            files.push(script("entries", number, &json!(block))?);
        }
        Ok(files)
    }
}

/// Makes the index of everything that has a page, and of the paragraphs of the texts, below
/// `folder`; what is named most often stands first.
///
/// # Errors
///
/// Never: the index only has texts and numbers.
pub fn index(
    world: &World<'_>,
    page: &Page<'_>,
    folder: &str,
) -> Result<Vec<(String, Vec<u8>)>, serde_json::Error> {
    let viewer = Viewer::new(world, page);
    let mut index = Index::default();
    let mut things = world.pages();
    things.retain(|iri| !world.is_inline(iri) || world.label(iri, page.language).is_some());
    things.sort_by_cached_key(|iri| {
        let places = world.nodes(iri, prov::WAS_DERIVED_FROM).count();
        (world.is_inline(iri), Reverse(places), *iri)
    });
    for iri in things {
        let link = viewer.link(iri);
        let Some(href) = link.href else { continue };
        let mut others: Vec<&str> = [rdfs::LABEL, skos::ALT_LABEL, foaf::NAME, dcterms::TITLE]
            .into_iter()
            .flat_map(|property| world.literals(iri, property))
            .map(oxigraph::model::LiteralRef::value)
            .filter(|name| *name != link.said.text)
            .collect();
        others.sort_unstable();
        others.dedup();
        let kind = world.kind(iri, page.language).text;
        index.add(&link.said.text, &others, &kind, link.family, &href);
    }
    for reading in &world.readings {
        let report = world.name(&reading.report, page.language).text;
        for (range, text) in reading.paragraphs() {
            if text.chars().count() < 2 {
                continue;
            }
            let target = super::Target {
                stem: reading.stem_of_part(reading.part_at(range.start)),
                fragment: Some(format!("p={}-{}", range.start, range.end)),
            };
            let href = target.href(&page.path(), page.language, page.site.first());
            index.add(&text, &[], &report, TEXT, &href);
        }
    }
    index.files(folder)
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'p> {
    page: &'p Page<'p>,
    index: String,
    words: &'p str,
    hits: &'p [(Value, Said)],
}

/// Writes the search page; `index` is the folder of the index below the root of the site.
///
/// A server gives the words that were asked for and what it found, with what kind of thing it
/// is, so that the page says something without a script, too.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(
    page: &Page<'_>,
    index: &str,
    words: &str,
    hits: &[(Value, Said)],
) -> askama::Result<String> {
    let index = page.file(&format!("{index}/"));
    SearchPage {
        page,
        index,
        words,
        hits,
    }
    .render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_indexed_by_pairs_and_latin_by_words() {
        assert_eq!(
            tokens("開放政府 Open-Gov 聯盟OGP 鳳"),
            [
                "開放", "放政", "政府", "府", "open", "gov", "聯盟", "盟", "ogp", "鳳"
            ]
        );
    }
}
