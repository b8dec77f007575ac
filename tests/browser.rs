//! The case tables against the package in a real browser, and input that only JavaScript can hold. Uses the committed
//! `pkg/`, which another check rebuilds.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how it reports"
)]

use chrono::{DateTime, Utc};
use js_sys::{Date, Error, JSON, Object, Reflect, TypeError};
use p2p_review::Policies;
use p2p_test_support::cases::{self, Answer};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/browser.js")]
extern "C" {
    #[wasm_bindgen(js_name = startModule)]
    fn init_sync(module: &[u8]) -> JsValue;

    #[wasm_bindgen(catch, js_name = validate_request)]
    fn validate_request_now(request: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = validate_request)]
    fn validate_request_at(request: JsValue, now: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = compute_deadline)]
    fn compute_deadline_at(request: JsValue, now: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = policies)]
    fn loaded_policies() -> JsValue;
}

const MODULE: &[u8] = include_bytes!("../pkg/p2p_review_bg.wasm");
/// The policies that the module ships with, for the native answers.
const PACKS: [&[u8]; 3] = [
    include_bytes!("../pkg/policies/asuris.p2p"),
    include_bytes!("../pkg/policies/pacificsource.p2p"),
    include_bytes!("../pkg/policies/regence.p2p"),
];

fn validate_request(request: JsValue, now: JsValue) -> Result<JsValue, JsValue> {
    init_sync(MODULE);
    match now.is_undefined() {
        true => validate_request_now(request),
        false => validate_request_at(request, now),
    }
}

fn compute_deadline(request: JsValue, now: JsValue) -> Result<JsValue, JsValue> {
    init_sync(MODULE);
    compute_deadline_at(request, now)
}

fn policies() -> JsValue {
    init_sync(MODULE);
    loaded_policies()
}

const NOW: &str = "2026-03-03T18:00:00Z";

fn to_js(json: &Value) -> JsValue {
    JSON::parse(&json.to_string()).unwrap()
}

/// As JSON, without undefined values, to compare it with the native answer.
fn from_js(value: &JsValue) -> Value {
    let text = String::from(JSON::stringify(value).unwrap());
    serde_json::from_str(&text).unwrap()
}

fn js(expression: &str) -> JsValue {
    js_sys::eval(&format!("({expression})"))
        .unwrap_or_else(|error| panic!("{expression}: {error:?}"))
}

