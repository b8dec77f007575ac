//! Python: typed dictionaries.

use std::fmt::Write as _;

use p2p_review::{Shape, Type};

use crate::shapes::{CLOSED, lines};

const HEAD: &str = r#""""The shapes of the answers. Generated from the engine's own (`npm run conformance`)."""

from __future__ import annotations

from typing import Literal, TypedDict

Outcome = Literal["eligible", "ineligible", "incomplete"]


class Options(TypedDict, total=False):
    """Options of a call."""

    language: str | None
    report_unknown_keys: bool | None
"#;

pub(crate) fn types(shapes: &[&Shape]) -> String {
    let mut code = HEAD.to_string();
    for shape in shapes {
        let docs: Vec<_> = lines(shape.docs).collect();
        let _ = writeln!(code, "\n\nclass {}(TypedDict):", shape.name);
        let _ = writeln!(code, "    \"\"\"{}\"\"\"\n", docs.join("\n    "));
        for field in shape.fields {
            for line in lines(field.docs) {
                let _ = writeln!(code, "    # {line}");
            }
            let kind = match field.name == CLOSED.0 {
                true => CLOSED.1.to_string(),
                false => name(field.kind),
            };
            let _ = writeln!(code, "    {}: {kind}", field.name);
        }
    }
    code
}

fn name(kind: Type) -> String {
    match kind {
        Type::Boolean => "bool".into(),
        Type::Number => "int".into(),
        Type::Text | Type::Day | Type::Instant => "str".into(),
        Type::Names(names) => {
            let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
            format!("Literal[{}]", quoted.join(", "))
        }
        Type::Optional(part) => format!("{} | None", name(*part)),
        Type::List(part) => format!("list[{}]", name(*part)),
        Type::Table(shape) => shape.name.into(),
    }
}
