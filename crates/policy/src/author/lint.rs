//! What the build asks of a whole policy beyond what loading needs: nothing in the documents is lost, and no rule is dead.

use crate::author::Problem;
use crate::author::check::{at_rule, values_of};
use crate::author::idle::{at, idle};
use crate::author::untranslated::untranslated;
use crate::author::written::{id_of, items, texts_under, visit_lists};
use crate::facts::{FactSet, Kind, WindowTest};
use crate::library::Library;
use crate::logic::assignments::{self, Steps};
use crate::logic::{ClockBits, Condition, KnownFacts};
use crate::policy::{FindingKind, Policy, Roll, Rule, TimeWindow, Unit};
use crate::text::Text;
use crate::time::calendar::{Closing, DayKind};
use crate::value::Value;

/// The most conditions that are judged to lint one policy: some tenths of a second. What is left then is not complained of.
const MOST_JUDGED: usize = 10_000_000;

/// Everything that is wrong with a whole policy, given as it was written and as it was read.
pub(super) fn lint(written: &Value, policy: &Policy, library: &Library) -> Vec<Problem> {
    let mut problems = homeless(written);
    let possible = deadlines_possible(policy);
    let mut steps = Steps::new(MOST_JUDGED);
    for (place, rule) in policy.rules.iter().enumerate() {
        let wanted = [(&rule.when, true), (&possible, true)];
        if is_between_nothing(&rule.when) || !can_be(policy, &wanted, &mut steps) {
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
    problems.extend(undecided(written, library));
    problems.extend(worded_twice(written));
    problems.extend(idle_scope(written, policy));
    problems.extend(idle_deadlines(policy, &mut steps));
    unheeded_deadline(policy, &mut steps, &mut problems);
    idle(written, policy, &mut problems);
    problems.extend(unknown_parts(policy));
    problems.extend(looks_like_expressions(policy));
    problems.extend(untranslated(written, policy));
    nobody_eligible(policy, &mut steps, &mut problems);
    problems
}

/// What is named under `decided` and nobody has decided.
fn undecided(written: &Value, library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    visit_lists(written, "decided", "", &mut |path, id| {
        if !library.decisions.iter().any(|known| **known == *id) {
            let message = format!("there is no decision `{id}`");
            problems.push(Problem::new(&path, &message));
        }
    });
    problems
}

/// Questions that are worded once more: only the last wording is asked.
fn worded_twice(written: &Value) -> Vec<Problem> {
    let questions = items(written, "questions");
    let fact_of = |question: &Value| {
        question
            .get("fact")
            .and_then(Value::as_text)
            .map(str::to_owned)
    };
    let mut problems = Vec::new();
    for (place, question) in questions.iter().enumerate() {
        let fact = fact_of(question);
        let mut earlier = questions.iter().take(place);
        if fact.is_some() && earlier.any(|earlier| fact_of(earlier) == fact) {
            let path = format!("/questions/{place}");
            let message =
                "this question has two wordings: put them into one, since only the last is asked";
            problems.push(Problem::new(&path, message));
        }
    }
    problems
}

/// Lists of what a policy is about that decide nothing: no rule says what becomes of the rest.
fn idle_scope(written: &Value, policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (key, choice) in [
        ("lines_of_business", "line_of_business"),
        ("services", "service"),
    ] {
        let mut facts = policy.facts.iter().zip(0u8..);
        let Some((fact, index)) = facts.find(|(fact, _)| *fact.id == *choice) else {
            continue;
        };
        let listed = items(written, key);
        let decides = policy
            .rules
            .iter()
            .any(|rule| rule.effect < FindingKind::Notice && rule.when.facts().has(index));
        if decides || !listed.is_empty() && listed.len() >= fact.values.len() {
            continue;
        }
        let path = match listed {
            [] => String::new(),
            _ => format!("/{key}"),
        };
        let message = format!(
            "nothing says what happens to another `{choice}`: list in `{key}` what this policy covers, and say in \
             `outside_scope` whether other requests get a warning or a reject"
        );
        problems.push(Problem::new(&path, &message));
    }
    problems
}

/// Deadlines that never count, since an earlier one of the same clock holds whenever they do.
fn idle_deadlines(policy: &Policy, steps: &mut Steps) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, rule) in policy.deadlines.iter().enumerate() {
        let earlier = policy.deadlines.iter().take(place);
        let earlier: Vec<_> = earlier.filter(|other| other.clock == rule.clock).collect();
        let mut wanted = vec![(&rule.when, true)];
        wanted.extend(earlier.iter().map(|other| (&other.when, false)));
        if !earlier.is_empty() && !can_be(policy, &wanted, steps) {
            let path = format!("/deadlines/{place}");
            let message = "this deadline never counts: whenever its condition holds, an earlier one of the same clock counts";
            problems.push(Problem::new(&path, message));
        }
    }
    problems
}

