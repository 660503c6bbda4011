//! Names that can stand in an IRI.

use unicode_normalization::UnicodeNormalization;

/// The text as a part of an IRI path: lower case, letters and digits with single hyphens.
///
/// Compatibility forms are folded (NFKC) and Latin letters lose their accents; Han characters
/// stay as they are, because a romanisation would be ambiguous. What holds no letter or digit
/// has an empty slug.
///
/// ```
/// use govrep::project::slug;
///
/// assert_eq!(slug("François Hollande"), "francois-hollande");
/// assert_eq!(slug("ＯＧＰ 全球高峰會（2016）"), "ogp-全球高峰會-2016");
/// ```
pub fn slug(text: &str) -> String {
    // Most names, and nothing in them has another form.
    let is_plain = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.chars().all(is_plain) {
        return hyphened(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    let letters = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}'))
        .nfkc();
    hyphened(letters)
}

/// Letters and digits with single hyphens for what stands between them.
fn hyphened(letters: impl Iterator<Item = char>) -> String {
    let mut slug = String::new();
    for c in letters {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("OGP Global Summit 2016", "ogp-global-summit-2016"),
            ("  --  ", ""),
            ("國家發展委員會", "國家發展委員會"),
            ("Ｃａｆé ①", "cafe-1"),
            ("ガーナ", "ガーナ"),
            ("a/b#c?d", "a-b-c-d"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(text in "\\PC{0,40}") {
            let once = slug(&text);
            prop_assert_eq!(slug(&once), once);
        }
    }
}
