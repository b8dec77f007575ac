//! Shared by several test suites: case tables and how to check a row, the reference evaluator, policies in source form,
//! and the checks of the fuzz targets.

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
