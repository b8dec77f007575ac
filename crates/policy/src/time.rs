//! Days, clocks and zones. Pure: the current instant is always an argument.

pub mod calendar;
mod clock;
mod format;
mod zone;

pub use clock::Clock;
pub use format::{date_text, in_span, instant_text, parse_date, parse_instant, parse_time};
pub use zone::{
    Zone, end_of_day, hours_later, later_instant, local_day, local_instant, local_time,
};
