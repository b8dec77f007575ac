//! Rows beside a policy. A row is a request and what its decision has to be: only what the row names is compared, then the
//! whole decision is held to the rules that every decision keeps.
//!
//! What a file of rows leaves untouched ([`coverage`]) and which spoilt versions of the policy it would miss ([`spoil`]) say
//! how good the rows are.

mod check;
mod contacts;
pub mod coverage;
mod run;
pub mod spoil;
mod table;

pub use check::{Answer, check, findings, list, text, unmet};
pub use contacts::{Contact, misdirected, steps};
pub use run::{Ran, ask, run};
pub use table::{Case, Table};
