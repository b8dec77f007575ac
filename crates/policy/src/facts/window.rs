//! Call windows, and what a condition can ask about them.

use chrono::NaiveDate;

/// A stretch of one payer-local day in which a call suits: minutes since midnight, `start` before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub date: NaiveDate,
    pub start: u16,
    pub end: u16,
}

/// What a condition can ask about call windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowTest {
    /// Not wholly between two times of day, in minutes since midnight.
    OutsideHours { from: u16, to: u16 },
    /// Starts less than so many hours from now.
    StartsWithinHours(u32),
    /// On a kind of day whose bit is set (see [`crate::time::calendar::DayKind`]).
    On(u8),
}

impl Default for WindowTest {
    fn default() -> Self {
        WindowTest::On(0)
    }
}
