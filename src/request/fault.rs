//! What can be wrong with an answer: one fault for each documented code, with the message to the person.

/// What is wrong with a value.
#[derive(Debug)]
pub(crate) struct Fault {
    /// `request/<code>`, from the documented list.
    pub(crate) code: &'static str,
    /// What to do, in plain words.
    pub(crate) message: &'static str,
}

/// A fault in one answer.
#[derive(Clone, Debug)]
pub(crate) struct Invalid {
    /// The index of its fact.
    pub(crate) fact: u8,
    pub(crate) fault: &'static Fault,
    /// A JSON Pointer to the faulty part inside the field.
    pub(crate) at: Option<String>,
}

impl Invalid {
    pub(crate) fn new(fact: u8, fault: &'static Fault, at: Option<String>) -> Self {
        Invalid { fact, fault, at }
    }
}

const fn fault(code: &'static str, message: &'static str) -> Fault {
    Fault { code, message }
}

pub(crate) static UNKNOWN_PAYER: Fault = fault(
    "request/unknown-payer",
    "This form has no rules for that health plan. Call the number in the denial letter.",
);
pub(crate) static UNKNOWN_KEY: Fault = fault(
    "request/unknown-key",
    "No question has this name, so what it holds was not read. Check how it is spelled.",
);
pub(crate) static NO_PAYER: Fault = fault(WRONG_TYPE, "Choose one of the health plans listed.");
pub(crate) static FUTURE_DATE: Fault = fault(
    "request/future-date",
    "This date is in the future in the plan's time zone. Check it against the letter.",
);
pub(crate) static WINDOW_PAST: Fault = fault(
    "request/window-past",
    "This call window is over. Offer a later one.",
);
const WRONG_TYPE: &str = "request/wrong-type";
pub(crate) static NO_BOOLEAN: Fault = fault(WRONG_TYPE, "Answer yes or no.");
pub(crate) static NO_WINDOWS: Fault = fault(
    WRONG_TYPE,
    "Give a list of call windows, each with date, start and end.",
);
pub(crate) static NO_TEXT: Fault = fault(WRONG_TYPE, "Give this answer as text.");
pub(crate) static TOO_LONG: Fault = fault(
    "request/too-long",
    "This is too long. Shorten it to what the plan needs to know.",
);
pub(crate) static UNKNOWN_VALUE: Fault =
    fault("request/unknown-value", "Choose one of the answers listed.");
pub(crate) static BAD_DATE: Fault = fault(
    "request/bad-date",
    "Give a date that exists, between 2000 and 2099, as year, month and day, such as 2026-03-02.",
);
pub(crate) static BAD_PHONE: Fault = fault(
    "request/bad-phone",
    "Give a telephone number with its area code: ten digits, and an extension if there is one.",
);
pub(crate) static BAD_NPI: Fault = fault(
    "request/bad-npi",
    "This can't be an NPI: check all ten digits against the provider's record.",
);
pub(crate) static BAD_EMAIL: Fault = fault(
    "request/bad-email",
    "Give an e-mail address such as name@clinic.org.",
);
pub(crate) static TOO_MANY_WINDOWS: Fault = fault(
    "request/too-many-windows",
    "Offer twenty call windows at most.",
);
const BAD_WINDOW: &str = "request/bad-window";
pub(crate) static NO_WINDOW: Fault =
    fault(BAD_WINDOW, "Give this call window's date, start and end.");
pub(crate) static NO_WINDOW_DATE: Fault = fault(
    BAD_WINDOW,
    "Give this call window's date: year, month and day, such as 2026-03-02.",
);
pub(crate) static NO_WINDOW_START: Fault = fault(
    BAD_WINDOW,
    "Give the time at which this call window starts, such as 09:00.",
);
pub(crate) static NO_WINDOW_END: Fault = fault(
    BAD_WINDOW,
    "Give the time at which this call window ends, such as 11:30.",
);
pub(crate) static NO_WINDOW_ZONE: Fault = fault(
    BAD_WINDOW,
    "Give this call window's time zone by its US name, such as America/Denver, or give its times in the plan's.",
);
pub(crate) static BAD_DATETIME: Fault = fault(
    "request/bad-date",
    "Give a date and a time, such as 2026-03-02T14:30.",
);
pub(crate) static BAD_NUMBER: Fault =
    fault("request/bad-number", "Give a number, such as 3 or 2.5.");
pub(crate) static WINDOW_ORDER: Fault = fault(
    "request/window-order",
    "This call window has to end after it starts. Give a later end or an earlier start.",
);
