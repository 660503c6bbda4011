//! The server as clients of the web meet it.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Graph, Triple};
use serde_json::{Value, json};

use crate::sandbox::{SETTINGS, Sandbox};
use crate::server::{Answer, Server, TOKEN, project};

/// The folder of this repository, which is a project itself.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn graph(answer: &Answer) -> Graph {
    let format = RdfFormat::from_media_type(&answer.media_type()).expect("RDF");
    let quads = RdfParser::from_format(format).for_slice(&answer.body);
    quads
        .map(|quad| Triple::from(quad.expect("it parses")))
        .collect()
}

#[test]
fn a_thing_leads_to_its_page_and_its_data() {
    let server = Server::start(here(), "");
    let encoded = "person/%E5%94%90%E9%B3%B3";
    for (accept, location) in [
        ("", format!("/data/{encoded}.ttl")),
        ("*/*", format!("/data/{encoded}.ttl")),
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            format!("/doc/{encoded}"),
        ),
        ("application/ld+json", format!("/data/{encoded}.jsonld")),
        (
            "application/rdf+xml, text/turtle;q=0.5",
            format!("/data/{encoded}.rdf"),
        ),
        (
            "text/*;q=0.3, application/n-triples;q=0.4",
            format!("/data/{encoded}.nt"),
        ),
        ("application/n-quads", format!("/data/{encoded}.nq")),
        ("application/trig", format!("/data/{encoded}.trig")),
    ] {
        for path in [
            "/id/person/唐鳳",
            "/id/person/%E5%94%90%E9%B3%B3",
            "/id/person/%e5%94%90鳳",
        ] {
            let answer = server.get(path, accept);
            assert_eq!(
                (answer.status, answer.header("location")),
                (303, location.clone()),
                "{path} {accept}"
            );
            assert_eq!(answer.header("vary"), "Accept");
        }
        let followed = server.get(&location, accept);
        assert_eq!(followed.status, 200, "{location}");
        assert!(
            followed.text().contains("唐鳳") || followed.text().contains("\\u5510"),
            "{location}"
        );
    }
    // An ending beats Accept.
    let answer = server.get("/id/person/唐鳳.jsonld", "text/html");
    assert_eq!(answer.header("location"), format!("/data/{encoded}.jsonld"));
    let answer = server.get("/data/person/唐鳳.nt", "text/html");
    assert_eq!(
        (answer.status, answer.media_type().as_str()),
        (200, "application/n-triples")
    );
    // The document itself can be asked for its forms, too.
    let answer = server.get("/doc/person/唐鳳", "text/turtle");
    assert_eq!(
        (answer.status, answer.header("content-location")),
        (200, format!("/data/{encoded}.ttl"))
    );
    assert_eq!(server.get("/doc/person/唐鳳", "").media_type(), "text/html");
    assert_eq!(
        server.get("/data/person/唐鳳", "").media_type(),
        "text/turtle"
    );
    // All forms say the same.
    let expected = graph(&server.get(&format!("/data/{encoded}.ttl"), ""));
    assert!(expected.len() > 5);
    for ending in ["jsonld", "nt", "rdf"] {
        assert_eq!(
            graph(&server.get(&format!("/data/{encoded}.{ending}"), "")),
            expected,
            "{ending}"
        );
    }
    // What points to a thing is a part of what is known of it.
    let text = server
        .get(&format!("/data/{encoded}.nt"), "")
        .text()
        .to_owned();
    assert!(
        text.lines()
            .any(|l| !l.starts_with("<https://w3id.org/govrep/ogp/id/person/")),
        "{text}"
    );
    let link = server
        .get(&format!("/data/{encoded}.ttl"), "")
        .header("link");
    for part in [
        format!("<https://w3id.org/govrep/ogp/id/{encoded}>; rel=\"about\""),
        format!("</data/{encoded}.rdf>; rel=\"alternate\"; type=\"application/rdf+xml\""),
        "<https://spdx.org/licenses/OGDL-Taiwan-1.0>; rel=\"license\"".to_owned(),
        "</.well-known/void>; rel=\"describedby\"".to_owned(),
    ] {
        assert!(link.contains(&part), "{part} in {link}");
    }
    // Pages speak the language of the reader.
    let page = |language| {
        let headers = [("Accept", "text/html"), ("Accept-Language", language)];
        server.send("GET", "/doc/person/唐鳳", &headers, b"")
    };
    assert!(page("zh-TW").text().contains("lang=\"zh-Hant\""));
    assert!(page("en-GB").text().contains("lang=\"en\""));
    assert_eq!(
        page("en-GB").header("vary"),
        "Accept, Accept-Language, Accept-Encoding"
    );
}

#[test]
fn what_is_not_there_is_said_in_the_form_asked_for() {
    let server = Server::start(project().path(".").as_path(), "");
    for (accept, media_type) in [
        ("", "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("text/html", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/plain", "text/plain"),
        ("image/png", "application/problem+json"),
    ] {
        for path in [
            "/id/person/nobody",
            "/doc/person/nobody",
            "/data/person/nobody.ttl",
            "/nowhere",
        ] {
            let answer = server.get(path, accept);
            assert_eq!(
                (answer.status, answer.media_type().as_str()),
                (404, media_type),
                "{path} {accept}"
            );
            assert!(!answer.body.is_empty());
        }
    }
    assert!(graph(&server.get("/id/x", "text/turtle")).len() >= 3);
    let answer = server.get("/id/jurisdiction/TWN", "image/png");
    assert_eq!(answer.status, 406);
    let help = answer.json()["help"].as_str().unwrap().to_owned();
    for form in [
        "text/turtle (.ttl)",
        "text/html (.html)",
        "application/ld+json (.jsonld)",
    ] {
        assert!(help.contains(form), "{help}");
    }
    let answer = server.send("DELETE", "/id/jurisdiction/TWN", &[], b"");
    assert_eq!(
        (answer.status, answer.header("allow").as_str()),
        (405, "GET, HEAD, OPTIONS")
    );
}

