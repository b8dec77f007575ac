//! Which known names are nearest to an unknown one.

use crate::text::joined;

/// Longer names are not compared.
const LONGEST_COMPARED: usize = 80;

/// The known names that are nearest to one that is not, up to three, as a question; empty where none is near.
#[must_use]
pub fn did_you_mean(name: &str, known: &[&str]) -> String {
    let names: Vec<String> = nearest_names(name, known)
        .iter()
        .map(|known| joined(&["`", known, "`"], ""))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [] => String::new(),
        [names @ .., last] if !names.is_empty() => joined(
            &["; did you mean ", &joined(names, ", "), " or ", last, "?"],
            "",
        ),
        only => joined(&["; did you mean ", &joined(only, ""), "?"], ""),
    }
}

/// The known names that are nearest to one that is not, up to three, the nearest first.
pub(super) fn nearest_names<'k>(name: &str, known: &[&'k str]) -> Vec<&'k str> {
    if name.len() > LONGEST_COMPARED {
        return Vec::new();
    }
    let compared = known
        .iter()
        .filter(|known| known.len() <= LONGEST_COMPARED)
        .map(|known| (distance(name, known), *known));
    let close = |distance: usize| distance <= name.len().max(3) / 3;
    let mut near: Vec<(usize, &str)> = compared
        .filter(|(distance, known)| {
            close(*distance) || has_same_letters(name, known) || shares_words(name, known)
        })
        .collect();
    near.sort_unstable();
    // What stands twice is a problem of its own.
    near.dedup();
    near.truncate(3);
    near.into_iter().map(|(_, known)| known).collect()
}

/// Whether letters have only changed places, as in `form` and `from`.
fn has_same_letters(name: &str, known: &str) -> bool {
    let sorted = |name: &str| {
        let mut letters: Vec<u8> = name.bytes().collect();
        letters.sort_unstable();
        letters
    };
    name.len() == known.len() && sorted(name) == sorted(known)
}

/// Whether one name holds the other, or a word of it, as `issued` and `determination_issued` do, or `appealed` and
/// `appeal_filed`.
fn shares_words(name: &str, known: &str) -> bool {
    let is_in = |one: &str, other: &str| {
        let (short, long) = match one.len() < other.len() {
            true => (one, other),
            false => (other, one),
        };
        short.len() > 3 && long.starts_with(short) || short.len() > 4 && long.ends_with(short)
    };
    let words = |name| str::split(name, ['_', '-']);
    name.len() > 6 && known.contains(name)
        || words(name).any(|one| words(known).any(|other| is_in(one, other)))
}

/// How many letters have to be changed, added or left out (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.bytes().enumerate() {
        let mut diagonal = index;
        let mut left = index.saturating_add(1);
        let cells = row.iter_mut().skip(1);
        for (cell, other) in cells.zip(other.bytes()) {
            let changed =
                diagonal.saturating_add(usize::from(!letter.eq_ignore_ascii_case(&other)));
            diagonal = *cell;
            left = changed.min(diagonal.min(left).saturating_add(1));
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = index.saturating_add(1);
        }
    }
    row.last().copied().unwrap_or(0)
}
