//! How the letters of a file are encoded, as far as its bytes show.

/// Which byte of a pair comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    Little,
    Big,
}

/// UTF-16 by its mark, or, without one, by the zero bytes that Latin letters have in it.
#[must_use]
pub fn utf_16(start: &[u8]) -> Option<ByteOrder> {
    let zeros = |odd: usize| {
        let half = start.iter().skip(odd).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    let pairs = start.len() / 2;
    match start {
        [0xff, 0xfe, ..] => Some(ByteOrder::Little),
        [0xfe, 0xff, ..] => Some(ByteOrder::Big),
        _ if pairs > 1 && zeros(1) > pairs / 2 && zeros(0) == 0 => Some(ByteOrder::Little),
        _ if pairs > 1 && zeros(0) > pairs / 2 && zeros(1) == 0 => Some(ByteOrder::Big),
        _ => None,
    }
}
