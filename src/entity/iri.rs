//! Stable names of things: the part of an IRI below `{base}id/`.
//!
//! A name is made of what the thing is (its key in an authority table, its name), never of a
//! date, an offset or a counter, so that reading a report again, or reading another one, moves
//! nothing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form of a name that stands in an IRI: NFKC, lower case, letters of Latin script without
/// their accents, everything that is no letter or digit as single hyphens. Han characters stay
/// as they are: they are legal in IRIs, and a romanisation would be ambiguous.
///
/// ```
/// use govrep::entity::iri::slug;
///
/// assert_eq!(slug("François Hollande"), "francois-hollande");
/// assert_eq!(slug("ＤＳＰ 智庫驅動公司"), "dsp-智庫驅動公司");
/// assert_eq!(slug("g0v.news"), "g0v-news");
/// ```
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut gap = false;
    let mut push = |c: char| {
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else {
            gap = true;
        }
    };
    if name.is_ascii() {
        name.chars().for_each(|c| push(c.to_ascii_lowercase()));
    } else {
        name.nfkd()
            .filter(|c| !is_combining_mark(*c))
            .nfc()
            .flat_map(char::to_lowercase)
            .for_each(&mut push);
    }
    slug
}

/// The form of a name for comparing: folded to NFKC and lower case, without spaces and marks,
/// with 台 for 臺.
pub fn fold(name: &str) -> String {
    let plain = |c: char| match c {
        '臺' => '台',
        other => other,
    };
    name.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || *c == '+')
        .map(plain)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_spellings_of_one_name_fold_to_the_same() {
        assert_eq!(fold("臺北市政府"), fold("台北市政府"));
        assert_eq!(fold("OGP 推動委員會"), fold("ＯＧＰ推動委員會"));
        assert_ne!(fold("DIGI"), fold("DIGI+"));
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(name in "\\PC{0,40}") {
            let once = slug(&name);
            prop_assert_eq!(slug(&once), once);
        }

        #[test]
        fn a_slug_is_safe_in_an_iri(name in "\\PC{0,40}") {
            let iri = format!("https://example.org/id/person/{}", slug(&name));
            prop_assert!(oxigraph::model::NamedNode::new(iri).is_ok());
        }
    }
}
