//! What hosts and crawlers read: the list of pages, where things lead.

use std::fmt::Write as _;

use askama::Template;

use super::{Language, Page, Site, World, link};

/// The most addresses that a list of pages may have, by its standard.
const MOST: usize = 50_000;

/// A page in a list of pages.
struct Listed {
    address: String,
    languages: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    pages: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "sitemaps.xml")]
struct Sitemaps {
    addresses: Vec<String>,
}

/// Writes the list of pages as [sitemaps.org](https://www.sitemaps.org/protocol.html) has it,
/// in several files where there are many; `stems` are the pages in any language.
///
/// # Errors
///
/// Never: the templates only write to memory.
pub fn sitemaps(site: Site<'_>, stems: &[String]) -> askama::Result<Vec<(String, String)>> {
    let base = &site.project.base;
    let address =
        |stem: &str, language: Language| absolute(base, &link::page(stem, language, site.first()));
    let listed: Vec<Listed> = stems
        .iter()
        .flat_map(|stem| {
            let languages: Vec<(&str, String)> = site
                .languages
                .iter()
                .map(|language| (language.tag(), address(stem, *language)))
                .collect();
            let of_language = move |language: &Language| Listed {
                address: address(stem, *language),
                languages: if languages.len() > 1 {
                    languages.clone()
                } else {
                    Vec::new()
                },
            };
            site.languages.iter().map(of_language)
        })
        .collect();
    let mut files = Vec::new();
    let mut rest = listed;
    while !rest.is_empty() {
        let after = rest.split_off(rest.len().min(MOST));
        files.push(Sitemap { pages: rest }.render()?);
        rest = after;
    }
    if files.len() == 1 {
        return Ok(files
            .into_iter()
            .map(|file| ("sitemap.xml".to_owned(), file))
            .collect());
    }
    let name = |number: usize| format!("sitemap-{}.xml", number + 1);
    let addresses = (0..files.len())
        .map(|number| absolute(base, &name(number)))
        .collect();
    let mut all = vec![("sitemap.xml".to_owned(), Sitemaps { addresses }.render()?)];
    all.extend(
        files
            .into_iter()
            .enumerate()
            .map(|(number, file)| (name(number), file)),
    );
    Ok(all)
}

/// An address with all but plain ASCII in percent signs.
fn absolute(base: &str, path: &str) -> String {
    let mut address = base.to_owned();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:@!$'()*+,;=".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[derive(Template)]
#[template(path = "robots.txt")]
struct Robots<'p> {
    base: &'p str,
}

/// Where the passages of a text lead to.
struct Passages {
    passages: String,
    page: String,
}

#[derive(Template)]
#[template(path = "redirects.txt")]
struct Redirects<'p> {
    readings: &'p [Passages],
    languages: &'p [(&'static str, String)],
}

#[derive(Template)]
#[template(path = "htaccess.txt")]
struct Htaccess<'p> {
    readings: &'p [Passages],
    languages: &'p [(&'static str, String)],
}

/// Writes what tells hosts and crawlers about the site: name and text of each file.
///
/// # Errors
///
/// Never: the templates only write to memory.
pub fn files(site: Site<'_>, world: &World<'_>) -> askama::Result<Vec<(String, String)>> {
    let readings: Vec<Passages> = world
        .readings
        .iter()
        .map(|reading| {
            let hash = reading.iri.rsplit('/').next().unwrap_or_default();
            Passages {
                passages: format!("passage/{hash}"),
                page: link::page(&reading.stem_of_part(0), site.first(), site.first()),
            }
        })
        .collect();
    let others = site
        .languages
        .iter()
        .filter(|language| **language != site.first());
    let languages: Vec<(&str, String)> = others
        .map(|language| {
            let tag = language.tag().split('-').next().unwrap_or_default();
            (tag, link::page("", *language, site.first()))
        })
        .collect();
    let (readings, languages) = (&readings[..], &languages[..]);
    let base = &site.project.base;
    Ok(vec![
        ("robots.txt".to_owned(), Robots { base }.render()?),
        (
            "_redirects".to_owned(),
            Redirects {
                readings,
                languages,
            }
            .render()?,
        ),
        (
            ".htaccess".to_owned(),
            Htaccess {
                readings,
                languages,
            }
            .render()?,
        ),
    ])
}

#[derive(Template)]
#[template(path = "forward.html")]
struct Forward<'p> {
    page: &'p Page<'p>,
    iri: &'p str,
    to: String,
}

/// Writes a page that stands at the address of a thing and leads to its page, for hosts that
/// know no rules.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn forward(page: &Page<'_>, iri: &str, stem: &str) -> askama::Result<String> {
    let to = page.link(stem);
    Forward { page, iri, to }.render()
}
