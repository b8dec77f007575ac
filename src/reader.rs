//! Reads the vocabulary and policies: every key, type and reference is checked, and all problems come at once.

use std::sync::Arc;

use crate::condition::Condition;
use crate::decision::{FindingKind, NextStep, Problem};
use crate::facts::{ChoiceValue, Fact, FactSet, KINDS, Kind, MOST_FACTS, MOST_VALUES, Stage, tel};
use crate::policy::{
    MAY_BE_CLOSED, Need, OUTCOMES, Policy, Promise, Roll, Route, Rule, Says, Source, Statement,
    Step, Term, UNITS, Unit, ZONES, Zone, newest,
};
use crate::reading::{Reading, owned};
use crate::value::{Text, Value};

/// The most days that a time can count; of hours, as many as these days have.
pub(crate) const MOST_DAYS: u32 = 366;
pub(crate) const STAGES: [(&str, Stage); 2] = [("gate", Stage::Gate), ("details", Stage::Details)];
pub(crate) const ROLLS: [(&str, Roll); 1] = [("next-business-day", Roll::NextBusinessDay)];
/// The kinds of next steps.
pub(crate) const STEPS: [(&str, &str); 7] = [
    ("phone", "phone"),
    ("fax", "fax"),
    ("mail", "mail"),
    ("form", "form"),
    ("portal", "portal"),
    ("email", "email"),
    ("letter", "letter"),
];
/// Names that no fact can have: conditions use them for something else, or every object has them.
pub(crate) const RESERVED: [&str; 7] = [
    "today",
    "deadline",
    "due_day",
    "any",
    "all",
    "none",
    "constructor",
];

/// The keys of each table of a policy.
pub(crate) mod keys {
    pub(crate) const POLICY: [&str; 18] = [
        "$schema",
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
    ];
    pub(crate) const SOURCE: [&str; 6] = [
        "id",
        "title",
        "effective",
        "next_review",
        "regulations",
        "when",
    ];
    pub(crate) const STATEMENT: [&str; 6] = ["id", "source", "section", "gist", "meta", "when"];
    pub(crate) const FACT: [&str; 8] = [
        "id", "stage", "kind", "question", "hint", "values", "required", "latest",
    ];
    pub(crate) const VALUE: [&str; 2] = ["value", "label"];
    pub(crate) const QUESTION: [&str; 5] = ["fact", "question", "hint", "says", "decided"];
    pub(crate) const RULE: [&str; 8] = [
        "id", "outcome", "says", "decided", "field", "when", "message", "next",
    ];
    pub(crate) const NEED: [&str; 5] = ["fact", "says", "decided", "when", "at_least"];
    pub(crate) const OFFER: [&str; 3] = ["fact", "says", "decided"];
    pub(crate) const DEADLINE: [&str; 9] = [
        "id", "says", "decided", "when", "count", "unit", "from", "until", "roll",
    ];
    pub(crate) const RESPONSE_TIME: [&str; 7] =
        ["id", "label", "says", "decided", "when", "count", "unit"];
    pub(crate) const ROUTE: [&str; 2] = ["id", "steps"];
    pub(crate) const STEP: [&str; 9] = [
        "id", "kind", "label", "value", "href", "note", "when", "says", "decided",
    ];
}

/// Reads the vocabulary: `{ facts: [...] }`.
pub(crate) fn read_vocabulary(value: &Value) -> Result<Vec<Arc<Fact>>, Vec<Problem>> {
    let mut reading = Reading::default();
    reading.opens(value, &["facts"]);
    let facts = reading.list(value, "facts", Reading::fact);
    reading.unique(value, "facts", "id");
    reading.finish(facts.into_iter().map(Arc::new).collect())
}

/// Reads a policy whose requests can hold the vocabulary's facts and its own. `version` is given where it is known
/// already, because the value leaves out what no decision shows.
pub(crate) fn read_policy(
    value: &Value,
    vocabulary: &[Arc<Fact>],
    version: Option<&str>,
) -> Result<Policy, Vec<Problem>> {
    let mut reading = Reading::default();
    reading.opens(value, &keys::POLICY);
    let policy = reading.policy(value, vocabulary, version);
    reading.finish(policy)
}

