//! Files that are small, and that keep a reader busy or fill its memory.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::source::prose::MAX_TEXT;

/// The most bytes that one stream of a PDF, or the streams of one page, may unpack to.
const MAX_STREAM: u64 = 4 * MAX_TEXT as u64;

/// The most drawings inside drawings that the pages of a file may show.
pub const MAX_FORMS: u64 = 1_000_000;

/// The most characters for which the fonts of a file may say how wide they are: as many as
/// seventy fonts of all characters have, half of them where a font is an object of its own, which is
/// met as such and as a part.
const MAX_WIDTHS: f64 = 5_000_000.0;

/// Refuses a file whose fonts give widths for more characters than fonts have; the reader keeps
/// one by one what the file says in a few bytes: from 1 to 1,000,000,000.
pub fn refuse_widths(name: &str, pdf: &Pdf) -> Result<(), Diagnostic> {
    let mut all = 0.0;
    for object in pdf.objects() {
        let Object::Dict(font) = object else { continue };
        all += widths(&font);
        // A font may stand inside the one that it is a part of.
        let parts = font.get::<Array<'_>>(b"DescendantFonts".as_slice());
        for part in parts.iter().flat_map(Array::iter::<Object<'_>>) {
            if let Object::Dict(part) = part {
                all += widths(&part);
            }
        }
    }
    if all <= MAX_WIDTHS {
        return Ok(());
    }
    let message = format!("the fonts of {name} have more characters than there are");
    Err(Diagnostic::error("source-size", message)
        .help("print it to a new PDF; a small file with such fonts was made to keep readers busy"))
}

/// For how many characters a font says in ranges how wide, or how high, they are (ISO 32000-1,
/// 9.7.4.3: `first last width`, or `first [width …]`).
fn widths(font: &Dict<'_>) -> f64 {
    let mut all = 0.0;
    for (key, length) in [(b"W".as_slice(), 3), (b"W2".as_slice(), 5)] {
        let mut range: Vec<f64> = Vec::new();
        let array = font.get::<Array<'_>>(key);
        for object in array.iter().flat_map(Array::iter::<Object<'_>>) {
            match object {
                Object::Number(number) => range.push(number.as_f64()),
                _ => range.clear(),
            }
            if range.len() == length {
                all += (range[1] - range[0]).max(0.0);
                range.clear();
            }
        }
    }
    all
}

/// Refuses a file with a stream that unpacks to more than any page or font of a report has.
///
/// Pictures are never unpacked and do not count.
pub fn refuse_streams(name: &str, pdf: &Pdf) -> Result<(), Diagnostic> {
    for object in pdf.objects() {
        match object {
            Object::Stream(stream) => {
                let kind = stream.dict().get::<Name<'_>>(b"Subtype".as_slice());
                if kind.is_none_or(|kind| &*kind != b"Image") {
                    let filters = stream.filters().len();
                    refuse(name, unpacked(&stream.raw_data(), filters))?;
                }
            }
            // A page of many streams, or of one many times.
            Object::Dict(page) => {
                if let Some(parts) = page.get::<Array<'_>>(b"Contents".as_slice()) {
                    let mut all = 0;
                    for part in parts.iter::<Stream<'_>>() {
                        let raw = part.raw_data();
                        all += unpacked(&raw, part.filters().len()).max(raw.len() as u64);
                        refuse(name, all)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The same for the streams that hold the objects themselves, before anything is unpacked.
pub fn refuse_packed(name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let dictionary = &bytes[at.saturating_sub(1024)..at];
        let start = memchr::memmem::rfind(dictionary, b"obj").unwrap_or(0);
        let dictionary = &dictionary[start..];
        let has = |words: &[u8]| memchr::memmem::find(dictionary, words).is_some();
        if !has(b"ObjStm") && !has(b"XRef") {
            continue;
        }
        let data = &bytes[at + b"stream".len()..];
        let line_end = data.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
        let skipped = line_end.count();
        let filters = memchr::memmem::find_iter(dictionary, b"Decode").count();
        refuse(name, unpacked(&data[skipped..], filters))?;
    }
    Ok(())
}

/// How many bytes data unpack to that are packed so many times; 0 where it is surely little.
///
/// Ends soon after the limit.
fn unpacked(packed: &[u8], filters: usize) -> u64 {
    // Deflate packs at most 1,032 bytes into one; what is packed twice is more.
    if filters == 0 || filters == 1 && packed.len() as u64 * 1032 <= MAX_STREAM {
        return 0;
    }
    let mut data: Box<dyn Read> = Box::new(ZlibDecoder::new(packed));
    for _ in 1..filters.min(8) {
        data = Box::new(ZlibDecoder::new(data));
    }
    let mut size = 0;
    let mut buffer = vec![0; 1 << 16];
    while size <= MAX_STREAM
        && let Ok(count @ 1..) = data.read(&mut buffer)
    {
        size += count as u64;
    }
    size
}

fn refuse(name: &str, size: u64) -> Result<(), Diagnostic> {
    if size <= MAX_STREAM {
        return Ok(());
    }
    let message = format!("a part of {name} unpacks to more than {MAX_STREAM} bytes");
    Err(Diagnostic::error("source-size", message).help(
        "print it to a new PDF; a small file that unpacks to so much was made to fill the memory",
    ))
}

/// Counts the drawings that pages show inside other drawings (form XObjects).
///
/// A drawing that shows itself, or ten that show ten others and so on, would never end.
#[derive(Default)]
pub struct Forms {
    /// Drawings shown by each, itself included; nothing while it is being counted.
    counts: FxHashMap<ObjectIdentifier, Option<u64>>,
    all: u64,
    depth: usize,
}

/// Drawings inside drawings that the reader follows, and a few more.
const MAX_DEPTH: usize = 60;

impl Forms {
    /// How many drawings the pages show so far, this one included.
    pub fn of_page(&mut self, page: &Page<'_>) -> u64 {
        if let Some(content) = page.page_stream() {
            let shown = self.shown(content, page.resources());
            self.all = self.all.saturating_add(shown);
        }
        self.all
    }

    fn shown(&mut self, content: &[u8], resources: &Resources<'_>) -> u64 {
        if memchr::memmem::find(content, b"Do").is_none() {
            return 0;
        }
        let mut all = 0_u64;
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            if let TypedInstruction::XObject(shown) = instruction
                && let Some(form) = resources.get_x_object(shown.0)
            {
                all = all.saturating_add(self.form(&form, resources));
            }
        }
        all
    }

    fn form(&mut self, form: &Stream<'_>, parent: &Resources<'_>) -> u64 {
        let kind = form.dict().get::<Name<'_>>(b"Subtype".as_slice());
        if kind.is_none_or(|kind| &*kind != b"Form") {
            return 0;
        }
        match self.counts.get(&form.obj_id()) {
            Some(Some(count)) => return *count,
            // It shows itself.
            Some(None) => return u64::MAX,
            None => {}
        }
        if self.depth > MAX_DEPTH {
            return 1;
        }
        self.depth += 1;
        self.counts.insert(form.obj_id(), None);
        let own = form.dict().get::<Dict<'_>>(b"Resources".as_slice());
        let resources = Resources::from_parent(own.unwrap_or_default(), parent.clone());
        let content = form.decoded().unwrap_or_default();
        let count = self.shown(&content, &resources).saturating_add(1);
        self.counts.insert(form.obj_id(), Some(count));
        self.depth -= 1;
        count
    }
}
