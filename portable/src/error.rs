//! The errors of the interface.

use serde::Serialize;

/// The kind of error. `compute_deadline` has four more: [`p2p_review::DeadlineErrorCode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// An address and length outside the allocated blocks.
    BadInput,
    /// The request is not a JSON object in UTF-8.
    BadRequest,
    /// `now` is not an RFC 3339 instant between 2000 and 2099.
    BadNow,
    /// The options are not a JSON object, or one has the wrong type.
    BadOptions,
    /// The bytes are not a packed policy for this engine.
    BadPack,
}

/// An error answer, in the shape of [`p2p_review::DeadlineError`].
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

    /// Malformed JSON, with the position of the error.
    pub(crate) fn json(code: ErrorCode, what: &str, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::new(
            code,
            format!("{what} is not JSON in UTF-8 from line {line}, column {column} on."),
        )
    }
}
