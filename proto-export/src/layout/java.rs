//! The classes around Java files, which a package with several files has several of.
//!
//! `protoc` calls such a class after the file, and, where that is the name of something in the file, with `OuterClass` behind
//! it. It does not look into the other files of the package.

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::Places;
use prost_types::{DescriptorProto, FileDescriptorProto, FileOptions};

/// Leaves `java_outer_classname` to the file that had it before, and sets it where the name that `protoc` would take is
/// that of another class of the package.
pub(super) fn name_outer_classes(files: &mut [(FileDescriptorProto, Places)], before: &[FileDescriptorProto]) {
    let mut by_package: BTreeMap<String, Vec<&mut FileDescriptorProto>> = BTreeMap::new();
    for (file, _) in files {
        by_package.entry(file.package().to_owned()).or_default().push(file);
    }
    for files in by_package.into_values().filter(|files| files.len() > 1) {
        let of_package = before.iter().find(|file| file.package() == files[0].package());
        name_those_of_package(files, of_package.map(FileDescriptorProto::name).unwrap_or_default());
    }
}

fn name_those_of_package(mut files: Vec<&mut FileDescriptorProto>, first: &str) {
    files.sort_by_key(|file| (file.name() != first, file.name().to_owned()));
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for file in files.iter().filter(|file| file.options.as_ref().is_some_and(FileOptions::java_multiple_files)) {
        taken.extend(file.message_type.iter().map(|it| it.name().to_owned()));
        taken.extend(file.enum_type.iter().map(|it| it.name().to_owned()));
    }
    for file in files {
        if file.name() != first
            && let Some(options) = &mut file.options
        {
            options.java_outer_classname = None;
            file.options.take_if(|options| *options == FileOptions::default());
        }
        let named = file.options.as_ref().and_then(|options| options.java_outer_classname.clone());
        let (is_named, class) = (named.is_some(), named.unwrap_or_else(|| outer_class(file)));
        if !is_named && taken.contains(&class) {
            let numbered = (2..).map(|number: u32| format!("{class}OuterClass{number}"));
            let mut free = [format!("{class}OuterClass")].into_iter().chain(numbered).filter(|it| !taken.contains(it));
            let name = free.next();
            taken.extend(name.clone());
            file.options.get_or_insert_default().java_outer_classname = name;
        } else {
            taken.insert(class);
        }
    }
}

/// The class that `protoc` makes of a file without `java_outer_classname`.
fn outer_class(file: &FileDescriptorProto) -> String {
    let stem = file.name().rsplit('/').next().unwrap_or_default().trim_end_matches(".proto");
    let class = camel_case(stem);
    let is_declared = file.service.iter().any(|service| service.name() == class)
        || file.enum_type.iter().any(|it| it.name() == class)
        || file.message_type.iter().any(|message| declares(message, &class));
    if is_declared { format!("{class}OuterClass") } else { class }
}

fn declares(message: &DescriptorProto, name: &str) -> bool {
    message.name() == name
        || message.enum_type.iter().any(|it| it.name() == name)
        || message.nested_type.iter().any(|nested| declares(nested, name))
}

/// `order_line2x` becomes `OrderLine2X`.
fn camel_case(stem: &str) -> String {
    let mut begins_word = true;
    let mut class = String::with_capacity(stem.len());
    for letter in stem.chars() {
        match letter {
            'a'..='z' if begins_word => class.push(letter.to_ascii_uppercase()),
            letter if letter.is_ascii_alphanumeric() => class.push(letter),
            _ => {}
        }
        begins_word = !letter.is_ascii_alphabetic();
    }
    class
}
