//! The table of `docs/migrate.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::lost::{Kind, Loss};
use super::suite::{Outcome, Suite};
use super::suites::SUITES;

const HEAD: &str = "\
| files of | files | messages | fields | options | import | compile and export | lost |
|---|--:|--:|--:|--:|--:|--:|---|
";

/// What the table says of each suite, by the name of the suite.
#[derive(Default)]
pub struct Table(BTreeMap<&'static str, Entry>);

struct Entry {
    row: String,
    /// The exceptions, a list; may be empty.
    exceptions: String,
}

impl Table {
    /// Reads a table that [`Table::text`] has written.
    pub fn read(text: &str) -> Self {
        let of = |suite: &Suite| {
            let row = text.lines().find(|line| line.starts_with(&format!("| {} (", suite.name)))?;
            let list = text.split_once(&format!("\n{}:\n\n", suite.name)).map_or("", |(_, rest)| rest);
            let list: Vec<&str> = list.lines().take_while(|line| line.starts_with("- ")).collect();
            let exceptions = list.iter().fold(String::new(), |text, line| text + line + "\n");
            Some((suite.name, Entry { row: row.to_owned(), exceptions }))
        };
        Table(SUITES.iter().filter_map(of).collect())
    }

    /// Says what came of a suite.
    pub fn put(&mut self, suite: &Suite, of: &Outcome) {
        self.0.insert(suite.name, Entry { row: row(suite, of), exceptions: exceptions(of) });
    }

    /// A row for each suite, and below the exceptions of each by name.
    pub fn text(&self) -> String {
        let entries = || SUITES.iter().filter_map(|suite| Some((suite.name, self.0.get(suite.name)?)));
        let mut text = HEAD.to_owned();
        for (_, entry) in entries() {
            text.extend([entry.row.as_str(), "\n"]);
        }
        for (name, entry) in entries().filter(|(_, entry)| !entry.exceptions.is_empty()) {
            text.extend(["\n", name, ":\n\n", entry.exceptions.as_str()]);
        }
        text
    }
}

fn row(suite: &Suite, of: &Outcome) -> String {
    let seconds = |duration: Duration| format!("{:.1} s", duration.as_secs_f64());
    let build = of.build.map_or_else(|| "-".to_owned(), seconds);
    let lost_options: usize = Loss::options(&of.losses).values().sum();
    let lost = match (declarations(&of.losses).count(), lost_options) {
        (0, 0) => "nothing".to_owned(),
        (declarations, options) => format!("{declarations} declarations, {options} options"),
    };
    let Suite { name, source, .. } = suite;
    let Outcome { files, messages, fields, options, import, .. } = of;
    let import = seconds(*import);
    format!("| {name} ({source}) | {files} | {messages} | {fields} | {options} | {import} | {build} | {lost} |")
}

fn exceptions(of: &Outcome) -> String {
    let mut text = String::new();
    // A `String` takes all that is written to it.
    for Loss { element, what, why } in declarations(&of.losses) {
        let _ = writeln!(text, "- `{element}`: {what}: {why}");
    }
    for violation in &of.violations {
        let _ = writeln!(text, "- not exported: {violation}");
    }
    for ((option, why), count) in Loss::options(&of.losses) {
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        let _ = writeln!(text, "- the option `{option}`, {times}: {why}");
    }
    text
}

fn declarations(losses: &[Loss]) -> impl Iterator<Item = &Loss> {
    losses.iter().filter(|loss| loss.kind() == Kind::Declaration)
}
