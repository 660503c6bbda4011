//! Writes what the tagger sees of reports, for its training (data/model/README.md).
//!
//! For each file a line `# file`; for each block a line `= language`; for each token its code points
//! in the received text, then its features, all between tabs.

use std::io::{BufWriter, Write as _};
use std::{env, fs, io};

use govrep::authority::Authority;
use govrep::document::Document;
use govrep::mention::{self, Knowledge};
use govrep::source;

fn main() -> io::Result<()> {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let mut out = BufWriter::new(io::stdout().lock());
    for file in env::args().skip(1) {
        let bytes = fs::read(&file)?;
        let (source, _) = source::decode(&file, &bytes).map_err(|_| io::ErrorKind::InvalidData)?;
        let (document, _) = Document::read(source, &knowledge.headers);
        writeln!(out, "# {file}")?;
        for sample in mention::samples(&document, &knowledge) {
            writeln!(out, "= {}", if sample.latin { "en" } else { "zh" })?;
            for (span, features) in sample.tokens {
                let chars = document.origin(span).chars;
                writeln!(
                    out,
                    "{}\t{}\t{}",
                    chars.start,
                    chars.end,
                    features.join("\t")
                )?;
            }
        }
    }
    out.flush()
}
