//! Queries that can be stopped wherever they are.
//!
//! The evaluator looks at its cancellation token when it reads from the store. A query can keep
//! it busy for years without reading: a product of `VALUES`, a filter that nothing passes, a
//! text that doubles with every `BIND`. So a call is put into the algebra at every place where
//! rows can be made and thrown away; it has no value, and so no effect on the answer, but ends
//! the query when it was cancelled.

use oxigraph::model::Variable;
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, Expression, Function, GraphPattern, OrderExpression,
};

use crate::store::{CHECK, MEASURE};

/// Makes a query stop soon after it was cancelled, whatever it does.
///
/// The answer is the same. To be asked of a [`Store`](crate::store::Store) with a token.
pub fn interruptible(mut query: Query) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    interruptible_pattern(pattern);
    query
}

/// The same for the pattern of an update.
pub fn interruptible_pattern(pattern: &mut GraphPattern) {
    let mut checks = Checks(0);
    checks.pattern(pattern);
    // The rows of a projection are read one by one.
    if !is_modifier(pattern) && !is_read_row_by_row(pattern) {
        checks.rows(pattern);
    }
}

/// The checks put in so far, of which each binds a variable of its own (to nothing).
struct Checks(usize);

impl Checks {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { .. } | P::Path { .. } | P::Values { .. } | P::Service { .. } => {}
            P::Join { left, right } => {
                for side in [left, right] {
                    self.pattern(side);
                    // What the store gives is looked at there, and may be joined in any order.
                    if !comes_from_store(side) {
                        self.rows(side);
                    }
                }
            }
            P::Lateral { left, right } | P::Minus { left, right } => {
                self.pattern(left);
                self.pattern(right);
                self.rows(left);
            }
            P::Union { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            P::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.pattern(left);
                self.pattern(right);
                if let Some(expression) = expression {
                    self.condition(expression);
                }
            }
            P::Filter { expr, inner } => {
                self.condition(expr);
                self.pattern(inner);
            }
            P::Graph { inner, .. } => self.pattern(inner),
            P::Extend {
                inner, expression, ..
            } => {
                self.pattern(inner);
                self.expression(expression);
                check(expression);
            }
            P::OrderBy { inner, expression } => {
                for OrderExpression::Asc(by) | OrderExpression::Desc(by) in expression {
                    self.expression(by);
                }
                self.modified(inner);
            }
            P::Project { inner, .. }
            | P::Distinct { inner }
            | P::Reduced { inner }
            | P::Slice { inner, .. } => self.modified(inner),
            P::Group {
                inner, aggregates, ..
            } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                self.modified(inner);
            }
        }
    }

    /// What is sorted, cut, counted or made distinct.
    fn modified(&mut self, inner: &mut GraphPattern) {
        self.pattern(inner);
        if !is_modifier(inner) && !is_read_row_by_row(inner) {
            self.rows(inner);
        }
    }

    /// Looks at the token for each row of a pattern.
    fn rows(&mut self, pattern: &mut GraphPattern) {
        self.0 += 1;
        // No query can name a variable so.
        let variable = Variable::new_unchecked(format!("check {}", self.0));
        let empty = GraphPattern::Bgp {
            patterns: Vec::new(),
        };
        *pattern = GraphPattern::Extend {
            inner: Box::new(std::mem::replace(pattern, empty)),
            variable,
            expression: call(),
        };
    }

    /// Looks at the token for each row that a condition is asked about.
    ///
    /// Each part of a conjunction by itself, since the optimiser moves them apart.
    fn condition(&mut self, condition: &mut Expression) {
        match condition {
            Expression::And(left, right) => {
                self.condition(left);
                self.condition(right);
            }
            // The optimiser knows these as joins; their patterns have checks of their own.
            Expression::Exists(pattern) => self.pattern(pattern),
            Expression::Not(inner) if matches!(**inner, Expression::Exists(_)) => {
                self.expression(inner);
            }
            condition => {
                self.expression(condition);
                check(condition);
            }
        }
    }

    /// Measures texts that an expression makes longer.
    fn expression(&mut self, expression: &mut Expression) {
        use Expression as E;
        match expression {
            E::Or(a, b)
            | E::And(a, b)
            | E::Equal(a, b)
            | E::SameTerm(a, b)
            | E::Greater(a, b)
            | E::GreaterOrEqual(a, b)
            | E::Less(a, b)
            | E::LessOrEqual(a, b)
            | E::Add(a, b)
            | E::Subtract(a, b)
            | E::Multiply(a, b)
            | E::Divide(a, b) => {
                self.expression(a);
                self.expression(b);
            }
            E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => self.expression(a),
            E::If(a, b, c) => {
                self.expression(a);
                self.expression(b);
                self.expression(c);
            }
            E::In(a, list) => {
                self.expression(a);
                for expression in list {
                    self.expression(expression);
                }
            }
            E::Coalesce(list) => {
                for expression in list {
                    self.expression(expression);
                }
            }
            E::FunctionCall(function, arguments) => {
                for argument in arguments.iter_mut() {
                    self.expression(argument);
                }
                if matches!(
                    function,
                    Function::Concat | Function::Replace | Function::EncodeForUri
                ) {
                    let inner = std::mem::replace(expression, call());
                    let measure = Function::Custom(MEASURE.into_owned());
                    *expression = E::FunctionCall(measure, vec![inner]);
                }
            }
            E::Exists(pattern) => self.pattern(pattern),
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
        }
    }
}

