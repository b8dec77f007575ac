//! The packed policies of the made-up payers.

use std::fs;
use std::path::{Path, PathBuf};

use p2p_policy::author::{SourceFile, compile};
use p2p_review::Value;
use p2p_test_support::author::library;

/// The folder of the made-up payers.
pub(crate) const PAYERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/payers");

/// Packed policies, sorted by id.
pub(crate) struct Packs(Vec<(String, Vec<u8>)>);

impl Packs {
    /// Packs every policy of `tests/payers`.
    pub(crate) fn made_up() -> Result<Self, String> {
        let mut packs = Vec::new();
        for file in files(Path::new(PAYERS))? {
            let compiled = compile(&source(&file)?, library())
                .map_err(|problems| format!("{}: {problems:#?}", file.display()))?;
            packs.push((compiled.id.to_string(), compiled.packed));
        }
        packs.sort();
        Ok(Packs(packs))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(id, _)| id.as_str())
    }

    pub(crate) fn get(&self, id: &str) -> Option<&[u8]> {
        self.0
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, packed)| packed.as_slice())
    }

    /// Writes each as `<id>.p2p`, replacing what is in the folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), String> {
        let message = |error: std::io::Error| format!("{}: {error}", folder.display());
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(message)?;
        }
        fs::create_dir_all(folder).map_err(message)?;
        for (id, packed) in &self.0 {
            crate::save(&folder.join(format!("{id}.p2p")), packed)?;
        }
        Ok(())
    }
}

/// Reads the source of a policy, TOML or JSON.
fn source(file: &Path) -> Result<Value, String> {
    let source = SourceFile::read_whole(file).map_err(|error| error.to_string())?;
    Ok(source.value)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let message = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(message)? {
        let path = entry.map_err(message)?.path();
        if path
            .extension()
            .is_some_and(|end| end == "json" || end == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
