//! The folder that is exported to: compared with, or replaced file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

use crate::export::MARK;
use crate::replacement::{self, Replacement};

/// What differs between the folder and what was exported.
pub(crate) struct Changes<'a> {
    out: &'a Path,
    /// Paths in the folder, with the old text and the new: none for a file that is not there, or no longer.
    changed: BTreeMap<String, (Option<String>, Option<&'a str>)>,
}

/// Which files that we wrote before, and that no package has now, have to go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    /// All.
    Remove,
    /// None, as not all packages were looked at.
    Keep,
}

impl<'a> Changes<'a> {
    /// Compares a folder with the files it should hold.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds a file of somebody else in the place of one of ours.
    pub(crate) fn between(out: &'a Path, files: &'a BTreeMap<String, String>, stale: Stale) -> Result<Self> {
        let mut changed = BTreeMap::new();
        for (path, new) in files {
            match read(&out.join(path))? {
                Some(old) if old == *new => {}
                Some(old) if !old.starts_with(MARK) => bail!(
                    "{} was not written by proto-export, which would overwrite it: move it away, or choose another --out",
                    out.join(path).display()
                ),
                old => {
                    changed.insert(path.clone(), (old, Some(new.as_str())));
                }
            }
        }
        if stale == Stale::Remove {
            for path in written_before(out)?.into_iter().filter(|path| !files.contains_key(path)) {
                let old = read(&out.join(&path))?;
                changed.insert(path, (old, None));
            }
        }
        Ok(Changes { out, changed })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }

    /// The changes as a unified diff.
    pub(crate) fn diff(&self) -> String {
        let diffs = self.changed.iter().map(|(path, (old, new))| {
            let shown = self.out.join(path).display().to_string();
            let name = |text: Option<&str>| if text.is_some() { shown.as_str() } else { "/dev/null" };
            let (from, to) = (name(old.as_deref()), name(*new));
            let diff = TextDiff::from_lines(old.as_deref().unwrap_or_default(), new.unwrap_or_default());
            diff.unified_diff().context_radius(3).header(from, to).to_string()
        });
        diffs.collect()
    }

    /// Makes the changes, and says each in a line. Every new text is on the disk before the first file is replaced, so
    /// however the process ends, each file is the old one or the new one, whole; the next run does the rest.
    ///
    /// # Errors
    /// When a file cannot be written or removed.
    pub(crate) fn write(self) -> Result<Vec<String>> {
        let new = self.changed.iter().filter_map(|(path, (_, new))| Some((self.out.join(path), (*new)?)));
        let prepared = new.map(|(path, text)| Replacement::prepare(path, text)).collect::<Result<Vec<_>>>()?;
        let mut done = replacement::replace_all(prepared)?;
        for path in self.changed.iter().filter(|(_, (_, new))| new.is_none()).map(|(path, _)| self.out.join(path)) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            remove_empty_folders(&path, self.out);
            done.push(format!("removed {}", path.display()));
        }
        Ok(done)
    }
}

/// The text of a file, if there is one.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The files below a folder that begin with our mark.
fn written_before(out: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut folders: Vec<PathBuf> = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", folder.display())),
        };
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "proto") && is_marked(&path)? {
                let local = path.strip_prefix(out).unwrap_or(&path);
                found.insert(local.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
            }
        }
    }
    Ok(found)
}

fn is_marked(path: &Path) -> Result<bool> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text.starts_with(MARK.as_bytes()))
}

/// Removes the folders that a removed file leaves empty; those that are not refuse.
fn remove_empty_folders(path: &Path, out: &Path) {
    let folders = path.ancestors().skip(1).take_while(|folder| *folder != out);
    for folder in folders {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
