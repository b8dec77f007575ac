//! Looks for a request that a spoilt policy decides differently. If there is none, the version is equivalent, and it is
//! no fault of the rows that they don't notice it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use p2p_policy::Value;
use p2p_policy::facts::{Fact, Kind};
use p2p_policy::time::parse_date;
use p2p_review::{Decision, Policies, validate_request};
use serde::Serialize;

use crate::run::Probe;
use crate::spoil::Spoilt;
use crate::spoil::pointer::part;

/// How many rows are varied one fact at a time, and how many in several facts at once.
const VARIED: usize = 48;
const COMBINED: usize = 8;
/// How many combinations of values are tried for each row.
const MOST_COMBINATIONS: usize = 600;

/// A request that the two policies decide differently.
#[derive(Clone, Debug, Serialize)]
pub struct Witness {
    /// The row from which it was derived.
    pub row: String,
    /// The changed answers as `fact = value`, and `now` if that was changed.
    pub with: Vec<String>,
    /// How the decisions differ, in plain words.
    pub difference: String,
}

/// Looks for a request that two policies decide differently.
pub(super) struct Prober<'r> {
    pub(super) facts: &'r [Fact],
    pub(super) rows: &'r [Probe<'r>],
    pub(super) whole: &'r Policies,
}

impl Prober<'_> {
    pub(super) fn witness(
        &self,
        policy: &Value,
        spoilt: &Spoilt,
        other: &Policies,
    ) -> Option<Witness> {
        let facts = self.facts_of(policy, spoilt);
        let plain = self
            .rows
            .iter()
            .find_map(|row| self.compare(other, row, &[], row.at));
        plain
            .or_else(|| self.on_other_days(other))
            .or_else(|| self.with_other_answers(other, &facts))
            .or_else(|| self.with_several(other, &facts))
    }

    /// The facts that the spoilt part depends on, before or after the change.
    fn facts_of(&self, policy: &Value, spoilt: &Spoilt) -> Vec<&Fact> {
        let mut steps = spoilt.path.splitn(6, '/');
        let top: Vec<&str> = match spoilt.path.starts_with("/routes/") {
            true => steps.by_ref().take(5).collect(),
            false => steps.by_ref().take(3).collect(),
        };
        let mut names = Vec::new();
        if let Some(part) = part(policy, &top.join("/")) {
            collect(part, &mut names);
        }
        let scope = [
            ("lines_of_business", "line_of_business"),
            ("services", "service"),
        ];
        for (key, fact) in scope {
            if spoilt.path.contains(key) {
                names.push(fact.to_string());
            }
        }
        let named = |fact: &&Fact| names.iter().any(|name| *fact.id == **name);
        self.facts.iter().filter(named).collect()
    }

    fn compare(
        &self,
        other: &Policies,
        row: &Probe<'_>,
        changes: &[(&Fact, Value)],
        now: DateTime<Utc>,
    ) -> Option<Witness> {
        let changed;
        let request = match changes {
            [] => &row.request,
            changes => {
                changed = with(&row.request, changes);
                &changed
            }
        };
        let was = validate_request(self.whole, request, now);
        let is = validate_request(other, request, now);
        if was == is {
            return None;
        }
        let mut shown: Vec<String> = changes
            .iter()
            .map(|(fact, value)| format!("{} = {}", fact.id, text_of(value)))
            .collect();
        if now != row.at {
            shown.push(format!("now = {}", now.date_naive()));
        }
        Some(Witness {
            row: row.case.name.clone(),
            with: shown,
            difference: difference(&was, &is),
        })
    }

    /// Tries the boundary days of each clock.
    fn on_other_days(&self, other: &Policies) -> Option<Witness> {
        spread(self.rows, VARIED).find_map(|row| {
            let decision = validate_request(self.whole, &row.request, row.at);
            let clocks = decision.deadline.iter().chain(&decision.clocks);
            let days: Vec<NaiveDate> = clocks
                .flat_map(|clock| {
                    [
                        Some(clock.start),
                        clock.opens,
                        Some(clock.safe),
                        Some(clock.due),
                        Some(clock.closes),
                    ]
                })
                .flatten()
                .flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()])
                .flatten()
                .collect();
            days.into_iter().find_map(|day| {
                let noon = NaiveTime::from_hms_opt(17, 0, 0)?;
                self.compare(other, row, &[], day.and_time(noon).and_utc())
            })
        })
    }

    fn with_other_answers(&self, other: &Policies, facts: &[&Fact]) -> Option<Witness> {
        spread(self.rows, VARIED).find_map(|row| {
            facts.iter().find_map(|fact| {
                let answers = answers(fact, &row.request).into_iter();
                answers
                    .into_iter()
                    .find_map(|value| self.compare(other, row, &[(*fact, value)], row.at))
            })
        })
    }

    /// Tries several other answers at once, because a condition may require all of them.
    fn with_several(&self, other: &Policies, facts: &[&Fact]) -> Option<Witness> {
        spread(self.rows, COMBINED).find_map(|row| {
            let mut combinations: Vec<Vec<(&Fact, Value)>> = vec![Vec::new()];
            for fact in facts {
                let values = answers(fact, &row.request);
                if combinations
                    .len()
                    .saturating_mul(values.len().saturating_add(1))
                    > MOST_COMBINATIONS
                {
                    break;
                }
                let longer = combinations.iter().flat_map(|combination| {
                    values.iter().map(move |value| {
                        let one = std::iter::once((*fact, value.clone()));
                        combination.iter().cloned().chain(one).collect()
                    })
                });
                let longer: Vec<_> = longer.collect();
                combinations.extend(longer);
            }
            let several = combinations.iter().filter(|changes| changes.len() > 1);
            several
                .into_iter()
                .find_map(|changes| self.compare(other, row, changes, row.at))
        })
    }
}

