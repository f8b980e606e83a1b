//! What is written: modules with contracts, every name and type as Rust has it.

mod build;
mod custom_options;
mod default;
mod enumeration;
mod extension;
mod extension_range;
mod field;
mod file_options;
mod http;
mod index;
mod message;
mod option;
mod recursion;
mod service;
mod text;
mod types;

pub(super) use build::modules;

/// All modules.
pub(super) struct Modules {
    pub(super) root: Module,
    /// Whether anything is deprecated, so that whoever refers to it is warned.
    pub(super) deprecates: bool,
}

/// The module of a package, or of a part of its name.
#[derive(Default)]
pub(super) struct Module {
    /// The package, if contracts are in it.
    pub(super) package: Option<Package>,
    pub(super) items: Vec<Item>,
    /// The modules inside, by name, each in a file of its own.
    pub(super) children: std::collections::BTreeMap<String, Module>,
}

/// What `contracts::package!` says.
pub(super) struct Package {
    pub(super) name: String,
    pub(super) syntax: Syntax,
    /// Options of the file, with their values as Rust writes them.
    pub(super) options: Vec<(&'static str, String)>,
    /// Other options, each as text.
    pub(super) custom: Vec<String>,
    /// The comments above the name of the package, of all files.
    pub(super) doc: Vec<String>,
}

/// The language of a package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Proto2,
    Proto3,
    /// For a package with files of both: it can say all that they say.
    Edition2023,
}

impl Syntax {
    fn of(file: &prost_types::FileDescriptorProto) -> Self {
        if file.syntax() == "proto3" { Syntax::Proto3 } else { Syntax::Proto2 }
    }
}

/// An item of a module.
pub(super) enum Item {
    Message(Message),
    Enum(Enum),
    Oneof(Oneof),
    Service(Service),
    /// A module in the same file.
    Inner(Inner),
}

/// A module in the file of a package: what is declared in a message.
pub(super) struct Inner {
    pub(super) ident: String,
    /// The message.
    pub(super) of: String,
    pub(super) items: Vec<Item>,
}

/// What stands above an item or a member.
#[derive(Default)]
pub(super) struct About {
    /// Comments that are no documentation.
    pub(super) detached: Vec<Vec<String>>,
    pub(super) doc: Vec<String>,
    pub(super) deprecated: bool,
}

/// `#[name(..)]`
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) arguments: Vec<Argument>,
}

/// One argument of an attribute.
pub(super) enum Argument {
    /// A word or a literal.
    Word(String),
    /// `name = "text"`, the text not escaped yet.
    Text(&'static str, String),
    /// `name = value`, where the value is no literal.
    Value(&'static str, String),
    /// `name(..)`
    List(&'static str, Vec<String>),
}

/// A struct: a message or a set of extensions.
pub(super) struct Message {
    pub(super) about: About,
    pub(super) attribute: Attribute,
    pub(super) ident: String,
    pub(super) members: Vec<Member>,
    /// Whether all members have total equality and can be keys.
    pub(super) is_message: bool,
}

/// A field of a struct.
pub(super) struct Member {
    pub(super) about: About,
    pub(super) attribute: Attribute,
    pub(super) ident: String,
    pub(super) ty: Type,
}

/// An enum with data.
pub(super) struct Oneof {
    pub(super) about: About,
    pub(super) ident: String,
    pub(super) members: Vec<Member>,
}

/// An enum of numbers.
pub(super) struct Enum {
    pub(super) about: About,
    pub(super) attribute: Attribute,
    pub(super) ident: String,
    pub(super) values: Vec<Value>,
    /// The variant for numbers without a name.
    pub(super) unknown: Option<String>,
}

/// A value of an enum.
pub(super) struct Value {
    pub(super) about: About,
    pub(super) attribute: Option<Attribute>,
    pub(super) ident: String,
    pub(super) number: i32,
}

/// A trait.
pub(super) struct Service {
    pub(super) about: About,
    pub(super) attribute: Attribute,
    pub(super) ident: String,
    pub(super) operations: Vec<Operation>,
}

/// A method of a trait.
pub(super) struct Operation {
    pub(super) about: About,
    pub(super) attribute: Attribute,
    pub(super) ident: String,
    /// None for the empty message.
    pub(super) request: Option<Type>,
    pub(super) response: Type,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    /// A path, as `super::Order` or `u32`.
    Path(String),
    /// A type of the standard library, as `String` or `Option<T>`, or `impl Stream<Item = T>`.
    Generic(&'static str, Vec<Type>),
}

impl Modules {
    /// How many messages there are.
    pub(super) fn messages(&self) -> usize {
        self.root.messages()
    }
}

impl Module {
    fn messages(&self) -> usize {
        count(&self.items) + self.children.values().map(Module::messages).sum::<usize>()
    }
}

fn count(items: &[Item]) -> usize {
    let of = |item: &Item| match item {
        Item::Message(message) => usize::from(message.is_message),
        Item::Inner(inner) => count(&inner.items),
        _ => 0,
    };
    items.iter().map(of).sum()
}
