//! The main part of a DOCX file, in an archive that is sound.
#![no_main]

use govrep::source;

/// An archive of one stored file.
fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len()).unwrap_or(0).to_le_bytes();
    let name_size = u16::try_from(name.len()).unwrap_or(0).to_le_bytes();
    let sum = checksum(content).to_le_bytes();
    let common = [
        &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &sum[..],
        &size,
        &size,
        &name_size,
        &[0, 0],
    ]
    .concat();
    let local = [b"PK\x03\x04", &common[..], name.as_bytes(), content].concat();
    let central = [b"PK\x01\x02\x14\0", &common[..], &[0; 14], name.as_bytes()].concat();
    let place = u32::try_from(local.len()).unwrap_or(0).to_le_bytes();
    let length = u32::try_from(central.len()).unwrap_or(0).to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0",
        &length[..],
        &place,
        &[0, 0],
    ]
    .concat();
    [local, central, end].concat()
}

/// CRC-32 as ZIP has it.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let body = [b"<w:document><w:body>".as_slice(), bytes].concat();
    let _ = source::read("report", &archive("word/document.xml", &body));
});
