//! What a report says of itself: who speaks, and in which year.
//!
//! The settings of a report say it; where they do not, the fields of its cover page may:
//! `服務機關：國家發展委員會`, `報告日期：106 年 3 月 1 日`; and its first lines what it is called.

use super::date;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::{Naming, by_script, jurisdiction, organisation};
use crate::authority::{Home, Jurisdiction, Lexicon, Organisation};
use crate::document::{Block, BlockKind, Document, Span, is_latin};
use crate::project::Report;

/// Who speaks in a report, and when.
#[derive(Clone, Debug, Default)]
pub struct Cover<'a> {
    /// The body that 本會 and 本部 mean.
    pub issuer: Option<Naming>,
    /// Whether only the title of minutes says so, so that a word that does not fit the body's
    /// name may mean another one: 本會 in those of a committee of 立法院.
    pub by_title: bool,
    /// The towns and counties that the name of the body that speaks begins with: 本縣, 本鄉.
    pub local: Vec<&'a Jurisdiction>,
    /// The year that 今年 means.
    pub year: Option<i16>,
}

impl<'a> Cover<'a> {
    /// Reads the settings, else the first fields that say it.
    pub fn read(
        document: &Document,
        knowledge: &Knowledge<'a>,
        report: &Report,
        home: &Home,
    ) -> Self {
        let year = report.date.as_ref().map(|date| date.year);
        let lexicon = &knowledge.authority.lexicon;
        let mut fields = fields(document, lexicon, "report-date");
        let set = report.issuer.as_deref();
        let set = set.map(|name| named(name, report.issuer_row(knowledge.authority)));
        let of_field = || issuer(document, lexicon).map(|span| document.slice(span));
        let printed = |name| named(name, home.named(name));
        let told = set.or_else(|| of_field().map(printed));
        let by_title = told.is_none();
        let of_minutes = || of_minutes(document, knowledge).map(printed);
        let of_chamber = || of_chamber(document, lexicon).map(printed);
        let issuer = told.or_else(of_minutes).or_else(of_chamber);
        Self {
            by_title,
            local: local(document, knowledge, issuer.as_ref()),
            issuer,
            year: year.or_else(|| fields.find_map(|span| year_of(document, knowledge, span))),
        }
    }
}

/// The towns and counties whose body speaks: that of the settings or of a field, else the one that a line of
/// the head begins with (嘉義縣政府出國考察報告).
fn local<'a>(
    document: &Document,
    knowledge: &Knowledge<'a>,
    issuer: Option<&Naming>,
) -> Vec<&'a Jurisdiction> {
    const HEAD: usize = 6;
    if let Some(name) = issuer.and_then(|issuer| organisation::name_of(knowledge, issuer)) {
        return jurisdiction::governed(knowledge, &Glyphs::new(&name));
    }
    let lines = document.blocks().iter().take(HEAD);
    let lines = lines.map(|block| document.slice(block.span).trim_start());
    let governed = lines.map(|line| jurisdiction::governed(knowledge, &Glyphs::new(line)));
    let mut governed = governed.filter(|governed| !governed.is_empty());
    governed.next().unwrap_or_default()
}

/// Where the cover page names the body whose report it is.
fn issuer(document: &Document, lexicon: &Lexicon) -> Option<Span> {
    let separators = ['、', '，', ',', '；'];
    fields(document, lexicon, "issuer").next().map(|value| {
        let text = document.slice(value);
        let end = text.find(separators).unwrap_or(text.len());
        Span::new(value.start, value.start + text[..end].trim_end().len())
    })
}

/// Where a report says what it is called: the heading of the whole, the headline of a press release, a line of
/// the title page.
pub fn title(document: &Document, lexicon: &Lexicon) -> Option<Span> {
    let headline = || headline(document, lexicon).map(|block| words_of(document, block));
    let chinese = || {
        document
            .blocks()
            .first()
            .is_none_or(|block| !is_latin(document.slice(block.span)))
    };
    let in_chinese = || {
        chinese()
            .then(|| chinese_title(document, lexicon))
            .flatten()
    };
    document
        .titled()
        .or_else(headline)
        .or_else(in_chinese)
        .or_else(|| latin_title(document, lexicon))
        .map(|words| trimmed(document, words))
}

