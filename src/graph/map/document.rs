//! The report, its text, and the run that read it.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use super::{Object, Writer, chinese, english, tagged};
use crate::entity::Kind;
use crate::fact::Credit;
use crate::graph::vocab::{bibo, code, dcterms, foaf, govrep, org, prov, rdf, rdfs, schema};
use crate::mention;
use crate::mention::date::CivilDate;
use crate::project::Date;

/// Writes them into the graph `meta`.
pub fn write(writer: &mut Writer, credit: &Credit) {
    report(writer, credit);
    author(writer);
    text(writer);
    rendition(writer);
    run(writer);
}

fn add(writer: &mut Writer, subject: &NamedNode, predicate: NamedNodeRef, object: impl Object) {
    let graph = writer.graph("meta");
    writer.add_to(subject, predicate, object, graph);
}

fn plain(text: impl Into<String>) -> Literal {
    Literal::new_simple_literal(text)
}

fn report(writer: &mut Writer, credit: &Credit) {
    let report = writer.material.report;
    let document = writer.names.document();
    for class in [
        bibo::REPORT,
        schema::REPORT,
        schema::CREATIVE_WORK,
        prov::ENTITY,
    ] {
        add(writer, &document, rdf::TYPE, class);
    }
    let mut titles: Vec<(String, String)> = report
        .title
        .iter()
        .map(|(tag, title)| (tag.to_ascii_lowercase(), title.to_owned()))
        .collect();
    if titles.is_empty() {
        let material = writer.material;
        let printed = mention::title(material.document, &material.authority.lexicon);
        let title = match printed {
            Some(words) => {
                let rule = code::extraction_method::RULE;
                writer.evidence(&document, &[words], rule);
                let printed = writer.printed(material.document.slice(words));
                let tag = printed.language().unwrap_or(&report.language);
                (tag.to_ascii_lowercase(), printed.value().to_owned())
            }
            None => (report.language.to_ascii_lowercase(), report.key.clone()),
        };
        titles.push(title);
    }
    for (tag, title) in &titles {
        add(writer, &document, rdfs::LABEL, tagged(title, tag));
        add(writer, &document, dcterms::TITLE, tagged(title, tag));
    }
    let language = plain(&report.language);
    add(writer, &document, dcterms::LANGUAGE, language);
    let rule = code::extraction_method::RULE;
    if let Some(date) = report.date.and_then(civil) {
        add(writer, &document, dcterms::ISSUED, super::date(date));
    } else if let Some((date, line)) = &credit.issued {
        writer.evidence(&document, &[*line], rule);
        add(writer, &document, dcterms::ISSUED, super::date(date.start));
    }
    if report.issuer.is_some() {
        let author = writer.author();
        add(writer, &document, dcterms::CREATOR, author);
        return;
    }
    let told: Vec<_> = credit.bodies.iter().chain(&credit.writers).collect();
    for (creator, line) in &told {
        let method = writer.rule_upon([*creator]);
        let creator = writer.entity(*creator);
        writer.evidence(&document, &[*line], method);
        add(writer, &document, dcterms::CREATOR, creator);
    }
    if told.is_empty() {
        let author = writer.author();
        add(writer, &document, dcterms::CREATOR, author);
    }
}

/// The date of the settings at its precision.
fn civil(date: Date) -> Option<CivilDate> {
    CivilDate::new(date.year, date.month, date.day)
}

/// The issuer of the report, where neither the authority data nor the text say who it is already.
fn author(writer: &mut Writer) {
    let material = writer.material;
    let report = material.report;
    let author = writer.author();
    match report.issuer.as_deref() {
        Some(_) if report.issuer_row(material.authority).is_some() => {}
        Some(issuer)
            if material
                .resolved
                .named(Kind::Organisation, issuer)
                .is_some() => {}
        Some(issuer) => {
            let curated = code::extraction_method::CURATED;
            add(writer, &author, govrep::EXTRACTION_METHOD, curated);
            for class in [org::ORGANIZATION_CLASS, foaf::AGENT] {
                add(writer, &author, rdf::TYPE, class);
            }
            let label = writer.printed(issuer);
            add(writer, &author, rdfs::LABEL, label);
            add(writer, &author, foaf::NAME, plain(issuer));
        }
        None if writer.told_author.is_some() => {}
        None => {
            add(writer, &author, rdf::TYPE, foaf::AGENT);
            add(writer, &author, rdfs::LABEL, chinese("報告作者"));
            add(
                writer,
                &author,
                rdfs::LABEL,
                english("author of the report"),
            );
            add(writer, &author, foaf::NAME, plain("報告作者"));
        }
    }
}

/// The text as received: its digest and length.
fn text(writer: &mut Writer) {
    let source = writer.material.document.source();
    let text = writer.names.text();
    for class in [prov::ENTITY, dcterms::BIBLIOGRAPHIC_RESOURCE] {
        add(writer, &text, rdf::TYPE, class);
    }
    add(writer, &text, rdfs::LABEL, chinese("純文字版"));
    add(writer, &text, rdfs::LABEL, english("plain text"));
    let document = writer.names.document();
    add(writer, &text, dcterms::IS_FORMAT_OF, document);
    add(writer, &text, dcterms::FORMAT, plain("text/plain"));
    let digest = format!("sha256:{}", source.sha256);
    add(writer, &text, dcterms::IDENTIFIER, plain(digest));
    let extent = format!("{} Unicode code points", source.text.chars().count());
    add(writer, &text, dcterms::EXTENT, plain(extent));
}

/// How the text was made of the file, where it is not the file itself: offsets count in what
/// this reader wrote.
fn rendition(writer: &mut Writer) {
    let source = writer.material.document.source();
    let Some(made) = &source.rendition else {
        return;
    };
    let (file, run) = (writer.names.file(made), writer.names.rendering());
    let (text, document) = (writer.names.text(), writer.names.document());
    for class in [prov::ENTITY, dcterms::BIBLIOGRAPHIC_RESOURCE] {
        add(writer, &file, rdf::TYPE, class);
    }
    add(writer, &file, rdfs::LABEL, chinese("原始檔"));
    add(writer, &file, rdfs::LABEL, english("file as received"));
    add(writer, &file, dcterms::IS_FORMAT_OF, document);
    add(
        writer,
        &file,
        dcterms::FORMAT,
        plain(made.kind.media_type()),
    );
    let digest = format!("sha256:{}", made.sha256);
    add(writer, &file, dcterms::IDENTIFIER, plain(digest));
    add(
        writer,
        &file,
        dcterms::EXTENT,
        plain(format!("{} bytes", made.bytes)),
    );
    add(writer, &run, rdf::TYPE, prov::ACTIVITY);
    add(writer, &run, rdfs::LABEL, chinese("取得文字"));
    add(writer, &run, rdfs::LABEL, english("reading of the text"));
    add(writer, &run, prov::USED, file);
    add(writer, &run, schema::SOFTWARE_VERSION, plain(&made.reader));
    add(writer, &text, prov::WAS_GENERATED_BY, run);
}

/// The run of this program that read the text.
fn run(writer: &mut Writer) {
    let run = writer.names.extraction();
    add(writer, &run, rdf::TYPE, prov::ACTIVITY);
    add(writer, &run, rdfs::LABEL, chinese("擷取"));
    add(writer, &run, rdfs::LABEL, english("extraction"));
    let text = writer.names.text();
    add(writer, &run, prov::USED, text);
    let version = concat!("govrep ", env!("CARGO_PKG_VERSION"));
    add(writer, &run, schema::SOFTWARE_VERSION, plain(version));
}
