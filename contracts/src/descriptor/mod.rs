//! Descriptors of all registered contracts: what is exported, reflected and compared with the past.

mod check;
mod graph;
mod http;
mod import;
mod layout;
mod lower;
mod names;
mod notes;
mod option;
mod raw;
mod reference;
mod set_option;
mod shipped;
mod syntax;
mod violation;

use prost_types::FileDescriptorProto;

pub use layout::{Files, in_dependency_order, is_version};
pub use lower::set_file_option;
pub use names::{json_name, lower_snake};
pub(crate) use option::{OptionsOf, edition, uninterpret};
pub use reference::{Reference, references};
pub(crate) use shipped::is_everywhere;
pub use shipped::{SHIPPED, Shipped};
pub use violation::{Place, Related, Violation, Violations};

use crate::registry::{self, Root};
use crate::schema::Allow;
use graph::Graph;
use import::Imports;

/// The syntax of a file that has an edition.
const EDITIONS: &str = "editions";

/// The contracts of a program as descriptors, with what is wrong with them.
///
/// It crosses a process as a protobuf message: `proto-export` reads what the program it built has written.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Descriptors {
    /// How many roots the registry held. Zero means that no crate with contracts is linked.
    #[prost(uint64, tag = "1")]
    pub roots: u64,
    /// One file per package, each after the files it imports, with comments.
    ///
    /// Options that `prost_types` has no member for are kept as uninterpreted options;
    /// [`Descriptors::encode_file_descriptor_set`] interprets them. So it is with the edition: where the syntax is
    /// `editions`, it is 2023, and its features are uninterpreted options.
    #[prost(message, repeated, tag = "2")]
    pub files: Vec<FileDescriptorProto>,
    /// The files that are imported and not exported, encoded, each after the files it imports.
    #[prost(bytes = "vec", repeated, tag = "3")]
    pub imports: Vec<Vec<u8>>,
    /// Where the declarations of each file stand in Rust, in the order of `files`.
    #[prost(message, repeated, tag = "4")]
    pub places: Vec<Places>,
    /// What keeps the files from being compiled.
    #[prost(message, repeated, tag = "5")]
    pub violations: Vec<Violation>,
    /// Of the imports those that neither compilers nor we bring along, in the form of `files`: none
    /// where nobody asked for them.
    #[prost(message, repeated, tag = "6")]
    pub registered: Vec<Registered>,
}

/// A file that contracts import, and that nobody but the user has.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Registered {
    /// The file.
    #[prost(message, required, tag = "1")]
    pub file: FileDescriptorProto,
    /// The number of its edition, as `google.protobuf.Edition` has it.
    #[prost(int32, optional, tag = "2")]
    pub edition: Option<i32>,
    /// Why options of it are lost.
    #[prost(string, repeated, tag = "3")]
    pub lost: Vec<String>,
}

/// Where the declarations of one file stand in Rust, sorted by path.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Places {
    /// The declarations.
    #[prost(message, repeated, tag = "1")]
    pub declarations: Vec<PlacedDeclaration>,
}

/// Where one declaration stands in Rust, and which lint rules it may break.
#[derive(Clone, PartialEq, prost::Message)]
pub struct PlacedDeclaration {
    /// The declaration's path in the file, as in `google.protobuf.SourceCodeInfo`.
    #[prost(int32, repeated, tag = "1")]
    pub path: Vec<i32>,
    /// The place.
    #[prost(message, required, tag = "2")]
    pub place: Place,
    /// The lint rules that may be broken here.
    #[prost(message, repeated, tag = "3")]
    pub allow: Vec<Allowed>,
    /// The Rust module, as `shop::user`, of what is declared at the top of the file.
    #[prost(string, tag = "4")]
    pub module: String,
    /// Full names of types that belong to the declaration, and that its descriptor does not name: the errors of a method.
    #[prost(string, repeated, tag = "5")]
    pub uses: Vec<String>,
}

/// A lint rule that may be broken.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, prost::Message)]
pub struct Allowed {
    /// The name of the rule, as `buf lint` has it.
    #[prost(string, tag = "1")]
    pub rule: String,
    /// Why, in one line.
    #[prost(string, tag = "2")]
    pub reason: String,
    /// Where Rust says so.
    #[prost(message, required, tag = "3")]
    pub place: Place,
}

