//! Declarations that are gone: from the file they were in, or from their package.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Findings, NEW_VERSION, Side, Sides};
use crate::breaking::finding::Spot;
use crate::breaking::schema::{File, Index, Item};

pub(super) fn compare(sides: &Sides<'_>, findings: &mut Findings) {
    packages(sides, findings);
    for what in [&MESSAGE, &ENUM, &SERVICE, &EXTENSION] {
        let (past, present) = ((what.all)(&sides.past.index), (what.all)(&sides.present.index));
        let names: BTreeSet<(&str, &str)> = present.iter().map(|it| (it.file.path(), it.nested_name)).collect();
        let in_package: BTreeSet<(&str, &str)> = present.iter().map(|it| (it.file.package(), it.nested_name)).collect();
        let packages: BTreeSet<&str> = match what.every_package {
            true => sides.present.schema.files().map(File::package).collect(),
            false => in_package.iter().map(|(package, _)| *package).collect(),
        };
        for it in &past {
            let file = sides.present.schema.file(it.file.path());
            if let Some(file) = file.filter(|file| !names.contains(&(file.path(), it.nested_name))) {
                findings.add(what.of_file, gone(what, it, Some(file), &sides.present, Whence::File));
            }
            let package = it.file.package();
            if packages.contains(package) && !in_package.contains(&(package, it.nested_name)) {
                findings.add(what.of_package, gone(what, it, file, &sides.present, Whence::Package));
            }
        }
    }
}

fn packages(sides: &Sides<'_>, findings: &mut Findings) {
    let present: BTreeSet<&str> = sides.present.schema.files().map(File::package).collect();
    let mut past: BTreeMap<&str, &File> = BTreeMap::new();
    for file in sides.past.schema.files() {
        past.entry(file.package()).or_insert(file);
    }
    for (package, file) in past.into_iter().filter(|(package, _)| !present.contains(package)) {
        let change = Change {
            element: package.to_owned(),
            message: format!("the package `{package}` is gone"),
            was: Some(format!("package {package}")),
            help: format!(
                "keep a contract in `contracts::package!(\"{package}\")`, and `#[deprecated]` on what is in it"
            ),
            past: Some(Spot::of(file, &[])),
            ..Change::default()
        };
        findings.add("PACKAGE_NO_DELETE", change);
    }
}

/// A kind of declaration.
struct What {
    of_file: &'static str,
    of_package: &'static str,
    /// What it is called in protobuf, and in Rust.
    name: &'static str,
    rust: &'static str,
    /// Whether a package counts that has none of this kind any more. buf looks only into packages that have one.
    every_package: bool,
    /// Whether a declaration can be in a message.
    nests: bool,
    all: for<'a> fn(&'a Index<'_>) -> Vec<Declared<'a>>,
}

/// A declaration.
struct Declared<'a> {
    file: &'a File,
    path: &'a [i32],
    nested_name: &'a str,
    full_name: String,
}

fn declared<'a, T>(item: &'a Item<'_, T>) -> Declared<'a> {
    Declared { file: item.file, path: &item.path, nested_name: &item.nested_name, full_name: item.full_name() }
}

const MESSAGE: What = What {
    of_file: "MESSAGE_NO_DELETE",
    of_package: "PACKAGE_MESSAGE_NO_DELETE",
    name: "message",
    rust: "struct",
    every_package: false,
    nests: true,
    all: |index| index.messages.values().map(|it| declared(&it.item)).collect(),
};

const ENUM: What = What {
    of_file: "ENUM_NO_DELETE",
    of_package: "PACKAGE_ENUM_NO_DELETE",
    name: "enum",
    rust: "enum",
    every_package: false,
    nests: true,
    all: |index| index.enums.values().map(declared).collect(),
};

const SERVICE: What = What {
    of_file: "SERVICE_NO_DELETE",
    of_package: "PACKAGE_SERVICE_NO_DELETE",
    name: "service",
    rust: "trait",
    every_package: true,
    nests: false,
    all: |index| index.services.values().map(declared).collect(),
};

const EXTENSION: What = What {
    of_file: "EXTENSION_NO_DELETE",
    of_package: "PACKAGE_EXTENSION_NO_DELETE",
    name: "extension",
    rust: "member",
    every_package: false,
    nests: true,
    all: |index| index.extensions.values().map(|it| declared(&it.item)).collect(),
};

/// What a declaration is gone from.
enum Whence {
    File,
    Package,
}

fn gone(what: &What, it: &Declared<'_>, file: Option<&File>, present: &Side<'_>, from: Whence) -> Change {
    let around = file.and_then(|file| around(it, file, present)).filter(|_| what.nests);
    let spot = |file: &File| match around {
        Some(path) => Spot::of(file, path),
        None => Spot::new(file, None, &before(it, file)),
    };
    let whence = match from {
        Whence::File => format!("the file `{}`", it.file.path()),
        Whence::Package => format!("the package `{}`", it.file.package()),
    };
    Change {
        element: it.full_name.clone(),
        message: format!("the {} `{}` is gone from {whence}", what.name, it.full_name),
        was: Some(format!("{} {}", what.name, it.nested_name)),
        help: format!("put the {} back, with `#[deprecated]`, {NEW_VERSION}", what.rust),
        present: file.map(spot),
        past: Some(Spot::of(it.file, it.path)),
        ..Change::default()
    }
}

/// The path of the innermost message around a declaration that is still in the file.
fn around<'a>(it: &Declared<'_>, file: &File, present: &'a Side<'_>) -> Option<&'a [i32]> {
    let mut name = it.nested_name;
    while let Some((parent, _)) = name.rsplit_once('.') {
        let mut messages = present.index.messages.values();
        let found =
            messages.find(|message| message.item.file.path() == file.path() && message.item.nested_name == parent);
        if let Some(message) = found {
            return Some(&message.item.path);
        }
        name = parent;
    }
    None
}

/// The path of the nearest declaration before this one, of the same kind, that is still in the file: where the text of the
/// one that is gone would stand. The file as such, if there is none.
fn before(it: &Declared<'_>, file: &File) -> Vec<i32> {
    let Some((&index, list)) = it.path.split_last() else { return Vec::new() };
    let names = |file: &File| -> Vec<String> {
        match list {
            [4] => file.proto.message_type.iter().map(|it| it.name().to_owned()).collect(),
            [5] => file.proto.enum_type.iter().map(|it| it.name().to_owned()).collect(),
            [6] => file.proto.service.iter().map(|it| it.name().to_owned()).collect(),
            [7] => file.proto.extension.iter().map(|it| it.name().to_owned()).collect(),
            _ => Vec::new(),
        }
    };
    let (was, is) = (names(it.file), names(file));
    let before = was.iter().take(usize::try_from(index).unwrap_or_default()).rev();
    let kept = before.filter_map(|name| is.iter().position(|other| other == name)).next();
    kept.and_then(|index| i32::try_from(index).ok()).map_or(Vec::new(), |index| [list, &[index]].concat())
}
