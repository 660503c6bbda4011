//! Rows found by their key or by one of their names.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::table::Text;

/// A row that has one key and any number of names.
pub trait Entry {
    /// The key, unique in its table.
    fn key(&self) -> &Text;
    /// Names that tell the thing wherever they stand.
    fn names(&self) -> impl Iterator<Item = Text>;
    /// Forms that tell the thing only beside other evidence.
    fn weak_names(&self) -> impl Iterator<Item = Text>;
}

/// The rows of one table, sorted by key, found by key and by name.
#[derive(Clone, Debug)]
pub struct Register<T> {
    rows: Vec<T>,
    /// Made when a name is first asked for, since many runs never ask.
    names: OnceLock<Names>,
}

/// The keys of the rows with each name.
#[derive(Clone, Debug, Default)]
struct Names {
    strong: Keys,
    weak: Keys,
}

impl Names {
    fn add(&mut self, row: &impl Entry) {
        for name in row.names() {
            self.strong.insert(name, row.key());
        }
        for form in row.weak_names() {
            self.weak.insert(form, row.key());
        }
    }
}

/// Nearly every name has one key, which then costs no allocation.
#[derive(Clone, Debug, Default)]
struct Keys {
    first: FxHashMap<Text, Text>,
    further: FxHashMap<Text, Vec<Text>>,
}

impl Keys {
    fn insert(&mut self, name: Text, key: &Text) {
        let first = self.first.entry(name.clone());
        if first.or_insert_with(|| key.clone()) != key {
            let further = self.further.entry(name).or_default();
            if !further.contains(key) {
                further.push(key.clone());
            }
        }
    }

    fn get(&self, name: &str) -> impl Iterator<Item = &Text> {
        let first = self.first.get(name);
        let further = first.and_then(|_| self.further.get(name));
        first.into_iter().chain(further.into_iter().flatten())
    }
}

impl<T> Register<T> {
    /// The rows, sorted by key.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a Register<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Entry> Register<T> {
    /// `rows` are sorted by key, each key once, as the built-in tables are.
    pub(super) fn new(rows: impl Iterator<Item = T>) -> Self {
        Self {
            rows: rows.collect(),
            names: OnceLock::new(),
        }
    }

    /// Adds a row, or puts it in the place of the row that has its key.
    pub(super) fn insert(&mut self, row: T) {
        if let Some(names) = self.names.get_mut() {
            names.add(&row);
        }
        match self.place(row.key()) {
            Ok(place) => self.rows[place] = row,
            Err(place) => self.rows.insert(place, row),
        }
    }

    /// The row with this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        let place = self.place(key).ok()?;
        self.rows.get(place)
    }

    fn place(&self, key: &str) -> Result<usize, usize> {
        self.rows.binary_search_by(|row| (**row.key()).cmp(key))
    }

    /// The rows with exactly this name, letter case included; a few names have more than one.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &T> {
        self.names()
            .strong
            .get(name)
            .filter_map(|key| self.get(key))
    }

    /// The rows with exactly this weak form, which is no evidence when it stands alone.
    pub fn weakly_named(&self, form: &str) -> impl Iterator<Item = &T> {
        self.names().weak.get(form).filter_map(|key| self.get(key))
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            // Most rows have a name in each language and some more.
            names.strong.first.reserve(4 * self.rows.len());
            for row in &self.rows {
                names.add(row);
            }
            names
        })
    }
}