/// Some of the rows, evenly spread over the file.
fn spread<'p, 'r>(rows: &'p [Probe<'r>], most: usize) -> impl Iterator<Item = &'p Probe<'r>> {
    let step = rows.len().div_ceil(most).max(1);
    rows.iter().step_by(step)
}

/// Collects all texts and keys in a value; some of them are names of facts.
fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Map(entries) => {
            for (key, value) in entries {
                names.push(key.clone());
                collect(value, names);
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Text(text) => names.push(text.clone()),
        _ => {}
    }
}

/// The request with some answers changed.
fn with(request: &Value, changes: &[(&Fact, Value)]) -> Value {
    let Value::Map(entries) = request else {
        return request.clone();
    };
    let mut entries = entries.clone();
    for (fact, value) in changes {
        entries.retain(|(key, _)| **key != *fact.id);
        entries.push((fact.id.to_string(), value.clone()));
    }
    Value::Map(entries)
}

/// Answers to a fact that a condition might distinguish, including no answer.
fn answers(fact: &Fact, request: &Value) -> Vec<Value> {
    let given = request.get(&fact.id);
    let text = |text: &str| Value::Text(text.to_string());
    let mut answers = match fact.kind {
        Kind::Boolean => vec![Value::Bool(true), Value::Bool(false)],
        Kind::Choice => fact.values.iter().map(|value| text(&value.value)).collect(),
        Kind::Date => dates(given),
        Kind::Datetime => match given
            .and_then(Value::as_text)
            .and_then(|given| given.split_once('T'))
        {
            Some((date, time)) => dates(Some(&text(date)))
                .iter()
                .map(|date| text(&format!("{}T{time}", text_of(date))))
                .collect(),
            None => Vec::new(),
        },
        Kind::Number => [0.0, 1.0, 2.0, 10.0, 100.0, 1000.0]
            .map(Value::Number)
            .to_vec(),
        Kind::Windows => windows(request),
        Kind::Text | Kind::Phone | Kind::Npi | Kind::Email => Vec::new(),
    };
    answers.push(Value::Null);
    answers.retain(|answer| Some(answer) != given);
    answers
}

