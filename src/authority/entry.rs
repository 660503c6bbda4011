//! What the rows of a table have in common.

use super::cell::Text;

/// A row that has one key and any number of names.
pub trait Entry {
    /// The key, unique in its table.
    fn key(&self) -> &Text;
    /// Names that tell the thing wherever they stand.
    fn names(&self) -> impl Iterator<Item = Text>;
    /// Forms that tell the thing only beside other evidence.
    fn weak_names(&self) -> impl Iterator<Item = Text>;
}
