//! Of which country a report in English is, and whose bodies it calls by bare names.
//!
//! The settings say it; where they do not, the report may: by words that only one country's
//! papers have (`HM Government`, £, a postcode), or by a country beside the name of a body.

use std::ops::Range;

use rustc_hash::FxHashMap;

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
    let told = || sign(knowledge, text);
    let country = report.jurisdiction.clone().or_else(told);
    let mut home = Home::at(authority, country.as_deref());
    let glyphs = Glyphs::new(text);
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

/// The country of which the words of a text are a sign more often than of all others.
fn sign(knowledge: &Knowledge, text: &str) -> Option<String> {
    let mut signs: FxHashMap<&str, usize> = FxHashMap::default();
    let words = knowledge.authority.lexicon.cues("country-sign-en");
    for (_, (_, country)) in words.places(text) {
        *signs.entry(country.as_ref()).or_default() += 1;
    }
    let codes = postcodes(text);
    if codes > 0 {
        *signs.entry("GBR").or_default() += codes;
    }
    let all: usize = signs.values().sum();
    let most = signs.into_iter().max_by_key(|(key, count)| (*count, *key));
    most.filter(|(_, count)| count * 2 > all)
        .map(|(country, _)| country.to_owned())
}

/// How many British postcodes a text has: `SW1A 2HQ`.
fn postcodes(text: &str) -> usize {
    let is_outward = |word: &str| {
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let rest = &word.as_bytes()[letters..];
        let digit = rest.first().is_some_and(u8::is_ascii_digit);
        let last = rest
            .get(1)
            .is_none_or(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        (1..=2).contains(&letters) && digit && last && rest.len() <= 2
    };
    let is_inward = |word: &str| {
        matches!(word.as_bytes(), [digit, a, b]
            if digit.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase())
    };
    let mut before = "";
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| {
            let both = is_outward(before) && is_inward(word);
            before = word;
            both
        })
        .count()
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
