//! What `buf lint` would say of the files (categories STANDARD and COMMENTS), said of the Rust.
//!
//! What a contract allows is not reported; that it allows what nothing breaks, is.
//!
//! Only rules that Rust can break are here. The rest hold by construction: one file per package in the package's
//! folder, a syntax, no public or unused imports.

mod case;
mod enumeration;
mod message;
mod package;
mod service;

use std::collections::BTreeSet;

use contracts::descriptor::{Allowed, Descriptors, Place, Places, Violation};
use prost_types::FileDescriptorProto;

/// All violations, in the order of their Rust lines.
pub fn lint(descriptors: &Descriptors) -> Vec<Violation> {
    let mut findings = Findings::default();
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        let mut lint = Lint { file, places, findings: &mut findings };
        package::lint(&mut lint, file);
        message::lint(&mut lint, file);
        enumeration::lint(&mut lint, file);
        service::lint(&mut lint, file);
    }
    service::lint_uniqueness(descriptors, &mut findings);
    let mut violations = findings.finish(descriptors);
    violations.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    violations
}

/// What was found, and what of it is allowed.
#[derive(Default)]
struct Findings<'a> {
    violations: Vec<Violation>,
    /// The `allow`s without which there would be more violations.
    fulfilled: BTreeSet<&'a Allowed>,
}

impl<'a> Findings<'a> {
    /// Adds what the declaration with this path breaks, unless it may.
    fn add(&mut self, places: &'a Places, path: &[i32], violation: Violation) {
        match places.allowed(path, &violation.rule) {
            Some(allowed) => {
                self.fulfilled.insert(allowed);
            }
            None => self.violations.push(violation),
        }
    }

    /// All violations, with those of `allow`s that allow nothing. One `allow` may stand above several declarations: that
    /// of a generic contract, or of a oneof in several messages.
    fn finish(mut self, descriptors: &'a Descriptors) -> Vec<Violation> {
        let declarations = descriptors.places.iter().flat_map(|places| &places.declarations);
        let allowed: BTreeSet<&Allowed> = declarations.flat_map(|declaration| &declaration.allow).collect();
        let unfulfilled = allowed.difference(&self.fulfilled).map(|allowed| unfulfilled(allowed));
        self.violations.extend(unfulfilled);
        self.violations
    }
}

fn unfulfilled(Allowed { rule, place, .. }: &Allowed) -> Violation {
    let message = format!("the rule `{rule}` is allowed to be broken here, and nothing breaks it");
    Violation::new(rule, Some(place.clone()), message).help(format!("remove `{rule}` from `allow(..)`"))
}

/// The lint of one file.
struct Lint<'a, 'f> {
    file: &'a FileDescriptorProto,
    places: &'a Places,
    findings: &'f mut Findings<'a>,
}

/// What a rule has to say of one declaration.
struct Finding {
    rule: &'static str,
    message: String,
    help: String,
}

impl Lint<'_, '_> {
    /// Reports the finding at the Rust line of a declaration, if there is one.
    fn report(&mut self, path: &[i32], finding: Option<Finding>) {
        if let Some(Finding { rule, message, help }) = finding {
            let place = place(self.places, path);
            self.findings.add(self.places, path, Violation::new(rule, place, message).help(help));
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
