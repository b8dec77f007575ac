//! What there is to combine: each payer's facts with their possible answers, read at run time from the loaded policies
//! and the policy files.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use p2p_policy::author::project;
use p2p_policy::facts::Stage;
use p2p_review::{Policies, Value};
use p2p_test_support::author;
use p2p_test_support::reference::days::{Closed, Day};
use p2p_test_support::reference::{self, Facts, Now, Window};
use serde_json::{Value as Json, json};

/// The instant of a request, with the payer's local time.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now: DateTime<Utc>,
    pub(crate) local: Now,
}

impl Moment {
    /// An instant in winter; see [`Moment::in_winter`].
    pub(crate) fn at(now: DateTime<Utc>) -> Moment {
        let local = now - TimeDelta::hours(8);
        let time = (local.hour(), local.minute(), local.second());
        Moment::in_winter(Day::of(&local.date_naive().to_string()), time)
    }

    /// `day` must be in winter, when the payers' clocks are eight hours behind UTC.
    pub(crate) fn in_winter(day: Day, (hour, minute, second): (u32, u32, u32)) -> Moment {
        let seconds = day.unix_seconds() + i64::from((8 + hour) * 3600 + minute * 60 + second);
        Moment {
            now: DateTime::from_timestamp(seconds, 0).unwrap(),
            local: Now {
                today: day,
                minute: hour * 60 + minute,
            },
        }
    }
}

/// An answer to a fact, for the engine and for the reference.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) json: Json,
    pub(crate) value: Value,
    date: Option<Day>,
    windows: Vec<Window>,
    /// Whether the value is valid. If not, it counts as unanswered and has to be corrected.
    pub(crate) valid: bool,
}

impl Answer {
    pub(crate) fn new(json: Json) -> Answer {
        let value = serde_json::from_value(json.clone()).unwrap();
        Answer {
            json,
            value,
            date: None,
            windows: Vec::new(),
            valid: true,
        }
    }

    /// An invalid value.
    pub(crate) fn invalid(json: Json) -> Answer {
        Answer {
            valid: false,
            ..Answer::new(json)
        }
    }

    pub(crate) fn date(day: Day, now: Now) -> Answer {
        Answer {
            date: Some(day),
            valid: day <= now.today,
            ..Answer::new(json!(day.to_string()))
        }
    }

    pub(crate) fn windows(list: &[(Day, u32, u32)], valid: bool) -> Answer {
        let clock = |minute: &u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let json = list.iter().map(|(day, start, end)| json!({ "date": day.to_string(), "start": clock(start), "end": clock(end) }));
        let windows = list
            .iter()
            .map(|&(date, start, end)| Window { date, start, end })
            .collect();
        Answer {
            windows,
            valid,
            ..Answer::new(json.collect())
        }
    }
}

/// Adds an answer to the facts of the reference evaluator.
pub(crate) fn answer<'a>(facts: &mut Facts<'a>, field: &str, answer: &'a Answer) {
    let text = answer.json.as_str();
    let truth = answer.json.as_bool();
    match field {
        "line_of_business" => facts.line_of_business = text,
        "plan_state" => facts.plan_state = text,
        "service" => facts.service = text,
        "denial_timing" => facts.denial_timing = text,
        "denial_basis" => facts.denial_basis = text,
        "denial_date" => facts.denial_date = answer.date,
        "letter_received" => facts.letter_received = truth,
        "letter_offers_p2p" => facts.letter_offers_p2p = truth,
        "member_liable" => facts.member_liable = truth,
        "service_rendered" => facts.service_rendered = truth,
        "purpose" => facts.purpose = text,
        "expedited_appeal" => facts.expedited_appeal = truth,
        "appeal_filed" => facts.appeal_filed = truth,
        "prior_p2p" => facts.prior_p2p = truth,
        "member_discharged" => facts.member_discharged = truth,
        "new_clinical_information" => facts.new_clinical_information = text,
        "requested_by" => facts.requested_by = text,
        "attendee" => facts.attendee = text,
        "meeting_format" => facts.meeting_format = text,
        "windows_agreed" => facts.windows_agreed = truth,
        "call_windows" => facts.call_windows = Some(&answer.windows),
        "member_name" => facts.member_name = true,
        "member_id" => facts.member_id = true,
        "provider_name" => facts.provider_name = true,
        "contact_phone" => facts.contact_phone = true,
        "direct_line" => facts.direct_line = true,
        "medication_name" => facts.medication_name = true,
        _ => {}
    }
}

/// A shipped policy, with the structure of its facts.
pub(crate) struct Payer {
    pub(crate) id: String,
    /// Every fact that it can ask for, in asking order, with the values of choices and booleans.
    pub(crate) fields: Vec<(String, Vec<Json>)>,
    /// The facts of the vocabulary's gate stage, which decide whether the gate opens.
    pub(crate) gate: BTreeSet<String>,
    /// The facts in conditions that affect the outcome.
    pub(crate) deciding: BTreeSet<String>,
    /// The facts in any condition.
    pub(crate) mentioned: BTreeSet<String>,
    /// `<policy>/<rule>` of every rule.
    pub(crate) rules: BTreeSet<String>,
    /// The same for rules that reject.
    pub(crate) rejecting: BTreeSet<String>,
    /// The day on which its newest document took effect, if one states it.
    pub(crate) effective: Option<Day>,
    /// The policy file in the form that can be loaded at run time.
    pub(crate) policy: Json,
    /// For each fact, the sets of values that conditions distinguish from the others.
    atoms: BTreeMap<String, BTreeSet<BTreeSet<String>>>,
}

