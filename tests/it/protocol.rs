//! The tests of the W3C for the SPARQL 1.1 protocol, service description and graph store.
//!
//! `GOVREP_W3C_PROTOCOL` is the folder of its manifests (`protocol/`, `service-description/`
//! and `http-rdf-update/` of <https://github.com/w3c/rdf-tests>, sparql11); without it they are
//! skipped, and said so.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::{
    Graph, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef, Triple, vocab::rdf,
};

use crate::sandbox::{SETTINGS, Sandbox};
use crate::server::{Answer, Server, TOKEN};

const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const UT: &str = "http://www.w3.org/2009/sparql/tests/test-update#";
const HT: &str = "http://www.w3.org/2011/http#";
const CNT: &str = "http://www.w3.org/2011/content#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";

/// The folder of the manifests, if there is one.
fn manifests() -> Option<PathBuf> {
    let folder = env::var_os("GOVREP_W3C_PROTOCOL").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: GOVREP_W3C_PROTOCOL names no folder with the manifests of the W3C");
    }
    folder
}

/// A server of an empty project, where everything may be written.
fn server() -> (Sandbox, Server) {
    let folder = Sandbox::project(SETTINGS);
    let server = Server::start(&folder.path("."), "--writable");
    (folder, server)
}

fn turtle(text: &[u8], base: &str) -> Graph {
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    let parser = parser.with_base_iri(base).expect("an IRI");
    let triples = parser.for_slice(text).map(|quad| match quad {
        Ok(quad) => Triple::from(quad),
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(text)),
    });
    triples.collect()
}

/// The objects of a property.
fn all(graph: &Graph, node: &NamedOrBlankNode, namespace: &str, name: &str) -> Vec<Term> {
    let property = format!("{namespace}{name}");
    let property = NamedNodeRef::new_unchecked(&property);
    let objects = graph.objects_for_subject_predicate(node, property);
    objects.map(TermRef::into_owned).collect()
}

fn node(term: &Term) -> NamedOrBlankNode {
    match term {
        Term::NamedNode(node) => node.clone().into(),
        Term::BlankNode(node) => node.clone().into(),
        other => panic!("{other} is no node"),
    }
}

