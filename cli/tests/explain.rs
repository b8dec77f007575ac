//! What `explain` says of time: of deadlines, and of what the payer promises, on the payer's wall.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that can't go on says so"
)]

use std::path::PathBuf;
use std::process::Command;

const POLICY: &str = r#"id = "acme"
name = "Acme"
time_zone = "America/Denver"

[[sources]]
id = "A"
title = "Guide"

[[statements]]
id = "A-1"
gist = "By when"

[[deadlines]]
id = "ask"
says = ["A-1"]
count = 10
unit = "business-days"
from = ["denial_date"]
until = ["discharge_date"]

[[deadlines]]
clock = "talk"
label = "Talk by"
says = ["A-1"]
count = 15
unit = "calendar-days"
from = ["notified_at"]
roll = "next-business-day"
cut_off = "16:30"

[[response_times]]
id = "call"
label = "A call"
says = ["A-1"]
count = 24
unit = "hours"

[[response_times]]
id = "answer"
label = "An answer"
says = ["A-1"]
count = 48
unit = "business-hours"

[[response_times]]
id = "letter"
label = "A letter"
says = ["A-1"]
count = 2
unit = "business-days"
"#;

/// Explains one request under the policy above.
fn explain(name: &str, request: &str, now: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let [policy, requests] =
        ["toml", "json"].map(|ending| folder.join(format!("explain-{name}.{ending}")));
    std::fs::write(&policy, POLICY).unwrap();
    std::fs::write(&requests, request).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_p2p-review"))
        .arg("explain")
        .arg(&requests)
        .args(["--now", now, "--policy"])
        .arg(&policy)
        .output()
        .unwrap();
    std::fs::remove_file(&policy).unwrap();
    std::fs::remove_file(&requests).unwrap();
    assert!(done.status.success(), "{done:?}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn promises_are_told_on_the_payers_wall() {
    // A Friday, and the clocks go forward on Sunday.
    let text = explain("promises", r#"{ "payer": "acme" }"#, "2026-03-06T18:00:00Z");
    let judged = text.lines().nth(1).expect(&text);
    let end = "as of Fri 2026-03-06 11:00:00 (America/Denver)";
    assert!(judged.ends_with(end), "{judged}");
    let promises = text.split("What the payer promises").nth(1).expect(&text);
    assert_eq!(
        promises,
        " (America/Denver)\n  \
         A call (24 hours): by Sat 2026-03-07 11:00\n  \
         An answer (48 business hours): by Tue 2026-03-10 11:00\n  \
         A letter (2 business days): by the end of Tue 2026-03-10\n"
    );
}

#[test]
fn a_deadline_says_why_its_last_day_is_not_the_last_of_so_many() {
    let request = r#"{ "payer": "acme", "denial_date": "2026-06-12", "notified_at": "2026-06-12T10:00", "discharge_date": "2026-06-17" }"#;
    let text = explain("deadlines", request, "2026-06-15T18:00:00Z");
    for line in [
        "Request by: 10 business days from Fri 2026-06-12; the last day is Wed 2026-06-17 (America/Denver)",
        "Another date cuts it short: only 3 of 10 can be used.",
        "Talk by: 15 calendar days from Fri 2026-06-12; the last day is Mon 2026-06-29 until 16:30 (America/Denver)",
        "The last of them isn't a business day, so it moves to the next one.",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}: {text}");
    }
}
