//! Reads a pack's texts and numbers. Any bytes are safe.

use crate::text::Text;

/// How deeply conditions may be nested: deeper than common JSON parsers allow.
const MAX_DEPTH: u8 = 200;

/// A type that can be unpacked.
pub(crate) trait Unpack: Sized {
    /// After a failure every number is 0 and every list empty, so that unpacking ends quickly.
    fn unpack(from: &mut Unpacker<'_>) -> Self;
}

/// A pack being read.
pub(crate) struct Unpacker<'b> {
    numbers: &'b [u8],
    texts: Vec<Text>,
    /// Index of the next text that has not occurred yet.
    next_text: usize,
    depth: u8,
    failed: bool,
}

impl<'b> Unpacker<'b> {
    /// Unpacks a value. `None` unless the bytes hold exactly one.
    pub(super) fn unpack<T: Unpack>(bytes: &'b [u8]) -> Option<T> {
        let mut unpacker = Unpacker {
            numbers: bytes,
            texts: Vec::new(),
            next_text: 0,
            depth: 0,
            failed: false,
        };
        let length = unpacker.index();
        let (texts, numbers) = unpacker.numbers.split_at_checked(length)?;
        unpacker.numbers = numbers;
        let mut texts = str::from_utf8(texts).ok()?;
        while let Some(end) = texts.bytes().position(|byte| byte == 0) {
            let (text, rest) = texts.split_at_checked(end)?;
            unpacker.texts.push(Text::from(text));
            texts = rest.get(1..)?;
        }
        let part = T::unpack(&mut unpacker);
        let complete = !unpacker.failed && unpacker.numbers.is_empty();
        (complete && unpacker.next_text == unpacker.texts.len()).then_some(part)
    }

    /// Marks the pack as damaged and stops reading.
    pub(super) fn fail(&mut self) {
        self.failed = true;
        self.numbers = &[];
    }

    #[inline(never)]
    pub(super) fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0u32);
        while let Some((byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if *byte < 0x80 {
                return number;
            }
            shift = shift.saturating_add(7);
        }
        self.fail();
        0
    }

    pub(super) fn index(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }

    #[inline(never)]
    pub(super) fn text(&mut self) -> Text {
        let index = self.index().checked_sub(1).unwrap_or_else(|| {
            self.next_text = self.next_text.saturating_add(1);
            self.next_text.saturating_sub(1)
        });
        match self.texts.get(index) {
            Some(text) => text.clone(),
            None => {
                self.fail();
                Text::default()
            }
        }
    }

    /// A list. An item takes at least a byte, so a list can't be longer than what is left.
    pub(super) fn list<T: Unpack>(&mut self) -> Vec<T> {
        let length = self.index();
        if length > self.numbers.len() {
            self.fail();
        }
        let mut items = Vec::new();
        while items.len() < length && !self.failed {
            items.push(T::unpack(self));
        }
        items
    }

    /// A part that can contain parts of its own type.
    pub(super) fn nested<T: Unpack>(&mut self) -> T {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            self.fail();
        }
        let part = T::unpack(self);
        self.depth = self.depth.saturating_sub(1);
        part
    }
}
