//! Texts of a policy, and the little formatting that the engine needs.

use std::sync::Arc;

/// A text of a policy. Equal texts of one policy share one allocation.
pub type Text = Arc<str>;

/// Joins texts. Out of line: the standard library's general version costs more bytes.
#[inline(never)]
pub fn joined(texts: &[&str], between: &str) -> String {
    let mut whole = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            whole.push_str(between);
        }
        whole.push_str(text);
    }
    whole
}

/// Appends a number in decimal, without the standard library's formatting code.
pub fn push_number(text: &mut String, number: usize) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(
        b'0'.saturating_add(u8::try_from(number % 10).unwrap_or(0)),
    ));
}

/// FNV-1a, 32 bits: notices damage and tells layouts apart. It is no protection against somebody who wants a collision.
#[must_use]
pub const fn fnv(bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut rest = bytes;
    while let [byte, more @ ..] = rest {
        hash = (hash ^ *byte as u32).wrapping_mul(0x0100_0193);
        rest = more;
    }
    hash
}

/// A text without what nobody sees around it: blanks of any kind, and marks that only steer how text is set.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    })
}
