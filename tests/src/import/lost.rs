//! What an import says is lost, as `proto-export import --report` writes it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

/// One thing that is lost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// The full name of the declaration.
    pub element: String,
    /// What is lost of it.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Whether a whole declaration is lost, or an option of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The declaration is not in the Rust.
    Declaration,
    /// It is there without an option.
    Option,
}

impl Loss {
    /// Reads a report: `file:line: element: what: why` in each line.
    ///
    /// # Errors
    ///
    /// A line has another form.
    pub fn all(report: &str) -> Result<Vec<Loss>> {
        let loss = |line: &str| {
            let parts: Vec<&str> = line.splitn(4, ": ").collect();
            let [_, element, what, why] = parts[..] else { return None };
            Some(Loss { element: element.to_owned(), what: what.to_owned(), why: why.to_owned() })
        };
        report.lines().map(|line| loss(line).with_context(|| format!("no loss: {line}"))).collect()
    }

    /// What kind of loss it is.
    pub fn kind(&self) -> Kind {
        if self.what.starts_with("option ") { Kind::Option } else { Kind::Declaration }
    }

    /// How often each option is lost, and why.
    pub fn options(losses: &[Loss]) -> BTreeMap<(&str, &str), usize> {
        let mut options = BTreeMap::new();
        for loss in losses.iter().filter(|loss| loss.kind() == Kind::Option) {
            *options.entry((loss.what.trim_start_matches("option "), loss.why.as_str())).or_default() += 1;
        }
        options
    }
}
