//! Reads the days on which a payer is, or may be, closed.

use chrono::NaiveDate;

use super::{Reader, text};
use crate::author::Problem;
use crate::author::schema::{self, WEEKDAYS};
use crate::author::validator::{day, list_at, number, part, text_at, word};
use crate::library::{Calendar, Library, NamedDay};
use crate::time::calendar::{Closing, DayRule, SpecialDay};
use crate::value::Value;

/// The set of a policy that names none.
const USUAL: &str = "us-federal";

/// Reads the calendars: `{ days: [...], calendars: [...] }`.
///
/// # Errors
/// Everything that is wrong with them.
pub fn read_calendars(value: &Value) -> Result<(Vec<NamedDay>, Vec<Calendar>), Vec<Problem>> {
    let library = Library::default();
    let mut reader = Reader::of(value, &library, Vec::new());
    reader.validator.table(value, &schema::CALENDARS);
    let days = reader.own_days(value);
    let mut calendars = Vec::new();
    reader.validator.enter("calendars");
    for (index, calendar) in list_at(value, "calendars").iter().enumerate() {
        reader.validator.enter_item(index);
        calendars.push(Calendar {
            id: text(calendar, "id"),
            days: reader.named_days(calendar, "days", &days),
            doubtful: reader.named_days(calendar, "doubtful", &days),
        });
        reader.validator.leave();
    }
    reader.validator.leave();
    reader.finish().map(|_| (days, calendars))
}

impl<'v> Reader<'v> {
    /// The days on which a policy's payer is, or may be, closed: of two reasons the graver one first.
    pub(super) fn calendar(&mut self, v: &'v Value) -> Vec<SpecialDay> {
        self.days = self.library.days.clone();
        let own = self.own_days(v);
        self.days.extend(own);
        let days = std::mem::take(&mut self.days);
        let library = self.library;
        let name = text_at(v, "calendar").unwrap_or(USUAL);
        let set = library.calendars.iter().find(|set| *set.id == *name);
        if set.is_none() && part(v, "calendar").is_some() {
            self.validator.enter("calendar");
            let known = library.calendars.iter().map(|set| &*set.id);
            self.validator.unknown("calendar", name, known);
            self.validator.leave();
        }
        let mut holidays = set.map(|set| set.days.clone()).unwrap_or_default();
        holidays.extend(self.named_days(v, "holidays", &days));
        let doubtful = match part(v, "doubtful") {
            Some(_) => self.named_days(v, "doubtful", &days),
            None => set.map(|set| set.doubtful.clone()).unwrap_or_default(),
        };
        let are_known = !["calendar", "holidays", "doubtful"]
            .iter()
            .any(|key| self.validator.is_wrong_at(key));
        if are_known && !doubtful.iter().all(|index| holidays.contains(index)) {
            let message = "only a holiday of this policy can be doubtful";
            self.validator.wrong_at("doubtful", message);
        }
        let may_be_closed = self.named_days(v, "may_be_closed", &days);
        let mut calendar = Vec::new();
        let mut add = |indexes: &[usize], closing: Closing| {
            for known in indexes.iter().filter_map(|index| days.get(*index)) {
                let day = known.day.clone();
                calendar.push(SpecialDay { closing, ..day });
            }
        };
        let is_sure = |index: &&usize| !doubtful.contains(index);
        let sure: Vec<usize> = holidays.iter().filter(is_sure).copied().collect();
        add(&sure, Closing::Holiday);
        add(&doubtful, Closing::Doubtful);
        add(&may_be_closed, Closing::MayBeClosed);
        self.days = days;
        calendar
    }

    /// The days that a list names, for a promise of its own.
    pub(super) fn holidays(&mut self, v: &'v Value, key: &'static str) -> Vec<SpecialDay> {
        let days = std::mem::take(&mut self.days);
        let named = self.named_days(v, key, &days);
        let found = named.iter().filter_map(|index| days.get(*index));
        let found = found.map(|known| known.day.clone()).collect();
        self.days = days;
        found
    }

    /// The indexes of the days that a list names.
    fn named_days(&mut self, v: &'v Value, key: &'static str, days: &[NamedDay]) -> Vec<usize> {
        let mut indexes = Vec::new();
        self.validator.enter(key);
        for (index, item) in list_at(v, key).iter().enumerate() {
            let Some(name) = word(item) else { continue };
            self.validator.enter_item(index);
            match days.iter().position(|known| *known.id == *name) {
                Some(day) => indexes.push(day),
                None if self.is_in_doubt("days", "id") => {}
                None => self
                    .validator
                    .unknown("day", name, days.iter().map(|day| &*day.id)),
            }
            self.validator.leave();
        }
        self.validator.leave();
        indexes
    }

