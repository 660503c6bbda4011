//! What a report says of itself: who speaks, and in which year.
//!
//! The settings of a report say it; where they do not, the fields of its cover page may:
//! `服務機關：國家發展委員會`, `報告日期：106 年 3 月 1 日`; and its first lines what it is called.

use super::date;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::{Naming, by_script};
use crate::authority::{Home, Lexicon, Organisation};
use crate::document::{Block, BlockKind, Document, Span, is_latin};
use crate::project::Report;

/// Who speaks in a report, and when.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The body that 本會 and 本部 mean.
    pub issuer: Option<Naming>,
    /// Whether only the title of minutes says so, so that a word that does not fit the body's
    /// name may mean another one: 本會 in those of a committee of 立法院.
    pub by_title: bool,
    /// The year that 今年 means.
    pub year: Option<i16>,
}

impl Cover {
    /// Reads the settings, else the first fields that say it.
    pub fn read(document: &Document, knowledge: &Knowledge, report: &Report, home: &Home) -> Self {
        let year = report.date.as_ref().map(|date| date.year);
        let lexicon = &knowledge.authority.lexicon;
        let mut fields = fields(document, lexicon, "report-date");
        let set = report.issuer.as_deref();
        let set = set.map(|name| named(name, report.issuer_row(knowledge.authority)));
        let of_field = || issuer(document, lexicon).map(|span| document.slice(span));
        let printed = |name| named(name, home.named(name));
        let told = set.or_else(|| of_field().map(printed));
        Self {
            by_title: told.is_none(),
            issuer: told.or_else(|| of_minutes(document, knowledge).map(printed)),
            year: year.or_else(|| fields.find_map(|span| year_of(document, knowledge, span))),
        }
    }
}

/// Where the cover page names the body whose report it is.
pub fn issuer(document: &Document, lexicon: &Lexicon) -> Option<Span> {
    let separators = ['、', '，', ',', '；'];
    fields(document, lexicon, "issuer").next().map(|value| {
        let text = document.slice(value);
        let end = text.find(separators).unwrap_or(text.len());
        Span::new(value.start, value.start + text[..end].trim_end().len())
    })
}

/// The line among the first that says what a report in a Latin script is called: it has a word for such
/// a paper (report, minutes, plan) and is no sentence.
pub fn title(document: &Document, lexicon: &Lexicon) -> Option<Span> {
    const FIRST: usize = 8;
    const LONGEST: usize = 40;
    let is_title = |block: &&Block| {
        let text = document.slice(block.span).trim();
        let words = text.split_whitespace();
        let mut bare = words
            .clone()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
        kind && is_latin(text)
            && (2..=LONGEST).contains(&words.count())
            && !text.ends_with(['.', ':', ';', ','])
            && bare.any(|word| lexicon.contains("title-word-en", &word.to_lowercase()))
    };
    let mut blocks = document.blocks().iter().take(FIRST);
    let block = headline(document, lexicon).or_else(|| blocks.find(is_title))?;
    let title = match block.node.filter(|_| block.kind == BlockKind::Heading) {
        Some(node) => document.node(node).title,
        None => block.span,
    };
    let text = document.slice(title);
    let start = title.start + text.len() - text.trim_start().len();
    Some(Span::new(start, start + text.trim().len()))
}

/// The headline of a press release: the first line below the mark that calls it one.
fn headline<'d>(document: &'d Document, lexicon: &Lexicon) -> Option<&'d Block> {
    const FIRST: usize = 4;
    const LENGTHS: std::ops::RangeInclusive<usize> = 3..=30;
    let blocks = document.blocks();
    let text = |block: &Block| document.slice(block.span).trim();
    let is_mark = |block: &Block| {
        let words = text(block).trim_matches(|c: char| !c.is_alphanumeric());
        lexicon.contains("release-mark-en", &words.to_lowercase())
    };
    let mark = blocks.iter().take(FIRST).position(is_mark)?;
    blocks[mark + 1..].iter().take(FIRST).find(|block| {
        let is_line = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
        let words = text(block).split_whitespace();
        let digits = text(block).chars().filter(char::is_ascii_digit).count();
        is_line
            && !is_mark(block)
            && is_latin(text(block))
            && LENGTHS.contains(&words.count())
            && digits * 4 < text(block).len()
            && !text(block).ends_with(['.', ':', ';', ','])
    })
}

/// The body whose minutes a line of the head says the text to be: 原住民族委員會|　會議紀錄,
/// 立法院|第11屆第2會期經濟委員會第7次全體委員會議議事錄.
fn of_minutes<'d>(document: &'d Document, knowledge: &Knowledge) -> Option<&'d str> {
    const HEAD: usize = 6;
    const SHORTEST: usize = 3;
    let words = knowledge.authority.lexicon.cues("minutes-word");
    let lines = document.blocks().iter().take(HEAD);
    lines
        .map(|block| document.slice(block.span))
        .find_map(|line| {
            let (word, _) = words
                .ending(line.trim_end())
                .filter(|(word, _)| word.chars().count() >= SHORTEST)
                .max_by_key(|(word, _)| word.len())?;
            let glyphs = Glyphs::new(line);
            let start = glyphs.skip_space(0);
            let closes = |end: usize| {
                matches!(glyphs.class(end), Class::Space | Class::Digit)
                    || glyphs.char(end) == '第'
                    || glyphs.starts_with(end, word)
            };
            let listed = knowledge.organisations.longest_at(&glyphs, start);
            let listed = listed.map(|(end, _)| end).filter(|&end| closes(end));
            let ends = |end: &usize| {
                let suffix = knowledge
                    .strong_suffixes
                    .longest_before(&glyphs, start, *end);
                suffix.is_some_and(|(suffix, ())| suffix > start + 1) && closes(*end)
            };
            let end = listed.or_else(|| (start + SHORTEST..glyphs.len()).find(ends))?;
            Some(&line[glyphs.byte(start)..glyphs.byte(end)])
        })
}

/// The values of the fields whose label says what is wanted.
fn fields<'d>(
    document: &'d Document,
    lexicon: &'d Lexicon,
    wanted: &'d str,
) -> impl Iterator<Item = Span> + 'd {
    let is_wanted = move |block: &Block| match block.kind {
        BlockKind::Field { label, value } if !value.is_empty() => {
            (lexicon.field(document.slice(label)) == Some(wanted)).then_some(value)
        }
        _ => None,
    };
    document.blocks().iter().filter_map(is_wanted)
}

fn named(name: &str, row: Option<&Organisation>) -> Naming {
    match row {
        Some(row) => Naming::known(&row.key),
        None => by_script(name),
    }
}

fn year_of(document: &Document, knowledge: &Knowledge, span: Span) -> Option<i16> {
    let glyphs = Glyphs::new(document.slice(span));
    let whole = std::slice::from_ref(&(0..glyphs.len())).to_vec();
    let dates = date::find(&glyphs, &whole, &knowledge.authority.lexicon, None);
    dates.first().map(|place| place.reading.start.year())
}
