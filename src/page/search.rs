//! Search without a server: an index made at build, read by a small script.
//!
//! Latin words are looked up whole or by their beginning. Chinese has no spaces, so runs of
//! Han characters are indexed as pairs (bigrams): 開放政府 as 開放, 放政 and 政府. What the
//! script looks up it then compares with the text, so a pair never finds a wrong passage.

use std::collections::BTreeMap;

use askama::Template;
use serde_json::{Value as Json, json};

use super::thing::Viewer;
use super::world::is_han;
use super::{Page, Said, Value, World};
use crate::graph::vocab::{dcterms, foaf, rdfs, skos};

/// The most characters of a text that a result shows.
const SHOWN: usize = 120;

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

/// Writes the index as a script that hands it to the search page.
///
/// A script and not JSON, because pages opened from a folder may not read files.
///
/// # Errors
///
/// Never: the index only has texts and numbers.
pub fn index(world: &World<'_>, page: &Page<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let viewer = Viewer::new(world, page);
    let mut entries: Vec<Json> = Vec::new();
    let mut postings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut add = |name: &str, more: &str, kind: &str, family: &str, href: &str| {
        let mut found: Vec<String> = tokens(name);
        found.extend(tokens(more));
        found.sort();
        found.dedup();
        let number = entries.len();
        for token in found {
            postings.entry(token).or_default().push(number);
        }
        entries.push(json!([name, more, kind, family, href]));
    };
    for iri in world.pages() {
        if world.is_inline(iri) && world.label(iri, page.language).is_none() {
            continue;
        }
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
        add(
            &link.said.text,
            &others.join(" · "),
            &kind,
            link.family,
            &href,
        );
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
            add(&text, "", &report, "text", &href);
        }
    }
    let index = json!({"shown": SHOWN, "entries": entries, "tokens": postings});
    let mut script = b"govrepIndex(".to_vec();
    serde_json::to_writer(&mut script, &index)?;
    script.extend_from_slice(b");\n");
    Ok(script)
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'p> {
    page: &'p Page<'p>,
    index: &'p str,
    words: &'p str,
    hits: &'p [(Value, Said)],
}

/// Writes the search page; `index` is the path of the index below the root of the site.
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
            ["開放", "放政", "政府", "open", "gov", "聯盟", "ogp", "鳳"]
        );
    }
}
