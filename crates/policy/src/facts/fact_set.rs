//! Sets of facts.

/// A set of facts of one policy, as bits by their index in asking order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactSet(u64);

impl FactSet {
    /// No facts.
    pub const EMPTY: FactSet = FactSet(0);
    /// All possible facts.
    pub const ALL: FactSet = FactSet(u64::MAX);

    #[must_use]
    /// The set of this fact only; empty if the index is too large.
    pub fn of(fact: u8) -> Self {
        FactSet(1u64.checked_shl(fact.into()).unwrap_or(0))
    }
    /// The set as bits; the lowest bit is the first fact in asking order.
    pub fn bits(self) -> u64 {
        self.0
    }
    /// The set with these bits.
    pub fn from_bits(bits: u64) -> Self {
        FactSet(bits)
    }
    /// Whether the set contains this fact.
    pub fn has(self, fact: u8) -> bool {
        self.0 & Self::of(fact).0 != 0
    }
    /// The union of two sets.
    pub fn with(self, other: Self) -> Self {
        FactSet(self.0 | other.0)
    }
    /// The facts of this set that are not in the other.
    pub fn without(self, other: Self) -> Self {
        FactSet(self.0 & !other.0)
    }
    /// Whether the set has no facts.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// The number of facts in the set.
    pub fn count(self) -> usize {
        self.0.count_ones() as usize
    }
    /// The set after a new fact has been inserted at this index.
    pub fn shifted_from(self, index: usize) -> Self {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let below = 1u64
            .checked_shl(index)
            .map_or(u64::MAX, |bit| bit.wrapping_sub(1));
        FactSet(self.0 & below | (self.0 & !below).wrapping_shl(1))
    }
    /// The set after the fact at this index has been removed.
    pub fn without_index(self, index: usize) -> Self {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let below = 1u64
            .checked_shl(index)
            .map_or(u64::MAX, |bit| bit.wrapping_sub(1));
        FactSet(self.0 & below | self.0.wrapping_shr(1) & !below)
    }
    /// The facts in asking order.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        let mut rest = self;
        std::iter::from_fn(move || rest.take_first())
    }
    fn take_first(&mut self) -> Option<u8> {
        if self.0 == 0 {
            return None;
        }
        let lowest = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        u8::try_from(lowest).ok()
    }
}
