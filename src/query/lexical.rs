//! The smallest parts of SPARQL's text: how far names, strings and IRIs reach.

/// Whether a byte belongs to a name or a number; those of letters beyond ASCII do.
pub fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// How many bytes a name has. The colon and what follows it are another.
pub fn name(rest: &[u8]) -> usize {
    rest.iter().take_while(|byte| is_name(**byte)).count()
}

/// How many bytes stand before and in an end.
pub fn until(rest: &[u8], end: &[u8]) -> usize {
    memchr::memmem::find(rest, end).map_or(rest.len(), |at| at + end.len())
}

/// How many bytes an IRI has with its brackets; none where `<` compares.
pub fn iri(rest: &[u8]) -> Option<usize> {
    let ends = |byte: &u8| *byte <= b' ' || b"<>\"{}|^`\\".contains(byte);
    let inside = rest[1..].iter().position(ends)?;
    (rest[1 + inside] == b'>').then_some(inside + 2)
}

/// How many bytes a string has with its quotes.
pub fn string(rest: &[u8]) -> usize {
    closed_string(rest).unwrap_or(rest.len())
}

/// How many bytes a string has with its quotes; none if it has no end.
pub fn closed_string(rest: &[u8]) -> Option<usize> {
    let end = quotes(rest);
    let mut at = end.len();
    while at < rest.len() && !rest[at..].starts_with(end) {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at < rest.len()).then_some(at + end.len())
}

/// The quotes with which a string begins, and ends.
fn quotes(rest: &[u8]) -> &[u8] {
    let is_long = rest.len() >= 3 && rest[1] == rest[0] && rest[2] == rest[0];
    &rest[..if is_long { 3 } else { 1 }]
}
