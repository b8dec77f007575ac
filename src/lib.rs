//! Tells, before anything is sent, whether a request for a peer-to-peer (P2P) review of a health plan's denial is
//! eligible: why not, which published sentence says so, by when it must be in, and where to go instead.
//!
//! The rules are the payers' own documents, kept as data in `policies/`. This crate knows no payer and no fact by name
//! except those that its contract names; it has no clock, no I/O, and does not panic.
//!
//! ```
//! use p2p_review::{Outcome, Policies, parse_instant, validate_request};
//! let request = serde_json::from_str(r#"{
//!     "payer": "pacificsource", "line_of_business": "commercial",
//!     "denial_date": "2026-03-02", "expedited_appeal": true
//! }"#)?;
//! let policies = Policies::shipped();
//! let now = parse_instant("2026-03-03T18:00:00Z").ok_or("no instant")?;
//! let decision = validate_request(&policies, &request, now);
//! assert_eq!(decision.outcome, Outcome::Ineligible);
//! let fax = decision.findings[0].next_steps.iter().find(|step| step.kind == "fax");
//! assert_eq!(fax.and_then(|step| step.value.as_deref()), Some("541-225-3628"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
mod calendar;
mod case;
mod check;
mod condition;
mod condition_reader;
#[cfg(target_arch = "wasm32")]
mod crossing;
mod deadline;
mod decision;
mod facts;
mod faults;
mod instant;
#[cfg(feature = "cli")]
#[allow(
    dead_code,
    reason = "the build's own file, of which the command line needs a part"
)]
#[path = "../build/lint.rs"]
mod lint;
#[allow(dead_code, reason = "the build alone packs")]
mod pack;
mod policies;
mod policy;
#[allow(dead_code, reason = "the build alone reads the vocabulary")]
mod reader;
mod reading;
mod request;
mod shape;
mod truth;
mod value;
mod verdict;
mod version;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
mod worlds;

pub use decision::{
    Citation, Day, Deadline, DeadlineError, Decision, FieldInfo, FieldValue, Finding, FindingKind,
    NextStep, Open, Outcome, PolicySummary, PolicyVersion, Problem, ResponseTime, SourceVersion,
};
pub use facts::Kind;
pub use instant::parse_instant;
pub use policies::Policies;
pub use value::Value;
pub use verdict::{compute_deadline, validate_request};
