//! What is known of a request, as what each fact can still be.

use chrono::NaiveDate;

use crate::facts::{FactSet, MOST_FACTS, Window, WindowTest};
use crate::logic::truth::Judgement;
use crate::time::Clock;

/// The first and the last day that a date can be.
type Span = (NaiveDate, NaiveDate);

pub(super) const ANY_DAY: Span = (NaiveDate::MIN, NaiveDate::MAX);
/// Of the deadline's statuses, and of the kinds of its last day: that there is no deadline.
pub const NO_DEADLINE: u8 = 0x80;

/// What is known of a policy's facts, and of the deadline. What is not known can be anything.
#[derive(Clone)]
pub struct KnownFacts {
    answered: FactSet,
    /// The facts whose value can't be right: they have to be corrected, not asked for.
    pub invalid: FactSet,
    /// Of each choice, the bits of the values that it can have; all bits where it is unknown.
    choices: [u64; MOST_FACTS],
    dates: [Span; MOST_FACTS],
    windows: Vec<(u8, Vec<Window>)>,
    /// What a search supposes of call windows that are not known.
    supposed: Vec<(u8, WindowTest, bool)>,
    clock: Option<Clock>,
    pub today: Span,
    /// The bits of the statuses that the deadline can have.
    pub deadline: u8,
    /// The bits of the kinds of days that its last day can be.
    pub due_day: u8,
    /// The facts that decide which deadline it is.
    pub deciding: FactSet,
}

impl KnownFacts {
    /// Nothing is known; without a clock not even the day.
    pub fn new(clock: Option<Clock>) -> Self {
        KnownFacts {
            answered: FactSet::EMPTY,
            invalid: FactSet::EMPTY,
            choices: [u64::MAX; MOST_FACTS],
            dates: [ANY_DAY; MOST_FACTS],
            windows: Vec::new(),
            supposed: Vec::new(),
            today: clock.map_or(ANY_DAY, |clock| (clock.today, clock.today)),
            clock,
            deadline: u8::MAX,
            due_day: u8::MAX,
            deciding: FactSet::EMPTY,
        }
    }

    pub fn set_choice(&mut self, fact: u8, values: u64) {
        if let Some(known) = self.choices.get_mut(usize::from(fact)) {
            *known = values;
        }
    }

    pub fn set_date(&mut self, fact: u8, days: Span) {
        if let Some(known) = self.dates.get_mut(usize::from(fact)) {
            *known = days;
        }
    }

    /// The answer to a fact that is a date.
    pub fn date(&self, fact: u8) -> Option<NaiveDate> {
        let (day, _) = *self.dates.get(usize::from(fact))?;
        self.answered.has(fact).then_some(day)
    }

    /// Call windows, if they are known.
    pub fn windows(&self, fact: u8) -> Option<&[Window]> {
        let known = self.windows.iter().find(|(known, _)| *known == fact);
        known.map(|(_, windows)| windows.as_slice())
    }

    /// Notes that a fact is answered.
    pub fn answer(&mut self, fact: u8) {
        self.answered = self.answered.with(FactSet::of(fact));
    }

    pub fn set_windows(&mut self, fact: u8, windows: Vec<Window>) {
        self.windows.push((fact, windows));
    }

    pub(super) fn suppose_windows(&mut self, fact: u8, test: WindowTest, holds: bool) {
        self.forget_windows(fact, test);
        self.supposed.push((fact, test, holds));
    }

    pub(super) fn forget_windows(&mut self, fact: u8, test: WindowTest) {
        self.supposed
            .retain(|known| (known.0, known.1) != (fact, test));
    }

    /// The bits of the values that a choice can have.
    pub(super) fn choice(&self, fact: u8) -> u64 {
        let known = self.choices.get(usize::from(fact));
        known.copied().unwrap_or(u64::MAX)
    }

    /// The first and the last day that a date can be.
    pub(super) fn days(&self, fact: u8) -> Span {
        let known = self.dates.get(usize::from(fact));
        known.copied().unwrap_or(ANY_DAY)
    }

    /// Whether a fact is answered; of call windows, whether there are at least `at_least` distinct ones.
    pub fn is_answered(&self, fact: u8, at_least: usize) -> bool {
        if !self.answered.has(fact) {
            return false;
        }
        let Some(windows) = self.windows(fact) else {
            return true;
        };
        let distinct = windows
            .iter()
            .enumerate()
            .filter(|(index, window)| !windows.iter().take(*index).any(|w| w == *window));
        distinct.count() >= at_least
    }

    /// Whether a boolean or a choice has one of the values whose bits are set.
    pub fn one_of(&self, fact: u8, values: u64) -> Judgement {
        match self.choice(fact) {
            // Unknown, even to a condition that names all values.
            u64::MAX => Judgement::unknown(FactSet::of(fact)),
            possible => among(possible, values, FactSet::of(fact)),
        }
    }

    pub fn before(&self, fact: u8, day: NaiveDate) -> Judgement {
        earlier(self.days(fact), day, FactSet::of(fact))
    }

    pub fn windows_are(&self, fact: u8, test: WindowTest) -> Judgement {
        let supposed = self.supposed.iter().find(|s| (s.0, s.1) == (fact, test));
        if let Some((_, _, truth)) = supposed {
            return Judgement::known(*truth);
        }
        match (self.windows(fact), self.clock) {
            (Some(windows), Some(clock)) => {
                Judgement::known(windows.iter().any(|window| clock.window_is(window, test)))
            }
            _ => Judgement::unknown(FactSet::of(fact)),
        }
    }

    pub fn today_before(&self, day: NaiveDate) -> Judgement {
        earlier(self.today, day, FactSet::EMPTY)
    }

    pub fn deadline_is(&self, statuses: u8) -> Judgement {
        among(self.deadline.into(), statuses.into(), self.deciding)
    }

    pub fn due_day_is(&self, kinds: u8) -> Judgement {
        among(self.due_day.into(), kinds.into(), self.deciding)
    }
}

/// Whether what is possible is among what is wanted.
fn among(possible: u64, wanted: u64, open: FactSet) -> Judgement {
    match (possible & wanted, possible & !wanted) {
        (0, _) => Judgement::FALSE,
        (_, 0) => Judgement::TRUE,
        _ => Judgement::unknown(open),
    }
}

/// Whether a date lies before a day.
fn earlier((first, last): Span, day: NaiveDate, open: FactSet) -> Judgement {
    match () {
        () if last < day => Judgement::TRUE,
        () if first >= day => Judgement::FALSE,
        () => Judgement::unknown(open),
    }
}
