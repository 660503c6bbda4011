//! The access log of the server, written by a thread of its own.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use jiff::Timestamp;

use govrep::diagnostic::visible;
use govrep::serve::Access;

use super::{Console, to_stderr};

/// How many lines wait to be written before requests wait for them.
const WAITING: usize = 4096;

/// What is written at once at most, in bytes, roughly.
const PIECE: usize = 64 << 10;

/// The log; empty if the user wants quiet. No line is sent at its end.
pub struct AccessLog(Option<(SyncSender<Option<String>>, JoinHandle<()>)>);

impl AccessLog {
    /// Starts the thread.
    pub fn start(console: Console) -> Self {
        let thread = || {
            let (sender, lines) = sync_channel(WAITING);
            let writer = thread::spawn(move || write(&lines));
            (sender, writer)
        };
        Self((!console.is_quiet()).then(thread))
    }

    /// What writes a line for a request of a client.
    pub fn writer(&self) -> impl Fn(SocketAddr, &Access) + Send + Sync + 'static {
        let sender = self.0.as_ref().map(|(sender, _)| sender.clone());
        move |client, access| {
            if let Some(sender) = &sender {
                // The thread ends with the log only.
                let _ = sender.send(Some(line(client, access, Timestamp::now())));
            }
        }
    }

    /// Writes what is left.
    pub fn end(self) {
        if let Some((sender, writer)) = self.0 {
            let _ = sender.send(None);
            let _ = writer.join();
        }
    }
}

/// Writes lines as they come; those that have gathered meanwhile at once, since each call of the
/// system costs as much as a short request.
fn write(lines: &Receiver<Option<String>>) {
    let mut has_ended = false;
    while !has_ended && let Ok(Some(mut piece)) = lines.recv() {
        while piece.len() < PIECE
            && let Ok(line) = lines.try_recv()
        {
            has_ended |= line.is_none();
            piece.extend(line);
        }
        to_stderr(&piece);
    }
}

/// A line in the manner of the Common Log Format, with the time taken and the request's number.
fn line(client: SocketAddr, access: &Access, now: Timestamp) -> String {
    let target = on_one_line(access.target());
    format!(
        "{} - - [{now:.3}] \"{} {target} HTTP/1.1\" {} {} {:.6} {}\n",
        client.ip(),
        access.method(),
        access.status,
        access.bytes,
        access.time.as_secs_f64(),
        access.id,
    )
}

/// What was asked for. The client chose the words; a terminal must not obey them, nor a line end early.
fn on_one_line(target: &str) -> Cow<'_, str> {
    let is_plain = |b: u8| b.is_ascii_graphic() && b != b'"';
    if target.bytes().all(is_plain) {
        return target.into();
    }
    visible(target).replace(['\n', '"'], "?").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_whatever_was_asked() {
        for (target, told) in [
            ("/id/person/%E5%94%90?a=b", "/id/person/%E5%94%90?a=b"),
            ("/id/\u{1b}[2J\"\n唐鳳", "/id/␛[2J??唐鳳"),
        ] {
            assert_eq!(on_one_line(target), told);
        }
    }
}
