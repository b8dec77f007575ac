//! Go: structs with JSON tags, laid out as gofmt does.

use std::fmt::Write as _;

use p2p_review::{Shape, Type};

use crate::shapes::{CLOSED, lines, names, pascal};

const HEAD: &str = "// Code generated from the engine's own shapes (npm run conformance). DO NOT EDIT.\n\npackage p2preview\n";

pub(crate) fn types(shapes: &[&Shape]) -> String {
    let mut code = HEAD.to_string();
    for shape in shapes {
        code.push('\n');
        let mut docs = lines(shape.docs);
        let first = docs.next().unwrap_or_default();
        let _ = writeln!(code, "// {}: {first}", shape.name);
        for line in docs {
            let _ = writeln!(code, "// {line}");
        }
        let _ = writeln!(code, "type {} struct {{", shape.name);
        for field in shape.fields {
            for line in lines(field.docs).map(str::to_string).chain(names(field)) {
                let _ = writeln!(code, "\t// {line}");
            }
            let kind = match field.name == CLOSED.0 {
                true => CLOSED.1.to_string(),
                false => name(field.kind),
            };
            let _ = writeln!(
                code,
                "\t{} {kind} `json:\"{}\"`",
                initialisms(field.name),
                field.name
            );
        }
        code.push_str("}\n");
    }
    code
}

/// Go capitalizes initialisms.
fn initialisms(name: &str) -> String {
    match name {
        "id" => "ID".into(),
        _ => pascal(name),
    }
}

fn name(kind: Type) -> String {
    match kind {
        Type::Boolean => "bool".into(),
        Type::Number => "int".into(),
        Type::Text | Type::Day | Type::Instant | Type::Names(_) => "string".into(),
        Type::Optional(Type::List(part)) => name(Type::List(part)),
        Type::Optional(part) => format!("*{}", name(*part)),
        Type::List(part) => format!("[]{}", name(*part)),
        Type::Table(shape) => shape.name.into(),
    }
}
