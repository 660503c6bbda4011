//! One file per subcommand; what they share is how they speak and how they end.

#[cfg(feature = "serve")]
mod access_log;
mod build;
mod catalogue;
mod check;
mod contradiction;
mod convert;
mod dataset;
mod diff;
mod dossier;
mod explain;
mod fitting;
mod init;
mod paint;
mod parts;
mod poppler;
mod query;
mod review;
mod score;
#[cfg(feature = "serve")]
mod serve;
mod sheet;
mod site;
mod telling;
mod wrap;

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result};

use govrep::diagnostic::{Count, Diagnostic, Severity, render};
use govrep::publish::release::ReleaseError;
use govrep::store::StoreError;

use crate::cli::{Cli, Command, Global};

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong.
    Fine,
    /// Something is wrong in the data.
    Problems,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Problems => Self::from(1),
        }
    }
}

/// Runs a command.
///
/// # Errors
///
/// On wrong usage, and when the machine refuses.
pub fn run(cli: Cli, console: Console) -> Result<Outcome> {
    let Cli { global, command } = cli;
    if let Some(jobs) = global.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.into())
            .build_global()?;
    }
    let project = global.project.as_deref();
    match command {
        Command::Init(init) => init::run(&init, project, console),
        Command::Convert(convert) => convert::run(&convert, project, console),
        Command::Query(query) => query::run(&query, project, console),
        Command::Explain(explain) => explain::run(&explain, project, console),
        Command::Build(build) => build::run(&build, project, console),
        Command::Check(check) => check::run(&check, project, console),
        Command::Review(review) => review::run(&review, project, console),
        Command::Score(score) => score::run(&score, project, console),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(&serve, project, console),
        #[cfg(not(feature = "serve"))]
        Command::Serve(_) => {
            let problem = Diagnostic::error("serve-none", "this govrep was built without a server");
            Err(Stop::from(problem.help("build it with the feature `serve`")).into())
        }
        Command::Diff(diff) => diff::run(&diff, project, console),
    }
}

/// Ends a command before it could do its work, with what the user should know.
#[derive(Debug)]
pub struct Stop(pub Vec<Diagnostic>);

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<&str> = self.0.iter().map(|d| d.message.as_str()).collect();
        f.write_str(&messages.join("; "))
    }
}

impl std::error::Error for Stop {}

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

/// How the program speaks to the person who started it: on standard error, in their colours.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    quiet: bool,
    color: ColorChoice,
}

impl Console {
    /// As the options say.
    pub fn new(global: &Global) -> Self {
        Self {
            quiet: global.quiet,
            color: match global.color {
                clap::ColorChoice::Auto => ColorChoice::Auto,
                clap::ColorChoice::Always => ColorChoice::Always,
                clap::ColorChoice::Never => ColorChoice::Never,
            },
        }
    }

    /// The same for parts of a work of which the whole is told.
    pub fn silent(self) -> Self {
        Self {
            quiet: true,
            ..self
        }
    }

    /// Whether the user wants nothing but errors.
    pub fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Shows diagnostics; only errors when the user wants quiet.
    pub fn show(self, diagnostics: &[Diagnostic]) {
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|d| !self.quiet || d.severity == Severity::Error)
            .cloned()
            .collect();
        to_stderr(&render(&shown, self.wants_color(&io::stderr())));
    }

    /// Shows the errors only, and how to see the rest: for commands that are not about them.
    pub fn show_errors(self, diagnostics: &[Diagnostic]) {
        let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) = diagnostics
            .iter()
            .cloned()
            .partition(|d| d.severity == Severity::Error);
        self.show(&errors);
        if !others.is_empty() && !errors.is_empty() {
            let count = Count::of(&others);
            self.say(&format!("`govrep check` shows {count} more\n"));
        }
    }

    /// Whether data on standard output should have colours.
    pub fn colors_data(self) -> bool {
        self.wants_color(&io::stdout())
    }

    fn wants_color(self, stream: &impl anstream::stream::RawStream) -> bool {
        match self.color {
            ColorChoice::Auto => AutoStream::choice(stream) != ColorChoice::Never,
            choice => choice != ColorChoice::Never,
        }
    }

    /// Says something that is not an error, unless the user wants quiet.
    pub fn say(self, text: &str) {
        if !self.quiet {
            to_stderr(text);
        }
    }

    /// Shows how far the work is, on a terminal only.
    pub fn progress(self, what: &str, done: usize, all: usize) {
        if self.shows_progress() && all > 1 {
            to_stderr(&format!("\r\x1b[K{what} {done} of {all}"));
        }
    }

    /// Clears the line of [`progress`](Self::progress).
    pub fn progress_ends(self) {
        if self.shows_progress() {
            to_stderr("\r\x1b[K");
        }
    }

    fn shows_progress(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Shows what ended a command.
    pub fn failure(self, error: &anyhow::Error) {
        match error.downcast_ref() {
            Some(Stop(diagnostics)) => self.show(diagnostics),
            None => self.show(&[diagnosed(error)]),
        }
    }
}

/// What an error of the machine says to the user, with its code and help if it has them.
fn diagnosed(error: &anyhow::Error) -> Diagnostic {
    let (code, help) = if let Some(error) = error.downcast_ref::<ReleaseError>() {
        (error.code(), Some(error.help()))
    } else if let Some(error) = error.downcast_ref::<StoreError>() {
        (error.code(), error.help())
    } else {
        ("machine", None)
    };
    let mut message = error.to_string();
    // An error of the library says itself what the system said.
    if code == "machine" {
        message = format!("{error:#}");
    }
    let mut diagnostic = Diagnostic::error(code, message);
    diagnostic.help = help.map(str::to_owned);
    diagnostic
}

/// Writes to standard error; that nobody reads it must not stop the work.
pub fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes data to standard output, in large pieces, and learns whether all arrived.
fn to_stdout(content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    content(&mut out)
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
}

/// Whether what stopped a command is that nobody reads its output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
