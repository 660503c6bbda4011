//! In what somebody took part.

use crate::entity::EntityId;

/// Something that one can take part in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// A named event.
    Event(EntityId),
    /// A session, by its index in [`Facts::sessions`](super::Facts::sessions).
    Session(usize),
    /// A visit, by its index in [`Facts::visits`](super::Facts::visits).
    Visit(usize),
}
