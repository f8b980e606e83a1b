//! The programs of this workspace, built.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command;

/// The program of this name, which is built if it is not built yet.
///
/// Cargo chooses the features of dependencies by what it is asked to build. It is asked for the whole workspace with a
/// test here, so that all that `cargo test --workspace` has built is used again.
///
/// # Errors
///
/// The program does not compile.
pub fn built(name: &str) -> Result<PathBuf> {
    let mut cargo = command::cargo();
    cargo.args(["build", "--quiet", "--workspace", "--test=tidy", "--message-format=json", "--bin", name]);
    let outcome = command::succeed(&mut cargo)?;
    let messages = std::str::from_utf8(&outcome.stdout)?.lines();
    let mut executables = messages.filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_program = message["target"]["name"] == name && message["target"]["kind"][0] == "bin";
        is_program.then(|| message["executable"].as_str().map(PathBuf::from))?
    });
    executables.next().with_context(|| format!("cargo built no program {name}"))
}
