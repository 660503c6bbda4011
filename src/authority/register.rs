//! Rows found by their key or by one of their names.

use std::collections::HashMap;

use super::table::Text;

/// A row that has one key and any number of names.
pub trait Entry {
    /// The key, unique in its table.
    fn key(&self) -> &Text;
    /// Names that tell the thing wherever they stand.
    fn names(&self) -> impl Iterator<Item = &Text>;
    /// Forms that tell the thing only beside other evidence.
    fn weak_names(&self) -> impl Iterator<Item = &Text>;
}

/// The rows of one table, found by key and by name.
#[derive(Clone, Debug)]
pub struct Register<T> {
    rows: Vec<T>,
    keys: HashMap<Text, usize>,
    names: HashMap<Text, Places>,
    weak_names: HashMap<Text, Places>,
}

/// Where the rows of one name are; nearly always there is one, which then costs no allocation.
#[derive(Clone, Debug)]
enum Places {
    One(usize),
    Many(Vec<usize>),
}

impl Places {
    fn as_slice(&self) -> &[usize] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Many(places) => places,
        }
    }

    fn insert(&mut self, place: usize) {
        match self {
            Self::One(only) if *only != place => *self = Self::Many(vec![*only, place]),
            Self::Many(places) if !places.contains(&place) => places.push(place),
            _ => {}
        }
    }
}

impl<T> Register<T> {
    /// The rows: built-in ones in the order of their keys, then a project's own as they came.
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

    /// The row with this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.keys.get(key).map(|&place| &self.rows[place])
    }

    /// The rows with exactly this name, letter case included; a few names have more than one.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &T> {
        self.at(self.names.get(name))
    }

    /// The rows with exactly this weak form, which is no evidence when it stands alone.
    pub fn weakly_named(&self, form: &str) -> impl Iterator<Item = &T> {
        self.at(self.weak_names.get(form))
    }

    fn at(&self, places: Option<&Places>) -> impl Iterator<Item = &T> {
        let places = places.map_or(&[][..], Places::as_slice);
        places.iter().map(|&place| &self.rows[place])
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
    pub(super) fn new(rows: impl Iterator<Item = T>) -> Self {
        let rows: Vec<T> = rows.collect();
        let mut register = Self {
            keys: HashMap::with_capacity(rows.len()),
            names: HashMap::with_capacity(4 * rows.len()),
            weak_names: HashMap::new(),
            rows,
        };
        for place in 0..register.rows.len() {
            register.index(place);
        }
        register
    }

    /// Adds a row, or puts it in the place of the row that has its key.
    pub(super) fn insert(&mut self, row: T) {
        let known = self.keys.get(row.key()).copied();
        let place = known.unwrap_or(self.rows.len());
        if known.is_some() {
            self.rows[place] = row;
        } else {
            self.rows.push(row);
        }
        self.index(place);
    }

    fn index(&mut self, place: usize) {
        let row = &self.rows[place];
        self.keys.entry(row.key().clone()).or_insert(place);
        for name in row.names() {
            insert(&mut self.names, name, place);
        }
        for name in row.weak_names() {
            insert(&mut self.weak_names, name, place);
        }
    }
}

fn insert(map: &mut HashMap<Text, Places>, name: &Text, place: usize) {
    map.entry(name.clone())
        .and_modify(|places| places.insert(place))
        .or_insert(Places::One(place));
}
