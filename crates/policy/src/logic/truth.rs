//! Kleene's three truth values and, while a value is unknown, the facts that can still decide it.

use std::ops::Not;

use crate::facts::FactSet;

/// True, false or not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    True,
    False,
    Unknown,
}

/// The truth of a condition, and the facts whose answers can still decide or change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the condition holds.
    pub truth: Truth,
    /// The facts that can still decide or change it.
    pub open: FactSet,
}

impl Judgement {
    /// True, whatever else is answered.
    pub const TRUE: Judgement = Judgement {
        truth: Truth::True,
        open: FactSet::EMPTY,
    };
    /// False, whatever else is answered.
    pub const FALSE: Judgement = Judgement {
        truth: Truth::False,
        open: FactSet::EMPTY,
    };

    /// A final truth value.
    pub fn known(truth: bool) -> Self {
        if truth { Self::TRUE } else { Self::FALSE }
    }
    /// Unknown until some of these facts are answered.
    pub fn unknown(open: FactSet) -> Self {
        Judgement {
            truth: Truth::Unknown,
            open,
        }
    }
    /// Whether it is true.
    pub fn is_true(self) -> bool {
        self.truth == Truth::True
    }
    /// Whether it is false.
    pub fn is_false(self) -> bool {
        self.truth == Truth::False
    }
}

impl Not for Judgement {
    type Output = Self;

    fn not(self) -> Self {
        let truth = match self.truth {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        };
        Judgement { truth, ..self }
    }
}
