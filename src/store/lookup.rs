//! Queries for what matches one triple, answered by the index alone.
//!
//! Planning such a query and setting up an evaluator for it costs several times what reading the
//! few rows does, and "what is said of this thing" is what most clients ask. Who has the quads in
//! their order beside the store can read the rows where they lie.

use std::sync::Arc;

use oxigraph::model::{
    GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef, Variable, vocab::xsd,
};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, QuerySolutionIter};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// A part of a triple: a term that is looked for, or a variable.
enum Part<'q> {
    Term(TermRef<'q>),
    Variable(&'q Variable),
}

impl<'q> Part<'q> {
    fn term(&self) -> Option<TermRef<'q>> {
        match self {
            Self::Term(term) => Some(*term),
            Self::Variable(_) => None,
        }
    }

    fn variable(&self) -> Option<&'q Variable> {
        match self {
            Self::Variable(variable) => Some(variable),
            Self::Term(_) => None,
        }
    }
}

/// How many columns an answer can have: a triple fills three.
const COLUMNS: usize = 8;

/// A `SELECT` whose pattern is one triple of terms and different variables.
pub struct Lookup<'q> {
    subject: Part<'q>,
    predicate: Part<'q>,
    object: Part<'q>,
    columns: &'q [Variable],
    skipped: usize,
    most: Option<usize>,
}

impl<'q> Lookup<'q> {
    /// Reads a query; none if it asks for more than a lookup.
    pub fn of(query: &'q Query) -> Option<Self> {
        let Query::Select {
            dataset: None,
            pattern,
            ..
        } = query
        else {
            return None;
        };
        let (pattern, skipped, most) = match pattern {
            GraphPattern::Slice {
                inner,
                start,
                length,
            } => (&**inner, *start, *length),
            pattern => (pattern, 0, None),
        };
        let (pattern, is_distinct) = match pattern {
            GraphPattern::Distinct { inner } => (&**inner, true),
            pattern => (pattern, false),
        };
        let GraphPattern::Project { inner, variables } = pattern else {
            return None;
        };
        let GraphPattern::Bgp { patterns } = &**inner else {
            return None;
        };
        let [triple] = &patterns[..] else {
            return None;
        };
        if variables.len() > COLUMNS {
            return None;
        }
        let lookup = Self::of_triple(triple, variables, skipped, most)?;
        // The triples of a graph differ, so rows that show all of them do.
        let shows_all = || lookup.variables().all(|name| variables.contains(name));
        let is_plain = differ(lookup.variables()) && differ(variables.iter());
        (is_plain && (!is_distinct || shows_all())).then_some(lookup)
    }