#[test]
fn a_query_that_is_wrong_comes_back_in_its_form() {
    let server = Server::start(project().path(".").as_path(), "");
    let query = "SELECT ?s WHERE {\n  ?s a foaf:Person\n}";
    let asked = "/sparql?query=SELECT%20?s%20WHERE%20%7B%0A%20%20?s%20a%20foaf:Person%0A%7D";
    let browser = |language: &str| {
        let headers = [
            ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
            ("Accept-Language", language),
        ];
        let answer = server.send("GET", asked, &headers, b"");
        assert_eq!(
            (answer.status, answer.media_type().as_str()),
            (400, "text/html")
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.text().to_owned()
    };
    for (language, tag, sentence, help) in [
        (
            "zh-TW",
            "<html lang=\"zh-Hant\"",
            "第 2 行第 8 字：未宣告前綴 `foaf:`",
            "在查詢開頭加上 `PREFIX foaf: &#60;http://xmlns.com/foaf/0.1/&#62;`",
        ),
        (
            "en-GB",
            "<html lang=\"en\"",
            "line 2, column 8: unknown prefix `foaf:`",
            "add `PREFIX foaf: &#60;http://xmlns.com/foaf/0.1/&#62;` at the beginning of the query",
        ),
    ] {
        let page = browser(language);
        for part in [
            tag,
            sentence,
            help,
            "?s a <mark>foaf:</mark>Person",
            "id=\"query\"",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(page.contains(query), "the query is kept: {page}");
        assert!(page.contains("aria-invalid=\"true\""), "{page}");
    }
    // A form that is sent with POST, and other faults than those of the grammar.
    let headers = [
        ("Accept", "text/html"),
        ("Accept-Language", "zh-TW"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    let update = server.send("POST", "/sparql", &headers, b"query=CLEAR+ALL");
    assert_eq!(update.status, 400);
    assert!(update.text().contains("查詢頁不能更改資料") && update.text().contains("CLEAR ALL"));
    // Programs get the problem, with its place.
    for accept in ["", "application/sparql-results+json"] {
        let answer = server.get(asked, accept);
        assert_eq!(answer.status, 400);
        assert_eq!(answer.media_type(), "application/problem+json");
        let problem = answer.json();
        assert_eq!(
            (&problem["line"], &problem["column"]),
            (&2.into(), &8.into())
        );
        assert_eq!(problem["code"], "query-syntax");
    }
}

#[test]
fn a_withdrawn_thing_says_what_took_its_place() {
    let folder = project();
    let server = Server::start(&folder.path("."), "--writable");
    let update = "INSERT DATA { GRAPH <https://data.example.gov.tw/graph/withdrawn> { \
        <https://data.example.gov.tw/id/person/old> <http://www.w3.org/2002/07/owl#deprecated> true ; \
        <http://purl.org/dc/terms/isReplacedBy> <https://data.example.gov.tw/id/person/new> } }";
    assert_eq!(server.update(update).status, 204);
    for (path, accept, media_type) in [
        ("/id/person/old", "text/turtle", "text/turtle"),
        ("/id/person/old", "text/html", "text/html"),
        ("/data/person/old.jsonld", "", "application/ld+json"),
        ("/doc/person/old", "text/html", "text/html"),
    ] {
        let answer = server.get(path, accept);
        assert_eq!(
            (answer.status, answer.media_type().as_str()),
            (410, media_type),
            "{path}"
        );
        assert!(answer.text().contains("person/new"), "{}", answer.text());
    }
}

#[test]
fn answers_have_tags_lengths_and_parts() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    for path in [
        "/data/jurisdiction/TWN.ttl",
        "/doc/jurisdiction/TWN",
        "/api/any.csv",
        "/sparql?query=ASK%7B%7D",
        "/dump/test.nq",
        "/openapi.json",
        "/",
    ] {
        let answer = server.get(path, "");
        assert_eq!(answer.status, 200, "{path}");
        let tag = answer.header("etag");
        assert!(tag.len() > 10, "{path}: {tag}");
        assert_eq!(
            answer.header("content-length"),
            answer.body.len().to_string()
        );
        let unchanged = server.send("GET", path, &[("If-None-Match", &tag)], b"");
        assert_eq!(
            (
                unchanged.status,
                unchanged.body.len(),
                unchanged.header("etag")
            ),
            (304, 0, tag),
            "{path}"
        );
        let head = server.send("HEAD", path, &[], b"");
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(
            head.header("content-length"),
            answer.header("content-length"),
            "{path}"
        );
        assert_eq!(
            head.header("content-type"),
            answer.header("content-type"),
            "{path}"
        );
        for (name, value) in [
            ("access-control-allow-origin", "*"),
            ("x-content-type-options", "nosniff"),
            ("server", ""),
        ] {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'")
        );
    }
    let whole = server.get("/dump/test.nq", "");
    let part = server.send("GET", "/dump/test.nq", &[("Range", "bytes=10-19")], b"");
    assert_eq!((part.status, &part.body[..]), (206, &whole.body[10..20]));
    assert_eq!(
        part.header("content-range"),
        format!("bytes 10-19/{}", whole.body.len())
    );
    let beyond = server.send("GET", "/dump/test.nq", &[("Range", "bytes=99999999-")], b"");
    assert_eq!(beyond.status, 416);
    // A browser asks first.
    let preflight = server.send(
        "OPTIONS",
        "/sparql",
        &[
            ("Origin", "https://example.org"),
            ("Access-Control-Request-Method", "POST"),
        ],
        b"",
    );
    assert_eq!(
        (
            preflight.status,
            preflight.header("access-control-allow-origin").as_str()
        ),
        (204, "*")
    );
    assert!(
        preflight
            .header("access-control-allow-methods")
            .contains("POST")
    );
    assert!(
        preflight
            .header("access-control-allow-headers")
            .contains("Content-Type")
    );
    // The client's own number comes back, if it is one.
    let asked = |id| {
        server
            .send("GET", "/health", &[("X-Request-Id", id)], b"")
            .header("x-request-id")
    };
    assert_eq!(asked("abc-1"), "abc-1");
    assert!(!asked("a b\u{7f}").contains(' '));
}

/// The body of an answer as the client sees it.
fn decoded(answer: &Answer) -> Vec<u8> {
    let mut body = Vec::new();
    match answer.header("content-encoding").as_str() {
        "" => body.clone_from(&answer.body),
        "gzip" => {
            let mut packed = flate2::read::GzDecoder::new(&*answer.body);
            packed.read_to_end(&mut body).expect("gzip");
        }
        other => panic!("{other}"),
    }
    body
}

#[test]
fn bodies_come_packed_to_clients_that_take_them_so() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    let send = |method: &str, path: &str, accept: &str, more: &[(&str, &str)]| {
        let headers = [&[("Accept-Encoding", accept)], more].concat();
        server.send(method, path, &headers, b"")
    };
    for path in [
        "/data/jurisdiction/TWN.ttl",
        "/doc/jurisdiction/TWN",
        "/sparql?query=SELECT%20*%7B?s%20?p%20?o%7D",
        "/dump/test.nq",
        "/openapi.json",
        "/asset/style.css",
        "/",
    ] {
        let plain = server.get(path, "");
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        let packed = send("GET", path, "gzip, deflate, br, zstd", &[]);
        assert_eq!(packed.header("content-encoding"), "gzip", "{path}");
        assert!(packed.body.len() < plain.body.len(), "{path}");
        assert!(decoded(&packed) == plain.body, "{path}");
        assert_eq!(
            packed.header("content-length"),
            packed.body.len().to_string(),
            "{path}"
        );
        for name in ["vary", "content-type", "cache-control", "link"] {
            assert_eq!(packed.header(name), plain.header(name), "{path} {name}");
        }
        assert!(packed.header("vary").ends_with("Accept-Encoding"), "{path}");
        assert!(!packed.header("etag").starts_with("W/"), "{path}");
        assert_ne!(packed.header("etag"), plain.header("etag"), "{path}");
        // Once more, from memory.
        let again = send("GET", path, "gzip", &[]);
        assert!(again.body == packed.body, "{path}");
        assert_eq!(again.header("etag"), packed.header("etag"), "{path}");
        assert!(server.get(path, "").body == plain.body, "{path}");
        let head = send("HEAD", path, "gzip", &[]);
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-length", "content-encoding", "etag", "vary"] {
            assert_eq!(head.header(name), packed.header(name), "{path} {name}");
        }
        for known in [&plain, &packed] {
            let tag = known.header("etag");
            let unchanged = send("GET", path, "gzip", &[("If-None-Match", &tag)]);
            assert_eq!((unchanged.status, unchanged.header("etag")), (304, tag));
            for name in ["content-encoding", "content-type"] {
                assert_eq!(unchanged.header(name), "", "{path} {name}");
            }
            assert_eq!(unchanged.header("vary"), packed.header("vary"), "{path}");
        }
        // Who does not take it packed does not have it so.
        let tag = packed.header("etag");
        let changed = server.send("GET", path, &[("If-None-Match", &tag)], b"");
        assert_eq!(changed.status, 200, "{path}");
        // Nothing else is offered; what is not liked is not sent.
        for accept in ["br", "gzip;q=0", "gzip;q=0.2, identity;q=0.7", ""] {
            assert!(
                send("GET", path, accept, &[]).body == plain.body,
                "{accept}"
            );
        }
        let only = send("GET", path, "gzip, *;q=0", &[]);
        assert!(only.body == packed.body, "{path}");
        let none = send("GET", path, "br, *;q=0", &[]);
        assert_eq!(none.status, 406, "{path}");
        assert!(none.text().contains("gzip and identity"), "{path}");
    }
}

#[test]
fn what_is_small_or_cut_is_not_packed_unless_nothing_else_is_taken() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    let send = |path: &str, accept: &str, more: &[(&str, &str)]| {
        let headers = [&[("Accept-Encoding", accept)], more].concat();
        server.send("GET", path, &headers, b"")
    };
    for path in ["/api/any.csv", "/health", "/sparql?query=ASK%20%7B%7D"] {
        let small = send(path, "gzip", &[]);
        assert_eq!(
            (small.status, small.header("content-encoding")),
            (200, String::new())
        );
        let forced = send(path, "gzip, identity;q=0", &[]);
        assert_eq!(forced.header("content-encoding"), "gzip", "{path}");
        assert!(decoded(&forced) == small.body, "{path}");
        let none = send(path, "br, *;q=0", &[]);
        assert_eq!(none.status, 406, "{path}");
        // Whoever keeps one of them for others has to know that there are more.
        for answer in [small, forced, none] {
            let vary = answer.header("vary");
            assert_eq!(vary.matches("Accept-Encoding").count(), 1, "{path} {vary}");
        }
    }
    let whole = server.get("/dump/test.nq", "");
    for _ in 0..2 {
        let part = send("/dump/test.nq", "gzip", &[("Range", "bytes=10-19")]);
        assert_eq!((part.status, &part.body[..]), (206, &whole.body[10..20]));
        assert_eq!(part.header("content-encoding"), "");
        assert!(send("/dump/test.nq", "gzip", &[]).body.len() < whole.body.len());
    }
    let packed = send("/dump/test.nq", "gzip", &[]);
    assert_eq!(packed.header("accept-ranges"), "");
    // The part of another coding is no part of this one.
    let tag = packed.header("etag");
    let other = [("Range", "bytes=10-19"), ("If-Range", tag.as_str())];
    assert!(send("/dump/test.nq", "gzip", &other).body == whole.body);
}

