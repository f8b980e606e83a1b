//! One file per Rust module.
//!
//! Modules of a package that use each other, in a circle of any length, share a file: that of the outermost of them.

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::{is_version, lower_snake};
use prost_types::FileDescriptorProto;

use super::Group;
use super::graph::Graph;
use super::name::{self, Folder};

/// The modules of a package, each with those that it names.
type Modules<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

pub(super) fn groups(graph: &Graph, files: &[FileDescriptorProto]) -> Vec<Group> {
    let mut groups = Vec::new();
    for (package, file) in files.iter().enumerate() {
        let circles = circles(&modules(graph, package));
        let (roots, others): (Vec<_>, Vec<_>) = circles.into_iter().partition(|circle| is_root(circle[0]));
        let mut folder = Folder::of(file.name());
        for circles in [others, roots] {
            let names: Vec<_> = circles.iter().map(|circle| names(circle[0], &folder)).collect();
            let paths = folder.paths(&names);
            groups.extend(circles.iter().zip(paths).map(|(circle, path)| Group {
                package,
                path,
                units: units(graph, package, circle),
            }));
        }
    }
    groups
}

fn units(graph: &Graph, package: usize, circle: &[&str]) -> Vec<usize> {
    let units = graph.units.iter().enumerate();
    let units = units.filter(|(_, unit)| unit.package == package && circle.contains(&unit.module.as_str()));
    units.map(|(index, _)| index).collect()
}

fn modules(graph: &Graph, package: usize) -> Modules<'_> {
    let mut modules = Modules::new();
    for (unit, named) in graph.units.iter().zip(&graph.names).filter(|(unit, _)| unit.package == package) {
        let named = named.iter().map(|named| &graph.units[*named]).filter(|named| named.package == package);
        modules.entry(&unit.module).or_default().extend(named.map(|named| named.module.as_str()));
    }
    modules
}

/// Modules that name each other, by whatever detour, together: the outermost of them first.
fn circles<'a>(modules: &Modules<'a>) -> Vec<Vec<&'a str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        modules.keys().map(|module| (*module, reached(modules, module))).collect();
    let mut done = BTreeSet::new();
    let mut circles = Vec::new();
    for module in modules.keys() {
        let mutual = reached[module].iter().filter(|other| reached[*other].contains(module));
        let mut circle: Vec<&str> = mutual.copied().chain([*module]).filter(|module| done.insert(*module)).collect();
        circle.sort_by_key(|module| (module.split("::").count(), *module));
        circles.extend(Some(circle).filter(|circle| !circle.is_empty()));
    }
    circles
}

fn reached<'a>(modules: &Modules<'a>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut pending: Vec<&str> = modules[from].iter().copied().collect();
    while let Some(module) = pending.pop() {
        if reached.insert(module) {
            pending.extend(&modules[module]);
        }
    }
    reached
}

/// Whether a module stands for the whole package: the root of a crate, or the module of a version.
fn is_root(module: &str) -> bool {
    module.rsplit("::").next().is_some_and(|last| last == module || is_version(last))
}

/// What the file of a module may be called: as the module, then with the modules around it, as far as it needs to be told
/// from others. What stands for the package is called as the package, if it can be.
fn names(module: &str, folder: &Folder) -> Vec<String> {
    let of_package = is_root(module).then(|| folder.name_of_package());
    let parts: Vec<&str> = module.split("::").map(|part| part.trim_start_matches("r#")).collect();
    let longer = (0..parts.len()).rev().map(|start| name::or_package(lower_snake(&parts[start..].join("_"))));
    of_package.into_iter().chain(longer).collect()
}
