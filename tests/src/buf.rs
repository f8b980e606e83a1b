//! buf, from npm: the judge of what `proto-export` writes.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::command::{self, Outcome};
use crate::descriptors::{self, EncodedFiles};
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

/// Whether descriptors carry the comments of their files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    /// They do not.
    Without,
    /// They do.
    With,
}

/// The descriptors that buf builds of the files in a folder, and of those that they import.
///
/// # Errors
///
/// The files do not compile.
pub fn build(folder: &Path, comments: Comments) -> Result<EncodedFiles> {
    let exclude: &[&str] = match comments {
        Comments::Without => &["--exclude-source-info"],
        Comments::With => &[],
    };
    let arguments = [&["build", "--as-file-descriptor-set", "--output=-"], exclude].concat();
    descriptors::by_name(&run(folder, &arguments)?.success()?.stdout)
}
