//! What is known about a request: the values that each fact can still have.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::facts::{FactSet, MOST_FACTS, Window, WindowTest};
use crate::logic::condition::Condition;
use crate::logic::truth::Judgement;
use crate::policy::Status;
use crate::text::Text;
use crate::time::Clock;
use crate::time::calendar::days_later;

/// The first and last day that a date can be, both inclusive.
type Span = (NaiveDate, NaiveDate);

pub(super) const ANY_DAY: Span = (NaiveDate::MIN, NaiveDate::MAX);
/// In a set of kinds of days that a last day can be: there may be no deadline.
pub const NO_DUE_DAY: u8 = 0x80;

/// The states of a clock that conditions distinguish, as bits. They are finer than [`Status`], because policies written
/// before the safe day existed ask about the due day only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockBits(pub u16);

impl ClockBits {
    /// Before the day on which it opens.
    pub const NOT_OPEN: ClockBits = ClockBits(1);
    /// Open, before the safe day.
    pub const OPEN: ClockBits = ClockBits(2);
    /// The safe day, if the due day is later.
    pub const SAFE_DAY: ClockBits = ClockBits(4);
    /// The safe day, if it is also the due day.
    pub const LAST_DAY: ClockBits = ClockBits(8);
    /// After the safe day, before the due day.
    pub const PAST_SAFE: ClockBits = ClockBits(16);
    /// The due day, if the safe day was earlier.
    pub const DUE_DAY: ClockBits = ClockBits(32);
    /// After the due day, up to the closing day.
    pub const PAST_DUE: ClockBits = ClockBits(64);
    /// After the closing day.
    pub const CLOSED: ClockBits = ClockBits(128);
    /// There is no deadline.
    pub const NONE: ClockBits = ClockBits(256);
    /// Every state.
    pub const ALL: ClockBits = ClockBits(511);

    #[must_use]
    /// The union of two sets of states.
    pub const fn with(self, other: ClockBits) -> Self {
        ClockBits(self.0 | other.0)
    }

    /// The states that a status covers.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        match status {
            Status::NotOpen => Self::NOT_OPEN,
            Status::Open => Self::OPEN,
            Status::LastDay => Self::SAFE_DAY.with(Self::LAST_DAY),
            Status::PastSafe => Self::PAST_SAFE.with(Self::DUE_DAY),
            Status::PastDue => Self::PAST_DUE,
            Status::Closed => Self::CLOSED,
        }
    }

    /// The states that a status covers in a policy written before the safe day existed.
    #[must_use]
    pub const fn of_due_day(status: Status) -> Self {
        match status {
            Status::Open => Self::NOT_OPEN
                .with(Self::OPEN)
                .with(Self::SAFE_DAY)
                .with(Self::PAST_SAFE),
            Status::LastDay => Self::LAST_DAY.with(Self::DUE_DAY),
            other => Self::of(other),
        }
    }
}

/// What is known about a clock.
#[derive(Clone, Copy, Debug)]
pub struct KnownClock {
    /// The states that it can be in.
    pub bits: ClockBits,
    /// The kinds of days that its last day can be, as bits.
    pub due_day: u8,
    /// The first instant after its last day, once that is certain.
    pub due_at: Option<DateTime<Utc>>,
    /// The facts that decide which deadline applies.
    pub deciding: FactSet,
}

impl KnownClock {
    /// Nothing is known about the clock.
    pub const UNKNOWN: KnownClock = KnownClock {
        bits: ClockBits(u16::MAX),
        due_day: u8::MAX,
        due_at: None,
        deciding: FactSet::EMPTY,
    };
}

/// An answer that is neither a day nor a set of values of a choice.
enum Detail {
    Instant(DateTime<Utc>),
    /// In thousandths.
    Number(i64),
    Text(Text),
    Windows(Vec<Window>),
}

