//! Makes requests, instants and policies from bytes: mostly of values that policies distinguish, and some invalid ones.

use std::sync::LazyLock;

use arbitrary::Unstructured;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use p2p_review::{FieldInfo, Kind, Policies, Value};

use crate::{author, payers};

/// 2026-03-03T18:00:00Z
pub(super) const NOW: DateTime<Utc> =
    DateTime::from_timestamp(1_772_560_800, 0).expect("an instant");

/// The policies to change.
static SOURCES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let shipped = author::shipped().policies.iter();
    let shipped = shipped.map(|policy| policy.source.clone());
    let imaginary = payers::all();
    let imaginary = imaginary.map(|payer| payer.source.clone());
    imaginary.chain(shipped).collect()
});

/// Every text and every key in a policy.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words = Vec::new();
    SOURCES
        .iter()
        .for_each(|policy| collect_words(policy, &mut words));
    words.sort();
    words.dedup();
    words
});

/// Days on which something changes or the calendar is unusual.
const DAYS: [&str; 24] = [
    "2000-01-01",
    "2000-02-29",
    "2099-12-31",
    "2025-11-26",
    "2025-11-28",
    "2025-11-30",
    "2025-12-01",
    "2025-12-02",
    "2025-12-24",
    "2025-12-31",
    "2026-01-01",
    "2026-01-02",
    "2026-01-03",
    "2026-03-06",
    "2026-03-07",
    "2026-06-19",
    "2026-07-02",
    "2026-07-03",
    "2026-10-31",
    "2026-11-25",
    "2026-11-26",
    "2027-12-31",
    "2028-02-29",
    "2098-12-31",
];

const TEXTS: [&str; 34] = [
    "",
    " ",
    "__proto__",
    "constructor",
    "toString",
    "\u{0}",
    "\u{202e}\u{feff}",
    "2026-2-5",
    "2026-02-30",
    "+2026-01-05",
    " 2026-01-05",
    "2026-01-05T00:00:00Z",
    "1999-12-31",
    "2100-01-01",
    "24:00",
    "9:00",
    "09:00:00",
    "00:00",
    "23:59",
    "(541) 684-5584",
    "+1 541.684.5584 ext. 12",
    "154-684-5584",
    "1234567893",
    "1234567890",
    "a@b.org",
    "a@b",
    "Zoë",
    "true",
    "null",
    "REGENCE",
    "regence ",
    "\u{1d7da}026-01-05",
    "٢٠٢٦-٠١-٠٥",
    "-",
];

type Bytes<'b> = Unstructured<'b>;

/// A number below `bound`; 0 once the bytes are used up.
fn below(bytes: &mut Bytes<'_>, bound: usize) -> usize {
    bytes.int_in_range(0..=bound.saturating_sub(1)).unwrap_or(0)
}

