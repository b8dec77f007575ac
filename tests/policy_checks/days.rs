//! Invalid days and times in a policy.

use serde_json::json;

use crate::{assert_problem, problems_of, problems_with, put, valid_policy};

#[test]
fn invalid_times() {
    let circular = "a deadline can't depend on the deadline";
    assert_problem(
        "/deadlines/2/when",
        json!({ "deadline": "open" }),
        "/deadlines/2/when",
        circular,
    );
    assert_problem(
        "/deadlines/2/when",
        json!({ "none": [{ "due_day": "weekend" }] }),
        "/deadlines/2/when",
        circular,
    );
    assert_problem(
        "/deadlines/2/from",
        json!(["appeal_filed"]),
        "/deadlines/2/from/0",
        "the fact `appeal_filed` isn't a date; known names: determination_date, denial_date",
    );
    assert_problem(
        "/deadlines/2/until",
        json!(["call_windows"]),
        "/deadlines/2/until/0",
        "the fact `call_windows` isn't a date; known names: ",
    );
    assert_problem(
        "/deadlines/2/unit",
        json!("hours"),
        "/deadlines/2/roll",
        "hours don't move to another day",
    );
}

#[test]
fn days_can_refer_to_later_days_but_not_in_a_circle() {
    let day =
        |id: &str, after: &str| json!({ "id": id, "name": "A day", "after": after, "days": 1 });
    let chain = [
        day("third", "second"),
        day("second", "first"),
        day("first", "christmas-day"),
    ];
    assert_eq!(problems_with("/days", json!(chain)), "");
    for circle in [
        json!([day("one", "one")]),
        json!([day("one", "two"), day("two", "one")]),
    ] {
        let problems = problems_with("/days", circle);
        assert!(
            problems.contains("/days/0/after: these days are counted from each other in a circle"),
            "{problems}"
        );
    }
}

/// A policy's own day is added to those of the calendars; it can't replace one.
#[test]
fn invalid_days() {
    let day = |id: &str, month: u8, day: u8| json!([{ "id": id, "name": "A day", "month": month, "day": day }]);
    let taken = "there is a built-in day with this id";
    assert_problem("/days", day("columbus-day", 5, 15), "/days/0/id", taken);
    for (month, date) in [(2, 30), (4, 31)] {
        let never = "this month has no such day";
        assert_problem("/days", day("a-day", month, date), "/days/0/day", never);
    }
    let mut policy = valid_policy();
    put(&mut policy, "/days", day("leap-day", 2, 29));
    assert_eq!(problems_of(&policy), []);
}