fn read(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn ask(request: &Value, now: DateTime<Utc>) -> Answer {
    let date = Date::new(&JsValue::from(now.timestamp_millis() as f64));
    let answer = Answer {
        decision: from_js(&validate_request(to_js(request), date.clone().into()).unwrap()),
        deadline: compute_deadline(to_js(request), date.into())
            .map(|deadline| from_js(&deadline))
            .map_err(|error| read(&error, "code").as_string().unwrap()),
    };
    let native = natively(request, now);
    assert_eq!(
        answer.decision, native.decision,
        "the boundary changes the decision on {request}"
    );
    assert_eq!(
        answer.deadline, native.deadline,
        "the boundary changes the deadline of {request}"
    );
    answer
}

fn natively(request: &Value, now: DateTime<Utc>) -> Answer {
    let mut policies = Policies::new();
    for pack in PACKS {
        policies.add(pack).unwrap();
    }
    let request: p2p_review::Value = serde_json::from_value(request.clone()).unwrap();
    Answer {
        decision: serde_json::to_value(p2p_review::validate_request(&policies, &request, now))
            .unwrap(),
        deadline: p2p_review::compute_deadline(&policies, &request, now)
            .map(|deadline| serde_json::to_value(deadline).unwrap())
            .map_err(|error| error.code.name().to_owned()),
    }
}

fn run(table: &str) {
    console_log!("{}", cases::run(table, ask));
}

#[wasm_bindgen_test]
fn ps_faq() {
    run("ps-faq");
}

#[wasm_bindgen_test]
fn ps_policy() {
    run("ps-policy");
}

#[wasm_bindgen_test]
fn reg() {
    run("reg");
}

#[wasm_bindgen_test]
fn asu() {
    run("asu");
}

#[wasm_bindgen_test]
fn rx() {
    run("rx");
}

#[wasm_bindgen_test]
fn decisions() {
    run("decisions");
}

#[wasm_bindgen_test]
fn bars() {
    run("bars");
}

#[wasm_bindgen_test]
fn dates() {
    run("dates");
}

#[wasm_bindgen_test]
fn input() {
    run("input");
}

/// The decision on the request that a JavaScript expression evaluates to, as JSON.
fn decide(request: &str) -> Value {
    from_js(
        &validate_request(js(request), NOW.into())
            .unwrap_or_else(|error| panic!("{request}: {error:?}")),
    )
}

/// `<field> <rule>` of every invalid finding.
fn invalid(decision: &Value) -> Vec<String> {
    decision["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["kind"] == "invalid")
        .map(|finding| {
            let (field, rule) = (finding["field"].as_str(), finding["rule"].as_str());
            format!("{} {}", field.unwrap(), rule.unwrap())
        })
        .collect()
}

#[wasm_bindgen_test]
fn undefined_and_null_are_absent() {
    let absent = decide("{ payer: 'pacificsource' }");
    for nothing in ["undefined", "null"] {
        let facts = [
            "service",
            "denial_date",
            "appeal_filed",
            "member_name",
            "call_windows",
        ];
        let entries: String = facts
            .iter()
            .map(|fact| format!("{fact}: {nothing}, "))
            .collect();
        assert_eq!(
            decide(&format!("{{ payer: 'pacificsource', {entries} }}")),
            absent
        );
        assert_eq!(decide(&format!("{{ payer: {nothing} }}")), decide("{}"));
    }
}

#[wasm_bindgen_test]
fn values_that_only_javascript_has_are_of_the_wrong_type() {
    let odd = [
        "Symbol('x')",
        "10n",
        "() => true",
        "new Date()",
        "new Map()",
        "/x/",
        "new Boolean(true)",
        "NaN",
        "Infinity",
        "-0",
        "document.body",
        "new Proxy({}, {})",
        "Object.create(null)",
        "globalThis",
    ];
    for value in odd {
        for fact in [
            "appeal_filed",
            "denial_date",
            "denial_basis",
            "member_name",
            "call_windows",
        ] {
            let decision = decide(&format!("{{ payer: 'pacificsource', {fact}: {value} }}"));
            assert_eq!(decision["outcome"], "incomplete", "{fact}: {value}");
            assert_eq!(
                invalid(&decision),
                [format!("{fact} request/wrong-type")],
                "{value}"
            );
        }
    }
}

#[wasm_bindgen_test]
fn malformed_lists_of_windows_do_not_crash() {
    let odd = [
        "new Array(1e9)",
        "[, ,]",
        "[null, undefined]",
        "(() => { const list = []; list.push(list); return list; })()",
        "(() => { const window = {}; window.date = window; return [window]; })()",
        "new Proxy([], {})",
        "[Symbol('x'), 10n, () => 0]",
        "Object.assign([], { length: 3 })",
        "{ length: 2, 0: {}, 1: {} }",
        "new Uint8Array(3)",
    ];
    for list in odd {
        for payer in ["pacificsource", "regence"] {
            let decision = decide(&format!("{{ payer: '{payer}', call_windows: {list} }}"));
            assert_eq!(decision["outcome"], "incomplete", "{list}");
        }
    }
}

#[wasm_bindgen_test]
fn a_lone_surrogate_does_not_crash() {
    for text in [r"'\ud800'", r"'\udc00\ud800'", r"'Ana \ud83d'"] {
        let decision = decide(&format!(
            "{{ payer: 'pacificsource', member_name: {text}, denial_date: {text} }}"
        ));
        assert_eq!(
            invalid(&decision),
            ["denial_date request/bad-date"],
            "{text}"
        );
        let decision = decide(&format!("{{ payer: {text}, [{text}]: 1 }}"));
        assert_eq!(
            invalid(&decision),
            ["payer request/unknown-payer"],
            "{text}"
        );
    }
}

#[wasm_bindgen_test]
fn getters_are_read_and_their_exceptions_propagate() {
    let decision =
        decide("{ get payer() { return 'pacificsource'; }, get prior_p2p() { return true; } }");
    assert_eq!(decision["outcome"], "ineligible");
    for request in [
        "{ get payer() { throw new RangeError('mine'); } }",
        "{ payer: 'regence', get denial_date() { throw new RangeError('mine'); } }",
        "{ payer: 'regence', call_windows: [{ get date() { throw new RangeError('mine'); } }] }",
        "{ payer: 'regence', get call_windows() { throw new RangeError('mine'); } }",
    ] {
        let thrown = validate_request(js(request), NOW.into()).unwrap_err();
        assert_eq!(read(&thrown, "name"), "RangeError", "{request}");
        assert_eq!(read(&thrown, "message"), "mine", "{request}");
    }
    assert_eq!(
        decide("{ payer: 'regence' }")["outcome"],
        "incomplete",
        "and nothing is broken after it"
    );
}

#[wasm_bindgen_test]
fn an_object_without_a_prototype_or_frozen_is_plain() {
    for request in [
        "Object.assign(Object.create(null), { payer: 'pacificsource', prior_p2p: true })",
        "Object.freeze({ payer: 'pacificsource', prior_p2p: true })",
        "structuredClone({ payer: 'pacificsource', prior_p2p: true })",
        "Object.fromEntries(new Map([['payer', 'pacificsource'], ['prior_p2p', true]]))",
    ] {
        assert_eq!(decide(request)["outcome"], "ineligible", "{request}");
    }
}

#[wasm_bindgen_test]
fn a_request_from_another_window_is_plain() {
    let request = js(
        "(() => { const frame = document.body.appendChild(document.createElement('iframe')); \
         const request = frame.contentWindow.eval(\"({ payer: 'pacificsource', prior_p2p: true })\"); \
         frame.remove(); return request; })()",
    );
    let decision = from_js(&validate_request(request, NOW.into()).unwrap());
    assert_eq!(decision["outcome"], "ineligible");
}

#[wasm_bindgen_test]
fn a_request_that_is_not_a_plain_object_is_a_type_error() {
    for request in [
        "undefined",
        "null",
        "true",
        "5",
        "10n",
        "'regence'",
        "Symbol('x')",
        "[]",
        "[{ payer: 'regence' }]",
        "new Map([['payer', 'regence']])",
        "new Set()",
        "new FormData()",
        "new URLSearchParams('payer=regence')",
        "new Date()",
        "() => ({ payer: 'regence' })",
        "Promise.resolve({ payer: 'regence' })",
        "document.createElement('form')",
        "new (class Request { payer = 'regence' })()",
    ] {
        for thrown in [
            validate_request(js(request), NOW.into()).unwrap_err(),
            compute_deadline(js(request), NOW.into()).unwrap_err(),
        ] {
            assert!(
                thrown.is_instance_of::<TypeError>(),
                "{request}: {thrown:?}"
            );
        }
    }
}

#[wasm_bindgen_test]
fn a_now_that_is_not_an_instant_is_a_type_error() {
    for now in [
        "new Date(NaN)",
        "''",
        "'yesterday'",
        "'2026-03-03'",
        "'2026-03-03T18:00:00'",
        "'2026-02-30T18:00:00Z'",
        "'2026-03-03T25:00:00Z'",
        "'Tue Mar 03 2026 10:00:00 GMT-0800'",
        "5",
        "1772560800000",
        "{}",
        "[]",
        "true",
        "() => new Date()",
    ] {
        let request = || to_js(&json!({ "payer": "regence", "denial_date": "2026-03-02" }));
        for thrown in [
            validate_request(request(), js(now)).unwrap_err(),
            compute_deadline(request(), js(now)).unwrap_err(),
        ] {
            assert!(thrown.is_instance_of::<TypeError>(), "{now}: {thrown:?}");
        }
    }
}

#[wasm_bindgen_test]
fn a_date_and_an_instant_with_any_offset_are_equivalent() {
    let request =
        json!({ "payer": "pacificsource", "denial_date": "2026-03-02", "prior_p2p": true });
    let at = |now: &str| from_js(&validate_request(to_js(&request), js(now)).unwrap());
    let expected = at("'2026-03-03T18:00:00Z'");
    for now in [
        "new Date('2026-03-03T18:00:00Z')",
        "new Date(Date.UTC(2026, 2, 3, 18))",
        "'2026-03-03T10:00:00-08:00'",
        "'2026-03-04T05:00:00+11:00'",
        "'2026-03-03T18:00:00.000Z'",
        "new Date('2026-03-03T18:00:00Z').toISOString()",
    ] {
        assert_eq!(at(now), expected, "{now}");
    }
}

#[wasm_bindgen_test]
fn now_defaults_to_the_current_time() {
    let before = Date::now();
    let decision =
        validate_request(to_js(&json!({ "payer": "regence" })), JsValue::UNDEFINED).unwrap();
    let checked_at = Date::new(&read(&decision, "checked_at")).get_time();
    // The decision may omit fractions of a second.
    assert!(
        before - 1000.0 < checked_at && checked_at <= Date::now(),
        "{before} {checked_at}"
    );
}

#[wasm_bindgen_test]
fn compute_deadline_says_what_is_missing_or_wrong() {
    for (request, code, field) in [
        (json!({}), "missing-field", "payer"),
        (
            json!({ "denial_date": "2026-03-02" }),
            "missing-field",
            "payer",
        ),
        (
            json!({ "payer": "regence" }),
            "missing-field",
            "denial_date",
        ),
        (
            json!({ "payer": "regence", "denial_date": null }),
            "missing-field",
            "denial_date",
        ),
        (
            json!({ "payer": "regence", "denial_date": "2026-02-30" }),
            "invalid-field",
            "denial_date",
        ),
        (
            json!({ "payer": "regence", "denial_date": 5 }),
            "invalid-field",
            "denial_date",
        ),
        (
            json!({ "payer": "regence", "denial_date": "2026-03-04" }),
            "invalid-field",
            "denial_date",
        ),
        (
            json!({ "payer": 5, "denial_date": "2026-03-02" }),
            "invalid-field",
            "payer",
        ),
        (
            json!({ "payer": "acme", "denial_date": "2026-03-02" }),
            "unknown-payer",
            "payer",
        ),
    ] {
        let thrown = compute_deadline(to_js(&request), NOW.into()).unwrap_err();
        assert!(thrown.is_instance_of::<Error>(), "{request}");
        assert_eq!(read(&thrown, "code"), code, "{request}");
        assert_eq!(read(&thrown, "field"), field, "{request}");
        assert!(
            read(&thrown, "message")
                .as_string()
                .is_some_and(|message| !message.is_empty())
        );
    }
}

#[wasm_bindgen_test]
fn the_answer_is_plain_data() {
    let request = to_js(
        &json!({ "payer": "pacificsource", "denial_date": "2026-03-02", "denial_basis": "claim" }),
    );
    let decision = validate_request(request, NOW.into()).unwrap();
    let keys = [
        "outcome",
        "findings",
        "needed",
        "optional",
        "deadline",
        "response_times",
        "contacts",
        "clocks",
        "policy",
        "engine",
        "checked_at",
    ];
    let came: Vec<String> = Object::keys(&Object::from(decision.clone()))
        .iter()
        .filter_map(|key| key.as_string())
        .collect();
    assert_eq!(came, keys);
    let plain = js(
        "(value) => { const plain = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value) \
         || (Array.isArray(value) && value.every(plain)) \
         || (Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(plain)); \
         return plain(value); }",
    );
    for answer in [decision, policies()] {
        let plain = plain
            .unchecked_ref::<js_sys::Function>()
            .call1(&JsValue::NULL, &answer)
            .unwrap();
        assert_eq!(plain, JsValue::TRUE, "nothing undefined, no Map, no class");
    }
}
