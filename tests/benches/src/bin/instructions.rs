//! Counts the instructions of hot operations under callgrind, and compares them with those that are written down.
//!
//! Times vary with the machine and with where the linker puts things; counts are the same on every run of one build.

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Parser, ValueEnum as _};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};
use tests_benches::case::{self, Case};
use tests_benches::codec::Codec;
use tests_benches::operation::Operation;
use tests_benches::subject::Contender;

/// Counts the instructions of hot operations, and compares them with those that are written down.
#[derive(Parser)]
struct Options {
    /// Write the counts down.
    #[arg(long)]
    bless: bool,
    /// Only do what is counted, once few and once many times: what callgrind runs.
    #[arg(long, hide = true)]
    counted: bool,
}

/// What is hot: small messages, in which each instruction shows.
const CASES: [&str; 4] = ["google_message1", "rpc request", "24 deep", "wide sparse"];
const OPERATIONS: [Operation; 5] =
    [Operation::EncodeFresh, Operation::EncodeReused, Operation::EncodeTonic, Operation::Decode, Operation::Merge];
const CODECS: [Codec; 2] = [Codec::Contracts, Codec::Prost];

/// How many repetitions are counted: the difference of the two leaves out what surrounds them.
const FEW: u64 = 2;
const MANY: u64 = 12;

/// By how much a count may differ from the one that is written down.
const TOLERANCE: f64 = 0.02;

/// What stands above the counts that are written down.
const HEAD: &str = "# Instructions of one repetition of our codec, as `--bin instructions -- --bless` counts them.\n\n";

/// Counts of our codec, by case and operation.
type Counts = BTreeMap<String, BTreeMap<String, u64>>;

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    if options.counted {
        repeat()?;
        return Ok(ExitCode::SUCCESS);
    }
    let counts = count()?;
    print(&counts);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.toml");
    let ours: Counts =
        counts.iter().map(|(case, operations)| (case.clone(), of(operations, Codec::Contracts))).collect();
    if options.bless {
        fs::write(&file, format!("{HEAD}{}", toml::to_string(&ours)?))?;
        return Ok(ExitCode::SUCCESS);
    }
    let written = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let differences = differences(&toml::from_str(&written)?, &ours);
    for line in &differences {
        eprintln!("{line}");
    }
    if differences.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "error: the counts are not those of {}\n  = help: when they are meant to differ, add `-- --bless`",
        file.display()
    );
    Ok(ExitCode::FAILURE)
}

/// What is counted, in the order in which the counted program does it.
fn plan() -> impl Iterator<Item = (&'static str, Operation, Codec)> {
    let operations = CASES.into_iter().flat_map(|case| OPERATIONS.map(|operation| (case, operation)));
    operations.flat_map(|(case, operation)| CODECS.map(|codec| (case, operation, codec)))
}

/// Does all that is counted.
fn repeat() -> Result<()> {
    let prepare = |name| {
        let named = case::ALL.iter().find(|case| case.name == name).context("the case is there")?;
        Ok((name, (named.prepare)()?))
    };
    let mut cases = CASES.into_iter().map(prepare).collect::<Result<BTreeMap<&str, Case>>>()?;
    for (case, operation, codec) in plan() {
        let contenders = &mut cases.get_mut(case).context("the case is there")?.contenders;
        let contender = contenders.iter_mut().find(|contender| contender.codec() == codec && contender.can(operation));
        let contender = contender.context("the codec has the operation")?;
        contender.time(operation, MANY)?;
        for repetitions in [FEW, MANY] {
            counted(contender.as_mut(), operation, repetitions)?;
        }
    }
    Ok(())
}

/// The function in which callgrind counts.
#[inline(never)]
fn counted(contender: &mut dyn Contender, operation: Operation, repetitions: u64) -> Result<()> {
    contender.time(operation, repetitions)?;
    Ok(())
}

/// Instructions by case, by operation and by codec.
type AllCounts = BTreeMap<String, BTreeMap<String, BTreeMap<Codec, u64>>>;

/// Runs this program under callgrind, which writes a profile after each call of [`counted`].
fn count() -> Result<AllCounts> {
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--quiet", "--collect-atstart=no"]);
    command.args(["--toggle-collect=*instructions*counted*", "--dump-after=*instructions*counted*"]);
    command.arg(format!("--callgrind-out-file={}", profile.display()));
    command.arg(env::current_exe()?).arg("--counted").stderr(Stdio::piped());
    let output = command.output().context("cannot run valgrind\n  = help: install it: `apt-get install valgrind`")?;
    ensure!(output.status.success(), "valgrind failed:\n{}", String::from_utf8_lossy(&output.stderr));

    let mut counts = AllCounts::new();
    for (index, (case, operation, codec)) in plan().enumerate() {
        let [few, many] =
            [2 * index + 1, 2 * index + 2].map(|number| total(&profile.with_extension(number.to_string())));
        let count = (many? - few?) / (MANY - FEW);
        let operation = operation.to_possible_value().context("the operation has a name")?.get_name().to_owned();
        counts.entry(case.to_owned()).or_default().entry(operation).or_default().insert(codec, count);
    }
    Ok(counts)
}

/// How many instructions a profile holds.
fn total(profile: &PathBuf) -> Result<u64> {
    let text = fs::read_to_string(profile).with_context(|| format!("there is no {}", profile.display()))?;
    let total = text.lines().find_map(|line| line.strip_prefix("summary: ").or(line.strip_prefix("totals: ")));
    match total.and_then(|total| total.trim().parse().ok()) {
        Some(total) if total > 0 => Ok(total),
        _ => bail!("{} counts nothing", profile.display()),
    }
}

fn print(counts: &AllCounts) {
    println!("{:16} {:14} {:>10} {:>10} {:>6}", "case", "operation", "contracts", "prost", "ratio");
    for (case, operations) in counts {
        for (operation, counts) in operations {
            let (ours, prost) = (counts[&Codec::Contracts], counts[&Codec::Prost]);
            println!("{case:16} {operation:14} {ours:>10} {prost:>10} {:>6.2}", prost as f64 / ours as f64);
        }
    }
}

fn of(operations: &BTreeMap<String, BTreeMap<Codec, u64>>, codec: Codec) -> BTreeMap<String, u64> {
    operations.iter().map(|(operation, counts)| (operation.clone(), counts[&codec])).collect()
}

/// What differs by more than the tolerance, in either direction, or stands on one side only.
fn differences(written: &Counts, counted: &Counts) -> Vec<String> {
    let flat = |counts: &Counts| -> BTreeMap<String, u64> {
        let operations =
            counts.iter().flat_map(|(case, counts)| counts.iter().map(move |(it, count)| (case, it, count)));
        operations.map(|(case, operation, count)| (format!("{case}, {operation}"), *count)).collect()
    };
    let (written, counted) = (flat(written), flat(counted));
    let mut names: Vec<_> = written.keys().chain(counted.keys()).collect();
    names.sort();
    names.dedup();
    let lines = names.into_iter().filter_map(|name| match (written.get(name), counted.get(name)) {
        (Some(&old), Some(&new)) if old.abs_diff(new) as f64 <= old as f64 * TOLERANCE => None,
        (Some(old), Some(new)) => {
            let change = (*new as f64 / *old as f64 - 1.0) * 100.0;
            Some(format!("{name}: {new} instructions in place of {old} ({change:+.1} %)"))
        }
        (old, new) => Some(format!("{name}: {new:?} instructions in place of {old:?}")),
    });
    lines.collect()
}
