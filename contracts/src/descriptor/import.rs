//! Files that are imported and not exported: the well-known types, and the sets that users registered.

use std::collections::{BTreeMap, BTreeSet};

use prost::Message as _;
use prost_types::{DescriptorProto, FileDescriptorProto};

use super::graph::Graph;
use super::reference::{Kind, Reference, references};
use super::{Place, Places, Violation, layout, raw, shipped};
use crate::registry::Root;
use crate::schema::{Origin, Source};

/// The declarations of `google/protobuf/*.proto` that every protobuf compiler ships, as an encoded descriptor set.
const WELL_KNOWN: &[u8] = include_bytes!("well_known.binpb");

/// All files that can be imported, by path.
pub(super) struct Imports {
    files: BTreeMap<String, Imported>,
    /// The path of the file that declares a type or an extension, by its full name.
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
        imports.add_shipped(&shipped::declared(roots));
        imports
    }

    /// Adds what is brought along, as far as neither contracts nor a registered set declare it.
    fn add_shipped(&mut self, declared: &BTreeSet<&str>) {
        for file in decode(shipped::DESCRIPTORS).unwrap_or_default() {
            if !declared.contains(file.proto.package()) && !self.files.contains_key(file.proto.name()) {
                self.insert(file);
            }
        }
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
        self.insert(file);
    }

    fn insert(&mut self, file: Imported) {
        let path = file.proto.name().to_owned();
        for name in type_names(&file.proto).into_iter().chain(extension_names(&file.proto)) {
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
        let (mut seen, mut done) = (BTreeSet::new(), Vec::new());
        for path in roots {
            self.visit(path, &mut seen, &mut done);
        }
        done.iter().map(|path| self.files[*path].encoded.clone()).collect()
    }

    fn visit<'a>(&'a self, path: &str, seen: &mut BTreeSet<&'a str>, done: &mut Vec<&'a str>) {
        let Some((path, file)) = self.files.get_key_value(path).filter(|(path, _)| !seen.contains(path.as_str()))
        else {
            return;
        };
        // Before those it imports: a set whose files import each other in a circle ends all the same.
        seen.insert(path);
        for dependency in &file.proto.dependency {
            self.visit(dependency, seen, done);
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
                let help = "let prost-build write what it is generated from, with all imports, \
                            `prost_build::Config::new().enable_type_names().file_descriptor_set_path(..)`, and register it: \
                            `contracts::descriptor_set!(include_bytes!(..));`";
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
    declared_twice(graph, violations);
    let options = Extensions::of(graph, imports);
    for (file, places) in files {
        let (mut used, mut imports_itself) = (Vec::new(), false);
        for Reference { path, name, kind } in references(file) {
            let found = match kind {
                Kind::Type => paths.get(name.trim_start_matches('.')).cloned(),
                Kind::Option => options.find(name).or_else(|| {
                    violations.push(undeclared(name, places.find(&path)));
                    None
                }),
            };
            match found {
                Some(path) if path == file.name() => imports_itself |= graph.is_elsewhere(name.trim_start_matches('.')),
                found => used.extend(found),
            }
        }
        if imports_itself {
            violations.push(exported_over(file, places));
        }
        used.sort_unstable();
        used.dedup();
        file.dependency = used;
    }
}

/// A package that is exported to the path of a file that it imports.
pub(super) fn exported_over(file: &FileDescriptorProto, places: &Places) -> Violation {
    let (path, package) = (file.name(), file.package());
    let place = places.declarations.iter().map(|declaration| &declaration.place).min().cloned();
    let message = format!(
        "the package `{package}` is exported as `{path}`, and contracts import a file of this path from a registered \
         descriptor set"
    );
    Violation::compile(place, message).help(
        "put the contracts into another package, or build the set of a file with another path, or declare all that is in \
         it with `#[contract]`",
    )
}

/// Tells of types of `prost` that are members, and contracts too.
fn declared_twice(graph: &Graph, violations: &mut Vec<Violation>) {
    for (name, (_, used_at)) in graph.imported.iter().filter(|(_, (origin, _))| *origin == Origin::Foreign) {
        if let Some(contract) = graph.declared(name) {
            let message = format!("`{name}` is a type that prost generated here, and a contract elsewhere");
            let violation = Violation::compile(Some((*used_at).into()), message);
            let violation = violation.related("the contract", Some(contract.into()));
            violations.push(violation.help("use the contract, or put it into another package"));
        }
    }
}

/// The paths of the files that declare extensions, by the full names of these.
struct Extensions<'a> {
    contracts: BTreeMap<String, String>,
    imports: &'a Imports,
}

impl<'a> Extensions<'a> {
    fn of(graph: &Graph, imports: &'a Imports) -> Self {
        let sets = graph.extensions.values();
        let names =
            sets.flat_map(|set| set.fields().map(|field| (set.extension_name(field), layout::file_path(set.package))));
        Extensions { contracts: names.collect(), imports }
    }

    fn find(&self, name: &str) -> Option<String> {
        self.contracts.get(name).or_else(|| self.imports.declared.get(name)).cloned()
    }
}

fn undeclared(name: &str, place: Option<&Place>) -> Violation {
    let message = format!("no contract and no registered descriptor set declares the option `({name})`");
    let help = "export the contract that declares it, or register its descriptor set with `contracts::descriptor_set!`";
    Violation::compile(place.cloned(), message).help(help)
}

fn unresolved((message, help): (String, String), used_at: Source) -> Violation {
    Violation::compile(Some(used_at.into()), message).help(help)
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

/// The full names of all extensions that a file declares.
fn extension_names(file: &FileDescriptorProto) -> Vec<String> {
    let package = if file.package().is_empty() { String::new() } else { format!("{}.", file.package()) };
    let mut names: Vec<String> = file.extension.iter().map(|it| format!("{package}{}", it.name())).collect();
    let mut pending: Vec<(String, &DescriptorProto)> =
        file.message_type.iter().map(|message| (package.clone(), message)).collect();
    while let Some((scope, message)) = pending.pop() {
        let scope = format!("{scope}{}.", message.name());
        names.extend(message.extension.iter().map(|it| format!("{scope}{}", it.name())));
        pending.extend(message.nested_type.iter().map(|nested| (scope.clone(), nested)));
    }
    names
}
