//! Facts: what a request can hold, and how a form asks for it.

use crate::text::Text;
use crate::{answer, named_enum};

/// The most facts that requests to one payer can hold, the vocabulary's included: a [`FactSet`](super::FactSet) has one
/// bit for each.
pub const MOST_FACTS: usize = 64;
/// The most values that a choice can have.
pub const MOST_VALUES: usize = 64;

named_enum! {
    /// What kind of value a fact has.
    pub enum Kind {
        /// `true` or `false`.
        Boolean = "boolean",
        /// One of a list of values.
        Choice = "choice",
        /// A day, `YYYY-MM-DD`, 2000 to 2099.
        Date = "date",
        /// A day and a time of day, `YYYY-MM-DDTHH:MM`, payer-local.
        Datetime = "datetime",
        /// A number, or its decimal text.
        Number = "number",
        /// Text, trimmed. Empty counts as absent.
        Text = "text",
        /// A North American telephone number, with or without an extension.
        Phone = "phone",
        /// A National Provider Identifier with a valid check digit.
        Npi = "npi",
        /// An e-mail address.
        Email = "email",
        /// A list of call windows: `{ date, start, end }`, payer-local unless they name a zone.
        Windows = "windows",
    }
}

named_enum! {
    /// Whether a fact decides eligibility or only completes a request.
    pub enum Stage {
        /// The fact can affect whether the request is eligible.
        Gate = "gate",
        /// The fact only completes the request.
        Details = "details",
    }
}

/// A fact that a request can hold, and how a form asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The fact's key in a request.
    pub id: Text,
    /// The kind of its value.
    pub kind: Kind,
    /// What it is needed for.
    pub stage: Stage,
    /// The question, for people.
    pub question: Text,
    /// Where to find the answer, or what counts.
    pub hint: Option<Text>,
    /// The values of a choice; empty for other kinds.
    pub values: Vec<FieldValue>,
    /// Whether every request needs it, whoever the payer is.
    pub required: bool,
    /// Whether a date after today is invalid.
    pub not_after_today: bool,
    /// Whether `"unsure"` is a valid answer (C21).
    pub unsure: bool,
    /// Whether some condition matches its text against patterns.
    pub matched: bool,
}

answer! {
    /// One value of a choice.
    pub struct FieldValue {
        /// The value in a request.
        pub value: Text,
        /// The text that a person sees.
        pub label: Text,
    }
}

impl Fact {
    /// The index of a value in the list of a choice.
    #[must_use]
    pub fn index_of(&self, value: &str) -> Option<u8> {
        // Comparing whole texts takes a call, and few values have the same first letter.
        let first = value.as_bytes().first();
        self.values
            .iter()
            .position(|v| v.value.as_bytes().first() == first && *v.value == *value)
            .and_then(|index| u8::try_from(index).ok())
    }

    /// The set of all values of a boolean or a choice, as bits.
    #[must_use]
    pub fn all_values(&self) -> u64 {
        let count = match self.kind {
            Kind::Boolean => 2,
            _ => self.values.len(),
        };
        let next = u32::try_from(count)
            .ok()
            .and_then(|count| 1u64.checked_shl(count));
        next.map_or(u64::MAX, |next| next.wrapping_sub(1))
    }
}
