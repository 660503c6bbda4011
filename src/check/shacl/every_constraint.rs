//! One fault for each constraint of `ontology/shapes.ttl`, made from the shapes
//! themselves, so that none is ever left out; a shape that no fault breaks fails the test.

use super::engine::tests::{check, quads};
use std::collections::BTreeSet;

use crate::graph::Quads;
use oxigraph::model::{
    GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term,
    vocab::{rdf, xsd},
};

const SHAPES: &str = include_str!("../../../ontology/shapes.ttl");

const SH: &str = "http://www.w3.org/ns/shacl#";

fn sh(name: &str) -> NamedNode {
    NamedNode::new(format!("{SH}{name}")).unwrap()
}

/// The values of a property of any node of the shapes.
fn values(shapes: &Quads, node: &Term, property: NamedNodeRef<'_>) -> Vec<Term> {
    let is_meant =
        |quad: &&Quad| Term::from(quad.subject.clone()) == *node && quad.predicate == property;
    shapes
        .iter()
        .filter(is_meant)
        .map(|quad| quad.object.clone())
        .collect()
}

fn list(shapes: &Quads, node: &Term) -> Vec<Term> {
    match values(shapes, node, rdf::FIRST).pop() {
        None => Vec::new(),
        Some(first) => {
            let rest = values(shapes, node, rdf::REST).pop().unwrap();
            [vec![first], list(shapes, &rest)].concat()
        }
    }
}

/// A fault: data, and the result that must come of it.
struct Fault {
    code: &'static str,
    focus: NamedNode,
    message: String,
}

#[derive(Default)]
struct Faults {
    data: Vec<Quad>,
    expected: Vec<Fault>,
    /// The shapes that at least one fault breaks.
    broken: BTreeSet<String>,
}

impl Faults {
    /// Notes that a value breaks a shape, and with it all its alternatives and what they ask for.
    fn breaks(&mut self, shapes: &Quads, shape: &Term) {
        self.broken.insert(shape.to_string());
        let asked = values(shapes, shape, sh("property").as_ref()).into_iter();
        let alternatives = ["or", "xone"]
            .into_iter()
            .flat_map(|name| values(shapes, shape, sh(name).as_ref()))
            .flat_map(|alternatives| list(shapes, &alternatives));
        for part in asked.chain(alternatives).collect::<Vec<_>>() {
            self.breaks(shapes, &part);
        }
    }

    fn add(&mut self, s: &NamedNode, p: NamedNode, o: impl Into<Term>) {
        self.data
            .push(Quad::new(s.clone(), p, o, GraphName::DefaultGraph));
    }

    /// Gives `focus` values of the path of a property shape.
    fn give(&mut self, shapes: &Quads, path: &Term, focus: &NamedNode, given: Vec<Term>) {
        let steps = match path {
            Term::NamedNode(property) => {
                return given.into_iter().for_each(|value| {
                    self.add(focus, property.clone(), value);
                });
            }
            path => list(shapes, path),
        };
        if let Some(inverse) = values(shapes, path, sh("inversePath").as_ref()).pop() {
            for value in given {
                let (Term::NamedNode(value), Term::NamedNode(inverse)) = (value, &inverse) else {
                    panic!("an inverse path leads to an IRI")
                };
                self.add(&value, inverse.clone(), focus.clone());
            }
            return;
        }
        let [Term::NamedNode(first), Term::NamedNode(second)] = steps.as_slice() else {
            panic!("an unknown kind of path: {path}")
        };
        let middle = NamedNode::new(format!("{}/m", focus.as_str())).unwrap();
        self.add(focus, first.clone(), middle.clone());
        for value in given {
            self.add(&middle, second.clone(), value);
        }
    }
}

fn text(value: &str) -> Term {
    Literal::from(value).into()
}

fn english(value: &str) -> Term {
    Literal::new_language_tagged_literal(value, "en")
        .unwrap()
        .into()
}

fn number(value: &str, datatype: NamedNodeRef<'_>) -> Term {
    Literal::new_typed_literal(value, datatype).into()
}

/// The values that break a constraint, and the code of the result.
fn breaking(constraint: &str, parameter: &Term) -> Option<(&'static str, Vec<Term>)> {
    let some = |tail: &str| {
        Term::from(NamedNode::new(format!("https://data.example.org/id/some/{tail}")).unwrap())
    };
    let count: usize = match parameter {
        Term::Literal(literal) => literal.value().parse().unwrap_or(0),
        _ => 0,
    };
    Some(match constraint {
        "minCount" => ("shacl-min-count", vec![]),
        "hasValue" => ("shacl-has-value", vec![]),
        "maxCount" => (
            "shacl-max-count",
            (0..=count).map(|i| some(&i.to_string())).collect(),
        ),
        "nodeKind" => ("shacl-node-kind", vec![text("not an IRI")]),
        "datatype" => ("shacl-datatype", vec![number("x", xsd::ANY_URI)]),
        "class" => ("shacl-class", vec![some("untyped")]),
        "in" => ("shacl-in", vec![some("unlisted")]),
        "pattern" => ("shacl-pattern", vec![text("§")]),
        "uniqueLang" => ("shacl-unique-lang", vec![english("one"), english("two")]),
        "languageIn" => (
            "shacl-language-in",
            vec![
                Literal::new_language_tagged_literal("eins", "de")
                    .unwrap()
                    .into(),
            ],
        ),
        "node" => ("shacl-node", vec![text("neither date nor number")]),
        "or" => ("shacl-or", vec![text("neither")]),
        "minInclusive" => ("shacl-min-inclusive", vec![number("-1", xsd::INTEGER)]),
        "maxInclusive" => ("shacl-max-inclusive", vec![number("2.0", xsd::DECIMAL)]),
        "minLength" => ("shacl-min-length", vec![text("")]),
        "lessThan" => ("shacl-less-than", vec![number("5", xsd::INTEGER)]),
        "path" | "message" | "description" | "severity" | "type" => return None,
        other => panic!("no fault is known for sh:{other}"),
    })
}

