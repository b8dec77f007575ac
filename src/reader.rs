//! Reads the vocabulary and policies: the shape of the whole is checked, then each part is read and what it names is
//! looked up. All problems come at once.

use std::sync::Arc;

use crate::calendar::{MAY_BE_CLOSED, ZONES, Zone};
use crate::condition::Condition;
use crate::decision::{FieldValue, FindingKind, NextStep, Problem, SourceVersion};
use crate::facts::{Fact, FactSet, KINDS, Kind, MOST_FACTS, MOST_VALUES, Stage, tel};
use crate::policy::{
    Need, OUTCOMES, Policy, Promise, Roll, Route, Rule, Says, Statement, Step, Term, UNITS, Unit,
    newest,
};
use crate::reading::{Reading, list_at, number, part, text_at, word};
use crate::shape::{self, RESERVED, ROLLS, STAGES, STEPS};
use crate::value::{Text, Value, joined};

/// Reads the vocabulary: `{ facts: [...] }`.
pub(crate) fn read_vocabulary(value: &Value) -> Result<Vec<Arc<Fact>>, Vec<Problem>> {
    let mut reader = Reader::of(&[]);
    reader.reading.table(value, &shape::VOCABULARY);
    reader.facts(value);
    reader.finish().map(|policy| policy.facts)
}

/// Reads a policy whose requests can hold the vocabulary's facts and its own. `version` is given where it is known
/// already, because the value leaves out what no decision shows.
pub(crate) fn read_policy(
    value: &Value,
    vocabulary: &[Arc<Fact>],
    version: Option<&str>,
) -> Result<Policy, Vec<Problem>> {
    let mut reader = Reader::of(vocabulary);
    reader.reading.table(value, &shape::POLICY);
    reader.policy(value);
    reader.policy.version = match version {
        Some(version) => owned(version),
        None => Text::Owned(crate::version::of(value, newest(&reader.policy.sources))),
    };
    reader.finish()
}

/// A policy, as far as it is read. What has not the right shape has been complained of already, and is passed over.
struct Reader<'v> {
    reading: Reading<'v>,
    policy: Policy,
}

impl<'v> Reader<'v> {
    fn of(vocabulary: &[Arc<Fact>]) -> Self {
        Reader {
            reading: Reading::default(),
            policy: Policy {
                id: Text::default(),
                name: Text::default(),
                version: Text::default(),
                zone: Zone::Eastern,
                lines_of_business: Vec::new(),
                services: Vec::new(),
                may_be_closed: Vec::new(),
                sources: Vec::new(),
                scopes: Vec::new(),
                statements: Vec::new(),
                facts: vocabulary.to_vec(),
                rules: Vec::new(),
                needs: Vec::new(),
                offers: FactSet::EMPTY,
                deadlines: Vec::new(),
                response_times: Vec::new(),
                routes: Vec::new(),
                contacts: Vec::new(),
            },
        }
    }

    /// What was read, or everything that was found wrong.
    fn finish(self) -> Result<Policy, Vec<Problem>> {
        match self.reading.problems {
            problems if problems.is_empty() => Ok(self.policy),
            problems => Err(problems),
        }
    }

    /// What is named comes before what names it.
    fn policy(&mut self, v: &'v Value) {
        self.policy.id = text(v, "id");
        self.policy.name = text(v, "name");
        self.policy.zone = named(v, "time_zone", &ZONES).unwrap_or(Zone::Eastern);
        let days = list_at(v, "may_be_closed").iter();
        self.policy.may_be_closed = days
            .filter_map(|day| meaning(day.as_text()?, &MAY_BE_CLOSED))
            .collect();
        self.facts(v);
        self.policy.lines_of_business = self.values(v, "lines_of_business", "line_of_business");
        self.policy.services = self.values(v, "services", "service");
        self.each(v, "sources", Self::source);
        self.each(v, "statements", Self::statement);
        self.each(v, "questions", Self::question);
        self.each(v, "routes", Self::route);
        self.policy.contacts = self.routes(v, "contacts");
        self.each(v, "rules", Self::rule);
        self.each(v, "needs", Self::need);
        self.each(v, "offers", Self::offer);
        self.each(v, "deadlines", Self::term);
        self.each(v, "response_times", Self::promise);
        self.require();
    }

