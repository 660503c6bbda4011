//! What a token is to a name.

/// How many labels there are: outside of all names, and for each kind of name its beginning, a token
/// inside it, its end, and a token that is the whole name.
pub const COUNT: usize = 13;

/// The kinds of names, in the order of their labels.
pub const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// In none.
    Outside,
    /// At the beginning of a longer one.
    First,
    /// In the middle.
    Inner,
    /// At the end.
    Last,
    /// It is the whole name.
    Whole,
}

/// Where in a name a label says that a token stands.
pub const fn part(label: usize) -> Part {
    if label == 0 {
        return Part::Outside;
    }
    match (label - 1) % 4 {
        0 => Part::First,
        1 => Part::Inner,
        2 => Part::Last,
        _ => Part::Whole,
    }
}

/// The place among [`KINDS`] of the kind of a label.
pub const fn kind(label: usize) -> usize {
    label.saturating_sub(1) / 4
}

/// Whether one label may follow another.
pub const fn follows(before: usize, after: usize) -> bool {
    let goes_on = matches!(part(after), Part::Inner | Part::Last);
    match part(before) {
        Part::First | Part::Inner => goes_on && kind(before) == kind(after),
        Part::Outside | Part::Last | Part::Whole => !goes_on,
    }
}

/// Whether a text may begin with a label.
pub const fn begins(label: usize) -> bool {
    !matches!(part(label), Part::Inner | Part::Last)
}

/// Whether a text may end with a label.
pub const fn ends(label: usize) -> bool {
    !matches!(part(label), Part::First | Part::Inner)
}
