//! Commands whose failure tells all that they said.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// What a command said, and whether it succeeded.
#[derive(Debug)]
pub struct Outcome {
    /// The command, for messages.
    pub command: String,
    /// Whether the exit code is 0.
    pub success: bool,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error, and before it standard output where that is text.
    pub said: String,
}

impl Outcome {
    /// The outcome, if it is a success.
    ///
    /// # Errors
    ///
    /// All that the command said, if it failed.
    pub fn success(self) -> Result<Self> {
        if !self.success {
            bail!("`{}` failed:\n{}", self.command, self.said);
        }
        Ok(self)
    }
}

/// Runs a command to its end, whatever that is.
///
/// # Errors
///
/// The command cannot be started.
pub fn run(command: &mut Command) -> Result<Outcome> {
    let name = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("`{name}` does not start"))?;
    let Output { status, stdout, stderr } = output;
    let said = format!("{}{}", String::from_utf8(stdout.clone()).unwrap_or_default(), String::from_utf8_lossy(&stderr));
    Ok(Outcome { command: name, success: status.success(), stdout, said })
}

/// Runs a command that must succeed.
///
/// # Errors
///
/// The command cannot be started or fails.
pub fn succeed(command: &mut Command) -> Result<Outcome> {
    run(command)?.success()
}

/// This workspace's cargo.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::workspace::root()).env("CARGO_TERM_COLOR", "never");
    command
}

/// The value of `PATH` with a folder in front.
pub fn path_with(folder: &Path) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths([folder.to_owned()].into_iter().chain(std::env::split_paths(&path)))?)
}

fn describe(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
