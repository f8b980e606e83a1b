//! Counts the instructions of hot operations, and compares them with those that are written down.
//!
//! Times vary with the machine and with where the linker puts things; counts are the same on every run of one build.

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum as _};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};
use tests_benches::callgrind;
use tests_benches::codec::Codec;
use tests_benches::hot::{self, Hot};
use tests_benches::operation::Operation;
use tests_benches::subject::Contender;

/// Counts the instructions of hot operations, and compares them with those that are written down.
#[derive(Parser)]
struct Options {
    /// Write the counts down.
    #[arg(long)]
    bless: bool,
    /// Count only the cases whose name contains this, and compare nothing; can be repeated.
    #[arg(long = "case", conflicts_with = "bless")]
    cases: Vec<String>,
    /// Only do what is counted: what callgrind runs.
    #[arg(long, hide = true)]
    counted: bool,
}

/// How many repetitions are counted: the difference of the two leaves out what surrounds them.
const FEW: u64 = 1;
const MANY: u64 = 4;

/// How many more instructions than are written down pass.
const TOLERANCE: f64 = 0.05;

/// What stands above the counts.
const HEAD: &str = "# Instructions of one repetition, without those of the C library.\n\
                    # Written by `cargo run --release --bin instructions -- --bless` in tests/benches.\n";

/// Counts by case, operation and codec.
type Counts = BTreeMap<String, BTreeMap<String, BTreeMap<String, u64>>>;

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let plan = Plan::new(&options.cases)?;
    if options.counted {
        plan.run()?;
        return Ok(ExitCode::SUCCESS);
    }
    let counts = plan.count(&options.cases)?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.toml");
    let read = || fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()));
    if options.bless {
        let old = if file.exists() { toml::from_str(&read()?)? } else { Counts::new() };
        let counts = with_other_codecs(counts, &old);
        print(&counts);
        fs::write(&file, written(&counts))?;
        return Ok(ExitCode::SUCCESS);
    }
    if !options.cases.is_empty() {
        print(&counts);
        return Ok(ExitCode::SUCCESS);
    }
    let old = toml::from_str(&read()?)?;
    print(&with_other_codecs(counts.clone(), &old));
    Ok(judge(&old, &counts, &file))
}

/// The counts, with those that are written down of codecs that are not built now.
fn with_other_codecs(mut counts: Counts, written: &Counts) -> Counts {
    for (case, operations) in &mut counts {
        for (operation, codecs) in operations {
            let old = written.get(case).and_then(|operations| operations.get(operation));
            for (codec, &count) in old.into_iter().flatten() {
                codecs.entry(codec.clone()).or_insert(count);
            }
        }
    }
    counts
}

/// What is counted, in the order in which the counted program does it.
struct Plan {
    cases: Vec<(&'static Hot, Vec<Box<dyn Contender>>)>,
}

impl Plan {
    fn new(names: &[String]) -> Result<Self> {
        let wanted = |hot: &&Hot| names.is_empty() || names.iter().any(|name| hot.name.contains(name.as_str()));
        let cases = hot::ALL.iter().filter(wanted).map(|hot| Ok((hot, (hot.contenders)()?)));
        Ok(Plan { cases: cases.collect::<Result<_>>()? })
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for (case, (_, contenders)) in self.cases.iter().enumerate() {
            for &operation in Operation::value_variants() {
                let able = (0..contenders.len()).filter(|&contender| contenders[contender].can(operation));
                steps.extend(able.map(|contender| Step { case, operation, contender }));
            }
        }
        steps
    }

    /// Does all that is counted.
    fn run(mut self) -> Result<()> {
        for Step { case, operation, contender } in self.steps() {
            let contender = self.cases[case].1[contender].as_mut();
            contender.time(operation, FEW)?;
            for repetitions in [FEW, MANY] {
                counted(contender, operation, repetitions)?;
            }
        }
        Ok(())
    }

