//! Generated questions: what fuzzing found to reach the most, then requests out of random numbers, as fuzzing makes them.

use std::fs;
use std::path::Path;

use p2p_test_support::fuzz;

use crate::packs::Packs;
use crate::vector::{Question, Verb};

const CORPUS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../fuzz/corpus/validate_request"
);
/// The bytes that one request is made of.
const BYTES: usize = 512;

/// The longest request that is taken: long texts are asked by hand, and would be most of the file.
const LONGEST: usize = 3_000;

/// So many questions and no more.
pub(crate) fn questions(packs: &Packs, many: u64) -> Result<Vec<Question>, String> {
    let packs: Vec<String> = packs.ids().map(str::to_string).collect();
    let seeds = corpus()?.into_iter().chain((0..).map(random_bytes));
    let requests = seeds.filter_map(|bytes| {
        let (request, now) = fuzz::request_of(&bytes);
        let text = fuzz::json(&request);
        (text.len() <= LONGEST).then_some((text, now))
    });
    let question = |((text, now), index): ((Vec<u8>, _), u64)| Question {
        verb: match index % 4 {
            3 => Verb::ComputeDeadline,
            _ => Verb::ValidateRequest,
        },
        packs: match index % 8 {
            7 => Vec::new(),
            _ => packs.clone(),
        },
        now: fuzz::instant(now),
        options: String::new(),
        input: text,
    };
    let many = usize::try_from(many).unwrap_or(usize::MAX);
    Ok(requests.zip(0..).map(question).take(many).collect())
}

fn corpus() -> Result<Vec<Vec<u8>>, String> {
    let told = |error: std::io::Error| format!("{CORPUS}: {error}");
    let mut inputs = Vec::new();
    for entry in fs::read_dir(Path::new(CORPUS)).map_err(told)? {
        let path = entry.map_err(told)?.path();
        inputs.push(fs::read(path).map_err(told)?);
    }
    inputs.sort();
    Ok(inputs)
}

/// Bytes that look random and are the same every time: SplitMix64.
fn random_bytes(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0xD1B5_4A32_D192_ED03);
    let mut bytes = Vec::with_capacity(BYTES);
    while bytes.len() < BYTES {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bytes.extend((mixed ^ (mixed >> 31)).to_le_bytes());
    }
    bytes
}
