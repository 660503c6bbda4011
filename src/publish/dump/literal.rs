//! Literals between quotes, as N-Triples and Turtle have them.

use std::io::{self, Write};

use oxigraph::model::LiteralRef;

/// Writes the value of a literal between quotes.
///
/// Nearly all values need no escape and are copied in one piece; the others are left to
/// Oxigraph's writer, which looks at each character.
pub(super) fn write_quoted(value: &str, out: &mut impl Write) -> io::Result<()> {
    if is_plain(value) {
        out.write_all(b"\"")?;
        out.write_all(value.as_bytes())?;
        out.write_all(b"\"")
    } else {
        write!(out, "{}", LiteralRef::new_simple_literal(value))
    }
}

/// Whether a value certainly holds no character that is written with an escape: quotation mark,
/// backslash, control characters, U+FFFE and U+FFFF.
fn is_plain(value: &str) -> bool {
    let bytes = value.as_bytes();
    let is_special = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\' | 0x7f);
    // Without a way out before the end, the compiler looks at sixteen bytes at a time.
    let special = bytes
        .iter()
        .fold(false, |found, &byte| found | is_special(byte));
    let is_last = |first: u8, second: u8| (first ^ 0xef) | (second ^ 0xbf) == 0;
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let last = pairs.fold(false, |found, (&first, &second)| {
        found | is_last(first, second)
    });
    !special && !last
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_value_is_quoted_as_oxigraph_does_it(value in "[ab\"\\\\\n\t\u{1}\u{7f}臺，\u{fffc}\u{fffe}\u{ffff}\u{10000}]{0,4}") {
            let mut out = Vec::new();
            write_quoted(&value, &mut out).unwrap();
            let expected = LiteralRef::new_simple_literal(&value).to_string();
            prop_assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
