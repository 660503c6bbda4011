//! Many reports as N-Quads, read and written a few at a time.

use std::io::{self, Write};
use std::mem;

use rayon::prelude::*;

use govrep::authority::Authority;
use govrep::diagnostic::{self, Diagnostic};
use govrep::graph::map::Tally;
use govrep::graph::{Names, Rows};
use govrep::project::{Project, Report};
use govrep::publish::dump;

use super::Console;
use super::dataset::{Added, Dataset};

/// How many reports are read at a time.
///
/// Some for each of many processors, so that none waits long for the last; few enough that
/// their graphs need no more memory than one long report.
pub const TOGETHER: usize = 32;

/// Reports of which a few are in memory at a time.
///
/// The lines of each report are sorted and stand in the order of the reports; what the authority
/// tables know of the things that they name comes last, each line once.
pub struct Parts<'p> {
    pub project: &'p Project,
    pub authority: &'p Authority,
    pub added: &'p Added,
    /// What became of annotations so far.
    pub annotated: Tally,
    pub console: Console,
    /// Those that are not read yet.
    pub reports: std::vec::IntoIter<Report>,
    /// How many there are in all.
    pub all: usize,
    /// What the tables know of what was named so far.
    pub known: Rows,
    /// Every problem so far.
    pub found: Vec<Diagnostic>,
}

impl Parts<'_> {
    /// The lines of the next reports that can be read; none at the end.
    pub fn read(&mut self) -> io::Result<Option<Vec<Vec<u8>>>> {
        while self.reports.len() > 0 {
            let reports: Vec<Report> = self.reports.by_ref().take(TOGETHER).collect();
            let read: Dataset<Rows> = Dataset::read(
                reports,
                self.project,
                self.authority,
                self.added,
                Vec::new(),
                self.console.silent(),
            );
            self.console
                .progress("reading", self.all - self.reports.len(), self.all);
            self.annotated = self.annotated.and(read.annotated());
            self.found.extend(read.found);
            self.known = Rows::merged([mem::take(&mut self.known), read.authority]);
            if !read.reports.is_empty() {
                let lines = read.reports.into_par_iter().map(|read| lines(read.quads));
                return lines.collect::<io::Result<_>>().map(Some);
            }
        }
        self.console.progress_ends();
        diagnostic::sort(&mut self.found);
        Ok(None)
    }

    /// Writes what was read first, and all that comes after it.
    pub fn write(&mut self, first: Vec<Vec<u8>>, out: &mut dyn Write) -> io::Result<()> {
        let mut next = Some(first);
        while let Some(parts) = next {
            for part in parts {
                out.write_all(&part)?;
            }
            next = self.read()?;
        }
        out.write_all(&lines(mem::take(&mut self.known))?)
    }
}

/// The lines of a graph.
fn lines(mut quads: Rows) -> io::Result<Vec<u8>> {
    quads.sort();
    let names = Names {
        base: None,
        prefixes: &[],
    };
    let mut lines = Vec::new();
    dump::write(&quads, dump::Format::NQuads, &names, &mut lines)?;
    Ok(lines)
}
