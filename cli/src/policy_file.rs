//! Policies from files: JSON as the package has them, or TOML as they are written.

use std::fs;
use std::path::Path;

use p2p_review::{Policies, Problem, Value};

use crate::Stopped;
use crate::written::Written;

/// A policy as a file holds it.
pub(crate) struct PolicyFile {
    pub(crate) value: Value,
    name: String,
    /// Where each part stands; JSON does not say.
    written: Option<Written>,
}

impl PolicyFile {
    /// Reads it, with what a TOML file includes from `shared/` beside it.
    pub(crate) fn read(name: &str) -> Result<Self, Stopped> {
        let path = Path::new(name);
        if path.extension().is_some_and(|ending| ending == "toml") {
            let written = with_included(path)?;
            return Ok(PolicyFile {
                value: written.value.clone(),
                name: name.to_string(),
                written: Some(written),
            });
        }
        let text = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        let value = serde_json::from_slice(&text).map_err(|error| format!("{name}: {error}"))?;
        Ok(PolicyFile {
            value,
            name: name.to_string(),
            written: None,
        })
    }

    /// A problem with its place, for a person.
    pub(crate) fn tell(&self, problem: &Problem) -> String {
        let place = self.written.as_ref().map_or_else(
            || self.name.clone(),
            |written| written.place_of(&problem.path),
        );
        format!("{place}: {} ({})", problem.message, problem.path)
    }
}

fn with_included(path: &Path) -> Result<Written, String> {
    let mut written = Written::read(path)?;
    let Some(Value::List(names)) = written.value.get("include").cloned() else {
        return Ok(written);
    };
    let shared = path.parent().unwrap_or(Path::new("")).join("shared");
    for name in names.iter().filter_map(Value::as_text) {
        written.include(&Written::read(&shared.join(format!("{name}.toml")))?)?;
    }
    Ok(written)
}

/// The policies built in, and those of files in their place or beside them.
pub(crate) fn policies(files: &[String]) -> Result<Policies, Stopped> {
    let mut policies = Policies::shipped();
    for name in files {
        let file = PolicyFile::read(name)?;
        policies.load(&file.value).map_err(|problems| {
            let lines: Vec<_> = problems.iter().map(|problem| file.tell(problem)).collect();
            format!("{name} can't be loaded\n{}", lines.join("\n"))
        })?;
    }
    Ok(policies)
}
