//! The JavaScript boundary: the only file that names wasm-bindgen. It converts, and decides nothing.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use js_sys::TypeError;
use wasm_bindgen::prelude::*;

use crate::crossing::{Words, Written};
use crate::facts::MOST_FACTS;
use crate::instant::in_span;
use crate::request::Givens;
use crate::value::Given;
use crate::{Policies, Problem, Value, parse_instant, verdict};

#[wasm_bindgen(typescript_custom_section)]
const CONTRACT: &'static str = include_str!(concat!(env!("OUT_DIR"), "/contract.d.ts"));

// What reading the page's values throws has to come back here: thrown past this module, it would leave its stack as it was
// in the call. So they give nothing then, and `rethrow` throws it once more.
#[wasm_bindgen(module = "/src/crossing.js")]
extern "C" {
    fn know(payer: &str, facts: &[u32]);

    fn asked(request: &JsValue, now: &JsValue) -> String;

    fn whole(policy: &JsValue) -> String;

    #[wasm_bindgen(catch)]
    fn rethrow() -> Result<(), JsValue>;

    fn decision(words: &[u32]) -> JsValue;

    fn deadline(words: &[u32]) -> JsValue;

    fn summaries(words: &[u32]) -> JsValue;

    fn unreckoned(message: &str, code: &str, field: Option<&str>) -> JsValue;

    fn refused(message: &str, problems: &JsValue) -> JsValue;
}

/// Half as large as the standard library's, and quicker.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static LOADED: RefCell<Rc<Policies>> = {
        let policies = Policies::shipped();
        introduce(&policies, "");
        policies.payers().for_each(|payer| introduce(&policies, payer));
        RefCell::new(Rc::new(policies))
    };
}

/// Says whether a request for a peer-to-peer review can be made, why not, and what is still to be answered.
///
/// `now` is a `Date` or an RFC 3339 instant; left out, the clock. Nothing that a form can hold makes this throw: it throws
/// a `TypeError` only when `request` is no plain object or `now` no instant between 2000 and 2099.
///
/// ```js
/// const { outcome, findings } = validate_request({ payer: "regence", denial_basis: "claim" });
/// ```
#[wasm_bindgen(unchecked_return_type = "Decision")]
pub fn validate_request(
    #[wasm_bindgen(unchecked_param_type = "ReviewRequest")] request: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Date | string")] now: JsValue,
) -> Result<JsValue, JsValue> {
    ask(&request, &now, |policies, asked| {
        let decided = verdict::decide(policies, asked.payer, &asked.given, asked.now);
        Ok(decision(&Words::decision(&decided).0))
    })
}

/// Says by when a request must be in, day by day. `now` as in `validate_request`.
///
/// Throws an `Error` with `code` (`missing-field`, `invalid-field`, `unknown-payer`, `no-deadline`) and `field`.
///
/// ```js
/// const { due, days_left } = compute_deadline({ payer: "pacificsource", denial_date: "2026-11-25" }, "2026-11-30T18:00:00Z");
/// ```
#[wasm_bindgen(unchecked_return_type = "Deadline")]
pub fn compute_deadline(
    #[wasm_bindgen(unchecked_param_type = "ReviewRequest")] request: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Date | string")] now: JsValue,
) -> Result<JsValue, JsValue> {
    ask(&request, &now, |policies, asked| {
        let reckoned = verdict::reckon(policies, asked.payer, &asked.given, asked.now);
        match reckoned {
            Ok(reckoned) => Ok(deadline(&Words::deadline(&reckoned).0)),
            Err(error) => Err(unreckoned(error.message, error.code, error.field)),
        }
    })
}

/// What is loaded, by id: a form can be built from it.
#[wasm_bindgen(unchecked_return_type = "PolicySummary[]")]
pub fn policies() -> JsValue {
    summaries(&Words::summaries(&loaded().summaries()).0)
}

/// Adds a policy, or replaces the one with its id. It has the shape of `policies/<id>.json`.
///
/// Throws an `Error` with `problems: { path, message }[]`, all of them at once; then nothing has changed.
#[wasm_bindgen]
pub fn load_policy(
    #[wasm_bindgen(unchecked_param_type = "Policy")] policy: JsValue,
) -> Result<(), JsValue> {
    let written = whole(&policy);
    if written.is_empty() {
        rethrow()?;
    }
    let policy = Written::new(&written).value();
    let loading = LOADED.with(|loaded| match loaded.try_borrow_mut() {
        Ok(mut policies) => Rc::make_mut(&mut policies).load(&policy),
        Err(_) => Err(Vec::from([Problem {
            path: String::new(),
            message: "another policy is being loaded".into(),
        }])),
    });
    if let Err(problems) = loading {
        return Err(refusal(&problems)?);
    }
    let payer = policy.get("id").and_then(Value::as_text);
    introduce(&loaded(), payer.unwrap_or_default());
    Ok(())
}

fn loaded() -> Rc<Policies> {
    LOADED.with(|loaded| loaded.borrow().clone())
}

/// The error that says all that is wrong with a policy.
fn refusal(problems: &[Problem]) -> Result<JsValue, JsValue> {
    let pairs = problems
        .iter()
        .map(|problem| (&problem.path, &problem.message));
    let pairs: Vec<_> = pairs.collect();
    let message = "This policy was not loaded: see `problems`.";
    Ok(refused(message, &serde_wasm_bindgen::to_value(&pairs)?))
}

/// What is asked.
struct Asked<'r> {
    now: DateTime<Utc>,
    payer: Given<'r>,
    given: Givens<'r>,
}

/// Reads a request: the payer, then the facts that a request to it can hold, and nothing else.
fn ask(
    request: &JsValue,
    now: &JsValue,
    answer: fn(&Policies, &Asked<'_>) -> Result<JsValue, JsValue>,
) -> Result<JsValue, JsValue> {
    // Before reading it, which may load another policy.
    let policies = loaded();
    let written = asked(request, now);
    if written.is_empty() {
        rethrow()?;
    }
    let mut written = Written::new(&written);
    let now = instant(&written.value()).ok_or_else(|| {
        TypeError::new("`now` has to be a Date or an RFC 3339 instant between 2000 and 2099")
    })?;
    let payer = written.given().unwrap_or_default();
    let mut given = [Given::Nothing; MOST_FACTS];
    let mut lists = Vec::new();
    while let Some(place) = written.place() {
        match (written.given(), given.get_mut(place)) {
            (Some(value), Some(fact)) => *fact = value,
            _ => lists.push((place, written.value())),
        }
    }
    for (place, list) in &lists {
        if let Some(fact) = given.get_mut(*place) {
            *fact = list.into();
        }
    }
    answer(&policies, &Asked { now, payer, given })
}

/// Tells the page of a payer's facts.
fn introduce(policies: &Policies, payer: &str) {
    know(payer, &Words::facts(policies.facts(Given::Text(payer))).0);
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
