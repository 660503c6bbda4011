//! A flat OpenDocument text; packed ones differ by their archive only.
#![no_main]

use govrep::source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let head = b"<?xml version='1.0'?><office:document><office:body><office:text>";
    let bytes = [head.as_slice(), bytes].concat();
    let read = source::read("report", &bytes);
    if let Ok((source, _)) = read {
        assert!(!source.text.trim().is_empty());
        let control = |c: char| c < ' ' && !matches!(c, '\n' | '\r' | '\t');
        assert!(!source.text.contains(control));
    }
});
