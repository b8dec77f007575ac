//! Reads a policy from a value: every key, type and reference is checked, and all problems come at once.

use chrono::NaiveDate;

use crate::condition::{Condition, DUE_DAYS, STATUSES, WindowTest};
use crate::decision::{FindingKind, NextStep, Problem};
use crate::facts::{self, ChoiceValue, Fact, FactSet, KINDS, Kind, MOST_FACTS, MOST_VALUES, Stage};
use crate::policy::{
    MAY_BE_CLOSED, Need, OUTCOMES, Policy, Promise, Roll, Route, Rule, Says, Source, Statement,
    Step, Term, UNITS, Unit, ZONES, Zone, newest,
};
use crate::value::Value;

/// The most days that a time can count; of hours, as many as these days have.
const MOST_DAYS: u32 = 366;
const STAGES: [(&str, Stage); 2] = [("gate", Stage::Gate), ("details", Stage::Details)];
const ROLLS: [(&str, Roll); 1] = [("next-business-day", Roll::NextBusinessDay)];
/// The kinds of next steps.
const STEPS: [(&str, ()); 7] = [
    ("phone", ()),
    ("fax", ()),
    ("mail", ()),
    ("form", ()),
    ("portal", ()),
    ("email", ()),
    ("letter", ()),
];
/// Names in conditions that no fact can have: the engine answers them, or they group.
const RESERVED: [&str; 6] = ["today", "deadline", "due_day", "any", "all", "none"];

/// Where in the value the reader is, and what it found wrong there and before.
#[derive(Default)]
struct Reader {
    path: Vec<String>,
    problems: Vec<Problem>,
}

/// Reads the vocabulary: `{ facts: [...] }`.
pub(crate) fn read_vocabulary(value: &Value) -> Result<Vec<Fact>, Vec<Problem>> {
    let mut reader = Reader::default();
    let facts = reader
        .table(value, &["facts"], |r, table| {
            r.list(table, "facts", Reader::fact)
        })
        .unwrap_or_default();
    reader.unique(&facts, "facts", |fact| &fact.id);
    reader.finish(facts)
}

/// Reads a policy whose requests can hold the vocabulary's facts and its own. `version` is given where it is known
/// already, because the value leaves out what no decision shows.
pub(crate) fn read_policy(
    value: &Value,
    vocabulary: &[Fact],
    version: Option<&str>,
) -> Result<Policy, Vec<Problem>> {
    let mut reader = Reader::default();
    let policy = reader.policy(value, vocabulary, version);
    match policy {
        Some(policy) => reader.finish(policy),
        None => Err(reader.problems),
    }
}

type Table<'v> = &'v Value;

impl Reader {
    fn finish<T>(self, read: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() {
            Ok(read)
        } else {
            Err(self.problems)
        }
    }

    fn problem(&mut self, message: &[&str]) {
        let mut path = String::new();
        for part in &self.path {
            path.push('/');
            path.push_str(&part.replace('~', "~0").replace('/', "~1"));
        }
        self.problems.push(Problem {
            path,
            message: message.concat(),
        });
    }

    fn inside<T>(&mut self, part: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(part.to_string());
        let read = read(self);
        self.path.pop();
        read
    }

    /// A table with no other keys than these.
    fn table<'v, T>(
        &mut self,
        value: &'v Value,
        keys: &[&str],
        read: impl FnOnce(&mut Self, Table<'v>) -> T,
    ) -> Option<T> {
        let Value::Map(entries) = value else {
            self.problem(&["this has to be a table"]);
            return None;
        };
        for (key, _) in entries {
            if !keys.contains(&key.as_str()) {
                self.inside(key, |r| {
                    r.problem(&[
                        "`",
                        key,
                        "` is not known here; known are: ",
                        &keys.join(", "),
                    ])
                });
            }
        }
        Some(read(self, value))
    }

