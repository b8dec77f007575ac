//! Policies from files: JSON as the package has them, or TOML as they are written.

use std::path::Path;

use p2p_policy::Library;
use p2p_policy::author::{Compiled, Problem, SourceError, SourceFile, compile, in_json_words};
use p2p_policy::pack::unpack_library;
use p2p_review::{Policies, Value};

use crate::Stopped;

/// The vocabulary and the calendars, built in.
const LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.pack"));

/// The vocabulary and the calendars that every policy can draw on.
pub(crate) fn library() -> Library {
    unpack_library(LIBRARY).unwrap_or_default()
}

/// A policy as a file holds it.
pub(crate) struct PolicyFile {
    file: SourceFile,
    is_json: bool,
}

impl PolicyFile {
    /// Reads it, with what a TOML file includes from `shared/` beside it.
    pub(crate) fn read(name: &str) -> Result<Self, SourceError> {
        let path = Path::new(name);
        let is_json = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        SourceFile::read_whole(path).map(|file| PolicyFile { file, is_json })
    }

    /// The policy in its source form.
    pub(crate) fn source(&self) -> &Value {
        &self.file.value
    }

    /// The file, and where each part of it stands.
    pub(crate) fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Checks and packs it. What is wrong is said in the words of the file's own format, as `load_policy` says it of JSON.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn compile(&self) -> Result<Compiled, Vec<Problem>> {
        let compiled = compile(self.source(), &library());
        match self.is_json {
            true => in_json_words(compiled),
            false => compiled,
        }
    }

    /// The same, where a policy with problems is of no use.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its file and line.
    pub(crate) fn compiled(&self, name: &str) -> Result<Compiled, Stopped> {
        self.compile().map_err(|problems| {
            let lines = self.file.located(problems).join("\n");
            Stopped::Because(format!("{name} can't be loaded\n{lines}"))
        })
    }
}

/// The policies built in, and those of files: each replaces the one with its id, or is added.
pub(crate) fn policies(files: &[String]) -> Result<Policies, Stopped> {
    let mut policies = Policies::shipped();
    for name in files {
        let compiled = PolicyFile::read(name)?.compiled(name)?;
        let added = policies.add(&compiled.packed);
        added.map_err(|error| format!("{name} can't be loaded\n{error}"))?;
    }
    Ok(policies)
}
