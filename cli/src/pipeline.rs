//! One thread reads, as many as there are cores work, and the results come in the order of the lines.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::Stopped;
use crate::input::{Line, Lines};

/// Batches that may wait before and behind each worker: what bounds the memory.
const WAITING: usize = 2;

/// Reads every line, works on batches of them, and takes the results in order. Returns how many lines were read.
///
/// # Errors
/// The first of reading or taking.
pub(crate) fn run<T: Send>(
    lines: Lines,
    work: impl Fn(&[Line]) -> T + Sync,
    take: impl FnMut(T) -> Result<(), Stopped>,
) -> Result<u64, Stopped> {
    match thread::available_parallelism().map_or(1, usize::from) {
        // Where there is one core, and in WASI, which has no threads.
        1 => one_by_one(lines, work, take),
        workers => side_by_side(workers, lines, work, take),
    }
}

fn one_by_one<T>(
    mut lines: Lines,
    work: impl Fn(&[Line]) -> T,
    mut take: impl FnMut(T) -> Result<(), Stopped>,
) -> Result<u64, Stopped> {
    let mut read = 0_u64;
    while let Some(batch) = lines.batch()? {
        read = read.saturating_add(batch.len() as u64);
        take(work(&batch))?;
    }
    Ok(read)
}

fn side_by_side<T: Send>(
    workers: usize,
    mut lines: Lines,
    work: impl Fn(&[Line]) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Stopped>,
) -> Result<u64, Stopped> {
    thread::scope(|scope| {
        let mut inputs: Vec<SyncSender<Vec<Line>>> = Vec::new();
        let mut outputs: Vec<Receiver<T>> = Vec::new();
        for _ in 0..workers {
            let (input, batches) = sync_channel::<Vec<Line>>(WAITING);
            let (results, output) = sync_channel(WAITING);
            let work = &work;
            scope.spawn(move || {
                for batch in batches {
                    if results.send(work(&batch)).is_err() {
                        break;
                    }
                }
            });
            inputs.push(input);
            outputs.push(output);
        }
        // Batches go round, so results are taken going round: that keeps them in order.
        let reading = scope.spawn(move || {
            let mut read = 0_u64;
            for input in inputs.iter().cycle() {
                let Some(batch) = lines.batch()? else { break };
                read = read.saturating_add(batch.len() as u64);
                if input.send(batch).is_err() {
                    break;
                }
            }
            Ok::<u64, std::io::Error>(read)
        });
        for output in outputs.iter().cycle() {
            let Ok(result) = output.recv() else { break };
            take(result)?;
        }
        drop(outputs);
        match reading.join() {
            Ok(read) => Ok(read?),
            Err(_) => Err(Stopped::Because(
                "reading the file stopped unexpectedly".to_string(),
            )),
        }
    })
}
