//! Generates the TypeScript types: requests from the vocabulary, answers from their shapes, and the rest from
//! `contract.d.ts`.

use std::fmt::Write as _;

use p2p_review::Type;

use crate::decoder::shapes;

const CONTRACT: &str = include_str!("contract.d.ts");
/// The types of fields that have a name of their own in `contract.d.ts`.
const NAMED: [(&str, &str); 1] = [("outcome", "Outcome")];

pub(crate) fn types(request: &str) -> String {
    let mut code = format!("{request}\n");
    for shape in shapes() {
        // `contract.d.ts` declares this one, as an `Error`.
        if shape.name == "DeadlineError" {
            continue;
        }
        docs(&mut code, shape.docs, "");
        let _ = writeln!(code, "export interface {} {{", shape.name);
        for field in shape.fields {
            docs(&mut code, field.docs, "  ");
            let named = NAMED.iter().find(|(name, _)| *name == field.name);
            let kind = named.map_or_else(|| name(field.kind), |(_, kind)| (*kind).to_string());
            let _ = writeln!(code, "  {}: {kind};", field.name);
        }
        code.push_str("}\n\n");
    }
    code + CONTRACT
}

fn docs(code: &mut String, lines: &[&str], indent: &str) {
    match lines {
        [] => {}
        [line] => {
            let _ = writeln!(code, "{indent}/**{line} */");
        }
        lines => {
            let _ = writeln!(code, "{indent}/**");
            for line in lines {
                let _ = writeln!(code, "{indent} *{line}");
            }
            let _ = writeln!(code, "{indent} */");
        }
    }
}

fn name(kind: Type) -> String {
    match kind {
        Type::Boolean => "boolean".into(),
        Type::Number => "number".into(),
        Type::Text | Type::Day | Type::Instant => "string".into(),
        Type::Names(names) => {
            let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
            quoted.join(" | ")
        }
        Type::Optional(part) => format!("{} | null", name(*part)),
        Type::List(part @ (Type::Names(_) | Type::Optional(_))) => format!("({})[]", name(*part)),
        Type::List(part) => format!("{}[]", name(*part)),
        Type::Table(shape) => shape.name.into(),
    }
}
