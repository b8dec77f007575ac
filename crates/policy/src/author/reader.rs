//! Reads the vocabulary and policies: the shape of the whole is checked, then each part is read and what it names is
//! looked up. All problems come at once.

use crate::author::Problem;
use crate::author::parse_condition::Names;
use crate::author::schema::{self, RESERVED};
use crate::author::validator::{Validator, list_at, number, part, text_at, word};
use crate::author::version;
use crate::facts::phone::tel;
use crate::facts::{Fact, FactSet, FieldValue, Kind, MOST_FACTS, MOST_VALUES, Stage};
use crate::library::{Library, NamedDay};
use crate::logic::Condition;
use crate::policy::{
    FindingKind, Need, NextStep, Policy, Route, Rule, Says, Source, SourceVersion, Statement, Step,
    StepKind, Wish,
};
use crate::text::{Text, joined, push_number};
use crate::time::Zone;
use crate::value::Value;

pub(super) mod calendar;
mod clocks;
mod scope;
mod translations;

/// Reads the vocabulary, `{ newer: [...], facts: [...] }`.
///
/// # Errors
/// Everything that is wrong with one of them.
pub fn read_facts(value: &Value) -> Result<Vec<Fact>, Vec<Problem>> {
    let library = Library::default();
    let mut reader = Reader::of(&library);
    reader.validator.table(value, &schema::VOCABULARY);
    reader.facts(value);
    reader.finish().map(|policy| policy.facts)
}

/// Reads a policy that can draw on a library.
pub(super) fn read_policy(value: &Value, library: &Library) -> Result<Policy, Vec<Problem>> {
    let mut reader = Reader::of(library);
    reader.validator.table(value, &schema::POLICY);
    reader.policy(value);
    reader.policy.version = Text::from(version::of(value, newest(&reader.policy.sources)));
    reader.finish()
}

/// A policy, as far as it is read. Malformed parts have already been reported, and are skipped.
struct Reader<'v> {
    validator: Validator<'v>,
    library: &'v Library,
    policy: Policy,
    /// The names of `policy.routes`.
    route_ids: Vec<Text>,
    /// Whether the policy knows of the safe day; one from before asks about the due day alone.
    knows_safe_day: bool,
    /// The days that can be named.
    days: Vec<NamedDay>,
}

impl<'v> Reader<'v> {
    fn of(library: &'v Library) -> Self {
        let indexes = (0u8..).zip(&library.facts);
        Reader {
            validator: Validator::default(),
            library,
            policy: Policy {
                id: Text::default(),
                name: Text::default(),
                version: Text::default(),
                zone: Zone::Eastern,
                lines_of_business: Vec::new(),
                services: Vec::new(),
                calendar: Vec::new(),
                sources: Vec::new(),
                statements: Vec::new(),
                facts: library.facts.clone(),
                vocabulary: indexes
                    .fold(FactSet::EMPTY, |set, (fact, _)| set.with(FactSet::of(fact))),
                rules: Vec::new(),
                needs: Vec::new(),
                wishes: Vec::new(),
                offers: FactSet::EMPTY,
                clocks: Vec::new(),
                deadlines: Vec::new(),
                response_times: Vec::new(),
                routes: Vec::new(),
                contacts: Vec::new(),
                translations: Vec::new(),
            },
            route_ids: Vec::new(),
            knows_safe_day: false,
            days: Vec::new(),
        }
    }

    /// What was read, or everything that was found wrong.
    fn finish(self) -> Result<Policy, Vec<Problem>> {
        match self.validator.problems {
            problems if problems.is_empty() => Ok(self.policy),
            problems => Err(problems),
        }
    }

