//! Files as offices have them: every way to end a line, to separate cells and to write letters, and what is wrong with some.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test that can't go on says so"
)]

use std::path::PathBuf;
use std::process::Command;

use proptest::prelude::*;

struct Shown {
    out: String,
    err: String,
    code: i32,
}

/// Writes a file and runs a command on it: `FILE` in the arguments stands for its path.
fn run(name: &str, bytes: &[u8], args: &[&str]) -> Shown {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("files-{name}"));
    std::fs::write(&file, bytes).unwrap();
    let args = args.iter().map(|arg| {
        if *arg == "FILE" {
            file.to_str().unwrap()
        } else {
            arg
        }
    });
    let done = Command::new(env!("CARGO_BIN_EXE_p2p-review"))
        .args(args)
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    Shown {
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr)
            .unwrap()
            .replace(file.to_str().unwrap(), "FILE"),
        code: done.status.code().unwrap(),
    }
}

const NOW: &str = "2026-03-03T18:00:00Z";
const BRIEF: [&str; 5] = ["check", "FILE", "--brief", "--now", NOW];

fn brief(name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> Shown {
    run(name, text.as_ref(), &[&BRIEF[..], more].concat())
}

/// The line numbers of the answers, each with whether it is an error.
fn numbers(out: &str) -> Vec<(u64, bool)> {
    let number = |line: &str| {
        let rest = line.strip_prefix("{\"line\":").unwrap();
        let (number, rest) = rest.split_once(',').unwrap();
        (number.parse().unwrap(), rest.starts_with("\"error\""))
    };
    out.lines().map(number).collect()
}

const HEADER: &str = "payer,line_of_business,plan_state,service,denial_timing,denial_basis,denial_date,letter_received,expedited_appeal,appeal_filed,prior_p2p,member_discharged,new_clinical_information,requested_by,attendee,member_name,member_id,provider_name,contact_phone";

/// A row that is eligible, or with `appeal` is not.
fn row(appeal: &str) -> String {
    format!(
        "regence,commercial,OR,medical,pre-service,medical-necessity,2026-03-02,yes,no,{appeal},no,no,none,requesting-provider,requesting-provider,Ana Ruiz,100200300,Dr. Lee Park,503-555-0142"
    )
}

#[test]
fn explain_finds_the_line_that_an_editor_shows() {
    for end in ["\n", "\r\n", "\r"] {
        for after_header in ["", end] {
            let text = [HEADER, after_header, &row("no"), &row("yes")].join(end);
            let text = if after_header.is_empty() {
                text.replacen(&format!("{end}{end}"), end, 1)
            } else {
                text
            };
            let first = if after_header.is_empty() { 2 } else { 4 };
            for (line, begins) in [(first, "Eligible"), (first + 1, "Ineligible")] {
                let shown = run(
                    "explain.csv",
                    text.as_bytes(),
                    &["explain", "FILE", "--line", &line.to_string(), "--now", NOW],
                );
                assert!(
                    shown.out.starts_with(begins),
                    "{end:?} line {line}: {}{}",
                    shown.out,
                    shown.err
                );
            }
        }
    }
}

#[test]
fn json_lines_are_counted_the_same_way() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [r#"{"payer":"regence"}"#, "", "{", r#"{"payer":"asuris"}"#].join(end);
        let shown = brief("ends.jsonl", text, &[]);
        assert_eq!(
            numbers(&shown.out),
            [(1, false), (3, true), (4, false)],
            "{end:?}"
        );
        assert_eq!(shown.code, 3);
    }
}

