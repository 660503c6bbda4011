//! What hostile clients send to the server, and that nothing comes of it.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::sandbox::Sandbox;
use crate::server::{Answer, Server, TOKEN, project};

/// How many triples there are.
const COUNT: &str = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";

fn serve(arguments: &str) -> (Sandbox, Server) {
    let folder = project();
    let server = Server::start(&folder.path("."), arguments);
    (folder, server)
}

/// A place that a server may be tricked into calling, and whether it was.
struct Trap(TcpListener);

impl Trap {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a port");
        Self(listener)
    }

    fn url(&self) -> String {
        format!("http://{}/", self.0.local_addr().expect("a port"))
    }

    fn was_called(&self) -> bool {
        self.0.accept().is_ok()
    }
}

#[test]
fn nothing_is_written_where_only_reading_is_allowed() {
    let (_folder, server) = serve("");
    let count = server.ask(COUNT).value();
    let form = "application/x-www-form-urlencoded";
    let query = "application/sparql-query";
    for (target, content_type, body, status) in [
        ("/sparql", form, "update=CLEAR+ALL", 403),
        ("/sparql", "application/sparql-update", "CLEAR ALL", 403),
        ("/sparql", form, "query=CLEAR+ALL", 400),
        ("/sparql", query, "CLEAR ALL", 400),
        (
            "/sparql",
            query,
            "SELECT * WHERE { ?s ?p ?o } ; CLEAR ALL",
            400,
        ),
        (
            "/sparql",
            query,
            "SELECT * WHERE { ?s ?p ?o } #\nCLEAR ALL",
            400,
        ),
        ("/sparql", query, "INSERT DATA { <s:s> <p:p> 1 }", 400),
        ("/sparql?update=CLEAR+ALL", query, "ASK {}", 400),
        (
            "/sparql?query=ASK%7B%7D",
            "application/sparql-update",
            "CLEAR ALL",
            400,
        ),
        ("/sparql", form, "query=ASK%7B%7D&update=CLEAR+ALL", 400),
        ("/sparql", "text/plain", "CLEAR ALL", 415),
        ("/store?default", "text/turtle", "<s:s> <p:p> 1 .", 403),
        ("/store", "text/turtle", "<s:s> <p:p> 1 .", 403),
        ("/api/any", form, "update=CLEAR+ALL", 405),
    ] {
        let headers = [
            ("Content-Type", content_type),
            ("X-HTTP-Method-Override", "DELETE"),
            ("Authorization", &*format!("Bearer {TOKEN}")),
        ];
        let answer = server.send("POST", target, &headers, body.as_bytes());
        assert_eq!(answer.status, status, "{target} {body}: {}", answer.text());
    }
    for method in ["PUT", "DELETE", "PATCH"] {
        for target in [
            "/store?default",
            "/store/x",
            "/sparql",
            "/dump/test.nt",
            "/",
        ] {
            let answer = server.send(method, target, &[("Content-Type", "text/turtle")], b"");
            assert!(
                [403, 405].contains(&answer.status),
                "{method} {target}: {}",
                answer.status
            );
        }
    }
    assert_eq!(server.get("/sparql?update=CLEAR%20ALL", "").status, 400);
    assert_eq!(server.ask(COUNT).value(), count);
}