/// What is known about a policy's facts and clocks. An unknown fact can have any value.
pub struct KnownFacts<'c> {
    answered: FactSet,
    /// The facts with an invalid value: they have to be corrected, not asked for.
    pub invalid: FactSet,
    /// The facts that were answered with `"unsure"` (C21).
    pub unsure: FactSet,
    /// Whether an unanswered fact counts as not given. So for rules that only inform and never reject.
    pub absent_counts: bool,
    /// Of each boolean and choice the values that it can have, as bits; all bits if it is unknown.
    choices: [u64; MOST_FACTS],
    dates: [Span; MOST_FACTS],
    /// Answers that are neither a day nor a set of values of a choice, by fact.
    details: Vec<(u8, Detail)>,
    /// The conditions that a search assumes to be true or false.
    assumptions: Vec<(&'c Condition, bool)>,
    clock: Option<Clock>,
    /// The first and last day that today can be.
    pub today: Span,
    /// The main clock, then the further ones.
    pub clocks: Vec<KnownClock>,
}

impl<'c> KnownFacts<'c> {
    /// Nothing is known; without a clock not even today's date.
    pub fn new(clock: Option<Clock>) -> Self {
        KnownFacts {
            answered: FactSet::EMPTY,
            invalid: FactSet::EMPTY,
            unsure: FactSet::EMPTY,
            absent_counts: false,
            choices: [u64::MAX; MOST_FACTS],
            dates: [ANY_DAY; MOST_FACTS],
            details: Vec::new(),
            assumptions: Vec::new(),
            today: clock.map_or(ANY_DAY, |clock| (clock.today, clock.today)),
            clock,
            clocks: Vec::new(),
        }
    }

    /// Restricts a boolean or choice to these values, given as bits.
    pub fn set_choice(&mut self, fact: u8, values: u64) {
        if let Some(known) = self.choices.get_mut(usize::from(fact)) {
            *known = values;
        }
    }

    /// Restricts a date to these days, inclusive.
    pub fn set_date(&mut self, fact: u8, days: Span) {
        if let Some(known) = self.dates.get_mut(usize::from(fact)) {
            *known = days;
        }
    }

    /// Records the instant of a datetime.
    pub fn set_instant(&mut self, fact: u8, instant: DateTime<Utc>) {
        self.details.push((fact, Detail::Instant(instant)));
    }

    /// Records a number, in thousandths.
    pub fn set_number(&mut self, fact: u8, thousandths: i64) {
        self.details.push((fact, Detail::Number(thousandths)));
    }

    /// Records a text, for matching patterns.
    pub fn set_text(&mut self, fact: u8, text: &str) {
        self.details.push((fact, Detail::Text(Text::from(text))));
    }

    /// Records the call windows.
    pub fn set_windows(&mut self, fact: u8, windows: Vec<Window>) {
        self.details.push((fact, Detail::Windows(windows)));
    }

    /// Marks a fact as answered.
    pub fn answer(&mut self, fact: u8) {
        self.answered = self.answered.with(FactSet::of(fact));
    }

    /// Marks a fact as answered with `"unsure"`.
    pub fn answer_unsure(&mut self, fact: u8) {
        self.unsure = self.unsure.with(FactSet::of(fact));
        self.answer(fact);
    }

    /// The day of a date or datetime, if it is known.
    pub fn date(&self, fact: u8) -> Option<NaiveDate> {
        let (first, last) = self.days(fact);
        (self.answered.has(fact) && first == last).then_some(first)
    }

    /// The instant of a datetime, if it is known.
    pub fn instant(&self, fact: u8) -> Option<DateTime<Utc>> {
        match self.detail(fact) {
            Some(Detail::Instant(instant)) => Some(*instant),
            _ => None,
        }
    }

    /// The call windows, if they are known.
    pub fn windows(&self, fact: u8) -> Option<&[Window]> {
        match self.detail(fact) {
            Some(Detail::Windows(windows)) => Some(windows),
            _ => None,
        }
    }

