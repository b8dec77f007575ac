//! `p2p-review new`

use std::fs::OpenOptions;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, NaiveDate, Utc};
use clap::Args;
use p2p_policy::author::{compile, io_message};
use p2p_policy::time::Zone;
use p2p_review::{Policies, Value, compute_deadline, parse_instant};

use crate::policy_file::library;
use crate::{End, Stopped};

const POLICY: &str = include_str!("../templates/policy.toml");
const ROWS: &str = include_str!("../templates/rows.toml");
/// Which keys a policy has and what can stand under each, for editors.
const SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/policy.schema.json"));
const SCHEMA_FILE: &str = "policy.schema.json";

/// Start a payer's policy: a file with comments that passes, and a file of rows
///
/// On a terminal, the command asks for the options that you leave out. It also writes the schema
/// with which editors complete and check the policy. Nothing is overwritten.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// What a request names as its payer: lowercase letters, digits and dashes
    id: String,
    /// The plan's name, as printed
    #[arg(long)]
    name: Option<String>,
    /// The plan's time zone
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Zone::NAMES))]
    zone: Option<String>,
    /// How many days after the letter a request is accepted
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=366))]
    days: Option<u32>,
    /// The unit of these days
    #[arg(long, value_parser = ["business-days", "calendar-days"])]
    unit: Option<String>,
    /// The number that offices call
    #[arg(long)]
    phone: Option<String>,
    /// Where the files go [default: here]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(options: &Options) -> Result<End, Stopped> {
    let id = &options.id;
    if !is_id(id) {
        return Err(Stopped::Because(format!(
            "`{id}` can't be an id: use lowercase letters, digits and dashes"
        )));
    }
    if is_device(id) {
        return Err(Stopped::Because(format!(
            "`{id}` can't be an id: Windows reserves this name"
        )));
    }
    let answers = Answers::ask(options)?;
    let policy = answers.filled(POLICY);
    let days = RowDays::of(id, &policy)?;
    let rows = days.filled(&answers.filled(ROWS));
    let folder = options.folder.clone().unwrap_or_default();
    let mut out = io::stdout().lock();
    for (file, text) in [
        (format!("{id}.toml"), &*policy),
        (format!("{id}.rows.toml"), &rows),
    ] {
        write_new(&folder.join(file), text)?;
    }
    // The same for every policy: another may have brought it.
    let schema = folder.join(SCHEMA_FILE);
    if !schema.exists() {
        write_new(&schema, SCHEMA)?;
    }
    let at = folder.join(format!("{id}.toml"));
    let at = at.display();
    writeln!(
        out,
        "{at}: the policy. Put your page's rules in place of the example's."
    )?;
    writeln!(out, "Then: p2p-review lint {at}, p2p-review test {at}")?;
    Ok(End::Done)
}

fn is_id(id: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    !id.is_empty()
        && id
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(letters))
}

/// Whatever their ending, Windows takes such names for devices.
fn is_device(id: &str) -> bool {
    let numbered = |port: &str| {
        id.strip_prefix(port)
            .is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    ["con", "prn", "aux", "nul"].contains(&id) || numbered("com") || numbered("lpt")
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Stopped> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Stopped::Because(format!("{} already exists", path.display()))
        }
        _ => Stopped::Because(format!("{}: {}", path.display(), io_message(&error))),
    })
}

struct Answers {
    id: String,
    name: String,
    zone: String,
    days: u32,
    unit: String,
    phone: String,
}

impl Answers {
    fn ask(options: &Options) -> Result<Self, Stopped> {
        let name = ask("The plan's name", &options.name, &titled(&options.id))?;
        let zone = ask("Its time zone", &options.zone, Zone::Eastern.name())?;
        let given = options.days.map(|days| days.to_string());
        let days = ask("Days after the letter in which to ask", &given, "5")?;
        let unit = ask(
            "business-days or calendar-days",
            &options.unit,
            "business-days",
        )?;
        let phone = ask(
            "The number that offices call",
            &options.phone,
            "800-555-0147",
        )?;
        let days = days.parse().ok().filter(|days| (1..=366).contains(days));
        let is_known =
            Zone::NAMES.contains(&&*zone) && ["business-days", "calendar-days"].contains(&&*unit);
        match days {
            Some(days) if is_known => Ok(Answers {
                id: options.id.clone(),
                name,
                zone,
                days,
                unit,
                phone,
            }),
            _ => Err(Stopped::Because(format!(
                "the number of days has to be from 1 to 366, the unit business-days or calendar-days, and the time zone one of: {}",
                Zone::NAMES.join(", ")
            ))),
        }
    }

