//! Files: that they are there, their options, and the declarations that each of them had.

use prost_types::FileOptions;

use super::{Change, Findings, NEW_VERSION, Sides};
use crate::breaking::finding::Spot;
use crate::breaking::schema::File;

pub(super) fn compare(sides: &Sides<'_>, findings: &mut Findings) {
    for past in sides.past.schema.files() {
        let Some(present) = sides.present.schema.file(past.path()) else {
            findings.add("FILE_NO_DELETE", gone(past));
            continue;
        };
        options(past, present, findings);
        same(past, present, findings, &SYNTAX, [past.language.to_string(), present.language.to_string()]);
        same(past, present, findings, &PACKAGE, [past.package().to_owned(), present.package().to_owned()]);
    }
}

fn gone(past: &File) -> Change {
    let path = past.path();
    Change {
        element: path.to_owned(),
        message: format!("the file `{path}` is gone"),
        was: Some(format!("package {}", past.package())),
        help: format!("keep a contract in `contracts::package!(\"{}\")`, {NEW_VERSION}", past.package()),
        past: Some(Spot::of(past, &[])),
        ..Change::default()
    }
}

/// A value that a file has once.
struct Value {
    rule: &'static str,
    name: &'static str,
    path: &'static [i32],
}

const SYNTAX: Value = Value { rule: "FILE_SAME_SYNTAX", name: "syntax", path: &[12] };
const PACKAGE: Value = Value { rule: "FILE_SAME_PACKAGE", name: "package", path: &[2] };

fn same(past: &File, present: &File, findings: &mut Findings, value: &Value, [was, is]: [String; 2]) {
    if was == is {
        return;
    }
    let spot = |file: &File| Some(Spot::new(file, file.first_located([value.path.to_vec()]), &[]));
    let written = match value.name {
        "syntax" if was == "editions" => format!("contracts::package!(\"{}\", edition = ..)", past.package()),
        "syntax" => format!("contracts::package!(\"{}\", syntax = \"{was}\")", past.package()),
        "package" => format!("contracts::package!(\"{was}\")"),
        name => format!("{name} = {was:?}"),
    };
    let change = Change {
        element: past.path().to_owned(),
        number: None,
        message: format!("the {} of `{}` was `{was}` and is `{is}`", value.name, past.path()),
        was: Some(was),
        is: Some(is),
        help: format!("write `{written}`"),
        present: spot(present),
        past: spot(past),
    };
    findings.add(value.rule, change);
}

fn options(past: &File, present: &File, findings: &mut Findings) {
    let (was, is) = (past.proto.options.clone().unwrap_or_default(), present.proto.options.clone().unwrap_or_default());
    for (value, read) in OPTIONS {
        same(past, present, findings, value, [read(&was), read(&is)]);
    }
}

type Read = fn(&FileOptions) -> String;

const fn option(rule: &'static str, name: &'static str, path: &'static [i32], read: Read) -> (Value, Read) {
    (Value { rule, name, path }, read)
}

/// The options that generated code depends on, with their paths in a file's descriptor.
const OPTIONS: &[(Value, Read)] = &[
    option("FILE_SAME_CC_ENABLE_ARENAS", "cc_enable_arenas", &[8, 31], |it| it.cc_enable_arenas().to_string()),
    option("FILE_SAME_CC_GENERIC_SERVICES", "cc_generic_services", &[8, 16], |it| it.cc_generic_services().to_string()),
    option("FILE_SAME_CSHARP_NAMESPACE", "csharp_namespace", &[8, 37], |it| it.csharp_namespace().to_owned()),
    option("FILE_SAME_GO_PACKAGE", "go_package", &[8, 11], |it| it.go_package().to_owned()),
    option("FILE_SAME_JAVA_GENERIC_SERVICES", "java_generic_services", &[8, 17], |it| {
        it.java_generic_services().to_string()
    }),
    option("FILE_SAME_JAVA_MULTIPLE_FILES", "java_multiple_files", &[8, 10], |it| it.java_multiple_files().to_string()),
    option("FILE_SAME_JAVA_OUTER_CLASSNAME", "java_outer_classname", &[8, 8], |it| {
        it.java_outer_classname().to_owned()
    }),
    option("FILE_SAME_JAVA_PACKAGE", "java_package", &[8, 1], |it| it.java_package().to_owned()),
    option("FILE_SAME_OBJC_CLASS_PREFIX", "objc_class_prefix", &[8, 36], |it| it.objc_class_prefix().to_owned()),
    option("FILE_SAME_OPTIMIZE_FOR", "optimize_for", &[8, 9], |it| it.optimize_for().as_str_name().to_owned()),
    option("FILE_SAME_PHP_CLASS_PREFIX", "php_class_prefix", &[8, 40], |it| it.php_class_prefix().to_owned()),
    option("FILE_SAME_PHP_METADATA_NAMESPACE", "php_metadata_namespace", &[8, 44], |it| {
        it.php_metadata_namespace().to_owned()
    }),
    option("FILE_SAME_PHP_NAMESPACE", "php_namespace", &[8, 41], |it| it.php_namespace().to_owned()),
    option("FILE_SAME_PY_GENERIC_SERVICES", "py_generic_services", &[8, 18], |it| it.py_generic_services().to_string()),
    option("FILE_SAME_RUBY_PACKAGE", "ruby_package", &[8, 45], |it| it.ruby_package().to_owned()),
    option("FILE_SAME_SWIFT_PREFIX", "swift_prefix", &[8, 39], |it| it.swift_prefix().to_owned()),
];
