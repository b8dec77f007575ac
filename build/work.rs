//! What the build does with a folder of policies: checks all of it, then writes what the module and its package hold.

use std::fs;
use std::path::{Path, PathBuf};

use crate::decision::Problem;
use crate::source::Written;
use crate::value::Value;
use crate::{check, lint, pack, packing, reader, schema, types};

/// Reads the policies of a folder, checks them, and writes to `out` what the module is compiled from, and each policy as
/// JSON; the latter to `shipped` too, if it is given.
///
/// # Errors
/// Everything that is wrong, each with its file and line; then nothing is written.
pub(crate) fn build(
    policies: &Path,
    out: &Path,
    shipped: Option<&Path>,
) -> Result<(), Vec<String>> {
    let vocabulary = Written::read(&policies.join("facts.toml")).map_err(one)?;
    let facts = reader::read_vocabulary(&vocabulary.value)
        .map_err(|problems| placed(&vocabulary, problems))?;
    let decisions = Written::read(&policies.join("decisions.toml")).map_err(one)?;
    let mut problems = Vec::new();
    let mut packed = Vec::new();
    let mut wholes = Vec::new();
    for path in policy_files(policies).map_err(one)? {
        let written = whole(&path, policies).map_err(one)?;
        let id = written.value.get("id");
        let known = |(other, _): &(String, Value)| id.and_then(Value::as_text) == Some(other);
        if wholes.iter().any(known) {
            let place = written.place_of("/id");
            problems.push(format!("{place}: another file has this id (/id)"));
        }
        match reader::read_policy(&written.value, &facts, None) {
            Ok(policy) => {
                problems.extend(placed(&written, check::check(&policy)));
                problems.extend(placed(&written, lint::lint(&written.value, &policy)));
                let undecided = lint::undecided(&written.value, &decisions.value);
                problems.extend(placed(&written, undecided));
                packed.push(packing::shown(&policy));
                wholes.push((policy.id.to_string(), written.value));
            }
            Err(found) => problems.extend(placed(&written, found)),
        }
    }
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
    // By id, as they are looked up.
    packed.sort_by(|one, other| one.id.cmp(&other.id));
    let (texts, bytes) = pack::pack(&facts, &packed);
    let (again, policies) = pack::unpack(texts.clone().leak(), bytes.clone().leak());
    assert_eq!(
        pack::pack(&again, &policies),
        (texts.clone(), bytes.clone()),
        "what is packed has to be unpacked again"
    );
    write(&out.join("policies.texts"), texts.as_bytes())?;
    write(&out.join("policies.pack"), &bytes)?;
    write(
        &out.join("contract.d.ts"),
        types::contract(&facts).as_bytes(),
    )?;
    let all = Value::List(wholes.iter().map(|(_, value)| value.clone()).collect());
    write(&out.join("policies.json"), json(&all).as_bytes())?;
    let schema = schema::schema(facts.iter().map(|fact| &**fact));
    for folder in [Some(out), shipped].into_iter().flatten() {
        let file = folder.join("policy.schema.json");
        write(&file, format!("{schema:#}\n").as_bytes())?;
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
fn policy_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
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
fn whole(path: &Path, folder: &Path) -> Result<Written, String> {
    let mut written = Written::read(path)?;
    let included: Vec<String> = match written.value.get("include") {
        Some(Value::List(names)) => names
            .iter()
            .filter_map(|name| name.as_text().map(str::to_string))
            .collect(),
        _ => Vec::new(),
    };
    for name in included {
        let other = Written::read(&folder.join("shared").join(format!("{name}.toml")))?;
        written.include(&other)?;
    }
    Ok(written)
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