    fn of_triple(
        triple: &'q TriplePattern,
        columns: &'q [Variable],
        skipped: usize,
        most: Option<usize>,
    ) -> Option<Self> {
        let part = |pattern: &'q TermPattern| match pattern {
            TermPattern::NamedNode(node) => Some(Part::Term(node.as_ref().into())),
            TermPattern::Literal(literal) => Some(Part::Term(literal.as_ref().into())),
            TermPattern::Variable(variable) => Some(Part::Variable(variable)),
            _ => None,
        };
        Some(Self {
            subject: part(&triple.subject)?,
            predicate: match &triple.predicate {
                NamedNodePattern::NamedNode(node) => Part::Term(node.as_ref().into()),
                NamedNodePattern::Variable(variable) => Part::Variable(variable),
            },
            object: part(&triple.object)?,
            columns,
            skipped,
            most,
        })
    }

    fn variables(&self) -> impl Iterator<Item = &'q Variable> + Clone {
        let parts = [&self.subject, &self.predicate, &self.object];
        parts.map(Part::variable).into_iter().flatten()
    }

    /// The columns of the answer.
    pub fn columns(&self) -> &'q [Variable] {
        self.columns
    }

    /// The thing that it asks about, if the rows are what is said of one.
    pub fn thing(&self) -> Option<NamedNodeRef<'q>> {
        self.subject.term().and_then(|term| named(term).ok())
    }

    /// Whether the object that it looks for, if any, is known by its words: a number or a time may be
    /// written in several ways.
    pub fn is_by_words(&self) -> bool {
        match self.object.term() {
            Some(TermRef::Literal(literal)) => {
                literal.datatype() == xsd::STRING || literal.language().is_some()
            }
            _ => true,
        }
    }

    /// Answers it from the quads about [its thing](Self::thing), in their order: for each row the
    /// cells that have a term.
    pub fn rows<'t>(
        &'t self,
        about: &'t [Quad],
    ) -> impl Iterator<Item = impl Iterator<Item = (&'q Variable, TermRef<'t>)>> {
        let (predicate, object) = (self.predicate.term(), self.object.term());
        let mut last: Option<&Quad> = None;
        let positions = self.positions();
        about
            .iter()
            .filter(move |quad| {
                // The copies of a triple, from several graphs, are neighbours.
                let is_again = last.is_some_and(|last| {
                    last.object == quad.object && last.predicate == quad.predicate
                });
                last = Some(quad);
                !is_again
                    && predicate.is_none_or(|term| term == TermRef::from(quad.predicate.as_ref()))
                    && object.is_none_or(|term| term == quad.object.as_ref())
            })
            .skip(self.skipped)
            .take(self.most.unwrap_or(usize::MAX))
            .map(move |quad| {
                let columns = self.columns.iter().zip(positions);
                columns.filter_map(move |(column, position)| {
                    let term = match position? {
                        0 => quad.subject.as_ref().into(),
                        1 => quad.predicate.as_ref().into(),
                        _ => quad.object.as_ref(),
                    };
                    Some((column, term))
                })
            })
    }

    /// For each column, which part of the triple stands there.
    fn positions(&self) -> [Option<usize>; COLUMNS] {
        let parts = [&self.subject, &self.predicate, &self.object];
        let mut positions = [None; COLUMNS];
        for (position, column) in positions.iter_mut().zip(self.columns) {
            *position = parts
                .iter()
                .position(|part| part.variable() == Some(column));
        }
        positions
    }

    /// Answers it from the default graph of a store.
    pub fn answer(
        &self,
        store: &oxigraph::store::Store,
        cancellation: Option<&CancellationToken>,
    ) -> QueryResults<'static> {
        let columns: Arc<[Variable]> = self.columns.into();
        let term = Part::term;
        // No triple has a literal before its object.
        let (Ok(subject), Ok(predicate)) = (
            term(&self.subject).map(named).transpose(),
            term(&self.predicate).map(named).transpose(),
        ) else {
            return QuerySolutionIter::from_tuples(columns, []).into();
        };
        let quads = store.quads_for_pattern(
            subject.map(Into::into),
            predicate,
            term(&self.object),
            Some(GraphNameRef::DefaultGraph),
        );
        let (positions, width) = (self.positions(), self.columns.len());
        let token = cancellation.cloned().unwrap_or_default();
        let rows = quads
            .skip(self.skipped)
            .take(self.most.unwrap_or(usize::MAX))
            .map(move |quad| {
                if token.is_cancelled() {
                    return Err(QueryEvaluationError::Cancelled);
                }
                let quad = quad.map_err(|error| QueryEvaluationError::Dataset(error.into()))?;
                Ok(row(quad, &positions[..width]))
            });
        QuerySolutionIter::from_tuples(columns, rows).into()
    }
}

/// Whether no two of a few variables are the same.
fn differ<'q>(mut variables: impl Iterator<Item = &'q Variable> + Clone) -> bool {
    while let Some(variable) = variables.next() {
        if variables.clone().any(|other| other == variable) {
            return false;
        }
    }
    true
}

