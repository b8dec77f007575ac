//! Kleene's three truth values, and what is open while one is unknown.

use crate::facts::FactSet;

/// True, false, or not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown,
}

/// What a condition came to and, while it is unknown, the facts whose answers can still decide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) truth: Truth,
    pub(crate) open: FactSet,
}

impl Judgement {
    pub(crate) const TRUE: Judgement = Judgement {
        truth: Truth::True,
        open: FactSet::EMPTY,
    };
    pub(crate) const FALSE: Judgement = Judgement {
        truth: Truth::False,
        open: FactSet::EMPTY,
    };

    pub(crate) fn known(truth: bool) -> Self {
        if truth { Self::TRUE } else { Self::FALSE }
    }
    pub(crate) fn unknown(open: FactSet) -> Self {
        Judgement {
            truth: Truth::Unknown,
            open,
        }
    }
    pub(crate) fn is_true(self) -> bool {
        self.truth == Truth::True
    }
    pub(crate) fn is_false(self) -> bool {
        self.truth == Truth::False
    }
    pub(crate) fn not(self) -> Self {
        match self.truth {
            Truth::True => Self::FALSE,
            Truth::False => Self::TRUE,
            Truth::Unknown => self,
        }
    }
}
