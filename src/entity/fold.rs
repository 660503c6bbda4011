//! Names compared.

use std::iter::once;

use unicode_normalization::UnicodeNormalization;

/// The form of a name for comparing: folded to NFKC and lower case, without spaces, marks and
/// the accents of Latin letters (as in an IRI), with 台 for 臺.
pub fn fold(name: &str) -> String {
    let plain = |c: char| match c {
        '臺' => '台',
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => once(c).nfd().next().unwrap_or(c),
        other => other,
    };
    // Most names, and they are in NFKC already.
    let is_composed = |c: char| c.is_ascii() || ('\u{3400}'..='\u{9fff}').contains(&c);
    if name.chars().all(is_composed) {
        let kept = name.chars().filter(|&c| match c {
            '+' => true,
            // Hexagrams lie between the ideographs.
            '\u{4dc0}'..='\u{4dff}' => false,
            c => !c.is_ascii() || c.is_ascii_alphanumeric(),
        });
        return kept.map(|c| plain(c.to_ascii_lowercase())).collect();
    }
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

    proptest! {
        #[test]
        fn what_is_composed_already_folds_as_everything_else(name in "[ -~\u{3400}-\u{9fff}臺]{0,8}") {
            // A mark that is left out, so that the name goes the long way.
            prop_assert_eq!(fold(&name), fold(&format!("{name}、")));
        }
    }

    #[test]
    fn two_spellings_of_one_name_fold_to_the_same() {
        assert_eq!(fold("臺北市政府"), fold("台北市政府"));
        assert_eq!(fold("OGP 推動委員會"), fold("ＯＧＰ推動委員會"));
        assert_eq!(fold("François Hollande"), fold("Francois HOLLANDE"));
        assert_ne!(fold("DIGI"), fold("DIGI+"));
    }
}
