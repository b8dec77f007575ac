//! Days and times of a policy that can not be.

use serde_json::json;

use crate::{bites, problems_of, put, sound, taught};

#[test]
fn times_that_can_not_be_counted() {
    let circular = "a deadline can't depend on the deadline";
    bites(
        "/deadlines/2/when",
        json!({ "deadline": "open" }),
        "/deadlines/2/when",
        circular,
    );
    bites(
        "/deadlines/2/when",
        json!({ "none": [{ "due_day": "weekend" }] }),
        "/deadlines/2/when",
        circular,
    );
    bites(
        "/deadlines/2/from",
        json!(["appeal_filed"]),
        "/deadlines/2/from/0",
        "the fact `appeal_filed` is no date; known are: determination_date, denial_date",
    );
    bites(
        "/deadlines/2/until",
        json!(["call_windows"]),
        "/deadlines/2/until/0",
        "the fact `call_windows` is no date; known are: ",
    );
    bites(
        "/deadlines/2/unit",
        json!("hours"),
        "/deadlines/2/roll",
        "hours don't move to another day",
    );
}

#[test]
fn days_can_be_counted_from_days_that_come_later_and_not_in_a_circle() {
    let day =
        |id: &str, after: &str| json!({ "id": id, "name": "A day", "after": after, "days": 1 });
    let chain = [
        day("third", "second"),
        day("second", "first"),
        day("first", "christmas-day"),
    ];
    assert_eq!(taught("/days", json!(chain)), "");
    for circle in [
        json!([day("one", "one")]),
        json!([day("one", "two"), day("two", "one")]),
    ] {
        let problems = taught("/days", circle);
        assert!(
            problems.contains("/days/0/after: these days are counted from each other in a circle"),
            "{problems}"
        );
    }
}

/// A day of the policy's own stands beside those of the calendars, never behind one.
#[test]
fn days_that_can_not_be() {
    let day = |id: &str, month: u8, day: u8| json!([{ "id": id, "name": "A day", "month": month, "day": day }]);
    let taken = "the calendars have a day of this id";
    bites("/days", day("columbus-day", 5, 15), "/days/0/id", taken);
    for (month, date) in [(2, 30), (4, 31)] {
        let never = "this month has no such day";
        bites("/days", day("a-day", month, date), "/days/0/day", never);
    }
    let mut policy = sound();
    put(&mut policy, "/days", day("leap-day", 2, 29));
    assert_eq!(problems_of(&policy), []);
}
