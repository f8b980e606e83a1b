//! Types that `.proto` files declare: those of `google.protobuf`, and those of registered descriptor sets.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::model::{self, Count, Field, Kind};
use crate::descriptor;
use crate::schema::Scalar;
use crate::wire::FieldNumber;

/// A message that a `.proto` file declares.
#[derive(Debug)]
pub(super) struct Message {
    full_name: String,
    proto: DescriptorProto,
}

/// An enum that a `.proto` file declares.
#[derive(Debug)]
pub(super) struct Enum {
    full_name: String,
    proto: EnumDescriptorProto,
    is_closed: bool,
}

/// A field that a `.proto` file declares for another message.
#[derive(Debug)]
struct Extension {
    full_name: String,
    /// What text calls it: the full name in brackets.
    name: String,
    proto: FieldDescriptorProto,
}

/// The message of this full name.
pub(super) fn message(full_name: &str) -> Option<&'static Message> {
    POOL.messages.get(full_name)
}

static POOL: LazyLock<Pool> = LazyLock::new(|| {
    let mut pool = Pool::default();
    descriptor::imported_files().into_iter().for_each(|file| pool.add(file));
    pool
});

/// All types, by full name.
#[derive(Debug, Default)]
struct Pool {
    messages: BTreeMap<String, Message>,
    enums: BTreeMap<String, Enum>,
    /// By the full names of the messages that are extended.
    extensions: BTreeMap<String, Vec<Extension>>,
}

impl Pool {
    fn add(&mut self, file: FileDescriptorProto) {
        let is_proto2 = matches!(file.syntax(), "" | "proto2");
        let scope = if file.package().is_empty() { String::new() } else { format!("{}.", file.package()) };
        self.add_enums(file.enum_type, &scope, is_proto2);
        self.add_extensions(file.extension, &scope);
        let mut pending: Vec<_> = file.message_type.into_iter().map(|message| (scope.clone(), message)).collect();
        while let Some((scope, mut proto)) = pending.pop() {
            let full_name = format!("{scope}{}", proto.name());
            let within = format!("{full_name}.");
            self.add_enums(std::mem::take(&mut proto.enum_type), &within, is_proto2);
            self.add_extensions(std::mem::take(&mut proto.extension), &within);
            pending.extend(std::mem::take(&mut proto.nested_type).into_iter().map(|nested| (within.clone(), nested)));
            self.messages.insert(full_name.clone(), Message { full_name, proto });
        }
    }

    fn add_enums(&mut self, enums: Vec<EnumDescriptorProto>, scope: &str, is_closed: bool) {
        for proto in enums {
            let full_name = format!("{scope}{}", proto.name());
            self.enums.insert(full_name.clone(), Enum { full_name, proto, is_closed });
        }
    }

    fn add_extensions(&mut self, extensions: Vec<FieldDescriptorProto>, scope: &str) {
        for proto in extensions {
            let full_name = format!("{scope}{}", proto.name());
            let extended = proto.extendee().trim_start_matches('.').to_owned();
            let extension = Extension { name: format!("[{full_name}]"), full_name, proto };
            self.extensions.entry(extended).or_default().push(extension);
        }
    }
}

impl Message {
    pub(super) fn full_name(&self) -> &str {
        &self.full_name
    }

    pub(super) fn is_reserved(&self, name: &str) -> bool {
        self.proto.reserved_name.iter().any(|reserved| reserved == name)
    }

    /// The fields, in the order of the file.
    pub(super) fn fields(&'static self) -> impl Iterator<Item = Field> {
        self.proto.field.iter().filter_map(|proto| self.field(proto))
    }

    /// The field that text calls by this name.
    pub(super) fn field_named(&'static self, name: &str) -> Option<Field> {
        let mut alike = self.proto.field.iter().filter(|proto| proto.name().eq_ignore_ascii_case(name));
        alike.find_map(|proto| self.field(proto).filter(|field| proto.name() == name || field.name == name))
    }

