//! Measures how long the same set of messages, enums and services compiles: as contracts, and as code that prost and tonic
//! generate.

mod contracts;
mod generated;
mod page;
mod set;
mod workspace;

use anyhow::Result;
use clap::Parser;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use workspace::{Taken, Workspace};

/// Measures how long contracts compile, beside generated code.
#[derive(Parser)]
struct Options {
    /// How often everything is measured.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Measure only this profile; can be repeated.
    #[arg(long = "profile", default_values_t = ["dev".to_owned(), "release".to_owned()])]
    profiles: Vec<String>,
    /// Only write the crates, and count the lines.
    #[arg(long)]
    lines: bool,
    /// Write the tables between the marks of this page, too.
    #[arg(long)]
    markdown: Option<PathBuf>,
}

/// What is compiled: how it is called, the crates of it that are compiled anew, and the last of them.
const SUBJECTS: [(&str, &[&str]); 6] = [
    ("contracts, with JSON", &["contracts"]),
    ("prost and tonic", &["prost"]),
    ("prost, tonic and pbjson", &["prost-json"]),
    ("prost and tonic, by a build script", &["prost-script"]),
    ("contracts, and a program that serves and calls", &["contracts", "contracts-program"]),
    ("prost and tonic, and a program that serves and calls", &["prost", "prost-program"]),
];

/// The times by profile, kind of build and subject.
type Times = BTreeMap<(String, &'static str, usize), Vec<Taken>>;

fn main() -> Result<()> {
    let options = Options::parse();
    let set = set::set();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/compile");
    let workspace = Workspace::new(root, &set)?;
    let mut text = page::lines(&workspace, &set)?;
    if !options.lines {
        let times = measure(&workspace, &options)?;
        text = format!("{}\n{text}", page::times(&times));
    }
    println!("{text}");
    match &options.markdown {
        Some(page) => tests_benches_page::write(page, "compiled", &text),
        None => Ok(()),
    }
}

fn measure(workspace: &Workspace, options: &Options) -> Result<Times> {
    let mut times = Times::new();
    for profile in &options.profiles {
        // What all of them depend on is compiled once.
        for (_, crates) in SUBJECTS {
            workspace.build(crates[crates.len() - 1], profile)?;
        }
        for round in 0..options.rounds {
            eprintln!("{profile}, round {}", round + 1);
            workspace.change(false)?;
            for place in 0..SUBJECTS.len() {
                let index = (round + place) % SUBJECTS.len();
                let (_, crates) = SUBJECTS[index];
                workspace.clean(crates, profile)?;
                let taken = workspace.build(crates[crates.len() - 1], profile)?;
                times.entry((profile.clone(), "clean", index)).or_default().push(taken);
            }
            workspace.change(true)?;
            for place in 0..SUBJECTS.len() {
                let index = (round + place) % SUBJECTS.len();
                let (_, crates) = SUBJECTS[index];
                if crates[0] == "prost-script" {
                    continue;
                }
                let taken = workspace.build(crates[crates.len() - 1], profile)?;
                times.entry((profile.clone(), "one message changed", index)).or_default().push(taken);
            }
        }
    }
    workspace.change(false)?;
    Ok(times)
}
