//! Writes a pack's texts and numbers.

use std::collections::HashMap;

/// A part of a policy that can be packed.
pub trait Pack {
    fn pack(&self, to: &mut Packer);
}

/// What is being packed.
#[derive(Default)]
pub struct Packer {
    numbers: Vec<u8>,
    texts: Vec<u8>,
    /// The index of each distinct text, from 1.
    indexes: HashMap<String, u64>,
}

impl Packer {
    /// The texts, their length before them, and the numbers.
    pub(super) fn pack(part: &impl Pack) -> Vec<u8> {
        let mut packer = Packer::default();
        part.pack(&mut packer);
        let mut whole = Packer::default();
        whole.number(packer.texts.len() as u64);
        let mut bytes = whole.numbers;
        bytes.extend(packer.texts);
        bytes.extend(packer.numbers);
        bytes
    }

    /// Seven bits a byte, the lowest first; the high bit says that more follow.
    pub(super) fn number(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.numbers.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        self.numbers.push(rest as u8);
    }

    pub(super) fn list<T: Pack>(&mut self, items: &[T]) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| item.pack(self));
    }

    /// The index of a text, from 1; the next unseen one is a zero.
    pub(super) fn text(&mut self, text: &str) {
        // A zero ends a text; where one stands in it, no author wrote it on purpose.
        let text = text.replace('\0', "\u{fffd}");
        match self.indexes.get(&text) {
            Some(index) => self.number(*index),
            None => {
                self.texts.extend(text.bytes());
                self.texts.push(0);
                let index = self.indexes.len().saturating_add(1) as u64;
                self.indexes.insert(text, index);
                self.number(0);
            }
        }
    }
}