fn list<'j>(policy: &'j Json, key: &str) -> impl Iterator<Item = &'j Json> {
    policy
        .get(key)
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
}

/// `<policy>/<rule>` of the rules that `has` selects.
fn rule_names(policy: &Json, id: &str, has: impl Fn(&Json) -> bool) -> BTreeSet<String> {
    let rules = list(policy, "rules").filter(|rule| has(&rule["outcome"]));
    let outside = outside(policy).filter(|(_, told)| has(&told["outcome"]));
    rules
        .map(|rule| format!("{id}/{}", text(&rule["id"])))
        .chain(outside.map(|(key, _)| format!("{id}/outside-{}", key.replace('_', "-"))))
        .collect()
}

/// What the policy says about requests outside its scope, for each list that defines the scope.
fn outside(policy: &Json) -> impl Iterator<Item = (&String, &Json)> {
    policy
        .get("outside_scope")
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
}

fn text(json: &Json) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}

/// Calls `seen` with each fact and test in a condition.
fn walk(when: &Json, seen: &mut impl FnMut(&str, &Json)) {
    for (key, test) in when.as_object().into_iter().flatten() {
        match key.as_str() {
            "any" | "all" | "none" => test
                .as_array()
                .into_iter()
                .flatten()
                .for_each(|part| walk(part, seen)),
            // These are computed from the denial date.
            "deadline" | "due_day" => seen("denial_date", &Json::Null),
            "today" => {}
            _ => seen(key, test),
        }
    }
}

fn values(test: &Json) -> BTreeSet<String> {
    match test {
        Json::Object(table) => table.get("not").map(values).unwrap_or_default(),
        Json::Array(list) => list.iter().map(text).collect(),
        Json::Null => BTreeSet::new(),
        scalar => BTreeSet::from([text(scalar)]),
    }
}

impl Payer {
    /// The shipped policies whose sources the reference covers.
    pub(crate) fn shipped(policies: &Policies) -> Vec<Payer> {
        policies
            .summaries()
            .iter()
            .filter(|summary| reference::PAYERS.contains(&summary.id))
            .map(|summary| Payer::read(&serde_json::to_value(summary).unwrap()))
            .collect()
    }

    fn read(summary: &Json) -> Payer {
        let id = text(&summary["id"]);
        let source = author::shipped_source(&id);
        let policy: Json = serde_json::from_str(&project::json(source)).unwrap();
        let mut payer = Payer {
            effective: list(&policy, "sources")
                .filter_map(|source| source["effective"].as_str().map(Day::of))
                .max(),
            policy: policy.clone(),
            fields: Vec::new(),
            gate: BTreeSet::new(),
            deciding: BTreeSet::new(),
            mentioned: BTreeSet::new(),
            rules: rule_names(&policy, &id, |_| true),
            rejecting: rule_names(&policy, &id, |outcome| outcome == "reject"),
            atoms: BTreeMap::new(),
            id,
        };
        for field in list(summary, "fields").filter(|field| field["field"] != "payer") {
            let values = match field["kind"].as_str().unwrap() {
                "boolean" => vec![json!(true), json!(false)],
                "choice" => list(field, "values")
                    .map(|value| value["value"].clone())
                    .collect(),
                _ => Vec::new(),
            };
            payer.fields.push((text(&field["field"]), values));
        }
        payer.gate = author::library()
            .facts
            .iter()
            .filter(|fact| fact.stage == Stage::Gate)
            .map(|fact| fact.id.to_string())
            .collect();
        payer.gate.remove("payer");

        for (key, decides) in [
            ("rules", true),
            ("needs", true),
            ("deadlines", true),
            ("response_times", false),
            ("sources", false),
            ("routes", false),
        ] {
            for part in list(&policy, key) {
                let decides = decides && (key != "rules" || part["outcome"] == "reject");
                let steps = list(part, "steps").filter_map(|step| step.get("when"));
                for when in part.get("when").into_iter().chain(steps) {
                    payer.take_in(when, decides);
                }
                if let Some(when) = part.get("first_when") {
                    payer.take_in(when, false);
                }
                for date in list(part, "from").chain(list(part, "until")) {
                    payer.mentioned.insert(text(date));
                    payer.deciding.insert(text(date));
                }
            }
        }
        for (key, told) in outside(&policy) {
            let fact = match key.as_str() {
                "lines_of_business" => "line_of_business",
                _ => "service",
            };
            let when = json!({ fact: policy[key.as_str()].clone() });
            payer.take_in(&when, told["outcome"] == "reject");
        }
        payer
    }

