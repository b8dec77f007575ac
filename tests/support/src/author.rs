//! Policies in source form: the vocabulary, the shipped policies, and loading a policy as the author's module does.

use std::path::Path;
use std::sync::LazyLock;

use p2p_policy::Library;
use p2p_policy::author::project::{self, Project};
use p2p_policy::author::{Problem, compile};
use p2p_review::{Policies, Value};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");

static SHIPPED: LazyLock<Project> = LazyLock::new(|| {
    project::read(Path::new(FOLDER))
        .unwrap_or_else(|problems| panic!("the shipped policies: {problems:#?}"))
});

/// Everything in `policies/`.
pub fn shipped() -> &'static Project {
    &SHIPPED
}

/// The source of a shipped policy, with its includes merged in.
pub fn shipped_source(id: &str) -> &'static Value {
    let found = SHIPPED
        .policies
        .iter()
        .find(|policy| *policy.compiled.id == *id);
    &found.unwrap_or_else(|| panic!("no policy {id}")).source
}

/// The shipped vocabulary and calendars.
pub fn library() -> &'static Library {
    &SHIPPED.library
}

/// Checks, packs and adds a policy, as `load_policy` does. Returns the warnings.
///
/// # Errors
/// All problems of the policy; then nothing has changed.
pub fn load(policies: &mut Policies, source: &Value) -> Result<Vec<Problem>, Vec<Problem>> {
    let compiled = compile(source, library())?;
    let added = policies.add(&compiled.packed).map(str::to_owned);
    assert_eq!(
        added.as_deref(),
        Ok(&*compiled.id),
        "a compiled policy is taken"
    );
    Ok(compiled.warnings)
}

/// As [`load`], for a policy in JSON.
///
/// # Errors
/// As [`load`].
pub fn load_json(
    policies: &mut Policies,
    source: &serde_json::Value,
) -> Result<Vec<Problem>, Vec<Problem>> {
    load(policies, &value(source))
}

/// Converts JSON to the type that the engine and the author's tools take.
pub fn value(json: &serde_json::Value) -> Value {
    serde_json::from_value(json.clone()).expect("JSON is a value")
}
