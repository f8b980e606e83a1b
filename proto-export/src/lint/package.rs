//! The name of a package.

use contracts::descriptor::is_version;
use prost_types::FileDescriptorProto;

use super::{Lint, Remark, case};
use crate::path::tag;

pub(super) fn lint(lint: &mut Lint<'_, '_>, file: &FileDescriptorProto) {
    let package = file.package();
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
    let last = package.rsplit('.').next().unwrap_or_default();
    lint.report(
        &[tag::FILE_PACKAGE],
        (!is_version(last) || !package.contains('.')).then(|| Remark {
            rule: "PACKAGE_VERSION_SUFFIX",
            message: format!(
                "the package `{package}` does not end in a version, so no incompatible one can stand beside it"
            ),
            help: format!("write `contracts::package!(\"{}\");`", versioned(package)),
        }),
    );
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