    /// What a key holds, if it is there.
    fn at<T>(
        &mut self,
        table: Table<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Option<T> {
        match table.get(key) {
            None | Some(Value::Null) => None,
            Some(value) => self.inside(key, |r| read(r, value)),
        }
    }

    fn missing(&mut self, key: &str) {
        self.problem(&["`", key, "` is missing"]);
    }

    fn text(&mut self, table: Table<'_>, key: &str) -> Option<String> {
        self.at(table, key, |r, value| match value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => {
                r.problem(&["this has to be text, and not empty"]);
                None
            }
        })
    }

    fn must_text(&mut self, table: Table<'_>, key: &str) -> String {
        if matches!(table.get(key), None | Some(Value::Null)) {
            self.missing(key);
        }
        self.text(table, key).unwrap_or_default()
    }

    fn day(&mut self, value: &Value) -> Option<NaiveDate> {
        let day = value.as_text().and_then(facts::parse_date);
        if day.is_none() {
            self.problem(&["this has to be a date, such as 2026-03-02, between 2000 and 2099"]);
        }
        day
    }

    fn date_text(&mut self, table: Table<'_>, key: &str) -> Option<String> {
        self.at(table, key, |r, value| {
            r.day(value).and(value.as_text()).map(ToString::to_string)
        })
    }

    /// A whole number from `least` to `most`.
    fn count(&mut self, value: &Value, least: u32, most: u32) -> Option<u32> {
        if let Value::Number(number) = value {
            if let Some(count) = (least..=most).find(|count| f64::from(*count) == *number) {
                return Some(count);
            }
        }
        let bound = |number: u32| {
            let mut text = String::new();
            facts::push_number(&mut text, number as usize);
            text
        };
        self.problem(&[
            "this has to be a whole number from ",
            &bound(least),
            " to ",
            &bound(most),
        ]);
        None
    }

    /// One of some names.
    fn one_of<T: Copy>(&mut self, value: &Value, names: &[(&str, T)]) -> Option<T> {
        let found = value
            .as_text()
            .and_then(|text| names.iter().find(|(name, _)| *name == text));
        if found.is_none() {
            let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            self.problem(&["this has to be one of: ", &names.join(", ")]);
        }
        found.map(|(_, meaning)| *meaning)
    }

