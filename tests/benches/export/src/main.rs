//! Measures how long 2,000 messages in 200 packages are exported, linted, checked and compared once they are compiled.

mod set;
mod workspace;

use anyhow::Result;
use clap::Parser;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tests_benches_page::{median, quantile};

use workspace::Workspace;

/// Measures the exporter at size.
#[derive(Parser)]
struct Options {
    /// How often everything is measured.
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// How many packages of ten messages each of the eight crates has, at most 25.
    #[arg(long, default_value_t = 25)]
    packages: usize,
    /// Write the table between the marks of this page, too.
    #[arg(long)]
    markdown: Option<PathBuf>,
}

/// What is run: how it is called, and its command line.
const RUNS: [(&str, &[&str]); 6] = [
    ("export to an empty folder", &[]),
    ("export, nothing has changed", &[]),
    ("`--check`", &["--check"]),
    ("`--check --no-lint`", &["--check", "--no-lint"]),
    ("`breaking`, against a folder", &["breaking", "--against", "proto"]),
    ("`breaking`, against a descriptor set", &["breaking", "--against", "past.binpb"]),
];

/// What each of these runs consists of, besides the exporter itself.
type Share = (&'static str, fn(&Workspace) -> Result<f64>);
const SHARES: [Share; 3] = [
    ("`cargo metadata`", Workspace::metadata),
    ("`cargo build`, with nothing to build", Workspace::build),
    ("the program that links the contracts", Workspace::describe),
];

fn main() -> ExitCode {
    // The exporter that is measured is this program: cargo builds it as it builds any benchmark.
    if std::env::args().nth(1).is_some_and(|argument| argument == "proto-export") {
        return proto_export::main_of_workspace();
    }
    match measure(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure(options: &Options) -> Result<()> {
    let areas = set::areas(options.packages);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/export");
    let workspace = Workspace::new(root, &areas)?;
    // Compiles everything.
    workspace.export(&["--descriptor-set", "past.binpb"])?;
    let mut runs = vec![Vec::new(); RUNS.len()];
    let mut shares = vec![Vec::new(); SHARES.len()];
    for _ in 0..options.rounds {
        workspace.clear()?;
        for ((_, arguments), taken) in RUNS.iter().zip(&mut runs) {
            taken.push(workspace.export(arguments)?);
        }
        for ((_, share), taken) in SHARES.iter().zip(&mut shares) {
            taken.push(share(&workspace)?);
        }
    }
    let packages = areas.iter().map(|area| area.files.len() - 1).sum::<usize>();
    let text = table(packages, &runs, &shares);
    println!("{text}");
    match &options.markdown {
        Some(page) => tests_benches_page::write(page, "exported", &text),
        None => Ok(()),
    }
}

fn table(packages: usize, runs: &[Vec<f64>], shares: &[Vec<f64>]) -> String {
    let around: f64 = shares.iter().map(|taken| median(taken)).sum();
    let mut text = format!(
        "{} messages and {packages} services in {packages} packages of {} crates:\n\n\
         | | seconds | best | of the exporter itself |\n|---|--:|--:|--:|\n",
        packages * 10,
        set::AREAS.len()
    );
    for ((name, _), taken) in RUNS.iter().zip(runs) {
        let (middle, best) = (median(taken), quantile(taken, 0.0));
        let _ = writeln!(text, "| {name} | {middle:.2} | {best:.2} | {:.2} |", middle - around);
    }
    text += "\nIn each of these:\n\n| | seconds | best |\n|---|--:|--:|\n";
    for ((name, _), taken) in SHARES.iter().zip(shares) {
        let _ = writeln!(text, "| {name} | {:.2} | {:.2} |", median(taken), quantile(taken, 0.0));
    }
    text
}
