//! Deadlines compared with tables from other calendars and clocks (`tests/oracles/`), and with a counter that walks day
//! by day (`tests/support/src/reference/days.rs`): every start day from 2024 to 2040, 1 to 10 business days, eight
//! zones. Uses only the engine's public interface.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]
#![allow(
    clippy::print_stdout,
    reason = "the figures that VERIFICATION.md quotes"
)]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use p2p_review::{Policies, Value, compute_deadline, validate_request};
use p2p_test_support::author::{self, value};
use p2p_test_support::reference::days::{Closed, Day};
use serde_json::{Value as Json, json};

const ZONES: [&str; 8] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
];
const COUNTS: [u32; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

// --- the tables -----------------------------------------------------------------------------------

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

fn named_days(table: &'static str) -> BTreeMap<Day, &'static str> {
    rows(table)
        .map(|row| row.split_once(' ').unwrap())
        .map(|(day, name)| (Day::of(day), name))
        .collect()
}

/// The 1st to 10th business day after each start day.
fn counted(table: &'static str) -> BTreeMap<Day, Vec<Day>> {
    rows(table)
        .map(|row| {
            let mut words = row.split(' ');
            let start = Day::of(words.next().unwrap());
            (
                start,
                words
                    .map(|offset| start.days_later(offset.parse().unwrap()))
                    .collect(),
            )
        })
        .collect()
}

fn holidays() -> BTreeMap<Day, &'static str> {
    named_days(include_str!("oracles/data/holidays.txt"))
}

fn due_days() -> &'static BTreeMap<Day, Vec<Day>> {
    static TABLE: OnceLock<BTreeMap<Day, Vec<Day>>> = OnceLock::new();
    TABLE.get_or_init(|| counted(include_str!("oracles/data/business-days.txt")))
}

fn closing_days() -> &'static BTreeMap<Day, Vec<Day>> {
    static TABLE: OnceLock<BTreeMap<Day, Vec<Day>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut all = due_days().clone();
        all.extend(counted(include_str!("oracles/data/closes.txt")));
        all
    })
}

/// Seconds from 1970 to the beginning of `day` in `zone`.
fn midnight(zone: &str, day: Day) -> i64 {
    static TABLE: OnceLock<BTreeMap<&'static str, BTreeMap<Day, u32>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut zones: BTreeMap<&str, BTreeMap<Day, u32>> = BTreeMap::new();
        for row in rows(include_str!("oracles/data/midnights.txt")) {
            let [zone, day, time] = row.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{row}")
            };
            let (hour, minute) = time.trim_end_matches('Z').split_once(':').unwrap();
            let minutes = hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap();
            zones.entry(zone).or_default().insert(Day::of(day), minutes);
        }
        zones
    });
    // The table ends with 2040, in winter, so January 2041 is like December.
    let (_, minutes) = table[zone].range(..=day).next_back().unwrap();
    day.unix_seconds() + i64::from(*minutes) * 60
}

struct Hour {
    zone: &'static str,
    instant: i64,
    /// Minutes ahead of UTC.
    ahead: i64,
}

fn clock_hours() -> Vec<Hour> {
    let mut hours = Vec::new();
    for row in rows(include_str!("oracles/data/clocks.txt")) {
        let mut words = row.split(' ');
        let zone = words.next().unwrap();
        let mut instant = seconds(words.next().unwrap());
        for run in words {
            let (ahead, length) = run.split_once('x').unwrap();
            for _ in 0..length.parse().unwrap() {
                hours.push(Hour {
                    zone,
                    instant,
                    ahead: ahead.parse().unwrap(),
                });
                instant += 3600;
            }
        }
    }
    hours
}

/// Seconds since 1970 of `2024-03-09T00:00Z`.
fn seconds(instant: &str) -> i64 {
    let (day, time) = instant.trim_end_matches('Z').split_once('T').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    Day::of(day).unix_seconds()
        + hour.parse::<i64>().unwrap() * 3600
        + minute.parse::<i64>().unwrap() * 60
}

