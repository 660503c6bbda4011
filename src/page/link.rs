//! Where pages lie, and how one leads to another.
//!
//! Every link is relative, so the same pages work at any address, below any path, from a plain
//! file server and from a folder on the disk.

use crate::source::hexadecimal;
use sha2::{Digest, Sha256};

use super::Language;

/// The longest part of a path, in bytes; file systems end at 255, and an ending is added.
const LONGEST: usize = 200;

/// The path of a page below the root of the site: its stem with the ending of its language.
///
/// The first language of a site has the bare ending, the others have theirs before it:
/// `doc/person/唐鳳.html`, `doc/person/唐鳳.en.html`.
pub fn page(stem: &str, language: Language, first: Language) -> String {
    if language == first {
        format!("{stem}.html")
    } else {
        format!("{stem}.{}.html", language.tag())
    }
}

/// A name for files from the end of an IRI: the same, but for parts that a file system refuses.
pub fn stem(tail: &str) -> String {
    let parts: Vec<String> = tail
        .split('/')
        .map(|part| match part {
            "" | "." | ".." => "_".to_owned(),
            _ if part.len() > LONGEST => {
                let mut end = LONGEST - 20;
                while !part.is_char_boundary(end) {
                    end -= 1;
                }
                let hash = Sha256::digest(part.as_bytes());
                format!("{}-{}", &part[..end], hexadecimal(&hash[..8]))
            }
            _ => part.replace(['\\', '\n', '\r'], "_"),
        })
        .collect();
    parts.join("/")
}

/// The relative link from one page to a path below the root of the site, which may have a
/// fragment apart.
///
/// ```
/// use govrep::page::link::relative;
/// assert_eq!(relative("doc/person/唐鳳.html", "doc/index.html"), "../index.html");
/// assert_eq!(relative("index.html", "doc/a%b.html"), "doc/a%25b.html");
/// ```
pub fn relative(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut above: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut below: Vec<&str> = to.split('/').collect();
    let shared = above
        .iter()
        .zip(&below[..below.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    above.drain(..shared);
    below.drain(..shared);
    let mut link = "../".repeat(above.len());
    let path = below.join("/");
    // A first part with a colon would be read as a scheme.
    if link.is_empty() && below[0].contains(':') {
        link.push_str("./");
    }
    for c in path.chars() {
        match c {
            '%' => link.push_str("%25"),
            '?' => link.push_str("%3F"),
            '#' => link.push_str("%23"),
            ' ' => link.push_str("%20"),
            '"' => link.push_str("%22"),
            '<' => link.push_str("%3C"),
            '>' => link.push_str("%3E"),
            '[' => link.push_str("%5B"),
            ']' => link.push_str("%5D"),
            '|' => link.push_str("%7C"),
            '^' => link.push_str("%5E"),
            '`' => link.push_str("%60"),
            '{' => link.push_str("%7B"),
            '}' => link.push_str("%7D"),
            _ => link.push(c),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_climb_no_higher_than_they_must() {
        let from = "doc/event/a/visit/b.html";
        for (to, expected) in [
            ("doc/event/a/visit/b.html", "b.html"),
            ("doc/event/a.html", "../../a.html"),
            ("doc/person/唐鳳.en.html", "../../../person/唐鳳.en.html"),
            ("index.html", "../../../../index.html"),
            ("asset/style.css", "../../../../asset/style.css"),
        ] {
            assert_eq!(relative(from, to), expected);
        }
        assert_eq!(relative("index.html", "a:b/c.html"), "./a:b/c.html");
    }

    #[test]
    fn names_that_no_file_system_takes_are_changed() {
        assert_eq!(stem("person/唐鳳"), "person/唐鳳");
        assert_eq!(stem("a/../b//"), "a/_/b/_/_");
        let long = "長".repeat(300);
        let short = stem(&long);
        assert!(short.len() <= LONGEST, "{}", short.len());
        assert_ne!(short, stem(&"長".repeat(301)));
    }
}
