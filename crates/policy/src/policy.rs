//! A payer's policy as data: what it rests on, what it bars, asks for, promises and where it sends people.

use crate::facts::{Fact, FactSet};
use crate::logic::Condition;
use crate::text::Text;
use crate::time::Zone;
use crate::time::calendar::SpecialDay;
use crate::{answer, named_enum};

/// A payer's policy, checked: whatever it names exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub id: Text,
    pub name: Text,
    pub version: Text,
    pub zone: Zone,
    pub lines_of_business: Vec<Text>,
    pub services: Vec<Text>,
    /// The days on which the payer is, or may be, closed.
    pub calendar: Vec<SpecialDay>,
    pub sources: Vec<Source>,
    pub statements: Vec<Statement>,
    /// The vocabulary and the policy's own facts, in asking order, in the policy's wording.
    pub facts: Vec<Fact>,
    /// Those of `facts` that are the vocabulary's.
    pub vocabulary: FactSet,
    /// By effect, rejects first; those of one effect in the order of the file.
    pub rules: Vec<Rule>,
    pub needs: Vec<Need>,
    /// Details that the payer would like and doesn't need.
    pub wishes: Vec<Wish>,
    /// Facts that a form may offer although nothing turns on them.
    pub offers: FactSet,
    /// The names of the clocks beside the main one; the first is the clock 1.
    pub clocks: Vec<Text>,
    pub deadlines: Vec<DeadlineRule>,
    pub response_times: Vec<ResponseTimeRule>,
    pub routes: Vec<Route>,
    /// Where an eligible request goes: indexes in `routes`.
    pub contacts: Vec<usize>,
    pub translations: Vec<Translation>,
}

/// Texts that a person reads, once more in another language.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// A language tag, such as `es`.
    pub language: Text,
    /// By the original text.
    pub texts: Vec<TranslatedText>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TranslatedText {
    pub original: Text,
    pub translated: Text,
}

/// A document that a policy rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub version: SourceVersion,
    /// The requests that it is about, where it is about fewer than the policy.
    pub scope: Option<Condition>,
}

answer! {
    /// What a decision says of a document.
    pub struct SourceVersion {
        /// Its id.
        pub id: Text,
        /// Its title.
        pub title: Text,
        /// The day from which it holds, `YYYY-MM-DD`.
        pub effective: Option<Text>,
        /// When its publisher reviews it next, `YYYY-MM-DD`.
        pub next_review: Option<Text>,
    }
}

/// A numbered statement of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub id: Text,
    /// Index in [`Policy::sources`].
    pub source: usize,
    pub section: Option<Text>,
    /// The requests that it is about, where it is about fewer than its document.
    pub scope: Option<Condition>,
}

/// Statements that something rests on: indexes in [`Policy::statements`], the leading one first.
pub type Says = Vec<usize>;

named_enum! {
    /// What a rule does to a request, and what kind of finding it makes.
    pub enum FindingKind {
        /// The request can't be made.
        Reject = "reject",
        /// A value can't be right and has to be corrected first.
        Invalid = "invalid",
        /// The request can be made; the person should know this first.
        Warning = "warning",
        /// Good to know.
        Notice = "notice",
    }
}

/// What a request is told, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `<policy>/<rule>`
    pub id: Text,
    pub effect: FindingKind,
    pub says: Says,
    pub field: Option<u8>,
    pub when: Condition,
    pub message: Text,
    /// Indexes in [`Policy::routes`].
    pub next: Vec<usize>,
    /// When a person has to see it before sending; a reject, a correction or a warning always.
    pub first_when: Option<Condition>,
    /// A reject that only means: not with this form (C23).
    pub elsewhere: bool,
    /// A reject beside which no other rule speaks (C23).
    pub alone: bool,
    /// What the warning says that stands for this reject while a fact is unsure (C21), if not what it says for all.
    pub unsure: Option<Text>,
}

/// A detail without which a request is incomplete.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    pub fact: u8,
    pub says: Says,
    pub when: Condition,
    /// How many distinct call windows.
    pub at_least: usize,
}

/// A detail that a payer would like and doesn't need.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub fact: u8,
    pub says: Says,
    pub when: Condition,
}

/// One way in which a clock counts: the first of a clock whose condition holds is the one that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineRule {
    pub id: Text,
    /// What the day is, such as "Request by".
    pub label: Text,
    /// Which clock: 0 is the main one, by which a request is in time.
    pub clock: u8,
    pub says: Says,
    pub when: Condition,
    pub windows: Vec<TimeWindow>,
    /// Which of several windows decides.
    pub of: Pick,
    /// Not before the latest of these dates.
    pub opens: FactSet,
}

/// A stretch of time at whose end something must be done.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeWindow {
    pub count: u32,
    pub unit: Unit,
    /// Day 0 is the latest, or the earliest, of these; for the unit `date` the last day itself.
    pub from: FactSet,
    pub pick: Pick,
    /// The last day is no later than the earliest of these.
    pub until: FactSet,
    pub roll: Roll,
    /// The time of the last day, in minutes since midnight, at which it ends; 0 for its end.
    pub cut_off: u16,
}

named_enum! {
    /// Which of several dates or windows counts.
    pub enum Pick {
        Latest = "latest",
        Earliest = "earliest",
    }
}

named_enum! {
    /// What a time is counted in.
    pub enum Unit {
        BusinessDays = "business-days",
        CalendarDays = "calendar-days",
        Hours = "hours",
        /// The letter or the plan names the day itself.
        Date = "date",
        /// Hours of business days alone, twenty-four a day.
        BusinessHours = "business-hours",
    }
}

named_enum! {
    /// What becomes of a last day that is no business day.
    pub enum Roll {
        Stay = "stay",
        NextBusinessDay = "next-business-day",
    }
}

