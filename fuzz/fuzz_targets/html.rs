//! Bytes that say that they are a page.
#![no_main]

use govrep::source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let bytes = [b"<!DOCTYPE html>", bytes].concat();
    let read = source::read("report", &bytes);
    if let Ok((source, _)) = read {
        assert!(!source.text.trim().is_empty());
        let control = |c: char| c < ' ' && !matches!(c, '\n' | '\r' | '\t');
        assert!(!source.text.contains(control));
    }
});
