//! Generates the types of answers in each host's language: `p2p-host-types <hosts>`.

mod go;
mod java;
mod python;
mod rust;
mod shapes;

use std::path::Path;
use std::{env, fs, process};

use crate::shapes::shapes;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let written = match arguments.as_slice() {
        [hosts] => write(Path::new(hosts)),
        _ => Err("p2p-host-types <hosts>".to_string()),
    };
    if let Err(problem) = written {
        complain(&problem);
        process::exit(1);
    }
}

#[expect(clippy::print_stderr, reason = "how a command says what went wrong")]
fn complain(problem: &str) {
    eprintln!("{problem}");
}

fn write(hosts: &Path) -> Result<(), String> {
    let shapes = shapes();
    let python = hosts.join("python/src/p2p_review/_types.py");
    save(&python, &python::types(&shapes))?;
    save(&hosts.join("go/types.go"), &go::types(&shapes))?;
    save(&hosts.join("rust/src/types.rs"), &rust::types(&shapes))?;
    let java = hosts.join("java/src/main/java/p2p/review");
    for shape in shapes {
        save(
            &java.join(format!("{}.java", shape.name)),
            &java::record(shape),
        )?;
    }
    Ok(())
}

fn save(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
