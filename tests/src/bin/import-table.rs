//! Writes the table of `docs/migrate.md`: imports sets of foreign files, compiles them, and exports them again. All sets, or
//! those that are named; after each, the page is written.

use std::fs;

use anyhow::{Context, Result, ensure};
use tests::import::{Outcome, SUITES, Suite, table};
use tests::workspace;

/// What stands in the page before and behind the table.
const MARKS: [&str; 2] = ["<!-- table -->\n", "<!-- /table -->\n"];

fn main() -> Result<()> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |suite: &&Suite| named.is_empty() || named.iter().any(|name| name == suite.name);
    let mut outcomes = Vec::new();
    for suite in SUITES.iter().filter(is_wanted) {
        eprintln!("{}", suite.name);
        let outcome = suite.run().with_context(|| format!("{} is not what it was", suite.name))?;
        if let Some((theirs, ours)) = &outcome.sides {
            ensure!(theirs == ours, "{} does not come out as it went in", suite.name);
        }
        outcomes.push((suite, outcome));
        write(&outcomes)?;
    }
    Ok(())
}

fn write(outcomes: &[(&Suite, Outcome)]) -> Result<()> {
    let page = workspace::root().join("docs/migrate.md");
    let text = fs::read_to_string(&page)?;
    let (before, rest) = text.split_once(MARKS[0]).context("the page has no table")?;
    let (_, after) = rest.split_once(MARKS[1]).context("the table has no end")?;
    fs::write(&page, format!("{before}{}\n{}\n{}{after}", MARKS[0], table(outcomes), MARKS[1]))?;
    Ok(())
}
