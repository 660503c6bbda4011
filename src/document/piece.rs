//! Where a paragraph that is too long to be one is divided.
//!
//! Rules look around in the paragraph that a name stands in. Nobody writes one of thousands of
//! characters, but a text from which some program took all line ends is one: it is read in
//! pieces, so that the time stays in proportion to its length.

/// The longest paragraph, in bytes: about four thousand Chinese characters.
const LONGEST: usize = 12_000;

/// The bytes of `text` that still belong to a paragraph of which `written` bytes stand already,
/// if not all of it does: up to the last end of a sentence, else a clause, else a character.
pub(super) fn end(text: &str, written: usize) -> Option<usize> {
    let room = LONGEST.saturating_sub(written);
    if text.len() <= room {
        return None;
    }
    let room = (0..=room).rev().find(|&at| text.is_char_boundary(at))?;
    let text = &text[..room];
    let after = |marks: &[char]| {
        let at = text.rfind(marks)?;
        Some(at + text[at..].chars().next().map_or(0, char::len_utf8))
    };
    let end = after(&['。', '！', '？'])
        .or_else(|| text.rfind(". ").map(|at| at + 2))
        .or_else(|| after(&['；', '，', '、', ';', ',', ' ', '\t']))
        .unwrap_or(room);
    // What was written ends a line already; a paragraph of nothing would be none.
    (end > 0 || written > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_divided_after_a_sentence_and_never_inside_a_character() {
        assert_eq!(end("一句話。", 0), None);
        let sentence = "這是一個句子。";
        let long = sentence.repeat(1_000);
        let first = end(&long, 0).expect("too long");
        assert!(first <= LONGEST && long[..first].ends_with('。'));
        let rest = end(&long, LONGEST - 100).expect("too long");
        assert!(rest <= 100 && long[..rest].ends_with('。'));
        let bare = "字".repeat(LONGEST);
        assert_eq!(end(&bare, 0), Some(LONGEST));
        assert_eq!(end(&bare, LONGEST), Some(0), "the next block has room");
    }
}
