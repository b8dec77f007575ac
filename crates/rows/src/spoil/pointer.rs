//! Reads and changes parts of a value by JSON Pointer.

use p2p_policy::Value;

/// The part at a pointer, if there is one.
pub(super) fn part<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    let mut steps = pointer.split('/').skip(1);
    steps.try_fold(value, |value, step| match value {
        Value::List(items) => items.get(step.parse::<usize>().ok()?),
        _ => value.get(&unescaped(step)),
    })
}

/// The part at a pointer, mutable.
pub(super) fn part_mut<'v>(value: &'v mut Value, pointer: &str) -> Option<&'v mut Value> {
    let Some(rest) = pointer.strip_prefix('/') else {
        return Some(value);
    };
    let (step, rest) = match rest.split_once('/') {
        Some((step, _)) => (step, rest.get(step.len()..).unwrap_or_default()),
        None => (rest, ""),
    };
    let inner = match value {
        Value::List(items) => items.get_mut(step.parse::<usize>().ok()?)?,
        Value::Map(entries) => {
            let key = unescaped(step);
            let mut entries = entries.iter_mut();
            entries.find(|(known, _)| *known == key).map(|(_, v)| v)?
        }
        _ => return None,
    };
    part_mut(inner, rest)
}

/// Removes the part at a pointer.
pub(super) fn remove(value: &mut Value, pointer: &str) {
    let Some((parent, step)) = pointer.rsplit_once('/') else {
        return;
    };
    match part_mut(value, parent) {
        Some(Value::List(items)) => {
            if let Some(index) = step.parse::<usize>().ok().filter(|at| *at < items.len()) {
                items.remove(index);
            }
        }
        Some(Value::Map(entries)) => {
            let key = unescaped(step);
            entries.retain(|(known, _)| *known != key);
        }
        _ => {}
    }
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// Escapes a key for a JSON Pointer.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
