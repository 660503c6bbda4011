//! What minutes give somebody to do: in English `ACTION: Jane Smith to circulate the draft by 30
//! April 2024`, the lines below `Action points`; in both languages the rows of a table of actions.

use std::ops::Range;

use super::{Material, Undertaking, UndertakingClass, due, minutes, modal, quotation, sentence};
use crate::document::{Block, BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::date::{CivilDate, DateReading, YearSource};

/// Reads the actions; `known` are those read from numbered lists, which learn here who is to act,
/// where they are no advice, and by when.
pub fn find(material: &Material, known: &mut [Undertaking]) -> Vec<Undertaking> {
    let latin = |known: &&mut Undertaking| is_latin(material.document.slice(known.text));
    for known in known.iter_mut().filter(latin) {
        match known.class {
            UndertakingClass::Commitment => assign(material, known),
            _ => {
                known.deadline = known
                    .deadline
                    .take()
                    .or_else(|| deadline(material, known.text));
            }
        }
    }
    let mut found: Vec<Undertaking> = Vec::new();
    let mut listing = false;
    // The table that another one goes on with, whose heads nobody has read.
    let mut over: Option<usize> = None;
    let minutes = minutes::are_these(material);
    let blocks = material.document.blocks();
    for (index, block) in blocks.iter().enumerate() {
        if let BlockKind::Row { table, cells } = &block.kind {
            if has_heads(material, cells) {
                over = Some(*table);
            }
            if over != Some(*table) {
                let action = in_row(material, *table, cells, block.span);
                found.extend(action.filter(|_| !is_divided(material, block.span)));
            }
            continue;
        }
        let running = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Field { .. } | BlockKind::Heading
        );
        if !running || !is_latin(material.document.slice(block.span)) {
            listing = false;
            continue;
        }
        if heads_actions(material, block.span) {
            listing = true;
            continue;
        }
        let marked = in_block(material, &blocks[..index], block);
        if !marked.is_empty() {
            found.extend(marked);
        } else if listing {
            let item = listed(material, block);
            listing = item.is_some();
            found.extend(item);
        } else if minutes && block.kind != BlockKind::Heading {
            found.extend(listed(material, block).filter(|item| is_given(material, item)));
        }
    }
    found.retain(|action| {
        let same = |other: &Undertaking| {
            other.text.start < action.text.end && action.text.start < other.text.end
        };
        !known.iter().any(same)
    });
    found
}

fn action(text: Span, evidence: Span) -> Undertaking {
    Undertaking {
        evidence: vec![evidence],
        ..Undertaking::stated(UndertakingClass::Commitment, text)
    }
}

/// Whether a line is nothing but a heading of actions: `Action points`.
pub fn heads_actions(material: &Material, span: Span) -> bool {
    let words = material.document.slice(span).trim().trim_end_matches(':');
    let title = words.trim_start_matches(|c: char| !c.is_alphabetic());
    let lexicon = &material.authority.lexicon;
    lexicon.contains("followup-heading", &title.to_lowercase())
}

/// The actions that marks announce in a block: each from its mark on to the next one.
fn in_block(material: &Material, above: &[Block], block: &Block) -> Vec<Undertaking> {
    let document = material.document;
    let text = document.slice(block.span);
    let mut marks: Vec<Range<usize>> = Vec::new();
    let starts = sentence::latin(material, block.span);
    for start in starts
        .iter()
        .map(|sentence| sentence.start - block.span.start)
    {
        marks.extend(mark(material, text, start));
    }
    // … reported the delay. [Action: Jane Smith]
    let brackets = text.match_indices(['[', '(']).map(|(at, _)| at);
    for at in brackets {
        if let Some(found) = mark(material, text, at)
            && !marks.iter().any(|known| known.end == found.end)
        {
            marks.push(found);
        }
    }
    marks.sort_by_key(|mark| mark.start);
    let mut found = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(text.len(), |next| next.start);
        let closed = text[mark.end..end]
            .find(']')
            .map_or(end, |at| mark.end + at);
        let within = Span::new(block.span.start + mark.end, block.span.start + closed);
        let said = sentence::trimmed(document.text(), within);
        if said.is_empty() {
            continue;
        }
        let said = first_sentences(material, said);
        let (owners, rest) = owners(material, said);
        let mut read = if rest.is_empty() && !owners.is_empty() {
            // Only who is to act: what, the words before say.
            let before = Span::new(block.span.start, block.span.start + mark.start);
            let Some(task) = last_sentence(material, before).or_else(|| {
                above
                    .iter()
                    .rev()
                    .find_map(|b| last_sentence(material, b.span))
            }) else {
                continue;
            };
            action(task, task.join(said))
        } else {
            action(said, sentence::trimmed(document.text(), block.span))
        };
        read.addressees = owners;
        read.deadline = deadline(material, said).or_else(|| deadline(material, read.text));
        found.push(read);
    }
    found
}

