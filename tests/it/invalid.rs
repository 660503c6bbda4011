use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use predicates::prelude::*;
use predicates::str::contains;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sandbox::{REPORT, Sandbox, govrep_in};

/// The most memory that a run may take beside the program itself, in KB of address space.
const MEMORY: usize = 2_500_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid")
}

#[test]
fn every_invalid_file_is_refused_in_the_expected_words() {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() >= 15, "{cases:?}");
    let good = Sandbox::new().file("good.txt", REPORT);
    for case in cases {
        let words = fs::read_to_string(case.join("words.txt")).expect("the expected words");
        let file = fs::read_dir(&case)
            .expect("the case")
            .map(|entry| entry.expect("an entry").path())
            .find(|path| path.file_stem().is_some_and(|stem| stem == "report"))
            .expect("a file called report");
        let mut run = govrep_in(&case, "convert -f nt");
        // The rest of the run goes on.
        let mut run = run.arg(&file).arg(good.path("good.txt")).assert().code(1);
        run = run
            .stdout(contains("/id/document/good>"))
            .stdout(contains("/id/document/report>").not());
        for line in words.lines() {
            run = run.stderr(contains(line));
        }
        run.stderr(contains("panicked").not())
            .stderr(contains("error[bug]").not());
    }
}

/// Converts a file in little memory and expects the words soon.
fn refuses(name: &str, bytes: &[u8], words: &[&str]) {
    let sandbox = Sandbox::new().file(name, bytes).file("good.txt", REPORT);
    let start = Instant::now();
    let script = format!("ulimit -v {MEMORY}; exec \"$GOVREP\" convert -f nt {name} good.txt");
    let mut run = sandbox.shell(&script).assert().code(1);
    run = run.stdout(contains("/id/document/good>"));
    for word in words {
        run = run.stderr(contains(*word));
    }
    run.stderr(contains("error[bug]").not());
    let took = start.elapsed();
    let limit = if cfg!(debug_assertions) { 120 } else { 10 };
    assert!(took < Duration::from_secs(limit), "{name} took {took:?}");
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a file");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A PDF of these objects, the first of which is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj", at + 1).expect("memory");
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("memory");
    for place in places {
        writeln!(file, "{place:010} 00000 n ").expect("memory");
    }
    write!(
        file,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    )
    .expect("memory");
    file
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("memory");
    encoder.finish().expect("memory")
}

fn stream(extra: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<< /Length {} {extra} >>\nstream\n", content.len()).into_bytes();
    object.extend_from_slice(content);
    object.extend_from_slice(b"\nendstream");
    object
}

#[test]
fn a_zip_bomb() {
    let spaces = vec![b' '; 70 * 1024 * 1024];
    let odt = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", &spaces),
    ]);
    assert!(odt.len() < 200_000, "it is small: {}", odt.len());
    refuses(
        "bomb.odt",
        &odt,
        &[
            "error[source-size]",
            "`content.xml`",
            "unpacks to more than",
            "help: ",
        ],
    );
}

#[test]
fn a_pdf_whose_page_unpacks_without_end() {
    let page = packed(&packed(&vec![b' '; 70 * 1024 * 1024]));
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_vec(),
        stream("/Filter [/FlateDecode /FlateDecode]", &page),
    ];
    refuses(
        "bomb.pdf",
        &pdf(&objects),
        &["error[source-size]", "unpacks to more than", "help: "],
    );
}

#[test]
fn a_pdf_with_a_font_of_a_billion_characters() {
    let font = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MingLiU /CIDSystemInfo << /Registry \
                (Adobe) /Ordering (CNS1) /Supplement 0 >> /W [1 95 500 1 1000000000 500] >>";
    let of_it = |descendant: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /MingLiU /Encoding /ETen-B5-H \
             /DescendantFonts [{descendant}] >>"
        )
    };
    // The font as an object, and inside the one that it is a part of.
    for (outer, inner) in [(of_it("6 0 R"), font), (of_it(font), "null")] {
        let objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font \
              << /F1 5 0 R >> >> >>"
                .to_vec(),
            stream("", b"BT /F1 12 Tf (AA) Tj ET"),
            outer.into_bytes(),
            inner.as_bytes().to_vec(),
        ];
        refuses(
            "wide.pdf",
            &pdf(&objects),
            &[
                "error[source-size]",
                "more characters than there are",
                "help: ",
            ],
        );
    }
}

#[test]
fn a_pdf_of_ten_thousand_pages() {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        stream("", b"BT ET"),
    ];
    let mut kids = Vec::new();
    for _ in 0..10_000 {
        objects.push(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>".to_vec(),
        );
        kids.push(format!("{} 0 R", objects.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{}] /Count 10000 >>", kids.join(" ")).into_bytes();
    refuses(
        "long.pdf",
        &pdf(&objects),
        &["error[source-pages]", "has 10000 pages", "help: split it"],
    );
}

#[test]
fn a_table_of_a_million_cells() {
    let row = format!("<tr>{}</tr>\n", "<td>1".repeat(100));
    let page = format!("<!DOCTYPE html><table>{}</table>", row.repeat(10_000));
    refuses(
        "data.html",
        page.as_bytes(),
        &[
            "error[source-size]",
            "cells",
            "help: this is data and no report",
        ],
    );
    let row = format!(
        "<w:tr>{}</w:tr>",
        "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>".repeat(100)
    );
    let body = format!(
        "<w:document><w:body><w:tbl>{}</w:tbl></w:body></w:document>",
        row.repeat(3_000)
    );
    let docx = archive(&[("word/document.xml", body.as_bytes())]);
    refuses("data.docx", &docx, &["error[source-size]", "cells"]);
}

#[test]
fn markup_that_nests_without_end() {
    let page = format!(
        "<!DOCTYPE html>{}<p>本文",
        "<div><table><tr><td><ul><li>".repeat(20_000)
    );
    let sandbox = Sandbox::new().file("deep.html", page);
    sandbox
        .govrep("convert deep.html")
        .assert()
        .code(predicate::in_iter([0, 1]));
    let body = format!("<w:document>{}", "<w:tbl><w:tr><w:tc>".repeat(20_000));
    refuses(
        "deep.docx",
        &archive(&[("word/document.xml", body.as_bytes())]),
        &["error[source-office]", "nested too deeply"],
    );
}
