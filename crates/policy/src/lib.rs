//! A payer's policy as data: facts and their kinds, values, calendars, conditions, the model of a policy, and its
//! packed form. The feature `author` adds everything that turns a policy file into a policy (reader, checks, lints,
//! JSON Schema, types); the feature `files` adds reading from TOML files and folders.

pub mod answer;
#[cfg(feature = "author")]
pub mod author;
pub mod bounds;
pub mod facts;
mod library;
pub mod logic;
mod names;
pub mod pack;
pub mod policy;
pub mod text;
pub mod time;
mod value;

pub use library::{Calendar, Library, NamedDay};
pub use value::Value;
