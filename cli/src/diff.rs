//! `p2p-review diff`

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, ValueEnum};
use p2p_review::{Decision, Policies, Value, validate_request};
use serde::Serialize;

use crate::check::{check_count, decisive, report};
use crate::input::{Line, Source};
use crate::progress::Answers;
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
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let (old, new) = (side(&options.old)?, side(&options.new)?);
    let time = options.clock.time()?;
    let answers = match options.summary {
        true => Answers::AtTheEnd,
        false => Answers::AsItGoes,
    };
    let mut lines = options.source.open(answers)?;
    let columns = Columns::new(&mut lines, &options.source, &new, &time)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut total = Tally::default();
    let work = |batch: &[Line]| compare(batch, &columns, &old, &new, &time);
    let format = options.format;
    let mut before = format.opening();
    let read = pipeline::run(lines, work, |done| {
        for change in done.changes.iter().filter(|_| !options.summary) {
            match format {
                Format::Text => writeln!(out, "{change}")?,
                Format::Json => {
                    out.write_all(before.as_bytes())?;
                    serde_json::to_writer(&mut out, change).map_err(io::Error::from)?;
                    before = ",\n";
                }
            }
        }
        report(&done.unreadable);
        total.add(&done.tally);
        Ok(())
    })?;
    check_count(read, total.requests, total.unreadable)?;
    match format {
        Format::Text => total.write(&mut out)?,
        Format::Json => {
            // What opens the list still stands out where there is no change.
            out.write_all(before.trim_start_matches(',').as_bytes())?;
            out.write_all(b"],\n\"sums\":")?;
            serde_json::to_writer(&mut out, &total.sums()).map_err(io::Error::from)?;
            writeln!(out, "}}")?;
        }
    }
    out.flush()?;
    Ok(match (total.unreadable, total.flips.is_empty()) {
        (1.., _) => End::LinesLeftOut,
        (0, false) => End::Found,
        (0, true) => End::Done,
    })
}

impl Format {
    /// What stands before the first change: the changes are written as they come, since any number may.
    fn opening(self) -> &'static str {
        match self {
            Format::Text => "",
            Format::Json => "{\"changes\":[\n",
        }
    }
}

fn side(name: &str) -> Result<Policies, Stopped> {
    match name {
        "shipped" => Ok(Policies::shipped()),
        file => policy_file::policies(&[file.to_string()]),
    }
}

#[derive(Default)]
struct Done {
    changes: Vec<Change>,
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
            self.changes.push(Change::of(line, &was, &is));
        } else if due(&was) != due(&is) {
            self.tally.moved = self.tally.moved.saturating_add(1);
        }
    }
}

/// A request that flips.
#[derive(Serialize)]
struct Change {
    line: u64,
    was: &'static str,
    is: &'static str,
    /// What no longer stands against it.
    no_longer: Vec<String>,
    /// What now does.
    now: Vec<String>,
    /// Absent where it stays the same.
    last_day: Option<LastDay>,
}

#[derive(Serialize)]
struct LastDay {
    was: Option<String>,
    is: Option<String>,
}

impl Change {
    fn of(line: u64, was: &Decision<'_>, is: &Decision<'_>) -> Self {
        let (before, after) = (grounds(was), grounds(is));
        let without = |these: &[String], those: &[String]| -> Vec<String> {
            let left = these.iter().filter(|ground| !those.contains(ground));
            left.cloned().collect()
        };
        let day = |decision| due(decision).map(|day| day.to_string());
        let days = LastDay {
            was: day(was),
            is: day(is),
        };
        Change {
            line,
            was: was.outcome.name(),
            is: is.outcome.name(),
            no_longer: without(&before, &after),
            now: without(&after, &before),
            last_day: (days.was != days.is).then_some(days),
        }
    }
}

/// `line 12: ineligible -> eligible; no longer …; now …; last day … -> …`
impl Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} -> {}", self.line, self.was, self.is)?;
        for (word, grounds) in [("no longer", &self.no_longer), ("now", &self.now)] {
            if !grounds.is_empty() {
                write!(f, "; {word} {}", grounds.join(", "))?;
            }
        }
        if let Some(days) = &self.last_day {
            let [was, is] = [&days.was, &days.is].map(|day| day.as_deref().unwrap_or("none"));
            write!(f, "; last day {was} -> {is}")?;
        }
        Ok(())
    }
}

/// The sums, for machines.
#[derive(Serialize)]
struct Sums {
    requests: u64,
    unreadable: u64,
    moved: u64,
    flips: Vec<Flips>,
}

#[derive(Serialize)]
struct Flips {
    was: &'static str,
    is: &'static str,
    requests: u64,
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

    fn sums(&self) -> Sums {
        let flips = self.flips.iter();
        Sums {
            requests: self.requests,
            unreadable: self.unreadable,
            moved: self.moved,
            flips: flips
                .map(|(&(was, is), &requests)| Flips { was, is, requests })
                .collect(),
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
