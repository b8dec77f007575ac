//! A day counter that walks day by day, with a list of month lengths and the holidays as the law states them. It shares
//! no code with the engine and uses no date formulas.

use std::fmt;
use std::sync::OnceLock;

/// A day from 1999-01-01 to 2101-12-31, as an index into the list of days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(usize);

/// Which days are not counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// Weekends, and observed federal holidays except those on which many firms work (C7: safe).
    Surely,
    /// Weekends and observed federal holidays.
    Federal,
    /// The same, and the three days on which a payer may be closed (C7).
    FederalAndMaybe,
}

struct Page {
    year: u32,
    month: u32,
    day: u32,
    /// 0 is Monday, 6 Sunday.
    weekday: u32,
}

const MONDAY: u32 = 0;
const TUESDAY: u32 = 1;
const THURSDAY: u32 = 3;
const FRIDAY: u32 = 4;
const SATURDAY: u32 = 5;

fn calendar() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let mut pages = Vec::new();
        // 1999-01-01 was a Friday.
        let mut weekday = FRIDAY;
        for year in 1999..=2101 {
            // In this range, 2100 is the only year divisible by four that is not a leap year.
            let february = if year % 4 == 0 && year != 2100 {
                29
            } else {
                28
            };
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            for (month, length) in (1..).zip(lengths) {
                for day in 1..=length {
                    pages.push(Page {
                        year,
                        month,
                        day,
                        weekday,
                    });
                    weekday = (weekday + 1) % 7;
                }
            }
        }
        pages
    })
}

impl Day {
    /// The day that `text` names as `YYYY-MM-DD`.
    pub fn of(text: &str) -> Day {
        Day::find(text).unwrap_or_else(|| panic!("{text} is no day"))
    }

    /// The day that `text` names as `YYYY-MM-DD`, if there is one.
    pub fn find(text: &str) -> Option<Day> {
        let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
        let day = (parts.next()??, parts.next()??, parts.next()??);
        // Start the search near the day.
        let first = (day.0 as usize).checked_sub(1999)? * 365;
        let later = calendar().get(first..)?.iter();
        let mut later = later.map(|page| (page.year, page.month, page.day));
        let at = later.position(|other| other >= day)?;
        let found = Day(first + at);
        let page = found.page();
        ((page.year, page.month, page.day) == day).then_some(found)
    }

    pub fn next(self) -> Day {
        Day(self.0 + 1)
    }

    pub fn before(self) -> Day {
        Day(self.0 - 1)
    }

    pub fn year(self) -> u32 {
        self.page().year
    }

    pub fn is_weekend(self) -> bool {
        self.page().weekday >= SATURDAY
    }

