//! The saved queries of this repository, on the data of its own reports.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use predicates::str::{contains, diff};
use proptest::prelude::*;

use govrep::graph::{Names, ontology};
use govrep::project::Project;
use govrep::query::{Form, Head, Kind, Parameter, Queries, ResultFormat, SavedQuery, result};
use govrep::store::Store;

use crate::sandbox::govrep_in;

/// The folder of this repository, which is a project itself.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The saved queries, and this repository's data in two stores that were filled in opposite
/// orders.
pub struct Saved {
    pub queries: Queries,
    pub store: Store,
    backwards: Store,
}

/// Read once for all tests: the program converts every report, the ontology comes on top.
pub static SAVED: LazyLock<Saved> = LazyLock::new(|| {
    let (project, found) = Project::load(here()).expect("the settings are right");
    assert_eq!(found, []);
    let folder = project.path("queries");
    let (queries, found) = Queries::read(&folder, &project.base).expect("the folder can be read");
    assert_eq!(found, [], "no query is wrong or needs a second look");
    assert!(queries.iter().len() >= 20);

    let converted = govrep_in(here(), "convert --format nq")
        .args(reports())
        .output()
        .expect("it runs");
    let errors = String::from_utf8_lossy(&converted.stderr);
    assert!(converted.status.success(), "{errors}");
    let nquads = RdfParser::from_format(RdfFormat::NQuads).for_slice(&converted.stdout);
    let mut quads: Vec<Quad> = nquads.map(|quad| quad.expect("N-Quads")).collect();
    let vocabulary = NamedNode::new(format!("{}graph/vocab", project.base)).expect("an IRI");
    for (file, text) in ontology::FILES {
        let is_turtle = Path::new(file)
            .extension()
            .is_some_and(|ending| ending == "ttl");
        if is_turtle && *file != "shapes.ttl" {
            let graph = GraphName::from(vocabulary.clone());
            let parser = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(graph);
            quads.extend(parser.for_slice(text).map(|quad| quad.expect("Turtle")));
        }
    }
    let filled = |quads: Vec<Quad>| {
        let store = Store::in_memory().expect("memory");
        store.load(quads).expect("it takes quads");
        store
    };
    Saved {
        queries,
        store: filled(quads.clone()),
        backwards: filled(quads.into_iter().rev().collect()),
    }
});

/// The folders of this repository's reports.
fn reports() -> Vec<String> {
    let folders = fs::read_dir(here().join("data/report")).expect("the reports");
    let paths = folders.map(|folder| folder.expect("readable").path());
    let mut names: Vec<String> = paths
        .filter(|path| path.is_dir())
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The answer of a query as CSV.
pub fn csv(query: &SavedQuery, store: &Store, values: &[(String, String)]) -> String {
    let answer = query.answer(store, values, None);
    let answer = answer.unwrap_or_else(|error| panic!("{}: {error}", query.name));
    let mut bytes = Vec::new();
    result::write(answer, ResultFormat::Csv, &Names::default(), &mut bytes)
        .unwrap_or_else(|error| panic!("{}: {error}", query.name));
    String::from_utf8(bytes).expect("UTF-8")
}

/// One value for a parameter.
fn given(parameter: &Parameter, value: &str) -> Vec<(String, String)> {
    vec![(parameter.name.clone(), value.to_owned())]
}

/// Every parameter that takes any text, with its query.
fn text_parameters() -> impl Iterator<Item = (&'static SavedQuery, &'static Parameter)> {
    SAVED.queries.iter().flat_map(|query| {
        let texts = query.parameters.iter().filter(|parameter| {
            matches!(parameter.kind, Kind::Text) && parameter.allowed.is_empty()
        });
        texts.map(move |parameter| (query, parameter))
    })
}

#[test]
fn each_query_gives_the_answer_beside_it() {
    for query in SAVED.queries.iter() {
        let file = format!("queries/{}.csv", query.name);
        if std::env::var("GOVREP_QUERIES").is_ok_and(|value| value == "write") {
            let answer = csv(query, &SAVED.store, &[]).replace("\r\n", "\n");
            fs::write(here().join(&file), answer).expect("the answer can be written");
        }
        let expected = fs::read_to_string(here().join(&file))
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(expected.lines().count() > 1, "{file} has no row");
        let difference = query.check_answer(&SAVED.store, &file, &expected);
        let difference = difference.unwrap_or_else(|error| panic!("{}: {error}", query.name));
        assert!(difference.is_none(), "{difference:#?}");
    }
}

#[test]
fn no_answer_is_left_without_its_query() {
    for entry in fs::read_dir(here().join("queries")).expect("the folder") {
        let path = entry.expect("readable").path();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => assert!(path.with_extension("rq").is_file(), "{}", path.display()),
            Some("rq" | "md") => {}
            _ => panic!("{} is neither a query nor its answer", path.display()),
        }
    }
}

