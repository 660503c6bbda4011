//! Numbers as they stand in running words: `8`, `2,456`, 八, `eight`.

use crate::fact::Material;
use crate::mention::numeral::chinese_value;

/// The whole number that some words begin with, and how many bytes print it.
pub fn at_start(material: &Material, words: &str) -> Option<(i64, usize)> {
    let digits = |c: char| c.is_ascii_digit() || c == ',';
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        let end = words.find(|c| !digits(c)).unwrap_or(words.len());
        let printed = words[..end].trim_end_matches(',');
        let is_decimal = words[printed.len()..].starts_with('.')
            && words[printed.len() + 1..].starts_with(|c: char| c.is_ascii_digit());
        let value = printed.replace(',', "").parse().ok()?;
        return (!is_decimal).then_some((value, printed.len()));
    }
    let han: Vec<char> = words.chars().take_while(|c| HAN.contains(*c)).collect();
    if !han.is_empty() {
        let length = han.iter().map(|c| c.len_utf8()).sum();
        return Some((chinese_value(&han)?, length));
    }
    let end = words
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(words.len());
    let word = words[..end].to_lowercase();
    let value = material.authority.lexicon.value("number-word-en", &word)?;
    Some((value.parse().ok()?, end))
}

/// The Chinese digits and multipliers of small numbers.
const HAN: &str = "〇零一二三四五六七八九十百兩";