#[test]
fn an_answer_to_a_post_comes_packed_too_when_it_is_asked_for_again() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    let ask = |query: &str, accept: &str| {
        let headers = [
            ("Content-Type", "application/sparql-query"),
            ("Accept-Encoding", accept),
        ];
        server.send("POST", "/sparql", &headers, query.as_bytes())
    };
    let all = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o";
    let plain = ask(all, "identity");
    assert_eq!(plain.header("content-encoding"), "");
    for _ in 0..2 {
        let packed = ask(all, "gzip");
        assert_eq!(packed.header("content-encoding"), "gzip");
        assert!(decoded(&packed) == plain.body);
        assert!(ask(all, "identity").body == plain.body);
    }
    // Nothing that a client writes makes its question one of those that are answered packed.
    for forged in [format!("{all}\ngzip"), format!("gzip\n{all}")] {
        let forged = ask(&forged, "identity");
        assert_eq!(
            (forged.status, forged.header("content-encoding")),
            (400, String::new())
        );
    }
    let small = "ASK {}";
    for accept in ["identity", "gzip", "gzip, identity;q=0"] {
        let answer = ask(small, accept);
        assert!(
            answer.header("vary").ends_with("Accept-Encoding"),
            "{accept}"
        );
    }
    // What is said of one thing is found faster than it is packed, but is kept when asked again.
    let of_one = "SELECT ?p ?o { <https://data.example.gov.tw/id/jurisdiction/TWN> ?p ?o }";
    let first = ask(of_one, "gzip");
    assert_eq!(
        (first.status, first.header("content-encoding")),
        (200, String::new())
    );
    assert!(first.body.len() > 1024, "{}", first.text());
    let second = ask(of_one, "gzip");
    assert_eq!(second.header("content-encoding"), "gzip");
    assert!(decoded(&second) == first.body);
}

