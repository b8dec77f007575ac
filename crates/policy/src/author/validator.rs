//! Checks a value against the schema, and says of every part that is wrong where it stands and what would be right.

use chrono::NaiveDate;

use crate::author::Problem;
use crate::author::nearest::{did_you_mean, nearest_names};
use crate::author::schema::{Key, MOST_DAYS, MOST_HOURS, MOST_ITEMS, MOST_TEXT, Shape};
use crate::text::{joined, push_number};
use crate::time::{parse_date, parse_time};
use crate::value::Value;

/// Where in a value the validator is, and the problems found so far.
#[derive(Default)]
pub(super) struct Validator<'v> {
    path: Vec<Part<'v>>,
    pub(super) problems: Vec<Problem>,
    /// The paths at which misspelt keys would stand if they were spelt right.
    meant: Vec<String>,
}

enum Part<'v> {
    Key(&'v str),
    Index(usize),
}

impl<'v> Validator<'v> {
    /// Goes to what stands under a key of where it is.
    pub(super) fn enter(&mut self, key: &'v str) {
        self.path.push(Part::Key(key));
    }

    /// Goes to an item of where it is.
    pub(super) fn enter_item(&mut self, index: usize) {
        self.path.push(Part::Index(index));
    }

    /// Goes back to what this is a part of.
    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// Something is wrong here.
    pub(super) fn wrong(&mut self, message: &str) {
        self.problem(&[message]);
    }

    /// Something is wrong with what stands under a key here.
    pub(super) fn wrong_at(&mut self, key: &'v str, message: &str) {
        self.problem_at(key, &[message]);
    }

    pub(super) fn problem(&mut self, message: &[&str]) {
        let message = joined(message, "");
        self.problems.push(Problem::new(&self.here(), &message));
    }

    /// JSON Pointer to where the validator is.
    fn here(&self) -> String {
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
        path
    }

    /// Whether something is wrong already with what stands, or was meant to stand, under a key here: what follows from that
    /// is no problem of its own.
    pub(super) fn is_wrong_at(&self, key: &str) -> bool {
        self.is_wrong(&joined(&[&self.here(), "/", key], ""))
    }

    /// Whether something is wrong already with what stands here.
    pub(super) fn is_wrong_here(&self) -> bool {
        self.is_wrong(&self.here())
    }

    pub(super) fn is_wrong(&self, path: &str) -> bool {
        let is_below = |problem: &Problem| {
            let rest = problem.path.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.problems.iter().take(MOST_TRACED).any(is_below)
            || self.meant.iter().any(|meant| meant == path)
    }

    /// A problem with what stands under a key here.
    pub(super) fn problem_at(&mut self, key: &'v str, message: &[&str]) {
        self.enter(key);
        self.problem(message);
        self.leave();
    }

    /// Whether a list is misspelt, or a key in one of its items.
    pub(super) fn is_meant(&self, list: &str, key: &str) -> bool {
        let (list, key) = (joined(&["/", list], ""), joined(&["/", key], ""));
        let mut below = self
            .meant
            .iter()
            .filter_map(|meant| meant.strip_prefix(&*list));
        below.any(|rest| rest.is_empty() || rest.starts_with('/') && rest.ends_with(&*key))
    }

    /// Checks that this is a table with these keys and no others; whether it is a table at all.
    pub(super) fn table(&mut self, value: &'v Value, keys: &'static [Key]) -> bool {
        let Value::Map(entries) = value else {
            self.wrong("this has to be a table");
            return false;
        };
        self.twice(entries);
        for (name, _) in entries {
            if !keys.iter().any(|key| key.name == name) {
                let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
                let meant = self.nearest(name, &known);
                self.problem_at(name, &["`", name, "` is not known here", &meant]);
                if self.problems.len() < MOST_TAUGHT
                    && let Some(key) = nearest_names(name, &known).first()
                {
                    self.meant.push(joined(&[&self.here(), "/", key], ""));
                }
            }
        }
        for key in keys {
            match part(value, key.name) {
                Some(part) => {
                    self.enter(key.name);
                    self.part(part, key.shape, value);
                    self.leave();
                }
                None if key.required => self.missing(key.name),
                None => {}
            }
        }
        true
    }

    /// Nothing stands under a key here, unless it is only misspelt.
    pub(super) fn missing(&mut self, key: &str) {
        if !self.is_wrong_at(key) {
            self.problem(&["`", key, "` is missing"]);
        }
    }

    /// Each key that stands in a table more than once: what stands under it the second time would be lost.
    pub(super) fn twice(&mut self, entries: &'v [(String, Value)]) {
        if entries.len() > MOST_ITEMS {
            return self.wrong("a table has 2,500 entries at most");
        }
        for (index, (name, _)) in entries.iter().enumerate() {
            let mut earlier = entries.iter().take(index);
            if earlier.any(|(known, _)| known == name) {
                self.problem_at(name, &["`", name, "` appears twice in this table"]);
            }
        }
    }

    /// Nothing of this sort has this name.
    pub(super) fn unknown<'n>(
        &mut self,
        sort: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        let known: Vec<&str> = known.collect();
        let meant = self.nearest(name, &known);
        self.problem(&["there is no ", sort, " `", name, "`", &meant]);
    }

