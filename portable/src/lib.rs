//! The engine behind an interface that any language can call: bytes in, bytes out, and nothing imported.
//!
//! `docs/portable.md` is the interface's documentation. [`Engine`] is what the calls do, natively too; `memory` and
//! `exports` are how a host of the WebAssembly module reaches them.

#![warn(missing_docs)]

mod engine;
mod error;
#[cfg(any(target_arch = "wasm32", test))]
mod memory;

#[cfg(target_arch = "wasm32")]
pub mod exports;

pub use engine::{Call, Engine, Status};
pub use error::ErrorCode;

/// The version of the interface. It grows when something that a host rests on changes; what is only added, an export or
/// a key of an answer, leaves it as it is.
pub const INTERFACE_VERSION: u32 = 1;

/// The most bytes that one input may have: twice as many as the largest pack.
pub const MOST_INPUT: usize = 1024 * 1024;
