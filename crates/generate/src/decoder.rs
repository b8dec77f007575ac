//! The page's decoder of answers: JavaScript that reads each shape's parts in the order in which they are encoded.

use std::fmt::Write as _;

use p2p_review::{Answer, Deadline, DeadlineError, Decision, PolicySummary, Shape, Type};

/// What the page asks for, each with the function that decodes it.
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

/// Every shape that is asked for, those that others consist of first.
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

/// The expression that reads a part.
fn read(kind: Type) -> String {
    match kind {
        Type::List(part) => format!("list({})", reader(*part)),
        // A text says by itself whether there is one.
        Type::Optional(Type::Text | Type::Names(_)) => "text()".into(),
        Type::Optional(part) => format!("optional({})", reader(*part)),
        kind => format!("{}()", reader(kind)),
    }
}

/// The function that reads a part.
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
