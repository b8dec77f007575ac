//! A question and its answer: a line of the file.

use std::collections::BTreeMap;

use p2p_portable::{Call, Engine, Status};

use crate::packs::Packs;

/// The function that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verb {
    ValidateRequest,
    ComputeDeadline,
    Policies,
    AddPolicy,
}

impl Verb {
    fn name(self) -> &'static str {
        match self {
            Verb::ValidateRequest => "validate_request",
            Verb::ComputeDeadline => "compute_deadline",
            Verb::Policies => "policies",
            Verb::AddPolicy => "add_policy",
        }
    }
}

/// A call without its answer.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) verb: Verb,
    /// The packs to add beforehand, in this order.
    pub(crate) packs: Vec<String>,
    pub(crate) now: String,
    pub(crate) options: String,
    /// The request, or the pack.
    pub(crate) input: Vec<u8>,
}

/// The vectors to write, one line per call.
pub(crate) struct Vectors<'p> {
    packs: &'p Packs,
    /// An engine for each list of packs, because adding them is slow.
    engines: BTreeMap<Vec<String>, Engine>,
    lines: Vec<Vec<u8>>,
}

/// The names of the columns.
pub(crate) const HEADER: &str = "call\tpacks\tnow\toptions\tinput\tstatus\tanswer\n";

impl<'p> Vectors<'p> {
    pub(crate) fn new(packs: &'p Packs) -> Self {
        Vectors {
            packs,
            engines: BTreeMap::new(),
            lines: Vec::new(),
        }
    }

    /// Answers a question with the native engine.
    pub(crate) fn answer(&mut self, question: Question) -> Result<(), String> {
        let Question {
            verb,
            packs,
            now,
            options,
            input,
        } = question;
        let mut answer = Vec::new();
        let call = Call {
            request: &input,
            now: now.as_bytes(),
            options: options.as_bytes(),
        };
        let status = match verb {
            // Use a new engine, so that the added policy does not affect other questions.
            Verb::AddPolicy => self.start(&packs)?.add_policy(&input, &mut answer),
            Verb::ValidateRequest => self.engine(&packs)?.validate_request(&call, &mut answer),
            Verb::ComputeDeadline => self.engine(&packs)?.compute_deadline(&call, &mut answer),
            Verb::Policies => self.engine(&packs)?.policies(call.options, &mut answer),
        };
        let input = match verb {
            Verb::AddPolicy => hex(&input),
            _ => input,
        };
        let packs = packs.join(",");
        let status = match status {
            Status::Done => "0",
            Status::Failed => "1",
        };
        let cells: [&[u8]; 7] = [
            verb.name().as_bytes(),
            packs.as_bytes(),
            now.as_bytes(),
            options.as_bytes(),
            &input,
            status.as_bytes(),
            &answer,
        ];
        if cells
            .iter()
            .any(|cell| cell.iter().any(|byte| matches!(byte, b'\t' | b'\n')))
        {
            return Err(format!(
                "a tab or a line feed: {}",
                String::from_utf8_lossy(&input)
            ));
        }
        self.lines.push(cells.join(&b'\t'));
        Ok(())
    }

    /// A new engine with these packs.
    fn start(&self, ids: &[String]) -> Result<Engine, String> {
        let mut engine = Engine::shipped();
        for id in ids {
            let packed = self.packs.get(id).ok_or_else(|| format!("no pack {id}"))?;
            engine.add_policy(packed, &mut Vec::new());
        }
        Ok(engine)
    }

    fn engine(&mut self, ids: &[String]) -> Result<&Engine, String> {
        if !self.engines.contains_key(ids) {
            let engine = self.start(ids)?;
            self.engines.insert(ids.to_vec(), engine);
        }
        self.engines.get(ids).ok_or_else(|| "no engine".to_string())
    }

    /// The lines, sorted so that similar ones are adjacent and compress well.
    pub(crate) fn lines(mut self) -> Vec<Vec<u8>> {
        let answer = |line: &Vec<u8>| line.iter().rposition(|byte| *byte == b'\t');
        self.lines.sort_by_cached_key(|line| {
            let answer = line.get(answer(line).unwrap_or(0)..);
            (answer.map(<[u8]>::to_vec), line.clone())
        });
        self.lines
    }
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| match digit {
            0..=9 => b'0'.wrapping_add(digit),
            _ => b'a'.wrapping_add(digit.wrapping_sub(10)),
        })
        .collect()
}
