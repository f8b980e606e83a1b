//! The Rust names of all types, before anything refers to them.

use std::collections::BTreeMap;

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use super::super::names::{self, Scope};
use super::recursion::Recursion;

/// The modules on the way to an item, from the root.
pub(super) type Path = Vec<String>;

/// The Rust names of all that is imported. Names of protobuf have a dot in front.
#[derive(Default)]
pub(super) struct Index {
    /// The modules of packages.
    packages: BTreeMap<String, Path>,
    /// Modules and names of messages, enums and services.
    types: BTreeMap<String, (Path, String)>,
    /// The modules with what is declared in messages.
    inner: BTreeMap<String, Path>,
    /// The enums of oneofs, by the message and the name of the oneof.
    oneofs: BTreeMap<(String, String), String>,
    /// The variants of enums, by the enum and the name of the value.
    variants: BTreeMap<(String, String), String>,
    /// What is taken in each module.
    scopes: BTreeMap<Path, Scope>,
    recursion: Recursion,
}

impl Index {
    pub(super) fn of<'a>(files: impl Iterator<Item = &'a FileDescriptorProto> + Clone) -> Self {
        let mut index = Index { recursion: Recursion::of(files.clone()), ..Index::default() };
        files.clone().for_each(|file| index.package(file.package()));
        for file in files {
            let scope = if file.package().is_empty() { String::new() } else { format!(".{}", file.package()) };
            let module = index.packages.get(file.package()).cloned().unwrap_or_default();
            for service in &file.service {
                let ident = index.scope(&module).take_with(&names::type_name(service.name()), &beside_service);
                index.types.insert(format!("{scope}.{}", service.name()), (module.clone(), ident));
            }
            index.types_of(&file.message_type, &file.enum_type, &scope, &module);
        }
        index
    }

    fn scope(&mut self, module: &Path) -> &mut Scope {
        self.scopes.entry(module.clone()).or_default()
    }

    /// Names the modules on the way to a package.
    fn package(&mut self, package: &str) {
        let ends = package.match_indices('.').map(|(end, _)| end).chain([package.len()]);
        let mut module = Path::new();
        for end in ends {
            let part = &package[..end];
            if let Some(known) = self.packages.get(part) {
                module.clone_from(known);
                continue;
            }
            let component = part.rsplit('.').next().unwrap_or(part);
            let ident = self.scope(&module).take(&names::module(component));
            module.push(ident);
            self.packages.insert(part.to_owned(), module.clone());
        }
    }

    fn types_of(&mut self, messages: &[DescriptorProto], enums: &[EnumDescriptorProto], scope: &str, module: &Path) {
        let messages = || messages.iter().filter(|message| !is_map_entry(message));
        for message in messages() {
            let ident = self.scope(module).take(&names::type_name(message.name()));
            self.types.insert(format!("{scope}.{}", message.name()), (module.clone(), ident));
        }
        for enumeration in enums {
            let ident = self.scope(module).take(&names::type_name(enumeration.name()));
            let name = format!("{scope}.{}", enumeration.name());
            self.variants_of(enumeration, &name);
            self.types.insert(name, (module.clone(), ident));
        }
        for message in messages() {
            let name = format!("{scope}.{}", message.name());
            let ident = self.scope(module).take(&names::module(message.name()));
            let inner = [module.as_slice(), &[ident]].concat();
            self.types_of(&message.nested_type, &message.enum_type, &name, &inner);
            for oneof in &message.oneof_decl {
                let ident = names::type_name(oneof.name());
                let scope = self.scope(&inner);
                let ident =
                    if scope.contains(&ident) { scope.take(&format!("{ident}Oneof")) } else { scope.take(&ident) };
                self.oneofs.insert((name.clone(), oneof.name().to_owned()), ident);
            }
            self.inner.insert(name, inner);
        }
    }

    fn variants_of(&mut self, enumeration: &EnumDescriptorProto, name: &str) {
        let mut scope = Scope::default();
        for value in &enumeration.value {
            let variant = scope.take(&names::variant(enumeration.name(), value.name()));
            self.variants.insert((name.to_owned(), value.name().to_owned()), variant);
        }
    }

    /// The module of a package.
    pub(super) fn module(&self, package: &str) -> Path {
        self.packages.get(package).cloned().unwrap_or_default()
    }

    /// The module with what is declared in a message.
    pub(super) fn inner(&self, message: &str) -> Path {
        self.inner.get(message).cloned().unwrap_or_default()
    }

    /// The name of a message, an enum or a service.
    pub(super) fn ident(&self, name: &str) -> String {
        self.types.get(name).map(|(_, ident)| ident.clone()).unwrap_or_default()
    }

    /// The name of the enum of a oneof.
    pub(super) fn oneof(&self, message: &str, oneof: &str) -> String {
        self.oneofs.get(&(message.to_owned(), oneof.to_owned())).cloned().unwrap_or_default()
    }

    /// The variant of a value.
    pub(super) fn variant(&self, enumeration: &str, value: &str) -> String {
        self.variants.get(&(enumeration.to_owned(), value.to_owned())).cloned().unwrap_or_default()
    }

    /// Takes a name for a set of extensions in a module.
    pub(super) fn take(&mut self, module: &Path, name: &str) -> String {
        self.scope(module).take(name)
    }

    /// How a module refers to a type; none for one that is not imported.
    pub(super) fn reference(&self, from: &Path, name: &str) -> Option<String> {
        let (module, ident) = self.types.get(name)?;
        Some(relative(from, module, ident))
    }

    /// Whether a message that holds another is held by it in turn.
    pub(super) fn is_circle(&self, holder: &str, held: &str) -> bool {
        self.recursion.is_circle(holder, held)
    }
}

/// The path to an item of one module from another.
pub(super) fn relative(from: &Path, to: &Path, ident: &str) -> String {
    let shared = from.iter().zip(to).take_while(|(from, to)| from == to).count();
    let up = std::iter::repeat_n("super", from.len() - shared);
    let down = to[shared..].iter().map(String::as_str);
    up.chain(down).chain([ident]).collect::<Vec<_>>().join("::")
}

/// The names that `#[contract]` gives to what stands beside a trait.
fn beside_service(service: &str) -> Vec<String> {
    let around = ["Definition", "Server", "Client"].map(|suffix| format!("{service}{suffix}"));
    [service.to_owned(), format!("Dyn{service}")].into_iter().chain(around).collect()
}

/// Whether a nested message stands for a map.
pub(super) fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}
