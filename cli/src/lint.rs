//! `p2p-review lint`

use std::io::{self, Write};

use clap::Args;

use crate::policy_file::PolicyFile;
use crate::{End, Stopped};

/// Say everything that is wrong with policies, with file and line
///
/// More than loading asks: also statements that nothing enforces, rules that can never fire,
/// and rules that say no more than another.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Policy files, .toml or .json
    #[arg(required = true, value_name = "POLICY")]
    files: Vec<String>,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let mut out = io::stdout().lock();
    let mut found = 0usize;
    for name in &options.files {
        let file = PolicyFile::read(name)?;
        let problems = match file.compile() {
            Ok(compiled) => compiled.warnings,
            Err(problems) => problems,
        };
        for problem in file.located(problems) {
            found = found.saturating_add(1);
            writeln!(out, "{problem}")?;
        }
    }
    if found > 0 {
        return Ok(End::Found);
    }
    writeln!(out, "{}: no problems found", options.files.join(", "))?;
    Ok(End::Done)
}