/// The words of an action: its sentence, and others that go on with it in the block.
fn first_sentences(material: &Material, span: Span) -> Span {
    let sentences = sentence::latin(material, span);
    sentences.first().copied().unwrap_or(span)
}

fn last_sentence(material: &Material, span: Span) -> Option<Span> {
    let whole = sentence::trimmed(material.document.text(), span);
    sentence::latin(material, whole).last().copied()
}

/// The mark of an action at a place of a text: `ACTION:`, `Action point 3 –`, `AP1:`.
fn mark(material: &Material, text: &str, start: usize) -> Option<Range<usize>> {
    let lead = text[start..].trim_start_matches(['[', '(', '*', '•', '-', '–', '►', ' ']);
    let lower = lead.to_lowercase();
    let words = material.authority.lexicon.group("action-mark-en");
    let (word, _) = words
        .iter()
        .filter(|(word, _)| lower.starts_with(&**word))
        .max_by_key(|(word, _)| word.len())?;
    let rest = lead.get(word.len()..)?;
    let after = rest.trim_start_matches([' ', '#']);
    let digits = after
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '/' | '-'))
        .unwrap_or(after.len());
    let number = after[..digits].trim_end_matches(['.', '/', '-']);
    let numbered = number.starts_with(|c: char| c.is_ascii_digit());
    let behind = if numbered {
        &after[number.len()..]
    } else {
        rest
    };
    let spaced = behind.trim_start();
    let signs = [':', '–', '—'];
    let sign = spaced.starts_with(signs)
        || spaced.starts_with("- ")
        || numbered && spaced.starts_with(['.', ')', ']']);
    let close = spaced.chars().next().filter(|_| sign)?;
    let end = spaced[close.len_utf8()..].trim_start();
    Some(start..text.len() - end.len())
}

/// Who stands at the beginning of an action, and the words behind: `Jane Smith and the Secretariat
/// |to circulate …`. Where other words begin it, nobody does.
fn owners(material: &Material, said: Span) -> (Vec<EntityId>, Span) {
    let document = material.document;
    let mut owners = Vec::new();
    let mut at = said.start;
    loop {
        let next = material
            .inside(Span::new(at, said.end))
            .filter_map(|(index, mention)| {
                let id = material.resolved.of_mention[index]?;
                let kind = material.resolved.entity(id).kind;
                let acts = matches!(kind, Kind::Person | Kind::Organisation | Kind::Jurisdiction);
                let gap = document.slice(Span::new(at, mention.span.start));
                (acts && joins(gap)).then_some((mention.span, id))
            })
            .max_by_key(|(span, _)| span.end);
        let Some(next) = next else { break };
        let (span, id) = quotation::owned(material, next.0, said).unwrap_or(next);
        if !owners.contains(&id) {
            owners.push(id);
        }
        at = span.end;
    }
    let rest = document.slice(Span::new(at, said.end));
    let words = rest.trim_start_matches([':', '-', '–', '—', ',', ' ', ')', ']']);
    let lexicon = &material.authority.lexicon;
    let acts = words.trim_end_matches(['.', ' ', ')', ']']).is_empty()
        || words.len() < rest.trim_start().len()
        || words
            .split(' ')
            .next()
            .is_some_and(|verb| lexicon.contains("owner-verb-en", &verb.to_lowercase()));
    if !acts {
        owners.clear();
    }
    let rest = sentence::trimmed(document.text(), Span::new(said.end - words.len(), said.end));
    let empty = document
        .slice(rest)
        .trim_matches(|c: char| !c.is_alphanumeric())
        .is_empty();
    let rest = if empty {
        Span::new(rest.start, rest.start)
    } else {
        rest
    };
    (owners, rest)
}

