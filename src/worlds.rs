//! Every combination of answers that some conditions can tell apart: how a policy is checked for all of them.

use chrono::{Datelike, NaiveDate};

use crate::condition::Condition;
use crate::facts::{MOST_FACTS, WindowTest};
use crate::request::{NO_DEADLINE, Request};
use crate::truth::Truth;

/// More combinations than these are not tried.
const MOST_WORLDS: usize = 200_000;
/// More questions than these make more combinations: one for each fact, three others, and of call windows eighteen.
const MOST_QUESTIONS: usize = MOST_FACTS + 3 + 18;

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

/// What conditions ask about and is not known, with the answers that they tell apart: sets of values, as bits, that are
/// alike to all of them; of days the number of each that they name, and 0 for one before all; of call windows yes and no.
struct Question {
    subject: Subject,
    answers: Vec<u64>,
}

/// Calls `see` for every combination of what is not known that the conditions can tell apart, until it says no.
/// `values_of` a choice gives the bits of all its values. `None` if there are too many combinations to try.
pub(crate) fn every(
    conditions: &[&Condition],
    known: &Request,
    values_of: &dyn Fn(u8) -> u64,
    see: &mut dyn FnMut(&Request) -> bool,
) -> Option<()> {
    let mut questions: Vec<Question> = Vec::new();
    for condition in conditions {
        condition.visit(&mut |atom| {
            if questions.len() <= MOST_QUESTIONS && atom.judge(known).truth == Truth::Unknown {
                note(&mut questions, atom, known, values_of);
            }
        });
    }
    if questions.len() > MOST_QUESTIONS {
        return None;
    }
    let mut total = 1usize;
    for question in &questions {
        total = total.checked_mul(question.answers.len())?;
    }
    if total > MOST_WORLDS {
        return None;
    }
    let mut world = known.clone();
    for number in 0..total {
        let mut rest = number;
        for Question { subject, answers } in &questions {
            let place = rest.checked_rem(answers.len())?;
            rest = rest.checked_div(answers.len())?;
            suppose(&mut world, *subject, *answers.get(place)?);
        }
        if !see(&world) {
            break;
        }
    }
    Some(())
}

/// Notes what one condition without parts asks about.
fn note(
    questions: &mut Vec<Question>,
    atom: &Condition,
    known: &Request,
    values_of: &dyn Fn(u8) -> u64,
) {
    match atom {
        Condition::OneOf { fact, values } => {
            let all = values_of(*fact);
            split(answers(questions, Subject::Choice(*fact), &[all]), *values);
        }
        Condition::Before { fact, day } => {
            add(answers(questions, Subject::Date(*fact), &[0]), *day);
        }
        Condition::Windows { fact, test } => {
            answers(questions, Subject::Windows(*fact, *test), &[0, 1]);
        }
        Condition::TodayBefore(day) => add(answers(questions, Subject::Today, &[0]), *day),
        Condition::Deadline(set) => {
            let none = known.deadline & NO_DEADLINE;
            let all = [known.deadline & 0b1111, none].map(u64::from);
            split(answers(questions, Subject::Deadline, &all), (*set).into());
        }
        Condition::DueDay(set) => {
            // Where nothing is known of the deadline, there is one.
            let none = match known.due_day {
                u8::MAX => 0,
                sorts => sorts & NO_DEADLINE,
            };
            let all = [known.due_day & 0b111, none].map(u64::from);
            split(answers(questions, Subject::DueDay, &all), (*set).into());
        }
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
    }
}

/// The answers about a subject; those that there are at first, if nothing has asked about it yet.
fn answers<'q>(
    questions: &'q mut Vec<Question>,
    subject: Subject,
    first: &[u64],
) -> Option<&'q mut Vec<u64>> {
    let known = questions
        .iter()
        .position(|question| question.subject == subject);
    if known.is_none() {
        let mut answers = first.to_vec();
        // No set of statuses or of sorts is empty.
        if matches!(subject, Subject::Deadline | Subject::DueDay) {
            answers.retain(|answer| *answer != 0);
        }
        questions.push(Question { subject, answers });
    }
    let question = match known {
        Some(place) => questions.get_mut(place),
        None => questions.last_mut(),
    };
    question.map(|question| &mut question.answers)
}

/// Tells apart what is in a set and what is not.
fn split(answers: Option<&mut Vec<u64>>, set: u64) {
    let Some(answers) = answers else { return };
    let mut more = Vec::new();
    for answer in answers.iter_mut() {
        if *answer & set != 0 && *answer & !set != 0 {
            more.push(*answer & !set);
            *answer &= set;
        }
    }
    answers.extend(more);
}

fn add(answers: Option<&mut Vec<u64>>, day: NaiveDate) {
    let number = number(day);
    if let Some(answers) = answers.filter(|answers| !answers.contains(&number)) {
        answers.push(number);
    }
}

/// A day's number: 0 is before all that a policy can name.
fn number(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
}

/// Supposes that this is the answer.
fn suppose(world: &mut Request, subject: Subject, answer: u64) {
    let set = u8::try_from(answer).unwrap_or(0);
    let day = || {
        let days = i32::try_from(answer).unwrap_or(0);
        NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MIN)
    };
    match subject {
        // One of its values stands for all.
        Subject::Choice(fact) => world.set_choice(fact, answer & answer.wrapping_neg()),
        Subject::Date(fact) => world.set_date(fact, (day(), day())),
        Subject::Today => world.today = (day(), day()),
        Subject::Deadline => world.deadline = set,
        Subject::DueDay => world.due_day = set,
        Subject::Windows(fact, test) => {
            let supposed = &mut world.supposed;
            supposed.retain(|known| (known.0, known.1) != (fact, test));
            supposed.push((fact, test, answer == 1));
        }
    }
}
