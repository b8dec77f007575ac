//! The texts of a policy, and the little text handling that the engine needs.

use std::sync::Arc;

/// A text of a policy. Equal texts in one pack share one allocation.
pub type Text = Arc<str>;

/// Joins texts. Not inlined: the standard library's general version makes the module larger.
#[inline(never)]
pub fn joined(texts: &[&str], between: &str) -> String {
    let mut result = String::new();
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            result.push_str(between);
        }
        result.push_str(text);
    }
    result
}

/// Splits at the first occurrence of this ASCII byte, which belongs to neither half. Not inlined: the standard
/// library's general version makes the module larger.
#[inline(never)]
#[must_use]
pub fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let (before, after) = text.split_at_checked(text.bytes().position(|b| b == byte)?)?;
    Some((before, after.get(1..)?))
}

/// The index of a text in a list. Not inlined: for a constant list the compiler would emit every comparison.
#[inline(never)]
#[must_use]
pub fn index_of(text: &str, texts: &[&str]) -> Option<usize> {
    texts.iter().position(|known| *known == text)
}

/// Appends a number in decimal. The standard library's formatting code would make the module larger.
pub fn push_number(text: &mut String, number: usize) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(
        b'0'.saturating_add(u8::try_from(number % 10).unwrap_or(0)),
    ));
}

/// FNV-1a, 32 bits: detects damage and tells layouts apart. It does not protect against deliberate collisions.
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

/// Trims whitespace, control characters and invisible characters (Unicode's default ignorable ones) from both ends.
/// `www/gate/characters.js` does the same for the page; a test compares the two for every character.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_invisible)
}

fn is_invisible(character: char) -> bool {
    // Most texts begin and end with such a character.
    !character.is_ascii_graphic()
        && (character.is_whitespace()
            || character.is_control()
            || INVISIBLE
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&u32::from(character))))
}

/// The default ignorable code points and the blank Braille pattern, as inclusive ranges.
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
