//! Keys that tell apart what would be called alike.

use crate::source::hexadecimal;
use sha2::{Digest, Sha256};

/// Gives each thing its name for a key or, where several have one name, the name with a hash of
/// the words that tell them apart.
///
/// `wanted` holds for each thing its name and the words that may tell it apart, what tells most
/// first. The order of the things says nothing, so that another one before them moves no key;
/// only what nothing tells apart is numbered.
pub fn apart(wanted: &[(String, Vec<String>)]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (name, words) in wanted {
        let same: Vec<&Vec<String>> = wanted
            .iter()
            .filter(|(other, _)| other == name)
            .map(|(_, words)| words)
            .collect();
        let key = if same.len() == 1 {
            name.clone()
        } else {
            let most = words.len();
            let tells = |length: &usize| {
                let own = prefix(words, *length);
                same.iter()
                    .filter(|other| prefix(other, *length) == own)
                    .count()
                    == 1
            };
            let length = (1..=most).find(tells).unwrap_or(most);
            format!("{name}-{}", hash(&prefix(words, length)))
        };
        keys.push(key);
    }
    let bare = keys.clone();
    for (index, key) in keys.iter_mut().enumerate() {
        let earlier = bare[..index].iter().filter(|earlier| *earlier == key);
        match earlier.count() {
            0 => {}
            count => *key = format!("{key}-{}", count + 1),
        }
    }
    keys
}

fn prefix(words: &[String], length: usize) -> String {
    words[..length.min(words.len())].join("\n")
}

/// Eight digits of the SHA-256 of some words without white space.
fn hash(words: &str) -> String {
    let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let digest = Sha256::digest(plain);
    hexadecimal(&digest[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(wanted: &[(&str, &[&str])]) -> Vec<String> {
        let owned: Vec<(String, Vec<String>)> = wanted
            .iter()
            .map(|(name, words)| {
                let words = words.iter().map(|&word| word.to_owned()).collect();
                ((*name).to_owned(), words)
            })
            .collect();
        apart(&owned)
    }

    #[test]
    fn one_of_a_name_is_called_by_it() {
        assert_eq!(keys(&[("a", &["x"]), ("b", &["x"])]), ["a", "b"]);
    }

    #[test]
    fn what_is_called_alike_is_told_apart_by_its_words_in_any_order() {
        let two = keys(&[("a", &["day one", "x"]), ("a", &["day two", "x"])]);
        assert_ne!(two[0], two[1]);
        assert!(two[0].starts_with("a-"), "{two:?}");
        let turned = keys(&[("a", &["day two", "x"]), ("a", &["day one", "x"])]);
        assert_eq!([&turned[1], &turned[0]], [&two[0], &two[1]]);
        let more = keys(&[
            ("a", &["day zero", "x"]),
            ("a", &["day one", "x"]),
            ("a", &["day two", "x"]),
        ]);
        assert_eq!(more[1..], two);
    }

    #[test]
    fn later_words_count_where_the_first_are_the_same() {
        let two = keys(&[("a", &["day", "x"]), ("a", &["day", "y"])]);
        assert_ne!(two[0], two[1]);
    }

    #[test]
    fn what_nothing_tells_apart_is_numbered() {
        let three = keys(&[("a", &["x"]), ("a", &["x"]), ("a", &["x"])]);
        assert_eq!(three[1], format!("{}-2", three[0]));
        assert_eq!(three[2], format!("{}-3", three[0]));
    }
}