named_enum! {
    /// Where today stands against a clock.
    pub enum Status {
        /// Before the first day on which it can be used.
        NotOpen = "not-open",
        /// Before the safe day.
        Open = "open",
        /// Today is the safe day: the last by the strictest fair reading.
        LastDay = "last-day",
        /// After the safe day, up to the due day.
        PastSafe = "past-safe",
        /// After the due day; by a generous reading it has not passed, so the gate is open.
        PastDue = "past-due",
        /// The last day has passed by every reading.
        Closed = "closed",
    }
}

/// What a payer promises.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseTimeRule {
    pub id: Text,
    pub label: Text,
    pub says: Says,
    pub when: Condition,
    pub count: u32,
    pub unit: Unit,
    /// Counted from the latest of these dates; from the request where there are none.
    pub from: FactSet,
    /// Days on which this promise does not run, beside the policy's own.
    pub holidays: Vec<SpecialDay>,
}

/// A named list of ways to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    pub steps: Vec<Step>,
}

/// One way to go, and the requests that it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub when: Condition,
    pub step: NextStep,
}

named_enum! {
    /// What kind of way to go a step is.
    pub enum StepKind {
        Phone = "phone",
        Fax = "fax",
        Mail = "mail",
        Form = "form",
        Portal = "portal",
        Email = "email",
        /// The denial letter says how.
        Letter = "letter",
    }
}

answer! {
    /// A way to go: whom to call, which form to use.
    pub struct NextStep {
        /// Its id in the policy.
        pub id: Text,
        /// What it is for.
        pub label: Text,
        /// What kind of way it is; `letter` means that the denial letter says how.
        pub kind: StepKind,
        /// The number, address or name as printed; absent where the source names none.
        pub value: Option<Text>,
        /// `tel:` or `https:`.
        pub href: Option<Text>,
        /// What to keep in mind.
        pub note: Option<Text>,
    }
}

impl Policy {
    /// The fact at an index in asking order.
    #[must_use]
    pub fn fact(&self, fact: u8) -> Option<&Fact> {
        self.facts.get(usize::from(fact))
    }

    /// Every fact that this policy can ask for: those that anything turns on, and those that a form may offer.
    #[must_use]
    pub fn asks(&self) -> FactSet {
        let mut asks = self.offers;
        for condition in self.conditions() {
            asks = asks.with(condition.facts());
        }
        for deadline in &self.deadlines {
            asks = asks.with(deadline.facts());
        }
        for promise in &self.response_times {
            asks = asks.with(promise.from);
        }
        for wish in &self.wishes {
            asks = asks.with(FactSet::of(wish.fact));
        }
        for need in &self.needs {
            asks = asks.with(FactSet::of(need.fact));
        }
        asks
    }

    /// Every condition but the scopes of sources and statements.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let steps = self.routes.iter().flat_map(|route| &route.steps);
        let rules = self.rules.iter().map(|rule| &rule.when);
        rules
            .chain(self.response_times.iter().map(|promise| &promise.when))
            .chain(steps.map(|step| &step.when))
            .chain(self.deadlines.iter().map(|deadline| &deadline.when))
            .chain(self.needs.iter().map(|need| &need.when))
            .chain(self.wishes.iter().map(|wish| &wish.when))
            .chain(
                self.rules
                    .iter()
                    .filter_map(|rule| rule.first_when.as_ref()),
            )
    }
}

impl DeadlineRule {
    /// The dates that it is counted from, and ends with.
    #[must_use]
    pub fn facts(&self) -> FactSet {
        self.windows.iter().fold(self.opens, |facts, window| {
            facts.with(window.from).with(window.until)
        })
    }
}

impl Policy {
    /// Puts every text that a person reads through `change`.
    pub fn change_texts(&mut self, change: &mut dyn FnMut(&mut Text)) {
        change(&mut self.name);
        for fact in &mut self.facts {
            change(&mut fact.question);
            fact.hint.iter_mut().for_each(&mut *change);
            for value in &mut fact.values {
                change(&mut value.label);
            }
        }
        for rule in &mut self.rules {
            change(&mut rule.message);
            rule.unsure.iter_mut().for_each(&mut *change);
        }
        for deadline in &mut self.deadlines {
            change(&mut deadline.label);
        }
        for promise in &mut self.response_times {
            change(&mut promise.label);
        }
        for step in self.routes.iter_mut().flat_map(|route| &mut route.steps) {
            change(&mut step.step.label);
            step.step.note.iter_mut().for_each(&mut *change);
        }
        for day in &mut self.calendar {
            change(&mut day.name);
        }
    }
}

impl Policy {
    /// What this policy says in place of a text of the engine's: the text itself, or its translation.
    #[must_use]
    pub fn in_words<'p>(&'p self, text: &'p str) -> &'p str {
        let words = self.translations.first();
        words.map_or(text, |words| words.of(text).unwrap_or(text))
    }

    /// This policy in another language, as far as it has it; that translation is the only one that is left.
    #[must_use]
    pub fn in_language(&self, translation: &Translation) -> Policy {
        let mut translated = self.clone();
        translated.change_texts(&mut |text| {
            if let Some(known) = translation.of(text) {
                *text = known.into();
            }
        });
        translated.translations = vec![translation.clone()];
        translated
    }

    /// Whether this policy was put into the language with this tag.
    #[must_use]
    pub fn is_in(&self, language: &str) -> bool {
        let words = self.translations.first();
        words.is_some_and(|words| words.language.eq_ignore_ascii_case(language))
    }
}

impl Translation {
    /// A text in this language.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&str> {
        let found = self
            .texts
            .binary_search_by(|known| (*known.original).cmp(text));
        let known = self.texts.get(found.ok()?)?;
        Some(&known.translated)
    }
}
