//! What is wrong with a source, a setting or a graph, said to a person.
//!
//! A problem in a document is a [`Diagnostic`]: it is collected and the rest of the run goes
//! on. A problem of the machine (an unwritable folder, a full disk) is an error of the
//! function that met it.

use std::fmt::{self, Write as _};
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

/// How much a diagnostic matters: an error makes `check` and `build` end with exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The result is wrong or missing here.
    Error,
    /// The result may be wrong here; a person should look.
    Warning,
    /// Worth knowing; nothing is wrong.
    Note,
}

/// A place in a file, with the line that a person would look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column of the first marked character, from 1, in Unicode code points.
    pub column: usize,
    /// The text of that line (shortened around the mark when it is very long).
    pub excerpt: String,
    /// The marked words: a byte range of `excerpt`.
    pub mark: Range<usize>,
    /// Whether line and column count in the text that was read from the file, which is no text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_rendered: bool,
}

/// One thing that a person should know about, with a stable code.
///
/// `message` says what is wrong, in the user's words, in lower case and without a full stop;
/// `help` says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code such as `source-encoding`, for tests, filters and search engines.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where, if it has a place in a file (boxed, so that results stay small).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// How many columns of a terminal an excerpt may take; an East Asian wide character takes two.
const EXCERPT_COLUMNS: usize = 160;

/// How many of them the marked words may take when the line is cut.
const MARK_COLUMNS: usize = 100;

/// How many columns of context stand before the mark when the line is cut.
const BEFORE_COLUMNS: usize = 30;

/// What ends a line; CR and LF together end it once.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// Stands for what was cut from a line.
const CUT: char = '…';

impl Place {
    /// The place of a range of bytes in the text of a file.
    ///
    /// A line ends with LF, CRLF or CR. Of a range that crosses lines, the first line is shown and
    /// marked up to its end. A range outside the text, or one that cuts a character, is moved
    /// to the nearest characters, because a wrong position must not hide the message.
    ///
    /// ```
    /// use govrep::diagnostic::Place;
    ///
    /// let place = Place::in_text("report.txt", "壹、目的\n2016 年 13 月\n", 18..28);
    /// assert_eq!((place.line, place.column), (2, 6));
    /// assert_eq!(&place.excerpt[place.mark], "年 13 月");
    /// ```
    pub fn in_text(file: &str, text: &str, bytes: Range<usize>) -> Self {
        let mut start = floor_char_boundary(text, bytes.start);
        if text[..start].ends_with('\r') && text[start..].starts_with('\n') {
            // Between the two is no line.
            start -= 1;
        }
        let line_start = text[..start].rfind(LINE_ENDS).map_or(0, |end| end + 1);
        let rest = &text[line_start..];
        let line = &rest[..rest.find(LINE_ENDS).unwrap_or(rest.len())];
        let mark_start = (start - line_start).min(line.len());
        let mark_end = floor_char_boundary(line, bytes.end.saturating_sub(line_start));
        let (excerpt, mark) = cut(line, mark_start..mark_end.max(mark_start));
        Self {
            file: file.to_owned(),
            line: 1 + line_ends(&text[..line_start]),
            column: line[..mark_start].chars().count() + 1,
            excerpt,
            mark,
            is_rendered: false,
        }
    }

    /// A file as a whole, when no line of it is meant.
    pub fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            excerpt: String::new(),
            mark: 0..0,
            is_rendered: false,
        }
    }

    /// Whether the file as a whole is meant, or nothing can be shown of the line.
    fn is_whole_file(&self) -> bool {
        (self.line, self.column) == (1, 1) && self.excerpt.is_empty()
    }
}

impl Diagnostic {
    /// Something that makes the result wrong or incomplete.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Something that a person should look at.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Something worth knowing.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            place: None,
            help: None,
        }
    }

    /// The same, at a place in a file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Sorts by file, line and column; what has no place comes last.
