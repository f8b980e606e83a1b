//! On what, of what and how it was measured.

use anyhow::{Context as _, Result};
use std::process::Command;
use std::{env, fs, thread};

/// A sentence that names machine, compiler, commit and allocator.
///
/// # Errors
/// When git or the compiler does not say.
pub fn describe() -> Result<String> {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("a processor without a name", |(_, name)| name);
    let cores = thread::available_parallelism()?;
    let features = if processor.contains(" avx512f ") { " with AVX-512" } else { "" };
    let compiler = output("rustc", &["--version"])?;
    let commit = output("git", &["rev-parse", "--short=12", "HEAD"])?;
    let changed =
        if output("git", &["status", "--porcelain", "--untracked-files=no"])?.is_empty() { "" } else { ", changed" };
    let allocator = if cfg!(feature = "mimalloc") { "mimalloc" } else { "the system's allocator" };
    Ok(format!("{model}{features}, {cores} cores, {compiler}, {allocator}, commit {commit}{changed}"))
}

/// The command line, to be repeated.
pub fn command() -> String {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let separator = if arguments.is_empty() { "" } else { " -- " };
    let features = if cfg!(feature = "mimalloc") { " --features mimalloc" } else { "" };
    format!("cargo run --release{features}{separator}{}", arguments.join(" "))
}

fn output(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).output().with_context(|| format!("cannot run {program}"))?;
    anyhow::ensure!(output.status.success(), "{program} failed");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
