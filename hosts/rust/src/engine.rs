//! What a server calls.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::pool::Pool;
use crate::types::{Deadline, Decision, PolicySummary};

const SHIPPED: &[u8] = include_bytes!("../../../pkg/portable/p2p_review.wasm");

/// Whether a request can be made. There will be no fourth.
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

/// The rules of the shipped policies, and of those that are added. Threads may share one.
pub struct Engine(Pool);

#[derive(Deserialize)]
struct Added {
    payer: String,
}

impl Engine {
    /// With the module of this crate.
    ///
    /// # Errors
    /// [`Error::Module`], which would be a fault of this crate.
    pub fn new() -> Result<Self, Error> {
        Self::with_module(SHIPPED)
    }

    /// With another build of the module.
    ///
    /// # Errors
    /// [`Error::Module`] where the bytes are none.
    pub fn with_module(wasm: &[u8]) -> Result<Self, Error> {
        Pool::new(wasm).map(Engine)
    }

    /// Says whether a request can be made as of `now` (RFC 3339), why not, and what is still to be answered. The request
    /// is anything that serializes as an object.
    ///
    /// # Errors
    /// [`Error::Answer`] where the request is no object, or `now` no instant.
    pub fn validate_request(&self, request: &impl Serialize, now: &str) -> Result<Decision, Error> {
        read(&self.validate_request_json(&json(request)?, now, b"")?)
    }

    /// Says by when a request must be in, and how that is counted.
    ///
    /// # Errors
    /// [`Error::Answer`]: there is no deadline, and its code and field say why; or as [`Engine::validate_request`].
    pub fn compute_deadline(&self, request: &impl Serialize, now: &str) -> Result<Deadline, Error> {
        read(&self.compute_deadline_json(&json(request)?, now, b"")?)
    }

    /// What is loaded, by id.
    ///
    /// # Errors
    /// [`Error::Module`] where the module stops.
    pub fn policies(&self) -> Result<Vec<PolicySummary>, Error> {
        read(&self.policies_json(b"")?)
    }

    /// Adds a packed policy (`.p2p`), or replaces the one of its payer, whose id it returns.
    ///
    /// # Errors
    /// [`Error::Answer`] with `bad-pack` for bytes that are none; then nothing has changed.
    pub fn add_policy(&self, packed: &[u8]) -> Result<String, Error> {
        let added: Added = read(&self.0.add(packed)?)?;
        Ok(added.payer)
    }

    /// [`Engine::validate_request`] of JSON, with options as JSON or nothing; the decision stays JSON, to the byte as every
    /// host has it.
    ///
    /// # Errors
    /// As there.
    pub fn validate_request_json(
        &self,
        request: &[u8],
        now: &str,
        options: &[u8],
    ) -> Result<Vec<u8>, Error> {
        self.0
            .call("validate_request", &[request, now.as_bytes(), options])
    }

    /// [`Engine::compute_deadline`] of JSON, in JSON.
    ///
    /// # Errors
    /// As there.
    pub fn compute_deadline_json(
        &self,
        request: &[u8],
        now: &str,
        options: &[u8],
    ) -> Result<Vec<u8>, Error> {
        self.0
            .call("compute_deadline", &[request, now.as_bytes(), options])
    }

    /// [`Engine::policies`] in JSON.
    ///
    /// # Errors
    /// As there, and [`Error::Answer`] for options of a wrong type.
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
