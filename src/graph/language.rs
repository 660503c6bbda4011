//! Language tags in the case that people write: `zh-Hant`, `en`, `zh-Hant-TW`.

use std::borrow::Cow;

use oxigraph::model::{LiteralRef, QuadRef, TermRef, vocab::rdf};

use crate::authority::Lexicon;
use crate::document::{is_latin, is_latin_text};

/// The tag in the case that RFC 5646, section 2.1.1, recommends.
///
/// All lower case, but a script of four letters after the start in title case and a region of
/// two letters after the start in upper case, as long as no singleton (`x`, `u` …) came before.
/// The RDF model in memory keeps tags in lower case (RDF compares them without case), so this
/// is for what people and other programs read.
///
/// ```
/// use govrep::graph::language::bcp47_case;
/// assert_eq!(bcp47_case("zh-hant-tw"), "zh-Hant-TW");
/// assert_eq!(bcp47_case("en-ca-x-ca"), "en-CA-x-ca");
/// ```
pub fn bcp47_case(tag: &str) -> Cow<'_, str> {
    if tag.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(tag);
    }
    let mut cased = String::with_capacity(tag.len());
    let mut after_singleton = false;
    for (index, subtag) in tag.split('-').enumerate() {
        if index > 0 {
            cased.push('-');
        }
        let start = cased.len();
        cased.push_str(subtag);
        cased[start..].make_ascii_lowercase();
        if index > 0 && !after_singleton {
            match subtag.len() {
                2 => cased[start..].make_ascii_uppercase(),
                4 => cased[start..=start].make_ascii_uppercase(),
                _ => {}
            }
        }
        after_singleton |= subtag.len() == 1;
    }
    Cow::Owned(cased)
}

/// The language of a piece of a text whose main language is `own`, in lower case, as far as its
/// script tells it.
///
/// Han characters in a text of another script are Chinese in Traditional characters. Latin
/// letters in a text of another script are English where no accent says otherwise, else `und`:
/// names and titles are often French or Spanish.
///
/// ```
/// use govrep::graph::language::of_text;
/// assert_eq!(of_text("第三屆高峰會", "zh-Hant"), "zh-hant");
/// assert_eq!(of_text("Deputy Director", "zh-Hant"), "en");
/// assert_eq!(of_text("Chargée de mission, ministère", "zh-Hant"), "und");
/// assert_eq!(of_text("部長", "en"), "zh-hant");
/// ```
pub fn of_text(text: &str, own: &str) -> String {
    let own = own.to_ascii_lowercase();
    let is_own_han = ["zh", "ja", "ko", "yue", "nan", "hak", "lzh"]
        .iter()
        .any(|language| own.split('-').next() == Some(language));
    match (is_latin(text), is_own_han) {
        (true, true) if text.is_ascii() || is_english(text) => "en".to_owned(),
        (true, true) => "und".to_owned(),
        (false, false) if text.contains(|c| matches!(c, '\u{3400}'..='\u{9fff}')) => {
            "zh-hant".to_owned()
        }
        _ => own,
    }
}

/// The main language of a text without settings: `own`, unless it is in Latin letters; then
/// English if it reads so, by the commonest words or by those of the tables, else `und`.
pub fn of_document(text: &str, own: &str, lexicon: &Lexicon) -> String {
    if !is_latin_text(text) || own.to_ascii_lowercase().starts_with("en") {
        own.to_owned()
    } else if is_english(text) || is_rather_english(text, lexicon) {
        "en".to_owned()
    } else {
        "und".to_owned()
    }
}

/// Whether one word in ten is one of the commonest of English.
fn is_english(text: &str) -> bool {
    const COMMON: [&str; 12] = [
        "the", "of", "and", "to", "in", "for", "was", "were", "is", "by", "with", "at",
    ];
    let (mut common, mut all) = (0_usize, 0_usize);
    for word in text.split_whitespace() {
        all += 1;
        common += usize::from(COMMON.contains(&word.to_lowercase().as_str()));
    }
    common * 10 >= all && common > 0
}

/// Whether a text of names and numbers, with few sentences, has words of English and hardly any of
/// other languages.
fn is_rather_english(text: &str, lexicon: &Lexicon) -> bool {
    let (mut english, mut others) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        match lexicon.value("language-word", &word.to_lowercase()) {
            Some("en") => english += 1,
            Some(_) => others += 1,
            None => {}
        }
    }
    english > 2 * others
}

/// The tags of a set of quads, each with its published case worked out once.
pub struct Tags<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> Tags<'a> {
    /// Collects the tags of all literals.
    pub fn of(quads: impl IntoIterator<Item = QuadRef<'a>>) -> Self {
        let objects = quads.into_iter().map(|quad| quad.object);
        Self::named(objects.filter_map(tag_of))
    }

    /// Of tags that are known already, each once or more.
    pub fn named(named: impl IntoIterator<Item = &'a str>) -> Self {
        // A corpus has a handful of languages: a short list is faster than a map.
        let mut tags: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for tag in named {
            if !tags.iter().any(|(known, _)| *known == tag) {
                tags.push((tag, bcp47_case(tag)));
            }
        }
        Self(tags)
    }

    /// The published case of a tag that was collected.
    pub fn case_of<'q>(&'q self, tag: &'q str) -> &'q str {
        let known = self.0.iter().find(|(known, _)| *known == tag);
        known.map_or(tag, |(_, cased)| cased)
    }

    /// The same quad with the tag of its object in published case.
    pub fn cased<'q>(&'q self, mut quad: QuadRef<'q>) -> QuadRef<'q> {
        if let TermRef::Literal(literal) = quad.object
            && let Some(tag) = tag_of(quad.object)
            && let Some((_, cased)) = self.0.iter().find(|(known, _)| *known == tag)
        {
            quad.object =
                LiteralRef::new_language_tagged_literal_unchecked(literal.value(), cased).into();
        }
        quad
    }
}

/// The tag of a plain language-tagged string; literals with a base direction (RDF 1.2) are left
/// as they are.
fn tag_of(term: TermRef<'_>) -> Option<&str> {
    match term {
        TermRef::Literal(literal) if literal.datatype() == rdf::LANG_STRING => literal.language(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_get_the_case_of_rfc_5646() {
        for (tag, expected) in [
            ("en", "en"),
            ("zh-hant", "zh-Hant"),
            ("ZH-HANT-TW", "zh-Hant-TW"),
            ("mn-cyrl-mn", "mn-Cyrl-MN"),
            ("sgn-be-fr", "sgn-BE-FR"),
            ("en-ca-x-ca", "en-CA-x-ca"),
            ("az-latn-x-latn", "az-Latn-x-latn"),
            ("de-1996", "de-1996"),
            ("es-419", "es-419"),
        ] {
            assert_eq!(bcp47_case(tag), expected);
        }
    }
}
