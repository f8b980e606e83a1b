//! What a contract is, as `'static` data: messages, enums, oneofs and services, before any descriptor is built.
//! Nothing here knows how a value travels.
//!
//! The `#[contract]` macros write these values as constants. Types refer to each other through function pointers
//! (`fn() -> &'static Message`), so recursive and generic contracts need no registration order.

mod domain;
mod option;
mod rules;

pub use domain::Domain;
pub use option::{OptionName, OptionSet, SetOption};
pub use rules::{Bound, Custom, Format, Ignore, Operand, Rule, Rules, requirable};

use std::borrow::Cow;

/// A place in the user's Rust source, for messages about contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The file, as the compiler names it (relative to the workspace for workspace members).
    pub file: &'static str,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1.
    pub column: u32,
}

impl Source {
    /// The place of declarations that have no Rust source of the user's, as the well-known types.
    pub const NONE: Source = Source { file: "", line: 0, column: 0 };

    /// A place in a file.
    pub const fn new(file: &'static str, line: u32, column: u32) -> Self {
        Source { file, line, column }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Where the `.proto` declaration of a type comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The Rust type is the declaration: it is exported.
    Contract,
    /// The declaration ships with every protobuf compiler, under this import path
    /// (as `google/protobuf/timestamp.proto`): it is imported, never exported.
    WellKnown(&'static str),
    /// The declaration is in a descriptor set that the user registered with `contracts::descriptor_set!`.
    Foreign,
}

/// The protobuf language that a package is declared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Syntax {
    /// `syntax = "proto3"`: presence may be implicit, enums are open, what can be packed is.
    #[default]
    Proto3,
    /// `syntax = "proto2"`: presence is explicit, enums are closed, there are `required`, groups, defaults and extensions.
    Proto2,
    /// `edition = "2023"`: all of it, member by member.
    Edition2023,
}

/// What a package says of its file, beside its name and its language.
#[derive(Debug, Clone, Copy)]
pub struct Package {
    /// The package, as `user.v1`.
    pub name: &'static str,
    /// The lint rules that the package may break, each `allow(..)` by itself.
    pub allow: &'static [&'static [Allow]],
    /// Options of `google.protobuf.FileOptions` by name, in source order.
    pub options: &'static [(&'static str, FileOption<'static>)],
    /// Other options, as custom ones.
    pub option_sets: &'static [OptionSet],
    /// Where Rust says so.
    pub source: Source,
}

/// The value of an option of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOption<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// The name of an enum's value, as `SPEED`.
    Name(&'a str),
    /// A text.
    Text(&'a str),
}

/// A lint rule that may be broken by a declaration and by what is declared in it, or by a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allow {
    /// The name of the rule, as `buf lint` has it.
    pub rule: &'static str,
    /// Why, in one line.
    pub reason: &'static str,
    /// Where the name of the rule stands.
    pub source: Source,
}

/// What every declaration carries besides its shape.
#[derive(Debug, Clone, Copy)]
pub struct Declaration {
    /// The simple protobuf name: `User`, `display_name`, `USER_ROLE_ADMIN`, `GetUser`.
    pub name: &'static str,
    /// The Rust doc comment: lines joined with `\n`, the one leading space of each taken off; empty when there is none.
    pub doc: &'static str,
    /// Whether the Rust item is `#[deprecated]`.
    pub deprecated: bool,
    /// The lint rules that may be broken here.
    pub allow: &'static [Allow],
    /// Options that no other word sets, as custom ones.
    pub options: &'static [OptionSet],
    /// What the values must be.
    pub rules: Option<&'static Rules>,
    /// Where the Rust item's name stands.
    pub source: Source,
}

impl Declaration {
    /// A declaration with a name and a place, without a doc comment.
    pub const fn new(name: &'static str, source: Source) -> Self {
        Declaration { name, doc: "", deprecated: false, allow: &[], options: &[], rules: None, source }
    }

    /// Sets the doc comment.
    #[must_use]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// Marks the declaration as deprecated.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// Sets the lint rules that may be broken here.
    #[must_use]
    pub const fn allow(mut self, allow: &'static [Allow]) -> Self {
        self.allow = allow;
        self
    }