    #[inline(never)]
    fn detail(&self, fact: u8) -> Option<&Detail> {
        let mut details = self.details.iter();
        details
            .find(|(of, _)| *of == fact)
            .map(|(_, detail)| detail)
    }

    /// What is known about a clock.
    pub fn clock(&self, clock: u8) -> KnownClock {
        let known = self.clocks.get(usize::from(clock));
        known.copied().unwrap_or(KnownClock::UNKNOWN)
    }

    /// Records what is known about a clock.
    pub fn set_clock(&mut self, clock: u8, known: KnownClock) {
        let index = usize::from(clock);
        while self.clocks.len() <= index {
            self.clocks.push(KnownClock::UNKNOWN);
        }
        if let Some(place) = self.clocks.get_mut(index) {
            *place = known;
        }
    }

    /// Whether a fact is answered; for call windows, with at least `at_least` distinct windows.
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

    pub(super) fn assume(&mut self, atom: &'c Condition, holds: bool) {
        self.forget(atom);
        self.assumptions.push((atom, holds));
    }

    pub(super) fn forget(&mut self, atom: &Condition) {
        self.assumptions.retain(|(known, _)| *known != atom);
    }

    /// What a search assumes about a condition.
    pub(super) fn assumed(&self, atom: &Condition) -> Option<Judgement> {
        let mut assumptions = self.assumptions.iter();
        let (_, holds) = assumptions.find(|(known, _)| *known == atom)?;
        Some(Judgement::known(*holds))
    }

    /// The values that a choice can have, as bits.
    pub(super) fn choice(&self, fact: u8) -> u64 {
        let known = self.choices.get(usize::from(fact));
        known.copied().unwrap_or(u64::MAX)
    }

    /// The first and last day that a date can be.
    pub(super) fn days(&self, fact: u8) -> Span {
        let known = self.dates.get(usize::from(fact));
        known.copied().unwrap_or(ANY_DAY)
    }

    /// Whether a boolean or choice has one of the values whose bits are set.
    pub(super) fn one_of(&self, fact: u8, values: u64) -> Judgement {
        match self.choice(fact) {
            // Unknown even if the condition names every value.
            u64::MAX => Judgement::unknown(FactSet::of(fact)),
            possible => among(possible, values, FactSet::of(fact)),
        }
    }

    pub(super) fn before(&self, fact: u8, day: NaiveDate) -> Judgement {
        earlier(self.days(fact), day, FactSet::of(fact))
    }

    pub(super) fn today_before(&self, day: NaiveDate) -> Judgement {
        earlier(self.today, day, FactSet::EMPTY)
    }

    pub(super) fn before_date(&self, fact: u8, other: u8) -> Judgement {
        let (this, that) = (self.days(fact), self.days(other));
        match () {
            () if this.1 < that.0 => Judgement::TRUE,
            () if this.0 >= that.1 => Judgement::FALSE,
            () => {
                let open = [fact, other]
                    .into_iter()
                    .filter(|fact| self.date(*fact).is_none());
                Judgement::unknown(
                    open.fold(FactSet::EMPTY, |set, fact| set.with(FactSet::of(fact))),
                )
            }
        }
    }

    pub(super) fn weekday_is(&self, fact: u8, weekdays: u8) -> Judgement {
        self.of_date(fact, |day| {
            weekdays >> day.weekday().num_days_from_monday() & 1 == 1
        })
    }

    pub(super) fn within_days(&self, fact: u8, days: u16) -> Judgement {
        self.of_date(fact, |day| self.today.0 <= days_later(day, days.into()))
    }

    fn of_date(&self, fact: u8, is: impl FnOnce(NaiveDate) -> bool) -> Judgement {
        match self.date(fact) {
            Some(day) => Judgement::known(is(day)),
            None => Judgement::unknown(FactSet::of(fact)),
        }
    }

    pub(super) fn below(&self, fact: u8, thousandths: i64) -> Judgement {
        match self.detail(fact) {
            Some(Detail::Number(number)) => Judgement::known(*number < thousandths),
            _ => Judgement::unknown(FactSet::of(fact)),
        }
    }

