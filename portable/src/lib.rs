//! The engine behind an interface that any language can call: bytes in, bytes out, no imports.
//!
//! `docs/portable.md` documents the interface. [`Engine`] implements the calls and also works natively; `memory` and
//! `exports` make them available to a host of the WebAssembly module.

#![warn(missing_docs)]

mod engine;
mod error;
#[cfg(any(target_arch = "wasm32", test))]
mod memory;

#[cfg(target_arch = "wasm32")]
pub mod exports;

pub use engine::{Call, Engine, Status};
pub use error::ErrorCode;

/// The version of the interface. It increases when something changes that hosts depend on. Additions, such as an export
/// or a key of an answer, don't change it.
pub const INTERFACE_VERSION: u32 = 1;

/// The size limit of an input in bytes: twice that of a pack.
pub const MOST_INPUT: usize = 1024 * 1024;
