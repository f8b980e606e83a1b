//! Files that take the place of others, whole or not at all.
//!
//! A new text is written to a file of its own, beside the one that it is to replace, and takes its name once all are on
//! the disk. A run that was killed leaves such files behind; the next one removes them.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result, bail};
use tempfile::TempPath;

/// How the name of an unfinished file begins.
const PREFIX: &str = ".proto-export-";

/// The right to write to a folder. The system lets go of it however the process ends.
///
/// It is a lock of the folder itself, so that nothing has to be put there. Where a system has no such locks, runs with
/// the same target folder still wait for each other.
pub(crate) struct Turn {
    _folder: Option<File>,
}

impl Turn {
    /// Waits until nobody else has the turn. The folder is made, if it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn wait(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot write {}", folder.display()))?;
        Ok(Turn { _folder: File::open(folder).ok().filter(|folder| folder.lock().is_ok()) })
    }

    /// The turn, unless somebody else has it, or there is no such folder.
    fn now(folder: &Path) -> Option<Self> {
        let file = File::open(folder).ok()?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => None,
            locked => Some(Turn { _folder: locked.is_ok().then_some(file) }),
        }
    }
}

/// A new text beside the file that it is to replace.
pub(crate) struct Replacement {
    path: PathBuf,
    /// Removed again if it does not come to that.
    new: TempPath,
}

impl Replacement {
    /// Writes the new text of a file beside it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn prepare(path: PathBuf, text: impl AsRef<[u8]>) -> Result<Self> {
        let write = || -> io::Result<TempPath> {
            let folder = folder(&path);
            fs::create_dir_all(folder)?;
            let mut file = builder().tempfile_in(folder)?;
            file.write_all(text.as_ref())?;
            // There can be more of them than a process may have open files.
            Ok(file.into_temp_path())
        };
        let new = write().with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Replacement { path, new })
    }

    /// Waits until the text is on the disk.
    fn sync(&self) -> Result<()> {
        let sync = || OpenOptions::new().write(true).open(&self.new)?.sync_all();
        sync().with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Gives the text its place.
    fn put(self) -> Result<String> {
        let Replacement { path, new } = self;
        new.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(format!("wrote {}", path.display()))
    }
}

/// Puts all new texts in their places, and says each in a line. None takes its place before all are on the disk.
///
/// # Errors
/// When one cannot be put there.
pub(crate) fn replace_all(replacements: Vec<Replacement>) -> Result<Vec<String>> {
    at_once(&replacements, Replacement::sync)?;
    let folders: BTreeSet<PathBuf> = replacements.iter().map(|it| folder(&it.path).to_owned()).collect();
    let done = replacements.into_iter().map(Replacement::put).collect();
    at_once(&Vec::from_iter(folders), |folder| {
        sync_folder(folder);
        Ok(())
    })?;
    done
}

/// How many files are waited for at once.
const AT_ONCE: usize = 16;

/// Does something that waits for the disk with all of a list. A disk takes hardly longer for several than for one.
fn at_once<T: Sync>(list: &[T], wait: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(it) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
            wait(it)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE.min(list.len())).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| bail!("a thread panicked")))
    })
}

/// Removes what a killed run left in a folder, unless somebody else is at work there.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn remove_unfinished(folder: &Path) -> Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match Turn::now(folder) {
        Some(_turn) => entries(folder)?.iter().try_for_each(|(path, _)| remove_if_unfinished(path)),
        None => Ok(()),
    }
}

/// Removes what a killed run left in a folder and in those below it, for the run that has the turn there.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn remove_unfinished_below(folder: &Path) -> Result<()> {
    entries(folder)?.iter().try_for_each(|(path, is_folder)| match is_folder {
        true => remove_unfinished_below(path),
        false => remove_if_unfinished(path),
    })
}

fn remove_if_unfinished(path: &Path) -> Result<()> {
    match path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX)) {
        true => fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display())),
        false => Ok(()),
    }
}

/// What is in a folder, and whether it is a folder: nothing, if there is no such folder.
fn entries(folder: &Path) -> Result<Vec<(PathBuf, bool)>> {
    let read = || -> io::Result<Vec<(PathBuf, bool)>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        entries.map(|entry| entry.and_then(|it| Ok((it.path(), it.file_type()?.is_dir())))).collect()
    };
    read().with_context(|| format!("cannot read {}", folder.display()))
}

fn folder(path: &Path) -> &Path {
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Without it a crash of the system may bring back the old file, whole. Not every system can do it.
fn sync_folder(folder: &Path) {
    drop(File::open(folder).and_then(|folder| folder.sync_all()));
}

#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = tempfile::Builder::new();
    // As any other source file: temporary files are for their owner alone otherwise.
    builder.prefix(PREFIX).permissions(fs::Permissions::from_mode(0o644));
    builder
}

#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    builder
}
