//! Writes the table of `docs/migrate.md`: imports sets of foreign files, compiles them, and exports them again. All sets, or
//! those that are named, whose rows are replaced; after each, the page is written.

use std::fs;

use anyhow::{Context, Result, ensure};
use tests::import::{Constructs, Outcome, SUITES, Suite, Table};
use tests::workspace;

/// What stands in the page before and behind the table.
const MARKS: [&str; 2] = ["<!-- table -->\n", "<!-- /table -->\n"];

fn main() -> Result<()> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |suite: &&Suite| named.is_empty() || named.iter().any(|name| name == suite.name);
    let mut compiled = Constructs::new();
    for suite in SUITES.iter().filter(is_wanted) {
        eprintln!("{}", suite.name);
        let outcome = suite.run().with_context(|| format!("{} is not what it was", suite.name))?;
        if let Some((theirs, ours)) = &outcome.sides {
            let differences = theirs.differences(ours);
            differences.iter().for_each(|difference| eprintln!("{difference}"));
            ensure!(differences.is_empty(), "{} does not come out as it went in", suite.name);
        }
        if suite.compiled {
            compiled.extend(outcome.constructs.iter().cloned());
        } else if named.is_empty() {
            let missing: Vec<&String> = outcome.constructs.difference(&compiled).collect();
            ensure!(missing.is_empty(), "{} has what nothing has that is compiled: {missing:?}", suite.name);
        }
        write(suite, &outcome)?;
    }
    Ok(())
}

fn write(suite: &Suite, outcome: &Outcome) -> Result<()> {
    let page = workspace::root().join("docs/migrate.md");
    let text = fs::read_to_string(&page)?;
    let (before, rest) = text.split_once(MARKS[0]).context("the page has no table")?;
    let (table, after) = rest.split_once(MARKS[1]).context("the table has no end")?;
    let mut table = Table::read(table);
    table.put(suite, outcome);
    fs::write(&page, format!("{before}{}\n{}\n{}{after}", MARKS[0], table.text(), MARKS[1]))?;
    Ok(())
}
