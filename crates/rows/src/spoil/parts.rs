//! Which parts of a policy to spoil, and how. Only what decides is spoilt, not wording.

use p2p_policy::author::read_facts;
use p2p_policy::facts::Fact;
use p2p_policy::{Library, Value};

use crate::coverage::{items, text_of};
use crate::spoil::condition::Spoiler;
use crate::spoil::{Change, Spoilt};

/// Every spoilt version of a policy, in the order of its parts.
pub(super) fn versions(policy: &Value, facts: &[Fact]) -> Vec<Spoilt> {
    let mut spoiler = Spoiler {
        facts,
        versions: Vec::new(),
    };
    spoiler.scope(policy);
    spoiler.calendar(policy);
    spoiler.each(policy, "rules", "rule", "id", Spoiler::rule);
    spoiler.each(policy, "needs", "need", "fact", Spoiler::need);
    for list in ["optional", "offers"] {
        spoiler.each(
            policy,
            list,
            "optional detail",
            "fact",
            |spoiler, item, path, whose| {
                spoiler.condition_at(item, "when", path, whose);
            },
        );
    }
    spoiler.each(policy, "deadlines", "deadline", "id", Spoiler::deadline);
    spoiler.each(
        policy,
        "response_times",
        "response time",
        "id",
        Spoiler::promise,
    );
    for (index, route) in items(policy, "routes").iter().enumerate() {
        let place = format!("/routes/{index}");
        spoiler.each_in(
            route,
            &place,
            "steps",
            "step",
            "id",
            |spoiler, item, path, whose| {
                spoiler.condition_at(item, "when", path, whose);
            },
        );
    }
    spoiler.versions
}

/// The facts that a request can hold, the policy's own first. Faulty ones are skipped; the policy check reports them.
pub(super) fn facts_of(policy: &Value, library: &Library) -> Vec<Fact> {
    let own = policy.get("facts").cloned().unwrap_or(Value::Null);
    let own = read_facts(&Value::Map(vec![("facts".into(), own)]));
    let mut facts = own.unwrap_or_default();
    facts.extend(library.facts.iter().cloned());
    facts
}

/// Spoils one item, given its path and name.
type SpoilItem<'f> = fn(&mut Spoiler<'f>, &Value, &str, &str);

impl<'f> Spoiler<'f> {
    fn each(&mut self, policy: &Value, list: &str, kind: &str, name: &str, spoil: SpoilItem<'f>) {
        self.each_in(policy, "", list, kind, name, spoil);
    }

    /// Each item of a list: once without it, then with each of its parts spoilt.
    fn each_in(
        &mut self,
        holder: &Value,
        place: &str,
        list: &str,
        kind: &str,
        name: &str,
        spoil: SpoilItem<'f>,
    ) {
        for (index, item) in items(holder, list).iter().enumerate() {
            let path = format!("{place}/{list}/{index}");
            // An item without an id goes by its clock or its position.
            let place = index.saturating_add(1).to_string();
            let names = [text_of(item, name), text_of(item, "clock"), &place];
            let name = names.iter().find(|name| !name.is_empty()).copied();
            let whose = format!("{kind} `{}`", name.unwrap_or_default());
            self.add(&path, Change::Drop, format!("{whose} dropped"));
            spoil(self, item, &path, &whose);
        }
    }

    fn rule(&mut self, rule: &Value, path: &str, whose: &str) {
        self.one_of(
            rule,
            "outcome",
            &["reject", "warning", "notice"],
            path,
            whose,
        );
        self.condition_at(rule, "when", path, whose);
        self.condition_at(rule, "first_when", path, whose);
        for key in ["alone", "elsewhere"] {
            if let Some(Value::Bool(true)) = rule.get(key) {
                let path = format!("{path}/{key}");
                self.add(&path, Change::Drop, format!("{whose} without `{key}`"));
            }
        }
        self.one_of(rule, "shown", &["first", "folded"], path, whose);
        self.shorter(rule, "next", path, whose);
    }

    fn need(&mut self, need: &Value, path: &str, whose: &str) {
        self.condition_at(need, "when", path, whose);
        self.count(need, "at_least", path, whose);
    }

