//! Embeds the vocabulary, packed, and the shipped policies as they are written.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use p2p_policy::author::project::{self, Project};
use p2p_policy::author::schema;
use p2p_policy::pack::pack_library;

const POLICIES: &str = "../policies";

fn main() {
    println!("cargo::rerun-if-changed={POLICIES}");
    let written = project::read(Path::new(POLICIES))
        .and_then(|project| write(&project).map_err(|error| vec![error.to_string()]));
    let Err(problems) = written else { return };
    for problem in problems {
        println!("cargo::error={}", problem.replace('\n', " "));
    }
    process::exit(1);
}

fn write(project: &Project) -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let policies = project.policies.iter();
    let policies: Vec<String> = policies
        .map(|policy| project::json(&policy.source))
        .collect();
    fs::write(
        out.join("policies.json"),
        format!("[{}]", policies.join(",")),
    )?;
    fs::write(
        out.join("policy.schema.json"),
        format!("{:#}\n", schema(&project.library)),
    )?;
    fs::write(out.join("library.pack"), pack_library(&project.library))
}