impl From<Allow> for Allowed {
    fn from(of: Allow) -> Self {
        let reason = of.reason.split_whitespace().collect::<Vec<_>>().join(" ");
        Allowed { rule: of.rule.to_owned(), reason, place: of.source.into() }
    }
}

impl Places {
    /// The place of the declaration with this path, or else of the nearest one around it.
    pub fn find(&self, path: &[i32]) -> Option<&Place> {
        self.around(path).next().map(|declaration| &declaration.place)
    }

    /// The declaration with this path.
    pub fn get(&self, path: &[i32]) -> Option<&PlacedDeclaration> {
        let index = self.declarations.binary_search_by(|it| it.path.as_slice().cmp(path)).ok()?;
        self.declarations.get(index)
    }

    /// What allows the declaration with this path to break a rule: it says so itself, or else the nearest around it does.
    pub fn allowed(&self, path: &[i32], rule: &str) -> Option<&Allowed> {
        self.around(path).flat_map(|declaration| &declaration.allow).find(|allowed| allowed.rule == rule)
    }

    /// The declaration with this path and those around it, from the inside.
    fn around(&self, path: &[i32]) -> impl Iterator<Item = &PlacedDeclaration> {
        (0..=path.len()).rev().filter_map(|length| self.get(&path[..length]))
    }
}

/// Whether a descriptor set carries the comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    /// Without `source_code_info`, as for reflection.
    Without,
    /// With the doc comments as `source_code_info`.
    With,
}

/// The encoded `google.protobuf.FileDescriptorSet` of everything in the registry, with all imports, without comments.
///
/// # Errors
/// When the contracts do not make up files that a protobuf compiler accepts.
pub fn file_descriptor_set() -> Result<Vec<u8>, Violations> {
    let descriptors = Descriptors::from_registry();
    match descriptors.violations.is_empty() {
        true => Ok(descriptors.encode_file_descriptor_set(Comments::Without)),
        false => Err(Violations(descriptors.violations)),
    }
}

/// The files that are imported and not exported: the well-known types, and the sets that users registered.
pub(crate) fn imported_files() -> Vec<FileDescriptorProto> {
    let roots: Vec<&Root> = registry::roots().collect();
    Imports::collect(&roots, &mut Vec::new()).files().cloned().collect()
}

impl Descriptors {
    /// Describes what the program's registry holds.
    pub fn from_registry() -> Self {
        Self::from_roots(registry::roots())
    }

    /// Describes these roots and all that is reached from them.
    pub fn from_roots<'a>(roots: impl IntoIterator<Item = &'a Root>) -> Self {
        let roots: Vec<&Root> = roots.into_iter().collect();
        let mut violations = Vec::new();
        let imports = Imports::collect(&roots, &mut violations);
        let graph = Graph::reach(&roots, &mut violations);
        syntax::check(&graph, &mut violations);
        http::check(&graph, &mut violations);
        set_option::check(&graph, &mut violations);
        let mut lowered = lower::files(&graph);
        import::link(&mut lowered, &graph, &imports, &mut violations);
        let imported = imports.closure(lowered.iter().flat_map(|(file, _)| &file.dependency));
        check::files(&lowered, &imports, &imported, &mut violations);
        let lowered = layout::dependency_order(lowered, &mut violations);
        violations.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        let (files, places) = lowered.into_iter().unzip();
        let registered = Vec::new();
        Descriptors { roots: roots.len() as u64, files, imports: imported, places, violations, registered }
    }

    /// Encodes a `google.protobuf.FileDescriptorSet` of all files with their imports, each after those it imports.
    pub fn encode_file_descriptor_set(&self, comments: Comments) -> Vec<u8> {
        let imports = self.imports.iter().map(|file| option::strip(file, comments));
        let files = self.files.iter().map(|file| option::strip(&option::interpret(file), comments));
        import::file_descriptor_set(imports.chain(files))
    }
}

#[cfg(test)]
mod tests;