    /// Reads each table of the list under a key.
    #[inline(never)]
    fn each(&mut self, v: &'v Value, key: &'static str, read: fn(&mut Self, &'v Value)) {
        self.reading.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.reading.enter_item(index);
            if matches!(item, Value::Map(_)) {
                read(self, item);
            }
            self.reading.leave();
        }
        self.reading.leave();
    }

    fn facts(&mut self, v: &'v Value) {
        let known = self.policy.facts.len();
        if list_at(v, "facts").len().saturating_add(known) > MOST_FACTS {
            let message = "with the vocabulary's these are more than 64 facts";
            self.reading.wrong_at("facts", message);
        }
        self.each(v, "facts", Self::fact);
    }

    /// A fact of the vocabulary, or one of the policy's own: it stands after the last of its stage.
    fn fact(&mut self, v: &'v Value) {
        let id = text(v, "id");
        let kind = named(v, "kind", &KINDS);
        let values: Vec<FieldValue> = list_at(v, "values").iter().map(choice_value).collect();
        if RESERVED.contains(&&*id) {
            let names = joined(&RESERVED, ", ");
            self.reading
                .problem_at("id", &["no fact can be called any of: ", &names]);
        }
        if self.policy.facts.iter().any(|known| known.id == id) {
            self.reading
                .problem_at("id", &["the fact `", &id, "` is there already"]);
        }
        let bare = values.is_empty() && kind == Some(Kind::Choice) && id != "payer";
        let odd = !values.is_empty() && kind != Some(Kind::Choice);
        if bare || odd || values.len() > MOST_VALUES {
            let message = "a choice has between one and 64 values, and nothing else has any";
            self.reading.wrong_at("values", message);
        }
        let stage = named(v, "stage", &STAGES).unwrap_or(Stage::Gate);
        let facts = &mut self.policy.facts;
        let details = facts.iter().position(|known| known.stage == Stage::Details);
        let place = details.filter(|_| stage == Stage::Gate);
        let fact = Fact {
            id,
            kind: kind.unwrap_or(Kind::Text),
            stage,
            question: text(v, "question"),
            hint: some_text(v, "hint"),
            values,
            required: v.get("required") == Some(&Value::Bool(true)),
            not_after_today: part(v, "latest").is_some(),
        };
        if facts.len() < MOST_FACTS {
            facts.insert(place.unwrap_or(facts.len()), Arc::new(fact));
        }
    }

    /// Values of one of the vocabulary's choices.
    fn values(&mut self, v: &'v Value, key: &'static str, choice: &str) -> Vec<Text> {
        self.places(v, key, "value", &|p, name| {
            let fact = p.facts.iter().find(|fact| fact.id == choice)?;
            fact.place(name).map(usize::from)
        });
        let values = list_at(v, key).iter();
        values.filter_map(word).map(owned).collect()
    }

    fn source(&mut self, v: &'v Value) {
        let scope = self.scope(v);
        self.policy.scopes.push(scope);
        self.policy.sources.push(SourceVersion {
            id: text(v, "id"),
            title: text(v, "title"),
            effective: some_text(v, "effective"),
            next_review: some_text(v, "next_review"),
        });
    }

    fn statement(&mut self, v: &'v Value) {
        let id = text(v, "id");
        let joint = id.bytes().rposition(|byte| byte == b'-').unwrap_or(0);
        let prefix = id.get(..joint).unwrap_or_default();
        let source = text_at(v, "source").unwrap_or(prefix);
        let place = position(&self.policy.sources, |known| known.id == source);
        if place.is_none() {
            self.reading.problem(&["there is no source `", source, "`"]);
        }
        let source = place.unwrap_or(usize::MAX);
        let scope = self.scope(v);
        self.policy.statements.push(Statement {
            id,
            source,
            section: some_text(v, "section"),
            scope,
        });
    }

    #[inline(never)]
    fn says(&mut self, v: &'v Value) -> Says {
        self.places(v, "says", "statement", &|p, id| {
            position(&p.statements, |statement| statement.id == id)
        })
    }

    #[inline(never)]
    fn routes(&mut self, v: &'v Value, key: &'static str) -> Vec<usize> {
        self.places(v, key, "route", &|p, id| {
            position(&p.routes, |route| route.id == id)
        })
    }

