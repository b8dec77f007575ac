//! The answer to one fact, as read.

use chrono::NaiveDate;
use p2p_policy::facts::Window;
use p2p_policy::time::Zone;
use p2p_policy::time::calendar::SpecialDay;

/// The payer's time zone and calendar, needed to read call windows.
pub(crate) struct PayerCalendar<'p> {
    /// `None` if the payer is not known.
    pub(crate) zone: Option<Zone>,
    pub(crate) calendar: &'p [SpecialDay],
}

/// The meaning of one value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Unknown,
    /// Asked, and the person doesn't know.
    Unsure,
    /// The index of the value in the choice's list; for a boolean, 1 is true.
    Choice(u8),
    Date(NaiveDate),
    /// A day, and a time in minutes since midnight.
    Datetime(NaiveDate, u16),
    /// In thousandths.
    Number(i64),
    /// Text that no rule looks into.
    Text,
    Windows(Vec<Window>),
}
