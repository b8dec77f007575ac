//! A request: the answers known so far, as what each fact can still be.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar::{self, Closed, Zone};
use crate::facts::{Answer, Fact, FactSet, MOST_FACTS, Window, WindowTest, window_pointer};
use crate::faults::{FUTURE_DATE, Fault, WINDOW_PAST, Wrong};
use crate::truth::Judgement;
use crate::value::{Given, Value};

/// The instant that counts as now, and the day that it is at the payer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub(crate) now: DateTime<Utc>,
    pub(crate) zone: Zone,
    pub(crate) today: NaiveDate,
}

impl Clock {
    pub(crate) fn new(now: DateTime<Utc>, zone: Zone) -> Self {
        Clock {
            now,
            zone,
            today: calendar::local_day(now, zone),
        }
    }

    /// The instant at which the payer's clocks show this time of this day.
    pub(crate) fn instant(&self, day: NaiveDate, minutes: u16) -> DateTime<Utc> {
        calendar::local_instant(day, minutes, self.zone)
    }

    /// Whether one call window is like this.
    pub(crate) fn window_is(&self, window: &Window, test: WindowTest) -> bool {
        match test {
            WindowTest::OutsideHours { from, to } => window.start < from || window.end > to,
            WindowTest::StartsWithinHours(hours) => {
                let soon = calendar::hours_later(self.now, hours);
                self.instant(window.date, window.start) < soon
                    && self.instant(window.date, window.end) > self.now
            }
            WindowTest::On(sorts) => sorts & bit(sort_of(window.date)) != 0,
        }
    }
}

/// The sort of a day, as a place in [`crate::condition::DUE_DAYS`].
pub(crate) fn sort_of(day: NaiveDate) -> u8 {
    match calendar::closed(day) {
        None => 0,
        Some(Closed::Weekend) => 1,
        Some(Closed::Holiday(_)) => 2,
    }
}

/// The bit of a place.
pub(crate) fn bit(place: u8) -> u8 {
    1u8.checked_shl(place.into()).unwrap_or(0)
}

/// What a request holds, by the places of its facts.
pub(crate) type Givens<'r> = [Given<'r>; MOST_FACTS];

/// Finds the facts among an object's entries; of a key that comes twice the first counts.
pub(crate) fn given<'r>(facts: &[Arc<Fact>], request: &'r Value) -> Givens<'r> {
    let mut given = [Given::Nothing; MOST_FACTS];
    let Value::Map(entries) = request else {
        return given;
    };
    let mut found = FactSet::EMPTY;
    // Most requests hold them in asking order, so that the next one is near.
    let mut ahead = 0;
    for (key, value) in entries {
        let (before, after) = facts.split_at_checked(ahead).unwrap_or((facts, &[]));
        let is = |fact: &Arc<Fact>| fact.id == *key;
        let near = after.iter().position(is);
        let near = near.map(|place| ahead.saturating_add(place));
        let Some(place) = near.or_else(|| before.iter().position(is)) else {
            continue;
        };
        ahead = place.saturating_add(1);
        let fact = FactSet::of(u8::try_from(place).unwrap_or(u8::MAX));
        if let (true, Some(empty)) = (fact.without(found) == fact, given.get_mut(place)) {
            *empty = value.into();
            found = found.with(fact);
        }
    }
    given
}

/// The first and the last day that a date can be.
type Span = (NaiveDate, NaiveDate);

const ANY_DAY: Span = (NaiveDate::MIN, NaiveDate::MAX);
/// Of the deadline's statuses, and of the sorts of its last day: that there is no deadline.
pub(crate) const NO_DEADLINE: u8 = 0x80;

/// What is known of a policy's facts, and of the deadline. What is not known can be anything.
#[derive(Clone)]
pub(crate) struct Request {
    answered: FactSet,
    /// The facts whose value can't be right: they are to be mended, not asked for.
    pub(crate) invalid: FactSet,
    /// Of each choice, the bits of the values that it can have; all bits where it is unknown.
    choices: [u64; MOST_FACTS],
    dates: [Span; MOST_FACTS],
    windows: Vec<(u8, Vec<Window>)>,
    /// What is taken for granted of call windows that are not known.
    pub(crate) supposed: Vec<(u8, WindowTest, bool)>,
    clock: Option<Clock>,
    pub(crate) today: Span,
    /// The bits of the statuses that the deadline can have.
    pub(crate) deadline: u8,
    /// The bits of the sorts of days that its last day can be.
    pub(crate) due_day: u8,
    /// The facts that decide which deadline it is.
    pub(crate) deciding: FactSet,
}

