//! Of which country a report in English is, and whose bodies it calls by bare names.
//!
//! The settings say it; where they do not, the report may: by words that only one country's
//! papers have (`HM Government`), or by a country beside the name of a body.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Found;
use super::Reading;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use crate::authority::{Home, Jurisdiction};
use crate::document::{Document, is_latin_text};
use crate::project::Report;

/// Reads whose bodies the bare names of a report mean.
///
/// In a report that is not in English each listed name means its row.
pub fn read<'a>(document: &Document, knowledge: &Knowledge<'a>, report: &Report) -> Home<'a> {
    let authority = knowledge.authority;
    let text = document.text();
    if !is_latin_text(text) {
        return Home::anywhere(authority);
    }
    let glyphs = Glyphs::new(text);
    let told = || sign(knowledge, document, &glyphs);
    let country = report.jurisdiction.clone().or_else(told);
    let mut home = Home::at(authority, country.as_deref());
    for at in 0..glyphs.len() {
        let Some((end, row)) = knowledge.organisations.longest_at(&glyphs, at) else {
            continue;
        };
        let name = glyphs.text(at..end);
        let country = beside(knowledge, &glyphs, &(at..end)).filter(|_| row.is_public());
        if let Some(row) = country.and_then(|country| home.of_country(&name, &country.key)) {
            home.tell(&name, row);
        }
    }
    home
}

/// The country whose paper the words of a text show it to be: its government stands at the
/// beginning of a line of the head, or several signs of two kinds do, for any report may print an
/// amount in pounds or link to a page.
fn sign(knowledge: &Knowledge, document: &Document, glyphs: &Glyphs) -> Option<String> {
    /// In which of the first blocks whose report it is may stand.
    const HEAD: usize = 8;
    const SEVERAL: usize = 3;
    let lines = document.blocks().iter().take(HEAD);
    let lines: Vec<&str> = lines.map(|block| document.slice(block.span)).collect();
    let mut signs: FxHashMap<&str, (usize, bool, FxHashSet<&str>)> = FxHashMap::default();
    let words = knowledge.authority.lexicon.cues("country-sign-en");
    for (_, (word, value)) in words.places(document.text()) {
        let (country, kind) = value.split_once('/').unwrap_or((value, ""));
        let (count, heads, kinds) = signs.entry(country).or_default();
        *count += 1;
        *heads |= kind == "government"
            && lines
                .iter()
                .any(|line| line.trim_start().starts_with(&**word));
        kinds.insert(kind);
    }
    for country in (0..glyphs.len()).filter_map(|at| spelt_out(knowledge, glyphs, at)) {
        let (count, _, kinds) = signs.entry(country).or_default();
        *count += 1;
        kinds.insert("body");
    }
    let mut countries = signs.into_iter().filter(|(_, (count, heads, kinds))| {
        let telling = ["government", "word", "body"];
        let telling = telling.iter().any(|kind| kinds.contains(kind));
        *heads || *count >= SEVERAL && kinds.len() > 1 && telling
    });
    let (country, _) = countries.next()?;
    countries.next().is_none().then(|| country.to_owned())
}

/// The country of which alone the tables have a body with a name and the letters behind it:
/// Ministry of Digital Affairs (MODA).
fn spelt_out<'a>(knowledge: &Knowledge<'a>, glyphs: &Glyphs, at: usize) -> Option<&'a str> {
    let (end, _) = knowledge.organisations.longest_at(glyphs, at)?;
    let name = glyphs.text(at..end);
    let mut rows = knowledge
        .authority
        .organisations
        .named(&name)
        .filter(|row| {
            let letters = row.acronym.as_deref();
            row.is_public()
                && letters.is_some_and(|letters| glyphs.starts_with(end, &format!(" ({letters})")))
        });
    let row = rows.next().filter(|_| rows.next().is_none())?;
    row.jurisdiction.as_deref()
}

/// The country, or the place in one, that a text names right before or behind the name of a body: Taiwan's
/// |Ministry of Justice; Ministry of Justice| of Japan, (Japan), , Japan.
fn beside<'a>(
    knowledge: &Knowledge<'a>,
    glyphs: &Glyphs,
    name: &Range<usize>,
) -> Option<&'a Jurisdiction> {
    const JOINTS: [&str; 5] = [" of the ", " of ", " (the ", " (", ", "];
    let mut edge = glyphs.skip_space_back(0, name.start);
    if edge >= 2 && glyphs.starts_with(edge - 2, "'s") {
        edge -= 2;
    }
    let before = (edge < name.start)
        .then(|| knowledge.jurisdictions.longest_before(glyphs, 0, edge))
        .flatten();
    if let Some((_, country)) = before {
        return Some(country);
    }
    JOINTS.iter().find_map(|joint| {
        let at = name.end + joint.chars().count();
        let joined = glyphs.starts_with(name.end, joint);
        let (end, country) = joined
            .then(|| knowledge.jurisdictions.longest_at(glyphs, at))
            .flatten()?;
        (glyphs.class(end) != Class::Letter).then_some(country)
    })
}

/// Gives the listed bodies of an English block the rows that they mean in this report, and takes
/// the row from a bare name that means none.
pub fn settle(knowledge: &Knowledge, home: &Home, glyphs: &Glyphs, found: &mut [Found]) {
    for body in found {
        let name = glyphs.text(body.range.clone());
        let Reading::Named(naming) = &mut body.reading else {
            continue;
        };
        let key = naming.key.as_deref();
        let Some(row) = key.and_then(|key| knowledge.authority.organisations.get(key)) else {
            continue;
        };
        if !home.is_bare(row, &name) {
            continue;
        }
        let country = beside(knowledge, glyphs, &body.range);
        let meant = match country {
            Some(country) => home.of_country(&name, &country.key),
            None => home.meant(row, &name),
        };
        naming.key = meant.map(|row| row.key.to_string());
        if naming.key.is_none() {
            // Kenya's |Ministry of Justice is not the one that bare words mean here.
            let other = country.filter(|_| home.named(&name).is_some());
            naming.foreign = Some(match other {
                Some(country) => format!("{name}, {}", country.en),
                None => name,
            });
        }
    }
}
