//! Schemas into descriptors, one file per package.

use std::collections::BTreeMap;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::method_options::IdempotencyLevel;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto, EnumValueOptions,
    FieldDescriptorProto, FieldOptions, FileDescriptorProto, MessageOptions, MethodDescriptorProto, MethodOptions,
    OneofDescriptorProto, ServiceDescriptorProto, ServiceOptions, SourceCodeInfo,
};

use super::graph::{Graph, Scope};
use super::notes::Notes;
use super::{Places, layout, names, option};
use crate::schema::{Cardinality, Enum, Field, Idempotency, Kind, Member, Message, Method, Scalar, Service, Value};

mod reserved;

/// Field numbers of `google/protobuf/descriptor.proto`, which make up the paths of declarations.
pub(super) mod tag {
    pub(in crate::descriptor) const FILE_MESSAGE: i32 = 4;
    pub(in crate::descriptor) const FILE_ENUM: i32 = 5;
    pub(in crate::descriptor) const FILE_SERVICE: i32 = 6;
    pub(in crate::descriptor) const MESSAGE_FIELD: i32 = 2;
    pub(in crate::descriptor) const MESSAGE_NESTED: i32 = 3;
    pub(in crate::descriptor) const MESSAGE_ENUM: i32 = 4;
    pub(in crate::descriptor) const MESSAGE_ONEOF: i32 = 8;
    pub(in crate::descriptor) const ENUM_VALUE: i32 = 2;
    pub(in crate::descriptor) const SERVICE_METHOD: i32 = 2;
}

/// One file per package, sorted by path, imports not linked yet.
pub(super) fn files(graph: &Graph) -> Vec<(FileDescriptorProto, Places)> {
    let scopes = graph.scopes();
    graph.packages().into_iter().map(|package| file(graph, &scopes, package)).collect()
}

type Scopes<'a> = BTreeMap<&'a str, Scope>;

enum Item<'a> {
    Message(&'a str, &'static Message),
    Enum(&'static Enum),
    Service(&'static Service),
}

impl Item<'_> {
    fn source(&self) -> crate::schema::Source {
        match self {
            Item::Message(_, message) => message.declaration.source,
            Item::Enum(enumeration) => enumeration.declaration.source,
            Item::Service(service) => service.declaration.source,
        }
    }
}

fn file(graph: &Graph, scopes: &Scopes<'_>, package: &str) -> (FileDescriptorProto, Places) {
    let mut file = FileDescriptorProto {
        name: Some(layout::file_path(package)),
        package: Some(package.to_owned()),
        syntax: Some("proto3".to_owned()),
        ..FileDescriptorProto::default()
    };
    let mut notes = Notes::default();
    for item in items(graph, scopes, package) {
        match item {
            Item::Message(name, of) => {
                let entry = [tag::FILE_MESSAGE, file.message_type.len() as i32];
                file.message_type.push(message(of, name, scopes, &mut notes, entry));
            }
            Item::Enum(of) => {
                let entry = [tag::FILE_ENUM, file.enum_type.len() as i32];
                file.enum_type.push(enumeration(of, &mut notes, entry));
            }
            Item::Service(of) => {
                let entry = [tag::FILE_SERVICE, file.service.len() as i32];
                file.service.push(service(of, &mut notes, entry));
            }
        }
    }
    let (location, places) = notes.finish();
    file.source_code_info = Some(SourceCodeInfo { location });
    (file, places)
}

/// What a package declares at its top level, in source order.
fn items<'a>(graph: &'a Graph, scopes: &'a Scopes<'_>, package: &str) -> Vec<Item<'a>> {
    let services = graph.services.values().filter(|service| service.package == package);
    let mut items: Vec<Item<'a>> = services.map(|service| Item::Service(service)).collect();
    if let Some(scope) = scopes.get(package) {
        items.extend(scope.messages.iter().map(|(name, message)| Item::Message(name, message)));
        items.extend(scope.enums.iter().map(|enumeration| Item::Enum(enumeration)));
    }
    items.sort_by_key(Item::source);
    items
}

fn message(of: &Message, name: &str, scopes: &Scopes<'_>, notes: &mut Notes, entry: [i32; 2]) -> DescriptorProto {
    notes.declare(entry, &of.declaration, |notes| {
        let mut lowered = fields(of);
        note_members(of, notes);
        lowered.reserved_range = reserved::message_ranges(of.reserved);
        lowered.reserved_name = reserved::names(of.reserved);
        if of.declaration.deprecated {
            lowered.options = Some(MessageOptions { deprecated: Some(true), ..MessageOptions::default() });
        }
        if let Some(scope) = scopes.get(name) {
            for (name, nested) in &scope.messages {
                let entry = [tag::MESSAGE_NESTED, lowered.nested_type.len() as i32];
                lowered.nested_type.push(message(nested, name, scopes, notes, entry));
            }
            for nested in &scope.enums {
                let entry = [tag::MESSAGE_ENUM, lowered.enum_type.len() as i32];
                lowered.enum_type.push(enumeration(nested, notes, entry));
            }
        }
        lowered
    })
}

