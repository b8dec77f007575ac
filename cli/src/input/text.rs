//! The lines of a text as an editor counts them, whatever bytes it is made of.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use p2p_policy::author::{ByteOrder, utf_16};

use crate::Stopped;

/// The longest line that is read, in bytes. A request is shorter by far.
pub(super) const LONGEST: usize = 1 << 20;

/// How much of a file is looked at to tell what it is.
const LOOKED_AT: usize = 4096;

type Bytes = Box<dyn BufRead + Send>;

/// Lines that end with CR LF, CR or LF, each way in the same file if need be.
pub(super) struct TextLines {
    bytes: Bytes,
    number: u64,
    /// The last line ended with a CR: an LF right after it belongs to that end.
    after_cr: bool,
    /// What was read of the source so far, in bytes.
    position: u64,
}

/// A line without its end.
pub(super) struct TextLine {
    /// Counted from 1.
    pub(super) number: u64,
    /// Nothing where it is longer than [`LONGEST`].
    pub(super) bytes: Option<Vec<u8>>,
}

/// What a file turned out to be, where that is not UTF-8.
pub(super) struct Opened {
    pub(super) lines: TextLines,
    pub(super) encoding: Option<&'static str>,
    /// The first bytes, as UTF-8.
    pub(super) start: Vec<u8>,
}

/// Files of these kinds are no text: what each begins with, and what to do about it.
const NO_TEXT: [(&[u8], &str); 7] = [
    (
        b"PK\x03\x04",
        "an Excel workbook (.xlsx) or another zip file: save the sheet as CSV UTF-8",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook (.xls): save the sheet as CSV UTF-8",
    ),
    (b"%PDF", "a PDF: requests are read from JSON lines or CSV"),
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),
    (b"\xff\xfe\0\0", "UTF-32: save it as UTF-8"),
    (b"\0\0\xfe\xff", "UTF-32: save it as UTF-8"),
    (b"{\\rtf", "a rich text document: save it as plain text"),
];

impl TextLines {
    /// Looks at the first bytes, and reads the rest as what they say.
    pub(super) fn open(source: impl Read + Send + 'static) -> Result<Opened, Stopped> {
        let mut bytes: Bytes = Box::new(BufReader::with_capacity(1 << 18, source));
        let start = start_of(&mut bytes)?;
        if let Some((_, what)) = NO_TEXT.iter().find(|(sign, _)| start.starts_with(sign)) {
            return Err(Stopped::Because((*what).to_string()));
        }
        let encoding = utf_16(&start).map(|order| match order {
            ByteOrder::Little => UTF_16LE,
            ByteOrder::Big => UTF_16BE,
        });
        if let Some(encoding) = encoding {
            let decoder = DecodeReaderBytesBuilder::new()
                .encoding(Some(encoding))
                .strip_bom(true)
                .build(io::Cursor::new(start).chain(bytes));
            bytes = Box::new(BufReader::with_capacity(1 << 18, decoder));
        } else {
            let text = start
                .strip_prefix(b"\xef\xbb\xbf")
                .unwrap_or(&start)
                .to_vec();
            bytes = Box::new(io::Cursor::new(text).chain(bytes));
        }
        let start = start_of(&mut bytes)?;
        if start.contains(&0) {
            return Err(Stopped::Because(
                "not a text: it holds zero bytes".to_string(),
            ));
        }
        if start.trim_ascii_start().starts_with(b"<") {
            return Err(Stopped::Because(
                "HTML or XML, not a sheet: open it in Excel and save it as CSV UTF-8".to_string(),
            ));
        }
        bytes = Box::new(io::Cursor::new(start.clone()).chain(bytes));
        Ok(Opened {
            lines: TextLines {
                bytes,
                number: 0,
                after_cr: false,
                position: 0,
            },
            encoding: encoding.map(Encoding::name),
            start,
        })
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// The next line; `None` at the end.
    pub(super) fn next_line(&mut self) -> io::Result<Option<TextLine>> {
        let mut line = Vec::new();
        let mut begun = false;
        let mut too_long = false;
        loop {
            let available = self.bytes.fill_buf()?;
            let Some(first) = available.first() else {
                break;
            };
            if std::mem::take(&mut self.after_cr) && *first == b'\n' {
                self.consume(1);
                continue;
            }
            begun = true;
            let end = available
                .iter()
                .position(|byte| matches!(byte, b'\n' | b'\r'));
            let part = end
                .and_then(|end| available.get(..end))
                .unwrap_or(available);
            too_long |= line.len().saturating_add(part.len()) > LONGEST;
            if !too_long {
                line.extend_from_slice(part);
            }
            let ends_with_cr = end.is_some_and(|end| available.get(end) == Some(&b'\r'));
            let read = part.len().saturating_add(usize::from(end.is_some()));
            self.consume(read);
            self.after_cr = ends_with_cr;
            if end.is_some() {
                break;
            }
        }
        if !begun {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        Ok(Some(TextLine {
            number: self.number,
            bytes: Some(line).filter(|_| !too_long),
        }))
    }

    fn consume(&mut self, count: usize) {
        self.bytes.consume(count);
        self.position = self.position.saturating_add(count as u64);
    }
}

/// The first bytes, taken out of the source: a pipe may bring them in small pieces.
fn start_of(bytes: &mut Bytes) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    bytes
        .by_ref()
        .take(LOOKED_AT as u64)
        .read_to_end(&mut start)?;
    Ok(start)
}
