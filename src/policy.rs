//! A payer's policy as data: what it rests on, what it bars, asks for, promises and where it sends people.

use std::sync::Arc;

use crate::calendar::{MayBeClosed, Zone};
use crate::condition::Condition;
use crate::decision::{Citation, FindingKind, NextStep, PolicyVersion, SourceVersion};
use crate::facts::{Fact, FactSet};
use crate::request::Request;
use crate::truth::Truth;
use crate::value::Text;

/// A payer's policy, checked: whatever it names exists.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    pub(crate) id: Text,
    pub(crate) name: Text,
    pub(crate) version: Text,
    pub(crate) zone: Zone,
    pub(crate) lines_of_business: Vec<Text>,
    pub(crate) services: Vec<Text>,
    pub(crate) may_be_closed: Vec<MayBeClosed>,
    pub(crate) sources: Vec<SourceVersion>,
    /// The requests that each source is about, where it is about fewer than the policy; see [`Policy::cite`].
    pub(crate) scopes: Vec<Option<Condition>>,
    pub(crate) statements: Vec<Statement>,
    /// The vocabulary and the policy's own facts, in asking order, in the policy's wording.
    pub(crate) facts: Vec<Arc<Fact>>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) needs: Vec<Need>,
    /// Facts that a form may offer though nothing turns on them.
    pub(crate) offers: FactSet,
    pub(crate) deadlines: Vec<Term>,
    pub(crate) response_times: Vec<Promise>,
    pub(crate) routes: Vec<Route>,
    /// Where an eligible request goes: places in `routes`.
    pub(crate) contacts: Vec<usize>,
}

/// A numbered statement of a document.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) id: Text,
    pub(crate) source: usize,
    pub(crate) section: Option<Text>,
    /// The requests that it is about, where it is about fewer than its document.
    pub(crate) scope: Option<Condition>,
}

/// Statements that something rests on: places in [`Policy::statements`], the leading one first.
pub(crate) type Says = Vec<usize>;

#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// `<policy>/<rule>`
    pub(crate) id: Text,
    pub(crate) kind: FindingKind,
    pub(crate) says: Says,
    pub(crate) field: Option<u8>,
    pub(crate) when: Condition,
    pub(crate) message: Text,
    /// Places in [`Policy::routes`].
    pub(crate) next: Vec<usize>,
}

/// A detail without which a request is incomplete.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    pub(crate) fact: u8,
    pub(crate) says: Says,
    pub(crate) when: Condition,
    /// How many different call windows.
    pub(crate) at_least: usize,
}

/// One way in which a deadline counts.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) says: Says,
    pub(crate) when: Condition,
    pub(crate) count: u32,
    pub(crate) unit: Unit,
    /// Day 0 is the latest of these.
    pub(crate) from: FactSet,
    /// The last day is no later than the earliest of these.
    pub(crate) until: FactSet,
    pub(crate) roll: Roll,
}

/// What a time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    BusinessDays,
    CalendarDays,
    Hours,
}

pub(crate) const UNITS: [(&str, Unit); 3] = [
    ("business-days", Unit::BusinessDays),
    ("calendar-days", Unit::CalendarDays),
    ("hours", Unit::Hours),
];

impl Unit {
    pub(crate) fn name(self) -> &'static str {
        UNITS
            .iter()
            .find(|(_, unit)| *unit == self)
            .map_or("", |(name, _)| name)
    }
}

/// What becomes of a last day that is no business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Roll {
    Stay,
    NextBusinessDay,
}

/// What a payer promises, counted from the request.
#[derive(Clone, Debug)]
pub(crate) struct Promise {
    pub(crate) id: Text,
    pub(crate) label: Text,
    pub(crate) says: Says,
    pub(crate) when: Condition,
    pub(crate) count: u32,
    pub(crate) unit: Unit,
}

/// A named list of ways to go.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) id: Text,
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) when: Condition,
    pub(crate) step: NextStep,
}

/// The kinds of findings that a rule can make, by their names in a policy.
pub(crate) const OUTCOMES: [(&str, FindingKind); 4] = [
    ("reject", FindingKind::Reject),
    ("invalid", FindingKind::Invalid),
    ("warning", FindingKind::Warning),
    ("notice", FindingKind::Notice),
];

impl Policy {
    pub(crate) fn fact(&self, fact: u8) -> Option<&Fact> {
        self.facts.get(usize::from(fact)).map(Arc::as_ref)
    }

    /// Every fact that this policy can ask for: those that anything turns on, and those that a form may offer.
    pub(crate) fn asks(&self) -> FactSet {
        let mut asks = self.offers;
        let mut add = |facts: FactSet, when: &Condition| asks = asks.with(facts).with(when.facts());
        for rule in &self.rules {
            add(FactSet::EMPTY, &rule.when);
        }
        for promise in &self.response_times {
            add(FactSet::EMPTY, &promise.when);
        }
        for step in self.routes.iter().flat_map(|route| &route.steps) {
            add(FactSet::EMPTY, &step.when);
        }
        for term in &self.deadlines {
            add(term.from.with(term.until), &term.when);
        }
        for need in &self.needs {
            add(FactSet::of(need.fact), &need.when);
        }
        asks
    }

    /// Which policy this is, and what it rests on.
    pub(crate) fn version(&self) -> PolicyVersion<'_> {
        PolicyVersion {
            id: &self.id,
            name: &self.name,
            version: &self.version,
            sources: &self.sources,
        }
    }

    /// The citation for some statements. Where several documents say so, one that is about just such requests leads,
    /// and one that isn't about them is left out; the request tells which.
    pub(crate) fn cite(&self, says: &[usize], request: &Request) -> Option<Citation<'_>> {
        let said = || says.iter().filter_map(|place| self.statements.get(*place));
        let mut lead: Option<&Statement> = None;
        let mut statements: Vec<&str> = Vec::with_capacity(says.len());
        let mut leading = 0usize;
        for statement in said() {
            let of_source = || self.scopes.get(statement.source)?.as_ref();
            let scope = statement.scope.as_ref().or_else(of_source);
            match scope.map_or(Truth::Unknown, |scope| scope.judge(request).truth) {
                Truth::True => {
                    lead = lead.filter(|_| leading > 0).or(Some(statement));
                    statements.insert(leading, &statement.id);
                    leading = leading.saturating_add(1);
                }
                Truth::Unknown => {
                    lead = lead.or(Some(statement));
                    statements.push(&statement.id);
                }
                Truth::False => {}
            }
        }
        if statements.is_empty() {
            statements.extend(said().map(|statement| &*statement.id));
        }
        let lead = lead.or_else(|| said().next())?;
        let source = self.sources.get(lead.source)?;
        Some(Citation {
            source: &source.id,
            title: &source.title,
            section: lead.section.as_deref(),
            statements,
            effective: source.effective.as_deref(),
        })
    }
}

/// The newest day on which one of the sources took effect.
pub(crate) fn newest(sources: &[SourceVersion]) -> Option<&str> {
    sources
        .iter()
        .filter_map(|source| source.effective.as_deref())
        .max()
}
