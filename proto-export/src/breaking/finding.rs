//! What a comparison finds.

use super::rule::{self, Rule};
use super::schema::File;

/// A change that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The full name of what changed, as it was; of a file its path.
    pub element: String,
    /// The number of the field or of the enum value; the first of a range of numbers.
    pub number: Option<i32>,
    /// What happened to it, in a sentence.
    pub message: String,
    /// What was.
    pub was: Option<String>,
    /// What is; nothing if it is gone.
    pub is: Option<String>,
    /// What to type.
    pub help: String,
    /// Where it is, or what is nearest to where it was. Nothing if its file is gone.
    pub present: Option<Spot>,
    /// Where it was.
    pub past: Option<Spot>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The path of the file.
    pub file: String,
    /// The package of the file.
    pub package: String,
    /// Whether the file is only there because another one imports it.
    pub is_import: bool,
    /// Line and column in the file, counted from 1, if the file's source information knows them.
    pub begins: Option<(u32, u32)>,
    /// The path in the file's descriptor of the declaration that it is in.
    pub declaration: Vec<i32>,
}

impl Spot {
    /// The place of something in a declaration; without a path, of the file as such.
    pub(super) fn new(file: &File, exact: Option<Vec<i32>>, declaration: &[i32]) -> Self {
        Spot {
            file: file.path().to_owned(),
            package: file.package().to_owned(),
            is_import: file.is_import,
            begins: exact.and_then(|path| file.begins(&path)),
            declaration: declaration.to_vec(),
        }
    }

    /// The place of a declaration.
    pub(super) fn of(file: &File, declaration: &[i32]) -> Self {
        Spot::new(file, Some(declaration.to_vec()), declaration)
    }
}

/// A finding while it is put together.
#[derive(Default)]
pub(super) struct Change {
    pub(super) element: String,
    pub(super) number: Option<i32>,
    pub(super) message: String,
    pub(super) was: Option<String>,
    pub(super) is: Option<String>,
    pub(super) help: String,
    pub(super) present: Option<Spot>,
    pub(super) past: Option<Spot>,
}

impl Change {
    /// The finding that the change is, for a rule of the table.
    pub(super) fn breaks(self, rule: &str) -> Option<Finding> {
        let Change { element, number, message, was, is, help, present, past } = self;
        Some(Finding { rule: rule::rule(rule)?, element, number, message, was, is, help, present, past })
    }
}
