//! The features of editions, which `prost-types` cannot read: what each declaration of a file has, however it came to it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use prost::Message as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto};

/// What the language of a file leaves to it, by the full names of its fields, extensions and enums. Empty before editions.
///
/// # Errors
///
/// It is no file descriptor.
pub fn resolved(file: &[u8]) -> Result<BTreeMap<String, Features>> {
    let proto = FileDescriptorProto::decode(file).context("not a file descriptor")?;
    let written = File::decode(file).context("not a file descriptor")?;
    let mut resolved = Resolved(BTreeMap::new());
    if written.edition == Some(EDITION_2023) {
        let features = written.options.and_then(|it| it.features).unwrap_or_default().or(&Features::EDITION_2023);
        for (message, written) in proto.message_type.iter().zip(&written.messages) {
            resolved.message(message, written, proto.package(), &features);
        }
        resolved.enums(&proto.enum_type, &written.enums, proto.package(), &features);
        resolved.fields(&proto.extension, &written.extensions, (proto.package(), None), &features);
    }
    Ok(resolved.0)
}

/// Of `google/protobuf/descriptor.proto` the way to the features.
#[derive(Clone, PartialEq, prost::Message)]
struct File {
    #[prost(message, repeated, tag = "4")]
    messages: Vec<Message>,
    #[prost(message, repeated, tag = "5")]
    enums: Vec<Enum>,
    #[prost(message, repeated, tag = "7")]
    extensions: Vec<Field>,
    #[prost(message, optional, tag = "8")]
    options: Option<FileOptions>,
    #[prost(int32, optional, tag = "14")]
    edition: Option<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Message {
    #[prost(message, repeated, tag = "2")]
    fields: Vec<Field>,
    #[prost(message, repeated, tag = "3")]
    nested: Vec<Message>,
    #[prost(message, repeated, tag = "4")]
    enums: Vec<Enum>,
    #[prost(message, repeated, tag = "6")]
    extensions: Vec<Field>,
    #[prost(message, optional, tag = "7")]
    options: Option<MessageOptions>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Field {
    #[prost(message, optional, tag = "8")]
    options: Option<FieldOptions>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Enum {
    #[prost(message, optional, tag = "3")]
    options: Option<EnumOptions>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct FileOptions {
    #[prost(message, optional, tag = "50")]
    features: Option<Features>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct MessageOptions {
    #[prost(message, optional, tag = "12")]
    features: Option<Features>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct FieldOptions {
    #[prost(message, optional, tag = "21")]
    features: Option<Features>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct EnumOptions {
    #[prost(message, optional, tag = "7")]
    features: Option<Features>,
}

/// Features of one declaration, as `google.protobuf.FeatureSet` numbers them. How a compiler checks strings is not among
/// them: contracts always do.
#[derive(Clone, Copy, PartialEq, Eq, prost::Message)]
pub struct Features {
    #[prost(int32, optional, tag = "1")]
    field_presence: Option<i32>,
    #[prost(int32, optional, tag = "2")]
    enum_type: Option<i32>,
    #[prost(int32, optional, tag = "3")]
    repeated_field_encoding: Option<i32>,
    #[prost(int32, optional, tag = "5")]
    message_encoding: Option<i32>,
}

/// `EDITION_2023` of `google.protobuf.Edition`.
const EDITION_2023: i32 = 1000;
/// `LEGACY_REQUIRED` of `google.protobuf.FeatureSet.FieldPresence`.
const LEGACY_REQUIRED: i32 = 3;

impl Features {
    /// Presence is explicit, enums are open, repeated fields packed, messages have their lengths in front.
    const EDITION_2023: Features = Features {
        field_presence: Some(1),
        enum_type: Some(1),
        repeated_field_encoding: Some(1),
        message_encoding: Some(1),
    };

    /// These, and for those that are not said the ones of what is around.
    fn or(&self, around: &Features) -> Features {
        Features {
            field_presence: self.field_presence.or(around.field_presence),
            enum_type: self.enum_type.or(around.enum_type),
            repeated_field_encoding: self.repeated_field_encoding.or(around.repeated_field_encoding),
            message_encoding: self.message_encoding.or(around.message_encoding),
        }
    }

    /// Those that say something of the field.
    fn of_field(&self, field: &FieldDescriptorProto, message: Option<&DescriptorProto>) -> Features {
        let is_message = field.r#type() == Type::Message;
        let entries = message.into_iter().flat_map(|it| &it.nested_type).filter(|it| is_map_entry(it));
        let is_map =
            is_message && entries.into_iter().any(|it| field.type_name().ends_with(&format!(".{}", it.name())));
        let is_repeated = field.label() == Label::Repeated;
        let is_packable = is_repeated && !is_message && !matches!(field.r#type(), Type::String | Type::Bytes);
        let may_be_implicit = !is_repeated && !is_message && field.oneof_index.is_none() && field.extendee.is_none();
        let presence = self.field_presence.filter(|it| may_be_implicit || *it == LEGACY_REQUIRED && !is_repeated);
        Features {
            field_presence: presence,
            enum_type: None,
            repeated_field_encoding: self.repeated_field_encoding.filter(|_| is_packable),
            message_encoding: self.message_encoding.filter(|_| is_message && !is_map),
        }
    }
}

struct Resolved(BTreeMap<String, Features>);

impl Resolved {
    fn message(&mut self, of: &DescriptorProto, written: &Message, scope: &str, around: &Features) {
        let scope = format!("{scope}.{}", of.name());
        let around = &written.options.and_then(|it| it.features).unwrap_or_default().or(around);
        self.fields(&of.field, &written.fields, (&scope, Some(of)), around);
        self.fields(&of.extension, &written.extensions, (&scope, None), around);
        self.enums(&of.enum_type, &written.enums, &scope, around);
        let nested = of.nested_type.iter().zip(&written.nested).filter(|(nested, _)| !is_map_entry(nested));
        nested.for_each(|(nested, written)| self.message(nested, written, &scope, around));
    }

    fn enums(&mut self, enums: &[EnumDescriptorProto], written: &[Enum], scope: &str, around: &Features) {
        for (of, written) in enums.iter().zip(written) {
            let features = written.options.and_then(|it| it.features).unwrap_or_default().or(around);
            let features = Features { enum_type: features.enum_type, ..Features::default() };
            self.0.insert(format!("{scope}.{}", of.name()), features);
        }
    }

    fn fields(
        &mut self,
        fields: &[FieldDescriptorProto],
        written: &[Field],
        (scope, message): (&str, Option<&DescriptorProto>),
        around: &Features,
    ) {
        for (field, written) in fields.iter().zip(written) {
            let features = written.options.and_then(|it| it.features).unwrap_or_default().or(around);
            self.0.insert(format!("{scope}.{}", field.name()), features.of_field(field, message));
        }
    }
}

fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}
