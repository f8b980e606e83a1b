//! Custom options of files, as packages have them.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;
use protox::prost_reflect::{DescriptorPool, DynamicMessage, Value};

use super::text;

/// The custom options of a package by name: the text of each value.
pub(super) type Custom = BTreeMap<String, Vec<String>>;

/// The custom options of all packages: all values of those that can have many, and of others what all files say alike.
pub(super) fn custom<'a>(
    files: impl Iterator<Item = &'a FileDescriptorProto>,
    pool: &DescriptorPool,
) -> BTreeMap<&'a str, Custom> {
    let mut packages: BTreeMap<&str, (Custom, Custom)> = BTreeMap::new();
    for file in files {
        let (single, many) = of_file(file, pool);
        match packages.get_mut(file.package()) {
            None => drop(packages.insert(file.package(), (single, many))),
            Some((shared, all)) => {
                shared.retain(|name, values| single.get(name) == Some(values));
                for (name, values) in many {
                    let known = all.entry(name).or_default();
                    let new: Vec<String> = values.into_iter().filter(|value| !known.contains(value)).collect();
                    known.extend(new);
                }
            }
        }
    }
    packages.into_iter().map(|(package, (single, many))| (package, single.into_iter().chain(many).collect())).collect()
}

/// The names of the custom options that a file sets.
pub(super) fn names(file: &FileDescriptorProto, pool: &DescriptorPool) -> Vec<String> {
    let (single, many) = of_file(file, pool);
    single.into_keys().chain(many.into_keys()).collect()
}

/// The custom options of a file that have one value, and those that can have many.
fn of_file(file: &FileDescriptorProto, pool: &DescriptorPool) -> (Custom, Custom) {
    let (mut single, mut many) = (Custom::new(), Custom::new());
    let Some(options) = pool.get_file_by_name(file.name()).map(|file| file.options()) else { return (single, many) };
    each(&options, |name, is_list, text| match is_list {
        true => many.entry(name).or_default().push(text),
        false => drop(single.insert(name, vec![text])),
    });
    (single, many)
}

fn each(options: &DynamicMessage, mut put: impl FnMut(String, bool, String)) {
    for (extension, value) in options.extensions() {
        let name = extension.full_name().to_owned();
        let text = |value: &Value| text::entry(&format!("[{name}]"), &extension.kind(), value);
        match value {
            Value::List(values) => values.iter().for_each(|value| put(name.clone(), true, text(value))),
            value => put(name.clone(), false, text(value)),
        }
    }
}
