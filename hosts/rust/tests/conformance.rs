//! The answers have the same bytes as those of the native engine. P2P_VECTORS names the file of vectors; by default the
//! sample.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "test code: a panic is how it reports"
)]

use std::collections::HashMap;
use std::io::Read;
use std::{env, fs};

use flate2::read::GzDecoder;
use p2p_review_host::{Engine, Error, Fault};

const CONFORMANCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance");

fn engine_with(packs: &str) -> Engine {
    let engine = Engine::new().unwrap();
    for id in packs.split(',').filter(|id| !id.is_empty()) {
        let packed = fs::read(format!("{CONFORMANCE}/packs/{id}.p2p")).unwrap();
        engine.add_policy(&packed).unwrap();
    }
    engine
}

#[test]
fn answers_as_the_native_engine() {
    let file = env::var("P2P_VECTORS").unwrap_or_else(|_| format!("{CONFORMANCE}/sample.tsv.gz"));
    let mut text = Vec::new();
    GzDecoder::new(fs::File::open(&file).unwrap())
        .read_to_end(&mut text)
        .unwrap();
    let mut engines: HashMap<String, Engine> = HashMap::new();
    let mut run = 0;
    let lines = text.split(|byte| *byte == b'\n');
    for line in lines.skip(1).filter(|line| !line.is_empty()) {
        let cells: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
        let [call, packs, now, options, input, status, answer] = cells[..] else {
            panic!("{} cells", cells.len());
        };
        let [call, packs, now] = [call, packs, now].map(|cell| str::from_utf8(cell).unwrap());
        if !engines.contains_key(packs) {
            engines.insert(packs.to_string(), engine_with(packs));
        }
        let asked = || engines.get(packs).unwrap();
        let got = match call {
            "validate_request" => asked().validate_request_json(input, now, options),
            "compute_deadline" => asked().compute_deadline_json(input, now, options),
            "policies" => asked().policies_json(options),
            "add_policy" => engine_with(packs)
                .add_policy(&bytes_of(input))
                .map(|payer| format!(r#"{{"payer":"{payer}"}}"#).into_bytes()),
            other => panic!("no call {other}"),
        };
        let (got_status, got) = match got {
            Ok(json) => (b"0", json),
            Err(Error::Answer(fault)) => (b"1", json_of(&fault)),
            Err(error) => panic!("{error}"),
        };
        let line = String::from_utf8_lossy(line);
        assert_eq!(got_status, status, "{line}");
        assert_eq!(
            String::from_utf8_lossy(&got),
            String::from_utf8_lossy(answer),
            "{line}"
        );
        run += 1;
    }
    println!("{run} vectors, 0 failed");
    assert!(run >= 200, "{file} holds only {run} vectors");
}

fn json_of(fault: &Fault) -> Vec<u8> {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let field = fault.field.as_deref().map_or("null".to_string(), text);
    let (code, message) = (text(&fault.code), text(&fault.message));
    format!(r#"{{"code":{code},"field":{field},"message":{message}}}"#).into_bytes()
}

fn bytes_of(hex: &[u8]) -> Vec<u8> {
    let pairs = str::from_utf8(hex).unwrap();
    (0..pairs.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&pairs[at..at + 2], 16).unwrap())
        .collect()
}
