//! What an answer says, once it is read.

use chrono::NaiveDate;
use p2p_policy::facts::Window;
use p2p_policy::time::Zone;
use p2p_policy::time::calendar::SpecialDay;

/// The payer's clock and calendar, which reading call windows requires.
pub(crate) struct PayerCalendar<'p> {
    /// `None` while no payer is known.
    pub(crate) zone: Option<Zone>,
    pub(crate) calendar: &'p [SpecialDay],
}

/// What one value says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Unknown,
    /// Asked, and nobody knows.
    Unsure,
    /// The index of the value in the choice's list; of a boolean, 1 for true.
    Choice(u8),
    Date(NaiveDate),
    /// A day, and minutes since midnight.
    Datetime(NaiveDate, u16),
    /// In thousandths.
    Number(i64),
    /// Text whose wording no rule depends on.
    Text,
    Windows(Vec<Window>),
}
