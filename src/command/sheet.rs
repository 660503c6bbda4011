//! The sheet that a dossier is written on: headings, items, and words after the numbers of their
//! lines. Words stand on it once; who comes to them again is told where they stood.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::{Range, RangeInclusive};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use govrep::diagnostic::visible;
use govrep::page::{Language, words, words as page_words};

use super::explain::Passage;
use super::paint::{Paint, marks};
use super::telling::BELOW;
use super::wrap;

/// How wide the text of a passage is set, in columns.
pub(super) const COLUMNS: usize = 76;

/// How many quotations stand below a fact; the lines of the others are named.
const QUOTATIONS: usize = 2;

/// The same below a fact of which several lines tell.
const LONG: usize = 3;

/// How many lines of the terminal a quotation may take.
const LINES: usize = 5;

/// What a clause may end with.
const CLAUSE: &str = "，。、；：！？,.;:!?";

/// A sheet and what stands on it already.
pub(super) struct Sheet<'o> {
    pub(super) out: &'o mut dyn Write,
    pub(super) paint: Paint,
    language: Language,
    /// Whether words come from several files, so that a line needs the name of its file.
    has_files: bool,
    /// Names that no line breaks.
    names: Vec<&'o str>,
    printed: Vec<Print>,
}

/// Words that were printed.
struct Print {
    file: String,
    /// The lines of the source that they take.
    lines: RangeInclusive<usize>,
    /// All of them, and those that were shown.
    whole: String,
    shown: String,
    /// The line that was given.
    at: usize,
}

impl<'o> Sheet<'o> {
    pub(super) fn new(
        out: &'o mut dyn Write,
        paint: Paint,
        language: Language,
        has_files: bool,
        names: Vec<&'o str>,
    ) -> Self {
        Self {
            out,
            paint,
            language,
            has_files,
            names,
            printed: Vec::new(),
        }
    }

