//! A payer's policy as data: what it rests on, what it bars, asks for, promises and where it sends people.

use crate::facts::{Fact, FactSet};
use crate::logic::Condition;
use crate::text::Text;
use crate::time::Zone;
use crate::time::calendar::MayBeClosed;
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
    pub may_be_closed: Vec<MayBeClosed>,
    pub sources: Vec<Source>,
    pub statements: Vec<Statement>,
    /// The vocabulary and the policy's own facts, in asking order, in the policy's wording.
    pub facts: Vec<Fact>,
    /// Those of `facts` that are the vocabulary's.
    pub vocabulary: FactSet,
    /// By effect, rejects first; those of one effect in the order of the file.
    pub rules: Vec<Rule>,
    pub needs: Vec<Need>,
    /// Facts that a form may offer although nothing turns on them.
    pub offers: FactSet,
    pub deadlines: Vec<DeadlineRule>,
    pub response_times: Vec<ResponseTimeRule>,
    pub routes: Vec<Route>,
    /// Where an eligible request goes: indexes in `routes`.
    pub contacts: Vec<usize>,
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

/// One way in which a deadline counts.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineRule {
    pub says: Says,
    pub when: Condition,
    pub count: u32,
    pub unit: Unit,
    /// Day 0 is the latest of these.
    pub from: FactSet,
    /// The last day is no later than the earliest of these.
    pub until: FactSet,
    pub roll: Roll,
}

named_enum! {
    /// What a time is counted in.
    pub enum Unit {
        BusinessDays = "business-days",
        CalendarDays = "calendar-days",
        Hours = "hours",
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
    /// Where today stands against a deadline.
    pub enum Status {
        /// The last day is in the future.
        Open = "open",
        /// Today is the last day.
        LastDay = "last-day",
        /// The last day has passed; by a generous reading it has not, so the gate is open.
        PastDue = "past-due",
        /// The last day has passed by every reading.
        Closed = "closed",
    }
}

/// What a payer promises, counted from the request.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseTimeRule {
    pub id: Text,
    pub label: Text,
    pub says: Says,
    pub when: Condition,
    pub count: u32,
    pub unit: Unit,
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
            asks = asks.with(deadline.from).with(deadline.until);
        }
        for need in &self.needs {
            asks = asks.with(FactSet::of(need.fact));
        }
        asks
    }

    /// Every condition but the scopes of sources and statements.
    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let steps = self.routes.iter().flat_map(|route| &route.steps);
        let rules = self.rules.iter().map(|rule| &rule.when);
        rules
            .chain(self.response_times.iter().map(|promise| &promise.when))
            .chain(steps.map(|step| &step.when))
            .chain(self.deadlines.iter().map(|deadline| &deadline.when))
            .chain(self.needs.iter().map(|need| &need.when))
    }
}
