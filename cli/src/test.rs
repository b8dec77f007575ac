//! `p2p-review test`

mod shortened;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use p2p_policy::author::{Place, SourceError, SourceFile, read_text};
use p2p_review::Policies;
use p2p_rows::coverage::{self, Coverage, Part};
use p2p_rows::{Case, Contact, Names, Ran, Table, run as run_rows, spoil};
use serde::Serialize;

use crate::policy_file::{PolicyFile, library};
use crate::progress::{Answers, Progress};
use crate::{End, Stopped};
use shortened::{Entry, shortened};

/// Run the rows beside a policy, and say what they would miss
///
/// A row is a request and what its decision has to be; the rows of acme.toml stand in
/// acme.rows.toml. Also said: the rules, statements and boundary days that no row touches, and
/// each spoilt version of the policy (a rule dropped, a value added, a day more or less) that
/// no row notices.
///
/// Of a long list of things alike the first ones are shown, and how many more there are; --all
/// shows each.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// A policy file, .toml or .json
    policy: String,
    /// Files of rows [default: the one beside the policy]; rows of other payers are left out
    #[arg(long, value_name = "FILE", num_args = 1..)]
    rows: Vec<String>,
    /// Run the rows and nothing more
    #[arg(long)]
    quick: bool,
    /// List everything that no row touches or notices, however much it is
    #[arg(long)]
    all: bool,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// How much of a long list is written.
#[derive(Clone, Copy)]
enum Length {
    Short,
    Whole,
}

impl Length {
    fn of(options: &Options) -> Self {
        match options.all {
            true => Length::Whole,
            false => Length::Short,
        }
    }
}

/// Everything that is reported.
#[derive(Serialize)]
struct Report<'r> {
    rows: Vec<Row<'r>>,
    /// How many rows are of other payers.
    of_others: usize,
    coverage: Option<Placed>,
    spoilt: Option<Spoilt>,
}

#[derive(Serialize)]
struct Row<'r> {
    file: &'r str,
    line: usize,
    name: &'r str,
    outcome: &'r str,
    passed: bool,
    complaints: &'r [String],
    /// What it asks.
    request: &'r serde_json::Value,
    /// When it asks.
    now: &'r str,
}

/// Why a file of rows can't be read.
#[derive(Serialize)]
struct Unreadable<'r> {
    file: &'r str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'r str,
}

#[derive(Serialize)]
struct Placed {
    rules: Untouched,
    statements: Untouched,
    days: Untouched,
}

#[derive(Serialize)]
struct Untouched {
    total: usize,
    untouched: Vec<PlacedPart>,
}

#[derive(Serialize)]
struct Spoilt {
    total: usize,
    refused: usize,
    alike: usize,
    unnoticed: Vec<Unnoticed>,
}

#[derive(Serialize)]
struct Unnoticed {
    #[serde(flatten)]
    part: PlacedPart,
    witness: spoil::Witness,
}

/// A part of the policy.
#[derive(Serialize)]
struct PlacedPart {
    #[serde(flatten)]
    place: Place,
    path: String,
    what: String,
}

