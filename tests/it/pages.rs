//! The pages of the site, as the server renders them.

use std::fmt::Write as _;
use std::path::Path;

use crate::sandbox::tree;
use crate::server::{Server, project};

/// The path of a request, in percent signs.
fn encoded(path: &str) -> String {
    let mut encoded = String::from("/");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes everything");
        }
    }
    encoded
}

#[test]
fn the_files_of_a_release_are_rendered_live_at_the_same_paths() {
    let sandbox = project();
    sandbox.govrep("build").assert().success();
    let files = tree(&sandbox.path("public"));
    let server = Server::start(&sandbox.path("."), "");
    let (mut same, mut pages) = (0, 0);
    for (path, bytes) in &files {
        // These say what only the server knows, or only the release; it answers queries itself, and
        // has no need of the program that does so in a browser.
        let differs = (path.starts_with("query/") && !path.starts_with("query/index."))
            || [
                "asset/query/",
                "id/",
                "quality.",
                "releases.",
                "sparql.",
                "404.",
                "v/",
            ]
            .iter()
            .any(|prefix| path.starts_with(prefix));
        let ending = path.rsplit('.').next().unwrap_or_default();
        if differs || !["html", "css", "js", "svg"].contains(&ending) {
            continue;
        }
        let answer = server.get(&encoded(path), "");
        assert_eq!(answer.status, 200, "{path}");
        assert!(
            answer.body == *bytes,
            "{path}:\n{}\n\n{}",
            answer.text(),
            String::from_utf8_lossy(bytes)
        );
        assert!(!answer.header("etag").is_empty(), "{path}");
        same += 1;
        pages += usize::from(ending == "html");
    }
    assert!(pages > 40 && same > pages + 5, "{pages} of {same}");
    for path in [
        "quality.html",
        "quality.en.html",
        "sparql.html",
        "sparql.en.html",
    ] {
        assert_eq!(server.get(&format!("/{path}"), "").status, 200, "{path}");
    }
    for path in [
        "doc/person/nobody.html",
        "asset/none.css",
        "browse/none.html",
    ] {
        assert_eq!(server.get(&format!("/{path}"), "").status, 404, "{path}");
    }
}

#[test]
fn an_address_without_ending_is_the_page_in_the_language_of_the_reader() {
    let sandbox = project();
    let server = Server::start(&sandbox.path("."), "");
    let page = |path: &str, language: &str| {
        let headers = [("Accept", "text/html"), ("Accept-Language", language)];
        server.send("GET", path, &headers, b"")
    };
    for (path, chinese, english) in [
        ("/", "/index.html", "/index.en.html"),
        ("/api", "/query/index.html", "/query/index.en.html"),
        ("/search", "/search.html", "/search.en.html"),
        ("/sparql", "/sparql.html", "/sparql.en.html"),
        ("/api/named", "/query/named.html", "/query/named.en.html"),
        (
            "/doc/jurisdiction/FRA",
            "/doc/jurisdiction/FRA.html",
            "/doc/jurisdiction/FRA.en.html",
        ),
    ] {
        for (language, file) in [("zh-TW", chinese), ("en-GB,en;q=0.8", english)] {
            let (answer, file) = (page(path, language), page(file, "zh-TW"));
            assert_eq!(
                (answer.status, file.status),
                (200, 200),
                "{path} {language}"
            );
            assert!(answer.text() == file.text(), "{path} {language}");
            assert!(answer.header("vary").contains("Accept-Language"), "{path}");
            let lang = format!("<html lang=\"{}\">", answer.header("content-language"));
            assert!(answer.text().contains(&lang), "{path}: {lang}");
        }
    }
    // An ending names the language, whoever asks.
    for path in ["/query/named.html", "/api/named.html"] {
        let answer = page(path, "en-GB");
        assert!(answer.text().contains("<html lang=\"zh-Hant\">"), "{path}");
    }
}

#[test]
fn a_passage_leads_to_its_words() {
    let sandbox = project();
    let server = Server::start(&sandbox.path("."), "");
    let base = "https://w3id.org/govrep/ogp/";
    let base = if sandbox.read("govrep.toml").contains(base) {
        base
    } else {
        "https://data.example.gov.tw/"
    };
    let answer = server.ask(
        "PREFIX govrep: <https://w3id.org/govrep/ns#> SELECT ?p { ?p a govrep:Passage } LIMIT 1",
    );
    let passage = answer.value();
    let path = passage.strip_prefix(base).expect("one of ours");
    let answer = server.get(&format!("/doc/{}", &path["id/".len()..]), "text/html");
    assert_eq!(answer.status, 303);
    let location = answer.header("location");
    let (page, fragment) = location.split_once('#').expect("a place in the text");
    assert!(fragment.starts_with("p="), "{location}");
    assert_eq!(server.get(page, "text/html").status, 200);
    // Data of it can be had like those of any other thing.
    let data = server.get(&format!("/data/{}.ttl", &path["id/".len()..]), "");
    assert_eq!(data.status, 200);
}

