//! Vectors written by hand for what no table covers: bytes that are not JSON, instants, options, packs, extreme
//! requests.

use crate::packs::Packs;
use crate::vector::{Question, Verb};

const NOW: &str = "2026-03-03T18:00:00Z";
const REQUEST: &str = r#"{"payer":"regence","line_of_business":"commercial","appeal_filed":true}"#;

const REQUESTS: [&[u8]; 34] = [
    b"",
    b" ",
    b"null",
    b"true",
    b"0",
    b"[]",
    b"\"regence\"",
    b"{",
    b"{}",
    b" {} ",
    b"{}{}",
    b"{},",
    b"{\"payer\"}",
    b"{\"payer\":}",
    b"{\"payer\":\"regence\",}",
    b"{'payer':'regence'}",
    b"{payer:\"regence\"}",
    b"// no comment\r{}",
    b"\xef\xbb\xbf{}",
    b"{\"payer\":\"\xff\"}",
    b"{\"payer\":\"\xc3\"}",
    b"{\"\xed\xa0\x80\":1}",
    b"{\"payer\":\"\\ud800\"}",
    b"{\"payer\":\"\\ud83d\\ude00\"}",
    b"{\"payer\":\"\\u0072egence\",\"appeal_filed\":true}",
    b"{\"payer\":\"regence\",\"payer\":\"asuris\"}",
    b"{\"payer\":\"regence\",\"appeal_filed\":false,\"appeal_filed\":true}",
    b"{\"__proto__\":{\"payer\":\"regence\"},\"constructor\":1}",
    b"{\"payer\":\"regence\",\"denial_date\":20260302}",
    b"{\"payer\":\"regence\",\"member_id\":1e999}",
    b"{\"payer\":\"regence\",\"member_id\":123456789012345678901234567890}",
    b"{\"payer\":\"regence\",\"member_id\":-0.0}",
    b"{\"payer\":\"regence\",\"member_id\":01}",
    b"{\"payer\":null,\"denial_date\":null}",
];

const INSTANTS: [&str; 20] = [
    "",
    " ",
    "2026-03-03",
    "2026-03-03T18:00:00",
    "2026-03-03T18:00Z",
    "2026-03-03 18:00:00Z",
    "2026-03-03t18:00:00z",
    "2026-03-03T18:00:00.5Z",
    "2026-03-03T18:00:00.123456789Z",
    "2026-03-03T18:00:00+00:00",
    "2026-03-03T10:00:00-08:00",
    "2026-03-03T18:00:60Z",
    "2026-02-30T18:00:00Z",
    "2026-03-03T24:00:00Z",
    "1999-12-31T23:59:59Z",
    "2000-01-01T00:00:00Z",
    "2099-12-31T23:59:59Z",
    "2100-01-01T00:00:00Z",
    "\"2026-03-03T18:00:00Z\"",
    "1772560800",
];

const OPTIONS: [&str; 14] = [
    "",
    "{}",
    " { } ",
    "null",
    "[]",
    "{",
    r#"{"language":"en"}"#,
    r#"{"language":"es"}"#,
    r#"{"language":"no such language"}"#,
    r#"{"language":null,"report_unknown_keys":null}"#,
    r#"{"language":1}"#,
    r#"{"report_unknown_keys":true}"#,
    r#"{"report_unknown_keys":false}"#,
    r#"{"report_unknown_keys":"yes","other":1}"#,
];

pub(crate) fn questions(packs: &Packs) -> Vec<Question> {
    let all: Vec<String> = packs.ids().map(str::to_string).collect();
    let mut found = Vec::new();
    for input in REQUESTS
        .map(<[u8]>::to_vec)
        .into_iter()
        .chain(large_requests())
    {
        found.extend(both(&input, NOW, "", &[]));
        found.extend(both(&input, NOW, "", &all));
    }
    for now in INSTANTS {
        found.extend(both(REQUEST.as_bytes(), now, "", &[]));
    }
    for options in OPTIONS {
        let unknown_key = r#"{"payer":"regence","apeal_filed":true}"#;
        found.extend(both(unknown_key.as_bytes(), NOW, options, &[]));
        for packs in [&[][..], &all] {
            found.push(question(Verb::Policies, b"", "", options, packs));
        }
    }
    for pack in spoilt_packs(packs) {
        found.push(question(Verb::AddPolicy, &pack, "", "", &[]));
        found.push(question(Verb::AddPolicy, &pack, "", "", &all));
    }
    found
}

fn question(verb: Verb, input: &[u8], now: &str, options: &str, packs: &[String]) -> Question {
    Question {
        verb,
        packs: packs.to_vec(),
        now: now.to_string(),
        options: options.to_string(),
        input: input.to_vec(),
    }
}

fn both(input: &[u8], now: &str, options: &str, packs: &[String]) -> [Question; 2] {
    [Verb::ValidateRequest, Verb::ComputeDeadline]
        .map(|verb| question(verb, input, now, options, packs))
}

/// Deeply nested, long and numerous ones.
fn large_requests() -> Vec<Vec<u8>> {
    let deep = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"payer":"regence","call_windows":{open}{close}}}"#)
    };
    let long = |length| {
        format!(
            r#"{{"payer":"regence","member_name":"{}"}}"#,
            "x".repeat(length)
        )
    };
    let window = r#"{"date":"2026-03-05","start":"09:00","end":"11:00"}"#;
    let windows = |many| {
        format!(
            r#"{{"payer":"asuris","call_windows":[{}]}}"#,
            vec![window; many].join(",")
        )
    };
    let keys = (0..500).map(|index| format!(r#""key_{index}":{index}"#));
    let keys = format!("{{{}}}", keys.collect::<Vec<_>>().join(","));
    let texts = [
        deep(4),
        deep(126),
        deep(127),
        deep(128),
        deep(5_000),
        long(2_000),
        long(2_001),
        long(60_000),
        windows(20),
        windows(21),
        windows(500),
        keys,
    ];
    texts.map(String::into_bytes).to_vec()
}

/// Valid packs, and one damaged in various ways.
fn spoilt_packs(packs: &Packs) -> Vec<Vec<u8>> {
    let mut spoilt = vec![
        Vec::new(),
        b"p2p".to_vec(),
        b"p2p\0".to_vec(),
        b"{}".to_vec(),
        vec![0; 64],
    ];
    for pack in packs.ids().filter_map(|id| packs.get(id)) {
        spoilt.push(pack.to_vec());
    }
    let Some(pack) = packs.ids().next().and_then(|id| packs.get(id)) else {
        return spoilt;
    };
    for length in [4, 8, 12, 13, pack.len() / 2, pack.len().saturating_sub(1)] {
        spoilt.push(pack.get(..length).unwrap_or_default().to_vec());
    }
    spoilt.push([pack, &[0]].concat());
    for position in [0, 4, 8, 12, pack.len() / 3, pack.len() / 2] {
        let mut flipped = pack.to_vec();
        if let Some(byte) = flipped.get_mut(position) {
            *byte ^= 1;
        }
        spoilt.push(flipped);
    }
    spoilt
}
