//! `p2p-review check`

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use p2p_review::{Decision, FindingKind, Outcome, Policies, validate_request};
use serde::Serialize;

use crate::input::{Line, Source};
use crate::progress::{Answers, say};
use crate::record::{Clock, Columns, Time};
use crate::{End, Stopped, pipeline, policy_file};

/// Decide every request of a file
///
/// Writes one line of JSON for each request, in their order: its line number and the decision,
/// as the form gets it. Any number of requests fits; all cores work. A line that can't be read
/// is reported with its number, here and on standard error, and the run goes on.
///
/// In a CSV file the header names the facts; commas, semicolons, tabs or pipes separate cells. Dates,
/// times, yes and no are read in the forms that the form reads, such as 3/5/2026 or TRUE, an empty
/// cell as unanswered, call_windows as `2026-03-05 09:00-11:00; 2026-03-06 13:00-16:00`. Columns
/// that name no fact are ignored; each is named once.
///
/// Examples:
///   p2p-review check requests.jsonl --brief
///   p2p-review check requests.csv --summary --now 2026-03-03T18:00:00Z
///   p2p-review check past.csv --now-from received_at --policy draft.toml
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    clock: Clock,
    /// Use this policy too, a .json or .toml file; it replaces the one with its id
    #[arg(long, value_name = "FILE")]
    policy: Vec<String>,
    /// Of each decision only the outcome, the rules that decided, and the last day
    #[arg(long)]
    brief: bool,
    /// Instead of decisions their counts: outcomes for each payer, and the reasons
    #[arg(
        long,
        value_name = "AS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "table",
        conflicts_with = "brief"
    )]
    summary: Option<SummaryFormat>,
    /// JSON lines, a table to read or a CSV file, with a row for each request; with --summary the counts so
    #[arg(long, value_enum, default_value = "json", conflicts_with = "brief")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Table,
    Csv,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SummaryFormat {
    Table,
    Csv,
}

#[derive(Clone, Copy)]
enum Form {
    Full,
    Brief,
    Table,
    Csv,
    Summary,
}

impl Form {
    fn answers(self) -> Answers {
        match self {
            Form::Summary => Answers::AtTheEnd,
            Form::Full | Form::Brief | Form::Table | Form::Csv => Answers::AsItGoes,
        }
    }
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let form = match (options.summary, options.format, options.brief) {
        (Some(_), ..) => Form::Summary,
        (None, Format::Table, _) => Form::Table,
        (None, Format::Csv, _) => Form::Csv,
        (None, Format::Json, true) => Form::Brief,
        (None, Format::Json, false) => Form::Full,
    };
    let policies = policy_file::policies(&options.policy)?;
    let time = options.clock.time()?;
    let mut lines = options.source.open(form.answers())?;
    let columns = Columns::new(&mut lines, &options.source, &policies, &time)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut total = Tally::default();
    let work = |batch: &[Line]| decide(batch, &columns, &policies, &time, form);
    match form {
        Form::Table => table_row(&mut out, &["line", "payer", "outcome", "last day", "why"])?,
        Form::Csv => csv_row(&mut out, &["line", "payer", "outcome", "last_day", "why"])?,
        Form::Full | Form::Brief | Form::Summary => {}
    }
    let read = pipeline::run(lines, work, |done| {
        out.write_all(&done.output)?;
        report(&done.unreadable);
        total.add(done.tally);
        Ok(())
    })?;
    check_count(read, total.decided(), total.unreadable)?;
    match (options.summary, options.format) {
        (None, _) => {}
        (Some(SummaryFormat::Csv), _) | (_, Format::Csv) => total.write_csv(&mut out)?,
        (Some(SummaryFormat::Table), _) => total.write(&mut out)?,
    }
    out.flush()?;
    if total.unreadable > 0 {
        say(format_args!(
            "{read} requests read: {} decided, {} could not be read",
            total.decided(),
            total.unreadable
        ));
    }
    Ok(if total.unreadable > 0 {
        End::LinesLeftOut
    } else {
        End::Done
    })
}

/// Holds the results to what was read: no request is lost, and none comes twice.
pub(crate) fn check_count(read: u64, decided: u64, unreadable: u64) -> Result<(), Stopped> {
    if read == decided.saturating_add(unreadable) {
        return Ok(());
    }
    Err(Stopped::Because(format!(
        "{read} requests were read, {decided} decided and {unreadable} reported: these results can't be relied on"
    )))
}

