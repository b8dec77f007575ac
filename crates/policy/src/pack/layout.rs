//! The layout of a pack, declared once for packing, unpacking and the format number.

use chrono::{Datelike, NaiveDate};

use crate::facts::{Fact, FactSet, FieldValue, Kind, MOST_FACTS, Stage, WindowTest};
use crate::library::{Calendar, Library, NamedDay};
use crate::logic::Condition;
use crate::pack::packer::{Pack, Packer};
use crate::pack::unpacker::{Unpack, Unpacker};
use crate::policy::{
    DeadlineRule, FindingKind, Need, NextStep, OptionalDetail, Pick, Policy, ResponseTimeRule,
    Roll, Route, Rule, Source, SourceVersion, Statement, Step, StepKind, TimeWindow,
    TranslatedText, Translation, Unit,
};
use crate::text::{Text, fnv};
use crate::time::Zone;
use crate::time::calendar::{Closing, DayRule, SpecialDay};

/// Declares what each type of the model looks like in a pack.
macro_rules! layout {
    (
        numbers { $($number:ty),* $(,)? }
        names { $($name:ident),* $(,)? }
        tables { $($table:ident { $($part:ident),* $(,)? })* }
        variants { $($union:ident {
            $($tag:literal: $variant:ident $(($($item:ident),*))? $({ $($field:ident),* })?),* $(,)?
        })* }
    ) => {
        /// The format number: a hash of this layout.
        pub(super) const LAYOUT: u32 = fnv(stringify!(
            $($name)* $($table { $($part),* })* $($union { $($tag: $variant $(($($item),*))? $({ $($field),* })?),* })*
        ).as_bytes()) $(^ fnv(&[$name::ALL.len() as u8]))* ^ fnv(&[MOST_FACTS as u8]);

        $(
            impl Unpack for $number {
                fn unpack(from: &mut Unpacker<'_>) -> Self {
                    <$number>::try_from(from.number()).unwrap_or_default()
                }
            }
            impl Pack for $number {
                fn pack(&self, to: &mut Packer) {
                    to.number(*self as u64);
                }
            }
        )*
        $(
            impl Unpack for $name {
                fn unpack(from: &mut Unpacker<'_>) -> Self {
                    let index = from.index();
                    $name::at(index).unwrap_or_else(|| {
                        from.fail();
                        $name::FIRST
                    })
                }
            }
            impl Pack for $name {
                fn pack(&self, to: &mut Packer) {
                    to.number(*self as u64);
                }
            }
        )*
        $(
            impl Unpack for $table {
                fn unpack(from: &mut Unpacker<'_>) -> Self {
                    $table { $($part: Unpack::unpack(from)),* }
                }
            }
            impl Pack for $table {
                fn pack(&self, to: &mut Packer) {
                    $(self.$part.pack(to);)*
                }
            }
        )*
        $(
            impl Unpack for $union {
                fn unpack(from: &mut Unpacker<'_>) -> Self {
                    match from.number() {
                        $($tag => $union::$variant $(($({ stringify!($item); from.nested() }),*))? $({ $($field: from.nested()),* })?,)*
                        _ => {
                            from.fail();
                            Self::default()
                        }
                    }
                }
            }
            impl Pack for $union {
                fn pack(&self, to: &mut Packer) {
                    match self {
                        $($union::$variant $(($($item),*))? $({ $($field),* })? => {
                            to.number($tag);
                            $($($item.pack(to);)*)?
                            $($($field.pack(to);)*)?
                        })*
                    }
                }
            }
        )*
    };
}

