//! The bodies whose titles persons bear, where the body was found after the title was read: 曾文水庫管理中心|主任.

use std::cmp::Reverse;
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
    bodies.sort_unstable_by_key(|body| body.end);
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
    // The one that ends last, and of those that end there the one that begins first.
    let body = ends.max_by_key(|body| (body.end, Reverse(body.start)))?;
    let rest = if title.end - body.end >= SHORTEST {
        body.end.max(title.start)..title.end
    } else {
        title.clone()
    };
    Some((body.clone(), rest))
}

#[cfg(test)]
mod tests {
    use super::super::{PersonReading, Rule, by_script};
    use super::*;
    use crate::authority::Authority;

    /// The title and its body, of a person who stands behind the title in a text with a body.
    fn settled(text: &str, title: &str, body: &str) -> (String, Option<String>) {
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let glyphs = Glyphs::known(text, &knowledge.beginnings);
        let place = |part: &str| {
            let at = text.find(part).expect("a part of the text");
            let start = text[..at].chars().count();
            start..start + part.chars().count()
        };
        let found = |kind, range: Range<usize>, reading| Found {
            kind,
            range,
            reading,
            rule: Rule::Model,
            hard: true,
        };
        let person = PersonReading {
            name: "王大同".to_owned(),
            foreign: None,
            partial: false,
            roles: vec![RoleReading {
                title: glyphs.span(place(title)),
                of: None,
            }],
        };
        let mut all = vec![
            found(
                Kind::Organisation,
                place(body),
                Reading::Named(by_script(body)),
            ),
            found(Kind::Person, place("王大同"), Reading::Person(person)),
        ];
        settle(&knowledge, &glyphs, &mut all);
        let Reading::Person(person) = &all[1].reading else {
            panic!("{all:?}");
        };
        let role = &person.roles[0];
        let words = |span| glyphs.text(glyphs.range(span));
        (words(role.title), role.of.map(words))
    }

    #[test]
    fn a_title_is_what_stands_behind_the_body_that_it_overlaps() {
        let of = |body: &str| Some(body.to_owned());
        assert_eq!(
            settled(
                "曾文水庫管理中心主任王大同",
                "文水庫管理中心主任",
                "曾文水庫管理中心"
            ),
            ("主任".to_owned(), of("曾文水庫管理中心"))
        );
        assert_eq!(
            settled("花蓮醫院院長王大同", "醫院院長", "花蓮醫院"),
            ("院長".to_owned(), of("花蓮醫院"))
        );
        assert_eq!(
            settled("大湖工作站站長王大同", "站長", "大湖工作站"),
            ("站長".to_owned(), of("大湖工作站"))
        );
        // The last character of the body is the first one of the title.
        assert_eq!(
            settled("外交部長王大同", "部長", "外交部"),
            ("部長".to_owned(), of("外交部"))
        );
        // A body apart from the title is another matter.
        assert_eq!(
            settled("外交部派主任王大同", "主任", "外交部"),
            ("主任".to_owned(), None)
        );
    }
}
