//! Parts that several policies share.

use std::ops::Range;

use crate::text::push_number;
use crate::value::Value;

/// Where the items of an included part stand, in the policy's lists.
pub(super) type Merged = Vec<(String, Range<usize>)>;

/// The names of the files that a policy includes, each with its place in the list.
#[cfg(feature = "files")]
pub(super) fn included(policy: &Value) -> Vec<(usize, String)> {
    let Some(Value::List(names)) = policy.get("include") else {
        return Vec::new();
    };
    let names = names.iter().enumerate();
    let names = names.filter_map(|(index, name)| Some((index, name.as_text()?.to_string())));
    names.collect()
}

/// Appends the lists of a shared part to a policy's lists of the same name.
///
/// # Errors
/// The key of what is no list: a shared part holds lists only.
pub(super) fn merge(policy: &mut Value, shared: &Value) -> Result<Merged, String> {
    let mut merged = Merged::new();
    let (Value::Map(own), Value::Map(theirs)) = (policy, shared) else {
        return Ok(merged);
    };
    for (key, value) in theirs {
        let Value::List(more) = value else {
            return Err(key.clone());
        };
        if !own.iter().any(|(known, _)| known == key) {
            own.push((key.clone(), Value::List(Vec::new())));
        }
        let list = own.iter_mut().find(|(known, _)| known == key);
        let Some((_, Value::List(items))) = list else {
            return Err(key.clone());
        };
        let before = items.len();
        items.extend(more.iter().cloned());
        merged.push((key.clone(), before..items.len()));
    }
    Ok(merged)
}

/// Takes away what has been merged: an item leaves an empty table, so that the others keep their places, and nothing is left
/// where all have gone.
pub(super) fn forget(policy: &mut Value, is_merged: fn(&Value) -> bool) {
    let Value::Map(entries) = policy else { return };
    let mut is_empty = false;
    for (key, value) in entries.iter_mut() {
        let (true, Value::List(items)) = (key == "include", value) else {
            continue;
        };
        for item in items.iter_mut().filter(|item| is_merged(item)) {
            *item = Value::Map(Vec::new());
        }
        is_empty = items.iter().all(|item| *item == Value::Map(Vec::new()));
    }
    entries.retain(|(key, _)| !is_empty || key != "include");
}

/// A policy with the parts that stand under `include` as tables put into its lists.
pub(super) struct Whole {
    pub(super) value: Value,
    /// For each item of `include`.
    pub(super) merged: Vec<Merged>,
}

impl Whole {
    /// `None` where nothing is included, or a table holds anything but lists: the reader tells that.
    pub(super) fn of(policy: &Value) -> Option<Self> {
        let Some(Value::List(items)) = policy.get("include") else {
            return None;
        };
        let mut value = policy.clone();
        let mut merged = Vec::new();
        for item in items {
            merged.push(merge(&mut value, item).ok()?);
        }
        forget(&mut value, |item| matches!(item, Value::Map(_)));
        Some(Whole { value, merged })
    }
}

/// The path, in the policy as it is written, of what an included part holds; `None` for what the policy itself holds.
pub(super) fn written_at(merged: &[Merged], path: &str) -> Option<String> {
    let mut keys = path.strip_prefix('/')?.splitn(3, '/');
    let (list, item) = (keys.next()?, keys.next());
    // A list that the policy itself has not begins in a part.
    let index: usize = item.map_or(Ok(0), str::parse).ok()?;
    let in_part = |merged: &Merged| {
        let mut lists = merged.iter();
        let (_, range) = lists.find(|(key, range)| key == list && range.contains(&index))?;
        index.checked_sub(range.start)
    };
    let mut parts = merged.iter().enumerate();
    let (part, index) = parts.find_map(|(part, merged)| Some((part, in_part(merged)?)))?;
    let mut written = String::from("/include/");
    push_number(&mut written, part);
    written.push('/');
    written.push_str(list);
    if item.is_some() {
        written.push('/');
        push_number(&mut written, index);
    }
    if let Some(rest) = keys.next() {
        written.push('/');
        written.push_str(rest);
    }
    Some(written)
}
