//! The memory that a host writes to, in blocks that it allocates and frees.

use crate::MOST_INPUT;

/// The blocks that the host has allocated.
#[derive(Debug, Default)]
pub(crate) struct Blocks(Vec<Box<[u8]>>);

impl Blocks {
    /// Allocates a block and returns its address; 0 if it would exceed the limit of an input.
    pub(crate) fn allocate(&mut self, length: u32) -> u32 {
        // An empty block would have no address of its own.
        let length = (length as usize).max(1);
        if length > MOST_INPUT {
            return 0;
        }
        let block = vec![0; length].into_boxed_slice();
        let address = address_of(&block);
        self.0.push(block);
        address
    }

    /// Frees the block at this address; does nothing if there is none.
    pub(crate) fn free(&mut self, address: u32) {
        self.0.retain(|block| address_of(block) != address);
    }

    /// The bytes at this address; `None` if they are not all in one block. An empty range is always valid.
    pub(crate) fn bytes(&self, address: u32, length: u32) -> Option<&[u8]> {
        if length == 0 {
            return Some(&[]);
        }
        self.0.iter().find_map(|block| {
            let start = address.checked_sub(address_of(block))? as usize;
            block.get(start..start.checked_add(length as usize)?)
        })
    }
}

/// The address of these bytes in the module's memory.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the module's memory has 32-bit addresses"
)]
pub(crate) fn address_of(bytes: &[u8]) -> u32 {
    bytes.as_ptr().addr() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_allocated_blocks_can_be_read() {
        let mut blocks = Blocks::default();
        let address = blocks.allocate(16);
        let other = blocks.allocate(0);
        assert_ne!(address, 0);
        assert_ne!(other, address);
        assert_eq!(blocks.bytes(address, 16), Some(&[0; 16][..]));
        assert_eq!(
            blocks.bytes(address.wrapping_add(4), 12).map(<[u8]>::len),
            Some(12)
        );
        assert_eq!(blocks.bytes(address.wrapping_add(4), 13), None);
        assert_eq!(blocks.bytes(address, u32::MAX), None);
        assert_eq!(blocks.bytes(0, 0), Some(&[][..]));
        blocks.free(address);
        assert_eq!(blocks.bytes(address, 1), None);
        blocks.free(address);
        assert_eq!(blocks.bytes(other, 1).map(<[u8]>::len), Some(1));
    }

    #[test]
    fn a_block_has_the_size_limit_of_an_input() {
        let most = u32::try_from(MOST_INPUT).unwrap();
        let mut blocks = Blocks::default();
        assert_ne!(blocks.allocate(most), 0);
        assert_eq!(blocks.allocate(most + 1), 0);
        assert_eq!(blocks.allocate(u32::MAX), 0);
    }
}