impl<'v> Reading<'v> {
    fn policy(&mut self, v: &'v Value, vocabulary: &[Arc<Fact>], version: Option<&str>) -> Policy {
        let sources = self.list(v, "sources", Self::source);
        self.unique(v, "sources", "id");
        let statements = self.list(v, "statements", |r, v| r.statement(v, &sources));
        self.unique(v, "statements", "id");
        let own = self.list(v, "facts", Self::fact);
        let facts = self.merge(vocabulary, own);
        let mut p = Policy {
            id: self.name(v, "id", '-'),
            name: self.must_text(v, "name"),
            version: Text::default(),
            zone: self
                .must(v, "time_zone", |r, v| r.one_of(v, &ZONES))
                .unwrap_or(Zone::Eastern),
            lines_of_business: self.known_values(
                v,
                "lines_of_business",
                &facts,
                "line_of_business",
            ),
            services: self.known_values(v, "services", &facts, "service"),
            may_be_closed: self.list(v, "may_be_closed", |r, v| r.one_of(v, &MAY_BE_CLOSED)),
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
        };
        let scopes = self.scopes(v, "sources", p.sources.len(), &p.facts);
        let narrower = self.scopes(v, "statements", p.statements.len(), &p.facts);
        for (statement, scope) in p.statements.iter_mut().zip(narrower) {
            let of_source = scopes.get(statement.source).and_then(Clone::clone);
            statement.scope = scope.or(of_source);
        }
        self.list(v, "questions", |r, v| r.question(v, &mut p));
        p.routes = self.list(v, "routes", |r, v| r.route(v, &p));
        self.unique(v, "routes", "id");
        p.contacts = self.routes(v, "contacts", &p);
        p.rules = self.list(v, "rules", |r, v| r.rule(v, &p));
        self.unique(v, "rules", "id");
        p.needs = self.list(v, "needs", |r, v| r.need(v, &p));
        let offers = self.list(v, "offers", |r, v| r.offer(v, &p));
        p.offers = offers.into_iter().fold(FactSet::EMPTY, FactSet::with);
        p.deadlines = self.list(v, "deadlines", |r, v| r.term(v, &p));
        self.unique(v, "deadlines", "id");
        p.response_times = self.list(v, "response_times", |r, v| r.promise(v, &p));
        self.unique(v, "response_times", "id");
        require(&mut p);
        p.version = match version {
            Some(version) => owned(version),
            None => Text::Owned(crate::version::of(v, newest(&p.sources))),
        };
        p
    }

    /// The vocabulary with a policy's own facts, each after the last of its stage.
    fn merge(&mut self, vocabulary: &[Arc<Fact>], own: Vec<Fact>) -> Vec<Arc<Fact>> {
        let mut facts = vocabulary.to_vec();
        for fact in own {
            if facts.iter().any(|known| known.id == fact.id) {
                self.problem_at("facts", &["the fact `", &fact.id, "` is there already"]);
                continue;
            }
            let details = facts.iter().position(|known| known.stage == Stage::Details);
            let place = details.filter(|_| fact.stage == Stage::Gate);
            facts.insert(place.unwrap_or(facts.len()), Arc::new(fact));
        }
        if facts.len() > MOST_FACTS {
            self.problem_at(
                "facts",
                &["with the vocabulary's these are more than 64 facts"],
            );
            facts.truncate(MOST_FACTS);
        }
        facts
    }