    fn filled(&self, template: &str) -> String {
        let unit = match (&*self.unit, self.days) {
            ("business-days", 1) => "business day",
            ("business-days", _) => "business days",
            (_, 1) => "calendar day",
            _ => "calendar days",
        };
        // What JSON writes as a text, TOML reads as the same.
        let name = quoted(&self.name);
        let inside = |text: &str| text.trim_matches('"').to_string();
        [
            ("{{id}}", self.id.clone()),
            ("{{ID}}", self.id.to_uppercase()),
            ("{{name}}", self.name.replace(char::is_control, " ")),
            ("{{name_message}}", inside(&name)),
            ("{{name_text}}", name),
            ("{{zone}}", self.zone.clone()),
            ("{{days}}", self.days.to_string()),
            ("{{unit}}", self.unit.clone()),
            ("{{unit_words}}", unit.to_string()),
            ("{{phone}}", inside(&quoted(&self.phone))),
        ]
        .iter()
        .fold(template.to_string(), |text, (hole, filling)| {
            text.replace(hole, filling)
        })
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `acme-health` as a plan would write it.
fn titled(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What an option gives, else what is typed, else what is usual.
fn ask(question: &str, given: &Option<String>, usual: &str) -> Result<String, Stopped> {
    if let Some(given) = given {
        return Ok(given.clone());
    }
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Ok(usual.to_string());
    }
    let mut terminal = io::stderr();
    write!(terminal, "{question} [{usual}]: ")?;
    terminal.flush()?;
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    Ok(match line.trim() {
        "" => usual.to_string(),
        typed => typed.to_string(),
    })
}

/// The days that the rows name, as the engine counts them.
struct RowDays {
    due: NaiveDate,
    closed: NaiveDate,
    holiday_due: NaiveDate,
}

impl RowDays {
    fn of(id: &str, policy: &str) -> Result<Self, Stopped> {
        let source = p2p_policy::author::SourceFile::parse_toml(id.into(), policy)?;
        let compiled = compile(&source.value, &library()).map_err(|problems| {
            let lines = source.located(problems).join("\n");
            format!("these answers don't make a valid policy\n{lines}")
        })?;
        let mut policies = Policies::new();
        let added = policies.add(&compiled.packed);
        added.map_err(|error| error.to_string())?;
        let (due, closes) = last_days(&policies, id, "2026-03-02")?;
        let (holiday_due, _) = last_days(&policies, id, "2026-05-22")?;
        Ok(RowDays {
            due,
            closed: closes.checked_add_days(Days::new(1)).unwrap_or(closes),
            holiday_due,
        })
    }

    fn filled(&self, template: &str) -> String {
        template
            .replace("{{due}}", &self.due.to_string())
            .replace("{{closed}}", &self.closed.to_string())
            .replace("{{holiday_due}}", &self.holiday_due.to_string())
    }
}

/// The last day for a letter of this date, and the last on which a request is still taken.
fn last_days(
    policies: &Policies,
    id: &str,
    letter: &str,
) -> Result<(NaiveDate, NaiveDate), Stopped> {
    let text = |text: &str| Value::Text(text.to_string());
    let request = Value::Map(vec![
        ("payer".to_string(), text(id)),
        ("denial_date".to_string(), text(letter)),
    ]);
    let now: DateTime<Utc> = parse_instant(&format!("{letter}T17:00:00Z")).unwrap_or_default();
    let deadline = compute_deadline(policies, &request, now);
    let deadline = deadline.map_err(|error| error.to_string())?;
    Ok((deadline.due, deadline.closes))
}