#[test]
fn a_quotation_mark_too_many_costs_its_own_row_only() {
    let rows = |broken: usize| -> String {
        let mut text = HEADER.to_string();
        for index in 0..200 {
            let row = row("no");
            let row = if index == broken {
                row.replace("Ana", "\"Ana")
            } else {
                row
            };
            text.push_str(&format!("\n{row}"));
        }
        text
    };
    // One that is never closed, near the beginning and at the very end; and one that the next row's opening mark closes.
    for (text, broken) in [
        (rows(3), vec![5]),
        (rows(199), vec![201]),
        (rows(3).replacen("Dr. Lee", "\"Dr.\" Lee", 1), vec![2, 5]),
    ] {
        let shown = brief("quotes.csv", text, &[]);
        let answers = numbers(&shown.out);
        assert_eq!(answers.len(), 200);
        let wrong: Vec<u64> = answers
            .iter()
            .filter(|(_, wrong)| *wrong)
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(wrong, broken, "{}", shown.err);
        assert_eq!(shown.code, 3);
    }
    let mut text = format!("{HEADER}\n{}\n", row("no").replace("Ana", "\"Ana"));
    text.push_str(&row("no").replace("Ana Ruiz", "\"Ana Ruiz\""));
    let shown = brief("swallowed.csv", text, &[]);
    assert_eq!(
        numbers(&shown.out),
        [(2, true), (3, false)],
        "a mark that closes in the next row: {}",
        shown.err
    );
}

#[test]
fn cells_may_hold_line_ends_and_marks() {
    let text = format!(
        "{HEADER}\r\n{}\r\n\r\n{}\r\n",
        row("no").replace("Ana Ruiz", "\"Ana \"\"Annie\"\"\r\nRuiz,\r\nof Salem\""),
        row("no").replace("Ana Ruiz", "Ana 5'2\" Ruiz"),
    );
    let shown = brief("cells.csv", text, &[]);
    assert_eq!(
        numbers(&shown.out),
        [(2, false), (6, false)],
        "{}",
        shown.err
    );
    assert!(
        shown.out.matches("\"eligible\"").count() == 2,
        "{}",
        shown.out
    );
}

