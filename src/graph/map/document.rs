//! The report, its text, and the run that read it.

use oxigraph::model::{GraphName, Literal};

use super::{Writer, chinese, english, tagged};
use crate::graph::vocab::{bibo, dcterms, foaf, org, prov, rdf, rdfs, schema};

/// Writes them into the graph `meta`.
pub fn write(writer: &mut Writer) {
    let graph: GraphName = writer.names.graph("meta").into();
    let report = writer.material.report;
    let authority = writer.material.authority;
    let source = writer.material.document.source();
    let document = writer.names.document();
    let text = writer.names.text();
    let run = writer.names.extraction();
    let mut add = |subject, predicate, object: oxigraph::model::Term| {
        writer.add_to(subject, predicate, object, graph.clone());
    };
    for class in [
        bibo::REPORT,
        schema::REPORT,
        schema::CREATIVE_WORK,
        prov::ENTITY,
    ] {
        add(&document, rdf::TYPE, class.into());
    }
    let mut titles: Vec<(String, String)> = report
        .title
        .iter()
        .map(|(tag, title)| (tag.to_ascii_lowercase(), title.to_owned()))
        .collect();
    if titles.is_empty() {
        titles.push((report.language.to_ascii_lowercase(), report.key.clone()));
    }
    for (tag, title) in &titles {
        add(&document, rdfs::LABEL, tagged(title, tag).into());
        add(&document, dcterms::TITLE, tagged(title, tag).into());
    }
    add(
        &document,
        dcterms::LANGUAGE,
        Literal::new_simple_literal(&report.language).into(),
    );
    let author = writer.author();
    let mut add = |subject, predicate, object: oxigraph::model::Term| {
        writer.add_to(subject, predicate, object, graph.clone());
    };
    add(&document, dcterms::CREATOR, author.clone().into());
    match report.issuer.as_deref() {
        // The authority graph says who it is.
        Some(issuer) if authority.issuer(issuer).is_some() => {}
        Some(issuer) => {
            for class in [org::ORGANIZATION_CLASS, foaf::AGENT] {
                add(&author, rdf::TYPE, class.into());
            }
            add(
                &author,
                rdfs::LABEL,
                tagged(issuer, &report.language.to_ascii_lowercase()).into(),
            );
            add(
                &author,
                foaf::NAME,
                Literal::new_simple_literal(issuer).into(),
            );
        }
        None => {
            add(&author, rdf::TYPE, foaf::AGENT.into());
            add(&author, rdfs::LABEL, chinese("報告作者").into());
            add(&author, rdfs::LABEL, english("author of the report").into());
            add(
                &author,
                foaf::NAME,
                Literal::new_simple_literal("報告作者").into(),
            );
        }
    }
    for class in [prov::ENTITY, dcterms::BIBLIOGRAPHIC_RESOURCE] {
        add(&text, rdf::TYPE, class.into());
    }
    add(&text, rdfs::LABEL, chinese("純文字版").into());
    add(&text, rdfs::LABEL, english("plain text").into());
    add(&text, dcterms::IS_FORMAT_OF, document.clone().into());
    add(
        &text,
        dcterms::FORMAT,
        Literal::new_simple_literal("text/plain").into(),
    );
    let digest = format!("sha256:{}", source.sha256);
    add(
        &text,
        dcterms::IDENTIFIER,
        Literal::new_simple_literal(digest).into(),
    );
    let extent = format!("{} Unicode code points", source.text.chars().count());
    add(
        &text,
        dcterms::EXTENT,
        Literal::new_simple_literal(extent).into(),
    );
    add(&run, rdf::TYPE, prov::ACTIVITY.into());
    add(&run, rdfs::LABEL, chinese("擷取").into());
    add(&run, rdfs::LABEL, english("extraction").into());
    add(&run, prov::USED, text.clone().into());
    let version = concat!("govrep ", env!("CARGO_PKG_VERSION"));
    add(
        &run,
        schema::SOFTWARE_VERSION,
        Literal::new_simple_literal(version).into(),
    );
}
