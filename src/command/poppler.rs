//! `pdftotext`, the other reader of PDF files, for those who chose it in the settings.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use govrep::diagnostic::Diagnostic;
use govrep::source::{self, Kind, MAX_TEXT, Source};

/// The program.
const PROGRAM: &str = "pdftotext";

/// How long it may take for one file.
const PATIENCE: Duration = Duration::from_secs(120);

/// Reads the text of a PDF with `pdftotext -layout`.
///
/// # Errors
///
/// `source-poppler` if it is not installed, fails or takes too long, and those of
/// [`source::read_by`].
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, Diagnostic> {
    let reader = version()?;
    let child = Command::new(PROGRAM)
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| missing(&error))?;
    let (text, complaint, success) =
        talk(child, bytes).map_err(|error| failed(name, &error.to_string()))?;
    if !success {
        let last = complaint.lines().last().unwrap_or("it says nothing");
        return Err(failed(name, last));
    }
    // A form feed ends each page, the last one, too.
    let text = text.strip_suffix('\x0C').unwrap_or(&text).to_owned();
    source::read_by(name, bytes, Kind::Pdf, reader, text)
}

/// Gives the file to the program and takes the text; whether it ended well.
fn talk(mut child: Child, bytes: &[u8]) -> io::Result<(String, String, bool)> {
    let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let write = scope.spawn(move || {
            // It may have seen enough before the end.
            input
                .map_or(Ok(()), |mut input| input.write_all(bytes))
                .ok();
        });
        let read = |stream: Option<Box<dyn Read + Send>>| {
            let mut text = Vec::new();
            let limit = MAX_TEXT as u64 + 1;
            let end = stream.map(|stream| stream.take(limit).read_to_end(&mut text));
            end.transpose()
                .map(|_| String::from_utf8_lossy(&text).into_owned())
        };
        let output = output.map(|stream| Box::new(stream) as Box<dyn Read + Send>);
        let errors = errors.map(|stream| Box::new(stream) as Box<dyn Read + Send>);
        let text = scope.spawn(move || read(output));
        let complaint = scope.spawn(move || read(errors));
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if start.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                return Err(io::Error::other("it took more than two minutes"));
            }
            thread::sleep(Duration::from_millis(5));
        };
        let _ = write.join();
        let lost = || io::Error::other("its output was lost");
        let text = text.join().map_err(|_| lost())??;
        let complaint = complaint.join().map_err(|_| lost())??;
        Ok((text, complaint, status.success()))
    })
}

/// The name and version of the program.
fn version() -> Result<String, Diagnostic> {
    let output = Command::new(PROGRAM)
        .arg("-v")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| missing(&error))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let version = text
        .lines()
        .next()
        .and_then(|line| line.split_whitespace().last());
    Ok(format!(
        "poppler {PROGRAM} {}",
        version.unwrap_or("of an unknown version")
    ))
}

fn missing(error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "source-poppler",
        format!("`{PROGRAM}` cannot be run: {error}"),
    )
    .help(
        "install it (Debian: apt-get install poppler-utils poppler-data), or take \
         `pdf.reader = \"poppler\"` out of the settings",
    )
}

fn failed(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(
        "source-poppler",
        format!("`{PROGRAM}` cannot read {name}: {why}"),
    )
    .help("take `pdf.reader = \"poppler\"` out of the settings to use the built-in reader")
}
