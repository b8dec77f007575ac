//! Policy files as they are written: TOML, with the line of every value.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::value::Value;

/// A file's content, and where each part of it stands: JSON Pointer to `file:line`.
pub(crate) struct Written {
    pub(crate) file: String,
    pub(crate) value: Value,
    lines: BTreeMap<String, String>,
}

impl Written {
    /// Reads a TOML file; what is wrong with it, with file and line.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
        let table = DeTable::parse(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            format!("{file}:{}: {}", line_of(&text, at), error.message())
        })?;
        let mut written = Written {
            value: Value::Null,
            lines: BTreeMap::new(),
            file,
        };
        written.value = written.table(table.get_ref(), &text, "");
        Ok(written)
    }

    /// Appends the lists of another file to this one's lists of the same name; its other keys have to be absent.
    pub(crate) fn include(&mut self, other: &Written) -> Result<(), String> {
        let (Value::Map(own), Value::Map(theirs)) = (&mut self.value, &other.value) else {
            return Ok(());
        };
        for (key, value) in theirs {
            let Value::List(more) = value else {
                return Err(format!(
                    "{}: an included file holds lists only, so `{key}` can't stand here",
                    other.place_of(&format!("/{key}"))
                ));
            };
            if !own.iter().any(|(known, _)| known == key) {
                own.push((key.clone(), Value::List(Vec::new())));
            }
            let Some((_, Value::List(items))) = own.iter_mut().find(|(known, _)| known == key)
            else {
                continue;
            };
            let offset = items.len();
            items.extend(more.iter().cloned());
            for (path, place) in &other.lines {
                let Some((index, rest)) = path
                    .strip_prefix(&format!("/{key}/"))
                    .map(|rest| rest.split_once('/').unwrap_or((rest, "")))
                else {
                    continue;
                };
                let Ok(index) = index.parse::<usize>() else {
                    continue;
                };
                let rest = if rest.is_empty() {
                    String::new()
                } else {
                    format!("/{rest}")
                };
                self.lines.insert(
                    format!("/{key}/{}{rest}", index.saturating_add(offset)),
                    place.clone(),
                );
            }
        }
        own.retain(|(key, _)| key != "include");
        Ok(())
    }

    /// `file:line` of a part, or of the nearest that holds it.
    pub(crate) fn place_of(&self, pointer: &str) -> String {
        let mut pointer = pointer;
        loop {
            if let Some(place) = self.lines.get(pointer) {
                return place.clone();
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return format!("{}:1", self.file),
            }
        }
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

    fn note(&mut self, path: &str, text: &str, at: usize) {
        self.lines.insert(
            path.to_string(),
            format!("{}:{}", self.file, line_of(text, at)),
        );
    }
}

fn line_of(text: &str, at: usize) -> usize {
    let breaks = text.bytes().take(at).filter(|byte| *byte == b'\n');
    breaks.count().saturating_add(1)
}
