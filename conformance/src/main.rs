//! Makes the conformance vectors: `p2p-conformance <folder>` writes `vectors.tsv.gz`, `sample.tsv.gz` and `packs/`. The
//! same source gives the same bytes. `conformance/README.md` describes the format.

mod by_hand;
mod generated;
mod packs;
mod tables;
mod vector;

use std::io::Write;
use std::path::Path;
use std::{env, fs, process};

use flate2::{Compression, GzBuilder};

use crate::packs::Packs;
use crate::vector::{HEADER, Question, Vectors};

/// How many questions are generated.
const GENERATED: u64 = 20_000;
/// How many vectors the sample holds.
const SAMPLE: usize = 200;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let written = match arguments.as_slice() {
        [folder] => write(Path::new(folder)),
        _ => Err("p2p-conformance <folder>".to_string()),
    };
    match written {
        Ok(report) => say(&report),
        Err(problem) => {
            say(&problem);
            process::exit(1);
        }
    }
}

#[expect(clippy::print_stderr, reason = "how a command says what it did")]
fn say(report: &str) {
    eprintln!("{report}");
}

fn write(folder: &Path) -> Result<String, String> {
    let packs = Packs::made_up()?;
    let mut vectors = Vectors::new(&packs);
    let mut report = String::new();
    let mut add = |source: &str, questions: Vec<Question>| {
        report.push_str(&format!("{:>6}  {source}\n", questions.len()));
        questions
            .into_iter()
            .try_for_each(|question| vectors.answer(question))
    };
    add("case tables", tables::of_shipped())?;
    add("made-up payers", tables::of_made_up(&packs)?)?;
    add("by hand", by_hand::questions(&packs))?;
    add("generated", generated::questions(&packs, GENERATED)?)?;
    let lines = vectors.lines();
    packs.write(&folder.join("packs"))?;
    let every = lines.len().checked_div(SAMPLE).unwrap_or(0).max(1);
    let sample = gzip(lines.iter().step_by(every).take(SAMPLE))?;
    save(&folder.join("sample.tsv.gz"), &sample)?;
    let all = gzip(lines.iter())?;
    save(&folder.join("vectors.tsv.gz"), &all)?;
    let (many, bytes) = (lines.len(), all.len());
    Ok(format!(
        "{report}{many:>6}  vectors, {bytes} bytes compressed"
    ))
}

/// A gzip file of these lines, after the header line.
fn gzip<'l>(lines: impl Iterator<Item = &'l Vec<u8>>) -> Result<Vec<u8>, String> {
    let mut text = HEADER.as_bytes().to_vec();
    for line in lines {
        text.extend(line);
        text.push(b'\n');
    }
    // Without time and file name, so that the same vectors give the same bytes.
    let mut writer = GzBuilder::new().write(Vec::new(), Compression::best());
    let written = writer.write_all(&text).and_then(|()| writer.finish());
    written.map_err(|error| error.to_string())
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
