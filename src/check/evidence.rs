//! No triple without words: each fact has a passage, and each passage is what its text says.

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef, vocab::rdf};

use super::{Checked, shortened};
use crate::diagnostic::Diagnostic;
use crate::graph::quads::number;
use crate::graph::vocab::{bibo, csvw, cv, foaf, govrep, oa, org, prov, schema};

/// Classes whose nodes say something that a source must have said, entities included.
const NEEDS_EVIDENCE: &[NamedNodeRef<'static>] = &[
    cv::PARTICIPATION,
    foaf::GROUP,
    foaf::PERSON,
    govrep::ASSERTION,
    govrep::ASSESSMENT,
    govrep::CALL,
    govrep::CANDIDACY,
    govrep::COMMITMENT,
    govrep::GOAL,
    govrep::JURISDICTION,
    govrep::NEGATION,
    govrep::PLATFORM,
    govrep::PROCEDURE_STEP,
    govrep::PROGRAMME,
    govrep::RECOMMENDATION,
    govrep::SESSION,
    govrep::SPEECH_TOPIC,
    govrep::UNDERTAKING,
    govrep::VISIT,
    org::FORMAL_ORGANIZATION,
    org::MEMBERSHIP,
    org::ORGANIZATION_CLASS,
    org::ORGANIZATIONAL_COLLABORATION,
    org::ORGANIZATIONAL_UNIT,
    schema::CLAIM,
    schema::CREATIVE_WORK,
    schema::EVENT,
    schema::IMAGE_OBJECT,
    schema::LEGISLATION,
    schema::OBSERVATION,
    schema::PLACE,
    schema::PROJECT,
    schema::WEB_SITE,
];

/// Checks the evidence of a graph.
///
/// Every passage must be a range of a known text, counted in Unicode code points, whose words
/// and lines are those that it states. Every node of a class that needs evidence must be
/// `prov:wasDerivedFrom` a passage, or a row of a table, that is in the graph; nodes that only
/// occur in one of the graphs `without_evidence` (what is known from authority data or stated by
/// the settings of the report) need none, nor do the reports themselves.
pub fn check(checked: &Checked<'_>, without_evidence: &[&str]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut passages = BTreeSet::new();
    let mut sources: BTreeSet<&str> = BTreeSet::new();
    let mut facts: BTreeSet<&str> = BTreeSet::new();
    let mut reports: BTreeSet<&str> = BTreeSet::new();
    for quad in checked.quads.iter() {
        let Some((node, class)) = typed(quad) else {
            continue;
        };
        if class == govrep::PASSAGE {
            passages.insert(node.as_str());
        }
        if class == bibo::REPORT {
            reports.insert(node.as_str());
        }
        if class == govrep::PASSAGE || class == csvw::ROW_CLASS {
            sources.insert(node.as_str());
        }
        let is_exempt = matches!(quad.graph_name.as_ref(), GraphNameRef::NamedNode(graph)
            if without_evidence.contains(&graph.as_str()));
        if !is_exempt && NEEDS_EVIDENCE.contains(&class) {
            facts.insert(node.as_str());
        }
    }
    for passage in passages {
        check_passage(
            checked,
            NamedNodeRef::new_unchecked(passage),
            &mut diagnostics,
        );
    }
    for fact in facts.difference(&reports) {
        check_fact(
            checked,
            NamedNodeRef::new_unchecked(fact),
            &sources,
            &mut diagnostics,
        );
    }
    diagnostics
}

fn typed(quad: &Quad) -> Option<(NamedNodeRef<'_>, NamedNodeRef<'_>)> {
    match (quad.subject.as_ref(), quad.object.as_ref()) {
        (NamedOrBlankNodeRef::NamedNode(node), TermRef::NamedNode(class))
            if quad.predicate == rdf::TYPE =>
        {
            Some((node, class))
        }
        _ => None,
    }
}