    /// The places of what a list names.
    fn places(
        &mut self,
        v: &'v Value,
        key: &'static str,
        sort: &str,
        find: &dyn Fn(&Policy, &str) -> Option<usize>,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        self.reading.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.reading.enter_item(index);
            places.extend(self.place(item, sort, find));
            self.reading.leave();
        }
        self.reading.leave();
        places
    }

    /// The place of what a text names.
    fn place(
        &mut self,
        value: &Value,
        sort: &str,
        find: &dyn Fn(&Policy, &str) -> Option<usize>,
    ) -> Option<usize> {
        let name = word(value)?;
        let place = find(&self.policy, name);
        if place.is_none() {
            self.reading
                .problem(&["there is no ", sort, " `", name, "`"]);
        }
        place
    }

    /// The fact that stands under a key.
    #[inline(never)]
    fn fact_at(&mut self, v: &'v Value, key: &'static str) -> Option<u8> {
        self.reading.enter(key);
        let fact = v.get(key).and_then(|name| self.fact_named(name));
        self.reading.leave();
        fact
    }

    #[inline(never)]
    fn fact_named(&mut self, name: &Value) -> Option<u8> {
        let find = |p: &Policy, id: &str| position(&p.facts, |fact| fact.id == id);
        let place = self.place(name, "fact", &find)?;
        u8::try_from(place).ok()
    }

    /// The date facts that stand under a key.
    #[inline(never)]
    fn dates(&mut self, v: &'v Value, key: &'static str) -> FactSet {
        let mut dates = FactSet::EMPTY;
        self.reading.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.reading.enter_item(index);
            if let Some(place) = self.fact_named(item) {
                let fact = self.policy.fact(place);
                if fact.is_none_or(|fact| fact.kind != Kind::Date) {
                    self.reading.wrong("this has to be a date");
                }
                dates = dates.with(FactSet::of(place));
            }
            self.reading.leave();
        }
        self.reading.leave();
        dates
    }

    /// The condition that stands under `when`.
    #[inline(never)]
    fn scope(&mut self, v: &'v Value) -> Option<Condition> {
        let when = part(v, "when")?;
        self.reading.enter("when");
        let condition = self.reading.condition(when, &self.policy.facts);
        self.reading.leave();
        Some(condition)
    }

    #[inline(never)]
    fn when(&mut self, v: &'v Value) -> Condition {
        self.scope(v).unwrap_or(Condition::ALWAYS)
    }

    fn question(&mut self, v: &'v Value) {
        self.says(v);
        let place = self.fact_at(v, "fact").map_or(usize::MAX, usize::from);
        let Some(fact) = self.policy.facts.get_mut(place) else {
            return;
        };
        let mut worded = Fact::clone(fact);
        if let Some(question) = some_text(v, "question") {
            worded.question = question;
        }
        worded.hint = some_text(v, "hint").or(worded.hint);
        *fact = Arc::new(worded);
    }

    fn route(&mut self, v: &'v Value) {
        self.policy.routes.push(Route {
            id: text(v, "id"),
            steps: Vec::new(),
        });
        self.each(v, "steps", Self::step);
    }

    /// A step of the route that was read last.
    fn step(&mut self, v: &'v Value) {
        self.says(v);
        let when = self.when(v);
        let kind = named(v, "kind", &STEPS).unwrap_or_default();
        let value = some_text(v, "value");
        let mut href = some_text(v, "href");
        if kind == "phone" {
            href = value.as_deref().and_then(tel).map(Text::Owned);
            if href.is_none() {
                let message = "this has to be a North American number";
                self.reading.wrong_at("value", message);
            }
        }
        let step = NextStep {
            id: text(v, "id"),
            label: text(v, "label"),
            kind,
            value,
            href,
            note: some_text(v, "note"),
        };
        if let Some(route) = self.policy.routes.last_mut() {
            route.steps.push(Step { when, step });
        }
    }

    fn rule(&mut self, v: &'v Value) {
        let when = self.when(v);
        let kind = named(v, "outcome", &OUTCOMES).unwrap_or(FindingKind::Notice);
        let mut field = self.fact_at(v, "field");
        if field.is_none() && kind != FindingKind::Notice {
            field = turns_on(&when, &self.policy.facts);
        }
        if field.is_none() && kind < FindingKind::Warning {
            let message = "say by `field` which fact this rule turns on";
            self.reading.wrong(message);
        }
        if list_at(v, "next").is_empty() && kind == FindingKind::Reject {
            let message = "a reject says by `next` where to go instead";
            self.reading.wrong(message);
        }
        let id = joined(&[&self.policy.id, &text(v, "id")], "/");
        let rule = Rule {
            id: Text::Owned(id),
            kind,
            says: self.says(v),
            field,
            when,
            message: text(v, "message"),
            next: self.routes(v, "next"),
        };
        self.policy.rules.push(rule);
    }

    fn need(&mut self, v: &'v Value) {
        let fact = self.fact_at(v, "fact");
        let need = Need {
            fact: fact.unwrap_or_default(),
            says: self.says(v),
            when: self.when(v),
            at_least: number_at(v, "at_least").max(1) as usize,
        };
        self.policy.needs.push(need);
    }

    fn offer(&mut self, v: &'v Value) {
        self.says(v);
        let fact = self.fact_at(v, "fact").map_or(FactSet::EMPTY, FactSet::of);
        self.policy.offers = self.policy.offers.with(fact);
    }

    fn term(&mut self, v: &'v Value) {
        let when = self.when(v);
        if on_deadline(&when) {
            let message = "a deadline can't depend on the deadline";
            self.reading.wrong_at("when", message);
        }
        let unit = unit(v);
        let roll = named(v, "roll", &ROLLS);
        if unit == Unit::Hours && roll.is_some() {
            let message = "hours don't move to another day";
            self.reading.wrong_at("roll", message);
        }
        let term = Term {
            says: self.says(v),
            when,
            count: number_at(v, "count"),
            unit,
            from: self.dates(v, "from"),
            until: self.dates(v, "until"),
            roll: roll.unwrap_or(Roll::Stay),
        };
        self.policy.deadlines.push(term);
    }

    fn promise(&mut self, v: &'v Value) {
        let promise = Promise {
            id: text(v, "id"),
            label: text(v, "label"),
            says: self.says(v),
            when: self.when(v),
            count: number_at(v, "count"),
            unit: unit(v),
        };
        self.policy.response_times.push(promise);
    }

    /// Adds the needs of every request that the policy has not worded itself (C19).
    fn require(&mut self) {
        let policy = &mut self.policy;
        for (fact, place) in policy.facts.iter().zip(0u8..) {
            let asks = |need: &Need| need.fact == place && need.when.is_always();
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
}

/// The one request fact that a condition names; for a condition on the deadline, the date that it starts from.
fn turns_on(when: &Condition, facts: &[Arc<Fact>]) -> Option<u8> {
    let mut named = when.facts().iter();
    match (named.next(), named.next()) {
        (Some(fact), None) => Some(fact),
        (None, _) => {
            let place = position(facts, |fact| fact.id == "denial_date")?;
            u8::try_from(place).ok().filter(|_| on_deadline(when))
        }
        _ => None,
    }
}

/// Whether a condition asks about the deadline.
#[inline(never)]
fn on_deadline(when: &Condition) -> bool {
    let mut asks = false;
    when.visit(&mut |atom| {
        asks |= matches!(atom, Condition::Deadline(_) | Condition::DueDay(_));
    });
    asks
}

fn choice_value(v: &Value) -> FieldValue {
    FieldValue {
        value: text(v, "value"),
        label: text(v, "label"),
    }
}

#[inline(never)]
fn unit(v: &Value) -> Unit {
    named(v, "unit", &UNITS).unwrap_or(Unit::CalendarDays)
}

/// What the name under a key stands for.
fn named<T: Copy>(v: &Value, key: &str, names: &[(&str, T)]) -> Option<T> {
    meaning(text_at(v, key)?, names)
}

fn meaning<T: Copy>(name: &str, names: &[(&str, T)]) -> Option<T> {
    let mut names = names.iter();
    let (_, meaning) = names.find(|(known, _)| same(known, name))?;
    Some(*meaning)
}

/// Compared out of line: the names are many, and this is done a few times.
#[inline(never)]
fn same(name: &str, other: &str) -> bool {
    name == other
}

fn position<T>(among: &[T], is: impl Fn(&T) -> bool) -> Option<usize> {
    among.iter().position(is)
}

#[inline(never)]
fn number_at(v: &Value, key: &str) -> u32 {
    v.get(key).map_or(0, number)
}

#[inline(never)]
fn some_text(v: &Value, key: &str) -> Option<Text> {
    text_at(v, key).map(owned)
}

#[inline(never)]
fn text(v: &Value, key: &str) -> Text {
    some_text(v, key).unwrap_or_default()
}

fn owned(text: &str) -> Text {
    Text::Owned(text.to_string())
}