#[test]
fn a_saved_query_has_a_form_that_keeps_what_was_given() {
    let sandbox = project();
    let server = Server::start(&sandbox.path("."), "");
    let page = server.get("/api/numbers?most=3&kind=odd", "text/html");
    let text = page.text();
    for part in [
        "action=\"../api/numbers\"",
        "name=\"most\" value=\"3\" required",
        "<option value=\"\">不限</option><option selected>odd</option>",
        "<td>1</td>",
        "<td>3</td>",
        "href=\"numbers.csv?most=3&#38;kind=odd\"",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("<td>2</td>"));
    // What a release has as files beside the page.
    for (path, media_type) in [
        ("/query/numbers.csv?most=1", "text/csv"),
        (
            "/query/numbers.json?most=1",
            "application/sparql-results+json",
        ),
        ("/query/labels.nt", "application/n-triples"),
    ] {
        let answer = server.get(path, "");
        assert_eq!(
            (answer.status, answer.media_type().as_str()),
            (200, media_type)
        );
    }
}

#[test]
fn a_query_can_be_written_without_scripts() {
    let sandbox = project();
    let server = Server::start(&sandbox.path("."), "");
    let page = server.get("/sparql", "text/html");
    for part in ["<textarea", "PREFIX rdfs:", "href=\"sparql?example=named\""] {
        assert!(page.text().contains(part), "{part} in {}", page.text());
    }
    let example = server.get("/sparql?example=named", "text/html");
    assert!(example.text().contains("FILTER(STR(?label) = ?_name)"));
    let query = "/sparql?query=SELECT+%2A+%7B+VALUES+%3Fx+%7B+1+2+%7D+%7D";
    let rows = server.get(query, "text/html");
    for part in [
        "<td>1</td>",
        "<td>2</td>",
        "&#38;format=csv\"",
        "VALUES ?x { 1 2 }",
    ] {
        assert!(rows.text().contains(part), "{part} in {}", rows.text());
    }
    let csv = server.get(&format!("{query}&format=csv"), "text/html");
    assert_eq!(csv.text(), "x\r\n1\r\n2\r\n");
    let graph = "/sparql?query=CONSTRUCT+%7B+%3Cs%3As%3E+%3Cp%3Ap%3E+1+%7D+%7B%7D";
    let turtle = server.get(graph, "text/html");
    assert!(turtle.text().contains("&#60;p:p&#62;"), "{}", turtle.text());
    let truth = server.get("/sparql?query=ASK+%7B%7D", "text/html");
    assert!(truth.text().contains("class=\"truth\""));
}

#[test]
fn the_page_of_a_person_tells_what_the_report_says_of_them_and_no_more() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let server = Server::start(here, "");
    let page = |person: &str| -> String {
        let path = encoded(&format!("doc/person/{person}.en.html"));
        let answer = server.get(&path, "");
        assert_eq!(answer.status, 200, "{person}");
        answer.text().to_owned()
    };
    // Attendance is proved by the row that names him, not by the sentence on the delegation.
    let listed = page("黃彥男");
    assert!(listed.contains("7 December 2016"), "the days of the summit");
    assert!(!listed.contains("綠色公民行動聯盟"), "{listed}");
    // A translation that an editor doubts is no contradiction; two dates of a visit are one.
    let doubted = page("antoine-darodes");
    assert!(doubted.contains(">Note</h2>"), "{doubted}");
    assert!(!doubted.contains("contradicts itself"), "{doubted}");
    // What is under study is no commitment, and the terms of the schema are no reading.
    let spoken = page("唐鳳");
    assert!(!spoken.contains("commitment"), "{spoken}");
    assert!(spoken.contains("under study"), "{spoken}");
    let president = page("francois-hollande");
    assert!(
        president.contains("Pakistan, a prospective member of OGP"),
        "{president}"
    );
    assert!(!president.contains("open list"), "{president}");
    // Who is called a co-founder by a speaker founded nothing by the report.
    let guest = page("barack-obama");
    assert!(
        guest.contains("in the words of") && guest.contains("then President"),
        "{guest}"
    );
    assert!(!guest.contains(">founded<"), "{guest}");
}