    /// What is named comes before what names it.
    fn policy(&mut self, v: &'v Value) {
        self.policy.id = text(v, "id");
        self.policy.name = text(v, "name");
        self.policy.zone = named(v, "time_zone", Zone::named).unwrap_or(Zone::Eastern);
        self.policy.calendar = self.calendar(v);
        self.facts(v);
        self.clock_names(v);
        self.knows_safe_day = clocks::asks_of_safe_day(v);
        self.policy.lines_of_business = self.values(v, "lines_of_business", "line_of_business");
        self.policy.services = self.values(v, "services", "service");
        self.each(v, "sources", Self::source);
        self.each(v, "statements", Self::statement);
        self.each(v, "questions", Self::question);
        self.each(v, "routes", Self::route);
        self.policy.contacts = self.routes(v, "contacts");
        self.each(v, "deadlines", Self::deadline);
        self.each(v, "rules", Self::rule);
        self.outside_scope(v);
        self.each(v, "needs", Self::need);
        self.each(v, "optional", Self::wish);
        self.each(v, "offers", Self::offer);
        self.each(v, "response_times", Self::response_time);
        self.require();
        self.translations(v);
        self.note_matched();
    }

    /// Reads each table of the list under a key.
    fn each(&mut self, v: &'v Value, key: &'static str, read: fn(&mut Self, &'v Value)) {
        self.validator.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.validator.enter_item(index);
            if matches!(item, Value::Map(_)) {
                read(self, item);
            }
            self.validator.leave();
        }
        self.validator.leave();
    }

    fn facts(&mut self, v: &'v Value) {
        let known = self.policy.facts.len();
        if list_at(v, "facts").len().saturating_add(known) > MOST_FACTS {
            let mut most = String::new();
            push_number(&mut most, MOST_FACTS);
            let message = [
                "with the vocabulary's these are more than ",
                &most,
                " facts",
            ];
            self.validator.problem_at("facts", &message);
        }
        self.each(v, "facts", Self::fact);
    }

    /// A fact of the vocabulary, or one of the policy's own: it stands after the last of its stage.
    fn fact(&mut self, v: &'v Value) {
        let id = text(v, "id");
        let kind = named(v, "kind", Kind::named);
        let values: Vec<FieldValue> = list_at(v, "values").iter().map(choice_value).collect();
        if RESERVED.contains(&&*id) {
            let names = joined(&RESERVED, ", ");
            self.validator
                .problem_at("id", &["no fact can be called any of: ", &names]);
        }
        let known = self.policy.facts.iter().position(|known| known.id == id);
        let (values, in_place) = match known {
            Some(index) => self.redeclare(index, &id, kind, values),
            None => (values, None),
        };
        let before = in_place.and_then(|place| self.policy.fact(place)).cloned();
        let bare = values.is_empty() && kind == Some(Kind::Choice) && *id != *"payer";
        let odd = !values.is_empty() && kind != Some(Kind::Choice);
        if bare || odd || values.len() > MOST_VALUES {
            let message = "a choice has between one and 64 values, and nothing else has any";
            self.validator.wrong_at("values", message);
        }
        let stage = named(v, "stage", Stage::named);
        let stage = stage.or(before.as_ref().map(|before| before.stage));
        let stage = stage.unwrap_or(Stage::Gate);
        let facts = &mut self.policy.facts;
        let details = facts.iter().position(|known| known.stage == Stage::Details);
        let index = details.filter(|_| stage == Stage::Gate);
        let fact = Fact {
            id,
            kind: kind.unwrap_or(Kind::Text),
            stage,
            question: text(v, "question"),
            hint: some_text(v, "hint").or(before.as_ref().and_then(|before| before.hint.clone())),
            values,
            required: v.get("required") == Some(&Value::Bool(true))
                || before.as_ref().is_some_and(|before| before.required),
            not_after_today: part(v, "latest").is_some()
                || before.as_ref().is_some_and(|before| before.not_after_today),
            unsure: stage == Stage::Gate
                && v.get("unsure") != Some(&Value::Bool(false))
                && before.as_ref().is_none_or(|before| before.unsure),
            matched: false,
        };
        if let Some(place) = in_place.and_then(|index| facts.get_mut(usize::from(index))) {
            *place = fact;
        } else if facts.len() < MOST_FACTS {
            let index = index.unwrap_or(facts.len());
            facts.insert(index, fact);
            self.policy.vocabulary = self.policy.vocabulary.shifted_from(index);
        }
    }

