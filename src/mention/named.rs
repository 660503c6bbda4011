//! The names of a table's rows, found at a place in the text.

use super::gazetteer::{Gazetteer, longest_at, longest_before};
use super::glyph::{Glyphs, is_han};
use crate::authority::beginnings::Lists;
use crate::authority::index::Name;
use crate::authority::{Entry, Register, Text};

/// The names of the rows of a table, those of a project included.
#[derive(Clone, Debug)]
pub struct Named<'a, T> {
    /// The list of its built-in names.
    list: Lists,
    register: &'a Register<T>,
    /// The sort of the names that count.
    sort: u8,
    own: Gazetteer<usize>,
    /// Words of a project that are ordinary ones, though a built-in row is called so.
    ordinary: &'a [(Text, Text)],
}

impl<'a, T: Entry> Named<'a, T> {
    /// `sort` tells which of its own names of a project's own rows are.
    pub(super) fn new(
        list: Lists,
        register: &'a Register<T>,
        sort: u8,
        ordinary: &'a [(Text, Text)],
        sort_of: impl Fn(&T, &str) -> u8,
    ) -> Self {
        let own = register.own().flat_map(|(number, row)| {
            let names = row.names().filter(|name| sort_of(row, name) == sort);
            names.map(move |name| (name, number)).collect::<Vec<_>>()
        });
        Self {
            list,
            register,
            sort,
            own: Gazetteer::new(own),
            ordinary,
        }
    }

    /// The longest name that begins at an index, with the index after it and its row; of two
    /// equally long ones that of the project.
    pub fn longest_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, &'a T)> {
        let (end, number) = self.number_at(glyphs, index)?;
        Some((end, self.register.row(number)))
    }

    /// The longest name that ends just before `end` and does not begin before `floor`, with the
    /// index where it begins and its row.
    pub fn longest_before(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        end: usize,
    ) -> Option<(usize, &'a T)> {
        let (start, number) = self.number_before(glyphs, floor, end)?;
        Some((start, self.register.row(number)))
    }

    /// The longest name that begins at an index, with the index after it and the number of its
    /// row.
    pub(super) fn number_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, usize)> {
        let wanted = |name: &Name<'_>| self.counts(name, glyphs, index);
        let may_begin = glyphs.may_begin(index, self.list);
        let builtin = may_begin
            .then(|| longest_at(self.register.index(), glyphs, index, 1, wanted))
            .flatten();
        let own = self.own.longest_at(glyphs, index);
        match (builtin, own) {
            (Some(builtin), Some(own)) if builtin.0 > own.0 => Some(builtin),
            (builtin, own) => own.or(builtin),
        }
    }

    /// The longest name that ends just before `end` and does not begin before `floor`, with the
    /// index where it begins and the number of its row.
    pub(super) fn number_before(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        end: usize,
    ) -> Option<(usize, usize)> {
        let wanted = |name: &Name<'_>| self.counts(name, glyphs, end - name.chars);
        let builtin = longest_before(self.register.index(), glyphs, floor, end, 1, wanted);
        let own = self.own.longest_before(glyphs, floor, end);
        match (builtin, own) {
            (Some(builtin), Some(own)) if builtin.0 < own.0 => Some(builtin),
            (builtin, own) => own.or(builtin),
        }
    }

    /// Whether a built-in name that stands at an index counts.
    fn counts(&self, name: &Name<'_>, glyphs: &Glyphs, index: usize) -> bool {
        name.sort == self.sort
            && !self.register.is_replaced(name.value as usize)
            && !self.ordinary.iter().any(|(word, _)| {
                word.chars().count() == name.chars && glyphs.starts_with(index, word)
            })
    }
}

/// The weak names of the rows of a table, of two Chinese characters or more.
#[derive(Clone, Debug)]
pub struct Weak<'a, T> {
    /// The list of its built-in names.
    list: Lists,
    register: &'a Register<T>,
    own: Gazetteer<usize>,
}

impl<'a, T: Entry> Weak<'a, T> {
    pub(super) fn new(list: Lists, register: &'a Register<T>) -> Self {
        let own = register.own().flat_map(|(number, row)| {
            let names = row.weak_names();
            names.map(move |name| (name, number)).collect::<Vec<_>>()
        });
        Self {
            list,
            register,
            own: Gazetteer::new(own),
        }
    }

    /// The longest name that begins at an index, with the index after it and its row.
    pub fn longest_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, &'a T)> {
        let wanted = |name: &Name<'_>| self.counts(name) && is_han(glyphs.char(index));
        let may_begin = glyphs.may_begin(index, self.list);
        let builtin = may_begin
            .then(|| longest_at(self.register.weak_index(), glyphs, index, 2, wanted))
            .flatten();
        let own = self.own.longest_at(glyphs, index);
        let (end, number) = own.or(builtin)?;
        Some((end, self.register.row(number)))
    }

    /// The longest name that ends just before `end` and does not begin before `floor`, with the
    /// index where it begins and its row.
    pub fn longest_before(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        end: usize,
    ) -> Option<(usize, &'a T)> {
        let wanted = |name: &Name<'_>| self.counts(name) && is_han(glyphs.char(end - 1));
        let builtin = longest_before(self.register.weak_index(), glyphs, floor, end, 2, wanted);
        let own = self.own.longest_before(glyphs, floor, end);
        let (start, number) = own.or(builtin)?;
        Some((start, self.register.row(number)))
    }

    fn counts(&self, name: &Name<'_>) -> bool {
        !self.register.is_replaced(name.value as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;
    use crate::mention::Knowledge;

    fn place(authority: &Authority, text: &str) -> Option<(usize, String)> {
        let knowledge = Knowledge::new(authority);
        let found = knowledge.jurisdictions.longest_at(&Glyphs::new(text), 0);
        found.map(|(end, row)| (end, row.key.to_string()))
    }

    #[test]
    fn rows_of_a_project_stand_beside_the_built_in_ones_and_before_them() {
        let mut authority = Authority::builtin();
        assert_eq!(place(&authority, "法國尼斯"), Some((2, "FRA".to_owned())));
        let own = "key,kind,level,zh-Hant,en,aliases\n\
            XYZ,country,national,法國尼斯島,Isle,\n\
            FRA,,,,,法蘭西國\n\
            XYY,city,other,德國,D,\n";
        authority.extend("jurisdictions.csv", own);
        assert_eq!(place(&authority, "法國尼斯"), Some((2, "FRA".to_owned())));
        assert_eq!(place(&authority, "法國尼斯島"), Some((5, "XYZ".to_owned())));
        assert_eq!(place(&authority, "法蘭西國"), Some((4, "FRA".to_owned())));
        assert_eq!(place(&authority, "德國"), Some((2, "XYY".to_owned())));
        assert_eq!(place(&authority, "義大利"), Some((3, "ITA".to_owned())));
    }

    #[test]
    fn a_word_that_a_project_calls_ordinary_is_no_place() {
        let mut authority = Authority::builtin();
        assert_eq!(place(&authority, "世界"), None);
        authority.extend("lexicon.csv", "group,word,value\nnot-jurisdiction,法國,\n");
        assert_eq!(place(&authority, "法國"), None);
        assert_eq!(place(&authority, "德國"), Some((2, "DEU".to_owned())));
        assert_eq!(place(&authority, "世界"), None);
    }
}
