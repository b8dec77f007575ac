//! Three-valued conditions: true, false, or unknown until more is answered (Kleene logic).

use chrono::NaiveDate;

use crate::facts::{FactSet, WindowTest};
use crate::request::Request;
use crate::truth::{Judgement, Truth};

/// What a rule, a need, a deadline or a step depends on. Facts are named by their place in asking order.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// A boolean or a choice has one of the values whose bits are set.
    OneOf {
        fact: u8,
        values: u64,
    },
    /// A date fact lies before this day.
    Before {
        fact: u8,
        day: NaiveDate,
    },
    /// Some call window is like this.
    Windows {
        fact: u8,
        test: WindowTest,
    },
    /// Today, payer-local, lies before this day.
    TodayBefore(NaiveDate),
    /// The deadline's status has its bit set.
    Deadline(u8),
    /// The deadline's last day is of a sort whose bit is set.
    DueDay(u8),
}

/// The deadline's statuses, in the order of their bits.
pub(crate) const STATUSES: [&str; 4] = ["open", "last-day", "past-due", "closed"];
/// The sorts of days, in the order of their bits.
pub(crate) const DUE_DAYS: [&str; 3] = ["business-day", "weekend", "holiday"];

impl Condition {
    /// The condition that always holds.
    pub(crate) const ALWAYS: Condition = Condition::All(Vec::new());

    /// Whether this is the condition that always holds.
    pub(crate) fn is_always(&self) -> bool {
        matches!(self, Condition::All(parts) if parts.is_empty())
    }

    /// What this comes to for a request. Out of line where bytes count.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn judge(&self, of: &Request) -> Judgement {
        match self {
            Condition::All(parts) => all(parts, of, Judgement::TRUE),
            Condition::Any(parts) => all(parts, of, Judgement::FALSE),
            Condition::Not(part) => part.judge(of).not(),
            Condition::OneOf { fact, values } => of.one_of(*fact, *values),
            Condition::Before { fact, day } => of.before(*fact, *day),
            Condition::Windows { fact, test } => of.windows_are(*fact, *test),
            Condition::TodayBefore(day) => of.today_before(*day),
            Condition::Deadline(statuses) => of.deadline_is(*statuses),
            Condition::DueDay(sorts) => of.due_day_is(*sorts),
        }
    }

    /// Calls `see` for every condition in this one that has no parts.
    pub(crate) fn visit<'c>(&'c self, see: &mut dyn FnMut(&'c Condition)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.visit(see))
            }
            Condition::Not(part) => part.visit(see),
            atom => see(atom),
        }
    }

    /// The facts of a request that this condition names.
    pub(crate) fn facts(&self) -> FactSet {
        let mut facts = FactSet::EMPTY;
        self.visit(&mut |atom| {
            if let Condition::OneOf { fact, .. }
            | Condition::Before { fact, .. }
            | Condition::Windows { fact, .. } = atom
            {
                facts = facts.with(FactSet::of(*fact));
            }
        });
        facts
    }
}

/// One part that comes out otherwise settles the whole; else what is open stays open.
#[inline(never)]
fn all(parts: &[Condition], of: &Request, agreed: Judgement) -> Judgement {
    let mut whole = agreed;
    for part in parts {
        // Most parts are of this sort: no call for them.
        let part = match part {
            Condition::OneOf { fact, values } => of.one_of(*fact, *values),
            other => other.judge(of),
        };
        if part.truth == Truth::Unknown {
            whole = Judgement::unknown(whole.open.with(part.open));
        } else if part.truth != agreed.truth {
            return part;
        }
    }
    whole
}