#[test]
fn separators_are_seen_and_said() {
    for (separator, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "pipes")] {
        let text = format!("{HEADER}\n{}\n", row("no")).replace(',', separator);
        let shown = brief("separated.csv", &text, &[]);
        assert!(
            shown.out.contains("\"eligible\""),
            "{name}: {}{}",
            shown.out,
            shown.err
        );
        assert_eq!(
            shown.err,
            format!("p2p-review: FILE: its cells are separated by {name}\n")
        );
        let shown = brief("separated.csv", format!("sep={separator}\r\n{text}"), &[]);
        assert_eq!(
            numbers(&shown.out),
            [(3, false)],
            "Excel's own note: {}",
            shown.err
        );
    }
    let odd = format!("{HEADER}\n{}\n", row("no")).replace(',', "^");
    assert!(
        brief("odd.csv", &odd, &["--delimiter", "^"])
            .out
            .contains("\"eligible\"")
    );
    let shown = brief("odd.csv", &odd, &[]);
    assert_eq!(
        (shown.code, shown.out.as_str()),
        (2, ""),
        "no row is judged as nothing"
    );
    assert!(shown.err.contains("--delimiter"), "{}", shown.err);
    let shown = brief("no-ending", format!("{HEADER}\n{}\n", row("no")), &[]);
    assert!(shown.out.contains("\"eligible\""), "{}", shown.err);
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings_are_read_or_refused_by_name() {
    let text = format!(
        "{HEADER}\r\n{}\r\n",
        row("no").replace("Ana Ruiz", "Ana Mu\u{f1}oz \u{20ac}")
    );
    let marked = format!("\u{feff}{text}");
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '\u{20ac}' => 0x80,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    for (name, bytes, said) in [
        ("utf-8", text.clone().into_bytes(), ""),
        ("marked", marked.clone().into_bytes(), ""),
        ("le", utf_16(&marked, u16::to_le_bytes), "UTF-16LE"),
        ("be", utf_16(&marked, u16::to_be_bytes), "UTF-16BE"),
        ("unmarked", utf_16(&text, u16::to_le_bytes), "UTF-16LE"),
        ("1252", windows.clone(), "Windows-1252"),
    ] {
        let shown = brief("encoded.csv", bytes, &[]);
        assert!(
            shown.out.contains("\"eligible\""),
            "{name}: {}{}",
            shown.out,
            shown.err
        );
        assert!(
            shown.err.contains(said) && shown.err.is_empty() == said.is_empty(),
            "{name}: {}",
            shown.err
        );
    }
    assert_eq!(brief("strict.csv", &windows, &["--strict"]).code, 3);
    for (bytes, said) in [
        (&b"PK\x03\x04rest"[..], "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"\x1f\x8brest", "gzip"),
        (b"\xff\xfe\0\0p\0\0\0", "UTF-32"),
        (b"payer,\0\0", "zero bytes"),
    ] {
        let shown = brief("no-text.csv", bytes, &[]);
        assert_eq!((shown.code, shown.out.as_str()), (2, ""));
        assert!(shown.err.contains(said), "{}", shown.err);
    }
}

#[test]
fn names_that_come_twice_or_mean_nothing_are_told() {
    let shown = brief(
        "twice.csv",
        "payer,service,payer\nregence,medical,asuris\n",
        &[],
    );
    assert_eq!((shown.code, shown.out.as_str()), (2, ""));
    assert!(
        shown
            .err
            .contains("two columns are called `payer`: 1 and 3"),
        "{}",
        shown.err
    );
    let shown = brief(
        "twice.jsonl",
        r#"{"payer":"regence","payer":"asuris"}"#,
        &[],
    );
    assert_eq!(shown.code, 3);
    assert!(
        shown.err.contains("line 1: the key `payer` appears twice"),
        "{}",
        shown.err
    );
    let lines = "{\"payer\":\"regence\",\"payor\":1}\n".repeat(600);
    let shown = brief("unknown.jsonl", lines, &[]);
    assert_eq!(
        shown.err,
        "p2p-review: no fact is called `payor`: it is ignored; did you mean `payer`?\n"
    );
    let shown = brief("unknown.csv", "payer,payor,\nregence,x,\n", &[]);
    assert_eq!(
        shown.err,
        "p2p-review: no fact is called `payor`: it is ignored; did you mean `payer`?\n"
    );
}

#[test]
fn cells_are_read_as_the_form_reads_them() {
    let excel = row("FALSE")
        .replace("2026-03-02", "3/2/2026 0:00")
        .replace(",yes,", ",TRUE,")
        .replace(",no,", ",N,");
    let text = format!("{HEADER}\n{excel}\n");
    let shown = brief("excel.csv", &text, &[]);
    assert!(shown.out.contains("\"eligible\""), "{}", shown.out);
    let shown = brief("excel.csv", &text, &["--strict"]);
    assert!(
        shown
            .err
            .contains("line 2: `denial_date` is not written as the contract has it"),
        "{}",
        shown.err
    );
    assert_eq!(shown.code, 3);
    assert_eq!(
        brief(
            "plain.csv",
            format!("{HEADER}\n{}\n", row("no")),
            &["--strict"]
        )
        .code,
        0
    );
}

#[test]
fn tables_and_counts() {
    let text = format!("{HEADER}\n{}\n{}\nregence,x\n", row("no"), row("yes"));
    let shown = run(
        "table.csv",
        text.as_bytes(),
        &["check", "FILE", "--format", "table", "--now", NOW],
    );
    assert_eq!(
        shown.out,
        "   line  payer                 outcome     last day    why
      2  regence               eligible    2026-03-17
      3  regence               ineligible  2026-03-17  regence/appeal-filed
      4                        unreadable              2 cells, where the header has 19
"
    );
    assert!(
        shown
            .err
            .ends_with("3 requests read: 2 decided, 1 could not be read\n"),
        "{}",
        shown.err
    );
    let shown = run(
        "table.csv",
        text.as_bytes(),
        &["check", "FILE", "--summary=csv", "--now", NOW],
    );
    assert_eq!(
        shown.out,
        "count of,payer,outcome,reason,requests
outcome,regence,eligible,,1
outcome,regence,ineligible,,1
outcome,regence,incomplete,,0
rule,,,regence/appeal-filed,1
unreadable,,,,1
read,,,,3
"
    );
}

/// How a program writes a sheet.
#[derive(Clone, Debug)]
struct Dialect {
    end: &'static str,
    separator: char,
    marked: bool,
    utf_16: Option<fn(u16) -> [u8; 2]>,
    quote_all: bool,
    last_end: bool,
}

fn dialect() -> impl Strategy<Value = Dialect> {
    (
        prop::sample::select(vec!["\n", "\r\n", "\r"]),
        prop::sample::select(vec![',', ';', '\t', '|']),
        any::<bool>(),
        prop::sample::select(vec![
            None,
            Some(u16::to_le_bytes as fn(u16) -> [u8; 2]),
            Some(u16::to_be_bytes),
        ]),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(
            |(end, separator, marked, utf_16, quote_all, last_end)| Dialect {
                end,
                separator,
                marked,
                utf_16,
                quote_all,
                last_end,
            },
        )
}

/// A name that needs quoting more often than not, whether the request is eligible, and blank lines behind it.
fn request() -> impl Strategy<Value = (String, bool, usize)> {
    (
        "[A-Z][a-z]{0,4}[,;|\"\t\n \u{e9}]{0,3}[a-z]{1,3}",
        any::<bool>(),
        0..3_usize,
    )
}

impl Dialect {
    fn row(&self, cells: &[&str]) -> String {
        let cell = |cell: &&str| {
            let special = cell.contains(['"', '\n', '\r', self.separator]);
            if special || self.quote_all {
                format!("\"{}\"", cell.replace('"', "\"\"").replace('\n', self.end))
            } else {
                (*cell).to_string()
            }
        };
        let cells: Vec<String> = cells.iter().map(cell).collect();
        cells.join(&self.separator.to_string())
    }

    /// The file, and the line in which each request begins.
    fn write(&self, requests: &[(String, bool, usize)]) -> (Vec<u8>, Vec<u64>) {
        let mut lines = vec![self.row(&HEADER.split(',').collect::<Vec<_>>())];
        let mut begins = Vec::new();
        let mut next = 2;
        for (name, eligible, blanks) in requests {
            let row = row(if *eligible { "no" } else { "yes" });
            let cells: Vec<&str> = row
                .split(',')
                .map(|cell| if cell == "Ana Ruiz" { name } else { cell })
                .collect();
            begins.push(next);
            lines.push(self.row(&cells));
            lines.extend(std::iter::repeat_n(String::new(), *blanks));
            next += 1 + (name.matches('\n').count() + blanks) as u64;
        }
        let mut text = lines.join(self.end);
        if self.last_end {
            text.push_str(self.end);
        }
        if self.marked {
            text.insert(0, '\u{feff}');
        }
        let bytes = match self.utf_16 {
            Some(bytes) => utf_16(&text, bytes),
            None => text.into_bytes(),
        };
        (bytes, begins)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_dialect_is_read_back(dialect in dialect(), requests in prop::collection::vec(request(), 1..12)) {
        let (bytes, begins) = dialect.write(&requests);
        let shown = brief("dialect.csv", &bytes, &[]);
        prop_assert_eq!(shown.code, 0, "{}", shown.err);
        let expected: Vec<String> = begins
            .iter()
            .zip(&requests)
            .map(|(line, (_, eligible, _))| {
                let outcome = if *eligible { "eligible" } else { "ineligible" };
                format!("{{\"line\":{line},\"outcome\":\"{outcome}\"")
            })
            .collect();
        let begin = |line: &str| line.splitn(3, ',').take(2).collect::<Vec<_>>().join(",");
        let got: Vec<String> = shown.out.lines().map(begin).collect();
        prop_assert_eq!(got, expected, "{:?}", dialect);
    }
}
