//! Parts of a policy as it is written, before it is read.

use crate::value::Value;

/// The id of an item; empty where there is none.
pub(super) fn id_of(item: &Value) -> &str {
    item.get("id").and_then(Value::as_text).unwrap_or_default()
}

/// Shows every text of the lists that stand under a key, however deep, with its place.
pub(super) fn visit_lists<'v>(
    value: &'v Value,
    key: &str,
    path: &str,
    see: &mut dyn FnMut(String, &'v str),
) {
    match value {
        Value::List(items) => {
            for (place, item) in items.iter().enumerate() {
                visit_lists(item, key, &format!("{path}/{place}"), see);
            }
        }
        Value::Map(entries) => {
            for (name, value) in entries {
                let path = format!("{path}/{name}");
                match value {
                    Value::List(items) if name == key => {
                        let texts = items.iter().enumerate();
                        texts
                            .filter_map(|(place, item)| Some((place, item.as_text()?)))
                            .for_each(|(place, text)| see(format!("{path}/{place}"), text));
                    }
                    _ => visit_lists(value, key, &path, see),
                }
            }
        }
        _ => {}
    }
}

/// The items of the list under a key; none where there is no list.
pub(super) fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The texts of every list that stands under a key, however deep.
pub(super) fn texts_under<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    let mut texts = Vec::new();
    visit_lists(value, key, "", &mut |_, text| texts.push(text));
    texts
}
