//! The interface for servers.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::pool::Pool;
use crate::types::{Deadline, Decision, PolicySummary};

const SHIPPED: &[u8] = include_bytes!("../../../pkg/portable/p2p_review.wasm");

/// Whether the request can be made. No further values will be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It can be sent as it is.
    Eligible,
    /// It can't be made, whatever else is answered.
    Ineligible,
    /// Something still has to be answered or corrected.
    Incomplete,
}

/// The rules of the shipped policies and of added ones. Threads can share one engine.
pub struct Engine(Pool);

#[derive(Deserialize)]
struct Added {
    payer: String,
}

impl Engine {
    /// An engine with the module in this crate.
    ///
    /// # Errors
    /// [`Error::Module`], which would be a bug in this crate.
    pub fn new() -> Result<Self, Error> {
        Self::with_module(SHIPPED)
    }

    /// An engine with another build of the module.
    ///
    /// # Errors
    /// [`Error::Module`] if the bytes are not such a module.
    pub fn with_module(wasm: &[u8]) -> Result<Self, Error> {
        Pool::new(wasm).map(Engine)
    }

    /// Decides whether a request can be made at `now` (RFC 3339): if not, why; if so, what is still missing. The
    /// request can be any type that serializes as an object.
    ///
    /// # Errors
    /// [`Error::Answer`] if the request is not an object or `now` is not an instant between 2000 and 2099.
    pub fn validate_request(&self, request: &impl Serialize, now: &str) -> Result<Decision, Error> {
        read(&self.validate_request_json(&json(request)?, now, b"")?)
    }

    /// Computes when a request must be in, and shows each day that was counted.
    ///
    /// # Errors
    /// [`Error::Answer`] if there is no deadline; its code and field say why. Otherwise as
    /// [`Engine::validate_request`].
    pub fn compute_deadline(&self, request: &impl Serialize, now: &str) -> Result<Deadline, Error> {
        read(&self.compute_deadline_json(&json(request)?, now, b"")?)
    }

    /// Lists the loaded policies, sorted by id.
    ///
    /// # Errors
    /// [`Error::Module`] if the module traps.
    pub fn policies(&self) -> Result<Vec<PolicySummary>, Error> {
        read(&self.policies_json(b"")?)
    }

    /// Adds a packed policy (`.p2p`); it replaces the payer's previous one. Returns the payer's id.
    ///
    /// # Errors
    /// [`Error::Answer`] with code `bad-pack` if the bytes can't be unpacked; then nothing has changed.
    pub fn add_policy(&self, packed: &[u8]) -> Result<String, Error> {
        let added: Added = read(&self.0.add(packed)?)?;
        Ok(added.payer)
    }

    /// As [`Engine::validate_request`], for JSON. `options` is JSON or empty. Every host returns the same bytes.
    ///
    /// # Errors
    /// As [`Engine::validate_request`].
    pub fn validate_request_json(
        &self,
        request: &[u8],
        now: &str,
        options: &[u8],
    ) -> Result<Vec<u8>, Error> {
        self.0
            .call("validate_request", &[request, now.as_bytes(), options])
    }

    /// As [`Engine::compute_deadline`], for JSON.
    ///
    /// # Errors
    /// As [`Engine::compute_deadline`].
    pub fn compute_deadline_json(
        &self,
        request: &[u8],
        now: &str,
        options: &[u8],
    ) -> Result<Vec<u8>, Error> {
        self.0
            .call("compute_deadline", &[request, now.as_bytes(), options])
    }

    /// As [`Engine::policies`], for JSON.
    ///
    /// # Errors
    /// As [`Engine::policies`], and [`Error::Answer`] if an option has the wrong type.
    pub fn policies_json(&self, options: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.call("policies", &[options])
    }
}

fn json(request: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(request).map_err(|error| {
        Error::fault(
            "bad-request",
            format!("The request can't be written as JSON: {error}"),
        )
    })
}

fn read<T: DeserializeOwned>(answer: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(answer)
        .map_err(|error| Error::Module(format!("the module's answer has another shape: {error}")))
}
