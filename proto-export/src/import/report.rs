//! What an import loses: each thing with its place in the `.proto` file and the reason.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use super::counted;

/// All that is lost.
#[derive(Default)]
pub(super) struct Report {
    losses: Vec<Loss>,
}

/// One thing that contracts have no way to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    /// The name of the file.
    pub(super) file: String,
    /// The line, counted from 1.
    pub(super) line: i32,
    /// The full name of the declaration.
    pub(super) element: String,
    /// What is lost, as `option (google.api.http)`.
    pub(super) what: String,
    /// Why.
    pub(super) why: &'static str,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Loss { file, line, element, what, why } = self;
        write!(f, "{file}:{line}: {element}: {what}: {why}")
    }
}

impl Report {
    pub(super) fn add(&mut self, loss: Loss) {
        self.losses.push(loss);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// Says what is lost: all of it in a file and how much of each kind, or all of it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn print(&mut self, file: Option<&Path>) -> Result<()> {
        self.losses.sort();
        let mut list = String::new();
        for loss in &self.losses {
            // A `String` takes all that is written to it.
            let _ = writeln!(list, "{loss}");
        }
        match file {
            Some(path) => std::fs::write(path, list).with_context(|| format!("cannot write {}", path.display()))?,
            None => eprint!("{list}"),
        }
        for ((what, why), count) in self.kinds() {
            eprintln!("lost {}: {what}: {why}", counted(count, "time"));
        }
        Ok(())
    }

    fn kinds(&self) -> BTreeMap<(&str, &str), usize> {
        let mut kinds = BTreeMap::new();
        for loss in &self.losses {
            *kinds.entry((loss.what.as_str(), loss.why)).or_default() += 1;
        }
        kinds
    }
}
