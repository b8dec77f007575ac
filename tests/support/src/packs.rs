//! Packed policies, valid and damaged.

use std::sync::LazyLock;

use arbitrary::Unstructured;
use p2p_policy::author::compile;
use p2p_policy::text::fnv;

use crate::{author, payers};

/// Where a pack's body begins: after the four letters, the format and the checksum.
pub const BODY: usize = 12;

static PACKS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let shipped = author::shipped().policies.iter();
    let shipped = shipped.map(|policy| policy.compiled.packed.clone());
    let made_up = payers::MADE_UP.iter().map(|payer| {
        let compiled = compile(&payer.source, author::library());
        compiled.expect("the fixtures compile").packed
    });
    shipped.chain(made_up).collect()
});

/// The packs of the shipped policies and of three made-up ones.
pub fn packs() -> &'static [Vec<u8>] {
    &PACKS
}

/// Sets the checksum to match the body, so that the body is read.
#[must_use]
pub fn with_checksum(mut pack: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = pack.split_at_mut_checked(BODY) {
        head[8..].copy_from_slice(&fnv(body).to_le_bytes());
    }
    pack
}

/// One of the packs with a few changes to its body and a matching checksum.
pub fn damaged(bytes: &mut Unstructured<'_>) -> Vec<u8> {
    let mut pack = one_of(bytes, packs()).clone();
    let more = match below(bytes, 4) {
        0 => below(bytes, 8),
        _ => 0,
    };
    for _ in 0..=more {
        damage(&mut pack, bytes);
    }
    with_checksum(pack)
}

fn damage(pack: &mut Vec<u8>, bytes: &mut Unstructured<'_>) {
    let Some(length) = pack.len().checked_sub(BODY).filter(|length| *length > 0) else {
        return;
    };
    // Texts take up most of a pack and the numbers come last, so favor changes near the end.
    let from_end = match below(bytes, 4) {
        0 => below(bytes, length),
        _ => below(bytes, length.min(3_000)),
    };
    let at = pack.len() - 1 - from_end;
    let end = pack.len().min(at + 1 + below(bytes, 64));
    match below(bytes, 10) {
        0 => pack[at] ^= 1 << below(bytes, 8),
        1 => pack[at] = *one_of(bytes, &[0, 1, 2, 0x7f, 0x80, 0xff]),
        2 => pack[at] = bytes.arbitrary().unwrap_or_default(),
        // Replace a small number, such as an index, by another one.
        8 | 9 => pack[at] = pack[at] & 0x80 | below(bytes, 48) as u8,
        3 => pack.truncate(at),
        4 => drop(pack.drain(at..end)),
        5 => pack.insert(at, bytes.arbitrary().unwrap_or_default()),
        // The largest possible number.
        6 => drop(pack.splice(at..=at, [0xff, 0xff, 0xff, 0xff, 0x0f])),
        _ => {
            let other = one_of(bytes, packs());
            let from = BODY + below(bytes, other.len() - BODY);
            let part = other.iter().skip(from).take(end - at).copied();
            let part: Vec<u8> = part.collect();
            drop(pack.splice(at..end, part));
        }
    }
}

fn below(bytes: &mut Unstructured<'_>, bound: usize) -> usize {
    bytes.int_in_range(0..=bound.saturating_sub(1)).unwrap_or(0)
}

fn one_of<'c, T>(bytes: &mut Unstructured<'_>, choices: &'c [T]) -> &'c T {
    &choices[below(bytes, choices.len())]
}
