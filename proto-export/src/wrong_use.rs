//! What is wrong with a command line, or with the place that it is run in: exit code 2.

use std::path::Path;
use std::process::ExitCode;

/// The exit code of a wrong command line, which is that of clap too.
const CODE: u8 = 2;

/// A command line that cannot be right, told before anything is compiled.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct WrongUse(String);

impl WrongUse {
    /// What is wrong, and what to type instead.
    pub(crate) fn new(message: impl Into<String>, help: &str) -> Self {
        WrongUse(format!("{}\n  = help: {help}", message.into()))
    }
}

/// The exit code for what went wrong.
pub(crate) fn exit_code(error: &anyhow::Error) -> ExitCode {
    if error.is::<WrongUse>() { ExitCode::from(CODE) } else { ExitCode::FAILURE }
}

/// Makes sure that an option names no file where it should name a folder.
///
/// # Errors
/// When it does.
pub(crate) fn require_folder(option: &str, path: &Path) -> Result<(), WrongUse> {
    // Of a path inside a file, too.
    match path.ancestors().find(|path| path.exists()) {
        Some(there) if !there.is_dir() => {
            Err(WrongUse::new(format!("{} is a file", there.display()), &format!("name a folder with `{option}`")))
        }
        _ => Ok(()),
    }
}

/// Makes sure that an option names no folder where it should name a file.
///
/// # Errors
/// When it does.
pub(crate) fn require_file(option: &str, path: &Path) -> Result<(), WrongUse> {
    match path.is_dir() {
        true => Err(WrongUse::new(format!("{} is a folder", path.display()), &format!("name a file with `{option}`"))),
        false => require_folder(option, path.parent().unwrap_or(Path::new(""))),
    }
}
