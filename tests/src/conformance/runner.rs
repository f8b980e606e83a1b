//! Google's conformance runner: how it is started and what it says.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{command, tools, workspace};

/// What a run of the suite came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that the testee skipped.
    pub skipped: usize,
    /// Tests that failed and are on the list.
    pub expected_failures: usize,
    /// Tests that failed and are not on the list.
    pub unexpected_failures: usize,
}

/// Runs the suite of binary and JSON, recommended tests too, against a testee.
///
/// # Errors
///
/// The runner cannot be installed; a test fails that is not on the list, or one passes that is: all that the runner says.
pub fn run(testee: &Path, failures: &Path) -> Result<Summary> {
    let report = workspace::scratch().join("conformance");
    fs::create_dir_all(&report)?;
    let mut runner = tools::conformance()?.command();
    let runner = runner
        .args(["--enforce_recommended", "--maximum_edition", "2023"])
        .arg("--failure_list")
        .arg(failures)
        .arg("--output_dir")
        .arg(report);
    let said = command::succeed(runner.arg(testee))?.said;
    summary(&said).with_context(|| format!("the runner does not say how it went:\n{said}"))
}

/// Reads `2952 successes, 2615 skipped, 0 expected failures, 0 unexpected failures`.
fn summary(said: &str) -> Option<Summary> {
    let line = said.lines().find(|line| line.starts_with("CONFORMANCE SUITE"))?;
    let counts: Vec<usize> = line.split([' ', ':']).filter_map(|word| word.parse().ok()).collect();
    let [passed, skipped, expected_failures, unexpected_failures] = counts.try_into().ok()?;
    Some(Summary { passed, skipped, expected_failures, unexpected_failures })
}
