//! Packed policies (`.p2p`): the compact form that the engine is handed.
//!
//! A pack is a header (four letters, the format, a checksum), then every distinct text once, each with a zero after it,
//! then the policy as a row of numbers. The format is derived from the layout: a pack of another layout is refused.

mod layout;
mod packer;
mod unpacker;

use crate::bounds;
use crate::library::Library;
use crate::pack::layout::LAYOUT;
use crate::pack::packer::Packer;
use crate::pack::unpacker::{Unpack, Unpacker};
use crate::policy::Policy;
use crate::text::fnv;

pub use packer::Pack;

/// The most bytes of a pack.
pub const MOST_BYTES: usize = 512 * 1024;

const LETTERS: [u8; 4] = *b"p2p\0";

/// Why bytes are no pack that this engine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// They are no pack, or are damaged.
    Damaged,
    /// They are a pack for another version of the engine.
    OtherFormat,
    /// They are a pack of a policy that is larger than the engine takes.
    TooLarge,
}

impl PackError {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            PackError::Damaged => "This is not a packed policy, or it is damaged. Pack it again.",
            PackError::OtherFormat => {
                "This policy was packed for another version of p2p-review. Pack it again with this one."
            }
            PackError::TooLarge => "This packed policy is larger than p2p-review takes.",
        }
    }
}

impl std::fmt::Display for PackError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for PackError {}

/// Packs a policy.
#[must_use]
pub fn pack(policy: &Policy) -> Vec<u8> {
    packed(policy)
}

/// Reads a packed policy, whatever the bytes are.
///
/// # Errors
/// They are no pack, are damaged, are of another format, or hold a policy that is too large.
pub fn unpack(bytes: &[u8]) -> Result<Policy, PackError> {
    let policy: Policy = unpacked(bytes)?;
    match bounds::work_of(&policy) <= bounds::MOST_WORK {
        true => Ok(policy),
        false => Err(PackError::TooLarge),
    }
}

/// Packs a library.
#[must_use]
pub fn pack_library(library: &Library) -> Vec<u8> {
    packed(library)
}

/// Reads a packed library.
///
/// # Errors
/// As [`unpack`].
pub fn unpack_library(bytes: &[u8]) -> Result<Library, PackError> {
    unpacked(bytes)
}

fn packed(part: &impl Pack) -> Vec<u8> {
    let body = Packer::pack(part);
    let mut bytes = LETTERS.to_vec();
    bytes.extend(LAYOUT.to_le_bytes());
    bytes.extend(fnv(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

fn unpacked<T: Unpack>(bytes: &[u8]) -> Result<T, PackError> {
    if bytes.len() > MOST_BYTES {
        return Err(PackError::TooLarge);
    }
    let (letters, rest) = bytes.split_first_chunk::<4>().ok_or(PackError::Damaged)?;
    let (format, rest) = rest.split_first_chunk::<4>().ok_or(PackError::Damaged)?;
    let (checksum, body) = rest.split_first_chunk::<4>().ok_or(PackError::Damaged)?;
    if *letters != LETTERS {
        return Err(PackError::Damaged);
    }
    if u32::from_le_bytes(*format) != LAYOUT {
        return Err(PackError::OtherFormat);
    }
    if u32::from_le_bytes(*checksum) != fnv(body) {
        return Err(PackError::Damaged);
    }
    Unpacker::unpack(body).ok_or(PackError::Damaged)
}