impl Request {
    /// One of which nothing is known; without a clock not even the day.
    pub(crate) fn new(clock: Option<Clock>) -> Self {
        Request {
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

    /// Reads the facts that are given, and says what is wrong with each that can't be right. Without a clock
    /// (no payer is known) nothing is checked against today.
    pub(crate) fn read(&mut self, facts: &[Arc<Fact>], given: &Givens<'_>) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        for ((fact, given), place) in facts.iter().zip(given).zip(0u8..) {
            if fact.not_after_today {
                self.set_date(place, (NaiveDate::MIN, self.today.1));
            }
            if matches!(given, Given::Nothing) {
                continue;
            }
            let mut sound = true;
            self.take(fact, place, *given, &mut |fault, at| {
                sound = false;
                wrong.push(Wrong {
                    fact: place,
                    fault,
                    at,
                });
            });
            if !sound {
                self.invalid = self.invalid.with(FactSet::of(place));
            }
        }
        wrong
    }

    /// Takes what is given for one fact; `wrong` is told of what can't be right.
    fn take(
        &mut self,
        fact: &Fact,
        place: u8,
        given: Given<'_>,
        wrong: &mut dyn FnMut(&'static Fault, Option<String>),
    ) {
        // Whose policy this is has been looked up already.
        let answer = match &*fact.id {
            "payer" => Answer::Given,
            _ => fact.read(given, wrong),
        };
        match answer {
            Answer::Unknown => return,
            Answer::Given => {}
            Answer::Choice(value) => {
                self.set_choice(place, 1u64.checked_shl(value.into()).unwrap_or(0));
            }
            Answer::Date(day) if fact.not_after_today && day > self.today.1 => {
                return wrong(&FUTURE_DATE, None);
            }
            Answer::Date(day) => self.set_date(place, (day, day)),
            Answer::Windows(windows) => {
                for (index, window) in windows.iter().enumerate() {
                    let past = |clock: Clock| clock.instant(window.date, window.end) <= clock.now;
                    if self.clock.is_some_and(past) {
                        wrong(&WINDOW_PAST, Some(window_pointer(index, "")));
                    }
                }
                self.windows.push((place, windows));
            }
        }
        self.answered = self.answered.with(FactSet::of(place));
    }

    pub(crate) fn set_choice(&mut self, fact: u8, values: u64) {
        if let Some(known) = self.choices.get_mut(usize::from(fact)) {
            *known = values;
        }
    }

    pub(crate) fn set_date(&mut self, fact: u8, days: Span) {
        if let Some(known) = self.dates.get_mut(usize::from(fact)) {
            *known = days;
        }
    }

    /// The answer to a fact that is a date.
    pub(crate) fn date(&self, fact: u8) -> Option<NaiveDate> {
        let (day, _) = *self.dates.get(usize::from(fact))?;
        self.answered.has(fact).then_some(day)
    }

    /// Call windows, if they are known.
    pub(crate) fn windows(&self, fact: u8) -> Option<&[Window]> {
        let known = self.windows.iter().find(|(known, _)| *known == fact);
        known.map(|(_, windows)| windows.as_slice())
    }

    /// Whether a fact is answered; of call windows, whether there are so many different ones.
    pub(crate) fn answers(&self, fact: u8, at_least: usize) -> bool {
        if !self.answered.has(fact) {
            return false;
        }
        let Some(windows) = self.windows(fact) else {
            return true;
        };
        let different = windows
            .iter()
            .enumerate()
            .filter(|(place, window)| !windows.iter().take(*place).any(|w| w == *window));
        different.count() >= at_least
    }

    /// Whether a boolean or a choice has one of the values whose bits are set.
    pub(crate) fn one_of(&self, fact: u8, values: u64) -> Judgement {
        match self.choices.get(usize::from(fact)) {
            // Unknown, even to a condition that names all values.
            None | Some(&u64::MAX) => Judgement::unknown(FactSet::of(fact)),
            Some(possible) => among(*possible, values, FactSet::of(fact)),
        }
    }

    pub(crate) fn before(&self, fact: u8, day: NaiveDate) -> Judgement {
        let possible = self.dates.get(usize::from(fact)).copied();
        earlier(possible.unwrap_or(ANY_DAY), day, FactSet::of(fact))
    }

    pub(crate) fn windows_are(&self, fact: u8, test: WindowTest) -> Judgement {
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

    pub(crate) fn today_before(&self, day: NaiveDate) -> Judgement {
        earlier(self.today, day, FactSet::EMPTY)
    }

    pub(crate) fn deadline_is(&self, statuses: u8) -> Judgement {
        among(self.deadline.into(), statuses.into(), self.deciding)
    }

    pub(crate) fn due_day_is(&self, sorts: u8) -> Judgement {
        among(self.due_day.into(), sorts.into(), self.deciding)
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
