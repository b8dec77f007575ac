//! The calls of the portable interface: parse the input, ask the engine, write the answer.

use chrono::{DateTime, Utc};
use p2p_review::{Options, Policies, Value, parse_instant};
use serde::Serialize;

use crate::error::{Error, ErrorCode};

/// The policies of one instance, and the calls on them.
///
/// ```
/// use p2p_portable::{Call, Engine, Status};
/// let call = Call {
///     request: br#"{ "payer": "regence", "line_of_business": "commercial", "appeal_filed": true }"#,
///     now: b"2026-03-03T18:00:00Z",
///     options: b"",
/// };
/// let mut answer = Vec::new();
/// assert_eq!(Engine::shipped().validate_request(&call, &mut answer), Status::Done);
/// assert!(answer.starts_with(br#"{"outcome":"ineligible","#));
/// ```
#[derive(Debug)]
pub struct Engine {
    policies: Policies,
}

/// The inputs of a call.
#[derive(Clone, Copy, Debug)]
pub struct Call<'c> {
    /// The request, a JSON object.
    pub request: &'c [u8],
    /// An RFC 3339 instant: the text alone, without quotes.
    pub now: &'c [u8],
    /// The options, a JSON object; empty for none.
    pub options: &'c [u8],
}

/// Whether an answer is a result or an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The result of the call.
    Done = 0,
    /// An error: `{ "code", "field", "message" }`.
    Failed = 1,
}

#[derive(Serialize)]
struct Added<'a> {
    payer: &'a str,
}

impl Engine {
    /// An engine with the policies that the crate ships with.
    #[must_use]
    pub fn shipped() -> Self {
        Engine {
            policies: Policies::shipped(),
        }
    }

    /// Decides whether a request can be made. Appends the decision or the error to `answer`, as all calls do.
    pub fn validate_request(&self, call: &Call<'_>, answer: &mut Vec<u8>) -> Status {
        match read_options(call.options) {
            Ok(parsed) => self.decide(call.request, call.now, parsed.options(), answer),
            Err(error) => failed(&error, answer),
        }
    }

    /// Decides many requests in one call. `request` has one request per line; `now` has one instant per line, or one
    /// for all. The answer has one line per request: its decision or its own error. Requests must not contain line
    /// feeds, which JSON never needs.
    pub fn validate_requests(&self, call: &Call<'_>, answer: &mut Vec<u8>) -> Status {
        let lines = |text: &[u8]| text.split(|byte| *byte == b'\n').count();
        let (requests, instants) = (lines(call.request), lines(call.now));
        if instants != 1 && instants != requests {
            let message = "There are neither as many instants as requests, nor one for all.";
            return failed(&Error::new(ErrorCode::BadNow, message), answer);
        }
        let parsed = match read_options(call.options) {
            Ok(parsed) => parsed,
            Err(error) => return failed(&error, answer),
        };
        let requests = call.request.split(|byte| *byte == b'\n');
        let instants = call.now.split(|byte| *byte == b'\n').cycle();
        for (request, now) in requests.zip(instants) {
            self.decide(request, now, parsed.options(), answer);
            answer.push(b'\n');
        }
        Status::Done
    }

    fn decide(
        &self,
        request: &[u8],
        now: &[u8],
        options: Options<'_>,
        answer: &mut Vec<u8>,
    ) -> Status {
        let read = read_instant(now).and_then(|now| Ok((read_request(request)?, now)));
        match read {
            Ok((request, now)) => {
                let policies = &self.policies;
                let decision = p2p_review::validate_request_with(policies, &request, now, options);
                done(&decision, answer)
            }
            Err(error) => failed(&error, answer),
        }
    }

    /// Computes when a request must be in.
    pub fn compute_deadline(&self, call: &Call<'_>, answer: &mut Vec<u8>) -> Status {
        let read = read_options(call.options)
            .and_then(|parsed| Ok((parsed, read_instant(call.now)?, read_request(call.request)?)));
        let (parsed, now, request) = match read {
            Ok(read) => read,
            Err(error) => return failed(&error, answer),
        };
        let options = parsed.options();
        match p2p_review::compute_deadline_with(&self.policies, &request, now, options) {
            Ok(deadline) => done(&deadline, answer),
            Err(error) => failed(&error, answer),
        }
    }

    /// Lists the loaded policies.
    pub fn policies(&self, options: &[u8], answer: &mut Vec<u8>) -> Status {
        match read_options(options) {
            Ok(parsed) => done(
                &self.policies.summaries_in(parsed.options().language),
                answer,
            ),
            Err(error) => failed(&error, answer),
        }
    }

    /// Adds a packed policy; it replaces the payer's previous one. Answers with `{ "payer" }`. After an error nothing
    /// has changed.
    pub fn add_policy(&mut self, packed: &[u8], answer: &mut Vec<u8>) -> Status {
        match self.policies.add(packed) {
            Ok(payer) => done(&Added { payer }, answer),
            Err(error) => failed(&Error::new(ErrorCode::BadPack, error.message()), answer),
        }
    }
}

fn read_instant(now: &[u8]) -> Result<DateTime<Utc>, Error> {
    let now = str::from_utf8(now).ok().and_then(parse_instant);
    now.ok_or_else(|| {
        let message =
            "`now` is not an RFC 3339 instant such as 2026-03-03T18:00:00Z, between 2000 and 2099.";
        Error::new(ErrorCode::BadNow, message)
    })
}

fn read_request(request: &[u8]) -> Result<Value, Error> {
    let code = ErrorCode::BadRequest;
    match serde_json::from_slice(request) {
        Ok(request @ Value::Map(_)) => Ok(request),
        Ok(_) => Err(Error::new(code, "The request is not a JSON object.")),
        Err(error) => Err(Error::json(code, "The request", &error)),
    }
}

/// The options of a call.
#[derive(Default)]
struct ParsedOptions {
    language: Option<String>,
    report_unknown_keys: bool,
}

impl ParsedOptions {
    fn options(&self) -> Options<'_> {
        Options {
            language: self.language.as_deref(),
            report_unknown_keys: self.report_unknown_keys,
        }
    }
}

/// Unknown keys are ignored, because a later engine may know them.
fn read_options(options: &[u8]) -> Result<ParsedOptions, Error> {
    if options.is_empty() {
        return Ok(ParsedOptions::default());
    }
    let code = ErrorCode::BadOptions;
    let options: Value = serde_json::from_slice(options)
        .map_err(|error| Error::json(code, "The text of the options", &error))?;
    let wrong = |message: &str| Err(Error::new(code, message));
    if !matches!(options, Value::Map(_)) {
        return wrong("The options are not a JSON object.");
    }
    let language = match options.get("language") {
        None | Some(Value::Null) => None,
        Some(Value::Text(language)) => Some(language.clone()),
        Some(_) => return wrong("The option `language` is not a text."),
    };
    let report_unknown_keys = match options.get("report_unknown_keys") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(report)) => *report,
        Some(_) => return wrong("The option `report_unknown_keys` is not true or false."),
    };
    Ok(ParsedOptions {
        language,
        report_unknown_keys,
    })
}

fn done(value: &impl Serialize, answer: &mut Vec<u8>) -> Status {
    write(value, answer);
    Status::Done
}

pub(crate) fn failed(error: &impl Serialize, answer: &mut Vec<u8>) -> Status {
    write(error, answer);
    Status::Failed
}

fn write(value: &impl Serialize, answer: &mut Vec<u8>) {
    // Writing to memory can't fail, and all keys are texts.
    let _ = serde_json::to_writer(answer, value);
}
