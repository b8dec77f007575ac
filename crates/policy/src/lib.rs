//! What a payer says, as data: facts and their kinds, values, calendars, conditions, the model of a policy, and its packed
//! form. With the feature `author` also everything that turns a policy file into one: reader, checks, lints, JSON Schema,
//! types. With `files`, reading them from TOML and from folders.

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
