//! What can be wrong with a policy.

use std::fmt;

use serde::Serialize;

/// One thing wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// JSON Pointer into the policy.
    pub path: String,
    /// The id of the part, where it has one.
    pub rule: Option<String>,
    /// The line of the source, where it was text.
    pub line: Option<u32>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Problem {
    /// A problem at a path; the part's id and its line are found out later.
    pub(super) fn new(path: &str, message: &str) -> Self {
        Problem {
            path: path.into(),
            rule: None,
            line: None,
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.path)
    }
}

impl std::error::Error for Problem {}
