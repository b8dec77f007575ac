//! Generated vectors: the fuzzing corpus, then requests made from random numbers, as the fuzz targets make them.

use std::fs;
use std::path::Path;

use p2p_test_support::fuzz;

use crate::packs::Packs;
use crate::vector::{Question, Verb};

const CORPUS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../fuzz/corpus/validate_request"
);
/// How many random bytes one request is made from.
const BYTES: usize = 512;

/// The longest request to include. Long texts are covered by hand, and would take up most of the file.
const LONGEST: usize = 3_000;

/// Generates exactly this many questions.
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
    let message = |error: std::io::Error| format!("{CORPUS}: {error}");
    let mut inputs = Vec::new();
    for entry in fs::read_dir(Path::new(CORPUS)).map_err(message)? {
        let path = entry.map_err(message)?.path();
        inputs.push(fs::read(path).map_err(message)?);
    }
    inputs.sort();
    Ok(inputs)
}

/// Pseudorandom bytes, the same every time: SplitMix64.
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