/// The day and minute that a clock in UTC shows this many seconds after the beginning of 1970.
fn utc_clock(seconds: i64) -> (Day, u32) {
    let first = Day::of("2024-01-01");
    let since = seconds - first.unix_seconds();
    let day = u32::try_from(since.div_euclid(86_400)).unwrap();
    (
        first.days_later(day),
        u32::try_from(since.rem_euclid(86_400) / 60).unwrap(),
    )
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

fn zulu(seconds: i64) -> String {
    let (day, minute) = utc_clock(seconds);
    format!("{day}T{:02}:{:02}:00Z", minute / 60, minute % 60)
}

// --- policies and requests ------------------------------------------------------------------------

/// A payer with one deadline and nothing else.
fn payer(id: &str, zone: &str, deadline: Json) -> Json {
    let mut deadline = deadline;
    deadline["id"] = json!("in-time");
    deadline["says"] = json!(["T-01"]);
    if deadline.get("from").is_none() {
        deadline["from"] = json!(["denial_date"]);
    }
    json!({
        "id": id,
        "name": "A payer for a test",
        "time_zone": zone,
        "lines_of_business": ["commercial"],
        "services": ["medical"],
        "may_be_closed": ["day-after-thanksgiving", "christmas-eve", "montana-general-election-day"],
        "contacts": ["desk"],
        "sources": [{ "id": "T", "title": "A page for a test" }],
        "statements": [{ "id": "T-01", "gist": "Asked for in time" }],
        "facts": [
            { "id": "discharge_date", "stage": "gate", "kind": "date", "question": "When did the stay end?" },
            { "id": "hearing_date", "stage": "gate", "kind": "date", "question": "When is the hearing?" }
        ],
        "rules": [{
            "id": "late", "outcome": "reject", "says": ["T-01"], "field": "denial_date",
            "when": { "deadline": "closed" }, "message": "Too late.", "next": ["desk"]
        }],
        "deadlines": [deadline],
        "routes": [{ "id": "desk", "steps": [{ "id": "call", "kind": "phone", "label": "Call", "value": "541-684-5584" }] }]
    })
}

fn with_payers(payers: impl IntoIterator<Item = Json>) -> Policies {
    let mut policies = Policies::shipped();
    for payer in payers {
        if let Err(problems) = author::load_json(&mut policies, &payer) {
            panic!("{}: {problems:#?}", payer["id"]);
        }
    }
    policies
}

fn request(payer: &str, denial_date: Day) -> Value {
    Value::Map(vec![
        ("payer".into(), Value::Text(payer.into())),
        ("denial_date".into(), Value::Text(denial_date.to_string())),
    ])
}

/// The deadline in the shape of the JavaScript contract.
fn deadline(policies: &Policies, request: &Value, now: i64) -> Json {
    match compute_deadline(policies, request, at(now)) {
        Ok(deadline) => serde_json::to_value(deadline).unwrap(),
        Err(error) => panic!("{request:?}: {error:?}"),
    }
}

/// The expected list of days.
fn arithmetic(start: Day, due: Day, skips: impl Fn(Day) -> Option<&'static str>) -> Json {
    let mut count = 0;
    let entry = |day: Day| {
        let skipped = skips(day);
        if skipped.is_none() {
            count += 1;
        }
        let doubtful = skipped.and_then(|_| day.doubtful_holiday());
        json!({ "date": day.to_string(), "counts": skipped.is_none().then_some(count), "skipped": skipped, "doubtful": doubtful })
    };
    start.next().to(due).map(entry).collect()
}

// --- the tests ------------------------------------------------------------------------------------

#[test]
fn the_counter_in_these_tests_agrees_with_the_tables() {
    let holidays = holidays();
    let may_be_closed = named_days(include_str!("oracles/data/may-be-closed.txt"));
    for day in Day::of("2024-01-01").to(Day::of("2040-12-31")) {
        assert_eq!(day.observed_holiday(), holidays.get(&day).copied(), "{day}");
        if day.skipped().is_none() {
            assert_eq!(
                day.may_be_closed(),
                may_be_closed.contains_key(&day),
                "{day}"
            );
        }
    }
    assert_eq!(due_days().len(), 6210);
    for (start, due) in due_days() {
        for (count, due) in COUNTS.into_iter().zip(due) {
            assert_eq!(
                start.business_days_later(count, Closed::Federal),
                *due,
                "{start} + {count}"
            );
            let closes = closing_days()[start][count as usize - 1];
            assert_eq!(
                start.business_days_later(count, Closed::FederalAndMaybe),
                closes,
                "{start} + {count}"
            );
        }
    }
}

#[test]
fn business_days_agree_with_the_tables() {
    let ids: Vec<String> = COUNTS
        .iter()
        .map(|count| format!("payer-{count}"))
        .collect();
    let policies = with_payers(ids.iter().zip(COUNTS).map(|(id, count)| {
        payer(
            id,
            "America/Los_Angeles",
            json!({ "count": count, "unit": "business-days" }),
        )
    }));
    let holidays = holidays();
    let mut compared = 0;
    for (start, row) in due_days() {
        let noon = midnight("America/Los_Angeles", *start) + 12 * 3600;
        for ((id, count), due) in ids.iter().zip(COUNTS).zip(row) {
            let closes = closing_days()[start][count as usize - 1];
            let skips = |day: Day| {
                if day.is_weekend() {
                    return Some("weekend");
                }
                // The counter provides the holidays of January 2041.
                holidays.get(&day).copied().or_else(|| {
                    if day.year() > 2040 {
                        day.observed_holiday()
                    } else {
                        None
                    }
                })
            };
            let deadline_json = deadline(&policies, &request(id, *start), noon);
            let safe = start.business_days_later(count, Closed::Surely);
            let expected = json!({
                "id": "in-time",
                "label": "Request by",
                "start": start.to_string(),
                "start_field": "denial_date",
                "count": count,
                "unit": "business-days",
                "opens": null,
                "safe": safe.to_string(),
                "due": due.to_string(),
                "closes": closes.to_string(),
                "due_at": zulu(midnight("America/Los_Angeles", due.next())),
                "closes_at": zulu(midnight("America/Los_Angeles", closes.next())),
                "time_zone": "America/Los_Angeles",
                "status": "open",
                "days_left": count,
                "days": arithmetic(*start, *due, skips),
                "citation": deadline_json["citation"],
            });
            assert_eq!(deadline_json, expected, "{start} + {count}");
            assert_eq!(deadline_json["citation"]["statements"], json!(["T-01"]));
            compared += 1;
        }
    }
    println!("business-day deadlines compared: {compared}");
}

#[test]
fn the_shipped_payers_agree_with_the_tables() {
    let policies = Policies::shipped();
    let mut compared = 0;
    for (start, row) in due_days() {
        let noon = midnight("America/Los_Angeles", *start) + 12 * 3600;
        let deadline_json = deadline(&policies, &request("pacificsource", *start), noon);
        let safe = start.business_days_later(5, Closed::Surely);
        assert_eq!(deadline_json["safe"], safe.to_string(), "{start}");
        assert_eq!(deadline_json["due"], row[4].to_string(), "{start}");
        assert_eq!(
            deadline_json["closes"],
            closing_days()[start][4].to_string(),
            "{start}"
        );
        for payer in ["regence", "asuris"] {
            let due = start.days_later(15);
            let deadline_json = deadline(&policies, &request(payer, *start), noon);
            for day in ["safe", "due", "closes"] {
                assert_eq!(deadline_json[day], due.to_string(), "{start}");
            }
            assert_eq!(
                deadline_json["days"],
                arithmetic(*start, due, |_| None),
                "{start}"
            );
            assert_eq!(deadline_json["days_left"], 15, "{start}");
        }
        compared += 3;
    }
    println!("shipped deadlines compared: {compared}");
}

#[test]
fn business_days_agree_with_the_counter_up_to_the_end_of_the_span() {
    let policies = with_payers([1, 5, 10].map(|n| {
        payer(
            &format!("payer-{n}"),
            "Pacific/Honolulu",
            json!({ "count": n, "unit": "business-days" }),
        )
    }));
    let mut compared = 0;
    for start in Day::of("2021-07-01").to(Day::of("2099-11-30")) {
        for count in [1, 5, 10] {
            let due = start.business_days_later(count, Closed::Federal);
            let closes = start.business_days_later(count, Closed::FederalAndMaybe);
            // Hawaii has no daylight saving time: always ten hours behind UTC.
            let deadline_json = deadline(
                &policies,
                &request(&format!("payer-{count}"), start),
                start.unix_seconds() + 10 * 3600,
            );
            let safe = start.business_days_later(count, Closed::Surely);
            assert_eq!(deadline_json["safe"], safe.to_string(), "{start} + {count}");
            assert_eq!(deadline_json["due"], due.to_string(), "{start} + {count}");
            assert_eq!(
                deadline_json["closes"],
                closes.to_string(),
                "{start} + {count}"
            );
            assert_eq!(
                deadline_json["days"],
                arithmetic(start, due, Day::skipped),
                "{start} + {count}"
            );
            compared += 1;
        }
    }
    println!("deadlines compared with the counter, 2021 to 2099: {compared}");
}

/// Each day from the start to two days after closing: its first second, its last second, and the second after.
#[test]
fn the_status_changes_at_local_midnight() {
    let zone = "America/Los_Angeles";
    let policies = Policies::shipped();
    let mut compared = 0;
    for (start, row) in due_days() {
        let calendar_days = start.days_later(15);
        let safe = start.business_days_later(5, Closed::Surely);
        let cases = [
            ("pacificsource", safe, row[4], closing_days()[start][4]),
            ("regence", calendar_days, calendar_days, calendar_days),
        ];
        for (payer, safe, due, closes) in cases {
            let request = request(payer, *start);
            for today in start.to(closes.next().next()) {
                // The end of 2040 is beyond the tables.
                let begins = midnight(zone, today);
                let ends = midnight(zone, today.next()) - 1;
                let status = if today < safe {
                    "open"
                } else if today == safe {
                    "last-day"
                } else if today <= due {
                    "past-safe"
                } else if today <= closes {
                    "past-due"
                } else {
                    "closed"
                };
                let left = if payer == "pacificsource" {
                    today.business_days_until(safe, Closed::Surely)
                } else {
                    today.days_until(safe)
                };
                for now in [begins, ends] {
                    let deadline_json = deadline(&policies, &request, now);
                    assert_eq!(
                        deadline_json["status"], status,
                        "{payer} {start} on {today}"
                    );
                    assert_eq!(
                        deadline_json["days_left"], left,
                        "{payer} {start} on {today}"
                    );
                    compared += 1;
                }
            }
        }
    }
    println!("statuses compared: {compared}");
}

/// The gate rejects from `closes_at` on, not a second earlier, and warns after the safe day.
#[test]
fn the_gate_closes_at_the_end_of_the_closing_day() {
    let zone = "America/Los_Angeles";
    let policies = Policies::shipped();
    let mut compared = 0;
    let found = |request: &Value, now: i64| {
        let decision = validate_request(&policies, request, at(now));
        let json = serde_json::to_value(&decision).unwrap();
        let mut kinds: Vec<String> = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["field"] == "denial_date" && finding["kind"] != "notice")
            .map(|finding| finding["kind"].as_str().unwrap().to_owned())
            .collect();
        kinds.dedup();
        (json["outcome"].as_str().unwrap().to_owned(), kinds)
    };
    for start in Day::of("2025-11-20").to(Day::of("2040-12-20")) {
        let safe = start.business_days_later(5, Closed::Surely);
        let safe_at = midnight(zone, safe.next());
        let in_force_at = midnight(zone, Day::of("2025-12-01"));
        let due_at = midnight(zone, due_days()[&start][4].next());
        let closes_at = midnight(zone, closing_days()[&start][4].next());
        let expected = |now: i64| -> (&str, Vec<&str>) {
            if now < safe_at {
                ("incomplete", vec![])
            } else if now < closes_at || now < in_force_at {
                ("incomplete", vec!["warning"])
            } else {
                ("ineligible", vec!["reject"])
            }
        };
        let request = request("pacificsource", start);
        for now in [
            safe_at - 1,
            safe_at,
            due_at - 1,
            due_at,
            closes_at - 1,
            closes_at,
        ] {
            let (outcome, kinds) = found(&request, now);
            let (expected_outcome, expected_kinds) = expected(now);
            assert_eq!(
                (outcome.as_str(), kinds.iter().map(String::as_str).collect()),
                (expected_outcome, expected_kinds),
                "{start} at {}",
                zulu(now / 60 * 60)
            );
            compared += 1;
        }
        for payer in ["regence", "asuris"] {
            let due = start.days_later(15);
            let closes_at = midnight(zone, due.next());
            // Lateness doesn't reject a retail medication, so the service must be known.
            let request = value(
                &json!({ "payer": payer, "denial_date": start.to_string(), "service": "medical" }),
            );
            let (outcome, kinds) = found(&request, closes_at - 1);
            let day_off = if due.skipped().is_some() {
                vec!["warning"]
            } else {
                vec![]
            };
            assert_eq!(
                (outcome.as_str(), kinds.iter().map(String::as_str).collect()),
                ("incomplete", day_off),
                "{payer} {start}"
            );
            let (outcome, kinds) = found(&request, closes_at);
            assert_eq!(
                (outcome.as_str(), kinds[0].as_str()),
                ("ineligible", "reject"),
                "{payer} {start}"
            );
            compared += 2;
        }
    }
    println!("gates compared: {compared}");
}

