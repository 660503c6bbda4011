//! Totals that their parts do not make up.

use oxigraph::model::Literal;

use super::{Bilingual, Contradiction, Value};
use crate::document::Span;
use crate::fact::{Facts, Parts, SumConflict};
use crate::graph::map::Writer;
use crate::graph::map::compose::short_hash;
use crate::graph::vocab::{code, schema};

/// Reads them: the total is one value, all parts as printed the other; neither is preferred, since
/// either may be the slip.
pub fn read(writer: &Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.sums;
    conflicts
        .iter()
        .map(|conflict| read_one(writer, conflict))
        .collect()
}

fn read_one(writer: &Writer, conflict: &SumConflict) -> Contradiction {
    let subject = writer.names.document();
    let value = |predicate, text: &str, places: Vec<Span>| Value {
        subject: subject.clone(),
        predicate,
        object: if predicate == schema::VALUE {
            Literal::new_simple_literal(text).into()
        } else {
            writer.printed(text).into()
        },
        places,
    };
    let (stated, counted) = (&conflict.stated, &conflict.counted);
    let values = if conflict.of == Parts::Shares {
        let parts = conflict.parts.iter().zip(&conflict.places);
        parts
            .map(|(part, &place)| value(schema::VALUE, part, vec![place]))
            .collect()
    } else {
        let list = conflict.parts.join("、");
        vec![
            value(schema::VALUE, stated, vec![conflict.total]),
            value(schema::ITEM_LIST_ELEMENT, &list, conflict.places.clone()),
        ]
    };
    let label = match conflict.of {
        Parts::Names | Parts::Items => Bilingual {
            chinese: format!("文中稱 {stated} 個，所列為 {counted} 個"),
            english: format!("{stated} are announced, {counted} are listed"),
        },
        Parts::Numbers => Bilingual {
            chinese: format!("合計作 {stated}，各項相加為 {counted}"),
            english: format!("the total is {stated}, the parts add up to {counted}"),
        },
        Parts::Shares => Bilingual {
            chinese: format!("各占比相加為 {counted}"),
            english: format!("the shares of one whole add up to {counted}"),
        },
    };
    Contradiction {
        path: format!("sum-{}", hash(writer, conflict)),
        about: vec![subject.clone()],
        kind: code::discrepancy_kind::ARITHMETIC,
        label,
        values,
        preferred: None,
    }
}

/// A short hash of the words of the total and of its parts, without white space.
fn hash(writer: &Writer, conflict: &SumConflict) -> String {
    let words = writer.material.document.slice(conflict.total);
    let words = words
        .chars()
        .chain(conflict.parts.iter().flat_map(|part| part.chars()));
    let plain: String = words.filter(|c| !c.is_whitespace()).collect();
    short_hash(&[&conflict.stated, &plain])
}
