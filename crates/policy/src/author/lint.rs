//! What the build asks of a whole policy beyond what loading needs: nothing in the documents is lost, and no rule is dead.

use crate::author::Problem;
use crate::author::check::{at_rule, values_of};
use crate::facts::FactSet;
use crate::logic::assignments::{self, Steps};
use crate::logic::{ClockBits, Condition, KnownFacts};
use crate::policy::{Policy, Roll, Rule, TimeWindow, Unit};
use crate::time::calendar::{Closing, DayKind};
use crate::value::Value;

/// The most conditions that are judged to lint one policy: some tenths of a second. What is left then is not complained of.
const MOST_JUDGED: usize = 10_000_000;

/// Everything that is wrong with a whole policy, given as it was written and as it was read.
pub(super) fn lint(written: &Value, policy: &Policy) -> Vec<Problem> {
    let mut problems = homeless(written);
    let possible = deadlines_possible(policy);
    let mut steps = Steps::new(MOST_JUDGED);
    for (place, rule) in policy.rules.iter().enumerate() {
        if !can_be(policy, &[(&rule.when, true), (&possible, true)], &mut steps) {
            problems.push(at_rule(place, "when", "this rule can never fire"));
        }
        for other in &policy.rules {
            if other.id != rule.id && says_no_more(policy, rule, other, &mut steps) {
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
        match (cited.contains(&id), has("meta") || has("allows")) {
            (false, false) => problems.push(problem(
                place,
                "nothing enforces this statement, and no `meta` or `allows` says why",
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
fn says_no_more(policy: &Policy, rule: &Rule, other: &Rule, steps: &mut Steps) -> bool {
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
                    Condition::Clock { .. } | Condition::DueDay(_) | Condition::TodayBefore(_)
                )
            });
            names
        };
        if !(engine(&rule.when) && engine(&other.when)) {
            return false;
        }
    }
    !can_be(policy, &[(&rule.when, true), (&other.when, false)], steps)
}

/// What the policy's main clock can come to: without days of doubt it is never between the readings, and a last day is no
/// business day only where days off count and it stays.
fn deadlines_possible(policy: &Policy) -> Condition {
    let main = || policy.deadlines.iter().filter(|rule| rule.clock == 0);
    let windows = || main().flat_map(|rule| &rule.windows);
    let skips =
        |window: &TimeWindow| window.unit == Unit::BusinessDays || window.roll != Roll::Stay;
    let has = |closing| policy.calendar.iter().any(|day| day.closing == closing);
    let late = has(Closing::MayBeClosed) && windows().any(skips);
    let safe = has(Closing::Doubtful) && windows().any(skips);
    let opens = main().any(|rule| !rule.opens.is_empty());
    let off = windows().any(|window| !skips(window) || !window.until.is_empty());
    let mut possible = ClockBits::OPEN
        .with(ClockBits::LAST_DAY)
        .with(ClockBits::CLOSED);
    for (can_be, bits) in [
        (late, ClockBits::PAST_DUE),
        (
            safe,
            ClockBits::SAFE_DAY
                .with(ClockBits::PAST_SAFE)
                .with(ClockBits::DUE_DAY),
        ),
        (opens, ClockBits::NOT_OPEN),
    ] {
        if can_be {
            possible = possible.with(bits);
        }
    }
    let statuses = match main().next() {
        Some(_) => possible.0,
        None => 0,
    };
    let kinds = match off {
        true => DayKind::ALL
            .iter()
            .fold(0, |bits, (_, kind)| bits | kind.bit()),
        false => DayKind::BusinessDay.bit(),
    };
    let clock = |statuses| Condition::Clock { clock: 0, statuses };
    let none = Condition::Not(Box::new(clock(ClockBits::ALL.0 & !ClockBits::NONE.0)));
    Condition::All(vec![
        Condition::Any(vec![clock(statuses), none]),
        Condition::DueDay(kinds),
    ])
}

/// Whether there may be answers for which the conditions come out so.
fn can_be(policy: &Policy, wanted: &[(&Condition, bool)], steps: &mut Steps) -> bool {
    let found = assignments::exist(
        wanted,
        &KnownFacts::new(None),
        FactSet::EMPTY,
        &values_of(policy),
        steps,
    );
    found != Some(false)
}
