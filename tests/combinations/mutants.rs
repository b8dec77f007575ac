//! Mutants of a payer's policy, which the tests must detect.

use serde_json::{Value as Json, json};

/// Every policy that differs in one thing that an outcome or warning depends on, with a description.
pub(crate) fn mutants(policy: &Json) -> Vec<(String, Json)> {
    let mut list = without_one(policy);
    for part in ["rules", "needs", "deadlines"] {
        for (n, entry) in entries(policy, part) {
            let name = name(entry);
            if !is_proved(entry) {
                continue;
            }
            if entry["outcome"] == "reject" {
                list.push(changed(
                    policy,
                    &format!("/{part}/{n}/outcome"),
                    json!("warning"),
                    format!("{name} warns"),
                ));
            }
            let at = format!("/{part}/{n}/when");
            let mut variants = Vec::new();
            vary(entry.get("when").unwrap_or(&Json::Null), &mut variants);
            list.extend(variants.into_iter().map(|when| {
                let what = format!("{name} when {when}, not {}", entry["when"]);
                changed(policy, &at, when, what)
            }));
        }
    }
    for (n, deadline) in entries(policy, "deadlines") {
        let count = deadline["count"].as_u64().unwrap();
        for wrong in [count - 1, count + 1] {
            list.push(changed(
                policy,
                &format!("/deadlines/{n}/count"),
                json!(wrong),
                format!("{} of {wrong}", name(deadline)),
            ));
        }
    }
    list
}

/// Every policy without one rule, one need, one day on which the payer may be closed, or one property of a rule: that
/// its notice is shown first, that its reject means another form, or that it suppresses other rules. Notices that are
/// always folded are not tested.
pub(crate) fn without_one(policy: &Json) -> Vec<(String, Json)> {
    let mut list = Vec::new();
    for part in ["rules", "needs", "may_be_closed"] {
        for (n, entry) in entries(policy, part).filter(|(_, entry)| is_proved(entry)) {
            let mut mutant = policy.clone();
            mutant[part].as_array_mut().unwrap().remove(n);
            list.push((format!("without {}", name(entry)), mutant));
        }
    }
    for (n, rule) in entries(policy, "rules") {
        for key in ["shown", "first_when", "elsewhere", "alone"] {
            if rule.get(key).is_some() {
                let mut mutant = policy.clone();
                mutant["rules"][n].as_object_mut().unwrap().remove(key);
                list.push((format!("{} without {key}", name(rule)), mutant));
            }
        }
    }
    let outside = policy.get("outside_scope").and_then(Json::as_object);
    for key in outside.into_iter().flat_map(|outside| outside.keys()) {
        let mut mutant = policy.clone();
        mutant["outside_scope"].as_object_mut().unwrap().remove(key);
        list.push((format!("outside_scope without {key}"), mutant));
    }
    if policy.get("doubtful").is_none() {
        let mut mutant = policy.clone();
        mutant["doubtful"] = json!([]);
        list.push(("without days of doubt".to_owned(), mutant));
    }
    list
}

fn is_proved(entry: &Json) -> bool {
    entry["outcome"] != "notice"
        || entry.get("shown").is_some()
        || entry.get("first_when").is_some()
}

fn entries<'p>(policy: &'p Json, part: &str) -> impl Iterator<Item = (usize, &'p Json)> {
    policy
        .get(part)
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .enumerate()
}

fn name(entry: &Json) -> String {
    let id = entry
        .get("id")
        .or_else(|| entry.get("fact"))
        .unwrap_or(entry);
    id.as_str().unwrap().to_owned()
}

fn changed(policy: &Json, at: &str, value: Json, what: String) -> (String, Json) {
    let mut mutant = policy.clone();
    *mutant.pointer_mut(at).unwrap() = value;
    (what, mutant)
}

/// Every way to remove one test of a condition, or one value of a test.
fn vary(when: &Json, variants: &mut Vec<Json>) {
    match when {
        Json::Object(tests) => {
            for (key, test) in tests {
                let mut less = tests.clone();
                less.remove(key);
                variants.push(Json::Object(less));
                let mut inner = Vec::new();
                vary(test, &mut inner);
                variants.extend(inner.into_iter().map(|test| {
                    let mut varied = tests.clone();
                    varied.insert(key.clone(), test);
                    Json::Object(varied)
                }));
            }
        }
        Json::Array(values) if values.len() > 1 => {
            for n in 0..values.len() {
                let mut less = values.clone();
                less.remove(n);
                variants.push(Json::Array(less));
            }
        }
        _ => {}
    }
}
