//! What a policy says in its own language alone, though it speaks another too.

use crate::author::Problem;
use crate::author::lint::parts_of;
use crate::author::reader::clocks::LABEL;
use crate::author::written::items;
use crate::policy::Policy;
use crate::text::{Text, joined};
use crate::value::Value;

/// Texts that a language lacks which has others: a person would read some in one language and some in the other.
pub(super) fn untranslated(written: &Value, policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut own: Vec<(String, &str)> = Vec::new();
    visit_texts(written, "", &mut |path, text| own.push((path, text)));
    for (place, deadline) in items(written, "deadlines").iter().enumerate() {
        if deadline.get("label").is_none() {
            own.push((format!("/deadlines/{place}"), LABEL));
        }
    }
    for (place, day) in items(written, "days").iter().enumerate() {
        let name = day.get("name").and_then(Value::as_text).unwrap_or_default();
        if policy.calendar.iter().any(|shown| *shown.name == *name) {
            own.push((format!("/days/{place}/name"), name));
        }
    }
    for translation in &policy.translations {
        let language = &translation.language;
        if translation.texts.is_empty() {
            continue;
        }
        for text in &translation.texts {
            let mut parts = parts_of(&text.translated);
            if let Some(part) = parts.find(|part| parts_of(&text.original).all(|own| own != *part))
            {
                let original = &text.original;
                let message = ["“", original, "” has no `{", part, "}` to be filled in"];
                let key = original.replace('~', "~0").replace('/', "~1");
                let path = joined(&["/translations", language, &key], "/");
                problems.push(Problem::new(&path, &joined(&message, "")));
            }
        }
        for (path, text) in &own {
            if translation.of(text).is_none() {
                let message = format!("“{text}” has no translation into `{language}`");
                problems.push(Problem::new(path, &message));
            }
        }
        let is_missing = |text: &Text| {
            !own.iter().any(|(_, own)| **text == **own) && translation.of(text).is_none()
        };
        let askable = policy.askable_facts();
        let facts = policy.facts.iter().zip(0u8..);
        let asked = facts.filter(|(fact, index)| {
            let values = fact.values.iter().map(|value| &value.label);
            let mut texts = fact.hint.iter().chain(values).chain([&fact.question]);
            askable.has(*index) && texts.any(is_missing)
        });
        let asked: Vec<&str> = asked.map(|(fact, _)| &*fact.id).collect();
        let days = policy.calendar.iter().map(|day| &day.name);
        let days: Vec<&str> = days
            .filter(|name| is_missing(name))
            .map(|name| &**name)
            .collect();
        for (what, names) in [
            ("what the vocabulary says of these facts has", asked),
            ("the names of these holidays have", days),
        ] {
            if !names.is_empty() {
                let message = format!(
                    "{what} no translation into `{language}`: {}",
                    names.join(", ")
                );
                problems.push(Problem::new(&format!("/translations/{language}"), &message));
            }
        }
    }
    problems
}

/// Shows every text of a policy that a person reads, with its place.
fn visit_texts<'v>(value: &'v Value, path: &str, see: &mut dyn FnMut(String, &'v str)) {
    const READ: [&str; 6] = ["question", "hint", "message", "unsure", "label", "note"];
    match value {
        Value::List(items) => {
            for (place, item) in items.iter().enumerate() {
                visit_texts(item, &format!("{path}/{place}"), see);
            }
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                let path = format!("{path}/{key}");
                match value {
                    _ if ["when", "first_when", "translations"].contains(&&**key) => {}
                    Value::Text(text) if READ.contains(&&**key) => see(path, text),
                    _ => visit_texts(value, &path, see),
                }
            }
        }
        _ => {}
    }
}
