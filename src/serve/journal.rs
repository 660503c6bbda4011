//! What was written through the server, kept in a file that survives a crash.
//!
//! The file is an [RDF Patch](https://afs.github.io/rdf-patch/): a transaction is a line
//! `TX .`, lines `A` and `D` with the quads added and deleted, and a line `TC .`. A
//! transaction counts when its last line has reached the disk; a tail without one is what was
//! being written when the machine stopped, and is cut off.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use thiserror::Error;

use crate::graph::Quads;

/// The last line of a transaction.
const COMMIT: &str = "TC .\n";

/// Why a journal cannot be used.
#[derive(Debug, Error)]
pub enum JournalError {
    /// The file cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file holds something else than a journal.
    #[error("line {line} is no line of an RDF Patch")]
    Line {
        /// The number of the line, from 1.
        line: usize,
    },
}

/// A file of changes.
#[derive(Debug)]
pub struct Journal {
    file: File,
    length: u64,
}

impl Journal {
    /// Opens a journal, which is made if there is none; a broken tail is cut off.
    ///
    /// # Errors
    ///
    /// When the file cannot be read and written.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let commit = COMMIT.as_bytes();
        let ends = (0..bytes.len())
            .rev()
            .find(|&at| bytes[at..].starts_with(commit) && (at == 0 || bytes[at - 1] == b'\n'));
        let length = ends.map_or(0, |at| at + commit.len()) as u64;
        if length < bytes.len() as u64 {
            // A file without any transaction that is not a journal at all must not be lost.
            if length == 0 && !b"TX .\n".starts_with(&bytes[..bytes.len().min(5)]) {
                return Err(JournalError::Line { line: 1 });
            }
            file.set_len(length)?;
            file.sync_all()?;
        }
        if let Some(folder) = path.parent()
            && let Ok(folder) = File::open(if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            })
        {
            // The entry of a new file must last, too.
            folder.sync_all()?;
        }
        Ok(Self { file, length })
    }

    /// The quads with all changes of the journal made, in their order.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or a line is wrong.
    pub fn apply(&mut self, quads: Quads) -> Result<Quads, JournalError> {
        let mut text = String::new();
        self.file.seek(SeekFrom::Start(0))?;
        (&self.file).take(self.length).read_to_string(&mut text)?;
        let mut all: HashSet<Quad> = quads.into_vec().into_iter().collect();
        for (index, line) in text.lines().enumerate() {
            let wrong = || JournalError::Line { line: index + 1 };
            let parsed = |rest: &str| {
                let mut parser = RdfParser::from_format(RdfFormat::NQuads).for_slice(rest);
                parser.next().and_then(Result::ok).ok_or_else(wrong)
            };
            match line.split_once(' ') {
                Some(("A", rest)) => {
                    all.insert(parsed(rest)?);
                }
                Some(("D", rest)) => {
                    all.remove(&parsed(rest)?);
                }
                Some(("TX" | "TC", ".")) => {}
                _ => return Err(wrong()),
            }
        }
        Ok(all.into_iter().collect())
    }

    /// Writes one transaction down; when this returns, it lasts.
    ///
    /// # Errors
    ///
    /// When the disk is full or fails; the journal is then as it was.
    pub fn append(&mut self, deleted: &[&Quad], added: &[&Quad]) -> io::Result<()> {
        let mut text = "TX .\n".to_owned();
        for (mark, quads) in [('D', deleted), ('A', added)] {
            for quad in quads {
                // A quad writes itself as in N-Quads, without the dot.
                let _ = writeln!(text, "{mark} {quad} .");
            }
        }
        text.push_str(COMMIT);
        let written = self
            .file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(text.as_bytes()))
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            self.file.set_len(self.length)?;
            return Err(error);
        }
        self.length += text.len() as u64;
        Ok(())
    }
}

/// What has to be deleted and added to come from one state to the other.
pub fn difference<'q>(before: &'q Quads, after: &'q Quads) -> (Vec<&'q Quad>, Vec<&'q Quad>) {
    let (was, is): (HashSet<&Quad>, HashSet<&Quad>) =
        (before.iter().collect(), after.iter().collect());
    let deleted = before.iter().filter(|quad| !is.contains(quad)).collect();
    let added = after.iter().filter(|quad| !was.contains(quad)).collect();
    (deleted, added)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode};
    use proptest::prelude::*;
    use std::fs;

    fn quad(text: &str, graph: Option<&str>) -> Quad {
        let node = NamedNode::new("https://e.org/臺灣").unwrap();
        let graph = graph.map_or(GraphName::DefaultGraph, |g| {
            NamedNode::new(g).unwrap().into()
        });
        let literal = Literal::new_language_tagged_literal(text, "zh-hant").unwrap();
        Quad::new(node.clone(), node, literal, graph)
    }

    #[test]
    fn changes_last_and_a_broken_tail_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("changes.rdfp");
        let (a, b) = (quad("甲\n\"乙\"", Some("https://e.org/g")), quad("b", None));
        let mut journal = Journal::open(&path).unwrap();
        journal.append(&[], &[&a, &b]).unwrap();
        journal.append(&[&b], &[]).unwrap();
        let whole = fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let quads = Journal::open(&path)
                .unwrap()
                .apply(Quads::default())
                .unwrap();
            let first = whole.windows(5).position(|w| w == b"TC .\n").unwrap() + 5;
            let expected = match cut {
                cut if cut == whole.len() => vec![a.clone()],
                cut if cut >= first => vec![a.clone(), b.clone()],
                _ => vec![],
            };
            assert_eq!(quads, Quads::new(expected), "cut at {cut}");
        }
    }

    #[test]
    fn a_file_that_is_no_journal_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        fs::write(&path, "my notes").unwrap();
        assert!(Journal::open(&path).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "my notes");
    }

    proptest! {
        #[test]
        fn any_change_is_read_back(texts: Vec<String>, kept in 0usize..4) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("changes.rdfp");
            let all: Quads = texts.iter().map(|text| quad(text, None)).collect();
            let mut quads = all.clone().into_vec();
            quads.truncate(kept);
            quads.push(Quad::new(
                BlankNode::new("b1").unwrap(),
                NamedNode::new("https://e.org/p").unwrap(),
                BlankNode::new("b2").unwrap(),
                GraphName::DefaultGraph,
            ));
            let after = Quads::new(quads);
            let mut journal = Journal::open(&path).unwrap();
            let (deleted, added) = difference(&all, &after);
            journal.append(&deleted, &added).unwrap();
            drop(journal);
            prop_assert_eq!(Journal::open(&path).unwrap().apply(all).unwrap(), after);
        }
    }
}