/// The words of a line; those of a heading without its number.
fn words_of(document: &Document, block: &Block) -> Span {
    match block.node.filter(|_| block.kind == BlockKind::Heading) {
        Some(node) => document.node(node).title,
        None => block.span,
    }
}

fn trimmed(document: &Document, words: Span) -> Span {
    let text = document.slice(words);
    let start = words.start + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// Whether a block is a line that may stand on a title page.
fn is_line(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
}

/// The line among the first that says what a report in a Latin script is called: it has a word for such
/// a paper (report, minutes, plan) and is no sentence. Where it says nothing else (`Final Evaluation
/// Report`), the line above it is the title.
fn latin_title(document: &Document, lexicon: &Lexicon) -> Option<Span> {
    const FIRST: usize = 8;
    const LONGEST: usize = 40;
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.to_lowercase()
    };
    let is_titled = |block: &Block| {
        let text = document.slice(block.span).trim();
        let count = text.split_whitespace().count();
        is_line(block)
            && is_latin(text)
            && (2..=LONGEST).contains(&count)
            && !text.ends_with(['.', ':', ';', ','])
    };
    let says = |block: &Block| {
        let mut words = document.slice(block.span).split_whitespace();
        words.any(|word| lexicon.contains("title-word-en", &bare(word)))
    };
    let only_says = |block: &Block| {
        let mut words = document.slice(block.span).split_whitespace().map(bare);
        words.all(|word| {
            word.is_empty()
                || lexicon.contains("title-word-en", &word)
                || lexicon.contains("title-filler-en", &word)
                || word.chars().all(|c| c.is_ascii_digit())
        })
    };
    let names_body = |block: &Block| {
        let text = document.slice(block.span).trim_end();
        let mut words = text.split_whitespace();
        text.ends_with(')')
            || words.any(|word| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                let mut small = word.chars();
                let first = small.next().map(|c| c.to_uppercase().to_string());
                let cased = first.unwrap_or_default() + &small.as_str().to_lowercase();
                lexicon.contains("org-head-en", &cased) || lexicon.contains("org-part-en", &cased)
            })
    };
    let blocks = document.blocks();
    let at = blocks
        .iter()
        .take(FIRST)
        .position(|block| is_titled(block) && says(block))?;
    let above = at.checked_sub(1).map(|above| &blocks[above]);
    let above =
        above.filter(|above| only_says(&blocks[at]) && is_titled(above) && !names_body(above));
    Some(words_of(document, above.unwrap_or(&blocks[at])))
}

/// What a title page in Chinese calls the report: a field that says so (`報告名稱：…`), or a line that
/// ends with a word for such a paper. Where the line says no more than that and whose it is (`某局出國
/// 報告`), the line beside it is the title.
fn chinese_title(document: &Document, lexicon: &Lexicon) -> Option<Span> {
    const FIRST: usize = 12;
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
    if let Some(value) = fields(document, lexicon, "report-title").next() {
        return Some(value);
    }
    let text = |block: &Block| document.slice(block.span).trim();
    let is_titled = |block: &Block| {
        let words = text(block);
        is_line(block)
            && !is_latin(words)
            && LENGTHS.contains(&words.chars().count())
            && !words.starts_with(['(', '（', '【', '['])
            && !words.ends_with(['：', ':', '，', '；', '。'])
            && !words.contains('。')
            && !lexicon.cues("title-guard-lead").start(words)
    };
    let ends = |words: &str| {
        let suffixes = lexicon.cues("title-suffix").ending(words);
        suffixes.map(|(word, _)| word.len()).max()
    };
    // 某局|出國報告
    let is_form = |words: &str| {
        let forms = lexicon.cues("title-form").ending(words);
        let lead = forms.map(|(form, _)| words.len() - form.len()).min();
        lead.is_some_and(|lead| {
            let lead = words[..lead].trim_end();
            lead.is_empty()
                || ends_as_body(lexicon, lead)
                || lexicon.contains("title-form-owner", lead)
        })
    };
    // The title page ends where the first part of the report begins; what stands in brackets only says
    // of what kind it is.
    let blocks = document.blocks().iter().take(FIRST);
    let page: Vec<&Block> = blocks
        .take_while(|block| block.node.is_none())
        .filter(|block| !text(block).starts_with(['(', '（']))
        .collect();
    let is_named = |block: &&&Block| {
        let words = text(block);
        is_titled(block) && ends(words).is_some() && !is_form(words)
    };
    if let Some(named) = page.iter().find(is_named) {
        return Some(named.span);
    }
    let form = |at: &usize| is_titled(page[*at]) && is_form(text(page[*at]));
    let form = (0..page.len()).rev().find(form)?;
    // Neither 某某局 nor 中華民國114年8月.
    let plain = |block: &&Block| {
        let words = text(block);
        is_titled(block)
            && !words.contains("\u{3000}\u{3000}")
            && !words.ends_with(['年', '月', '日'])
            && !ends_as_body(lexicon, words)
    };
    let above = form.checked_sub(1).map(|at| page[at]);
    let below = page.get(form + 1).copied();
    let beside = above.filter(plain).or_else(|| below.filter(plain));
    Some(beside.unwrap_or(page[form]).span)
}

