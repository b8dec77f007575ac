//! Where requests come from: JSON lines or CSV, a batch at a time, so that any number fits.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use clap::{Args, ValueEnum};
use csv::ByteRecord;

use crate::Stopped;
use crate::progress::Progress;

/// The longest line that is read, in bytes. A request is shorter by far.
const LONGEST: usize = 1 << 20;
/// Lines that are handed on together.
const BATCH: usize = 256;

#[derive(Args)]
pub(crate) struct Source {
    /// Requests: JSON lines, or CSV with a header; `-` reads standard input
    pub(crate) file: String,
    /// How the file is written [default: by its ending, `.csv` or not]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
}

/// One line, not yet understood.
pub(crate) struct Line {
    /// Counted from 1, the header of a CSV file included.
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
    progress: Progress,
}

enum Reader {
    Json {
        reader: Box<dyn BufRead + Send>,
        number: u64,
    },
    Csv(Box<csv::Reader<Box<dyn BufRead + Send>>>),
}

impl Source {
    pub(crate) fn open(&self) -> Result<Lines, Stopped> {
        let failed = |error: io::Error| format!("{}: {error}", self.file);
        let (reader, length): (Box<dyn BufRead + Send>, _) = if self.file == "-" {
            (Box::new(BufReader::new(io::stdin())), None)
        } else {
            let file = File::open(&self.file).map_err(failed)?;
            let length = file.metadata().map_err(failed)?.len();
            (
                Box::new(BufReader::with_capacity(1 << 18, file)),
                Some(length),
            )
        };
        let csv = Path::new(&self.file)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let format = self
            .format
            .unwrap_or(if csv { Format::Csv } else { Format::Jsonl });
        let reader = match format {
            Format::Jsonl => Reader::Json { reader, number: 0 },
            Format::Csv => Reader::Csv(Box::new(
                csv::ReaderBuilder::new().flexible(true).from_reader(reader),
            )),
        };
        Ok(Lines {
            reader,
            progress: Progress::new(length),
        })
    }
}

impl Lines {
    /// The names of the columns; none where each line names its own.
    pub(crate) fn header(&mut self) -> Result<Vec<String>, Stopped> {
        match &mut self.reader {
            Reader::Json { .. } => Ok(Vec::new()),
            Reader::Csv(reader) => {
                let header = reader.headers().map_err(|error| error.to_string())?;
                Ok(header
                    .iter()
                    .map(|name| name.trim().trim_start_matches('\u{feff}').to_string())
                    .collect())
            }
        }
    }

    /// The next lines; `None` at the end.
    pub(crate) fn batch(&mut self) -> io::Result<Option<Vec<Line>>> {
        let mut batch = Vec::with_capacity(BATCH);
        let mut read = 0;
        while batch.len() < BATCH {
            let Some((line, length)) = self.reader.line()? else {
                break;
            };
            read = length.saturating_add(read);
            batch.extend(line);
        }
        match &self.reader {
            Reader::Json { .. } => self.progress.advance(read),
            Reader::Csv(reader) => self.progress.reach(reader.position().byte()),
        }
        if batch.is_empty() {
            self.progress.clear();
        }
        Ok(Some(batch).filter(|batch| !batch.is_empty()))
    }
}

impl Reader {
    /// A line, unless it is blank, and its bytes.
    fn line(&mut self) -> io::Result<Option<(Option<Line>, u64)>> {
        match self {
            Reader::Json { reader, number } => {
                let Some((bytes, length)) = json_line(reader)? else {
                    return Ok(None);
                };
                *number = number.saturating_add(1);
                let content = match bytes {
                    None => Content::Unreadable(format!("longer than {LONGEST} bytes")),
                    Some(bytes) if bytes.trim_ascii().is_empty() => {
                        return Ok(Some((None, length)));
                    }
                    Some(bytes) => Content::Json(bytes),
                };
                let number = *number;
                Ok(Some((Some(Line { number, content }), length)))
            }
            Reader::Csv(reader) => csv_line(reader).map(|line| line.map(|line| (Some(line), 0))),
        }
    }
}

/// A line without its break, or nothing of it where it is too long; and its length.
fn json_line(reader: &mut impl BufRead) -> io::Result<Option<(Option<Vec<u8>>, u64)>> {
    let mut bytes = Vec::new();
    let limit = LONGEST.saturating_add(1) as u64;
    let mut length = reader.by_ref().take(limit).read_until(b'\n', &mut bytes)? as u64;
    if length == 0 {
        return Ok(None);
    }
    if bytes.len() <= LONGEST || bytes.ends_with(b"\n") {
        return Ok(Some((Some(bytes), length)));
    }
    loop {
        bytes.clear();
        let more = reader.by_ref().take(limit).read_until(b'\n', &mut bytes)? as u64;
        length = length.saturating_add(more);
        if more == 0 || bytes.ends_with(b"\n") {
            return Ok(Some((None, length)));
        }
    }
}

fn csv_line<R: Read>(reader: &mut csv::Reader<R>) -> io::Result<Option<Line>> {
    let mut record = ByteRecord::new();
    let number = reader.position().line();
    let content = match reader.read_byte_record(&mut record) {
        Ok(false) => return Ok(None),
        Ok(true) => Content::Csv(record),
        Err(error) => match error.into_kind() {
            csv::ErrorKind::Io(error) => return Err(error),
            kind => Content::Unreadable(format!("{kind:?}")),
        },
    };
    let number = match &content {
        Content::Csv(record) => record.position().map_or(number, csv::Position::line),
        _ => number,
    };
    Ok(Some(Line { number, content }))
}
