//! Which body an abbreviation means.
//!
//! An abbreviation is a name of the body whose full name stands beside it. Two bodies of one
//! report may have the same one; it then is no name by which they are one.

use super::fold;

/// A place that explains an abbreviation.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    /// The index of the mention.
    pub mention: usize,
    /// The node of the full names.
    pub node: usize,
    /// The full name in Chinese.
    pub chinese: Option<String>,
    /// The full name in another language.
    pub foreign: Option<String>,
}

impl Definition {
    /// Whether the full names of two places may be those of one body: nothing shows that they
    /// are not.
    pub fn agrees(&self, other: &Self) -> bool {
        match (
            (&self.chinese, &other.chinese),
            (&self.foreign, &other.foreign),
        ) {
            ((Some(a), Some(b)), _) | (_, (Some(a), Some(b))) => may_be_one(a, b),
            _ => true,
        }
    }

    /// The name that stands for it in a message.
    pub fn name(&self) -> &str {
        let name = self.chinese.as_deref().or(self.foreign.as_deref());
        name.unwrap_or_default()
    }
}

/// Whether two full names may be forms of one: more than half of the shorter stands in the
/// longer, in order (世界資源協會, 世界資源研究所), counted in words where there are some.
pub(super) fn may_be_one(a: &str, b: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        let words: Vec<String> = name
            .split_whitespace()
            .map(fold)
            .filter(|word| !word.is_empty())
            .collect();
        if name.is_ascii() && words.len() > 1 {
            words
        } else {
            fold(name).chars().map(String::from).collect()
        }
    };
    let (a, b) = (parts(a), parts(b));
    2 * common(&a, &b) > a.len().min(b.len())
}

/// The length of the longest sequence that stands in both, in order.
fn common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (i, y) in b.iter().enumerate() {
            let above = row[i + 1];
            row[i + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[i])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_share_most_of_their_words_may_be_one() {
        assert!(may_be_one("世界資源協會", "世界資源研究所"));
        assert!(may_be_one("民間開放文化基金會", "開放文化基金會"));
        assert!(!may_be_one("世界資源協會", "水利研究所"));
        assert!(!may_be_one("保健福祉部", "衛生福利部"));
        assert!(!may_be_one(
            "World Resources Institute",
            "Water Research Institute"
        ));
    }
}