    /// Runs this program under callgrind.
    fn count(&self, names: &[String]) -> Result<Counts> {
        let steps = self.steps();
        let names = names.iter().flat_map(|name| ["--case", name.as_str()]);
        let arguments: Vec<&str> = ["--counted"].into_iter().chain(names).collect();
        let totals = callgrind::count(&env::current_exe()?, &arguments, "instructions::counted", 2 * steps.len())?;
        let mut counts = Counts::new();
        for (Step { case, operation, contender }, totals) in steps.into_iter().zip(totals.chunks(2)) {
            let (hot, contenders) = &self.cases[case];
            let codec = contenders[contender].codec().name().to_owned();
            let operation = operation.to_possible_value().context("the operation has a name")?.get_name().to_owned();
            let operations = counts.entry(hot.name.to_owned()).or_default();
            operations.entry(operation).or_default().insert(codec, (totals[1] - totals[0]) / (MANY - FEW));
        }
        Ok(counts)
    }
}

/// An operation of a codec with a case: the numbers say which of the plan's.
struct Step {
    case: usize,
    operation: Operation,
    contender: usize,
}

/// The function in which callgrind counts.
#[inline(never)]
fn counted(contender: &mut dyn Contender, operation: Operation, repetitions: u64) -> Result<()> {
    contender.time(operation, repetitions)?;
    Ok(())
}

/// Each operation with the counts of all codecs.
fn each(counts: &Counts) -> impl Iterator<Item = (&str, &str, &BTreeMap<String, u64>)> {
    counts.iter().flat_map(|(case, operations)| {
        operations.iter().map(move |(operation, counts)| (case.as_str(), operation.as_str(), counts))
    })
}

fn print(counts: &Counts) {
    println!("{:16} {:14} {:>12} {:>12} {:>6}", "case", "operation", "contracts", "prost", "ratio");
    for (case, operation, counts) in each(counts) {
        let Some(&ours) = counts.get(Codec::Contracts.name()) else { continue };
        let prost = counts
            .get(Codec::Prost.name())
            .map_or_else(String::new, |&prost| format!(" {prost:>12} {:>6.2}", prost as f64 / ours as f64));
        println!("{case:16} {operation:14} {ours:>12}{prost}");
    }
}

/// The file: a table for each case, a line for each operation.
fn written(counts: &Counts) -> String {
    let mut file = HEAD.to_owned();
    for (case, operations) in counts {
        let _ = writeln!(file, "\n[\"{case}\"]");
        for (operation, counts) in operations {
            let counts: Vec<_> = counts.iter().map(|(codec, count)| format!("{codec} = {count}")).collect();
            let _ = writeln!(file, "{operation} = {{ {} }}", counts.join(", "));
        }
    }
    file
}

/// Compares our counts: those that are larger fail, those that are smaller should be written down.
fn judge(written: &Counts, counted: &Counts, file: &Path) -> ExitCode {
    let ours = |counts: &Counts| -> BTreeMap<String, u64> {
        let ours = each(counts).filter_map(|(case, operation, counts)| {
            Some((format!("{case}, {operation}"), *counts.get(Codec::Contracts.name())?))
        });
        ours.collect()
    };
    let (written, counted) = (ours(written), ours(counted));
    let mut fails = false;
    for (name, &new) in &counted {
        let Some(&old) = written.get(name) else {
            eprintln!("error: {name}: {new} instructions, and nothing is written down");
            fails = true;
            continue;
        };
        let change = new as f64 / old as f64 - 1.0;
        if change.abs() > TOLERANCE {
            let grade = if change > 0.0 { "error" } else { "note" };
            eprintln!("{grade}: {name}: {new} instructions in place of {old} ({:+.1} %)", change * 100.0);
            fails |= change > 0.0;
        }
    }
    for name in written.keys().filter(|name| !counted.contains_key(*name)) {
        eprintln!("error: {name} is written down, and is not counted any more");
        fails = true;
    }
    if fails {
        eprintln!("error: {} does not hold\n  = help: when that is meant so, add `-- --bless`", file.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