    /// A fact of the vocabulary that a policy declares with wording of its own: the values that it has then, and where it
    /// stands if it keeps its place. A list that repeats some of the vocabulary's values is the whole list; one that repeats
    /// none adds to them.
    fn redeclare(
        &mut self,
        index: usize,
        id: &str,
        kind: Option<Kind>,
        values: Vec<FieldValue>,
    ) -> (Vec<FieldValue>, Option<u8>) {
        let place = u8::try_from(index).unwrap_or(u8::MAX);
        let known = self.policy.fact(place).cloned();
        let known = known.filter(|_| self.policy.vocabulary.has(place));
        let Some(known) = known else {
            self.validator
                .problem_at("id", &["the fact `", id, "` is there already"]);
            return (values, None);
        };
        let is_same = Some(known.kind) == kind;
        // A policy from before the vocabulary had this fact may mean another by the name.
        let is_newer = self.library.newer.iter().any(|newer| **newer == *id);
        if !is_same && !is_newer {
            self.validator.problem_at(
                "kind",
                &[
                    "the vocabulary has a fact `",
                    id,
                    "` of the kind `",
                    known.kind.name(),
                    "`, and asks: “",
                    &known.question,
                    "” Use it as it is, or take another id",
                ],
            );
            return (values, None);
        }
        let repeats = |own: &FieldValue| known.index_of(&own.value).is_some();
        let whole = !values.is_empty() && (is_newer || values.iter().any(repeats));
        let mut all = match whole || !is_same {
            true => Vec::new(),
            false => known.values.clone(),
        };
        all.extend(values);
        if is_newer {
            self.policy.facts.remove(index);
            self.policy.vocabulary = self.policy.vocabulary.without_index(index);
            return (all, None);
        }
        self.policy.vocabulary = self.policy.vocabulary.without(FactSet::of(place));
        (all, Some(place))
    }

    /// Values of one of the vocabulary's choices.
    fn values(&mut self, v: &'v Value, key: &'static str, choice: &str) -> Vec<Text> {
        self.indexes(v, key, Sort::Value(choice));
        let values = list_at(v, key).iter();
        values.filter_map(word).map(Text::from).collect()
    }

    fn source(&mut self, v: &'v Value) {
        let scope = self.scope(v);
        let version = SourceVersion {
            id: text(v, "id"),
            title: text(v, "title"),
            effective: some_text(v, "effective"),
            next_review: some_text(v, "next_review"),
        };
        self.policy.sources.push(Source { version, scope });
    }

    fn statement(&mut self, v: &'v Value) {
        let id = text(v, "id");
        let joint = id.bytes().rposition(|byte| byte == b'-').unwrap_or(0);
        let prefix = id.get(..joint).unwrap_or_default();
        let source = text_at(v, "source").unwrap_or(prefix);
        let sources = &self.policy.sources;
        let place = position(sources, |known| *known.version.id == *source);
        if place.is_none() {
            let known = sources.iter().map(|known| &*known.version.id);
            self.validator.unknown("source", source, known);
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

    fn says(&mut self, v: &'v Value) -> Says {
        self.indexes(v, "says", Sort::Statement)
    }

    fn routes(&mut self, v: &'v Value, key: &'static str) -> Vec<usize> {
        self.indexes(v, key, Sort::Route)
    }

    /// The indexes of what a list names.
    fn indexes(&mut self, v: &'v Value, key: &'static str, sort: Sort<'_>) -> Vec<usize> {
        let mut indexes = Vec::new();
        self.validator.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.validator.enter_item(index);
            indexes.extend(self.index(item, sort));
            self.validator.leave();
        }
        self.validator.leave();
        indexes
    }

    /// The index of what a text names.
    fn index(&mut self, value: &Value, sort: Sort<'_>) -> Option<usize> {
        let name = word(value)?;
        let mut known = sort.names(&self.policy, &self.route_ids);
        let index = known.position(|known| known == name);
        if index.is_none() {
            let known = sort.names(&self.policy, &self.route_ids);
            self.validator.unknown(sort.word(), name, known);
        }
        index
    }

    /// The fact that stands under a key.
    fn fact_at(&mut self, v: &'v Value, key: &'static str) -> Option<u8> {
        self.validator.enter(key);
        let fact = v.get(key).and_then(|name| self.fact_named(name));
        self.validator.leave();
        fact
    }

    fn fact_named(&mut self, name: &Value) -> Option<u8> {
        let place = self.index(name, Sort::Fact)?;
        u8::try_from(place).ok()
    }

    /// The date facts that stand under a key.
    fn dates(&mut self, v: &'v Value, key: &'static str) -> FactSet {
        let mut dates = FactSet::EMPTY;
        self.validator.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.validator.enter_item(index);
            if let Some(place) = self.fact_named(item) {
                let fact = self.policy.fact(place);
                if fact.is_none_or(|fact| !matches!(fact.kind, Kind::Date | Kind::Datetime)) {
                    self.validator
                        .wrong("this has to be the name of a fact that is a date");
                }
                dates = dates.with(FactSet::of(place));
            }
            self.validator.leave();
        }
        self.validator.leave();
        dates
    }