/// Each hour around each change of the clocks, in each zone: the payer's date and time.
#[test]
fn payer_local_time_agrees_with_the_tables() {
    let hours = clock_hours();
    let id = |zone: &str| format!("payer-{}", ZONES.iter().position(|z| *z == zone).unwrap());
    let policies = with_payers(ZONES.map(|zone| {
        payer(
            &id(zone),
            zone,
            json!({ "count": 1, "unit": "calendar-days" }),
        )
    }));
    let mut compared = 0;
    for (n, hour) in hours.iter().enumerate() {
        let (today, minute) = utc_clock(hour.instant + hour.ahead * 60);
        let payer = id(hour.zone);
        let here = format!("{} at {}", hour.zone, zulu(hour.instant));
        let status =
            |date: Day| deadline(&policies, &request(&payer, date), hour.instant)["status"].clone();
        assert_eq!(status(today), "open", "{here}");
        assert_eq!(status(today.before()), "last-day", "{here}");
        assert_eq!(status(today.before().before()), "closed", "{here}");
        let findings = |field: &str, answer: Json| -> Vec<String> {
            let request = value(&json!({ "payer": payer, field: answer }));
            let decision =
                serde_json::to_value(validate_request(&policies, &request, at(hour.instant)))
                    .unwrap();
            let of_field = |finding: &&Json| finding["field"] == field;
            let rule = |finding: &Json| finding["rule"].as_str().unwrap().to_owned();
            decision["findings"]
                .as_array()
                .unwrap()
                .iter()
                .filter(of_field)
                .map(rule)
                .collect()
        };
        assert!(
            !findings("denial_date", json!(today.to_string()))
                .contains(&"request/future-date".into()),
            "{here}"
        );
        assert_eq!(
            findings("denial_date", json!(today.next().to_string())),
            ["request/future-date"],
            "{here}"
        );
        // Midnights, from another table.
        assert!(
            midnight(hour.zone, today) <= hour.instant
                && hour.instant < midnight(hour.zone, today.next()),
            "{here}"
        );

        // A call window that ended a minute ago, and one that didn't; except in hours that are skipped or repeated.
        let steady = (n.saturating_sub(3)..=n + 3).all(|near| {
            hours.get(near).is_none_or(|near| {
                near.zone != hour.zone
                    || near.ahead == hour.ahead
                    || (near.instant - hour.instant).abs() > 3 * 3600
            })
        });
        let o_clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let is_past = |start: u32, end: u32| {
            let window = json!([{ "date": today.to_string(), "start": o_clock(start), "end": o_clock(end) }]);
            findings("call_windows", window).contains(&"request/window-past".into())
        };
        if steady && (60..23 * 60).contains(&minute) {
            assert!(is_past(minute - 60, minute - 1), "{here}");
            assert!(!is_past(minute + 1, minute + 60), "{here}");
        }
        compared += 1;
    }
    println!("hours around the changes of the clocks compared: {compared}");
}

