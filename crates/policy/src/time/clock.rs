//! What counts as now, in the payer's time zone.

use chrono::{DateTime, NaiveDate, Utc};

use crate::facts::{Window, WindowTest};
use crate::time::calendar::DayKind;
use crate::time::zone::{Zone, hours_later, local_day, local_instant};

/// The instant that counts as now, and the day that it is at the payer.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub now: DateTime<Utc>,
    pub zone: Zone,
    /// Payer-local.
    pub today: NaiveDate,
}

impl Clock {
    #[must_use]
    pub fn new(now: DateTime<Utc>, zone: Zone) -> Self {
        Clock {
            now,
            zone,
            today: local_day(now, zone),
        }
    }

    /// The instant at which the payer's clocks show this time of this day, in minutes since midnight.
    #[must_use]
    pub fn instant(&self, day: NaiveDate, minutes: u16) -> DateTime<Utc> {
        local_instant(day, minutes, self.zone)
    }

    /// Whether one call window passes this test.
    #[must_use]
    pub fn window_is(&self, window: &Window, test: WindowTest) -> bool {
        match test {
            WindowTest::OutsideHours { from, to } => window.start < from || window.end > to,
            WindowTest::StartsWithinHours(hours) => {
                let soon = hours_later(self.now, hours);
                self.instant(window.date, window.start) < soon
                    && self.instant(window.date, window.end) > self.now
            }
            WindowTest::On(kinds) => kinds & DayKind::of(window.date).bit() != 0,
        }
    }
}
