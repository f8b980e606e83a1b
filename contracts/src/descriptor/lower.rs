//! Schemas into descriptors, one file per package.

use std::collections::BTreeMap;

use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, ServiceDescriptorProto,
    SourceCodeInfo,
};

use super::graph::{Graph, Scope};
use super::notes::{Note, Notes};
use super::{EDITIONS, Places, layout, names, option};
use crate::schema::{Declaration, Enum, Message, Package, Service, Source, Syntax};

mod default;
mod enumeration;
mod extend;
mod field;
mod file_options;
mod message;
mod ranges;
mod service;

pub(super) use default::text as default_text;
pub use file_options::set as set_file_option;
pub(super) use message::{fields, group};

/// Field numbers of `google/protobuf/descriptor.proto`, which make up the paths of declarations.
pub(super) mod tag {
    pub(in crate::descriptor) const FILE_PACKAGE: i32 = 2;
    pub(in crate::descriptor) const FILE_MESSAGE: i32 = 4;
    pub(in crate::descriptor) const FILE_ENUM: i32 = 5;
    pub(in crate::descriptor) const FILE_SERVICE: i32 = 6;
    pub(in crate::descriptor) const FILE_EXTENSION: i32 = 7;
    pub(in crate::descriptor) const MESSAGE_FIELD: i32 = 2;
    pub(in crate::descriptor) const MESSAGE_NESTED: i32 = 3;
    pub(in crate::descriptor) const MESSAGE_ENUM: i32 = 4;
    pub(in crate::descriptor) const MESSAGE_EXTENSION: i32 = 6;
    pub(in crate::descriptor) const MESSAGE_ONEOF: i32 = 8;
    pub(in crate::descriptor) const MESSAGE_EXTENSION_RANGE: i32 = 5;
    pub(in crate::descriptor) const ENUM_VALUE: i32 = 2;
    pub(in crate::descriptor) const SERVICE_METHOD: i32 = 2;
}

/// One file per package, sorted by path, imports not linked yet.
pub(super) fn files(graph: &Graph) -> Vec<(FileDescriptorProto, Places)> {
    let scopes = graph.scopes();
    let syntaxes = graph.syntaxes();
    let file = |package| file(graph, &scopes, package, syntaxes.get(package).copied().unwrap_or_default());
    graph.packages().into_iter().map(file).collect()
}

type Scopes<'a> = BTreeMap<&'a str, Scope>;

/// What is known while a file is lowered.
struct Lowering<'a> {
    scopes: &'a Scopes<'a>,
    notes: Notes,
}

impl Lowering<'_> {
    /// Notes what is said of the package, at the first place that names it.
    fn package(&mut self, said: impl Iterator<Item = &'static Package>) {
        let said: Vec<&Package> = said.collect();
        let allow = said.iter().flat_map(|package| package.allow).copied().flatten().copied().collect();
        if let Some(first) = said.first() {
            self.notes.package(Note { source: first.source, doc: "", allow, module: "", uses: Vec::new() });
        }
    }

    /// Notes a declaration, then lowers what it holds.
    fn declare<T>(&mut self, entry: [i32; 2], of: &Declaration, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.declare_with(entry, of.into(), lower)
    }

    /// Notes a declaration with more or less than it says itself, then lowers what it holds.
    fn declare_with<T>(&mut self, entry: [i32; 2], note: Note<'_>, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.notes.enter(entry, note);
        let lowered = lower(self);
        self.notes.leave();
        lowered
    }
}

/// What a package or a message declares, in the lists of its descriptor.
struct Declared {
    messages: Vec<DescriptorProto>,
    enums: Vec<EnumDescriptorProto>,
    extensions: Vec<FieldDescriptorProto>,
    /// The field numbers of these lists.
    lists: Lists,
}

struct Lists {
    messages: i32,
    enums: i32,
    extensions: i32,
}

