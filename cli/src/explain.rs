//! `p2p-review explain`

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use clap::Args;
use p2p_policy::time::{Zone, end_of_day, local_day, local_time};
use p2p_review::{
    Citation, Deadline, Decision, Finding, FindingKind, NextStep, OpenFact, Outcome, Policies,
    Status, Unit, validate_request,
};

use crate::input::Source;
use crate::progress::Answers;
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
    /// Use this policy too, a .json or .toml file; it replaces the one with its id
    #[arg(long, value_name = "FILE")]
    policy: Vec<String>,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let policies = policy_file::policies(&options.policy)?;
    let time = options.clock.time()?;
    let mut lines = options.source.open(Answers::AtTheEnd)?;
    let columns = Columns::new(&mut lines, &options.source, &policies, &time)?;
    while let Some(batch) = lines.batch()? {
        let wanted = |number| options.line.is_none_or(|line| line == number);
        let Some(line) = batch.iter().find(|line| wanted(line.number)) else {
            continue;
        };
        let request = columns
            .request(line)
            .map_err(|reason| format!("line {}: {reason}", line.number))?;
        let decision = validate_request(&policies, &request, time.of(&request)?);
        let text = explanation(&decision, &policies).map_err(|error| error.to_string())?;
        drop(lines);
        io::stdout().write_all(text.as_bytes())?;
        return Ok(End::Done);
    }
    Err(Stopped::Because(match options.line {
        Some(line) => format!("{} has no request in line {line}", options.source.file),
        None => format!("{} holds no request", options.source.file),
    }))
}

fn explanation(decision: &Decision<'_>, policies: &Policies) -> Result<String, fmt::Error> {
    let mut text = String::new();
    let headline = match decision.outcome {
        Outcome::Eligible => "Eligible: it can be sent as it is.",
        Outcome::Ineligible => "Ineligible: it can't be made, whatever else is answered.",
        Outcome::Incomplete => "Incomplete: something still has to be answered or corrected.",
    };
    writeln!(text, "{headline}")?;
    let payer = decision.policy.as_ref().map(|policy| policy.id);
    let zone = payer.and_then(|payer| policies.time_zone(payer));
    match decision.policy.as_ref().zip(zone) {
        Some((policy, zone)) => writeln!(
            text,
            "{}, policy {}, as of {} ({})",
            policy.name,
            policy.version,
            judged_at(decision.checked_at, zone),
            zone.name()
        )?,
        None => writeln!(text, "No known payer, as of {}", decision.checked_at)?,
    }
    for (kind, title) in [
        (FindingKind::Reject, "Why not"),
        (FindingKind::Invalid, "To be corrected"),
        (FindingKind::Warning, "Warnings"),
        (FindingKind::Notice, "Good to know"),
    ] {
        let findings = decision
            .findings
            .iter()
            .filter(|finding| finding.kind == kind);
        for (index, finding) in findings.enumerate() {
            if index == 0 {
                writeln!(text, "\n{title}")?;
            }
            write_finding(&mut text, finding)?;
        }
    }
    write_open(
        &mut text,
        "Still to be answered",
        &decision.needed,
        payer,
        policies,
    )?;
    write_open(
        &mut text,
        "Welcome, but not needed",
        &decision.optional,
        payer,
        policies,
    )?;
    for deadline in decision.deadline.iter().chain(&decision.clocks) {
        write_deadline(&mut text, deadline)?;
    }
    if !decision.contacts.is_empty() {
        writeln!(text, "\nWhere it goes")?;
        for step in &decision.contacts {
            write_step(&mut text, step)?;
        }
    }
    if let (Some(zone), false) = (zone, decision.response_times.is_empty()) {
        writeln!(text, "\nWhat the payer promises ({})", zone.name())?;
        for promise in &decision.response_times {
            writeln!(
                text,
                "  {} ({} {}): by {}",
                promise.label,
                promise.count,
                unit(promise.count, promise.unit),
                moment(promise.by, zone)
            )?;
        }
    }
    Ok(text)
}

fn write_finding(text: &mut String, finding: &Finding<'_>) -> fmt::Result {
    writeln!(text, "  {}", finding.message)?;
    let field = finding
        .field
        .as_deref()
        .map(|field| format!(", by `{field}{}`", finding.at.as_deref().unwrap_or("")));
    writeln!(text, "    {}{}", finding.rule, field.unwrap_or_default())?;
    write_citation(text, finding.citation.as_ref())?;
    for step in &finding.next_steps {
        write_step(text, step)?;
    }
    Ok(())
}

fn write_citation(text: &mut String, citation: Option<&Citation<'_>>) -> fmt::Result {
    let Some(citation) = citation else {
        return Ok(());
    };
    write!(text, "    {}", citation.title)?;
    if let Some(section) = citation.section {
        write!(text, ", “{section}”")?;
    }
    writeln!(text, " ({})", citation.statements.join(", "))
}