layout! {
    numbers { u8, u16, u32, u64, usize }
    names { Kind, Stage, Pick, Roll, Unit, Zone, Closing, FindingKind, StepKind }
    tables {
        Policy {
            id, name, version, zone, lines_of_business, services, calendar, sources, statements, facts, vocabulary, rules,
            needs, optional, offers, clocks, deadlines, response_times, routes, contacts, translations,
        }
        Library { facts, newer, days, calendars, decisions }
        NamedDay { id, day }
        Calendar { id, days, doubtful }
        Source { version, scope }
        SourceVersion { id, title, effective, next_review }
        Statement { id, source, section, scope }
        Fact { id, kind, stage, question, hint, values, required, not_after_today, unsure, matched }
        FieldValue { value, label }
        Rule { id, effect, says, field, when, message, next, first_when, elsewhere, alone, unsure }
        Need { fact, says, when, at_least }
        OptionalDetail { fact, says, when }
        DeadlineRule { id, label, clock, says, when, windows, of, opens }
        TimeWindow { count, unit, from, pick, until, roll, cut_off }
        ResponseTimeRule { id, label, says, when, count, unit, from, holidays }
        Route { steps }
        Step { when, step }
        NextStep { id, label, kind, value, href, note }
        SpecialDay { name, closing, rule, offset, observed, from_year, every }
        Translation { language, texts }
        TranslatedText { original, translated }
    }
    variants {
        Condition {
            0: All(parts),
            1: Any(parts),
            2: Not(part),
            3: OneOf { fact, values },
            4: Before { fact, day },
            5: TodayBefore(day),
            6: Clock { clock, statuses },
            7: DueDay(kinds),
            8: Windows { fact, test },
            9: BeforeDate { fact, other },
            10: Weekday { fact, weekdays },
            11: WithinDays { fact, days },
            12: Below { fact, thousandths },
            13: Given(fact),
            14: Matches { fact, forms },
        }
        WindowTest {
            0: OutsideHours { from, to },
            1: OutsideOwnHours { from, to },
            2: StartsWithinHours(hours),
            3: On(kinds),
            4: AfterClock(clock),
            5: BeforeDate(fact),
            6: AfterDate(fact),
        }
        DayRule {
            0: Fixed { month, day },
            1: Nth { month, weekday, nth },
            2: Easter,
            3: Dates(dates),
        }
    }
}

impl Unpack for bool {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        from.number() == 1
    }
}

impl Pack for bool {
    fn pack(&self, to: &mut Packer) {
        to.number((*self).into());
    }
}

/// Zigzag encoding: negative numbers alternate with positive ones, so small ones stay short.
impl Unpack for i64 {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let number = from.number();
        let magnitude = number.wrapping_shr(1) as i64;
        match number & 1 {
            0 => magnitude,
            _ => !magnitude,
        }
    }
}

impl Pack for i64 {
    fn pack(&self, to: &mut Packer) {
        let sign = i64::from(*self < 0);
        let magnitude = if *self < 0 { !self } else { *self };
        to.number((magnitude.wrapping_shl(1) | sign) as u64);
    }
}

impl Unpack for i16 {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        i16::try_from(i64::unpack(from)).unwrap_or_default()
    }
}

impl Pack for i16 {
    fn pack(&self, to: &mut Packer) {
        i64::from(*self).pack(to);
    }
}

impl Unpack for Text {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        from.text()
    }
}

impl Pack for Text {
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }
}

impl<T: Unpack> Unpack for Vec<T> {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        from.list()
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, to: &mut Packer) {
        to.list(self);
    }
}

impl<T: Unpack> Unpack for Option<T> {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, to: &mut Packer) {
        self.is_some().pack(to);
        self.iter().for_each(|part| part.pack(to));
    }
}

impl<T: Unpack> Unpack for Box<T> {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        Box::new(T::unpack(from))
    }
}

impl<T: Pack> Pack for Box<T> {
    fn pack(&self, to: &mut Packer) {
        self.as_ref().pack(to);
    }
}

impl Unpack for FactSet {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        FactSet::from_bits(from.number())
    }
}

impl Pack for FactSet {
    fn pack(&self, to: &mut Packer) {
        to.number(self.bits());
    }
}

impl Unpack for NaiveDate {
    fn unpack(from: &mut Unpacker<'_>) -> Self {
        let days = i32::try_from(from.number()).unwrap_or_default();
        NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default()
    }
}

impl Pack for NaiveDate {
    fn pack(&self, to: &mut Packer) {
        to.number(self.num_days_from_ce().unsigned_abs().into());
    }
}
