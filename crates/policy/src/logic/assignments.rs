//! Searches the assignments of what is unknown: whether some answers make conditions come out in a given way.

use chrono::{Datelike, NaiveDate};

use crate::facts::{MOST_FACTS, WindowTest};
use crate::logic::condition::Condition;
use crate::logic::known_facts::{ANY_DAY, KnownFacts, NO_DEADLINE};
use crate::logic::truth::Truth;

/// The most variables of one search: one for each fact, three others, and eighteen tests of call windows.
const MOST_VARIABLES: usize = MOST_FACTS + 3 + 18;

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
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Choice(u8),
    Date(u8),
    Windows(u8, WindowTest),
    Today,
    Deadline,
    DueDay,
}

/// Something unknown that conditions ask about, with its classes of values that they don't tell apart: of a choice sets of
/// values, as bits; of a day the number of each that they name, and 0 for one before all; of call windows yes and no.
struct Variable {
    subject: Subject,
    classes: Vec<u64>,
}

/// Whether some answers make each condition come out as wanted: `wanted` is a list of conditions, each with whether it is
/// to be true. `values_of` a choice gives the bits of all its values. `None` if the steps don't suffice to tell.
pub fn exist(
    wanted: &[(&Condition, bool)],
    known: &KnownFacts,
    values_of: &dyn Fn(u8) -> u64,
    steps: &mut Steps,
) -> Option<bool> {
    let mut variables: Vec<Variable> = Vec::new();
    for (condition, _) in wanted {
        steps.take(condition.size())?;
        condition.visit(&mut |atom| {
            if variables.len() <= MOST_VARIABLES && atom.judge(known).truth == Truth::Unknown {
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
    variables: &'s [Variable],
    steps: &'s mut Steps,
}

impl Search<'_> {
    /// Whether an assignment that extends this one is wanted. What is decided by a part of the answers stays so whatever
    /// the others are, so that most of the combinations are never looked at. As deep as there are variables.
    fn below(&mut self, world: &mut KnownFacts) -> Option<bool> {
        let mut undecided = None;
        for (condition, wanted) in self.wanted {
            self.steps.take(condition.size())?;
            match condition.judge(world).truth {
                Truth::Unknown => undecided = undecided.or(Some(*condition)),
                truth if (truth == Truth::True) == *wanted => {}
                _ => return Some(false),
            }
        }
        let Some(undecided) = undecided else {
            return Some(true);
        };
        let mut open = None;
        undecided.visit(&mut |atom| {
            if open.is_none() && atom.judge(world).truth == Truth::Unknown {
                open = subject_of(atom);
            }
        });
        let known = |variable: &&Variable| Some(variable.subject) == open;
        let variable = self.variables.iter().find(known)?;
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
}

fn subject_of(atom: &Condition) -> Option<Subject> {
    Some(match atom {
        Condition::OneOf { fact, .. } => Subject::Choice(*fact),
        Condition::Before { fact, .. } => Subject::Date(*fact),
        Condition::Windows { fact, test } => Subject::Windows(*fact, *test),
        Condition::TodayBefore(_) => Subject::Today,
        Condition::Deadline(_) => Subject::Deadline,
        Condition::DueDay(_) => Subject::DueDay,
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => return None,
    })
}

/// Notes what one condition without parts asks about.
fn note(
    variables: &mut Vec<Variable>,
    atom: &Condition,
    known: &KnownFacts,
    values_of: &dyn Fn(u8) -> u64,
) {
    let Some(subject) = subject_of(atom) else {
        return;
    };
    let first: [u64; 2] = match subject {
        Subject::Choice(fact) => [values_of(fact), 0],
        Subject::Date(_) | Subject::Today => [0, 0],
        Subject::Windows(..) => [1, 0],
        Subject::Deadline => [known.deadline & 0b1111, known.deadline & NO_DEADLINE].map(u64::from),
        // Where nothing is known of the deadline, there is one.
        Subject::DueDay if known.due_day == u8::MAX => [0b111, 0],
        Subject::DueDay => [known.due_day & 0b111, known.due_day & NO_DEADLINE].map(u64::from),
    };
    let index = variables.iter().position(|known| known.subject == subject);
    let index = index.unwrap_or_else(|| {
        let mut classes = first.to_vec();
        match subject {
            Subject::Windows(..) => {}
            Subject::Date(_) | Subject::Today => classes.truncate(1),
            // No set of values is empty.
            _ => classes.retain(|class| *class != 0),
        }
        variables.push(Variable { subject, classes });
        variables.len().saturating_sub(1)
    });
    let Some(Variable { classes, .. }) = variables.get_mut(index) else {
        return;
    };
    match atom {
        Condition::OneOf { values, .. } => split(classes, *values),
        Condition::Deadline(values) | Condition::DueDay(values) => split(classes, (*values).into()),
        Condition::Before { day, .. } | Condition::TodayBefore(day) => {
            let number = number(*day);
            if !classes.contains(&number) {
                classes.push(number);
            }
        }
        _ => {}
    }
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

fn known_of(world: &KnownFacts, subject: Subject) -> Before {
    let (bits, days) = match subject {
        Subject::Choice(fact) => (world.choice(fact), ANY_DAY),
        Subject::Date(fact) => (0, world.days(fact)),
        Subject::Today => (0, world.today),
        Subject::Deadline => (world.deadline.into(), ANY_DAY),
        Subject::DueDay => (world.due_day.into(), ANY_DAY),
        Subject::Windows(..) => (0, ANY_DAY),
    };
    Before { bits, days }
}

/// Supposes that the answer is in this class.
fn suppose(world: &mut KnownFacts, subject: Subject, class: u64) {
    let day = i32::try_from(class).ok();
    let day = day.and_then(NaiveDate::from_num_days_from_ce_opt);
    let day = day.unwrap_or(NaiveDate::MIN);
    let bits = match subject {
        // One of its values stands for all.
        Subject::Choice(_) => class & class.wrapping_neg(),
        _ => class,
    };
    if let Subject::Windows(fact, test) = subject {
        return world.suppose_windows(fact, test, class == 1);
    }
    restore(
        world,
        subject,
        Before {
            bits,
            days: (day, day),
        },
    );
}

fn restore(world: &mut KnownFacts, subject: Subject, before: Before) {
    let set = u8::try_from(before.bits).unwrap_or(0);
    match subject {
        Subject::Choice(fact) => world.set_choice(fact, before.bits),
        Subject::Date(fact) => world.set_date(fact, before.days),
        Subject::Today => world.today = before.days,
        Subject::Deadline => world.deadline = set,
        Subject::DueDay => world.due_day = set,
        Subject::Windows(fact, test) => world.forget_windows(fact, test),
    }
}