#[test]
fn a_query_that_nests_too_deep_is_refused_before_it_is_parsed() {
    let (_folder, server) = serve("");
    let count = server.ask(COUNT).value();
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    let filter = |condition: String| format!("SELECT * WHERE {{ ?s ?p ?o FILTER({condition}) }}");
    for query in [
        format!("SELECT * {}", nested("{", "?s ?p ?o", "}", 700)),
        format!("SELECT * {}", "{".repeat(5000)),
        filter(nested("(", "?o", ")", 2000)),
        filter(nested("SUBSTR(", "?o", ",1)", 30)),
        filter(nested("REGEX(", "?o", ",\"a\")", 30)),
        filter(nested("GROUP_CONCAT(", "?o", ")", 30)),
        filter(format!("{}?o", "!".repeat(50_000))),
        filter(format!("?o = 1{}", " || ?o = 1".repeat(50_000))),
        format!(
            "SELECT * {{ ?s ?p ?o {} }}",
            "OPTIONAL { ?s ?p ?o } ".repeat(9000)
        ),
        format!("SELECT * {{ ?s <p:p>{} ?o }}", "/<p:p>".repeat(50_000)),
        format!("SELECT * {{ {} }}", "?s ?p ?o . ".repeat(50_000)),
    ] {
        let answer = server.ask(&query);
        let text = answer.text();
        assert_eq!(answer.status, 400, "{}: {text}", &query[..60]);
        assert!(text.contains("query-too-deep"), "{}: {text}", &query[..60]);
    }
    // As deep as a query may be, it is answered.
    for query in [
        format!("ASK {}", nested("{", "?s ?p ?o", "}", 100)),
        filter(nested("(", "?o = 7", ")", 90)),
        filter(nested("SUBSTR(", "?o", ",1)", 8)),
        filter(format!("{}?o", "!".repeat(990))),
        filter(format!("?o = 7{}", " || ?o = 7".repeat(490))),
        format!(
            "SELECT * {{ <s:s> <p:p> 7 {} }}",
            "OPTIONAL { <s:s> <p:p> 7 } ".repeat(990)
        ),
        format!("SELECT * {{ {{}} {} }}", "UNION {} ".repeat(990)),
        format!("SELECT * {{ <s:s> <p:p>{} 7 }}", "/<p:p>".repeat(200)),
        format!("SELECT * {{ {} }}", "<s:s> <p:p> 7 . ".repeat(200)),
        format!("SELECT * {{ {} }}", "BIND(1 AS ?x) ".replace("?x", "?x_")),
    ] {
        let answer = server.ask(&query);
        assert_eq!(answer.status, 200, "{}: {}", &query[..40], answer.text());
    }
    assert_eq!(server.ask(COUNT).value(), count);
}

#[test]
fn answers_to_posts_are_kept_by_all_that_they_depend_on() {
    let (_folder, server) = serve("");
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let query = "query=SELECT+*+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+1";
    let csv = format!("{query}&format=csv");
    let ask = |body: &str, headers: &[(&str, &str)]| {
        let headers: Vec<(&str, &str)> = headers.iter().copied().chain([form]).collect();
        server.send("POST", "/sparql", &headers, body.as_bytes())
    };
    let (first, second) = (ask(&csv, &[]), ask(query, &[]));
    assert_eq!(first.media_type(), "text/csv");
    assert_eq!(second.media_type(), "application/sparql-results+json");
    let page = |language| {
        ask(
            query,
            &[("Accept", "text/html"), ("Accept-Language", language)],
        )
    };
    assert!(page("zh-Hant").text().contains("lang=\"zh-Hant\""));
    assert!(page("en").text().contains("lang=\"en\""));
}

