//! Where the annotations stand in a JSON file: one to a line, in an array, or in a page.

use std::ops::Range;

use serde_json::Value as Json;

/// An annotation with the bytes that it stands in, or what is wrong there.
pub type Piece = (Range<usize>, Result<Json, String>);

/// The pieces of a file. A wrong line spoils itself, a wrong array all that follows.
pub fn pieces(text: &str) -> Vec<Piece> {
    let text_start = text.len() - text.trim_start().len();
    if text[text_start..].starts_with('[') {
        return array(text, text_start);
    }
    // A page or a single annotation may be written over several lines.
    if text.trim().lines().nth(1).is_some()
        && let Ok(whole) = serde_json::from_str::<Json>(text)
    {
        return vec![(text_start..text.trim_end().len(), Ok(whole))];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if !written.is_empty() {
            let value = serde_json::from_str(written).map_err(|error| said(&error));
            pieces.push((at..at + written.len(), value));
        }
    }
    pieces
}

/// The elements of the array that begins at a byte.
fn array(text: &str, start: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = start + 1;
    loop {
        let rest = text[at..].trim_start();
        at = text.len() - rest.len();
        if let Some(after) = rest.strip_prefix(']') {
            let after = after.trim_start();
            if !after.is_empty() {
                let end = text.len() - after.len();
                pieces.push((
                    end..end + 1,
                    Err("something stands after the array".to_owned()),
                ));
            }
            return pieces;
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Json>();
        let value = match values.next() {
            Some(Ok(value)) => value,
            error => {
                let wrong = error.and_then(Result::err);
                let message = wrong.map_or("the array has no end".to_owned(), |e| said(&e));
                pieces.push((at..text.len(), Err(message)));
                return pieces;
            }
        };
        let end = at + values.byte_offset();
        pieces.push((at..end, Ok(value)));
        let rest = text[end..].trim_start();
        at = text.len() - rest.len();
        if let Some(rest) = rest.strip_prefix(',') {
            at = text.len() - rest.len();
        } else if !rest.starts_with(']') {
            let message = "a comma or the end of the array is missing".to_owned();
            pieces.push((end..text.len(), Err(message)));
            return pieces;
        }
    }
}

/// What the parser says, without the line, which is told apart.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, bool)> {
        let pieces = pieces(text).into_iter();
        pieces
            .map(|(at, value)| (&text[at], value.is_ok()))
            .collect()
    }

    #[test]
    fn a_wrong_line_spoils_itself_alone() {
        assert_eq!(
            found("{\"a\": 1}\r\n\n  {\"b\": \n{}"),
            [("{\"a\": 1}", true), ("{\"b\":", false), ("{}", true)]
        );
    }

    #[test]
    fn an_array_and_an_object_may_go_over_lines() {
        assert_eq!(
            found(" [ {\n\"a\": 1} ,\n {} ] "),
            [("{\n\"a\": 1}", true), ("{}", true)]
        );
        assert_eq!(found("{\n\"a\": 1\n}\n"), [("{\n\"a\": 1\n}", true)]);
        assert_eq!(found("[]"), []);
    }

    #[test]
    fn what_is_wrong_in_an_array_is_told_after_what_is_right() {
        assert_eq!(found("[{}, {\"a\":"), [("{}", true), ("{\"a\":", false)]);
        assert_eq!(found("[{} {}]"), [("{}", true), (" {}]", false)]);
        assert_eq!(found("[{}"), [("{}", true), ("", false)]);
        assert_eq!(found("[{}] x"), [("{}", true), ("x", false)]);
        assert_eq!(found("[{},]"), [("{}", true)]);
        assert_eq!(found("["), [("", false)]);
    }
}
