//! `p2p-host-bench native|wasmi <vectors>`: prints the figures of one host as a line of JSON.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use flate2::read::GzDecoder;
use p2p_portable::{Call, Engine};
use p2p_review_host::Engine as Module;

/// How long each figure is measured.
const LONG: Duration = Duration::from_secs(3);

/// How many are made to measure one.
const INSTANCES: usize = 20;

type Asked = (Vec<u8>, String);
/// One call; it is given a request and an instant.
type Ask<'e> = &'e (dyn Fn(&[u8], &str) + Sync);

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let figures = match arguments.as_slice() {
        [how, file] => asked(file).and_then(|asked| measure(how, file, &asked)),
        _ => Err("p2p-host-bench native|wasmi <vectors>".to_string()),
    };
    match figures {
        Ok(figures) => print(&figures),
        Err(problem) => {
            print(&problem);
            process::exit(1);
        }
    }
}

#[expect(clippy::print_stdout, reason = "how a command says what it measured")]
fn print(text: &str) {
    println!("{text}");
}

fn measure(how: &str, file: &str, asked: &[Asked]) -> Result<String, String> {
    let begun = Instant::now();
    let first = asked.first().ok_or("no vectors")?;
    match how {
        "native" => {
            let mut engine = Engine::shipped();
            engine.validate_request(
                &Call {
                    request: &first.0,
                    now: first.1.as_bytes(),
                    options: b"",
                },
                &mut Vec::new(),
            );
            let cold = begun.elapsed();
            for packed in packs(file)? {
                engine.add_policy(&packed, &mut Vec::new());
            }
            let ask = |request: &[u8], now: &str| {
                let mut answer = Vec::with_capacity(8 * 1024);
                let now = now.as_bytes();
                engine.validate_request(
                    &Call {
                        request,
                        now,
                        options: b"",
                    },
                    &mut answer,
                );
            };
            Ok(figures(cold, asked, &ask, None))
        }
        "wasmi" => {
            let engine = Module::new().map_err(|error| error.to_string())?;
            let ask = |request: &[u8], now: &str| {
                // An error is an answer too.
                let _ = engine.validate_request_json(request, now, b"");
            };
            ask(&first.0, &first.1);
            let cold = begun.elapsed();
            for packed in packs(file)? {
                engine
                    .add_policy(&packed)
                    .map_err(|error| error.to_string())?;
            }
            let before = resident();
            let more = (0..INSTANCES).map(|_| Module::new());
            let more: Vec<Module> = more
                .collect::<Result<_, _>>()
                .map_err(|error| error.to_string())?;
            for engine in &more {
                let _ = engine.validate_request_json(&first.0, &first.1, b"");
            }
            let grown = resident().saturating_sub(before);
            drop(more);
            Ok(figures(cold, asked, &ask, Some(grown / INSTANCES)))
        }
        other => Err(format!("no host {other}")),
    }
}

fn figures(cold: Duration, asked: &[Asked], ask: Ask<'_>, instance: Option<usize>) -> String {
    rate(1, asked, ask);
    serde_json::json!({
        "cold_ms": cold.as_secs_f64() * 1000.0,
        "one": rate(1, asked, ask),
        "two": rate(2, asked, ask),
        "instance_kb": instance,
    })
    .to_string()
}

/// Calls a second.
fn rate(threads: usize, asked: &[Asked], ask: Ask<'_>) -> f64 {
    let calls = AtomicUsize::new(0);
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while begun.elapsed() < LONG {
                    asked.iter().for_each(|(request, now)| ask(request, now));
                    calls.fetch_add(asked.len(), Ordering::Relaxed);
                }
            });
        }
    });
    let calls = u32::try_from(calls.into_inner()).unwrap_or(u32::MAX);
    f64::from(calls) / begun.elapsed().as_secs_f64()
}

/// The packs beside the vectors.
fn packs(file: &str) -> Result<Vec<Vec<u8>>, String> {
    let told = |error: std::io::Error| error.to_string();
    let folder = Path::new(file).with_file_name("packs");
    let entries = fs::read_dir(folder).map_err(told)?;
    entries
        .map(|entry| fs::read(entry.map_err(told)?.path()).map_err(told))
        .collect()
}

/// The memory that this process has, in KB.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The decisions of the sample that need no pack.
fn asked(file: &str) -> Result<Vec<Asked>, String> {
    let told = |error: std::io::Error| format!("{file}: {error}");
    let mut text = Vec::new();
    let compressed = File::open(file).map_err(told)?;
    GzDecoder::new(compressed)
        .read_to_end(&mut text)
        .map_err(told)?;
    let lines = text.split(|byte| *byte == b'\n');
    Ok(lines
        .filter_map(|line| {
            let cells: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
            let [b"validate_request", _, now, b"", request, b"0", _] = cells.as_slice() else {
                return None;
            };
            Some((request.to_vec(), str::from_utf8(now).ok()?.to_string()))
        })
        .collect())
}