pub(crate) fn report(unreadable: &[(u64, String)]) {
    for (number, reason) in unreadable {
        say(format_args!("line {number}: {reason}"));
    }
}

struct Done<'p> {
    output: Vec<u8>,
    unreadable: Vec<(u64, String)>,
    tally: Tally<'p>,
}

#[derive(Serialize)]
struct Numbered<T> {
    line: u64,
    #[serde(flatten)]
    rest: T,
}

#[derive(Serialize)]
struct Brief<'d> {
    outcome: Outcome,
    rules: Vec<&'d str>,
    needed: Vec<&'d str>,
    due: Option<String>,
}

#[derive(Serialize)]
struct Unreadable<'d> {
    error: &'d str,
}

fn decide<'p>(
    batch: &[Line],
    columns: &Columns<'_>,
    policies: &'p Policies,
    time: &Time<'_>,
    form: Form,
) -> Done<'p> {
    let mut done = Done {
        output: Vec::new(),
        unreadable: Vec::new(),
        tally: Tally::default(),
    };
    for line in batch {
        let decision = columns.request(line).and_then(|request| {
            let now = time.of(&request)?;
            Ok(validate_request(policies, &request, now))
        });
        match (&decision, form) {
            (_, Form::Summary) => {}
            (Ok(decision), Form::Full) => write(&mut done.output, line.number, decision),
            (Ok(decision), Form::Brief) => write(&mut done.output, line.number, brief(decision)),
            (Ok(decision), Form::Table | Form::Csv) => {
                write_row(&mut done.output, line.number, decision, form);
            }
            (Err(error), Form::Table | Form::Csv) => {
                let cells = [&line.number.to_string(), "", "unreadable", "", error];
                row(&mut done.output, &cells, form);
            }
            (Err(error), _) => write(&mut done.output, line.number, Unreadable { error }),
        }
        match decision {
            Ok(decision) => done.tally.count(&decision),
            Err(reason) => {
                done.tally.unreadable = done.tally.unreadable.saturating_add(1);
                done.unreadable.push((line.number, reason));
            }
        }
    }
    done
}

pub(crate) fn write(output: &mut Vec<u8>, line: u64, rest: impl Serialize) {
    // Into memory, and of plain data: it does not fail.
    if serde_json::to_writer(&mut *output, &Numbered { line, rest }).is_ok() {
        output.push(b'\n');
    }
}

/// The columns of a table; the last is as long as it is.
fn table_row(out: &mut impl Write, [line, payer, outcome, due, why]: &[&str; 5]) -> io::Result<()> {
    let row = format!("{line:>7}  {payer:<20}  {outcome:<10}  {due:<10}  {why}");
    writeln!(out, "{}", row.trim_end())
}

fn csv_row(out: &mut impl Write, cells: &[&str; 5]) -> io::Result<()> {
    csv::Writer::from_writer(out)
        .write_record(cells)
        .map_err(io::Error::from)
}

fn row(output: &mut Vec<u8>, cells: &[&str; 5], form: Form) {
    // Into memory: it does not fail.
    let _ = match form {
        Form::Csv => csv_row(output, cells),
        _ => table_row(output, cells),
    };
}

fn write_row(output: &mut Vec<u8>, line: u64, decision: &Decision<'_>, form: Form) {
    let Brief {
        outcome,
        rules,
        needed,
        due,
    } = brief(decision);
    let payer = decision.policy.as_ref().map_or("", |policy| policy.id);
    let mut why = rules.join(", ");
    if !needed.is_empty() {
        let before = if why.is_empty() { "" } else { "; " };
        why = format!("{why}{before}needs {}", needed.join(", "));
    }
    let cells = [
        &line.to_string(),
        payer,
        outcome.name(),
        due.as_deref().unwrap_or(""),
        &why,
    ];
    row(output, &cells, form);
}

fn brief<'d>(decision: &'d Decision<'_>) -> Brief<'d> {
    Brief {
        outcome: decision.outcome,
        rules: decisive(decision).collect(),
        needed: decision.needed.iter().map(|open| open.field).collect(),
        due: decision
            .deadline
            .as_ref()
            .map(|deadline| deadline.due.to_string()),
    }
}

