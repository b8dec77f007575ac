//! The current instant in the payer's time zone.

use chrono::{DateTime, NaiveDate, Utc};

use crate::time::zone::{Zone, local_day, local_instant};

/// The instant taken as now, and the payer's date at that instant.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The instant.
    pub now: DateTime<Utc>,
    /// The payer's time zone.
    pub zone: Zone,
    /// Payer-local.
    pub today: NaiveDate,
}

impl Clock {
    #[must_use]
    /// The clock of a payer in this zone at the instant `now`.
    pub fn new(now: DateTime<Utc>, zone: Zone) -> Self {
        Clock {
            now,
            zone,
            today: local_day(now, zone),
        }
    }

    /// The instant at which the payer's clocks show this time, in minutes since midnight, on this day.
    #[must_use]
    pub fn instant(&self, day: NaiveDate, minutes: u16) -> DateTime<Utc> {
        local_instant(day, minutes, self.zone)
    }
}
