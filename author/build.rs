//! Packs the vocabulary and the calendars, so that the module can check policies by it.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use p2p_policy::author::project;
use p2p_policy::pack::pack_library;

fn main() {
    println!("cargo::rerun-if-changed=../policies");
    let problems = match project::library(Path::new("../policies")) {
        Ok(library) => {
            let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
            let written = fs::write(out.join("library.pack"), pack_library(&library));
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
