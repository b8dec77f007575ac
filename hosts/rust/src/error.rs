//! The errors of this crate.

use std::fmt;

use serde::Deserialize;

/// The reason why there is no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The module answered with an error: the input is invalid, or there is no deadline.
    Answer(Fault),
    /// The module itself failed: it is invalid, has another interface version, or trapped twice.
    Module(String),
}

/// An error answer of the module. `docs/portable.md` lists the codes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Fault {
    /// The kind of error, such as `bad-request` or `missing-field`.
    pub code: String,
    /// The fact that is missing or invalid, if there is one.
    pub field: Option<String>,
    /// The reason in plain words.
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
