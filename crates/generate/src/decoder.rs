//! Generates the page's decoder: JavaScript that reads the fields of each shape in the order in which they are encoded.

use std::fmt::Write as _;

use p2p_review::{Answer, Deadline, DeadlineError, Decision, PolicySummary, Shape, Type};

/// The answers to decode, each with the name of its decoding function.
const ROOTS: [(&str, Type); 4] = [
    ("decision", Decision::TYPE),
    ("deadline", Deadline::TYPE),
    ("deadlineError", DeadlineError::TYPE),
    ("summaries", <Vec<PolicySummary<'_>>>::TYPE),
];

pub(crate) fn decoder() -> String {
    let mut code = String::from(
        "// Written by crates/generate from the shapes of the answers.\n\
         import { day, flag, instant, list, number, optional, text } from './decode.js';\n",
    );
    for shape in shapes() {
        let _ = write!(code, "\nconst read{} = () => ({{\n", shape.name);
        for field in shape.fields {
            let _ = writeln!(code, "  {}: {},", field.name, read(field.kind));
        }
        code.push_str("});\n");
    }
    code.push('\n');
    for (name, kind) in ROOTS {
        let _ = writeln!(code, "export const {name} = {};", reader(kind));
    }
    code
}

/// Every shape that occurs in an answer; a shape comes after those that it contains.
pub(crate) fn shapes() -> Vec<&'static Shape> {
    let mut shapes = Vec::new();
    ROOTS
        .iter()
        .for_each(|(_, kind)| collect(*kind, &mut shapes));
    shapes
}

fn collect(kind: Type, shapes: &mut Vec<&'static Shape>) {
    match kind {
        Type::Optional(part) | Type::List(part) => collect(*part, shapes),
        Type::Table(shape) if !shapes.iter().any(|known| known.name == shape.name) => {
            shape
                .fields
                .iter()
                .for_each(|field| collect(field.kind, shapes));
            shapes.push(shape);
        }
        _ => {}
    }
}

/// The JavaScript expression that reads a value of this type.
fn read(kind: Type) -> String {
    match kind {
        Type::List(part) => format!("list({})", reader(*part)),
        // A text has its own encoding for `null`.
        Type::Optional(Type::Text | Type::Names(_)) => "text()".into(),
        Type::Optional(part) => format!("optional({})", reader(*part)),
        kind => format!("{}()", reader(kind)),
    }
}

/// The JavaScript function that reads a value of this type.
fn reader(kind: Type) -> String {
    match kind {
        Type::Boolean => "flag".into(),
        Type::Number => "number".into(),
        Type::Text | Type::Names(_) => "text".into(),
        Type::Day => "day".into(),
        Type::Instant => "instant".into(),
        Type::Table(shape) => format!("read{}", shape.name),
        kind => format!("() => {}", read(kind)),
    }
}