#[test]
fn nobody_makes_the_server_call_elsewhere() {
    let (_folder, server) = serve("--writable");
    let trap = Trap::new();
    let url = trap.url();
    let authorization = format!("Bearer {TOKEN}");
    for query in [
        format!("SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
        format!("SELECT * WHERE {{ BIND(<{url}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}"),
        format!("ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}"),
        format!("SELECT * FROM <{url}> WHERE {{ ?s ?p ?o }}"),
        format!("DESCRIBE <{url}>"),
        format!("SELECT * WHERE {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"),
    ] {
        let answer = server.ask(&query);
        assert!(
            [200, 400, 406].contains(&answer.status),
            "{query}: {}",
            answer.text()
        );
    }
    let refused = server.ask(&format!(
        "SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"
    ));
    assert_eq!(refused.status, 400);
    for update in [
        format!("LOAD <{url}>"),
        format!("LOAD SILENT <{url}> INTO GRAPH <g:g>"),
        format!("INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
    ] {
        let answer = server.update(&update);
        assert!(
            [400, 403].contains(&answer.status),
            "{update}: {}",
            answer.status
        );
    }
    let uploads = [
        ("application/ld+json", format!("{{\"@context\": \"{url}\", \"@id\": \"s:s\", \"p\": 1}}")),
        ("application/rdf+xml", format!("<!DOCTYPE r SYSTEM \"{url}\"><r/>")),
        (
            "application/rdf+xml",
            format!("<!DOCTYPE r [<!ENTITY x SYSTEM \"{url}\">]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"e:\"><rdf:Description rdf:about=\"s:s\"><e:p>&x;</e:p></rdf:Description></rdf:RDF>"),
        ),
        (
            "application/rdf+xml",
            "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"e:\"><rdf:Description rdf:about=\"s:s\"><e:p>&x;</e:p></rdf:Description></rdf:RDF>".to_owned(),
        ),
    ];
    for (content_type, body) in uploads {
        let headers = [
            ("Content-Type", content_type),
            ("Authorization", &*authorization),
        ];
        let answer = server.send("PUT", "/store?graph=g:g", &headers, body.as_bytes());
        assert!(
            [201, 204, 400].contains(&answer.status),
            "{body}: {}",
            answer.text()
        );
        let held = server.get("/store?graph=g:g", "text/turtle");
        assert!(!held.text().contains("root:"), "{}", held.text());
    }
    assert!(!trap.was_called());
}

#[test]
fn entities_do_not_multiply() {
    let (_folder, server) = serve("--writable");
    let mut laughs = "<!ENTITY l0 \"ha\">".to_owned();
    for level in 1..40 {
        let before = level - 1;
        let _ = write!(laughs, "<!ENTITY l{level} \"&l{before};&l{before};\">");
    }
    let body = format!(
        "<!DOCTYPE r [{laughs}]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"e:\"><rdf:Description rdf:about=\"s:s\"><e:p>&l39;</e:p></rdf:Description></rdf:RDF>"
    );
    let authorization = format!("Bearer {TOKEN}");
    let headers = [
        ("Content-Type", "application/rdf+xml"),
        ("Authorization", &*authorization),
    ];
    let started = Instant::now();
    let answer = server.send("PUT", "/store?graph=g:g", &headers, body.as_bytes());
    assert_eq!(answer.status, 413);
    assert!(started.elapsed() < Duration::from_secs(20));
    assert!(server.get("/store?graph=g:g", "text/turtle").body.len() < 10_000);
}

#[test]
fn bodies_are_bounded_in_size_and_time() {
    let (_folder, server) = serve("--writable --body-mib 1 --arrival-time 1");
    let authorization = format!("Bearer {TOKEN}");
    let headers = [
        ("Content-Type", "text/turtle"),
        ("Authorization", &*authorization),
    ];
    let large = "# comment\n".repeat(200_000);
    let answer = server.send("PUT", "/store?graph=g:g", &headers, large.as_bytes());
    assert_eq!(answer.status, 413);
    // The same without saying how much will come.
    let mut chunked = format!("PUT /store?graph=g:g HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: text/turtle\r\nAuthorization: {authorization}\r\n\r\n").into_bytes();
    for _ in 0..30 {
        chunked.extend_from_slice(b"10000\r\n");
        chunked.resize(chunked.len() + 0x10000, b'#');
        chunked.extend_from_slice(b"\r\n");
    }
    let answer = Answer::read(&server.raw(&chunked));
    assert!([0, 413].contains(&answer.status), "{}", answer.status);
    let query = "query=".to_owned() + &"%20".repeat(500_000);
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(
        server
            .send("POST", "/sparql", &form, query.as_bytes())
            .status,
        413
    );
    // Byte by byte, or never.
    let started = Instant::now();
    let mut slow = server.connect();
    let head = "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nContent-Type: application/sparql-query\r\n\r\nASK";
    slow.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = slow.read_to_end(&mut answer);
    assert_eq!(Answer::read(&answer).status, 408);
    let mut unfinished = server.connect();
    unfinished
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        .unwrap();
    let mut answer = Vec::new();
    let _ = unfinished.read_to_end(&mut answer);
    assert!(started.elapsed() < Duration::from_secs(30));
    // Heads and addresses.
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(70_000));
    assert!([414, 431].contains(&Answer::read(&server.raw(long.as_bytes())).status));
    let many = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
        "X-A: b\r\n".repeat(5_000)
    );
    assert_eq!(Answer::read(&server.raw(many.as_bytes())).status, 431);
    assert_eq!(server.get("/health", "").status, 200);
}

