//! What several suites of tests share: the case tables and how a row is checked, the reference evaluator, policies in
//! their source form, and what fuzzing checks.

#[cfg(not(target_arch = "wasm32"))]
pub mod author;
pub mod cases;
#[cfg(not(target_arch = "wasm32"))]
pub mod fuzz;
#[cfg(not(target_arch = "wasm32"))]
pub mod packs;
#[cfg(not(target_arch = "wasm32"))]
pub mod payers;
pub mod reference;
