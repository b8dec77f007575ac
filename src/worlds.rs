//! Every combination of answers that some conditions can tell apart: how a policy is checked for all of them.

use chrono::{Datelike, NaiveDate};

use crate::condition::{Condition, Truth, WindowTest};
use crate::facts::MOST_FACTS;
use crate::request::{NO_DEADLINE, Request};

/// More combinations than these are not tried.
const MOST_WORLDS: usize = 200_000;
/// More questions than these make more combinations: one for each fact, three others, and of call windows eighteen.
const MOST_QUESTIONS: usize = MOST_FACTS + 3 + 18;

/// What conditions ask about, and which answers they tell apart.
enum Question {
    /// Sets of values: of those that are in the same sets, one stands for all.
    OneOf {
        fact: u8,
        sets: Vec<u64>,
    },
    /// Days: a date before all of them, or one of them.
    Before {
        fact: u8,
        days: Vec<NaiveDate>,
    },
    Windows {
        fact: u8,
        test: WindowTest,
    },
    TodayBefore {
        days: Vec<NaiveDate>,
    },
    Deadline {
        sets: Vec<u64>,
    },
    DueDay {
        sets: Vec<u64>,
    },
}

/// Calls `see` for every combination of what is not known that the conditions can tell apart, until it says no. A choice
/// has as many values as `values_of` says. `None` if there are too many combinations to try.
pub(crate) fn every(
    conditions: &[&Condition],
    known: &Request,
    values_of: &dyn Fn(u8) -> u32,
    see: &mut dyn FnMut(&Request) -> bool,
) -> Option<()> {
    let mut questions: Vec<Question> = Vec::new();
    for condition in conditions {
        condition.visit(&mut |atom| {
            if questions.len() <= MOST_QUESTIONS && atom.judge(known).truth == Truth::Unknown {
                note(&mut questions, atom);
            }
        });
    }
    if questions.len() > MOST_QUESTIONS {
        return None;
    }
    let questions: Vec<(Question, Vec<u64>)> = questions
        .into_iter()
        .map(|question| {
            let answers = question.answers(values_of);
            (question, answers)
        })
        .collect();
    let total = questions.iter().try_fold(1usize, |total, (_, answers)| {
        total.checked_mul(answers.len())
    })?;
    if total > MOST_WORLDS {
        return None;
    }
    let mut world = known.clone();
    for number in 0..total {
        let mut rest = number;
        for (question, answers) in &questions {
            let place = rest.checked_rem(answers.len())?;
            rest = rest.checked_div(answers.len())?;
            question.suppose(*answers.get(place)?, &mut world);
        }
        if !see(&world) {
            break;
        }
    }
    Some(())
}

fn note(questions: &mut Vec<Question>, atom: &Condition) {
    for question in questions.iter_mut() {
        match (question, atom) {
            (
                Question::OneOf { fact, sets },
                Condition::OneOf {
                    fact: asked,
                    values,
                },
            ) if fact == asked => return sets.push(*values),
            (Question::Before { fact, days }, Condition::Before { fact: asked, day })
                if fact == asked =>
            {
                return days.push(*day);
            }
            (
                Question::Windows { fact, test },
                Condition::Windows {
                    fact: asked,
                    test: other,
                },
            ) if (&*fact, &*test) == (asked, other) => return,
            (Question::TodayBefore { days }, Condition::TodayBefore(day)) => {
                return days.push(*day);
            }
            (Question::Deadline { sets }, Condition::Deadline(set))
            | (Question::DueDay { sets }, Condition::DueDay(set)) => {
                return sets.push(u64::from(*set));
            }
            _ => {}
        }
    }
    questions.push(match atom {
        Condition::OneOf { fact, values } => Question::OneOf {
            fact: *fact,
            sets: Vec::from([*values]),
        },
        Condition::Before { fact, day } => Question::Before {
            fact: *fact,
            days: Vec::from([*day]),
        },
        Condition::Windows { fact, test } => Question::Windows {
            fact: *fact,
            test: *test,
        },
        Condition::TodayBefore(day) => Question::TodayBefore {
            days: Vec::from([*day]),
        },
        Condition::Deadline(set) => Question::Deadline {
            sets: Vec::from([u64::from(*set)]),
        },
        Condition::DueDay(set) => Question::DueDay {
            sets: Vec::from([u64::from(*set)]),
        },
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => return,
    });
}

impl Question {
    /// One bit for each value that stands for its like; of days, the number of each, and one before all.
    fn answers(&self, values_of: &dyn Fn(u8) -> u32) -> Vec<u64> {
        match self {
            Question::OneOf { fact, sets } => distinct(sets, values_of(*fact)),
            Question::Deadline { sets } => {
                let none = NO_DEADLINE.into();
                distinct(sets, 4).into_iter().chain([none]).collect()
            }
            Question::DueDay { sets } => distinct(sets, 3),
            Question::Windows { .. } => Vec::from([0, 1]),
            Question::Before { days, .. } | Question::TodayBefore { days } => [0]
                .into_iter()
                .chain(days.iter().copied().map(number))
                .collect(),
        }
    }

    /// Supposes that this is the answer.
    fn suppose(&self, answer: u64, world: &mut Request) {
        let only = u8::try_from(answer).unwrap_or(0);
        match self {
            Question::OneOf { fact, .. } => {
                if let Some(values) = world.choices.get_mut(usize::from(*fact)) {
                    *values = answer;
                }
            }
            Question::Before { fact, .. } => {
                if let Some(days) = world.dates.get_mut(usize::from(*fact)) {
                    *days = (day(answer), day(answer));
                }
            }
            Question::TodayBefore { .. } => world.today = (day(answer), day(answer)),
            Question::Deadline { .. } => world.deadline = only,
            Question::DueDay { .. } => world.due_day = only,
            Question::Windows { fact, test } => {
                let supposed = &mut world.supposed;
                supposed.retain(|known| (known.0, known.1) != (*fact, *test));
                supposed.push((*fact, *test, answer == 1));
            }
        }
    }
}

/// A day's number: 0 is before all that a policy can name.
fn number(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
}

/// The day of a number.
fn day(number: u64) -> NaiveDate {
    let days = i32::try_from(number).unwrap_or(0);
    NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MIN)
}

/// One of all values that are in the same sets, as its bit.
fn distinct(sets: &[u64], values: u32) -> Vec<u64> {
    let mut found: Vec<u64> = Vec::new();
    for bit in (0..values).filter_map(|value| 1u64.checked_shl(value)) {
        let alike = |known: &u64| {
            sets.iter()
                .all(|set| (set & known == 0) == (set & bit == 0))
        };
        if !found.iter().any(alike) {
            found.push(bit);
        }
    }
    found
}
