//! Reads the policies, checks them, and writes what the module and its package hold of them.

#![allow(clippy::print_stdout, reason = "how a build speaks to cargo")]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the crate's own files, of which the build needs a part"
)]

#[path = "../src/calendar.rs"]
mod calendar;
#[path = "../src/check.rs"]
mod check;
#[path = "../src/condition.rs"]
mod condition;
#[path = "../src/condition_reader.rs"]
mod condition_reader;
#[path = "../src/decision.rs"]
mod decision;
#[path = "../src/facts.rs"]
mod facts;
#[path = "../src/faults.rs"]
mod faults;
#[path = "../src/instant.rs"]
mod instant;
mod lint;
#[path = "../src/pack.rs"]
mod pack;
#[path = "pack.rs"]
mod packing;
#[path = "../src/policy.rs"]
mod policy;
#[path = "../src/reader.rs"]
mod reader;
#[path = "../src/reading.rs"]
mod reading;
#[path = "../src/request.rs"]
mod request;
mod schema;
#[path = "../src/shape.rs"]
mod shape;
mod source;
#[path = "../src/truth.rs"]
mod truth;
mod types;
#[path = "../src/value.rs"]
mod value;
#[path = "../src/version.rs"]
mod version;
mod work;
#[path = "../src/worlds.rs"]
mod worlds;

use std::path::{Path, PathBuf};
use std::{env, process};

fn main() {
    println!("cargo::rerun-if-changed=policies");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-env-changed=P2P_POLICIES_OUT");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let shipped = env::var_os("P2P_POLICIES_OUT").map(PathBuf::from);
    if let Err(problems) = work::build(Path::new("policies"), &out, shipped.as_deref()) {
        for problem in problems {
            println!("cargo::error={}", problem.replace('\n', " "));
        }
        process::exit(1);
    }
}
