//! The compact form in which the build puts the checked policies into the module: every text once, a zero after each, and
//! the policies as a row of numbers. The texts are used where they stand.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::calendar::{MAY_BE_CLOSED, MayBeClosed, ZONES, Zone};
use crate::condition::Condition;
use crate::decision::{FieldValue, FindingKind, NextStep, SourceVersion};
use crate::facts::{Fact, FactSet, KINDS, Kind, Stage, WindowTest};
use crate::policy::{
    Need, OUTCOMES, Policy, Promise, Roll, Route, Rule, Statement, Step, Term, UNITS, Unit,
};
use crate::value::{Text, until_zero};

/// What is being unpacked.
pub(crate) struct Unpacker {
    bytes: &'static [u8],
    texts: Vec<&'static str>,
    /// How many of the texts have come.
    come: usize,
    /// Of which policies share facts.
    vocabulary: Vec<Arc<Fact>>,
}

/// What is being packed: the build alone does this.
#[derive(Default)]
pub(crate) struct Packer {
    bytes: Vec<u8>,
    texts: Vec<String>,
    vocabulary: Vec<Arc<Fact>>,
}

/// A part of a policy.
pub(crate) trait Packed: Sized {
    /// Nothing where nothing is left: what the build has packed it has unpacked again, so that here nothing is checked.
    fn unpack(from: &mut Unpacker) -> Self;
    fn pack(&self, to: &mut Packer);
}

/// The vocabulary and the policies.
pub(crate) fn unpack(texts: &'static str, bytes: &'static [u8]) -> (Vec<Arc<Fact>>, Vec<Policy>) {
    let mut unpacker = Unpacker {
        bytes,
        texts: Vec::new(),
        come: 0,
        vocabulary: Vec::new(),
    };
    let mut rest = texts;
    while !rest.is_empty() {
        let (text, more) = until_zero(rest);
        unpacker.texts.push(text);
        rest = more;
    }
    let vocabulary: Vec<Fact> = Packed::unpack(&mut unpacker);
    unpacker.vocabulary = vocabulary.into_iter().map(Arc::new).collect();
    let policies = Packed::unpack(&mut unpacker);
    (unpacker.vocabulary, policies)
}

/// What [`unpack`] reads.
pub(crate) fn pack(vocabulary: &[Arc<Fact>], policies: &[Policy]) -> (String, Vec<u8>) {
    let mut packer = Packer::default();
    packer.list(vocabulary.iter().map(AsRef::as_ref));
    packer.vocabulary = vocabulary.to_vec();
    packer.list(policies.iter());
    let texts = packer.texts.iter().map(|text| [text, "\0"].concat());
    (texts.collect(), packer.bytes)
}

impl Packer {
    /// Seven bits a byte, the lowest first; the high bit says that more follow.
    fn number(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.bytes.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        self.bytes.push(rest as u8);
    }

    fn list<'i, T: Packed + 'i>(&mut self, items: impl ExactSizeIterator<Item = &'i T>) {
        self.number(items.len() as u64);
        for item in items {
            item.pack(self);
        }
    }

    /// A text by its place, from one; one that comes for the first time is the next, and a zero.
    fn text(&mut self, text: &str) {
        match self.texts.iter().zip(1..).find(|(known, _)| *known == text) {
            Some((_, place)) => self.number(place),
            None => {
                self.texts.push(text.to_string());
                self.number(0);
            }
        }
    }

    fn tagged(&mut self, tag: u64, part: &impl Packed) {
        self.number(tag);
        part.pack(self);
    }
}

impl Unpacker {
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0u32);
        while let Some((byte, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if *byte < 0x80 {
                break;
            }
            shift = shift.saturating_add(7);
        }
        number
    }

    #[inline(never)]
    fn text(&mut self) -> &'static str {
        let place = self.place().checked_sub(1).unwrap_or_else(|| {
            self.come = self.come.saturating_add(1);
            self.come.saturating_sub(1)
        });
        self.texts.get(place).copied().unwrap_or_default()
    }

    fn place(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }
}

/// Numbers are packed as what they are.
macro_rules! numbers {
    ($($type:ty),*) => { $(
        impl Packed for $type {
            fn unpack(from: &mut Unpacker) -> Self {
                Self::try_from(from.number()).unwrap_or(Self::MAX)
            }
            fn pack(&self, to: &mut Packer) {
                to.number(u64::try_from(*self).unwrap_or(u64::MAX));
            }
        }
    )* };
}
numbers!(u8, u16, u32, u64, usize);

/// A choice is packed as its place in the table of its names.
macro_rules! choices {
    ($($type:ty: $table:expr),* $(,)?) => { $(
        impl Packed for $type {
            fn unpack(from: &mut Unpacker) -> Self {
                $table.get(from.place()).unwrap_or(&$table[0]).1
            }
            fn pack(&self, to: &mut Packer) {
                let place = $table.iter().position(|(_, choice)| choice == self);
                place.unwrap_or(usize::MAX).pack(to);
            }
        }
    )* };
}
choices!(
    bool: [("no", false), ("yes", true)],
    Kind: KINDS,
    Stage: [("gate", Stage::Gate), ("details", Stage::Details)],
    Roll: [("stay", Roll::Stay), ("next-business-day", Roll::NextBusinessDay)],
    Unit: UNITS,
    Zone: ZONES,
    MayBeClosed: MAY_BE_CLOSED,
    FindingKind: OUTCOMES,
);

