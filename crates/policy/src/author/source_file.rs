//! Policy files as they are written, TOML or JSON, with the place of every value.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::rc::Rc;

use serde::Serialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::author::encoding::utf_16;
use crate::author::json_places::json_places;
use crate::author::nearest::did_you_mean;
use crate::author::{Problem, include};
use crate::value::Value;

/// Where something stands in a file that an author wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, as it was named.
    pub file: Rc<str>,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
}

impl Place {
    /// Where a byte of a file's text stands.
    #[must_use]
    pub fn of(file: &Rc<str>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let breaks = before.bytes().filter(|byte| *byte == b'\n').count();
        let characters = before.get(start..).unwrap_or_default().chars().count();
        Place {
            file: file.clone(),
            line: breaks.saturating_add(1),
            column: characters.saturating_add(1),
        }
    }

    /// `file:line`
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Why a file is no source: it can't be read, or what it holds is no TOML or JSON.
#[derive(Clone, Debug)]
pub struct SourceError {
    /// The file, as it was named.
    pub file: Rc<str>,
    /// Where it goes wrong; absent where the file itself can't be read.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{}: {}", place.line(), self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for SourceError {}

/// A file's content, and the place of each part of it, by JSON Pointer.
pub struct SourceFile {
    file: Rc<str>,
    pub value: Value,
    places: BTreeMap<String, Place>,
    /// What was merged of each item of `include`.
    included: Vec<include::Merged>,
}

impl SourceFile {
    /// Reads a file: JSON where its name ends in `.json`, else TOML.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let text = read_text(path)?;
        let file = Rc::from(path.display().to_string());
        match is_json(path) {
            true => Self::parse_json(file, &text),
            false => Self::parse_toml(file, &text),
        }
    }

