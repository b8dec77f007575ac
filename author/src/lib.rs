//! The author's module: turns a policy's source form into the packed one that the engine takes.
//!
//! It is loaded only by pages that are given policies in their source form; the engine's module knows nothing of it.

#[cfg(target_arch = "wasm32")]
pub mod boundary;

use p2p_policy::Value;
use p2p_policy::author::{self, Compiled, Problem};
use p2p_policy::pack::unpack_library;

const LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.pack"));

/// Reads, checks and packs a policy whose requests can hold the shipped vocabulary's facts and its own.
///
/// # Errors
/// Everything that is wrong with it.
pub fn compile(source: &Value) -> Result<Compiled, Vec<Problem>> {
    let library = unpack_library(LIBRARY).unwrap_or_default();
    let in_json = |problems: Vec<Problem>| problems.into_iter().map(Problem::in_json_words);
    match author::compile(source, &library) {
        Ok(compiled) => Ok(Compiled {
            warnings: in_json(compiled.warnings).collect(),
            ..compiled
        }),
        Err(problems) => Err(in_json(problems).collect()),
    }
}
