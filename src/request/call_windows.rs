//! Reads call windows.

use p2p_policy::Value;
use p2p_policy::bounds::MOST_WINDOWS;
use p2p_policy::facts::Window;
use p2p_policy::text::push_number;
use p2p_policy::time::{parse_date, parse_time};

use crate::request::fault::{
    Fault, NO_WINDOW, NO_WINDOW_DATE, NO_WINDOW_END, NO_WINDOW_START, TOO_MANY_WINDOWS,
    WINDOW_ORDER,
};
use crate::request::read_answer::Answer;

/// JSON Pointer to a call window, or to one of its parts.
pub(crate) fn window_pointer(index: usize, part: &str) -> String {
    let mut pointer = String::from("/");
    push_number(&mut pointer, index);
    if !part.is_empty() {
        pointer.push('/');
        pointer.push_str(part);
    }
    pointer
}

pub(crate) fn read_windows(
    list: &[Value],
    wrong: &mut dyn FnMut(&'static Fault, Option<String>),
) -> Result<Answer, &'static Fault> {
    if list.is_empty() {
        return Ok(Answer::Unknown);
    }
    if list.len() > MOST_WINDOWS {
        return Err(&TOO_MANY_WINDOWS);
    }
    let mut windows = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        match read_window(value) {
            Ok(window) => windows.push(window),
            Err((part, fault)) => wrong(fault, Some(window_pointer(index, part))),
        }
    }
    // Those that are wrong are to be mended first.
    Ok(match windows.len() == list.len() {
        true => Answer::Windows(windows),
        false => Answer::Unknown,
    })
}

fn read_window(value: &Value) -> Result<Window, (&'static str, &'static Fault)> {
    if !matches!(value, Value::Map(_)) {
        return Err(("", &NO_WINDOW));
    }
    let part = |key| value.get(key).and_then(Value::as_text).unwrap_or("");
    let date = parse_date(part("date")).ok_or(("date", &NO_WINDOW_DATE))?;
    let start = parse_time(part("start")).ok_or(("start", &NO_WINDOW_START))?;
    let end = parse_time(part("end")).ok_or(("end", &NO_WINDOW_END))?;
    if end <= start {
        return Err(("end", &WINDOW_ORDER));
    }
    Ok(Window { date, start, end })
}