    /// Reads the text of a TOML file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse_toml(file: Rc<str>, text: &str) -> Result<Self, SourceError> {
        // Some editors write a mark before the first character.
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let table = DeTable::parse(bare).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            SourceError {
                place: Some(Place::of(&file, bare, offset)),
                file: Rc::clone(&file),
                message: match bare.trim_start().starts_with('{') {
                    true => "this is JSON: let the file's name end in .json".to_string(),
                    false => {
                        toml_message(error.message(), bare.get(error.span().unwrap_or_default()))
                    }
                },
            }
        })?;
        let mut source = SourceFile {
            value: Value::Null,
            places: BTreeMap::new(),
            included: Vec::new(),
            file,
        };
        let lines = Lines::of(bare);
        source.value = source.table(table.get_ref(), &lines, "");
        Ok(source)
    }

    fn parse_json(file: Rc<str>, text: &str) -> Result<Self, SourceError> {
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value = serde_json::from_str(bare).map_err(|error| {
            let (line, column) = (error.line().max(1), error.column().max(1));
            let rest = bare.split('\n').nth(line.saturating_sub(1));
            let rest = rest.and_then(|line| line.get(column.saturating_sub(1)..));
            SourceError {
                place: Some(Place {
                    file: Rc::clone(&file),
                    line,
                    column,
                }),
                file: Rc::clone(&file),
                message: match is_toml(bare) {
                    true => "this is TOML: let the file's name end in .toml".to_string(),
                    false => json_message(&error, rest.unwrap_or_default()),
                },
            }
        })?;
        let lines = Lines::of(bare);
        let places = json_places(bare)
            .into_iter()
            .map(|(pointer, offset)| (pointer, lines.place(&file, offset)))
            .collect();
        Ok(SourceFile {
            file,
            value,
            places,
            included: Vec::new(),
        })
    }

    /// Reads a file with what it includes from the folder `shared` beside it.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn read_whole(path: &Path) -> Result<Self, SourceError> {
        let mut source = Self::read(path)?;
        source.include_tables();
        // A policy in JSON is handed over alone: names of files in it are a problem that the reader tells.
        if is_json(path) {
            return Ok(source);
        }
        let shared = path.parent().unwrap_or(Path::new("")).join("shared");
        for (index, name) in include::included(&source.value) {
            let part = Self::read(&shared.join(format!("{name}.toml")));
            let part = part.map_err(|error| source.without(index, &name, &shared, error))?;
            source.include(&part)?;
        }
        include::forget(&mut source.value, |item| item.as_text().is_some());
        Ok(source)
    }

    /// Puts the parts that stand under `include` as tables into the policy's own lists.
    fn include_tables(&mut self) {
        let Some(whole) = include::Whole::of(&self.value) else {
            return;
        };
        for (index, merged) in whole.merged.iter().enumerate() {
            let from = format!("/include/{index}");
            let below = |(pointer, place): (&String, &Place)| {
                Some((pointer.strip_prefix(&from)?.to_string(), place.clone()))
            };
            let places: Vec<_> = self.places.iter().filter_map(below).collect();
            self.adopt(
                merged,
                places.iter().map(|(pointer, place)| (pointer, place)),
            );
        }
        (self.value, self.included) = (whole.value, whole.merged);
    }

    /// What is wrong where a file that is included can't be read: there, which are there.
    fn without(&self, index: usize, name: &str, shared: &Path, error: SourceError) -> SourceError {
        if error.place.is_some() {
            return error;
        }
        let there = file_stems(shared);
        let there: Vec<&str> = there.iter().map(String::as_str).collect();
        let mut message = format!("{} can't be included: {}", error.file, error.message);
        match (did_you_mean(name, &there).as_str(), there.as_slice()) {
            ("", []) => {}
            ("", there) => message.push_str(&format!("; in that folder are: {}", there.join(", "))),
            (meant, _) => message.push_str(meant),
        }
        SourceError {
            file: Rc::clone(&self.file),
            place: Some(self.place_of(&format!("/include/{index}"))),
            message,
        }
    }

    fn include(&mut self, shared: &SourceFile) -> Result<(), SourceError> {
        let merged = include::merge(&mut self.value, &shared.value).map_err(|key| SourceError {
            file: Rc::clone(&shared.file),
            place: Some(shared.place_of(&format!("/{key}"))),
            message: format!("an included file holds lists only, so `{key}` can't stand here"),
        })?;
        self.adopt(&merged, shared.places.iter());
        Ok(())
    }

    /// Takes over the places of what was appended to lists.
    fn adopt<'p>(
        &mut self,
        merged: &include::Merged,
        places: impl Iterator<Item = (&'p String, &'p Place)>,
    ) {
        for (pointer, place) in places {
            for (key, range) in merged {
                // A list that the policy itself has not begins here.
                if range.start == 0 && pointer.strip_prefix('/') == Some(key) {
                    let whole = self.places.entry(pointer.clone());
                    whole.or_insert_with(|| place.clone());
                }
                let below = pointer.strip_prefix(&format!("/{key}/"));
                let Some((index, rest)) = below.map(|below| below.split_at(index_length(below)))
                else {
                    continue;
                };
                if let Ok(index) = index.parse::<usize>() {
                    let pointer = format!("/{key}/{}{rest}", index.saturating_add(range.start));
                    self.places.insert(pointer, place.clone());
                }
            }
        }
    }

    /// Where a part stands, or the nearest that holds it.
    #[must_use]
    pub fn place_of(&self, pointer: &str) -> Place {
        let mut pointer = pointer;
        loop {
            if let Some(place) = self.places.get(pointer) {
                return place.clone();
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return Place::of(&self.file, "", 0),
            }
        }
    }

    /// The path, in the file as it is written, of what was read.
    #[must_use]
    pub fn written_at(&self, path: &str) -> String {
        include::written_at(&self.included, path).unwrap_or_else(|| path.to_string())
    }

    /// Problems, each with its file and line.
    #[must_use]
    pub fn located(&self, problems: Vec<Problem>) -> Vec<String> {
        let located = |mut problem: Problem| {
            let line = self.place_of(&problem.path).line();
            problem.path = self.written_at(&problem.path);
            format!("{line}: {problem}")
        };
        problems.into_iter().map(located).collect()
    }

    fn table(&mut self, table: &DeTable<'_>, lines: &Lines<'_>, path: &str) -> Value {
        let entries = table.iter().map(|(key, value)| {
            let path = format!("{path}/{}", key.get_ref());
            self.note(&path, lines, key.span().start);
            (key.get_ref().to_string(), self.value(value, lines, &path))
        });
        Value::Map(entries.collect())
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, lines: &Lines<'_>, path: &str) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Table(table) => self.table(table, lines, path),
            DeValue::Array(items) => {
                let items = items.iter().enumerate().map(|(index, item)| {
                    let path = format!("{path}/{index}");
                    self.note(&path, lines, item.span().start);
                    self.value(item, lines, &path)
                });
                Value::List(items.collect())
            }
        }
    }

    fn note(&mut self, path: &str, lines: &Lines<'_>, offset: usize) {
        let place = lines.place(&self.file, offset);
        self.places.insert(path.to_string(), place);
    }
}