    /// A text of the frame.
    pub(super) fn t(&self, key: &'static str) -> &'static str {
        words().text(key, self.language)
    }

    /// Writes a heading.
    pub(super) fn heading(&mut self, heading: &str) -> io::Result<()> {
        let heading = visible(heading);
        writeln!(self.out)?;
        for line in wrap::lines_around(&heading, COLUMNS + 4, &self.names) {
            writeln!(self.out, "{}", self.paint.heading(&heading[line]))?;
        }
        Ok(())
    }

    /// Writes one item of a list, wrapped, and the pieces that stand below its line.
    pub(super) fn item(&mut self, said: &str) -> io::Result<()> {
        for (number, piece) in said.split(BELOW).enumerate() {
            match number {
                0 => self.wrapped(piece, "  - ", "    ")?,
                _ => self.wrapped(piece, "    · ", "      ")?,
            }
        }
        Ok(())
    }

    /// Writes an item whose words say it: what kind of words, the words, the line of the source and
    /// those of other words.
    pub(super) fn quoted_item(
        &mut self,
        head: &str,
        passage: &Passage,
        others: &[&Passage],
        names: &[&str],
    ) -> io::Result<()> {
        self.print(passage, 0..passage.words.len(), passage.line);
        let words = quotation(passage, 0..passage.words.len());
        // What the words say themselves stands not before them, too.
        let (head, words) = match self.after_verb(head, &passage.words, names) {
            Some(rest) => (head, words[words.len() - rest..].to_owned()),
            None if is_said_in(head, &passage.words) => ("", words),
            None if head == self.t("dossier-said") && { passage.words.split(['，', '。']) }
                .next()
                .is_some_and(|clause| page_words().has_saying(clause)) =>
            {
                ("", words)
            }
            None => (head, words),
        };
        let [quote, unquote] = [self.t("dossier-quote"), self.t("dossier-unquote")];
        let colon = if head.is_empty() {
            ""
        } else {
            self.t("dossier-colon")
        };
        let mut place = self.place(passage, passage.line);
        let others: Vec<usize> = others.iter().map(|passage| passage.line).collect();
        if !others.is_empty() {
            let more = [self.t("dossier-comma"), self.t("dossier-more"), " "].concat();
            place = format!("{place}{more}{}", lines(&others));
        }
        let [open, close] = [self.t("dossier-open"), self.t("dossier-close")];
        self.item(&format!(
            "{head}{colon}{quote}{words}{unquote}{open}{place}{close}"
        ))
    }

    /// How many bytes of the words stand behind the verb that is told, if nothing but a name of
    /// the speaker or a word that leads over stands before it: 他強調|民主.
    fn after_verb(&self, verb: &str, words: &str, names: &[&str]) -> Option<usize> {
        let (before, after) = words.split_once(verb).filter(|_| !verb.is_empty())?;
        let mut before = before.to_owned();
        let lead_in = self.t("dossier-lead-in").split('|');
        let mut told: Vec<&str> = names.iter().copied().chain(lead_in).collect();
        told.sort_by_key(|told| std::cmp::Reverse(told.len()));
        for told in told.into_iter().filter(|told| !told.is_empty()) {
            before = before.replace(told, "");
        }
        before.trim().is_empty().then(|| after.trim_start().len())
    }

    /// Writes what stands above a list: in the language, or the words of the source.
    pub(super) fn list_head(
        &mut self,
        said: &str,
        words: &Passage,
        names: &[&str],
    ) -> io::Result<()> {
        if said.is_empty() {
            let said = self.t("dossier-said");
            return self.quoted_item(said, words, &[], names);
        }
        self.cited_items(
            &[said.to_owned()],
            std::slice::from_ref(words),
            &BTreeMap::new(),
        )
    }

    /// Writes an item of a list below its head: its words if they are told, or what they say.
    pub(super) fn list_item(
        &mut self,
        said: &[String],
        quoted: Option<&Passage>,
        passages: &[Passage],
    ) -> io::Result<()> {
        let places: Vec<usize> = passages.iter().map(|passage| passage.line).collect();
        let [open, close] = [self.t("dossier-open"), self.t("dossier-close")];
        let said = match quoted {
            Some(passage) => {
                let [quote, unquote] = [self.t("dossier-quote"), self.t("dossier-unquote")];
                let words = quotation(passage, 0..passage.words.len());
                format!("{quote}{words}{unquote}")
            }
            None => said.join(self.t("dossier-semicolon")),
        };
        let said = format!("{said}{open}{}{close}", lines(&places));
        self.wrapped(&said, "    · ", "      ")
    }

    /// Writes items with the lines of the source that say them, without the words.
    pub(super) fn cited_items(
        &mut self,
        said: &[String],
        passages: &[Passage],
        at: &BTreeMap<String, BTreeSet<usize>>,
    ) -> io::Result<()> {
        let begins: Vec<usize> = passages.iter().map(|passage| passage.line).collect();
        let [open, close] = [self.t("dossier-open"), self.t("dossier-close")];
        for said in said {
            let places: Vec<usize> = match at.get(said) {
                Some(at) if passages.len() == 1 && !at.is_empty() => at.iter().copied().collect(),
                _ => begins.clone(),
            };
            let place = match passages.first().filter(|_| self.has_files) {
                Some(passage) => format!("{}:{}", passage.file, lines(&places)),
                None => lines(&places),
            };
            self.item(&format!("{said}{open}{place}{close}"))?;
        }
        Ok(())
    }

    /// Whether words do not stand on the sheet yet.
    pub(super) fn is_new(&self, passage: &Passage) -> bool {
        self.line_of_print(passage, None).is_none()
    }

    /// Writes a line below an item, wrapped.
    pub(super) fn below(&mut self, said: &str) -> io::Result<()> {
        self.wrapped(said, "    ", "    ")
    }

    fn wrapped(&mut self, said: &str, first: &str, rest: &str) -> io::Result<()> {
        let said = visible(said);
        let room = COLUMNS + 6 - first.width();
        for (number, line) in wrap::lines_around(&said, room, &self.names)
            .into_iter()
            .enumerate()
        {
            let margin = if number == 0 { first } else { rest };
            writeln!(self.out, "{margin}{}", &said[line])?;
        }
        Ok(())
    }

    /// Writes words after the numbers of their lines, names marked, and the lines of the rest.
    pub(super) fn passages(&mut self, passages: &[Passage], names: &[&str]) -> io::Result<()> {
        self.passages_and(passages, &[], names, false, false)
    }

    /// The same, and the lines of words that are cited without being quoted; `names_only`: of long
    /// words only the clause that names the thing.
    pub(super) fn passages_and(
        &mut self,
        passages: &[Passage],
        cited: &[Passage],
        names: &[&str],
        names_only: bool,
        is_long: bool,
    ) -> io::Result<()> {
        let quotations = if is_long { LONG } else { QUOTATIONS };
        let mut again: Vec<usize> = Vec::new();
        let mut rest: Vec<usize> = Vec::new();
        let mut told: Vec<usize> = Vec::new();
        let mut shown = 0;
        for passage in passages {
            let clause = names_only.then(|| clause(&passage.words, names)).flatten();
            match self.line_of_print(passage, clause.clone()) {
                Some(line) => again.push(line),
                None if shown < quotations => {
                    told.push(self.passage(passage, names, clause)?);
                    shown += 1;
                }
                None => rest.push(passage.line),
            }
        }
        if !again.is_empty() {
            let above = format!("{} {}", self.t("dossier-above"), lines(&again));
            writeln!(self.out, "    {}", self.paint.dim(&above))?;
        }
        rest.extend(cited.iter().map(|passage| passage.line));
        rest.retain(|line| !again.contains(line) && !told.contains(line));
        if !rest.is_empty() {
            let more = format!("{} {}", self.t("dossier-more"), lines(&rest));
            writeln!(self.out, "    {}", self.paint.dim(&more))?;
        }
        Ok(())
    }

    /// The line at which these words, or the clause of them that matters, stand on the sheet
    /// already.
    fn line_of_print(&self, passage: &Passage, clause: Option<Range<usize>>) -> Option<usize> {
        let words = clause.map_or(passage.words.as_str(), |clause| &passage.words[clause]);
        let known = |print: &&Print| {
            print.file == passage.file
                && print.lines.contains(&passage.line)
                && (print.whole == passage.words || print.shown.contains(words))
        };
        self.printed.iter().find(known).map(|print| print.at)
    }

    /// Notes what is printed of a passage, and the line that is given for it.
    fn print(&mut self, passage: &Passage, range: Range<usize>, at: usize) {
        let shown = passage.words[range].to_owned();
        self.printed.push(Print {
            file: passage.file.clone(),
            lines: passage.line..=passage.line + passage.received.lines().count(),
            whole: passage.words.clone(),
            shown,
            at,
        });
    }

    /// A line of a source; the name of its file is told if there are several.
    fn place(&self, passage: &Passage, line: usize) -> String {
        if self.has_files {
            format!("{}:{line}", passage.file)
        } else {
            line.to_string()
        }
    }

    fn passage(
        &mut self,
        passage: &Passage,
        names: &[&str],
        clause: Option<Range<usize>>,
    ) -> io::Result<usize> {
        let is_clause = clause.is_some();
        let range = clause.unwrap_or_else(|| excerpt(&passage.words, names));
        let at = passage.line_at(range.start);
        let words = quotation(passage, range.clone());
        self.print(passage, range.clone(), at);
        if let (true, Some(print)) = (is_clause, self.printed.last_mut()) {
            // The rest of the sentence is still to be shown where it says something.
            print.whole.clone_from(&print.shown);
        }
        let words = visible(words.as_str());
        let marks = marks(&words, names);
        let place = self.place(passage, at);
        let margin = " ".repeat(place.width());
        for (number, line) in wrap::lines_around(&words, COLUMNS - place.width(), &self.names)
            .into_iter()
            .enumerate()
        {
            let margin = if number == 0 { &place } else { &margin };
            writeln!(
                self.out,
                "    {} {}",
                self.paint.dim(&format!("{margin} │")),
                self.paint.marked(&words, line, &marks)
            )?;
        }
        Ok(at)
    }
}

/// Whether words have all that stands before them: 例子 before 提出一些例子.
fn is_said_in(head: &str, words: &str) -> bool {
    !head.is_empty() && words.contains(head)
}

/// Numbers of lines, each once and in order.
fn lines(numbers: &[usize]) -> String {
    let numbers: BTreeSet<usize> = numbers.iter().copied().collect();
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}

/// A part of the words of a passage; marks stand where it was cut, and where the source has what
/// is no part of the sentence; the number of a note or of a page needs none.
fn quotation(passage: &Passage, range: Range<usize>) -> String {
    let words = &passage.words;
    let mut text = String::new();
    if range.start > 0 {
        text.push('…');
    }
    let mut from = range.start;
    for gap in gaps(passage) {
        if gap > range.start && gap < range.end {
            text.push_str(&words[from..gap]);
            text.push_str("[…]");
            from = gap;
        }
    }
    text.push_str(&words[from..range.end]);
    if range.end < words.len() {
        text.push('…');
    }
    text
}

/// Where the source has characters between the words that these leave out.
fn gaps(passage: &Passage) -> Vec<usize> {
    /// How many characters tell where the words go on.
    const TELLING: usize = 6;
    let printed = |c: &char| !c.is_whitespace();
    let words: Vec<(usize, char)> = { passage.words.char_indices() }
        .filter(|(_, c)| printed(c))
        .collect();
    let received: Vec<char> = passage.received.chars().filter(printed).collect();
    let mut gaps: Vec<usize> = Vec::new();
    let mut at = 0;
    for (number, (byte, c)) in words.iter().enumerate() {
        if received.get(at) != Some(c) {
            let next = words[number..].iter().take(TELLING).map(|(_, c)| *c);
            let next: Vec<char> = next.collect();
            let rest = received.get(at..).unwrap_or_default();
            let Some(skipped) = rest.windows(next.len()).position(|it| it == next) else {
                break;
            };
            // The number of a note or of a page leaves nothing out.
            if !rest[..skipped].iter().all(char::is_ascii_digit) {
                gaps.push(*byte);
            }
            at += skipped;
        }
        at += 1;
    }
    gaps
}

/// The clause of a long sentence in which a name stands, without what the sentence says after or
/// before it; nothing if the words are short.
fn clause(words: &str, names: &[&str]) -> Option<Range<usize>> {
    /// How many lines a sentence may take to be shown as a whole.
    const SENTENCE: usize = 3;
    /// What a clause of a sentence ends with.
    const ENDS: &str = "，。；,;";
    if words.width() <= SENTENCE * COLUMNS {
        return None;
    }
    let places = names.iter().filter(|name| !name.is_empty());
    let at = places.filter_map(|name| words.find(*name)).min()?;
    let is_end = |c: char| ENDS.contains(c);
    let start = words[..at].rfind(is_end).map_or(0, |mark| {
        let rest = words[mark..].trim_start_matches(|c: char| is_end(c) || c.is_whitespace());
        words.len() - rest.len()
    });
    let end = words[at..]
        .find(is_end)
        .map_or(words.len(), |mark| at + mark);
    let left_out = [&words[..start], &words[end..]].concat();
    let is_less = left_out.chars().any(char::is_alphanumeric);
    (start < end && is_less).then_some(start..end)
}

/// As many words as fit into a few lines, around the first name that stands in them: they begin
/// after a clause, if one ends in front of the name.
fn excerpt(words: &str, names: &[&str]) -> Range<usize> {
    const BEFORE: usize = 24;
    let room = LINES * (COLUMNS - 8);
    if words.width() <= room {
        return 0..words.len();
    }
    let name = names
        .iter()
        .filter(|name| !name.is_empty())
        .filter_map(|name| words.find(name))
        .min();
    let fits = |from: usize| {
        let mut used = 0;
        words[from..].char_indices().find_map(|(at, c)| {
            used += c.width().unwrap_or(0);
            (used > room).then_some(from + at)
        })
    };
    let start = match name {
        Some(at) if fits(0).is_some_and(|end| at >= end) => {
            let before: Vec<usize> = words[..at].char_indices().map(|(at, _)| at).collect();
            let first = before[before.len().saturating_sub(BEFORE)];
            let clause = words[first..at].find(|c| CLAUSE.contains(c));
            clause.map_or(first, |mark| {
                let after = words[first + mark..].trim_start_matches(|c| CLAUSE.contains(c));
                words.len() - after.trim_start().len()
            })
        }
        _ => 0,
    };
    start..fits(start).unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(words: &str, received: &str) -> Passage {
        Passage {
            file: "r.txt".to_owned(),
            line: 1,
            start: 0,
            words: words.to_owned(),
            received: received.to_owned(),
        }
    }

    #[test]
    fn what_the_sentence_leaves_out_is_marked() {
        let quoted = |words: &str, received: &str| {
            let passage = passage(words, received);
            quotation(&passage, 0..words.len())
        };
        assert_eq!(
            quoted(
                "總統歐巴馬(Barack Obama)及總理",
                "總統歐巴馬(Barack\nObama)2及總理"
            ),
            "總統歐巴馬(Barack Obama)及總理",
            "the number of a note"
        );
        assert_eq!(quoted("前後面的話", "前（註）後面的話"), "前[…]後面的話");
        assert_eq!(quoted("唐鳳 政務委員", "唐鳳\n政務委員"), "唐鳳 政務委員");
    }

    #[test]
    fn of_a_long_sentence_the_clause_with_the_name_says_who_somebody_is() {
        let long = format!("開幕由唐鳳致詞，{}。", "後".repeat(200));
        let clause = |words: &str| clause(words, &["唐鳳"]).map(|range| words[range].to_owned());
        assert_eq!(clause(&long).as_deref(), Some("開幕由唐鳳致詞"));
        assert_eq!(clause("開幕由唐鳳致詞，後來合影。"), None, "it is short");
        let list = format!("出席人員：唐鳳、{}。", "甲、".repeat(100));
        assert_eq!(clause(&list), None, "nothing but a mark would go");
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_name() {
        let shown = |words: &str, names: &[&str]| {
            let range = excerpt(words, names);
            quotation(&passage(words, words), range)
        };
        assert_eq!(shown("短句", &["句"]), "短句");
        let long = format!("{}唐鳳{}", "前".repeat(300), "後".repeat(300));
        let cut = shown(&long, &["唐鳳"]);
        assert!(cut.starts_with("…前") && cut.ends_with("後…"), "{cut}");
        assert!(
            cut.contains("唐鳳") && cut.width() <= LINES * COLUMNS,
            "{cut}"
        );
        let cut = shown(&long, &["不在"]);
        assert!(cut.starts_with('前') && cut.ends_with("前…"), "{cut}");
        let listed = format!(
            "{}、開放資料聯盟彭會長啟明、某公司劉執行長",
            "前".repeat(300)
        );
        let cut = shown(&listed, &["劉執行長"]);
        assert_eq!(cut, "…開放資料聯盟彭會長啟明、某公司劉執行長");
    }
}
