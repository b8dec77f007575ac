//! Turns a policy, a request and an instant into a decision.

mod case;
mod cite;
mod deadline;
pub(crate) mod decision;
mod fill;
mod findings;
mod needs;
mod open_facts;
mod promises;
mod unsure;
pub(crate) mod verbs;
