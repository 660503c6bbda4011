//! Pairing what is expected with what was given, one to one.

use std::collections::{BTreeMap, BTreeSet};

/// Something expected and something given that may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Which of the expected ones.
    pub gold: usize,
    /// Which of the given ones.
    pub given: usize,
    /// Whether the pair would be right, or the one mistaken for the other.
    pub hit: bool,
    /// Decides between pairings that are equally good otherwise: how much the two share.
    pub weight: usize,
}

/// Chooses edges so that nothing is paired twice and the sum of their values is the greatest
/// possible (an assignment problem, solved by the Hungarian method).
///
/// Values must be greater than zero.
pub fn align(edges: &[Edge], value: impl Fn(&Edge) -> i128) -> Vec<Edge> {
    let mut by_gold: BTreeMap<usize, Vec<&Edge>> = BTreeMap::new();
    let mut by_given: BTreeMap<usize, Vec<&Edge>> = BTreeMap::new();
    for edge in edges {
        by_gold.entry(edge.gold).or_default().push(edge);
        by_given.entry(edge.given).or_default().push(edge);
    }
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut chosen = Vec::new();
    // What is not connected by edges does not compete: each connected part is solved alone.
    for &first in by_gold.keys() {
        if seen.contains(&first) {
            continue;
        }
        let (mut golds, mut givens) = (BTreeSet::from([first]), BTreeSet::new());
        let mut open = vec![first];
        while let Some(gold) = open.pop() {
            for edge in &by_gold[&gold] {
                if givens.insert(edge.given) {
                    let others = by_given[&edge.given].iter().map(|edge| edge.gold);
                    open.extend(others.filter(|&other| golds.insert(other)));
                }
            }
        }
        let golds: Vec<usize> = golds.into_iter().collect();
        let givens: Vec<usize> = givens.into_iter().collect();
        let best = |gold: usize, given: usize| {
            let edges = by_gold[&golds[gold]].iter();
            edges
                .filter(|edge| edge.given == givens[given])
                .max_by_key(|edge| value(edge))
        };
        let values: Vec<Vec<i128>> = (0..golds.len())
            .map(|i| {
                (0..givens.len())
                    .map(|j| best(i, j).map_or(0, |edge| value(edge)))
                    .collect()
            })
            .collect();
        for (i, j) in assign(&values) {
            chosen.extend(best(i, j).map(|edge| **edge));
        }
        seen.extend(golds);
    }
    chosen
}

/// Rows and columns paired so that the sum of the values is the greatest possible.
fn assign(values: &[Vec<i128>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (values.len(), values.first().map_or(0, Vec::len));
    if rows > columns {
        let turned: Vec<Vec<i128>> = (0..columns)
            .map(|j| values.iter().map(|row| row[j]).collect())
            .collect();
        return assign(&turned).into_iter().map(|(j, i)| (i, j)).collect();
    }
    // The Hungarian method with potentials, O(rows² · columns). Row and column 0 are dummies;
    // costs are negative values.
    let (mut of_row, mut of_column) = (vec![0; rows + 1], vec![0; columns + 1]);
    let mut row_at = vec![0; columns + 1];
    for row in 1..=rows {
        row_at[0] = row;
        let mut least = vec![i128::MAX; columns + 1];
        let mut came_from = vec![0; columns + 1];
        let mut used = vec![false; columns + 1];
        let mut column = 0;
        while row_at[column] != 0 {
            used[column] = true;
            let (i, mut delta, mut next) = (row_at[column], i128::MAX, 0);
            for j in (1..=columns).filter(|&j| !used[j]) {
                let cost = -values[i - 1][j - 1] - of_row[i] - of_column[j];
                if cost < least[j] {
                    (least[j], came_from[j]) = (cost, column);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=columns {
                if used[j] {
                    of_row[row_at[j]] += delta;
                    of_column[j] -= delta;
                } else if j > 0 {
                    least[j] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            row_at[column] = row_at[came_from[column]];
            column = came_from[column];
        }
    }
    (1..=columns)
        .filter(|&j| row_at[j] != 0)
        .map(|j| (row_at[j] - 1, j - 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(edges: &[(usize, usize, usize)]) -> Vec<(usize, usize)> {
        let edges: Vec<Edge> = edges
            .iter()
            .map(|&(gold, given, weight)| Edge {
                gold,
                given,
                hit: true,
                weight,
            })
            .collect();
        let mut pairs: Vec<_> = align(&edges, |edge| i128::try_from(edge.weight).unwrap())
            .iter()
            .map(|edge| (edge.gold, edge.given))
            .collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn a_greedy_choice_is_undone_where_it_costs_a_pair() {
        assert_eq!(pairs(&[(0, 0, 5), (0, 1, 4), (1, 0, 4)]), [(0, 1), (1, 0)]);
        assert_eq!(pairs(&[(0, 0, 9), (0, 1, 4), (1, 0, 4)]), [(0, 0)]);
    }

    #[test]
    fn nothing_is_paired_twice() {
        assert_eq!(pairs(&[(0, 0, 1), (0, 1, 1), (0, 2, 2)]), [(0, 2)]);
        assert_eq!(pairs(&[(0, 7, 1), (1, 7, 2), (2, 7, 1)]), [(1, 7)]);
        assert_eq!(pairs(&[]), []);
    }

    /// The best sum by trying everything.
    fn tried(values: &[Vec<i128>], used: &mut Vec<bool>) -> i128 {
        let Some((row, rest)) = values.split_first() else {
            return 0;
        };
        let mut best = tried(rest, used);
        for j in 0..row.len() {
            if !used[j] {
                used[j] = true;
                best = best.max(row[j] + tried(rest, used));
                used[j] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_pairing_is_better(
            values in (1..5usize, 1..5usize)
                .prop_flat_map(|(n, m)| vec![vec![0..9i128; m]; n])
        ) {
            let found: i128 = assign(&values).iter().map(|&(i, j)| values[i][j]).sum();
            prop_assert_eq!(found, tried(&values, &mut vec![false; values[0].len()]));
        }
    }
}