#[test]
fn what_is_said_of_a_thing_is_told_alike_however_it_is_asked() {
    let folder = project();
    let server = Server::start(&folder.path("."), "--writable");
    let thing = "<https://data.example.gov.tw/id/jurisdiction/TWN>";
    let looked_up = format!("SELECT ?p ?o WHERE {{ {thing} ?p ?o }}");
    let evaluated = format!("SELECT ?p ?o WHERE {{ {thing} ?p ?o FILTER(BOUND(?o)) }}");
    let rows = |query: &str| {
        let answer = server.ask(query).json();
        let rows = answer["results"]["bindings"].as_array().expect("rows");
        let mut rows: Vec<String> = rows.iter().map(Value::to_string).collect();
        rows.sort();
        rows
    };
    assert!(rows(&looked_up).len() > 3);
    assert_eq!(rows(&looked_up), rows(&evaluated));
    let tag = server.ask(&looked_up).header("etag");
    assert_eq!(server.ask(&looked_up).header("etag"), tag);
    for written in ["\"a\"@EN, 12", "01.50, _:b", "\"2016-12-07\"^^<urn:day>"] {
        let update = format!("INSERT DATA {{ {thing} <urn:p> {written} }}");
        assert_eq!(server.update(&update).status, 204, "{written}");
        let is_blank = |row: &String| row.contains("bnode");
        let [mut looked_up, mut evaluated] = [&looked_up, &evaluated].map(|query| rows(query));
        assert_eq!(looked_up.len(), evaluated.len(), "{written}");
        for rows in [&mut looked_up, &mut evaluated] {
            rows.retain(|row| !is_blank(row));
        }
        assert_eq!(looked_up, evaluated, "{written}");
    }
    assert!(rows(&looked_up).iter().any(|row| row.contains("\"1.5\"")));
    assert_ne!(server.ask(&looked_up).header("etag"), tag);
}

#[test]
fn the_rows_of_a_saved_query_are_plain_json() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    let answer = server.get("/api/numbers?most=5&kind=odd", "application/json");
    assert_eq!(
        (answer.status, answer.json()),
        (200, json!([{"n": 1}, {"n": 3}, {"n": 5}]))
    );
    assert_eq!(answer.header("x-total-count"), "3");
}

#[test]
fn a_saved_query_answers_in_many_forms() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    for (path, accept, media_type, expected) in [
        (
            "/api/numbers?most=2",
            "text/csv",
            "text/csv",
            "n\r\n1\r\n2\r\n",
        ),
        (
            "/api/numbers.csv?most=2",
            "text/html",
            "text/csv",
            "n\r\n1\r\n2\r\n",
        ),
        (
            "/api/numbers.tsv?most=2",
            "",
            "text/tab-separated-values",
            "?n\n1\n2\n",
        ),
        (
            "/api/numbers.srj?most=1",
            "",
            "application/sparql-results+json",
            "\"value\":\"1\"",
        ),
        (
            "/api/numbers.srx?most=1",
            "",
            "application/sparql-results+xml",
            "<literal",
        ),
        (
            "/api/numbers.xml?most=1",
            "",
            "application/sparql-results+xml",
            "<literal",
        ),
        ("/api/numbers.html?most=1", "", "text/html", "<td>1</td>"),
        (
            "/api/any.json",
            "",
            "application/json",
            "[{\"boolean\":true}]",
        ),
        (
            "/api/any.srj",
            "",
            "application/sparql-results+json",
            "true",
        ),
        ("/api/labels", "", "text/turtle", "rdfs:label"),
        ("/api/labels.jsonld", "", "application/ld+json", "@id"),
        (
            "/api/labels.nt",
            "",
            "application/n-triples",
            "國家發展委員會",
        ),
        (
            "/api/named",
            "",
            "application/json",
            "\"label\":\"國家發展委員會\",\"count\":1}",
        ),
        (
            "/api/named?name=%E6%B3%95%E5%9C%8B",
            "",
            "application/json",
            "jurisdiction/FRA",
        ),
        // A form sends what was left empty.
        (
            "/api/numbers?most=1&kind=",
            "",
            "application/json",
            "[{\"n\":1}]",
        ),
        // Without a value there is a form to give one.
        (
            "/api/numbers",
            "text/html",
            "text/html",
            "name=\"most\" value=\"\" required",
        ),
    ] {
        let answer = server.get(path, accept);
        assert_eq!(
            (answer.status, answer.media_type().as_str()),
            (200, media_type),
            "{path}: {}",
            answer.text()
        );
        assert!(
            answer.text().contains(expected),
            "{path}: {}",
            answer.text()
        );
    }
}

