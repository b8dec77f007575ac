//! What people write in the cells of a sheet, as the contract has it: `www/gate/dates.js` and `www/gate/read-value.js` do the
//! same for what is typed into a form. What can't be read stays as it is; the engine says what is wrong with it.

use std::sync::LazyLock;

use p2p_policy::text::trimmed;
use p2p_policy::time::{parse_date, parse_time};
use p2p_review::{Kind, Value};
use regex_lite::Regex;

type Pattern = LazyLock<Option<Regex>>;

macro_rules! pattern {
    ($text:expr) => {
        LazyLock::new(|| Regex::new($text).ok())
    };
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

static LABEL: Pattern = pattern!(r"^(?:[a-z][a-z ]*:|dated?)\s*(\S.*)$");
static WEEKDAY: Pattern = pattern!(r"^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*[,.]?\s+(.*)$");
static TIME_OF_DAY: Pattern = pattern!(
    r"^(.*?)(?:t|[ ,]+(?:at )?)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?\s?m\.?)\s*(?:z|[a-z]{2,5}|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?$"
);
static YEAR_FIRST: Pattern = pattern!(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$");
static MONTH_FIRST: Pattern =
    pattern!(r"^(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{4}|\d{2})$");
static DIGITS: Pattern = pattern!(r"^(\d{2})(\d{2})(\d{4})$");
static MONTH_NAMED: Pattern =
    pattern!(r"^([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})$");
/// With two digits of the year too: so Excel shows a date unless told otherwise.
static DAY_FIRST: Pattern =
    pattern!(r"^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?[\s,-]+(\d{4}|\d{2})$");
static TIME: Pattern =
    pattern!(r"^(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:([ap])\.?\s?m?\.?)?$");
static OFFICE_TIME: Pattern = pattern!(r"^(\d{1,2})[:.]?(\d{2})?\s*([ap]\.?\s?m?\.?)?$");
static WINDOW: Pattern = pattern!(
    r"^(.+?)(?:[ ,]+|t)(?:from )?(noon|\d{1,2}(?:[:.]?\d{2}(?::\d{2})?)?\s*(?:[ap]\.?\s?m?\.?)?)\s*(?:-|to|until)\s*(noon|\d{1,2}(?:[:.]?\d{2}(?::\d{2})?)?\s*(?:[ap]\.?\s?m?\.?)?)$"
);
static GROUPED: Pattern = pattern!(r"^-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$");

/// What a cell says.
pub(crate) fn value_of(cell: &str, kind: Option<Kind>) -> Value {
    let cell = trimmed(cell);
    if cell.is_empty() {
        return Value::Null;
    }
    let read = match kind {
        Some(Kind::Boolean) => boolean(&plain(cell)).map(Value::Bool),
        Some(Kind::Date) => date(cell).map(Value::Text),
        Some(Kind::Datetime) => date_and_time(cell).map(Value::Text),
        Some(Kind::Number) => number(&plain(cell)).map(Value::Text),
        Some(Kind::Windows) => {
            let windows = cell
                .split([';', '\n'])
                .filter(|part| !trimmed(part).is_empty());
            windows
                .map(window)
                .collect::<Option<Vec<Value>>>()
                .map(Value::List)
        }
        _ => None,
    };
    read.unwrap_or_else(|| Value::Text(cell.to_string()))
}

/// Whether a cell is written as the contract has what it says.
pub(crate) fn is_canonical(cell: &str, value: &Value) -> bool {
    let cell = trimmed(cell);
    match value {
        Value::Bool(true) => matches!(cell, "true" | "yes"),
        Value::Bool(false) => matches!(cell, "false" | "no"),
        Value::Text(text) => text == cell,
        Value::List(windows) => {
            let part = |window: &Value, key: &str| {
                window.get(key).and_then(Value::as_text).map(str::to_string)
            };
            let whole = |window: &Value| {
                Some(format!(
                    "{} {}-{}",
                    part(window, "date")?,
                    part(window, "start")?,
                    part(window, "end")?
                ))
            };
            windows
                .iter()
                .map(whole)
                .eq(cell.split(';').map(|part| Some(trimmed(part).to_string())))
        }
        _ => true,
    }
}

/// The capturing groups of a pattern; empty where one is absent.
fn groups<'t, const N: usize>(pattern: &Pattern, text: &'t str) -> Option<[&'t str; N]> {
    let found = pattern.as_ref()?.captures(text)?;
    Some(std::array::from_fn(|index| {
        found
            .get(index.saturating_add(1))
            .map_or("", |group| group.as_str())
    }))
}

/// On one line, with plain blanks and hyphens, and nothing that can't be seen.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2010}'..='\u{2015}'
            | '\u{2043}'
            | '\u{2212}'
            | '\u{fe58}'
            | '\u{fe63}'
            | '\u{ff0d}' => plain.push('-'),
            blank if blank.is_whitespace() || blank == '\u{2800}' => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            other if trimmed(other.encode_utf8(&mut [0; 4])).is_empty() => {}
            // Full width: Unicode has them in ASCII's order.
            '\u{ff01}'..='\u{ff5e}' => {
                let ascii = u32::from(character).checked_sub(0xfee0);
                plain.extend(ascii.and_then(char::from_u32));
            }
            other => plain.push(other),
        }
    }
    plain.trim().to_lowercase()
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "y" | "1" | "on" => Some(true),
        "false" | "no" | "n" | "0" | "off" => Some(false),
        _ => None,
    }
}

fn number(text: &str) -> Option<String> {
    GROUPED
        .as_ref()?
        .is_match(text)
        .then(|| text.replace([',', ' '], ""))
}