    fn must<T>(
        &mut self,
        table: Table<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Option<T> {
        if matches!(table.get(key), None | Some(Value::Null)) {
            self.missing(key);
        }
        self.at(table, key, read)
    }

    /// The items of a list, each read by itself; nothing where there is no list.
    fn items<T>(
        &mut self,
        value: &Value,
        mut read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Vec<T> {
        let Value::List(items) = value else {
            self.problem(&["this has to be a list"]);
            return Vec::new();
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let mut place = String::new();
            facts::push_number(&mut place, index);
            list.extend(self.inside(&place, |r| read(r, item)));
        }
        list
    }

    fn list<T>(
        &mut self,
        table: Table<'_>,
        key: &str,
        read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Vec<T> {
        self.at(table, key, |r, value| Some(r.items(value, read)))
            .unwrap_or_default()
    }

    fn word(&mut self, value: &Value) -> Option<String> {
        let text = value
            .as_text()
            .filter(|text| !text.is_empty())
            .map(ToString::to_string);
        if text.is_none() {
            self.problem(&["this has to be text, and not empty"]);
        }
        text
    }

    /// The place of what a text names among some ids.
    fn place_of<T>(
        &mut self,
        value: &Value,
        among: &[T],
        id: impl Fn(&T) -> &str,
        what: &str,
    ) -> Option<usize> {
        let name = self.word(value)?;
        let place = among.iter().position(|item| id(item) == name);
        if place.is_none() {
            self.problem(&["there is no ", what, " `", &name, "`"]);
        }
        place
    }

    fn unique<T>(&mut self, items: &[T], key: &str, id: impl Fn(&T) -> &str) {
        for (index, item) in items.iter().enumerate() {
            if items
                .iter()
                .take(index)
                .any(|earlier| id(earlier) == id(item))
            {
                self.inside(key, |r| r.problem(&["`", id(item), "` is there twice"]));
            }
        }
    }

    // The parts of a policy, in the order of a file.

    fn policy(
        &mut self,
        value: &Value,
        vocabulary: &[Fact],
        version: Option<&str>,
    ) -> Option<Policy> {
        const KEYS: [&str; 19] = [
            "id",
            "name",
            "time_zone",
            "lines_of_business",
            "services",
            "may_be_closed",
            "contacts",
            "sources",
            "statements",
            "facts",
            "questions",
            "rules",
            "needs",
            "offers",
            "deadlines",
            "response_times",
            "routes",
            "$schema",
            "include",
        ];
        self.table(value, &KEYS, |r, table| {
            let id = r.must_text(table, "id");
            if !is_name(&id, b'-') {
                r.inside("id", |r| {
                    r.problem(&["an id is made of small letters, digits and dashes"])
                });
            }
            let sources = r.list(table, "sources", |r, v| r.source(v));
            r.unique(&sources, "sources", |source| &source.id);
            let statements = r.list(table, "statements", |r, v| r.statement(v, &sources));
            r.unique(&statements, "statements", |statement| &statement.id);
            let own = r.list(table, "facts", Reader::fact);
            let facts = r.merge(vocabulary, own);
            let mut policy = Policy {
                name: r.must_text(table, "name"),
                version: String::new(),
                zone: r
                    .must(table, "time_zone", |r, v| r.one_of(v, &ZONES))
                    .unwrap_or(Zone::Eastern),
                lines_of_business: r.known_values(
                    table,
                    "lines_of_business",
                    &facts,
                    "line_of_business",
                ),
                services: r.known_values(table, "services", &facts, "service"),
                may_be_closed: r.list(table, "may_be_closed", |r, v| r.one_of(v, &MAY_BE_CLOSED)),
                sources,
                statements,
                facts,
                rules: Vec::new(),
                needs: Vec::new(),
                offers: FactSet::EMPTY,
                deadlines: Vec::new(),
                response_times: Vec::new(),
                routes: Vec::new(),
                contacts: Vec::new(),
                id,
            };
            r.scopes(table, &mut policy);
            r.list(table, "questions", |r, v| r.question(v, &mut policy));
            policy.routes = r.list(table, "routes", |r, v| r.route(v, &policy));
            r.unique(&policy.routes, "routes", |route| &route.id);
            policy.contacts = r.list(table, "contacts", |r, v| {
                r.place_of(v, &policy.routes, |route| &route.id, "route")
            });
            policy.rules = r.list(table, "rules", |r, v| r.rule(v, &policy));
            r.unique(&policy.rules, "rules", |rule| &rule.id);
            policy.needs = r.list(table, "needs", |r, v| r.need(v, &policy));
            policy.offers = r
                .list(table, "offers", |r, v| r.offer(v, &policy))
                .into_iter()
                .fold(FactSet::EMPTY, |set, fact| set.with(FactSet::of(fact)));
            policy.deadlines = r.list(table, "deadlines", |r, v| r.term(v, &policy));
            policy.response_times = r.list(table, "response_times", |r, v| r.promise(v, &policy));
            require(&mut policy);
            policy.version = version.map_or_else(
                || crate::version::of(value, newest(&policy.sources)),
                ToString::to_string,
            );
            policy
        })
    }

    /// The vocabulary with a policy's own facts, each after the last of its stage.
    fn merge(&mut self, vocabulary: &[Fact], own: Vec<Fact>) -> Vec<Fact> {
        let mut facts = vocabulary.to_vec();
        for fact in own {
            if facts.iter().any(|known| known.id == fact.id) {
                self.inside("facts", |r| {
                    r.problem(&["the fact `", &fact.id, "` is there already"])
                });
                continue;
            }
            let place = match fact.stage {
                Stage::Gate => facts
                    .iter()
                    .position(|known| known.stage == Stage::Details)
                    .unwrap_or(facts.len()),
                Stage::Details => facts.len(),
            };
            facts.insert(place, fact);
        }
        if facts.len() > MOST_FACTS {
            self.inside("facts", |r| {
                r.problem(&["with the vocabulary's these are more than 64 facts"])
            });
            facts.truncate(MOST_FACTS);
        }
        facts
    }

    fn fact(&mut self, value: &Value) -> Option<Fact> {
        self.table(value, &["id", "stage", "kind", "question", "hint", "values", "required", "latest"], |r, table| {
            let id = r.must_text(table, "id");
            if !is_name(&id, b'_') || RESERVED.contains(&id.as_str()) || id == "constructor" {
                r.inside("id", |r| r.problem(&["a fact's id is made of small letters, digits and underscores, and is none of: ", &RESERVED.join(", ")]));
            }
            let kind = r.must(table, "kind", |r, v| r.one_of(v, &KINDS)).unwrap_or(Kind::Text);
            let values = r.list(table, "values", |r, v| r.choice_value(v));
            r.unique(&values, "values", |value| &value.value);
            if values.len() > MOST_VALUES || (values.is_empty() && kind == Kind::Choice && id != "payer") {
                r.inside("values", |r| r.problem(&["a choice has between one and 64 values"]));
            }
            Fact {
                kind,
                stage: r.at(table, "stage", |r, v| r.one_of(v, &STAGES)).unwrap_or(Stage::Gate),
                question: r.must_text(table, "question"),
                hint: r.text(table, "hint"),
                values,
                required: r.at(table, "required", |r, v| r.one_bool(v)).unwrap_or(false),
                not_after_today: r.at(table, "latest", |r, v| r.one_of(v, &[("today", ())])).is_some(),
                id,
            }
        })
    }

    fn one_bool(&mut self, value: &Value) -> Option<bool> {
        match value {
            Value::Bool(yes) => Some(*yes),
            _ => {
                self.problem(&["this has to be true or false"]);
                None
            }
        }
    }

    fn choice_value(&mut self, value: &Value) -> Option<ChoiceValue> {
        self.table(value, &["value", "label"], |r, table| ChoiceValue {
            value: r.must_text(table, "value"),
            label: r.must_text(table, "label"),
        })
    }

    fn known_values(
        &mut self,
        table: Table<'_>,
        key: &str,
        facts: &[Fact],
        fact: &str,
    ) -> Vec<String> {
        let known = facts
            .iter()
            .find(|known| known.id == fact)
            .map(|fact| fact.values.as_slice())
            .unwrap_or_default();
        self.list(table, key, |r, v| {
            r.place_of(v, known, |value| &value.value, "value")
                .and(v.as_text())
                .map(ToString::to_string)
        })
    }

    fn source(&mut self, value: &Value) -> Option<Source> {
        self.table(
            value,
            &[
                "id",
                "title",
                "effective",
                "next_review",
                "regulations",
                "when",
            ],
            |r, table| {
                r.list(table, "regulations", Reader::word);
                Source {
                    id: r.must_text(table, "id"),
                    title: r.must_text(table, "title"),
                    effective: r.date_text(table, "effective"),
                    next_review: r.date_text(table, "next_review"),
                    scope: None,
                }
            },
        )
    }

    /// The sources' scopes, which name facts, and so can be read only after them.
    fn scopes(&mut self, table: Table<'_>, policy: &mut Policy) {
        let scopes = self.list(table, "sources", |r, v| {
            Some(r.at(v, "when", |r, v| Some(r.condition(v, &policy.facts))))
        });
        for (source, scope) in policy.sources.iter_mut().zip(scopes) {
            source.scope = scope;
        }
    }

    fn statement(&mut self, value: &Value, sources: &[Source]) -> Option<Statement> {
        self.table(
            value,
            &["id", "source", "section", "gist", "meta"],
            |r, table| {
                r.text(table, "gist");
                r.text(table, "meta");
                let id = r.must_text(table, "id");
                let source = r.text(table, "source").unwrap_or_else(|| {
                    id.rsplit_once('-')
                        .map_or("", |(source, _)| source)
                        .to_string()
                });
                let place = sources.iter().position(|known| known.id == source);
                if place.is_none() {
                    r.problem(&["there is no source `", &source, "`"]);
                }
                Statement {
                    id,
                    source: place.unwrap_or(usize::MAX),
                    section: r.text(table, "section"),
                }
            },
        )
    }

    fn says(&mut self, table: Table<'_>, policy: &Policy) -> Says {
        self.list(table, "decided", Reader::word);
        self.list(table, "says", |r, v| {
            r.place_of(
                v,
                &policy.statements,
                |statement| &statement.id,
                "statement",
            )
        })
    }

    fn must_says(&mut self, table: Table<'_>, policy: &Policy) -> Says {
        let says = self.says(table, policy);
        if table.get("says").is_none() {
            self.missing("says");
        }
        says
    }

    fn fact_at(&mut self, table: Table<'_>, policy: &Policy) -> Option<u8> {
        self.must(table, "fact", |r, v| r.fact_named(v, &policy.facts))
    }

    fn fact_named(&mut self, value: &Value, facts: &[Fact]) -> Option<u8> {
        self.place_of(value, facts, |fact| &fact.id, "fact")
            .and_then(|place| u8::try_from(place).ok())
    }

    fn question(&mut self, value: &Value, policy: &mut Policy) -> Option<()> {
        self.table(
            value,
            &["fact", "question", "hint", "says", "decided"],
            |r, table| {
                r.says(table, policy);
                let place = r.fact_at(table, policy);
                let (question, hint) = (r.text(table, "question"), r.text(table, "hint"));
                if let Some(fact) = place.and_then(|place| policy.facts.get_mut(usize::from(place)))
                {
                    fact.question = question.unwrap_or_else(|| std::mem::take(&mut fact.question));
                    fact.hint = hint.or_else(|| fact.hint.take());
                }
            },
        )
    }

    fn route(&mut self, value: &Value, policy: &Policy) -> Option<Route> {
        self.table(value, &["id", "steps"], |r, table| Route {
            id: r.must_text(table, "id"),
            steps: r.list(table, "steps", |r, v| r.step(v, policy)),
        })
    }

    fn step(&mut self, value: &Value, policy: &Policy) -> Option<Step> {
        self.table(
            value,
            &[
                "id", "kind", "label", "value", "href", "note", "when", "says", "decided",
            ],
            |r, table| {
                r.says(table, policy);
                r.must(table, "kind", |r, v| r.one_of(v, &STEPS));
                let kind = r.text(table, "kind").unwrap_or_default();
                let value = r.text(table, "value");
                let href = r.at(table, "href", |r, v| {
                    let href = v.as_text().filter(|href| href.starts_with("https://"));
                    if href.is_none() {
                        r.problem(&["an address starts with https://"]);
                    }
                    href.map(ToString::to_string)
                });
                let tel = value
                    .as_deref()
                    .filter(|_| kind == "phone")
                    .and_then(facts::tel);
                if kind == "phone" && tel.is_none() {
                    r.problem(&["a phone step's value has to be a North American number"]);
                }
                Step {
                    when: r.when(table, &policy.facts),
                    step: NextStep {
                        id: r.must_text(table, "id"),
                        label: r.must_text(table, "label"),
                        href: href.or(tel),
                        note: r.text(table, "note"),
                        kind,
                        value,
                    },
                }
            },
        )
    }

    fn rule(&mut self, value: &Value, policy: &Policy) -> Option<Rule> {
        self.table(
            value,
            &[
                "id", "outcome", "says", "decided", "field", "when", "message", "next",
            ],
            |r, table| {
                let when = r.when(table, &policy.facts);
                let kind = r
                    .must(table, "outcome", |r, v| r.one_of(v, &OUTCOMES))
                    .unwrap_or(FindingKind::Notice);
                let named = r.at(table, "field", |r, v| r.fact_named(v, &policy.facts));
                let field = named.or_else(|| turns_on(&when, &policy.facts));
                if field.is_none() && kind < FindingKind::Warning {
                    r.problem(&["say by `field` which fact this rule turns on"]);
                }
                let next = r.list(table, "next", |r, v| {
                    r.place_of(v, &policy.routes, |route| &route.id, "route")
                });
                if next.is_empty() && kind == FindingKind::Reject {
                    r.problem(&["a reject says by `next` where to go instead"]);
                }
                let name = r.must_text(table, "id");
                if !is_name(&name, b'-') {
                    r.inside("id", |r| {
                        r.problem(&["an id is made of small letters, digits and dashes"])
                    });
                }
                let field = field.filter(|_| kind != FindingKind::Notice || named.is_some());
                Rule {
                    id: [&policy.id, "/", &name].concat(),
                    kind,
                    says: r.must_says(table, policy),
                    field,
                    when,
                    message: r.must_text(table, "message"),
                    next,
                }
            },
        )
    }

    fn need(&mut self, value: &Value, policy: &Policy) -> Option<Need> {
        self.table(
            value,
            &["fact", "says", "decided", "when", "at_least"],
            |r, table| {
                let fact = r.fact_at(table, policy)?;
                let at_least = r
                    .at(table, "at_least", |r, v| r.count(v, 1, 20))
                    .unwrap_or(1);
                Some(Need {
                    fact,
                    says: r.says(table, policy),
                    when: r.when(table, &policy.facts),
                    at_least: at_least as usize,
                })
            },
        )
        .flatten()
    }

    fn offer(&mut self, value: &Value, policy: &Policy) -> Option<u8> {
        self.table(value, &["fact", "says", "decided"], |r, table| {
            r.says(table, policy);
            r.fact_at(table, policy)
        })
        .flatten()
    }

    fn term(&mut self, value: &Value, policy: &Policy) -> Option<Term> {
        self.table(
            value,
            &[
                "id", "says", "decided", "when", "count", "unit", "from", "until", "roll",
            ],
            |r, table| {
                r.text(table, "id");
                let (count, unit) = r.time(table);
                let when = r.when(table, &policy.facts);
                when.visit(&mut |atom| {
                    if matches!(atom, Condition::Deadline(_) | Condition::DueDay(_)) {
                        r.problem(&["a deadline can't depend on the deadline"]);
                    }
                });
                let from = r.dates(table, "from", policy);
                if from.is_empty() {
                    r.problem(&["say by `from` which date the count starts on"]);
                }
                Term {
                    says: r.must_says(table, policy),
                    when,
                    count,
                    unit,
                    from,
                    until: r.dates(table, "until", policy),
                    roll: r
                        .at(table, "roll", |r, v| r.one_of(v, &ROLLS))
                        .unwrap_or(Roll::Stay),
                }
            },
        )
    }

    fn time(&mut self, table: Table<'_>) -> (u32, Unit) {
        let unit = self
            .must(table, "unit", |r, v| r.one_of(v, &UNITS))
            .unwrap_or(Unit::CalendarDays);
        let most = if unit == Unit::Hours {
            MOST_DAYS.saturating_mul(24)
        } else {
            MOST_DAYS
        };
        (
            self.must(table, "count", |r, v| r.count(v, 1, most))
                .unwrap_or(1),
            unit,
        )
    }

    fn dates(&mut self, table: Table<'_>, key: &str, policy: &Policy) -> FactSet {
        let facts = self.list(table, key, |r, v| {
            let fact = r.fact_named(v, &policy.facts)?;
            if policy.fact(fact).is_none_or(|fact| fact.kind != Kind::Date) {
                r.problem(&["this has to be a date"]);
            }
            Some(fact)
        });
        facts
            .into_iter()
            .fold(FactSet::EMPTY, |set, fact| set.with(FactSet::of(fact)))
    }

    fn promise(&mut self, value: &Value, policy: &Policy) -> Option<Promise> {
        self.table(
            value,
            &["id", "label", "says", "decided", "when", "count", "unit"],
            |r, table| {
                let (count, unit) = r.time(table);
                Promise {
                    id: r.must_text(table, "id"),
                    label: r.must_text(table, "label"),
                    says: r.must_says(table, policy),
                    when: r.when(table, &policy.facts),
                    count,
                    unit,
                }
            },
        )
    }

    // Conditions.

    fn when(&mut self, table: Table<'_>, facts: &[Fact]) -> Condition {
        self.at(table, "when", |r, v| Some(r.condition(v, facts)))
            .unwrap_or(Condition::ALWAYS)
    }

    fn condition(&mut self, value: &Value, facts: &[Fact]) -> Condition {
        let Value::Map(entries) = value else {
            self.problem(&["a condition has to be a table"]);
            return Condition::ALWAYS;
        };
        let mut parts = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            parts.extend(self.inside(key, |r| r.entry(key, value, facts)));
        }
        if parts.len() == 1 {
            parts.pop().unwrap_or(Condition::ALWAYS)
        } else {
            Condition::All(parts)
        }
    }

    fn entry(&mut self, key: &str, value: &Value, facts: &[Fact]) -> Option<Condition> {
        let group = |r: &mut Self| r.items(value, |r, v| Some(r.condition(v, facts)));
        match key {
            "all" => Some(Condition::All(group(self))),
            "any" => Some(Condition::Any(group(self))),
            "none" => Some(Condition::Not(Box::new(Condition::Any(group(self))))),
            "today" => self.span(value, &Condition::TodayBefore),
            "deadline" => self.names(value, &STATUSES).map(Condition::Deadline),
            "due_day" => self.names(value, &DUE_DAYS).map(Condition::DueDay),
            _ => {
                let place = facts.iter().position(|fact| fact.id == key);
                let Some((fact, place)) =
                    place.and_then(|place| Some((facts.get(place)?, u8::try_from(place).ok()?)))
                else {
                    self.problem(&["there is no fact `", key, "`"]);
                    return None;
                };
                self.test(fact, place, value)
            }
        }
    }

    fn test(&mut self, fact: &Fact, place: u8, value: &Value) -> Option<Condition> {
        match fact.kind {
            Kind::Date => self.span(value, &|day| Condition::Before { fact: place, day }),
            Kind::Windows => self
                .window_test(value)
                .map(|test| Condition::Windows { fact: place, test }),
            Kind::Boolean | Kind::Choice => match value.get("not") {
                Some(but) => {
                    self.table(value, &["not"], |_, _| ());
                    let values = self.inside("not", |r| r.values(but, fact))?;
                    Some(Condition::Not(Box::new(Condition::OneOf {
                        fact: place,
                        values,
                    })))
                }
                None => Some(Condition::OneOf {
                    fact: place,
                    values: self.values(value, fact)?,
                }),
            },
            _ => {
                self.problem(&["nothing can turn on the wording of `", &fact.id, "`"]);
                None
            }
        }
    }

    /// The bits of one value or of several.
    fn values(&mut self, value: &Value, fact: &Fact) -> Option<u64> {
        let Value::List(_) = value else {
            return self.bit(value, fact);
        };
        let bits = self.items(value, |r, v| r.bit(v, fact));
        if bits.is_empty() {
            self.problem(&["this list is empty"]);
        }
        Some(bits.into_iter().fold(0, |all, bit| all | bit))
    }

    fn bit(&mut self, value: &Value, fact: &Fact) -> Option<u64> {
        let place = match (fact.kind, value) {
            (Kind::Boolean, Value::Bool(yes)) => Some(u8::from(*yes)),
            (Kind::Choice, Value::Text(text)) => fact.place(text),
            _ => None,
        };
        if place.is_none() {
            let values: Vec<&str> = fact
                .values
                .iter()
                .map(|value| value.value.as_str())
                .collect();
            let values = if fact.kind == Kind::Boolean {
                "true, false".to_string()
            } else {
                values.join(", ")
            };
            self.problem(&["`", &fact.id, "` has only the values: ", &values]);
        }
        place.and_then(|place| 1u64.checked_shl(place.into()))
    }

    /// `{ before = day }`, `{ from = day }`, or both.
    fn span(
        &mut self,
        value: &Value,
        before: &dyn Fn(NaiveDate) -> Condition,
    ) -> Option<Condition> {
        self.table(value, &["before", "from"], |r, table| {
            let end = r.at(table, "before", |r, v| r.day(v)).map(before);
            let start = r
                .at(table, "from", |r, v| r.day(v))
                .map(|day| Condition::Not(Box::new(before(day))));
            let parts: Vec<Condition> = end.into_iter().chain(start).collect();
            if parts.is_empty() {
                r.problem(&["say `before` or `from` which day"]);
            }
            Condition::All(parts)
        })
    }

    /// The bits of one name or of several.
    fn names(&mut self, value: &Value, names: &[&'static str]) -> Option<u8> {
        let bits: Vec<(&str, u8)> = names
            .iter()
            .zip([1, 2, 4, 8])
            .map(|(name, bit)| (*name, bit))
            .collect();
        match value {
            Value::List(_) => Some(
                self.items(value, |r, v| r.one_of(v, &bits))
                    .into_iter()
                    .fold(0, |all, bit| all | bit),
            ),
            _ => self.one_of(value, &bits),
        }
    }

    fn window_test(&mut self, value: &Value) -> Option<WindowTest> {
        self.table(value, &["outside_hours", "starts_within_hours", "on"], |r, table| {
            let hours = r.at(table, "outside_hours", |r, v| {
                let times = r.items(v, |r, v| {
                    let time = v.as_text().and_then(facts::parse_time);
                    if time.is_none() {
                        r.problem(&["this has to be a time, such as 09:00"]);
                    }
                    time
                });
                match times.as_slice() {
                    &[from, to] => Some(WindowTest::OutsideHours { from, to }),
                    _ => {
                        r.problem(&["this has to be two times"]);
                        None
                    }
                }
            });
            let soon = r.at(table, "starts_within_hours", |r, v| r.count(v, 1, 720)).and_then(|hours| u16::try_from(hours).ok());
            let on = r.at(table, "on", |r, v| r.names(v, &DUE_DAYS));
            match (hours, soon, on) {
                (Some(test), None, None) => Some(test),
                (None, Some(hours), None) => Some(WindowTest::StartsWithinHours(hours)),
                (None, None, Some(sorts)) => Some(WindowTest::On(sorts)),
                _ => {
                    r.problem(&["ask one thing about the call windows: outside_hours, starts_within_hours or on"]);
                    None
                }
            }
        })
        .flatten()
    }
}

/// The one request fact that a condition names; for a condition on the deadline, the date that it starts from.
fn turns_on(when: &Condition, facts: &[Fact]) -> Option<u8> {
    let mut named = when.facts().iter();
    match (named.next(), named.next()) {
        (Some(fact), None) => Some(fact),
        (None, _) => {
            let mut timed = false;
            when.visit(&mut |atom| {
                timed |= matches!(atom, Condition::Deadline(_) | Condition::DueDay(_))
            });
            let place = facts
                .iter()
                .position(|fact| timed && fact.id == "denial_date")?;
            u8::try_from(place).ok()
        }
        _ => None,
    }
}

/// Adds the needs of every request that the policy has not worded itself (C19).
fn require(policy: &mut Policy) {
    for (place, fact) in policy.facts.iter().enumerate() {
        let Ok(place) = u8::try_from(place) else {
            continue;
        };
        let asked = policy
            .needs
            .iter()
            .any(|need| need.fact == place && need.when == Condition::ALWAYS);
        if fact.required && !asked {
            policy.needs.push(Need {
                fact: place,
                says: Says::new(),
                when: Condition::ALWAYS,
                at_least: 1,
            });
        }
    }
}

fn is_name(name: &str, joint: u8) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == joint)
}
