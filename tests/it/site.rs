//! The pages that `build` writes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use crate::sandbox::{REPORT, SETTINGS, Sandbox, tree};

fn built(settings: &str, report: &str) -> (Sandbox, BTreeMap<String, Vec<u8>>) {
    let sandbox = Sandbox::project(settings).file("data/report/trip/report.txt", report);
    sandbox.govrep("build").assert().success();
    let files = tree(&sandbox.path("public"));
    (sandbox, files)
}

/// The release of the small report, for the tests that only read in it: built once for all.
fn shared() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| built(SETTINGS, REPORT).1)
}

fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, name: &str) -> &'f str {
    let bytes = files.get(name).unwrap_or_else(|| panic!("no {name}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn is_page(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "html")
}

/// The values of an attribute, with the escapes that our templates write undone.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let start = format!(" {attribute}=\"");
    html.split(&start)
        .skip(1)
        .map(|rest| {
            let value = rest.split('"').next().unwrap_or_default();
            value
                .replace("&#38;", "&")
                .replace("&#39;", "'")
                .replace("&#60;", "<")
                .replace("&#62;", ">")
                .replace("&#34;", "\"")
        })
        .collect()
}

/// The path that a relative link on a page leads to.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{link} on {page} leaves the site"),
            "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_and_anchor_leads_somewhere_and_no_address_is_absolute() {
    let files = shared();
    let pages = files.keys().filter(|name| is_page(name));
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .map(|name| {
            let all = values(text(files, name), "id");
            let ids: BTreeSet<String> = all.iter().cloned().collect();
            assert_eq!(ids.len(), all.len(), "an id stands twice in {name}");
            (name.as_str(), ids)
        })
        .collect();
    let mut links = 0;
    for page in ids.keys() {
        let html = text(files, page);
        for link in ["href", "src", "action"]
            .iter()
            .flat_map(|a| values(html, a))
        {
            if link.starts_with("http") || link.starts_with("data:") {
                continue;
            }
            assert!(!link.starts_with('/'), "{link} on {page}");
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                (*page).to_owned()
            } else {
                resolve(page, path)
            };
            assert!(files.contains_key(&target), "{link} on {page}");
            let has_anchor = anchor.is_empty()
                || target.starts_with("sparql")
                || ids[target.as_str()].contains(anchor);
            assert!(has_anchor, "{link} on {page}");
            links += 1;
        }
    }
    assert!(links > 1000, "{links}");
}

#[test]
fn each_page_is_in_one_language_and_leads_to_the_other() {
    let files = shared();
    let chinese = text(files, "doc/organisation/ogp.html");
    let english = text(files, "doc/organisation/ogp.en.html");
    assert!(chinese.contains("<html lang=\"zh-Hant\">") && chinese.contains("ogp.en.html"));
    assert!(english.contains("<html lang=\"en\">") && english.contains("href=\"ogp.html\""));
    assert!(chinese.contains(">開放政府夥伴關係聯盟</h1>"));
    assert!(english.contains(">Open Government Partnership</h1>"));
    // A name in the other language says so.
    assert!(english.contains("<p class=\"other-name\" lang=\"zh-Hant\">開放政府夥伴關係聯盟</p>"));

    let only = SETTINGS.replace("[dataset]", "languages = [\"en\"]\n[dataset]");
    let (_sandbox, other) = built(&only, REPORT);
    assert!(text(&other, "index.html").contains("<html lang=\"en\">"));
    assert!(!other.contains_key("index.en.html"));
}

#[test]
fn a_fact_stands_with_its_words_and_leads_to_their_place() {
    let files = shared();
    let page = text(files, "doc/organisation/ogp.html");
    let words = "迄今已超過 70 個會員國";
    assert!(page.contains(words), "{page}");
    let links = values(page, "href");
    let link = links
        .iter()
        .find(|link| link.contains("#p="))
        .expect("a link to words");
    let (path, anchor) = link.split_once('#').expect("an anchor");
    let reader = text(files, &resolve("doc/organisation/ogp.html", path));
    assert!(values(reader, "id").contains(&anchor.to_owned()));
}

#[test]
fn a_search_engine_is_told_which_report_a_thing_is_from() {
    let page = text(shared(), "doc/organisation/ogp.html");
    let json = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .expect("JSON-LD");
    let json = json.split("</script>").next().expect("its end");
    let said: serde_json::Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(said["@type"], "Organization");
    let report = "https://data.example.gov.tw/id/document/trip";
    assert_eq!(said["subjectOf"], serde_json::json!({ "@id": report }));
}