    /// The extension of this number that a `.proto` file declares.
    pub(super) fn extension(&'static self, number: u32) -> Option<Field> {
        let mut extensions = POOL.extensions.get(&self.full_name)?.iter();
        extensions.find_map(|it| self.as_field(it).filter(|field| field.number.get() == number))
    }

    /// The extension of this full name that a `.proto` file declares.
    pub(super) fn extension_named(&'static self, name: &str) -> Option<Field> {
        let extension = POOL.extensions.get(&self.full_name)?.iter().find(|it| it.full_name == name)?;
        self.as_field(extension)
    }

    fn as_field(&'static self, extension: &'static Extension) -> Option<Field> {
        Some(Field { name: Cow::Borrowed(&extension.name), oneof: None, ..self.field(&extension.proto)? })
    }

    /// A field; none when its number or its type is none.
    fn field(&'static self, proto: &'static FieldDescriptorProto) -> Option<Field> {
        let kind = kind(proto)?;
        let group = match kind {
            Kind::Group(model::Message::Declared(group)) => self.group_name(proto, group),
            _ => None,
        };
        let oneof = proto.oneof_index.filter(|_| !proto.proto3_optional());
        let oneof = oneof.and_then(|index| self.proto.oneof_decl.get(usize::try_from(index).ok()?));
        Some(Field {
            name: Cow::Borrowed(group.unwrap_or(proto.name())),
            number: FieldNumber::new(u32::try_from(proto.number()).ok()?)?,
            count: match proto.label() {
                Label::Optional => Count::AtMostOnce,
                Label::Required => Count::Once,
                Label::Repeated => Count::AnyNumber,
            },
            kind,
            oneof: oneof.map(|oneof| oneof.name()),
            redact: false,
        })
    }

    /// The name of the type, for a field that a group of proto2 declared.
    fn group_name(&self, proto: &FieldDescriptorProto, group: &'static Message) -> Option<&'static str> {
        let in_scope = group.full_name.strip_prefix(&self.full_name)?.strip_prefix('.')?;
        (in_scope == group.proto.name() && in_scope.to_ascii_lowercase() == proto.name()).then(|| group.proto.name())
    }
}

impl Enum {
    pub(super) fn full_name(&self) -> &str {
        &self.full_name
    }

    pub(super) fn is_closed(&self) -> bool {
        self.is_closed
    }

    pub(super) fn name(&self, number: i32) -> Option<&str> {
        self.proto.value.iter().find(|value| value.number() == number).map(|value| value.name())
    }

    pub(super) fn number(&self, name: &str) -> Option<i32> {
        self.proto.value.iter().find(|value| value.name() == name).map(|value| value.number())
    }
}

fn kind(field: &'static FieldDescriptorProto) -> Option<Kind> {
    let type_name = field.type_name().trim_start_matches('.');
    let scalar = match field.r#type() {
        Type::Message => return message(type_name).map(|it| Kind::Message(model::Message::Declared(it))),
        Type::Group => return message(type_name).map(|it| Kind::Group(model::Message::Declared(it))),
        Type::Enum => return POOL.enums.get(type_name).map(|it| Kind::Enum(model::Enum::Declared(it))),
        Type::Bool => Scalar::Bool,
        Type::Int32 => Scalar::Int32,
        Type::Int64 => Scalar::Int64,
        Type::Uint32 => Scalar::Uint32,
        Type::Uint64 => Scalar::Uint64,
        Type::Sint32 => Scalar::Sint32,
        Type::Sint64 => Scalar::Sint64,
        Type::Fixed32 => Scalar::Fixed32,
        Type::Fixed64 => Scalar::Fixed64,
        Type::Sfixed32 => Scalar::Sfixed32,
        Type::Sfixed64 => Scalar::Sfixed64,
        Type::Float => Scalar::Float,
        Type::Double => Scalar::Double,
        Type::String => Scalar::String,
        Type::Bytes => Scalar::Bytes,
    };
    Some(Kind::Scalar(scalar))
}