#[test]
fn the_order_of_an_answer_does_not_depend_on_the_order_of_the_data() {
    for query in SAVED.queries.iter() {
        assert_eq!(query.form, Form::Rows, "{}", query.name);
        assert!(query.is_ordered(), "{} has no ORDER BY", query.name);
        let forwards = csv(query, &SAVED.store, &[]);
        assert_eq!(
            forwards,
            csv(query, &SAVED.backwards, &[]),
            "{}",
            query.name
        );
    }
}

#[test]
fn nothing_is_answered_where_nothing_is_known() {
    let empty = Store::in_memory().expect("memory");
    for query in SAVED.queries.iter() {
        let answer = csv(query, &empty, &[]);
        assert_eq!(answer.lines().count(), 1, "{}: {answer}", query.name);
    }
}

#[test]
fn no_answer_says_a_thing_twice() {
    for query in SAVED.queries.iter() {
        let answer = csv(query, &SAVED.store, &[]);
        let mut reader = csv::Reader::from_reader(answer.as_bytes());
        let mut seen = BTreeSet::new();
        for row in reader.records() {
            let row: Vec<String> = row.expect("CSV").iter().map(str::to_owned).collect();
            assert!(seen.insert(row.clone()), "{}: {row:?} again", query.name);
        }
    }
}

#[test]
fn each_query_says_in_both_languages_what_it_answers() {
    for query in SAVED.queries.iter() {
        let Head {
            summary,
            description,
            ..
        } = &query.head;
        for text in [summary, description] {
            let (chinese, english) = (text.in_language("zh-Hant"), text.in_language("en"));
            let has_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(has_han(chinese), "{}: {chinese}", query.name);
            assert!(
                !has_han(english) && !english.is_empty(),
                "{}: {english}",
                query.name
            );
        }
    }
}

/// What a question is about: the first tag of each query, in the order of the table.
const KINDS: [&str; 11] = [
    "country",
    "organisation",
    "person",
    "event",
    "session",
    "commitment",
    "figure",
    "programme",
    "document",
    "evidence",
    "vocabulary",
];

/// The place of a query in the table: kind, then name.
fn place(query: &SavedQuery) -> (usize, &str) {
    let first = query.head.tags.first().map(String::as_str);
    let kind = KINDS.iter().position(|kind| first == Some(*kind));
    let kind = kind.unwrap_or_else(|| panic!("{} has no kind as first tag", query.name));
    (kind, &query.name)
}

#[test]
fn every_kind_of_question_can_be_asked() {
    let asked: BTreeSet<usize> = SAVED.queries.iter().map(|query| place(query).0).collect();
    assert_eq!(asked, (0..KINDS.len()).collect());
}