/// A day, with or without a time of day behind it.
fn date(text: &str) -> Option<String> {
    if parse_date(text).is_some() {
        return Some(text.to_string());
    }
    let plain = plain(text);
    let mut day = plain.as_str();
    if let Some([rest]) = groups(&LABEL, day) {
        day = rest;
    }
    if let Some([rest]) = groups(&WEEKDAY, day) {
        day = rest;
    }
    if let Some([rest, _]) = groups(&TIME_OF_DAY, day) {
        day = rest;
    }
    let day = day.strip_suffix([',', '.', ';']).unwrap_or(day);
    let [year, month, day] = if let Some(parts) = groups::<3>(&YEAR_FIRST, day) {
        parts.map(str::to_string)
    } else if let Some([month, day, year]) =
        groups(&MONTH_FIRST, day).or_else(|| groups(&DIGITS, day))
    {
        [year, month, day].map(str::to_string)
    } else if let Some([month, day, year]) = groups(&MONTH_NAMED, day) {
        [year.to_string(), month_number(month)?, day.to_string()]
    } else {
        let [day, month, year] = groups(&DAY_FIRST, day)?;
        [year.to_string(), month_number(month)?, day.to_string()]
    };
    let century = if year.len() == 2 { "20" } else { "" };
    let iso = format!("{century}{year}-{month:0>2}-{day:0>2}");
    parse_date(&iso).map(|_| iso)
}

fn month_number(word: &str) -> Option<String> {
    let index = match word {
        "sept" => Some(8),
        word => MONTHS.iter().position(|month| month.starts_with(word)),
    };
    Some(index?.saturating_add(1).to_string())
}

fn date_and_time(text: &str) -> Option<String> {
    let day = date(text)?;
    let plain = plain(text);
    let [_, written] = groups(&TIME_OF_DAY, &plain)?;
    Some(format!("{day}T{}", time(written)?))
}

/// A time of day: 13:00, 1:00 pm, 1 p.m.
fn time(text: &str) -> Option<String> {
    let [hour, minute, half] = groups(&TIME, text)?;
    // An hour alone might be of the morning or of the afternoon.
    if minute.is_empty() && half.is_empty() {
        return None;
    }
    let minute = if minute.is_empty() { "00" } else { minute };
    let hour: u8 = hour.parse().ok()?;
    let hour = match half {
        "" => hour,
        _ if !(1..=12).contains(&hour) => return None,
        "p" => (hour % 12).saturating_add(12),
        _ => hour % 12,
    };
    let time = format!("{hour:02}:{minute}");
    parse_time(&time).map(|_| time)
}

/// A time at which an office is open: an hour alone will do, and 1 to 6 are of the afternoon.
fn office_time(text: &str) -> Option<String> {
    if text == "noon" {
        return Some("12:00".to_string());
    }
    let Some([hour, minute, half]) = groups(&OFFICE_TIME, text) else {
        return time(text);
    };
    let minute = if minute.is_empty() { "00" } else { minute };
    let half = match (half, hour) {
        ("", "1" | "2" | "3" | "4" | "5" | "6") => "p",
        (half, _) => half,
    };
    time(&format!("{hour}:{minute}{half}"))
}

/// `2026-03-05 09:00-11:00`, `3/5/2026 9am to 11am`
fn window(text: &str) -> Option<Value> {
    let plain = plain(text);
    let [day, start, end] = groups(&WINDOW, &plain)?;
    let or = |read: Option<String>, written: &str| {
        Value::Text(read.unwrap_or_else(|| written.to_string()))
    };
    Some(Value::Map(vec![
        ("date".to_string(), or(date(day), day)),
        ("start".to_string(), or(office_time(start.trim()), start)),
        ("end".to_string(), or(office_time(end.trim()), end)),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table that the form's reading is tested by too.
    #[test]
    fn cells_say_what_a_form_would_read() {
        type Rows = Vec<(String, Value)>;
        let table: std::collections::BTreeMap<String, Rows> =
            serde_json::from_str(include_str!("../../tests/cli/readings.json")).unwrap();
        let kinds = [
            ("date", Kind::Date),
            ("datetime", Kind::Datetime),
            ("boolean", Kind::Boolean),
            ("number", Kind::Number),
        ];
        for (name, rows) in &table {
            let name = name.trim_start_matches("only in a sheet: ");
            let (_, kind) = kinds.into_iter().find(|(kind, _)| *kind == name).unwrap();
            for (cell, expected) in rows {
                let read = value_of(cell, Some(kind));
                assert_eq!(&read, expected, "{cell}");
            }
        }
        assert_eq!(
            value_of(" TRUE ", Some(Kind::Text)),
            Value::Text("TRUE".to_string())
        );
    }

    #[test]
    fn call_windows_are_read_in_the_forms_of_an_office() {
        let whole = value_of(
            "2026-03-05 09:00-11:00; 2026-03-06 13:00-16:00",
            Some(Kind::Windows),
        );
        assert!(is_canonical(
            "2026-03-05 09:00-11:00; 2026-03-06 13:00-16:00",
            &whole
        ));
        for cell in [
            "3/5/2026 9-11; Fri, Mar 6 2026, 1 pm to 4 pm",
            "3/5/26 9:00 AM - 11:00 AM\n3/6/26 1-4",
        ] {
            assert_eq!(value_of(cell, Some(Kind::Windows)), whole, "{cell}");
            assert!(!is_canonical(cell, &whole), "{cell}");
        }
        assert_eq!(
            value_of("any time", Some(Kind::Windows)),
            Value::Text("any time".to_string())
        );
    }
}
