//! What can go wrong.

use std::fmt;

use serde::Deserialize;

/// Why there is no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The module answers with an error: what was asked can't be, or there is no deadline.
    Answer(Fault),
    /// The module itself is at fault: its bytes are none, its interface is another one, or it stopped twice.
    Module(String),
}

/// An error as the module tells it. The codes stand in `docs/portable.md`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Fault {
    /// The kind of error, such as `bad-request` or `missing-field`.
    pub code: String,
    /// The fact that is to blame.
    pub field: Option<String>,
    /// Plain words.
    pub message: String,
}

impl Error {
    pub(crate) fn fault(code: &str, message: String) -> Self {
        Error::Answer(Fault {
            code: code.to_string(),
            field: None,
            message,
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Answer(fault) => write!(f, "{}: {}", fault.code, fault.message),
            Error::Module(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}

impl From<wasmi::Error> for Error {
    fn from(error: wasmi::Error) -> Self {
        Error::Module(error.to_string())
    }
}