/// Nodes that are targets of a node shape: a new one for each call.
fn target(shapes: &Quads, shape: &Term, faults: &mut Faults) -> Option<NamedNode> {
    let node = NamedNode::new(format!(
        "https://data.example.org/id/fault/{}",
        faults.expected.len()
    ))
    .unwrap();
    let other = NamedNode::new(format!("{}/other", node.as_str())).unwrap();
    let first = |property: &str| {
        values(shapes, shape, sh(property).as_ref())
            .into_iter()
            .next()
    };
    if let Some(class) = first("targetClass") {
        faults.add(&node, rdf::TYPE.into_owned(), class);
    } else if let Some(Term::NamedNode(property)) = first("targetObjectsOf") {
        faults.add(&other, property, node.clone());
    } else if let Some(Term::NamedNode(property)) = first("targetSubjectsOf") {
        faults.add(&node, property, other);
    } else {
        return None;
    }
    Some(node)
}

fn message(shapes: &Quads, shape: &Term) -> String {
    values(shapes, shape, sh("message").as_ref())
        .into_iter()
        .find_map(|message| match message {
            Term::Literal(text) if text.language() == Some("en") => Some(text.value().to_owned()),
            _ => None,
        })
        .unwrap_or_else(|| panic!("{shape} has no English message"))
}

fn plant(shapes: &Quads) -> Faults {
    let mut faults = Faults::default();
    for quad in shapes.iter() {
        let shape: Term = quad.subject.clone().into();
        if quad.predicate == sh("property") {
            let path = values(shapes, &quad.object, sh("path").as_ref())
                .pop()
                .unwrap();
            for constraint in shapes.iter() {
                if Term::from(constraint.subject.clone()) != quad.object {
                    continue;
                }
                let Some(name) = constraint.predicate.as_str().strip_prefix(SH) else {
                    continue;
                };
                let Some((code, given)) = breaking(name, &constraint.object) else {
                    continue;
                };
                let Some(focus) = target(shapes, &shape, &mut faults) else {
                    continue;
                };
                if name == "lessThan"
                    && let Term::NamedNode(property) = &constraint.object
                {
                    faults.add(&focus, property.clone(), number("3", xsd::INTEGER));
                }
                faults.give(shapes, &path, &focus, given);
                faults.broken.insert(shape.to_string());
                faults.broken.insert(quad.object.to_string());
                match name {
                    "node" => faults.breaks(shapes, &constraint.object),
                    "or" => {
                        for alternative in list(shapes, &constraint.object) {
                            faults.breaks(shapes, &alternative);
                        }
                    }
                    _ => {}
                }
                let message = message(shapes, &quad.object);
                faults.expected.push(Fault {
                    code,
                    focus,
                    message,
                });
            }
        }
        // Constraints of the node itself: a node of the class and nothing else has no
        // alternative of `or` and `xone`; `not` wants the class that it forbids.
        let code = [
            ("or", "shacl-or"),
            ("xone", "shacl-xone"),
            ("not", "shacl-not"),
        ]
        .into_iter()
        .find(|(name, _)| quad.predicate == sh(name));
        if let Some((name, code)) = code
            && let Some(focus) = target(shapes, &shape, &mut faults)
        {
            if name == "not" {
                let class = values(shapes, &quad.object, sh("class").as_ref())
                    .pop()
                    .unwrap();
                faults.add(&focus, rdf::TYPE.into_owned(), class);
            }
            if name == "xone" {
                for alternative in list(shapes, &quad.object).iter().take(2) {
                    let class = values(shapes, alternative, sh("class").as_ref())
                        .pop()
                        .unwrap();
                    faults.add(&focus, rdf::TYPE.into_owned(), class);
                }
            }
            faults.broken.insert(shape.to_string());
            let alternatives = match name {
                "not" => vec![quad.object.clone()],
                _ => list(shapes, &quad.object),
            };
            for alternative in alternatives {
                faults.breaks(shapes, &alternative);
            }
            let message = message(shapes, &shape);
            faults.expected.push(Fault {
                code,
                focus,
                message,
            });
        }
    }
    faults
}

#[test]
fn is_caught() {
    let shapes = quads(SHAPES);
    let faults = plant(&shapes);
    assert!(faults.expected.len() > 300, "{}", faults.expected.len());
    let of_shapes = shapes.iter().filter(|quad| {
        let class = quad.object.to_string();
        quad.predicate == rdf::TYPE
            && (class == sh("NodeShape").to_string() || class == sh("PropertyShape").to_string())
    });
    let unbroken: Vec<String> = of_shapes
        .map(|quad| quad.subject.to_string())
        .filter(|shape| !faults.broken.contains(shape))
        .collect();
    assert!(unbroken.is_empty(), "no fault breaks {unbroken:#?}");
    let data = Quads::new(faults.data);
    let found = check(SHAPES, &data, &Quads::default());
    let missed: Vec<String> = faults
        .expected
        .iter()
        .filter(|fault| {
            let name = fault
                .focus
                .as_str()
                .trim_start_matches("https://data.example.org/id/");
            let start = format!("{}: `{name}`", fault.message);
            !found
                .iter()
                .any(|d| d.code == fault.code && d.message.starts_with(&start))
        })
        .map(|fault| format!("{} {} {}", fault.code, fault.focus, fault.message))
        .collect();
    assert!(
        missed.is_empty(),
        "{} of {}: {missed:#?}",
        missed.len(),
        faults.expected.len()
    );
}
