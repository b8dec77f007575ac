//! Reads the policies, checks them, and writes what the module and its package hold of them.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the crate's own files, of which the build needs a part"
)]

#[path = "../src/check.rs"]
mod check;
#[path = "../src/condition.rs"]
mod condition;
#[path = "../src/decision.rs"]
mod decision;
#[path = "../src/facts.rs"]
mod facts;
mod lint;
#[path = "../src/pack.rs"]
mod pack;
#[path = "pack.rs"]
mod packing;
#[path = "../src/policy.rs"]
mod policy;
#[path = "../src/reader.rs"]
mod reader;
mod source;
mod types;
#[path = "../src/value.rs"]
mod value;
#[path = "../src/version.rs"]
mod version;
#[path = "../src/worlds.rs"]
mod worlds;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use decision::Problem;
use source::Written;
use value::Value;

fn main() {
    println!("cargo::rerun-if-changed=policies");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-env-changed=P2P_POLICIES_OUT");
    if let Err(problems) = build() {
        for problem in problems {
            println!("cargo::error={}", problem.replace('\n', " "));
        }
        process::exit(1);
    }
}

fn build() -> Result<(), Vec<String>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let vocabulary = Written::read(Path::new("policies/facts.toml")).map_err(one)?;
    let facts = reader::read_vocabulary(&vocabulary.value)
        .map_err(|problems| placed(&vocabulary, problems))?;
    let mut problems = Vec::new();
    let mut packed = Vec::new();
    let mut wholes = Vec::new();
    for path in policy_files().map_err(one)? {
        let written = whole(&path).map_err(one)?;
        match reader::read_policy(&written.value, &facts, None) {
            Ok(policy) => {
                problems.extend(placed(&written, check::check(&policy)));
                problems.extend(placed(&written, lint::lint(&written.value, &policy)));
                packed.push(map([
                    ("version", Value::Text(policy.version.clone())),
                    ("policy", packing::shown(&written.value)),
                ]));
                wholes.push((policy.id, written.value));
            }
            Err(found) => problems.extend(placed(&written, found)),
        }
    }
    let decisions = Written::read(Path::new("policies/decisions.toml")).map_err(one)?;
    if problems.is_empty() {
        let values: Vec<Value> = wholes.iter().map(|(_, value)| value.clone()).collect();
        problems.extend(placed(
            &decisions,
            lint::unheeded(&decisions.value, &values),
        ));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let value = map([
        ("vocabulary", vocabulary.value.clone()),
        ("policies", Value::List(packed)),
    ]);
    let bytes = packing::encode(&value);
    assert_eq!(
        pack::decode(&bytes).as_ref(),
        Some(&value),
        "what is packed has to be unpacked again"
    );
    write(&out.join("policies.pack"), &bytes)?;
    write(
        &out.join("contract.d.ts"),
        types::contract(&facts).as_bytes(),
    )?;
    if let Some(folder) = env::var_os("P2P_POLICIES_OUT").map(PathBuf::from) {
        for (id, value) in &wholes {
            write(&folder.join(format!("{id}.json")), json(value).as_bytes())?;
        }
        write(
            &folder.join("decisions.json"),
            json(&decisions.value).as_bytes(),
        )?;
    }
    Ok(())
}

fn one(problem: String) -> Vec<String> {
    vec![problem]
}

fn placed(written: &Written, problems: Vec<Problem>) -> Vec<String> {
    problems
        .into_iter()
        .map(|problem| {
            format!(
                "{}: {} ({})",
                written.place_of(&problem.path),
                problem.message,
                problem.path
            )
        })
        .collect()
}

/// The payers' files, by name.
fn policy_files() -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir("policies").map_err(|error| format!("policies: {error}"))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|path| {
        path.extension().is_some_and(|ending| ending == "toml")
            && !path.ends_with("facts.toml")
            && !path.ends_with("decisions.toml")
    });
    files.sort();
    Ok(files)
}

/// A payer's file with what it includes.
fn whole(path: &Path) -> Result<Written, String> {
    let mut written = Written::read(path)?;
    let included: Vec<String> = match written.value.get("include") {
        Some(Value::List(names)) => names
            .iter()
            .filter_map(|name| name.as_text().map(str::to_string))
            .collect(),
        _ => Vec::new(),
    };
    for name in included {
        let other = Written::read(&Path::new("policies/shared").join(format!("{name}.toml")))?;
        written.include(&other)?;
    }
    Ok(written)
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_string(), value))
            .collect(),
    )
}

fn json(value: &Value) -> String {
    fn convert(value: &Value) -> serde_json::Value {
        match value {
            Value::Null | Value::Other => serde_json::Value::Null,
            Value::Bool(yes) => (*yes).into(),
            Value::Number(number) if number.fract() == 0.0 => (*number as i64).into(),
            Value::Number(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(convert).collect(),
            Value::Map(entries) => serde_json::Value::Object(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), convert(value)))
                    .collect(),
            ),
        }
    }
    format!("{:#}\n", convert(value))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Vec<String>> {
    fs::write(path, bytes).map_err(|error| one(format!("{}: {error}", path.display())))
}
