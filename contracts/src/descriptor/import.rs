//! Files that are imported and not exported: the well-known types, and the sets that users registered.

use std::collections::BTreeMap;

use prost::Message as _;
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::graph::Graph;
use super::lower::tag;
use super::{Places, Violation, layout, raw};
use crate::registry::Root;
use crate::schema::{Origin, Source};

/// The declarations of `google/protobuf/*.proto` that every protobuf compiler ships, as an encoded descriptor set.
const WELL_KNOWN: &[u8] = include_bytes!("well_known.binpb");

/// All files that can be imported, by path.
pub(super) struct Imports {
    files: BTreeMap<String, Imported>,
    /// The path of the file that declares a type, by the type's full name.
    declared: BTreeMap<String, String>,
}

struct Imported {
    encoded: Vec<u8>,
    proto: FileDescriptorProto,
}

impl Imports {
    /// The well-known types and what the roots bring.
    pub(super) fn collect(roots: &[&Root], violations: &mut Vec<Violation>) -> Imports {
        let mut imports = Imports { files: BTreeMap::new(), declared: BTreeMap::new() };
        let mut sets: Vec<&[u8]> = roots.iter().filter_map(|root| descriptor_set(root)).collect();
        sets.sort_unstable();
        for set in [WELL_KNOWN].into_iter().chain(sets) {
            match decode(set) {
                Some(files) => files.into_iter().for_each(|file| imports.add(file, violations)),
                None => violations.push(Violation::compile(None, "a registered descriptor set is not one").help(
                    "give `contracts::descriptor_set!` the bytes of an encoded google.protobuf.FileDescriptorSet",
                )),
            }
        }
        imports
    }

    fn add(&mut self, file: Imported, violations: &mut Vec<Violation>) {
        let path = file.proto.name().to_owned();
        if let Some(known) = self.files.get(&path) {
            // Compilers differ in the options and comments of the well-known types: ours serve for all.
            if !path.starts_with("google/protobuf/") && without_comments(&known.proto) != without_comments(&file.proto)
            {
                let message = format!("two registered descriptor sets hold different files `{path}`");
                violations.push(Violation::compile(None, message).help("build both sets from the same sources"));
            }
            return;
        }
        for name in type_names(&file.proto) {
            self.declared.entry(name).or_insert_with(|| path.clone());
        }
        self.files.insert(path, file);
    }

    /// The imported files, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = &FileDescriptorProto> {
        self.files.values().map(|file| &file.proto)
    }

    /// The encoded files of these paths and all they import, each after those it imports.
    pub(super) fn closure<'a>(&self, paths: impl Iterator<Item = &'a String>) -> Vec<Vec<u8>> {
        let mut roots: Vec<&str> = paths.map(String::as_str).collect();
        roots.sort_unstable();
        let mut done = Vec::new();
        for path in roots {
            self.visit(path, &mut done);
        }
        done.iter().map(|path| self.files[*path].encoded.clone()).collect()
    }

    fn visit<'a>(&'a self, path: &str, done: &mut Vec<&'a str>) {
        let Some((path, file)) = self.files.get_key_value(path) else {
            return;
        };
        if done.contains(&path.as_str()) {
            return;
        }
        for dependency in &file.proto.dependency {
            self.visit(dependency, done);
        }
        done.push(path);
    }

    /// The file that declares a type, or what to say when none does.
    fn resolve(&self, name: &str, origin: Origin) -> Result<&str, (String, String)> {
        match (self.declared.get(name), origin) {
            (Some(path), _) => Ok(path),
            (None, Origin::WellKnown(path)) => {
                let message =
                    format!("`{name}` should be declared in `{path}`, which is not among the well-known files");
                Err((message, "register its descriptor set with `contracts::descriptor_set!`".to_owned()))
            }
            (None, _) => {
                let message = format!("no registered descriptor set declares `{name}`");
                let help = "register the set it was generated from: \
                            `contracts::descriptor_set!(include_bytes!(..));`, with all its imports";
                Err((message, help.to_owned()))
            }
        }
    }
}

