//! Where in the text the quotes of a gold file stand.

use super::gold::Gold;
use super::ink::{Ink, Place, contains, shared};
use crate::diagnostic::Diagnostic;

/// The places of the quotes of a gold file, in its order.
#[derive(Clone, Debug, Default)]
pub struct Located {
    /// For each entity those of its mentions.
    pub mentions: Vec<Vec<Place>>,
    /// Those of the dates.
    pub dates: Vec<Place>,
    /// Those of the figures.
    pub figures: Vec<Place>,
}

/// What decides between several places of one quote in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Manner {
    /// It keeps clear of the others.
    Free,
    /// It lies in another.
    Nested,
    /// It may lie anywhere.
    Anywhere,
}

/// A quote to be located, with its line.
type Quote<'g> = (Manner, &'g str, usize);

impl Located {
    /// Locates the quotes of a gold file in a text.
    ///
    /// Where a line holds a quote several times, a name that is nested in none takes the first
    /// place that lies in no longer name, and a nested one a place that does.
    ///
    /// # Errors
    ///
    /// `gold-quote`, for each quote that does not begin in its line: the gold file belongs to
    /// another text.
    pub fn new(gold: &Gold, ink: &Ink) -> Result<Self, Vec<Diagnostic>> {
        let mut missing = Vec::new();
        let names: Vec<Quote> = gold
            .entities
            .iter()
            .flat_map(|entity| &entity.mentions)
            .map(|mention| {
                let manner = match (mention.statement, &mention.nested_in) {
                    (true, _) => Manner::Anywhere,
                    (false, None) => Manner::Free,
                    (false, Some(_)) => Manner::Nested,
                };
                (manner, &*mention.quote, mention.line)
            })
            .collect();
        let mut places = locate(&names, ink, &mut missing).into_iter();
        let mentions = gold
            .entities
            .iter()
            .map(|entity| places.by_ref().take(entity.mentions.len()).collect())
            .collect();
        let dates: Vec<Quote> = gold
            .dates
            .iter()
            .map(|date| (Manner::Free, &*date.quote, date.line))
            .collect();
        let figures: Vec<Quote> = gold
            .figures
            .iter()
            .map(|figure| (Manner::Anywhere, &*figure.quote, figure.line))
            .collect();
        let located = Self {
            mentions,
            dates: locate(&dates, ink, &mut missing),
            figures: locate(&figures, ink, &mut missing),
        };
        if missing.is_empty() {
            Ok(located)
        } else {
            Err(missing)
        }
    }
}

/// The places of quotes, in their order.
fn locate(quotes: &[Quote], ink: &Ink, missing: &mut Vec<Diagnostic>) -> Vec<Place> {
    let mut order: Vec<usize> = (0..quotes.len()).collect();
    order.sort_by_key(|&index| {
        let (manner, quote, _) = quotes[index];
        (manner, std::cmp::Reverse(quote.chars().count()), index)
    });
    let mut places: Vec<Place> = vec![0..0; quotes.len()];
    let (mut free, mut nested): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    for index in order {
        let (manner, quote, line) = quotes[index];
        let found = ink.find(quote, line);
        let unused = |place: &&Place| !free.contains(place) && !nested.contains(place);
        let clear = |place: &&Place| free.iter().all(|other| shared(other, place) == 0);
        let inside = |place: &&Place| free.iter().any(|other| contains(other, place));
        let place = match manner {
            Manner::Free => found.iter().find(clear),
            Manner::Nested => found.iter().find(|place| unused(place) && inside(place)),
            Manner::Anywhere => None,
        };
        let place = place
            .or_else(|| found.iter().find(unused))
            .or(found.first());
        let Some(place) = place else {
            let message = format!("“{quote}” does not begin in line {line} of the source");
            let diagnostic = Diagnostic::error("gold-quote", message)
                .help("check that the gold file was made for this text");
            missing.push(diagnostic);
            continue;
        };
        match manner {
            Manner::Free => free.push(place.clone()),
            Manner::Nested => nested.push(place.clone()),
            Manner::Anywhere => {}
        }
        places[index] = place.clone();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_does_not_take_the_place_of_a_longer_one() {
        let ink = Ink::new("甲會秘書處是甲會的秘書處");
        let quotes = [
            (Manner::Nested, "甲會", 1),
            (Manner::Free, "甲會", 1),
            (Manner::Free, "甲會秘書處", 1),
        ];
        let mut missing = Vec::new();
        let places = locate(&quotes, &ink, &mut missing);
        assert_eq!(places, [0..2, 6..8, 0..5]);
        assert_eq!(missing, []);
    }

    #[test]
    fn a_quote_that_is_not_there_is_said() {
        let mut missing = Vec::new();
        locate(
            &[(Manner::Free, "乙會", 1)],
            &Ink::new("甲會"),
            &mut missing,
        );
        assert_eq!(missing[0].code, "gold-quote");
        assert_eq!(
            missing[0].message,
            "“乙會” does not begin in line 1 of the source"
        );
    }
}
