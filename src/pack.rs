//! The compact form in which the build puts the policies into the module: every string once, then one value.

use crate::value::Value;

/// What stands before each value.
pub(crate) mod tag {
    pub(crate) const FALSE: u8 = 0;
    pub(crate) const TRUE: u8 = 1;
    pub(crate) const NUMBER: u8 = 2;
    pub(crate) const TEXT: u8 = 3;
    pub(crate) const LIST: u8 = 4;
    pub(crate) const MAP: u8 = 5;
}

/// Unpacks; `None` where the bytes are no packed value.
pub(crate) fn decode(bytes: &[u8]) -> Option<Value> {
    let mut reader = Reader {
        bytes,
        strings: Vec::new(),
    };
    for _ in 0..reader.number()? {
        let length = reader.number()?;
        let (text, rest) = reader.bytes.split_at_checked(length)?;
        reader.strings.push(std::str::from_utf8(text).ok()?);
        reader.bytes = rest;
    }
    reader.value()
}

struct Reader<'b> {
    bytes: &'b [u8],
    strings: Vec<&'b str>,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// Seven bits a byte, the lowest first; the high bit says that more follow.
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0usize, 0u32);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
            shift = shift.checked_add(7)?;
        }
    }

    fn text(&mut self) -> Option<String> {
        let place = self.number()?;
        self.strings.get(place).map(ToString::to_string)
    }

    fn value(&mut self) -> Option<Value> {
        Some(match self.byte()? {
            tag::FALSE => Value::Bool(false),
            tag::TRUE => Value::Bool(true),
            tag::NUMBER => Value::Number(f64::from(u32::try_from(self.number()?).ok()?)),
            tag::TEXT => Value::Text(self.text()?),
            tag::LIST => Value::List(
                (0..self.number()?)
                    .map(|_| self.value())
                    .collect::<Option<_>>()?,
            ),
            tag::MAP => Value::Map(
                (0..self.number()?)
                    .map(|_| Some((self.text()?, self.value()?)))
                    .collect::<Option<_>>()?,
            ),
            _ => return None,
        })
    }
}
