//! The model of a payer's policy: its sources and statements, rules, needs, deadlines, promises and next steps.

use crate::facts::{Fact, FactSet};
use crate::logic::Condition;
use crate::text::Text;
use crate::time::Zone;
use crate::time::calendar::SpecialDay;
use crate::{answer, named_enum};

/// A payer's policy, checked: every index and name in it refers to something that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The payer's id: the value of `payer` in a request.
    pub id: Text,
    /// The payer's name, for people.
    pub name: Text,
    /// The newest source's effective date and a hash of the policy's content.
    pub version: Text,
    /// The payer's time zone. All days in the policy are days in this zone.
    pub zone: Zone,
    /// The lines of business that the policy's documents cover.
    pub lines_of_business: Vec<Text>,
    /// The services that the policy's documents cover.
    pub services: Vec<Text>,
    /// The days on which the payer is or may be closed.
    pub calendar: Vec<SpecialDay>,
    /// The documents.
    pub sources: Vec<Source>,
    /// The documents' statements.
    pub statements: Vec<Statement>,
    /// The vocabulary and the policy's own facts, in asking order, in the policy's wording.
    pub facts: Vec<Fact>,
    /// Which of `facts` come from the vocabulary.
    pub vocabulary: FactSet,
    /// Sorted by effect, rejects first; within an effect in the order of the file.
    pub rules: Vec<Rule>,
    /// The details that a complete request must have.
    pub needs: Vec<Need>,
    /// Details that the payer would like but doesn't require.
    pub optional: Vec<OptionalDetail>,
    /// Facts that a form may ask for although no decision depends on them.
    pub offers: FactSet,
    /// The names of the further clocks. The first is clock 1; the main clock, 0, has none.
    pub clocks: Vec<Text>,
    /// How the clocks count, in the order of the file.
    pub deadlines: Vec<DeadlineRule>,
    /// When the payer promises to respond.
    pub response_times: Vec<ResponseTimeRule>,
    /// The named lists of next steps.
    pub routes: Vec<Route>,
    /// Where an eligible request goes: indexes in `routes`.
    pub contacts: Vec<usize>,
    /// Translations of the policy's texts.
    pub translations: Vec<Translation>,
}

/// The translation of a policy's texts into one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// A language tag, such as `es`.
    pub language: Text,
    /// Sorted by the original text.
    pub texts: Vec<TranslatedText>,
}

/// A text and its translation.
#[derive(Clone, Debug, PartialEq)]
pub struct TranslatedText {
    pub original: Text,
    pub translated: Text,
}

/// A document that a policy is based on.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub version: SourceVersion,
    /// Which requests the document is about, if not all that the policy is about.
    pub scope: Option<Condition>,
}

answer! {
    /// What a decision says about a document.
    pub struct SourceVersion {
        /// The document's id in the policy.
        pub id: Text,
        /// The document's title.
        pub title: Text,
        /// The day on which it takes effect, `YYYY-MM-DD`.
        pub effective: Option<Text>,
        /// The day on which its publisher will review it next, `YYYY-MM-DD`.
        pub next_review: Option<Text>,
    }
}

/// A numbered statement of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The id by which a citation names the statement.
    pub id: Text,
    /// Index in [`Policy::sources`].
    pub source: usize,
    /// The heading under which it is printed.
    pub section: Option<Text>,
    /// Which requests the statement is about, if not all that its document is about.
    pub scope: Option<Condition>,
}

/// The statements that a part of a policy cites, as indexes in [`Policy::statements`]; the most relevant one first.
pub type Says = Vec<usize>;

named_enum! {
    /// The effect of a rule, and so the kind of its findings.
    pub enum FindingKind {
        /// The request can't be made.
        Reject = "reject",
        /// A value is impossible and has to be corrected first.
        Invalid = "invalid",
        /// The request can be made, but the person should know this first.
        Warning = "warning",
        /// Good to know.
        Notice = "notice",
    }
}

