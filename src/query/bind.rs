//! Terms put in the place of variables, in the algebra of a query.

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// Where a variable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    /// Any term can stand here.
    Term,
    /// Only an IRI can stand here: subject, predicate, graph, service.
    Iri,
    /// The query itself gives the variable a value: `AS ?x`, `VALUES ?x`.
    Assigned,
}

/// Walks through a whole query, subqueries and filters included.
///
/// SPARQL's own pre-binding reaches only variables of the outermost `SELECT`; this reaches all
/// of them, so a parameter means the same thing everywhere in the query.
pub(crate) struct Walk<V, E> {
    /// Called for each variable; a term that it returns takes the variable's place.
    pub variable: V,
    /// Called for each expression, before its parts.
    pub expression: E,
}

impl<V, E> Walk<V, E>
where
    V: FnMut(&Variable, Position) -> Option<Term>,
    E: FnMut(&Expression),
{
    /// Rewrites a query.
    pub fn query(&mut self, query: Query) -> Query {
        match query {
            Query::Select {
                dataset,
                pattern,
                base_iri,
            } => Query::Select {
                dataset,
                pattern: self.pattern(pattern),
                base_iri,
            },
            Query::Construct {
                template,
                dataset,
                pattern,
                base_iri,
            } => Query::Construct {
                template: template.into_iter().map(|t| self.triple(t)).collect(),
                dataset,
                pattern: self.pattern(pattern),
                base_iri,
            },
            Query::Describe {
                dataset,
                pattern,
                base_iri,
            } => Query::Describe {
                dataset,
                pattern: self.pattern(pattern),
                base_iri,
            },
            Query::Ask {
                dataset,
                pattern,
                base_iri,
            } => Query::Ask {
                dataset,
                pattern: self.pattern(pattern),
                base_iri,
            },
        }
    }

    fn boxed(&mut self, pattern: Box<GraphPattern>) -> Box<GraphPattern> {
        Box::new(self.pattern(*pattern))
    }

    fn pattern(&mut self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => P::Bgp {
                patterns: patterns.into_iter().map(|t| self.triple(t)).collect(),
            },
            P::Path {
                subject,
                path,
                object,
            } => P::Path {
                subject: self.term(subject, Position::Iri),
                path,
                object: self.term(object, Position::Term),
            },
            P::Join { left, right } => P::Join {
                left: self.boxed(left),
                right: self.boxed(right),
            },
            P::LeftJoin {
                left,
                right,
                expression,
            } => P::LeftJoin {
                left: self.boxed(left),
                right: self.boxed(right),
                expression: expression.map(|e| self.expression(e)),
            },
            P::Lateral { left, right } => P::Lateral {
                left: self.boxed(left),
                right: self.boxed(right),
            },
            P::Filter { expr, inner } => P::Filter {
                expr: self.expression(expr),
                inner: self.boxed(inner),
            },
            P::Union { left, right } => P::Union {
                left: self.boxed(left),
                right: self.boxed(right),
            },
            P::Graph { name, inner } => P::Graph {
                name: self.name(name),
                inner: self.boxed(inner),
            },
            P::Extend {
                inner,
                variable,
                expression,
            } => {
                (self.variable)(&variable, Position::Assigned);
                P::Extend {
                    inner: self.boxed(inner),
                    variable,
                    expression: self.expression(expression),
                }
            }
            P::Minus { left, right } => P::Minus {
                left: self.boxed(left),
                right: self.boxed(right),
            },
            P::Values {
                variables,
                bindings,
            } => {
                for variable in &variables {
                    (self.variable)(variable, Position::Assigned);
                }
                P::Values {
                    variables,
                    bindings,
                }
            }
            P::OrderBy { inner, expression } => P::OrderBy {
                inner: self.boxed(inner),
                expression: expression
                    .into_iter()
                    .map(|order| match order {
                        OrderExpression::Asc(e) => OrderExpression::Asc(self.expression(e)),
                        OrderExpression::Desc(e) => OrderExpression::Desc(self.expression(e)),
                    })
                    .collect(),
            },
            P::Project { inner, variables } => P::Project {
                inner: self.named(inner, &variables),
                variables,
            },
            P::Distinct { inner } => P::Distinct {
                inner: self.boxed(inner),
            },
            P::Reduced { inner } => P::Reduced {
                inner: self.boxed(inner),
            },
            P::Slice {
                inner,
                start,
                length,
            } => P::Slice {
                inner: self.boxed(inner),
                start,
                length,
            },
            P::Group {
                inner,
                variables,
                aggregates,
            } => P::Group {
                inner: self.named(inner, &variables),
                variables,
                aggregates: aggregates
                    .into_iter()
                    .map(|(variable, aggregate)| (variable, self.aggregate(aggregate)))
                    .collect(),
            },
            P::Service {
                name,
                inner,
                silent,
            } => P::Service {
                name: self.name(name),
                inner: self.boxed(inner),
                silent,
            },
        }
    }

    /// The inside of a projection or grouping; variables that it names keep their column.
    fn named(&mut self, inner: Box<GraphPattern>, variables: &[Variable]) -> Box<GraphPattern> {
        let mut inner = self.boxed(inner);
        for variable in variables {
            let Some(term) = (self.variable)(variable, Position::Term) else {
                continue;
            };
            if let Some(expression) = constant(term) {
                inner = Box::new(GraphPattern::Extend {
                    inner,
                    variable: variable.clone(),
                    expression,
                });
            }
        }
        inner
    }

    fn triple(&mut self, triple: TriplePattern) -> TriplePattern {
        TriplePattern {
            subject: self.term(triple.subject, Position::Iri),
            predicate: self.name(triple.predicate),
            object: self.term(triple.object, Position::Term),
        }
    }

    fn term(&mut self, pattern: TermPattern, position: Position) -> TermPattern {
        if let TermPattern::Variable(variable) = &pattern {
            match (self.variable)(variable, position) {
                Some(Term::NamedNode(node)) => return TermPattern::NamedNode(node),
                Some(Term::Literal(literal)) => return TermPattern::Literal(literal),
                _ => {}
            }
        }
        pattern
    }

    fn name(&mut self, pattern: NamedNodePattern) -> NamedNodePattern {
        if let NamedNodePattern::Variable(variable) = &pattern
            && let Some(Term::NamedNode(node)) = (self.variable)(variable, Position::Iri)
        {
            return NamedNodePattern::NamedNode(node);
        }
        pattern
    }

    fn aggregate(&mut self, aggregate: AggregateExpression) -> AggregateExpression {
        match aggregate {
            AggregateExpression::FunctionCall {
                name,
                expr,
                distinct,
            } => AggregateExpression::FunctionCall {
                name,
                expr: self.expression(expr),
                distinct,
            },
            count @ AggregateExpression::CountSolutions { .. } => count,
        }
    }

    fn expressions(&mut self, expressions: Vec<Expression>) -> Vec<Expression> {
        expressions.into_iter().map(|e| self.expression(e)).collect()
    }

    fn expression(&mut self, expression: Expression) -> Expression {
        use Expression as E;
        (self.expression)(&expression);
        let mut one = |e: Box<E>| Box::new(self.expression(*e));
        match expression {
            E::Or(a, b) => E::Or(one(a), one(b)),
            E::And(a, b) => E::And(one(a), one(b)),
            E::Equal(a, b) => E::Equal(one(a), one(b)),
            E::SameTerm(a, b) => E::SameTerm(one(a), one(b)),
            E::Greater(a, b) => E::Greater(one(a), one(b)),
            E::GreaterOrEqual(a, b) => E::GreaterOrEqual(one(a), one(b)),
            E::Less(a, b) => E::Less(one(a), one(b)),
            E::LessOrEqual(a, b) => E::LessOrEqual(one(a), one(b)),
            E::Add(a, b) => E::Add(one(a), one(b)),
            E::Subtract(a, b) => E::Subtract(one(a), one(b)),
            E::Multiply(a, b) => E::Multiply(one(a), one(b)),
            E::Divide(a, b) => E::Divide(one(a), one(b)),
            E::UnaryPlus(a) => E::UnaryPlus(one(a)),
            E::UnaryMinus(a) => E::UnaryMinus(one(a)),
            E::Not(a) => E::Not(one(a)),
            E::If(a, b, c) => E::If(one(a), one(b), one(c)),
            E::In(a, list) => E::In(one(a), self.expressions(list)),
            E::Coalesce(list) => E::Coalesce(self.expressions(list)),
            E::FunctionCall(function, list) => E::FunctionCall(function, self.expressions(list)),
            E::Exists(pattern) => E::Exists(self.boxed(pattern)),
            E::Variable(variable) => (self.variable)(&variable, Position::Term)
                .and_then(constant)
                .unwrap_or(E::Variable(variable)),
            E::Bound(variable) => match (self.variable)(&variable, Position::Term) {
                Some(_) => E::Literal(true.into()),
                None => E::Bound(variable),
            },
            constant @ (E::NamedNode(_) | E::Literal(_)) => constant,
        }
    }
}

