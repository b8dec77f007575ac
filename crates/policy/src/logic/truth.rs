//! Kleene's three truth values and, while one is unknown, the facts that can still decide it.

use std::ops::Not;

use crate::facts::FactSet;

/// True, false, or not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    True,
    False,
    Unknown,
}

/// What a condition came to, and the facts whose answers can still decide it, or change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub truth: Truth,
    pub open: FactSet,
}

impl Judgement {
    pub const TRUE: Judgement = Judgement {
        truth: Truth::True,
        open: FactSet::EMPTY,
    };
    pub const FALSE: Judgement = Judgement {
        truth: Truth::False,
        open: FactSet::EMPTY,
    };

    pub fn known(truth: bool) -> Self {
        if truth { Self::TRUE } else { Self::FALSE }
    }
    pub fn unknown(open: FactSet) -> Self {
        Judgement {
            truth: Truth::Unknown,
            open,
        }
    }
    pub fn is_true(self) -> bool {
        self.truth == Truth::True
    }
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
