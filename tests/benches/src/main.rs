//! Measures the codec beside its peers, and writes the tables of docs/performance.md.

use anyhow::{Context as _, Result, ensure};
use clap::{Parser, ValueEnum as _};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use tests_benches::case::{self, Named};
use tests_benches::codec::Codec;
use tests_benches::operation::Operation;
use tests_benches::table::{self, Row};
use tests_benches::{machine, measure};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is between these marks of the page is written anew: with another allocator, the means alone.
const MARK: &str = if cfg!(feature = "mimalloc") { "measured with mimalloc" } else { "measured" };

/// Measures the codec beside its peers.
#[derive(Parser)]
struct Options {
    /// Measure only the cases whose name contains this; can be repeated.
    #[arg(long = "case")]
    cases: Vec<String>,
    /// Measure only this operation; can be repeated.
    #[arg(long = "op")]
    operations: Vec<Operation>,
    /// How long to measure each operation of each case.
    #[arg(long, default_value_t = 1.0)]
    seconds: f64,
    /// Measure nothing: only see to it that all codecs agree, and that each operation runs.
    #[arg(long)]
    smoke: bool,
    /// Write the tables between the marks of this page, too.
    #[arg(long)]
    markdown: Option<PathBuf>,
}

impl Options {
    fn cases(&self) -> Result<Vec<&'static Named>> {
        let wanted =
            |case: &&Named| self.cases.is_empty() || self.cases.iter().any(|part| case.name.contains(part.as_str()));
        let cases: Vec<_> = case::ALL.iter().filter(wanted).collect();
        let names: Vec<_> = case::ALL.iter().map(|case| case.name).collect();
        ensure!(!cases.is_empty(), "no such case; there are: {}", names.join(", "));
        Ok(cases)
    }

    fn operations(&self) -> Vec<Operation> {
        match self.operations.is_empty() {
            true => Operation::value_variants().to_vec(),
            false => self.operations.clone(),
        }
    }
}

fn main() -> Result<()> {
    let options = Options::parse();
    if options.smoke {
        return smoke(&options);
    }
    let text = measure(&options)?;
    println!("{text}");
    match &options.markdown {
        Some(page) => tests_benches_page::write(page, MARK, &text),
        None => Ok(()),
    }
}

/// Runs each operation of all who take part once, after all have agreed.
fn smoke(options: &Options) -> Result<()> {
    let mut runs = 0;
    for named in options.cases()? {
        let mut case = (named.prepare)().context(named.name)?;
        for operation in options.operations() {
            for contender in case.contenders.iter_mut().filter(|contender| contender.can(operation)) {
                contender.time(operation, 1).context(contender.codec().name()).context(named.name)?;
                runs += 1;
            }
        }
    }
    println!("all codecs agree; {runs} operations ran");
    Ok(())
}

/// The tables, and what is to be said of them.
fn measure(options: &Options) -> Result<String> {
    let duration = Duration::from_secs_f64(options.seconds);
    let mut rows: BTreeMap<Operation, Vec<Row>> = BTreeMap::new();
    let mut absent: BTreeMap<(Codec, &str), Vec<&str>> = BTreeMap::new();
    for named in options.cases()? {
        eprintln!("{}", named.name);
        let mut case = (named.prepare)().context(named.name)?;
        for &(codec, reason) in &case.absent {
            absent.entry((codec, reason)).or_default().push(named.name);
        }
        for operation in options.operations() {
            let times = measure::take(&mut case, operation, duration).context(named.name)?;
            let row = Row { case: named.name, size: case.size, is_bulk: case.is_bulk, times };
            rows.entry(operation).or_default().push(row);
        }
    }
    let head = format!("On {}:\n\n```sh\n{}\n```\n", machine::describe()?, machine::command());
    let mut sections = vec![head, table::means_of_all(&rows)];
    if cfg!(feature = "mimalloc") {
        return Ok(sections.join("\n"));
    }
    let tables = rows.iter().map(|(operation, rows)| table::of(*operation, rows));
    let absent =
        absent.iter().map(|((codec, reason), cases)| format!("- {} {reason}: {}\n", codec.name(), cases.join(", ")));
    sections.extend(tables);
    sections.push(format!("Not measured, beside what a codec has no operation for:\n\n{}", absent.collect::<String>()));
    Ok(sections.join("\n"))
}