/// Whether nothing but what joins two names stands between them.
fn joins(gap: &str) -> bool {
    gap.split([' ', ',', '/', '&', ';', '('])
        .all(|word| matches!(word, "" | "and" | "the" | "The" | "with" | "All"))
}

/// By when: a date behind a word that says so.
pub fn deadline(material: &Material, said: Span) -> Option<(DateReading, Span)> {
    let document = material.document;
    let cues = material.authority.lexicon.group("deadline-cue-en");
    let dates = material.dates(said);
    let mut open = dates.filter(|(date, _)| due::is_open(material, date));
    open.find(|(_, printed)| {
        let before = document.slice(Span::new(said.start, printed.start));
        let before = before.trim_end_matches([' ', ':', '(']).to_lowercase();
        cues.iter().any(|(cue, _)| {
            let rest = before.strip_suffix(&**cue);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    })
}

/// Gives an action of a list whom and when its words say.
fn assign(material: &Material, action: &mut Undertaking) {
    let (owners, _) = owners(material, action.text);
    if action.addressees.is_empty() {
        action.addressees = owners;
    }
    action.deadline = action
        .deadline
        .take()
        .or_else(|| deadline(material, action.text));
}

/// A block without the bullet or number that it begins with: `2. |The Secretariat to …`.
pub fn unmarked(material: &Material, block: &Block) -> Span {
    let words = without_mark(material.document.slice(block.span));
    Span::new(block.span.end - words.len(), block.span.end)
}

fn without_mark(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let close = behind.trim_start_matches([')', ']', ':']);
    let marked = behind.len() < text.len() && close.starts_with([' ', '\t']);
    let number = &text[..text.len() - behind.len()];
    if marked && (number.contains('.') || close.len() < behind.len()) {
        close.trim_start()
    } else {
        text
    }
}

/// Whether an item says who is to do what, and nothing else: `Ana Lima |to circulate …`.
fn is_given(material: &Material, item: &Undertaking) -> bool {
    let (owners, rest) = owners(material, item.text);
    let words = material.document.slice(rest);
    let mut words = words.split_whitespace();
    let given = words.next() == Some("to");
    !owners.is_empty()
        && given
        && words
            .next()
            .is_some_and(|verb| verb.starts_with(char::is_lowercase))
}

/// A line below a heading of actions, if it begins with who is to act or is an item.
fn listed(material: &Material, block: &Block) -> Option<Undertaking> {
    let document = material.document;
    let said = unmarked(material, block);
    let mut read = action(said, sentence::trimmed(document.text(), block.span));
    assign(material, &mut read);
    let is_item = block.kind == BlockKind::Item && !modal::foretells(material, said);
    (is_item || !read.addressees.is_empty()).then_some(read)
}

/// How many characters the number of a row may have.
const LONGEST_NUMBER: usize = 8;

/// What the head of a column says that it holds.
fn head<'m>(material: &'m Material, column: Span) -> Option<&'m str> {
    let head = material.document.slice(column).trim().trim_end_matches(':');
    let lexicon = &material.authority.lexicon;
    let joined = || head.split_whitespace().collect::<String>();
    let latin = lexicon.value("action-column-en", &head.to_lowercase());
    latin.or_else(|| lexicon.value("action-column", &joined()))
}

/// Whether the cells of a row are the heads of another table.
fn has_heads(material: &Material, cells: &[Span]) -> bool {
    let known = cells.iter().filter(|cell| head(material, **cell).is_some());
    let known = known.count();
    known >= 2 && known * 2 > cells.len()
}

