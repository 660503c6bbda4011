//! Any bytes, of whatever kind they are.
#![no_main]

use govrep::source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let read = source::read("report", bytes);
    if let Ok((source, _)) = read {
        assert!(!source.text.trim().is_empty());
        let control = |c: char| c < ' ' && !matches!(c, '\n' | '\r' | '\t');
        assert!(!source.text.contains(control));
    }
});