/// Whether a pattern sorts, cuts or names what another one finds.
fn is_modifier(pattern: &GraphPattern) -> bool {
    use GraphPattern as P;
    matches!(
        pattern,
        P::OrderBy { .. }
            | P::Project { .. }
            | P::Distinct { .. }
            | P::Reduced { .. }
            | P::Slice { .. }
    )
}

/// Whether the store is read, and so the token looked at, for each row; with several triples the
/// evaluator may combine what it has read before.
fn is_read_row_by_row(pattern: &GraphPattern) -> bool {
    matches!(pattern, GraphPattern::Bgp { patterns } if patterns.len() == 1)
}

/// Whether every row of a pattern is read from the store, by joins on what it shares.
fn comes_from_store(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } => true,
        GraphPattern::Join { left, right } | GraphPattern::Union { left, right } => {
            comes_from_store(left) && comes_from_store(right)
        }
        GraphPattern::Filter { inner, .. } | GraphPattern::Graph { inner, .. } => {
            comes_from_store(inner)
        }
        GraphPattern::Values { bindings, .. } => bindings.len() < 2,
        _ => false,
    }
}

/// The same expression with a look at the token before it.
fn check(expression: &mut Expression) {
    let inner = std::mem::replace(expression, call());
    *expression = Expression::Coalesce(vec![call(), inner]);
}

