//! Java: a record for each table.

use std::fmt::Write as _;

use p2p_review::{Shape, Type};

use crate::shapes::{CLOSED, camel, lines, names};

pub(crate) fn record(shape: &Shape) -> String {
    let mut code =
        "// Generated from the engine's own shapes (npm run conformance).\npackage p2p.review;\n\n"
            .to_string();
    let lists = shape.fields.iter().any(|field| holds_list(field.kind));
    if lists {
        code.push_str("import java.util.List;\n\n");
    }
    let docs: Vec<_> = lines(shape.docs).map(text).collect();
    let _ = writeln!(code, "/**\n * {}\n *", docs.join("\n * "));
    for field in shape.fields {
        let nullable = match field.kind {
            Type::Optional(_) => Some("May be null.".to_string()),
            _ => None,
        };
        let lines = lines(field.docs).map(text);
        let docs: Vec<_> = lines.chain(names(field)).chain(nullable).collect();
        let _ = writeln!(code, " * @param {} {}", camel(field.name), docs.join(" "));
    }
    let _ = writeln!(code, " */\npublic record {}(", shape.name);
    let components: Vec<_> = shape
        .fields
        .iter()
        .map(|field| {
            let kind = match field.name == CLOSED.0 {
                true => CLOSED.1.to_string(),
                false => name(field.kind),
            };
            format!("        {kind} {}", camel(field.name))
        })
        .collect();
    let _ = writeln!(code, "{}) {{}}", components.join(",\n"));
    code
}

/// A line of documentation for Javadoc.
fn text(line: &str) -> String {
    let mut marks = line.split('`');
    let first = marks.next().unwrap_or_default().to_string();
    let parts = marks.enumerate().map(|(index, part)| match index % 2 {
        0 => format!("{{@code {part}}}"),
        _ => part.to_string(),
    });
    // Links to Rust items would be dead.
    parts
        .fold(first, |line, part| line + &part)
        .replace(['[', ']'], "")
}

fn holds_list(kind: Type) -> bool {
    match kind {
        Type::List(_) => true,
        Type::Optional(part) => holds_list(*part),
        _ => false,
    }
}

fn name(kind: Type) -> String {
    match kind {
        Type::Boolean => "boolean".into(),
        Type::Number => "int".into(),
        Type::Optional(Type::Boolean) => "Boolean".into(),
        Type::Optional(Type::Number) => "Integer".into(),
        Type::Text | Type::Day | Type::Instant | Type::Names(_) => "String".into(),
        Type::Optional(part) => name(*part),
        Type::List(part) => format!("List<{}>", name(Type::Optional(part))),
        Type::Table(shape) => shape.name.into(),
    }
}
