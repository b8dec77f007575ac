//! How much work one decision under a policy can be: what keeps every accepted policy quick.

use crate::logic::Condition;
use crate::policy::{Policy, Says, Step};

/// The most work of an accepted policy, in conditions judged, statements cited and days counted.
pub const MOST_WORK: usize = 60_000;
/// The most call windows of one request: a rule about them can hold for each.
pub const MOST_WINDOWS: usize = 20;

/// The work of one decision at the most.
#[must_use]
pub fn work_of(policy: &Policy) -> usize {
    let cited = |says: &Says| {
        let statements = says
            .iter()
            .filter_map(|index| policy.statements.get(*index));
        sum(statements.map(|statement| {
            let source = policy.sources.get(statement.source);
            let of_source = source.and_then(|source| source.scope.as_ref());
            let scope = statement.scope.as_ref().or(of_source);
            scope.map_or(1, Condition::size)
        }))
    };
    let routed = |routes: &[usize]| {
        let routes = routes.iter().filter_map(|index| policy.routes.get(*index));
        sum(routes.flat_map(|route| &route.steps).map(work_of_step))
    };
    let rules = policy.rules.iter().map(|rule| {
        let (citation, mut windows) = (cited(&rule.says), 0usize);
        rule.when.visit(&mut |atom| {
            if matches!(atom, Condition::Windows { .. }) {
                windows = windows.saturating_add(MOST_WINDOWS);
            }
        });
        let told = citation.saturating_add(routed(&rule.next));
        let asked = citation.saturating_mul(rule.when.facts().count());
        rule.when
            .size()
            .saturating_add(told.saturating_mul(windows.max(1)))
            .saturating_add(asked)
    });
    let needs = policy.needs.iter().map(|need| {
        let size = need.when.size().saturating_mul(3);
        size.saturating_add(cited(&need.says))
    });
    let deadlines = policy.deadlines.iter().map(|deadline| {
        let days = (deadline.count as usize).min(MOST_DAYS_COUNTED);
        let size = deadline.when.size().saturating_add(days);
        size.saturating_add(cited(&deadline.says))
    });
    let promises = policy.response_times.iter().map(|promise| {
        let days = (promise.count as usize).min(MOST_DAYS_COUNTED);
        let size = promise.when.size().saturating_add(days);
        size.saturating_add(cited(&promise.says))
    });
    sum(rules
        .chain(needs)
        .chain(deadlines)
        .chain(promises)
        .chain([routed(&policy.contacts)]))
}

/// Hours take no counting day by day.
const MOST_DAYS_COUNTED: usize = 366;

fn work_of_step(step: &Step) -> usize {
    step.when.size()
}

fn sum(work: impl Iterator<Item = usize>) -> usize {
    work.fold(0, usize::saturating_add)
}