    fn page(self) -> &'static Page {
        &calendar()[self.0]
    }

    /// The legal public holiday on this very day: 5 U.S.C. 6103(a).
    fn legal_holiday(self) -> Option<&'static str> {
        let Page {
            year,
            month,
            day,
            weekday,
        } = *self.page();
        let first = (1..=7).contains(&day);
        let second = (8..=14).contains(&day);
        let third = (15..=21).contains(&day);
        let fourth = (22..=28).contains(&day);
        let last_of_may = (25..=31).contains(&day);
        match month {
            1 if day == 1 => Some("New Year's Day"),
            1 if weekday == MONDAY && third => Some("Birthday of Martin Luther King, Jr."),
            2 if weekday == MONDAY && third => Some("Washington's Birthday"),
            5 if weekday == MONDAY && last_of_may => Some("Memorial Day"),
            // Public Law 117-17, signed on 2021-06-17.
            6 if day == 19 && year >= 2021 => Some("Juneteenth National Independence Day"),
            7 if day == 4 => Some("Independence Day"),
            9 if weekday == MONDAY && first => Some("Labor Day"),
            10 if weekday == MONDAY && second => Some("Columbus Day"),
            11 if day == 11 => Some("Veterans Day"),
            11 if weekday == THURSDAY && fourth => Some("Thanksgiving Day"),
            12 if day == 25 => Some("Christmas Day"),
            _ => None,
        }
    }

    /// The holiday observed on this weekday: its own, Saturday's on the Friday before (5 U.S.C. 6103(b)(1)), Sunday's
    /// on the Monday after (Executive Order 11582).
    pub fn observed_holiday(self) -> Option<&'static str> {
        if self.is_weekend() {
            return None;
        }
        if let Some(name) = self.legal_holiday() {
            return Some(name);
        }
        match self.page().weekday {
            FRIDAY => self.next().legal_holiday(),
            MONDAY => self.before().legal_holiday(),
            _ => None,
        }
    }

    /// The three days on which such a payer may be closed: the Friday after Thanksgiving, December 24, and Montana's
    /// general election day (the Tuesday after the first Monday of November in even years).
    pub fn may_be_closed(self) -> bool {
        let Page {
            year,
            month,
            day,
            weekday,
        } = *self.page();
        let after_thanksgiving = month == 11 && weekday == FRIDAY && (23..=29).contains(&day);
        let christmas_eve = month == 12 && day == 24;
        let election = month == 11 && weekday == TUESDAY && (2..=8).contains(&day) && year % 2 == 0;
        after_thanksgiving || christmas_eve || election
    }

    /// The name of the federal holiday observed on this day, if many firms work on it (C7).
    pub fn doubtful_holiday(self) -> Option<&'static str> {
        let doubtful = [
            "Birthday of Martin Luther King, Jr.",
            "Washington's Birthday",
            "Juneteenth National Independence Day",
            "Columbus Day",
            "Veterans Day",
        ];
        self.observed_holiday()
            .filter(|name| doubtful.contains(name))
    }

    /// Why a count of business days skips this day, if it does.
    pub fn skipped(self) -> Option<&'static str> {
        if self.is_weekend() {
            Some("weekend")
        } else {
            self.observed_holiday()
        }
    }

    fn is_closed(self, closed: Closed) -> bool {
        let skipped = self.skipped().is_some();
        match closed {
            Closed::Surely => skipped && self.doubtful_holiday().is_none(),
            Closed::Federal => skipped,
            Closed::FederalAndMaybe => skipped || self.may_be_closed(),
        }
    }

    /// The `count`th business day after this day, by walking.
    pub fn business_days_later(self, count: u32, closed: Closed) -> Day {
        let mut counted = 0;
        let mut day = self;
        while counted < count {
            day = day.next();
            if !day.is_closed(closed) {
                counted += 1;
            }
        }
        day
    }

    /// The `count`th day after this day.
    pub fn days_later(self, count: u32) -> Day {
        Day(self.0 + count as usize)
    }

    /// The `count`th day before this day.
    pub fn days_before(self, count: u32) -> Day {
        Day(self.0 - count as usize)
    }

    /// The number of business days after this day up to and including `due`.
    pub fn business_days_until(self, due: Day, closed: Closed) -> u32 {
        let later = self.next().to(due);
        later.map(|day| u32::from(!day.is_closed(closed))).sum()
    }

    /// The number of days after this day up to and including `due`.
    pub fn days_until(self, due: Day) -> u32 {
        let mut left = 0;
        let mut day = self;
        while day < due {
            day = day.next();
            left += 1;
        }
        left
    }

    /// Seconds from the beginning of 1970 to the beginning of this day, UTC. 1999-01-01 was day 10,592 after
    /// 1970-01-01.
    pub fn unix_seconds(self) -> i64 {
        (10_592 + i64::try_from(self.0).unwrap()) * 86_400
    }

    /// Every day from this one to `last`, inclusive.
    pub fn to(self, last: Day) -> impl Iterator<Item = Day> {
        (self.0..=last.0).map(Day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Page {
            year, month, day, ..
        } = self.page();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
