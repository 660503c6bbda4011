//! Names given twice, the second time in brackets: `中文(English, 簡稱 ABC)`.
//!
//! A gloss is the best evidence that a report gives of a name: it says where the name ends,
//! what it is called in another language and how it is abbreviated.

use std::ops::Range;

use super::glyph::{Class, Glyphs};
use super::knowledge::{Knowledge, NameStart, word_start};

/// A name with its gloss, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gloss {
    /// The name before the bracket.
    pub name: Range<usize>,
    /// Whether the beginning of the name is certain (punctuation stands before it).
    pub hard: bool,
    /// The name together with the bracket.
    pub whole: Range<usize>,
    /// The Chinese name, wherever it stands.
    pub chinese: Option<String>,
    /// The name in another language, wherever it stands.
    pub foreign: Option<String>,
    /// Abbreviations: `OGP`, `PDIS`, 國發會.
    pub short: Vec<String>,
}

/// The longest gloss worth reading, in characters; longer brackets hold sentences.
const LONGEST: usize = 120;

/// Finds the glosses of a block.
pub fn find(knowledge: &Knowledge, glyphs: &Glyphs, block: Range<usize>) -> Vec<Gloss> {
    let mut glosses = Vec::new();
    for open in block.clone() {
        if glyphs.char(open) != '(' {
            continue;
        }
        let limit = block.end.min(open + LONGEST);
        let Some(close) = (open + 1..limit).find(|&i| matches!(glyphs.char(i), ')' | '(')) else {
            continue;
        };
        if glyphs.char(close) == ')' && close > open + 1 {
            glosses.extend(read(knowledge, glyphs, block.start, open, close));
        }
    }
    glosses
}

/// The gloss between two brackets.
fn read(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    open: usize,
    close: usize,
) -> Option<Gloss> {
    let end = glyphs.skip_space_back(floor, open);
    let before = end.checked_sub(1).filter(|&i| i >= floor)?;
    let inside = parts(knowledge, glyphs, open + 1..close)?;
    // `聯盟」(…)`: the name stands in the quotation marks.
    let (name, hard) = match glyphs.class(before) {
        Class::Han => {
            let start = knowledge.name_start(glyphs, floor, end);
            // Both names are joined: 公共衛生|及環境研究院(… Health and the Environment).
            let joined = inside.foreign.as_deref().is_some_and(joins_two);
            // 芬蘭輻射|與核能安全局(STUK): so it is where a country begins the first.
            let abroad = |whole: &NameStart| {
                inside.chinese.is_none()
                    && knowledge
                        .jurisdictions
                        .longest_at(glyphs, whole.at)
                        .is_some()
                    && knowledge.ends_body(glyphs, start.at, end)
            };
            let start = knowledge
                .over_conjunction(glyphs, floor, start.at)
                .filter(|whole| joined || abroad(whole))
                .unwrap_or(start);
            let person = inside
                .foreign
                .as_deref()
                .filter(|foreign| foreign.contains(' ') && is_proper(knowledge, foreign));
            let dotted = person.and_then(|_| over_dot(knowledge, glyphs, floor, start.at, end));
            let start = dotted.unwrap_or(start);
            // 美國|在|台協會(AIT)
            let known = knowledge.organisations.longest_before(glyphs, floor, end);
            match known.filter(|(from, _)| *from < start.at) {
                Some((from, _)) => (from..end, false),
                None => (start.at..end, start.hard),
            }
        }
        Class::Letter | Class::Digit => {
            let start = foreign_start(knowledge, glyphs, floor, end);
            (start..end, true)
        }
        _ if matches!(glyphs.char(before), '」' | '』' | '》') => {
            let open = (floor..before)
                .rev()
                .find(|&i| matches!(glyphs.char(i), '「' | '『' | '《'))?;
            (open + 1..before, true)
        }
        _ => return None,
    };
    if name.is_empty() {
        return None;
    }
    let text = glyphs.text(name.clone());
    let has_han = name.clone().any(|i| glyphs.class(i) == Class::Han);
    let mut gloss = Gloss {
        whole: name.start..close + 1,
        name,
        hard,
        chinese: None,
        foreign: None,
        short: inside.short,
    };
    if has_han {
        gloss.chinese = Some(text);
        gloss.foreign = inside.foreign;
        // A second Chinese name in brackets is a remark, not a gloss, unless it is made of the
        // first one's characters.
        if let Some(second) = inside.chinese {
            let name = gloss.chinese.as_deref().unwrap_or_default();
            if gloss.foreign.is_some() || !abbreviates(&second, name) {
                return None;
            }
            gloss.short.push(second);
        }
    } else {
        gloss.foreign = Some(text);
        gloss.chinese = inside.chinese;
        if inside.foreign.is_some() {
            return None;
        }
    }
    let says_something =
        !gloss.short.is_empty() || gloss.chinese.is_some() && gloss.foreign.is_some();
    says_something.then_some(gloss)
}