fn note_members(of: &Message, notes: &mut Notes) {
    let (mut fields, mut oneofs) = (0, 0);
    for member in of.members {
        match member {
            Member::Field(field) => {
                notes.declare([tag::MESSAGE_FIELD, fields], &field.declaration, |_| ());
                fields += 1;
            }
            Member::Oneof(declaration, oneof) => {
                notes.declare([tag::MESSAGE_ONEOF, oneofs], declaration, |_| ());
                oneofs += 1;
                for field in oneof().members {
                    notes.declare([tag::MESSAGE_FIELD, fields], &field.declaration, |_| ());
                    fields += 1;
                }
            }
        }
    }
}

/// A message's fields with the oneofs and map entries they need, and nothing else.
pub(super) fn fields(of: &Message) -> DescriptorProto {
    let mut lowered = DescriptorProto { name: Some(of.name()), ..DescriptorProto::default() };
    let scope = names::message_type_name(of);
    for member in of.members {
        match member {
            Member::Field(it) => {
                if let Cardinality::Map(key) = it.shape.cardinality {
                    lowered.nested_type.push(map_entry(it, key));
                }
                lowered.field.push(field(it, &scope));
            }
            Member::Oneof(declaration, oneof) => {
                let oneof_index = Some(lowered.oneof_decl.len() as i32);
                lowered.oneof_decl.push(oneof_declaration(declaration.name));
                let members = oneof().members.iter().map(|member| field(member, &scope));
                lowered.field.extend(members.map(|field| FieldDescriptorProto { oneof_index, ..field }));
            }
        }
    }
    add_synthetic_oneofs(of, &mut lowered);
    lowered
}

/// Marks `optional` fields, each with the oneof that stands for it, after all real ones.
fn add_synthetic_oneofs(of: &Message, lowered: &mut DescriptorProto) {
    let optional: Vec<u32> = of.members.iter().filter_map(optional_number).collect();
    let mut taken: Vec<String> = lowered.field.iter().map(|field| field.name().to_owned()).collect();
    taken.extend(lowered.oneof_decl.iter().map(|oneof| oneof.name().to_owned()));
    for field in &mut lowered.field {
        if field.oneof_index.is_none() && optional.contains(&(field.number() as u32)) {
            let name = names::synthetic_oneof(field.name(), |name| taken.iter().any(|it| it == name));
            taken.push(name.clone());
            field.proto3_optional = Some(true);
            field.oneof_index = Some(lowered.oneof_decl.len() as i32);
            lowered.oneof_decl.push(oneof_declaration(&name));
        }
    }
}

/// The number of a field that is `optional`. Messages always know whether they are there.
fn optional_number(member: &Member) -> Option<u32> {
    match member {
        Member::Field(field) => {
            let message = field.shape.kind.message().is_some();
            (field.shape.cardinality == Cardinality::Explicit && !message).then_some(field.number)
        }
        Member::Oneof(..) => None,
    }
}

fn oneof_declaration(name: &str) -> OneofDescriptorProto {
    OneofDescriptorProto { name: Some(name.to_owned()), options: None }
}

fn field(of: &Field, message: &str) -> FieldDescriptorProto {
    let name = of.declaration.name;
    let label = match of.shape.cardinality {
        Cardinality::Implicit | Cardinality::Explicit => Label::Optional,
        Cardinality::Required => Label::Required,
        Cardinality::Expanded | Cardinality::Packed | Cardinality::Map(_) => Label::Repeated,
    };
    let lowered = FieldDescriptorProto { label: Some(label.into()), ..plain_field(name, of.number, &of.shape.kind) };
    let json_name = of.json_name.map_or_else(|| names::json_name(name), str::to_owned);
    let (kind, type_name) = match of.shape.cardinality {
        Cardinality::Map(_) => (Some(Type::Message.into()), Some(format!("{message}.{}", names::map_entry(name)))),
        _ => (lowered.r#type, lowered.type_name),
    };
    FieldDescriptorProto { r#type: kind, type_name, json_name: Some(json_name), options: field_options(of), ..lowered }
}

fn plain_field(name: &str, number: u32, kind: &Kind) -> FieldDescriptorProto {
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number as i32),
        label: Some(Label::Optional.into()),
        r#type: Some(field_type(kind).into()),
        type_name: names::type_name(kind),
        json_name: Some(names::json_name(name)),
        ..FieldDescriptorProto::default()
    }
}

