//! TypeScript types of requests, from the facts that they can hold.

use std::fmt::Write as _;

use crate::facts::{Fact, Kind};

/// The properties of a request that holds these facts.
#[must_use]
pub fn request_type(facts: &[Fact]) -> String {
    let mut types = String::from(
        "/** The answers known so far. Each may be absent, null or undefined. */\nexport interface ReviewRequest {\n",
    );
    for fact in facts {
        let kind = match fact.kind {
            _ if *fact.id == *"payer" => "string".to_string(),
            Kind::Boolean => "boolean".to_string(),
            Kind::Choice => fact
                .values
                .iter()
                .map(|value| format!("\"{}\"", value.value))
                .collect::<Vec<_>>()
                .join(" | "),
            Kind::Windows => "CallWindow[]".to_string(),
            Kind::Number => "number | string".to_string(),
            Kind::Date | Kind::Datetime | Kind::Text | Kind::Phone | Kind::Npi | Kind::Email => {
                "string".to_string()
            }
        };
        let kind = match fact.unsure {
            true if fact.kind != Kind::Text => format!("{kind} | \"unsure\""),
            _ => kind,
        };
        let unit = match fact.kind {
            Kind::Date => " `YYYY-MM-DD`.",
            Kind::Datetime => " `YYYY-MM-DDTHH:MM`, payer-local.",
            Kind::Windows => " Payer-local.",
            _ => "",
        };
        let _ = write!(
            types,
            "  /** {}{unit} */\n  {}?: {kind} | null;\n",
            fact.question.replace("*/", ""),
            fact.id
        );
    }
    types.push_str("}\n");
    types
}
