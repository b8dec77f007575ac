//! `p2p-review`: the same rules, for people with many requests.

mod check;
mod diff;
mod explain;
mod forms;
mod input;
mod lint;
mod new;
mod pack;
mod pipeline;
mod policy_file;
mod progress;
mod record;
mod rules;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use p2p_policy::author::io_message;

/// Says of peer-to-peer review requests whether they are eligible, why not, and by when they must be in; and helps
/// those who write a payer's policy.
///
/// The rules are those of the form and of the intake, built in; nothing is sent anywhere.
#[derive(Parser)]
#[command(name = "p2p-review", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  done, and something was found: `diff` a request that flips, `lint` a problem, `test` a row
     that fails, or something that no row would notice
  2  not done: a wrong argument, a file that can't be read, a policy that can't be loaded
  3  done, but for lines that could not be read; each was reported with its number";

#[derive(Subcommand)]
enum Command {
    New(new::Options),
    Lint(lint::Options),
    Test(test::Options),
    Check(check::Options),
    Diff(diff::Options),
    Explain(explain::Options),
    Rules(rules::Options),
    Pack(pack::Options),
}

/// How a command that succeeded ends.
#[derive(Clone, Copy)]
enum End {
    Done,
    Found,
    LinesLeftOut,
}

/// Why a command did not finish.
enum Stopped {
    Because(String),
    /// What is wrong has been written already.
    Told,
    /// Whoever reads the output has seen enough, as `head` does.
    OutputClosed,
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Stopped::OutputClosed,
            _ => Stopped::Because(io_message(&error)),
        }
    }
}

impl From<String> for Stopped {
    fn from(reason: String) -> Self {
        Stopped::Because(reason)
    }
}

impl From<p2p_policy::author::SourceError> for Stopped {
    fn from(error: p2p_policy::author::SourceError) -> Self {
        Stopped::Because(error.to_string())
    }
}

fn main() -> ExitCode {
    enter_working_folder();
    let end = match Cli::parse().command {
        Command::New(options) => new::run(&options),
        Command::Lint(options) => lint::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Diff(options) => diff::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Rules(options) => rules::run(&options),
        Command::Pack(options) => pack::run(&options),
    };
    match end {
        Ok(End::Done) | Err(Stopped::OutputClosed) => ExitCode::SUCCESS,
        Ok(End::Found) => ExitCode::from(1),
        Ok(End::LinesLeftOut) => ExitCode::from(3),
        Err(Stopped::Told) => ExitCode::from(2),
        Err(Stopped::Because(reason)) => {
            progress::say(reason);
            ExitCode::from(2)
        }
    }
}

/// A WASI host gives a program no working folder; the package's command names its own in `PWD`.
#[cfg(target_os = "wasi")]
fn enter_working_folder() {
    if let Some(folder) = std::env::var_os("PWD") {
        // A folder that is gone shows with the first file that is opened.
        let _ = std::env::set_current_dir(folder);
    }
}

#[cfg(not(target_os = "wasi"))]
fn enter_working_folder() {}
