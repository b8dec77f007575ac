//! Three-valued conditions over what is known of a request.

pub mod assignments;
mod condition;
mod known_facts;
mod truth;

pub use condition::Condition;
pub use known_facts::{KnownFacts, NO_DEADLINE};
pub use truth::{Judgement, Truth};
