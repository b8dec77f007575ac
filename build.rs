//! Packs the shipped policies. Native builds include them; for the npm package they are appended to the wasm module.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use p2p_policy::author::project;

fn main() {
    println!("cargo::rerun-if-changed=policies");
    let problems = match project::read(Path::new("policies")) {
        Ok(project) => {
            let packs = project
                .policies
                .iter()
                .map(|policy| &policy.compiled.packed);
            let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
            let written = fs::write(out.join("shipped.p2p-policies"), project::section(packs));
            written
                .err()
                .map(|error| error.to_string())
                .into_iter()
                .collect()
        }
        Err(problems) => problems,
    };
    for problem in &problems {
        println!("cargo::error={}", problem.replace('\n', " "));
    }
    if !problems.is_empty() {
        process::exit(1);
    }
}
