//! Rows of cells, RFC 4180 and what is commonly written instead of it. A quotation mark that never closes costs one row, not
//! the rest of the file.

use std::collections::VecDeque;
use std::io;

use csv::ByteRecord;

use super::text::{LONGEST, TextLine, TextLines};

/// A row that goes on over more lines than this has a quotation mark too many.
const MOST_LINES: usize = 100;

/// What separates cells, and what it is called.
pub(super) const SEPARATORS: [(u8, &str); 4] = [
    (b',', "commas"),
    (b';', "semicolons"),
    (b'\t', "tabs"),
    (b'|', "pipes"),
];

/// The rows of a text.
pub(super) struct Rows {
    lines: TextLines,
    /// Lines that were read in search of a closing quotation mark, to be read again as rows of their own.
    again: VecDeque<TextLine>,
    separator: u8,
    /// Cells of the header; none before it is read.
    width: Option<usize>,
}

/// A row, and the line in which it begins.
pub(super) struct Row {
    pub(super) number: u64,
    pub(super) cells: Result<ByteRecord, String>,
}

impl Rows {
    pub(super) fn new(lines: TextLines, separator: u8) -> Self {
        Rows {
            lines,
            again: VecDeque::new(),
            separator,
            width: None,
        }
    }

    pub(super) fn position(&self) -> u64 {
        self.lines.position()
    }

    fn line(&mut self) -> io::Result<Option<TextLine>> {
        match self.again.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next_line(),
        }
    }

    /// The first row, which names the cells of the others.
    pub(super) fn header(&mut self) -> io::Result<Option<Row>> {
        let mut header = self.row()?;
        // Excel's own note of what separates the cells.
        let is_note = |row: &Row| match &row.cells {
            Ok(cells) => {
                cells.len() <= 2 && cells.get(0).is_some_and(|cell| cell.starts_with(b"sep="))
            }
            Err(_) => false,
        };
        if header.as_ref().is_some_and(is_note) {
            header = self.row()?;
        }
        if let Some(Row {
            cells: Ok(cells), ..
        }) = &header
        {
            self.width = Some(cells.len());
        }
        Ok(header)
    }

    /// The next row that is not blank; `None` at the end.
    pub(super) fn row(&mut self) -> io::Result<Option<Row>> {
        let first = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.bytes.as_ref().is_some_and(|bytes| is_blank(bytes)) => {}
                Some(line) => break line,
            }
        };
        let number = first.number;
        let Some(bytes) = first.bytes else {
            let cells = Err(format!("longer than {LONGEST} bytes"));
            return Ok(Some(Row { number, cells }));
        };
        let mut cells = Cells::new(self.separator);
        cells.read(&bytes);
        let mut more = VecDeque::new();
        let mut wrong = None;
        while wrong.is_none() && cells.is_open() {
            wrong = match self.line()? {
                None => Some("a quotation mark is never closed".to_string()),
                Some(line) => {
                    let read = line.bytes.as_ref().map(|bytes| cells.go_on(bytes));
                    let last = line.number;
                    more.push_back(line);
                    match read {
                        None => Some(format!(
                            "its quotation mark runs into line {last}, longer than {LONGEST} bytes"
                        )),
                        Some(()) if more.len() >= MOST_LINES => Some(format!(
                            "a quotation mark is not closed within {MOST_LINES} lines"
                        )),
                        Some(()) => None,
                    }
                }
            };
        }
        let wrong = wrong.or_else(|| cells.fault.take()).or_else(|| {
            let (has, width) = (cells.count(), self.width?);
            let differs = format!("{has} cells, where the header has {width}");
            match more.back() {
                _ if has == width => None,
                None => Some(differs),
                Some(last) => Some(format!(
                    "{differs}; a quotation mark makes it run on to line {}",
                    last.number
                )),
            }
        });
        let cells = match wrong {
            None => Ok(cells.finish()),
            Some(wrong) => {
                more.append(&mut self.again);
                self.again = more;
                Err(wrong)
            }
        };
        Ok(Some(Row { number, cells }))
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == b' ')
}

/// The separator that makes the most cells of the first line, and its name; none where it is one cell.
pub(super) fn separator_of(start: &[u8]) -> Option<(u8, &'static str)> {
    let mut lines = start
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| !is_blank(line));
    let first = lines.next()?;
    if let Some([noted]) = first.strip_prefix(b"sep=") {
        return SEPARATORS
            .into_iter()
            .find(|(separator, _)| separator == noted);
    }
    let cells = |separator: u8| {
        let mut cells = Cells::new(separator);
        cells.read(first);
        cells.count()
    };
    // The first of equals counts, and `max_by_key` takes the last.
    let most = SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|(separator, _)| cells(*separator))?;
    Some(most).filter(|(separator, _)| cells(*separator) > 1)
}

/// Reads the cells of one row.
struct Cells {
    separator: u8,
    done: ByteRecord,
    cell: Vec<u8>,
    state: State,
    fault: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing of the cell yet, or blanks.
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark inside a quoted cell: the end, or half of a doubled one.
    Closed,
}

impl Cells {
    fn new(separator: u8) -> Self {
        Cells {
            separator,
            done: ByteRecord::new(),
            cell: Vec::new(),
            state: State::Start,
            fault: None,
        }
    }

    /// Whether a quoted cell goes on in the next line.
    fn is_open(&self) -> bool {
        self.state == State::Quoted
    }

    /// How many cells there are, with the one that is being read.
    fn count(&self) -> usize {
        self.done.len().saturating_add(1)
    }

    fn go_on(&mut self, bytes: &[u8]) {
        self.cell.push(b'\n');
        self.read(bytes);
    }

    fn read(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.state = match (self.state, *byte) {
                (State::Quoted, b'"') => State::Closed,
                (State::Quoted, other) => self.push(other, State::Quoted),
                (_, byte) if byte == self.separator => {
                    self.done.push_field(&self.cell);
                    self.cell.clear();
                    State::Start
                }
                (State::Closed, b'"') => self.push(b'"', State::Quoted),
                (State::Closed, b' ') => State::Closed,
                (State::Closed, other) => {
                    let cell = self.count();
                    self.fault.get_or_insert_with(|| {
                        format!("text after the closing quotation mark of cell {cell}")
                    });
                    self.push(other, State::Plain)
                }
                (State::Start, b' ') => State::Start,
                (State::Start, b'"') => State::Quoted,
                (State::Start | State::Plain, other) => self.push(other, State::Plain),
            };
        }
    }

    fn push(&mut self, byte: u8, next: State) -> State {
        self.cell.push(byte);
        next
    }

    fn finish(mut self) -> ByteRecord {
        self.done.push_field(&self.cell);
        self.done
    }
}