    /// Which known names are nearest to one that is not, and all of them. After some problems no more: comparing names
    /// takes its time.
    pub(super) fn nearest(&self, name: &str, known: &[&str]) -> String {
        if self.problems.len() >= MOST_TAUGHT {
            return String::new();
        }
        let mut meant = did_you_mean(name, known);
        if known.is_empty() {
            return String::from("; there are none");
        }
        let (listed, more) = known.split_at_checked(MOST_LISTED).unwrap_or((known, &[]));
        meant.push_str(match meant.is_empty() {
            true => "; known names: ",
            false => " Known names: ",
        });
        meant.push_str(&joined(listed, ", "));
        if !more.is_empty() {
            meant.push_str(" and ");
            push_number(&mut meant, more.len());
            meant.push_str(" more");
        }
        meant
    }

    /// Checks what stands under a key of a table.
    fn part(&mut self, value: &'v Value, shape: Shape, table: &Value) {
        match shape {
            Shape::Any | Shape::Condition => {}
            Shape::Table(keys) => {
                self.table(value, keys);
            }
            Shape::Languages => self.languages(value),
            Shape::Include => self.include(value),
            Shape::Number if !matches!(value, Value::Number(number) if number.is_finite()) => {
                self.wrong("this has to be a number");
            }
            Shape::Number => {}
            Shape::Clock if matches!(value.as_text(), Some("00:00" | "24:00")) => {
                self.wrong("a last day ends at midnight anyway: leave this out");
            }
            Shape::Clock => {
                self.time(value);
            }
            Shape::Several(_) | Shape::Some(_) | Shape::Tables(..) => self.list(value, shape),
            Shape::Time if text_at(table, "unit").is_some_and(|unit| unit.ends_with("days")) => {
                self.count(value, MOST_DAYS);
            }
            Shape::Time => self.count(value, MOST_HOURS),
            Shape::Count(most) => self.count(value, most),
            Shape::Flag => {
                if !matches!(value, Value::Bool(_)) {
                    self.wrong("this has to be true or false");
                }
            }
            Shape::Day => {
                if day(value).is_none() {
                    let message =
                        "this has to be a date, such as 2026-03-02, between 2000 and 2099";
                    self.wrong(message);
                }
            }
            _ => self.text(value, shape),
        }
    }

    /// A time of day.
    pub(super) fn time(&mut self, value: &Value) -> Option<u16> {
        let text = value.as_text().unwrap_or_default();
        let time = parse_time(text);
        if time.is_none() {
            let padded = joined(&["0", text], "");
            match parse_time(&padded) {
                Some(_) => self.problem(&["write ", &padded]),
                None => self.wrong("this has to be a time, such as 09:00 or 17:00"),
            }
        }
        time
    }

    /// Checks that this is a table of texts.
    fn texts(&mut self, value: &'v Value) {
        let Value::Map(entries) = value else {
            return self.wrong("this has to be a table of texts, each with its translation");
        };
        self.twice(entries);
        for (original, translated) in entries {
            self.enter(original);
            self.text(translated, Shape::Text);
            self.leave();
        }
    }

    /// Checks that this is a table of such tables.
    fn languages(&mut self, value: &'v Value) {
        let Value::Map(entries) = value else {
            return self.wrong("this has to be a table of languages, each with its translations");
        };
        self.twice(entries);
        for (language, texts) in entries {
            self.enter(language);
            let letters = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if language.is_empty() || !language.chars().all(letters) {
                self.wrong("a language is written as its tag, such as es");
            }
            self.texts(texts);
            self.leave();
        }
    }

