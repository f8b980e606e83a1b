//! The files of a layout: declarations, comments, places, imports and options of a package's file, divided.

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::{Descriptors, PlacedDeclaration, Places};
use prost_types::source_code_info::Location;
use prost_types::{FileDescriptorProto, SourceCodeInfo};

use super::Group;
use super::graph::Graph;
use crate::path::tag;

/// The file of each group.
pub(super) fn files(descriptors: &Descriptors, graph: &Graph, groups: &[Group]) -> Vec<(FileDescriptorProto, Places)> {
    let paths = paths(graph, groups);
    let dependencies = |group: &Group| -> Vec<String> {
        let imports = group.units.iter().flat_map(|unit| graph.imports[*unit].iter().map(String::as_str));
        let named = group.units.iter().flat_map(|unit| graph.names[*unit].iter().map(|named| paths[named]));
        let all: BTreeSet<&str> = imports.chain(named).filter(|path| *path != group.path).collect();
        all.into_iter().map(str::to_owned).collect()
    };
    groups
        .iter()
        .map(|group| {
            let (file, places) = (&descriptors.files[group.package], &descriptors.places[group.package]);
            let part = Part::of(graph, group);
            let file = FileDescriptorProto { dependency: dependencies(group), ..part.file(file, &group.path) };
            (file, part.places(places))
        })
        .collect()
}

/// The path of each unit's file.
fn paths<'a>(graph: &Graph, groups: &'a [Group]) -> BTreeMap<usize, &'a str> {
    let paths: BTreeMap<usize, &str> =
        groups.iter().flat_map(|group| group.units.iter().map(|unit| (*unit, group.path.as_str()))).collect();
    debug_assert_eq!(paths.len(), graph.units.len(), "each unit is in one group");
    paths
}

/// What of a package's file goes to one file.
struct Part {
    /// List and index in the package's file, with the index in this one.
    entries: BTreeMap<[i32; 2], i32>,
    /// The locations that begin blocks of extensions.
    blocks: BTreeSet<usize>,
}

impl Part {
    fn of(graph: &Graph, group: &Group) -> Self {
        let units = || group.units.iter().map(|unit| &graph.units[*unit]);
        let all: BTreeSet<[i32; 2]> = units().flat_map(|unit| unit.entries.iter().copied()).collect();
        let mut counts: BTreeMap<i32, i32> = BTreeMap::new();
        let numbered = all.into_iter().map(|entry| {
            let count = counts.entry(entry[0]).or_default();
            *count += 1;
            (entry, *count - 1)
        });
        Part { entries: numbered.collect(), blocks: units().filter_map(|unit| unit.block).collect() }
    }

    fn file(&self, file: &FileDescriptorProto, path: &str) -> FileDescriptorProto {
        FileDescriptorProto {
            name: Some(path.to_owned()),
            package: file.package.clone(),
            message_type: self.kept(tag::FILE_MESSAGE, &file.message_type),
            enum_type: self.kept(tag::FILE_ENUM, &file.enum_type),
            service: self.kept(tag::FILE_SERVICE, &file.service),
            extension: self.kept(tag::FILE_EXTENSION, &file.extension),
            options: file.options.clone(),
            source_code_info: file.source_code_info.as_ref().map(|info| self.comments(info)),
            syntax: file.syntax.clone(),
            ..FileDescriptorProto::default()
        }
    }

    fn kept<T: Clone>(&self, list: i32, all: &[T]) -> Vec<T> {
        let entries = self.entries.keys().filter(|entry| entry[0] == list);
        entries.filter_map(|entry| all.get(entry[1] as usize)).cloned().collect()
    }

    fn comments(&self, info: &SourceCodeInfo) -> SourceCodeInfo {
        let locations = info.location.iter().enumerate().filter_map(|(index, location)| {
            let path = match location.path.as_slice() {
                [tag::FILE_EXTENSION] if !self.blocks.contains(&index) => None,
                path => self.moved(path),
            };
            Some(Location { path: path?, ..location.clone() })
        });
        SourceCodeInfo { location: locations.collect() }
    }

    fn places(&self, places: &Places) -> Places {
        let declarations = places.declarations.iter();
        let declarations =
            declarations.filter_map(|it| Some(PlacedDeclaration { path: self.moved(&it.path)?, ..it.clone() }));
        let mut declarations: Vec<PlacedDeclaration> = declarations.collect();
        declarations.sort_by(|a, b| a.path.cmp(&b.path));
        Places { declarations }
    }

    /// The path in this file; none of what is in another. What is said of the file itself is said of each.
    fn moved(&self, path: &[i32]) -> Option<Vec<i32>> {
        match path {
            [
                list @ (tag::FILE_MESSAGE | tag::FILE_ENUM | tag::FILE_SERVICE | tag::FILE_EXTENSION),
                index,
                rest @ ..,
            ] => {
                let index = self.entries.get(&[*list, *index])?;
                Some([&[*list, *index], rest].concat())
            }
            path => Some(path.to_vec()),
        }
    }
}
