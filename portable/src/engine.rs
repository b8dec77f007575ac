//! What the calls do: they read what a host hands over, ask the engine, and write what it says.

use p2p_review::{Policies, Value, parse_instant};
use serde::Serialize;

use crate::error::{Error, ErrorCode};

/// The policies of one instance, and what can be asked of them.
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

/// A question, as a host writes it.
#[derive(Clone, Copy, Debug)]
pub struct Call<'c> {
    /// A JSON object.
    pub request: &'c [u8],
    /// An RFC 3339 instant: the text alone, without quotes.
    pub now: &'c [u8],
    /// A JSON object, or nothing: then nothing is asked for beside the answer.
    pub options: &'c [u8],
}

/// Which of the two an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// What was asked for.
    Done = 0,
    /// An error: `{ "code", "field", "message" }`.
    Failed = 1,
}

#[derive(Serialize)]
struct Added<'a> {
    payer: &'a str,
}

impl Engine {
    /// With the policies that the crate ships.
    #[must_use]
    pub fn shipped() -> Self {
        Engine {
            policies: Policies::shipped(),
        }
    }

    /// Says whether a request can be made: a decision. The answer is written behind what `answer` holds, as by all calls.
    pub fn validate_request(&self, call: &Call<'_>, answer: &mut Vec<u8>) -> Status {
        match call.read() {
            Ok((request, now)) => {
                let decision = p2p_review::validate_request(&self.policies, &request, now);
                done(&decision, answer)
            }
            Err(error) => failed(&error, answer),
        }
    }

    /// Decides many requests in one call: `request` holds one in each line, `now` an instant in each line or one for all. The
    /// answer has a line for each: the decision, or the error of that request alone. Such a line can hold no line feed, which
    /// JSON needs nowhere.
    pub fn validate_requests(&self, call: &Call<'_>, answer: &mut Vec<u8>) -> Status {
        let lines = |text: &[u8]| text.split(|byte| *byte == b'\n').count();
        let (requests, instants) = (lines(call.request), lines(call.now));
        if instants != 1 && instants != requests {
            let message = "There are neither as many instants as requests, nor one for all.";
            return failed(&Error::new(ErrorCode::BadNow, message), answer);
        }
        if let Err(error) = check_options(call.options) {
            return failed(&error, answer);
        }
        let requests = call.request.split(|byte| *byte == b'\n');
        let nows = call.now.split(|byte| *byte == b'\n').cycle();
        for (request, now) in requests.zip(nows) {
            let options = call.options;
            self.validate_request(
                &Call {
                    request,
                    now,
                    options,
                },
                answer,
            );
            answer.push(b'\n');
        }
        Status::Done
    }

    /// Says by when a request must be in: a deadline.
    pub fn compute_deadline(&self, call: &Call<'_>, answer: &mut Vec<u8>) -> Status {
        match call.read() {
            Ok((request, now)) => {
                match p2p_review::compute_deadline(&self.policies, &request, now) {
                    Ok(deadline) => done(&deadline, answer),
                    Err(error) => failed(&error, answer),
                }
            }
            Err(error) => failed(&error, answer),
        }
    }

    /// Lists the policies that are loaded: their summaries.
    pub fn policies(&self, options: &[u8], answer: &mut Vec<u8>) -> Status {
        match check_options(options) {
            Ok(()) => done(&self.policies.summaries(), answer),
            Err(error) => failed(&error, answer),
        }
    }

    /// Adds a packed policy, or replaces the one of its payer: `{ "payer" }`. After an error nothing has changed.
    pub fn add_policy(&mut self, packed: &[u8], answer: &mut Vec<u8>) -> Status {
        match self.policies.add(packed) {
            Ok(payer) => done(&Added { payer }, answer),
            Err(error) => failed(&Error::new(ErrorCode::BadPack, error.message()), answer),
        }
    }
}

impl Call<'_> {
    fn read(&self) -> Result<(Value, chrono::DateTime<chrono::Utc>), Error> {
        check_options(self.options)?;
        let now = str::from_utf8(self.now).ok().and_then(parse_instant);
        let now = now.ok_or_else(|| {
            let message = "`now` is not an RFC 3339 instant such as 2026-03-03T18:00:00Z, between 2000 and 2099.";
            Error::new(ErrorCode::BadNow, message)
        })?;
        let code = ErrorCode::BadRequest;
        match serde_json::from_slice(self.request) {
            Ok(request @ Value::Map(_)) => Ok((request, now)),
            Ok(_) => Err(Error::new(code, "The request is not a JSON object.")),
            Err(error) => Err(Error::json(code, "The request", &error)),
        }
    }
}

/// Keys that are not known are ignored: a later engine may know them.
fn check_options(options: &[u8]) -> Result<(), Error> {
    if options.is_empty() {
        return Ok(());
    }
    let code = ErrorCode::BadOptions;
    let options: Value = serde_json::from_slice(options)
        .map_err(|error| Error::json(code, "The text of the options", &error))?;
    let wrong = |message: &str| Err(Error::new(code, message));
    if !matches!(options, Value::Map(_)) {
        return wrong("The options are not a JSON object.");
    }
    if !matches!(
        options.get("language"),
        None | Some(Value::Null | Value::Text(_))
    ) {
        return wrong("The option `language` is not a text.");
    }
    match options.get("report_unknown_keys") {
        None | Some(Value::Null | Value::Bool(_)) => Ok(()),
        Some(_) => wrong("The option `report_unknown_keys` is not true or false."),
    }
}

fn done(said: &impl Serialize, answer: &mut Vec<u8>) -> Status {
    write(said, answer);
    Status::Done
}

pub(crate) fn failed(error: &impl Serialize, answer: &mut Vec<u8>) -> Status {
    write(error, answer);
    Status::Failed
}

fn write(said: &impl Serialize, answer: &mut Vec<u8>) {
    // Writing into memory does not fail, and all keys are texts.
    let _ = serde_json::to_writer(answer, said);
}
