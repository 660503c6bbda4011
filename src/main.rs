//! The `govrep` command: parse, run, exit code.

mod cli;
mod command;

use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;

use clap::Parser;

use cli::Cli;
use command::Console;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::new(&cli.global);
    panic::set_hook(Box::new(report_bug));
    match panic::catch_unwind(|| command::run(cli, console)) {
        Ok(Ok(outcome)) => outcome.into(),
        // Who reads our output has seen enough, as in `govrep convert … | head`.
        Ok(Err(error)) if command::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            console.failure(&error);
            ExitCode::from(2)
        }
        Err(_) => ExitCode::from(2),
    }
}

/// Says what a panic is to the user: our mistake, and worth a report.
fn report_bug(panic: &PanicHookInfo<'_>) {
    // The reader of PDF files tells it as a problem of the file.
    if std::thread::current().name() == Some(govrep::source::PDF_WORKER) {
        return;
    }
    let place = panic
        .location()
        .map_or(String::new(), |place| format!(" ({place})"));
    let payload = panic.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = message.unwrap_or("no message");
    let report = format!(
        "error[bug]: {message}{place}\n \
         = help: this is a mistake in govrep {}, not yours; please report it with the command \
         and, if you can, the file: {}/issues\n",
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_REPOSITORY"),
    );
    command::to_stderr(&report);
}
