//! A policy from its source form to its packed one.

use crate::author::check::{at_rule, check, check_size};
use crate::author::include;
use crate::author::lint::lint;
use crate::author::problem::Problem;
use crate::author::prune::pruned;
use crate::author::reader::read_policy;
use crate::author::written::items;
use crate::library::Library;
use crate::pack::{pack, unpack};
use crate::policy::Policy;
use crate::text::Text;
use crate::value::Value;

/// A policy that passed every check.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What a request names as its payer.
    pub id: Text,
    /// What the engine takes.
    pub packed: Vec<u8>,
    /// What is no fault, but most likely a mistake: statements without a home, rules that can never fire.
    pub warnings: Vec<Problem>,
}

/// Reads, checks and packs a policy that can draw on a library.
///
/// # Errors
/// Everything that is wrong with it.
pub fn compile(source: &Value, library: &Library) -> Result<Compiled, Vec<Problem>> {
    let whole = include::Whole::of(source);
    let source = whole.as_ref().map_or(source, |whole| &whole.value);
    let named = |mut problems: Vec<Problem>| {
        for problem in &mut problems {
            problem.find_rule(source);
            let written = whole
                .as_ref()
                .and_then(|whole| include::written_at(&whole.merged, &problem.path));
            problem.path = written.unwrap_or(std::mem::take(&mut problem.path));
        }
        problems
    };
    let policy = read_policy(source, library).map_err(named)?;
    // What a policy says of requests outside its scope became rules, which stand after those that it has written.
    let placed = |mut problems: Vec<Problem>| {
        let written = items(source, "rules").len();
        for (index, rule) in policy.rules.iter().enumerate().skip(written) {
            let key = match rule.id.ends_with("services") {
                true => "/outside_scope/services",
                false => "/outside_scope/lines_of_business",
            };
            for problem in &mut problems {
                problem.move_from(&at_rule(index, "", "").path, key);
            }
        }
        named(problems)
    };
    let packed = checked_pack(&policy).map_err(placed)?;
    Ok(Compiled {
        id: policy.id.clone(),
        packed,
        warnings: placed(lint(source, &policy, library)),
    })
}

/// What is said of a policy, in the words of authors who write JSON.
///
/// # Errors
/// Those that were.
pub fn in_json_words(compiled: Result<Compiled, Vec<Problem>>) -> Result<Compiled, Vec<Problem>> {
    let reworded = |problems: Vec<Problem>| -> Vec<Problem> {
        problems.into_iter().map(Problem::in_json_words).collect()
    };
    let mut compiled = compiled.map_err(reworded)?;
    compiled.warnings = reworded(std::mem::take(&mut compiled.warnings));
    Ok(compiled)
}

/// Packs a policy whose parts are whole, to see what it decides: one under one version whatever it says, and without the
/// lints, which take longest.
///
/// # Errors
/// Everything that is wrong with it.
pub fn pack_for_trial(source: &Value, library: &Library) -> Result<Vec<u8>, Vec<Problem>> {
    let mut policy = read_policy(source, library)?;
    policy.version = Text::from(String::from("trial"));
    checked_pack(&policy)
}

fn checked_pack(policy: &Policy) -> Result<Vec<u8>, Vec<Problem>> {
    let mut problems = check(policy);
    let packed = pack(&pruned(policy));
    problems.extend(check_size(&packed));
    // What is packed here has to be taken by the engine.
    if problems.is_empty() && unpack(&packed).is_err() {
        let message = "conditions are nested too deeply: say it with fewer `any`, `all` and `none` inside one another";
        problems.push(Problem::new("", message));
    }
    if problems.is_empty() {
        Ok(packed)
    } else {
        Err(problems)
    }
}