    fn fact(&mut self, v: &'v Value) -> Option<Fact> {
        self.opens(v, &keys::FACT).then(|| {
            let id = self.name(v, "id", '_');
            if RESERVED.contains(&&*id) {
                self.problem_at(
                    "id",
                    &["no fact can be called any of: ", &RESERVED.join(", ")],
                );
            }
            let kind = self.must(v, "kind", |r, v| r.one_of(v, &KINDS));
            let values = self.list(v, "values", Self::choice_value);
            self.unique(v, "values", "value");
            let bare = values.is_empty() && kind == Some(Kind::Choice) && id != "payer";
            let odd = !values.is_empty() && kind != Some(Kind::Choice);
            if bare || odd || values.len() > MOST_VALUES {
                let message = "a choice has between one and 64 values, and nothing else has any";
                self.problem_at("values", &[message]);
            }
            let latest = self.at(v, "latest", |r, v| r.one_of(v, &[("today", ())]));
            Fact {
                id,
                kind: kind.unwrap_or(Kind::Text),
                stage: self
                    .at(v, "stage", |r, v| r.one_of(v, &STAGES))
                    .unwrap_or(Stage::Gate),
                question: self.must_text(v, "question"),
                hint: self.text(v, "hint"),
                values,
                required: self.at(v, "required", Self::flag).unwrap_or(false),
                not_after_today: latest.is_some(),
            }
        })
    }

    fn choice_value(&mut self, v: &'v Value) -> Option<ChoiceValue> {
        self.opens(v, &keys::VALUE).then(|| ChoiceValue {
            value: self.must_text(v, "value"),
            label: self.must_text(v, "label"),
        })
    }

    /// Values of one of the vocabulary's choices.
    fn known_values(
        &mut self,
        v: &'v Value,
        key: &'v str,
        facts: &[Arc<Fact>],
        of: &str,
    ) -> Vec<Text> {
        let fact = facts.iter().find(|known| known.id == of);
        let known = fact.map(|fact| fact.values.as_slice()).unwrap_or_default();
        let places = self.list(v, key, |r, v| {
            r.place_of(v, known, |value| &value.value, "value")
        });
        let values = places.into_iter().filter_map(|place| known.get(place));
        values.map(|value| value.value.clone()).collect()
    }

    fn source(&mut self, v: &'v Value) -> Option<Source> {
        self.opens(v, &keys::SOURCE).then(|| {
            self.list(v, "regulations", Self::word);
            Source {
                id: self.must_text(v, "id"),
                title: self.must_text(v, "title"),
                effective: self.day_text(v, "effective"),
                next_review: self.day_text(v, "next_review"),
            }
        })
    }

    /// The scopes of sources or statements, which name facts, and so can be read only after them. A list that held
    /// nothing sound has been complained of already.
    fn scopes(
        &mut self,
        v: &'v Value,
        key: &'v str,
        sound: usize,
        facts: &[Arc<Fact>],
    ) -> Vec<Option<Condition>> {
        if sound == 0 {
            return Vec::new();
        }
        self.list(v, key, |r, v| {
            Some(r.at(v, "when", |r, v| Some(r.condition(v, facts))))
        })
    }

    fn statement(&mut self, v: &'v Value, sources: &[Source]) -> Option<Statement> {
        self.opens(v, &keys::STATEMENT).then(|| {
            self.text(v, "gist");
            self.text(v, "meta");
            let id = self.must_text(v, "id");
            let named = self.text(v, "source");
            let source = named.unwrap_or_else(|| {
                let joint = id.bytes().rposition(|byte| byte == b'-');
                owned(id.get(..joint.unwrap_or(0)).unwrap_or_default())
            });
            let place = sources.iter().position(|known| known.id == source);
            if place.is_none() {
                self.problem(&["there is no source `", &source, "`"]);
            }
            Statement {
                id,
                source: place.unwrap_or(usize::MAX),
                section: self.text(v, "section"),
                scope: None,
            }
        })
    }

    fn says(&mut self, v: &'v Value, p: &Policy) -> Says {
        self.list(v, "decided", Self::word);
        self.list(v, "says", |r, v| {
            r.place_of(v, &p.statements, |statement| &statement.id, "statement")
        })
    }

    fn must_says(&mut self, v: &'v Value, p: &Policy) -> Says {
        self.demand(v, "says");
        if v.get("says").is_some() && !names_some(v, "says") {
            self.problem_at("says", &["name at least one statement"]);
        }
        self.says(v, p)
    }

    fn routes(&mut self, v: &'v Value, key: &'v str, p: &Policy) -> Vec<usize> {
        self.list(v, key, |r, v| {
            r.place_of(v, &p.routes, |route| &route.id, "route")
        })
    }

