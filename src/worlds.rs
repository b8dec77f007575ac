//! Every combination of answers that some conditions can tell apart: how a policy is checked for all of them.

use chrono::{Datelike, NaiveDate};

use crate::condition::{Circumstances, Condition, Judgement, Truth, WindowTest};
use crate::facts::{FactSet, MOST_FACTS};

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

/// One answer to each question.
struct World<'q> {
    given: &'q dyn Circumstances,
    questions: &'q [(Question, Vec<u64>)],
    answers: Vec<u64>,
}

/// Circumstances of which nothing is known.
pub(crate) struct Nothing;

impl Circumstances for Nothing {
    fn one_of(&self, fact: u8, _: u64) -> Judgement {
        Judgement::unknown(FactSet::of(fact))
    }
    fn before(&self, fact: u8, _: NaiveDate) -> Judgement {
        Judgement::unknown(FactSet::of(fact))
    }
    fn windows(&self, fact: u8, _: WindowTest) -> Judgement {
        Judgement::unknown(FactSet::of(fact))
    }
    fn today_before(&self, _: NaiveDate) -> Judgement {
        Judgement::unknown(FactSet::EMPTY)
    }
    fn deadline(&self, _: u8) -> Judgement {
        Judgement::unknown(FactSet::EMPTY)
    }
    fn due_day(&self, _: u8) -> Judgement {
        Judgement::unknown(FactSet::EMPTY)
    }
}

/// Calls `see` for every combination of what is not given that the conditions can tell apart, until it says no. A choice
/// has as many values as `values_of` says. `None` if there are too many combinations to try.
pub(crate) fn every(
    conditions: &[&Condition],
    given: &dyn Circumstances,
    values_of: &dyn Fn(u8) -> u32,
    see: &mut dyn FnMut(&dyn Circumstances) -> bool,
) -> Option<()> {
    let mut questions: Vec<Question> = Vec::new();
    for condition in conditions {
        condition.visit(&mut |atom| {
            if questions.len() <= MOST_QUESTIONS && atom.judge(given).truth == Truth::Unknown {
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
    let mut world = World {
        given,
        questions: &questions,
        answers: Vec::with_capacity(questions.len()),
    };
    for number in 0..total {
        let mut rest = number;
        world.answers.clear();
        for (_, answers) in &questions {
            let place = rest.checked_rem(answers.len())?;
            rest = rest.checked_div(answers.len())?;
            world.answers.push(*answers.get(place)?);
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
            Question::Deadline { sets } => distinct(sets, 4).into_iter().chain([0]).collect(),
            Question::DueDay { sets } => distinct(sets, 3),
            Question::Windows { .. } => Vec::from([0, 1]),
            Question::Before { days, .. } | Question::TodayBefore { days } => [0]
                .into_iter()
                .chain(days.iter().copied().map(number))
                .collect(),
        }
    }
}

/// A day's number: 0 is before all that a policy can name.
fn number(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
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

impl World<'_> {
    /// What is given or, where nothing is, this world's answer.
    fn ask(
        &self,
        given: Judgement,
        answer: impl Fn(&Question, u64) -> Option<Judgement>,
    ) -> Judgement {
        if given.truth != Truth::Unknown {
            return given;
        }
        let mut asked = self.questions.iter().zip(&self.answers);
        let found = asked.find_map(|((question, _), place)| answer(question, *place));
        found.unwrap_or(given)
    }
}

impl Circumstances for World<'_> {
    fn one_of(&self, fact: u8, values: u64) -> Judgement {
        // What is asked about a choice is not given, whatever the values.
        let asked = |question: &Question| matches!(question, Question::OneOf { fact: asked, .. } if *asked == fact);
        let mut answered = self.questions.iter().zip(&self.answers);
        match answered.find(|((question, _), _)| asked(question)) {
            Some((_, answer)) => Judgement::known(values & answer != 0),
            None => self.given.one_of(fact, values),
        }
    }

    fn before(&self, fact: u8, day: NaiveDate) -> Judgement {
        self.ask(
            self.given.before(fact, day),
            |question, answer| match question {
                Question::Before { fact: asked, .. } if *asked == fact => {
                    Some(Judgement::known(answer < number(day)))
                }
                _ => None,
            },
        )
    }

    fn windows(&self, fact: u8, test: WindowTest) -> Judgement {
        self.ask(self.given.windows(fact, test), |question, answer| {
            let asked = matches!(question, Question::Windows { fact: f, test: t } if (*f, *t) == (fact, test));
            asked.then(|| Judgement::known(answer == 1))
        })
    }

    fn today_before(&self, day: NaiveDate) -> Judgement {
        self.ask(
            self.given.today_before(day),
            |question, answer| match question {
                Question::TodayBefore { .. } => Some(Judgement::known(answer < number(day))),
                _ => None,
            },
        )
    }

    fn deadline(&self, statuses: u8) -> Judgement {
        self.ask(self.given.deadline(statuses), |question, answer| {
            let asked = matches!(question, Question::Deadline { .. });
            asked.then(|| Judgement::known(u64::from(statuses) & answer != 0))
        })
    }

    fn due_day(&self, sorts: u8) -> Judgement {
        self.ask(self.given.due_day(sorts), |question, answer| {
            let asked = matches!(question, Question::DueDay { .. });
            asked.then(|| Judgement::known(u64::from(sorts) & answer != 0))
        })
    }
}