#[test]
fn days_end_where_the_tables_say_in_every_zone() {
    let policies = with_payers(ZONES.map(|zone| {
        payer(
            &zone.to_lowercase().replace(['/', '_'], "-"),
            zone,
            json!({ "count": 3, "unit": "business-days" }),
        )
    }));
    let mut compared = 0;
    for zone in ZONES {
        let id = zone.to_lowercase().replace(['/', '_'], "-");
        for (start, row) in due_days() {
            let deadline_json = deadline(&policies, &request(&id, *start), midnight(zone, *start));
            assert_eq!(deadline_json["due"], row[2].to_string(), "{zone} {start}");
            assert_eq!(
                deadline_json["due_at"],
                zulu(midnight(zone, row[2].next())),
                "{zone} {start}"
            );
            assert_eq!(
                deadline_json["closes_at"],
                zulu(midnight(zone, closing_days()[start][2].next())),
                "{zone} {start}"
            );
            assert_eq!(deadline_json["time_zone"], zone);
            compared += 1;
        }
    }
    println!("ends of days compared: {compared}");
}

/// Hours are elapsed hours from the end of the start day, across changes of the clocks.
#[test]
fn hours_run_from_the_end_of_the_start_day() {
    let zones = ["America/Los_Angeles", "America/New_York", "America/Phoenix"];
    let counts = [24, 48, 72, 100];
    let id = |zone: &str, count: u32| {
        format!("{}-{count}", zone.to_lowercase().replace(['/', '_'], "-"))
    };
    let policies = with_payers(zones.iter().flat_map(|zone| {
        counts.map(|count| {
            payer(
                &id(zone, count),
                zone,
                json!({ "count": count, "unit": "hours" }),
            )
        })
    }));
    let mut compared = 0;
    for zone in zones {
        for start in due_days().keys() {
            for count in counts {
                let request = request(&id(zone, count), *start);
                let ends = midnight(zone, start.next()) + i64::from(count) * 3600;
                let mut due = *start;
                while midnight(zone, due.next()) < ends {
                    due = due.next();
                }
                for (now, closed) in [
                    (midnight(zone, *start), false),
                    (ends - 1, false),
                    (ends, true),
                ] {
                    let deadline_json = deadline(&policies, &request, now);
                    assert_eq!(
                        deadline_json["due"],
                        due.to_string(),
                        "{zone} {start} + {count} h"
                    );
                    assert_eq!(
                        deadline_json["closes"],
                        due.to_string(),
                        "{zone} {start} + {count} h"
                    );
                    assert_eq!(
                        deadline_json["due_at"],
                        zulu(ends),
                        "{zone} {start} + {count} h"
                    );
                    assert_eq!(
                        deadline_json["closes_at"],
                        zulu(ends),
                        "{zone} {start} + {count} h"
                    );
                    assert_eq!(
                        deadline_json["status"] == "closed",
                        closed,
                        "{zone} {start} + {count} h: {deadline_json}"
                    );
                    assert_eq!(
                        (&deadline_json["days"], &deadline_json["days_left"]),
                        (&json!([]), &Json::Null)
                    );
                }
                compared += 1;
            }
        }
    }
    println!("deadlines in hours compared: {compared}");
}

