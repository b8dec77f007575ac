//! What the build alone asks of the shipped policies: that nothing in the documents is lost, and no rule idles.

use crate::check::{at_rule, values_of};
use crate::condition::{Condition, Truth};
use crate::decision::Problem;
use crate::facts::FactSet;
use crate::policy::{Policy, Rule};
use crate::value::Value;
use crate::worlds;

/// Everything that is wrong with a whole policy, given as it was written and as it was read.
pub(crate) fn lint(written: &Value, policy: &Policy) -> Vec<Problem> {
    let mut problems = homeless(written);
    for (place, rule) in policy.rules.iter().enumerate() {
        if !holds_somewhere(policy, &[&rule.when], |truths| truths == [true]) {
            problems.push(at_rule(place, "when", "this rule can never fire"));
        }
        for other in &policy.rules {
            if other.id != rule.id && says_no_more(policy, rule, other) {
                let message = format!(
                    "whenever this holds, `{}` holds too, with the same outcome and field",
                    other.id
                );
                problems.push(at_rule(place, "when", &message));
            }
        }
    }
    problems.extend(unused_routes(written));
    problems
}

/// Statements that nothing rests on and no remark explains; statements without a gist.
fn homeless(written: &Value) -> Vec<Problem> {
    let cited = texts_under(written, "says");
    let problem = |place: usize, message: &str| Problem {
        path: format!("/statements/{place}"),
        message: message.into(),
    };
    let mut problems = Vec::new();
    for (place, statement) in items(written, "statements").iter().enumerate() {
        let id = statement
            .get("id")
            .and_then(Value::as_text)
            .unwrap_or_default();
        let has = |key| statement.get(key).is_some();
        if !has("gist") {
            problems.push(problem(place, "`gist` is missing"));
        }
        match (cited.contains(&id), has("meta")) {
            (false, false) => problems.push(problem(
                place,
                "nothing enforces this statement, and no `meta` says why",
            )),
            (true, true) => problems.push(problem(
                place,
                "something enforces this statement, so `meta` is wrong",
            )),
            _ => {}
        }
    }
    problems
}

fn unused_routes(written: &Value) -> Vec<Problem> {
    let named: Vec<&str> = texts_under(written, "next")
        .into_iter()
        .chain(texts_under(written, "contacts"))
        .collect();
    let routes = items(written, "routes").iter().enumerate();
    let unused = routes.filter(|(_, route)| {
        !route
            .get("id")
            .and_then(Value::as_text)
            .is_some_and(|id| named.contains(&id))
    });
    unused
        .map(|(place, _)| Problem {
            path: format!("/routes/{place}"),
            message: "nothing leads to this route".into(),
        })
        .collect()
}

/// Decisions that nothing carries out and no remark explains.
pub(crate) fn unheeded(decisions: &Value, policies: &[Value]) -> Vec<Problem> {
    let decided: Vec<&str> = policies
        .iter()
        .flat_map(|policy| texts_under(policy, "decided"))
        .collect();
    let mut problems = Vec::new();
    let mut known = Vec::new();
    for (place, decision) in items(decisions, "decisions").iter().enumerate() {
        let id = decision
            .get("id")
            .and_then(Value::as_text)
            .unwrap_or_default();
        known.push(id);
        if !decided.contains(&id) && decision.get("meta").is_none() {
            problems.push(Problem {
                path: format!("/decisions/{place}"),
                message: "nothing carries this decision out, and no `meta` says why".into(),
            });
        }
    }
    for id in decided.into_iter().filter(|id| !known.contains(id)) {
        problems.push(Problem {
            path: String::new(),
            message: format!("a policy names the decision `{id}`, which is not here"),
        });
    }
    problems
}

fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The texts of every list that stands under a key, however deep.
fn texts_under<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    match value {
        Value::List(items) => items
            .iter()
            .flat_map(|item| texts_under(item, key))
            .collect(),
        Value::Map(entries) => {
            let found = |(name, value): &'v (String, Value)| match value {
                Value::List(items) if name == key => {
                    items.iter().filter_map(Value::as_text).collect()
                }
                _ => texts_under(value, key),
            };
            entries.iter().flat_map(found).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether one rule fires only where another of the same outcome and field does.
fn says_no_more(policy: &Policy, rule: &Rule, other: &Rule) -> bool {
    if (rule.kind, rule.field) != (other.kind, other.field) || rule.field.is_none() {
        return false;
    }
    // Conditions that share nothing can't imply one another, unless the other always holds.
    if rule
        .when
        .facts()
        .without(rule.when.facts().without(other.when.facts()))
        == FactSet::EMPTY
        && other.when != Condition::ALWAYS
    {
        let engine = |condition: &Condition| {
            let mut names = false;
            condition.visit(&mut |atom| {
                names |= matches!(
                    atom,
                    Condition::Deadline(_) | Condition::DueDay(_) | Condition::TodayBefore(_)
                )
            });
            names
        };
        if !(engine(&rule.when) && engine(&other.when)) {
            return false;
        }
    }
    !holds_somewhere(policy, &[&rule.when, &other.when], |truths| {
        truths == [true, false]
    })
}

/// Whether there are answers for which the conditions come out in such a way.
fn holds_somewhere(
    policy: &Policy,
    conditions: &[&Condition],
    is: impl Fn(&[bool]) -> bool,
) -> bool {
    let mut found = false;
    let tried = worlds::every(
        conditions,
        &worlds::Nothing,
        &values_of(policy),
        &mut |world| {
            let truths: Vec<bool> = conditions
                .iter()
                .map(|condition| condition.judge(world).truth == Truth::True)
                .collect();
            found = is(&truths);
            !found
        },
    );
    found || tried.is_none()
}