    fn take_in(&mut self, when: &Json, decides: bool) {
        walk(when, &mut |fact, test| {
            self.mentioned.insert(fact.to_owned());
            self.atoms
                .entry(fact.to_owned())
                .or_default()
                .insert(values(test));
            if decides {
                self.deciding.insert(fact.to_owned());
            }
        });
    }

    /// The values of a choice or boolean, grouped so that no condition distinguishes values of a group.
    pub(crate) fn groups(&self, field: &str) -> Vec<Vec<Json>> {
        let fields = self.fields.iter().filter(|(name, _)| name == field);
        let mut groups: BTreeMap<Vec<bool>, Vec<Json>> = BTreeMap::new();
        for value in fields.flat_map(|(_, values)| values) {
            let atoms = self.atoms.get(field).into_iter().flatten();
            groups
                .entry(atoms.map(|set| set.contains(&text(value))).collect())
                .or_default()
                .push(value.clone());
        }
        groups.into_values().collect()
    }

    /// Every answer for a fact at a moment; for dates and windows, one on each side of every boundary.
    pub(crate) fn answers(&self, field: &str, moment: Moment) -> Vec<Answer> {
        match field {
            "denial_date" => self.dates(moment.local),
            "call_windows" => windows(moment.local),
            _ => {
                let values = self
                    .fields
                    .iter()
                    .find(|(name, _)| name == field)
                    .map(|(_, values)| values.as_slice());
                values
                    .unwrap_or_default()
                    .iter()
                    .cloned()
                    .map(Answer::new)
                    .collect()
            }
        }
    }

    /// Going back from today, both ends of each run of days that the sources treat the same, and two invalid dates.
    fn dates(&self, now: Now) -> Vec<Answer> {
        let treated = |date: Day| {
            let ends = [Closed::Surely, Closed::Federal, Closed::FederalAndMaybe];
            let ends = match self.id.as_str() {
                "pacificsource" => ends.map(|closed| date.business_days_later(5, closed)),
                _ => ends.map(|_| date.days_later(15)),
            };
            let off = self.id != "pacificsource" && ends[1].skipped().is_some();
            // ASU-14: the third day after the letter's date.
            let fresh = self.id == "asuris" && now.today <= date.days_later(3);
            (ends.map(|end| now.today.cmp(&end)), off, fresh)
        };
        let mut seen = BTreeSet::new();
        let mut dates = Vec::new();
        let mut date = now.today;
        for _ in 0..45 {
            if treated(date) != treated(date.before()) || seen.insert(treated(date)) {
                dates.push(Answer::date(date, now));
                seen.insert(treated(date));
            }
            date = date.before();
        }
        // A letter older than PacificSource's policy is treated like any other (C11).
        let old = Day::of("2025-11-30");
        if self.id == "pacificsource" && old <= now.today {
            dates.push(Answer::date(old, now));
        }
        dates.push(Answer::date(now.today.next(), now));
        dates.push(Answer::invalid(json!("2025-02-30")));
        dates
    }

    /// As [`Self::dates`], with one day for each kind of treatment.
    pub(crate) fn distinct_dates(&self, now: Now) -> Vec<Answer> {
        let mut seen = BTreeSet::new();
        let kind = |date: Day| {
            let requested = Facts {
                denial_date: Some(date),
                service: Some("medical"),
                ..Facts::default()
            };
            let findings = reference::evaluate(&self.id, &requested, now).findings;
            findings
                .iter()
                .map(|findings| findings.kind)
                .collect::<Vec<_>>()
        };
        self.dates(now)
            .into_iter()
            .filter(|answer| answer.date.is_none_or(|date| seen.insert(kind(date))))
            .collect()
    }
}

/// Call windows of every kind: enough and too few, on a weekend, on a holiday, immediate, outside the hours, invalid.
pub(crate) fn windows(now: Now) -> Vec<Answer> {
    let mut business = now.today.next();
    while business.skipped().is_some() {
        business = business.next();
    }
    let next = business.business_days_later(1, Closed::Federal);
    let mut weekend = now.today.next();
    while !weekend.is_weekend() {
        weekend = weekend.next();
    }
    let mut holiday = now.today.next();
    while holiday.observed_holiday().is_none() {
        holiday = holiday.next();
    }
    let hour = |hour: u32| hour * 60;
    let good = (business, hour(9), hour(16));
    let other = (next, hour(10), hour(11));
    let soon = (now.minute / 60 + 1) * 60;
    let mut answers = vec![
        Answer::windows(&[good, other], true),
        Answer::windows(&[good], true),
        Answer::windows(&[good, (weekend, hour(10), hour(11))], true),
        Answer::windows(&[(holiday, hour(10), hour(11)), other], true),
        Answer::windows(&[good, (next, hour(8) + 59, hour(10))], true),
        Answer::windows(&[(next, hour(15), hour(16) + 1), good], true),
        Answer::windows(&[good, (now.today.before(), hour(10), hour(11))], false),
        Answer::windows(&[good, (next, hour(11), hour(10))], false),
    ];
    if soon < hour(23) {
        answers.push(Answer::windows(&[(now.today, soon, soon + 60), good], true));
    }
    answers
}
