//! A policy's version: its newest source's date and a hash of its content.

use crate::value::Value;

/// The version of a policy's whole content, whatever order its keys stand in.
pub(super) fn of(policy: &Value, newest: Option<&str>) -> String {
    let mut hash = Fnv(START);
    hash.value(policy);
    let mut version = String::from(newest.unwrap_or("undated"));
    version.push('+');
    for shift in (0..64).step_by(4).rev() {
        let digit = u32::try_from(hash.0 >> shift & 15).unwrap_or(0);
        version.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
    version
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: tells versions apart; it is no protection against somebody who wants two alike.
struct Fnv(u64);

impl Fnv {
    #[inline(never)]
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    #[inline(never)]
    fn text(&mut self, tag: u8, text: &str) {
        self.bytes(&[tag]);
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null | Value::Other => self.bytes(b"0"),
            Value::Bool(yes) => self.bytes(if *yes { b"t" } else { b"f" }),
            Value::Number(number) => self.bytes(&number.to_le_bytes()),
            Value::Text(text) => self.text(b's', text),
            Value::List(items) => {
                self.bytes(b"[");
                items.iter().for_each(|item| self.value(item));
                self.bytes(b"]");
            }
            // The sum is the same in whatever order the keys stand.
            Value::Map(entries) => {
                let mut sum = 0u64;
                for (key, value) in entries {
                    if matches!(value, Value::Null) {
                        continue;
                    }
                    let mut entry = Fnv(START);
                    entry.text(b'k', key);
                    entry.value(value);
                    sum = sum.wrapping_add(entry.0);
                }
                self.bytes(&sum.to_le_bytes());
            }
        }
    }
}