/// A main deadline that may pass without a consequence.
fn unheeded_deadline(policy: &Policy, steps: &mut Steps, problems: &mut Vec<Problem>) {
    let mut deadlines = policy.deadlines.iter();
    let Some(place) = deadlines.position(|rule| rule.clock == 0) else {
        return;
    };
    let closed = Condition::Clock {
        clock: 0,
        statuses: ClockBits::CLOSED.0,
    };
    let stops = |rule: &Rule| {
        let mut asks = false;
        rule.when
            .visit(&mut |atom| asks |= matches!(atom, Condition::Clock { clock: 0, .. }));
        let wanted = [(&rule.when, true), (&closed, true)];
        asks && rule.effect < FindingKind::Warning && can_be(policy, &wanted, steps)
    };
    if !policy.rules.iter().any(stops) {
        let message = "this deadline stops nothing: no rule rejects a request when it is `closed`";
        problems.push(at("/deadlines/", place, "", message));
    }
}

/// Rejects that leave no answers over.
fn nobody_eligible(policy: &Policy, steps: &mut Steps, problems: &mut Vec<Problem>) {
    let rules = policy.rules.iter();
    let rejects = rules.filter(|rule| rule.effect == FindingKind::Reject);
    let wanted: Vec<_> = rejects.map(|rule| (&rule.when, false)).collect();
    if !wanted.is_empty() && !can_be(policy, &wanted, steps) {
        let message = "no request can be eligible: whatever is answered, one of the rejects holds";
        problems.push(Problem::new("/rules", message));
    }
}

/// Whether a condition asks for a number that is at least so large and below what is no larger. The search takes each
/// bound for itself.
fn is_between_nothing(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) => {
            let mut bounds = Vec::new();
            collect_bounds(parts, &mut bounds);
            let is_crossed = |(fact, at_least, is_lower): &(u8, i64, bool)| {
                let mut others = bounds.iter();
                *is_lower
                    && others.any(|(other, below, is_lower)| {
                        other == fact && !is_lower && below <= at_least
                    })
            };
            bounds.iter().any(is_crossed) || parts.iter().any(is_between_nothing)
        }
        Condition::Any(parts) => !parts.is_empty() && parts.iter().all(is_between_nothing),
        _ => false,
    }
}

/// The bounds of numbers that all have to hold: each with its fact, and whether it is the lower one.
fn collect_bounds(parts: &[Condition], bounds: &mut Vec<(u8, i64, bool)>) {
    for part in parts {
        match part {
            Condition::All(parts) => collect_bounds(parts, bounds),
            Condition::Below { fact, thousandths } => bounds.push((*fact, *thousandths, false)),
            Condition::Not(part) => {
                if let Condition::Below { fact, thousandths } = &**part {
                    bounds.push((*fact, *thousandths, true));
                }
            }
            _ => {}
        }
    }
}

/// Forms of a text that look like regular expressions: each character of one stands for itself, so that no text has it.
fn looks_like_expressions(policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, rule) in policy.rules.iter().enumerate() {
        rule.when.visit(&mut |atom| {
            let Condition::Matches { forms, .. } = atom else {
                return;
            };
            let is_expression =
                |form: &&Text| form.contains(['^', '$', '[', ']', '\\', '+', '{', '}', '|', '?']);
            if let Some(form) = forms.iter().find(is_expression) {
                let message = format!(
                    "`{form}` is read as it stands, not as a regular expression: write `#` for a digit, `@` for a letter, `*` \
                     for either, such as A#######"
                );
                problems.push(at_rule(place, "when", &message));
            }
        });
    }
    problems
}

