#![no_main]
//! Gives the same bytes to the portable module under wasmi and to the native engine, and compares the answers.

use std::cell::RefCell;

use p2p_portable::{Call, Engine, Status};
use p2p_review_host::{Engine as Module, Error};
use p2p_test_support::fuzz;

const NOW: &str = "2026-03-03T18:00:00Z";

struct Both {
    native: RefCell<Engine>,
    module: Module,
}

thread_local! {
    static BOTH: Both = Both {
        native: RefCell::new(Engine::shipped()),
        module: Module::new().expect("the module of pkg/"),
    };
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else {
        return;
    };
    // Try the bytes as they are, with an instant or options in front, as a pack, or as the seed of a request.
    let (first, second) = rest.split_at(rest.iter().position(|byte| *byte == b'\n').unwrap_or(0));
    match kind % 5 {
        0 => compare(rest, NOW, b""),
        1 => compare(second, str::from_utf8(first).unwrap_or(NOW), b""),
        2 => compare(second, NOW, first),
        3 => compare_packs(rest),
        _ => {
            let (request, now) = fuzz::request_of(rest);
            compare(&fuzz::json(&request), &fuzz::instant(now), b"");
        }
    }
});

fn compare(request: &[u8], now: &str, options: &[u8]) {
    BOTH.with(|both| {
        let call = Call { request, now: now.as_bytes(), options };
        let native = both.native.borrow();
        let mut answer = Vec::new();
        let status = native.validate_request(&call, &mut answer);
        same(status, &answer, both.module.validate_request_json(request, now, options));
        let mut answer = Vec::new();
        let status = native.compute_deadline(&call, &mut answer);
        same(status, &answer, both.module.compute_deadline_json(request, now, options));
    });
}

/// Hardly any bytes are a valid pack. If some are, both engines have the policy from then on.
fn compare_packs(packed: &[u8]) {
    BOTH.with(|both| {
        let mut answer = Vec::new();
        let status = both.native.borrow_mut().add_policy(packed, &mut answer);
        let module = both.module.add_policy(packed);
        same(status, &answer, module.map(|payer| format!(r#"{{"payer":"{payer}"}}"#).into_bytes()));
    });
}

fn same(status: Status, answer: &[u8], module: Result<Vec<u8>, Error>) {
    match module {
        Ok(json) => assert_eq!((status, answer), (Status::Done, &*json)),
        Err(Error::Answer(fault)) => {
            assert_eq!(status, Status::Failed);
            let answer = String::from_utf8_lossy(answer);
            let code = format!(r#"{{"code":"{}","#, fault.code);
            assert!(answer.starts_with(&code), "{answer} is not {fault:?}");
        }
        Err(error) => panic!("{error}"),
    }
}