    /// Sets the options that no other word sets.
    #[must_use]
    pub const fn options(mut self, options: &'static [OptionSet]) -> Self {
        self.options = options;
        self
    }

    /// Sets what the values must be.
    #[must_use]
    pub const fn rules(mut self, rules: &'static Rules) -> Self {
        self.rules = Some(rules);
        self
    }
}

/// A protobuf message.
#[derive(Debug, Clone, Copy)]
pub struct Message {
    /// Name, doc comment, place. For a generic contract the name without its arguments (see [`Message::name`]).
    pub declaration: Declaration,
    /// The package, as `user.v1`.
    pub package: &'static str,
    /// The Rust module of the item, as `shop::user`; empty for what no macro declared.
    pub module: &'static str,
    /// The language of the package.
    pub syntax: Syntax,
    /// Where the `.proto` declaration comes from.
    pub origin: Origin,
    /// The type arguments of a generic contract, in order; empty for every other.
    pub arguments: &'static [fn() -> Kind],
    /// The message that this one is nested in.
    pub parent: Option<fn() -> &'static Message>,
    /// Fields and oneofs in source order.
    pub members: &'static [Member],
    /// What must not be used again.
    pub reserved: &'static [Reserved],
    /// The numbers that are for extensions.
    pub extensions: &'static [ExtensionRange],
    /// Whether the extensions travel as a message set (`message_set_wire_format`).
    pub message_set: bool,
    /// The message that the members extend, when this is no message of its own but a set of extensions.
    pub extends: Option<fn() -> &'static Message>,
}

impl Message {
    /// A message without members.
    pub const fn new(package: &'static str, declaration: Declaration) -> Self {
        Message {
            declaration,
            package,
            module: "",
            syntax: Syntax::Proto3,
            origin: Origin::Contract,
            arguments: &[],
            parent: None,
            members: &[],
            reserved: &[],
            extensions: &[],
            message_set: false,
            extends: None,
        }
    }

    /// Says where the `.proto` declaration comes from.
    #[must_use]
    pub const fn origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Sets the type arguments of a generic contract.
    #[must_use]
    pub const fn arguments(mut self, arguments: &'static [fn() -> Kind]) -> Self {
        self.arguments = arguments;
        self
    }

    /// Nests the message in another.
    #[must_use]
    pub const fn parent(mut self, parent: fn() -> &'static Message) -> Self {
        self.parent = Some(parent);
        self
    }

    /// Sets fields and oneofs, in source order.
    #[must_use]
    pub const fn members(mut self, members: &'static [Member]) -> Self {
        self.members = members;
        self
    }

    /// Sets what must not be used again.
    #[must_use]
    pub const fn reserved(mut self, reserved: &'static [Reserved]) -> Self {
        self.reserved = reserved;
        self
    }

    /// The simple name under which the message is exported: a generic contract carries the names of its arguments
    /// in front, so `Page<User>` is `UserPage`.
    pub fn name(&self) -> String {
        let arguments = self.arguments.iter().map(|argument| argument().simple_name());
        arguments.chain([self.declaration.name.to_owned()]).collect()
    }

    /// The full name, as `user.v1.User` or, nested, `user.v1.User.Address`.
    pub fn full_name(&self) -> String {
        match self.parent {
            Some(parent) => format!("{}.{}", parent().full_name(), self.name()),
            None => qualified(self.package, &self.name()),
        }
    }

    /// The full name of an extension that this set declares: in the scope of the set.
    pub fn extension_name(&self, field: &Field) -> String {
        let scope = self.parent.map_or_else(|| self.package.to_owned(), |parent| parent().full_name());
        qualified(&scope, field.declaration.name)
    }

    /// The field with this number, also when it is a member of a oneof.
    pub fn field(&self, number: u32) -> Option<&'static Field> {
        self.fields().find(|field| field.number == number)
    }

    /// All fields in source order, the members of oneofs in the place of the oneof.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.members.iter().flat_map(|member| match member {
            Member::Field(field) => std::slice::from_ref(field).iter(),
            Member::Oneof(_, oneof) => oneof().members.iter(),
        })
    }
}