#[test]
fn questions_that_no_saved_query_has_are_refused() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    for (path, status, code) in [
        ("/api/numbers", 400, "query-parameter"),
        ("/api/numbers?most=many", 400, "query-parameter"),
        ("/api/numbers?most=1&most=2", 400, "query-parameter"),
        ("/api/numbers?most=1&kind=prime", 400, "query-parameter"),
        ("/api/numbers?most=1&sort=up", 400, "query-parameter"),
        ("/api/numbers?most=1&page=0", 400, "page"),
        ("/api/numbers?most=1&per_page=1000000", 400, "page"),
        ("/api/numbers?most=1&page=2", 404, "page"),
        ("/api/numberz", 404, "query-unknown"),
        ("/api/numbers.pdf", 404, "ending"),
        ("/api/numbers?most=1&format=pdf", 400, "ending"),
        ("/api/labels.csv", 404, "ending"),
        ("/api/numbers?most=%FF", 400, "form-encoding"),
    ] {
        let answer = server.get(path, "");
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (status, Some(code)),
            "{path}: {}",
            answer.text()
        );
    }
    // Who asks a server is helped in the words of the server.
    for (path, help) in [
        ("/api/numberz", "did you mean `numbers`?"),
        ("/api/quite-another", "/api lists the saved queries"),
    ] {
        assert_eq!(server.get(path, "").json()["help"], help, "{path}");
    }
    let wrong = server.get("/sparql?query=SELEC", "").json();
    let message = wrong["detail"].as_str().unwrap_or_default();
    assert!(
        message.starts_with("`query` is not a SPARQL query"),
        "{wrong}"
    );
}

#[test]
fn answers_come_page_by_page_and_none_is_lost() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    let mut path = "/api/numbers.json?most=7&per_page=3".to_owned();
    let mut all = Vec::new();
    loop {
        let answer = server.get(&path, "");
        assert_eq!(answer.header("x-total-count"), "7");
        all.extend(answer.json().as_array().unwrap().clone());
        let link = answer.header("link");
        let next = link
            .split(", ")
            .find_map(|l| l.strip_suffix(">; rel=\"next\"")?.strip_prefix('<'));
        match next {
            Some(next) => path = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(all, (1..=7).map(|n| json!({ "n": n })).collect::<Vec<_>>());
}

#[test]
fn saved_queries_are_described() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    let list = server.get("/api", "").json();
    assert_eq!(list.as_array().unwrap().len(), 4);
    let openapi = server.get("/openapi.json", "").json();
    assert_eq!(openapi["openapi"], "3.1.0");
    let parameters = &openapi["paths"]["/api/numbers"]["get"]["parameters"];
    assert_eq!(parameters[1]["name"], "most");
    assert_eq!(
        (&parameters[1]["required"], &parameters[1]["schema"]["type"]),
        (&json!(true), &json!("integer"))
    );
    assert_eq!(parameters[0]["schema"]["enum"], json!(["odd", "even"]));
    // And found in the data by editors of SPARQL.
    let examples = server.ask(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT (COUNT(*) AS ?n) WHERE { \
         ?q a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct ?text }",
    );
    assert_eq!(examples.value(), "3", "all that can be run as they are");
    assert_eq!(server.get("/query/any", "").header("location"), "/api/any");
    // The form may be a parameter, too, and goes along.
    let moved = server.get("/query/numbers?most=2&format=csv", "");
    let path = moved.header("location");
    assert_eq!(path, "/api/numbers?most=2&format=csv");
    let answer = server.get(&path, "text/html");
    assert_eq!(
        answer.text(),
        server.get("/api/numbers.csv?most=2", "").text()
    );
}

#[test]
fn every_saved_query_of_this_repository_answers_as_on_the_command_line() {
    let server = Server::start(here(), "");
    let list = server.get("/api", "").json();
    let list = list.as_array().unwrap();
    assert!(list.len() > 40);
    for query in list {
        let name = query["name"].as_str().unwrap();
        let expected = here().join(format!("queries/{name}.csv"));
        let answer = server.get(&format!("/api/{name}.csv"), "");
        assert_eq!(answer.status, 200, "{name}");
        let mut given: Vec<&str> = answer.text().lines().collect();
        let expected = fs::read_to_string(expected).unwrap();
        let mut expected: Vec<&str> = expected.lines().collect();
        given.sort_unstable();
        expected.sort_unstable();
        assert_eq!(given, expected, "{name}");
    }
}

