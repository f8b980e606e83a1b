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

use std::fmt;

use clap::ValueEnum;
use contracts::descriptor::{Descriptors, in_dependency_order};
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
    let (ordered, circle) = in_dependency_order(files);
    debug_assert!(circle.is_empty(), "files import each other in a circle");
    let (files, places) = ordered.into_iter().chain(circle.into_values()).unzip();
    Descriptors { files, places, ..descriptors }
}

#[cfg(test)]
mod tests;
