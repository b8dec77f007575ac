//! The decisions on gaps and contradictions: each is carried out, and none is made up.

use crate::author::Problem;
use crate::author::written::{id_of, items, texts_under};
use crate::value::Value;

/// Decisions that nothing carries out and no remark explains.
pub(super) fn unheeded(decisions: &Value, policies: &[&Value]) -> Vec<Problem> {
    let decided: Vec<&str> = policies
        .iter()
        .flat_map(|policy| texts_under(policy, "decided"))
        .collect();
    let all = items(decisions, "decisions").iter().enumerate();
    let idle = all.filter(|(_, decision)| {
        !decided.contains(&id_of(decision)) && decision.get("meta").is_none()
    });
    idle.map(|(place, _)| {
        Problem::new(
            &format!("/decisions/{place}"),
            "nothing carries this decision out, and no `meta` says why",
        )
    })
    .collect()
}
