//! Call windows, and what a condition can ask about them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::time::calendar::DayKind;

/// A call window: a span of time in which the office can take the call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The day on which it starts, payer-local.
    pub date: NaiveDate,
    /// The kind of that day.
    pub kind: DayKind,
    /// Payer-local, in minutes since midnight.
    pub hours: Hours,
    /// The same in the zone in which the window was given.
    pub own_hours: Hours,
    /// Its first instant.
    pub starts_at: DateTime<Utc>,
    /// The first instant after it.
    pub ends_at: DateTime<Utc>,
}

/// From one time of day to a later one, in minutes since midnight. A window that ends on the next day has an `end` over
/// 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When the span begins.
    pub start: u16,
    /// When the span ends.
    pub end: u16,
}

/// What a condition can ask about call windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowTest {
    /// Not entirely between two payer-local times of day.
    OutsideHours { from: u16, to: u16 },
    /// Not entirely between two times of day in the zone in which the window was given.
    OutsideOwnHours { from: u16, to: u16 },
    /// Starts less than this many hours from now, and has not ended.
    StartsWithinHours(u32),
    /// Starts on a kind of day whose bit is set (see [`DayKind`]).
    On(u8),
    /// Starts after the last day of this clock.
    AfterClock(u8),
    /// Starts on a day before this date.
    BeforeDate(u8),
    /// Starts on a day after this date.
    AfterDate(u8),
}

impl Default for WindowTest {
    fn default() -> Self {
        WindowTest::On(0)
    }
}

impl Hours {
    /// Whether these hours are not entirely between two times of day.
    #[must_use]
    pub fn outside(self, from: u16, to: u16) -> bool {
        self.start < from || self.end > to
    }
}
