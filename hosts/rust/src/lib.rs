//! The engine of p2p-review in a sandbox: the portable WebAssembly module under wasmi, an interpreter in pure Rust.
//!
//! If you build from source, use the crate `p2p-review` instead: the same engine compiled natively, without a sandbox,
//! and many times as fast. This crate runs the released module as it is, so the module and its rules can be replaced
//! without a build.
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