/// Parts of messages, such as `{due}`, that name nothing, or what can be unknown where the message is shown.
fn unknown_parts(policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, rule) in policy.rules.iter().enumerate() {
        let mut sure = Sure::of(&rule.when, true);
        sure.facts = sure.facts.with(sure.counted_from(policy));
        for part in parts_of(&rule.message) {
            let (what, clock) = part.split_once(':').unwrap_or((part, ""));
            let clock = match clock {
                "" => Some(0),
                name => policy
                    .clocks
                    .iter()
                    .zip(1u8..)
                    .find(|(known, _)| ***known == *name)
                    .map(|(_, at)| at),
            };
            let of_clock = ["safe", "due", "closes", "opens", "holidays"].contains(&what);
            let mut facts = policy.facts.iter().zip(0u8..);
            let date = facts.find(|(fact, _)| {
                *fact.id == *part && matches!(fact.kind, Kind::Date | Kind::Datetime)
            });
            let is_sure = match (of_clock, clock, date) {
                (true, Some(clock), _) => sure.clock(clock, policy),
                (false, _, Some((_, fact))) => sure.facts.has(fact),
                _ => {
                    let message = format!(
                        "`{{{part}}}` names nothing, and is shown as it stands; known names: safe, due, closes, opens and holidays, \
                         each also of a named clock, such as due:call-back, and facts that are dates"
                    );
                    problems.push(at_rule(place, "message", &message));
                    continue;
                }
            };
            if !is_sure {
                let message = format!(
                    "what `{{{part}}}` stands for can be unknown where this is shown: require it in `when`"
                );
                problems.push(at_rule(place, "message", &message));
            }
        }
    }
    problems
}

/// What stands in braces in a text.
pub(super) fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.split('{').skip(1);
    opened.filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// What is known wherever a condition is decided one way: facts that are answered, and the bits of clocks that are set.
#[derive(Clone, Copy, Default)]
struct Sure {
    facts: FactSet,
    clocks: u32,
}

impl Sure {
    fn of(condition: &Condition, holds: bool) -> Self {
        let parts = |parts: &[Condition], all: bool| {
            let mut sure = parts.iter().map(|part| Sure::of(part, holds));
            let first = sure.next().unwrap_or_default();
            sure.fold(first, |one, other| match all {
                true => Sure {
                    facts: one.facts.with(other.facts),
                    clocks: one.clocks | other.clocks,
                },
                false => Sure {
                    facts: one.facts.without(one.facts.without(other.facts)),
                    clocks: one.clocks & other.clocks,
                },
            })
        };
        match condition {
            Condition::All(all) => parts(all, holds),
            Condition::Any(any) => parts(any, !holds),
            Condition::Not(part) => Sure::of(part, !holds),
            Condition::Clock { clock, statuses } => {
                let none = statuses & ClockBits::NONE.0 != 0;
                Sure {
                    facts: FactSet::EMPTY,
                    clocks: if none == holds {
                        0
                    } else {
                        1u32.wrapping_shl((*clock).into())
                    },
                }
            }
            Condition::DueDay(_) if holds => Sure {
                facts: FactSet::EMPTY,
                clocks: 1,
            },
            // What is not given is not known.
            Condition::Given(_) if !holds => Sure::default(),
            Condition::Windows {
                test: WindowTest::AfterClock(clock),
                ..
            } => Sure {
                facts: condition.facts(),
                clocks: 1u32.wrapping_shl((*clock).into()),
            },
            atom => Sure {
                facts: atom.facts(),
                clocks: 0,
            },
        }
    }

    /// The dates that clocks count from which are set, where a clock has one way of counting.
    fn counted_from(&self, policy: &Policy) -> FactSet {
        let mut facts = FactSet::EMPTY;
        for (place, rule) in policy.deadlines.iter().enumerate() {
            let mut earlier = policy.deadlines.iter().take(place);
            let is_first = !earlier.any(|other| other.clock == rule.clock);
            let is_set = self.clocks.wrapping_shr(rule.clock.into()) & 1 == 1;
            if is_first && is_set && rule.when.is_always() {
                facts = facts.with(rule.facts());
            }
        }
        facts
    }

    /// Whether a clock is set: it was asked for, or its first deadline always holds and counts from known dates.
    fn clock(&self, clock: u8, policy: &Policy) -> bool {
        let asked = self.clocks.wrapping_shr(clock.into()) & 1 == 1;
        let mut rules = policy.deadlines.iter().filter(|rule| rule.clock == clock);
        let first = rules.next();
        asked
            || first.is_some_and(|rule| {
                rule.when.is_always() && rule.facts().without(self.facts).is_empty()
            })
    }
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
        &mut KnownFacts::new(None),
        FactSet::EMPTY,
        &values_of(policy),
        steps,
    );
    found != Some(false)
}
