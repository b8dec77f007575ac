//! National Provider Identifiers.

use p2p_policy::facts::phone::Digits;

/// Whether the text is an NPI: ten digits that, prefixed with 80840, satisfy the Luhn formula (45 CFR 162.406).
pub(crate) fn is_npi(text: &str) -> bool {
    let Some(digits) = Digits::read(text) else {
        return false;
    };
    let digits = digits.each();
    if digits.len() != 10 || !matches!(digits.first(), Some(1 | 2)) {
        return false;
    }
    const PREFIX_SUM: u32 = 24;
    let sum = digits
        .iter()
        .rev()
        .enumerate()
        .fold(PREFIX_SUM, |sum, (index, digit)| {
            let digit = u32::from(*digit);
            let doubled = digit.saturating_mul(2);
            sum.saturating_add(match index % 2 {
                0 => digit,
                _ if doubled > 9 => doubled.saturating_sub(9),
                _ => doubled,
            })
        });
    sum % 10 == 0
}
