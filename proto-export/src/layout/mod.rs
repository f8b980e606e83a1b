//! Which file each declaration is written to: those of a package in one file, or split over several.
//!
//! A layout is a matter of the files that are written. Reflection and all that is told of Rust know packages alone.
//!
//! No layout has files that import each other in a circle: packages do not, the file of a service is imported by none, and
//! modules that use each other share a file.

mod clash;
mod graph;
mod java;
mod module;
mod name;
mod service;
mod split;
mod uses;

use std::collections::BTreeMap;
use std::fmt;

use clap::ValueEnum;
use contracts::descriptor::{Descriptors, Places};
use prost_types::FileDescriptorProto;

use graph::Graph;

/// How the declarations of a package are divided into files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Layout {
    /// One file per package
    #[default]
    Package,
    /// One file per Rust module; modules that use each other share one
    Module,
    /// One file per service, with what it alone uses, and one for the rest of the package
    Service,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Layout::Package => "package",
            Layout::Module => "module",
            Layout::Service => "service",
        })
    }
}

/// Units of one package that go to one file.
struct Group {
    /// The index of the package's file.
    package: usize,
    /// The path of the new file.
    path: String,
    /// The indices of the units.
    units: Vec<usize>,
}

/// The same declarations in the files of a layout, each after those that it imports.
///
/// Contracts that do not compile stay as they are.
pub fn lay_out(descriptors: Descriptors, layout: Layout) -> Descriptors {
    if !descriptors.violations.is_empty() {
        return descriptors;
    }
    let mut descriptors = match layout {
        Layout::Package => descriptors,
        Layout::Module => divided(descriptors, module::groups),
        Layout::Service => divided(descriptors, service::groups),
    };
    descriptors.violations = clash::violations(&descriptors);
    descriptors
}

fn divided(descriptors: Descriptors, groups: impl Fn(&Graph, &[FileDescriptorProto]) -> Vec<Group>) -> Descriptors {
    let graph = Graph::of(&descriptors);
    let groups = groups(&graph, &descriptors.files);
    let mut files = split::files(&descriptors, &graph, &groups);
    java::name_outer_classes(&mut files, &descriptors.files);
    let (files, places) = in_dependency_order(files).into_iter().unzip();
    Descriptors { files, places, ..descriptors }
}

fn in_dependency_order(files: Vec<(FileDescriptorProto, Places)>) -> Vec<(FileDescriptorProto, Places)> {
    let mut remaining: BTreeMap<String, (FileDescriptorProto, Places)> =
        files.into_iter().map(|(file, places)| (file.name().to_owned(), (file, places))).collect();
    let mut ordered = Vec::with_capacity(remaining.len());
    let is_ready = |remaining: &BTreeMap<String, (FileDescriptorProto, Places)>, path: &String| {
        !remaining[path].0.dependency.iter().any(|it| remaining.contains_key(it))
    };
    while let Some(path) = remaining.keys().find(|path| is_ready(&remaining, path)).cloned() {
        ordered.extend(remaining.remove(&path));
    }
    debug_assert!(remaining.is_empty(), "files import each other in a circle");
    ordered.extend(remaining.into_values());
    ordered
}

#[cfg(test)]
mod tests;
