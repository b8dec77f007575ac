//! Reads a request strictly. Reading never fails: an invalid answer is reported and otherwise ignored.

mod answer;
pub(crate) mod call_windows;
pub(crate) mod fault;
mod npi;
pub(crate) mod raw_answer;
mod read_answer;
mod read_request;

pub(crate) use raw_answer::{RawAnswer, RawAnswers, raw_answers};
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) use read_answer::parse_thousandths;
pub(crate) use read_request::read_request;