#[test]
fn no_path_leads_to_a_file() {
    let (_folder, server) = serve("");
    for path in [
        "/../govrep.toml",
        "/%2e%2e/govrep.toml",
        "/..%2fgovrep.toml",
        "/dump/../govrep.toml",
        "/dump/..%2f..%2fetc%2fpasswd",
        "/dump/test.nt/../../govrep.toml",
        "/api/../govrep.toml",
        "/api/..%2Fgovrep.toml",
        "/api/..%5c..%5cgovrep",
        "/api/named.rq",
        "/api/named%00.csv",
        "/data/..%2f..%2fgovrep.toml",
        "/data/person/%2e%2e/%2e%2e/govrep.toml",
        "/doc/....//....//etc/passwd",
        "/id//etc/passwd",
        "/govrep.toml",
        "/changes.rdfp",
        "/.git/config",
        "//etc/passwd",
        "/id/%ff%fe",
        "/store/../../etc/passwd",
    ] {
        let answer = server.get(path, "");
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(
            !text.contains("root:") && !text.contains("base ="),
            "{path}: {text}"
        );
    }
}

#[test]
fn a_value_is_never_a_part_of_a_query() {
    let (_folder, server) = serve("--writable");
    let count = server.ask(COUNT).value();
    for value in [
        "x\" } ; DROP ALL #",
        "\") } UNION { ?thing ?p ?label",
        "' OR '1'='1",
        "x\\\" . ?s ?p ?o } #",
        "}}}}{{{{",
        "# comment",
        "\r\nDROP ALL",
        "?_name",
        "＂｝ DROP ALL ＃",
        "”；DROP ALL",
        "\u{202e}\u{0}\u{feff}",
        "<script>alert(1)</script>",
        "%22%20%7D",
        "${jndi:ldap://127.0.0.1/}",
    ] {
        let mut query = String::from("/api/named?name=");
        for byte in value.bytes() {
            let _ = write!(query, "%{byte:02X}");
        }
        let answer = server.get(&query, "application/json");
        assert_eq!((answer.status, answer.json()), (200, json!([])), "{value}");
        let page = server.get(&query, "text/html");
        assert_eq!(page.status, 200);
        assert!(!page.text().contains("<script>"), "{}", page.text());
        let link = server
            .get(&format!("{query}&per_page=1"), "")
            .header("link");
        assert!(
            !link.contains(['<', '"', '{', '\n']) || link.starts_with("</api/named?name="),
            "{link}"
        );
    }
    for (target, code) in [
        ("/api/numbers?most=1%20%7D%20DROP%20ALL", "query-parameter"),
        ("/api/numbers?most=1&_most_integer=2", "query-parameter"),
        ("/api/numbers?%3F_most=1", "query-parameter"),
        ("/api/numbers?most=%EF%BC%91", "query-parameter"),
    ] {
        let answer = server.get(target, "");
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (400, &json!(code)),
            "{target}"
        );
    }
    assert_eq!(server.ask(COUNT).value(), count);
}

#[test]
fn no_header_comes_from_a_client() {
    let (_folder, server) = serve("");
    for path in [
        "/id/person/x%0d%0aSet-Cookie:%20a=b",
        "/id/jurisdiction/TWN%0d%0aX-Injected:%20yes",
        "/api/numbers?most=3&per_page=1&kind=odd%0d%0aX-Injected:%20yes",
        "/store?graph=http://e.org/%0d%0aX-Injected:%20yes",
        "/graph/x%0d%0aX-Injected:%20yes",
    ] {
        let answer = server.get(path, "text/html\u{9}");
        assert!(
            !answer
                .headers
                .iter()
                .any(|(name, _)| name == "x-injected" || name == "set-cookie")
        );
    }
    let answer = server.send("GET", "/health", &[("X-Request-Id", "a\u{9}b: c")], b"");
    assert!(!answer.header("x-request-id").contains(':'));
    for host in ["evil.example/path", "a\"><script>", "a b", "user@host"] {
        let request = format!("GET /sparql HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(
            Answer::read(&server.raw(request.as_bytes())).status,
            400,
            "{host}"
        );
    }
    // Two requests in one, as proxies misread them.
    let smuggled = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let answer = String::from_utf8_lossy(&server.raw(smuggled)).into_owned();
    assert!(answer.matches("HTTP/1.1").count() <= 2, "{answer}");
}

