//! What a person at the terminal is told beside the answers: what goes wrong, and how far a long run has come.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often it is said anew how far it is.
const PAUSE: Duration = Duration::from_millis(100);

/// How many columns of the terminal's last line say how far it is.
static WRITTEN: Mutex<usize> = Mutex::new(0);

/// Says something on standard error, on a line of its own. If nobody can hear it, the run goes on.
pub(crate) fn say(what: impl Display) {
    write_over("", || {
        let _ = writeln!(stderr(), "p2p-review: {what}");
    });
}

/// When a command writes its answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    AsItGoes,
    AtTheEnd,
}

/// How far a run has come, on the last line of a terminal.
pub(crate) struct Progress {
    /// When it was last said; absent where nobody looks.
    said: Option<Instant>,
}

impl Progress {
    /// On a terminal on which answers scroll by, they are what shows how far it is.
    pub(crate) fn new(answers: Answers) -> Self {
        let is_free = answers == Answers::AtTheEnd || !stdout().is_terminal();
        Progress {
            said: (is_free && stderr().is_terminal()).then(Instant::now),
        }
    }

    pub(crate) fn show(&mut self, how_far: impl FnOnce() -> String) {
        if self.said.is_some_and(|said| said.elapsed() >= PAUSE) {
            self.said = Some(Instant::now());
            write_over(&how_far(), || {});
        }
    }
}

/// However a run ends, the line does not outlast it.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.said.is_some() {
            write_over("", || {});
        }
    }
}

/// Puts a text in place of the last line, then does something before another can. What can't be written is nobody's loss.
fn write_over(text: &str, then: impl FnOnce()) {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    let width = std::mem::replace(&mut *written, text.chars().count());
    if width > 0 || !text.is_empty() {
        // By blanks: not every console of Windows knows how to clear a line.
        let end = if text.is_empty() { "\r" } else { "" };
        let _ = write!(stderr(), "\r{text:width$}{end}");
    }
    then();
}
