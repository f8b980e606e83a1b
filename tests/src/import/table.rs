//! The table of `docs/migrate.md`.

use std::fmt::Write as _;

use super::lost::{Kind, Loss};
use super::suite::{Outcome, Suite};

/// A row for each suite, and below the exceptions of each by name.
pub fn table(outcomes: &[(&Suite, Outcome)]) -> String {
    let mut text = String::from(
        "| files of | files | messages | fields | import | compile | lost |\n|---|--:|--:|--:|--:|--:|---|\n",
    );
    for (suite, of) in outcomes {
        let seconds = |duration: std::time::Duration| format!("{:.1} s", duration.as_secs_f64());
        let build = of.build.map_or_else(|| "-".to_owned(), seconds);
        let declarations = declarations(&of.losses).count();
        let options: usize = Loss::options(&of.losses).values().sum();
        let Suite { name, source, .. } = suite;
        let Outcome { files, messages, fields, import, .. } = of;
        let import = seconds(*import);
        // A `String` takes all that is written to it.
        let _ = writeln!(
            text,
            "| {name} ({source}) | {files} | {messages} | {fields} | {import} | {build} | \
             {declarations} declarations, {options} options |"
        );
    }
    for (suite, of) in outcomes {
        let _ = writeln!(text, "\n{}:\n", suite.name);
        for Loss { element, what, why } in declarations(&of.losses) {
            let _ = writeln!(text, "- `{element}`: {what}: {why}");
        }
        for violation in &of.violations {
            let _ = writeln!(text, "- not exported: {violation}");
        }
        let options: Vec<String> =
            Loss::options(&of.losses).into_iter().map(|(name, count)| format!("`{name}` {count}")).collect();
        let _ = writeln!(text, "- options, with how often: {}", options.join(", "));
    }
    text
}

fn declarations(losses: &[Loss]) -> impl Iterator<Item = &Loss> {
    losses.iter().filter(|loss| loss.kind() == Kind::Declaration)
}
