//! Reads the vocabulary and policies: the shape of the whole is checked, then each part is read and what it names is
//! looked up. All problems come at once.

use crate::author::Problem;
use crate::author::parse_condition::Names;
use crate::author::schema::{self, MOST_ITEMS};
use crate::author::validator::{Validator, list_at, number, part, text_at, word};
use crate::author::version;
use crate::facts::phone::tel;
use crate::facts::{Fact, FactSet};
use crate::library::{Library, NamedDay};
use crate::logic::Condition;
use crate::policy::{
    Need, NextStep, OptionalDetail, Policy, Route, Says, Source, SourceVersion, Statement, Step,
    StepKind,
};
use crate::text::Text;
use crate::time::Zone;
use crate::value::Value;
use references::Sort;

pub(super) mod calendar;
pub(super) mod clocks;
mod facts;
mod references;
mod rules;
mod scope;
mod translations;

/// Reads the vocabulary, `{ newer: [...], facts: [...] }`.
///
/// # Errors
/// Everything that is wrong with one of them.
pub fn read_facts(value: &Value) -> Result<Vec<Fact>, Vec<Problem>> {
    let library = Library::default();
    let mut reader = Reader::of(value, &library, Vec::new());
    reader.validator.table(value, &schema::VOCABULARY);
    reader.facts(value);
    reader.finish().map(|policy| policy.facts)
}

/// Reads a policy that can draw on a library.
pub(super) fn read_policy(value: &Value, library: &Library) -> Result<Policy, Vec<Problem>> {
    let mut reader = Reader::of(value, library, facts::shared(value, library));
    reader.validator.table(value, &schema::POLICY);
    reader.policy(value);
    reader.policy.version = Text::from(version::of(value, newest(&reader.policy.sources)));
    reader.finish()
}

/// A policy, as far as it is read. Malformed parts have already been reported, and are skipped.
struct Reader<'v> {
    validator: Validator<'v>,
    /// The whole that is read.
    source: &'v Value,
    library: &'v Library,
    policy: Policy,
    /// The facts whose kind nobody knows: whatever is asked of them may be right.
    unclear: Vec<Text>,
    /// The sources that statements name and that are not there.
    unknown_sources: Vec<Text>,
    /// The names of `policy.routes`.
    route_ids: Vec<Text>,
    /// Whether the policy knows of the safe day; one from before asks about the due day alone.
    knows_safe_day: bool,
    /// The days that can be named.
    days: Vec<NamedDay>,
}

impl<'v> Reader<'v> {
    /// A reader of what can draw on a library, and on these facts of its vocabulary.
    fn of(source: &'v Value, library: &'v Library, facts: Vec<Fact>) -> Self {
        let indexes = (0u8..).zip(&facts);
        Reader {
            validator: Validator::default(),
            source,
            library,
            unclear: Vec::new(),
            unknown_sources: Vec::new(),
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
                vocabulary: indexes
                    .fold(FactSet::EMPTY, |set, (fact, _)| set.with(FactSet::of(fact))),
                facts,
                rules: Vec::new(),
                needs: Vec::new(),
                optional: Vec::new(),
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
        self.each(v, "optional", Self::optional);
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
        // Where it is the source whose id is wrong, one of its statements tells.
        let is_told = self.unknown_sources.iter().any(|told| **told == *source)
            || self.validator.is_wrong_at("source")
            || text_at(v, "source").is_none() && self.validator.is_wrong_at("id");
        if place.is_none() && !is_told && !self.is_in_doubt("sources", "id") {
            let known = sources.iter().map(|known| &*known.version.id);
            self.validator.unknown("source", source, known);
            self.unknown_sources.push(Text::from(source));
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

    /// The date facts that stand under a key.
    fn dates(&mut self, v: &'v Value, key: &'static str) -> FactSet {
        let mut dates = FactSet::EMPTY;
        self.validator.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            self.validator.enter_item(index);
            let place = self.index(item, Sort::Date).map(u8::try_from);
            if let Some(Ok(place)) = place {
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
            unclear: &self.unclear,
            lacks_facts: self.is_in_doubt("facts", "id"),
            lacks_values: self.is_in_doubt("questions", "fact"),
            lacks_clocks: self.is_in_doubt("deadlines", "clock"),
        };
        self.validator.condition(value, &names)
    }

    /// Whether a list of named parts could not be read as it was meant: a name that is not in it is no problem of its own then.
    pub(super) fn is_in_doubt(&self, list: &str, key: &str) -> bool {
        let is_named = |item: &Value| match part(item, key) {
            None => key == "clock" && matches!(item, Value::Map(_)),
            Some(name) => word(name).is_some(),
        };
        let is_sound = match part(self.source, list) {
            None => true,
            Some(Value::List(items)) => items.len() <= MOST_ITEMS && items.iter().all(is_named),
            Some(_) => false,
        };
        !is_sound || self.validator.is_meant(list, key) || self.validator.is_wrong("/include")
    }

    fn when(&mut self, v: &'v Value) -> Condition {
        self.scope(v).unwrap_or(Condition::ALWAYS)
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
            if value.is_some() && href.is_none() && !self.validator.is_wrong_at("value") {
                let message = "this has to be a North American number, such as 503-555-0142 or 503-555-0142 ext. 5; remarks go to `note`";
                self.validator.wrong_at("value", message);
            }
            let is_wrong = ["value", "note"].map(|key| self.validator.is_wrong_at(key));
            if value.is_none() && part(v, "note").is_none() && is_wrong == [false; 2] {
                let message =
                    "a phone step without a number needs a `note` that says where to find it";
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

    fn optional(&mut self, v: &'v Value) {
        let detail = OptionalDetail {
            fact: self.fact_at(v, "fact").unwrap_or_default(),
            says: self.says(v),
            when: self.when(v),
        };
        self.policy.optional.push(detail);
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
