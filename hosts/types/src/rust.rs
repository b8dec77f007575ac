//! Rust: structs that own their texts.

use std::fmt::Write as _;

use p2p_review::{Shape, Type};

use crate::shapes::{CLOSED, lines, names};

const HEAD: &str = "//! The shapes of the answers. Generated from the engine's own (`npm run conformance`).\n\nuse serde::Deserialize;\n\nuse crate::Outcome;\n";

pub(crate) fn types(shapes: &[&Shape]) -> String {
    let mut code = HEAD.to_string();
    for shape in shapes {
        code.push('\n');
        for line in lines(shape.docs) {
            let _ = writeln!(code, "/// {line}");
        }
        code.push_str("#[derive(Clone, Debug, PartialEq, Deserialize)]\n");
        let _ = writeln!(code, "pub struct {} {{", shape.name);
        for field in shape.fields {
            let mut docs = lines(field.docs)
                .map(str::to_string)
                .chain(names(field))
                .peekable();
            if docs.peek().is_none() {
                let _ = writeln!(code, "    /// `{}`", field.name);
            }
            for line in docs {
                let _ = writeln!(code, "    /// {line}");
            }
            let kind = match field.name == CLOSED.0 {
                true => CLOSED.1.to_string(),
                false => name(field.kind),
            };
            let _ = writeln!(code, "    pub {}: {kind},", field.name);
        }
        code.push_str("}\n");
    }
    // Links to Rust items of the engine would be dead.
    code.replace("[`", "`").replace("`]", "`")
}

fn name(kind: Type) -> String {
    match kind {
        Type::Boolean => "bool".into(),
        Type::Number => "u32".into(),
        Type::Text | Type::Day | Type::Instant | Type::Names(_) => "String".into(),
        Type::Optional(part) => format!("Option<{}>", name(*part)),
        Type::List(part) => format!("Vec<{}>", name(*part)),
        Type::Table(shape) => shape.name.into(),
    }
}