    fn deadline(&mut self, deadline: &Value, path: &str, whose: &str) {
        self.condition_at(deadline, "when", path, whose);
        self.window(deadline, path, whose);
        for key in ["latest_of", "earliest_of"] {
            let windows = items(deadline, key);
            for (index, window) in windows.iter().enumerate() {
                let path = format!("{path}/{key}/{index}");
                if windows.len() > 1 {
                    let what = format!("{whose} without window {}", index.saturating_add(1));
                    self.add(&path, Change::Drop, what);
                }
                self.window(window, &path, whose);
            }
        }
        self.shorter(deadline, "opens", path, whose);
    }

    fn window(&mut self, window: &Value, path: &str, whose: &str) {
        self.count(window, "count", path, whose);
        self.one_of(
            window,
            "unit",
            &["business-days", "calendar-days"],
            path,
            whose,
        );
        for key in ["from", "from_earliest", "on", "until"] {
            self.shorter(window, key, path, whose);
        }
        for key in ["until", "roll", "cut_off"] {
            if window.get(key).is_some() {
                let path = format!("{path}/{key}");
                self.add(&path, Change::Drop, format!("{whose} without `{key}`"));
            }
        }
        if let Some(time) = window.get("cut_off").and_then(Value::as_text) {
            self.text(time, "cut_off", &format!("{path}/cut_off"), whose);
        }
    }

    fn promise(&mut self, promise: &Value, path: &str, whose: &str) {
        self.condition_at(promise, "when", path, whose);
        self.count(promise, "count", path, whose);
        self.one_of(
            promise,
            "unit",
            &["business-days", "calendar-days"],
            path,
            whose,
        );
        self.shorter(promise, "from", path, whose);
    }

    fn scope(&mut self, policy: &Value) {
        for (key, fact) in [
            ("lines_of_business", "line_of_business"),
            ("services", "service"),
        ] {
            let path = format!("/{key}");
            self.shorter(policy, key, "", "the scope");
            let values = items(policy, key);
            let given: Vec<&str> = values.iter().filter_map(Value::as_text).collect();
            for other in self.others(fact, &given) {
                let mut more = values.to_vec();
                more.push(Value::Text(other.clone()));
                let what = format!("the scope, `{key}` also `{other}`");
                self.add(&path, Change::Put(Value::List(more)), what);
            }
            let outside = policy
                .get("outside_scope")
                .and_then(|outside_rule| outside_rule.get(key));
            if let Some(outside_rule) = outside {
                let path = format!("/outside_scope/{key}");
                let whose = format!("rule `outside-{}`", key.replace('_', "-"));
                self.add(&path, Change::Drop, format!("{whose} dropped"));
                self.one_of(
                    outside_rule,
                    "outcome",
                    &["reject", "warning"],
                    &path,
                    &whose,
                );
            }
        }
        self.shorter(policy, "contacts", "", "the policy");
    }

    fn calendar(&mut self, policy: &Value) {
        for key in ["holidays", "doubtful", "may_be_closed"] {
            self.shorter(policy, key, "", "the calendar");
        }
    }

    /// A count, one less and one more.
    fn count(&mut self, item: &Value, key: &str, path: &str, whose: &str) {
        if let Some(Value::Number(number)) = item.get(key) {
            self.number(*number, key, &format!("{path}/{key}"), whose);
        }
    }

    /// One of a closed set of names, replaced by each of the others.
    fn one_of(&mut self, item: &Value, key: &str, words: &[&str], path: &str, whose: &str) {
        let Some(given) = item.get(key).and_then(Value::as_text) else {
            return;
        };
        if !words.contains(&given) {
            return;
        }
        for other in words.iter().filter(|other| **other != given) {
            let what = format!("{whose}, `{key}` `{other}` instead of `{given}`");
            let change = Change::Put(Value::Text((*other).into()));
            self.add(&format!("{path}/{key}"), change, what);
        }
    }

    /// A list, without each of its items in turn.
    fn shorter(&mut self, item: &Value, key: &str, path: &str, whose: &str) {
        let list = items(item, key);
        if list.len() < 2 {
            return;
        }
        for (index, entry) in list.iter().enumerate() {
            let named = entry.as_text().unwrap_or_default();
            let what = format!("{whose}, `{key}` without `{named}`");
            self.add(&format!("{path}/{key}/{index}"), Change::Drop, what);
        }
    }
}
