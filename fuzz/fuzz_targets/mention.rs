//! Any text, through all stages: every passage lies in the text.
#![no_main]

use std::sync::LazyLock;

use govrep::authority::Authority;
use govrep::extraction::Extraction;
use govrep::graph::Additions;
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use govrep::source;

static AUTHORITY: LazyLock<Authority> = LazyLock::new(Authority::builtin);

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok((source, _)) = source::decode("report", text.as_bytes()) else {
        return;
    };
    let knowledge = Knowledge::new(&AUTHORITY);
    let report = Report::undescribed("report", "report", &Project::default());
    let (extraction, _) = Extraction::read(source, &knowledge, &report);
    let text = &extraction.document.source().text;
    for mention in &extraction.mentions {
        let origin = extraction.document.origin(mention.span);
        assert!(text.get(origin.bytes).is_some());
    }
    let additions = Additions::default();
    let _ = extraction.map(&knowledge, &report, &additions, "https://data.example.org/");
});