/// A rule: when its condition holds, the decision has its finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `<policy>/<rule>`
    pub id: Text,
    /// What it does to the request.
    pub effect: FindingKind,
    /// The statements that it enforces.
    pub says: Says,
    /// The index of the fact that it is about.
    pub field: Option<u8>,
    /// When it applies.
    pub when: Condition,
    /// What it tells the person; may contain placeholders.
    pub message: Text,
    /// What to do instead: indexes in [`Policy::routes`].
    pub next: Vec<usize>,
    /// A notice is shown before sending when this holds (C22). Rejects, invalid values and warnings always are.
    pub first_when: Option<Condition>,
    /// Whether this reject only means that another form or address is right (C23).
    pub elsewhere: bool,
    /// Whether no other rule is reported besides this reject (C23).
    pub alone: bool,
    /// While a fact is unsure, a warning stands in for this reject (C21). This is its text, if not the standard one.
    pub unsure: Option<Text>,
}

/// A detail that a complete request must have.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The index of the fact.
    pub fact: u8,
    /// The statements that require it.
    pub says: Says,
    /// When it is required.
    pub when: Condition,
    /// How many distinct call windows are needed.
    pub at_least: usize,
}

/// A detail that the payer would like but doesn't require.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionalDetail {
    /// The index of the fact.
    pub fact: u8,
    /// The statements that mention it.
    pub says: Says,
    /// When it is welcome.
    pub when: Condition,
}

/// One way in which a clock counts. The first rule of a clock whose condition holds applies.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineRule {
    /// The name of the deadline.
    pub id: Text,
    /// What the last day is called, such as "Request by".
    pub label: Text,
    /// The index of the clock. Clock 0 is the main one: it decides whether a request is in time.
    pub clock: u8,
    /// The statements that set the deadline.
    pub says: Says,
    /// When the rule applies.
    pub when: Condition,
    /// The windows to count.
    pub windows: Vec<TimeWindow>,
    /// Which window decides, if there are several.
    pub of: Pick,
    /// The clock opens on the latest of these dates.
    pub opens: FactSet,
}

/// A span of time that a clock counts.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeWindow {
    /// How many units to count; not used with the unit `date`.
    pub count: u32,
    /// The unit of `count`.
    pub unit: Unit,
    /// The dates to count from; `pick` says which one is day 0. With the unit `date` that one is the last day itself.
    pub from: FactSet,
    /// Which of the dates in `from` is day 0.
    pub pick: Pick,
    /// The last day is never later than the earliest of these dates.
    pub until: FactSet,
    /// What happens if the last day is not a business day.
    pub roll: Roll,
    /// When the last day ends, in minutes since midnight; 0 for the end of the day.
    pub cut_off: u16,
}

named_enum! {
    /// Which of several dates or windows applies.
    pub enum Pick {
        Latest = "latest",
        Earliest = "earliest",
    }
}

named_enum! {
    /// The unit in which a span of time is counted.
    pub enum Unit {
        BusinessDays = "business-days",
        CalendarDays = "calendar-days",
        Hours = "hours",
        /// Nothing is counted: the letter or the plan names the last day.
        Date = "date",
        /// Hours of business days only; a business day has 24.
        BusinessHours = "business-hours",
    }
}

named_enum! {
    /// What happens if the last day is not a business day.
    pub enum Roll {
        Stay = "stay",
        NextBusinessDay = "next-business-day",
    }
}

named_enum! {
    /// Where today stands relative to a clock's days.
    pub enum Status {
        /// Before the first day on which a request can be made.
        NotOpen = "not-open",
        /// Open, and the safe day has not come yet.
        Open = "open",
        /// Today is the safe day, the last one by the strictest fair reading.
        LastDay = "last-day",
        /// After the safe day, up to and including the due day.
        PastSafe = "past-safe",
        /// After the due day. By a generous reading there is still time, so the gate stays open.
        PastDue = "past-due",
        /// The last day has passed by every fair reading.
        Closed = "closed",
    }
}

/// A promise of the payer to respond within some time.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseTimeRule {
    /// The promise's id.
    pub id: Text,
    /// What is promised.
    pub label: Text,
    /// The statements that promise it.
    pub says: Says,
    /// When it applies.
    pub when: Condition,
    /// How many units it takes.
    pub count: u32,
    /// The unit of `count`.
    pub unit: Unit,
    /// Counted from the latest of these dates; if there are none, from the instant of the request.
    pub from: FactSet,
    /// Days that do not count for this promise, in addition to the policy's calendar.
    pub holidays: Vec<SpecialDay>,
}

/// A named list of next steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The steps, each with its condition.
    pub steps: Vec<Step>,
}