    /// The condition that stands under `when`.
    fn scope(&mut self, v: &'v Value) -> Option<Condition> {
        let when = part(v, "when")?;
        self.validator.enter("when");
        let condition = self.condition(when);
        self.validator.leave();
        Some(condition)
    }

    fn condition(&mut self, value: &'v Value) -> Condition {
        let names = Names {
            facts: &self.policy.facts,
            clocks: &self.policy.clocks,
            knows_safe_day: self.knows_safe_day,
        };
        self.validator.condition(value, &names)
    }

    fn when(&mut self, v: &'v Value) -> Condition {
        self.scope(v).unwrap_or(Condition::ALWAYS)
    }

    fn question(&mut self, v: &'v Value) {
        self.says(v);
        let place = self.fact_at(v, "fact").map_or(usize::MAX, usize::from);
        let Some(fact) = self.policy.facts.get_mut(place) else {
            return;
        };
        if let Some(question) = some_text(v, "question") {
            fact.question = question;
        }
        if let Some(hint) = some_text(v, "hint") {
            fact.hint = Some(hint);
        }
        if v.get("unsure") == Some(&Value::Bool(false)) {
            fact.unsure = false;
        }
        let more: Vec<FieldValue> = list_at(v, "values").iter().map(choice_value).collect();
        let known = fact.values.len();
        let odd = !more.is_empty() && fact.kind != Kind::Choice;
        fact.values.extend(more);
        if odd || fact.values.len() > MOST_VALUES {
            let message = "a choice can have more values, up to 64 in all, and nothing else can";
            return self.validator.wrong_at("values", message);
        }
        let (old, new) = fact.values.split_at_checked(known).unwrap_or((&[], &[]));
        if new
            .iter()
            .any(|value| old.iter().any(|known| known.value == value.value))
        {
            let message = "one of these values is there already";
            self.validator.wrong_at("values", message);
        }
    }

    fn route(&mut self, v: &'v Value) {
        self.route_ids.push(text(v, "id"));
        self.policy.routes.push(Route { steps: Vec::new() });
        self.each(v, "steps", Self::step);
    }

