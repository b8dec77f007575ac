//! The decisions on gaps and contradictions: each is carried out, and none is made up.

use crate::author::Problem;
use crate::author::lint::{id_of, items, texts_under, visit_lists};
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

/// What a policy names under `decided` and nobody has decided.
pub(super) fn undecided(policy: &Value, decisions: &Value) -> Vec<Problem> {
    let known: Vec<&str> = items(decisions, "decisions").iter().map(id_of).collect();
    let mut problems = Vec::new();
    visit_lists(policy, "decided", "", &mut |path, id| {
        if !known.contains(&id) {
            let message = format!("there is no decision `{id}`");
            problems.push(Problem::new(&path, &message));
        }
    });
    problems
}
