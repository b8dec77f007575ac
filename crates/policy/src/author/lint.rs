//! What the build asks of a whole policy beyond what loading needs: nothing in the documents is lost, and no rule is dead.

use crate::author::Problem;
use crate::author::check::{at_rule, values_of};
use crate::facts::FactSet;
use crate::logic::assignments::{self, Steps};
use crate::logic::{Condition, KnownFacts};
use crate::policy::{DeadlineRule, Policy, Roll, Rule, Status, Unit};
use crate::time::calendar::DayKind;
use crate::value::Value;

/// The most conditions that are judged to find out whether two can hold together.
const MOST_JUDGED: usize = 1_000_000;

/// Everything that is wrong with a whole policy, given as it was written and as it was read.
pub(super) fn lint(written: &Value, policy: &Policy) -> Vec<Problem> {
    let mut problems = homeless(written);
    let possible = deadlines_possible(policy);
    for (place, rule) in policy.rules.iter().enumerate() {
        if !can_be(policy, &[(&rule.when, true), (&possible, true)]) {
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
    let problem =
        |place: usize, message: &str| Problem::new(&format!("/statements/{place}"), message);
    let mut problems = Vec::new();
    for (place, statement) in items(written, "statements").iter().enumerate() {
        let id = id_of(statement);
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
    let unused = routes.filter(|(_, route)| !named.contains(&id_of(route)));
    unused
        .map(|(place, _)| Problem::new(&format!("/routes/{place}"), "nothing leads to this route"))
        .collect()
}

pub(super) fn id_of(item: &Value) -> &str {
    item.get("id").and_then(Value::as_text).unwrap_or_default()
}

/// Shows every text of the lists that stand under a key, however deep, with its place.
pub(super) fn visit_lists<'v>(
    value: &'v Value,
    key: &str,
    path: &str,
    see: &mut dyn FnMut(String, &'v str),
) {
    match value {
        Value::List(items) => {
            for (place, item) in items.iter().enumerate() {
                visit_lists(item, key, &format!("{path}/{place}"), see);
            }
        }
        Value::Map(entries) => {
            for (name, value) in entries {
                let path = format!("{path}/{name}");
                match value {
                    Value::List(items) if name == key => {
                        let texts = items.iter().enumerate();
                        texts
                            .filter_map(|(place, item)| Some((place, item.as_text()?)))
                            .for_each(|(place, text)| see(format!("{path}/{place}"), text));
                    }
                    _ => visit_lists(value, key, &path, see),
                }
            }
        }
        _ => {}
    }
}

pub(super) fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The texts of every list that stands under a key, however deep.
pub(super) fn texts_under<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    let mut texts = Vec::new();
    visit_lists(value, key, "", &mut |_, text| texts.push(text));
    texts
}

/// Whether one rule fires only where another of the same outcome and field does.
fn says_no_more(policy: &Policy, rule: &Rule, other: &Rule) -> bool {
    if (rule.effect, rule.field) != (other.effect, other.field) || rule.field.is_none() {
        return false;
    }
    // Conditions that share nothing can't imply one another, unless the other always holds.
    if rule
        .when
        .facts()
        .without(rule.when.facts().without(other.when.facts()))
        == FactSet::EMPTY
        && !other.when.is_always()
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
    !can_be(policy, &[(&rule.when, true), (&other.when, false)])
}

/// What the policy's deadlines can come to: without days on which the payer may be closed nothing is past due before it
/// is closed, and a last day is no business day only where days off count and it stays.
fn deadlines_possible(policy: &Policy) -> Condition {
    let skips = |rule: &DeadlineRule| rule.unit == Unit::BusinessDays || rule.roll != Roll::Stay;
    let late = !policy.may_be_closed.is_empty() && policy.deadlines.iter().any(skips);
    let stays = |rule: &DeadlineRule| !skips(rule) || !rule.until.is_empty();
    let off = policy.deadlines.iter().any(stays);
    let any = !policy.deadlines.is_empty();
    let all = |bits: u8, bit: u8| bits | bit;
    let every_status = Status::ALL
        .iter()
        .map(|(_, status)| status.bit())
        .fold(0, all);
    let every_kind = DayKind::ALL.iter().map(|(_, kind)| kind.bit()).fold(0, all);
    let statuses = match (any, late) {
        (false, _) => 0,
        (true, false) => every_status & !Status::PastDue.bit(),
        (true, true) => every_status,
    };
    let kinds = match off {
        true => every_kind,
        false => DayKind::BusinessDay.bit(),
    };
    let none = Condition::Not(Box::new(Condition::Deadline(every_status)));
    Condition::All(vec![
        Condition::Any(vec![Condition::Deadline(statuses), none]),
        Condition::DueDay(kinds),
    ])
}

/// Whether there may be answers for which the conditions come out so.
fn can_be(policy: &Policy, wanted: &[(&Condition, bool)]) -> bool {
    let mut steps = Steps::new(MOST_JUDGED);
    let found = assignments::exist(
        wanted,
        &KnownFacts::new(None),
        &values_of(policy),
        &mut steps,
    );
    found != Some(false)
}