/// A next step, and the condition under which it applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When the step applies.
    pub when: Condition,
    /// The step.
    pub step: NextStep,
}

named_enum! {
    /// The kind of a next step.
    pub enum StepKind {
        Phone = "phone",
        Fax = "fax",
        Mail = "mail",
        Form = "form",
        Portal = "portal",
        Email = "email",
        /// As the denial letter says.
        Letter = "letter",
    }
}

answer! {
    /// What the person can do next: whom to call, which form to use.
    pub struct NextStep {
        /// The step's id in the policy.
        pub id: Text,
        /// What the step is for.
        pub label: Text,
        /// The kind of step; `letter` means that the denial letter says how.
        pub kind: StepKind,
        /// The number, address or name as printed; absent if the source names none.
        pub value: Option<Text>,
        /// `tel:` or `https:`.
        pub href: Option<Text>,
        /// What to keep in mind.
        pub note: Option<Text>,
    }
}

impl Policy {
    /// The fact at this index in asking order.
    #[must_use]
    pub fn fact(&self, fact: u8) -> Option<&Fact> {
        self.facts.get(usize::from(fact))
    }

    /// Every fact that this policy can ask for: those that a decision depends on, and those that a form may offer.
    #[must_use]
    pub fn askable_facts(&self) -> FactSet {
        let mut facts = self.offers;
        for deadline in &self.deadlines {
            facts = facts.with(deadline.facts());
        }
        for promise in &self.response_times {
            facts = facts.with(promise.from);
        }
        for detail in &self.optional {
            facts = facts.with(FactSet::of(detail.fact));
        }
        for need in &self.needs {
            facts = facts.with(FactSet::of(need.fact));
        }
        self.visit_conditions(&mut |condition| facts = facts.with(condition.facts()));
        facts
    }

    /// Every condition except the scopes of sources and statements.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let mut conditions = Vec::new();
        self.visit_conditions(&mut |condition| conditions.push(condition));
        conditions.into_iter()
    }

    fn visit_conditions<'p>(&'p self, see: &mut dyn FnMut(&'p Condition)) {
        for rule in &self.rules {
            see(&rule.when);
        }
        for promise in &self.response_times {
            see(&promise.when);
        }
        for step in self.routes.iter().flat_map(|route| &route.steps) {
            see(&step.when);
        }
        for deadline in &self.deadlines {
            see(&deadline.when);
        }
        for need in &self.needs {
            see(&need.when);
        }
        for detail in &self.optional {
            see(&detail.when);
        }
        for rule in &self.rules {
            rule.first_when.iter().for_each(&mut *see);
        }
    }
}

impl DeadlineRule {
    /// The dates that the clock is counted from, limited by or opened by.
    #[must_use]
    pub fn facts(&self) -> FactSet {
        self.windows.iter().fold(self.opens, |facts, window| {
            facts.with(window.from).with(window.until)
        })
    }
}

impl Policy {
    /// Applies `change` to every text that a person reads.
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
    /// The translation of one of the engine's own texts, or the text itself if this policy has no translation of it.
    #[must_use]
    pub fn in_words<'p>(&'p self, text: &'p str) -> &'p str {
        let words = self.translations.first();
        words.map_or(text, |words| words.of(text).unwrap_or(text))
    }

    /// Translates this policy, using the translation at this index. Texts without a translation stay as they are; the
    /// other translations are dropped.
    pub fn translate(&mut self, index: usize) {
        let mut translations = std::mem::take(&mut self.translations);
        translations.truncate(index.saturating_add(1));
        if let Some(translation) = translations.pop() {
            self.change_texts(&mut |text| {
                if let Some(known) = translation.of(text) {
                    *text = known.into();
                }
            });
            self.translations.push(translation);
        }
    }

    /// Whether this policy was translated into the language with this tag.
    #[must_use]
    pub fn is_in(&self, language: &str) -> bool {
        let words = self.translations.first();
        words.is_some_and(|words| words.language.eq_ignore_ascii_case(language))
    }
}

impl Translation {
    /// The translation of a text, if there is one.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&str> {
        let found = self
            .texts
            .binary_search_by(|known| (*known.original).cmp(text));
        let known = self.texts.get(found.ok()?)?;
        Some(&known.translated)
    }
}
