//! Parts that several policies share.

use crate::text::push_number;
use crate::value::Value;

/// The names of the files that a policy includes.
#[cfg(feature = "files")]
pub(super) fn included(policy: &Value) -> Vec<String> {
    let Some(Value::List(names)) = policy.get("include") else {
        return Vec::new();
    };
    let names = names.iter().filter_map(Value::as_text);
    names.map(str::to_string).collect()
}

/// The parts that a policy includes as tables, each with its place.
#[cfg(feature = "files")]
pub(super) fn tables(policy: &Value) -> Vec<(usize, Value)> {
    let Some(Value::List(parts)) = policy.get("include") else {
        return Vec::new();
    };
    let parts = parts.iter().cloned().enumerate();
    parts
        .filter(|(_, part)| matches!(part, Value::Map(_)))
        .collect()
}

/// Whether the tables that a policy includes can be put into its lists.
#[cfg(feature = "files")]
pub(super) fn merges(policy: &Value) -> bool {
    let mut whole = policy.clone();
    tables(policy)
        .iter()
        .all(|(_, part)| merge(&mut whole, part).is_ok())
}

/// Whether an item of `include` is neither a name nor a table.
#[cfg(feature = "files")]
pub(super) fn is_neither(item: &Value) -> bool {
    !matches!(item, Value::Text(_) | Value::Map(_))
}

/// Appends the lists of a shared file to a policy's lists of the same name. Says of each list how many items stood before.
///
/// # Errors
/// The key of a part that is no list: a shared file holds lists only.
pub(super) fn merge(policy: &mut Value, shared: &Value) -> Result<Vec<(String, usize)>, String> {
    let mut offsets = Vec::new();
    let (Value::Map(own), Value::Map(theirs)) = (policy, shared) else {
        return Ok(offsets);
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
        offsets.push((key.clone(), items.len()));
        items.extend(more.iter().cloned());
    }
    Ok(offsets)
}

/// Takes away the names of what has been merged.
pub(super) fn forget(policy: &mut Value) {
    if let Value::Map(entries) = policy {
        entries.retain(|(key, _)| key != "include");
    }
}

/// Of each part that is included, how many items stand before its own in a list.
pub(super) type Offsets = Vec<Vec<(String, usize)>>;

/// A policy with the parts that stand under `include` as tables put into its lists.
pub(super) struct Whole {
    pub(super) value: Value,
    offsets: Offsets,
}

impl Whole {
    /// `None` where nothing is included as a table.
    pub(super) fn of(policy: &Value) -> Option<Self> {
        let Some(Value::List(parts)) = policy.get("include") else {
            return None;
        };
        let mut whole = Whole {
            value: policy.clone(),
            offsets: Offsets::new(),
        };
        for part in parts {
            let Value::Map(_) = part else { return None };
            whole.offsets.push(merge(&mut whole.value, part).ok()?);
        }
        forget(&mut whole.value);
        Some(whole)
    }

    /// [`written_at`] in this policy.
    pub(super) fn written_at(&self, path: &str) -> Option<String> {
        written_at(&self.offsets, path)
    }
}

/// The path, in the policy as it is written, of what an included part holds; `None` for what the policy itself holds.
pub(super) fn written_at(offsets: &Offsets, path: &str) -> Option<String> {
    let mut keys = path.strip_prefix('/')?.splitn(3, '/');
    let (list, index) = (keys.next()?, keys.next()?);
    let index: usize = index.parse().ok()?;
    let holds = |offsets: &Vec<(String, usize)>| {
        let mut offsets = offsets.iter();
        let (_, before) = offsets.find(|(key, before)| key == list && *before <= index)?;
        index.checked_sub(*before)
    };
    let mut parts = offsets.iter().enumerate().rev();
    let (part, index) = parts.find_map(|(part, offsets)| Some((part, holds(offsets)?)))?;
    let mut written = String::from("/include/");
    push_number(&mut written, part);
    for key in ["/", list, "/"] {
        written.push_str(key);
    }
    push_number(&mut written, index);
    if let Some(rest) = keys.next() {
        written.push('/');
        written.push_str(rest);
    }
    Some(written)
}
