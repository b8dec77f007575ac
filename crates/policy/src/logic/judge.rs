//! Three-valued judgment: a condition is true, false, or unknown until more is answered (Kleene logic).

use crate::logic::condition::Condition;
use crate::logic::known_facts::KnownFacts;
use crate::logic::truth::{Judgement, Truth};

impl Condition {
    /// The truth of this condition given what is known, and the facts that can still change it. Not inlined in wasm, to
    /// keep the module small.
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
            atom => of.assumed(atom).unwrap_or_else(|| match atom {
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

/// Judges a conjunction (`neutral` is true) or a disjunction (`neutral` is false): a part with the other truth value
/// decides it. Otherwise it depends on the open facts of all parts.
#[inline(never)]
fn all(parts: &[Condition], of: &KnownFacts<'_>, neutral: Judgement) -> Judgement {
    let mut result = neutral;
    for part in parts {
        // The most common condition, without a call.
        let part = match part {
            Condition::OneOf { fact, values } => of.one_of(*fact, *values),
            other => other.judge(of),
        };
        if part.truth == Truth::Unknown {
            result = Judgement::unknown(result.open.with(part.open));
        } else if part.truth != neutral.truth {
            return part;
        } else {
            result.open = result.open.with(part.open);
        }
    }
    result
}