#[test]
fn what_a_report_says_is_never_markup() {
    let report =
        format!("{REPORT}\n二、<script>alert(1)</script> & \"鼓勵\" </script><b>開放</b>政府。\n");
    let (_sandbox, files) = built(SETTINGS, &report);
    for (name, bytes) in files.iter().filter(|(name, _)| is_page(name)) {
        let html = String::from_utf8_lossy(bytes);
        assert!(
            !html.contains("<script>") && !html.contains("<b>"),
            "{name}"
        );
        // Scripts come from files, so none can stand in a page.
        for part in html.split("<script").skip(1) {
            let head = part.split('>').next().unwrap_or_default();
            assert!(
                head.contains("src=") || head.contains("ld+json"),
                "{name}: {head}"
            );
        }
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let files = shared();
    let (_second, again) = built(SETTINGS, REPORT);
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        again.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in files {
        assert!(*bytes == again[name], "{name} differs");
    }
}

#[test]
fn hosts_and_crawlers_are_told_what_there_is() {
    let files = shared();
    let sitemap = text(files, "sitemap.xml");
    assert!(sitemap.contains("<loc>https://data.example.gov.tw/doc/organisation/ogp.html</loc>"));
    assert!(text(files, "robots.txt").contains("https://data.example.gov.tw/sitemap.xml"));
    assert!(text(files, "_redirects").contains("/id/* /doc/:splat.html 303!"));
    assert!(text(files, ".htaccess").contains("AddType text/turtle .ttl"));
    let forward = text(files, "id/organisation/ogp/index.html");
    assert!(
        forward.contains("url=../../../doc/organisation/ogp.html"),
        "{forward}"
    );
}

/// A project whose versions have names and days.
fn versioned(version: &str) -> String {
    SETTINGS.replace(
        "name = \"test\"",
        &format!("name = \"test\"\nversion = \"{version}\"\nissued = 2026-11-23"),
    )
}

#[test]
fn the_releases_are_listed_with_what_they_changed_and_can_be_subscribed_to() {
    let (sandbox, files) = built(&versioned("1.0"), REPORT);
    let feed = text(&files, "feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
    assert!(text(&files, "index.html").contains("feed.xml"));
    let more = format!("{REPORT}\n二、擴大公民參與。\n");
    let sandbox = sandbox
        .file("govrep.toml", versioned("1.1"))
        .file("data/report/trip/report.txt", more);
    sandbox.govrep("build").assert().success();
    let files = tree(&sandbox.path("public"));
    let feed = text(&files, "feed.en.xml");
    let [newer, older] = ["/v/1.1/</id>", "/v/1.0/</id>"].map(|id| feed.find(id));
    assert!(newer < older && older.is_some(), "the newest first: {feed}");
    let page = text(&files, "releases.en.html");
    assert!(page.contains(">1.1</h2>") && page.contains("Against 1.0"));
    assert!(page.contains("href=\"v/1.1/added.nq\""), "{page}");
    // The patch leads from one to the other.
    let lines = |name: &str| -> BTreeSet<&str> { text(&files, name).lines().collect() };
    let (old, new) = (lines("v/1.0/test.nq"), lines("v/1.1/test.nq"));
    let (added, removed) = (lines("v/1.1/added.nq"), lines("v/1.1/removed.nq"));
    assert_eq!(&(&old - &removed) | &added, new);
    assert!(!added.is_empty());
    assert!(!files.contains_key("v/1.0/added.nq"));
}

#[test]
fn without_a_day_there_is_no_feed() {
    let files = shared();
    assert!(!files.contains_key("feed.xml"));
    assert!(!text(files, "releases.html").contains("feed.xml"));
}

#[test]
fn the_version_on_the_pages_is_that_of_the_catalogue() {
    let files = shared();
    let catalogue = text(files, "catalog.ttl");
    let version = catalogue
        .split("dcat:version \"")
        .nth(1)
        .expect("a version");
    let version = version.split('"').next().expect("a version");
    for page in ["index.html", "releases.html"] {
        assert!(text(files, page).contains(version), "{version} on {page}");
    }
    // Other pages change only with what they show.
    assert!(!text(files, "doc/organisation/ogp.html").contains(version));
}

#[test]
fn the_quality_page_tells_what_was_checked_and_how_the_catalogue_rates() {
    let (sandbox, files) = built(SETTINGS, REPORT);
    let page = text(&files, "quality.en.html");
    let dumps = files
        .keys()
        .filter(|name| name.starts_with("dump/"))
        .count();
    assert!(page.contains(&format!("<td>{dumps} files</td>")), "{page}");
    let derived = "<http://www.w3.org/ns/prov#wasDerivedFrom>";
    let facts: BTreeSet<&str> = text(&files, "dump/test.nt")
        .lines()
        .filter(|line| line.contains(derived))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(facts.len() < 1000, "no thousands to be set apart");
    assert!(page.contains(&format!("<td>{} facts</td>", facts.len())));
    let told = sandbox.govrep("check").output().expect("govrep runs");
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    let points = told.split("catalogue: ").nth(1).expect("a rating");
    let points = points.split(' ').next().expect("points");
    assert!(page.contains(&format!("{points} / 405")), "{points}");
    assert!(!page.contains("How well it was read"));
}

#[test]
fn a_report_that_a_person_read_too_is_scored_on_the_quality_page() {
    let settings = SETTINGS.replace("[dataset]", "gold = \"gold\"\n[dataset]");
    let case = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/case/plan-ocean");
        std::fs::read_to_string(folder.join(name)).expect("a case")
    };
    let sandbox = Sandbox::project(&settings)
        .file("data/report/plan-ocean/report.txt", case("report.txt"))
        .file("gold/plan-ocean.json", case("gold.json"));
    sandbox.govrep("build").assert().success();
    let files = tree(&sandbox.path("public"));
    let page = text(&files, "quality.en.html");
    assert!(page.contains("How well it was read") && page.contains(">persons</th>"));

    let sandbox = sandbox.file("gold/plan-ocean.json", "{}");
    let build = sandbox.govrep("build").assert().success();
    let told = String::from_utf8_lossy(&build.get_output().stderr).into_owned();
    assert!(told.contains("warning[gold-json]"), "{told}");
    let files = tree(&sandbox.path("public"));
    assert!(!text(&files, "quality.en.html").contains("How well it was read"));
}

#[test]
fn the_search_index_is_in_blocks_and_has_every_name() {
    let files = shared();
    let value = |name: &str| -> serde_json::Value {
        let script = text(files, name);
        let json = script.splitn(3, ',').nth(2).expect("a value");
        serde_json::from_str(json.trim_end().trim_end_matches(");")).expect("JSON")
    };
    let list = value("asset/index-en/list.js");
    let blocks = list["tokens"].as_array().expect("blocks").len();
    let mut former = String::new();
    let mut tokens: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for number in 0..blocks {
        let block = value(&format!("asset/index-en/tokens-{number}.js"));
        for entry in block.as_array().expect("tokens") {
            let token = entry[0].as_str().expect("a token").to_owned();
            assert!(
                former.encode_utf16().lt(token.encode_utf16()),
                "{former} {token}"
            );
            former.clone_from(&token);
            let numbers = entry[1].as_array().expect("numbers").iter();
            tokens.insert(
                token,
                numbers.filter_map(serde_json::Value::as_u64).collect(),
            );
        }
    }
    let entries = value("asset/index-en/entries-0.js");
    let found = &tokens["=open government partnership"];
    let entry = &entries[usize::try_from(found[0]).expect("a small number")];
    assert_eq!(entry[4], "doc/organisation/ogp.en.html");
    assert!(tokens["partnership"].contains(&found[0]) && tokens["開放"].contains(&found[0]));
}

#[test]
fn the_page_for_no_address_has_its_style_and_icon_and_speaks_both_languages() {
    let files = shared();
    let page = text(files, "404.html");
    assert!(page.contains("style-src 'sha256-") && !page.contains("style-src 'sha256-'"));
    // A browser asks the host for an icon where a page names none.
    assert!(page.contains("<link rel=\"icon\" href=\"data:") && page.contains("img-src data:"));
    assert!(page.contains("<section lang=\"zh-Hant\">") && page.contains("<section lang=\"en\">"));
    assert!(
        values(page, "href")
            .iter()
            .all(|link| link.starts_with("https://")
                || link.starts_with("data:image/svg+xml;base64,"))
    );
}
