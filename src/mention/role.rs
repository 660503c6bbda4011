//! Titles in the text, whether or not a person bears them.

use std::ops::Range;

use super::glyph::Glyphs;
use super::knowledge::{Knowledge, TitleRow};
use crate::authority::Uses;

/// A title in the text: 副執行長, 執行副總裁兼常務董事.
#[derive(Clone, Debug)]
pub struct Role {
    /// The glyphs, with what changes the title (副, 時任) and a second title after 兼.
    pub range: Range<usize>,
    /// How the title may stand with a name.
    pub uses: Uses,
    /// The row of the last title, in the authority table.
    pub row: TitleRow,
}

/// Finds the titles of a block, whether or not a person bears them.
pub fn roles(knowledge: &Knowledge, glyphs: &Glyphs, block: Range<usize>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let Some((end, title)) = knowledge
            .title_at(glyphs, at)
            .or_else(|| knowledge.spaced_title_at(glyphs, block.start, at))
            .filter(|(end, _)| *end <= block.end)
        else {
            at += 1;
            continue;
        };
        let mut start = at;
        while let Some(prefix) = knowledge.title_prefix_before(glyphs, block.start, start) {
            start = prefix;
        }
        let role = Role {
            range: start..end,
            uses: knowledge.uses(title),
            row: title,
        };
        match roles.last_mut() {
            // 執行副總裁|兼|常務董事, 總經理|暨|執行長
            Some(last)
                if start == last.range.end + 1
                    && matches!(glyphs.char(last.range.end), '兼' | '暨') =>
            {
                last.range.end = end;
                last.row = role.row;
            }
            Some(last) if start < last.range.end => {
                last.range.end = end;
                last.uses = role.uses;
                last.row = role.row;
            }
            _ => roles.push(role),
        }
        at = end;
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    #[test]
    fn the_last_character_of_a_title_may_begin_a_town() {
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let titles = |text: &str| -> Vec<String> {
            let glyphs = Glyphs::known(text, &knowledge.beginnings);
            let found = roles(&knowledge, &glyphs, 0..glyphs.len()).into_iter();
            found.map(|role| glyphs.text(role.range)).collect()
        };
        assert_eq!(titles("參訪新潟縣長岡市。"), Vec::<String>::new());
        assert_eq!(titles("新潟縣長花角英世。"), ["縣長"]);
    }
}