/// Whether words end as the name of a body does: 某某局.
fn ends_as_body(lexicon: &Lexicon, words: &str) -> bool {
    let mut suffixes = lexicon.cues("org-suffix").ending(words);
    let bureau = ["bureau-end", "org-suffix-unit"];
    suffixes.any(|(_, value)| value == "strong")
        || bureau
            .iter()
            .any(|group| lexicon.cues(group).ending(words).next().is_some())
}

/// The headline of a press release: the first line below the mark that calls it one.
fn headline<'d>(document: &'d Document, lexicon: &Lexicon) -> Option<&'d Block> {
    const FIRST: usize = 4;
    const WORDS: std::ops::RangeInclusive<usize> = 3..=30;
    const CHARACTERS: std::ops::RangeInclusive<usize> = 6..=60;
    // Longer than the names of bodies are.
    const BODY: usize = 16;
    let blocks = document.blocks();
    let text = |block: &Block| document.slice(block.span).trim();
    let is_mark = |block: &Block| {
        let words = text(block).trim_matches(|c: char| !c.is_alphanumeric());
        // 衛生福利部新聞稿
        lexicon.contains("release-mark-en", &words.to_lowercase())
            || lexicon.cues("release-mark").ending(words).next().is_some()
    };
    let mark = blocks.iter().take(FIRST).position(is_mark)?;
    // Below it labels may say when it was published and by whom.
    let is_field = |block: &&Block| matches!(block.kind, BlockKind::Field { .. });
    let below = blocks[mark + 1..].iter().take(3 * FIRST);
    below
        .filter(|block| !is_field(block))
        .take(FIRST)
        .find(|block| {
            let words = text(block);
            let digits = words.chars().filter(char::is_ascii_digit).count();
            let fits = if is_latin(words) {
                WORDS.contains(&words.split_whitespace().count())
            } else {
                CHARACTERS.contains(&words.chars().count())
                    && !words.contains('。')
                    && !words.starts_with(['【', '(', '（', '['])
                    && (words.chars().count() > BODY || !ends_as_body(lexicon, words))
            };
            is_line(block)
                && !is_mark(block)
                && fits
                && digits * 4 < words.chars().count()
                && !words.ends_with(['.', ':', ';', ','])
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

/// The parliament whose debates the words of a text say it to be: 立法院 where 本院委員 and 朝野協商 stand.
fn of_chamber<'d>(document: &Document, lexicon: &'d Lexicon) -> Option<&'d str> {
    const FEWEST: usize = 2;
    let text = document.text();
    let cues = lexicon.group("chamber-cue").iter();
    let mut said: Vec<&str> = cues
        .filter(|(word, _)| text.contains(&**word))
        .map(|(_, body)| &**body)
        .collect();
    said.sort_unstable();
    let mut bodies = said.chunk_by(|one, other| one == other);
    bodies.find(|cues| cues.len() >= FEWEST).map(|cues| cues[0])
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