    fn fact_at(&mut self, v: &'v Value, p: &Policy) -> Option<u8> {
        self.must(v, "fact", |r, v| r.fact_named(v, &p.facts))
    }

    fn fact_named(&mut self, v: &'v Value, facts: &[Arc<Fact>]) -> Option<u8> {
        let place = self.place_of(v, facts, |fact| &fact.id, "fact");
        place.and_then(|place| u8::try_from(place).ok())
    }

    fn question(&mut self, v: &'v Value, p: &mut Policy) -> Option<()> {
        self.opens(v, &keys::QUESTION).then(|| {
            self.says(v, p);
            let place = self.fact_at(v, p);
            let (question, hint) = (self.text(v, "question"), self.text(v, "hint"));
            let Some(fact) = place.and_then(|place| p.facts.get_mut(usize::from(place))) else {
                return;
            };
            let fact = Arc::make_mut(fact);
            if let Some(question) = question {
                fact.question = question;
            }
            if hint.is_some() {
                fact.hint = hint;
            }
        })
    }

    fn route(&mut self, v: &'v Value, p: &Policy) -> Option<Route> {
        self.opens(v, &keys::ROUTE).then(|| {
            self.unique(v, "steps", "id");
            Route {
                id: self.must_text(v, "id"),
                steps: self.list(v, "steps", |r, v| r.step(v, p)),
            }
        })
    }

    fn step(&mut self, v: &'v Value, p: &Policy) -> Option<Step> {
        self.opens(v, &keys::STEP).then(|| {
            self.says(v, p);
            let kind = self
                .must(v, "kind", |r, v| r.one_of(v, &STEPS))
                .unwrap_or_default();
            let value = self.text(v, "value");
            let mut href = self.text(v, "href");
            if href
                .as_ref()
                .is_some_and(|href| !href.starts_with("https://"))
            {
                self.problem_at("href", &["an address starts with https://"]);
            }
            if kind == "phone" {
                href = value.as_deref().and_then(tel).map(Text::Owned);
                if href.is_none() {
                    self.problem_at("value", &["this has to be a North American number"]);
                }
            }
            let step = NextStep {
                id: self.must_text(v, "id"),
                label: self.must_text(v, "label"),
                kind,
                value,
                href,
                note: self.text(v, "note"),
            };
            Step {
                when: self.when(v, &p.facts),
                step,
            }
        })
    }

    fn rule(&mut self, v: &'v Value, p: &Policy) -> Option<Rule> {
        self.opens(v, &keys::RULE).then(|| {
            let when = self.when(v, &p.facts);
            let kind = self.must(v, "outcome", |r, v| r.one_of(v, &OUTCOMES));
            let kind = kind.unwrap_or(FindingKind::Notice);
            let named = self.at(v, "field", |r, v| r.fact_named(v, &p.facts));
            let field =
                named.or_else(|| turns_on(&when, &p.facts).filter(|_| kind != FindingKind::Notice));
            if field.is_none() && kind < FindingKind::Warning {
                self.problem(&["say by `field` which fact this rule turns on"]);
            }
            let next = self.routes(v, "next", p);
            if !names_some(v, "next") && kind == FindingKind::Reject {
                self.problem(&["a reject says by `next` where to go instead"]);
            }
            let name = self.name(v, "id", '-');
            Rule {
                id: Text::Owned([&*p.id, "/", &name].concat()),
                kind,
                says: self.must_says(v, p),
                field,
                when,
                message: self.must_text(v, "message"),
                next,
            }
        })
    }

    fn need(&mut self, v: &'v Value, p: &Policy) -> Option<Need> {
        self.opens(v, &keys::NEED).then_some(())?;
        let fact = self.fact_at(v, p);
        let at_least = self.at(v, "at_least", |r, v| r.count(v, 20)).unwrap_or(1);
        let says = self.says(v, p);
        let when = self.when(v, &p.facts);
        Some(Need {
            fact: fact?,
            says,
            when,
            at_least: at_least as usize,
        })
    }

    fn offer(&mut self, v: &'v Value, p: &Policy) -> Option<FactSet> {
        self.opens(v, &keys::OFFER).then_some(())?;
        self.says(v, p);
        self.fact_at(v, p).map(FactSet::of)
    }

