//! Searches assignments of the unknown facts: is there one under which some conditions come out as wanted?

use chrono::{Datelike, NaiveDate};

use crate::facts::{FactSet, MOST_FACTS};
use crate::logic::condition::Condition;
use crate::logic::known_facts::{ANY_DAY, ClockBits, KnownFacts, NO_DUE_DAY};
use crate::logic::truth::Truth;

/// The most variables of one search: one for each fact, and some for clocks, call windows and the like.
const MOST_VARIABLES: usize = MOST_FACTS + 30;

/// A budget of work, in conditions judged. The core has no clock, so it counts steps instead of time.
#[derive(Clone, Copy, Debug)]
pub struct Steps(usize);

impl Steps {
    #[must_use]
    /// A budget of this many steps.
    pub fn new(steps: usize) -> Self {
        Steps(steps)
    }

    /// Whether the budget is used up.
    #[must_use]
    pub fn are_used_up(&self) -> bool {
        self.0 == 0
    }

    /// Spends some steps; `None` once the budget is used up.
    fn take(&mut self, steps: usize) -> Option<()> {
        self.0 = self.0.saturating_sub(steps);
        (self.0 > 0).then_some(())
    }
}

/// What a condition is about.
#[derive(Clone, Copy, PartialEq)]
enum Subject<'c> {
    Choice(u8),
    Date(u8),
    Today,
    Clock(u8),
    DueDay,
    /// Any other condition without parts; it is simply true or false.
    Atom(&'c Condition),
}

/// An unknown, with the equivalence classes of its values: values in one class make no difference to any condition. Of
/// a choice a class is a set of values, as bits; of a day it is the number of a day that some condition names, or 0 for
/// any earlier day; of other conditions it is 1 for true and 0 for false.
struct Variable<'c> {
    subject: Subject<'c>,
    classes: Vec<u64>,
}

/// Whether some assignment of the unknowns makes each condition in `wanted` true or false as given beside it.
/// `values_of` returns the bits of all values of a choice. Facts in `fixed` keep what is known about them. `known` is
/// changed during the search and restored after it. Returns `None` if the steps run out first.
pub fn exist<'c>(
    wanted: &[(&'c Condition, bool)],
    known: &mut KnownFacts<'c>,
    fixed: FactSet,
    values_of: &dyn Fn(u8) -> u64,
    steps: &mut Steps,
) -> Option<bool> {
    let mut variables: Vec<Variable<'_>> = Vec::new();
    for (condition, _) in wanted {
        steps.take(condition.size())?;
        condition.visit(&mut |atom| {
            let varies = atom.facts().without(fixed) == atom.facts();
            if varies
                && variables.len() <= MOST_VARIABLES
                && atom.judge(known).truth == Truth::Unknown
            {
                add_variable(&mut variables, atom, known, values_of);
            }
        });
    }
    if variables.len() > MOST_VARIABLES {
        return None;
    }
    Search {
        wanted,
        variables: &variables,
        steps,
    }
    .search(known)
}

struct Search<'s, 'c> {
    wanted: &'s [(&'c Condition, bool)],
    variables: &'s [Variable<'c>],
    steps: &'s mut Steps,
}

impl<'s, 'c> Search<'s, 'c> {
    /// Whether some extension of this partial assignment is wanted. What a partial assignment decides, its extensions
    /// can't change, so most combinations are never tried. The recursion is as deep as there are variables.
    fn search(&mut self, facts: &mut KnownFacts<'c>) -> Option<bool> {
        let mut open: Option<&Variable<'_>> = None;
        let mut decided = true;
        for (condition, wanted) in self.wanted {
            self.steps.take(condition.size())?;
            match condition.judge(facts).truth {
                Truth::Unknown => {
                    decided = false;
                    open = open.or_else(|| self.variable_of(condition, facts));
                }
                truth if (truth == Truth::True) == *wanted => {}
                _ => return Some(false),
            }
        }
        if decided {
            return Some(true);
        }
        // The undecided conditions depend only on fixed facts.
        let Some(variable) = open else {
            return Some(false);
        };
        let before = saved(facts, variable.subject);
        let mut found = Some(false);
        for class in &variable.classes {
            assume(facts, variable.subject, *class);
            found = self.search(facts);
            if found != Some(false) {
                break;
            }
        }
        restore(facts, variable.subject, before);
        found
    }

    /// The first variable that an undecided condition depends on.
    fn variable_of(
        &self,
        condition: &Condition,
        facts: &KnownFacts<'c>,
    ) -> Option<&'s Variable<'c>> {
        let mut open = None;
        condition.visit(&mut |atom| {
            if open.is_none() && atom.judge(facts).truth == Truth::Unknown {
                let subject = subject_of(atom);
                let mut variables = self.variables.iter();
                open = variables.find(|variable| Some(variable.subject) == subject);
            }
        });
        open
    }
}

fn subject_of(atom: &Condition) -> Option<Subject<'_>> {
    Some(match atom {
        Condition::OneOf { fact, .. } => Subject::Choice(*fact),
        Condition::Before { fact, .. } => Subject::Date(*fact),
        Condition::TodayBefore(_) => Subject::Today,
        Condition::Clock { clock, .. } => Subject::Clock(*clock),
        Condition::DueDay(_) => Subject::DueDay,
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => return None,
        atom => Subject::Atom(atom),
    })
}

