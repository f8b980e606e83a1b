//! What stays together in whatever layout, and what uses what.

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::{Descriptors, Places};
use prost::Message as _;
use prost_types::FileDescriptorProto;
use prost_types::field_descriptor_proto::Type;

use super::uses::{self, Uses};
use crate::path::tag;
use crate::print::joined;

/// A message, an enum, a service, or a block of extensions with the messages of its groups.
pub(super) struct Unit {
    /// The index of the package's file.
    pub(super) package: usize,
    /// List and index of what belongs to it, in the package's file.
    pub(super) entries: Vec<[i32; 2]>,
    /// Which of the file's locations begins its block of extensions.
    pub(super) block: Option<usize>,
    /// The Rust module.
    pub(super) module: String,
    /// Its name, if it is a service.
    pub(super) service: Option<String>,
}

impl Unit {
    /// Whether it is a block of extensions.
    pub(super) fn extends(&self) -> bool {
        self.entries.iter().any(|[list, _]| *list == tag::FILE_EXTENSION)
    }
}

/// All units, with what they refer to.
pub(super) struct Graph {
    pub(super) units: Vec<Unit>,
    /// By unit, the others that its declarations name.
    pub(super) names: Vec<BTreeSet<usize>>,
    /// By unit, the others that it names or that belong to it otherwise, as the errors of a method.
    pub(super) uses: Vec<BTreeSet<usize>>,
    /// By unit, the others that use it.
    pub(super) users: Vec<BTreeSet<usize>>,
    /// By unit, the files of others that its declarations import.
    pub(super) imports: Vec<BTreeSet<String>>,
}

/// Where something is declared.
enum Declared {
    In(usize),
    Elsewhere(String),
}

impl Graph {
    pub(super) fn of(descriptors: &Descriptors) -> Graph {
        let mut units = Vec::new();
        for (index, (file, places)) in descriptors.files.iter().zip(&descriptors.places).enumerate() {
            units.extend(units_of(index, file, places));
        }
        let declared = declared(descriptors, &units);
        let mut graph = Graph {
            names: vec![BTreeSet::new(); units.len()],
            uses: vec![BTreeSet::new(); units.len()],
            users: vec![BTreeSet::new(); units.len()],
            imports: vec![BTreeSet::new(); units.len()],
            units,
        };
        let files = descriptors.files.iter().zip(&descriptors.places);
        let uses: Vec<Uses<'_>> = files.map(|(file, places)| Uses::of(file, places)).collect();
        for unit in 0..graph.units.len() {
            graph.link(unit, &uses[graph.units[unit].package], &declared);
        }
        graph
    }

    fn link(&mut self, unit: usize, uses: &Uses<'_>, declared: &BTreeMap<String, Declared>) {
        let entries = &self.units[unit].entries;
        for name in uses.named(entries) {
            match declared.get(name.trim_start_matches('.')) {
                Some(Declared::In(other)) if *other != unit => {
                    self.names[unit].insert(*other);
                }
                Some(Declared::Elsewhere(path)) => {
                    self.imports[unit].insert(path.clone());
                }
                _ => {}
            }
        }
        self.uses[unit] = self.names[unit].clone();
        for name in uses.besides(entries) {
            if let Some(Declared::In(other)) = declared.get(name) {
                self.uses[unit].insert(*other);
            }
        }
        for used in &self.uses[unit] {
            self.users[*used].insert(unit);
        }
    }
}

fn units_of(package: usize, file: &FileDescriptorProto, places: &Places) -> Vec<Unit> {
    let module = |entry: [i32; 2]| places.get(&entry).map(|it| it.module.clone()).unwrap_or_default();
    let mut units = blocks(package, file, module);
    let in_blocks: BTreeSet<[i32; 2]> = units.iter().flat_map(|unit| unit.entries.clone()).collect();
    let lists = [
        (tag::FILE_MESSAGE, file.message_type.len()),
        (tag::FILE_ENUM, file.enum_type.len()),
        (tag::FILE_SERVICE, file.service.len()),
    ];
    for (list, count) in lists {
        for (entry, index) in (0..).map(|index| [list, index]).zip(0..count) {
            let service = (list == tag::FILE_SERVICE).then(|| file.service[index].name().to_owned());
            let unit = Unit { package, entries: vec![entry], block: None, module: module(entry), service };
            units.extend(Some(unit).filter(|_| !in_blocks.contains(&entry)));
        }
    }
    units
}

/// Extensions that stand together in the source and extend one message. In proto2 they declare the messages of their groups.
fn blocks(package: usize, file: &FileDescriptorProto, module: impl Fn([i32; 2]) -> String) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut extended = None;
    for (extension, index) in file.extension.iter().zip(0..) {
        let entry = [tag::FILE_EXTENSION, index];
        let block = block(file, entry);
        let mut entries = vec![entry];
        if extension.r#type() == Type::Group && file.syntax().is_empty() {
            let is_its = |name: &str| joined(file.package(), name) == extension.type_name().trim_start_matches('.');
            let group = file.message_type.iter().position(|message| is_its(message.name()));
            entries.extend(group.map(|index| [tag::FILE_MESSAGE, index as i32]));
        }
        match units.last_mut().filter(|unit| unit.block == block && extended == Some(extension.extendee())) {
            Some(unit) => unit.entries.extend(entries),
            None => units.push(Unit { package, entries, block, module: module(entry), service: None }),
        }
        extended = Some(extension.extendee());
    }
    units
}

/// The location that begins the block of an extension: the last of its kind before that of the extension itself.
fn block(file: &FileDescriptorProto, extension: [i32; 2]) -> Option<usize> {
    let locations = file.source_code_info.as_ref().map(|info| info.location.as_slice()).unwrap_or_default();
    let end = locations.iter().position(|location| location.path == extension)?;
    locations[..end].iter().rposition(|location| location.path == [tag::FILE_EXTENSION])
}

/// Everything that can be referred to, by full name.
fn declared(descriptors: &Descriptors, units: &[Unit]) -> BTreeMap<String, Declared> {
    let mut declared = BTreeMap::new();
    for import in &descriptors.imports {
        // What cannot be read was not imported: the contracts would not compile.
        let file = FileDescriptorProto::decode(import.as_slice()).unwrap_or_default();
        let names = uses::declared(&file, &uses::entries(&file));
        declared.extend(names.into_iter().map(|name| (name, Declared::Elsewhere(file.name().to_owned()))));
    }
    for (index, unit) in units.iter().enumerate() {
        let names = uses::declared(&descriptors.files[unit.package], &unit.entries);
        declared.extend(names.into_iter().map(|name| (name, Declared::In(index))));
    }
    declared
}
