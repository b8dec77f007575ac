//! The made-up payers of `tests/payers`, whose policies use features that the shipped ones don't.

use std::path::Path;
use std::sync::LazyLock;

use p2p_policy::author::SourceFile;
use p2p_review::Value;

/// A made-up payer: its id, its policy, and its case table.
pub struct Payer {
    pub id: &'static str,
    pub source: Value,
    pub cases: &'static str,
}

/// The payers whose policies are in JSON.
pub static MADE_UP: LazyLock<[Payer; 3]> = LazyLock::new(|| {
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

/// The payers whose policies are in TOML, as analysts write them. They use the features that were added to the language
/// after the others were written.
pub static MADE_UP_TOML: LazyLock<[Payer; 4]> = LazyLock::new(|| {
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

/// The JSON ones, then the TOML ones.
pub fn all() -> impl Iterator<Item = &'static Payer> {
    MADE_UP.iter().chain(&*MADE_UP_TOML)
}
