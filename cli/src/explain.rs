//! `p2p-review explain`

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

use chrono::NaiveDate;
use clap::Args;
use p2p_review::{
    Citation, Deadline, Decision, Finding, FindingKind, NextStep, Open, Outcome, Policies,
    validate_request,
};

use crate::input::Source;
use crate::record::{Clock, Columns};
use crate::{End, Stopped, policy_file};

/// Print one decision in words, with each day of its deadline
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    #[command(flatten)]
    source: Source,
    /// Which line of the file
    #[arg(long, value_name = "NUMBER")]
    line: Option<u64>,
    #[command(flatten)]
    clock: Clock,
    /// Use this policy, a .json or .toml file, in the place of the one with its id, or beside them all
    #[arg(long, value_name = "FILE")]
    policy: Vec<String>,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let policies = policy_file::policies(&options.policy)?;
    let time = options.clock.time()?;
    let mut lines = options.source.open()?;
    let columns = Columns::new(lines.header()?, &policies);
    while let Some(batch) = lines.batch()? {
        let wanted = |number| options.line.is_none_or(|line| line == number);
        let Some(line) = batch.iter().find(|line| wanted(line.number)) else {
            continue;
        };
        let request = columns
            .request(line)
            .map_err(|reason| format!("line {}: {reason}", line.number))?;
        let decision = validate_request(&policies, &request, time.of(&request)?);
        let text = told(&decision, &policies).map_err(|error| error.to_string())?;
        io::stdout().write_all(text.as_bytes())?;
        return Ok(End::Done);
    }
    Err(Stopped::Because(match options.line {
        Some(line) => format!("{} has no request in line {line}", options.source.file),
        None => format!("{} holds no request", options.source.file),
    }))
}

fn told(decision: &Decision<'_>, policies: &Policies) -> Result<String, fmt::Error> {
    let mut text = String::new();
    let headline = match decision.outcome {
        Outcome::Eligible => "Eligible: it can be sent as it is.",
        Outcome::Ineligible => "Ineligible: it can't be made, whatever else is answered.",
        Outcome::Incomplete => "Incomplete: something is still to be answered or mended.",
    };
    writeln!(text, "{headline}")?;
    match &decision.policy {
        Some(policy) => writeln!(
            text,
            "{}, policy {}, as of {}",
            policy.name, policy.version, decision.checked_at
        )?,
        None => writeln!(text, "No known payer, as of {}", decision.checked_at)?,
    }
    for (kind, title) in [
        (FindingKind::Reject, "Why not"),
        (FindingKind::Invalid, "To be mended"),
        (FindingKind::Warning, "Mind"),
        (FindingKind::Notice, "Good to know"),
    ] {
        let findings = decision
            .findings
            .iter()
            .filter(|finding| finding.kind == kind);
        for (place, finding) in findings.enumerate() {
            if place == 0 {
                writeln!(text, "\n{title}")?;
            }
            tell_finding(&mut text, finding)?;
        }
    }
    let payer = decision.policy.as_ref().map(|policy| policy.id);
    tell_open(
        &mut text,
        "Still to be answered",
        &decision.needed,
        payer,
        policies,
    )?;
    if let Some(deadline) = &decision.deadline {
        tell_deadline(&mut text, deadline)?;
    }
    if !decision.contacts.is_empty() {
        writeln!(text, "\nWhere it goes")?;
        for step in &decision.contacts {
            tell_step(&mut text, step)?;
        }
    }
    if !decision.response_times.is_empty() {
        writeln!(text, "\nWhat the payer promises")?;
        for promise in &decision.response_times {
            writeln!(
                text,
                "  {} ({} {}): by {}",
                promise.label,
                promise.count,
                promise.unit.replace('-', " "),
                promise.by
            )?;
        }
    }
    Ok(text)
}

fn tell_finding(text: &mut String, finding: &Finding<'_>) -> fmt::Result {
    writeln!(text, "  {}", finding.message)?;
    let field = finding
        .field
        .map(|field| format!(", by `{field}{}`", finding.at.as_deref().unwrap_or("")));
    writeln!(text, "    {}{}", finding.rule, field.unwrap_or_default())?;
    tell_citation(text, finding.citation.as_ref())?;
    for step in &finding.next_steps {
        tell_step(text, step)?;
    }
    Ok(())
}

fn tell_citation(text: &mut String, citation: Option<&Citation<'_>>) -> fmt::Result {
    let Some(citation) = citation else {
        return Ok(());
    };
    write!(text, "    {}", citation.title)?;
    if let Some(section) = citation.section {
        write!(text, ", “{section}”")?;
    }
    writeln!(text, " ({})", citation.statements.join(", "))
}

fn tell_step(text: &mut String, step: &NextStep) -> fmt::Result {
    write!(text, "  - {}", step.label)?;
    if let Some(value) = &step.value {
        write!(text, ": {value}")?;
    }
    if let Some(address) = step.href.as_ref().filter(|href| !href.starts_with("tel:")) {
        write!(text, " <{address}>")?;
    }
    if let Some(note) = &step.note {
        write!(text, " ({note})")?;
    }
    writeln!(text)
}

fn tell_open(
    text: &mut String,
    title: &str,
    open: &[Open<'_>],
    payer: Option<&str>,
    policies: &Policies,
) -> fmt::Result {
    if open.is_empty() {
        return Ok(());
    }
    let summaries = policies.summaries();
    let asked = summaries
        .iter()
        .filter(|policy| payer.is_none_or(|payer| policy.id == payer));
    let fields: Vec<_> = asked.flat_map(|policy| &policy.fields).collect();
    writeln!(text, "\n{title}")?;
    for fact in open {
        let question = fields.iter().find(|field| field.field == fact.field);
        writeln!(
            text,
            "  {} (`{}`)",
            question.map_or(fact.field, |field| field.question),
            fact.field
        )?;
    }
    Ok(())
}

fn tell_deadline(text: &mut String, deadline: &Deadline<'_>) -> fmt::Result {
    writeln!(
        text,
        "\nDeadline: {} {} from {}; the last day is {} ({})",
        deadline.count,
        deadline.unit.replace('-', " "),
        weekday(deadline.start),
        weekday(deadline.due),
        deadline.time_zone,
    )?;
    let state = match deadline.status {
        "open" => "It is open",
        "last-day" => "Today is the last day",
        "past-due" => "The last day is over",
        _ => "It is closed",
    };
    match deadline.days_left {
        Some(days) if days > 0 => writeln!(text, "{state}, {days} to go.")?,
        _ => writeln!(text, "{state}.")?,
    }
    if deadline.closes != deadline.due {
        writeln!(
            text,
            "Until {} the gate lets it through with a warning.",
            weekday(deadline.closes)
        )?;
    }
    for day in &deadline.days {
        let mark = match (day.counts, day.skipped) {
            (Some(number), _) => format!("{number:>3}"),
            (None, reason) => format!("  - {}", reason.unwrap_or("not counted")),
        };
        writeln!(text, "  {}  {mark}", weekday(day.date))?;
    }
    tell_citation(text, deadline.citation.as_ref())
}

/// `Tue 2026-03-03`
fn weekday(day: NaiveDate) -> String {
    format!("{} {day}", chrono::Datelike::weekday(&day))
}