fn named(term: TermRef<'_>) -> Result<NamedNodeRef<'_>, ()> {
    match term {
        TermRef::NamedNode(node) => Ok(node),
        _ => Err(()),
    }
}

/// The parts of a quad that stand at these positions.
fn row(quad: Quad, positions: &[Option<usize>]) -> Vec<Option<Term>> {
    let subject = match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Term::from(node),
        NamedOrBlankNode::BlankNode(node) => Term::from(node),
    };
    let mut parts = [
        Some(subject),
        Some(Term::from(quad.predicate)),
        Some(quad.object),
    ];
    // A column stands once in a projection.
    positions
        .iter()
        .map(|position| position.and_then(|at| parts[at].take()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Quads;
    use crate::store::Store;
    use oxigraph::model::{Literal, NamedNode};
    use spargebra::SparqlParser;

    const PREFIX: &str = "PREFIX : <https://e.org/>";

    fn quads() -> [Quad; 7] {
        let node = |tail: &str| NamedNode::new(format!("https://e.org/{tail}")).unwrap();
        let (g, h) = (node("g"), node("h"));
        let day = "http://www.w3.org/2001/XMLSchema#date";
        let day = Literal::new_typed_literal("2016-12-07", NamedNode::new(day).unwrap());
        [
            Quad::new(node("a"), node("p"), node("b"), g.clone()),
            Quad::new(node("a"), node("p"), node("b"), h.clone()),
            Quad::new(node("a"), node("p"), node("c"), h),
            Quad::new(node("a"), node("q"), Literal::from("臺灣"), g.clone()),
            Quad::new(node("a"), node("q"), day, g.clone()),
            Quad::new(node("b"), node("p"), Literal::from(1), g.clone()),
            Quad::new(node("c"), node("p"), node("b"), g),
        ]
    }

    fn store() -> Store {
        let store = Store::in_memory().unwrap();
        store.load(quads()).unwrap();
        store
    }

    fn rows(results: QueryResults<'_>) -> (Vec<Variable>, Vec<Vec<Option<Term>>>) {
        let QueryResults::Solutions(solutions) = results else {
            panic!("rows")
        };
        let variables = solutions.variables().to_vec();
        let rows = solutions.map(|row| row.unwrap().values().to_vec());
        (variables, rows.collect())
    }

    #[test]
    fn the_answer_is_the_evaluator_s() {
        for text in [
            "SELECT ?p ?o WHERE { :a ?p ?o }",
            "SELECT * WHERE { :a ?p ?o }",
            "SELECT ?o ?missing WHERE { :a :p ?o }",
            "SELECT ?p ?missing ?o WHERE { :a ?p ?o }",
            "SELECT ?p WHERE { :a ?p :b }",
            "SELECT ?p WHERE { :a ?p \"臺灣\" }",
            "SELECT ?p WHERE { :b ?p 01 }",
            "SELECT ?p ?o WHERE { :a ?p ?o } OFFSET 9",
            "SELECT ?o WHERE { :a ?p ?o }",
            "SELECT DISTINCT ?o WHERE { :a :p ?o }",
            "SELECT ?s WHERE { ?s :p :b } LIMIT 1",
            "SELECT ?s WHERE { ?s ?p 1 } OFFSET 0",
            "SELECT ?s WHERE { ?s ?p \"2016-12-07\"^^<http://www.w3.org/2001/XMLSchema#date> }",
            "SELECT * WHERE { ?s ?p ?o } LIMIT 100",
            "SELECT * WHERE { :nothing ?p ?o }",
            "SELECT * WHERE { :a :p :b }",
        ] {
            let query = SparqlParser::new()
                .parse_query(&format!("{PREFIX} {text}"))
                .unwrap();
            let lookup = Lookup::of(&query).unwrap_or_else(|| panic!("{text}"));
            let (store, evaluator) = (store(), crate::store::evaluator());
            let (columns, mut looked_up) = rows(lookup.answer(&store.0, None));
            let evaluated = evaluator.for_query(query.clone()).on_store(&store.0);
            let (expected_columns, mut expected) = rows(evaluated.execute().unwrap());
            assert_eq!(columns, expected_columns, "{text}");
            for rows in [&mut looked_up, &mut expected] {
                rows.sort_by_key(|row| format!("{row:?}"));
            }
            assert_eq!(looked_up, expected, "{text}");
            let Some(thing) = lookup.thing().filter(|_| lookup.is_by_words()) else {
                continue;
            };
            let quads = Quads::new(quads().to_vec());
            let mut read: Vec<Vec<Option<Term>>> = lookup
                .rows(quads.about(thing))
                .map(|cells| {
                    let mut row = vec![None; columns.len()];
                    for (column, term) in cells {
                        let at = columns.iter().position(|of| of == column).unwrap();
                        row[at] = Some(term.into_owned());
                    }
                    row
                })
                .collect();
            read.sort_by_key(|row| format!("{row:?}"));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn what_asks_for_more_is_left_to_the_evaluator() {
        for text in [
            "SELECT ?o WHERE { :a ?o ?o }",
            "SELECT ?o ?a ?b ?c ?d ?e ?f ?g ?h WHERE { :a ?p ?o }",
            "SELECT ?o WHERE { :a :p ?o . :a :q ?x }",
            "SELECT ?o FROM :g WHERE { :a :p ?o }",
            "SELECT ?o WHERE { GRAPH :g { :a :p ?o } }",
            "SELECT ?o WHERE { :a :p ?o } ORDER BY ?o",
            "SELECT DISTINCT ?p WHERE { :a ?p ?o }",
            "SELECT ?s WHERE { ?s :p [] }",
            "SELECT ?o WHERE { :a :p ?o FILTER(?o != 1) }",
            "SELECT (COUNT(*) AS ?n) WHERE { :a :p ?o }",
            "ASK { :a :p ?o }",
        ] {
            let query = SparqlParser::new()
                .parse_query(&format!("{PREFIX} {text}"))
                .unwrap();
            assert!(Lookup::of(&query).is_none(), "{text}");
        }
    }

    #[test]
    fn a_cancelled_lookup_ends() {
        let query = SparqlParser::new()
            .parse_query("SELECT * WHERE { ?s ?p ?o }")
            .unwrap();
        let token = CancellationToken::new();
        let results = Lookup::of(&query).unwrap().answer(&store().0, Some(&token));
        let QueryResults::Solutions(mut solutions) = results else {
            panic!("rows")
        };
        assert!(solutions.next().unwrap().is_ok());
        token.cancel();
        assert!(matches!(
            solutions.next().unwrap(),
            Err(QueryEvaluationError::Cancelled)
        ));
    }
}