/// Adds the variable of a condition without parts, and splits its classes where the condition does.
fn add_variable<'c>(
    variables: &mut Vec<Variable<'c>>,
    atom: &'c Condition,
    known: &KnownFacts<'_>,
    values_of: &dyn Fn(u8) -> u64,
) {
    let Some(subject) = subject_of(atom) else {
        return;
    };
    let index = variables.iter().position(|known| known.subject == subject);
    let index = index.unwrap_or_else(|| {
        let classes = first_classes(subject, known, values_of);
        variables.push(Variable { subject, classes });
        variables.len().saturating_sub(1)
    });
    let Some(Variable { classes, .. }) = variables.get_mut(index) else {
        return;
    };
    match atom {
        Condition::OneOf { values, .. } => split(classes, *values),
        Condition::Clock { statuses, .. } => split(classes, (*statuses).into()),
        Condition::DueDay(kinds) => split(classes, (*kinds).into()),
        Condition::Before { day, .. } | Condition::TodayBefore(day) => {
            let number = number(*day);
            if !classes.contains(&number) {
                classes.push(number);
            }
        }
        _ => {}
    }
}

/// The classes of a variable before any condition splits them.
fn first_classes(
    subject: Subject<'_>,
    known: &KnownFacts<'_>,
    values_of: &dyn Fn(u8) -> u64,
) -> Vec<u64> {
    let pair: [u64; 2] = match subject {
        Subject::Date(_) | Subject::Today => return vec![0],
        Subject::Atom(_) => return vec![1, 0],
        Subject::Choice(fact) => [values_of(fact), 0],
        Subject::Clock(clock) => {
            let bits = known.clock(clock).bits.0 & ClockBits::ALL.0;
            [bits & !ClockBits::NONE.0, bits & ClockBits::NONE.0].map(u64::from)
        }
        Subject::DueDay => match known.clock(0).due_day {
            // Nothing is known about the deadline: assume that there is one.
            u8::MAX => [0b111, 0],
            kinds => [kinds & 0b111, kinds & NO_DUE_DAY].map(u64::from),
        },
    };
    let mut classes = Vec::new();
    for class in pair {
        // A class is never empty.
        if class != 0 {
            classes.push(class);
        }
    }
    classes
}

/// Splits each class into the values inside and outside a set.
fn split(classes: &mut Vec<u64>, set: u64) {
    let mut more = Vec::new();
    for class in classes.iter_mut() {
        if *class & set != 0 && *class & !set != 0 {
            more.push(*class & !set);
            *class &= set;
        }
    }
    classes.extend(more);
}

/// The number of a day; 0 for a day before the supported years.
fn number(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
}

/// What was known before an assumption was made: bits of values, or a first and last day.
#[derive(Clone, Copy)]
struct Saved {
    bits: u64,
    days: (NaiveDate, NaiveDate),
}

fn saved(facts: &KnownFacts<'_>, subject: Subject<'_>) -> Saved {
    let (bits, days) = match subject {
        Subject::Choice(fact) => (facts.choice(fact), ANY_DAY),
        Subject::Date(fact) => (0, facts.days(fact)),
        Subject::Today => (0, facts.today),
        Subject::Clock(clock) => (facts.clock(clock).bits.0.into(), ANY_DAY),
        Subject::DueDay => (facts.clock(0).due_day.into(), ANY_DAY),
        Subject::Atom(_) => (0, ANY_DAY),
    };
    Saved { bits, days }
}

/// Assumes that the answer is in this class.
fn assume<'c>(facts: &mut KnownFacts<'c>, subject: Subject<'c>, class: u64) {
    let day = i32::try_from(class).ok();
    let day = day.and_then(NaiveDate::from_num_days_from_ce_opt);
    let day = day.unwrap_or(NaiveDate::MIN);
    let bits = match subject {
        // Any one value of the class will do.
        Subject::Choice(_) => class & class.wrapping_neg(),
        _ => class,
    };
    let days = (day, day);
    match subject {
        Subject::Atom(atom) => facts.assume(atom, class == 1),
        subject => restore(facts, subject, Saved { bits, days }),
    }
}

fn restore(facts: &mut KnownFacts<'_>, subject: Subject<'_>, before: Saved) {
    let set = u16::try_from(before.bits).unwrap_or(0);
    match subject {
        Subject::Choice(fact) => facts.set_choice(fact, before.bits),
        Subject::Date(fact) => facts.set_date(fact, before.days),
        Subject::Today => facts.today = before.days,
        Subject::Clock(clock) => {
            let mut known = facts.clock(clock);
            known.bits = ClockBits(set);
            facts.set_clock(clock, known);
        }
        Subject::DueDay => {
            let mut known = facts.clock(0);
            known.due_day = u8::try_from(set).unwrap_or(u8::MAX);
            facts.set_clock(0, known);
        }
        Subject::Atom(atom) => facts.forget(atom),
    }
}