fn one_of<'c, T>(bytes: &mut Bytes<'_>, choices: &'c [T]) -> &'c T {
    &choices[below(bytes, choices.len())]
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A request to `payer`, or to one chosen by the bytes, and an instant.
pub(super) fn request(
    policies: &Policies,
    payer: Option<&str>,
    bytes: &mut Bytes<'_>,
) -> (Value, DateTime<Utc>) {
    let now = instant(bytes);
    let summaries = policies.summaries();
    let chosen = match payer {
        Some(payer) => summaries
            .iter()
            .find(|summary| summary.id == payer)
            .expect("a loaded payer"),
        None => one_of(bytes, &summaries),
    };
    let mut entries = Vec::new();
    // Sometimes without a payer, or with an unknown one.
    match (payer, below(bytes, 16)) {
        (None, 15) => entries.push(("payer".to_owned(), any_value(bytes, 2))),
        (None, 14) => {}
        _ => entries.push(("payer".to_owned(), text(chosen.id))),
    }
    for field in chosen.fields.iter().filter(|field| field.field != "payer") {
        match below(bytes, 8) {
            0 | 1 => {}
            7 => entries.push((field.field.to_owned(), any_value(bytes, 3))),
            6 if field.unsure => entries.push((field.field.to_owned(), text("unsure"))),
            _ => entries.push((field.field.to_owned(), answer(field, now, bytes))),
        }
    }
    while below(bytes, 8) == 7 && !bytes.is_empty() {
        let at = below(bytes, entries.len() + 1);
        entries.insert(at, (any_text(bytes), any_value(bytes, 3)));
    }
    (Value::Map(entries), now)
}

fn instant(bytes: &mut Bytes<'_>) -> DateTime<Utc> {
    match below(bytes, 8) {
        0 | 1 => NOW,
        2 => DateTime::<Utc>::MIN_UTC,
        3 => DateTime::<Utc>::MAX_UTC,
        4 => DateTime::from_timestamp(
            bytes.int_in_range(946_684_800..=4_102_444_800).unwrap_or(0),
            0,
        )
        .unwrap(),
        // Close to midnight in some zone.
        _ => {
            let midnight = day(one_of::<&str>(bytes, &DAYS))
                .and_hms_opt(0, 0, 0)
                .unwrap()
                .and_utc();
            let seconds = bytes.int_in_range(-3..=3).unwrap_or(0)
                + 3_600 * bytes.int_in_range(0..=30).unwrap_or(0);
            midnight + TimeDelta::seconds(seconds)
        }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A day that makes a difference: one of the list, or one shortly before now.
fn any_day(now: DateTime<Utc>, bytes: &mut Bytes<'_>) -> String {
    let text = *one_of(bytes, &DAYS);
    let near = match below(bytes, 4) {
        0 => return text.to_owned(),
        1 => day(text).checked_add_days(Days::new(below(bytes, 12) as u64)),
        _ => now
            .date_naive()
            .checked_sub_days(Days::new(below(bytes, 40) as u64)),
    };
    near.map_or_else(|| text.to_owned(), |day| day.to_string())
}

/// A possible value for this field.
fn answer(field: &FieldInfo<'_>, now: DateTime<Utc>, bytes: &mut Bytes<'_>) -> Value {
    match field.kind {
        Kind::Boolean => Value::Bool(below(bytes, 2) == 1),
        Kind::Choice => match field.values.expect("a choice has values") {
            [] => text("none"),
            values => text(&one_of(bytes, values).value),
        },
        Kind::Date => Value::Text(any_day(now, bytes)),
        Kind::Datetime => Value::Text(format!("{}T{}", any_day(now, bytes), "14:30")),
        Kind::Number => Value::Number(below(bytes, 40) as f64),
        Kind::Windows => Value::List((0..below(bytes, 6)).map(|_| window(now, bytes)).collect()),
        Kind::Phone => text("541-684-5584"),
        Kind::Npi => text("1234567893"),
        Kind::Email => text("office@clinic.org"),
        Kind::Text => text("Zoë Sample"),
    }
}

fn window(now: DateTime<Utc>, bytes: &mut Bytes<'_>) -> Value {
    let later = now
        .date_naive()
        .checked_add_days(Days::new(below(bytes, 9) as u64));
    let date = match below(bytes, 4) {
        0 => Value::Text(any_day(now, bytes)),
        1 => any_value(bytes, 1),
        _ => Value::Text(later.map_or_else(String::new, |day| day.to_string())),
    };
    let (start, end) = (time(bytes), time(bytes));
    let mut entries = vec![
        ("date".to_owned(), date),
        ("start".to_owned(), start),
        ("end".to_owned(), end),
    ];
    if below(bytes, 8) == 7 {
        entries.remove(below(bytes, 3));
    }
    Value::Map(entries)
}

fn time(bytes: &mut Bytes<'_>) -> Value {
    if below(bytes, 16) == 15 {
        return any_value(bytes, 1);
    }
    let minutes: i32 = *one_of(
        bytes,
        &[
            0, 479, 480, 540, 541, 600, 719, 720, 960, 961, 1_020, 1_021, 1_439, 1_440,
        ],
    );
    Value::Text(format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

/// Any value at all.
fn any_value(bytes: &mut Bytes<'_>, deep: usize) -> Value {
    match below(bytes, if deep == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => Value::Bool(below(bytes, 2) == 1),
        2 => Value::Number(*one_of(
            bytes,
            &[
                0.0,
                -0.0,
                1.0,
                5.0,
                366.0,
                367.0,
                8784.0,
                0.5,
                -1.0,
                1e300,
                f64::NAN,
                f64::INFINITY,
            ],
        )),
        3 => Value::Other,
        4 | 5 => Value::Text(any_text(bytes)),
        6 => Value::List(
            (0..below(bytes, 24))
                .map(|_| any_value(bytes, deep - 1))
                .collect(),
        ),
        _ => Value::Map(
            (0..below(bytes, 5))
                .map(|_| (any_text(bytes), any_value(bytes, deep - 1)))
                .collect(),
        ),
    }
}

fn any_text(bytes: &mut Bytes<'_>) -> String {
    match below(bytes, 8) {
        0 => bytes.arbitrary::<String>().unwrap_or_default(),
        1 => "é1".repeat(below(bytes, 2_000)),
        2 => any_day(NOW, bytes),
        3 | 4 => (*one_of(bytes, &TEXTS)).to_owned(),
        _ => one_of(bytes, WORDS.as_slice()).clone(),
    }
}

fn collect_words(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Text(text) => words.push(text.clone()),
        Value::List(items) => items.iter().for_each(|item| collect_words(item, words)),
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            words.push(key.clone());
            collect_words(value, words);
        }),
        _ => {}
    }
}

// --- policies -------------------------------------------------------------------------------------

/// One of the policies with a few changes.
pub(super) fn policy(bytes: &mut Bytes<'_>) -> Value {
    let mut policy = one_of(bytes, &SOURCES).clone();
    for _ in 0..=below(bytes, 6) {
        change(&mut policy, bytes);
    }
    policy
}

fn change(policy: &mut Value, bytes: &mut Bytes<'_>) {
    let nodes = count(policy);
    let from = below(bytes, nodes);
    let at = below(bytes, nodes);
    let new = match below(bytes, 8) {
        0 | 1 => any_value(bytes, 3),
        2 | 3 => condition(bytes, 2),
        4 => Value::Text(one_of(bytes, WORDS.as_slice()).clone()),
        _ => find(policy, from).clone(),
    };
    let target = find_mut(policy, at);
    match (below(bytes, 4), target) {
        (0, Value::List(items)) if !items.is_empty() => {
            drop(items.remove(below(bytes, items.len())))
        }
        (0, Value::Map(entries)) if !entries.is_empty() => {
            drop(entries.remove(below(bytes, entries.len())))
        }
        (1, Value::List(items)) => items.insert(below(bytes, items.len() + 1), new),
        (1, Value::Map(entries)) => {
            entries.insert(below(bytes, entries.len() + 1), (any_text(bytes), new))
        }
        (2, Value::Map(entries)) => {
            entries.retain(|(key, _)| key != "when");
            entries.push(("when".to_owned(), condition(bytes, 3)));
        }
        (_, target) => *target = new,
    }
}

fn condition(bytes: &mut Bytes<'_>, deep: usize) -> Value {
    let fields = FIELDS.as_slice();
    let entries =
        (0..=below(bytes, 2)).map(|_| match below(bytes, if deep == 0 { 4 } else { 6 }) {
            0 => (
                "deadline".to_owned(),
                several(bytes, &["open", "last-day", "past-due", "closed"]),
            ),
            1 => match below(bytes, 2) {
                0 => (
                    "due_day".to_owned(),
                    several(bytes, &["business-day", "weekend", "holiday"]),
                ),
                _ => ("today".to_owned(), span(bytes)),
            },
            2 | 3 => {
                let (name, kind, values) = one_of(bytes, fields);
                let test = match *kind {
                    Kind::Boolean => Value::Bool(below(bytes, 2) == 1),
                    Kind::Choice => negated(bytes, values),
                    Kind::Date => span(bytes),
                    Kind::Windows => windows_test(bytes),
                    _ => any_value(bytes, 1),
                };
                (name.clone(), test)
            }
            _ => {
                let name = *one_of(bytes, &["any", "all", "none"]);
                let parts = (0..below(bytes, 4))
                    .map(|_| condition(bytes, deep - 1))
                    .collect();
                (name.to_owned(), Value::List(parts))
            }
        });
    Value::Map(entries.collect())
}

/// Name, kind and values of every fact of the loaded policies.
static FIELDS: LazyLock<Vec<(String, Kind, Vec<String>)>> = LazyLock::new(|| {
    let mut fields: Vec<(String, Kind, Vec<String>)> = Vec::new();
    for field in super::POLICIES
        .summaries()
        .iter()
        .flat_map(|summary| &summary.fields)
    {
        if !fields.iter().any(|(known, ..)| known == field.field) {
            let values = field
                .values
                .unwrap_or_default()
                .iter()
                .map(|value| value.value.to_string());
            fields.push((field.field.to_owned(), field.kind, values.collect()));
        }
    }
    fields
});

fn several<T: AsRef<str>>(bytes: &mut Bytes<'_>, values: &[T]) -> Value {
    let mut one = || text(one_of(bytes, values).as_ref());
    match (one(), one()) {
        (first, second) if first != second => Value::List(vec![first, second]),
        (first, _) => first,
    }
}

fn negated(bytes: &mut Bytes<'_>, values: &[String]) -> Value {
    let values = several(bytes, values);
    match below(bytes, 3) {
        0 => Value::Map(vec![("not".to_owned(), values)]),
        _ => values,
    }
}

fn span(bytes: &mut Bytes<'_>) -> Value {
    let key = *one_of(bytes, &["before", "from"]);
    Value::Map(vec![(key.to_owned(), Value::Text(any_day(NOW, bytes)))])
}

fn windows_test(bytes: &mut Bytes<'_>) -> Value {
    let (key, value) = match below(bytes, 3) {
        0 => ("outside_hours", Value::List(vec![time(bytes), time(bytes)])),
        1 => (
            "starts_within_hours",
            Value::Number(below(bytes, 800) as f64),
        ),
        _ => (
            "on",
            several(bytes, &["business-day", "weekend", "holiday"]),
        ),
    };
    Value::Map(vec![(key.to_owned(), value)])
}

/// The number of values within a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|(_, value)| count(value)).sum(),
        _ => 0,
    }
}

/// The `index`th value within a value, which itself is the first.
fn find(value: &Value, index: usize) -> &Value {
    let mut left = index;
    let mut parts: Box<dyn Iterator<Item = &Value>> = match value {
        _ if index == 0 => return value,
        Value::List(items) => Box::new(items.iter()),
        Value::Map(entries) => Box::new(entries.iter().map(|(_, value)| value)),
        _ => return value,
    };
    left -= 1;
    let part = parts.find(|part| {
        let size = count(part);
        let here = left < size;
        if !here {
            left -= size;
        }
        here
    });
    part.map_or(value, |part| find(part, left))
}

fn find_mut(value: &mut Value, index: usize) -> &mut Value {
    if index == 0 {
        return value;
    }
    let sizes: Vec<usize> = match value {
        Value::List(items) => items.iter().map(count).collect(),
        Value::Map(entries) => entries.iter().map(|(_, value)| count(value)).collect(),
        _ => return value,
    };
    let (mut left, mut part) = (index - 1, 0);
    while left >= sizes[part] {
        left -= sizes[part];
        part += 1;
    }
    match value {
        Value::List(items) => find_mut(&mut items[part], left),
        Value::Map(entries) => find_mut(&mut entries[part].1, left),
        other => other,
    }
}
