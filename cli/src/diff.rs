//! `p2p-review diff`

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use p2p_review::{Decision, Policies, Value, validate_request};

use crate::check::{check_count, decisive, report};
use crate::input::{Line, Source};
use crate::record::{Clock, Columns, Time};
use crate::{End, Stopped, pipeline, policy_file};

/// Say which requests a change of policy would flip, and why
///
/// Decides every request by both policies, and writes a line for each whose outcome differs,
/// with what no longer stands against it, what now does, and the last day before and after;
/// then the sums. With --now-from past requests are judged as of the day on which they came.
///
/// Example:
///   p2p-review diff shipped seven-days.toml past.csv --now-from received_at
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// The policy as it is: a .json or .toml file, or `shipped` for those built in
    old: String,
    /// The policy as it would be, likewise
    new: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    clock: Clock,
    /// Only the sums
    #[arg(long)]
    summary: bool,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let (old, new) = (side(&options.old)?, side(&options.new)?);
    let time = options.clock.time()?;
    let mut lines = options.source.open()?;
    let columns = Columns::new(&mut lines, &options.source, &new, &time)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut total = Tally::default();
    let work = |batch: &[Line]| compare(batch, &columns, &old, &new, &time);
    let read = pipeline::run(lines, work, |done| {
        if !options.summary {
            out.write_all(done.output.as_bytes())?;
        }
        report(&done.unreadable);
        total.add(&done.tally);
        Ok(())
    })?;
    check_count(read, total.requests, total.unreadable)?;
    total.write(&mut out)?;
    out.flush()?;
    Ok(match (total.unreadable, total.flips.is_empty()) {
        (1.., _) => End::LinesLeftOut,
        (0, false) => End::Found,
        (0, true) => End::Done,
    })
}

fn side(name: &str) -> Result<Policies, Stopped> {
    match name {
        "shipped" => Ok(Policies::shipped()),
        file => policy_file::policies(&[file.to_string()]),
    }
}

#[derive(Default)]
struct Done {
    output: String,
    unreadable: Vec<(u64, String)>,
    tally: Tally,
}

#[derive(Default)]
struct Tally {
    requests: u64,
    unreadable: u64,
    /// From which outcome to which.
    flips: BTreeMap<(&'static str, &'static str), u64>,
    /// Requests that keep their outcome and get another last day.
    moved: u64,
}

fn compare(
    batch: &[Line],
    columns: &Columns<'_>,
    old: &Policies,
    new: &Policies,
    time: &Time<'_>,
) -> Done {
    let mut done = Done::default();
    for line in batch {
        let read = columns
            .request(line)
            .and_then(|request| Ok((time.of(&request)?, request)));
        match read {
            Ok((now, request)) => done.compare(line.number, &request, now, old, new),
            Err(reason) => {
                done.tally.unreadable = done.tally.unreadable.saturating_add(1);
                done.unreadable.push((line.number, reason));
            }
        }
    }
    done
}

impl Done {
    fn compare(
        &mut self,
        line: u64,
        request: &Value,
        now: DateTime<Utc>,
        old: &Policies,
        new: &Policies,
    ) {
        let was = validate_request(old, request, now);
        let is = validate_request(new, request, now);
        self.tally.requests = self.tally.requests.saturating_add(1);
        if was.outcome != is.outcome {
            let flips = self
                .tally
                .flips
                .entry((was.outcome.name(), is.outcome.name()));
            let count = flips.or_default();
            *count = count.saturating_add(1);
            self.output.push_str(&flip(line, &was, &is));
        } else if due(&was) != due(&is) {
            self.tally.moved = self.tally.moved.saturating_add(1);
        }
    }
}

/// `line 12: ineligible -> eligible; no longer …; now …; last day … -> …`
fn flip(line: u64, was: &Decision<'_>, is: &Decision<'_>) -> String {
    let mut text = format!(
        "line {line}: {} -> {}",
        was.outcome.name(),
        is.outcome.name()
    );
    let (before, after): (Vec<String>, Vec<String>) = (grounds(was), grounds(is));
    for (word, these, those) in [("no longer", &before, &after), ("now", &after, &before)] {
        let changed: Vec<&str> = these
            .iter()
            .filter(|ground| !those.contains(ground))
            .map(String::as_str)
            .collect();
        if !changed.is_empty() {
            text.push_str(&format!("; {word} {}", changed.join(", ")));
        }
    }
    if due(was) != due(is) {
        let day = |due: Option<NaiveDate>| due.map_or("none".to_string(), |day| day.to_string());
        text.push_str(&format!("; last day {} -> {}", day(due(was)), day(due(is))));
    }
    text.push('\n');
    text
}

/// What stands against a request: rules, and what is still to be answered.
fn grounds(decision: &Decision<'_>) -> Vec<String> {
    let needed = decision
        .needed
        .iter()
        .map(|open| format!("needs {}", open.field));
    decisive(decision)
        .map(str::to_string)
        .chain(needed)
        .collect()
}

fn due(decision: &Decision<'_>) -> Option<NaiveDate> {
    decision.deadline.as_ref().map(|deadline| deadline.due)
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.requests = self.requests.saturating_add(other.requests);
        self.unreadable = self.unreadable.saturating_add(other.unreadable);
        self.moved = self.moved.saturating_add(other.moved);
        for (flip, count) in &other.flips {
            let sum = self.flips.entry(*flip).or_default();
            *sum = sum.saturating_add(*count);
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let flipped = self
            .flips
            .values()
            .fold(0u64, |sum, count| sum.saturating_add(*count));
        writeln!(out, "{flipped} of {} requests flip", self.requests)?;
        for ((was, is), count) in &self.flips {
            writeln!(out, "{count:>12}  {was} -> {is}")?;
        }
        if self.moved > 0 {
            writeln!(
                out,
                "{:>12}  keep their outcome and get another last day",
                self.moved
            )?;
        }
        if self.unreadable > 0 {
            writeln!(out, "{:>12}  lines could not be read", self.unreadable)?;
        }
        Ok(())
    }
}