/// A table is packed as its parts, one after the other.
macro_rules! tables {
    ($($type:ident { $($part:ident),* $(,)? })*) => { $(
        impl Packed for $type {
            fn unpack(from: &mut Unpacker) -> Self {
                $type { $($part: Packed::unpack(from)),* }
            }
            fn pack(&self, to: &mut Packer) {
                $(self.$part.pack(to);)*
            }
        }
    )* };
}
tables! {
    Policy {
        id, name, version, zone, lines_of_business, services, may_be_closed, sources, scopes, statements, facts, rules, needs,
        offers, deadlines, response_times, routes, contacts,
    }
    SourceVersion { id, title, effective, next_review }
    Statement { id, source, section, scope }
    Fact { id, kind, stage, question, hint, values, required, not_after_today }
    FieldValue { value, label }
    Rule { id, kind, says, field, when, message, next }
    Need { fact, says, when, at_least }
    Term { says, when, count, unit, from, until, roll }
    Promise { id, label, says, when, count, unit }
    Route { id, steps }
    Step { when, step }
    NextStep { id, label, kind, value, href, note }
}

impl Packed for &'static str {
    fn unpack(from: &mut Unpacker) -> Self {
        from.text()
    }
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }
}

impl Packed for Text {
    fn unpack(from: &mut Unpacker) -> Self {
        Text::Borrowed(from.text())
    }
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn unpack(from: &mut Unpacker) -> Self {
        (0..from.place()).map(|_| T::unpack(from)).collect()
    }
    fn pack(&self, to: &mut Packer) {
        to.list(self.iter());
    }
}

impl<T: Packed> Packed for Option<T> {
    fn unpack(from: &mut Unpacker) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
    fn pack(&self, to: &mut Packer) {
        self.is_some().pack(to);
        self.iter().for_each(|part| part.pack(to));
    }
}

/// A fact of the vocabulary by its place there, from one; another, or one in the policy's own words, whole after a zero.
impl Packed for Arc<Fact> {
    fn unpack(from: &mut Unpacker) -> Self {
        let shared = from.place().checked_sub(1);
        match shared.and_then(|place| from.vocabulary.get(place)) {
            Some(fact) => fact.clone(),
            None => Arc::new(Fact::unpack(from)),
        }
    }
    fn pack(&self, to: &mut Packer) {
        match to
            .vocabulary
            .iter()
            .zip(1..)
            .find(|(known, _)| Arc::ptr_eq(known, self))
        {
            Some((_, place)) => to.number(place),
            None => to.tagged(0, self.as_ref()),
        }
    }
}

impl Packed for FactSet {
    fn unpack(from: &mut Unpacker) -> Self {
        FactSet::from_bits(from.number())
    }
    fn pack(&self, to: &mut Packer) {
        to.number(self.bits());
    }
}

impl Packed for NaiveDate {
    fn unpack(from: &mut Unpacker) -> Self {
        let days = i32::try_from(from.number()).unwrap_or(0);
        NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default()
    }
    fn pack(&self, to: &mut Packer) {
        to.number(self.num_days_from_ce().unsigned_abs().into());
    }
}

impl Packed for Condition {
    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            0 => Condition::All(Packed::unpack(from)),
            1 => Condition::Any(Packed::unpack(from)),
            2 => Condition::Not(Box::new(Packed::unpack(from))),
            3 => Condition::OneOf {
                fact: Packed::unpack(from),
                values: Packed::unpack(from),
            },
            4 => Condition::Before {
                fact: Packed::unpack(from),
                day: Packed::unpack(from),
            },
            5 => Condition::Windows {
                fact: Packed::unpack(from),
                test: Packed::unpack(from),
            },
            6 => Condition::TodayBefore(Packed::unpack(from)),
            7 => Condition::Deadline(Packed::unpack(from)),
            _ => Condition::DueDay(Packed::unpack(from)),
        }
    }
    fn pack(&self, to: &mut Packer) {
        match self {
            Condition::All(parts) => to.tagged(0, parts),
            Condition::Any(parts) => to.tagged(1, parts),
            Condition::Not(part) => to.tagged(2, part.as_ref()),
            Condition::OneOf { fact, values } => {
                to.tagged(3, fact);
                values.pack(to);
            }
            Condition::Before { fact, day } => {
                to.tagged(4, fact);
                day.pack(to);
            }
            Condition::Windows { fact, test } => {
                to.tagged(5, fact);
                test.pack(to);
            }
            Condition::TodayBefore(day) => to.tagged(6, day),
            Condition::Deadline(statuses) => to.tagged(7, statuses),
            Condition::DueDay(sorts) => to.tagged(8, sorts),
        }
    }
}

impl Packed for WindowTest {
    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            0 => WindowTest::OutsideHours {
                from: Packed::unpack(from),
                to: Packed::unpack(from),
            },
            1 => WindowTest::StartsWithinHours(Packed::unpack(from)),
            _ => WindowTest::On(Packed::unpack(from)),
        }
    }
    fn pack(&self, to: &mut Packer) {
        match self {
            WindowTest::OutsideHours { from, to: end } => {
                to.tagged(0, from);
                end.pack(to);
            }
            WindowTest::StartsWithinHours(hours) => to.tagged(1, hours),
            WindowTest::On(sorts) => to.tagged(2, sorts),
        }
    }
}