    /// The days that stand under `days`.
    fn own_days(&mut self, v: &'v Value) -> Vec<NamedDay> {
        let items = list_at(v, "days");
        let mut days: Vec<NamedDay> = Vec::new();
        self.validator.enter("days");
        // A day can be counted from one that comes later in the file: whichever has what it needs is read next.
        let mut open: Vec<(usize, &'v Value)> = items.iter().enumerate().collect();
        while !open.is_empty() {
            let is_ready = |item: &Value| {
                text_at(item, "after").is_none_or(|name| {
                    let mut known = self.days.iter().chain(&days);
                    known.any(|day| *day.id == *name)
                })
            };
            let (mut ready, waiting): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|(_, item)| is_ready(item));
            let ids = waiting.iter().filter_map(|(_, item)| text_at(item, "id"));
            let waited: Vec<&str> = ids.collect();
            open = waiting;
            if ready.is_empty() {
                // These name no day that there is, or each other.
                ready = std::mem::take(&mut open);
            }
            for (index, item) in ready {
                self.validator.enter_item(index);
                let id = text(item, "id");
                if self.days.iter().any(|known| known.id == id) {
                    let message = "there is a built-in day with this id: use it as it is, or choose another id";
                    self.validator.wrong_at("id", message);
                }
                let day = self.special_day(item, &days, &waited);
                days.push(NamedDay { id, day });
                self.validator.leave();
            }
        }
        self.validator.leave();
        days
    }

    /// One day. `waiting` are the days that are counted from others and could not be read yet.
    fn special_day(&mut self, v: &'v Value, others: &[NamedDay], waiting: &[&str]) -> SpecialDay {
        let (mut rule, mut offset) = (DayRule::default(), 0);
        let signed = |key| match part(v, key) {
            Some(Value::Number(number)) if number.abs() <= 366.0 && number.fract() == 0.0 => {
                *number as i16
            }
            _ => 0,
        };
        let month = part(v, "month").map_or(0, number) as u8;
        let weekday = text_at(v, "weekday");
        let weekday = weekday.and_then(|name| WEEKDAYS.iter().position(|known| *known == name));
        match () {
            () if part(v, "after").is_some() => {
                let name = text_at(v, "after").unwrap_or_default();
                let known = self.days.iter().chain(others);
                match known.clone().find(|day| *day.id == *name) {
                    Some(base) => {
                        rule = base.day.rule.clone();
                        offset = base.day.offset.saturating_add(signed("days"));
                    }
                    None => {
                        let names: Vec<_> = known.map(|day| day.id.clone()).collect();
                        self.validator.enter("after");
                        match waiting.contains(&name) {
                            true => self.validator.problem(&[
                                "these days are counted from each other in a circle, so `",
                                name,
                                "` falls on no day",
                            ]),
                            false if self.validator.is_wrong_here() => {}
                            false if self.is_in_doubt("days", "id") => {}
                            false => self
                                .validator
                                .unknown("day", name, names.iter().map(|name| &**name)),
                        }
                        self.validator.leave();
                    }
                }
            }
            () if part(v, "easter").is_some() => {
                (rule, offset) = (DayRule::Easter, signed("easter"));
            }
            () if part(v, "dates").is_some() => {
                rule = DayRule::Dates(list_at(v, "dates").iter().filter_map(day).collect());
            }
            () if month > 0 && part(v, "day").is_some() => {
                let day = part(v, "day").map_or(0, number) as u8;
                // A leap year has every day that any year has.
                let is_wrong = ["month", "day"].map(|key| self.validator.is_wrong_at(key));
                if is_wrong == [false; 2]
                    && NaiveDate::from_ymd_opt(2000, month.into(), day.into()).is_none()
                {
                    self.validator.wrong_at("day", "this month has no such day");
                }
                rule = DayRule::Fixed { month, day };
            }
            () => match (month, weekday, signed("nth")) {
                (1.., Some(weekday), nth @ (-1 | 1..=5)) => {
                    rule = DayRule::Nth {
                        month,
                        weekday: weekday as u8,
                        nth: nth.max(0) as u8,
                    };
                }
                _ if self.validator.is_wrong_here() => {}
                _ => self.validator.wrong(
                    "say when this day recurs: `month` and `day`; `month`, `weekday` and `nth` (1 to 5, or -1 for the \
                     last); `after` another day; `easter`; or `dates`",
                ),
            },
        }
        SpecialDay {
            name: text(v, "name"),
            closing: Closing::Holiday,
            rule,
            offset,
            observed: v.get("observed") == Some(&Value::Bool(true)),
            from_year: part(v, "from_year").map_or(0, number) as u16,
            every: part(v, "every").map_or(1, number) as u16,
        }
    }
}