///
/// Diagnostics that say the same of the same place become one.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    fn key(d: &Diagnostic) -> impl Ord + '_ {
        let place = d.place.as_ref();
        (
            place.is_none(),
            place.map(|p| (p.file.as_str(), p.line, p.column)),
            d.severity,
            d.code,
            d.message.as_str(),
        )
    }
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup();
}

/// The known word that was probably meant, for `did you mean …?`; none if all are far off.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|k| (strsim::osa_distance(word, k), k))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, k)| k)
}

/// How many diagnostics there are of each severity; displayed as `1 error, 2 warnings`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Count {
    /// Counts by severity.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let of = |severity| {
            let same = |d: &&Diagnostic| d.severity == severity;
            diagnostics.iter().filter(same).count()
        };
        Self {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for (number, noun) in [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ] {
            match number {
                0 => {}
                1 => parts.push(format!("1 {noun}")),
                _ => parts.push(format!("{number} {noun}s")),
            }
        }
        if parts.is_empty() {
            f.write_str("no problems")
        } else {
            f.write_str(&parts.join(", "))
        }
    }
}

/// Writes diagnostics for a person: message, place, the line with the words marked, help.
///
/// With `color`, the text holds ANSI escape sequences; none ever comes from a document,
/// because control characters and marks that reverse the reading direction are made visible.
pub fn render(diagnostics: &[Diagnostic], color: bool) -> String {
    // The excerpt is cut already, and cutting it again would hide the end of the mark.
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(10 * EXCERPT_COLUMNS);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&render_one(diagnostic, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn render_one(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .clone()
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code);
    let mut out = renderer.render(&[Group::with_title(title)]);
    let mut body = Group::with_level(level.clone());
    if let Some(place) = &diagnostic.place {
        // Rendered apart from the snippet, which would count columns in the cut line.
        let mut origin = Origin::path(visible(&place.file));
        if !place.is_whole_file() {
            origin = origin.line(place.line).char_column(place.column);
        }
        let indent = place.line.to_string().len();
        let origin = renderer.render(&[Group::with_level(level).element(origin)]);
        let _ = write!(out, "\n{:indent$}{}", "", origin.trim_start());
        if place.is_rendered {
            out.push_str(" of the text that was read from it");
        }
        if !place.excerpt.is_empty() {
            body = body.element(snippet(place));
        }
    }
    if let Some(help) = &diagnostic.help {
        body = body.element(Level::HELP.message(visible(help)));
    }
    if !body.is_empty() {
        out.push('\n');
        out.push_str(&renderer.render(&[body]));
    }
    out
}

fn snippet(place: &Place) -> Snippet<'_, Annotation<'_>> {
    let end = floor_char_boundary(&place.excerpt, place.mark.end);
    let start = floor_char_boundary(&place.excerpt, place.mark.start.min(end));
    let before = visible(&place.excerpt[..start]);
    let marked = visible(&place.excerpt[start..end]);
    let after = visible(&place.excerpt[end..]);
    let mark = before.len()..before.len() + marked.len();
    Snippet::source(before + &marked + &after)
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(mark))
}