fn write_step(text: &mut String, step: &NextStep) -> fmt::Result {
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

fn write_open(
    text: &mut String,
    title: &str,
    open: &[OpenFact<'_>],
    payer: Option<&str>,
    policies: &Policies,
) -> fmt::Result {
    if open.is_empty() {
        return Ok(());
    }
    let summaries = policies.summaries();
    let policies = summaries
        .iter()
        .filter(|policy| payer.is_none_or(|payer| policy.id == payer));
    let fields: Vec<_> = policies.flat_map(|policy| &policy.fields).collect();
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

fn write_deadline(text: &mut String, deadline: &Deadline<'_>) -> fmt::Result {
    let counted = deadline.count.map_or(String::new(), |count| {
        format!(
            "{count} {} from {}; ",
            unit(count, deadline.unit),
            weekday(deadline.start)
        )
    });
    writeln!(
        text,
        "\n{}: {counted}the last day is {}{} ({})",
        deadline.label,
        weekday(deadline.due),
        until(deadline),
        deadline.time_zone.name(),
    )?;
    let state = match deadline.status {
        Status::NotOpen => "It is not open yet",
        Status::Open => "It is open",
        Status::LastDay => "Today is the safe last day",
        Status::PastSafe => "The safe last day has passed",
        Status::PastDue => "The last day has passed",
        Status::Closed => "It is closed",
    };
    match deadline.days_left {
        Some(days) if days > 0 => writeln!(text, "{state}, {days} to go.")?,
        _ => writeln!(text, "{state}.")?,
    }
    if let Some(opens) = deadline.opens {
        let opens_or_opened = match deadline.status {
            Status::NotOpen => "opens",
            _ => "opened",
        };
        writeln!(text, "It {opens_or_opened} on {}.", weekday(opens))?;
    }
    if deadline.safe != deadline.due {
        writeln!(
            text,
            "Safe until {}: this counts a holiday on which many firms work.",
            weekday(deadline.safe)
        )?;
    }
    if deadline.closes != deadline.due {
        writeln!(
            text,
            "Until {}, a request is accepted with a warning.",
            weekday(deadline.closes)
        )?;
    }
    if let Some(why) = odd_end(deadline) {
        writeln!(text, "{why}")?;
    }
    for day in &deadline.days {
        let mark = match (day.counts, day.skipped) {
            (Some(number), _) => format!("{number:>3}"),
            (None, reason) => format!("  - {}", reason.unwrap_or("not counted")),
        };
        writeln!(text, "  {}  {mark}", weekday(day.date))?;
    }
    write_citation(text, deadline.citation.as_ref())
}

/// Why the last day is not the last of so many.
fn odd_end(deadline: &Deadline<'_>) -> Option<String> {
    let count = deadline.count?;
    let counted = deadline.days.iter().filter(|day| day.counts.is_some());
    let counted = u32::try_from(counted.count()).unwrap_or(count);
    let skips = deadline.days.len() > counted as usize;
    match deadline.unit {
        Unit::BusinessDays | Unit::CalendarDays if counted < count => Some(format!(
            "Another date cuts it short: only {counted} of {count} can be used."
        )),
        Unit::CalendarDays if skips => {
            Some("The last of them isn't a business day, so it moves to the next one.".to_string())
        }
        _ => None,
    }
}

/// `business days`; of one, `business day`
fn unit(count: u32, unit: Unit) -> String {
    let words = unit.name().replace('-', " ");
    match count {
        1 => words.trim_end_matches('s').to_string(),
        _ => words,
    }
}

/// `Tue 2026-03-03 16:30:00`
fn judged_at(instant: DateTime<Utc>, zone: Zone) -> String {
    let time = local_time(instant, zone);
    format!("{} {}", weekday(time.date()), time.time())
}

/// ` until 16:30`, where it ends within its last day.
fn until(deadline: &Deadline<'_>) -> String {
    match last_of(deadline.due_at, deadline.time_zone) {
        (_, Some(time)) => format!(" until {time}"),
        (_, None) => String::new(),
    }
}

/// `Tue 2026-03-03 16:30`, or `the end of Tue 2026-03-03`.
fn moment(end: DateTime<Utc>, zone: Zone) -> String {
    match last_of(end, zone) {
        (day, Some(time)) => format!("{} {time}", weekday(day)),
        (day, None) => format!("the end of {}", weekday(day)),
    }
}

/// The day on which a time ends, and the time of day, where that is not the day's own end.
fn last_of(end: DateTime<Utc>, zone: Zone) -> (NaiveDate, Option<String>) {
    let before = end.checked_sub_signed(TimeDelta::seconds(1));
    let day = local_day(before.unwrap_or(end), zone);
    if end_of_day(day, zone) == end {
        return (day, None);
    }
    let time = local_time(end, zone).time();
    (
        day,
        Some(format!("{:02}:{:02}", time.hour(), time.minute())),
    )
}

/// `Tue 2026-03-03`
fn weekday(day: NaiveDate) -> String {
    format!("{} {day}", chrono::Datelike::weekday(&day))
}
