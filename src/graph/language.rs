//! Language tags in the case that people write: `zh-Hant`, `en`, `zh-Hant-TW`.

use std::borrow::Cow;

use oxigraph::model::{LiteralRef, QuadRef, TermRef, vocab::rdf};

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

/// The tags of a set of quads, each with its published case worked out once.
pub(crate) struct Tags<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> Tags<'a> {
    /// Collects the tags of all literals.
    pub fn of(quads: impl IntoIterator<Item = QuadRef<'a>>) -> Self {
        // A corpus has a handful of languages: a short list is faster than a map.
        let mut tags: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for quad in quads {
            if let Some(tag) = tag_of(quad.object)
                && !tags.iter().any(|(known, _)| *known == tag)
            {
                tags.push((tag, bcp47_case(tag)));
            }
        }
        Self(tags)
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
