//! A folder of policies: its vocabulary, its decisions on gaps, and a file for each payer.

use std::fs;
use std::path::{Path, PathBuf};

use crate::author::compile::{Compiled, compile};
use crate::author::decisions::unheeded;
use crate::author::reader::calendar::read_calendars;
use crate::author::reader::read_facts;
use crate::author::source_file::SourceFile;
use crate::author::written::{id_of, items};
use crate::library::Library;
use crate::text::Text;
use crate::value::Value;

/// The files beside the policies that are none.
const NO_POLICIES: [&str; 3] = ["facts.toml", "calendars.toml", "decisions.toml"];

/// Everything that a folder of policies holds, checked.
pub struct Project {
    pub library: Library,
    /// The decisions on gaps and contradictions, as their file has them.
    pub decisions: Value,
    /// By id.
    pub policies: Vec<ProjectPolicy>,
}

/// One payer's policy: as it was written, with what it includes, and as the engine takes it.
pub struct ProjectPolicy {
    pub source: Value,
    pub compiled: Compiled,
}

/// Reads a folder of policies and checks all of it, lints included.
///
/// # Errors
/// Everything that is wrong, each with its file and line.
pub fn read(folder: &Path) -> Result<Project, Vec<String>> {
    let library = library(folder)?;
    let decisions = SourceFile::read(&folder.join("decisions.toml")).map_err(one)?;
    let mut problems = Vec::new();
    let mut policies: Vec<ProjectPolicy> = Vec::new();
    for path in policy_files(folder).map_err(one)? {
        let file = SourceFile::read_whole(&path).map_err(one)?;
        let id = file.value.get("id").and_then(Value::as_text);
        if policies.iter().any(|known| Some(&*known.compiled.id) == id) {
            let line = file.place_of("/id").line();
            problems.push(format!("{line}: another file has this id (/id)"));
        }
        let compiled = compile(&file.value, &library);
        let found = match &compiled {
            Ok(compiled) => compiled.warnings.clone(),
            Err(found) => found.clone(),
        };
        problems.extend(file.located(found));
        policies.extend(compiled.ok().map(|compiled| ProjectPolicy {
            source: file.value,
            compiled,
        }));
    }
    if problems.is_empty() {
        let sources: Vec<&Value> = policies.iter().map(|policy| &policy.source).collect();
        problems.extend(decisions.located(unheeded(&decisions.value, &sources)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    policies.sort_by(|one, other| one.compiled.id.cmp(&other.compiled.id));
    Ok(Project {
        library,
        decisions: decisions.value,
        policies,
    })
}

/// Reads the library of a folder of policies: its vocabulary and its calendars.
///
/// # Errors
/// Everything that is wrong, each with its file and line.
pub fn library(folder: &Path) -> Result<Library, Vec<String>> {
    let file = SourceFile::read(&folder.join("facts.toml")).map_err(one)?;
    let facts = read_facts(&file.value).map_err(|problems| file.located(problems))?;
    let newer = items(&file.value, "newer")
        .iter()
        .filter_map(Value::as_text);
    let newer = newer.map(Text::from).collect();
    let decisions = SourceFile::read(&folder.join("decisions.toml")).map_err(one)?;
    let decisions = items(&decisions.value, "decisions").iter().map(id_of);
    let decisions = decisions.map(Text::from).collect();
    let file = SourceFile::read(&folder.join("calendars.toml")).map_err(one)?;
    let (days, calendars) =
        read_calendars(&file.value).map_err(|problems| file.located(problems))?;
    Ok(Library {
        facts,
        newer,
        days,
        calendars,
        decisions,
    })
}

/// A value as JSON, indented.
#[must_use]
pub fn json(value: &Value) -> String {
    format!("{:#}\n", to_json(value))
}

fn to_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Other => serde_json::Value::Null,
        Value::Bool(yes) => (*yes).into(),
        Value::Number(number) if number.fract() == 0.0 => (*number as i64).into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Map(entries) => serde_json::Value::Object(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), to_json(value)))
                .collect(),
        ),
    }
}

fn one(problem: impl ToString) -> Vec<String> {
    vec![problem.to_string()]
}

/// The payers' files, by name.
fn policy_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|path| {
        path.extension().is_some_and(|ending| ending == "toml")
            && !NO_POLICIES.iter().any(|name| path.ends_with(name))
    });
    files.sort();
    Ok(files)
}

/// Several packs as one section: before each its length, four bytes, the lowest first.
#[must_use]
pub fn section<'p>(packs: impl Iterator<Item = &'p Vec<u8>>) -> Vec<u8> {
    let mut section = Vec::new();
    for pack in packs {
        let length = u32::try_from(pack.len()).unwrap_or(u32::MAX);
        section.extend(length.to_le_bytes());
        section.extend(pack);
    }
    section
}
