//! Parts of an answer in JSON, whatever it holds.

use serde_json::Value;

/// The items of a list; empty for anything else.
#[must_use]
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The text; empty for anything else.
#[must_use]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The findings of one kind.
pub fn findings<'a>(decision: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    list(&decision["findings"])
        .iter()
        .filter(move |finding| finding["kind"] == kind)
}

/// Whether a citation names the statement.
pub(crate) fn cites(citation: &Value, statement: &str) -> bool {
    list(&citation["statements"])
        .iter()
        .any(|id| id == statement)
}
