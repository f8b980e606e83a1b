//! What `buf lint` would say of the files (categories STANDARD and COMMENTS), said of the Rust.
//!
//! Only rules that Rust can break are here. The rest hold by construction: one file per package in the package's
//! folder, a syntax, no public or unused imports.

mod case;
mod enumeration;
mod message;
mod package;
mod service;

use contracts::descriptor::{Descriptors, Place, Places, Violation};
use prost_types::FileDescriptorProto;

/// All violations, in the order of their Rust lines.
pub fn lint(descriptors: &Descriptors) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        let mut lint = Lint::new(file, places, &mut violations);
        package::lint(&mut lint, file);
        message::lint(&mut lint, file);
        enumeration::lint(&mut lint, file);
        service::lint(&mut lint, file);
    }
    service::lint_uniqueness(descriptors, &mut violations);
    violations.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    violations
}

/// The lint of one file.
struct Lint<'a> {
    file: &'a FileDescriptorProto,
    places: &'a Places,
    violations: &'a mut Vec<Violation>,
}

/// What a rule has to say of one declaration.
struct Finding {
    rule: &'static str,
    message: String,
    help: String,
}

impl<'a> Lint<'a> {
    fn new(file: &'a FileDescriptorProto, places: &'a Places, violations: &'a mut Vec<Violation>) -> Self {
        Lint { file, places, violations }
    }

    /// Reports the finding at the Rust line of a declaration, if there is one.
    fn report(&mut self, path: &[i32], finding: Option<Finding>) {
        if let Some(Finding { rule, message, help }) = finding {
            let place = place(self.places, path);
            self.violations.push(Violation::new(rule, place, message).help(help));
        }
    }

    /// Reports a declaration without a doc comment.
    fn comment(&mut self, path: &[i32], rule: &'static str, what: &str, name: &str) {
        let locations = self.file.source_code_info.iter().flat_map(|info| &info.location);
        let comment = locations.into_iter().find(|location| location.path == path);
        let text = comment.and_then(|location| location.leading_comments.as_deref()).unwrap_or_default();
        let finding = text.trim().is_empty().then(|| Finding {
            rule,
            message: format!("the {what} `{name}` has no doc comment, the only documentation that other languages get"),
            help: "write `/// What it is.` above it".to_owned(),
        });
        self.report(path, finding);
    }
}

/// The Rust line of a declaration; of the first in the file for what is not declared itself.
fn place(places: &Places, path: &[i32]) -> Option<Place> {
    let first = || places.declarations.iter().map(|declaration| &declaration.place).min();
    places.find(path).or_else(first).cloned()
}

/// A finding when a name is not in the form it should have.
fn named(name: &str, expected: &str, rule: &'static str, what: &str, how: &str) -> Option<Finding> {
    (name != expected).then(|| Finding {
        rule,
        message: format!("the {what} `{name}` is not in the form that other languages expect: `{expected}`"),
        help: format!("{how} `{expected}`"),
    })
}

#[cfg(test)]
mod tests;