/// Where a name with a middle dot begins that holds what looks like a conjunction:
/// 巴特爾扎嘎拉‧恩|和圖雅(Batjargalyn Enkhtuya).
fn over_dot(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    floor: usize,
    start: usize,
    end: usize,
) -> Option<NameStart> {
    const LONGEST: usize = 4;
    let conjunction = start.checked_sub(1).filter(|&at| at > floor)?;
    if !matches!(glyphs.char(conjunction), '和' | '與' | '及')
        || knowledge.ends_body(glyphs, start, end)
    {
        return None;
    }
    let part = (floor..conjunction)
        .rev()
        .take_while(|&i| glyphs.class(i) == Class::Han)
        .count();
    let dot = (conjunction - part)
        .checked_sub(1)
        .filter(|&at| at > floor)?;
    ((1..=LONGEST).contains(&part) && glyphs.char(dot) == '‧')
        .then(|| knowledge.name_start(glyphs, floor, dot))
}

/// Whether a name is made of the characters of a longer one and ends as it does: 鵬管處 of
/// 大鵬灣國家風景區管理處, 核二廠 of 第二核能發電廠.
fn abbreviates(short: &str, name: &str) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
    let length = short.chars().count();
    LENGTHS.contains(&length)
        && name.chars().count() >= length + 2
        && short.chars().all(|c| name.contains(c))
        && short.chars().next_back() == name.chars().next_back()
}

/// What a bracket holds.
#[derive(Default)]
struct Inside {
    chinese: Option<String>,
    foreign: Option<String>,
    short: Vec<String>,
}

fn parts(knowledge: &Knowledge, glyphs: &Glyphs, range: Range<usize>) -> Option<Inside> {
    let mut inside = Inside::default();
    let mut rest = range.clone();
    while !rest.is_empty() {
        let comma = rest
            .clone()
            .find(|&i| matches!(glyphs.char(i), ',' | ';' | '、'))
            .unwrap_or(rest.end);
        let part = trim(glyphs, rest.start..comma);
        rest = (comma + 1).min(rest.end)..rest.end;
        let (part, labelled) = unlabelled(knowledge, glyphs, part);
        if part.is_empty() {
            continue;
        }
        let text = glyphs.text(part.clone());
        let has_han = part.clone().any(|i| glyphs.class(i) == Class::Han);
        if labelled {
            // 以下簡稱台電公司或本公司
            let own = |word: &&str| {
                knowledge
                    .authority
                    .lexicon
                    .contains("self-organisation", word)
            };
            let words = text.split('或').map(str::trim);
            let words = words.filter(|word| !word.is_empty() && !own(word));
            inside.short.extend(words.map(ToOwned::to_owned));
        } else if is_acronym(&text) {
            inside.short.push(text);
        } else if has_han {
            let mut marks = part.clone().filter(|&i| glyphs.class(i) == Class::Mark);
            // (雅崴‧諾命)
            if marks.any(|i| glyphs.char(i) != '‧') || inside.chinese.is_some() {
                return None;
            }
            inside.chinese = Some(text);
        } else if inside.foreign.is_none() && glyphs.class(part.start) == Class::Letter {
            inside.foreign = Some(text);
        } else {
            // `Transparency, accountability and …`: the comma belongs to the name.
            let whole = trim(glyphs, range.clone());
            inside.foreign = Some(glyphs.text(whole));
            return Some(inside);
        }
    }
    Some(inside)
}

/// Whether a foreign name holds a word for `and`.
fn joins_two(foreign: &str) -> bool {
    foreign
        .split_whitespace()
        .any(|word| matches!(word, "and" | "&" | "et" | "und" | "y" | "e" | "en"))
}

fn trim(glyphs: &Glyphs, range: Range<usize>) -> Range<usize> {
    let start = glyphs.skip_space(range.start).min(range.end);
    start..glyphs.skip_space_back(start, range.end)
}

/// The part without 以下簡稱, and whether it had it.
fn unlabelled(knowledge: &Knowledge, glyphs: &Glyphs, part: Range<usize>) -> (Range<usize>, bool) {
    let label = knowledge
        .authority
        .lexicon
        .group("gloss-cue")
        .iter()
        .filter(|(word, _)| glyphs.starts_with(part.start, word))
        .map(|(word, _)| word.chars().count())
        .max();
    match label {
        Some(length) if part.start + length <= part.end => {
            let mut rest = trim(glyphs, part.start + length..part.end);
            // 簡稱「國發會」
            if matches!(glyphs.char(rest.start), '「' | '"') && rest.len() > 2 {
                rest = rest.start + 1..rest.end - 1;
            }
            (rest, true)
        }
        _ => (part, false),
    }
}

