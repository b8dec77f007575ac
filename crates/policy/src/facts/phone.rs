//! North American telephone numbers.

/// Up to 12 digits, as many as a telephone number or NPI can have.
#[derive(Clone, Copy, Default)]
pub struct Digits {
    digits: [u8; 12],
    count: usize,
}

impl Digits {
    /// Reads the digits of a number typed with the usual spaces, dashes, dots and parentheses. `None` if the text holds
    /// anything else or too many digits.
    #[inline(never)]
    pub fn read(text: &str) -> Option<Self> {
        let mut read = Digits::default();
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    *read.digits.get_mut(read.count)? = byte.wrapping_sub(b'0');
                    read.count = read.count.saturating_add(1);
                }
                b' ' | b'-' | b'.' | b'(' | b')' | b'+' | b'/' => {}
                _ => return None,
            }
        }
        Some(read)
    }

    /// The digits, each from 0 to 9.
    pub fn each(&self) -> &[u8] {
        self.digits.get(..self.count).unwrap_or_default()
    }
}

/// Whether this is a North American telephone number: ten digits, area code and exchange from 200 on, optionally with a
/// leading 1 and an extension.
pub fn is_phone(text: &str) -> bool {
    let (main, extension) = parts(text);
    ten_digits(main).is_some() && extension.is_some_and(|digits| digits.count <= 8)
}

/// The number without its extension, and the digits of the extension.
fn parts(text: &str) -> (&str, Option<Digits>) {
    let starts = |byte| matches!(byte, b'x' | b'X' | b'e' | b'E' | b'#' | b',' | b';');
    let length = text.bytes().position(starts).unwrap_or(text.len());
    let (main, extension) = text.split_at_checked(length).unwrap_or((text, ""));
    let named =
        |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '#' | ':' | ',' | ';' | '=');
    (main, Digits::read(extension.trim_start_matches(named)))
}

/// The ten digits of a North American number, without a leading 1.
fn ten_digits(text: &str) -> Option<[u8; 10]> {
    let digits = Digits::read(text)?;
    let ten = match digits.each() {
        [1, ten @ ..] if ten.len() == 10 => ten,
        all => all,
    };
    matches!(ten, [2..=9, _, _, 2..=9, _, _, _, _, _, _]).then_some(ten.try_into().ok()?)
}

/// The `tel:` address of a North American number, with its extension if it has one.
pub fn tel(text: &str) -> Option<String> {
    let (main, extension) = parts(text);
    let extension = extension?;
    let mut tel = String::from("tel:+1");
    let letter = |digit: &u8| char::from(b'0'.saturating_add(*digit));
    tel.extend(ten_digits(main)?.iter().map(letter));
    if extension.count > 0 {
        tel.push_str(";ext=");
        tel.extend(extension.each().iter().map(letter));
    }
    Some(tel)
}
