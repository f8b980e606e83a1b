//! The name of a package, and what it imports.

use std::collections::BTreeMap;

use contracts::descriptor::{Descriptors, Violation, is_version, references};

use super::{Lint, Remark, case, place};
use crate::breaking::is_unstable;
use crate::path::tag;

pub(super) fn lint(lint: &mut Lint<'_, '_>, descriptors: &Descriptors) {
    let package = lint.file.package();
    let components: Vec<String> = package.split('.').map(case::lower_snake).collect();
    let expected = components.join(".");
    lint.report(
        &[tag::FILE_PACKAGE],
        (package != expected).then(|| Remark {
            rule: "PACKAGE_LOWER_SNAKE_CASE",
            message: format!("the package `{package}` is not in the form that other languages expect: `{expected}`"),
            help: format!("write `contracts::package!(\"{expected}\");`"),
        }),
    );
    lint.report(
        &[tag::FILE_PACKAGE],
        (!is_versioned(package)).then(|| Remark {
            rule: "PACKAGE_VERSION_SUFFIX",
            message: format!(
                "the package `{package}` does not end in a version, so no incompatible one can stand beside it"
            ),
            help: format!("write `contracts::package!(\"{}\");`", versioned(package)),
        }),
    );
    stable_imports(lint, descriptors);
}

/// A package that promises something imports only those that do, too.
fn stable_imports(lint: &mut Lint<'_, '_>, descriptors: &Descriptors) {
    let file = lint.file;
    if !is_versioned(file.package()) || is_unstable(file.package()) {
        return;
    }
    let packages: BTreeMap<&str, &str> = descriptors.files.iter().map(|file| (file.name(), file.package())).collect();
    for (path, index) in file.dependency.iter().zip(0..) {
        let Some(package) = packages.get(path.as_str()).filter(|package| is_unstable(package)) else { continue };
        let uses = references(file).into_iter();
        let first = uses.map(|it| (it.path, it.name.trim_start_matches('.'))).find(|(_, name)| is_in(name, package));
        let message = format!("the package `{}` is stable, and imports `{package}`, which may change", file.package());
        let place = place(lint.places, &first.map(|(path, _)| path).unwrap_or_default());
        let violation = Violation::new("STABLE_PACKAGE_NO_IMPORT_UNSTABLE", place, message)
            .help(format!("use types of a stable package, or move `{}` to a version as `v2alpha1`", file.package()));
        lint.findings.add(file, lint.places, &[tag::FILE_DEPENDENCY, index], violation);
    }
}

/// Whether a full name is of something that a package declares.
fn is_in(name: &str, package: &str) -> bool {
    let rest = name.strip_prefix(package).and_then(|rest| rest.strip_prefix('.'));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// Whether a package ends in a version.
fn is_versioned(package: &str) -> bool {
    package.rsplit_once('.').is_some_and(|(_, last)| is_version(last))
}

/// The first version of a package: what looks like a version is replaced by one.
fn versioned(package: &str) -> String {
    let is_like_version =
        |last: &str| last.strip_prefix(['v', 'V']).is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()));
    match package.rsplit_once('.') {
        Some((name, last)) if is_like_version(last) => format!("{name}.v1"),
        None if is_like_version(package) => "acme.v1".to_owned(),
        _ => format!("{package}.v1"),
    }
}