impl PlacedPart {
    fn of(file: &SourceFile, path: &str, what: &str) -> Self {
        PlacedPart {
            place: file.place_of(path),
            path: file.written_at(path),
            what: what.to_string(),
        }
    }
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let file = PolicyFile::read(&options.policy)?;
    let compiled = file.compiled(&options.policy)?;
    let mut policies = Policies::new();
    let added = policies.add(&compiled.packed);
    added.map_err(|error| format!("{} can't be loaded\n{error}", options.policy))?;
    let names = Names::of(file.source(), &library());
    let tables = match tables(options, &names) {
        Ok(tables) => tables,
        Err(error) => return Err(options.format.unreadable(error)?),
    };
    let is_own = |case: &&Case| {
        let payer = case.request.get("payer").and_then(|payer| payer.as_str());
        payer == Some(&*compiled.id)
    };
    let all = || tables.iter().flat_map(|(_, table)| table.cases());
    let own: Vec<&Case> = all().filter(is_own).collect();
    if own.is_empty() {
        let names: Vec<&str> = tables.iter().map(|(name, _)| name.as_str()).collect();
        return Err(Stopped::Because(format!(
            "{}: no row has `payer = \"{}\"`",
            names.join(", "),
            compiled.id
        )));
    }
    let printed: Vec<&Contact> = tables
        .iter()
        .flat_map(|(_, table)| table.contacts())
        .collect();
    let ran = run_rows(&own, &printed, &policies);
    let passes = ran.iter().all(|row| row.complaints.is_empty());
    let coverage = (!options.quick).then(|| placed(&file, &coverage::of(file.source(), &ran)));
    // A row that fails as it is notices nothing.
    let spoilt = (!options.quick && passes).then(|| spoilt(&file, &own, &printed));
    let report = Report {
        rows: ran.iter().map(|row| shown(row, &tables)).collect(),
        of_others: all().count().saturating_sub(own.len()),
        coverage,
        spoilt,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    match options.format {
        Format::Text => report.write(&mut out, Length::of(options))?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(match report.is_good() {
        true => End::Done,
        false => End::Found,
    })
}

impl Format {
    /// How a file of rows is told that can't be read.
    fn unreadable(self, error: SourceError) -> io::Result<Stopped> {
        if let Format::Text = self {
            return Ok(error.into());
        }
        let unreadable = Unreadable {
            file: &error.file,
            line: error.place.as_ref().map(|place| place.line),
            column: error.place.as_ref().map(|place| place.column),
            message: &error.message,
        };
        let told = serde_json::json!({ "unreadable": unreadable });
        writeln!(io::stdout(), "{told:#}")?;
        Ok(Stopped::Told)
    }
}

/// The files of rows, each with its name.
fn tables(options: &Options, names: &Names) -> Result<Vec<(String, Table)>, SourceError> {
    let beside = Path::new(&options.policy).with_extension("rows.toml");
    let files: Vec<PathBuf> = match options.rows.as_slice() {
        [] => vec![beside],
        named => named.iter().map(PathBuf::from).collect(),
    };
    let read = |file: &PathBuf| {
        let name = file.display().to_string();
        let text = read_text(file)?;
        let table = Table::parse(&name, &text)?;
        names.check(&name, &text, &table)?;
        Ok((name, table))
    };
    files.iter().map(read).collect()
}

fn shown<'r>(ran: &'r Ran<'_>, tables: &'r [(String, Table)]) -> Row<'r> {
    let holds = |table: &Table| {
        table
            .cases()
            .iter()
            .any(|case| std::ptr::eq(case, ran.case))
    };
    let file = tables.iter().find(|(_, table)| holds(table));
    let now = ran.decision.get("checked_at");
    Row {
        file: file.map_or("", |(name, _)| name),
        line: ran.case.line,
        name: &ran.case.name,
        outcome: ran.outcome(),
        passed: ran.complaints.is_empty(),
        complaints: &ran.complaints,
        request: &ran.case.request,
        now: now.and_then(|now| now.as_str()).unwrap_or_default(),
    }
}

fn placed(file: &PolicyFile, coverage: &Coverage) -> Placed {
    let place = |part: &Part| PlacedPart::of(file.file(), &part.path, &part.what);
    let tally = |tally: &coverage::Tally| Untouched {
        total: tally.total,
        untouched: tally.untouched.iter().map(place).collect(),
    };
    Placed {
        rules: tally(&coverage.rules),
        statements: tally(&coverage.statements),
        days: tally(&coverage.days),
    }
}