#[test]
fn a_script_in_a_label_is_a_text() {
    let (_folder, server) = serve("--writable");
    let script = "</title><script>alert(document.domain)</script><img src=x onerror=alert(1)>";
    let update = format!(
        "INSERT DATA {{ GRAPH <https://data.example.gov.tw/graph/x> {{ \
         <https://data.example.gov.tw/id/person/x> <http://www.w3.org/2000/01/rdf-schema#label> \
         \"{script}\"@en, \"{script}\"@zh-Hant ; \
         <https://schema.org/url> <javascript:alert(1)> }} }}"
    );
    assert_eq!(server.update(&update).status, 204);
    let query = "/sparql?query=SELECT+*+WHERE+%7B+%3Fs+%3Chttps%3A%2F%2Fschema.org%2Furl%3E+%3Fo+%3B+%3Fp+%3Fl+%7D";
    for path in ["/doc/person/x", query] {
        let page = server.get(path, "text/html");
        assert_eq!(
            (page.status, page.media_type().as_str()),
            (200, "text/html")
        );
        let text = page.text();
        assert_eq!(foreign_script(text), None, "{path}");
        assert!(!text.contains("<img"), "{text}");
        assert!(!text.contains("href=\"javascript:"), "{text}");
        assert!(
            text.contains("&#60;script&#62;alert(document.domain)"),
            "{text}"
        );
        assert!(
            page.header("content-security-policy")
                .contains("default-src 'none'")
        );
    }
    // In other forms it is data, and no browser takes it for a page.
    for ending in ["ttl", "jsonld", "nt", "rdf", "nq"] {
        let data = server.get(&format!("/data/person/x.{ending}"), "text/html");
        assert_eq!(
            (data.status, data.header("x-content-type-options").as_str()),
            (200, "nosniff")
        );
        assert_ne!(data.media_type(), "text/html");
    }
    for script in [
        "%3Cscript%3E",
        "%3Cscript%20src=%22//evil.example/x.js%22%3E",
    ] {
        for place in ["/id/", "/api/", "/sparql?query="] {
            let path = format!("{place}{script}");
            let page = server.get(&path, "text/html");
            let text = page.text();
            assert_eq!(foreign_script(text), None, "{path}");
            assert!(text.contains("&#60;script"), "{path}: {text}");
        }
    }
}

/// The first script of a page that is neither data nor a file of the site.
fn foreign_script(page: &str) -> Option<&str> {
    let is_known = |rest: &str| {
        let file = rest.strip_prefix(" src=\"").unwrap_or_default();
        // A link leads from the path of the page up to the root of the site.
        let file = file.trim_start_matches("../");
        rest.starts_with(" type=\"application/ld+json\">")
            || file.starts_with("asset/theme.js\"></script>")
            || file.starts_with("asset/sparql/query.js\" defer></script>")
    };
    let mut starts = page.match_indices('<').map(|(at, _)| &page[at..]);
    starts.find_map(|rest| {
        let (tag, rest) = rest.split_at_checked("<script".len())?;
        let is_foreign = tag.eq_ignore_ascii_case("<script") && !is_known(rest);
        is_foreign.then(|| rest.split('>').next().unwrap_or_default())
    })
}

