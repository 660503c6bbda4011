//! Where the nodes of a drawing go.
//!
//! Forces as in Fruchterman and Reingold (1991): nodes push each other away, lines pull their
//! ends together, and a weak pull to the middle keeps the parts of a graph on the sheet. Only
//! the four operations and square roots are used, which every machine rounds the same, and no
//! chance, so that a drawing is the same everywhere.

/// How often all nodes are moved.
const ROUNDS: usize = 260;

/// The most nodes that are laid out; the time grows with their square.
pub const MOST: usize = 160;

/// A point of the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// Places `count` nodes with lines between some of them on a sheet of this size.
pub fn place(count: usize, lines: &[(usize, usize)], width: f64, height: f64) -> Vec<Point> {
    let mut points = start(count, width, height);
    if count < 2 {
        return points;
    }
    let area = width * height;
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let ideal = (area / count as f64).sqrt();
    let (middle_x, middle_y) = (width / 2.0, height / 2.0);
    let mut heat = width / 8.0;
    for _ in 0..ROUNDS {
        let mut forces = vec![Point { x: 0.0, y: 0.0 }; count];
        for a in 0..count {
            for b in a + 1..count {
                let (mut dx, dy) = (points[a].x - points[b].x, points[a].y - points[b].y);
                if dx == 0.0 && dy == 0.0 {
                    dx = 0.01;
                }
                // Names are wide and low, so nodes keep more room beside than above each other.
                let square = dx * dx / 2.0 + dy * dy * 2.0;
                let push = ideal * ideal / square.max(1.0);
                forces[a].x += dx * push;
                forces[a].y += dy * push;
                forces[b].x -= dx * push;
                forces[b].y -= dy * push;
            }
        }
        for &(a, b) in lines {
            let (dx, dy) = (points[a].x - points[b].x, points[a].y - points[b].y);
            let pull = (dx * dx + dy * dy).sqrt() / ideal;
            forces[a].x -= dx * pull;
            forces[a].y -= dy * pull;
            forces[b].x += dx * pull;
            forces[b].y += dy * pull;
        }
        for (point, force) in points.iter_mut().zip(&forces) {
            let (fx, fy) = (
                force.x + (middle_x - point.x) * 0.6,
                force.y + (middle_y - point.y) * 1.1,
            );
            let length = (fx * fx + fy * fy).sqrt().max(0.01);
            let step = length.min(heat);
            point.x += fx / length * step;
            point.y += fy / length * step;
        }
        heat *= 0.98;
    }
    fit(&mut points, width, height);
    points
}

/// Moves nodes up and down until their names, which stand beside them, no longer cover each
/// other; `widths` are those of node and name.
pub fn separate(points: &mut [Point], widths: &[f64], line: f64, height: f64) {
    for _ in 0..ROUNDS {
        let mut is_still = true;
        for a in 0..points.len() {
            for b in a + 1..points.len() {
                let is_beside =
                    points[a].x + widths[a] < points[b].x || points[b].x + widths[b] < points[a].x;
                let apart = (points[a].y - points[b].y).abs();
                if is_beside || apart >= line {
                    continue;
                }
                is_still = false;
                let step = (line - apart) / 2.0 + 0.5;
                let (up, down) = if points[a].y <= points[b].y {
                    (a, b)
                } else {
                    (b, a)
                };
                points[up].y = (points[up].y - step).max(0.0);
                points[down].y = (points[down].y + step).min(height);
            }
        }
        if is_still {
            break;
        }
    }
}

/// A grid, row by row, every other row shifted, so that no two nodes start at one place.
fn start(count: usize, width: f64, height: f64) -> Vec<Point> {
    let mut columns = 1;
    while columns * columns < count {
        columns += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let at = |index: usize| {
        let (row, column) = (index / columns, index % columns);
        let shift = if row % 2 == 0 { 0.25 } else { 0.75 };
        Point {
            x: width * (column as f64 + shift) / columns as f64,
            y: height * (row as f64 + 0.5) / columns as f64,
        }
    };
    (0..count).map(at).collect()
}

/// How much of its place a node has by its rank among the others, and not by the forces.
const EVENLY: f64 = 0.65;

/// Stretches a drawing to the sheet; where nodes are dense they are moved apart, in their order,
/// since names need room there, too.
fn fit(points: &mut [Point], width: f64, height: f64) {
    let stretch = |values: Vec<f64>, size: f64| -> Vec<f64> {
        let mut ranks: Vec<usize> = (0..values.len()).collect();
        ranks.sort_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
        let mut even = vec![0.0; values.len()];
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        for (rank, node) in ranks.into_iter().enumerate() {
            even[node] = rank as f64 / (values.len() - 1).max(1) as f64 * size;
        }
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let span = (most - least).max(1.0);
        values
            .iter()
            .zip(even)
            .map(|(value, even)| {
                let forced = (value - least) / span * size;
                forced + (even - forced) * EVENLY
            })
            .collect()
    };
    let xs = stretch(points.iter().map(|point| point.x).collect(), width);
    let ys = stretch(points.iter().map(|point| point.y).collect(), height);
    for ((point, x), y) in points.iter_mut().zip(xs).zip(ys) {
        *point = Point { x, y };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_bring_their_ends_together_and_all_stay_on_the_sheet() {
        let lines = [(0, 1), (0, 2), (3, 4)];
        let points = place(6, &lines, 900.0, 600.0);
        let far = |a: usize, b: usize| {
            let (dx, dy) = (points[a].x - points[b].x, points[a].y - points[b].y);
            (dx * dx + dy * dy).sqrt()
        };
        assert!(far(3, 4) < far(0, 3) && far(0, 1) < far(1, 4));
        for point in &points {
            assert!((0.0..=900.0).contains(&point.x) && (0.0..=600.0).contains(&point.y));
        }
        assert_eq!(points, place(6, &lines, 900.0, 600.0));
    }

    #[test]
    fn names_do_not_cover_each_other() {
        let mut points = vec![Point { x: 0.0, y: 50.0 }, Point { x: 30.0, y: 52.0 }];
        separate(&mut points, &[100.0, 100.0], 20.0, 100.0);
        assert!(points[1].y - points[0].y >= 20.0, "{points:?}");
        let mut beside = vec![Point { x: 0.0, y: 50.0 }, Point { x: 300.0, y: 50.0 }];
        separate(&mut beside, &[100.0, 100.0], 20.0, 100.0);
        assert_eq!(beside[0], Point { x: 0.0, y: 50.0 });
    }

    #[test]
    fn nothing_and_one_node_can_be_drawn() {
        assert!(place(0, &[], 10.0, 10.0).is_empty());
        assert_eq!(place(1, &[], 10.0, 10.0).len(), 1);
    }
}
