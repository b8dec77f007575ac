//! Where requests come from: JSON lines or CSV, a batch at a time, so that any number fits.

mod rows;
mod text;

use std::io::{self, Read};
use std::path::Path;
use std::time::Instant;

use clap::{Args, ValueEnum};
use csv::ByteRecord;
use p2p_policy::author::open_file;

use crate::Stopped;
use crate::progress::{Answers, Progress, say};
use rows::{Row, Rows, SEPARATORS, separator_of};
use text::{LONGEST, TextLine, TextLines};

/// Lines that are handed on together.
const BATCH: usize = 256;

#[derive(Args)]
pub(crate) struct Source {
    /// Requests: JSON lines, or CSV with a header; `-` reads standard input
    pub(crate) file: String,
    /// How the file is written [default: by its ending, or else by its first line]
    #[arg(long, value_enum)]
    input: Option<Format>,
    /// What separates the cells of a CSV file: a character, or `tab` [default: what its header shows]
    #[arg(long, value_name = "CHARACTER", value_parser = separator)]
    delimiter: Option<u8>,
    /// Refuse what is only understood by a guess: other encodings than Unicode's, and cells of a CSV file that are not
    /// written as the contract has them (2026-03-05, 13:00, true or false, yes or no)
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
}

fn separator(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [b'"' | b' ' | b'\r' | b'\n' | 0x80..] => {
            Err("this character can't separate cells".to_string())
        }
        [byte] => Ok(*byte),
        _ => Err("expected one ASCII character, or `tab`".to_string()),
    }
}

/// One line, not yet understood.
pub(crate) struct Line {
    /// As an editor counts, from 1: the header of a CSV file, blank lines and those within a cell included.
    pub(crate) number: u64,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    Json(Vec<u8>),
    Csv(ByteRecord),
    Unreadable(String),
}

/// The lines of a source.
pub(crate) struct Lines {
    reader: Reader,
    /// In bytes, where that is known.
    length: Option<u64>,
    begun: Instant,
    progress: Progress,
}

enum Reader {
    Json(TextLines),
    Csv(Rows),
}

impl Source {
    pub(crate) fn open(&self, answers: Answers) -> Result<Lines, Stopped> {
        let failed = |reason: String| format!("{}: {reason}", self.file);
        let (bytes, length): (Box<dyn Read + Send>, _) = if self.file == "-" {
            (Box::new(io::stdin()), None)
        } else {
            let file = open_file(Path::new(&self.file)).map_err(failed)?;
            let length = file.metadata().map_or(0, |known| known.len());
            (Box::new(file), Some(length))
        };
        let opened = TextLines::open(bytes).map_err(|stopped| match stopped {
            Stopped::Because(reason) => Stopped::Because(format!("{}: {reason}", self.file)),
            other => other,
        })?;
        if let Some(encoding) = opened.encoding {
            self.say(&format!("read as {encoding}"));
        }
        let reader = match self.format(&opened.start) {
            Format::Jsonl if is_array(&opened.start) => {
                return Err(failed(
                    "a JSON array: write each request on a line of its own".to_string(),
                )
                .into());
            }
            Format::Jsonl => Reader::Json(opened.lines),
            Format::Csv => Reader::Csv(Rows::new(opened.lines, self.separator(&opened.start))),
        };
        Ok(Lines {
            reader,
            length,
            begun: Instant::now(),
            progress: Progress::new(answers),
        })
    }

