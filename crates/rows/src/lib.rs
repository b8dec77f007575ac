//! Test rows for a policy. A row is a request and what it expects of the decision. Only what the row names is compared;
//! in addition every decision must keep the invariants.
//!
//! Two measures tell how good the rows are: which parts of the policy they don't cover ([`coverage`]), and which
//! deliberately spoilt versions of the policy they would not notice ([`spoil`], known as mutation testing).

mod answer;
mod check;
mod contacts;
pub mod coverage;
mod names;
mod run;
pub mod spoil;
mod table;

pub use answer::{findings, list, text};
pub use check::{Answer, check, unmet};
pub use contacts::{Contact, misdirected, steps};
pub use names::Names;
pub use run::{Ran, ask, run};
pub use table::{Case, Table};
