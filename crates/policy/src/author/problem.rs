//! What can be wrong with a policy.

use std::fmt;

use serde::Serialize;

use crate::value::Value;

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

impl Problem {
    /// The same in the words of authors who write JSON: objects and arrays.
    #[must_use]
    pub fn in_json_words(mut self) -> Self {
        for (toml, json) in [
            ("a table", "an object"),
            ("this table", "this object"),
            ("a list", "an array"),
            ("lists", "arrays"),
        ] {
            self.message = self.message.replace(toml, json);
        }
        self
    }

    /// Moves a problem of one part, or of what stands in it, to another part; a key that is not there is left out.
    pub(super) fn move_from(&mut self, from: &str, to: &str) {
        let inside = self.path.strip_prefix(from);
        let Some(inside) = inside.filter(|inside| inside.is_empty() || inside.starts_with('/'))
        else {
            return;
        };
        self.path = match inside {
            "/message" | "/next" => [to, inside].concat(),
            _ => to.into(),
        };
    }

    /// Names the part that it is about: the innermost one on its path that has an id, or names a fact.
    pub(super) fn find_rule(&mut self, source: &Value) {
        let mut here = source;
        for part in self.path.split('/').skip(1) {
            let next = match here {
                Value::List(items) => part.parse().ok().and_then(|at: usize| items.get(at)),
                Value::Map(_) => here.get(&part.replace("~1", "/").replace("~0", "~")),
                _ => None,
            };
            let Some(next) = next else { break };
            here = next;
            let id = here.get("id").or_else(|| here.get("fact"));
            if let Some(id) = id.and_then(Value::as_text) {
                self.rule = Some(id.into());
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.path)
    }
}

impl std::error::Error for Problem {}
