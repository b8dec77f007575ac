//! Turns a policy file into a policy (reading, checks, lints, packing), and generates the vocabulary's schema and
//! types.

mod check;
mod compile;
#[cfg(feature = "files")]
mod decisions;
#[cfg(feature = "files")]
mod encoding;
mod idle;
mod include;
#[cfg(feature = "files")]
mod json_places;
#[cfg(feature = "files")]
mod json_schema;
mod lint;
mod nearest;
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
mod untranslated;
mod validator;
mod version;
mod written;

pub use compile::{Compiled, compile, in_json_words, pack_for_trial};
#[cfg(feature = "files")]
pub use encoding::{ByteOrder, utf_16};
#[cfg(feature = "files")]
pub use json_schema::schema;
pub use nearest::did_you_mean;
pub use problem::Problem;
pub use reader::calendar::read_calendars;
pub use reader::read_facts;
#[cfg(feature = "files")]
pub use source_file::{Place, SourceError, SourceFile, io_message, open_file, read_text};
#[cfg(feature = "files")]
pub use types::request_type;