#[test]
fn the_latest_date_starts_the_count() {
    let deadline_rule =
        json!({ "count": 3, "unit": "business-days", "from": ["denial_date", "discharge_date"] });
    let policies = with_payers([payer("later", "America/Chicago", deadline_rule)]);
    let now = midnight("America/Chicago", Day::of("2026-12-31"));
    let mut compared = 0;
    for denial in Day::of("2026-11-01").to(Day::of("2026-12-31")) {
        for discharge in Day::of("2026-11-20").to(Day::of("2026-12-10")) {
            let start = denial.max(discharge);
            let request_json = json!({ "payer": "later", "denial_date": denial.to_string(), "discharge_date": discharge.to_string() });
            let deadline_json = deadline(&policies, &value(&request_json), now);
            assert_eq!(deadline_json["start"], start.to_string(), "{request_json}");
            assert_eq!(
                deadline_json["due"],
                start.business_days_later(3, Closed::Federal).to_string(),
                "{request_json}"
            );
            compared += 1;
        }
    }
    println!("pairs of start dates compared: {compared}");
}

#[test]
fn another_date_can_end_the_window() {
    let deadline_rule = json!({ "count": 21, "unit": "calendar-days", "until": ["hearing_date"] });
    let policies = with_payers([payer("until", "America/Denver", deadline_rule)]);
    let now = midnight("America/Denver", Day::of("2026-06-10"));
    let mut compared = 0;
    for denial in Day::of("2026-05-20").to(Day::of("2026-06-10")) {
        for hearing in Day::of("2026-06-01").to(Day::of("2026-07-05")) {
            if hearing < denial {
                continue;
            }
            let due = denial.days_later(21).min(hearing);
            let request_json = json!({ "payer": "until", "denial_date": denial.to_string(), "hearing_date": hearing.to_string() });
            let deadline_json = deadline(&policies, &value(&request_json), now);
            assert_eq!(
                (&deadline_json["due"], &deadline_json["closes"]),
                (&json!(due.to_string()), &json!(due.to_string())),
                "{request_json}"
            );
            compared += 1;
        }
    }
    println!("ended windows compared: {compared}");
}

