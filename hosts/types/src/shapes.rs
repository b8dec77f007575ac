//! The tables that answers consist of, and what the languages need to know of them.

use p2p_review::{Answer, Decision, PolicySummary, Shape, Type};

/// The only closed set of names: it has a type of its own in each language. The others may grow, so they are texts.
pub(crate) const CLOSED: (&str, &str) = ("outcome", "Outcome");

/// Every table, each before those that it holds.
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

/// The lines of a documentation, without the blanks before them.
pub(crate) fn lines(docs: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    docs.iter().map(|line| line.trim())
}

/// What a field's documentation does not say: the names that there are.
pub(crate) fn names(kind: Type) -> Option<String> {
    match kind {
        Type::Names(names) => Some(format!("One of {}; more may come.", names.join(", "))),
        Type::Optional(part) | Type::List(part) => names(*part),
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