#[test]
fn changed_queries_and_reports_are_read_again() {
    let folder = project();
    let server = Server::start(&folder.path("."), "--watch");
    let before = server.get("/api/any.json", "").text().to_owned();
    assert_eq!(before, "[{\"boolean\":true}]\n");
    let folder = folder.file("queries/any.rq", "ASK { FILTER(false) }\n");
    server.await_line("read again");
    // On a machine that is very busy the file may have been read before it was whole.
    while server.get("/api/any.json", "").status == 404 {
        server.await_line("read again");
    }
    assert_eq!(
        server.get("/api/any.json", "").text(),
        "[{\"boolean\":false}]\n"
    );
    // A broken file takes its query away and nothing else.
    let folder = folder.file("queries/any.rq", "ASK {");
    server.await_line("read again");
    assert_eq!(server.get("/api/any.json", "").status, 404);
    assert_eq!(server.get("/api/numbers?most=1", "").status, 200);
    assert_eq!(server.get("/api/named?name=巴西", "").json(), json!([]));
    let _folder = folder.file(
        "data/report/other/source.txt",
        "一、巴西及墨西哥亦為會員國。\n",
    );
    server.await_line("read again");
    assert_eq!(
        server
            .get("/api/named?name=巴西", "")
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn no_request_is_lost_while_the_project_is_read_again() {
    let folder = project();
    let server = Server::start(&folder.path("."), "--watch");
    let is_over = AtomicBool::new(false);
    let ask = || {
        let (started, mut answers) = (Instant::now(), 0);
        while !is_over.load(Ordering::Relaxed) && started.elapsed() < Duration::from_secs(120) {
            let answer = server.get("/api/any.json", "");
            assert_eq!(answer.status, 200, "{}", answer.text());
            let is_whole =
                ["[{\"boolean\":true}]\n", "[{\"boolean\":false}]\n"].contains(&answer.text());
            assert!(is_whole, "{}", answer.text());
            answers += 1;
        }
        answers
    };
    thread::scope(|scope| {
        let clients: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        for number in 0..4 {
            let pattern = ["FILTER(false)", "?s ?p ?o"][number % 2];
            // As editors do: the file is never half there.
            let aside = folder.path("any.rq");
            fs::write(&aside, format!("ASK {{ {pattern} }} # {number}\n"))
                .expect("it can be written");
            fs::rename(aside, folder.path("queries/any.rq")).expect("it can be renamed");
            server.await_line("read again");
        }
        is_over.store(true, Ordering::Relaxed);
        for client in clients {
            assert!(client.join().expect("no answer was wrong") > 0);
        }
    });
}

#[test]
fn it_stops_in_order() {
    let folder = project();
    for signal in ["TERM", "INT"] {
        let server = Server::start(&folder.path("."), "");
        let idle = server.connect();
        let started = Instant::now();
        assert_eq!(server.stop(signal), Some(0), "{signal}");
        assert!(started.elapsed() < Duration::from_secs(40));
        drop(idle);
        // Also at once, before anything was asked.
        let server = Server::start(&folder.path("."), "");
        assert_eq!(server.stop(signal), Some(0), "{signal}");
    }
}

#[test]
fn what_was_written_survives_a_kill() {
    let folder = project();
    let server = Server::start(&folder.path("."), "--writable");
    let authorization = format!("Bearer {TOKEN}");
    let count = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <https://e.org/g> { ?s ?p ?o } }";
    for number in 0..5 {
        let turtle = format!("<https://e.org/{number}> <https://e.org/p> \"臺灣\"@zh-Hant .");
        let headers = [
            ("Content-Type", "text/turtle"),
            ("Authorization", &authorization),
        ];
        let answer = server.send(
            "POST",
            "/store?graph=https://e.org/g",
            &headers,
            turtle.as_bytes(),
        );
        assert_eq!(answer.status, if number == 0 { 201 } else { 200 });
    }
    assert_eq!(server.update("DELETE DATA { GRAPH <https://e.org/g> { <https://e.org/0> <https://e.org/p> \"臺灣\"@zh-Hant } }").status, 204);
    assert_eq!(server.ask(count).value(), "4");
    server.kill();
    // The machine stopped in the middle of a further change.
    let journal = folder.path("changes.rdfp");
    let mut text = fs::read_to_string(&journal).unwrap();
    text.push_str(
        "TX .\nA <https://e.org/9> <https://e.org/p> <https://e.org/9> <https://e.org/g> .\n",
    );
    fs::write(&journal, text).unwrap();
    let server = Server::start(&folder.path("."), "--writable");
    assert_eq!(server.ask(count).value(), "4");
    // Nobody else may write, and a server that only reads does not show it.
    for headers in [
        vec![("Content-Type", "text/turtle")],
        vec![
            ("Content-Type", "text/turtle"),
            ("Authorization", "Bearer another-token-of-16"),
        ],
        vec![
            ("Content-Type", "text/turtle"),
            ("Authorization", "Basic dXNlcjpwYXNz"),
        ],
    ] {
        let answer = server.send("PUT", "/store?graph=https://e.org/g", &headers, b"");
        assert_eq!(
            (answer.status, answer.header("www-authenticate").as_str()),
            (401, "Bearer")
        );
        assert_eq!(
            server
                .send("DELETE", "/store?graph=https://e.org/g", &headers, b"")
                .status,
            401
        );
    }
    assert_eq!(server.ask(count).value(), "4");
    drop(server);
    // What was written is seen by all servers of the project, also those that may not write.
    let server = Server::start(&folder.path("."), "");
    assert_eq!(server.ask(count).value(), "4");
    assert_eq!(server.update("CLEAR ALL").status, 403);
}

#[test]
fn the_dataset_describes_itself() {
    let folder = project();
    let server = Server::start(&folder.path("."), "");
    let void = graph(&server.get("/.well-known/void", "text/turtle"));
    let text = void.to_string();
    for part in [
        "<https://data.example.gov.tw/dataset/test> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://rdfs.org/ns/void#Dataset>",
        "\"測試\"@zh-hant",
        &format!("<{}/sparql>", server.origin()),
        &format!("<{}/dump/test.nt>", server.origin()),
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let dump = server.get("/dump/test.nt", "");
    let triples = dump.text().lines().count();
    let stated = format!(
        "<http://rdfs.org/ns/void#triples> \"{triples}\"^^<http://www.w3.org/2001/XMLSchema#integer>"
    );
    assert!(text.contains(&stated), "{stated}");
    for path in ["/dataset/test", "/graph/authority"] {
        assert_eq!(server.get(path, "").status, 303, "{path}");
    }
    assert_eq!(server.get("/", "text/turtle").media_type(), "text/turtle");
    assert_eq!(server.get("/health", "").text(), "ok\n");
    assert!(
        server
            .get("/metrics", "")
            .text()
            .contains("govrep_requests_total{status=\"2xx\"}")
    );
}

#[test]
fn wrong_settings_are_told_before_anything_is_served() {
    let folder = Sandbox::project(SETTINGS);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    for (arguments, code) in [
        (format!("serve --bind {address}"), "serve-bind"),
        (
            "serve --bind 127.0.0.1:0 --writable".to_owned(),
            "serve-token",
        ),
    ] {
        let output = folder.govrep(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(code) && told.contains("help:"), "{told}");
    }
    let folder = folder.file("changes.rdfp", "not a journal");
    let mut command = folder.govrep("serve --bind 127.0.0.1:0 --writable");
    let output = command.env("GOVREP_TOKEN", TOKEN).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("serve-journal"));
    assert_eq!(folder.read("changes.rdfp"), "not a journal");
}

#[test]
fn things_are_found_by_their_names() {
    let server = Server::start(here(), "");
    for (words, first) in [
        ("唐鳳", "person/唐鳳"),
        ("ogp", "organisation/ogp"),
        ("Open Government Partnership", "organisation/ogp"),
        ("france", "jurisdiction/FRA"),
        ("法國", "jurisdiction/FRA"),
    ] {
        let mut target = "/search?q=".to_owned();
        target.extend(words.bytes().map(|byte| format!("%{byte:02X}")));
        let found = server.get(&target, "application/json").json();
        assert_eq!(
            found[0]["id"],
            format!("https://w3id.org/govrep/ogp/id/{first}"),
            "{words}: {found}"
        );
        assert_eq!(found[0]["score"], 1.0);
        let page = server.get(&target, "text/html");
        let results = page.text().split_once("id=\"results\"");
        let (_, list) = results.expect("a list of results");
        let (_, first) = list.split_once('>').expect("the list begins");
        assert!(first.starts_with("<li><a href=\"doc/"), "{first}");
    }
    let persons = server
        .get("/search?q=%E5%94%90&type=foaf:Person", "")
        .json();
    assert!(
        persons
            .as_array()
            .unwrap()
            .iter()
            .all(|hit| hit["id"].as_str().unwrap().contains("/person/"))
    );
    for (target, code) in [
        ("/search", "search-words"),
        ("/search?q=a&limit=0", "search-limit"),
    ] {
        assert_eq!(server.get(target, "").json()["code"], code);
    }
}

/// A value of a form.
fn encoded(value: &Value) -> String {
    let mut encoded = String::new();
    encoded.extend(value.to_string().bytes().map(|byte| format!("%{byte:02X}")));
    encoded
}

#[test]
fn a_spreadsheet_is_matched_against_the_dataset() {
    let server = Server::start(here(), "");
    let manifest = server.get("/reconcile", "").json();
    assert_eq!(manifest["versions"], json!(["0.2"]));
    assert_eq!(
        manifest["identifierSpace"],
        "https://w3id.org/govrep/ogp/id/"
    );
    let queries = json!({
        "q0": { "query": "唐鳳", "type": "http://xmlns.com/foaf/0.1/Person" },
        "q1": { "query": "開放文化基金", "limit": 1 },
        "q2": { "query": "唐鳳", "type": "http://www.w3.org/ns/org#Organization" },
        "q3": { "query": "" },
    });
    let form = encoded(&queries);
    let body = format!("queries={form}");
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let answer = server
        .send("POST", "/reconcile", &headers, body.as_bytes())
        .json();
    let best = &answer["q0"]["result"][0];
    assert_eq!(
        (&best["id"], &best["match"], &best["score"]),
        (&json!("person/唐鳳"), &json!(true), &json!(100.0))
    );
    let near = answer["q1"]["result"].as_array().unwrap();
    assert_eq!((near.len(), &near[0]["match"]), (1, &json!(false)));
    assert_eq!(near[0]["name"], "開放文化基金會");
    for empty in ["q2", "q3"] {
        let result = answer[empty]["result"].as_array().unwrap();
        assert!(
            result.iter().all(|candidate| candidate["match"] == false),
            "{empty}"
        );
    }
    assert_eq!(
        server.get(&format!("/reconcile?queries={form}"), "").json(),
        answer
    );
    assert_eq!(
        server.get("/reconcile?queries=%7B", "").json()["code"],
        "reconcile-queries"
    );
    let suggested = server
        .get("/reconcile/suggest/type?prefix=person", "")
        .json();
    assert!(
        suggested["result"]
            .to_string()
            .contains("http://xmlns.com/foaf/0.1/Person")
    );
    let suggested = server
        .get("/reconcile/suggest/entity?prefix=%E5%94%90", "")
        .json();
    assert_eq!(suggested["result"][0]["id"], "person/唐鳳");
    let suggested = server
        .get("/reconcile/suggest/property?prefix=derivedFrom", "")
        .json();
    let derived = "http://www.w3.org/ns/prov#wasDerivedFrom";
    assert_eq!(suggested["result"][0]["id"], derived);
    // Who matches names looks for things that have some.
    let kinds = manifest["defaultTypes"].as_array().unwrap();
    let is_of = |class: &str| kinds.iter().any(|kind| kind["id"] == class);
    assert!(is_of("http://xmlns.com/foaf/0.1/Person"), "{manifest}");
    assert!(!is_of("http://xmlns.com/foaf/0.1/Agent"), "{manifest}");
    // What OpenRefine links to is there.
    assert_eq!(
        manifest["view"]["url"],
        format!("{}/doc/{{{{id}}}}", server.origin())
    );
    assert_eq!(server.get("/doc/person/唐鳳", "text/html").status, 200);
}

#[test]
fn other_columns_of_a_spreadsheet_tell_who_is_meant() {
    let server = Server::start(here(), "");
    let ask = |queries: &Value| {
        let form = encoded(queries);
        server.get(&format!("/reconcile?queries={form}"), "").json()
    };
    let label = "rdfs:label";
    let [person, body] = [
        "http://xmlns.com/foaf/0.1/Person",
        "http://www.w3.org/ns/org#Organization",
    ];
    let answer = ask(&json!({
        "fits": { "query": "唐鳳", "properties": [{ "pid": label, "v": "Audrey Tang" }] },
        "fits-not": { "query": "唐鳳", "properties": [{ "pid": label, "v": "Barack Obama" }] },
        "no-name": { "properties": [{ "pid": label, "v": ["Audrey Tang", "nobody"] }] },
        "class": { "properties": [{ "pid": "rdf:type", "v": { "id": person } }], "type": person },
        "all": { "query": "唐鳳", "type": [person, body], "type_strict": "all" },
        "any": { "query": "唐鳳", "type": [person, body] },
        "should": { "query": "唐鳳", "type": body, "type_strict": "should" },
        "nothing": { "properties": [] },
    }));
    let best = |number: &str| answer[number]["result"][0].clone();
    for number in ["fits", "no-name", "any", "should"] {
        let best = best(number);
        assert_eq!(
            (&best["id"], &best["match"], &best["score"]),
            (&json!("person/唐鳳"), &json!(true), &json!(100.0)),
            "{number}: {answer}"
        );
    }
    let other = best("fits-not");
    assert_eq!(
        (&other["id"], &other["match"]),
        (&json!("person/唐鳳"), &json!(false))
    );
    assert!(other["score"].as_f64() < Some(80.0), "{other}");
    assert_eq!(
        other["features"][0],
        json!({ "id": "name", "value": 100.0 })
    );
    assert_eq!(other["features"][1]["id"], label);
    let persons = answer["class"]["result"].as_array().unwrap();
    assert!(persons.len() == 5 && persons.iter().all(|person| person["match"] == false));
    assert_eq!(best("all"), Value::Null);
    assert_eq!(best("nothing"), Value::Null);
    let many: Vec<Value> = (0..21).map(|_| json!({ "pid": label, "v": "x" })).collect();
    let refused = ask(&json!({ "q0": { "query": "x", "properties": many } }));
    assert_eq!(refused["code"], "reconcile-batch");
}

#[test]
fn a_thing_is_previewed_in_the_frame_of_another_site() {
    let server = Server::start(here(), "");
    let manifest = server.get("/reconcile", "").json();
    let preview = &manifest["preview"];
    assert_eq!(
        preview["url"],
        format!("{}/reconcile/preview?id={{{{id}}}}", server.origin())
    );
    let page = server.get(
        "/reconcile/preview?id=person%2F%E5%94%90%E9%B3%B3",
        "text/html",
    );
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors *"), "{policy}");
    assert_eq!(page.header("x-frame-options"), "");
    let text = page.text();
    // Its name, its page, and the words that name it with what stands around them.
    for part in ["唐鳳", "../doc/person/", "<mark>唐政務委員鳳</mark>"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // Other pages stay out of frames.
    let other = server.get("/doc/person/唐鳳", "text/html");
    assert_eq!(other.header("x-frame-options"), "DENY");
    for unknown in ["/reconcile/preview?id=person/nobody", "/reconcile/preview"] {
        assert_eq!(server.get(unknown, "").status, 404, "{unknown}");
    }
}

#[test]
fn a_spreadsheet_gets_more_columns_from_the_dataset() {
    let server = Server::start(here(), "");
    let manifest = server.get("/reconcile", "").json();
    assert_eq!(
        manifest["extend"]["propose_properties"],
        json!({ "service_url": server.origin(), "service_path": "/reconcile/extend/propose" })
    );
    let person = "http://xmlns.com/foaf/0.1/Person";
    let proposed = server
        .get(
            &format!("/reconcile/extend/propose?type={person}&limit=20"),
            "",
        )
        .json();
    assert_eq!(proposed["type"], person);
    let properties = proposed["properties"].as_array().unwrap();
    let name = "http://xmlns.com/foaf/0.1/name";
    let named = properties.iter().find(|property| property["id"] == name);
    assert!(properties.len() <= 20 && named.is_some(), "{proposed}");
    let label = "http://www.w3.org/2000/01/rdf-schema#label";
    let form = encoded(&json!({
        "ids": ["person/唐鳳", "jurisdiction/FRA", "person/nobody"],
        "properties": [{ "id": label }, { "id": "rdf:type" }, { "id": "dcterms:nothing" }],
    }));
    let body = format!("extend={form}");
    let headers = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Accept-Language", "en"),
    ];
    let extended = server
        .send("POST", "/reconcile", &headers, body.as_bytes())
        .json();
    assert_eq!(extended["meta"][0]["id"], label);
    let rows = &extended["rows"];
    assert_eq!(
        rows["person/唐鳳"][label],
        json!([{ "str": "Audrey Tang" }])
    );
    assert_eq!(
        rows["jurisdiction/FRA"][label],
        json!([{ "str": "France" }])
    );
    let kinds = rows["person/唐鳳"]["rdf:type"].as_array().unwrap();
    assert!(!kinds.is_empty(), "{extended}");
    assert_eq!(rows["person/唐鳳"]["dcterms:nothing"], json!([]));
    assert_eq!(rows["person/nobody"][label], json!([]));
    assert_eq!(
        server.get("/reconcile?extend=%7B", "").json()["code"],
        "reconcile-extend"
    );
}
