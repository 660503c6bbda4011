//! The pages that `build` writes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::sandbox::{REPORT, SETTINGS, Sandbox, tree};

fn built(settings: &str, report: &str) -> (Sandbox, BTreeMap<String, Vec<u8>>) {
    let sandbox = Sandbox::project(settings).file("data/report/trip/report.txt", report);
    sandbox.govrep("build").assert().success();
    let files = tree(&sandbox.path("public"));
    (sandbox, files)
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
    let (_sandbox, files) = built(SETTINGS, REPORT);
    let pages = files.keys().filter(|name| is_page(name));
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .map(|name| {
            let all = values(text(&files, name), "id");
            let ids: BTreeSet<String> = all.iter().cloned().collect();
            assert_eq!(ids.len(), all.len(), "an id stands twice in {name}");
            (name.as_str(), ids)
        })
        .collect();
    let mut links = 0;
    for page in ids.keys() {
        let html = text(&files, page);
        for link in ["href", "src", "action"]
            .iter()
            .flat_map(|a| values(html, a))
        {
            if link.starts_with("http") {
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
    let (_sandbox, files) = built(SETTINGS, REPORT);
    let chinese = text(&files, "doc/organisation/ogp.html");
    let english = text(&files, "doc/organisation/ogp.en.html");
    assert!(chinese.contains("<html lang=\"zh-Hant\">") && chinese.contains("ogp.en.html"));
    assert!(english.contains("<html lang=\"en\">") && english.contains("href=\"ogp.html\""));
    assert!(chinese.contains(">開放政府夥伴關係聯盟</h1>"));
    assert!(english.contains(">Open Government Partnership</h1>"));
    // A name in the other language says so.
    assert!(english.contains("<p class=\"other-name\" lang=\"zh-Hant\">開放政府夥伴關係聯盟</p>"));

    let only = SETTINGS.replace("[dataset]", "languages = [\"en\"]\n[dataset]");
    let (_sandbox, files) = built(&only, REPORT);
    assert!(text(&files, "index.html").contains("<html lang=\"en\">"));
    assert!(!files.contains_key("index.en.html"));
}

#[test]
fn a_fact_stands_with_its_words_and_leads_to_their_place() {
    let (_sandbox, files) = built(SETTINGS, REPORT);
    let page = text(&files, "doc/organisation/ogp.html");
    let words = "迄今已超過 70 個會員國";
    assert!(page.contains(words), "{page}");
    let links = values(page, "href");
    let link = links
        .iter()
        .find(|link| link.contains("#p="))
        .expect("a link to words");
    let (path, anchor) = link.split_once('#').expect("an anchor");
    let reader = text(&files, &resolve("doc/organisation/ogp.html", path));
    assert!(values(reader, "id").contains(&anchor.to_owned()));
    let plain = text(&files, "doc/organisation/ogp.html");
    assert!(plain.contains("application/ld+json"));
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
    let (_first, files) = built(SETTINGS, REPORT);
    let (_second, again) = built(SETTINGS, REPORT);
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        again.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &files {
        assert!(*bytes == again[name], "{name} differs");
    }
}

#[test]
fn hosts_and_crawlers_are_told_what_there_is() {
    let (_sandbox, files) = built(SETTINGS, REPORT);
    let sitemap = text(&files, "sitemap.xml");
    assert!(sitemap.contains("<loc>https://data.example.gov.tw/doc/organisation/ogp.html</loc>"));
    assert!(text(&files, "robots.txt").contains("https://data.example.gov.tw/sitemap.xml"));
    assert!(text(&files, "_redirects").contains("/id/* /doc/:splat.html 303!"));
    assert!(text(&files, ".htaccess").contains("AddType text/turtle .ttl"));
    let forward = text(&files, "id/organisation/ogp/index.html");
    assert!(
        forward.contains("url=../../../doc/organisation/ogp.html"),
        "{forward}"
    );
}
