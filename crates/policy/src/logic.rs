//! Three-valued conditions over what is known about a request.

pub mod assignments;
mod condition;
mod judge;
mod known_facts;
mod truth;

pub use condition::Condition;
pub use known_facts::{ClockBits, KnownClock, KnownFacts, NO_DUE_DAY};
pub use truth::{Judgement, Truth};
