//! Three-valued judgment: a condition is true, false, or unknown until more is answered (Kleene logic).

use crate::logic::condition::Condition;
use crate::logic::known_facts::KnownFacts;
use crate::logic::truth::{Judgement, Truth};

impl Condition {
    /// Its truth for what is known, and the facts that can still decide it. Out of line where bytes count.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn judge(&self, of: &KnownFacts<'_>) -> Judgement {
        match self {
            Condition::All(parts) => all(parts, of, Judgement::TRUE),
            Condition::Any(parts) => all(parts, of, Judgement::FALSE),
            Condition::Not(part) => !part.judge(of),
            Condition::OneOf { fact, values } => of.one_of(*fact, *values),
            Condition::Before { fact, day } => of.before(*fact, *day),
            Condition::TodayBefore(day) => of.today_before(*day),
            Condition::Clock { clock, statuses } => of.clock_is(*clock, *statuses),
            Condition::DueDay(kinds) => of.due_day_is(*kinds),
            atom => of.supposed(atom).unwrap_or_else(|| match atom {
                Condition::Windows { fact, test } => of.windows_are(*fact, *test),
                Condition::BeforeDate { fact, other } => of.before_date(*fact, *other),
                Condition::Weekday { fact, weekdays } => of.weekday_is(*fact, *weekdays),
                Condition::WithinDays { fact, days } => of.within_days(*fact, *days),
                Condition::Below { fact, thousandths } => of.below(*fact, *thousandths),
                Condition::Given(fact) => of.given(*fact),
                Condition::Matches { fact, forms } => of.matches(*fact, forms),
                _ => Judgement::FALSE,
            }),
        }
    }
}

/// A part that comes out otherwise decides the whole; if none does, what is open stays open.
#[inline(never)]
fn all(parts: &[Condition], of: &KnownFacts<'_>, agreed: Judgement) -> Judgement {
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
        } else {
            whole.open = whole.open.with(part.open);
        }
    }
    whole
}
