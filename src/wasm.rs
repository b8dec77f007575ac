//! The boundary of the module: numbers in, numbers out. The page's half (`wasm/page/`) writes a request into the
//! module's memory, makes one call and reads the answer; none of the page's code runs during the call.

mod request_decoder;

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use p2p_policy::answer::{Answer, AnswerEncoder};
use p2p_policy::facts::MOST_FACTS;
use p2p_policy::time::in_span;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::decide::verbs;
use crate::request::{RawAnswer, RawAnswers};
use crate::wasm::request_decoder::RequestDecoder;
use crate::{Policies, Value, parse_instant};

/// Half the size of the standard library's allocator, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Enough bytes for most requests.
const USUAL_INPUT: usize = 4_096;

thread_local! {
    static POLICIES: RefCell<Policies> = RefCell::default();
    static INPUT: RefCell<Vec<u8>> = RefCell::default();
    static OUTPUT: RefCell<AnswerEncoder> = RefCell::default();
}

/// The first number of an answer.
const FAILED: u32 = 0;
const DONE: u32 = 1;

/// Returns the address of an input buffer of at least `length` bytes, valid until a larger one is requested.
#[wasm_bindgen]
#[must_use]
pub fn input(length: u32) -> u32 {
    INPUT.with(|input| {
        let mut input = input.borrow_mut();
        let wanted = (length as usize).max(USUAL_INPUT);
        if input.len() < wanted {
            input.resize(wanted, 0);
        }
        address(input.as_ptr().addr())
    })
}

/// Decides the request in the input. Answers `DONE` and a decision, or `FAILED` if `now` is not an instant.
#[wasm_bindgen]
#[must_use]
pub fn validate_request(length: u32) -> u32 {
    with_request(length, |policies, decoded, output| {
        output.number(DONE);
        let language = decoded.language;
        let mut decision = verbs::decide(
            policies,
            decoded.payer,
            &decoded.answers,
            decoded.now,
            language,
        );
        let unknown = decoded.unknown_keys.iter().copied().map(verbs::unknown_key);
        decision.findings.extend(unknown);
        decision.encode(output);
    })
}

/// Computes the deadline of the request in the input. Answers `DONE` and a deadline, `DONE + 1` and the reason why
/// there is none, or `FAILED` if `now` is not an instant.
#[wasm_bindgen]
#[must_use]
pub fn compute_deadline(length: u32) -> u32 {
    with_request(length, |policies, decoded, output| {
        match verbs::compute(
            policies,
            decoded.payer,
            &decoded.answers,
            decoded.now,
            decoded.language,
        ) {
            Ok(deadline) => {
                output.number(DONE);
                deadline.encode(output);
            }
            Err(error) => {
                output.number(DONE.wrapping_add(1));
                error.encode(output);
            }
        }
    })
}

/// Answers the summaries of the loaded policies, in the language whose tag is the input.
#[wasm_bindgen]
#[must_use]
pub fn policies(length: u32) -> u32 {
    with_input(length, |language| {
        answer(|policies, output| policies.summaries_in(Some(language)).encode(output))
    })
}

/// Adds the packed policy in the input. Answers `DONE` and its payer, or `FAILED` and the reason.
#[wasm_bindgen]
#[must_use]
pub fn add_policy(length: u32) -> u32 {
    INPUT.with(|input| {
        let mut input = input.borrow_mut();
        let added = POLICIES.with(|policies| {
            let packed = input.get(..length as usize).unwrap_or_default();
            let mut policies = policies.borrow_mut();
            policies.add(packed).map(str::to_string)
        });
        // A pack is much larger than a request: free the buffer.
        *input = Vec::new();
        answer(|_, output| match added {
            Ok(payer) => {
                output.number(DONE);
                payer.encode(output);
            }
            Err(error) => {
                output.number(FAILED);
                error.message().encode(output);
            }
        })
    })
}

/// Answers the names of the facts that a request to the payer in the input can hold.
#[wasm_bindgen]
#[must_use]
pub fn facts(length: u32) -> u32 {
    with_input(length, |payer| {
        answer(|policies, output| {
            let facts = policies.facts(RawAnswer::Text(payer));
            output.number(u32::try_from(facts.len()).unwrap_or(0));
            facts.iter().for_each(|fact| fact.id.encode(output));
        })
    })
}

/// A decoded request, with its options.
struct DecodedRequest<'r> {
    now: DateTime<Utc>,
    language: Option<&'r str>,
    payer: RawAnswer<'r>,
    answers: RawAnswers<'r>,
    /// The keys of the request that name no fact, if they are to be reported.
    unknown_keys: Vec<&'r str>,
}

type Verb = fn(&Policies, &DecodedRequest<'_>, &mut AnswerEncoder);

/// Decodes the request in the input: `now`, the language, the payer, then any number of facts with their values.
fn with_request(length: u32, verb: Verb) -> u32 {
    with_input(length, |request| {
        let mut request = RequestDecoder::new(request);
        let Some(now) = instant(&request.value()) else {
            return answer(|_, output| output.number(FAILED));
        };
        let mut decoded = DecodedRequest {
            now,
            language: request.text_or_none(),
            payer: request.raw_answer().unwrap_or_default(),
            answers: [RawAnswer::Nothing; MOST_FACTS],
            unknown_keys: Vec::new(),
        };
        let mut lists = Vec::new();
        while let Some(index) = request.fact() {
            match (request.raw_answer(), decoded.answers.get_mut(index)) {
                (Some(raw), Some(answer)) => *answer = raw,
                (Some(RawAnswer::Text(key)), None) => decoded.unknown_keys.push(key),
                _ => lists.push((index, request.value())),
            }
        }
        for (index, list) in &lists {
            if let Some(answer) = decoded.answers.get_mut(*index) {
                *answer = list.into();
            }
        }
        answer(|policies, output| verb(policies, &decoded, output))
    })
}

fn with_input(length: u32, take: impl FnOnce(&str) -> u32) -> u32 {
    INPUT.with(|input| {
        let input = input.borrow();
        let bytes = input.get(..length as usize).unwrap_or_default();
        take(str::from_utf8(bytes).unwrap_or_default())
    })
}

/// Encodes an answer and returns its address.
fn answer(write: impl FnOnce(&Policies, &mut AnswerEncoder)) -> u32 {
    OUTPUT.with(|output| {
        let mut output = output.borrow_mut();
        output.clear();
        POLICIES.with(|policies| write(&policies.borrow(), &mut output));
        address(output.numbers().as_ptr().addr())
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the module's memory has 32-bit addresses"
)]
fn address(address: usize) -> u32 {
    address as u32
}

fn instant(now: &Value) -> Option<DateTime<Utc>> {
    match now {
        Value::Text(text) => parse_instant(text),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole milliseconds, far from the ends of i64"
        )]
        Value::Number(millis) => DateTime::from_timestamp_millis(*millis as i64).and_then(in_span),
        _ => None,
    }
}
