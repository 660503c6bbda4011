//! Measures with several values.

use oxigraph::model::{Literal, NamedNode};

use super::{Bilingual, Contradiction, Value};
use crate::fact::{Facts, Figure, FigureConflict, Measured};
use crate::graph::map::Writer;
use crate::graph::vocab::{code, schema, xsd};

/// Reads them; `nodes` are those of the figures. Each value is one of a figure, and none is
/// preferred: who says it, and how round it is, the figures tell.
pub fn read(writer: &Writer, facts: &Facts, nodes: &[Option<NamedNode>]) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.figures;
    conflicts
        .iter()
        .filter_map(|conflict| read_one(writer, facts, conflict, nodes))
        .collect()
}

fn read_one(
    writer: &Writer,
    facts: &Facts,
    conflict: &FigureConflict,
    nodes: &[Option<NamedNode>],
) -> Option<Contradiction> {
    let figures: Vec<&Figure> = conflict
        .figures
        .iter()
        .map(|&i| &facts.figures[i])
        .collect();
    let ((chinese, english), key) = match conflict.about {
        Measured::Thing(thing) => (writer.called_in(thing), writer.key(thing)),
        Measured::Session(index) => {
            let session = &facts.sessions[index];
            let (chinese, foreign) = (session.chinese.as_deref(), session.foreign.as_deref());
            let key = session.key.as_str();
            let names = (chinese.or(foreign), foreign.or(chinese));
            ((names.0.unwrap_or(key), names.1.unwrap_or(key)), key)
        }
        Measured::Series(index) => {
            let series = &facts.series[index];
            let foreign = series.foreign.as_deref().unwrap_or(&series.chinese);
            ((series.chinese.as_str(), foreign), series.key.as_str())
        }
        Measured::Undertaking(_) => return None,
    };
    let mut about: Vec<NamedNode> = Vec::new();
    let mut values = Vec::new();
    for (&index, figure) in conflict.figures.iter().zip(&figures) {
        let node = nodes.get(index)?.clone()?;
        values.push(Value {
            subject: node.clone(),
            predicate: schema::VALUE,
            object: number(figure).into(),
            places: figure.evidence.clone(),
        });
        about.push(node);
    }
    if let Measured::Thing(thing) = conflict.about {
        about.insert(0, writer.entity(thing));
    }
    let mut printed: Vec<&str> = { figures.iter() }
        .map(|figure| writer.material.document.slice(figure.place).trim())
        .collect();
    printed.dedup();
    let mut numbers: Vec<String> = figures.iter().map(|figure| bounded(figure)).collect();
    numbers.dedup();
    let measure = conflict.measure.replace('-', " ");
    Some(Contradiction {
        path: format!("figure-{}-{key}", conflict.measure),
        about,
        kind: if conflict.rounded {
            code::discrepancy_kind::ROUNDING
        } else {
            code::discrepancy_kind::FIGURE
        },
        label: Bilingual {
            chinese: format!("{chinese}：數值不一致：{}", printed.join("、")),
            english: format!(
                "figures that differ: {measure} of {english}: {}",
                numbers.join(", ")
            ),
        },
        values,
        preferred: None,
    })
}

fn number(figure: &Figure) -> Literal {
    let datatype = match figure.value.as_integer() {
        Some(_) => xsd::INTEGER,
        None => xsd::DECIMAL,
    };
    Literal::new_typed_literal(figure.value.to_string(), datatype)
}

/// A number with its bound: `more than 70`.
fn bounded(figure: &Figure) -> String {
    match figure.bound.as_str() {
        "exactly" => figure.value.to_string(),
        bound => format!("{} {}", bound.replace('-', " "), figure.value),
    }
}