#[test]
fn a_last_day_can_roll_to_the_next_business_day() {
    let deadline_rule =
        json!({ "count": 15, "unit": "calendar-days", "roll": "next-business-day" });
    let policies = with_payers([payer("rolls", "America/Anchorage", deadline_rule)]);
    let mut compared = 0;
    for start in due_days().keys() {
        let mut due = start.days_later(15);
        while due.skipped().is_some() {
            due = due.next();
        }
        let deadline_json = deadline(
            &policies,
            &request("rolls", *start),
            midnight("America/Anchorage", *start),
        );
        assert_eq!(deadline_json["due"], due.to_string(), "{start}");
        compared += 1;
    }
    println!("rolled deadlines compared: {compared}");
}

/// A holiday defined relative to another can fall into the next or previous year.
#[test]
fn a_holiday_can_be_counted_from_one_in_another_year() {
    let mut policy = payer(
        "turns",
        "America/Denver",
        json!({ "count": 1, "unit": "business-days" }),
    );
    policy["days"] = json!([
        { "id": "yule", "name": "Yule", "month": 12, "day": 25 },
        { "id": "first", "name": "First", "month": 1, "day": 1 },
        { "id": "late", "name": "Late", "after": "yule", "days": 12 },
        { "id": "early", "name": "Early", "after": "first", "days": -9 }
    ]);
    policy["holidays"] = json!(["late", "early"]);
    policy["may_be_closed"] = json!([]);
    let policies = with_payers([policy]);
    let mut moved = 0;
    for year in 2025..2040 {
        for (day, name) in [
            (format!("{year}-01-06"), "Late"),
            (format!("{year}-12-23"), "Early"),
        ] {
            let day = Day::of(&day);
            if day.is_weekend() || day.before().is_weekend() {
                continue;
            }
            let before = day.before();
            let noon = midnight("America/Denver", before) + 12 * 3600;
            let deadline_json = deadline(&policies, &request("turns", before), noon);
            assert_eq!(deadline_json["days"][0]["skipped"], name, "{before}");
            moved += 1;
        }
    }
    assert!(moved > 15, "{moved}");
}
