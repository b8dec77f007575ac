//! Which parts of a policy no row covers: rules and other parts, statements, and the boundary days of its clocks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use p2p_policy::Value as Source;
use p2p_policy::time::{Zone, local_day};
use serde::Serialize;
use serde_json::Value;

use crate::answer::{list, text};
use crate::run::Ran;

/// What the rows of a policy cover.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// Rules, needs, deadlines, promises, steps, and the rules for requests outside the scope.
    pub rules: Tally,
    pub statements: Tally,
    /// For each clock, the days on which its status changes.
    pub days: Tally,
}

/// How many parts there are, and which of them no row covers.
#[derive(Debug, Default, Serialize)]
pub struct Tally {
    pub total: usize,
    pub untouched: Vec<Part>,
}

/// A part of a policy that rows should cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// A JSON Pointer into the policy.
    pub path: String,
    /// What it is, in plain words.
    pub what: String,
}

impl Tally {
    fn count(&mut self, touched: bool, part: impl FnOnce() -> Part) {
        self.total = self.total.saturating_add(1);
        if !touched {
            self.untouched.push(part());
        }
    }
}

/// What these rows cover of a policy. The policy is given with its includes merged in.
#[must_use]
pub fn of(policy: &Source, rows: &[Ran<'_>]) -> Coverage {
    let seen = Seen::of(policy, rows);
    let mut rules = Tally::default();
    let mut covered: BTreeSet<&str> = seen.statements.iter().map(String::as_str).collect();
    for enforcer in enforcers(policy) {
        let touched = seen.parts.contains(&enforcer.key);
        if touched {
            covered.extend(enforcer.says.iter().copied());
        }
        // A question is wording, not a rule, but a row that asks it covers the statements behind it.
        if enforcer.counts {
            rules.count(touched, || Part {
                path: enforcer.path,
                what: enforcer.what,
            });
        }
    }
    let mut statements = Tally::default();
    for (index, statement) in items(policy, "statements").iter().enumerate() {
        let id = text_of(statement, "id");
        // Nothing enforces a statement that only allows something, so no row can cover it.
        if statement.get("meta").is_none() && statement.get("allows").is_none() {
            statements.count(covered.contains(id), || Part {
                path: format!("/statements/{index}"),
                what: format!("statement {id}: {}", text_of(statement, "gist")),
            });
        }
    }
    Coverage {
        rules,
        statements,
        days: boundary_days(policy, rows),
    }
}

/// The parts of a policy that appeared in decisions.
#[derive(Default)]
struct Seen {
    parts: BTreeSet<(&'static str, String)>,
    statements: BTreeSet<String>,
}

impl Seen {
    fn of(policy: &Source, rows: &[Ran<'_>]) -> Self {
        let mut seen = Seen::default();
        let prefix = format!("{}/", text_of(policy, "id"));
        for ran in rows {
            seen.decision(&prefix, &ran.decision);
            if ran.complaints.is_empty() {
                seen.statements.extend(ran.case.proves.iter().cloned());
            }
        }
        seen
    }

    fn decision(&mut self, prefix: &str, decision: &Value) {
        for finding in list(&decision["findings"]) {
            if let Some(rule) = text(&finding["rule"]).strip_prefix(prefix) {
                self.add("rule", rule);
            }
            self.cite(&finding["citation"]);
            self.steps(&finding["next_steps"]);
        }
        self.steps(&decision["contacts"]);
        for (open, kind) in [("needed", "need"), ("optional", "optional")] {
            for fact in list(&decision[open]) {
                self.add(kind, text(&fact["field"]));
                self.cite(&fact["citation"]);
            }
        }
        for clock in clocks(decision) {
            self.add("deadline", text(&clock["id"]));
            self.cite(&clock["citation"]);
        }
        for promise in list(&decision["response_times"]) {
            self.add("response time", text(&promise["id"]));
            self.cite(&promise["citation"]);
        }
    }

    fn steps(&mut self, steps: &Value) {
        for step in list(steps) {
            self.add("step", text(&step["id"]));
        }
    }

    fn cite(&mut self, citation: &Value) {
        let cited = list(&citation["statements"]).iter().map(text);
        self.statements.extend(cited.map(str::to_string));
    }

    fn add(&mut self, kind: &'static str, name: &str) {
        self.parts.insert((kind, name.to_string()));
    }
}

fn clocks(decision: &Value) -> impl Iterator<Item = &Value> {
    let main = Some(&decision["deadline"]).filter(|main| !main.is_null());
    main.into_iter().chain(list(&decision["clocks"]))
}

/// A part of a policy that enforces statements.
struct Enforcer<'p> {
    key: (&'static str, String),
    path: String,
    what: String,
    says: Vec<&'p str>,
    counts: bool,
}

fn enforcers(policy: &Source) -> Vec<Enforcer<'_>> {
    let mut enforcers = Vec::new();
    for (list_name, kind, name, counts) in [
        ("rules", "rule", "id", true),
        ("needs", "need", "fact", true),
        ("questions", "need", "fact", false),
        ("questions", "optional", "fact", false),
        ("optional", "optional", "fact", false),
        ("offers", "optional", "fact", false),
        ("deadlines", "deadline", "id", true),
        ("response_times", "response time", "id", true),
    ] {
        for (index, item) in items(policy, list_name).iter().enumerate() {
            let path = format!("/{list_name}/{index}");
            let named = text_of(item, name);
            let shown = match item.get("clock").and_then(Source::as_text) {
                Some(clock) if kind == "deadline" => clock,
                _ => named,
            };
            enforcers.push(Enforcer {
                key: (kind, shown.to_string()),
                path,
                what: format!("{kind} `{named}`"),
                says: says(item),
                counts,
            });
        }
    }
    for (at, route) in items(policy, "routes").iter().enumerate() {
        for (index, step) in items(route, "steps").iter().enumerate() {
            let id = text_of(step, "id");
            enforcers.push(Enforcer {
                key: ("step", id.to_string()),
                path: format!("/routes/{at}/steps/{index}"),
                what: format!("step `{id}`"),
                says: says(step),
                counts: true,
            });
        }
    }
    for scope in ["lines_of_business", "services"] {
        let outside = policy
            .get("outside_scope")
            .and_then(|outside| outside.get(scope));
        if let Some(outside_rule) = outside {
            let id = format!("outside-{}", scope.replace('_', "-"));
            enforcers.push(Enforcer {
                what: format!("rule `{id}`"),
                key: ("rule", id),
                path: format!("/outside_scope/{scope}"),
                says: says(outside_rule),
                counts: true,
            });
        }
    }
    enforcers
}

/// The boundary days of each clock, as far as the clock has them in these rows.
fn boundary_days(policy: &Source, rows: &[Ran<'_>]) -> Tally {
    let mut seen: BTreeMap<String, SeenClock> = BTreeMap::new();
    for ran in rows {
        for clock in clocks(&ran.decision) {
            let of_clock = seen.entry(text(&clock["id"]).to_string()).or_default();
            of_clock.look(ran, clock);
        }
    }
    let mut days = Tally::default();
    let mut named = BTreeSet::new();
    for (index, deadline) in items(policy, "deadlines").iter().enumerate() {
        let clock = deadline.get("clock").and_then(Source::as_text);
        let id = clock.unwrap_or(text_of(deadline, "id"));
        if !named.insert(id) {
            continue;
        }
        let known = seen.remove(id).unwrap_or_default();
        for (day, wanted) in Day::ALL {
            if known.has(day) {
                days.count(known.days.contains(&day), || Part {
                    path: format!("/deadlines/{index}"),
                    what: format!("clock `{id}`: {wanted}"),
                });
            }
        }
    }
    days
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Day {
    BeforeItOpens,
    Opens,
    Safe,
    Due,
    AfterDue,
    Closes,
    Closed,
    HolidayCounted,
}

impl Day {
    const ALL: [(Day, &'static str); 8] = [
        (Day::BeforeItOpens, "the day before it opens"),
        (Day::Opens, "the day on which it opens"),
        (Day::Safe, "the last safe day"),
        (Day::Due, "the last day"),
        (Day::AfterDue, "the day after the last day"),
        (
            Day::Closes,
            "the last day on which a request is still taken",
        ),
        (Day::Closed, "the first day on which it is closed"),
        (
            Day::HolidayCounted,
            "a count with a holiday between its days",
        ),
    ];
}

/// The boundary days of one clock that occurred in rows, and which ones the clock has.
#[derive(Default)]
struct SeenClock {
    days: BTreeSet<Day>,
    opens: bool,
    has_safe_day: bool,
    has_grace: bool,
    counts_business_days: bool,
}

impl SeenClock {
    /// Whether the clock has this boundary day, judging by the rows.
    fn has(&self, day: Day) -> bool {
        match day {
            Day::Due | Day::Closed => true,
            Day::BeforeItOpens | Day::Opens => self.opens,
            Day::Safe => self.has_safe_day,
            Day::AfterDue | Day::Closes => self.has_grace,
            Day::HolidayCounted => self.counts_business_days,
        }
    }

    fn look(&mut self, ran: &Ran<'_>, clock: &Value) {
        let mut zones = Zone::ALL.iter();
        let Some((_, zone)) = zones.find(|(name, _)| *name == text(&clock["time_zone"])) else {
            return;
        };
        let today = local_day(ran.case.at, *zone);
        let day = |key: &str| text(&clock[key]).parse::<NaiveDate>().ok();
        let next = |day: Option<NaiveDate>| day?.checked_add_days(Days::new(1));
        let (opens, safe, due, closes) = (day("opens"), day("safe"), day("due"), day("closes"));
        self.opens |= opens.is_some();
        self.has_safe_day |= safe != due;
        self.has_grace |= closes != due;
        self.counts_business_days |= text(&clock["unit"]) == "business-days";
        let tomorrow = next(Some(today));
        for (day, is) in [
            (Day::BeforeItOpens, opens == tomorrow),
            (Day::Opens, opens == Some(today)),
            (Day::Safe, safe != due && safe == Some(today)),
            (Day::Due, due == Some(today)),
            (Day::AfterDue, next(due) == Some(today)),
            (Day::Closes, closes != due && closes == Some(today)),
            (Day::Closed, next(closes) == Some(today)),
            (Day::HolidayCounted, counts_over_a_holiday(clock)),
        ] {
            if is {
                self.days.insert(day);
            }
        }
    }
}

fn counts_over_a_holiday(clock: &Value) -> bool {
    let skipped = list(&clock["days"]).iter().map(|day| text(&day["skipped"]));
    skipped
        .filter(|reason| !reason.is_empty())
        .any(|reason| reason != "weekend")
}

fn says(item: &Source) -> Vec<&str> {
    let cited = items(item, "says").iter();
    cited.filter_map(Source::as_text).collect()
}

pub(crate) fn items<'v>(value: &'v Source, key: &str) -> &'v [Source] {
    match value.get(key) {
        Some(Source::List(items)) => items,
        _ => &[],
    }
}

pub(crate) fn text_of<'v>(value: &'v Source, key: &str) -> &'v str {
    value.get(key).and_then(Source::as_text).unwrap_or("")
}
