//! The facts that a request can hold: their kinds, their values, and sets of them.

mod fact;
mod fact_set;
pub mod phone;
mod window;

pub use fact::{Fact, FieldValue, Kind, MOST_FACTS, MOST_VALUES, Stage};
pub use fact_set::FactSet;
pub use window::{Hours, Window, WindowTest};