#[cfg(target_os = "linux")]
#[test]
fn ten_thousand_idle_connections_are_no_burden() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    const IDLE: usize = 10_000;
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    let may = setrlimit(Resource::Nofile, raised).is_ok()
        && limit.maximum.is_none_or(|most| most > 2 * IDLE as u64);
    if !may {
        eprintln!("left out: this system does not allow so many connections");
        return;
    }
    let (_folder, server) = serve("--arrival-time 120");
    assert_eq!(server.get("/health", "").status, 200);
    let before = server.memory().expect("Linux");
    let mut idle: Vec<TcpStream> = Vec::with_capacity(IDLE);
    for number in 0..IDLE {
        let mut stream = server.connect();
        if number % 2 == 0 {
            stream.write_all(b"GET /health HTTP/1.1\r\n").expect("open");
        }
        idle.push(stream);
    }
    let started = Instant::now();
    for _ in 0..20 {
        assert_eq!(server.get("/health", "").status, 200);
        assert_eq!(server.ask("ASK { <s:s> ?p ?o }").status, 200);
    }
    let elapsed = started.elapsed();
    assert!(elapsed < Duration::from_secs(20), "{elapsed:?}");
    let open = connections(&server);
    assert!(open >= IDLE, "{open}");
    let each = (server.memory().expect("Linux") - before) * 1024 / IDLE;
    assert!(each < 32 << 10, "{each} bytes for each");
    drop(idle);
}

#[test]
fn who_asks_too_often_is_told_to_wait() {
    let (_folder, server) = serve("--rate 0.01");
    assert_eq!(server.get("/health", "").status, 200);
    let answer = server.get("/health", "text/plain");
    assert_eq!(answer.status, 429);
    let wait: u32 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=100).contains(&wait), "{wait}");
    assert!(
        answer
            .text()
            .contains("too many requests come from this address")
    );
}

/// How many connections the server says it has.
fn connections(server: &Server) -> usize {
    let metrics = server.get("/metrics", "");
    let line = |line: &str| line.strip_prefix("govrep_connections ")?.parse().ok();
    let open = metrics.text().lines().find_map(line);
    open.expect("connections are counted")
}

#[test]
fn idle_connections_give_way() {
    let (_folder, server) = serve("--connections 200");
    let mut idle: Vec<TcpStream> = Vec::new();
    for number in 0..1_000 {
        let mut stream = server.connect();
        if number % 2 == 0 {
            let _ = stream.write_all(b"GET /health HTTP/1.1\r\n");
        }
        idle.push(stream);
    }
    let started = Instant::now();
    for _ in 0..20 {
        assert_eq!(server.get("/health", "").status, 200);
    }
    let elapsed = started.elapsed();
    assert!(elapsed < Duration::from_secs(20), "{elapsed:?}");
    let open = connections(&server);
    assert!(open <= 201, "{open}");
    drop(idle);
}

/// Queries that would run for years, or fill the memory.
fn endless() -> Vec<String> {
    let product = |kind: &str, rows: &str| {
        let mut query = format!("SELECT {kind} WHERE {{");
        for number in 0..14 {
            query += &rows.replace("?v", &format!("?v{number}"));
        }
        query + "}"
    };
    let mut doubling = "SELECT (STRLEN(?t60) AS ?n) WHERE { BIND(\"haha\" AS ?t0)".to_owned();
    for number in 1..=60 {
        let before = number - 1;
        let _ = write!(
            doubling,
            " BIND(CONCAT(?t{before}, ?t{before}) AS ?t{number})"
        );
    }
    doubling.push('}');
    let values = "VALUES ?v { 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 }";
    let sum: Vec<String> = (0..14).map(|number| format!("?v{number}")).collect();
    let sum = sum.join(" + ");
    let open = |kind: &str| {
        let whole = product(kind, values);
        whole[..whole.len() - 1].to_owned()
    };
    vec![
        // A product, counted, made distinct, skipped, joined, filtered away, not matched.
        product("(COUNT(*) AS ?n)", "?v ?va ?vb ."),
        product("(COUNT(*) AS ?n)", values),
        product("DISTINCT ?v0", values),
        product("*", values) + " OFFSET 100000000000",
        product("(GROUP_CONCAT(?v0) AS ?n)", values),
        open("*") + &format!("FILTER({sum} > 1000) }}"),
        open("*") + "VALUES ?v0 { 99 } }",
        open("*") + "MINUS { " + &values.replace("?v", "?v0") + " } }",
        open("*") + "FILTER NOT EXISTS { ?a ?b ?c } }",
        open("*").replace("SELECT * WHERE", "ASK") + &format!("FILTER({sum} > 1000) }}"),
        // Paths of any length between all pairs.
        "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<u:a>|^!<u:b>)* ?b . ?c (!<u:c>|^!<u:d>)* ?d }"
            .to_owned(),
        doubling,
    ]
}