    /// A step of the route that was read last.
    fn step(&mut self, v: &'v Value) {
        self.says(v);
        let when = self.when(v);
        let kind = named(v, "kind", StepKind::named).unwrap_or(StepKind::Letter);
        let value = some_text(v, "value");
        let mut href = some_text(v, "href");
        if kind == StepKind::Phone {
            href = value.as_deref().and_then(tel).map(Text::from);
            if value.is_some() && href.is_none() {
                let message = "this has to be a North American number";
                self.validator.wrong_at("value", message);
            }
            if value.is_none() && part(v, "note").is_none() {
                let message = "a phone number that is not given says by `note` where it stands";
                self.validator.wrong_at("value", message);
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
        let kind = named(v, "outcome", FindingKind::named).unwrap_or(FindingKind::Notice);
        let mut field = self.fact_at(v, "field");
        if field.is_none() && kind != FindingKind::Notice {
            field = self.turns_on(&when);
        }
        if field.is_none() && kind < FindingKind::Warning {
            let message = "say by `field` which fact this rule turns on";
            self.validator.wrong(message);
        }
        if list_at(v, "next").is_empty() && kind == FindingKind::Reject {
            let message = "a reject says by `next` where to go instead";
            self.validator.wrong(message);
        }
        let first_when = self.first_when(v, kind);
        let id = joined(&[&self.policy.id, &text(v, "id")], "/");
        let elsewhere = self.reject_flag(
            v,
            "elsewhere",
            kind,
            "only a reject can mean: not with this form",
        );
        let alone = self.reject_flag(
            v,
            "alone",
            kind,
            "only a reject can silence the other rules",
        );
        let rule = Rule {
            id: Text::from(id),
            effect: kind,
            says: self.says(v),
            field,
            when,
            message: text(v, "message"),
            next: self.routes(v, "next"),
            first_when,
            elsewhere,
            alone,
            unsure: some_text(v, "unsure"),
        };
        self.policy.rules.push(rule);
    }

    /// A flag that only a reject can have.
    fn reject_flag(
        &mut self,
        v: &'v Value,
        key: &'static str,
        kind: FindingKind,
        else_wrong: &str,
    ) -> bool {
        let set = v.get(key) == Some(&Value::Bool(true));
        if set && kind != FindingKind::Reject {
            self.validator.wrong_at(key, else_wrong);
        }
        set
    }

    /// When a notice has to be seen before sending.
    fn first_when(&mut self, v: &'v Value, kind: FindingKind) -> Option<Condition> {
        let when = part(v, "first_when").map(|when| {
            self.validator.enter("first_when");
            let condition = self.condition(when);
            self.validator.leave();
            condition
        });
        let shown = text_at(v, "shown");
        if (shown.is_some() || when.is_some()) && kind != FindingKind::Notice {
            let message = "only a notice can be folded: all else is shown first";
            self.validator.wrong_at("shown", message);
        }
        match (shown, when) {
            (Some("first"), None) => Some(Condition::ALWAYS),
            (Some(_), Some(_)) => {
                let message = "say `shown`, or by `first_when` when it is shown first";
                self.validator.wrong_at("shown", message);
                None
            }
            (_, when) => when,
        }
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

    fn wish(&mut self, v: &'v Value) {
        let wish = Wish {
            fact: self.fact_at(v, "fact").unwrap_or_default(),
            says: self.says(v),
            when: self.when(v),
        };
        self.policy.wishes.push(wish);
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

/// What a name can stand for.
#[derive(Clone, Copy)]
enum Sort<'n> {
    Fact,
    Statement,
    Route,
    /// A value of the choice of this name.
    Value(&'n str),
}

impl<'n> Sort<'n> {
    fn word(self) -> &'static str {
        match self {
            Sort::Fact => "fact",
            Sort::Statement => "statement",
            Sort::Route => "route",
            Sort::Value(_) => "value",
        }
    }

    fn names<'p>(
        self,
        policy: &'p Policy,
        routes: &'p [Text],
    ) -> Box<dyn Iterator<Item = &'p str> + 'p>
    where
        'n: 'p,
    {
        match self {
            Sort::Fact => Box::new(policy.facts.iter().map(|fact| &*fact.id)),
            Sort::Statement => Box::new(policy.statements.iter().map(|statement| &*statement.id)),
            Sort::Route => Box::new(routes.iter().map(|id| &**id)),
            Sort::Value(choice) => {
                let facts = policy.facts.iter().filter(move |fact| *fact.id == *choice);
                Box::new(facts.flat_map(|fact| fact.values.iter().map(|value| &*value.value)))
            }
        }
    }
}

fn choice_value(v: &Value) -> FieldValue {
    FieldValue {
        value: text(v, "value"),
        label: text(v, "label"),
    }
}

/// What the name under a key stands for.
fn named<T>(v: &Value, key: &str, meaning: fn(&str) -> Option<T>) -> Option<T> {
    meaning(text_at(v, key)?)
}

fn position<T>(among: &[T], is: impl Fn(&T) -> bool) -> Option<usize> {
    among.iter().position(is)
}

fn number_at(v: &Value, key: &str) -> u32 {
    v.get(key).map_or(0, number)
}

fn some_text(v: &Value, key: &str) -> Option<Text> {
    text_at(v, key).map(Text::from)
}

fn text(v: &Value, key: &str) -> Text {
    some_text(v, key).unwrap_or_default()
}

/// The newest day on which one of the sources took effect.
fn newest(sources: &[Source]) -> Option<&str> {
    sources
        .iter()
        .filter_map(|source| source.version.effective.as_deref())
        .max()
}
