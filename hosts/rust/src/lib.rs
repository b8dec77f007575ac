//! The engine of p2p-review in a sandbox: the portable WebAssembly module under wasmi, an interpreter in pure Rust.
//!
//! Who builds the engine from source needs none of this: the crate `p2p-review` is the same engine, compiled, without a
//! sandbox, and many times as quick. This crate is for those who take the released module as it is: they can replace it,
//! with the rules in it, without building anything.
//!
//! ```
//! use p2p_review_host::{Engine, Outcome};
//! let engine = Engine::new()?;
//! let request = serde_json::json!({ "payer": "regence", "line_of_business": "commercial", "appeal_filed": true });
//! let decision = engine.validate_request(&request, "2026-03-03T18:00:00Z")?;
//! assert_eq!(decision.outcome, Outcome::Ineligible);
//! # Ok::<(), p2p_review_host::Error>(())
//! ```

#![warn(missing_docs)]

mod engine;
mod error;
mod instance;
mod pool;
mod types;

pub use engine::{Engine, Outcome};
pub use error::{Error, Fault};
pub use types::*;