/// Writes the imports of each file.
pub(super) fn link(
    files: &mut [(FileDescriptorProto, Places)],
    graph: &Graph,
    imports: &Imports,
    violations: &mut Vec<Violation>,
) {
    let imported = graph.imported.iter().filter_map(|(name, (origin, used_at))| {
        let path = imports.resolve(name, *origin).map_err(|error| violations.push(unresolved(error, *used_at)));
        path.ok().map(|path| (name.as_str(), path.to_owned()))
    });
    let mut paths: BTreeMap<&str, String> = imported.collect();
    paths.extend(graph.messages.iter().map(|(name, it)| (name.as_str(), layout::file_path(it.package))));
    paths.extend(graph.enums.iter().map(|(name, it)| (name.as_str(), layout::file_path(it.package))));
    for (file, _) in files {
        let references = references(file);
        let used = references.iter().filter_map(|(_, name)| paths.get(name.trim_start_matches('.')));
        let mut used: Vec<String> = used.filter(|path| *path != file.name()).cloned().collect();
        used.sort_unstable();
        used.dedup();
        file.dependency = used;
    }
}

fn unresolved((message, help): (String, String), used_at: Source) -> Violation {
    Violation::compile(Some(used_at.into()), message).help(help)
}

/// The paths of all fields, extensions and methods that name a type, with the type's absolute name.
pub(super) fn references(file: &FileDescriptorProto) -> Vec<(Vec<i32>, &str)> {
    let mut found = Vec::new();
    field_references(&file.extension, &[tag::FILE_EXTENSION], &mut found);
    for (message, index) in file.message_type.iter().zip(0..) {
        message_references(message, &[tag::FILE_MESSAGE, index], &mut found);
    }
    for (service, index) in file.service.iter().zip(0..) {
        for (method, number) in service.method.iter().zip(0..) {
            let path = vec![tag::FILE_SERVICE, index, tag::SERVICE_METHOD, number];
            found.push((path.clone(), method.input_type()));
            found.push((path, method.output_type()));
        }
    }
    found
}

fn message_references<'a>(message: &'a DescriptorProto, path: &[i32], found: &mut Vec<(Vec<i32>, &'a str)>) {
    field_references(&message.field, &[path, &[tag::MESSAGE_FIELD]].concat(), found);
    field_references(&message.extension, &[path, &[tag::MESSAGE_EXTENSION]].concat(), found);
    for (nested, index) in message.nested_type.iter().zip(0..) {
        message_references(nested, &[path, &[tag::MESSAGE_NESTED, index]].concat(), found);
    }
}

fn field_references<'a>(fields: &'a [FieldDescriptorProto], list: &[i32], found: &mut Vec<(Vec<i32>, &'a str)>) {
    for (field, index) in fields.iter().zip(0..) {
        let names = [field.type_name.as_deref(), field.extendee.as_deref()];
        found.extend(names.into_iter().flatten().map(|name| ([list, &[index]].concat(), name)));
    }
}

/// Encodes a set of encoded files.
pub(super) fn file_descriptor_set(files: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut set = Vec::new();
    files.for_each(|file| raw::put_delimited(&mut set, 1, &file));
    set
}

fn descriptor_set(root: &Root) -> Option<&'static [u8]> {
    match root {
        Root::DescriptorSet(set) => Some(set),
        Root::Message(_) | Root::Enum(_) | Root::Service(_) | Root::Package(_) | Root::Extension(_) => None,
    }
}

fn decode(set: &[u8]) -> Option<Vec<Imported>> {
    let file = |record: raw::Record<'_>| {
        let encoded = record.payload?.to_vec();
        let proto = FileDescriptorProto::decode(encoded.as_slice()).ok()?;
        Some(Imported { encoded, proto })
    };
    raw::records(set)?.into_iter().map(file).collect()
}

fn without_comments(file: &FileDescriptorProto) -> FileDescriptorProto {
    FileDescriptorProto { source_code_info: None, ..file.clone() }
}

/// The full names of all types that a file declares.
pub(super) fn type_names(file: &FileDescriptorProto) -> Vec<String> {
    let scoped = |name: &str| match file.package() {
        "" => name.to_owned(),
        package => format!("{package}.{name}"),
    };
    let mut names: Vec<String> = file.enum_type.iter().map(|it| scoped(it.name())).collect();
    for message in &file.message_type {
        nested_names(message, scoped(message.name()), &mut names);
    }
    names
}

fn nested_names(message: &DescriptorProto, name: String, names: &mut Vec<String>) {
    names.extend(message.enum_type.iter().map(|it| format!("{name}.{}", it.name())));
    for nested in &message.nested_type {
        nested_names(nested, format!("{name}.{}", nested.name()), names);
    }
    names.push(name);
}