/// Whether a line divides a row from those below it, as it does the heads of another table: `|---|---|`.
fn is_divided(material: &Material, row: Span) -> bool {
    let end = material.document.origin(row).bytes.end;
    let rest = &material.document.source().text[end..];
    let below = rest.lines().nth(1).unwrap_or_default();
    below.contains("---")
        && below.contains(['|', '\t'])
        && below
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The action of a row whose columns say what is to be done and by whom or by when.
fn in_row(material: &Material, table: usize, cells: &[Span], row: Span) -> Option<Undertaking> {
    let document = material.document;
    let columns = &document.tables()[table].columns;
    let lexicon = &material.authority.lexicon;
    let kind = |column: &Span| head(material, *column);
    let kinds: Vec<Option<&str>> = columns.iter().map(kind).collect();
    let has = |wanted: &str| kinds.contains(&Some(wanted));
    // A status alone makes a table of progress, unless its rows are numbered.
    let of_country = has("country") && promised_head(material, columns, &kinds).is_some();
    let is_given = has("owner") || has("due") || has("number") && has("status") || of_country;
    // Of what is only called work or a measure, a term alone says that it is still to be done; the end of
    // milestones lies ahead with them, that of anything else may be past.
    let ahead = is_ahead(material, columns, &kinds);
    let is_open = has("due") || !has("done") && (ahead || has("task") && !has("end"));
    let is_said = has("task") || has("work") && has("due");
    let is_dated = is_given || ahead && has("end");
    if !(is_said && is_open && is_dated) {
        return None;
    }
    let numbered = kinds.first() == Some(&Some("number"));
    // 3, 三, A-2; a blank cell, too.
    let counts = |cell: Span| {
        let words = document.slice(cell).trim();
        let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        words.chars().count() <= LONGEST_NUMBER && (words.is_empty() || words.contains(digit))
    };
    let block = document.block_at(row.start);
    let mut dealt: Vec<(Option<&str>, Span)> = if let Some(dealt) = document.columns(block) {
        let (_, first) = dealt.first()?;
        // A row that is short of cells and has no number lacks its first cell, or one that nobody knows.
        if numbered && dealt.len() < columns.len() && !counts(*first) {
            return None;
        }
        let dealt = dealt.iter();
        dealt.map(|(head, cell)| (kind(head), *cell)).collect()
    } else {
        // The number before a row may be left out of its cells.
        let short = cells.len() + 1 == columns.len();
        let skipped = usize::from(numbered && short && !counts(*cells.first()?));
        if cells.len() + skipped != columns.len() {
            return None;
        }
        let kinds = kinds[skipped..].iter().copied();
        kinds.zip(cells.iter().copied()).collect()
    };
    for (_, cell) in &mut dealt {
        *cell = sentence::trimmed(document.text(), *cell);
    }
    let cell = |wanted: &str| {
        let (_, cell) = dealt.iter().find(|(kind, _)| *kind == Some(wanted))?;
        (!cell.is_empty()).then_some(*cell)
    };
    // None | N/A
    let empty = |cell: &Span| {
        let words = document.slice(*cell).trim_end_matches(['。', '.']);
        lexicon.contains("no-entry", &words.to_lowercase())
    };
    let task = cell("task").or_else(|| cell("work"));
    let task = task.filter(|task| !empty(task))?;
    let mut read = action(task, sentence::trimmed(document.text(), row));
    assign(material, &mut read);
    if let Some(owner) = cell("owner") {
        read.addressees = agents(material, owner);
    }
    if let Some(country) = cell("country").filter(|_| of_country && !has("owner")) {
        let is_country = |kind| kind == Kind::Jurisdiction;
        let named = material.named(country, is_country).map(|(_, id)| id);
        read.addressees = named.collect();
    }
    promise(material, columns, &kinds, &mut read);
    if let Some(helpers) = cell("supporting") {
        read.supporting = agents(material, helpers);
    }
    let told = cell("status").or_else(|| cell("progress"));
    if let Some(state) = told.and_then(|cell| state(material, cell)) {
        state.clone_into(&mut read.status);
    }
    let end = || cell("end").filter(|_| ahead);
    if let Some(due) = cell("due").or_else(end) {
        let mut dates = material.dates(due);
        let said = dates.find(|(date, _)| due::is_open(material, date));
        let later = || due::find(material, due);
        let bare = || year(document.slice(due)).map(|date| (date, due));
        read.deadline = said.or_else(later).or_else(bare).or(read.deadline);
    }
    Some(read)
}

/// Whether the column of what is to be done says that it lies ahead: 承諾, `Milestone`.
fn is_ahead(material: &Material, columns: &[Span], kinds: &[Option<&str>]) -> bool {
    let mut heads = columns.iter().zip(kinds);
    let task = heads.find(|(_, kind)| **kind == Some("task"));
    task.is_some_and(|(head, _)| {
        let words = material.document.slice(*head).to_lowercase();
        let mut said = ["commitment", "pledge", "milestone", "承諾"].into_iter();
        said.any(|word| words.contains(word))
    })
}

/// The head of the column of tasks, where it calls them promises: `Commitment`, 承諾事項.
fn promised_head(material: &Material, columns: &[Span], kinds: &[Option<&str>]) -> Option<Span> {
    let mut heads = columns.iter().zip(kinds);
    let (&head, _) = heads.find(|(_, kind)| **kind == Some("task"))?;
    let words = material.document.slice(head).to_lowercase();
    let mut said = ["commitment", "pledge", "承諾"].into_iter();
    said.any(|word| words.contains(word)).then_some(head)
}

/// The only one who leads what stands below the head `Commitment` or 承諾事項 makes it.
fn promise(material: &Material, columns: &[Span], kinds: &[Option<&str>], read: &mut Undertaking) {
    let &[maker] = read.addressees.as_slice() else {
        return;
    };
    let Some(head) = promised_head(material, columns, kinds) else {
        return;
    };
    let leads = material.resolved.entity(maker).kind != Kind::Jurisdiction;
    read.maker = Some(maker);
    read.lead = leads.then_some(maker).into_iter().collect();
    read.addressees.clear();
    read.cue = Some(head);
}

/// The year that a cell is: 2027.
fn year(cell: &str) -> Option<DateReading> {
    let cell = cell.trim_end_matches('.');
    let digits = cell.len() == 4 && cell.bytes().all(|digit| digit.is_ascii_digit());
    let year = cell
        .parse()
        .ok()
        .filter(|year| digits && (1900..2200).contains(year))?;
    Some(DateReading {
        start: CivilDate::new(year, None, None)?,
        end: None,
        year: YearSource::Printed,
        ongoing: false,
        months: None,
    })
}

/// The persons and bodies that a cell names.
fn agents(material: &Material, cell: Span) -> Vec<EntityId> {
    let named = material.outermost(cell).filter_map(|(index, _)| {
        let id = material.resolved.of_mention[index]?;
        let kind = material.resolved.entity(id).kind;
        matches!(kind, Kind::Person | Kind::Organisation).then_some(id)
    });
    let mut agents: Vec<EntityId> = named.collect();
    agents.sort_unstable();
    agents.dedup();
    agents
}

/// The notation of the status that a cell begins with, the longest one, up to a mark: `已完成。`, `Closed - see
/// item 4`.
fn state<'m>(material: &'m Material, cell: Span) -> Option<&'m str> {
    let words = material.document.slice(cell).to_lowercase();
    let marks = [
        '，', '。', '；', '（', ',', '.', ';', '(', ':', '：', '\n', '-', '‐', '‑', '–', '—', '―',
        '－', '−', '─',
    ];
    let ends = |word: &str| {
        let rest = words[word.len()..].trim_start();
        rest.is_empty() || rest.starts_with(marks)
    };
    let states = material.words("undertaking-state").starting(&words);
    let state = states.filter(|(word, _)| ends(word)).last()?;
    Some(&state.1)
}
