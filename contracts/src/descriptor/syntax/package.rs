//! What packages say of their files.

use prost_types::FileOptions;

use super::Check;
use crate::descriptor::graph::Graph;
use crate::descriptor::{Violation, lower};
use crate::schema::{FileOption, Source};

impl Check<'_> {
    /// Options that there are, with values of theirs, and each with one value.
    pub(super) fn file_options(&mut self, graph: &Graph) {
        let mut said: Vec<(&str, &str, FileOption<'_>, Source)> = Vec::new();
        for package in &graph.options {
            for (name, value) in package.options {
                if let Err(expected) = lower::set_file_option(&mut FileOptions::default(), name, *value) {
                    self.violations.push(no_value(name, expected, package.source));
                }
                let other = said.iter().find(|it| it.0 == package.name && it.1 == *name && it.2 != *value);
                if let Some((.., first)) = other {
                    let message = format!("the option `{name}` of `{}` has two values", package.name);
                    let violation = Violation::compile(Some(package.source.into()), message);
                    let violation = violation.related("the other one", Some((*first).into()));
                    self.violations.push(violation.help("say it once"));
                }
                said.push((package.name, name, *value, package.source));
            }
        }
    }
}

fn no_value(name: &str, expected: &str, source: Source) -> Violation {
    let (message, help) = match expected {
        "" => (
            format!("there is no option `{name}` of files"),
            "take one of google.protobuf.FileOptions, as `go_package`".to_owned(),
        ),
        expected => (format!("the option `{name}` of files has no such value"), format!("write {expected}")),
    };
    Violation::compile(Some(source.into()), message).help(help)
}
