//! Writes a pack's texts and numbers.

use std::collections::HashMap;

/// A type that can be packed.
pub trait Pack {
    /// Appends the value.
    fn pack(&self, to: &mut Packer);
}

/// A pack in the making.
#[derive(Default)]
pub struct Packer {
    numbers: Vec<u8>,
    texts: Vec<u8>,
    /// The index of each distinct text, counted from 1.
    indexes: HashMap<String, u64>,
}

impl Packer {
    /// The length of the texts, the texts, then the numbers.
    pub(super) fn pack(part: &impl Pack) -> Vec<u8> {
        let mut packer = Packer::default();
        part.pack(&mut packer);
        let mut head = Packer::default();
        head.number(packer.texts.len() as u64);
        let mut bytes = head.numbers;
        bytes.extend(packer.texts);
        bytes.extend(packer.numbers);
        bytes
    }

    /// Variable-length: seven bits a byte, lowest first; the high bit is set if more follow.
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

    /// A text as its index, counted from 1. The first time a text occurs it is a zero instead.
    pub(super) fn text(&mut self, text: &str) {
        // A zero byte ends each text, so none can be inside one. No author writes one on purpose.
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
