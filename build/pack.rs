//! Packs the policies for the module: only what a decision or a form can show.

use crate::pack::tag;
use crate::value::Value;

/// The bytes that `pack::decode` reads.
pub(crate) fn encode(value: &Value) -> Vec<u8> {
    let mut packer = Packer::default();
    packer.value(value);
    let mut bytes = Vec::new();
    push_number(&mut bytes, packer.strings.len());
    for text in &packer.strings {
        push_number(&mut bytes, text.len());
        bytes.extend(text.as_bytes());
    }
    bytes.extend(packer.tree);
    bytes
}

/// A policy without what is only read by people: gists, remarks, decisions, and statements that no finding cites.
pub(crate) fn shown(policy: &Value) -> Value {
    let Value::Map(entries) = policy else {
        return policy.clone();
    };
    let mut cited = Vec::new();
    for key in ["rules", "needs", "deadlines", "response_times"] {
        if let Some(Value::List(items)) = policy.get(key) {
            for item in items {
                if let Some(Value::List(says)) = item.get("says") {
                    cited.extend(says.iter().filter_map(Value::as_text));
                }
            }
        }
    }
    let entries = entries.iter().map(|(key, value)| {
        let mut value = value.clone();
        if let Value::List(items) = &mut value {
            if key == "statements" {
                items.retain(|statement| {
                    statement
                        .get("id")
                        .and_then(Value::as_text)
                        .is_some_and(|id| cited.contains(&id))
                });
            }
            for item in items {
                strip(item, key);
            }
        }
        (key.clone(), value)
    });
    Value::Map(entries.collect())
}

fn strip(item: &mut Value, of: &str) {
    let Value::Map(entries) = item else { return };
    entries.retain(|(key, _)| {
        let of_people = ["gist", "meta", "decided", "regulations"].contains(&key.as_str());
        let unshown = key == "says" && ["questions", "offers", "steps"].contains(&of);
        !of_people && !unshown
    });
    for (key, value) in entries {
        if let (Value::List(items), "steps") = (value, key.as_str()) {
            items.iter_mut().for_each(|item| strip(item, "steps"));
        }
    }
}

#[derive(Default)]
struct Packer {
    strings: Vec<String>,
    tree: Vec<u8>,
}

impl Packer {
    fn text(&mut self, text: &str) {
        let known = self.strings.iter().position(|known| known == text);
        let place = known.unwrap_or(self.strings.len());
        if known.is_none() {
            self.strings.push(text.to_string());
        }
        push_number(&mut self.tree, place);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Bool(false) => self.tree.push(tag::FALSE),
            Value::Bool(true) => self.tree.push(tag::TRUE),
            Value::Number(number) => {
                self.tree.push(tag::NUMBER);
                push_number(&mut self.tree, *number as usize);
            }
            Value::Text(text) => {
                self.tree.push(tag::TEXT);
                self.text(text);
            }
            Value::List(items) => {
                self.tree.push(tag::LIST);
                push_number(&mut self.tree, items.len());
                items.iter().for_each(|item| self.value(item));
            }
            Value::Map(entries) => {
                self.tree.push(tag::MAP);
                push_number(&mut self.tree, entries.len());
                for (key, value) in entries {
                    self.text(key);
                    self.value(value);
                }
            }
            Value::Null | Value::Other => unreachable!("a policy file holds no such value"),
        }
    }
}

fn push_number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}
