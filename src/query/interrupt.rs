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
    let is_read_by_rows = matches!(pattern, GraphPattern::Project { .. });
    if !is_read_by_rows {
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
        use GraphPattern as P;
        self.pattern(inner);
        let is_modifier = matches!(
            inner,
            P::OrderBy { .. }
                | P::Project { .. }
                | P::Distinct { .. }
                | P::Reduced { .. }
                | P::Slice { .. }
        );
        if !is_modifier {
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
