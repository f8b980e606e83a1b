//! Fields: their labels, types and options in the three languages.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FieldOptions, MessageOptions, UninterpretedOption};

use super::{default, names, option};
use crate::descriptor::set_option::Options as _;
use crate::schema::{Cardinality, Field, Kind, Scalar, Syntax};

/// A field of the message with this type name.
pub(super) fn field(of: &Field, message: &str, syntax: Syntax) -> FieldDescriptorProto {
    let name = of.declaration.name;
    let label = match (of.shape.cardinality, syntax) {
        (Cardinality::Implicit | Cardinality::Explicit, _) | (Cardinality::Required, Syntax::Edition2023) => {
            Label::Optional
        }
        (Cardinality::Required, Syntax::Proto2 | Syntax::Proto3) => Label::Required,
        (Cardinality::Expanded | Cardinality::Packed | Cardinality::Map(_), _) => Label::Repeated,
    };
    let plain = plain_field(name, of.number, &of.shape.kind, syntax);
    let (kind, type_name) = match of.shape.cardinality {
        Cardinality::Map(_) => (Some(Type::Message.into()), Some(format!("{message}.{}", names::map_entry(name)))),
        _ => (plain.r#type, plain.type_name),
    };
    FieldDescriptorProto {
        label: Some(label.into()),
        r#type: kind,
        type_name,
        default_value: of.default.and_then(|value| default::text(&value, &of.shape.kind)),
        json_name: Some(of.json_name.map_or_else(|| names::json_name(name), str::to_owned)),
        options: options(of, syntax),
        ..plain
    }
}

fn plain_field(name: &str, number: u32, kind: &Kind, syntax: Syntax) -> FieldDescriptorProto {
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number as i32),
        label: Some(Label::Optional.into()),
        r#type: Some(field_type(kind, syntax).into()),
        type_name: names::type_name(kind),
        json_name: Some(names::json_name(name)),
        ..FieldDescriptorProto::default()
    }
}

/// The nested message behind a map.
pub(super) fn map_entry(of: &Field, key: Scalar, syntax: Syntax) -> DescriptorProto {
    let (key, value) = (&Kind::Scalar(key), &of.shape.kind);
    DescriptorProto {
        name: Some(names::map_entry(of.declaration.name)),
        field: vec![plain_field("key", 1, key, syntax), plain_field("value", 2, value, syntax)],
        options: Some(MessageOptions { map_entry: Some(true), ..MessageOptions::default() }),
        ..DescriptorProto::default()
    }
}

fn options(of: &Field, syntax: Syntax) -> Option<FieldOptions> {
    let packed = match (of.shape.cardinality, syntax) {
        (Cardinality::Expanded, Syntax::Proto3) if is_packable(&of.shape.kind) => Some(false),
        (Cardinality::Packed, Syntax::Proto2) => Some(true),
        _ => None,
    };
    let redact = of.redact.then(option::debug_redact);
    let features = if syntax == Syntax::Edition2023 { features(of) } else { Vec::new() };
    FieldOptions {
        packed,
        deprecated: of.declaration.deprecated.then_some(true),
        uninterpreted_option: redact.into_iter().chain(features).collect(),
        ..FieldOptions::default()
    }
    .with(of.declaration.options)
}

/// What a field of edition 2023 has otherwise than the edition's defaults say.
fn features(of: &Field) -> Vec<UninterpretedOption> {
    let kind = &of.shape.kind;
    let (presence, repeated) = match of.shape.cardinality {
        Cardinality::Implicit if kind.message().is_none() => (Some("IMPLICIT"), None),
        Cardinality::Required => (Some("LEGACY_REQUIRED"), None),
        Cardinality::Expanded if is_packable(kind) => (None, Some("EXPANDED")),
        _ => (None, None),
    };
    let delimited = matches!(kind, Kind::Group(_)).then_some("DELIMITED");
    let features =
        [("field_presence", presence), ("repeated_field_encoding", repeated), ("message_encoding", delimited)];
    features.into_iter().filter_map(|(name, value)| Some(option::feature(name, value?))).collect()
}

fn is_packable(kind: &Kind) -> bool {
    match kind {
        Kind::Scalar(scalar) => !matches!(scalar, Scalar::String | Scalar::Bytes),
        Kind::Enum(_) => true,
        Kind::Message(_) | Kind::Group(_) => false,
    }
}

fn field_type(kind: &Kind, syntax: Syntax) -> Type {
    match kind {
        // An edition has one type for messages, and says with a feature how they are delimited.
        Kind::Group(_) if syntax != Syntax::Edition2023 => Type::Group,
        Kind::Message(_) | Kind::Group(_) => Type::Message,
        Kind::Enum(_) => Type::Enum,
        Kind::Scalar(scalar) => scalar_type(*scalar),
    }
}

fn scalar_type(scalar: Scalar) -> Type {
    match scalar {
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
    }
}
