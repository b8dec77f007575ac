//! Call windows, and what a condition can ask about them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::time::calendar::DayKind;

/// A stretch of time in which a call suits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The payer's day on which it starts.
    pub date: NaiveDate,
    /// What kind of day that is.
    pub kind: DayKind,
    /// Minutes since the payer's midnight.
    pub hours: Hours,
    /// Minutes since midnight in the zone in which it was given.
    pub own_hours: Hours,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// From one time of day to a later one, in minutes since midnight; past midnight they go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub start: u16,
    pub end: u16,
}

/// What a condition can ask about call windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowTest {
    /// Not wholly between two times of the payer's day.
    OutsideHours { from: u16, to: u16 },
    /// Not wholly between two times of day in the zone in which it was given.
    OutsideOwnHours { from: u16, to: u16 },
    /// Starts less than so many hours from now.
    StartsWithinHours(u32),
    /// On a kind of day whose bit is set (see [`DayKind`]).
    On(u8),
    /// Starts after a clock has run out.
    AfterClock(u8),
    /// On a day before this date.
    BeforeDate(u8),
    /// On a day after this date.
    AfterDate(u8),
}

impl Default for WindowTest {
    fn default() -> Self {
        WindowTest::On(0)
    }
}

impl Hours {
    /// Whether these hours are not wholly between two times of day.
    #[must_use]
    pub fn outside(self, from: u16, to: u16) -> bool {
        self.start < from || self.end > to
    }
}
