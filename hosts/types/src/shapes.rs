//! The tables that answers consist of, for the generators.

use p2p_review::{Answer, Decision, Field, PolicySummary, Shape, Type};

/// The only closed set of names, and its type in each language. The other sets may grow, so they are plain texts.
pub(crate) const CLOSED: (&str, &str) = ("outcome", "Outcome");

/// Every table; a table comes before those that it contains.
pub(crate) fn shapes() -> Vec<&'static Shape> {
    let mut found = Vec::new();
    for kind in [
        <Decision<'_> as Answer>::TYPE,
        <PolicySummary<'_> as Answer>::TYPE,
    ] {
        collect(kind, &mut found);
    }
    found
}

fn collect(kind: Type, found: &mut Vec<&'static Shape>) {
    match kind {
        Type::Optional(part) | Type::List(part) => collect(*part, found),
        Type::Table(shape) if found.iter().all(|known| known.name != shape.name) => {
            found.push(shape);
            for field in shape.fields {
                collect(field.kind, found);
            }
        }
        _ => {}
    }
}

/// The lines of a doc comment, trimmed.
pub(crate) fn lines(docs: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    docs.iter().map(|line| line.trim())
}

/// The possible names of an open set, which the field's doc comment does not list.
pub(crate) fn names(field: &Field) -> Option<String> {
    match field.name == CLOSED.0 {
        true => None,
        false => names_of(field.kind),
    }
}

fn names_of(kind: Type) -> Option<String> {
    match kind {
        Type::Names(names) => Some(format!("One of {}; more may come.", names.join(", "))),
        Type::Optional(part) | Type::List(part) => names_of(*part),
        _ => None,
    }
}

/// `due_at` as `dueAt`.
pub(crate) fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_string();
    words.fold(first, |camel, word| camel + &capital(word))
}

/// `due_at` as `DueAt`.
pub(crate) fn pascal(name: &str) -> String {
    name.split('_').map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