fn field_options(of: &Field) -> Option<FieldOptions> {
    let packable = match of.shape.kind {
        Kind::Scalar(scalar) => !matches!(scalar, Scalar::String | Scalar::Bytes),
        Kind::Enum(_) => true,
        Kind::Message(_) | Kind::Group(_) => false,
    };
    let expanded = of.shape.cardinality == Cardinality::Expanded && packable;
    let options = FieldOptions {
        packed: expanded.then_some(false),
        deprecated: of.declaration.deprecated.then_some(true),
        uninterpreted_option: of.redact.then(option::debug_redact).into_iter().collect(),
        ..FieldOptions::default()
    };
    (options != FieldOptions::default()).then_some(options)
}

/// The nested message behind a map.
fn map_entry(of: &Field, key: Scalar) -> DescriptorProto {
    DescriptorProto {
        name: Some(names::map_entry(of.declaration.name)),
        field: vec![plain_field("key", 1, &Kind::Scalar(key)), plain_field("value", 2, &of.shape.kind)],
        options: Some(MessageOptions { map_entry: Some(true), ..MessageOptions::default() }),
        ..DescriptorProto::default()
    }
}

fn field_type(kind: &Kind) -> Type {
    match kind {
        Kind::Message(_) => Type::Message,
        Kind::Group(_) => Type::Group,
        Kind::Enum(_) => Type::Enum,
        Kind::Scalar(scalar) => match scalar {
            Scalar::Bool => Type::Bool,
            Scalar::Int32 => Type::Int32,
            Scalar::Int64 => Type::Int64,
            Scalar::Uint32 => Type::Uint32,
            Scalar::Uint64 => Type::Uint64,
            Scalar::Sint32 => Type::Sint32,
            Scalar::Sint64 => Type::Sint64,
            Scalar::Fixed32 => Type::Fixed32,
            Scalar::Fixed64 => Type::Fixed64,
            Scalar::Sfixed32 => Type::Sfixed32,
            Scalar::Sfixed64 => Type::Sfixed64,
            Scalar::Float => Type::Float,
            Scalar::Double => Type::Double,
            Scalar::String => Type::String,
            Scalar::Bytes => Type::Bytes,
        },
    }
}

fn enumeration(of: &Enum, notes: &mut Notes, entry: [i32; 2]) -> EnumDescriptorProto {
    notes.declare(entry, &of.declaration, |notes| {
        let values = of.values.iter().zip(0..);
        let values = values.map(|(it, i)| notes.declare([tag::ENUM_VALUE, i], &it.declaration, |_| enum_value(it)));
        EnumDescriptorProto {
            name: Some(of.declaration.name.to_owned()),
            value: values.collect(),
            options: enum_options(of),
            reserved_range: reserved::enum_ranges(of.reserved),
            reserved_name: reserved::names(of.reserved),
        }
    })
}

fn enum_options(of: &Enum) -> Option<EnumOptions> {
    let (allow_alias, deprecated) = (of.allow_alias.then_some(true), of.declaration.deprecated.then_some(true));
    let options = EnumOptions { allow_alias, deprecated, ..EnumOptions::default() };
    (options != EnumOptions::default()).then_some(options)
}

fn enum_value(of: &Value) -> EnumValueDescriptorProto {
    let deprecated = of.declaration.deprecated;
    EnumValueDescriptorProto {
        name: Some(of.declaration.name.to_owned()),
        number: Some(of.number),
        options: deprecated.then(|| EnumValueOptions { deprecated: Some(true), ..EnumValueOptions::default() }),
    }
}

fn service(of: &Service, notes: &mut Notes, entry: [i32; 2]) -> ServiceDescriptorProto {
    notes.declare(entry, &of.declaration, |notes| {
        let methods = of.methods.iter().zip(0..);
        let methods = methods.map(|(it, i)| notes.declare([tag::SERVICE_METHOD, i], &it.declaration, |_| method(it)));
        let deprecated = of.declaration.deprecated;
        ServiceDescriptorProto {
            name: Some(of.declaration.name.to_owned()),
            method: methods.collect(),
            options: deprecated.then(|| ServiceOptions { deprecated: Some(true), ..ServiceOptions::default() }),
        }
    })
}

fn method(of: &Method) -> MethodDescriptorProto {
    let level = match of.idempotency {
        Idempotency::Unknown => None,
        Idempotency::NoSideEffects => Some(IdempotencyLevel::NoSideEffects.into()),
        Idempotency::Idempotent => Some(IdempotencyLevel::Idempotent.into()),
    };
    let options = MethodOptions {
        deprecated: of.declaration.deprecated.then_some(true),
        idempotency_level: level,
        ..MethodOptions::default()
    };
    MethodDescriptorProto {
        name: Some(of.declaration.name.to_owned()),
        input_type: Some(names::message_type_name((of.request)())),
        output_type: Some(names::message_type_name((of.response)())),
        options: (options != MethodOptions::default()).then_some(options),
        client_streaming: of.streaming.client().then_some(true),
        server_streaming: of.streaming.server().then_some(true),
    }
}
