//! What packages say of their files.

use super::{describe, refuses, user};
use crate::registry::Root;
use crate::schema::{FileOption, Package, Source};

const fn said(line: u32, options: &'static [(&'static str, FileOption<'static>)]) -> Package {
    Package { name: "user.v1", allow: &[], options, option_sets: &[], source: Source::new("user.rs", line, 1) }
}

static RIGHT: Package = said(
    1,
    &[
        ("go_package", FileOption::Text("acme.test/user/v1;userv1")),
        ("java_multiple_files", FileOption::Bool(true)),
        ("optimize_for", FileOption::Name("CODE_SIZE")),
    ],
);

#[test]
fn the_file_of_a_package_has_the_options_that_any_module_sets() {
    static MORE: Package = said(9, &[("ruby_package", FileOption::Text("User"))]);
    let described = describe(&[Root::Package(&MORE), Root::Message(user), Root::Package(&RIGHT)]);
    assert_eq!(described.violations, []);
    let options = described.files.iter().find(|file| file.package() == "user.v1").and_then(|file| file.options.clone());
    let options = options.expect("the file has options");
    assert_eq!(options.go_package(), "acme.test/user/v1;userv1");
    assert!(options.java_multiple_files());
    assert_eq!(options.optimize_for().as_str_name(), "CODE_SIZE");
    assert_eq!(options.ruby_package(), "User");
}

#[test]
fn options_that_there_are_not_or_that_have_two_values_are_refused() {
    static WRONG: Package = said(
        2,
        &[
            ("go_packge", FileOption::Text("a")),
            ("java_package", FileOption::Bool(true)),
            ("optimize_for", FileOption::Name("SIZE")),
            ("go_package", FileOption::Text("b")),
        ],
    );
    let expected = [
        "2: the option `go_package` of `user.v1` has two values",
        "2: the option `java_package` of files has no such value",
        "2: the option `optimize_for` of `user.v1` has two values",
        "2: the option `optimize_for` of files has no such value",
        "2: there is no option `go_packge` of files",
    ];
    refuses(&[Root::Package(&WRONG), Root::Message(user), Root::Package(&RIGHT)], &expected);
}
