//! The JavaScript boundary: the only file that knows JavaScript. It converts, and decides nothing.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use js_sys::{Array, Date, Error, JsString, Object, Reflect, TypeError};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::facts::Kind;
use crate::instant::in_span;
use crate::{DeadlineError, Policies, Problem, Value, parse_instant};

#[wasm_bindgen(typescript_custom_section)]
const CONTRACT: &'static str = include_str!(concat!(env!("OUT_DIR"), "/contract.d.ts"));

/// How deep a policy is read, and how many values of it.
const MOST_DEEP: u32 = 16;
const MOST_VALUES: u32 = 200_000;
/// How much of a list in a request is read: enough to see that it is too long.
const MOST_ITEMS: u32 = 64;
/// The longest text that is read: no answer and no part of a policy is as long.
const MOST_TEXT: u32 = 10_000;
/// So much text counts as one more value.
const TEXT_PER_VALUE: u32 = 64;

// What these throw has to come back here: thrown past this module, it would leave its stack as it was in the call. They
// give an `Option`, whatever it holds, because anything else keeps a place among the module's values for good when one
// throws.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn part(value: &JsValue, key: &JsValue) -> Result<Option<Object>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn item(list: &JsValue, index: u32) -> Result<Option<Object>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = getPrototypeOf)]
    fn prototype(value: &JsValue) -> Result<Option<Object>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = ownKeys)]
    fn own_keys(value: &JsValue) -> Result<Option<Array>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    /// The milliseconds of a `Date`, of this window or of another.
    #[wasm_bindgen(catch, js_namespace = ["Date", "prototype", "getTime"], js_name = call)]
    fn time_of(date: &JsValue) -> Result<f64, JsValue>;
}

thread_local! {
    static LOADED: RefCell<Rc<Policies>> = RefCell::new(Rc::new(Policies::shipped()));
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
    let policies = loaded();
    let request = read_request(&policies, &request)?;
    write(&crate::validate_request(
        &policies,
        &request,
        read_now(&now)?,
    ))
}

/// Says by when a request must be in, day by day. `now` as in `validate_request`.
///
/// Throws an `Error` with `code` (`missing-field`, `invalid-field`, `unknown-payer`, `no-deadline`) and `field`.
///
/// ```js
/// const { due, days_left } = compute_deadline({ payer: "pacificsource", denial_date: "2026-11-25" });
/// ```
#[wasm_bindgen(unchecked_return_type = "Deadline")]
pub fn compute_deadline(
    #[wasm_bindgen(unchecked_param_type = "ReviewRequest")] request: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Date | string")] now: JsValue,
) -> Result<JsValue, JsValue> {
    let policies = loaded();
    let request = read_request(&policies, &request)?;
    match crate::compute_deadline(&policies, &request, read_now(&now)?) {
        Ok(deadline) => write(&deadline),
        Err(error) => Err(deadline_error(&error)?),
    }
}

/// What is loaded, by id: a form can be built from it.
#[wasm_bindgen(unchecked_return_type = "PolicySummary[]")]
pub fn policies() -> Result<JsValue, JsValue> {
    write(&loaded().summaries())
}

/// Adds a policy, or replaces the one with its id. It has the shape of `policies/<id>.json`.
///
/// Throws an `Error` with `problems: { path, message }[]`, all of them at once; then nothing has changed.
#[wasm_bindgen]
pub fn load_policy(
    #[wasm_bindgen(unchecked_param_type = "Policy")] policy: JsValue,
) -> Result<(), JsValue> {
    let mut left = MOST_VALUES;
    let policy = read_value(&policy, MOST_DEEP, u32::MAX, &mut left)?;
    let loading = LOADED.with(|loaded| match loaded.try_borrow_mut() {
        Ok(mut policies) => Rc::make_mut(&mut policies).load(&policy),
        Err(_) => Ok(()),
    });
    loading.or_else(|problems| Err(policy_error(&problems)?))
}

fn loaded() -> Rc<Policies> {
    LOADED.with(|loaded| loaded.borrow().clone())
}

fn write(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn deadline_error(error: &DeadlineError<'_>) -> Result<JsValue, JsValue> {
    let thrown = Error::new(error.message);
    Reflect::set(&thrown, &"code".into(), &error.code.into())?;
    Reflect::set(
        &thrown,
        &"field".into(),
        &error.field.map_or(JsValue::NULL, JsValue::from),
    )?;
    Ok(thrown.into())
}

fn policy_error(problems: &[Problem]) -> Result<JsValue, JsValue> {
    let thrown = Error::new("This policy was not loaded: see `problems`.");
    Reflect::set(&thrown, &"problems".into(), &write(&problems)?)?;
    Ok(thrown.into())
}

fn read_now(now: &JsValue) -> Result<DateTime<Utc>, JsValue> {
    let instant = if now.is_undefined() {
        from_millis(Date::now())
    } else if let Some(text) = now.dyn_ref() {
        read_text(text).as_deref().and_then(parse_instant)
    } else {
        time_of(now).ok().and_then(from_millis)
    };
    instant.ok_or_else(|| {
        TypeError::new("`now` has to be a Date or an RFC 3339 instant between 2000 and 2099").into()
    })
}

fn from_millis(millis: f64) -> Option<DateTime<Utc>> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a Date holds whole milliseconds, far from the ends of i64; NaN becomes 0"
    )]
    let instant = DateTime::from_timestamp_millis(millis as i64);
    instant.filter(|_| millis.is_finite()).and_then(in_span)
}

