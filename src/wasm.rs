//! The module's boundary: numbers in, numbers out. The page's half (`wasm/page/`) writes a request into the module's
//! memory, makes one call, and reads the answer there; nothing of the page runs meanwhile.

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

/// Half the size of the standard library's, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The bytes that hold most requests.
const USUAL_INPUT: usize = 4_096;

thread_local! {
    static POLICIES: RefCell<Policies> = RefCell::default();
    static INPUT: RefCell<Vec<u8>> = RefCell::default();
    static OUTPUT: RefCell<AnswerEncoder> = RefCell::default();
}

/// What an answer begins with.
const FAILED: u32 = 0;
const DONE: u32 = 1;

/// The address of an input buffer of at least `length` bytes; valid until a larger one is requested.
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

/// Decides the request in the input: `DONE` and a decision, or `FAILED` where `now` is no instant.
#[wasm_bindgen]
#[must_use]
pub fn validate_request(length: u32) -> u32 {
    with_request(length, |policies, asked, output| {
        output.number(DONE);
        let language = asked.language;
        let mut decision =
            verbs::decide(policies, asked.payer, &asked.answers, asked.now, language);
        let unknown = asked.unknown_keys.iter().copied().map(verbs::unknown_key);
        decision.findings.extend(unknown);
        decision.encode(output);
    })
}

/// Computes the deadline of the request in the input: `DONE` and a deadline; `DONE + 1` and why there is none; or
/// `FAILED` where `now` is no instant.
#[wasm_bindgen]
#[must_use]
pub fn compute_deadline(length: u32) -> u32 {
    with_request(length, |policies, asked, output| {
        match verbs::reckon(
            policies,
            asked.payer,
            &asked.answers,
            asked.now,
            asked.language,
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

/// The summaries of what is loaded, in the language whose tag is the input.
#[wasm_bindgen]
#[must_use]
pub fn policies(length: u32) -> u32 {
    with_input(length, |language| {
        answer(|policies, output| policies.summaries_in(Some(language)).encode(output))
    })
}

/// Adds the packed policy in the input: `DONE` and its payer, or `FAILED` and why not.
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

/// The names of the facts that a request to the payer named in the input can hold.
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

/// What is asked.
struct Asked<'r> {
    now: DateTime<Utc>,
    language: Option<&'r str>,
    payer: RawAnswer<'r>,
    answers: RawAnswers<'r>,
    /// The request's keys that name no fact, if they are to be reported.
    unknown_keys: Vec<&'r str>,
}

type Verb = fn(&Policies, &Asked<'_>, &mut AnswerEncoder);

/// Reads the request in the input: `now`, the language, the payer, then the facts that a request to it can hold, and nothing
/// else.
fn with_request(length: u32, verb: Verb) -> u32 {
    with_input(length, |request| {
        let mut request = RequestDecoder::new(request);
        let Some(now) = instant(&request.value()) else {
            return answer(|_, output| output.number(FAILED));
        };
        let mut asked = Asked {
            now,
            language: request.text_or_none(),
            payer: request.raw_answer().unwrap_or_default(),
            answers: [RawAnswer::Nothing; MOST_FACTS],
            unknown_keys: Vec::new(),
        };
        let mut lists = Vec::new();
        while let Some(index) = request.fact() {
            match (request.raw_answer(), asked.answers.get_mut(index)) {
                (Some(raw), Some(answer)) => *answer = raw,
                (Some(RawAnswer::Text(key)), None) => asked.unknown_keys.push(key),
                _ => lists.push((index, request.value())),
            }
        }
        let Asked { answers, .. } = &mut asked;
        let mut answers = *answers;
        for (index, list) in &lists {
            if let Some(answer) = answers.get_mut(*index) {
                *answer = list.into();
            }
        }
        let asked = Asked { answers, ..asked };
        answer(|policies, output| verb(policies, &asked, output))
    })
}

fn with_input(length: u32, take: impl FnOnce(&str) -> u32) -> u32 {
    INPUT.with(|input| {
        let input = input.borrow();
        let bytes = input.get(..length as usize).unwrap_or_default();
        take(str::from_utf8(bytes).unwrap_or_default())
    })
}

/// The address of an answer.
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
