//! Bytes whose name says that they are Markdown.
#![no_main]

use govrep::source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let read = source::read("report.md", bytes);
    if let Ok((source, _)) = read {
        assert!(!source.text.trim().is_empty());
        let control = |c: char| c < ' ' && !matches!(c, '\n' | '\r' | '\t');
        assert!(!source.text.contains(control));
    }
});