fn constant(term: Term) -> Option<Expression> {
    match term {
        Term::NamedNode(node) => Some(Expression::NamedNode(node)),
        Term::Literal(literal) => Some(Expression::Literal(literal)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;
    use spargebra::SparqlParser;

    /// The query with `?_p` bound, written out again.
    fn bound(query: &str, term: &str) -> String {
        let term: Term = Literal::from(term).into();
        Walk {
            variable: |variable: &Variable, _| (variable.as_str() == "_p").then(|| term.clone()),
            expression: |_: &Expression| {},
        }
        .query(SparqlParser::new().parse_query(query).unwrap())
        .to_string()
    }

    #[test]
    fn a_value_reaches_subqueries_filters_and_optional_parts() {
        let text = bound(
            "SELECT ?s WHERE { { SELECT ?s WHERE { ?s ?q ?_p } } \
             OPTIONAL { ?s ?r ?o FILTER(?o = ?_p) } FILTER NOT EXISTS { ?s ?t ?_p } }",
            "臺灣",
        );
        assert!(!text.contains("?_p"), "{text}");
        assert_eq!(text.matches("\"臺灣\"").count(), 3, "{text}");
    }

    #[test]
    fn a_value_is_a_term_and_never_syntax() {
        let evil = "x\" } DROP ALL #";
        let text = bound("SELECT ?s WHERE { ?s ?q ?_p }", evil);
        assert!(text.contains(&Literal::from(evil).to_string()), "{text}");
    }

    #[test]
    fn a_projected_parameter_keeps_its_column() {
        let text = bound("SELECT ?s ?_p WHERE { ?s ?q ?_p }", "5");
        assert!(text.contains("AS ?_p"), "{text}");
    }

    #[test]
    fn bound_of_a_given_parameter_is_true() {
        let text = bound("SELECT ?s WHERE { ?s ?q ?o FILTER(!BOUND(?_p) || ?o = ?_p) }", "5");
        assert!(text.contains("true"), "{text}");
        assert!(!text.contains("?_p"), "{text}");
    }
}
