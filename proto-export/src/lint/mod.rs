//! What `buf lint` would say of the files, by the rules that buf.yaml chooses, said of the Rust.
//!
//! What a contract allows is not reported; that it allows what nothing breaks, is.
//!
//! Only rules that Rust can break are here. The rest hold by construction: one file per package in the package's
//! folder, a syntax, no public or unused imports.

mod case;
mod config;
mod enumeration;
mod message;
mod package;
mod rule;
mod service;

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::{Allowed, Descriptors, Place, Places, Violation};
use prost_types::FileDescriptorProto;

pub use config::Config;

/// A rule that a declaration breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The `.proto` file.
    pub file: String,
    /// The path of the declaration in the file, as in `google.protobuf.SourceCodeInfo`.
    pub path: Vec<i32>,
    /// What to say of the Rust.
    pub violation: Violation,
}

/// All violations that count, in the order of their Rust lines.
pub fn lint(descriptors: &Descriptors, config: &Config) -> Vec<Violation> {
    let Findings { findings, fulfilled, .. } = Findings::of(descriptors, config);
    let unfulfilled =
        allowed(descriptors).difference(&fulfilled).map(|allowed| unfulfilled(allowed)).collect::<Vec<_>>();
    let mut violations: Vec<Violation> =
        findings.into_iter().map(|finding| finding.violation).chain(unfulfilled).collect();
    violations.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    // A package in several files has its name in each.
    violations.dedup();
    violations
}

/// What `buf lint` finds too, file by file.
pub fn findings(descriptors: &Descriptors, config: &Config) -> Vec<Finding> {
    Findings::of(descriptors, config).findings
}

/// What was found, and what of it is allowed.
struct Findings<'a> {
    config: &'a Config,
    findings: Vec<Finding>,
    /// The `allow`s without which there would be more findings.
    fulfilled: BTreeSet<&'a Allowed>,
}

impl<'a> Findings<'a> {
    fn of(descriptors: &'a Descriptors, config: &'a Config) -> Self {
        let mut findings = Findings { config, findings: Vec::new(), fulfilled: BTreeSet::new() };
        for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
            let mut lint = Lint { file, comments: comments(file), places, config, findings: &mut findings };
            package::lint(&mut lint, descriptors);
            message::lint(&mut lint, file);
            enumeration::lint(&mut lint, file);
            service::lint(&mut lint, file);
        }
        service::lint_uniqueness(descriptors, &mut findings);
        findings
    }

    /// Adds what the declaration with this path breaks, if it counts and the declaration may not.
    fn add(&mut self, file: &FileDescriptorProto, places: &'a Places, path: &[i32], violation: Violation) {
        let allowed = places.allowed(path, &violation.rule);
        self.fulfilled.extend(allowed);
        let is_allowed = allowed.is_some() && self.config.heeds_comments;
        if !is_allowed && self.config.counts(&violation.rule, file.name()) {
            let (file, path) = (file.name().to_owned(), path.to_vec());
            self.findings.push(Finding { file, path, violation });
        }
    }
}

/// All `allow`s. One may stand above several declarations: that of a generic contract, or of a oneof in several messages.
fn allowed(descriptors: &Descriptors) -> BTreeSet<&Allowed> {
    let declarations = descriptors.places.iter().flat_map(|places| &places.declarations);
    declarations.flat_map(|declaration| &declaration.allow).collect()
}

fn unfulfilled(Allowed { rule, place, .. }: &Allowed) -> Violation {
    let message = format!("the rule `{rule}` is allowed to be broken here, and nothing breaks it");
    Violation::new(rule, Some(place.clone()), message).help(format!("remove `{rule}` from `allow(..)`"))
}

/// The lint of one file.
struct Lint<'a, 'f> {
    file: &'a FileDescriptorProto,
    /// The doc comments of its declarations, by their paths.
    comments: BTreeMap<&'a [i32], &'a str>,
    places: &'a Places,
    config: &'a Config,
    findings: &'f mut Findings<'a>,
}

/// What is written above each declaration. A path that is there twice has the comment of the first.
fn comments(file: &FileDescriptorProto) -> BTreeMap<&[i32], &str> {
    let locations = file.source_code_info.iter().flat_map(|info| info.location.iter().rev());
    locations.map(|it| (it.path.as_slice(), it.leading_comments.as_deref().unwrap_or_default())).collect()
}

/// What a rule has to say of one declaration.
struct Remark {
    rule: &'static str,
    message: String,
    help: String,
}

impl Lint<'_, '_> {
    /// Reports the finding at the Rust line of a declaration, if there is one.
    fn report(&mut self, path: &[i32], finding: Option<Remark>) {
        if let Some(Remark { rule, message, help }) = finding {
            let place = place(self.places, path);
            self.findings.add(self.file, self.places, path, Violation::new(rule, place, message).help(help));
        }
    }

    /// Reports a declaration without a doc comment.
    fn comment(&mut self, path: &[i32], rule: &'static str, what: &str, name: &str) {
        let text = self.comments.get(path).copied().unwrap_or_default();
        // What tells a linter to pass over something tells nobody what the thing is.
        let is_empty = |line: &str| line.trim().is_empty() || line.trim().starts_with("buf:lint:ignore");
        let finding = text.lines().all(is_empty).then(|| Remark {
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

/// What a name is of, and how it is given in Rust.
struct Named<'a> {
    what: &'static str,
    /// What to type, with `{}` in the place of the name: it holds with and without a `name = ".."`.
    how: &'a str,
}

impl Named<'_> {
    /// A remark when a name is not in the form it should have.
    fn remark(&self, rule: &'static str, name: &str, expected: &str) -> Option<Remark> {
        let Named { what, how } = self;
        // Of `_1`, nothing is left that could be a name.
        let is_name = expected.starts_with(|first: char| first.is_alphabetic());
        (name != expected).then(|| Remark {
            rule,
            message: match is_name {
                true => format!("the {what} `{name}` is not in the form that other languages expect: `{expected}`"),
                false => format!("the {what} `{name}` is not in a form that other languages expect"),
            },
            help: match is_name {
                true => how.replace("{}", expected),
                false => "choose a name that begins with a letter".to_owned(),
            },
        })
    }
}

#[cfg(test)]
mod tests;
