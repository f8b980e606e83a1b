//! One run at a time: what one builds, compares and writes is not mixed with what another does.

use std::fs::{self, File, TryLockError};
use std::io;

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

/// Keeps other runs waiting that use the same target folder. The system lets go of it however the process ends.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the run that has it, if there is one, and says so.
    ///
    /// # Errors
    /// When there is no place for the lock.
    pub(crate) fn take(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.target.join("proto-export");
        let take = || -> io::Result<File> {
            fs::create_dir_all(&folder)?;
            let file = File::create(folder.join("lock"))?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    eprintln!("waiting for another proto-export that uses {}", workspace.target.display());
                    file.lock()?;
                }
                // A file system without locks: whole files are all that can be had there.
                Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
                _ => {}
            }
            Ok(file)
        };
        Ok(Lock { _file: take().with_context(|| format!("cannot write {}", folder.display()))? })
    }
}