/// The rules that keep a request from being eligible.
pub(crate) fn decisive<'d, 'p: 'd>(decision: &'d Decision<'p>) -> impl Iterator<Item = &'p str> {
    let findings = decision.findings.iter();
    findings
        .filter(|finding| matches!(finding.kind, FindingKind::Reject | FindingKind::Invalid))
        .map(|finding| finding.rule)
}

/// How many requests had which outcome, and why. Its size does not grow with them.
#[derive(Default)]
struct Tally<'p> {
    payers: BTreeMap<&'p str, [u64; 3]>,
    reasons: BTreeMap<(&'static str, &'p str), u64>,
    unreadable: u64,
}

impl<'p> Tally<'p> {
    fn count(&mut self, decision: &Decision<'p>) {
        let payer = decision
            .policy
            .as_ref()
            .map_or("(no known payer)", |policy| policy.id);
        let [eligible, ineligible, incomplete] = self.payers.entry(payer).or_default();
        let outcome = match decision.outcome {
            Outcome::Eligible => eligible,
            Outcome::Ineligible => ineligible,
            Outcome::Incomplete => incomplete,
        };
        *outcome = outcome.saturating_add(1);
        let needed = decision.needed.iter().map(|open| ("needs", open.field));
        for reason in decisive(decision).map(|rule| ("rule", rule)).chain(needed) {
            let count = self.reasons.entry(reason).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn decided(&self) -> u64 {
        let counts = self.payers.values().flatten();
        counts.fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The same counts for a sheet: what is counted, its name, and how many.
    fn write_csv(&self, out: &mut impl Write) -> Result<(), Stopped> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(["count of", "payer", "outcome", "reason", "requests"])
            .map_err(io::Error::from)?;
        let mut row = |cells: [&str; 4], count: u64| {
            let [kind, payer, outcome, reason] = cells;
            let written = csv.write_record([kind, payer, outcome, reason, &count.to_string()]);
            written.map_err(|error| Stopped::from(io::Error::from(error)))
        };
        for (payer, counts) in &self.payers {
            for (outcome, count) in ["eligible", "ineligible", "incomplete"].iter().zip(counts) {
                row(["outcome", payer, outcome, ""], *count)?;
            }
        }
        for ((kind, name), count) in &self.reasons {
            row([kind, "", "", name], *count)?;
        }
        row(["unreadable", "", "", ""], self.unreadable)?;
        row(
            ["read", "", "", ""],
            self.decided().saturating_add(self.unreadable),
        )?;
        Ok(csv.flush()?)
    }

    fn add(&mut self, other: Tally<'p>) {
        for (payer, counts) in other.payers {
            for (sum, count) in self.payers.entry(payer).or_default().iter_mut().zip(counts) {
                *sum = sum.saturating_add(count);
            }
        }
        for (reason, count) in other.reasons {
            let sum = self.reasons.entry(reason).or_default();
            *sum = sum.saturating_add(count);
        }
        self.unreadable = self.unreadable.saturating_add(other.unreadable);
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let sum = |column: usize| -> u64 {
            self.payers
                .values()
                .filter_map(|counts| counts.get(column))
                .fold(0, |sum, count| sum.saturating_add(*count))
        };
        let heads = ["payer", "eligible", "ineligible", "incomplete"];
        let [payer, rest @ ..] = heads;
        write!(out, "{payer:<20}")?;
        for head in rest {
            write!(out, "{head:>12}")?;
        }
        writeln!(out)?;
        let all = [sum(0), sum(1), sum(2)];
        for (payer, counts) in self
            .payers
            .iter()
            .map(|(p, c)| (*p, *c))
            .chain([("all", all)])
        {
            write!(out, "{payer:<20}")?;
            for count in counts {
                write!(out, "{count:>12}")?;
            }
            writeln!(out)?;
        }
        if self.unreadable > 0 {
            writeln!(out, "\nlines that could not be read: {}", self.unreadable)?;
        }
        let mut reasons: Vec<_> = self.reasons.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        if !reasons.is_empty() {
            writeln!(out, "\n{:>12}  reason", "requests")?;
        }
        for ((kind, name), count) in reasons {
            let before = if *kind == "needs" { "needs " } else { "" };
            writeln!(out, "{count:>12}  {before}{name}")?;
        }
        Ok(())
    }
}
