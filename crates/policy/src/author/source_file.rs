//! Policy files as they are written: TOML, with the line of every value.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::author::{Problem, include};
use crate::value::Value;

/// A file's content, and the `file:line` of each part of it, by JSON Pointer.
pub struct SourceFile {
    file: String,
    pub value: Value,
    lines: BTreeMap<String, String>,
}

impl SourceFile {
    /// Reads a TOML file.
    ///
    /// # Errors
    /// What is wrong with it, with file and line.
    pub fn read(path: &Path) -> Result<Self, String> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
        let table = DeTable::parse(&text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            format!("{file}:{}: {}", line_of(&text, offset), error.message())
        })?;
        let mut source = SourceFile {
            value: Value::Null,
            lines: BTreeMap::new(),
            file,
        };
        source.value = source.table(table.get_ref(), &text, "");
        Ok(source)
    }

    /// Reads a TOML file with what it includes from the folder `shared` beside it.
    ///
    /// # Errors
    /// What is wrong with one of them, with file and line.
    pub fn read_whole(path: &Path) -> Result<Self, String> {
        let mut source = Self::read(path)?;
        let shared = path.parent().unwrap_or(Path::new("")).join("shared");
        for name in include::included(&source.value) {
            source.include(&Self::read(&shared.join(format!("{name}.toml")))?)?;
        }
        include::forget(&mut source.value);
        Ok(source)
    }

    fn include(&mut self, shared: &SourceFile) -> Result<(), String> {
        let offsets = include::merge(&mut self.value, &shared.value).map_err(|key| {
            format!(
                "{}: an included file holds lists only, so `{key}` can't stand here",
                shared.line_of(&format!("/{key}"))
            )
        })?;
        for (pointer, line) in &shared.lines {
            for (key, offset) in &offsets {
                let below = pointer.strip_prefix(&format!("/{key}/"));
                let Some((index, rest)) = below.map(|below| below.split_at(index_length(below)))
                else {
                    continue;
                };
                if let Ok(index) = index.parse::<usize>() {
                    let pointer = format!("/{key}/{}{rest}", index.saturating_add(*offset));
                    self.lines.insert(pointer, line.clone());
                }
            }
        }
        Ok(())
    }

    /// `file:line` of a part, or of the nearest that holds it.
    #[must_use]
    pub fn line_of(&self, pointer: &str) -> String {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.lines.get(pointer) {
                return line.clone();
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return format!("{}:1", self.file),
            }
        }
    }

    /// Problems, each with its file and line.
    #[must_use]
    pub fn located(&self, problems: Vec<Problem>) -> Vec<String> {
        let located = |problem: Problem| format!("{}: {problem}", self.line_of(&problem.path));
        problems.into_iter().map(located).collect()
    }

    fn table(&mut self, table: &DeTable<'_>, text: &str, path: &str) -> Value {
        let entries = table.iter().map(|(key, value)| {
            let path = format!("{path}/{}", key.get_ref());
            self.note(&path, text, key.span().start);
            (key.get_ref().to_string(), self.value(value, text, &path))
        });
        Value::Map(entries.collect())
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, text: &str, path: &str) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Table(table) => self.table(table, text, path),
            DeValue::Array(items) => {
                let items = items.iter().enumerate().map(|(index, item)| {
                    let path = format!("{path}/{index}");
                    self.note(&path, text, item.span().start);
                    self.value(item, text, &path)
                });
                Value::List(items.collect())
            }
        }
    }

    fn note(&mut self, path: &str, text: &str, offset: usize) {
        let line = format!("{}:{}", self.file, line_of(text, offset));
        self.lines.insert(path.to_string(), line);
    }
}

/// How many bytes of a pointer's rest are an index.
fn index_length(rest: &str) -> usize {
    rest.find('/').unwrap_or(rest.len())
}

fn line_of(text: &str, offset: usize) -> usize {
    let breaks = text.bytes().take(offset).filter(|byte| *byte == b'\n');
    breaks.count().saturating_add(1)
}
