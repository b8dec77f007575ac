//! Three-valued conditions: true, false, or unknown until more is answered (Kleene logic).

use chrono::NaiveDate;

use crate::facts::{FactSet, WindowTest};
use crate::logic::known_facts::KnownFacts;
use crate::logic::truth::{Judgement, Truth};

/// What a rule, a need, a deadline or a step depends on. Facts are named by their index in asking order.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
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
    /// The deadline's status is one whose bit is set.
    Deadline(u8),
    /// The deadline's last day is of a kind whose bit is set.
    DueDay(u8),
}

impl Default for Condition {
    fn default() -> Self {
        Condition::ALWAYS
    }
}

impl Condition {
    /// The condition that always holds.
    pub const ALWAYS: Condition = Condition::All(Vec::new());

    /// Whether this is the condition that always holds.
    pub fn is_always(&self) -> bool {
        matches!(self, Condition::All(parts) if parts.is_empty())
    }

    /// What this comes to for a request. Out of line where bytes count.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn judge(&self, of: &KnownFacts) -> Judgement {
        match self {
            Condition::All(parts) => all(parts, of, Judgement::TRUE),
            Condition::Any(parts) => all(parts, of, Judgement::FALSE),
            Condition::Not(part) => part.judge(of).not(),
            Condition::OneOf { fact, values } => of.one_of(*fact, *values),
            Condition::Before { fact, day } => of.before(*fact, *day),
            Condition::Windows { fact, test } => of.windows_are(*fact, *test),
            Condition::TodayBefore(day) => of.today_before(*day),
            Condition::Deadline(statuses) => of.deadline_is(*statuses),
            Condition::DueDay(kinds) => of.due_day_is(*kinds),
        }
    }

    /// Calls `see` for every condition in this one that has no parts.
    pub fn visit<'c>(&'c self, see: &mut dyn FnMut(&'c Condition)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.visit(see))
            }
            Condition::Not(part) => part.visit(see),
            atom => see(atom),
        }
    }

    /// How many conditions this one is made of, itself included.
    pub fn size(&self) -> usize {
        let parts = match self {
            Condition::All(parts) | Condition::Any(parts) => parts.as_slice(),
            Condition::Not(part) => std::slice::from_ref(&**part),
            _ => &[],
        };
        parts
            .iter()
            .map(Condition::size)
            .fold(1, usize::saturating_add)
    }

    /// The facts of a request that this condition names.
    pub fn facts(&self) -> FactSet {
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
fn all(parts: &[Condition], of: &KnownFacts, agreed: Judgement) -> Judgement {
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
