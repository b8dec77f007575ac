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

/// What stands before and after the first of these ASCII bytes. Out of line: the standard library's general version costs
/// more bytes.
#[inline(never)]
#[must_use]
pub fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let (before, after) = text.split_at_checked(text.bytes().position(|b| b == byte)?)?;
    Some((before, after.get(1..)?))
}

/// Where a text stands among others. Out of line: for a list known to the compiler it would write out every comparison.
#[inline(never)]
#[must_use]
pub fn index_of(text: &str, texts: &[&str]) -> Option<usize> {
    texts.iter().position(|known| *known == text)
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

/// A text without what nobody sees around it: blanks of any kind, control characters, and Unicode's default ignorable
/// characters. `www/gate/characters.js` has the same for the page; a test compares the two, character by character.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_unseen)
}

fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || INVISIBLE
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&u32::from(character)))
}

/// The default ignorable code points, and the blank of Braille; each range with its last.
const INVISIBLE: [(u32, u32); 18] = [
    (0x00ad, 0x00ad),
    (0x034f, 0x034f),
    (0x061c, 0x061c),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
    (0xffa0, 0xffa0),
    (0xfff0, 0xfff8),
    (0x1_bca0, 0x1_bca3),
    (0x1_d173, 0x1_d17a),
    (0xe_0000, 0xe_0fff),
];
