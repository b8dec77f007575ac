//! The author's module: turns a policy's source form into the packed one that the engine takes.
//!
//! It is loaded only by pages that are given policies in their source form; the engine's module knows nothing of it.

#[cfg(target_arch = "wasm32")]
pub mod boundary;

use p2p_policy::Value;
use p2p_policy::author::{self, Compiled, Problem};
use p2p_policy::pack::unpack_library;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

const LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.pack"));

/// How an author writes: what is wrong is told in its words.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    Toml,
}

/// Reads, checks and packs a policy whose requests can hold the shipped vocabulary's facts and its own.
///
/// # Errors
/// Everything that is wrong with it.
pub fn compile(source: &Value, format: Format) -> Result<Compiled, Vec<Problem>> {
    let library = unpack_library(LIBRARY).unwrap_or_default();
    let compiled = author::compile(source, &library);
    match format {
        Format::Toml => compiled,
        Format::Json => author::in_json_words(compiled),
    }
}