/// The text of the object of a property, if it has one.
fn text(graph: &Graph, at: &NamedOrBlankNode, namespace: &str, name: &str) -> Option<String> {
    match all(graph, at, namespace, name).first()? {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

/// The members of a list.
fn list(graph: &Graph, start: &Term) -> Vec<Term> {
    let mut members = Vec::new();
    let mut rest = node(start);
    while rest.as_ref() != NamedOrBlankNodeRef::from(rdf::NIL) {
        let first = graph.object_for_subject_predicate(&rest, rdf::FIRST);
        members.push(first.expect("a member").into_owned());
        let next = graph.object_for_subject_predicate(&rest, rdf::REST);
        rest = node(&next.expect("a rest").into_owned());
    }
    members
}

/// The tests of a manifest, in order.
fn entries(graph: &Graph, manifest: &str) -> Vec<NamedOrBlankNode> {
    let manifest = NamedNodeRef::new_unchecked(manifest).into_owned().into();
    let listed = all(graph, &manifest, MF, "entries");
    list(graph, &listed[0]).iter().map(node).collect()
}

fn short_name(test: &NamedOrBlankNode) -> String {
    let iri = test.to_string();
    let name = iri.rsplit('#').next().unwrap_or_default();
    name.trim_end_matches('>').to_owned()
}

#[test]
fn protocol() {
    let Some(folder) = manifests() else { return };
    let folder = folder.join("protocol");
    let base = format!("file://{}/manifest.ttl", folder.display());
    let manifest = turtle(
        &fs::read(folder.join("manifest.ttl")).expect("the manifest"),
        &base,
    );
    let tests = entries(&manifest, &base);
    assert_eq!(tests.len(), 34);
    let mut failed = Vec::new();
    for test in &tests {
        let (_folder, server) = server();
        if let Err(why) = protocol_test(&server, &manifest, test, &folder) {
            failed.push(format!("{}: {why}", short_name(test)));
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {}: {failed:#?}",
        failed.len(),
        tests.len()
    );
}

fn protocol_test(
    server: &Server,
    manifest: &Graph,
    test: &NamedOrBlankNode,
    folder: &Path,
) -> Result<(), String> {
    let authorization = format!("Bearer {TOKEN}");
    for data in all(manifest, test, UT, "graphData") {
        let data = node(&data);
        let file = text(manifest, &data, UT, "graph").expect("a file");
        let file = Path::new(&file).file_name().expect("a name").to_owned();
        let name = text(manifest, &data, RDFS, "label").expect("a name");
        let headers = [
            ("Content-Type", "application/n-triples"),
            ("Authorization", authorization.as_str()),
        ];
        let body = fs::read(folder.join(file)).expect("data");
        let put = server.send("PUT", &format!("/store?graph={name}"), &headers, &body);
        assert_eq!(put.status, 201);
    }
    let action = node(&all(manifest, test, MF, "action")[0]);
    for request in list(manifest, &all(manifest, &action, HT, "requests")[0]) {
        let request = node(&request);
        let field = |name| text(manifest, &request, HT, name);
        let method = field("methodName").expect("a method");
        let target = field("absolutePath").expect("a path");
        let mut headers = vec![("Authorization".to_owned(), authorization.clone())];
        for listed in all(manifest, &request, HT, "headers") {
            for header in list(manifest, &listed) {
                let part = |name| text(manifest, &node(&header), HT, name).expect("a header");
                headers.push((part("fieldName"), part("fieldValue")));
            }
        }
        let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (&**n, &**v)).collect();
        let mut body = Vec::new();
        if let Some(content) = all(manifest, &request, HT, "body").first() {
            let content = node(content);
            let chars = text(manifest, &content, CNT, "chars").unwrap_or_default();
            let encoding = text(manifest, &content, CNT, "characterEncoding");
            body = match encoding.as_deref() {
                Some("UTF-16") => chars.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                _ => chars.into_bytes(),
            };
        }
        let answer = server.send(&method, &target, &headers, &body);
        let expected = node(&all(manifest, &request, HT, "resp")[0]);
        check(manifest, &expected, &answer)?;
    }
    Ok(())
}

/// Whether an answer is what a test expects.
fn check(manifest: &Graph, expected: &NamedOrBlankNode, answer: &Answer) -> Result<(), String> {
    let statuses: Vec<String> = all(manifest, expected, MF, "expectedStatus")
        .iter()
        .map(ToString::to_string)
        .collect();
    let class = format!("StatusCode{}xx>", answer.status / 100);
    if !statuses.iter().any(|status| status.ends_with(&class)) {
        let body = String::from_utf8_lossy(&answer.body);
        return Err(format!(
            "status {}, not {statuses:?}: {body}",
            answer.status
        ));
    }
    let media_type = answer.media_type();
    let fitting: &[&str] = match text(manifest, expected, MF, "expectedFormat").as_deref() {
        Some("boolean") => &[
            "application/sparql-results+json",
            "application/sparql-results+xml",
        ],
        Some("tabular") => &[
            "application/sparql-results+json",
            "application/sparql-results+xml",
            "text/csv",
            "text/tab-separated-values",
        ],
        Some("RDF") => &[
            "application/rdf+xml",
            "text/turtle",
            "application/n-triples",
        ],
        _ => return Ok(()),
    };
    if !fitting.contains(&media_type.as_str()) {
        return Err(format!("the type {media_type} is none of {fitting:?}"));
    }
    if let Some(truth) = text(manifest, expected, MF, "expectedBoolean")
        && answer.json()["boolean"] != (truth == "true")
    {
        return Err(format!("not {truth}: {}", answer.text()));
    }
    Ok(())
}

#[test]
fn service_description() {
    let Some(folder) = manifests() else { return };
    let file = folder.join("service-description/manifest.ttl");
    let base = format!("file://{}", file.display());
    let manifest = turtle(&fs::read(file).expect("the manifest"), &base);
    let (_folder, server) = server();
    server.update("INSERT DATA { GRAPH <https://e.org/g> { <s:s> <p:p> 1 } }");
    let answer = server.get("/sparql", "");
    for test in entries(&manifest, &base) {
        match short_name(&test).as_str() {
            "returns-rdf" => {
                assert_eq!(
                    (answer.status, answer.media_type().as_str()),
                    (200, "text/turtle")
                );
                for form in [
                    "application/rdf+xml",
                    "application/ld+json",
                    "application/n-triples",
                ] {
                    assert_eq!(server.get("/sparql", form).media_type(), form);
                }
            }
            "has-endpoint-triple" => {
                for path in ["/sparql", "/sparql/"] {
                    let graph = turtle(&server.get(path, "text/turtle").body, "https://e.org/");
                    let endpoints = graph.to_string();
                    let triple = format!("<{SD}endpoint> <{}{path}>", server.origin());
                    assert!(endpoints.contains(&triple), "{triple} in {endpoints}");
                }
            }
            "conforms-to-schema" => conforms(&turtle(&answer.body, "https://e.org/")),
            other => panic!("a new test: {other}"),
        }
    }
}

/// Domains, ranges and cardinalities of the vocabulary of service descriptions.
fn conforms(graph: &Graph) {
    let class_of = |term: &Term, class: &str| {
        let types = all(graph, &node(term), rdf_namespace(), "type");
        types
            .iter()
            .any(|t| t.to_string() == format!("<{SD}{class}>"))
    };
    let mut properties: BTreeMap<&str, (&str, Option<&str>)> = BTreeMap::new();
    properties.insert("endpoint", ("Service", None));
    properties.insert("feature", ("Service", None));
    properties.insert("supportedLanguage", ("Service", None));
    properties.insert("resultFormat", ("Service", None));
    properties.insert("defaultDataset", ("Service", Some("Dataset")));
    properties.insert("defaultGraph", ("Dataset", Some("Graph")));
    properties.insert("namedGraph", ("Dataset", Some("NamedGraph")));
    properties.insert("name", ("NamedGraph", None));
    properties.insert("graph", ("NamedGraph", Some("Graph")));
    let mut used = 0;
    for triple in graph {
        let Some(name) = triple.predicate.as_str().strip_prefix(SD) else {
            continue;
        };
        used += 1;
        let (domain, range) = properties[name];
        let subject = Term::from(triple.subject.into_owned());
        assert!(class_of(&subject, domain), "{triple}");
        let object = triple.object.into_owned();
        assert!(
            range.is_none_or(|range| class_of(&object, range)),
            "{triple}"
        );
        assert!(object.is_named_node() || object.is_blank_node(), "{triple}");
    }
    assert!(used > 10);
    for (name, _) in properties {
        let property = format!("{SD}{name}");
        let property = NamedNodeRef::new_unchecked(&property);
        assert!(
            graph.triples_for_predicate(property).next().is_some(),
            "{name} is stated"
        );
    }
}

fn rdf_namespace() -> &'static str {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
}

/// What the manifest itself gets wrong, with the reason.
const MISTAKEN: [(&str, &str); 1] = [(
    "get_of_post__existing_graph",
    "expects John Doe, whom a test before has replaced with Jane Doe",
)];

#[test]
fn graph_store() {
    let Some(folder) = manifests() else { return };
    let file = folder.join("http-rdf-update/manifest.ttl");
    let base = format!("file://{}", file.display());
    let manifest = turtle(&fs::read(file).expect("the manifest"), &base);
    let (_folder, server) = server();
    let mut minted = String::new();
    let mut failed = Vec::new();
    let tests = entries(&manifest, &base);
    assert_eq!(tests.len(), 18);
    for test in tests {
        let name = short_name(&test);
        let story = all(&manifest, &test, RDFS, "comment");
        let story = story.iter().find_map(|comment| match comment {
            Term::Literal(text) if text.value().contains("#### Request") => Some(text.value()),
            _ => None,
        });
        let story = story
            .expect("a story")
            .replace("/$GRAPHSTORE$", "/store")
            .replace("$GRAPHSTORE$", "/store")
            .replace("$HOST$", &server.address.to_string());
        let (request, response) = story.split_once("#### Response").expect("two parts");
        let request = request
            .replace("#### Request", "")
            .replace("$NEWPATH$", &minted);
        let (method, target, headers, body) = parse_request(&request);
        // No test before it has made the graph that it deletes.
        if name == "delete__existing_graph" {
            let headers = [
                ("Content-Type", "text/turtle"),
                ("Authorization", AUTHORIZATION),
            ];
            server.send("PUT", &target, &headers, b"<s:s> <p:p> 1 .");
        }
        let mut sent: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (&**n, &**v)).collect();
        sent.push(("Authorization", AUTHORIZATION));
        let answer = server.send(&method, &target, &sent, body.as_bytes());
        if let Some(path) = answer.header("location").strip_prefix(&server.origin()) {
            path.clone_into(&mut minted);
        }
        let (status, expected) = parse_response(response);
        if answer.status != status {
            failed.push(format!(
                "{name}: {} instead of {status}: {}",
                answer.status,
                answer.text()
            ));
        } else if !expected.is_empty() && method == "GET" {
            assert_eq!(answer.media_type(), "text/turtle", "{name}");
            let is_same = same(&answer.body, &expected);
            if MISTAKEN.iter().any(|(mistaken, _)| *mistaken == name) {
                assert!(!is_same, "{name} is right now: take it from the list");
            } else if !is_same {
                failed.push(format!("{name}: {} instead of {expected}", answer.text()));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    let person = server.get("/store/person/1.ttl", "text/turtle");
    for name in [
        "foaf:name \"Jane Doe\"",
        "foaf:givenName \"Jane\"",
        "foaf:familyName \"Doe\"",
    ] {
        let name = name.replace("foaf:", "");
        assert!(person.text().contains(&name), "{name} in {}", person.text());
    }
}

const AUTHORIZATION: &str = "Bearer a-token-that-nobody-guesses";

/// Whether two graphs in Turtle say the same, whatever their blank nodes are called.
fn same(given: &[u8], expected: &str) -> bool {
    let mut graphs = [given, expected.as_bytes()].map(|text| turtle(text, "https://e.org/"));
    for graph in &mut graphs {
        graph.canonicalize(CanonicalizationAlgorithm::Unstable);
    }
    graphs[0] == graphs[1]
}

/// Method, target, headers and body of a request as the manifest tells it.
fn parse_request(story: &str) -> (String, String, Vec<(String, String)>, String) {
    let lines: Vec<&str> = unindented(story);
    let mut words = lines[0].split(' ');
    let method = words.next().expect("a method").to_owned();
    let target = words.next().expect("a path").to_owned();
    let mut headers = Vec::new();
    let mut rest = lines[1..].iter();
    for line in rest.by_ref().take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").expect("a header");
        if name != "Host" {
            headers.push((name.to_owned(), value.to_owned()));
        }
    }
    let is_multipart = headers
        .iter()
        .any(|(_, value)| value.starts_with("multipart/"));
    let body: Vec<String> = rest.map(|line| ended(line)).collect();
    (
        method,
        target,
        headers,
        body.join(if is_multipart { "\r\n" } else { "\n" }),
    )
}

/// The line, with the full stop that the manifest leaves out after some statements.
fn ended(line: &str) -> String {
    if line.starts_with('<') && line.ends_with('"') {
        format!("{line} .")
    } else {
        line.to_owned()
    }
}

/// Status and body of a response as the manifest tells it.
fn parse_response(story: &str) -> (u16, String) {
    let lines = unindented(story);
    let status = lines[0].split(' ').next().and_then(|s| s.parse().ok());
    let body = lines.iter().skip_while(|line| !line.is_empty());
    let body: Vec<&str> = body.copied().collect();
    (status.expect("a status"), body.join("\n").trim().to_owned())
}

fn unindented(story: &str) -> Vec<&str> {
    let lines = story
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    let mut lines: Vec<&str> = lines.skip_while(|line| line.trim().is_empty()).collect();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}
