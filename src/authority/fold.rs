//! What counts as the same character when names are looked up.

/// Folds the full-width forms of ASCII and the kinds of brackets, quotes and dots that writers
/// use for the same thing.
#[inline]
pub fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '‧' | '·' | '・' | '•' | '∙' | '⋅' | '˙' => '‧',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '〔' | '〈' => '(',
        '〕' | '〉' => ')',
        other => other,
    }
}

/// Whether a character is Chinese.
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
            | '〇'
            | '々'
    )
}

/// The small letter of a letter; the first character of it, where it has several.
#[inline]
pub fn lower(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        // Nearly all of a Chinese text: no case, and no look into the tables of Unicode.
        '\u{3000}'..='\u{9fff}' => c,
        c if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
        c => c,
    }
}
