//! The bodies whose titles persons bear, where the body was found after the title was read: 曾文水庫管理中心|主任.

use std::ops::Range;

use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::{Found, Kind, Reading, RoleReading};

/// Gives each title in Chinese that has no body yet the one that ends before it or inside it, and leaves of the
/// title what is behind that body.
pub fn settle(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut [Found]) {
    let mut bodies: Vec<Range<usize>> = found
        .iter()
        .filter(|item| item.kind == Kind::Organisation)
        .map(|body| body.range.clone())
        .collect();
    bodies.sort_unstable_by_key(|body| (body.end, body.start));
    for item in found {
        let Reading::Person(person) = &mut item.reading else {
            continue;
        };
        for role in &mut person.roles {
            let title = glyphs.range(role.title);
            let with_body = role.of.is_none().then(|| held(glyphs, &bodies, &title));
            let Some((body, rest)) = with_body.flatten() else {
                continue;
            };
            let is_title = || {
                let known = |at| knowledge.title_at(glyphs, at).map(|(end, _)| end);
                rest.clone().any(|at| known(at) == Some(rest.end))
            };
            if is_title() {
                *role = RoleReading {
                    title: glyphs.span(rest),
                    of: Some(glyphs.span(body)),
                };
            }
        }
    }
}

/// The body that ends before a title or inside it, and what of the title is behind it; of 外交部|長 the title is 部長.
fn held(
    glyphs: &Glyphs,
    bodies: &[Range<usize>],
    title: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    const SHORTEST: usize = 2;
    if title.is_empty() || glyphs.class(title.start) != Class::Han {
        return None;
    }
    let from = bodies.partition_point(|body| body.end < title.start);
    let ends = bodies[from..]
        .iter()
        .take_while(|body| body.end < title.end)
        .filter(|body| body.start <= title.start);
    // The one that ends last is the longest, and of those that end there the one that begins first.
    let last = ends.clone().map(|body| body.end).max()?;
    let body = ends.clone().find(|body| body.end == last)?;
    let rest = if title.end - last >= SHORTEST {
        last.max(title.start)..title.end
    } else {
        title.clone()
    };
    Some((body.clone(), rest))
}
