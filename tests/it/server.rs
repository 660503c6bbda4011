use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sandbox::{REPORT, SETTINGS, Sandbox, program};

/// The token of writers in tests.
pub const TOKEN: &str = "a-token-that-nobody-guesses";

/// What a client waits at most for anything.
const PATIENCE: Duration = Duration::from_secs(90);

/// The server, running on a port of its own until the test ends.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    log: Mutex<mpsc::Receiver<String>>,
}

impl Server {
    /// Serves the project in a folder.
    pub fn start(folder: &Path, arguments: &str) -> Self {
        // A busy machine is no reason to fail, unless the test is about that.
        let time: &[&str] = if arguments.contains("--query-time") {
            &[]
        } else {
            &["--query-time", "60"]
        };
        let mut child = Command::new(program())
            .current_dir(folder)
            .env_clear()
            .env("GOVREP_TOKEN", TOKEN)
            .args(["serve", "--bind", "127.0.0.1:0"])
            .args(arguments.split_whitespace())
            .args(time)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let stderr = child.stderr.take().expect("piped");
        let (sender, log) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                // The test may have ended.
                let _ = sender.send(line);
            }
        });
        let mut server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            log: Mutex::new(log),
        };
        let line = server.await_line("serving at http://");
        let address = line.trim_start_matches("serving at http://");
        server.address = address.trim_end_matches('/').parse().expect("an address");
        server
    }

    /// Waits for a line of the log that holds some words.
    pub fn await_line(&self, words: &str) -> String {
        let started = Instant::now();
        loop {
            let left = PATIENCE.saturating_sub(started.elapsed());
            let line = self.log.lock().expect("one reader").recv_timeout(left);
            let line = line.unwrap_or_else(|_| panic!("no line with {words:?}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Where the server is found.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A new connection to it.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        stream
    }

    /// Sends bytes and reads everything until the server closes.
    pub fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // The server may have answered and closed before it has read everything.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// Sends a request with a body and reads the answer.
    pub fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut request = format!(
            "{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        for (name, value) in headers {
            request.extend([name, ": ", value, "\r\n"]);
        }
        if !body.is_empty() || matches!(method, "POST" | "PUT") {
            request.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        request.push_str("\r\n");
        let mut bytes = request.into_bytes();
        bytes.extend_from_slice(body);
        Answer::read(&self.raw(&bytes))
    }

    /// GET with an `Accept`; none if it is empty.
    pub fn get(&self, target: &str, accept: &str) -> Answer {
        let header = [("Accept", accept)];
        let headers = if accept.is_empty() { &[] } else { &header[..] };
        self.send("GET", target, headers, b"")
    }

    /// Asks a query by POST, for JSON.
    pub fn ask(&self, query: &str) -> Answer {
        let headers = [
            ("Content-Type", "application/sparql-query"),
            ("Accept", "application/sparql-results+json"),
        ];
        self.send("POST", "/sparql", &headers, query.as_bytes())
    }

    /// Sends an update with the token.
    pub fn update(&self, update: &str) -> Answer {
        let authorization = format!("Bearer {TOKEN}");
        let headers = [
            ("Content-Type", "application/sparql-update"),
            ("Authorization", authorization.as_str()),
        ];
        self.send("POST", "/sparql", &headers, update.as_bytes())
    }

    /// How many KiB of memory it has, where Linux tells it.
    pub fn memory(&self) -> Option<usize> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// Asks it to end by a signal (`TERM` as a service manager does, `INT` as a terminal does), and
    /// returns its exit code; none if the signal ended it.
    pub fn stop(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(status.expect("kill").success());
        self.child.wait().expect("it ends").code()
    }

    /// Ends it as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A small project with a report and a query.
pub fn project() -> Sandbox {
    Sandbox::project(SETTINGS)
        .file("data/report/trip/source.txt", REPORT)
        .file(
            "queries/named.rq",
            "#+ summary:\n#+   zh-Hant: 名稱\n#+   en: What is called so\n\
             #+ defaults:\n#+   name: 國家發展委員會\n\
             PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\
             SELECT DISTINCT ?thing ?label (1 AS ?count) WHERE {\n\
             ?thing rdfs:label ?label FILTER(STR(?label) = ?_name)\n} ORDER BY ?thing\n",
        )
        .file(
            "queries/numbers.rq",
            "#+ summary: Numbers up to a limit\n#+ enumerate:\n#+   kind: [odd, even]\n\
             SELECT ?n WHERE { VALUES ?n { 1 2 3 4 5 6 7 }\n\
             FILTER(?n <= ?_most_integer)\n\
             FILTER(!BOUND(?__kind) || (?__kind = \"odd\") = (FLOOR(?n / 2) * 2 != ?n)) } ORDER BY ?n\n",
        )
        .file(
            "queries/labels.rq",
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\
             CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s a <http://www.w3.org/ns/org#Organization> ; rdfs:label ?o }\n",
        )
        .file("queries/any.rq", "ASK { ?s ?p ?o }\n")
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer as it came; status 0 if there is none.
    pub fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n");
        let Some(end) = end else {
            return Self {
                status: 0,
                headers: Vec::new(),
                body: bytes.to_vec(),
            };
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.expect("a status line"),
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    /// The values of a header as one list; empty if it is missing.
    pub fn header(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(n, _)| n == name);
        values
            .map(|(_, v)| v.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The media type without parameters.
    pub fn media_type(&self) -> String {
        let value = self.header("content-type");
        value.split(';').next().unwrap_or_default().to_owned()
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// The value of the first column of the only row of SPARQL results.
    pub fn value(&self) -> String {
        let results = self.json();
        let name = results["head"]["vars"][0]
            .as_str()
            .expect("a column")
            .to_owned();
        let value = &results["results"]["bindings"][0][&name]["value"];
        value
            .as_str()
            .unwrap_or_else(|| panic!("{results}"))
            .to_owned()
    }
}