    pub(super) fn given(&self, fact: u8) -> Judgement {
        match self.answered.without(self.unsure).has(fact) {
            true => Judgement::TRUE,
            // False for now; an answer would change it, so the fact stays open.
            false if self.absent_counts => Judgement {
                open: FactSet::of(fact),
                ..Judgement::FALSE
            },
            false => Judgement::unknown(FactSet::of(fact)),
        }
    }

    pub(super) fn matches(&self, fact: u8, forms: &[Text]) -> Judgement {
        match self.detail(fact) {
            Some(Detail::Text(text)) => {
                Judgement::known(forms.iter().any(|form| matches_pattern(text, form)))
            }
            _ => Judgement::unknown(FactSet::of(fact)),
        }
    }

    pub(super) fn windows_are(&self, fact: u8, test: WindowTest) -> Judgement {
        let Some(windows) = self.windows(fact) else {
            return Judgement::unknown(FactSet::of(fact));
        };
        let mut result = Judgement::FALSE;
        for window in windows {
            let judged = self.window_is(window, test);
            if judged.is_true() {
                return judged;
            }
            if !judged.is_false() {
                result = judged;
            }
        }
        result
    }

    /// Whether a call window passes a test.
    pub fn window_is(&self, window: &Window, test: WindowTest) -> Judgement {
        Judgement::known(match test {
            WindowTest::OutsideHours { from, to } => window.hours.outside(from, to),
            WindowTest::OutsideOwnHours { from, to } => window.own_hours.outside(from, to),
            WindowTest::StartsWithinHours(hours) => {
                let Some(clock) = self.clock else {
                    return Judgement::unknown(FactSet::EMPTY);
                };
                window.starts_at < crate::time::hours_later(clock.now, hours)
                    && window.ends_at > clock.now
            }
            WindowTest::On(kinds) => kinds & window.kind.bit() != 0,
            WindowTest::AfterClock(clock) => match self.clock(clock).due_at {
                Some(due_at) => window.starts_at >= due_at,
                None => return Judgement::unknown(self.clock(clock).deciding),
            },
            WindowTest::BeforeDate(fact) => return self.of_date(fact, |day| window.date < day),
            WindowTest::AfterDate(fact) => return self.of_date(fact, |day| window.date > day),
        })
    }

    pub(super) fn clock_is(&self, clock: u8, statuses: u16) -> Judgement {
        let known = self.clock(clock);
        among(known.bits.0.into(), statuses.into(), known.deciding)
    }

    pub(super) fn due_day_is(&self, kinds: u8) -> Judgement {
        let known = self.clock(0);
        among(known.due_day.into(), kinds.into(), known.deciding)
    }
}

/// Whether a text matches a pattern. Bytes are enough, because the placeholders match only ASCII.
fn matches_pattern(text: &str, form: &str) -> bool {
    let fits = |letter: u8, sort: u8| match sort {
        b'#' => letter.is_ascii_digit(),
        b'@' => letter.is_ascii_alphabetic(),
        b'*' => letter.is_ascii_alphanumeric(),
        other => letter.eq_ignore_ascii_case(&other),
    };
    let mut pairs = text.bytes().zip(form.bytes());
    text.len() == form.len() && pairs.all(|(letter, sort)| fits(letter, sort))
}

/// Whether the possible values all, partly or never belong to the wanted ones.
fn among(possible: u64, wanted: u64, open: FactSet) -> Judgement {
    match (possible & wanted, possible & !wanted) {
        (0, _) => Judgement::FALSE,
        (_, 0) => Judgement::TRUE,
        _ => Judgement::unknown(open),
    }
}

/// Whether a date is before a day.
fn earlier((first, last): Span, day: NaiveDate, open: FactSet) -> Judgement {
    match () {
        () if last < day => Judgement::TRUE,
        () if first >= day => Judgement::FALSE,
        () => Judgement::unknown(open),
    }
}
