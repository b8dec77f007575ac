//! `p2p-review pack`

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use p2p_policy::author::{io_message, project};

use crate::policy_file::PolicyFile;
use crate::{End, Stopped};

/// Write a policy as the engine takes it, or as JSON
///
/// A pack is what `add_policy` takes and a bundle holds. JSON is the same policy, with what it
/// includes, as `load_policy` takes it.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// A policy file, .toml or .json
    policy: String,
    /// Where to write it [default: beside the policy, by its id]
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    /// Say nothing of what was written
    #[arg(long)]
    quiet: bool,
    #[arg(long = "as", value_enum, default_value_t = Form::Pack, value_name = "FORM")]
    form: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// A packed policy, .p2p
    Pack,
    /// The policy's source form
    Json,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let file = PolicyFile::read(&options.policy)?;
    let compiled = file.compiled(&options.policy)?;
    let (ending, bytes) = match options.form {
        Form::Pack => ("p2p", compiled.packed),
        Form::Json => ("json", project::json(file.source()).into_bytes()),
    };
    let name = format!("{}.{ending}", compiled.id);
    let path = match &options.out {
        Some(path) => Path::new(path).to_path_buf(),
        None => Path::new(&options.policy).with_file_name(name),
    };
    let written = fs::write(&path, &bytes);
    written.map_err(|error| format!("{}: {}", path.display(), io_message(&error)))?;
    if !options.quiet {
        let shown = path.display();
        writeln!(io::stdout(), "{shown}: {} bytes", bytes.len())?;
    }
    Ok(End::Done)
}
