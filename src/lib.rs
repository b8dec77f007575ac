//! Decides, before anything is sent, whether a request for a peer-to-peer (P2P) review of a health plan's denial is
//! eligible. If not: why, which published sentence says so, and what to do instead. In any case: the deadline.
//!
//! The rules come from the payers' own documents and are data, in `policies/`. This crate names no payer and no fact
//! except those in its contract. It has no clock and no I/O, and does not panic.
//!
//! ```
//! use p2p_review::{Outcome, Policies, StepKind, parse_instant, validate_request};
//! let request = serde_json::from_str(r#"{
//!     "payer": "pacificsource", "line_of_business": "commercial",
//!     "denial_date": "2026-03-02", "expedited_appeal": true
//! }"#)?;
//! let policies = Policies::shipped();
//! let now = parse_instant("2026-03-03T18:00:00Z").ok_or("not an instant")?;
//! let decision = validate_request(&policies, &request, now);
//! assert_eq!(decision.outcome, Outcome::Ineligible);
//! let fax = decision.findings[0].next_steps.iter().find(|step| step.kind == StepKind::Fax);
//! assert_eq!(fax.and_then(|step| step.value.as_deref()), Some("541-225-3628"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![warn(missing_docs)]

mod decide;
mod policies;
mod request;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod wasm;

pub use decide::decision::{
    Citation, Deadline, DeadlineDay, DeadlineError, DeadlineErrorCode, Decision, FieldInfo,
    Finding, OpenFact, Outcome, PolicySummary, PolicyVersion, ResponseTime, Shown,
};
pub use decide::verbs::{
    Options, compute_deadline, compute_deadline_with, validate_request, validate_request_with,
};
pub use p2p_policy::Value;
pub use p2p_policy::answer::{Answer, Field, Shape, Type};
pub use p2p_policy::facts::{FieldValue, Kind};
pub use p2p_policy::pack::PackError;
pub use p2p_policy::policy::{FindingKind, NextStep, SourceVersion, Status, StepKind, Unit};
pub use p2p_policy::time::{Zone, parse_instant};
pub use policies::Policies;
