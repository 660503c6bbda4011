//! Rows found by their key or by one of their names.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cell::{self, BLOCK, Text};
use super::entry::Entry;
use super::index::Index;

/// A table in the binary, with what build.rs found out about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    /// The rows, sorted by key, each key once.
    pub text: &'static str,
    /// Numbers of four bytes: how many rows there are, and where each block of them begins.
    pub blocks: &'static [u8],
    /// The index of the names, their values the places of the rows.
    pub names: &'static [u8],
    /// The same of the weak names.
    pub weak_names: &'static [u8],
}

/// The rows of one table, found by key and by name.
///
/// Those that are built in are read when they are asked for, since a report asks for a few
/// dozen of many thousands.
#[derive(Clone, Debug)]
pub struct Register<T> {
    text: &'static str,
    blocks: &'static [[u8; 4]],
    builtin: usize,
    /// The rows that were read, by block.
    read: Box<[OnceLock<Box<[T]>>]>,
    /// Reads the rows of a block.
    reader: fn(&'static str) -> Box<[T]>,
    names: Index,
    weak_names: Index,
    own: Own<T>,
}

/// The rows of a project, numbered after the built-in ones.
#[derive(Clone, Debug)]
struct Own<T> {
    rows: Vec<T>,
    places: BTreeMap<Text, usize>,
    /// The rows with each name, and some that had it before they were changed.
    names: FxHashMap<Text, Vec<usize>>,
    weak_names: FxHashMap<Text, Vec<usize>>,
    /// The built-in rows in whose place one of these stands.
    replaced: FxHashSet<usize>,
}

impl<T: Entry> Register<T> {
    pub(super) fn stored(table: Stored, reader: fn(&'static str) -> Box<[T]>) -> Self {
        let (numbers, _) = table.blocks.as_chunks();
        let (count, blocks) = match numbers {
            [count, blocks @ ..] => (u32::from_le_bytes(*count) as usize, blocks),
            [] => (0, numbers),
        };
        Self {
            text: table.text,
            blocks,
            builtin: count,
            read: blocks.iter().map(|_| OnceLock::new()).collect(),
            reader,
            names: Index::stored(table.names),
            weak_names: Index::stored(table.weak_names),
            own: Own {
                rows: Vec::new(),
                places: BTreeMap::new(),
                names: FxHashMap::default(),
                weak_names: FxHashMap::default(),
                replaced: FxHashSet::default(),
            },
        }
    }

    /// Adds a row, or puts it in the place of the row that has its key.
    pub(super) fn insert(&mut self, row: T) {
        let next = self.own.rows.len();
        let place = *self.own.places.entry(row.key().clone()).or_insert(next);
        let number = self.builtin + place;
        for name in row.names() {
            add_once(self.own.names.entry(name).or_default(), number);
        }
        for form in row.weak_names() {
            add_once(self.own.weak_names.entry(form).or_default(), number);
        }
        let builtin = self.place(row.key());
        self.own.replaced.extend(builtin);
        if place == next {
            self.own.rows.push(row);
        } else {
            self.own.rows[place] = row;
        }
    }

    /// The rows, sorted by key.
    pub fn iter(&self) -> std::vec::IntoIter<&T> {
        let builtin = (0..self.builtin).filter(|row| !self.own.replaced.contains(row));
        let mut rows: Vec<&T> = builtin
            .map(|row| self.row(row))
            .chain(&self.own.rows)
            .collect();
        if !self.own.rows.is_empty() {
            rows.sort_by_key(|row| row.key());
        }
        rows.into_iter()
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.builtin - self.own.replaced.len() + self.own.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row with this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        match self.own.places.get(key) {
            Some(&place) => self.own.rows.get(place),
            None => self.place(key).map(|place| self.row(place)),
        }
    }

    /// The place of the built-in row with this key.
    fn place(&self, key: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.blocks.len());
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            // No row is read for its key alone; where the first cell is blank, another one is the key.
            let row = &self.text[self.begin(middle)..];
            let order = if row.starts_with(',') {
                (**self.row(middle * BLOCK).key()).cmp(key)
            } else {
                cell::leading(row).cmp(key.bytes())
            };
            if order.is_le() {
                low = middle;
            } else {
                high = middle;
            }
        }
        let block = self.block(low);
        let place = block.binary_search_by(|row| (**row.key()).cmp(key)).ok()?;
        Some(low * BLOCK + place)
    }

    /// The row of this number: the built-in ones first, then those of a project.
    pub(crate) fn row(&self, number: usize) -> &T {
        match number.checked_sub(self.builtin) {
            Some(own) => &self.own.rows[own],
            None => &self.block(number / BLOCK)[number % BLOCK],
        }
    }

    /// The rows of a block, read when they are first asked for.
    fn block(&self, block: usize) -> &[T] {
        let Some(read) = self.read.get(block) else {
            return &[];
        };
        read.get_or_init(|| (self.reader)(&self.text[self.begin(block)..self.begin(block + 1)]))
    }

    /// Where a block begins in the text, or the one before it ends.
    fn begin(&self, block: usize) -> usize {
        let begin = self.blocks.get(block).copied().map(u32::from_le_bytes);
        begin.map_or(self.text.len(), |begin| begin as usize)
    }

    /// The rows with exactly this name, letter case included; a few names have more than one.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &T> {
        self.called(&self.names, &self.own.names, name, T::names)
    }

    /// The rows with exactly this weak form, which is no evidence when it stands alone.
    pub fn weakly_named(&self, form: &str) -> impl Iterator<Item = &T> {
        self.called(&self.weak_names, &self.own.weak_names, form, T::weak_names)
    }

    /// The rows that an index and the project's own rows have under a name, if it is still
    /// among their `names`.
    fn called<'t, N: Iterator<Item = Text>>(
        &'t self,
        index: &Index,
        own: &FxHashMap<Text, Vec<usize>>,
        name: &str,
        names: impl Fn(&'t T) -> N,
    ) -> std::vec::IntoIter<&'t T> {
        let builtin = index.spelt(name).map(|name| name.value as usize);
        let builtin = builtin.filter(|row| !self.own.replaced.contains(row));
        let own = own.get(name).into_iter().flatten().copied();
        let mut found: Vec<usize> = Vec::new();
        for row in builtin.chain(own) {
            let is_called = names(self.row(row)).any(|known| known == name);
            if is_called && !found.contains(&row) {
                found.push(row);
            }
        }
        let rows: Vec<&T> = found.into_iter().map(|row| self.row(row)).collect();
        rows.into_iter()
    }

    /// The index of the built-in names; [`Register::is_replaced`] tells which of their values
    /// no longer count.
    pub(crate) fn index(&self) -> &Index {
        &self.names
    }

    /// The index of the built-in weak names.
    pub(crate) fn weak_index(&self) -> &Index {
        &self.weak_names
    }

    /// Whether a project's own row stands in the place of the row of this number.
    pub(crate) fn is_replaced(&self, number: usize) -> bool {
        !self.own.replaced.is_empty() && self.own.replaced.contains(&number)
    }

    /// The numbers and rows that a project added.
    pub(crate) fn own(&self) -> impl Iterator<Item = (usize, &T)> {
        (self.builtin..).zip(&self.own.rows)
    }
}

fn add_once(numbers: &mut Vec<usize>, number: usize) {
    if !numbers.contains(&number) {
        numbers.push(number);
    }
}

impl<'a, T: Entry> IntoIterator for &'a Register<T> {
    type Item = &'a T;
    type IntoIter = std::vec::IntoIter<&'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