/// One entry of a message: a field, or a oneof spliced in.
#[derive(Debug, Clone, Copy)]
pub enum Member {
    /// A field.
    Field(Field),
    /// A oneof: its name, doc comment and place in this message, and its members.
    Oneof(Declaration, fn() -> &'static Oneof),
}

/// A field of a message or a member of a oneof.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Name, doc comment, place.
    pub declaration: Declaration,
    /// The field number.
    pub number: u32,
    /// How often and what.
    pub shape: Shape,
    /// The JSON name where it is not the one protobuf derives from the name.
    pub json_name: Option<&'static str>,
    /// Whether the value must not be shown in logs (`debug_redact`).
    pub redact: bool,
    /// What stands for an absent value, where that is not the zero of its kind.
    pub default: Option<DefaultValue>,
}

/// What stands for an absent value of a field.
#[derive(Debug, Clone, Copy)]
pub enum DefaultValue {
    /// Of a `bool`.
    Bool(bool),
    /// Of an integer.
    Integer(i128),
    /// Of a `float` or a `double`.
    Float(f64),
    /// Of a `string`.
    Text(&'static str),
    /// Of `bytes`.
    Bytes(&'static [u8]),
    /// The number of a value of an enum.
    Enum(fn() -> i32),
}

impl Field {
    /// A field without options.
    pub const fn new(declaration: Declaration, number: u32, shape: Shape) -> Self {
        Field { declaration, number, shape, json_name: None, redact: false, default: None }
    }

    /// Sets what stands for an absent value.
    #[must_use]
    pub const fn default_value(mut self, default: DefaultValue) -> Self {
        self.default = Some(default);
        self
    }

    /// What JSON calls the field.
    pub fn name_in_json(&self) -> Cow<'static, str> {
        self.json_name.map_or_else(|| json_name(self.declaration.name).into(), Cow::Borrowed)
    }

    /// Sets a JSON name other than the derived one.
    #[must_use]
    pub const fn json_name(mut self, name: &'static str) -> Self {
        self.json_name = Some(name);
        self
    }

    /// Marks the value as one that must not be shown.
    #[must_use]
    pub const fn redact(mut self) -> Self {
        self.redact = true;
        self
    }
}

/// How often a field occurs, and what one occurrence is.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// How often.
    pub cardinality: Cardinality,
    /// What; for a map the kind of its values.
    pub kind: Kind,
    /// Which values of the kind.
    pub domain: Domain,
    /// Which keys of a map.
    pub keys: Domain,
}

impl Shape {
    /// A shape with all values of a kind.
    pub const fn new(cardinality: Cardinality, kind: Kind) -> Self {
        Shape { cardinality, kind, domain: Domain::All, keys: Domain::All }
    }

    /// Says which values of the kind there are.
    #[must_use]
    pub const fn domain(mut self, domain: Domain) -> Self {
        self.domain = domain;
        self
    }

    /// Says which keys of a map there are.
    #[must_use]
    pub const fn keys(mut self, keys: Domain) -> Self {
        self.keys = keys;
        self
    }
}

/// How often a field occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// Once, with the default value for absent; for a message: once.
    Implicit,
    /// At most once, absence is visible (`optional`). A member of a oneof is of this cardinality.
    Explicit,
    /// Exactly once (`required`).
    Required,
    /// Any number of times, each with its key (or of a kind that cannot be packed).
    Expanded,
    /// Any number of times, all in one length-delimited run.
    Packed,
    /// A map from keys of this scalar kind.
    Map(Scalar),
}