    /// What the tools have not put in place of a name can't be loaded.
    fn include(&mut self, value: &'v Value) {
        let items = self.items(value).unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            self.enter_item(index);
            match item {
                Value::Text(_) => self.wrong(
                    "a policy that is loaded includes no files by name: put the file's content in place of its name",
                ),
                Value::Map(entries) => {
                    self.twice(entries);
                    for (key, part) in entries {
                        if !matches!(part, Value::List(_)) {
                            let message = "a part that is included holds lists only";
                            self.wrong_at(key, message);
                        }
                    }
                }
                _ => self.wrong("this has to be a table that holds lists only"),
            }
            self.leave();
        }
    }

    /// Checks that this is text, and as it has to be.
    pub(super) fn text(&mut self, value: &Value, shape: Shape) {
        let Some(text) = word(value) else {
            return self.wrong("this has to be text, and not empty");
        };
        if text.len() > MOST_TEXT {
            return self.wrong("a text has 10,000 bytes at most");
        }
        match shape {
            Shape::Name(joint) if !is_name(text, joint) => {
                let message = "a name starts with a lowercase letter and holds only lowercase letters, digits and ";
                let joints = match joint {
                    '_' => "underscores",
                    _ => "dashes",
                };
                self.problem(&[message, joints]);
            }
            Shape::OneOf(names) if !names.contains(&text) => {
                let meant = did_you_mean(text, names);
                self.problem(&["this has to be one of: ", &joined(names, ", "), &meant]);
            }
            Shape::Address if !text.starts_with("https://") => {
                self.wrong("an address starts with https://");
            }
            _ => {}
        }
    }

    fn list(&mut self, value: &'v Value, shape: Shape) {
        let Some(items) = self.items(value) else {
            return;
        };
        match (shape, items) {
            (Shape::Some(Shape::Named(sort)), []) => self.problem(&["name at least one ", sort]),
            (Shape::Some(_), []) => self.wrong("this has to hold at least one item"),
            _ => {}
        }
        for (index, item) in items.iter().enumerate() {
            self.enter_item(index);
            let key = match shape {
                Shape::Tables(keys, name) => {
                    self.table(item, keys);
                    name
                }
                Shape::Several(of) | Shape::Some(of) => {
                    self.part(item, *of, value);
                    ""
                }
                _ => "",
            };
            let name = name_of(item, key);
            let mut earlier = items.iter().take(index);
            if let Some(name) = name
                && earlier.any(|earlier| name_of(earlier, key) == Some(name))
            {
                let message = ["`", name, "` appears twice"];
                match key {
                    "" => self.problem(&message),
                    key => self.problem_at(key, &message),
                }
            }
            self.leave();
        }
    }

    /// The items of what has to be a list.
    pub(super) fn items(&mut self, value: &'v Value) -> Option<&'v [Value]> {
        let problem = match value {
            Value::List(items) if items.len() <= MOST_ITEMS => return Some(items),
            Value::List(_) => "a list has 2,500 items at most",
            _ => "this has to be a list",
        };
        self.wrong(problem);
        None
    }

    /// Checks that this is a whole number from 1 to `most`.
    fn count(&mut self, value: &Value, most: u32) {
        if !(1..=most).contains(&number(value)) {
            let mut bound = String::new();
            push_number(&mut bound, most as usize);
            self.problem(&["this has to be a whole number from 1 to ", &bound]);
        }
    }
}

/// What stands under a key, where it isn't null.
pub(super) fn part<'v>(table: &'v Value, key: &str) -> Option<&'v Value> {
    table.get(key).filter(|value| !matches!(value, Value::Null))
}

/// Text that isn't empty.
pub(super) fn word(value: &Value) -> Option<&str> {
    value.as_text().filter(|text| !text.trim_ascii().is_empty())
}

pub(super) fn text_at<'v>(table: &'v Value, key: &str) -> Option<&'v str> {
    table.get(key).and_then(word)
}

/// The items of the list under a key; none where there is no list, or one that is too long.
pub(super) fn list_at<'v>(table: &'v Value, key: &str) -> &'v [Value] {
    match table.get(key) {
        Some(Value::List(items)) if items.len() <= MOST_ITEMS => items,
        _ => &[],
    }
}

pub(super) fn day(value: &Value) -> Option<NaiveDate> {
    value.as_text().and_then(parse_date)
}

/// A whole number; of anything else 0.
pub(super) fn number(value: &Value) -> u32 {
    match value {
        Value::Number(number) if f64::from(*number as u32) == *number => *number as u32,
        _ => 0,
    }
}

/// Whether this is made of lowercase letters, digits and one sort of joint, and starts with a letter.
fn is_name(text: &str, joint: char) -> bool {
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint;
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(sound)
}

/// The text that an item is, or that stands under this key of it.
fn name_of<'v>(item: &'v Value, key: &str) -> Option<&'v str> {
    match key {
        "" => item.as_text(),
        key => item.get(key).and_then(Value::as_text),
    }
}

/// After so many problems no more names are compared.
const MOST_TAUGHT: usize = 50;
/// In so many problems the cause of another one is looked for.
const MOST_TRACED: usize = 500;
/// So many known names are listed.
const MOST_LISTED: usize = 100;
