//! Reads a value part by part, and says of every part that is wrong where it stands and what would be right.

use chrono::NaiveDate;

use crate::decision::Problem;
use crate::facts::{parse_date, push_number};
use crate::value::{Text, Value};

/// The most items of one list: names are compared each with each.
const MOST_ITEMS: usize = 2_500;

/// Where in a value the reading is, and what it found wrong there and before.
#[derive(Default)]
pub(crate) struct Reading<'v> {
    path: Vec<Part<'v>>,
    problems: Vec<Problem>,
}

enum Part<'v> {
    Key(&'v str),
    Index(usize),
}

impl<'v> Reading<'v> {
    /// What was read, or everything that was found wrong.
    pub(crate) fn finish<T>(self, read: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() {
            Ok(read)
        } else {
            Err(self.problems)
        }
    }

    #[inline(never)]
    pub(crate) fn problem(&mut self, message: &[&str]) {
        let mut path = String::new();
        for part in &self.path {
            path.push('/');
            match part {
                Part::Index(index) => push_number(&mut path, *index),
                Part::Key(key) => key.chars().for_each(|c| match c {
                    '~' => path.push_str("~0"),
                    '/' => path.push_str("~1"),
                    c => path.push(c),
                }),
            }
        }
        let message = message.concat();
        self.problems.push(Problem { path, message });
    }

    /// A problem with what stands under a key here.
    pub(crate) fn problem_at(&mut self, key: &'v str, message: &[&str]) {
        self.path.push(Part::Key(key));
        self.problem(message);
        self.path.pop();
    }

    /// Whether this is a table with no other keys than these.
    #[inline(never)]
    pub(crate) fn opens(&mut self, value: &'v Value, keys: &[&str]) -> bool {
        let Value::Map(entries) = value else {
            self.problem(&["this has to be a table"]);
            return false;
        };
        for (key, _) in entries {
            if !keys.contains(&key.as_str()) {
                let known = keys.join(", ");
                self.problem_at(key, &["`", key, "` is not known here; known are: ", &known]);
            }
        }
        true
    }

