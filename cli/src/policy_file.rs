//! Policies from files: JSON as the package has them, or TOML as they are written.

use std::fs;
use std::path::Path;

use p2p_policy::author::{Compiled, Problem, SourceFile, compile};
use p2p_policy::pack::unpack_library;
use p2p_review::{Policies, Value};

use crate::Stopped;

/// The vocabulary and the calendars, built in.
const LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.pack"));

/// A policy as a file holds it.
pub(crate) struct PolicyFile {
    name: String,
    content: Content,
}

enum Content {
    Toml(SourceFile),
    /// Without the line of each part.
    Json(Value),
}

impl PolicyFile {
    /// Reads it, with what a TOML file includes from `shared/` beside it.
    pub(crate) fn read(name: &str) -> Result<Self, Stopped> {
        let path = Path::new(name);
        let content = if path.extension().is_some_and(|ending| ending == "toml") {
            Content::Toml(SourceFile::read_whole(path)?)
        } else {
            let text = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
            let value =
                serde_json::from_slice(&text).map_err(|error| format!("{name}: {error}"))?;
            Content::Json(value)
        };
        Ok(PolicyFile {
            name: name.to_string(),
            content,
        })
    }

    /// The policy in its source form.
    pub(crate) fn source(&self) -> &Value {
        match &self.content {
            Content::Toml(file) => &file.value,
            Content::Json(value) => value,
        }
    }

    /// Checks and packs it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn compile(&self) -> Result<Compiled, Vec<Problem>> {
        let library = unpack_library(LIBRARY).unwrap_or_default();
        compile(self.source(), &library)
    }

    /// Problems, each with its file, and its line where that is known.
    pub(crate) fn located(&self, problems: Vec<Problem>) -> Vec<String> {
        match &self.content {
            Content::Toml(file) => file.located(problems),
            Content::Json(_) => {
                let located = |problem| format!("{}: {problem}", self.name);
                problems.into_iter().map(located).collect()
            }
        }
    }
}

/// The policies built in, and those of files: each replaces the one with its id, or is added.
pub(crate) fn policies(files: &[String]) -> Result<Policies, Stopped> {
    let mut policies = Policies::shipped();
    for name in files {
        let file = PolicyFile::read(name)?;
        let compiled = file.compile().map_err(|problems| {
            let lines = file.located(problems);
            format!("{name} can't be loaded\n{}", lines.join("\n"))
        })?;
        let added = policies.add(&compiled.packed);
        added.map_err(|error| format!("{name} can't be loaded\n{error}"))?;
    }
    Ok(policies)
}
