//! Decodes a request as `page/encode-request.js` encodes it: one letter for the type of a value; numbers and texts end
//! with a zero byte. Any text decodes to some request.

use crate::Value;
use crate::request::RawAnswer;
use crate::request::parse_thousandths;

/// The byte for the first fact; the next byte is for the second, and so on.
const FIRST_FACT: u8 = 1;
/// The deepest nesting to decode: call windows in a list.
const MAX_DEPTH: u8 = 4;

/// What is left to decode.
pub(super) struct RequestDecoder<'r>(&'r str);

impl<'r> RequestDecoder<'r> {
    pub(super) fn new(encoded: &'r str) -> Self {
        RequestDecoder(encoded)
    }

    /// The next value.
    pub(super) fn value(&mut self) -> Value {
        self.nested(MAX_DEPTH)
    }

    fn nested(&mut self, deep: u8) -> Value {
        let Some(below) = deep.checked_sub(1) else {
            self.0 = "";
            return Value::Other;
        };
        match self.letter() {
            b'z' => Value::Null,
            b't' => Value::Bool(true),
            b'f' => Value::Bool(false),
            b'n' => self.number(),
            b's' => Value::Text(self.text().to_string()),
            b'[' => {
                let mut items = Vec::new();
                while self.has_next(b']') {
                    items.push(self.nested(below));
                }
                Value::List(items)
            }
            b'{' => {
                let mut entries = Vec::new();
                while self.has_next(b'}') {
                    self.letter();
                    entries.push((self.text().to_string(), self.nested(below)));
                }
                Value::Map(entries)
            }
            _ => Value::Other,
        }
    }

    /// The index of the fact to which the next value belongs.
    pub(super) fn fact(&mut self) -> Option<usize> {
        let letter = *self.0.as_bytes().first()?;
        self.letter();
        letter.checked_sub(FIRST_FACT).map(usize::from)
    }

    /// The next value; `None` if it is a list.
    pub(super) fn raw_answer(&mut self) -> Option<RawAnswer<'r>> {
        if self.0.as_bytes().first() == Some(&b'[') {
            return None;
        }
        Some(match self.letter() {
            b'z' => RawAnswer::Nothing,
            b't' => RawAnswer::Bool(true),
            b'f' => RawAnswer::Bool(false),
            b's' => RawAnswer::Text(self.text()),
            b'n' => RawAnswer::Number(parse_thousandths(self.text())),
            _ => RawAnswer::Other,
        })
    }

    /// The next value; `None` if it is not a text.
    pub(super) fn text_or_none(&mut self) -> Option<&'r str> {
        match self.raw_answer() {
            Some(RawAnswer::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn letter(&mut self) -> u8 {
        let letter = self.0.as_bytes().first().copied().unwrap_or(0);
        self.0 = self.0.get(1..).unwrap_or_default();
        letter
    }

    /// Whether another item comes before this end marker. If not, skips the marker.
    fn has_next(&mut self, end: u8) -> bool {
        match self.0.as_bytes().first() {
            Some(letter) if *letter != end => true,
            _ => {
                self.letter();
                false
            }
        }
    }

    /// The text up to the next zero byte.
    #[inline(never)]
    fn text(&mut self) -> &'r str {
        let end = self.0.bytes().position(|byte| byte == 0);
        let (text, rest) = end
            .and_then(|end| self.0.split_at_checked(end))
            .unwrap_or((self.0, ""));
        self.0 = rest.get(1..).unwrap_or_default();
        text
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "JavaScript writes no number that an f64 can't hold"
    )]
    fn number(&mut self) -> Value {
        let digits = self.text().bytes().map(|digit| u64::from(digit & 15));
        let number = digits.fold(0u64, |sum, digit| {
            sum.saturating_mul(10).saturating_add(digit)
        });
        Value::Number(number as f64)
    }
}