    /// By the ending, which a file of another program may lack.
    fn format(&self, start: &[u8]) -> Format {
        let ending = Path::new(&self.file).extension();
        let is = |known: &[&str]| {
            ending
                .is_some_and(|ending| known.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        };
        let looks_like_json =
            || matches!(start.trim_ascii_start().first(), Some(b'{' | b'[') | None);
        match self.input {
            Some(format) => format,
            None if self.delimiter.is_some() || is(&["csv", "tsv", "tab"]) => Format::Csv,
            None if is(&["jsonl", "ndjson", "json"]) || looks_like_json() => Format::Jsonl,
            None if separator_of(start).is_some() => {
                self.say("read as CSV, by its first line");
                Format::Csv
            }
            None => Format::Jsonl,
        }
    }

    fn separator(&self, start: &[u8]) -> u8 {
        if let Some(separator) = self.delimiter {
            return separator;
        }
        let [commas, ..] = SEPARATORS;
        let (separator, name) = separator_of(start).unwrap_or(commas);
        if separator != commas.0 {
            self.say(&format!("its cells are separated by {name}"));
        }
        separator
    }

    fn say(&self, what: &str) {
        say(format_args!("{}: {what}", self.file));
    }
}

/// Whether a text begins as an array of objects. A line that is one by mistake costs only itself, unless it is the first.
fn is_array(start: &[u8]) -> bool {
    let items = start.trim_ascii_start().strip_prefix(b"[");
    items.is_some_and(|items| items.trim_ascii_start().starts_with(b"{"))
}

impl Lines {
    /// The names of the columns; none where each line names its own.
    pub(crate) fn header(&mut self) -> Result<Option<Vec<String>>, Stopped> {
        let Reader::Csv(rows) = &mut self.reader else {
            return Ok(None);
        };
        let Some(Row { number, cells }) = rows.header()? else {
            return Ok(Some(Vec::new()));
        };
        let cells = cells.map_err(|reason| format!("line {number}, the header: {reason}"))?;
        let name = |cell: &[u8]| String::from_utf8_lossy(cell).trim().to_string();
        Ok(Some(cells.iter().map(name).collect()))
    }

    /// The next lines; `None` at the end.
    pub(crate) fn batch(&mut self) -> io::Result<Option<Vec<Line>>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let Some(line) = self.reader.line()? else {
                break;
            };
            batch.push(line);
        }
        let (position, length, begun) = (self.reader.position(), self.length, self.begun);
        self.progress.show(|| how_far(position, length, begun));
        Ok(Some(batch).filter(|batch| !batch.is_empty()))
    }
}

/// `45 %, 117 of 260 MB, 4 s left`; of what has no known length `117 MB, 3 s`.
fn how_far(position: u64, length: Option<u64>, begun: Instant) -> String {
    let megabytes = |bytes: u64| bytes / 1_000_000;
    let passed = begun.elapsed().as_secs_f64();
    match length {
        Some(length) if length > 0 && position > 0 => {
            // What was read of UTF-16 is counted in the bytes of UTF-8.
            let share = (position as f64 / length as f64).min(1.0);
            let left = passed / share - passed;
            let (done, all) = (megabytes(position), megabytes(length));
            format!(
                "{:.0} %, {done} of {all} MB, {left:.0} s left",
                share * 100.0
            )
        }
        _ => format!("{} MB, {passed:.0} s", megabytes(position)),
    }
}

impl Reader {
    /// How many bytes are read.
    fn position(&self) -> u64 {
        match self {
            Reader::Json(lines) => lines.position(),
            Reader::Csv(rows) => rows.position(),
        }
    }

    /// The next line that is not blank.
    fn line(&mut self) -> io::Result<Option<Line>> {
        match self {
            Reader::Json(lines) => loop {
                let Some(TextLine { number, bytes }) = lines.next_line()? else {
                    return Ok(None);
                };
                let content = match bytes {
                    None => Content::Unreadable(format!("longer than {LONGEST} bytes")),
                    Some(bytes) if bytes.trim_ascii().is_empty() => continue,
                    Some(bytes) => Content::Json(bytes),
                };
                return Ok(Some(Line { number, content }));
            },
            Reader::Csv(rows) => {
                let Some(Row { number, cells }) = rows.row()? else {
                    return Ok(None);
                };
                let content = cells.map_or_else(Content::Unreadable, Content::Csv);
                Ok(Some(Line { number, content }))
            }
        }
    }
}