impl Declared {
    fn in_file() -> Self {
        let lists = Lists { messages: tag::FILE_MESSAGE, enums: tag::FILE_ENUM, extensions: tag::FILE_EXTENSION };
        Declared { messages: Vec::new(), enums: Vec::new(), extensions: Vec::new(), lists }
    }

    fn in_message() -> Self {
        let lists =
            Lists { messages: tag::MESSAGE_NESTED, enums: tag::MESSAGE_ENUM, extensions: tag::MESSAGE_EXTENSION };
        Declared { lists, ..Declared::in_file() }
    }

    /// Lowers a message under a note.
    fn message(&mut self, lowering: &mut Lowering<'_>, name: &str, of: &Message, note: Note<'_>) {
        let entry = [self.lists.messages, self.messages.len() as i32];
        self.messages.push(lowering.declare_with(entry, note, |lowering| message::body(lowering, name, of)));
    }

    fn enumeration(&mut self, lowering: &mut Lowering<'_>, of: &Enum) {
        let entry = [self.lists.enums, self.enums.len() as i32];
        self.enums.push(enumeration::enumeration(lowering, of, entry));
    }
}

enum Item<'a> {
    Message(&'a str, &'static Message),
    Enum(&'static Enum),
    Service(&'static Service),
    Extend(&'static Message),
}

impl Item<'_> {
    fn source(&self) -> Source {
        match self {
            Item::Message(_, message) | Item::Extend(message) => message.declaration.source,
            Item::Enum(enumeration) => enumeration.declaration.source,
            Item::Service(service) => service.declaration.source,
        }
    }
}

fn file(graph: &Graph, scopes: &Scopes<'_>, package: &str, syntax: Syntax) -> (FileDescriptorProto, Places) {
    let mut lowering = Lowering { scopes, notes: Notes::default() };
    lowering.package(graph.options.iter().copied().filter(|said| said.name == package));
    let mut declared = Declared::in_file();
    let mut services: Vec<ServiceDescriptorProto> = Vec::new();
    for item in items(graph, scopes, package) {
        match item {
            Item::Message(name, of) => {
                let note = Note { module: of.module, ..(&of.declaration).into() };
                declared.message(&mut lowering, name, of, note);
            }
            Item::Enum(of) => declared.enumeration(&mut lowering, of),
            Item::Extend(set) => declared.extend(&mut lowering, package, set),
            Item::Service(of) => {
                let entry = [tag::FILE_SERVICE, services.len() as i32];
                services.push(service::service(&mut lowering, of, entry));
            }
        }
    }
    let (location, places) = lowering.notes.finish();
    let file = FileDescriptorProto {
        name: Some(layout::file_path(package)),
        package: Some(package.to_owned()),
        message_type: declared.messages,
        enum_type: declared.enums,
        service: services,
        extension: declared.extensions,
        options: file_options::of(graph, package),
        source_code_info: Some(SourceCodeInfo { location }),
        // As protobuf compilers do, which leave it out for the language that was there before it.
        syntax: match syntax {
            Syntax::Proto2 => None,
            Syntax::Proto3 => Some("proto3".to_owned()),
            Syntax::Edition2023 => Some(EDITIONS.to_owned()),
        },
        ..FileDescriptorProto::default()
    };
    (file, places)
}

/// What a package declares at its top level, in source order.
fn items<'a>(graph: &'a Graph, scopes: &'a Scopes<'_>, package: &str) -> Vec<Item<'a>> {
    let services = graph.services.values().filter(|service| service.package == package);
    let mut items: Vec<Item<'a>> = services.map(|service| Item::Service(service)).collect();
    if let Some(scope) = scopes.get(package) {
        let groups = scope.groups(&[]);
        let messages = scope.messages.iter().filter(|(name, _)| !groups.contains(name));
        items.extend(messages.map(|(name, message)| Item::Message(name, message)));
        items.extend(scope.enums.iter().map(|enumeration| Item::Enum(enumeration)));
        items.extend(scope.extensions.iter().map(|set| Item::Extend(set)));
    }
    items.sort_by_key(Item::source);
    items
}
