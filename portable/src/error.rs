//! What can be wrong with a call.

use serde::Serialize;

/// The kind of error. `compute_deadline` has four more, those of [`p2p_review::DeadlineErrorCode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// An address and a length that lie outside what was allocated.
    BadInput,
    /// A request that is no JSON object in UTF-8.
    BadRequest,
    /// A `now` that is no RFC 3339 instant between 2000 and 2099.
    BadNow,
    /// Options that are no JSON object, or one of the wrong type.
    BadOptions,
    /// Bytes that are no packed policy that this engine takes.
    BadPack,
}

/// An error as a host gets it, in the shape of [`p2p_review::DeadlineError`].
#[derive(Debug, Serialize)]
pub(crate) struct Error {
    code: ErrorCode,
    field: Option<&'static str>,
    message: String,
}

impl Error {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Error {
            code,
            field: None,
            message: message.into(),
        }
    }

    /// JSON that can't be read, with the place where it stops being JSON.
    pub(crate) fn json(code: ErrorCode, what: &str, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::new(
            code,
            format!("{what} is not JSON in UTF-8 from line {line}, column {column} on."),
        )
    }
}
