//! Terms put in the place of variables, in the algebra of a query.

use oxigraph::model::{NamedNode, Term, Variable};
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
    pub fn query(mut self, query: &mut Query) {
        if let Query::Construct { template, .. } = query {
            self.triples(template);
        }
        let (Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. }) = query;
        self.pattern(pattern);
    }

    fn pattern(&mut self, pattern: &mut GraphPattern) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => self.triples(patterns),
            P::Path {
                subject, object, ..
            } => {
                self.term(subject, Position::Iri);
                self.term(object, Position::Term);
            }
            P::Join { left, right }
            | P::Lateral { left, right }
            | P::Union { left, right }
            | P::Minus { left, right } => {
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
                    self.expression(expression);
                }
            }
            P::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner);
            }
            P::Graph { name, inner } | P::Service { name, inner, .. } => {
                self.name(name);
                self.pattern(inner);
            }
            P::Extend {
                inner,
                variable,
                expression,
            } => {
                (self.variable)(variable, Position::Assigned);
                self.expression(expression);
                self.pattern(inner);
            }
            P::Values { variables, .. } => {
                for variable in variables {
                    (self.variable)(variable, Position::Assigned);
                }
            }
            P::OrderBy { inner, expression } => {
                for OrderExpression::Asc(by) | OrderExpression::Desc(by) in expression {
                    self.expression(by);
                }
                self.pattern(inner);
            }
            P::Project { inner, variables } => self.named(inner, variables),
            P::Distinct { inner } | P::Reduced { inner } | P::Slice { inner, .. } => {
                self.pattern(inner);
            }
            P::Group {
                inner,
                variables,
                aggregates,
            } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                self.named(inner, variables);
            }
        }
    }

    /// The inside of a projection or grouping; variables that it names keep their column.
    fn named(&mut self, inner: &mut GraphPattern, variables: &[Variable]) {
        self.pattern(inner);
        for variable in variables {
            let term = (self.variable)(variable, Position::Term);
            if let Some(expression) = term.and_then(constant) {
                let empty = GraphPattern::Bgp {
                    patterns: Vec::new(),
                };
                *inner = GraphPattern::Extend {
                    inner: Box::new(std::mem::replace(inner, empty)),
                    variable: variable.clone(),
                    expression,
                };
            }
        }
    }

    fn triples(&mut self, triples: &mut [TriplePattern]) {
        for triple in triples {
            self.term(&mut triple.subject, Position::Iri);
            self.name(&mut triple.predicate);
            self.term(&mut triple.object, Position::Term);
        }
    }

    fn term(&mut self, pattern: &mut TermPattern, position: Position) {
        if let TermPattern::Variable(variable) = pattern {
            match (self.variable)(variable, position) {
                Some(Term::NamedNode(node)) => *pattern = TermPattern::NamedNode(node),
                Some(Term::Literal(literal)) => *pattern = TermPattern::Literal(literal),
                _ => {}
            }
        }
    }

    fn name(&mut self, pattern: &mut NamedNodePattern) {
        if let NamedNodePattern::Variable(variable) = pattern
            && let Some(Term::NamedNode(node)) = (self.variable)(variable, Position::Iri)
        {
            *pattern = NamedNodePattern::NamedNode(node);
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        use Expression as E;
        (self.expression)(expression);
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
                self.expressions(list);
            }
            E::Coalesce(list) | E::FunctionCall(_, list) => self.expressions(list),
            E::Exists(pattern) => self.pattern(pattern),
            E::Variable(variable) => {
                let term = (self.variable)(variable, Position::Term);
                if let Some(constant) = term.and_then(constant) {
                    *expression = constant;
                }
            }
            E::Bound(variable) => {
                if (self.variable)(variable, Position::Term).is_some() {
                    *expression = E::Literal(true.into());
                }
            }
            E::NamedNode(_) | E::Literal(_) => {}
        }
    }

    fn expressions(&mut self, expressions: &mut [Expression]) {
        for expression in expressions {
            self.expression(expression);
        }
    }
}

/// The term as it stands in an expression; blank nodes cannot.
fn constant(term: Term) -> Option<Expression> {
    if let Term::Literal(literal) = term {
        return Some(Expression::Literal(literal));
    }
    NamedNode::try_from(term).ok().map(Expression::NamedNode)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;
    use spargebra::SparqlParser;

    /// The query with `?_p` bound, written out again.
    fn bound(query: &str, term: &str) -> String {
        let term: Term = Literal::from(term).into();
        let mut query = SparqlParser::new().parse_query(query).unwrap();
        Walk {
            variable: |variable: &Variable, _| (variable.as_str() == "_p").then(|| term.clone()),
            expression: |_: &Expression| {},
        }
        .query(&mut query);
        query.to_string()
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
        let text = bound(
            "SELECT ?s WHERE { ?s ?q ?o FILTER(!BOUND(?_p) || ?o = ?_p) }",
            "5",
        );
        assert!(text.contains("true"), "{text}");
        assert!(!text.contains("?_p"), "{text}");
    }
}
