//! The name of a package.

use contracts::descriptor::is_version;
use prost_types::FileDescriptorProto;

use super::{Finding, Lint, case};

pub(super) fn lint(lint: &mut Lint<'_, '_>, file: &FileDescriptorProto) {
    let package = file.package();
    let components: Vec<String> = package.split('.').map(case::lower_snake).collect();
    let expected = components.join(".");
    lint.report(
        &[],
        (package != expected).then(|| Finding {
            rule: "PACKAGE_LOWER_SNAKE_CASE",
            message: format!("the package `{package}` is not in the form that other languages expect: `{expected}`"),
            help: format!("write `contracts::package!(\"{expected}\");`"),
        }),
    );
    let last = package.rsplit('.').next().unwrap_or_default();
    lint.report(
        &[],
        (!is_version(last) || !package.contains('.')).then(|| Finding {
            rule: "PACKAGE_VERSION_SUFFIX",
            message: format!(
                "the package `{package}` does not end in a version, so no incompatible one can stand beside it"
            ),
            help: format!("write `contracts::package!(\"{package}.v1\");`"),
        }),
    );
}
