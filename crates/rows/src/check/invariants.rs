//! What holds for every decision, whatever the request.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{Answer, instant};
use crate::answer::{findings, list, text};

/// Reports each invariant that the answer violates.
pub(super) fn check_invariants(complaints: &mut Vec<String>, now: DateTime<Utc>, answer: &Answer) {
    let decision = &answer.decision;
    let mut require = |kept: bool, what: &str| {
        if !kept {
            complaints.push(format!("every decision: {what}; got {decision}"));
        }
    };
    let any = |kind| findings(decision, kind).next().is_some();
    let empty = |list_name: &str| list(&decision[list_name]).is_empty();
    let outcome = match () {
        () if any("reject") => "ineligible",
        () if any("invalid") || !empty("needed") => "incomplete",
        () => "eligible",
    };
    require(
        decision["outcome"] == outcome,
        "the outcome follows from the findings",
    );
    if outcome == "ineligible" {
        require(
            empty("needed") && empty("optional") && empty("contacts"),
            "once the answer is no, nothing is asked and nowhere is it sent",
        );
    }
    let is_reject = |finding: &Value| finding["kind"] == "reject";
    require(
        list(&decision["findings"]).is_sorted_by_key(|finding| !is_reject(finding)),
        "rejects come first",
    );
    for finding in list(&decision["findings"]) {
        require(
            !text(&finding["message"]).is_empty(),
            "a finding has a message",
        );
        require(
            !is_reject(finding) || !list(&finding["next_steps"]).is_empty(),
            "a reject says where to go instead",
        );
        require(
            finding["shown"] == "first"
                || finding["shown"] == "folded" && finding["kind"] == "notice",
            "only a notice can stand behind a fold",
        );
        require(
            finding["elsewhere"] == false || finding["elsewhere"] == true && is_reject(finding),
            "only a reject leads to another door",
        );
        require(
            text(&finding["rule"]).starts_with("request/") || cites_something(&finding["citation"]),
            "a policy's finding cites it",
        );
        list(&finding["next_steps"])
            .iter()
            .for_each(|step| require(has_tel_link(step), "a phone number can be dialled"));
    }
    list(&decision["contacts"])
        .iter()
        .for_each(|step| require(has_tel_link(step), "a phone number can be dialled"));

    let mut asked = BTreeSet::new();
    for question in list(&decision["needed"])
        .iter()
        .chain(list(&decision["optional"]))
    {
        let field = text(&question["field"]);
        require(asked.insert(field), "nothing is asked twice");
        require(
            !findings(decision, "invalid").any(|finding| finding["field"] == field),
            "what is invalid is not asked again",
        );
    }

    require(
        instant(text(&decision["checked_at"])) == Some(now),
        "it says when it was checked",
    );
    require(!text(&decision["engine"]).is_empty(), "it names the engine");
    require(
        is_consistent(&decision["deadline"]),
        "a deadline shows each day counted",
    );
    let agreed = match &answer.deadline {
        Ok(deadline) => *deadline == decision["deadline"],
        Err(code) => !code.is_empty() && decision["deadline"].is_null(),
    };
    require(agreed, "compute_deadline says the same");
}

fn cites_something(citation: &Value) -> bool {
    !text(&citation["source"]).is_empty()
        && !text(&citation["title"]).is_empty()
        && !list(&citation["statements"]).is_empty()
}

fn has_tel_link(step: &Value) -> bool {
    let Some(number) = step["value"].as_str() else {
        return true;
    };
    if step["kind"] != "phone" {
        return true;
    }
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (main, extension) = number.split_once("ext.").unwrap_or((number, ""));
    let (main, extension) = (digits(main), digits(extension));
    let national = main.strip_prefix('1').unwrap_or(&main);
    let dialled = match extension.is_empty() {
        true => format!("tel:+1{national}"),
        false => format!("tel:+1{national};ext={extension}"),
    };
    step["href"] == dialled
}

/// Whether the days run from the one after `start` to `due` and each either counts or is skipped, and whether `safe`,
/// `due` and `closes` are in order.
fn is_consistent(deadline: &Value) -> bool {
    if deadline.is_null() {
        return true;
    }
    let day = |value: &Value| text(value).parse::<NaiveDate>().ok();
    let ends = ["safe", "due", "closes"].map(|end| day(&deadline[end]));
    if !ends.is_sorted() || ends.contains(&None) {
        return false;
    }
    if deadline["unit"] == "hours" || deadline["unit"] == "date" {
        return true;
    }
    let (mut last, mut counted) = (day(&deadline["start"]), 0u64);
    for entry in list(&deadline["days"]) {
        last = last.and_then(|date| date.succ_opt());
        if day(&entry["date"]) != last || entry["counts"].is_null() == entry["skipped"].is_null() {
            return false;
        }
        if !entry["doubtful"].is_null() && entry["doubtful"] != entry["skipped"] {
            return false;
        }
        if let Some(count) = entry["counts"].as_u64() {
            counted = counted.saturating_add(1);
            if count != counted {
                return false;
            }
        }
    }
    // Fewer days count if another event ends the window earlier.
    let enough = deadline["count"]
        .as_u64()
        .is_some_and(|count| counted <= count);
    last.is_some() && last == day(&deadline["due"]) && enough
}