/// What one value is.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A scalar.
    Scalar(Scalar),
    /// A message, behind its length.
    Message(fn() -> &'static Message),
    /// A message between the start and the end of a group.
    Group(fn() -> &'static Message),
    /// An enum.
    Enum(fn() -> &'static Enum),
}

impl Kind {
    /// The message that the value is, however it is delimited.
    pub const fn message(&self) -> Option<fn() -> &'static Message> {
        match self {
            Kind::Message(message) | Kind::Group(message) => Some(*message),
            Kind::Scalar(_) | Kind::Enum(_) => None,
        }
    }

    /// The name used when the kind is the argument of a generic contract: `User`, `String`, `Uint32`.
    pub fn simple_name(&self) -> String {
        match self {
            Kind::Message(message) | Kind::Group(message) => message().name(),
            Kind::Enum(enumeration) => enumeration().declaration.name.to_owned(),
            Kind::Scalar(scalar) => capitalized(scalar.name()),
        }
    }
}

/// The scalar types of protobuf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the protobuf type of its name")]
pub enum Scalar {
    Bool,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Sint32,
    Sint64,
    Fixed32,
    Fixed64,
    Sfixed32,
    Sfixed64,
    Float,
    Double,
    String,
    Bytes,
}

impl Scalar {
    /// The keyword of the protobuf language.
    pub const fn name(self) -> &'static str {
        match self {
            Scalar::Bool => "bool",
            Scalar::Int32 => "int32",
            Scalar::Int64 => "int64",
            Scalar::Uint32 => "uint32",
            Scalar::Uint64 => "uint64",
            Scalar::Sint32 => "sint32",
            Scalar::Sint64 => "sint64",
            Scalar::Fixed32 => "fixed32",
            Scalar::Fixed64 => "fixed64",
            Scalar::Sfixed32 => "sfixed32",
            Scalar::Sfixed64 => "sfixed64",
            Scalar::Float => "float",
            Scalar::Double => "double",
            Scalar::String => "string",
            Scalar::Bytes => "bytes",
        }
    }
}

/// The members of a oneof. Its name belongs to the message that embeds it.
#[derive(Debug, Clone, Copy)]
pub struct Oneof {
    /// Name, doc comment and place of the Rust enum.
    pub declaration: Declaration,
    /// The members in source order.
    pub members: &'static [Field],
}

/// A protobuf enum.
#[derive(Debug, Clone, Copy)]
pub struct Enum {
    /// Name, doc comment, place.
    pub declaration: Declaration,
    /// The package, as `user.v1`.
    pub package: &'static str,
    /// The Rust module of the item, as `shop::user`; empty for what no macro declared.
    pub module: &'static str,
    /// The language of the package.
    pub syntax: Syntax,
    /// Where the `.proto` declaration comes from.
    pub origin: Origin,
    /// The message that this enum is nested in.
    pub parent: Option<fn() -> &'static Message>,
    /// The values in source order. The first stands for absence; it is zero unless the enum is closed.
    pub values: &'static [Value],
    /// Whether a number without a name is not a value (`features.enum_type = CLOSED`), but an unknown field.
    pub closed: bool,
    /// Whether several values may have one number.
    pub allow_alias: bool,
    /// What must not be used again.
    pub reserved: &'static [Reserved],
}

impl Enum {
    /// An enum without values.
    pub const fn new(package: &'static str, declaration: Declaration) -> Self {
        Enum {
            declaration,
            package,
            module: "",
            syntax: Syntax::Proto3,
            origin: Origin::Contract,
            parent: None,
            values: &[],
            closed: false,
            allow_alias: false,
            reserved: &[],
        }
    }

    /// Says where the `.proto` declaration comes from.
    #[must_use]
    pub const fn origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Nests the enum in a message.
    #[must_use]
    pub const fn parent(mut self, parent: fn() -> &'static Message) -> Self {
        self.parent = Some(parent);
        self
    }

    /// Sets the values, in source order.
    #[must_use]
    pub const fn values(mut self, values: &'static [Value]) -> Self {
        self.values = values;
        self
    }

    /// Sets what must not be used again.
    #[must_use]
    pub const fn reserved(mut self, reserved: &'static [Reserved]) -> Self {
        self.reserved = reserved;
        self
    }

    /// The full name, as `user.v1.UserRole`.
    pub fn full_name(&self) -> String {
        match self.parent {
            Some(parent) => format!("{}.{}", parent().full_name(), self.declaration.name),
            None => qualified(self.package, self.declaration.name),
        }
    }
}

/// A value of an enum.
#[derive(Debug, Clone, Copy)]
pub struct Value {
    /// The full value name (`USER_ROLE_ADMIN`), doc comment, place.
    pub declaration: Declaration,
    /// The number.
    pub number: i32,
}

/// What must not be used again in a message or an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// Numbers from the first to the last, both included.
    Numbers(i32, i32),
    /// A name.
    Name(&'static str),
}