    fn term(&mut self, v: &'v Value, p: &Policy) -> Option<Term> {
        self.opens(v, &keys::DEADLINE).then(|| {
            self.must_text(v, "id");
            let (count, unit) = self.time(v);
            let when = self.when(v, &p.facts);
            when.visit(&mut |atom| {
                if matches!(atom, Condition::Deadline(_) | Condition::DueDay(_)) {
                    self.problem_at("when", &["a deadline can't depend on the deadline"]);
                }
            });
            let from = self.dates(v, "from", p);
            if !names_some(v, "from") {
                self.problem(&["say by `from` which date the count starts on"]);
            }
            let roll = self.at(v, "roll", |r, v| r.one_of(v, &ROLLS));
            if unit == Unit::Hours && roll.is_some() {
                self.problem_at("roll", &["hours don't move to another day"]);
            }
            Term {
                says: self.must_says(v, p),
                when,
                count,
                unit,
                from,
                until: self.dates(v, "until", p),
                roll: roll.unwrap_or(Roll::Stay),
            }
        })
    }

    fn time(&mut self, v: &'v Value) -> (u32, Unit) {
        let unit = self.must(v, "unit", |r, v| r.one_of(v, &UNITS));
        let unit = unit.unwrap_or(Unit::CalendarDays);
        let most = match unit {
            Unit::Hours => MOST_DAYS.saturating_mul(24),
            Unit::BusinessDays | Unit::CalendarDays => MOST_DAYS,
        };
        let count = self.must(v, "count", |r, v| r.count(v, most));
        (count.unwrap_or(1), unit)
    }

    fn dates(&mut self, v: &'v Value, key: &'v str, p: &Policy) -> FactSet {
        let facts = self.list(v, key, |r, v| {
            let fact = r.fact_named(v, &p.facts)?;
            if p.fact(fact).is_none_or(|fact| fact.kind != Kind::Date) {
                r.problem(&["this has to be a date"]);
            }
            Some(FactSet::of(fact))
        });
        facts.into_iter().fold(FactSet::EMPTY, FactSet::with)
    }

    fn promise(&mut self, v: &'v Value, p: &Policy) -> Option<Promise> {
        self.opens(v, &keys::RESPONSE_TIME).then(|| {
            let (count, unit) = self.time(v);
            Promise {
                id: self.must_text(v, "id"),
                label: self.must_text(v, "label"),
                says: self.must_says(v, p),
                when: self.when(v, &p.facts),
                count,
                unit,
            }
        })
    }

    fn when(&mut self, v: &'v Value, facts: &[Arc<Fact>]) -> Condition {
        self.at(v, "when", |r, v| Some(r.condition(v, facts)))
            .unwrap_or(Condition::ALWAYS)
    }
}

/// The one request fact that a condition names; for a condition on the deadline, the date that it starts from.
fn turns_on(when: &Condition, facts: &[Arc<Fact>]) -> Option<u8> {
    let mut named = when.facts().iter();
    match (named.next(), named.next()) {
        (Some(fact), None) => Some(fact),
        (None, _) => {
            let mut timed = false;
            when.visit(&mut |atom| {
                timed |= matches!(atom, Condition::Deadline(_) | Condition::DueDay(_));
            });
            let place = facts
                .iter()
                .position(|fact| timed && fact.id == "denial_date")?;
            u8::try_from(place).ok()
        }
        _ => None,
    }
}

/// Whether a list stands under a key, with something in it.
fn names_some(v: &Value, key: &str) -> bool {
    matches!(v.get(key), Some(Value::List(items)) if !items.is_empty())
}

/// Adds the needs of every request that the policy has not worded itself (C19).
fn require(policy: &mut Policy) {
    for (fact, place) in policy.facts.iter().zip(0u8..) {
        let asks = |need: &Need| need.fact == place && need.when == Condition::ALWAYS;
        if fact.required && !policy.needs.iter().any(asks) {
            policy.needs.push(Need {
                fact: place,
                says: Says::new(),
                when: Condition::ALWAYS,
                at_least: 1,
            });
        }
    }
}
