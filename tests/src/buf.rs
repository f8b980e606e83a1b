//! buf, from npm: the judge of what `proto-export` writes.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::command::{self, Outcome};
use crate::tools;

/// buf with its arguments, in a folder.
///
/// # Errors
///
/// Node is missing, or buf cannot be installed.
pub fn command(folder: &Path, arguments: &[&str]) -> Result<Command> {
    let programs = tools::node()?.join("node_modules/.bin");
    let mut command = Command::new(programs.join("buf"));
    command.args(arguments).current_dir(folder).env("PATH", command::path_with(&programs)?);
    Ok(command)
}

/// Runs buf in a folder, to whatever end.
///
/// # Errors
///
/// Node is missing, or buf cannot be installed.
pub fn run(folder: &Path, arguments: &[&str]) -> Result<Outcome> {
    command::run(&mut command(folder, arguments)?)
}