fn call() -> Expression {
    Expression::FunctionCall(Function::Custom(CHECK.into_owned()), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Names;
    use crate::publish::dump::Format;
    use crate::query::{ResultFormat, result};
    use crate::store::{CancellationToken, Interruption, Store};
    use oxigraph::model::{Literal, NamedNode, Quad};
    use spargebra::SparqlParser;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread;
    use std::time::Duration;

    fn store() -> Store {
        let node = |name: &str| NamedNode::new(format!("https://e.org/{name}")).unwrap();
        let store = Store::in_memory().unwrap();
        let (a, b, p, g) = (node("a"), node("b"), node("p"), node("g"));
        let quads = [
            Quad::new(a.clone(), p.clone(), b.clone(), g.clone()),
            Quad::new(b.clone(), p.clone(), Literal::from(1), g.clone()),
            Quad::new(b, p, Literal::from("x"), g),
        ];
        store.load(quads).unwrap();
        store
    }

    fn answer(query: &Query, token: &CancellationToken) -> String {
        let format = match query {
            Query::Select { .. } | Query::Ask { .. } => ResultFormat::Json,
            _ => ResultFormat::Graph(Format::NTriples),
        };
        let results = store().query(query.clone(), Some(token)).unwrap();
        let mut out = Vec::new();
        result::write(results, format, &Names::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Queries in which a check could change the answer if it bound something.
    const QUERIES: [&str; 14] = [
        "SELECT * WHERE { ?s ?p ?o . ?s ?q ?o } ORDER BY ?o",
        "SELECT DISTINCT * WHERE { { ?s ?p ?o } UNION { ?s ?p ?o } } ORDER BY ?o",
        "SELECT (COUNT(DISTINCT *) AS ?n) WHERE { { ?s ?p ?o } UNION { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) WHERE { VALUES ?a { 1 2 } VALUES ?b { 3 4 } }",
        "SELECT ?s ?x WHERE { ?s ?p ?o OPTIONAL { ?o ?q ?x FILTER(ISLITERAL(?x) && ?x != 2) } } ORDER BY ?s ?x",
        "SELECT * WHERE { ?s ?p ?o MINUS { ?s ?p 1 } } ORDER BY ?o",
        "SELECT * WHERE { ?s ?p ?o FILTER NOT EXISTS { ?o ?q ?x } FILTER(?o = 1 || ?o = \"x\") } ORDER BY ?o",
        "SELECT ?o (CONCAT(STR(?o), \"!\") AS ?t) WHERE { ?s ?p ?o } ORDER BY ?t",
        "SELECT ?s (GROUP_CONCAT(STR(?o)) AS ?t) WHERE { ?s ?p ?o FILTER(ISIRI(?o)) } GROUP BY ?s HAVING (COUNT(*) > 0)",
        "SELECT * WHERE { { SELECT ?s (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s } ?s ?p 1 }",
        "SELECT * WHERE { BIND(1/0 AS ?error) VALUES ?x { UNDEF 1 } } ORDER BY ?x LIMIT 1 OFFSET 1",
        "ASK { ?s ?p ?o FILTER(?o > 5) }",
        "CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o FILTER(ISIRI(?o)) }",
        "DESCRIBE * WHERE { ?s ?p ?o FILTER(ISIRI(?o)) }",
    ];

    #[test]
    fn the_answer_is_the_same() {
        let token = CancellationToken::new();
        for text in QUERIES {
            let query = SparqlParser::new().parse_query(text).unwrap();
            let checked = interruptible(query.clone());
            assert_ne!(checked, query, "{text}");
            assert_eq!(answer(&checked, &token), answer(&query, &token), "{text}");
        }
    }

    #[test]
    fn a_product_that_reads_nothing_is_stopped() {
        let rows: String = ["a", "b", "c", "d", "e", "f", "g", "h"]
            .iter()
            .flat_map(|name| {
                [
                    "VALUES ?",
                    name,
                    " { 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 } ",
                ]
            })
            .collect();
        for text in [
            format!("SELECT (COUNT(*) AS ?n) WHERE {{ {rows} }}"),
            format!("SELECT DISTINCT ?a WHERE {{ {rows} }}"),
            format!("ASK {{ {rows} FILTER(?a + ?b + ?c + ?d + ?e + ?f + ?g + ?h > 999) }}"),
            format!("SELECT * WHERE {{ {rows} }} OFFSET 9999999999"),
        ] {
            let query = interruptible(SparqlParser::new().parse_query(&text).unwrap());
            let token = CancellationToken::new();
            let timer = token.clone();
            let timer = thread::spawn(move || {
                thread::sleep(Duration::from_millis(50));
                timer.cancel();
            });
            let unwound = catch_unwind(AssertUnwindSafe(|| answer(&query, &token)));
            let payload = unwound.expect_err(&text);
            assert_eq!(
                payload.downcast_ref(),
                Some(&Interruption::Cancelled),
                "{text}"
            );
            timer.join().unwrap();
        }
    }
}