/// The answers that a request holds to the facts it can be asked for. Nothing else of it is looked at.
fn read_request(policies: &Policies, request: &JsValue) -> Result<Value, JsValue> {
    if !is_plain_object(request)? {
        return Err(TypeError::new("`request` has to be a plain object").into());
    }
    let payer = part(request, &"payer".into())?.map_or(Value::Null, |payer| read_scalar(&payer));
    let mut answers = Vec::new();
    for (field, kind) in policies
        .fields(payer.as_text())
        .filter(|(field, _)| *field != "payer")
    {
        let Some(given) = part(request, &field.into())? else {
            continue;
        };
        let value = match kind {
            Kind::Windows => read_windows(&given)?,
            _ => read_scalar(&given),
        };
        answers.push((field.to_string(), value));
    }
    answers.push(("payer".to_string(), payer));
    Ok(Value::Map(answers))
}

/// Whether this is an object literal or one without a prototype, of this window or of another.
fn is_plain_object(value: &JsValue) -> Result<bool, JsValue> {
    if !value.is_object() {
        return Ok(false);
    }
    match prototype(value)? {
        None => Ok(true),
        Some(above) => Ok(prototype(&above)?.is_none() && !is_array(value)?),
    }
}

/// A text, unless it is too long to be looked at.
fn read_text(text: &JsString) -> Option<String> {
    (text.length() <= MOST_TEXT).then(|| text.into())
}

fn read_scalar(value: &JsValue) -> Value {
    if value.is_undefined() || value.is_null() {
        return Value::Null;
    }
    // What is too long for any answer is refused whatever it says.
    let too_long = || "-".repeat(MOST_TEXT as usize);
    let text = value
        .dyn_ref()
        .map(|text| Value::Text(read_text(text).unwrap_or_else(too_long)));
    let truth = || value.as_bool().map(Value::Bool);
    let number = || value.as_f64().map(Value::Number);
    text.or_else(truth).or_else(number).unwrap_or(Value::Other)
}

fn read_windows(value: &JsValue) -> Result<Value, JsValue> {
    let mut left = MOST_ITEMS.saturating_mul(8);
    read_value(value, 3, MOST_ITEMS, &mut left)
}

/// A value with all that it holds, so deep and no deeper; of a list so many items and no more.
fn read_value(value: &JsValue, deep: u32, items: u32, left: &mut u32) -> Result<Value, JsValue> {
    *left = left.saturating_sub(1);
    if let Some(text) = value.dyn_ref() {
        return Ok(read_some_text(text, left).map_or(Value::Other, Value::Text));
    }
    if !value.is_object() {
        return Ok(read_scalar(value));
    }
    if deep == 0 || *left == 0 {
        return Ok(Value::Other);
    }
    if is_array(value)? {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a length; as u32 it saturates"
        )]
        let length = part(value, &"length".into())?
            .and_then(|length| length.as_f64())
            .unwrap_or(0.0) as u32;
        let mut list = Vec::new();
        for index in 0..length.min(items).min(*left) {
            let item = item(value, index)?;
            list.push(read_part(item.as_deref(), deep, items, left)?);
        }
        return Ok(Value::List(list));
    }
    let mut entries = Vec::new();
    for key in own_keys(value)?
        .iter()
        .flat_map(Array::iter)
        .take(items as usize)
    {
        if let Some(name) = key.dyn_ref() {
            let name = read_some_text(name, left).unwrap_or_default();
            let part = part(value, &key)?;
            entries.push((name, read_part(part.as_deref(), deep, items, left)?));
        }
        if *left == 0 {
            break;
        }
    }
    Ok(Value::Map(entries))
}

/// A text that is part of something larger, and counts as so many values.
fn read_some_text(text: &JsString, left: &mut u32) -> Option<String> {
    *left = left.saturating_sub(text.length() / TEXT_PER_VALUE);
    if *left == 0 {
        return None;
    }
    read_text(text)
}

/// What an object or a list holds at one place, if anything.
fn read_part(
    part: Option<&JsValue>,
    deep: u32,
    items: u32,
    left: &mut u32,
) -> Result<Value, JsValue> {
    match part {
        Some(part) => read_value(part, deep.saturating_sub(1), items, left),
        None => {
            *left = left.saturating_sub(1);
            Ok(Value::Null)
        }
    }
}