/// Writes diagnostics as a JSON array, one object per line.
///
/// Each object has the fields of [`Diagnostic`]; `mark` is a range of bytes of `excerpt`.
///
/// # Panics
///
/// Never: nothing in a diagnostic can fail to be written.
pub fn to_json(diagnostics: &[Diagnostic]) -> String {
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|d| serde_json::to_string(d).expect("strings and numbers only"))
        .collect();
    let json = match lines.as_slice() {
        [] => "[]\n".to_owned(),
        lines => format!("[\n{}\n]\n", lines.join(",\n")),
    };
    // JSON leaves DEL, C1 controls and direction marks as they are, a terminal obeys them.
    // Outside ASCII they can only stand in strings, where the escape means the same.
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => safe.push(c),
            c if is_terminal_control(c) => {
                let _ = write!(safe, "\\u{:04x}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    safe
}

/// The text with every character that a terminal would obey replaced by one that it shows.
///
/// Tabs and line feeds stay. A control character of ASCII becomes its picture (ESC → `␛`).
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' => c,
            '\u{7F}' => '␡',
            c if u32::from(c) < 0x20 => {
                char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            c if is_terminal_control(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// Whether a terminal obeys the character: C0, DEL, C1, or a change of reading direction.
fn is_terminal_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// How many lines end in the text.
fn line_ends(text: &str) -> usize {
    text.matches(LINE_ENDS).count() - text.matches("\r\n").count()
}

/// The line, cut around the mark when it is too long to show, with the mark moved along.
fn cut(line: &str, mark: Range<usize>) -> (String, Range<usize>) {
    // No character takes more columns than bytes.
    if line.len() <= EXCERPT_COLUMNS || width(line, EXCERPT_COLUMNS) <= EXCERPT_COLUMNS {
        return (line.to_owned(), mark);
    }
    let mark_end = mark.start + fit(line[mark.clone()].chars(), MARK_COLUMNS);
    let room = EXCERPT_COLUMNS - width(&line[mark.start..mark_end], EXCERPT_COLUMNS);
    let before = fit(line[..mark.start].chars().rev(), BEFORE_COLUMNS.min(room));
    let room = room - width(&line[mark.start - before..mark.start], EXCERPT_COLUMNS);
    let after = fit(line[mark_end..].chars(), room);
    let room = room - width(&line[mark_end..mark_end + after], EXCERPT_COLUMNS);
    // Near the end of the line there may be room left for more of what stands before.
    let before = before + fit(line[..mark.start - before].chars().rev(), room);

    let (start, end) = (mark.start - before, mark_end + after);
    let mut excerpt = String::new();
    if start > 0 {
        excerpt.push(CUT);
    }
    let shift = excerpt.len();
    excerpt.push_str(&line[start..end]);
    if end < line.len() {
        excerpt.push(CUT);
    }
    (excerpt, shift + before..shift + mark_end - start)
}

/// How many bytes of the characters fit into so many columns.
fn fit(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let (mut bytes, mut used) = (0, 0);
    for c in chars {
        used += char_width(c);
        if used > columns {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}

/// Columns of the text; stops counting soon after `enough`.
fn width(text: &str, enough: usize) -> usize {
    let mut columns = 0;
    for c in text.chars() {
        columns += char_width(c);
        if columns > enough {
            break;
        }
    }
    columns
}

fn char_width(c: char) -> usize {
    // A line of nothing but combining marks must be cut, too.
    UnicodeWidthChar::width(c).unwrap_or(1).max(1)
}

/// The nearest boundary of a character at or before `index`.
fn floor_char_boundary(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index)
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(place: &Place) -> &str {
        &place.excerpt[place.mark.clone()]
    }

    #[test]
    fn a_place_counts_lines_and_code_points_from_one() {
        let text = "壹、目的\r\n  唐政務委員鳳出席\r\n";
        let start = text.find("政務委員").unwrap();
        let place = Place::in_text("a.txt", text, start..start + "政務委員".len());
        assert_eq!((place.line, place.column), (2, 4));
        assert_eq!(place.excerpt, "  唐政務委員鳳出席");
        assert_eq!(marked(&place), "政務委員");
    }

    #[test]
    fn a_range_over_several_lines_is_marked_to_the_end_of_the_first() {
        let place = Place::in_text("a.txt", "abc\r\ndef", 1..7);
        assert_eq!(
            (place.excerpt.as_str(), marked(&place), place.line),
            ("abc", "bc", 1)
        );
    }

    #[test]
    fn lines_end_with_any_of_the_three_ends() {
        let text = "a\nb\r\nc\rd";
        let lines: Vec<(usize, &str, usize)> = (0..=text.len())
            .map(|at| {
                let place = Place::in_text("a.txt", text, at..at);
                let line = text.lines().flat_map(|l| l.split('\r')).nth(place.line - 1);
                assert_eq!(Some(place.excerpt.as_str()), line, "byte {at}");
                (place.line, line.unwrap_or_default(), place.column)
            })
            .collect();
        let columns = [1, 2, 1, 2, 2, 1, 2, 1, 2];
        let expected = ["a", "a", "b", "b", "b", "c", "c", "d", "d"];
        let numbers = [1, 1, 2, 2, 2, 3, 3, 4, 4];
        for (at, line) in lines.into_iter().enumerate() {
            assert_eq!(line, (numbers[at], expected[at], columns[at]), "byte {at}");
        }
    }

    #[test]
    fn empty_ranges_and_line_ends_have_a_place() {
        for (range, line, column) in [(0..0, 1, 1), (3..3, 1, 4), (4..4, 2, 1), (7..7, 2, 4)] {
            let place = Place::in_text("a.txt", "abc\ndef", range);
            assert_eq!(
                (place.line, place.column, marked(&place)),
                (line, column, "")
            );
        }
    }

    #[test]
    fn ranges_outside_the_text_or_inside_a_character_move_to_the_nearest() {
        let place = Place::in_text("a.txt", "國家", 1..400);
        assert_eq!((place.column, marked(&place)), (1, "國家"));
        let place = Place::in_text("a.txt", "國家", 300..400);
        assert_eq!((place.column, marked(&place)), (3, ""));
        let backwards = Range { start: 3, end: 2 };
        let place = Place::in_text("a.txt", "國家", backwards);
        assert_eq!((place.column, marked(&place)), (2, ""));
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let line = format!("{}高嘉良{}", "前".repeat(1000), "後".repeat(1000));
        let place = Place::in_text("a.txt", &line, 3000..3009);
        assert_eq!(marked(&place), "高嘉良");
        assert_eq!(place.column, 1001);
        assert_eq!(
            place.excerpt,
            format!("…{}高嘉良{}…", "前".repeat(15), "後".repeat(62))
        );
    }

    #[test]
    fn a_mark_at_either_end_of_a_long_line_gets_all_the_room() {
        let line = "x".repeat(500);
        let start = Place::in_text("a.txt", &line, 0..1);
        assert_eq!(
            (start.excerpt.len(), start.mark),
            (160 + CUT.len_utf8(), 0..1)
        );
        let end = Place::in_text("a.txt", &line, 499..500);
        assert_eq!(end.excerpt.chars().count(), 161);
        assert!(end.excerpt.starts_with(CUT) && end.excerpt.ends_with('x'));
        assert_eq!(marked(&end), "x");
    }

    #[test]
    fn a_very_long_mark_is_cut_at_its_end() {
        let line = "字".repeat(500);
        let place = Place::in_text("a.txt", &line, 300..1200);
        assert_eq!(marked(&place), "字".repeat(50));
        assert!(width(&place.excerpt, 1000) <= EXCERPT_COLUMNS + 2);
    }

    #[test]
    fn a_line_of_what_is_no_text_is_said_to_be_of_the_text_read_from_it() {
        let mut place = Place::in_text("a.html", "one\nthree", 4..9);
        let told = |place: &Place| {
            let diagnostic = Diagnostic::warning("x", "wrong").at(place.clone());
            render(&[diagnostic], false)
        };
        assert!(!told(&place).contains("read from"));
        place.is_rendered = true;
        let line = " --> a.html:2:1 of the text that was read from it\n";
        assert!(told(&place).contains(line), "{}", told(&place));
    }

    #[test]
    fn the_terminal_shows_message_place_words_and_help() {
        let text = "時間：105 年 13 月 7 日";
        let start = text.find("13").unwrap();
        let diagnostic = Diagnostic::warning("date-month", "there is no month 13")
            .at(Place::in_text(
                "data/report/a/source.txt",
                text,
                start..start + 6,
            ))
            .help("correct the source, or write the date into curation.toml");
        assert_eq!(
            render(&[diagnostic], false),
            "\
warning[date-month]: there is no month 13
 --> data/report/a/source.txt:1:10
  |
1 | 時間：105 年 13 月 7 日
  |              ^^^^^
  |
  = help: correct the source, or write the date into curation.toml

"
        );
    }

    #[test]
    fn a_file_as_a_whole_has_no_line() {
        let diagnostic =
            Diagnostic::error("source-empty", "the file is empty").at(Place::file("a.txt"));
        assert_eq!(
            render(&[diagnostic], false),
            "error[source-empty]: the file is empty\n --> a.txt\n\n"
        );
    }

    #[test]
    fn a_message_needs_no_place() {
        let diagnostic =
            Diagnostic::note("check-shacl", "built without SHACL").help("install the release");
        assert_eq!(
            render(&[diagnostic], false),
            "note[check-shacl]: built without SHACL\n = help: install the release\n\n"
        );
    }

    #[test]
    fn documents_cannot_command_the_terminal() {
        let text = "a\u{1b}[2J\u{9b}2J\u{202e}txt\u{7}\u{0}\u{7f}";
        let diagnostic = Diagnostic::error("x", text)
            .at(Place::in_text(text, text, 1..5))
            .help(text);
        for color in [false, true] {
            let shown = render(std::slice::from_ref(&diagnostic), color);
            assert!(shown.contains("␛[2J"), "{shown}");
            for bad in [
                "\u{1b}[2J",
                "\u{9b}",
                "\u{202e}",
                "\u{7}",
                "\u{0}",
                "\u{7f}",
            ] {
                assert!(!shown.contains(bad), "{bad:?} in {shown:?}");
            }
        }
        let json = to_json(std::slice::from_ref(&diagnostic));
        assert!(
            json.chars().all(|c| c == '\n' || !is_terminal_control(c)),
            "{json}"
        );
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back[0]["message"], text);
    }

    #[test]
    fn json_is_an_array_with_one_object_per_line() {
        assert_eq!(to_json(&[]), "[]\n");
        let diagnostic =
            Diagnostic::error("x-y", "wrong").at(Place::in_text("a.txt", "a 字", 2..5));
        assert_eq!(
            to_json(&[diagnostic.clone(), diagnostic]),
            "[\n\
            {\"severity\":\"error\",\"code\":\"x-y\",\"message\":\"wrong\",\"place\":{\"file\":\"a.txt\",\"line\":1,\"column\":3,\"excerpt\":\"a 字\",\"mark\":{\"start\":2,\"end\":5}}},\n\
            {\"severity\":\"error\",\"code\":\"x-y\",\"message\":\"wrong\",\"place\":{\"file\":\"a.txt\",\"line\":1,\"column\":3,\"excerpt\":\"a 字\",\"mark\":{\"start\":2,\"end\":5}}}\n\
            ]\n"
        );
    }

    #[test]
    fn sorted_by_place_and_said_once() {
        let at = |file: &str, byte| {
            Diagnostic::error("x", "wrong").at(Place::in_text(file, "ab\ncd", byte..byte))
        };
        let nowhere = Diagnostic::warning("y", "odd");
        let mut all = vec![
            nowhere.clone(),
            at("b", 0),
            at("a", 4),
            at("a", 1),
            at("a", 4),
        ];
        sort(&mut all);
        assert_eq!(all, [at("a", 1), at("a", 4), at("b", 0), nowhere]);
    }

    #[test]
    fn the_nearest_word_is_offered_only_when_it_is_near() {
        let known = ["base", "dataset", "languages", "publisher"];
        assert_eq!(nearest("langauges", known), Some("languages"));
        assert_eq!(nearest("bas", known), Some("base"));
        assert_eq!(nearest("title", known), None);
        assert_eq!(nearest("高家良", ["高嘉良", "唐鳳"]), Some("高嘉良"));
        assert_eq!(nearest("x", []), None);
    }

    #[test]
    fn counts_read_as_english() {
        let (error, warning) = (Diagnostic::error("x", ""), Diagnostic::warning("x", ""));
        assert_eq!(Count::of(&[]).to_string(), "no problems");
        assert_eq!(
            Count::of(&[error, warning.clone(), warning]).to_string(),
            "1 error, 2 warnings"
        );
    }
}