/// Where the lines of a text begin: a large file has many parts to find.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let after = breaks.map(|(at, _)| at.saturating_add(1));
        Lines {
            text,
            starts: std::iter::once(0).chain(after).collect(),
        }
    }

    fn place(&self, file: &Rc<str>, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied();
        let before = self.text.get(start.unwrap_or(0)..offset);
        Place {
            file: Rc::clone(file),
            line,
            column: before.unwrap_or_default().chars().count().saturating_add(1),
        }
    }
}

/// The names of the TOML files in a folder, without their ending.
fn file_stems(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let tomls = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut stems: Vec<String> = tomls
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_string()))
        .collect();
    stems.sort();
    stems
}

fn is_json(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

/// Opens a file to be read. A folder is told as one: some systems only say that it can't be read, and others nothing.
///
/// # Errors
/// As [`io_message`] words it.
pub fn open_file(path: &Path) -> Result<File, String> {
    if path.is_dir() {
        return Err("Is a directory".to_string());
    }
    File::open(path).map_err(|error| io_message(&error))
}

/// Reads a text file.
///
/// # Errors
/// As [`open_file`]; and where it isn't UTF-8, at the first character that isn't.
pub fn read_text(path: &Path) -> Result<String, SourceError> {
    let file: Rc<str> = Rc::from(path.display().to_string());
    let unread = |message: String| SourceError {
        file: Rc::clone(&file),
        place: None,
        message,
    };
    let mut bytes = Vec::new();
    let read = open_file(path).map_err(unread)?.read_to_end(&mut bytes);
    read.map_err(|error| unread(io_message(&error)))?;
    utf_8(&file, bytes)
}

/// The text of a file; of another encoding, which it is.
fn utf_8(file: &Rc<str>, bytes: Vec<u8>) -> Result<String, SourceError> {
    let wrong = |before: &str, what: &str| SourceError {
        file: Rc::clone(file),
        place: Some(Place::of(file, before, before.len())),
        message: format!("{what}: save it as UTF-8"),
    };
    if utf_16(&bytes).is_some() {
        return Err(wrong("", "this file is UTF-16"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let sound = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..sound).unwrap_or_default();
        let before = std::str::from_utf8(before).unwrap_or_default();
        wrong(
            before,
            "this character isn't UTF-8, and the file looks like Windows-1252",
        )
    })
}

/// What is wrong with a file, without the number that each system has for it.
#[must_use]
pub fn io_message(error: &io::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" (os error ").unwrap_or(message.len());
    message.get(..end).unwrap_or(&message).to_string()
}

/// What the parser says; of a key that stands twice, which.
fn toml_message(message: &str, at: Option<&str>) -> String {
    match (message, at) {
        ("duplicate key", Some(key)) if !key.is_empty() => {
            format!(
                "`{}` appears twice in this table",
                key.trim_matches(['"', '\''])
            )
        }
        _ if message.starts_with("string values must be quoted") => {
            "a text has to be in straight quotation marks".to_string()
        }
        _ => message.to_string(),
    }
}

/// What the parser says, without the place that is told apart from it; of a usual mistake, its cause. `rest` is the line
/// from there on.
fn json_message(error: &serde_json::Error, rest: &str) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    let said = message.get(..end).unwrap_or(&message);
    let is_quote = rest.starts_with(['\'', '‘', '’', '“', '”']);
    let cause = match said {
        _ if ["//", "/*", "#"].iter().any(|mark| rest.starts_with(mark)) => {
            "JSON has no comments: take this one out"
        }
        "trailing comma" => "trailing comma: take it out",
        said if said.starts_with("EOF while parsing") => "the text ends too early",
        "key must be a string" if rest.starts_with(',') => "a comma too many: take it out",
        "key must be a string" | "expected value" if is_quote => {
            "JSON has keys and texts in straight double quotation marks, such as \"id\""
        }
        said => said,
    };
    cause.to_string()
}

/// Whether a text that isn't JSON begins as TOML does.
fn is_toml(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let mut written = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let first = written.next().unwrap_or_default();
    first.starts_with(|c: char| c.is_ascii_alphabetic()) && first.contains('=')
}

/// How many bytes of a pointer's rest are an index.
fn index_length(rest: &str) -> usize {
    rest.find('/').unwrap_or(rest.len())
}