#[test]
fn each_query_declares_the_prefixes_that_it_uses_in_order() {
    for query in SAVED.queries.iter() {
        let (head, body): (Vec<&str>, Vec<&str>) = query
            .text
            .lines()
            .partition(|line| line.starts_with("PREFIX "));
        let prefixes: Vec<&str> = head
            .iter()
            .filter_map(|line| line.split_whitespace().nth(1))
            .collect();
        assert!(prefixes.is_sorted(), "{}: {prefixes:?}", query.name);
        let body = body.join("\n");
        for prefix in prefixes {
            let is_used = body.match_indices(prefix).any(|(at, _)| {
                !body[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-')
                    && body[at + prefix.len()..].starts_with(char::is_alphabetic)
            });
            assert!(is_used, "{} does not use {prefix}", query.name);
        }
    }
}

#[test]
fn the_program_lists_every_query_with_its_parameters() {
    let mut expected = String::new();
    for query in SAVED.queries.iter() {
        let summary = &query.head.summary;
        let (english, chinese) = (summary.in_language("en"), summary.in_language("zh-Hant"));
        write!(expected, "{}\n    {english}\n    {chinese}\n", query.name).expect("text");
        for parameter in &query.parameters {
            writeln!(expected, "    -p {parameter}").expect("text");
        }
    }
    govrep_in(here(), "query")
        .assert()
        .success()
        .stdout(diff(expected))
        .stderr("");
}

#[test]
fn the_readme_has_a_table_of_all_queries() {
    let mut queries: Vec<&SavedQuery> = SAVED.queries.iter().collect();
    queries.sort_by_key(|query| place(query));
    let mut table = String::from(
        "| about | query | question | 問題 | parameters |\n| --- | --- | --- | --- | --- |\n",
    );
    for query in queries {
        let parameters: Vec<String> = query
            .parameters
            .iter()
            .map(|parameter| match &parameter.default {
                Some(default) => format!("`{}={default}`", parameter.name),
                None => format!("`{}`", parameter.name),
            })
            .collect();
        let summary = &query.head.summary;
        writeln!(
            table,
            "| {} | [{name}]({name}.rq) | {} | {} | {} |",
            KINDS[place(query).0],
            summary.in_language("en"),
            summary.in_language("zh-Hant"),
            parameters.join(" "),
            name = query.name,
        )
        .expect("text");
    }
    let readme = fs::read_to_string(here().join("queries/README.md")).expect("the README");
    assert!(
        readme.contains(&table),
        "the table in queries/README.md is not this one:\n\n{table}"
    );
}

#[test]
fn a_parameter_that_a_query_does_not_have_is_refused() {
    for query in SAVED.queries.iter() {
        let unknown = [("nothing-like-it".to_owned(), "1".to_owned())];
        let error = query.bind(&unknown).expect_err(&query.name);
        assert_eq!(error.code(), "query-parameter");
        assert!(
            error
                .to_string()
                .contains("has no parameter `nothing-like-it`")
        );
        for parameter in &query.parameters {
            let help = error.help().expect("the parameters that it has");
            assert!(help.contains(&parameter.to_string()), "{help}");
        }
    }
}

#[test]
fn a_value_of_another_type_is_refused() {
    let mut kinds = BTreeSet::new();
    for query in SAVED.queries.iter() {
        for parameter in &query.parameters {
            let wrong: &[&str] = match &parameter.kind {
                Kind::Text if !parameter.allowed.is_empty() => &["guest", "Host", ""],
                Kind::Text | Kind::Tagged(_) => continue,
                Kind::Iri => &["id/a b", "<a> <b", "a> ?p ?o . <b", "\"text\"", "id/{x}"],
                Kind::Number => &["many", "1,000", "1 OR 1", "１"],
                Kind::Typed(_) => &["soon", "2016-02-30", "1 OR 1", "", "１"],
            };
            kinds.insert(parameter.kind.to_string());
            for value in wrong {
                let error = query.bind(&given(parameter, value)).expect_err(value);
                assert_eq!(error.code(), "query-parameter");
                let message = error.to_string();
                let expected = format!(
                    "the parameter `{}` of the query `{}` must be",
                    parameter.name, query.name
                );
                assert!(message.starts_with(&expected), "{message}");
            }
        }
    }
    for kind in ["IRI", "number", "integer", "date"] {
        assert!(
            kinds.contains(kind),
            "no query has a parameter of the type {kind}"
        );
    }
}

#[test]
fn a_parameter_that_may_be_left_out_narrows_the_answer() {
    for (name, parameter, value) in [
        ("organisations", "kind", "government"),
        ("sessions", "format", "pitch"),
        ("visit-attendees", "side", "host"),
    ] {
        let query = SAVED.queries.get(name).expect("a saved query");
        let all = csv(query, &SAVED.store, &[]);
        let values = [(parameter.to_owned(), value.to_owned())];
        let some = csv(query, &SAVED.store, &values);
        let rows: Vec<&str> = some.lines().collect();
        assert!(1 < rows.len() && rows.len() < all.lines().count(), "{name}");
        for row in rows {
            assert!(all.contains(row), "{name}: {row}");
        }
    }
}

#[test]
fn the_program_refuses_values_and_says_what_it_takes() {
    for (arguments, message, help) in [
        (
            "query person-roles -p name=唐鳳",
            "error[query-parameter]: the query `person-roles` has no parameter `name`",
            "= help: its parameters are person (text; default `高嘉良`)",
        ),
        (
            "query on-a-day -p day=tomorrow",
            "the parameter `day` of the query `on-a-day` must be a value of the type date such as `2016-12-07`, but is `tomorrow`",
            "= help: its parameters are day (date; default",
        ),
        (
            "query figures-of-value -p value=1 -p value=2",
            "two values are given for `value` of the query `figures-of-value`",
            "= help: its parameters are value (number; default `2500`)",
        ),
        (
            "query person-role",
            "error[query-unknown]: there is no saved query `person-role`",
            "= help: did you mean `person-roles`?",
        ),
    ] {
        govrep_in(here(), arguments)
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(message))
            .stderr(contains(help));
    }
}

