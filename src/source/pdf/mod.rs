//! PDF with a text layer: glyphs, the lines and tables that they form, and pages.

mod bomb;
mod grid;
mod line;
mod page;
mod sheet;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};

use super::Rendered;
use super::package::encrypted;
use super::prose::MAX_TEXT;
use crate::diagnostic::{Diagnostic, Place, Severity};
use page::Measure;
use sheet::{Sheet, TooMuch};

/// The most pages that a PDF may have.
pub const MAX_PAGES: usize = 5_000;

/// Bytes at the end in which a PDF says that it ends.
const END: usize = 2048;

/// What read the text, as told in the graph.
const READER: &str = "hayro-interpret 0.6";

/// Bytes of stack for the reader, whose objects nest.
const STACK: usize = 64 * 1024 * 1024;

/// Reads the text layer of a PDF.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Rendered, Diagnostic> {
    bomb::refuse_packed(name, bytes)?;
    let bytes = bytes.to_vec();
    // Someone else's code on someone else's bytes: a panic, or objects nested without end, must
    // stop neither the other reports nor the program.
    let worker = thread::Builder::new()
        .name(WORKER.to_owned())
        .stack_size(STACK);
    let owned = name.to_owned();
    let read = worker.spawn(move || catch_unwind(AssertUnwindSafe(|| pages(&owned, bytes))));
    let result = read.ok().and_then(|thread| thread.join().ok());
    match result {
        Some(Ok(read)) => read,
        Some(Err(panic)) if panic.is::<TooMuch>() => Err(too_much(name)),
        _ => Err(unreadable(name, "the reader gave up on it")),
    }
}

/// The name of the threads in which PDF files are read: a panic there is a diagnostic.
pub const WORKER: &str = "pdf";

fn unreadable(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(
        "source-pdf",
        format!("the PDF {name} cannot be read: {why}"),
    )
    .help(
        "it may be cut off or damaged: fetch it again, print it to a new PDF, or set \
         `pdf.reader = \"poppler\"` in govrep.toml to read it with pdftotext",
    )
}

fn too_much(name: &str) -> Diagnostic {
    Diagnostic::error(
        "source-size",
        format!("the pages of {name} draw more than a report can have"),
    )
    .help("print it to a new PDF; a small file that draws so much was made to keep readers busy")
}

/// The text of all pages.
fn pages(name: &str, bytes: Vec<u8>) -> Result<Rendered, Diagnostic> {
    let tail = &bytes[bytes.len().saturating_sub(END)..];
    let whole = memchr::memmem::find(tail, b"%%EOF").is_some();
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            return Err(encrypted(name));
        }
        Err(LoadPdfError::Decryption(_)) => {
            return Err(unreadable(
                name,
                "it is encrypted in a way that is not known",
            ));
        }
        Err(LoadPdfError::Invalid) => {
            return Err(unreadable(name, "it has no pages that can be found"));
        }
    };
    let count = pdf.pages().len();
    if count > MAX_PAGES {
        let message =
            format!("{name} has {count} pages, more than the {MAX_PAGES} that a report may have");
        return Err(
            Diagnostic::error("source-pages", message).help("split it, one report to a file")
        );
    }
    bomb::refuse_streams(name, &pdf)?;
    bomb::refuse_widths(name, &pdf)?;
    let cache = InterpreterCache::new();
    let mut sheets = Vec::with_capacity(count);
    let (mut budget, mut rules) = (sheet::MAX_OPERATIONS, 0);
    let mut forms = bomb::Forms::default();
    for page in pdf.pages().iter() {
        if forms.of_page(page) > bomb::MAX_FORMS {
            return Err(too_much(name));
        }
        let settings = InterpreterSettings {
            render_annotations: false,
            ..InterpreterSettings::default()
        };
        let (width, height) = page.render_dimensions();
        let area = kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, area, &cache, page.xref(), settings);
        let mut sheet = Sheet::new(area, budget, rules);
        interpret_page(page, &mut context, &mut sheet);
        budget = sheet.budget;
        rules += sheet.rules.len();
        sheets.push(sheet.upright());
    }
    let measure = Measure::of(&sheets);
    let mut text = String::new();
    let (mut glyphs, mut unknown) = (0, 0);
    let mut first_unknown = None;
    for (number, sheet) in sheets.iter().enumerate() {
        if number > 0 {
            text.push('\x0C');
        }
        page::write(sheet, &measure, &mut text);
        glyphs += sheet.glyphs.len();
        if sheet.unknown > 0 {
            unknown += sheet.unknown;
            first_unknown = first_unknown.or(Some(number + 1));
        }
        if text.len() > MAX_TEXT {
            return Err(too_much(name));
        }
    }
    let mut notes = Vec::new();
    if !whole {
        if text.trim().is_empty() {
            return Err(unreadable(name, "it ends in the middle"));
        }
        notes.push(
            Diagnostic::warning(
                "source-pdf",
                format!("the end of {name} is missing, and perhaps some of its text"),
            )
            .at(Place::file(name))
            .help("it may be cut off: fetch it again"),
        );
    }
    if let Some(page) = first_unknown {
        let lost = unknown_glyphs(name, unknown, glyphs, page);
        if lost.severity == Severity::Error {
            return Err(lost);
        }
        notes.push(lost);
    }
    Ok((text, READER.to_owned(), notes))
}

/// Says that some glyphs are of no known character; an error if most are.
fn unknown_glyphs(name: &str, unknown: usize, all: usize, page: usize) -> Diagnostic {
    Diagnostic {
        severity: if unknown * 2 > all {
            Severity::Error
        } else {
            Severity::Warning
        },
        code: "source-glyph",
        message: format!(
            "{unknown} of {all} characters are drawn with fonts that do not say which characters \
             they are, first on page {page} (shown as U+FFFD)"
        ),
        place: Some(Box::new(Place::file(name))),
        help: Some(
            "set `pdf.reader = \"poppler\"` in govrep.toml to read it with pdftotext, or \
             recognise the text, for example with `ocrmypdf --force-ocr -l chi_tra+eng`"
                .to_owned(),
        ),
    }
}