    /// Reads what stands under a key, if something does.
    pub(crate) fn at<T>(
        &mut self,
        table: &'v Value,
        key: &'v str,
        read: impl FnOnce(&mut Self, &'v Value) -> Option<T>,
    ) -> Option<T> {
        let value = table.get(key).filter(|value| **value != Value::Null)?;
        self.path.push(Part::Key(key));
        let read = read(self, value);
        self.path.pop();
        read
    }

    /// Reads what has to stand under a key.
    pub(crate) fn must<T>(
        &mut self,
        table: &'v Value,
        key: &'v str,
        read: impl FnOnce(&mut Self, &'v Value) -> Option<T>,
    ) -> Option<T> {
        self.demand(table, key);
        self.at(table, key, read)
    }

    /// Says so if nothing stands under a key.
    #[inline(never)]
    pub(crate) fn demand(&mut self, table: &Value, key: &str) {
        if matches!(table.get(key), None | Some(Value::Null)) {
            self.problem(&["`", key, "` is missing"]);
        }
    }

    #[inline(never)]
    fn each(&mut self, value: &'v Value, read: &mut dyn FnMut(&mut Self, &'v Value)) {
        let Value::List(items) = value else {
            return self.problem(&["this has to be a list"]);
        };
        if items.len() > MOST_ITEMS {
            return self.problem(&["a list has 2,500 items at most"]);
        }
        for (index, item) in items.iter().enumerate() {
            self.path.push(Part::Index(index));
            read(self, item);
            self.path.pop();
        }
    }

    /// The items of a list, each read by itself; nothing where there is no list.
    pub(crate) fn items<T>(
        &mut self,
        value: &'v Value,
        mut read: impl FnMut(&mut Self, &'v Value) -> Option<T>,
    ) -> Vec<T> {
        let mut list = Vec::new();
        self.each(value, &mut |reading, item| list.extend(read(reading, item)));
        list
    }

    /// The items of the list under a key.
    pub(crate) fn list<T>(
        &mut self,
        table: &'v Value,
        key: &'v str,
        read: impl FnMut(&mut Self, &'v Value) -> Option<T>,
    ) -> Vec<T> {
        self.at(table, key, |reading, value| {
            Some(reading.items(value, read))
        })
        .unwrap_or_default()
    }

    /// Text that isn't empty.
    #[inline(never)]
    pub(crate) fn word(&mut self, value: &'v Value) -> Option<&'v str> {
        let text = value.as_text().filter(|text| !text.trim_ascii().is_empty());
        if text.is_none() {
            self.problem(&["this has to be text, and not empty"]);
        }
        text
    }

    #[inline(never)]
    pub(crate) fn text(&mut self, table: &'v Value, key: &'v str) -> Option<Text> {
        self.at(table, key, Self::word).map(owned)
    }

    #[inline(never)]
    pub(crate) fn must_text(&mut self, table: &'v Value, key: &'v str) -> Text {
        self.demand(table, key);
        self.text(table, key).unwrap_or_default()
    }

    /// A name made of small letters, digits and one sort of joint.
    #[inline(never)]
    pub(crate) fn name(&mut self, table: &'v Value, key: &'v str, joint: char) -> Text {
        let name = self.must_text(table, key);
        if name.is_empty() {
            return name;
        }
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint;
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(sound) {
            let message = "a name starts with a small letter and is made of these, digits and ";
            self.problem_at(
                key,
                &[
                    message,
                    if joint == '_' {
                        "underscores"
                    } else {
                        "dashes"
                    },
                ],
            );
        }
        name
    }

    #[inline(never)]
    pub(crate) fn day(&mut self, value: &'v Value) -> Option<NaiveDate> {
        let day = value.as_text().and_then(parse_date);
        if day.is_none() {
            self.problem(&["this has to be a date, such as 2026-03-02, between 2000 and 2099"]);
        }
        day
    }

    /// A date, kept as it is written.
    #[inline(never)]
    pub(crate) fn day_text(&mut self, table: &'v Value, key: &'v str) -> Option<Text> {
        self.at(table, key, |r, value| r.day(value).and(value.as_text()))
            .map(owned)
    }

    /// A whole number from 1 to `most`.
    #[inline(never)]
    pub(crate) fn count(&mut self, value: &'v Value, most: u32) -> Option<u32> {
        let count = match value {
            Value::Number(number) => (1..=most).find(|count| f64::from(*count) == *number),
            _ => None,
        };
        if count.is_none() {
            let mut bound = String::new();
            push_number(&mut bound, most as usize);
            self.problem(&["this has to be a whole number from 1 to ", &bound]);
        }
        count
    }

    #[inline(never)]
    pub(crate) fn flag(&mut self, value: &'v Value) -> Option<bool> {
        match value {
            Value::Bool(yes) => Some(*yes),
            _ => {
                self.problem(&["this has to be true or false"]);
                None
            }
        }
    }

    /// What one of some names stands for.
    pub(crate) fn one_of<T: Copy>(&mut self, value: &'v Value, names: &[(&str, T)]) -> Option<T> {
        let place = self.place(
            value,
            names.len(),
            &|place| names.get(place).map(|(name, _)| *name),
            None,
        )?;
        names.get(place).map(|(_, meaning)| *meaning)
    }

    /// The place of what a text names among some things of one sort.
    pub(crate) fn place_of<T>(
        &mut self,
        value: &'v Value,
        among: &[T],
        name: impl Fn(&T) -> &str,
        sort: &str,
    ) -> Option<usize> {
        let names = |place| among.get(place).map(&name);
        self.place(value, among.len(), &names, Some(sort))
    }

    #[inline(never)]
    fn place<'n>(
        &mut self,
        value: &'v Value,
        count: usize,
        names: &dyn Fn(usize) -> Option<&'n str>,
        sort: Option<&str>,
    ) -> Option<usize> {
        let name = self.word(value)?;
        let place = (0..count).find(|place| names(*place) == Some(name));
        match (place, sort) {
            (Some(_), _) => {}
            (None, Some(sort)) => self.problem(&["there is no ", sort, " `", name, "`"]),
            (None, None) => {
                let names: Vec<&str> = (0..count).filter_map(names).collect();
                self.problem(&["this has to be one of: ", &names.join(", ")]);
            }
        }
        place
    }

    /// Says so where two items of a list have one name.
    #[inline(never)]
    pub(crate) fn unique(&mut self, table: &'v Value, key: &'v str, name: &'v str) {
        let Some(Value::List(items)) = table.get(key) else {
            return;
        };
        let named = |item: &'v Value| item.get(name).and_then(Value::as_text);
        for (index, item) in items.iter().take(MOST_ITEMS).enumerate() {
            let Some(text) = named(item) else { continue };
            let mut earlier = items.iter().take(index);
            if earlier.any(|earlier| named(earlier) == Some(text)) {
                self.path.extend([Part::Key(key), Part::Index(index)]);
                self.problem_at(name, &["`", text, "` is there twice"]);
                self.path.truncate(self.path.len().saturating_sub(2));
            }
        }
    }
}

pub(crate) fn owned(text: &str) -> Text {
    Text::Owned(text.to_string())
}
