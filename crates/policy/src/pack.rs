//! Packed policies (`.p2p`): the compact form that the engine loads.
//!
//! A pack is a header (four letters, the format, a checksum), then every distinct text once, each ended by a zero byte,
//! then the policy as a sequence of numbers. The format number is a hash of the layout, so a pack with any other layout
//! is refused.

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

/// The size limit of a pack, in bytes.
pub const MOST_BYTES: usize = 512 * 1024;

const LETTERS: [u8; 4] = *b"p2p\0";

/// Why bytes can't be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// Not a pack, or damaged.
    Damaged,
    /// A pack for another version of the engine.
    OtherFormat,
    /// A pack larger than [`MOST_BYTES`], or a policy that needs more work than [`bounds::MOST_WORK`].
    TooLarge,
}

impl PackError {
    /// The message for a person: what is wrong, and what to do.
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

/// Unpacks a policy. Any bytes are safe: the result is a policy or an error, never a panic or a hang.
///
/// # Errors
/// When the bytes are not a pack, are damaged, have another format, or hold a policy that is too large.
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

/// Unpacks a library.
///
/// # Errors
/// When the bytes are not a pack, are damaged, are too large, or have another format.
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
