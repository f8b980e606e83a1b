//! Which file a package is written to, and the order in which files depend on each other.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::FileDescriptorProto;

use super::reference::{Kind, Reference};
use super::{Places, Violation, names};

/// The file of a package: `user.v1` is at `user/v1/user.proto`. Folders are called as the package, the file in lower snake
/// case, as buf asks for both.
pub(super) fn file_path(package: &str) -> String {
    let components: Vec<&str> = package.split('.').collect();
    let named = components.iter().rev().find(|component| !is_version(component));
    let name = names::lower_snake(named.or(components.last()).copied().unwrap_or_default());
    let name = if name.is_empty() { "package" } else { &name };
    format!("{}/{name}.proto", components.join("/"))
}

/// Whether a component of a package is a version: `v1`, `v2beta1`, `v1p1alpha1`, `v1test`.
pub fn is_version(component: &str) -> bool {
    let Some(rest) = component.strip_prefix('v').and_then(behind_number) else {
        return false;
    };
    let patched = rest.strip_prefix('p').and_then(behind_number).unwrap_or(rest);
    let stage = patched.strip_prefix("alpha").or_else(|| patched.strip_prefix("beta"));
    let is_stage = stage.is_some_and(|number| number.is_empty() || behind_number(number) == Some(""));
    rest.is_empty() || rest.starts_with("test") || is_stage
}

/// What follows the number, of 1 or more, that the text begins with.
fn behind_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = &text[..text.len() - rest.len()];
    number.contains(|digit| digit != '0').then_some(rest)
}

/// Sorts files so that each stands after those it imports, and else by path. A circle of imports is a violation.
pub(super) fn dependency_order(
    files: Vec<(FileDescriptorProto, Places)>,
    violations: &mut Vec<Violation>,
) -> Vec<(FileDescriptorProto, Places)> {
    let (ordered, remaining) = in_dependency_order(files);
    if !remaining.is_empty() {
        violations.push(import_circle(&remaining));
    }
    ordered.into_iter().chain(remaining.into_values()).collect()
}

/// Files by path.
pub type Files = BTreeMap<String, (FileDescriptorProto, Places)>;

/// Files, each after those of them that it imports and else by path, and those that are in a circle or import one.
pub fn in_dependency_order(files: Vec<(FileDescriptorProto, Places)>) -> (Vec<(FileDescriptorProto, Places)>, Files) {
    let mut remaining: Files = files.into_iter().map(|file| (file.0.name().to_owned(), file)).collect();
    let mut importing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut awaited: BTreeMap<String, usize> = BTreeMap::new();
    for (path, (file, _)) in &remaining {
        let imports: BTreeSet<&String> = file.dependency.iter().filter(|it| remaining.contains_key(*it)).collect();
        awaited.insert(path.clone(), imports.len());
        imports.into_iter().for_each(|it| importing.entry(it.clone()).or_default().push(path.clone()));
    }
    let ready = awaited.iter().filter(|(_, count)| **count == 0).map(|(path, _)| path.clone());
    let mut ready: BTreeSet<String> = ready.collect();
    let mut ordered = Vec::with_capacity(remaining.len());
    while let Some(path) = ready.pop_first() {
        ordered.extend(remaining.remove(&path));
        for importer in importing.remove(&path).unwrap_or_default() {
            if let Some(count) = awaited.get_mut(&importer) {
                *count -= 1;
                ready.extend((*count == 0).then_some(importer));
            }
        }
    }
    (ordered, remaining)
}

/// Names the packages of one circle, and a Rust line for each step of it.
fn import_circle(files: &Files) -> Violation {
    let mut circle: Vec<&str> = Vec::new();
    let mut next = files.keys().next().map(String::as_str);
    while let Some(path) = next {
        if let Some(start) = circle.iter().position(|it| *it == path) {
            circle.drain(..start);
            break;
        }
        circle.push(path);
        next = files[path].0.dependency.iter().map(String::as_str).find(|it| files.contains_key(*it));
    }
    let packages: Vec<&str> = circle.iter().map(|path| files[*path].0.package()).collect();
    let steps = circle.iter().zip(circle.iter().cycle().skip(1));
    let mut steps = steps.map(|(from, to)| step(&files[*from], files[*to].0.package()));
    let first = steps.next();
    let message = format!("the packages {} import each other in a circle", quoted(&packages));
    let violation = Violation::new("PACKAGE_NO_IMPORT_CYCLE", first.and_then(|step| step.1), message)
        .help("move the types that both sides need into a package of their own");
    steps.fold(violation, |violation, (label, place)| violation.related(label, place))
}

/// The first use in a file of a type of the package.
fn step((file, places): &(FileDescriptorProto, Places), package: &str) -> (String, Option<super::Place>) {
    let uses = super::reference::references(file);
    let first = uses.into_iter().find(|reference| is_of(reference, package));
    let place = first.and_then(|reference| places.find(&reference.path).cloned());
    (format!("`{}` uses `{package}` here", file.package()), place)
}

fn is_of(reference: &Reference<'_>, package: &str) -> bool {
    let name = reference.name.trim_start_matches('.').strip_prefix(package).and_then(|rest| rest.strip_prefix('.'));
    name.is_some_and(|name| match reference.kind {
        Kind::Type => name.starts_with(|first: char| first.is_ascii_uppercase()),
        Kind::Option => !name.contains('.'),
    })
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
