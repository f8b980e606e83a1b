//! Google's conformance runner: how it is started and what it says.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{command, tools, workspace};

/// What a run of both suites came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summaries {
    /// Of the suite of binary and JSON.
    pub binary_and_json: Summary,
    /// Of the suite of the text format.
    pub text: Summary,
}

/// What a run of one suite came to.
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

/// The tests that may fail, in files of one name on each line.
#[derive(Debug, Clone, Copy)]
pub struct Failures<'a> {
    /// Of the suite of binary and JSON.
    pub binary_and_json: &'a Path,
    /// Of the suite of the text format.
    pub text: &'a Path,
}

/// Runs the suite of binary and JSON and, behind it, that of the text format, recommended tests too, against a testee.
///
/// # Errors
///
/// The runner cannot be installed; a test fails that is not on the list, or one passes that is: all that the runner says.
pub fn run(testee: &Path, failures: Failures<'_>) -> Result<Summaries> {
    let report = workspace::scratch().join("conformance");
    fs::create_dir_all(&report)?;
    let mut runner = tools::conformance()?.command();
    let runner = runner
        .args(["--enforce_recommended", "--maximum_edition", "2023"])
        .arg("--failure_list")
        .arg(failures.binary_and_json)
        .arg("--text_format_failure_list")
        .arg(failures.text)
        .arg("--output_dir")
        .arg(report);
    let said = command::succeed(runner.arg(testee))?.said;
    summaries(&said).with_context(|| format!("the runner does not say how it went:\n{said}"))
}

/// Reads the lines that sum up the suites, which come in this order.
fn summaries(said: &str) -> Option<Summaries> {
    let mut found = said.lines().filter(|line| line.starts_with("CONFORMANCE SUITE")).map(summary);
    Some(Summaries { binary_and_json: found.next()??, text: found.next()?? })
}

/// Reads `2952 successes, 2615 skipped, 0 expected failures, 0 unexpected failures`.
fn summary(line: &str) -> Option<Summary> {
    let counts: Vec<usize> = line.split([' ', ':']).filter_map(|word| word.parse().ok()).collect();
    let [passed, skipped, expected_failures, unexpected_failures] = counts.try_into().ok()?;
    Some(Summary { passed, skipped, expected_failures, unexpected_failures })
}