fn check_fact(
    checked: &Checked<'_>,
    fact: NamedNodeRef<'_>,
    sources: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut evidence = checked
        .quads
        .objects(fact, prov::WAS_DERIVED_FROM)
        .peekable();
    let problem = if evidence.peek().is_none() {
        Diagnostic::error(
            "evidence-missing",
            format!("{} has no evidence", checked.name(fact)),
        )
        .help("every fact is `prov:wasDerivedFrom` the passage that says it")
    } else {
        let unknown = |term: &TermRef<'_>| !matches!(term, TermRef::NamedNode(node) if sources.contains(node.as_str()));
        let Some(unknown) = evidence.find(unknown) else {
            return;
        };
        Diagnostic::error(
            "evidence-unknown",
            format!(
                "the evidence {} of {} is not a passage in the graph",
                checked.term(unknown),
                checked.name(fact)
            ),
        )
    };
    diagnostics.push(match checked.place(fact) {
        Some(place) => problem.at(place),
        None => problem,
    });
}

fn check_passage(
    checked: &Checked<'_>,
    passage: NamedNodeRef<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let quads = checked.quads;
    let name = checked.name(passage);
    let one = |property| {
        let mut objects = quads.objects(passage, property);
        match (objects.next(), objects.next()) {
            (Some(TermRef::NamedNode(node)), None) => Some(node),
            _ => None,
        }
    };
    let received = one(oa::HAS_SOURCE).and_then(|source| checked.texts.get(source.as_str()));
    let Some(received) = received else {
        diagnostics.push(Diagnostic::error(
            "evidence-text",
            format!("the passage {name} is not of exactly one known text"),
        ));
        return;
    };
    let selector = one(oa::HAS_SELECTOR);
    let range = selector.and_then(|selector| quads.range(selector));
    let exact = selector.and_then(|selector| {
        quads
            .objects(selector, oa::EXACT)
            .find_map(|term| match term {
                TermRef::Literal(literal) => Some(literal.value()),
                _ => None,
            })
    });
    let (Some(range), Some(exact)) = (range, exact) else {
        diagnostics.push(Diagnostic::error(
            "evidence-selector",
            format!("the passage {name} has no selector with start, end and words"),
        ));
        return;
    };
    let Some(bytes) = received.bytes(&range).filter(|bytes| !bytes.is_empty()) else {
        diagnostics.push(Diagnostic::error(
            "evidence-range",
            format!(
                "the passage {name} goes from character {} to {}, which is no range of its text",
                range.start, range.end
            ),
        ));
        return;
    };
    let words = received.slice(bytes.clone());
    if words != exact {
        diagnostics.push(
            Diagnostic::error(
                "evidence-words",
                format!(
                    "the passage {name} quotes `{}`, but its text has `{}` there",
                    shortened(exact),
                    shortened(words)
                ),
            )
            .at(received.place(bytes.clone())),
        );
    }
    let first = received.line(bytes.start);
    let last = received.line(bytes.end - 1);
    let stated_first = quads.objects(passage, govrep::LINE).find_map(number);
    let stated_last = quads.objects(passage, govrep::END_LINE).find_map(number);
    // The last line is stated only where it is another one than the first.
    if stated_first != Some(first) || stated_last.unwrap_or(first) != last {
        let stated = |line: Option<usize>| line.map_or("none".to_owned(), |line| line.to_string());
        diagnostics.push(
            Diagnostic::error(
                "evidence-line",
                format!(
                    "the passage {name} states first line {} and last line {}, but lies on lines \
                     {first} to {last}",
                    stated(stated_first),
                    stated(stated_last),
                ),
            )
            .at(received.place(bytes)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Received, Texts};
    use crate::graph::{Names, Quads};
    use oxigraph::io::{RdfFormat, RdfParser};

    const TEXT: &str = "壹、目的\n唐鳳政務委員\n率團出席。\n";

    const GRAPH: &str = r#"
        @base <https://data.example.org/id/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix govrep: <https://w3id.org/govrep/ns#> .
        @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        <graph/facts> { <person/a> a foaf:Person ; prov:wasDerivedFrom <passage/1> . }
        <graph/authority> { <person/b> a foaf:Person . }
        <graph/text> {
            <passage/1> a govrep:Passage ; oa:hasSource <text/1> ; oa:hasSelector <passage/1/s> ;
                govrep:line 2 ; govrep:endLine 3 .
            <passage/1/s> oa:start 5 ; oa:end 14 ; oa:exact "唐鳳政務委員\n率團" .
        }
    "#;

    /// The diagnostics of the graph with one piece of text replaced.
    fn check_with(old: &str, new: &str) -> Vec<Diagnostic> {
        assert!(GRAPH.contains(old), "{old}");
        let quads: Quads = RdfParser::from_format(RdfFormat::TriG)
            .for_slice(&GRAPH.replacen(old, new, 1))
            .collect::<Result<_, _>>()
            .unwrap();
        let mut texts = Texts::default();
        texts.insert(
            "https://data.example.org/id/text/1",
            Received::new("report.txt", TEXT),
        );
        let checked = Checked {
            quads: &quads,
            texts: &texts,
            names: Names {
                base: Some("https://data.example.org/id/"),
                prefixes: &[],
            },
        };
        check(&checked, &["https://data.example.org/id/graph/authority"])
    }

    #[test]
    fn a_passage_that_is_right_passes() {
        assert_eq!(check_with("", ""), []);
    }

    #[test]
    fn each_fault_is_found() {
        for (old, new, code, message) in [
            (
                "; prov:wasDerivedFrom <passage/1> .",
                ".",
                "evidence-missing",
                "`person/a` has no evidence",
            ),
            (
                "wasDerivedFrom <passage/1>",
                "wasDerivedFrom <passage/2>",
                "evidence-unknown",
                "the evidence `passage/2` of `person/a` is not a passage in the graph",
            ),
            (
                "<text/1>",
                "<text/2>",
                "evidence-text",
                "the passage `passage/1` is not of exactly one known text",
            ),
            (
                "oa:end 14 ;",
                "",
                "evidence-selector",
                "the passage `passage/1` has no selector with start, end and words",
            ),
            (
                "oa:end 14",
                "oa:end 99",
                "evidence-range",
                "the passage `passage/1` goes from character 5 to 99, which is no range of its text",
            ),
            (
                "率團\"",
                "領團\"",
                "evidence-words",
                "the passage `passage/1` quotes `唐鳳政務委員\n領團`, but its text has \
                 `唐鳳政務委員\n率團` there",
            ),
            (
                "govrep:line 2",
                "govrep:line 1",
                "evidence-line",
                "the passage `passage/1` states first line 1 and last line 3, but lies on lines 2 to 3",
            ),
        ] {
            let diagnostics = check_with(old, new);
            assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
            assert_eq!(
                (diagnostics[0].code, diagnostics[0].message.as_str()),
                (code, message)
            );
        }
    }

    #[test]
    fn works_programmes_and_laws_need_words_and_reports_are_some() {
        let class_of = |class: &str| {
            let person = "<person/a> a foaf:Person ; prov:wasDerivedFrom <passage/1> .";
            check_with(person, &format!("<thing/a> a <{class}> ."))
        };
        for class in [
            schema::CREATIVE_WORK,
            schema::LEGISLATION,
            govrep::PROGRAMME,
            govrep::PLATFORM,
            govrep::NEGATION,
        ] {
            let found = class_of(class.as_str());
            assert_eq!(found.len(), 1, "{class}");
            assert_eq!(found[0].code, "evidence-missing");
        }
        let report = format!(
            "{}> , <{}",
            schema::CREATIVE_WORK.as_str(),
            bibo::REPORT.as_str()
        );
        assert_eq!(class_of(&report), []);
    }

    #[test]
    fn a_fault_points_to_the_words() {
        let diagnostics = check_with("govrep:line 2", "govrep:line 1");
        let place = diagnostics[0].place.as_ref().unwrap();
        assert_eq!((place.file.as_str(), place.line), ("report.txt", 2));
        assert_eq!(&place.excerpt[place.mark.clone()], "唐鳳政務委員");
    }

    #[test]
    fn only_authority_data_may_go_without() {
        let diagnostics = check_with("<graph/authority>", "<graph/facts>");
        assert_eq!(diagnostics[0].code, "evidence-missing");
    }
}
