//! The imaginary payers of `tests/payers`: their policies use what the shipped ones have no need of.

use std::path::Path;
use std::sync::LazyLock;

use p2p_policy::author::SourceFile;
use p2p_review::Value;

/// An imaginary payer: its id, its policy, and the table of its cases.
pub struct Payer {
    pub id: &'static str,
    pub source: Value,
    pub cases: &'static str,
}

/// All of them.
pub static IMAGINARY: LazyLock<[Payer; 3]> = LazyLock::new(|| {
    let payers = [
        (
            "harborline",
            include_str!("../../payers/harborline.json"),
            include_str!("../../payers/cases/harborline.toml"),
        ),
        (
            "mesa-community",
            include_str!("../../payers/mesa-community.json"),
            include_str!("../../payers/cases/mesa-community.toml"),
        ),
        (
            "gulf-mutual",
            include_str!("../../payers/gulf-mutual.json"),
            include_str!("../../payers/cases/gulf-mutual.toml"),
        ),
    ];
    payers.map(|(id, source, cases)| Payer {
        id,
        source: serde_json::from_str(source).expect("a policy in JSON"),
        cases,
    })
});

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../payers");

/// Those that are written as an analyst writes them, in TOML. Between them they use what the language has gained since the
/// others were made.
pub static WRITTEN: LazyLock<[Payer; 4]> = LazyLock::new(|| {
    let payers = [
        (
            "cedar-ridge",
            include_str!("../../payers/cases/cedar-ridge.toml"),
        ),
        (
            "lakeshore",
            include_str!("../../payers/cases/lakeshore.toml"),
        ),
        (
            "prairie-national",
            include_str!("../../payers/cases/prairie-national.toml"),
        ),
        (
            "summit-valley",
            include_str!("../../payers/cases/summit-valley.toml"),
        ),
    ];
    payers.map(|(id, cases)| {
        let file = Path::new(FOLDER).join(format!("{id}.toml"));
        let source = SourceFile::read_whole(&file).unwrap_or_else(|error| panic!("{error}"));
        Payer {
            id,
            source: source.value,
            cases,
        }
    })
});

/// Those in JSON, then those in TOML.
pub fn all() -> impl Iterator<Item = &'static Payer> {
    IMAGINARY.iter().chain(&*WRITTEN)
}