/// Whether a word is an abbreviation: mostly capitals, no word of its own.
pub fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let plain = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '&' | ' ' | '.' | '/'));
    plain && (2..=12).contains(&letters) && capitals >= 2 && capitals * 2 >= letters
}

/// Where the run of capitalised words that ends at `end` begins: `Conseil National du
/// Numérique`.
pub fn foreign_start(knowledge: &Knowledge, glyphs: &Glyphs, floor: usize, end: usize) -> usize {
    let mut start = word_start(glyphs, floor, end);
    loop {
        let gap = glyphs.skip_space_back(floor, start);
        // Cynthia M.|Halvorsen
        let initial = gap > floor + 1 && glyphs.char(gap - 1) == '.';
        let end = gap - usize::from(initial);
        if gap == start || gap == floor || glyphs.class(end - 1) != Class::Letter {
            break;
        }
        let word = word_start(glyphs, floor, end);
        if initial && end - word > 1 && glyphs.char(end - 2) != '.' {
            break;
        }
        let text = glyphs.text(word..gap);
        if !is_capitalised(&text) && !is_particle(knowledge, &text) {
            break;
        }
        start = word;
    }
    // A particle does not begin a name.
    while start < end {
        let word_end = (start..end)
            .find(|&i| glyphs.class(i) == Class::Space)
            .unwrap_or(end);
        let text = glyphs.text(start..word_end);
        if word_end < end && is_particle(knowledge, &text) && !is_capitalised(&text) {
            start = glyphs.skip_space(word_end);
        } else {
            break;
        }
    }
    start
}

/// Whether a foreign text is a proper name: every word capitalised but particles.
pub fn is_proper(knowledge: &Knowledge, text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| {
            is_capitalised(word)
                || is_particle(knowledge, word)
                || word.chars().all(|c| !c.is_alphabetic())
        })
        && text.chars().any(char::is_uppercase)
}

fn is_capitalised(word: &str) -> bool {
    // l'Europe, d'Iéna
    let word = word
        .split_once('\'')
        .map_or(word, |(_, tail)| if tail.is_empty() { word } else { tail });
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_particle(knowledge: &Knowledge, word: &str) -> bool {
    let lexicon = &knowledge.authority.lexicon;
    lexicon.contains("org-linker-en", word) || lexicon.contains("name-particle", word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    fn glosses(text: &str) -> Vec<String> {
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let glyphs = Glyphs::new(text);
        find(&knowledge, &glyphs, 0..glyphs.len())
            .into_iter()
            .map(|g| {
                format!(
                    "{} = {} = {}",
                    g.chinese.unwrap_or_default(),
                    g.foreign.unwrap_or_default(),
                    g.short.join(" ")
                )
            })
            .collect()
    }

    #[test]
    fn a_name_with_its_translation_and_abbreviation() {
        assert_eq!(
            glosses("開放政府夥伴關係聯盟（Open Government Partnership, 簡稱 OGP）係於"),
            ["開放政府夥伴關係聯盟 = Open Government Partnership = OGP"]
        );
        assert_eq!(
            glosses("接著由世界資源協會(World Resources Institute)執行副總裁"),
            ["世界資源協會 = World Resources Institute = "]
        );
        assert_eq!(
            glosses("成立的「公共數位創新空間（Public Digital Innovation Space, PDIS）」"),
            ["公共數位創新空間 = Public Digital Innovation Space = PDIS"]
        );
    }

    #[test]
    fn the_other_way_round() {
        assert_eq!(
            glosses("  CNNum(國家數位委員會)有別於"),
            ["國家數位委員會 = CNNum = "]
        );
        assert_eq!(
            glosses("法方：Conseil National du Numérique (CNNum)副主委"),
            [" = Conseil National du Numérique = CNNum"]
        );
    }

    #[test]
    fn remarks_are_no_glosses() {
        assert_eq!(glosses("擁有 30 個成員(男女各半)"), Vec::<String>::new());
        assert_eq!(glosses("(例如民粹主義、難民危機等)"), Vec::<String>::new());
    }

    #[test]
    fn proper_names_are_told_from_translated_words() {
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        assert!(is_proper(&knowledge, "Conseil National du Numérique"));
        assert!(is_proper(&knowledge, "Palais d'Iéna"));
        assert!(!is_proper(&knowledge, "Open government for cities"));
        assert!(!is_proper(&knowledge, "civic withdrawal"));
    }
}
