//! Searches the assignments of what is unknown: whether some answers make conditions come out in a given way.

use chrono::{Datelike, NaiveDate};

use crate::facts::{FactSet, MOST_FACTS};
use crate::logic::condition::Condition;
use crate::logic::known_facts::{ANY_DAY, ClockBits, KnownFacts, NO_DUE_DAY};
use crate::logic::truth::Truth;

/// The most variables of one search: one for each fact, some clocks, and tests of call windows and the like.
const MOST_VARIABLES: usize = MOST_FACTS + 30;

/// How much work may still be done, in conditions judged. The core has no clock: steps stand for time.
#[derive(Clone, Copy, Debug)]
pub struct Steps(usize);

impl Steps {
    #[must_use]
    pub fn new(steps: usize) -> Self {
        Steps(steps)
    }

    /// Whether none are left.
    #[must_use]
    pub fn are_used_up(&self) -> bool {
        self.0 == 0
    }

    /// Takes some steps; `None` once they are used up.
    fn take(&mut self, steps: usize) -> Option<()> {
        self.0 = self.0.saturating_sub(steps);
        (self.0 > 0).then_some(())
    }
}

/// What conditions ask about.
#[derive(Clone, Copy, PartialEq)]
enum Subject<'c> {
    Choice(u8),
    Date(u8),
    Today,
    Clock(u8),
    DueDay,
    /// Any other condition without parts: it holds or it doesn't.
    Atom(&'c Condition),
}

/// Something unknown that conditions ask about, with its classes of values that they don't tell apart: of a choice sets of
/// values, as bits; of a day the number of each that they name, and 0 for one before all; of other conditions yes and no.
struct Variable<'c> {
    subject: Subject<'c>,
    classes: Vec<u64>,
}

/// Whether some answers make each condition come out as wanted: `wanted` is a list of conditions, each with whether it is
/// to be true. `values_of` a choice gives the bits of all its values. `fixed` facts stay as they are. `None` if the steps
/// don't suffice to tell.
pub fn exist(
    wanted: &[(&Condition, bool)],
    known: &KnownFacts,
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
                note(&mut variables, atom, known, values_of);
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
    .below(&mut known.clone())
}

struct Search<'s> {
    wanted: &'s [(&'s Condition, bool)],
    variables: &'s [Variable<'s>],
    steps: &'s mut Steps,
}

impl<'s> Search<'s> {
    /// Whether an assignment that extends this one is wanted. What is decided by a part of the answers stays so whatever
    /// the others are, so that most of the combinations are never looked at. As deep as there are variables.
    fn below(&mut self, world: &mut KnownFacts) -> Option<bool> {
        let mut open: Option<&Variable<'_>> = None;
        let mut decided = true;
        for (condition, wanted) in self.wanted {
            self.steps.take(condition.size())?;
            match condition.judge(world).truth {
                Truth::Unknown => {
                    decided = false;
                    open = open.or_else(|| self.variable_of(condition, world));
                }
                truth if (truth == Truth::True) == *wanted => {}
                _ => return Some(false),
            }
        }
        if decided {
            return Some(true);
        }
        // What is open turns on what stays as it is.
        let Some(variable) = open else {
            return Some(false);
        };
        let before = known_of(world, variable.subject);
        let mut found = Some(false);
        for class in &variable.classes {
            suppose(world, variable.subject, *class);
            found = self.below(world);
            if found != Some(false) {
                break;
            }
        }
        restore(world, variable.subject, before);
        found
    }

    /// The first variable that an undecided condition turns on.
    fn variable_of(
        &self,
        condition: &'s Condition,
        world: &KnownFacts,
    ) -> Option<&'s Variable<'s>> {
        let mut open = None;
        condition.visit(&mut |atom| {
            if open.is_none() && atom.judge(world).truth == Truth::Unknown {
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

/// Notes what one condition without parts asks about.
fn note<'c>(
    variables: &mut Vec<Variable<'c>>,
    atom: &'c Condition,
    known: &KnownFacts,
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

/// The classes of a variable before a condition tells any of its values apart.
fn first_classes(
    subject: Subject<'_>,
    known: &KnownFacts,
    values_of: &dyn Fn(u8) -> u64,
) -> Vec<u64> {
    let classes: [u64; 2] = match subject {
        Subject::Date(_) | Subject::Today => return vec![0],
        Subject::Atom(_) => return vec![1, 0],
        Subject::Choice(fact) => [values_of(fact), 0],
        Subject::Clock(clock) => {
            let bits = known.clock(clock).bits.0 & ClockBits::ALL.0;
            [bits & !ClockBits::NONE.0, bits & ClockBits::NONE.0].map(u64::from)
        }
        Subject::DueDay => match known.clock(0).due_day {
            // Where nothing is known of the deadline, there is one.
            u8::MAX => [0b111, 0],
            kinds => [kinds & 0b111, kinds & NO_DUE_DAY].map(u64::from),
        },
    };
    // No set of values is empty.
    classes.into_iter().filter(|class| *class != 0).collect()
}

/// Tells apart what is in a set and what is not.
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

/// A day's number: 0 is before all that a policy can name.
fn number(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
}

/// What is known before anything is supposed: bits of values, or the first and the last day.
#[derive(Clone, Copy)]
struct Before {
    bits: u64,
    days: (NaiveDate, NaiveDate),
}

fn known_of(world: &KnownFacts, subject: Subject<'_>) -> Before {
    let (bits, days) = match subject {
        Subject::Choice(fact) => (world.choice(fact), ANY_DAY),
        Subject::Date(fact) => (0, world.days(fact)),
        Subject::Today => (0, world.today),
        Subject::Clock(clock) => (world.clock(clock).bits.0.into(), ANY_DAY),
        Subject::DueDay => (world.clock(0).due_day.into(), ANY_DAY),
        Subject::Atom(_) => (0, ANY_DAY),
    };
    Before { bits, days }
}

/// Supposes that the answer is in this class.
fn suppose(world: &mut KnownFacts, subject: Subject<'_>, class: u64) {
    let day = i32::try_from(class).ok();
    let day = day.and_then(NaiveDate::from_num_days_from_ce_opt);
    let day = day.unwrap_or(NaiveDate::MIN);
    let bits = match subject {
        // One of its values stands for all.
        Subject::Choice(_) => class & class.wrapping_neg(),
        _ => class,
    };
    let days = (day, day);
    match subject {
        Subject::Atom(atom) => world.suppose(atom, class == 1),
        subject => restore(world, subject, Before { bits, days }),
    }
}

fn restore(world: &mut KnownFacts, subject: Subject<'_>, before: Before) {
    let set = u16::try_from(before.bits).unwrap_or(0);
    match subject {
        Subject::Choice(fact) => world.set_choice(fact, before.bits),
        Subject::Date(fact) => world.set_date(fact, before.days),
        Subject::Today => world.today = before.days,
        Subject::Clock(clock) => {
            let mut known = world.clock(clock);
            known.bits = ClockBits(set);
            world.set_clock(clock, known);
        }
        Subject::DueDay => {
            let mut known = world.clock(0);
            known.due_day = u8::try_from(set).unwrap_or(u8::MAX);
            world.set_clock(0, known);
        }
        Subject::Atom(atom) => world.forget(atom),
    }
}