/// Numbers of a message that others may declare fields for.
#[derive(Debug, Clone, Copy)]
pub struct ExtensionRange {
    /// The first number.
    pub first: u32,
    /// The last number. Those of a message set may go beyond what a field's may, to 2,147,483,646.
    pub last: u32,
    /// Options of the range, as what is declared in it.
    pub options: &'static [OptionSet],
}

/// A gRPC service.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// Name, doc comment, place.
    pub declaration: Declaration,
    /// The package, as `user.v1`.
    pub package: &'static str,
    /// The Rust module of the trait, as `shop::user`.
    pub module: &'static str,
    /// The methods in source order.
    pub methods: &'static [Method],
}

impl Service {
    /// The full name, as `user.v1.UserService`.
    pub fn full_name(&self) -> String {
        qualified(self.package, self.declaration.name)
    }
}

/// A method of a service.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    /// Name (`GetUser`), doc comment, place.
    pub declaration: Declaration,
    /// The path of the HTTP request, as `/user.v1.UserService/GetUser`.
    pub path: &'static str,
    /// The request message.
    pub request: fn() -> &'static Message,
    /// The response message.
    pub response: fn() -> &'static Message,
    /// Which sides stream.
    pub streaming: Streaming,
    /// What a repeated call does.
    pub idempotency: Idempotency,
    /// The REST binding.
    pub http: Option<Http>,
    /// The message that carries the typed error as a status detail.
    pub error: Option<fn() -> &'static Message>,
}

impl Method {
    /// A unary method without options.
    pub const fn new(
        declaration: Declaration,
        path: &'static str,
        request: fn() -> &'static Message,
        response: fn() -> &'static Message,
    ) -> Self {
        Method {
            declaration,
            path,
            request,
            response,
            streaming: Streaming::None,
            idempotency: Idempotency::Unknown,
            http: None,
            error: None,
        }
    }

    /// Says which sides stream.
    #[must_use]
    pub const fn streaming(mut self, streaming: Streaming) -> Self {
        self.streaming = streaming;
        self
    }

    /// Says what a repeated call does.
    #[must_use]
    pub const fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.idempotency = idempotency;
        self
    }

    /// Sets the REST binding.
    #[must_use]
    pub const fn http(mut self, http: Http) -> Self {
        self.http = Some(http);
        self
    }

    /// All REST bindings, that of the method first.
    pub fn bindings(&self) -> impl Iterator<Item = &Http> {
        self.http.iter().flat_map(|http| std::iter::once(http).chain(http.additional))
    }

    /// Sets the message of the typed error.
    #[must_use]
    pub const fn error(mut self, error: Option<fn() -> &'static Message>) -> Self {
        self.error = error;
        self
    }
}

/// Which sides of a method stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Streaming {
    /// Neither: unary.
    None,
    /// The server.
    Server,
    /// The client.
    Client,
    /// Both.
    Bidirectional,
}

impl Streaming {
    /// Whether the client sends a stream.
    pub const fn client(self) -> bool {
        matches!(self, Streaming::Client | Streaming::Bidirectional)
    }

    /// Whether the server sends a stream.
    pub const fn server(self) -> bool {
        matches!(self, Streaming::Server | Streaming::Bidirectional)
    }
}

/// What a repeated call does (`google.protobuf.MethodOptions.IdempotencyLevel`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idempotency {
    /// Nothing is said.
    Unknown,
    /// The call changes nothing: safe, as HTTP GET.
    NoSideEffects,
    /// The second call changes nothing more, as HTTP PUT.
    Idempotent,
}

/// A REST binding (`google.api.http`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Http {
    /// The HTTP method in upper case.
    pub method: &'static str,
    /// The path template, as `/v1/users/{id}`.
    pub path: &'static str,
    /// The request field that is the HTTP body: `*` for all that the path does not bind, empty for none.
    pub body: &'static str,
    /// The response field that the HTTP response is: empty for all of it.
    pub response_body: &'static str,
    /// Further bindings of the same method, which have none of their own.
    pub additional: &'static [Http],
}

/// The JSON name that protobuf derives: `display_name` becomes `displayName`.
pub fn json_name(field: &str) -> String {
    let mut words = field.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capitalized(word))
}

fn qualified(package: &str, name: &str) -> String {
    if package.is_empty() { name.to_owned() } else { format!("{package}.{name}") }
}

pub(crate) fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
