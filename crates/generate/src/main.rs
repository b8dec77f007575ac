//! Generates the package's files other than its modules: `p2p-generate <policies> <out>`.

mod decoder;
mod types;

use std::path::Path;
use std::{env, fs, process};

use p2p_policy::author::project::{self, Project, json};
use p2p_policy::author::{request_type, schema};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let written = match arguments.as_slice() {
        [policies, out] => project::read(Path::new(policies))
            .and_then(|project| write(&project, Path::new(out)).map_err(|error| vec![error])),
        _ => Err(vec!["p2p-generate <policies> <out>".to_string()]),
    };
    if let Err(problems) = written {
        problems.iter().for_each(|problem| complain(problem));
        process::exit(1);
    }
}

#[expect(clippy::print_stderr, reason = "a command reports errors on stderr")]
fn complain(problem: &str) {
    eprintln!("{problem}");
}

fn write(project: &Project, out: &Path) -> Result<(), String> {
    let policies = out.join("policies");
    fs::create_dir_all(&policies).map_err(|error| format!("{}: {error}", policies.display()))?;
    let packs = project
        .policies
        .iter()
        .map(|policy| &policy.compiled.packed);
    save(&out.join("shipped.p2p-policies"), &project::section(packs))?;
    save(&out.join("shapes.js"), decoder::decoder().as_bytes())?;
    let types = types::types(&request_type(&project.library.facts));
    save(&out.join("p2p_review.d.ts"), types.as_bytes())?;
    let schema = format!("{:#}\n", schema(&project.library));
    save(&policies.join("policy.schema.json"), schema.as_bytes())?;
    let decisions = json(&project.decisions);
    save(&policies.join("decisions.json"), decisions.as_bytes())?;
    for policy in &project.policies {
        let id = &policy.compiled.id;
        let source = json(&policy.source);
        save(&policies.join(format!("{id}.json")), source.as_bytes())?;
        save(&policies.join(format!("{id}.p2p")), &policy.compiled.packed)?;
    }
    Ok(())
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