/// The days around the given one, including a weekend.
fn dates(given: Option<&Value>) -> Vec<Value> {
    let Some(day) = given.and_then(Value::as_text).and_then(parse_date) else {
        return Vec::new();
    };
    let near = (1..=7).flat_map(|days| {
        let days = Days::new(days);
        [day.checked_sub_days(days), day.checked_add_days(days)]
    });
    near.flatten()
        .map(|day| Value::Text(day.to_string()))
        .collect()
}

/// The call windows, one of them at another time: on a weekend, on a holiday, early, late, soon.
fn windows(request: &Value) -> Vec<Value> {
    let Some(Value::List(given)) = request.get("call_windows") else {
        return Vec::new();
    };
    let Some((first, rest)) = given.split_first() else {
        return Vec::new();
    };
    let put = |key: &str, value: &str| {
        let Value::Map(entries) = first else {
            return Value::List(given.clone());
        };
        let entries = entries.iter().map(|(known, old)| {
            let value = if known == key {
                Value::Text(value.into())
            } else {
                old.clone()
            };
            (known.clone(), value)
        });
        let changed = std::iter::once(Value::Map(entries.collect()));
        Value::List(changed.chain(rest.iter().cloned()).collect())
    };
    let date = first
        .get("date")
        .and_then(Value::as_text)
        .and_then(parse_date);
    let near = (1..=7).filter_map(|days| date?.checked_add_days(Days::new(days)));
    let soon = (1..=7).filter_map(|days| date?.checked_sub_days(Days::new(days)));
    let holiday =
        date.and_then(|date| NaiveDate::from_ymd_opt(chrono::Datelike::year(&date), 7, 4));
    let dates = near
        .chain(soon)
        .chain(holiday)
        .map(|day| put("date", &day.to_string()));
    let starts = ["00:30", "06:00", "08:59"].map(|time| put("start", time));
    let ends = ["16:01", "19:00", "23:30"].map(|time| put("end", time));
    dates
        .chain(starts)
        .chain(ends)
        .chain([Value::List(rest.to_vec())])
        .collect()
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Null | Value::Other => "(no answer)".to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(text_of).collect::<Vec<_>>().join("; "),
        Value::Map(entries) => {
            let texts: Vec<String> = entries.iter().map(|(_, value)| text_of(value)).collect();
            texts.join(" ")
        }
    }
}

/// How the second decision differs, in plain words.
fn difference(was: &Decision<'_>, is: &Decision<'_>) -> String {
    if was.outcome != is.outcome {
        return format!("{} instead of {}", is.outcome.name(), was.outcome.name());
    }
    let rules = |decision: &Decision<'_>| -> Vec<String> {
        let findings = decision.findings.iter();
        findings
            .map(|finding| format!("{} {}", finding.kind.name(), finding.rule))
            .collect()
    };
    let asked = |decision: &Decision<'_>| -> Vec<String> {
        let open = decision.needed.iter().chain(&decision.optional);
        open.map(|open| open.field.to_string()).collect()
    };
    let steps = |decision: &Decision<'_>| -> Vec<String> {
        let next = decision
            .findings
            .iter()
            .flat_map(|finding| &finding.next_steps);
        next.chain(&decision.contacts)
            .map(|step| step.label.to_string())
            .collect()
    };
    for (what, before, after) in [
        ("", rules(was), rules(is)),
        ("the question ", asked(was), asked(is)),
        ("the step ", steps(was), steps(is)),
    ] {
        if let Some(gone) = before.iter().find(|one| !after.contains(one)) {
            return format!("without {what}{gone}");
        }
        if let Some(new) = after.iter().find(|one| !before.contains(one)) {
            return format!("with {what}{new}");
        }
    }
    let due = |decision: &Decision<'_>| {
        let deadline = decision.deadline.as_ref();
        deadline.map_or("none".to_string(), |deadline| deadline.due.to_string())
    };
    match (due(was), due(is)) {
        (was, is) if was != is => format!("last day {is} instead of {was}"),
        _ => "another source, place or promise".to_string(),
    }
}
