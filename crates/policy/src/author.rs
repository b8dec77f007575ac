//! From a policy file to a policy: reading, checks, lints, packing; and what is generated from the vocabulary for authors.

mod check;
mod compile;
#[cfg(feature = "files")]
mod decisions;
mod include;
#[cfg(feature = "files")]
mod json_places;
#[cfg(feature = "files")]
mod json_schema;
mod lint;
mod parse_condition;
mod problem;
#[cfg(feature = "files")]
pub mod project;
mod prune;
mod reader;
mod schema;
#[cfg(feature = "files")]
mod source_file;
#[cfg(feature = "files")]
mod types;
mod validator;
mod version;

pub use compile::{Compiled, compile, pack_for_trial};
#[cfg(feature = "files")]
pub use json_schema::schema;
pub use problem::Problem;
pub use reader::calendar::read_calendars;
pub use reader::read_facts;
#[cfg(feature = "files")]
pub use source_file::{Place, SourceError, SourceFile, io_message, open_file, read_text};
#[cfg(feature = "files")]
pub use types::request_type;