/// Texts that would be more than text if they were pasted into a query.
const HOSTILE: [&str; 16] = [
    "\"",
    "'",
    "\"\"\"",
    "\\",
    "\\\" } #",
    "\" } DROP ALL #",
    "\") } INSERT DATA { <urn:a> <urn:b> <urn:c> } #",
    "x\" || \"\" = \"",
    "?person",
    "${name} {{name}} $1",
    "# comment\nSELECT * { ?s ?p ?o }",
    "\r\n\t\u{0}",
    "＂ ｝ ＤＲＯＰ ＡＬＬ ＃",
    "\u{2019} \u{201d} \u{ff07} \u{fe68}",
    "\u{202e}\u{feff}\u{200b}",
    "\\u0022 } DROP ALL #",
];

/// Asserts that a value gives the query that a harmless one gives, but for one literal.
fn is_one_term(query: &SavedQuery, parameter: &Parameter, value: &str) {
    let marker = "a-harmless-text";
    let text = |value: &str| {
        let bound = query
            .bind(&given(parameter, value))
            .expect("any text is fine");
        bound.to_string()
    };
    let literal = |value: &str| Literal::from(value).to_string();
    let expected = text(marker).replace(&literal(marker), &literal(value));
    assert!(expected.contains(&literal(value)), "{}", query.name);
    assert_eq!(text(value), expected, "{}", query.name);
}

#[test]
fn a_hostile_value_is_one_term() {
    for (query, parameter) in text_parameters() {
        for value in HOSTILE {
            is_one_term(query, parameter, value);
        }
    }
}

#[test]
fn a_hostile_value_finds_nothing_and_breaks_nothing() {
    for (query, parameter) in text_parameters() {
        for value in ["\" } DROP ALL #", "x\" || \"\" = \"", "?person"] {
            let answer = csv(query, &SAVED.store, &given(parameter, value));
            assert_eq!(answer.lines().count(), 1, "{}: {answer}", query.name);
        }
    }
    govrep_in(here(), "query body-people -f csv -p")
        .arg("organisation=\" } DROP ALL #")
        .assert()
        .success()
        .stdout(diff("name,title,role,report,line,words\r\n"))
        .stderr(contains("nothing matches organisation=\" } DROP ALL #"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_value_is_one_term(value in any::<String>()) {
        for (query, parameter) in text_parameters() {
            is_one_term(query, parameter, &value);
        }
    }
}
