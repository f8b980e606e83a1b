//! The modules on the disk.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::replacement::{self, Replacement};

/// How many files were written, and how many said the same already.
pub(super) struct Counts {
    written: usize,
    unchanged: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} written, {} unchanged", super::counted(self.written, "module"), self.unchanged)
    }
}

/// Writes the files, all or none of them.
///
/// # Errors
/// When a file is there that says something else and must not be replaced, or one cannot be written.
pub(super) fn write(out: &Path, files: &BTreeMap<String, String>, overwrite: bool) -> Result<Counts> {
    let mut changed = Vec::new();
    for (name, text) in files {
        let path = out.join(name);
        match fs::read_to_string(&path) {
            Ok(old) if old == *text => continue,
            Ok(_) if !overwrite => bail!(
                "{} is there already and says something else\n  = help: say `--overwrite` to replace it, or choose another --out",
                path.display()
            ),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
        changed.push((path, text));
    }
    let written = changed.len();
    let prepared =
        changed.into_iter().map(|(path, text)| Replacement::prepare(path, text)).collect::<Result<Vec<_>>>()?;
    replacement::replace_all(prepared)?;
    Ok(Counts { written, unchanged: files.len() - written })
}
