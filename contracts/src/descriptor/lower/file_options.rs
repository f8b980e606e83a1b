//! The options of files.

use prost_types::FileOptions;
use prost_types::file_options::OptimizeMode;

use crate::descriptor::graph::Graph;
use crate::descriptor::set_option::Options as _;
use crate::schema::FileOption;

/// What all that is said of a package comes to. What is wrong with it is reported elsewhere.
pub(super) fn of(graph: &Graph, package: &str) -> Option<FileOptions> {
    let mut options = FileOptions::default();
    let said = || graph.options.iter().filter(|said| said.name == package);
    for said in said() {
        for (name, value) in said.options {
            // An option that there is not is a violation, which keeps the file from being used.
            let _ = set(&mut options, name, *value);
        }
    }
    options.with(said().flat_map(|said| said.option_sets))
}

/// Sets an option of a file.
///
/// # Errors
/// What it expects, if there is no such value of it; empty when there is no such option.
pub fn set(options: &mut FileOptions, name: &str, value: FileOption<'_>) -> Result<(), &'static str> {
    if let Some(text) = text_option(options, name) {
        return match value {
            FileOption::Text(value) => {
                *text = Some(value.to_owned());
                Ok(())
            }
            _ => Err("a text"),
        };
    }
    if let Some(flag) = flag(options, name) {
        return match value {
            FileOption::Bool(value) => {
                *flag = Some(value);
                Ok(())
            }
            _ => Err("`true` or `false`"),
        };
    }
    match (name, value) {
        ("optimize_for", FileOption::Name(mode)) => match OptimizeMode::from_str_name(mode) {
            Some(mode) => {
                options.set_optimize_for(mode);
                Ok(())
            }
            None => Err("`SPEED`, `CODE_SIZE` or `LITE_RUNTIME`"),
        },
        ("optimize_for", _) => Err("`SPEED`, `CODE_SIZE` or `LITE_RUNTIME`"),
        _ => Err(""),
    }
}

fn text_option<'a>(options: &'a mut FileOptions, name: &str) -> Option<&'a mut Option<String>> {
    Some(match name {
        "csharp_namespace" => &mut options.csharp_namespace,
        "go_package" => &mut options.go_package,
        "java_outer_classname" => &mut options.java_outer_classname,
        "java_package" => &mut options.java_package,
        "objc_class_prefix" => &mut options.objc_class_prefix,
        "php_class_prefix" => &mut options.php_class_prefix,
        "php_metadata_namespace" => &mut options.php_metadata_namespace,
        "php_namespace" => &mut options.php_namespace,
        "ruby_package" => &mut options.ruby_package,
        "swift_prefix" => &mut options.swift_prefix,
        _ => return None,
    })
}

fn flag<'a>(options: &'a mut FileOptions, name: &str) -> Option<&'a mut Option<bool>> {
    Some(match name {
        "cc_enable_arenas" => &mut options.cc_enable_arenas,
        "cc_generic_services" => &mut options.cc_generic_services,
        "deprecated" => &mut options.deprecated,
        "java_generic_services" => &mut options.java_generic_services,
        "java_multiple_files" => &mut options.java_multiple_files,
        "java_string_check_utf8" => &mut options.java_string_check_utf8,
        "py_generic_services" => &mut options.py_generic_services,
        _ => return None,
    })
}
