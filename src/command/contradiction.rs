//! Contradictions in `govrep explain`: each value with the words that print it.

use std::io;

use oxigraph::model::{NamedNodeRef, TermRef};

use govrep::graph::vocab::{self, rdf};

use super::explain::{Explainer, Passage};
use super::sheet::Sheet;

impl Explainer<'_> {
    /// Whether a node joins statements that contradict each other.
    pub(super) fn is_discrepancy(&self, node: NamedNodeRef<'_>) -> bool {
        let joined = vocab::govrep::CONFLICTING_ASSERTION;
        self.objects(node, joined).next().is_some()
    }

    /// Whether the statements that a discrepancy joins contradict each other.
    pub(super) fn is_contradiction(&self, discrepancy: NamedNodeRef<'_>) -> bool {
        let joined = self.objects(discrepancy, vocab::govrep::CONFLICTING_ASSERTION);
        let properties = joined.filter_map(|object| match object {
            TermRef::NamedNode(assertion) => self.node(assertion, rdf::PREDICATE),
            _ => None,
        });
        vocab::can_contradict(properties.map(NamedNodeRef::as_str))
    }

    /// The statements that a discrepancy joins, in the order of the text, each with its words;
    /// of the one that is preferred, also why.
    pub(super) fn write_values(
        &self,
        discrepancy: NamedNodeRef<'_>,
        sheet: &mut Sheet<'_>,
    ) -> io::Result<()> {
        let preferred = self.node(discrepancy, vocab::govrep::PREFERRED_ASSERTION);
        let reason = self.first_text(discrepancy, &[vocab::govrep::REASON]);
        let mut values: Vec<(Vec<Passage>, NamedNodeRef<'_>)> = self
            .objects(discrepancy, vocab::govrep::CONFLICTING_ASSERTION)
            .filter_map(|object| match object {
                TermRef::NamedNode(assertion) => Some((self.passages(assertion), assertion)),
                _ => None,
            })
            .collect();
        values.sort_unstable();
        for (passages, assertion) in values {
            let value = self
                .objects(assertion, rdf::OBJECT)
                .min_by_key(ToString::to_string)
                .map_or_else(String::new, |value| self.text_of(value));
            let mut line = format!("{}{value}", self.t("dossier-says"));
            if preferred == Some(assertion)
                && let Some(reason) = reason
            {
                line.push_str(self.t("dossier-preferred"));
                line.push_str(reason);
            }
            sheet.below(&line)?;
            let about = self.node(assertion, rdf::SUBJECT);
            let named = about.map_or_else(Vec::new, |about| self.passages(about));
            let passages: Vec<Passage> = passages
                .into_iter()
                .map(|words| within(words, &named))
                .collect();
            sheet.passages(&passages, &[&value])?;
        }
        if let (None, Some(reason)) = (preferred, reason) {
            let undecided = if self.is_contradiction(discrepancy) {
                self.t("dossier-undecided")
            } else {
                ""
            };
            sheet.below(&format!("{undecided}{reason}"))?;
        }
        Ok(())
    }
}

/// The words that name a thing where they hold these: the whole of a heading, not its date.
fn within(words: Passage, named: &[Passage]) -> Passage {
    let mut named = named.iter();
    let around = named.find(|named| named.holds(&words)).cloned();
    around.unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    use govrep::page::Language;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::{Graph, Triple};

    #[test]
    fn a_contradiction_shows_each_value_with_its_words() {
        let data = r#"
            @base <https://e.org/id/> .
            @prefix govrep: <https://w3id.org/govrep/ns#> .
            @prefix prov: <http://www.w3.org/ns/prov#> .
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix schema: <https://schema.org/> .
            @prefix oa: <http://www.w3.org/ns/oa#> .
            <visit/1> a govrep:Visit ; rdfs:label "拜會"@zh-Hant .
            <discrepancy/1> a govrep:Discrepancy ; rdfs:label "日期不一致"@zh-Hant ; schema:about <visit/1> ;
                govrep:conflictingAssertion <assertion/1> , <assertion/2> ;
                govrep:preferredAssertion <assertion/1> ; govrep:reason "標題為準"@zh-Hant .
            <assertion/1> a govrep:Assertion ; rdf:subject <visit/1> ; rdf:object "2016-12-07" ;
                prov:wasDerivedFrom <p/1> .
            <assertion/2> a govrep:Assertion ; rdf:subject <visit/1> ; rdf:object "2016-10-07" ;
                prov:wasDerivedFrom <p/2> .
            <p/1> oa:hasSource <document/r/text/1> ; govrep:line 7 ; schema:text "12 月 7 日"@zh-Hant .
            <p/2> oa:hasSource <document/r/text/1> ; govrep:line 9 ; schema:text "10 月 7 日"@zh-Hant .
        "#;
        let graph: Graph = RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(data)
            .map(|quad| Triple::from(quad.unwrap()))
            .collect();
        let files = BTreeMap::from([(
            "https://e.org/id/document/r/".to_owned(),
            "r.txt".to_owned(),
        )]);
        let explainer = Explainer::new(&graph, "https://e.org/", &files, Language::English);
        let written = |iri: &str| {
            let mut out = Vec::new();
            explainer
                .write(NamedNodeRef::new(iri).unwrap(), false, &mut out)
                .unwrap();
            String::from_utf8(out).unwrap()
        };
        let values = "    says 2016-12-07, preferred: 標題為準
    7 │ 12 月 7 日
    says 2016-10-07
    9 │ 10 月 7 日
";
        assert_eq!(
            written("https://e.org/id/visit/1"),
            format!(
                "拜會\nvisit · https://e.org/id/visit/1\n\n\
                 where the report contradicts itself\n  - 日期不一致\n{values}"
            )
        );
        assert!(
            written("https://e.org/id/discrepancy/1")
                .ends_with(&format!("\nwhat the report says\n{values}"))
        );
    }
}
