//! The exports of the module. Every argument and result is a `u32`: an address, or a length in bytes.
//!
//! A call returns the address of its answer: the status and the length, each a little-endian `u32`, then the JSON. The
//! answer belongs to the module and is valid until the next call.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Error, ErrorCode};
use crate::memory::{Blocks, address_of};
use crate::{Call, Engine, INTERFACE_VERSION, Status, engine};

/// Half the size of the standard library's allocator, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::shipped());
    static BLOCKS: RefCell<Blocks> = RefCell::default();
    static ANSWER: RefCell<Vec<u8>> = RefCell::default();
}

/// The version of this interface.
#[wasm_bindgen]
#[must_use]
pub fn interface_version() -> u32 {
    INTERFACE_VERSION
}

/// Allocates a block for input and returns its address; 0 if the length exceeds the limit of an input.
#[wasm_bindgen]
#[must_use]
pub fn allocate(length: u32) -> u32 {
    BLOCKS.with(|blocks| blocks.borrow_mut().allocate(length))
}

/// Frees a block.
#[wasm_bindgen]
pub fn free(address: u32) {
    BLOCKS.with(|blocks| blocks.borrow_mut().free(address));
}

/// Answers with a decision.
#[wasm_bindgen]
#[must_use]
pub fn validate_request(
    request: u32,
    request_length: u32,
    now: u32,
    now_length: u32,
    options: u32,
    options_length: u32,
) -> u32 {
    let inputs = [
        (request, request_length),
        (now, now_length),
        (options, options_length),
    ];
    answer(inputs, |engine, [request, now, options], answer| {
        engine.validate_request(
            &Call {
                request,
                now,
                options,
            },
            answer,
        )
    })
}

/// Answers with a decision for each line of requests.
#[wasm_bindgen]
#[must_use]
pub fn validate_requests(
    requests: u32,
    requests_length: u32,
    now: u32,
    now_length: u32,
    options: u32,
    options_length: u32,
) -> u32 {
    let inputs = [
        (requests, requests_length),
        (now, now_length),
        (options, options_length),
    ];
    answer(inputs, |engine, [request, now, options], answer| {
        engine.validate_requests(
            &Call {
                request,
                now,
                options,
            },
            answer,
        )
    })
}

/// Answers with a deadline.
#[wasm_bindgen]
#[must_use]
pub fn compute_deadline(
    request: u32,
    request_length: u32,
    now: u32,
    now_length: u32,
    options: u32,
    options_length: u32,
) -> u32 {
    let inputs = [
        (request, request_length),
        (now, now_length),
        (options, options_length),
    ];
    answer(inputs, |engine, [request, now, options], answer| {
        engine.compute_deadline(
            &Call {
                request,
                now,
                options,
            },
            answer,
        )
    })
}

/// Answers with summaries of the loaded policies.
#[wasm_bindgen]
#[must_use]
pub fn policies(options: u32, options_length: u32) -> u32 {
    answer([(options, options_length)], |engine, [options], answer| {
        engine.policies(options, answer)
    })
}

/// Adds a packed policy and answers with its payer.
#[wasm_bindgen]
#[must_use]
pub fn add_policy(packed: u32, packed_length: u32) -> u32 {
    answer([(packed, packed_length)], |engine, [packed], answer| {
        engine.add_policy(packed, answer)
    })
}

/// Makes a call with some inputs and returns the address of its answer.
fn answer<const INPUTS: usize>(
    inputs: [(u32, u32); INPUTS],
    call: impl FnOnce(&mut Engine, [&[u8]; INPUTS], &mut Vec<u8>) -> Status,
) -> u32 {
    ANSWER.with(|answer| {
        let mut answer = answer.borrow_mut();
        answer.clear();
        answer.extend([0; HEADER]);
        let status = BLOCKS.with(|blocks| {
            let blocks = blocks.borrow();
            let found = inputs.map(|(address, length)| blocks.bytes(address, length));
            if found.iter().any(Option::is_none) {
                let message = "An input does not lie in a block that was allocated.";
                return engine::failed(&Error::new(ErrorCode::BadInput, message), &mut answer);
            }
            let bytes = found.map(Option::unwrap_or_default);
            ENGINE.with(|engine| call(&mut engine.borrow_mut(), bytes, &mut answer))
        });
        let length = u32::try_from(answer.len().saturating_sub(HEADER)).unwrap_or(0);
        let header = [(status as u32).to_le_bytes(), length.to_le_bytes()].concat();
        for (to, from) in answer.iter_mut().zip(header) {
            *to = from;
        }
        address_of(&answer)
    })
}

/// The size of status and length, which precede the JSON.
const HEADER: usize = 8;