#[test]
fn a_query_without_end_is_ended_and_others_do_not_wait() {
    let (_folder, server) = serve("--query-time 1 --queries 32");
    let (queries, server) = (endless(), &server);
    thread::scope(|scope| {
        let hostile: Vec<_> = queries
            .iter()
            .map(|query| {
                scope.spawn(move || {
                    let started = Instant::now();
                    (server.ask(query), started.elapsed(), query)
                })
            })
            .collect();
        // In the meantime.
        thread::sleep(Duration::from_millis(200));
        for _ in 0..5 {
            let started = Instant::now();
            let accept = "application/json";
            assert_eq!(server.get("/api/numbers?most=3", accept).status, 200);
            assert!(
                started.elapsed() < Duration::from_secs(20),
                "{:?}",
                started.elapsed()
            );
        }
        for answer in hostile {
            let (answer, time, query) = answer.join().unwrap();
            assert!(
                [413, 503].contains(&answer.status),
                "{query}: {} {}",
                answer.status,
                answer.text()
            );
            assert!(time < Duration::from_secs(60), "{query}: {time:?}");
        }
    });
    // Not only was the client told so: the work is over.
    let started = Instant::now();
    loop {
        let metrics = server.get("/metrics", "").text().to_owned();
        if metrics.contains("\ngovrep_queries_running 0\n") {
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "{metrics}");
        thread::sleep(Duration::from_millis(100));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_query_that_wants_all_memory_is_stopped_for_it() {
    let (_folder, server) = serve("--query-time 80 --memory-mib 300");
    let numbers: Vec<String> = (0..2_000).map(|number| number.to_string()).collect();
    let numbers = numbers.join(" ");
    let query = format!(
        "SELECT * WHERE {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }} ORDER BY DESC(?a + ?b)"
    );
    let answer = server.ask(&query);
    assert_eq!(
        (answer.status, answer.json()["code"].as_str()),
        (503, Some("query-memory"))
    );
    assert_eq!(
        server.ask(COUNT).status,
        200,
        "others are not stopped for it"
    );
}

#[test]
fn no_answer_is_cut() {
    let (_folder, server) = serve("--answer-mib 1");
    let rows = "VALUES ?v { 1 2 3 4 5 6 7 8 9 10 }";
    let mut query = "SELECT * WHERE {".to_owned();
    for number in 0..5 {
        query += &rows.replace("?v", &format!("?v{number}"));
    }
    query.push('}');
    for accept in [
        "text/csv",
        "text/tab-separated-values",
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/html",
    ] {
        let headers = [
            ("Content-Type", "application/sparql-query"),
            ("Accept", accept),
        ];
        let answer = server.send("POST", "/sparql", &headers, query.as_bytes());
        assert_eq!(answer.status, 413, "{accept}");
        let limited = format!("{query} LIMIT 10");
        assert_eq!(
            server
                .send("POST", "/sparql", &headers, limited.as_bytes())
                .status,
            200
        );
    }
}

#[test]
fn a_client_that_leaves_takes_its_query_along() {
    let (_folder, server) = serve("--query-time 80");
    let query = &endless()[1];
    let mut client = server.connect();
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n{query}",
        query.len()
    );
    client.write_all(head.as_bytes()).unwrap();
    let running = |number: u32| {
        let line = format!("\ngovrep_queries_running {number}\n");
        let started = Instant::now();
        while !server.get("/metrics", "").text().contains(&line) {
            assert!(started.elapsed() < Duration::from_secs(60), "{line}");
            thread::sleep(Duration::from_millis(50));
        }
    };
    running(1);
    drop(client);
    running(0);
}