fn spoilt(file: &PolicyFile, rows: &[&Case], printed: &[&Contact]) -> Spoilt {
    let mut progress = Progress::new(Answers::AtTheEnd);
    let report = spoil::try_all(file.source(), &library(), rows, printed, |done, total| {
        progress.show(|| format!("{done} of {total} spoilt versions"));
    });
    drop(progress);
    let unnoticed = |unnoticed: spoil::Unnoticed| Unnoticed {
        part: PlacedPart::of(file.file(), &unnoticed.spoilt.path, &unnoticed.spoilt.what),
        witness: unnoticed.witness,
    };
    Spoilt {
        total: report.total,
        refused: report.refused,
        alike: report.alike,
        unnoticed: report.unnoticed.into_iter().map(unnoticed).collect(),
    }
}

impl Report<'_> {
    fn is_good(&self) -> bool {
        let rows = self.rows.iter().all(|row| row.passed);
        let touched = self.coverage.as_ref().is_none_or(|coverage| {
            [&coverage.rules, &coverage.statements, &coverage.days]
                .iter()
                .all(|tally| tally.untouched.is_empty())
        });
        let noticed = self.spoilt.as_ref();
        rows && touched && noticed.is_none_or(|spoilt| spoilt.unnoticed.is_empty())
    }

    fn write(&self, out: &mut impl Write, length: Length) -> io::Result<()> {
        for row in self.rows.iter().filter(|row| !row.passed) {
            writeln!(out, "{}:{}: {}", row.file, row.line, row.name)?;
            for complaint in row.complaints {
                writeln!(out, "  - {complaint}")?;
            }
        }
        let passed = self.rows.iter().filter(|row| row.passed).count();
        write!(out, "{passed} of {} rows pass", self.rows.len())?;
        match self.of_others {
            0 => writeln!(out)?,
            others => writeln!(out, "; {others} of other payers left out")?,
        }
        if let Some(coverage) = &self.coverage {
            for (name, tally) in [
                ("rules and other parts", &coverage.rules),
                ("statements", &coverage.statements),
                ("boundary days", &coverage.days),
            ] {
                tally.write(out, name, length)?;
            }
        }
        if let Some(spoilt) = &self.spoilt {
            let noticed = spoilt.total.saturating_sub(spoilt.unnoticed.len());
            writeln!(
                out,
                "spoilt versions: {noticed} of {} noticed, {} of them by the check alone",
                spoilt.total, spoilt.refused
            )?;
            length.write_list(out, &spoilt.unnoticed)?;
        }
        Ok(())
    }
}

/// Something that the rows miss.
trait Missed {
    fn what(&self) -> &str;
    fn write(&self, out: &mut impl Write) -> io::Result<()>;
}

impl Length {
    fn write_list<T: Missed>(self, out: &mut impl Write, items: &[T]) -> io::Result<()> {
        let entries = match self {
            Length::Whole => items.iter().map(Entry::One).collect(),
            Length::Short => shortened(items, T::what),
        };
        entries.iter().try_for_each(|entry| match entry {
            Entry::One(item) => item.write(out),
            Entry::More { count, kind } => {
                let kind = kind.as_deref().unwrap_or("of other kinds");
                writeln!(out, "  … {count} more: {kind} (--all lists them)")
            }
        })
    }
}

impl Untouched {
    fn write(&self, out: &mut impl Write, name: &str, length: Length) -> io::Result<()> {
        let touched = self.total.saturating_sub(self.untouched.len());
        writeln!(out, "{name}: {touched} of {} touched", self.total)?;
        length.write_list(out, &self.untouched)
    }
}

impl Missed for Unnoticed {
    fn what(&self) -> &str {
        &self.part.what
    }

    /// What is spoilt, then a request that would tell.
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.part.write(out)?;
        let witness = &self.witness;
        let with = match witness.with.as_slice() {
            [] => String::new(),
            with => format!(" with {}", with.join(", ")),
        };
        writeln!(out, "    “{}”{with}: {}", witness.row, witness.difference)
    }
}

impl Missed for PlacedPart {
    fn what(&self) -> &str {
        &self.what
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Place { file, line, column } = &self.place;
        writeln!(out, "  {file}:{line}:{column}: {}", self.what)
    }
}
