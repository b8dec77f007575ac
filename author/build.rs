//! Packs the vocabulary, so that the module can check policies by it.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use p2p_policy::author::project;
use p2p_policy::pack::pack_vocabulary;

fn main() {
    println!("cargo::rerun-if-changed=../policies/facts.toml");
    let problems = match project::vocabulary(Path::new("../policies")) {
        Ok(vocabulary) => {
            let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
            let written = fs::write(out.join("vocabulary.pack"), pack_vocabulary(&vocabulary));
            let failed = written.err().map(|error| error.to_string());
            failed.into_iter().collect()
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
